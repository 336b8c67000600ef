//! An export of lines, streamed: from the text of an object to a reading that holds its groups.
//!
//! Takes the bytes as they come; gives the reading, in the memory of a few pieces whatever the length. The labels are in
//! the first piece, and each further one is typed, validated and grouped as a table of its own with the same labels.

use std::collections::BTreeSet;
use std::io::Read;

use rayon::prelude::*;

use super::groups::Groups;
use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::formats::faults::{endless_record, moved_labels, no_text, too_many_lines};
use crate::formats::gzip;
use crate::formats::text::pieces::{Piece, Pieces, TextFault};
use crate::formats::text::records::Records;
use crate::formats::text::{delimited, quoting};
use crate::intake::clean::{Line, LinesLayout};
use crate::intake::clean_sums;
use crate::intake::closing_lines::ClosingLines;
use crate::intake::day_orders::DayOrders;
use crate::intake::labels_below::LabelsBelow;
use crate::intake::marks_in_lines::MarksInLines;
use crate::intake::old_font_values;
use crate::intake::total_lines::{TotalLines, is_total_line};
use crate::intake::uneven_rows::{self, UsualLengths};
use crate::intake::words_below::WordsBelow;
use crate::intake::{Reader, collect};
use crate::locate::rows::{Row, RowRole, TotalScope};
use crate::locate::{Table, locate};
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::repaired::Repairs;
use crate::sheet::unread::UnreadReason;
use crate::sheet::{legacy, repair};
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rows::Rows;
use crate::typing::table::shares::Shares;
use crate::typing::table::type_table;
use crate::validate::sums_of_lines::LineSums;
use crate::validate::{checks, name_units, rules};
use crate::values::period::Period;

/// Bytes of the first piece in which labels are looked for, and whose lines are read before all others.
const HEAD: usize = 64 << 10;

/// What a file must be known by to be streamed.
pub(super) struct Export {
    pub(super) form: FormIndex,
    table: Table,
    delimiter: u8,
    skip: usize,
    usual: Option<UsualLengths>,
    /// How its texts are decoded, where they are not in Unicode.
    legacy: Option<legacy::DecodingPlan>,
}

