//! Later nights: nothing new, and one new file, beside the first night of the same project.

use crate::measure::{ROUNDS, compare, measure, median};
use crate::province::Project;

pub fn bench(project: &Project) {
    project.forget();
    let first = measure(&mut project.tinhso(&["run"]));
    let quiet = (0..ROUNDS).map(|_| measure(&mut project.tinhso(&["run"]))).collect();
    let one_new = (0..ROUNDS)
        .map(|round| {
            project.send(round, round + 1);
            measure(&mut project.tinhso(&["run"]))
        })
        .collect();
    let beside = "run: all new";
    compare("run: a night with nothing new", median(quiet), beside, first);
    compare("run: a night with one new file", median(one_new), beside, first);
}
