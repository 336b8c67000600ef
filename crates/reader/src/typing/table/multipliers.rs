//! Columns of no field that state a power of ten for the numbers of their rows, as UNIT_MULT of SDMX does.
//!
//! Beside a column of units the two are one unit: VND with 3 is thousand đồng. Alone it says of no measure that it is meant: where it is the power of ten
//! that the form declares for its amounts it says nothing new, and where no measure has it the numbers cannot be those of the form.

use std::collections::{BTreeMap, BTreeSet};

use super::row_units::RowUnit;
use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::locate::LabelledColumn;
use crate::locate::rows::RowRole;
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::multiplier_names::{MultiplierKind, MultiplierName, multiplier_name};
use crate::words::multiplier_columns::{StatedPower, stated_power};

/// Lines above the labels that are looked at.
const LINES_ABOVE: u32 = 20;
/// Bytes of a label and of a value in such a line.
const LONGEST: usize = 40;
/// Powers of ten by which units are written.
const OF_UNITS: [i32; 5] = [0, 3, 6, 9, 12];

impl<'a> Typing<'a> {
    /// The columns of no field that state powers of ten.
    pub(super) fn multiplier_columns(&self) -> Vec<(&'a LabelledColumn, MultiplierName)> {
        let columns = self.table.columns.iter().filter(|column| column.field.is_none());
        let named = columns.filter_map(|column| Some((column, multiplier_name(&column.label)?)));
        named.filter(|(column, name)| name.is_sure || self.states_powers_of_units(column.index, name.kind)).collect()
    }

    /// True where all that a column says are powers of ten by which units are written, one of them a thousand or more.
    fn states_powers_of_units(&self, column: u32, kind: MultiplierKind) -> bool {
        let rows = self.table.body.iter().filter(|row| row.role == RowRole::Data);
        let mut stated = rows.filter_map(|row| stated_power(kind, &self.grid().get(row.index, column).display()));
        let mut scales = false;
        let are_powers = stated.all(|power| match power {
            StatedPower::Of(power) => {
                scales |= power > 0;
                OF_UNITS.contains(&power)
            }
            StatedPower::Unknown => false,
        });
        are_powers && scales
    }

    /// The unit of a row with the power of ten that stands beside it.
    pub(super) fn with_power(&self, unit: RowUnit, row: u32, columns: &[(&LabelledColumn, MultiplierName)]) -> RowUnit {
        let stated = columns.iter().find_map(|(column, name)| {
            let written = self.grid().get(row, column.index).display().trim().to_owned();
            // What a label says that may be that of a figure changes no unit, and leaves it open.
            let power = match stated_power(name.kind, &written)? {
                StatedPower::Of(power) if power != 0 && !name.is_sure => StatedPower::Unknown,
                power => power,
            };
            Some((column, power, written))
        });
        let Some((column, power, written)) = stated else { return unit };
        let units = match power {
            StatedPower::Of(power) => unit.units.in_power(power),
            StatedPower::Unknown => unit.units.in_unknown_power(),
        };
        if units == unit.units {
            return unit;
        }
        let mut unit = unit;
        unit.text = format!("{}, {} {written}", unit.text, column.label);
        unit.units = units;
        unit
    }

    /// Compares powers of ten with the measures of the form: those of columns, where no column states the units that these are of, and those above the table.
    pub(super) fn multipliers_alone(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        for above in self.multipliers_above() {
            self.compare_power(&above, (0..data.len()).collect(), rows);
        }
        let columns = self.multiplier_columns();
        let is_of_powers = |column: &LabelledColumn| columns.iter().any(|(known, _)| known.index == column.index);
        let has_units = self.table.columns.iter().any(|column| column.states_units && !is_of_powers(column));
        if columns.is_empty() || has_units {
            return;
        }
        for (column, name) in columns {
            let mut found: BTreeMap<StatedPower, Vec<usize>> = BTreeMap::new();
            for (place, row) in data.iter().enumerate() {
                if let Some(power) = stated_power(name.kind, &row.cell(column.index).display()) {
                    found.entry(power).or_default().push(place);
                }
            }
            for (power, places) in found {
                let Some(first) = places.first().and_then(|place| data.get(*place)) else { continue };
                let stated = PowerAlone {
                    label: column.label.clone(),
                    kind: name.kind,
                    power,
                    written: first.cell(column.index).display().trim().to_owned(),
                    cell: (first.index, column.index),
                    is_above: false,
                };
                self.compare_power(&stated, places, rows);
            }
        }
    }

