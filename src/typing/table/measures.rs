//! How the numbers of a column are written, and in which unit of measure.

use super::{DataRow, Typing};
use crate::project::form::{Field, FieldType};
use crate::typing::number::{Signs, Writing, column_signs, plain};
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{Reconciled, StatedUnit, factor_in_words, of_field, reconcile};
use crate::validate::code::Code;
use crate::validate::finding::{Disposition, Finding, Message, Severity};

/// Digits of a group: a number that keeps fewer after its decimal sign is none whose groups are taken for decimals.
const DIGITS_OF_A_GROUP: u32 = 3;

impl<'a> Typing<'a> {
    /// What the text numbers of all columns show of the way in which the table writes numbers.
    pub(super) fn writing(&self, data: &[DataRow<'a>]) -> Writing {
        let mut writing = Writing::default();
        // Lines pass piece by piece: no column of theirs is ever seen as a whole.
        if self.form.has_lines() {
            return writing;
        }
        for column in &self.table.columns {
            let Some(field) = column.field.and_then(|field| self.form.schema.fields.get(field)) else { continue };
            if matches!(field.kind, FieldType::Integer | FieldType::Number) {
                let texts = data.iter().filter_map(|row| row.cell(column.index).as_text());
                writing.see(texts, self.declared_signs(field), field.digits());
            }
        }
        writing
    }

    fn declared_signs(&self, field: &Field) -> Signs {
        let (group, decimal) = self.project.settings.language.number_signs();
        Signs { group: field.group_char.unwrap_or(group), decimal: field.decimal_char.unwrap_or(decimal) }
    }

    /// The signs of a column's text numbers: a warning where they are not the declared ones, and where nothing tells whether
    /// they are.
    pub(super) fn signs(
        &mut self,
        field: &'a Field,
        data: &[DataRow<'a>],
        column: u32,
        writing: &Writing,
        rows: &mut Rows,
    ) -> Signs {
        let declared = self.declared_signs(field);
        if !matches!(field.kind, FieldType::Integer | FieldType::Number) || self.form.has_lines() {
            return declared;
        }
        let texts = data.iter().filter_map(move |row| row.cell(column).as_text());
        let signs = column_signs(texts, declared, field.digits());
        let row = data.first().map_or(self.table.header_row, |row| row.index);
        if signs != declared {
            let finding = Finding::new(
                Code::NumberFormat,
                self.location(row, Some(column), Some(field)),
                Message::new(
                    format!(
                        "Cả cột viết số với dấu thập phân “{}”, khác khai báo “{}”",
                        signs.decimal, declared.decimal
                    ),
                    format!(
                        "the whole column writes its decimals with “{}”, not with “{}”",
                        signs.decimal, declared.decimal
                    ),
                ),
            );
            self.report(finding.expected(format!("1{}234{}5", declared.group, declared.decimal)), None);
        } else if field.digits() >= DIGITS_OF_A_GROUP && !writing.is_as_declared() {
            self.ambiguous(field, data, column, declared, writing, rows);
        }
        signs
    }

    /// A column whose text numbers may all be read either way: `1.234` is 1234 or 1,234. It is read as declared; where other
    /// columns of the table are surely written the other way, what could be either is kept out.
    fn ambiguous(
        &mut self,
        field: &'a Field,
        data: &[DataRow<'a>],
        column: u32,
        declared: Signs,
        writing: &Writing,
        rows: &mut Rows,
    ) {
        let either = |row: &DataRow<'a>| {
            let text = row.cell(column).as_text()?;
            let (as_declared, otherwise) = (plain(text, declared)?, plain(text, declared.exchanged())?);
            (as_declared != otherwise).then_some((row.index, text, as_declared.digits, otherwise.digits))
        };
        let mut found = data.iter().filter_map(either);
        let Some((row, text, as_declared, otherwise)) = found.next() else { return };
        let others = found.count();
        let finding = Finding::new(
            Code::AmbiguousNumber,
            self.location(row, Some(column), Some(field)),
            Message::new(
                format!(
                    "“{text}” và {others} số khác trong cột có thể là {as_declared} hoặc {otherwise}; hãy ghi số không có dấu ngăn cách, hoặc nhập dạng số"
                ),
                format!(
                    "“{text}” and {others} other numbers of the column may be {as_declared} or {otherwise}; write them without separators, or as numbers"
                ),
            ),
        );
        let finding = finding.value(text).expected(as_declared);
        if writing.is_otherwise() {
            for (place, _) in data.iter().enumerate().filter(|(_, row)| either(row).is_some()) {
                rows.quarantine(place);
            }
            self.report(finding.severity(Severity::Error, Disposition::Quarantined), None);
        } else {
            self.report(finding, None);
        }
    }

    /// The power of ten between the stated unit and the field's.
    pub(super) fn unit_shift(
        &mut self,
        field: &Field,
        unit: Option<(StatedUnit, &str)>,
        speaks_of_it: bool,
        data: &[DataRow<'a>],
        column: u32,
        rows: &mut Rows,
    ) -> i32 {
        let Some((unit, text)) = unit.filter(|_| field.is_measure()) else { return 0 };
        match reconcile(unit, field, speaks_of_it) {
            Reconciled::Same => 0,
            Reconciled::Shift(shift) => {
                let (factor, own) = (factor_in_words(shift), of_field(field));
                let finding = Finding::new(
                    Code::UnitConverted,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        format!("Bảng ghi đơn vị tính “{text}”, biểu dùng “{own}”; mỗi số được {}", factor.vi),
                        format!("the table is in “{text}”, the form in “{own}”; each number is {}", factor.en),
                    ),
                );
                self.report(finding.value(text).expected(own), None);
                shift
            }
            Reconciled::Contradiction => {
                let own = of_field(field);
                let finding = Finding::new(
                    Code::UnitMismatch,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        format!("Đơn vị tính “{text}” của cột mâu thuẫn với biểu (“{own}”); các dòng của bảng bị loại"),
                        format!(
                            "the unit “{text}” of the column contradicts that of the form (“{own}”); the rows of the table are quarantined"
                        ),
                    ),
                );
                let quarantines = self.form.severities.get(&Code::UnitMismatch) != Some(&Severity::Warning);
                if quarantines {
                    (0..data.len()).for_each(|row| rows.quarantine(row));
                }
                self.report(finding.value(text).expected(own), None);
                0
            }
        }
    }
}
