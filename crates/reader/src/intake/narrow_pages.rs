//! Pages of a wide form with so few of its columns that their labels alone are those of no form.
//!
//! Takes the located tables of an object. Where columns of a form are missing, or no table was found at all, its sheets are searched once more, and any
//! measure beside a unit makes a table. What is found so counts only where it is a page of one table, where together they have half of the measures, and
//! where nothing else is read otherwise than before: other lists of communes stay what they were.

use std::collections::BTreeSet;

use super::Reader;
use super::pages_of_columns::{self, TablePlace, place_of};
use crate::findings::code::Code;
use crate::locate::labels::header::Catalogue;
use crate::locate::{Located, Table, locate};
use crate::sheet::grid::Sheet;

/// Looks for such pages.
pub(super) fn find(reader: &Reader<'_>, sheets: &[Sheet], located: &mut Located) {
    let incomplete = incomplete_forms(reader, located);
    if incomplete.is_empty() {
        return;
    }
    let forms = &reader.project.forms;
    let catalogue = Catalogue::new(forms).with_pages_of(incomplete);
    let mut again = locate(sheets, forms, &catalogue);
    let pages = pages_of_columns::find(reader, sheets, &mut again);
    let has_half = |(place, fields): &(TablePlace, BTreeSet<usize>)| {
        let measures = forms.get(place.0).map(|form| form.schema.fields.iter().enumerate());
        let measures: Vec<usize> =
            measures.into_iter().flatten().filter(|(_, field)| field.is_measure()).map(|(place, _)| place).collect();
        measures.iter().filter(|place| fields.contains(place)).count().saturating_mul(2) >= measures.len()
    };
    if !pages.is_empty() && pages.iter().all(has_half) && is_the_same_beside(located, &again, &pages) {
        *located = again;
    }
}

/// The forms of which columns are missing; where no table was found those that came closest.
fn incomplete_forms(reader: &Reader<'_>, located: &Located) -> BTreeSet<usize> {
    let missing = located.findings.iter().filter(|finding| finding.code == Code::MissingLabel);
    let named = missing.filter_map(|finding| reader.project.form_named(finding.location.form.as_deref()?));
    let mut forms: BTreeSet<usize> = named.collect();
    if located.tables.is_empty() && located.unusable.is_empty() {
        let closest = located.sheets.iter().filter_map(|sheet| sheet.closest);
        forms.extend(closest.filter(|closest| closest.measures > 0).map(|closest| closest.form));
    }
    forms.retain(|form| reader.project.forms.get(*form).is_some_and(|form| !form.has_lines()));
    forms
}

/// True where the tables that were found before are found again, and all others are pages.
fn is_the_same_beside(before: &Located, again: &Located, pages: &[(TablePlace, BTreeSet<usize>)]) -> bool {
    let is_page = |table: &Table| pages.iter().any(|(place, _)| *place == place_of(table));
    let same = |one: &Table, other: &Table| {
        place_of(one) == place_of(other) && one.first_row == other.first_row && one.columns == other.columns
    };
    fn all(located: &Located) -> impl Iterator<Item = &Table> {
        located.tables.iter().chain(&located.unusable)
    }
    let is_in = |table: &Table, located: &Located| all(located).any(|other| same(table, other));
    let is_used = |table: &Table| again.tables.iter().any(|other| same(table, other));
    all(before).all(|table| is_in(table, again))
        && before.tables.iter().all(is_used)
        && all(again).all(|table| is_page(table) || is_in(table, before))
}
