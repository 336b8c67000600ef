//! What the formulas of a workbook gave, and whether anybody computed it.
//!
//! Programs that compute nothing write zeros or empty texts in the place of results, or leave those that a template had for other cells; some ask
//! for computing when the workbook is opened. So do programs that compute, and then a zero is a zero. A plain formula shows by itself
//! which it was ([`formula_value`](super::formula_value)); for the others all formulas of the workbook do.

use std::collections::HashSet;

use crate::formats::formula_value::{self, Gives, HeldValue};
use crate::formats::shared_formula::of_element;
use crate::sheet::grid::{Cell, Grid, Merged};

/// Signs of a formula that are shown: enough to know it again.
const MOST_SHOWN: usize = 120;
/// Cells of a formula over a range that are looked at one by one; forms hold no larger ones.
pub(super) const MOST_OF_A_RANGE: u64 = 1 << 12;
/// Results of a sheet that are looked at one by one; of others only the number is known.
pub(super) const MOST_RESULTS: usize = 1 << 17;
/// Cells of a sheet that formulas may look at.
const MOST_LOOKS: usize = 1 << 23;
/// How often the formulas of a sheet are looked at again, each time with what the last time has shown.
const MOST_PASSES: usize = 16;

/// A formula, and what it gave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FormulaResult {
    pub place: (u32, u32),
    /// As it is written.
    pub formula: String,
    /// The range that it fills, where it fills one.
    pub range: Option<Merged>,
    /// The number that is stated, perhaps as a text; `None` for an empty text.
    pub stated: Option<f64>,
    /// True where it is stated as a text.
    pub is_text: bool,
}

/// What the formulas of a sheet gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FormulaResults {
    pub zeros: Vec<FormulaResult>,
    /// Those that gave an empty text, which alone is no sign of either.
    pub empties: Vec<FormulaResult>,
    /// Those that gave another number, in a workbook that was computed and asks to be computed again.
    pub numbers: Vec<FormulaResult>,
    /// How many have no result at all: nobody computed these.
    pub blanks: u64,
    /// How many gave anything else, but an empty text.
    pub others: u64,
    /// How many results are none of their formula: a program put them in its place, or left what was there before.
    stand_ins: u64,
}

/// What the formulas of a workbook gave together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    zeros: u64,
    others: u64,
    stand_ins: u64,
}

impl Counts {
    /// Of all sheets together.
    pub fn of<'r>(sheets: impl Iterator<Item = &'r FormulaResults>) -> Self {
        sheets.fold(Self::default(), |sum, sheet| {
            let zeros = u64::try_from(sheet.zeros.len()).unwrap_or(u64::MAX).saturating_add(sheet.blanks);
            Self {
                zeros: sum.zeros.saturating_add(zeros),
                others: sum.others.saturating_add(sheet.others),
                stand_ins: sum.stand_ins.saturating_add(sheet.stand_ins),
            }
        })
    }

    /// True where more formulas of the workbook gave something than gave zero, and none gave what is not its result: whoever wrote it
    /// computed it. A program may state the result of a formula here and there, and leave the others at zero.
    pub const fn are_computed(self) -> bool {
        self.others > self.zeros && self.stand_ins == 0
    }

    /// True where what is stated of a formula is not its result.
    pub const fn have_stand_ins(self) -> bool {
        self.stand_ins > 0
    }

    /// True where no formula gave anything but zeros and empty texts.
    pub const fn gave_nothing(self) -> bool {
        self.others == 0
    }
}

impl FormulaResults {
    /// Notes a zero, or an empty text, that a formula gave; as many as are looked at.
    pub fn note_stand_in(&mut self, place: (u32, u32), formula: String, stated: Option<f64>) {
        if self.zeros.len().saturating_add(self.empties.len()) < MOST_RESULTS {
            let kept = if stated.is_some() { &mut self.zeros } else { &mut self.empties };
            kept.push(FormulaResult { place, formula, range: None, stated, is_text: stated.is_none() });
        }
    }

    /// Takes the other cells of a range that a formula fills, which hold its results: what is not there was never computed. `is_empty_text` says
    /// of a cell whether it holds a text of nothing.
    pub fn add_range(
        &mut self,
        grid: &mut Grid,
        (range, formula): (&Merged, &str),
        may_be_old: bool,
        is_empty_text: &dyn Fn((u32, u32)) -> bool,
    ) {
        for row in range.first_row..=range.last_row {
            for column in range.first_column..=range.last_column {
                let place = (row, column);
                let is_anchor = place == (range.first_row, range.first_column);
                let kept = self.zeros.len() + self.empties.len() + self.numbers.len();
                let number = match grid.get(row, column) {
                    _ if is_anchor || kept >= MOST_RESULTS => continue,
                    Cell::Empty if is_empty_text(place) => continue,
                    Cell::Empty => {
                        grid.set(row, column, uncomputed(formula));
                        self.blanks = self.blanks.saturating_add(1);
                        continue;
                    }
                    Cell::Number(number) | Cell::Percent(number) => Some(*number),
                    _ => None,
                };
                let result = |stated| FormulaResult {
                    place,
                    formula: of_element(formula, range, place).unwrap_or_else(|| "=…".to_owned()),
                    range: None,
                    stated: Some(stated),
                    is_text: false,
                };
                match number {
                    Some(0.0) => self.zeros.push(result(0.0)),
                    number => {
                        self.others = self.others.saturating_add(1);
                        self.numbers.extend(number.filter(|_| may_be_old).map(result));
                    }
                }
            }
        }
    }

