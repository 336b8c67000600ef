//! Conditions and sums over columns of small numbers.
//!
//! Takes the columns of clean lines, as [`crate::engine::RowEngine`] describes them; gives verdicts and sums, or `None` for what the engine below
//! has to decide. It exists because most lines of an export are of numbers that fit into 64 bits and have nothing missing: then a
//! condition is a few passes over whole columns. Before a number is computed, the largest that it can be is known, so that none
//! leaves 64 bits.

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Int32Type};
use arrow_array::{Array, BooleanArray, Decimal64Array, RecordBatch};
use arrow_schema::DataType;

use crate::project::expression::typed::{Comparison, Condition, Scalar};
use crate::values::decimal::{Decimal, SCALE};

/// Amounts, a row each, in units of their last digit.
pub(super) struct Amounts {
    pub values: SmallColumn,
    /// Digits behind the decimal sign.
    pub places: u32,
    /// No amount is larger, by its absolute value.
    pub most: u64,
    /// The rows that have one; `None` where all do.
    is_present: Option<Vec<bool>>,
}

/// One value for all rows, or one for each.
pub(super) enum SmallColumn {
    One(i64),
    Each(Vec<i64>),
}

/// For each row whether a condition is met and whether it is not; where it is neither, it is not decided.
pub(super) struct Verdict {
    pub yes: Vec<bool>,
    pub no: Vec<bool>,
}

impl Verdict {
    fn of(yes: Vec<bool>, is_present: Option<&[bool]>) -> Self {
        let no = yes.iter().map(|yes| !yes).collect();
        let mut verdict = Self { yes, no };
        if let Some(is_present) = is_present {
            for side in [&mut verdict.yes, &mut verdict.no] {
                side.iter_mut().zip(is_present).for_each(|(side, is_present)| *side &= is_present);
            }
        }
        verdict
    }

    fn all(count: usize, yes: bool) -> Self {
        Self { yes: vec![yes; count], no: vec![!yes; count] }
    }

    fn and(mut self, other: &Self) -> Self {
        self.yes.iter_mut().zip(&other.yes).for_each(|(one, other)| *one &= other);
        self.no.iter_mut().zip(&other.no).for_each(|(one, other)| *one |= other);
        self
    }

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    /// True, false, or null.
    pub(super) fn into_array(self) -> BooleanArray {
        let is_decided = self.yes.iter().zip(&self.no).all(|(yes, no)| *yes || *no);
        if is_decided {
            return self.yes.into();
        }
        self.yes.iter().zip(&self.no).map(|(yes, no)| (*yes || *no).then_some(*yes)).collect()
    }
}

/// A condition for each row; `None` where it names other columns than small numbers and texts with a dictionary.
pub(super) fn verdict(condition: &Condition, rows: &RecordBatch) -> Option<Verdict> {
    match condition {
        Condition::Compare { left, comparison, right } => {
            compared(amounts(left, rows)?, *comparison, amounts(right, rows)?, rows.num_rows())
        }
        Condition::Text { field, equal, value } => {
            let texts = rows.column_by_name(field)?.as_dictionary_opt::<Int32Type>()?;
            let is_it: Vec<bool> =
                texts.values().as_string_opt::<i32>()?.iter().map(|text| (text == Some(value)) == *equal).collect();
            let of = |key: &i32| usize::try_from(*key).is_ok_and(|key| is_it.get(key) == Some(&true));
            let is_present = present(texts);
            Some(Verdict::of(texts.keys().values().iter().map(of).collect(), is_present.as_deref()))
        }
        Condition::IsNull { field, negated } => {
            let column = rows.column_by_name(field)?;
            if !matches!(column.data_type(), DataType::Decimal64(..) | DataType::Dictionary(..)) {
                return None;
            }
            let is_present = present(column).unwrap_or_else(|| vec![true; rows.num_rows()]);
            let is_met = Verdict::of(is_present, None);
            Some(if *negated { is_met } else { is_met.not() })
        }
        Condition::And(parts) => {
            let all = Verdict::all(rows.num_rows(), true);
            parts.iter().try_fold(all, |all, part| Some(all.and(&verdict(part, rows)?)))
        }
        // One of some is met where not all of them are not.
        Condition::Or(parts) => {
            let none = Verdict::all(rows.num_rows(), true);
            parts.iter().try_fold(none, |none, part| Some(none.and(&verdict(part, rows)?.not()))).map(Verdict::not)
        }
        Condition::Not(inner) => Some(verdict(inner, rows)?.not()),
        Condition::Boolean { .. } | Condition::Date { .. } => None,
    }
}

/// An amount of each row; `None` where it names other columns than small numbers, or could leave 64 bits.
pub(super) fn amounts(scalar: &Scalar, rows: &RecordBatch) -> Option<Amounts> {
    match scalar {
        Scalar::Field(name) => {
            let column: &Decimal64Array = rows.column_by_name(name)?.as_primitive_opt::<Decimal64Type>()?;
            let DataType::Decimal64(_, places) = column.data_type() else { return None };
            let values = column.values().to_vec();
            let most = values.iter().fold(0, |most, value| value.unsigned_abs().max(most));
            let is_present = present(column);
            Some(Amounts { values: SmallColumn::Each(values), places: u32::try_from(*places).ok()?, most, is_present })
        }
        Scalar::Number(number) => one(*number),
        Scalar::Add(left, right) => joined(amounts(left, rows)?, amounts(right, rows)?, i64::wrapping_add),
        Scalar::Subtract(left, right) => joined(amounts(left, rows)?, amounts(right, rows)?, i64::wrapping_sub),
        Scalar::Negate(inner) => amounts(inner, rows)?.times(-1),
        Scalar::Times(inner, factor) => amounts(inner, rows)?.times(*factor),
        Scalar::Case { .. } => None,
    }
}

