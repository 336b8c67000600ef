//! A long text, piece by piece.
//!
//! Takes the bytes of a text file as they come; gives pieces of whole records with the row that each begins with, so that a
//! file of any length is read in the memory of a few pieces.

use std::io::Read;

use encoding_rs::{Decoder, DecoderResult};

use crate::formats::text::delimited;
use crate::formats::text::encoding;
use crate::formats::text::encoding::NotText;

/// Bytes of text in a piece, more or less.
const PIECE: usize = 4 << 20;
/// Bytes that are read at a time.
const BLOCK: usize = 1 << 20;
/// Lines that have a number. The last number is no line's, so that one is never taken for another.
pub const MOST_LINES: u32 = u32::MAX - 1;
/// A record is never so long: a quote was opened and not closed.
const LONGEST_RECORD: usize = 16 << 20;

/// Why a text cannot be read on.
#[derive(Debug)]
pub enum TextFault {
    NotText(NotText),
    /// A record without an end begins on this line (from 1).
    EndlessRecord {
        line: u32,
    },
    /// It has more than [`MOST_LINES`]: findings could not name those beyond.
    TooManyLines,
    /// The reader failed: a packed file is broken, or the archive is.
    Unreadable(std::io::Error),
}

/// Whole records of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// The row with which it begins, from 0, as a spreadsheet counts them: a line end within quotes begins none.
    pub first_row: u32,
}

/// The pieces of a text file.
pub struct Pieces<R> {
    reader: R,
    decoder: Decoder,
    /// Bytes of the byte order mark that are still to be passed over.
    mark: usize,
    buffer: String,
    /// What parts the fields, by the first lines.
    delimiter: Option<u8>,
    /// Bytes as they were read last.
    block: Vec<u8>,
    /// How much of the buffer is known to end no record, and whether it ends within quotes.
    scanned: usize,
    quoted: bool,
    /// Where in the buffer the last quote was opened.
    opened: usize,
    /// True where the byte before closed a quote.
    closed: bool,
    before: u8,
    /// The end of the last whole record in the buffer.
    whole: usize,
    /// Zeros behind all that was read: padding, where nothing follows them.
    zeros: usize,
    /// Control signs in all that was read, and how much that is.
    controls: usize,
    decoded: usize,
    line: u32,
    row: u32,
    /// Line ends within quotes in what of the buffer is scanned, and of these before the end of the last whole record.
    within: u32,
    within_whole: u32,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// `head` is the beginning of what `reader` gives: its encoding is found by it.
    pub fn new(head: &[u8], reader: R) -> Self {
        let (encoding, mark) = encoding::detect(head);
        let decoder = encoding.new_decoder_without_bom_handling();
        Self {
            reader,
            decoder,
            mark,
            buffer: String::new(),
            delimiter: None,
            block: Vec::new(),
            scanned: 0,
            quoted: false,
            opened: 0,
            closed: false,
            before: b'\n',
            whole: 0,
            zeros: 0,
            controls: 0,
            decoded: 0,
            line: 0,
            row: 0,
            within: 0,
            within_whole: 0,
            ended: false,
        }
    }

