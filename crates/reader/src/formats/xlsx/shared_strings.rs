//! What the table of shared texts of an xlsx claims to hold.
//!
//! Takes the open package; tells whether the number of texts that the table states can be true. A reader makes room for as
//! many as it states before it reads the first, and a file of 1,500 bytes may state a hundred billion.

use quick_xml::events::Event;

use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute};

/// The end of the part's name, in lower case: the folder is where the package says.
const PART: &str = "sharedstrings.xml";

/// True where a table states more texts than a workbook may have cells.
pub(crate) fn overstates(package: &mut Package<'_>, max_cells: usize) -> bool {
    let mut stated = 0u64;
    for part in package.parts_named(PART) {
        // The look ends with the first element, on purpose.
        let _ = package.each(&part, |event| match event {
            Event::Start(tag) => {
                for name in ["uniqueCount", "count"] {
                    let number = attribute(tag, name)?.and_then(|text| text.trim().parse().ok());
                    stated = stated.max(number.unwrap_or(0));
                }
                Err(Broken)
            }
            _ => Ok(()),
        });
    }
    // Room for as many texts as a workbook may have cells is little; programs write all kinds of numbers below.
    stated > u64::try_from(max_cells).unwrap_or(u64::MAX)
}
