//! What the rules over history find in rows that others have replaced: it stays in the table of findings, resolved by what took the place of
//! the row, as all else that was wrong there.
//!
//! Such a row is compared with what is in use now, and nothing is compared with it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::history_since::Histories;
use super::rules::{self, FoundAtPoint};
use super::series::{ComparedAlone, FormRows};
use super::shown_since::ShownSince;
use super::{FoundAcross, columns, replaced_values, row_of_missing_unit};
use crate::assemble::area_location::with_area;
use crate::assemble::newest::Newest;
use crate::assemble::{Arrived, CurrentKey, CurrentRows};
use crate::findings::collector::Collector;
use crate::findings::finding::Location;
use crate::findings::settled::Settled;
use crate::project::{FormIndex, Project};
use crate::values::period::Period;

/// An arrival, and whose and of when a row of it is.
type RowOfArrival = (usize, [Option<String>; 3]);

/// What the rules find in the rows of a form that others have replaced.
/// Also what the rows that took their place are a thousand times of, or of which unit that is missing: `counts` says which of these are the newest.
pub(super) fn mended(
    project: &Project,
    arrived: &[Arrived<'_>],
    newest: &Newest,
    (form, counts): (FormIndex, &HashSet<(usize, Option<Period>)>),
    (histories, since): (&Histories<'_>, &mut ShownSince),
) -> Vec<FoundAcross> {
    let (Some(declared), Some(current)) = (project.forms.get(form), newest.current.get(form)) else {
        return Vec::new();
    };
    let mut rows_of: Vec<(&CurrentKey, &CurrentRows)> = Vec::new();
    let mut replaced_by: HashMap<RowOfArrival, usize> = HashMap::new();
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (key, one, next) in newest.rows_replaced(form, arrived) {
        rows_of.push((key, one));
        let unit = with_area(project, Some(key.0));
        let whose = [unit.ref_area, unit.ref_area_valid_from, Some(key.1.to_string())];
        replaced_by.insert((one.arrived, whose), next);
        let of_arrival = last.entry(one.arrived).or_insert(next);
        *of_arrival = next.max(*of_arrival);
    }
    if rows_of.is_empty() {
        return Vec::new();
    }
    let compared = ComparedAlone { rows: rows_of, accepted: true };
    let Some(rows) = FormRows::new(project, form, arrived, current, compared) else { return Vec::new() };
    let of_point = |point: usize| {
        if rows.is_compared_alone(point) { rules::of_a_point(&rows, point) } else { FoundAtPoint::default() }
    };
    let found = (0..rows.points.len()).into_par_iter().map(of_point).collect();
    let mut collected: BTreeMap<usize, Collector> = BTreeMap::new();
    for (place, finding) in columns::explained(&rows, found) {
        since.add(&finding, arrived, histories.shown(&finding, place));
        collected.entry(place).or_default().push(finding, &declared.severities);
    }
    let mut in_use: BTreeMap<(usize, bool), Collector> = BTreeMap::new();
    let object = |place: usize| arrived.get(place).map_or_else(String::new, |one| one.object.to_owned());
    let beside_replaced = replaced_values::found(&rows, object).into_iter().chain(row_of_missing_unit::found(&rows));
    for (point, finding) in beside_replaced {
        let Some(one) = rows.points.get(point) else { continue };
        let collector = if rows.is_compared_alone(point) {
            collected.entry(one.arrived).or_default()
        } else {
            in_use.entry((one.arrived, counts.contains(&(one.arrived, Some(one.period))))).or_default()
        };
        collector.push(finding, &declared.severities);
    }
    let settled = |(place, collector): (usize, Collector)| {
        let (replaced_by, last) = (&replaced_by, &last);
        collector.all().into_iter().filter_map(move |mut finding| {
            let Location { ref_area, ref_area_valid_from, time_period, .. } = finding.location.clone();
            let row = (place, [ref_area, ref_area_valid_from, time_period]);
            let by = replaced_by.get(&row).or_else(|| last.get(&place))?;
            let by = arrived.get(*by)?.object.to_owned();
            finding.location.object = arrived.get(place).map(|one| one.object.to_owned());
            finding.settled = Some(Settled::resolved_by(by));
            Some((finding, Some(place)))
        })
    };
    collected.into_iter().flat_map(settled).chain(super::placed(arrived, in_use)).collect()
}
