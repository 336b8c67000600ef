//! Findings about a table, its rows and columns: where they are, and which rows an error keeps out.

use super::Typing;
use crate::findings::collector::Collected;
use crate::findings::finding::{Finding, Location};
use crate::locate::head::HeadText;
use crate::project::written::form::Field;
use crate::sheet::address::address;
use crate::typing::rows::Rows;

impl Typing<'_> {
    /// A location on this sheet; rows and columns count from 0.
    pub(super) fn location(&self, row: u32, column: Option<u32>, field: Option<&Field>) -> Location {
        Location {
            sheet: (!self.sheet.name.is_empty()).then(|| self.sheet.name.clone()),
            cell: column.map(|column| address(row, column)),
            row: Some(row + 1),
            form: Some(self.form.name.clone()),
            field: field.map(|field| field.name.clone()),
            ..Location::default()
        }
    }

    /// The location of a text of the head.
    pub(super) fn location_of(&self, found: &HeadText) -> Location {
        let (row, column) = found.cell.unzip();
        let location = self.location(row.unwrap_or_default(), column, None);
        let row = location.row.filter(|_| row.is_some());
        Location { row, sheet: found.sheet.clone().or(location.sheet.clone()), ..location }
    }

    /// Adds a finding about the table or a column.
    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding, &self.form.severities);
    }

    /// Adds a finding about a row; an error keeps the row out.
    pub(super) fn report_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) -> Collected {
        let collected = self.findings.push_on_row(finding, &self.form.severities);
        if let (true, Some(accepted)) = (collected.quarantines, accepted.get_mut(row)) {
            *accepted = false;
        }
        collected
    }

    /// Adds a finding about a row without a value that it needs: no decision lets it through.
    pub(super) fn report_useless_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) -> Collected {
        let collected = self.findings.push_on_useless_row(finding, &self.form.severities);
        if let (true, Some(accepted)) = (collected.quarantines, accepted.get_mut(row)) {
            *accepted = false;
        }
        collected
    }

    /// Adds a finding about a row without a unit or a period, and keeps the row out, whatever is declared.
    pub(super) fn report_unplaced_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) {
        self.findings.push_on_unplaced_row(finding);
        if let Some(accepted) = accepted.get_mut(row) {
            *accepted = false;
        }
    }

    /// Adds a finding about several rows; an error keeps them out.
    pub(super) fn report_rows(&mut self, finding: Finding, places: impl IntoIterator<Item = usize>, rows: &mut Rows) {
        if self.findings.push_on_row(finding, &self.form.severities).quarantines {
            places.into_iter().for_each(|row| rows.quarantine(row));
        }
    }
}
