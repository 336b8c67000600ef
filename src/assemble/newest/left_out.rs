//! Units that a report leaves out: the sender speaks for several, and one that it reported in the period before has no row.
//!
//! Takes the submissions that count and the rows that are current; gives a warning for each unit. Of a unit that nobody reports every figure
//! above it has a gap, and the file alone looks whole. Where the sender sent nothing for the period before, nearly all of the units that the
//! registry has below it show that all were meant (decision 0191). Forms that list things say by a list without the unit that there is none; a list
//! without any row, of a sender that had some in the period before, is named once: it may be a form that nobody filled in.

use std::collections::{BTreeMap, BTreeSet};

use super::spoken_for::SpokenFor;
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentByKey, State, Submission, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// So many units of a sender at least show what it speaks for, where nothing is known of the period before.
const SEVERAL: usize = 4;

/// A sender and a period.
type Report = (UnitIndex, Period);

/// The findings of one form, each with the index of the arrival. `unplaced` tells whether an arrival has a row of no known unit, which may be the one that is missing.
pub(super) fn found(
    project: &Project,
    index: FormIndex,
    (submissions, current): (&[Submission], &CurrentByKey),
    arrived: &[Arrived<'_>],
    unplaced: impl Fn(usize) -> bool,
) -> Vec<(Finding, usize)> {
    let Some(form) = project.forms.get(index).filter(|form| form.vintage().is_none()) else { return Vec::new() };
    let reported = reported(project, current, arrived);
    let mut reports: BTreeMap<Report, (&Submission, usize)> = BTreeMap::new();
    let mut doubtful: BTreeSet<Report> = BTreeSet::new();
    for one in submissions.iter().filter(|one| one.form == index) {
        let (Some(sender), Some(period), Some(place)) = (one.sender, one.period, one.arrived) else { continue };
        let is_stopped = form.stop_if.is_some() && one.accepted == 0 && one.quarantined > 0;
        if matches!(one.state, State::Received | State::Late) && one.moved_to.is_none() && !is_stopped {
            reports.insert((sender, period), (one, place));
            if unplaced(place) {
                doubtful.insert((sender, period));
            }
        }
    }
    let mut findings = Vec::new();
    let mut spoken_for = SpokenFor::new(project);
    for (report, (submission, place)) in reports.into_iter().filter(|(report, _)| !doubtful.contains(report)) {
        let (sender, period) = report;
        let before = reported.get(&(sender, period.previous()));
        let here = reported.get(&report);
        let mut push = |unit: UnitIndex, message: Message| {
            let location = Location {
                form: Some(form.name.clone()),
                time_period: Some(period.to_string()),
                ..located((submission, place), arrived, with_area(project, Some(unit)))
            };
            findings.push((Finding::new(Code::MissingRow, location, message), place));
        };
        let (now, previous) = (period.to_string(), period.previous().to_string());
        if form.lists() {
            // What comes and goes is not asked for one by one; that nothing at all is left is.
            if let (Some(before), None, 0) = (before, here, submission.accepted.saturating_add(submission.quarantined))
            {
                push(sender, message!("missing-row.list", period = now, before = previous, units = before.len()));
            }
            continue;
        }
        let spoken_for = spoken_for.units(index, period, sender);
        let is_here = |unit: &UnitIndex| {
            here.is_some_and(|here| here.contains(unit)) || current.contains_key(&(*unit, period, None))
        };
        let missing: Vec<UnitIndex> = spoken_for.iter().copied().filter(|unit| !is_here(unit)).collect();
        // A report of other units altogether is a part, or a supplement.
        let goes_on = here.zip(before).is_some_and(|(here, before)| !here.is_disjoint(before));
        let is_meant = |unit: &UnitIndex| match before {
            Some(before) => goes_on && before.contains(unit),
            None => is_nearly_all(spoken_for.len(), missing.len()),
        };
        for &unit in missing.iter().filter(|unit| is_meant(unit)) {
            let name = project.registry.units.get(unit).map_or("", |unit| unit.name.as_str());
            let message = match before {
                Some(_) => message!("missing-row.before", unit = name, period = &now, before = &previous),
                None => message!("missing-row.others", unit = name, period = &now),
            };
            push(unit, message);
        }
    }
    findings
}

/// The units of each sender with rows that are current and accepted, by period.
fn reported(
    project: &Project,
    current: &CurrentByKey,
    arrived: &[Arrived<'_>],
) -> BTreeMap<Report, BTreeSet<UnitIndex>> {
    let mut units: BTreeMap<Report, BTreeSet<UnitIndex>> = BTreeMap::new();
    for ((unit, period, _), rows) in current.iter().filter(|(_, rows)| rows.reported) {
        let sender = rows.rows(arrived).next().and_then(|(table, row)| sender::of_row(project, table, row));
        if let Some(sender) = sender {
            units.entry((sender, *period)).or_default().insert(*unit);
        }
    }
    units
}

/// More than three of four of the units that are not judged have a row.
fn is_nearly_all(all: usize, missing: usize) -> bool {
    let others = all.saturating_sub(1);
    let here = all.saturating_sub(missing);
    all >= SEVERAL && here.saturating_mul(4) > others.saturating_mul(3)
}

/// The table of a submission, at its last row: below it the row that is missing can be written.
fn located((submission, place): (&Submission, usize), arrived: &[Arrived<'_>], area: Location) -> Location {
    let one = arrived.get(place);
    let table = submission.table.and_then(|table| one?.reading.tables.get(table));
    Location {
        object: one.map(|one| one.object.to_owned()),
        sheet: table.map(|table| table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: table.and_then(|table| table.rows.number.last().copied()),
        ..area
    }
}
