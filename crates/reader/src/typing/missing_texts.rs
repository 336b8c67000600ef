//! Texts that stand for a missing value, each with its cause.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::project::written::form::{Field, Form, MissingValue};
use crate::sheet::grid::Cell;
use crate::typing::missing_meaning::{MissingMeaning, declared_number};
use crate::typing::number::Signs;
use crate::values::decimal::Decimal;
use crate::values::letters::is_letter;
use crate::values::status::Status;
use crate::values::text;

/// A text that stands for a missing value.
#[derive(Clone, Debug)]
struct MissingText<'a> {
    declared: &'a MissingValue,
    /// The key of its words; empty for signs such as `...` and for numbers such as `-99`: a key without its sign would be another number.
    key: String,
    /// How many letters the key has: that of another text has as many as the text.
    letters: usize,
    /// What it is as a value, where it may be a number or a day.
    meaning: MissingMeaning,
}

/// The texts that stand for a missing value, ready to be compared.
#[derive(Clone, Debug)]
pub struct MissingTexts<'a> {
    texts: Arc<[MissingText<'a>]>,
    /// True where one of them has digits: it may be a number or a day.
    has_digits: bool,
}

impl<'a> MissingTexts<'a> {
    /// The texts of no field.
    pub fn new(declared: &'a [MissingValue]) -> Self {
        Self::with_meanings(declared, MissingMeaning::of_any_field)
    }

    /// The texts of a field, which reads numbers and days in them.
    pub fn of_field(field: &Field, declared: &'a [MissingValue]) -> Self {
        Self::with_meanings(declared, |text| MissingMeaning::new(field, text))
    }

    fn with_meanings(declared: &'a [MissingValue], meaning: impl Fn(&str) -> MissingMeaning) -> Self {
        let key = |missing: &MissingValue| {
            let key = text::name(&missing.value);
            if key.starts_with(|sign: char| sign.is_ascii_digit()) { String::new() } else { key }
        };
        let texts = declared.iter().map(|declared| {
            let key = key(declared);
            let meaning = if has_digit(&declared.value) { meaning(&declared.value) } else { MissingMeaning::default() };
            MissingText { letters: letters(&key).count(), key, declared, meaning }
        });
        Self { texts: texts.collect(), has_digits: declared.iter().any(|missing| has_digit(&missing.value)) }
    }

