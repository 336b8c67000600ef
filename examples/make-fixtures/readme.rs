//! `fixtures/README.md`: takes the faults and where they were put, gives the page that people read and that
//! tests hold the findings against.

use std::collections::BTreeMap;
use std::error::Error;

use crate::faults::Edit;
use crate::number::{Number, Signs};
use crate::planting::Planted;
use crate::report::Printed;

/// What the landing zone holds, in numbers.
#[derive(Default)]
pub struct Extent {
    /// By folder: `01-CDS`, `exports`.
    files: BTreeMap<String, usize>,
    bytes: usize,
}

impl Extent {
    pub fn count(&mut self, path: &str, bytes: usize) {
        if let Some(folder) = path.rsplit('/').nth(1) {
            *self.files.entry(folder.to_owned()).or_default() += 1;
        }
        self.bytes += bytes;
    }
}

pub fn page(
    planted: &[Planted<'_>],
    printed: &BTreeMap<String, Printed>,
    extent: &Extent,
) -> Result<String, Box<dyn Error>> {
    let mut table = String::new();
    for (index, Planted { fault, object, first }) in planted.iter().enumerate() {
        let place = match &fault.edit {
            Edit::Row { key, field, .. } | Edit::Report { seen_at: Some((key, field)), .. } => {
                let address = printed.get(object).and_then(|printed| printed.address(key, field));
                format!("{} (`{field}`)", address.ok_or_else(|| format!("{object} shows no {field} of {key}"))?)
            }
            _ => "–".to_owned(),
        };
        let finding = if fault.finding.is_empty() { "none".to_owned() } else { format!("`{}`", fault.finding) };
        let object = match (&fault.edit, first) {
            (Edit::Missing, _) => object.clone(),
            (_, Some(first)) => format!("`{object}`, after `{first}`"),
            _ => format!("`{object}`"),
        };
        table.push_str(&format!(
            "| {} | {object} | {place} | {} | {} | {finding} | {} |\n",
            index + 1,
            fault.period.identifier(),
            fault.planted,
            fault.disposition
        ));
    }
    let kilobytes = Number::count((extent.bytes / 1000) as i64).text(Signs::English);
    let mut text = TEXT.replace("{kilobytes}", &kilobytes).replace("{faults}", &table);
    for (folder, files) in &extent.files {
        text = text.replace(&format!("{{{folder}}}"), &files.to_string());
    }
    Ok(text)
}

const TEXT: &str = include_str!("readme.md");
