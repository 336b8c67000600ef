//! `tinhso explain INDICATOR [PERIOD]`.

use std::collections::HashSet;
use std::path::PathBuf;

use super::{Ended, Session};
use crate::documents::evidence::evidence;
use crate::documents::flat;
use crate::engine::{Engines, embedded};
use crate::error::Error;
use crate::query::declared::declared;
use crate::query::explain::Explainer;
use crate::query::explain::depth::Depth;
use crate::query::explain::leaves::leaves;
use crate::query::question::Question;
use crate::report::explained;
use crate::store::write_file;
use crate::values::period::Period;
use crate::{message, say};

/// A first screen: a figure of few units whole, of a larger one the units that are shown.
const FIRST_SCREEN: Depth = Depth { whole_up_to: 100, first_units: explained::SHOWN, most_objects: 40 };

#[derive(Debug, clap::Args)]
pub struct ExplainArguments {
    #[arg(value_name = "INDICATOR")]
    indicator: String,
    #[arg(value_name = "PERIOD")]
    period: Option<String>,
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    #[arg(long, value_name = "NAME")]
    method: Option<String>,
    #[arg(long, value_name = "VALUE")]
    breakdown: Option<String>,
    #[arg(long, value_name = "GEOGRAPHY")]
    geography: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) run: Option<String>,
    #[arg(long)]
    lines: bool,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "DIR")]
    extract: Option<PathBuf>,
}

/// A period as it is typed: `2025-q4` is meant as `2025-Q4`.
fn period(written: &str) -> Result<Period, Error> {
    let parsed = written.trim().to_uppercase().parse();
    parsed.map_err(|_| Error::Request(message!("fault-value.period", written = written)))
}

/// 0 where all that was proved holds, 1 where cells no longer give the figure.
pub fn explain(session: &Session<'_>, arguments: &ExplainArguments) -> Result<Ended, Error> {
    let warehouse = session.warehouse()?;
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    let then = declared(&session.project, &warehouse, arguments.run.as_deref())?;
    let project = then.as_ref().unwrap_or(&session.project);
    arguments.extract.as_deref().map_or(Ok(()), |folder| session.refuse_output(folder))?;
    let explainer = Explainer::new(project, &warehouse, arguments.run.as_deref(), engines)?;
    let explainer = explainer.with_lines(arguments.lines);
    let question = Question {
        indicator: arguments.indicator.clone(),
        period: arguments.period.as_deref().map(period).transpose()?,
        area: arguments.area.clone(),
        method: arguments.method.clone(),
        breakdown: arguments.breakdown.clone(),
        geography: arguments.geography.clone(),
    };
    let for_others = session.csv || session.printer.is_json() || arguments.extract.is_some();
    let depth = if arguments.all || for_others { Depth::WHOLE } else { FIRST_SCREEN };
    let answer = explainer.explain(&question, depth)?;
    if session.csv {
        session.printer.table(&flat::csv(&[leaves(&answer)?])?);
        session.printer.aside(&explained::others_named(&answer, session.language));
    } else {
        session.printer.answer(&answer, || explained::text(&answer, arguments.all, session.language));
    }
    if then.is_some() {
        session.printer.aside(&(say!(session.language, "explain-declared-then", run = &answer.run_id) + "\n"));
    }
    if arguments.lines && answer.proof.lines_add_up.is_none() {
        session.printer.aside(&(say!(session.language, "explain-lines.none") + "\n"));
    }
    if let Some(folder) = &arguments.extract {
        let (mut written, mut unmarked, mut names) = (0_usize, 0_usize, HashSet::new());
        // What the archive has lost is known by the answer.
        for object in answer.objects.iter().filter(|object| object.archived == Some(true)) {
            let files = evidence(&answer, object, &warehouse, project, session.language, &mut names)?;
            unmarked += usize::from(files.len() < 2);
            for file in files {
                write_file(&folder.join(&file.name), &file.bytes)?;
                written += 1;
            }
        }
        let folder = folder.display().to_string();
        let mut said = say!(session.language, "explain-extracted", files = written, folder = folder) + "\n";
        if unmarked > 0 {
            said += &(say!(session.language, "explain-extracted.unmarked", count = unmarked) + "\n");
        }
        let rests_on_lines = answer.units.iter().flat_map(|unit| &unit.rows).any(|row| !row.lines.is_empty());
        if rests_on_lines && !arguments.lines {
            said += &(say!(session.language, "explain-extracted.lines") + "\n");
        }
        session.printer.aside(&said);
    }
    Ok(if answer.proof.fails() { Ended::WithErrors } else { Ended::Clean })
}
