//! `tinhso status`.

use super::{Ended, Session};
use crate::error::Error;
use crate::query::status::status as status_operation;
use crate::report::status as report;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_name = "NUMBER", default_value = "6", value_parser = clap::value_parser!(u16).range(1..))]
    periods: u16,
}

/// Only looks: findings of the current run are told and leave the exit code at 0.
pub fn status(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let answer =
        status_operation(&session.project, &session.places, &session.warehouse()?, usize::from(arguments.periods))?;
    session.printer.answer(&answer, || report::status(&answer, session.language));
    Ok(Ended::Clean)
}
