//! The stages read, type and validate for one object: from its bytes to a reading.

mod archive_versions;
mod blank_copies;
mod clean;
mod clean_column;
mod clean_sums;
mod closing_lines;
mod day_orders;
pub mod decided;
mod decided_status;
mod drawn_values;
mod footnote_stars;
pub mod found_lines;
pub mod groups;
mod joined_pages;
mod labels_below;
mod labels_in_pieces;
pub mod lines;
mod marks_in_lines;
mod merged_values;
mod merged_words;
mod moved_rows;
mod narrow_pages;
mod old_font_values;
mod outside_table;
mod pages_of_columns;
mod sheets_of_sums;
mod shown_heads;
mod shown_numbers;
pub mod sums;
mod tables_of_others;
mod total_lines;
mod turn;
mod uneven_rows;
mod unlabelled;
mod unused_texts;
mod words_below;
mod wrapped_labels;
mod zeros_in_words;

#[cfg(test)]
mod blamed_tests;
#[cfg(test)]
mod located_tests;

use std::collections::BTreeSet;
use std::io::Read;

use bytes::Bytes;
use rayon::prelude::*;

use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::formats::sniff::Kind;
use crate::formats::text::viscii;
use crate::formats::{Opened, gzip, sniff};
use crate::intake::sheets_of_sums::TableOfSums;
use crate::intake::tables_of_others::Titled;
use crate::intake::turn::ExportTurns;
use crate::locate::labels::header::Catalogue;
use crate::locate::{Located, Table};
use crate::project::Project;
use crate::project::written::decisions::Decision;
use crate::project::written::landing::NamePatterns;
use crate::registry::names::Names;
use crate::sheet::appearance::Appearances;
use crate::sheet::grid::Sheet;
use crate::sheet::limits::Limits;
use crate::sheet::repaired::Repairs;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rejected_table::rejected_table;
use crate::typing::table::shares::Shares;
use crate::typing::table::type_table;
use crate::typing::unread_cell;
use crate::validate::rules::{self, InTable};
use crate::validate::{checks, name_units};
use crate::{formats, locate};

/// What reading needs beside the bytes, made once for all objects.
pub struct Reader<'a> {
    pub project: &'a Project,
    pub names: Names<'a>,
    pub catalogue: Catalogue,
    /// The texts that stand for a missing value, of each field of each form.
    pub missing: Vec<Vec<MissingTexts<'a>>>,
    /// Decides the checks in SQL, and groups lines.
    pub engine: &'a dyn LocalEngine,
    /// Which export is read in pieces side by side.
    pub turns: ExportTurns,
}

/// The bytes of one object.
pub enum Content<'a> {
    /// All of them.
    Whole(Bytes),
    /// Too many to be held.
    Long {
        size: u64,
        /// The first of them, by which their format is found.
        head: Bytes,
        /// Gives them from the beginning.
        open: Box<dyn Fn() -> Result<Box<dyn Read + Send + 'a>, Error> + 'a>,
        /// What an error calls the place where they are.
        origin: String,
        /// The SHA-256 of all of them, where it is known.
        sha256: Option<String>,
    },
}

/// A large object whose bytes pass once.
pub struct Passing<'a> {
    pub size: u64,
    /// The first of them, by which their format is found.
    pub head: &'a [u8],
    /// All of them, from the beginning.
    pub bytes: &'a mut (dyn Read + Send),
    /// What an error calls the place where they are.
    pub origin: &'a str,
}

/// A reading, and what was found on the way to it: for those who want to see what the reader sees.
#[derive(Debug, Default)]
pub struct Traced {
    pub reading: Reading,
    /// `None` where the file cannot be read.
    pub opened: Option<Opened>,
    /// Its findings are in the reading.
    pub located: Located,
    /// For each located table the index of its typed table; `None` where its period is unknown.
    pub typed: Vec<Option<usize>>,
}

impl<'a> Reader<'a> {
    pub fn new(project: &'a Project, engine: &'a dyn LocalEngine) -> Self {
        Self {
            project,
            names: Names::new(&project.registry),
            catalogue: Catalogue::new(&project.forms),
            missing: project.forms.iter().map(MissingTexts::of_fields).collect(),
            engine,
            turns: ExportTurns::default(),
        }
    }

