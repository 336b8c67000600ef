//! Assertions of a project that look at other periods or another form: `x >= previous(x)`, `other.y`.
//!
//! Takes the rows that are current; gives a finding for each row for which a check does not hold. No row is kept out: what rests
//! on the values of a row whose check is an error is withheld.

use std::collections::{BTreeMap, HashMap};

use super::FoundAcross;
use super::season::year_before;
use super::series::FormRows;
use crate::assemble::area_location::with_area;
use crate::assemble::newest::Newest;
use crate::assemble::{Arrived, CurrentByKey};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::severities::Severities;
use crate::findings::severity::{Disposition, Severity};
use crate::project::expression::across::{PREVIOUS, YEAR_AGO};
use crate::project::{FormIndex, Project, ResolvedCheck};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::validate::checks::values;
use crate::validate::row_location;
use crate::validate::unmet::unmet;
use crate::validate::verdict::verdict;
use crate::values::period::Period;

/// A unit's values of which no figure may be made: a check across submissions says that they are wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Withheld {
    pub form: FormIndex,
    pub unit: UnitIndex,
    pub period: Period,
    /// The name of the field.
    pub field: String,
}

/// Where a name of a condition takes its value from.
#[derive(Clone, Copy, Debug)]
enum ValueSource {
    Own(usize),
    Previous(usize),
    YearAgo(usize),
    Other(usize),
}

/// A form that is joined: its rows by unit and period.
struct Joined<'a> {
    rows: FormRows<'a>,
    of: HashMap<(UnitIndex, Period), usize>,
}

/// What the checks find, and what is withheld.
pub fn check(project: &Project, arrived: &[Arrived<'_>], newest: &Newest) -> (Vec<FoundAcross>, Vec<Withheld>) {
    let (mut collectors, mut withheld): (BTreeMap<(usize, bool), Collector>, _) = (BTreeMap::new(), Vec::new());
    let current = |form: FormIndex| -> &CurrentByKey { &newest.current[form] };
    for check in &project.across_checks {
        let Some(rows) = FormRows::new(project, check.form, arrived, current(check.form), None) else { continue };
        let joined = check.with.and_then(|with| {
            let rows = FormRows::new(project, with, arrived, current(with), None)?;
            let of = rows.points.iter().enumerate().map(|(index, point)| ((point.unit, point.period), index)).collect();
            Some(Joined { rows, of })
        });
        let sources = sources(project, check);
        let counts = super::counting(newest, check.form);
        for series in &rows.series {
            for point in series.clone() {
                let Some(at) = rows.points.get(point) else { continue };
                let of_period = |period: Period| rows.at_period(series, period);
                let value = |name: &str| {
                    let Some(source) = sources.get(name) else { return Value::Missing };
                    let of = |point: Option<usize>, field: usize| {
                        point.map_or(Value::Missing, |point| rows.any_value(point, field))
                    };
                    match *source {
                        ValueSource::Own(field) => rows.any_value(point, field),
                        ValueSource::Previous(field) => of(of_period(at.period.previous()), field),
                        ValueSource::YearAgo(field) => of(of_period(year_before(at.period)), field),
                        ValueSource::Other(field) => joined.as_ref().map_or(Value::Missing, |joined| {
                            let other = joined.of.get(&(at.unit, at.period));
                            other.map_or(Value::Missing, |other| joined.rows.any_value(*other, field))
                        }),
                    }
                };
                if !check.is_broken(verdict(&check.condition, &value)) {
                    continue;
                }
                let Some(finding) = finding(&rows, check, point, &value) else { continue };
                let is_newest = counts.contains(&(at.arrived, Some(at.period)));
                let declared = Severities::of(Code::CheckFailed, check.severity);
                // What a person has accepted is counted no more, and withholds nothing.
                let sha256 = arrived.get(at.arrived).map_or("", |one| one.sha256);
                let declared = declared.accepting(&project.decisions.acceptances(sha256));
                let is_open = declared.acceptance(Code::CheckFailed, &finding.location).is_none();
                collectors.entry((at.arrived, is_newest)).or_default().push(finding, &declared);
                if check.severity == Severity::Error && is_open {
                    let own = sources.iter().filter(|(_, source)| matches!(source, ValueSource::Own(_)));
                    withheld.extend(own.map(|(field, _)| Withheld {
                        form: check.form,
                        unit: at.unit,
                        period: at.period,
                        field: field.clone(),
                    }));
                }
            }
        }
    }
    withheld.sort();
    withheld.dedup();
    (super::placed(arrived, collectors), withheld)
}

/// Where each name of a check takes its value from.
fn sources(project: &Project, check: &ResolvedCheck) -> HashMap<String, ValueSource> {
    let place = |form: FormIndex, name: &str| {
        project.forms.get(form)?.schema.fields.iter().position(|field| field.name == name)
    };
    let source = |name: &String| {
        let inner = |before: &str| name.strip_prefix(before)?.strip_suffix(')');
        if let Some(field) = place(check.form, name) {
            return Some(ValueSource::Own(field));
        }
        if let Some(inner) = inner(PREVIOUS) {
            return place(check.form, inner).map(ValueSource::Previous);
        }
        if let Some(inner) = inner(YEAR_AGO) {
            return place(check.form, inner).map(ValueSource::YearAgo);
        }
        let with = check.with?;
        let field = name.strip_prefix(project.forms.get(with)?.name.as_str())?.strip_prefix('.')?;
        place(with, field).map(ValueSource::Other)
    };
    check.condition.fields().iter().filter_map(|name| Some((name.clone(), source(name)?))).collect()
}

fn finding(
    rows: &FormRows<'_>,
    check: &ResolvedCheck,
    point: usize,
    value: &impl Fn(&str) -> Value,
) -> Option<Finding> {
    let at = rows.points.get(point)?;
    let names = check.condition.fields();
    let matter = unmet(&check.condition, value);
    let place_of = |name: &String| rows.form.schema.fields.iter().position(|field| field.name == *name);
    let own = matter.iter().chain(&names).find_map(place_of);
    let (table, row) = own
        .and_then(|field| rows.source(point, field).map(|(table, row, _)| (table, row)))
        .or_else(|| rows.first_row(point))?;
    let unit = with_area(rows.project, Some(at.unit));
    let location = Location {
        ref_area: unit.ref_area,
        ref_area_valid_from: unit.ref_area_valid_from,
        time_period: Some(at.period.to_string()),
        ..row_location(rows.form, table, row, own)
    };
    let disposition = if check.severity == Severity::Error { Disposition::Withheld } else { Disposition::Used };
    let finding =
        Finding::new(Code::CheckFailed, location, check.message.clone()).weighing(check.severity, disposition);
    let mut finding = finding.value(values(value, &names)).expected(check.assert.clone());
    finding.check = Some(check.name.clone());
    Some(finding)
}
