//! The unit of measure of single rows, where it changes within a table.
//!
//! A column "Đơn vị tính" states each row's unit, and so do its words ("Doanh thu bưu chính (tỷ đồng)"); a line "Đơn vị tính: tỷ đồng" within the body that of the rows below it; a
//! section such as "II. Chi ngân sách (tỷ đồng)" that of its own rows, those of the sections within it among them. What a row's cell states goes before a line, a line
//! before the label of the column and the head of the table.

use std::collections::BTreeMap;

use super::Typing;
use super::measures::NamedUnit;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::locate::LabelledColumn;
use crate::locate::head::head_unit::{self, is_of_figures};
use crate::locate::known_text::KnownText;
use crate::locate::labels::label_path::unit_in;
use crate::locate::rows::{HeadingNumber, RowRole};
use crate::message;
use crate::project::written::form::{Field, Role};
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{Factor, Reconciled, is_of_all, of_field, reconcile};
use crate::words::left_over::{Speaks, TableMeasures};
use crate::words::named_units::named_somewhere;
use crate::words::stated_units::{StatedMeasure, StatedUnits};
use crate::words::unit_text::{self, perhaps_stated, stated};

/// The unit that a row states, and where.
#[derive(Clone, Debug)]
pub(super) struct RowUnit {
    pub units: StatedUnits,
    pub(super) text: String,
    row: u32,
    column: u32,
    /// The sheet that states it, where that is not the table's own.
    sheet: Option<String>,
}

/// The units that rows state.
pub(super) struct RowUnits {
    /// By the row's place on the sheet.
    by_row: BTreeMap<u32, RowUnit>,
    /// The first row of data whose cell in the column of units is blank below one that is not, with the unit above it.
    blank: Option<RowUnit>,
    /// Where two columns of units first state two units for one row.
    rivals: Option<[RowUnit; 2]>,
}

/// By which power of ten the numbers of a column are multiplied, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Shifts {
    pub base: i32,
    /// Rows of the sheet, from 0, that have their own.
    by_row: BTreeMap<u32, i32>,
}

impl Shifts {
    pub fn of(&self, row: u32) -> i32 {
        self.by_row.get(&row).copied().unwrap_or(self.base)
    }

    /// True where the rows do not share one unit.
    pub fn differ(&self) -> bool {
        !self.by_row.is_empty()
    }
}

/// A section that is open, with the unit that its heading states.
struct SectionUnit {
    number: Option<HeadingNumber>,
    unit: Option<RowUnit>,
}

impl SectionUnit {
    /// Opens it: one that is numbered alike ends, with all that are within it, and so does one without a number, of which nobody knows what it heads.
    fn open(self, sections: &mut Vec<Self>) {
        let ends = |other: &Self| other.number == self.number || other.number.is_none();
        let first = sections.iter().position(ends).unwrap_or(sections.len());
        sections.truncate(first);
        sections.push(self);
    }
}

