//! Why a unit does not count: from what was expected of it and of its members, what came, and what was found.

use std::collections::BTreeSet;
use std::rc::Rc;

use arrow_array::RecordBatch;

use super::answer::{Reason, ReasonCode};
use super::cells::{Cells, RowWithoutValue, accepted_states, status};
use super::shares::{PartRows, Shares, UnitShare};
use crate::engine::units_table;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Form;
use crate::project::written::settings::Geography;
use crate::query::run_tables::{date, integer, only, owned, text, value};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::values::period::Period;
use crate::values::status::Status;

/// Why a unit that does not count does not, or why one that counts adds nothing.
pub(super) fn of_unit(
    cells: &Cells<'_>,
    shares: &Shares,
    unit: UnitIndex,
    share: &UnitShare,
    period: Period,
) -> Result<Vec<Reason>, Error> {
    let mut reasons = BTreeSet::new();
    if !share.expected {
        reasons.insert(Reason::new(ReasonCode::CannotOccur, message!("explain-reason.cannot-occur")));
    } else if share.reported {
        let Some(numerator) = shares.parts.first() else { return Ok(Vec::new()) };
        let rows = numerator.by_unit.get(unit).map(Vec::as_slice).unwrap_or_default();
        let is = |column: &str, row: usize| value(&numerator.rows, column, row) == Value::Boolean(true);
        let is_row = |row: &usize| is("row_present", *row) && (!numerator.part.of_end || is("at_end", *row));
        if !rows.iter().any(is_row) {
            reasons.insert(Reason::new(ReasonCode::ReportedNone, message!("explain-reason.reported-none")));
        } else if numerator.part.condition.is_some() && !rows.iter().any(|row| numerator.enters(*row)) {
            reasons.insert(Reason::new(ReasonCode::TurnedAway, message!("explain-reason.turned-away")));
        }
    } else {
        for part in &shares.parts {
            of_part(cells, part, unit, period, &mut reasons)?;
        }
        if reasons.is_empty() {
            let status = share.missing.map_or("O", Status::code);
            let message = message!("explain-reason.status", status = status);
            reasons.insert(Reason::new(ReasonCode::ValueMissing, message));
        }
    }
    Ok(reasons.into_iter().collect())
}

fn of_part(
    cells: &Cells<'_>,
    part: &PartRows,
    unit: UnitIndex,
    period: Period,
    reasons: &mut BTreeSet<Reason>,
) -> Result<(), Error> {
    let project = cells.project;
    let Some(form) = project.form_named(&part.part.form).map(|form| &project.forms[form]) else { return Ok(()) };
    let own = period.parts(form.form.frequency);
    let counted = if form.has_flows() { &own[..] } else { own.last().map(std::slice::from_ref).unwrap_or_default() };
    for &period in counted {
        let end = period.end(form.form.calendar);
        if project.registry.units[unit].valid_to.is_some_and(|ended| ended <= end) {
            continue;
        }
        let members = project.registry.members(unit, end);
        if members.is_empty() {
            let message = message!("explain-reason.no-members", day = end.to_string());
            reasons.insert(Reason::new(ReasonCode::NotRestated, message));
        }
        for member in members {
            of_member(cells, part, form, member.unit, period, reasons)?;
            if member.share.is_none() {
                let message = message!("explain-reason.no-share", unit = named(cells, member.unit));
                reasons.insert(Reason::new(ReasonCode::NotRestated, message));
            }
        }
    }
    Ok(())
}

