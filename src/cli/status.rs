//! `tinhso status`.

use chrono::Utc;

use super::{Ended, Session};
use crate::error::Error;
use crate::query::health::health;
use crate::query::status::status as status_operation;
use crate::query::tallies::TallyBy;
use crate::report::status as report;
use crate::values::duration;

#[derive(Debug, clap::Args)]
pub struct StatusArguments {
    #[arg(long)]
    check: bool,
    #[arg(long, value_name = "DURATION", requires = "check", value_parser = seconds)]
    max_age: Option<u64>,
    #[arg(long, value_name = "NUMBER", default_value = "6", value_parser = clap::value_parser!(u16).range(1..))]
    periods: u16,
    #[arg(long, value_name = "KEY", value_enum, value_delimiter = ',', conflicts_with = "check")]
    by: Vec<TallyBy>,
}

/// What clap says of a duration that cannot be read is not shown: `refused.rs` has the words.
fn seconds(text: &str) -> Result<u64, &'static str> {
    duration::seconds(text).ok_or("no duration")
}

/// Only looks: findings of the current run are reported and leave the exit code at 0. A check asks whether all is well, and its
/// exit code is the answer.
pub fn status(session: &Session<'_>, arguments: &StatusArguments) -> Result<Ended, Error> {
    let warehouse = session.warehouse()?;
    let check = arguments.check.then(|| health(&warehouse, arguments.max_age, Utc::now())).transpose()?;
    let is_well = check.as_ref().is_none_or(|check| check.is_well);
    match check {
        // Who reads a line does not wait until the landing zone is listed.
        Some(check) if !session.printer.is_json() => {
            session.printer.answer(&check, || report::health(&check, session.language));
        }
        check => {
            let periods = usize::from(arguments.periods);
            let answer =
                status_operation(&session.project, &session.places, &warehouse, periods, check, &arguments.by)?;
            session.printer.answer(&answer, || report::status(&answer, session.language));
        }
    }
    Ok(if is_well { Ended::Clean } else { Ended::WithErrors })
}
