//! A cell to a value that is kept as text (times, lists, JSON, points, …), and to a year: what the text means is decided in
//! [`crate::project::written::textual`], what other cells mean here.

use chrono::{Datelike, NaiveTime, TimeDelta};

use crate::project::written::form::FieldType;
use crate::project::written::textual::{canonical, list};
use crate::sheet::grid::Cell;
use crate::typing::cell::{ColumnReading, Typed};
use crate::typing::cell_fault::CellFault;
use crate::typing::digits_of_a_pattern::text_of_number;
use crate::typing::number::{kept, plain};
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;
use crate::values::lexical::clock::Clock;
use crate::values::lexical::digits;
use crate::values::lexical::instant::Instant;
use crate::values::period::Frequency;
use crate::values::text;
use crate::words::period_text;

impl ColumnReading<'_> {
    /// The value of a cell of a field whose values are kept as text.
    pub(super) fn textual(&self, cell: &Cell) -> Typed {
        let field = self.field;
        let in_digits = text_of_number(field, cell).map(Cell::Text);
        let cell = in_digits.as_ref().unwrap_or(cell);
        let found = match (field.kind, cell) {
            // A text keeps its signs; JSON is compared as it is.
            (FieldType::Any, Cell::Text(written) | Cell::Nested(written)) => Some(text::kept(written)),
            (FieldType::Any, Cell::Boolean(truth)) => Some(truth.to_string()),
            (FieldType::Any, other) => Some(text::kept(&other.display())),
            (FieldType::List, Cell::Text(written) | Cell::Nested(written)) => {
                self.list(&text::composed(written.trim()))
            }
            (FieldType::List, other) => self.list_of_one(other),
            (FieldType::Yearmonth, Cell::Text(written)) => {
                canonical(field, &text::composed(written.trim())).or_else(|| month(written))
            }
            (_, Cell::Text(written) | Cell::Nested(written)) => canonical(field, &text::composed(written.trim())),
            (FieldType::Datetime, Cell::DateTime(at)) => Some(Instant::local(*at).to_string()),
            // A workbook keeps midnight as the day alone.
            (FieldType::Datetime, Cell::Date(day)) => Some(Instant::local(day.and_time(NaiveTime::MIN)).to_string()),
            (FieldType::Time, Cell::Number(part)) => part_of_a_day(*part),
            // A spreadsheet turns 2025-10 into the first day of that month.
            (FieldType::Yearmonth, Cell::Date(day)) if day.day() == 1 => Some(day.format("%Y-%m").to_string()),
            _ => None,
        };
        found.map_or(Typed::wrong(CellFault::NotOfType), |text| Typed::value(Value::Text(text)))
    }

    /// A list whose numbers are in the signs of the column, as the cells of a field of numbers are: "1.000;2.000".
    fn list(&self, written: &str) -> Option<String> {
        let number = |item: &str| match item.contains(['.', ',']) {
            true => {
                digits::canonical(&kept(item, self.signs, self.field.digits()).filter(|number| !number.percent)?.digits)
            }
            false => digits::canonical(item).or_else(|| digits::canonical(&plain(item, self.signs)?.digits)),
        };
        list(self.field, written, number)
    }

    /// A list of one item, which a spreadsheet keeps as a number, a day or a boolean, where the field says what its items are. Where the delimiter is a sign of numbers, or of days, the program may have
    /// made one of several items: `1,5` and `1/2`.
    fn list_of_one(&self, cell: &Cell) -> Option<String> {
        const SIGNS_OF_NUMBERS: [&str; 2] = [",", "."];
        const SIGNS_OF_DAYS: [&str; 3] = ["/", "-", "."];
        const FIRST_GROUPED: u64 = 1_000;
        let delimiter = self.field.delimiter.as_deref().unwrap_or(",");
        let item = match (self.field.item_type?, cell) {
            (FieldType::Date, Cell::Date(day)) => day.to_string(),
            (FieldType::Datetime, Cell::DateTime(at)) => Instant::local(*at).to_string(),
            (FieldType::Datetime, Cell::Date(day)) => Instant::local(day.and_time(NaiveTime::MIN)).to_string(),
            (FieldType::Time, Cell::Number(part)) => part_of_a_day(*part)?,
            (FieldType::Boolean, Cell::Boolean(truth)) => truth.to_string(),
            (FieldType::Integer | FieldType::Number | FieldType::String, number)
                if number.is_number() && !matches!(number, Cell::Percent(_)) =>
            {
                let digits = digits::canonical(&number.display())?;
                let whole = digits.trim_start_matches('-').parse::<u64>();
                let is_plain = !SIGNS_OF_NUMBERS.contains(&delimiter) || whole.is_ok_and(|whole| whole < FIRST_GROUPED);
                is_plain.then_some(digits)?
            }
            _ => return None,
        };
        let is_of_days = matches!(cell, Cell::Date(_) | Cell::DateTime(_));
        let is_doubtful = is_of_days && SIGNS_OF_DAYS.contains(&delimiter) || item.contains(delimiter);
        if is_doubtful { None } else { list(self.field, &item, digits::canonical) }
    }

    /// The value of a cell of a field of years: a whole number of four digits at most, a text of four digits.
    pub(super) fn year(&self, cell: &Cell) -> Typed {
        let digits = match cell {
            Cell::Text(written) => canonical(self.field, written.trim()),
            number if number.is_number() && !matches!(number, Cell::Percent(_)) => Some(number.display().into_owned()),
            _ => None,
        };
        let parsed = digits.and_then(|digits| Decimal::parse(&digits, 0, 0).ok()).filter(|year| !year.inexact);
        let is_year = |year: &Decimal| (Decimal::ZERO..Decimal::from_integer(10_000)).contains(year);
        let year = parsed.map(|year| year.value).filter(is_year);
        year.map_or(Typed::wrong(CellFault::NotOfType), |year| Typed::value(Value::Decimal(year)))
    }
}

