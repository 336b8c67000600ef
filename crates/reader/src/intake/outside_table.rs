//! Corrected values beside or below the tables of a sheet, where its sender wrote nothing: a slip in the name of a cell would make a row or a
//! column of its own, and its faults would be asked of the sender.
//!
//! Takes a decision with the readings without and with it; gives what it would bring in, where that is all it does.

use std::collections::BTreeMap;

use super::decided::{FindingKey, is_of_a_row, key};
use crate::findings::finding::Finding;
use crate::project::written::decisions::Decision;
use crate::sheet::grid::Sheet;
use crate::typing::reading::Reading;

/// The first finding that a corrected value brings in where a sheet has a table and the sender's cell is no part of one; nothing where it is,
/// where the value also mends something, or finds nothing. Above the rows of a table stand labels and words about all of it: what is filled
/// in there is of the table.
pub(super) fn brought_in<'f>(
    decision: &Decision,
    sheet: &Sheet,
    sent: &Reading,
    decided: &'f Reading,
) -> Option<&'f Finding> {
    let (row, column) = decision.place()?;
    let mut tables = sent.tables.iter().filter(|table| table.sheet == decision.sheet);
    let is_below_labels = tables.any(|table| table.first_row <= row.saturating_add(1));
    if !is_below_labels || is_of_a_row(sent, decision) || !sheet.grid.get(row, column).is_blank() {
        return None;
    }
    let (before, after) = (open(&sent.findings), open(&decided.findings));
    let mends = before.iter().any(|(key, count)| after.get(key).is_none_or(|left| left < count));
    let is_new = |finding: &&Finding| {
        let key = key(finding);
        finding.is_open() && after.get(&key) > before.get(&key)
    };
    decided.findings.iter().find(is_new).filter(|_| !mends)
}

/// How often each finding is there that is open.
fn open(findings: &[Finding]) -> BTreeMap<FindingKey, usize> {
    let mut counted: BTreeMap<FindingKey, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        let count = counted.entry(key(finding)).or_default();
        *count = count.saturating_add(1);
    }
    counted
}
