//! Values of which nobody can say whose they are: merged over several cells, of another period than all others, beside a code of no unit.

use rust_xlsxwriter::{Format, Workbook};

use crate::cell_formats::labels;
use crate::kit::{Row, filtered, lines};
use crate::mini::{Mini, OLD};
use crate::packages::ods;

/// The findings of a report, without what is said of other submissions, and its accepted rows.
#[track_caller]
fn read(name: &str, bytes: &[u8], exit: i32) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    mini.run(exit);
    let findings = filtered(mini.table("findings"), &[("object", &format!("services/{name}"))]);
    let described = |row: &Row| format!("{} | {} | {} | {}", row["severity"], row["code"], row["cell"], row["value"]);
    let rows = lines(&mini.table("data/services"), &["ref_area", "time_period", "received", "online"]);
    (findings.iter().map(described).collect(), rows)
}

/// A workbook of the five communes; `change` changes its sheet.
fn workbook(change: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in [(3, 54.0), (4, 50.0), (5, 1000.0), (6, 60.0)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    change(sheet);
    book.save_to_buffer().expect("a workbook")
}

fn expected(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| format!("{code} | 2025-Q2 | 54 | 50")).collect()
}

#[test]
fn a_number_that_is_merged_over_two_rows_is_of_neither() {
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.merge_range(2, 4, 3, 4, "", &Format::new()).expect("merged");
        sheet.write(2, 4, 40.0).expect("written");
    };
    let (found, rows) = read("q2.xlsx", &workbook(merge), 1);
    assert_eq!(found, ["error | unread-cell | E3 | 40"]);
    assert_eq!(rows, expected(&["90001", "90004", "90005"]));
}

#[test]
fn a_number_that_is_merged_over_two_measures_is_of_neither() {
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.merge_range(2, 3, 2, 4, "", &Format::new()).expect("merged");
        sheet.write(2, 3, 40.0).expect("written");
    };
    let (found, rows) = read("q2.xlsx", &workbook(merge), 1);
    assert_eq!(found, ["error | unread-cell | D3 | 40"]);
    assert_eq!(rows, expected(&["90001", "90003", "90004", "90005"]));
}

/// The first three rows of a report, each with its values and statuses of dossiers online and of people.
fn stated(bytes: &[u8], name: &str) -> Vec<String> {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    mini.run(0);
    let found = filtered(mini.table("findings"), &[("object", &format!("services/{name}"))]);
    assert!(found.is_empty(), "{found:#?}");
    let columns = ["ref_area", "online", "online_status", "people", "people_status"];
    lines(&mini.table("data/services"), &columns).into_iter().take(3).collect()
}

#[test]
fn a_word_for_missing_that_is_merged_is_that_of_each_cell() {
    for (word, said) in [("...", " | L"), ("x", " | M"), ("-", "0 | A")] {
        let over_rows = |sheet: &mut rust_xlsxwriter::Worksheet| {
            sheet.merge_range(1, 4, 2, 4, word, &Format::new()).expect("merged");
        };
        let found = stated(&workbook(over_rows), "q2.xlsx");
        let with = |code: &str, rest: &str| format!("{code} | {said} | {rest}");
        let expected = [with("90001", "1000 | A"), with("90002", "1000 | A"), "90003 | 50 | A | 1000 | A".to_owned()];
        assert_eq!(found, expected, "{word} over rows");
        let over_measures = |sheet: &mut rust_xlsxwriter::Worksheet| {
            sheet.merge_range(2, 4, 2, 5, word, &Format::new()).expect("merged");
        };
        let found = stated(&workbook(over_measures), "q2.xlsx");
        assert_eq!(found[1], format!("90002 | {said} | {said}"), "{word} over measures");
    }
}

