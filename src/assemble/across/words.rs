//! Where a finding is and how amounts are said: in the unit of the sheet, so that they can be compared with its cells.

use super::reference::Reference;
use super::rules::{AtPoint, Doubt};
use super::season::Season;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Field;
use crate::typing::reading::TypedTable;
use crate::validate::equation::{shift_of, shifted};
use crate::validate::{area_column, row_location};
use crate::values::decimal::Decimal;
use crate::values::fraction::Fraction;

/// Digits after the decimal sign of how many times one amount is another.
const SHOWN: u32 = 2;

/// Amounts of one column as its sheet writes them.
#[derive(Clone, Copy)]
pub struct Written {
    /// The power of ten by which an amount of the form's unit is multiplied.
    shift: i32,
    /// Digits that are kept after the decimal sign.
    digits: u32,
    /// The decimal sign of the column.
    decimal: char,
}

impl Written {
    pub fn of(at: &AtPoint<'_>, table: &TypedTable, index: usize) -> Self {
        let form = at.rows.form;
        let digits = form.schema.fields.get(index).map_or(0, Field::digits);
        let (_, own) = at.rows.project.settings.language.number_signs();
        Self { shift: shift_of(form, table, index), digits, decimal: table.decimal_sign(index).unwrap_or(own) }
    }

    /// An amount that the sheet may hold.
    pub fn digits(self, amount: Decimal) -> String {
        self.fraction(amount).digits_or(6)
    }

    fn fraction(self, amount: Decimal) -> Shown {
        Shown(shifted(&Fraction::from(amount), self.shift))
    }

    /// An amount as the senders of the column read it.
    pub fn number(self, amount: Decimal) -> Message {
        Message::number_of_column(self.digits(amount), self.decimal)
    }

    /// An amount as it is to be typed into the column.
    fn typed(self, amount: Decimal) -> Message {
        Message::typed_number(self.digits(amount), self.decimal)
    }

    /// A median, with one more digit than its field keeps.
    pub fn median(self, usual: &Reference) -> Message {
        self.median_of(usual.median, usual.negative)
    }

    fn median_of(self, median: u128, negative: bool) -> Message {
        let median = i128::try_from(median).unwrap_or(i128::MAX);
        let median = Decimal::from_units(if negative { -median } else { median });
        let digits = i64::from(self.digits.saturating_add(1)).saturating_sub(i64::from(self.shift));
        let digits = self.fraction(median).0.rounded(u32::try_from(digits).unwrap_or_default());
        Message::number_of_column(digits, self.decimal)
    }
}

/// An exact amount that is shown.
struct Shown(Fraction);

impl Shown {
    /// All its digits, or so many where they do not end.
    fn digits_or(&self, digits: u32) -> String {
        self.0.rounded(self.0.digits().unwrap_or(digits))
    }
}

/// A finding at the cell of a field, which may hold no value; where nothing is suggested, the evidence says the value in its place.
pub fn at_cell(
    at: &AtPoint<'_>,
    doubt: &Doubt,
    code: Code,
    suggested: impl Into<Option<Decimal>>,
    say: impl Fn(&DoubtEvidence) -> Message,
) -> Option<Finding> {
    let suggested = suggested.into();
    let source = at.rows.source(at.point, doubt.field).map(|(table, row, _)| (table, row));
    let (table, row) = source.or_else(|| at.rows.row_with_column(at.point, doubt.field))?;
    let written = Written::of(at, table, doubt.field);
    let location = location(at, table, row, Some(doubt.field));
    let season = suggested.and_then(|suggested| at.season_of_evidence(doubt, suggested));
    let evidence = DoubtEvidence::of(at, doubt, written, suggested.unwrap_or_else(|| at.stated(doubt)), season);
    let finding = Finding::new(code, location, say(&evidence));
    let finding = if source.is_some() { finding.value(written.digits(at.stated(doubt))) } else { finding };
    let finding = finding.expected(evidence.usual);
    Some(match suggested {
        Some(suggested) => finding.suggestion(written.typed(suggested)),
        None => finding,
    })
}

