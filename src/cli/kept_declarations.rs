//! The declarations that a run keeps, for commands about a published run while those at hand have faults.

use super::Command;
use crate::error::Error;
use crate::project::Project;
use crate::project::written::settings::Settings;
use crate::query::declared::kept_project;
use crate::store::Warehouse;

/// The run whose declarations are enough for a command; the outer `None` for commands that rest on those at hand, the inner for the current run.
/// What two runs differ by, who has not sent and what is withdrawn needs no more of them than the current run keeps.
pub fn run_of(command: &Command) -> Option<Option<&str>> {
    match command {
        Command::Show(arguments) => Some(arguments.run.as_deref()),
        Command::Explain(arguments) => Some(arguments.run.as_deref()),
        Command::Export(arguments) => Some(arguments.run.as_deref()),
        Command::Release(arguments) => Some(Some(&arguments.run)),
        Command::Bundle(arguments) => Some(Some(&arguments.run)),
        Command::Status(_) | Command::Diff(_) | Command::Withdraw(_) | Command::Restore(_) => Some(None),
        _ => None,
    }
}

/// The project as a run declared it, with the id of the run; nothing where it keeps no declarations that can be read.
///
/// # Errors
/// No such run; one that is damaged.
pub fn project_of_run(
    settings: &Settings,
    warehouse: &Warehouse,
    run_id: Option<&str>,
) -> Result<Option<(Project, String)>, Error> {
    let kept = kept_project(settings, warehouse, run_id)?;
    Ok(kept.map(|(mut project, run_id)| {
        // The day of today's settings is what a release goes by.
        project.settings.as_of = settings.as_of;
        (project, run_id)
    }))
}
