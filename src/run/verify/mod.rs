//! Is a published run what it says? The run is compared with what it rests on, and made again.
//!
//! Takes the project, the warehouse and the id of a run; gives what was compared, and what came of it. Nothing is written. The run
//! is made again from the ledger's entries and the archive alone, into memory, and compared byte by byte; where the program is
//! another version, value by value.

mod duckdb;
mod repeated;

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use chrono::NaiveDate;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::known::damaged;
use crate::engine::Engines;
use crate::error::{Error, causes};
use crate::findings::fault::Fault;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::project::written::files::{ProjectFiles, registry_digest};
use crate::project::written::landing::NamePatterns;
use crate::project::written::settings::Settings;
use crate::publish::inputs::{self, Chain};
use crate::publish::manifest;
use crate::query::asked::run_named;
use crate::query::declared::{is_declared_in, kept_project};
use crate::run::progress::Progress;
use crate::run::verify::repeated::MadeAgain;
use crate::store::digest::sha256_hex;
use crate::store::{Entry, Warehouse, WrittenFile};

/// Differences of one comparison that are named.
const MOST_NAMED: usize = 20;

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// The files of the run with its manifest.
    Outputs,
    /// The inputs in the archive with their names.
    Archive,
    /// The entries of the ledger with the inputs of the run.
    Ledger,
    /// The declarations of the run with those of the project.
    Declarations,
    Registry,
    Program,
    /// The run with one that is made again from the ledger and the archive.
    Repeated,
    /// The figures with those that DuckDB computes by the printed SQL.
    Duckdb,
}

/// What a comparison gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    Same,
    Different,
    NotCompared,
    /// There is nothing here to compare with, and nobody asked for it: DuckDB where it is not installed.
    Unavailable,
}

/// One comparison.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    pub compared: Compared,
    pub result: Agreement,
    /// What was found, in both languages.
    pub message: Message,
    /// The first of what differs: files, inputs, or a cell of a table.
    pub differences: Vec<String>,
    /// What is wrong with the first of them, in both languages, where it is known.
    pub cause: Option<Message>,
}

/// What is known of a run after all comparisons.
#[derive(Clone, Debug)]
pub struct Verification {
    pub run_id: String,
    /// SHA-256 of the run's manifest: who keeps it elsewhere knows whether the run was exchanged as a whole.
    pub manifest_sha256: String,
    /// The chain of the arrivals counted; nothing where their list is damaged.
    pub chain: Option<Chain>,
    pub program_version: String,
    pub last_deadline: Option<NaiveDate>,
    pub comparisons: Vec<Comparison>,
    /// The files of the run, as its manifest names them.
    pub outputs: Vec<WrittenFile>,
}

/// The declarations at hand, with which those of a run are compared.
#[derive(Clone, Copy, Debug)]
pub enum DeclarationsAtHand<'a> {
    Sound(&'a Project),
    /// Those that a bundle holds, which is all that there is.
    OfBundle(&'a Project),
    /// Some have faults, and their settings have none.
    Faulty {
        settings: &'a Settings,
        files: &'a ProjectFiles,
        faults: &'a [Fault],
    },
}

impl<'a> DeclarationsAtHand<'a> {
    fn project(self) -> Option<&'a Project> {
        match self {
            Self::Sound(project) | Self::OfBundle(project) => Some(project),
            Self::Faulty { .. } => None,
        }
    }

    fn settings(self) -> &'a Settings {
        match self {
            Self::Sound(project) | Self::OfBundle(project) => &project.settings,
            Self::Faulty { settings, .. } => settings,
        }
    }
}