/// A finding at the cell of a field that is about more than this cell.
pub fn at_field(at: &AtPoint<'_>, field: usize, code: Code, message: Message) -> Option<Finding> {
    let (table, row, _) = at.rows.source(at.point, field)?;
    Some(Finding::new(code, location(at, table, row, Some(field)), message))
}

/// A finding at the cell that names the unit of a row.
pub fn at_row(at: &AtPoint<'_>, code: Code, message: Message) -> Option<Finding> {
    let (table, row) = at.rows.first_row(at.point)?;
    Some(Finding::new(code, Location { field: None, ..location(at, table, row, None) }, message))
}

fn location(at: &AtPoint<'_>, table: &TypedTable, row: usize, field: Option<usize>) -> Location {
    let form = at.rows.form;
    let cell_of = field.or_else(|| area_column(form, table));
    let point = at.rows.points.get(at.point);
    let unit = point.and_then(|point| at.rows.project.registry.units.get(point.unit));
    Location {
        field: field.and_then(|field| form.schema.fields.get(field)).map(|field| field.name.clone()),
        ref_area: unit.map(|unit| unit.code.clone()),
        ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
        time_period: point.map(|point| point.period.to_string()),
        ..row_location(form, table, row, cell_of)
    }
}

/// What speaks for another value, as it is said.
pub struct DoubtEvidence {
    pub value: Message,
    pub suggested: Message,
    pub median: Message,
    /// How many times the value is the median.
    pub ratio: Message,
    /// What it is compared with: "the median of 7 earlier periods, 2024-Q1 to 2025-Q3".
    pub others: Message,
    /// The median with what it is the median of.
    pub usual: Message,
}

impl DoubtEvidence {
    fn of(at: &AtPoint<'_>, doubt: &Doubt, written: Written, suggested: Decimal, season: Option<Season>) -> Self {
        let usual = &doubt.usual;
        let amount = season.as_ref().map_or(usual.median, |season| season.median);
        let median = written.median_of(amount, usual.negative);
        let restated = season.as_ref().map_or(usual.restated, |season| season.restated);
        let others = match (season, usual.periods) {
            (Some(season), _) if season.amounts.len() < 2 => {
                message!("across.season", period = season.first.to_string())
            }
            (Some(Season { amounts, first, last, .. }), _) => {
                message!("across.seasons", count = amounts.len(), first = first.to_string(), last = last.to_string())
            }
            (None, Some((first, last))) => {
                message!("across.history", count = usual.count, first = first.to_string(), last = last.to_string())
            }
            (None, None) => message!("across.peers", count = usual.count, period = period(at)),
        };
        let others = restated_note(others, restated);
        let of_median = i128::try_from(amount).map(Decimal::from_units).unwrap_or_default();
        let ratio = Fraction::from(at.stated(doubt).abs()).over(&Fraction::from(of_median));
        Self {
            value: written.number(at.stated(doubt)),
            suggested: written.number(suggested),
            ratio: Message::number_of_column(
                ratio.map(|ratio| significant(&ratio)).unwrap_or_default(),
                written.decimal,
            ),
            usual: message!("across.usual", median = &median, others = &others),
            median,
            others,
        }
    }
}

/// What is compared with, with the note that it is restated.
pub fn restated_note(others: Message, restated: bool) -> Message {
    if restated { message!("across.restated", others = &others) } else { others }
}

/// Two digits after the decimal sign, and more for what would be nothing.
fn significant(ratio: &Fraction) -> String {
    let digits = (SHOWN..12).find(|digits| *ratio >= Fraction::decimal(1, *digits - 1));
    ratio.rounded(digits.unwrap_or(12))
}

fn period(at: &AtPoint<'_>) -> String {
    at.rows.points.get(at.point).map(|point| point.period.to_string()).unwrap_or_default()
}
