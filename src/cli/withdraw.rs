//! `tinhso withdraw`.

use super::{Ended, Session};
use crate::error::Error;
use crate::report::envelope::WithdrawAnswer;
use crate::report::terminal;
use crate::run::withdrawal::withdraw as withdraw_operation;

#[derive(Debug, clap::Args)]
pub struct WithdrawArguments {
    #[arg(value_name = "OBJECT")]
    object: String,
    #[arg(long, value_name = "TEXT")]
    why: String,
}

pub fn withdraw(session: &Session<'_>, arguments: &WithdrawArguments) -> Result<Ended, Error> {
    let withdrawn = withdraw_operation(&session.warehouse()?, &arguments.object, &arguments.why, false)?;
    let answer = WithdrawAnswer::new(withdrawn);
    session.printer.answer(&answer, || terminal::withdrawn(&answer, session.language));
    Ok(Ended::Clean)
}
