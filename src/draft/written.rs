//! The text of a drafted form: JSON as the forms of a project are written, a line for each field.

use serde::Serialize;
use serde::ser::Error as _;
use serde_json::Value;
use serde_json::ser::Formatter;

use crate::project::written::form::Form;

/// One line with a space after each comma and colon.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        writer.write_all(if first { b" " } else { b", " })
    }

    fn begin_object_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        writer.write_all(b" }")
    }
}

/// The text of `schemas/<name>.json`.
///
/// # Errors
/// Where the form is no JSON object, which no form is.
pub fn text(form: &Form) -> Result<String, serde_json::Error> {
    let mut lines = Vec::new();
    let Value::Object(form) = serde_json::to_value(form)? else {
        return Err(serde_json::Error::custom("a form is an object"));
    };
    for (key, value) in &form {
        match value {
            Value::Object(members) if key == "form" || key == "schema" => {
                let members: Vec<String> = members
                    .iter()
                    .filter(|(_, value)| !value.as_array().is_some_and(Vec::is_empty))
                    .map(|(key, value)| Ok(format!("    {}: {}", one_line(key)?, member(value)?)))
                    .collect::<Result<_, serde_json::Error>>()?;
                lines.push(format!("  {}: {{\n{}\n  }}", one_line(key)?, members.join(",\n")));
            }
            value => lines.push(format!("  {}: {}", one_line(key)?, one_line(value)?)),
        }
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// A list of objects with a line for each; anything else on one.
fn member(value: &Value) -> Result<String, serde_json::Error> {
    match value {
        Value::Array(items) if items.iter().all(Value::is_object) && !items.is_empty() => {
            let items: Vec<String> = items
                .iter()
                .map(|item| Ok(format!("      {}", one_line(item)?)))
                .collect::<Result<_, serde_json::Error>>()?;
            Ok(format!("[\n{}\n    ]", items.join(",\n")))
        }
        value => one_line(value),
    }
}

fn one_line(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, OneLine))?;
    String::from_utf8(bytes).map_err(serde_json::Error::custom)
}
