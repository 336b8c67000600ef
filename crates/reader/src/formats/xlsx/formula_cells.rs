//! The formulas of an xlsx sheet: which hold no value, and which rest on another file.
//!
//! A program that writes a workbook without computing it leaves formulas without values, and a reader of values would see an empty
//! cell: the figure would go missing without a word.

use crate::formats::formula_results::{FormulaResults, MOST_OF_A_RANGE, Zero};
use crate::formats::xlsx::cell_address::range_of;
use crate::formats::xlsx::token::Tag;
use crate::sheet::grid::Merged;

/// Signs of a formula that are kept: enough to know it again.
const LONGEST_FORMULA: usize = 120;
/// Other workbooks that formulas of a sheet name.
const MOST_LINKS: usize = 1 << 10;

/// What the formulas of a sheet show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FormulaCells {
    /// Ranges that one formula fills and that was never computed: their other cells are empty too.
    pub uncomputed_ranges: Vec<(Merged, String)>,
    /// For each other workbook, by its number from 1, the first cell whose formula names it.
    pub external: Vec<(u32, (u32, u32))>,
    /// What they gave, where the workbook asks to be computed.
    pub results: FormulaResults,
}

/// The formula of the cell that is being read.
#[derive(Default)]
pub(super) struct FormulaReading {
    text: String,
    range: Option<Merged>,
}

impl FormulaReading {
    /// A formula begins.
    pub fn begin(&mut self, tag: &Tag<'_>) {
        self.text.clear();
        self.range = None;
        if tag.attribute("t").is_some_and(|kind| kind == "array" || kind == "dataTable") {
            self.range = tag.attribute("ref").and_then(|range| range_of(&range));
        }
    }

    pub fn push(&mut self, text: &str) {
        let left = LONGEST_FORMULA.saturating_sub(self.text.chars().count());
        self.text.extend(text.chars().take(left));
    }

    /// The formula as it is written; one that many cells share is written in the first of them.
    pub fn written(&self) -> String {
        if self.text.is_empty() { "=…".to_owned() } else { format!("={}", self.text) }
    }

    /// Notes the other workbooks that it names, at its cell.
    pub fn note_links(&self, place: (u32, u32), found: &mut FormulaCells) {
        for number in workbooks(&self.text) {
            if !found.external.iter().any(|(known, _)| *known == number) && found.external.len() < MOST_LINKS {
                found.external.push((number, place));
            }
        }
    }

    /// Notes what it gave in a workbook that asks to be computed.
    pub fn note_result(&self, place: (u32, u32), is_text: bool, value: &str, found: &mut FormulaCells) {
        if value.is_empty() {
            return;
        }
        if value == "0" && !is_text {
            let range = self.range.filter(|range| cells(range) <= MOST_OF_A_RANGE);
            found.results.zeros.push(Zero { place, formula: self.written(), range });
        } else {
            found.results.others = found.results.others.saturating_add(1);
        }
    }

    /// Notes the range that it fills, where it was never computed.
    pub fn note_range(&self, found: &mut FormulaCells) {
        if let Some(range) = self.range.filter(|range| cells(range) <= MOST_OF_A_RANGE) {
            found.uncomputed_ranges.push((range, self.written()));
        }
    }
}

/// How many cells a range has.
pub(super) fn cells(range: &Merged) -> u64 {
    let span = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
    span(range.first_row, range.last_row) * span(range.first_column, range.last_column)
}

/// The numbers of the other workbooks that a formula names: 1 for `[1]Sheet1!A1`. Text in quotes names none, and neither do
/// the columns of tables (`Table1[2024]`).
fn workbooks(formula: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    if !formula.contains('[') {
        return numbers;
    }
    let mut before = ' ';
    let mut in_text = false;
    for (place, sign) in formula.char_indices() {
        if sign == '"' {
            in_text = !in_text;
        }
        // The name of a table goes straight before its columns; what a sheet of another workbook may follow is a sign.
        if sign == '[' && !in_text && !(before.is_alphanumeric() || matches!(before, '_' | '[' | ']')) {
            let rest = formula.get(place + 1..).unwrap_or_default();
            if let Some((number, _)) = rest.split_once(']')
                && let Ok(number) = number.parse::<u32>()
                && number > 0
            {
                numbers.push(number);
            }
        }
        before = sign;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_workbooks_are_those_in_brackets_before_a_sheet() {
        assert_eq!(workbooks("[1]Sheet1!A1+'[12]Biểu 02'!$B$3"), [1, 12]);
        assert_eq!(workbooks("Table1[2024]+Table1[[2024]]&\"[3]\""), [0u32; 0]);
        assert_eq!(workbooks("SUM([0]!name,[2]!name,[x]y"), [2]);
    }
}