impl Typing<'_> {
    /// The rows that state a unit for themselves or are below a line that does, by their place on the sheet.
    pub(super) fn row_units(&self) -> RowUnits {
        let powers = self.multiplier_columns();
        let is_of_powers = |column: &LabelledColumn| powers.iter().any(|(known, _)| known.index == column.index);
        let of_units = self.table.columns.iter().filter(|column| column.states_units && !is_of_powers(column));
        let mut of_units = of_units.map(|column| column.index);
        let column = of_units.next();
        let others: Vec<u32> = of_units.collect();
        let words = self.columns_of_words();
        let merged = column.map_or_else(Vec::new, |column| self.grid().merged_over(column));
        let mut line: Option<RowUnit> = None;
        let mut sections: Vec<SectionUnit> = Vec::new();
        let mut last: Option<RowUnit> = None;
        let (mut units, mut blank, mut rivals) = (BTreeMap::new(), None, None);
        for row in &self.table.body {
            let of = |units: StatedUnits, column: u32, text: &str| {
                let says = !units.is_empty() || units.is_unclear();
                says.then(|| RowUnit { units, text: text.to_owned(), row: row.index, column, sheet: None })
            };
            let at = |column: u32, text: &str| of(stated(text), column, text);
            match row.role {
                RowRole::Unit => {
                    let cells = self.grid().row(row.index);
                    let found =
                        head_unit::unit_of_line(&cells.iter().filter(|(_, cell)| !cell.is_blank()).collect::<Vec<_>>());
                    let found = found.and_then(|found| at(found.cell.map_or(0, |(_, column)| column), &found.text));
                    line = found.or(line);
                    sections.clear();
                    continue;
                }
                RowRole::Section => {
                    // People are counted in parentheses too: only money and shares are surely units.
                    // What is below the label of a measure in a unit of its own is said of that column.
                    let cells =
                        self.grid().row(row.index).iter().filter(|(column, _)| !self.has_unit_of_its_own(*column));
                    let mut texts = cells.filter_map(|(column, cell)| {
                        let unit = unit_in(&[cell.as_text()?.to_owned()])?;
                        let units = perhaps_stated(&unit);
                        let surely = units.names_any(&[StatedMeasure::Money, StatedMeasure::Percent]);
                        of(units, *column, &unit).filter(|unit| surely || unit.units.is_unclear())
                    });
                    let unit = texts.next_back();
                    let number = self.heading(row).and_then(|(_, _, number)| number);
                    SectionUnit { number, unit }.open(&mut sections);
                    continue;
                }
                RowRole::Note | RowRole::Numbering | RowRole::Label | RowRole::Blank => continue,
                RowRole::Data | RowRole::PartOf | RowRole::Total(_) => {}
            }
            let own = column.and_then(|column| {
                let cell = self.grid().get_within(row.index, column, &merged);
                let written = cell.display();
                if unit_text::is_ditto(&written) {
                    return last.clone();
                }
                let power = |unit: RowUnit| self.with_power(unit, row.index, &powers);
                at(column, written.trim()).map(power)
            });
            let beside =
                others.iter().filter_map(|&column| at(column, self.grid().get(row.index, column).display().trim()));
            let other = { beside }.find(|other| own.as_ref().is_some_and(|own| own.units != other.units));
            if let (Some(own), Some(other)) = (&own, other) {
                // Of which measure each is nobody says.
                rivals.get_or_insert_with(|| [own.clone(), other]);
                last = Some(own.clone());
                continue;
            }
            let own = own.or_else(|| words.iter().find_map(|column| self.unit_in_words(row.index, *column)));
            if let (None, Some(column), Some(above), None, RowRole::Data) = (&own, column, &last, &blank, row.role)
                && self.grid().get_within(row.index, column, &merged).is_blank()
            {
                blank = Some(RowUnit { row: row.index, ..above.clone() });
            }
            last = own.clone().or(last);
            let of_section = || sections.iter().rev().find_map(|section| section.unit.clone());
            if let Some(unit) = own.or_else(of_section).or_else(|| line.clone()) {
                units.insert(row.index, unit);
            }
        }
        RowUnits { by_row: units, blank, rivals }
    }

    /// True for the column of a measure whose label states its unit.
    fn has_unit_of_its_own(&self, column: u32) -> bool {
        let is_one = |known: &LabelledColumn| known.index == column && known.unit.is_some() && self.is_measure(known);
        self.table.columns.iter().any(is_one)
    }

    /// The columns whose texts say what a row is of: an indicator, a name of works.
    fn columns_of_words(&self) -> Vec<u32> {
        let is_of_words = |field: &Field| field.role.is_none() && !field.is_measure() && field.kind.is_textual();
        let field = |place: Option<usize>| self.form.schema.fields.get(place?);
        let columns = self.table.columns.iter().filter(|column| field(column.field).is_some_and(is_of_words));
        columns.map(|column| column.index).collect()
    }

    /// The unit of money behind the words of a row: "Doanh thu bưu chính (tỷ đồng)", "Doanh thu bưu chính, tỷ đồng".
    fn unit_in_words(&self, row: u32, column: u32) -> Option<RowUnit> {
        let text = self.grid().get(row, column).as_text()?.trim();
        let behind_a_sign = || {
            let (_, last) = text.rsplit_once([',', ';', ':', '-', '–'])?;
            unit_text::is_only_a_unit(last.trim()).then(|| last.trim().to_owned())
        };
        let unit = if text.ends_with([')', ']']) { unit_in(&[text.to_owned()])? } else { behind_a_sign()? };
        let units = perhaps_stated(&unit);
        let is_money = units.names_any(&[StatedMeasure::Money]) && unit != text;
        is_money.then_some(RowUnit { units, text: unit, row, column, sheet: None })
    }

    /// The unit that a note below the rows says in a sentence: "Các số trong biểu tính bằng nghìn người".
    pub(super) fn unit_of_a_note(&self) -> Option<RowUnit> {
        let notes = self.table.body.iter().filter(|row| row.role == RowRole::Note);
        let texts =
            notes.flat_map(|row| self.grid().row(row.index).iter().map(move |(column, cell)| (row, column, cell)));
        texts.into_iter().find_map(|(row, column, cell)| {
            let text = cell.as_text()?;
            let known = KnownText::of(text);
            let units = match known.unit_of_note() {
                Some(unit) => perhaps_stated(unit),
                None if known.mentions_a_unit() => {
                    // What one of the labels says may be of that column.
                    let units = StatedUnits::from(named_somewhere(text)?);
                    let is_of_a_column =
                        |unit: &String| units.only().is_some_and(|own| stated(unit).only() == Some(own));
                    let mut labelled = self.table.columns.iter().filter_map(|column| column.unit.as_ref());
                    (!labelled.any(is_of_a_column)).then_some(units)?
                }
                None => return None,
            };
            (!units.is_empty()).then(|| RowUnit {
                units,
                text: text.trim().to_owned(),
                row: row.index,
                column: *column,
                sheet: None,
            })
        })
    }

    /// The unit that a text beside a row says and nothing else, to the right of the table or where its number is: it may be that of the row, or of the
    /// table, and is not followed.
    pub(super) fn unit_beside_a_row(&self) -> Option<RowUnit> {
        let is_ordinal = |place: usize| {
            self.form.schema.fields.get(place).is_some_and(|field| matches!(field.role, Some(Role::Ordinal)))
        };
        let may_be_beside = |column: u32| match self.table.columns.iter().find(|known| known.index == column) {
            Some(known) => known.field.map_or(!known.states_units, is_ordinal),
            None => true,
        };
        let rows = self.table.body.iter().filter(|row| row.role == RowRole::Data);
        let texts =
            rows.flat_map(|row| self.grid().row(row.index).iter().map(move |(column, cell)| (row, *column, cell)));
        texts.filter(|(_, column, _)| may_be_beside(*column)).find_map(|(row, column, cell)| {
            let text = cell.as_text()?;
            let units = perhaps_stated(KnownText::of(text).unit_after()?);
            is_of_figures(&units).then(|| RowUnit {
                units,
                text: text.trim().to_owned(),
                row: row.index,
                column,
                sheet: None,
            })
        })
    }

    /// True where a unit is stated beside a row, and not above or below the table.
    fn is_beside_a_row(&self, note: &RowUnit) -> bool {
        self.table.body.iter().any(|row| row.index == note.row && row.role == RowRole::Data)
    }

    /// The unit that a text above the table names without saying that the figures are in it: "Số liệu quy ra tỷ đồng"; or that of the table of
    /// another sender on a sheet before.
    pub(super) fn mentioned_unit(&self) -> Option<RowUnit> {
        let found = self.table.head.mentioned_unit.as_ref()?;
        let (row, column) = found.cell?;
        let units = match &found.sheet {
            Some(_) => stated(&found.text),
            None => match head_unit::currency_of(&found.text) {
                Some(currency) => perhaps_stated(currency),
                None => StatedUnits::from(named_somewhere(&found.text)?),
            },
        };
        Some(RowUnit { units, text: found.text.clone(), row, column, sheet: found.sheet.clone() })
    }

    /// Reports a unit in a note or in a text above that is not that of a field, where neither label nor head states one: such a
    /// text may speak of one column alone, and is not followed.
    pub(super) fn compare_with_note(&mut self, field: &Field, note: &RowUnit) {
        let differs = matches!(reconcile(&note.units, field, Speaks::OfOthers), Reconciled::Shift(_))
            || is_foreign_money_over(field, &note.units);
        if !field.is_measure() || !differs || !self.reported_units.insert((note.text.clone(), 0)) {
            return;
        }
        let own = of_field(field);
        let row = if note.sheet.is_some() { self.table.header_row } else { note.row };
        let location = self.location(row, Some(note.column), Some(field));
        let message = if let Some(sheet) = &note.sheet {
            message!("unclear-unit.other-sheet", sheet = sheet, written = &note.text, own = &own)
        } else if note.row < self.table.header_top {
            message!("unclear-unit.above", written = &note.text, own = &own)
        } else if self.is_beside_a_row(note) {
            message!("unclear-unit.row-text", written = &note.text, own = &own)
        } else {
            message!("unclear-unit.note", written = &note.text, own = &own)
        };
        self.report(Finding::new(Code::UnclearUnit, location, message).value(&note.text).expected(own));
    }

    /// Reports a unit in a note below the table, or beside a row, that is another one than the table states: the note may speak of one column alone.
    pub(super) fn compare_stated_with_note(&mut self, field: &Field, stated: &NamedUnit, note: &RowUnit) {
        let Some(measured) = super::declared(field) else { return };
        let powers = stated.units.power_of(measured).zip(note.units.power_of(measured));
        let is_foreign =
            || is_foreign_money_over(field, &note.units) && !stated.units.names_any(&[StatedMeasure::OtherMoney]);
        let differs = powers.is_some_and(|(stated, note)| stated != note) || is_foreign();
        let above = note.sheet.is_some() || note.row < self.table.header_top;
        if above || !differs || !self.reported_units.insert((note.text.clone(), 0)) {
            return;
        }
        let location = self.location(note.row, Some(note.column), Some(field));
        let message = if self.is_beside_a_row(note) {
            message!("unclear-unit.row-text-differs", written = &note.text, stated = &stated.text)
        } else {
            message!("unclear-unit.note-differs", written = &note.text, stated = &stated.text)
        };
        self.report(Finding::new(Code::UnclearUnit, location, message).value(&note.text).expected(&*stated.text));
    }

    /// The powers of ten of one column: `base` except where rows state their own unit. A unit that fits none of the table's
    /// fields contradicts them all.
    pub(super) fn shifts(
        &mut self,
        field: &Field,
        base: i32,
        units: &RowUnits,
        measured: &TableMeasures,
        rows: &mut Rows,
    ) -> Shifts {
        let mut shifts = Shifts { base, by_row: BTreeMap::new() };
        if !field.is_measure() {
            return shifts;
        }
        if let Some(blank) = &units.blank
            && let Reconciled::Shift(shift) = reconcile(&blank.units, field, Speaks::OfOthers)
            && shift != base
            && !units.by_row.contains_key(&blank.row)
            // Once a table, whatever fields it is of.
            && self.reported_units.insert((format!("{}, blank", blank.text), shift))
        {
            self.unit_left_blank(field, blank);
        }
        if let Some([unit, other]) = &units.rivals
            && [unit, other].iter().any(|one| matches!(reconcile(&one.units, field, Speaks::OfOthers), Reconciled::Shift(shift) if shift != base))
            && self.reported_units.insert((format!("{} | {}", unit.text, other.text), 0))
        {
            let own = of_field(field);
            let location = self.location(other.row, Some(other.column), Some(field));
            let message = message!("unclear-unit.two-columns", own = &own, written = &other.text, other = &unit.text);
            self.report(Finding::new(Code::UnclearUnit, location, message).value(&other.text).expected(own));
        }
        for (&row, unit) in &units.by_row {
            let place = rows.number.binary_search(&row.saturating_add(1)).ok();
            let named = super::declared(field).and_then(|measured| unit.units.power_of(measured));
            let speaks = unit.units.speaks_of(super::declared(field), measured);
            let each =
                self.each_of(field, &unit.text).filter(|_| named.is_some() && place.is_some() && is_of_all(field));
            if let Some(each) =
                each.as_deref().filter(|_| self.reported_units.insert((format!("{}, of each", unit.text), 0)))
            {
                self.unit_of_each(field, &unit.text, each, (unit.row, unit.column));
            }
            if named.is_some() && place.is_some() {
                self.figures_beside_a_unit(field, &unit.text, (unit.row, unit.column), true);
            }
            match reconcile(&unit.units, field, speaks) {
                // Another field's unit says nothing of this one.
                Reconciled::Same if named.is_none() => {
                    let is_unclear = speaks == Speaks::Perhaps || unit.units.is_unclear_for(super::declared(field));
                    if is_unclear && self.reported_units.insert((unit.text.clone(), 0)) {
                        self.unclear_unit(&unit.text, unit.row, unit.column, field);
                    }
                }
                Reconciled::Same => {
                    shifts.by_row.insert(row, 0);
                }
                Reconciled::Shift(shift) => {
                    shifts.by_row.insert(row, shift);
                    // A unit is reported where it is first found, not in each row.
                    if place.is_some() && self.reported_units.insert((unit.text.clone(), shift)) {
                        self.unit_of_rows_converted(field, unit, shift);
                    }
                }
                Reconciled::Contradiction => {
                    if let Some(place) = place {
                        self.unit_of_row_contradicts(field, unit, row, place, rows);
                    }
                }
            }
        }
        // Where every row has the unit that the table has, nothing changes.
        shifts.by_row.retain(|_, shift| *shift != base);
        shifts
    }

    /// A blank below a unit may mean the same unit, or that of the form.
    fn unit_left_blank(&mut self, field: &Field, blank: &RowUnit) {
        let own = of_field(field);
        let location = self.location(blank.row, Some(blank.column), Some(field));
        let message = message!("unclear-unit.blank", above = &blank.text, own = &own);
        self.report(Finding::new(Code::UnclearUnit, location, message).expected(own));
    }

    fn unit_of_rows_converted(&mut self, field: &Field, unit: &RowUnit, shift: i32) {
        let (text, own, Factor { how, number }) = (&unit.text, of_field(field), Factor::of(shift));
        let finding = Finding::new(
            Code::UnitConverted,
            self.location(unit.row, Some(unit.column), Some(field)),
            message!("unit-converted.rows", unit = text, own = &own, how = how, factor = number),
        );
        self.report(finding.value(text.clone()).expected(own));
    }

    fn unit_of_row_contradicts(&mut self, field: &Field, unit: &RowUnit, row: u32, place: usize, rows: &mut Rows) {
        let (text, expected) = (&unit.text, of_field(field));
        let finding = Finding::new(
            Code::UnitMismatch,
            self.location(row, Some(unit.column), Some(field)),
            message!("unit-mismatch.row", unit = text, own = &expected),
        );
        self.report_row(finding.value(text.clone()).expected(expected), place, &mut rows.accepted);
    }
}

/// True for foreign money over a field of money in its own.
fn is_foreign_money_over(field: &Field, units: &StatedUnits) -> bool {
    units.names_any(&[StatedMeasure::OtherMoney])
        && super::declared(field).is_some_and(|own| own.measure == StatedMeasure::Money)
}
