//! Tables of units for the tests of engines.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, StringArray};

use crate::engine::{AREAS, COUNTS, Tables, units_table};
use crate::values::decimal::Decimal;

/// One row of a units table: the unit, `reported`, `row_present`, and the values in the order of the columns. A measure
/// is written as its digits, or as the status of what is missing; `7E` is 7 with status E.
pub(super) type Row<'a> = (&'a str, bool, bool, &'a [&'a str]);

pub(super) fn texts(values: impl IntoIterator<Item = Option<String>>) -> ArrayRef {
    Arc::new(StringArray::from_iter(values))
}

fn same(value: &str, rows: usize) -> ArrayRef {
    texts(vec![Some(value.to_owned()); rows])
}

fn days(day: i32, rows: usize) -> ArrayRef {
    Arc::new(Date32Array::from(vec![day; rows]))
}

/// The table of a form's units for the year 2025 (days 20089 to 20453).
pub(super) fn units(columns: &[(&str, char)], rows: &[Row<'_>]) -> RecordBatch {
    let count = rows.len();
    let flags = |pick: fn(&Row<'_>) -> bool| Arc::new(rows.iter().map(|row| Some(pick(row))).collect::<BooleanArray>());
    let mut table: Vec<(String, ArrayRef)> = vec![
        ("geography".into(), same("as-reported", count)),
        ("freq".into(), same("A", count)),
        ("time_period".into(), same("2025", count)),
        ("period_start".into(), days(20089, count)),
        ("period_end".into(), days(20453, count)),
        ("ref_area".into(), texts(rows.iter().map(|row| Some(row.0.to_owned())))),
        ("ref_area_valid_from".into(), days(0, count)),
        ("area_level".into(), texts(rows.iter().map(|row| Some(level_of(row.0).to_owned())))),
        ("reported".into(), flags(|row| row.1)),
        ("row_present".into(), flags(|row| row.2)),
        ("row_status".into(), same("A", count)),
    ];
    for (index, (name, kind)) in columns.iter().enumerate() {
        let cells: Vec<Option<&str>> =
            rows.iter().map(|row| row.3.get(index).copied().filter(|cell| !cell.is_empty())).collect();
        match kind {
            't' => table.push(((*name).into(), texts(cells.iter().map(|cell| cell.map(str::to_owned))))),
            'b' => {
                let flags: BooleanArray = cells.iter().map(|cell| cell.map(|cell| cell == "true")).collect();
                table.push(((*name).into(), Arc::new(flags)));
            }
            'd' => {
                let days: Date32Array = cells.iter().map(|cell| cell.and_then(|cell| cell.parse().ok())).collect();
                table.push(((*name).into(), Arc::new(days)));
            }
            _ => {
                let number = |cell: &str| Decimal::parse(cell.trim_end_matches(char::is_alphabetic), 12, 0).ok();
                let amounts: Decimal128Array =
                    cells.iter().map(|cell| cell.and_then(number).map(|read| read.value.units())).collect();
                let status = |cell: &str| {
                    let letters: String = cell.chars().filter(|sign| sign.is_alphabetic()).collect();
                    if letters.is_empty() { "A".to_owned() } else { letters }
                };
                table.push(((*name).into(), Arc::new(amounts.with_precision_and_scale(38, 12).unwrap())));
                table.push((format!("{name}_status"), texts(cells.iter().map(|cell| cell.map(status)))));
            }
        }
    }
    RecordBatch::try_from_iter_with_nullable(table.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn level_of(unit: &str) -> &'static str {
    if unit == "P" { "province" } else { "commune" }
}

/// Communes A to D and the province P itself, all in P; the registry counts five communes.
pub(super) fn tables(form: &str, batch: RecordBatch) -> Tables {
    let units = ["A", "B", "C", "D", "P"];
    let count = units.len();
    let areas = RecordBatch::try_from_iter([
        ("geography", same("as-reported", count)),
        ("ref_area", texts(units.map(|unit| Some(unit.to_owned())))),
        ("ref_area_valid_from", days(0, count)),
        ("unit_level", same("commune", count)),
        ("area", same("P", count)),
        ("area_valid_from", days(0, count)),
        ("area_level", same("province", count)),
        ("area_valid_to", Arc::new(Date32Array::from(vec![None; count])) as ArrayRef),
    ])
    .unwrap();
    let counts = RecordBatch::try_from_iter([
        ("geography", same("as-reported", 2)),
        ("time_period", same("2025", 2)),
        ("period_end", days(20453, 2)),
        ("area", same("P", 2)),
        ("area_valid_from", days(0, 2)),
        ("level", texts(["commune", "district"].map(|level| Some(level.to_owned())))),
        ("units", Arc::new(Int64Array::from(vec![5, 2])) as ArrayRef),
    ])
    .unwrap();
    let mut tables = Tables::new();
    tables.register(units_table(form), batch);
    tables.register(AREAS, areas);
    tables.register(COUNTS, counts);
    tables
}
