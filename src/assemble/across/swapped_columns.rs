//! Two values of one row that were written into each other's columns: each fits the history of the other and not its own. Together they have
//! digits enough: counts of one digit change by chance.
//!
//! ```text
//!         | Hộ gia đình | Người lớn
//! 2024-Q3 |       1.210 |     3.480
//! 2024-Q4 |       3.495 |     1.214          swapped-columns, at both cells
//! ```

use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;

/// Digits of the two values together.
const FEWEST_DIGITS: usize = 4;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let within = at.rows.rules.within_digits.0;
    let doubtful = |doubt: &&Doubt| {
        doubt.usual.periods.is_some() && doubt.has_usual_sign() && !doubt.usual.fits(at.rows, doubt.value, within)
    };
    let doubts: Vec<&Doubt> = at.doubts.iter().filter(doubtful).collect();
    for (index, one) in doubts.iter().enumerate() {
        for other in doubts.iter().skip(index + 1) {
            if reported.fields.contains(&one.field) || reported.fields.contains(&other.field) {
                continue;
            }
            let digits = |doubt: &Doubt| doubt.value.significant_digits();
            if digits(one) + digits(other) < FEWEST_DIGITS {
                continue;
            }
            let fits = |of: &Doubt, value: &Doubt| {
                of.usual.negative == value.usual.negative && of.usual.fits(at.rows, value.value, within)
            };
            if !fits(one, other) || !fits(other, one) {
                continue;
            }
            for (of, value) in [(one, other), (other, one)] {
                let label = label(at, value);
                let finding = at_cell(at, of, Code::SwappedColumns, value.value, |evidence| {
                    let (value, median) = (&evidence.value, &evidence.median);
                    let (others, suggested) = (&evidence.others, &evidence.suggested);
                    message!(
                        "swapped-columns.each",
                        value = value,
                        median = median,
                        others = others,
                        column = &label,
                        suggested = suggested
                    )
                });
                reported.findings.extend(finding);
                reported.fields.push(of.field);
            }
        }
    }
}

/// The label of the column of a value.
fn label(at: &AtPoint<'_>, doubt: &Doubt) -> String {
    let column = at.rows.source(at.point, doubt.field).and_then(|(table, ..)| {
        table.columns.iter().find(|column| column.field == doubt.field).map(|column| column.label.clone())
    });
    let field = || at.rows.form.schema.fields.get(doubt.field).map(|field| field.name.clone());
    column.or_else(field).unwrap_or_default()
}
