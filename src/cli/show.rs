//! `tinhso show INDICATOR`.

use super::{Ended, Session};
use crate::error::Error;
use crate::query::question::Question;
use crate::query::show::show as show_operation;
use crate::report::shown;

#[derive(Debug, clap::Args)]
pub struct ShowArguments {
    #[arg(value_name = "INDICATOR")]
    indicator: String,
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    #[arg(long, value_name = "NAME")]
    method: Option<String>,
    #[arg(long, value_name = "VALUE")]
    breakdown: Option<String>,
    #[arg(long, value_name = "GEOGRAPHY")]
    geography: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) run: Option<String>,
}

pub fn show(session: &Session<'_>, arguments: &ShowArguments) -> Result<Ended, Error> {
    let question = Question {
        indicator: arguments.indicator.clone(),
        area: arguments.area.clone(),
        method: arguments.method.clone(),
        breakdown: arguments.breakdown.clone(),
        geography: arguments.geography.clone(),
        period: None,
    };
    let answer = show_operation(&session.project, &session.warehouse()?, arguments.run.as_deref(), &question)?;
    session.printer.answer(&answer, || shown::text(&answer, session.language));
    Ok(Ended::Clean)
}
