//! Two columns that both bear declared labels of one field.

use crate::kit::{filtered, lines};
use crate::mini::Mini;

/// What is found of a text with these labels and rows, and how many rows count.
fn read(labels: &str, rows: &str) -> (Vec<String>, usize) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""title": "Dân số","#, r#""title": "Dân số", "labels": ["Tổng dân số"],"#);
    mini.edit("schemas/services.json", r#""title": "Mã xã","#, r#""title": "Mã xã", "labels": ["Mã số"],"#);
    mini.edit("schemas/services.json", r#""title": "Kỳ báo cáo","#, r#""title": "Kỳ báo cáo", "labels": ["Quý"],"#);
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", format!("{labels}\n{rows}"));
    mini.tinhso(&["run"]);
    let found = filtered(mini.table("findings"), &[("object", "services/q2.csv")]);
    (lines(&found, &["severity", "code", "cell", "value"]), mini.table("data/services").len())
}

const LABELS: &str = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";

#[test]
fn columns_that_differ_are_two_of_one_field() {
    for (label, first, second) in [
        ("Tổng dân số", "9999", "3000"),
        ("people", "4000", "2999"),
        ("Mã số", "1", "2"),
        ("Quý", "2025-Q1", "2025-Q1"),
    ] {
        let rows = format!(
            "90001;Xã Đồi Chè;2025-Q2;120;60;4000;61,5;{first}\n90002;Xã Bến Gỗ;2025-Q2;80;40;3000;55;{second}\n"
        );
        let (found, rows) = read(&format!("{LABELS};{label}"), &rows);
        let is_duplicate = |line: &String| line.starts_with("error | duplicate-label | ");
        assert!(found.len() == 1 && found.iter().all(is_duplicate), "{label}: {found:?}");
        assert_eq!(rows, 0, "{label}");
    }
}

#[test]
fn columns_that_say_the_same_are_one() {
    // The longest label is that of the field.
    for (label, value, extra) in
        [("Tổng dân số", "4.000", "F1 | Dân số"), ("Mã số", "90001", "A1 | Mã xã"), ("people", "", "H1 | people")]
    {
        let (found, rows) =
            read(&format!("{LABELS};{label}"), &format!("90001;Xã Đồi Chè;2025-Q2;120;60;4000;61,5;{value}\n"));
        assert_eq!(rows, 1, "{label}");
        assert_eq!(found, [format!("warning | extra-label | {extra}")]);
    }
    let (found, _) = read(&format!("{LABELS};Ghi chú"), "90001;Xã Đồi Chè;2025-Q2;120;60;4000;61,5;tốt\n");
    assert_eq!(found, ["warning | extra-label | H1 | Ghi chú"]);
}
