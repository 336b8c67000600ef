//! Forms as they are printed: letterheads, periods over two lines, labels again on each page, totals that are no numbers.

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered};
use crate::mini::{Mini, OLD};

const LABELS: &[&str] = &["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// Sends lines of cells as one sheet; numbers are written as such.
fn sent(lines: &[&[&str]]) -> Mini {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu").expect("a name");
    for (row, cells) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) if column > 1 => sheet.write_number(row, column, number).expect("written"),
                _ => sheet.write_string(row, column, *cell).expect("written"),
            };
        }
    }
    let mini = Mini::new();
    mini.send("services/bieu.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    mini
}

fn found(mini: &Mini) -> Vec<String> {
    let findings = filtered(mini.table("findings"), &[("object", "services/bieu.xlsx")]);
    findings.iter().map(|row: &Row| format!("{} | {} | {}", row["code"], row["severity"], row["cell"])).collect()
}

fn row(commune: usize, received: &'static str) -> [&'static str; 6] {
    [OLD[commune].0, OLD[commune].1, received, "1", "10", "5"]
}

#[test]
fn a_letterhead_names_the_sender_and_two_lines_the_period() {
    for letterhead in [
        &[&["UBND HUYỆN SUỐI ĐÁ"] as &[&str]] as &[&[&str]],
        &[&["UBND TỈNH THỬ NGHIỆM"], &["UBND HUYỆN SUỐI ĐÁ"]],
        &[&["ỦY BAN NHÂN DÂN", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], &["HUYỆN SUỐI ĐÁ", "", "Độc lập - Tự do"]],
    ] {
        let mut lines = letterhead.to_vec();
        let (first, second, third) = (row(0, "10"), row(1, "20"), row(2, "30"));
        lines.extend([&["BÁO CÁO QUÝ II"] as &[&str], &["NĂM 2025"], LABELS, &first, &second, &third]);
        let mini = sent(&lines);
        assert_eq!(found(&mini), Vec::<String>::new());
        let submissions = filtered(mini.table("submissions"), &[("object", "services/bieu.xlsx")]);
        assert_eq!((submissions[0]["ref_area"].as_str(), submissions[0]["time_period"].as_str()), ("901", "2025-Q2"));
    }
}

#[test]
fn labels_printed_again_on_the_next_page_go_on_with_the_table() {
    let (first, second, third) = (row(0, "10"), row(1, "20"), row(2, "30"));
    let mini = sent(&[
        &["UBND HUYỆN SUỐI ĐÁ"],
        &["Quý II năm 2025"],
        LABELS,
        &["A", "B", "1", "2", "3", "4"],
        &first,
        &second,
        &["", "Cộng trang", "30", "2", "20"],
        &["Trang 2"],
        LABELS,
        &["A", "B", "1", "2", "3", "4"],
        &third,
        &["", "Tổng cộng", "60", "3", "30"],
    ]);
    assert_eq!(found(&mini), Vec::<String>::new(), "both totals hold");
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3");
    assert_eq!(mini.table("lineage").iter().filter(|row| row["field"] == "received").count(), 1, "one table");
}

#[test]
fn labels_below_another_period_are_another_table() {
    let (first, second) = (row(0, "10"), row(0, "70"));
    let lines: [&[&str]; 6] = [&["Quý I năm 2025"], LABELS, &first, &["Quý II năm 2025"], LABELS, &second];
    let mini = sent(&lines);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q1"), "10.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "70.0 | A | 1/1");
}

#[test]
fn a_total_in_the_middle_may_sum_what_is_above_or_below() {
    let (first, second, third) = (row(0, "10"), row(1, "20"), row(2, "30"));
    let sum = |above: &'static str, whole: &'static str| {
        let lines: [&[&str]; 7] = [
            &["Quý II năm 2025"],
            LABELS,
            &first,
            &second,
            &["", "Cộng", above, "2", "20"],
            &third,
            &["", "Tổng cộng", whole, "3", "30"],
        ];
        found(&sent(&lines))
    };
    assert_eq!(sum("30", "60"), Vec::<String>::new());
    assert_eq!(sum("31", "60"), ["total-mismatch | warning | C5"]);
    assert_eq!(sum("30", "61"), ["total-mismatch | warning | C7"]);
}

