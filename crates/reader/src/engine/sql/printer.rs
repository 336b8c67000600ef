//! The expressions of a plan in the SQL of a dialect.

use super::truth::Truth;
use super::{AMOUNT, Dialect};
use crate::project::expression::typed::{Condition, Scalar};
use crate::values::status::Status;

#[derive(Clone, Copy)]
pub(super) struct Printer<'a> {
    pub dialect: &'a dyn Dialect,
}

impl Printer<'_> {
    pub fn text(self, value: &str) -> String {
        self.dialect.text(value)
    }

    pub fn field(self, name: &str) -> String {
        self.dialect.identifier(name)
    }

    /// The column of a measure's statuses.
    pub fn status(self, name: &str) -> String {
        self.dialect.identifier(&format!("{name}_status"))
    }

    /// Texts for `IN (…)`.
    pub fn list<T: AsRef<str>>(self, values: impl IntoIterator<Item = T>) -> String {
        let texts: Vec<String> = values.into_iter().map(|value| self.text(value.as_ref())).collect();
        if texts.is_empty() { "NULL".to_owned() } else { texts.join(", ") }
    }

    /// A field as an amount.
    pub fn amount(self, name: &str) -> String {
        format!("CAST({} AS {AMOUNT})", self.field(name))
    }

    pub fn scalar(self, amount: &Scalar) -> String {
        self.scalar_of(amount, &|name| self.amount(name))
    }

    /// A scalar whose fields are read by `field`, as amounts: each step gives an amount, so none is cast again.
    pub fn scalar_of(self, amount: &Scalar, field: &impl Fn(&str) -> String) -> String {
        let scalar = |inner: &Scalar| self.scalar_of(inner, field);
        match amount {
            Scalar::Field(name) => field(name),
            Scalar::Number(number) => format!("CAST({number} AS {AMOUNT})"),
            Scalar::Add(left, right) => self.dialect.sum(&scalar(left), '+', &scalar(right)),
            Scalar::Subtract(left, right) => self.dialect.sum(&scalar(left), '-', &scalar(right)),
            Scalar::Negate(inner) => format!("(-{})", scalar(inner)),
            Scalar::Times(inner, factor) => self.dialect.product(&scalar(inner), *factor),
            Scalar::Case { when, then, otherwise } => {
                format!("CASE WHEN {} THEN {} ELSE {} END", self.condition(when).sql(), scalar(then), scalar(otherwise))
            }
        }
    }

    pub fn condition(self, test: &Condition) -> Truth {
        match test {
            Condition::Compare { left, comparison, right } => {
                Truth::undecided(format!("{} {} {}", self.scalar(left), comparison.sign(), self.scalar(right)))
            }
            Condition::Text { field, equal, value } => {
                let sign = if *equal { "=" } else { "<>" };
                Truth::undecided(format!("{} {sign} {}", self.field(field), self.text(value)))
            }
            Condition::Boolean { field, value } => {
                let column = Truth::undecided(self.field(field));
                if *value { column } else { column.negated() }
            }
            Condition::Date { field, comparison, value } => {
                Truth::undecided(format!("{} {} DATE '{value}'", self.field(field), comparison.sign()))
            }
            Condition::IsNull { field, negated } => Truth::Null { column: self.field(field), is: !negated },
            Condition::And(parts) => Truth::all(parts.iter().map(|part| self.condition(part))),
            Condition::Or(parts) => Truth::any(parts.iter().map(|part| self.condition(part))),
            Condition::Not(inner) => self.condition(inner).negated(),
        }
    }

    pub fn is_null(self, field: &str) -> Truth {
        Truth::Null { column: self.field(field), is: true }
    }

    /// The rank of a status among those that `chosen` picks; null for the others.
    pub fn rank(self, column: &str, chosen: fn(Status) -> bool) -> String {
        format!("CASE WHEN {} THEN {} END", self.is_one_of(column, chosen).sql(), Self::position(column))
    }

    pub fn is_one_of(self, column: &str, chosen: fn(Status) -> bool) -> Truth {
        let codes = Status::ALL.into_iter().filter(|status| chosen(*status)).map(Status::code);
        Truth::undecided(format!("{column} IN ({})", self.list(codes)))
    }

    /// A status's place in the order of precedence. Each code is one letter.
    pub fn position(column: &str) -> String {
        let order: String = Status::ALL.into_iter().map(Status::code).collect();
        format!("position({column} IN '{order}') - 1")
    }

    /// The smallest of some ranks, where a null is none.
    pub fn strongest(ranks: Vec<String>) -> Option<String> {
        match ranks.len() {
            0 | 1 => ranks.into_iter().next(),
            _ => Some(format!("least({})", ranks.join(", "))),
        }
    }
}
