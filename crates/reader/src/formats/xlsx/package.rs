//! The parts of a zip package: of an xlsx, and of other packages as far as their parts are XML.
//!
//! Takes the bytes of a package; gives its parts by name, piece by piece. Each is unpacked once, through memory that is used again; one
//! that leaves the grammar of [`scan`] is unpacked once more for [`whole_xml`]. What is unpacked is counted,
//! because the sizes that a package states can lie.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use flate2::Decompress;
use quick_xml::events::Event;

use crate::formats::guard::reading;
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::inflate::{Inflating, Packed};
use crate::formats::xlsx::known_parts::KnownParts;
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
    known: KnownParts,
}

impl Default for Spare {
    fn default() -> Self {
        Self { memory: Memory::default(), decompressor: Decompress::new(false), known: KnownParts::default() }
    }
}

thread_local! {
    static SPARE: Cell<Option<Box<Spare>>> = const { Cell::new(None) };
}

/// An open package.
pub struct Package<'a> {
    contents: Contents<'a>,
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
    /// The parts of a package of any kind. Nothing beyond `max_unpacked` bytes is unpacked, over all calls.
    pub(crate) fn new(contents: Contents<'a>, max_unpacked: u64) -> Self {
        Self { contents, left: max_unpacked, spare: SPARE.take() }
    }

    /// True where the package holds a project of Visual Basic.
    pub fn has_macros(&self) -> bool {
        self.contents.names().any(|part| part.ends_with("/vbaproject.bin"))
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.contents.has(part)
    }

    /// Reads a part with what `made` makes: once more, anew, where the part leaves the grammar of the scan.
    pub(crate) fn read<S: TakesTokens>(&mut self, part: &str, made: impl Fn() -> S) -> Result<S, PartFault> {
        let packed = self.packed(part)?;
        self.unpack(packed, made)
    }

    /// The same for a part that most packages of one sender have in common, such as its styles: what was read of it is kept for the
    /// next package. Equal calls of one `T` must mean the same.
    pub(crate) fn read_common<S: TakesTokens, T: 'static>(
        &mut self,
        part: &str,
        made: impl Fn() -> S,
        finish: impl FnOnce(S) -> T,
    ) -> Result<Rc<T>, PartFault> {
        let packed = self.packed(part)?;
        if let Some(known) = self.spare.get_or_insert_default().known.get::<T>(packed) {
            self.left = self.left.checked_sub(packed.stated.size).ok_or(PartFault::Oversized)?;
            return Ok(known);
        }
        let read = Rc::new(finish(self.unpack(packed, made)?));
        self.spare.get_or_insert_default().known.keep(packed, &read);
        Ok(read)
    }

    fn packed(&mut self, part: &str) -> Result<Packed<'a>, PartFault> {
        reading(part);
        self.contents.packed(part).ok_or(PartFault::Broken)
    }

    fn unpack<S: TakesTokens>(&mut self, packed: Packed<'a>, made: impl Fn() -> S) -> Result<S, PartFault> {
        let before = self.left;
        let mut sink = made();
        let Self { left, spare, .. } = self;
        let Spare { memory, decompressor, .. } = &mut **spare.get_or_insert_default();
        if scan(Inflating::new(packed, decompressor, left), memory, &mut sink)? == Scanned::Whole {
            return Ok(sink);
        }
        *left = before;
        let mut sink = made();
        whole_xml::read(Inflating::new(packed, decompressor, left), &mut sink)?;
        Ok(sink)
    }

    /// The part that everything else hangs on: the one that the package names, else the one of the usual name.
    pub(crate) fn main_part(&mut self, usual: &str) -> Result<String, PartFault> {
        let relationships = self.relationships("")?;
        let named = relationships.iter().find(|relationship| relationship.kind == "officeDocument");
        let part = named.map(|relationship| resolve("", &relationship.target)).filter(|part| self.has(part));
        part.or_else(|| Some(usual.to_owned()).filter(|part| self.has(part))).ok_or(PartFault::Broken)
    }

    /// Shows the bytes of a part as they are unpacked.
    pub(crate) fn unpacked<T>(
        &mut self,
        part: &str,
        show: impl FnOnce(&mut dyn Read) -> Result<T, PartFault>,
    ) -> Result<T, PartFault> {
        let packed = self.packed(part)?;
        let decompressor = &mut self.spare.get_or_insert_default().decompressor;
        show(&mut Inflating::new(packed, decompressor, &mut self.left))
    }

    /// What a part names; nothing where it has no list of relationships.
    pub(crate) fn relationships(&mut self, part: &str) -> Result<Rc<Vec<Relationship>>, PartFault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = resolve(folder, &format!("_rels/{file}.rels"));
        if !self.has(&list) {
            return Ok(Rc::default());
        }
        self.read_common(&list, RelationshipsReading::default, |reading| reading.found)
    }

    /// Shows each event of a part, an empty element as its beginning and end.
    pub(crate) fn each(
        &mut self,
        part: &str,
        show: impl FnMut(&Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        reading(part);
        let index = self.contents.index(part).ok_or(Broken)?;
        let file = self.contents.zip.by_index(index)?;
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

/// The part of a kind that a sheet has beside its own: its drawing, its comments; nothing where it has none.
pub(in crate::formats) fn part_of_sheet(package: &mut Package<'_>, sheet: &str, kind: &str) -> Option<String> {
    let (folder, _) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let named = package.relationships(sheet).unwrap_or_default();
    let found = named.iter().find(|relationship| relationship.kind == kind)?;
    Some(resolve(folder, &found.target)).filter(|part| package.has(part))
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

#[cfg(test)]
#[path = "package_tests.rs"]
mod tests;
