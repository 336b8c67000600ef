//! Lines, grouped as they pass: what the rows of one unit and period add to each part.
//!
//! Takes what an engine gave for pieces of an export ([`crate::engine::GroupEngine::group`]); gives, for the whole of it, the
//! value of each part. The pieces may be of any size: sums are exact, and the rest is a minimum, a maximum or an "any".

use arrow_array::{Array, BooleanArray, Decimal128Array, Int32Array, Int64Array, RecordBatch};

use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::Aggregate;
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// What the lines of one group have added to one part so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    amount: Option<Decimal>,
    /// The strongest cause for which something that is needed is missing.
    missing: Option<i32>,
    /// A line in which it cannot occur.
    impossible: bool,
    /// A line in which it may occur.
    open: bool,
    /// The strongest status that a value inherits.
    inherited: Option<i32>,
}

/// An amount beyond what is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Sum {
    /// Takes in what further lines add.
    ///
    /// # Errors
    /// Where the sum leaves 38 digits.
    pub fn add(&mut self, other: Self, aggregate: &Aggregate) -> Result<(), TooLarge> {
        self.amount = match (self.amount, other.amount) {
            (Some(one), Some(two)) => Some(match aggregate {
                Aggregate::Min(_) => one.min(two),
                Aggregate::Max(_) => one.max(two),
                _ => one.checked_add(two).ok_or(TooLarge)?,
            }),
            (one, two) => one.or(two),
        };
        self.missing = stronger(self.missing, other.missing);
        self.inherited = stronger(self.inherited, other.inherited);
        self.impossible |= other.impossible;
        self.open |= other.open;
        Ok(())
    }

    /// What the lines have added; nothing where none of them enters.
    pub const fn amount(&self) -> Option<Decimal> {
        self.amount
    }

    /// The value of the part and its status; the status of a missing value is its cause.
    pub fn value(&self, aggregate: &Aggregate) -> (Value, Status) {
        let status = |rank: i32| usize::try_from(rank).ok().and_then(|rank| Status::ALL.get(rank).copied());
        if let Some(cause) = self.missing {
            return (Value::Missing, status(cause).unwrap_or(Status::O));
        }
        let nothing = self.impossible && !self.open;
        let amount = match aggregate {
            _ if nothing => return (Value::Missing, Status::M),
            // Of no line there is neither a smallest nor a largest, and nothing of it is missing.
            Aggregate::Min(_) | Aggregate::Max(_) => self.amount,
            _ => Some(self.amount.unwrap_or(Decimal::ZERO)),
        };
        match amount {
            Some(amount) => (Value::Decimal(amount), self.inherited.and_then(status).unwrap_or(Status::A)),
            None => (Value::Missing, Status::A),
        }
    }
}

fn stronger(one: Option<i32>, other: Option<i32>) -> Option<i32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The sums of a batch that an engine gave: the group of each row, and what it adds to each part. `None` where the batch is
/// not as the seam promises.
pub fn sums(parts: &[AggregatePart], batch: &RecordBatch) -> Option<Vec<(i64, Vec<Sum>)>> {
    let groups = batch.column_by_name("group")?.as_any().downcast_ref::<Int64Array>()?;
    let mut sums: Vec<(i64, Vec<Sum>)> =
        groups.values().iter().map(|group| (*group, Vec::with_capacity(parts.len()))).collect();
    for index in 0..parts.len() {
        let column = |name: &str| batch.column_by_name(&format!("{name} {index}"));
        let amounts = column("amount")?.as_any().downcast_ref::<Decimal128Array>()?;
        let ranks = |name: &str| column(name)?.as_any().downcast_ref::<Int32Array>();
        let flags = |name: &str| column(name)?.as_any().downcast_ref::<BooleanArray>();
        let (missing, inherited) = (ranks("missing")?, ranks("inherited")?);
        let (impossible, open) = (flags("impossible")?, flags("open")?);
        for (row, (_, sums)) in sums.iter_mut().enumerate() {
            let rank = |array: &Int32Array| (!array.is_null(row)).then(|| array.value(row));
            sums.push(Sum {
                amount: (!amounts.is_null(row)).then(|| Decimal::from_units(amounts.value(row))),
                missing: rank(missing),
                impossible: !impossible.is_null(row) && impossible.value(row),
                open: !open.is_null(row) && open.value(row),
                inherited: rank(inherited),
            });
        }
    }
    Some(sums)
}
