//! `tinhso restore`.

use super::interrupt::giving_back;
use super::withdraw::say_when_it_counts;
use super::{Ended, Session};
use crate::error::Error;
use crate::report::envelope::WithdrawAnswer;
use crate::report::terminal;
use crate::run::withdrawal::withdraw as withdraw_operation;

#[derive(Debug, clap::Args)]
pub struct RestoreArguments {
    #[arg(value_name = "OBJECT")]
    object: String,
    #[arg(long, value_name = "TEXT")]
    why: String,
}

pub fn restore(session: &Session<'_>, arguments: &RestoreArguments) -> Result<Ended, Error> {
    let warehouse = session.warehouse()?;
    let operation = || withdraw_operation(&warehouse, &arguments.object, &arguments.why, true);
    let withdrawn = giving_back(&warehouse, operation)?;
    let at = withdrawn.at;
    let answer = WithdrawAnswer::new(withdrawn);
    session.printer.answer(&answer, || terminal::withdrawn(&answer, session.language));
    say_when_it_counts(session, at);
    Ok(Ended::Clean)
}
