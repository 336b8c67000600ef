//! The keys and words of a declaration file against what is known: every fault at once.
//!
//! Takes the tree of a file and the JSON Schema of what it declares (the one that is published for editors); gives every unknown
//! property, missing property, wrong type and unknown word, each with where it is written. Properties that the standards
//! have and this program does not use are accepted.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use schemars::schema_for;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::findings::fault::{Fault, did_you_mean, line_at, nearest};
use crate::findings::message::Message;
use crate::message;
use crate::project::written::decisions::Decisions;
use crate::project::written::files::SourceFile;
use crate::project::written::form::{Form, Merge};
use crate::project::written::landing::Settle;
use crate::project::written::on_finish::TimeLimit;
use crate::project::written::pipeline::Pipeline;
use crate::project::written::reporting::DayDuration;
use crate::project::written::settings::{Geography, Settings};
use crate::project::written::stop_if::StopIf;
use crate::project::written::tree::{Node, Tree};
use crate::values::decimal::{Decimal, DecimalError, SCALE};
use crate::values::number::Number;
use crate::values::period::Period;

/// Properties of Data Resource, Table Schema and Table Dialect (Data Package 2.0 and 1.0) that are accepted and left alone, by
/// the definition of ours to which they belong.
const STANDARD: [(&str, &[&str]); 3] = [
    (
        "Form",
        &[
            "profile",
            "path",
            "data",
            "type",
            "format",
            "mediatype",
            "encoding",
            "dialect",
            "bytes",
            "hash",
            "sources",
            "licenses",
            "homepage",
            "contributors",
            "keywords",
            "created",
            "version",
            "image",
            "id",
        ],
    ),
    ("TableSchema", &["$schema", "profile", "name", "title", "description"]),
    ("Field", &["rdfType"]),
];

/// Why a text is not one of a definition that has a form of its own, or no day, or not one sign; `None` where it is.
/// `written` is the text with its quotes.
fn refused_text(definition: &str, schema: &Value, text: &str, written: &str) -> Option<Message> {
    match definition {
        "Period" => refuses::<Period>(text.into()).then(|| message!("fault-value.period", written = text)),
        "DayDuration" => refuses::<DayDuration>(text.into()).then(|| message!("fault-value.duration", written = text)),
        "StopIf" => refuses::<StopIf>(text.into()).then(|| message!("fault-value.stop-if", written = text)),
        "Settle" => refuses::<Settle>(text.into()).then(|| message!("fault-value.settle", written = text)),
        "TimeLimit" => refuses::<TimeLimit>(text.into()).then(|| message!("fault-value.time-limit", written = text)),
        "Merge" => refuses::<Merge>(text.into()).then(|| message!("fault-value.merge", written = text)),
        "Geography" => refuses::<Geography>(text.into()).then(|| message!("fault-value.geography", written = text)),
        _ if schema["format"] == "date" => {
            if refuses::<NaiveDate>(text.into()) {
                return Some(message!("fault-value.day", written = text));
            }
            // TOML knows days of its own, without quotes.
            (!written.starts_with(['"', '\''])).then(|| message!("fault-value.day-quoted", written = text))
        }
        _ if schema["maxLength"] == 1 => {
            let is_none = text.is_empty() && schema["minLength"] == 0;
            (text.chars().count() != 1 && !is_none).then(|| message!("fault-key.one-sign", written = text))
        }
        _ if schema["minLength"] == 1 && text.trim().is_empty() => Some(message!("fault-key.blank")),
        _ => None,
    }
}

/// Why a number is not one of a definition, or outside the bounds of its schema.
fn refused_number(definition: &str, schema: &Value, written: &str) -> Option<Message> {
    let plain = written.replace('_', "");
    let value = plain.parse::<i64>().map(Value::from).or_else(|_| plain.parse::<f64>().map(Value::from));
    if definition == "Number" {
        let is_refused = match Decimal::parse(&plain, SCALE, 0) {
            Ok(parsed) => parsed.inexact,
            Err(DecimalError::OutOfBounds) => true,
            // TOML has words for numbers.
            Err(DecimalError::NotANumber) => value.is_ok_and(refuses::<Number>),
        };
        return is_refused.then(|| message!("fault-value.number", written = written));
    }
    let number = value.ok()?.as_f64()?;
    let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
    match (least, most) {
        (Some(least), Some(most)) if !(least..=most).contains(&number) => {
            let (least, most) = (least.to_string(), most.to_string());
            Some(message!("fault-key.range", least = least, most = most, written = written))
        }
        (Some(least), None) if number < least => {
            Some(message!("fault-key.too-small", least = least.to_string(), written = written))
        }
        _ => None,
    }
}

fn refuses<T: DeserializeOwned>(value: Value) -> bool {
    T::deserialize(value).is_err()
}

