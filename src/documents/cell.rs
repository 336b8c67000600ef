//! One cell of a copy of a sheet: written so that it is shown as the file shows it, and read again as it was.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Worksheet, XlsxError};

use crate::formats::shown_as;
use crate::sheet::appearance::{CellFormat, NumberCode};
use crate::sheet::error_words;
use crate::sheet::grid::Cell;
use crate::sheet::returned::{NO_VALUE, OF_ANOTHER_TYPE};
use crate::sheet::unread::UnreadReason;

/// Letters of a text cell.
const LONGEST_TEXT: usize = 32_767;
/// Decimal digits that every double holds.
const DIGITS_OF_A_DOUBLE: usize = 15;
/// Powers of ten by which a format may show a number divided: a comma behind the digits, or several.
const SCALES: [i32; 5] = [0, 3, 6, 9, 12];
/// The fill of a marked cell.
const MARKED: u32 = 0x00FF_EB9C;

/// A day as Excel counts it; nothing for one that it has no number for, which is then written as a text.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let (month, day_of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, day_of_month).ok()
}

/// A time of a day to the millisecond, as Excel keeps it; nothing for one that it cannot keep.
fn excel_instant(instant: NaiveDateTime) -> Option<ExcelDateTime> {
    let milliseconds = instant.nanosecond() / 1_000_000;
    let (hour, minute) = (u16::try_from(instant.hour()).ok()?, u8::try_from(instant.minute()).ok()?);
    let seconds = f64::from(instant.second()) + f64::from(milliseconds) / 1000.0;
    excel_day(instant.date())?.and_hms(hour, minute, seconds).ok()
}

/// The number that a workbook stores in a cell; nothing where it has more digits than are read of one (decision 0031).
fn stored(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) | Cell::Percent(number) => Some(*number),
        Cell::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        Cell::Decimal(digits)
        | Cell::Unread(
            UnreadReason::Format | UnreadReason::Replaced | UnreadReason::Appearance | UnreadReason::Clock,
            digits,
        ) => {
            let number = digits.parse::<f64>().ok().filter(|number| number.is_finite())?;
            (significant(digits) <= DIGITS_OF_A_DOUBLE).then_some(number)
        }
        _ => None,
    }
}

/// A number times a power of ten, by its shortest digits.
fn shifted(number: f64, power: i32) -> Option<f64> {
    let written = format!("{number:e}");
    let (digits, exponent) = written.split_once('e')?;
    let exponent = exponent.parse::<i32>().ok()?.checked_add(power)?;
    format!("{digits}e{exponent}").parse().ok()
}

/// The part of a day of a time that an open document writes as `PT07H30M00S`; nothing for one that is longer than a day.
fn part_of_a_day(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, weight) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        let (number, after) = rest.split_once(unit)?;
        seconds +=
            weight * number.parse::<u32>().map_or_else(|_| number.parse::<f64>(), |whole| Ok(whole.into())).ok()?;
        rest = after;
    }
    let part = seconds / 86_400.0;
    (rest.is_empty() && (0.0..1.0).contains(&part)).then_some(part)
}

/// How many digits of a number count: without zeros before and behind them.
fn significant(digits: &str) -> usize {
    let written = digits.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// How one cell is written.
#[derive(Clone, Copy)]
pub(super) struct CellLook<'a> {
    pub is_marked: bool,
    /// True where a text is to be typed, which a program may take for a number.
    pub is_text: bool,
    /// What is written before a cell that was not taken for a value.
    pub no_value: Option<&'static str>,
    pub is_struck: bool,
    /// True where the format shows words beside the number.
    pub has_words: bool,
    pub shown: Option<&'a CellFormat>,
}

/// How cells are shown, marked or not.
pub(super) struct MarkFormats {
    pub plain: Format,
    pub marked: Format,
    pub marked_text: Format,
}

impl MarkFormats {
    pub fn new() -> Self {
        let marked = Format::new().set_background_color(Color::RGB(MARKED));
        Self { plain: Format::new(), marked_text: marked.clone().set_num_format("@"), marked }
    }

