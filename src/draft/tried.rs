//! A sample to a first form that has been tried: the declarations with it hold, and the reader reads the sample with it.

use crate::draft::note::Note;
use crate::draft::{Wishes, draft, pipeline, written};
use crate::engine::LocalEngine;
use crate::error::Error;
use crate::intake::{self, Reader};
use crate::message;
use crate::project::Project;
use crate::project::load::load;
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::registry::names::Names;

/// A drafted form that was tried on its sample.
#[derive(Debug)]
pub struct Tried {
    pub name: String,
    /// The text of `schemas/<name>.json`.
    pub text: String,
    /// The text of `pipelines/<name>.toml`, where it was asked for and the form holds an amount.
    pub pipeline: Option<String>,
    pub notes: Vec<Note>,
    pub sheet: String,
    /// The cells of the labels, `A5:H7`.
    pub labels: String,
    /// Rows of data that the draft rests on.
    pub rows: usize,
}

/// Drafts a form and tries it, and a first pipeline with it. `files` are those of the project, without pipelines.
///
/// # Errors
/// Where the file cannot be read, holds no table, or the form would not keep to the rules of declarations.
pub fn draft_form(
    files: &ProjectFiles,
    project: &Project,
    engine: &dyn LocalEngine,
    bytes: &[u8],
    wishes: &Wishes<'_>,
) -> Result<Tried, Error> {
    let taken = |name: &&str| project.forms.iter().any(|form| form.name == **name);
    if let Some(name) = wishes.name.filter(|name| taken(name) || !is_name(name)) {
        return Err(Error::Request(message!("draft-name-taken", name = name)));
    }
    let names = Names::new(&project.registry);
    let opened = intake::open(bytes, &project.settings.limits, &project.debris)
        .map_err(|finding| Error::Request(finding.message))?;
    let drafted = draft(project, &names, &opened.sheets, wishes).map_err(Error::Request)?;
    let text = written::text(&drafted.form).map_err(Error::program)?;
    let file = SourceFile { name: format!("schemas/{}.json", drafted.form.name), text: text.clone() };
    let mut with = files.clone();
    with.forms.push(file.clone());
    load(&with).map_err(Error::Declarations)?;
    let mut notes = drafted.notes;
    notes.extend(declared_already(&Reader::new(project, engine), bytes)?);
    let mut alone = ProjectFiles { forms: vec![file], ..files.clone() };
    let first = pipeline::text(project, &drafted.form).filter(|_| wishes.pipeline);
    let file = |text: &String| SourceFile { name: format!("pipelines/{}.toml", drafted.form.name), text: text.clone() };
    alone.pipelines.extend(first.as_ref().map(file));
    if wishes.pipeline {
        notes.push(match &first {
            Some(_) => Note::new("pipeline", &drafted.form.name, message!("draft-note.pipeline")),
            None => Note::new("pipeline", "", message!("draft-note.no-pipeline")),
        });
    }
    let alone = load(&alone).map_err(Error::Declarations)?;
    let (unread, found) = tried(&Reader::new(&alone, engine), bytes, drafted.rows)?;
    notes.extend(found);
    // What matters most is first.
    notes.splice(0..0, unread);
    Ok(Tried {
        name: drafted.form.name,
        text,
        pipeline: first,
        notes,
        sheet: opened.sheets.get(drafted.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default(),
        labels: drafted.labels,
        rows: drafted.rows,
    })
}

/// Letters, digits and dashes: the name is that of a file too.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A note where a declared form reads the sample already.
fn declared_already(reader: &Reader<'_>, bytes: &[u8]) -> Result<Option<Note>, Error> {
    let traced = reader.trace(bytes)?;
    let form = traced.located.tables.first().and_then(|table| reader.project.forms.get(table.form));
    Ok(form.map(|form| Note::new("form", &form.name, message!("draft-note.declared-already", form = &form.form.code))))
}

/// What the reader makes of the sample with the drafted form alone: whether rows of it are not read, and what was found.
fn tried(reader: &Reader<'_>, bytes: &[u8], rows: usize) -> Result<(Option<Note>, Vec<Note>), Error> {
    let traced = reader.trace(bytes)?;
    let mut notes = Vec::new();
    let kept: usize =
        traced.reading.tables.iter().map(|table| table.rows.accepted.iter().filter(|row| **row).count()).sum();
    let guess = format!("{kept}/{rows}");
    notes.push(Note::new("rows", &guess, message!("draft-note.rows-accepted")));
    let mut codes: Vec<(&str, &str, usize)> = Vec::new();
    for finding in &traced.reading.findings {
        let severity = finding.severity().name();
        match codes.iter_mut().find(|(code, ..)| *code == finding.code.name()) {
            Some((.., count)) => *count += 1,
            None => codes.push((finding.code.name(), severity, 1)),
        }
    }
    for (code, severity, count) in codes {
        notes.push(Note::new(code, format!("{count} ({severity})"), message!("draft-note.found")));
    }
    let errors = traced.reading.findings.iter().filter(|finding| finding.is_error());
    let mut errors: Vec<&str> = errors.map(|finding| finding.code.name()).collect();
    errors.dedup();
    let unread = (kept < rows).then(|| {
        let lost = rows - kept;
        let why = match errors.as_slice() {
            [] => message!("draft-note.not-ready", lost = lost, rows = rows),
            errors => message!("draft-note.not-ready-because", lost = lost, rows = rows, codes = errors.join(", ")),
        };
        Note::new("!", guess, why)
    });
    Ok((unread, notes))
}
