//! What a plain formula gives: sums, differences, products and quotients of numbers and of cells of its own sheet, and texts joined.
//!
//! Takes a formula as it is written and what its cells hold; gives the number, where that can be seen. No value of a form comes from
//! here: it only shows whether what is stated was computed or put in the place of a result.

use crate::sheet::address::column_index;

/// What a formula gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Gives {
    Number(GivenNumber),
    /// A text.
    Words,
    /// A text without a sign.
    Nothing,
}

/// A number that a formula gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GivenNumber {
    value: f64,
    /// What it may differ by from what another program makes of the same cells.
    noise: f64,
    /// True where all that is known is whether it is zero.
    is_shown: bool,
}

impl GivenNumber {
    /// Whether it is this number; `None` where that is not known.
    pub fn is(self, stated: f64) -> Option<bool> {
        let is_near = |number: f64| (self.value - number).abs() <= self.noise;
        match self.is_shown && stated != 0.0 {
            true => is_near(0.0).then_some(false),
            false => Some(is_near(stated)),
        }
    }
}

/// What a cell holds for a formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum HeldValue {
    Number(f64),
    /// A number of which is known whether it is zero.
    Shown(f64),
    /// Text, which a sum passes over.
    Words,
}

/// Cells of a range that are looked at.
const MOST_OF_A_SUM: u32 = 10_000;
/// Parentheses within parentheses.
const DEEPEST: usize = 32;
/// What a sum of doubles may differ from zero by, of the amounts that it is made of.
const NOISE: f64 = 1e-12;
/// What a stated result may differ by, of the amounts that it is made of: programs write fifteen digits.
const NOISE_OF_A_RESULT: f64 = 1e-9;

/// What a formula gives; nothing where it has another function, sheet or sign, or a cell of which `held` knows nothing.
pub(super) fn of(formula: &str, held: &dyn Fn((u32, u32)) -> Option<HeldValue>) -> Option<Gives> {
    let text = formula.trim().strip_prefix('=')?.trim();
    if text == "\"\"" {
        return Some(Gives::Nothing);
    }
    let mut reading = FormulaParser { rest: text, held, depth: 0, joins: false, is_shown: false };
    let sum = reading.joined()?;
    if !reading.rest.is_empty() {
        return None;
    }
    if reading.joins {
        return Some(Gives::Words);
    }
    let FormulaAmount { value, amount } = sum?;
    if !value.is_finite() {
        return None;
    }
    let is_zero = value.abs() <= amount * NOISE;
    let (value, noise) = if is_zero { (0.0, 0.0) } else { (value, value.abs() * NOISE_OF_A_RESULT) };
    Some(Gives::Number(GivenNumber { value, noise, is_shown: reading.is_shown }))
}

/// A number, and the largest amount that it was made of.
#[derive(Clone, Copy)]
struct FormulaAmount {
    value: f64,
    amount: f64,
}

impl FormulaAmount {
    const fn of(value: f64) -> Self {
        Self { value, amount: value.abs() }
    }
}

struct FormulaParser<'a> {
    rest: &'a str,
    held: &'a dyn Fn((u32, u32)) -> Option<HeldValue>,
    depth: usize,
    /// True where texts are joined.
    joins: bool,
    /// True where a number took part of which is known whether it is zero.
    is_shown: bool,
}

impl<'a> FormulaParser<'a> {
    fn take(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        let taken = rest.strip_prefix(sign);
        self.rest = taken.unwrap_or(rest).trim_start();
        taken.is_some()
    }

    /// `"a"&B1`; nothing within for a text, which is no number.
    fn joined(&mut self) -> Option<Option<FormulaAmount>> {
        let first = self.text_or_sum()?;
        while self.take('&') {
            self.joins = true;
            self.text_or_sum()?;
        }
        Some(first)
    }

    fn text_or_sum(&mut self) -> Option<Option<FormulaAmount>> {
        if !self.take('"') {
            return self.sum().map(Some);
        }
        let (_, rest) = self.rest.split_once('"')?;
        self.rest = rest;
        self.joins = true;
        Some(None)
    }

    fn sum(&mut self) -> Option<FormulaAmount> {
        let mut sum = self.product()?;
        loop {
            let sign = if self.take('+') {
                1.0
            } else if self.take('-') {
                -1.0
            } else {
                return Some(sum);
            };
            let next = self.product()?;
            sum = FormulaAmount { value: sum.value + sign * next.value, amount: sum.amount.max(next.amount) };
        }
    }

    fn product(&mut self) -> Option<FormulaAmount> {
        let mut product = self.factor()?;
        loop {
            if self.take('*') {
                let next = self.factor()?;
                product = FormulaAmount { value: product.value * next.value, amount: product.amount * next.amount };
            } else if self.take('/') {
                let next = self.factor()?;
                product = FormulaAmount { value: product.value / next.value, amount: product.amount / next.amount };
            } else {
                return Some(product);
            }
        }
    }

