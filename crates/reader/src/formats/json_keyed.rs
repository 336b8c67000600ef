//! Rows of one JSON object that are keyed by a unit or another name, or whose members are whole columns.
//!
//! | written by | shape |
//! |---|---|
//! | `DataFrame.to_json(orient="index")` with an index of its own | `{"03156": {"Số hộ": 12, …}, …}` |
//! | `DataFrame.to_json()` with such an index | `{"Số hộ": {"03156": 12, …}, …}` |
//! | jsonlite with `dataframe = "columns"`, `to_dict("list")` | `{"Mã": ["03156", …], "Số hộ": [12, …]}` |
//!
//! Which of two names are the labels is seen by the values: those of a column are of one kind. Where both or neither are, nothing is guessed. What the
//! rows are keyed by, and no column says, is given beside them: it may be a unit or a period that they are of.

use crate::formats::json_shapes::JsonMembers;
use crate::values::json::Json;

/// Rows, with what they are keyed by where none of their columns says so.
pub(super) type KeyedRows = (Vec<Json>, Vec<String>);

/// The rows of such an object; `None` for another.
pub(super) fn keyed_rows(members: &JsonMembers) -> Option<KeyedRows> {
    if members.len() < 2 {
        return None;
    }
    lists(members).map(|rows| (rows, Vec::new())).or_else(|| objects(members))
}

/// Members that are lists of one length.
fn lists(members: &JsonMembers) -> Option<Vec<Json>> {
    let columns: Vec<(&str, &[Json])> =
        members.iter().map(|(name, value)| Some((name.as_str(), value.items()?))).collect::<Option<_>>()?;
    let count = columns.first().map(|(_, values)| values.len()).filter(|count| *count > 0)?;
    if !columns.iter().all(|(_, values)| values.len() == count && values.iter().all(is_scalar)) {
        return None;
    }
    let value = |place: usize, (name, values): &(&str, &[Json])| Some(((*name).to_owned(), values.get(place)?.clone()));
    let row = |place: usize| Json::Object(columns.iter().filter_map(|column| value(place, column)).collect());
    Some((0..count).map(row).collect())
}

/// Members that are objects with the same names.
fn objects(members: &JsonMembers) -> Option<KeyedRows> {
    let of = |value: &Json| match value {
        Json::Object(inner) if inner.len() > 1 && inner.iter().all(|(_, value)| is_scalar(value)) => {
            Some(inner.clone())
        }
        _ => None,
    };
    let outer: Vec<(&str, JsonMembers)> =
        members.iter().map(|(name, value)| Some((name.as_str(), of(value)?))).collect::<Option<_>>()?;
    let names: Vec<String> = outer.first()?.1.iter().map(|(name, _)| name.clone()).collect();
    if !outer.iter().all(|(_, inner)| inner.iter().map(|(name, _)| name).eq(names.iter())) {
        return None;
    }
    let across = |place: usize| -> Vec<&Json> {
        outer.iter().filter_map(|(_, inner)| inner.get(place).map(|(_, value)| value)).collect()
    };
    let along = |inner: &JsonMembers| are_of_one_kind(&inner.iter().map(|(_, value)| value).collect::<Vec<_>>());
    let are_rows = (0..names.len()).all(|place| are_of_one_kind(&across(place)));
    let are_columns = outer.iter().all(|(_, inner)| along(inner));
    match (are_rows, are_columns) {
        (true, false) => keyed(outer.iter().map(|(key, inner)| (*key, inner.clone())).collect()),
        (false, true) => {
            let labels = || outer.iter().map(|(label, _)| (*label).to_owned());
            let row = |(place, key)| (key, labels().zip(across(place).into_iter().cloned()).collect());
            keyed(names.iter().map(String::as_str).enumerate().map(row).collect())
        }
        _ => None,
    }
}

/// Rows and what they are keyed by; numbers of years may be those of columns.
fn keyed(rows: Vec<(&str, JsonMembers)>) -> Option<KeyedRows> {
    let says = |value: &Json, key: &str| value.text().or_else(|| value.number()) == Some(key);
    let width = rows.first()?.1.len();
    let is_key = |place: usize| rows.iter().all(|(key, row)| row.get(place).is_some_and(|(_, value)| says(value, key)));
    let is_said = (0..width).any(is_key);
    let is_year = |key: &str| key.len() == 4 && key.bytes().all(|sign| sign.is_ascii_digit());
    if !is_said && rows.iter().all(|(key, _)| is_year(key)) {
        return None;
    }
    let keys = rows.iter().map(|(key, _)| (*key).to_owned()).filter(|_| !is_said).collect();
    Some((rows.into_iter().map(|(_, row)| Json::Object(row)).collect(), keys))
}

const fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Object(_) | Json::List(_))
}

/// True where all values but null are numbers, texts, or truths.
fn are_of_one_kind(values: &[&Json]) -> bool {
    let mut kinds = values.iter().filter(|value| ***value != Json::Null).map(|value| std::mem::discriminant(*value));
    let first = kinds.next();
    kinds.all(|kind| Some(kind) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<String> {
        let Some(Json::Object(members)) = Json::read(text) else { panic!("{text}") };
        keyed_rows(&members).map(|(rows, keys)| format!("{} {}", keys.join(","), Json::List(rows)))
    }

    #[test]
    fn rows_are_seen_by_the_kinds_of_their_values() {
        let read = Some(r#"x,y [{"a":"1","b":2},{"a":"3","b":4}]"#.to_owned());
        assert_eq!(rows(r#"{"x":{"a":"1","b":2},"y":{"a":"3","b":4}}"#), read);
        assert_eq!(rows(r#"{"a":{"x":"1","y":"3"},"b":{"x":2,"y":4}}"#), read);
        let read = Some(r#" [{"a":"1","b":2},{"a":"3","b":4}]"#.to_owned());
        assert_eq!(rows(r#"{"1":{"a":"1","b":2},"3":{"a":"3","b":4}}"#), read);
        assert_eq!(rows(r#"{"a":["1","3"],"b":[2,4]}"#), read);
        for text in [
            r#"{"x":{"a":1,"b":2},"y":{"a":3,"b":4}}"#,
            r#"{"x":{"a":"1","b":2},"y":{"a":3,"b":"4"}}"#,
            r#"{"x":{"a":"1","b":2},"y":{"a":"3"}}"#,
            r#"{"2023":{"a":"1","b":2},"2024":{"a":"3","b":4}}"#,
            r#"{"a":["1","3"],"b":[2]}"#,
            r#"{"a":["1","3"],"b":2}"#,
            r#"{"a":[],"b":[]}"#,
            r#"{"a":["1","3"]}"#,
        ] {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
