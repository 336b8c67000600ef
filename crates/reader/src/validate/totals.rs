//! Printed totals are evidence: each is compared with the sum of its rows, never added.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::{Field, FieldType, Form};
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::typing::table::{PrintedAmount, PrintedTotal};
use crate::typing::unit_of_measure::of_field;
use crate::validate::equation::{Equation, EquationCell, shifted};
use crate::validate::primary_key::repeated_rows;
use crate::validate::rules::InTable;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// Compares the printed totals of a table. Sums of integers allow no difference; other sums, and numbers in another unit
/// than the form's, half a unit of the last digit that the sheet shows, for each number added and for the total; for one that was rounded, half a unit
/// of the last digit that its field keeps. Where a total may speak of several
/// sets of rows, the one that it fits best decides: in most amounts, and then the nearest. A total of all rows so far, those of the sheets before too, is right as well.
pub fn check(at: &InTable<'_>, table: &TypedTable) -> Collector {
    let mut findings = Collector::new();
    judged(at, table, |_, _, differing| {
        differing.into_iter().for_each(|finding| findings.push(finding, &at.form.severities));
    });
    findings
}

/// Each total as an equation over its cell and those of its rows: what is missing leaves it undecided.
pub(super) fn equations(at: &InTable<'_>, table: &TypedTable) -> Vec<Equation> {
    let mut equations = Vec::new();
    judged(at, table, |total, spoken_of, differing| {
        let Some((rows, added, _)) = spoken_of else { return };
        for printed in &total.amounts {
            let differs = differing.iter().any(|finding| finding.location.cell.as_ref() == Some(&printed.cell));
            equations.extend(equation(at.form, table, (total.number, printed), (rows, added), differs));
        }
    });
    equations
}

/// An amount of a total with the rows that it adds.
#[derive(Debug)]
pub(super) struct SumOfRows {
    pub field: usize,
    /// A1 notation.
    pub cell: String,
    pub amount: Decimal,
    pub sum: Decimal,
    /// By how much they may differ.
    pub tolerance: Decimal,
    /// True where a part is missing: then the total may be larger.
    pub incomplete: bool,
    rows: Vec<Range<usize>>,
    of_units: bool,
    left_out: BTreeSet<usize>,
}

impl SumOfRows {
    /// Whether a row is one of those that it adds.
    pub fn adds(&self, row: usize, table: &TypedTable) -> bool {
        let added = AddedRows { of_units: self.of_units, left_out: &self.left_out };
        self.rows.iter().any(|rows| rows.contains(&row)) && added.has(row, table)
    }
}

/// Which of the rows that a total speaks of it adds.
#[derive(Clone, Copy, Debug)]
struct AddedRows<'a> {
    /// True where it is those of a unit alone: a row of no unit may be a misspelt unit, which the total has, or a part of the row above, which it has not.
    of_units: bool,
    /// Rows that repeat others, where those count once.
    left_out: &'a BTreeSet<usize>,
}

impl AddedRows<'_> {
    fn has(&self, row: usize, table: &TypedTable) -> bool {
        let has_unit = || table.rows.unit.get(row).is_some_and(Option::is_some);
        (!self.of_units || has_unit()) && !self.left_out.contains(&row)
    }
}

/// Each total with the rows that it adds, as it fits best.
pub(super) fn sums_of_rows(at: &InTable<'_>, table: &TypedTable) -> Vec<SumOfRows> {
    let mut all = Vec::new();
    judged(at, table, |total, spoken_of, _| {
        let Some((rows, added, sums)) = spoken_of else { return };
        all.extend(compared(at.form, total, rows, sums).map(|compared| SumOfRows {
            field: compared.printed.field,
            cell: compared.printed.cell.clone(),
            amount: compared.printed.amount,
            sum: compared.sum,
            tolerance: compared.tolerance,
            incomplete: compared.incomplete,
            rows: rows.to_vec(),
            of_units: added.of_units,
            left_out: added.left_out.clone(),
        }));
    });
    all
}

