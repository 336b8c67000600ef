//! Table Schema constraints: required, minimum, maximum, lengths, pattern, enum.

use std::collections::HashSet;

use regex_lite::Regex;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::{Constraints, Field, Form};
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Value, Values};
use crate::validate::{Broken, row_location};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::status::Status;

/// Checks every value of a table. Rows that break a constraint are quarantined, unless the form makes it a warning. `found`
/// is what is already known to be wrong with the cells: one that could not be read is not blank too.
pub fn check(form: &Form, table: &mut TypedTable, found: &[Finding]) -> Collector {
    let unread: HashSet<&str> = found
        .iter()
        .filter(|finding| matches!(finding.code, Code::TypeError | Code::ErrorCell | Code::UnreadCell))
        .filter_map(|finding| finding.location.cell.as_deref())
        .collect();
    let mut all_broken = Broken::of(form);
    for (place, field) in form.schema.fields.iter().enumerate() {
        if field.constraints == Constraints::default() {
            continue;
        }
        let rules = Rules::new(field);
        for row in 0..table.rows.len() {
            let column = &table.rows.columns[place];
            let status = column.statuses.get(row).copied().unwrap_or(Status::O);
            let broken = match &column.values {
                Values::Decimal(values) if values[row].is_some_and(|number| rules.allow(number)) => None,
                Values::Text(values) if values[row].as_ref().is_some_and(|text| rules.broken_text(text).is_none()) => {
                    None
                }
                values => rules.broken(&values.get(row), status),
            };
            if let Some(breach) = broken {
                let value = column.values.get(row);
                let mut location = row_location(form, table, row, Some(place));
                let is_unread = location.cell.as_deref().is_some_and(|cell| unread.contains(cell));
                if value == Value::Missing && is_unread {
                    continue;
                }
                location.field = Some(field.name.clone());
                all_broken.push(row, Code::ConstraintError, location, |mut finding| {
                    let (message, expected) = breach.words(&rules);
                    finding.message = message;
                    finding.value(value.to_string()).expected(expected)
                });
            }
        }
    }
    all_broken.apply(table)
}

/// The constraints of a field, ready to be compared with.
pub struct Rules<'a> {
    constraints: &'a Constraints,
    minimum: Option<Decimal>,
    maximum: Option<Decimal>,
    pattern: Option<Regex>,
}

impl<'a> Rules<'a> {
    pub fn new(field: &'a Field) -> Self {
        let bound = |bound: &Option<serde_json::Number>| {
            bound
                .as_ref()
                .and_then(|bound| Decimal::parse(&bound.to_string(), SCALE, 0).ok())
                .map(|parsed| parsed.value)
        };
        let constraints = &field.constraints;
        Self {
            constraints,
            minimum: bound(&constraints.minimum),
            maximum: bound(&constraints.maximum),
            pattern: constraints.pattern.as_ref().and_then(|pattern| Regex::new(&format!("^(?:{pattern})$")).ok()),
        }
    }

    /// The least number that is allowed.
    pub const fn minimum(&self) -> Option<Decimal> {
        self.minimum
    }

    /// The greatest number that is allowed.
    pub const fn maximum(&self) -> Option<Decimal> {
        self.maximum
    }

    /// True where no text breaks a constraint.
    pub const fn allow_any_text(&self) -> bool {
        let Constraints { allowed, min_length, max_length, .. } = self.constraints;
        allowed.is_empty() && self.pattern.is_none() && min_length.is_none() && max_length.is_none()
    }

    /// True for a value that breaks a constraint; `status` is its cause where it is missing.
    pub fn is_broken(&self, value: &Value, status: Status) -> bool {
        self.broken(value, status).is_some()
    }

    /// True for a number within the bounds.
    fn allow(&self, number: Decimal) -> bool {
        self.minimum.is_none_or(|minimum| number >= minimum) && self.maximum.is_none_or(|maximum| number <= maximum)
    }

    /// The constraint that a value breaks.
    fn broken(&self, value: &Value, status: Status) -> Option<Breach> {
        match value {
            // A value that is missing for a stated cause is not a blank.
            Value::Missing => (self.constraints.required && status == Status::O).then_some(Breach::Missing),
            Value::Decimal(number) => {
                let too_small = self.minimum.filter(|minimum| number < minimum);
                let too_large = self.maximum.filter(|maximum| number > maximum);
                too_small
                    .map(|minimum| Breach::TooSmall { number: *number, minimum })
                    .or(too_large.map(|maximum| Breach::TooLarge { number: *number, maximum }))
            }
            Value::Text(text) => self.broken_text(text),
            _ => None,
        }
    }

    fn broken_text(&self, text: &str) -> Option<Breach> {
        let Constraints { allowed, min_length, max_length, .. } = self.constraints;
        if !allowed.is_empty() && !allowed.iter().any(|one| one == text) {
            return Some(Breach::NotListed(text.to_owned()));
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            return Some(Breach::NotOfPattern(text.to_owned()));
        }
        if min_length.is_none() && max_length.is_none() {
            return None;
        }
        let length = text.chars().count();
        let too_short = min_length.filter(|minimum| length < *minimum);
        let too_long = max_length.filter(|maximum| length > *maximum);
        too_short
            .map(|minimum| Breach::TooShort { length, minimum })
            .or(too_long.map(|maximum| Breach::TooLong { length, maximum }))
    }
}

/// How a value breaks a constraint.
enum Breach {
    /// Blank where a value is required.
    Missing,
    TooSmall {
        number: Decimal,
        minimum: Decimal,
    },
    TooLarge {
        number: Decimal,
        maximum: Decimal,
    },
    NotListed(String),
    NotOfPattern(String),
    TooShort {
        length: usize,
        minimum: usize,
    },
    TooLong {
        length: usize,
        maximum: usize,
    },
}

impl Breach {
    /// What is broken, and what was expected.
    fn words(self, rules: &Rules<'_>) -> (Message, Message) {
        match self {
            Self::Missing => (message!("constraint-error.required"), message!("constraint-error.expected-value")),
            Self::TooSmall { number, minimum } => {
                let (number, bound) = (Message::number(number), Message::number(minimum));
                (
                    message!("constraint-error.too-small", number = number, minimum = bound),
                    format!("≥ {minimum}").into(),
                )
            }
            Self::TooLarge { number, maximum } => {
                let (number, bound) = (Message::number(number), Message::number(maximum));
                (
                    message!("constraint-error.too-large", number = number, maximum = bound),
                    format!("≤ {maximum}").into(),
                )
            }
            Self::NotListed(text) => {
                let list = rules.constraints.allowed.join(", ");
                (message!("constraint-error.not-listed", text = text, list = &list), list.into())
            }
            Self::NotOfPattern(text) => {
                let pattern = rules.pattern.as_ref().map(Regex::to_string).unwrap_or_default();
                (message!("constraint-error.pattern", text = text), pattern.into())
            }
            Self::TooShort { length, minimum } => {
                (message!("constraint-error.too-short", length = length), format!("≥ {minimum}").into())
            }
            Self::TooLong { length, maximum } => {
                (message!("constraint-error.too-long", length = length), format!("≤ {maximum}").into())
            }
        }
    }
}
