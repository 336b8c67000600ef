//! Rows of an area above the others that print their sum, in a form that reports that level as well, or by what else distinguishes rows: "Tỉnh Điện Biên" below
//! its districts, "11 | Toàn tỉnh | Hạ tầng số".
//!
//! Takes the rows as their words and neighbours give them. A row of an area that lies above the lowest level of the form is one of its departments', or a total:
//! the amounts decide. It is compared with the rows below its level that have the same values in the fields that distinguish rows: with all of them, and with those right
//! above it or right below. Where the amounts of an area are these sums, its rows are totals, also those with an amount that differs, which is reported then.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::{Columns, RowKind, Seen};
use super::printed_amount::{SIGNS, amount, with_sign};
use super::printed_sums::Amounts;
use super::words::{Naming, digits_of_level, level_of_name, total};
use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Grid, cell_of};
use crate::values::decimal::Decimal;
use crate::values::text;

/// Digits of the amounts of an area that a form reports: fewer add up by chance.
const FEWEST_DIGITS: usize = 5;

/// The digits of the code of a province.
const PROVINCE: usize = 2;

/// What says which rows are of one area above others, and which are alike.
pub(super) struct AreaColumns {
    /// The fields of the key beside the unit.
    alike: Vec<u32>,
    /// The digits that the codes of the lowest level have.
    lowest: usize,
    /// True where the words of a level that the form reports may be those of a higher one.
    has_several_levels: bool,
}

impl AreaColumns {
    /// Nothing where the form reports one level, and one row a unit: its totals are recognised without it.
    pub fn new(form: &Form, labelled: &[Labelled], distinguishes_rows: bool) -> Option<Self> {
        let levels = form.form.reports.ever();
        if !form.has_areas() || !distinguishes_rows && levels.len() < 2 {
            return None;
        }
        let lowest = levels.iter().map(|level| digits_of_level(level)).max()?;
        let alike = labelled.iter().filter(|labelled| {
            let field = labelled.field().and_then(|field| form.schema.fields.get(field));
            field.is_some_and(|field| match field.role {
                None => form.schema.primary_key.contains(&field.name),
                Some(role) => matches!(role, Role::Period | Role::Vintage),
            })
        });
        let alike = alike.map(|labelled| labelled.column).collect();
        Some(Self { alike, lowest, has_several_levels: levels.len() > 1 })
    }

    /// True for a row of an area above the lowest level, by its code or its name: most tables have none.
    fn is_above(&self, row: &Seen, grid: &Grid, columns: &Columns) -> bool {
        let by_name = || {
            let written = columns.unit_texts(grid.row(row.index));
            written.iter().find_map(|text| level_of_name(text)).is_some_and(|digits| digits < self.lowest)
        };
        row.kind == RowKind::Data
            && row.values
            && match row.code {
                Some(digits) if digits_of_code(digits) < self.lowest => true,
                Some(_) => false,
                None => {
                    row.naming == Naming::Above || row.naming == Naming::Own && self.has_several_levels && by_name()
                }
            }
    }
}

/// The area of a row, written in it or, as for all rows that leave it blank, in one above.
#[derive(Clone)]
struct Area {
    written: Vec<String>,
    /// The digits that codes of its level have; nothing where neither its words nor its code show it.
    digits: Option<usize>,
    /// True for the words of a total, and for a level that the form does not report.
    is_no_unit: bool,
}

/// A row that may be a sum, beside those of which it may be one.
#[derive(Clone, Copy, Default)]
struct BesideSum {
    /// Amounts that are the sum and no zero, and their digits.
    equal: usize,
    digits: usize,
    other: usize,
    /// How many rows the sum has.
    rows: usize,
}

impl BesideSum {
    const fn is_whole(&self) -> bool {
        self.equal > 0 && self.other == 0
    }
}