/// One amount of a total with the rows that it adds; `None` where one of them is missing.
fn equation(
    form: &Form,
    table: &TypedTable,
    (number, printed): (u32, &PrintedAmount),
    (rows, adds): (&[Range<usize>], AddedRows<'_>),
    differs: bool,
) -> Option<Equation> {
    form.schema.fields.get(printed.field).filter(|field| field.may_be_summed())?;
    let Values::Decimal(values) = &table.rows.columns.get(printed.field)?.values else { return None };
    let mut added = Vec::new();
    for row in rows.iter().cloned().flatten() {
        if adds.has(row, table) {
            added.push((table.place_of(row, printed.field)?, Fraction::from((*values.get(row)?)?)));
        }
    }
    let sum = added.iter().fold(Fraction::zero(), |sum, (_, value)| sum.plus(value));
    let total = Fraction::from(printed.amount);
    let difference = total.minus(&sum);
    let shown = |amount: &Fraction| shifted(amount, printed.shift.saturating_neg());
    let cell = |cell: String, number: u32, written: &Fraction, demanded: &Fraction| EquationCell {
        cell,
        number,
        field: Some(printed.field),
        written: shown(written),
        demanded: Some(shown(demanded)),
        tolerance: Fraction::zero(),
    };
    let mut cells = vec![cell(printed.cell.clone(), number, &total, &sum)];
    cells.extend(added.iter().map(|(place, value)| cell(place.cell(), place.number, value, &value.plus(&difference))));
    let asked_by = message!("asked-by.total", cell = &printed.cell);
    Some(Equation { holds: !differs, cells, asked_by })
}

/// Rows of which a total speaks, which of them it adds, and the sums of the columns.
type SpokenOf<'a> = (&'a [Range<usize>], AddedRows<'a>, &'a [(usize, Sums)]);

