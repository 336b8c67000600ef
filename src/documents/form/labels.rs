//! The labels of an empty form: the parts of each title over as many rows as the form needs, merged both ways, with the unit of
//! measure inside the last part.

use crate::locate::labels::label_path::unit_in;
use crate::project::written::form::Field;
use crate::typing::unit_of_measure::{self, Reconciled, reconcile};
use crate::values::language::Language;
use crate::words::left_over::Speaks;
use crate::words::unit_text::perhaps_stated;

/// A label's part with the cells that it covers; rows and columns count from 0 within the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelPart {
    pub text: String,
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u16,
    pub last_column: u16,
}

/// The title of a field, or what else it is called.
pub fn title(field: &Field) -> &str {
    field.title.as_deref().or_else(|| field.labels.first().map(String::as_str)).unwrap_or(&field.name)
}

/// The parts of a title from top to bottom, the last with the unit of measure.
fn parts(field: &Field) -> Vec<String> {
    let mut parts: Vec<String> = title(field).split(" > ").map(|part| part.trim().to_owned()).collect();
    if let (Some(last), Some(unit)) = (parts.last_mut(), unit(field)) {
        last.push_str(&format!("\n({unit})"));
    }
    parts
}

/// The unit of a measure in words; `None` where the title has one, or where the words would be read as another unit.
pub fn unit(field: &Field) -> Option<String> {
    if !field.is_measure() || unit_in(&[title(field).to_owned()]).is_some() {
        return None;
    }
    let code = if field.is_percent() { "percent" } else { field.unit.as_deref()? };
    let written = unit_of_measure::in_words(code, i64::from(field.multiplier.unwrap_or(0)), Language::Vi);
    let read = unit_in(&[format!("{} ({written})", title(field))])?;
    let same = reconcile(&perhaps_stated(&read), field, Speaks::OfIt) == Reconciled::Same;
    (same && read == written).then_some(written)
}

/// The block of labels, and how many rows it has. A group is over neighbours whose titles begin alike; a short title
/// reaches down to the last row.
pub fn block(fields: &[&Field]) -> (Vec<LabelPart>, u32) {
    let paths: Vec<Vec<String>> = fields.iter().map(|field| parts(field)).collect();
    let depth = paths.iter().map(Vec::len).max().unwrap_or(1);
    let mut block: Vec<LabelPart> = Vec::new();
    for (column, path) in (0u16..).zip(&paths) {
        for (level, text) in path.iter().enumerate() {
            let is_last = level + 1 == path.len();
            let row = u32::try_from(level).unwrap_or(0);
            let before = usize::from(column).checked_sub(1).and_then(|before| paths.get(before));
            let same = |before: &&Vec<String>| {
                !is_last && before.len() > level + 1 && before.get(..=level) == path.get(..=level)
            };
            if before.filter(same).is_some()
                && let Some(group) =
                    block.iter_mut().rev().find(|part| part.first_row == row && part.last_column + 1 == column)
            {
                group.last_column = column;
                continue;
            }
            let last_row = if is_last { u32::try_from(depth - 1).unwrap_or(0) } else { row };
            block.push(LabelPart {
                text: text.clone(),
                first_row: row,
                last_row,
                first_column: column,
                last_column: column,
            });
        }
    }
    (block, u32::try_from(depth).unwrap_or(1))
}
