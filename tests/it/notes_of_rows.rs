//! Notes below a table that say of one row that its figures are of another period, a running total, the plan or an estimate.

use crate::kit::{filtered, lines};
use crate::mini::Mini;
use crate::split_labels::workbook;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// What is found in a workbook and in a text whose second row has this name, with a line below; both rows are used.
#[track_caller]
fn found(name: &str, received: &str, below: &[&str]) -> Vec<String> {
    let rows = [
        vec!["Quý II năm 2025"],
        LABELS.to_vec(),
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61"],
        vec!["2", "90002", name, received, "40", "3000", "55"],
        vec![],
        below.to_vec(),
    ];
    let text: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
    let [of_workbook, of_text] =
        [("q2.xlsx", workbook(&rows, &[])), ("q2.csv", text.into_bytes())].map(|(file, bytes)| {
            let mini = Mini::new();
            let object = format!("services/{file}");
            mini.send(&object, "2025-07-05T09:00:00+07:00", bytes);
            let answer = mini.tinhso(&["run", "--format", "json"]);
            assert!(answer.code < 2, "{}", answer.stderr);
            assert_eq!(mini.table("data/services").len(), 2, "{name} {below:?}");
            let mut found = filtered(mini.table("findings"), &[("object", &object)]);
            found.retain(|row| row["value"] != "TT" && row["code"] != "missing-row");
            lines(&found, &["severity", "code", "cell"])
        });
    assert_eq!(of_workbook, of_text, "in a workbook and in a text");
    of_workbook
}

#[test]
fn a_note_of_one_row_is_reported_at_the_row() {
    for (name, note) in [
        ("Xã Bến Gỗ (*)", "(*) Số liệu quý I/2025 do xã chưa có báo cáo quý II"),
        ("Xã Bến Gỗ (*)", "(*) Xã Bến Gỗ báo cáo số 6 tháng đầu năm"),
        ("Xã Bến Gỗ *", "* Số liệu ước tính"),
        ("Xã Bến Gỗ (1)", "(1) Lũy kế từ đầu năm"),
        ("Xã Bến Gỗ (1)", "(1) Số kế hoạch"),
        ("Xã Bến Gỗ (*)", "Ghi chú: (*) chưa bao gồm tháng 6"),
        ("Xã Bến Gỗ", "Ghi chú: Riêng Xã Bến Gỗ là số lũy kế từ đầu năm"),
        ("Xã Bến Gỗ", "Số liệu xã Bến Gỗ là số ước"),
        ("Xã Bến Gỗ", "Xã Bến Gỗ: số liệu quý I"),
        ("Xã Bến Gỗ", "- Riêng xã Bến Gỗ số liệu tháng 4"),
    ] {
        assert_eq!(found(name, "80", &[note]), ["warning | period-mismatch | C4"], "{note}");
    }
    assert_eq!(found("Xã Bến Gỗ", "80*", &["(*) Số ước tính"]), ["warning | period-mismatch | D4"]);
    assert_eq!(found("Xã Bến Gỗ (1)", "80", &["(1)", "Số liệu ước thực hiện"]), ["warning | period-mismatch | C4"]);
}

#[test]
fn other_notes_of_a_row_say_nothing_of_its_figures() {
    for (name, note) in [
        ("Xã Bến Gỗ (*)", "(*) Xã đạt chuẩn nông thôn mới năm 2023"),
        ("Xã Bến Gỗ (*)", "(*) Số liệu đã rà soát lại"),
        ("Xã Bến Gỗ (*)", "(*) Số liệu quý II/2025"),
        ("Xã Bến Gỗ (*)", "(*) Thành lập ngày 01/04/2024 theo Nghị quyết số 12/NQ-HĐND"),
        ("Xã Bến Gỗ (*)", "(*) Xã biên giới"),
        ("Xã Bến Gỗ", "(*) Số liệu ước tính"),
        ("Xã Bến Gỗ", "Xã Bến Gỗ có kế hoạch sáp nhập trong năm 2025"),
        ("Xã Bến Gỗ", "Xã Bến Gỗ gửi báo cáo ngày 01/07/2025"),
        ("Xã Bến Gỗ", "Số liệu do Phòng Tài chính - Kế hoạch và xã Bến Gỗ cung cấp"),
        ("Xã Bến Gỗ (1)", "(2) Số liệu ước tính"),
    ] {
        assert_eq!(found(name, "80", &[note]), [""; 0], "{name} {note}");
    }
    // What is said of all figures is reported once.
    assert_eq!(
        found("Xã Bến Gỗ", "80", &["Ghi chú: Số liệu trên là số lũy kế từ đầu năm"]),
        ["warning | period-mismatch | A6"]
    );
}

/// What is found of a note beside the second row, below this label, in a workbook and in a text; both rows are used.
#[track_caller]
fn found_beside(label: &str, note: &str) -> Vec<String> {
    let mut labels = LABELS.to_vec();
    labels.push(label);
    let rows = [
        vec!["Quý II năm 2025"],
        labels,
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61", "Đủ hồ sơ"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55", note],
    ];
    let text: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
    let [of_workbook, of_text] =
        [("q2.xlsx", workbook(&rows, &[])), ("q2.csv", text.into_bytes())].map(|(file, bytes)| {
            let mini = Mini::new();
            mini.edit(
                "schemas/services.json",
                r#""title": "Điểm chuyển đổi số", "measure": "rate""#,
                r#""title": "Điểm chuyển đổi số", "measure": "stock", "unit": "VND", "multiplier": 6"#,
            );
            let object = format!("services/{file}");
            mini.send(&object, "2025-07-05T09:00:00+07:00", bytes);
            let answer = mini.tinhso(&["run", "--format", "json"]);
            assert!(answer.code < 2, "{}", answer.stderr);
            assert_eq!(mini.table("data/services").len(), 2, "{note}");
            let found = filtered(mini.table("findings"), &[("object", &object)]);
            let mut found = lines(&found, &["severity", "code", "cell"]);
            found.retain(|line| line.ends_with(" | H4"));
            found
        });
    assert_eq!(of_workbook, of_text, "in a workbook and in a text");
    of_workbook
}

#[test]
fn a_note_beside_a_row_says_that_its_figures_are_others() {
    for (note, code) in [
        ("Số liệu quý I", "period-mismatch"),
        ("Số liệu năm 2024", "period-mismatch"),
        ("Lấy số quý trước", "period-mismatch"),
        ("Điểm: nghìn đồng", "unclear-unit"),
        ("Số thu ghi theo đồng", "unclear-unit"),
        ("Đã hủy", "struck-out"),
        ("Không tính, trùng dòng trên", "struck-out"),
    ] {
        assert_eq!(found_beside("Ghi chú", note), [format!("warning | {code} | H4")], "{note}");
    }
    assert_eq!(found_beside("", "Số liệu quý I"), ["warning | period-mismatch | H4"]);
    for note in [
        "Tăng so với quý I",
        "Số liệu quý II năm 2025",
        "Giảm do năm 2024 có dự án lớn",
        "Thu: triệu đồng",
        "Gồm 5 nghìn đồng phí",
        "Nguồn: huyện",
        "Đã kiểm tra",
        "Theo báo cáo của phòng Tài chính - Kế hoạch",
        "Kế hoạch số 12/KH-UBND ngày 3/1/2024",
    ] {
        assert!(found_beside("Ghi chú", note).is_empty(), "{note}");
    }
}
