//! The rules that `decisions.toml` keeps beyond its JSON Schema.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::at;
use crate::findings::fault::Fault;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::decisions::{Decision, Decisions, place_of, row_of};
use crate::project::written::files::SourceFile;

/// Hex digits of a SHA-256.
const SHA256: usize = 64;

/// Reports what is wrong with the decisions.
pub(super) fn check(decisions: &Decisions, file: &SourceFile, faults: &mut Vec<Fault>) {
    let mut decided = HashSet::new();
    // Of one cell another value is decided, or all that was sent in it is kept. A finding of the new value may be kept, by its code.
    let mut contents = HashMap::new();
    for decision in &decisions.decision {
        for (offset, message, suggestion) in wrong(decision) {
            faults.push(at(file, offset, message, suggestion));
        }
        let code = decision.code.as_ref().map(|code| *code.get_ref());
        let sha256 = decision.object_sha256.get_ref().to_ascii_lowercase();
        let cell = decision.cell.get_ref();
        let is_of_content = code.is_none() && (decision.keeps() || decision.value.is_some());
        let contradicts = is_of_content && {
            let place = (sha256.clone(), decision.sheet.as_str(), cell.as_str());
            *contents.entry(place).or_insert(decision.keeps()) != decision.keeps()
        };
        let is_new = decided.insert((sha256, decision.sheet.as_str(), cell.as_str(), decision.keeps(), code));
        if contradicts || !is_new {
            let message = message!("fault-decision.twice", cell = cell, object = &decision.object);
            let suggestion = contradicts.then(|| message!("fault-decision.twice-write"));
            faults.push(at(file, decision.cell.span().start, message, suggestion));
        }
    }
}

/// Decisions that nobody can have taken yet: their day is after the day after today, which begins earlier elsewhere.
pub fn of_the_future(decisions: &Decisions, file: &SourceFile, today: NaiveDate) -> Vec<Fault> {
    let last = today.succ_opt().unwrap_or(today);
    let later = decisions.decision.iter().filter(|decision| decision.when > last);
    let fault = |decision: &Decision| {
        let (cell, near) = (decision.cell.get_ref(), decision.cell.span().start);
        let begin = file.text.get(..near).and_then(|before| before.rfind("[[")).unwrap_or(near);
        let rest = file.text.get(begin..).unwrap_or_default();
        let lines = rest.split_inclusive('\n').scan(begin, |next, line| {
            let start = *next;
            *next = start.saturating_add(line.len());
            Some((start, line))
        });
        let mut lines = lines.filter(|(_, line)| line.trim_start().starts_with("when"));
        let offset = lines.next().map_or(near, |(start, _)| start);
        let (day, today) = (decision.when.to_string(), today.to_string());
        at(file, offset, message!("fault-decision.future", cell = cell, day = day, today = today), None)
    };
    later.map(fault).collect()
}

/// Where it is wrong, why, and what could be written instead.
fn wrong(decision: &Decision) -> Vec<(usize, Message, Option<Message>)> {
    let mut wrong = Vec::new();
    let digest = decision.object_sha256.get_ref();
    if digest.len() != SHA256 || !digest.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        let message = message!("fault-decision.digest", written = digest);
        let suggestion = message!("fault-decision.digest-write", object = &decision.object);
        wrong.push((decision.object_sha256.span().start, message, Some(suggestion)));
    }
    let (cell, offset) = (decision.cell.get_ref(), decision.cell.span().start);
    let is_row = decision.keeps() && row_of(cell).is_some();
    if place_of(cell).is_none() && !is_row {
        let upper = cell.trim().replace('$', "").to_uppercase();
        let suggestion = place_of(&upper).map(|_| message!("fault.write", text = format!("cell = \"{upper}\"")));
        wrong.push((offset, message!("fault-decision.cell", written = cell), suggestion));
    }
    match (&decision.value, &decision.keep) {
        (Some(_), Some(keep)) => {
            wrong.push((keep.span().start, message!("fault-decision.value-and-keep", cell = cell), None));
        }
        (None, Some(keep)) if !keep.get_ref() => {
            let suggestion = message!("fault.write", text = "keep = true");
            wrong.push((keep.span().start, message!("fault-decision.keep-false", cell = cell), Some(suggestion)));
        }
        (None, None) => {
            let suggestion = message!("fault.write", text = "value = \"…\" / keep = true");
            wrong.push((offset, message!("fault-decision.nothing", cell = cell), Some(suggestion)));
        }
        _ => {}
    }
    if let (Some(code), false) = (&decision.code, decision.keeps()) {
        wrong.push((code.span().start, message!("fault-decision.code-of-value", cell = cell), None));
    }
    for (key, text) in [("who", &decision.who), ("why", &decision.why)] {
        if text.get_ref().trim().is_empty() {
            wrong.push((text.span().start, message!("fault-decision.empty", key = key, cell = cell), None));
        }
    }
    wrong
}
