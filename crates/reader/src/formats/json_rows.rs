//! The rows of JSON, as they are taken one by one.
//!
//! Takes objects and lists; gives the grid below the names of their members. Each member has a column, those of objects within a row columns of their
//! own behind them. What is no row of the table is noted.

use std::collections::BTreeMap;
use std::{fmt, mem};

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use crate::formats::json::{JsonFault, broken};
use crate::formats::json_envelope::{closes, lines_of, name_in_words, names_of_lists, said, said_of_pages, says_less};
use crate::formats::json_repeated;
use crate::formats::json_shapes::{JsonMembers, is_list_of_rows, names_of_rows};
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::members::{DEEPEST, MemberColumns, STEP};
use crate::sheet::record_lengths::RecordLengths;
use crate::sheet::unread::{UnreadCells, UnreadReason};
use crate::values::json::Json;
use crate::values::text::composed;

/// The rows so far.
pub(super) struct JsonRows {
    /// The names of members with their columns.
    names: IndexMap<String, u32>,
    grid: Grid,
    row: u32,
    cells: usize,
    max_cells: usize,
    unread: UnreadCells,
    /// True where the rows are lists, not objects; `None` until two of one kind have come.
    are_lists: Option<bool>,
    /// What came before that is known.
    waiting: Vec<Json>,
    /// How long those lists are.
    lengths: RecordLengths,
    /// The columns of members of objects within rows.
    members: MemberColumns,
    /// True where a row has had a member that a row before it has.
    has_common: bool,
    /// How many lines are above the table.
    head: u32,
    /// The names of the lists that they are in.
    lists: Vec<String>,
}

impl JsonRows {
    /// No rows yet.
    pub fn new(max_cells: usize) -> Self {
        Self {
            names: IndexMap::new(),
            grid: Grid::new(),
            row: 0,
            cells: 0,
            max_cells,
            unread: UnreadCells::default(),
            are_lists: None,
            waiting: Vec::new(),
            lengths: RecordLengths::of_lists(),
            members: MemberColumns::default(),
            has_common: false,
            head: 0,
            lists: Vec::new(),
        }
    }

    /// The sheet of all rows, below the names of their members.
    ///
    /// # Errors
    /// Where there are none.
    pub fn finish(mut self) -> Result<Sheet, JsonFault> {
        self.settle()?;
        if self.row == self.head {
            return Err(JsonFault::NoRows);
        }
        for (name, column) in self.names {
            self.grid.set(self.head, column, Cell::Text(name));
        }
        let (unread, members) = (self.unread, self.members);
        let records = (self.are_lists == Some(true)).then_some(self.lengths);
        let name = name_in_words(&self.lists).cloned().unwrap_or_default();
        Ok(Sheet { unread, records, members, lists: self.lists, ..Sheet::new(name, true, self.grid) })
    }

