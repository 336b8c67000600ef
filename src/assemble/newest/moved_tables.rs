//! Tables that came back for another sender or period: takes what arrived, gives the workbook that holds them now.
//!
//! A table was sent for the wrong period, or under the name of another district. Its return is mended and sent: what the first file says of
//! that period, or for that district, was a mistake, and none of it counts any more.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, sender};
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::Reading;
use crate::values::period::Period;

/// A form, a sender and a period.
type TableSubject = (FormIndex, Option<UnitIndex>, Option<Period>);

/// For whom and when an object holds rows, and how many of them are accepted.
type Parts = BTreeMap<TableSubject, u64>;

/// The subjects of arrivals that returns of theirs hold for others.
#[derive(Debug, Default)]
pub(super) struct MovedTables(HashMap<(usize, TableSubject), usize>);

impl MovedTables {
    pub(super) fn new(project: &Project, arrived: &[Arrived<'_>]) -> Self {
        let returned = ReturnedObjects::new(arrived, |_| true);
        let mut moved = HashMap::new();
        for (place, one) in arrived.iter().enumerate() {
            let (sure, later) = (returned.made_from(one.sha256), returned.sent_for(one.sha256).last());
            let Some(later) = later.filter(|later| *later > place) else { continue };
            let Some(other) = arrived.get(later).map(|one| one.reading) else { continue };
            let (held, holds) = (parts(project, one.reading), parts(project, other));
            let is_whole = |form: FormIndex| tables(other, form) >= tables(one.reading, form);
            let forms: BTreeSet<FormIndex> = holds.keys().map(|subject| subject.0).collect();
            for (subject, accepted) in held {
                // Rows that count are given up only by a workbook that says itself that it was made of them, and leaves no table out.
                let may_go = accepted == 0 || (sure == Some(later) && is_whole(subject.0));
                if may_go && forms.contains(&subject.0) && !holds.contains_key(&subject) {
                    moved.insert((place, subject), later);
                }
            }
        }
        Self(moved)
    }

    /// The arrival that holds what this one holds of a subject.
    pub(super) fn to(&self, place: usize, subject: TableSubject) -> Option<usize> {
        self.0.get(&(place, subject)).copied()
    }
}

fn tables(reading: &Reading, form: FormIndex) -> usize {
    reading.tables.iter().filter(|table| table.form == form).count()
}

fn parts(project: &Project, reading: &Reading) -> Parts {
    let mut parts = Parts::new();
    for table in &reading.tables {
        for row in 0..table.rows.len() {
            let period = table.rows.period.get(row).copied().flatten().or(table.period);
            let accepted = parts.entry((table.form, sender::of_row(project, table, row), period)).or_default();
            *accepted = accepted.saturating_add(table.rows.source_rows(row).0);
        }
    }
    parts
}
