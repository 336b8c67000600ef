//! Faults of form 03/CĐS.

use super::{Edit, Fault, QUARANTINED, fault, retype};
use crate::calendar::Period;
use crate::number::{Number, Signs};
use crate::report::Report;

const REVENUE: &str = "e_commerce_revenue";

pub const FAULTS: &[Fault] = &[
    fault(
        "03",
        Period::quarter(2024, 1),
        "099",
        Edit::Report {
            seen_at: Some(("label", REVENUE)),
            // A hundredth of a million đồng is ten thousand đồng.
            change: |report| restate(report, "Doanh thu thương mại điện tử (nghìn đồng)", 10, 0),
        },
        "revenue in thousand đồng, as its label says (`nghìn đồng`)",
        "unit-converted",
        "warning: each amount is divided by 1,000, exactly",
    ),
    fault(
        "03",
        Period::quarter(2024, 2),
        "101",
        Edit::Row {
            key: "03376",
            field: REVENUE,
            change: |row| row.put(REVENUE, Number { units: row.count(REVENUE) * 10 + 6, scale: 3 }),
        },
        "revenue with three digits after the decimal sign",
        "excess-digits",
        "warning: the amount is rounded half away from zero to two digits, and used",
    ),
    fault(
        "03",
        Period::quarter(2024, 2),
        "098",
        Edit::Row {
            key: "03250",
            field: "products_on_platforms",
            change: |row| row.write("products_on_platforms", "chưa có số liệu"),
        },
        "`chưa có số liệu` (\"no figures yet\")",
        "",
        "missing value, status L",
    ),
    fault(
        "03",
        Period::quarter(2024, 3),
        "103",
        Edit::Report {
            seen_at: Some(("03156", REVENUE)),
            change: |report| {
                let keys: Vec<String> = report.rows.iter().map(|row| row.key.clone()).collect();
                for key in keys {
                    retype(report, &key, REVENUE, Signs::English);
                }
            },
        },
        "the whole column of revenue typed as text with a point for the decimal sign (the cell is the first of it)",
        "number-format",
        "warning: the column is read the other way round, and used",
    ),
    fault(
        "03",
        Period::quarter(2024, 2),
        "097",
        Edit::Row { key: "03172", field: REVENUE, change: |row| row.write(REVENUE, "(12,50)") },
        "revenue of `(12,50)`, which is how bookkeepers write -12.50",
        "constraint-error",
        QUARANTINED,
    ),
    fault(
        "03",
        Period::quarter(2025, 1),
        "102",
        Edit::Report {
            seen_at: Some(("03256", REVENUE)),
            change: |report| retype(report, "03256", REVENUE, Signs::Points),
        },
        "an amount typed as text (`1.234,56`) among numeric cells",
        "",
        "received: the row is used",
    ),
    fault(
        "03",
        Period::quarter(2025, 2),
        "094",
        Edit::Row { key: "03142", field: REVENUE, change: |row| row.set("products_on_platforms", 0) },
        "revenue without any product on a platform",
        "check-failed",
        "warning (`revenue_with_products`): the row is used and flagged",
    ),
    fault(
        "03",
        Period::quarter(2025, 3),
        "03253",
        Edit::Report {
            seen_at: Some(("label", REVENUE)),
            change: |report| restate(report, "Doanh thu thương mại điện tử (tỷ đồng)", 1, 5),
        },
        "revenue in billion đồng, as its label says (`tỷ đồng`)",
        "unit-converted",
        "warning: the amount is multiplied by 1,000, exactly",
    ),
];

/// The same revenue in another unit of measure: hundredths of a million đồng times `factor`, with `scale` digits.
fn restate(report: &mut Report, label: &'static str, factor: i64, scale: u32) {
    report.relabelled = Some((REVENUE, label));
    for row in &mut report.rows {
        row.put(REVENUE, Number { units: row.count(REVENUE) * factor, scale });
    }
}
