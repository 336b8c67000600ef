//! Typed expressions to Polars expressions.
//!
//! Takes a [`Scalar`], a [`Condition`] or a [`AggregatePart`]; gives Polars expressions over the rows of a `units/<form>` table.
//! Every amount is Decimal(38, 12), whose additions and products Polars checks for overflow row by row. A date is the
//! number of its day, as the bridge hands it over.

use polars::prelude::{AnyValue, DataType, Expr, LiteralValue, NULL, Scalar as PolarsScalar, col, lit, when};

use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::{Aggregate, Comparison, Condition, Scalar};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::status::Status;

/// DECIMAL(38,12).
pub(super) const AMOUNT: DataType = DataType::Decimal(38, SCALE as usize);

pub(super) fn decimal(value: Decimal) -> Expr {
    let value = AnyValue::Decimal(value.units(), 38, SCALE as usize);
    Expr::Literal(LiteralValue::Scalar(PolarsScalar::new(AMOUNT, value)))
}

pub(super) fn scalar(amount: &Scalar) -> Expr {
    scalar_of(amount, &|name| col(name).cast(AMOUNT))
}

/// A scalar whose fields are read by `field`.
fn scalar_of(amount: &Scalar, field: &impl Fn(&str) -> Expr) -> Expr {
    let scalar = |inner: &Scalar| scalar_of(inner, field);
    match amount {
        Scalar::Field(name) => field(name),
        Scalar::Number(number) => decimal(*number),
        Scalar::Add(left, right) => scalar(left) + scalar(right),
        Scalar::Subtract(left, right) => scalar(left) - scalar(right),
        Scalar::Negate(inner) => decimal(Decimal::ZERO) - scalar(inner),
        // Both sides have twelve digits and one is whole: the product is exact.
        Scalar::Times(inner, factor) => scalar(inner) * decimal(Decimal::from_integer(*factor)),
        Scalar::Case { when: condition_of, then, otherwise } => {
            when(condition(condition_of).fill_null(lit(false))).then(scalar(then)).otherwise(scalar(otherwise))
        }
    }
}

/// The column of a measure's statuses.
fn status(name: &str) -> String {
    format!("{name}_status")
}

pub(super) fn condition(test: &Condition) -> Expr {
    match test {
        Condition::Compare { left, comparison, right } => compare(scalar(left), *comparison, scalar(right)),
        Condition::Text { field, equal: true, value } => col(field.as_str()).eq(lit(value.as_str())),
        Condition::Text { field, equal: false, value } => col(field.as_str()).neq(lit(value.as_str())),
        Condition::Boolean { field, value } => col(field.as_str()).eq(lit(*value)),
        Condition::Date { field, comparison, value } => {
            let days = value.signed_duration_since(chrono::NaiveDate::default()).num_days();
            // A year has at most six digits, so its days fit.
            compare(col(field.as_str()), *comparison, lit(i32::try_from(days).unwrap_or(i32::MAX)))
        }
        Condition::IsNull { field, negated: false } => col(field.as_str()).is_null(),
        Condition::IsNull { field, negated: true } => col(field.as_str()).is_not_null(),
        Condition::And(parts) => parts.iter().map(condition).reduce(Expr::and).unwrap_or_else(|| lit(true)),
        Condition::Or(parts) => parts.iter().map(condition).reduce(Expr::or).unwrap_or_else(|| lit(false)),
        Condition::Not(inner) => condition(inner).not(),
    }
}

fn compare(left: Expr, comparison: Comparison, right: Expr) -> Expr {
    match comparison {
        Comparison::Equal => left.eq(right),
        Comparison::NotEqual => left.neq(right),
        Comparison::Less => left.lt(right),
        Comparison::LessOrEqual => left.lt_eq(right),
        Comparison::Greater => left.gt(right),
        Comparison::GreaterOrEqual => left.gt_eq(right),
    }
}

pub(super) fn any(tests: impl IntoIterator<Item = Expr>) -> Expr {
    tests.into_iter().reduce(Expr::or).unwrap_or_else(|| lit(false))
}

