//! What people have decided of cells of a file that goes back to its sender: the corrected values in their cells, and notes that say who decided
//! what. Without them the return would undo the decisions.

use std::collections::BTreeMap;

use super::marked::{Marks, SentSheets};
use crate::intake::decided::is_of_two_readings;
use crate::project::Project;
use crate::project::written::decisions::{Decision, row_of};
use crate::say;
use crate::sheet::address::column_letters;
use crate::sheet::grid::Cell;
use crate::typing::number::{Signs, plain};
use crate::typing::reading::Reading;
use crate::values::language::Language;

/// The signs in which a decision writes its number, where the column of its cell is written in others.
fn own_signs(project: &Project, reading: &Reading, decision: &Decision) -> Option<Signs> {
    let (row, column) = decision.place()?;
    let (letters, number) = (column_letters(column), row.checked_add(1));
    let mut columns = reading
        .tables
        .iter()
        .filter_map(|table| Some((table.form, table.column_at(&decision.sheet, &letters, number)?)));
    let (form, column) = columns.next()?;
    let field = project.forms.get(form)?.schema.fields.get(column.field)?;
    let declared = Signs::declared(field, project.settings.language);
    (declared != column.signs).then_some(declared)
}

/// What people have decided of the cells of a file.
#[derive(Debug, Default)]
pub struct Decided {
    /// Notes that say who decided what, by sheet.
    pub notes: BTreeMap<String, Marks>,
    /// The ids of the decisions whose values the sheets hold.
    pub decisions: Vec<String>,
}

impl Decided {
    /// Puts every corrected value in its cell. A number that its column would be read otherwise is one, and no text; a decision that cannot be
    /// followed leaves its cell as it was sent.
    pub fn of(
        sent: &mut SentSheets,
        decisions: &[&Decision],
        project: &Project,
        reading: &Reading,
        language: Language,
    ) -> Self {
        let mut done = Self::default();
        for decision in decisions {
            let row = || row_of(decision.cell.get_ref())?.checked_sub(1);
            let Some((row, column)) = decision.place().or_else(|| Some((row()?, 0))) else { continue };
            let Some(sheet) = sent.sheets.iter_mut().find(|sheet| sheet.name == decision.sheet) else { continue };
            let (who, day) = (decision.who.get_ref(), decision.when.format("%d/%m/%Y").to_string());
            let why = decision.why.get_ref();
            let said = match decision.value.as_deref().map(str::trim) {
                Some(value) => {
                    if is_of_two_readings(project, reading, decision, value) {
                        continue;
                    }
                    let number = own_signs(project, reading, decision).and_then(|signs| plain(value, signs));
                    let number = number.filter(|number| !number.percent);
                    let written = sheet.grid.get(row, column).display().into_owned();
                    sheet.grid.set(
                        row,
                        column,
                        number.map_or_else(|| Cell::from(value), |number| Cell::Decimal(number.digits)),
                    );
                    done.decisions.push(decision.id());
                    say!(
                        language,
                        "returned-decided.value",
                        written = &written,
                        value = value,
                        who = who,
                        day = &day,
                        why = why
                    )
                }
                None => say!(language, "returned-decided.keep", who = who, day = &day, why = why),
            };
            let note = done.notes.entry(sheet.name.clone()).or_default().entry((row, column)).or_default();
            if !note.is_empty() {
                note.push_str("\n\n");
            }
            note.push_str(&said);
        }
        done.decisions.sort();
        done.decisions.dedup();
        done
    }
}
