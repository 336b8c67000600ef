//! The shapes in which programs put rows into one JSON object, brought to that of an object with a list of rows.
//!
//! | written by | shape |
//! |---|---|
//! | portals (CKAN) and services | `{"success": true, "result": {"fields": […], "records": [{…}, …]}}` |
//! | search engines | `{"took": 5, "hits": {"total": 1, "hits": [{"_id": "1", "_source": {…}}, …]}}` |
//! | `DataFrame.to_json()` | a member a column: `{"Mã": {"0": "03156", "1": …}, …}` |
//! | the same, `orient="index"` | a member a row: `{"0": {"Mã": "03156", …}, …}` |
//! | the same, `orient="split"` | `{"columns": ["Mã", …], "index": […], "data": [["03156", …], …]}` |
//! | the same, `orient="table"` | `{"schema": {"fields": […]}, "data": [{…}, …]}` |

use crate::formats::json_keyed::keyed_rows;
use crate::values::json::Json;

/// Names of an object around another that holds the rows; any other object may be a member of a row.
const AROUND: [&str; 17] = [
    "result",
    "results",
    "data",
    "response",
    "payload",
    "body",
    "d",
    "value",
    "output",
    "content",
    "hits",
    "_embedded",
    "du_lieu",
    "dulieu",
    "ket_qua",
    "ketqua",
    "dữ liệu",
];
/// How deep the rows may be within such objects.
const DEEPEST: usize = 3;

/// The members of an object, in their order.
pub(super) type JsonMembers = Vec<(String, Json)>;

/// The members of the object that holds the rows, with what the objects around it say; an object of another shape as it is. With them what the rows
/// are keyed by, where none of their columns says so.
pub(super) fn unwrapped(mut members: JsonMembers) -> (JsonMembers, Vec<String>) {
    for _ in 0..DEEPEST {
        let inner = members.iter().position(|(name, value)| is_around(name) && holds_lists(value));
        let Some(place) = inner.filter(|_| !members.iter().any(|(_, value)| is_list_of_rows(value))) else { break };
        let (name, value) = members.remove(place);
        match value {
            Json::Object(inner) => members.extend(inner),
            value => members.push((name, value)),
        }
    }
    let (members, keys) = keyed(by_rows(by_columns(members)));
    (without_descriptions(split(members)), keys)
}

/// True for a list of objects or lists: its first element but null is one, or most are.
pub(super) fn is_list_of_rows(value: &Json) -> bool {
    let Json::List(list) = value else { return false };
    let mut said = list.iter().filter(|element| **element != Json::Null);
    if said.clone().next().is_none_or(|first| !is_scalar(first)) {
        return said.next().is_some();
    }
    let (scalars, rows): (Vec<&Json>, Vec<&Json>) = said.partition(|element| is_scalar(element));
    rows.len() > scalars.len()
}

/// The names of the members of the first object in a list of rows; none where the rows are lists.
pub(super) fn names_of_rows(value: &Json) -> Vec<&str> {
    let rows = value.items().filter(|_| is_list_of_rows(value)).unwrap_or_default();
    let names = rows.iter().find_map(|row| match row {
        Json::Object(members) if !members.is_empty() => Some(members.iter().map(|(name, _)| name.as_str()).collect()),
        _ => None,
    });
    names.unwrap_or_default()
}

fn is_around(name: &str) -> bool {
    AROUND.contains(&name.to_lowercase().as_str())
}

fn holds_lists(value: &Json) -> bool {
    let Json::Object(members) = value else { return false };
    members.iter().any(|(name, value)| is_list_of_rows(value) || is_around(name) && holds_lists(value))
}

fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Object(_) | Json::List(_))
}

/// True for the numbers that a program gives to rows, from 0 on, in any order. Years and codes of units are none.
fn are_numbers_of_rows<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let numbers: Option<Vec<usize>> = names.map(|name| name.parse().ok()).collect();
    numbers.is_some_and(|mut numbers| {
        numbers.sort_unstable();
        !numbers.is_empty() && numbers.iter().copied().eq(0..numbers.len())
    })
}

/// The names of the members of all of these objects, where they are the same and hold no objects or lists.
fn common_names(members: &JsonMembers) -> Option<Vec<&str>> {
    let mut objects = members.iter().map(|(_, value)| match value {
        Json::Object(members) if members.iter().all(|(_, value)| is_scalar(value)) => {
            Some(members.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>())
        }
        _ => None,
    });
    let first = objects.next().flatten().filter(|names| !names.is_empty())?;
    objects.all(|names| names.as_ref() == Some(&first)).then_some(first)
}

