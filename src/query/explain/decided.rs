//! What people have decided of the objects behind a figure: also of cells that do not enter it, of keys and periods, of labels and heads.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::answer::{DecidedCell, ExplainedDecision, ExplainedUnit, Reason, ReasonCode};
use super::shares::Shares;
use super::sources::{Source, Sources};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::project::written::decisions::Decision;
use crate::query::run_tables::{RunTables, owned, text};
use crate::sheet::address::column_letters;
use crate::typing::reading::{Reading, TypedTable};
use crate::values::period::Period;

/// What a figure is asked with.
pub(super) struct DecidedOf<'a> {
    pub project: &'a Project,
    pub tables: &'a RunTables<'a>,
    pub sources: &'a Sources<'a>,
    pub shares: &'a Shares,
    /// The codes of the units of its area, and of their members.
    pub codes: &'a BTreeSet<String>,
    pub period: Period,
}

/// The object of a decision as it was sent, and as it was decided.
struct BothReadings {
    sent: Rc<Reading>,
    decided: Rc<Source>,
}

impl BothReadings {
    /// The tables of both that lie, with one of their pages at least, in the sheet of a decision.
    fn tables<'a>(&'a self, decision: &'a Decision) -> impl Iterator<Item = &'a TypedTable> {
        let decided = self.decided.reading().into_iter().flat_map(|reading| &reading.tables);
        self.sent.tables.iter().chain(decided).filter(|table| table.is_on(&decision.sheet))
    }

    /// True where the decision had an effect: none of the findings about decisions says otherwise.
    fn is_applied(&self, decision: &Decision) -> bool {
        let findings = self.decided.reading().into_iter().flat_map(|reading| &reading.findings);
        let refuses = |code: Code| matches!(code, Code::UnusableDecision | Code::NeedlessDecision);
        let id = decision.id();
        !findings
            .filter(|finding| refuses(finding.code) && finding.severity() != Severity::Note)
            .any(|finding| finding.message.en.contains(&id))
    }

    /// True where the row was kept out as it was sent.
    fn was_quarantined(&self, decision: &Decision, row: u32) -> bool {
        self.sent.findings.iter().any(|finding| {
            let at = &finding.location;
            finding.disposition() == Disposition::Quarantined
                && at.row == Some(row)
                && at.sheet.as_deref().unwrap_or_default() == decision.sheet
        })
    }
}

impl DecidedOf<'_> {
    /// The decisions that bear upon the figure, in the order of `decisions.toml`.
    pub fn cells(&self) -> Result<Vec<DecidedCell>, Error> {
        let project = self.project;
        let digests: BTreeSet<String> =
            project.decisions.decision.iter().map(|one| one.object_sha256.get_ref().to_ascii_lowercase()).collect();
        if digests.is_empty() {
            return Ok(Vec::new());
        }
        let submissions = self.tables.rows("submissions", &[("sha256", digests)])?;
        let is_own = |row: &usize| {
            self.shares.parts.iter().any(|part| text(&submissions, "form", *row) == Some(part.part.form.as_str()))
        };
        let own: Vec<usize> = (0..submissions.num_rows()).filter(is_own).collect();
        let mut cells = Vec::new();
        for decision in &project.decisions.decision {
            let of_it =
                own.iter().find(|row| text(&submissions, "sha256", **row).is_some_and(|one| decision.is_about(one)));
            let Some(&row) = of_it else { continue };
            let sha256 = decision.object_sha256.get_ref().to_ascii_lowercase();
            let Some(sent) = self.sources.as_sent(&sha256)? else { continue };
            let both = BothReadings { sent, decided: self.sources.get(&sha256)? };
            let Some(units) = self.units_of(decision, &both) else { continue };
            let place = decision.place();
            let raw = place.and_then(|(row, column)| {
                both.decided.text(&decision.sheet, i64::from(row) + 1, &column_letters(column))
            });
            cells.push(DecidedCell {
                object: owned(&submissions, "object", row).unwrap_or_default(),
                sha256,
                sheet: decision.sheet.clone(),
                cell: decision.cell.get_ref().clone(),
                raw,
                units,
                decision: explained(decision),
            });
        }
        Ok(cells)
    }

    /// The units of the area whose rows a decision is about; none for a label or a head; `None` where it has nothing to do with the figure.
    fn units_of(&self, decision: &Decision, both: &BothReadings) -> Option<BTreeSet<String>> {
        if !both.is_applied(decision) {
            return None;
        }
        let at_row = decision.place().map(|(row, _)| row + 1).or_else(|| decision.cell.get_ref().parse().ok())?;
        let letters = decision.place().map(|(_, column)| column_letters(column));
        let was_quarantined = both.was_quarantined(decision, at_row);
        let (mut units, mut is_of_row, mut is_of_table) = (BTreeSet::new(), false, false);
        for table in both.tables(decision) {
            let Some(part) =
                self.shares.parts.iter().find(|part| self.project.form_named(&part.part.form) == Some(table.form))
            else {
                continue;
            };
            let form = &self.project.forms[table.form];
            let periods = self.period.parts(form.form.frequency);
            let fields: BTreeSet<String> = self.shares.parts.iter().flat_map(|part| part.part.fields()).collect();
            let column = letters.as_ref().and_then(|letters| table.column_at(&decision.sheet, letters, Some(at_row)));
            let decided_row = table.row_at(&decision.sheet, at_row);
            let field = column.and_then(|column| form.schema.fields.get(column.field));
            let bears = was_quarantined
                || field.is_none_or(|field| !field.is_measure() || fields.contains(&field.name))
                || part.part.fields().is_empty();
            for row in 0..table.rows.len() {
                let is_it = decided_row == Some(row);
                is_of_row |= is_it;
                let period = table.rows.period.get(row).copied().flatten().or(table.period);
                let unit = table.rows.unit.get(row).copied().flatten();
                let code = unit.and_then(|unit| self.project.registry.units.get(unit)).map(|unit| &unit.code);
                let is_own = period.is_some_and(|period| periods.contains(&period));
                let Some(code) = code.filter(|code| is_own && self.codes.contains(*code)) else { continue };
                is_of_table = true;
                if is_it && bears {
                    units.insert(code.clone());
                }
            }
        }
        (!units.is_empty() || (is_of_table && !is_of_row)).then_some(units)
    }
}

/// Says of a unit that does not count which cells of its rows were decided otherwise than they were sent.
pub(super) fn add_reasons(unit: &mut ExplainedUnit, codes: &BTreeSet<String>, cells: &[DecidedCell]) {
    let changed = cells.iter().filter(|cell| cell.decision.value.is_some());
    for cell in changed.filter(|cell| cell.units.iter().any(|code| codes.contains(code))) {
        let decision = &cell.decision;
        let message = message!(
            "explain-reason.decided",
            sent = cell.raw.as_deref().unwrap_or_default(),
            value = decision.value.as_deref().unwrap_or_default(),
            who = &decision.who,
            day = &decision.when,
        );
        unit.reasons.push(Reason {
            reason: ReasonCode::Decided,
            message,
            finding: None,
            object: Some(cell.object.clone()),
            sheet: Some(cell.sheet.clone()).filter(|sheet| !sheet.is_empty()),
            cell: Some(cell.cell.clone()),
            row: None,
        });
    }
}

/// A decision as an answer shows it.
pub(super) fn explained(decision: &Decision) -> ExplainedDecision {
    ExplainedDecision {
        decision: decision.id(),
        value: decision.value.clone(),
        who: decision.who.get_ref().clone(),
        why: decision.why.get_ref().clone(),
        when: decision.when.to_string(),
    }
}
