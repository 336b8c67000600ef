//! Whether what units and rows add gives the published parts of a figure.

use std::collections::BTreeSet;

use super::Explainer;
use super::answer::PartName;
use super::shares::{PartRows, Shares, UnitShare};
use crate::error::Error;
use crate::project::ResolvedIndicator;
use crate::project::expression::plan::Denominator;
use crate::project::expression::typed::Aggregate;
use crate::query::question::FigureRow;
use crate::query::run_tables::{amount, date, integer, only, text, value};
use crate::registry::UnitIndex;
use crate::values::decimal::Decimal;

impl Explainer<'_> {
    /// Whether the units of its area, and their rows, give the published parts and counts.
    pub(super) fn adds_up(
        &self,
        found: &FigureRow,
        indicator: &ResolvedIndicator,
        shares: &Shares,
        units: &[(UnitIndex, &UnitShare)],
    ) -> Result<bool, Error> {
        let count = |counts: fn(&UnitShare) -> bool| units.iter().filter(|(_, share)| counts(share)).count();
        let published = |column: &str| integer(&found.figures, column, found.row);
        let is = |count: usize, published: Option<i64>| i64::try_from(count).ok() == published;
        let reported = count(|share| share.reported);
        let mut same =
            is(reported, published("n_reported")) && is(count(|share| share.expected), published("n_expected"));
        for part in &shares.parts {
            let column = if part.name == PartName::Numerator { "numerator" } else { "denominator" };
            let sum = if reported == 0 { None } else { summed(part, units) };
            same &= sum == amount(&found.figures, column, found.row);
        }
        if let Some(Denominator::Registry { level }) = &indicator.plan.denominator {
            same &= self.counted(found, level)? == amount(&found.figures, "denominator", found.row);
        }
        Ok(same)
    }

    /// The units of a level that the registry counts in the area of a figure.
    fn counted(&self, found: &FigureRow, level: &str) -> Result<Option<Decimal>, Error> {
        let of = |column: &str| only(text(&found.figures, column, found.row).unwrap_or_default());
        let wanted = [
            ("geography", of("geography")),
            ("time_period", of("time_period")),
            ("area", of("ref_area")),
            ("level", only(level)),
        ];
        let counts = self.tables.rows("registry/counts", &wanted)?;
        let end = date(&found.figures, "period_end", found.row);
        let is_area = |row: &usize| {
            date(&counts, "area_valid_from", *row) == found.valid_from() && date(&counts, "period_end", *row) == end
        };
        let row = (0..counts.num_rows()).find(is_area);
        let count = row.and_then(|row| integer(&counts, "units", row)).unwrap_or_default();
        Ok(Some(Decimal::from_integer(count)))
    }
}

/// What the rows that enter give, over the units that count; `None` where it is too large to be added here.
fn summed(part: &PartRows, units: &[(UnitIndex, &UnitShare)]) -> Option<Decimal> {
    let counting = || units.iter().filter(|(_, share)| share.reported).map(|(unit, _)| *unit);
    let rows = |unit: UnitIndex| part.by_unit.get(unit).into_iter().flatten().copied().filter(|row| part.enters(*row));
    let entering = || counting().flat_map(rows);
    let amounts = || entering().filter_map(|row| part.amount(row));
    match &part.part.aggregate {
        Aggregate::Sum(_) | Aggregate::Count => {
            amounts().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount))
        }
        Aggregate::Min(_) => amounts().min(),
        Aggregate::Max(_) => amounts().max(),
        Aggregate::CountUnits => {
            let count = counting().filter(|unit| rows(*unit).next().is_some()).count();
            Some(Decimal::from_integer(i64::try_from(count).ok()?))
        }
        Aggregate::CountDistinct(field) => {
            let values: BTreeSet<_> = entering().map(|row| value(&part.rows, field, row)).collect();
            let count = values.iter().filter(|value| !value.is_missing()).count();
            Some(Decimal::from_integer(i64::try_from(count).ok()?))
        }
    }
}