/// What is missing of one member in one period of the form.
fn of_member(
    cells: &Cells<'_>,
    part: &PartRows,
    form: &Form,
    unit: UnitIndex,
    period: Period,
    reasons: &mut BTreeSet<Reason>,
) -> Result<(), Error> {
    let quarantined = quarantined(cells, form, unit, period)?;
    let is_quarantined = !quarantined.is_empty();
    reasons.extend(quarantined);
    // What a unit reported without a row, and the lines that it has, are known from the units table.
    let reported = if form.lists() || form.has_lines() { as_reported(cells, form, unit, period)? } else { None };
    if let Some((rows, row)) = reported.filter(|_| !is_quarantined) {
        let missing = part.part.fields().into_iter().filter(|field| value(&rows, field, row).is_missing());
        let is_row = value(&rows, "row_present", row) == Value::Boolean(true);
        if let Some(field) = missing.into_iter().next().filter(|_| form.has_lines() && is_row) {
            let status = status(&rows, &field, row).unwrap_or(Status::O);
            let (unit, period) = (named(cells, unit), period.to_string());
            let message =
                message!("explain-reason.lines-missing", unit = unit, period = period, status = status.code());
            reasons.insert(Reason::new(ReasonCode::ValueMissing, message));
            return Ok(());
        }
        if !is_row {
            return Ok(());
        }
    }
    if form.has_lines() || !cells.has_row(&form.name, period, unit)? {
        if !is_quarantined {
            let held = held_back(cells, form, unit, period)?;
            if held.is_empty() {
                reasons.insert(not_there(cells, form, unit, period)?);
            }
            reasons.extend(held);
        }
        return Ok(());
    }
    for needed in [true, false] {
        let mut is_found = false;
        for field in part.part.fields() {
            let Some(found) = cells.without_value(&part.part, (period, unit), &field, needed)? else { continue };
            let title = form.field(&field).and_then(|field| field.title.clone()).unwrap_or(field);
            let message = message!(
                "explain-reason.value-missing",
                unit = named(cells, unit),
                period = period.to_string(),
                field = title,
                status = found.status.code(),
            );
            is_found = true;
            let RowWithoutValue { object, sheet, row, .. } = found;
            reasons.insert(Reason { object, sheet, row, ..Reason::new(ReasonCode::ValueMissing, message) });
        }
        // Rows of several members may be decided, and that of all of them not.
        if is_found {
            break;
        }
    }
    Ok(())
}

/// The first row of a unit in the units table as reported, where the unit reported.
fn as_reported(
    cells: &Cells<'_>,
    form: &Form,
    unit: UnitIndex,
    period: Period,
) -> Result<Option<(Rc<RecordBatch>, usize)>, Error> {
    let unit = &cells.project.registry.units[unit];
    let wanted = [
        ("geography", only(&Geography::AsReported.to_string())),
        ("time_period", only(&period.to_string())),
        ("ref_area", only(&unit.code)),
    ];
    let rows = cells.tables.rows(&units_table(&form.name), &wanted)?;
    let is_it = |row: &usize| {
        date(&rows, "ref_area_valid_from", *row) == Some(unit.valid_from)
            && value(&rows, "reported", *row) == Value::Boolean(true)
    };
    let row = (0..rows.num_rows()).find(is_it);
    Ok(row.map(|row| (rows, row)))
}

/// The errors that keep rows of a unit out, and that nothing has resolved.
fn quarantined(cells: &Cells<'_>, form: &Form, unit: UnitIndex, period: Period) -> Result<Vec<Reason>, Error> {
    let wanted = [("form", only(&form.name)), ("time_period", only(&period.to_string()))];
    let findings = cells.tables.rows("findings", &wanted)?;
    let unit = &cells.project.registry.units[unit];
    let is_of = |row: &usize| {
        text(&findings, "ref_area", *row) == Some(&unit.code)
            && text(&findings, "disposition", *row) == Some("quarantined")
            && text(&findings, "resolved_by", *row).is_none()
    };
    let rows = (0..findings.num_rows()).filter(is_of);
    Ok(rows.map(|row| of_finding(&findings, row, ReasonCode::Quarantined)).collect())
}

/// Why sound rows of a unit, of which no error speaks, are not used: rows of no known unit or period are in error beside them, and may be of it.
fn held_back(cells: &Cells<'_>, form: &Form, unit: UnitIndex, period: Period) -> Result<Vec<Reason>, Error> {
    let wanted = [
        ("form", only(&form.name)),
        ("time_period", only(&period.to_string())),
        ("code", only(Code::UnusedRow.name())),
    ];
    let unused = cells.tables.rows("findings", &wanted)?;
    let unit = &cells.project.registry.units[unit];
    let mut reasons = Vec::new();
    for row in (0..unused.num_rows()).filter(|row| text(&unused, "resolved_by", *row).is_none()) {
        let area = text(&unused, "ref_area", row);
        let Some(object) = text(&unused, "object", row).filter(|_| area.is_none_or(|area| area == unit.code)) else {
            continue;
        };
        let errors = unplaced(cells, form, (object, &unit.code), period)?;
        // Rows of several units, each beside an error of its own, say nothing of others.
        if area.is_some() || !errors.is_empty() {
            reasons.extend(errors);
            reasons.push(of_finding(&unused, row, ReasonCode::NotUsed));
        }
    }
    Ok(reasons)
}

