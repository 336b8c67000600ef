//! What the format of a cell says of its value: digits of its own, thousands, text that is struck out. What is stored is not what is shown,
//! and neither is taken in silence.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{Row, filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::packages::{ods, styled_ods};

/// What is found of a code in the report of this name, as its columns, beside its rows with two of their measures.
#[track_caller]
pub fn found(name: &str, bytes: &[u8], code: &str, exit: i32) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    mini.run(exit);
    let findings = filtered(mini.table("findings"), &[("code", code)]);
    if code == "unread-cell" {
        for finding in &findings {
            assert!(finding["message_vi"].contains("định dạng số"), "{finding:?}");
            assert!(finding["message_en"].contains("number format"), "{finding:?}");
        }
    }
    // The message of numbers in thousands says how many there are.
    let value = |row: &Row| match code {
        "scaled-number" => row["message_en"].split(' ').nth(3).unwrap_or_default().to_owned(),
        _ => row["value"].clone(),
    };
    let reported = findings.iter().map(|row| {
        let (severity, cell, disposition) = (&row["severity"], &row["cell"], &row["disposition"]);
        format!("{severity} | {cell} | {} | {disposition}", value(row))
    });
    let reported = reported.collect();
    (reported, lines(&mini.table("data/services"), &["ref_area", "received", "online"]))
}

pub fn labels() -> Vec<&'static str> {
    HEADER.trim_end().split(';').collect()
}

