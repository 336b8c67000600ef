//! Tables that came back for another sender or period: takes what arrived, gives the workbook that holds them now.
//!
//! A table was sent for the wrong period, or under the name of another district. Its return is mended and sent: what the first file says of
//! that period, or for that district, was a mistake, and none of it counts any more. But who makes the report of the next quarter, or that of a
//! neighbour, out of a returned workbook sends a further report, and takes nothing away (decision 0150).
//!
//! Most senders mend the head of their own file and send that, under its name or another. It takes the place of the first where the period of that was in
//! doubt and it has the very figures for the period that was asked for, or where nothing of the first is used (decision 0200).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::out_of_range;
use super::repeated_figures::SaidFigures;
use crate::assemble::area_location::with_area;
use crate::assemble::reporting_time::{may_be_reported, was_followed};
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, local_day, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::Reading;
use crate::values::period::Period;

/// A form, a sender and a period.
type TableSubject = (FormIndex, Option<UnitIndex>, Option<Period>);

/// For whom and when an object holds rows, and what they say.
type Parts = BTreeMap<TableSubject, SaidFigures>;

/// The subjects of arrivals that returns of theirs hold for others.
#[derive(Debug, Default)]
pub(super) struct MovedTables {
    /// The arrival that holds what another holds of a subject.
    moved: HashMap<(usize, TableSubject), usize>,
    /// Those of `moved` that were sent anew, and not made of a return.
    sent_anew: HashSet<(usize, TableSubject)>,
    /// What is found of arrivals that repeat the figures of what they were made from for an earlier period, with the index of each.
    pub(super) copied: Vec<(Finding, usize)>,
}

/// A submission that came for a period that is in doubt, with the period that may be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoubtedTable {
    pub(super) place: usize,
    pub(super) subject: TableSubject,
    pub(super) meant: Period,
}