    /// Reads a batch of objects in parallel, and gives what is known of each with its reading, in their order. `fetch` is
    /// called when the turn of an object comes, so that few are held at a time; an object without content is not read, and has
    /// no reading. `done` is called after each.
    ///
    /// Lines are grouped. Findings do not name the object: the same bytes may have several names, and the name belongs to the
    /// arrival.
    ///
    /// # Errors
    /// Whatever `fetch` fails with; where bytes cannot be read, or the engine fails.
    pub fn read<'b, Object: Send, Known: Send>(
        &self,
        batch: Vec<Object>,
        fetch: impl Fn(Object) -> Result<(Known, Option<Content<'b>>), Error> + Sync + Send,
        done: impl Fn() + Sync + Send,
    ) -> Result<Vec<(Known, Option<Reading>)>, Error> {
        let take = |object| {
            let (known, content) = fetch(object)?;
            let reading = content.map(|content| self.object(&content)).transpose()?;
            done();
            Ok((known, reading))
        };
        self.read_each(batch, take)
    }

    /// The same, where `take` reads each object itself, by [`Self::object`] or [`Self::passing`].
    ///
    /// # Errors
    /// Whatever `take` fails with; where the engine fails.
    pub fn read_each<Object: Send, Known: Send>(
        &self,
        batch: Vec<Object>,
        take: impl Fn(Object) -> Result<(Known, Option<Reading>), Error> + Sync + Send,
    ) -> Result<Vec<(Known, Option<Reading>)>, Error> {
        let mut all = batch.into_par_iter().map(take).collect::<Result<Vec<_>, Error>>()?;
        let mut readings: Vec<&mut Reading> = all.iter_mut().filter_map(|(_, reading)| reading.as_mut()).collect();
        readings.retain(|reading| reading.decided.is_none());
        self.check(&mut readings)?;
        Ok(all)
    }

