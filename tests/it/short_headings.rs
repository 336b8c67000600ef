//! Lines, titles and names of sheets that say another period or the budget in short writing: "Q1", "T3/2025", "9T", "31/3", "N-1", "DT".

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::{sent, sent_in};

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

/// What is found in a table of the second quarter of 2025 with a title, and with lines above its rows and between them.
fn table(title: &str, above: &[Vec<&str>], between: &[Vec<&str>]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![vec!["Biểu số 01/TN"], vec![title], vec!["Quý II năm 2025"], LABELS.to_vec()];
    rows.extend_from_slice(above);
    rows.push(FIRST.to_vec());
    rows.extend_from_slice(between);
    rows.push(SECOND.to_vec());
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| line.contains("period-mismatch"));
    (found, rows)
}

#[test]
fn a_line_of_another_period_in_short_keeps_its_rows_out() {
    for line in ["Q1", "QI", "I", "T3/2025", "9T", "6 tháng", "31/3", "2024", "N-1", "DT", "KH", "LK", "ƯTH"] {
        let expected = [format!("error | period-mismatch | C5 | {line}")];
        let (found, rows) = table("", &[vec!["", "", line]], &[]);
        assert_eq!((found.as_slice(), rows.len()), (expected.as_slice(), 0), "{line}");
    }
    let (found, rows) = table("", &[], &[vec!["", "", "QIII"]]);
    assert_eq!((found, rows.len()), (vec!["error | period-mismatch | C6 | QIII".to_owned()], 1));
    let (found, rows) = table("", &[vec!["T3"]], &[]);
    assert_eq!((found, rows.len()), (vec!["error | period-mismatch | A5 | T3".to_owned()], 0));
}

#[test]
fn lines_of_the_period_and_of_anything_else_keep_no_row_out() {
    for line in ["Q2", "II", "3T", "30/6", "2025", "Q2/2025", "Khu vực 1", "Thôn 3", "Xã A3", "Tổ 9"] {
        let (found, rows) = table("", &[vec!["", "", line]], &[]);
        assert_eq!((found, rows.len()), (vec![], 2), "{line}");
    }
    // They number sections.
    let (found, rows) = table("", &[vec!["", "", "I"]], &[vec!["", "", "II"]]);
    assert_eq!((found, rows.len()), (vec![], 2));
    // Behind a line of another period one of the own begins the rows again.
    let (found, rows) = table("", &[vec!["", "", "Q1"]], &[vec!["", "", "Q2"]]);
    assert_eq!((found, rows.len()), (vec!["error | period-mismatch | C5 | Q1".to_owned()], 1));
}

#[test]
fn the_name_of_a_unit_is_no_period() {
    let mini = Mini::new();
    mini.edit("registry/units.csv", "Huyện Suối Đá", "Q3");
    let rows = [
        vec!["Biểu số 01/TN"],
        vec!["Quý II năm 2025"],
        LABELS.to_vec(),
        vec!["", "", "Q3"],
        FIRST.to_vec(),
        SECOND.to_vec(),
    ];
    let (found, _) = sent_in(&mini, &rows, &[]);
    assert!(!found.iter().any(|line| line.contains("period-mismatch")), "{found:?}");
}

#[test]
fn a_title_may_say_another_period_behind_a_dash() {
    for title in ["KẾT QUẢ XÃ HỘI SỐ - Q1", "KẾT QUẢ XÃ HỘI SỐ - Năm 2024", "XÃ HỘI SỐ – Quý I", "XÃ HỘI SỐ (Q1)"]
    {
        let (found, rows) = table(title, &[], &[]);
        assert_eq!((found, rows.len()), (vec![format!("warning | period-mismatch | A2 | {title}")], 2));
    }
    for title in [
        "KẾT QUẢ XÃ HỘI SỐ - Q2",
        "KẾT QUẢ XÃ HỘI SỐ - Năm 2025",
        "XÃ HỘI SỐ GIAI ĐOẠN 2021 - 2024",
        "SO SÁNH XÃ HỘI SỐ - NĂM 2024",
        "Suối Đá - Tháng 7 năm 2025",
    ] {
        let (found, rows) = table(title, &[], &[]);
        assert_eq!((found, rows.len()), (vec![], 2), "{title}");
    }
}

#[test]
fn the_name_of_a_sheet_may_say_months_together_or_another_year() {
    for (name, count) in [
        ("9 tháng", 1),
        ("9T", 1),
        ("Năm 2024", 1),
        ("T5-2025", 1),
        ("T7-2025", 0),
        ("Năm 2025", 0),
        ("Quý II", 0),
        ("Biểu 01", 0),
        ("2024", 0),
        ("3 tháng", 0),
    ] {
        let mini = Mini::new();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        let rows = [vec!["Biểu số 01/TN"], vec!["Quý II năm 2025"], LABELS.to_vec(), FIRST.to_vec(), SECOND.to_vec()];
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, *cell).expect("written");
            }
        }
        mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook.save_to_buffer().expect("a workbook"));
        mini.run(0);
        let found = filtered(mini.table("findings"), &[("code", "period-mismatch")]);
        assert_eq!(lines(&found, &["severity"]), vec!["warning"; count], "{name}");
        assert_eq!(mini.table("data/services").len(), 2, "{name}");
    }
}