impl MovedTables {
    pub(super) fn new(
        project: &Project,
        arrived: &[Arrived<'_>],
        returned: &ReturnedObjects<'_>,
        doubted: &[DoubtedTable],
    ) -> Self {
        let mut found = Self::default();
        found.take_sent_anew(project, arrived, doubted);
        for (place, one) in arrived.iter().enumerate() {
            let mut held = None;
            for later in returned.sent_for(one.sha256).filter(|later| *later > place) {
                let Some(other) = arrived.get(later).map(|one| one.reading) else { continue };
                let says_so = returned.origins(later).any(|origin| origin == one.sha256);
                let held = held.get_or_insert_with(|| parts(project, one.reading));
                let holds = parts(project, other);
                for (subject, figures) in held.iter().filter(|(subject, _)| !holds.contains_key(subject)) {
                    let Some(form) = project.forms.get(subject.0) else { continue };
                    let others: BTreeMap<_, _> = holds.iter().filter(|(other, _)| other.0 == subject.0).collect();
                    if others.is_empty() {
                        continue;
                    }
                    let first = FirstTable { form, subject: *subject, figures, day: local_day(one.received_at) };
                    let is_whole = tables(other, subject.0) >= tables(one.reading, subject.0);
                    if first.is_corrected_by(&others, says_so && is_whole) {
                        found.moved.entry((place, *subject)).or_insert(later);
                    } else if let Some(other) = first.copied_to(&others).filter(|_| says_so) {
                        let of_it = copied(project, (one.object, subject), (arrived[later].object, other));
                        found.copied.push((of_it, later));
                    }
                }
            }
        }
        found
    }

    /// Takes what was sent anew for another period by the same sender, with the figures of the first.
    fn take_sent_anew(&mut self, project: &Project, arrived: &[Arrived<'_>], doubted: &[DoubtedTable]) {
        let is_unused = |one: &Arrived<'_>| {
            let mut tables = one.reading.tables.iter();
            tables.any(|table| !table.rows.is_empty() && !table.rows.accepted.contains(&true))
        };
        let unused = arrived.iter().enumerate().filter(|(_, one)| is_unused(one)).map(|(place, _)| place);
        let places: BTreeSet<usize> = unused.chain(doubted.iter().map(|one| one.place)).collect();
        if places.is_empty() {
            return;
        }
        let sent = SentBySender::new(project, arrived);
        for place in places {
            let Some(one) = arrived.get(place) else { continue };
            let day = local_day(one.received_at);
            for (subject, figures) in &parts(project, one.reading) {
                let (index, sender, period) = *subject;
                let Some(form) = project.forms.get(index).filter(|form| !form.has_lines()) else { continue };
                let meant = doubted.iter().find(|one| one.place == place && one.subject == *subject);
                if figures.accepted > 0 && meant.is_none() {
                    continue;
                }
                let calendar = form.form.calendar;
                // What nobody can say of when it is was usable for nobody.
                let may_be_mistaken = period.is_none_or(|period| {
                    was_followed(calendar, period, day) || !may_be_reported(calendar, period, day)
                });
                let is_mended_by = |holds: &Parts, is_of_its_name: bool| {
                    // Units that are none in the wrong period may be of another sender there, or of nobody.
                    let is_of_sender = |other: &TableSubject| {
                        other.0 == index && (other.1 == sender && sender.is_some() || is_of_its_name && meant.is_none())
                    };
                    let of_sender = holds.iter().filter(|(other, _)| is_of_sender(other));
                    let mut others = of_sender.filter_map(|(other, said)| Some((other.2?, said)));
                    !holds.contains_key(subject)
                        && others.any(|(other, said)| match meant {
                            Some(doubt) => doubt.meant == other && figures.are_all_in([said].into_iter(), &form.rules),
                            None => {
                                let may_be_meant = may_be_mistaken && may_be_reported(calendar, other, day);
                                may_be_meant
                                    && Some(other) != period
                                    && said.accepted > 0
                                    && figures.are_rows_of(said, &form.rules)
                            }
                        })
                };
                let of_its_name = |later: &usize| arrived.get(*later).is_some_and(|other| other.object == one.object);
                let later: BTreeSet<usize> = sent.after((index, sender), one.object, place).collect();
                let mut later = later.into_iter();
                let later = later.find(|later| {
                    let came_again = || arrived.iter().skip(*later).any(|again| again.sha256 == one.sha256);
                    let other = arrived.get(*later).map(|one| one.reading);
                    other.is_some_and(|other| is_mended_by(&parts(project, other), of_its_name(later))) && !came_again()
                });
                if let Some(later) = later {
                    self.moved.insert((place, *subject), later);
                    self.sent_anew.insert((place, *subject));
                }
            }
        }
    }

    /// True where what this one holds of a subject was sent anew for another period, by a file that need not be its return.
    pub(super) fn is_sent_anew(&self, place: usize, subject: TableSubject) -> bool {
        self.sent_anew.contains(&(place, subject))
    }

    /// The arrival that holds what this one holds of a subject.
    pub(super) fn to(&self, place: usize, subject: TableSubject) -> Option<usize> {
        self.moved.get(&(place, subject)).copied()
    }
}

/// The arrivals of each form and sender, and of each name, in their order.
struct SentBySender<'a> {
    of_sender: HashMap<(FormIndex, UnitIndex), BTreeSet<usize>>,
    of_name: HashMap<&'a str, BTreeSet<usize>>,
}

impl<'a> SentBySender<'a> {
    fn new(project: &Project, arrived: &[Arrived<'a>]) -> Self {
        let mut sent = Self { of_sender: HashMap::new(), of_name: HashMap::new() };
        for (place, one) in arrived.iter().enumerate() {
            for table in &one.reading.tables {
                for sender in sender::parts(project, table).into_iter().filter_map(|(sender, _)| sender) {
                    sent.of_sender.entry((table.form, sender)).or_default().insert(place);
                }
            }
            sent.of_name.entry(one.object).or_default().insert(place);
        }
        sent
    }

    /// What the same sender sent later in a form, and what came later under a name.
    fn after(
        &self,
        (form, sender): (FormIndex, Option<UnitIndex>),
        name: &str,
        place: usize,
    ) -> impl Iterator<Item = usize> {
        let of_sender = sender.and_then(|sender| self.of_sender.get(&(form, sender)));
        let sent = of_sender.into_iter().chain(self.of_name.get(name));
        sent.flat_map(move |places| places.range(place.saturating_add(1)..).copied())
    }
}

/// What was sent first for a sender and a period that its return is not for.
struct FirstTable<'a> {
    form: &'a Form,
    subject: TableSubject,
    figures: &'a SaidFigures,
    /// The day on which it came.
    day: NaiveDate,
}