/// A workbook of five communes with this number of dossiers; `format` is that of a row and a column.
fn workbook(received: f64, format: impl Fn(u32, u16) -> Option<Format>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        let format = |column: u16| format(row, column).unwrap_or_default();
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write_with_format(row, column, text, &format(column)).expect("written");
        }
        for (column, number) in [(3, received), (4, 50.0), (5, 1000.0), (6, 60.0)] {
            sheet.write_with_format(row, column, number, &format(column)).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The formats of the dossiers of the first rows.
fn dossiers_in<'c>(codes: &'c [&'c str]) -> impl Fn(u32, u16) -> Option<Format> + 'c {
    |row, column| {
        let code = codes.get(usize::try_from(row - 1).expect("a row"));
        code.filter(|_| column == 3).map(|code| Format::new().set_num_format(*code))
    }
}

/// A row of an open document: the style of its cells, its texts, and its numbers with the text that each is shown as.
fn row_of_ods(style: Option<&str>, texts: &[&str], numbers: &[(&str, &str)]) -> String {
    let style = style.map(|style| format!(r#" table:style-name="{style}""#)).unwrap_or_default();
    let text = |text: &&str| {
        format!(r#"<table:table-cell{style} office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let number = |(value, shown): &(&str, &str)| {
        format!(
            r#"<table:table-cell{style} office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let cells = texts.iter().map(text).chain(numbers.iter().map(number));
    format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
}

/// An open document whose cells have number formats of every kind, with columns of their own widths, one of them hidden, and a hidden row.
pub fn ods_with_looks() -> Vec<u8> {
    let digits = |decimals: u32| {
        format!(
            r#"<number:number number:decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"/>"#
        )
    };
    let kinds = [
        ("number", [&digits(1), "<number:text> hồ sơ</number:text>"].concat()),
        ("percentage", [&digits(2), "<number:text>%</number:text>"].concat()),
        ("currency", [&digits(0), "<number:text> </number:text><number:currency-symbol>đ</number:currency-symbol>"].concat()),
        (
            "date",
            r#"<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>"#.to_owned(),
        ),
        ("number", r#"<number:number number:decimal-places="0" number:min-integer-digits="5"/>"#.to_owned()),
        ("text", "<number:text-content/>".to_owned()),
    ];
    let styles = (1..).zip(kinds).map(|(place, (kind, inner))| {
        format!(
            r#"<number:{kind}-style style:name="N{place}">{inner}</number:{kind}-style><style:style style:name="ce{place}" style:family="table-cell" style:data-style-name="N{place}"/>"#
        )
    });
    let width = r#"<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>"#;
    let styles = [styles.collect::<String>(), width.to_owned()].concat();
    let cell = |style: u32, value: &str, shown: &str| {
        format!(r#"<table:table-cell table:style-name="ce{style}" {value}><text:p>{shown}</text:p></table:table-cell>"#)
    };
    let number = |kind: &str, value: &str| format!(r#"office:value-type="{kind}" office:value="{value}""#);
    let cells = [
        cell(1, &number("float", "1234.56"), "1.234,6 hồ sơ"),
        cell(2, &number("percentage", "0.4567"), "45,67%"),
        cell(3, &number("currency", "1500000"), "1.500.000 đ"),
        cell(4, r#"office:value-type="date" office:date-value="2025-09-01""#, "01/09/2025"),
        cell(5, &number("float", "7730"), "07730"),
        cell(6, r#"office:value-type="string""#, "00123"),
    ];
    let text = r#"<table:table-cell office:value-type="string"><text:p>ẩn</text:p></table:table-cell>"#;
    let rows = [
        r#"<table:table-column table:style-name="co1" table:number-columns-repeated="2" table:default-cell-style-name="ce1"/>"#,
        r#"<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="ce3"/>"#,
        &format!("<table:table-row>{}</table:table-row>", cells.concat()),
        &format!(r#"<table:table-row table:visibility="collapse">{text}</table:table-row>"#),
        &format!(r#"<table:table-row>{text}<table:table-cell table:number-columns-repeated="5"/></table:table-row>"#),
        r#"<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    ];
    styled_ods(&styles, &rows.concat())
}

#[test]
fn digits_of_a_format_beside_a_number_are_an_error_in_a_workbook() {
    let codes = ["0\"00\"", "#,##0\" hồ sơ\"", "0\\0", "\"1\"000", "#,##0_);(#,##0)"];
    let format = |row: u32, column: u16| {
        let code = codes.get(usize::try_from(row - 1).expect("a row"));
        code.filter(|_| column == 3).map(|code| Format::new().set_num_format(*code))
    };
    let (reported, rows) = found("q2.xlsx", &workbook(54.0, format), "unread-cell", 1);
    let quarantined = ["D2", "D4", "D5"].map(|cell| format!("error | {cell} | 54 | quarantined"));
    assert_eq!(reported, quarantined);
    assert_eq!(rows, ["90002 | 54 | 50", "90005 | 54 | 50"]);
}

/// Formats of which some show a unit.
pub const WITH_UNITS: [&str; 5] = ["0\" nghìn\"", "#,##0\" hồ sơ\"", "[$$-409]#,##0", "#,##0\\ \"USD\"", "\"Số: \"0"];

/// What is found in a report of 54 dossiers in each of these formats.
#[track_caller]
pub fn units_are_found(name: &str, bytes: &[u8]) {
    let (reported, rows) = found(name, bytes, "unit-mismatch", 1);
    assert_eq!(reported, ["error | D4 | 54 $ | quarantined", "error | D5 | 54 USD | quarantined"]);
    assert_eq!(rows, ["90001 | 54000 | 50", "90002 | 54 | 50", "90005 | 54 | 50"]);
    let (reported, _) = found(name, bytes, "unit-converted", 1);
    assert_eq!(reported, ["warning | D2 | 54 nghìn | used"]);
}

#[test]
fn a_unit_that_a_format_shows_is_that_of_a_text_in_a_workbook() {
    units_are_found("q2.xlsx", &workbook(54.0, dossiers_in(&WITH_UNITS)));
}

#[test]
fn the_sign_of_the_currency_beside_millions_of_it_is_reported_once_and_changes_nothing() {
    let money = |mini: &Mini| {
        mini.edit(
            "schemas/services.json",
            "Hồ sơ tiếp nhận\", \"measure\": \"flow\", \"unit\": \"DOSSIER\"",
            "Hồ sơ tiếp nhận\", \"measure\": \"flow\", \"unit\": \"VND\", \"multiplier\": 6",
        );
        mini.write("pipelines/services.toml", "name = \"services\"\ntitle = { vi = \"Tiền\", en = \"Money\" }\n\n[[source]]\nform = \"services\"\nfrom = \"services/**\"\n");
    };
    let others = [("50", "50"), ("1000", "1.000"), ("60", "60")];
    let stated = row_of_ods(None, &["", "", "", "Đơn vị tính: triệu đồng"], &[]);
    let rows = OLD[..2]
        .iter()
        .map(|(code, name)| row_of_ods(None, &[code, name, "2025-Q2"], &[&[("54", "54 ₫")], &others[..]].concat()));
    let of_cells = ods(&[stated, row_of_ods(None, &labels(), &[]), rows.collect()].concat());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 3, "Đơn vị tính: triệu đồng").expect("written");
    for (column, label) in (0..).zip(labels()) {
        sheet.write(1, column, label).expect("written");
    }
    for (row, (code, name)) in (2..).zip(&OLD[..2]) {
        for (column, text) in [(0, *code), (1, *name), (2, "2025-Q2")] {
            sheet.write(row, column, text).expect("written");
        }
        let button = Format::new().set_num_format("#,##0 [$₫-42A]");
        sheet.write_with_format(row, 3, 54, &button).expect("written");
        for (column, number) in [(4, 50), (5, 1000), (6, 60)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    let of_formats = book.save_to_buffer().expect("a workbook");
    for (name, bytes) in [("q2.ods", of_cells), ("q2.xlsx", of_formats)] {
        let mini = Mini::new();
        money(&mini);
        mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
        mini.run(0);
        let findings = filtered(mini.table("findings"), &[("code", "unclear-unit")]);
        assert_eq!(lines(&findings, &["severity", "cell", "value"]), ["warning | D3 | ₫"], "{name}");
        assert!(findings[0]["message_en"].contains("2 cells"), "{findings:?}");
        assert_eq!(
            lines(&mini.table("data/services"), &["ref_area", "received"]),
            ["90001 | 54", "90002 | 54"],
            "{name}"
        );
    }
}

#[test]
fn a_unit_that_a_cell_shows_is_that_of_a_text_in_an_open_document() {
    let others = [("50", "50"), ("1000", "1.000"), ("60", "60")];
    // The code of its money is beside the number, and may be in the text, too.
    for with_money in ["54", "54 USD"] {
        let shown = ["54 nghìn", "54 hồ sơ", "$54", with_money, "Số: 54"];
        let rows = OLD.iter().zip(shown).map(|((code, name), shown)| {
            let row = row_of_ods(None, &[code, name, "2025-Q2"], &[&[("54", shown)], &others[..]].concat());
            let money = r#"office:value-type="currency" office:currency="USD" office:value="54""#;
            match shown == with_money {
                true => row.replace(r#"office:value-type="float" office:value="54""#, money),
                false => row,
            }
        });
        let rows = [row_of_ods(None, &labels(), &[]), rows.collect()];
        units_are_found("q2.ods", &ods(&rows.concat()));
    }
}

#[test]
fn what_else_is_counted_in_a_copied_format_is_a_doubt() {
    let households =
        |row: u32, column: u16| (column == 3 && row < 3).then(|| Format::new().set_num_format("#,##0\" hộ\""));
    let (reported, rows) = found("q2.xlsx", &workbook(54.0, households), "unclear-unit", 0);
    assert!(reported.iter().all(|line| line.starts_with("warning | D2 | ")) && reported.len() == 1, "{reported:?}");
    assert_eq!(rows.len(), 5);
}

#[test]
fn an_open_document_that_shows_another_number_is_no_value() {
    let others = [("50", "50,0"), ("1000", "1.000"), ("60", "60")];
    let rows = [
        row_of_ods(None, &labels(), &[]),
        row_of_ods(None, &["90001", "Xã Đồi Chè", "2025-Q2"], &[&[("54", "5400")], &others[..]].concat()),
        row_of_ods(None, &["90002", "Xã Bến Gỗ", "2025-Q2"], &[&[("5400", "5.400 hồ sơ")], &others[..]].concat()),
    ];
    let (reported, rows) = found("q2.ods", &ods(&rows.concat()), "unread-cell", 1);
    assert_eq!(reported, ["error | D2 | 54 | quarantined"]);
    assert_eq!(rows, ["90002 | 5400 | 50"]);
}

/// Formats of which the first, the third and the fourth show no number.
pub const HIDING: [&str; 5] = [";;;", "0;-0;\"x\"", "\"Có\";\"Không\"", "0\".\"00", "#,##0;[Red]#,##0"];

/// What is found in a report of 1500 dossiers in each of these formats.
#[track_caller]
pub fn hidden_numbers_are_found(name: &str, bytes: &[u8]) {
    let (found, rows) = found(name, bytes, "unread-cell", 1);
    assert_eq!(found, ["D2", "D4", "D5"].map(|cell| format!("error | {cell} | 1500 | quarantined")));
    assert_eq!(rows, ["90002 | 1500 | 50", "90005 | 1500 | 50"]);
}

#[test]
fn a_number_that_its_format_does_not_show_is_no_value_in_a_workbook() {
    hidden_numbers_are_found("q2.xlsx", &workbook(1500.0, dossiers_in(&HIDING)));
}

#[test]
fn a_number_that_its_cell_does_not_show_is_no_value_in_an_open_document() {
    let styles = r#"<number:number-style style:name="N1"><number:text/></number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>"#;
    let others = [("50", "50"), ("1000", "1.000"), ("60", "60")];
    let row = |place: usize, received: (&str, &str)| {
        row_of_ods(None, &[OLD[place].0, OLD[place].1, "2025-Q2"], &[&[received], &others[..]].concat())
    };
    let cell = r#"<table:table-cell office:value-type="float" office:value="1500">"#;
    let hiding = cell.replace("cell ", r#"cell table:style-name="ce1" "#);
    let rows = [
        row_of_ods(None, &labels(), &[]),
        row(0, ("1500", "")).replace(cell, &hiding),
        // A text that is blank says nothing without a style that shows none.
        row(1, ("1500", "")),
        row(2, ("1500", "Có")),
        row(3, ("1500", "15.00")),
        row(4, ("1500", "1.500")),
    ];
    hidden_numbers_are_found("q2.ods", &styled_ods(styles, &rows.concat()));
}

/// The texts that are read of the notes of a report, beside the cells without one.
#[track_caller]
fn notes(name: &str, bytes: &[u8], exit: i32) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let field = r#"{ "name": "score","#;
    mini.edit(
        "schemas/services.json",
        field,
        &format!(r#"{{ "name": "note", "type": "string", "title": "Ghi nhận" }}, {field}"#),
    );
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    mini.run(exit);
    let unread = filtered(mini.table("findings"), &[("code", "unread-cell")]);
    let rows = lines(&mini.table("data/services"), &["ref_area", "note"]);
    (rows, unread.iter().map(|row| format!("{} | {}", row["cell"], row["value"])).collect())
}

#[test]
fn a_text_field_takes_a_number_as_its_format_shows_it_in_a_workbook() {
    let formats =
        [(1.0, "\"A\"00"), (912_345_678.0, "0## ### ####"), (12.0, "00\".\"00"), (0.25, "h:mm"), (1500.0, ";;;")];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels().into_iter().chain(["Ghi nhận"])) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, ((code, name), (note, format))) in (1..).zip(OLD.into_iter().zip(formats)) {
        for (column, text) in (0..).zip([code, name, "2025-Q2"]) {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in (3..).zip([100.0, 50.0, 1000.0, 60.0]) {
            sheet.write(row, column, number).expect("written");
        }
        sheet.write_with_format(row, 7, note, &Format::new().set_num_format(format)).expect("written");
        // Blanks part the digits of a code.
        let code = code.parse::<f64>().expect("digits");
        sheet.write_with_format(row, 0, code, &Format::new().set_num_format("00\\ 000")).expect("written");
    }
    let (rows, unread) = notes("q2.xlsx", &book.save_to_buffer().expect("a workbook"), 1);
    assert_eq!(rows, ["90001 | A01", "90002 | 091 234 5678", "90003 | 00.12"]);
    assert_eq!(unread, ["H5 | 0.25", "H6 | 1500"]);
}

#[test]
fn a_text_field_takes_a_number_as_its_cell_shows_it_in_an_open_document() {
    let others = [("100", "100"), ("50", "50"), ("1000", "1000"), ("60", "60")];
    let row = |place: usize, note: (&str, &str)| {
        row_of_ods(None, &[OLD[place].0, OLD[place].1, "2025-Q2"], &[&others[..], &[note]].concat())
    };
    let time = |row: String| row.replace(r#""float" office:value="PT"#, r#""time" office:time-value="PT"#);
    let rows = [
        row_of_ods(None, &[labels(), vec!["Ghi nhận"]].concat(), &[]),
        row(0, ("1", "A01")),
        row(1, ("912345678", "091 234 5678")),
        row(2, ("5", "Có")),
        time(row(3, ("PT06H00M00S", "6:00"))),
        row(4, ("12.5", "###")),
    ];
    let (rows, unread) = notes("q2.ods", &ods(&rows.concat()), 1);
    assert_eq!(rows, ["90001 | A01", "90002 | 091 234 5678", "90003 | Có", "90004 | 6:00"]);
    assert_eq!(unread, ["H6 | 12.5"]);
}

#[test]
fn raised_marks_of_an_open_document_are_no_part_of_a_text() {
    let styles = r#"<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>"#;
    let others = [("1000", "1000"), ("60", "60")];
    let row = |(code, name): (&str, &str), received: &str| {
        let row = row_of_ods(None, &[code, name, "2025-Q2", received], &[&[("5", "5")], &others[..]].concat());
        ["T1", "T2"].iter().fold(row, |row, style| {
            row.replace(&format!("[{style} "), &format!(r#"<text:span text:style-name="{style}">"#))
                .replace(']', "</text:span>")
        })
    };
    let rows = [
        row_of_ods(None, &labels(), &[]),
        row(OLD[0], "12[T1 3]"),
        row((OLD[1].0, "Xã [T2 Bến] Gỗ[T1 (1)]"), "120[T1 1,2]"),
        row(OLD[2], "250[T2 2]"),
    ];
    let mini = Mini::new();
    mini.send("services/q2.ods", "2025-07-05T09:00:00+07:00", styled_ods(styles, &rows.concat()));
    mini.run(0);
    let rows = lines(&mini.table("data/services"), &["ref_area", "received"]);
    assert_eq!(rows, ["90001 | 12", "90002 | 120", &*format!("{} | 250", OLD[2].0)]);
}

#[test]
fn numbers_that_are_shown_in_thousands_count_as_shown_in_a_workbook() {
    let format = |_: u32, column: u16| (column == 3).then(|| Format::new().set_num_format("#,##0,"));
    let (reported, rows) = found("q2.xlsx", &workbook(120_000.0, format), "scaled-number", 0);
    assert_eq!(reported, ["warning | D2 | 5 | used"]);
    assert_eq!(rows, OLD.map(|(code, _)| format!("{code} | 120 | 50")));
}

#[test]
fn numbers_that_are_shown_in_thousands_count_as_shown_in_an_open_document() {
    let number = |name: &str, attributes: &str, inner: &str| {
        format!(
            r#"<number:number-style style:name="{name}"><number:number {attributes}/>{inner}</number:number-style>"#
        )
    };
    let cell = |name: &str, of: &str| format!(r#"<style:style style:name="{name}" style:family="table-cell" {of}/>"#);
    let map = r#"<style:map style:condition="value()&gt;=1000000" style:apply-style-name="N3"/>"#;
    let styles = [
        number("N1", r#"number:grouping="true" number:display-factor="1000""#, ""),
        number("N2", r#"number:decimal-places="0""#, map),
        number("N3", r#"number:display-factor="1000000""#, ""),
        cell("ce1", r#"style:data-style-name="N1""#),
        cell("ce2", r#"style:parent-style-name="ce1""#),
        cell("ce3", r#"style:data-style-name="N2""#),
    ]
    .concat();
    let columns = r#"<table:table-column table:number-columns-repeated="3"/><table:table-column table:default-cell-style-name="ce1"/><table:table-column table:number-columns-repeated="3"/>"#;
    let row = |style, (code, name): (&str, &str), received, online| {
        row_of_ods(style, &[code, name, "2025-Q2"], &[received, online, ("1000", "1.000"), ("60", "60")])
    };
    let of_all = |style: &str, of: (&str, &str), received, online| {
        row_of_ods(Some(style), &[of.0, of.1, "2025-Q2"], &[received, online, ("1000", "1"), ("60000", "60")])
    };
    let rows = [
        columns.to_owned(),
        row_of_ods(None, &labels(), &[]),
        // Of the column, of a parent, of a condition, and of a style that says nothing of what is shown.
        row(None, OLD[0], ("1250000", "1.250"), ("50", "50")),
        of_all("ce2", OLD[1], ("400", "0"), ("0", "0")),
        row_of_ods(
            Some("ce3"),
            &[OLD[2].0, OLD[2].1, "2025-Q2"],
            &[("5000000", "5"), ("2", "2"), ("1000", "1000"), ("60", "60")],
        ),
        row_of_ods(
            Some("ce3"),
            &[OLD[3].0, OLD[3].1, "2025-Q2"],
            &[("5000", "5"), ("2", "2"), ("1000", "1000"), ("60", "60")],
        ),
    ];
    let bytes = styled_ods(&styles, &rows.concat());
    let (reported, rows) = found("q2.ods", &bytes, "scaled-number", 1);
    assert_eq!(reported, ["warning | D2 | 6 | used"]);
    assert_eq!(rows, ["90001 | 1250 | 50", "90003 | 5 | 2"], "0.4 is no whole number, and 5 is no rounding of 5000");
    let (reported, _) = found("q2.ods", &bytes, "unread-cell", 1);
    assert_eq!(reported, ["error | D5 | 5000 | quarantined"]);
}

#[test]
fn a_row_that_is_struck_out_whole_is_reported_in_a_workbook() {
    // The third row is struck out, of the fourth its name alone, and the fifth but for its code.
    let is_struck = |row: u32, column: u16| row == 3 || row == 4 && column == 1 || row == 5 && column > 0;
    let format = |row, column| is_struck(row, column).then(|| Format::new().set_font_strikethrough());
    let (reported, rows) = found("q2.xlsx", &workbook(100.0, format), "struck-out", 0);
    assert_eq!(reported, ["warning | A4 | A4:G4 | used", "warning | B6 | B6:G6 | used"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn numbers_that_are_struck_out_are_reported_by_their_columns() {
    // One dossier, and all of those online with their label; the third row is struck out whole.
    let is_struck = |row: u32, column: u16| row == 2 && column == 3 || column == 4 || row == 3;
    let format = |row, column| is_struck(row, column).then(|| Format::new().set_font_strikethrough());
    let (reported, rows) = found("q2.xlsx", &workbook(100.0, format), "struck-out", 0);
    assert_eq!(reported, ["warning | A4 | A4:G4 | used", "warning | D3 | D3 | used", "warning | E2 | E2:E6 | used"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_form_may_keep_out_what_is_struck_out() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"schema\": {", "\"severities\": { \"struck-out\": \"error\" }, \"schema\": {");
    let format = |row, _| (row == 3).then(|| Format::new().set_font_strikethrough());
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(100.0, format));
    mini.run(1);
    let struck = filtered(mini.table("findings"), &[("code", "struck-out")]);
    assert_eq!(lines(&struck, &["form", "cell", "disposition"]), ["services | A4 | quarantined"]);
    assert_eq!(mini.table("data/services").len(), 4);
}

#[test]
fn a_row_that_is_struck_out_whole_is_reported_in_an_open_document() {
    let style = |name: &str, line: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="table-cell"><style:text-properties style:text-line-through-style="{line}"/></style:style>"#
        )
    };
    let child = r#"<style:style style:name="ce4" style:family="table-cell" style:parent-style-name="ce2"/>"#;
    let styles = [style("ce1", "none"), style("ce2", "solid"), style("ce3", "none"), child.to_owned()].concat();
    let numbers = [("100", "100"), ("50", "50"), ("1000", "1000"), ("60", "60")];
    let row = |style, place: usize| row_of_ods(Some(style), &[OLD[place].0, OLD[place].1, "2025-Q2"], &numbers);
    let rows = [row_of_ods(Some("ce1"), &labels(), &[]), row("ce2", 0), row("ce3", 1), row("ce4", 2)];
    let (reported, rows) = found("q2.ods", &styled_ods(&styles, &rows.concat()), "struck-out", 0);
    assert_eq!(reported, ["warning | A2 | A2:G2 | used", "warning | A4 | A4:G4 | used"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_time_is_no_number_of_days_in_a_workbook() {
    let formats = ["[h]:mm", "h:mm:ss", "[mm]:ss;@", "0.00"];
    let (reported, rows) = found("q2.xlsx", &workbook(0.5, dossiers_in(&formats)), "unread-cell", 1);
    assert_eq!(reported, ["D2", "D3", "D4"].map(|cell| format!("error | {cell} | 0.5 | quarantined")));
    assert!(rows.iter().all(|row| !row.starts_with("90001")), "{rows:?}");
}
