//! Printed totals are evidence: each is compared with the sum of its rows, never added.

use crate::project::form::{FieldType, Form, Measure};
use crate::typing::decimal::Decimal;
use crate::typing::reading::TypedTable;
use crate::typing::table::PrintedTotal;
use crate::validate::code::Code;
use crate::validate::finding::{Finding, Location, Message};

/// Compares the printed totals of a table. Sums of integers allow no difference; other sums half a unit of the last shown
/// digit for each number added and for the total. Where a total may speak of several lists of rows, the one that it fits best
/// decides.
pub fn check(form: &Form, table: &TypedTable, totals: &[PrintedTotal]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for total in totals {
        let judged = total.speaks_of.iter().map(|rows| differing(form, table, total, rows));
        findings.extend(judged.min_by_key(Vec::len).unwrap_or_default());
    }
    findings
}

/// The amounts of a total that differ from the sums of these rows.
fn differing(form: &Form, table: &TypedTable, total: &PrintedTotal, rows: &[usize]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, cell, printed) in &total.amounts {
        let field = &form.schema.fields[*place];
        if field.measure == Some(Measure::Rate) || rows.is_empty() {
            continue;
        }
        let column = &table.rows.columns[*place];
        let amounts: Vec<Option<Decimal>> = rows.iter().map(|&row| column.values.get(row).decimal()).collect();
        let sum = amounts.iter().flatten().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount));
        let Some((sum, difference)) = sum.and_then(|sum| Some((sum, printed.checked_sub(sum)?))) else { continue };
        let incomplete = amounts.iter().any(Option::is_none);
        let tolerance = match field.kind {
            FieldType::Integer => Decimal::ZERO,
            _ => tolerance(amounts.iter().flatten().chain([printed])),
        };
        // A missing part can only make the true total larger than the sum of what is there.
        if difference.abs() <= tolerance || incomplete && difference > Decimal::ZERO {
            continue;
        }
        let location = Location {
            sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
            cell: Some(cell.clone()),
            row: Some(total.number),
            form: Some(form.name.clone()),
            field: Some(field.name.clone()),
            time_period: table.period.map(|period| period.to_string()),
            ..Location::default()
        };
        let message = Message::new(
            format!(
                "Tổng ghi {}, cộng các dòng được {}, lệch {}; hãy kiểm tra lại dòng tổng và các dòng",
                printed.in_vietnamese(),
                sum.in_vietnamese(),
                difference.in_vietnamese()
            ),
            format!("the printed total is {printed}, its rows add up to {sum}: a difference of {difference}"),
        );
        let finding = Finding::new(Code::TotalMismatch, location, message);
        findings.push(finding.value(printed.to_string()).expected(sum.to_string()));
    }
    findings
}

/// Half a unit of the last shown digit for each number: the digits of the one that shows most.
fn tolerance<'a>(numbers: impl Iterator<Item = &'a Decimal> + Clone) -> Decimal {
    let shown = numbers.clone().map(|number| number.digits()).max().unwrap_or(0);
    let count = i128::try_from(numbers.count()).unwrap_or(0);
    Decimal::from_units(count * (10_i128.pow(12 - shown.min(12)) / 2))
}
