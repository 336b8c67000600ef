//! What is wrong with a cell, and the words for it.
//!
//! A column may be wrong in every cell, of which few are reported: the words are made where a finding is kept.

use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;
use crate::typing::cell::ColumnReading;
use crate::typing::number::{PlainNumber, plain, with_unit};
use crate::typing::unit_of_measure::{Factor, of_field};
use crate::typing::unread_cell;
use crate::values::day;
use crate::values::decimal::Decimal;
use crate::values::look_alike;
use crate::values::zone_time;

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// An error of the spreadsheet, such as `#REF!`.
    SpreadsheetError,
    /// A formula that was never computed.
    Uncomputed,
    /// What the file holds cannot be taken for a value.
    Unread(UnreadReason),
    /// The same in a text that the row does not need.
    UnreadText(UnreadReason),
    NotANumber,
    NotWhole,
    TooLarge,
    NotABoolean,
    /// Signs that stand for the cell above.
    Repetition,
    /// The same in a text that the row does not need: its row is used without it.
    RepeatedText,
    /// A program's word for no value in the place of a text; where the row does not need the text it is used without it.
    GapWord {
        is_needed: bool,
    },
    /// A word of a sum in the place of a value of a line: the line may be the sum of others.
    SumWord,
    NotADay,
    /// An instant of another zone that is a midnight here: the day that begins with it is kept.
    OtherZone,
    /// A day with a time, where the field keeps the day alone.
    TimeOfDay,
    /// Neither a code nor a word of a vintage.
    NotAVintage,
    /// A text with signs in the place of its letters: nobody knows which they were.
    LostLetters,
    /// A text that is kept, and may have lost letters.
    PerhapsLostLetters,
    /// No value of a type that has no fault of its own.
    NotOfType,
    /// More digits than the field keeps; `shift` is the power of ten by which the number was multiplied.
    ExcessDigits {
        rounded: Decimal,
        shift: i32,
    },
    /// A number other than zero that is zero in the digits of the field; `shift` as above.
    RoundsToNothing {
        shift: i32,
    },
    /// The unit behind the number is of another kind than the field's.
    UnitContradicts,
    /// The unit behind the number differs from the table's by a power of ten.
    UnitConverted {
        shift: i32,
    },
}

impl CellFault {
    /// The code of its finding.
    pub const fn code(self) -> Code {
        match self {
            Self::SpreadsheetError | Self::Uncomputed => Code::ErrorCell,
            // The fault that it was when it was sent.
            Self::Unread(UnreadReason::UnmendedType) | Self::UnreadText(UnreadReason::UnmendedType) => Code::TypeError,
            Self::Unread(_) | Self::UnreadText(_) | Self::RepeatedText | Self::GapWord { .. } => Code::UnreadCell,
            Self::NotANumber
            | Self::NotWhole
            | Self::TooLarge
            | Self::NotABoolean
            | Self::Repetition
            | Self::NotADay
            | Self::NotAVintage
            | Self::LostLetters
            | Self::NotOfType => Code::TypeError,
            Self::SumWord => Code::PeriodMismatch,
            Self::OtherZone => Code::RepairedText,
            Self::PerhapsLostLetters => Code::LostLetter,
            Self::ExcessDigits { .. } | Self::TimeOfDay => Code::ExcessDigits,
            Self::RoundsToNothing { .. } => Code::RoundsToNothing,
            Self::UnitContradicts => Code::UnitMismatch,
            Self::UnitConverted { .. } => Code::UnitConverted,
        }
    }