    /// Reads one object and keeps what was found on the way. Its rows are as they were sent: lines are checked, and not
    /// grouped.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn trace(&self, bytes: &[u8]) -> Result<Traced, Error> {
        let about = self.decisions_about_bytes(bytes);
        if let Some(first) = about.first() {
            let mut traced = self.decided(bytes, &about)?;
            let said =
                decided::judge_kept(self.project, first.object_sha256.get_ref(), &traced.reading.findings, false);
            traced.reading.findings.extend(said);
            return Ok(traced);
        }
        let mut traced = self.whole(bytes);
        lines::check_tables(self.project, self.engine, &mut traced.reading)?;
        self.check(&mut [&mut traced.reading])?;
        Ok(traced)
    }

    /// A large object whose bytes pass once, where it is an export of lines; `None` where it is not, and then it is read by
    /// [`Self::object`]. `bytes` need not be read to their end.
    ///
    /// # Errors
    /// Where the bytes cannot be read, or the engine fails.
    pub fn passing(&self, passing: Passing<'_>) -> Result<Option<Reading>, Error> {
        let Passing { size, head, bytes, origin } = passing;
        stream(self, size, head, bytes, |head, bytes| lines::read(self, head, bytes, origin))
    }

    /// One object up to the checks that are run once a batch.
    ///
    /// # Errors
    /// Where its bytes cannot be read, or the engine fails.
    pub fn object(&self, content: &Content<'_>) -> Result<Reading, Error> {
        let origin = content.origin();
        let read = |head: &[u8], bytes: &mut (dyn Read + Send)| lines::read(self, head, bytes, origin);
        let about = self.decisions_about(content)?;
        if let Some(mut reading) = stream(self, content.size(), content.head(), content.stream()?, read)? {
            if let Some(decision) = about.first() {
                self.refuse_decisions_about_lines(decision.object_sha256.get_ref(), &mut reading);
            }
            return Ok(reading);
        }
        let limits = &self.project.settings.limits;
        if content.size() > limits.max_bytes {
            return Ok(Reading { findings: vec![formats::too_large(content.size(), limits)], ..Reading::default() });
        }
        let mut reading = match content {
            Content::Whole(bytes) => self.undecided_or_decided(bytes, &about)?,
            Content::Long { open, origin, .. } => {
                let mut bytes = Vec::new();
                let read = open()?.read_to_end(&mut bytes);
                read.map_err(|cause| Error::store("cannot read", origin, cause))?;
                self.undecided_or_decided(&bytes, &about)?
            }
        };
        lines::group_tables(self.project, self.engine, &mut reading)?;
        Ok(reading)
    }

    /// The checks of forms over the rows of a batch (decision 0007); those of lines were run as they passed.
    fn check(&self, readings: &mut [&mut Reading]) -> Result<(), Error> {
        checks::apply(self.project, self.engine, readings)?;
        readings.iter_mut().for_each(|reading| name_units(self.project, &reading.tables, &mut reading.findings));
        Ok(())
    }

    /// Reads bytes with the decisions about them; the checks that are run once a batch are still to come where there are none.
    fn undecided_or_decided(&self, bytes: &[u8], about: &[&Decision]) -> Result<Reading, Error> {
        if !about.is_empty() {
            return Ok(self.decided(bytes, about)?.reading);
        }
        let mut reading = self.whole(bytes).reading;
        lines::check_tables(self.project, self.engine, &mut reading)?;
        Ok(reading)
    }

    /// Opens, locates, types and validates the bytes of one object, each row as it was sent.
    fn whole(&self, bytes: &[u8]) -> Traced {
        match open(bytes, &self.project.settings.limits, &self.project.debris) {
            Err(finding) => {
                let reading = Reading { findings: vec![finding], ..Reading::default() };
                Traced { reading, ..Traced::default() }
            }
            Ok(opened) => self.of_sheets(opened),
        }
    }

    /// The same of opened sheets.
    fn of_sheets(&self, mut opened: Opened) -> Traced {
        let project = self.project;
        let mut traced = Traced::default();
        traced.reading.findings.append(&mut opened.findings);
        let mut repairs = Repairs::default();
        opened.sheets.iter().for_each(|sheet| repairs.join(&sheet.repairs));
        traced.reading.findings.extend(repairs.notes());
        traced.reading.return_of = opened.return_of.clone();
        // Of an archive without a single sheet, and of our own list, everything is said.
        let is_said = opened.kind == Kind::Zip || opened.return_of.is_list_alone;
        shown_heads::put(&mut opened.sheets);
        if !is_said || !opened.sheets.is_empty() {
            traced.located = locate::locate(&opened.sheets, &project.forms, &self.catalogue);
            wrapped_labels::join(self, &mut opened.sheets, &mut traced.located);
            pages_of_columns::find(self, &opened.sheets, &mut traced.located);
            narrow_pages::find(self, &opened.sheets, &mut traced.located);
        }
        let language = project.settings.language;
        let decoded = old_font_values::decode(self, &mut opened.sheets, &mut traced.located);
        traced.reading.findings.extend(collect(project, decoded).all());
        footnote_stars::take(&mut opened.sheets, &traced.located, &project.forms);
        drawn_values::mark(&mut opened.sheets, &traced.located, &project.forms);
        merged_words::spread(self, &mut opened.sheets, &traced.located);
        let spread = merged_values::spread(self, &mut opened.sheets, &traced.located);
        traced.reading.findings.extend(collect(project, spread).all());
        let short = uneven_rows::keep_out(&mut opened.sheets, &traced.located, &project.forms);
        traced.reading.findings.extend(collect(project, short).all());
        let shown = shown_numbers::put(&mut opened.sheets, &traced.located, &project.forms, language);
        traced.reading.findings.extend(collect(project, shown).all());
        read_tables(self, &opened.sheets, &mut traced);
        traced.opened = Some(opened);
        rules::of_an_object(project, &mut traced.reading);
        traced
    }
}

impl Content<'_> {
    fn size(&self) -> u64 {
        match self {
            Self::Whole(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::Long { size, .. } => *size,
        }
    }

    /// All of the bytes, or the first of them.
    fn head(&self) -> &[u8] {
        match self {
            Self::Whole(head) | Self::Long { head, .. } => head,
        }
    }

    fn stream(&self) -> Result<Box<dyn Read + Send + '_>, Error> {
        match self {
            Self::Whole(bytes) => Ok(Box::new(bytes.as_ref())),
            Self::Long { open, .. } => open(),
        }
    }

    /// What an error calls the place of the bytes.
    fn origin(&self) -> &str {
        match self {
            Self::Whole(_) => "",
            Self::Long { origin, .. } => origin,
        }
    }
}

