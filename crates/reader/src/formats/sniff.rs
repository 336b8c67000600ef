//! What a file is, by its content: names and extensions lie.
//!
//! Takes bytes; gives a [`Kind`], and for packages the size they claim to unpack to, which is asked before anything is
//! unpacked.

use crate::formats::beside_packages::holds_another;
use crate::formats::json_begins;
use crate::formats::xls::compound::Compound;
use crate::formats::xlsx::contents::Contents;

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
    /// A package with two files of one name, or beside another file: which of them is meant is not known.
    Hiding,
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
    /// A document of Apple's Numbers, Pages or Keynote.
    Iwork,
    /// A table of a program before 1995.
    OldProgram,
    /// The address of a document that is kept elsewhere.
    Pointer,
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
            Self::Hiding => "hiding",
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
    sniff_open(bytes).0
}

/// True where bytes may be the beginning of a text. Of a package nothing but its first bytes is looked at.
pub fn may_be_text(head: &[u8]) -> bool {
    !begins_as_package(head) && sniff(head).kind == Kind::Text
}

fn begins_as_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What the bytes are; of a package with its contents, which were looked through to find out.
pub(super) fn sniff_open(bytes: &[u8]) -> (Sniffed, Option<Contents<'_>>) {
    let kind = |kind| (Sniffed { kind, unpacked: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }, None);
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return kind(Kind::Empty);
    }
    if begins_as_package(bytes) {
        return package(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return kind(compound(bytes));
    }
    if is_packed_otherwise(bytes) {
        return kind(Kind::Other(NoTable::Archive));
    }
    if let Some(within) = package_within(bytes) {
        return within;
    }
    kind(if bytes.starts_with(b"%PDF") {
        Kind::Other(NoTable::Pdf)
    } else if [b"\x89PNG".as_slice(), b"\xff\xd8\xff", b"GIF8"].iter().any(|magic| bytes.starts_with(magic)) {
        Kind::Other(NoTable::Picture)
    } else if bytes.starts_with(b"PAR1") {
        Kind::Parquet
    } else if is_other_archive(bytes) {
        Kind::Other(NoTable::Archive)
    } else if is_pointer(bytes) {
        Kind::Other(NoTable::Pointer)
    } else if json_begins::begins_as_json(letters(bytes)) {
        Kind::Json
    } else if bytes.starts_with(b"{\\rtf") {
        Kind::Other(NoTable::Rtf)
    } else if is_page(bytes) {
        Kind::Other(NoTable::Page)
    } else if is_of_an_old_program(bytes) {
        Kind::Other(NoTable::OldProgram)
    } else {
        Kind::Text
    })
}

/// Archives whose list of files is none of theirs that hold a package as it is: how many there are is not known.
fn is_packed_otherwise(bytes: &[u8]) -> bool {
    [b"Rar!".as_slice(), b"7z\xbc\xaf", b"!<arch>\n"].iter().any(|beginning| bytes.starts_with(beginning))
}

/// Archives and packed files other than zip; gzip where what is in it cannot be unpacked.
fn is_other_archive(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 6] =
        [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"];
    let is_bzip2 = bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY");
    is_bzip2 || BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning)) || bytes.get(257..262) == Some(b"ustar")
}

/// A small text that names where a document is: of Google Drive, and of Git's store of large files.
fn is_pointer(bytes: &[u8]) -> bool {
    let head: Vec<u8> = letters(bytes).take(512).filter(|byte| !byte.is_ascii_whitespace()).collect();
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    head.starts_with(b"versionhttps://git-lfs.github.com/")
        || head.starts_with(b"{\"") && has(b"\"doc_id\":") && !has(b"[")
        || head.starts_with(b"{\"url\":\"https://docs.google.com/")
}