/// Reads an export of lines; `bytes` are [`gzip::marked`], and an error calls their place `origin`. `None` where the text is not one: nothing is then lost but its first piece.
///
/// # Errors
/// Where the bytes cannot be read, or the engine fails.
pub(super) fn read(
    reader: &Reader<'_>,
    head: &[u8],
    bytes: impl Read + Send,
    origin: &str,
) -> Result<Option<Reading>, Error> {
    let project = reader.project;
    if project.grouped.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut pieces = Pieces::new(head, bytes);
    // What is no text, and what has no lines, is known by the reader of whole files.
    let Some(Ok(first)) = pieces.next() else { return Ok(None) };
    let mut reading = Reading::default();
    let Some(export) = recognise(reader, &first.text, &mut reading.findings) else {
        let is_reported = reading.findings.iter().any(|finding| {
            let form = finding.location.form.as_deref().and_then(|name| project.form_named(name));
            form.is_some_and(|form| project.forms[form].has_lines())
        });
        return Ok(is_reported.then_some(reading));
    };
    let Some(mut groups) = Groups::new(project, export.form) else { return Ok(None) };
    let (mut whole, mut findings): (Option<TypedTable>, Collector) = (None, Collector::new());
    let (mut repairs, mut shares, mut closing) = (Repairs::default(), Vec::new(), ClosingLines::default());
    let (mut totals, mut days, mut sums) = (TotalLines::default(), DayOrders::default(), LineSums::default());
    let mut marks = MarksInLines::default();
    let mut layout: Option<LinesLayout<'_>> = None;
    let turn = reader.turns.take();
    let wave = if turn.is_some() { rayon::current_num_threads().max(1) * 2 } else { 1 };
    // The labels are in the first piece: its first lines, which are read as rows, say how all others are read.
    let (first, mut rest) = divided(first, export.delimiter);
    let mut waiting = Wave { pieces: vec![first], fault: None };
    while !waiting.pieces.is_empty() {
        let layout_now = layout.as_ref();
        let now = std::mem::take(&mut waiting.pieces);
        let work = |piece| one(reader, &export, layout_now, piece);
        let (mut next, done): (_, Result<Vec<Done<'_>>, Error>) = match turn {
            Some(_) => rayon::join(|| Wave::read(&mut pieces, wave), || now.into_par_iter().map(work).collect()),
            None => (Wave::read(&mut pieces, wave), now.into_iter().map(work).collect()),
        };
        let is_first = whole.is_none();
        for done in done? {
            let Done { table, last_row, groups: of_piece, findings: found, .. } = done;
            let Done { repairs: repaired, shares: of_percents, closing: of_lines, totals: of_sums, .. } = done;
            let Done { sums: of_units, moved, days: of_days, marks: of_truths, .. } = done;
            sums.join(of_units);
            marks.join(of_truths);
            if let Some(line) = moved {
                return Ok(Some(Reading { findings: vec![moved_labels(line)], ..Reading::default() }));
            }
            findings.join(found);
            closing.join(of_lines);
            totals.join(of_sums);
            days.join(of_days);
            repairs.join(&repaired);
            Shares::join_all(&mut shares, of_percents);
            if let Some(of_piece) = of_piece {
                groups.join(of_piece)?;
            }
            whole = whole.or(table);
            if let Some((whole, last_row)) = whole.as_mut().zip(last_row) {
                whole.last_row = last_row;
            }
        }
        if let Some(whole) = whole.as_ref().filter(|_| is_first && export.legacy.is_none()) {
            let form = &project.forms[export.form];
            let usual_fields = sums.usual_fields(form);
            let added = clean_sums::field_to_add(form, groups.fields()).filter(|_| !usual_fields.is_empty());
            let summed: Vec<String> = groups.fields().iter().cloned().chain(added).collect();
            layout = LinesLayout::new(project, (&export.table, export.usual), whole, &summed, &usual_fields);
        }
        if let Some(fault) = next.fault {
            // What was read of it counts for nothing: the file is sent again.
            let finding = match fault {
                TextFault::NotText(reason) => no_text(reason),
                TextFault::EndlessRecord { line } => endless_record(line),
                TextFault::TooManyLines => too_many_lines(),
                TextFault::Unreadable(cause) => {
                    gzip::finding_of(cause).map_err(|cause| Error::store("cannot read", origin, cause))?
                }
            };
            return Ok(Some(Reading { findings: vec![finding], ..Reading::default() }));
        }
        next.pieces.splice(0..0, rest.take());
        waiting = next;
    }
    if let Some(finding) = days.finding(&project.forms[export.form], &export.table) {
        return Ok(Some(Reading { findings: vec![finding], ..Reading::default() }));
    }
    let mut differing = Vec::new();
    if let Some(mut table) = whole {
        let form = &project.forms[export.form];
        differing = totals.findings(form, &table);
        for sum in sums.proven().into_iter().filter(|sum| sum.accepted) {
            if findings.push_on_row(sum.finding(project, form, &table), &form.severities).quarantines {
                groups.quarantine(sum.key.0, sum.key.1, 1);
            }
        }
        for doubtful in marks.doubtful(project, form, &table) {
            doubtful.keep_out(form, &mut findings, &mut groups);
        }
        table.rows = groups.rows();
        reading.tables.push(table);
    }
    reading.findings.extend(findings.all());
    let said = repairs.notes().chain(shares.into_iter().filter_map(Shares::finding));
    let said = said.chain(closing.finding(&project.forms[export.form])).chain(differing);
    reading.findings.extend(collect(project, said).all());
    Ok(Some(reading))
}

/// A piece in two: the records that begin in its first bytes, and those behind them.
fn divided(piece: Piece, delimiter: u8) -> (Piece, Option<Piece>) {
    let Piece { mut text, first_row } = piece;
    let mut records = Records::new(&text, delimiter, first_row);
    let mut behind = std::iter::from_fn(|| records.next_record().map(|record| (record.start, record.row)));
    let behind = behind.find(|(start, _)| *start >= HEAD);
    match behind {
        Some((start, row)) if text.is_char_boundary(start) => {
            let rest = text.split_off(start);
            (Piece { text, first_row }, Some(Piece { text: rest, first_row: row }))
        }
        _ => (Piece { text, first_row }, None),
    }
}

