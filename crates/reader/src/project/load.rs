//! The texts of a project folder, parsed; a fault for each that is not what its JSON Schema says.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Project, check, two_areas};
use crate::findings::fault::{Fault, did_you_mean, line_at};
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::decisions::{DECISIONS_FILE, Decisions};
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::form::Form;
use crate::project::written::keys::{self, Compared};
use crate::project::written::pipeline::Pipeline;
use crate::project::written::settings::Settings;
use crate::project::written::{composed, sections, tree};
use crate::registry::load::{RegistryTexts, load as load_registry};
use crate::registry::odd_levels::odd_levels;
use crate::registry::odd_types::odd_types;
use crate::values::language::Language;

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
    let mut faults = loaded.err().unwrap_or_else(|| nearly_declared(files));
    faults.push(Fault {
        file: "schemas/".into(),
        line: None,
        message: message!("fault-file.no-form"),
        suggestion: Some("tinhso draft FILE".into()),
    });
    Err(faults)
}

/// As [`load`]; a project that declares no form yet is one too.
///
/// # Errors
/// Every other fault of the declarations.
pub fn load_without_forms(files: &ProjectFiles) -> Result<Project, Vec<Fault>> {
    let files = &composed::files(files);
    let mut faults = Vec::new();
    let mut warnings: Vec<Fault> = files.passed_over.iter().map(|name| passed_over(name)).collect();
    let mut said = |compared: Compared| {
        faults.extend(compared.faults);
        warnings.extend(compared.warnings);
    };
    let (settings, compared) = parse_toml::<Settings>(&files.settings, &keys::SETTINGS);
    said(compared);
    let mut forms: Vec<Option<Form>> = Vec::new();
    for file in &files.forms {
        let (mut form, mut compared) = parse_json(file);
        compared.warnings.extend(form.iter_mut().flat_map(|form| two_areas::settle(file, form)));
        forms.push(form);
        said(compared);
    }
    let mut pipelines: Vec<Option<Pipeline>> = Vec::new();
    for file in &files.pipelines {
        let (pipeline, compared) = parse_toml(file, &keys::PIPELINE);
        pipelines.push(pipeline);
        said(compared);
    }
    let mut decisions = Some(Decisions::default());
    if let Some(file) = &files.decisions {
        let (parsed, compared) = parse_toml(file, &keys::DECISIONS);
        decisions = parsed;
        said(compared);
    }
    let (registry, registry_faults) = load_registry(&RegistryTexts {
        units_file: &files.units.name,
        units: &files.units.text,
        crosswalk_file: &files.crosswalk.name,
        crosswalk: &files.crosswalk.text,
    });
    if registry.units.is_empty() && !registry_faults.is_empty() {
        // Each level and each code that is declared would be a fault that follows from these.
        return Err([registry_faults, faults].concat());
    }
    faults.extend(registry_faults);
    let is_partly_read = registry.has_unread();
    let units = (files.units.name.as_str(), files.units.text.as_str());
    let odd = rayon::join(|| odd_types(&registry, units.0, units.1), || odd_levels(&registry, units.0, units.1));
    warnings.extend(odd.0);
    warnings.extend(odd.1);
    let parsed = check::Parsed { settings, forms, pipelines, decisions, registry, files, warnings };
    let project = check::resolve(parsed, &mut faults);
    if !faults.is_empty() {
        faults.extend(nearly_declared(files));
    }
    // What other files name may rest on a line of the registry that cannot be read: it is said first.
    let rests_on = |fault: &Fault| is_partly_read && fault.file != files.units.name;
    let place = |fault: &Fault| (rests_on(fault), fault.file.clone(), fault.line);
    faults.sort_by_cached_key(place);
    match project {
        Some(project) if faults.is_empty() => Ok(project),
        _ => Err(faults),
    }
}

/// The settings of a project, also where the rest of it has faults; `None` where they have faults themselves.
pub fn declared_settings(files: &ProjectFiles) -> Option<Settings> {
    let (settings, compared) = parse_toml::<Settings>(&files.settings, &keys::SETTINGS);
    settings.filter(|_| compared.faults.is_empty())
}

