//! Where a figure of a large warehouse comes from: the first screen, and everything, beside the run that made it.

use crate::measure::{ROUNDS, compare, measure, median};
use crate::province::Project;

/// Quarters that each district has sent.
const QUARTERS: usize = 8;

pub fn bench(workbooks: usize) {
    let project = Project::of_districts(workbooks.div_ceil(QUARTERS), workbooks);
    let run = measure(&mut project.tinhso(&["run"]));
    let beside = format!("run: {workbooks} workbooks, all new");
    let timed = |arguments: &[&str]| median((0..ROUNDS).map(|_| measure(&mut project.tinhso(arguments))).collect());
    for (what, arguments) in [
        ("explain: a quarter of the province", vec!["explain", "online_share", "2025-Q1"]),
        ("explain --all: a quarter of the province", vec!["explain", "online_share", "2025-Q1", "--all"]),
        ("explain: a year of the province", vec!["explain", "online_share", "2025"]),
        ("explain: a commune", vec!["explain", "online_share", "2025-Q1", "--area", "10005"]),
    ] {
        compare(what, timed(&arguments), &beside, run);
    }
}
