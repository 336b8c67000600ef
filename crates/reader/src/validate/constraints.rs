//! Table Schema constraints: required, bounds, lengths, pattern, enum, categories and jsonSchema.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use regex::Regex;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::project::written::form::{Bound, Constraints, Field, FieldType, Form, Role};
use crate::project::written::textual::{canonical, compare, date, length};
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Value, Values};
use crate::validate::breach::{Breach, Side};
use crate::validate::{BrokenRows, row_location};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::json::Json;
use crate::values::lexical::expression;
use crate::values::lexical::json_schema::JsonSchema;
use crate::values::status::Status;

/// Checks every value of a table. Rows that break a constraint are quarantined, unless the form makes it a warning. `found`
/// is what is already known to be wrong with the cells: one that gave no value for another reason is not reported as blank too. A field that
/// has its column `elsewhere`, on another page, is not blank here.
pub fn check(form: &Form, table: &mut TypedTable, found: &[Finding], elsewhere: &BTreeSet<usize>) -> Collector {
    let cells_of = |is_meant: fn(&Finding) -> bool| -> HashSet<&str> {
        found
            .iter()
            .filter(|finding| is_meant(finding))
            .filter_map(|finding| finding.location.cell.as_deref())
            .collect()
    };
    let faulty = cells_of(|finding| {
        finding.severity() == Severity::Error
            || matches!(finding.code, Code::TypeError | Code::ErrorCell | Code::UnreadCell)
    });
    let mut all_broken = BrokenRows::of(form);
    for (place, field) in form.schema.fields.iter().enumerate() {
        let is_free = field.constraints == Constraints::default() && field.categories.is_empty();
        if is_free || elsewhere.contains(&place) {
            continue;
        }
        let rules = Rules::new(field);
        for row in 0..table.rows.len() {
            let column = &table.rows.columns[place];
            // A field without statuses has one for this question alone.
            let is_stated = || table.rows.stated_missing.contains(&(row, place));
            let status = column.statuses.get(row).copied();
            let status = status.unwrap_or_else(|| if is_stated() { Status::L } else { Status::O });
            let broken = match &column.values {
                Values::Decimal(values) if values[row].is_some_and(|number| rules.allow(number)) => None,
                Values::Text(values) if values[row].as_ref().is_some_and(|text| rules.broken_text(text).is_none()) => {
                    None
                }
                values => rules.broken(&values.get(row), status),
            };
            if let Some(breach) = broken {
                let value = column.values.get(row);
                let mut location = row_location(form, table, row, Some(place));
                let is_known = location.cell.as_deref().is_some_and(|cell| faulty.contains(cell))
                    || table.rows.only_counted.contains(&(row, place));
                if matches!(breach, Breach::Missing) && (is_known || is_stated_elsewhere(form, table, row, field)) {
                    continue;
                }
                location.field = Some(field.name.clone());
                all_broken.push(row, Code::ConstraintError, location, |mut finding| {
                    let (message, expected) = breach.words(&rules);
                    finding.message = message;
                    finding.value(value.to_string()).expected(expected)
                });
            }
        }
    }
    all_broken.apply(table)
}

/// True for a blank unit or period of a row that has one by its section, a merged range, the row above or the head; a row that
/// has none is reported by itself. Of a code and a name, one that is blank beside the other is not.
fn is_stated_elsewhere(form: &Form, table: &TypedTable, row: usize, field: &Field) -> bool {
    let other = match field.role {
        Some(Role::Area | Role::Period) => return true,
        Some(Role::AreaCode) => Role::AreaName,
        Some(Role::AreaName) => Role::AreaCode,
        _ => return false,
    };
    let other = form.schema.fields.iter().position(|field| field.role == Some(other));
    let other = other.and_then(|place| table.rows.columns.get(place));
    other.is_none_or(|other| matches!(other.values.get(row), Value::Text(text) if text.is_empty()))
}

/// The constraints of a field, ready to be compared with.
pub struct Rules<'a> {
    pub(super) constraints: &'a Constraints,
    kind: FieldType,
    /// True for a place, a period or an ordinal: its blank is an empty text.
    blank_is_empty: bool,
    numbers: Bounds<Decimal>,
    days: Bounds<NaiveDate>,
    /// Canonical texts.
    texts: Bounds<String>,
    pub(super) pattern: Option<Regex>,
    json_schema: Option<JsonSchema>,
    /// The texts that are allowed, as the field keeps them: those of `enum`, then the categories.
    pub(super) lists: Vec<Vec<String>>,
    /// The lists as a finding names them: "1 (Hạng I)".
    pub(super) lists_for_people: Vec<Vec<String>>,
    /// The same of numbers.
    numbers_allowed: Vec<Vec<Decimal>>,
}