/// The JSON Schema of a form, with the properties of the standards that are accepted.
pub static FORM: LazyLock<Value> = LazyLock::new(|| {
    let mut schema = Value::from(schema_for!(Form));
    for (definition, accepted) in STANDARD {
        let at =
            if definition == "Form" { "/properties".to_owned() } else { format!("/$defs/{definition}/properties") };
        let Some(Value::Object(properties)) = schema.pointer_mut(&at) else { continue };
        for property in accepted {
            properties.entry(*property).or_insert_with(|| json!({ "description": NOT_USED }));
        }
    }
    schema
});

/// How the JSON Schema describes what is accepted and left alone.
const NOT_USED: &str = "Of the standard; accepted, and not used.";

/// The JSON Schema of a pipeline.
pub static PIPELINE: LazyLock<Value> = LazyLock::new(|| Value::from(schema_for!(Pipeline)));

/// The JSON Schema of the decisions.
pub static DECISIONS: LazyLock<Value> = LazyLock::new(|| Value::from(schema_for!(Decisions)));

/// The JSON Schema of the settings.
pub static SETTINGS: LazyLock<Value> = LazyLock::new(|| Value::from(schema_for!(Settings)));

/// What is wrong or odd about a file's keys and words.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    pub faults: Vec<Fault>,
    /// Properties that nobody knows, and that look like none of ours: they are left alone.
    pub warnings: Vec<Fault>,
    /// The offsets of what is wrong beside unknown properties: no types can be made of what holds it.
    pub unusable: Vec<usize>,
    /// What is probably meant in the place of misspelt keys and words, in JSON.
    pub meant: Vec<(Range<usize>, String)>,
}

impl Compared {
    /// The text of a JSON file with what is probably meant in the place of misspelt keys and words.
    pub fn as_meant(&self, text: &str) -> String {
        let mut meant = text.to_owned();
        for (at, word) in self.meant.iter().rev() {
            meant.replace_range(at.clone(), word);
        }
        meant
    }
}

/// Compares a file with its JSON Schema. `foreign` is true where properties of other programs are left alone.
pub fn compare(file: &SourceFile, node: &Node, schema: &Value, foreign: bool) -> Compared {
    let mut walk = Walk { text: &file.text, schema, found: Vec::new() };
    walk.node(node, schema, "");
    walk.found.sort_by_key(|found| found.at.start);
    let mut compared = Compared::default();
    for Disallowed { at, problem } in walk.found {
        let unknown = matches!(problem, Problem::Property { .. });
        compared.meant.extend(problem.meant().map(|word| (at.clone(), format!("\"{word}\""))));
        let (message, suggestion) = problem.said();
        let is_warning = unknown && foreign && suggestion.is_none();
        let fault = Fault { file: file.name.clone(), line: Some(line_at(&file.text, at.start)), message, suggestion };
        compared.unusable.extend((!unknown).then_some(at.start));
        if is_warning { compared.warnings.push(fault) } else { compared.faults.push(fault) }
    }
    compared
}

/// Something that the JSON Schema does not allow.
#[derive(Clone, Debug)]
struct Disallowed {
    at: Range<usize>,
    problem: Problem,
}

#[derive(Clone, Debug)]
enum Problem {
    Property { key: String, known: Vec<String> },
    Missing { key: String },
    Kind { found: &'static str, wanted: Vec<String> },
    Word { written: String, known: Vec<String> },
    Refused { message: Message },
}

impl Problem {
    /// The key or word that is probably meant.
    fn meant(&self) -> Option<&str> {
        let (written, known) = match self {
            Self::Property { key, known } => (key, known),
            Self::Word { written, known } => (written, known),
            _ => return None,
        };
        nearest(written, known.iter().map(String::as_str))
    }

    fn said(self) -> (Message, Option<Message>) {
        match self {
            Self::Property { key, known } => {
                let near = did_you_mean(&key, known.iter().map(String::as_str));
                (message!("fault-key.unknown", key = key), near)
            }
            Self::Missing { key } => (message!("fault-key.missing", key = key), None),
            Self::Kind { found, wanted } => {
                let wanted = wanted.iter().map(|name| kind_name(name));
                let wanted =
                    wanted.reduce(|first, second| message!("fault-key.either", first = first, second = second));
                let (found, wanted) = (kind_name(found), wanted.unwrap_or_default());
                (message!("fault-key.kind", found = found, wanted = wanted), None)
            }
            Self::Word { written, known } => {
                let near = did_you_mean(&written, known.iter().map(String::as_str));
                (message!("fault-key.word", known = known.join(", "), written = written), near)
            }
            Self::Refused { message } => (message, None),
        }
    }
}

/// The name of a type of JSON Schema, for people.
fn kind_name(kind: &str) -> Message {
    match kind {
        "array" => message!("fault-kind.array"),
        "boolean" => message!("fault-kind.boolean"),
        "integer" => message!("fault-kind.integer"),
        "null" => message!("fault-kind.null"),
        "number" => message!("fault-kind.number"),
        "object" => message!("fault-kind.object"),
        "string" => message!("fault-kind.string"),
        other => other.into(),
    }
}

struct Walk<'a> {
    text: &'a str,
    schema: &'a Value,
    found: Vec<Disallowed>,
}

