//! Headings, rows and titles that say of figures that they are the plan, a running total or a part.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::sent;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "999", "1", "1", "1"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

const FIRST_OF_SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "999", "1", "1", "1"];

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
    for heading in [
        "Kế hoạch",
        "Lũy kế từ đầu năm",
        "Trong đó: nữ",
        "Cùng kỳ năm 2024",
        "Nữ",
        "Dự báo",
        "Kịch bản cao",
        "KH",
        "KH 2025",
        "LK",
    ] {
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
    // What is kept out as the plan is no rival of the row that was done.
    assert_eq!(received(&rows), ["120", "80"]);
    assert_eq!(found.last().map(String::as_str), Some("error | period-mismatch | D3 | Kế hoạch"));
    assert_eq!(found.iter().filter(|line| line.starts_with("error")).count(), 1, "{found:#?}");
    // The name once, above its rows, in either order.
    let unnamed = |values: [&'static str; 7]| ["", "", "", values[3], values[4], values[5], values[6]];
    for (first, second) in [("Kế hoạch", "Thực hiện"), ("Lũy kế", "Trong kỳ"), ("Tỷ lệ (%)", "Số lượng")]
    {
        for (above, below, own) in [(first, second, ["120", "80"]), (second, first, ["999", "999"])] {
            let rows = vec![
                with(FIRST, above),
                with(unnamed(actual), below),
                with(FIRST_OF_SECOND, above),
                with(unnamed(SECOND), below),
            ];
            let (found, rows) = head(rows);
            assert_eq!(received(&rows), own, "{above} | {below}: {found:#?}");
            assert_eq!(found.iter().filter(|line| line.starts_with("error")).count(), 1, "{found:#?}");
        }
    }
    // A row of a list that leaves its unit blank has none.
    let (found, rows) = head(vec![with(actual, "Thực hiện"), with(unnamed(SECOND), "đã rà soát")]);
    assert!(found.iter().any(|line| line.starts_with("error | unknown-area | C4")), "{found:#?}");
    assert_eq!(received(&rows), ["120"]);
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
        "DỰ BÁO TÌNH HÌNH HỒ SƠ",
        "BÁO CÁO HỒ SƠ (DỰ BÁO)",
        "KỊCH BẢN CAO: HỒ SƠ",
        "MỤC TIÊU HỒ SƠ",
        "BÁO CÁO HỒ SƠ - NỮ",
        "Tốc độ tăng quý II năm 2025",
        "Bình quân tháng quý II năm 2025",
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
        "CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA",
        "MỤC TIÊU QUỐC GIA VỀ CHUYỂN ĐỔI SỐ",
        "BÁO CÁO CÔNG TÁC DỰ BÁO THIÊN TAI",
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

/// Two sheets with the same units and period: name, title and dossiers of each. Gives the errors and warnings, and the dossiers that are used.
fn sheets(tabs: [(&str, &str, [i32; 2]); 2]) -> (Vec<String>, Vec<String>) {
    let mut book = Workbook::new();
    for (name, title, dossiers) in tabs {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, line) in (0..).zip([title, "Quý II năm 2025"]) {
            sheet.write(row, 0, line).expect("written");
        }
        for (column, label) in (0..).zip(&LABELS[1..]) {
            sheet.write(2, column, *label).expect("written");
        }
        for ((row, dossiers), unit) in (3..).zip(dossiers).zip([FIRST, SECOND]) {
            for (column, text) in (0..).zip(&unit[1..3]) {
                sheet.write(row, column, *text).expect("written");
            }
            for (column, number) in (2..).zip([dossiers, 1, 10, 5]) {
                sheet.write(row, column, number).expect("written");
            }
        }
    }
    let mini = Mini::new();
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let findings = filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]);
    let rows = mini.table("data/services");
    (lines(&findings, &["severity", "code", "sheet"]), rows.iter().map(|row| row["received"].clone()).collect())
}