#[test]
fn a_word_for_missing_that_is_merged_in_an_open_document_is_that_of_each_cell() {
    let text = |text: &str| format!(r#"<table:table-cell><text:p>{text}</text:p></table:table-cell>"#);
    let number = |value: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )
    };
    let row = |(code, name): (&str, &str), online: String| {
        let measures = [number("54"), online, number("1000"), number("60")].concat();
        format!("<table:table-row>{}{measures}</table:table-row>", [code, name, "2025-Q2"].map(text).concat())
    };
    let head = format!("<table:table-row>{}</table:table-row>", labels().into_iter().map(text).collect::<String>());
    let merged = r#"<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>...</text:p></table:table-cell>"#;
    let covered = "<table:covered-table-cell/>".to_owned();
    let rows = [head, row(OLD[0], merged.to_owned()), row(OLD[1], covered), row(OLD[2], number("50"))].concat();
    let found = stated(&ods(&rows), "q2.ods");
    assert_eq!(found, ["90001 |  | L | 1000 | A", "90002 |  | L | 1000 | A", "90003 | 50 | A | 1000 | A"]);
}

#[test]
fn a_word_that_says_nothing_and_is_merged_keeps_out_each_of_its_rows() {
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.merge_range(2, 4, 3, 4, "nhiều", &Format::new()).expect("merged");
    };
    let (found, rows) = read("q2.xlsx", &workbook(merge), 1);
    assert_eq!(found, ["error | type-error | E3 | nhiều", "error | type-error | E4 | nhiều"]);
    assert_eq!(rows, expected(&["90001", "90004", "90005"]));
}

#[test]
fn a_period_that_is_merged_over_rows_is_that_of_each() {
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.merge_range(1, 2, 5, 2, "2025-Q2", &Format::new()).expect("merged");
    };
    let (found, rows) = read("q2.xlsx", &workbook(merge), 0);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(rows, expected(&["90001", "90002", "90003", "90004", "90005"]));
}

#[test]
fn a_sign_for_the_period_above_is_reported_as_one() {
    let mini = Mini::new();
    let ditto = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write(2, 2, "\"").expect("written");
    };
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(ditto));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("cell", "C3")]);
    assert!(found[0]["message_en"].contains("stands for what is above it"), "{found:#?}");
}

#[test]
fn a_sign_for_the_text_above_is_no_text() {
    let mini = with_attributes();
    mini.edit(
        "schemas/services.json",
        r#"{ "name": "code","#,
        r#"{ "name": "station", "type": "string", "title": "Trạm" }, { "name": "code","#,
    );
    let ditto = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for (column, cells) in
            [(7, ["Trạm", "Trạm Đồi", "nt", "〃", "Trạm Đá"]), (8, ["Loại xã", "Khu vực I", "", "nt", ""])]
        {
            for (row, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).expect("written");
            }
        }
    };
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(ditto));
    mini.run(1);
    let mut found = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    found.retain(|row| row["code"] != "missing-label");
    assert_eq!(
        lines(&found, &["severity", "code", "cell", "suggestion"]),
        [
            "warning | unread-cell | H3 | Trạm Đồi",
            "warning | unread-cell | H4 | Trạm Đồi",
            "error | type-error | I4 | "
        ]
    );
    let rows = lines(&mini.table("data/services"), &["ref_area", "station"]);
    assert_eq!(rows, ["90001 | Trạm Đồi", "90002 | ", "90004 | Trạm Đá", "90005 | "]);
}

#[test]
fn a_year_behind_a_name_is_no_footnote() {
    for (written, footnote) in [("Xã Bến Gỗ (1)", true), ("Xã Bến Gỗ (2019)", false), ("Xã Bến Gỗ (12.2023)", false)]
    {
        let named = |sheet: &mut rust_xlsxwriter::Worksheet| {
            sheet.write(2, 1, written).expect("written");
        };
        let (found, rows) = read("q2.xlsx", &workbook(named), i32::from(!footnote));
        let mismatch = format!("error | area-mismatch | B3 | {written}");
        assert_eq!(found, if footnote { Vec::new() } else { vec![mismatch] });
        assert_eq!(rows.len(), if footnote { 5 } else { 4 });
    }
}

