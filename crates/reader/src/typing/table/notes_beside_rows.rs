//! Notes beside rows, and comments on their cells, that say that the figures are other ones: "Số liệu quý III" in a column "Ghi chú", "Thu: nghìn
//! đồng", "Đã hủy".
//!
//! Takes the texts that are in the row of a unit and under the label of no field, and the comments on its cells. The row is read, and a warning is at the
//! note: whether it speaks of all figures of the row is not known. What a column says of all rows is found elsewhere, and not said again.

use std::collections::BTreeSet;

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::notes_of_rows::note_says_others;
use crate::message;
use crate::project::written::form::Field;
use crate::sheet::address::column_index;
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{declared, of_field};
use crate::values::period::Period;
use crate::values::row_marks::{ColumnOfMarks, RowMark, column_of_marks, row_mark};
use crate::values::text;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated, stated};

/// Bytes of a note; what is longer tells a story.
const LONGEST: usize = 120;
/// Words before a unit of measure.
const BEFORE_UNITS: [&str; 6] = ["ghi theo ", "tính theo ", "tính bằng ", "đơn vị ", "theo ", "bằng "];
/// Beginnings of notes by which a row is not to count.
const NOT_TO_COUNT: [&str; 7] =
    ["không tính", "không cộng", "trùng dòng", "bỏ dòng", "dòng này bỏ", "đã chuyển sang", "trùng với dòng"];

/// True for the label of a column of notes, and for none.
fn is_label_of_notes(label: &str) -> bool {
    const LABELS: [&str; 5] = ["ghi chú", "chú thích", "lưu ý", "note", "remark"];
    let name = text::name(label);
    name.is_empty() || LABELS.iter().any(|words| name.starts_with(words))
}

/// What a note says of its row.
enum SaidOfFigures {
    /// That it is not to count.
    Withdrawn,
    /// That its figures are the plan, a running total or another period's.
    Others,
    /// That some are in another unit than that of the table, which is this.
    InUnit(String),
}

