//! Days of fields with a format, in what programs write: instants with their zone, and midnights.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::cell_formats::labels;
use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::packages::ods;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const WHEN: &str = "2025-07-05T09:00:00+07:00";
/// 17:00 of 14 March 2024 in UTC, the midnight of the 15th here.
const MIDNIGHT: i64 = 1_710_435_600_000_000;

/// The days that were read of an object where the field has this format, and the findings of type.
#[track_caller]
fn read(format: &str, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let field = format!(r#"{{ "name": "opened", "type": "date", "title": "Điểm chuyển đổi số"{format} }}"#);
    mini.edit("schemas/services.json", SCORE, &field);
    mini.send(&format!("services/{name}"), WHEN, bytes);
    let answer = mini.tinhso(&["run", "--format", "json", "--lang", "en"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let mut found = filtered(mini.table("findings"), &[("code", "type-error")]);
    found.extend(filtered(mini.table("findings"), &[("code", "repaired-text")]));
    let found = found.iter().map(|row| format!("{} {}", row["code"], row["suggestion"])).collect();
    (lines(&mini.table("data/services"), &["opened"]), found)
}

fn parquet(instant: i64) -> Vec<u8> {
    let mut columns: Vec<ArrayRef> = Vec::new();
    columns.push(Arc::new(StringArray::from_iter_values(OLD.map(|(code, _)| code))));
    columns.push(Arc::new(StringArray::from_iter_values(OLD.map(|(_, name)| name))));
    for value in ["2025-Q2", "100", "50", "1000"] {
        columns.push(Arc::new(StringArray::from_iter_values([value; 5])));
    }
    columns.push(Arc::new(TimestampMicrosecondArray::from(vec![instant; 5]).with_timezone("UTC")));
    let labels = labels();
    let rows = RecordBatch::try_from_iter(labels.iter().zip(columns)).expect("columns of one length");
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), None).expect("a writer");
    writer.write(&rows).expect("written");
    writer.into_inner().expect("a file")
}

fn text(day: &str) -> String {
    let rows = OLD.iter().map(|(code, name)| format!("{code};{name};2025-Q2;9;1;5;{day}\n"));
    HEADER.to_owned() + &rows.collect::<String>()
}

#[test]
fn an_instant_that_is_midnight_here_is_its_day_whatever_the_format() {
    for format in ["", r#", "format": "default""#, r#", "format": "any""#, r#", "format": "%d/%m/%Y""#] {
        let (days, found) = read(format, "days.parquet", &parquet(MIDNIGHT));
        assert_eq!(days, ["2024-03-15"; 5], "{format} {found:?}");
        assert_eq!(found.len(), 1, "{format} {found:?}");
        let (days, found) = read(format, "days.csv", text("2024-03-14T17:00:00Z").as_bytes());
        assert_eq!(days, ["2024-03-15"; 5], "{format} {found:?}");
    }
}

#[test]
fn another_instant_is_none_and_its_day_here_is_suggested() {
    for format in ["", r#", "format": "any""#] {
        let (days, found) = read(format, "days.parquet", &parquet(MIDNIGHT + 3_600_000_000));
        assert_eq!((days.len(), found.first().map(String::as_str)), (0, Some("type-error 15/03/2024")), "{found:?}");
    }
    // A day that is written otherwise than its format says is none.
    assert_eq!(read(r#", "format": "%d/%m/%Y""#, "days.csv", text("2024-03-15").as_bytes()).0, Vec::<String>::new());
}

#[test]
fn midnight_in_the_words_of_a_vietnamese_windows_is_a_day() {
    for format in ["", r#", "format": "any""#] {
        for day in ["15/03/2024 12:00:00 SA", "15/03/2024 0:00:00 SA", "2024-03-15 12:00:00 AM"] {
            assert_eq!(
                read(format, "days.csv", text(day).as_bytes()),
                (vec!["2024-03-15".to_owned(); 5], vec![]),
                "{day}"
            );
        }
    }
    assert_eq!(read("", "days.csv", text("15/03/2024 8:00:00 SA").as_bytes()).0, Vec::<String>::new());
}

#[test]
fn a_number_is_a_day_where_the_format_is_digits_alone() {
    let labels = labels();
    let row = |(code, name): (&str, &str), day: &str| {
        let values = [format!("\"{code}\""), format!("\"{name}\""), "\"2025-Q2\"".to_owned()];
        let values = values.into_iter().chain(["9", "1", "5", day].map(str::to_owned));
        let members: Vec<String> =
            labels.iter().zip(values).map(|(label, value)| format!("\"{label}\": {value}")).collect();
        format!("{{{}}}", members.join(", "))
    };
    let json = |day: &str| format!("[{}]", OLD.map(|unit| row(unit, day)).join(",\n"));
    let days = vec!["2024-03-05".to_owned(); 5];
    for (format, number) in
        [("%Y%m%d", "20240305"), ("%Y%m%d", "20240305.0"), ("%d%m%Y", "5032024"), ("%Y%m%d%H%M", "202403050930")]
    {
        let format = format!(r#", "format": "{format}""#);
        assert_eq!(read(&format, "days.json", json(number).as_bytes()), (days.clone(), vec![]), "{format} {number}");
    }
    let format = r#", "format": "%Y%m%d""#;
    assert_eq!(read(format, "days.csv", text("20240305.0").as_bytes()), (days, vec![]), "of a data frame with a gap");
    // What may be the number of a day in a spreadsheet is no day of two digits each.
    let format = r#", "format": "%d%m%y""#;
    assert_eq!(read(format, "days.json", json("41015").as_bytes()).0, Vec::<String>::new());
}

const STORED: &str = "2024-03-15";

/// The cells of `hidden-year`, with what is counted, of an object that holds 15 March 2024 in five rows.
#[track_caller]
fn hidden_years(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE, r#"{ "name": "opened", "type": "date", "title": "Điểm chuyển đổi số" }"#);
    mini.send(&format!("services/{name}"), WHEN, bytes);
    mini.run(0);
    assert_eq!(lines(&mini.table("data/services"), &["opened"]), [STORED; 5]);
    let found = filtered(mini.table("findings"), &[("code", "hidden-year")]);
    lines(&found, &["severity", "cell", "value"])
}

#[test]
fn a_day_that_is_shown_without_its_year_is_reported() {
    let workbook = |formats: [&str; 5]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, label) in (0..).zip(labels()) {
            sheet.write(0, column, label).expect("written");
        }
        for ((row, (code, name)), format) in (1..).zip(OLD).zip(formats) {
            for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
                sheet.write(row, column, text).expect("written");
            }
            for (column, number) in [(3, 100.0), (4, 50.0), (5, 1000.0)] {
                sheet.write(row, column, number).expect("written");
            }
            let day = ExcelDateTime::parse_from_str(STORED).expect("a day");
            sheet.write_with_format(row, 6, day, &Format::new().set_num_format(format)).expect("written");
        }
        book.save_to_buffer().expect("a workbook")
    };
    let whole = "dd/mm/yyyy";
    assert_eq!(hidden_years("a.xlsx", workbook([whole, "d-mmm-yy", "mmm-yy", "yyyy-mm-dd hh:mm", "m/d/yy"])), [""; 0]);
    assert_eq!(
        hidden_years("a.xlsx", workbook([whole, "d-mmm", "dd/mm", whole, whole])),
        ["warning | G3 | 2024-03-15"]
    );

    let cells = |shown: [&str; 5]| {
        let text = |text: &str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
        let mut rows = row(labels().iter().map(|label| text(label)).collect());
        for ((code, name), shown) in OLD.into_iter().zip(shown) {
            let others: String = [code, name, "2025-Q2", "100", "50", "1000"].map(text).concat();
            let day = format!(
                r#"<table:table-cell office:value-type="date" office:date-value="{STORED}"><text:p>{shown}</text:p></table:table-cell>"#
            );
            rows += &row(others + &day);
        }
        ods(&rows)
    };
    let whole = "15/03/2024";
    assert_eq!(hidden_years("a.ods", cells([whole, "15-Thg3-24", "03/2024", "15.3.24", "2024"])), [""; 0]);
    assert_eq!(hidden_years("a.ods", cells([whole, "15/03", "15-Thg3", whole, whole])), ["warning | G3 | 2024-03-15"]);
}
