//! `tinhso inspect FILE…`.

use std::path::{Path, PathBuf};

use super::draft::opened;
use super::printer::Printer;
use super::{Ended, Session};
use crate::draft::tried::draft_form;
use crate::draft::{Wishes, alone};
use crate::engine::embedded;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::formats::sniff::{Kind, sniff};
use crate::intake::Reader;
use crate::project::load::load_without_forms;
use crate::project::written::files::SourceFile;
use crate::report::drawing;
use crate::report::inspected::{InspectAnswer, InspectedFile};
use crate::say;
use crate::store::NamedFile;
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct InspectArguments {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

pub fn inspect(session: &Session<'_>, arguments: &InspectArguments) -> Result<Ended, Error> {
    let engine = embedded();
    let reader = Reader::new(&session.project, &engine);
    let looked_at =
        |file: &PathBuf| look(file, |name, bytes| Ok(InspectedFile::new(&session.project, name, reader.trace(bytes)?)));
    print_all(arguments, looked_at, session.printer, session.language)
}

/// Where there is no project, each file is read with a form that is drafted from it; where none can be, its sheets are shown.
pub fn inspect_alone(arguments: &InspectArguments, printer: &Printer, language: Language) -> Result<Ended, Error> {
    let engine = embedded();
    let looked_at = |file: &PathBuf| {
        look(file, |name, bytes| {
            let sheets = opened(bytes).map(|opened| opened.sheets).unwrap_or_default();
            let mut files = alone::project_files(&sheets, language);
            let project = load_without_forms(&files).map_err(Error::Declarations)?;
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let wishes = Wishes { stem: &stem, ..Wishes::default() };
            let project = match draft_form(&files, &project, &engine, bytes, &wishes) {
                Ok(tried) => {
                    let name = format!("schemas/{}.json", tried.name);
                    files.forms.push(SourceFile { name, text: tried.text });
                    load_without_forms(&files).map_err(Error::Declarations)?
                }
                Err(Error::Request(_)) => project,
                Err(error) => return Err(error),
            };
            let traced = Reader::new(&project, &engine).trace(bytes)?;
            Ok(InspectedFile::new(&project, name, traced))
        })
    };
    if !printer.is_json() {
        printer.aside(&(say!(language, "inspect-alone") + "\n"));
    }
    print_all(arguments, looked_at, printer, language)
}

/// One file, whole or by its first lines.
fn look(
    file: &Path,
    inspected: impl Fn(String, &[u8]) -> Result<InspectedFile, Error>,
) -> Result<InspectedFile, Error> {
    let named = NamedFile::open(file)?;
    let name = file.to_string_lossy().into_owned();
    let first_lines = named.first_lines().filter(|lines| sniff(lines).kind == Kind::Text);
    let mut inspected = match first_lines {
        Some(lines) => inspected(name, lines)?,
        None => inspected(name, &named.whole()?)?,
    };
    inspected.only_first_bytes = first_lines.and_then(|lines| u64::try_from(lines.len()).ok());
    Ok(inspected)
}

fn print_all(
    arguments: &InspectArguments,
    looked_at: impl Fn(&PathBuf) -> Result<InspectedFile, Error>,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    let files = arguments.files.iter().map(looked_at).collect::<Result<_, _>>()?;
    let answer = InspectAnswer { tinhso: "inspect/1", files };
    printer.answer(&answer, || drawing::inspected(&answer, language));
    let has_errors = answer.files.iter().flat_map(|file| &file.findings).any(Finding::is_error);
    Ok(if has_errors { Ended::WithErrors } else { Ended::Clean })
}
