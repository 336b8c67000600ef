//! Objects of which people have decided something: takes the bytes and the decisions about them; gives the reading with corrected
//! values in the place of what was sent, accepted findings, and what became of each decision.
//!
//! The object is read twice, as it was sent and as it was decided: what only the first reading finds was resolved by a correction.

use std::collections::BTreeMap;
use std::io::Read;

use sha2::{Digest, Sha256};

use super::outside_table::brought_in;
use super::{Content, Reader, Traced, decided_status, open};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::settled::{Acceptance, Settlement};
use crate::findings::severity::{Disposition, Severity};
use crate::formats::Opened;
use crate::message;
use crate::project::Project;
use crate::project::written::decisions::{Decision, row_of};
use crate::sheet::address::column_letters;
use crate::typing::number::Signs;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::writing::readings;

/// What distinguishes a finding from the others of its object, whatever it says.
pub(super) type FindingKey =
    (Code, Option<String>, Option<String>, Option<String>, Option<u32>, Option<String>, Option<String>);

impl Reader<'_> {
    /// The decisions about content. Its digest is computed only where there are any decisions.
    pub(super) fn decisions_about(&self, content: &Content<'_>) -> Result<Vec<&Decision>, Error> {
        let decisions = &self.project.decisions;
        if decisions.is_empty() {
            return Ok(Vec::new());
        }
        Ok(decisions.about(&content.sha256()?))
    }

    /// The same of bytes.
    pub(super) fn decisions_about_bytes(&self, bytes: &[u8]) -> Vec<&Decision> {
        let decisions = &self.project.decisions;
        if decisions.is_empty() { Vec::new() } else { decisions.about(&hex::encode(Sha256::digest(bytes))) }
    }

    /// Refuses the decisions about an export of lines that was read as it passed: its cells are kept nowhere.
    pub fn refuse_decisions_about_lines(&self, sha256: &str, reading: &mut Reading) {
        refuse_lines(&self.project.decisions.about(sha256), reading);
    }

    /// Reads bytes as they were sent, and as it was decided.
    pub(super) fn decided(&self, bytes: &[u8], about: &[&Decision]) -> Result<Traced, Error> {
        let sha256 = hex::encode(Sha256::digest(bytes));
        let opened = match open(bytes, &self.project.settings.limits, &self.project.debris) {
            Ok(opened) => opened,
            Err(finding) => {
                let unread = |decision: &&Decision| unusable(decision, message!("decision-unusable.unread"));
                let findings = std::iter::once(finding).chain(about.iter().map(unread)).collect();
                let reading = Reading { findings, decided: Some(sha256), ..Reading::default() };
                return Ok(Traced { reading, ..Traced::default() });
            }
        };
        let sent = self.checked(opened.clone())?;
        let has_lines = |decision: &&&Decision| {
            let mut tables = sent.reading.tables.iter().filter(|table| table.is_on(&decision.sheet));
            tables.any(|table| self.project.forms[table.form].has_lines())
        };
        let (refused, about): (Vec<&Decision>, Vec<&Decision>) = about.iter().partition(has_lines);
        let mut said = Vec::new();
        let corrected = self.corrected(&opened, &sent, &about, &mut said)?;
        let accepted: Vec<Acceptance> = about.iter().filter_map(|decision| decision.acceptance()).collect();
        let project = self.project.accepting(&accepted);
        let mut traced = Reader::new(&project, self.engine).checked(corrected.opened)?;
        decided_status::mark(&self.project.forms, &sent.reading, &mut traced.reading);
        let resolved = resolved(&sent.reading.findings, &traced.reading.findings, &corrected.applied);
        traced.reading.findings.extend(resolved);
        traced.reading.findings.append(&mut said);
        if !corrected.applied.is_empty() && has_same_rows(&sent.reading, &traced.reading) {
            traced.reading.as_sent = sent.reading.tables;
        }
        refuse_lines(&refused, &mut traced.reading);
        traced.reading.decided = Some(sha256);
        // What the cells hold is what was sent.
        traced.opened = sent.opened;
        Ok(traced)
    }

    /// Reads bytes as they were sent, whatever was decided of them.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn as_sent(&self, bytes: &[u8]) -> Result<Reading, Error> {
        match open(bytes, &self.project.settings.limits, &self.project.debris) {
            Ok(opened) => Ok(self.checked(opened)?.reading),
            Err(finding) => Ok(Reading { findings: vec![finding], ..Reading::default() }),
        }
    }

    /// All that is found in opened sheets.
    fn checked(&self, opened: Opened) -> Result<Traced, Error> {
        let mut traced = self.of_sheets(opened);
        super::lines::check_tables(self.project, self.engine, &mut traced.reading)?;
        self.check(&mut [&mut traced.reading])?;
        Ok(traced)
    }

    /// The sheets with every corrected value in its cell.
    fn corrected<'d>(
        &self,
        opened: &Opened,
        sent: &Traced,
        about: &[&'d Decision],
        said: &mut Vec<Finding>,
    ) -> Result<Corrected<'d>, Error> {
        let mut corrected = Corrected { opened: opened.clone(), applied: Vec::new() };
        for &decision in about {
            let (Some(value), Some((row, column))) = (&decision.value, decision.place()) else { continue };
            let Some(sheet) = corrected.opened.sheets.iter_mut().find(|sheet| sheet.name == decision.sheet) else {
                said.push(needless(decision, message!("decision-needless.no-sheet", sheet = &decision.sheet)));
                continue;
            };
            if sheet.grid.get(row, column).display().trim() == value.trim() {
                said.push(needless(decision, message!("decision-needless.same", value = value)));
                continue;
            }
            if is_of_two_readings(self.project, &sent.reading, decision, value) {
                said.push(unusable(decision, message!("decision-unusable.either-sign", value = value)));
                continue;
            }
            if !is_of_a_row(&sent.reading, decision) {
                let alone = self.alone(opened, decision)?;
                if alone == sent.reading {
                    said.push(needless(decision, message!("decision-needless.no-cell")));
                    continue;
                }
                if let Some(finding) = brought_in(decision, sheet, &sent.reading, &alone) {
                    let why = message!("decision-unusable.outside", code = finding.code.name());
                    said.push(unusable(decision, why));
                    continue;
                }
            }
            sheet.correct(row, column, value.trim());
            let at_row = |finding: &Finding| is_at_row(finding, &decision.sheet, row + 1);
            if !sent.reading.findings.iter().any(at_row) && is_of_a_row(&sent.reading, decision) {
                let finding = needless(decision, message!("decision-needless.no-finding-of-value"));
                said.push(finding.weighing(Severity::Note, Disposition::Used));
            }
            corrected.applied.push(decision);
        }
        Ok(corrected)
    }

    /// What is read with one correction alone.
    fn alone(&self, opened: &Opened, decision: &Decision) -> Result<Reading, Error> {
        let mut alone = opened.clone();
        let sheet = alone.sheets.iter_mut().find(|sheet| sheet.name == decision.sheet);
        if let (Some(value), Some((row, column)), Some(sheet)) = (&decision.value, decision.place(), sheet) {
            sheet.correct(row, column, value.trim());
        }
        Ok(self.checked(alone)?.reading)
    }
}

