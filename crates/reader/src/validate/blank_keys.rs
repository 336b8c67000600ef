//! Rows that leave a field of their key blank: "02128 | Xã Nậm Tin | | 304.5" beside the rows of its industries.
//!
//! Such a row may print the sum of the rows of its unit, or be one of them whose cell was forgotten. Of a sum the reading has made a total where the
//! figures prove it; here the others are reported, so that none is added in silence. Where its amounts are about those of the rows beside it
//! together, or where every row is one of listed values, it is kept out; else it counts, and a warning names the cell.

use std::collections::HashMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::validate::primary_key::key_values;
use crate::validate::rules::InTable;
use crate::validate::{area_column, row_location};
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// Rows that a message names.
const MOST_NAMED: usize = 10;
/// By which part of a sum a row may differ from it and still be about the sum.
const NEAR: usize = 10;

/// What a row with a blank key may be.
enum BlankKey {
    /// Its amounts are about the sum of those of these rows.
    Sum(Vec<usize>),
    /// Each row is one of listed values.
    Listed,
    /// A row like the others.
    Named,
}

/// Reports the accepted rows of a table that leave a field of the key blank; those that may count twice, or under nothing that is listed, are kept out.
pub(super) fn check(at: &InTable<'_>, table: &mut TypedTable) -> Collector {
    let (form, mut findings) = (at.form, Collector::new());
    // Lines have no keys.
    if form.has_lines() {
        return findings;
    }
    let fields = form.schema.fields.iter().enumerate();
    let of_key = fields.filter(|(place, field)| {
        let is_apart = field.role.is_none() && form.schema.primary_key.contains(&field.name);
        is_apart && !field.constraints.required && !at.elsewhere.contains(place)
    });
    let key: Vec<usize> = of_key.map(|(place, _)| place).collect();
    let mut kept_out = Vec::new();
    for field in &key {
        let blank: Vec<usize> = (0..table.rows.len()).filter(|row| is_blank(table, *row, *field)).collect();
        if blank.is_empty() {
            continue;
        }
        let has_value = |row| table.rows.columns.get(*field).is_some_and(|column| !column.values.is_missing(row));
        let is_filled = (0..table.rows.len()).any(has_value);
        let has_column = table.columns.iter().any(|column| column.field == *field);
        // Of a field without a column that no heading gives either, that is all there is to say.
        if !has_column && !is_filled {
            continue;
        }
        let neighbours = Neighbours::new(table);
        for row in blank {
            let location =
                row_location(form, table, row, Some(*field).filter(|_| has_column).or(area_column(form, table)));
            let is_known = at.found.iter().any(|found| {
                found.location.cell.is_some()
                    && found.location.cell == location.cell
                    && found.code != Code::DoubtfulArea
            });
            let is_kept_out = !table.rows.accepted[row] || table.rows.only_counted.contains(&(row, *field));
            if is_known && has_column || is_kept_out || neighbours.has_twin(form, table, row) {
                continue;
            }
            let written = &form.schema.fields[*field];
            let title = written.title.as_ref().unwrap_or(&written.name);
            let kind = neighbours.judged(form, table, (row, *field), is_filled && !written.listed().is_empty());
            let message = match &kind {
                BlankKey::Sum(rows) => {
                    let numbers = rows.iter().take(MOST_NAMED).map(|row| table.rows.number[*row].to_string());
                    let numbers = numbers.collect::<Vec<_>>().join(", ");
                    let more = rows.len().saturating_sub(MOST_NAMED);
                    message!("primary-key.blank-sum", field = title, rows = numbers, others = more)
                }
                BlankKey::Listed => message!("primary-key.blank-listed", field = title),
                BlankKey::Named => message!("primary-key.blank", field = title),
            };
            let mut finding = Finding::new(Code::PrimaryKey, location, message);
            finding.location.field = Some(written.name.clone());
            if matches!(kind, BlankKey::Named) {
                finding = finding.weighing(Severity::Warning, Disposition::Used);
            }
            if findings.push_on_row(finding, &form.severities).quarantines {
                kept_out.push(row);
            }
        }
    }
    kept_out.into_iter().for_each(|row| table.rows.quarantine(row));
    findings
}

