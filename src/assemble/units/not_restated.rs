//! What could not be restated, as findings.

use std::collections::{BTreeMap, BTreeSet};

use super::super::area_location::with_area;
use super::super::restate::NotRestated;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::project::written::settings::Geography;
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// A value that could not be restated: where, why, and the index of its field.
pub(super) type NotRestatedAt = (Geography, NotRestated, Period, usize);

/// One finding for a field without a rule or a weight, or of which units say different things, one for a divided unit and each of its periods.
pub(super) fn findings(project: &Project, form: &Form, not_restated: &BTreeSet<NotRestatedAt>) -> Vec<Finding> {
    let mut without_rule: BTreeSet<(Geography, usize)> = BTreeSet::new();
    let mut differing: BTreeSet<(Geography, usize)> = BTreeSet::new();
    let mut one_key: BTreeSet<(Geography, usize)> = BTreeSet::new();
    let mut without_weight: BTreeMap<(Geography, usize), BTreeSet<Period>> = BTreeMap::new();
    let mut other_level: BTreeMap<Period, BTreeSet<usize>> = BTreeMap::new();
    let mut divided: BTreeMap<(Geography, UnitIndex, Period), Vec<&str>> = BTreeMap::new();
    for &(geography, reason, period, field) in not_restated {
        match reason {
            NotRestated::NoRule => {
                without_rule.insert((geography, field));
            }
            NotRestated::Differs => {
                differing.insert((geography, field));
            }
            NotRestated::SameKey => {
                one_key.insert((geography, field));
            }
            NotRestated::NoWeight => {
                without_weight.entry((geography, field)).or_default().insert(period);
            }
            NotRestated::OtherLevel => {
                other_level.entry(period).or_default().insert(field);
            }
            NotRestated::NoShare(unit) => {
                divided.entry((geography, unit, period)).or_default().push(&form.schema.fields[field].name);
            }
        }
    }
    let other_level = other_level.into_iter().map(|(period, fields)| of_levels(form, period, &fields));
    let location = || Location { form: Some(form.name.clone()), ..Location::default() };
    let without_rule = without_rule.into_iter().map(|(geography, field)| {
        let name = &form.schema.fields[field].name;
        let message = message!("not-restated.no-rule", field = name, geography = geography.to_string());
        Finding::new(Code::NotRestated, Location { field: Some(name.clone()), ..location() }, message)
    });
    let differing = differing.into_iter().map(|(geography, field)| {
        let name = &form.schema.fields[field].name;
        let message = message!("not-restated.differs", field = name, geography = geography.to_string());
        Finding::new(Code::NotRestated, Location { field: Some(name.clone()), ..location() }, message)
    });
    let one_key = one_key.into_iter().map(|(geography, field)| {
        let name = &form.schema.fields[field].name;
        let message = message!("not-restated.one-key", field = name, geography = geography.to_string());
        Finding::new(Code::NotRestated, Location { field: Some(name.clone()), ..location() }, message)
    });
    let without_weight = without_weight.into_iter().map(|((geography, field), periods)| {
        let field = &form.schema.fields[field];
        let periods: Vec<String> = periods.iter().map(Period::to_string).collect();
        let message = message!(
            "not-restated.no-weight",
            field = &field.name,
            weight = field.weight().unwrap_or_default(),
            periods = periods.join(", "),
            geography = geography.to_string()
        );
        Finding::new(Code::NotRestated, Location { field: Some(field.name.clone()), ..location() }, message)
    });
    let divided = divided.into_iter().map(|((geography, unit, period), fields)| {
        let registry = &project.registry;
        let named = |unit: UnitIndex| {
            let unit = &registry.units[unit];
            format!("{} ({})", unit.name, unit.code)
        };
        let heirs: Vec<String> = registry.successors(unit).map(named).collect();
        let message = message!(
            "not-restated.no-share",
            unit = named(unit),
            heirs = heirs.join(", "),
            fields = fields.join(", "),
            geography = geography.to_string()
        );
        let location = Location {
            form: Some(form.name.clone()),
            time_period: Some(period.to_string()),
            ..with_area(project, Some(unit))
        };
        Finding::new(Code::NotRestated, location, message)
    });
    let of_fields = without_rule.chain(differing).chain(one_key).chain(without_weight);
    of_fields.chain(divided).chain(other_level).collect()
}

/// One finding for a period in which the level that reports changed, the same in every map.
fn of_levels(form: &Form, period: Period, fields: &BTreeSet<usize>) -> Finding {
    let calendar = form.form.calendar;
    let parts = period.parts(form.form.frequency);
    let first = parts.first().map_or(period.start(calendar), |part| part.end(calendar));
    let names: Vec<&str> = fields.iter().map(|field| form.schema.fields[*field].name.as_str()).collect();
    let message = message!(
        "not-restated.levels",
        period = period.to_string(),
        before = form.form.reports.on(first).join(", "),
        after = form.form.reports.on(period.end(calendar)).join(", "),
        fields = names.join(", ")
    );
    let location =
        Location { form: Some(form.name.clone()), time_period: Some(period.to_string()), ..Location::default() };
    Finding::new(Code::NotRestated, location, message)
}
