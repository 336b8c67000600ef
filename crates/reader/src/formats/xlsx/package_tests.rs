use proptest::prelude::*;
use rust_xlsxwriter::{FilterCondition, Format, Workbook};

use super::*;
use crate::formats::xlsx::xml::LONGEST_TOKEN;

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

#[test]
fn hidden_rows_and_columns_and_merged_ranges_are_told_by_sheet() {
    let bytes = workbook();
    let mut package = Package::open(&bytes, 1 << 20).and_then(Package::with_sheets).unwrap();
    let layout = package.layout("Biểu & 02").unwrap();
    assert_eq!(layout.hidden.rows.rows(), ["3", "5:6"]);
    assert_eq!(layout.hidden.columns.columns(), ["C", "F:XFD"]);
    assert_eq!(layout.merged, [Merged { first_row: 0, first_column: 0, last_row: 0, last_column: 3 }]);
    let filtered = package.layout("Sheet2").unwrap();
    assert_eq!(filtered.hidden.rows.rows(), ["3"], "a filter hides rows");
    assert_eq!(package.layout("Sheet3"), None);
}

#[test]
fn what_is_unpacked_is_counted() {
    let bytes = workbook();
    assert!(Package::open(&bytes, 300).and_then(Package::with_sheets).is_none());
    let enough = (1..40).map(|kilobytes| kilobytes << 9).find(|limit| {
        Package::open(&bytes, *limit)
            .and_then(Package::with_sheets)
            .is_some_and(|mut package| package.layout("Biểu & 02").is_some())
    });
    let enough = enough.unwrap();
    // The same sheet, over and over, meets the same limit.
    let mut package = Package::open(&bytes, enough).and_then(Package::with_sheets).unwrap();
    assert!((0..100).any(|_| package.layout("Biểu & 02").is_none()));
}

/// What the part of a sheet tells that holds this XML.
fn told(xml: &str) -> Option<(Vec<String>, Vec<String>, usize)> {
    let mut left = u64::MAX;
    let metered = Metered::new(xml.as_bytes(), &mut left);
    let mut reading = LayoutReading::default();
    each_event(metered, |event| reading.take(event)).ok()?;
    let merged = reading.merged.len();
    reading.whole.then(|| (Runs::new(reading.rows).rows(), Runs::new(reading.columns).columns(), merged))
}

#[test]
fn rows_without_numbers_follow_one_another_and_only_elements_count() {
    let xml = r#"<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="99999" hidden="true"/><col min="1" max="1" hidden="0"/></x:cols>
        <x:sheetData><x:row hidden="1"/><row r="5" hidden='0'/><row hidden="1"><c><is><t>&lt;row hidden="1"&gt;</t></is></c></row>
        <row r="4294967295" hidden="1"/><!-- <row r="9" hidden="1"/> --><![CDATA[<row r="9" hidden="1"/>]]></x:sheetData>
        <row r="9" hidden="1"/><mergeCells><mergeCell ref="A1:B2"/></mergeCells></x:worksheet>"#;
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(told(xml), Some((texts(&["1", "6"]), texts(&["B:XFD"]), 1)));
    for broken in [
        "<worksheet/>",
        "<sheetData><row r=\"x\"/></sheetData>",
        "<sheetData><row r=\"0\"/></sheetData>",
        "<cols><col hidden=\"1\"/></cols><sheetData/>",
        "<sheetData/><mergeCell ref=\"A1:B\"/>",
        "<sheetData><row",
        "<sheetData><row hidden=\"&nothing;\"/></sheetData>",
    ] {
        assert_eq!(told(broken), None, "{broken}");
    }
    let long = format!("<sheetData><row>{}</row></sheetData>", "x".repeat(LONGEST_TOKEN * 2));
    assert_eq!(told(&long), None, "no token is kept whole, however long");
}

proptest! {
    #[test]
    fn no_damage_to_a_package_makes_it_panic(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        static WORKBOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(workbook);
        let mut bytes = WORKBOOK.clone();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Some(mut package) = Package::open(&bytes, 1 << 20).and_then(Package::with_sheets) {
            let _ = (package.layout("Biểu & 02"), package.layout("Sheet2"));
        }
    }

    #[test]
    fn no_part_makes_it_panic(pieces in prop::collection::vec(0usize..17, 0..12)) {
        const PIECES: [&str; 17] = ["<sheetData>", "</sheetData>", "<row ", "r=\"7\" ", "r=\"-1\" ", "hidden=\"1\"", "/>", ">",
            "<col min=\"1\" ", "max=\"4294967296\"", "<mergeCell ref=\"", "A1:ZZZZZZZZZ9\"", "A1:B2\"/>", "<![CDATA[", "]]>", "&#0;", "ạ"];
        let xml: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let _ = told(&xml);
    }
}
