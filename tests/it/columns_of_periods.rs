//! Columns of no field by which rows are of another period than the head says, or of the plan; and a year beside periods that name none.

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::workbook;

const FIGURES: [&str; 4] = ["Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// What is found of a table whose rows have these cells in columns of these labels, and the periods of its rows; in a workbook, in a text and in JSON where it has no head.
#[track_caller]
fn read(head: &str, labels: &[&str], cells: [&[&str]; 2]) -> (Vec<String>, Vec<String>) {
    let names = [["90001", "Xã Đồi Chè"], ["90002", "Xã Bến Gỗ"]];
    let figures = [["120", "60", "4000", "61"], ["80", "40", "3000", "55"]];
    let mut rows: Vec<Vec<&str>> = if head.is_empty() { vec![] } else { vec![vec!["Biểu số 01/TN"], vec![head]] };
    rows.push([&["TT", "Mã xã", "Tên xã"][..], labels, &FIGURES].concat());
    for ((name, cells), figures) in names.iter().zip(cells).zip(&figures) {
        rows.push([&["1"][..], name, cells, figures].concat());
    }
    let text: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
    let mut files = vec![("q2.xlsx", workbook(&rows, &[])), ("q2.csv", text.into_bytes())];
    if head.is_empty() {
        let (labels, rows) = rows.split_first().expect("labels");
        let object = |row: &Vec<&str>| -> serde_json::Value {
            labels
                .iter()
                .zip(row)
                .map(|(label, cell)| ((*label).to_owned(), serde_json::json!(cell)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        let all: Vec<serde_json::Value> = rows.iter().map(object).collect();
        files.push(("q2.json", serde_json::to_vec(&all).expect("JSON")));
    }
    let mut found: Option<(Vec<String>, Vec<String>)> = None;
    for (name, bytes) in files {
        let mini = Mini::new();
        mini.edit("schemas/services.json", r#""title": "Kỳ báo cáo""#, r#""title": "Kỳ báo cáo", "labels": ["Quý"]"#);
        let object = format!("services/{name}");
        mini.send(&object, "2025-07-05T09:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let mut of_file = filtered(mini.table("findings"), &[("object", &object)]);
        let of_others = ["late-submission", "missing-row"];
        of_file.retain(|row| !of_others.contains(&row["code"].as_str()) && row["value"] != "TT");
        let described = |row: &Row| format!("{} | {} | {}", row["severity"], row["code"], row["value"]);
        let of_file: Vec<String> = of_file.iter().map(described).collect();
        let periods = lines(&mini.table("data/services"), &["time_period"]);
        let expected = found.get_or_insert_with(|| (of_file.clone(), periods.clone()));
        assert_eq!(*expected, (of_file, periods), "{name}");
    }
    found.expect("files")
}

#[test]
fn rows_that_a_column_says_to_be_of_another_period_are_kept_out() {
    for (head, label, cell) in [
        ("Quý II năm 2025", "Năm", "2024"),
        ("Quý II năm 2025", "Năm báo cáo", "Năm 2024"),
        ("Quý II năm 2025", "Kỳ số liệu", "Quý I/2025"),
        ("Quý II năm 2025", "Tháng", "3"),
    ] {
        let (found, rows) = read(head, &[label], [&[cell], &[cell]]);
        assert_eq!(
            found,
            [format!("warning | extra-label | {label}"), format!("error | period-mismatch | {cell}")],
            "{label}"
        );
        assert!(rows.is_empty(), "{label}");
    }
    // One row of them alone.
    let (found, rows) = read("Quý II năm 2025", &["Năm"], [&["2025"], &["2024"]]);
    assert_eq!((found[1].as_str(), rows.len()), ("error | period-mismatch | 2024", 1));
}

#[test]
fn parts_of_the_period_and_words_of_the_plan_are_warnings() {
    for (label, cell) in [
        ("Tháng", "4"),
        ("Kỳ số liệu", "Tháng 4/2025"),
        ("Loại số liệu", "Kế hoạch"),
        ("Ghi chú", "Ước tính"),
        ("Loại", "Lũy kế"),
    ] {
        let (found, rows) = read("Quý II năm 2025", &[label], [&[cell], &[cell]]);
        assert!(found.contains(&format!("warning | period-mismatch | {cell}")), "{label}: {found:?}");
        assert_eq!(rows.len(), 2, "{label}");
    }
}

#[test]
fn columns_of_the_period_and_of_other_things_say_nothing() {
    for (label, cell) in [
        ("Năm", "2025"),
        ("Kỳ số liệu", "Quý II/2025"),
        ("Kỳ số liệu", "Năm 2025"),
        ("Tháng", "7"),
        ("Năm thành lập", "2019"),
        ("Đơn vị cung cấp", "Phòng Tài chính - Kế hoạch"),
        ("Ghi chú", "Thực hiện"),
        ("Ghi chú", "Đã kiểm tra"),
    ] {
        let (found, rows) = read("Quý II năm 2025", &[label], [&[cell], &[cell]]);
        assert_eq!((found, rows.len()), (vec![format!("warning | extra-label | {label}")], 2), "{label} {cell}");
    }
}

#[test]
fn a_period_without_a_year_has_that_of_the_column_beside_it() {
    for cells in [["2025", "2"], ["2025", "II"], ["Năm 2025", "Quý II"]] {
        let (found, rows) = read("", &["Năm", "Quý"], [&cells, &cells]);
        assert_eq!((found, rows), (vec![], vec!["2025-Q2".to_owned(); 2]), "{cells:?}");
    }
    // A row has its own.
    let (found, rows) = read("", &["Năm", "Quý"], [&["2024", "2"], &["2025", "2"]]);
    assert_eq!(rows, ["2024-Q2", "2025-Q2"], "{found:?}");
    // The head and the column name two years.
    let (found, rows) = read("Năm 2025", &["Năm", "Quý"], [&["2024", "II"], &["2024", "II"]]);
    assert_eq!((found, rows.len()), (vec!["error | period-mismatch | 2024".to_owned()], 0));
    let (found, rows) = read("Năm 2025", &["Năm", "Quý"], [&["2025", "II"], &["2025", "II"]]);
    assert_eq!((found, rows), (vec![], vec!["2025-Q2".to_owned(); 2]));
    // The period names its own year, and the column another.
    let (found, rows) = read("", &["Năm", "Quý"], [&["2024", "Quý II/2025"], &["2024", "Quý II/2025"]]);
    assert_eq!((found, rows.len()), (vec!["error | period-mismatch | 2024".to_owned()], 0));
}
