//! Labels that a row below them splits into two figures: that row is no row of data, and the figure that is meant is read, or none.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;

const OBJECT: &str = "services/q2.xlsx";

/// Rows and columns of a merged range, the first and the last of each.
pub type Range = ((u32, u16), (u32, u16));

/// A workbook of one sheet; what is a number is stored as one, but for the codes in the second column.
pub fn workbook(rows: &[Vec<&str>], merged: &[Range]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for ((top, left), (bottom, right)) in merged {
        sheet.merge_range(*top, *left, *bottom, *right, "", &Format::new()).expect("merged");
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>().ok().filter(|_| column != 1) {
                Some(number) => sheet.write(row, column, number).expect("written"),
                None => sheet.write(row, column, *cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Sends a workbook of the second quarter of 2025 in a project; gives its findings and the rows.
pub fn sent_in(mini: &Mini, rows: &[Vec<&str>], merged: &[Range]) -> (Vec<String>, Vec<Row>) {
    mini.send(OBJECT, "2025-07-05T09:00:00+07:00", workbook(rows, merged));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let findings = filtered(mini.table("findings"), &[("object", OBJECT)]);
    for finding in &findings {
        assert!(!finding["message_vi"].is_empty() && !finding["message_en"].is_empty(), "{finding:?}");
    }
    (lines(&findings, &["severity", "code", "cell", "value"]), mini.table("data/services"))
}

/// The same in a new project.
pub fn sent(rows: &[Vec<&str>], merged: &[Range]) -> (Vec<String>, Vec<Row>) {
    sent_in(&Mini::new(), rows, merged)
}

/// A table whose population has two columns, G and H, under these labels; the first holds 777, the second what the communes have.
fn split(left: &str, right: &str, merged: &[Range]) -> (Vec<String>, Vec<String>) {
    let rows = [
        vec!["Biểu số 01/TN"],
        vec!["Quý II năm 2025"],
        vec![],
        vec!["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Điểm chuyển đổi số", "Dân số", ""],
        vec!["", "", "", "", "", "", left, right],
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "61.5", "777", "4000"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "55", "777", "3000"],
    ];
    let (mut found, rows) = sent(&rows, merged);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows.iter().map(|row| row["people"].clone()).collect())
}

/// The label of the population over its two columns, all others merged downwards or not.
fn ways() -> [Vec<Range>; 3] {
    let over = ((3, 6), (3, 7));
    let down = (0..6).map(|column| ((3, column), (4, column)));
    [down.chain([over]).collect(), vec![over], Vec::new()]
}

#[test]
fn the_column_of_the_own_figures_is_read_wherever_it_is() {
    for merged in ways() {
        for (other, own) in [
            ("Nữ", "Tổng số"),
            ("Lũy kế", "Trong kỳ"),
            ("Kế hoạch", "Thực hiện"),
            ("KH", "TH"),
            ("Tỷ lệ (%)", "Số lượng"),
            ("Quý II/2024", "Quý II/2025"),
            ("Năm trước", "Năm nay"),
        ] {
            let (found, people) = split(other, own, &merged);
            assert_eq!(people, ["4000", "3000"], "{other} | {own}: {found:#?}");
            assert_eq!(found, [format!("warning | extra-label | G5 | Dân số > {other}")]);
            let (found, people) = split(own, other, &merged);
            assert_eq!(people, ["777", "777"], "{own} | {other}: {found:#?}");
        }
    }
}

#[test]
fn no_column_is_guessed_where_neither_or_both_may_be_meant() {
    for merged in ways() {
        for (left, right) in [
            ("Nam", "Nữ"),
            ("2023", "2024"),
            ("Lũy kế", "Kế hoạch"),
            ("Thành thị", "Nông thôn"),
            ("Q1", "Q3"),
            ("9 tháng", "12 tháng"),
            ("6 tháng đầu năm", "6 tháng cuối năm"),
            ("12/2024", "12/2025"),
            ("N-1", "N"),
            ("T1", "T2"),
            ("M", "F"),
        ] {
            let (found, people) = split(left, right, &merged);
            assert_eq!(people, ["", ""], "{left} | {right}");
            assert!(found[0].starts_with("error | missing-label | A5"), "{found:#?}");
        }
        for (left, right) in [("Tổng số", "Trong kỳ"), ("<15", "≥15")] {
            let (found, people) = split(left, right, &merged);
            assert!(people.is_empty() && found[0].starts_with("error | duplicate-label | H5"), "{found:#?}");
        }
    }
}

#[test]
fn what_the_form_declares_goes_before() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"Dân số\"", "\"Dân số > Nữ\"");
    let label = |left| vec!["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", left, "Dân số", ""];
    let rows = [
        vec!["Quý II năm 2025"],
        label("Điểm chuyển đổi số"),
        vec!["", "", "", "", "", "", "Nữ", "Tổng số"],
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "61.5", "777", "4000"],
    ];
    let (_, rows) = sent_in(&mini, &rows, &[((1, 6), (1, 7))]);
    assert_eq!(rows[0]["people"], "777");
}

