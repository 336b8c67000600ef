//! A line of an export that is the sum of other lines of its unit: where it counts as a line, each amount is counted twice.
//!
//! ```text
//! GD1                 99001   01/08/2025   1000,50   Ví
//! GD2                 99001   02/08/2025   2000,50   Ví
//! Tổng xã Sông Trong  99001                3001,00         period-mismatch: words of a sum, and nothing else that other lines have
//!                     99001                3001,00         period-mismatch: nothing that other lines have, and the sum of the two
//! ```
//!
//! Takes the lines of tables or of the pieces of an export; once all are known gives those that are sums. A line without a unit is a total of the
//! export, which is compared elsewhere. Reports print such lines, and `GROUP BY ROLLUP` gives them.

use std::collections::HashMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Field, Form};
use crate::registry::UnitIndex;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rows::{SaidSum, Values};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::sum_words::SaidOfSum;

/// Lines of which another is the sum: of one it is as likely the same by chance.
const FEWEST_LINES: u64 = 2;
/// Digits of the amounts by which a line without words is surely a sum.
const SURE_DIGITS: usize = 5;
/// The same where every other line has several texts.
const DIGITS_BESIDE_TEXTS: usize = 3;
/// Lines without any text that are remembered.
const MOST_BARE: usize = 1 << 16;

/// The unit and period of a line.
pub type UnitAndPeriod = (UnitIndex, Period);

/// The sums of the amounts of some lines.
#[derive(Clone, Debug, Default)]
pub struct SummedLines {
    lines: u64,
    /// Of each field that is added, in the order of the form: its sum, `None` beyond what a decimal holds, and how many lines have it.
    sums: Vec<(Option<Decimal>, u64)>,
}

impl SummedLines {
    /// Adds so many lines.
    pub const fn count(&mut self, lines: u64) {
        self.lines = self.lines.saturating_add(lines);
    }

    /// Adds an amount of the field with this index, which so many lines have.
    pub fn add(&mut self, field: usize, amount: Decimal, present: u64) {
        if self.sums.len() <= field {
            self.sums.resize(field.saturating_add(1), (Some(Decimal::ZERO), 0));
        }
        if let Some((sum, count)) = self.sums.get_mut(field) {
            *sum = sum.and_then(|sum| sum.checked_add(amount));
            *count = count.saturating_add(present);
        }
    }

    fn add_line(&mut self, amounts: &[Option<Decimal>]) {
        self.count(1);
        for (field, amount) in amounts.iter().enumerate() {
            if let Some(amount) = amount {
                self.add(field, *amount, 1);
            }
        }
    }

    fn join(&mut self, other: &Self) {
        self.count(other.lines);
        for (field, (sum, present)) in other.sums.iter().enumerate() {
            match sum {
                Some(sum) => self.add(field, *sum, *present),
                None => {
                    self.add(field, Decimal::ZERO, *present);
                    self.sums[field].0 = None;
                }
            }
        }
    }

    /// The same without one of its lines.
    fn without(&self, amounts: &[Option<Decimal>]) -> Self {
        let mut less = self.clone();
        less.lines = less.lines.saturating_sub(1);
        for ((sum, present), amount) in less.sums.iter_mut().zip(amounts) {
            if let Some(amount) = amount {
                *sum = sum.and_then(|sum| sum.checked_sub(*amount));
                *present = present.saturating_sub(1);
            }
        }
        less
    }
}

/// A line that may be a sum.
#[derive(Clone, Debug)]
pub struct PerhapsSum {
    table: usize,
    row: usize,
    /// The row of the sheet, from 1.
    pub number: u32,
    /// The line before it that may be one, too.
    pub behind: u32,
    pub key: UnitAndPeriod,
    accepted: bool,
    amounts: Vec<Option<Decimal>>,
    /// The descriptive fields, by index, that are blank, and those that say that it is a sum.
    blank: u64,
    said_in: u64,
    said: Option<SaidSum>,
    /// The lines of its unit between it and the line before it that may be a sum, too.
    pub above: SummedLines,
}

impl PerhapsSum {
    fn is_bare(&self, described: u64) -> bool {
        described != 0 && (self.blank | self.said_in) & described == described
    }
}

/// The lines of an export by unit and period, and those of them that may be sums.
#[derive(Clone, Debug, Default)]
pub struct LineSums {
    units: HashMap<UnitAndPeriod, SummedLines, ahash::RandomState>,
    perhaps: Vec<PerhapsSum>,
    /// Of lines that were read as rows: how many there are, and how many have each descriptive field.
    looked: u64,
    filled: Vec<u64>,
    /// Fields, by index among those that are added, whose amounts are not known of all lines.
    unknown: u64,
}