#[test]
fn a_table_of_other_figures_beside_that_of_the_period_is_kept_out() {
    let own = ("Trong kỳ", "KẾT QUẢ", [120, 80]);
    for other in [
        ("Lũy kế", "KẾT QUẢ", [999, 999]),
        ("LK", "KẾT QUẢ", [999, 80]),
        ("Biểu 2", "Lũy kế từ đầu năm", [999, 999]),
        ("Biểu 2", "KẾ HOẠCH NĂM 2025", [999, 999]),
    ] {
        let kept_out = format!("error | period-mismatch | {}", other.0);
        for tabs in [[own, other], [other, own]] {
            let (found, used) = sheets(tabs);
            assert_eq!((found, used), (vec![kept_out.clone()], vec!["120".to_owned(), "80".to_owned()]), "{other:?}");
        }
    }
    // In the first quarter both are the same.
    let (found, used) = sheets([own, ("Lũy kế", "KẾT QUẢ", [120, 80])]);
    assert_eq!(used, ["120", "80"]);
    assert!(found.iter().all(|line| line.starts_with("warning")), "{found:#?}");
    // Where neither says what it is, or both do, none is guessed.
    for names in [["Biểu 1", "Biểu 2"], ["Lũy kế", "Lũy kế (2)"]] {
        let (found, used) = sheets([(names[0], "KẾT QUẢ", [1, 2]), (names[1], "KẾT QUẢ", [3, 4])]);
        assert_eq!(used, [""; 0], "{found:#?}");
        assert!(found.iter().any(|line| line.starts_with("error | primary-key")), "{found:#?}");
    }
}

#[test]
fn a_title_says_of_its_figures_what_they_are_in_any_order_of_its_words() {
    let body = [FIRST.to_vec(), SECOND.to_vec()];
    for title in [
        "BÁO CÁO DỊCH VỤ CÔNG (KẾ HOẠCH)",
        "BÁO CÁO DỊCH VỤ CÔNG (SỐ ƯỚC)",
        "KẾT QUẢ DỊCH VỤ CÔNG TRỰC TUYẾN CỦA CÁC XÃ - SỐ LIỆU QUÝ TRƯỚC",
        "Quý II năm 2025 (số liệu ước)",
        "Kỳ báo cáo: từ ngày 01/4/2025 đến ngày 31/5/2025",
        "Quý II năm 2025 (số liệu tính đến ngày 31/3/2025)",
    ] {
        let (found, rows) = table(title, &body);
        assert_eq!(found, [format!("warning | period-mismatch | A1 | {title}")]);
        assert_eq!(received(&rows), ["999", "80"], "{title}");
    }
    for title in [
        "PHÒNG TÀI CHÍNH - KẾ HOẠCH",
        "KẾT QUẢ DỊCH VỤ CÔNG (Kế hoạch chuyển đổi số)",
        "Từ ngày 01/4/2025 đến ngày 30/6/2025",
        "Quý II năm 2025 (số liệu tính đến ngày 15/6/2025)",
        "Thời gian rà soát: từ ngày 01/6/2025 đến ngày 10/6/2025",
    ] {
        assert_eq!(table(title, &body).0, Vec::<String>::new(), "{title}");
    }
}

#[test]
fn months_that_are_not_all_of_the_period_are_reported_below_it_too() {
    for (line, reported) in [
        ("(từ tháng 4 đến tháng 5)", true),
        ("Từ 01/4 đến 31/5", true),
        ("Kỳ báo cáo: T4 - T5/2025", true),
        ("(từ tháng 4 đến tháng 6)", false),
        ("Thời gian nộp báo cáo: từ tháng 7 đến tháng 8", false),
    ] {
        let rows = [
            vec!["Biểu số 01/TN"],
            vec!["Quý II năm 2025"],
            vec![line],
            vec!["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Điểm chuyển đổi số", "Dân số"],
            vec!["1", "90001", "Xã Đồi Chè", "120", "60", "61.5", "4000"],
            vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "55", "3000"],
        ];
        let (mut found, read) = sent(&rows, &[]);
        found.retain(|line| !line.ends_with("| TT"));
        let expected = if reported { vec![format!("warning | period-mismatch | A3 | {line}")] } else { Vec::new() };
        assert_eq!((found, read.len()), (expected, 2));
    }
}