    fn factor(&mut self) -> Option<FormulaAmount> {
        if self.take('-') {
            return self.factor().map(|part| FormulaAmount { value: -part.value, ..part });
        }
        if self.take('+') {
            return self.factor();
        }
        let mut part = if self.take('(') {
            self.depth = self.depth.checked_add(1).filter(|depth| *depth < DEEPEST)?;
            let within = self.sum()?;
            self.take(')').then_some(within)?
        } else if let Some(rest) = self.rest.strip_prefix("SUM(") {
            self.rest = rest;
            self.sum_of_cells()?
        } else if self.rest.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.') {
            let end = self.rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(self.rest.len());
            let (digits, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            FormulaAmount::of(digits.parse().ok()?)
        } else {
            let place = self.cell()?;
            match (self.held)(place)? {
                HeldValue::Number(number) => FormulaAmount::of(number),
                HeldValue::Shown(number) => self.shown(number),
                HeldValue::Words => return None,
            }
        };
        while self.take('%') {
            part = FormulaAmount { value: part.value / 100.0, amount: part.amount / 100.0 };
        }
        Some(part)
    }

    const fn shown(&mut self, number: f64) -> FormulaAmount {
        self.is_shown = true;
        FormulaAmount::of(number)
    }

    /// The cells and ranges of a sum, behind its parenthesis.
    fn sum_of_cells(&mut self) -> Option<FormulaAmount> {
        let mut sum = FormulaAmount::of(0.0);
        loop {
            let first = self.cell()?;
            let last = if self.take(':') { self.cell()? } else { first };
            let (rows, columns) =
                (first.0.min(last.0)..=first.0.max(last.0), first.1.min(last.1)..=first.1.max(last.1));
            let span = |range: &std::ops::RangeInclusive<u32>| range.end().abs_diff(*range.start()).saturating_add(1);
            if span(&rows).saturating_mul(span(&columns)) > MOST_OF_A_SUM {
                return None;
            }
            for row in rows {
                for column in columns.clone() {
                    let number = match (self.held)((row, column))? {
                        HeldValue::Number(number) => Some(number),
                        HeldValue::Shown(number) => Some(self.shown(number).value),
                        HeldValue::Words => None,
                    };
                    if let Some(number) = number {
                        sum = FormulaAmount { value: sum.value + number, amount: sum.amount.max(number.abs()) };
                    }
                }
            }
            if self.take(')') {
                return Some(sum);
            }
            if !self.take(',') {
                return None;
            }
        }
    }

    /// `B5`, `$B$5`: row and column from 0.
    fn cell(&mut self) -> Option<(u32, u32)> {
        let text = self.rest.trim_start();
        let text = text.strip_prefix('$').unwrap_or(text);
        let letters = text.find(|sign: char| !sign.is_ascii_uppercase())?;
        let (letters, behind) = text.split_at_checked(letters)?;
        let behind = behind.strip_prefix('$').unwrap_or(behind);
        let digits = behind.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(behind.len());
        let (digits, rest) = behind.split_at_checked(digits)?;
        // What goes on is a name, a function or another sheet.
        if rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '!' | '(' | '_' | '.')) {
            return None;
        }
        let (column, row) = (column_index(letters)?, digits.parse::<u32>().ok()?.checked_sub(1)?);
        self.rest = rest;
        Some((row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_formulas_show_what_they_give() {
        let held = |(row, column): (u32, u32)| match (row, column) {
            (0, 0) => Some(HeldValue::Number(0.3)),
            (0, 1) => Some(HeldValue::Number(0.1)),
            (0, 2) => Some(HeldValue::Number(0.2)),
            (0, 3) => Some(HeldValue::Words),
            (0, 4) => None,
            (0, 5) => Some(HeldValue::Shown(7.0)),
            _ => Some(HeldValue::Number(0.0)),
        };
        for (formula, gives) in [
            ("=0.4+0.0125", Some(0.4125)),
            ("=A1-B1-C1", Some(0.0)),
            ("=A1-B1", Some(0.2)),
            ("=$A$1*0", Some(0.0)),
            ("=N5*1", Some(0.0)),
            ("=SUM(A2:C9)", Some(0.0)),
            ("=SUM(A1:D1)", Some(0.6)),
            ("=SUM(A1:D1,B2)/2", Some(0.3)),
            ("=(A1+B1)*-2%", Some(-0.008)),
            ("=SUM(A1:E1)", None),
            ("=D1+1", None),
            ("=E1", None),
            ("=IF(A1>0,1,0)", None),
            ("=DM!A1", None),
            ("=1/0", None),
            ("=1=1", None),
            ("=…", None),
            ("=", None),
            ("=TỔNG", None),
        ] {
            let given = match of(formula, &held) {
                Some(Gives::Number(number)) => Some(number),
                Some(Gives::Words | Gives::Nothing) => panic!("{formula} gives a text"),
                None => None,
            };
            assert_eq!(given.is_some(), gives.is_some(), "{formula}");
            if let (Some(given), Some(gives)) = (given, gives) {
                assert_eq!(given.is(gives), Some(true), "{formula}");
                assert_eq!(given.is(gives + 1e-6), Some(false), "{formula}");
            }
        }
        for formula in ["=\"Trạm\"&\" Nậm Tin\"", "=\"x\"", "=B2&\" đồng\""] {
            assert_eq!(of(formula, &held), Some(Gives::Words), "{formula}");
        }
        assert_eq!(of("=\"\"", &held), Some(Gives::Nothing));
        // Of a number that is shown in thousands only zero is known.
        let shown = |stated| match of("=SUM(A1,F1)", &held) {
            Some(Gives::Number(number)) => number.is(stated),
            _ => panic!("no number"),
        };
        assert_eq!((shown(0.0), shown(7.3), shown(9.0)), (Some(false), None, None));
    }
}
