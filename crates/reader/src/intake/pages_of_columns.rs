//! Wide forms on several pages: a page repeats the units of the rows of another, and has other columns of the form.
//!
//! Takes the located tables of an object; says which of them are pages of one table ([`Table::continues`]). A page has none of the columns of the table
//! but those that say what a row is of, and most of its rows are rows of it, by unit, period, dimensions and vintage. What the pages have between
//! them is missing from none of them; a table that alone has not all that is required is used. Pages whose labels alone are too few to be those of a
//! form are looked for by `narrow_pages.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::joined_pages::{RowKey, own_fields, rows_by_key};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::locate::{Located, Table};
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::sheet::address::address;
use crate::sheet::grid::Sheet;
use crate::typing::table::type_table;

/// Says which tables are pages of one; gives the tables that are, and all the fields of each with its pages.
pub(super) fn find(reader: &Reader<'_>, sheets: &[Sheet], located: &mut Located) -> Vec<(TablePlace, BTreeSet<usize>)> {
    let usable = located.tables.len();
    // Those that alone have not all that is required follow the others.
    let candidates = located.tables.iter().chain(&located.unusable);
    let candidates: Vec<(usize, &Table)> =
        candidates.enumerate().filter(|(place, table)| *place < usable || !table.lacks.is_empty()).collect();
    if candidates.len() < 2 {
        return Vec::new();
    }
    let mut families = Vec::new();
    for of_form in of_one_form(reader, &candidates) {
        families.extend(families_of(reader, sheets, &of_form));
    }
    if families.is_empty() { Vec::new() } else { apply(reader, located, &families) }
}

/// Where a table is: its form, its sheet, the row and the column where its labels begin.
pub(super) type TablePlace = (usize, usize, u32, Option<u32>);

/// Where a table is.
pub(super) fn place_of(table: &Table) -> TablePlace {
    (table.form, table.sheet, table.header_top, table.columns.first().map(|column| column.index))
}

/// A table that may be a page.
struct PageCandidate<'a> {
    /// Its index among the located tables, the unusable ones behind the others.
    place: usize,
    table: &'a Table,
    fields: BTreeSet<usize>,
}

/// The tables of one form of which some have no column in common, in the order in which they are read.
fn of_one_form<'a>(reader: &Reader<'_>, candidates: &[(usize, &'a Table)]) -> Vec<Vec<PageCandidate<'a>>> {
    let mut by_form: BTreeMap<usize, Vec<PageCandidate<'a>>> = BTreeMap::new();
    for (place, table) in candidates {
        let Some(form) = reader.project.forms.get(table.form) else { continue };
        if form.has_lines() || table.title_of_others.is_some() {
            continue;
        }
        let fields = own_fields(form, table.columns.iter().filter_map(|column| column.field));
        if !fields.is_empty() {
            by_form.entry(table.form).or_default().push(PageCandidate { place: *place, table, fields });
        }
    }
    let differ = |of_form: &Vec<PageCandidate<'_>>| {
        let kinds: BTreeSet<&BTreeSet<usize>> = of_form.iter().map(|one| &one.fields).collect();
        kinds.iter().any(|one| kinds.iter().any(|other| one.is_disjoint(other)))
    };
    let mut all: Vec<Vec<PageCandidate<'a>>> = by_form.into_values().filter(differ).collect();
    for of_form in &mut all {
        of_form.sort_by_key(|one| (one.table.sheet, one.table.header_top, one.place));
    }
    all
}

/// What the rows of a table are of.
struct KeysOfTable {
    rows: BTreeMap<RowKey, usize>,
    count: usize,
    sender: Option<UnitIndex>,
    /// True where nobody filled it in.
    is_blank: bool,
}

/// A page with the tables whose rows it goes on with.
struct Family {
    heads: Vec<usize>,
    page: usize,
}

fn families_of(reader: &Reader<'_>, sheets: &[Sheet], tables: &[PageCandidate<'_>]) -> Vec<Family> {
    let mut keys: BTreeMap<usize, Option<KeysOfTable>> = BTreeMap::new();
    let mut families: Vec<(Family, usize)> = Vec::new();
    for (index, page) in tables.iter().enumerate() {
        let before = tables.get(..index).unwrap_or_default();
        let is_head = |other: &&PageCandidate<'_>| {
            other.fields.is_disjoint(&page.fields) && !families.iter().any(|(known, _)| known.page == other.place)
        };
        let heads: Vec<&PageCandidate<'_>> = before.iter().filter(is_head).collect();
        if heads.is_empty() {
            continue;
        }
        for one in heads.iter().copied().chain([page]) {
            keys.entry(one.place).or_insert_with(|| keys_of(reader, sheets, one.table));
        }
        let known = |place: usize| keys.get(&place).and_then(Option::as_ref);
        let Some(own) = known(page.place) else { continue };
        let has_rows = |head: &KeysOfTable| own.rows.keys().any(|key| head.rows.contains_key(key));
        let is_of_sender = |head: &KeysOfTable| own.sender.zip(head.sender).is_none_or(|(own, other)| own == other);
        let heads: Vec<(usize, &KeysOfTable)> =
            heads.iter().filter_map(|head| Some((head.place, known(head.place)?))).collect();
        let heads: Vec<(usize, &KeysOfTable)> =
            heads.into_iter().filter(|(_, head)| is_of_sender(head) && has_rows(head)).collect();
        let is_of_a_head = |key: &&RowKey| heads.iter().any(|(_, head)| head.rows.contains_key(*key));
        let found = own.rows.keys().filter(is_of_a_head).count();
        // Another page with the same columns has other rows; else one of the two was sent again.
        let is_repeated = families.iter().any(|(other, at)| {
            let of_heads = other.heads.iter().any(|head| heads.iter().any(|(place, _)| place == head));
            let fields = tables.get(*at).is_some_and(|other| !other.fields.is_disjoint(&page.fields));
            of_heads && fields && known(other.page).is_some_and(has_rows)
        });
        if !is_repeated && found > 0 && found.saturating_mul(2) >= own.count {
            let heads = heads.into_iter().map(|(place, _)| place).collect();
            families.push((Family { heads, page: page.place }, index));
        }
    }
    // A form that nobody filled in has no pages.
    let is_filled = |place: &usize| keys.get(place).and_then(Option::as_ref).is_some_and(|keys| !keys.is_blank);
    let families = families.into_iter().map(|(family, _)| family);
    let all: Vec<Family> = families.collect();
    let is_blank = all.iter().all(|family| !family.heads.iter().chain([&family.page]).any(is_filled));
    if is_blank { Vec::new() } else { all }
}

