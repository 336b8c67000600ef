//! The table that the engine groups: every unit, period and geography of a form, merged and combined over time.

mod not_restated;
mod reported;
mod table;
mod whole;

use std::collections::BTreeSet;

use arrow_array::RecordBatch;

use super::{Arrived, CurrentByKey};
use crate::error::Error;
use crate::findings::finding::Finding;
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
    let mut table = table::Table::new(project, form, arrived, current);
    for &geography in &project.geographies {
        for &period in periods {
            table.period(geography, period);
        }
    }
    table.finish()
}
