//! JSON and NDJSON to a grid: a list of objects, one object a line, or an object that holds one such list.
//!
//! Takes decoded text; gives one sheet without a name. Its first row holds the names of the members in the order in which they
//! first appear, and each object is a row below; a list of lists is taken as it is. Numbers keep their digits. Rows of the other kind, and lists
//! deeper within, are no rows, and are noted. What an object says beside its list is above the table, a line for each member, as a sheet
//! says its unit and its period; where it says that there are more rows than it holds, that is noted.

use std::collections::BTreeMap;
use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::error::Category;

use crate::formats::json_envelope::{closes, said, says_less};
use crate::formats::json_not_finite::{WithoutOddNumbers, without_odd_numbers};
use crate::formats::json_repeated;
use crate::formats::json_shapes::{JsonMembers, is_list_of_rows, unwrapped};
use crate::formats::json_size::too_much;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::members::{DEEPEST, MemberColumns, STEP};
use crate::sheet::record_lengths::RecordLengths;
use crate::sheet::repaired::Repair;
use crate::sheet::unread::{UnreadCells, UnreadReason};
use crate::values::json::Json;
use crate::values::text::composed;

/// Why text that begins as JSON gives no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// It ends too early, on this line (from 1).
    CutShort {
        line: usize,
    },
    /// It breaks the syntax on this line, at this sign of it (both from 1).
    Broken {
        line: usize,
        column: usize,
    },
    /// It holds more lists and objects within each other than are read.
    TooDeep,
    TooManyCells,
    /// An object has more members than a table has columns.
    TooManyMembers,
    /// It holds no list of objects.
    NoRows,
}

/// The sheet that the text holds.
///
/// # Errors
/// Text that is broken, holds no rows, or more cells than the limit.
pub fn read(text: &str, max_cells: usize) -> Result<Sheet, JsonFault> {
    if let Some(fault) = too_much(text, max_cells) {
        return Err(fault);
    }
    match read_strictly(text, max_cells) {
        Err(fault @ JsonFault::Broken { .. }) => {
            let WithoutOddNumbers { text, has_gaps } = without_odd_numbers(text).ok_or(fault)?;
            let mut sheet = read_strictly(&text, max_cells)?;
            if has_gaps {
                sheet.repairs.add_whole(Repair::NotANumber);
            }
            Ok(sheet)
        }
        read => read,
    }
}

fn read_strictly(text: &str, max_cells: usize) -> Result<Sheet, JsonFault> {
    let mut rows = JsonRows {
        names: IndexMap::new(),
        grid: Grid::new(),
        row: 0,
        cells: 0,
        max_cells,
        unread: UnreadCells::default(),
        are_lists: None,
        lengths: RecordLengths::of_lists(),
        members: MemberColumns::default(),
        has_common: false,
        head: 0,
    };
    let mut values = serde_json::Deserializer::from_str(text);
    let whole = if text.trim_start().starts_with('[') && !is_a_list_a_line(text) {
        rows.elements(&mut values).and_then(|()| values.end().map_err(|error| broken(&error)))
    } else {
        lines(text, &mut rows)
    };
    whole?;
    if rows.row == rows.head {
        return Err(JsonFault::NoRows);
    }
    let names = std::mem::take(&mut rows.names);
    for (name, column) in names {
        rows.grid.set(rows.head, column, Cell::Text(name));
    }
    let (unread, members) = (rows.unread, rows.members);
    let records = (rows.are_lists == Some(true)).then_some(rows.lengths);
    Ok(Sheet { unread, records, members, ..Sheet::new(String::new(), true, rows.grid) })
}

/// True where a row of labels is on the first line, and another list on the next.
fn is_a_list_a_line(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_list = |line: &str| line.starts_with('[') && line.ends_with(']');
    let labels = lines.next().filter(|line| is_list(line)).and_then(|line| line.get(1..));
    labels.is_some_and(|labels| labels.trim_start().starts_with('"')) && lines.next().is_some_and(is_list)
}

fn broken(error: &serde_json::Error) -> JsonFault {
    match error.classify() {
        Category::Eof => JsonFault::CutShort { line: error.line() },
        // The parser has no kind of its own for it.
        Category::Syntax if error.to_string().starts_with("recursion limit exceeded") => JsonFault::TooDeep,
        _ => JsonFault::Broken { line: error.line(), column: error.column() },
    }
}

