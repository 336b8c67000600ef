//! Numbers without a unit in a column whose other numbers bear one: "2,5 tỷ", "3,25 tỷ" and a bare 1.5.
//!
//! Where neither the label nor the head says in which unit a number alone is, it is read in that of the form; among numbers that are in
//! another it may be in either. A zero is the same in both.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading;
use crate::typing::cell_fault::CellFault;
use crate::typing::number::with_unit;
use crate::typing::rows::Value;
use crate::typing::unit_of_measure::of_field;
use crate::values::decimal::Decimal;

impl<'a> Typing<'a> {
    /// Reports each number alone of a column that no unit is stated for, where most of its numbers bear one that differs from the form's.
    pub(super) fn bare_numbers(&mut self, reading: &ColumnReading<'_>, data: &[DataRow<'a>], column: u32) {
        let is_of_another_unit =
            |cell: &Cell| matches!(reading.value(cell).fault, Some(CellFault::UnitConverted { shift }) if shift != 0);
        let of_texts = data.iter().map(|row| row.cell(column)).filter_map(|cell| Some((cell, cell.as_text()?)));
        let with_letters = of_texts.filter(|(_, text)| text.contains(char::is_alphabetic));
        let units: Vec<&str> = with_letters
            .filter(|(cell, _)| is_of_another_unit(cell))
            .filter_map(|(_, text)| Some(with_unit(text, reading.signs)?.1.trim()))
            .collect();
        let Some(unit) = units.first() else { return };
        let is_bare = |cell: &Cell| cell.as_text().is_none_or(|text| !text.contains(char::is_alphabetic));
        let bare: Vec<(u32, &Cell)> = data
            .iter()
            .map(|row| (row.index, row.cell(column)))
            .filter(|(_, cell)| is_bare(cell))
            .filter(|(_, cell)| matches!(reading.value(cell).value, Value::Decimal(number) if number != Decimal::ZERO))
            .collect();
        if bare.len() >= units.len() {
            return;
        }
        let own = of_field(reading.field);
        for (row, cell) in bare {
            let location = self.location(row, Some(column), Some(reading.field));
            let message = message!("unclear-unit.bare", unit = *unit, own = &own);
            let finding = Finding::new(Code::UnclearUnit, location, message);
            self.report(finding.value(cell.display().into_owned()).expected(own.clone()));
        }
    }
}
