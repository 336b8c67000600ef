//! `tinhso draft FILE`.

use std::path::PathBuf;

use super::Ended;
use super::printer::Printer;
use crate::draft::note::Note;
use crate::draft::tried::draft_form;
use crate::draft::{Wishes, alone, note};
use crate::engine::embedded;
use crate::error::Error;
use crate::formats::Opened;
use crate::formats::sniff::{Kind, sniff};
use crate::project::load::load_without_forms;
use crate::project::written::files::ProjectFiles;
use crate::project::written::landing::NamePatterns;
use crate::report::envelope::DraftAnswer;
use crate::sheet::limits::Limits;
use crate::store::{NamedFile, is_taken, write_new_file};
use crate::values::language::Language;
use crate::{intake, message, say};

#[derive(Debug, clap::Args)]
pub struct DraftArguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,
}

pub fn draft(
    files: Option<ProjectFiles>,
    arguments: &DraftArguments,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    let named = NamedFile::open(&arguments.file)?;
    // The first lines of a long export show what all of them hold.
    let bytes = match named.first_lines().filter(|lines| sniff(lines).kind == Kind::Text) {
        Some(lines) => lines.to_vec(),
        None => named.whole()?,
    };
    let has_project = files.is_some();
    let files = match files {
        Some(files) => {
            // The first form of a project is drafted where there is none yet, and pipelines may wait for it. A form without a
            // letter is the file that a shell has just made for what is printed here.
            let forms = files.forms.into_iter().filter(|form| !form.text.trim().is_empty()).collect();
            ProjectFiles { pipelines: Vec::new(), forms, ..files }
        }
        None => alone::project_files(&opened(&bytes)?.sheets, language),
    };
    let project = load_without_forms(&files).map_err(Error::Declarations)?;
    let stem = arguments.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let wishes = Wishes {
        sheet: arguments.sheet.as_deref(),
        name: arguments.name.as_deref(),
        stem: &stem,
        pipeline: arguments.pipeline.is_some(),
    };
    let mut tried = draft_form(&files, &project, &embedded(), &bytes, &wishes)?;
    if !has_project {
        tried.notes.push(Note::new("registry", "", message!("draft-note.no-project")));
    }
    let pipeline = arguments.pipeline.as_ref().zip(tried.pipeline.as_ref());
    // Neither is written where one of them cannot be.
    let written = [arguments.output.as_ref().map(|output| (output, &tried.text)), pipeline];
    let written: Vec<(&PathBuf, &String)> = written.into_iter().flatten().collect();
    let exists = |file: &PathBuf| Error::Request(message!("draft-output-exists", file = file.display().to_string()));
    if let Some((file, _)) = written.iter().find(|(file, _)| is_taken(file)) {
        return Err(exists(file));
    }
    for (file, text) in written {
        if !write_new_file(file, text.as_bytes())? {
            return Err(exists(file));
        }
    }
    let name_of = |file: &PathBuf| file.to_string_lossy().into_owned();
    let answer = DraftAnswer {
        tinhso: "draft/1",
        form: serde_json::from_str(&tried.text).unwrap_or_default(),
        notes: tried.notes,
        sheet: tried.sheet,
        labels: tried.labels,
        rows: tried.rows,
        file: arguments.output.as_ref().map(name_of),
        pipeline: pipeline.map(|(file, _)| name_of(file)),
    };
    if !printer.is_json() {
        let written = [&answer.file, &answer.pipeline].into_iter().flatten();
        let written: String = written.map(|file| say!(language, "draft-written", file = file) + "\n").collect();
        printer.aside(&(note::lines(&answer.notes, language) + &written));
    }
    printer.answer(&answer, || if answer.file.is_some() { String::new() } else { tried.text.clone() });
    Ok(Ended::Clean)
}

/// The sheets of a file where there is no project to say within which limits.
pub fn opened(bytes: &[u8]) -> Result<Opened, Error> {
    intake::open(bytes, &Limits::default(), &NamePatterns::usual()).map_err(|finding| Error::Request(finding.message))
}