fn is_blank(table: &TypedTable, row: usize, field: usize) -> bool {
    let has_place = table.rows.unit[row].is_some() && table.rows.period[row].is_some();
    has_place && table.rows.columns.get(field).is_some_and(|column| column.values.is_missing(row))
}

/// The rows of a table by their unit and period.
struct Neighbours {
    of: HashMap<(UnitIndex, Period), Vec<usize>>,
}

impl Neighbours {
    fn new(table: &TypedTable) -> Self {
        let mut of: HashMap<_, Vec<usize>> = HashMap::new();
        for (row, subject) in table.rows.unit.iter().zip(&table.rows.period).enumerate() {
            if let (Some(unit), Some(period)) = subject {
                of.entry((*unit, *period)).or_default().push(row);
            }
        }
        Self { of }
    }

    /// The other rows of the unit and period of a row.
    fn beside(&self, table: &TypedTable, row: usize) -> impl Iterator<Item = usize> {
        let subject = table.rows.unit[row].zip(table.rows.period[row]);
        let rows = subject.and_then(|subject| self.of.get(&subject)).map_or(&[][..], Vec::as_slice);
        rows.iter().copied().filter(move |other| *other != row)
    }

    /// True where another row has the key of this one: that is reported of both.
    fn has_twin(&self, form: &Form, table: &TypedTable, row: usize) -> bool {
        let own = key_values(form, &table.rows, row);
        self.beside(table, row).any(|other| key_values(form, &table.rows, other) == own)
    }

    fn judged(&self, form: &Form, table: &TypedTable, (row, field): (usize, usize), is_listed: bool) -> BlankKey {
        let summed = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_summed());
        let summed: Vec<usize> = summed.map(|(place, _)| place).collect();
        let amount = |row: usize, place: usize| table.rows.columns.get(place)?.values.decimal(row);
        let keys = form.schema.fields.iter().enumerate().filter(|(place, other)| {
            *place != field && other.role.is_none() && form.schema.primary_key.contains(&other.name)
        });
        let keys: Vec<usize> = keys.map(|(place, _)| place).collect();
        let value = |row: usize, place: usize| table.rows.columns[place].values.get(row);
        // What this row leaves blank it may sum over.
        let is_added = |other: &usize| {
            let same = |place: &usize| value(row, *place).is_missing() || value(row, *place) == value(*other, *place);
            !value(*other, field).is_missing() && keys.iter().all(same)
        };
        let added: Vec<usize> = self.beside(table, row).filter(is_added).collect();
        let (mut any, mut all) = (false, !added.is_empty());
        for place in &summed {
            let sum = added.iter().try_fold(Decimal::ZERO, |sum, other| sum.checked_add(amount(*other, *place)?));
            let Some((own, sum)) = amount(row, *place).zip(sum) else { continue };
            any |= own != Decimal::ZERO;
            all &= if added.len() > 1 { is_near(own, sum) } else { own == sum };
        }
        let has_amounts = summed.iter().any(|place| amount(row, *place).is_some_and(|own| own != Decimal::ZERO));
        match (any && all, is_listed && has_amounts) {
            (true, _) => BlankKey::Sum(added),
            (false, true) => BlankKey::Listed,
            (false, false) => BlankKey::Named,
        }
    }
}

/// True where two amounts differ by no more than a tenth of the second.
fn is_near(own: Decimal, sum: Decimal) -> bool {
    let difference = own.checked_sub(sum).map(Decimal::abs);
    difference
        .and_then(|one| (0..NEAR).try_fold(Decimal::ZERO, |ten, _| ten.checked_add(one)))
        .is_some_and(|ten| ten <= sum.abs())
}
