//! `tinhso run`.

use chrono::NaiveDate;

use super::progress::Bars;
use super::{Ended, Session};
use crate::engine::{Engines, embedded};
use crate::error::Error;
use crate::message;
use crate::report::envelope::RunAnswer;
use crate::report::terminal;
use crate::run::{Options, run as run_operation};
use crate::store::refuse_nested;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[arg(long)]
    no_cache: bool,
    #[arg(long)]
    hold: bool,
}

pub fn run(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let options = Options { as_of: arguments.as_of, without_cache: arguments.no_cache, hold: arguments.hold };
    let bars = Bars::new(session.language);
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    refuse_nested(&session.places, &session.warehouse)?;
    let warehouse = session.warehouse()?;
    let work = || run_operation(&session.project, &session.places, &warehouse, &options, engines, &bars);
    let threads = usize::from(arguments.threads.unwrap_or(0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool =
        pool.map_err(|error| Error::Request(message!("run-threads", cause = error.to_string(), threads = threads)))?;
    let outcome = pool.install(work)?;
    let results = warehouse.run_location(&outcome.run_id)?;
    let answer = RunAnswer::new(&outcome, results);
    session.printer.answer(&answer, || terminal::run(&answer, session.language));
    Ok(if outcome.needs_attention() { Ended::WithErrors } else { Ended::Clean })
}
