//! What the styles of an xlsx cost.
//!
//! Takes the open package; tells whether its styles are too heavy. A reader copies the font and the number format of a style into
//! each of them: one long name and many styles make a small part fill any memory.

use quick_xml::events::Event;

use super::package::Package;

/// The end of the part's name, in lower case.
const PART: &str = "styles.xml";
/// Bytes of a part that is not looked at: what it can make is little.
const SMALL: u64 = 128 << 10;
/// Bytes that all styles together may take.
const MOST: u64 = 256 << 20;

/// True where the styles, each with the longest text that any could have, take more than is allowed.
pub(crate) fn overweigh(package: &mut Package<'_>) -> bool {
    package.parts_named(PART).iter().any(|part| {
        if package.size(part) <= SMALL {
            return false;
        }
        let (mut styles, mut longest) = (0u64, 0u64);
        // What cannot be read ends the reader of cells, too.
        let _ = package.each(part, |event| {
            if let Event::Start(tag) = event {
                styles = styles.saturating_add(u64::from(tag.local_name().as_ref() == "xf"));
                longest = longest.max(u64::try_from(tag.len()).unwrap_or(u64::MAX));
            }
            Ok(())
        });
        styles.saturating_mul(longest) > MOST
    })
}