fn list(rows: Vec<Json>) -> JsonMembers {
    vec![("data".to_owned(), Json::List(rows))]
}

/// A member a column, with its values by the numbers of their rows.
fn by_columns(members: JsonMembers) -> JsonMembers {
    let names = common_names(&members).filter(|names| are_numbers_of_rows(names.iter().copied()));
    let Some(count) = names.map(|names| names.len()).filter(|_| members.len() > 1) else { return members };
    if are_numbers_of_rows(members.iter().map(|(name, _)| name.as_str())) {
        return members;
    }
    let mut rows: Vec<JsonMembers> = vec![Vec::new(); count];
    for (name, column) in members {
        let Json::Object(values) = column else { continue };
        for (row, (_, value)) in rows.iter_mut().zip(values) {
            row.push((name.clone(), value));
        }
    }
    list(rows.into_iter().map(Json::Object).collect())
}

/// A member a row, by its number.
fn by_rows(members: JsonMembers) -> JsonMembers {
    let are_rows = members.len() > 1 && are_numbers_of_rows(members.iter().map(|(name, _)| name.as_str()));
    if !are_rows || common_names(&members).is_none() {
        return members;
    }
    list(members.into_iter().map(|(_, row)| row).collect())
}

/// Rows that have names of their own, or lists that are columns; also those in an object around them.
fn keyed(members: JsonMembers) -> (JsonMembers, Vec<String>) {
    if let Some((rows, keys)) = keyed_rows(&members) {
        return (list(rows), keys);
    }
    let mut all = Vec::new();
    let within = |(name, value): (String, Json)| match &value {
        Json::Object(inner) if is_around(&name) => match keyed_rows(inner) {
            Some((rows, keys)) => {
                all.extend(keys);
                (name, Json::List(rows))
            }
            None => (name, value),
        },
        _ => (name, value),
    };
    let members = members.into_iter().map(within).collect();
    (members, all)
}

/// Names of a list of labels, and of the lists of values below it.
const LABELS: [&str; 4] = ["columns", "header", "headers", "labels"];
const ROWS: [&str; 3] = ["data", "rows", "values"];

/// The names of the columns apart from lists of values.
fn split(members: JsonMembers) -> JsonMembers {
    let named = |wanted: &[&str]| members.iter().find(|(name, _)| wanted.contains(&name.as_str()));
    let (Some((_, Json::List(columns))), Some((name, _))) = (named(&LABELS), named(&ROWS)) else { return members };
    // A list that is stated twice goes on.
    let lists = members.iter().filter(|(own, _)| own == name).filter_map(|(_, value)| value.items());
    let rows: Vec<&Json> = lists.flatten().collect();
    // One that is longer or shorter than the labels is a row all the same, and is found.
    let is_row = |row: &&&Json| matches!(row, Json::List(_));
    let fits = |row: &&Json| matches!(row, Json::List(values) if values.len() == columns.len());
    let labels = rows_of_labels(columns);
    if labels.is_empty() || rows.iter().filter(is_row).count() * 2 <= rows.len() || !rows.iter().any(fits) {
        return members;
    }
    let whole = labels.into_iter().chain(rows.iter().copied().cloned()).collect();
    let is_part = |name: &str| name == "index" || LABELS.contains(&name) || ROWS.contains(&name);
    let others = members.iter().filter(|(name, _)| !is_part(name));
    let others: JsonMembers = others.cloned().collect();
    others.into_iter().chain([("data".to_owned(), Json::List(whole))]).collect()
}

/// The rows of labels above the values: one of names, or as many as each name has levels; none where names are neither.
fn rows_of_labels(columns: &[Json]) -> Vec<Json> {
    if !columns.is_empty() && columns.iter().all(is_scalar) {
        return vec![Json::List(columns.to_vec())];
    }
    let levels = columns.first().and_then(Json::items).map_or(0, <[Json]>::len);
    let is_path = |name: &Json| name.items().is_some_and(|path| path.len() == levels && path.iter().all(is_scalar));
    if !columns.iter().all(is_path) {
        return Vec::new();
    }
    let level = |place: usize| columns.iter().filter_map(|name| name.items()?.get(place).cloned()).collect();
    (0..levels).map(|place| Json::List(level(place))).collect()
}

