//! What programs leave in folders, and what comes into an archive with the folder: passed over, counted and named.
//!
//! Takes the names of such files with the first of their bytes; gives one finding for all of them. Those that look like a table come first:
//! it may have been meant.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::formats::faults::finding;
use crate::formats::sniff;
use crate::message;

/// Files that the finding names.
const MOST_NAMED: usize = 5;
/// Bytes by which a table is known.
const HEAD: u64 = 1 << 12;

/// The files that were passed over.
#[derive(Default)]
pub(super) struct PassedOver {
    tables: Vec<String>,
    others: Vec<String>,
}

impl PassedOver {
    /// Takes a file by its place in the archive.
    pub fn push(&mut self, zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, name: String) {
        let mut head = Vec::new();
        // What cannot be unpacked is named all the same.
        let _ = zip.by_index(index).ok().map(|entry| entry.take(HEAD).read_to_end(&mut head));
        if looks_like_a_table(&head) { self.tables.push(name) } else { self.others.push(name) }
    }

    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.others.is_empty()
    }

    /// That they were passed over, beside others that were read.
    pub fn note(&self) -> Option<Finding> {
        let (count, names) = self.named();
        let note = || finding(Code::PassedOver, message!("passed-over.archive", count = count, names = names));
        (!self.is_empty()).then(note)
    }

    /// That the archive holds nothing else.
    pub fn is_all(&self) -> Message {
        let (_, names) = self.named();
        message!("empty-file.archive-passed-over", names = names)
    }

    fn named(&self) -> (usize, String) {
        let count = self.tables.len().saturating_add(self.others.len());
        let named: Vec<&str> = self.tables.iter().chain(&self.others).take(MOST_NAMED).map(String::as_str).collect();
        let more = if count > MOST_NAMED { ", …" } else { "" };
        (count, named.join(", ") + more)
    }
}

/// A workbook, or lines of which the first has several cells.
fn looks_like_a_table(head: &[u8]) -> bool {
    const WORKBOOKS: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"];
    let first = || head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    WORKBOOKS.iter().any(|beginning| head.starts_with(beginning))
        || sniff::may_be_text(head)
            && !head.contains(&0)
            && [b';', b',', b'\t', b'|'].iter().any(|sign| first().iter().filter(|byte| *byte == sign).count() > 1)
}

/// The name as it is compared with the patterns: steps within the archive and above it are no names of folders.
pub(super) fn compared(name: &str) -> String {
    let steps = name.split('/').filter(|step| !matches!(*step, "" | "." | ".."));
    steps.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_no_names() {
        for (name, expected) in [
            ("./a.csv", "a.csv"),
            ("../Quý 1/a.csv", "Quý 1/a.csv"),
            ("../../etc/a.csv", "etc/a.csv"),
            ("/home/a.csv", "home/a.csv"),
            (".tạm/a.csv", ".tạm/a.csv"),
        ] {
            assert_eq!(compared(name), expected);
        }
    }

    #[test]
    fn tables_are_known_by_their_beginning() {
        for (head, is_table) in [
            ("Mã;Tên;Số\n1;2;3\n".as_bytes(), true),
            (b"PK\x03\x04", true),
            (b"\0\0\0\x01Bud1", false),
            ("Kính gửi Sở,\n".as_bytes(), false),
            (b"", false),
        ] {
            assert_eq!(looks_like_a_table(head), is_table, "{head:?}");
        }
    }
}
