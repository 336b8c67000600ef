//! The pages of reference say what the program says: commands, columns, keys, and the README's table of targets.
//!
//! `TINHSO_UPDATE=1 cargo test --test it references` writes them anew. What is generated is between markers; the prose
//! around it is written by hand.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;

use arrow_schema::DataType;
use clap::{Arg, Command};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use tinhso::values::language::Language;

use crate::kit::{Row, current, repository, tinhso};
use crate::mini::Mini;
use crate::real::real;
use crate::schemas::{drift, schemas};

/// A page with the text between each pair of markers `<!-- NAME: KEY -->` and `<!-- /NAME -->` replaced.
#[track_caller]
fn between_markers(page: &str, name: &str, generated: impl Fn(&str) -> String) -> String {
    let text = fs::read_to_string(repository().join(page)).expect("the page");
    let (opening, closing) = (format!("<!-- {name}"), format!("<!-- /{name} -->"));
    let mut parts = text.split(&opening);
    let mut written = parts.next().unwrap_or_default().to_owned();
    let mut replaced = 0;
    for part in parts {
        let (key, rest) = part.split_once("-->").unwrap_or_else(|| panic!("{page}: a marker that does not end"));
        let (_, after) = rest.split_once(&closing).unwrap_or_else(|| panic!("{page}: {key} has no {closing}"));
        let key = key.trim_start_matches(':').trim();
        written += &format!("{opening}{} -->\n", if key.is_empty() { String::new() } else { format!(": {key}") });
        written += &format!("{}{closing}{after}", generated(key));
        replaced += 1;
    }
    assert!(replaced > 0, "{page} has no {opening}");
    written
}

/// A table in Markdown.
fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(header.iter().map(|cell| (*cell).to_owned()).collect());
    text += &format!("|{}\n", "---|".repeat(header.len()));
    for row in rows {
        text += &line(row.iter().map(|cell| cell.replace('|', "\\|")).collect());
    }
    text.replace("|  |", "| |").replace("|  |", "| |")
}

// ---- docs/commands.md

fn words(arg: &Arg) -> String {
    let values: Vec<&str> = arg.get_value_names().unwrap_or_default().iter().map(|name| name.as_str()).collect();
    let takes_values = arg.get_action().takes_values();
    let values = if takes_values { values.join(" ") } else { String::new() };
    match arg.get_long() {
        Some(long) => format!("`--{long} {values}`").replace(" `", "`"),
        None => format!(
            "`{values}{}`",
            if arg.get_num_args().is_some_and(|number| number.max_values() > 1) { "…" } else { "" }
        ),
    }
}

fn options<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let rows: Vec<Vec<String>> = args
        .map(|arg| {
            let mut meaning = arg.get_help().map(ToString::to_string).unwrap_or_default();
            // clap writes what is the default into the help, or the help says it by itself.
            let split = meaning
                .split_once(" [default: ")
                .map(|(before, after)| (before.to_owned(), after.trim_end_matches(']').to_owned()));
            let mut default = arg
                .get_default_values()
                .iter()
                .map(|value| format!("`{}`", value.to_string_lossy()))
                .collect::<Vec<_>>()
                .join(", ");
            if let Some((before, after)) = split {
                (meaning, default) = (before, after);
            }
            if !arg.get_action().takes_values() {
                default = String::new();
            } else if arg.is_required_set() {
                default = "required".to_owned();
            }
            let possible: Vec<String> = if arg.get_action().takes_values() {
                arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect()
            } else {
                Vec::new()
            };
            if !possible.is_empty() {
                meaning += &format!(": {}", possible.join(", "));
            }
            vec![words(arg), default, meaning]
        })
        .collect();
    table(&["", "unless stated", "meaning"], &rows)
}