/// Sheets with corrected values.
struct Corrected<'d> {
    opened: Opened,
    /// The decisions whose values are in their cells.
    applied: Vec<&'d Decision>,
}

impl Content<'_> {
    /// SHA-256 of all its bytes, in hex.
    fn sha256(&self) -> Result<String, Error> {
        match self {
            Self::Whole(bytes) => Ok(hex::encode(Sha256::digest(bytes))),
            Self::Long { sha256: Some(sha256), .. } => Ok(sha256.clone()),
            Self::Long { open, origin, .. } => {
                let (mut bytes, mut digest, mut piece) = (open()?, Sha256::new(), vec![0; 1 << 16]);
                loop {
                    let read = bytes.read(&mut piece).map_err(|cause| Error::store("cannot read", origin, cause))?;
                    let Some(filled) = piece.get(..read).filter(|filled| !filled.is_empty()) else { break };
                    digest.update(filled);
                }
                Ok(hex::encode(digest.finalize()))
            }
        }
    }
}

/// What is to be said of the decisions to keep something in one object, once all is found in it. `is_complete` is false where the object is
/// read alone: what is found beside other submissions is not known then.
pub fn judge_kept<'f>(
    project: &Project,
    sha256: &str,
    findings: impl IntoIterator<Item = &'f Finding>,
    is_complete: bool,
) -> Vec<Finding> {
    let kept = project.decisions.about(sha256).into_iter();
    let kept: Vec<_> = kept.filter_map(|decision| Some((decision, decision.acceptance()?))).collect();
    if kept.is_empty() {
        return Vec::new();
    }
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let mut said = Vec::new();
    for (decision, accepted) in kept {
        let is_of_decision = |finding: &&&Finding| finding.code.is_about_decisions();
        let (of_decisions, covered): (Vec<&Finding>, Vec<&Finding>) = findings
            .iter()
            .filter(|finding| Acceptance { code: None, ..accepted.clone() }.covers(finding.code, &finding.location))
            .partition(is_of_decision);
        let refused = of_decisions.iter().any(|finding| finding.code == Code::UnusableDecision);
        // What another value has resolved is not kept.
        let is_replaced = project.decisions.about(sha256).into_iter().any(|other| {
            other.value.is_some() && other.sheet == decision.sheet && other.cell.get_ref() == decision.cell.get_ref()
        });
        let is_resolved = |one: &Finding| one.settled.as_ref().is_some_and(|by| by.state == Settlement::Resolved);
        let mut covered = covered
            .into_iter()
            .filter(|one| accepted.code.is_none_or(|code| code == one.code) && !(is_replaced && is_resolved(one)))
            .peekable();
        if refused {
            continue;
        }
        if covered.peek().is_none() {
            if is_complete || accepted.code.is_some_and(|code| !code.needs_other_submissions()) {
                said.push(needless(decision, message!("decision-needless.no-finding-to-keep")));
            }
        } else if let Some(open) = covered.find(|finding| finding.is_open()) {
            said.push(unusable(decision, message!("decision-unusable.keep", code = open.code.name())));
        }
    }
    said
}