/// The precedence of a status, as the engines write it.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "there are twenty statuses")]
pub(super) const fn rank(status: Status) -> i32 {
    status.rank() as i32
}

/// The rank of a status column among the statuses that `chosen` picks; null for others.
fn rank_of(column: &str, chosen: fn(Status) -> bool) -> Expr {
    Status::ALL.into_iter().filter(|&status| chosen(status)).fold(lit(NULL).cast(DataType::Int32), |rest, status| {
        when(col(column).eq(lit(status.code()))).then(lit(rank(status))).otherwise(rest)
    })
}

/// The smaller of two ranks, where a null is no rank.
pub(super) fn stronger(one: Expr, other: Expr) -> Expr {
    when(one.clone().is_null().or(other.clone().lt(one.clone()))).then(other).otherwise(one)
}

fn strongest(ranks: impl IntoIterator<Item = Expr>) -> Expr {
    ranks.into_iter().reduce(stronger).unwrap_or_else(|| lit(NULL).cast(DataType::Int32))
}

/// What a row is to a part; each expression is never null where it is boolean.
pub(super) struct RowView {
    /// The row is of the wanted vintage, or stands for a unit without rows.
    pub candidate: Expr,
    /// All that the row needs to be decided and added is there.
    pub complete: Expr,
    /// What the row would add cannot exist: a needed value where a unit has one row; where it has many, all of those of the
    /// aggregate, or one of the condition.
    pub impossible: Expr,
    /// The row is one of those that are meant, and it can be decided, or is not known: where one is open, the unit is not one where nothing can occur.
    pub open: Expr,
    /// The row is there, wanted, and meets the condition.
    pub enters: Expr,
    /// Why it is not complete; null where it is.
    pub missing: Expr,
    /// The strongest status that a figure inherits from the row, where it enters.
    pub inherited: Expr,
    /// What the row adds; null where it does not enter.
    pub amount: Expr,
}

