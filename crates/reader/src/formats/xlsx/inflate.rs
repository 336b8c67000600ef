//! The bytes of one entry of a package as they are unpacked.
//!
//! The list of contents is read by the zip library, which also says where the bytes of an entry lie; unpacking them here lets every
//! part go through one decompressor and one window of memory, which each thread keeps. An entry ends with an error where it
//! grows beyond its stated size, or beyond what may still be unpacked, and where its bytes have another checksum.

use std::io::{self, Cursor, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::formats::xlsx::token::OverLimit;

/// An entry of a package as it is packed. Equal ones unpack to the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed<'a> {
    /// What the list of contents states: compared before the bytes are, since it differs where they do.
    pub stated: Stated,
    pub is_deflated: bool,
    pub bytes: &'a [u8],
}

/// What the list of contents states of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub checksum: u32,
    /// Bytes that it unpacks to.
    pub size: u64,
}

impl<'a> Packed<'a> {
    /// An entry by its index in the list of contents.
    ///
    /// # Errors
    /// One that lies outside of the package, is encrypted, or is packed in another way than deflate.
    pub fn find(bytes: &'a [u8], zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Self, ZipError> {
        let entry = zip.by_index_raw(index)?;
        let stated = Stated { checksum: entry.crc32(), size: entry.size() };
        let (start, length) = (entry.data_start(), entry.compressed_size());
        let outside = || ZipError::InvalidArchive("an entry lies outside of the package".into());
        let start = start.and_then(|start| usize::try_from(start).ok()).ok_or_else(outside)?;
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).ok_or_else(outside)?;
        let bytes = bytes.get(start..end).ok_or_else(outside)?;
        let is_deflated = match entry.compression() {
            _ if entry.encrypted() => return Err(ZipError::UnsupportedArchive("the entry is encrypted")),
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            _ => return Err(ZipError::UnsupportedArchive("the entry is packed in another way")),
        };
        Ok(Self { stated, is_deflated, bytes })
    }
}

/// An entry of a package that is being unpacked.
pub(super) struct Inflating<'a> {
    packed: &'a [u8],
    /// `None` for an entry that is stored as it is.
    decompressor: Option<&'a mut Decompress>,
    checksum: Crc,
    /// Its size counts the bytes that are yet to come.
    stated: Stated,
    /// How many bytes may still be unpacked, over all entries.
    left: &'a mut u64,
    ended: bool,
}

impl<'a> Inflating<'a> {
    /// Begins an entry.
    pub fn new(packed: Packed<'a>, decompressor: &'a mut Decompress, left: &'a mut u64) -> Self {
        let Packed { stated, is_deflated, bytes: packed } = packed;
        let decompressor = is_deflated.then(|| {
            decompressor.reset(false);
            decompressor
        });
        Self { packed, decompressor, checksum: Crc::new(), stated, left, ended: false }
    }

    /// Unpacks into a buffer; 0 at the end.
    fn unpack(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(decompressor) = &mut self.decompressor else {
            let (now, later) = self.packed.split_at(self.packed.len().min(into.len()));
            into.iter_mut().zip(now).for_each(|(to, from)| *to = *from);
            self.packed = later;
            return Ok(now.len());
        };
        while !self.ended {
            let before = (decompressor.total_in(), decompressor.total_out());
            let status = decompressor.decompress(self.packed, into, FlushDecompress::None);
            let status = status.map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))?;
            let count = |now: u64, before: u64| usize::try_from(now.saturating_sub(before)).unwrap_or(usize::MAX);
            let (read, written) = (count(decompressor.total_in(), before.0), count(decompressor.total_out(), before.1));
            self.packed = self.packed.get(read..).unwrap_or_default();
            self.ended = status == Status::StreamEnd;
            if written > 0 {
                return Ok(written);
            }
            if !self.ended && read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(0)
    }
}

impl Read for Inflating<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let count = self.unpack(into)?;
        let bytes = u64::try_from(count).unwrap_or(u64::MAX);
        let invalid = |why: &'static str| io::Error::new(io::ErrorKind::InvalidData, why);
        self.stated.size = self.stated.size.checked_sub(bytes).ok_or_else(|| invalid("it is longer than it states"))?;
        *self.left = self.left.checked_sub(bytes).ok_or(OverLimit)?;
        self.checksum.update(into.get(..count).unwrap_or_default());
        if count == 0 && (self.stated.size > 0 || self.checksum.sum() != self.stated.checksum) {
            return Err(invalid("its bytes are not those that it states"));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// A package of one entry.
    fn package(bytes: &[u8], method: CompressionMethod) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("part", SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn unpacked(package: &[u8], mut left: u64) -> io::Result<Vec<u8>> {
        let mut zip = ZipArchive::new(Cursor::new(package))?;
        let mut decompressor = Decompress::new(false);
        let mut bytes = Vec::new();
        let packed = Packed::find(package, &mut zip, 0)?;
        Inflating::new(packed, &mut decompressor, &mut left).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn an_entry_comes_as_it_was_packed() {
        let noise: Vec<u8> = (0u32..300_000).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for bytes in [&b""[..], b"x", &vec![b' '; 1_000_000], &noise] {
            for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
                let package = package(bytes, method);
                assert!(unpacked(&package, 1_000_000).unwrap() == bytes, "{method}, {} bytes", bytes.len());
                let fault = unpacked(&package, (bytes.len() as u64).saturating_sub(1));
                assert_eq!(fault.is_err(), !bytes.is_empty(), "nothing beyond what may be unpacked");
            }
        }
    }

    #[test]
    fn a_damaged_entry_is_an_error() {
        let whole = package(&b"Muong Lay ".repeat(500), CompressionMethod::Deflated);
        let mut refused = 0;
        for place in 30..whole.len().min(90) {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x10;
            match unpacked(&damaged, 1_000_000) {
                // The name of the entry says nothing of its bytes.
                Ok(bytes) => assert!(bytes == b"Muong Lay ".repeat(500), "byte {place}"),
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 10, "{refused}");
    }
}
