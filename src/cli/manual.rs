//! `tinhso manual DIR`: the manual pages of the program and of each command.

use std::path::PathBuf;

use super::printer::Printer;
use super::{Ended, definition, help};
use crate::error::Error;
use crate::report::envelope::ManualAnswer;
use crate::say;
use crate::store::write_file;
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct ManualArguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn manual(arguments: &ManualArguments, printer: &Printer, language: Language) -> Result<Ended, Error> {
    let mut command = help::in_words(definition(language), language);
    // Building gives the commands within their full names: tinhso-run.
    command.build();
    let mut files = Vec::new();
    for page in std::iter::once(&command).chain(command.get_subcommands().filter(|one| one.get_name() != "help")) {
        let name = format!("{}.1", page.get_display_name().unwrap_or_else(|| page.get_name()));
        let mut text = Vec::new();
        clap_mangen::Man::new(page.clone()).render(&mut text).map_err(Error::program)?;
        write_file(&arguments.folder.join(&name), &text)?;
        files.push(name);
    }
    let folder = arguments.folder.to_string_lossy().into_owned();
    let answer = ManualAnswer { tinhso: "manual/1", folder: folder.clone(), files };
    printer.answer(&answer, || say!(language, "manual-done", files = answer.files.len(), folder = &folder) + "\n");
    Ok(Ended::Clean)
}
