//! Hidden rows and columns of workbooks: they are read, and said.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{FilterCondition, Workbook, Worksheet};

use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::{biff, xlsb};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// A title, the labels in row 2, the five communes in rows 3 to 7, a total, and a column of remarks.
fn workbook(hide: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
    sheet.write(0, 0, "Biểu số 01/TN").expect("written");
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(1, column, label).expect("written");
    }
    for (row, (code, name)) in (2..).zip(OLD) {
        sheet.write(row, 0, code).expect("written");
        sheet.write(row, 1, name).expect("written");
        sheet.write(row, 2, "2025-Q2").expect("written");
        for (column, number) in [(3, 100), (4, 50), (5, 1000), (6, 60)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    sheet.write(7, 1, "Tổng số").expect("written");
    sheet.write(7, 3, 500).expect("written");
    hide(sheet);
    book.save_to_buffer().expect("a workbook")
}

/// Sends a workbook with something hidden; gives the project after its run, and what was found.
#[track_caller]
fn sent(code: i32, severities: &str, hide: impl FnOnce(&mut Worksheet)) -> (Mini, Vec<String>) {
    let mini = Mini::new();
    let title = r#""title": "Biểu số 01/TN","#;
    mini.edit("schemas/services.json", title, &format!("{title}{severities}"));
    mini.send("services/q2.xlsx", WHEN, workbook(hide));
    mini.run(code);
    let findings = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    for finding in &findings {
        assert!(!finding["message_vi"].is_empty() && !finding["message_en"].is_empty(), "{finding:?}");
    }
    (mini, lines(&findings, &["severity", "code", "row", "cell", "field", "value", "disposition"]))
}

#[test]
fn hidden_rows_and_columns_are_read_and_said_once_a_table() {
    let (mini, findings) = sent(0, "", |sheet| {
        // The title, two rows of data apart, the total.
        for row in [0, 2, 4, 5, 7] {
            sheet.set_row_hidden(row).expect("hidden");
        }
        sheet.set_column_hidden(4).expect("hidden");
        sheet.set_column_range_hidden(6, 16_383).expect("hidden");
    });
    assert_eq!(
        findings,
        ["warning | hidden-row |  |  |  | 3, 5:6 | used", "warning | hidden-column | 2 | E2 |  | E, G | used"]
    );
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "500.0 | A | 5/5");
}

#[test]
fn rows_that_a_filter_passes_over_are_hidden_too() {
    let (mini, findings) = sent(0, "", |sheet| {
        sheet.autofilter(1, 0, 6, 6).expect("a filter");
        let condition = ["90001", "90002", "90004", "90005"]
            .iter()
            .fold(FilterCondition::new(), |all, code| all.add_list_filter(*code));
        sheet.filter_column(0, &condition).expect("a filter");
    });
    assert_eq!(findings, ["warning | hidden-row | 5 |  |  | 5 | used"]);
    assert_eq!(mini.figure("dossiers", "90003", "as-reported", "2025-Q2"), "100.0 | A | 1/1");
}

#[test]
fn a_form_may_keep_hidden_rows_out() {
    let (mini, findings) = sent(1, r#""severities": { "hidden-row": "error" },"#, |sheet| {
        sheet.set_row_hidden(3).expect("hidden");
    });
    assert_eq!(findings[0], "error | hidden-row | 4 |  |  | 4 | quarantined");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), " | O | 4/5", "one is missing");
}

#[test]
fn what_is_hidden_beside_the_data_is_no_matter() {
    let (_, findings) = sent(0, "", |sheet| {
        for row in [0, 7, 20] {
            sheet.set_row_hidden(row).expect("hidden");
        }
        sheet.set_column_range_hidden(7, 16_383).expect("hidden");
    });
    assert_eq!(findings, [""; 0]);
}

#[test]
fn inspect_names_them() {
    let mini = Mini::new();
    let book = workbook(|sheet| {
        sheet.set_row_hidden(4).expect("hidden");
        sheet.set_column_range_hidden(6, 16_383).expect("hidden");
    });
    mini.write("bieu.xlsx", book);
    let file = mini.path().join("bieu.xlsx").to_string_lossy().into_owned();
    let inspected = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    let sheet = &inspected["files"][0]["sheets"][0];
    assert_eq!(sheet["hidden_rows"], serde_json::json!(["5"]));
    assert_eq!(sheet["hidden_columns"], serde_json::json!(["G"]));
    let columns = &inspected["files"][0]["tables"][0]["columns"];
    assert_eq!((&columns[5]["hidden"], &columns[6]["hidden"]), (&false.into(), &true.into()));
    let drawn = mini.tinhso(&["inspect", &file, "--lang", "en"]).expect(0).stdout;
    assert!(drawn.contains("1 table; hidden rows: 5; hidden columns: G"), "{drawn}");
}

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("written");
    }
    package.finish().expect("a package").into_inner()
}

#[test]
fn they_are_known_in_an_ods_too() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |texts: &str, visibility: &str| {
        format!("<table:table-row{visibility}>{}</table:table-row>", texts.split(';').map(cell).collect::<String>())
    };
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Biểu 01"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>{}{}{}{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        row(HEADER.trim_end(), ""),
        row("90001;Xã Đồi Chè;2025-Q2;100;50;1000;60", " table:visibility=\"collapse\""),
        row("90002;Xã Bến Gỗ;2025-Q2;100;50;1000;60", ""),
        row("90003;Xã Cầu Tre;2025-Q2;100;50;1000;60", " table:visibility=\"filter\""),
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let mini = Mini::new();
    let book = package(&[("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", &content)]);
    mini.write("bieu.ods", &book);
    let file = mini.path().join("bieu.ods").to_string_lossy().into_owned();
    let answer = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    assert_eq!(answer["files"][0]["sheets"][0]["hidden_rows"], serde_json::json!(["2", "4"]));
    assert_eq!(answer["files"][0]["sheets"][0]["hidden_columns"], serde_json::json!(["D"]));
    assert_eq!(answer["files"][0]["tables"][0]["columns"][6]["percent_cells"], 0);
    mini.send("services/q2.ods", WHEN, book);
    mini.run(0);
    let findings = filtered(mini.table("findings"), &[("object", "services/q2.ods")]);
    assert_eq!(lines(&findings, &["code", "value"]), ["hidden-row | 2, 4", "hidden-column | D"]);
}

#[test]
fn they_are_known_in_the_binary_workbooks_too() {
    let cells: BTreeMap<(u32, u32), Cell> = (0..)
        .zip([HEADER.trim_end(), "90001;Xã Đồi Chè;2025-Q2;100;50;1000;60", "90002;Xã Bến Gỗ;2025-Q2;100;50;1000;60"])
        .flat_map(|(row, texts)| {
            (0..).zip(texts.split(';')).map(move |(column, text)| ((row, column), Cell::from(text)))
        })
        .collect();
    let hidden = Hidden { rows: [2].into_iter().collect(), columns: [3, 4].into_iter().collect() };
    for (name, book) in
        [("q2.xls", biff::of_cells(&cells, &[], &hidden)), ("q2.xlsb", xlsb::of_cells(&cells, &[], &hidden))]
    {
        let mini = Mini::new();
        mini.send(&format!("services/{name}"), WHEN, book);
        mini.run(0);
        let findings = filtered(mini.table("findings"), &[("object", &format!("services/{name}"))]);
        assert_eq!(lines(&findings, &["code", "value"]), ["hidden-row | 3", "hidden-column | D:E"], "{name}");
    }
}
