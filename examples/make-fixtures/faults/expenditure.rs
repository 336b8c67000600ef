//! Faults of form 07/CĐS.

use super::{Edit, Fault, fault};
use crate::calendar::Period;
use crate::expenditure::MOBILISED;
use crate::number::Number;

pub const FAULTS: &[Fault] = &[
    fault(
        "07",
        Period::budget_year(2024),
        "100",
        Edit::Report {
            seen_at: Some(("total", "plan_expenditure")),
            change: |report| report.total_error = Some(("plan_expenditure", 1_000)),
        },
        "a printed total of the plan's money that is 10 million đồng too high",
        "total-mismatch",
        "warning: the rows are used",
    ),
    fault(
        "07",
        Period::budget_year(2024),
        "096",
        Edit::Report {
            seen_at: Some(("label", MOBILISED)),
            change: |report| {
                report.relabelled = Some((MOBILISED, "Huy động ngoài ngân sách (nghìn đồng)"));
                for row in &mut report.rows {
                    row.put(MOBILISED, Number::count(row.count(MOBILISED) * 10));
                }
            },
        },
        "one column in thousand đồng, as its label says, below `triệu đồng` for the table",
        "unit-converted",
        "warning: each amount of the column is divided by 1,000, exactly",
    ),
    fault(
        "07",
        Period::budget_year(2024),
        "098",
        Edit::Late { days: 6 },
        "arrives on 5 February 2025, six days after the deadline",
        "late-submission",
        "warning: the rows are used",
    ),
    fault(
        "07",
        Period::budget_year(2025),
        "11",
        Edit::Corrected {
            name: "Kinh phi CDS nam 2025 tinh Dien Bien (sua lan 2).xlsx",
            change: |report| {
                if let Some(row) = report.row_mut("11 Kinh tế số") {
                    row.put(MOBILISED, Number::hundredths(row.count(MOBILISED) + 125_000));
                }
            },
        },
        "a second version: 1,250 million đồng more mobilised outside the budget for Kinh tế số",
        "superseded",
        "note, on the first version: the second replaces every row",
    ),
];
