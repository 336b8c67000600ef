//! An explanation as one table: a row for each cell, and for each unit that does not count each of its reasons.

use arrow_array::RecordBatch;

use super::answer::{
    ExplainAnswer, ExplainedCell, ExplainedField, ExplainedLine, ExplainedLineCell, ExplainedRow, ExplainedUnit, Reason,
};
use super::lines::name_of;
use crate::columns::{Builders, text};
use crate::error::Error;

const COLUMNS: [&str; 35] = [
    "indicator",
    "method",
    "breakdown",
    "ref_area",
    "geography",
    "time_period",
    "unit_ref_area",
    "unit_ref_area_name",
    "counts",
    "reason",
    "part",
    "amount",
    "enters",
    "field",
    "value",
    "obs_status",
    "member_ref_area",
    "member_ref_area_name",
    "member_time_period",
    "share",
    "object",
    "sha256",
    "sheet",
    "cell",
    "row",
    "label",
    "raw",
    "unit",
    "multiplier",
    "decision",
    "decided_value",
    "decided_by",
    "decided_on",
    "decided_why",
    "combined",
];

/// Columns behind that of the text of a cell, which a reason or a line leaves empty.
const BEHIND_RAW: usize = 8;

/// The leaves of an explanation, in its order. All values are texts: decimals in plain digits with a point.
///
/// # Errors
/// A value that its column cannot hold, which no explanation can bring about.
pub fn leaves(answer: &ExplainAnswer) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(COLUMNS.map(text).to_vec());
    for unit in &answer.units {
        for reason in &unit.reasons {
            of_unit(&mut builders, answer, unit, Some(reason));
            of_reason(&mut builders, reason);
        }
        for row in &unit.rows {
            for (field, cell) in row.fields.iter().flat_map(|field| field.cells.iter().map(move |cell| (field, cell))) {
                of_unit(&mut builders, answer, unit, None);
                of_cell(&mut builders, row, (field, cell));
            }
            for line in row.found.iter().flatten() {
                // What a line adds is once, so that the column can be added up.
                let first = line.cells.first().map(|cell| (Some(cell), Some(line.amount.as_str())));
                let rest = line.cells.iter().skip(1).map(|cell| (Some(cell), None));
                for (cell, amount) in first.or(Some((None, Some(&line.amount)))).into_iter().chain(rest) {
                    of_unit(&mut builders, answer, unit, None);
                    of_line(&mut builders, row, line, cell, amount);
                }
            }
        }
    }
    builders.finish()
}

fn of_unit(builders: &mut Builders, answer: &ExplainAnswer, unit: &ExplainedUnit, reason: Option<&Reason>) {
    let figure = &answer.figure;
    builders.text(Some(&figure.indicator)).text(figure.method.as_deref()).text(figure.breakdown.as_deref());
    builders.text(Some(&figure.ref_area)).text(Some(&figure.geography)).text(Some(&figure.time_period));
    builders.text(Some(&unit.ref_area)).text(Some(&unit.ref_area_name)).text(Some(truth(unit.counts)));
    builders.text(reason.map(|reason| reason.message.vi.as_str()));
}

fn of_reason(builders: &mut Builders, reason: &Reason) {
    for _ in 0..10 {
        builders.text(None);
    }
    builders.text(reason.object.as_deref()).text(None).text(reason.sheet.as_deref()).text(reason.cell.as_deref());
    builders.text(reason.row.map(|row| row.to_string()).as_deref()).text(None).text(None);
    for _ in 0..BEHIND_RAW {
        builders.text(None);
    }
}

/// A cell of a line; without one, the line itself.
fn of_line(
    builders: &mut Builders,
    row: &ExplainedRow,
    line: &ExplainedLine,
    cell: Option<&ExplainedLineCell>,
    amount: Option<&str>,
) {
    builders.text(Some(name_of(row.part))).text(amount).text(Some(truth(row.enters)));
    builders.text(cell.map(|cell| cell.field.as_str())).text(cell.and_then(|cell| cell.value.as_deref())).text(None);
    builders.text(Some(&line.ref_area)).text(Some(&line.ref_area_name)).text(Some(&line.time_period));
    builders.text(line.share.as_deref());
    builders.text(Some(&line.object)).text(Some(&line.sha256)).text(Some(&line.sheet));
    builders.text(cell.map(|cell| cell.cell.as_str())).text(Some(&line.line.to_string()));
    builders.text(cell.map(|cell| cell.label.as_str())).text(cell.map(|cell| cell.raw.as_str()));
    for _ in 0..BEHIND_RAW {
        builders.text(None);
    }
}

fn of_cell(builders: &mut Builders, row: &ExplainedRow, (field, cell): (&ExplainedField, &ExplainedCell)) {
    builders.text(Some(name_of(row.part))).text(row.amount.as_deref()).text(Some(truth(row.enters)));
    builders.text(Some(&cell.field)).text(cell.value.as_deref());
    builders.text(cell.status.map(crate::values::status::Status::code));
    builders.text(Some(&cell.ref_area)).text(Some(&cell.ref_area_name)).text(Some(&cell.time_period));
    builders.text(cell.share.as_deref());
    builders.text(Some(&cell.object)).text(Some(&cell.sha256)).text(Some(&cell.sheet)).text(cell.cell.as_deref());
    builders.text(Some(&cell.row.to_string())).text(cell.label.as_deref()).text(cell.raw.as_deref());
    builders.text(cell.unit.as_deref()).text(cell.multiplier.map(|power| power.to_string()).as_deref());
    // A cell has one value; what is kept of it beside has the same reason as a rule.
    let decision = cell.decisions.iter().find(|decision| decision.value.is_some()).or_else(|| cell.decisions.first());
    builders.text(decision.map(|one| one.decision.as_str())).text(decision.and_then(|one| one.value.as_deref()));
    builders.text(decision.map(|one| one.who.as_str())).text(decision.map(|one| one.when.as_str()));
    builders.text(decision.map(|one| one.why.as_str()));
    builders.text(Some(field.combined.join("; ").as_str()).filter(|rules| !rules.is_empty()));
}

const fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
