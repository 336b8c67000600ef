//! `tinhso completions SHELL`: what a shell needs to complete the command line.

use clap_complete::Shell;

use super::printer::Printer;
use super::{Ended, definition, help};
use crate::error::Error;
use crate::report::envelope::CompletionsAnswer;
use crate::values::language::Language;

#[derive(Debug, clap::Args)]
pub struct CompletionsArguments {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub fn completions(arguments: &CompletionsArguments, printer: &Printer, language: Language) -> Result<Ended, Error> {
    let mut command = help::in_words(definition(language), language);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "tinhso", &mut script);
    let answer = CompletionsAnswer {
        tinhso: "completions/1",
        shell: arguments.shell.to_string(),
        script: String::from_utf8(script).map_err(Error::program)?,
    };
    printer.answer(&answer, || answer.script.clone());
    Ok(Ended::Clean)
}
