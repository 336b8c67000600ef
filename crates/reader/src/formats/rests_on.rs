//! What a workbook rests on beside its own cells: macros, which are never run, and other files, which are never opened.
//!
//! Takes what the readers of packages saw; gives a warning for macros and one for each other file whose values are in cells.
//! They are found in xlsx and xlsm (both), xlsb and xls (macros) and ods (other files).

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::formats::faults::finding;
use crate::message;
use crate::sheet::address::address;

/// A cell whose value was taken from another file when the workbook was last computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The other file as the workbook names it.
    pub target: String,
    pub sheet: String,
    /// The first cell that names it: row and column, from 0.
    pub cell: (u32, u32),
}

/// The warning for macros.
pub fn macros() -> Finding {
    finding(Code::MacroFile, message!("macro-file.not-run"))
}

/// One warning for each other file, at the first cell that names it.
pub fn links(links: &[Link]) -> Vec<Finding> {
    let mut first: Vec<&Link> = Vec::new();
    for link in links {
        if !first.iter().any(|known| known.target == link.target) {
            first.push(link);
        }
    }
    first.into_iter().map(linked).collect()
}

fn linked(link: &Link) -> Finding {
    let file = link.target.rsplit(['/', '\\']).next().unwrap_or(&link.target);
    let mut found =
        finding(Code::ExternalLink, message!("external-link.stored-value", file = file)).value(link.target.clone());
    found.location.sheet = Some(link.sheet.clone());
    found.location.cell = Some(address(link.cell.0, link.cell.1));
    found.location.row = link.cell.0.checked_add(1);
    found
}
