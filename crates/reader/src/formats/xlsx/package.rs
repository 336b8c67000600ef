//! The parts of a zip package: of an xlsx, and of other packages as far as their parts are XML.
//!
//! Takes the bytes of a package; gives its parts by name, piece by piece. Each is unpacked once, through memory that is used again; one
//! that leaves the grammar of [`scan`] is unpacked once more for [`whole_xml`]. What is unpacked is counted,
//! because the sizes that a package states can lie.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use flate2::Decompress;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::formats::guard::reading;
use crate::formats::xlsx::inflate::Inflating;
use crate::formats::xlsx::scan::{Memory, Scanned, scan};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::formats::xlsx::whole_xml;
use crate::formats::xlsx::xml::{Broken, Metered, each_event};

/// Relationships of one part; a workbook has one for each sheet, and few others.
const MOST_RELATIONSHIPS: usize = 1 << 16;

/// What each thread keeps for the next package.
struct Spare {
    memory: Memory,
    decompressor: Decompress,
}

impl Default for Spare {
    fn default() -> Self {
        Self { memory: Memory::default(), decompressor: Decompress::new(false) }
    }
}

thread_local! {
    static SPARE: Cell<Option<Box<Spare>>> = const { Cell::new(None) };
}

/// An open package.
pub struct Package<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The places of the parts by name: lower case, with `/`.
    parts: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
    spare: Option<Box<Spare>>,
}

impl Drop for Package<'_> {
    fn drop(&mut self) {
        SPARE.set(self.spare.take().filter(|spare| spare.memory.is_small()));
    }
}

/// One part names another, or a file outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relationship {
    pub id: String,
    /// The last word of its type, such as `worksheet`.
    pub kind: String,
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens a package of any kind. Nothing beyond `max_unpacked` bytes is unpacked, over all calls.
    pub(crate) fn open(bytes: &'a [u8], max_unpacked: u64) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = HashMap::new();
        for place in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(place) {
                parts.insert(key(&name), place);
            }
        }
        Some(Self { bytes, zip, parts, left: max_unpacked, spare: SPARE.take() })
    }

    /// True where the package holds a project of Visual Basic.
    pub fn has_macros(&self) -> bool {
        self.parts.keys().any(|part| part.ends_with("/vbaproject.bin"))
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&key(part))
    }

    /// Reads a part with what `made` makes: once more, anew, where the part leaves the grammar of the scan.
    pub(crate) fn read<S: TakesTokens>(&mut self, part: &str, made: impl Fn() -> S) -> Result<S, PartFault> {
        reading(part);
        let place = *self.parts.get(&key(part)).ok_or(PartFault::Broken)?;
        let before = self.left;
        let mut sink = made();
        let Self { bytes, zip, left, spare, .. } = self;
        let Spare { memory, decompressor } = &mut **spare.get_or_insert_default();
        let file = Inflating::new(bytes, zip, place, decompressor, left)?;
        if scan(file, memory, &mut sink)? == Scanned::Whole {
            return Ok(sink);
        }
        *left = before;
        let mut sink = made();
        whole_xml::read(Inflating::new(bytes, zip, place, decompressor, left)?, &mut sink)?;
        Ok(sink)
    }

    /// The part that everything else hangs on: the one that the package names, else the one of the usual name.
    pub(crate) fn main_part(&mut self, usual: &str) -> Result<String, PartFault> {
        let named = self.relationships("")?.into_iter().find(|relationship| relationship.kind == "officeDocument");
        let part = named.map(|relationship| resolve("", &relationship.target)).filter(|part| self.has(part));
        part.or_else(|| Some(usual.to_owned()).filter(|part| self.has(part))).ok_or(PartFault::Broken)
    }

    /// Shows the bytes of a part as they are unpacked.
    pub(crate) fn unpacked<T>(
        &mut self,
        part: &str,
        show: impl FnOnce(&mut dyn Read) -> Result<T, PartFault>,
    ) -> Result<T, PartFault> {
        reading(part);
        let place = *self.parts.get(&key(part)).ok_or(PartFault::Broken)?;
        let Self { bytes, zip, left, spare, .. } = self;
        let decompressor = &mut spare.get_or_insert_default().decompressor;
        show(&mut Inflating::new(bytes, zip, place, decompressor, left)?)
    }

    /// What a part names; nothing where it has no list of relationships.
    pub(crate) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, PartFault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = resolve(folder, &format!("_rels/{file}.rels"));
        if !self.has(&list) {
            return Ok(Vec::new());
        }
        Ok(self.read(&list, RelationshipsReading::default)?.found)
    }

    /// Shows each event of a part, an empty element as its beginning and end.
    pub(crate) fn each(
        &mut self,
        part: &str,
        show: impl FnMut(&Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        reading(part);
        let place = *self.parts.get(&key(part)).ok_or(Broken)?;
        let file = self.zip.by_index(place)?;
        each_event(Metered::new(file, &mut self.left), show)
    }
}

#[derive(Default)]
struct RelationshipsReading {
    found: Vec<Relationship>,
}

impl TakesTokens for RelationshipsReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        if let Token::Start(tag) = token
            && tag.name == "Relationship"
        {
            let mut found = Relationship::default();
            for (name, value) in tag.attributes() {
                match name {
                    "Id" => found.id = value.into_owned(),
                    "Type" => value.rsplit('/').next().unwrap_or_default().clone_into(&mut found.kind),
                    "Target" => found.target = value.into_owned(),
                    _ => {}
                }
            }
            self.found.push(found);
            if self.found.len() > MOST_RELATIONSHIPS {
                return Err(PartFault::Oversized);
            }
        }
        Ok(())
    }
}

/// The part that a path names, seen from a folder.
pub(crate) fn resolve(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// The name of a part as it is compared. Programs of Windows write `\`, and some begin with it.
pub(crate) fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    match name.trim_start_matches('/') {
        whole if whole.len() == name.len() => name,
        rest => rest.to_owned(),
    }
}

#[cfg(test)]
#[path = "package_tests.rs"]
mod tests;
