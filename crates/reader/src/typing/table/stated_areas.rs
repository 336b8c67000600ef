//! The unit of rows that leave it blank.
//!
//! A unit that is merged down over its rows speaks for each of them. Where a unit has several rows, distinguished by another field, by their
//! periods or by the words of their figures ("Kế hoạch", "Thực hiện"), it is often written once: the rows below it are its own, as are those below
//! its heading.

use std::collections::{BTreeSet, HashMap};

use super::Typing;
use crate::locate::rows::{RowRole, heads, heads_a_unit};
use crate::registry::UnitIndex;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::period::Period;

/// What states the unit of a row that leaves it blank.
#[derive(Clone, Copy)]
pub(super) enum StatedArea<'a> {
    /// The cells of the code and of the name, of its merged range or of the row above.
    Cells(Option<&'a Cell>, Option<&'a Cell>),
    /// The unit that heads its section.
    Unit(UnitIndex),
}

/// A row that takes its unit from one above.
#[derive(Clone, Copy)]
pub(super) struct TakenOverArea {
    pub(super) row: u32,
    /// The row above that names the unit.
    pub(super) from: u32,
    /// True where that row is the heading of the unit.
    pub(super) of_heading: bool,
}

/// What states the unit of rows that leave it blank, by row; and which of them take it from a row above, in their order.
#[derive(Default)]
pub(super) struct StatedAreas<'a> {
    pub(super) by_row: HashMap<u32, StatedArea<'a>>,
    pub(super) taken_over: Vec<TakenOverArea>,
}

impl<'a> Typing<'a> {
    /// For each row of data whose code and name are blank, what states its unit, where something does. `sections` are the units
    /// that headings name.
    pub(super) fn stated_areas(
        &self,
        code: Option<u32>,
        name: Option<u32>,
        sections: &HashMap<u32, UnitIndex>,
        rows: &Rows,
    ) -> StatedAreas<'a> {
        let mut stated = StatedAreas::default();
        // Lines pass piece by piece: the row above may not be there.
        if self.form.has_lines() {
            return stated;
        }
        let grid = self.grid();
        let has_several_rows = self.form.dimensions().next().is_some();
        let merged = |column: Option<u32>| column.map_or_else(Vec::new, |column| grid.merged_over(column));
        let (over_code, over_name) = (merged(code), merged(name));
        let period = rows.period.iter().copied().flatten().next();
        let day = period.map(|period| period.end(self.form.form.calendar));
        let reported = |unit: UnitIndex| {
            let level = self.project.registry.units.get(unit).map(|unit| &unit.level);
            day.zip(level).is_some_and(|(day, level)| self.form.form.reports.on(day).contains(level))
        };
        let is_blank = |cell: Option<&Cell>| cell.is_none_or(Cell::is_blank);
        let mut above: Option<StatedArea<'a>> = None;
        let mut named_in = (0, false);
        let period_column = self.period_column().map(|column| column.index);
        // The periods of the unit above: one that comes again is no further row of it.
        let mut periods: BTreeSet<Period> = BTreeSet::new();
        let own_period = |row: u32| {
            let place = rows.number.binary_search(&row.saturating_add(1)).ok()?;
            let is_filled = period_column.is_some_and(|column| !self.stated(column, grid.get(row, column)).is_blank());
            rows.period.get(place).copied().flatten().filter(|_| is_filled)
        };
        for row in &self.table.body {
            let at = |column: Option<u32>| column.map(|column| self.stated(column, grid.get(row.index, column)));
            let heading = heads(row);
            if !heading && row.role != RowRole::Data {
                continue;
            }
            if heading {
                let unit = sections.get(&row.index).copied();
                let written = |column: Option<u32>| at(column).filter(|cell| !cell.is_blank());
                let names_own = || written(name).is_some_and(|cell| heads_a_unit(self.form, &cell.display()));
                let states = match unit {
                    Some(unit) => reported(unit) && written(code).is_some(),
                    // Of a name that is not known the rows below say so; they are not of the unit before.
                    None => written(code).is_some() || names_own(),
                };
                let area = match unit.filter(|unit| reported(*unit)) {
                    _ if states => Some(StatedArea::Cells(at(code), at(name))),
                    unit => unit.map(StatedArea::Unit),
                };
                if area.is_some() {
                    (above, periods) = (area, BTreeSet::new());
                    named_in = (row.index, true);
                }
                // The heading of a group names no unit.
                if area.is_some() || unit.is_none() || row.role == RowRole::Section {
                    continue;
                }
            }
            if !is_blank(at(code)) || !is_blank(at(name)) {
                above = Some(StatedArea::Cells(at(code), at(name)));
                periods = own_period(row.index).into_iter().collect();
                named_in = (row.index, false);
                continue;
            }
            let of_another_period = !has_several_rows
                && !periods.is_empty()
                && own_period(row.index).is_some_and(|own| periods.insert(own));
            let within = |column: Option<u32>, merged: &[_]| {
                let cell = column.map(|column| self.stated(column, grid.get_within(row.index, column, merged)));
                cell.filter(|cell| !cell.is_blank())
            };
            let (code, name) = (within(code, &over_code), within(name, &over_name));
            let of_range = (code.is_some() || name.is_some()).then_some(StatedArea::Cells(code, name));
            let goes_on = has_several_rows || of_another_period || self.by_turns.contains(&row.index);
            let from_above = above.filter(|_| goes_on && of_range.is_none());
            if from_above.is_some() {
                let (from, of_heading) = named_in;
                stated.taken_over.push(TakenOverArea { row: row.index, from, of_heading });
            }
            stated.by_row.extend(of_range.or(from_above).map(|area| (row.index, area)));
        }
        stated
    }
}
