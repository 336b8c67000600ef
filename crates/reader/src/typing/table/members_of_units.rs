//! A merged unit whose report lists its former members, one of which bears its name: that row is the member's, or that of the whole, and nobody can say which.
//!
//! ```text
//! Xã Mường Tùng   120    doubtful-area: the old commune of this name, or the new one with Xã Huổi Lèng
//! Xã Huổi Lèng     60    ended-area
//! Cộng            180
//! ```
//!
//! So it is where a unit reports itself by a name without the word of its type and without a code, beside names of no unit: its villages, of which one is called as it is. A row
//! that is the sum of the others is that of the whole.

use super::Typing;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::registry::UnitIndex;
use crate::registry::names::{Names, is_name_of, type_of_name};
use crate::typing::rows::{Rows, Values};
use crate::values::decimal::Decimal;

/// A row that is of no unit of its map.
#[derive(Clone, Copy)]
pub(super) struct RowOfNoUnit {
    pub(super) place: usize,
    /// The unit that it names, which has ended.
    pub(super) ended: Option<UnitIndex>,
}

impl Typing<'_> {
    /// Keeps out the rows of units beside which there are rows of their members. `columns` are those of codes and names.
    pub(super) fn rows_of_members(
        &mut self,
        names: &Names<'_>,
        of_no_unit: &[RowOfNoUnit],
        [code_column, name_column]: [Option<u32>; 2],
        sender: Option<UnitIndex>,
        rows: &mut Rows,
    ) {
        let registry = &self.project.registry;
        let of_no_unit: Vec<RowOfNoUnit> =
            of_no_unit.iter().copied().filter(|row| self.holds_figures(row.place, rows)).collect();
        if of_no_unit.is_empty() || self.form.lists() || self.form.has_lines() {
            return;
        }
        let mut found = Vec::new();
        for (place, unit) in rows.unit.iter().enumerate() {
            let (Some(unit), Some(period), Some(true)) =
                (*unit, rows.period.get(place).copied().flatten(), rows.accepted.get(place).copied())
            else {
                continue;
            };
            let alike = |row: &&RowOfNoUnit| rows.period.get(row.place).copied().flatten() == Some(period);
            let others: Vec<RowOfNoUnit> = of_no_unit.iter().filter(alike).copied().collect();
            let members = registry.predecessors(unit);
            let name_of = |unit: UnitIndex| registry.units.get(unit).map_or("", |unit| unit.name.as_str());
            let is_namesake = |member: &UnitIndex| is_name_of(names.bare_name(*member), name_of(unit));
            let has_namesake = members.len() > 1 && members.iter().any(is_namesake);
            let other_member = others.iter().find_map(|row| {
                let ended = row.ended.filter(|ended| members.contains(ended) && !is_namesake(ended))?;
                Some((row.place, ended))
            });
            let is_bare = || {
                let at = |column: Option<u32>| {
                    let cell =
                        column.zip(self.data.get(place)).map(|(column, row)| self.stated(column, row.cell(column)));
                    cell.map(|cell| cell.display().trim().to_owned()).unwrap_or_default()
                };
                at(code_column).is_empty() && type_of_name(&at(name_column)).is_none()
            };
            let others_at: Vec<usize> = others.iter().map(|row| row.place).collect();
            let row_of = |place: usize| rows.number.get(place).copied().unwrap_or_default();
            let message = match other_member.filter(|_| has_namesake) {
                Some((other, ended)) => {
                    message!("doubtful-area.member", unit = name_of(unit), row = row_of(other), member = name_of(ended))
                }
                None if sender == Some(unit) && !others.is_empty() && is_bare() => {
                    message!(
                        "doubtful-area.part",
                        unit = name_of(unit),
                        row = row_of(others.first().map_or(place, |row| row.place))
                    )
                }
                None => continue,
            };
            if !is_sum(place, &others_at, rows, self) {
                found.push((place, message, name_of(unit).to_owned()));
            }
        }
        for (place, message, name) in found {
            let row = rows.number.get(place).map_or(0, |number| number.saturating_sub(1));
            let finding =
                Finding::new(Code::DoubtfulArea, self.location(row, name_column.or(code_column), None), message);
            let finding = finding.value(name).weighing(Severity::Error, Disposition::Quarantined);
            self.report_rows(finding, [place], rows);
        }
    }

    /// The fields whose amounts are added.
    fn summed_fields(&self) -> impl Iterator<Item = usize> {
        let fields = self.form.schema.fields.iter().enumerate();
        fields.filter(|(_, field)| field.is_summed()).map(|(place, _)| place)
    }

    /// True for a row with at least half of the amounts that it may have, one of which is not zero.
    fn holds_figures(&self, place: usize, rows: &Rows) -> bool {
        let (mut fields, mut filled, mut any) = (0_usize, 0_usize, false);
        for field in self.summed_fields() {
            let amount = rows.columns.get(field).and_then(|column| column.values.decimal(place));
            fields = fields.saturating_add(1);
            filled = filled.saturating_add(usize::from(amount.is_some()));
            any |= amount.is_some_and(|amount| amount != Decimal::ZERO);
        }
        any && filled.saturating_mul(2) >= fields
    }
}

/// True where every amount of a row is the sum of those of at least two others.
fn is_sum(place: usize, others: &[usize], rows: &Rows, typing: &Typing<'_>) -> bool {
    let columns = typing.summed_fields().filter_map(|field| rows.columns.get(field)).map(|column| &column.values);
    let differs = |values: &Values| {
        let sum = others.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(values.decimal(*row)?));
        values.decimal(place).zip(sum).is_some_and(|(own, sum)| own != sum)
    };
    others.len() > 1 && !columns.into_iter().any(differs)
}