/// A line that is the sum of others.
pub struct ProvenSum {
    pub key: UnitAndPeriod,
    table: usize,
    row: usize,
    pub number: u32,
    /// False where the line is in error for something else.
    pub accepted: bool,
    said: Option<SaidSum>,
    /// How many lines it sums, and the field, by index among those that are added, that says so.
    of: Option<(u64, usize, Decimal)>,
    is_sure: bool,
}

impl LineSums {
    /// Adds the lines of a typed table, which is the one with this index.
    pub fn add(&mut self, form: &Form, table: &TypedTable, index: usize) {
        let rows = &table.rows;
        let summed: Vec<usize> = summed(form).map(|(place, _)| place).collect();
        let described: Vec<usize> = form
            .schema
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| is_described(field))
            .map(|(place, _)| place)
            .collect();
        self.filled.resize(described.len(), 0);
        let all = described.iter().enumerate().fold(0_u64, |all, (bit, _)| all | bit_of(bit));
        let mut since: HashMap<UnitAndPeriod, SummedLines, ahash::RandomState> = HashMap::default();
        let mut behind = 0;
        for row in 0..rows.len() {
            let (Some(unit), Some(period)) = (rows.unit[row], rows.period[row]) else { continue };
            let key = (unit, period);
            let amounts: Vec<Option<Decimal>> =
                summed.iter().map(|place| rows.columns.get(*place)?.values.decimal(row)).collect();
            let mut blank = 0;
            for (bit, place) in described.iter().enumerate() {
                if rows.columns.get(*place).is_none_or(|column| is_blank(&column.values, row)) {
                    blank |= bit_of(bit);
                }
            }
            let said = rows.said_sums.get(&row).map(Vec::as_slice).unwrap_or_default();
            let is_bare = all != 0 && blank == all && self.perhaps.len() < MOST_BARE;
            if said.is_empty() && !is_bare {
                self.looked = self.looked.saturating_add(1);
                for (bit, filled) in self.filled.iter_mut().enumerate().filter(|(bit, _)| blank & bit_of(*bit) == 0) {
                    *filled = filled.saturating_add(u64::from(bit < 64));
                }
                self.units.entry(key).or_default().add_line(&amounts);
                since.entry(key).or_default().add_line(&amounts);
                continue;
            }
            let bit = |said: &SaidSum| described.iter().position(|place| Some(*place) == said.field).map_or(0, bit_of);
            let number = rows.number.get(row).copied().unwrap_or_default();
            self.perhaps.push(PerhapsSum {
                table: index,
                row,
                number,
                behind,
                key,
                accepted: rows.accepted[row],
                amounts,
                blank,
                said_in: said.iter().fold(0, |bits, said| bits | bit(said)),
                said: said.iter().min_by_key(|said| said.how == SaidOfSum::Perhaps).cloned(),
                above: since.remove(&key).unwrap_or_default(),
            });
            since.clear();
            behind = number;
        }
    }

    /// The lines of a unit and period, to which further ones are added.
    pub fn of(&mut self, key: UnitAndPeriod) -> &mut SummedLines {
        self.units.entry(key).or_default()
    }

    /// The lines that may be sums, in their order.
    pub fn perhaps_mut(&mut self) -> &mut [PerhapsSum] {
        &mut self.perhaps
    }

    /// Says that not all lines give the amounts of the field with this index.
    pub const fn forget(&mut self, field: usize) {
        self.unknown |= bit_of(field);
    }

    /// The descriptive fields, by their place in the form, that half of the lines so far have.
    pub fn usual_fields(&self, form: &Form) -> Vec<usize> {
        let places = form.schema.fields.iter().enumerate().filter(|(_, field)| is_described(field));
        let usual = places.zip(&self.filled).filter(|(_, filled)| filled.saturating_mul(2) >= self.looked.max(1));
        usual.map(|((place, _), _)| place).collect()
    }

    /// Joins those of the piece behind.
    pub fn join(&mut self, other: Self) {
        for (key, lines) in other.units {
            self.units.entry(key).or_default().join(&lines);
        }
        for one in other.perhaps {
            match one.said {
                None if self.perhaps.len() >= MOST_BARE => {
                    self.units.entry(one.key).or_default().add_line(&one.amounts)
                }
                _ => self.perhaps.push(one),
            }
        }
        self.looked = self.looked.saturating_add(other.looked);
        self.filled.resize(self.filled.len().max(other.filled.len()), 0);
        self.filled.iter_mut().zip(other.filled).for_each(|(own, other)| *own = own.saturating_add(other));
        self.unknown |= other.unknown;
    }

    /// The lines that are sums, in their order.
    pub fn proven(mut self) -> Vec<ProvenSum> {
        if self.perhaps.is_empty() {
            return Vec::new();
        }
        let looked = self.looked;
        let bits = |is_meant: &dyn Fn(u64) -> bool| {
            let meant =
                self.filled.iter().enumerate().filter(|(_, filled)| looked >= FEWEST_LINES && is_meant(**filled));
            meant.fold(0_u64, |bits, (bit, _)| bits | bit_of(bit))
        };
        let usual = bits(&|filled| filled.saturating_mul(10) >= looked.saturating_mul(9));
        let always = bits(&|filled| filled == looked);
        let half = bits(&|filled| filled.saturating_mul(2) >= looked);
        let described = (0..self.filled.len()).fold(0_u64, |bits, bit| bits | bit_of(bit));
        // Where most lines have no text, a line without one is as all others.
        let is_bare = |one: &PerhapsSum| one.is_bare(described) && half != 0;
        let sure_digits = if usual.count_ones() > 1 { DIGITS_BESIDE_TEXTS } else { SURE_DIGITS };
        // The words, and nothing of what other lines have.
        let is_said = |one: &PerhapsSum| {
            let (others, ever) = (usual & !one.said_in, always & !one.said_in);
            let is_sure = one.said.as_ref().is_some_and(|said| said.how == SaidOfSum::Surely);
            one.said.is_some() && others != 0 && others & !one.blank == 0 || is_sure && ever & one.blank != 0
        };
        let (sums, left): (Vec<PerhapsSum>, Vec<PerhapsSum>) =
            std::mem::take(&mut self.perhaps).into_iter().partition(is_said);
        let mut proven: Vec<ProvenSum> = sums.into_iter().map(|one| one.proven(None, true)).collect();
        let mut whole = SummedLines::default();
        self.units.values().for_each(|lines| whole.join(lines));
        let mut with_left: HashMap<UnitAndPeriod, SummedLines, ahash::RandomState> = HashMap::default();
        for one in &left {
            let own = with_left.entry(one.key);
            own.or_insert_with(|| self.units.get(&one.key).cloned().unwrap_or_default()).add_line(&one.amounts);
        }
        let of_unit = |one: &PerhapsSum, fewest: u64| {
            let lines = self.units.get(&one.key)?;
            equal(&one.amounts, lines, self.unknown).filter(|_| lines.lines >= fewest)
        };
        let mut unproven = Vec::new();
        for one in left {
            let others = with_left.get(&one.key).map(|lines| lines.without(&one.amounts));
            let sets = [Some(&one.above), others.as_ref(), Some(&whole)];
            let found = of_unit(&one, FEWEST_LINES).or_else(|| {
                let mut sets = sets.into_iter().flatten().filter(|lines| lines.lines >= FEWEST_LINES);
                sets.find_map(|lines| equal(&one.amounts, lines, self.unknown))
            });
            match found {
                // Its words may be those of a value, and then the numbers have to say it.
                Some(equal) if one.said.is_some() || is_bare(&one) => {
                    let is_sure = one.said.is_some() || equal.weight() >= sure_digits;
                    proven.push(one.proven(Some(equal), is_sure));
                }
                _ => unproven.push(one),
            }
        }
        // Beside the sum of several lines that of one is one, too.
        let is_any_sure = proven.iter().any(|sum| sum.is_sure && sum.said.is_none());
        for one in unproven {
            let equal = of_unit(&one, 1).filter(|_| is_any_sure && one.said.is_none() && is_bare(&one));
            // Where other lines have nothing else to be told by, the words are all that is known; a line that has it as they have is one of them.
            let is_doubtful =
                one.said.as_ref().is_some_and(|said| said.how == SaidOfSum::Surely) && usual & !one.said_in == 0;
            if equal.is_some() || is_doubtful {
                let is_sure = equal.is_some();
                proven.push(one.proven(equal, is_sure));
            }
        }
        proven.sort_by_key(|sum| (sum.table, sum.number));
        proven
    }
}

