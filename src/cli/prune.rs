//! `tinhso prune`.

use super::interrupt::giving_back;
use super::{Ended, Session};
use crate::error::Error;
use crate::report::envelope::PruneAnswer;
use crate::report::terminal;
use crate::run::prune::prune as prune_operation;

#[derive(Debug, clap::Args)]
pub struct PruneArguments {
    #[arg(long, value_name = "NUMBER", default_value = "30", value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
    #[arg(long, value_name = "NUMBER", default_value = "12")]
    keep_monthly: u16,
    #[arg(long)]
    dry_run: bool,
}

pub fn prune(session: &Session<'_>, arguments: &PruneArguments) -> Result<Ended, Error> {
    let (keep, monthly) = (usize::from(arguments.keep), usize::from(arguments.keep_monthly));
    let (warehouse, only_looks) = (session.warehouse()?, arguments.dry_run);
    let pruned = giving_back(&warehouse, || prune_operation(&warehouse, keep, monthly, only_looks))?;
    let answer = PruneAnswer::new(pruned, arguments.dry_run);
    session.printer.answer(&answer, || terminal::pruned(&answer, session.language));
    Ok(Ended::Clean)
}
