//! `tinhso export FILE`.

use std::path::{Path, PathBuf};

use super::{Ended, Session};
use crate::documents::{flat, workbook};
use crate::error::Error;
use crate::findings::message::Message;
use crate::query::export::{Filters, extract};
use crate::report::envelope::ExportAnswer;
use crate::store::write_file;
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The workbook (.xlsx) or flat text (.csv) to write; one that is there is replaced
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The run [default: the current one]
    #[arg(long, value_name = "ID")]
    run: Option<String>,
    /// Only this indicator; may be given more than once, as may those below
    #[arg(long, value_name = "NAME")]
    indicator: Vec<String>,
    /// Only this area
    #[arg(long, value_name = "CODE")]
    area: Vec<String>,
    /// Only this geography: as-reported, or the day of a map
    #[arg(long, value_name = "GEOGRAPHY")]
    geography: Vec<String>,
    /// Only this pipeline
    #[arg(long, value_name = "NAME")]
    pipeline: Vec<String>,
    /// Only this level of areas: province, district, commune
    #[arg(long, value_name = "LEVEL")]
    level: Vec<String>,
}

enum Kind {
    Workbook,
    Flat,
}

pub fn export(session: &Session<'_>, arguments: &Arguments) -> Result<Ended, Error> {
    let kind = kind(&arguments.file)?;
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
        Kind::Workbook => workbook::workbook(&session.project, &extract, session.language)?,
        Kind::Flat => flat::csv(&extract.figures.iter().map(|(_, table)| table.clone()).collect::<Vec<_>>())?,
    };
    write_file(&arguments.file, &bytes)?;
    let answer = ExportAnswer {
        tinhso: "export/1",
        file: arguments.file.to_string_lossy().into_owned(),
        run_id: extract.run_id.clone(),
        figures: extract.figures(),
        targets: extract.targets.num_rows(),
    };
    session.printer.answer(&answer, || match session.language {
        Language::Vi => {
            format!(
                "{}: {} số liệu, {} mục tiêu của lần chạy {}\n",
                answer.file, answer.figures, answer.targets, answer.run_id
            )
        }
        Language::En => {
            format!(
                "{}: {} figures, {} targets of run {}\n",
                answer.file, answer.figures, answer.targets, answer.run_id
            )
        }
    });
    Ok(Ended::Clean)
}

fn kind(file: &Path) -> Result<Kind, Error> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => Ok(Kind::Workbook),
        Some("csv") => Ok(Kind::Flat),
        _ => Err(Error::Request(Message::new(
            format!("không rõ phải ghi {} theo dạng nào; hãy đặt tên .xlsx hoặc .csv", file.display()),
            format!("cannot tell what to write into {}; name it .xlsx or .csv", file.display()),
        ))),
    }
}