    /// Takes the elements of a list one by one: the list is never held whole.
    pub fn elements<'de, D: Deserializer<'de, Error = serde_json::Error>>(&mut self, list: D) -> Result<(), JsonFault> {
        let mut fault = None;
        let read = Elements { rows: self, fault: &mut fault }.deserialize(list);
        match (fault, read) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(broken(&error)),
            (None, Ok(())) => Ok(()),
        }
    }

    /// Notes what rows are keyed by: it is in none of their cells, and may be a unit or a period that they are of.
    pub fn keyed_by(&mut self, keys: &[String]) {
        if !keys.is_empty() {
            self.unread.push(None, UnreadReason::Position, &keys.join("; "));
        }
    }

    /// Takes the lists of an object: the first, and those that hold the same members. Others are another table, and are noted, as is what the object
    /// contradicts itself in.
    pub fn lists(&mut self, members: JsonMembers, contradictions: &[String]) -> Result<(), JsonFault> {
        for both in contradictions {
            self.unread.push(None, UnreadReason::Twice, both);
        }
        let (mut lines, of_pages) = (said(&members), said_of_pages(&members));
        for line in lines_of(&lines) {
            self.grid.set(self.head, 0, Cell::Text(line));
            self.head = self.head.saturating_add(1);
        }
        self.row = self.head;
        self.lists = names_of_lists(&members);
        self.table_of_lists(members)?;
        lines.extend(of_pages);
        if let Some(less) = says_less(&lines, u64::from(self.row.saturating_sub(self.head))) {
            self.unread.push(None, UnreadReason::Envelope, &less);
        }
        Ok(())
    }

    fn table_of_lists(&mut self, members: JsonMembers) -> Result<(), JsonFault> {
        let mut first: Option<Vec<String>> = None;
        for (name, value) in members {
            let names: Vec<String> = names_of_rows(&value).into_iter().map(str::to_owned).collect();
            let Json::List(list) = value else {
                if holds_rows(&value) {
                    self.unread.push(None, UnreadReason::Position, &name);
                }
                continue;
            };
            if !list.iter().any(is_row) {
                continue;
            }
            if first.get_or_insert_with(|| names.clone()) == &names {
                list.into_iter().try_for_each(|value| self.push(value))?;
            } else {
                self.unread.push(None, UnreadReason::Position, &name);
            }
        }
        self.settle()
    }

    /// Takes a row; what is none is noted. Whether rows are objects or lists is known by the first two that are of one kind, so that an odd one before
    /// them is noted as it is among them.
    pub fn push(&mut self, value: Json) -> Result<(), JsonFault> {
        if self.are_lists.is_some() || !is_row(&value) {
            return self.take(value);
        }
        let kind = says_of_lists(&value);
        let is_known = kind.is_some() && self.waiting.iter().any(|before| says_of_lists(before) == kind);
        self.waiting.push(value);
        if !is_known {
            return Ok(());
        }
        self.are_lists = kind;
        self.settle()
    }

    /// Takes what has waited; where no two are of one kind, the first says which rows are.
    fn settle(&mut self) -> Result<(), JsonFault> {
        let waiting = mem::take(&mut self.waiting);
        let first = waiting.iter().find_map(says_of_lists);
        let is_list = |value: &Json| matches!(value, Json::List(_));
        if self.are_lists.is_none() {
            self.are_lists = first.or_else(|| waiting.first().map(is_list));
        }
        waiting.into_iter().try_for_each(|value| self.take(value))
    }

    fn take(&mut self, value: Json) -> Result<(), JsonFault> {
        let mut cells: Vec<(u32, Cell)> = Vec::new();
        let value = without_wrapping(value);
        // Below the row of names; a list of lists has none of its own.
        let mut row = self.row.saturating_add(1);
        let is_list = matches!(value, Json::List(_));
        // Lists that part the rows are passed through.
        if is_list && self.are_lists != Some(true) && says_of_lists(&value) == Some(false) {
            let Json::List(rows) = value else { return Ok(()) };
            return rows.into_iter().try_for_each(|row| self.take(row));
        }
        if self.is_foreign(&value) {
            let rows = u64::from(self.row.saturating_sub(self.head));
            let closes = matches!(&value, Json::Object(members) if closes(&said(members), rows));
            if !closes {
                self.unread.push(None, UnreadReason::Position, &value.to_string());
            }
            return Ok(());
        }
        if is_row(&value) && self.are_lists != Some(is_list) {
            self.unread.push(None, UnreadReason::Position, &value.to_string());
            return Ok(());
        }
        match value {
            Json::Object(members) => {
                // What holds nothing but objects of objects is no row of a table.
                let is_row = members.iter().all(|(_, value)| holds_a_value(value));
                let is_row = is_row || members.iter().any(|(_, value)| !matches!(value, Json::Object(_)));
                self.put(members, None, if is_row { 0 } else { DEEPEST }, &mut cells);
            }
            Json::List(values) => {
                row = self.row;
                self.lengths.push(row, values.len());
                cells.extend((0..).zip(values.into_iter().map(cell)));
            }
            Json::Null => return Ok(()),
            other => {
                self.unread.push(None, UnreadReason::Position, &other.to_string());
                return Ok(());
            }
        }
        self.row = self.row.saturating_add(1);
        cells.sort_by_key(|(column, _)| *column);
        json_repeated::join(row, &mut cells, &mut self.unread);
        cells.retain(|(_, cell)| *cell != Cell::Empty);
        self.cells = self.cells.saturating_add(cells.len());
        if self.cells > self.max_cells {
            return Err(JsonFault::TooManyCells);
        }
        self.grid.set_row(row, cells);
        Ok(())
    }

    /// Puts the members of a row into their columns, and those of objects within it into columns of their own behind these. `within` is the path of
    /// such an object, with its column; at the depth [`DEEPEST`] objects stay whole.
    fn put(&mut self, members: JsonMembers, within: Option<(&str, u32)>, depth: usize, cells: &mut Vec<(u32, Cell)>) {
        let mut objects: Vec<(String, u32, JsonMembers)> = Vec::new();
        for (name, value) in members {
            let name = composed(&name);
            let path = within.map_or_else(|| name.to_string(), |(path, _)| format!("{path}{STEP}{name}"));
            let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let column = *self.names.entry(path.clone()).or_insert(next);
            if let Some((_, whole)) = within.filter(|_| column == next) {
                self.members.push(column, whole);
            }
            let shown = match &value {
                Json::Object(_) | Json::List(_) => Cell::Nested(value.to_string()),
                _ => Cell::Empty,
            };
            match value {
                Json::Object(inner) if depth < DEEPEST => {
                    cells.push((column, shown));
                    objects.push((path, column, inner));
                }
                Json::Object(_) | Json::List(_) => cells.push((column, shown)),
                value => cells.push((column, cell(value))),
            }
        }
        let mut groups: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
        for (path, column, inner) in objects {
            let first = cells.len();
            self.put(inner, Some((&path, column)), depth.saturating_add(1), cells);
            let own = cells.iter().skip(first).map(|(column, _)| *column).collect();
            groups.entry(column).or_default().push(own);
        }
        let mut stated: BTreeMap<u32, usize> = BTreeMap::new();
        for (column, _) in cells.iter().filter(|(column, _)| groups.contains_key(column)) {
            *stated.entry(*column).or_default() += 1;
        }
        for (column, groups) in groups {
            let others = stated.get(&column).map_or(0, |stated| stated.saturating_sub(groups.len()));
            if groups.len() > 1 || others > 0 {
                cells.extend(json_repeated::gaps(groups, others));
            }
        }
    }

    /// True for an object that has none of the members that the rows before it have in common: a line of a log among rows.
    fn is_foreign(&mut self, value: &Json) -> bool {
        let Json::Object(members) = value else { return false };
        if members.is_empty() || self.names.is_empty() {
            return false;
        }
        let is_known = members.iter().any(|(name, _)| self.names.contains_key(composed(name).as_ref()));
        let is_foreign = !is_known && self.has_common;
        self.has_common |= is_known;
        is_foreign
    }
}

