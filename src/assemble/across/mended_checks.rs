//! What a check over other periods or another form found once, and what has come since has mended.
//!
//! Takes what was in use of a unit at each time at which something took the place of one of its rows; gives the findings of that time that
//! are none now, each resolved by the arrival with which it went. Where `x >= previous(x)` fails either row may be the one that is mended.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::FoundAcross;
use super::checks::{CheckedRows, failing};
use super::shown_since::{ShownSince, shown};
use crate::assemble::area_location::with_area;
use crate::assemble::newest::Newest;
use crate::assemble::{Arrived, CurrentByKey, CurrentKey, CurrentRows};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Location;
use crate::findings::settled::Settled;
use crate::findings::severities::Severities;
use crate::project::{FormIndex, Project, ResolvedCheck};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// A finding of a check by where it is: what it says of other periods may change while it stays.
type Failed = (usize, Location);

/// What a check found of rows and values that others have replaced or completed, resolved. `current` is what it finds now, by arrival; `since` takes in
/// when each was known.
pub(super) fn mended(
    project: &Project,
    arrived: &[Arrived<'_>],
    newest: &Newest,
    (check, current): (&ResolvedCheck, &BTreeSet<Failed>),
    since: &mut ShownSince,
) -> Vec<FoundAcross> {
    let mut all = Vec::new();
    let moments = moments(project, arrived, newest, check);
    let with_history = |unit: UnitIndex| -> BTreeSet<UnitIndex> {
        std::iter::once(unit).chain(project.registry.predecessors(unit)).collect()
    };
    let looked_at: BTreeSet<UnitIndex> = moments.keys().flat_map(|unit| with_history(*unit)).collect();
    let mut rows_of: BTreeMap<(FormIndex, UnitIndex), Vec<(&CurrentKey, &CurrentRows)>> = BTreeMap::new();
    for (form, current) in newest.current.iter().enumerate() {
        for (key, one) in current.iter().filter(|(key, _)| looked_at.contains(&key.0)) {
            rows_of.entry((form, key.0)).or_default().push((key, one));
        }
    }
    for (unit, moments) in moments {
        let (mut gone, mut before, mut last) = (BTreeMap::new(), BTreeMap::new(), None);
        let (units, own) = (with_history(unit), with_area(project, Some(unit)));
        let is_own = |at: &Location| at.ref_area == own.ref_area && at.ref_area_valid_from == own.ref_area_valid_from;
        for place in moments {
            let of_form = |form: FormIndex| {
                let of_unit = |unit: &UnitIndex| rows_of.get(&(form, *unit)).map_or(&[][..], Vec::as_slice);
                let rows: Vec<_> = units.iter().flat_map(of_unit).copied().collect();
                Cow::Owned(in_use_before(arrived, newest, form, &rows, place))
            };
            let mut now = found(project, (arrived, newest), check, &of_form, since);
            now.retain(|(_, at), _| is_own(at));
            went(&mut gone, &mut before, now, last);
            last = Some(place);
        }
        went(&mut gone, &mut before, BTreeMap::new(), last);
        let is_gone = |(failed, _): &(Failed, _)| !current.contains(failed);
        all.extend(gone.into_iter().filter(is_gone).filter_map(|(_, (place, (mut finding, of)))| {
            let by = arrived.get(place)?.object.to_owned();
            finding.settled = Some(Settled::resolved_by(by));
            Some((finding, of))
        }));
    }
    all
}

/// The arrivals with which something changed in what was in use of a unit, in their order: rows that took the place of others and, where a missing
/// value breaks the check, rows that came after those that are compared with them. Those of the units that a unit was made from are its own, too: they are
/// its history.
fn moments(
    project: &Project,
    arrived: &[Arrived<'_>],
    newest: &Newest,
    check: &ResolvedCheck,
) -> BTreeMap<UnitIndex, Vec<usize>> {
    let at = |place: usize| arrived.get(place).map(|one| one.received_at);
    let mut moments: BTreeMap<UnitIndex, Vec<usize>> = BTreeMap::new();
    let forms: Vec<FormIndex> = [Some(check.form), check.with].into_iter().flatten().collect();
    for ((unit, _, _), came) in forms.iter().filter_map(|form| newest.replaced.get(*form)).flatten() {
        moments.entry(*unit).or_default().extend(came.iter().skip(1).map(|one| one.arrived));
    }
    if check.is_broken(None) {
        let mut came: BTreeMap<UnitIndex, Vec<(Period, usize)>> = BTreeMap::new();
        for form in &forms {
            let (current, replaced) = (newest.current.get(*form), newest.replaced.get(*form));
            for (key, one) in current.into_iter().flatten() {
                let first = replaced.and_then(|replaced| replaced.get(key)?.first()).unwrap_or(one);
                came.entry(key.0).or_default().push((key.1, first.arrived));
            }
        }
        for unit in came.keys() {
            let came: Vec<(Period, usize)> = std::iter::once(*unit)
                .chain(project.registry.predecessors(*unit))
                .flat_map(|unit| came.get(&unit).into_iter().flatten().copied())
                .collect();
            let after = |(period, place): &(Period, usize)| {
                came.iter().any(|(other, earlier)| other >= period && at(*place) > at(*earlier))
            };
            let late: Vec<usize> = came.iter().filter(|one| after(one)).map(|(_, place)| *place).collect();
            if !late.is_empty() {
                moments.entry(*unit).or_default().extend(late);
            }
        }
    }
    let made = newest.current.get(check.form).into_iter().flatten().map(|(key, _)| key.0).collect::<BTreeSet<_>>();
    for unit in made {
        let earlier = project.registry.predecessors(unit);
        let earlier: Vec<usize> = earlier.iter().filter_map(|unit| moments.get(unit)).flatten().copied().collect();
        if !earlier.is_empty() {
            moments.entry(unit).or_default().extend(earlier);
        }
    }
    for places in moments.values_mut() {
        places.sort_by_key(|place| (at(*place), *place));
        places.dedup_by_key(|place| at(*place));
    }
    moments
}

/// Notes the findings that were there before and are not there now as gone with what came at `last`.
fn went(
    gone: &mut BTreeMap<Failed, (usize, FoundAcross)>,
    before: &mut BTreeMap<Failed, FoundAcross>,
    now: BTreeMap<Failed, FoundAcross>,
    last: Option<usize>,
) {
    for (failed, found) in std::mem::replace(before, now) {
        if !before.contains_key(&failed)
            && let Some(last) = last
        {
            gone.insert(failed, (last, found));
        }
    }
    // What is there again is not gone.
    gone.retain(|failed, _| !before.contains_key(failed));
}

/// The rows of a unit that were in use before something came. Of what came at one time no run saw a part.
fn in_use_before(
    arrived: &[Arrived<'_>],
    newest: &Newest,
    form: FormIndex,
    rows: &[(&CurrentKey, &CurrentRows)],
    place: usize,
) -> CurrentByKey {
    let at = |place: usize| arrived.get(place).map(|one| one.received_at);
    let was_there = |one: &&CurrentRows| at(one.arrived) < at(place);
    let replaced = newest.replaced.get(form);
    let in_use = rows.iter().filter_map(|(key, one)| {
        let one = match replaced.and_then(|replaced| replaced.get(*key)) {
            Some(came) => came.iter().rfind(was_there),
            None => Some(*one).filter(was_there),
        };
        Some(((*key).clone(), one?.clone()))
    });
    in_use.collect()
}

/// What the check finds in some rows; `since` takes in when each was known.
pub(super) fn found<'c>(
    project: &Project,
    (arrived, newest): (&[Arrived<'_>], &Newest),
    check: &ResolvedCheck,
    current: &impl Fn(FormIndex) -> Cow<'c, CurrentByKey>,
    since: &mut ShownSince,
) -> BTreeMap<Failed, FoundAcross> {
    let Some(rows) = CheckedRows::new(project, arrived, check, current) else { return BTreeMap::new() };
    let declared = Severities::of(Code::CheckFailed, check.severity);
    let mut found = BTreeMap::new();
    for (place, point, finding) in failing(&rows, check) {
        since.add(&finding, arrived, shown(&rows, check, newest, point));
        let failed = (place, finding.location.clone());
        let mut collector = Collector::new();
        collector.push(finding, &declared);
        for mut finding in collector.all() {
            finding.location.object = arrived.get(place).map(|one| one.object.to_owned());
            found.insert(failed.clone(), (finding, Some(place)));
        }
    }
    found
}
