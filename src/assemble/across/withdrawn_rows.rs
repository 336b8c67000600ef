//! What the rules over submissions found in rows that somebody withdrew, and in others beside such rows: it was sent, and it was wrong.
//!
//! Takes everything that came, as if nothing were withdrawn; gives the findings of that which are none now. Those in a withdrawn row are resolved as all
//! that is withdrawn, those of another row say so themselves.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::rules::{self, FoundAtPoint};
use super::series::{ComparedAlone, FormRows};
use super::shown_since::ShownSince;
use super::{FoundAcross, columns, mended_checks};
use crate::assemble::newest::{self, Newest};
use crate::assemble::object_name::ObjectNames;
use crate::assemble::withdrawn::WITHDRAWAL;
use crate::assemble::{Arrived, CurrentByKey, CurrentKey, CurrentRows, foreign_keys};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::settled::Settled;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;

/// What a finding is about; its words may change while it stays.
type FindingSubject = (Code, Option<String>, Location);

/// The findings that were there and are not among `known`. The arrivals from `in_use` on are withdrawn; `since` takes in when checks were known to fail.
pub fn findings(
    names: &ObjectNames<'_>,
    (arrived, in_use): (&[Arrived<'_>], usize),
    known: &[FoundAcross],
    since: &mut ShownSince,
) -> Vec<FoundAcross> {
    if in_use == arrived.len() {
        return Vec::new();
    }
    let project = names.project();
    let (all, broken_keys) = with_all(names, arrived);
    let mut found: Vec<FoundAcross> =
        broken_keys.into_iter().filter(|(_, place)| place.is_some_and(|place| place >= in_use)).collect();
    for form in 0..project.forms.len() {
        let kept_out = all.kept_out.get(form).into_iter().flatten();
        let replaced = all.replaced.get(form).into_iter().flatten();
        let replaced = replaced.flat_map(|(key, came)| came.iter().rev().skip(1).map(move |one| (key, one)));
        let is_withdrawn = |(_, one): &(&CurrentKey, &CurrentRows)| one.arrived >= in_use;
        for (rows, accepted) in [
            (kept_out.filter(is_withdrawn).collect::<Vec<_>>(), false),
            (replaced.filter(is_withdrawn).collect(), true),
        ] {
            found.extend(of_rules((project, form), (arrived, in_use), &all, ComparedAlone { rows, accepted }));
        }
    }
    found.extend(of_checks(project, arrived, &beside_withdrawn(project, all, in_use), since));
    let subject = |finding: &Finding| (finding.code, finding.check.clone(), finding.location.clone());
    let mut known: BTreeSet<FindingSubject> = known.iter().map(|(finding, _)| subject(finding)).collect();
    found.retain(|(finding, _)| known.insert(subject(finding)));
    found
}

/// What is current where nothing is withdrawn, with the references that are broken there. Arrivals are taken in their order, and named by their index among `arrived`.
fn with_all(names: &ObjectNames<'_>, arrived: &[Arrived<'_>]) -> (Newest, Vec<FoundAcross>) {
    let mut order: Vec<usize> = (0..arrived.len()).collect();
    order.sort_by_key(|place| arrived.get(*place).map(|one| (one.received_at, one.object)));
    let ordered: Vec<Arrived<'_>> = order.iter().filter_map(|place| arrived.get(*place).copied()).collect();
    let mut all = newest::newest(names, &ordered);
    let named = |place: usize| order.get(place).copied().unwrap_or(place);
    let broken_keys = foreign_keys::check(names.project(), &ordered, &mut all);
    let broken_keys = broken_keys.into_iter().map(|(finding, place)| (finding, place.map(named))).collect();
    for one in all.current.iter_mut().chain(&mut all.kept_out).flat_map(BTreeMap::values_mut) {
        one.arrived = named(one.arrived);
    }
    for one in all.replaced.iter_mut().flat_map(BTreeMap::values_mut).flatten() {
        one.arrived = named(one.arrived);
    }
    (all, broken_keys)
}

/// The same of the units alone of which a row is withdrawn, of those that they became, and of those that are the history of either.
fn beside_withdrawn(project: &Project, mut all: Newest, in_use: usize) -> Newest {
    let Newest { current, replaced, .. } = &mut all;
    let mut units: BTreeSet<UnitIndex> = BTreeSet::new();
    let is_withdrawn = |one: &CurrentRows| one.arrived >= in_use;
    units.extend(current.iter().flatten().filter(|(_, one)| is_withdrawn(one)).map(|(key, _)| key.0));
    units.extend(replaced.iter().flatten().filter(|(_, came)| came.iter().any(is_withdrawn)).map(|(key, _)| key.0));
    let registry = &project.registry;
    let mut became: Vec<UnitIndex> = units.iter().copied().collect();
    while let Some(unit) = became.pop() {
        became.extend(registry.successors(unit).filter(|unit| units.insert(*unit)));
    }
    units.extend(units.clone().into_iter().flat_map(|unit| registry.predecessors(unit)));
    current.iter_mut().for_each(|rows| rows.retain(|key, _| units.contains(&key.0)));
    replaced.iter_mut().for_each(|rows| rows.retain(|key, _| units.contains(&key.0)));
    all
}

/// What the rules over history found in withdrawn rows when `all` was in use; `others` are those of them that are kept out, or replaced.
fn of_rules(
    (project, form): (&Project, FormIndex),
    (arrived, in_use): (&[Arrived<'_>], usize),
    all: &Newest,
    others: ComparedAlone<'_>,
) -> Vec<FoundAcross> {
    let (Some(declared), Some(current)) = (project.forms.get(form), all.current.get(form)) else { return Vec::new() };
    if others.rows.is_empty() && current.values().all(|one| one.arrived < in_use) {
        return Vec::new();
    }
    let Some(rows) = FormRows::new(project, form, arrived, current, others) else { return Vec::new() };
    let is_withdrawn = |point: usize| rows.points.get(point).is_some_and(|at| at.arrived >= in_use);
    let of_point =
        |point: usize| if is_withdrawn(point) { rules::of_a_point(&rows, point) } else { FoundAtPoint::default() };
    let found = (0..rows.points.len()).into_par_iter().map(of_point).collect();
    let mut collected: BTreeMap<(usize, bool), Collector> = BTreeMap::new();
    for (place, finding) in columns::explained(&rows, found) {
        collected.entry((place, true)).or_default().push(finding, &declared.severities);
    }
    super::placed(arrived, collected)
}

/// What the checks found when `all` was in use, and before something took the place of something else in it.
fn of_checks(project: &Project, arrived: &[Arrived<'_>], all: &Newest, since: &mut ShownSince) -> Vec<FoundAcross> {
    let mut found = Vec::new();
    for check in &project.across_checks {
        let current = |form: FormIndex| all.current.get(form).map_or_else(Cow::default, Cow::<CurrentByKey>::Borrowed);
        let failed = mended_checks::found(project, (arrived, all), check, &current, since);
        let subjects = failed.keys().cloned().collect();
        found.extend(failed.into_values().map(|(mut finding, place)| {
            finding.settled = Some(Settled::resolved_by(WITHDRAWAL));
            (finding, place)
        }));
        found.extend(mended_checks::mended(project, arrived, all, (check, &subjects), since));
    }
    found
}