/// A bound, on which side of it a value must be, and the orders of a value and it that break it.
type BoundSide<'b, T> = (&'b Option<T>, Side, fn(Ordering) -> bool);

/// Bounds of one type.
struct Bounds<T> {
    minimum: Option<T>,
    maximum: Option<T>,
    above: Option<T>,
    below: Option<T>,
}

impl<T: Clone> Bounds<T> {
    fn new(constraints: &Constraints, read: impl Fn(&Bound) -> Option<T>) -> Self {
        let of = |bound: &Option<Bound>| bound.as_ref().and_then(&read);
        Self {
            minimum: of(&constraints.minimum),
            maximum: of(&constraints.maximum),
            above: of(&constraints.exclusive_minimum),
            below: of(&constraints.exclusive_maximum),
        }
    }

    /// The bound that a value breaks; `order` gives that of the value and a bound, where they have one.
    fn broken(&self, order: impl Fn(&T) -> Option<Ordering>) -> Option<(Side, T)> {
        let sides: [BoundSide<'_, T>; 4] = [
            (&self.minimum, Side::AtLeast, Ordering::is_lt),
            (&self.maximum, Side::AtMost, Ordering::is_gt),
            (&self.above, Side::Above, Ordering::is_le),
            (&self.below, Side::Below, Ordering::is_ge),
        ];
        sides.into_iter().find_map(|(bound, side, breaks)| {
            let bound = bound.as_ref()?;
            order(bound).is_some_and(breaks).then(|| (side, bound.clone()))
        })
    }
}

impl<'a> Rules<'a> {
    pub fn new(field: &'a Field) -> Self {
        let constraints = &field.constraints;
        let lists = [&constraints.allowed, &field.categories.values];
        let lists_for_people = [constraints.allowed.clone(), field.categories.for_people()];
        let lists_for_people = lists_for_people.into_iter().filter(|list| !list.is_empty()).collect();
        let lists: Vec<&Vec<String>> = lists.into_iter().filter(|list| !list.is_empty()).collect();
        let kept = |text: &String| {
            if field.kind.is_textual() { canonical(field, text) } else { None }.unwrap_or_else(|| text.clone())
        };
        let numbers_of = |list: &&Vec<String>| list.iter().filter_map(|text| number(text)).collect();
        let has_numbers = field.kind.is_numeric();
        Self {
            constraints,
            kind: field.kind,
            blank_is_empty: field.is_kept_as_text(),
            numbers: Bounds::new(constraints, |bound| match has_numbers {
                true => number(&bound.to_string()),
                false => None,
            }),
            days: Bounds::new(constraints, |bound| match field.kind {
                FieldType::Date => date(field.format(), &bound.to_string()),
                _ => None,
            }),
            texts: Bounds::new(constraints, |bound| match field.kind.is_textual() {
                true => canonical(field, &bound.to_string()),
                false => None,
            }),
            pattern: constraints.pattern.as_deref().and_then(expression::of_whole),
            json_schema: constraints.json_schema.as_ref().and_then(json_schema),
            numbers_allowed: if has_numbers { lists.iter().map(numbers_of).collect() } else { Vec::new() },
            lists_for_people,
            lists: lists.iter().map(|list| list.iter().map(kept).collect()).collect(),
        }
    }

    /// The least number that is allowed.
    pub const fn minimum(&self) -> Option<Decimal> {
        self.numbers.minimum
    }

    /// The greatest number that is allowed.
    pub const fn maximum(&self) -> Option<Decimal> {
        self.numbers.maximum
    }

    /// What every number is greater than.
    pub const fn exclusive_minimum(&self) -> Option<Decimal> {
        self.numbers.above
    }

    /// What every number is less than.
    pub const fn exclusive_maximum(&self) -> Option<Decimal> {
        self.numbers.below
    }

    /// True where numbers break no constraint but bounds.
    pub const fn are_of_bounds(&self) -> bool {
        self.lists.is_empty()
    }

