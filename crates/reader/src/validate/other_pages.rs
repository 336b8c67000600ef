//! A row that one page of a wide form has, and the page with its other columns has not.
//!
//! Takes a table whose pages are joined; a row without a value that is required, because its page has no such row, is an error at the row that there is.
//! Blank cells of the pages themselves were seen before they were joined.

use std::collections::BTreeSet;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::message;
use crate::project::written::form::Form;
use crate::typing::reading::TypedTable;
use crate::validate::{BrokenRows, area_column, row_location};

/// Checks the required fields among those of all the pages.
pub fn check(form: &Form, table: &mut TypedTable, fields: &BTreeSet<usize>) -> Collector {
    let mut all_broken = BrokenRows::of(form);
    let required = form.schema.fields.iter().enumerate().filter(|(_, field)| field.constraints.required);
    for (place, field) in required.filter(|(place, _)| fields.contains(place)) {
        let title = field.title.as_deref().unwrap_or(&field.name);
        for row in 0..table.rows.len() {
            if table.place_of(row, place).is_some() {
                continue;
            }
            let mut location = row_location(form, table, row, area_column(form, table));
            location.field = Some(field.name.clone());
            all_broken.push(row, Code::ConstraintError, location, |mut finding| {
                finding.message = message!("constraint-error.no-row-on-page", field = title);
                finding.expected(message!("constraint-error.expected-value"))
            });
        }
    }
    all_broken.apply(table)
}
