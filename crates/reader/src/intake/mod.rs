//! The stages read, type and validate for one object: from its bytes to a reading.

pub mod groups;
pub mod lines;
mod longer_rows;
pub mod sums;

#[cfg(test)]
mod located_tests;

use std::io::Read;

use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severities::Severities;
use crate::findings::severity::{Disposition, Severity};
use crate::formats::sniff::Kind;
use crate::formats::{Opened, gzip, sniff};
use crate::locate::Located;
use crate::locate::labels::header::Catalogue;
use crate::project::Project;
use crate::registry::names::Names;
use crate::sheet::grid::Sheet;
use crate::typing::reading::Reading;
use crate::typing::table::type_table;
use crate::typing::unread_cell;
use crate::validate::rules::{self, InTable};
use crate::{formats, locate};

/// What reading needs beside the bytes, made once for all objects.
pub struct Reader<'a> {
    pub project: &'a Project,
    pub names: Names<'a>,
    pub catalogue: Catalogue,
}

impl<'a> Reader<'a> {
    pub fn new(project: &'a Project) -> Self {
        Self { project, names: Names::new(&project.registry), catalogue: Catalogue::new(&project.forms) }
    }
}

/// The bytes of one object: at hand, or in the archive where they are too many.
pub struct Input<'a> {
    pub size: u64,
    /// The whole, or only the beginning.
    pub head: &'a [u8],
    /// Gives the bytes from the beginning.
    pub open: &'a dyn Fn() -> Result<Box<dyn Read + 'a>, Error>,
}

/// Reads one object; its lines are grouped. Findings do not name it: the same bytes may have several names, and the name
/// belongs to the arrival. The checks in SQL of other forms come later, over the rows of many objects at
/// once.
///
/// # Errors
/// Where the bytes cannot be read, or the engine fails.
pub fn read_input(reader: &Reader<'_>, engine: &dyn LocalEngine, input: &Input<'_>) -> Result<Reading, Error> {
    let limits = reader.project.settings.limits;
    if let Some(reading) = stream(reader, engine, input)? {
        return Ok(reading);
    }
    if input.size > limits.max_bytes {
        return Ok(Reading { tables: Vec::new(), findings: vec![formats::too_large(input.size, &limits)] });
    }
    let mut reading = if input.size == u64::try_from(input.head.len()).unwrap_or(u64::MAX) {
        read_object(reader, input.head)
    } else {
        let mut bytes = Vec::new();
        let read = (input.open)()?.read_to_end(&mut bytes);
        read.map_err(|cause| Error::store("cannot read", "the archive", cause))?;
        read_object(reader, &bytes)
    };
    lines::group_tables(reader.project, engine, &mut reading)?;
    Ok(reading)
}

/// Reads an export of lines, packed or not; nothing where the object is something else.
fn stream(reader: &Reader<'_>, engine: &dyn LocalEngine, input: &Input<'_>) -> Result<Option<Reading>, Error> {
    if gzip::is_packed(input.head) {
        let head = gzip::head(input.head, HEAD_OF_PACKED);
        if sniff::sniff(&head).kind == Kind::Text {
            let bytes = gzip::within_reason((input.open)()?, input.size, &reader.project.settings.limits);
            return lines::read(reader, engine, &head, bytes);
        }
    } else if sniff::sniff(input.head).kind == Kind::Text {
        return lines::read(reader, engine, input.head, (input.open)()?);
    }
    Ok(None)
}

/// Bytes that are unpacked to tell what a packed object is.
const HEAD_OF_PACKED: usize = 1 << 20;

/// Collects findings about files, sheets and labels, each at what its form declares, where it is of one.
fn collect(project: &Project, findings: impl IntoIterator<Item = Finding>) -> Collector {
    let none = Severities::default();
    let mut collector = Collector::new();
    for finding in findings {
        let form = finding.location.form.as_deref().and_then(|name| project.form_named(name));
        collector.push(finding, form.map_or(&none, |form| &project.forms[form].severities));
    }
    collector
}

/// A reading, and what stood on the way to it: for those who want to see what the reader sees.
#[derive(Debug, Default)]
pub struct Traced {
    pub reading: Reading,
    /// `None` where the file cannot be read.
    pub opened: Option<Opened>,
    /// The findings among it have gone over to the reading.
    pub located: Located,
    /// For each located table the place of its reading; `None` where its period is unknown.
    pub typed: Vec<Option<usize>>,
}

/// Reads the bytes of one object, each row as it stands.
pub fn read_object(reader: &Reader<'_>, bytes: &[u8]) -> Reading {
    trace_object(reader, bytes).reading
}

/// Reads one object and keeps what stood on the way.
pub fn trace_object(reader: &Reader<'_>, bytes: &[u8]) -> Traced {
    let project = reader.project;
    let mut traced = Traced::default();
    let opened = match gzip::unpack(bytes, &project.settings.limits) {
        None => formats::open(bytes, &project.settings.limits),
        Some(Ok(bytes)) => formats::open(&bytes, &project.settings.limits),
        Some(Err(finding)) => Err(finding),
    };
    match opened {
        Err(finding) => traced.reading.findings.push(finding),
        Ok(mut opened) => {
            traced.reading.findings.append(&mut opened.findings);
            // Of an archive without a single sheet everything is said.
            if opened.kind != Kind::Zip || !opened.sheets.is_empty() {
                traced.located = locate::locate(&opened.sheets, &project.forms, &reader.catalogue);
            }
            if opened.delimiter.is_some() {
                longer_rows::keep_out(&mut opened.sheets, &traced.located, &project.forms);
            }
            read_tables(reader, &opened.sheets, &mut traced);
            traced.opened = Some(opened);
        }
    }
    rules::of_an_object(project, &mut traced.reading);
    traced
}

fn read_tables(reader: &Reader<'_>, sheets: &[Sheet], traced: &mut Traced) {
    let Reader { project, names, .. } = reader;
    let Traced { reading, located, typed, .. } = traced;
    let mut findings = collect(project, reading.findings.drain(..).chain(located.findings.drain(..)));
    for table in &located.tables {
        let form = &project.forms[table.form];
        let outcome = type_table(project, names, &sheets[table.sheet], table);
        typed.push(outcome.table.is_some().then_some(reading.tables.len()));
        let Some(mut typed) = outcome.table else {
            findings.join(outcome.findings);
            continue;
        };
        if let Some(blank) = outcome.blank {
            findings.join(outcome.findings);
            // Of the months of a year some may not have come; a form that is blank as a whole was sent by mistake.
            let alone = located.tables.len() == 1;
            let blank = if alone { blank.weighing(Severity::Error, Disposition::Quarantined) } else { blank };
            findings.push(blank, &form.severities);
            reading.tables.push(typed);
            continue;
        }
        let (sheet, totals, found) = (&sheets[table.sheet], &outcome.totals[..], outcome.findings.kept());
        let ruled = rules::of_a_table(&InTable { project, form, sheet, table, totals, found }, &mut typed);
        findings.join(ruled);
        findings.join(outcome.findings);
        reading.tables.push(typed);
    }
    for (place, sheet) in sheets.iter().enumerate() {
        let holds_tables = located.tables.iter().any(|table| table.sheet == place);
        for unread in unread_cell::of_a_sheet(sheet, holds_tables, findings.kept()) {
            findings.push(unread, &Severities::default());
        }
    }
    reading.findings = findings.all();
}
