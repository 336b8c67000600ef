//! Files that claim little and would take much: each ends in a finding or is read, within the limits. No test looks at a
//! clock: the limits are what bounds time and memory.

use std::io::Write as _;

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini};
use crate::packages::{ods, repacked};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// A workbook of one row of labels and one of data.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("written");
    }
    for (column, cell) in (0..).zip(["90001", "Xã Đồi Chè", "2025-Q2"]) {
        sheet.write(1, column, cell).expect("written");
    }
    for (column, number) in (3..).zip([100, 50, 1000, 60]) {
        sheet.write(1, column, number).expect("written");
    }
    book.save_to_buffer().expect("a workbook")
}

/// The workbook with the XML of its sheet made over.
fn with_sheet(over: impl Fn(String) -> String) -> Vec<u8> {
    repacked(&workbook(), |name, text| match name {
        "xl/worksheets/sheet1.xml" => over(text),
        _ => text,
    })
}

/// What is said of an object under these limits.
#[track_caller]
fn reported(bytes: &[u8], limits: &str, exit: i32) -> Vec<String> {
    let mini = Mini::new();
    let settings = std::fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    mini.write("tinhso.toml", format!("{settings}\n[limits]\n{limits}\n"));
    mini.send("services/q2.xlsx", WHEN, bytes);
    mini.run(exit);
    lines(&filtered(mini.table("findings"), &[("object", "services/q2.xlsx")]), &["code"])
}

/// States that every part unpacks to ten bytes.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    for (magic, at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|place| &bytes[*place..place + 4] == magic).collect();
        for place in places {
            bytes[place + at..place + at + 4].copy_from_slice(&10u32.to_le_bytes());
        }
    }
    bytes
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("packed");
    encoder.finish().expect("packed")
}

#[test]
fn packed_texts_of_millions_of_blanks_values_or_members_are_refused_before_they_are_held() {
    let members: Vec<String> = (0..100_000).map(|place| format!("\"k{place}\":1")).collect();
    for text in [
        ";".repeat(2_000_000),
        "\"\";".repeat(1_000_000),
        format!("{{\"a\":[{}1]}}", "1,".repeat(1_000_000)),
        format!("[{{\"a\":{}{}1{}}}]", "[".repeat(90), "1,".repeat(1_000_000), "]".repeat(90)),
        format!("[{{{}}}]", members.join(",")),
        "{}\n".repeat(1_000_000),
    ] {
        assert_eq!(reported(&gzipped(&text), "max_cells = 500000", 1), ["oversized-file"], "{}", &text[..20]);
    }
}

#[test]
fn a_package_that_states_false_sizes_ends_where_they_do() {
    let bytes =
        lying(with_sheet(|text| text.replace("<sheetData>", &format!("{}<sheetData>", " ".repeat(20_000_000)))));
    assert!(bytes.len() < 100_000);
    assert_eq!(reported(&bytes, "max_unpacked = 10000000", 1), ["unreadable-file"]);
}

#[test]
fn a_package_that_states_a_size_beyond_the_limit_is_not_unpacked() {
    let bytes = with_sheet(|text| text.replace("<sheetData>", &format!("{}<sheetData>", " ".repeat(20_000_000))));
    assert_eq!(reported(&bytes, "max_unpacked = 10000000", 1), ["oversized-file"]);
}

#[test]
fn millions_of_empty_cells_and_a_false_dimension_cost_nothing() {
    let bytes = with_sheet(|text| {
        let row = format!("<row r=\"9\">{}</row>", "<c/>".repeat(300_000));
        let dimension = text.find("<dimension").expect("a dimension");
        let end = dimension + text[dimension..].find("/>").expect("its end");
        let text = format!("{}<dimension ref=\"A1:XFD1048576\"{}", &text[..dimension], &text[end..]);
        text.replace("</sheetData>", &format!("{row}</sheetData>"))
    });
    assert_eq!(reported(&bytes, "max_cells = 100", 0), [""; 0]);
}

#[test]
fn a_text_that_is_not_in_the_list_of_texts_is_reported_at_its_cell() {
    let bytes = with_sheet(|text| text.replacen("<v>0</v>", "<v>99999999</v>", 1));
    assert_eq!(reported(&bytes, "", 0), ["unread-cell", "extra-label"]);
}

#[test]
fn elements_in_elements_without_end_are_read_or_refused() {
    let deep = 200_000;
    let nested = format!("{}{}", "<ext>".repeat(deep), "</ext>".repeat(deep));
    assert_eq!(
        reported(&with_sheet(|text| text.replace("</worksheet>", &format!("{nested}</worksheet>"))), "", 0),
        [""; 0]
    );
    let inside = with_sheet(|text| text.replacen("<v>100</v>", &format!("<is>{nested}</is>"), 1));
    assert_eq!(reported(&inside, "", 0), [""; 0], "a value that is no value is missing; nothing overflows");
    let tables = format!("{}{}", "<table:table>".repeat(deep), "</table:table>".repeat(deep));
    let cell = format!("<table:table-row><table:table-cell>{tables}</table:table-cell></table:table-row>");
    assert_eq!(reported(&ods(&cell), "", 1).len(), 1);
}

#[test]
fn a_document_of_thousands_of_sheets_is_refused() {
    let tables = |count: usize| ods(&"</table:table><table:table table:name=\"a\">".repeat(count));
    assert_eq!(reported(&tables(4096), "", 1), ["oversized-file"]);
    assert_eq!(reported(&tables(40), "", 1), ["unknown-form"]);
}

#[test]
fn empty_rows_between_two_cells_of_an_ods_cost_nothing() {
    let cell = "<table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let rows = "<table:table-row table:number-rows-repeated=\"500000\"><table:table-cell/></table:table-row>";
    assert_eq!(reported(&ods(&format!("{cell}{rows}{cell}")), "max_cells = 100", 1), ["unknown-form"]);
}

#[test]
fn gzip_in_gzip_and_gzip_that_grows_are_refused() {
    let pack = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("packed");
        encoder.finish().expect("packed")
    };
    assert_eq!(reported(&pack(&pack(HEADER.as_bytes())), "", 1), ["unreadable-file"]);
    let grows = pack(&[&workbook(), &vec![0; 5_000_000][..]].concat());
    assert_eq!(reported(&grows, "max_bytes = 1000000", 1), ["oversized-file"]);
}

#[test]
fn shared_texts_that_hold_nothing_are_counted_as_they_are_read() {
    for (text, count) in [("<si/>", 2000), ("<si><t/></si>", 2000), ("<si><t>x</t></si>", 2000)] {
        let bytes = repacked(&workbook(), |name, part| match name {
            "xl/sharedStrings.xml" => part.replace("</sst>", &format!("{}</sst>", text.repeat(count))),
            _ => part,
        });
        assert_eq!(reported(&bytes, "max_cells = 1000", 1), ["oversized-file"], "{text}");
    }
}

#[test]
fn a_text_of_many_cells_is_refused_while_it_is_read() {
    let long = "x".repeat(1_000_000);
    let bytes = repacked(&workbook(), |name, part| match name {
        "xl/sharedStrings.xml" => part.replacen("</t>", &format!("{long}</t>"), 1),
        _ => part,
    });
    assert_eq!(reported(&bytes, "max_cells = 1000", 1), ["oversized-file"]);
}