/// Amounts that are the sums of lines.
#[derive(Clone, Copy)]
struct EqualSums {
    lines: u64,
    /// One of the fields.
    field: usize,
    amount: Decimal,
    digits: usize,
}

impl EqualSums {
    /// The digits that say it; the sum of many lines is met by chance more seldom.
    fn weight(&self) -> usize {
        let of_lines = self.lines.checked_ilog10().unwrap_or_default();
        self.digits.saturating_add(usize::try_from(of_lines).unwrap_or_default())
    }
}

/// Whether all amounts of a line are the sums of others, and one is not zero.
fn equal(amounts: &[Option<Decimal>], of: &SummedLines, unknown: u64) -> Option<EqualSums> {
    let mut found: Option<EqualSums> = None;
    for (field, own) in amounts.iter().enumerate().filter(|(field, _)| unknown & bit_of(*field) == 0) {
        let Some(own) = own else { continue };
        let sum = of.sums.get(field).filter(|(_, present)| *present > 0).and_then(|(sum, _)| *sum);
        match sum {
            Some(sum) if sum == *own && sum != Decimal::ZERO => {
                let digits = found.map_or(0, |found| found.digits).saturating_add(own.significant_digits());
                found = Some(EqualSums { lines: of.lines, field, amount: *own, digits });
            }
            Some(sum) if sum == *own => {}
            None if *own == Decimal::ZERO => {}
            _ => return None,
        }
    }
    found
}

