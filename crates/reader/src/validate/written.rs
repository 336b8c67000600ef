//! The numbers of a column as they are written: before any unit is converted or any digit rounded.
//!
//! Takes the cells of the data rows; gives for each its value and how many digits after the decimal sign it shows. Columns
//! that no field claims are read alike. What is no number, or stands for a missing value, is none.
//!
//! **Digits shown.** A text shows the digits after its decimal sign. A number of a spreadsheet shows those of its shortest
//! decimal at 15 significant digits, as spreadsheets do, and at most those that 14 leave: the last ones are the noise of
//! binary sums and quotients. Since a spreadsheet stores no zeros at the end, its whole numbers show as many digits
//! as the number of the column that shows fewest of those with a fraction; so does a dash.

use crate::project::written::form::{Field, FieldType};
use crate::sheet::grid::Cell;
use crate::typing::missing_texts::{MissingTexts, is_dash};
use crate::typing::number::{Signs, plain};
use crate::typing::writing::{ColumnSizes, Room, Writing, of_column};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// A number as written.
#[derive(Clone, Debug)]
pub struct Written {
    pub value: Fraction,
    /// Digits shown after the decimal sign.
    pub digits: u32,
    /// True where a percent sign is behind it.
    pub percent: bool,
}

/// The numbers of one column, row by row.
#[derive(Clone, Debug)]
pub struct WrittenColumn {
    pub rows: Vec<Option<Written>>,
    /// True where every number is whole and meant to be: the field says so, or no field speaks and no cell has a fraction.
    pub integers: bool,
}

impl WrittenColumn {
    pub fn new(field: Option<&Field>, signs: Signs, missing: &MissingTexts<'_>, cells: &[&Cell]) -> Self {
        let mut rows: Vec<Option<Written>> = cells.iter().map(|cell| written(cell, signs, missing)).collect();
        let fewest = rows.iter().flatten().map(|row| row.digits).filter(|digits| *digits > 0).min().unwrap_or(0);
        for (row, _) in rows.iter_mut().zip(cells).filter(|(_, cell)| cell.as_text().is_none_or(is_dash)) {
            if let Some(row) = row {
                row.digits = row.digits.max(fewest);
            }
        }
        let integers = match field {
            Some(field) if matches!(field.kind, FieldType::Integer | FieldType::Number) => {
                field.kind == FieldType::Integer
            }
            _ => rows.iter().flatten().all(|row| row.digits == 0),
        };
        Self { rows, integers }
    }
}

/// The signs of a column that no field claims.
pub fn signs_of(cells: &[&Cell], declared: Signs) -> Signs {
    let room = Room::of_digits(SCALE);
    let texts = cells.iter().filter_map(|cell| Some((cell.as_text()?, room)));
    of_column(texts, declared, Writing::default(), ColumnSizes::default()).signs
}

fn written(cell: &Cell, signs: Signs, missing: &MissingTexts<'_>) -> Option<Written> {
    let of = |value: Decimal, digits: u32, percent: bool| {
        let is_missing = missing.have_meanings() && missing.cause_of_number(value, signs).is_some();
        (!is_missing).then(|| Written { value: value.into(), digits, percent })
    };
    match cell {
        Cell::Integer(number) => of(Decimal::parse(&number.to_string(), SCALE, 0).ok()?.value, 0, false),
        Cell::Decimal(number) => {
            let value = Decimal::parse(number, SCALE, 0).ok()?.value;
            of(value, value.digits(), false)
        }
        Cell::Number(number) | Cell::Percent(number) => {
            // 0.45 in a percent format is written 45%.
            let percent = matches!(cell, Cell::Percent(_));
            let shift = if percent { 2 } else { 0 };
            let text = format!("{number:.14e}");
            let value = Decimal::parse(&text, SCALE, shift).ok()?.value;
            let exponent = text.split_once('e')?.1.parse::<i64>().ok()? + i64::from(shift);
            let most = u32::try_from((13 - exponent).max(0)).unwrap_or(SCALE);
            of(value, value.digits().min(most), percent)
        }
        Cell::Text(text) => {
            if missing.cause(text.trim()).is_some() {
                return None;
            }
            if is_dash(text) {
                return Some(Written { value: Decimal::ZERO.into(), digits: 0, percent: false });
            }
            let number = plain(text, signs)?;
            let digits = number.digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let value = Decimal::parse(&number.digits, SCALE, 0).ok()?.value;
            of(value, u32::try_from(digits).unwrap_or(SCALE).min(SCALE), number.percent)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: Signs = Signs { group: '.', decimal: ',' };

    /// `value/digits` of each cell; `integers` behind them.
    fn shown(cells: &[Cell]) -> (Vec<String>, bool) {
        let column = WrittenColumn::new(None, VI, &MissingTexts::new(&[]), &cells.iter().collect::<Vec<_>>());
        let of = |row: &Option<Written>| {
            row.as_ref().map_or("none".into(), |row| format!("{}/{}", row.value.rounded(SCALE), row.digits))
        };
        (column.rows.iter().map(of).collect(), column.integers)
    }

    #[test]
    fn a_text_shows_the_digits_it_holds() {
        let cells = ["12,50", "1.234", "-", "...", "", "(3,5)", "45%"].map(Cell::from);
        assert_eq!(shown(&cells).0, ["12.5/2", "1234/0", "0/1", "none", "none", "-3.5/1", "45/0"]);
    }

    #[test]
    fn a_number_shows_no_noise_of_binary_sums() {
        let cells = [0.1 + 0.2, 12.25, 13.0, 1e14 + 0.5].map(Cell::Number);
        assert_eq!(shown(&cells).0, ["0.3/1", "12.25/2", "13/1", "100000000000000/1"]);
        assert_eq!(shown(&[Cell::Number(100.0 / 3.0)]).0, ["33.333333333333/12"]);
        assert_eq!(shown(&[Cell::Number(50_000.0 / 3.0)]).0, ["16666.6666666667/9"]);
        assert_eq!(
            shown(&[Cell::Number(13.0), Cell::Integer(-2), Cell::from("4")]),
            (["13/0", "-2/0", "4/0"].map(str::to_owned).to_vec(), true)
        );
    }
}
