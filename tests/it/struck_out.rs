//! Rows that are struck out: their values are read, and they are told.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::packages::package;

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// What is found in the report under this name, and its rows.
#[track_caller]
fn found(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), WHEN, bytes);
    mini.run(0);
    let findings = filtered(mini.table("findings"), &[("code", "struck-out")]);
    let told = lines(&findings, &["severity", "cell", "value", "disposition"]);
    (told, lines(&mini.table("data/services"), &["ref_area"]))
}

#[test]
fn a_row_that_is_struck_out_whole_is_told_in_a_workbook() {
    let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        // The third row is struck out, and of the fourth its name alone.
        let format = |column: u16| if row == 3 || row == 4 && column == 1 { &struck } else { &plain };
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write_with_format(row, column, text, format(column)).expect("written");
        }
        for (column, number) in [(3, 100), (4, 50), (5, 1000), (6, 60)] {
            sheet.write_with_format(row, column, number, format(column)).expect("written");
        }
    }
    let (told, rows) = found("q2.xlsx", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(told, ["warning | A4 | A4:G4 | used"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_row_that_is_struck_out_whole_is_told_in_an_open_document() {
    let cell = |style: &str, (column, text): (usize, &str)| match column {
        3.. if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!(
                r#"<table:table-cell table:style-name="{style}" office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>"#
            )
        }
        _ => format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        ),
    };
    let row = |style: &str, texts: &[&str]| {
        let cells: String = texts.iter().copied().enumerate().map(|text| cell(style, text)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let header: Vec<&str> = HEADER.trim_end().split(';').collect();
    let rows = [
        row("ce1", &header),
        row("ce2", &["90001", "Xã Đồi Chè", "2025-Q2", "100", "50", "1000", "60"]),
        row("ce3", &["90002", "Xã Bến Gỗ", "2025-Q2", "100", "50", "1000", "60"]),
    ];
    let style = |name: &str, line: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="table-cell"><style:text-properties style:text-line-through-style="{line}"/></style:style>"#
        )
    };
    let styles = [style("ce1", "none"), style("ce2", "solid"), style("ce3", "none")].concat();
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Biểu 01">{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        rows.concat()
    );
    let bytes = package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]);
    let (told, rows) = found("q2.ods", &bytes);
    assert_eq!(told, ["warning | A2 | A2:G2 | used"]);
    assert_eq!(rows, ["90001", "90002"]);
}
