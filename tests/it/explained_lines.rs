//! `tinhso explain --lines`: the lines of exports that add to a figure, found again in the archived files.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tinhso::values::decimal::Decimal;

use crate::legacy::{bytes, tcvn3};
use crate::lines::{HEADER, mini, packed};
use crate::mini::Mini;

fn explained(mini: &Mini, indicator: &str, period: &str, more: &[&str]) -> Value {
    let arguments = [&["explain", indicator, period, "--lines", "--format", "json"], more].concat();
    mini.tinhso(&arguments).expect(0).json()
}

/// `line amount area: cells` of each line of a part.
fn lines_of(answer: &Value, part: &str) -> Vec<String> {
    let units = answer["units"].as_array().expect("units").iter();
    let rows = units.flat_map(|unit| unit["rows"].as_array().expect("rows")).filter(|row| row["part"] == part);
    let line = |line: &Value| {
        let cells = line["cells"].as_array().expect("cells").iter();
        let cells: Vec<String> = cells.map(|cell| format!("{}={}", cell["cell"], cell["raw"])).collect();
        format!("{} {} {}: {}", line["line"], line["amount"], line["ref_area"], cells.join(" ")).replace('"', "")
    };
    rows.flat_map(|row| row["found"].as_array().expect("lines").iter().map(line)).collect()
}

/// Each row that has lines: what it adds, and the sum of its lines.
fn sums(answer: &Value) -> Vec<(Decimal, Decimal)> {
    let decimal = |value: &Value| Decimal::parse(value.as_str().expect("digits"), 12, 0).expect("a decimal").value;
    let units = answer["units"].as_array().expect("units").iter();
    let rows = units.flat_map(|unit| unit["rows"].as_array().expect("rows")).filter(|row| row["amount"].is_string());
    let sum = |row: &Value| {
        let lines = row["found"].as_array().expect("lines").iter();
        lines.fold(Decimal::ZERO, |sum, line| sum.checked_add(decimal(&line["amount"])).expect("small"))
    };
    rows.map(|row| (decimal(&row["amount"]), sum(row))).collect()
}

fn with_lines() -> Mini {
    let mini = mini();
    let lines =
        "90001;2025-Q1;online;1,5;3\n90002;2025-Q1;paper;2,25;9\n90001;2025-Q1;paper;x;5\n90004;2025-Q1;online;10;1\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}"));
    // A later export speaks of one commune alone: the others keep their lines.
    let later = "90002;2025-Q1;online;7;1\n90002;2025-Q1;paper;0,5;2\n";
    mini.send("lines/q1 sửa.csv", "2025-04-09T08:00:00+07:00", format!("{HEADER}{later}"));
    mini.run(0);
    mini
}

#[test]
fn the_lines_of_a_figure_are_those_that_add_to_it() {
    let mini = with_lines();
    let answer = explained(&mini, "fees", "2025-Q1", &["--geography", "as-reported"]);
    assert_eq!((&answer["proof"]["lines_add_up"], &answer["proof"]["lines"]), (&json!(true), &json!(4)));
    let mut lines = lines_of(&answer, "numerator");
    lines.sort();
    assert_eq!(
        lines,
        [
            "2 1.5 90001: A2=90001 B2=2025-Q1 D2=1,5",
            "2 7 90002: A2=90002 B2=2025-Q1 D2=7",
            "3 0.5 90002: A3=90002 B3=2025-Q1 D3=0,5",
            "5 10 90004: A5=90004 B5=2025-Q1 D5=10",
        ]
    );
    assert!(sums(&answer).iter().all(|(row, lines)| row == lines), "{:?}", sums(&answer));
    // Restated: the new 90001 has the lines of the old 90001 and 90002.
    let area = ["--geography", "2025-07-01", "--area", "90001"];
    let answer = explained(&mini, "fees", "2025-Q1", &area);
    assert_eq!(lines_of(&answer, "numerator").len(), 3);
    assert_eq!(answer["proof"]["lines_add_up"], true);
    // A condition leaves lines out of one part, and the largest is one of several.
    let answer = explained(&mini, "online_dossiers_share", "2025-Q1", &area);
    assert_eq!((lines_of(&answer, "numerator").len(), lines_of(&answer, "denominator").len()), (2, 4));
    assert!(sums(&answer).iter().all(|(row, lines)| row == lines), "{:?}", sums(&answer));
    let answer = explained(&mini, "longest_days", "2025-Q1", &area);
    assert_eq!((lines_of(&answer, "numerator").len(), &answer["proof"]["lines_add_up"]), (2, &json!(true)));
}

#[test]
fn the_lines_of_a_year_are_those_of_its_quarters() {
    let mini = mini();
    for quarter in 1..=4 {
        let text = format!("{HEADER}90001;2024-Q{quarter};online;1;3\n90001;2024-Q{quarter};paper;2;{quarter}\n");
        mini.send(&format!("lines/q{quarter}.csv"), &format!("2025-01-0{quarter}T08:00:00+07:00"), text);
    }
    mini.run(0);
    let area = ["--geography", "as-reported", "--area", "90001"];
    let answer = explained(&mini, "online_dossiers_share", "2024", &area);
    assert_eq!((lines_of(&answer, "numerator").len(), lines_of(&answer, "denominator").len()), (4, 8));
    assert_eq!(answer["proof"]["lines_add_up"], true);
    assert_eq!(answer["figure"]["obs_value"], 50.0);
}

