//! An export of lines, streamed: from the text of an object to a reading that holds its groups.
//!
//! Takes the bytes as they come; gives the reading, in the memory of a few pieces whatever the length. The labels stand in
//! the first piece, and each further one is typed, validated and grouped as a table of its own with the same labels.

use std::collections::BTreeSet;
use std::io::Read;

use rayon::prelude::*;

use super::groups::Groups;
use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::formats::faults::{endless_record, no_text};
use crate::formats::gzip;
use crate::formats::text::delimited;
use crate::formats::text::pieces::{Piece, Pieces, TextFault};
use crate::intake::{Reader, collect};
use crate::locate::rows::{Row, RowRole};
use crate::locate::{Table, locate};
use crate::project::{FormIndex, Project};
use crate::sheet::grid::{Grid, Sheet};
use crate::sheet::legacy;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rows::Rows;
use crate::typing::table::type_table;
use crate::validate::{checks, name_units, rules};

/// Bytes of the first piece in which labels are looked for.
const HEAD: usize = 64 << 10;

/// What a file must be known by to be streamed.
struct Export {
    form: FormIndex,
    table: Table,
    delimiter: u8,
    skip: usize,
    /// How its texts are decoded, where they are not in Unicode.
    legacy: Option<legacy::Plan>,
}

/// Reads an export of lines; `bytes` are [`gzip::marked`], and an error calls their place `origin`. `None` where the text is not one: nothing is then lost but its first piece.
///
/// # Errors
/// Where the bytes cannot be read, or the engine fails.
pub(super) fn read(reader: &Reader<'_>, head: &[u8], bytes: impl Read, origin: &str) -> Result<Option<Reading>, Error> {
    let project = reader.project;
    if project.grouped.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut pieces = Pieces::new(head, bytes);
    // What is no text, and what has no lines, is told by the reader of whole files.
    let Some(Ok(first)) = pieces.next() else { return Ok(None) };
    let mut reading = Reading::default();
    let Some(export) = recognise(reader, &first.text, &mut reading.findings) else {
        let told = reading.findings.iter().any(|finding| {
            let form = finding.location.form.as_deref().and_then(|name| project.form_named(name));
            form.is_some_and(|form| project.forms[form].has_lines())
        });
        return Ok(told.then_some(reading));
    };
    let Some(mut groups) = Groups::new(project, export.form) else { return Ok(None) };
    let mut whole: Option<TypedTable> = None;
    let mut findings = Collector::new();
    let wave = rayon::current_num_threads().max(1) * 2;
    let mut waiting = vec![first];
    loop {
        let mut fault = None;
        while waiting.len() < wave {
            match pieces.next() {
                Some(Ok(piece)) => waiting.push(piece),
                Some(Err(cause)) => {
                    fault = Some(cause);
                    break;
                }
                None => break,
            }
        }
        if let Some(fault) = fault {
            // What was read of it counts for nothing: the file is sent again.
            let finding = match fault {
                TextFault::NotText(reason) => no_text(reason),
                TextFault::EndlessRecord { line } => endless_record(line),
                TextFault::Unreadable(cause) => {
                    gzip::finding_of(cause).map_err(|cause| Error::store("cannot read", origin, cause))?
                }
            };
            return Ok(Some(Reading { tables: Vec::new(), findings: vec![finding] }));
        }
        if waiting.is_empty() {
            break;
        }
        let done: Vec<Done<'_>> = std::mem::take(&mut waiting)
            .into_par_iter()
            .map(|piece| one(reader, &export, piece))
            .collect::<Result<_, Error>>()?;
        for Done { table, groups: of_piece, findings: of_piece_found } in done {
            findings.join(of_piece_found);
            if let Some(of_piece) = of_piece {
                groups.join(of_piece)?;
            }
            match (&mut whole, table) {
                (None, table) => whole = table,
                (Some(whole), Some(table)) => whole.last_row = table.last_row,
                (Some(_), None) => {}
            }
        }
    }
    if let Some(mut table) = whole {
        table.rows = groups.rows();
        reading.tables.push(table);
    }
    reading.findings.extend(findings.all());
    Ok(Some(reading))
}

/// Runs the checks of lines over tables that were read whole: those of workbooks.
///
/// # Errors
/// Where the engine fails.
pub(super) fn check_tables(project: &Project, engine: &dyn LocalEngine, reading: &mut Reading) -> Result<(), Error> {
    let has_lines = |form: &FormIndex| project.forms[*form].has_lines();
    let forms: BTreeSet<FormIndex> = reading.tables.iter().map(|table| table.form).filter(has_lines).collect();
    for form in forms {
        for told in checks::apply_form(project, engine, form, &mut [reading])? {
            reading.findings.extend(told.all());
        }
        name_units(project, &reading.tables, &mut reading.findings);
    }
    Ok(())
}