impl PerhapsSum {
    fn proven(self, equal: Option<EqualSums>, is_sure: bool) -> ProvenSum {
        let of = equal.map(|equal| (equal.lines, equal.field, equal.amount));
        let Self { table, row, number, key, accepted, said, .. } = self;
        ProvenSum { key, table, row, number, accepted, said, of, is_sure }
    }
}

impl ProvenSum {
    /// What is to say of it, in its table.
    pub fn finding(&self, project: &Project, form: &Form, table: &TypedTable) -> Finding {
        let (unit, period) = self.key;
        let unit = project.registry.units.get(unit);
        let of_field = self.of.and_then(|(_, field, _)| summed(form).nth(field)).map(|(place, _)| place);
        let column = table.columns.iter().find(|column| Some(column.field) == of_field).or(table.columns.first());
        let of_amount = || column.map(|column| format!("{}{}", column.letters, self.number));
        let location = Location {
            sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
            cell: self.said.as_ref().map(|said| said.cell.clone()).or_else(of_amount),
            row: Some(self.number),
            form: Some(form.name.clone()),
            time_period: Some(period.to_string()),
            ref_area: unit.map(|unit| unit.code.clone()),
            ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
            ..Location::default()
        };
        let (value, message) = match (&self.said, self.of) {
            (Some(said), _) if self.is_sure => {
                (said.text.clone(), message!("period-mismatch.sum-in-line", written = &said.text))
            }
            (Some(said), _) => {
                (said.text.clone(), message!("period-mismatch.perhaps-sum-in-line", written = &said.text))
            }
            (None, of) => {
                let (lines, _, amount) = of.unwrap_or_default();
                let (own, lines) = (Message::number(amount), usize::try_from(lines).unwrap_or(usize::MAX));
                let message = match self.is_sure {
                    true => message!("period-mismatch.sum-of-lines", amount = own, lines = lines),
                    false => message!("period-mismatch.perhaps-sum-of-lines", amount = own, lines = lines),
                };
                (amount.to_string(), message)
            }
        };
        let finding = Finding::new(Code::PeriodMismatch, location, message).value(value);
        if self.is_sure { finding } else { finding.weighing(Severity::Warning, Disposition::Used) }
    }
}

/// Keeps such lines out of the tables of an object.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (form_index, form) in project.forms.iter().enumerate().filter(|(_, form)| form.has_lines()) {
        let mut sums = LineSums::default();
        for (index, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == form_index) {
            sums.add(form, table, index);
        }
        for sum in sums.proven().into_iter().filter(|sum| sum.accepted) {
            let Some(table) = reading.tables.get_mut(sum.table) else { continue };
            if found.push_on_row(sum.finding(project, form, table), &form.severities).quarantines {
                table.rows.quarantine(sum.row);
            }
        }
    }
    reading.findings.extend(found.all());
}

/// The bit of an index; none for one beyond the last.
const fn bit_of(index: usize) -> u64 {
    if index < 64 { 1 << index } else { 0 }
}

/// The fields whose amounts a sum of lines adds, with their places in the form: its measures, or all amounts where it has none.
pub fn summed(form: &Form) -> impl Iterator<Item = (usize, &Field)> {
    let has_measures = form.measures().next().is_some();
    let is_summed = move |field: &Field| {
        field.kind.is_amount() && field.role.is_none() && field.may_be_summed() && (field.is_measure() || !has_measures)
    };
    form.schema.fields.iter().enumerate().filter(move |(_, field)| is_summed(field))
}

/// True for a field that describes a line: what it is, when it was, and not of whom and how much.
pub fn is_described(field: &Field) -> bool {
    field.role.is_none() && !field.kind.is_amount()
}

fn is_blank(values: &Values, row: usize) -> bool {
    match values {
        Values::Decimal(values) => values.get(row).is_none_or(Option::is_none),
        Values::Boolean(values) => values.get(row).is_none_or(Option::is_none),
        Values::Date(values) => values.get(row).is_none_or(Option::is_none),
        Values::Text(values) => {
            values.get(row).is_none_or(|text| text.as_ref().is_none_or(|text| !text.contains(char::is_alphanumeric)))
        }
    }
}