#[test]
fn every_figure_of_a_project_of_lines_adds_up() {
    let mini = with_lines();
    let mut figures = 0;
    for indicator in ["online_dossiers_share", "fees", "longest_days", "communes_online_share"] {
        for (geography, areas) in
            [("as-reported", vec!["90", "90001", "90002", "90004"]), ("2025-07-01", vec!["90", "90001", "90003"])]
        {
            for area in areas {
                let arguments = ["explain", indicator, "2025-Q1", "--lines", "--format", "json"];
                let asked = [&arguments[..], &["--geography", geography, "--area", area]].concat();
                let answer = mini.tinhso(&asked);
                if answer.code == 2 {
                    continue;
                }
                let answer = answer.expect(0).json();
                assert_eq!(answer["proof"]["lines_add_up"], true, "{indicator} {geography} {area}");
                figures += 1;
            }
        }
    }
    assert!(figures > 15, "{figures}");
}

#[test]
fn lines_are_found_in_packed_and_old_texts_and_in_workbooks() {
    let text = format!("{HEADER}90001;2025-Q1;paper;1,5;1\n90004;2025-Q1;online;2;1\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (code, fee) in [("90001", 1.5), ("90004", 2.0)] {
        let sheet = book.add_worksheet();
        for (column, label) in (0..).zip(HEADER.trim().split(';')) {
            sheet.write(0, column, label).expect("written");
        }
        sheet.write(1, 0, code).and_then(|sheet| sheet.write(1, 1, "2025-Q1")).expect("written");
        sheet.write(1, 2, "paper").and_then(|sheet| sheet.write(1, 3, fee)).expect("written");
        sheet.write(1, 4, 3).expect("written");
    }
    let book = book.save_to_buffer().expect("a workbook");
    for (name, sent) in [("q1.csv.gz", packed(text.as_bytes())), ("q1.csv", bytes(&tcvn3(&text))), ("q1.xlsx", book)] {
        let mini = mini();
        mini.send(&format!("lines/{name}"), "2025-04-02T08:00:00+07:00", sent);
        mini.run(0);
        let answer = explained(&mini, "fees", "2025-Q1", &["--geography", "as-reported"]);
        let lines = lines_of(&answer, "numerator");
        assert_eq!((lines.len(), &answer["proof"]["lines_add_up"]), (2, &json!(true)), "{name}: {lines:?}");
        assert!(lines.iter().any(|line| line.contains(" 2 90004: ")), "{name}: {lines:?}");
    }
}

#[test]
fn lines_are_shown_in_text_and_csv() {
    let mini = with_lines();
    let asked = ["explain", "fees", "2025-Q1", "--geography", "as-reported", "--lines"];
    let text = mini.tinhso(&[&asked[..], &["--lang", "en"]].concat()).expect(0).stdout;
    assert!(text.contains("lines/q1 sửa.csv") && text.contains("D5 10"), "{text}");
    assert!(text.contains("added up again from 4 lines ✓"), "{text}");
    let csv = mini.tinhso(&[&asked[..], &["--format", "csv"]].concat()).expect(0).stdout;
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let labels = reader.headers().expect("labels").clone();
    let rows: Vec<BTreeMap<String, String>> = reader
        .records()
        .map(|record| {
            let record = record.expect("a record");
            labels.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        })
        .collect();
    let of_lines = || rows.iter().filter(|row| !row["row"].is_empty());
    let sum: f64 = of_lines().filter_map(|row| row["amount"].parse::<f64>().ok()).sum();
    assert!((sum - 19.0).abs() < 1e-9, "{csv}");
    assert_eq!(of_lines().filter(|row| row["field"] == "fee").count(), 4);
    // Without being asked nothing is read again.
    let plain = mini.tinhso(&["explain", "fees", "2025-Q1", "--format", "json"]).expect(0).json();
    assert_eq!(plain["proof"]["lines_add_up"], Value::Null);
    let none = mini.tinhso(&["explain", "dossiers", "--lines", "--lang", "en"]);
    assert!(none.code == 2 || none.stderr.contains("no exports of lines"), "{none:?}");
}

#[test]
fn lines_that_are_no_longer_there_are_reported() {
    let mini = with_lines();
    for input in std::fs::read_dir(mini.warehouse().join("archive")).expect("an archive") {
        std::fs::remove_file(input.expect("an input").path()).expect("removed");
    }
    let asked = ["explain", "fees", "2025-Q1", "--geography", "as-reported", "--lines", "--lang", "en"];
    let text = mini.tinhso(&asked).expect(1).stdout;
    assert!(text.contains("do NOT add up ✗"), "{text}");
}
