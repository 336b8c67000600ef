//! `tinhso init DIR`.

use std::path::PathBuf;

use super::Ended;
use super::printer::Printer;
use crate::error::Error;
use crate::project::starter::{Wishes, files};
use crate::report::envelope::InitAnswer;
use crate::say;
use crate::store::project::create_project;
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct InitArguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "CODE")]
    province: Option<String>,
}

pub fn init(arguments: &InitArguments, printer: &Printer, language: Language) -> Result<Ended, Error> {
    let wishes = Wishes { name: arguments.name.clone(), province: arguments.province.clone(), language };
    let files = files(&wishes)?;
    create_project(&arguments.folder, &files)?;
    let folder = arguments.folder.to_string_lossy().into_owned();
    let answer = InitAnswer {
        tinhso: "init/1",
        folder: folder.clone(),
        files: files.into_iter().map(|(name, _)| name).collect(),
    };
    printer.answer(&answer, || {
        let made = say!(language, "init-done", files = answer.files.len(), folder = &folder);
        format!("{made}\n{}\n", say!(language, "init-next", folder = &folder))
    });
    Ok(Ended::Clean)
}
