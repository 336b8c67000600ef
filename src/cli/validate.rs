//! `tinhso validate FILE…`.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use chrono::Utc;

use super::{Ended, Session};
use crate::assemble::newest::out_of_range;
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{local_day, name_check, stopped};
use crate::documents::decided::Decided;
use crate::documents::for_sender::for_sender;
use crate::documents::in_titles::in_titles;
use crate::documents::marked::SentSheets;
use crate::documents::name_with_ending::with_ending;
use crate::documents::repaired;
use crate::documents::returned::{Returned, returned};
use crate::documents::told_apart::told_apart;
use crate::documents::typed_texts::typed_texts;
use crate::engine::embedded;
use crate::error::Error;
use crate::findings::collector::of_submissions;
use crate::findings::finding::Finding;
use crate::intake::decided::judge_kept;
use crate::intake::{Content, Reader};
use crate::report::envelope::{ValidateAnswer, ValidatedFile, ValidatedTable};
use crate::report::validated::validated;
use crate::say;
use crate::store::{NamedFile, write_new_file};
use crate::typing::reading::{Reading, TypedTable};
use crate::values::period::Period;

#[derive(Debug, clap::Args)]
pub struct ValidateArguments {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long = "return", value_name = "DIR")]
    return_to: Option<PathBuf>,
}

pub fn validate(session: &Session<'_>, arguments: &ValidateArguments) -> Result<Ended, Error> {
    arguments.return_to.as_deref().map_or(Ok(()), |folder| session.refuse_output(folder))?;
    let project = &session.project;
    let object_names = ObjectNames::new(project);
    let engine = embedded();
    // As if it were sent now: a period that has not begun is a mistyped one.
    let day = local_day(Utc::now());
    let fetch = |file| Ok((file, Some(content(file)?)));
    let readings =
        Reader::new(project, &engine).read(arguments.files.iter().map(PathBuf::as_path).collect(), fetch, || ())?;
    let (mut files, mut read) = (Vec::new(), Vec::new());
    for (file, reading) in readings {
        let name = file.to_string_lossy().into_owned();
        let mut reading = reading.unwrap_or_default();
        for finding in &mut reading.findings {
            finding.location.object = Some(name.clone());
        }
        // Folders on the sender's own machine say nothing of the submission.
        let file_name = file.file_name().unwrap_or_default().to_string_lossy();
        for table in &reading.tables {
            let mut found = name_check::check(project, &object_names, &file_name, table);
            found.extend(out_of_range::check(project, &name, table, day));
            let mut found = of_submissions(found, |finding| project.severities_of(finding));
            found.iter_mut().for_each(|finding| finding.location.object = Some(name.clone()));
            reading.findings.extend(found);
        }
        if let Some(sha256) = &reading.decided {
            let mut said = judge_kept(project, sha256, &reading.findings, false);
            said.iter_mut().for_each(|finding| finding.location.object = Some(name.clone()));
            reading.findings.extend(said);
        }
        for one in stopped::stopped(project, &reading) {
            let said = one.finding(project, &name);
            reading.findings.extend(of_submissions(said, |finding| project.severities_of(finding)));
            one.keep_out(&mut reading);
        }
        reading.findings.sort();
        let tables = reading.tables.iter().map(|table| {
            let counts = (0..table.rows.len()).map(|row| match table.rows.source_rows(row) {
                (accepted, quarantined) if out_of_range::keeps_out(project, table, row, day) => {
                    (0, accepted.saturating_add(quarantined))
                }
                counts => counts,
            });
            let (accepted, quarantined) = counts.fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
            let form = &project.forms[table.form];
            ValidatedTable {
                form: form.name.clone(),
                form_code: form.form.code.clone(),
                sheet: table.sheet.clone(),
                // Where rows name their own period, the figures are of that one.
                time_period: table
                    .rows
                    .period
                    .iter()
                    .copied()
                    .flatten()
                    .next()
                    .or(table.period)
                    .map(|period| period.to_string()),
                time_periods: periods_of(table).iter().map(ToString::to_string).collect(),
                sender: table.sender.map(|unit| project.registry.units[unit].name.clone()),
                rows_accepted: accepted,
                rows_quarantined: quarantined,
            }
        });
        files.push(ValidatedFile {
            tables: tables.collect(),
            file: name,
            findings: std::mem::take(&mut reading.findings),
        });
        read.push(reading);
    }
    let answer = ValidateAnswer { tinhso: "validate/1", files };
    let is_returned = match &arguments.return_to {
        Some(folder) => hand_back(session, folder, &answer.files, &read)?,
        None => false,
    };
    let has_errors = answer.files.iter().flat_map(|file| &file.findings).any(Finding::is_error);
    session.printer.answer(&answer, || {
        let of_file = |file: &ValidatedFile| ValidatedFile {
            findings: file.findings.iter().map(|one| in_titles(&session.project, one, session.language)).collect(),
            ..file.clone()
        };
        let files = answer.files.iter().map(of_file).collect();
        validated(&ValidateAnswer { files, ..answer.clone() }, is_returned, session.language)
    });
    Ok(if has_errors { Ended::WithErrors } else { Ended::Clean })
}

