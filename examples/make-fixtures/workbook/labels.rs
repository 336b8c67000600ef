//! The labels of a table: takes the columns of a report, writes their texts over one to four rows with merged cells, and the
//! row that numbers the columns.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Painter, Slot, merge_block};
use crate::form::{Column, Holds};
use crate::layout::{LabelText, Labels};
use crate::report::address;
use crate::vietnamese::without_accents;

/// The marks of footnotes, by field.
const FOOTNOTES: [(&str, &str); 7] = [
    ("dossiers_online", " (*)"),
    ("dossiers_overdue", "¹"),
    ("adults_with_identity", " (1)"),
    ("villages_with_4g", " (*)"),
    ("enterprises_on_platforms", " (1)"),
    ("points_government", "¹"),
    ("mobilised_outside_budget", " (*)"),
];

impl Painter<'_> {
    /// The labels over as many rows as the deepest path needs, then the row that numbers the columns.
    pub fn labels(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let paths: Vec<Vec<String>> = self.slots.iter().map(|slot| self.path(*slot)).collect();
        let depth = paths.iter().map(Vec::len).max().unwrap_or(1);
        let top = self.row;
        let bottom = top + depth as u32 - 1;
        for (index, slot) in self.slots.iter().enumerate() {
            if let Slot::Figure(column) = slot {
                let address = address(bottom, self.first() + index as u16);
                self.places.push(("label".to_owned(), column.field.to_owned(), address));
            }
        }
        for level in 0..depth {
            let mut start = 0;
            while start < paths.len() {
                let Some((first_row, last_row)) = rows_of_level(paths[start].len(), level, depth) else {
                    start += 1;
                    continue;
                };
                let prefix = &paths[start][..=level];
                let is_leaf = level + 1 == paths[start].len();
                let run = paths[start..].iter().take_while(|path| !is_leaf && path.starts_with(prefix)).count().max(1);
                let (left, right) = (self.first() + start as u16, self.first() + (start + run) as u16 - 1);
                let (first_row, last_row) = (top + first_row as u32, top + last_row as u32);
                let text = &paths[start][level];
                merge_block(sheet, (first_row, left), (last_row, right), text, &self.formats.label)?;
                start += run;
            }
        }
        self.row = top + depth as u32;
        self.numbering(sheet)?;
        sheet.set_column_width(self.name_column(), 24)?;
        for (index, slot) in self.slots.iter().enumerate() {
            if let Slot::Figure(Column { holds: Holds::Words, .. }) = slot {
                sheet.set_column_width(self.first() + index as u16, 26)?;
            }
        }
        Ok(())
    }

    /// The labels of a column from the outermost group down.
    fn path(&self, slot: Slot) -> Vec<String> {
        let [ordinal, code, name] = self.layout.stubs;
        let texts: &[&str] = match slot {
            Slot::Ordinal => &[ordinal],
            Slot::Code => &[code],
            Slot::Name => &[name],
            Slot::Extra(label) => &[label],
            Slot::Figure(column) => match self.layout.labels {
                Labels::Official => column.path,
                Labels::Aliases => column.alias_path,
                Labels::Flat => &[column.flat],
            },
        };
        let mut texts = texts.to_vec();
        if let (Slot::Figure(column), Some((field, label)), Some(leaf)) =
            (slot, self.report.relabelled, texts.last_mut())
            && column.field == field
        {
            *leaf = label;
        }
        let mut path: Vec<String> = texts.iter().map(|text| self.layout.label(text)).collect();
        if let (Slot::Figure(column), LabelText::Footnotes, Some(leaf)) =
            (slot, self.layout.label_text, path.last_mut())
            && let Some((_, mark)) = FOOTNOTES.iter().find(|(field, _)| *field == column.field)
        {
            leaf.push_str(mark);
        }
        if self.report.labels_without_accents {
            path = path.iter().map(|label| without_accents(label)).collect();
        }
        path.iter().map(|label| self.letters(label)).collect()
    }

    /// `A | B | C | 1 | 2 | 3=4+5`.
    fn numbering(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (mut letter, mut number) = (b'A', 1);
        for (index, slot) in self.slots.clone().into_iter().enumerate() {
            let column = self.first() + index as u16;
            match slot {
                Slot::Figure(Column { field, .. }) => {
                    match self.report.form.formula {
                        Some((result, formula)) if self.layout.shows_formula && result == *field => {
                            sheet.write_with_format(self.row, column, formula, &self.formats.label)?
                        }
                        _ => sheet.write_with_format(self.row, column, number, &self.formats.label)?,
                    };
                    number += 1;
                }
                _ => {
                    let text = char::from(letter).to_string();
                    sheet.write_with_format(self.row, column, text, &self.formats.label)?;
                    letter += 1;
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// The first and last label row of a level. The outermost label of a shallow path is the tall one, as in the forms;
/// a path that ends above this level has nothing here.
fn rows_of_level(length: usize, level: usize, depth: usize) -> Option<(usize, usize)> {
    let tall = depth - length;
    match level {
        _ if level >= length => None,
        0 => Some((0, tall)),
        _ => Some((tall + level, tall + level)),
    }
}
