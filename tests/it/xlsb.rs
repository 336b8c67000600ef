//! Binary workbooks (xlsb), made record by record: what their formats, fonts and formulas say is read as in any other workbook.

use std::collections::BTreeMap;

use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;

use crate::biff;
use crate::cell_formats::{HIDING, WITH_UNITS, found, hidden_numbers_are_found, labels, units_are_found};
use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};
use crate::packages::{archive, parts};

/// A record ([MS-XLSB] 2.1.4): its kind and the length of its data, seven bits a byte, and the data.
fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in [kind, u32::try_from(data.len()).expect("a short record")] {
        while number >= 0x80 {
            bytes.push(u8::try_from(number & 0x7f).expect("seven bits") | 0x80);
            number >>= 7;
        }
        bytes.push(u8::try_from(number).expect("seven bits"));
    }
    bytes.extend(data);
    bytes
}

/// A text in letters of two bytes, behind their number.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("a short text").to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// BrtFont: height and flags, among them that of text that is struck out, weight, its place (1 raised, 2 lowered), and what else it has.
fn font(is_struck: bool, place: u16) -> Vec<u8> {
    let numbers = [220, if is_struck { 8 } else { 0 }, 400, place].map(u16::to_le_bytes).concat();
    record(43, &[&numbers[..], &[0; 13], &text("Times New Roman")].concat())
}

/// BrtXF: parent, format, font, and what else it has.
fn style(format: u16, font: u16) -> Vec<u8> {
    record(47, &[&0_u16.to_le_bytes()[..], &format.to_le_bytes(), &font.to_le_bytes(), &[0; 10]].concat())
}

