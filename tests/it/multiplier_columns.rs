//! Columns that state the power of ten of a unit: UNIT_MULT of SDMX, beside UNIT_MEASURE and alone.

use crate::each_format::{in_each_format, with_columns};
use crate::kit::Row;
use crate::mini::Mini;

/// A project whose population is money, in million đồng.
fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

fn money(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["people"].as_str()).collect()
}

fn read(labels: &[&'static str], cells: &[&'static str]) -> (Vec<String>, Vec<Row>) {
    in_each_format(&of_money, &with_columns(labels, [cells, cells, cells]))
}

#[test]
fn a_power_of_ten_beside_a_unit_is_that_of_the_unit() {
    for (labels, cells, values, found) in [
        (["UNIT_MEASURE", "UNIT_MULT"], ["VND", "6"], ["4000", "3000", "2000"], None),
        (
            ["UNIT_MEASURE", "UNIT_MULT"],
            ["VND", "3"],
            ["4", "3", "2"],
            Some("warning | unit-converted | VND, UNIT_MULT 3"),
        ),
        (
            ["UNIT_MULT", "UNIT_MEASURE"],
            ["9", "VND"],
            ["4000000", "3000000", "2000000"],
            Some("warning | unit-converted | VND, UNIT_MULT 9"),
        ),
        (
            ["Đơn vị tính", "Bội số"],
            ["đồng", "1000"],
            ["4", "3", "2"],
            Some("warning | unit-converted | đồng, Bội số 1000"),
        ),
        (["UNIT_MEASURE", "Unit multiplier"], ["VND", "Millions"], ["4000", "3000", "2000"], None),
    ] {
        let (lines, rows) = read(&labels, &cells);
        assert_eq!(lines, found.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{labels:?} {cells:?}");
        assert_eq!(money(&rows), values, "{labels:?} {cells:?}");
    }
}

#[test]
fn a_power_of_ten_that_cannot_be_that_of_the_unit_is_reported() {
    for cells in [["triệu đồng", "3"], ["VND", "1000"]] {
        let (found, rows) = read(&["UNIT_MEASURE", "UNIT_MULT"], &cells);
        assert!(found.iter().any(|line| line.starts_with("warning | unclear-unit")), "{cells:?} {found:?}");
        assert_eq!(money(&rows), ["4000", "3000", "2000"], "{cells:?}");
    }
}

#[test]
fn a_power_of_ten_alone_is_compared_with_those_of_the_form() {
    let none: Vec<String> = Vec::new();
    let (found, rows) = read(&["UNIT_MULT"], &["6"]);
    assert_eq!((found, rows.len()), (none.clone(), 3));
    let (found, rows) = read(&["UNIT_MULT"], &["0"]);
    assert_eq!((found, rows.len()), (vec!["warning | unclear-unit | 0".to_owned()], 3));
    for (label, cell) in [("UNIT_MULT", "9"), ("Hệ số nhân", "1000"), ("UNIT_MULT", "1000")] {
        let (found, rows) = read(&[label], &[cell]);
        assert_eq!((found, rows.len()), (vec![format!("error | unit-mismatch | {cell}")], 0), "{label}");
    }
    let rows = with_columns(&["UNIT_MULT"], [&["0"], &["0"], &["0"]]);
    assert_eq!(in_each_format(&Mini::new, &rows).0, none, "a form without powers of ten");
    let rows = with_columns(&["Hệ số lương"], [&["2.34"], &["3"], &["4"]]);
    let (found, rows) = in_each_format(&of_money, &rows);
    assert_eq!((found, rows.len()), (vec!["warning | extra-label | Hệ số lương".to_owned()], 3));
}
