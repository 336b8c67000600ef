//! The functions that forms are made with: sums, averages, extremes, rounding, and what asks before it divides. What counts asks whether anything is filled
//! in, as the totals of templates do, which show nothing until a spreadsheet computes them: no value is lost there.
//!
//! Takes the name of a function and its arguments; gives its value by the rules that spreadsheets share (OpenFormula 6; in a range texts, truth values and cells
//! of nothing are passed over). What is not known here gives what may be anything.

use crate::formats::formula_value::{FormulaAmount, FormulaValue, HeldValue};

/// Cells of a range that are looked at.
const MOST_OF_A_RANGE: u32 = 10_000;
/// Digits behind or before the point to which a number is rounded.
const MOST_DIGITS: i32 = 12;
/// How near to a half a number is that programs may round either way, of its own amount.
const NEAR_A_HALF: f64 = 1e-9;

/// What stands between two commas of a function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FormulaArgument {
    /// First and last rows, first and last columns.
    Cells([u32; 2], [u32; 2]),
    Value(FormulaValue),
}

/// What a cell holds, where that is known.
type CellsHeld<'a> = &'a dyn Fn((u32, u32)) -> Option<HeldValue>;

impl FormulaArgument {
    /// The cells between two corners.
    pub fn cells(one: (u32, u32), two: (u32, u32)) -> Self {
        Self::Cells([one.0.min(two.0), one.0.max(two.0)], [one.1.min(two.1), one.1.max(two.1)])
    }

    /// As one value; a range of several cells is none.
    fn value(self, held: CellsHeld<'_>) -> FormulaValue {
        match self {
            Self::Value(value) => value,
            Self::Cells([first, last], [left, right]) if (first, left) == (last, right) => {
                FormulaValue::of_held(held((first, left)))
            }
            Self::Cells(..) => FormulaValue::Unknown,
        }
    }

    /// All values, those of ranges by rows; nothing where they are too many.
    fn values(self, held: CellsHeld<'_>) -> Option<Vec<FormulaValue>> {
        let ([first, last], [left, right]) = match self {
            Self::Value(value) => return Some(vec![value]),
            Self::Cells(rows, columns) => (rows, columns),
        };
        let span = |first: u32, last: u32| last.abs_diff(first).saturating_add(1);
        if span(first, last).saturating_mul(span(left, right)) > MOST_OF_A_RANGE {
            return None;
        }
        let cells = (first..=last).flat_map(|row| (left..=right).map(move |column| (row, column)));
        Some(cells.map(|place| FormulaValue::of_held(held(place))).collect())
    }
}

/// What a function gives.
pub(super) fn given(name: &str, arguments: &[FormulaArgument], held: CellsHeld<'_>) -> FormulaValue {
    use FormulaValue::{Empty, Failed, Truth, Unknown};
    let value = |place: usize| arguments.get(place).map_or(Unknown, |argument| argument.value(held));
    match (name, arguments.len()) {
        ("SUM", 1..) => of_numbers(arguments, held, |numbers| {
            Some(numbers.iter().copied().fold(FormulaAmount::of(0.0), FormulaAmount::plus))
        }),
        ("AVERAGE", 1..) => average(arguments, held),
        ("MAX", 1..) => of_numbers(arguments, held, |numbers| extreme(numbers, f64::gt)),
        ("MIN", 1..) => of_numbers(arguments, held, |numbers| extreme(numbers, f64::lt)),
        ("ABS", 1) => value(0).number().map_or_else(
            |other| other,
            |number| FormulaValue::Number(FormulaAmount { value: number.value.abs(), ..number }),
        ),
        ("ROUND", 2) => match (value(0).number(), value(1).number()) {
            (Ok(number), Ok(digits)) => rounded(number, digits),
            (Err(Failed), _) => Failed,
            _ => Unknown,
        },
        ("IF", 2 | 3) => match condition(value(0)) {
            Some(true) => value(1),
            Some(false) if arguments.len() == 2 => Truth(false),
            Some(false) => value(2),
            None if value(0) == Failed => Failed,
            None => Unknown,
        },
        ("IFERROR", 2) => match value(0) {
            Failed => value(1),
            other => other,
        },
        ("ISERROR" | "ISERR", 1) => match value(0) {
            Unknown => Unknown,
            // Which error it is, is not known: ISERR says no to one of them.
            Failed if name == "ISERR" => Unknown,
            other => Truth(other == Failed),
        },
        ("ISBLANK", 1) => match value(0) {
            Unknown => Unknown,
            other => Truth(other == Empty),
        },
        ("ISNUMBER", 1) => match value(0) {
            Unknown => Unknown,
            other => Truth(matches!(other, FormulaValue::Number(_))),
        },
        ("NOT", 1) => condition(value(0)).map_or(Unknown, |truth| Truth(!truth)),
        ("AND" | "OR", 1..) => {
            let ends_with = name == "OR";
            let truths: Vec<Option<bool>> = (0..arguments.len()).map(|place| condition(value(place))).collect();
            match truths.contains(&Some(ends_with)) && (0..arguments.len()).all(|place| value(place) != Failed) {
                true => Truth(ends_with),
                false if truths.contains(&None) => Unknown,
                false => Truth(!ends_with),
            }
        }
        ("TRUE" | "FALSE", 0) => Truth(name == "TRUE"),
        _ => Unknown,
    }
}

