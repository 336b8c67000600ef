//! `tinhso bundle RUN FILE`.

use std::path::PathBuf;

use super::{Ended, Session};
use crate::error::Error;
use crate::report::envelope::BundleAnswer;
use crate::run::bundle::bundle as bundle_operation;
use crate::say;

#[derive(Debug, clap::Args)]
pub struct BundleArguments {
    #[arg(value_name = "RUN")]
    pub run: String,
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn bundle(session: &Session<'_>, arguments: &BundleArguments) -> Result<Ended, Error> {
    session.refuse_output(&arguments.file)?;
    let project = (&session.project.settings, &session.files);
    let bundled = bundle_operation(project, &session.warehouse()?, &arguments.run, &arguments.file)?;
    let answer = BundleAnswer {
        tinhso: "bundle/1",
        file: arguments.file.to_string_lossy().into_owned(),
        run_id: bundled.run_id,
        inputs: bundled.inputs,
        files: bundled.parts,
    };
    session.printer.answer(&answer, || {
        let (file, run, inputs) = (&answer.file, &answer.run_id, answer.inputs);
        say!(session.language, "bundle-done", file = file, inputs = inputs, run = run) + "\n"
    });
    Ok(Ended::Clean)
}
