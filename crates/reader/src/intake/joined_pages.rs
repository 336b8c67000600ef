//! The pages of a wide form are joined: rows of one key whose columns are on several pages are one row.
//!
//! Takes the typed tables of an object, and which of them are pages of others; gives tables whose rows are whole, each value with the place of its own
//! cell ([`crate::typing::cell_place`]). A row that the other page has not stays a row of its own page. A row of which one part is kept out is kept out.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::collector::Collector;
use crate::locate::Table;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::typing::reading::{ColumnPage, Reading, SourceColumn, TypedTable};
use crate::typing::rows::{Rows, Value};
use crate::validate::primary_key::{self, key_values};
use crate::validate::rules;
use crate::values::period::Period;

/// What a row is of.
pub(super) type RowKey = (UnitIndex, Period, Vec<Value>);

/// The fields, among those with a column, that say more of a row than what it is of.
pub(super) fn own_fields(form: &Form, fields: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let is_own = |field: &usize| {
        let field = form.schema.fields.get(*field);
        field.is_some_and(|field| field.role.is_none() && !form.schema.primary_key.contains(&field.name))
    };
    fields.filter(is_own).collect()
}

/// The rows of a table by their keys, without those that are there twice.
pub(super) fn rows_by_key(form: &Form, table: &TypedTable) -> BTreeMap<RowKey, usize> {
    let mut rows: BTreeMap<RowKey, usize> = BTreeMap::new();
    let mut repeated: BTreeSet<RowKey> = BTreeSet::new();
    for row in 0..table.rows.len() {
        let Some(key) = key_of(form, &table.rows, row) else { continue };
        if rows.insert(key.clone(), row).is_some() {
            repeated.insert(key);
        }
    }
    rows.retain(|key, _| !repeated.contains(key));
    rows
}

fn key_of(form: &Form, rows: &Rows, row: usize) -> Option<RowKey> {
    let (unit, period) = (rows.unit.get(row).copied()??, rows.period.get(row).copied()??);
    Some((unit, period, key_values(form, rows, row)))
}

/// The fields that each table has on other pages, by its index among the located tables.
pub(super) fn fields_elsewhere(project: &Project, located: &[Table]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut elsewhere: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let fields = |place: usize| -> BTreeSet<usize> {
        let table = located.get(place).and_then(|table| Some((project.forms.get(table.form)?, table)));
        let of_table =
            |(form, table): (&Form, &Table)| own_fields(form, table.columns.iter().filter_map(|column| column.field));
        table.map(of_table).unwrap_or_default()
    };
    for (place, page) in located.iter().enumerate() {
        for head in &page.continues {
            elsewhere.entry(*head).or_default().extend(fields(place));
            elsewhere.entry(place).or_default().extend(fields(*head));
        }
    }
    // What its other pages have is on other pages than this one, too.
    for (place, page) in located.iter().enumerate().filter(|(_, table)| !table.continues.is_empty()) {
        let of_heads = page.continues.iter().filter_map(|head| elsewhere.get(head)).flatten().copied();
        let others: BTreeSet<usize> = of_heads.collect::<BTreeSet<_>>().difference(&fields(place)).copied().collect();
        elsewhere.entry(place).or_default().extend(others);
    }
    elsewhere
}