/// The month that a text names as the period of a report does: "03/2025", "T3/2025", "tháng 3 năm 2025".
fn month(written: &str) -> Option<String> {
    let month = period_text::only(written, Frequency::Month)?;
    period_text::is_only_a_period(written).then(|| month.to_string())
}

/// The time of a workbook, which keeps it as a part of a day, to the millisecond.
fn part_of_a_day(part: f64) -> Option<String> {
    const MILLISECONDS: f64 = 86_400_000.0;
    if !(0.0..1.0).contains(&part) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below the milliseconds of a day")]
    let milliseconds = (part * MILLISECONDS).round() as i64;
    let (time, days) = NaiveTime::MIN.overflowing_add_signed(TimeDelta::try_milliseconds(milliseconds)?);
    (days == 0).then(|| Clock { time, zone: None }.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_written_as_periods_are() {
        for written in ["03/2025", "3/2025", "Tháng 3/2025", "T3/2025", "tháng 3 năm 2025", "03-2025", "2025/03"] {
            assert_eq!(month(written).as_deref(), Some("2025-03"), "{written}");
        }
        for written in ["Quý 3/2025", "2025", "03/25", "13/2025", "hoãn sang tháng 3/2025", "03/03/2025", "3"] {
            assert_eq!(month(written), None, "{written}");
        }
    }

    #[test]
    fn times_of_workbooks_are_parts_of_a_day() {
        assert_eq!(part_of_a_day(0.25).as_deref(), Some("06:00:00"));
        assert_eq!(part_of_a_day(9.5 / 24.0).as_deref(), Some("09:30:00"));
        assert_eq!(part_of_a_day(0.0).as_deref(), Some("00:00:00"));
        assert_eq!(part_of_a_day(1.0), None);
        assert_eq!(part_of_a_day(0.999_999_999_9), None);
    }
}
