//! Wide forms on several pages: each page repeats code and name of the communes, and has other columns.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::kit::{Row, filtered, lines};
use crate::mini::{FORM, Mini};

const OBJECT: &str = "services/q2.xlsx";
const CODE: [&str; 4] = ["Mã xã", "90001", "90002", "90003"];
const NAME: [&str; 4] = ["Tên xã", "Xã Đồi Chè", "Xã Bến Gỗ", "Xã Cầu Tre"];
const RECEIVED: [&str; 4] = ["Hồ sơ tiếp nhận", "120", "80", "50"];
const ONLINE: [&str; 4] = ["Hồ sơ trực tuyến", "60", "40", "20"];
const PEOPLE: [&str; 4] = ["Dân số", "4000", "3000", "2000"];
const SCORE: [&str; 4] = ["Điểm chuyển đổi số", "61.5", "55", "40.5"];
const HEAD: [&str; 2] = ["Biểu số 01/TN", "Quý II năm 2025"];
const FURTHER: [&str; 1] = ["(tiếp theo)"];

type Lines = Vec<Vec<String>>;

/// A page of these columns, each with its label and the values of the communes.
fn page(head: &[&str], columns: &[[&str; 4]]) -> Lines {
    let mut lines: Lines = head.iter().map(|line| vec![(*line).to_owned()]).collect();
    for row in 0..4 {
        let cells = [CODE, NAME].iter().chain(columns).map(|column| column[row].to_owned()).collect();
        lines.push(cells);
    }
    lines
}

/// The rows in another order, those of the head and the labels left where they are.
fn upside_down(mut page: Lines) -> Lines {
    let rows = page.len() - 3;
    page[rows..].reverse();
    page
}

/// A workbook with a page a sheet.
fn workbook(pages: &[Lines]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (number, page) in (1..).zip(pages) {
        let sheet = book.add_worksheet().set_name(format!("Trang {number}")).expect("a name");
        for (row, cells) in (0..).zip(page) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>().ok().filter(|_| column != 0) {
                    Some(number) => sheet.write(row, column, number).expect("written"),
                    None => sheet.write(row, column, cell).expect("written"),
                };
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The pages below each other.
fn below(pages: &[Lines]) -> Lines {
    pages.iter().flat_map(|page| page.iter().cloned().chain([vec![String::new()]])).collect()
}

fn text(pages: &[Lines]) -> Vec<u8> {
    let line = |cells: &Vec<String>| cells.join(";").replace('.', ",") + "\n";
    below(pages).iter().map(line).collect::<String>().into_bytes()
}

/// Sends a file; gives what is found, and the values of the rows.
fn sent(mini: &Mini, object: &str, bytes: Vec<u8>) -> (Vec<String>, Vec<String>) {
    mini.send(object, "2025-07-05T09:00:00+07:00", bytes);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("object", object)]);
    let rows: Vec<Row> = filtered(mini.table("data/services"), &[("object", object)]);
    (
        lines(&found, &["code", "severity", "sheet", "cell", "ref_area"]),
        lines(&rows, &["ref_area", "received", "online", "people", "score"]),
    )
}

fn of_pages(pages: &[Lines]) -> (Vec<String>, Vec<String>) {
    sent(&Mini::new(), OBJECT, workbook(pages))
}

fn whole() -> Vec<String> {
    ["90001 | 120 | 60 | 4000 | 61.500000", "90002 | 80 | 40 | 3000 | 55.000000", "90003 | 50 | 20 | 2000 | 40.500000"]
        .map(str::to_owned)
        .to_vec()
}

/// A form whose field is required.
fn requiring(field: &str) -> Mini {
    let mini = Mini::new();
    let form = FORM.replace(
        &format!("\"name\": \"{field}\","),
        &format!("\"name\": \"{field}\", \"constraints\": {{ \"required\": true }},"),
    );
    mini.write("schemas/services.json", &form);
    mini
}

#[test]
fn pages_with_other_columns_are_one_table_however_the_columns_are_split() {
    let splits = [
        vec![page(&HEAD, &[RECEIVED, ONLINE]), page(&FURTHER, &[PEOPLE, SCORE])],
        vec![page(&HEAD, &[RECEIVED, ONLINE]), upside_down(page(&[], &[SCORE, PEOPLE]))],
        vec![page(&HEAD, &[RECEIVED, ONLINE, PEOPLE]), page(&FURTHER, &[SCORE])],
        vec![page(&HEAD, &[RECEIVED]), page(&FURTHER, &[ONLINE, PEOPLE, SCORE])],
        vec![page(&HEAD, &[RECEIVED]), page(&FURTHER, &[ONLINE]), page(&FURTHER, &[PEOPLE, SCORE])],
        vec![page(&HEAD, &[RECEIVED]), page(&FURTHER, &[ONLINE]), page(&FURTHER, &[PEOPLE]), page(&FURTHER, &[SCORE])],
    ];
    for pages in splits {
        assert_eq!(of_pages(&pages), (Vec::new(), whole()), "{pages:?}");
        assert_eq!(of_pages(&[below(&pages)]), (Vec::new(), whole()), "{pages:?}");
        assert_eq!(sent(&Mini::new(), "services/q2.csv", text(&pages)), (Vec::new(), whole()), "{pages:?}");
    }
}

