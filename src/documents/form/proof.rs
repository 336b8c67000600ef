//! An empty form is read back before anybody gets it.
//!
//! Takes the bytes of the form; says what the reader makes of them that is not what was asked for: another form, sender or
//! period, a column that it takes for another field or for none, a unit of measure that it reads as another, a row that is of
//! another unit. What is typed into such a form would be lost or moved.

use std::collections::BTreeSet;

use super::layout::{Body, Layout, Purpose};
use super::request::Request;
use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::intake::Reader;
use crate::message;
use crate::registry::UnitIndex;
use crate::sheet::address::column_letters;
use crate::typing::reading::{Reading, TypedTable};

/// What the reader says of cells that nobody has filled in.
const OF_BLANKS: [Code; 2] = [Code::BlankTable, Code::ConstraintError];

/// Reads an empty form back.
///
/// # Errors
/// Where it is not read as what was asked for, with what differs; where the reader fails.
pub fn prove(request: &Request<'_>, layout: &Layout<'_>, bytes: &[u8], engine: &dyn LocalEngine) -> Result<(), Error> {
    let traced = Reader::new(request.project, engine).trace(bytes)?;
    match difference(request, layout, &traced.reading) {
        None => Ok(()),
        Some(why) => Err(Error::Request(message!("template-unproven", form = &request.form.name, why = why))),
    }
}

/// The first difference between what was asked for and what was read.
fn difference(request: &Request<'_>, layout: &Layout<'_>, reading: &Reading) -> Option<Message> {
    if let Some(finding) = reading.findings.iter().find(|finding| !OF_BLANKS.contains(&finding.code)) {
        let cell = finding.location.cell.clone().unwrap_or_default();
        return Some(message!("template-difference.finding", cell = cell, finding = finding.message.clone()));
    }
    let [table] = reading.tables.as_slice() else {
        return Some(message!("template-difference.tables", tables = reading.tables.len()));
    };
    let form = request.project.forms.get(table.form).map(|form| form.name.as_str());
    if form != Some(request.form.name.as_str()) {
        return Some(message!("template-difference.form", read = form.unwrap_or_default()));
    }
    if table.period != Some(request.period) {
        let read = table.period.map(|period| period.to_string()).unwrap_or_default();
        return Some(message!("template-difference.period", read = read));
    }
    if table.sender != Some(request.sender) {
        let unit = table.sender.and_then(|unit| request.project.registry.units.get(unit));
        return Some(message!("template-difference.sender", read = unit.map_or("", |unit| &unit.name)));
    }
    column(request, layout, table).or_else(|| units(layout, table))
}

/// A column that is read as another field, or as none.
fn column(request: &Request<'_>, layout: &Layout<'_>, table: &TypedTable) -> Option<Message> {
    let lost = (0u32..).zip(&layout.columns).find(|(place, column)| {
        let letters = column_letters(*place);
        let read = table.columns.iter().find(|read| read.letters == letters);
        let field = read.and_then(|read| request.form.schema.fields.get(read.field));
        field.is_none_or(|field| field.name != column.field.name)
    });
    lost.map(|(place, column)| {
        message!("template-difference.column", column = column_letters(place), field = &column.field.name)
    })
}

/// Rows whose units are not those that were written.
fn units(layout: &Layout<'_>, table: &TypedTable) -> Option<Message> {
    let Body::Prefilled(rows) = &layout.body else { return None };
    let written: BTreeSet<UnitIndex> = rows.iter().filter_map(|(unit, _)| *unit).collect();
    let read: BTreeSet<UnitIndex> = table.rows.unit.iter().copied().flatten().collect();
    let has_units = [Purpose::AreaCode, Purpose::AreaName].iter().any(|purpose| layout.place(*purpose).is_some());
    let differ = table.rows.len() != rows.len() || has_units && written != read;
    differ.then(|| message!("template-difference.rows", written = rows.len(), read = table.rows.len()))
}