/// A form with a category, a yes or no and a day, none of them a measure.
fn with_attributes() -> Mini {
    let mini = Mini::new();
    let added = r#"
      { "name": "kind", "type": "string", "title": "Loại xã", "constraints": { "enum": ["Khu vực I", "Khu vực III"] } },
      { "name": "fibre", "type": "boolean", "title": "Có cáp quang" },
      { "name": "opened", "type": "date", "title": "Ngày mở" },
      { "name": "code","#;
    mini.edit("schemas/services.json", r#"{ "name": "code","#, added.trim_start());
    mini
}

#[test]
fn a_word_a_yes_or_a_day_that_is_merged_over_rows_is_that_of_each() {
    let mini = with_attributes();
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for (column, label) in (7..).zip(["Loại xã", "Có cáp quang", "Ngày mở"]) {
            sheet.write(0, column, label).expect("written");
        }
        for (column, first, last, written) in
            [(7, 1, 2, "khu vực III"), (7, 3, 5, "Khu vực I"), (8, 1, 5, "có"), (9, 1, 5, "27/3/2019")]
        {
            sheet.merge_range(first, column, last, column, written, &Format::new()).expect("merged");
        }
    };
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(merge));
    mini.run(0);
    let rows = lines(&mini.table("data/services"), &["ref_area", "kind", "fibre", "opened"]);
    let of = |code: &str, kind: &str| format!("{code} | {kind} | true | 2019-03-27");
    let kinds = ["Khu vực III", "Khu vực III", "Khu vực I", "Khu vực I", "Khu vực I"];
    let expected: Vec<String> = OLD.iter().zip(kinds).map(|((code, _), kind)| of(code, kind)).collect();
    assert_eq!(rows, expected);
    let found = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    let found = lines(&found, &["severity", "code", "cell"]);
    assert_eq!(found, ["H2", "I2", "J2"].map(|cell| format!("note | merged-value | {cell}")));
}

