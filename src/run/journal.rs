//! What the journal says of a run: when it ran and how it ended.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::error::Error;
use crate::publish::manifest::PROGRAM_DIGEST;
use crate::run::{Outcome, TIME_OF_NAMES};
use crate::store::Warehouse;
use crate::values::instant::instant;

/// Who ran what when and how it ended: the only place that knows a clock.
pub fn journal(outcome: &Outcome, started: DateTime<Utc>, ended: DateTime<Utc>) -> Value {
    json!({
        "tinhso": "journal/1",
        "run_id": outcome.run_id,
        "unchanged": outcome.unchanged,
        "as_of": outcome.as_of.to_string(),
        "became_current": outcome.current_stays.is_none() && !outcome.held,
        "held": outcome.held,
        "objects_read": outcome.objects_read,
        "landing_findings": outcome.landing_findings,
        "debris": outcome.debris,
        "unsettled": outcome.unsettled,
        "repaired": outcome.repaired,
        "lost": outcome.lost,
        "arrivals_corrected": outcome.arrivals_corrected,
        "started_at": instant(started),
        "ended_at": instant(ended),
        "program": { "version": env!("CARGO_PKG_VERSION"), "digest": PROGRAM_DIGEST },
        "errors": outcome.summary.errors,
        "warnings": outcome.summary.warnings,
    })
}

/// Writes into the journal that a run could not go on. The cause matters more than a journal that cannot be written.
pub fn note_failure(warehouse: &Warehouse, error: &Error, started: DateTime<Utc>) {
    let name = format!("{}-failed.json", started.format(TIME_OF_NAMES));
    if let Err(cause) = warehouse.journal(&name, &journal_of_failure(error, started, Utc::now())) {
        tracing::warn!(%cause, "the journal cannot be written");
    }
}

/// Writes into the journal that the command that is notified of a run failed; gives why it could not be written.
///
/// # Errors
/// A journal that cannot be written.
pub fn note_on_finish(warehouse: &Warehouse, run_id: Option<&str>, program: &str, cause: &str) -> Result<(), Error> {
    let at = Utc::now();
    let entry = json!({
        "tinhso": "on-finish/1",
        "run_id": run_id,
        "program": program,
        "error": cause,
        "ended_at": instant(at),
    });
    warehouse.journal(&format!("{}.on-finish.json", at.format(TIME_OF_NAMES)), &entry)
}

/// The journal's entry of a run that could not go on.
fn journal_of_failure(error: &Error, started: DateTime<Utc>, ended: DateTime<Utc>) -> Value {
    json!({
        "tinhso": "journal/1",
        "run_id": null,
        "error": error.to_string(),
        "error_vi": error.message().vi,
        "started_at": instant(started),
        "ended_at": instant(ended),
        "program": { "version": env!("CARGO_PKG_VERSION"), "digest": PROGRAM_DIGEST },
    })
}
