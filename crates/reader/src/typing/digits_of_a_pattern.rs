//! Numbers in fields of days and times whose pattern is digits alone: 20251231 under `%Y%m%d`.
//!
//! Takes a cell and its field; gives the text that its digits are. Programs that open such an export make numbers of its days, and a data frame
//! with a gap writes "20251231.0". A number keeps no zero before it (7122025 under `%d%m%Y`); one that is missing is put back, since the
//! parts of such a pattern have as many digits in every text. Not so before five digits, which may be the number of a day in a spreadsheet.

use crate::project::written::form::{Field, FieldType};
use crate::sheet::grid::Cell;
use crate::typing::missing_texts::without_zeros;
use crate::values::lexical::pattern;

/// As many digits as the numbers of days have in a spreadsheet: 45658 is the first of 2025.
const DIGITS_OF_A_SERIAL_DAY: usize = 5;

/// The text that the digits of a number are in the pattern of a field.
pub(super) fn text_of_number(field: &Field, cell: &Cell) -> Option<String> {
    if !matches!(field.kind, FieldType::Date | FieldType::Time | FieldType::Datetime) {
        return None;
    }
    let written = match cell {
        Cell::Percent(_) => return None,
        Cell::Text(written) if written.trim_end().ends_with(".0") => written.trim().into(),
        number if number.is_number() => number.display(),
        _ => return None,
    };
    let width = width(pattern::bare(field.format()))?;
    let digits = without_zeros(&written);
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.len() {
        length if are_digits && length == width => Some(digits.to_owned()),
        DIGITS_OF_A_SERIAL_DAY => None,
        length if are_digits && length.checked_add(1) == Some(width) => Some(format!("0{digits}")),
        _ => None,
    }
}

/// How many digits a text has by a pattern that is digits alone, each part of a length of its own.
fn width(pattern: &str) -> Option<usize> {
    let mut directives = pattern.strip_prefix('%')?.split('%');
    directives.try_fold(0_usize, |width, directive| {
        let digits = match directive {
            "Y" => 4,
            "j" => 3,
            "y" | "m" | "d" | "H" | "I" | "M" | "S" => 2,
            _ => return None,
        };
        width.checked_add(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_texts_where_a_pattern_is_digits_alone() {
        let text = |pattern: &str, cell: Cell| {
            let field = Field { format: Some(pattern.to_owned()), ..Field::new(String::new(), FieldType::Date) };
            text_of_number(&field, &cell)
        };
        let day = Some("20251231".to_owned());
        for cell in [
            Cell::Number(20_251_231.0),
            Cell::Integer(20_251_231),
            Cell::Decimal("20251231.0".to_owned()),
            Cell::from("20251231.0"),
        ] {
            assert_eq!(text("%Y%m%d", cell.clone()), day, "{cell:?}");
            assert_eq!(text("fmt:%Y%m%d", cell), day);
        }
        assert_eq!(text("%d%m%Y", Cell::Number(7_122_025.0)).as_deref(), Some("07122025"));
        assert_eq!(text("%Y%m", Cell::Number(202_512.0)).as_deref(), Some("202512"));
        assert_eq!(text("%H%M", Cell::Integer(730)).as_deref(), Some("0730"));
        assert_eq!(text("%H%M", Cell::Integer(7)), None);
        for (pattern, number) in [("%d%m%y", 41_015.0), ("%m%Y", 42_025.0), ("%Y%m%d", 45_658.0), ("%Y%m%d", -1.0)] {
            assert_eq!(text(pattern, Cell::Number(number)), None, "{pattern} {number}");
        }
        for pattern in ["%Y-%m-%d", "%d/%m/%Y", "%Y%b%d", "%Y%m%d ", "%F", "default", "any", ""] {
            assert_eq!(text(pattern, Cell::Number(20_251_231.0)), None, "{pattern}");
        }
        assert_eq!(text("%Y%m%d", Cell::Number(20_251_231.5)), None);
        assert_eq!(text("%Y%m%d", Cell::Percent(202_512.31)), None);
    }
}
