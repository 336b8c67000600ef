//! The lines behind the rows of a form of lines, found again in the archived exports.
//!
//! What the lines of each unit and period add is merged over the members and combined over the periods by the functions that made
//! the row, and must give it.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{ExplainedLine, ExplainedLineCell, PartName, Proof};
use super::current_exports::{CountedExport, CurrentExports};
use super::shares::{PartRows, Shares};
use super::{Explainer, FollowedUnit};
use crate::assemble::restate::{MemberRecords, Observation, Record, merge, over_time};
use crate::error::Error;
use crate::intake::found_lines::{FoundLine, FoundLines, LineCell, LineKey, WantedLines};
use crate::message;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::Measure;
use crate::project::{FormIndex, Grouped};
use crate::query::run_tables::value;
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::rows::Value;
use crate::values::period::Period;
use crate::values::status::Status;

/// So many lines are found again at once.
const MOST_LINES: usize = 200_000;

/// The exports that count, each with the lines that are asked for and current in it.
struct Exports {
    counted: CurrentExports,
    found: Vec<FoundLines>,
}

impl Exports {
    /// Finds the lines of units and periods again, each in the export on which its figures rest.
    fn find(explainer: &Explainer<'_>, wanted: WantedLines<'_>, period: Period) -> Result<Self, Error> {
        let counted = CurrentExports::new(explainer, wanted.form, period)?;
        let mut found = Vec::with_capacity(counted.exports.len());
        let mut left = wanted.most;
        for (index, export) in counted.exports.iter().enumerate() {
            let keys: BTreeSet<LineKey> =
                wanted.keys.iter().copied().filter(|key| counted.of(key) == Some(index)).collect();
            if keys.is_empty() {
                found.push(FoundLines::default());
                continue;
            }
            let wanted = WantedLines { keys: &keys, most: left, ..wanted };
            let lines = explainer.sources.lines(&export.sha256, wanted)?.unwrap_or_default();
            if lines.too_many {
                return Err(Error::Request(message!("explain-lines.too-many", most = MOST_LINES)));
            }
            left = left.saturating_sub(lines.lines.len());
            found.push(lines);
        }
        Ok(Self { counted, found })
    }

    /// The export whose lines are those of a unit and period, with these lines.
    fn current(&self, key: &LineKey) -> Option<(&CountedExport, &FoundLines)> {
        let index = self.counted.of(key)?;
        self.counted.exports.get(index).zip(self.found.get(index))
    }
}

/// A part of a figure whose form has lines.
struct LinePart<'s> {
    rows: &'s PartRows,
    /// Its place among the parts that are asked for.
    index: usize,
    /// Its field in the grouped form.
    place: usize,
}

/// One part of the period of a unit: whose lines make it.
struct Members {
    period: Period,
    /// False where the unit had ended.
    exists: bool,
    members: Vec<Member>,
}

/// Finds the lines of every row, and says whether they give it.
pub(super) fn find(
    explainer: &Explainer<'_>,
    period: Period,
    shares: &Shares,
    units: &mut [FollowedUnit],
    proof: &mut Proof,
) -> Result<(), Error> {
    let project = explainer.project;
    let mut by_form: BTreeMap<FormIndex, Vec<&PartRows>> = BTreeMap::new();
    for part in &shares.parts {
        let form = project.form_named(&part.part.form).filter(|form| project.forms[*form].has_lines());
        if let Some(form) = form {
            by_form.entry(form).or_default().push(part);
        }
    }
    for (form, rows) in by_form {
        let Some(grouped) = &project.grouped[form] else { continue };
        let (parts, asked) = parts_of(grouped, &rows);
        of_form(explainer, (form, grouped), period, (&parts, &asked), units, proof)?;
    }
    Ok(())
}

/// The parts of a figure that rest on a form of lines, and what lines add to each.
fn parts_of<'s>(grouped: &Grouped, rows: &[&'s PartRows]) -> (Vec<LinePart<'s>>, Vec<AggregatePart>) {
    let fields = &grouped.form.schema.fields;
    let fixed = fields.len().saturating_sub(grouped.parts.len());
    let (mut parts, mut asked) = (Vec::new(), Vec::new());
    for rows in rows {
        let Some(name) = rows.part.measures.first() else { continue };
        let Some(place) = fields.iter().position(|field| field.name == *name) else { continue };
        let Some(part) = place.checked_sub(fixed).and_then(|index| grouped.parts.get(index)) else { continue };
        parts.push(LinePart { rows, index: asked.len(), place });
        asked.push(part.clone());
    }
    (parts, asked)
}