fn commands() -> String {
    let mut root = tinhso::cli::definition(Language::En);
    root.build();
    let shown = |arg: &&Arg| !arg.is_hide_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let mut text = format!(
        "# Commands\n\n\
        <!-- Written by `TINHSO_UPDATE=1 cargo test --test it references`. Edit `messages/en.ftl`, not this page. -->\n\n\
        {}\n\n```\n{}\n```\n\n## Options of every command\n\n{}",
        root.get_about().map(ToString::to_string).unwrap_or_default(),
        root.get_after_help().map(ToString::to_string).unwrap_or_default(),
        options(root.get_arguments().filter(shown).filter(|arg| arg.is_global_set())),
    );
    let subcommands: Vec<Command> =
        root.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect();
    for command in subcommands {
        let about =
            command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string).unwrap_or_default();
        let own: Vec<Arg> = command.get_arguments().filter(shown).filter(|arg| !arg.is_global_set()).cloned().collect();
        // The options of every command are above.
        let name = command.get_name().to_owned();
        let bare = Command::new("own options").bin_name(format!("tinhso {name}")).disable_help_flag(true);
        let usage = own.iter().fold(bare, |bare, arg| bare.arg(arg.clone())).render_usage().to_string();
        text += &format!("\n## `tinhso {name}`\n\n{about}\n\n```\n{}\n```\n", usage.replace("Usage: ", "").trim());
        if !own.is_empty() {
            text += &format!("\n{}", options(own.iter()));
        }
    }
    text
}

#[test]
fn the_page_of_commands_is_what_the_command_line_says() {
    drift("docs/commands.md", &commands());
}

// ---- docs/outputs.md

/// What the type of a column is called.
const fn kind(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Int64 | DataType::Int32 => "int",
        DataType::Decimal128(..) => "decimal",
        DataType::Float64 => "double",
        DataType::Boolean => "boolean",
        DataType::Date32 => "date",
        DataType::Timestamp(..) => "instant",
        _ => "text",
    }
}

/// The columns of each table of a small project's run, as `(name, type, meaning)`; a form's fields are one line.
fn columns() -> BTreeMap<String, Vec<Vec<String>>> {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    let package: Value =
        serde_json::from_slice(&fs::read(run.join("datapackage.json")).expect("a data package")).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut tables: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for resource in package["resources"].as_array().expect("resources") {
        let path = text(&resource["path"]);
        let stem = path.trim_end_matches(".parquet");
        let (folder, form) = stem.split_once('/').unwrap_or((stem, ""));
        let key = if folder == "registry" { stem.to_owned() } else { folder.to_owned() };
        let declared: Vec<String> = match folder {
            "data" | "units" => fields_of(mini.path(), form),
            _ => Vec::new(),
        };
        let file = File::open(run.join(&path)).expect("the table");
        let schema = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").schema().clone();
        let entry = tables.entry(key).or_default();
        for (column, described) in schema.fields().iter().zip(resource["schema"]["fields"].as_array().expect("fields"))
        {
            let name = column.name().clone();
            let status_of = name.strip_suffix("_status").is_some_and(|of| declared.iter().any(|field| field == of));
            let row = if declared.contains(&name) {
                let types = if folder == "data" { "as declared" } else { "decimal" };
                vec![
                    "*field*".to_owned(),
                    types.to_owned(),
                    "A field of the form, under the name and with the unit and multiplier that the form declares"
                        .to_owned(),
                ]
            } else if status_of {
                vec![
                    "*field*`_status`".to_owned(),
                    "text".to_owned(),
                    "Beside each measure: its SDMX status, or the cause of its absence".to_owned(),
                ]
            } else {
                let meaning = text(&described["description"]);
                assert!(
                    !meaning.is_empty(),
                    "{path}: nobody says what `{name}` means; src/publish/datapackage.rs does"
                );
                vec![name, kind(column.data_type()).to_owned(), meaning]
            };
            if !entry.iter().any(|known| known[0] == row[0]) {
                entry.push(row);
            }
        }
    }
    tables
}

