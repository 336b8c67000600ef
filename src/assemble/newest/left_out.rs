//! Units that a report leaves out: the sender speaks for several, and one that it reported in the period before has no row.
//!
//! Takes the submissions that count and the rows that are current; gives a warning for each unit. Of a unit that nobody reports every figure
//! above it has a gap, and the file alone looks whole. Where the sender sent nothing for the period before, nearly all of the units that the
//! registry has below it show that all were meant (decision 0191). Forms that list things say by a list without the unit that there is none; a list
//! without any row, of a sender that had some in the period before, is named once: it may be a form that nobody filled in.

use std::collections::{BTreeMap, BTreeSet};

use super::spoken_for::SpokenFor;
use super::{Newest, arrives_later};
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentByKey, State, Submission, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::settled::Settled;
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// So many units of a sender at least show what it speaks for, where nothing is known of the period before.
const SEVERAL: usize = 4;

/// A sender and a period.
type Report = (UnitIndex, Period);

/// A report, and where it arrived.
type SentReport<'a> = (&'a Submission, usize);

/// The findings of one form, each with the index of the arrival. What a report left out that another has replaced or completed is resolved.
pub(super) fn found(
    project: &Project,
    index: FormIndex,
    newest: &Newest,
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    if project.forms.get(index).is_none_or(|form| form.vintage().is_some()) {
        return Vec::new();
    }
    let Some(current) = newest.current.get(index) else { return Vec::new() };
    let mut reports: BTreeMap<Report, Vec<SentReport<'_>>> = BTreeMap::new();
    for one in newest.submissions.iter().filter(|one| one.form == index && one.moved_to.is_none()) {
        let (Some(sender), Some(period), Some(place)) = (one.sender, one.period, one.arrived) else { continue };
        if matches!(one.state, State::Received | State::Late | State::Superseded) && !one.is_stopped {
            reports.entry((sender, period)).or_default().push((one, place));
        }
    }
    let mut forms = LeftOut {
        project,
        index,
        newest,
        current,
        arrived,
        reported: reported(project, current, arrived),
        spoken_for: SpokenFor::new(project),
        findings: Vec::new(),
    };
    for (report, sent) in &reports {
        let counts = |(one, _): &&SentReport<'_>| one.state != State::Superseded;
        if !sent.iter().filter(counts).any(|(_, place)| newest.unplaced.contains(place))
            && let Some(last) = sent.iter().rfind(counts)
        {
            forms.judge(*report, *last, None);
        }
        for &(one, place) in sent.iter().filter(|(_, place)| !newest.unplaced.contains(place)) {
            // Of what came at one time no run saw a part.
            let later = |next: &usize| arrives_later(arrived, *next, place);
            if let Some(next) = one.replaced_by.filter(later) {
                forms.judge(*report, (one, place), Some(next));
            }
        }
    }
    forms.findings
}

/// What is looked at of a form, and what is found.
struct LeftOut<'a> {
    project: &'a Project,
    index: FormIndex,
    newest: &'a Newest,
    current: &'a CurrentByKey,
    arrived: &'a [Arrived<'a>],
    reported: BTreeMap<Report, BTreeSet<UnitIndex>>,
    spoken_for: SpokenFor<'a>,
    findings: Vec<(Finding, usize)>,
}

impl LeftOut<'_> {
    /// Judges a report by all that counts, or by what had come before another replaced it.
    fn judge(&mut self, report: Report, sent: SentReport<'_>, replaced_by: Option<usize>) {
        let (sender, period) = report;
        let Self { newest, index, current, .. } = *self;
        let came_before =
            |unit: &UnitIndex, of: Period, next: usize| newest.history.is_there_before(&(index, *unit, of), next);
        let is_here = |unit: &UnitIndex| match replaced_by {
            Some(next) => came_before(unit, period, next),
            None => current.contains_key(&(*unit, period, None)),
        };
        let before: Option<BTreeSet<UnitIndex>> = self.reported.get(&(sender, period.previous())).map(|units| {
            let was_there =
                |unit: &&UnitIndex| replaced_by.is_none_or(|next| came_before(unit, period.previous(), next));
            units.iter().filter(was_there).copied().collect()
        });
        let before = before.filter(|units| !units.is_empty());
        let here: BTreeSet<UnitIndex> = match replaced_by {
            Some(_) => newest.history.units(sent.1, (index, Some(sender), Some(period))).collect(),
            None => self.reported.get(&report).cloned().unwrap_or_default(),
        };
        let (now, previous) = (period.to_string(), period.previous().to_string());
        if self.project.forms.get(index).is_some_and(|form| form.lists()) {
            // What comes and goes is not asked for one by one; that nothing at all is left is.
            let is_empty = sent.0.accepted.saturating_add(sent.0.quarantined) == 0 && here.is_empty();
            if let Some(before) = before.filter(|_| is_empty) {
                let message = message!("missing-row.list", period = now, before = previous, units = before.len());
                self.push(sent, period, sender, message, replaced_by);
            }
            return;
        }
        let spoken_for = self.spoken_for.units(index, period, sender);
        let missing: Vec<UnitIndex> = spoken_for.iter().copied().filter(|unit| !is_here(unit)).collect();
        // A report of other units altogether is a part, or a supplement.
        let is_meant = |unit: &UnitIndex| match &before {
            Some(before) => !here.is_disjoint(before) && before.contains(unit),
            None => is_nearly_all(spoken_for.len(), missing.len()),
        };
        let meant: Vec<UnitIndex> = missing.iter().copied().filter(is_meant).collect();
        for unit in meant {
            let name = self.project.registry.units.get(unit).map_or("", |unit| unit.name.as_str());
            let message = match before {
                Some(_) => message!("missing-row.before", unit = name, period = &now, before = &previous),
                None => message!("missing-row.others", unit = name, period = &now),
            };
            self.push(sent, period, unit, message, replaced_by);
        }
    }

    /// Notes a finding about a unit; of a report that was replaced it is resolved by the first later row of the unit that counts, else by what replaced it.
    fn push(
        &mut self,
        sent: SentReport<'_>,
        period: Period,
        unit: UnitIndex,
        message: Message,
        replaced_by: Option<usize>,
    ) {
        let location = Location {
            form: self.project.forms.get(self.index).map(|form| form.name.clone()),
            time_period: Some(period.to_string()),
            ..located(sent, self.arrived, with_area(self.project, Some(unit)))
        };
        let mut finding = Finding::new(Code::MissingRow, location, message);
        finding.settled = replaced_by.and_then(|next| {
            let row = (self.index, unit, period);
            let mut later = self.newest.history.later_rows(&row, sent.1).filter(|row| row.is_accepted);
            let by = later.next().map_or(next, |row| row.arrived);
            let by = self.arrived.get(by)?.object.to_owned();
            Some(Settled::resolved_by(by))
        });
        self.findings.push((finding, sent.1));
    }
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
fn located((submission, place): SentReport<'_>, arrived: &[Arrived<'_>], area: Location) -> Location {
    let one = arrived.get(place);
    let table = submission.table.and_then(|table| one?.reading.tables.get(table));
    Location {
        object: one.map(|one| one.object.to_owned()),
        sheet: table.map(|table| table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: table.and_then(|table| table.rows.number.last().copied()),
        ..area
    }
}
