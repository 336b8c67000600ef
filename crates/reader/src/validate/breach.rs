//! How a value breaks a constraint, and the words for it.

use crate::findings::message::Message;
use crate::message;
use crate::validate::constraints::Rules;
use crate::values::decimal::Decimal;

/// On which side of a bound a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl Side {
    const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::Below => "<",
        }
    }
}

/// How a value breaks a constraint.
pub(super) enum Breach {
    /// Blank where a value is required.
    Missing,
    Number {
        number: Decimal,
        side: Side,
        bound: Decimal,
    },
    /// A day, a time, a month or a duration.
    Beyond {
        text: String,
        side: Side,
        bound: String,
    },
    /// `list` is the index of the list that it is not in.
    NotListed {
        text: String,
        list: usize,
    },
    NotOfPattern(String),
    NotOfSchema(String),
    TooShort {
        length: usize,
        minimum: usize,
        /// True where items are counted, not letters.
        of_items: bool,
    },
    TooLong {
        length: usize,
        maximum: usize,
        of_items: bool,
    },
}

impl Breach {
    pub const fn beyond(text: String, side: Side, bound: String) -> Self {
        Self::Beyond { text, side, bound }
    }

    /// What is broken, and what was expected.
    pub fn words(self, rules: &Rules<'_>) -> (Message, Message) {
        match self {
            Self::Missing => (message!("constraint-error.required"), message!("constraint-error.expected-value")),
            Self::Number { number, side, bound } => {
                let expected = Message::number(format!("{} {bound}", side.sign()));
                (beyond(Message::number(number), side, Message::number(bound)), expected)
            }
            Self::Beyond { text, side, bound } => {
                let expected = format!("{} {bound}", side.sign()).into();
                (beyond(text.into(), side, bound.into()), expected)
            }
            Self::NotListed { text, list } => {
                let list = rules.lists_for_people.get(list).map(|list| list.join(", ")).unwrap_or_default();
                (message!("constraint-error.not-listed", text = text, list = &list), list.into())
            }
            Self::NotOfPattern(text) => {
                let pattern = rules.constraints.pattern.clone().unwrap_or_default();
                (message!("constraint-error.pattern", text = text), pattern.into())
            }
            Self::NotOfSchema(text) => {
                let expected = rules.constraints.json_schema.as_ref().map(ToString::to_string).unwrap_or_default();
                (message!("constraint-error.json-schema", text = text), expected.into())
            }
            Self::TooShort { length, minimum, of_items } => {
                let message = if of_items {
                    message!("constraint-error.too-few", length = length)
                } else {
                    message!("constraint-error.too-short", length = length)
                };
                (message, format!("≥ {minimum}").into())
            }
            Self::TooLong { length, maximum, of_items } => {
                let message = if of_items {
                    message!("constraint-error.too-many", length = length)
                } else {
                    message!("constraint-error.too-long", length = length)
                };
                (message, format!("≤ {maximum}").into())
            }
        }
    }
}

/// The words for a value on the wrong side of a bound.
fn beyond(value: Message, side: Side, bound: Message) -> Message {
    match side {
        Side::AtLeast => message!("constraint-error.too-small", number = value, minimum = bound),
        Side::AtMost => message!("constraint-error.too-large", number = value, maximum = bound),
        Side::Above => message!("constraint-error.not-above", number = value, bound = bound),
        Side::Below => message!("constraint-error.not-below", number = value, bound = bound),
    }
}
