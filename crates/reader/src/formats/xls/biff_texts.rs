//! The lengths of the shared texts of an old workbook.
//!
//! Takes the workbook stream of an xls; gives how many letters each text of its table (SST) has. A cell names a text by its
//! number in six bytes, and the reader of cells copies it: the lengths tell what that will cost. A text may go on in CONTINUE
//! records, each of which says anew how wide its letters are ([MS-XLS] 2.5.293).

use crate::formats::xls::record::record;

const TABLE: u16 = 0x00fc;
const CONTINUE: u16 = 0x003c;
const END: u16 = 0x000a;

/// The lengths, as far as the table can be read.
pub(super) fn lengths(stream: &[u8]) -> Vec<u32> {
    let mut place = 0;
    while let Some((kind, data, next)) = record(stream, place) {
        if kind == END {
            break;
        }
        if kind == TABLE {
            let mut pieces = vec![data.get(8..).unwrap_or_default()];
            let mut place = next;
            while let Some((CONTINUE, data, next)) = record(stream, place) {
                pieces.push(data);
                place = next;
            }
            return Texts { pieces: &pieces, piece: 0, at: 0 }.lengths();
        }
        place = next;
    }
    Vec::new()
}

/// The bytes of the table, piece by piece.
struct Texts<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Texts<'_> {
    fn lengths(mut self) -> Vec<u32> {
        let mut lengths = Vec::new();
        while let Some(length) = self.text() {
            lengths.push(length);
        }
        lengths
    }

    fn text(&mut self) -> Option<u32> {
        let letters = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let more = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let (mut left, mut width) = (usize::try_from(letters).ok()?, if flags & 1 != 0 { 2 } else { 1 });
        loop {
            let here = (self.rest() / width).min(left);
            self.at += here * width;
            left -= here;
            if left == 0 {
                break;
            }
            self.next_piece()?;
            width = if self.byte()? & 1 != 0 { 2 } else { 1 };
        }
        self.pass_over(usize::try_from(runs).ok()?.checked_mul(4)?.checked_add(usize::try_from(more).ok()?)?)?;
        Some(letters)
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

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
    }

    #[test]
    fn texts_are_measured_over_the_bounds_of_records() {
        let texts: &[&[u8]] = &[
            &[0; 8],
            b"\x03\x00\x00abc",
            // Two runs and three bytes more.
            b"\x02\x00\x0c\x02\x00\x03\x00\x00\x00ab\0\0\0\0\0\0\0\0xyz",
            // Four wide letters, of which the last two stand in the next record, in one byte each.
            b"\x04\x00\x01a\0b\0",
        ];
        let stream = [record(TABLE, &texts.concat()), record(CONTINUE, b"\x00cd\x01\x00\x00e"), record(END, &[])];
        assert_eq!(lengths(&stream.concat()), [3, 2, 4, 1]);
        assert_eq!(lengths(&record(TABLE, &[&[0; 8][..], b"\xff\xff\x00abc"].concat())), [0u32; 0]);
        assert_eq!(lengths(b"\xfc"), [0u32; 0]);
    }

    #[test]
    fn a_workbook_of_another_program_is_measured_whole() {
        let bytes = include_bytes!("../../../../../fixtures/samples/biff8.xls");
        let stream = super::super::compound::Compound::open(bytes).unwrap().workbook().unwrap();
        let lengths = lengths(&stream);
        assert!(lengths.len() > 5 && lengths.iter().all(|length| (1..200).contains(length)), "{lengths:?}");
    }
}
