//! Bytes to sheets: one file a format, and what the content says which it is.
//!
//! Takes the bytes of one object; gives its sheets ([`open`]), or the finding that says why there are none. It knows no form, no
//! registry and no words, and no cell becomes a value here.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`sniff`] | bytes | what the file is |
//! | [`workbook`], [`text`], [`json`], [`parquet_file`] | bytes, text | sheets; [`workbook`] by the four below |
//! | [`json_begins`] | the first signs of a text | whether it is JSON |
//! | [`json_rows`] | rows of JSON | their grid |
//! | [`json_size`] | the text of JSON | whether it holds more than is read |
//! | [`archive`], [`gzip`] | packed bytes | the sheets of each file, the bytes |
//! | [`xlsx`], [`xlsb`], [`xls`], [`open_document`] | packages, streams | cells with what is known of each, hidden and merged ranges, what was not read |
//! | [`parquet_footer`], [`parquet_pages`] | a footer, packed pages | whether they hold what they state |
//! | [`packing`] | a method of packing | its name where it is not unpacked |
//! | [`rests_on`] | macros, links to other files | warnings |
//! | [`number_format`], [`shown_number`] | a format code, a number | how a workbook shows it |
//! | [`shown_day`] | the text of a day | whether it shows another |
//! | [`raised_marks`] | a text with raised runs | the text without its footnote marks |
//! | [`return_property`] | a package | what a workbook was made from that went back to its sender |
//! | [`formula_results`] | what formulas gave | whether anybody computed them |
//! | [`formula_tokens`], [`binary_formulas`] | tokens of formulas in xls and xlsb | formulas as they are written, what they gave |
//! | [`formula_functions`] | a function and its arguments | its value |
//! | [`formula_value`] | a plain formula and the cells of its sheet | whether it is zero |
//! | [`covered`] | a sheet | values under merged cells |
//! | [`faults`] | a reason | the finding of a file that cannot be read |

pub mod archive;
mod beside_packages;
mod binary_cells;
mod binary_formulas;
mod binary_looks;
pub mod bytes;
mod cell_rows;
mod covered;
pub mod faults;
mod formula_functions;
mod formula_results;
mod formula_tokens;
mod formula_value;
pub mod guard;
pub mod gzip;
pub mod json;
mod json_begins;
mod json_envelope;
mod json_envelope_words;
mod json_keyed;
mod json_not_finite;
mod json_repeated;
mod json_rows;
mod json_shapes;
mod json_size;
mod letter_look;
mod number_format;
pub mod open_document;
mod packing;
mod parquet_bytes;
mod parquet_cells;
pub mod parquet_file;
pub mod parquet_footer;
mod parquet_metadata;
mod parquet_nested;
mod parquet_pages;
mod parquet_texts;
mod raised_marks;
pub mod rests_on;
mod return_property;
mod shared_formula;
mod shown_day;
pub(crate) mod shown_number;
pub mod sniff;
mod symbol_fonts;
pub mod text;
pub mod workbook;
pub mod xls;
mod xlsb;
pub mod xlsx;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
pub use crate::formats::faults::too_large;
use crate::formats::faults::{Exceeded, encrypted, endless_record, finding, lost_sheet, no_text, oversized};
use crate::formats::guard::guarded;
use crate::formats::json::JsonFault;
use crate::formats::json_size::MOST_COLUMNS;
use crate::formats::number_format::NumberStyle;
use crate::formats::parquet_file::ParquetFault;
use crate::formats::sniff::{Kind, NoTable};
use crate::formats::text::{delimited, encoding, quoting};
use crate::formats::workbook::WorkbookFault;
use crate::formats::xlsx::contents::Contents;
use crate::message;
use crate::sheet::appearance::{Appearances, CellFormat, NumberCode};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::limits::Limits;
use crate::sheet::repair::repair;
use crate::sheet::returned::{self, ReturnOf};

/// A file that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub kind: Kind,
    /// How the bytes of a text were read.
    pub encoding: Option<&'static str>,
    /// The sign that parts the cells of a text.
    pub delimiter: Option<char>,
    /// In the order of the file.
    pub sheets: Vec<Sheet>,
    /// What is to be said of the file beside its tables.
    pub findings: Vec<Finding>,
    /// What it was made from, where it is a workbook that went back to its sender. Our list is none of its sheets.
    pub return_of: ReturnOf,
}

/// The sheets of a file, and how it was read. The `Err` is the finding that says why there are none.
#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Opened, Finding> {
    open_but(bytes, limits, &|_| false)
}

