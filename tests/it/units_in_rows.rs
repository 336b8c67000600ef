//! Units of measure that change within a table, and numbers that bring their own.

use std::ops::Add;

use crate::kit::Row;
use crate::mini::Mini;

/// A form of money whose rows are industries, with a column that nothing declares.
fn sent(text: &str) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/value-added.json", "\"scale\": 2", "\"scale\": 6");
    mini.send("exports/2024.csv", "2025-02-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "exports/2024.csv");
    let found = found.map(|row: Row| format!("{} | {} | {}", row["code"], row["cell"], row["disposition"])).collect();
    let rows = mini.table("data/value-added");
    (found, rows.iter().map(|row| format!("{} {}", row["industry"], row["value"])).collect())
}

const LABELS: &str = "Năm;Mã ngành;Loại số liệu;Đơn vị tính;Giá trị tăng thêm";

#[test]
fn a_column_of_units_speaks_for_each_row() {
    let (found, rows) = sent(&format!(
        "{LABELS}\n2024;A;A;triệu đồng;5\n2024;B;A;tỷ đồng;1,5\n2024;C;A;nt;2\n2024;D;A;nghìn đồng;1500\n2024;E;A;;7\n"
    ));
    assert_eq!(rows, ["A 5.000000", "B 1500.000000", "C 2000.000000", "D 1.500000", "E 7.000000"]);
    // A blank below other units may be the unit of the form, or that of the row above.
    assert_eq!(found, ["unit-converted | D3 | used", "unit-converted | D5 | used", "unclear-unit | D6 | used"]);
}

#[test]
fn columns_of_units_have_other_labels_too() {
    for label in ["ĐV", "Đơn vị", "Unit", "Đ/v"] {
        let labels = LABELS.replace("Đơn vị tính", label);
        let (found, rows) = sent(&format!("{labels}\n2024;A;A;tỷ đồng;5\n2024;B;A;nt;1,5\n"));
        assert_eq!(rows, ["A 5000.000000", "B 1500.000000"], "{label}");
        assert_eq!(found, ["unit-converted | D2 | used"], "{label}");
    }
    for label in ["Đơn vị tính giá trị", "Giá trị tăng thêm - ĐVT", "ĐVT của giá trị", "gia_tri_dvt", "Unit of value"]
    {
        let labels = LABELS.replace("Đơn vị tính", label);
        let (found, rows) = sent(&format!("{labels}\n2024;A;A;tỷ đồng;5\n2024;B;A;nt;1,5\n"));
        assert_eq!(rows, ["A 5000.000000", "B 1500.000000"], "{label}");
        assert_eq!(found, ["unit-converted | D2 | used"], "{label}");
    }
    // Under words of something else, units are named and not followed.
    let labels = LABELS.replace("Đơn vị tính", "Ghi chú");
    let (found, rows) = sent(&format!("{labels}\n2024;A;A;tỷ đồng;5\n2024;B;A;;1,5\n"));
    assert_eq!(rows, ["A 5.000000", "B 1.500000"]);
    assert!(found.contains(&"unclear-unit | D2 | used".to_owned()), "{found:?}");
    // Of which measure two columns speak nobody knows, unless they say the same.
    let labels = format!("{LABELS};ĐVT khác");
    let (found, rows) = sent(&format!("{labels}\n2024;A;A;tỷ đồng;5;triệu đồng\n2024;B;A;tỷ đồng;1,5;tỷ đồng\n"));
    assert_eq!(rows, ["A 5.000000", "B 1500.000000"]);
    assert_eq!(found, ["unit-converted | D3 | used", "unclear-unit | F2 | used"]);
    let (found, rows) = sent(&LABELS.replace("Đơn vị tính", "Đơn vị").add("\n2024;A;A;Cục Thống kê;5\n"));
    assert_eq!((rows, found), (vec!["A 5.000000".to_owned()], vec!["extra-label | D1 | ignored".to_owned()]));
}

#[test]
fn a_unit_that_is_written_once_is_reported() {
    let (found, rows) = sent(&format!("{LABELS}\n2024;A;A;tỷ đồng;5\n2024;B;A;;1,5\n"));
    assert_eq!(rows, ["A 5000.000000", "B 1.500000"]);
    assert_eq!(found, ["unit-converted | D2 | used", "unclear-unit | D3 | used"]);
    let (found, _) = sent(&format!("{LABELS}\n2024;A;A;triệu đồng;5\n2024;B;A;;1,5\n"));
    assert_eq!(found, Vec::<String>::new(), "the unit of the form either way");
}

#[test]
fn a_unit_that_contradicts_keeps_its_row_out() {
    let (found, rows) = sent(&format!("{LABELS}\n2024;A;A;triệu đồng;5\n2024;B;A;%;1,5\n"));
    assert_eq!(rows, ["A 5.000000"]);
    assert_eq!(found, ["unused-row |  | quarantined", "unit-mismatch | D3 | quarantined"]);
}

