//! The English words for yes and no, as Access and online forms export them.

use crate::mini::Mini;
use crate::split_labels::sent_in;

#[test]
fn yes_and_no_are_truths_in_whatever_case() {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        r#""title": "Điểm chuyển đổi số", "measure": "rate" }"#,
        r#""title": "Điểm chuyển đổi số", "measure": "rate" },
      { "name": "joined", "type": "boolean", "title": "Đã kết nối" }"#,
    );
    let rows = [
        vec!["Quý II năm 2025"],
        vec![
            "Mã xã",
            "Tên xã",
            "Ghi chú",
            "Hồ sơ tiếp nhận",
            "Hồ sơ trực tuyến",
            "Dân số",
            "Điểm chuyển đổi số",
            "Đã kết nối",
        ],
        vec!["90001", "Xã Đồi Chè", "", "120", "60", "4000", "61.5", "Yes"],
        vec!["90002", "Xã Bến Gỗ", "", "80", "40", "3000", "55", "NO"],
        vec!["90003", "Xã Cầu Tre", "", "80", "40", "3000", "55", "yes"],
        vec!["90004", "Xã Đá Bạc", "", "80", "40", "3000", "55", "Yes or no"],
    ];
    let (found, read) = sent_in(&mini, &rows, &[]);
    let truths: Vec<&str> = read.iter().map(|row| row["joined"].as_str()).collect();
    assert_eq!(truths, ["true", "false", "true"], "{found:?}");
}