    /// True where no text breaks a constraint.
    pub const fn allow_any_text(&self) -> bool {
        let Constraints { min_length, max_length, .. } = self.constraints;
        self.lists.is_empty() && self.pattern.is_none() && min_length.is_none() && max_length.is_none()
    }

    /// True for a value that breaks a constraint; `status` is its cause where it is missing.
    pub fn is_broken(&self, value: &Value, status: Status) -> bool {
        self.broken(value, status).is_some()
    }

    /// True for a number within the bounds and lists.
    pub(super) fn allow(&self, number: Decimal) -> bool {
        self.numbers.broken(|bound| Some(number.cmp(bound))).is_none()
            && self.numbers_allowed.iter().all(|list| list.contains(&number))
    }

    /// The constraint that a value breaks.
    fn broken(&self, value: &Value, status: Status) -> Option<Breach> {
        match value {
            // A value that is missing for a stated cause is not a blank.
            Value::Missing => (self.constraints.required && status == Status::O).then_some(Breach::Missing),
            Value::Decimal(number) => self.broken_number(*number),
            Value::Text(text) => self.broken_text(text),
            Value::Date(day) => {
                let beyond = self.days.broken(|bound| Some(day.cmp(bound)));
                let beyond = beyond.map(|(side, bound)| Breach::beyond(day.to_string(), side, bound.to_string()));
                beyond.or_else(|| self.not_listed(&day.to_string(), |one| date("default", one) == Some(*day)))
            }
            Value::Boolean(truth) => {
                let text = truth.to_string();
                self.not_listed(&text, |one| one.eq_ignore_ascii_case(&text))
            }
        }
    }

    fn broken_number(&self, number: Decimal) -> Option<Breach> {
        let beyond = self.numbers.broken(|bound| Some(number.cmp(bound)));
        let beyond = beyond.map(|(side, bound)| Breach::Number { number, side, bound });
        let index = self.numbers_allowed.iter().position(|list| !list.contains(&number));
        beyond.or(index.map(|list| Breach::NotListed { text: number.to_string(), list }))
    }

    /// The list that a value is not in.
    fn not_listed(&self, text: &str, is: impl Fn(&str) -> bool) -> Option<Breach> {
        let list = self.lists.iter().position(|list| !list.iter().any(|one| is(one)))?;
        Some(Breach::NotListed { text: text.to_owned(), list })
    }

    fn broken_text(&self, text: &str) -> Option<Breach> {
        if self.blank_is_empty && text.is_empty() {
            return self.constraints.required.then_some(Breach::Missing);
        }
        // Codes and ordinals are kept as text where their type is a number too.
        if self.kind.is_numeric()
            && let Some(number) = number(text)
        {
            return self.broken_number(number);
        }
        if let Some(breach) =
            self.not_listed(text, |one| one == text || compare(self.kind, one, text) == Some(Ordering::Equal))
        {
            return Some(breach);
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            return Some(Breach::NotOfPattern(text.to_owned()));
        }
        let keeps_to = |schema: &JsonSchema| Json::read(text).is_some_and(|value| schema.accepts(&value));
        if self.json_schema.as_ref().is_some_and(|schema| !keeps_to(schema)) {
            return Some(Breach::NotOfSchema(text.to_owned()));
        }
        if let Some((side, bound)) = self.texts.broken(|bound| compare(self.kind, text, bound)) {
            return Some(Breach::beyond(text.to_owned(), side, bound));
        }
        let Constraints { min_length, max_length, .. } = self.constraints;
        if min_length.is_none() && max_length.is_none() {
            return None;
        }
        let (length, of_items) = (length(self.kind, text), self.kind != FieldType::String);
        let too_short = min_length.filter(|minimum| length < *minimum);
        let too_long = max_length.filter(|maximum| length > *maximum);
        too_short
            .map(|minimum| Breach::TooShort { length, minimum, of_items })
            .or(too_long.map(|maximum| Breach::TooLong { length, maximum, of_items }))
    }
}

/// The JSON Schema of a declaration.
fn json_schema(declared: &serde_json::Value) -> Option<JsonSchema> {
    JsonSchema::read(&Json::read(&declared.to_string())?).ok()
}

/// A number of a declaration.
fn number(written: &str) -> Option<Decimal> {
    Decimal::parse(written, SCALE, 0).ok().map(|parsed| parsed.value)
}