fn of_form(
    explainer: &Explainer<'_>,
    (form, grouped): (FormIndex, &Grouped),
    period: Period,
    (parts, asked): (&[LinePart<'_>], &[AggregatePart]),
    units: &mut [FollowedUnit],
    proof: &mut Proof,
) -> Result<(), Error> {
    let mut of_units: Vec<Vec<Members>> = Vec::new();
    let mut keys: BTreeSet<LineKey> = BTreeSet::new();
    for one in units.iter() {
        let members = if one.unit.counts { members_of(explainer, form, period, one.index) } else { Vec::new() };
        for part in &members {
            keys.extend(part.members.iter().map(|member| (member.unit, part.period)));
        }
        of_units.push(members);
    }
    let wanted = WantedLines { form, keys: &keys, parts: asked, most: MOST_LINES };
    let exports = Exports::find(explainer, wanted, period)?;
    // Of an export that is lost nobody knows whether its lines count.
    let mut is_right = exports.counted.is_whole;
    for (one, of_unit) in units.iter_mut().zip(&of_units) {
        for part in parts {
            let name = part.rows.name;
            let rows = one.unit.rows.iter_mut().filter(|row| row.part == name && row.form == part.rows.part.form);
            for row in rows {
                let lines = lines_of(explainer, part, grouped, of_unit, &exports);
                let published = part.rows.by_unit.get(one.index).and_then(|rows| rows.first()).copied();
                let field = grouped.form.schema.fields.get(part.place);
                let published = published.zip(field).map(|(row, field)| value(&part.rows.rows, &field.name, row));
                is_right &= published == combined(grouped, part, asked, of_unit, &exports);
                proof.lines = proof.lines.saturating_add(lines.len() as u64);
                row.found = Some(lines);
            }
        }
    }
    proof.lines_add_up = Some(proof.lines_add_up.unwrap_or(true) && is_right);
    Ok(())
}

/// Over which units and periods the rows of a unit are merged and combined.
fn members_of(explainer: &Explainer<'_>, form: FormIndex, period: Period, unit: UnitIndex) -> Vec<Members> {
    let (project, form) = (explainer.project, &explainer.project.forms[form]);
    let parts = period.parts(form.form.frequency).into_iter().map(|period| {
        let end = period.end(form.form.calendar);
        let exists = project.registry.units[unit].valid_to.is_none_or(|ended| ended > end);
        let members = if exists { project.registry.members(unit, end) } else { Vec::new() };
        Members { period, exists, members }
    });
    parts.collect()
}

/// The parts of the period that a field rests on: of what is no flow, the last.
fn counted<'m>(grouped: &Grouped, part: &LinePart<'_>, of_unit: &'m [Members]) -> &'m [Members] {
    let measure = grouped.form.schema.fields.get(part.place).and_then(|field| field.measure);
    let from = if measure == Some(Measure::Flow) { 0 } else { of_unit.len().saturating_sub(1) };
    of_unit.get(from..).unwrap_or_default()
}

/// The lines that add to a part of a unit.
fn lines_of(
    explainer: &Explainer<'_>,
    part: &LinePart<'_>,
    grouped: &Grouped,
    of_unit: &[Members],
    exports: &Exports,
) -> Vec<ExplainedLine> {
    let mut lines = Vec::new();
    for in_period in counted(grouped, part, of_unit) {
        for member in &in_period.members {
            let key = (member.unit, in_period.period);
            let Some((export, found)) = exports.current(&key) else { continue };
            let unit = &explainer.project.registry.units[member.unit];
            for line in found.lines.iter().filter(|line| line.key == key) {
                let Some(amount) = line.amounts.get(part.index).copied().flatten() else { continue };
                lines.push(ExplainedLine {
                    ref_area: unit.code.clone(),
                    ref_area_valid_from: unit.valid_from.to_string(),
                    ref_area_name: unit.name.clone(),
                    share: member.share.map(|share| share.to_string()),
                    time_period: in_period.period.to_string(),
                    object: export.object.clone(),
                    sha256: export.sha256.clone(),
                    sheet: line.sheet.clone(),
                    line: i64::from(line.number),
                    amount: amount.to_string(),
                    cells: cells(line),
                });
            }
        }
    }
    lines
}

fn cells(line: &FoundLine) -> Vec<ExplainedLineCell> {
    let cell = |cell: &LineCell| ExplainedLineCell {
        field: cell.field.clone(),
        cell: format!("{}{}", cell.letters, line.number),
        label: cell.label.clone(),
        raw: cell.raw.clone(),
        value: (!cell.value.is_missing()).then(|| cell.value.to_string()),
    };
    line.cells.iter().map(cell).collect()
}

/// What the lines give for a part of a unit, merged over its members and combined over the periods.
fn combined(
    grouped: &Grouped,
    part: &LinePart<'_>,
    asked: &[AggregatePart],
    of_unit: &[Members],
    exports: &Exports,
) -> Option<Value> {
    let form = &grouped.form;
    let aggregate = &asked.get(part.index)?.aggregate;
    let record = |observation: Observation| -> Record {
        let mut record = vec![Observation::missing(); form.schema.fields.len()];
        if let Some(slot) = record.get_mut(part.place) {
            *slot = observation;
        }
        record
    };
    let in_period = |members: &Members| -> Record {
        let of_member = |member: &Member| {
            let key = (member.unit, members.period);
            let sums = exports.current(&key).and_then(|(_, found)| found.sums.get(&key));
            let sum = sums.and_then(|sums| sums.get(part.index));
            let observed = sum.map(|sum| sum.value(aggregate)).map(|(value, status)| Observation { value, status });
            (*member, MemberRecords { reported: true, record: observed.map(record) })
        };
        let records: Vec<(Member, MemberRecords)> = members.members.iter().map(of_member).collect();
        if records.iter().any(|(_, records)| records.record.is_some()) {
            return merge(form, &records, form.lists(), |_, _| ());
        }
        // Who is not listed has no line, and who had ended could have none.
        let cannot = !members.exists || form.lists();
        record(if cannot { Observation { value: Value::Missing, status: Status::M } } else { Observation::missing() })
    };
    let records: Vec<Record> = of_unit.iter().map(in_period).collect();
    over_time(form, &records).get(part.place).map(|observation| observation.value.clone())
}

/// The name of a part in tables.
pub(super) const fn name_of(part: PartName) -> &'static str {
    match part {
        PartName::Numerator => "numerator",
        PartName::Denominator => "denominator",
    }
}