    /// Settles the results whose formula shows what it gives: what is stated, whoever computed it, or something else, so that nobody did.
    pub fn judge(&mut self, grid: &mut Grid) {
        let mut open: Vec<FormulaResult> = self.zeros.drain(..).chain(self.empties.drain(..)).collect();
        open.append(&mut self.numbers);
        let unknown = open.iter().map(|result| result.place).collect();
        let mut known = KnownPlaces { unknown, no_words: HashSet::new() };
        let looks = std::cell::Cell::new(MOST_LOOKS);
        let mut disproved = Vec::new();
        for _ in 0..MOST_PASSES {
            let before = open.len();
            let mut left = Vec::new();
            for result in open {
                let held = |place| held(grid, &known, &looks, place);
                let gives = match result.range {
                    Some(range) => of_element(&result.formula, &range, result.place)
                        .and_then(|formula| formula_value::of(&formula, &held)),
                    None => formula_value::of(&result.formula, &held),
                };
                match gives.and_then(|gives| result.is(gives)) {
                    None => left.push(result),
                    Some(true) => {
                        known.unknown.remove(&result.place);
                        if result.stated.is_none() {
                            known.no_words.insert(result.place);
                        }
                    }
                    Some(false) => disproved.push(result),
                }
            }
            open = left;
            if open.len() == before {
                break;
            }
        }
        self.stand_ins = self.stand_ins.saturating_add(u64::try_from(disproved.len()).unwrap_or(u64::MAX));
        for FormulaResult { place, formula, .. } in disproved {
            grid.set(place.0, place.1, uncomputed(&formula));
        }
        for result in open {
            match result.stated {
                None => self.empties.push(result),
                Some(0.0) => self.zeros.push(result),
                Some(_) => self.numbers.push(result),
            }
        }
    }

    /// Takes back the zeros, which nobody computed; with them the other numbers and the empty texts that no formula has shown to be its own.
    pub fn forget(&self, grid: &mut Grid, with: Others) {
        let empties = self.empties.iter().filter(|_| with != Others::Stay);
        let numbers = self.numbers.iter().filter(|_| with == Others::All);
        for FormulaResult { place: (row, column), formula, range, .. } in
            self.zeros.iter().chain(empties).chain(numbers)
        {
            grid.set(*row, *column, uncomputed(formula));
            let Some(range) = range else { continue };
            for row in range.first_row..=range.last_row {
                for column in range.first_column..=range.last_column {
                    if grid.get(row, column) == &Cell::Empty {
                        grid.set(row, column, uncomputed(formula));
                    }
                }
            }
        }
    }
}

/// What is taken back with the zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    Stay,
    /// The empty texts.
    Empties,
    /// The empty texts and the other numbers.
    All,
}

impl FormulaResult {
    /// Whether what a formula gives is what is stated; `None` where that cannot be told.
    fn is(&self, gives: Gives) -> Option<bool> {
        match (self.stated, gives) {
            (Some(stated), Gives::Number(number)) => number.is(stated),
            // A text in the place of a number is what some programs show it as.
            (Some(0.0), Gives::Words | Gives::Nothing) if !self.is_text => Some(false),
            (None, Gives::Nothing) => Some(true),
            // A reference to a cell that shows nothing may show nothing.
            (None, Gives::Number(number)) => number.is(0.0).filter(|is_zero| !is_zero),
            (_, Gives::Words | Gives::Nothing) => None,
        }
    }
}

/// A formula that nobody computed, as it is written.
pub(super) fn uncomputed(formula: &str) -> Cell {
    Cell::Uncomputed(match formula.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", formula.get(..end).unwrap_or_default()),
        None => formula.to_owned(),
    })
}

/// What is known of the cells with formulas.
struct KnownPlaces {
    /// Those of which nothing has shown whether they hold their result.
    unknown: HashSet<(u32, u32)>,
    /// Those that hold nothing because their formula gave a text of nothing.
    no_words: HashSet<(u32, u32)>,
}

/// What a cell holds for a formula.
fn held(grid: &Grid, known: &KnownPlaces, looks: &std::cell::Cell<usize>, place: (u32, u32)) -> Option<HeldValue> {
    looks.set(looks.get().checked_sub(1)?);
    match grid.get(place.0, place.1) {
        _ if known.unknown.contains(&place) => None,
        Cell::Empty if known.no_words.contains(&place) => Some(HeldValue::NoWords),
        Cell::Empty => Some(HeldValue::Empty),
        Cell::Number(number) | Cell::Percent(number) => Some(HeldValue::Number(*number)),
        Cell::Integer(_) => grid.get(place.0, place.1).display().parse().ok().map(HeldValue::Number),
        // It may be a number as it is shown, divided by thousands: whether it is zero is known, and no more.
        Cell::Decimal(_) => grid.get(place.0, place.1).display().parse().ok().map(HeldValue::Shown),
        Cell::Text(text) if text.is_empty() => Some(HeldValue::NoWords),
        Cell::Text(_) => Some(HeldValue::Words),
        Cell::Error(_) => Some(HeldValue::Failed),
        _ => None,
    }
}
