//! The lines of an export that were grouped, found again: from the bytes of an object to the lines of some units and periods.
//!
//! Takes the bytes, the units and periods that are asked for, and the parts that lines add to; gives each accepted line with its
//! number, its cells and what it adds. The lines are read as rows, by the functions that decided whether each is accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch};

use super::{Content, Reader, lines, stream};
use crate::error::{Cause, Error};
use crate::formats::text::pieces::Pieces;
use crate::intake::sums::{Sum, sums};
use crate::message;
use crate::project::FormIndex;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::Role;
use crate::registry::UnitIndex;
use crate::sheet::address::column_index;
use crate::sheet::grid::Sheet;
use crate::typing::batch::columns_of;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// Whose lines: a unit in a period of the form.
pub type LineKey = (UnitIndex, Period);

/// Which lines are asked for.
#[derive(Clone, Copy, Debug)]
pub struct WantedLines<'w> {
    pub form: FormIndex,
    pub keys: &'w BTreeSet<LineKey>,
    /// What lines add to, as the grouped form has it.
    pub parts: &'w [AggregatePart],
    /// More of them are not kept.
    pub most: usize,
}

/// A line of an export.
#[derive(Clone, Debug)]
pub struct FoundLine {
    pub key: LineKey,
    /// The sheet of a workbook; empty for a text.
    pub sheet: String,
    /// From 1.
    pub number: u32,
    /// What it adds to each part; nothing where it does not enter.
    pub amounts: Vec<Option<Decimal>>,
    pub cells: Vec<LineCell>,
}

/// A cell of a line.
#[derive(Clone, Debug)]
pub struct LineCell {
    pub field: String,
    pub letters: String,
    pub label: String,
    /// What the cell holds.
    pub raw: String,
    pub value: Value,
}

/// The lines of one object.
#[derive(Clone, Debug, Default)]
pub struct FoundLines {
    /// In the order of the object.
    pub lines: Vec<FoundLine>,
    /// What the lines of each unit and period add to each part.
    pub sums: BTreeMap<LineKey, Vec<Sum>>,
    /// True where there are more than are kept.
    pub too_many: bool,
}

impl Reader<'_> {
    /// Finds lines again in an object.
    ///
    /// # Errors
    /// Where its bytes cannot be read, or the engine fails.
    pub fn lines(&self, content: &Content<'_>, wanted: WantedLines<'_>) -> Result<FoundLines, Error> {
        let read = |head: &[u8], bytes: &mut (dyn Read + Send)| in_text(self, head, bytes, wanted);
        if let Some(found) = stream(self, content.size(), content.head(), content.stream()?, read)? {
            return Ok(found);
        }
        let mut bytes = Vec::new();
        let read = content.stream()?.read_to_end(&mut bytes);
        read.map_err(|cause| Error::store("cannot read", content.origin(), cause))?;
        let traced = self.trace(&bytes)?;
        let mut found = FoundLines::default();
        let sheets = traced.opened.map(|opened| opened.sheets).unwrap_or_default();
        for table in traced.reading.tables.iter().filter(|table| table.form == wanted.form) {
            if let Some(sheet) = sheets.iter().find(|sheet| sheet.name == table.sheet) {
                found.take(self, sheet, table, wanted)?;
            }
        }
        Ok(found)
    }
}

/// The lines of a text, piece by piece.
fn in_text(
    reader: &Reader<'_>,
    head: &[u8],
    bytes: &mut (dyn Read + Send),
    wanted: WantedLines<'_>,
) -> Result<Option<FoundLines>, Error> {
    let mut pieces = Pieces::new(head, bytes);
    let Some(Ok(first)) = pieces.next() else { return Ok(None) };
    let export = lines::recognise(reader, &first.text, &mut Vec::new());
    let Some(export) = export.filter(|export| export.form == wanted.form) else { return Ok(None) };
    let mut found = FoundLines::default();
    for piece in std::iter::once(first).chain(pieces.map_while(Result::ok)) {
        let rows = lines::piece_as_rows(reader, &export, &piece)?;
        for table in &rows.reading.tables {
            found.take(reader, &rows.sheet, table, wanted)?;
        }
    }
    Ok(Some(found))
}