/// Pieces that are read while those before are worked on.
struct Wave {
    pieces: Vec<Piece>,
    /// Why there are no more.
    fault: Option<TextFault>,
}

impl Wave {
    fn read(pieces: &mut Pieces<impl Read>, most: usize) -> Self {
        let mut wave = Self { pieces: Vec::with_capacity(most), fault: None };
        while wave.pieces.len() < most {
            match pieces.next() {
                Some(Ok(piece)) => wave.pieces.push(piece),
                Some(Err(fault)) => {
                    wave.fault = Some(fault);
                    break;
                }
                None => break,
            }
        }
        wave
    }
}

/// Runs the checks of lines over tables that were read whole: those of workbooks.
///
/// # Errors
/// Where the engine fails.
pub(super) fn check_tables(project: &Project, engine: &dyn LocalEngine, reading: &mut Reading) -> Result<(), Error> {
    let has_lines = |form: &FormIndex| project.forms[*form].has_lines();
    let forms: BTreeSet<FormIndex> = reading.tables.iter().map(|table| table.form).filter(has_lines).collect();
    for form in forms {
        for found in checks::apply_form(project, engine, form, &mut [reading])? {
            reading.findings.extend(found.all());
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
            // The lines of all sheets are one export: their groups are with the first.
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
pub(super) fn recognise(reader: &Reader<'_>, text: &str, findings: &mut Vec<Finding>) -> Option<Export> {
    let project = reader.project;
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let head = head.rfind('\n').filter(|_| end < text.len()).map_or(head, |line| &head[..=line]);
    // Quotes of another kind are read in whole files alone.
    if quoting::plain(head).1.is_some() {
        return None;
    }
    let (delimiter, skip) = delimited::delimiter(head);
    let mut sheet = delimited::read_piece(head, delimiter, skip, 0, usize::MAX).ok()?;
    let legacy = legacy::plan(&sheet);
    if let Some(plan) = &legacy {
        legacy::apply(plan, &mut sheet);
    }
    repair::signs(&mut sheet);
    let mut located = locate(std::slice::from_ref(&sheet), &project.forms, &reader.catalogue);
    // What is written below the lines is compared with those of all pieces.
    located.findings.retain(|finding| finding.code != Code::UnreadCell);
    findings.extend(collect(project, located.findings.drain(..)).all());
    let table = located.tables.into_iter().next()?;
    let form = table.form;
    let usual = UsualLengths::of(&sheet, &project.forms[form], &table);
    project.forms[form].has_lines().then_some(Export { form, table, delimiter, skip, usual, legacy })
}

/// A piece, typed, validated and grouped.
#[derive(Default)]
struct Done<'a> {
    table: Option<TypedTable>,
    /// The last line that holds anything, from 1.
    last_row: Option<u32>,
    groups: Option<Groups<'a>>,
    findings: Collector,
    repairs: Repairs,
    shares: Vec<Shares>,
    closing: ClosingLines,
    totals: TotalLines,
    sums: LineSums,
    /// The first line of labels over other columns, from 0.
    moved: Option<u32>,
    days: DayOrders,
    marks: MarksInLines,
}

fn one<'a>(
    reader: &Reader<'a>,
    export: &Export,
    layout: Option<&LinesLayout<'_>>,
    piece: Piece,
) -> Result<Done<'a>, Error> {
    let Piece { text, first_row } = piece;
    let Some(layout) = layout else {
        let skip = if first_row == 0 { export.skip } else { 0 };
        let sheet = delimited::read_piece(&text, export.delimiter, skip, first_row, usize::MAX);
        drop(text);
        let sheet = sheet.unwrap_or_else(|_| Sheet::new(String::new(), true, Grid::new()));
        return as_rows(reader, export, sheet, first_row == 0);
    };
    let resolve = |lines: &[Line]| resolved(reader, export, layout, &text, lines);
    let clean = layout.read(reader.engine, &text, export.delimiter, first_row, resolve)?;
    let records = clean.others.iter().map(|line| (line.number, line.start..line.end));
    let sheet = delimited::read_records(&text, export.delimiter, records, |_| true);
    drop(text);
    let mut done = match clean.others.is_empty() {
        true => Done::default(),
        false => as_rows(reader, export, sheet, false)?,
    };
    done.closing.lines = done.closing.lines.saturating_add(clean.places.len());
    done.last_row = clean.last.map(|line| line.saturating_add(1));
    done.days.join(clean.days.clone());
    if !clean.places.is_empty() {
        let form = &reader.project.forms[export.form];
        done.totals.add_clean(form, &clean);
        done.marks.add_clean(form, &clean);
        clean_sums::add_clean(&mut done.sums, form, &clean);
        let mut groups = match done.groups.take() {
            Some(groups) => Some(groups),
            None => Groups::new(reader.project, export.form),
        };
        if let Some(groups) = &mut groups {
            groups.add_clean(reader.engine, clean)?;
        }
        done.groups = groups;
    }
    Ok(done)
}

