//! Foreign keys that refer to the registry: the values are those of one unit, valid on the last day of the row's period.
//!
//! Takes typed rows; a row whose values are those of no such unit is quarantined. One without a value is not looked up. A name is compared as names of
//! units are ("X. Bãi Cát" is "Xã Bãi Cát"), and is kept as the registry writes it.

use std::collections::HashMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::project::written::form::{ForeignKey, Form};
use crate::project::written::table_schema::REGISTRY;
use crate::registry::Unit;
use crate::registry::names::is_name_of;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::validate::unique::values;
use crate::validate::{BrokenRows, row_location};
use crate::values::period::Period;

/// Checks the keys of a table. A form that is named as the registry hides it.
pub fn check(project: &Project, form: &Form, table: &mut TypedTable) -> Collector {
    check_keys(project, form, table, &|_| true)
}

/// Checks the keys whose fields are not all on one page of a table.
pub fn check_over_pages(project: &Project, form: &Form, table: &mut TypedTable) -> Collector {
    let pages: Vec<(usize, Option<usize>)> = table.columns.iter().map(|column| (column.field, column.page)).collect();
    let is_over_pages = |key: &ForeignKey| {
        let places: Vec<usize> = key.fields.iter().filter_map(|name| place_of(form, name)).collect();
        let has_all = |page: &Option<usize>| places.iter().all(|place| pages.contains(&(*place, *page)));
        !pages.iter().any(|(_, page)| has_all(page))
    };
    check_keys(project, form, table, &is_over_pages)
}

fn check_keys(
    project: &Project,
    form: &Form,
    table: &mut TypedTable,
    is_meant: &dyn Fn(&ForeignKey) -> bool,
) -> Collector {
    let mut all_broken = BrokenRows::of(form);
    let is_form = project.form_named(REGISTRY).is_some();
    let of_registry = |key: &&ForeignKey| key.reference.resource == REGISTRY && !is_form;
    for key in form.schema.foreign_keys.iter().filter(of_registry).filter(|key| is_meant(key)) {
        for (row, place, name) in check_key(project, key, form, table, &mut all_broken) {
            if let Some(Values::Text(texts)) = table.rows.columns.get_mut(place).map(|column| &mut column.values)
                && let Some(text) = texts.get_mut(row)
            {
                *text = Some(name);
            }
        }
    }
    all_broken.apply(table)
}

fn place_of(form: &Form, name: &str) -> Option<usize> {
    form.schema.fields.iter().position(|field| field.name == *name)
}

/// A row, a field that holds the name of a unit in other words, and that name as the registry has it.
type NamedInOtherWords = (usize, usize, String);

fn check_key(
    project: &Project,
    key: &ForeignKey,
    form: &Form,
    table: &TypedTable,
    all_broken: &mut BrokenRows<'_>,
) -> Vec<NamedInOtherWords> {
    let places = key.fields.iter().map(|name| place_of(form, name));
    let Some(places) = places.collect::<Option<Vec<usize>>>() else { return Vec::new() };
    let mut known: Vec<(Period, UnitsOfKey)> = Vec::new();
    let mut named = Vec::new();
    for row in 0..table.rows.len() {
        let Some(period) = table.rows.period.get(row).copied().flatten() else { continue };
        let Some(values) = values(&table.rows, &places, row) else { continue };
        let index = known.iter().position(|(own, _)| *own == period).unwrap_or_else(|| {
            known.push((period, UnitsOfKey::new(project, key, form, period)));
            known.len().saturating_sub(1)
        });
        let Some((_, units)) = known.get_mut(index) else { continue };
        let written: Vec<String> = values.iter().map(ToString::to_string).collect();
        let found = units.meant(&written);
        if let [unit] = found {
            let other = places.iter().zip(&written).zip(unit).filter(|((_, written), own)| *written != *own);
            // Who a row is about is matched with the registry as it is typed.
            let plain =
                other.filter(|((place, _), _)| form.schema.fields.get(**place).is_some_and(|of| of.role.is_none()));
            named.extend(plain.map(|((place, _), own)| (row, *place, own.clone())));
            continue;
        }
        let mut location = row_location(form, table, row, places.first().copied());
        location.field = Some(key.fields.join(", "));
        let (shown, fields) = (written.join(", "), key.reference.fields.join(", "));
        let names = found.iter().map(|unit| unit.join(", ")).collect::<Vec<_>>().join("; ");
        all_broken.push(row, Code::ForeignKey, location, |mut finding| {
            finding.message = match names.is_empty() {
                true => message!("foreign-key.no-unit", value = &shown, fields = &fields),
                false => message!("foreign-key.several-units", value = &shown, names = &names),
            };
            finding.value(shown).expected(Message::from(format!("{REGISTRY} ({fields})")))
        });
    }
    named
}

/// What the units that are valid on the last day of a period have in the fields of a key.
struct UnitsOfKey {
    /// Which of the fields is the name, if one is.
    name: Option<usize>,
    units: Vec<Vec<String>>,
    /// The units that values were found to mean, each once.
    meant: HashMap<Vec<String>, Vec<Vec<String>>>,
}

impl UnitsOfKey {
    fn new(project: &Project, key: &ForeignKey, form: &Form, period: Period) -> Self {
        let day = period.end(form.form.calendar);
        let valid = project.registry.units.iter().filter(|unit| unit.is_valid_on(day));
        let fields = &key.reference.fields;
        let mut units: Vec<Vec<String>> =
            valid.filter_map(|unit| fields.iter().map(|name| of_unit(unit, name)).collect()).collect();
        units.sort_unstable();
        units.dedup();
        Self { name: fields.iter().position(|name| name == "name"), units, meant: HashMap::new() }
    }

    /// The values of the units that these mean: themselves, where a unit has them.
    fn meant(&mut self, written: &[String]) -> &[Vec<String>] {
        let (units, name) = (&self.units, self.name);
        self.meant.entry(written.to_vec()).or_insert_with(|| {
            if units.binary_search_by(|unit| unit.as_slice().cmp(written)).is_ok() {
                return vec![written.to_vec()];
            }
            let fits = |unit: &&Vec<String>| {
                let mut both = unit.iter().zip(written).enumerate();
                both.all(|(place, (own, written))| own == written || Some(place) == name && is_name_of(written, own))
            };
            units.iter().filter(fits).cloned().collect()
        })
    }
}

fn of_unit(unit: &Unit, column: &str) -> Option<String> {
    match column {
        "code" => Some(unit.code.clone()),
        "name" => Some(unit.name.clone()),
        "level" => Some(unit.level.clone()),
        "type" => Some(unit.kind.clone()),
        "parent_code" => unit.parent_code.clone(),
        _ => None,
    }
}