/// Hands over each total with the rows of which it speaks, and the findings where it differs. Nothing is said of the rows of a total that fits those of
/// the tables before better: they are on other sheets.
fn judged(
    at: &InTable<'_>,
    table: &TypedTable,
    mut take: impl FnMut(&PrintedTotal, Option<SpokenOf<'_>>, Vec<Finding>),
) {
    let InTable { form, totals, .. } = *at;
    // The powers of ten that the columns were multiplied by; where rows differ, that of the last total.
    let shifts: BTreeMap<usize, i32> =
        totals.iter().flat_map(|total| &total.amounts).map(|printed| (printed.field, printed.shift)).collect();
    let summed = |(field, _): &(&usize, &i32)| form.schema.fields[**field].may_be_summed();
    let sums = |counts: &dyn Fn(usize) -> bool| -> Vec<(usize, Sums)> {
        let is_exact = |field: usize, shift: i32| is_exact(&form.schema.fields[field], shift);
        let sums = |field: usize, shift: i32| {
            let is_rounded = |row: usize| table.rows.rounded.contains_key(&(row, field));
            Sums::new(
                &table.rows.columns[field].values,
                (!is_exact(field, shift)).then_some(shift),
                counts,
                &is_rounded,
            )
        };
        shifts.iter().filter(summed).filter_map(|(field, shift)| Some((*field, sums(*field, *shift)?))).collect()
    };
    // A row that is there twice counts once, and a total of what counts is right; one that adds it twice is reported at the row.
    let (none, repeated) = (BTreeSet::new(), repeated_rows(form, table));
    let mut added = vec![AddedRows { of_units: false, left_out: &none }];
    if table.rows.unit.iter().any(Option::is_none) {
        added.push(AddedRows { of_units: true, left_out: &none });
    }
    if !repeated.is_empty() {
        added.extend(added.clone().into_iter().map(|added| AddedRows { left_out: &repeated, ..added }));
    }
    let added: Vec<(AddedRows<'_>, Vec<(usize, Sums)>)> =
        added.into_iter().map(|added| (added, sums(&|row| added.has(row, table)))).collect();
    for total in totals {
        let ranges = total.speaks_of.iter().flat_map(|rows| added.iter().map(move |sums| (rows, sums)));
        let judged = ranges.map(|(rows, (added, sums))| {
            ((rows.as_slice(), *added, sums.as_slice()), differing(form, table, total, rows, sums))
        });
        let fit = |((rows, _, sums), differing): &(SpokenOf<'_>, Vec<Finding>)| {
            let distant = || distance(&compared(form, total, rows, sums).collect::<Vec<_>>());
            (differing.len(), if differing.is_empty() { 0 } else { distant() })
        };
        let Some((rows, differing)) = judged.min_by_key(fit) else { continue };
        let with_before = if differing.is_empty() { None } else { differing_with_before(at, table, total) };
        match with_before.filter(|others| others.len() < differing.len()) {
            Some(others) => take(total, None, others),
            None => take(total, Some(rows), differing),
        }
    }
}

/// The amounts of a total that differ from the sums of the tables before, of all or of those of its sender, with the rows of its own or, as a page
/// brings it forward, without them; `None` where it sums nothing of them.
fn differing_with_before(at: &InTable<'_>, table: &TypedTable, total: &PrintedTotal) -> Option<Vec<Finding>> {
    let all: Vec<&TypedTable> = at.before.to_vec();
    let senders: Vec<&TypedTable> = all.iter().copied().filter(|other| other.sender == table.sender).collect();
    let found = [all, senders].into_iter().filter(|before| !before.is_empty()).flat_map(|before| {
        let with_own: Vec<&TypedTable> = before.iter().copied().chain([table]).collect();
        [with_own, before].map(|tables| differing_from_all(at.form, &tables, table, total))
    });
    found.flatten().min_by_key(Vec::len)
}

/// The amounts of a total of `table` that differ from the sum of all rows of `tables`; `None` where not one is that sum.
pub fn differing_from_all(
    form: &Form,
    tables: &[&TypedTable],
    table: &TypedTable,
    total: &PrintedTotal,
) -> Option<Vec<Finding>> {
    let values_of = |field: usize| {
        let (mut all, mut rounded) = (Vec::new(), BTreeSet::new());
        for table in tables {
            let Values::Decimal(values) = &table.rows.columns.get(field)?.values else { return None };
            let own = table.rows.rounded.keys().filter(|(_, place)| *place == field);
            rounded.extend(own.map(|(row, _)| all.len().saturating_add(*row)));
            all.extend_from_slice(values);
        }
        Some((Values::Decimal(all), rounded))
    };
    let sums_of = |printed: &PrintedAmount| {
        let field = form.schema.fields.get(printed.field).filter(|field| field.may_be_summed())?;
        let shift = (!is_exact(field, printed.shift)).then_some(printed.shift);
        let (values, rounded) = values_of(printed.field)?;
        Some((printed.field, Sums::new(&values, shift, &|_| true, &|row| rounded.contains(&row))?))
    };
    let sums: Vec<(usize, Sums)> = total.amounts.iter().filter_map(sums_of).collect();
    let all = 0..tables.iter().map(|table| table.rows.len()).sum();
    let rows = std::slice::from_ref(&all);
    let is_sum = |one: ComparedAmount<'_>| !one.incomplete && !one.differs() && one.sum != Decimal::ZERO;
    compared(form, total, rows, &sums).any(is_sum).then(|| differing(form, table, total, rows, &sums))
}

/// The amounts of a total of lines that differ from the sums of those that it speaks of, by the places of their fields: of the sets of lines the one that it
/// fits best, in most amounts and then the nearest.
pub fn differing_from_lines(
    form: &Form,
    table: &TypedTable,
    total: &PrintedTotal,
    of: &[BTreeMap<usize, ColumnSum>],
) -> Vec<Finding> {
    let compare = |sums: &BTreeMap<usize, ColumnSum>| -> Vec<ComparedAmount<'_>> {
        total.amounts.iter().filter_map(|printed| sums.get(&printed.field)?.beside(form, printed)).collect()
    };
    let judged = of.iter().map(compare).filter(|compared| !compared.is_empty());
    let fit = |compared: &Vec<ComparedAmount<'_>>| {
        let differing = compared.iter().filter(|one| one.differs()).count();
        (differing, if differing == 0 { 0 } else { distance(compared) })
    };
    let best = judged.min_by_key(fit).unwrap_or_default();
    best.into_iter().filter(ComparedAmount::differs).map(|one| finding(form, table, total, one)).collect()
}

