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
use crate::message;
use crate::typing::rows::Rows;
use crate::words::multiplier_columns::{MultiplierColumn, StatedPower, multiplier_column, stated_power};

impl<'a> Typing<'a> {
    /// The columns of no field that state powers of ten.
    pub(super) fn multiplier_columns(&self) -> Vec<(&'a LabelledColumn, MultiplierColumn)> {
        let columns = self.table.columns.iter().filter(|column| column.field.is_none());
        columns.filter_map(|column| Some((column, multiplier_column(&column.label)?))).collect()
    }

    /// The unit of a row with the power of ten that stands beside it.
    pub(super) fn with_power(
        &self,
        unit: RowUnit,
        row: u32,
        columns: &[(&LabelledColumn, MultiplierColumn)],
    ) -> RowUnit {
        let stated = columns.iter().find_map(|(column, kind)| {
            let written = self.grid().get(row, column.index).display().trim().to_owned();
            Some((column, stated_power(*kind, &written)?, written))
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

    /// Compares columns of powers of ten with the measures of the form, where no column states the units that these are of.
    pub(super) fn multipliers_alone(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let columns = self.multiplier_columns();
        let has_units =
            self.table.columns.iter().any(|column| column.states_units && multiplier_column(&column.label).is_none());
        if columns.is_empty() || has_units {
            return;
        }
        let power = |multiplier: Option<i8>| i32::from(multiplier.unwrap_or(0));
        let amounts = || self.form.measures().filter(|field| field.holds_amounts() && !field.is_percent());
        let all: BTreeSet<i32> = amounts().map(|field| power(field.multiplier)).collect();
        // Of a table of households and money the power is that of money.
        let scaled: BTreeSet<i32> = amounts()
            .filter(|field| field.multiplier.is_some_and(|power| power != 0) || field.unit.as_deref() == Some("VND"))
            .map(|field| power(field.multiplier))
            .collect();
        let own = if scaled.is_empty() { &all } else { &scaled };
        for (column, kind) in columns {
            let mut found: BTreeMap<StatedPower, Vec<usize>> = BTreeMap::new();
            for (place, row) in data.iter().enumerate() {
                if let Some(power) = stated_power(kind, &row.cell(column.index).display()) {
                    found.entry(power).or_default().push(place);
                }
            }
            for (power, places) in found {
                let is_own = matches!(power, StatedPower::Of(power) if own.len() < 2 && own.first().is_none_or(|own| *own == power));
                let Some(first) = places.first().and_then(|place| data.get(*place)).filter(|_| !is_own) else {
                    continue;
                };
                let written = first.cell(column.index).display().trim().to_owned();
                let location = self.location(first.index, Some(column.index), None);
                let may_be_of_some = matches!(power, StatedPower::Of(power) if power == 0 || all.contains(&power));
                if may_be_of_some {
                    let message = message!("unclear-unit.multiplier", label = &column.label, written = &written);
                    self.report(Finding::new(Code::UnclearUnit, location, message).value(written));
                } else {
                    let message = message!(
                        "unit-mismatch.multiplier",
                        label = &column.label,
                        written = &written,
                        count = places.len()
                    );
                    self.report_rows(Finding::new(Code::UnitMismatch, location, message).value(written), places, rows);
                }
            }
        }
    }
}
