//! Columns of percents in which some cells show a percent sign and others, up to 1, do not: 0.45 beside 45% is 45
//! percent that lost its format, or less than half a percent. It is read as written, and reported.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Field;
use crate::sheet::grid::Cell;
use crate::typing::number::{Signs, kept};
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
}

impl Shares {
    /// Takes in what later pieces of the same lines hold.
    pub fn join_all(all: &mut Vec<Self>, later: Vec<Self>) {
        for one in later {
            match all.iter_mut().find(|known| known.column == one.column) {
                Some(known) => {
                    known.has_percents |= one.has_percents;
                    known.count = known.count.saturating_add(one.count);
                    known.first = known.first.take().or(one.first);
                }
                None => all.push(one),
            }
        }
    }

    /// The finding of a column that holds both.
    pub fn finding(self) -> Option<Finding> {
        let (location, written) = self.first.filter(|_| self.has_percents)?;
        let others = self.count.saturating_sub(1);
        let shown = Message::number(&written);
        let message = message!("ambiguous-number.share-beside-percents", written = shown, others = others);
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
    pub(super) fn percents_beside_shares(&mut self, field: &Field, data: &[DataRow<'a>], column: u32, signs: Signs) {
        if !field.is_percent() {
            return;
        }
        let shown = |row: &DataRow<'a>| match row.cell(column) {
            Cell::Percent(_) => true,
            Cell::Text(text) => shows_percent(text),
            _ => false,
        };
        let share = |row: &&DataRow<'a>| {
            let number = match row.cell(column) {
                Cell::Number(number) => Decimal::from_double(*number, SCALE, 0),
                Cell::Integer(number) => Decimal::parse(&number.to_string(), SCALE, 0),
                Cell::Decimal(digits) => Decimal::parse(digits, SCALE, 0),
                Cell::Text(text) => match kept(text, signs, field.digits()).filter(|number| !number.percent) {
                    Some(number) => Decimal::parse(&number.digits, SCALE, 0),
                    None => return false,
                },
                _ => return false,
            };
            number.is_ok_and(|number| is_share(number.value))
        };
        let mut found = data.iter().filter(share);
        let first = found.next().map(|row| {
            let location = self.location(row.index, Some(column), Some(field));
            (location, row.cell(column).display().into_owned())
        });
        let count = usize::from(first.is_some()).saturating_add(found.count());
        let shares = Shares { column, has_percents: data.iter().any(shown), first, count };
        if self.form.has_lines() {
            self.shares.push(shares);
        } else if let Some(finding) = shares.finding() {
            self.report(finding);
        }
    }
}
