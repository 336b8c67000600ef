//! The order in which people read figures: as indicators are declared, the largest areas first, and each series in order of time.

use arrow_array::{Date32Array, RecordBatch, StringArray};

use crate::columns::column;
use crate::documents::workbook::{Catalog, optional};
use crate::error::Error;
use crate::query::unit_levels::UnitLevels;
use crate::values::period::Period;

/// The rows of a table of figures in that order.
///
/// # Errors
/// A table that is damaged.
pub(super) fn ordered(table: &RecordBatch, catalog: &Catalog, known: &UnitLevels) -> Result<Vec<usize>, Error> {
    let text = |name: &str| column::<StringArray>(table, "indicators", name);
    let (names, methods, breakdowns) = (text("indicator")?, text("method")?, text("breakdown")?);
    let (levels, areas, geographies, periods) =
        (text("area_level")?, text("ref_area")?, text("geography")?, text("time_period")?);
    let since: &Date32Array = column(table, "indicators", "ref_area_valid_from")?;
    let declared = |row: usize| {
        let key = (names.value(row).to_owned(), optional(methods, row));
        catalog.get(&key).map_or(usize::MAX, |described| described.place)
    };
    let level = |row: usize| known.place(levels.value(row));
    let time = |row: usize| periods.value(row).parse::<Period>().ok().map(|period| (period.frequency(), period));
    let mut keyed: Vec<_> = (0..table.num_rows())
        .map(|row| {
            let series = (declared(row), names.value(row), optional(methods, row), optional(breakdowns, row));
            // As reported, then each map.
            let map = (geographies.value(row) != "as-reported", geographies.value(row));
            ((series, map, level(row), levels.value(row), areas.value(row), since.value(row)), time(row), row)
        })
        .collect();
    keyed.sort();
    Ok(keyed.into_iter().map(|(_, _, row)| row).collect())
}