/// The same; of an archive without the files of which `is_left_behind` says by their names that programs left them.
#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
pub fn open_but(bytes: &[u8], limits: &Limits, is_left_behind: &dyn Fn(&str) -> bool) -> Result<Opened, Finding> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.max_bytes {
        return Err(too_large(size, limits));
    }
    guarded(|| read(bytes, limits, is_left_behind))
        .unwrap_or_else(|panicked| Err(faults::panicked(panicked.part.as_deref())))
}

/// How the sheets of a file look that [`open`] has opened; nothing where its format is not asked for that.
pub fn appearances(bytes: &[u8], limits: &Limits) -> Appearances {
    let read = || {
        let (sniffed, contents) = sniff::sniff_open(bytes);
        match sniffed.kind {
            Kind::Xlsx => xlsx::appearance::read(contents?, limits).ok(),
            Kind::Xlsb => xlsb::appearance::read(contents?, limits).ok(),
            Kind::Ods => open_document::appearance::read(contents?, limits),
            Kind::Xls => xls::appearance::read(bytes, limits),
            _ => None,
        }
    };
    guarded(read).ok().flatten().unwrap_or_default()
}

/// The cell that a number in this format is read as.
pub fn shown_as(number: f64, format: &CellFormat) -> Cell {
    let code = match &format.code {
        NumberCode::BuiltIn(known) => number_format::built_in(u32::from(*known)),
        NumberCode::Written(code) => Some(&**code),
    };
    workbook::number_cell(number, &code.map_or(NumberStyle::PLAIN, NumberStyle::parse), false).0
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn read(bytes: &[u8], limits: &Limits, is_left_behind: &dyn Fn(&str) -> bool) -> Result<Opened, Finding> {
    let (sniffed, contents) = sniff::sniff_open(bytes);
    // Of an archive each file is counted as it is unpacked.
    if sniffed.kind != Kind::Zip && sniffed.unpacked > limits.max_unpacked {
        return Err(oversized(Some(sniffed.unpacked), Exceeded::Unpacked(limits.max_unpacked)));
    }
    match sniffed.kind {
        Kind::Empty => Err(finding(Code::EmptyFile, message!("empty-file.no-content"))),
        Kind::Encrypted => Err(encrypted()),
        Kind::Truncated => Err(finding(Code::UnreadableFile, message!("unreadable-file.cut-short"))),
        Kind::Hiding => Err(finding(Code::UnreadableFile, message!("unreadable-file.two-of-one-name"))),
        Kind::Other(what) => Err(no_table(what)),
        Kind::Zip => archive::read(bytes, limits, is_left_behind),
        Kind::Text => text(bytes, limits),
        Kind::Json => json(bytes, limits),
        Kind::Parquet => parquet(bytes, limits),
        Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods => book(bytes, contents, sniffed.kind, limits),
    }
}

/// A file that holds no table.
fn no_table(what: NoTable) -> Finding {
    let message = match what {
        NoTable::Pdf => message!("unreadable-file.pdf"),
        NoTable::Picture => message!("unreadable-file.picture"),
        NoTable::Archive => message!("unreadable-file.archive-no-zip"),
        NoTable::Rtf => message!("unreadable-file.rtf"),
        NoTable::Page => message!("unreadable-file.page"),
        NoTable::Word => message!("unreadable-file.word"),
        NoTable::Iwork => message!("unreadable-file.iwork"),
        NoTable::Pointer => message!("unreadable-file.pointer"),
        NoTable::OldProgram => message!("unreadable-file.old-program"),
        NoTable::Unknown => message!("unreadable-file.no-spreadsheet"),
    };
    finding(Code::UnreadableFile, message)
}

fn too_many_cells(limits: &Limits) -> Finding {
    oversized(None, Exceeded::Cells(limits.max_cells))
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn text(bytes: &[u8], limits: &Limits) -> Result<Opened, Finding> {
    let decoded = encoding::decode(bytes).map_err(no_text)?;
    let (text, requoted) = quoting::plain(&decoded.text);
    let (delimiter, skip) = delimited::delimiter(&text);
    if let Some(line) = delimited::open_quote(text.get(skip..).unwrap_or_default(), delimiter) {
        return Err(endless_record(line));
    }
    if delimited::widest(&text, delimiter) >= MOST_COLUMNS {
        return Err(oversized(None, Exceeded::Columns(MOST_COLUMNS)));
    }
    let delimited = delimited::read(&text, limits.max_cells);
    let delimited = delimited.map_err(|_| too_many_cells(limits))?;
    let mut sheet = delimited.sheet;
    if let Some(repair) = requoted {
        sheet.repairs.add_whole(repair);
    }
    let opened = Opened {
        encoding: Some(decoded.encoding),
        delimiter: Some(delimited.delimiter),
        ..one_sheet(Kind::Text, sheet)
    };
    Ok(without_list(opened, None))
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn json(bytes: &[u8], limits: &Limits) -> Result<Opened, Finding> {
    let decoded = encoding::decode(bytes).map_err(no_text)?;
    let on_line = |line: usize, message| {
        let mut found = finding(Code::UnreadableFile, message);
        found.location.row = u32::try_from(line).ok();
        found
    };
    let sheet = json::read(&decoded.text, limits.max_cells).map_err(|fault| match fault {
        JsonFault::TooManyCells => too_many_cells(limits),
        JsonFault::TooManyMembers => oversized(None, Exceeded::Columns(MOST_COLUMNS)),
        JsonFault::TooDeep => finding(Code::UnreadableFile, message!("unreadable-file.json-too-deep")),
        JsonFault::NoRows => finding(Code::UnreadableFile, message!("unreadable-file.json-no-rows")),
        JsonFault::CutShort { line } => {
            on_line(line, message!("unreadable-file.json-cut-short", line = line.to_string()))
        }
        JsonFault::Broken { line, column } => {
            on_line(line, message!("unreadable-file.json-broken", line = line.to_string(), column = column.to_string()))
        }
    })?;
    Ok(Opened { encoding: Some(decoded.encoding), ..one_sheet(Kind::Json, sheet) })
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn parquet(bytes: &[u8], limits: &Limits) -> Result<Opened, Finding> {
    let sheet = parquet_file::read(bytes, limits).map_err(|fault| match fault {
        ParquetFault::TooManyCells => too_many_cells(limits),
        ParquetFault::TooManyColumns => oversized(None, Exceeded::Columns(parquet_file::MOST_COLUMNS)),
        ParquetFault::TooLarge { most } => oversized(None, Exceeded::Unpacked(most)),
        ParquetFault::Packing(packing) => {
            finding(Code::UnreadableFile, message!("unreadable-file.parquet-packing", packing = packing))
        }
        ParquetFault::Broken => finding(Code::UnreadableFile, message!("unreadable-file.parquet")),
    })?;
    Ok(one_sheet(Kind::Parquet, sheet))
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn book(bytes: &[u8], contents: Option<Contents<'_>>, kind: Kind, limits: &Limits) -> Result<Opened, Finding> {
    let unreadable = |message| finding(Code::UnreadableFile, message);
    let packing = contents.as_ref().and_then(|contents| contents.unknown_packing.clone());
    let mut book = workbook::read(bytes, contents, kind, limits).map_err(|fault| match fault {
        WorkbookFault::Broken | WorkbookFault::NoPackage if packing.is_some() => {
            unreadable(message!("unreadable-file.workbook-packing", packing = packing.as_deref().unwrap_or_default()))
        }
        WorkbookFault::Encrypted => encrypted(),
        WorkbookFault::Oversized => too_many_cells(limits),
        WorkbookFault::NoPackage => unreadable(message!("unreadable-file.workbook-no-package")),
        WorkbookFault::Records => unreadable(message!("unreadable-file.workbook-records")),
        WorkbookFault::SharedPart => unreadable(message!("unreadable-file.workbook-shared-part")),
        WorkbookFault::Broken => unreadable(message!("unreadable-file.workbook")),
    })?;
    book.sheets.iter_mut().for_each(repair);
    book.sheets.iter_mut().for_each(covered::note);
    let mut findings = rests_on::links(&book.links);
    findings.extend(book.lost.iter().map(lost_sheet));
    findings.extend(book.has_macros.then(rests_on::macros));
    let return_of = ReturnOf::default();
    let opened = Opened { kind, encoding: None, delimiter: None, sheets: book.sheets, findings, return_of };
    Ok(without_list(opened, book.return_property))
}

/// A file without the list that we put into it when it went back to its sender; where nothing is left of it, that is said.
fn without_list(mut opened: Opened, property: Option<String>) -> Opened {
    if let Some(return_of) = returned::take_list(&mut opened.sheets, property) {
        if return_of.is_list_alone {
            opened.findings.push(finding(Code::UnknownForm, message!("unknown-form.returned-list")));
        }
        opened.return_of = return_of;
    }
    opened
}

fn one_sheet(kind: Kind, mut sheet: Sheet) -> Opened {
    repair(&mut sheet);
    let return_of = ReturnOf::default();
    Opened { kind, encoding: None, delimiter: None, sheets: vec![sheet], findings: Vec::new(), return_of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Merged;
    use proptest::prelude::*;

    fn code(bytes: &[u8]) -> Option<Code> {
        open(bytes, &Limits::default()).err().map(|finding| finding.code)
    }

    fn workbook() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let format = rust_xlsxwriter::Format::new();
        let sheet = book.add_worksheet();
        sheet.set_name("Biểu 02").unwrap();
        sheet.merge_range(0, 0, 0, 3, "Tiêu đề", &format).unwrap();
        sheet.write(1, 0, 12.5).unwrap();
        sheet.write(1, 1, true).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 9, 1).unwrap();
        sheet.write_with_format(1, 2, day, &rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy")).unwrap();
        sheet.write(1_048_575, 16_383, "xa").unwrap();
        let hidden = book.add_worksheet();
        hidden.set_hidden(true);
        hidden.write(0, 0, 1).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_workbook_gives_its_cells_its_merged_ranges_and_its_hidden_sheets() {
        let sheets = open(&workbook(), &Limits::default()).unwrap().sheets;
        assert_eq!(
            sheets.iter().map(|sheet| (&*sheet.name, sheet.visible)).collect::<Vec<_>>(),
            [("Biểu 02", true), ("Sheet2", false)]
        );
        let grid = &sheets[0].grid;
        assert_eq!(grid.cells(), 5);
        assert_eq!(grid.get(1, 0), &Cell::Number(12.5));
        assert_eq!(grid.get(1, 1), &Cell::Boolean(true));
        assert_eq!(grid.get(1, 2).display(), "2025-09-01");
        assert_eq!(grid.get(1_048_575, 16_383), &"xa".into());
        assert_eq!(grid.merged(), [Merged { first_row: 0, first_column: 0, last_row: 0, last_column: 3 }]);
    }

    #[test]
    fn text_of_any_encoding_is_one_sheet() {
        let bytes: Vec<u8> = "\u{feff}Mã\tTên\n03127\tXã Nà Tấu\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let opened = open(&bytes, &Limits::default()).unwrap();
        assert_eq!((opened.kind, opened.encoding, opened.delimiter), (Kind::Text, Some("UTF-16LE"), Some('\t')));
        assert_eq!(opened.sheets[0].grid.get(1, 1), &"Xã Nà Tấu".into());
    }

    #[test]
    fn utf_16_needs_no_byte_order_mark() {
        let text = "Tên xã\tSố hộ\nXã Nà Tấu\t1200\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let opened = open(&bytes, &Limits::default()).unwrap();
            assert_eq!(opened.encoding, Some(encoding));
            assert_eq!(opened.sheets[0].grid.get(1, 0), &"Xã Nà Tấu".into());
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(code(b""), Some(Code::EmptyFile));
        assert_eq!(code("Tên,Số\n\"Xã Nà Tấu,12\n".as_bytes()), Some(Code::UnreadableFile));
        assert_eq!(code(&[0, 1, 2, 3]), Some(Code::UnreadableFile));
        let bytes = workbook();
        for cut in [30, 100, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(code(&bytes[..cut]), Some(Code::UnreadableFile), "{cut}");
        }
        let limits = Limits { max_cells: 3, ..Limits::default() };
        assert_eq!(open(&bytes, &limits).unwrap_err().code, Code::OversizedFile);
        let limits = Limits { max_unpacked: 100, ..Limits::default() };
        assert_eq!(open(&bytes, &limits).unwrap_err().code, Code::OversizedFile);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in 0usize..4) {
            let magic: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"][magic];
            let _ = open(&[magic, &bytes].concat(), &Limits::default());
        }

        #[test]
        fn no_damage_to_a_workbook_makes_it_panic(index in 0usize..8000, byte in any::<u8>()) {
            static WORKBOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(workbook);
            let mut bytes = WORKBOOK.clone();
            let index = index % bytes.len();
            bytes[index] = byte;
            let _ = open(&bytes, &Limits::default());
        }

        #[test]
        fn no_damage_to_a_workbook_makes_its_looks_panic(which in 0usize..4, index in 0usize..20_000, byte in any::<u8>()) {
            let sample: &[u8] = [
                include_bytes!("../../../../fixtures/samples/libreoffice.ods").as_slice(),
                include_bytes!("../../../../fixtures/samples/libreoffice.xls"),
                include_bytes!("../../../../fixtures/samples/libreoffice.xlsx"),
                include_bytes!("../../../../fixtures/samples/plain.xlsb"),
            ][which];
            let mut bytes = sample.to_vec();
            let index = index % bytes.len();
            bytes[index] = byte;
            let _ = appearances(&bytes, &Limits::default());
        }
    }
}
