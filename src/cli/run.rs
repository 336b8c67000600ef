//! `tinhso run`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::interrupt::Interruption;
use super::printer::Printer;
use super::progress::Bars;
use super::{Ended, Session};
use crate::engine::{Engines, embedded};
use crate::error::Error;
use crate::query::health::last_confirmed;
use crate::report::envelope::{ErrorAnswer, RunAnswer};
use crate::report::metrics::{Measured, open_metrics};
use crate::report::terminal;
use crate::run::journal::note_on_finish;
use crate::run::last_words::{LAST_WORDS, last_words, within};
use crate::run::stopwatch::{Stopwatch, seconds};
use crate::run::{Options, Outcome, run as run_operation};
use crate::store::outside::{self, Unanswered, exit_of};
use crate::store::{Warehouse, refuse_places, write_file};
use crate::values::language::Language;
use crate::{message, say};

#[derive(Debug, clap::Args)]
pub struct RunArguments {
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[arg(long)]
    no_cache: bool,
    #[arg(long)]
    hold: bool,
    #[arg(long, value_name = "FILE")]
    metrics: Option<PathBuf>,
}

pub fn run(session: &Session<'_>, arguments: &RunArguments) -> Result<Ended, Error> {
    // That it could not go on is not written there either.
    if let Some(file) = &arguments.metrics
        && let Err(error) = session.refuse_output(file)
    {
        session.printer.failure(&ErrorAnswer::new(&error), session.language);
        on_finish(session, None, None, &ErrorAnswer::new(&error));
        return Ok(Ended::Failed);
    }
    let ended = run_here(session, arguments);
    if let Err(error) = &ended {
        // There is no warehouse to note anything in.
        on_finish(session, None, None, &ErrorAnswer::new(error));
    }
    ended
}

/// The same, unless there is no warehouse to run in.
fn run_here(session: &Session<'_>, arguments: &RunArguments) -> Result<Ended, Error> {
    let options = Options { as_of: arguments.as_of, without_cache: arguments.no_cache, hold: arguments.hold };
    let bars = Bars::new(session.language);
    let interruption = Interruption::new(&bars);
    let watch = Stopwatch::new(&interruption);
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    refuse_places(&session.places, &session.warehouse)?;
    let warehouse = session.warehouse()?;
    let work = || run_operation(&session.project, &session.places, &warehouse, &options, engines, &watch);
    let threads = usize::from(arguments.threads.unwrap_or(0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool =
        pool.map_err(|error| Error::Request(message!("run-threads", cause = error.to_string(), threads = threads)))?;
    let end = |signal: &'static str, since: Option<DateTime<Utc>>| {
        let error = Error::Request(message!("run-ended-by-signal", signal = signal));
        last_words(&warehouse, &error, since);
        let ended = fail(session, arguments, &warehouse, &watch, &error);
        // The threads that read are not waited for: the next run sweeps away what they leave (decision 0050).
        std::process::exit(ended.number().into());
    };
    match interruption.watched(end, || pool.install(work)) {
        Ok(outcome) => {
            let results = warehouse.run_location(&outcome.run_id)?;
            let answer = RunAnswer::new(&outcome, results);
            session.printer.answer(&answer, || terminal::run(&answer, session.language));
            on_finish(session, Some(&warehouse), Some(&outcome.run_id), &answer);
            let attention = outcome.needs_attention() || session.printer.failed().is_some();
            let ended = if attention { Ended::WithErrors } else { Ended::Clean };
            let is_written = notify(session, arguments, &warehouse, &watch, Some(&outcome), ended);
            // The run is published, whoever hears of it.
            Ok(if is_written { ended } else { Ended::WithErrors })
        }
        Err(error) => {
            let ended = fail(session, arguments, &warehouse, &watch, &error);
            on_finish(session, Some(&warehouse), None, &ErrorAnswer::new(&error));
            Ok(ended)
        }
    }
}

/// Notifies the command of the project that the run ended. What fails is said and noted, and changes nothing of the run.
fn on_finish(session: &Session<'_>, warehouse: Option<&Warehouse>, run_id: Option<&str>, answer: &impl Serialize) {
    let Some(declared) = &session.project.settings.on_finish else { return };
    let (words, limit) = (declared.command.get_ref(), declared.timeout.0);
    let program = words.first().map(String::as_str).unwrap_or_default();
    // Who ends tinhso now does not wait for the command.
    let is_called_off = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT] {
        drop(flag::register(signal, Arc::clone(&is_called_off)));
    }
    let sent = match serde_json::to_string(answer) {
        Ok(json) => outside::notify(words, &session.places.folder, &(json + "\n"), limit, &is_called_off),
        Err(cause) => Err(Unanswered::Failed(cause.to_string())),
    };
    let cause = match sent {
        Ok(()) => return,
        Err(Unanswered::Absent) => message!("run-on-finish.absent", program = program),
        Err(Unanswered::Late) if is_called_off.load(Ordering::Relaxed) => {
            message!("run-on-finish.called-off", program = program)
        }
        Err(Unanswered::Late) => message!("run-on-finish.late", program = program, seconds = limit.as_secs()),
        Err(Unanswered::Ended(code)) => {
            message!("run-on-finish.failed", program = program, cause = exit_of(code))
        }
        Err(Unanswered::Failed(cause)) => {
            message!("run-on-finish.failed", program = program, cause = message!("library-words.other", words = cause))
        }
    };
    session.printer.aside(&(cause.text(session.language).to_owned() + "\n"));
    let noted = warehouse.map(|warehouse| note_on_finish(warehouse, run_id, program, &cause.en));
    if let Some(Err(error)) = noted {
        tracing::warn!(cause = %error, "the journal cannot be written");
    }
}

