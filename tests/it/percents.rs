//! Percent formats of workbooks: a cell of 0.45 in one is 45 percent.

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// A project whose score is in percent.
fn mini() -> Mini {
    let mini = Mini::new();
    let score = r#""title": "Điểm chuyển đổi số", "measure": "rate""#;
    mini.edit("schemas/services.json", score, &format!(r#"{score}, "unit": "percent", "scale": 3"#));
    mini
}

/// The labels and the five communes; their scores are in column G, from row 2.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        sheet.write(row, 0, code).expect("written");
        sheet.write(row, 1, name).expect("written");
        sheet.write(row, 2, "2025-Q2").expect("written");
        for (column, number) in [(3, 100), (4, 50), (5, 1000)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    fill(sheet);
    book.save_to_buffer().expect("a workbook")
}

fn percent(code: &str) -> Format {
    Format::new().set_num_format(code)
}

#[test]
fn the_format_decides_and_nothing_is_guessed() {
    let mini = mini();
    let book = workbook(|sheet| {
        sheet.write_with_format(1, 6, 0.45, &percent("0%")).expect("written");
        // As doubles 0.07 × 100 is 7.000000000000001.
        sheet.write_with_format(2, 6, 0.07, &percent("0.00%")).expect("written");
        sheet.write_with_format(3, 6, 0.45, &percent("0.0\"%\"")).expect("written");
        sheet.write(4, 6, 45).expect("written");
        let formula = Formula::new("=1/8").set_result("0.125");
        sheet.write_formula_with_format(5, 6, formula, &percent("[Red]#,##0.0\\ %;-0.0%")).expect("written");
    });
    mini.send("services/q2.xlsx", WHEN, book);
    mini.run(0);
    let findings = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    // The sign behind the third is typed into its format: the number stays so, and beside true percentages that is reported.
    assert_eq!(lines(&findings, &["code", "cell", "value", "disposition"]), ["ambiguous-number | G4 | 0.45 | used"]);
    assert_eq!(
        lines(&mini.table("data/services"), &["ref_area", "score"]),
        ["90001 | 45.000", "90002 | 7.000", "90003 | 0.450", "90004 | 45.000", "90005 | 12.500"]
    );
}

#[test]
fn a_share_as_text_beside_percentages_is_reported_too() {
    let text = |first: &str, second: &str| {
        format!("{HEADER}90001;Xã Đồi Chè;2025-Q2;10;5;100;{first}\n90002;Xã Bến Gỗ;2025-Q2;20;5;100;{second}\n")
    };
    for (first, second, expected) in [
        ("45%", "0,45", Some("ambiguous-number | G3 | 0,45 | used")),
        ("45%", "1,5", None),
        ("45%", "0", None),
        ("45", "0,45", None),
    ] {
        let mini = mini();
        mini.send("services/q2.csv", WHEN, text(first, second));
        mini.run(0);
        let findings = filtered(mini.table("findings"), &[("object", "services/q2.csv"), ("code", "ambiguous-number")]);
        let found = lines(&findings, &["code", "cell", "value", "disposition"]);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{first} {second}");
    }
}

#[test]
fn a_percentage_where_a_count_belongs_is_a_type_error() {
    let mini = mini();
    let book = workbook(|sheet| {
        sheet.write_with_format(1, 4, 0.5, &percent("0%")).expect("written");
        sheet.write(2, 4, "50%").expect("written");
        sheet.write_with_format(3, 6, 0.123_456, &percent("0%")).expect("written");
    });
    mini.send("services/q2.xlsx", WHEN, book);
    mini.run(1);
    let findings = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    assert_eq!(
        lines(&findings, &["code", "cell", "value", "disposition"]),
        [
            "type-error | E2 | 50% | quarantined",
            "type-error | E3 | 50% | quarantined",
            "excess-digits | G4 | 12.3456% | used"
        ]
    );
}

#[test]
fn inspect_counts_the_cells_in_a_percent_format() {
    let mini = mini();
    let book = workbook(|sheet| {
        for row in 1..4 {
            sheet.write_with_format(row, 6, 0.45, &percent("0%")).expect("written");
        }
    });
    mini.write("bieu.xlsx", book);
    let file = mini.path().join("bieu.xlsx").to_string_lossy().into_owned();
    let inspected = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    let columns = &inspected["files"][0]["tables"][0]["columns"];
    assert_eq!((&columns[5]["percent_cells"], &columns[6]["percent_cells"]), (&0.into(), &3.into()));
    let drawn = mini.tinhso(&["inspect", &file, "--lang", "en"]).expect(0).stdout;
    assert!(drawn.contains("3 cells in a percent format") && drawn.contains(" 45%"), "{drawn}");
}
