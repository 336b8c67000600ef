//! Names that an indicator counts and that are written in two ways in one period: each counts for itself, although they may be one.
//!
//! ```text
//! huyen-dien-bien.xlsx   Wifi công cộng
//! huyen-muong-cha.xlsx   WIFI CÔNG CỘNG.        alike-values: two services for one
//! ```
//!
//! Letter case, blanks, the place of a tone mark and signs at the ends make no other thing. Marks do, unless one of the two is written without any: "Cổng" is no
//! "Công", but "Wifi cong cong" is "Wifi công cộng". Numbers distinguish always. The writing of fewer rows is named, once for each unit and file.

use std::collections::{BTreeMap, BTreeSet};

use super::Newest;
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentKey, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::settled::Settled;
use crate::message;
use crate::project::expression::typed::Aggregate;
use crate::project::written::form::{FieldType, Form};
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::validate::row_location;
use crate::values::period::Period;
use crate::values::text;

/// Letters without which a name that has no marks is none that may have lost them.
const FEWEST_LETTERS: usize = 6;

/// The rows of a unit, and the arrival that replaced them, if they do not count.
type JudgedRows<'a> = (&'a CurrentKey, &'a CurrentRows, Option<usize>);

/// A row in which a name is written.
struct WrittenIn<'a> {
    unit: UnitIndex,
    period: Period,
    arrived: usize,
    table: &'a TypedTable,
    row: usize,
    replaced_by: Option<usize>,
}

/// The rows of each writing of a name.
type Writings<'a> = BTreeMap<&'a str, Vec<WrittenIn<'a>>>;

/// What is found in the rows of a form that count, with the index of the arrival. What is found in rows that others have replaced is resolved by those: such a
/// row is compared with what counts now, and nothing is compared with it.
pub(super) fn found(
    project: &Project,
    index: FormIndex,
    newest: &Newest,
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    let (Some(form), Some(current)) = (project.forms.get(index), newest.current.get(index)) else { return Vec::new() };
    if form.has_lines() {
        return Vec::new();
    }
    let in_use = current.iter().filter(|(_, rows)| rows.reported).map(|(key, rows)| (key, rows, None));
    let rows: Vec<JudgedRows<'_>> = in_use.collect();
    let replaced = newest.rows_replaced(index, arrived).map(|(key, rows, next)| (key, rows, Some(next)));
    let with_replaced: Vec<JudgedRows<'_>> = rows.iter().copied().chain(replaced).collect();
    let mut found = Vec::new();
    for field in counted(project, form) {
        found.extend(of_field(project, form, (field, &rows), arrived));
        if with_replaced.len() > rows.len() {
            let both = of_field(project, form, (field, &with_replaced), arrived);
            found.extend(both.into_iter().filter(|(finding, _)| finding.settled.is_some()));
        }
    }
    found
}

/// The fields of free text whose different values an indicator counts.
fn counted(project: &Project, form: &Form) -> BTreeSet<usize> {
    let parts = project
        .indicators
        .iter()
        .flat_map(|indicator| std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part()));
    let name = |aggregate: &Aggregate| match aggregate {
        Aggregate::CountDistinct(field) => Some(field.clone()),
        _ => None,
    };
    let names: BTreeSet<String> =
        parts.filter(|part| part.form == form.name).filter_map(|part| name(&part.aggregate)).collect();
    let is_free = |place: &usize| {
        let field = form.schema.fields.get(*place);
        field.is_some_and(|of| of.kind == FieldType::String && of.role.is_none() && of.listed().is_empty())
    };
    let place = |name: &String| form.schema.fields.iter().position(|field| field.name == *name);
    names.iter().filter_map(place).filter(is_free).collect()
}

fn of_field(
    project: &Project,
    form: &Form,
    (field, of_units): (usize, &[JudgedRows<'_>]),
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    let mut names: BTreeMap<(Period, String), Writings<'_>> = BTreeMap::new();
    for ((unit, period, _), rows, replaced_by) in of_units {
        for (table, row) in rows.rows(arrived) {
            let Some(Values::Text(texts)) = table.rows.columns.get(field).map(|column| &column.values) else {
                continue;
            };
            let Some(written) = texts.get(row).and_then(Option::as_deref) else { continue };
            let one = WrittenIn {
                unit: *unit,
                period: *period,
                arrived: rows.arrived,
                table,
                row,
                replaced_by: *replaced_by,
            };
            names.entry((*period, text::name(written))).or_default().entry(written).or_default().push(one);
        }
    }
    with_lost_marks(&mut names);
    let mut found = Vec::new();
    for ((period, _), writings) in names.iter().filter(|(_, writings)| writings.len() > 1) {
        // The most frequent writing is the name; of equally frequent ones the first in order.
        let count = |rows: &[WrittenIn<'_>]| rows.iter().filter(|one| one.replaced_by.is_none()).count();
        let frequent = writings.iter().rev().map(|(known, rows)| (*known, count(rows)));
        let Some((known, common)) = frequent.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0) else {
            continue;
        };
        for (written, rows) in
            writings.iter().filter(|(written, _)| **written != known && digits(written) == digits(known))
        {
            let mut said = BTreeSet::new();
            for one in rows.iter().filter(|one| said.insert((one.unit, one.arrived))) {
                let message = message!(
                    "alike-values.other",
                    written = *written,
                    known = known,
                    count = common,
                    period = period.to_string()
                );
                let unit = with_area(project, Some(one.unit));
                let location = Location {
                    object: arrived.get(one.arrived).map(|arrived| arrived.object.to_owned()),
                    ref_area: unit.ref_area,
                    ref_area_valid_from: unit.ref_area_valid_from,
                    time_period: Some(one.period.to_string()),
                    ..row_location(form, one.table, one.row, Some(field))
                };
                let finding = Finding::new(Code::AlikeValues, location, message).value(*written);
                let mut finding = finding.suggestion(known);
                let by = one.replaced_by.and_then(|next| arrived.get(next));
                finding.settled = by.map(|by| Settled::resolved_by(by.object));
                found.push((finding, one.arrived));
            }
        }
    }
    found
}

/// Adds the writings without any mark to those of the only name that has the same letters with marks.
fn with_lost_marks(names: &mut BTreeMap<(Period, String), Writings<'_>>) {
    let mut marked: BTreeMap<(Period, String), Vec<String>> = BTreeMap::new();
    for (period, name) in names.keys().filter(|(_, name)| !name.is_ascii()) {
        marked.entry((*period, text::without_marks(name))).or_default().push(name.clone());
    }
    let is_bare =
        |name: &str| name.is_ascii() && name.chars().filter(char::is_ascii_alphabetic).count() >= FEWEST_LETTERS;
    let bare: Vec<(Period, String)> = names.keys().filter(|(_, name)| is_bare(name)).cloned().collect();
    for key in bare {
        let Some([only]) = marked.get(&(key.0, text::without_marks(&key.1))).map(Vec::as_slice) else { continue };
        let Some(writings) = names.remove(&key) else { continue };
        names.entry((key.0, only.clone())).or_default().extend(writings);
    }
}

/// The digits of a name: "Camera 1" is no "Camera 2", and a footnote may be a number.
fn digits(name: &str) -> Vec<char> {
    name.chars().filter(char::is_ascii_digit).collect()
}
