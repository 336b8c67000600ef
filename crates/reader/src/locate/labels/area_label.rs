//! One label over two columns, of which one holds the codes of units and the other their names: "Xã, phường, thị trấn".
//!
//! Takes the labels of a table and the rows below them; gives each of the two columns its field. What is in the columns says which is which: a code
//! is made of digits, a name of words. Where the first holds the numbers of the rows, the second alone is meant.

use crate::locate::labels::header::Header;
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::Matched;
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Cell, Grid};

/// Rows that are looked at.
const MOST_ROWS: usize = 200;
/// No code of a unit below the province has fewer digits.
const FEWEST_DIGITS: usize = 3;

/// What a cell below the label is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Code,
    Count,
    Name,
    Other,
}

impl Held {
    fn of(cell: &Cell) -> Self {
        let written = cell.display();
        let written = written.trim();
        let is_digits = written.bytes().all(|byte| byte.is_ascii_digit());
        match cell {
            _ if written.is_empty() => Self::Other,
            _ if is_digits && written.len() >= FEWEST_DIGITS => Self::Code,
            _ if is_digits => Self::Count,
            Cell::Text(text) if text.chars().filter(|sign| sign.is_alphabetic()).count() > 1 => Self::Name,
            _ => Self::Other,
        }
    }
}

/// Gives the columns of codes and of names under one label their fields.
pub fn split(grid: &Grid, form: &Form, header: &mut Header) {
    let of_role = |role: Role| form.schema.fields.iter().position(|field| field.role == Some(role));
    let Some((code, name)) = of_role(Role::AreaCode).zip(of_role(Role::AreaName)) else { return };
    let has_code = header.columns.iter().any(|labelled| labelled.field() == Some(code))
        || header.duplicates.iter().any(|(field, _)| [code, name].contains(field));
    let place = header.columns.iter().position(|labelled| labelled.field() == Some(name));
    let Some((place, labelled)) = place.and_then(|place| Some((place, header.columns.get(place)?))) else { return };
    let (first, matched) = (labelled.column, labelled.matched);
    let Some(second) = first.checked_add(1).filter(|_| !has_code) else { return };
    if header.columns.iter().any(|labelled| labelled.column == second) {
        return;
    }
    let rows = grid.rows(header.bottom.saturating_add(1)..).take(MOST_ROWS);
    let held = rows.map(|(row, _)| (Held::of(grid.get(row, first)), Held::of(grid.get(row, second))));
    let held: Vec<(Held, Held)> =
        held.filter(|(first, second)| *first != Held::Other && *second != Held::Other).collect();
    let most = |wanted: (Held, Held)| held.iter().filter(|pair| **pair == wanted).count() * 2 > held.len();
    let fields = if most((Held::Code, Held::Name)) {
        (Some(code), Some(name))
    } else if most((Held::Name, Held::Code)) {
        (Some(name), Some(code))
    } else if most((Held::Count, Held::Name)) {
        let ordinal = of_role(Role::Ordinal);
        let is_free = |field: &usize| header.columns.iter().all(|labelled| labelled.field() != Some(*field));
        (ordinal.filter(is_free), Some(name))
    } else {
        return;
    };
    let of = |field: Option<usize>| matched.zip(field).map(|(matched, field)| Matched { field, ..matched });
    let path = labelled.path.clone();
    let beside = Labelled { column: second, path, matched: of(fields.1) };
    if let Some(labelled) = header.columns.get_mut(place) {
        labelled.matched = of(fields.0);
    }
    header.insert_beside(place, beside);
}
