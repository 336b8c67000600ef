//! Findings that are new or resolved, by their ids. Those of files that were replaced are no longer open.

use std::collections::BTreeMap;

use super::answer::{ChangedFinding, FindingChanges};
use super::cells::DiffCell;
use super::runs::OpenedRun;
use crate::error::Error;
use crate::findings::message::Message;

const TABLE: &str = "findings.parquet";
const COLUMNS: [&str; 13] = [
    "finding_id",
    "code",
    "severity",
    "object",
    "sheet",
    "cell",
    "form",
    "field",
    "ref_area",
    "time_period",
    "message_vi",
    "message_en",
    "state",
];

/// Compares the findings of two runs that are open.
pub fn compare(
    before: &OpenedRun<'_>,
    after: &OpenedRun<'_>,
    not_compared: &mut Vec<String>,
) -> Result<FindingChanges, Error> {
    if before.has_same(after, TABLE) {
        let same = open(after, not_compared)?.map_or(0, |open| open.len());
        return Ok(FindingChanges { same: same as u64, ..FindingChanges::default() });
    }
    let (then, now) = (open(before, not_compared)?, open(after, not_compared)?);
    let (Some(mut then), Some(now)) = (then, now) else { return Ok(FindingChanges::default()) };
    let mut changes = FindingChanges::default();
    for (id, finding) in now {
        match then.remove(&id) {
            Some(_) => changes.same += 1,
            None => changes.new.push(finding),
        }
    }
    changes.resolved = then.into_values().collect();
    let rank = |finding: &ChangedFinding| match finding.severity.as_str() {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    };
    for list in [&mut changes.new, &mut changes.resolved] {
        list.sort_by(|left, right| {
            let key = |one: &ChangedFinding| {
                let about = [&one.form, &one.ref_area, &one.time_period].map(Clone::clone);
                (rank(one), one.object.clone(), one.code.clone(), about, one.finding_id.clone())
            };
            key(left).cmp(&key(right))
        });
    }
    Ok(changes)
}

/// The first open finding of each id; nothing where the run has no ids.
fn open(
    run: &OpenedRun<'_>,
    not_compared: &mut Vec<String>,
) -> Result<Option<BTreeMap<String, ChangedFinding>>, Error> {
    let table = run.rows(TABLE, COLUMNS)?;
    not_compared.extend(table.absent.iter().map(|name| format!("findings.{name}")));
    if table.absent.contains(&"finding_id") {
        return Ok(None);
    }
    let mut open = BTreeMap::new();
    for [id, code, severity, object, sheet, cell, form, field, area, period, vi, en, state] in table.rows {
        let id = id.text().unwrap_or_default();
        let is_settled = ["resolved", "accepted"].iter().any(|settled| state == DiffCell::Text((*settled).to_owned()));
        if is_settled || open.contains_key(&id) {
            continue;
        }
        let text = |cell: DiffCell| cell.text().unwrap_or_default();
        let finding = ChangedFinding {
            finding_id: id.clone(),
            code: text(code),
            severity: text(severity),
            object: object.text(),
            sheet: sheet.text(),
            cell: cell.text(),
            form: form.text(),
            field: field.text(),
            ref_area: area.text(),
            time_period: period.text(),
            message: Message::new(text(vi), text(en)),
        };
        open.insert(id, finding);
    }
    Ok(Some(open))
}
