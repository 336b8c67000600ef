//! Why a figure is withheld: the errors of checks across submissions about values that it rests on.

use std::collections::BTreeSet;

use super::answer::{Reason, ReasonCode};
use super::reasons::of_finding;
use super::shares::Shares;
use crate::error::Error;
use crate::project::Project;
use crate::project::written::form::{Field, Measure};
use crate::query::run_tables::{RunTables, only, text};
use crate::values::period::Period;

/// The open errors that withhold a figure of units with these codes, as `aggregate::withheld` takes them: the figure names a field that the
/// check names, or any where the check names none of the row, and takes its value of that period.
pub(super) fn of_figure(
    project: &Project,
    tables: &RunTables<'_>,
    shares: &Shares,
    codes: &BTreeSet<String>,
    period: Period,
) -> Result<Vec<Reason>, Error> {
    let findings = tables.rows("findings", &[("disposition", only("withheld")), ("state", only("open"))])?;
    let rests_on = |row: &usize| {
        let at = |column: &str| text(&findings, column, *row);
        let is_of = |parsed: Period, form: &str| {
            let index = project.form_named(form)?;
            let form = &project.forms[index];
            let check =
                project.across_checks.iter().find(|one| one.form == index && Some(&*one.name) == at("check"))?;
            let withheld = check.withheld_fields(form);
            let part = shares.parts.iter().find(|part| part.part.form == form.name)?;
            let parts = period.parts(form.form.frequency);
            let fields = part.part.fields();
            // Where units merged a mean rests on its weight as well.
            let weighs = |named: &[String], field: &str| {
                let weight = form.field(field).and_then(Field::weight);
                weight.is_some_and(|weight| named.contains(&weight))
            };
            let is_withheld =
                |field: &&String| withheld.as_ref().is_none_or(|named| named.contains(field) || weighs(named, field));
            let of_fields = fields.iter().filter(is_withheld).any(|field| {
                let is_flow = form.field(field).is_some_and(|field| field.measure == Some(Measure::Flow));
                if is_flow { parts.contains(&parsed) } else { parts.last() == Some(&parsed) }
            });
            // A count of rows names no field, and rests on the row as a whole.
            let of_row = withheld.is_none() && fields.is_empty() && parts.last() == Some(&parsed);
            Some(of_fields || of_row)
        };
        let parsed = at("time_period").and_then(|written| written.parse().ok());
        at("ref_area").is_some_and(|area| codes.contains(area))
            && parsed.zip(at("form")).and_then(|(parsed, form)| is_of(parsed, form)).unwrap_or(false)
    };
    let rows = (0..findings.num_rows()).filter(rests_on);
    Ok(rows.map(|row| of_finding(&findings, row, ReasonCode::Withheld)).collect())
}
