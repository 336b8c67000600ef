//! The records of an xls stream.

use crate::formats::bytes::u16_at;

/// A record of a workbook stream with where the next one begins.
pub(super) fn record(stream: &[u8], place: usize) -> Option<(u16, &[u8], usize)> {
    let kind = u16_at(stream, place)?;
    let length = usize::from(u16_at(stream, place.checked_add(2)?)?);
    let start = place.checked_add(4)?;
    let end = start.checked_add(length)?;
    Some((kind, stream.get(start..end)?, end))
}
