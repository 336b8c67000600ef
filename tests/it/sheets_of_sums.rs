//! One sheet for each commune, and a sheet that holds the sum of them alone.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};

const LABELS: [&str; 6] = ["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const AMOUNTS: [[i32; 3]; 3] = [[120, 60, 4_000], [80, 40, 3_000], [50, 20, 2_000]];

/// Code, name and amounts.
type Line<'a> = (&'a str, &'a str, [i32; 3]);

/// Sends a sheet of sums before or behind those of three communes; gives what is found, and the number of rows.
fn found(sums: &[(&str, [i32; 3])], is_first: bool) -> (Vec<String>, usize) {
    let mut book = Workbook::new();
    let communes: Vec<_> = AMOUNTS.iter().zip(OLD).map(|(amounts, (code, name))| (code, name, *amounts)).collect();
    let mut tabs: Vec<(&str, Vec<Line<'_>>)> = communes.into_iter().map(|commune| (commune.1, vec![commune])).collect();
    let sums = sums.iter().map(|(words, amounts)| ("", *words, *amounts)).collect();
    tabs.insert(if is_first { 0 } else { tabs.len() }, ("Tổng hợp", sums));
    for (tab, rows) in tabs {
        let sheet = book.add_worksheet().set_name(tab).expect("a name");
        sheet.write(0, 0, "Biểu số 01/TN").expect("written");
        sheet.write(1, 0, "Quý II năm 2025").expect("written");
        for (column, label) in (0..).zip(LABELS) {
            sheet.write(2, column, label).expect("written");
        }
        for (row, (code, name, amounts)) in (3..).zip(rows) {
            sheet.write(row, 0, code).expect("written");
            sheet.write(row, 1, name).expect("written");
            for (column, amount) in (2..).zip(amounts) {
                sheet.write(row, column, amount).expect("written");
            }
        }
    }
    let mini = Mini::new();
    mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("object", "services/a.xlsx")]);
    let rows = filtered(mini.table("data/services"), &[("object", "services/a.xlsx")]).len();
    (lines(&found, &["code", "severity", "sheet", "cell"]), rows)
}

#[test]
fn a_sheet_of_the_sum_alone_is_compared_with_the_others() {
    let all = [250, 120, 9_000];
    for is_first in [false, true] {
        for words in ["Tổng cộng", "Toàn huyện", "Cộng"] {
            assert_eq!(found(&[(words, all)], is_first), (Vec::new(), 3), "{words} {is_first}");
        }
        let differs = vec!["total-mismatch | warning | Tổng hợp | D4".to_owned()];
        assert_eq!(found(&[("Tổng cộng", [250, 121, 9_000])], is_first), (differs, 3));
        assert_eq!(found(&[("Tổng cộng", all), ("Tổng số", all)], is_first), (Vec::new(), 3));
    }
}

#[test]
fn a_sheet_of_sums_of_something_else_is_not_read_in_silence() {
    for is_first in [false, true] {
        for sums in [&[("Tổng cộng", [77, 66, 55])][..], &[("Tổng cộng", [250, 120, 9_000]), ("Tổng khác", [1, 2, 3])]]
        {
            let (found, rows) = found(sums, is_first);
            assert_eq!(rows, 3);
            assert!(!found.is_empty(), "{sums:?} {is_first}");
        }
    }
}
