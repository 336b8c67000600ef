//! Addresses of cells in A1 notation.

/// The letters of a column counted from 0: `A`, `Z`, `AA`, `XFD`.
pub fn column_letters(column: u32) -> String {
    // Seven letters name every column that a u32 counts.
    let mut letters = [b'A'; 7];
    let mut first = letters.len();
    let mut rest = u64::from(column) + 1;
    for (place, letter) in letters.iter_mut().enumerate().rev() {
        if rest == 0 {
            break;
        }
        rest -= 1;
        *letter = b'A' + u8::try_from(rest % 26).unwrap_or_default();
        rest /= 26;
        first = place;
    }
    letters.iter().skip(first).map(|letter| char::from(*letter)).collect()
}

/// The A1 address of a cell whose row and column are counted from 0: `address(6, 2)` is `C7`.
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), u64::from(row) + 1)
}
