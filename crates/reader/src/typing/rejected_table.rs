//! What is known of a table that cannot be used: takes its head and the name of its sheet, gives its form and who sent it.
//!
//! Its period is not known, so that its sender is sought on every map, from the newest. So is that of a table with rows of which none has a known period.

use std::collections::BTreeSet;

use crate::locate::Table;
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::registry::names::Names;
use crate::sheet::grid::Sheet;
use crate::typing::reading::RejectedTable;

/// The form and the sender of a table.
pub fn rejected_table(project: &Project, names: &Names<'_>, sheet: &Sheet, table: &Table) -> RejectedTable {
    RejectedTable { form: table.form, sender: sender_of(project, names, sheet, table) }
}

/// The unit that the head of a table names as its sender, or the name of its sheet, whatever its period is.
pub fn sender_of(project: &Project, names: &Names<'_>, sheet: &Sheet, table: &Table) -> Option<UnitIndex> {
    let of_head = || table.head.sender.as_ref().and_then(|found| sender(project, names, table.form, &found.text));
    let of_sheet = || sender(project, names, table.form, sheet.tab());
    let has_areas = project.forms.get(table.form).is_some_and(|form| form.has_areas());
    let province = || (!has_areas).then_some(project.province);
    of_head().or_else(of_sheet).or_else(province)
}

/// The unit that a text names, of a level that sends the form.
fn sender(project: &Project, names: &Names<'_>, form: usize, text: &str) -> Option<UnitIndex> {
    let form = project.forms.get(form)?;
    let days: BTreeSet<_> = project.registry.units.iter().map(|unit| unit.valid_from).collect();
    days.into_iter().rev().find_map(|day| {
        let unit = names.sender(text, day)?;
        let level = &project.registry.units.get(unit)?.level;
        form.sender_levels(day).contains(level).then_some(unit)
    })
}
