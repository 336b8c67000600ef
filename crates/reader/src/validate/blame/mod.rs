//! Which cell is to blame where checks, formulas and totals of a row do not hold: the smallest set of cells that explains all of it.
//!
//! ```text
//! Tiếp nhận | Trực tuyến | Trực tiếp | Đã giải quyết      check: settled <= received
//!     1=2+3 |          2 |         3 |             4
//!        10 |         61 |        39 |            95      likely-wrong-cell at 10: 100 makes both hold
//! ```
//!
//! A set of cells explains what fails where there are values for its cells, all others kept, with which every linear law of the row holds: those
//! that fail and those that do not (Fellegi and Holt 1976; "error localization"). Of several smallest sets none is preferred: they are said as
//! candidates. Missing values stay missing. Where [`super::transposed`] names a cell of such a set already, nothing is said: it knows how the
//! number came to be wrong.

mod checks;
mod laws;
mod row_system;
mod search;
mod system;

#[cfg(test)]
mod oracle_tests;

use std::collections::HashSet;

use laws::failing_rows;
use row_system::{RowSystem, SystemCell};
use search::{CanBe, Quotient, can_be, explains, smallest_sets};
use system::Work;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::sheet::address::address;
use crate::typing::reading::TypedTable;
use crate::validate::constraints::Rules;
use crate::validate::equation::{shift_of, shifted};
use crate::validate::rules::InTable;
use crate::validate::{row_location, totals};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// Smallest sets beyond which they are not named: so many say nothing to anybody.
const MOST_CANDIDATES: usize = 6;

/// Looks for such cells in the rows in which something fails.
pub fn check(at: &InTable<'_>, typed: &TypedTable, found: &[Finding]) -> Collector {
    let mut findings = Collector::new();
    // Lines pass in pieces, and each is as another program wrote it.
    if at.form.has_lines() {
        return findings;
    }
    let transposed = found.iter().filter(|finding| finding.code == Code::TransposedDigits);
    let transposed: HashSet<&str> = transposed.filter_map(|finding| finding.location.cell.as_deref()).collect();
    let work = Work::default();
    failing_rows(at, typed, found, |row, part, totals| {
        work.next();
        let failing = FailingPart { at, typed, totals, row, part, work: &work };
        let Some(sets) = failing.sets() else { return };
        let is_named = |cell: &usize| failing.cell(*cell).is_some_and(|cell| transposed.contains(cell.as_str()));
        if !sets.iter().flatten().any(is_named) {
            failing.findings(&sets, &mut findings);
        }
    });
    findings
}

/// A part of a row in which something fails.
struct FailingPart<'a> {
    at: &'a InTable<'a>,
    typed: &'a TypedTable,
    totals: &'a [totals::SumOfRows],
    row: usize,
    part: &'a RowSystem,
    work: &'a Work,
}

