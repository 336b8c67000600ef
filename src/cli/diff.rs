//! `tinhso diff`.

use super::{Ended, Session};
use crate::error::Error;
use crate::query::diff::diff as diff_operation;
use crate::report::diff as report;

#[derive(Debug, clap::Args)]
pub struct DiffArguments {
    #[arg(value_name = "RUN", num_args = 0..=2)]
    runs: Vec<String>,
    #[arg(long)]
    all: bool,
}

/// 0 where the runs are the same, 1 where they differ, 2 where they could not be compared.
pub fn diff(session: &Session<'_>, arguments: &DiffArguments) -> Result<Ended, Error> {
    let answer = diff_operation(&session.warehouse()?, &arguments.runs)?;
    session.printer.answer(&answer, || report::text(&answer, arguments.all, session.language));
    Ok(match (answer.same, answer.not_compared.is_empty()) {
        (false, _) => Ended::WithErrors,
        (true, false) => Ended::Failed,
        (true, true) => Ended::Clean,
    })
}