/// One object after the other, on lines of their own; or one object that holds the list.
fn lines(text: &str, rows: &mut JsonRows) -> Result<(), JsonFault> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    let (mut first, mut count) = (None, 0_usize);
    for value in values {
        let value = value.map_err(|error| broken(&error))?;
        count = count.saturating_add(1);
        match (count, first.take()) {
            (1, _) => first = Some(value),
            (_, Some(before)) => {
                rows.push(before)?;
                rows.push(value)?;
            }
            (_, None) => rows.push(value)?,
        }
    }
    let Some(only) = first else { return Ok(()) };
    let Json::Object(members) = only else { return rows.push(only) };
    let contradictions = json_repeated::contradictions(&members);
    let members = unwrapped(members);
    if !members.iter().any(|(_, value)| is_list_of_rows(value)) {
        return rows.push(Json::Object(members));
    }
    for both in contradictions {
        rows.unread.push(None, UnreadReason::Twice, &both);
    }
    rows.lists(members)
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

/// The names of the members of the first row of a list.
fn names(list: &[Json]) -> Vec<&str> {
    match list.first() {
        Some(Json::Object(members)) => members.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The rows so far.
struct JsonRows {
    /// The names of members with their columns.
    names: IndexMap<String, u32>,
    grid: Grid,
    row: u32,
    cells: usize,
    max_cells: usize,
    unread: UnreadCells,
    /// True where the first row is a list, not an object.
    are_lists: Option<bool>,
    /// How long those lists are.
    lengths: RecordLengths,
    /// The columns of members of objects within rows.
    members: MemberColumns,
    /// True where a row has had a member that a row before it has.
    has_common: bool,
    /// How many lines are above the table.
    head: u32,
}

/// Signs of one line above a table.
const LONGEST_LINE: usize = 200;

impl JsonRows {
    /// Takes the elements of a list one by one: the list is never held whole.
    fn elements<'de, D: Deserializer<'de, Error = serde_json::Error>>(&mut self, list: D) -> Result<(), JsonFault> {
        let mut fault = None;
        let read = Elements { rows: self, fault: &mut fault }.deserialize(list);
        match (fault, read) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(broken(&error)),
            (None, Ok(())) => Ok(()),
        }
    }

    /// Takes the lists of an object: the first, and those that hold the same members. Others are another table, and are noted.
    fn lists(&mut self, members: Vec<(String, Json)>) -> Result<(), JsonFault> {
        let lines = said(&members);
        // Numbers count pages and rows.
        let has_words = |value: &str| value.chars().any(char::is_alphabetic) && !matches!(value, "true" | "false");
        for (name, value) in lines.iter().filter(|(_, value)| has_words(value)) {
            let line: String = format!("{name}: {value}").chars().take(LONGEST_LINE).collect();
            self.grid.set(self.head, 0, Cell::Text(line));
            self.head = self.head.saturating_add(1);
        }
        self.row = self.head;
        self.table_of_lists(members)?;
        if let Some(less) = says_less(&lines, u64::from(self.row.saturating_sub(self.head))) {
            self.unread.push(None, UnreadReason::Envelope, &less);
        }
        Ok(())
    }

    fn table_of_lists(&mut self, members: Vec<(String, Json)>) -> Result<(), JsonFault> {
        let mut first: Option<Vec<String>> = None;
        for (name, value) in members {
            let Json::List(list) = value else {
                if holds_rows(&value) {
                    self.unread.push(None, UnreadReason::Position, &name);
                }
                continue;
            };
            if !list.iter().any(is_row) {
                continue;
            }
            let names: Vec<String> = names(&list).into_iter().map(str::to_owned).collect();
            if first.get_or_insert_with(|| names.clone()) == &names {
                list.into_iter().try_for_each(|value| self.push(value))?;
            } else {
                self.unread.push(None, UnreadReason::Position, &name);
            }
        }
        Ok(())
    }

    fn push(&mut self, value: Json) -> Result<(), JsonFault> {
        let mut cells: Vec<(u32, Cell)> = Vec::new();
        // Below the row of names; a list of lists has none of its own.
        let mut row = self.row.saturating_add(1);
        let is_list = matches!(value, Json::List(_));
        // Lists that part the rows are passed through.
        if let Json::List(rows) = &value
            && self.are_lists != Some(true)
            && !rows.is_empty()
            && rows.iter().all(|row| matches!(row, Json::Object(_)))
        {
            let Json::List(rows) = value else { return Ok(()) };
            return rows.into_iter().try_for_each(|row| self.push(row));
        }
        if self.is_foreign(&value) {
            let rows = u64::from(self.row.saturating_sub(self.head));
            let closes = matches!(&value, Json::Object(members) if closes(&said(members), rows));
            if !closes {
                self.unread.push(None, UnreadReason::Position, &value.to_string());
            }
            return Ok(());
        }
        if is_row(&value) && *self.are_lists.get_or_insert(is_list) != is_list {
            self.unread.push(None, UnreadReason::Position, &value.to_string());
            return Ok(());
        }
        match value {
            Json::Object(members) => {
                // What holds nothing but objects is no row of a table.
                let is_row = members.iter().any(|(_, value)| !matches!(value, Json::Object(_)));
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
    fn put(
        &mut self,
        members: Vec<(String, Json)>,
        within: Option<(&str, u32)>,
        depth: usize,
        cells: &mut Vec<(u32, Cell)>,
    ) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let sheet = read(text, 1000).unwrap();
        sheet
            .grid
            .rows(..)
            .map(|(_, cells)| cells.iter().map(|(_, cell)| cell.display().into_owned()).collect())
            .collect()
    }

    #[test]
    fn lists_lines_and_wrapped_lists_are_one_table() {
        let table = [vec!["mã", "số", "có"], vec!["03127", "1.50", "TRUE"], vec!["03130", "-2e+3"]];
        let list = r#"[{"mã":"03127","số":1.50,"có":true},{"số":-2e3,"mã":"03130","có":null}]"#;
        assert_eq!(rows(list), table);
        let lines = "{\"mã\":\"03127\",\"số\":1.50,\"có\":true}\n{\"số\":-2e3,\"mã\":\"03130\"}\n";
        assert_eq!(rows(lines), table);
        assert_eq!(rows(&format!(r#"{{"năm":2025,"rows":{list}}}"#)), table);
        let headed: Vec<_> = [vec!["kỳ: Quý I"]].into_iter().chain(table.clone()).collect();
        assert_eq!(rows(&format!(r#"{{"kỳ":"Quý I","rows":{list}}}"#)), headed);
        assert_eq!(rows(r#"[["mã","số"],["03127",1.50]]"#), [vec!["mã", "số"], vec!["03127", "1.50"]]);
        let lengths = read(r#"{"kỳ":"Quý I","rows":[["a","b"],[1,null],[2]]}"#, 10).unwrap().records.unwrap();
        assert_eq!([1, 2, 3].map(|row| lengths.of(row)), [2, 2, 1]);
        assert_eq!(rows(r#"{"mã":"03127"}"#), [vec!["mã"], vec!["03127"]]);
        assert_eq!(rows(r#"{"rows":[{"a":1}],"more":[{"a":2}],"n":[1]}"#), [vec!["a"], vec!["1"], vec!["2"]]);
        let nested = r#"{"b":1.50,"c":["x",null]}"#;
        assert_eq!(
            rows(&format!(r#"[{{"a":{nested},"d":7}}]"#)),
            [["a", "d", "a > b", "a > c"], [nested, "7", "1.50", r#"["x",null]"#]]
        );
        assert_eq!(rows("[\"mã\",\"số\"]\n[\"03127\",1.50]\n"), [vec!["mã", "số"], vec!["03127", "1.50"]]);
    }

    #[test]
    fn a_repeated_key_has_no_value_and_another_list_is_noted() {
        let sheet = read(r#"[{"a":39,"b":7,"a":3900},{"a":5,"a":5}]"#, 100).unwrap();
        assert_eq!(sheet.grid.get(1, 0), &Cell::Unread(UnreadReason::Twice, "39; 3900".to_owned()));
        assert_eq!(sheet.grid.get(2, 0).display(), "5");
        assert_eq!(sheet.unread.named().len(), 1);
        let sheet = read(r#"{"rows":[{"a":1}],"others":[{"b":2}]}"#, 100).unwrap();
        assert_eq!((sheet.grid.cells(), sheet.unread.named().len()), (2, 1));
    }

    #[test]
    fn one_odd_element_is_noted_and_the_rows_are_read() {
        let noted = |text: &str| {
            let sheet = read(text, 100).unwrap();
            let unread: Vec<String> = sheet.unread.named().iter().map(|unread| unread.written.clone()).collect();
            (sheet.grid.rows(..).count(), unread.join(" "))
        };
        assert_eq!(noted(r#"[{"a":1},null,{"a":2}]"#), (3, String::new()));
        assert_eq!(noted(r#"[{"a":1},{"a":2},"end"]"#), (3, r#""end""#.to_owned()));
        assert_eq!(noted("{\"a\":1}\n{\"a\":2}\n{\"status\":\"aborted\"}"), (3, r#"{"status":"aborted"}"#.to_owned()));
        assert_eq!(noted("{\"a\":1}\n{\"a\":2}\n{\"type\":\"end\",\"count\":2}"), (3, String::new()));
        assert_eq!(noted("{\"a\":1}\n{\"a\":2}\n{\"type\":\"end\",\"count\":9}").0, 3);
        assert!(!noted("{\"a\":1}\n{\"a\":2}\n{\"type\":\"end\",\"count\":9}").1.is_empty());
        assert_eq!(noted(r#"[[{"a":1},{"a":2}],[{"a":3}]]"#), (4, String::new()));
        let sheet = read("[{\"a\": NaN, \"b\": \"NaN \\\" NaN\"}, {\"a\": -Infinity}]", 100).unwrap();
        assert_eq!(sheet.grid.get(1, 0), &Cell::Empty);
        assert_eq!(sheet.repairs.notes().count(), 1);
        assert_eq!(sheet.grid.get(1, 1), &Cell::from("NaN \" NaN"));
        assert_eq!(sheet.grid.get(2, 0), &Cell::from("-Infinity"));
    }

    #[test]
    fn names_are_one_however_their_letters_are_composed() {
        assert_eq!(rows("[{\"sô\u{301}\":1},{\"s\u{1ed1}\":2}]"), [vec!["số"], vec!["1"], vec!["2"]]);
    }

    #[test]
    fn rows_of_another_kind_are_noted() {
        let noted = |text: &str| {
            let sheet = read(text, 100).unwrap();
            let unread: Vec<String> = sheet.unread.named().iter().map(|unread| unread.written.clone()).collect();
            (sheet.grid.rows(..).count(), unread.join(" "))
        };
        assert_eq!(noted(r#"[{"a":1},{"a":2},[3]]"#), (3, "[3]".to_owned()));
        assert_eq!(noted(r#"[["a"],[1],{"a":2},[3]]"#), (3, r#"{"a":2}"#.to_owned()));
        assert_eq!(noted("{\"a\":1}\n[2]\n{\"a\":3}"), (3, "[2]".to_owned()));
        assert_eq!(noted(r#"{"rows":[{"a":1}],"b":{"c":{"d":[{"a":2}]}},"n":{"m":1}}"#), (2, "b".to_owned()));
        assert_eq!(noted(r#"{"rows":[{"a":1}],"b":[7,{"a":2}]}"#), (2, "b".to_owned()));
    }

    #[test]
    fn what_is_broken_says_on_which_line() {
        assert_eq!(read("[{\"a\":1},\n{\"a\":", 10), Err(JsonFault::CutShort { line: 2 }));
        assert_eq!(read("[{\"a\":1},\n{\"a\":}]", 10), Err(JsonFault::Broken { line: 2, column: 6 }));
        assert!(matches!(read("{\"a\":1}\n{\"a\":}\n", 10), Err(JsonFault::Broken { line: 2, .. })));
        assert_eq!(read(&format!("[{}", "[".repeat(300)), 10), Err(JsonFault::TooDeep));
        assert_eq!(read("[1,2]", 10), Err(JsonFault::NoRows));
        assert_eq!(read("[]", 10), Err(JsonFault::NoRows));
        assert_eq!(read(r#"[{"a":1,"b":2}]"#, 1), Err(JsonFault::TooManyCells));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[{][\\[\\]{}\",:0-9a-zé .\\\\n-]{0,60}") {
            let _ = read(&text, 1000);
        }
    }
}