/// What a cell holds.
#[derive(Clone)]
enum Value {
    Text(&'static str),
    Number(f64),
    /// What a formula gave.
    Formula(f64),
    FormulaText(&'static str),
    /// The same, with the tokens of the formula.
    FormulaOf(f64, Vec<u8>),
    FormulaTextOf(&'static str, Vec<u8>),
    /// A text and a mark behind it, in the third font.
    Raised(&'static str, &'static str),
    /// The same in the fourth.
    Lowered(&'static str, &'static str),
}

/// The tokens of a formula behind its flags and their number, and nothing else behind them.
fn counted(tokens: &[u8]) -> Vec<u8> {
    let length = u32::try_from(tokens.len()).expect("few tokens");
    [&[0; 2][..], &length.to_le_bytes(), tokens, &[0; 4]].concat()
}

/// A cell of this style in a column.
fn cell(column: u32, style: u32, value: &Value) -> Vec<u8> {
    let (kind, value) = match value {
        Value::Text(written) => (6, text(written)),
        Value::Number(number) => (5, number.to_le_bytes().to_vec()),
        Value::Formula(number) => (9, [&number.to_le_bytes()[..], &[0; 10]].concat()),
        Value::Raised(written, mark) | Value::Lowered(written, mark) => {
            let font = if matches!(value, Value::Raised(..)) { 2 } else { 3 };
            let start = u32::try_from(written.encode_utf16().count()).expect("a short text");
            let runs = [1, start | font << 16].map(u32::to_le_bytes).concat();
            (62, [vec![1], text(&[*written, *mark].concat()), runs].concat())
        }
        Value::FormulaText(written) => (8, [text(written), vec![0; 10]].concat()),
        Value::FormulaOf(number, tokens) => (9, [&number.to_le_bytes()[..], &counted(tokens)].concat()),
        Value::FormulaTextOf(written, tokens) => (8, [text(written), counted(tokens)].concat()),
    };
    record(kind, &[&column.to_le_bytes()[..], &style.to_le_bytes(), &value].concat())
}

/// A report of the communes with these numbers of dossiers and those online, each in a style: 0 is plain, 1 struck out, and those behind
/// have these formats.
fn workbook(formats: &[&str], asks_to_compute: bool, cells: &[(u32, [Value; 2])]) -> Vec<u8> {
    let listed = [&[0; 4][..], &1_u32.to_le_bytes(), &text("rId1"), &text("Biểu 01")].concat();
    let compute = [&[0; 24][..], &u16::from(asks_to_compute).to_le_bytes()].concat();
    let book = [record(131, &[]), record(156, &listed), record(157, &compute), record(132, &[])].concat();
    let mut styles = record(278, &[]);
    for (number, code) in (164_u16..).zip(formats) {
        styles.extend(record(44, &[&number.to_le_bytes()[..], &text(code)].concat()));
    }
    styles.extend(
        [font(false, 0), font(true, 0), font(false, 1), font(false, 2), record(617, &[0; 4]), style(0, 0), style(0, 1)]
            .concat(),
    );
    (164..).zip(formats).for_each(|(number, _)| styles.extend(style(number, 0)));
    styles.extend(record(618, &[]));

    let mut sheet = [record(129, &[]), record(145, &[])].concat();
    sheet.extend(record(0, &0_u32.to_le_bytes()));
    for (column, label) in (0..).zip(labels()) {
        sheet.extend(cell(column, 0, &Value::Text(label)));
    }
    for (row, ((code, name), (style, numbers))) in (1_u32..).zip(OLD.into_iter().zip(cells)) {
        sheet.extend(record(0, &row.to_le_bytes()));
        let all = *style == 1;
        let texts = [code, name, "2025-Q2"].map(Value::Text);
        let others = [Value::Number(1000.0), Value::Number(60.0)];
        for (column, value) in (0..).zip(texts.iter().chain(numbers).chain(&others)) {
            sheet.extend(cell(column, if all || column == 3 { *style } else { 0 }, value));
        }
    }
    sheet.extend([record(146, &[]), record(130, &[])].concat());

    package(&book, &styles, &sheet)
}

/// The parts of a workbook in their package.
fn package(book: &[u8], styles: &[u8], sheet: &[u8]) -> Vec<u8> {
    let relationships = |kinds: &[(&str, &str)]| {
        let kinds = (1..).zip(kinds).map(|(id, (kind, target))| {
            format!(
                r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
            )
        });
        let kinds: String = kinds.collect();
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{kinds}</Relationships>"#
        )
    };
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    let main = relationships(&[("officeDocument", "xl/workbook.bin")]);
    let of_book = relationships(&[("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")]);
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", main.as_bytes()),
        ("xl/_rels/workbook.bin.rels", of_book.as_bytes()),
        ("xl/workbook.bin", book),
        ("xl/styles.bin", styles),
        ("xl/worksheets/sheet1.bin", sheet),
    ])
}

/// A workbook of one sheet with these cells, by row and column, and merged ranges: top, left, bottom, right. It hides these of the
/// rows that hold anything, and of its first columns.
pub fn of_cells(cells: &BTreeMap<(u32, u32), Cell>, merged: &[(u32, u32, u32, u32)], hidden: &Hidden) -> Vec<u8> {
    let listed = [&[0; 4][..], &1_u32.to_le_bytes(), &text("rId1"), &text("Biểu 01")].concat();
    let book = [record(131, &[]), record(156, &listed), record(132, &[])].concat();
    let styles = [record(278, &[]), font(false, 0), record(617, &[0; 4]), style(0, 0), record(618, &[])].concat();
    let mut sheet = record(129, &[]);
    for column in (0..64_u32).filter(|column| hidden.columns.contains(*column)) {
        let widths = [column, column, 2560, 0].map(u32::to_le_bytes).concat();
        sheet.extend(record(60, &[&widths[..], &[1, 0]].concat()));
    }
    sheet.extend(record(145, &[]));
    let mut begun = None;
    for ((row, column), cell) in cells {
        if begun != Some(row) {
            let flags = if hidden.rows.contains(*row) { 1 << 4 } else { 0 };
            sheet.extend(record(0, &[&row.to_le_bytes()[..], &[0; 4], &[44, 1], &[0, flags, 0]].concat()));
            begun = Some(row);
        }
        let (kind, value) = match cell {
            Cell::Empty => continue,
            Cell::Number(number) => (5, number.to_le_bytes().to_vec()),
            Cell::Integer(number) => (5, (*number as f64).to_le_bytes().to_vec()),
            Cell::Boolean(truth) => (4, vec![u8::from(*truth)]),
            Cell::Error(error) => (3, vec![biff::error(error)]),
            other => (6, text(&other.display())),
        };
        sheet.extend(record(kind, &[&column.to_le_bytes()[..], &[0; 4], &value].concat()));
    }
    sheet.extend(record(146, &[]));
    if !merged.is_empty() {
        sheet.extend(record(177, &u32::try_from(merged.len()).expect("few ranges").to_le_bytes()));
        for (top, left, bottom, right) in merged {
            sheet.extend(record(176, &[top, bottom, left, right].map(|number| number.to_le_bytes()).concat()));
        }
        sheet.extend(record(178, &[]));
    }
    sheet.extend(record(130, &[]));
    package(&book, &styles, &sheet)
}

