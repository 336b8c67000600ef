//! A cell of a text is named by the row that a spreadsheet shows, whatever line ends its cells hold.

use std::fmt::Write as _;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::decisions::decision;
use crate::kit::{filtered, lines};
use crate::lines::{HEADER, mini};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};
use crate::returned::{handed_back, texts};

/// The second quarter with line ends within a label and a name, a blank line, and a word in the place of a number of the fourth commune.
fn report(end: &str) -> String {
    let cells = [SECOND_QUARTER[0], SECOND_QUARTER[1], SECOND_QUARTER[2], Some("bad;80;4000;80"), SECOND_QUARTER[4]];
    let text = sheet("2025-Q2", &OLD, &cells);
    let text = text.replacen("Hồ sơ tiếp nhận", "\"Hồ sơ\ntiếp nhận\"", 1);
    let text = text.replacen("Xã Bến Gỗ", "\"Xã\nBến\nGỗ\"", 1).replacen("90003;", "\n90003;", 1);
    text.replace('\n', end)
}

/// The findings of a file, by code and cell.
fn found(mini: &Mini, file: &str) -> Vec<String> {
    let path = mini.path().join(file).to_string_lossy().into_owned();
    let answer = mini.tinhso(&["validate", &path, "--format", "json"]).json();
    let findings = answer["files"][0]["findings"].as_array().expect("findings").iter();
    let at =
        |finding: &Value| format!("{} {} {}", finding["code"], finding["location"]["cell"], finding["location"]["row"]);
    let errors = findings.filter(|finding| finding["severity"] == "error");
    errors.map(at).collect::<Vec<String>>().into_iter().map(|line| line.replace('"', "")).collect()
}

#[test]
fn cells_below_line_ends_within_cells_are_those_of_a_spreadsheet() {
    // The labels, two communes, a blank row and the third: the fourth is in row 6.
    for end in ["\n", "\r\n"] {
        let mini = Mini::new();
        mini.write("a.csv", report(end));
        assert_eq!(found(&mini, "a.csv"), ["type-error D6 6"], "{end:?}");
        let back = handed_back(&mini, "a.csv", 1);
        let rows = texts(&back, "1");
        let at = rows.iter().position(|row| row.iter().any(|cell| cell == "bad"));
        assert_eq!(at, Some(5), "{rows:?}");
        let drawn = mini.tinhso(&["inspect", &mini.path().join("a.csv").to_string_lossy(), "--format", "json"]).json();
        assert_eq!(drawn["files"][0]["findings"][0]["location"]["cell"], "D6", "{drawn}");
    }
}

#[test]
fn a_workbook_with_the_same_cells_names_the_same_ones() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(report("\n").into_bytes().leak() as &[u8]);
    // What reads records passes over the blank row.
    for (row, record) in [0, 1, 2, 4, 5, 6].into_iter().zip(reader.records()) {
        for (column, cell) in (0..).zip(record.expect("a record").iter()) {
            match cell.parse::<f64>().ok().filter(|_| column > 2) {
                Some(number) => page.write(row, column, number).expect("written"),
                None => page.write(row, column, cell).expect("written"),
            };
        }
    }
    let mini = Mini::new();
    mini.write("a.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_eq!(found(&mini, "a.xlsx"), ["type-error D6 6"]);
}

#[test]
fn decisions_and_explanations_name_these_cells() {
    let mini = Mini::new();
    let text = report("\n");
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", &text);
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "type-error")]);
    assert_eq!(lines(&found, &["cell", "row", "ref_area"]), ["D6 | 6 | 90004"]);
    mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("", "D6"), "value = \"400\""));
    mini.run(0);
    assert!(mini.figure("dossiers", "90004", "as-reported", "2025-Q2").starts_with("400.0 "));
    let arguments =
        ["explain", "dossiers", "2025-Q2", "--area", "902", "--geography", "as-reported", "--format", "json"];
    let answer = mini.tinhso(&arguments).expect(0).stdout;
    assert!(answer.contains("\"D6\"") && answer.contains("\"D7\"") && !answer.contains("\"D8\""), "{answer}");
}

#[test]
fn lines_of_exports_are_counted_as_rows_in_all_pieces() {
    // Some megabytes, so that they pass in pieces; each of the first lines has line ends within a cell.
    let mut text = HEADER.to_owned();
    let long = format!("\"giấy\n{}\n\"", "x".repeat(900));
    for line in 0..6_000 {
        let channel = if line < 3_000 { long.as_str() } else { "giấy" };
        writeln!(text, "9000{};2025-Q1;{channel};1;3", 1 + line % 2).expect("written");
        if line == 100 {
            text.push('\n');
        }
    }
    // A blank row is one: the labels, 6,000 lines and a blank one.
    text.push_str("90003;2025-Q1;giấy;bad;3\n90004;2025-Q1;giấy;7;3\n");
    let mini = mini();
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", &text);
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "type-error")]);
    assert_eq!(lines(&found, &["cell", "row", "ref_area"]), ["D6003 | 6003 | 90003"]);
    let arguments =
        ["explain", "fees", "2025-Q1", "--area", "90004", "--geography", "as-reported", "--lines", "--format", "json"];
    let answer = mini.tinhso(&arguments).expect(0).stdout;
    assert!(answer.contains("\"D6004\"") && answer.contains("6004"), "{answer}");
}

#[test]
fn one_line_end_in_a_small_export_moves_nothing() {
    let mini = mini();
    let text = "90001;2025-Q1;\"on\nline\";1;3\n90002;2025-Q1;paper;2;3\n90003;2025-Q1;paper;bad;3\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{text}"));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "type-error")]);
    assert_eq!(lines(&found, &["cell", "row"]), ["D4 | 4"]);
}
