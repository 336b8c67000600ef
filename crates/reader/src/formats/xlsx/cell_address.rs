//! Addresses of cells and ranges as workbooks write them: `C7`, `$C$7`, `c7`, `A1:B2`.

use crate::sheet::grid::Merged;

/// Rows and columns of a sheet of Excel.
pub(super) const ROWS: u32 = 1 << 20;
pub(super) const COLUMNS: u32 = 1 << 14;

/// The row and column of an address, from 0.
pub(in crate::formats) fn corner(address: &str) -> Option<(u32, u32)> {
    let (mut row, mut column, mut digits) = (0u32, 0u32, false);
    for byte in address.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = true;
                row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            }
            b'$' => {}
            _ if digits => return None,
            _ => {
                let letter = byte.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
                column = column.checked_mul(26)?.checked_add(u32::from(letter) + 1)?;
            }
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A range, or one cell; `None` for whole rows and columns, and for nothing.
pub(super) fn range_of(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first, last) = (corner(first)?, corner(last)?);
    Some(Merged { first_row: first.0, first_column: first.1, last_row: last.0, last_column: last.1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_every_writing_are_one_cell() {
        for address in ["C7", "c7", "$C$7", "C$7"] {
            assert_eq!(corner(address), Some((6, 2)), "{address}");
        }
        assert_eq!(corner("XFD1048576"), Some((ROWS - 1, COLUMNS - 1)));
        for address in ["", "C", "7", "C0", "7C", "C7D", "C-1", "Ạ7", "C99999999999", "ZZZZZZZZZZ1"] {
            assert_eq!(corner(address), None, "{address}");
        }
        assert_eq!(range_of("A:I"), None);
        assert_eq!(range_of("B2"), range_of("B2:B2"));
    }
}
