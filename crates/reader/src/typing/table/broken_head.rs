//! Errors of the spreadsheet and formulas that nobody computed above a table, where a unit of measure, a period or a sender may have been meant.

use super::Typing;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::head;
use crate::locate::known_text::KnownText;
use crate::message;
use crate::project::written::form::Field;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{declared, of_field};
use crate::words::counted::Counted;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::perhaps_stated;

/// Functions by which a formula gives a day or an amount, and no words.
const NO_WORDS: [&str; 8] = ["TODAY(", "NOW(", "DATE(", "SUM(", "SUBTOTAL(", "COUNT(", "COUNTA(", "AVERAGE("];

/// A cell above the figures that gave nothing.
struct BrokenCell {
    row: u32,
    column: u32,
    written: String,
    is_error: bool,
    /// True where it may have named a unit of measure.
    may_be_words: bool,
}

impl Typing<'_> {
    /// Reports each of these cells. `without_unit` is the first field that needs a unit of measure and for which none is stated: where such a cell may
    /// state it, nothing says in which unit the table is, and its rows are kept out.
    pub(super) fn broken_head(&mut self, without_unit: Option<&Field>, rows: &mut Rows) {
        let mut is_unit_reported = false;
        for broken in self.broken_cells() {
            let BrokenCell { row, column, written, is_error, may_be_words } = broken;
            let location = Location { field: None, ..self.location(row, Some(column), None) };
            let finding =
                |location, message: Message| Finding::new(Code::ErrorCell, location, message).value(&*written);
            match without_unit.filter(|_| may_be_words && !is_unit_reported) {
                Some(field) => {
                    is_unit_reported = true;
                    let location = Location { field: Some(field.name.clone()), ..location };
                    let own = of_field(field);
                    let message = match is_error {
                        true => message!("error-cell.unit", written = &written, own = own),
                        false => message!("error-cell.unit-uncomputed", written = &written, own = own),
                    };
                    let finding = finding(location, message).weighing(Severity::Error, Disposition::Quarantined);
                    self.report_rows(finding, 0..rows.len(), rows);
                }
                None => {
                    let message = match is_error {
                        true => message!("error-cell.head", written = &written),
                        false => message!("error-cell.head-uncomputed", written = &written),
                    };
                    self.report(finding(location, message).weighing(Severity::Warning, Disposition::Used));
                }
            }
        }
    }

    fn broken_cells(&self) -> Vec<BrokenCell> {
        let broken = self.table.head.broken.iter().copied().filter_map(|(row, column)| {
            let (written, is_error) = match self.grid().get(row, column) {
                Cell::Error(error) => (error, true),
                Cell::Uncomputed(formula) => (formula, false),
                _ => return None,
            };
            let may_be_words = is_error || may_name_a_unit(written);
            Some(BrokenCell { row, column, written: written.clone(), is_error, may_be_words })
        });
        broken.collect()
    }
}

/// True for a formula that may give the name of a unit of measure: none of days and sums, and none whose own words speak of something else.
fn may_name_a_unit(formula: &str) -> bool {
    let plain = formula.trim_start_matches("of:").trim_start_matches('=').trim_start().to_uppercase();
    let words: Vec<&str> = formula.split('"').skip(1).step_by(2).filter(|words| !words.trim().is_empty()).collect();
    // Behind "Đơn vị báo cáo:" is the name of who sends it.
    let of_office = words.iter().any(|words| head::precedes_an_office(words));
    let states = |words: &str| KnownText::of(words).unit_after().is_some();
    let names_one = |words: &&str| match of_office {
        true => states(words) && !head::precedes_an_office(words),
        false => states(words) || !perhaps_stated(words).is_empty(),
    };
    let speaks = words.iter().any(|words| words.chars().filter(|sign| sign.is_alphabetic()).count() > 2);
    !NO_WORDS.iter().any(|function| plain.starts_with(function)) && (!speaks || words.iter().any(names_one))
}

/// True for a field whose amounts nobody can use without knowing their unit: money, quantities, thousands of things.
pub(super) fn needs_a_unit(field: &Field) -> bool {
    let of_power = field.multiplier.is_some_and(|power| power != 0);
    declared(field).is_some_and(|declared| {
        declared.measure == StatedMeasure::Money || matches!(declared.counted, Counted::Quantity(_)) || of_power
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_days_sums_and_offices_name_no_unit() {
        for formula in
            ["=\"Đơn vị tính: \"&\"tỷ đồng\"", "=DM!A1", "=\"Đơn vị: \"&DM!A1", "=IF(A1=1,\"triệu đồng\",\"tỷ đồng\")"]
        {
            assert!(may_name_a_unit(formula), "{formula}");
        }
        for formula in [
            "=\"Đơn vị báo cáo: \"&DM!A1",
            "=\"Đơn vị báo cáo: \"&\"Huyện Nậm Pồ\"",
            "=\"Đơn vị gửi:\"&B2",
            "=\"Đơn vị nhận báo cáo: \"&DM!A2",
            "=\"Nơi nhận: \"&DM!A2",
            "=TODAY()",
            "=\"Ngày in: \"&TEXT(A1,\"dd/mm/yyyy\")",
        ] {
            assert!(!may_name_a_unit(formula), "{formula}");
        }
    }
}