    fn fill(&mut self) -> Result<(), TextFault> {
        while !self.ended && self.whole < PIECE {
            if self.buffer.len().saturating_sub(self.whole) > LONGEST_RECORD {
                return Err(TextFault::EndlessRecord { line: self.line_at(self.whole).saturating_add(1) });
            }
            // A block is whole whatever the reader gives at a time: pieces, and what is said of each, depend on the text alone.
            let mut block = std::mem::take(&mut self.block);
            block.clear();
            let read = self.reader.by_ref().take(BLOCK as u64).read_to_end(&mut block);
            let count = read.map_err(TextFault::Unreadable)?;
            self.ended = count == 0;
            let passed = self.mark.min(count);
            self.mark -= passed;
            let decoded = self.decode(block.get(passed..).unwrap_or_default());
            self.block = block;
            decoded?;
            self.scan();
        }
        if self.ended && self.quoted {
            return Err(TextFault::EndlessRecord { line: self.line_at(self.opened).saturating_add(1) });
        }
        if self.ended {
            // The end of a file of DOS is no text.
            let end = self.buffer.trim_end_matches('\u{1a}').len();
            self.buffer.truncate(end);
            self.whole = self.buffer.len();
        }
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<(), TextFault> {
        self.buffer.reserve(self.decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default());
        let before = self.buffer.len();
        let (result, _) = self.decoder.decode_to_string_without_replacement(bytes, &mut self.buffer, self.ended);
        if matches!(result, DecoderResult::Malformed(..)) {
            let line = number(self.line_at(self.buffer.len()));
            return Err(TextFault::NotText(if self.ended { NotText::CutShort } else { NotText::Broken { line } }));
        }
        self.pass_over_zeros(before)?;
        let fresh = self.buffer.get(before..).unwrap_or_default();
        let is_utf16 = matches!(self.decoder.encoding().name(), "UTF-16LE" | "UTF-16BE");
        if let Some(place) = encoding::other_encoding(fresh).filter(|_| is_utf16) {
            let line = self.line_at(before.saturating_add(place));
            return Err(TextFault::NotText(NotText::Broken { line: number(line) }));
        }
        self.count_controls(before)
    }

    /// Control signs that are more than a few in all that was read, and zeros within a text, are of no text.
    fn count_controls(&mut self, before: usize) -> Result<(), TextFault> {
        let fresh = self.buffer.as_bytes().get(before..).unwrap_or_default();
        self.decoded = self.decoded.saturating_add(fresh.len());
        // A block at a time, without a way out within it, is looked at many bytes at once.
        let holds_control = |block: &[u8]| block.iter().fold(false, |found, byte| found | encoding::is_control(*byte));
        for block in fresh.chunks(4096).filter(|block| holds_control(block)) {
            self.controls += block.iter().filter(|byte| encoding::is_control(**byte)).count();
            if block.contains(&0) || self.controls.saturating_mul(encoding::CONTROLS_APART) > self.decoded {
                return Err(TextFault::NotText(NotText::Binary));
            }
        }
        Ok(())
    }

    /// Takes the zeros from the end of what was decoded, and says where text follows them, or comes before them without a line end.
    fn pass_over_zeros(&mut self, before: usize) -> Result<(), TextFault> {
        let fresh = self.buffer.get(before..).unwrap_or_default();
        let text = fresh.trim_end_matches('\0').len();
        let is_followed = self.zeros > 0 && text > 0;
        self.zeros = self.zeros.saturating_add(fresh.len() - text);
        self.buffer.truncate(before.saturating_add(text));
        let is_lost = self.ended && self.zeros > 0 && !self.buffer.is_empty() && !self.buffer.ends_with(ENDS);
        if is_followed || is_lost {
            let line = number(self.line_at(before));
            return Err(TextFault::NotText(NotText::Zeros { line, count: self.zeros }));
        }
        Ok(())
    }

    /// Finds the ends of records: line ends outside quotes. A quote opens at the start of a field only, as the reader of
    /// records has it; within quotes two of them are one sign.
    fn scan(&mut self) {
        let delimiter = *self.delimiter.get_or_insert_with(|| delimited::delimiter(&self.buffer).0);
        let fresh = self.buffer.as_bytes().get(self.scanned..).unwrap_or_default();
        if !self.quoted && !fresh.is_empty() && !fresh.contains(&b'"') {
            if let Some(end) = fresh.iter().rposition(|byte| *byte == b'\n') {
                self.whole = self.scanned.saturating_add(end).saturating_add(1);
                self.within_whole = self.within;
            }
            self.closed = false;
            self.before = fresh.last().copied().unwrap_or(self.before);
            self.scanned = self.buffer.len();
            return;
        }
        for (place, &byte) in fresh.iter().enumerate() {
            match byte {
                b'"' if self.quoted => {
                    self.quoted = false;
                    self.closed = true;
                }
                b'"' if self.closed || self.before == delimiter || matches!(self.before, b'\n' | b'\r') => {
                    self.quoted = true;
                    self.opened = self.scanned.saturating_add(place);
                    self.closed = false;
                }
                _ => {
                    self.closed = false;
                    if byte == b'\n' && self.quoted {
                        self.within = self.within.saturating_add(1);
                    } else if byte == b'\n' {
                        self.whole = self.scanned.saturating_add(place).saturating_add(1);
                        self.within_whole = self.within;
                    }
                }
            }
            self.before = byte;
        }
        self.scanned = self.buffer.len();
    }

    fn line_at(&self, end: usize) -> u32 {
        let text = self.buffer.as_bytes().get(..end).unwrap_or_default();
        self.line.saturating_add(line_ends(text))
    }
}

/// What a whole text ends with, before its padding.
const ENDS: [char; 3] = ['\n', '\r', '\u{1a}'];

/// A line, from 1.
fn number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX).saturating_add(1)
}

