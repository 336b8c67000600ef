//! JSON and NDJSON to a grid: a list of objects, one object a line, or an object that holds one such list.
//!
//! Takes decoded text; gives one sheet without a name. Its first row holds the names of the members in the order in which they
//! first appear, and each object is a row below; a list of lists is taken as it is. Numbers keep their digits. Rows of the other kind, and lists
//! deeper within, are no rows, and are noted. What an object says beside its list is above the table, a line for each member, as a sheet
//! says its unit and its period; where it says that there are more rows than it holds, that is noted.

use serde_json::error::Category;

use crate::formats::json_not_finite::with_quoted_numbers;
use crate::formats::json_repeated;
use crate::formats::json_rows::JsonRows;
use crate::formats::json_shapes::{is_list_of_rows, unwrapped};
use crate::formats::json_size::too_much;
use crate::sheet::grid::Sheet;
use crate::values::json::Json;

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
    // A sequence of texts (RFC 7464): what parts them is no sign of JSON.
    let parted = text.trim_start().starts_with('\u{1e}').then(|| text.replace('\u{1e}', " "));
    let text = parted.as_deref().unwrap_or(text);
    match read_strictly(text, max_cells) {
        Err(fault @ JsonFault::Broken { .. }) => match with_quoted_numbers(text) {
            Some(quoted) => read_strictly(&quoted, max_cells),
            None => Err(fault),
        },
        read => read,
    }
}

fn read_strictly(text: &str, max_cells: usize) -> Result<Sheet, JsonFault> {
    let mut rows = JsonRows::new(max_cells);
    let mut values = serde_json::Deserializer::from_str(text);
    let whole = if text.trim_start().starts_with('[') && !is_a_list_a_line(text) {
        rows.elements(&mut values).and_then(|()| values.end().map_err(|error| broken(&error)))
    } else {
        lines(text, &mut rows)
    };
    whole?;
    rows.finish()
}

/// True where a row of labels is on the first line, and another list on the next; or a whole list, and an object on the next. Lists without
/// anything in them may be before these.
fn is_a_list_a_line(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_list = |line: &str| line.starts_with('[') && line.ends_with(']');
    let is_whole = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    let is_blank = |line: &str| line.strip_prefix('[').is_some_and(|rest| rest.trim_start() == "]");
    let (Some(mut first), Some(mut next)) = (lines.next(), lines.next()) else { return false };
    while is_blank(first) && is_list(next) {
        let Some(line) = lines.next() else { return true };
        (first, next) = (next, line);
    }
    let labels = Some(first).filter(|line| is_list(line)).and_then(|line| line.get(1..));
    labels.is_some_and(|labels| labels.trim_start().starts_with('"')) && is_list(next)
        || next.starts_with('{') && is_list(first) && is_whole(first)
}

/// The fault that the parser found.
pub(super) fn broken(error: &serde_json::Error) -> JsonFault {
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
    let (members, keys) = unwrapped(members);
    rows.keyed_by(&keys);
    if !members.iter().any(|(_, value)| is_list_of_rows(value)) {
        return rows.push(Json::Object(members));
    }
    rows.lists(members, &contradictions)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sheet::grid::Cell;
    use crate::sheet::unread::UnreadReason;

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
        let of_a_year: Vec<_> = [vec!["năm: 2025"]].into_iter().chain(table.clone()).collect();
        assert_eq!(rows(&format!(r#"{{"năm":2025,"rows":{list}}}"#)), of_a_year);
        assert_eq!(rows(&format!(r#"{{"số dòng":2,"rows":{list}}}"#)), table);
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
        for (first, unread) in [("null", ""), ("\"x\"", "\"x\""), ("3", "3"), ("[]", "[]"), ("[7]", "[7]")] {
            for text in [
                format!(r#"[{first},{{"a":1}},{{"a":2}}]"#),
                format!("{first}\n{{\"a\":1}}\n{{\"a\":2}}"),
                format!(r#"{{"b":[{first},{{"a":1}},{{"a":2}}]}}"#),
            ] {
                assert_eq!(noted(&text), (3, unread.to_owned()), "{text}");
            }
        }
        assert_eq!(noted(r#"[{"n":1},["a"],[1]]"#), (2, r#"{"n":1}"#.to_owned()));
        assert_eq!(noted(r#"{"columns":["a"],"data":[null,[1],[2]]}"#), (3, String::new()));
        let sheet = read("[{\"a\": NaN, \"b\": \"NaN \\\" NaN\"}, {\"a\": -Infinity}]", 100).unwrap();
        assert_eq!(sheet.grid.get(1, 0), &Cell::from("NaN"));
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
