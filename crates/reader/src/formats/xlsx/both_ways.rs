//! A sheet's part read by the scan and as XML in full: for the fuzzer and for tests, to which both must say the same.

use crate::formats::xlsx::cell_value::Ground;
use crate::formats::xlsx::scan::{Memory, Scanned, scan};
use crate::formats::xlsx::shared_strings::SharedTexts;
use crate::formats::xlsx::sheet_part::{Context, SheetPart, SheetReading};
use crate::formats::xlsx::styles::Styles;
use crate::formats::xlsx::whole_xml;

/// What the two readings of a part say, where both read it and differ. Where the scan leaves the part, or it is no XML, there is
/// nothing to compare.
pub fn difference(part: &[u8], max_cells: usize) -> Option<String> {
    let (texts, styles) = (SharedTexts::default(), Styles::default());
    let ground = Ground { texts: &texts, is_1904: false };
    let context = Context { ground, styles: &styles, may_be_old: true, room: max_cells };
    let mut scanned = SheetReading::new(context);
    if scan(part, &mut Memory::default(), &mut scanned) != Ok(Scanned::Whole) {
        return None;
    }
    let mut parsed = SheetReading::new(context);
    whole_xml::read(part, &mut parsed).ok()?;
    let (scanned, parsed): (Option<SheetPart>, Option<SheetPart>) = (scanned.finish().ok()?, parsed.finish().ok()?);
    (scanned != parsed).then(|| format!("{scanned:?}\n{parsed:?}"))
}