#[test]
fn a_total_that_is_no_number_is_reported() {
    let first = row(0, "10");
    let lines: [&[&str]; 4] = [&["Quý II năm 2025"], LABELS, &first, &["", "Tổng cộng", "mười", "1", "10"]];
    let mini = sent(&lines);
    assert_eq!(found(&mini), ["type-error | warning | C4"]);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "10.0 | A | 1/1");
}

#[test]
fn what_a_page_brings_forward_is_no_row() {
    let (first, second, third) = (row(0, "10"), row(1, "20"), row(2, "30"));
    let mini = sent(&[
        &["Quý II năm 2025"],
        LABELS,
        &first,
        &second,
        &["", "Cộng trang", "30", "2", "20"],
        LABELS,
        &["", "Mang sang", "30", "2", "20"],
        &third,
        &["", "Tổng cộng", "60", "3", "30"],
    ]);
    assert_eq!(found(&mini), Vec::<String>::new());
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3");
}

#[test]
fn a_place_without_values_above_another_table_is_a_row_and_no_line_of_its_head() {
    let (first, second) = (row(0, "10"), row(0, "70"));
    let lines: [&[&str]; 7] =
        [&["Quý I năm 2025"], LABELS, &first, &["", "Xã Bến Gỗ"], &["Quý II năm 2025"], LABELS, &second];
    let mini = sent(&lines);
    let read = |period: &str| filtered(mini.table("data/services"), &[("time_period", period)]).len();
    assert_eq!((read("2025-Q1"), read("2025-Q2")), (2, 1));
}

#[test]
fn a_figure_that_reads_as_a_year_is_in_a_row_and_in_no_head() {
    let labels = "Mã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
    for figure in ["2000", "2024"] {
        let mini = Mini::new();
        let text = format!(
            "Quý I năm 2025\n{labels}\n90001;Xã Đồi Chè;120;;;\n90002;Xã Bến Gỗ;{figure};;;\n\nQuý II năm 2025\n{labels}\n90001;Xã Đồi Chè;70;;;\n"
        );
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        let rows = crate::kit::lines(&mini.table("data/services"), &["ref_area", "time_period", "received"]);
        let last = format!("90002 | 2025-Q1 | {figure}");
        assert_eq!(rows, ["90001 | 2025-Q1 | 120", "90001 | 2025-Q2 | 70", last.as_str()]);
    }
}

#[test]
fn labels_again_with_another_unit_hold_for_the_rows_below_them() {
    let mini = Mini::new();
    let labels = |unit: &str| {
        format!("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số{unit};Điểm chuyển đổi số")
    };
    let text = format!(
        "{}\n90001;Xã Đồi Chè;2025-Q2;120;60;4000;61,5\n{}\n90002;Xã Bến Gỗ;2025-Q2;80;40;3;55\n",
        labels(""),
        labels(" (nghìn người)")
    );
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    let rows = mini.table("data/services");
    assert_eq!(rows.iter().map(|row| row["people"].as_str()).collect::<Vec<_>>(), ["4000", "3000"]);
    let found = filtered(mini.table("findings"), &[("object", "services/q2.csv")]);
    assert_eq!(crate::kit::lines(&found, &["code", "cell", "value"]), ["unit-converted | F3 | nghìn người"]);
}

#[test]
fn rows_above_the_labels_are_reported() {
    let labels = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
    let (first, second) = ("90001;Xã Đồi Chè;2025-Q2;120;60;4000;61,5", "90002;Xã Bến Gỗ;2025-Q2;80;40;3000;55");
    for (text, count) in [
        (format!("{first}\n{second}\n{labels}\n"), 0),
        (format!("{first}\n{labels}\n{second}\n"), 1),
        (format!("Biểu số 01/TN;;;\n{first}\n{labels}\n{second}\n"), 1),
    ] {
        let mini = Mini::new();
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", &text);
        mini.run(1);
        assert_eq!(mini.table("data/services").len(), count, "{text}");
        let found = filtered(mini.table("findings"), &[("code", "unread-row"), ("severity", "error")]);
        assert_eq!(found.len(), 1, "{text}");
    }
}
