//! The unit of measure of a table whose sheet states none: that of the table of the same form before, or of a cover.
//!
//! Takes the tables in the order of the file, each when everything on its own sheet has been read for a unit. A unit goes on with a form
//! as its period and sender do. Where the head names another sender, it is not known whether the unit is meant for that one too: it is
//! only mentioned.

use std::collections::HashMap;

use crate::locate::head::{Head, HeadText};
use crate::sheet::grid::Sheet;
use crate::values::text;

/// The units that later tables of one file may take over.
#[derive(Default)]
pub(super) struct CarriedUnits {
    /// Of the last table of each form that has one.
    tables: HashMap<usize, UnitOfTable>,
    /// Of the last cover that states one.
    cover: Option<HeadText>,
}

struct UnitOfTable {
    unit: HeadText,
    sender: Option<String>,
    /// Index of the sheet.
    sheet: usize,
}

impl CarriedUnits {
    /// Keeps what the head on a sheet without a table states.
    pub fn cover(&mut self, sheet: &Sheet, head: &Head) {
        let stated = head.unit.as_ref().map(|unit| HeadText { sheet: Some(sheet.name.clone()), ..unit.clone() });
        self.cover = stated.or(self.cover.take());
    }

    /// Gives the head of a table of this form, on the sheet of this index, the unit that its own sheet does not state.
    pub fn complete(&mut self, head: &mut Head, form: usize, number: usize, sheets: &[Sheet]) {
        if head.unit.is_none() {
            let sender = head.sender.as_ref().map(|sender| text::name(&sender.text));
            let before = self.tables.get(&form).and_then(|before| Some((before, before.on_sheet(number, sheets)?)));
            let is_of_another = |before: &UnitOfTable| {
                sender.as_ref().zip(before.sender.as_ref()).is_some_and(|(sender, before)| sender != before)
            };
            match before {
                Some((before, unit)) if !is_of_another(before) => head.unit = Some(unit),
                before => {
                    head.unit = self.cover.clone();
                    let mentioned = before.map(|(_, unit)| unit).filter(|_| head.unit.is_none());
                    head.mentioned_unit = head.mentioned_unit.take().or(mentioned);
                }
            }
        }
        if let Some(unit) = &head.unit {
            let sender = head.sender.as_ref().map(|sender| text::name(&sender.text));
            self.tables.insert(form, UnitOfTable { unit: unit.clone(), sender, sheet: number });
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