fn line_ends(text: &[u8]) -> u32 {
    u32::try_from(text.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX)
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Piece, TextFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(fault) = self.fill() {
            self.ended = true;
            self.buffer.clear();
            self.whole = 0;
            return Some(Err(fault));
        }
        if self.whole == 0 {
            return None;
        }
        // Room for the next piece at once: it would be copied each time it grows.
        let mut rest = String::with_capacity(if self.ended { 0 } else { PIECE.saturating_add(2 * BLOCK) });
        rest.push_str(self.buffer.get(self.whole..).unwrap_or_default());
        self.buffer.truncate(self.whole);
        let text = std::mem::replace(&mut self.buffer, rest);
        let (first_row, lines) = (self.row, line_ends(text.as_bytes()));
        self.line = self.line.saturating_add(lines);
        self.row = self.row.saturating_add(lines.saturating_sub(self.within_whole));
        self.within = self.within.saturating_sub(std::mem::take(&mut self.within_whole));
        if self.line > MOST_LINES {
            self.ended = true;
            self.buffer.clear();
            self.whole = 0;
            return Some(Err(TextFault::TooManyLines));
        }
        self.scanned = self.buffer.len();
        self.opened = self.opened.saturating_sub(self.whole);
        self.whole = 0;
        Some(Ok(Piece { text, first_row }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn lines(count: usize) -> String {
        (0..count).map(|line| format!("{line};\"Xã Đồi\nChè\";{}\n", line * 7)).collect()
    }

    #[test]
    fn pieces_make_up_the_text_and_end_with_records() {
        let text = lines(400_000);
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &utf16] {
            let pieces: Vec<Piece> = Pieces::new(&bytes[..1001], Slow(bytes, 65_537)).map(Result::unwrap).collect();
            assert!(pieces.len() > 1);
            assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
            let mut row = 0;
            for piece in &pieces {
                assert_eq!(piece.first_row, row);
                assert!(piece.text.starts_with(&format!("{row};")), "the record with the number of its row");
                // Each record has one line end within quotes.
                row += line_ends(piece.text.as_bytes()) / 2;
                assert!(piece.text.ends_with('\n') && piece.text.matches('"').count() % 2 == 0);
            }
        }
    }

    #[test]
    fn a_quote_behind_another_sign_than_the_delimiter_opens_nothing() {
        let text = format!("a;b\n0;ống 2,\"\n{}", lines(400_000));
        let pieces: Vec<Piece> = Pieces::new(&text.as_bytes()[..1001], text.as_bytes()).map(Result::unwrap).collect();
        assert!(pieces.len() > 1);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        for piece in pieces.iter().skip(1) {
            assert!(
                piece.text.starts_with(&format!("{};", piece.first_row - 2)),
                "the record with the number of its row"
            );
        }
    }

    #[test]
    fn what_is_no_text_says_where() {
        let fault = |bytes: &[u8]| Pieces::new(&bytes[..bytes.len().min(100)], Slow(bytes, 10)).find_map(Result::err);
        let mut broken = lines(100).into_bytes();
        broken.extend([b'x', 0xff, b'x', b'\n']);
        assert!(matches!(fault(&broken), Some(TextFault::NotText(NotText::Broken { line: 201 }))));
        let cut = "Xã Nà Tấ".as_bytes();
        assert!(matches!(fault(&cut[..cut.len() - 1]), Some(TextFault::NotText(NotText::CutShort))));
        let open = format!("a;b\n\"{}", "x\n".repeat(9 << 20));
        assert!(matches!(fault(open.as_bytes()), Some(TextFault::EndlessRecord { line: 2 })));
        let swallowed = format!("{}3;\"x;1\n4;5\n", lines(400_000));
        assert!(matches!(fault(swallowed.as_bytes()), Some(TextFault::EndlessRecord { line: 800_001 })));
        assert!(fault(b"").is_none());
        let padded = |text: &str, zeros: usize| [text.as_bytes(), &vec![0; zeros]].concat();
        assert!(fault(&padded(&lines(100), 4096)).is_none());
        let lost = fault(&padded("1;2\n3;4", 64));
        assert!(matches!(lost, Some(TextFault::NotText(NotText::Zeros { line: 2, count: 64 }))), "{lost:?}");
    }

    #[test]
    fn no_line_has_the_number_of_another() {
        for (before, sound) in [(MOST_LINES - 3, true), (MOST_LINES - 2, false), (MOST_LINES, false)] {
            let mut pieces = Pieces::new(b"", &b"1;2\n3;4\n5;6\n"[..]);
            (pieces.line, pieces.row) = (before, before);
            let first = pieces.next();
            match first {
                Some(Ok(piece)) => assert!(sound && piece.first_row == before),
                other => assert!(!sound && matches!(other, Some(Err(TextFault::TooManyLines))), "{before}: {other:?}"),
            }
            assert!(pieces.next().is_none());
        }
    }
}
