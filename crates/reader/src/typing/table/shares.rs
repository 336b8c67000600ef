//! Columns of percents in which some cells show a percent sign and others, up to 1, do not: 0.45 beside 45% is 45
//! percent that lost its format, or less than half a percent. It is read as written, and reported; so is a column without a percent sign all
//! of whose numbers are up to 1, as values are that were pasted without their formats.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::number::kept;
use crate::values::decimal::{Decimal, SCALE};

/// What a column of percents holds. The lines of an export are read in pieces: all of them together say whether it
/// holds both.
#[derive(Clone, Debug)]
pub struct Shares {
    /// The column of the sheet, from 0.
    column: u32,
    /// True where a cell shows a percent sign.
    has_percents: bool,
    /// The first number up to 1 without one, as it is written.
    first: Option<(Location, String)>,
    count: usize,
    /// True where a number is more than 1.
    has_larger: bool,
    /// True where a number is less than 1, and no zero.
    has_parts: bool,
}

/// Numbers up to 1 that may all be shares: fewer may be small percents.
const FEWEST: usize = 3;

impl Shares {
    /// Takes in what later pieces of the same lines hold.
    pub fn join_all(all: &mut Vec<Self>, later: Vec<Self>) {
        for one in later {
            match all.iter_mut().find(|known| known.column == one.column) {
                Some(known) => {
                    known.has_percents |= one.has_percents;
                    known.has_larger |= one.has_larger;
                    known.has_parts |= one.has_parts;
                    known.count = known.count.saturating_add(one.count);
                    known.first = known.first.take().or(one.first);
                }
                None => all.push(one),
            }
        }
    }

    /// The finding of a column that holds both, or numbers up to 1 alone.
    pub fn finding(self) -> Option<Finding> {
        let are_shares = self.count >= FEWEST && self.has_parts && !self.has_larger;
        let (location, written) = self.first.filter(|_| self.has_percents || are_shares)?;
        let others = self.count.saturating_sub(1);
        let shown = Message::number(&written);
        let message = match self.has_percents {
            true => message!("ambiguous-number.share-beside-percents", written = shown, others = others),
            false => message!("ambiguous-number.shares", written = shown, count = self.count),
        };
        Some(Finding::new(Code::AmbiguousNumber, location, message).value(written))
    }
}

/// True for a text that shows a percent sign.
pub fn shows_percent(text: &str) -> bool {
    text.trim_end().ends_with('%')
}

/// True for a number up to 1 that is not zero.
pub fn is_share(number: Decimal) -> bool {
    number != Decimal::ZERO && number.abs() <= Decimal::ONE
}

impl<'a> Typing<'a> {
    /// What a column of percents holds: reported at once, unless it is one of lines.
    pub(super) fn percents_beside_shares(&mut self, reading: &CellReading<'_>, data: &[DataRow<'a>], column: u32) {
        let CellReading { field, signs, missing, .. } = *reading;
        if !field.is_percent() {
            return;
        }
        let shown = |row: &DataRow<'a>| match row.cell(column) {
            Cell::Percent(_) => true,
            Cell::Text(text) => shows_percent(text),
            _ => false,
        };
        // A field that takes nothing above 1 is one of small percents.
        let is_small =
            field.constraints.maximum.as_ref().and_then(|most| Decimal::parse(&most.to_string(), SCALE, 0).ok());
        if is_small.is_some_and(|most| most.value <= Decimal::ONE) {
            return;
        }
        let number = |row: &DataRow<'a>| {
            let number = match row.cell(column) {
                Cell::Number(number) => Decimal::from_double(*number, SCALE, 0),
                Cell::Integer(number) => Decimal::parse(&number.to_string(), SCALE, 0),
                Cell::Decimal(digits) => Decimal::parse(digits, SCALE, 0),
                Cell::Text(text) => match kept(text, signs, field.digits()).filter(|number| !number.percent) {
                    Some(number) => Decimal::parse(&number.digits, SCALE, 0),
                    None => return None,
                },
                _ => return None,
            };
            let number = number.ok().map(|number| number.value);
            number.filter(|number| !missing.have_meanings() || missing.cause_of_number(*number, signs).is_none())
        };
        let numbers: Vec<(&DataRow<'a>, Decimal)> = data.iter().filter_map(|row| Some((row, number(row)?))).collect();
        let mut found = numbers.iter().filter(|(_, number)| is_share(*number)).map(|(row, _)| *row);
        let first = found.next().map(|row| {
            let location = self.location(row.index, Some(column), Some(field));
            (location, row.cell(column).display().into_owned())
        });
        let count = usize::from(first.is_some()).saturating_add(found.count());
        let has_larger = numbers.iter().any(|(_, number)| number.abs() > Decimal::ONE);
        let has_parts = numbers.iter().any(|(_, number)| is_share(*number) && number.abs() < Decimal::ONE);
        let has_percents = data.iter().any(shown);
        let shares = Shares { column, has_percents, first, count, has_larger, has_parts };
        if self.form.has_lines() {
            self.shares.push(shares);
        } else if let Some(finding) = shares.finding() {
            self.report(finding);
        }
    }
}