#[test]
fn a_number_that_is_merged_over_two_rows_of_an_open_document_is_of_neither() {
    let text = |text: &str| format!(r#"<table:table-cell><text:p>{text}</text:p></table:table-cell>"#);
    let number = |attributes: &str, value: &str| {
        format!(
            r#"<table:table-cell{attributes} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )
    };
    let row = |(code, name): (&str, &str), online: String| {
        let measures = [number("", "54"), online, number("", "1000"), number("", "60")].concat();
        format!("<table:table-row>{}{measures}</table:table-row>", [code, name, "2025-Q2"].map(text).concat())
    };
    let head = format!("<table:table-row>{}</table:table-row>", labels().into_iter().map(text).collect::<String>());
    let merged = number(r#" table:number-rows-spanned="2" table:number-columns-spanned="1""#, "40");
    let covered = "<table:covered-table-cell/>".to_owned();
    let rows = [head, row(OLD[0], merged), row(OLD[1], covered), row(OLD[2], number("", "50"))].concat();
    let (found, rows) = read("q2.ods", &ods(&rows), 1);
    assert_eq!(found, ["error | unread-cell | E2 | 40"]);
    assert_eq!(rows, expected(&["90003"]));
}

#[test]
fn a_row_of_another_period_than_all_others_is_kept_out() {
    let mistyped = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write(3, 2, "2022-Q2").expect("written");
    };
    let (found, rows) = read("q2.xlsx", &workbook(mistyped), 1);
    assert_eq!(found, ["error | period-mismatch | C4 | 2022-Q2"]);
    assert_eq!(rows, expected(&["90001", "90002", "90004", "90005"]));
}

#[test]
fn a_row_more_of_an_earlier_period_is_no_mistake() {
    let added = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for (column, text) in [(0, OLD[0].0), (1, OLD[0].1), (2, "2025-Q1")] {
            sheet.write(6, column, text).expect("written");
        }
        for (column, number) in [(3, 54.0), (4, 50.0), (5, 1000.0), (6, 60.0)] {
            sheet.write(6, column, number).expect("written");
        }
    };
    let (found, rows) = read("q2.xlsx", &workbook(added), 0);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_code_of_no_unit_is_reported_at_the_code() {
    let mistyped = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write(3, 0, "90103").expect("written");
    };
    let (found, rows) = read("q2.xlsx", &workbook(mistyped), 1);
    assert_eq!(found, ["error | unknown-area | A4 | 90103"]);
    assert_eq!(rows, expected(&["90001", "90002", "90004", "90005"]));
}

#[test]
fn a_period_that_has_not_begun_is_reported_at_its_cell() {
    let early = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for row in 1..=5 {
            sheet.write(row, 2, "2026-Q2").expect("written");
        }
    };
    let (found, rows) = read("q2.xlsx", &workbook(early), 1);
    // Since July 2025 each commune sends its own, and two names are of the old map.
    let found: Vec<&String> = found.iter().filter(|line| line.contains("period-out-of-range")).collect();
    assert_eq!(
        found,
        ["C2", "C3", "C6"]
            .map(|cell| format!("error | period-out-of-range | {cell} | 2026-Q2"))
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(rows, Vec::<String>::new());
}

#[test]
fn what_is_written_around_a_name_is_no_part_of_it() {
    let named = |code: &'static str, name: &'static str| {
        move |sheet: &mut rust_xlsxwriter::Worksheet| {
            sheet.write(2, 0, code).expect("written");
            sheet.write(2, 1, name).expect("written");
        }
    };
    let all = expected(&["90001", "90002", "90003", "90004", "90005"]);
    for (code, name) in [
        ("90002", "+ Xã Bến Gỗ"),
        ("90002", "• Xã Bến Gỗ"),
        (" ", "2. Xã Bến Gỗ"),
        ("90002", "2) Xã Bến Gỗ"),
        (" ", "90002 - Xã Bến Gỗ"),
        (" ", "Xã Bến Gỗ (90002)"),
        ("90002", "90002 - Xã Bến Gỗ"),
        (" ", "Xã Bến Gỗ, huyện Suối Đá"),
        ("90002", "Xã Bến Gỗ - H. Suối Đá, tỉnh Thử Nghiệm"),
        (" ", "Xã Bến Gỗ (huyện Suối Đá)"),
    ] {
        let (found, rows) = read("q2.xlsx", &workbook(named(code, name)), 0);
        assert_eq!((found, rows), (Vec::new(), all.clone()), "{code} | {name}");
    }
    for (code, name, fault) in [
        (" ", "Xã Bến Gỗ, huyện Rừng Thông", "unknown-area | B3 | Xã Bến Gỗ, huyện Rừng Thông"),
        (" ", "Xã Bến Gỗ (mới)", "unknown-area | B3 | Xã Bến Gỗ (mới)"),
        ("90002", "90003 - Xã Bến Gỗ", "area-mismatch | B3 | 90003 - Xã Bến Gỗ"),
        ("90002", "Xã Bến Gỗ (90003)", "area-mismatch | B3 | Xã Bến Gỗ (90003)"),
        (" ", "90003 - Xã Bến Gỗ", "area-mismatch | B3 | 90003 - Xã Bến Gỗ"),
        ("Xã Bến Gỗ", "90003", "unknown-area | A3 | Xã Bến Gỗ"),
    ] {
        let (found, rows) = read("q2.xlsx", &workbook(named(code, name)), 1);
        assert_eq!(found, [format!("error | {fault}")], "{code} | {name}");
        assert_eq!(rows.len(), 4, "{code} | {name}");
    }
}

#[test]
fn a_letter_or_a_sign_in_a_code_is_named_with_the_code_that_is_meant() {
    for (code, name, sign, suggestion) in [
        ("9O002", " ", "“O”", "90002"),
        ("9OOO2", "Xã Bến Gỗ", "“O”", "90002"),
        ("(90002)", " ", "other signs", "90002"),
        ("90002.", " ", "other signs", "90002"),
        ("901.90002", " ", "other signs", "90002"),
        ("Mã 90002", " ", "other signs", "90002"),
        ("90002/90003", " ", "is in no map", ""),
        ("9O002", "Xã Cầu Tre", "is in no map", "90003"),
    ] {
        let mini = Mini::new();
        let written = |sheet: &mut rust_xlsxwriter::Worksheet| {
            sheet.write(2, 0, code).expect("written");
            sheet.write(2, 1, name).expect("written");
        };
        mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(written));
        mini.run(1);
        let found = filtered(mini.table("findings"), &[("cell", "A3")]);
        assert_eq!(found.len(), 1, "{code}: {found:#?}");
        assert_eq!(
            (found[0]["code"].as_str(), found[0]["suggestion"].as_str()),
            ("unknown-area", suggestion),
            "{code}"
        );
        assert!(found[0]["message_en"].contains(sign), "{code}: {}", found[0]["message_en"]);
    }
}