impl FoundLines {
    fn take(
        &mut self,
        reader: &Reader<'_>,
        sheet: &Sheet,
        table: &TypedTable,
        wanted: WantedLines<'_>,
    ) -> Result<(), Error> {
        let rows = &table.rows;
        let mut picked: Vec<(usize, LineKey)> = Vec::new();
        let mut of_line = vec![-1_i64; rows.len()];
        for (row, slot) in of_line.iter_mut().enumerate() {
            let (Some(Some(unit)), Some(Some(period))) = (rows.unit.get(row), rows.period.get(row)) else { continue };
            let key = (*unit, *period);
            if !wanted.keys.contains(&key) {
                continue;
            }
            if rows.accepted.get(row) == Some(&true) {
                *slot = i64::try_from(picked.len()).unwrap_or(i64::MAX);
                picked.push((row, key));
            }
        }
        let mut amounts = vec![vec![Sum::default(); wanted.parts.len()]; picked.len()];
        for (line, added) in self.added(reader, table, of_line, wanted)? {
            let slots = usize::try_from(line).ok().and_then(|line| amounts.get_mut(line));
            let slots = slots.map(|slots| slots.iter_mut()).into_iter().flatten();
            for ((slot, added), part) in slots.zip(added).zip(wanted.parts) {
                add(slot, added, part)?;
            }
        }
        for ((row, key), sums) in picked.into_iter().zip(amounts) {
            let of_key = self.sums.entry(key).or_insert_with(|| vec![Sum::default(); wanted.parts.len()]);
            for ((slot, sum), part) in of_key.iter_mut().zip(&sums).zip(wanted.parts) {
                add(slot, *sum, part)?;
            }
            if self.lines.len() >= wanted.most {
                self.too_many = true;
                continue;
            }
            self.lines.push(FoundLine {
                key,
                sheet: table.sheet.clone(),
                number: rows.number.get(row).copied().unwrap_or_default(),
                amounts: sums.iter().map(Sum::amount).collect(),
                cells: cells(reader, sheet, table, row, wanted),
            });
        }
        Ok(())
    }

    /// What each line adds to each part, as the engine that groups them says.
    fn added(
        &self,
        reader: &Reader<'_>,
        table: &TypedTable,
        of_line: Vec<i64>,
        wanted: WantedLines<'_>,
    ) -> Result<Vec<(i64, Vec<Sum>)>, Error> {
        if wanted.parts.is_empty() || of_line.iter().all(|line| *line < 0) {
            return Ok(Vec::new());
        }
        let form = &reader.project.forms[wanted.form];
        let failed = |cause: Cause| Error::engine(message!("error-subject.lines", form = &form.name), cause);
        let fields: BTreeSet<String> = wanted.parts.iter().flat_map(AggregatePart::fields).collect();
        let fields: Vec<String> = fields.into_iter().collect();
        let group = ("group".to_owned(), Arc::new(Int64Array::from(of_line)) as ArrayRef);
        let columns = std::iter::once(group).chain(columns_of(form, &table.rows, &fields));
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)));
        let batch = batch.map_err(|cause| failed(cause.into()))?;
        let answer = reader.engine.group(wanted.parts, &batch).map_err(|cause| failed(cause.into()))?;
        sums(wanted.parts, &answer).ok_or_else(|| failed("other columns than promised".into()))
    }
}

fn add(sum: &mut Sum, added: Sum, part: &AggregatePart) -> Result<(), Error> {
    let too_large = |_| Error::engine(part.form.clone(), "its amounts are too large to be added exactly");
    sum.add(added, &part.aggregate).map_err(too_large)
}

/// The cells of a line that give its unit and period, and those that its parts name.
fn cells(reader: &Reader<'_>, sheet: &Sheet, table: &TypedTable, row: usize, wanted: WantedLines<'_>) -> Vec<LineCell> {
    let form = &reader.project.forms[wanted.form];
    let named: BTreeSet<String> = wanted.parts.iter().flat_map(AggregatePart::fields).collect();
    let number = table.rows.number.get(row).and_then(|number| number.checked_sub(1));
    let mut cells = Vec::new();
    for column in &table.columns {
        let Some(field) = form.schema.fields.get(column.field) else { continue };
        let is_key = field.is_area() || field.role == Some(Role::Period);
        let (Some(line), Some(place)) = (number, column_index(&column.letters)) else { continue };
        if !is_key && !named.contains(&field.name) {
            continue;
        }
        let raw = sheet.grid.get_within(line, place, &sheet.grid.merged_over(place)).display().into_owned();
        let value = table.rows.columns.get(column.field).map_or(Value::Missing, |column| column.values.get(row));
        let (letters, label) = (column.letters.clone(), column.label.clone());
        cells.push(LineCell { field: field.name.clone(), letters, label, raw, value });
    }
    cells
}
