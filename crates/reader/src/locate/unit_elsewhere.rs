//! Units of measure that a table states elsewhere than in a caption or over its measures: in the name of its sheet, in the header of
//! its pages, over a column of names or ordinals, in a comment on a label.
//!
//! Takes the sheet, its labels and what the head says; adds to the head what they state. A name has no unit: a unit in its label is that of
//! the table. Where two places state two powers of ten for one measure, the unit of the head names both, and is not clear.

use crate::locate::LabelledColumn;
use crate::locate::head::HeadText;
use crate::locate::head::head_unit::is_of_figures;
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::Header;
use crate::locate::unit_of_name::unit_of_a_name;
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::Sheet;
use crate::words::ordinal_labels::labels_ordinals;
use crate::words::unit_text::{perhaps_stated, stated};

/// Adds to the unit of the head what is stated elsewhere.
pub(super) fn add(
    unit: &mut Option<HeadText>,
    sheet: &Sheet,
    form: &Form,
    header: &Header,
    columns: &[LabelledColumn],
) {
    for column in columns.iter().filter(|column| !column.states_units && is_of_no_figures(form, column)) {
        let found = column.unit.as_deref().filter(|unit| is_of_figures(&perhaps_stated(unit)));
        if let Some(found) = found {
            add_one(unit, HeadText::new(found, header.bottom, column.index));
        }
    }
    if let Some(text) = unit_of_a_name(sheet.tab()) {
        add_one(unit, HeadText { text, cell: None, sheet: None });
    }
    for text in &sheet.margins.texts {
        let known = KnownText::of(text);
        let found = known.unit_after().filter(|unit| !unit.is_empty()).or_else(|| known.unit_within());
        if let Some(found) = found.filter(|unit| is_of_figures(&perhaps_stated(unit))) {
            add_one(unit, HeadText { text: found.to_owned(), cell: None, sheet: None });
        }
    }
}

/// The unit that a comment on the label of a column states.
pub(super) fn in_comment(sheet: &Sheet, header: &Header, column: u32) -> Option<String> {
    let rows = header.top..=header.bottom;
    let covers = |(row, first): (u32, u32)| {
        let merged = sheet.grid.merged().iter().find(|range| (range.first_row, range.first_column) == (row, first));
        let last = merged.map_or(first, |range| range.last_column);
        rows.contains(&row) && (first..=last).contains(&column)
    };
    let comments = sheet.comments.iter().filter(|(cell, _)| covers(*cell));
    let units = comments.flat_map(|(_, text)| text.lines()).filter_map(|line| {
        let known = KnownText::of(line);
        known.unit_after().or_else(|| known.unit_within()).map(str::to_owned)
    });
    let units: Vec<String> = units.filter(|unit| !perhaps_stated(unit).is_empty()).collect();
    (!units.is_empty()).then(|| units.join("; "))
}

/// The units of a label and of a comment on it: one where they say the same.
pub(super) fn both(label: Option<String>, comment: Option<String>) -> Option<String> {
    match (label, comment) {
        (Some(label), Some(comment)) if !perhaps_stated(&label).covers(&perhaps_stated(&comment)) => {
            let says = !perhaps_stated(&label).is_empty() || perhaps_stated(&label).is_unclear();
            Some(if says { format!("{label}; {comment}") } else { comment })
        }
        (label, comment) => label.or(comment),
    }
}

/// Adds a unit that is found beside the table, where one is.
pub(super) fn add_all(unit: &mut Option<HeadText>, found: Option<HeadText>) {
    if let Some(found) = found {
        add_one(unit, found);
    }
}

fn add_one(unit: &mut Option<HeadText>, found: HeadText) {
    match unit {
        Some(first) if stated(&first.text).covers(&stated(&found.text)) => {}
        Some(first) => first.text = format!("{}; {}", first.text, found.text),
        none => *none = Some(found),
    }
}

/// True for the label of a column of ordinals, where the form has no field for them.
fn is_of_ordinals(label: &str) -> bool {
    labels_ordinals(label.split(['(', '[']).next().unwrap_or_default())
}

/// True for a column of names, ordinals, periods or words: a unit of measure in its label is not its own.
fn is_of_no_figures(form: &Form, column: &LabelledColumn) -> bool {
    let Some(field) = column.field else {
        return is_of_ordinals(&column.label);
    };
    form.schema.fields.get(field).is_some_and(|field| {
        let subject = field.is_area() || matches!(field.role, Some(Role::Ordinal | Role::Period));
        !field.is_measure() && field.unit.is_none() && (subject || field.kind.is_textual())
    })
}
