//! `tinhso inspect FILE…`.

use std::path::PathBuf;

use super::{Ended, Session};
use crate::error::Error;
use crate::registry::names::Names;
use crate::report::drawing;
use crate::report::inspected::{InspectAnswer, InspectedFile};
use crate::run::read_object::trace_object;
use crate::store::NamedFile;
use crate::validate::finding::Severity;
use crate::validate::name_units;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The files to look at
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn inspect(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let project = &session.project;
    let names = Names::new(&project.registry);
    let mut files = Vec::new();
    for file in &arguments.files {
        let mut traced = trace_object(project, &names, &NamedFile::open(file)?.whole()?);
        name_units(project, &mut traced.reading);
        files.push(InspectedFile::new(project, file.to_string_lossy().into_owned(), traced));
    }
    let answer = InspectAnswer { tinhso: "inspect/1", files };
    session.printer.answer(&answer, || drawing::inspected(&answer, session.language));
    let has_errors =
        answer.files.iter().flat_map(|file| &file.findings).any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { Ended::WithErrors } else { Ended::Clean })
}