impl RowView {
    pub fn new(part: &AggregatePart) -> Self {
        let present = || col("row_present").fill_null(lit(false));
        // A row that the last part of the period no longer lists is as none.
        let there = || match part.of_end {
            true => present().and(col("at_end").fill_null(lit(false))),
            false => present(),
        };
        let wanted = match (&part.vintage_field, &part.vintage) {
            (None, _) => lit(true),
            (Some(field), Some(vintage)) => col(field.as_str()).eq(lit(vintage.as_str())).fill_null(lit(false)),
            (Some(_), None) => col("most_final").fill_null(lit(false)),
        };
        let met = part.condition.as_ref().map_or_else(|| lit(true), |test| condition(test).fill_null(lit(false)));
        let meant = part.meant.as_ref().map_or_else(|| lit(true), |test| condition(test).fill_null(lit(false)));
        let tested = part.condition.as_ref().map(Condition::fields).unwrap_or_default();
        let undecided = part.undecided().map_or_else(|| lit(false), |test| condition(&test));
        let added = part.aggregate.fields();
        // A field of the condition is needed where the other tests leave it open, one of the aggregate in rows that meet the condition.
        let needed: Vec<(String, Expr)> = part
            .fields()
            .into_iter()
            .map(|name| match (tested.contains(&name), added.contains(&name)) {
                (true, false) => (name, undecided.clone()),
                (true, true) => (name, undecided.clone().or(met.clone())),
                (false, _) => (name, met.clone()),
            })
            .collect();
        let measured = || needed.iter().filter(|(name, _)| part.measures.contains(name));
        let cannot = |name: &str| col(status(name)).eq(lit(Status::M.code())).fill_null(lit(false));
        let one_row = part.one_row_a_unit();
        // Of many rows, one in which something cannot occur adds nothing, and takes nothing from the others.
        let is_missing = |name: &str, needed: &Expr| {
            let is_null = needed.clone().and(col(name).is_null());
            if part.of_extremes {
                return is_null.and(col(status(name)).neq(lit(Status::A.code())).fill_null(lit(true)));
            }
            if one_row || !part.measures.iter().any(|measure| measure == name) {
                is_null
            } else {
                is_null.and(cannot(name).not())
            }
        };
        let impossible = if one_row {
            any(measured().map(|(name, needed)| needed.clone().and(cannot(name))))
        } else {
            let of_condition = measured().filter(|(name, _)| tested.contains(name));
            let of_condition = of_condition.map(|(name, needed)| needed.clone().and(cannot(name)));
            // What a CASE tests of what cannot occur is neither so nor otherwise.
            let cased = part.tested_by_case();
            let of_case = measured().filter(|(name, _)| cased.contains(name) && !tested.contains(name));
            let of_case = of_case.map(|(name, needed)| needed.clone().and(cannot(name)));
            let of_amount = measured().filter(|(name, _)| !tested.contains(name) && !cased.contains(name));
            let of_amount = of_amount.map(|(name, _)| cannot(name));
            let nothing = of_amount.reduce(Expr::and).map_or_else(|| lit(false), |all| met.clone().and(all));
            any(of_condition.chain(of_case)).or(nothing)
        };
        let gaps = any(needed.iter().map(|(name, needed)| is_missing(name, needed)));
        // Nothing is asked of a row that adds nothing, whatever the others are.
        let gaps = if one_row { gaps } else { gaps.and(impossible.clone().not()) };
        // A row that a condition picks is not listed where the part that has it was not reported.
        let is_partial = part.of_every_part.then(|| col("every_part").fill_null(lit(false)).not());
        let incomplete = any(std::iter::once(gaps).chain(is_partial));
        let causes = strongest(measured().map(|(name, needed)| {
            when(is_missing(name, needed)).then(rank_of(&status(name), Status::is_missing)).otherwise(lit(NULL))
        }));
        let missing = when(there().and(incomplete.clone()))
            .then(causes.fill_null(lit(rank(Status::O))))
            .otherwise(lit(NULL).cast(DataType::Int32));
        let candidate = present().not().or(wanted.clone());
        // What cannot occur adds nothing, and nothing rests on it.
        let counts = there().and(wanted).and(impossible.clone().not());
        let enters = counts.clone().and(met.clone());
        // The row's own status holds for what no measure gives: counts.
        let held = |measures: &mut dyn Iterator<Item = &(String, Expr)>, row: bool| {
            let row = row.then(|| rank_of("row_status", Status::is_inherited));
            strongest(row.into_iter().chain(measures.map(|(name, _)| rank_of(&status(name), Status::is_inherited))))
        };
        // A figure rests on what its condition tested, too, where that turned away a row that is meant.
        let turned_away = counts.and(meant.clone()).and(met.clone().not()).and(incomplete.clone().not());
        let of_test = held(&mut measured().filter(|(name, _)| tested.contains(name)), part.tests_row);
        let inherited = when(enters.clone())
            .then(held(&mut measured(), part.rests_on_row))
            .when(turned_away)
            .then(of_test)
            .otherwise(lit(NULL).cast(DataType::Int32));
        let amount = match &part.aggregate {
            Aggregate::Sum(amount) if !one_row => scalar_of(amount, &|name| {
                let value = col(name).cast(AMOUNT);
                if part.measures.iter().any(|measure| measure == name) {
                    when(cannot(name)).then(decimal(Decimal::ZERO)).otherwise(value)
                } else {
                    value
                }
            }),
            Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => scalar(amount),
            Aggregate::Count | Aggregate::CountUnits => decimal(Decimal::ONE),
            // Distinct values do not add up over units: they are counted by the areas, from the rows.
            Aggregate::CountDistinct(_) => decimal(Decimal::ZERO),
        };
        Self {
            complete: there().not().or(incomplete.clone().not()),
            open: candidate.clone().and(there()).and(impossible.clone().not()).and(meant.or(incomplete)),
            amount: when(enters.clone()).then(amount).otherwise(lit(NULL).cast(AMOUNT)),
            impossible: there().and(impossible),
            candidate,
            missing,
            inherited,
            enters,
        }
    }
}
