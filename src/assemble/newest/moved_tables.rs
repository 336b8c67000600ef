//! Tables that came back for another sender or period: takes what arrived, gives the workbook that holds them now.
//!
//! A table was sent for the wrong period, or under the name of another district. Its return is mended and sent: what the first file says of
//! that period, or for that district, was a mistake, and none of it counts any more. But who makes the report of the next quarter, or that of a
//! neighbour, out of a returned workbook sends a further report, and takes nothing away (decision 0150).

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// What is found of arrivals that repeat the figures of what they were made from for an earlier period, with the index of each.
    pub(super) copied: Vec<(Finding, usize)>,
}

impl MovedTables {
    pub(super) fn new(project: &Project, arrived: &[Arrived<'_>], returned: &ReturnedObjects<'_>) -> Self {
        let mut found = Self::default();
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

    /// The arrival that holds what this one holds of a subject.
    pub(super) fn to(&self, place: usize, subject: TableSubject) -> Option<usize> {
        self.moved.get(&(place, subject)).copied()
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
