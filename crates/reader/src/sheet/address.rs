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

/// The column, counted from 0, that letters name; nothing for what are no letters of a column.
pub fn column_index(letters: &str) -> Option<u32> {
    let number = letters.bytes().try_fold(0_u32, |number, letter| {
        let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        number.checked_mul(26)?.checked_add(digit)
    });
    number?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_name_their_column(column in 0..u32::MAX - 1) {
            prop_assert_eq!(column_index(&column_letters(column)), Some(column));
        }
    }

    #[test]
    fn what_names_no_column_has_no_index() {
        for letters in ["", "a", "A1", "Ä", "AAAAAAAAAAAA"] {
            assert_eq!(column_index(letters), None, "{letters}");
        }
    }
}
