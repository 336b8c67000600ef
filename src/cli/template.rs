//! `tinhso template FORM`.

use std::path::PathBuf;

use super::{Ended, Session};
use crate::documents::form;
use crate::engine::embedded;
use crate::error::Error;
use crate::report::envelope::TemplateAnswer;
use crate::store::{write_file, write_new_file};
use crate::{message, say};

#[derive(Debug, clap::Args)]
pub struct TemplateArguments {
    #[arg(value_name = "FORM")]
    form: String,
    #[arg(long, value_name = "AREA")]
    area: String,
    #[arg(long, value_name = "PERIOD")]
    period: String,
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

pub fn template(session: &Session<'_>, arguments: &TemplateArguments) -> Result<Ended, Error> {
    if let Some(output) = &arguments.output
        && output.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx"))
    {
        return Err(Error::Request(message!("template-file-type", file = output.display().to_string())));
    }
    let made = form::template(&session.project, &embedded(), &arguments.form, &arguments.area, &arguments.period)?;
    let file = arguments.output.clone().unwrap_or_else(|| PathBuf::from(&made.file_name));
    if arguments.force {
        write_file(&file, &made.bytes)?;
    } else if !write_new_file(&file, &made.bytes)? {
        return Err(Error::Request(message!("template-file-exists", file = file.display().to_string())));
    }
    let answer = TemplateAnswer {
        tinhso: "template/1",
        file: file.to_string_lossy().into_owned(),
        form: made.form,
        form_code: made.form_code,
        sheet: made.sheet,
        ref_area: made.ref_area,
        ref_area_name: made.ref_area_name,
        time_period: made.time_period,
        rows: made.rows,
        fields: made.fields,
    };
    session.printer.answer(&answer, || {
        say!(
            session.language,
            "template-done",
            fields = answer.fields,
            file = &answer.file,
            form = &answer.form_code,
            period = &answer.time_period,
            rows = answer.rows,
            unit = format!("{} {}", answer.ref_area, answer.ref_area_name),
        ) + "\n"
    });
    Ok(Ended::Clean)
}
