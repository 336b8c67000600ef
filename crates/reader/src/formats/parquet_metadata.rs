//! What a Parquet file says beside its rows: the pairs of its footer, the attributes of a data frame, the metadata of its fields.
//!
//! Takes the metadata of a file; gives short texts alone. Programs write their schemas there, of megabytes at times, and words about themselves: what has the name of a
//! program, is long or is no single line says nothing of the figures.

use arrow_schema::Field;
use parquet::file::metadata::FileMetaData;

use crate::formats::json_envelope;
use crate::values::json::Json;

/// Bytes of a name, of a text and of an object of texts.
const LONGEST_NAME: usize = 60;
const LONGEST: usize = 200;
const LONGEST_OBJECT: usize = 1 << 16;
/// Bytes of the metadata of a data frame, which describe every column.
const LONGEST_FRAME: usize = 1 << 20;
/// Pairs of a file and of a field that are looked at.
const MOST: usize = 100;
/// What programs say of themselves and of the file.
const OF_PROGRAMS: [&str; 27] = [
    "r",
    "geo",
    "pandas",
    "huggingface",
    "delta",
    "creator",
    "createdby",
    "created_by",
    "writer",
    "library",
    "software",
    "application",
    "version",
    "schema",
    "schemaversion",
    "schema_version",
    "format",
    "encoding",
    "compression",
    "hash",
    "md5",
    "sha256",
    "checksum",
    "uuid",
    "id",
    "url",
    "source_url",
];

/// What the file says of all its rows, as the members beside a list of JSON.
pub(super) fn said(file: &FileMetaData) -> Vec<(String, String)> {
    let pairs = file.key_value_metadata().map_or(&[][..], Vec::as_slice);
    let mut found: Vec<(String, String)> = Vec::new();
    for pair in pairs.iter().take(MOST) {
        let Some(value) = pair.value.as_deref() else { continue };
        match pair.key.as_str() {
            "pandas" if value.len() <= LONGEST_FRAME && has_attributes(value) => {
                let attributes = members(value).into_iter().find(|(name, _)| name == "attributes");
                if let Some((_, Json::Object(attributes))) = attributes {
                    found.extend(short(json_envelope::said(&attributes)));
                }
            }
            name if is_of_a_program(name) => {}
            _ if value.trim_start().starts_with('{') => found.extend(short(json_envelope::said(&members(value)))),
            name => found.extend(short(vec![(name.to_owned(), unquoted(value))])),
        }
    }
    // What stands in two places is said once.
    let mut said: Vec<(String, String)> = Vec::new();
    for pair in found {
        if !said.contains(&pair) {
            said.push(pair);
        }
    }
    said.truncate(json_envelope::MOST_LINES);
    said
}

/// What a field says of its column, in the order of the names.
pub(super) fn of_field(field: &Field) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = field.metadata().iter().take(MOST).filter(|(name, _)| !is_of_a_program(name)).collect();
    pairs.sort_unstable();
    short(pairs.into_iter().map(|(name, value)| (name.clone(), unquoted(value))).collect())
}

/// True where the metadata of a data frame hold attributes: most have none, and are not parsed.
fn has_attributes(value: &str) -> bool {
    let behind = value.split_once("\"attributes\"").map(|(_, behind)| behind.trim_start_matches([' ', ':', '{']));
    behind.is_some_and(|behind| behind.starts_with('"'))
}

fn members(value: &str) -> Vec<(String, Json)> {
    let json = Some(value).filter(|value| value.len() <= LONGEST_FRAME).and_then(Json::read);
    match json {
        Some(Json::Object(members)) if value.len() <= LONGEST_OBJECT || has_attributes(value) => members,
        _ => Vec::new(),
    }
}

/// A text without the quotes of JSON.
fn unquoted(value: &str) -> String {
    match Some(value).filter(|value| value.starts_with('"') && value.len() <= LONGEST).and_then(Json::read) {
        Some(Json::Text(text)) => text,
        _ => value.to_owned(),
    }
}

/// True for the names of "ARROW:schema", "org.apache.spark.version" and the like.
fn is_of_a_program(name: &str) -> bool {
    name.contains([':', '.']) || OF_PROGRAMS.contains(&name.to_ascii_lowercase().as_str())
}

/// The pairs that a person may have written: one short line each.
fn short(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_line = |text: &str, longest: usize| {
        !text.trim().is_empty() && text.len() <= longest && !text.contains(char::is_control)
    };
    let is_text = |text: &str| is_line(text, LONGEST) && !text.trim_start().starts_with(['{', '[', '<']);
    pairs.into_iter().filter(|(name, value)| is_line(name, LONGEST_NAME) && is_text(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_people_are_told_from_those_of_programs() {
        for name in [
            "ARROW:schema",
            "org.apache.spark.sql.parquet.row.metadata",
            "geo",
            "PARQUET:field_id",
            "Pandas",
            "writer.model.name",
        ] {
            assert!(is_of_a_program(name), "{name}");
        }
        for name in ["don_vi_tinh", "Ghi chú", "unit"] {
            assert!(!is_of_a_program(name), "{name}");
        }
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let kept = short(vec![
            pair("a", "tỷ đồng"),
            pair("b", &"x".repeat(201)),
            pair("c", "x\ny"),
            pair("d", "{\"a\":1}"),
            pair("e", " "),
        ]);
        assert_eq!(kept, [pair("a", "tỷ đồng")]);
        assert_eq!(unquoted("\"tỷ đồng\""), "tỷ đồng");
        assert!(has_attributes(r#"{"columns": [], "attributes": {"unit": "x"}}"#));
        assert!(!has_attributes(r#"{"attributes": {}, "columns": []}"#));
    }
}
