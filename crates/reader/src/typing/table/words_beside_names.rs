//! Rows whose unit or period is named within words that say of the figures that they are other ones: "Xã Lay Nưa (KH)", "Lũy kế quý III/2024".
//!
//! The code beside a name says which unit is meant, and words may be written around the name (decision 0080). Those that say the plan, a running total,
//! another period, a change or a part say it of the figures of the row, which is kept out; a unit of measure is reported, since nobody knows whether the
//! numbers are in it (decision 0114). Every table passes here, also the lines of an export.

use super::{DataRow, Typing, declared};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::labels::label_path::last_parentheses;
use crate::locate::labels::words_beside::{SaidOfRow, beside_a_name, beside_a_period, is_of_another_settlement};
use crate::message;
use crate::project::written::form::{Field, Role};
use crate::registry::UnitIndex;
use crate::registry::names::Names;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{Reconciled, of_field, reconcile};
use crate::values::period::Period;
use crate::values::text;
use crate::words::left_over::Speaks;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// A row, by its place among the data, with the cell of its name or period.
#[derive(Clone, Copy)]
pub(super) struct NamedRow {
    pub(super) row: u32,
    pub(super) column: Option<u32>,
    pub(super) place: usize,
    pub(super) period: Period,
}

impl<'a> Typing<'a> {
    /// Reports what is written around the name of a unit; true where nothing is to be said of it.
    pub(super) fn words_beside_name(
        &mut self,
        names: &Names<'_>,
        (written, unit): (&str, UnitIndex),
        named: NamedRow,
        accepted: &mut [bool],
    ) -> bool {
        let own = &self.project.registry.units[unit].name;
        if written.is_empty() || written == own {
            return true;
        }
        let pieces = names.beside_name(written, unit);
        if pieces.is_empty() {
            return true;
        }
        let is_unit = self.unit_beside_name(written, named);
        let said = pieces.iter().filter(|piece| !self.is_of_the_form(piece));
        let kind = self.project.registry.units[unit].kind.as_str();
        let of_settlement = |piece: &str| is_of_another_settlement(piece, kind).then_some(SaidOfRow::Part);
        let said = said.filter_map(|piece| beside_a_name(piece, named.period).or_else(|| of_settlement(piece)));
        let said: Vec<SaidOfRow> = said.collect();
        let location = self.location(named.row, named.column, None);
        let mut finding = match said.as_slice() {
            [] => return !is_unit,
            said if said.contains(&SaidOfRow::Others) => {
                let message = message!("period-mismatch.beside-name", written = written, unit = own);
                Finding::new(Code::PeriodMismatch, location, message)
            }
            said if !said.contains(&SaidOfRow::Sum) => {
                let message = message!("period-mismatch.part-beside-name", written = written, unit = own);
                let finding = Finding::new(Code::PeriodMismatch, location, message);
                finding.weighing(Severity::Warning, Disposition::Used)
            }
            _ => {
                let message = message!("period-mismatch.sum-beside-name", written = written, unit = own);
                let finding = Finding::new(Code::PeriodMismatch, location, message);
                // Where a unit has one row, the sum of what is above may be its figure.
                let has_several = self.form.has_lines() || self.form.lists() || self.form.dimensions().next().is_some();
                if has_several { finding } else { finding.weighing(Severity::Warning, Disposition::Used) }
            }
        };
        finding.location.time_period = Some(named.period.to_string());
        let finding = finding.value(written).expected(own.clone());
        if self.report_row(finding, named.place, accepted).quarantines {
            self.not_of_period.insert(named.place);
        }
        false
    }

    /// Keeps out the rows whose cell of the period says that their figures are other ones than those of the period that it names.
    pub(super) fn words_beside_periods(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let Some(column) = self.period_column().map(|column| column.index) else { return };
        let mut last: Option<(&Cell, bool)> = None;
        for (place, row) in data.iter().enumerate() {
            let Some(period) = rows.period.get(place).copied().flatten() else { continue };
            let cell = row.cell(column);
            let Some(written) = cell.as_text() else { continue };
            // Neighbours mostly have the same period.
            let says = match last.filter(|(before, _)| *before == cell) {
                Some((_, says)) => says,
                None => self.is_of_others(written, period),
            };
            last = Some((cell, says));
            if !says {
                continue;
            }
            let written = written.trim();
            let message = message!("period-mismatch.beside-period", written = written, period = period.to_string());
            let location = self.location(row.index, Some(column), None);
            let finding = Finding::new(Code::PeriodMismatch, location, message).value(written);
            self.report_rows(finding.expected(period.to_string()), [place], rows);
            if rows.accepted.get(place) == Some(&false) {
                self.not_of_period.insert(place);
            }
        }
    }

    fn is_of_others(&self, written: &str, period: Period) -> bool {
        let letters = written.chars().filter(|sign| sign.is_alphabetic()).count();
        letters > 1 && beside_a_period(written, period.frequency()) && !self.is_of_the_form(written)
    }

    /// True for words that the form has in its own title, and for those of an estimate where rows say of which vintage they are.
    fn is_of_the_form(&self, written: &str) -> bool {
        let plain = text::without_marks(written);
        let has_vintages = || self.form.schema.fields.iter().any(|field| field.role == Some(Role::Vintage));
        let titles = [self.form.title.as_deref(), self.form.description.as_deref()].into_iter().flatten();
        let mut titles = titles.map(text::without_marks);
        plain.len() > 2 && titles.any(|title| title.contains(&plain)) || plain.starts_with("uoc") && has_vintages()
    }

    /// Reports a unit of measure behind the name of a unit, where some measure of the table is not in it; true where there is one.
    fn unit_beside_name(&mut self, written: &str, named: NamedRow) -> bool {
        let in_parentheses = last_parentheses(written).map(|(_, within)| within.trim());
        let behind = || written.rsplit_once([',', ';', ':', '-', '–']).map(|(_, behind)| behind.trim());
        let Some(unit) = in_parentheses.or_else(behind).filter(|unit| is_only_a_unit(unit)) else { return false };
        let units = perhaps_stated(unit);
        let differs = |field: &&Field| {
            field.is_measure() && declared(field).is_some() && {
                !matches!(reconcile(&units, field, Speaks::OfOthers), Reconciled::Same)
            }
        };
        let fields = self.table.columns.iter().filter_map(|column| self.form.schema.fields.get(column.field?));
        let Some(field) = fields.into_iter().find(differs) else { return false };
        if !self.reported_units.insert((format!("{unit}, beside a name"), 0)) {
            return true;
        }
        let own = of_field(field);
        let location = self.location(named.row, named.column, Some(field));
        let message = message!("unclear-unit.beside-name", written = written, unit = unit, own = &own);
        self.report(Finding::new(Code::UnclearUnit, location, message).value(written).expected(own));
        true
    }
}
