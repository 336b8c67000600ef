//! Rows that a column of no field marks as deleted, cancelled, rejected or drafts.

use crate::each_format::{in_each_format, with_columns};
use crate::kit::Row;
use crate::mini::Mini;

fn areas(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["ref_area"].as_str()).collect()
}

#[test]
fn rows_that_are_marked_as_withdrawn_are_kept_out() {
    for (label, [plain, marked, other]) in [
        ("da_xoa", ["false", "true", "false"]),
        ("Đã hủy", ["", "x", ""]),
        ("deleted_at", ["", "2025-07-01T08:00:00", ""]),
        ("status", ["approved", "rejected", "approved"]),
        ("Trạng thái duyệt", ["Đã duyệt", "Bị từ chối", "Đã duyệt"]),
    ] {
        let (found, rows) = in_each_format(&Mini::new, &with_columns(&[label], [&[plain], &[marked], &[other]]));
        let error = found.iter().find(|line| line.starts_with("error")).map(|line| line.to_lowercase());
        assert_eq!(error, Some(format!("error | struck-out | {}", marked.to_lowercase())), "{label}: {found:?}");
        assert_eq!(found.len(), 2, "{label}: {found:?}");
        assert_eq!(areas(&rows), ["90001", "90003"], "{label}");
    }
}

#[test]
fn drafts_are_reported_and_read() {
    for (label, plain, marked) in [("Trạng thái", "Đã gửi", "Bản nháp"), ("is_active", "true", "false")] {
        let (found, rows) = in_each_format(&Mini::new, &with_columns(&[label], [&[plain], &[marked], &[plain]]));
        let is_warning =
            |line: &String| line.to_lowercase() == format!("warning | struck-out | {}", marked.to_lowercase());
        assert!(found.iter().any(is_warning), "{label}: {found:?}");
        assert_eq!(rows.len(), 3, "{label}");
    }
}

#[test]
fn rows_without_a_mark_and_columns_of_other_things_are_read_as_before() {
    for (label, cells) in [
        ("isDeleted", ["0", "0", "0"]),
        ("Trạng thái", ["Đã duyệt", "Đã gửi", "Hoàn thành"]),
        ("Tình trạng nhà tạm", ["Đã xóa", "Đã xóa", "Chưa"]),
        ("Ghi chú", ["Đã hủy 2 hồ sơ", "", "x"]),
    ] {
        let (found, rows) =
            in_each_format(&Mini::new, &with_columns(&[label], [&cells[..1], &cells[1..2], &cells[2..]]));
        assert!(found.iter().all(|line| *line == format!("warning | extra-label | {label}")), "{label}: {found:?}");
        assert_eq!(rows.len(), 3, "{label}");
    }
}

#[test]
fn a_row_that_took_the_place_of_a_deleted_one_counts() {
    let mut rows = with_columns(&["da_xoa"], [&["false"], &["true"], &["false"]]);
    let mut again = rows[2].clone();
    (again[3], again[7]) = ("88", "false");
    rows.push(again);
    let (found, rows) = in_each_format(&Mini::new, &rows);
    let errors: Vec<&String> = found.iter().filter(|line| line.starts_with("error")).collect();
    assert_eq!(errors.len(), 1, "{found:?}");
    let received: Vec<&str> = rows.iter().map(|row| row["received"].as_str()).collect();
    assert_eq!((areas(&rows), received), (vec!["90001", "90002", "90003"], vec!["120", "88", "70"]));
}

#[test]
fn lines_that_were_cancelled_count_and_deleted_ones_do_not() {
    let read = |mark: &str| {
        let mini = Mini::new();
        mini.edit("schemas/value-added.json", r#""form": {"#, r#""form": { "grain": "line","#);
        mini.edit("schemas/value-added.json", r#""primaryKey": ["year", "industry", "vintage"],"#, "");
        mini.edit("schemas/value-added.json", r#", "role": "vintage""#, "");
        mini.edit("schemas/value-added.json", r#""multiplier": 6,"#, r#""multiplier": 6, "decimalChar": ",","#);
        mini.edit("pipelines/economy.toml", ", vintage = \"E\"", "");
        let text = format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm;Trạng thái\n2024;A;A;5;\n2024;B;A;7;{mark}\n");
        mini.send("exports/2024.csv", "2025-02-05T09:00:00+07:00", &text);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = mini.table("findings").into_iter().filter(|row| row["code"] == "struck-out");
        found.map(|row| format!("{} {}", row["severity"], row["disposition"])).collect::<Vec<_>>()
    };
    assert_eq!(read("Đã hủy"), ["warning used"]);
    assert_eq!(read("Đã xóa"), ["error quarantined"]);
}
