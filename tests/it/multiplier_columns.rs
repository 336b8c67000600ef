//! Columns that state the power of ten of a unit: UNIT_MULT of SDMX, beside UNIT_MEASURE and alone.

use crate::each_format::{in_each_format, sent, with_columns};
use crate::kit::Row;
use crate::mini::Mini;
use crate::split_labels::workbook;

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

#[test]
fn a_label_that_may_be_that_of_a_figure_states_powers_where_all_its_cells_do() {
    for (label, cell) in [
        ("he_so", "1000"),
        ("quy_doi", "1000"),
        ("Quy đổi", "nghìn"),
        ("divisor", "1000"),
        ("divisor", "1000000"),
        ("factor", "1000"),
        ("scale", "Thousands"),
        ("power", "3"),
        ("bac_luy_thua", "9"),
        ("power_of_10", "9"),
    ] {
        let (found, rows) = read(&[label], &[cell]);
        assert!(found.contains(&format!("error | unit-mismatch | {cell}")) && rows.is_empty(), "{label}: {found:?}");
        if !["he_so", "divisor"].contains(&label) {
            continue;
        }
        let (found, rows) = in_each_format(&of_money, &with_columns(&[label], [&[cell], &["1"], &[""]]));
        let is_said = found.iter().any(|line| line.contains("unit-mismatch") || line.contains("extra-label"));
        assert!(is_said && rows.len() < 4, "{label}: {found:?}");
    }
    // Beside a unit it leaves the unit open.
    let (found, _) = read(&["Đơn vị tính", "he_so"], &["đồng", "1000"]);
    assert!(found.iter().any(|line| line.starts_with("warning | unclear-unit")), "{found:?}");
}

#[test]
fn figures_below_such_a_label_are_no_powers() {
    for (label, cells) in [
        ("he_so", [&["2.34"][..], &["3"], &["4"]]),
        ("Hệ số", [&["1.0"], &["1"], &["1"]]),
        ("Quy đổi", [&["1000"], &["1250"], &["980"]]),
        ("power", [&["35"], &["22"], &["110"]]),
        ("scale", [&["2"], &["2"], &["2"]]),
        ("divisor", [&["100"], &["100"], &["100"]]),
    ] {
        let (found, rows) = in_each_format(&of_money, &with_columns(&[label], cells));
        assert_eq!((found.len(), rows.len()), (1, 3), "{label}: {found:?}");
        assert!(found[0].starts_with("warning | extra-label |"), "{label}: {found:?}");
    }
}

#[test]
fn a_declared_field_of_such_a_name_is_read_as_a_figure() {
    let project = || {
        let mini = of_money();
        mini.edit("schemas/services.json", r#""title": "Điểm chuyển đổi số""#, r#""title": "Hệ số""#);
        mini
    };
    let rows = with_columns(&[], [&[], &[], &[]]);
    let rename = |label: &&'static str| if *label == "Điểm chuyển đổi số" { "Hệ số" } else { *label };
    let mut rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(rename).collect()).collect();
    for row in rows.iter_mut().skip(1) {
        row[6] = "1000";
    }
    let (found, rows) = in_each_format(&project, &rows);
    assert_eq!((found, rows.len()), (Vec::new(), 3));
}

#[test]
fn members_beside_the_rows_of_json_state_powers_by_the_same_names() {
    for member in [
        r#""bac_luy_thua": 6"#,
        r#""luy_thua": "6""#,
        r#""POWERCODE_CODE": 6"#,
        r#""unit_power": 3"#,
        r#""mu_10": 3"#,
        r#""he_so": 1000"#,
        r#""so_chia": 1000"#,
    ] {
        let row = r#"{"Mã xã": "90001", "Tên xã": "Xã Đồi Chè", "Kỳ báo cáo": "2025-Q2", "Hồ sơ tiếp nhận": 120, "Hồ sơ trực tuyến": 60, "Dân số": 4000, "Điểm chuyển đổi số": 61.5}"#;
        let (found, _) = sent(&of_money(), "q2.json", format!(r#"{{{member}, "data": [{row}]}}"#));
        assert!(found.iter().any(|line| line.contains("| unread-cell |")), "{member}: {found:?}");
    }
}

/// The report below lines of its own, as a workbook and as a delimited text, which must be read alike.
#[track_caller]
fn below_lines(lines: &[&[&'static str]]) -> (Vec<String>, usize) {
    let mut rows: Vec<Vec<&str>> = lines.iter().map(|line| line.to_vec()).collect();
    rows.extend(with_columns(&[], [&[], &[], &[]]));
    let text: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    let (found, counted) = sent(&of_money(), "q2.xlsx", workbook(&rows, &[]));
    let (of_text, _) = sent(&of_money(), "q2.csv", text);
    assert_eq!(found, of_text, "{lines:?}");
    (found, counted.len())
}

#[test]
fn a_line_above_the_table_states_a_power_by_the_same_names() {
    for line in [
        &["Hệ số nhân: 1000"][..],
        &["he_so", "1000"],
        &["Bội số:", "nghìn"],
        &["UNIT_MULT = 9"],
        &["divisor", "1000"],
        &["Nhân với 1.000"],
        &["x1000"],
        &["(× 1.000)"],
        &["Ghi chú: Hệ số nhân: 1000"],
    ] {
        let (found, rows) = below_lines(&[line]);
        assert!(found.iter().any(|line| line.starts_with("error | unit-mismatch")) && rows == 0, "{line:?}: {found:?}");
    }
    let (found, rows) = below_lines(&[&["Bội số: 1"]]);
    assert_eq!((found, rows), (vec!["warning | unclear-unit | 1".to_owned()], 3));
    for line in [
        &["UNIT_MULT", "6"][..],
        &["Hệ số lương: 1000"],
        &["Hệ số", "1.25"],
        &["he_so", "2"],
        &["Số tờ: 1000"],
        &["Số tờ 1000"],
        &["x 12"],
        &["Hệ số", "Quy đổi"],
    ] {
        assert_eq!(below_lines(&[line]), (Vec::new(), 3), "{line:?}");
    }
}
