//! `tinhso check`.

use super::Ended;
use super::printer::Printer;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::project::Project;
use crate::report::envelope::CheckAnswer;
use crate::report::terminal;
use crate::say;
use crate::values::language::Language;

pub fn check(loaded: Result<Project, Vec<Fault>>, printer: &Printer, language: Language) -> Result<Ended, Error> {
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
    let answer = CheckAnswer {
        tinhso: "check/1",
        forms: project.forms.len(),
        pipelines: project.pipelines.len(),
        indicators: project.pipelines.iter().map(|pipeline| pipeline.indicator.len()).sum(),
        faults: Vec::new(),
        warnings: project.warnings.clone(),
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