/// A column of lines, added up.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSum {
    /// `None` beyond what a decimal holds.
    pub sum: Option<Decimal>,
    pub rows: usize,
    /// How many of the rows have a value.
    pub present: usize,
    /// The most digits after the decimal sign that a number shows; of sums that need not be exact.
    pub shown: u32,
    /// How many of the values have fewer digits than their cells.
    pub rounded: usize,
}

impl Default for ColumnSum {
    fn default() -> Self {
        Self { sum: Some(Decimal::ZERO), rows: 0, present: 0, shown: 0, rounded: 0 }
    }
}

impl ColumnSum {
    /// Adds a value in the unit of the form, and whether it was rounded.
    pub fn add(&mut self, value: Option<Decimal>, is_rounded: bool, field: &Field) {
        let shown = |value: Decimal| if Self::is_exact(field) { 0 } else { shown_digits(value, 0) };
        self.join(&Self {
            sum: Some(value.unwrap_or(Decimal::ZERO)),
            rows: 1,
            present: usize::from(value.is_some()),
            shown: value.map_or(0, shown),
            rounded: usize::from(is_rounded),
        });
    }

    /// Adds further rows.
    pub fn join(&mut self, other: &Self) {
        self.sum = self.sum.zip(other.sum).and_then(|(one, other)| one.checked_add(other));
        self.rows = self.rows.saturating_add(other.rows);
        self.present = self.present.saturating_add(other.present);
        self.shown = self.shown.max(other.shown);
        self.rounded = self.rounded.saturating_add(other.rounded);
    }

    /// True for a field whose sums allow no difference in the unit of the form.
    pub fn is_exact(field: &Field) -> bool {
        is_exact(field, 0)
    }

    /// A printed amount beside it; `None` where it has no rows.
    fn beside<'a>(&self, form: &Form, printed: &'a PrintedAmount) -> Option<ComparedAmount<'a>> {
        let field = form.schema.fields.get(printed.field)?;
        let sum = self.sum.filter(|_| self.rows > 0)?;
        let difference = printed.amount.checked_sub(sum)?;
        let tolerance = if is_exact(field, printed.shift) {
            Decimal::ZERO
        } else {
            let shown = self.shown.max(shown_digits(printed.amount, printed.shift));
            let rounded = self.rounded.saturating_add(usize::from(printed.rounded));
            let as_shown = self.present.saturating_add(1).saturating_sub(rounded);
            let as_kept = times(Decimal::half_unit(field.digits()), rounded);
            tolerance(shown, printed.shift, as_shown).checked_add(as_kept)?
        };
        Some(ComparedAmount { printed, sum, difference, tolerance, incomplete: self.present < self.rows })
    }
}

/// A column summed from its first row on, so that the sum of any range is one subtraction.
struct Sums {
    /// The sum of the rows before each index, and of all at the end.
    before: Vec<Decimal>,
    /// How many of the rows before each index have a value, and of all at the end.
    present: Vec<usize>,
    /// The indices of the numbers that show so many digits after the decimal sign, in the unit of the sheet; of sums that need
    /// not be exact.
    shown: BTreeMap<u32, Vec<usize>>,
    /// The indices of the numbers that have fewer digits than their cells; of sums that need not be exact.
    rounded: Vec<usize>,
}