/// Says why a run could not go on.
fn fail(
    session: &Session<'_>,
    arguments: &RunArguments,
    warehouse: &Warehouse,
    watch: &Stopwatch<'_>,
    error: &Error,
) -> Ended {
    session.printer.failure(&ErrorAnswer::new(error), session.language);
    notify(session, arguments, warehouse, watch, None, Ended::Failed);
    Ended::Failed
}

/// Notifies log and monitors of how a run ended; false where its metrics could not be written.
fn notify(
    session: &Session<'_>,
    arguments: &RunArguments,
    warehouse: &Warehouse,
    watch: &Stopwatch<'_>,
    outcome: Option<&Outcome>,
    ended: Ended,
) -> bool {
    let (took, exit_code) = (watch.elapsed(), ended.number());
    match outcome {
        Some(outcome) => tracing::info!(
            run_id = outcome.run_id,
            unchanged = outcome.unchanged,
            objects = outcome.summary.objects,
            objects_read = outcome.objects_read,
            errors = outcome.summary.errors,
            warnings = outcome.summary.warnings,
            exit_code,
            seconds = seconds(took),
            "the run has ended"
        ),
        None => tracing::info!(exit_code, seconds = seconds(took), "the run could not go on"),
    }
    let Some(file) = &arguments.metrics else { return true };
    let ended = Utc::now();
    let asked = warehouse.clone();
    // The store of the warehouse may be what ended the run.
    let last_success = match within(LAST_WORDS, move || last_confirmed(&asked)) {
        Some(Ok(Some((_, at)))) => Some(at),
        _ => outcome.map(|_| ended),
    };
    let measured = Measured { outcome, stages: watch.stages(), took, ended, last_success, exit_code };
    write(file, &measured, session.printer, session.language)
}

/// Writes the metrics of a run that could not even begin.
pub fn not_begun(arguments: &RunArguments, printer: &Printer, language: Language) {
    if let Some(file) = &arguments.metrics {
        let (stages, exit_code) = (Vec::new(), Ended::Failed.number());
        let took = Duration::ZERO;
        let measured = Measured { outcome: None, stages, took, ended: Utc::now(), last_success: None, exit_code };
        write(file, &measured, printer, language);
    }
}

fn write(file: &std::path::Path, measured: &Measured<'_>, printer: &Printer, language: Language) -> bool {
    let written = write_file(file, open_metrics(measured).as_bytes());
    if let Err(error) = &written {
        printer.aside(&(say!(language, "run-metrics-not-written", cause = error.message()) + "\n"));
    }
    written.is_ok()
}
