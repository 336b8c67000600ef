//! A file is looked at without the declarations that are at fault, where these say nothing of its form.

use std::path::{Path, PathBuf};

use super::Command;
use crate::engine::embedded;
use crate::findings::fault::Fault;
use crate::formats::sniff::{Kind, sniff};
use crate::intake::{Reader, Traced};
use crate::project::Project;
use crate::project::in_part::{DeclaredInPart, load_in_part};
use crate::project::written::files::ProjectFiles;
use crate::project::written::form::Role;
use crate::sheet::grid::Sheet;
use crate::store::NamedFile;

/// The files that a command looks at; nothing for a command that looks at none.
fn files_of(command: &Command) -> Option<&[PathBuf]> {
    match command {
        Command::Validate(arguments) => Some(&arguments.files),
        Command::Inspect(arguments) => Some(&arguments.files),
        _ => None,
    }
}

/// The project without the declarations at fault, and the names of these; nothing where one of them may say something of a file that is looked at.
pub fn project_in_part(command: &Command, files: &ProjectFiles, faults: &[Fault]) -> Option<(Project, Vec<String>)> {
    let looked_at = files_of(command)?;
    let in_part = load_in_part(files, faults)?;
    if looked_at.iter().any(|file| !is_unconcerned(&in_part, file).unwrap_or_default()) {
        return None;
    }
    let names = in_part.left_out.iter().map(|file| file.name.clone()).collect();
    Some((in_part.project, names))
}

/// True for a file that nothing which was left out says anything of; nothing where it cannot be read.
fn is_unconcerned(in_part: &DeclaredInPart, file: &Path) -> Option<bool> {
    let named = NamedFile::open(file).ok()?;
    let first_lines = named.first_lines().filter(|lines| sniff(lines).kind == Kind::Text);
    let engine = embedded();
    let reader = Reader::new(&in_part.project, &engine);
    let traced = match first_lines {
        Some(lines) => reader.trace(lines),
        None => reader.trace(&named.whole().ok()?),
    };
    let Traced { opened, located, .. } = traced.ok()?;
    let sheets = opened?.sheets;
    let tables = || located.tables.iter().chain(&located.unusable);
    // What is no table of a form that is left may be one of those that are not.
    let has_table = |sheet: usize| tables().any(|table| table.sheet == sheet);
    let is_known = |(place, sheet): (usize, &Sheet)| has_table(place) || sheet.grid.cells() == 0;
    if located.tables.is_empty() || in_part.is_without_forms() && !sheets.iter().enumerate().all(is_known) {
        return Some(false);
    }
    Some(tables().all(|table| {
        let Some(form) = in_part.project.forms.get(table.form) else { return false };
        let is_of_figures = |field: Option<usize>| {
            let field = field.and_then(|field| form.schema.fields.get(field));
            field.is_none_or(|field| !field.is_area() && !matches!(field.role, Some(Role::Period | Role::Ordinal)))
        };
        let columns = table.columns.iter().filter(|column| is_of_figures(column.field));
        let labels: Vec<&str> = columns.map(|column| column.label.as_str()).collect();
        !in_part.may_concern(form, &labels)
    }))
}