impl Sums {
    /// Rows that do not count add nothing, and leave nothing missing. `None` where the sum leaves what a decimal holds.
    fn new(
        values: &Values,
        shift: Option<i32>,
        counts: &dyn Fn(usize) -> bool,
        is_rounded: &dyn Fn(usize) -> bool,
    ) -> Option<Self> {
        let (mut sum, mut count) = (Decimal::ZERO, 0);
        let Values::Decimal(values) = values else { return None };
        let (mut before, mut present) = (Vec::with_capacity(values.len() + 1), Vec::with_capacity(values.len() + 1));
        before.push(sum);
        present.push(count);
        let mut sums = Self { before, present, shown: BTreeMap::new(), rounded: Vec::new() };
        for (place, amount) in values.iter().enumerate() {
            if let Some(amount) = *amount {
                count += 1;
                if counts(place) {
                    sum = sum.checked_add(amount)?;
                    if let Some(shift) = shift {
                        sums.shown.entry(shown_digits(amount, shift)).or_default().push(place);
                        sums.rounded.extend(is_rounded(place).then_some(place));
                    }
                }
            }
            sums.before.push(sum);
            sums.present.push(count);
        }
        Some(sums)
    }

    fn sum(&self, rows: &[Range<usize>]) -> Option<Decimal> {
        rows.iter().try_fold(Decimal::ZERO, |sum, rows| {
            sum.checked_add(self.before.get(rows.end)?.checked_sub(*self.before.get(rows.start)?)?)
        })
    }

    fn present(&self, rows: &[Range<usize>]) -> Option<usize> {
        rows.iter().try_fold(0_usize, |present, rows| {
            present.checked_add(self.present.get(rows.end)?.checked_sub(*self.present.get(rows.start)?)?)
        })
    }

    /// How many numbers of these rows have fewer digits than their cells.
    fn rounded(&self, rows: &[Range<usize>]) -> usize {
        let before = |end: usize| self.rounded.partition_point(|index| *index < end);
        let within = |rows: &Range<usize>| before(rows.end).saturating_sub(before(rows.start));
        rows.iter().map(within).fold(0, usize::saturating_add)
    }

    /// The most digits after the decimal sign that a number of these rows shows.
    fn shown(&self, rows: &[Range<usize>]) -> u32 {
        let has = |indices: &Vec<usize>, rows: &Range<usize>| {
            let first = indices.partition_point(|index| *index < rows.start);
            indices.get(first).is_some_and(|index| *index < rows.end)
        };
        let occurs = |indices: &Vec<usize>| rows.iter().any(|rows| has(indices, rows));
        self.shown.iter().rev().find(|(_, indices)| occurs(indices)).map_or(0, |(digits, _)| *digits)
    }
}

/// An amount of a total beside the sum of its rows.
struct ComparedAmount<'a> {
    printed: &'a PrintedAmount,
    sum: Decimal,
    difference: Decimal,
    tolerance: Decimal,
    /// True where a part is missing.
    incomplete: bool,
}

impl ComparedAmount<'_> {
    /// A missing part can only make the true total larger than the sum of what is there.
    fn differs(&self) -> bool {
        self.difference.abs() > self.tolerance && !(self.incomplete && self.difference > Decimal::ZERO)
    }
}

/// The amounts of a total that are summed, each beside the sum of these rows.
fn compared<'a>(
    form: &'a Form,
    total: &'a PrintedTotal,
    rows: &'a [Range<usize>],
    sums: &'a [(usize, Sums)],
) -> impl Iterator<Item = ComparedAmount<'a>> {
    let count: usize = rows.iter().map(ExactSizeIterator::len).sum();
    let compare = move |printed: &'a PrintedAmount| {
        let (_, sums) = sums.iter().find(|(of, _)| *of == printed.field)?;
        let (sum, present) = (sums.sum(rows), sums.present(rows)?);
        ColumnSum { sum, rows: count, present, shown: sums.shown(rows), rounded: sums.rounded(rows) }
            .beside(form, printed)
    };
    total.amounts.iter().filter_map(compare)
}

