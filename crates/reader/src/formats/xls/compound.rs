//! The compound file (MS-CFB) around old and around encrypted workbooks, read just far enough to judge it.
//!
//! Takes bytes; gives the names of its streams, and the stream of its workbook.

use crate::formats::bytes::{u16_at, u32_at};

/// Sector numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xffff_fffa;

/// The directory of a compound file.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    table: Vec<u32>,
    entries: Vec<DirectoryEntry>,
}

struct DirectoryEntry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Reads the directory; `None` where the file is cut or its chains run in circles.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector_size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Self { bytes, sector_size, table: Vec::new(), entries: Vec::new() };
        let most = bytes.len() / sector_size;
        // The first 109 sectors of the allocation table are in the header, the others in a chain of their own.
        let mut sectors: Vec<u32> = (0..109).filter_map(|place| u32_at(bytes, 76 + 4 * place)).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut steps = 0;
        while next < FIRST_MARK {
            steps += 1;
            if steps > most {
                return None;
            }
            let sector = compound.sector(next)?;
            let last = sector_size - 4;
            sectors.extend((0..last / 4).filter_map(|place| u32_at(sector, 4 * place)));
            next = u32_at(sector, last)?;
        }
        for number in sectors.into_iter().filter(|number| *number < FIRST_MARK) {
            let sector = compound.sector(number)?;
            let numbers: Vec<u32> = (0..sector_size / 4).filter_map(|place| u32_at(sector, 4 * place)).collect();
            compound.table.extend(numbers);
            if compound.table.len() > most.saturating_add(1).saturating_mul(sector_size / 4) {
                return None;
            }
        }
        let directory = compound.chain(u32_at(bytes, 48)?, usize::MAX)?;
        compound.entries = directory
            .chunks_exact(128)
            .filter_map(|entry| {
                let length = usize::from(u16_at(entry, 64)?).clamp(2, 64) - 2;
                let units: Vec<u16> = (0..length / 2).filter_map(|place| u16_at(entry, 2 * place)).collect();
                Some(DirectoryEntry {
                    name: String::from_utf16_lossy(&units),
                    start: u32_at(entry, 116)?,
                    // Files of large sectors have lengths of 64 bits.
                    length: match sector_size {
                        512 => usize::try_from(u32_at(entry, 120)?).ok()?,
                        _ => {
                            let high = usize::try_from(u32_at(entry, 124)?).ok()?;
                            high.checked_shl(32)?.checked_add(usize::try_from(u32_at(entry, 120)?).ok()?)?
                        }
                    },
                })
            })
            .collect();
        (!compound.entries.is_empty()).then_some(compound)
    }

    /// True where a stream or storage has this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// What follows the last sector that is in use.
    pub fn behind(&self) -> &'a [u8] {
        const FREE: u32 = u32::MAX;
        // The header is as long as a sector.
        let last = self.table.iter().rposition(|next| *next != FREE);
        let end = last.and_then(|last| last.checked_add(2)?.checked_mul(self.sector_size));
        end.and_then(|end| self.bytes.get(end..)).unwrap_or_default()
    }

    /// The stream of the workbook.
    pub fn workbook(&self) -> Option<Vec<u8>> {
        let entry = ["Workbook", "Book"]
            .iter()
            .find_map(|name| self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)));
        self.stream(entry?)
    }

    /// The bytes of a stream. A short one lies in pieces of 64 bytes within the stream of the root, which is the first entry;
    /// the header says where the table of its pieces begins ([MS-CFB] 2.6.4).
    fn stream(&self, entry: &DirectoryEntry) -> Option<Vec<u8>> {
        const SHORT: usize = 4096;
        const PIECE: usize = 64;
        // No stream is longer than its file.
        if entry.length > self.bytes.len() {
            return None;
        }
        if entry.length >= SHORT {
            return self.chain(entry.start, entry.length);
        }
        let root = self.entries.first()?;
        let pieces = self.chain(root.start, root.length)?;
        let table = self.chain(u32_at(self.bytes, 60)?, usize::MAX)?;
        let mut joined = Vec::new();
        let mut number = entry.start;
        while number < FIRST_MARK && joined.len() < entry.length {
            let place = usize::try_from(number).ok()?;
            let start = place.checked_mul(PIECE)?;
            // The last piece may be short; one of nothing would never end a chain that runs in a circle.
            let rest = pieces.get(start..).filter(|rest| !rest.is_empty())?;
            joined.extend_from_slice(rest.get(..PIECE).unwrap_or(rest));
            number = u32_at(&table, place.checked_mul(4)?)?;
        }
        joined.truncate(entry.length);
        Some(joined)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector_size)?;
        let end = start.checked_add(self.sector_size)?;
        self.bytes.get(start..end)
    }

    /// The sectors of a chain, joined; `None` where it leaves the file or runs in a circle.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        let mut number = start;
        while number < FIRST_MARK && joined.len() < length {
            if joined.len() > self.bytes.len() {
                return None;
            }
            // The last sector of a file may be short.
            let sector = self.sector(number).or_else(|| {
                let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector_size)?;
                self.bytes
                    .get(start..)
                    .filter(|rest| !rest.is_empty() && joined.len().saturating_add(rest.len()) >= length)
            })?;
            joined.extend_from_slice(sector);
            number = *self.table.get(usize::try_from(number).ok()?)?;
        }
        joined.truncate(length);
        Some(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_in_a_circle_end() {
        let mut bytes = vec![0u8; 512 * 4];
        bytes[30] = 9;
        bytes[48..52].copy_from_slice(&1u32.to_le_bytes());
        bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        for place in 1..109 {
            bytes[76 + 4 * place..80 + 4 * place].copy_from_slice(&u32::MAX.to_le_bytes());
        }
        // Sector 0 is the table; sector 1 follows itself.
        bytes[512 + 4..512 + 8].copy_from_slice(&1u32.to_le_bytes());
        assert!(Compound::open(&bytes).is_none());
    }
}