/// What a file declares, and what is wrong with its keys and words. Where something is, no project is made of it: what comes back
/// is for finding what else is wrong, without the tables of its lists (`[[indicator]]`) that cannot be used.
fn parse_toml<T: DeserializeOwned>(file: &SourceFile, schema: &Value) -> (Option<T>, Compared) {
    let line = |error: &toml::de::Error| error.span().map(|span| line_at(&file.text, span.start));
    let node = match tree::of_toml(&file.text) {
        Ok(node) => node,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let fault = syntax_fault(file, offset, error.message());
            return (None, Compared { faults: vec![fault], ..Compared::default() });
        }
    };
    // A misspelt key changes figures in silence: nothing foreign is expected in a file of our own.
    let mut compared = keys::compare(file, &node, schema, false);
    if !compared.unusable.is_empty() {
        let usable = sections::without(&file.text, &node, &compared.unusable);
        return (usable.and_then(|text| toml::from_str(&text).ok()), compared);
    }
    match toml::from_str(&file.text) {
        Ok(parsed) => (Some(parsed), compared),
        Err(error) => {
            compared.faults.push(refused(file, line(&error), error.message()));
            (None, compared)
        }
    }
}

/// The same of a form, in which properties of other programs may be beside ours. What is probably meant by misspelt keys and words
/// is taken for what is written.
fn parse_json(file: &SourceFile) -> (Option<Form>, Compared) {
    // The position is said apart, in the fault's line.
    let words = |error: &serde_json::Error| {
        let words = error.to_string();
        words.rsplit_once(" at line ").map_or(words.clone(), |(words, _)| words.to_owned())
    };
    if let Err(error) = serde_json::from_str::<Value>(&file.text) {
        let fault = syntax_fault(file, offset_of(&file.text, error.line(), error.column()), &words(&error));
        return (None, Compared { faults: vec![fault], ..Compared::default() });
    }
    let Some(node) = tree::of_json(&file.text) else { return (None, Compared::default()) };
    let mut compared = keys::compare(file, &node, &keys::FORM, true);
    if !compared.unusable.is_empty() {
        return (serde_json::from_str(&compared.as_meant(&file.text)).ok(), compared);
    }
    match serde_json::from_str(&file.text) {
        Ok(parsed) => (Some(parsed), compared),
        Err(error) => {
            compared.faults.push(refused(file, Some(error.line()), &words(&error)));
            (None, compared)
        }
    }
}

/// The place of a line and its byte, both from 1, in a text.
fn offset_of(text: &str, line: usize, byte: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before.saturating_add(byte.saturating_sub(1)).min(text.len())
}

/// A text that its parser does not read: where, and why.
fn syntax_fault(file: &SourceFile, offset: usize, words: &str) -> Fault {
    let line = line_at(&file.text, offset);
    let begin = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let column = file.text.get(begin..offset).map_or(1, |before| before.chars().count().saturating_add(1));
    let words = in_both_languages(words);
    let message = message!("fault-file.syntax", column = column.to_string(), words = words);
    Fault { file: file.name.clone(), line: Some(line), message, suggestion: None }
}

/// A value that no type can be made of; where the parser refuses a word, the nearest that it knows.
fn refused(file: &SourceFile, line: Option<usize>, words: &str) -> Fault {
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let (message, suggestion): (Message, _) = match quoted.as_slice() {
        [written, known @ ..] if words.starts_with("unknown") => {
            let message = message!("fault-key.word", written = written, known = known.join(", "));
            (message, did_you_mean(written, known.iter().copied()))
        }
        _ => (message!("fault-file.refused", words = in_both_languages(words)), None),
    };
    Fault { file: file.name.clone(), line, message, suggestion }
}

/// What is not there may be in a file that is not read: those of nearly the right name.
fn nearly_declared(files: &ProjectFiles) -> Vec<Fault> {
    files.passed_over.iter().map(|name| passed_over(name)).filter(|fault| fault.suggestion.is_some()).collect()
}

/// What is said of a file or folder among the declarations that is not read; the name of a folder ends with `/`.
fn passed_over(name: &str) -> Fault {
    let whole = name.trim_end_matches('/');
    let (folder, last) = whole.rsplit_once('/').unwrap_or(("", whole));
    let (read, ending) = match folder {
        "schemas" => ("schemas/*.json", ".json"),
        "pipelines" => ("pipelines/*.toml", ".toml"),
        _ => (DECISIONS_FILE, ".toml"),
    };
    let message = match name.ends_with('/') {
        true => message!("fault-file.passed-over-folder", read = read),
        false => message!("fault-file.passed-over", read = read),
    };
    let stem = last.to_ascii_lowercase().find(ending).and_then(|end| last.get(..end));
    let meant = stem.map(|stem| if folder.is_empty() { read.to_owned() } else { format!("{folder}/{stem}{ending}") });
    let suggestion = meant.map(|meant| message!("fault.did-you-mean", name = meant));
    Fault { file: name.to_owned(), line: None, message, suggestion }
}

/// The language that the settings name, also where the rest of the project has faults; `None` where they name none.
pub fn declared_language(files: &ProjectFiles) -> Option<Language> {
    let settings: toml::Table = toml::from_str(&files.settings.text).ok()?;
    settings.get("language")?.clone().try_into().ok()
}
