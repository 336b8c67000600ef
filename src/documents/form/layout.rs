//! What is where on an empty form: its columns, and the rows that are there before anybody writes.
//!
//! A form with one row a unit has its units in it. A form of lists whose dimensions all name their values has a row for each
//! unit and value. Any other list has empty rows: its units are chosen, and a row that nobody touched is blank to the reader.

use super::request::Request;
use super::validation::allowed_texts;
use crate::project::written::form::{Field, Role};
use crate::registry::UnitIndex;
use crate::values::text;

/// Empty rows of a list, for a sender that reports one unit and for one that reports several.
const EMPTY_ROWS: usize = 20;
const MORE_EMPTY_ROWS: usize = 60;
/// And at most, where the values of the dimensions ask for more.
const MOST_EMPTY_ROWS: usize = 100;
/// More prefilled rows than this are no form that a person fills in.
const MOST_PREFILLED: usize = 2_000;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Ordinal,
    AreaCode,
    AreaName,
    /// Distinguishes the rows of a unit.
    Key,
    Value,
}

/// A column and its field.
#[derive(Clone, Copy, Debug)]
pub struct FormColumn<'a> {
    pub field: &'a Field,
    pub purpose: Purpose,
}

impl FormColumn<'_> {
    /// True for a column that the program fills in on a form with prefilled rows.
    pub fn is_head_of_row(&self) -> bool {
        self.purpose != Purpose::Value
    }
}

/// The rows of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A unit, and the value of each dimension in the order of the columns of purpose `Key`.
    Prefilled(Vec<(Option<UnitIndex>, Vec<String>)>),
    /// As many rows without anything in them.
    Empty(usize),
}

impl Body {
    pub fn rows(&self) -> usize {
        match self {
            Self::Prefilled(rows) => rows.len(),
            Self::Empty(rows) => *rows,
        }
    }
}

/// Columns and rows.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    pub columns: Vec<FormColumn<'a>>,
    pub body: Body,
    /// A row of sums below the body.
    pub has_total: bool,
}

impl<'a> Layout<'a> {
    pub fn new(request: &'a Request<'a>) -> Self {
        let form = &request.form;
        let keys: Vec<&str> = form.dimensions().chain(form.vintage()).map(|field| field.name.as_str()).collect();
        // The head gives the period: a column of it is one more thing to get wrong.
        let fields = form.schema.fields.iter().filter(|field| field.role != Some(Role::Period));
        let purpose = |field: &Field| match field.role {
            Some(Role::Ordinal) => Purpose::Ordinal,
            Some(Role::AreaCode) => Purpose::AreaCode,
            Some(Role::Area | Role::AreaName) => Purpose::AreaName,
            _ if keys.contains(&field.name.as_str()) => Purpose::Key,
            _ => Purpose::Value,
        };
        let columns: Vec<FormColumn<'a>> = fields.map(|field| FormColumn { field, purpose: purpose(field) }).collect();
        let body = body(request, &columns);
        let sums = columns.iter().any(|column| column.field.is_summed());
        let has_total = sums && matches!(&body, Body::Prefilled(rows) if rows.len() > 1);
        Self { columns, body, has_total }
    }

    /// The place of the first column of a purpose.
    pub fn place(&self, purpose: Purpose) -> Option<usize> {
        self.columns.iter().position(|column| column.purpose == purpose)
    }

    /// Numbers for what is measured, or where nothing is, for what is said of a row; letters for the rest. Empty where the reader would take it for a row of data.
    pub fn numbering(&self) -> Vec<String> {
        let measured = self.columns.iter().any(|column| column.field.is_measure());
        let is_numbered = |column: &FormColumn<'_>| match measured {
            true => column.field.is_measure(),
            false => !column.is_head_of_row(),
        };
        let numbers = self.columns.iter().filter(|column| is_numbered(column)).count();
        let words = self.columns.len() - numbers;
        if words == 0 || numbers == 0 || words > 26 {
            return Vec::new();
        }
        let (mut letters, mut number) = ('A'..='Z', 0);
        let mut mark = |column: &FormColumn<'_>| {
            if !is_numbered(column) {
                return letters.next().map(String::from).unwrap_or_default();
            }
            number += 1;
            number.to_string()
        };
        self.columns.iter().map(&mut mark).collect()
    }
}

fn body(request: &Request<'_>, columns: &[FormColumn<'_>]) -> Body {
    let keys: Vec<&FormColumn<'_>> = columns.iter().filter(|column| column.purpose == Purpose::Key).collect();
    let listed = keys.iter().all(|key| !key.field.listed().is_empty() && key.field.role.is_none());
    let units: Vec<Option<UnitIndex>> =
        if request.form.has_areas() { request.units.iter().copied().map(Some).collect() } else { vec![None] };
    let count = keys.iter().fold(units.len(), |count, key| count.saturating_mul(key.field.listed().len()));
    if listed && count <= MOST_PREFILLED {
        let mut rows: Vec<(Option<UnitIndex>, Vec<String>)> =
            units.into_iter().map(|unit| (unit, Vec::new())).collect();
        for key in keys {
            let values = key.field.listed_for_people();
            let with = |(unit, before): &(Option<UnitIndex>, Vec<String>)| {
                let longer = |value: &String| (*unit, before.iter().chain([value]).cloned().collect());
                values.iter().map(longer).collect::<Vec<_>>()
            };
            rows = rows.iter().flat_map(with).collect();
        }
        return Body::Prefilled(rows);
    }
    // A list of industries and price bases needs a row for each of them.
    let named = keys.iter().filter(|key| key.field.role.is_none()).map(|key| allowed_texts(key.field).len().max(1));
    let named = named.fold(1usize, usize::saturating_mul).min(MOST_EMPTY_ROWS);
    Body::Empty(named.max(if request.units.len() > 1 { MORE_EMPTY_ROWS } else { EMPTY_ROWS }))
}

/// How a unit is chosen on a list: by its name, unless two of the units have the same one.
pub fn chosen_by(request: &Request<'_>, layout: &Layout<'_>) -> Option<Purpose> {
    let (code, name) = (layout.place(Purpose::AreaCode), layout.place(Purpose::AreaName));
    let mut names: Vec<String> =
        request.units.iter().map(|&unit| text::name(&request.project.registry.units[unit].name)).collect();
    names.sort_unstable();
    let unique = names.windows(2).all(|pair| pair.first() != pair.last());
    match (code, name) {
        (Some(_), Some(_)) if unique => Some(Purpose::AreaName),
        (Some(_), _) => Some(Purpose::AreaCode),
        (None, Some(_)) => Some(Purpose::AreaName),
        (None, None) => None,
    }
}
