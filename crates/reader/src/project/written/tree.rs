//! A declaration file as a tree of values, each with where it is written.
//!
//! Takes the text of a JSON or TOML file; gives its values with the offsets of their keys, so that every key and every value can be
//! compared with what is known before anything is made of them. It exists because parsers into types end at the first fault.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A value and its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Range<usize>,
    pub value: Tree,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Object(Vec<Entry>),
    List(Vec<Node>),
    Text(String),
    /// True for a whole one.
    Number(bool),
    Boolean,
    Null,
}

/// A key of an object, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub node: Node,
}

impl Tree {
    /// The name of its type in JSON Schema; a whole number is a `number` too.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Object(_) => "object",
            Self::List(_) => "array",
            Self::Text(_) => "string",
            Self::Number(true) => "integer",
            Self::Number(false) => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }
}

/// The tree of a JSON text that its parser has accepted.
pub fn of_json(text: &str) -> Option<Node> {
    JsonWalk { text, offset: 0 }.node()
}

/// The tree of a TOML text.
///
/// # Errors
/// The parser's error, with its own span.
pub fn of_toml(text: &str) -> Result<Node, toml::de::Error> {
    let table = DeTable::parse(text)?;
    let span = table.span();
    Ok(Node { span, value: of_table(table.get_ref()) })
}

fn of_table(table: &DeTable<'_>) -> Tree {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        key_span: key.span(),
        node: Node { span: value.span(), value: of_value(value.get_ref()) },
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Tree::Object(entries)
}

fn of_value(value: &DeValue<'_>) -> Tree {
    match value {
        DeValue::String(text) => Tree::Text(text.to_string()),
        DeValue::Integer(_) => Tree::Number(true),
        DeValue::Float(_) => Tree::Number(false),
        DeValue::Boolean(_) => Tree::Boolean,
        // Days are written as texts where a schema asks for one.
        DeValue::Datetime(day) => Tree::Text(day.to_string()),
        DeValue::Array(items) => {
            Tree::List(items.iter().map(|item| Node { span: item.span(), value: of_value(item.get_ref()) }).collect())
        }
        DeValue::Table(table) => of_table(table),
    }
}

/// A walk over JSON.
struct JsonWalk<'a> {
    text: &'a str,
    offset: usize,
}

impl JsonWalk<'_> {
    fn skip(&mut self) {
        let rest = &self.text[self.offset..];
        self.offset += rest.len() - rest.trim_start().len();
    }

    fn takes(&mut self, sign: char) -> bool {
        self.skip();
        let found = self.text[self.offset..].starts_with(sign);
        self.offset += if found { sign.len_utf8() } else { 0 };
        found
    }

    /// A text between quotes: what it says, and its bytes.
    fn quoted(&mut self) -> Option<(String, Range<usize>)> {
        self.skip();
        let start = self.offset;
        let rest = self.text[start..].strip_prefix('"')?;
        let mut escaped = false;
        let end = rest.find(|sign| {
            let ends = sign == '"' && !escaped;
            escaped = sign == '\\' && !escaped;
            ends
        })?;
        self.offset = start + end + 2;
        let span = start..self.offset;
        Some((serde_json::from_str(&self.text[span.clone()]).ok()?, span))
    }

    fn node(&mut self) -> Option<Node> {
        self.skip();
        let start = self.offset;
        let value = match self.text[start..].chars().next()? {
            '{' => {
                self.offset += 1;
                let mut entries = Vec::new();
                while !self.takes('}') {
                    let (key, key_span) = self.quoted()?;
                    self.takes(':').then_some(())?;
                    entries.push(Entry { key, key_span, node: self.node()? });
                    self.takes(',');
                }
                Tree::Object(entries)
            }
            '[' => {
                self.offset += 1;
                let mut items = Vec::new();
                while !self.takes(']') {
                    items.push(self.node()?);
                    self.takes(',');
                }
                Tree::List(items)
            }
            '"' => Tree::Text(self.quoted()?.0),
            _ => {
                let rest = &self.text[start..];
                let end = rest.find(|sign: char| ",]}".contains(sign) || sign.is_whitespace()).unwrap_or(rest.len());
                self.offset += end;
                match &rest[..end] {
                    "true" | "false" => Tree::Boolean,
                    "null" => Tree::Null,
                    number => Tree::Number(number.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())),
                }
            }
        };
        Some(Node { span: start..self.offset, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a tree with their lines' texts.
    fn keys(node: &Node, text: &str) -> Vec<String> {
        match &node.value {
            Tree::Object(entries) => entries
                .iter()
                .flat_map(|entry| {
                    let written = text[entry.key_span.clone()].trim_matches('"').to_owned();
                    assert_eq!(written, entry.key);
                    let mut all = vec![written];
                    all.extend(keys(&entry.node, text));
                    all
                })
                .collect(),
            Tree::List(items) => items.iter().flat_map(|item| keys(item, text)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn keys_are_found_where_they_are_written() {
        let json = r#"{ "a": [1, -2.5, {"b": "x\"}", "c": null}], "d": {}, "e": true }"#;
        let tree = of_json(json).unwrap();
        assert_eq!(keys(&tree, json), ["a", "b", "c", "d", "e"]);
        let Tree::Object(entries) = &tree.value else { panic!("an object") };
        let Tree::List(items) = &entries[0].node.value else { panic!("a list") };
        assert_eq!(items.iter().map(|item| item.value.kind()).collect::<Vec<_>>(), ["integer", "number", "object"]);
        let toml = "name = 'x'\n[[source]]\nform = 'a'\nwhere = { not = 1 }\n";
        assert_eq!(keys(&of_toml(toml).unwrap(), toml), ["name", "source", "form", "where", "not"]);
    }
}
