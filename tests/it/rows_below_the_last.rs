//! Rows below the last unit that are no unit's: running totals, the period before, what was carried over.

use rust_xlsxwriter::Workbook;

use crate::kit::lines;
use crate::mini::{HEADER, Mini};

const UNITS: [&str; 2] = [";Xã Đồi Chè;2025-Q1;100;50;1000;50", ";Xã Bến Gỗ;2025-Q1;200;60;2000;60"];
const TOTAL: &str = ";Tổng số;;300;110;3000;";

fn other(name: &str) -> String {
    format!(";{name};;999;555;9999;")
}

fn xlsx(rows: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, line) in (0_u32..).zip(std::iter::once(HEADER.trim()).chain(rows.iter().map(String::as_str))) {
        for (column, cell) in (0_u16..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => page.write(row, column, number).expect("a number"),
                Err(_) => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The findings of a file.
#[track_caller]
fn found_in(name: &str, bytes: &[u8]) -> Vec<String> {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-04-05T09:00:00+07:00", bytes);
    mini.tinhso(&["run"]);
    let all = mini.table("findings").into_iter().filter(|row| row["object"].ends_with(name));
    let data = lines(&mini.table("data/services"), &["ref_area", "received"]);
    assert!(data.iter().any(|row| row == "90001 | 100") && !data.iter().any(|row| row.contains("999")), "{data:?}");
    lines(&all.collect::<Vec<_>>(), &["code", "row"])
}

#[track_caller]
fn found(rows: &[String]) -> Vec<String> {
    found_in("a.csv", format!("{HEADER}{}\n", rows.join("\n")).as_bytes())
}

#[test]
fn running_totals_and_comparisons_below_the_total_are_passed_over() {
    for name in [
        "Lũy kế từ đầu năm",
        "Luỹ kế đến hết quý I",
        "Luy ke",
        "Cộng lũy kế",
        "Tổng cộng lũy kế",
        "II. Lũy kế từ đầu năm",
        "Tăng/giảm so với kỳ trước",
        "Tăng (+), giảm (-)",
        "Giảm so với cùng kỳ",
        "Số kỳ trước chuyển sang",
        "Cùng kỳ năm trước",
        "Quý IV năm 2024",
        "Ước cả năm",
        "Ước thực hiện cả năm",
        "Dự kiến quý II",
    ] {
        let rows = [UNITS[0].to_owned(), UNITS[1].to_owned(), TOTAL.to_owned(), other(name)];
        assert_eq!(found(&rows), Vec::<String>::new(), "{name}");
    }
    // Several of them.
    let mut rows = vec![UNITS[0].to_owned(), UNITS[1].to_owned(), TOTAL.to_owned()];
    rows.extend(["Lũy kế từ đầu năm", "Quý IV năm 2024", "So sánh (%)"].map(other));
    assert_eq!(found(&rows), Vec::<String>::new());
    assert_eq!(found_in("a.xlsx", &xlsx(&rows)), Vec::<String>::new());
    // Without a total.
    let rows = [UNITS[0].to_owned(), UNITS[1].to_owned(), other("Lũy kế từ đầu năm")];
    assert_eq!(found(&rows), Vec::<String>::new());
}

#[test]
fn what_may_be_a_figure_of_a_unit_is_said_as_before() {
    // Further up, below a unit without a total, and a name that is none of these.
    let between = [UNITS[0].to_owned(), other("Lũy kế từ đầu năm"), UNITS[1].to_owned()];
    assert_eq!(found(&between), ["unknown-period | 3"]);
    assert_eq!(found_in("a.xlsx", &xlsx(&between)), ["unknown-period | 3"]);
    let below_a_unit = [UNITS[0].to_owned(), UNITS[1].to_owned(), other("Quý IV năm 2024")];
    assert_eq!(found(&below_a_unit), ["unknown-period | 4"]);
    let unknown = [UNITS[0].to_owned(), UNITS[1].to_owned(), TOTAL.to_owned(), ";Xã Lũy Kế;2025-Q1;9;5;9;1".to_owned()];
    assert!(found(&unknown).contains(&"unknown-area | 5".to_owned()));
    let of_a_unit = [UNITS[0].to_owned(), ";Xã Bến Gỗ (lũy kế);2025-Q1;999;555;9999;".to_owned()];
    assert!(!found(&of_a_unit).is_empty());
}
