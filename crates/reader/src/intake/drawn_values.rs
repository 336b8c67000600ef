//! Values that lie over blank cells: "6.251,75" in a text box, a tick in a check box.
//!
//! Takes the sheets with their tables and what lies over each; a blank cell of a row of data over which something lies that its field could take becomes
//! [`Cell::Unread`]. Whoever looks at the sheet reads the value there, and the cell has none; which cell a shape belongs to is not stated, so that nothing is
//! taken from it.

use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::project::written::form::{Field, FieldType, Form};
use crate::sheet::drawn::{Drawn, DrawnValue};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::{UnreadReason, known_again};

/// Letters of a text that says a number, with its unit; of one that says yes or no; of one that says a day.
const LONGEST_NUMBER: usize = 80;
const LONGEST_UNIT: usize = 12;
const LONGEST_TRUTH: usize = 12;
const LONGEST_DAY: usize = 24;

/// Marks the cells of all tables.
pub(super) fn mark(sheets: &mut [Sheet], located: &Located, forms: &[Form]) {
    for table in &located.tables {
        if let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form))
            && !sheet.drawn.all().is_empty()
        {
            mark_in(sheet, table, form);
        }
    }
}

fn mark_in(sheet: &mut Sheet, table: &Table, form: &Form) {
    let mut marked = Vec::new();
    for drawn in sheet.drawn.all() {
        let under = |column: u32| (drawn.first.1..=drawn.last.1).contains(&column);
        let columns = table.columns.iter().filter(|column| under(column.index));
        let columns = columns.filter_map(|column| Some((column.index, form.schema.fields.get(column.field?)?)));
        for (column, _) in columns.filter(|(_, field)| may_be_of(drawn, field)) {
            let begin = table.body.partition_point(|row| row.index < drawn.first.0);
            let rows = table.body.iter().skip(begin).take_while(|row| row.index <= drawn.last.0);
            let rows = rows.filter(|row| row.role == RowRole::Data);
            let blank = rows.filter(|row| sheet.grid.get(row.index, column).is_blank());
            marked.extend(blank.map(|row| (row.index, column, known_again(drawn.value.written()))));
        }
    }
    for (row, column, written) in marked {
        sheet.grid.set(row, column, Cell::Unread(UnreadReason::Drawn, written));
    }
}

/// True where a field could take what lies over its cell. A box that is not ticked says no, and says nothing where no yes is asked for.
fn may_be_of(drawn: &Drawn, field: &Field) -> bool {
    let is_truth = field.kind == FieldType::Boolean;
    let text = match &drawn.value {
        _ if field.role.is_some() => return false,
        DrawnValue::Checked(is_checked) => return is_truth || *is_checked,
        DrawnValue::Chosen => return true,
        DrawnValue::Text(text) => text.trim(),
    };
    let has_digits = text.contains(|sign: char| sign.is_ascii_digit());
    let letters = text.chars().count();
    match field.kind {
        FieldType::Boolean => letters <= LONGEST_TRUTH,
        FieldType::Integer | FieldType::Number | FieldType::Year => letters <= LONGEST_NUMBER && is_number(text),
        FieldType::Date | FieldType::Datetime | FieldType::Yearmonth | FieldType::Time => {
            has_digits && letters <= LONGEST_DAY
        }
        _ => false,
    }
}

/// True for a number with its unit, and for several numbers: "6.251,75", "12 tỷ đồng". An item of a list ("1. Số ước") is none.
fn is_number(text: &str) -> bool {
    let is_of_number = |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || ".,-−+%()".contains(sign);
    let words = text.trim_start_matches(is_of_number);
    let number = text.strip_suffix(words).unwrap_or(text).trim_end();
    let is_item = !words.is_empty() && number.ends_with(['.', ')', '-']);
    number.contains(|sign: char| sign.is_ascii_digit()) && words.chars().count() <= LONGEST_UNIT && !is_item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_its_unit_is_one() {
        for text in ["6.251,75", "126", "-5", "12,5 %", "12 tỷ đồng", "126 130 140", "(1.200)"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "1. Số ước", "2) Ước", "Trang 1", "ĐÃ DUYỆT", "Số: 12/BC", "12 xã chưa có báo cáo"]
        {
            assert!(!is_number(text), "{text}");
        }
    }
}
