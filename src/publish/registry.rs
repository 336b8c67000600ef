//! The registry as tables: units, areas (each unit with every area above it) and counts of units.

use arrow_array::RecordBatch;

use crate::columns::{Builders, date, decimal, integer, text};
use crate::error::Error;
use crate::project::written::settings::Geography;
use crate::registry::Registry;
use crate::values::period::{Calendar, Period};

/// Every unit with its validity: ref_area, ref_area_valid_from, valid_to, name, level, type, parent_code.
pub fn units(registry: &Registry) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("ref_area"),
        date("ref_area_valid_from"),
        date("ref_area_valid_to"),
        text("ref_area_name"),
        text("area_level"),
        text("area_type"),
        text("parent_ref_area"),
    ]);
    for unit in &registry.units {
        builders.text(Some(&unit.code)).date(Some(unit.valid_from)).date(unit.valid_to);
        builders
            .text(Some(&unit.name))
            .text(Some(&unit.level))
            .text(Some(&unit.kind))
            .text(unit.parent_code.as_deref());
    }
    builders.finish()
}

/// The areas in which each unit counts: itself and every area above it; in the map of a day only those that are valid on
/// it, so that a unit of a level that ended counts in what goes on above it.
pub fn areas(registry: &Registry, geographies: &[Geography]) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("geography"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("unit_level"),
        text("area"),
        date("area_valid_from"),
        text("area_level"),
        date("area_valid_to"),
    ]);
    for geography in geographies {
        let name = geography.to_string();
        for (index, unit) in registry.units.iter().enumerate() {
            for ancestor in registry.ancestors(index) {
                let area = &registry.units[ancestor];
                if matches!(geography, Geography::MapOf(day) if !area.is_valid_on(*day)) {
                    continue;
                }
                builders.text(Some(&name));
                builders.text(Some(&unit.code)).date(Some(unit.valid_from)).text(Some(&unit.level));
                builders.text(Some(&area.code)).date(Some(area.valid_from)).text(Some(&area.level));
                builders.date(area.valid_to);
            }
        }
    }
    builders.finish()
}

/// What became of each unit.
pub fn crosswalk(registry: &Registry) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("from_ref_area"),
        date("from_valid_from"),
        text("to_ref_area"),
        date("to_valid_from"),
        decimal("share"),
        text("legal_basis"),
    ]);
    for passage in &registry.passages {
        let (from, to) = (&registry.units[passage.from], &registry.units[passage.to]);
        builders.text(Some(&from.code)).date(Some(from.valid_from)).text(Some(&to.code)).date(Some(to.valid_from));
        builders.decimal(passage.share).text(Some(&passage.legal_basis));
    }
    builders.finish()
}

/// The number of units of each level in each area, in the map of each period and geography: what a denominator from the
/// registry counts.
pub fn counts(
    registry: &Registry,
    periods: &[(Period, Calendar)],
    geographies: &[Geography],
) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("geography"),
        text("time_period"),
        date("period_end"),
        text("area"),
        date("area_valid_from"),
        text("level"),
        integer("units"),
    ]);
    let levels: Vec<String> = registry.levels().into_iter().map(str::to_owned).collect();
    for &geography in geographies {
        for &(period, calendar) in periods {
            let end = period.end(calendar);
            let day = geography.map_day(end);
            let mut counts: Vec<Vec<i64>> = vec![vec![0; levels.len()]; registry.units.len()];
            for unit in registry.valid_on(day, &levels) {
                let level = levels.iter().position(|level| *level == registry.units[unit].level).unwrap_or_default();
                for ancestor in registry.ancestors(unit) {
                    counts[ancestor][level] += 1;
                }
            }
            for (area, by_level) in counts.iter().enumerate() {
                for (level, &count) in levels.iter().zip(by_level).filter(|(_, count)| **count > 0) {
                    let area = &registry.units[area];
                    builders.text(Some(&geography.to_string())).text(Some(&period.to_string())).date(Some(end));
                    builders.text(Some(&area.code)).date(Some(area.valid_from)).text(Some(level)).integer(Some(count));
                }
            }
        }
    }
    builders.finish()
}
