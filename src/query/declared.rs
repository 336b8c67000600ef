//! The project as a run declared it: takes the run and the project at hand; gives the one that its own texts make, where they are others.
//!
//! Declarations are edited as forms and plans change. What an earlier run says of its cells is true by what was declared when it was
//! made, and the run keeps these texts (decision 0053).

use std::collections::BTreeMap;

use arrow_array::{Int64Array, StringArray};
use serde_json::Value;

use super::asked::run_asked;
use super::run_tables::RunTables;
use crate::columns::column;
use crate::error::Error;
use crate::message;
use crate::project::Project;
use crate::project::load::{CROSSWALK_FILE, SETTINGS_FILE, UNITS_FILE, load};
use crate::project::written::decisions::DECISIONS_FILE;
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::settings::Settings;
use crate::publish::{declarations, manifest};
use crate::store::Warehouse;
use crate::store::digest::sha256_hex;

/// The project as a run declared it, the current one unless it is named; nothing where the project at hand declares the same.
///
/// # Errors
/// No such run; one that is damaged; texts that this program cannot read, or that the run does not keep.
pub fn declared(project: &Project, warehouse: &Warehouse, run_id: Option<&str>) -> Result<Option<Project>, Error> {
    let run_id = run_asked(warehouse, run_id)?;
    let tables = RunTables::open(warehouse, run_id.clone())?;
    let stored = manifest_of(warehouse, &run_id)?;
    let is_of = |project: &Project| is_declared_in(&stored, project);
    if is_of(project) {
        return Ok(None);
    }
    let then = kept(&tables, &stored)?.and_then(|files| load(&with_places(files, &project.settings)?).ok());
    match then.filter(is_of) {
        Some(then) => Ok(Some(then)),
        None => Err(Error::Request(message!("declared-otherwise", run = &run_id))),
    }
}

/// The project by the declarations that a run keeps, the current one unless it is named, with its id and the places of today: for whom the
/// declarations at hand have faults. Nothing where it keeps none that this program can read.
///
/// # Errors
/// No such run; one that is damaged.
pub fn kept_project(
    settings: &Settings,
    warehouse: &Warehouse,
    run_id: Option<&str>,
) -> Result<Option<(Project, String)>, Error> {
    let run_id = run_asked(warehouse, run_id)?;
    let kept = kept_files(settings, warehouse, &run_id)?.and_then(|files| load(&files).ok());
    let stored = manifest_of(warehouse, &run_id)?;
    Ok(kept.filter(|project| is_declared_in(&stored, project)).map(|project| (project, run_id)))
}

/// The files of the project as a run keeps them, with the places of today; nothing where it keeps none.
///
/// # Errors
/// No such run; one that is damaged.
pub fn kept_files(settings: &Settings, warehouse: &Warehouse, run_id: &str) -> Result<Option<ProjectFiles>, Error> {
    let tables = RunTables::open(warehouse, run_id.to_owned())?;
    let stored = manifest_of(warehouse, run_id)?;
    Ok(kept(&tables, &stored)?.and_then(|files| with_places(files, settings)))
}

/// The manifest of a run.
fn manifest_of(warehouse: &Warehouse, run_id: &str) -> Result<Value, Error> {
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    serde_json::from_slice(&bytes).map_err(|error| Error::damaged(manifest::FILE, error))
}

/// True where the run of a manifest was made of the declarations and the registry of a project.
pub fn is_declared_in(manifest: &Value, project: &Project) -> bool {
    manifest["declarations"]["digest"] == project.declarations_digest.as_str()
        && manifest["registry"]["digest"] == project.registry_digest.as_str()
}

/// The texts that a run keeps, by the names of their files; nothing where it keeps none.
fn kept(tables: &RunTables<'_>, manifest: &Value) -> Result<Option<BTreeMap<String, String>>, Error> {
    let outputs = manifest["outputs"].as_array().into_iter().flatten();
    if !outputs.into_iter().any(|output| output["path"] == declarations::FILE) {
        return Ok(None);
    }
    let batch = tables.rows(declarations::TABLE, &[])?;
    let files: &StringArray = column(&batch, declarations::TABLE, "file")?;
    let numbers: &Int64Array = column(&batch, declarations::TABLE, "line")?;
    let texts: &StringArray = column(&batch, declarations::TABLE, "text")?;
    let mut lines: BTreeMap<&str, BTreeMap<i64, &str>> = BTreeMap::new();
    for row in 0..batch.num_rows() {
        lines.entry(files.value(row)).or_default().insert(numbers.value(row), texts.value(row));
    }
    let named = manifest["declarations"]["files"].as_array().into_iter().flatten();
    let text_of = |file: &Value| {
        let name = file["name"].as_str()?;
        let lines: Vec<&str> = lines.get(name).into_iter().flat_map(BTreeMap::values).copied().collect();
        let open = lines.join("\n");
        let digest = sha256_hex(format!("{open}\0").as_bytes());
        // Most texts end with the end of a line.
        let is_open = lines.is_empty() || file["digest"] == digest.as_str();
        Some((name.to_owned(), if is_open { open } else { open + "\n" }))
    };
    Ok(Some(named.filter_map(text_of).collect()))
}

/// The files of a project, with the places of today: those of then are not kept.
fn with_places(mut texts: BTreeMap<String, String>, at_hand: &Settings) -> Option<ProjectFiles> {
    let place = |key: &str, place: &str| Some(format!("{key} = {}\n", serde_json::to_string(place).ok()?));
    let settings = texts.remove(SETTINGS_FILE)?;
    let places = place("landing", &at_hand.landing)? + &place("warehouse", &at_hand.warehouse)?;
    let mut file = |name: &str| {
        let text = texts.remove(name)?;
        Some(SourceFile { name: name.to_owned(), text })
    };
    let (units, crosswalk, decisions) = (file(UNITS_FILE)?, file(CROSSWALK_FILE)?, file(DECISIONS_FILE));
    let (mut forms, mut pipelines) = (Vec::new(), Vec::new());
    for (name, text) in texts {
        let files = if name.starts_with("schemas/") { &mut forms } else { &mut pipelines };
        files.push(SourceFile { name, text });
    }
    let settings = SourceFile { name: SETTINGS_FILE.to_owned(), text: places + &settings };
    Some(ProjectFiles { settings, forms, pipelines, units, crosswalk, decisions, passed_over: Vec::new() })
}
