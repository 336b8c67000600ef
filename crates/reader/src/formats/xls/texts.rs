//! Texts of an xls: those in its records, and the table of the shared ones.
//!
//! In Excel 97 and later a letter takes one byte or two, as a flag says; before, one byte in the code page of the workbook. A text of the
//! table (SST) may go on in CONTINUE records, each of which says anew how wide its letters are ([MS-XLS] 2.5.293).

use std::ops::Range;

use encoding_rs::Encoding;

use crate::formats::bytes::u16_at;
use crate::formats::raised_marks::{FontRun, RunFonts};
use crate::formats::workbook::BYTES_OF_A_CELL;

/// How letters are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// True for Excel 97 and later.
    pub is_wide: bool,
    /// The code page of the others.
    pub page: &'static Encoding,
}

impl Letters {
    /// The encoding of a code page by its number.
    pub fn page(number: u16) -> &'static Encoding {
        let label = match number {
            874 | 932 | 936 | 949 | 950 | 1250..=1258 => format!("windows-{number}"),
            1361 => "windows-949".to_owned(),
            65001 => "utf-8".to_owned(),
            10000 | 0x8000 => "macintosh".to_owned(),
            866 => "ibm866".to_owned(),
            _ => "windows-1252".to_owned(),
        };
        let known = match label.as_str() {
            "windows-932" => "shift_jis",
            "windows-936" => "gbk",
            "windows-949" => "euc-kr",
            "windows-950" => "big5",
            label => label,
        };
        Encoding::for_label(known.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
    }

    /// A text of letters in a row.
    fn decode(self, bytes: &[u8]) -> String {
        if self.is_wide {
            // One byte a letter: the lower half of a letter of two.
            return bytes.iter().map(|byte| char::from(*byte)).collect();
        }
        self.page.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// The text at a place, behind its length in one byte or two.
    pub fn text(self, data: &[u8], place: usize, length_bytes: usize) -> Option<String> {
        let (bytes, width) = self.bytes(data, place, length_bytes)?;
        Some(if width == 2 { utf_16(bytes) } else { self.decode(bytes) })
    }

    /// The text of a cell that has runs of fonts behind it, without raised marks ([MS-XLS] 2.4.268, and that of Excel 5).
    pub fn rich_text(self, data: &[u8], fonts: &RunFonts) -> Option<String> {
        let (bytes, width) = self.bytes(data, 0, 2)?;
        let part = |range: Range<usize>| {
            let bytes = bytes.get(range.start * width..range.end * width).unwrap_or_default();
            if width == 2 { utf_16(bytes) } else { self.decode(bytes) }
        };
        let head = if self.is_wide { 3 } else { 2 };
        let behind = data.get(head + bytes.len()..).unwrap_or_default();
        let runs: Vec<FontRun> = if self.is_wide {
            let count = usize::from(u16_at(behind, 0).unwrap_or(0));
            let runs = behind.get(2..).unwrap_or_default().chunks_exact(4).take(count);
            runs.filter_map(|run| u16_at(run, 0).zip(u16_at(run, 2))).collect()
        } else {
            let count = usize::from(behind.first().copied().unwrap_or(0));
            let runs = behind.get(1..).unwrap_or_default().chunks_exact(2).take(count);
            runs.filter_map(|run| Some((u16::from(*run.first()?), u16::from(*run.get(1)?)))).collect()
        };
        Some(fonts.unmarked(bytes.len() / width, &runs, part))
    }

    /// The letters at a place, and how many bytes each takes.
    fn bytes(self, data: &[u8], place: usize, length_bytes: usize) -> Option<(&[u8], usize)> {
        let length = match length_bytes {
            1 => usize::from(*data.get(place)?),
            _ => usize::from(u16_at(data, place)?),
        };
        let mut start = place.checked_add(length_bytes)?;
        if !self.is_wide {
            return Some((data.get(start..start.checked_add(length)?)?, 1));
        }
        let flags = *data.get(start)?;
        start = start.checked_add(1)?;
        let width = if flags & 1 == 0 { 1 } else { 2 };
        Some((data.get(start..start.checked_add(length.checked_mul(width)?)?)?, width))
    }
}

fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The texts of the table, as far as it can be read; `pieces` are its record and those that continue it. `None` where they take the
/// room of more than `most` cells: an empty text takes three bytes of the file, and eight times as many here. Marks that are raised by one
/// of the fonts are left out.
pub(super) fn shared(pieces: &[&[u8]], most: usize, fonts: &RunFonts) -> Option<Vec<String>> {
    let mut table = TextTable { pieces, fonts, piece: 0, at: 8 };
    let (mut texts, mut left) = (Vec::new(), most);
    while let Some(text) = table.text() {
        left = left.checked_sub(1 + text.len() / BYTES_OF_A_CELL)?;
        texts.push(text);
    }
    Some(texts)
}

/// The bytes of the table, piece by piece.
struct TextTable<'a> {
    pieces: &'a [&'a [u8]],
    fonts: &'a RunFonts,
    piece: usize,
    at: usize,
}

