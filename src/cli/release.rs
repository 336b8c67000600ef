//! `tinhso release`.

use super::interrupt::giving_back;
use super::{Ended, Session};
use crate::error::Error;
use crate::report::envelope::ReleaseAnswer;
use crate::report::terminal;
use crate::run::release::release as release_operation;

#[derive(Debug, clap::Args)]
pub struct ReleaseArguments {
    #[arg(value_name = "RUN")]
    pub(super) run: String,
}

/// 2 means that the current run did not move; 1 that it did, and someone has to look.
pub fn release(session: &Session<'_>, arguments: &ReleaseArguments) -> Result<Ended, Error> {
    let warehouse = session.warehouse()?;
    let as_of = session.project.settings.as_of;
    let released = giving_back(&warehouse, || release_operation(&warehouse, &arguments.run, as_of))?;
    let answer = ReleaseAnswer::new(released, warehouse.current_location());
    session.printer.answer(&answer, || terminal::released(&answer, session.language));
    let attention = answer.after_commit.is_some() || !answer.withdrawn.is_empty();
    Ok(if attention { Ended::WithErrors } else { Ended::Clean })
}
