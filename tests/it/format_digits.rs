//! Number formats with digits of their own: what is stored is not what is shown, and neither is taken in silence.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::packages::ods;

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// What is found in the report under this name, beside its rows with the number of online dossiers.
#[track_caller]
fn found(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), WHEN, bytes);
    mini.run(1);
    let findings = filtered(mini.table("findings"), &[("code", "unread-cell")]);
    for finding in &findings {
        assert!(finding["message_vi"].contains("định dạng số"), "{finding:?}");
        assert!(finding["message_en"].contains("number format"), "{finding:?}");
    }
    let told = lines(&findings, &["severity", "cell", "value", "disposition"]);
    (told, lines(&mini.table("data/services"), &["ref_area"]))
}

#[test]
fn digits_of_a_format_beside_a_number_are_an_error_in_a_workbook() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("written");
    }
    let codes = ["0\"00\"", "#,##0\" hồ sơ\"", "0\\0", "\"1\"000", "#,##0_);(#,##0)"];
    for ((row, (code, name)), format) in (1..).zip(OLD).zip(codes) {
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in [(4, 50), (5, 1000), (6, 60)] {
            sheet.write(row, column, number).expect("written");
        }
        sheet.write_with_format(row, 3, 54, &Format::new().set_num_format(format)).expect("written");
    }
    let (told, rows) = found("q2.xlsx", &book.save_to_buffer().expect("a workbook"));
    let quarantined = ["D2", "D4", "D5"].map(|cell| format!("error | {cell} | 54 | quarantined"));
    assert_eq!(told, quarantined);
    assert_eq!(rows, ["90002", "90005"]);
}

#[test]
fn an_open_document_that_shows_another_number_is_no_value() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |(value, shown): &(&str, &str)| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let row = |texts: &[&str], numbers: &[(&str, &str)]| {
        let cells = texts.iter().map(|cell| text(cell)).chain(numbers.iter().map(number));
        format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
    };
    let header: Vec<&str> = HEADER.trim_end().split(';').collect();
    let others = [("50", "50,0"), ("1000", "1.000"), ("60", "60")];
    let rows = [
        row(&header, &[]),
        row(&["90001", "Xã Đồi Chè", "2025-Q2"], &[&[("54", "5400")], &others[..]].concat()),
        row(&["90002", "Xã Bến Gỗ", "2025-Q2"], &[&[("5400", "5.400 hồ sơ")], &others[..]].concat()),
    ];
    let (told, rows) = found("q2.ods", &ods(&rows.concat()));
    assert_eq!(told, ["error | D2 | 54 | quarantined"]);
    assert_eq!(rows, ["90002"]);
}