/// Judges the rows of areas above others.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns, keys: &AreaColumns) {
    if !rows.iter().any(|row| keys.is_above(row, grid, columns)) {
        return;
    }
    let areas = areas(rows, grid, columns);
    let may_sum = |place: usize| {
        let row = rows.get(place).filter(|row| row.kind == RowKind::Data && row.values)?;
        let area = areas.get(place)?.as_ref()?;
        let digits = area.digits.filter(|digits| *digits < keys.lowest)?;
        // Of one row a unit, other names are judged without their level.
        let is_asked = columns.distinguishes_rows() || row.naming == Naming::Own;
        is_asked.then_some(digits)
    };
    let levels: BTreeSet<usize> = (0..rows.len()).filter_map(may_sum).collect();
    let places_of = |level: usize| (0..rows.len()).filter(|place| may_sum(*place) == Some(level)).collect();
    let candidates: Vec<(usize, Vec<usize>)> =
        levels.into_iter().rev().map(|level| (level, places_of(level))).collect();
    for (level, places) in candidates {
        let table = RowsOfTable { rows, areas: &areas, grid, columns, keys };
        for place in table.sums(level, &places) {
            if let Some(row) = rows.get_mut(place) {
                row.kind = RowKind::Total;
            }
        }
    }
}

/// The digits that codes of the level of a code have; one of a commune may be without its zeros.
const fn digits_of_code(digits: usize) -> usize {
    match digits {
        0..=3 => digits,
        _ => 5,
    }
}

/// The area of each row.
fn areas(rows: &[Seen], grid: &Grid, columns: &Columns) -> Vec<Option<Area>> {
    let mut above: Option<Area> = None;
    let of_row = |row: &Seen| {
        if !matches!(row.kind, RowKind::Data | RowKind::Section | RowKind::SectionWithTotal) {
            return None;
        }
        if row.code.is_some() || row.naming != Naming::Nothing {
            let cells = grid.row(row.index);
            let written = columns.unit_texts(cells);
            let words = written.iter().find_map(|text| level_of_name(text));
            let says_so = written.iter().any(|text| total(text, true, false).is_some());
            let digits = words.or(row.code.map(digits_of_code));
            above = Some(Area { written, digits, is_no_unit: says_so || row.naming == Naming::Above });
        }
        above.clone()
    };
    rows.iter().map(of_row).collect()
}

struct RowsOfTable<'t> {
    rows: &'t [Seen],
    areas: &'t [Option<Area>],
    grid: &'t Grid,
    columns: &'t Columns,
    keys: &'t AreaColumns,
}