    /// What the finding says of the cell, which was read so.
    pub fn message(self, reading: &ColumnReading<'_>, cell: &Cell) -> Message {
        let shown = cell.display();
        let written = shown.as_ref();
        // A number that is stored has the decimal sign of the reader: a text has its own.
        let quoted = if cell.is_number() { Message::number(written) } else { written.into() };
        let own_unit = || cell.as_text().and_then(|text| with_unit(text, reading.signs)).map_or("", |(_, unit)| unit);
        match self {
            Self::SpreadsheetError => message!("error-cell.error", error = written),
            Self::Uncomputed => message!("error-cell.uncomputed"),
            Self::Unread(reason) | Self::UnreadText(reason) => unread_cell::message(reason, written),
            Self::GapWord { .. } => message!("unread-cell.gap-word", written = written.trim()),
            Self::SumWord => message!("period-mismatch.sum-in-line", written = written.trim()),
            Self::NotANumber
                if reading.signs.group != reading.signs.decimal
                    && cell.as_text().is_some_and(|text| {
                        plain(text, reading.signs.exchanged()).is_some() && plain(text, reading.signs).is_none()
                    }) =>
            {
                let (group, decimal) = (reading.signs.group, reading.signs.decimal);
                message!("type-error.other-signs", written = written, group = group, decimal = decimal)
            }
            Self::NotANumber if matches!(cell, Cell::Date(_) | Cell::DateTime(_)) => {
                message!("type-error.day-for-number", written = written)
            }
            Self::NotANumber if is_without_a_sign(reading, written) => {
                message!("type-error.lost-sign", written = written)
            }
            Self::NotANumber => match digits_meant(reading, written) {
                Some((letter, digits)) => {
                    let letter = letter.to_string();
                    message!("type-error.letter-for-digit", written = written, letter = letter, digits = digits)
                }
                None => message!("type-error.not-a-number", written = written),
            },
            Self::LostLetters => message!("type-error.lost-letters", written = written),
            Self::PerhapsLostLetters => message!("lost-letter.question-marks", written = written),
            Self::NotWhole => message!("type-error.not-whole", written = quoted),
            Self::TooLarge => message!("type-error.too-large", written = quoted),
            Self::NotABoolean => message!("type-error.not-a-boolean", written = written),
            Self::Repetition | Self::RepeatedText => message!("type-error.repetition", written = written),
            Self::NotADay if reading.field.format.is_none() => match day_of_text(cell) {
                Some((day, true)) => message!("type-error.month-and-day", written = written, day = day),
                Some((day, false)) => message!("type-error.more-than-a-day", written = written, day = day),
                None => match day::of_another_age(written) {
                    // What programs write so is read; other years are mistyped however they are written.
                    Some(day) if day::standard(&day.to_string()).is_some() => {
                        message!("type-error.day-of-another-age", written = written, day = day.to_string())
                    }
                    Some(_) => message!("type-error.year-in-doubt", written = written),
                    None => message!("type-error.not-a-day", written = written),
                },
            },
            Self::OtherZone => {
                let day = zone_time::here(written).map(|at| at.date().format("%d/%m/%Y").to_string());
                message!("repaired-text.other-zone", written = written.trim(), day = day.unwrap_or_default())
            }
            Self::TimeOfDay => {
                let day = if let Cell::DateTime(at) = cell {
                    at.date().format("%d/%m/%Y").to_string()
                } else {
                    String::new()
                };
                message!("excess-digits.time-of-day", written = written, day = day)
            }
            Self::NotAVintage if written.trim().is_empty() => message!("type-error.no-vintage"),
            Self::NotAVintage => message!("type-error.not-a-vintage", written = written),
            Self::NotADay | Self::NotOfType => {
                let kind = kind_of(reading.field);
                match reading.field.format() {
                    "default" => message!("type-error.not-of-type", written = written, kind = kind),
                    format => message!("type-error.not-of-format", written = written, kind = kind, format = format),
                }
            }
            Self::ExcessDigits { rounded, shift: 0 } => {
                let digits = reading.field.digits();
                message!("excess-digits.rounded", written = quoted, digits = digits, rounded = Message::number(rounded))
            }
            Self::ExcessDigits { rounded, shift } => {
                let Factor { how, number } = Factor::of(shift);
                message!(
                    "excess-digits.converted-and-rounded",
                    written = quoted,
                    how = how,
                    factor = number,
                    digits = reading.field.digits(),
                    rounded = Message::number(rounded)
                )
            }
            Self::RoundsToNothing { shift } => {
                let Factor { how, number } = Factor::of(shift);
                let (digits, own) = (reading.field.digits(), of_field(reading.field));
                match shift {
                    0 if reading.field.unit.is_none() => {
                        message!("rounds-to-nothing.without-unit", written = quoted, digits = digits)
                    }
                    0 => message!("rounds-to-nothing.rounded", written = quoted, digits = digits, own = own),
                    _ => message!(
                        "rounds-to-nothing.converted",
                        written = quoted,
                        how = how,
                        factor = number,
                        digits = digits,
                        own = own
                    ),
                }
            }
            Self::UnitContradicts => message!("unit-mismatch.cell", unit = own_unit()),
            Self::UnitConverted { shift: 0 } => {
                message!("unit-converted.own", written = written.trim(), unit = own_unit())
            }
            Self::UnitConverted { shift } => {
                let Factor { how, number } = Factor::of(shift);
                message!("unit-converted.cell", written = written.trim(), unit = own_unit(), how = how, factor = number)
            }
        }
    }

    /// True where a text has no value that its row does not need: a remark.
    pub const fn is_of_a_remark(self) -> bool {
        matches!(self, Self::RepeatedText | Self::UnreadText(_) | Self::GapWord { is_needed: false })
    }

    /// The same in a text that its row needs.
    #[must_use]
    pub const fn where_needed(self) -> Self {
        match self {
            Self::RepeatedText => Self::Repetition,
            Self::UnreadText(reason) => Self::Unread(reason),
            Self::GapWord { .. } => Self::GapWord { is_needed: true },
            other => other,
        }
    }

    /// True for signs that stand for the cell above.
    pub const fn is_repetition(self) -> bool {
        matches!(self, Self::Repetition | Self::RepeatedText)
    }

