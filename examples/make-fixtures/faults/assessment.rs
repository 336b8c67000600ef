//! Faults of form 05/CĐS.

use super::{Edit, Fault, QUARANTINED, fault};
use crate::assessment::{TOTAL, add_up};
use crate::calendar::Period;
use crate::number::Number;

pub const FAULTS: &[Fault] = &[
    fault(
        "05",
        Period::whole_year(2024),
        "100",
        Edit::Row {
            key: "03337",
            field: TOTAL,
            change: |row| row.put(TOTAL, Number::hundredths(row.count(TOTAL) + 100)),
        },
        "a total that is one point above the sum of the groups",
        "check-failed",
        "error (`total_is_the_sum_of_groups`): the row is quarantined",
    ),
    fault(
        "05",
        Period::whole_year(2024),
        "103",
        Edit::Row {
            key: "03169",
            field: "points_society",
            change: |row| {
                row.put("points_society", Number::hundredths(16_250));
                add_up(row);
            },
        },
        "162.5 points in a group that gives 150 (the row still adds up)",
        "constraint-error",
        QUARANTINED,
    ),
    fault(
        "05",
        Period::whole_year(2024),
        "098",
        Edit::Row {
            key: "03238", field: "points_economy", change: |row| row.write("points_economy", "đang cập nhật")
        },
        "`đang cập nhật` (\"being updated\") for the points of a group, beside a total",
        "",
        "missing value, status L: whether the total is the sum stays undecided, and the total counts",
    ),
    fault(
        "05",
        Period::whole_year(2024),
        "094",
        Edit::Row { key: "03326", field: "points_security", change: |row| row.write("points_security", "…") },
        "`…`, one sign instead of three dots",
        "",
        "missing value, status L: as above",
    ),
    fault(
        "05",
        Period::whole_year(2025),
        "03385",
        Edit::Missing,
        "Xã Tìa Dình never reports 2025",
        "missing-submission",
        "warning: one commune is missing; with the next line 43 of 45 remain (coverage 0.956), and the share is given",
    ),
    fault(
        "05",
        Period::whole_year(2025),
        "03163",
        Edit::Missing,
        "Xã Mường Toong never reports 2025",
        "missing-submission",
        "warning: one commune is missing",
    ),
];
