//! How much a zip package unpacks to.
//!
//! Takes the bytes of a package; gives the bytes that its entries unpack to, as the reader of packages sees them: a package can
//! hold two lists of contents. The sizes in the list can lie, but the reader ends an entry with an error where it grows beyond its stated size: the test below holds
//! it to that.

use std::io::Cursor;

use zip::ZipArchive;

/// The bytes that all entries together unpack to; nothing for what is no package.
pub fn unpacked(bytes: &[u8]) -> u64 {
    ZipArchive::new(Cursor::new(bytes)).map_or(0, |mut zip| of_all(&mut zip))
}

/// The same, of an open package.
pub fn of_all(zip: &mut ZipArchive<Cursor<&[u8]>>) -> u64 {
    let entries = zip.len();
    let size = |place| zip.by_index_raw(place).map_or(0, |entry| entry.size());
    (0..entries).map(size).fold(0u64, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    /// A package of one part of spaces that states this size, in its list of contents and before the part.
    fn stating(stated: u32, size: usize) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; size]).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        for (magic, at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
            let place = bytes.windows(4).rposition(|window| window == magic).unwrap();
            bytes[place + at..place + at + 4].copy_from_slice(&stated.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn an_entry_ends_where_its_stated_size_does() {
        let bytes = stating(1000, 10_000_000);
        assert!(bytes.len() < 20_000, "{}", bytes.len());
        assert_eq!(unpacked(&bytes), 1000);
        let mut zip = ZipArchive::new(Cursor::new(&*bytes)).unwrap();
        let mut read = Vec::new();
        let ended = zip.by_index(0).and_then(|mut entry| Ok(entry.read_to_end(&mut read)?));
        assert!(ended.is_err() && read.len() <= 1001, "{} bytes", read.len());
    }

    #[test]
    fn the_list_of_contents_that_is_unpacked_is_the_one_that_counts() {
        let bytes = stating(10_000_000, 10_000_000);
        assert_eq!(unpacked(&bytes), 10_000_000);
        // A second list that names nothing, in the comment of the first.
        let mut twice = bytes.clone();
        let end = twice.len();
        twice[end - 2..].copy_from_slice(&22u16.to_le_bytes());
        twice.extend_from_slice(b"PK\x05\x06");
        twice.extend_from_slice(&[0; 18]);
        let entries = ZipArchive::new(Cursor::new(&*twice)).map_or(0, |zip| zip.len());
        assert_eq!(unpacked(&twice), 10_000_000 * entries as u64);
        assert_eq!(unpacked(b"PK no package"), 0);
    }
}
