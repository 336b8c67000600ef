//! Bytes that come again after others: of each sender and period the last submission counts, whoever else the file holds.

use rust_xlsxwriter::Workbook;

use crate::kit::filtered;
use crate::mini::{HEADER, Mini, OLD, sheet};

const FIRST: [Option<&str>; 3] = [Some("100;50;1000;50"), Some("200;60;2000;60"), Some("300;90;3000;70")];
const SECOND: [Option<&str>; 2] = [Some("400;100;4000;80"), Some("500;200;5000;90")];

fn workbook(lines: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "Biểu số 01/TN").expect("a title");
    for (row, line) in (2_u32..).zip(lines.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A file of all senders, a later one of the second district, and the first once more.
fn sent(is_workbook: bool, between: &str) -> Mini {
    let mini = Mini::new();
    let all = sheet("2025-Q1", &OLD, &[FIRST.as_slice(), SECOND.as_slice()].concat());
    let bytes = |text: &str| if is_workbook { workbook(text) } else { text.as_bytes().to_vec() };
    let extension = if is_workbook { "xlsx" } else { "csv" };
    mini.send(&format!("services/s0.{extension}"), "2025-04-01T09:00:00+07:00", bytes(&all));
    mini.send("services/s1.csv", "2025-04-02T09:00:00+07:00", between);
    mini.send(&format!("services/s2.{extension}"), "2025-04-03T09:00:00+07:00", bytes(&all));
    mini.tinhso(&["run", "--format", "json"]);
    mini
}

#[test]
fn a_file_of_two_senders_counts_again_where_one_of_them_had_sent_another() {
    for is_workbook in [false, true] {
        let corrected = sheet("2025-Q1", &OLD[3..], &[Some("411;100;4000;80"), Some("511;200;5000;90")]);
        let mini = sent(is_workbook, &corrected);
        assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q1"), "900.0 | A | 2/2");
        assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q1"), "600.0 | A | 3/3");
        let findings = mini.table("findings");
        assert!(filtered(findings.clone(), &[("code", "duplicate-submission")]).is_empty());
        assert_eq!(filtered(findings, &[("code", "older-values"), ("state", "open")]).len(), 1);
    }
}

#[test]
fn a_sound_file_of_two_senders_that_comes_again_mends_what_was_in_error_between() {
    let in_error = sheet("2025-Q1", &OLD[3..], &[Some("40;100;4000;80"), Some("50;200;5000;90")]);
    let mini = sent(false, &in_error);
    let errors = filtered(mini.table("findings"), &[("code", "check-failed")]);
    assert_eq!(errors.len(), 2);
    assert!(errors.iter().all(|row| row["resolved_by"] == "services/s2.csv"), "{errors:?}");
    assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q1"), "900.0 | A | 2/2");
}

#[test]
fn a_file_of_one_sender_counts_again_behind_one_of_several() {
    let mini = Mini::new();
    let own = sheet("2025-Q1", &OLD[3..], &SECOND);
    let all = sheet("2025-Q1", &OLD, &[FIRST.as_slice(), &[Some("411;100;4000;80"), Some("511;200;5000;90")]].concat());
    mini.send("services/s0.csv", "2025-04-01T09:00:00+07:00", &own);
    mini.send("services/s1.csv", "2025-04-02T09:00:00+07:00", &all);
    mini.send("services/s2.csv", "2025-04-03T09:00:00+07:00", &own);
    mini.tinhso(&["run", "--format", "json"]);
    assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q1"), "900.0 | A | 2/2");
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q1"), "600.0 | A | 3/3");
}

#[test]
fn the_same_bytes_with_nothing_in_between_are_counted_once() {
    let mini = sent(false, &(HEADER.to_owned() + &format!("{};{};2024-Q4;1;1;1;1\n", OLD[0].0, OLD[0].1)));
    assert_eq!(filtered(mini.table("findings"), &[("code", "duplicate-submission")]).len(), 1);
    assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q1"), "900.0 | A | 2/2");
}