#[test]
fn a_line_within_the_body_speaks_for_the_rows_below() {
    let labels = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm";
    let (found, rows) =
        sent(&format!("{labels}\n2024;A;A;5\nĐơn vị tính: tỷ đồng;;;\n2024;B;A;1,5\n2024;C;A;2\nTổng cộng;;;3,505\n"));
    assert_eq!(rows, ["A 5.000000", "B 1500.000000", "C 2000.000000"]);
    assert_eq!(found, ["unit-converted | A3 | used"], "the total is in the unit of its place, and holds");
}

#[test]
fn numbers_with_their_unit_behind_them() {
    let labels = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm";
    let (found, rows) = sent(&format!(
        "{labels}\n2024;A;A;12 tỷ\n2024;B;A;1.200 triệu đồng\n2024;C;A;1,2E+3\n2024;D;A;5 xã\n2024;E;A;3 %\n2024;F;A;12 tỷ 5\n"
    ));
    assert_eq!(rows, ["A 12000.000000", "B 1200.000000", "C 1200.000000"]);
    assert_eq!(
        found,
        [
            "unused-row |  | quarantined",
            "unit-converted | D2 | used",
            // 1.200 triệu may be 1,2 triệu, and nothing decides.
            "ambiguous-number | D3 | used",
            "type-error | D5 | quarantined",
            "type-error | D6 | quarantined",
            "type-error | D7 | quarantined"
        ]
    );
}

#[test]
fn numbers_that_may_be_read_either_way_are_reported() {
    let labels = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm";
    let (found, rows) = sent(&format!("{labels}\n2024;A;A;1.234\n2024;B;A;2.500\n2024;C;A;7\n"));
    assert_eq!((rows[0].as_str(), found), ("A 1234.000000", vec!["ambiguous-number | D2 | used".to_owned()]));
    for sure in ["1.234,5", "1.234.567", "0,25"] {
        let (found, _) = sent(&format!("{labels}\n2024;A;A;1.234\n2024;B;A;{sure}\n"));
        assert_eq!(found, Vec::<String>::new(), "{sure}");
    }
}

#[test]
fn the_unit_of_a_field_behind_its_number_is_read_and_another_is_not() {
    for (people, value, code) in [
        ("5.800 người", "5800", None),
        ("5800 người", "5800", None),
        ("5,8 nghìn người", "5800", Some("unit-converted")),
        ("5800 hộ", "", Some("unit-mismatch")),
        ("5800 hồ sơ", "", Some("unit-mismatch")),
        ("5800 hộ nghèo", "", Some("type-error")),
        ("5800 lần", "", Some("type-error")),
    ] {
        let mini = Mini::new();
        let labels = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
        let text = format!("{labels}\n90001;Xã Đồi Chè;2025-Q2;120 hồ sơ;60;{people};61,5\n");
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        let found = mini.table("findings").into_iter().filter(|row| row["object"] == "services/q2.csv");
        let found: Vec<String> = found.map(|row| row["code"].to_string()).collect();
        assert_eq!(found, code.into_iter().collect::<Vec<_>>(), "{people}");
        let rows = mini.table("data/services");
        assert_eq!(rows.first().map_or("", |row| row["people"].as_str()), value, "{people}");
    }
}

#[test]
fn two_amounts_in_one_cell_are_no_number() {
    for amount in [
        "12 triệu, 500 nghìn",
        "1 tỷ; 200 triệu",
        "1 tỷ và 200 triệu",
        "1 tỷ - 200 triệu",
        "12,5 triệu + 3 tỷ",
        "12 triệu (3 tỷ)",
        "12 triệu/3 tỷ",
    ] {
        let (found, rows) = sent(&format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n2024;A;A;\"{amount}\"\n"));
        assert_eq!((found, rows), (vec!["type-error | D2 | quarantined".to_owned()], Vec::new()), "{amount}");
    }
}

#[test]
fn a_unit_that_is_stated_beside_a_row_is_not_passed_over() {
    for (labels, unit) in [(";Ghi chú", "ĐVT: nghìn người"), ("", "nghìn người")] {
        let mini = Mini::new();
        let labels =
            format!("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số{labels}");
        let text = format!(
            ";;;;;ĐVT: người\n{labels}\n90001;Xã Đồi Chè;2025-Q2;120;60;5;61,5;{unit}\n90002;Xã Bến Gỗ;2025-Q2;80;40;3;55;\n"
        );
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        let found = mini.table("findings").into_iter().filter(|row| row["object"] == "services/q2.csv");
        let found: Vec<String> = found.map(|row| row["code"].to_string()).collect();
        assert!(found.contains(&"unclear-unit".to_owned()), "{unit}: {found:?}");
    }
}