impl RowsOfTable<'_> {
    /// Those of the places of areas of a level that are sums.
    fn sums(&self, level: usize, places: &[usize]) -> Vec<usize> {
        let mut of_areas: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
        for place in places {
            let area = self.areas.get(*place).and_then(Option::as_ref);
            of_areas.entry(area.map_or(&[], |area| &area.written)).or_default().push(*place);
        }
        let alike = self.alike();
        let mut sums = Vec::new();
        for places in of_areas.into_values() {
            let beside: Vec<BesideSum> = places.iter().map(|place| self.beside_sum(level, *place, &alike)).collect();
            let is_no_unit = places
                .iter()
                .any(|place| self.areas.get(*place).and_then(Option::as_ref).is_some_and(|area| area.is_no_unit));
            let added = |of: &dyn Fn(&BesideSum) -> usize| beside.iter().map(of).sum::<usize>();
            let fewest = if is_no_unit { 1 } else { FEWEST_DIGITS };
            let whole = beside.iter().any(|beside| beside.is_whole() && beside.rows > 1);
            let digits_of_whole = added(&|beside| if beside.is_whole() { beside.digits } else { 0 });
            let digits_of_several = added(&|beside| if beside.rows > 1 { beside.digits } else { 0 });
            let is_near = digits_of_several > FEWEST_DIGITS
                || digits_of_several == FEWEST_DIGITS && added(&|beside| beside.equal) > added(&|beside| beside.other);
            if !(whole && digits_of_whole >= fewest || is_near) {
                continue;
            }
            // A row that takes its area from one that is a total would be one of the area before.
            let is_blank = |place: usize| {
                self.rows.get(place).is_some_and(|row| row.code.is_none() && row.naming == Naming::Nothing)
            };
            let of_rows = places.iter().zip(&beside);
            sums.extend(
                of_rows.filter(|(place, beside)| beside.rows > 0 || is_blank(**place)).map(|(place, _)| *place),
            );
        }
        sums
    }

    /// The rows that hold the same in the fields of the key beside the unit, by these.
    fn alike(&self) -> HashMap<Vec<String>, Vec<usize>> {
        let mut alike: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        let is_of_body = |row: &Seen| {
            matches!(
                row.kind,
                RowKind::Data | RowKind::Total | RowKind::GrandTotal | RowKind::SectionWithTotal | RowKind::Section
            )
        };
        for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| is_of_body(row)) {
            alike.entry(self.key(row)).or_default().push(place);
        }
        alike
    }

    fn key(&self, row: &Seen) -> Vec<String> {
        let cells = self.grid.row(row.index);
        self.keys.alike.iter().map(|column| text::name(&cell_of(cells, *column).display())).collect()
    }

    /// A row beside the sum that it fits best: of all rows of lower levels that are alike, of those right above it, or of those right below.
    fn beside_sum(&self, level: usize, place: usize, alike: &HashMap<Vec<String>, Vec<usize>>) -> BesideSum {
        let Some(row) = self.rows.get(place) else { return BesideSum::default() };
        let places = alike.get(&self.key(row)).map_or(&[][..], Vec::as_slice);
        let area_of = |place: usize| self.areas.get(place).and_then(Option::as_ref);
        // There is one province: another code of two digits is that of a district without its zero.
        let is_below = |area: &Area| {
            area.digits.is_none_or(|digits| digits > level)
                || level == PROVINCE && area_of(place).is_some_and(|own| own.written != area.written)
        };
        let is_lower = |place: &usize| {
            self.rows.get(*place).is_some_and(|row| row.kind == RowKind::Data)
                && area_of(*place).is_some_and(|area| !area.is_no_unit && is_below(area))
        };
        let own = places.partition_point(|other| *other < place);
        let above = places.get(..own).unwrap_or_default().iter().rev().copied();
        let below = places.get(own.saturating_add(1)..).unwrap_or_default().iter().copied();
        let sets: [Vec<usize>; 3] = [
            places.iter().copied().filter(is_lower).collect(),
            above.take_while(is_lower).collect(),
            below.take_while(is_lower).collect(),
        ];
        let of_sets = sets.iter().filter(|rows| !rows.is_empty()).flat_map(|rows| {
            SIGNS.map(|sign| {
                let amounts = |place: usize| self.amounts(place, sign);
                beside(&amounts(place), &rows.iter().map(|row| amounts(*row)).collect::<Vec<Amounts>>())
            })
        });
        of_sets.max_by_key(|beside| (beside.is_whole(), beside.digits, beside.rows)).unwrap_or_default()
    }

    fn amounts(&self, place: usize, sign: char) -> Amounts {
        let cells = self.rows.get(place).map_or(&[][..], |row| self.grid.row(row.index));
        self.columns.summed(cells).map(|cell| amount(cell, |text| with_sign(text, sign))).collect()
    }
}

/// Amounts beside the sums of others; a column in which one of these is no number says nothing.
fn beside(own: &Amounts, rows: &[Amounts]) -> BesideSum {
    let mut found = BesideSum { rows: rows.len(), ..BesideSum::default() };
    for (column, amount) in own.iter().enumerate() {
        let sum = rows.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(row.get(column).copied().flatten()?));
        let (Some(amount), Some(sum)) = (amount, sum) else { continue };
        if *amount != sum {
            found.other = found.other.saturating_add(1);
        } else if sum != Decimal::ZERO {
            found.equal = found.equal.saturating_add(1);
            found.digits = found.digits.saturating_add(sum.significant_digits());
        }
    }
    found
}
