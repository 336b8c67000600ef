//! Words in parentheses behind the name of a unit or a label by which the figures may be of a part, or older ones.

use crate::mini::Mini;
use crate::split_labels::sent_in;

/// What is found in a table whose first name and whose label of the population are given; its rows are used.
fn found(project: impl Fn() -> Mini, name: &str, label: &str) -> Vec<String> {
    let rows = [
        vec!["Quý II năm 2025"],
        vec!["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", label, "Điểm chuyển đổi số"],
        vec!["90001", name, "120", "60", "4000", "61.5"],
        vec!["90002", "Xã Bến Gỗ", "80", "40", "3000", "55"],
    ];
    let (found, rows) = sent_in(&project(), &rows, &[]);
    assert_eq!(rows.len(), 2, "{name}, {label}");
    found
}

#[test]
fn words_behind_a_name_that_may_say_a_part_are_a_warning() {
    for aside in ["DTTS", "thành thị", "số cũ", "chưa gồm bản A"] {
        let name = format!("Xã Đồi Chè ({aside})");
        assert_eq!(found(Mini::new, &name, "Dân số"), [format!("warning | period-mismatch | B3 | {name}")]);
    }
    for aside in ["mới", "cũ", "nông thôn", "khu vực III", "vùng cao", "1", "*", "xã biên giới", "sáp nhập"]
    {
        assert_eq!(found(Mini::new, &format!("Xã Đồi Chè ({aside})"), "Dân số"), [""; 0], "{aside}");
    }
}

#[test]
fn ages_and_marks_in_a_label_are_no_numbers_of_columns() {
    for aside in ["18+", "60+", "0-5", "0-1", "60-79"] {
        let found = found(Mini::new, "Xã Đồi Chè", &format!("Dân số ({aside})"));
        assert!(found.len() == 1 && found[0].contains("doubtful-label"), "{aside}: {found:?}");
    }
    for aside in ["3", "5=3+4", "4-3", "(5)", "6+7"] {
        assert_eq!(found(Mini::new, "Xã Đồi Chè", &format!("Dân số ({aside})")), [""; 0], "{aside}");
    }
    // The form may ask for them.
    let of_adults = || {
        let mini = Mini::new();
        mini.edit("schemas/services.json", "\"Dân số\"", "\"Dân số (18+)\"");
        mini
    };
    assert_eq!(found(of_adults, "Xã Đồi Chè", "Dân số (18+)"), [""; 0]);
}