/// The errors of rows of an object that may be of a unit and period since they do not say both, and that nothing has resolved.
fn unplaced(
    cells: &Cells<'_>,
    form: &Form,
    (object, unit): (&str, &str),
    period: Period,
) -> Result<Vec<Reason>, Error> {
    let found = cells.tables.with("findings", "object", object)?;
    let (table, period) = (&found.table, period.to_string());
    let is_unplaced = |row: &usize| {
        let at = |column: &str| text(table, column, *row);
        let may_be = at("ref_area").is_none_or(|area| area == unit) && at("time_period").is_none_or(|of| of == period);
        at("form") == Some(&form.name)
            && at("disposition") == Some("quarantined")
            && at("severity") == Some("error")
            && at("resolved_by").is_none()
            && (may_be || at("code") == Some(Code::PeriodOutOfRange.name()))
    };
    Ok(found
        .rows
        .iter()
        .filter(|row| is_unplaced(row))
        .map(|row| of_finding(table, *row, ReasonCode::Quarantined))
        .collect())
}

/// What is said of rows of a unit that came and are not used, though others of it are.
pub(super) fn not_used(
    cells: &Cells<'_>,
    shares: &Shares,
    unit: UnitIndex,
    period: Period,
) -> Result<Vec<Reason>, Error> {
    let mut found = BTreeSet::new();
    let code = cells.project.registry.units[unit].code.as_str();
    for part in &shares.parts {
        let Some(form) = cells.project.form_named(&part.part.form) else { continue };
        let form = &cells.project.forms[form];
        for period in period.parts(form.form.frequency) {
            let wanted = [
                ("form", only(&form.name)),
                ("time_period", only(&period.to_string())),
                ("code", only(Code::UnusedRow.name())),
            ];
            let findings = cells.tables.rows("findings", &wanted)?;
            let is_of = |row: &usize| {
                text(&findings, "ref_area", *row).is_none_or(|area| area == code)
                    && text(&findings, "resolved_by", *row).is_none()
            };
            let rows = (0..findings.num_rows()).filter(is_of);
            found.extend(rows.map(|row| of_finding(&findings, row, ReasonCode::NotUsed)));
        }
    }
    Ok(found.into_iter().collect())
}

/// A finding as a reason.
pub(super) fn of_finding(findings: &RecordBatch, row: usize, reason: ReasonCode) -> Reason {
    let said = |column: &str| text(findings, column, row).unwrap_or_default();
    Reason {
        reason,
        message: Message::new(said("message_vi"), said("message_en")),
        finding: owned(findings, "code", row),
        object: owned(findings, "object", row),
        sheet: owned(findings, "sheet", row),
        cell: owned(findings, "cell", row),
        row: integer(findings, "row", row),
    }
}

/// The finding that none of the rows of a sender's submission is used, for too many of them are in error.
fn stopped(cells: &Cells<'_>, form: &Form, senders: &BTreeSet<&str>, period: Period) -> Result<Option<Reason>, Error> {
    if form.stop_if.is_none() {
        return Ok(None);
    }
    let code = Code::Stopped;
    let wanted = [("form", only(&form.name)), ("time_period", only(&period.to_string())), ("code", only(code.name()))];
    let findings = cells.tables.rows("findings", &wanted)?;
    let is_of = |row: &usize| {
        text(&findings, "ref_area", *row).is_none_or(|sender| senders.contains(sender))
            && text(&findings, "resolved_by", *row).is_none()
    };
    let row = (0..findings.num_rows()).rev().find(is_of);
    Ok(row.map(|row| of_finding(&findings, row, ReasonCode::Stopped)))
}

/// What became of the submissions of a sender that are all replaced: what was made from them is for another sender or period.
fn replaced(cells: &Cells<'_>, form: &Form, senders: &BTreeSet<&str>, period: Period) -> Result<Option<Reason>, Error> {
    let code = Code::Superseded;
    let wanted = [("form", only(&form.name)), ("time_period", only(&period.to_string())), ("code", only(code.name()))];
    let findings = cells.tables.rows("findings", &wanted)?;
    let is_of = |row: &usize| text(&findings, "ref_area", *row).is_none_or(|sender| senders.contains(sender));
    let row = (0..findings.num_rows()).rev().find(is_of);
    Ok(row.map(|row| of_finding(&findings, row, ReasonCode::Replaced)))
}