/// The number of rows that are read of a workbook whose head has these cells in its second row, each a number in a format.
#[track_caller]
fn read_under(head: &[(f64, &str)]) -> usize {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Biểu số 01/TN").expect("written");
    for (column, (number, format)) in (0..).zip(head) {
        sheet.write_with_format(1, column, *number, &Format::new().set_num_format(*format)).expect("written");
    }
    for (column, label) in
        (0..).zip(["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Điểm chuyển đổi số", "Dân số"])
    {
        sheet.write(3, column, label).expect("written");
    }
    for (column, cell) in [(0, "90001"), (1, "Xã Đồi Chè")] {
        sheet.write(4, column, cell).expect("written");
    }
    for (column, number) in (2..).zip([120.0, 60.0, 61.5, 4000.0]) {
        sheet.write(4, column, number).expect("written");
    }
    let mini = Mini::new();
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("code", "unknown-period")]);
    let rows = if found.is_empty() { mini.table("data/services") } else { Vec::new() };
    assert!(rows.iter().all(|row| row["time_period"] == "2025-Q2"), "{rows:?}");
    rows.len()
}

#[test]
fn a_period_that_formats_show_in_a_head_is_that_of_the_report() {
    assert_eq!(read_under(&[(2.0, "\"Quý \"0\" năm 2025\"")]), 1);
    assert_eq!(read_under(&[(2.0, "\"Quý \"0"), (2025.0, "\"năm \"0")]), 1);
    assert_eq!(read_under(&[(2025.0, "\"Quý II năm \"0")]), 1);
    assert_eq!(read_under(&[(2025.0, "0")]), 0);
    assert_eq!(read_under(&[(2.0, "\"Số \"0\" năm\"")]), 0);
}

#[test]
fn what_a_label_says_behind_its_colon_is_said_of_the_figures() {
    let body = [FIRST.to_vec(), SECOND.to_vec()];
    for title in ["Loại số liệu: Kế hoạch", "Loại báo cáo: dự kiến năm 2025", "Đối tượng: Nữ"]
    {
        let (found, rows) = table(title, &body);
        assert_eq!(found, [format!("warning | period-mismatch | A1 | {title}")]);
        assert_eq!(rows.len(), 2);
    }
    for title in ["Loại số liệu: Thực hiện", "Bộ phận: Kế hoạch", "Người lập: Nam"] {
        assert_eq!(table(title, &body).0, Vec::<String>::new(), "{title}");
    }
}

#[test]
fn an_object_of_json_may_say_beside_its_rows_that_they_are_the_plan() {
    let row = r#"{"Mã xã":"90001","Tên xã":"Xã Đồi Chè","Kỳ báo cáo":"2025-Q2","Hồ sơ tiếp nhận":120,"Hồ sơ trực tuyến":60,"Dân số":5000,"Điểm chuyển đổi số":62.5}"#;
    for (said, name, count) in [
        (r#""loai":"Kế hoạch","#, "rows", 1),
        (r#""loai_so_lieu":"ke_hoach","#, "rows", 1),
        ("", "Kế hoạch", 1),
        ("", "ke_hoach", 1),
        (r#""loai":"Thực hiện","#, "rows", 0),
        ("", "Thực hiện", 0),
        ("", "rows", 0),
    ] {
        let mini = Mini::new();
        mini.send("services/q2.json", "2025-07-05T09:00:00+07:00", format!("{{{said}\"{name}\":[{row}]}}"));
        mini.tinhso(&["run"]);
        let found = filtered(mini.table("findings"), &[("code", "period-mismatch")]);
        assert_eq!(found.len(), count, "{said} {name}");
        assert_eq!(mini.table("data/services").len(), 1, "{said} {name}");
    }
}