#[test]
fn rows_of_data_and_of_units_right_below_the_labels_are_no_labels() {
    let labels = ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
    for row in [
        vec!["", "", "", "(hồ sơ)", "(hồ sơ)", "(người)", "(điểm)"],
        vec!["A", "B", "C", "1", "2", "3", "4"],
        vec!["1", "90001", "Xã Đồi Chè", "...", "x", "...", "x"],
        vec!["", "", "Tổng số", "200", "100", "7000", ""],
    ] {
        let rows =
            [vec!["Quý II năm 2025"], labels.to_vec(), row, vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"]];
        let (found, rows) = sent(&rows, &[]);
        let found: Vec<_> = found.iter().filter(|line| line.contains("label") && !line.ends_with("| TT")).collect();
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(rows.last().map(|row| row["people"].as_str()), Some("3000"));
    }
}

#[test]
fn a_group_over_one_column_says_whose_its_figures_are() {
    let down = |but: u16| (0..7).filter(move |column| *column != but).map(|column| ((1, column), (2, column)));
    for (column, label) in [(3, "Hồ sơ tiếp nhận"), (5, "Dân số"), (6, "Điểm chuyển đổi số")] {
        for (group, code) in [
            ("Kế hoạch", "error | missing-label"),
            ("Lũy kế", "error | missing-label"),
            ("Cùng kỳ", "error | missing-label"),
            ("%", "error | unit-mismatch"),
            ("Thực hiện", ""),
        ] {
            for merged in [down(column).collect(), Vec::new()] {
                let mut labels = vec![
                    "TT",
                    "Mã xã",
                    "Tên xã",
                    "Hồ sơ tiếp nhận",
                    "Hồ sơ trực tuyến",
                    "Dân số",
                    "Điểm chuyển đổi số",
                ];
                let mut below = vec![""; 7];
                labels[usize::from(column)] = group;
                below[usize::from(column)] = label;
                let rows = [
                    vec!["Quý II năm 2025"],
                    labels,
                    below,
                    vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
                ];
                let (found, rows) = sent(&rows, &merged);
                let field =
                    [("received", 3), ("people", 5), ("score", 6)].iter().find(|(_, of)| *of == column).unwrap().0;
                // Scores have no unit that a share would contradict.
                let is_share_of_a_score = group == "%" && column == 6;
                if code.is_empty() || is_share_of_a_score {
                    assert!(!rows.is_empty(), "{group} over {label}, {merged:?}: {found:#?}");
                    assert!(!rows[0][field].is_empty(), "{group} over {label}: {found:#?}");
                } else {
                    assert!(found.iter().any(|line| line.starts_with(code)), "{group} over {label}: {found:#?}");
                    assert!(rows.iter().all(|row| row[field].is_empty()), "{group} over {label}: {rows:#?}");
                }
            }
        }
    }
}

/// The same table where the row that splits the population also completes the labels of a group.
fn split_beside_a_group(left: &str, right: &str, merged: &[Range]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"Hồ sơ tiếp nhận\"", "\"Hồ sơ > Tiếp nhận\"");
    mini.edit("schemas/services.json", "\"Hồ sơ trực tuyến\"", "\"Hồ sơ > Trực tuyến\"");
    let rows = [
        vec!["Biểu số 01/TN"],
        vec!["Quý II năm 2025"],
        vec![],
        vec!["TT", "Mã xã", "Tên xã", "Hồ sơ", "", "Điểm chuyển đổi số", "Dân số", ""],
        vec!["", "", "", "Tiếp nhận", "Trực tuyến", "", left, right],
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "61.5", "777", "4000"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "55", "777", "3000"],
    ];
    let (mut found, rows) = sent_in(&mini, &rows, merged);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows.iter().map(|row| row["people"].clone()).collect())
}