/// Groups the lines of such tables.
///
/// # Errors
/// Where the engine fails.
pub(super) fn group_tables(project: &Project, engine: &dyn LocalEngine, reading: &mut Reading) -> Result<(), Error> {
    for form in 0..project.forms.len() {
        if !project.forms[form].has_lines() || reading.tables.iter().all(|table| table.form != form) {
            continue;
        }
        let Some(mut groups) = Groups::new(project, form) else { continue };
        let mut first = None;
        for (place, table) in reading.tables.iter_mut().enumerate().filter(|(_, table)| table.form == form) {
            groups.add(engine, table)?;
            // The lines of all sheets are one export: their groups stand with the first.
            first.get_or_insert(place);
            table.rows = Rows::empty(project.unit_form(form));
        }
        if let Some(table) = first.and_then(|first| reading.tables.get_mut(first)) {
            table.rows = groups.rows();
        }
        let mut place = 0;
        reading.tables.retain(|table| {
            place += 1;
            table.form != form || first == Some(place - 1)
        });
    }
    Ok(())
}

/// The labels in the beginning of a text, where they are those of a form of lines.
fn recognise(reader: &Reader<'_>, text: &str, findings: &mut Vec<Finding>) -> Option<Export> {
    let project = reader.project;
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let head = head.rfind('\n').filter(|_| end < text.len()).map_or(head, |line| &head[..=line]);
    let (delimiter, skip) = delimited::delimiter(head);
    let mut sheet = delimited::read_piece(head, delimiter, skip, 0, usize::MAX).ok()?;
    let legacy = legacy::plan(&sheet);
    if let Some(plan) = &legacy {
        legacy::apply(plan, &mut sheet);
    }
    let mut located = locate(&[sheet], &project.forms, &reader.catalogue);
    findings.extend(collect(project, located.findings.drain(..)).all());
    let table = located.tables.into_iter().next()?;
    let form = table.form;
    project.forms[form].has_lines().then_some(Export { form, table, delimiter, skip, legacy })
}

/// A piece, typed, validated and grouped.
struct Done<'a> {
    table: Option<TypedTable>,
    groups: Option<Groups<'a>>,
    findings: Collector,
}

fn one<'a>(reader: &Reader<'a>, export: &Export, piece: Piece) -> Result<Done<'a>, Error> {
    let Reader { project, names, engine, .. } = reader;
    let is_first = piece.first_line == 0;
    let skip = if is_first { export.skip } else { 0 };
    let sheet = delimited::read_piece(&piece.text, export.delimiter, skip, piece.first_line, usize::MAX);
    drop(piece);
    let mut sheet = sheet.unwrap_or_else(|_| Sheet::new(String::new(), true, Grid::new()));
    if let Some(plan) = &export.legacy {
        legacy::apply(plan, &mut sheet);
    }
    let mut table = export.table.clone();
    let below = export.table.header_row.saturating_add(1)..;
    // Every record of an export is a line: it has no sections, totals and notes.
    let data = |(index, _): (u32, _)| Row { index, role: RowRole::Data, section: None };
    table.body = sheet.grid.rows(below).map(data).collect();
    table.last_row = table.body.last().map_or(table.first_row, |row| row.index);
    let typed = type_table(project, names, &sheet, &table);
    let mut findings = typed.findings;
    let mut reading = Reading { tables: typed.table.into_iter().collect(), findings: Vec::new() };
    drop(sheet);
    for table in &mut reading.tables {
        let broken = rules::of_lines(&project.forms[export.form], table, findings.kept());
        findings.join(broken);
    }
    for told in checks::apply_form(project, *engine, export.form, &mut [&mut reading])? {
        findings.join(told);
    }
    if !is_first {
        // What stands above the lines was told with the first piece.
        findings.only(|finding| finding.location.row.is_some_and(|row| row > export.table.header_row + 1));
    }
    name_units(project, &reading.tables, findings.kept_mut());
    let mut groups = Groups::new(project, export.form);
    if let Some(groups) = &mut groups {
        for table in &reading.tables {
            groups.add(*engine, table)?;
        }
    }
    let table = reading.tables.pop().map(|mut table| {
        table.rows = Rows::empty(&project.forms[export.form]);
        table
    });
    Ok(Done { table, groups, findings })
}