impl FirstTable<'_> {
    /// True where what came back is this very table under its right name, and no further report. `is_sure` where it says itself that it was made of
    /// this one, and leaves no table out.
    fn is_corrected_by(&self, others: &BTreeMap<&TableSubject, &SaidFigures>, is_sure: bool) -> bool {
        let (_, sender, period) = self.subject;
        // What nobody can say of whom or when it is was usable for nobody.
        let Some(period) = period else { return self.figures.accepted == 0 || is_sure };
        if out_of_range::why(self.form, period, self.day).is_some() {
            return true;
        }
        let calendar = self.form.form.calendar;
        let may_be_of_it = |other: &&TableSubject| {
            other.2.is_none_or(|other| other == period || may_be_reported(calendar, other, self.day))
        };
        let others: BTreeMap<_, _> = others.iter().filter(|(subject, _)| may_be_of_it(subject)).collect();
        if others.is_empty() {
            return false;
        }
        let together = others.values().copied().copied();
        if self.figures.accepted == 0 {
            return sender.is_none() || self.figures.are_mostly_in(together);
        }
        // Rows that count are given up only where the very same figures were sent for whom and when they are, and their own period was not the one
        // that was ending or had just ended.
        let is_of_its_period = others.keys().any(|subject| subject.2 == Some(period));
        let may_be_mistaken = is_of_its_period
            || was_followed(calendar, period, self.day)
            || !may_be_reported(calendar, period, self.day);
        is_sure && may_be_mistaken && self.figures.are_all_in(together, &self.form.rules)
    }

    /// The earlier period for which what came back has all figures of this one, which are accepted: they are of one of the two.
    fn copied_to<'s>(&self, others: &BTreeMap<&'s TableSubject, &SaidFigures>) -> Option<&'s TableSubject> {
        let is_before = |other: &&TableSubject| other.1 == self.subject.1 && other.2 < self.subject.2;
        let mut before = others.iter().filter(|(subject, _)| subject.2.is_some() && is_before(subject));
        let repeats = |(_, figures): &(&&'s TableSubject, &&SaidFigures)| {
            self.figures.accepted > 0 && self.figures.are_all_in(std::iter::once(**figures), &self.form.rules)
        };
        before.find(repeats).map(|(subject, _)| *subject)
    }
}

/// What is said of an arrival that repeats the figures of what it was made from.
fn copied(project: &Project, (first, held): (&str, &TableSubject), (object, other): (&str, &TableSubject)) -> Finding {
    let stated = |period: Option<Period>| period.map(|period| period.to_string());
    let location = Location {
        object: Some(object.to_owned()),
        form: project.forms.get(other.0).map(|form| form.name.clone()),
        time_period: stated(other.2),
        ..with_area(project, other.1)
    };
    let before = stated(held.2).unwrap_or_default();
    let message = message!("period-copied.of-return", object = first, before = before);
    Finding::new(Code::PeriodCopied, location, message)
}

fn tables(reading: &Reading, form: FormIndex) -> usize {
    reading.tables.iter().filter(|table| table.form == form).count()
}

fn parts(project: &Project, reading: &Reading) -> Parts {
    let mut parts = Parts::new();
    for table in &reading.tables {
        let Some(form) = project.forms.get(table.form) else { continue };
        let measures: BTreeSet<usize> =
            (0..form.schema.fields.len()).filter(|field| form.schema.fields[*field].is_measure()).collect();
        for row in 0..table.rows.len() {
            let period = table.rows.period.get(row).copied().flatten().or(table.period);
            let subject = (table.form, sender::of_row(project, table, row), period);
            parts.entry(subject).or_default().add(table, row, &measures);
        }
    }
    parts
}
