//! Faults of form 06/CĐS.

use super::{Edit, Fault, QUARANTINED, fault, repeat};
use crate::calendar::Period;

/// What an empty report shows: the head, the labels, no rows.
const EMPTY: &str = "a form with its head and its labels, and no rows: the district has no service yet";
const ACCEPTED: &str = "received: no services";

pub const FAULTS: &[Fault] = &[
    fault(
        "06",
        Period::half_year(2024, 1),
        "096",
        Edit::Report { seen_at: None, change: |report| report.rows.clear() },
        EMPTY,
        "",
        ACCEPTED,
    ),
    fault(
        "06",
        Period::half_year(2024, 1),
        "101",
        Edit::Report { seen_at: None, change: |report| report.rows.clear() },
        EMPTY,
        "",
        ACCEPTED,
    ),
    fault(
        "06",
        Period::half_year(2024, 2),
        "098",
        Edit::Missing,
        "Huyện Tủa Chùa never reports the second half of 2024: the province has no number of services for it",
        "missing-submission",
        "warning: one district is missing",
    ),
    fault(
        "06",
        Period::half_year(2024, 2),
        "102",
        Edit::Row { key: "102 service 3", field: "state", change: |row| row.write("state", "hoạt động") },
        "a state that is not on the list (`hoạt động`)",
        "constraint-error",
        QUARANTINED,
    ),
    fault(
        "06",
        Period::half_year(2024, 2),
        "094",
        Edit::Row { key: "094 service 4", field: "launched_on", change: |row| row.write("launched_on", "30/02/2025") },
        "the 30th of February as the day of launch, of a service still on trial",
        "type-error",
        QUARANTINED,
    ),
    fault(
        "06",
        Period::half_year(2025, 1),
        "094",
        Edit::Report { seen_at: Some(("094 service 3", "unit")), change: |report| repeat(report, "094 service 3") },
        "the same service twice in one unit, the same to the last sign (the ordinal aside)",
        "primary-key",
        "warning: the row counts once",
    ),
    fault(
        "06",
        Period::half_year(2025, 2),
        "11",
        Edit::Row { key: "03172 service 8", field: "state", change: |row| row.write("launched_on", "") },
        "a service in operation without a day of launch",
        "check-failed",
        "warning (`a_running_service_was_launched`): the row is used and flagged",
    ),
];
