//! The primary key of a drafted form: unit, period, and the columns of words without which two rows have one key.

use std::collections::BTreeSet;

use super::areas::Areas;
use super::note::Note;
use crate::message;
use crate::project::written::form::{Field, FieldType, Role};
use crate::sheet::grid::Cell;

/// Rows of a sample that are compared, and columns of words that are tried in turn.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 40;

/// The fields of the key, and a note where they do not distinguish all rows, or where words had to.
pub fn primary_key(
    fields: &[Field],
    columns: &[Vec<&Cell>],
    areas: &Areas,
    part_of_period: Option<usize>,
) -> (Vec<String>, Vec<Note>) {
    let rows = columns.first().map_or(0, Vec::len).min(MOST_ROWS);
    let period = fields.iter().position(|field| field.role == Some(Role::Period));
    let mut key: Vec<usize> = areas.code.or(areas.name).into_iter().chain(period).chain(part_of_period).collect();
    let distinct = |places: &[usize]| {
        let of_row = |row: usize| {
            let cell = |place: &usize| columns.get(*place).and_then(|cells| cells.get(row));
            places.iter().map(|place| cell(place).map(|cell| cell.display().trim().to_owned())).collect::<Vec<_>>()
        };
        (0..rows).map(of_row).collect::<BTreeSet<_>>().len()
    };
    let may_distinguish =
        |field: &Field| field.role.is_none() && matches!(field.kind, FieldType::String | FieldType::Date);
    let mut distinguished = if key.is_empty() { usize::from(rows > 0) } else { distinct(&key) };
    let mut notes = Vec::new();
    while distinguished < rows {
        let candidates =
            fields.iter().enumerate().filter(|(place, field)| may_distinguish(field) && !key.contains(place));
        let candidates = candidates.take(MOST_COLUMNS);
        let tried = candidates.map(|(place, _)| {
            let with: Vec<usize> = key.iter().copied().chain([place]).collect();
            (distinct(&with), std::cmp::Reverse(place))
        });
        let Some((most, std::cmp::Reverse(place))) = tried.max().filter(|(most, _)| *most > distinguished) else {
            break;
        };
        key.push(place);
        distinguished = most;
        if let Some(field) = fields.get(place) {
            notes.push(Note::new(&field.name, "primaryKey", message!("draft-note.needed-in-key")));
        }
    }
    if distinguished < rows {
        notes.push(Note::new("schema.primaryKey", "", message!("draft-note.same-keys", rows = rows - distinguished)));
    }
    (key.into_iter().filter_map(|place| fields.get(place)).map(|field| field.name.clone()).collect(), notes)
}
