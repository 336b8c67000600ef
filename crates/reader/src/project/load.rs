//! The texts of a project folder, parsed; a fault for each that is not what its JSON Schema says.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Project, check};
use crate::findings::fault::{Fault, did_you_mean, line_at};
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::form::Form;
use crate::project::written::keys::{self, Compared};
use crate::project::written::pipeline::Pipeline;
use crate::project::written::settings::Settings;
use crate::project::written::tree;
use crate::registry::load::{RegistryTexts, load as load_registry};

/// The name of the settings file, which makes a folder a project.
pub const SETTINGS_FILE: &str = "tinhso.toml";
/// The units of the registry.
pub const UNITS_FILE: &str = "registry/units.csv";
/// What became of each unit.
pub const CROSSWALK_FILE: &str = "registry/crosswalk.csv";

/// Parses and checks a project.
///
/// # Errors
/// Every fault of the declarations.
pub fn load(files: &ProjectFiles) -> Result<Project, Vec<Fault>> {
    let loaded = load_without_forms(files);
    if !files.forms.is_empty() {
        return loaded;
    }
    let mut faults = loaded.err().unwrap_or_default();
    faults.push(Fault {
        file: "schemas/".into(),
        line: None,
        message: "the project declares no form".into(),
        suggestion: Some("tinhso draft FILE".into()),
    });
    Err(faults)
}

/// As [`load`]; a project that declares no form yet is one too.
///
/// # Errors
/// Every other fault of the declarations.
pub fn load_without_forms(files: &ProjectFiles) -> Result<Project, Vec<Fault>> {
    let (mut faults, mut warnings) = (Vec::new(), Vec::new());
    let mut said = |compared: Compared| {
        faults.extend(compared.faults);
        warnings.extend(compared.warnings);
    };
    let (settings, compared) = parse_toml::<Settings>(&files.settings, &keys::SETTINGS);
    said(compared);
    let mut forms: Vec<Option<Form>> = Vec::new();
    for file in &files.forms {
        let (form, compared) = parse_json(file);
        forms.push(form);
        said(compared);
    }
    let mut pipelines: Vec<Option<Pipeline>> = Vec::new();
    for file in &files.pipelines {
        let (pipeline, compared) = parse_toml(file, &keys::PIPELINE);
        pipelines.push(pipeline);
        said(compared);
    }
    let (registry, registry_faults) = load_registry(&RegistryTexts {
        units_file: &files.units.name,
        units: &files.units.text,
        crosswalk_file: &files.crosswalk.name,
        crosswalk: &files.crosswalk.text,
    });
    faults.extend(registry_faults);
    let parsed = check::Parsed { settings, forms, pipelines, registry, files, warnings };
    let project = check::resolve(parsed, &mut faults);
    faults.sort_by(|left, right| (&left.file, left.line).cmp(&(&right.file, right.line)));
    match project {
        Some(project) if faults.is_empty() => Ok(project),
        _ => Err(faults),
    }
}

/// What a file declares, as far as types can be made of it, and what is wrong with its keys and words.
fn parse_toml<T: DeserializeOwned>(file: &SourceFile, schema: &Value) -> (Option<T>, Compared) {
    let broken = |error: &toml::de::Error| {
        let line = error.span().map(|span| line_at(&file.text, span.start));
        syntax_fault(&file.name, line, error.message())
    };
    let node = match tree::of_toml(&file.text) {
        Ok(node) => node,
        Err(error) => return (None, Compared { faults: vec![broken(&error)], ..Compared::default() }),
    };
    // A misspelt key changes figures in silence: nothing foreign is expected in a file of our own.
    let mut compared = keys::compare(file, &node, schema, false);
    if !compared.usable {
        return (None, compared);
    }
    match toml::from_str(&file.text) {
        Ok(parsed) => (Some(parsed), compared),
        Err(error) => {
            compared.faults.push(broken(&error));
            (None, compared)
        }
    }
}

/// The same of a form, in which properties of other programs may stand beside ours.
fn parse_json(file: &SourceFile) -> (Option<Form>, Compared) {
    let broken = |error: &serde_json::Error| {
        let message = error.to_string();
        // The position is said apart, in the fault's line.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        syntax_fault(&file.name, Some(error.line()), message)
    };
    if let Err(error) = serde_json::from_str::<Value>(&file.text) {
        return (None, Compared { faults: vec![broken(&error)], ..Compared::default() });
    }
    let node = tree::of_json(&file.text);
    let mut compared = node.map(|node| keys::compare(file, &node, &keys::FORM, true)).unwrap_or_default();
    if !compared.usable {
        return (None, compared);
    }
    match serde_json::from_str(&file.text) {
        Ok(parsed) => (Some(parsed), compared),
        Err(error) => {
            compared.faults.push(broken(&error));
            (None, compared)
        }
    }
}

/// A fault of the parser; where it refuses a key or a word, the nearest that it knows.
fn syntax_fault(file: &str, line: Option<usize>, message: &str) -> Fault {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let suggestion = match quoted.as_slice() {
        [written, known @ ..] if message.starts_with("unknown") => did_you_mean(written, known.iter().copied()),
        _ => None,
    };
    Fault { file: file.to_owned(), line, message: message.trim().to_owned(), suggestion }
}