#[test]
fn a_row_that_splits_one_label_may_complete_another() {
    let down = [0, 1, 2, 5].map(|column| ((3, column), (4, column)));
    let over = [((3, 3), (3, 4)), ((3, 6), (3, 7))];
    for merged in [down.into_iter().chain(over).collect(), Vec::new()] {
        for (other, own) in [
            ("Nữ", "Tổng số"),
            ("Kỳ trước", "Kỳ này"),
            ("Kế hoạch", "Thực hiện"),
            ("Tỷ trọng (%)", "Số lượng"),
            ("Tăng, giảm", "Số người"),
            ("Quý II/2024", "Quý II/2025"),
            ("Kỳ báo cáo trước", "Kỳ báo cáo"),
        ] {
            let (found, people) = split_beside_a_group(other, own, &merged);
            assert_eq!(people, ["4000", "3000"], "{other} | {own}: {found:#?}");
            assert_eq!(found, [format!("warning | extra-label | G5 | Dân số > {other}")]);
            assert_eq!(split_beside_a_group(own, other, &merged).1, ["777", "777"], "{own} | {other}");
        }
        // Whose words are other figures, and money, which are no people, are not read.
        for (left, right) in [("Nam", "Nữ"), ("Lũy kế", "Kế hoạch"), ("Số tiền", "Tỷ trọng (%)"), ("Số hộ", "Số nữ")]
        {
            let (found, people) = split_beside_a_group(left, right, &merged);
            assert_eq!(people, ["", ""], "{left} | {right}");
            assert!(found[0].starts_with("error | missing-label | A5"), "{found:#?}");
        }
        let (found, people) = split_beside_a_group("Tổng số", "Trong kỳ", &merged);
        assert!(people.is_empty() && found[0].starts_with("error | duplicate-label | H5"), "{found:#?}");
    }
}

#[test]
fn a_title_over_all_columns_that_names_a_measure_takes_no_column_of_periods() {
    let rows = [
        vec!["Hồ sơ tiếp nhận", "", "", "", "", "", ""],
        vec!["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"],
        vec!["90001", "Xã Đồi Chè", "Quý II/2025", "120", "60", "4000", "61.5"],
    ];
    for merged in [vec![((0, 0), (0, 6))], Vec::new()] {
        let (found, rows) = sent(&rows, &merged);
        assert_eq!((found, rows[0]["time_period"].as_str()), (Vec::new(), "2025-Q2"));
    }
}

#[test]
fn the_letterhead_of_a_second_table_is_no_row_of_the_first() {
    let labels =
        ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"].to_vec();
    for right in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Biểu số 01/TN", "Độc lập - Tự do - Hạnh phúc"]
    {
        for place in 3..7 {
            let mut letterhead = vec![""; 7];
            (letterhead[0], letterhead[place]) = ("ỦY BAN NHÂN DÂN HUYỆN SUỐI ĐÁ", right);
            let rows = [
                vec!["Quý II năm 2025"],
                labels.clone(),
                vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
                vec![],
                letterhead,
                vec!["PHÒNG VĂN HÓA"],
                vec!["", "", "KẾT QUẢ THỰC HIỆN"],
                vec!["", "", "Quý II năm 2025"],
                labels.clone(),
                vec!["1", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"],
            ];
            let (mut found, rows) = sent(&rows, &[]);
            found.retain(|line| !line.ends_with("| TT"));
            assert_eq!((found, rows.len()), (Vec::new(), 2), "{right} in column {place}");
        }
    }
    // A row that somebody filled in with words stays one.
    let rows = [
        vec!["Quý II năm 2025"],
        labels.clone(),
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
        vec!["", "", "UBND xã Bến Gỗ", "chưa có số liệu"],
        labels,
        vec!["3", "90003", "Xã Hồ Sen", "80", "40", "3000", "55"],
    ];
    let (found, _) = sent(&rows, &[]);
    assert!(found.iter().any(|line| line.starts_with("error | type-error | D4")), "{found:#?}");
}

#[test]
fn words_of_the_reports_own_period_between_labels_add_nothing_to_them() {
    let read = |between: &'static str| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", "\"title\": \"Dân số\"", "\"title\": \"Dân số > Thành thị\"");
        let rows = [
            vec!["Quý II năm 2025"],
            vec!["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Điểm chuyển đổi số", "Dân số", ""],
            vec!["", "", "", "", "", between, ""],
            vec!["", "", "", "", "", "Thành thị", "Nông thôn"],
            vec!["90001", "Xã Đồi Chè", "120", "60", "61.5", "4000", "5000"],
            vec!["90002", "Xã Bến Gỗ", "80", "40", "55", "3000", "6000"],
        ];
        let (_, rows) = sent_in(&mini, &rows, &[((1, 5), (1, 6)), ((2, 5), (2, 6))]);
        lines(&rows, &["people"])
    };
    for between in ["Kỳ này", "Trong kỳ", "Thực hiện", "Quý II năm 2025", "Chia ra"] {
        assert_eq!(read(between), ["4000", "3000"], "{between}");
    }
    for between in ["Kỳ trước", "Kế hoạch", "Lũy kế", "Quý I năm 2025"] {
        assert_eq!(read(between), ["", ""], "{between}");
    }
}
