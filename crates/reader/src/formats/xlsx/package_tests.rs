use proptest::prelude::*;
use rust_xlsxwriter::{FilterCondition, Format, FormatScript, Workbook};

use crate::formats::workbook::{Book, WorkbookFault};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::resolve;
use crate::formats::xlsx::workbook::read;
use crate::sheet::grid::{Cell, Merged};
use crate::sheet::limits::Limits;

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu & 02").unwrap();
    sheet.merge_range(0, 0, 0, 3, "Tiêu đề", &Format::new()).unwrap();
    for row in 1..8 {
        sheet.write(row, 0, f64::from(row)).unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.set_row_hidden(5).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet.set_column_range_hidden(5, 16_383).unwrap();
    sheet.write(1_048_575, 16_383, "xa").unwrap();
    let filtered = book.add_worksheet();
    for (row, text) in (0..).zip(["xã", "A", "B", "A"]) {
        filtered.write(row, 0, text).unwrap();
    }
    filtered.autofilter(0, 0, 3, 0).unwrap();
    filtered.filter_column(0, &FilterCondition::new().add_list_filter("A")).unwrap();
    book.save_to_buffer().unwrap()
}

fn within(bytes: &[u8], max_unpacked: u64) -> Result<Book, WorkbookFault> {
    let contents = Contents::open(bytes).ok_or(WorkbookFault::NoPackage)?;
    read(contents, &Limits { max_unpacked, ..Limits::default() })
}

#[test]
fn hidden_rows_and_columns_and_merged_ranges_are_read_by_sheet() {
    let book = within(&workbook(), 1 << 20).unwrap();
    let sheet = &book.sheets[0];
    let hidden = &sheet.hidden;
    assert_eq!(sheet.name, "Biểu & 02");
    assert_eq!(hidden.rows.rows(), ["3", "5:6"]);
    assert_eq!(hidden.columns.columns(), ["C", "F:XFD"]);
    assert_eq!(sheet.grid.merged(), [Merged { first_row: 0, first_column: 0, last_row: 0, last_column: 3 }]);
    assert_eq!(sheet.grid.get(1_048_575, 16_383), &"xa".into());
    assert!(sheet.unread.is_empty() && book.lost.is_empty());
    let filtered = &book.sheets[1].hidden;
    assert_eq!(filtered.rows.rows(), ["3"], "a filter hides rows");
}

#[test]
fn what_is_unpacked_is_counted() {
    let bytes = workbook();
    assert_eq!(within(&bytes, 300).unwrap_err(), WorkbookFault::Oversized);
    assert!((1..40).map(|kilobytes| kilobytes << 10).any(|limit| within(&bytes, limit).is_ok()));
}

#[test]
fn shared_texts_lose_their_marks_where_they_are_used() {
    let mut book = Workbook::new();
    let (plain, raised) = (Format::new(), Format::new().set_font_script(FormatScript::Superscript));
    let sheet = book.add_worksheet().set_name("S").unwrap();
    sheet.write(0, 1, "1201").unwrap();
    sheet.write_rich_string(1, 1, &[(&plain, "120"), (&raised, "1")]).unwrap();
    sheet.write_rich_string(2, 1, &[(&plain, "Ô & m"), (&raised, "2"), (&plain, " đất "), (&raised, "(*)")]).unwrap();
    sheet.write_rich_string(3, 1, &[(&plain, "m"), (&raised, "2")]).unwrap();
    sheet.write_rich_string(4, 1, &[(&raised, "1"), (&raised, "2")]).unwrap();
    let sheets = within(&book.save_to_buffer().unwrap(), 1 << 20).unwrap().sheets;
    let texts: Vec<_> = (0..5).map(|row| sheets[0].grid.get(row, 1).display().into_owned()).collect();
    assert_eq!(texts, ["1201", "120", "Ô & m2 đất ", "m2", "12"]);
    assert_eq!(sheets[0].grid.get(1, 1), &Cell::from("120"));
}

#[test]
fn paths_lead_to_parts_however_they_are_written() {
    for (folder, path) in [
        ("xl", "worksheets/sheet1.xml"),
        ("xl", "/xl/worksheets/sheet1.xml"),
        ("xl", "./worksheets/../worksheets/sheet1.xml"),
        ("", "xl\\worksheets\\sheet1.xml"),
        ("xl/other", "../worksheets/sheet1.xml"),
    ] {
        assert_eq!(resolve(folder, path), "xl/worksheets/sheet1.xml", "{path}");
    }
    assert_eq!(resolve("", "../../a.xml"), "a.xml");
}

proptest! {
    #[test]
    fn no_damage_to_a_package_makes_it_panic(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        static WORKBOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(workbook);
        let mut bytes = WORKBOOK.clone();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = within(&bytes, 1 << 20);
    }
}

/// A workbook whose one number is shown as this format says.
fn shown_as(format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_with_format(0, 0, 0.25, &Format::new().set_num_format(format)).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn what_is_known_of_a_part_is_used_for_equal_parts_alone() {
    // Formats of one length: parts that differ in nothing but their bytes.
    let books = ["0.0%", "0.00", "0.00", "0.0%", "0.0%"].map(shown_as);
    let cells = |bytes: &Vec<u8>| within(bytes, 1 << 20).unwrap().sheets[0].grid.get(0, 0).clone();
    let (percent, plain) = (Cell::Percent(0.25), Cell::Number(0.25));
    let expected = [percent.clone(), plain.clone(), plain, percent.clone(), percent];
    for _ in 0..3 {
        assert_eq!(books.each_ref().map(cells), expected);
    }
    // What is known counts as if it were unpacked again.
    assert_eq!(within(&books[0], 300).unwrap_err(), WorkbookFault::Oversized);
}

#[test]
fn more_parts_than_are_kept_are_read_all_the_same() {
    for number in (0..100).chain(0..100) {
        let decimals = "0".repeat(1 + number % 50);
        let format = if number % 2 == 0 { format!("0.{decimals}%") } else { format!("0.{decimals}") };
        let cell = within(&shown_as(&format), 1 << 20).unwrap().sheets[0].grid.get(0, 0).clone();
        assert_eq!(matches!(cell, Cell::Percent(_)), number % 2 == 0, "{format}");
    }
}
