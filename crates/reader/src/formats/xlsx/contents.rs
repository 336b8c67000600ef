//! The list of contents of a zip package: looked through once, to determine what the package is and to find its parts.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::formats::beside_packages::beside_package;
use crate::formats::packing;
use crate::formats::xlsx::inflate::Packed;
use crate::formats::xlsx::inflation;
use crate::formats::xlsx::package_folder::without_folder;
use crate::formats::xlsx::repeated::{self, follows_another};

/// The entries of a package, by name.
pub(crate) struct Contents<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The indexes of the entries by name: lower case, with `/`.
    parts: HashMap<String, usize, ahash::RandomState>,
    /// True where every file in it, and true where any, is encrypted.
    pub all_encrypted: bool,
    pub any_encrypted: bool,
    /// The method by which any of its files is packed that is not unpacked.
    pub unknown_packing: Option<String>,
    /// True where it holds files that nobody sees who opens it.
    pub hides_files: bool,
    /// True where names are alike but for upper and lower case: as parts they are one.
    pub alike: bool,
}

impl<'a> Contents<'a> {
    /// The list that the package ends with; nothing where it has none that can be read.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = HashMap::with_capacity_and_hasher(zip.len(), ahash::RandomState::default());
        let (mut files, mut encrypted, mut alike, mut unknown_packing) = (0usize, 0usize, false, None);
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                alike |= parts.insert(key(&name), index).is_some();
            }
            let Ok(entry) = zip.by_index_raw(index) else { continue };
            unknown_packing = unknown_packing.or_else(|| packing::unknown(entry.compression()));
            if !entry.is_dir() {
                files += 1;
                encrypted += usize::from(entry.encrypted());
            }
        }
        let parts = without_folder(parts);
        let (any_encrypted, all_encrypted) = (encrypted > 0, encrypted > 0 && encrypted == files);
        let hides_files = follows_another(bytes, zip.offset())
            || beside_package(bytes, zip.offset())
            || repeated::hides_files(bytes, zip.central_directory_start(), zip.len());
        Some(Self { bytes, zip, parts, all_encrypted, any_encrypted, unknown_packing, hides_files, alike })
    }

    /// The names of the entries, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// True where there is an entry of this name.
    pub fn has(&self, part: &str) -> bool {
        self.index(part).is_some()
    }

    pub(super) fn index(&self, part: &str) -> Option<usize> {
        // Most are asked for as they are kept.
        self.parts.get(part).or_else(|| self.parts.get(&key(part))).copied()
    }

    /// True where an entry begins with XML that holds this within its first bytes.
    pub fn begins_with(&mut self, part: &str, root: &str) -> bool {
        const HEAD: u64 = 1 << 12;
        let Some(entry) = self.index(part).and_then(|index| self.zip.by_index(index).ok()) else { return false };
        let mut head = Vec::new();
        // What cannot be unpacked begins with nothing.
        if entry.take(HEAD).read_to_end(&mut head).is_err() {
            return false;
        }
        head.trim_ascii_start().starts_with(b"<") && head.windows(root.len()).any(|window| window == root.as_bytes())
    }

    /// The bytes that all entries together unpack to.
    pub fn unpacked(&mut self) -> u64 {
        inflation::of_all(&mut self.zip)
    }

    /// An entry as it is packed; nothing where there is none that can be unpacked.
    pub(super) fn packed(&mut self, part: &str) -> Option<Packed<'a>> {
        let index = self.index(part)?;
        Packed::find(self.bytes, &mut self.zip, index).ok()
    }
}

/// The name of a part as it is compared. Programs of Windows write `\`, and some begin with it, or with the folder in which they were.
pub(super) fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    let mut rest = name.as_str();
    while let Some(shorter) = rest.strip_prefix('/').or_else(|| rest.strip_prefix("./")) {
        rest = shorter;
    }
    if rest.len() == name.len() { name } else { rest.to_owned() }
}
