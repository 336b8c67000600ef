//! `tinhso verify`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;

use super::printer::Printer;
use super::progress::Bars;
use super::{Ended, Session};
use crate::engine::{Engines, embedded};
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::findings::message::Message;
use crate::message;
use crate::project::load::{declared_language, load};
use crate::publish::manifest::pretty;
use crate::report::attested::summary;
use crate::report::verified::{self, VerifyAnswer};
use crate::run::verify::{Agreement, DeclarationsAtHand, verify as verify_operation};
use crate::store::bundle::open_bundle;
use crate::store::places::Places;
use crate::store::{Warehouse, refuse_output, write_file};
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct VerifyArguments {
    #[arg(value_name = "RUN")]
    run: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "run")]
    bundle: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    attestation: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", default_value = "600")]
    time_limit: u64,
}

impl VerifyArguments {
    /// The bundle to verify, which needs no project.
    pub fn bundle(&self) -> Option<&Path> {
        self.bundle.as_deref()
    }
}

pub fn verify(session: &Session<'_>, arguments: &VerifyArguments) -> Result<Ended, Error> {
    arguments.attestation.as_deref().map_or(Ok(()), |file| session.refuse_output(file))?;
    let (run, warehouse) = (arguments.run.as_deref(), session.warehouse()?);
    let at_hand = DeclarationsAtHand::Sound(&session.project);
    verified((at_hand, &warehouse), run, arguments, session.printer, session.language)
}

/// Verifies a run by the declarations that it keeps, while those at hand have faults.
pub fn verify_at_fault(
    at_hand: DeclarationsAtHand<'_>,
    (places, place): (&Places, &str),
    arguments: &VerifyArguments,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    arguments.attestation.as_deref().map_or(Ok(()), |file| refuse_output(file, places, place))?;
    let warehouse = Warehouse::open(place, &places.folder)?.understood()?;
    verified((at_hand, &warehouse), arguments.run.as_deref(), arguments, printer, language)
}

/// Verifies the run of a bundle with nothing but the bundle.
pub fn verify_bundle(
    file: &Path,
    arguments: &VerifyArguments,
    printer: &Printer,
    asked: Option<Language>,
    language: &mut Language,
) -> Result<Ended, Error> {
    let unpacked = open_bundle(file)?;
    if let (None, Some(declared)) = (asked, declared_language(&unpacked.project)) {
        *language = declared;
    }
    let project = load(&unpacked.project).map_err(|faults| not_as_written(file, &faults))?;
    let at_hand = DeclarationsAtHand::OfBundle(&project);
    verified((at_hand, &unpacked.warehouse), Some(&unpacked.run_id), arguments, printer, *language)
}

/// The declarations of a bundle had no fault when it was written.
fn not_as_written(file: &Path, faults: &[Fault]) -> Error {
    let said = |language| faults.first().map_or_else(String::new, |fault| fault.text(language));
    let fault = Message::new(said(Language::Vi), said(Language::En));
    Error::Request(message!("bundle-refused.declarations", file = file.display().to_string(), fault = &fault))
}

/// 0 where all is the same, 1 where something differs, 2 where it could not be compared. DuckDB is not asked for: where it is not
/// installed, that alone changes nothing.
fn verified(
    (at_hand, warehouse): (DeclarationsAtHand<'_>, &Warehouse),
    run: Option<&str>,
    arguments: &VerifyArguments,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    let bars = Bars::new(language);
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    let limit = Duration::from_secs(arguments.time_limit);
    let found = verify_operation(at_hand, warehouse, run, limit, engines, &bars)?;
    let has = |outcome| found.comparisons.iter().any(|one| one.result == outcome);
    let ended = match (has(Agreement::Different), has(Agreement::NotCompared)) {
        (true, _) => Ended::WithErrors,
        (false, true) => Ended::Failed,
        (false, false) => Ended::Clean,
    };
    if let Some(file) = &arguments.attestation {
        write_file(file, &pretty(&summary(&found, Utc::now()))?)?;
    }
    let answer = VerifyAnswer::new(found);
    printer.answer(&answer, || verified::text(&answer, language));
    Ok(ended)
}
