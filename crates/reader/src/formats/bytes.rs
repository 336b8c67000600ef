//! Numbers in little-endian bytes.

/// A little-endian number at an offset, where the bytes reach that far.
pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    let bytes = bytes.get(offset..offset.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// A little-endian number at an offset, where the bytes reach that far.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let bytes = bytes.get(offset..offset.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// A little-endian double at an offset, where the bytes reach that far.
pub(super) fn f64_at(bytes: &[u8], offset: usize) -> Option<f64> {
    let bytes = bytes.get(offset..offset.checked_add(8)?)?;
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}