/// How far a total is from these sums, in all its amounts, in the smallest units of a decimal.
fn distance<'c>(compared: impl IntoIterator<Item = &'c ComparedAmount<'c>>) -> u128 {
    let differences = compared.into_iter().map(|compared| compared.difference.units().unsigned_abs());
    differences.fold(0, u128::saturating_add)
}

/// The amounts of a total that differ from the sums of these rows.
fn differing(
    form: &Form,
    table: &TypedTable,
    total: &PrintedTotal,
    rows: &[Range<usize>],
    sums: &[(usize, Sums)],
) -> Vec<Finding> {
    let differing = compared(form, total, rows, sums).filter(ComparedAmount::differs);
    differing.map(|compared| finding(form, table, total, compared)).collect()
}

/// An amount of a total that differs from its sum.
fn finding(form: &Form, table: &TypedTable, total: &PrintedTotal, compared: ComparedAmount<'_>) -> Finding {
    let ComparedAmount { printed, sum, difference, .. } = compared;
    let PrintedAmount { field: place, cell, amount: printed, shift, .. } = printed;
    let field = &form.schema.fields[*place];
    let location = Location {
        sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
        cell: Some(cell.clone()),
        row: Some(total.number),
        form: Some(form.name.clone()),
        field: Some(field.name.clone()),
        time_period: table.period.map(|period| period.to_string()),
        ..Location::default()
    };
    let decimal = table.decimal_sign(*place);
    let number = |amount: Decimal| match decimal {
        Some(decimal) => Message::number_of_column(amount, decimal),
        None => Message::number(amount),
    };
    let [printed_total, sum_of_rows, by] = [*printed, sum, difference].map(number);
    let message = if *shift == 0 {
        message!("total-mismatch.differs", printed = printed_total, sum = sum_of_rows, difference = by)
    } else {
        // The sheet shows other digits: its unit is another.
        let unit = of_field(field);
        message!(
            "total-mismatch.differs-in-unit",
            printed = printed_total,
            sum = sum_of_rows,
            difference = by,
            unit = unit
        )
    };
    let finding = Finding::new(Code::TotalMismatch, location, message);
    finding.value(printed.to_string()).expected(number(sum))
}

/// True where a sum allows no difference: of whole numbers in the unit of the form.
fn is_exact(field: &Field, shift: i32) -> bool {
    field.kind == FieldType::Integer && shift == 0
}

/// How many digits after the decimal sign a number shows in the unit of the sheet, of which it is so many powers of ten.
fn shown_digits(amount: Decimal, shift: i32) -> u32 {
    // As a whole number of the smallest units that a decimal holds; most keep six digits at most, and what is left is small.
    const SIX: i128 = 1_000_000;
    let (mut units, mut digits) = (amount.units(), i64::from(SCALE).saturating_add(i64::from(shift)));
    if digits >= 6 && units % SIX == 0 {
        units /= SIX;
        digits -= 6;
    }
    if let Ok(mut units) = i64::try_from(units) {
        while digits > 0 && units % 10 == 0 {
            units /= 10;
            digits -= 1;
        }
    } else {
        while digits > 0 && units % 10 == 0 {
            units /= 10;
            digits -= 1;
        }
    }
    u32::try_from(digits).unwrap_or_default()
}

/// Half a unit of the last shown digit, in the unit of the sheet, for each of so many numbers: the digits of the one that
/// shows most.
fn tolerance(shown: u32, shift: i32, numbers: usize) -> Decimal {
    let power = i64::from(SCALE).saturating_add(i64::from(shift)).saturating_sub(i64::from(shown));
    let unit = u32::try_from(power).ok().and_then(|power| 10_i128.checked_pow(power)).unwrap_or_default();
    times(Decimal::from_units(unit / 2), numbers)
}

/// So many times an amount.
fn times(amount: Decimal, numbers: usize) -> Decimal {
    Decimal::from_units(i128::try_from(numbers).unwrap_or(0).saturating_mul(amount.units()))
}
