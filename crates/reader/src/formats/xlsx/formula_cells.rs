//! The formulas of an xlsx sheet: which hold no value, and which rest on another file.
//!
//! A program that writes a workbook without computing it leaves formulas without values, and a reader of values would see an empty
//! cell: the figure would go missing without a word.

use std::collections::HashMap;

use crate::formats::formula_results::{FormulaResult, FormulaResults, MOST_OF_A_RANGE, MOST_RESULTS};
use crate::formats::shared_formula::shifted;
use crate::formats::xlsx::cell_address::range_of;
use crate::formats::xlsx::token::Tag;
use crate::sheet::grid::Merged;

/// Bytes of a formula that are kept; Excel takes no more signs.
const LONGEST_FORMULA: usize = 1 << 13;
/// Other workbooks that formulas of a sheet name.
const MOST_LINKS: usize = 1 << 10;

/// What the formulas of a sheet show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FormulaCells {
    /// Ranges that one formula fills and that was never computed: their other cells are empty too.
    pub uncomputed_ranges: Vec<(Merged, String)>,
    /// Ranges that one formula fills and that has a result.
    pub filled: Vec<(Merged, String)>,
    /// Formulas that several cells share, by their numbers, each with the cell in which it is written.
    pub shared: HashMap<u32, ((u32, u32), String)>,
    /// Cells without a formula that hold a text of nothing, once a range is filled.
    pub empty_texts: Vec<(u32, u32)>,
    /// For each other workbook, by its number from 1, the first cell whose formula names it.
    pub external: Vec<(u32, (u32, u32))>,
    /// What they gave.
    pub results: FormulaResults,
}

/// The formula of the cell that is being read.
#[derive(Default)]
pub(super) struct FormulaReading {
    text: String,
    /// True where it goes on.
    is_cut: bool,
    range: Option<Merged>,
    /// The number of the formula that it shares.
    shared: Option<u32>,
}

impl FormulaReading {
    /// A formula begins.
    pub fn begin(&mut self, tag: &Tag<'_>) {
        self.text.clear();
        self.is_cut = false;
        self.range = None;
        self.shared = None;
        let kind = tag.attribute("t");
        if kind.as_deref() == Some("shared") {
            self.shared = tag.attribute("si").and_then(|number| number.trim().parse().ok());
        }
        if kind.is_some_and(|kind| kind == "array" || kind == "dataTable") {
            self.range = tag.attribute("ref").and_then(|range| range_of(&range));
        }
    }

    pub fn push(&mut self, text: &str) {
        let is_room = self.text.len().saturating_add(text.len()) <= LONGEST_FORMULA;
        self.is_cut |= !is_room;
        if is_room {
            self.text.push_str(text);
        }
    }

    /// The formula as it is written, as far as it is kept; one that many cells share is written in the first of them.
    pub fn written(&self) -> String {
        let rest = if self.text.is_empty() || self.is_cut { "…" } else { "" };
        format!("={}{rest}", self.text)
    }

    /// The formula of its own cell: one that is shared, as it goes with the cell.
    fn of_cell(&self, place: (u32, u32), found: &mut FormulaCells) -> String {
        let Some(number) = self.shared else { return self.written() };
        if !self.text.is_empty() {
            if !self.is_cut {
                found.shared.insert(number, (place, self.text.clone()));
            }
            return self.written();
        }
        let own = found.shared.get(&number).and_then(|(first, formula)| {
            let by = |own: u32, first: u32| i64::from(own) - i64::from(first);
            shifted(formula, (by(place.0, first.0), by(place.1, first.1)))
        });
        own.map_or_else(|| self.written(), |own| format!("={own}"))
    }

    /// Notes the other workbooks that it names, at its cell.
    pub fn note_links(&self, place: (u32, u32), found: &mut FormulaCells) {
        for number in workbooks(&self.text) {
            if !found.external.iter().any(|(known, _)| *known == number) && found.external.len() < MOST_LINKS {
                found.external.push((number, place));
            }
        }
    }

    /// Notes what it gave. Programs put zeros, texts of a zero and empty texts in the place of results; where results may be old other
    /// numbers are kept, too.
    pub fn note_result(
        &self,
        place: (u32, u32),
        (is_text, value): (bool, &str),
        may_be_old: bool,
        found: &mut FormulaCells,
    ) {
        let range = self.range.filter(|range| cells(range) <= MOST_OF_A_RANGE);
        if let Some(range) =
            range.filter(|range| cells(range) > 1 && range.first_row == place.0 && !self.text.is_empty())
        {
            found.filled.push((range, self.written()));
        }
        let formula = self.of_cell(place, found);
        let result = |stated| FormulaResult { place, formula: formula.clone(), range, stated, is_text };
        let results = &mut found.results;
        let kept = results.zeros.len() + results.empties.len() + results.numbers.len();
        let is_kept = kept < MOST_RESULTS;
        match value {
            "" if is_text && is_kept => results.empties.push(result(None)),
            "" => {}
            value if is_zero(value, is_text) && is_kept => results.zeros.push(result(Some(0.0))),
            value if is_zero(value, is_text) => results.blanks = results.blanks.saturating_add(1),
            value => {
                results.others = results.others.saturating_add(1);
                let number = value.parse().ok().filter(|_| may_be_old && !is_text && is_kept);
                results.numbers.extend(number.map(|number| result(Some(number))));
            }
        }
    }

    /// Notes the range that it fills, where it was never computed.
    pub fn note_range(&self, found: &mut FormulaCells) {
        if let Some(range) = self.range.filter(|range| cells(range) <= MOST_OF_A_RANGE) {
            found.uncomputed_ranges.push((range, self.written()));
        }
    }
}

/// True for a number that is zero however it is written ("0.0", "-0", "0E0"), and for the text "0".
fn is_zero(value: &str, is_text: bool) -> bool {
    let may_be = value.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-' | b'+' | b'e' | b'E'));
    value == "0" || !is_text && may_be && value.parse::<f64>().is_ok_and(|number| number == 0.0)
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
    fn a_zero_is_one_however_programs_write_it() {
        let note = |value: &str, is_text: bool| {
            let mut found = FormulaCells::default();
            FormulaReading::default().note_result((0, 0), (is_text, value), true, &mut found);
            let results = found.results;
            (results.zeros.len(), results.empties.len(), results.others)
        };
        for zero in ["0", "0.0", "0.00", "-0", "0E0"] {
            assert_eq!(note(zero, false), (1, 0, 0), "{zero}");
        }
        assert_eq!(note("0", true), (1, 0, 0), "the text of a zero");
        assert_eq!(note("", true), (0, 1, 0));
        assert_eq!(note("", false), (0, 0, 0));
        for other in ["1", "0.1", "-2"] {
            assert_eq!(note(other, false), (0, 0, 1), "{other}");
        }
        assert_eq!(note("00", true), (0, 0, 1), "a code");
    }

    #[test]
    fn other_workbooks_are_those_in_brackets_before_a_sheet() {
        assert_eq!(workbooks("[1]Sheet1!A1+'[12]Biểu 02'!$B$3"), [1, 12]);
        assert_eq!(workbooks("Table1[2024]+Table1[[2024]]&\"[3]\""), [0u32; 0]);
        assert_eq!(workbooks("SUM([0]!name,[2]!name,[x]y"), [2]);
    }
}
