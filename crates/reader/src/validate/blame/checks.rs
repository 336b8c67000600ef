//! The checks of a form that compare sums of its fields, made ready for many rows.
//!
//! Of conditions that are joined by `AND` each counts where it compares sums; of anything else nothing is taken.

use super::system::Relation;
use crate::findings::message::Message;
use crate::project::expression::linear::Linear;
use crate::project::expression::typed::{Comparison, Condition};
use crate::project::written::form::Form;
use crate::validate::rules::InTable;

/// What a check says of a sum of fields.
pub(super) struct LinearCheck<'a> {
    /// The field and its factor.
    pub factors: Vec<(usize, i128)>,
    /// In units of 10⁻¹².
    pub constant: i128,
    pub relation: Relation,
    /// What is reported to people where it fails.
    pub message: &'a Message,
}

impl LinearCheck<'_> {
    /// Whether it holds with what rounding allows; nothing where a value is missing, or a number does not fit.
    pub fn holds(&self, value: impl Fn(usize) -> Option<i128>, rounding: impl Fn(usize) -> i128) -> Option<bool> {
        let mut sum = self.constant;
        for (field, factor) in &self.factors {
            sum = sum.checked_add(factor.checked_mul(value(*field)?)?)?;
        }
        let tolerance = self.tolerance(rounding)?;
        Some(match self.relation {
            Relation::Zero => sum.checked_abs()? <= tolerance,
            Relation::AtMostZero => sum <= tolerance,
            Relation::BelowZero => sum < tolerance,
        })
    }

    /// By how much the sum may differ, since fields were rounded by as much as `rounding` gives; `None` where a number does not fit.
    pub fn tolerance(&self, rounding: impl Fn(usize) -> i128) -> Option<i128> {
        self.factors.iter().try_fold(0_i128, |sum, (field, factor)| {
            sum.checked_add(factor.checked_abs()?.checked_mul(rounding(*field))?)
        })
    }
}

/// What the checks of the form of a table say of sums.
pub(super) fn checks_of<'a>(at: &InTable<'a>) -> Vec<LinearCheck<'a>> {
    let of_form = |form: usize| at.project.forms.get(form).is_some_and(|form| form.name == at.form.name);
    let mut all = Vec::new();
    for check in at.project.checks.iter().filter(|check| of_form(check.form)) {
        all.extend(parts(&check.condition).into_iter().filter_map(|part| of_part(at.form, part, &check.message)));
    }
    all
}

/// The conditions that all have to hold.
fn parts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::And(all) => all.iter().flat_map(parts).collect(),
        one => vec![one],
    }
}

fn of_part<'a>(form: &Form, condition: &Condition, message: &'a Message) -> Option<LinearCheck<'a>> {
    let (condition, negated) = match condition {
        Condition::Not(inner) => (&**inner, true),
        other => (other, false),
    };
    let (linear, comparison) = Linear::compared(condition)?;
    let (relation, sign) = match (comparison, negated) {
        (Comparison::Equal, false) | (Comparison::NotEqual, true) => (Relation::Zero, 1),
        (Comparison::LessOrEqual, false) | (Comparison::Greater, true) => (Relation::AtMostZero, 1),
        (Comparison::Less, false) | (Comparison::GreaterOrEqual, true) => (Relation::BelowZero, 1),
        (Comparison::GreaterOrEqual, false) | (Comparison::Less, true) => (Relation::AtMostZero, -1),
        (Comparison::Greater, false) | (Comparison::LessOrEqual, true) => (Relation::BelowZero, -1),
        (Comparison::NotEqual, false) | (Comparison::Equal, true) => return None,
    };
    let factor = |(name, factor): (String, num_bigint::BigInt)| {
        let field = form.schema.fields.iter().position(|field| field.name == name)?;
        Some((field, i128::try_from(factor * sign).ok()?))
    };
    Some(LinearCheck {
        factors: linear.factors.into_iter().map(factor).collect::<Option<_>>()?,
        constant: i128::try_from(linear.constant * sign).ok()?,
        relation,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;

    /// Whether each part of a condition holds where `received` and `online` are these.
    fn decided(text: &str, received: Option<i128>, online: i128) -> Vec<Option<bool>> {
        let form = communes();
        let units = crate::values::decimal::Decimal::ONE.units();
        let condition = parse_condition(text, &form).expect("a condition");
        let message = Message::default();
        let checks = parts(&condition).into_iter().filter_map(|part| of_part(&form, part, &message));
        let value = |field: usize| match form.schema.fields.get(field)?.name.as_str() {
            "received" => received.map(|received| received * units),
            _ => Some(online * units),
        };
        checks.map(|check| check.holds(value, |_| 0)).collect()
    }

    #[test]
    fn parts_that_compare_sums_are_taken() {
        let text = "online <= received AND NOT online < 3 AND (online = 1 OR received = 1) AND received <> 4";
        assert_eq!(decided(text, Some(10), 12), [Some(false), Some(true)]);
        assert_eq!(decided(text, None, 2), [None, Some(false)]);
        assert_eq!(decided("2 * online > received", Some(10), 5), [Some(false)]);
        assert_eq!(decided("NOT online > received", Some(10), 10), [Some(true)]);
        assert_eq!(decided("received BETWEEN 3 AND 9", Some(10), 0), [Some(true), Some(false)]);
        // A number that does not fit decides nothing.
        assert_eq!(decided("1000000 * online <= received", Some(1), i128::MAX / 1_000_000_000_000), [None]);
    }
}