impl FailingPart<'_> {
    /// The smallest sets that explain, where they say more than is said already.
    fn sets(&self) -> Option<Vec<Vec<usize>>> {
        let RowSystem { system, failing, distinct, limits, .. } = self.part;
        if *limits == failing.len() {
            return None;
        }
        let mut sets = smallest_sets(system, self.work)?;
        // A cell that would have to be what its field cannot hold explains nothing.
        sets.retain(|set| set.iter().all(|cell| self.can_hold(set, *cell)));
        let is_named = |cell: &usize| failing.iter().any(|said| said.at == Some(*cell));
        match (sets.as_slice(), distinct) {
            // The rule that found it has named the cell, and what would be right.
            ([set], 1) if set.iter().all(is_named) => None,
            ([_], _) => Some(sets),
            // Of one law it is known already that one of its cells is wrong.
            ([], _) | (_, 1) => None,
            _ => Some(sets).filter(|sets| sets.len() <= MOST_CANDIDATES),
        }
    }

    /// Whether a cell of a set can be a value of its field.
    fn can_hold(&self, set: &[usize], cell: usize) -> bool {
        match can_be(&self.part.system, set, cell, self.work) {
            None | Some(CanBe::Nothing) => false,
            Some(CanBe::Several) => true,
            Some(CanBe::One(_)) => self.value(set, cell).is_some(),
        }
    }

    /// The one value that a cell of a set has to have.
    fn value(&self, set: &[usize], cell: usize) -> Option<Decimal> {
        let one = match can_be(&self.part.system, set, cell, self.work)? {
            CanBe::One(one) => one,
            // What rounding allows are many values; sums to the digit may name one of them.
            CanBe::Several => self.exact_value(set, cell)?,
            CanBe::Nothing => return None,
        };
        let units = one.upper.checked_mul(self.part.unit)?;
        let value = (units % one.lower == 0).then(|| Decimal::from_units(units / one.lower))?;
        let field = match self.part.places.get(cell)? {
            SystemCell::Field(field) => self.at.form.schema.fields.get(*field),
            _ => None,
        };
        field.is_none_or(|field| Rules::new(field).allow(value)).then_some(value)
    }

    /// The one value that a cell has to have where nothing is rounded, if the set explains with it.
    fn exact_value(&self, set: &[usize], cell: usize) -> Option<Quotient> {
        if self.has_rounded_beside(set) {
            return None;
        }
        let CanBe::One(one) = can_be(&self.part.exact, set, cell, self.work)? else { return None };
        let mut system = self.part.system.clone();
        system.cells.get_mut(cell)?.value = (one.upper % one.lower == 0).then(|| one.upper / one.lower)?;
        let others: Vec<usize> = set.iter().copied().filter(|other| *other != cell).collect();
        explains(&system, &others, self.work)?.then_some(one)
    }

    /// True where a value of the row has fewer digits than its cell, which is not of a set: what is computed from it is not exact.
    fn has_rounded_beside(&self, set: &[usize]) -> bool {
        let is_of_set = |field: usize| {
            set.iter().any(|cell| matches!(self.part.places.get(*cell), Some(SystemCell::Field(own)) if *own == field))
        };
        let mut rounded = self.typed.rows.rounded.range((self.row, 0)..=(self.row, usize::MAX));
        rounded.any(|((_, field), _)| !is_of_set(*field))
    }

    /// What the cell of a value says, where that has more digits than the value.
    fn stated(&self, cell: usize) -> Option<Decimal> {
        let Some(SystemCell::Field(field)) = self.part.places.get(cell) else { return None };
        self.typed.rows.rounded.get(&(self.row, *field)).copied()
    }

    fn findings(&self, sets: &[Vec<usize>], findings: &mut Collector) {
        let mut push = |location: Location, with_words: &dyn Fn(Finding) -> Option<Finding>| {
            let is_full = findings.is_full(Code::LikelyWrongCell, &location);
            let finding = Finding::new(Code::LikelyWrongCell, location, Message::default());
            let finding = if is_full { Some(finding) } else { with_words(finding) };
            finding.into_iter().for_each(|finding| findings.push(finding, &self.at.form.severities));
        };
        if let [set] = sets {
            // What is wrong about a total may be one of its other rows.
            let of_row = |cell: &&usize| !matches!(self.part.places.get(**cell), Some(SystemCell::Total(_)));
            for cell in set.iter().filter(of_row) {
                let Some(location) = self.location(*cell) else { continue };
                push(location, &|finding| self.blamed(set, *cell, finding));
            }
            return;
        }
        push(row_location(self.at.form, self.typed, self.row, None), &|mut finding| {
            let named = |set: &Vec<usize>| joined(set.iter().filter_map(|cell| self.words(*cell)), " & ");
            let candidates = joined(sets.iter().map(named), ", ");
            finding.message = message!("likely-wrong-cell.tie", candidates = candidates, checks = self.checks());
            Some(finding)
        });
    }

    /// What does not hold.
    fn checks(&self) -> Message {
        joined(self.part.failing.iter().map(|said| said.by.clone()), ", ")
    }

    /// The finding at a cell of the only smallest set, with its words.
    fn blamed(&self, set: &[usize], cell: usize, mut finding: Finding) -> Option<Finding> {
        let checks = self.checks();
        let shift = self.shift(cell);
        let shown = |value: Decimal| {
            let value = shifted(&Fraction::from(value), shift);
            value.rounded(value.digits().unwrap_or(SCALE))
        };
        let written = self.part.system.cells.get(cell)?.value.checked_mul(self.part.unit)?;
        let written = shown(self.stated(cell).unwrap_or(Decimal::from_units(written)));
        let decimal = self.decimal_sign(cell);
        let meant = self.value(set, cell).map(shown);
        let suggested = meant.as_ref().map(|meant| Message::number_of_column(meant, decimal));
        let value = Message::number_of_column(&written, decimal);
        finding.message = match (&suggested, set) {
            (Some(suggested), [_]) => {
                message!("likely-wrong-cell.value", value = value, suggested = suggested, checks = checks)
            }
            (None, [_]) => message!("likely-wrong-cell.one", value = value, checks = checks),
            _ => {
                let others = set.iter().filter(|other| **other != cell).filter_map(|other| self.words(*other));
                let others = joined(others, ", ");
                message!("likely-wrong-cell.several", value = value, others = others, checks = checks)
            }
        };
        finding = finding.value(written);
        if let Some(meant) = meant {
            let typed = Message::typed_number(meant, decimal);
            finding = finding.expected(typed.clone()).suggestion(typed);
        }
        Some(finding)
    }

    /// The decimal sign with which the column of a cell writes its numbers.
    fn decimal_sign(&self, cell: usize) -> char {
        let field = match self.part.places.get(cell) {
            Some(SystemCell::Field(field)) => Some(*field),
            _ => None,
        };
        self.at.decimal_sign(self.typed, field)
    }

    /// The power of ten by which an amount is multiplied as its cell shows it.
    fn shift(&self, cell: usize) -> i32 {
        match self.part.places.get(cell) {
            Some(SystemCell::Field(field)) => shift_of(self.at.form, self.typed, *field),
            _ => 0,
        }
    }

    /// A cell as findings about others name it.
    fn words(&self, cell: usize) -> Option<Message> {
        let address = self.cell(cell)?;
        Some(match self.part.places.get(cell)? {
            SystemCell::Total(_) => message!("likely-wrong-cell.elsewhere", cell = address),
            _ => address.into(),
        })
    }

    /// A1 notation.
    fn cell(&self, cell: usize) -> Option<String> {
        match self.part.places.get(cell)? {
            SystemCell::Field(field) => Some(self.typed.place_of(self.row, *field)?.cell()),
            SystemCell::Column(column) => {
                let number = *self.typed.rows.number.get(self.row)?;
                Some(address(number.checked_sub(1)?, *column))
            }
            SystemCell::Total(total) => Some(self.totals.get(*total)?.cell.clone()),
        }
    }

    fn location(&self, cell: usize) -> Option<Location> {
        let field = match self.part.places.get(cell)? {
            SystemCell::Field(field) => self.at.form.schema.fields.get(*field).map(|field| field.name.clone()),
            _ => None,
        };
        Some(Location { cell: self.cell(cell), field, ..row_location(self.at.form, self.typed, self.row, None) })
    }
}

/// Words one after the other.
fn joined(all: impl Iterator<Item = Message>, between: &str) -> Message {
    let (vi, en): (Vec<String>, Vec<String>) = all.map(|one| (one.vi, one.en)).unzip();
    Message::new(vi.join(between), en.join(between))
}