    /// The texts of each field, in the form's order.
    pub fn of_fields(form: &'a Form) -> Vec<Self> {
        let of_form = form.schema.missing_values.as_slice();
        let known = Self::new(of_form);
        let of_field = |field: &'a Field| match field.missing(of_form) {
            declared if std::ptr::eq(declared, of_form) && !known.has_digits => known.clone(),
            declared => Self::of_field(field, declared),
        };
        form.schema.fields.iter().map(of_field).collect()
    }

    /// True where one of them may be a value of a field, so that cells are compared by their values.
    pub const fn have_meanings(&self) -> bool {
        self.has_digits
    }

    /// True where one of them may be a number without a minus.
    pub fn may_be_without_minus(&self) -> bool {
        let is_negative = |text: &str| {
            text.trim_start().starts_with(['-', '−', '–']) && text.contains(|sign: char| matches!(sign, '1'..='9'))
        };
        self.texts.iter().any(|text| has_digit(&text.declared.value) && !is_negative(&text.declared.value))
    }

    /// The cause of a number that one of these is in the signs of a column.
    pub fn cause_of_number(&self, number: Decimal, signs: Signs) -> Option<Status> {
        let is_it = |text: &&MissingText<'_>| declared_number(&text.declared.value, signs) == Some(number);
        self.texts.iter().find(is_it).map(|text| text.declared.status)
    }

    /// The cause of a day.
    pub(super) fn cause_of_day(&self, day: NaiveDate) -> Option<Status> {
        self.texts.iter().find(|text| text.meaning.day == Some(day)).map(|text| text.declared.status)
    }

    /// The cause of a value that is kept as text; `is_equal` compares it with the canonical text of one of these.
    pub(super) fn cause_of_canonical(&self, is_equal: impl Fn(&str) -> bool) -> Option<Status> {
        let is_it = |text: &&MissingText<'_>| text.meaning.canonical.as_deref().is_some_and(&is_equal);
        self.texts.iter().find(is_it).map(|text| text.declared.status)
    }

    /// False where a text that begins with this letter or digit is none of these.
    pub fn may_begin_with(&self, first: u8) -> bool {
        let begins = |text: &str| text.as_bytes().first().is_some_and(|own| own.eq_ignore_ascii_case(&first));
        self.texts.iter().any(|text| begins(&text.declared.value) || begins(&text.key))
    }

    /// The cause of a number, however many zeros its format keeps behind the point: -99 and -99.00 are one.
    fn of_number(&self, written: &str) -> Option<Status> {
        let number = without_zeros(written);
        self.texts.iter().find(|text| without_zeros(&text.declared.value) == number).map(|text| text.declared.status)
    }

    /// The cause, where a cell is blank or holds one of these.
    pub fn cause_of(&self, cell: &Cell) -> Option<Status> {
        match cell {
            // Codes and numbers typed as text: no declared text begins as they do.
            Cell::Text(text) if !self.has_digits && text.starts_with(|sign: char| sign.is_ascii_digit()) => None,
            cell if cell.is_blank() => self.cause(""),
            Cell::Text(text) | Cell::Error(text) => self.cause(text.trim()),
            // A number that is declared to mean that there is none, as `-99`.
            number if self.has_digits && number.is_number() => self.of_number(&number.display()),
            Cell::Date(day) => self.cause_of_day(*day),
            Cell::DateTime(at) if at.time() == NaiveTime::MIN => self.cause_of_day(at.date()),
            Cell::Boolean(_) => self.cause(&cell.display()),
            _ => None,
        }
    }

    /// The cause that a text names, if it is one of these.
    pub fn cause(&self, written: &str) -> Option<Status> {
        let as_written = self.texts.iter().find(|text| text.declared.value == written);
        // Most cells are numbers and codes: the key of a text that begins with a letter or digit begins with the same.
        let first = written.chars().next().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase());
        let possible = |key: &str| !key.is_empty() && first.is_none_or(|first| key.starts_with(first));
        let found = as_written.or_else(|| {
            let mut texts = self.texts.iter().filter(|text| possible(&text.key));
            let most = texts.clone().map(|text| text.letters).max()?;
            if letters(written).nth(most).is_some() {
                return None;
            }
            let key = text::name(written);
            // "(đang cập nhật)" says what it says without its parentheses.
            let bare = key.strip_prefix('(').and_then(|key| key.strip_suffix(')')).unwrap_or(&key);
            texts.find(|text| text.key == bare)
        });
        // Dots are drawn in any number and in one sign, dashes in any length.
        let of_kind = |is: fn(&str) -> bool| self.texts.iter().find(|text| is(&text.declared.value));
        let found = found.or_else(|| if is_dots(written) { of_kind(is_dots) } else { None });
        let found = found.or_else(|| if is_dash(written) { of_kind(is_dash) } else { None });
        // A blank is missing whether or not the form lists it.
        found.map(|text| text.declared.status).or(written.is_empty().then_some(Status::O))
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|sign: char| sign.is_ascii_digit())
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|sign| is_letter(*sign))
}

/// The digits of a number without the zeros that end its decimals.
pub(super) fn without_zeros(number: &str) -> &str {
    match number.split_once('.') {
        Some((_, decimals)) if !decimals.is_empty() && decimals.bytes().all(|digit| digit.is_ascii_digit()) => {
            number.trim_end_matches('0').trim_end_matches('.')
        }
        _ => number,
    }
}

/// True for the dots of what was not collected.
fn is_dots(text: &str) -> bool {
    let is_of_dots = text.chars().all(|sign| matches!(sign, '.' | '…' | ' '));
    is_of_dots && (text.contains('…') || text.bytes().filter(|byte| *byte == b'.').count() > 1)
}

/// True for the dash that says that nothing occurred.
pub fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—" | "−")
}
