//! `tinhso plan PIPELINE`.

use super::{Ended, Session};
use crate::engine::sql::duckdb::duckdb;
use crate::error::Error;
use crate::findings::fault::did_you_mean;
use crate::report::envelope::{PlanAnswer, PlannedIndicator};
use crate::store::Warehouse;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The pipeline whose indicators are printed
    pipeline: String,
    /// The dialect of SQL
    #[arg(long, default_value = "duckdb")]
    dialect: Dialect,
    /// Where the published tables are [default: the current run]
    #[arg(long, value_name = "DIR")]
    tables: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Dialect {
    Duckdb,
}

pub fn plan(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let project = &session.project;
    let names = || project.pipelines.iter().map(|pipeline| pipeline.name.get_ref().as_str());
    let Some(pipeline) = names().position(|name| name == arguments.pipeline) else {
        let suggestion =
            did_you_mean(&arguments.pipeline, names()).unwrap_or_else(|| names().collect::<Vec<_>>().join(", "));
        return Err(Error::Usage(format!("no pipeline `{}`: {suggestion}", arguments.pipeline)));
    };
    let tables = match &arguments.tables {
        Some(tables) => tables.clone(),
        None => {
            let warehouse = Warehouse::open(&session.places.warehouse, &session.places.folder)?;
            warehouse.folder().join("current").to_string_lossy().into_owned()
        }
    };
    let Dialect::Duckdb = arguments.dialect;
    let planned = project.indicators.iter().filter(|indicator| indicator.pipeline == pipeline).map(|indicator| {
        PlannedIndicator {
            indicator: indicator.declared.name.get_ref().clone(),
            method: indicator.declared.method.clone(),
            breakdown: indicator.breakdown.clone(),
            sql: duckdb(&indicator.plan, &tables),
        }
    });
    let answer = PlanAnswer {
        tinhso: "plan/1",
        dialect: "duckdb".to_owned(),
        pipeline: arguments.pipeline.clone(),
        indicators: planned.collect(),
    };
    session.printer.answer(&answer, || {
        let mut text = String::new();
        for one in &answer.indicators {
            let labels: Vec<&str> = [&one.method, &one.breakdown].into_iter().flatten().map(String::as_str).collect();
            let labels = if labels.is_empty() { String::new() } else { format!(" ({})", labels.join(", ")) };
            text.push_str(&format!("-- {}{labels}\n{};\n\n", one.indicator, one.sql.trim_end().trim_end_matches(';')));
        }
        text
    });
    Ok(Ended::Clean)
}
