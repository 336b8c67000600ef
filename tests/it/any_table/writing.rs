//! Lines of cells as the bytes of a file, in one of the formats and encodings.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{Format as CellFormat, Workbook};
use unicode_normalization::UnicodeNormalization;

use super::layout::{COLUMNS, Encoding, Format, Layout, Letters};
use crate::legacy::{bytes as latin, tcvn3, vni};

pub fn bytes(lines: &[Vec<String>], layout: &Layout) -> Vec<u8> {
    match layout.format {
        Format::Workbook(letters) => workbook(lines, layout, letters),
        Format::Text { delimiter, encoding } => text(lines, delimiter, encoding),
        Format::JsonLines => objects(lines).join("\n").into_bytes(),
        Format::JsonList => format!("[{}]", objects(lines).join(",\n")).into_bytes(),
        Format::Parquet => parquet(lines),
    }
}

/// A text as a program that knew these letters wrote it.
fn in_letters(text: &str, letters: Letters) -> String {
    match letters {
        Letters::Unicode => text.to_owned(),
        Letters::Decomposed => text.nfd().collect(),
        Letters::Tcvn3 => tcvn3(text),
        Letters::Vni => vni(text),
    }
}

fn workbook(lines: &[Vec<String>], layout: &Layout, letters: Letters) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) if !cell.starts_with('0') && cell.len() < 5 => {
                    sheet.write_number(row, column, number).expect("written");
                }
                _ => {
                    sheet.write_string(row, column, in_letters(cell, letters)).expect("written");
                }
            }
        }
    }
    if let Some((first, last)) = layout.group {
        let (format, upper) = (CellFormat::new(), u32::try_from(layout.labels_at()).expect("a row"));
        let column = |column: usize| u16::try_from(layout.indent + column).expect("a column");
        let label = |column: u16| in_letters(&lines[layout.labels_at()][usize::from(column)], letters);
        let group = (column(first), column(last));
        sheet.merge_range(upper, group.0, upper, group.1, &label(group.0), &format).expect("merged");
        for beside in (0..COLUMNS).filter(|place| !(first..=last).contains(place)).map(column) {
            sheet.merge_range(upper, beside, upper + 1, beside, &label(beside), &format).expect("merged");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn text(lines: &[Vec<String>], delimiter: u8, encoding: Encoding) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for cells in lines {
        // A line of nothing is a line all the same.
        let blank = [String::new()];
        writer.write_record(if cells.is_empty() { &blank[..] } else { cells }).expect("written");
    }
    let text = String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8");
    let marked = |marked: bool| if marked { format!("\u{feff}{text}") } else { text.clone() };
    match encoding {
        Encoding::Utf8(letters) => in_letters(&text, letters).into_bytes(),
        Encoding::Utf8Marked => marked(true).into_bytes(),
        Encoding::Utf16Little { marked: mark } => marked(mark).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Big { marked: mark } => marked(mark).encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Windows1258 => windows_1258(&text),
        Encoding::Latin(letters) => latin(&in_letters(&text, letters)),
    }
}

/// The code page has the letters of Vietnamese, and its tones as marks behind them.
fn windows_1258(text: &str) -> Vec<u8> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let apart = |letter: char| {
        let parts: Vec<char> = std::iter::once(letter).nfd().collect();
        let (tones, letters): (Vec<char>, Vec<char>) = parts.into_iter().partition(|part| TONES.contains(part));
        letters.into_iter().nfc().chain(tones).collect::<String>()
    };
    let text: String = text.chars().map(apart).collect();
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1258.encode(&text);
    assert!(!unmappable, "{text}");
    bytes.into_owned()
}

/// Each row as an object of its cells by their labels.
fn objects(lines: &[Vec<String>]) -> Vec<String> {
    let object = |cells: &Vec<String>| {
        let members = lines[0].iter().zip(cells).map(|(label, cell)| (label.clone(), serde_json::json!(cell)));
        serde_json::Value::Object(members.collect()).to_string()
    };
    lines[1..].iter().map(object).collect()
}

fn parquet(lines: &[Vec<String>]) -> Vec<u8> {
    let column = |place: usize| -> ArrayRef {
        Arc::new(lines[1..].iter().map(|cells| Some(cells[place].as_str())).collect::<StringArray>())
    };
    let columns = lines[0].iter().enumerate().map(|(place, label)| (label.clone(), column(place), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.into_inner().expect("written")
}
