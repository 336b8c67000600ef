//! `tinhso export FILE`.

use std::path::{Path, PathBuf};

use super::{Ended, Session};
use crate::documents::{flat, workbook};
use crate::error::Error;
use crate::query::export::{Filters, extract};
use crate::query::unit_times::DatedUnit;
use crate::report::envelope::ExportAnswer;
use crate::store::write_file;
use crate::{message, say};

#[derive(Debug, clap::Args)]
pub struct ExportArguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ID")]
    pub(super) run: Option<String>,
    #[arg(long, value_name = "NAME")]
    indicator: Vec<String>,
    #[arg(long, value_name = "AREA")]
    area: Vec<String>,
    #[arg(long, value_name = "GEOGRAPHY")]
    geography: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pipeline: Vec<String>,
    #[arg(long, value_name = "LEVEL")]
    level: Vec<String>,
}

enum ExportKind {
    Workbook,
    Flat,
}

pub fn export(session: &Session<'_>, arguments: &ExportArguments) -> Result<Ended, Error> {
    let kind = kind(&arguments.file)?;
    session.refuse_output(&arguments.file)?;
    let warehouse = session.warehouse()?;
    let filters = Filters {
        indicators: arguments.indicator.clone(),
        areas: arguments.area.clone(),
        geographies: arguments.geography.clone(),
        pipelines: arguments.pipeline.clone(),
        levels: arguments.level.clone(),
    };
    let extract = extract(&warehouse, arguments.run.as_deref(), &filters)?;
    let bytes = match kind {
        ExportKind::Workbook => workbook::workbook(&session.project, &extract, session.language)?,
        ExportKind::Flat => flat::csv(&extract.figures.iter().map(|(_, table)| table.clone()).collect::<Vec<_>>())?,
    };
    write_file(&arguments.file, &bytes)?;
    let answer = ExportAnswer {
        tinhso: "export/1",
        file: arguments.file.to_string_lossy().into_owned(),
        run_id: extract.run_id.clone(),
        figures: extract.figures(),
        targets: extract.targets.num_rows(),
    };
    session.printer.answer(&answer, || {
        say!(
            session.language,
            "export-done",
            file = &answer.file,
            figures = answer.figures,
            run = &answer.run_id,
            targets = answer.targets,
        ) + "\n"
    });
    for (code, units) in &extract.shared_codes {
        let units = units.iter().map(|unit| unit.ref_area_name.as_str()).collect::<Vec<_>>().join(", ");
        session.printer.aside(&(say!(session.language, "export-shared-code", code = code, units = units) + "\n"));
    }
    for (area, became) in &extract.ended {
        let end = area.ref_area_valid_to.map(|day| day.to_string()).unwrap_or_default();
        let others = became.iter().map(DatedUnit::named).collect::<Vec<_>>().join(", ");
        let line = match became.is_empty() {
            true => say!(session.language, "show-ended", unit = area.named(), day = end),
            false => say!(session.language, "export-ended", unit = area.named(), day = end, others = others),
        };
        session.printer.aside(&(line + "\n"));
    }
    Ok(Ended::Clean)
}

fn kind(file: &Path) -> Result<ExportKind, Error> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => Ok(ExportKind::Workbook),
        Some("csv") => Ok(ExportKind::Flat),
        _ => Err(Error::Request(message!("export-file-type", file = file.display().to_string()))),
    }
}
