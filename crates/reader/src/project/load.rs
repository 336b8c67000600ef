//! The texts of a project folder, parsed; a fault for each that is not what its JSON Schema says.

use serde::de::DeserializeOwned;

use super::{Project, check};
use crate::findings::fault::{Fault, did_you_mean, line_at};
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::form::Form;
use crate::project::written::pipeline::Pipeline;
use crate::project::written::settings::Settings;
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
    let mut faults = Vec::new();
    let settings: Option<Settings> = parse_toml(&files.settings, &mut faults);
    let forms: Vec<Option<Form>> = files.forms.iter().map(|file| parse_json(file, &mut faults)).collect();
    let pipelines: Vec<Option<Pipeline>> = files.pipelines.iter().map(|file| parse_toml(file, &mut faults)).collect();
    let (registry, registry_faults) = load_registry(&RegistryTexts {
        units_file: &files.units.name,
        units: &files.units.text,
        crosswalk_file: &files.crosswalk.name,
        crosswalk: &files.crosswalk.text,
    });
    faults.extend(registry_faults);
    let (Some(settings), Some(forms), Some(pipelines)) =
        (settings, forms.into_iter().collect::<Option<Vec<_>>>(), pipelines.into_iter().collect::<Option<Vec<_>>>())
    else {
        return Err(faults);
    };
    let parsed = check::Parsed { settings, forms, pipelines, registry, files };
    let project = check::resolve(parsed, &mut faults);
    match project {
        Some(project) if faults.is_empty() => Ok(project),
        _ => Err(faults),
    }
}

fn parse_toml<T: DeserializeOwned>(file: &SourceFile, faults: &mut Vec<Fault>) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            let line = error.span().map(|span| line_at(&file.text, span.start));
            faults.push(syntax_fault(&file.name, line, error.message()));
            None
        }
    }
}

fn parse_json<T: DeserializeOwned>(file: &SourceFile, faults: &mut Vec<Fault>) -> Option<T> {
    match serde_json::from_str(&file.text) {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            let message = error.to_string();
            // The place is told apart, in the fault's line.
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            faults.push(syntax_fault(&file.name, Some(error.line()), message));
            None
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
