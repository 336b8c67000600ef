//! A cell to yes or no: by the texts that the field declares, else by the usual words and marks.

use crate::project::written::form::Field;
use crate::sheet::grid::Cell;
use crate::typing::cell::{ColumnReading, Typed};
use crate::typing::cell_fault::CellFault;
use crate::typing::missing_texts::{is_dash, without_zeros};
use crate::typing::rows::Value;
use crate::values::text;

impl ColumnReading<'_> {
    /// The yes or no of a cell. Texts that are declared for one of them are the only ones for it.
    pub(super) fn boolean(&self, cell: &Cell) -> Typed {
        let declared = |values: &[String], written: &str| values.iter().any(|value| value == written);
        let Field { true_values, false_values, .. } = self.field;
        let shown = cell.display();
        let shown = text::composed(shown.trim());
        let truth = match cell {
            Cell::Boolean(truth) => Some(*truth),
            _ if declared(true_values, &shown) => Some(true),
            _ if declared(false_values, &shown) => Some(false),
            other => usual_truth(other).filter(|truth| {
                // Texts that are declared are the only ones.
                if *truth { true_values.is_empty() } else { false_values.is_empty() }
            }),
        };
        truth.map_or(Typed::wrong(CellFault::NotABoolean), |truth| Typed::value(Value::Boolean(truth)))
    }
}

/// The number 1 or 0, however many zeros are behind its point.
fn number_as_truth(number: &str) -> Option<bool> {
    match without_zeros(number) {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

/// The truth that a cell states in the usual words.
pub(super) fn usual_truth(cell: &Cell) -> Option<bool> {
    match cell {
        // A column of them in which one is missing is one of numbers with a point.
        number if number.is_number() && !matches!(number, Cell::Percent(_)) => number_as_truth(&number.display()),
        Cell::Text(text) if text.trim_start().starts_with(['0', '1']) => {
            number_as_truth(&text.trim().replace(',', "."))
        }
        // What is compared by its words has no signs any more.
        Cell::Text(text) if is_dash(text) => Some(false),
        Cell::Text(text) if text.contains(char::is_alphanumeric) && !text::signs_around(text)[0].is_empty() => None,
        other => match text::name(&other.display()).as_str() {
            "true" | "1" | "x" | "v" | "y" | "yes" | "✓" | "✔" | "☑" => Some(true),
            "có" | "đã có" | "rồi" | "có rồi" | "đúng" | "đạt" | "đã đạt" => Some(true),
            "false" | "0" | "n" | "no" | "không" | "ko" | "sai" => Some(false),
            "chưa" | "chưa có" | "không có" | "không đạt" | "chưa đạt" | "ko đạt" => Some(false),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_before_a_word_is_no_yes() {
        let truth = |text: &str| usual_truth(&Cell::from(text));
        assert_eq!(
            [truth("x"), truth("X."), truth("-x"), truth("-1"), truth("+ có")],
            [Some(true), Some(true), None, None, None]
        );
        assert_eq!([truth("-"), truth("✓")], [Some(false), Some(true)]);
        let number = |number: &str| usual_truth(&Cell::Decimal(number.to_owned()));
        assert_eq!(
            [number("1.0"), number("0.0"), number("0"), number("1.5"), number("-1"), number("10"), number("2")],
            [Some(true), Some(false), Some(false), None, None, None, None]
        );
        assert_eq!([truth("1.0"), truth("0.00"), truth("1.5"), truth("10")], [Some(true), Some(false), None, None]);
        assert_eq!([usual_truth(&Cell::Number(1.0)), usual_truth(&Cell::Number(-1.0))], [Some(true), None]);
    }
}
