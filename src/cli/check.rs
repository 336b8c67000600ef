//! `tinhso check`.

use super::Ended;
use super::printer::Printer;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::project::Project;
use crate::project::check::fault_at_check;
use crate::project::written::files::ProjectFiles;
use crate::query::idle_checks::{IdleCheck, idle_checks};
use crate::report::envelope::CheckAnswer;
use crate::report::terminal;
use crate::say;
use crate::store::Warehouse;
use crate::values::language::Language;

/// `warehouse` opens the place where runs are, if there is one to look at.
pub fn check(
    loaded: Result<Project, Vec<Fault>>,
    files: &ProjectFiles,
    warehouse: impl FnOnce(&Project) -> Option<Warehouse>,
    printer: &Printer,
    language: Language,
) -> Result<Ended, Error> {
    let project = match loaded {
        Ok(project) => project,
        Err(faults) if printer.is_json() => {
            let answer =
                CheckAnswer { tinhso: "check/1", forms: 0, pipelines: 0, indicators: 0, faults, warnings: Vec::new() };
            printer.answer(&answer, || terminal::faults(&answer.faults, language));
            return Ok(Ended::Failed);
        }
        Err(faults) => return Err(Error::Declarations(faults)),
    };
    let mut warnings = project.warnings.clone();
    warnings.extend(warehouse(&project).iter().flat_map(|warehouse| idle(&project, files, warehouse)));
    let answer = CheckAnswer {
        tinhso: "check/1",
        forms: project.forms.len(),
        pipelines: project.pipelines.len(),
        indicators: project.pipelines.iter().map(|pipeline| pipeline.indicator.len()).sum(),
        faults: Vec::new(),
        warnings,
    };
    printer.answer(&answer, || {
        let warnings = answer
            .warnings
            .iter()
            .map(|warning| say!(language, "check-warning", fault = warning.text(language)) + "\n");
        warnings.collect::<String>()
            + &say!(
                language,
                "check-sound",
                forms = answer.forms,
                pipelines = answer.pipelines,
                indicators = answer.indicators,
                units = project.registry.units.len(),
            )
            + "\n"
    });
    Ok(Ended::Clean)
}

/// The checks that no row of the newest run could fail. A run that cannot be read is no fault of the declarations: `status --check` says it.
fn idle(project: &Project, files: &ProjectFiles, warehouse: &Warehouse) -> Vec<Fault> {
    let idle = idle_checks(project, warehouse).unwrap_or_else(|error| {
        tracing::debug!(cause = %error, "the newest run cannot be read");
        Vec::new()
    });
    let fault = |idle: IdleCheck<'_>| {
        let form = &project.forms.get(idle.check.form)?.name;
        fault_at_check(project.pipelines.iter().map(Some), files, form, idle.check, idle.message)
    };
    idle.into_iter().filter_map(fault).collect()
}