fn fields_of(project: &std::path::Path, form: &str) -> Vec<String> {
    let text = fs::read_to_string(project.join(format!("schemas/{form}.json"))).expect("a form");
    let form: Value = serde_json::from_str(&text).expect("JSON");
    let fields = form["schema"]["fields"].as_array().expect("fields");
    fields.iter().map(|field| field["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_page_of_outputs_is_what_the_data_package_says() {
    let columns = columns();
    let page = between_markers("docs/outputs.md", "columns", |key| {
        let rows = columns.get(key).unwrap_or_else(|| panic!("no table {key}; there are {:?}", columns.keys()));
        table(&["column", "type", "meaning"], rows)
    });
    for key in columns.keys() {
        assert!(page.contains(&format!("<!-- columns: {key} -->")), "docs/outputs.md does not show {key}");
    }
    drift("docs/outputs.md", &page);
}

// ---- docs/declarations.md

/// What the standard knows; every other key of a form is ours.
const STANDARD: [(&str, &[&str]); 5] = [
    ("Form", &["$schema", "name", "title", "description", "schema"]),
    ("TableSchema", &["fields", "primaryKey", "missingValues"]),
    ("MissingValue", &["value", "label"]),
    ("Field", &["name", "type", "title", "description", "groupChar", "decimalChar", "constraints"]),
    ("Constraints", &["required", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum"]),
];

struct Declared(Value);

impl Declared {
    fn definition(&self, name: &str) -> &Value {
        match &self.0["$defs"][name] {
            Value::Null => &self.0,
            found => found,
        }
    }

    /// What may be written, in few words.
    fn kind(&self, schema: &Value) -> String {
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
            let definition = self.definition(name);
            return match name {
                "Period" => "period".to_owned(),
                "Number" => "number".to_owned(),
                "Code" => "a code of [findings.md](findings.md)".to_owned(),
                _ if definition["properties"].is_object() => "table".to_owned(),
                _ => self.kind(definition),
            };
        }
        let words = |list: &Vec<Value>, word: &dyn Fn(&Value) -> String| {
            let mut words: Vec<String> = list.iter().map(word).filter(|word| word != "null").collect();
            words.dedup();
            words.join(" or ").replace("` or `", "`, `")
        };
        if let Some(choices) = schema["enum"].as_array() {
            return words(choices, &|value| format!("`{}`", value.as_str().unwrap_or_default()));
        }
        if let Some(constant) = schema["const"].as_str() {
            return format!("`{constant}`");
        }
        if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
            return words(choices, &|choice| self.kind(choice));
        }
        if let Some(kinds) = schema["type"].as_array() {
            return words(kinds, &|kind| plain(kind.as_str().unwrap_or_default()));
        }
        match schema["type"].as_str().unwrap_or("any") {
            "array" => format!("list of {}", plural(&self.kind(&schema["items"]))),
            "string" if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("as-reported")) => {
                "`as-reported` or a day".to_owned()
            }
            other => plain(other),
        }
    }

    fn keys(&self, name: &str) -> String {
        let definition = self.definition(name);
        let required: Vec<&str> =
            definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let standard = STANDARD.iter().find(|(known, _)| *known == name).map(|(_, keys)| *keys);
        let properties = definition["properties"].as_object().unwrap_or_else(|| panic!("{name} has no keys"));
        let rows: Vec<Vec<String>> = properties
            .iter()
            .filter(|(key, _)| *key != "$schema")
            .map(|(key, schema)| {
                let own = if standard.is_some_and(|standard| !standard.contains(&key.as_str())) { " •" } else { "" };
                let mut meaning = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
                let mut unless_stated =
                    if required.contains(&key.as_str()) { "required".to_owned() } else { String::new() };
                // What holds where nothing is written is at the end: `Unless stated: …`.
                if let Some((before, default)) = meaning.clone().split_once(" Unless stated: ") {
                    (meaning, unless_stated) = (before.to_owned(), default.trim_end_matches('.').to_owned());
                } else if let (true, Some(default)) =
                    (unless_stated.is_empty(), schema["default"].as_str().filter(|default| !default.is_empty()))
                {
                    unless_stated = format!("`{default}`");
                }
                assert!(!meaning.is_empty(), "nobody says what `{key}` of {name} means; its doc comment does");
                vec![format!("{key}{own}"), self.kind(schema), unless_stated, meaning]
            })
            .collect();
        table(&["key", "value", "unless stated", "meaning"], &rows)
    }
}

fn json_schema(name: &str) -> Value {
    let (_, schema) = schemas().into_iter().find(|(known, _)| *known == name).expect("a JSON Schema");
    serde_json::to_value(schema).expect("JSON")
}

/// A type of JSON in the words of the page.
fn plain(kind: &str) -> String {
    let word = match kind {
        "string" => "text",
        "object" => "table",
        "integer" => "whole number",
        other => other,
    };
    word.to_owned()
}

fn plural(kind: &str) -> String {
    match kind {
        "text" => "texts".to_owned(),
        "table" => "tables".to_owned(),
        other => other.to_owned(),
    }
}

#[test]
fn the_page_of_declarations_is_what_the_json_schemas_say() {
    let page = between_markers("docs/declarations.md", "keys", |key| {
        let (schema, name) = key.split_once(' ').unwrap_or((key, ""));
        Declared(json_schema(schema)).keys(name)
    });
    // A key that the page does not show cannot be found by a reader.
    for schema in ["project", "form", "pipeline", "decisions"] {
        let schema_of = json_schema(schema);
        for (name, definition) in schema_of["$defs"].as_object().into_iter().flatten() {
            let small = ["Text", "Baseline"].contains(&name.as_str());
            let shown = small || page.contains(&format!("<!-- keys: {schema} {name} -->"));
            assert!(
                shown || !definition["properties"].is_object(),
                "docs/declarations.md does not show {schema} {name}"
            );
        }
    }
    drift("docs/declarations.md", &page);
}

// ---- README.md

/// A number as people read it: rounded to the indicator's digits.
fn rounded(value: &str, decimals: usize) -> String {
    value.parse::<f64>().map_or_else(|_| "–".to_owned(), |value| format!("{value:.decimals$}"))
}

fn targets() -> String {
    let catalog = real().table("catalog");
    let about = |row: &Row| -> Row {
        let same = |other: &&Row| ["pipeline", "indicator", "method"].iter().all(|key| other[*key] == row[*key]);
        catalog.iter().find(same).expect("an entry of the catalog").clone()
    };
    let rows: Vec<Vec<String>> = real()
        .table("targets")
        .iter()
        .map(|row| {
            let about = about(row);
            let unit = if about["unit_measure"] == "percent" { " %" } else { "" };
            let figure = match rounded(&row["obs_value"], about["decimals"].parse().unwrap_or(2)) {
                none if none == "–" => none,
                figure => figure + unit,
            };
            let sign = if row["direction"] == "at_least" { "≥" } else { "≤" };
            let value: f64 = row["target_value"].parse().expect("a number");
            vec![
                format!("{}<br>{}", about["title_vi"], about["title_en"]),
                row["time_period"].clone(),
                figure,
                format!("{sign} {value}{unit} by {}<br>{}", row["target_period"], row["source"]),
                row["target_state"].clone(),
            ]
        })
        .collect();
    table(&["indicator", "period", "figure", "target", "state"], &rows)
}

#[test]
fn the_readme_shows_the_state_of_the_plan() {
    drift("README.md", &between_markers("README.md", "targets", |_| targets()));
}

// ---- docs/guides

#[test]
fn the_guide_shows_what_a_sender_reads_who_checks_a_file() {
    let page = fs::read_to_string(repository().join("docs/guides/data-team.md")).expect("the guide");
    let mut blocks = page.split("```").skip(1).step_by(2).skip_while(|block| !block.contains("tinhso validate"));
    let (command, shown) = (blocks.next().expect("a command"), blocks.next().expect("what it says"));
    let file = command.split_whitespace().last().expect("a file");
    let answer = tinhso(repository(), &["validate", file]).expect(1);
    assert_eq!(answer.stdout.trim(), shown.trim());
}