/// Compares a run, the current one unless it is named, with what it rests on. Where the declarations at hand are others, or have faults, it is made again
/// from those that it keeps. DuckDB may take so much time.
///
/// # Errors
/// No such run, or one whose manifest cannot be understood; a warehouse that cannot be read; where the engine fails.
pub fn verify(
    at_hand: DeclarationsAtHand<'_>,
    warehouse: &Warehouse,
    run_id: Option<&str>,
    time_of_duckdb: Duration,
    engines: Engines<'_>,
    progress: &dyn Progress,
) -> Result<Verification, Error> {
    let run_id = run_named(warehouse, run_id.unwrap_or("current"))?;
    let bytes = warehouse.run_file(&run_id, manifest::FILE)?.unwrap_or_default();
    let broken = || Error::damaged(manifest::FILE, message!("damage.not-written"));
    let stored: Value = serde_json::from_slice(&bytes).map_err(|cause| Error::damaged(manifest::FILE, cause))?;
    let outputs = manifest::outputs_of(&stored).ok_or_else(broken)?;
    let last_deadline = stored["last_deadline"].as_str().map(str::parse).transpose().map_err(|_| broken())?;
    let counted = inputs::counted(warehouse, &run_id, &stored)?;
    let is_at_hand = at_hand.project().is_some_and(|project| is_declared_in(&stored, project));
    // What a run keeps may be what is damaged: that is a difference of its outputs.
    let kept = || kept_project(at_hand.settings(), warehouse, Some(&run_id)).ok().flatten().map(|(kept, _)| kept);
    let kept = if is_at_hand { None } else { kept() };
    let project = kept.as_ref().or_else(|| at_hand.project().filter(|_| is_at_hand));
    let run = VerifiedRun { at_hand, project, warehouse, run_id: &run_id, stored: &stored, outputs: &outputs };
    let program = run.program();
    let is_same_program = program.result == Agreement::Same;
    let (declarations, registry) = (run.declarations(), run.registry());
    let unlisted = |compared| comparison(compared, Agreement::NotCompared, message!("verify-no-list"));
    let (archive, ledger) = match &counted {
        Some(counted) => (run.archive(counted), run.ledger(counted)?),
        None => (unlisted(Compared::Archive), unlisted(Compared::Ledger)),
    };
    let not_repeated = |message| comparison(Compared::Repeated, Agreement::NotCompared, message);
    let repeated = match (project, &counted) {
        (None, _) => not_repeated(message!("verify-other-project")),
        (Some(project), Some(counted)) if archive.result == Agreement::Same => {
            let again = MadeAgain { project, deadline: last_deadline, byte_by_byte: is_same_program };
            run.repeated(&again, counted, engines, progress)?
        }
        (_, Some(_)) => not_repeated(message!("verify-repeated.no-inputs")),
        (_, None) => not_repeated(message!("verify-no-list")),
    };
    let by_duckdb = match project {
        Some(project) => run.by_duckdb(project, time_of_duckdb)?,
        None => comparison(Compared::Duckdb, Agreement::NotCompared, message!("verify-other-project")),
    };
    // Another program may give the same values: that alone is no difference.
    let program = Comparison { result: Agreement::Same, ..program };
    let comparisons = vec![run.outputs()?, archive, ledger, declarations, registry, program, repeated, by_duckdb];
    Ok(Verification {
        manifest_sha256: sha256_hex(&bytes),
        chain: counted.as_deref().map(Chain::over),
        program_version: stored["program"]["version"].as_str().unwrap_or_default().to_owned(),
        last_deadline,
        comparisons,
        run_id,
        outputs,
    })
}

fn comparison(compared: Compared, result: Agreement, message: Message) -> Comparison {
    Comparison { compared, result, message, differences: Vec::new(), cause: None }
}

/// A comparison of so many things, of which these differ.
fn of_all(compared: Compared, differences: Vec<String>, message: Message) -> Comparison {
    let result = if differences.is_empty() { Agreement::Same } else { Agreement::Different };
    Comparison {
        compared,
        result,
        message,
        differences: differences.into_iter().take(MOST_NAMED).collect(),
        cause: None,
    }
}

/// True of what readers may take for a table by the ending of its name.
fn is_table(file: &str) -> bool {
    file.to_ascii_lowercase().ends_with(".parquet")
}

/// Some names in a line.
fn first_names(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let named = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{named}, …") } else { named }
}

/// A run with its manifest.
struct VerifiedRun<'a> {
    at_hand: DeclarationsAtHand<'a>,
    /// As the run declared it; nothing where that is neither at hand nor kept.
    project: Option<&'a Project>,
    warehouse: &'a Warehouse,
    run_id: &'a str,
    stored: &'a Value,
    outputs: &'a [WrittenFile],
}

