//! `tinhso inspect FILE…`.

use std::path::PathBuf;

use super::{Ended, Session};
use crate::engine::embedded;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::formats::sniff::{Kind, sniff};
use crate::intake::Reader;
use crate::report::drawing;
use crate::report::inspected::{InspectAnswer, InspectedFile};
use crate::store::NamedFile;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn inspect(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let project = &session.project;
    let engine = embedded();
    let reader = Reader::new(project, &engine);
    let mut files = Vec::new();
    for file in &arguments.files {
        let named = NamedFile::open(file)?;
        let first_lines = named.first_lines().filter(|lines| sniff(lines).kind == Kind::Text);
        let traced = match first_lines {
            Some(lines) => reader.trace(lines)?,
            None => reader.trace(&named.whole()?)?,
        };
        let mut inspected = InspectedFile::new(project, file.to_string_lossy().into_owned(), traced);
        inspected.only_first_bytes = first_lines.and_then(|lines| u64::try_from(lines.len()).ok());
        files.push(inspected);
    }
    let answer = InspectAnswer { tinhso: "inspect/1", files };
    session.printer.answer(&answer, || drawing::inspected(&answer, session.language));
    let has_errors = answer.files.iter().flat_map(|file| &file.findings).any(Finding::is_error);
    Ok(if has_errors { Ended::WithErrors } else { Ended::Clean })
}