/// True where two readings have the same rows, whatever is in them: a correction may bring a row in, or give one another place.
fn has_same_rows(sent: &Reading, decided: &Reading) -> bool {
    let is_same = |(sent, decided): (&TypedTable, &TypedTable)| {
        let (one, other) = (&sent.rows, &decided.rows);
        sent.form == decided.form
            && (&one.number, &one.unit, &one.period) == (&other.number, &other.unit, &other.period)
    };
    sent.tables.len() == decided.tables.len() && sent.tables.iter().zip(&decided.tables).all(is_same)
}

/// What only the first of two readings finds, each resolved by a correction: that of its cell, else of its row, else of its sheet.
fn resolved(sent: &[Finding], decided: &[Finding], applied: &[&Decision]) -> Vec<Finding> {
    let Some(first) = applied.first() else { return Vec::new() };
    let mut left: BTreeMap<FindingKey, usize> = BTreeMap::new();
    for finding in decided {
        *left.entry(key(finding)).or_default() += 1;
    }
    let mut resolved = Vec::new();
    for finding in sent {
        if let Some(count) = left.get_mut(&key(finding)).filter(|count| **count > 0) {
            *count -= 1;
            continue;
        }
        let at = &finding.location;
        let of_cell = |one: &&&Decision| {
            at.sheet.as_deref().unwrap_or_default() == one.sheet && at.cell.as_ref() == Some(one.cell.get_ref())
        };
        let of_row = |one: &&&Decision| {
            one.place().is_some_and(|(row, _)| is_at_row(finding, &one.sheet, row.saturating_add(1)))
        };
        let of_sheet = |one: &&&Decision| at.sheet.as_deref().unwrap_or_default() == one.sheet;
        let by = applied.iter().find(of_cell);
        let by = by.or_else(|| applied.iter().find(of_row)).or_else(|| applied.iter().find(of_sheet));
        resolved.push(finding.clone().resolved(&by.unwrap_or(first).id()));
    }
    resolved
}

pub(super) fn key(finding: &Finding) -> FindingKey {
    let Location { sheet, cell, row, form, field, .. } = &finding.location;
    (finding.code, finding.check.clone(), sheet.clone(), cell.clone(), *row, form.clone(), field.clone())
}

fn is_at_row(finding: &Finding, sheet: &str, row: u32) -> bool {
    finding.location.row == Some(row) && finding.location.sheet.as_deref().unwrap_or_default() == sheet
}

/// True where its cell is one of a row that was read.
pub(super) fn is_of_a_row(reading: &Reading, decision: &Decision) -> bool {
    let Some((row, column)) = decision.place() else { return false };
    let (letters, number, sheet) = (column_letters(column), row.saturating_add(1), &decision.sheet);
    reading
        .tables
        .iter()
        .any(|table| table.row_at(sheet, number).is_some() && table.column_at(sheet, &letters, Some(number)).is_some())
}

/// True where a value is one number in the signs of the project and another in those of its column.
pub fn is_of_two_readings(project: &Project, reading: &Reading, decision: &Decision, value: &str) -> bool {
    let Some((row, column)) = decision.place() else { return false };
    let (letters, number, sheet) = (column_letters(column), row.saturating_add(1), &decision.sheet);
    let tables = reading.tables.iter().filter(|_| is_of_a_row(reading, decision));
    let mut columns = tables.filter_map(|table| Some((table.form, table.column_at(sheet, &letters, Some(number))?)));
    columns.any(|(form, column)| {
        let field = project.forms.get(form).and_then(|form| form.schema.fields.get(column.field));
        let declared = field.map(|field| Signs::declared(field, project.settings.language));
        let other = declared.filter(|declared| *declared != column.signs);
        other.is_some_and(|declared| readings(value.trim(), declared).is_some())
    })
}

fn refuse_lines(about: &[&Decision], reading: &mut Reading) {
    reading.findings.extend(about.iter().map(|decision| unusable(decision, message!("decision-unusable.lines"))));
}

/// A decision that does nothing.
fn needless(decision: &Decision, why: Message) -> Finding {
    let (who, when) = (decision.who.get_ref(), decision.when.to_string());
    let message = message!("needless-decision.needless", decision = decision.id(), who = who, day = when, why = why);
    Finding::new(Code::NeedlessDecision, location(decision), message)
}

/// A decision that cannot be followed.
fn unusable(decision: &Decision, why: Message) -> Finding {
    let (who, when) = (decision.who.get_ref(), decision.when.to_string());
    let message = message!("unusable-decision.unusable", decision = decision.id(), who = who, day = when, why = why);
    Finding::new(Code::UnusableDecision, location(decision), message)
}

/// Where a decision speaks of.
fn location(decision: &Decision) -> Location {
    let cell = decision.cell.get_ref();
    let row = decision.place().map(|(row, _)| row.saturating_add(1)).or_else(|| row_of(cell));
    Location {
        sheet: Some(decision.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell: decision.place().map(|_| cell.clone()),
        row,
        ..Location::default()
    }
}
