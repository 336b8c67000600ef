//! Submissions that came after their deadline.

use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, State, Submission, local_day};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;

/// Findings about late submissions.
pub fn late_findings(project: &Project, arrived: &[Arrived<'_>], submissions: &[Submission]) -> Vec<Finding> {
    let late = submissions.iter().filter(|submission| submission.state == State::Late);
    late.filter_map(|submission| {
        let (place, due) = (submission.arrived?, submission.due?);
        let day = local_day(arrived[place].received_at);
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form: Some(project.forms[submission.form].name.clone()),
            time_period: submission.period.map(|period| period.to_string()),
            ..with_area(project, submission.sender)
        };
        let message = message!("late-submission.late", day = day.to_string(), due = due.to_string());
        let finding =
            Finding::new(Code::LateSubmission, location, message).value(day.to_string()).expected(due.to_string());
        Some(finding.weighing(Severity::Warning, Disposition::Used))
    })
    .collect()
}
