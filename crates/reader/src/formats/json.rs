//! JSON and NDJSON to a grid: a list of objects, one object a line, or an object that holds one such list.
//!
//! Takes decoded text; gives one sheet without a name. Its first row holds the names of the members in the order in which they
//! first appear, and each object is a row below; a list of lists is taken as it is. Numbers keep their digits.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;

use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::hidden::Hidden;

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
    TooManyCells,
    /// It holds no list of objects.
    NoRows,
}

/// The sheet that the text holds.
///
/// # Errors
/// Text that is broken, holds no rows, or more cells than the limit.
pub fn read(text: &str, max_cells: usize) -> Result<Sheet, JsonFault> {
    let mut rows = Rows { names: IndexMap::new(), grid: Grid::new(), row: 0, cells: 0, max_cells };
    let mut values = serde_json::Deserializer::from_str(text);
    let whole = if text.trim_start().starts_with('[') {
        rows.elements(&mut values).and_then(|()| values.end().map_err(|error| broken(&error)))
    } else {
        lines(text, &mut rows)
    };
    whole?;
    if rows.row == 0 {
        return Err(JsonFault::NoRows);
    }
    let names = std::mem::take(&mut rows.names);
    for (name, column) in names {
        rows.grid.set(0, column, Cell::Text(name));
    }
    Ok(Sheet { hidden: Some(Hidden::default()), percents_known: true, ..Sheet::new(String::new(), true, rows.grid) })
}

fn broken(error: &serde_json::Error) -> JsonFault {
    match error.classify() {
        Category::Eof => JsonFault::CutShort { line: error.line() },
        _ => JsonFault::Broken { line: error.line(), column: error.column() },
    }
}

/// One object after the other, on lines of their own; or one object that holds the list.
fn lines(text: &str, rows: &mut Rows) -> Result<(), JsonFault> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
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
    let list = only.as_object().and_then(|members| members.values().find(|value| is_list_of_rows(value)));
    match list.and_then(Value::as_array) {
        Some(list) => list.iter().try_for_each(|value| rows.push(value.clone())),
        None => rows.push(only),
    }
}

fn is_list_of_rows(value: &Value) -> bool {
    value.as_array().and_then(|list| list.first()).is_some_and(|first| first.is_object() || first.is_array())
}

/// The rows so far.
struct Rows {
    /// The names of members with their columns.
    names: IndexMap<String, u32>,
    grid: Grid,
    row: u32,
    cells: usize,
    max_cells: usize,
}

impl Rows {
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

    fn push(&mut self, value: Value) -> Result<(), JsonFault> {
        let mut cells: Vec<(u32, Cell)> = Vec::new();
        // Below the row of names; a list of lists has none of its own.
        let mut row = self.row.saturating_add(1);
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                    let column = *self.names.entry(name).or_insert(next);
                    cells.push((column, cell(value)));
                }
            }
            Value::Array(values) => {
                row = self.row;
                cells.extend((0..).zip(values.into_iter().map(cell)));
            }
            _ => return Err(JsonFault::NoRows),
        }
        self.row = self.row.saturating_add(1);
        cells.retain(|(_, cell)| *cell != Cell::Empty);
        cells.sort_by_key(|(column, _)| *column);
        self.cells = self.cells.saturating_add(cells.len());
        if self.cells > self.max_cells {
            return Err(JsonFault::TooManyCells);
        }
        self.grid.set_row(row, cells);
        Ok(())
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(truth) => Cell::Boolean(truth),
        Value::Number(number) => Cell::Decimal(number.to_string()),
        Value::String(text) => Cell::from(text.as_str()),
        nested => Cell::Text(nested.to_string()),
    }
}

struct Elements<'a> {
    rows: &'a mut Rows,
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
        while let Some(value) = list.next_element::<Value>()? {
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
        assert_eq!(rows(r#"[["mã","số"],["03127",1.50]]"#), [vec!["mã", "số"], vec!["03127", "1.50"]]);
        assert_eq!(rows(r#"{"mã":"03127"}"#), [vec!["mã"], vec!["03127"]]);
    }

    #[test]
    fn what_is_broken_says_on_which_line() {
        assert_eq!(read("[{\"a\":1},\n{\"a\":", 10), Err(JsonFault::CutShort { line: 2 }));
        assert_eq!(read("[{\"a\":1},\n{\"a\":}]", 10), Err(JsonFault::Broken { line: 2, column: 6 }));
        assert!(matches!(read("{\"a\":1}\n{\"a\":}\n", 10), Err(JsonFault::Broken { line: 2, .. })));
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
