//! Whose report bytes are that came more than once: takes arrivals, gives for each the first arrival of its report and the sender that its name says.
//!
//! The same bytes of no use (an upload of nothing, a letter, labels without rows) come from several senders, and none of these has reported. As far as
//! nothing in them says of whom and when they are, and none of their rows is used, the name of each says it.

use std::collections::{BTreeSet, HashMap};

use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, expected, local_day, sender};
use crate::project::FormIndex;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// Forms, senders and periods, as far as they are known, of bytes that do not say themselves of which report they are.
pub type NamedReport = BTreeSet<(Option<FormIndex>, Option<UnitIndex>, Option<Period>)>;

/// What is known of an arrival whose bytes came more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepeatedArrival {
    /// The first arrival of the same bytes that is of the same report.
    pub first: usize,
    /// The sender that the name of the object says.
    pub named: Option<UnitIndex>,
}

/// The arrivals whose bytes came more than once, by their indices; `reports` has what [`named_report`] gives of each.
pub(super) fn repeated<'a>(
    names: &ObjectNames<'_>,
    arrived: &[Arrived<'a>],
    times: &HashMap<&'a str, usize>,
    reports: &[NamedReport],
) -> HashMap<usize, RepeatedArrival> {
    let mut first_of: HashMap<(&str, &NamedReport), usize> = HashMap::new();
    let mut found = HashMap::new();
    for (place, (one, report)) in arrived.iter().zip(reports).enumerate() {
        if times.get(one.sha256).is_none_or(|times| *times < 2) {
            continue;
        }
        let first = *first_of.entry((one.sha256, report)).or_insert(place);
        let form = one.reading.tables.first().map(|table| table.form);
        let named = match form {
            Some(form) => names.facts_of(one.object, Some(form), local_day(one.received_at)).sender,
            None => names.facts(one.object, one.received_at).sender,
        };
        found.insert(place, RepeatedArrival { first, named });
    }
    found
}

/// Of which reports an arrival is by its name, where its bytes do not say it; nothing where they do, or one of their rows is used.
pub(super) fn named_report(names: &ObjectNames<'_>, one: &Arrived<'_>) -> NamedReport {
    if one.reading.tables.is_empty() {
        let said = expected::rejected(names, one);
        if said.is_empty() {
            let facts = names.facts(one.object, one.received_at);
            return BTreeSet::from([(facts.form, facts.sender, facts.period)]);
        }
        return said.into_iter().map(|(form, sender, period)| (Some(form), sender, period)).collect();
    }
    let is_used = |table: &TypedTable| (0..table.rows.len()).any(|row| table.rows.source_rows(row).0 > 0);
    if one.reading.tables.iter().any(is_used) {
        return NamedReport::new();
    }
    let of_table = |table: &TypedTable| {
        let parts = sender::parts(names.project(), table);
        let unknown: Vec<_> =
            parts.into_iter().filter(|(sender, period)| sender.is_none() || period.is_none()).collect();
        if unknown.is_empty() {
            return Vec::new();
        }
        let facts = names.facts_of(one.object, Some(table.form), local_day(one.received_at));
        let form = table.form;
        let of_part = move |(known, period): (Option<UnitIndex>, Option<Period>)| {
            let sole = || sender::sole(names.project(), form, period?);
            (Some(form), known.or_else(sole).or(facts.sender), period.or(facts.period))
        };
        unknown.into_iter().map(of_part).collect::<Vec<_>>()
    };
    one.reading.tables.iter().flat_map(of_table).collect()
}
