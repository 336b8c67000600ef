//! What the formulas of one sheet of a binary workbook gave, each with its formula as it is written.
//!
//! Takes results with the tokens of their formulas, and formulas that several cells share or that fill a range; gives the results for the
//! rules of [`formula_results`](super::formula_results). A formula that is not plain is known by its cell alone.

use std::collections::HashMap;

use crate::formats::formula_results::{FormulaResult, FormulaResults, MOST_RESULTS};
use crate::formats::formula_tokens::{LONGEST_TOKENS, TokenDialect, shared_under, written};
use crate::formats::shared_formula::of_element;
use crate::sheet::grid::Merged;

/// A formula that is not shown.
pub(super) const NOT_SHOWN: &str = "=…";
/// Formulas of a sheet that several cells share.
const MOST_SHARED: usize = 1 << 16;

/// The cell of a result, what is stated there, and the cell under which its formula is found.
type WaitingResult = ((u32, u32), Option<f64>, (u32, u32));

/// The formulas so far.
#[derive(Debug, Default)]
pub(super) struct BinaryFormulas {
    dialect: TokenDialect,
    /// What those gave whose formula is their own.
    results: FormulaResults,
    /// Zeros and empty texts whose formula is found under another cell, with that cell.
    waiting: Vec<WaitingResult>,
    /// Formulas that several cells share, by the cell under which they are found; with the range that one fills.
    shared: HashMap<(u32, u32), (Vec<u8>, Option<Merged>)>,
    /// The cell under which the formula of the last cell is found: that formula comes next.
    last: Option<(u32, u32)>,
}

impl BinaryFormulas {
    /// No formulas yet.
    pub fn new(dialect: TokenDialect) -> Self {
        Self { dialect, ..Self::default() }
    }

    /// The cell of a formula begins, with its tokens and what is behind them.
    pub fn begin(&mut self, tokens: &[u8], extra: &[u8]) {
        self.last = shared_under(tokens, extra, self.dialect);
    }

    /// The formula of the cell that began last gave this.
    pub fn note(&mut self, place: (u32, u32), gave: FormulaGave, tokens: &[u8]) {
        let stated = match gave {
            FormulaGave::Zero => Some(0.0),
            FormulaGave::EmptyText => None,
            FormulaGave::Other => {
                self.results.others = self.results.others.saturating_add(1);
                return;
            }
        };
        match self.last {
            Some(under) => self.waiting.push((place, stated, under)),
            None => {
                let is_kept = self.results.zeros.len() + self.results.empties.len() < MOST_RESULTS;
                let formula = Some(tokens).filter(|_| is_kept).and_then(|it| written(it, self.dialect, place));
                keep(&mut self.results, place, formula, stated);
            }
        }
    }

    /// The formula that the last cell shares with others, or that fills this range from it.
    pub fn share(&mut self, tokens: &[u8], range: Option<Merged>) {
        if let Some(under) = self.last.filter(|_| self.shared.len() < MOST_SHARED && tokens.len() <= LONGEST_TOKENS) {
            self.shared.insert(under, (tokens.to_vec(), range));
        }
    }

    /// What they gave.
    pub fn finish(mut self) -> FormulaResults {
        for (place, stated, under) in self.waiting {
            let is_kept = self.results.zeros.len() + self.results.empties.len() < MOST_RESULTS;
            let own = self.shared.get(&under).filter(|_| is_kept).and_then(|(tokens, range)| match range {
                None => written(tokens, self.dialect, place),
                Some(range) => of_element(&written(tokens, self.dialect, under)?, range, place),
            });
            keep(&mut self.results, place, own, stated);
        }
        self.results
    }
}

/// Every zero and every empty text is kept: in a workbook that nobody computed all are taken back.
fn keep(results: &mut FormulaResults, place: (u32, u32), formula: Option<String>, stated: Option<f64>) {
    let formula = formula.unwrap_or_else(|| NOT_SHOWN.to_owned());
    let kept = if stated.is_some() { &mut results.zeros } else { &mut results.empties };
    kept.push(FormulaResult { place, formula, range: None, stated, is_text: stated.is_none() });
}

/// What a formula gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormulaGave {
    Zero,
    EmptyText,
    Other,
}
