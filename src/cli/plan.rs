//! `tinhso plan PIPELINE`.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Ended, Session};
use crate::engine::sql::{DIALECTS, Dialect, Title, dialect, query};
use crate::error::Error;
use crate::findings::fault::nearest;
use crate::message;
use crate::project::ResolvedIndicator;
use crate::report::envelope::{PlanAnswer, PlannedIndicator};

#[derive(Debug, clap::Args)]
pub struct PlanArguments {
    pipeline: String,
    #[arg(long, default_value = DIALECTS[0].name(), value_parser = dialects())]
    dialect: &'static dyn Dialect,
    #[arg(long, value_name = "DIR")]
    tables: Option<String>,
}

pub fn plan(session: &Session<'_>, arguments: &PlanArguments) -> Result<Ended, Error> {
    let project = &session.project;
    let names = || project.pipelines.iter().map(|pipeline| pipeline.name.get_ref().as_str());
    let Some(pipeline) = names().position(|name| name == arguments.pipeline) else {
        let pipeline = &arguments.pipeline;
        return Err(Error::Request(match nearest(pipeline, names()) {
            Some(nearest) => message!("plan-pipeline.misspelt", nearest = nearest, pipeline = pipeline),
            None => {
                let known = names().collect::<Vec<_>>().join(", ");
                message!("plan-pipeline.unknown", known = known, pipeline = pipeline)
            }
        }));
    };
    let tables = match &arguments.tables {
        Some(tables) => tables.clone(),
        None => session.warehouse()?.current_tables()?,
    };
    let planned = project.indicators.iter().filter(|indicator| indicator.pipeline == pipeline).map(|indicator| {
        PlannedIndicator {
            indicator: indicator.declared.name.get_ref().clone(),
            method: indicator.declared.method.clone(),
            breakdown: indicator.breakdown.clone(),
            sql: query(&indicator.plan, title(indicator), &tables, arguments.dialect),
        }
    });
    let answer = PlanAnswer {
        tinhso: "plan/1",
        dialect: arguments.dialect.name().to_owned(),
        pipeline: arguments.pipeline.clone(),
        indicators: planned.collect(),
    };
    session.printer.answer(&answer, || answer.indicators.iter().map(|one| format!("{}\n", one.sql)).collect());
    Ok(Ended::Clean)
}

fn title(indicator: &ResolvedIndicator) -> Title<'_> {
    Title {
        indicator: indicator.declared.name.get_ref(),
        method: indicator.declared.method.as_deref(),
        breakdown: indicator.breakdown.as_deref(),
    }
}

/// The names of the dialects; clap refuses any other.
fn dialects() -> impl TypedValueParser<Value = &'static dyn Dialect> {
    PossibleValuesParser::new(DIALECTS.map(Dialect::name)).try_map(|name| dialect(&name).ok_or("no such dialect"))
}
