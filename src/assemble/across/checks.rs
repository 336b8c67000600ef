//! Assertions of a project that look at other periods or another form: `x >= previous(x)`, `other.y`.
//!
//! Takes the rows that are current; gives a finding for each row for which a check does not hold. No row is kept out: what rests
//! on the values of a row whose check is an error is withheld.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::season::year_before;
use super::series::{ComparedAlone, FormRows, RowPoint};
use super::shown_since::{ShownSince, shown};
use super::{FoundAcross, mended_checks};
use crate::assemble::area_location::with_area;
use crate::assemble::newest::Newest;
use crate::assemble::{Arrived, CurrentByKey};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::severities::Severities;
use crate::findings::severity::{Disposition, Severity};
use crate::project::expression::across::{PREVIOUS, PREVIOUS_IN_YEAR, YEAR_AGO};
use crate::project::{FormIndex, Project, ResolvedCheck};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::validate::row_location;
use crate::validate::unmet::unmet;
use crate::validate::verdict::{RowValue, breaks, values};
use crate::values::period::Period;

/// A unit's values of which no figure may be made: a check across submissions says that they are wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Withheld {
    pub form: FormIndex,
    pub unit: UnitIndex,
    pub period: Period,
    /// The name of the field; `None` for all that the unit reported.
    pub field: Option<String>,
}

/// Where a name of a condition takes its value from.
#[derive(Clone, Copy, Debug)]
enum ValueSource {
    Own(usize),
    Previous(usize),
    PreviousInYear(usize),
    YearAgo(usize),
    Other(usize),
}

/// A form that is joined: its rows by unit and period.
struct Joined<'a> {
    rows: FormRows<'a>,
    of: HashMap<(UnitIndex, Period), usize>,
}

/// The rows that a check looks at.
pub(super) struct CheckedRows<'a> {
    rows: FormRows<'a>,
    joined: Option<Joined<'a>>,
    check_form: FormIndex,
    with_form: Option<FormIndex>,
    /// Where each name takes its value from.
    sources: HashMap<String, ValueSource>,
}

impl<'a> CheckedRows<'a> {
    /// `current` gives the rows of a form that are in use; `None` for a form of lines.
    pub fn new<'c>(
        project: &'a Project,
        arrived: &'a [Arrived<'a>],
        check: &ResolvedCheck,
        current: &impl Fn(FormIndex) -> Cow<'c, CurrentByKey>,
    ) -> Option<Self> {
        let rows = FormRows::new(project, check.form, arrived, &current(check.form), ComparedAlone::default())?;
        let joined = check.with.and_then(|with| {
            let rows = FormRows::new(project, with, arrived, &current(with), ComparedAlone::default())?;
            let sent = rows.points.iter().enumerate().filter(|(index, _)| rows.restated(*index).is_none());
            let of = sent.map(|(index, point)| ((point.unit, point.period), index)).collect();
            Some(Joined { rows, of })
        });
        Some(Self { rows, joined, check_form: check.form, with_form: check.with, sources: sources(project, check) })
    }

    /// The units that a value of another period is restated from, by their codes: `90001 + 90002`.
    fn restated_from(&self, name: &str, series: &Range<usize>, at: &RowPoint<'_>) -> Option<String> {
        let period = match self.sources.get(name)? {
            ValueSource::Previous(_) => at.period.previous(),
            ValueSource::PreviousInYear(_) => previous_in_year(at.period)?,
            ValueSource::YearAgo(_) => year_before(at.period),
            ValueSource::Own(_) | ValueSource::Other(_) => return None,
        };
        let rows = &self.rows;
        let row = rows.restated(rows.at_period(series, period)?)?;
        let codes = row.from.iter().filter_map(|unit| Some(rows.project.registry.units.get(*unit)?.code.as_str()));
        Some(codes.collect::<Vec<_>>().join(" + "))
    }

    /// What came.
    pub fn arrived(&self) -> &'a [Arrived<'a>] {
        self.rows.arrived
    }

    /// The arrival of the row at a point.
    pub fn own_arrival(&self, point: usize) -> usize {
        self.rows.points.get(point).map_or(0, |at| at.arrived)
    }

    /// The form, unit, period and arrival of the row by which a name of the condition has its value at a point.
    pub fn looked_at(&self, name: &str, point: usize) -> Option<(FormIndex, UnitIndex, Period, usize)> {
        let (rows, point, _) = self.place_of(name, point)?;
        let form = if std::ptr::eq(rows, &raw const self.rows) { self.check_form } else { self.with_form? };
        let at = rows.points.get(point)?;
        Some((form, at.unit, at.period, at.arrived))
    }

    /// The value of a name of the condition at a point.
    pub fn value(&self, name: &str, point: usize) -> RowValue {
        let place = self.place_of(name, point);
        place.map_or_else(|| Value::Missing.into(), |(rows, point, field)| rows.any_value(point, field))
    }

    /// The row that a name of the condition takes its value from at a point, and the field.
    fn place_of(&self, name: &str, point: usize) -> Option<(&FormRows<'a>, usize, usize)> {
        let (rows, at) = (&self.rows, self.rows.points.get(point)?);
        let of =
            |period: Period, field: usize| Some((rows, rows.at_period(rows.series.get(at.series)?, period)?, field));
        match *self.sources.get(name)? {
            ValueSource::Own(field) => Some((rows, point, field)),
            ValueSource::Previous(field) => of(at.period.previous(), field),
            ValueSource::PreviousInYear(field) => of(previous_in_year(at.period)?, field),
            ValueSource::YearAgo(field) => of(year_before(at.period), field),
            ValueSource::Other(field) => {
                let joined = self.joined.as_ref()?;
                Some((&joined.rows, *joined.of.get(&(at.unit, at.period))?, field))
            }
        }
    }
}

