//! Files of a zip package that no reader sees: two of one name, of which the list of contents gives one, and a whole archive before the one
//! that counts.
//!
//! Takes the bytes of a package and where its list of contents begins; gives whether anything is hidden. Files that are stored twice
//! with the same bytes hide nothing.

use std::collections::HashMap;

/// A record of the list of contents: APPNOTE 4.3.12.
const RECORD: &[u8] = b"PK\x01\x02";
const FIXED: usize = 46;

/// True where a name is listed twice with different bytes; `seen` is how many names the reader of packages gives.
pub(super) fn hides_files(bytes: &[u8], list: u64, seen: usize) -> bool {
    let records =
        || ListRecords { rest: usize::try_from(list).ok().and_then(|at| bytes.get(at..)).unwrap_or_default() };
    if records().count() <= seen {
        return false;
    }
    let mut known: HashMap<&[u8], Stored> = HashMap::new();
    records().any(|(name, stored)| known.insert(name, stored).is_some_and(|before| before != stored))
}

/// True where another archive lies before this one, `offset` bytes long.
pub(super) fn follows_another(bytes: &[u8], offset: u64) -> bool {
    offset > 0 && bytes.starts_with(b"PK\x03\x04")
}

/// The check sum of a file and its size.
type Stored = (u32, u32);

/// The records of a list of contents, each with its name.
struct ListRecords<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for ListRecords<'a> {
    type Item = (&'a [u8], Stored);

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.rest.strip_prefix(RECORD).map(|_| self.rest)?;
        let long = |at: usize| Some(u32::from_le_bytes(record.get(at..at.checked_add(4)?)?.try_into().ok()?));
        let short =
            |at: usize| Some(usize::from(u16::from_le_bytes(record.get(at..at.checked_add(2)?)?.try_into().ok()?)));
        let (name, extra, comment) = (short(28)?, short(30)?, short(32)?);
        let names_end = FIXED.checked_add(name)?;
        self.rest = record.get(names_end.checked_add(extra)?.checked_add(comment)?..)?;
        Some((record.get(FIXED..names_end)?, (long(16)?, long(24)?)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipArchive;

    use super::*;

    /// A package of files whose names have one length; the second may then get the name of the first.
    fn package(files: [(&str, &str); 2], renamed: bool) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        let (first, second) = (files[0].0.as_bytes(), files[1].0.as_bytes());
        while let Some(place) = bytes.windows(second.len()).position(|window| renamed && window == second) {
            bytes[place..place + second.len()].copy_from_slice(first);
        }
        bytes
    }

    fn hides(bytes: &[u8]) -> bool {
        let zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        hides_files(bytes, zip.central_directory_start(), zip.len())
    }

    #[test]
    fn a_name_that_is_listed_twice_hides_a_file_unless_both_are_the_same() {
        assert!(!hides(&package([("a.csv", "1"), ("b.csv", "2")], false)));
        assert!(hides(&package([("a.csv", "1"), ("b.csv", "2")], true)));
        assert!(!hides(&package([("a.csv", "1"), ("b.csv", "1")], true)));
    }

    #[test]
    fn an_archive_before_the_one_that_counts_is_seen() {
        let one = package([("a.csv", "1"), ("b.csv", "2")], false);
        for (before, expected) in [(&b""[..], false), (b"a stub", false), (&one, true)] {
            let bytes = [before, &one].concat();
            let zip = ZipArchive::new(Cursor::new(&*bytes)).unwrap();
            assert_eq!(follows_another(&bytes, zip.offset()), expected);
        }
    }
}
