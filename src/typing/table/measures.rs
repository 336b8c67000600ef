//! How the numbers of a column are written, and in which unit of measure.

use super::{DataRow, Typing};
use crate::project::form::{Field, FieldType};
use crate::typing::number::{Signs, column_signs};
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{Reconciled, StatedUnit, reconcile};
use crate::validate::code::Code;
use crate::validate::finding::{Finding, Message, Severity};

impl<'a> Typing<'a> {
    /// The signs of a column's text numbers, and a warning where they are not the declared ones.
    pub(super) fn signs(&mut self, field: &'a Field, data: &[DataRow<'a>], column: u32) -> Signs {
        let (group, decimal) = self.project.settings.language.number_signs();
        let declared =
            Signs { group: field.group_char.unwrap_or(group), decimal: field.decimal_char.unwrap_or(decimal) };
        // Lines pass piece by piece: no column of theirs is ever seen as a whole.
        if !matches!(field.kind, FieldType::Integer | FieldType::Number) || self.form.has_lines() {
            return declared;
        }
        let texts = data.iter().filter_map(move |row| row.cell(column).as_text());
        let signs = column_signs(texts, declared);
        if signs != declared {
            let row = data.first().map_or(self.table.header_row, |row| row.index);
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
            self.report(finding.expected(format!("1{group}234{decimal}5")), None);
        }
        signs
    }

    /// The power of ten between the stated unit and the field's.
    pub(super) fn unit_shift(
        &mut self,
        field: &Field,
        unit: Option<StatedUnit>,
        speaks_of_it: bool,
        data: &[DataRow<'a>],
        column: u32,
        rows: &mut Rows,
    ) -> i32 {
        let Some(unit) = unit.filter(|_| field.is_measure()) else { return 0 };
        match reconcile(unit, field, speaks_of_it) {
            Reconciled::Same => 0,
            Reconciled::Shift(shift) => {
                let finding = Finding::new(
                    Code::UnitConverted,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        format!("Đơn vị tính của bảng khác của biểu; mỗi số được nhân với 10^{shift}"),
                        format!(
                            "the table states another multiplier than the form; each number is multiplied by 10^{shift}"
                        ),
                    ),
                );
                self.report(finding, None);
                shift
            }
            Reconciled::Contradiction => {
                let finding = Finding::new(
                    Code::UnitMismatch,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        "Đơn vị tính của cột mâu thuẫn với biểu; các dòng của bảng bị loại".to_owned(),
                        "the unit of measure of the column contradicts the form; the rows of the table are quarantined"
                            .to_owned(),
                    ),
                );
                let quarantines = self.form.severities.get(&Code::UnitMismatch) != Some(&Severity::Warning);
                if quarantines {
                    (0..data.len()).for_each(|row| rows.quarantine(row));
                }
                self.report(finding.expected(field.unit.clone().unwrap_or_default()), None);
                0
            }
        }
    }
}
