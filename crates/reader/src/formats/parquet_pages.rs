//! What the pages of a Parquet file unpack to, asked before any of them is unpacked.
//!
//! Takes the bytes and the metadata of a file; walks the headers of the pages of each column, and gives whether they state more
//! than is allowed, more than their packed bytes can hold, or less than they hold. The library unpacks a page whole, whatever it is.

use std::io::{Read, copy, sink};

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;
use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

use crate::formats::parquet_file::ParquetFault;
use crate::formats::parquet_footer::Compact;

/// A copy of Snappy gives at most 64 bytes for three.
const MOST_OF_SNAPPY: u64 = 22;
/// A byte of LZ4 stands for at most 255.
const MOST_OF_LZ4: u64 = 256;
/// Bytes that a page may hold beside what its packed bytes can: for the shortest pages.
const SHORTEST: u64 = 64;
/// Bytes of a page of brotli that are unpacked at a time.
const BUFFER_OF_BROTLI: usize = 1 << 12;
/// Frames of LZ4 and of its first version state no size. No page of honest LZ4 begins so: as a block it would copy bytes from
/// before its beginning, and as one of Hadoop it would hold 33 or 69 million bytes.
const FRAMES_OF_LZ4: [[u8; 4]; 2] = [[0x04, 0x22, 0x4d, 0x18], [0x02, 0x21, 0x4c, 0x18]];

/// Asks every page of the file; `most` is how many bytes they may unpack to in all.
pub(super) fn check(bytes: &[u8], metadata: &ParquetMetaData, most: u64) -> Result<(), ParquetFault> {
    let mut left = most;
    for column in metadata.row_groups().iter().flat_map(|part| part.columns()) {
        if column.compression() == Compression::LZO {
            return Err(ParquetFault::Packing("LZO"));
        }
        let mut pages = chunk(bytes, column).ok_or(ParquetFault::Broken)?;
        while !pages.is_empty() {
            let page = Page::read(&mut pages).ok_or(ParquetFault::Broken)?;
            left = left.checked_sub(page.unpacked).ok_or(ParquetFault::TooLarge { most })?;
            if !page.is_possible(column.compression()) {
                return Err(ParquetFault::Broken);
            }
        }
    }
    Ok(())
}

/// The bytes of the pages of a column.
fn chunk<'a>(bytes: &'a [u8], column: &ColumnChunkMetaData) -> Option<&'a [u8]> {
    let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let (start, length) = (usize::try_from(start).ok()?, usize::try_from(column.compressed_size()).ok()?);
    bytes.get(start..start.checked_add(length)?)
}

struct Page<'a> {
    /// The bytes that are packed, and what they are said to unpack to.
    packed: &'a [u8],
    unpacked: u64,
    is_packed: bool,
}

impl<'a> Page<'a> {
    /// Reads the header and the bytes of the page at the beginning, and goes on behind them.
    fn read(pages: &mut &'a [u8]) -> Option<Self> {
        let mut header = Compact { rest: pages };
        let (mut unpacked, mut packed, mut levels, mut is_packed) = (None, None, 0u64, true);
        header.fields(0, |field, kind, header| match (field, kind) {
            (2, 5) => header.whole_number().map(|number| unpacked = Some(number)),
            (3, 5) => header.whole_number().map(|number| packed = Some(number)),
            // A data page of the second version: its levels are not packed.
            (8, 12) => header.fields(1, |field, kind, header| match (field, kind) {
                (5 | 6, 5) => {
                    levels = levels.checked_add(header.whole_number()?)?;
                    Some(())
                }
                (7, 1 | 2) => {
                    is_packed = kind == 1;
                    Some(())
                }
                _ => header.value_of_field(kind, 1),
            }),
            _ => header.value_of_field(kind, 0),
        })?;
        let (data, behind) = header.rest.split_at_checked(usize::try_from(packed?).ok()?)?;
        *pages = behind;
        let packed = data.get(usize::try_from(levels).ok()?..)?;
        Some(Self { packed, unpacked: unpacked?.checked_sub(levels)?, is_packed })
    }

    /// True where the packed bytes can hold what is stated, and hold no more.
    fn is_possible(&self, packing: Compression) -> bool {
        if !self.is_packed {
            return true;
        }
        let length = u64::try_from(self.packed.len()).unwrap_or(u64::MAX);
        let at_most = |times: u64| self.unpacked <= length.saturating_mul(times).saturating_add(SHORTEST);
        match packing {
            Compression::SNAPPY => at_most(MOST_OF_SNAPPY),
            Compression::LZ4 => {
                at_most(MOST_OF_LZ4) && !FRAMES_OF_LZ4.iter().any(|magic| self.packed.starts_with(magic))
            }
            Compression::LZ4_RAW => at_most(MOST_OF_LZ4),
            // A page without values is not unpacked.
            Compression::GZIP(_) | Compression::BROTLI(_) if self.unpacked == 0 => true,
            Compression::GZIP(_) => self.is_held_by(MultiGzDecoder::new(self.packed)),
            Compression::BROTLI(_) => {
                !has_large_window(self.packed) && self.is_held_by(Decompressor::new(self.packed, BUFFER_OF_BROTLI))
            }
            // Of zstd the library unpacks no more than is stated.
            _ => true,
        }
    }

    /// True where as many bytes come out as are stated. They are kept nowhere, and one more than that is the end.
    fn is_held_by(&self, unpacked: impl Read) -> bool {
        let most = self.unpacked.saturating_add(1);
        copy(&mut unpacked.take(most), &mut sink()).is_ok_and(|held| held == self.unpacked)
    }
}

/// True for brotli whose window is larger than the format has it (RFC 7932, 9.1): up to a gigabyte, which the decoder would take.
fn has_large_window(packed: &[u8]) -> bool {
    packed.first().is_some_and(|first| first & 0x7f == 0x11)
}