impl TextTable<'_> {
    fn text(&mut self) -> Option<String> {
        let letters = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let more = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let (mut left, mut width) = (usize::try_from(letters).ok()?, if flags & 1 != 0 { 2 } else { 1 });
        let mut units: Vec<u16> = Vec::new();
        loop {
            let here = (self.rest() / width).min(left);
            let bytes = self.pieces.get(self.piece)?.get(self.at..self.at.checked_add(here * width)?)?;
            match width {
                1 => units.extend(bytes.iter().map(|byte| u16::from(*byte))),
                _ => units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0))),
            }
            self.at += here * width;
            left -= here;
            if left == 0 {
                break;
            }
            self.next_piece()?;
            width = if self.byte()? & 1 != 0 { 2 } else { 1 };
        }
        let mut of_fonts: Vec<FontRun> = Vec::new();
        for _ in 0..runs {
            let mut half = || u16::try_from(self.number(2)?).ok();
            of_fonts.push((half()?, half()?));
        }
        self.pass_over(usize::try_from(more).ok()?)?;
        let part = |range: Range<usize>| {
            let units = units.get(range).unwrap_or_default().iter().copied();
            char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        };
        Some(self.fonts.unmarked(units.len(), &of_fonts, part))
    }

    fn rest(&self) -> usize {
        self.pieces.get(self.piece).map_or(0, |piece| piece.len().saturating_sub(self.at))
    }

    fn next_piece(&mut self) -> Option<()> {
        self.piece += 1;
        self.at = 0;
        (self.piece < self.pieces.len()).then_some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest() == 0 {
            self.next_piece()?;
        }
        let byte = self.pieces.get(self.piece)?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, place| Some(number | u32::from(self.byte()?) << (8 * place)))
    }

    fn pass_over(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let here = self.rest().min(bytes);
            self.at += here;
            bytes -= here;
            if bytes > 0 {
                self.next_piece()?;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::raised_marks::RunLook;

    #[test]
    fn shared_texts_go_on_over_the_bounds_of_records() {
        let texts: &[&[u8]] = &[
            &[0; 8],
            b"\x03\x00\x00abc",
            // Two runs and three bytes more.
            b"\x02\x00\x0c\x02\x00\x03\x00\x00\x00ab\0\0\0\0\0\0\0\0xyz",
            // Four wide letters, of which the last two are in the next record, in one byte each.
            b"\x04\x00\x01\xa1\x1eb\0",
        ];
        let shared = |pieces: &[&[u8]], most| super::shared(pieces, most, &RunFonts::default());
        assert_eq!(shared(&[&texts.concat(), b"\x00cd\x01\x00\x00e"], 4).unwrap(), ["abc", "ab", "ạbcd", "e"]);
        assert_eq!(shared(&[&[0; 8 + 3 * 5]], 4), None, "what the table holds counts, whatever it states");
        assert_eq!(shared(&[&[&[0; 8][..], b"\xff\xff\x00abc"].concat()], 4).unwrap(), [""; 0]);
        assert_eq!(shared(&[b"\xfc"], 4).unwrap(), [""; 0]);
    }

    #[test]
    fn raised_marks_are_left_out() {
        let fonts = RunFonts(vec![RunLook::Plain, RunLook::Raised]);
        // "12" with a raised 3, in wide letters and in narrow ones; the runs of the last go on in the next record.
        let texts: &[&[u8]] = &[
            &[0; 8],
            b"\x03\x00\x09\x01\x001\x002\x003\x00\x02\x00\x01\x00",
            b"\x03\x00\x08\x02\x00123\x02\x00\x01\x00\x03\x00",
        ];
        assert_eq!(super::shared(&[&texts.concat(), b"\x00\x00"], 9, &fonts).unwrap(), ["12", "12"]);
        let wide = Letters { is_wide: true, page: Letters::page(1200) };
        let narrow = Letters { is_wide: false, page: Letters::page(1258) };
        assert_eq!(wide.rich_text(b"\x03\x00\x00123\x01\x00\x02\x00\x01\x00", &fonts).as_deref(), Some("12"));
        assert_eq!(narrow.rich_text(b"\x03\x00123\x01\x02\x01", &fonts).as_deref(), Some("12"));
        assert_eq!(wide.rich_text(b"\x03\x00\x00123", &fonts).as_deref(), Some("123"));
    }

    #[test]
    fn letters_are_of_the_code_page_before_excel_97() {
        let old = Letters { is_wide: false, page: Letters::page(1258) };
        assert_eq!(old.text(b"\x03X\xe3 ", 0, 1).as_deref(), Some("Xă "));
        let new = Letters { is_wide: true, page: Letters::page(1200) };
        assert_eq!(new.text(b"\x02\x00\x00X\xe3", 0, 2).as_deref(), Some("Xã"));
        assert_eq!(new.text(b"\x01\x01\xa1\x1e", 0, 1).as_deref(), Some("ạ"));
        assert_eq!(new.text(b"\x09\x00\x00X", 0, 2), None);
    }
}