/// The beginning of a text as letters of ASCII, whether it is in UTF-8 or in UTF-16.
fn letters(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let bytes = [b"\xef\xbb\xbf".as_slice(), b"\xff\xfe", b"\xfe\xff"]
        .iter()
        .find_map(|mark| bytes.strip_prefix(*mark))
        .unwrap_or(bytes);
    // In UTF-16 every second byte of ASCII is a zero.
    bytes.iter().copied().filter(|byte| *byte != 0)
}

/// A page of HTML, of a mail, or XML of any kind.
fn is_page(bytes: &[u8]) -> bool {
    const FAR: usize = 1 << 16;
    let head: Vec<u8> = letters(bytes).take(FAR).map(|byte| byte.to_ascii_lowercase()).collect();
    let head = head.trim_ascii_start();
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    let begins = |start: &[u8]| head.starts_with(start);
    begins(b"mime-version:") && has(b"text/html")
        || begins(b"<")
            && (begins(b"<?xml")
                || begins(b"<!doctype")
                || has(b"<html")
                || has(b"<table")
                || has(b"<style")
                || has(b"<workbook"))
        || head.get(..512).unwrap_or(head).windows(6).any(|window| window == b"<html>" || window == b"<table")
}

/// Tables of programs before 1995: SYLK, DIF, Excel 2 to 4, Lotus 1-2-3, dBASE.
fn is_of_an_old_program(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 9] = [
        b"ID;P",
        b"TABLE\r\n0,1",
        b"TABLE\n0,1",
        b"socialcalc:version",
        b"\x09\x00\x04\x00",
        b"\x09\x02\x06\x00",
        b"\x09\x04\x06\x00",
        b"\x00\x00\x02\x00\x06\x04",
        b"\x00\x00\x1a\x00",
    ];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning)) || is_dbase(bytes)
}

/// A table of dBASE or FoxPro: its version, the day of its last change, how long its head and its records are.
fn is_dbase(bytes: &[u8]) -> bool {
    let [version, _, month, day, _, _, _, _, low, high, ..] = bytes else { return false };
    let head = usize::from(u16::from_le_bytes([*low, *high]));
    let is_version =
        matches!(version, 0x02 | 0x03 | 0x30 | 0x31 | 0x32 | 0x43 | 0x63 | 0x83 | 0x8b | 0xcb | 0xf5 | 0xfb);
    is_version
        && (1..=12).contains(month)
        && (1..=31).contains(day)
        && bytes.get(..head).is_some_and(|head| head.len() > 32 && head.ends_with(b"\r"))
}

fn compound(bytes: &[u8]) -> Kind {
    let Some(compound) = Compound::open(bytes) else { return Kind::Truncated };
    if compound.has("EncryptedPackage") {
        return Kind::Encrypted;
    }
    if holds_another(compound.behind()) {
        return Kind::Hiding;
    }
    if compound.has("Workbook") || compound.has("Book") {
        return Kind::Xls;
    }
    if compound.has("WordDocument") {
        return Kind::Other(NoTable::Word);
    }
    Kind::Other(NoTable::Unknown)
}

/// What a zip package is, by its list of contents: the one that everything else is unpacked by.
fn package(bytes: &[u8]) -> (Sniffed, Option<Contents<'_>>) {
    let Some(mut contents) = Contents::open(bytes) else {
        return (Sniffed { kind: Kind::Truncated, unpacked: 0 }, None);
    };
    // Without its list of parts and its type, the content says what it is.
    let is_content = contents.begins_with("content.xml", "office:document-content");
    let has = |name: &str| contents.has(name);
    let is_below = |folder: &str| contents.names().any(|known| known.starts_with(folder));
    let is_named = |file: &str| contents.names().any(|known| known.rsplit('/').next() == Some(file));
    let is_open_xml = has("[content_types].xml");
    let is_package = is_open_xml || has("mimetype");
    let kind = if contents.any_encrypted && is_package || contents.all_encrypted {
        Kind::Encrypted
    } else if contents.hides_files || is_package && contents.alike {
        Kind::Hiding
    } else if has("xl/workbook.bin") || is_open_xml && is_named("workbook.bin") {
        Kind::Xlsb
    } else if has("xl/workbook.xml") || is_open_xml && (is_below("xl/") || is_named("workbook.xml")) {
        Kind::Xlsx
    } else if has("content.xml") && (has("mimetype") || has("meta-inf/manifest.xml") || is_content) {
        Kind::Ods
    } else if has("word/document.xml") {
        Kind::Other(NoTable::Word)
    } else if has("index/document.iwa") || has("index.zip") && has("metadata/properties.plist") {
        Kind::Other(NoTable::Iwork)
    } else if is_package {
        Kind::Other(NoTable::Unknown)
    } else {
        Kind::Zip
    };
    (Sniffed { kind, unpacked: contents.unpacked() }, Some(contents))
}

