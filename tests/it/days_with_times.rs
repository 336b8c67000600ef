//! Days with a time: what a field of days leaves out is said where it is seen, and a draft keeps it.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::cell_formats::labels;
use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const WHEN: &str = "2025-07-05T09:00:00+07:00";
/// 08:30 of 14 March 2024.
const MORNING: i64 = 1_710_405_000_000_000;

/// The values that were read of an object where the last field is of this type, and where digits were left out.
#[track_caller]
fn read(kind: &str, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let field = format!(r#"{{ "name": "opened", "type": {kind}, "title": "Điểm chuyển đổi số" }}"#);
    mini.edit("schemas/services.json", SCORE, &field);
    mini.send(&format!("services/{name}"), WHEN, bytes);
    mini.run(0);
    let found = filtered(mini.table("findings"), &[("code", "excess-digits")]);
    (lines(&mini.table("data/services"), &["opened"]), lines(&found, &["severity", "cell", "row", "state"]))
}

/// A workbook whose last column holds 08:30 of five days, in this format.
fn workbook(format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, label) in (0_u16..).zip(HEADER.trim().split(';')) {
        page.write(0, column, label).expect("a label");
    }
    let format = Format::new().set_num_format(format);
    for (row, (code, name)) in (1_u32..).zip(OLD) {
        page.write(row, 0, code).expect("a code");
        page.write(row, 1, name).expect("a name");
        page.write(row, 2, "2025-Q2").expect("a period");
        for (column, number) in [(3, 100), (4, 50), (5, 1000)] {
            page.write(row, column, number).expect("a number");
        }
        let at = ExcelDateTime::from_ymd(2024, 3, 14).and_then(|day| day.and_hms(8, 30, 0)).expect("a time");
        page.write_datetime_with_format(row, 6, &at, &format).expect("a day");
    }
    book.save_to_buffer().expect("a workbook")
}

fn parquet(instant: i64) -> Vec<u8> {
    let mut columns: Vec<ArrayRef> = Vec::new();
    columns.push(Arc::new(StringArray::from_iter_values(OLD.map(|(code, _)| code))));
    columns.push(Arc::new(StringArray::from_iter_values(OLD.map(|(_, name)| name))));
    for value in ["2025-Q2", "100", "50", "1000"] {
        columns.push(Arc::new(StringArray::from_iter_values([value; 5])));
    }
    columns.push(Arc::new(TimestampMicrosecondArray::from(vec![instant; 5])));
    let labels = labels();
    let rows = RecordBatch::try_from_iter(labels.iter().zip(columns)).expect("columns of one length");
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), None).expect("a writer");
    writer.write(&rows).expect("written");
    writer.into_inner().expect("a file")
}

#[test]
fn a_time_that_is_left_out_is_said_once_for_its_column() {
    let shown = workbook("dd/mm/yyyy hh:mm");
    let (days, found) = read("\"date\"", "days.xlsx", &shown);
    assert_eq!((days, found), (vec!["2024-03-14".to_owned(); 5], vec!["warning | G2 | 2 | open".to_owned()]));
    let (days, found) = read("\"date\"", "days.parquet", &parquet(MORNING));
    assert_eq!((days.len(), found), (5, vec!["warning | G2 | 2 | open".to_owned()]));
    // Where the time is kept there is nothing to say.
    let (times, found) = read("\"datetime\"", "days.xlsx", &shown);
    assert_eq!((times, found), (vec!["2024-03-14T08:30:00".to_owned(); 5], Vec::new()));
}

#[test]
fn a_time_that_nobody_sees_or_asks_for_is_no_loss() {
    for format in ["dd/mm/yyyy", "d-mmm-yy"] {
        let (days, found) = read("\"date\"", "days.xlsx", &workbook(format));
        assert_eq!((days, found), (vec!["2024-03-14".to_owned(); 5], Vec::new()), "{format}");
    }
    let midnight = MORNING - 30_600_000_000;
    assert_eq!(read("\"date\"", "days.parquet", &parquet(midnight)).1, Vec::<String>::new());
    let with_hours = r#""date", "format": "%d/%m/%Y %H:%M""#;
    assert_eq!(read(with_hours, "days.xlsx", &workbook("dd/mm/yyyy hh:mm")).1, Vec::<String>::new());
}
