//! A form split over several sheets of one workbook is read whole; what a sheet does not say is on its tab, on the sheet
//! before or on the cover.

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered, lines};
use crate::mini::{Mini, OLD};

const LABELS: [&str; 6] = ["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// A sheet: lines of a head, the labels, and rows of some communes, each with this many dossiers.
type Tab<'a> = (&'a str, &'a [&'a str], &'a [(usize, i32)]);

/// A row below the rows of the last sheet: its words, and its amounts.
type Sum<'a> = (&'a str, [i32; 3]);

fn workbook(tabs: &[Tab<'_>], sum: Option<Sum<'_>>) -> Vec<u8> {
    let mut book = Workbook::new();
    for (place, (name, head, communes)) in tabs.iter().enumerate() {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        let mut row = 0;
        for line in *head {
            sheet.write(row, 0, *line).expect("written");
            row += 1;
        }
        if communes.is_empty() {
            continue;
        }
        for (column, label) in (0..).zip(LABELS) {
            sheet.write(row, column, label).expect("written");
        }
        for (commune, dossiers) in *communes {
            row += 1;
            let (code, name) = OLD[*commune];
            sheet.write(row, 0, code).expect("written");
            sheet.write(row, 1, name).expect("written");
            for (column, number) in (2..).zip([*dossiers, 1, 10, 5]) {
                sheet.write(row, column, number).expect("written");
            }
        }
        if let Some((words, amounts)) = sum.filter(|_| place + 1 == tabs.len()) {
            row += 1;
            sheet.write(row, 1, words).expect("written");
            for (column, amount) in (2..).zip(amounts) {
                sheet.write(row, column, amount).expect("written");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Sends a workbook under this name; gives the project after a run.
fn sent(object: &str, tabs: &[Tab<'_>]) -> Mini {
    let mini = Mini::new();
    mini.send(object, "2025-07-05T09:00:00+07:00", workbook(tabs, None));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    mini
}

fn found(mini: &Mini, object: &str) -> Vec<Row> {
    filtered(mini.table("findings"), &[("object", object)])
}

#[test]
fn one_sheet_a_district() {
    let mini = sent(
        "services/a.xlsx",
        &[
            ("Bìa", &["Đơn vị báo cáo: UBND tỉnh Thử Nghiệm", "BÁO CÁO Quý II năm 2025"], &[]),
            ("Huyện Suối Đá", &[], &[(0, 10), (1, 20), (2, 30)]),
            ("Huyện Rừng Thông", &[], &[(3, 40), (4, 50)]),
        ],
    );
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "150.0 | A | 5/5");
    assert_eq!(found(&mini, "services/a.xlsx"), []);
    let senders = filtered(mini.table("submissions"), &[("object", "services/a.xlsx")]);
    let senders: Vec<&str> = senders.iter().map(|row| row["ref_area"].as_str()).collect();
    assert_eq!(senders, ["901", "902"]);
}

#[test]
fn one_sheet_a_quarter_with_the_year_in_the_head_of_the_first() {
    let mini = sent(
        "services/a.xlsx",
        &[
            ("Quý I", &["Đơn vị báo cáo: UBND huyện Suối Đá", "NĂM 2025"], &[(0, 1), (1, 2), (2, 3)]),
            ("Quý II", &[], &[(0, 10), (1, 20), (2, 30)]),
        ],
    );
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q1"), "6.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3");
    assert_eq!(found(&mini, "services/a.xlsx"), []);
}

#[test]
fn a_table_that_goes_on_over_the_next_sheet_has_one_head() {
    let mini = sent(
        "services/a.xlsx",
        &[
            ("Trang 1", &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"], &[(0, 10), (1, 20)]),
            ("Trang 2", &[], &[(2, 30)]),
        ],
    );
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3");
    assert_eq!(found(&mini, "services/a.xlsx"), []);
    let inspected = mini.tinhso(&["inspect", &mini.path().join("landing/services/a.xlsx").to_string_lossy()]);
    assert!(inspected.stdout.contains("“Quý II năm 2025” (Trang 1!A2) → 2025-Q2"), "{}", inspected.stdout);
}

#[test]
fn a_sum_on_the_last_sheet_may_be_that_of_all() {
    let head: &[&str] = &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"];
    let tabs: [Tab<'_>; 2] = [("Trang 1", head, &[(0, 1210), (1, 2120)]), ("Trang 2", &[], &[(2, 3330)])];
    let read = |words: &str, amounts: [i32; 3]| {
        let mini = Mini::new();
        mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", workbook(&tabs, Some((words, amounts))));
        mini.tinhso(&["run"]);
        assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "6660.0 | A | 3/3", "{words}");
        lines(&found(&mini, "services/a.xlsx"), &["code", "cell", "expected"])
    };
    for words in ["Tổng số", "Toàn huyện", "Huyện Suối Đá", "Chung"] {
        assert_eq!(read(words, [6660, 3, 30]), Vec::<String>::new(), "{words}");
    }
    // What the page before brings forward.
    assert_eq!(read("Cộng trang trước", [3330, 2, 20]), Vec::<String>::new());
    assert_eq!(read("Tổng số", [6661, 3, 30]), ["total-mismatch | C3 | 6660"]);
    assert_eq!(read("Tổng số", [3330, 1, 10]), Vec::<String>::new(), "its own rows");
}

#[test]
fn a_tab_that_says_another_period_than_its_head_is_reported() {
    let head: &[&str] = &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"];
    let mini = sent("services/a.xlsx", &[("Quý III", head, &[(0, 10), (1, 20), (2, 30)])]);
    let found = found(&mini, "services/a.xlsx");
    let [finding] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((finding["code"].as_str(), finding["sheet"].as_str()), ("name-mismatch", "Quý III"));
    assert_eq!((finding["value"].as_str(), finding["expected"].as_str()), ("2025-Q2", "2025-Q3"));
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3", "the table is followed");
}

#[test]
fn a_tab_that_says_another_sender_than_its_head_is_reported() {
    let head: &[&str] = &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"];
    let mini = sent("services/a.xlsx", &[("Huyện Rừng Thông", head, &[(0, 10), (1, 20), (2, 30)])]);
    let found = found(&mini, "services/a.xlsx");
    let [finding] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((finding["code"].as_str(), finding["expected"].as_str()), ("name-mismatch", "Huyện Rừng Thông"));
}

#[test]
fn a_sheet_of_numbers_that_is_no_form_is_reported() {
    let mini = Mini::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Phụ lục").expect("a name");
    for row in 0..3 {
        sheet.write(row, 0, "x").expect("written");
        sheet.write(row, 1, f64::from(row)).expect("written");
        sheet.write(row, 2, 2).expect("written");
    }
    let sheet = book.add_worksheet().set_name("Biểu").expect("a name");
    sheet.write(0, 0, "Quý II năm 2025").expect("written");
    for (column, label) in (0..).zip(LABELS) {
        sheet.write(1, column, label).expect("written");
    }
    for (column, cell) in (0..).zip(["90001", "Xã Đồi Chè"]) {
        sheet.write(2, column, cell).expect("written");
    }
    sheet.write(2, 2, 5).expect("written");
    mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    mini.run(0);
    let found = found(&mini, "services/a.xlsx");
    let [finding] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((finding["code"].as_str(), finding["sheet"].as_str()), ("unread-sheet", "Phụ lục"));
}

#[test]
fn the_name_of_the_file_or_its_folder_against_the_table() {
    let head: &[&str] = &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"];
    let tab: Tab<'_> = ("Biểu", head, &[(0, 10), (1, 20), (2, 30)]);
    for (object, expected) in [
        ("services/2025-Q2/huyen-suoi-da.xlsx", None),
        ("services/bieu.xlsx", None),
        ("services/2025-Q1/huyen-suoi-da.xlsx", Some("2025-Q1")),
        ("services/2025-Q1/huyen-suoi-da_2025-Q2.xlsx", None),
        ("services/2025-Q2/huyen-rung-thong.xlsx", Some("Huyện Rừng Thông")),
        ("services/2025-Q2/xa-doi-che.xlsx", None),
    ] {
        let mini = sent(object, &[tab]);
        let found = found(&mini, object);
        let found: Vec<(&str, &str)> =
            found.iter().map(|row| (row["code"].as_str(), row["expected"].as_str())).collect();
        assert_eq!(
            found,
            expected.map(|expected| ("name-mismatch", expected)).into_iter().collect::<Vec<_>>(),
            "{object}"
        );
    }
}

#[test]
fn a_head_of_another_frequency_takes_over_no_period() {
    let first: Tab<'_> = ("Biểu 1", &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"], &[(0, 10), (1, 20)]);
    for (name, line) in [("Biểu 2", "6 tháng đầu năm 2025"), ("Tổng hợp", "(Năm 2025)"), ("Biểu 2", "Tháng 6 năm 2025")]
    {
        let mini = sent("services/a.xlsx", &[first, (name, &[line], &[(2, 30)])]);
        assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), " | O | 2/3", "{line}");
        assert_eq!(
            lines(&found(&mini, "services/a.xlsx"), &["code", "sheet", "cell"]),
            [format!("unknown-period | {name} | A1")]
        );
    }
    // A title that speaks of the year, a document of another year and the day of signing leave the period to the sheet before.
    for line in
        ["KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2025", "Suối Đá, ngày 5 tháng 7 năm 2025", "Quyết định số 12/QĐ-UBND năm 2024"]
    {
        let mini = sent("services/a.xlsx", &[first, ("Biểu 2", &[line], &[(2, 30)])]);
        assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3", "{line}");
        assert_eq!(found(&mini, "services/a.xlsx"), [], "{line}");
    }
    let cover: Tab<'_> = ("Bìa", &["Đơn vị báo cáo: UBND huyện Suối Đá", "Quý II năm 2025"], &[]);
    let mini = sent("services/a.xlsx", &[cover, ("Biểu", &["Năm 2025"], &[(0, 10), (1, 20), (2, 30)])]);
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "60.0 | A | 3/3", "a cover and the year");
}
