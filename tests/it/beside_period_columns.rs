//! Lines above and below a table say the same of its figures whether their period is in the head or in a column beside each row.

use crate::kit::filtered;
use crate::mini::Mini;
use crate::split_labels::sent;

const LABELS: [&str; 6] = ["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const ROWS: [[&str; 6]; 2] =
    [["90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"], ["90002", "Xã Bến Gỗ", "80", "40", "3000", "55"]];

/// What is found at the values of these lines in a table of the second quarter, whose period is in a column of these cells or in the head alone.
fn found(above: &[&str], below: &[&str], cells: Option<[&str; 2]>) -> Vec<String> {
    let mut rows = vec![vec!["Biểu số 01/TN"], vec![if cells.is_none() { "Quý II năm 2025" } else { "" }]];
    rows.extend(above.iter().map(|line| vec![*line]));
    let with = |cell: Option<&'static str>, row: &[&'static str]| cell.into_iter().chain(row.iter().copied()).collect();
    rows.push(with(cells.map(|_| "Kỳ báo cáo"), &LABELS));
    let mut data: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    for (row, cell) in data.iter_mut().zip(cells.into_iter().flatten()) {
        row.insert(0, cell);
    }
    rows.extend(data);
    rows.extend(below.iter().flat_map(|line| [vec![], vec![*line]]));
    let (found, rows) = sent(&rows, &[]);
    assert_eq!(rows.len(), 2, "{above:?} {below:?}: the rows are used");
    found
}

const COLUMN: Option<[&str; 2]> = Some(["2025-Q2", "2025-Q2"]);

#[test]
fn a_head_says_the_same_with_and_without_a_column_of_periods() {
    for line in [
        "Dữ liệu đến: 31/05/2025",
        "Đến ngày: 31/05/2025",
        "Năm báo cáo: 2024",
        "Số liệu năm 2024",
        "(số liệu quý I)",
        "(chưa có tháng 6)",
        "Từ tháng 4 đến tháng 5",
        "Từ tháng 1 đến tháng 5 năm 2025",
        "Tháng 3 năm 2025",
        "Tháng 5 năm 2025",
        "Kỳ báo cáo: Tháng 6 năm 2025",
    ] {
        let expected = [format!("warning | period-mismatch | A3 | {line}")];
        for cells in [COLUMN, Some(["Quý II/2025", "Quý II năm 2025"]), None] {
            assert_eq!(found(&[line], &[], cells), expected, "{line}, {cells:?}");
        }
    }
    for line in [
        "Dữ liệu đến: 30/06/2025",
        "Dữ liệu đến: 05/07/2025",
        "Năm báo cáo: 2025",
        "(số liệu quý II)",
        "Từ tháng 4 đến tháng 6",
        "Tháng 7 năm 2025",
        "Tháng 7 và tháng 8 năm 2025",
        "Ngày in: 05/07/2025",
    ] {
        for cells in [COLUMN, None] {
            assert_eq!(found(&[line], &[], cells), [""; 0], "{line}, {cells:?}");
        }
    }
    // The month in which a report is written.
    assert_eq!(found(&["Tháng 6 năm 2025"], &[], None), [""; 0]);
}

#[test]
fn a_note_says_the_same_with_and_without_a_column_of_periods() {
    for note in ["Ghi chú: số liệu quý I năm 2025", "Ghi chú: số liệu chưa bao gồm tháng 6"] {
        for cells in [COLUMN, None] {
            let expected = [format!("warning | period-mismatch | A8 | {note}")];
            assert_eq!(found(&[""], &[note], cells), expected, "{note}, {cells:?}");
        }
    }
    assert_eq!(found(&[""], &["Ghi chú: số liệu quý II năm 2025"], COLUMN), [""; 0]);
}

#[test]
fn above_rows_of_several_periods_a_line_says_nothing_of_one() {
    let of_two = |line| found(&[line], &[], Some(["2025-Q1", "2025-Q2"]));
    for line in ["Dữ liệu đến: 31/05/2025", "Năm báo cáo: 2025", "(chưa có tháng 6)"] {
        assert_eq!(of_two(line), [""; 0], "{line}");
    }
    // None of them lies in the year that is said.
    assert_eq!(of_two("Năm báo cáo: 2024"), ["warning | period-mismatch | A5 | 2025-Q1"]);
}

#[test]
fn an_object_of_json_says_the_same_beside_rows_with_periods() {
    for (said, count) in [
        (r#""tu_ngay":"2025-04-01","den_ngay":"2025-05-31""#, 1),
        (r#""nam":2024"#, 1),
        (r#""nam":2025,"quy":2,"tu_ngay":"2025-04-01","den_ngay":"2025-06-30""#, 0),
    ] {
        let mini = Mini::new();
        let row = r#"{"Kỳ báo cáo":"2025-Q2","Mã xã":"90001","Tên xã":"Xã Đồi Chè","Hồ sơ tiếp nhận":120,"Hồ sơ trực tuyến":60,"Dân số":5000,"Điểm chuyển đổi số":62.5}"#;
        let text = format!(r#"{{"bieu":"01/TN","don_vi_bao_cao":"Huyện Suối Đá",{said},"rows":[{row}]}}"#);
        mini.send("services/q2.json", "2025-07-05T09:00:00+07:00", text);
        mini.run(0);
        assert_eq!(filtered(mini.table("findings"), &[("code", "period-mismatch")]).len(), count, "{said}");
        assert_eq!(mini.table("data/services").len(), 1, "{said}");
    }
}
