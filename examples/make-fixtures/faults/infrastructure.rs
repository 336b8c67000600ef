//! Faults of form 01/CĐS.

use super::{Edit, Fault, QUARANTINED, fault, retype};
use crate::calendar::Period;
use crate::number::Signs;

pub const FAULTS: &[Fault] = &[
    fault(
        "01",
        Period::quarter(2024, 1),
        "101",
        Edit::Row {
            key: "03371",
            field: "villages_with_4g",
            change: |row| row.set("villages_with_4g", row.count("villages") + 2),
        },
        "two more villages with 4G than villages",
        "check-failed",
        "error (`villages_with_4g_within_villages`): the row is quarantined",
    ),
    fault(
        "01",
        Period::quarter(2024, 2),
        "102",
        Edit::Report {
            seen_at: None,
            change: |report| report.relabelled = Some(("households_with_fibre", "Hộ có mạng tốc độ cao")),
        },
        "households on fibre under a label that the form does not know (`Hộ có mạng tốc độ cao`)",
        "missing-label",
        "error: the rows are used, the field is missing in each; the column itself is an `extra-label`",
    ),
    fault(
        "01",
        Period::quarter(2024, 3),
        "096",
        Edit::Report {
            seen_at: Some(("03154", "remarks")),
            change: |report| {
                report.extra_label = Some("Số trạm BTS");
                for (row, stations) in report.rows.iter_mut().zip(["3", "2", "5", "4", "2"]) {
                    row.remark = stations;
                }
            },
        },
        "a column `Số trạm BTS` that the form does not have (the cell holds the first count)",
        "extra-label",
        "warning: the column is ignored, the rows are used",
    ),
    fault(
        "01",
        Period::quarter(2024, 4),
        "096",
        Edit::Row { key: "03159", field: "commune", change: |row| row.printed_name = Some("Xã Pá Mì") },
        "`Xã Pá Mì` for Xã Pá Mỳ: i and y are one vowel there",
        "",
        "received: the row is used",
    ),
    fault(
        "01",
        Period::quarter(2025, 1),
        "097",
        Edit::Report {
            seen_at: Some(("03193", "households")),
            change: |report| retype(report, "03193", "households", Signs::Spaces),
        },
        "a count typed as text with a space between the groups, among numeric cells",
        "",
        "received: the row is used",
    ),
    fault(
        "01",
        Period::quarter(2025, 2),
        "103",
        Edit::Row {
            key: "03174",
            field: "households_with_fibre",
            change: |row| row.write("households_with_fibre", "x"),
        },
        "`x`: no line reaches the commune, so the value cannot occur",
        "",
        "missing value, status M: the commune leaves the number of units expected",
    ),
    fault(
        "01",
        Period::quarter(2025, 3),
        "03226",
        Edit::Row { key: "03226", field: "villages", change: |row| row.write("villages", "") },
        "the number of villages, which the form requires, is blank",
        "constraint-error",
        QUARANTINED,
    ),
];
