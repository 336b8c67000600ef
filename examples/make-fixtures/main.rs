//! Writes the landing zone of the fixtures: two years of reports and exports as a province receives them, with
//! faults planted in known cells.
//!
//!     cargo run --release --example make-fixtures [-- OUT_DIR [README]]
//!
//! It shares no code with the program that reads the fixtures: a misunderstanding in one must not be repeated in the
//! other. The same source and lock file give the same bytes on every run.

#![allow(clippy::disallowed_methods, reason = "the generator writes files")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use layout::Medium;
use readme::Extent;
use registry::Registry;
use report::Printed;
use submissions::{Content, Damage, Submission};

mod arrivals;
mod assessment;
mod calendar;
mod commerce;
mod delimited;
mod economy;
mod expenditure;
mod faults;
mod form;
mod government;
mod habits;
mod infrastructure;
mod layout;
mod letters;
mod members;
mod number;
mod planting;
mod random;
mod readme;
mod registry;
mod report;
mod services;
mod society;
mod stray;
mod submissions;
mod vietnamese;
mod workbook;

/// A workbook that asks for a password. No library of ours writes one; what is in it, nobody sees.
const LOCKED: &[u8] = include_bytes!("../../fixtures/samples/encrypted.xlsx");

fn main() -> Result<(), Box<dyn Error>> {
    let project = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let project = PathBuf::from(project);
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (landing, page) = match (arguments.next(), arguments.next()) {
        (Some(landing), page) => (landing, page),
        (None, _) => (project.join("fixtures/landing"), Some(project.join("fixtures/README.md"))),
    };

    let registry = Registry::read(&project.join("registry"))?;
    let mut submissions = submissions::all(&registry);
    let planted = planting::plant(&mut submissions)?;
    let exports = economy::exports()?;
    submissions.extend(exports);

    let mut extent = Extent::default();
    let mut printed = BTreeMap::new();
    for submission in &submissions {
        if printed.insert(submission.path.clone(), print(submission)?).is_some() {
            return Err(format!("two objects at {}", submission.path).into());
        }
    }
    let arrivals = arrivals::list(&submissions)?;

    clear(&landing)?;
    for (path, Printed { bytes, .. }) in &printed {
        write(&landing.join(path), bytes)?;
        extent.count(path, bytes.len());
    }
    write(&landing.join("arrivals.csv"), &arrivals)?;
    extent.count("arrivals.csv", arrivals.len());
    if let Some(page) = page {
        write(&page, readme::page(&planted, &printed, &extent)?.as_bytes())?;
    }
    Ok(())
}

fn print(submission: &Submission) -> Result<Printed, Box<dyn Error>> {
    let mut printed = match &submission.content {
        Content::Bytes(bytes) => Printed { bytes: bytes.clone(), places: Vec::new() },
        Content::Report(report) => match report.medium {
            Medium::Workbook => workbook::print(report)?,
            Medium::Semicolons | Medium::Tabs => delimited::print(report)?,
        },
    };
    match submission.damage {
        Some(Damage::CutInHalf) => printed.bytes.truncate(printed.bytes.len() / 2),
        Some(Damage::Emptied) => printed.bytes.clear(),
        Some(Damage::Locked) => printed.bytes = LOCKED.to_vec(),
        None => {}
    }
    Ok(printed)
}

/// Removes what an earlier run wrote, and nothing else that may lie in the folder.
fn clear(landing: &Path) -> io::Result<()> {
    for owned in ["submissions", "exports"] {
        match fs::remove_dir_all(landing.join(owned)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