    /// The value that was probably meant, where one alone is.
    pub fn suggestion(self, reading: &ColumnReading<'_>, cell: &Cell) -> Option<String> {
        let written = cell.as_text()?;
        match self {
            Self::NotANumber => {
                digits_meant(reading, written).map(|(_, digits)| digits).or_else(|| minus_behind(reading, written))
            }
            Self::NotADay if reading.field.format.is_none() => {
                let here = || Some(zone_time::here(written)?.date().format("%d/%m/%Y").to_string());
                day_of_text(cell).map(|(day, _)| day).or_else(here)
            }
            Self::NotADay if matches!(reading.field.format(), "default" | "any") => {
                Some(zone_time::here(written)?.date().format("%d/%m/%Y").to_string())
            }
            _ => None,
        }
    }

    /// What the cell should have held.
    pub fn expected(self, reading: &ColumnReading<'_>) -> Message {
        match self {
            Self::TooLarge => "< 10^15".into(),
            Self::NotAVintage => "E, P, A".into(),
            Self::ExcessDigits { .. } => message!("excess-digits.expected", digits = reading.field.digits()),
            Self::UnitContradicts | Self::UnitConverted { .. } | Self::RoundsToNothing { .. } => {
                of_field(reading.field)
            }
            _ => match reading.field.kind {
                _ if reading.field.categories.have_labels() => reading.field.categories.for_people().join(", ").into(),
                FieldType::Integer => message!("type-error.expected-integer"),
                FieldType::Number => message!("type-error.expected-number"),
                FieldType::String if reading.field.format.is_none() => message!("type-error.expected-text"),
                FieldType::Boolean if reading.field.declares_truths() => {
                    let Field { true_values, false_values, .. } = reading.field;
                    true_values.iter().chain(false_values).map(String::as_str).collect::<Vec<_>>().join(", ").into()
                }
                FieldType::Boolean => message!("type-error.expected-boolean"),
                FieldType::Date if reading.field.format.is_none() => message!("type-error.expected-day"),
                _ => {
                    let kind = kind_of(reading.field);
                    match reading.field.format() {
                        "default" => kind,
                        format => message!("type-error.expected-format", kind = kind, format = format),
                    }
                }
            },
        }
    }
}

/// The number of a text with letters among its digits, in the signs of its column, with the first letter. Whole numbers have no decimals: "5.0O0" among numbers
/// such as 5,137 is written 5,000 there, since 5.000 would be another number.
fn digits_meant(reading: &ColumnReading<'_>, written: &str) -> Option<(char, String)> {
    let (letter, digits) = look_alike::in_digits(written)?;
    let signs = reading.signs;
    let own = plain(&digits, signs);
    let other = plain(&digits, signs.exchanged());
    let is_whole = |number: &PlainNumber| !number.digits.contains('.');
    match (own, other) {
        (Some(own), Some(other)) if reading.decimals_written() == 0 && !is_whole(&own) && is_whole(&other) => {
            let exchanged = |sign: char| match sign {
                sign if sign == signs.group => signs.decimal,
                sign if sign == signs.decimal => signs.group,
                sign => sign,
            };
            Some((letter, digits.chars().map(exchanged).collect()))
        }
        (Some(_), _) => Some((letter, digits)),
        (None, _) => None,
    }
}

/// The number of a text whose sign is behind it, as accounting programs export it: "836,25-". Behind a number a dash may also end something else.
fn minus_behind(reading: &ColumnReading<'_>, written: &str) -> Option<String> {
    let number = written.trim().strip_suffix(['-', '−', '–'])?.trim_end();
    plain(number, reading.signs).map(|_| format!("-{number}"))
}

/// True for a number with a sign that a program lost, which may have been its minus.
fn is_without_a_sign(reading: &ColumnReading<'_>, written: &str) -> bool {
    let lost = '\u{fffd}';
    written.contains(lost) && plain(written.trim_matches([lost, ' ']), reading.signs).is_some()
}

/// What a value of a field is, in words.
fn kind_of(field: &Field) -> Message {
    match field.kind {
        FieldType::List => {
            let item = field.item_type.unwrap_or(FieldType::String);
            let delimiter = field.delimiter.as_deref().unwrap_or(",");
            message!("value-list", item = message!("value-kind", kind = item.name()), delimiter = delimiter)
        }
        kind => message!("value-kind", kind = kind.name()),
    }
}

/// The day of a text that is none as it is written, as it is to be written; true where its month is first, false where more is behind it.
fn day_of_text(cell: &Cell) -> Option<(String, bool)> {
    let written = cell.as_text()?;
    // An instant of another zone may lie on another day.
    if zone_time::here(written).is_some() {
        return None;
    }
    let found = day::only_month_first(written).map(|day| (day, true));
    let (day, is_month_first) = found.or_else(|| day::with_more_behind(written).map(|day| (day, false)))?;
    Some((day.format("%d/%m/%Y").to_string(), is_month_first))
}
