//! The texts of the shapes over a sheet of an xls, "Đơn vị tính: tỷ đồng" in a text box, its check boxes, and the comments on its cells.
//!
//! The text of a shape (TXO) is in the record after it ([MS-XLS] 2.4.329); the record before it (Obj) says of what it is and gives it a number. A
//! record of its own (`NoteSh`, 2.4.179) says on which cell the comment of a number is, and a drawing before the object over which cells the shape is (2.5.193).

use std::collections::HashMap;

use crate::formats::bytes::{u16_at, u32_at};
use crate::sheet::comments::CommentsSoFar;
use crate::sheet::drawn::{DrawnValue, DrawnValues, Edge, covered};

const OBJECT: u16 = 0x005d;
const DRAWING: u16 = 0x00ec;
const TEXT_OBJECT: u16 = 0x01b6;
const CONTINUE: u16 = 0x003c;
/// The type of an object that is a comment on a cell.
const NOTE: u16 = 0x0019;
/// Types of objects that are controls: a check box, one button of several, a list, a list that opens.
const CHECK_BOX: u16 = 0x000b;
const RADIO: u16 = 0x000c;
const LIST: u16 = 0x0012;
const DROP: u16 = 0x0014;
/// Types of objects that show nothing but a text: a rectangle, an oval, a text box, and a shape of the newer drawings.
const OF_TEXT: [u16; 4] = [0x0002, 0x0003, 0x0006, 0x001e];
/// The part of an object that says whether it is ticked, and the one that says which item is chosen.
const TICKED: u16 = 0x0012;
const OLDER_TICKED: u16 = 0x000a;
const ITEMS: u16 = 0x0013;
/// The cells between which a shape is, among the parts of a drawing.
const ANCHOR: u16 = 0xf010;
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
    /// The first and the last cell of the shape.
    cells: Option<ShapeCells>,
    /// True where the object of the shape shows nothing but its text.
    is_of_text: bool,
    drawn: DrawnValues,
}

/// The first and the last cell under a shape, by row and column.
type ShapeCells = ((u32, u32), (u32, u32));

impl ShapeReading {
    /// The text of a shape, where this record holds it.
    pub fn take(&mut self, kind: u16, data: &[u8]) -> Option<String> {
        match kind {
            // The common part of an object: its kind, its length, the type of the object.
            OBJECT => {
                self.note = u16_at(data, 6).filter(|_| u16_at(data, 4) == Some(NOTE));
                self.is_of_text = u16_at(data, 4).is_some_and(|kind| OF_TEXT.contains(&kind));
                if let (Some((first, last)), Some(value)) = (self.cells, state(data)) {
                    self.drawn.add(first, last, value);
                }
            }
            DRAWING => self.cells = cells(data).or(self.cells),
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
                let Some(note) = self.note.take() else {
                    if let Some((first, last)) = self.cells.filter(|_| self.is_of_text) {
                        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
                        self.drawn.add(first, last, DrawnValue::Text(whole));
                    }
                    return Some(text);
                };
                if self.notes.len() < MOST {
                    self.notes.insert(note, text);
                }
            }
            _ => {}
        }
        None
    }

    /// What was found over cells since it was last asked.
    pub fn drawn(&mut self) -> DrawnValues {
        std::mem::take(&mut self.drawn)
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

/// The cells of the last shape of a drawing.
fn cells(data: &[u8]) -> Option<ShapeCells> {
    /// The version of a part that holds others.
    const HOLDS_OTHERS: u16 = 0x000f;
    let (mut place, mut found) = (0usize, None);
    while let (Some(version), Some(kind), Some(length)) =
        (u16_at(data, place), u16_at(data, place + 2), u32_at(data, place + 4))
    {
        let begins = place + 8;
        if kind == ANCHOR {
            // Columns are counted in 1024 parts, rows in 256.
            let edge = |at: usize, parts: f64| {
                let (index, beyond) = (u16_at(data, begins + at)?, u16_at(data, begins + at + 2)?);
                Some(Edge { index: u32::from(index), beyond: f64::from(beyond) / parts })
            };
            let range = || {
                let columns = covered(edge(2, 1024.0)?, edge(10, 1024.0)?);
                let rows = covered(edge(6, 256.0)?, edge(14, 256.0)?);
                Some(((rows.0, columns.0), (rows.1, columns.1)))
            };
            found = range().or(found);
        }
        let length = if version & HOLDS_OTHERS == HOLDS_OTHERS { 0 } else { usize::try_from(length).ok()? };
        place = begins.checked_add(length)?;
    }
    found
}

/// What a control shows; nothing for an object that is none, and for one of several that is not the one.
fn state(data: &[u8]) -> Option<DrawnValue> {
    let kind = u16_at(data, 4).filter(|kind| [CHECK_BOX, RADIO, LIST, DROP].contains(kind))?;
    let (mut place, mut ticked) = (0usize, None);
    while let (Some(part), Some(length)) = (u16_at(data, place), u16_at(data, place + 2)) {
        let begins = place + 4;
        match part {
            // LibreOffice writes the older part alone.
            OLDER_TICKED if ticked.is_none() => ticked = u16_at(data, begins),
            TICKED => ticked = u16_at(data, begins),
            // A formula behind its length, the number of items, the one that is chosen.
            ITEMS => {
                let chosen = begins.checked_add(usize::from(u16_at(data, begins)?))?.checked_add(4)?;
                return Some(DrawnValue::Chosen).filter(|_| u16_at(data, chosen).is_some_and(|item| item > 0));
            }
            _ => {}
        }
        place = begins + usize::from(length);
    }
    let is_ticked = ticked? > 0;
    match kind {
        CHECK_BOX => Some(DrawnValue::Checked(is_ticked)),
        RADIO => Some(DrawnValue::Chosen).filter(|_| is_ticked),
        _ => None,
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

    #[test]
    fn a_check_box_lies_over_a_cell() {
        let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        // A container of a shape with its anchor: columns 7 to 7, rows 6 to 7, of which the last is hardly touched.
        let drawing = words(&[0x000f, 0xf004, 26, 0, 0, ANCHOR, 18, 0, 0, 7, 160, 6, 25, 7, 640, 7, 10]);
        let object = |kind: u16, ticked: u16| {
            words(&[0x15, 18, kind, 1, 0, 0, 0, 0, 0, 0, 0, OLDER_TICKED, 4, 0, 0, TICKED, 8, ticked])
        };
        let mut reading = ShapeReading::default();
        for (kind, ticked) in [(CHECK_BOX, 1), (CHECK_BOX, 0), (RADIO, 0), (RADIO, 1), (7, 1)] {
            reading.take(DRAWING, &drawing);
            reading.take(OBJECT, &object(kind, ticked));
        }
        let drawn = reading.drawn();
        let drawn: Vec<_> = drawn.all().iter().map(|drawn| (drawn.first, drawn.last, drawn.value.written())).collect();
        assert_eq!(drawn, [((6, 7), (6, 7), "☑"), ((6, 7), (6, 7), "☐"), ((6, 7), (6, 7), "◉")]);
    }
}