/// The sheets of an object, packed or not; of an archive without the files whose names fit `debris`.
///
/// # Errors
/// The finding that says why there are none.
#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
pub fn open(bytes: &[u8], limits: &Limits, debris: &NamePatterns) -> Result<Opened, Finding> {
    let is_left_behind = |name: &str| debris.fit(name);
    match gzip::unpack(bytes, limits) {
        None => formats::open_but(bytes, limits, &is_left_behind),
        Some(Ok(bytes)) => formats::open_but(&bytes, limits, &is_left_behind),
        Some(Err(finding)) => Err(finding),
    }
}

/// How the sheets of an object look that [`open`] has opened, packed or not.
pub fn appearances(bytes: &[u8], limits: &Limits) -> Appearances {
    match gzip::unpack(bytes, limits) {
        None => formats::appearances(bytes, limits),
        Some(Ok(bytes)) => formats::appearances(&bytes, limits),
        Some(Err(_)) => Appearances::new(),
    }
}

/// Reads an export of lines, packed or not, by a function of its head and its bytes; nothing where the object is something else.
fn stream<T>(
    reader: &Reader<'_>,
    size: u64,
    head: &[u8],
    bytes: impl Read + Send,
    read: impl FnOnce(&[u8], &mut (dyn Read + Send)) -> Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    let packed_head = gzip::is_packed(head).then(|| gzip::head(head, HEAD_OF_PACKED));
    let head = packed_head.as_deref().unwrap_or(head);
    // No decoder of streams knows VISCII: such a text is read whole.
    if !sniff::may_be_text(head) || viscii::is_in(head) {
        return Ok(None);
    }
    let mut bytes = gzip::marked(bytes);
    if packed_head.is_none() {
        return read(head, &mut bytes);
    }
    let mut unpacked = gzip::within_reason(bytes, size, &reader.project.settings.limits);
    read(head, &mut unpacked)
}

/// Bytes that are unpacked to find out what a packed object is.
const HEAD_OF_PACKED: usize = 1 << 20;

/// Collects findings about files, sheets and labels, each at what its form declares, where it is of one.
fn collect(project: &Project, findings: impl IntoIterator<Item = Finding>) -> Collector {
    let mut collector = Collector::new();
    for finding in findings {
        let declared = project.severities_of(&finding);
        collector.push(finding, declared);
    }
    collector
}

