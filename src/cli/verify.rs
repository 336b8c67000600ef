//! `tinhso verify`.

use std::time::Duration;

use super::progress::Bars;
use super::{Ended, Session};
use crate::engine::{Engines, embedded};
use crate::error::Error;
use crate::report::verified::{self, VerifyAnswer};
use crate::run::verify::{Agreement, verify as verify_operation};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "RUN")]
    run: Option<String>,
    #[arg(long, value_name = "SECONDS", default_value = "600")]
    time_limit: u64,
}

/// 0 where all is the same, 1 where something differs, 2 where it could not be compared. DuckDB is not asked for: where it is not
/// installed, that alone changes nothing.
pub fn verify(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let bars = Bars::new(session.language);
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    let limit = Duration::from_secs(arguments.time_limit);
    let (run, warehouse) = (arguments.run.as_deref(), session.warehouse()?);
    let found = verify_operation(&session.project, &warehouse, run, limit, engines, &bars)?;
    let has = |outcome| found.comparisons.iter().any(|one| one.result == outcome);
    let ended = match (has(Agreement::Different), has(Agreement::NotCompared)) {
        (true, _) => Ended::WithErrors,
        (false, true) => Ended::Failed,
        (false, false) => Ended::Clean,
    };
    let answer = VerifyAnswer::new(found);
    session.printer.answer(&answer, || verified::text(&answer, session.language));
    Ok(ended)
}
