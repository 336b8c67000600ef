//! The compound file (MS-CFB) around old and around encrypted workbooks, read just far enough to judge it.
//!
//! Takes bytes; gives the names of its streams, and whether its workbook is one that is safe to hand to the xls reader,
//! which reserves memory from records that can lie.

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::workbook::BYTES_OF_A_CELL;
use crate::formats::xls::biff_texts;
use crate::formats::xls::record::record;

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

/// What a look through a BIFF stream says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Biff {
    Sound,
    /// The stream is encrypted.
    Encrypted,
    /// Its records speak of more cells than allowed.
    Oversized,
    /// Its records do not follow one another.
    Broken,
}

impl Biff {
    /// Walks the records of a workbook stream.
    pub fn judge(stream: &[u8], max_cells: usize) -> Self {
        walk(stream, max_cells).unwrap_or(Self::Broken)
    }
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
        // The first 109 sectors of the allocation table stand in the header, the others in a chain of their own.
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

/// Sheets of a workbook: each costs a walk, and none that people make has so many.
const MOST_SHEETS: usize = 4096;

/// Looks at FILEPASS, and from each place that the list of sheets names at what DIMENSIONS claims and at the corners that the
/// cells span. A sheet begins where the list says, which need not be where the records before it end.
fn walk(stream: &[u8], max_cells: usize) -> Option<Biff> {
    let mut starts = vec![0];
    let mut place = 0;
    while let Some((kind, data, next)) = record(stream, place) {
        match kind {
            0x002f => return Some(Biff::Encrypted),
            0x0085 => {
                let start = usize::try_from(u32_at(data, 0)?).ok()?;
                // Two sheets at one place would be read once for each name.
                if starts.contains(&start) {
                    return Some(Biff::Broken);
                }
                starts.push(start);
                if starts.len() > MOST_SHEETS {
                    return Some(Biff::Oversized);
                }
            }
            0x000a => break,
            _ => {}
        }
        place = next;
    }
    let mut left = u64::try_from(max_cells).ok()?;
    let texts = biff_texts::lengths(stream);
    for start in starts {
        match walk_sheet(stream, start, left, &texts)? {
            Ok(spanned) => left = left.checked_sub(spanned)?,
            Err(fault) => return Some(fault),
        }
    }
    Some(Biff::Sound)
}

/// The cells that a sheet spans, all of which the reader would hold; long texts count for many. `texts` are the lengths of the
/// shared ones.
fn walk_sheet(stream: &[u8], start: usize, max_cells: u64, texts: &[u32]) -> Option<Result<u64, Biff>> {
    let fits = |rows: u64, columns: u64| rows.checked_mul(columns).is_some_and(|cells| cells <= max_cells);
    let (mut place, mut total, mut depth) = (start, 0u64, 0usize);
    let mut corners: Option<(u16, u16, u16, u16)> = None;
    // The text of a formula has no place of its own: it goes to the last formula, or to the first cell.
    let mut formula = (0, 0);
    let mut spanned_cells = 0;
    while let Some((kind, data, next)) = record(stream, place) {
        place = next;
        match kind {
            // A chart within a sheet has a beginning and an end of its own.
            0x0809 => depth = depth.saturating_add(1),
            0x000a if depth <= 1 => break,
            0x000a => depth = depth.saturating_sub(1),
            0x0200 => {
                let (rows, columns) = match data.len() {
                    10 => (u64::from(u16_at(data, 2)?), u64::from(u16_at(data, 6)?)),
                    _ => (u64::from(u32_at(data, 4)?), u64::from(u16_at(data, 10)?)),
                };
                if rows > 0x1_0000 || !fits(rows, columns) {
                    return Some(Err(Biff::Oversized));
                }
                // Ends before beginnings would make a difference below zero.
                let first = if data.len() == 10 { u64::from(u16_at(data, 0)?) } else { u64::from(u32_at(data, 0)?) };
                if rows > 0 && first >= rows {
                    return Some(Err(Biff::Broken));
                }
            }
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x0207 | 0x027e | 0x00fd | 0x00bd | 0x0006 if depth <= 1 => {
                let (row, column) = match kind {
                    0x0207 => formula,
                    _ => (u16_at(data, 0)?, u16_at(data, 2)?),
                };
                if kind == 0x0006 {
                    formula = (row, column);
                }
                let last = if kind == 0x00bd { u16_at(data, data.len().checked_sub(2)?)? } else { column };
                let spanned = corners.map_or((row, row, column, last), |(top, bottom, left, right)| {
                    (top.min(row), bottom.max(row), left.min(column), right.max(last))
                });
                corners = Some(spanned);
                total = total.saturating_add(1);
                if kind == 0x00fd {
                    let text = u32_at(data, 6).and_then(|text| texts.get(usize::try_from(text).ok()?));
                    let weight =
                        text.map_or(0, |letters| usize::try_from(*letters).unwrap_or(usize::MAX) / BYTES_OF_A_CELL);
                    total = total.saturating_add(u64::try_from(weight).unwrap_or(u64::MAX));
                }
                let (top, bottom, left, right) = spanned;
                let (rows, columns) = (u64::from(bottom - top) + 1, u64::from(right.saturating_sub(left)) + 1);
                if !fits(rows, columns) || !fits(total, 1) {
                    return Some(Err(Biff::Oversized));
                }
                spanned_cells = rows.saturating_mul(columns).max(total);
            }
            _ => {}
        }
    }
    Some(Ok(spanned_cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap_or_default();
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
    }

    #[test]
    fn records_that_lie_are_seen_before_they_are_believed() {
        let mut dimensions = [0u8; 14];
        dimensions[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        dimensions[10..12].copy_from_slice(&256u16.to_le_bytes());
        assert_eq!(walk(&record(0x0200, &dimensions), 5_000_000), Some(Biff::Oversized));
        let cell = |row: u16, column: u16| {
            record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes()[..], &[0; 10]].concat())
        };
        assert_eq!(walk(&[cell(0, 0), cell(9, 9)].concat(), 1000), Some(Biff::Sound));
        assert_eq!(walk(&[cell(0, 0), cell(u16::MAX, u16::MAX)].concat(), 5_000_000), Some(Biff::Oversized));
        assert_eq!(walk(&record(0x002f, &[0; 6]), 10), Some(Biff::Encrypted));
    }

    #[test]
    fn one_long_text_in_many_cells_is_counted_before_it_is_copied() {
        let text = [&[0; 8][..], &60_000u16.to_le_bytes(), b"\0"].concat();
        let pieces = [8_000usize; 7].map(|length| record(0x003c, &vec![b'\0'; length + 1])).concat();
        let table = [record(0x00fc, &[text, vec![b'a'; 4_000]].concat()), pieces].concat();
        let cell = |row: u16| record(0x00fd, &[&row.to_le_bytes()[..], &[0; 8]].concat());
        let stream = |cells: u16| [table.clone(), (0..cells).flat_map(cell).collect()].concat();
        assert_eq!(walk(&stream(5), 5_000), Some(Biff::Sound));
        assert_eq!(walk(&stream(50), 5_000), Some(Biff::Oversized));
    }

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
