//! "46,420" under a declared decimal comma is 46.42: three digits behind the sign are no thousands where the declared way reads them.

use rust_xlsxwriter::Workbook;

use crate::kit::lines;
use crate::mini::{HEADER, Mini, OLD};

const SCORE: (&str, &str) = (r#""measure": "rate""#, r#""measure": "rate", "scale": 2"#);

/// What was read of the scores, and what was found about how they are written.
fn read(mini: &Mini) -> (Vec<String>, Vec<String>) {
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let of_writing = ["number-format", "ambiguous-number", "excess-digits", "type-error"];
    let found = mini.table("findings").into_iter().filter(|row| of_writing.contains(&row["code"].as_str()));
    let found = lines(&found.collect::<Vec<_>>(), &["code", "severity", "cell"]);
    (lines(&mini.table("data/services"), &["score"]), found)
}

/// Sends a workbook of scores: a number where one is given, else a text.
fn in_workbook(scores: &[Result<f64, &str>]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE.0, SCORE.1);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("a label");
    }
    for (row, ((code, name), score)) in (1..).zip(OLD.iter().zip(scores)) {
        for (column, text) in (0..).zip([*code, *name, "2025-Q2"]) {
            sheet.write(row, column, text).expect("a text");
        }
        for (column, number) in (3..).zip([9, 5, 100]) {
            sheet.write(row, column, number).expect("a number");
        }
        match score {
            Ok(number) => sheet.write(row, 6, *number).expect("a number"),
            Err(text) => sheet.write(row, 6, *text).expect("a text"),
        };
    }
    mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", workbook.save_to_buffer().expect("a workbook"));
    read(&mini)
}

fn in_text(scores: &[&str]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE.0, SCORE.1);
    let mut text = HEADER.to_owned();
    for ((code, name), score) in OLD.iter().zip(scores) {
        text += &format!("{code};{name};2025-Q2;9;5;100;{score}\n");
    }
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", text);
    read(&mini)
}

#[test]
fn the_declared_way_reads_three_decimals_and_says_that_there_are_two() {
    for (values, found) in [in_text(&["46,420"]), in_workbook(&[Err("46,420")])] {
        assert_eq!(values, ["46.42"]);
        assert_eq!(found, ["ambiguous-number | warning | G2"]);
    }
    let (values, found) = in_text(&["46,420", "12,664"]);
    assert_eq!(values, ["46.42", "12.66"]);
    assert_eq!(found, ["ambiguous-number | warning | G2", "excess-digits | warning | G3"]);
}

#[test]
fn numbers_beside_it_say_the_size() {
    let (values, found) = in_workbook(&[Ok(26.88), Ok(31.05), Err("22,660"), Ok(29.5)]);
    assert_eq!(values, ["26.88", "31.05", "22.66", "29.50"]);
    assert_eq!(found, Vec::<String>::new());
    let (values, found) = in_text(&["26", "22,664", "31"]);
    assert_eq!(values, ["26.00", "22.66", "31.00"]);
    assert_eq!(found, ["excess-digits | warning | G3"]);
    // Of another size it may be thousands, and nobody knows.
    let (values, found) = in_workbook(&[Ok(26880.5), Ok(31050.0), Err("22,660")]);
    assert_eq!(values, ["26880.50", "31050.00"]);
    assert_eq!(found, ["ambiguous-number | error | G4"]);
    let (values, found) = in_workbook(&[Ok(26.88), Ok(31.05), Err("22.660")]);
    assert_eq!(values, ["26.88", "31.05", "22660.00"]);
    assert_eq!(found, ["ambiguous-number | warning | G4"]);
}

#[test]
fn what_can_only_be_read_the_other_way_is_read_so() {
    let (values, found) = in_workbook(&[Ok(1500.0), Err("1,500"), Err("1,234.5")]);
    assert_eq!(values, ["1500.00", "1500.00", "1234.50"]);
    assert_eq!(found, ["number-format | warning | G3"], "the finding is at a text of the column");
    let (values, found) = in_text(&["12.5", "9,000", "7.25"]);
    assert_eq!((values.len(), found.first().map(String::as_str)), (3, Some("number-format | warning | G2")));
}