/// A value as a condition; nothing where it is not known, or none.
fn condition(value: FormulaValue) -> Option<bool> {
    match value {
        FormulaValue::Truth(truth) => Some(truth),
        FormulaValue::Empty => Some(false),
        FormulaValue::Number(number) if number.value == 0.0 || !number.is_zero() => Some(number.value != 0.0),
        _ => None,
    }
}

/// What the numbers of all arguments give; a text between them is passed over in a range, and alone may be a number.
fn of_numbers(
    arguments: &[FormulaArgument],
    held: CellsHeld<'_>,
    gives: impl FnOnce(&[FormulaAmount]) -> Option<FormulaAmount>,
) -> FormulaValue {
    let mut numbers = Vec::new();
    let mut has_failed = false;
    for argument in arguments {
        let Some(values) = argument.values(held) else { return FormulaValue::Unknown };
        let is_range = matches!(argument, FormulaArgument::Cells(..));
        for value in values {
            match value {
                FormulaValue::Number(number) => numbers.push(number),
                FormulaValue::Empty | FormulaValue::Words | FormulaValue::NoWords if is_range => {}
                // Nothing between two commas.
                FormulaValue::Empty => numbers.push(FormulaAmount::of(0.0)),
                FormulaValue::Failed => has_failed = true,
                _ => return FormulaValue::Unknown,
            }
        }
    }
    match gives(&numbers) {
        Some(number) if !has_failed => FormulaValue::Number(number),
        _ => FormulaValue::Failed,
    }
}

fn average(arguments: &[FormulaArgument], held: CellsHeld<'_>) -> FormulaValue {
    of_numbers(arguments, held, |numbers| {
        let sum = numbers.iter().copied().fold(FormulaAmount::of(0.0), FormulaAmount::plus);
        let count = f64::from(u32::try_from(numbers.len()).ok().filter(|count| *count > 0)?);
        Some(FormulaAmount { value: sum.value / count, amount: sum.amount / count, step: sum.step / count, ..sum })
    })
}

/// The number before all others; 0 where there is none.
fn extreme(numbers: &[FormulaAmount], is_before: impl Fn(&f64, &f64) -> bool) -> Option<FormulaAmount> {
    let is_shown = numbers.iter().any(|number| number.is_shown);
    let first = numbers.iter().copied().reduce(
        |first, number| {
            if is_before(&number.value, &first.value) { number } else { first }
        },
    );
    // Numbers that are shown in thousands cannot be compared with others.
    let found = first.unwrap_or(FormulaAmount::of(0.0));
    Some(FormulaAmount { is_shown, ..found })
}

/// Halves go away from zero.
fn rounded(number: FormulaAmount, digits: FormulaAmount) -> FormulaValue {
    let is_known = !number.is_shown && !digits.is_shown && number.step == 0.0 && number.value.is_finite();
    // Digits are few and whole, so that nothing is lost.
    #[expect(clippy::cast_possible_truncation, reason = "a number of digits is small, and compared with what it was")]
    let places = digits.value.trunc() as i32;
    if !is_known || f64::from(places) != digits.value || places.abs() > MOST_DIGITS {
        return FormulaValue::Unknown;
    }
    let unit = 10f64.powi(places);
    let scaled = number.value * unit;
    let value = scaled.round() / unit;
    let is_near_a_half = (scaled.fract().abs() - 0.5).abs() <= scaled.abs().max(1.0) * NEAR_A_HALF;
    let step = if is_near_a_half { 1.0 / unit } else { 0.0 };
    FormulaValue::Number(FormulaAmount { value, amount: number.amount.max(value.abs()), step, is_shown: false })
}