/// Joins the pages. `typed` are the places of the typed tables, by located table; pages without rows of their own are gone, and the answer says
/// where each typed table is now.
pub(super) fn join(
    project: &Project,
    located: &[Table],
    typed: &mut [Option<usize>],
    reading: &mut Reading,
    findings: &mut Collector,
) -> Vec<usize> {
    for (_, place) in located.iter().zip(typed.iter()).filter(|(table, _)| table.is_page) {
        if let Some(place) = place {
            findings.join(primary_key::drop_identical(project, reading, *place));
        }
    }
    let tables = &mut reading.tables;
    let mut kept: Vec<bool> = vec![true; tables.len()];
    let elsewhere = fields_elsewhere(project, located);
    for (page, heads) in located.iter().map(|table| &table.continues).enumerate().filter(|(_, of)| !of.is_empty()) {
        for head in heads {
            let places = typed.get(*head).copied().flatten().zip(typed.get(page).copied().flatten());
            let Some((head, page)) = places else { continue };
            let Ok([head, of_page]) = tables.get_disjoint_mut([head, page]) else { continue };
            let Some(form) = project.forms.get(head.form) else { continue };
            join_page(form, head, of_page);
            if let Some(kept) = kept.get_mut(page) {
                *kept = !of_page.rows.is_empty();
            }
        }
    }
    for (place, others) in &elsewhere {
        let Some(table) = typed.get(*place).copied().flatten() else { continue };
        if let Some((table, form)) = tables
            .get_mut(table)
            .filter(|table| !table.rows.is_empty())
            .and_then(|table| project.forms.get(table.form).map(|form| (table, form)))
        {
            findings.join(rules::of_pages(project, form, table, others));
        }
    }
    let mut now = Vec::with_capacity(tables.len());
    let mut left = 0_usize;
    for kept in &kept {
        now.push(left);
        left = left.saturating_add(usize::from(*kept));
    }
    // A page of which nothing is left is where its rows are.
    for (place, table) in located.iter().enumerate() {
        let is_gone = typed.get(place).copied().flatten().is_some_and(|own| kept.get(own) == Some(&false));
        let head = table.continues.first().and_then(|head| typed.get(*head).copied().flatten());
        if let (true, Some(own)) = (is_gone, typed.get_mut(place)) {
            *own = head;
        }
    }
    for own in typed.iter_mut().flatten() {
        *own = now.get(*own).copied().unwrap_or(*own);
    }
    let mut keep = kept.iter();
    tables.retain(|_| keep.next().copied().unwrap_or(true));
    now
}

/// Moves the values of the rows that two pages share from the second to the first.
fn join_page(form: &Form, head: &mut TypedTable, page: &mut TypedTable) {
    let of_head = rows_by_key(form, head);
    let fields = own_fields(form, page.columns.iter().map(|column| column.field));
    let is_free = |row: usize| fields.iter().all(|field| head.place_of(row, *field).is_none());
    let shared: Vec<(usize, usize)> = rows_by_key(form, page)
        .into_iter()
        .filter_map(|(key, own)| Some((own, *of_head.get(&key)?)))
        .filter(|(_, row)| is_free(*row))
        .collect();
    if shared.is_empty() {
        return;
    }
    let number = head.pages.len();
    let mut numbers = vec![None; head.rows.len()];
    for (own, row) in &shared {
        if let Some(number) = numbers.get_mut(*row) {
            *number = page.rows.number.get(*own).copied();
        }
        if !page.rows.accepted.get(*own).copied().unwrap_or_default() {
            head.rows.quarantine(*row);
        }
        for field in &fields {
            let columns = head.rows.columns.get_mut(*field).zip(page.rows.columns.get(*field));
            let Some((into, from)) = columns else { continue };
            into.values.set(*row, from.values.get(*own));
            if let Some((into, from)) = into.statuses.get_mut(*row).zip(from.statuses.get(*own)) {
                *into = *from;
            }
        }
    }
    let moved: BTreeMap<usize, usize> = shared.iter().copied().collect();
    let of_head = |set: &BTreeSet<(usize, usize)>| -> Vec<(usize, usize)> {
        let own = set.iter().filter(|(_, field)| fields.contains(field));
        own.filter_map(|(row, field)| Some((*moved.get(row)?, *field))).collect()
    };
    head.rows.only_counted.extend(of_head(&page.rows.only_counted));
    head.rows.stated_missing.extend(of_head(&page.rows.stated_missing));
    let rounded = page.rows.rounded.iter().filter(|((_, field), _)| fields.contains(field));
    let rounded = rounded.filter_map(|((row, field), exact)| Some(((*moved.get(row)?, *field), *exact)));
    head.rows.rounded.extend(rounded.collect::<Vec<_>>());
    head.rows.on_pages.push(numbers);
    head.pages.push(ColumnPage { sheet: page.sheet.clone(), first_row: page.first_row, last_row: page.last_row });
    head.columns.extend(page.columns.iter().map(|column| SourceColumn { page: Some(number), ..column.clone() }));
    let gone: Vec<usize> = moved.keys().copied().collect();
    page.rows.remove(&gone);
}
