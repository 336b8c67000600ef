//! Foreign keys that refer to rows of another form, or of their own: the values are those of a row that is.
//!
//! Takes what is current of every form; a row whose values are in no accepted row of the form that it refers to is no longer current, and is
//! reported. Keys that refer to the registry are checked as a file is read. What refers to a row that is kept out so refers to nothing, too: what is current is
//! compared until no more rows are kept out. Rows that refer to each other keep each other.

use std::collections::{BTreeMap, HashSet};

use super::newest::Newest;
use super::{Arrived, CurrentByKey, sender};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::form::{Field, ForeignKey, Form, Role};
use crate::project::{FormIndex, Project};
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::validate::equal_values::as_compared;
use crate::validate::row_location;

/// The values of a key, as texts.
type KeyValues = Vec<String>;

/// Compares every key with the rows that it refers to; gives a finding for each row that refers to none, at its declared severity,
/// with the index of the arrival that the row is of.
pub fn check(project: &Project, arrived: &[Arrived<'_>], newest: &mut Newest) -> Vec<(Finding, Option<usize>)> {
    let mut reported = ReferenceFindings::default();
    while keep_out_what_refers_to_nothing(project, arrived, newest, &mut reported) {
        reported.is_first = false;
    }
    let named = |(place, collector): (usize, Collector)| {
        collector.all().into_iter().map(move |mut finding| {
            finding.location.object = Some(arrived[place].object.to_owned());
            (finding, Some(place))
        })
    };
    reported.collectors.into_iter().flat_map(named).collect()
}

/// What was found so far.
struct ReferenceFindings {
    collectors: BTreeMap<usize, Collector>,
    /// The form, its key and the arrival, table and row of each row that is reported.
    rows: HashSet<(FormIndex, usize, usize, usize, usize)>,
    /// True while nothing is kept out yet.
    is_first: bool,
}

impl Default for ReferenceFindings {
    fn default() -> Self {
        Self { collectors: BTreeMap::new(), rows: HashSet::new(), is_first: true }
    }
}

/// Compares every key once; true where rows are kept out.
fn keep_out_what_refers_to_nothing(
    project: &Project,
    arrived: &[Arrived<'_>],
    newest: &mut Newest,
    reported: &mut ReferenceFindings,
) -> bool {
    let mut kept_out: Vec<(FormIndex, KeptOut)> = Vec::new();
    for (index, form) in project.forms.iter().enumerate() {
        for (number, key) in form.schema.foreign_keys.iter().enumerate() {
            let resource = Some(key.reference.resource.as_str()).filter(|resource| !resource.is_empty());
            let Some(other) = resource.map_or(Some(index), |resource| project.form_named(resource)) else { continue };
            let (Some(own), Some(referred)) =
                (places(form, &key.fields), places(&project.forms[other], &key.reference.fields))
            else {
                continue;
            };
            let known = known(project, arrived, &newest.current[other], &referred);
            let key = KeyOfForm { form: index, number, key, places: &own };
            let broken = broken(project, arrived, &key, &newest.current[index], &known, reported);
            kept_out.extend(broken.into_iter().map(|one| (index, one)));
        }
    }
    for (form, one) in &kept_out {
        keep_out(project, arrived, newest, *form, one);
    }
    !kept_out.is_empty()
}

/// A key of a form that refers to rows.
struct KeyOfForm<'a> {
    form: FormIndex,
    /// Its place among the keys of the form.
    number: usize,
    key: &'a ForeignKey,
    /// The indices of its fields.
    places: &'a [usize],
}

/// The indices of fields.
fn places(form: &Form, names: &[String]) -> Option<Vec<usize>> {
    names.iter().map(|name| form.schema.fields.iter().position(|field| field.name == *name)).collect()
}

/// The values of the accepted rows that are current.
fn known(project: &Project, arrived: &[Arrived<'_>], current: &CurrentByKey, places: &[usize]) -> HashSet<KeyValues> {
    let rows = current.values().flat_map(|one| one.rows(arrived)).filter(|(table, row)| is_accepted(table, *row));
    rows.filter_map(|(table, row)| values(project, table, row, places, compared)).collect()
}

fn is_accepted(table: &TypedTable, row: usize) -> bool {
    table.rows.accepted.get(row).copied().unwrap_or_default()
}

/// The text by which a value is compared.
fn compared(field: &Field, value: Value) -> String {
    as_compared(field, value).to_string()
}

/// The values of a key in a row; `None` where one is missing, and nothing is compared. Units and periods are compared as what they
/// are, however they are written; the others by the text that `text_of` gives.
fn values(
    project: &Project,
    table: &TypedTable,
    row: usize,
    places: &[usize],
    text_of: fn(&Field, Value) -> String,
) -> Option<KeyValues> {
    let form = &project.forms[table.form];
    let value = |place: &usize| {
        let unit = || Some(&project.registry.units[(*table.rows.unit.get(row)?)?]);
        let field = form.schema.fields.get(*place)?;
        match field.role {
            Some(Role::Area | Role::AreaCode) => Some(unit()?.code.clone()),
            Some(Role::AreaName) => Some(unit()?.name.clone()),
            Some(Role::Period) => Some((*table.rows.period.get(row)?)?.to_string()),
            _ => {
                let value = table.rows.columns.get(*place)?.values.get(row);
                (!value.is_missing()).then(|| text_of(field, value))
            }
        }
    };
    places.iter().map(value).collect()
}

/// A row that no longer is.
struct KeptOut {
    key: super::CurrentKey,
    table: usize,
    row: usize,
}

/// Reports the rows whose values are not known; gives those that are kept out.
fn broken(
    project: &Project,
    arrived: &[Arrived<'_>],
    of: &KeyOfForm<'_>,
    current: &CurrentByKey,
    known: &HashSet<KeyValues>,
    reported: &mut ReferenceFindings,
) -> Vec<KeptOut> {
    let (form, key, places) = (&project.forms[of.form], of.key, of.places);
    let resource = if key.reference.resource.is_empty() { &form.name } else { &key.reference.resource };
    let (fields, referred) = (key.fields.join(", "), key.reference.fields.join(", "));
    let mut kept_out = Vec::new();
    for (row_key, one) in current {
        for &(table_index, row) in &one.rows {
            let table = &arrived[one.arrived].reading.tables[table_index];
            let refers = values(project, table, row, places, compared).is_none_or(|values| known.contains(&values));
            if refers || !is_accepted(table, row) {
                continue;
            }
            // What only warns stays, and is reported once.
            if !reported.rows.insert((of.form, of.number, one.arrived, table_index, row)) {
                continue;
            }
            let written = values(project, table, row, places, |_, value| value.to_string());
            let written = written.unwrap_or_default().join(", ");
            let unit = &project.registry.units[row_key.0];
            let location = Location {
                field: Some(fields.clone()),
                ref_area: Some(unit.code.clone()),
                ref_area_valid_from: Some(unit.valid_from.to_string()),
                time_period: Some(row_key.1.to_string()),
                ..row_location(form, table, row, places.first().copied())
            };
            let message = match reported.is_first {
                true => message!("foreign-key.no-row", value = &written, form = resource, fields = &referred),
                false => message!("foreign-key.kept-out", value = &written, form = resource, fields = &referred),
            };
            let finding = Finding::new(Code::ForeignKey, location, message).value(written);
            let finding = finding.expected(format!("{resource} ({referred})"));
            let collector = reported.collectors.entry(one.arrived).or_default();
            let accepted = project.decisions.acceptances(arrived[one.arrived].sha256);
            if collector.push_on_row(finding, &form.severities.accepting(&accepted)).quarantines {
                kept_out.push(KeptOut { key: row_key.clone(), table: table_index, row });
            }
        }
    }
    kept_out
}

/// The unit of a row that is no longer current is not reported, and its submission counts the row as quarantined.
fn keep_out(project: &Project, arrived: &[Arrived<'_>], newest: &mut Newest, form: FormIndex, one: &KeptOut) {
    let Some(current) = newest.current[form].get_mut(&one.key) else { return };
    let count = current.rows.len();
    current.rows.retain(|row| *row != (one.table, one.row));
    current.reported = false;
    if current.rows.len() == count {
        return;
    }
    let table = &arrived[current.arrived].reading.tables[one.table];
    let sender = sender::of_row(project, table, one.row);
    let of_row = newest.submissions.iter_mut().find(|submission| {
        (submission.arrived, submission.table) == (Some(current.arrived), Some(one.table))
            && (submission.sender, submission.period) == (sender, Some(one.key.1))
    });
    if let Some(submission) = of_row {
        submission.accepted = submission.accepted.saturating_sub(1);
        submission.quarantined = submission.quarantined.saturating_add(1);
    }
}
