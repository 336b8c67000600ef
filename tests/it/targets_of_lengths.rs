//! Targets due on one day: a figure is held against that of a period as long as its own.

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const QUARTER: &str = r#"{ period = "2025-Q4", at_least = 70, source = "quarter" }"#;
const HALF: &str = r#"{ period = "2025-S2", at_least = 48, source = "half-year" }"#;
const YEAR: &str = r#"{ period = "2025", at_least = 10, source = "year" }"#;

/// The period of the target of each row of the province, with its state.
fn judged(targets: &[&str], columns: &[&str]) -> Vec<String> {
    let mini = Mini::with_two_quarters();
    mini.edit(
        "pipelines/services.toml",
        "target      = [{ period = \"2025\", at_least = 50, source = \"Kế hoạch\" }]",
        &format!("target      = [{}]", targets.join(", ")),
    );
    mini.edit(
        "pipelines/services.toml",
        r#"periods     = ["quarter", "year"]"#,
        r#"periods     = ["quarter", "half-year", "year"]"#,
    );
    let cells = ["120;70;1100;60", "320;170;3100;70", "520;90;5100;80"].map(Some);
    let text = crate::mini::sheet("2025-Q4", &crate::mini::NEW, &cells);
    mini.send("services/2025-Q4.csv", "2026-01-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    let run = crate::kit::current(&mini.warehouse());
    let rows = crate::kit::table(&run.join("indicators/services.parquet"));
    let wanted = [("indicator", "online_share"), ("ref_area", "90"), ("geography", "as-reported")];
    lines(&filtered(rows, &wanted), columns)
}

#[test]
fn of_targets_due_on_one_day_that_of_the_own_length_goes_first() {
    let columns = ["time_period", "target_period"];
    for targets in [[QUARTER, HALF, YEAR], [YEAR, HALF, QUARTER], [HALF, QUARTER, YEAR]] {
        let rows = judged(&targets, &columns);
        for expected in ["2025-Q3 | 2025-Q4", "2025-Q4 | 2025-Q4", "2025-S2 | 2025-S2", "2025 | 2025"] {
            assert!(rows.iter().any(|row| row == expected), "{expected}: {rows:?}");
        }
    }
    // Without one of its own that of the length that is most alike, whatever comes first.
    for targets in [[QUARTER, HALF], [HALF, QUARTER]] {
        let rows = judged(&targets, &columns);
        assert!(rows.iter().any(|row| row == "2025 | 2025-S2"), "{rows:?}");
    }
    for targets in [[QUARTER, YEAR], [YEAR, QUARTER]] {
        let rows = judged(&targets, &columns);
        assert!(rows.iter().any(|row| row == "2025-S2 | 2025"), "{rows:?}");
    }
}
