//! The comments on the cells of a sheet of an xlsb ([MS-XLSB] 2.1.7.7).

use super::{COLUMNS, ROWS, records, text};
use crate::formats::bytes::u32_at;
use crate::formats::xlsx::package::{Package, part_of_sheet};
use crate::sheet::comments::CommentsSoFar;

/// `BrtBeginComment`: author, then the cell as a range of first and last row, first and last column.
const BEGIN: u32 = 635;
/// `BrtCommentText`: flags, then the text.
const TEXT: u32 = 637;

/// The comments on the cells of a sheet; none where they cannot be read, for they are no part of a table.
pub(super) fn read(package: &mut Package<'_>, sheet: &str) -> Vec<((u32, u32), String)> {
    let Some(part) = part_of_sheet(package, sheet, "comments") else { return Vec::new() };
    let (mut found, mut cell) = (CommentsSoFar::default(), None);
    let read = records(package, &part, |kind, data| {
        match kind {
            BEGIN => cell = cell_of(data),
            TEXT => {
                if let (Some(cell), Some((comment, _))) = (cell.take(), text(data, 1)) {
                    found.add(cell, &comment);
                }
            }
            _ => {}
        }
        Ok(())
    });
    if read.is_ok() { found.take() } else { Vec::new() }
}

fn cell_of(data: &[u8]) -> Option<(u32, u32)> {
    let (row, column) = (u32_at(data, 4)?, u32_at(data, 12)?);
    (row < ROWS && column < COLUMNS).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cell_of_a_comment_is_the_first_of_its_range() {
        let data: Vec<u8> = [0_u32, 4, 4, 6, 6].iter().flat_map(|number| number.to_le_bytes()).collect();
        assert_eq!(cell_of(&data), Some((4, 6)));
        assert_eq!(cell_of(data.get(..12).unwrap()), None);
    }
}
