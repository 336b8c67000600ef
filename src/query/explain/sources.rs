//! The objects of the archive, read again: what a cell holds, and what it is read as.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rayon::prelude::*;

use crate::engine::LocalEngine;
use crate::error::Error;
use crate::intake::found_lines::{FoundLines, WantedLines};
use crate::intake::{Reader, Traced};
use crate::project::{FormIndex, Project};
use crate::query::archived::content;
use crate::registry::UnitIndex;
use crate::sheet::address::column_index;
use crate::store::Warehouse;
use crate::typing::reading::{Reading, SourceColumn};
use crate::typing::rows::Value;
use crate::values::period::Period;

/// An object as it is read again.
pub(super) enum Source {
    Read(Box<Traced>),
    /// The archive does not hold it, or holds something else under its name.
    Lost,
}

/// A row of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowOf<'a> {
    pub form: FormIndex,
    pub sheet: &'a str,
    /// From 1.
    pub number: i64,
    pub unit: UnitIndex,
    pub period: Period,
}

/// Objects that are read when they are first asked for.
pub(super) struct Sources<'a> {
    warehouse: &'a Warehouse,
    reader: Reader<'a>,
    read: RefCell<HashMap<String, Rc<Source>>>,
    sent: RefCell<HashMap<String, Rc<Reading>>>,
}

impl<'a> Sources<'a> {
    pub fn new(project: &'a Project, warehouse: &'a Warehouse, engine: &'a dyn LocalEngine) -> Self {
        Self { warehouse, reader: Reader::new(project, engine), read: RefCell::default(), sent: RefCell::default() }
    }

    /// Lines of the object with these bytes; nothing where the archive does not hold it.
    pub fn lines(&self, sha256: &str, wanted: WantedLines<'_>) -> Result<Option<FoundLines>, Error> {
        match content(self.warehouse, sha256) {
            Ok(content) => self.reader.lines(&content, wanted).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// What a run reads in the objects with these digests, side by side; nothing of those that the archive does not hold.
    pub fn readings(&self, digests: BTreeSet<&str>) -> Result<HashMap<String, Reading>, Error> {
        let fetch = |sha256: &str| Ok((sha256.to_owned(), content(self.warehouse, sha256).ok()));
        let read = self.reader.read(digests.into_iter().collect(), fetch, || ())?;
        Ok(read.into_iter().filter_map(|(sha256, reading)| Some((sha256, reading?))).collect())
    }

    /// Hands the objects with these digests over, side by side, each with what is asked of it. Of those that are read for it some are kept: others
    /// will ask for them.
    pub fn each<T: Send>(
        &self,
        asked: BTreeMap<String, T>,
        keeps: impl Fn(&str) -> bool + Sync,
        take: impl Fn(&Source, T) + Sync,
    ) -> Result<(), Error> {
        let is_known = |digest: &String| self.read.borrow().contains_key(digest);
        let (known, unread): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(digest, _)| is_known(digest));
        for (digest, asked) in known {
            take(self.get(&digest)?.as_ref(), asked);
        }
        let (warehouse, reader) = (self.warehouse, &self.reader);
        let one = |(digest, asked): (String, T)| {
            let source = read(warehouse, reader, &digest)?;
            take(&source, asked);
            Ok(keeps(&digest).then_some((digest, source)))
        };
        let read: Vec<Option<(String, Source)>> = unread.into_par_iter().map(one).collect::<Result<_, Error>>()?;
        let kept = read.into_iter().flatten().map(|(digest, source)| (digest, Rc::new(source)));
        self.read.borrow_mut().extend(kept);
        Ok(())
    }

    /// What is read in the object with these bytes as it was sent, whatever was decided of it; nothing where the archive does not hold it.
    pub fn as_sent(&self, sha256: &str) -> Result<Option<Rc<Reading>>, Error> {
        if let Some(sent) = self.sent.borrow().get(sha256) {
            return Ok(Some(Rc::clone(sent)));
        }
        let Ok(bytes) = self.warehouse.archived(sha256) else { return Ok(None) };
        let sent = Rc::new(self.reader.as_sent(&bytes)?);
        self.sent.borrow_mut().insert(sha256.to_owned(), Rc::clone(&sent));
        Ok(Some(sent))
    }

    /// The object with these bytes.
    pub fn get(&self, sha256: &str) -> Result<Rc<Source>, Error> {
        if let Some(read) = self.read.borrow().get(sha256) {
            return Ok(Rc::clone(read));
        }
        let source = Rc::new(read(self.warehouse, &self.reader, sha256)?);
        self.read.borrow_mut().insert(sha256.to_owned(), Rc::clone(&source));
        Ok(source)
    }
}

fn read(warehouse: &Warehouse, reader: &Reader<'_>, sha256: &str) -> Result<Source, Error> {
    match warehouse.archived(sha256) {
        Ok(bytes) => Ok(Source::Read(Box::new(reader.trace(&bytes)?))),
        Err(_) => Ok(Source::Lost),
    }
}

/// Where a field of a row was found, and what was read there.
pub(super) struct ReadAgain {
    /// The sheet of its cell, and the number of the row there: that of the row, unless the column is on another page.
    pub sheet: String,
    pub number: i64,
    pub column: Option<SourceColumn>,
    pub value: Value,
    /// The text of the cell; `None` where no column holds the field.
    pub raw: Option<String>,
}

impl Source {
    /// A field of a row, by its place in the form; nothing where no table has such a row.
    pub fn field(&self, row: RowOf<'_>, field: usize) -> Option<ReadAgain> {
        let Self::Read(traced) = self else { return None };
        let tables = traced.reading.tables.iter().filter(|table| table.form == row.form && table.sheet == row.sheet);
        let mut found = tables.filter_map(|table| {
            let rows = &table.rows;
            let same = |place: &usize| {
                i64::from(rows.number[*place]) == row.number
                    && rows.unit[*place] == Some(row.unit)
                    && rows.period[*place] == Some(row.period)
            };
            (0..rows.len()).find(same).map(|place| (table, place))
        });
        let (table, place) = found.next()?;
        let value = table.rows.columns.get(field)?.values.get(place);
        let Some((column, cell)) = table.column_of(place, field) else {
            let (sheet, number) = (row.sheet.to_owned(), row.number);
            return Some(ReadAgain { sheet, number, column: None, value, raw: None });
        };
        let (sheet, number) = (cell.sheet.to_owned(), i64::from(cell.number));
        let raw = self.text(&sheet, number, cell.letters);
        Some(ReadAgain { sheet, number, column: Some(column.clone()), value, raw })
    }

    /// All that is read in it, as it was decided.
    pub fn reading(&self) -> Option<&Reading> {
        match self {
            Self::Read(traced) => Some(&traced.reading),
            Self::Lost => None,
        }
    }

    /// What a cell shows.
    pub fn text(&self, sheet: &str, row: i64, letters: &str) -> Option<String> {
        let Self::Read(traced) = self else { return None };
        let sheet = traced.opened.as_ref()?.sheets.iter().find(|one| one.name == sheet)?;
        let (row, column) = (u32::try_from(row.checked_sub(1)?).ok()?, column_index(letters)?);
        Some(sheet.grid.get_within(row, column, &sheet.grid.merged_over(column)).display().into_owned())
    }
}
