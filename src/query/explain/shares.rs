//! What each unit and each row adds to a figure: takes the units tables of one period and geography, asks the engine that made
//! the figures for the same plan with every unit as an area of its own, and for each row what it is to each part.
//!
//! So nothing of what a row or a unit is to a figure is decided here a second time.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, BooleanArray, Decimal128Array, RecordBatch};

use super::answer::PartName;
use crate::columns::{Builders, date as date_column, day, text as text_column};
use crate::engine::{AREAS, Engines, Tables, units_table};
use crate::error::Error;
use crate::project::ResolvedIndicator;
use crate::project::expression::plan::{AggregatePart, Denominator, Plan};
use crate::query::run_tables::{RunTables, only};
use crate::registry::{Registry, UnitIndex};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// The rows of a table for each unit of the registry.
pub(super) type RowsByUnit = Vec<Vec<usize>>;

/// The level of the areas that hold one unit each.
const ALONE: &str = "unit";

/// What one unit is to a figure.
#[derive(Clone, Debug)]
pub(super) struct UnitShare {
    pub reported: bool,
    /// False where something that is asked for cannot occur in it.
    pub expected: bool,
    pub numerator: Option<Decimal>,
    pub denominator: Option<Decimal>,
    /// Why it does not count.
    pub missing: Option<Status>,
}

/// The rows of one part.
pub(super) struct PartRows {
    pub name: PartName,
    pub part: AggregatePart,
    pub rows: Rc<RecordBatch>,
    pub enters: BooleanArray,
    pub amounts: Decimal128Array,
    pub by_unit: RowsByUnit,
}

impl PartRows {
    /// What a row adds; nothing where it does not enter.
    pub fn amount(&self, row: usize) -> Option<Decimal> {
        (self.enters(row) && !self.amounts.is_null(row)).then(|| Decimal::from_units(self.amounts.value(row)))
    }

    pub fn enters(&self, row: usize) -> bool {
        self.enters.is_valid(row) && self.enters.value(row)
    }
}

/// What all units are to an indicator in one period and geography.
pub(super) struct Shares {
    pub units: BTreeMap<UnitIndex, UnitShare>,
    pub parts: Vec<PartRows>,
}

impl Shares {
    /// The shares of all units, or of those with these codes.
    pub fn new(
        (indicator, registry): (&ResolvedIndicator, &Registry),
        (geography, period): (&str, Period),
        codes: Option<&BTreeSet<String>>,
        tables: &RunTables<'_>,
        engines: Engines<'_>,
    ) -> Result<Self, Error> {
        let plan = &indicator.plan;
        let mut named = vec![(PartName::Numerator, &plan.numerator)];
        named.extend(plan.denominator_part().map(|part| (PartName::Denominator, part)));
        let failed = |cause| Error::engine(indicator.declared.name.get_ref().clone(), cause);
        let mut parts = Vec::new();
        let mut registered = Tables::new();
        // A run of an earlier build does not say what is listed at the end of a period, nor whether each part of it was reported:
        // it counted what had been listed before, and added up the parts that it had.
        let as_published = |part: &AggregatePart, rows: &RecordBatch| AggregatePart {
            of_end: part.of_end && rows.column_by_name("at_end").is_some(),
            of_every_part: part.of_every_part && rows.column_by_name("every_part").is_some(),
            ..part.clone()
        };
        for (name, part) in named {
            let mut wanted = vec![("geography", only(geography)), ("time_period", only(&period.to_string()))];
            wanted.extend(codes.map(|codes| ("ref_area", codes.clone())));
            let rows = tables.rows(&units_table(&part.form), &wanted)?;
            registered.register(units_table(&part.form), rows.as_ref().clone());
            let part = as_published(part, &rows);
            let made = engines.local.entering(&part, &rows).map_err(failed)?;
            let promised = || Error::engine(part.form.clone(), "the engine gave other columns than it promised");
            let enters = made.column(0).as_boolean_opt().ok_or_else(promised)?.clone();
            let amounts = made.column(1).as_primitive_opt::<Decimal128Type>().ok_or_else(promised)?.clone();
            let levels = rows.column_by_name("area_level").and_then(|levels| levels.as_string_opt::<i32>());
            let level = |row: usize| levels.filter(|levels| levels.is_valid(row)).map(|levels| levels.value(row));
            let is_of_level = |row: usize| part.level.as_deref().is_none_or(|asked| level(row) == Some(asked));
            let by_unit = by_unit(&rows, registry, is_of_level)?;
            parts.push(PartRows { name, part, rows, enters, amounts, by_unit });
        }
        registered.register(AREAS, alone(geography, registry, &parts)?);
        // What the registry counts belongs to areas, not to units.
        let part = |name: PartName| parts.iter().find(|rows| rows.name == name).map(|rows| rows.part.clone());
        let plan = Plan {
            numerator: part(PartName::Numerator).unwrap_or_else(|| plan.numerator.clone()),
            denominator: part(PartName::Denominator).map(Denominator::Part),
            area_levels: vec![ALONE.to_owned()],
            frequencies: vec![period.frequency()],
        };
        let units = engines.plans.run(&plan, &registered).map_err(failed)?;
        Ok(Self { units: shares(&units, registry)?, parts })
    }
}

