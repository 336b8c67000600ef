//! The command line: what a person types, and the exit code. One file a command; each is a thin wrapper over an operation
//! of the library.

#![allow(clippy::disallowed_methods, reason = "words pass through here")]

mod bundle;
mod check;
mod completions;
mod declared_in_part;
mod diff;
mod draft;
mod explain;
mod export;
mod help;
mod init;
mod inspect;
mod interrupt;
mod kept_declarations;
mod logs;
mod manual;
mod paper;
mod plan;
mod printer;
mod progress;
mod prune;
mod refused;
mod release;
mod restore;
mod run;
mod show;
mod status;
mod template;
mod validate;
mod verify;
mod withdraw;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::assemble::local_day;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::findings::message::Message;
use crate::project::Project;
use crate::project::check::of_the_future;
use crate::project::load::{declared_language, declared_settings, load};
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::settings::Settings;
use crate::report::envelope::ErrorAnswer;
use crate::run::refused_day;
use crate::run::verify::DeclarationsAtHand;
use crate::store::places::Places;
use crate::store::project::{find_project, read_project};
use crate::store::{Warehouse, refuse_output, refused_place};
use crate::values::language::Language;
use crate::{message, say};
use logs::LogFormat;
use paper::{Colour, Paper};
use printer::Printer;
use refused::refused;

/// The command line as clap knows it, with its texts: what `docs/commands.md` is written from.
pub fn definition(language: Language) -> clap::Command {
    help::described(Arguments::command(), language)
}

// The texts of commands and arguments are in the message files, by their names (help.rs). No comment here that clap would show.
#[derive(Debug, Parser)]
#[command(name = "tinhso", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL")]
    landing: Option<String>,
    #[arg(long, global = true, value_name = "URL")]
    warehouse: Option<String>,
    #[arg(long, global = true, default_value = "text")]
    format: AnswerFormat,
    #[arg(long, global = true, value_parser = PossibleValuesParser::new(["vi", "en"]).map(language_of))]
    lang: Option<Language>,
    #[arg(long, global = true, default_value = "text")]
    log_format: LogFormat,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

fn language_of(code: String) -> Language {
    help::language_of(&code).unwrap_or_default()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    Text,
    Json,
    /// Of `explain` alone.
    Csv,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::InitArguments),
    Run(run::RunArguments),
    Check,
    Validate(validate::ValidateArguments),
    Inspect(inspect::InspectArguments),
    Draft(draft::DraftArguments),
    Show(show::ShowArguments),
    Status(status::StatusArguments),
    Explain(explain::ExplainArguments),
    Export(export::ExportArguments),
    Template(template::TemplateArguments),
    Plan(plan::PlanArguments),
    Verify(verify::VerifyArguments),
    Bundle(bundle::BundleArguments),
    Diff(diff::DiffArguments),
    Release(release::ReleaseArguments),
    Withdraw(withdraw::WithdrawArguments),
    Restore(restore::RestoreArguments),
    Prune(prune::PruneArguments),
    Completions(completions::CompletionsArguments),
    Manual(manual::ManualArguments),
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

impl Ended {
    const fn number(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::WithErrors => 1,
            Self::Failed => 2,
        }
    }

    fn code(self) -> ExitCode {
        ExitCode::from(self.number())
    }
}

/// Parses the command line, runs the command, and gives the exit code: 0 clean, 1 done with findings of severity error, 2
/// failed.
pub fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let asked = help::language_asked(&typed);
    let mut language = asked.unwrap_or_default();
    let definition = help::in_words(definition(language), language);
    let parsed = definition.try_get_matches_from(typed);
    let arguments = match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, language),
    };
    logs::init(arguments.common.log_format);
    let printer = Printer::new(
        arguments.common.format == AnswerFormat::Json,
        arguments.common.log_format,
        Paper::new(arguments.common.color),
    );
    let ended = dispatch(&arguments, &printer, asked, &mut language).unwrap_or_else(|error| {
        let mut answer = ErrorAnswer::new(&error);
        if let (Error::Declarations(faults), false) = (&error, arguments.command.publishes()) {
            answer.message = message!("error-declarations.at-hand", count = faults.len());
        }
        printer.failure(&answer, language);
        if let Command::Run(arguments) = &arguments.command {
            run::not_begun(arguments, &printer, language);
        }
        Ended::Failed
    });
    let Some(cause) = printer.failed() else { return ended.code() };
    printer.aside(&(say!(language, "answer-not-written", cause = cause) + "\n"));
    match (&arguments.command, ended) {
        // The run is published or current, whoever hears of it.
        (Command::Run(_) | Command::Release(_), Ended::Clean | Ended::WithErrors) => Ended::WithErrors.code(),
        _ => Ended::Failed.code(),
    }
}

