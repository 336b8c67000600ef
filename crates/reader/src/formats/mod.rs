//! Stage 1, read: bytes to the tables of declared forms.
//!
//! Takes the bytes of one object and the forms; gives its sheets ([`open`]) and the tables that stand on them
//! ([`locate::locate`]), with findings for what cannot be read or told. It turns no cell into a value: that is
//! `typing`'s part.
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`sniff`] | bytes | what the file is |
//! | [`workbook`], [`delimited`] | bytes, text | [`grid::Sheet`]s |
//! | [`archive`] | the bytes of a zip of files | the sheets of each |
//! | [`inflation`] | the bytes of a package | how much it unpacks to |
//! | [`package`], [`formula_cells`] | bytes | hidden rows and columns, formulas that were never computed |
//! | [`superscript`] | shared strings, cells | texts without their footnote marks |
//! | [`open_document`] | bytes of an ods | how many cells it stands for, merged ranges, percent formats, formulas that were never computed |
//! | [`number_format`], [`biff_formats`] | format codes, the stream of an xls | percent formats |
//! | `shared_strings`, `styles`, `biff_texts`, `parquet_footer` | packages, the stream of an xls, a footer | what reading them would cost |
//! | [`rests_on`] | macros, links to other files | warnings |
//! | [`legacy`] | a sheet | its texts in Unicode |
//! | `known_text` | a text | what it says, told once |
//! | [`label_path`], `label_groups` | a block of cells | the texts over each column |
//! | `label_keys`, `label_other`, `label_likeness`, [`label_match`] | these texts, forms | the field that they tell, and how surely |
//! | [`header`] | a sheet, forms | the block of labels of a table |
//! | [`rows`] | the rows below | the role of each |
//! | [`numbering`], [`formula`] | a row of numbers | the number and the arithmetic of each column |
//! | [`unit_text`], [`period_text`] | words | units of measure, periods |
//! | [`head`] | the rows above | form code, period, sender, unit, revision |
//! | [`locate`] | all of these | [`locate::Table`]s and findings |

pub mod archive;
pub mod bytes;
pub mod faults;
pub mod gzip;
pub mod json;
pub mod open_document;
mod parquet_cells;
pub mod parquet_file;
pub mod parquet_footer;
pub mod rests_on;
pub mod sniff;
pub mod text;
pub mod workbook;
pub mod xls;
pub mod xlsx;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
pub use crate::formats::faults::too_large;
use crate::formats::faults::{encrypted, endless_record, finding, no_text, oversized};
use crate::formats::sniff::Kind;
use crate::formats::text::{delimited, encoding};
use crate::formats::workbook::Fault;
use crate::formats::xlsx::inflation;
use crate::sheet::grid::Sheet;
use crate::sheet::legacy;
use crate::sheet::limits::Limits;

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
}

