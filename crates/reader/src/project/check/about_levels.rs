//! Periods in which the level that reports a form changes: takes an indicator; gives a warning for each frequency in which it has no figure then.
//!
//! Flows of the units before and after the change belong to no one unit, so that a period that spans it is not added up.

use crate::findings::message::Message;
use crate::message;
use crate::project::ResolvedIndicator;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::{Form, Measure};
use crate::project::written::reporting::{Reports, Since};
use crate::values::period::Period;

/// What is odd about the parts of an indicator, each with the position of its frequency.
pub(super) fn odd(forms: &[Form], indicator: &ResolvedIndicator) -> Vec<(usize, Message)> {
    let mut odd = Vec::new();
    let parts = std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part());
    for part in parts {
        let Some(form) = forms.iter().find(|form| form.name == part.form).filter(|form| adds_flows(form, part)) else {
            continue;
        };
        let Reports::Since(entries) = &form.form.reports else { continue };
        for (before, after) in
            entries.iter().zip(entries.iter().skip(1)).filter(|(before, after)| changes(before, after))
        {
            for (position, frequency) in indicator.declared.periods.iter().enumerate() {
                let period = Period::containing(after.from, *frequency.get_ref(), form.form.calendar);
                let is_longer = *frequency.get_ref() > form.form.frequency;
                let begins_before = |first: Period| first.start(form.form.calendar) < after.from;
                let spans = period.start(form.form.calendar) < after.from;
                if !is_longer || !spans || !form.form.first_period.is_none_or(begins_before) {
                    continue;
                }
                let message = message!(
                    "fault-levels.no-figure",
                    name = indicator.declared.name.get_ref(),
                    period = period.to_string(),
                    form = &form.name,
                    before = before.level.as_slice().join(", "),
                    after = after.level.as_slice().join(", "),
                    day = after.from.to_string()
                );
                if odd.iter().all(|(_, said)| *said != message) {
                    odd.push((position, message));
                }
            }
        }
    }
    odd
}

/// True where a level that reported no longer does.
fn changes(before: &Since, after: &Since) -> bool {
    before.level.as_slice().iter().any(|level| !after.level.as_slice().contains(level))
}

/// True where a part adds up flows over a longer period.
fn adds_flows(form: &Form, part: &AggregatePart) -> bool {
    let is_flow = |name: &String| form.field(name).is_some_and(|field| field.measure == Some(Measure::Flow));
    let counts_lines = form.has_lines() && form.form.lines.unwrap_or(Measure::Flow) == Measure::Flow;
    counts_lines || part.fields().iter().any(is_flow)
}
