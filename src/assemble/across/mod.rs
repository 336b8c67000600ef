//! Rules over several submissions and periods: a value beside the history of its unit and beside its peers.
//!
//! Takes the rows that are current, and those of the newest submission that are kept out; gives findings, each at the cell that it is about, with the evidence and what may be meant. They are
//! warnings unless the form says otherwise, change no value and keep no row out.
//!
//! A value is compared with the periods before it alone: what is found about a period stays what it is when later ones come, and only a
//! submission for the same or an earlier period can change it (decision 0060).

pub mod checks;
mod columns;
mod copied_column;
pub mod corrected_rows;
mod decimal_sign;
mod emptied_row;
mod exchanged_digits;
mod exchanged_rows;
mod history_since;
mod last_periods;
mod median;
mod mended_checks;
mod mended_values;
mod period_copied;
mod reference;
mod repeated_steps;
mod replaced_values;
mod restated_history;
mod row_of_another;
mod row_of_missing_unit;
mod rules;
mod season;
mod series;
mod shifted_column;
pub mod shown_since;
mod sign_error;
mod size_of_row;
mod swapped_columns;
mod swapped_rows;
mod swapped_steady_rows;
mod thousand_error;
mod unit_of_column;
mod unit_of_row;
mod unusual_zero;
pub mod withdrawn_rows;
mod words;
mod zero_column;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::newest::Newest;
use super::{Arrived, State};
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::project::{FormIndex, Project};
use crate::values::period::Period;
use history_since::Histories;
use series::{ComparedAlone, FormRows};
use shown_since::ShownSince;

/// A finding with the arrival of the submission that has to be mended; nothing where the row is kept from a submission that another has
/// replaced, so that it stays open while the row counts.
pub type FoundAcross = (Finding, Option<usize>);

/// What the rules find in the rows that are current, in the order of forms, units and periods; `since` takes in when it was known.
pub fn check(project: &Project, arrived: &[Arrived<'_>], newest: &Newest, since: &mut ShownSince) -> Vec<FoundAcross> {
    let mut all = Vec::new();
    for (index, form) in project.forms.iter().enumerate() {
        let kept_out = newest.kept_out.get(index).into_iter().flatten().collect();
        let kept_out = ComparedAlone { rows: kept_out, accepted: false };
        let Some(rows) = FormRows::new(project, index, arrived, &newest.current[index], kept_out) else { continue };
        let found = (0..rows.points.len()).into_par_iter().map(|point| rules::of_a_point(&rows, point)).collect();
        let counts = counting(newest, index);
        let mut collected: BTreeMap<(usize, bool), Collector> = BTreeMap::new();
        let histories = Histories::new(project, arrived, newest, index);
        for (place, finding) in columns::explained(&rows, found) {
            since.add(&finding, arrived, histories.shown(&finding, place));
            let period = finding.location.time_period.as_deref().and_then(|period| period.parse().ok());
            let is_newest = counts.contains(&(place, period));
            collected.entry((place, is_newest)).or_default().push(finding, &form.severities);
        }
        all.extend(placed(arrived, collected));
        let explained: HashSet<CellOfObject> = all.iter().filter_map(|(finding, _)| cell(finding)).collect();
        let of_replaced = mended_values::mended(project, arrived, newest, (index, &counts), (&histories, since));
        // What history says of a cell is not said again.
        let is_new = |(finding, _): &FoundAcross| {
            !finding.is_open() || cell(finding).is_none_or(|cell| !explained.contains(&cell))
        };
        all.extend(of_replaced.into_iter().filter(is_new));
    }
    all
}

/// An object, a sheet and a cell of it.
type CellOfObject = (Option<String>, Option<String>, String);

fn cell(finding: &Finding) -> Option<CellOfObject> {
    let at = &finding.location;
    Some((at.object.clone(), at.sheet.clone(), at.cell.clone()?))
}

/// What was collected by arrival, and by whether its submission is the newest of its kind.
fn placed(arrived: &[Arrived<'_>], collected: BTreeMap<(usize, bool), Collector>) -> Vec<FoundAcross> {
    let named = |((place, is_newest), collector): ((usize, bool), Collector)| {
        let object = arrived.get(place).map(|one| one.object.to_owned());
        collector.all().into_iter().map(move |mut finding| {
            finding.location.object.clone_from(&object);
            (finding, is_newest.then_some(place))
        })
    };
    collected.into_iter().flat_map(named).collect()
}

/// The arrivals and periods of a form whose submissions nothing has replaced.
fn counting(newest: &Newest, form: FormIndex) -> HashSet<(usize, Option<Period>)> {
    let counts = newest.submissions.iter().filter(|one| one.form == form && one.state != State::Superseded);
    counts.filter_map(|one| Some((one.arrived?, one.period))).collect()
}