/// Why a unit has no row: nothing came, it cannot be read, or it does not have the unit.
fn not_there(cells: &Cells<'_>, form: &Form, unit: UnitIndex, period: Period) -> Result<Reason, Error> {
    let wanted = [("form", only(&form.name)), ("time_period", only(&period.to_string()))];
    let submissions = cells.tables.rows("submissions", &wanted)?;
    let registry = &cells.project.registry;
    let senders: BTreeSet<&str> = registry.ancestors(unit).map(|above| registry.units[above].code.as_str()).collect();
    // A form that nobody in particular sends has submissions of no sender.
    let has_no_senders = form.sender_levels(period.end(form.form.calendar)).is_empty();
    let of_senders =
        |row: &usize| text(&submissions, "ref_area", *row).map_or(has_no_senders, |sender| senders.contains(sender));
    let rows: Vec<usize> = (0..submissions.num_rows()).filter(of_senders).collect();
    let state = |row: usize| text(&submissions, "state", row).unwrap_or_default();
    let (unit, time) = (named(cells, unit), period.to_string());
    if let Some(reason) = stopped(cells, form, &senders, period)? {
        return Ok(reason);
    }
    let is_in_use = |row: &&usize| ["received", "late"].contains(&state(**row));
    if rows.iter().find(is_in_use).is_none()
        && let Some(reason) = replaced(cells, form, &senders, period)?
    {
        return Ok(reason);
    }
    let accepted = accepted_states();
    let mut came = rows.iter().filter(|row| accepted.contains(state(**row)));
    if let Some(&row) = rows.iter().find(is_in_use).or_else(|| came.next()) {
        let message = message!("explain-reason.row-missing", unit = unit, period = time);
        // Of several files nobody knows which should have had the unit.
        let is_sole = !has_no_senders || rows.iter().filter(is_in_use).count() < 2;
        let object = owned(&submissions, "object", row).filter(|_| is_sole);
        return Ok(Reason { object, ..Reason::new(ReasonCode::RowMissing, message) });
    }
    if let Some(&row) = rows.iter().find(|row| state(**row) == "rejected") {
        let object = owned(&submissions, "object", row);
        let first = object.as_deref().map(|object| first_error(cells, object)).transpose()?.flatten();
        let because = first.as_ref().map_or_else(|| Message::from(""), |(_, message)| message.clone());
        let message = message!("explain-reason.rejected", unit = unit, period = time, because = because);
        let finding = first.map(|(code, _)| code);
        return Ok(Reason { object, finding, ..Reason::new(ReasonCode::Rejected, message) });
    }
    if let Some(&row) = rows.iter().find(|row| state(**row) == "withdrawn") {
        let message = message!("explain-reason.withdrawn", unit = unit, period = time);
        let object = owned(&submissions, "object", row);
        return Ok(Reason { object, ..Reason::new(ReasonCode::Withdrawn, message) });
    }
    let due = rows.iter().find_map(|row| date(&submissions, "due", *row));
    let message = match due {
        Some(due) => message!("explain-reason.never-came-due", unit = unit, period = time, due = due.to_string()),
        None => message!("explain-reason.never-came", unit = unit, period = time),
    };
    Ok(Reason::new(ReasonCode::NeverCame, message))
}

/// The first error that was found in an object: its code and what it says.
fn first_error(cells: &Cells<'_>, object: &str) -> Result<Option<(String, Message)>, Error> {
    let found = cells.tables.with("findings", "object", object)?;
    let table = &found.table;
    let row = found.rows.iter().copied().find(|row| text(table, "severity", *row) == Some("error"));
    Ok(row.map(|row| {
        let said = |column: &str| text(table, column, row).unwrap_or_default();
        (said("code").to_owned(), Message::new(said("message_vi"), said("message_en")))
    }))
}

fn named(cells: &Cells<'_>, unit: UnitIndex) -> String {
    let unit = &cells.project.registry.units[unit];
    format!("{} ({})", unit.name, unit.code)
}

impl Reason {
    const fn new(reason: ReasonCode, message: Message) -> Self {
        Self { reason, message, finding: None, object: None, sheet: None, cell: None, row: None }
    }
}
