//! What a file is, by its content: names and extensions lie.
//!
//! Takes bytes; gives a [`Kind`], and for packages the size they claim to unpack to, which is asked before anything is
//! unpacked.

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::xls::compound::Compound;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Empty,
    /// An Office Open XML workbook (xlsx, xlsm).
    Xlsx,
    /// A binary workbook in a zip package.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A BIFF workbook in a compound file.
    Xls,
    /// An archive of files of any kind.
    Zip,
    /// A workbook behind a password.
    Encrypted,
    /// A package or compound file whose end, or whose list of contents, is missing.
    Truncated,
    /// Something that holds no table.
    Other(NoTable),
    /// A list of objects, or one object a line.
    Json,
    Parquet,
    /// Nothing of the above: perhaps text.
    Text,
}

/// Something that holds no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTable {
    Pdf,
    Picture,
    /// An archive other than a zip.
    Archive,
    Rtf,
    /// A page of HTML or XML, often named as a spreadsheet.
    Page,
    Word,
    /// A package or compound file of another program.
    Unknown,
}

impl Kind {
    /// The kind in a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Xls => "xls",
            Self::Zip => "zip",
            Self::Encrypted => "encrypted",
            Self::Truncated => "truncated",
            Self::Other(..) => "other",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Text => "text",
        }
    }
}

/// The kind, and the bytes that a package says it unpacks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sniffed {
    pub kind: Kind,
    pub unpacked: u64,
}

/// What the bytes are.
pub fn sniff(bytes: &[u8]) -> Sniffed {
    let kind = |kind| Sniffed { kind, unpacked: u64::try_from(bytes.len()).unwrap_or(u64::MAX) };
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return kind(Kind::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return kind(compound(bytes));
    }
    let head = bytes.get(..512).unwrap_or(bytes).to_ascii_lowercase();
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    kind(if bytes.starts_with(b"%PDF") {
        Kind::Other(NoTable::Pdf)
    } else if [b"\x89PNG".as_slice(), b"\xff\xd8\xff", b"GIF8"].iter().any(|magic| bytes.starts_with(magic)) {
        Kind::Other(NoTable::Picture)
    } else if bytes.starts_with(b"PAR1") {
        Kind::Parquet
    } else if begins_as_json(bytes) {
        Kind::Json
    } else if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf") || bytes.starts_with(b"\x1f\x8b") {
        Kind::Other(NoTable::Archive)
    } else if bytes.starts_with(b"{\\rtf") {
        Kind::Other(NoTable::Rtf)
    } else if has(b"<html") || has(b"<!doctype html") || has(b"<table") || has(b"<?mso-application") {
        Kind::Other(NoTable::Page)
    } else {
        Kind::Text
    })
}

/// A list, or an object with a member.
fn begins_as_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut signs = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    match (signs.next(), signs.next()) {
        (Some(b'{'), Some(b'"')) => true,
        (Some(b'['), Some(next)) => matches!(next, b'{' | b'[' | b']'),
        _ => false,
    }
}

fn compound(bytes: &[u8]) -> Kind {
    let Some(compound) = Compound::open(bytes) else { return Kind::Truncated };
    if compound.has("EncryptedPackage") {
        return Kind::Encrypted;
    }
    if compound.has("Workbook") || compound.has("Book") {
        return Kind::Xls;
    }
    if compound.has("WordDocument") {
        return Kind::Other(NoTable::Word);
    }
    Kind::Other(NoTable::Unknown)
}

/// Reads the central directory of a zip package.
fn package(bytes: &[u8]) -> Sniffed {
    let Some(entries) = entries(bytes) else { return Sniffed { kind: Kind::Truncated, unpacked: 0 } };
    let unpacked = entries.iter().fold(0u64, |sum, entry| sum.saturating_add(entry.unpacked));
    let has = |name: &str| entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name.as_bytes()));
    let is_file = |entry: &&ListedFile<'_>| !entry.name.ends_with(b"/");
    let any_encrypted = entries.iter().any(|entry| entry.encrypted);
    let is_package = has("[Content_Types].xml") || has("mimetype");
    let all_encrypted = any_encrypted && entries.iter().filter(is_file).all(|entry| entry.encrypted);
    let kind = if all_encrypted || any_encrypted && is_package {
        Kind::Encrypted
    } else if has("xl/workbook.bin") {
        Kind::Xlsb
    } else if has("xl/workbook.xml")
        || (has("[Content_Types].xml") && entries.iter().any(|entry| entry.is_below(b"xl/")))
    {
        Kind::Xlsx
    } else if has("mimetype") && has("content.xml") {
        Kind::Ods
    } else if has("word/document.xml") {
        Kind::Other(NoTable::Word)
    } else if is_package {
        Kind::Other(NoTable::Unknown)
    } else {
        Kind::Zip
    };
    Sniffed { kind, unpacked }
}

struct ListedFile<'a> {
    name: &'a [u8],
    unpacked: u64,
    encrypted: bool,
}

impl ListedFile<'_> {
    fn is_below(&self, folder: &[u8]) -> bool {
        self.name.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder))
    }
}

/// The entries that the central directory lists (APPNOTE 4.3.12); `None` where the package ends too early. Zip64 sizes,
/// which no submission needs, count as 4 GiB.
fn entries(bytes: &[u8]) -> Option<Vec<ListedFile<'_>>> {
    let tail = bytes.len().saturating_sub(65_557);
    let end = tail.checked_add(bytes.get(tail..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?)?;
    let count = u16_at(bytes, end.checked_add(10)?)?;
    let mut start = usize::try_from(u32_at(bytes, end.checked_add(16)?)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let record = bytes.get(start..end)?;
        if !record.starts_with(b"PK\x01\x02") {
            return None;
        }
        let name_length = usize::from(u16_at(record, 28)?);
        let name = record.get(46..46usize.checked_add(name_length)?)?;
        entries.push(ListedFile {
            name,
            unpacked: u64::from(u32_at(record, 24)?),
            encrypted: u16_at(record, 8)? & 1 == 1,
        });
        let rest = usize::from(u16_at(record, 30)?).checked_add(usize::from(u16_at(record, 32)?))?;
        start = start.checked_add(46)?.checked_add(name_length)?.checked_add(rest)?;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let workbook = rust_xlsxwriter::Workbook::new().save_to_buffer();
        let workbook = workbook.unwrap_or_default();
        assert_eq!(sniff(&workbook).kind, Kind::Xlsx);
        assert!(sniff(&workbook).unpacked > 1000);
        assert_eq!(sniff(&workbook[..workbook.len() / 2]).kind, Kind::Truncated);
        assert_eq!(sniff(b"").kind, Kind::Empty);
        assert_eq!(sniff(b" \r\n").kind, Kind::Empty);
        assert_eq!(sniff(b"a,b\n").kind, Kind::Text);
        assert!(matches!(sniff(b"%PDF-1.7").kind, Kind::Other(..)));
        assert!(matches!(sniff(b"\x89PNG\r\n\x1a\n").kind, Kind::Other(..)));
        assert!(matches!(sniff(b"<html><table>").kind, Kind::Other(..)));
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 too short").kind, Kind::Truncated);
    }
}