impl<'a> Typing<'a> {
    /// Warns of rows beside which a note says that their figures are other ones.
    pub(super) fn notes_beside_rows(&mut self, data: &[DataRow<'a>], head: Option<Period>, rows: &mut Rows) {
        if self.form.has_lines() {
            return;
        }
        let notes = self.notes(data);
        if notes.is_empty() {
            return;
        }
        let of_code = |code: Code| self.findings.kept().iter().filter(move |one| one.code == code);
        let known = of_code(Code::PeriodMismatch).chain(of_code(Code::StruckOut));
        let known: BTreeSet<u32> = known.filter_map(|one| one.location.row).collect();
        // One finding may be of all rows of a column of periods.
        let letters = |cell: &str| column_index(cell.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        let cells = of_code(Code::PeriodMismatch).filter_map(|one| one.location.cell.as_deref());
        let columns: BTreeSet<u32> = cells.filter_map(letters).collect();
        for (place, column, written) in notes.into_iter().filter(|(_, column, _)| !columns.contains(column)) {
            let Some(row) = data.get(place).filter(|row| !known.contains(&row.index.saturating_add(1))) else {
                continue;
            };
            let period = rows.period.get(place).copied().flatten().or(head);
            let labelled = self.table.columns.iter().find(|known| known.index == column);
            // A state beneath another label is that of what the label names: "Tình trạng nhà tạm: Đã xóa".
            let is_of_notes = labelled.is_none_or(|known| known.field.is_some() || is_label_of_notes(&known.label));
            let Some(said) = self.said_in_note(written, period, is_of_notes) else { continue };
            let location = self.location(row.index, Some(column), None);
            let written = text::on_one_line(written.trim()).into_owned();
            let cell = location.cell.clone().unwrap_or_default();
            let label = labelled.map_or("", |known| &known.label);
            let finding = match said {
                SaidOfFigures::Withdrawn => {
                    let message = message!("struck-out.perhaps", label = label, written = &written);
                    Finding::new(Code::StruckOut, location, message)
                }
                SaidOfFigures::Others => {
                    let form = &self.form.form.code;
                    let message = message!(
                        "period-mismatch.note-of-row",
                        written = &written,
                        cell = cell,
                        count = 1_u32,
                        form = form
                    );
                    Finding::new(Code::PeriodMismatch, location, message)
                }
                SaidOfFigures::InUnit(own) => {
                    let message = message!("unclear-unit.row-text-differs", written = &written, stated = own);
                    Finding::new(Code::UnclearUnit, location, message)
                }
            };
            self.report(finding.value(written).weighing(Severity::Warning, Disposition::Used));
        }
    }

    /// The short texts beside the rows of data and in comments on their cells, each with the place of its row and its column.
    fn notes(&self, data: &[DataRow<'a>]) -> Vec<(usize, u32, &'a str)> {
        let of_field: BTreeSet<u32> = self
            .table
            .columns
            .iter()
            .filter(|column| column.field.is_some() || column.states_units || column_of_marks(&column.label).is_some())
            .map(|column| column.index)
            .collect();
        let is_note = |written: &str| written.len() <= LONGEST && written.contains(char::is_alphabetic);
        let mut notes = Vec::new();
        for (place, row) in data.iter().enumerate() {
            let beside = row.cells.iter().filter(|(column, _)| !of_field.contains(column));
            let texts = beside.filter_map(|(column, cell)| Some((place, *column, cell.as_text()?)));
            notes.extend(texts.filter(|(_, _, written)| is_note(written)));
        }
        for ((row, column), written) in &self.sheet.comments {
            if let Ok(place) = data.binary_search_by_key(row, |row| row.index) {
                notes.extend(written.lines().filter(|line| is_note(line)).map(|line| (place, *column, line)));
            }
        }
        notes
    }

    fn said_in_note(&self, written: &str, period: Option<Period>, is_of_notes: bool) -> Option<SaidOfFigures> {
        let name = text::name(written);
        let is_withdrawn = NOT_TO_COUNT.iter().any(|words| name.starts_with(words))
            || is_of_notes && row_mark(ColumnOfMarks::States, written) == Some(RowMark::Withdrawn);
        if is_withdrawn {
            return Some(SaidOfFigures::Withdrawn);
        }
        if note_says_others(written, self.form, period) {
            return Some(SaidOfFigures::Others);
        }
        self.other_unit(&name).map(SaidOfFigures::InUnit)
    }

    /// The unit of money of the table, where a note ends with another one and has no figure: "Thu: nghìn đồng", "Số thu ghi theo đồng".
    fn other_unit(&self, name: &str) -> Option<String> {
        let name = name.trim().trim_end_matches(['.', ';']);
        if name.contains(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        let behind = BEFORE_UNITS.iter().find_map(|words| name.rsplit_once(words)).or_else(|| name.rsplit_once(':'));
        let unit = behind.map_or_else(|| name.strip_prefix("số này là "), |(_, unit)| Some(unit))?.trim();
        let power = perhaps_stated(unit).power(StatedMeasure::Money).filter(|_| is_only_a_unit(unit))?;
        let is_money = |field: &Field| declared(field).is_some_and(|own| own.measure == StatedMeasure::Money);
        let of_head = self.table.head.unit.as_ref().map(|unit| unit.text.as_str());
        let mut own = None;
        for column in &self.table.columns {
            let Some(field) = column.field.and_then(|field| self.form.schema.fields.get(field)) else { continue };
            if !is_money(field) {
                continue;
            }
            let of_label = column.unit.as_deref().and_then(|unit| perhaps_stated(unit).power(StatedMeasure::Money));
            let of_table = of_label.or_else(|| of_head.and_then(|unit| stated(unit).power(StatedMeasure::Money)));
            if of_table.unwrap_or_else(|| i32::from(field.multiplier.unwrap_or(0))) == power {
                return None;
            }
            let stated = column.unit.clone().or_else(|| of_head.map(str::to_owned));
            own = own.or_else(|| Some(stated.unwrap_or_else(|| of_field(field).vi)));
        }
        own
    }
}
