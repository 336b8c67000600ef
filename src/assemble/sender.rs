//! Who sent a table.

use std::collections::BTreeSet;

use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// The sender of a row: the head's, where it is of a level that sends this period; else the nearest unit of such a level in
/// which the row's unit lies; else the head's all the same. Of a row whose period is not known the head's, where it is of a level that sends in any.
pub fn of_row(project: &Project, table: &TypedTable, row: usize) -> Option<UnitIndex> {
    let form = &project.forms[table.form];
    let Some(period) = table.rows.period[row].or(table.period) else {
        let mut levels = form.form.submits.iter().flat_map(|since| since.level.as_slice());
        return table.sender.filter(|&unit| levels.any(|level| *level == project.registry.units[unit].level));
    };
    let levels = form.sender_levels(period.end(form.form.calendar));
    if let Some(sender) = table.sender.filter(|&unit| levels.contains(&project.registry.units[unit].level)) {
        return Some(sender);
    }
    if levels.is_empty() {
        return None;
    }
    table.rows.unit[row].and_then(|unit| of_unit(project, table.form, unit, period)).or(table.sender)
}

/// The unit that sends a form for another: the nearest at or above it of a level that sends, by the declarations of the period's last day.
pub fn of_unit(project: &Project, form: FormIndex, unit: UnitIndex, period: Period) -> Option<UnitIndex> {
    let (form, registry) = (project.forms.get(form)?, &project.registry);
    let levels = form.sender_levels(period.end(form.form.calendar));
    registry.ancestors(unit).find(|above| registry.units.get(*above).is_some_and(|unit| levels.contains(&unit.level)))
}

/// The units that have to be reported in a form, each with the unit that sends it, in the order of the registry; none of a form without areas.
pub fn expected_units(
    project: &Project,
    form: FormIndex,
    period: Period,
) -> impl Iterator<Item = (UnitIndex, UnitIndex)> {
    let declared = project.forms.get(form).filter(|form| form.has_areas());
    let units = declared.into_iter().flat_map(move |declared| {
        let end = period.end(declared.form.calendar);
        project.registry.valid_on(end, declared.form.reports.on(end))
    });
    units.filter_map(move |unit| Some((unit, of_unit(project, form, unit, period)?)))
}

/// The sender of each row. A row of which nobody knows the unit is of the sender of all others, where that is one.
pub fn of_rows(project: &Project, table: &TypedTable) -> Vec<Option<UnitIndex>> {
    let mut senders: Vec<Option<UnitIndex>> = (0..table.rows.len()).map(|row| of_row(project, table, row)).collect();
    let known: BTreeSet<UnitIndex> = senders.iter().copied().flatten().collect();
    if known.len() == 1 {
        senders.fill(known.first().copied());
    }
    senders
}

/// The only unit that can have sent a form for a period, where there is but one.
pub fn sole(project: &Project, form: FormIndex, period: Period) -> Option<UnitIndex> {
    let form = &project.forms[form];
    let end = period.end(form.form.calendar);
    let registry = &project.registry;
    let senders = registry.valid_on(end, form.sender_levels(end));
    let mut senders = senders.filter(|&unit| registry.is_within(unit, project.province));
    senders.next().filter(|_| senders.next().is_none())
}

/// The senders and periods of the rows of a table; those of its head where it has no rows.
pub fn parts(project: &Project, typed: &TypedTable) -> BTreeSet<(Option<UnitIndex>, Option<Period>)> {
    if typed.rows.is_empty() {
        return BTreeSet::from([(typed.sender, typed.period)]);
    }
    let of_row = |row: usize| {
        let period = typed.rows.period.get(row).copied().flatten().or(typed.period);
        (of_row(project, typed, row), period)
    };
    (0..typed.rows.len()).map(of_row).collect()
}
