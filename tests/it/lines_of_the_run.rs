//! Figures of lines are explained by the file on which they rest, and by what kept other lines out.

use serde_json::Value;

use crate::lines::{HEADER, mini};
use crate::mini::Mini;

/// An export in one of the formats: the lines of a text, or the same cells in a workbook.
fn export(format: &str, lines: &str) -> Vec<u8> {
    let text = format!("{HEADER}{lines}");
    if format == "csv" {
        return text.into_bytes();
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match cell.replace(',', ".").parse::<f64>() {
                Ok(number) if row > 0 && column > 2 => sheet.write(row, column, number).expect("written"),
                _ => sheet.write(row, column, cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn explained(mini: &Mini, period: &str, more: &[&str]) -> Value {
    let asked = ["explain", "fees", period, "--geography", "as-reported", "--format", "json"];
    mini.tinhso(&[&asked[..], more].concat()).expect(0).json()
}

/// `object cell raw` of the fee of each line.
fn fees(answer: &Value) -> Vec<String> {
    let units = answer["units"].as_array().expect("units").iter();
    let rows = units.flat_map(|unit| unit["rows"].as_array().expect("rows"));
    let lines = rows.flat_map(|row| row["found"].as_array().expect("lines"));
    let fee = |line: &Value| {
        let cells = line["cells"].as_array().expect("cells").iter();
        let fee = cells.clone().find(|cell| cell["field"] == "fee").expect("a fee");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        format!("{} {} {}", text(&line["object"]), text(&fee["cell"]), text(&fee["raw"]))
    };
    let mut fees: Vec<String> = lines.map(fee).collect();
    fees.sort();
    fees
}

/// `reason code cell` of the reasons of a unit.
fn reasons(answer: &Value, unit: &str) -> Vec<String> {
    let units = answer["units"].as_array().expect("units").iter();
    let own = units.filter(|one| one["ref_area"] == unit).flat_map(|one| one["reasons"].as_array().expect("reasons"));
    let shown = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    own.map(|one| format!("{} {} {}", shown(&one["reason"]), shown(&one["finding"]), shown(&one["cell"]))).collect()
}

const SOUND: &str = "90001;2025-Q3;online;1;3\n90003;2025-Q3;paper;10;3\n90001;2025-Q4;paper;4;3\n";

#[test]
fn lines_that_are_kept_of_an_earlier_file_are_found_there() {
    // A unit that ended, and a code of none.
    for doubtful in ["90002", "99999"] {
        for format in ["csv", "xlsx"] {
            let mini = mini();
            mini.send(&format!("lines/1.{format}"), "2026-01-05T08:00:00+07:00", export(format, SOUND));
            mini.run(0);
            let later = format!("90001;2025-Q3;online;2;3\n90003;2025-Q3;paper;20;3\n{doubtful};2025-Q3;paper;5;3\n");
            mini.send(&format!("lines/2.{format}"), "2026-01-06T08:00:00+07:00", export(format, &later));
            mini.run(1);
            let answer = explained(&mini, "2025-Q3", &["--lines"]);
            let first = format!("lines/1.{format}");
            assert_eq!(fees(&answer), [format!("{first} D2 1"), format!("{first} D3 10")], "{doubtful}");
            assert_eq!(answer["proof"]["lines_add_up"], true);
        }
    }
}

#[test]
fn lines_that_came_and_are_kept_out_are_not_said_to_be_missing() {
    for format in ["csv", "xlsx"] {
        let mini = mini();
        // A form that nobody in particular sends.
        let submits = ",\n            \"submits\": [{ \"from\": \"2020-01-01\", \"level\": \"province\" }]";
        mini.edit("schemas/dossiers.json", submits, "");
        let lines = format!("{SOUND}90002;2025-Q3;paper;5;3\n");
        mini.send(&format!("lines/1.{format}"), "2026-01-06T08:00:00+07:00", export(format, &lines));
        mini.run(1);
        let answer = explained(&mini, "2025-Q3", &["--area", "90001"]);
        assert_eq!(reasons(&answer, "90001"), ["quarantined ended-area A5", "not-used unused-row -"], "{format}");
        // Of another quarter the line says nothing.
        assert_eq!(mini.figure("fees", "90001", "as-reported", "2025-Q4"), "4.0 | A | 1/1");
        let answer = explained(&mini, "2025-Q4", &["--area", "90003"]);
        assert_eq!(reasons(&answer, "90003"), ["row-missing - -"], "{format}");
    }
}

#[test]
fn a_line_of_no_known_unit_keeps_out_those_of_its_period_alone() {
    for format in ["csv", "xlsx"] {
        let mini = mini();
        let lines = format!("{SOUND}99999;2025-Q4;paper;5;3\n90003;2026-Q3;paper;7;3\n");
        mini.send(&format!("lines/1.{format}"), "2026-01-06T08:00:00+07:00", export(format, &lines));
        mini.run(1);
        let figure = |area: &str, period: &str| mini.figure("fees", area, "as-reported", period);
        assert_eq!(figure("90001", "2025-Q3"), "1.0 | B | 1/1", "{format}");
        // Its period cannot be, and may have been meant for any other.
        assert_eq!(figure("90003", "2025-Q3"), " | O | 0/1", "{format}");
        assert_eq!(figure("90001", "2025-Q4"), " | O | 0/1", "{format}");
    }
}

#[test]
fn what_lines_rest_on_is_written_as_files() {
    for format in ["csv", "xlsx"] {
        let mini = mini();
        let sent = export(format, SOUND);
        mini.send(&format!("lines/1.{format}"), "2026-01-05T08:00:00+07:00", &sent);
        mini.run(0);
        let folder = mini.path().join("evidence").to_string_lossy().into_owned();
        let answer = explained(&mini, "2025-Q3", &["--lines", "--extract", &folder]);
        assert_eq!(answer["objects"][0]["object"], format!("lines/1.{format}"));
        let files = crate::kit::tree(std::path::Path::new(&folder));
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, [format!("lines/1.{format}"), format!("lines/1.{format}.marked.xlsx")]);
        assert_eq!(files[&format!("lines/1.{format}")], sent);
        // Without the lines it is said how they are had.
        let asked = ["explain", "fees", "2025-Q3", "--extract", &folder, "--lang", "en"];
        let said = mini.tinhso(&asked).expect(0).stderr;
        assert!(said.contains("with --lines"), "{said}");
    }
}