fn read_tables(reader: &Reader<'_>, sheets: &[Sheet], traced: &mut Traced) {
    let Reader { project, names, missing, .. } = reader;
    let Traced { reading, located, typed, .. } = traced;
    let mut findings = collect(project, reading.findings.drain(..).chain(located.findings.drain(..)));
    let (mut blank_copies, mut of_sums) = (Vec::new(), Vec::new());
    let mut read_before: Vec<(usize, &Table)> = Vec::new();
    let elsewhere = joined_pages::fields_elsewhere(project, &located.tables);
    let on_one_page = BTreeSet::new();
    for (place, table) in located.tables.iter().enumerate() {
        let (form, missing) = (&project.forms[table.form], missing[table.form].as_slice());
        let outcome = type_table(project, names, missing, &sheets[table.sheet], table);
        typed.push(outcome.table.is_some().then_some(reading.tables.len()));
        let Some(mut typed) = outcome.table else {
            findings.join(outcome.findings);
            reading.rejected.push(rejected_table(project, names, &sheets[table.sheet], table));
            continue;
        };
        if let Some(blank) = outcome.blank {
            findings.join(outcome.findings);
            // Of the months of a year some may not have come; a form that is blank as a whole was sent by mistake.
            let alone = located.tables.len() == 1;
            let blank = if alone { blank.weighing(Severity::Error, Disposition::Quarantined) } else { blank };
            findings.push(blank, &form.severities);
            blank_copies.push(reading.tables.len());
            reading.tables.push(typed);
            continue;
        }
        let (sheet, totals, found) = (&sheets[table.sheet], &outcome.totals[..], outcome.findings.kept());
        let before: Vec<&TypedTable> = read_before
            .iter()
            .filter(|(_, other)| other.form == table.form && sheets[other.sheet].file == sheet.file)
            .filter_map(|(place, _)| reading.tables.get(*place))
            .filter(|other| other.period == typed.period)
            .filter(|_| table.continues.is_empty())
            .collect();
        let before = before.as_slice();
        let elsewhere = elsewhere.get(&place).unwrap_or(&on_one_page);
        let at = InTable { project, form, missing, sheet, table, totals, before, found, elsewhere };
        let ruled = rules::of_a_table(&at, &mut typed);
        findings.join(ruled);
        findings.join(outcome.findings);
        let shares = outcome.shares.into_iter().filter_map(Shares::finding);
        shares.for_each(|finding| findings.push(finding, &form.severities));
        read_before.push((reading.tables.len(), table));
        if typed.rows.is_empty() && !outcome.totals.is_empty() {
            of_sums.push(TableOfSums { place: reading.tables.len(), totals: outcome.totals });
        }
        reading.tables.push(typed);
    }
    if !elsewhere.is_empty() {
        let now = joined_pages::join(project, &located.tables, typed, reading, &mut findings);
        let moved = |place: &mut usize| *place = now.get(*place).copied().unwrap_or(*place);
        blank_copies.iter_mut().for_each(moved);
        of_sums.iter_mut().for_each(|sums| moved(&mut sums.place));
    }
    let unusable = located.unusable.iter();
    reading.rejected.extend(unusable.map(|table| rejected_table(project, names, &sheets[table.sheet], table)));
    reading.rejected.sort_unstable();
    reading.rejected.dedup();
    blank_copies::forget(&mut reading.tables, &blank_copies);
    let titled: Vec<Titled<'_>> = located
        .tables
        .iter()
        .zip(typed.iter())
        .filter_map(|(table, typed)| {
            let (file, title) = (sheets[table.sheet].file.as_deref(), table.title_of_others.as_ref());
            Some(Titled { place: (*typed)?, file, title })
        })
        .collect();
    for (said, finding) in tables_of_others::keep_out(project, &mut reading.tables, &titled) {
        findings.only(|known| (known.code, &known.location) != (said.code, &said.location));
        let declared = project.severities_of(&finding);
        findings.push(finding, declared);
    }
    let mut files: Vec<Option<&str>> = vec![None; reading.tables.len()];
    for (table, typed) in located.tables.iter().zip(typed.iter()) {
        if let Some(file) = typed.and_then(|typed| files.get_mut(typed)) {
            *file = sheets[table.sheet].file.as_deref();
        }
    }
    sheets_of_sums::compare(project, &reading.tables, &of_sums, &mut findings);
    findings.join(collect(project, archive_versions::replace(project, &mut reading.tables, &files)));
    for (place, sheet) in sheets.iter().enumerate() {
        let holds_tables = located.tables.iter().any(|table| table.sheet == place);
        for mut unread in unread_cell::of_a_sheet(sheet, holds_tables, findings.kept()) {
            let row = unread.location.row.filter(|_| unread.code == Code::StruckOut);
            let tables = located.tables.iter().zip(typed.iter()).filter(|(table, _)| table.sheet == place);
            // A row of a further page may be one of the first.
            let pages = |table: &Table| {
                let heads = table.continues.iter().filter_map(|head| typed.get(*head).copied().flatten());
                heads.collect::<Vec<usize>>()
            };
            let mut tables = tables.flat_map(|(table, own)| {
                own.iter().copied().chain(pages(table)).map(|place| (table.form, place)).collect::<Vec<_>>()
            });
            let read = tables.find_map(|(form, table)| {
                let row = reading.tables.get(table)?.row_at(&sheet.name, row?)?;
                Some((&project.forms[form], table, row))
            });
            // A row that is struck out is one of a form, which may keep it out.
            if let Some((form, table, row)) = read {
                unread.location.form = Some(form.name.clone());
                if findings.push_on_row(unread, &form.severities).quarantines {
                    reading.tables[table].rows.quarantine(row);
                }
                continue;
            }
            let declared = project.severities_of(&unread);
            findings.push(unread, declared);
        }
    }
    reading.findings = findings.all();
}