/// The keys of the rows of a table, as it would be read; `None` where it is not.
fn keys_of(reader: &Reader<'_>, sheets: &[Sheet], table: &Table) -> Option<KeysOfTable> {
    let (form, missing) = (reader.project.forms.get(table.form)?, reader.missing.get(table.form)?);
    let outcome = type_table(reader.project, &reader.names, missing, sheets.get(table.sheet)?, table);
    let (typed, is_blank) = (outcome.table?, outcome.blank.is_some());
    Some(KeysOfTable { rows: rows_by_key(form, &typed), count: typed.rows.len(), sender: typed.sender, is_blank })
}

/// Marks the pages, takes back what is said of columns that another page has, and uses the tables that are complete together.
fn apply(reader: &Reader<'_>, located: &mut Located, families: &[Family]) -> Vec<(TablePlace, BTreeSet<usize>)> {
    let usable = located.tables.len();
    let mut all: Vec<(Option<usize>, Table)> = Vec::new();
    all.extend(located.tables.drain(..).enumerate().map(|(place, table)| (Some(place), table)));
    all.extend(
        located.unusable.drain(..).enumerate().map(|(place, table)| (Some(usable.saturating_add(place)), table)),
    );
    let mut whole: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (place, members) in members_of(families) {
        let fields = members.iter().filter_map(|member| all.get(*member)).flat_map(|(_, table)| fields_of(table));
        whole.insert(place, fields.collect());
    }
    for (place, fields) in &whole {
        let is_page = families.iter().any(|family| family.page == *place);
        let Some((_, table)) = all.get_mut(*place) else { continue };
        let Some(form) = reader.project.forms.get(table.form) else { continue };
        // Of a column that no page has it is said once.
        let is_said_elsewhere = |field: usize| fields.contains(&field) || is_page;
        located.findings.retain(|finding| !is_missing_label(finding, form, table, &is_said_elsewhere));
        table.lacks.retain(|field| !fields.contains(field));
    }
    let found: Vec<(TablePlace, BTreeSet<usize>)> =
        whole.iter().filter_map(|(place, fields)| Some((place_of(&all.get(*place)?.1), fields.clone()))).collect();
    let is_used =
        |place: usize, table: &Table| place < usable || (whole.contains_key(&place) && table.lacks.is_empty());
    let (mut used, unused): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(place, table)| place.is_some_and(|place| is_used(place, table)));
    if used.len() > usable {
        used.sort_by_key(|(_, table)| (table.sheet, table.header_top));
        located.findings.append(&mut located.unread);
    }
    let index_of = |place: usize| used.iter().position(|(own, _)| *own == Some(place));
    let continues: Vec<(Option<usize>, Vec<usize>)> = families
        .iter()
        .map(|family| (index_of(family.page), family.heads.iter().filter_map(|head| index_of(*head)).collect()))
        .collect();
    located.tables = used.into_iter().map(|(_, table)| table).collect();
    located.unusable = unused.into_iter().map(|(_, table)| table).collect();
    for (page, heads) in continues {
        if let Some(table) = page.and_then(|page| located.tables.get_mut(page)) {
            table.is_page = true;
            table.continues.clone_from(&heads);
        }
        for head in heads {
            if let Some(table) = located.tables.get_mut(head) {
                table.is_page = true;
            }
        }
    }
    found
}

/// Each table that is one of several pages, with itself and the others.
fn members_of(families: &[Family]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for Family { heads, page } in families {
        for head in heads {
            members.entry(*head).or_default().extend([*head, *page]);
        }
    }
    for Family { heads, page } in families {
        let all: BTreeSet<usize> = heads.iter().filter_map(|head| members.get(head)).flatten().copied().collect();
        members.insert(*page, all);
    }
    members
}

fn fields_of(table: &Table) -> impl Iterator<Item = usize> {
    table.columns.iter().filter_map(|column| column.field)
}

/// True for the finding that a table has no column for one of these fields.
fn is_missing_label(finding: &Finding, form: &Form, table: &Table, fields: &dyn Fn(usize) -> bool) -> bool {
    let at = &finding.location;
    let first = table.columns.first().map_or(0, |column| column.index);
    let is_of_table = finding.code == Code::MissingLabel
        && at.form.as_ref() == Some(&form.name)
        && at.sheet.as_deref().unwrap_or_default() == table.sheet_name
        && at.cell.as_deref() == Some(address(table.header_row, first).as_str());
    let field = at.field.as_ref().and_then(|name| form.schema.fields.iter().position(|field| field.name == *name));
    is_of_table && field.is_some_and(fields)
}
