//! `fixtures/README.md`: takes the faults and where they came to stand, gives the page that people read and that
//! tests hold the findings against.

use std::collections::BTreeMap;
use std::error::Error;

use crate::faults::Edit;
use crate::planting::Planted;
use crate::report::Printed;
use crate::vietnamese::grouped;

/// What the landing zone holds, in numbers.
#[derive(Default)]
pub struct Extent {
    /// In the folders of form 02/CĐS, of form 04/CĐS, and of the exports.
    files: [usize; 3],
    bytes: usize,
}

impl Extent {
    pub fn count(&mut self, path: &str, bytes: usize) {
        for (files, folder) in self.files.iter_mut().zip(["/02-CDS/", "/04-CDS/", "exports/"]) {
            *files += usize::from(path.contains(folder));
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
            Edit::Row { commune, field, .. } | Edit::Report { seen_at: Some((commune, field)), .. } => {
                let address = printed.get(object).and_then(|printed| printed.address(commune, field));
                format!("{} (`{field}`)", address.ok_or_else(|| format!("{object} shows no {field} of {commune}"))?)
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
    let [government, society, exports] = extent.files;
    let kilobytes = grouped((extent.bytes / 1000) as i64).replace('.', ",");
    Ok(TEXT
        .replace("{government}", &government.to_string())
        .replace("{society}", &society.to_string())
        .replace("{exports}", &exports.to_string())
        .replace("{kilobytes}", &kilobytes)
        .replace("{faults}", &table))
}

const TEXT: &str = include_str!("readme.md");