/// The place and period of lines, by the cells that name them; `None` where there is a finding about these.
fn resolved(
    reader: &Reader<'_>,
    export: &Export,
    layout: &LinesLayout<'_>,
    text: &str,
    lines: &[Line],
) -> Vec<Option<(UnitIndex, Period)>> {
    let records = lines.iter().map(|line| (line.number, line.start..line.end));
    let mut sheet = delimited::read_records(text, export.delimiter, records, |column| layout.is_key(column));
    // Lines in another encoding are read as rows, and so are those that are repaired: these are reported.
    let is_repaired = |cell: &Cell| cell.as_text().is_some_and(|text| repair::of_text(text, true).is_some());
    let repaired = sheet.grid.rows(..).filter(|(_, cells)| cells.iter().any(|(_, cell)| is_repaired(cell)));
    let repaired: BTreeSet<u32> = repaired.filter_map(|(line, _)| line.checked_add(1)).collect();
    repair::signs(&mut sheet);
    let table = export.over(lines.iter().map(|line| (line.number, RowRole::Data)));
    let outcome = type_table(reader.project, &reader.names, &reader.missing[table.form], &sheet, &table);
    let found: BTreeSet<u32> = outcome.findings.kept().iter().filter_map(|finding| finding.location.row).collect();
    let Some(typed) = outcome.table.filter(|typed| typed.rows.len() == lines.len() && found.len() < MOST_FOUND) else {
        return vec![None; lines.len()];
    };
    let rows = typed.rows;
    let of = |row: usize| {
        let number = rows.number.get(row)?;
        let is_found = found.contains(number) || repaired.contains(number);
        let key = (*rows.unit.get(row)?)?;
        Some((key, (*rows.period.get(row)?)?)).filter(|_| !is_found && rows.accepted.get(row) == Some(&true))
    };
    (0..lines.len()).map(of).collect()
}

/// More findings than so many are not kept one by one.
const MOST_FOUND: usize = 500;

impl Export {
    /// The table over these lines. An export has no sections.
    fn over(&self, lines: impl Iterator<Item = (u32, RowRole)>) -> Table {
        let row = |(index, role): (u32, RowRole)| Row { index, role, section: None };
        let mut table = self.table.clone();
        table.is_piece = true;
        table.body = lines.filter(|(line, _)| *line > self.table.header_row).map(row).collect();
        table.last_row = table.body.last().map_or(table.first_row, |row| row.index);
        table
    }
}

/// Types, validates and groups lines as the rows of a table.
fn as_rows<'a>(reader: &Reader<'a>, export: &Export, sheet: Sheet, is_first: bool) -> Result<Done<'a>, Error> {
    let Reader { project, engine, .. } = reader;
    let RowsOfPiece { mut sheet, mut reading, mut findings, shares, closing, totals, moved, days } =
        rows_of(reader, export, sheet)?;
    let repairs = std::mem::take(&mut sheet.repairs);
    drop(sheet);
    if !is_first {
        // What is above the lines was seen with the first piece.
        findings.only(|finding| finding.location.row.is_some_and(|row| row > export.table.header_row + 1));
    }
    name_units(project, &reading.tables, findings.kept_mut());
    let mut groups = Groups::new(project, export.form);
    let mut marks = MarksInLines::default();
    reading.tables.iter().for_each(|table| marks.add(table));
    let mut sums = LineSums::default();
    reading.tables.iter().for_each(|table| sums.add(&project.forms[export.form], table, 0));
    if let Some(groups) = &mut groups {
        for table in &reading.tables {
            groups.add(*engine, table)?;
        }
    }
    let table = reading.tables.pop().map(|mut table| {
        table.rows = Rows::empty(&project.forms[export.form]);
        table
    });
    let last_row = table.as_ref().map(|table| table.last_row);
    Ok(Done { table, last_row, groups, findings, repairs, shares, closing, totals, sums, moved, days, marks })
}

