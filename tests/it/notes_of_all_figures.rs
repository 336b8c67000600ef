//! Lines below a table, and above it, by which all its figures are in another unit, of another period, or those of a draft.

use crate::mini::Mini;
use crate::split_labels::sent_in;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

/// What is found in a table with a line above and below, without that of its ordinals; its rows are used.
fn found(project: impl Fn() -> Mini, above: &str, label: &str, below: &[&str]) -> Vec<String> {
    let mut labels = LABELS.to_vec();
    labels[5] = label;
    let rows = [vec!["Quý II năm 2025"], vec![above], labels, FIRST.to_vec(), SECOND.to_vec(), vec![], below.to_vec()];
    let (mut found, rows) = sent_in(&project(), &rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    assert_eq!(rows.len(), 2, "{above} {below:?}");
    found
}

fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

#[test]
fn a_note_that_names_another_unit_of_money_is_unclear() {
    for note in [
        "Ghi chú: các số tiền ghi theo tỷ đồng",
        "Tiền ghi theo đơn vị nghìn đồng",
        "Amounts are in billions of VND",
        "Số tiền: nghìn USD",
        "Tất cả số tiền quy ra USD",
        "Số liệu đã chia cho 1.000.000.000",
    ] {
        let found = found(of_money, "", "Dân số", &[note]);
        assert_eq!(found.len(), 1, "{note}: {found:?}");
        assert!(found[0].starts_with("warning | unclear-unit | "), "{note}: {found:?}");
    }
    for note in [
        "Ghi chú: các số tiền ghi theo triệu đồng",
        "Số liệu đã chia cho 1.000.000",
        "Ghi chú: hộ có thu nhập trên 5 tỷ đồng",
        "Tỷ giá quy ra USD theo ngân hàng",
        "Người lập biểu: Triệu Thị Đồng",
    ] {
        assert_eq!(found(of_money, "", "Dân số", &[note]), [""; 0], "{note}");
    }
    // Of which column it speaks is known.
    assert_eq!(found(of_money, "", "Dân số (triệu đồng)", &["Dân số ghi theo triệu đồng"]), [""; 0]);
}

#[test]
fn a_head_may_name_the_unit_in_other_words() {
    for (line, code) in [
        ("Đơn vị sử dụng trong biểu: tỷ đồng", "unit-converted"),
        ("Tất cả số tiền quy ra USD", "unclear-unit"),
        ("Số liệu đã chia cho 1.000.000.000", "unclear-unit"),
    ] {
        let found = found(of_money, line, "Dân số", &[]);
        assert!(found.len() == 1 && found[0].contains(code), "{line}: {found:?}");
    }
    assert_eq!(found(of_money, "Đơn vị sử dụng trong biểu: triệu đồng", "Dân số", &[]), [""; 0]);
    assert_eq!(found(of_money, "Đơn vị sử dụng: UBND xã", "Dân số", &[]), [""; 0]);
}

#[test]
fn a_line_about_all_figures_says_the_same_above_and_below() {
    for line in [
        "Số liệu lũy kế từ 01/01/2025",
        "(*) Số liệu là số kế hoạch",
        "Số liệu ước thực hiện",
        "Chốt số liệu ngày 31/05/2025",
        "Số liệu chưa bao gồm tháng 6",
        "Số liệu quý I do chưa có quý II",
        "Số liệu năm 2024 do chưa có số năm 2025",
        "BẢN NHÁP",
    ] {
        assert_eq!(found(Mini::new, line, "Dân số", &[]), [format!("warning | period-mismatch | A2 | {line}")]);
        assert_eq!(found(Mini::new, "", "Dân số", &[line]), [format!("warning | period-mismatch | A7 | {line}")]);
    }
}

#[test]
fn footnotes_and_other_lines_say_nothing_of_all_figures() {
    for below in [
        &["(1)", "Số liệu ước thực hiện"][..],
        &["Số liệu ước tính"],
        &["Số liệu do Phòng Tài chính - Kế hoạch tổng hợp"],
        &["Số liệu quý II do xã lập"],
        &["Chốt số liệu ngày 05/07/2025"],
        &["Dự thảo báo cáo do văn phòng lập"],
        &["Suối Đá, ngày 31 tháng 5 năm 2025"],
    ] {
        assert_eq!(found(Mini::new, "", "Dân số", below), [""; 0], "{below:?}");
    }
    assert_eq!(found(Mini::new, "", "Dân số (*)", &["(*) Số liệu ước thực hiện"]), [""; 0]);
}
