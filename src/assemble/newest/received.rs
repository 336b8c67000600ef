//! What one table holds: takes it, gives its submissions by sender, period and vintage, and its rows by unit.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidates;
use super::moved_tables::MovedTables;
use super::reports::is_report;
use super::superseded::Replacement;
use super::{Newest, out_of_range};
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, CurrentKey, CurrentRows, State, Submission, due_day, local_day, sender, vintage_of};
use crate::project::Project;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::values::period::Period;

impl Newest {
    /// Splits a table into submissions by sender, period and vintage, and its rows by unit.
    pub(super) fn receive(
        &mut self,
        names: &ObjectNames<'_>,
        (arrived, moved): (&[Arrived<'_>], &MovedTables),
        (place, table): (usize, usize),
        revision: u32,
        candidates: &mut [Candidates],
    ) {
        let project = names.project();
        let typed = &arrived[place].reading.tables[table];
        let form = &project.forms[typed.form];
        let day = local_day(arrived[place].received_at);
        let vintage_field = form
            .schema
            .fields
            .iter()
            .position(|field| form.vintage().is_some_and(|vintage| vintage.name == field.name));
        let mut parts: BTreeMap<(Option<UnitIndex>, Option<Period>), Counts> = BTreeMap::new();
        if typed.rows.is_empty() {
            let named = || names.facts(arrived[place].object, arrived[place].received_at).sender;
            let sole = || typed.period.and_then(|period| sender::sole(project, typed.form, period));
            parts.insert((typed.sender.or_else(named).or_else(sole), typed.period), Counts::default());
        }
        let mut touched: Vec<CurrentKey> = Vec::new();
        let mut doubts = Doubts::default();
        for row in 0..typed.rows.len() {
            let written =
                vintage_field.and_then(|field| typed.rows.columns[field].values.get(row).text().map(str::to_owned));
            let sender_of_row = sender::of_row(project, typed, row);
            let subject = (sender_of_row, typed.rows.period[row].or(typed.period));
            let part = parts.entry(subject).or_default();
            let (accepted, quarantined) = typed.rows.source_rows(row);
            part.accepted += accepted;
            part.quarantined += quarantined;
            if let Some(vintage) = &written
                && !part.vintages.contains(vintage)
            {
                part.vintages.push(vintage.clone());
            }
            if moved.to(place, (typed.form, subject.0, subject.1)).is_some() {
                continue;
            }
            // A period that it cannot be of was misread.
            let period = typed.rows.period[row].filter(|period| out_of_range::why(form, *period, day).is_none());
            let unknown_vintage = vintage_field.is_some() && vintage_of(form, typed, row).is_none();
            let (Some(unit), Some(period), false) = (typed.rows.unit[row], period, unknown_vintage) else {
                match typed.rows.of_ended_units.get(&row).zip(period).filter(|_| !unknown_vintage) {
                    Some((ended, period)) => doubts.insert_ended(project, form, *ended, period),
                    None => doubts.insert(typed.rows.unit[row], period),
                }
                continue;
            };
            let key = (unit, period, written);
            let list = candidates[typed.form].entry(key.clone()).or_default();
            match list.last_mut().filter(|last| last.arrived == place) {
                Some(last) => {
                    last.rows.push((table, row));
                    last.reported &= typed.rows.accepted[row];
                }
                None => list.push(CurrentRows {
                    arrived: place,
                    rows: vec![(table, row)],
                    reported: typed.rows.accepted[row],
                    low_reliability: false,
                }),
            }
            self.history.add_unit((place, (typed.form, subject.0, subject.1)), unit);
            touched.push(key);
        }
        if !doubts.is_empty() {
            self.unplaced.insert(place);
        }
        // A row that belongs to no known period, unit or vintage may belong to any of those that the table speaks of, as far as it does not say
        // the unit or the period itself. Where one unit has many rows, none of them is then whole.
        if !doubts.is_empty() && (project.speaks_for_province(typed.form) || form.lists()) {
            for key in touched.into_iter().filter(|key| doubts.touch(key.0, key.1)) {
                if let Some(last) = candidates[typed.form].get_mut(&key).and_then(|list| list.last_mut()) {
                    last.reported = false;
                }
            }
        }
        for ((sender, period), Counts { accepted, quarantined, mut vintages }) in parts {
            vintages.sort();
            let due = period.and_then(|period| due_day(project, typed.form, period));
            // What came in time and is sent again, mended or revised, is no late submission.
            let same = (typed.form, sender, period);
            let came = self.came.get(&same);
            let is_next_vintage =
                came.is_some_and(|came| !vintages.is_empty() && vintages.iter().all(|vintage| !came.contains(vintage)));
            let in_time = self.in_time.contains(&same) || due.is_none_or(|due| day <= due);
            // What revises may come late; a correction of what came late is as late.
            let late = !in_time && !is_next_vintage;
            let out_of_range = period.and_then(|period| Some((period, out_of_range::why(form, period, day)?)));
            if let Some((period, why)) = out_of_range {
                let found = out_of_range::finding(project, arrived[place].object, typed, (sender, period), why);
                self.of_arrivals.push((found, place));
            }
            let moved_to = moved.to(place, same);
            // What speaks of a period that it cannot be of was misread; what was read came, whether its rows are
            // accepted or not.
            let state = match late {
                _ if out_of_range.is_some() => State::Rejected,
                _ if moved_to.is_some() => State::Superseded,
                true => State::Late,
                false => State::Received,
            };
            let counts = match state {
                State::Received => {
                    let rows = accepted.saturating_add(quarantined);
                    form.vintage().is_some() || is_report(project, arrived[place].reading, typed, rows)
                }
                // A later vintage is a submission of its own.
                State::Late => form.vintage().is_some(),
                _ => false,
            };
            if counts && in_time {
                self.in_time.insert(same);
            }
            if counts && form.vintage().is_some() {
                self.came.entry(same).or_default().extend(vintages.iter().cloned());
            }
            // Nothing of what is rejected is used.
            let (accepted, quarantined) = match state {
                State::Rejected => (0, accepted.saturating_add(quarantined)),
                _ => (accepted, quarantined),
            };
            if let (State::Superseded, Some(later)) = (state, moved_to) {
                let why = match accepted {
                    0 => Replacement::ByTime,
                    _ if moved.is_sent_anew(place, same) => Replacement::PeriodMended,
                    _ => Replacement::Moved,
                };
                self.superseded(project, arrived, (place, later), same, why);
            }
            let submission = Submission {
                form: typed.form,
                sender,
                period,
                vintages,
                due,
                state,
                arrived: Some(place),
                table: Some(table),
                revision,
                accepted,
                quarantined,
                late: state == State::Late,
                moved_to,
                replaced_by: moved_to,
                is_stopped: false,
                followed_by: None,
            };
            self.submissions.push(submission);
        }
    }
}

/// Of which units and periods rows may be that belong to no known one; nothing where it may be any.
#[derive(Default)]
struct Doubts(BTreeSet<(Option<UnitIndex>, Option<Period>)>);

impl Doubts {
    fn insert(&mut self, unit: Option<UnitIndex>, period: Option<Period>) {
        self.0.insert((unit, period));
    }

    /// A row of a unit that has ended is of those that it became.
    fn insert_ended(&mut self, project: &Project, form: &Form, ended: UnitIndex, period: Period) {
        let became = project.registry.became(ended, period.end(form.form.calendar));
        if became.is_empty() {
            self.insert(None, Some(period));
        }
        self.0.extend(became.into_iter().map(|unit| (Some(unit), Some(period))));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where one of the rows may be of a unit and period.
    fn touch(&self, unit: UnitIndex, period: Period) -> bool {
        let may_be = |key: (Option<UnitIndex>, Option<Period>)| self.0.contains(&key);
        may_be((None, None))
            || may_be((Some(unit), None))
            || may_be((None, Some(period)))
            || may_be((Some(unit), Some(period)))
    }
}

/// What a submission holds.
#[derive(Default)]
struct Counts {
    accepted: u64,
    quarantined: u64,
    vintages: Vec<String>,
}