impl VerifiedRun<'_> {
    fn outputs(&self) -> Result<Comparison, Error> {
        let wrong = damaged(self.warehouse, self.run_id, self.outputs)?;
        let (same, all) = (self.outputs.len().saturating_sub(wrong.len()), self.outputs.len());
        let named: BTreeSet<&str> = self.outputs.iter().map(|output| output.relative.as_str()).collect();
        let mut others = self.warehouse.files_of_run(self.run_id)?;
        others.retain(|file| file != manifest::FILE && !named.contains(file.as_str()));
        // What a pattern of readers takes for a table is never passed over.
        let usual = NamePatterns::usual();
        let debris = self.at_hand.project().or(self.project).map_or(&usual, |project| &project.debris);
        let is_left = |file: &String| debris.fit(file) && !is_table(file);
        let (debris, others): (Vec<String>, Vec<String>) = others.into_iter().partition(is_left);
        let message = match others.len() {
            0 if debris.is_empty() => message!("verify-outputs", same = same, all = all),
            0 => message!("verify-outputs.debris", same = same, all = all, debris = first_names(&debris)),
            count => message!("verify-outputs.others", same = same, all = all, others = count),
        };
        Ok(of_all(Compared::Outputs, wrong.into_iter().chain(others).collect(), message))
    }

    const fn is_of_bundle(&self) -> bool {
        matches!(self.at_hand, DeclarationsAtHand::OfBundle(_))
    }

    fn archive(&self, counted: &[Entry]) -> Comparison {
        let inputs: BTreeSet<&str> = counted.iter().map(|entry| entry.sha256.as_str()).collect();
        let inputs: Vec<&str> = inputs.into_iter().collect();
        let wrong = inputs.par_iter().filter(|sha256| {
            let read = self.warehouse.archived_stream(sha256);
            !read.is_ok_and(|mut read| std::io::copy(&mut read, &mut std::io::sink()).is_ok())
        });
        let wrong: Vec<String> = wrong.map(|sha256| format!("archive/{sha256}")).collect();
        let (same, all) = (inputs.len().saturating_sub(wrong.len()), inputs.len());
        let message = match wrong.as_slice() {
            [] => message!("verify-archive", same = same, all = all),
            _ if self.is_of_bundle() => message!("verify-archive.of-bundle", same = same, all = all),
            _ => message!("verify-archive.damaged", same = same, all = all),
        };
        of_all(Compared::Archive, wrong, message)
    }

    fn ledger(&self, counted: &[Entry]) -> Result<Comparison, Error> {
        // What the chain says of its files comes first; of its end it says nothing.
        let read = self.warehouse.missing_in_ledger(counted.to_vec());
        let (broken, missing) = match read {
            Ok((missing, _)) => (self.warehouse.compare_ledger_extent().err(), missing),
            Err(error) => (Some(error), Vec::new()),
        };
        let (file, cause) = match broken {
            Some(Error::Damaged { object, cause }) => (Some(object), Some(causes(&*cause))),
            Some(error) => return Err(error),
            None => (None, None),
        };
        let (lost, all) = (missing.len(), counted.len());
        let message = match (file.is_some(), lost, self.warehouse.last_ledger_file()?) {
            (true, 0, _) => message!("verify-ledger.broken"),
            (true, ..) => message!("verify-ledger.broken-and-missing", missing = lost, counted = all),
            (false, 0, _) => message!("verify-ledger.counted", counted = all),
            (false, _, Some(last)) => message!("verify-ledger.missing", missing = lost, counted = all, last = last),
            (false, _, None) => message!("verify-ledger.none", counted = all),
        };
        let differences = file.into_iter().chain(missing.into_iter().map(|entry| entry.object)).collect();
        Ok(Comparison { cause, ..of_all(Compared::Ledger, differences, message) })
    }

    fn declarations(&self) -> Comparison {
        let project = match self.at_hand {
            DeclarationsAtHand::Sound(project) | DeclarationsAtHand::OfBundle(project) => project,
            DeclarationsAtHand::Faulty { faults, .. } => {
                let files: BTreeSet<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
                let message = match self.project {
                    Some(_) => message!("verify-declarations.faults", count = faults.len()),
                    None => message!("verify-declarations.faults-alone", count = faults.len()),
                };
                let differences = files.into_iter().take(MOST_NAMED).map(str::to_owned).collect();
                let (compared, result) = (Compared::Declarations, Agreement::NotCompared);
                return Comparison { compared, result, message, differences, cause: None };
            }
        };
        let files: HashMap<&str, &str> = self.stored["declarations"]["files"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|file| Some((file["name"].as_str()?, file["digest"].as_str()?)))
            .collect();
        let now: HashMap<&str, &str> =
            project.files.iter().map(|(name, sha256)| (name.as_str(), sha256.as_str())).collect();
        let names: BTreeSet<&str> = files.keys().chain(now.keys()).copied().collect();
        let differ = names.into_iter().filter(|name| files.get(name) != now.get(name)).map(str::to_owned).collect();
        self.of_project(Compared::Declarations, "declarations", &project.declarations_digest, differ)
    }

    fn registry(&self) -> Comparison {
        let digest = match self.at_hand {
            DeclarationsAtHand::Sound(project) | DeclarationsAtHand::OfBundle(project) => {
                project.registry_digest.clone()
            }
            DeclarationsAtHand::Faulty { files, .. } => registry_digest(files),
        };
        self.of_project(Compared::Registry, "registry", &digest, Vec::new())
    }

    fn program(&self) -> Comparison {
        self.of_project(Compared::Program, "program", manifest::PROGRAM_DIGEST, Vec::new())
    }

    /// A digest of the manifest with that of the project or the program at hand. Where they differ nothing is wrong with the run:
    /// it cannot be made again with these.
    fn of_project(&self, compared: Compared, key: &str, now: &str, differ: Vec<String>) -> Comparison {
        let then = self.stored[key]["digest"].as_str().unwrap_or_default();
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        if then == now {
            let is_in_bundle = self.is_of_bundle() && compared != Compared::Program;
            let message = match is_in_bundle {
                true => message!("verify-digest.of-bundle", digest = short(then)),
                false => message!("verify-digest.same", digest = short(then)),
            };
            return comparison(compared, Agreement::Same, message);
        }
        let message = match (compared, self.project) {
            (Compared::Declarations | Compared::Registry, Some(_)) => {
                message!("verify-declarations.kept", then = short(then), now = short(now))
            }
            _ => message!("verify-digest.other", then = short(then), now = short(now)),
        };
        let differences = differ.into_iter().take(MOST_NAMED).collect();
        Comparison { compared, result: Agreement::NotCompared, message, differences, cause: None }
    }
}
