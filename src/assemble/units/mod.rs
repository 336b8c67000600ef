//! The table that the engine groups: every unit, period and geography of a form, merged and combined over time.

mod form_facts;
mod not_restated;
mod reported;
mod rows_by_key;
mod table;
mod whole;

use std::collections::BTreeSet;

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use rayon::prelude::*;

use self::form_facts::FormFacts;
use self::not_restated::findings;
use self::table::{Table, TablePart};
use super::{Arrived, CurrentByKey};
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::project::written::settings::Geography;
use crate::project::{FormIndex, Project};
use crate::values::period::{Frequency, Period};

/// The units table of one form, and what could not be restated.
pub struct UnitsTable {
    pub batch: RecordBatch,
    pub findings: Vec<Finding>,
}

/// The frequencies at which a form is shown: its own, and those its indicators ask for.
pub fn frequencies(project: &Project, form: FormIndex) -> BTreeSet<Frequency> {
    let name = &project.forms[form].name;
    let mut frequencies = BTreeSet::from([project.forms[form].form.frequency]);
    for indicator in &project.indicators {
        let denominator = indicator.plan.denominator_part();
        if [Some(&indicator.plan.numerator), denominator].into_iter().flatten().any(|part| part.form == *name) {
            frequencies.extend(indicator.plan.frequencies.iter().copied());
        }
    }
    frequencies.retain(|frequency| *frequency >= project.forms[form].form.frequency);
    frequencies
}

/// The periods of every shown frequency whose last part lies between the first and the last period of the form.
pub fn shown_periods(project: &Project, form: FormIndex, expected: &[Period], current: &CurrentByKey) -> Vec<Period> {
    let own = project.forms[form].form.frequency;
    let received = current.keys().map(|(_, period, _)| *period).filter(|period| period.frequency() == own);
    let every: BTreeSet<Period> = received.chain(expected.iter().copied()).collect();
    let (Some(&first), Some(&last)) = (every.first(), every.last()) else { return Vec::new() };
    let mut periods = BTreeSet::new();
    for frequency in frequencies(project, form) {
        let parts =
            std::iter::successors(Some(first), |period| Some(period.next())).take_while(|period| *period <= last);
        periods.extend(parts.filter_map(|part| {
            let whole = part.within(frequency)?;
            (whole.parts(own).last() == Some(&part)).then_some(whole)
        }));
    }
    let mut periods: Vec<Period> = periods.into_iter().collect();
    periods.sort_by_key(|period| (period.frequency(), *period));
    periods
}

/// Builds the units table of a form.
///
/// # Errors
/// A value that its column cannot hold, which no input can bring about.
pub fn build(
    project: &Project,
    form: FormIndex,
    arrived: &[Arrived<'_>],
    current: &CurrentByKey,
    periods: &[Period],
) -> Result<UnitsTable, Error> {
    let facts = FormFacts::new(project, form, arrived, current);
    let shown: Vec<(Geography, Period)> =
        project.geographies.iter().flat_map(|geography| periods.iter().map(|period| (*geography, *period))).collect();
    // Neighbours share what is known of the members of units; how many are built at once is not to be seen in the table.
    let at_once = shown.len().div_ceil(2 * rayon::current_num_threads()).max(1);
    let mut parts: Vec<Result<TablePart, Error>> = Vec::new();
    let part = |shown: &[(Geography, Period)]| {
        let mut table = Table::new(&facts);
        shown.iter().for_each(|(geography, period)| table.period(*geography, *period));
        table.finish()
    };
    shown.par_chunks(at_once).map(part).collect_into_vec(&mut parts);
    let (mut batches, mut not_restated) = (Vec::new(), BTreeSet::new());
    for part in parts {
        let part = part?;
        batches.push(part.batch);
        not_restated.extend(part.not_restated);
    }
    let batch = match <[RecordBatch; 1]>::try_from(batches) {
        Ok([batch]) => batch,
        Err(batches) => match batches.first() {
            Some(first) => concat_batches(&first.schema(), &batches).map_err(Error::program)?,
            None => Table::new(&facts).finish()?.batch,
        },
    };
    Ok(UnitsTable { batch, findings: findings(project, facts.form, &not_restated) })
}