/// The members without those that describe the columns of the rows: `fields` of CKAN, the Table Schema of pandas.
fn without_descriptions(members: JsonMembers) -> JsonMembers {
    let names = members.iter().map(|(_, value)| names_of_rows(value)).filter(|names| !names.is_empty());
    let names: Vec<Vec<String>> = names.map(|names| names.into_iter().map(str::to_owned).collect()).collect();
    let describes = |value: &Json| {
        let fields = match value {
            Json::Object(members) => members.iter().find(|(name, _)| name == "fields").map(|(_, fields)| fields),
            list => Some(list),
        };
        let Some(Json::List(fields)) = fields else { return false };
        let name_of = |field: &Json| match field {
            Json::Object(members) => members.iter().find_map(|(name, value)| match value {
                Json::Text(text) if matches!(name.as_str(), "id" | "name") => Some(text.clone()),
                _ => None,
            }),
            _ => None,
        };
        let described: Option<Vec<String>> = fields.iter().map(name_of).collect();
        let is_of = |described: &[String]| {
            names.iter().any(|names| names.iter().filter(|name| described.contains(name)).count() * 2 > names.len())
        };
        described.filter(|described| !described.is_empty()).is_some_and(|described| is_of(&described))
    };
    members.iter().filter(|(_, value)| !describes(value)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lists of rows in an object, as texts.
    fn rows(text: &str) -> Vec<String> {
        let Some(Json::Object(members)) = Json::read(text) else { panic!("{text}") };
        let lists = unwrapped(members).0.into_iter().filter(|(_, value)| is_list_of_rows(value));
        lists.map(|(_, value)| value.to_string()).collect()
    }

    #[test]
    fn rows_are_found_in_the_shapes_of_portals_and_data_frames() {
        let plain = r#"[{"a":"1","b":2},{"a":"3","b":4}]"#;
        for text in [
            r#"{"data":[{"a":"1","b":2},{"a":"3","b":4}]}"#,
            r#"{"success":true,"result":{"fields":[{"id":"a","type":"text"},{"id":"b"}],"records":[{"a":"1","b":2},{"a":"3","b":4}],"total":2}}"#,
            r#"{"response":{"data":{"rows":[{"a":"1","b":2},{"a":"3","b":4}]}}}"#,
            r#"{"took":5,"_shards":{"total":1},"hits":{"total":2,"hits":[{"a":"1","b":2},{"a":"3","b":4}]}}"#,
            r#"{"_links":{"self":{"href":"x"}},"_embedded":{"xa":[{"a":"1","b":2},{"a":"3","b":4}]}}"#,
            r#"{"Du_lieu":{"danh_sach":[{"a":"1","b":2},{"a":"3","b":4}]}}"#,
            r#"{"a":{"0":"1","1":"3"},"b":{"0":2,"1":4}}"#,
            r#"{"0":{"a":"1","b":2},"1":{"a":"3","b":4}}"#,
            r#"{"1":{"a":"1","b":2},"3":{"a":"3","b":4}}"#,
            r#"{"status":"ok","data":{"1":{"a":"1","b":2},"3":{"a":"3","b":4}}}"#,
            r#"{"a":["1","3"],"b":[2,4]}"#,
            r#"{"schema":{"fields":[{"name":"a","type":"string"},{"name":"b"}]},"data":[{"a":"1","b":2},{"a":"3","b":4}]}"#,
        ] {
            assert_eq!(rows(text), [plain], "{text}");
        }
        let split = r#"{"columns":["a","b"],"index":[0,1],"data":[["1",2],["3",4]]}"#;
        assert_eq!(rows(split), [r#"[["a","b"],["1",2],["3",4]]"#]);
        let levels = r#"{"columns":[["a",""],["b","c"]],"index":[0],"data":[["1",2]]}"#;
        assert_eq!(rows(levels), [r#"[["a","b"],["","c"],["1",2]]"#]);
        let uneven = r#"{"headers":["a","b"],"rows":[["1",2],["3",4,5],[6]]}"#;
        assert_eq!(rows(uneven), [r#"[["a","b"],["1",2],["3",4,5],[6]]"#]);
    }

    #[test]
    fn objects_of_other_shapes_stay_as_they_are() {
        for text in [
            r#"{"code":"1","address":{"lines":[{"a":1}]}}"#,
            r#"{"a":{"x":1},"b":{"y":2}}"#,
            r#"{"columns":["a"],"data":[[1,2]]}"#,
            r#"{"code":"03156","people":12}"#,
            r#"{"2023":{"a":1},"2024":{"a":2}}"#,
            r#"{"a":{"2023":1,"2024":2},"b":{"2023":3,"2024":4}}"#,
        ] {
            let Some(Json::Object(members)) = Json::read(text) else { panic!("{text}") };
            assert_eq!(unwrapped(members.clone()), (members, Vec::new()), "{text}");
        }
        // A list that names other things is no description.
        assert_eq!(rows(r#"{"units":[{"name":"x"}],"data":[{"a":1,"b":2}]}"#).len(), 2);
    }
}