/// The arrivals and points for which a check does not hold, each with its finding.
pub(super) fn failing(rows: &CheckedRows<'_>, check: &ResolvedCheck) -> Vec<(usize, usize, Finding)> {
    let mut failing = Vec::new();
    for series in &rows.rows.series {
        for point in series.clone().filter(|point| rows.rows.restated(*point).is_none()) {
            let Some(at) = rows.rows.points.get(point) else { continue };
            let value = |name: &str| rows.value(name, point);
            if !breaks(check, &value) {
                continue;
            }
            let named = |name: &String| {
                let written = values(&value, std::slice::from_ref(name));
                match rows.restated_from(name, series, at).filter(|_| !value(name).value.is_missing()) {
                    Some(units) => format!("{written} ({units})"),
                    None => written,
                }
            };
            let written = check.condition.fields().iter().map(named).collect::<Vec<_>>().join(", ");
            let finding = finding(&rows.rows, check, point, &value);
            failing.extend(finding.map(|finding| (at.arrived, point, finding.value(written))));
        }
    }
    failing
}

/// What checks over several submissions say.
#[derive(Debug, Default)]
pub struct CheckedAcross {
    /// What they find, and what they found once.
    pub found: Vec<FoundAcross>,
    pub withheld: Vec<Withheld>,
    /// Since when each is known.
    pub shown: ShownSince,
}

/// The period before, where it is of the same year: what adds up from the start of a year begins again in its first period.
fn previous_in_year(period: Period) -> Option<Period> {
    Some(period.previous()).filter(|previous| previous.year() == period.year())
}

/// What the checks find, what they found once, since when, and what is withheld.
pub fn check(project: &Project, arrived: &[Arrived<'_>], newest: &Newest) -> CheckedAcross {
    let (mut collectors, mut withheld): (BTreeMap<(usize, bool), Collector>, _) = (BTreeMap::new(), Vec::new());
    let mut since = ShownSince::default();
    let mut mended = Vec::new();
    for check in &project.across_checks {
        let current = |form: FormIndex| newest.current.get(form).map_or_else(Cow::default, Cow::Borrowed);
        let Some(rows) = CheckedRows::new(project, arrived, check, &current) else { continue };
        let counts = super::counting(newest, check.form);
        let mut failed = BTreeSet::new();
        for (place, point, finding) in failing(&rows, check) {
            let Some(at) = rows.rows.points.get(point) else { continue };
            failed.insert((place, finding.location.clone()));
            since.add(&finding, arrived, shown(&rows, check, newest, point));
            let is_newest = counts.contains(&(place, Some(at.period)));
            let declared = Severities::of(Code::CheckFailed, check.severity);
            // What a person has accepted is counted no more, and withholds nothing.
            let sha256 = arrived.get(place).map_or("", |one| one.sha256);
            let declared = declared.accepting(&project.decisions.acceptances(sha256));
            let is_open = declared.acceptance(Code::CheckFailed, &finding.location).is_none();
            collectors.entry((place, is_newest)).or_default().push(finding, &declared);
            if check.severity == Severity::Error && is_open {
                let of = |field| Withheld { form: check.form, unit: at.unit, period: at.period, field };
                match check.withheld_fields(rows.rows.form) {
                    Some(named) => withheld.extend(named.into_iter().map(|field| of(Some(field)))),
                    None => withheld.push(of(None)),
                }
            }
        }
        mended.extend(mended_checks::mended(project, arrived, newest, (check, &failed), &mut since));
    }
    withheld.sort();
    withheld.dedup();
    let mut found = super::placed(arrived, collectors);
    found.extend(mended);
    CheckedAcross { found, withheld, shown: since }
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
        if let Some(inner) = inner(PREVIOUS_IN_YEAR) {
            return place(check.form, inner).map(ValueSource::PreviousInYear);
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
    value: &impl Fn(&str) -> RowValue,
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
    let mut finding = finding.expected(check.assert.clone());
    finding.check = Some(check.name.clone());
    Some(finding)
}
