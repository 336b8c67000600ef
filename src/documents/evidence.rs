//! What an explanation rests on, as files: each object as it was sent, and a copy in which the cells are marked.

use std::collections::{BTreeMap, HashSet};

use super::marked::{Marks, SentSheets, marked};
use super::name_with_ending::with_ending;
use crate::error::Error;
use crate::findings::message::Message;
use crate::project::Project;
use crate::project::written::form::Merge;
use crate::query::explain::answer::{ExplainAnswer, ExplainedObject};
use crate::say;
use crate::sheet::address::column_index;
use crate::store::{HELD, Warehouse};
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

/// The files of one object: the object, and its copy where it can be opened and is not too large; `names` are those of the objects before, in small
/// letters.
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
    let is_small = u64::try_from(bytes.len()).is_ok_and(|size| size <= HELD);
    let sent = is_small.then(|| SentSheets::open(&bytes, &project.settings.limits, &project.debris)).flatten();
    if let Some(sent) = sent {
        let mut marks = marks(answer, object, language);
        files.push(EvidenceFile {
            name: with_ending(&name, COPY, &object.sha256),
            bytes: marked(&sent.marked(&mut marks), &object.object)?,
        });
    }
    files.push(EvidenceFile { name, bytes: bytes.to_vec() });
    Ok(files)
}

/// The notes of the cells of an object that enter, also of lines that were found in it, by the names of sheets.
fn marks<'a>(answer: &'a ExplainAnswer, object: &ExplainedObject, language: Language) -> BTreeMap<&'a str, Marks> {
    let mut marks: BTreeMap<&str, Marks> = BTreeMap::new();
    let mut mark =
        |sheet: &'a str, place: Option<(u32, u32)>, [field, value, unit, period]: [&str; 4], share: Option<&str>| {
            if let Some(place) = place {
                let note = match share.filter(|share| *share != "1") {
                    Some(share) => {
                        let share = Message::number(share).text(language).to_owned();
                        say!(
                            language,
                            "explain-note.share",
                            field = field,
                            value = value,
                            share = share,
                            unit = unit,
                            period = period
                        )
                    }
                    None => say!(language, "explain-note", field = field, value = value, unit = unit, period = period),
                };
                marks.entry(sheet).or_default().insert(place, note);
            }
        };
    let rows = || answer.units.iter().flat_map(|unit| &unit.rows);
    let fields = rows().flat_map(|row| &row.fields);
    let cells = fields.flat_map(|field| field.cells.iter().map(move |cell| (field, cell)));
    for (field, cell) in cells.filter(|(_, cell)| cell.object == object.object && cell.sha256 == object.sha256) {
        let status = || cell.status.map_or("", |status| status.code());
        let value = cell.value.as_deref().unwrap_or_else(status);
        let note = [&cell.field, value, &cell.ref_area_name, &cell.time_period];
        // Of a mean the weights are divided.
        let is_divided = match field.merged_by() {
            Some(Merge::Sum) => true,
            Some(Merge::MeanBy(_)) => cell.field != field.field,
            _ => false,
        };
        let share = cell.share.as_deref().filter(|_| is_divided);
        mark(&cell.sheet, place(cell.cell.as_deref(), cell.row), note, share);
    }
    let lines = rows().flat_map(|row| row.found.iter().flatten());
    for line in lines.filter(|line| line.object == object.object && line.sha256 == object.sha256) {
        for cell in &line.cells {
            let note = [&cell.field, cell.value.as_deref().unwrap_or_default(), &line.ref_area_name, &line.time_period];
            mark(&line.sheet, place(Some(&cell.cell), line.line), note, line.share.as_deref());
        }
    }
    marks
}

/// The row and column of a cell, from 0.
fn place(cell: Option<&str>, row: i64) -> Option<(u32, u32)> {
    let letters = cell?.trim_end_matches(|sign: char| sign.is_ascii_digit());
    Some((u32::try_from(row.checked_sub(1)?).ok()?, column_index(letters)?))
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
        Some((before, ending)) => with_ending(before, &format!(".{digest}.{ending}"), &object.sha256),
        None => with_ending(&name, &format!(".{digest}"), &object.sha256),
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
