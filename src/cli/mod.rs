//! The command line: what a person types, and the exit code. One file a command; each is a thin wrapper over an operation
//! of the library.

#![allow(clippy::disallowed_methods, reason = "words pass through here")]

mod check;
mod draft;
mod export;
mod init;
mod inspect;
mod plan;
mod printer;
mod progress;
mod run;
mod status;
mod template;
mod validate;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::error::Error;
use crate::project::Project;
use crate::project::load::{load, load_without_forms};
use crate::project::written::files::ProjectFiles;
use crate::report::envelope::ErrorAnswer;
use crate::store::Warehouse;
use crate::store::places::Places;
use crate::store::project::{find_project, read_project};
use crate::values::language::Language;
use printer::Printer;

/// What the end of every help says.
const EXIT_CODES: &str = "Exit codes:
  0  done, and nothing of severity error
  1  done, with findings of severity error; a run is published all the same
  2  could not go on; nothing was published, and the run before is still the current one";

/// The command line as clap knows it: what `docs/commands.md` is written from.
pub fn definition() -> clap::Command {
    Arguments::command()
}

/// Province-level indicators from the spreadsheets of districts and communes, each figure traceable to its cell.
#[derive(Debug, Parser)]
#[command(name = "tinhso", version, about, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Common {
    /// The project: the folder that holds tinhso.toml, or one below it [default: the folder you stand in]
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Where submissions arrive, instead of the place in tinhso.toml
    #[arg(long, global = true, value_name = "URL")]
    landing: Option<String>,
    /// Where results go, instead of the place in tinhso.toml
    #[arg(long, global = true, value_name = "URL")]
    warehouse: Option<String>,
    /// For people, or for machines
    #[arg(long, global = true, default_value = "text")]
    format: Format,
    /// The language of messages [default: that of the project]
    #[arg(long, global = true, value_parser = PossibleValuesParser::new(["vi", "en"]).map(language_of))]
    lang: Option<Language>,
}

fn language_of(code: String) -> Language {
    if code == "en" { Language::En } else { Language::Vi }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new project that runs at once
    Init(init::Arguments),
    /// The nightly job: read what is new, recompute every figure, publish
    Run(run::Arguments),
    /// Check the declarations alone: schemas, SQL, units, targets, registry
    Check,
    /// Check submissions before they are sent
    Validate(validate::Arguments),
    /// Show what the reader sees in files: sheets, tables, labels, the role of each row
    Inspect(inspect::Arguments),
    /// Write a first form from a sample, with what to look at
    Draft(draft::Arguments),
    /// Show who has sent what, the runs so far, and what waits for the next
    Status(status::Arguments),
    /// Write the figures and targets as a workbook or CSV, for people who live in Excel
    Export(export::Arguments),
    /// Write an empty form for a sender to fill in, which reads back exactly
    Template(template::Arguments),
    /// Print the SQL that computes each indicator's parts from the published tables
    Plan(plan::Arguments),
}

/// How a command ended, where it could go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Clean,
    /// Done, with findings of severity error.
    WithErrors,
    /// Could not go on, and has said why.
    Failed,
}

/// Parses the command line, runs the command, and tells the exit code: 0 clean, 1 done with findings of severity error, 2
/// failed.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    init_logs();
    let printer = Printer::new(arguments.common.format == Format::Json);
    let mut language = arguments.common.lang.unwrap_or_default();
    match dispatch(&arguments, &printer, &mut language) {
        Ok(Ended::Clean) => ExitCode::SUCCESS,
        Ok(Ended::WithErrors) => ExitCode::from(1),
        Ok(Ended::Failed) => ExitCode::from(2),
        Err(error) => {
            printer.failure(&ErrorAnswer::new(&error), language);
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments, printer: &Printer, language: &mut Language) -> Result<Ended, Error> {
    if let Command::Init(arguments) = &arguments.command {
        return init::init(arguments, printer, *language);
    }
    let folder = find_project(&arguments.common.start())?;
    let files = read_project(&folder)?;
    let common = &arguments.common;
    if let Command::Draft(arguments) = &arguments.command {
        // The first form of a project is drafted where there is none yet, and pipelines may wait for it.
        let files = ProjectFiles { pipelines: Vec::new(), ..files };
        let project = load_without_forms(&files).map_err(Error::Declarations)?;
        if common.lang.is_none() {
            *language = project.settings.language;
        }
        return draft::draft(&files, &project, arguments, printer, *language);
    }
    let loaded = load(&files);
    if let (None, Ok(project)) = (arguments.common.lang, &loaded) {
        *language = project.settings.language;
    }
    let loaded = match (&arguments.command, loaded) {
        (Command::Check, loaded) => return check::check(loaded, printer, *language),
        (_, Ok(project)) => project,
        (_, Err(faults)) => return Err(Error::Declarations(faults)),
    };
    let (landing, warehouse) = arguments.common.places(&loaded);
    let places = Places { folder, landing };
    let session = Session { places, warehouse, project: loaded, language: *language, printer };
    match &arguments.command {
        Command::Run(arguments) => run::run(&session, arguments),
        Command::Validate(arguments) => validate::validate(&session, arguments),
        Command::Inspect(arguments) => inspect::inspect(&session, arguments),
        Command::Status(arguments) => status::status(&session, arguments),
        Command::Export(arguments) => export::export(&session, arguments),
        Command::Template(arguments) => template::template(&session, arguments),
        Command::Plan(arguments) => plan::plan(&session, arguments),
        Command::Check | Command::Init(_) | Command::Draft(_) => Ok(Ended::Clean),
    }
}

impl Common {
    fn start(&self) -> PathBuf {
        self.project.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// Where data come from, and where they go to. A place on the command line is relative to where one stands, one in
    /// tinhso.toml to the project.
    fn places(&self, project: &Project) -> (String, String) {
        let here = |place: &String| if place.contains("://") { place.clone() } else { absolute(place) };
        let settings = &project.settings;
        (
            self.landing.as_ref().map_or_else(|| settings.landing.clone(), here),
            self.warehouse.as_ref().map_or_else(|| settings.warehouse.clone(), here),
        )
    }
}

fn absolute(place: &str) -> String {
    std::path::absolute(place).map_or_else(|_| place.to_owned(), |path| path.to_string_lossy().into_owned())
}

/// What a command works with.
struct Session<'a> {
    project: Project,
    places: Places,
    /// The place of the warehouse: a path or a URL.
    warehouse: String,
    language: Language,
    printer: &'a Printer,
}

impl Session<'_> {
    fn warehouse(&self) -> Result<Warehouse, Error> {
        Warehouse::open(&self.warehouse, &self.places.folder)
    }
}

/// Logs go to standard error, warnings and worse unless TINHSO_LOG asks for more.
fn init_logs() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TINHSO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time();
    // A second subscriber in one process is refused; the first one serves.
    let _ = subscriber.try_init();
}
