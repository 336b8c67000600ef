//! The unit of measure of a table whose sheet states none: that of the table of the same form before, or of a cover.
//!
//! Takes the tables in the order of the file, each when everything on its own sheet has been read for a unit. A unit goes on with a form
//! as its period and sender do. Where the head names another sender, or its sender and its period both and no unit, and where a label states
//! a unit of the same kind, it is not known whether the unit is meant for this table too: it is only mentioned.

use std::collections::HashMap;

use crate::locate::head::head_unit::is_of_figures;
use crate::locate::head::{Head, HeadText};
use crate::locate::{LabelledColumn, Table};
use crate::sheet::grid::Sheet;
use crate::values::text;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::{perhaps_stated, stated};

/// The units that later tables of one file may take over.
#[derive(Default)]
pub(super) struct CarriedUnits {
    /// Of the last table of each form that has one.
    tables: HashMap<usize, UnitOfTable>,
    /// Of the last cover that states one.
    cover: Option<HeadText>,
    /// Of the first sheet that is neither a table nor a cover, and states one of figures: instructions, notes.
    mentioned: Option<HeadText>,
}

struct UnitOfTable {
    unit: HeadText,
    sender: Option<String>,
    /// Index of the sheet.
    sheet: usize,
    /// True where labels of it state such a unit, too: where those of the next do, they say nothing new.
    states_like: bool,
}

/// A table that may take over a unit.
#[derive(Clone, Copy)]
pub(super) struct TakingTable<'t> {
    pub form: usize,
    /// Index of its sheet.
    pub sheet: usize,
    /// True where its own head names its sender and its period.
    pub has_own_head: bool,
    pub columns: &'t [LabelledColumn],
}

impl TakingTable<'_> {
    /// True where the label of a column states a unit of what this one is of: money, or a count.
    fn states_like(&self, unit: &HeadText) -> bool {
        const KINDS: [StatedMeasure; 3] = [StatedMeasure::Money, StatedMeasure::OtherMoney, StatedMeasure::Count];
        let of_head = stated(&unit.text);
        let of_labels =
            self.columns.iter().filter(|column| column.field.is_some()).filter_map(|column| column.unit.as_deref());
        of_labels
            .map(perhaps_stated)
            .any(|own| KINDS.iter().any(|kind| own.names_any(&[*kind]) && of_head.names_any(&[*kind])))
    }
}

impl CarriedUnits {
    /// Keeps what the head on a sheet without a table states.
    pub fn cover(&mut self, sheet: &Sheet, head: &Head) {
        let stated = head.unit.as_ref().map(|unit| HeadText { sheet: Some(sheet.name.clone()), ..unit.clone() });
        self.cover = stated.or(self.cover.take());
    }

    /// Keeps what a sheet states that is neither a table nor a cover: whether it speaks of the tables is not known.
    pub fn mention(&mut self, sheet: &Sheet, head: &Head) {
        // A word alone is one of a list of units.
        let has_words = |unit: &HeadText| {
            let written = unit.cell.and_then(|(row, column)| sheet.grid.get(row, column).as_text());
            written.is_some_and(|written| unit.text.len() + 2 < written.trim().len())
        };
        let found = head.unit.as_ref().filter(|unit| is_of_figures(&stated(&unit.text)) && has_words(unit));
        let found = found.map(|unit| HeadText { sheet: Some(sheet.name.clone()), ..unit.clone() });
        self.mentioned = self.mentioned.take().or(found);
    }

    /// Gives the heads of the tables of a file that state no unit what another of its sheets mentions.
    pub fn mention_in<'t>(&self, tables: impl Iterator<Item = &'t mut Table>) {
        for table in tables.filter(|table| table.head.unit.is_none() && table.head.mentioned_unit.is_none()) {
            table.head.mentioned_unit.clone_from(&self.mentioned);
        }
    }

    /// Gives the head of a table the unit that its own sheet does not state.
    pub fn complete(&mut self, head: &mut Head, table: TakingTable<'_>, sheets: &[Sheet]) {
        if head.unit.is_none() {
            let sender = head.sender.as_ref().map(|sender| text::name(&sender.text));
            let before = self.tables.get(&table.form);
            let before = before.and_then(|before| Some((before, before.on_sheet(table.sheet, sheets)?)));
            let is_of_another = |before: &UnitOfTable| {
                sender.as_ref().zip(before.sender.as_ref()).is_some_and(|(sender, before)| sender != before)
            };
            let goes_on = |before: &UnitOfTable, unit: &HeadText| {
                !is_of_another(before) && !table.has_own_head && (before.states_like || !table.states_like(unit))
            };
            match before {
                Some((before, unit)) if goes_on(before, &unit) => head.unit = Some(unit),
                before => {
                    let cover = self.cover.clone();
                    head.unit = cover.clone().filter(|unit| !table.states_like(unit));
                    let own_sheet = || sheets.get(table.sheet).map(|sheet| sheet.name.clone());
                    let before =
                        before.map(|(_, unit)| HeadText { sheet: unit.sheet.clone().or_else(own_sheet), ..unit });
                    let mentioned = before.or(cover).filter(|_| head.unit.is_none());
                    head.mentioned_unit = head.mentioned_unit.take().or(mentioned);
                }
            }
        }
        if let Some(unit) = &head.unit {
            let sender = head.sender.as_ref().map(|sender| text::name(&sender.text));
            let states_like = table.states_like(unit);
            self.tables.insert(table.form, UnitOfTable { unit: unit.clone(), sender, sheet: table.sheet, states_like });
        }
    }
}

impl UnitOfTable {
    /// The unit for a table on the sheet of this index; what a sheet's name or its page header states is of that sheet.
    fn on_sheet(&self, number: usize, sheets: &[Sheet]) -> Option<HeadText> {
        let unit = &self.unit;
        if self.sheet == number {
            return Some(unit.clone());
        }
        let own_sheet = || sheets.get(self.sheet).map(|sheet| sheet.name.clone());
        unit.cell.is_some().then(|| HeadText { sheet: unit.sheet.clone().or_else(own_sheet), ..unit.clone() })
    }
}
