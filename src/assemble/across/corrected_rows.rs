//! What the rules over submissions found in values that people have corrected since, and in others beside them.
//!
//! Takes the rows that count; gives what is found where each corrected object holds what was sent, and is not found now. Each is resolved by the
//! decision about its cell, else about its row, else by the first about its object or, for a row of another object, about any.

use std::collections::BTreeSet;

use super::shown_since::ShownSince;
use super::{CellOfObject, FoundAcross, cell, checks};
use crate::assemble::Arrived;
use crate::assemble::newest::Newest;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::project::Project;
use crate::project::written::decisions::Decision;
use crate::typing::reading::Reading;

/// What a finding is about; its words may change while it stays.
type AboutRow = (Code, Option<String>, Location);

/// The findings that decisions have resolved; `now` are those of today. Of what was found in single objects it takes out that such a decision is
/// needless: the file alone shows nothing, and all of them did. `since` takes in when checks were known to fail.
pub fn resolved(
    project: &Project,
    arrived: &[Arrived<'_>],
    newest: &Newest,
    now: &[FoundAcross],
    of_objects: &mut Vec<FoundAcross>,
    since: &mut ShownSince,
) -> Vec<FoundAcross> {
    let corrected: Vec<(usize, Reading)> = arrived
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.reading.as_sent.is_empty())
        .map(|(place, one)| (place, Reading { tables: one.reading.as_sent.clone(), ..one.reading.clone() }))
        .collect();
    if corrected.is_empty() {
        return Vec::new();
    }
    let mut as_sent: Vec<Arrived<'_>> = arrived.to_vec();
    for (place, reading) in &corrected {
        if let Some(one) = as_sent.get_mut(*place) {
            one.reading = reading;
        }
    }
    let mut found = super::check(project, &as_sent, newest, since);
    let checked = checks::check(project, &as_sent, newest);
    found.extend(checked.found);
    since.extend(checked.shown);
    let about = |finding: &Finding| -> AboutRow { (finding.code, finding.check.clone(), finding.location.clone()) };
    let known: BTreeSet<AboutRow> = now.iter().map(|(finding, _)| about(finding)).collect();
    found.retain(|(finding, place)| {
        let was_used = place.and_then(|place| as_sent.get(place)).is_none_or(|one| counted(one.reading, finding));
        finding.is_open() && was_used && !known.contains(&about(finding))
    });
    let mut places: BTreeSet<CellOfObject> = BTreeSet::new();
    let resolved: Vec<FoundAcross> = found
        .into_iter()
        .filter_map(|(finding, place)| {
            let own = corrected.iter().find(|(corrected, _)| Some(*corrected) == place);
            let object = arrived.get(own.or(corrected.first())?.0)?;
            let decision = decision_of(project, object, &finding)?;
            let sheet = Some(decision.sheet.clone()).filter(|sheet| !sheet.is_empty());
            places.insert((Some(object.object.to_owned()), sheet, decision.cell.get_ref().clone()));
            Some((finding.resolved(&decision.id()), place))
        })
        .collect();
    of_objects.retain(|(finding, _)| {
        finding.code != Code::NeedlessDecision || cell(finding).is_none_or(|cell| !places.contains(&cell))
    });
    resolved
}

/// True where the row of a finding counted as it was sent: of one that was kept out no rule said anything.
fn counted(reading: &Reading, finding: &Finding) -> bool {
    let Some(number) = finding.location.row else { return true };
    let sheet = finding.location.sheet.as_deref().unwrap_or_default();
    let mut rows = reading.tables.iter().filter_map(|table| Some((table, table.row_at(sheet, number)?)));
    rows.all(|(table, row)| table.rows.accepted.get(row).copied().unwrap_or(false))
}

/// The decision that resolved a finding: about its cell, else its row, else the first about a value of the object.
fn decision_of<'p>(project: &'p Project, object: &Arrived<'_>, finding: &Finding) -> Option<&'p Decision> {
    let about: Vec<&Decision> =
        project.decisions.about(object.sha256).into_iter().filter(|decision| decision.value.is_some()).collect();
    let at = &finding.location;
    let is_own = at.object.as_deref() == Some(object.object);
    let is_of_sheet = |one: &&&Decision| is_own && at.sheet.as_deref().unwrap_or_default() == one.sheet;
    let of_cell = about.iter().find(|one| is_of_sheet(one) && at.cell.as_ref() == Some(one.cell.get_ref()));
    let is_of_row = |one: &&Decision| one.place().is_some_and(|(row, _)| at.row == Some(row.saturating_add(1)));
    let of_row = || about.iter().find(|one| is_of_sheet(one) && is_of_row(one));
    of_cell.or_else(of_row).or(about.first()).copied()
}
