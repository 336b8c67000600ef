//! `tinhso draft FILE`.

use std::path::PathBuf;

use super::Ended;
use super::printer::Printer;
use crate::draft::tried::draft_form;
use crate::draft::{Wishes, note};
use crate::engine::embedded;
use crate::error::Error;
use crate::formats::sniff::{Kind, sniff};
use crate::project::Project;
use crate::project::written::files::ProjectFiles;
use crate::report::envelope::DraftAnswer;
use crate::store::{NamedFile, write_new_file};
use crate::values::language::Language;
use crate::{message, say};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn draft(
    files: &ProjectFiles,
    project: &Project,
    arguments: &Arguments,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    let named = NamedFile::open(&arguments.file)?;
    // The first lines of a long export tell what all of them hold.
    let bytes = match named.first_lines().filter(|lines| sniff(lines).kind == Kind::Text) {
        Some(lines) => lines.to_vec(),
        None => named.whole()?,
    };
    let stem = arguments.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let wishes = Wishes { sheet: arguments.sheet.as_deref(), name: arguments.name.as_deref(), stem: &stem };
    let tried = draft_form(files, project, &embedded(), &bytes, &wishes)?;
    if let Some(output) = &arguments.output
        && !write_new_file(output, tried.text.as_bytes())?
    {
        return Err(Error::Request(message!("draft-output-exists", file = output.display().to_string())));
    }
    let answer = DraftAnswer {
        tinhso: "draft/1",
        form: serde_json::from_str(&tried.text).unwrap_or_default(),
        notes: tried.notes,
        sheet: tried.sheet,
        labels: tried.labels,
        rows: tried.rows,
        file: arguments.output.as_ref().map(|output| output.to_string_lossy().into_owned()),
    };
    if !printer.is_json() {
        let written = answer.file.as_ref().map(|file| say!(language, "draft-written", file = file) + "\n");
        printer.aside(&(note::lines(&answer.notes, language) + &written.unwrap_or_default()));
    }
    printer.answer(&answer, || if answer.file.is_some() { String::new() } else { tried.text.clone() });
    Ok(Ended::Clean)
}