/// A package behind other bytes, as a program writes that puts a stub or a mail header before it.
fn package_within(bytes: &[u8]) -> Option<(Sniffed, Option<Contents<'_>>)> {
    let tail = bytes.get(bytes.len().saturating_sub(65_557)..).unwrap_or_default();
    let ends_as_one = tail.windows(4).any(|window| window == b"PK\x05\x06");
    let found = ends_as_one.then(|| package(bytes))?;
    matches!(found.0.kind, Kind::Xlsx | Kind::Xlsb | Kind::Ods | Kind::Hiding).then_some(found)
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
        let pointer = br#"{"url": "https://docs.google.com/spreadsheets/d/x", "doc_id": "x"}"#;
        for (bytes, kind) in [
            (b"BZh91AY&SYxx".as_slice(), NoTable::Archive),
            (b"\xfd7zXZ\0\0", NoTable::Archive),
            (pointer, NoTable::Pointer),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:aa\n", NoTable::Pointer),
        ] {
            assert_eq!(sniff(bytes).kind, Kind::Other(kind));
        }
        assert!(matches!(sniff(b"%PDF-1.7").kind, Kind::Other(..)));
        assert!(matches!(sniff(b"\x89PNG\r\n\x1a\n").kind, Kind::Other(..)));
        assert!(matches!(sniff(b"<html><table>").kind, Kind::Other(..)));
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 too short").kind, Kind::Truncated);
    }

    /// The package with its parts under other names; those without a name are left out.
    fn renamed(package: &[u8], name: impl Fn(&str) -> Option<String>) -> Vec<u8> {
        use std::io::{Cursor, copy};
        let mut from = zip::ZipArchive::new(Cursor::new(package)).unwrap();
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut part = from.by_index(index).unwrap();
            if let Some(name) = name(&part.name().unwrap()) {
                to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                copy(&mut part, &mut to).unwrap();
            }
        }
        to.finish().unwrap().into_inner()
    }

    #[test]
    fn a_package_in_its_folder_and_an_open_document_without_its_type_are_what_they_were() {
        let workbook = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
        let document = include_bytes!("../../../../fixtures/samples/libreoffice.ods").as_slice();
        for folder in ["bieu/", "./", "/", "./bieu/"] {
            let below = |package: &[u8]| sniff(&renamed(package, |name| Some(format!("{folder}{name}")))).kind;
            assert_eq!((below(&workbook), below(document)), (Kind::Xlsx, Kind::Ods), "{folder}");
        }
        let content = |name: &str| (name == "content.xml").then(|| name.to_owned());
        assert_eq!(sniff(&renamed(document, content)).kind, Kind::Ods);
        let styles = |name: &str| (name == "styles.xml").then(|| "content.xml".to_owned());
        assert_eq!(sniff(&renamed(document, styles)).kind, Kind::Zip, "XML of another kind");
        let files = |name: &str| Some(format!("bieu/{}", name.replace(['[', '/'], "_")));
        assert_eq!(sniff(&renamed(&workbook, files)).kind, Kind::Zip, "files in a folder");
    }
}