    /// Writes a cell as its file shows it; one that was not taken for a value so that it is none again.
    pub fn write(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        look: CellLook<'_>,
    ) -> Result<(), XlsxError> {
        let CellLook { is_marked, is_text, no_value, is_struck, has_words, shown } = look;
        let plain = match (is_marked, is_text && shown.is_none()) {
            (true, true) => &self.marked_text,
            (true, false) => &self.marked,
            (false, _) => &self.plain,
        };
        let struck = is_struck.then(|| plain.clone().set_font_strikethrough());
        let plain = struck.as_ref().unwrap_or(plain);
        let own = shown.map(|shown| with_code(plain, &shown.code));
        let format = own.as_ref().unwrap_or(plain);
        // A day under a format of numbers would be read as a number.
        let moment = |pattern: &str| match (&own, shown) {
            (Some(own), Some(shown)) if shown.is_moment => own.clone(),
            _ => plain.clone().set_num_format(pattern),
        };
        let marked = |mark: &str, text: &str| -> String {
            [mark, text].concat().trim_end().chars().take(LONGEST_TEXT).collect()
        };
        let is_hidden = matches!(cell, Cell::Unread(..));
        if let Some(mark) = no_value.filter(|_| !is_hidden && cell != &Cell::Empty) {
            return page.write_string_with_format(row, column, marked(mark, &cell.display()), plain).map(drop);
        }
        if let Some(number) = stored(cell) {
            // The format of the file, else that of its kind: whichever shows the number as this cell.
            let of_file = shown.zip(own.as_ref()).and_then(|(shown, own)| {
                let mut stored = SCALES.iter().filter_map(|power| shifted(number, *power));
                let is_shown = |stored: &f64| same(&shown_as(*stored, shown), cell);
                // Of a format with conditions the section with words may be the one that divides.
                let found = if has_words { stored.rfind(is_shown) } else { stored.find(is_shown) };
                found.map(|stored| (stored, own))
            });
            let of_kind = match cell {
                Cell::Percent(_) => Some(plain.clone().set_num_format("0.####%")),
                Cell::Decimal(digits) if digits.starts_with('0') && digits.len() > 1 && !digits.starts_with("0.") => {
                    None
                }
                Cell::Unread(..) => None,
                _ => Some(plain.clone()),
            };
            if let Some((number, format)) = of_file.or(of_kind.as_ref().map(|format| (number, format))) {
                return page.write_number_with_format(row, column, number, format).map(drop);
            }
        }
        let time = cell.as_text().and_then(part_of_a_day);
        if let (Some(part), Some(own), true) = (time, &own, shown.is_some_and(|shown| shown.is_moment)) {
            return page.write_number_with_format(row, column, part, own).map(drop);
        }
        match cell {
            Cell::Empty => Ok(()),
            Cell::Boolean(truth) => page.write_boolean_with_format(row, column, *truth, format).map(drop),
            Cell::Date(day) => match excel_day(*day) {
                Some(day) => page.write_datetime_with_format(row, column, day, &moment("yyyy-mm-dd")).map(drop),
                None => page.write_string_with_format(row, column, day.to_string(), format).map(drop),
            },
            Cell::DateTime(instant) => match excel_instant(*instant) {
                Some(instant) => {
                    page.write_datetime_with_format(row, column, instant, &moment("yyyy-mm-dd hh:mm:ss")).map(drop)
                }
                None => page.write_string_with_format(row, column, instant.to_string(), format).map(drop),
            },
            // What no reader would know again as a formula or an error.
            Cell::Uncomputed(text) | Cell::Error(text) if error_words::cell(text).is_none() => {
                page.write_string_with_format(row, column, marked(NO_VALUE, text), plain).map(drop)
            }
            // A remark of which nothing but its own signs is lost, and without which the row is used.
            Cell::Unread(reason, written) if no_value.is_none() && reason.is_of_one_value() => {
                page.write_string_with_format(row, column, written, format).map(drop)
            }
            Cell::Unread(reason, written) => {
                let mark = if *reason == UnreadReason::UnmendedType { OF_ANOTHER_TYPE } else { NO_VALUE };
                page.write_string_with_format(row, column, marked(mark, written), plain).map(drop)
            }
            other => {
                let text: String = other.display().chars().take(LONGEST_TEXT).collect();
                page.write_string_with_format(row, column, text, format).map(drop)
            }
        }
    }
}

/// A format with the number format of the file.
pub(super) fn with_code(format: &Format, code: &NumberCode) -> Format {
    match code {
        NumberCode::BuiltIn(number) => format.clone().set_num_format_index(*number),
        NumberCode::Written(code) => format.clone().set_num_format(&**code),
    }
}

/// True where a number that is read back is the one of this cell.
fn same(read: &Cell, cell: &Cell) -> bool {
    let is_kind = matches!(
        (read, cell),
        (Cell::Percent(_), Cell::Percent(_))
            | (Cell::Unread(..), Cell::Unread(..))
            | (Cell::Number(_) | Cell::Decimal(_), Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_))
    );
    is_kind && read.display() == cell.display()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_open_documents_are_parts_of_a_day() {
        assert_eq!(part_of_a_day("PT07H30M00S"), Some(0.3125));
        assert_eq!(part_of_a_day("PT00H00M43.2S"), Some(0.0005));
        for none in ["PT36H00M00S", "PT07H30M", "7:30", "PT-1H00M00S", "PTHMS", "PT01H00M00Sx"] {
            assert_eq!(part_of_a_day(none), None, "{none}");
        }
    }

    #[test]
    fn a_number_is_stored_where_a_double_holds_its_digits() {
        let stored = |digits: &str| stored(&Cell::Decimal(digits.to_owned()));
        assert_eq!(stored("-99.00"), Some(-99.0));
        assert_eq!(stored("1250.000"), Some(1250.0));
        assert_eq!(stored("12345678901234567.5"), None);
        assert_eq!(stored("1e400"), None);
    }
}