#[test]
fn pages_of_rows_and_of_columns_are_one_table() {
    let of_rows = |page: &Lines, rows: std::ops::Range<usize>| -> Lines {
        let head = page.len() - 3;
        page[..head].iter().chain(&page[head..][rows]).cloned().collect()
    };
    let (first, second) = (page(&HEAD, &[RECEIVED, ONLINE]), page(&FURTHER, &[PEOPLE, SCORE]));
    for (rows, columns) in [(2, 2), (2, 3), (3, 2), (1, 2)] {
        let cut = |page: &Lines, at: usize| {
            [of_rows(page, 0..at), of_rows(page, at..3)].into_iter().filter(|page| page.len() > 1)
        };
        let mut pages: Vec<Lines> = cut(&first, rows).collect();
        pages.extend(cut(&second, columns).filter(|page| page.len() > FURTHER.len() + 1));
        pages.retain(|page| page.last().is_some_and(|last| last[0].starts_with('9')));
        assert_eq!(of_pages(&pages), (Vec::new(), whole()), "{rows} {columns}");
    }
}

#[test]
fn each_value_of_a_joined_row_is_traced_to_its_own_cell() {
    let mini = Mini::new();
    let pages = [page(&HEAD, &[RECEIVED, PEOPLE]), upside_down(page(&FURTHER, &[ONLINE, SCORE]))];
    sent(&mini, OBJECT, workbook(&pages));
    let lineage = lines(&mini.table("lineage"), &["sheet", "table", "first_row", "last_row", "field", "column"]);
    let expected = [
        "Trang 1 | 1 | 4 | 6 | code | A",
        "Trang 1 | 1 | 4 | 6 | commune | B",
        "Trang 1 | 1 | 4 | 6 | received | C",
        "Trang 1 | 1 | 4 | 6 | people | D",
        "Trang 2 | 1 | 3 | 5 | code | A",
        "Trang 2 | 1 | 3 | 5 | commune | B",
        "Trang 2 | 1 | 3 | 5 | online | C",
        "Trang 2 | 1 | 3 | 5 | score | D",
    ];
    assert_eq!(lineage, expected);
    let answer = mini.tinhso(&["explain", "online_share", "2025-Q2", "--area", "90001", "--all", "--format", "json"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let cells = answer.stdout.replace(char::is_whitespace, "");
    for cell in ["\"sheet\":\"Trang1\",\"row\":4,\"cell\":\"C4\"", "\"sheet\":\"Trang2\",\"row\":5,\"cell\":\"C5\""] {
        assert!(cells.contains(cell), "{cell}: {}", answer.stdout);
    }
    assert!(!cells.contains("\"agrees\":false"), "{}", answer.stdout);
    let again = mini.tinhso(&["verify"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
}

#[test]
fn what_is_wrong_on_a_page_is_found_there_and_keeps_the_whole_row_out() {
    let with = |column: [&'static str; 4], row: usize, value: &'static str| {
        let mut column = column;
        column[row] = value;
        column
    };
    let pages = |online, people| [page(&HEAD, &[RECEIVED, people]), upside_down(page(&FURTHER, &[online, SCORE]))];
    let without_first = whole()[1..].to_vec();
    let (online, people) = (with(ONLINE, 1, "sáu"), with(PEOPLE, 1, "bốn"));
    let expected = vec!["type-error | error | Trang 2 | C5 | 90001".to_owned()];
    assert_eq!(of_pages(&pages(online, PEOPLE)), (expected, without_first.clone()));
    let expected = vec!["type-error | error | Trang 1 | D4 | 90001".to_owned()];
    assert_eq!(of_pages(&pages(ONLINE, people)), (expected, without_first.clone()));
    // A check over both pages, and a limit of one of them.
    let expected = vec!["check-failed | error | Trang 2 | C5 | 90001".to_owned()];
    assert_eq!(of_pages(&pages(with(ONLINE, 1, "121"), PEOPLE)), (expected, without_first.clone()));
    let expected = vec!["constraint-error | error | Trang 2 | C5 | 90001".to_owned()];
    assert_eq!(of_pages(&pages(with(ONLINE, 1, "-6"), PEOPLE)), (expected, without_first));
    // Each page prints its own totals.
    let mut totals = pages(ONLINE, PEOPLE);
    for (page, sums) in totals.iter_mut().zip([["250", "9000"], ["121", ""]]) {
        page.push(["", "Tổng cộng"].iter().chain(&sums).map(|cell| (*cell).to_owned()).collect());
    }
    let expected = vec!["total-mismatch | warning | Trang 2 | C6 | ".to_owned()];
    assert_eq!(of_pages(&totals), (expected, whole()));
}

#[test]
fn a_row_that_a_page_has_not_has_missing_values_and_required_ones_are_errors() {
    let short = |mut page: Lines, row: usize| {
        page.remove(row);
        page
    };
    let (first, second) = (page(&HEAD, &[RECEIVED, ONLINE]), page(&FURTHER, &[PEOPLE, SCORE]));
    let pages = [first.clone(), short(second.clone(), 4)];
    let mut expected = whole();
    "90003 | 50 | 20 |  | ".clone_into(&mut expected[2]);
    assert_eq!(of_pages(&pages), (Vec::new(), expected.clone()));
    let found = vec!["constraint-error | error | Trang 1 | B6 | 90003".to_owned()];
    assert_eq!(sent(&requiring("people"), OBJECT, workbook(&pages)), (found, whole()[..2].to_vec()));
    let pages = [short(first, 5), second];
    "90003 |  |  | 2000 | 40.500000".clone_into(&mut expected[2]);
    assert_eq!(of_pages(&pages), (Vec::new(), expected));
    // Neither page alone has all that is required.
    let pages = [page(&HEAD, &[PEOPLE, ONLINE]), page(&FURTHER, &[RECEIVED, SCORE])];
    for field in ["people", "score"] {
        assert_eq!(sent(&requiring(field), OBJECT, workbook(&pages)), (Vec::new(), whole()));
    }
}

#[test]
fn a_column_that_no_page_has_is_said_once() {
    let pages = [page(&HEAD, &[RECEIVED, ONLINE]), page(&FURTHER, &[PEOPLE])];
    let expected: Vec<String> = whole().iter().map(|row| format!("{}| ", row.rsplit_once("| ").unwrap().0)).collect();
    let found = vec!["missing-label | error | Trang 1 | A3 | ".to_owned()];
    assert_eq!(of_pages(&pages), (found.clone(), expected));
    assert_eq!(sent(&requiring("score"), OBJECT, workbook(&pages)), (found, Vec::new()));
}

#[test]
fn tables_that_share_a_column_are_no_pages_of_one_and_other_lists_stay_what_they_were() {
    let first = page(&HEAD, &[RECEIVED, ONLINE]);
    let of = |pages: &[Lines], code: &str| {
        let (found, rows) = of_pages(pages);
        (found.iter().filter(|line| line.starts_with(code)).count(), rows.len())
    };
    let other = ["Hồ sơ trực tuyến", "61", "41", "21"];
    assert_eq!(of(&[first.clone(), page(&FURTHER, &[other, PEOPLE])], "primary-key | error"), (6, 0));
    assert_eq!(of(&[first.clone(), page(&FURTHER, &[RECEIVED, ONLINE])], "primary-key | warning"), (3, 3));
    // A page that comes twice with other figures.
    let pages = [first.clone(), page(&FURTHER, &[PEOPLE, SCORE]), page(&FURTHER, &[["Dân số", "1", "2", "3"], SCORE])];
    assert_eq!(of(&pages, "primary-key | error"), (6, 0));
    // Of another quarter.
    let pages = [first.clone(), page(&["Biểu số 01/TN", "Quý I năm 2025"], &[PEOPLE, SCORE])];
    assert_eq!(of(&pages, "missing-label"), (4, 6));
    // Other communes, and a list of something else.
    let mut others = page(&["Danh sách"], &[SCORE]);
    for (row, name) in (2..5).zip(["Xã Lạ", "Xã Khác", "Xã Bến Gỗ"]) {
        name.clone_into(&mut others[row][1]);
        others[row][0] = format!("8000{row}");
    }
    assert_eq!(of(&[first, others], "missing-label"), (2, 3));
}

#[test]
fn a_page_that_nobody_filled_in_and_a_row_that_repeats_another_are_told() {
    let blank = |column: [&'static str; 4]| [column[0], "", "", ""];
    let (first, second) = (page(&HEAD, &[RECEIVED, ONLINE]), page(&FURTHER, &[PEOPLE, SCORE]));
    let pages = [first.clone(), page(&FURTHER, &[blank(PEOPLE), blank(SCORE)])];
    let expected =
        ["90001 | 120 | 60 |  | ", "90002 | 80 | 40 |  | ", "90003 | 50 | 20 |  | "].map(str::to_owned).to_vec();
    assert_eq!(of_pages(&pages), (vec!["blank-table | warning | Trang 2 |  | ".to_owned()], expected));
    // A form that nobody filled in is none, on however many pages.
    let pages = [page(&HEAD, &[blank(RECEIVED), blank(ONLINE)]), page(&FURTHER, &[blank(PEOPLE), blank(SCORE)])];
    assert_eq!(of_pages(&pages).1, Vec::<String>::new());
    let mut repeated = second;
    repeated.push(repeated[2].clone());
    let found = vec!["primary-key | warning | Trang 2 | B6 | ".to_owned()];
    assert_eq!(of_pages(&[first, repeated]), (found, whole()));
}

#[test]
fn the_files_of_an_archive_may_be_pages() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, columns) in [("trang 1.csv", [RECEIVED, ONLINE]), ("trang 2.csv", [PEOPLE, SCORE])] {
        archive.start_file(name, SimpleFileOptions::default()).expect("started");
        archive.write_all(&text(&[page(&HEAD, &columns)])).expect("written");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert_eq!(sent(&Mini::new(), "services/q2.zip", bytes), (Vec::new(), whole()));
}
