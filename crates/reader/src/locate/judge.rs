//! Whether a table can be used: what is missing from its labels, repeated in them or in doubt.

use super::Place;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::broken_labels::BrokenLabels;
use crate::locate::findings::one_line;
use crate::locate::labels::header::{Catalogue, Header};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::Matched;
use crate::locate::rows::{self, Row};
use crate::locate::unit_columns::states_units;
use crate::locate::{moved_labels, rival_labels, shared_label};
use crate::project::written::form::{Field, FieldsMatch, Form, Role};
use crate::sheet::grid::Cell;
use crate::values::period::Frequency;
use crate::words::multiplier_columns::multiplier_column;
use crate::words::period_labels::{CellsOfPeriods, cells_of_periods};

impl Place<'_> {
    /// Findings on the labels of a table; `None` where it cannot be used, else the required fields without a column.
    pub(super) fn judge(
        &self,
        catalogue: &Catalogue,
        form: &Form,
        header: &Header,
        body: &[Row],
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<usize>> {
        let mut usable = true;
        for (place, columns) in &header.duplicates {
            let Some(field) = form.schema.fields.get(*place) else { continue };
            usable = false;
            findings.push(self.duplicate_label(form, field, header, columns));
        }
        for (place, columns) in shared_label::shared(&self.sheet.grid, header, body) {
            let Some(field) = form.schema.fields.get(place).filter(|field| field.is_measure()) else { continue };
            usable = false;
            findings.push(self.duplicate_label(form, field, header, &columns));
        }
        if let Some(moved) = moved_labels::moved(&self.sheet.grid, form, header, body) {
            usable = false;
            findings.push(self.labels_beside_figures(form, header, moved));
        }
        let rivals = rival_labels::rivals(&self.sheet.grid, catalogue, form, header, body);
        for rival in &rivals {
            let Some(field) = form.schema.fields.get(rival.field) else { continue };
            usable &= rival.differs.is_none();
            findings.push(self.rival_label(form, field, header, rival));
        }
        let has = |place: usize| {
            header.columns.iter().any(|column| column.field() == Some(place))
                || header.duplicates.iter().any(|(field, _)| *field == place)
        };
        let mode = form.schema.fields_match;
        let is_of_rows = |row: &&Row| !row.role.is_aside();
        let is_filled =
            |column| body.iter().filter(is_of_rows).any(|row| !self.sheet.grid.get(row.index, column).is_blank());
        let broken = BrokenLabels::of(&self.sheet.grid, header, is_filled);
        let mut missing: Vec<(usize, &Field)> = Vec::new();
        // One of the columns for code and name is enough.
        for (place, field) in form.schema.fields.iter().enumerate().filter(|(place, _)| !has(*place)) {
            if field.is_area() || matches!(field.role, Some(Role::Ordinal | Role::Period)) {
                continue;
            }
            // Headings over the rows may say it instead.
            let sections = rows::sections(&self.sheet.grid, body);
            if !field.is_measure() && !rows::values_of_sections(field, &sections).is_empty() {
                continue;
            }
            if mode.is_some_and(FieldsMatch::allows_missing) && !field.constraints.required {
                continue;
            }
            missing.push((place, field));
        }
        let meant: Vec<&Field> = missing.iter().map(|(_, field)| *field).collect();
        findings.extend(self.broken_labels(form, &broken, &meant));
        let may_be_broken = broken.may_be_all(missing.len());
        let required = missing.iter().filter(|(_, field)| field.constraints.required);
        let lacks: Vec<usize> = required.map(|(place, _)| *place).collect();
        usable &= !may_be_broken || lacks.is_empty();
        // Nobody looks for a column that is there.
        for (place, field) in missing.into_iter().filter(|_| !may_be_broken) {
            let nearest = catalogue.nearest(header, place);
            findings.push(self.missing_label(form, field, header, nearest));
        }
        for column in &header.columns {
            let Some(matched) = column.matched.filter(Matched::is_doubtful) else { continue };
            let Some(field) = form.schema.fields.get(matched.field) else { continue };
            // One group over all of them is reported once.
            if header.grouped_together.iter().skip(1).any(|later| *later == column.column) {
                continue;
            }
            findings.push(if header.grouped_together.contains(&column.column) {
                self.group_over_all(form, field, column, header)
            } else if header.unclear.contains(&column.column) {
                self.unclear_group(form, field, column, header.bottom)
            } else if header.grouped.contains(&column.column) {
                self.unknown_group(form, field, column, header)
            } else if header.worded.contains(&column.column) {
                self.unknown_words(form, field, column, header.bottom)
            } else {
                self.doubtful_label(form, field, column, matched.score, header.bottom)
            });
        }
        if mode == Some(FieldsMatch::Exact)
            && let Some((column, field)) = out_of_order(form, header)
        {
            usable = false;
            findings.push(self.incorrect_label(form, field, column, header.bottom));
        }
        if mode.is_some_and(FieldsMatch::allows_extra) {
            return usable.then_some(lacks);
        }
        let period_fields = header.columns.iter().filter_map(Labelled::field).any(|field| {
            let field = form.schema.fields.get(field);
            field.is_some_and(|field| field.role == Some(Role::Period)) && form.form.frequency != Frequency::Year
        });
        for column in header.columns.iter().filter(|column| column.matched.is_none()) {
            // Its label is reported already, and as heavily.
            if broken.holds(column.column) && (may_be_broken || mode.is_none()) {
                continue;
            }
            let claimed = header.duplicates.iter().any(|(_, columns)| columns.contains(&column.column))
                || rivals.iter().any(|rival| rival.column == column.column);
            let of_units = states_units(column, &self.sheet.grid, body);
            let is_field =
                |other: u32| header.columns.iter().any(|column| column.column == other && column.matched.is_some());
            // A value among objects is in none of their members.
            let holds_objects = || {
                body.iter().filter(is_of_rows).all(|row| holds_object(self.sheet.grid.get(row.index, column.column)))
            };
            let members = &self.sheet.members;
            let is_named_elsewhere = members.is_named_elsewhere(column.column, is_field)
                && (!members.is_whole(column.column) || holds_objects());
            // A year beside a column of periods is theirs.
            let is_year = period_fields && cells_of_periods(&one_line(&column.path)) == Some(CellsOfPeriods::Years);
            // A power of ten is read with the unit beside it, or compared with the form.
            let is_multiplier = multiplier_column(&one_line(&column.path)).is_some();
            if !claimed && !of_units && !is_multiplier && !is_year && !is_named_elsewhere && is_filled(column.column) {
                let other = header.others.contains(&column.column);
                let extra = self.extra_label(form, column, header.bottom, other);
                // The form says that there is none; else a column too many is a warning.
                findings.push(match mode {
                    Some(_) => extra.weighing(Severity::Error, Disposition::Ignored),
                    None => extra,
                });
            }
        }
        usable.then_some(lacks)
    }
}

/// True for a cell that holds a list or an object, or nothing.
fn holds_object(cell: &Cell) -> bool {
    cell.is_nested() || cell.is_blank()
}

/// The first column that is before one of an earlier field, with the field that should be there.
fn out_of_order<'h, 'f>(form: &'f Form, header: &'h Header) -> Option<(&'h Labelled, &'f Field)> {
    let found: Vec<(usize, &Labelled)> =
        header.columns.iter().filter_map(|column| Some((column.field()?, column))).collect();
    let mut in_order: Vec<usize> = found.iter().map(|(field, _)| *field).collect();
    in_order.sort_unstable();
    let (expected, (_, column)) = in_order.iter().zip(&found).find(|(expected, (field, _))| *expected != field)?;
    Some((column, form.schema.fields.get(*expected)?))
}