/// The rows of a column that have a value; `None` where all do.
fn present(column: &dyn Array) -> Option<Vec<bool>> {
    let nulls = column.nulls().filter(|nulls| nulls.null_count() > 0)?;
    Some(nulls.iter().collect())
}

/// A number with as few digits behind the decimal sign as it has.
fn one(number: Decimal) -> Option<Amounts> {
    let places = number.digits();
    let value = i64::try_from(number.units() / 10_i128.pow(SCALE.checked_sub(places)?)).ok()?;
    Some(Amounts { values: SmallColumn::One(value), places, most: value.unsigned_abs(), is_present: None })
}

impl Amounts {
    /// The same whole number for all rows.
    pub(super) const fn all_alike(number: i64) -> Self {
        Self { values: SmallColumn::One(number), places: 0, most: number.unsigned_abs(), is_present: None }
    }

    fn times(self, factor: i64) -> Option<Self> {
        // A factor of zero does not make the step before it small.
        let most = within(self.most.checked_mul(factor.unsigned_abs().max(1))?)?;
        let values = match self.values {
            SmallColumn::One(value) => SmallColumn::One(value.wrapping_mul(factor)),
            SmallColumn::Each(mut values) => {
                values.iter_mut().for_each(|value| *value = value.wrapping_mul(factor));
                SmallColumn::Each(values)
            }
        };
        Some(Self { values, most, ..self })
    }

    /// The same amounts with more digits behind the decimal sign.
    fn with_places(self, places: u32) -> Option<Self> {
        match places.checked_sub(self.places)? {
            0 => Some(self),
            more => Some(Self { places, ..self.times(10_i64.checked_pow(more)?)? }),
        }
    }
}

/// A bound that leaves room in 64 bits.
fn within(most: u64) -> Option<u64> {
    (most < 1 << 62).then_some(most)
}

/// Two amounts of the same digits, and the rows that have both.
fn aligned(left: Amounts, right: Amounts) -> Option<(Amounts, Amounts, Option<Vec<bool>>)> {
    let places = left.places.max(right.places);
    let (left, right) = (left.with_places(places)?, right.with_places(places)?);
    let is_present = match (&left.is_present, &right.is_present) {
        (Some(one), Some(other)) => Some(one.iter().zip(other).map(|(one, other)| *one && *other).collect()),
        (one, other) => one.as_ref().or(other.as_ref()).cloned(),
    };
    Some((left, right, is_present))
}

fn joined(left: Amounts, right: Amounts, join: impl Fn(i64, i64) -> i64) -> Option<Amounts> {
    let (left, right, is_present) = aligned(left, right)?;
    let most = within(left.most.checked_add(right.most)?)?;
    let values = match (left.values, right.values) {
        (SmallColumn::One(left), SmallColumn::One(right)) => SmallColumn::One(join(left, right)),
        (SmallColumn::One(left), SmallColumn::Each(mut right)) => {
            right.iter_mut().for_each(|right| *right = join(left, *right));
            SmallColumn::Each(right)
        }
        (SmallColumn::Each(mut left), SmallColumn::One(right)) => {
            left.iter_mut().for_each(|left| *left = join(*left, right));
            SmallColumn::Each(left)
        }
        (SmallColumn::Each(mut left), SmallColumn::Each(right)) => {
            left.iter_mut().zip(right).for_each(|(left, right)| *left = join(*left, right));
            SmallColumn::Each(left)
        }
    };
    Some(Amounts { values, places: left.places, most, is_present })
}

fn compared(left: Amounts, comparison: Comparison, right: Amounts, count: usize) -> Option<Verdict> {
    let (left, right, is_present) = aligned(left, right)?;
    let yes = match comparison {
        Comparison::Equal => each(&left.values, &right.values, count, |left, right| left == right),
        Comparison::NotEqual => each(&left.values, &right.values, count, |left, right| left != right),
        Comparison::Less => each(&left.values, &right.values, count, |left, right| left < right),
        Comparison::LessOrEqual => each(&left.values, &right.values, count, |left, right| left <= right),
        Comparison::Greater => each(&left.values, &right.values, count, |left, right| left > right),
        Comparison::GreaterOrEqual => each(&left.values, &right.values, count, |left, right| left >= right),
    };
    Some(Verdict::of(yes, is_present.as_deref()))
}

fn each(left: &SmallColumn, right: &SmallColumn, count: usize, test: impl Fn(i64, i64) -> bool) -> Vec<bool> {
    match (left, right) {
        (SmallColumn::One(left), SmallColumn::One(right)) => vec![test(*left, *right); count],
        (SmallColumn::One(left), SmallColumn::Each(right)) => right.iter().map(|right| test(*left, *right)).collect(),
        (SmallColumn::Each(left), SmallColumn::One(right)) => left.iter().map(|left| test(*left, *right)).collect(),
        (SmallColumn::Each(left), SmallColumn::Each(right)) => {
            left.iter().zip(right).map(|(left, right)| test(*left, *right)).collect()
        }
    }
}
