//! The planted faults: one list from which `planting` spoils the submissions and `readme` lists what must be found,
//! so that the two cannot drift apart.
//!
//! Those that cost a row are in 2024, where one missing district leaves the year of form 02 without a figure anyway, or
//! in periods other than the last of 2025, so that the figures of 2025 are whole. A folder of lists, by form.

use crate::calendar::Period;
use crate::number::Signs;
use crate::report::{Report, Row};
use crate::submissions::Damage;

mod assessment;
mod commerce;
mod expenditure;
mod files;
mod government_and_society;
mod infrastructure;
mod services;

/// What is done, and to what.
pub enum Edit {
    /// Something within a row, seen at one field of it.
    Row { key: &'static str, field: &'static str, change: fn(&mut Row) },
    /// Something about the table, seen at one field of a row, of the total or of the labels where there is one.
    Report { seen_at: Option<(&'static str, &'static str)>, change: fn(&mut Report) },
    /// The sender never sends.
    Missing,
    /// It arrives so many days after the deadline.
    Late { days: u32 },
    /// The bytes are spoilt.
    Damaged(Damage),
    /// The same report comes again under a name, whole, some hours later.
    SentAgain { name: &'static str },
    /// A changed report comes later under a name, and says which revision it is.
    Corrected { name: &'static str, change: fn(&mut Report) },
    /// It lies under another name or in the folder of another form.
    Elsewhere { path: &'static str },
    /// Something that is no submission lies in the folder.
    Stray { name: &'static str },
}

pub struct Fault {
    pub form: &'static str,
    pub period: Period,
    pub sender: &'static str,
    pub edit: Edit,
    /// What is planted, in the words of `README.md`.
    pub planted: &'static str,
    /// The code of the finding; empty where nothing is to be found.
    pub finding: &'static str,
    pub disposition: &'static str,
}

const fn fault(
    form: &'static str,
    period: Period,
    sender: &'static str,
    edit: Edit,
    planted: &'static str,
    finding: &'static str,
    disposition: &'static str,
) -> Fault {
    Fault { form, period, sender, edit, planted, finding, disposition }
}

const QUARANTINED: &str = "error: the row is quarantined";

/// Every fault, in the order of the page.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    let lists = [
        government_and_society::FAULTS,
        infrastructure::FAULTS,
        commerce::FAULTS,
        assessment::FAULTS,
        services::FAULTS,
        expenditure::FAULTS,
        files::FAULTS,
    ];
    lists.into_iter().flatten()
}

fn rename(report: &mut Report, commune: &str, name: &'static str) {
    if let Some(row) = report.row_mut(commune) {
        row.printed_name = Some(name);
    }
}

fn repeat(report: &mut Report, commune: &str) {
    if let Some(position) = report.rows.iter().position(|row| row.key == commune) {
        let row = report.rows[position].clone();
        report.rows.insert(position + 1, row);
    }
}

/// Types a number of a row as text, in these signs.
fn retype(report: &mut Report, key: &str, field: &'static str, signs: Signs) {
    if let Some(row) = report.row_mut(key)
        && let Some(number) = row.number(field)
    {
        row.write(field, number.text(signs));
    }
}