/// Help and version on standard output; on standard error why the command line was refused.
fn refuse(error: &clap::Error, language: Language) -> ExitCode {
    match refused(error, language) {
        Some(text) => Printer::new(false, LogFormat::Text, Paper::new(Colour::Auto)).aside(&text),
        None => {
            // A reader that closed its end has had enough.
            let _ = error.print();
        }
    }
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

fn dispatch(
    arguments: &Arguments,
    printer: &Printer,
    asked: Option<Language>,
    language: &mut Language,
) -> Result<Ended, Error> {
    if arguments.common.format == AnswerFormat::Csv && !matches!(arguments.command, Command::Explain(_)) {
        return Err(Error::Request(message!("explain-csv-alone")));
    }
    // These need no project.
    match &arguments.command {
        Command::Init(arguments) => return init::init(arguments, printer, *language),
        Command::Completions(arguments) => return completions::completions(arguments, printer, *language),
        Command::Manual(arguments) => return manual::manual(arguments, printer, *language),
        _ => {}
    }
    if let Command::Verify(arguments) = &arguments.command
        && let Some(file) = arguments.bundle()
    {
        // A bundle holds its project.
        return verify::verify_bundle(file, arguments, printer, asked, language);
    }
    let folder = match (find_project(&arguments.common.start()), &arguments.command) {
        // A file may be looked at where nobody has made a project yet.
        (Err(Error::NoProject { .. }), Command::Draft(arguments)) => {
            return draft::draft(None, arguments, printer, *language);
        }
        (Err(Error::NoProject { .. }), Command::Inspect(arguments)) => {
            return inspect::inspect_alone(arguments, printer, *language);
        }
        (found, _) => found?,
    };
    let files = read_project(&folder)?;
    // A project with faults has a language too.
    if let (None, Some(declared)) = (asked, declared_language(&files)) {
        *language = declared;
    }
    if let Command::Draft(arguments) = &arguments.command {
        return draft::draft(Some(files), arguments, printer, *language);
    }
    let loaded = match (&arguments.command, load(&files)) {
        (Command::Check, loaded) => {
            let warehouse = |project: &Project| arguments.common.warehouse_at_hand(project, &folder);
            let loaded = loaded.and_then(|project| arguments.common.as_runs_take_it(project, &files, &folder));
            return check::check(loaded, &files, warehouse, printer, *language);
        }
        (_, Ok(project)) => project,
        (Command::Verify(verified), Err(faults)) => {
            // The place of the warehouse is in the settings.
            let Some(settings) = declared_settings(&files) else { return Err(Error::Declarations(faults)) };
            let (landing, warehouse) = arguments.common.places(&settings);
            let places = Places { folder, landing };
            let at_hand = DeclarationsAtHand::Faulty { settings: &settings, files: &files, faults: &faults };
            return verify::verify_at_fault(at_hand, (&places, &warehouse), verified, printer, *language);
        }
        (command @ (Command::Validate(_) | Command::Inspect(_)), Err(faults)) => {
            let in_part = declared_in_part::project_in_part(command, &files, &faults);
            let Some((project, left_out)) = in_part else { return Err(Error::Declarations(faults)) };
            let said = say!(*language, "declarations-left-out", files = left_out.join(", "));
            printer.aside(&(said + "\n"));
            project
        }
        (command, Err(faults)) => {
            let run = kept_declarations::run_of(command);
            let kept = run.and_then(|run| arguments.common.kept_project(run, &files, &folder));
            let Some((project, run_id)) = kept else { return Err(Error::Declarations(faults)) };
            let said = say!(*language, "declarations-at-fault", count = faults.len(), run = run_id);
            printer.aside(&(said + "\n"));
            project
        }
    };
    let (landing, warehouse) = arguments.common.places(&loaded.settings);
    let places = Places { folder, landing };
    let csv = arguments.common.format == AnswerFormat::Csv;
    let session = Session { places, warehouse, project: loaded, files, language: *language, csv, printer };
    match &arguments.command {
        Command::Run(arguments) => run::run(&session, arguments),
        Command::Validate(arguments) => validate::validate(&session, arguments),
        Command::Inspect(arguments) => inspect::inspect(&session, arguments),
        Command::Show(arguments) => show::show(&session, arguments),
        Command::Status(arguments) => status::status(&session, arguments),
        Command::Explain(arguments) => explain::explain(&session, arguments),
        Command::Export(arguments) => export::export(&session, arguments),
        Command::Template(arguments) => template::template(&session, arguments),
        Command::Plan(arguments) => plan::plan(&session, arguments),
        Command::Verify(arguments) => verify::verify(&session, arguments),
        Command::Bundle(arguments) => bundle::bundle(&session, arguments),
        Command::Diff(arguments) => diff::diff(&session, arguments),
        Command::Release(arguments) => release::release(&session, arguments),
        Command::Withdraw(arguments) => withdraw::withdraw(&session, arguments),
        Command::Restore(arguments) => restore::restore(&session, arguments),
        Command::Prune(arguments) => prune::prune(&session, arguments),
        Command::Check | Command::Init(_) | Command::Draft(_) | Command::Completions(_) | Command::Manual(_) => {
            Ok(Ended::Clean)
        }
    }
}

impl Command {
    /// True where a run is what is asked for, or whether there could be one.
    const fn publishes(&self) -> bool {
        matches!(self, Self::Run(_) | Self::Check)
    }
}

impl Common {
    fn start(&self) -> PathBuf {
        self.project.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// Where data come from, and where they go to. A place on the command line is relative to where one is, one in
    /// tinhso.toml to the project.
    fn places(&self, settings: &Settings) -> (String, String) {
        let is_whole = |place: &str| place.contains("://") || place == "~" || place.starts_with("~/");
        let here = |place: &String| if is_whole(place) { place.clone() } else { absolute(place) };
        (
            self.landing.as_ref().map_or_else(|| settings.landing.clone(), here),
            self.warehouse.as_ref().map_or_else(|| settings.warehouse.clone(), here),
        )
    }

    /// The project, unless each run would refuse its places or its as-of day.
    fn as_runs_take_it(&self, project: Project, files: &ProjectFiles, folder: &Path) -> Result<Project, Vec<Fault>> {
        let (landing, warehouse) = self.places(&project.settings);
        let refused = refused_place(&Places { folder: folder.to_owned(), landing }, &warehouse);
        let place = refused.map(|refused| (refused.setting, refused.message));
        let day = project.settings.as_of.and_then(|day| refused_day(day, local_day(Utc::now())));
        let SourceFile { name, text } = &files.settings;
        let fault = |(setting, message): (&str, Message)| {
            let line = text.lines().position(|line| line.trim_start().starts_with(setting));
            let line = line.map(|line| line.saturating_add(1));
            Fault { file: name.clone(), line, message, suggestion: None }
        };
        let mut faults: Vec<Fault> =
            place.into_iter().chain(day.map(|message| ("as_of", message))).map(fault).collect();
        let decided = files.decisions.iter();
        faults.extend(decided.flat_map(|file| of_the_future(&project.decisions, file, local_day(Utc::now()))));
        if faults.is_empty() { Ok(project) } else { Err(faults) }
    }

    /// The project as a run of the warehouse declared it, with the id of the run, where the declarations at hand have faults and their settings
    /// have none; nothing where that cannot be had.
    fn kept_project(&self, run_id: Option<&str>, files: &ProjectFiles, folder: &Path) -> Option<(Project, String)> {
        let settings = declared_settings(files)?;
        let (_, place) = self.places(&settings);
        let warehouse = Warehouse::open(&place, folder).and_then(Warehouse::understood).ok()?;
        kept_declarations::project_of_run(&settings, &warehouse, run_id).ok().flatten()
    }

    /// The warehouse, for one who needs none: a folder, or what is named on the command line. Declarations are checked without a network.
    fn warehouse_at_hand(&self, project: &Project, folder: &Path) -> Option<Warehouse> {
        let (_, place) = self.places(&project.settings);
        let is_at_hand = self.warehouse.is_some() || !place.contains("://");
        let opened = is_at_hand.then(|| Warehouse::open(&place, folder))?;
        opened.and_then(Warehouse::understood).ok()
    }
}

fn absolute(place: &str) -> String {
    std::path::absolute(place).map_or_else(|_| place.to_owned(), |path| path.to_string_lossy().into_owned())
}

/// What a command works with.
struct Session<'a> {
    project: Project,
    /// The texts that the project was read from.
    files: ProjectFiles,
    places: Places,
    /// The place of the warehouse: a path or a URL.
    warehouse: String,
    language: Language,
    /// The answer is asked for as a table of cells.
    csv: bool,
    printer: &'a Printer,
}

impl Session<'_> {
    fn warehouse(&self) -> Result<Warehouse, Error> {
        Warehouse::open(&self.warehouse, &self.places.folder)?.understood()
    }

    /// Refuses to write what was asked for into the landing zone or the warehouse.
    fn refuse_output(&self, output: &Path) -> Result<(), Error> {
        refuse_output(output, &self.places, &self.warehouse)
    }
}
