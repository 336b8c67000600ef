//! Headings, rows and titles that say of figures that they are the plan, a running total or a part.

use crate::kit::Row;
use crate::split_labels::sent;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "999", "1", "1", "1"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

fn table(title: &str, body: &[Vec<&str>]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![vec![title], vec!["Quý II năm 2025"], LABELS.to_vec()];
    rows.extend_from_slice(body);
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

fn received(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["received"].as_str()).collect()
}

#[test]
fn rows_below_a_heading_of_other_figures_are_kept_out() {
    for heading in ["Kế hoạch", "Lũy kế từ đầu năm", "Trong đó: nữ", "Cùng kỳ năm 2024", "Nữ"] {
        for body in [
            vec![vec!["I", "", heading], FIRST.to_vec(), vec!["II", "", "Thực hiện"], SECOND.to_vec()],
            vec![vec!["", "", heading], FIRST.to_vec(), vec!["", "", "Thực hiện"], SECOND.to_vec()],
        ] {
            let (found, rows) = table("Biểu số 01/TN", &body);
            assert_eq!(found, [format!("error | period-mismatch | C4 | {heading}")]);
            assert_eq!(received(&rows), ["80"], "{heading}");
        }
    }
    let (_, rows) = table(
        "Biểu số 01/TN",
        &[vec!["A", "", "Kế hoạch"], vec!["I", "", "Huyện Suối Đá"], FIRST.to_vec(), SECOND.to_vec()],
    );
    assert_eq!(received(&rows), [""; 0], "a district below the plan");
}

#[test]
fn headings_of_districts_and_lines_that_nobody_filled_in_keep_nothing_out() {
    let body = |line: &'static str| vec![FIRST.to_vec(), vec!["", "", line], SECOND.to_vec(), vec!["", "", line]];
    for rows in [
        vec![vec!["I", "", "Huyện Suối Đá"], FIRST.to_vec(), SECOND.to_vec()],
        vec![vec!["", "", "Tổng số", "1079"], vec!["", "", "Trong đó:"], FIRST.to_vec(), SECOND.to_vec()],
        vec![vec!["", "", "Tổng số", "1079"], vec!["", "", "Trong đó: các xã"], FIRST.to_vec(), SECOND.to_vec()],
        body("Trong đó: nữ"),
        body("Kế hoạch"),
    ] {
        let (found, sent) = table("Biểu số 01/TN", &rows);
        assert!(!found.iter().any(|line| line.contains("period-mismatch")), "{rows:?}: {found:#?}");
        assert_eq!(received(&sent), ["999", "80"], "{rows:?}");
    }
}

#[test]
fn rows_that_say_plan_and_actual_by_turns_are_not_mixed() {
    let mut labels = LABELS.to_vec();
    labels.insert(3, "Nội dung");
    let with = |row: [&'static str; 7], words: &'static str| {
        let mut row = row.to_vec();
        row.insert(3, words);
        row
    };
    let actual = ["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"];
    let head = |rows: Vec<Vec<&'static str>>| {
        let mut all = vec![vec!["Quý II năm 2025"], labels.clone()];
        all.extend(rows);
        sent(&all, &[])
    };
    let (found, rows) = head(vec![with(FIRST, "Kế hoạch"), with(actual, "Thực hiện"), with(SECOND, "Thực hiện")]);
    assert!(found.contains(&"error | period-mismatch | D3 | Kế hoạch".to_owned()), "{found:#?}");
    // Of two rows of one unit neither counts; the plan never does.
    assert_eq!(received(&rows), ["80"]);
    // Remarks are none.
    let (found, rows) = head(vec![with(FIRST, "tăng so với cùng kỳ"), with(SECOND, "không có biến động")]);
    assert!(!found.iter().any(|line| line.contains("period-mismatch")), "{found:#?}");
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_title_of_other_figures_is_a_warning() {
    let body = [FIRST.to_vec(), SECOND.to_vec()];
    for title in [
        "GIAO CHỈ TIÊU KẾ HOẠCH",
        "Số liệu lũy kế đến hết quý",
        "SỐ LIỆU KỲ TRƯỚC",
        "BÁO CÁO TĂNG GIẢM HỒ SƠ",
        "TỶ LỆ % HỒ SƠ",
        "BÁO CÁO HỒ SƠ (NỮ)",
        "Nữ",
        "Ước quý II năm 2025",
        "Tuần 3 quý II năm 2025",
    ] {
        let (found, rows) = table(title, &body);
        assert_eq!(found, [format!("warning | period-mismatch | A1 | {title}")]);
        assert_eq!(rows.len(), 2);
    }
    for title in [
        "KẾT QUẢ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ",
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "HỒ SƠ QUÝ II NĂM 2025 SO VỚI CÙNG KỲ NĂM TRƯỚC",
        "Tuần lễ chuyển đổi số",
        "Tỷ lệ, cơ cấu hồ sơ",
        "KHU VỰC NÔNG THÔN",
    ] {
        assert_eq!(table(title, &body).0, Vec::<String>::new(), "{title}");
    }
}

/// A table whose measures are all under this group, beside labels that reach down.
fn under_a_group(group: &str) -> (Vec<String>, Vec<Row>) {
    let top = vec!["TT", "Mã xã", "Tên xã", group];
    let labels = [&["", "", ""], &LABELS[3..]].concat();
    let rows = [vec!["Quý II năm 2025"], top, labels, FIRST.to_vec(), SECOND.to_vec()];
    let (mut found, rows) = sent(&rows, &[((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (1, 6))]);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

#[test]
fn a_group_over_all_measures_says_whose_figures_they_are() {
    for group in ["Nữ", "Trong đó: nữ", "Khu vực nông thôn", "Bình quân", "Chưa duyệt", "Số liệu nữ"]
    {
        let (found, rows) = under_a_group(group);
        assert_eq!(found, [format!("warning | doubtful-label | D3 | {group} > Hồ sơ tiếp nhận")], "{group}");
        assert_eq!(rows.len(), 2);
    }
    for group in ["Tăng, giảm", "Tốc độ tăng", "Số liệu 2019", "2019", "Kỳ trước"] {
        let (found, rows) = under_a_group(group);
        assert!(found.iter().any(|line| line.starts_with("error")), "{group}: {found:?}");
        assert!(received(&rows).iter().all(|received| received.is_empty()), "{group}");
    }
    for group in [
        "Chỉ tiêu",
        "Nội dung",
        "Số lượng",
        "Quý II năm 2025",
        "Kết quả thực hiện",
        "Số liệu 2025",
        "Trong kỳ",
        "Kết quả đạt được",
        "Các chỉ tiêu chủ yếu",
        "Số liệu cuối kỳ",
        "Nguồn kinh phí",
        "Quyết toán",
    ] {
        assert_eq!(under_a_group(group).0, Vec::<String>::new(), "{group}");
    }
}

#[test]
fn the_name_of_a_sheet_may_say_other_figures() {
    use crate::kit::filtered;
    use crate::mini::Mini;
    for (name, count) in [("Lũy kế", 1), ("Kế hoạch 2025", 1), ("Nữ", 1), ("Nông thôn", 0), ("Quý II", 0)] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write(0, 0, "Quý II năm 2025").expect("written");
        for (row, cells) in (1..).zip([LABELS, FIRST]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).expect("written");
            }
        }
        let mini = Mini::new();
        mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
        mini.tinhso(&["run"]);
        assert_eq!(filtered(mini.table("findings"), &[("code", "period-mismatch")]).len(), count, "{name}");
    }
}
