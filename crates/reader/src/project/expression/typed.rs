//! The typed, engine-neutral form of an expression: what every engine is able to compute in the same way.
//!
//! Takes nothing but its own parts, built by [`super::parse`]; gives the fields an expression rests on and a bound on its
//! amounts. The subset is small on purpose: each operation means the same on every engine (no division, no rounding, no
//! text functions), so that two engines give the same digits.

use chrono::NaiveDate;

use crate::values::decimal::Decimal;

/// An exact amount of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A numeric field of the form.
    Field(String),
    Number(Decimal),
    Add(Box<Scalar>, Box<Scalar>),
    Subtract(Box<Scalar>, Box<Scalar>),
    Negate(Box<Scalar>),
    /// A whole factor of at most [`FACTOR_LIMIT`]: a product of decimals would need rounding.
    Times(Box<Scalar>, i64),
    /// `CASE WHEN condition THEN then ELSE otherwise END`; a condition that is not decided takes `otherwise`.
    Case {
        when: Box<Condition>,
        then: Box<Scalar>,
        otherwise: Box<Scalar>,
    },
}

/// The largest whole factor, in absolute value.
pub const FACTOR_LIMIT: i64 = 1_000_000;

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The operator of standard SQL.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The comparison with its sides exchanged.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }
}

/// True, false or undecided (where a value is missing) for one row. `IN` and `BETWEEN` are written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    Compare {
        left: Scalar,
        comparison: Comparison,
        right: Scalar,
    },
    /// A text field against a text: equal, or not.
    Text {
        field: String,
        equal: bool,
        value: String,
    },
    /// A boolean field has this value.
    Boolean {
        field: String,
        value: bool,
    },
    Date {
        field: String,
        comparison: Comparison,
        value: NaiveDate,
    },
    /// `IS NULL`; with `negated`, `IS NOT NULL`.
    IsNull {
        field: String,
        negated: bool,
    },
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
}

/// One number from the rows of many units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aggregate {
    Sum(Scalar),
    /// `count(*)`.
    Count,
    /// `count(DISTINCT field)`.
    CountDistinct(String),
    /// `count(DISTINCT area)`, with a field of role `area`: the units that have a row. It names no field: a unit is known
    /// by its key, in whatever map it is shown.
    CountUnits,
    Min(Scalar),
    Max(Scalar),
}

fn note(fields: &mut Vec<String>, name: &str) {
    if !fields.iter().any(|known| known == name) {
        fields.push(name.to_owned());
    }
}

impl Scalar {
    /// The named fields, in order, each once.
    pub fn fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        self.visit(&mut |name| note(&mut fields, name), true);
        fields
    }

    /// The fields whose amounts enter the result: those of a `CASE`'s condition do not.
    pub fn amounts(&self) -> Vec<String> {
        let mut fields = Vec::new();
        self.visit(&mut |name| note(&mut fields, name), false);
        fields
    }

    /// True where an amount in it is multiplied.
    pub fn is_weighted(&self) -> bool {
        match self {
            Self::Field(_) | Self::Number(_) => false,
            Self::Add(left, right) | Self::Subtract(left, right) => left.is_weighted() || right.is_weighted(),
            Self::Negate(inner) => inner.is_weighted(),
            Self::Times(..) => true,
            Self::Case { then, otherwise, .. } => then.is_weighted() || otherwise.is_weighted(),
        }
    }

    fn has_case(&self) -> bool {
        match self {
            Self::Field(_) | Self::Number(_) => false,
            Self::Add(left, right) | Self::Subtract(left, right) => left.has_case() || right.has_case(),
            Self::Negate(inner) | Self::Times(inner, _) => inner.has_case(),
            Self::Case { .. } => true,
        }
    }

    fn visit(&self, see: &mut impl FnMut(&str), conditions: bool) {
        match self {
            Self::Field(name) => see(name),
            Self::Number(_) => {}
            Self::Add(left, right) | Self::Subtract(left, right) => {
                left.visit(see, conditions);
                right.visit(see, conditions);
            }
            Self::Negate(inner) | Self::Times(inner, _) => inner.visit(see, conditions),
            Self::Case { when, then, otherwise } => {
                if conditions {
                    when.fields().iter().for_each(|name| see(name));
                }
                then.visit(see, conditions);
                otherwise.visit(see, conditions);
            }
        }
    }

    /// The largest absolute value, in units of 10⁻¹², that this amount and every step towards it can have, where `field`
    /// gives that of a field. Saturates.
    pub fn bound(&self, field: &impl Fn(&str) -> u128) -> u128 {
        match self {
            Self::Field(name) => field(name),
            Self::Number(number) => number.units().unsigned_abs(),
            Self::Add(left, right) | Self::Subtract(left, right) => {
                left.bound(field).saturating_add(right.bound(field))
            }
            Self::Negate(inner) => inner.bound(field),
            // A factor of zero does not make the step before it small.
            Self::Times(inner, factor) => inner.bound(field).saturating_mul(u128::from(factor.unsigned_abs().max(1))),
            Self::Case { when, then, otherwise } => {
                then.bound(field).max(otherwise.bound(field)).max(when.bound(field))
            }
        }
    }
}

