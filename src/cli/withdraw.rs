//! `tinhso withdraw`.

use chrono::{DateTime, Utc};

use super::interrupt::giving_back;
use super::{Ended, Session};
use crate::assemble::local_day;
use crate::error::Error;
use crate::report::envelope::WithdrawAnswer;
use crate::report::terminal;
use crate::run::withdrawal::withdraw as withdraw_operation;
use crate::say;

#[derive(Debug, clap::Args)]
pub struct WithdrawArguments {
    #[arg(value_name = "OBJECT")]
    object: String,
    #[arg(long, value_name = "TEXT")]
    why: String,
}

pub fn withdraw(session: &Session<'_>, arguments: &WithdrawArguments) -> Result<Ended, Error> {
    let warehouse = session.warehouse()?;
    let operation = || withdraw_operation(&warehouse, &arguments.object, &arguments.why, false);
    let withdrawn = giving_back(&warehouse, operation)?;
    let at = withdrawn.at;
    let answer = WithdrawAnswer::new(withdrawn);
    session.printer.answer(&answer, || terminal::withdrawn(&answer, session.language));
    say_when_it_counts(session, at);
    Ok(Ended::Clean)
}

/// Says so where runs do not know of it: those as of a day before it was entered.
pub fn say_when_it_counts(session: &Session<'_>, at: DateTime<Utc>) {
    let (entered, as_of) = (local_day(at), session.project.settings.as_of);
    if let Some(as_of) = as_of.filter(|as_of| *as_of < entered) {
        let (as_of, day) = (as_of.to_string(), entered.to_string());
        session.printer.aside(&(say!(session.language, "withdraw-as-of", as_of = as_of, day = day) + "\n"));
    }
}
