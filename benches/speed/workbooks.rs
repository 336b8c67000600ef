//! The first night: every workbook is found, read, typed, checked, archived, aggregated and published, beside a program that
//! opens the same workbooks and looks at each cell.

use crate::measure::{ROUNDS, compare, measure, median};
use crate::peer::calamine_command;
use crate::province::Project;

pub fn bench(project: &Project) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        project.forget();
        ours.push(measure(&mut project.tinhso(&["run"])));
        theirs.push(measure(&mut calamine_command(&project.folder.join("landing"))));
    }
    let what = format!("run: {} {}, all new", project.workbooks, project.of_workbooks());
    compare(&what, median(ours), "plain calamine, every cell", median(theirs));
}