/// A row without the one object that programs put around it: `{"attributes": {…}}` of servers of maps, `{"_source": {…}}` of search engines.
fn without_wrapping(mut value: Json) -> Json {
    for _ in 0..DEEPEST {
        match value {
            Json::Object(mut members) if is_wrapping(&members) => match members.pop() {
                Some((_, inner)) => value = inner,
                None => return Json::Object(members),
            },
            value => return value,
        }
    }
    value
}

/// True for one member that is an object with members of its own.
fn is_wrapping(members: &[(String, Json)]) -> bool {
    matches!(members, [(_, Json::Object(inner))] if !inner.is_empty())
}

/// True for a value, and for an object that holds some beside objects.
fn holds_a_value(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.iter().any(|(_, value)| !matches!(value, Json::Object(_))),
        _ => true,
    }
}

fn cell(value: Json) -> Cell {
    match value {
        Json::Null => Cell::Empty,
        Json::Boolean(truth) => Cell::Boolean(truth),
        Json::Number(number) => Cell::Decimal(number),
        Json::Text(text) => Cell::from(text.as_str()),
        nested => Cell::Nested(nested.to_string()),
    }
}

struct Elements<'a> {
    rows: &'a mut JsonRows,
    fault: &'a mut Option<JsonFault>,
}

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Json>()? {
            if let Err(fault) = self.rows.push(value) {
                *self.fault = Some(fault);
                return Err(serde::de::Error::custom("no row"));
            }
        }
        Ok(())
    }
}

const fn is_row(value: &Json) -> bool {
    matches!(value, Json::Object(_) | Json::List(_))
}

/// True where rows are somewhere within an object.
fn holds_rows(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.iter().any(|(_, value)| is_list_of_rows(value) || holds_rows(value)),
        _ => false,
    }
}

/// Whether the rows of a table in which this is one are lists; a list of objects holds rows that are none, and what is empty does not say.
fn says_of_lists(value: &Json) -> Option<bool> {
    match value {
        Json::Object(members) => (!members.is_empty()).then_some(false),
        Json::List(values) if values.is_empty() => None,
        Json::List(values) => Some(!values.iter().all(|row| matches!(row, Json::Object(_)))),
        _ => None,
    }
}
