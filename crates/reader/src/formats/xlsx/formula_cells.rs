//! The cells of an xlsx sheet that hold a formula: which of them hold no value, and which rest on another file.
//!
//! Takes the events of a sheet's part, in order; gives [`FormulaCells`]. A program that writes a workbook without computing it
//! leaves formulas without values, and a reader of values sees an empty cell: the figure would go missing without a word.
//! [`crate::formats::open_document`] does the same for ods; a formula of xls and xlsb has a value by the shape of its record.

use quick_xml::events::{BytesStart, Event};

use crate::formats::xlsx::package::ROWS;
use crate::formats::xlsx::xml::{Broken, attribute, corner};
use crate::sheet::grid::Merged;

/// Signs of a formula that are kept: enough to know it again.
const LONGEST_FORMULA: usize = 120;
/// Cells of a formula over a range that are named one by one; forms hold no larger ones.
const MOST_OF_A_RANGE: u64 = 1 << 12;
/// Formulas that are kept of one sheet.
const MOST_FORMULAS: usize = 1 << 20;

/// What the formulas of a sheet show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormulaCells {
    /// Row, column and formula of each cell that was never computed.
    pub uncomputed: Vec<(u32, u32, String)>,
    /// Ranges that one formula fills and that was never computed: their other cells are empty too.
    pub uncomputed_ranges: Vec<(Merged, String)>,
    /// For each other workbook, by its number from 1, the first cell whose formula names it.
    pub external: Vec<(u32, (u32, u32))>,
}

/// What has been read of the formulas of a sheet.
#[derive(Default)]
pub(super) struct FormulaReader {
    /// True where the workbook asks to be computed when it is opened: its zeros are what a program put in the place of results.
    pub asks_to_compute: bool,
    pub found: FormulaCells,
    column: u32,
    cell: Option<CellReading>,
    within: Within,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Within {
    #[default]
    Nothing,
    Formula,
    Value,
}

#[derive(Default)]
struct CellReading {
    place: (u32, u32),
    /// True for text: an empty one is a result.
    is_text: bool,
    formula: Option<String>,
    range: Option<Merged>,
    has_value: bool,
    value: String,
}

impl FormulaReader {
    /// A new row begins.
    pub fn row(&mut self) {
        self.column = 0;
    }

    /// Row and column of the cell that is being read.
    pub fn place(&self) -> Option<(u32, u32)> {
        self.cell.as_ref().map(|cell| cell.place)
    }

    /// An event within the rows; `row` is its row.
    pub fn take(&mut self, event: &Event<'_>, row: u32) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => self.begin(tag, row)?,
                "f" => self.formula(tag)?,
                "v" => {
                    self.within = Within::Value;
                    if let Some(cell) = &mut self.cell {
                        cell.has_value |= cell.is_text;
                    }
                }
                // Text of the cell itself.
                "is" => {
                    if let Some(cell) = &mut self.cell {
                        cell.has_value = true;
                    }
                }
                _ => {}
            },
            Event::Text(text) => self.text(text.as_ref()),
            Event::GeneralRef(name) => self.text(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "?",
            }),
            Event::End(tag) => match tag.local_name().as_ref() {
                "f" | "v" => self.within = Within::Nothing,
                "c" => self.end()?,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: &BytesStart<'_>, row: u32) -> Result<(), Broken> {
        // Every cell passes here: its attributes are looked at once, where they stand.
        let (mut place, mut is_text) = ((row, self.column), false);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute?;
            match attribute.key.local_name().as_ref() {
                "r" => place = corner(&attribute.value).ok_or(Broken)?,
                "t" => is_text = attribute.value.as_ref() == "str",
                _ => {}
            }
        }
        self.column = place.1.saturating_add(1);
        self.within = Within::Nothing;
        self.cell = Some(CellReading { place, is_text, ..CellReading::default() });
        Ok(())
    }

    fn formula(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        self.within = Within::Formula;
        cell.formula = Some(String::new());
        if attribute(tag, "t")?.is_some_and(|kind| kind == "array" || kind == "dataTable")
            && let Some(range) = attribute(tag, "ref")?
        {
            let (first, last) = range.split_once(':').unwrap_or((&range, &range));
            let (first, last) = (corner(first).ok_or(Broken)?, corner(last).ok_or(Broken)?);
            cell.range =
                Some(Merged { first_row: first.0, first_column: first.1, last_row: last.0, last_column: last.1 });
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        match (self.within, &mut cell.formula) {
            (Within::Value, None) => cell.has_value |= !text.trim().is_empty(),
            (Within::Value, Some(_)) => {
                cell.has_value |= !text.trim().is_empty();
                if cell.value.len() < 2 {
                    cell.value.extend(text.trim().chars().take(2));
                }
            }
            (Within::Formula, Some(formula)) => {
                let left = LONGEST_FORMULA.saturating_sub(formula.chars().count());
                formula.extend(text.chars().take(left));
            }
            _ => {}
        }
    }

    fn end(&mut self) -> Result<(), Broken> {
        let Some(CellReading { place, formula: Some(formula), range, has_value, value, .. }) = self.cell.take() else {
            return Ok(());
        };
        for number in workbooks(&formula) {
            if !self.found.external.iter().any(|(known, _)| *known == number) && self.found.external.len() < 1 << 10 {
                self.found.external.push((number, place));
            }
        }
        if has_value && !(self.asks_to_compute && value == "0") || place.0 >= ROWS {
            return Ok(());
        }
        // A formula that many cells share is written in the first of them.
        let formula = if formula.is_empty() { "=…".to_owned() } else { format!("={formula}") };
        if let Some(range) = range.filter(|range| cells(range) <= MOST_OF_A_RANGE) {
            self.found.uncomputed_ranges.push((range, formula.clone()));
        }
        self.found.uncomputed.push((place.0, place.1, formula));
        let kept = self.found.uncomputed.len().max(self.found.uncomputed_ranges.len());
        if kept > MOST_FORMULAS { Err(Broken) } else { Ok(()) }
    }
}

/// How many cells a range has.
pub(crate) fn cells(range: &Merged) -> u64 {
    let span = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
    span(range.first_row, range.last_row) * span(range.first_column, range.last_column)
}

/// The numbers of the other workbooks that a formula names: 1 for `[1]Sheet1!A1`. Text in quotes names none, and neither do
/// the columns of tables (`Table1[2024]`).
fn workbooks(formula: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
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