impl<'a> Walk<'a> {
    fn push(&mut self, at: Range<usize>, problem: Problem) {
        self.found.push(Disallowed { at, problem });
    }

    /// What is found where a node is compared with a schema, without keeping it.
    fn tried(&self, node: &Node, schema: &'a Value, definition: &str) -> Vec<Disallowed> {
        let mut walk = Walk { text: self.text, schema: self.schema, found: Vec::new() };
        walk.node(node, schema, definition);
        walk.found
    }

    /// Compares a node with a schema; `definition` is the name of the definition that the schema is, where it has one.
    fn node(&mut self, node: &Node, schema: &'a Value, definition: &str) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            let target = &self.schema["$defs"][name];
            return self.node(node, target, name);
        }
        if let Some(branches) = schema["anyOf"].as_array() {
            return self.any_of(node, branches, definition);
        }
        let words: Vec<&str> = match (schema["enum"].as_array(), schema["oneOf"].as_array()) {
            (Some(words), _) => words.iter().filter_map(Value::as_str).collect(),
            (_, Some(words)) => words.iter().filter_map(|word| word["const"].as_str()).collect(),
            _ => Vec::new(),
        };
        if !words.is_empty() {
            match &node.value {
                Tree::Text(written) if !words.contains(&written.as_str()) => {
                    let known = words.into_iter().map(str::to_owned).collect();
                    self.push(node.span.clone(), Problem::Word { written: written.clone(), known });
                }
                Tree::Text(_) => {}
                other => self.push(node.span.clone(), kind(other.kind(), &["string"])),
            }
            return;
        }
        if !allows(&schema["type"], &node.value) {
            let wanted: Vec<&str> = types(&schema["type"]).into_iter().filter(|name| *name != "null").collect();
            return self.push(node.span.clone(), kind(node.value.kind(), &wanted));
        }
        match &node.value {
            Tree::Object(_) => self.object(node, schema),
            Tree::List(items) if items.is_empty() && schema["minItems"] == 1 => {
                self.push(node.span.clone(), Problem::Refused { message: message!("fault-key.empty-list") });
            }
            Tree::List(items) => items.iter().for_each(|item| self.node(item, &schema["items"], "")),
            Tree::Text(text) => {
                let written = self.text.get(node.span.clone()).unwrap_or_default();
                if let Some(message) = refused_text(definition, schema, text, written) {
                    self.push(node.span.clone(), Problem::Refused { message });
                }
            }
            Tree::Number(_) => {
                let written = self.text.get(node.span.clone()).unwrap_or_default();
                if let Some(message) = refused_number(definition, schema, written) {
                    self.push(node.span.clone(), Problem::Refused { message });
                }
            }
            _ => {}
        }
    }

    /// Compares with the branch that fits best.
    fn any_of(&mut self, node: &Node, branches: &'a [Value], definition: &str) {
        if node.value == Tree::Null && branches.iter().any(|branch| branch["type"] == "null") {
            return;
        }
        let branches = branches.iter().filter(|branch| branch["type"] != "null");
        let tried = branches.map(|branch| self.tried(node, branch, definition));
        // Of branches that fit equally badly the one that goes deepest is meant.
        let best = tried.min_by_key(|found| {
            (found.len(), std::cmp::Reverse(found.iter().map(|found| found.at.start).max().unwrap_or_default()))
        });
        self.found.extend(best.unwrap_or_default());
    }

    fn object(&mut self, node: &Node, schema: &'a Value) {
        let Tree::Object(entries) = &node.value else { return };
        let none = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        for entry in entries {
            match properties.get(&entry.key) {
                Some(_) => self.node(&entry.node, &schema["properties"][&entry.key], ""),
                None if schema["additionalProperties"] == false => {
                    let ours = properties.iter().filter(|(_, property)| property["description"] != NOT_USED);
                    let known = ours.map(|(name, _)| name.clone()).collect();
                    self.push(entry.key_span.clone(), Problem::Property { key: entry.key.clone(), known });
                }
                None => self.node(&entry.node, &schema["additionalProperties"], ""),
            }
        }
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !entries.iter().any(|entry| entry.key == required) {
                self.push(node.span.clone(), Problem::Missing { key: required.to_owned() });
            }
        }
    }
}

fn kind(found: &'static str, wanted: &[&str]) -> Problem {
    Problem::Kind { found, wanted: wanted.iter().map(|name| (*name).to_owned()).collect() }
}

/// The types that a schema allows; none where it allows all.
fn types(declared: &Value) -> Vec<&str> {
    match declared {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn allows(declared: &Value, value: &Tree) -> bool {
    let types = types(declared);
    types.is_empty() || types.contains(&value.kind()) || (value.kind() == "integer" && types.contains(&"number"))
}
