//! `tinhso check`.

use super::Ended;
use super::printer::Printer;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::project::Project;
use crate::report::envelope::CheckAnswer;
use crate::report::terminal;
use crate::values::language::Language;

pub fn check(loaded: Result<Project, Vec<Fault>>, printer: &Printer, language: Language) -> Result<Ended, Error> {
    let project = match loaded {
        Ok(project) => project,
        Err(faults) if printer.is_json() => {
            let answer = CheckAnswer { tinhso: "check/1", forms: 0, pipelines: 0, indicators: 0, faults };
            printer.answer(&answer, || terminal::faults(&answer.faults));
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
    };
    printer.answer(&answer, || match language {
        Language::Vi => format!(
            "Khai báo hợp lệ: {} biểu, {} quy trình, {} chỉ tiêu, {} đơn vị hành chính\n",
            answer.forms,
            answer.pipelines,
            answer.indicators,
            project.registry.units.len()
        ),
        Language::En => format!(
            "The declarations hold: {} forms, {} pipelines, {} indicators, {} units\n",
            answer.forms,
            answer.pipelines,
            answer.indicators,
            project.registry.units.len()
        ),
    });
    Ok(Ended::Clean)
}