/// A workbook whose cells have number formats, with columns of their own widths, one of them hidden, and a hidden row.
pub fn with_looks() -> Vec<u8> {
    let listed = [&[0; 4][..], &1_u32.to_le_bytes(), &text("rId1"), &text("Biểu 01")].concat();
    let book = [record(131, &[]), record(156, &listed), record(132, &[])].concat();
    let codes = ["#,##0.0\" đ\"", "dd/mm/yyyy", "#,##0,", "0\"00\"", "00000", "h:mm"];
    let mut styles = record(278, &[]);
    for (number, code) in (164_u16..).zip(codes) {
        styles.extend(record(44, &[&number.to_le_bytes()[..], &text(code)].concat()));
    }
    styles.extend([font(false, 0), record(617, &[0; 4]), style(0, 0), style(10, 0)].concat());
    (164..).zip(codes).for_each(|(number, _)| styles.extend(style(number, 0)));
    styles.extend(record(618, &[]));
    let column = |first: u32, last: u32, width: u32, flags: u16| {
        let numbers = [first, last, width * 256, 0].map(u32::to_le_bytes).concat();
        record(60, &[&numbers[..], &flags.to_le_bytes()].concat())
    };
    let row = |number: u32, flags: u8| {
        record(0, &[&number.to_le_bytes()[..], &[0; 4], &300_u16.to_le_bytes(), &[0, flags, 0]].concat())
    };
    let numbers = [7.0, 0.455, 1_234.5, 45_901.0, 120_000.0, 54.0, 7_730.0, 0.3125];
    let cells = (0..).zip(numbers).map(|(place, number)| cell(place, place, &Value::Number(number)));
    let blank = record(1, &[3_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat());
    let sheet = [
        record(129, &[]),
        [column(0, 1, 30, 0), column(3, 3, 12, 1)].concat(),
        record(145, &[]),
        row(0, 0),
        cells.collect::<Vec<_>>().concat(),
        row(1, 1 << 4),
        [cell(0, 0, &Value::Text("ẩn")), blank].concat(),
        row(2, 0),
        cell(0, 0, &Value::Text("hết")),
        record(146, &[]),
        record(130, &[]),
    ];
    package(&book, &styles, &sheet.concat())
}

/// The same numbers in each row, in these styles.
fn in_styles<const ROWS: usize>(received: f64, styles: [u32; ROWS]) -> [(u32, [Value; 2]); ROWS] {
    styles.map(|style| (style, [Value::Number(received), Value::Number(50.0)]))
}

/// A report in which the first commune has more dossiers online than received.
pub fn with_more_online_than_received() -> Vec<u8> {
    let numbers = [40.0, 100.0, 100.0, 100.0, 100.0];
    let cells = numbers.map(|received| (0, [Value::Number(received), Value::Number(50.0)]));
    workbook(&[], false, &cells)
}

#[test]
fn digits_of_a_format_beside_a_number_are_an_error() {
    let formats = ["0\"00\"", "#,##0\" hồ sơ\"", "0\\0", "\"1\"000", "#,##0_);(#,##0)"];
    let bytes = workbook(&formats, false, &in_styles(54.0, [2, 3, 4, 5, 6]));
    let (reported, rows) = found("q2.xlsb", &bytes, "unread-cell", 1);
    assert_eq!(reported, ["D2", "D4", "D5"].map(|cell| format!("error | {cell} | 54 | quarantined")));
    assert_eq!(rows, ["90002 | 54 | 50", "90005 | 54 | 50"]);
}

#[test]
fn a_unit_that_a_format_shows_is_that_of_a_text() {
    units_are_found("q2.xlsb", &workbook(&WITH_UNITS, false, &in_styles(54.0, [2, 3, 4, 5, 6])));
}

#[test]
fn a_number_that_its_format_does_not_show_is_no_value() {
    hidden_numbers_are_found("q2.xlsb", &workbook(&HIDING, false, &in_styles(1500.0, [2, 3, 4, 5, 6])));
}

#[test]
fn raised_marks_are_no_part_of_a_text() {
    let number = |received| (0, [received, Value::Number(5.0)]);
    let cells = [Value::Raised("12", "3"), Value::Raised("120", "(1)"), Value::Lowered("7", "2")].map(number);
    let mini = Mini::new();
    mini.send("services/q2.xlsb", "2025-07-05T09:00:00+07:00", workbook(&[], false, &cells));
    mini.run(0);
    let rows = lines(&mini.table("data/services"), &["ref_area", "received"]);
    assert_eq!(rows, ["90001 | 12", "90002 | 120", "90003 | 7"]);
}

#[test]
fn numbers_that_are_shown_in_thousands_count_as_shown() {
    let bytes = workbook(&["#,##0,"], false, &in_styles(120_000.0, [2; 5]));
    let (reported, rows) = found("q2.xlsb", &bytes, "scaled-number", 0);
    assert_eq!(reported, ["warning | D2 | 5 | used"]);
    assert_eq!(rows, OLD.map(|(code, _)| format!("{code} | 120 | 50")));
}

/// The workbook with the font that strikes out made over into this one.
fn with_font(bytes: &[u8], made: &[u8]) -> Vec<u8> {
    let struck = font(true, 0);
    let over = |(name, bytes): (String, Vec<u8>)| {
        let start = bytes.windows(struck.len()).position(|window| window == struck);
        let bytes = match start.filter(|_| name.ends_with("styles.bin")) {
            Some(start) => [&bytes[..start], made, &bytes[start + struck.len()..]].concat(),
            None => bytes,
        };
        (name, bytes)
    };
    let parts: Vec<(String, Vec<u8>)> = parts(bytes).into_iter().map(over).collect();
    archive(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

#[test]
fn a_row_in_letters_of_the_colour_of_its_cells_is_reported() {
    let bytes = workbook(&[], false, &in_styles(100.0, [0, 0, 1, 0, 0]));
    // Its colour is behind the font: of red, green and blue (2), or of the theme (3), each a kind behind a flag.
    let font = |kind: u8, number: u8, parts: [u8; 4]| {
        let numbers = [220, 0, 400, 0].map(u16::to_le_bytes).concat();
        let colour = [&[kind << 1 | 1, number, 0, 0][..], &parts].concat();
        record(43, &[&numbers[..], &[0; 4], &colour, &[0], &text("Arial")].concat())
    };
    for (made, expected) in [
        (font(2, 0, [255; 4]), vec!["warning |  | 4 | used"]),
        (font(3, 0, [0; 4]), vec!["warning |  | 4 | used"]),
        (font(3, 1, [0; 4]), vec![]),
        (font(2, 0, [192, 192, 192, 255]), vec![]),
    ] {
        let (reported, rows) = found("q2.xlsb", &with_font(&bytes, &made), "hidden-row", 0);
        assert_eq!((reported, rows.len()), (expected.into_iter().map(str::to_owned).collect(), 5));
    }
}

#[test]
fn a_row_that_is_struck_out_whole_is_reported() {
    let bytes = workbook(&[], false, &in_styles(100.0, [0, 0, 1, 0, 0]));
    let (reported, rows) = found("q2.xlsb", &bytes, "struck-out", 0);
    assert_eq!(reported, ["warning | A4 | A4:G4 | used"]);
    assert_eq!(rows.len(), 5);
}

/// The cells of formulas that were never computed, and the dossiers online that were read.
#[track_caller]
fn computed(asks_to_compute: bool, online: [Value; 5], exit: i32) -> (Vec<String>, Vec<String>) {
    let cells = online.map(|online| (0, [Value::Number(100.0), online]));
    let mini = Mini::new();
    let bytes = workbook(&[], asks_to_compute, &cells);
    mini.send("services/q2.xlsb", "2025-07-05T09:00:00+07:00", bytes);
    mini.run(exit);
    let reported = filtered(mini.table("findings"), &[("code", "error-cell")]);
    (lines(&reported, &["cell", "value", "disposition"]), lines(&mini.table("data/services"), &["ref_area", "online"]))
}

#[test]
fn zeros_of_formulas_count_where_most_formulas_of_the_workbook_gave_something() {
    use Value::{Formula, FormulaText};
    let uncomputed = ["E3 | =… | quarantined", "E4 | =… | quarantined"];
    let mostly_zero = || [Formula(50.0), Formula(0.0), Formula(0.0), FormulaText(""), FormulaText("")];
    let (reported, rows) = computed(true, mostly_zero(), 1);
    assert_eq!(reported, uncomputed);
    assert_eq!(rows, ["90001 | 50", "90004 | ", "90005 | "]);
    let (reported, rows) = computed(false, mostly_zero(), 0);
    assert_eq!(
        (reported.len(), rows.len(), rows[1].as_str()),
        (0, 5, "90002 | 0"),
        "nobody asks for it to be computed"
    );
    let (reported, rows) = computed(true, [50.0, 0.0, 0.0, 40.0, 30.0].map(Formula), 0);
    assert_eq!((reported.len(), rows.len(), rows[1].as_str()), (0, 5, "90002 | 0"), "a spreadsheet computed it");
    let empty = || [Value::Number(50.0), FormulaText(""), Value::Number(40.0), FormulaText(""), Value::Number(30.0)];
    let (reported, rows) = computed(true, empty(), 1);
    assert_eq!(
        (&*reported, rows.len()),
        (&["E3 | =… | quarantined", "E5 | =… | quarantined"].map(String::from)[..], 3)
    );
    let (reported, rows) = computed(false, empty(), 0);
    assert_eq!((reported.len(), rows.len()), (0, 5), "nobody asks for it to be computed");
}

#[test]
fn a_result_that_its_own_formula_disproves_is_none() {
    use Value::{Formula, FormulaOf, FormulaTextOf};
    // The dossiers of the row, minus 40.
    let online = |row: u32| {
        let row = row.to_le_bytes();
        [&[0x44][..], &row, &[3, 0xc0, 0x1e, 40, 0, 0x04]].concat()
    };
    let right = || FormulaOf(60.0, online(1));
    for wrong in [FormulaOf(0.0, online(2)), FormulaTextOf("", online(2))] {
        let (reported, rows) =
            computed(false, [right(), wrong, Formula(30.0), Formula(30.0), FormulaOf(60.0, online(5))], 1);
        assert_eq!(reported, ["E3 | =D3-40 | quarantined"]);
        assert_eq!(rows, ["90001 | 60", "90003 | 30", "90004 | 30", "90005 | 60"]);
    }
    // Nothing shows then that another zero was computed, unless its own formula does.
    let zero = [&[0x44][..], &4_u32.to_le_bytes(), &[3, 0xc0, 0x1e, 100, 0, 0x04]].concat();
    let (reported, rows) =
        computed(false, [right(), FormulaOf(0.0, online(2)), Formula(0.0), FormulaOf(0.0, zero), Formula(30.0)], 1);
    assert_eq!(reported, ["E3 | =D3-40 | quarantined", "E4 | =… | quarantined"]);
    assert_eq!(rows, ["90001 | 60", "90004 | 0", "90005 | 30"]);
}