impl Condition {
    /// The named fields, in order, each once.
    pub fn fields(&self) -> Vec<String> {
        match self {
            Self::Compare { left, right, .. } => {
                let mut fields = left.fields();
                right.fields().iter().for_each(|name| note(&mut fields, name));
                fields
            }
            Self::Text { field, .. }
            | Self::Boolean { field, .. }
            | Self::Date { field, .. }
            | Self::IsNull { field, .. } => {
                vec![field.clone()]
            }
            Self::And(parts) | Self::Or(parts) => {
                let mut fields = Vec::new();
                parts.iter().flat_map(Self::fields).for_each(|name| note(&mut fields, &name));
                fields
            }
            Self::Not(inner) => inner.fields(),
        }
    }

    /// True where it is decided for a row in which a value is missing: by `IS NULL`, or by a `CASE` in what it compares.
    pub fn tests_presence(&self) -> bool {
        match self {
            Self::Compare { left, right, .. } => left.has_case() || right.has_case(),
            Self::IsNull { .. } => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::tests_presence),
            Self::Not(inner) => inner.tests_presence(),
            Self::Text { .. } | Self::Boolean { .. } | Self::Date { .. } => false,
        }
    }

    /// The largest [`Scalar::bound`] of the amounts it compares.
    pub fn bound(&self, field: &impl Fn(&str) -> u128) -> u128 {
        match self {
            Self::Compare { left, right, .. } => left.bound(field).max(right.bound(field)),
            Self::And(parts) | Self::Or(parts) => parts.iter().map(|part| part.bound(field)).max().unwrap_or(0),
            Self::Not(inner) => inner.bound(field),
            Self::Text { .. } | Self::Boolean { .. } | Self::Date { .. } | Self::IsNull { .. } => 0,
        }
    }
}

impl Aggregate {
    /// The named fields, in order, each once.
    pub fn fields(&self) -> Vec<String> {
        match self {
            Self::Sum(amount) | Self::Min(amount) | Self::Max(amount) => amount.fields(),
            Self::Count | Self::CountUnits => Vec::new(),
            Self::CountDistinct(field) => vec![field.clone()],
        }
    }

    /// The amount of a row that is added or compared; `None` for counts.
    pub const fn amount(&self) -> Option<&Scalar> {
        match self {
            Self::Sum(amount) | Self::Min(amount) | Self::Max(amount) => Some(amount),
            Self::Count | Self::CountDistinct(_) | Self::CountUnits => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Scalar {
        Scalar::Field(name.to_owned())
    }

    #[test]
    fn fields_come_once_in_the_order_of_the_text() {
        let sum = Scalar::Add(Box::new(field("b")), Box::new(Scalar::Add(Box::new(field("a")), Box::new(field("b")))));
        assert_eq!(Aggregate::Sum(sum.clone()).fields(), ["b", "a"]);
        let case = Scalar::Case {
            when: Box::new(Condition::Boolean { field: "online".into(), value: true }),
            then: Box::new(sum),
            otherwise: Box::new(Scalar::Number(Decimal::ZERO)),
        };
        assert_eq!(case.fields(), ["online", "b", "a"]);
        assert_eq!(case.amounts(), ["b", "a"]);
    }

    #[test]
    fn bounds_hold_for_every_step() {
        // |a| ≤ 10, |b| ≤ 3: (a - b) × -4 stays within 52; times 0 keeps the bound of what is multiplied.
        let size = |name: &str| if name == "a" { 10 } else { 3 };
        let difference = Scalar::Subtract(Box::new(field("a")), Box::new(field("b")));
        assert_eq!(Scalar::Times(Box::new(difference.clone()), -4).bound(&size), 52);
        assert_eq!(Scalar::Times(Box::new(difference), 0).bound(&size), 13);
        assert_eq!(Scalar::Times(Box::new(field("a")), i64::MAX).bound(&|_| u128::MAX), u128::MAX);
    }
}
