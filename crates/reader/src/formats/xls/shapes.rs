//! The texts of the shapes over a sheet of an xls, "Đơn vị tính: tỷ đồng" in a text box, and the comments on its cells.
//!
//! The text of a shape (TXO) is in the record after it ([MS-XLS] 2.4.329); the record before it (Obj) says of what it is and gives it a number. A
//! record of its own (`NoteSh`, 2.4.179) says on which cell the comment of a number is.

use std::collections::HashMap;

use crate::formats::bytes::u16_at;
use crate::sheet::comments::CommentsSoFar;

const OBJECT: u16 = 0x005d;
const TEXT_OBJECT: u16 = 0x01b6;
const CONTINUE: u16 = 0x003c;
/// The type of an object that is a comment on a cell.
const NOTE: u16 = 0x0019;
/// The cell of a comment: row, column, flags, the number of its object.
const NOTE_OF_CELL: u16 = 0x001c;
/// Comments of one sheet that are kept.
const MOST: usize = 1_000;

/// What has been read of the shape that begins last.
#[derive(Default)]
pub(super) struct ShapeReading {
    /// The number of its object, where it is a comment.
    note: Option<u16>,
    /// The texts of comments by the numbers of their objects.
    notes: HashMap<u16, String>,
    /// The cells of comments, with the numbers of their objects.
    noted: Vec<((u32, u32), u16)>,
    /// How many letters its text has, until they come.
    letters: usize,
}

impl ShapeReading {
    /// The text of a shape, where this record holds it.
    pub fn take(&mut self, kind: u16, data: &[u8]) -> Option<String> {
        match kind {
            // The common part of an object: its kind, its length, the type of the object.
            OBJECT => self.note = u16_at(data, 6).filter(|_| u16_at(data, 4) == Some(NOTE)),
            TEXT_OBJECT => self.letters = u16_at(data, 10).map_or(0, usize::from),
            NOTE_OF_CELL if self.noted.len() < MOST => {
                let cell = || Some(((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)), u16_at(data, 6)?));
                self.noted.extend(cell());
            }
            CONTINUE if self.letters > 0 => {
                let letters = std::mem::take(&mut self.letters);
                let (flags, text) = data.split_first()?;
                let units: Vec<u16> = match flags & 1 {
                    0 => text.iter().map(|letter| u16::from(*letter)).collect(),
                    _ => text.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect(),
                };
                let text = String::from_utf16_lossy(units.get(..letters).unwrap_or(&units));
                let Some(note) = self.note.take() else { return Some(text) };
                if self.notes.len() < MOST {
                    self.notes.insert(note, text);
                }
            }
            _ => {}
        }
        None
    }

    /// The comments on the cells of the sheet, in the order of the file.
    pub fn comments(self) -> Vec<((u32, u32), String)> {
        let mut comments = CommentsSoFar::default();
        for (cell, number) in &self.noted {
            if let Some(text) = self.notes.get(number) {
                comments.add(*cell, text);
            }
        }
        comments.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_box_has_a_text_and_a_comment_is_none() {
        let object =
            |kind: u16| [0x15_u16, 18, kind, 1].iter().flat_map(|part| part.to_le_bytes()).collect::<Vec<u8>>();
        let text =
            |letters: u16| [0, 0, 0, 0, 0, letters, 16].iter().flat_map(|part| part.to_le_bytes()).collect::<Vec<u8>>();
        let wide: Vec<u8> = std::iter::once(1).chain("ĐVT: tỷ".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let mut reading = ShapeReading::default();
        let mut read = |kind: u16| {
            let steps =
                [(OBJECT, object(kind)), (TEXT_OBJECT, text(7)), (CONTINUE, wide.clone()), (CONTINUE, vec![0; 16])];
            steps.iter().filter_map(|(kind, data)| reading.take(*kind, data)).collect::<Vec<_>>()
        };
        assert_eq!(read(6), ["ĐVT: tỷ"]);
        assert!(read(NOTE).is_empty());
        let of_cell: Vec<u8> = [5_u16, 3, 0, 1, 0].iter().flat_map(|part| part.to_le_bytes()).collect();
        reading.take(NOTE_OF_CELL, &of_cell);
        assert_eq!(reading.comments(), [((5, 3), "ĐVT: tỷ".to_owned())]);
    }
}