/// A line whose cell holds further lines is of no known unit and period: they may be of any.
fn unplace_swallowing(sheet: &Sheet, table: &mut TypedTable) {
    let lines = sheet.unread.named().iter().filter(|unread| unread.reason == UnreadReason::Quotes);
    let lines: BTreeSet<u32> = lines.filter_map(|unread| unread.cell?.0.checked_add(1)).collect();
    let Rows { number, unit, period, .. } = &mut table.rows;
    for (_, (unit, period)) in
        number.iter().zip(unit.iter_mut().zip(period)).filter(|(number, _)| lines.contains(number))
    {
        (*unit, *period) = (None, None);
    }
}

/// The lines of a piece as typed rows, each accepted or not.
pub(super) struct RowsOfPiece {
    pub(super) sheet: Sheet,
    pub(super) reading: Reading,
    findings: Collector,
    shares: Vec<Shares>,
    closing: ClosingLines,
    totals: TotalLines,
    /// The first line of labels over other columns, from 0.
    moved: Option<u32>,
    days: DayOrders,
}

/// Types and validates the lines of a piece, which none of its neighbours has to do with.
///
/// # Errors
/// Where the engine fails.
pub(super) fn piece_as_rows(reader: &Reader<'_>, export: &Export, piece: &Piece) -> Result<RowsOfPiece, Error> {
    let skip = if piece.first_row == 0 { export.skip } else { 0 };
    let sheet = delimited::read_piece(&piece.text, export.delimiter, skip, piece.first_row, usize::MAX);
    rows_of(reader, export, sheet.unwrap_or_else(|_| Sheet::new(String::new(), true, Grid::new())))
}

fn rows_of(reader: &Reader<'_>, export: &Export, mut sheet: Sheet) -> Result<RowsOfPiece, Error> {
    let Reader { project, names, engine, .. } = reader;
    if let Some(plan) = &export.legacy {
        legacy::apply(plan, &mut sheet);
    }
    repair::signs(&mut sheet);
    let lines: Vec<u32> = sheet.grid.rows(export.table.header_row.saturating_add(1)..).map(|(line, _)| line).collect();
    let form = &project.forms[export.form];
    let (mut closing, mut below) = (ClosingLines::default(), WordsBelow::default());
    let mut moved = None;
    let role = |line: u32| {
        let labels = LabelsBelow::of(&sheet, &export.table, line);
        moved = moved.or_else(|| labels.filter(|labels| *labels == LabelsBelow::Moved).map(|_| line));
        let is_none = labels.is_some()
            || closing.take(&sheet, &export.table, line)
            || below.take(&sheet, form, &export.table, line);
        let is_total = is_total_line(&sheet, form, &export.table, line);
        let role = if is_total { RowRole::Total(TotalScope::Table) } else { RowRole::Data };
        (!is_none).then_some((line, role))
    };
    let table = export.over(lines.into_iter().filter_map(role));
    closing.lines = table.body.iter().filter(|row| row.role == RowRole::Data).count();
    let days = DayOrders::of_rows(&sheet, form, &table);
    let decoded = old_font_values::decode_in(reader, &mut sheet, &table);
    let short = uneven_rows::keep_out_of(&mut sheet, form, &table, export.usual);
    let typed = type_table(project, names, &reader.missing[export.form], &sheet, &table);
    let mut findings = typed.findings;
    findings.join(collect(project, decoded.into_iter().chain(short)));
    let mut reading = Reading { tables: typed.table.into_iter().collect(), ..Reading::default() };
    let mut totals = TotalLines::new(typed.totals);
    for table in &mut reading.tables {
        totals.add(form, table);
        unplace_swallowing(&sheet, table);
        let broken = rules::of_lines(form, table, findings.kept());
        findings.join(broken);
    }
    for found in checks::apply_form(project, *engine, export.form, &mut [&mut reading])? {
        findings.join(found);
    }
    Ok(RowsOfPiece { sheet, reading, findings, shares: typed.shares, closing, totals, moved, days })
}