    /// What lines above the labels say of powers of ten: "Hệ số nhân: 1000", `he_so` beside 1000.
    fn multipliers_above(&self) -> Vec<PowerAlone> {
        let top = self.table.header_top;
        let mut found = Vec::new();
        for (row, cells) in self.grid().rows(top.saturating_sub(LINES_ABOVE)..top) {
            let cells: Vec<&(u32, Cell)> = cells.iter().filter(|(_, cell)| !cell.is_blank()).collect();
            for (place, (column, cell)) in cells.iter().enumerate() {
                let Some(text) = cell.as_text() else { continue };
                let beside = || cells.get(place.saturating_add(1)).map(|(_, cell)| cell.display().into_owned());
                let (label, value, is_one_text) = match text.trim_end_matches([':', '=', ' ']).rsplit_once([':', '=']) {
                    // "Ghi chú: Hệ số nhân: 1000".
                    Some((label, value)) => {
                        (label.rsplit([':', '=']).next().unwrap_or(label), Some(value.to_owned()), true)
                    }
                    None if text.contains([':', '=']) => (text.trim_end_matches([':', '=', ' ']), beside(), true),
                    None => match factor_at_the_end(text) {
                        Some((label, value)) => (label, Some(value.to_owned()), true),
                        None => (text, beside().filter(|_| cells.len() == 2), false),
                    },
                };
                let Some(value) = value.filter(|value| label.len() <= LONGEST && value.len() <= LONGEST) else {
                    continue;
                };
                let by_sign = MultiplierName { kind: MultiplierKind::Factor, is_sure: true };
                let is_by_sign = || is_one_text && !text.contains([':', '=']) && is_sign_of_times(label);
                let name = multiplier_name(label).or_else(|| is_by_sign().then_some(by_sign));
                let Some(name) = name else { continue };
                let power = match stated_power(name.kind, &value) {
                    Some(StatedPower::Unknown) | None if !is_one_text || !name.is_sure => continue,
                    // A row of another table may be called so.
                    Some(StatedPower::Of(power)) if !name.is_sure && (top > LINES_ABOVE || power < 3) => continue,
                    Some(power) => power,
                    None => continue,
                };
                let (label, written) = (label.trim().to_owned(), value.trim().to_owned());
                found.push(PowerAlone { label, kind: name.kind, power, written, cell: (row, *column), is_above: true });
            }
        }
        found
    }

    /// Reports a power of ten that is not that of the form: its rows are kept out where no measure has it.
    fn compare_power(&mut self, stated: &PowerAlone, places: Vec<usize>, rows: &mut Rows) {
        let power = |multiplier: Option<i8>| i32::from(multiplier.unwrap_or(0));
        let amounts = || self.form.measures().filter(|field| field.holds_amounts() && !field.is_percent());
        let all: BTreeSet<i32> = amounts().map(|field| power(field.multiplier)).collect();
        // Of a table of households and money the power is that of money.
        let scaled: BTreeSet<i32> = amounts()
            .filter(|field| field.multiplier.is_some_and(|power| power != 0) || field.unit.as_deref() == Some("VND"))
            .map(|field| power(field.multiplier))
            .collect();
        let own = if scaled.is_empty() { &all } else { &scaled };
        // Divided by a thousand the numbers are in no unit that a form declares.
        let power = match stated.power {
            StatedPower::Of(power) if power != 0 && stated.kind == MultiplierKind::Divisor => StatedPower::Unknown,
            power => power,
        };
        let (is_own, may_be_of_some) = match power {
            StatedPower::Of(power) => {
                (own.len() < 2 && own.first().is_none_or(|own| *own == power), power == 0 || all.contains(&power))
            }
            StatedPower::Unknown => (false, false),
        };
        if is_own {
            return;
        }
        let (label, written) = (&stated.label, &stated.written);
        let location = self.location(stated.cell.0, Some(stated.cell.1), None);
        if may_be_of_some {
            let message = match stated.is_above {
                true => message!("unclear-unit.multiplier-above", label = label, written = written),
                false => message!("unclear-unit.multiplier", label = label, written = written),
            };
            self.report(Finding::new(Code::UnclearUnit, location, message).value(written.clone()));
        } else {
            let count = places.len();
            let message = match stated.is_above {
                true => message!("unit-mismatch.multiplier-above", label = label, written = written, count = count),
                false => message!("unit-mismatch.multiplier", label = label, written = written, count = count),
            };
            self.report_rows(Finding::new(Code::UnitMismatch, location, message).value(written.clone()), places, rows);
        }
    }
}

/// A line that says by its last word what its numbers are to be multiplied by: "Nhân với 1.000", "x1000", "(× 1000)".
fn factor_at_the_end(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_matches(['(', ')']);
    let start = line.find(|sign: char| sign.is_ascii_digit())?;
    let (label, factor) = line.split_at_checked(start)?;
    let is_factor = matches!(stated_power(MultiplierKind::Factor, factor), Some(StatedPower::Of(power)) if power >= 3);
    let is_named = is_sign_of_times(label) || multiplier_name(label).is_some();
    (is_factor && is_named).then_some((label.trim(), factor))
}

fn is_sign_of_times(label: &str) -> bool {
    matches!(label.trim(), "x" | "X" | "×")
}

/// A power of ten that is stated of no unit.
struct PowerAlone {
    label: String,
    kind: MultiplierKind,
    power: StatedPower,
    written: String,
    cell: (u32, u32),
    /// True for one in a line above the labels, false for one of a column.
    is_above: bool,
}
