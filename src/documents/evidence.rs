//! What an explanation rests on, as files: each object as it was sent, and a copy in which the cells are marked.

use std::collections::{BTreeMap, HashSet};

use super::marked::{Marks, SentSheets, marked};
use crate::error::Error;
use crate::project::Project;
use crate::query::explain::answer::{ExplainAnswer, ExplainedCell, ExplainedObject};
use crate::say;
use crate::sheet::address::column_index;
use crate::store::Warehouse;
use crate::values::language::Language;

/// The ending of the names of copies.
const COPY: &str = ".marked.xlsx";

/// Hex digits of a digest in a name.
const DIGITS: usize = 12;

/// A file to write, its name relative to a folder that a person chose.
#[derive(Debug)]
pub struct EvidenceFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files of one object: the object, and its copy where it can be opened; `names` are those of the objects before, in small letters.
///
/// # Errors
/// An object that the archive does not hold.
pub fn evidence(
    answer: &ExplainAnswer,
    object: &ExplainedObject,
    warehouse: &Warehouse,
    project: &Project,
    language: Language,
    names: &mut HashSet<String>,
) -> Result<Vec<EvidenceFile>, Error> {
    let bytes = warehouse.archived(&object.sha256)?;
    let name = name_of(object, names);
    let mut files = Vec::new();
    if let Some(sent) = SentSheets::open(&bytes, &project.settings.limits, &project.debris) {
        let mut marks: BTreeMap<&str, Marks> = BTreeMap::new();
        let cells = answer.units.iter().flat_map(|unit| &unit.rows).flat_map(|row| &row.fields).flat_map(|f| &f.cells);
        for cell in cells.filter(|cell| cell.object == object.object && cell.sha256 == object.sha256) {
            if let Some(place) = place(cell) {
                let value = cell.value.clone().unwrap_or_else(|| cell.status.map_or("", |one| one.code()).to_owned());
                let note = say!(
                    language,
                    "explain-note",
                    field = &cell.field,
                    value = value,
                    unit = &cell.ref_area_name,
                    period = &cell.time_period,
                );
                marks.entry(&cell.sheet).or_default().insert(place, note);
            }
        }
        files.push(EvidenceFile {
            name: format!("{name}{COPY}"),
            bytes: marked(&sent.marked(&mut marks), &object.object)?,
        });
    }
    files.push(EvidenceFile { name, bytes: bytes.to_vec() });
    Ok(files)
}

/// The row and column of a cell, from 0.
fn place(cell: &ExplainedCell) -> Option<(u32, u32)> {
    let letters = cell.cell.as_deref()?.trim_end_matches(|sign: char| sign.is_ascii_digit());
    Some((u32::try_from(cell.row.checked_sub(1)?).ok()?, column_index(letters)?))
}

/// The name of the file of an object: its own, and where an object before it has that, as where a file was sent again under its name, with the
/// beginning of its digest.
fn name_of(object: &ExplainedObject, names: &mut HashSet<String>) -> String {
    let name = within(&object.object);
    // Some systems do not distinguish capitals from small letters.
    if names.insert(name.to_lowercase()) {
        return name;
    }
    let digest: String = object.sha256.chars().take(DIGITS).collect();
    match name.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')) {
        Some((before, ending)) => format!("{before}.{digest}.{ending}"),
        None => format!("{name}.{digest}"),
    }
}

/// The name of an object as a path that stays within its folder, on any system.
fn within(object: &str) -> String {
    let parts = object.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let safe = |part: &str| part.replace([':', '*', '?', '"', '<', '>', '|'], "_");
    parts.map(safe).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_within_their_folder() {
        for (object, name) in [
            ("a/b.xlsx", "a/b.xlsx"),
            ("../../etc/passwd", "etc/passwd"),
            ("/root/x", "root/x"),
            ("c:\\x\\..\\y", "c_/x/y"),
        ] {
            assert_eq!(within(object), name);
        }
    }

    #[test]
    fn objects_of_one_name_are_files_of_several() {
        let (sha256, mut names) = ("0123456789abcdef".to_owned(), HashSet::new());
        let mut name = |object: &str| {
            let object = object.to_owned();
            let (received_at, due, state, archived) = (None, None, None, None);
            let object =
                ExplainedObject { object, sha256: sha256.clone(), received_at, due, state, cells: 0, archived };
            name_of(&object, &mut names)
        };
        let found = ["a.b/Q1.xlsx", "a.b/q1.xlsx", "a.b/q", "a.b/q"].map(&mut name);
        assert_eq!(found, ["a.b/Q1.xlsx", "a.b/q1.0123456789ab.xlsx", "a.b/q", "a.b/q.0123456789ab"]);
    }
}
