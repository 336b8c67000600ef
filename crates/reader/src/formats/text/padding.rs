//! Zeros before and behind a text, which are no part of it.
//!
//! A copy whose place was reserved, a transfer in blocks and an export of a mainframe fill the last block with zeros. Takes the bytes of a text;
//! gives those without its padding. Zeros behind a line that has no end are none: what was there may be lost.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::encoding::unmarked_utf16;

/// Fewer zeros before a text are a fault of the text.
const FEWEST_BEFORE: usize = 4;
/// The end of a file of DOS.
const END_OF_FILE: u8 = 0x1a;

/// The bytes without the zeros before the text, and without those behind its last line.
pub(super) fn without(bytes: &[u8]) -> &[u8] {
    let bytes = without_before(bytes);
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| unmarked_utf16(bytes));
    let is_little = encoding == Some(UTF_16LE);
    let width = if is_little || encoding == Some(UTF_16BE) { 2 } else { 1 };
    let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
    // The last sign of a text whose low byte is first ends with a zero of its own.
    let zeros = if is_little && (bytes.len() - zeros) % 2 == 1 { zeros.saturating_sub(1) } else { zeros };
    let text = bytes.get(..bytes.len().saturating_sub(zeros)).unwrap_or_default();
    if text.len().is_multiple_of(width) && ends(text, is_little, width) { text } else { bytes }
}

fn without_before(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    if zeros < FEWEST_BEFORE || zeros == bytes.len() {
        return bytes;
    }
    let text = bytes.get(zeros..).unwrap_or_default();
    // The first sign of a text whose high byte is first begins with a zero of its own: what was reserved is even.
    let with_one = bytes.get(zeros.saturating_sub(1)..).unwrap_or_default();
    let is_big = zeros % 2 == 1 && Encoding::for_bom(text).is_none() && unmarked_utf16(with_one) == Some(UTF_16BE);
    if is_big { with_one } else { text }
}

/// True where a text ends as a whole one does: with a line end, the end of a file of DOS, or what closes JSON.
fn ends(text: &[u8], is_little: bool, width: usize) -> bool {
    let last = text.get(text.len().saturating_sub(width)..).unwrap_or_default();
    let sign = match (last, is_little) {
        ([sign], _) | ([sign, 0], true) | ([0, sign], false) => *sign,
        _ => return false,
    };
    matches!(sign, b'\n' | b'\r' | END_OF_FILE | b']' | b'}')
}
/// True for a text whose zeros all stand behind what its cells hold, at several of them: a program padded columns of fixed length.
pub(super) fn is_within_cells(text: &str) -> bool {
    /// Zeros at so many cells were not lost from each of them.
    const FEWEST: usize = 3;
    let is_end = |sign: char| matches!(sign, ',' | ';' | '\t' | '|' | '"' | '\r' | '\n');
    let (mut cells, mut rest) = (0_usize, text);
    while let Some((before, behind)) = rest.split_once('\0') {
        rest = behind.trim_start_matches('\0');
        if before.is_empty() || before.ends_with(['\r', '\n']) || !rest.is_empty() && !rest.starts_with(is_end) {
            return false;
        }
        cells += 1;
    }
    cells >= FEWEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_behind_what_several_cells_hold_are_padding() {
        for padded in ["a\0\0;b\na\0;b\0\0\0", "\"a\0\";1\n\"b\0\0\";2\n\"c\0\";3\n", "a\0;\0;\0\r\nb;c;d\r\n"] {
            assert!(is_within_cells(padded), "{padded:?}");
        }
        for lost in ["", "a;b", "a\0;b", "a\0;b\0;c\0d\n", "\0a;b\0;c\0\n", "a\0;b\0\n\0\0\n", "a;\0b;\0c\0"] {
            assert!(!is_within_cells(lost), "{lost:?}");
        }
    }
}