/// The unit of each row of a table; `None` for a row without one.
///
/// # Errors
/// A unit that the registry does not have.
pub(super) fn units_of(rows: &RecordBatch, registry: &Registry) -> Result<Vec<Option<UnitIndex>>, Error> {
    units_in(rows, ["ref_area", "ref_area_valid_from"], registry)
}

/// The units that two columns name: their codes, and the first days of their validity.
fn units_in(
    rows: &RecordBatch,
    [code, valid_from]: [&str; 2],
    registry: &Registry,
) -> Result<Vec<Option<UnitIndex>>, Error> {
    let codes = rows.column_by_name(code).and_then(|codes| codes.as_string_opt::<i32>());
    let days = rows.column_by_name(valid_from).and_then(|days| days.as_primitive_opt::<Date32Type>());
    let (Some(codes), Some(days)) = (codes, days) else { return Ok(vec![None; rows.num_rows()]) };
    let one = |row: usize| {
        let is_there = codes.is_valid(row) && days.is_valid(row);
        let Some(valid_from) = day(days.value(row)).filter(|_| is_there) else { return Ok(None) };
        let unit = registry.by_key(codes.value(row), valid_from);
        let missing = || Error::damaged("registry", format!("it has no unit {} of {valid_from}", codes.value(row)));
        unit.ok_or_else(missing).map(Some)
    };
    (0..rows.num_rows()).map(one).collect()
}

/// The rows of each unit of a table, of those rows that are wanted.
///
/// # Errors
/// As [`units_of`].
pub(super) fn by_unit(
    rows: &RecordBatch,
    registry: &Registry,
    is_wanted: impl Fn(usize) -> bool,
) -> Result<RowsByUnit, Error> {
    let mut by_unit: RowsByUnit = vec![Vec::new(); registry.units.len()];
    for (row, unit) in units_of(rows, registry)?.into_iter().enumerate() {
        if let Some(own) = unit.filter(|_| is_wanted(row)).and_then(|unit| by_unit.get_mut(unit)) {
            own.push(row);
        }
    }
    Ok(by_unit)
}

/// A table of areas in which every unit of the numerator is an area of its own. None of them ends: what a unit reported before
/// it ended counts above it.
fn alone(geography: &str, registry: &Registry, parts: &[PartRows]) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text_column("geography"),
        text_column("ref_area"),
        date_column("ref_area_valid_from"),
        text_column("unit_level"),
        text_column("area"),
        date_column("area_valid_from"),
        text_column("area_level"),
        date_column("area_valid_to"),
    ]);
    let numerator = parts.iter().take(1).flat_map(|part| &part.by_unit);
    for (unit, _) in registry.units.iter().zip(numerator).filter(|(_, rows)| !rows.is_empty()) {
        let (code, valid_from) = (Some(unit.code.as_str()), Some(unit.valid_from));
        builders.text(Some(geography)).text(code).date(valid_from).text(None);
        builders.text(code).date(valid_from).text(Some(ALONE)).date(None);
    }
    builders.finish()
}

/// The answer of the engine, by unit.
fn shares(units: &RecordBatch, registry: &Registry) -> Result<BTreeMap<UnitIndex, UnitShare>, Error> {
    let decimals = |name: &str| units.column_by_name(name).and_then(|array| array.as_primitive_opt::<Decimal128Type>());
    let integers = |name: &str| units.column_by_name(name).and_then(|array| array.as_primitive_opt::<Int64Type>());
    let ranks = units.column_by_name("missing_rank").and_then(|array| array.as_primitive_opt::<Int32Type>());
    let (numerators, denominators) = (decimals("numerator"), decimals("denominator"));
    let (reported, expected) = (integers("n_reported"), integers("n_expected"));
    let one = |(row, unit): (usize, Option<UnitIndex>)| {
        let amount = |array: Option<&Decimal128Array>| {
            array.filter(|array| array.is_valid(row)).map(|array| Decimal::from_units(array.value(row)))
        };
        let missing = ranks.filter(|ranks| ranks.is_valid(row));
        let share = UnitShare {
            reported: reported?.value(row) > 0,
            expected: expected?.value(row) > 0,
            numerator: amount(numerators),
            denominator: amount(denominators),
            missing: missing.and_then(|ranks| Status::ALL.get(usize::try_from(ranks.value(row)).ok()?).copied()),
        };
        Some((unit?, share))
    };
    Ok(units_in(units, ["area", "area_valid_from"], registry)?.into_iter().enumerate().filter_map(one).collect())
}