/// The periods of the rows of a table; that of its head where they say none.
fn periods_of(table: &TypedTable) -> BTreeSet<Period> {
    let of_rows: BTreeSet<Period> = table.rows.period.iter().copied().flatten().collect();
    if of_rows.is_empty() { table.period.into_iter().collect() } else { of_rows }
}

/// Writes for each file with something to mend a workbook that says so, in its cells; gives whether there was any.
fn hand_back(
    session: &Session<'_>,
    folder: &Path,
    files: &[ValidatedFile],
    readings: &[Reading],
) -> Result<bool, Error> {
    // Some file systems take capitals for small letters.
    let mut names = BTreeSet::new();
    let paths: Vec<String> = files.iter().map(|file| parts_of(&file.file)).collect();
    let all: Vec<&str> = paths.iter().map(String::as_str).collect();
    for ((file, reading), parts) in files.iter().zip(readings).zip(&paths) {
        let path = Path::new(&file.file);
        let named = NamedFile::open(path)?;
        // Of an export that is not held the list must do.
        let (limits, debris) = (&session.project.settings.limits, &session.project.debris);
        let sent = if named.is_held() { SentSheets::open(named.head(), limits, debris) } else { None };
        let mut sent = sent.unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let contact = session.project.settings.contact.as_deref();
        let findings = for_sender(&session.project, &file.findings, session.language);
        let sha256 = named.sha256()?;
        let about = session.project.decisions.about(&sha256);
        let decided = Decided::of(&mut sent, &about, &session.project, reading, session.language);
        repaired::put(&mut sent, &findings);
        let what = Returned {
            file: told_apart(parts, &all),
            sha256: &sha256,
            sent: &sent,
            findings: &findings,
            texts: &typed_texts(&session.project, &file.findings),
            decided: &decided,
            deadlines: Vec::new(),
            contact,
        };
        let Some(bytes) = returned(&what, session.language)? else { continue };
        let numbered = (1_u32..).map(|number| match number {
            1 => with_ending(&name, ".return.xlsx", &sha256),
            number => with_ending(&name, &format!(" ({number}).return.xlsx"), &sha256),
        });
        for free in numbered {
            let written = folder.join(&free);
            // What is there may have been mended, or be of another sender. The same copy need not be written again.
            if names.insert(free.to_lowercase()) && (write_new_file(&written, &bytes)? || holds(&written, &bytes)) {
                let written = written.display().to_string();
                let said = say!(session.language, "returned-written", file = written, from = &file.file);
                session.printer.aside(&(said + "\n"));
                break;
            }
        }
    }
    Ok(!names.is_empty())
}

/// True where a file has these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    NamedFile::open(path).is_ok_and(|named| named.is_held() && named.head() == bytes)
}

/// The path of a file with `/` between its parts.
fn parts_of(file: &str) -> String {
    let parts = Path::new(file).components().filter(|part| !matches!(part, Component::RootDir));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The bytes of a file: a large one is read piece by piece.
fn content(file: &Path) -> Result<Content<'static>, Error> {
    let named = NamedFile::open(file)?;
    let (size, head) = (named.size(), Bytes::copy_from_slice(named.head()));
    if named.is_held() {
        return Ok(Content::Whole(head));
    }
    let origin = file.to_string_lossy().into_owned();
    let open = move || -> Result<Box<dyn Read + Send>, Error> { Ok(Box::new(named.stream()?)) };
    Ok(Content::Long { size, head, open: Box::new(open), origin, sha256: None })
}
