//! `tinhso validate FILE…`.

use std::io::Read;
use std::path::PathBuf;

use super::{Ended, Session};
use crate::assemble::name_check;
use crate::assemble::object_name::ObjectNames;
use crate::engine::embedded;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::intake::{Input, Reader, read_input};
use crate::report::envelope::{ValidateAnswer, ValidatedFile, ValidatedTable};
use crate::report::terminal;
use crate::store::NamedFile;
use crate::validate::{checks, name_units};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The submissions to check
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn validate(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let project = &session.project;
    let reader = Reader::new(project);
    let object_names = ObjectNames::new(project);
    let mut files = Vec::new();
    for file in &arguments.files {
        let name = file.to_string_lossy().into_owned();
        let opened = NamedFile::open(file)?;
        let open = || -> Result<Box<dyn Read>, Error> { Ok(Box::new(opened.stream()?)) };
        let input = Input { size: opened.size(), head: opened.head(), open: &open };
        let mut reading = read_input(&reader, &embedded(), &input)?;
        checks::apply(project, &embedded(), &mut [&mut reading])?;
        name_units(project, &reading.tables, &mut reading.findings);
        for finding in &mut reading.findings {
            finding.location.object = Some(name.clone());
        }
        // Folders on the sender's own machine say nothing of the submission.
        let file_name = file.file_name().unwrap_or_default().to_string_lossy();
        for table in &reading.tables {
            let mut told = name_check::check(project, &object_names, &file_name, table);
            told.iter_mut().for_each(|finding| finding.location.object = Some(name.clone()));
            reading.findings.extend(told);
        }
        reading.findings.sort();
        let tables = reading.tables.iter().map(|table| {
            let counts = (0..table.rows.len()).map(|row| table.rows.stands_for(row));
            let (accepted, quarantined) = counts.fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
            let form = &project.forms[table.form];
            ValidatedTable {
                form: form.name.clone(),
                form_code: form.form.code.clone(),
                sheet: table.sheet.clone(),
                time_period: table
                    .period
                    .or_else(|| table.rows.period.iter().copied().flatten().next())
                    .map(|period| period.to_string()),
                sender: table.sender.map(|unit| project.registry.units[unit].name.clone()),
                rows_accepted: accepted,
                rows_quarantined: quarantined,
            }
        });
        files.push(ValidatedFile { tables: tables.collect(), file: name, findings: reading.findings });
    }
    let answer = ValidateAnswer { tinhso: "validate/1", files };
    session.printer.answer(&answer, || terminal::validated(&answer, session.language));
    let has_errors = answer.files.iter().flat_map(|file| &file.findings).any(Finding::is_error);
    Ok(if has_errors { Ended::WithErrors } else { Ended::Clean })
}