/// The sheets of a file, and how it was read. The `Err` is the finding that says why there are none.
#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
pub fn open(bytes: &[u8], object: &str, limits: &Limits) -> Result<Opened, Finding> {
    let fault = |code, message| finding(object, code, message);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.max_bytes {
        return Err(too_large(object, size, limits));
    }
    let sniffed = sniff::sniff(bytes);
    // Of an archive each file is counted as it is unpacked.
    if sniffed.kind != Kind::Zip && sniffed.unpacked > limits.max_unpacked {
        return Err(oversized(object, &format!("{} byte", sniffed.unpacked), &format!("{} byte", limits.max_unpacked)));
    }
    if matches!(sniffed.kind, Kind::Xlsx | Kind::Xlsb | Kind::Ods) {
        let unpacked = inflation::unpacked(bytes);
        if unpacked > limits.max_unpacked {
            return Err(oversized(object, &format!("{unpacked} byte"), &format!("{} byte", limits.max_unpacked)));
        }
    }
    let too_many = || oversized(object, "?", &format!("{} ô/cells", limits.max_cells));
    match sniffed.kind {
        Kind::Empty => Err(fault(
            Code::EmptyFile,
            Message::new(
                "Tệp rỗng, không có nội dung; hãy gửi lại tệp có số liệu.",
                "The file is empty; send it again with its data.",
            ),
        )),
        Kind::Encrypted => Err(encrypted(object)),
        Kind::Truncated => Err(fault(
            Code::UnreadableFile,
            Message::new(
                "Tệp bị cắt ngắn hoặc hỏng: không tìm thấy phần kết thúc của tệp; hãy mở lại bằng Excel, lưu và gửi lại.",
                "The file is cut short or broken: its end is missing; open it in Excel, save it and send it again.",
            ),
        )),
        Kind::Other(vi, en) => Err(fault(
            Code::UnreadableFile,
            Message::new(
                format!("Tệp này là {vi}, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại."),
                format!(
                    "The file is {en}, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again."
                ),
            ),
        )),
        Kind::Zip => archive::read(bytes, object, limits),
        Kind::Text => text(bytes, object, limits, too_many),
        Kind::Json => {
            let decoded = encoding::decode(bytes).map_err(|reason| no_text(object, reason))?;
            let sheet = json::read(&decoded.text, limits.max_cells).map_err(|reason| match reason {
                json::Fault::TooManyCells => too_many(),
                json::Fault::NoRows => fault(
                    Code::UnreadableFile,
                    Message::new(
                        "Tệp JSON không có danh sách các dòng; hãy gửi một danh sách đối tượng, hoặc mỗi dòng một đối tượng.",
                        "The JSON file holds no list of rows; send a list of objects, or one object a line.",
                    ),
                ),
                json::Fault::Broken { line, cause } => {
                    let mut found = fault(
                        Code::UnreadableFile,
                        Message::new(
                            format!("Tệp JSON sai cú pháp hoặc bị cắt ngắn ở dòng {line}; hãy xuất và gửi lại."),
                            format!("The JSON file is broken or cut short ({cause}); export it and send it again."),
                        ),
                    );
                    found.location.row = u32::try_from(line).ok();
                    found
                }
            })?;
            Ok(Opened {
                kind: Kind::Json,
                encoding: Some(decoded.encoding),
                delimiter: None,
                sheets: vec![sheet],
                findings: Vec::new(),
            })
        }
        Kind::Parquet => {
            let sheet = parquet_file::read(bytes, limits.max_cells).map_err(|reason| match reason {
                parquet_file::Fault::TooManyCells => too_many(),
                parquet_file::Fault::Broken(cause) => fault(
                    Code::UnreadableFile,
                    Message::new(
                        "Không đọc được tệp Parquet: tệp bị hỏng, bị cắt ngắn hoặc nén theo kiểu không hỗ trợ; hãy xuất lại (snappy hoặc zstd).",
                        format!("The Parquet file cannot be read ({cause}); export it again, packed with snappy or zstd."),
                    ),
                ),
            })?;
            Ok(Opened {
                kind: Kind::Parquet,
                encoding: None,
                delimiter: None,
                sheets: vec![sheet],
                findings: Vec::new(),
            })
        }
        Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods => {
            let mut book = workbook::read(bytes, sniffed.kind, limits).map_err(|reason| match reason {
                Fault::Encrypted => encrypted(object),
                Fault::Oversized => too_many(),
                Fault::Unreadable(why) => fault(
                    Code::UnreadableFile,
                    Message::new(
                        "Không đọc được bảng tính: tệp bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.",
                        format!("The workbook cannot be read ({why}): it is broken or cut short; open it in Excel, save it and send it again."),
                    ),
                ),
            })?;
            book.sheets.iter_mut().for_each(legacy::mend);
            let mut findings = rests_on::links(object, &book.links);
            findings.extend(book.has_macros.then(|| rests_on::macros(object)));
            Ok(Opened { kind: sniffed.kind, encoding: None, delimiter: None, sheets: book.sheets, findings })
        }
    }
}

#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
fn text(bytes: &[u8], object: &str, limits: &Limits, too_many: impl Fn() -> Finding) -> Result<Opened, Finding> {
    let decoded = encoding::decode(bytes).map_err(|reason| no_text(object, reason))?;
    let (delimiter, skip) = delimited::delimiter(&decoded.text);
    if let Some(line) = delimited::open_quote(decoded.text.get(skip..).unwrap_or_default(), delimiter) {
        return Err(endless_record(object, line));
    }
    let mut delimited = delimited::read(&decoded.text, limits.max_cells).map_err(|_| too_many())?;
    legacy::mend(&mut delimited.sheet);
    Ok(Opened {
        kind: Kind::Text,
        encoding: Some(decoded.encoding),
        delimiter: Some(delimited.delimiter),
        sheets: vec![delimited.sheet],
        findings: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::{Cell, Merged};
    use proptest::prelude::*;

    fn code(bytes: &[u8]) -> Option<Code> {
        open(bytes, "a", &Limits::default()).err().map(|finding| finding.code)
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
        let sheets = open(&workbook(), "a.csv", &Limits::default()).unwrap().sheets;
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
        let opened = open(&bytes, "a.xlsx", &Limits::default()).unwrap();
        assert_eq!((opened.kind, opened.encoding, opened.delimiter), (Kind::Text, Some("UTF-16LE"), Some('\t')));
        assert_eq!(opened.sheets[0].grid.get(1, 1), &"Xã Nà Tấu".into());
    }

    #[test]
    fn utf_16_needs_no_byte_order_mark() {
        let text = "Tên xã\tSố hộ\nXã Nà Tấu\t1200\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let opened = open(&bytes, "a", &Limits::default()).unwrap();
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
        assert_eq!(open(&bytes, "a", &limits).unwrap_err().code, Code::OversizedFile);
        let limits = Limits { max_unpacked: 100, ..Limits::default() };
        assert_eq!(open(&bytes, "a", &limits).unwrap_err().code, Code::OversizedFile);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in 0usize..4) {
            let magic: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"][magic];
            let _ = open(&[magic, &bytes].concat(), "a", &Limits::default());
        }

        #[test]
        fn no_damage_to_a_workbook_makes_it_panic(place in 0usize..8000, byte in any::<u8>()) {
            static WORKBOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(workbook);
            let mut bytes = WORKBOOK.clone();
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = open(&bytes, "a", &Limits::default());
        }
    }
}
