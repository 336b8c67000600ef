//! A row of another period than all others of its table.
//!
//! Takes the periods and units of typed rows; gives findings. A table with a column of periods may hold several, whole. Where nearly every row is of
//! one, and a row of another has a unit that has none of that one, its period is mistyped: it would count where nobody looks for it, and
//! replace what came for that period before.

use std::collections::{BTreeMap, BTreeSet};

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::written::form::Field;
use crate::registry::UnitIndex;
use crate::typing::rows::Rows;
use crate::values::period::Period;

/// So many rows of the one period, at least, for each row of another.
const TIMES: usize = 4;

impl<'a> Typing<'a> {
    /// Keeps out rows whose period is mistyped. In a form that lists things a unit may have nothing of a kind: there it is only said.
    pub(super) fn odd_periods(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let Some(column) = self.period_column().filter(|_| !self.form.has_lines() && self.form.has_areas()) else {
            return;
        };
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        rows.period.iter().flatten().for_each(|period| *counts.entry(*period).or_default() += 1);
        let total: usize = counts.values().sum();
        let Some((&most, &count)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
        // Of three or four rows one may be another period's all the same: it is used, and said.
        let is_sure = count >= TIMES * (total - count);
        if count == total || !is_sure && (count < 2 || total - count > 1) {
            return;
        }
        let dimensions: Vec<u32> = self.dimension_columns();
        let key = |place: usize| -> Option<(UnitIndex, Vec<String>)> {
            let row = data.get(place)?;
            let texts = dimensions.iter().map(|column| row.cell(*column).display().trim().to_lowercase());
            Some((rows.unit.get(place).copied().flatten()?, texts.collect()))
        };
        let of_most = |place: &usize| rows.period.get(*place).copied().flatten() == Some(most);
        let known: BTreeSet<_> = (0..data.len()).filter(of_most).filter_map(key).collect();
        let odd = |place: usize| {
            let period = rows.period.get(place).copied().flatten().filter(|period| *period != most)?;
            let key = key(place).filter(|key| !known.contains(key))?;
            Some((place, period, key.0))
        };
        let odd: Vec<(usize, Period, UnitIndex)> = (0..data.len()).filter_map(odd).collect();
        for (place, period, unit) in odd {
            let Some(row) = data.get(place) else { continue };
            let written = row.cell(column.index).display().trim().to_owned();
            let message = message!(
                "period-mismatch.odd-row",
                written = &written,
                of_row = period.to_string(),
                of_others = most.to_string(),
                unit = &self.project.registry.units[unit].name
            );
            let location = self.location(row.index, Some(column.index), None);
            let finding =
                Finding::new(Code::PeriodMismatch, location, message).value(written).expected(most.to_string());
            if self.form.lists() || !is_sure {
                self.report(finding.weighing(Severity::Warning, Disposition::Used));
            } else {
                self.report_rows(finding, [place], rows);
            }
        }
    }

    /// The columns of the fields that distinguish the rows of one unit.
    fn dimension_columns(&self) -> Vec<u32> {
        let is_dimension = |field: &Field| self.form.dimensions().any(|dimension| dimension.name == field.name);
        let of_field = |field: usize| self.form.schema.fields.get(field).is_some_and(is_dimension);
        let columns = self.table.columns.iter().filter(|column| column.field.is_some_and(of_field));
        columns.map(|column| column.index).collect()
    }
}
