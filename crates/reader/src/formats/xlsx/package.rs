//! The parts of an xlsx package that calamine passes over: which rows and columns of a sheet are hidden, which formulas
//! were never computed, which texts have footnote marks.
//!
//! Takes the bytes of a package; gives, for a sheet by its name, what it hides, its merged ranges and what its formulas
//! and texts tell, from one pass over its part (calamine would make a pass of its own for the merged ranges, so nothing is read once more). The pass keeps
//! one token at a time; what it unpacks is counted, because the sizes that a package states can lie. Whatever is broken
//! makes the answer unknown: whether the workbook can be read is for [`crate::formats::workbook`] to say.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::formats::xlsx::formula_cells;
use crate::formats::xlsx::formula_cells::FormulaCells;
use crate::formats::xlsx::superscript::{CellsReading, Marked, SharedReading, SharedTexts};
use crate::formats::xlsx::xml::{Broken, Metered, attribute, corner, each_event, is_true};
use crate::sheet::grid::Merged;
use crate::sheet::hidden::{Hidden, Runs};

/// Runs of hidden rows and merged ranges of one sheet: rows are not more.
const MOST_PARTS: usize = 1 << 20;
/// Links to other files: Excel itself grows slow long before.
const MOST_LINKS: usize = 1 << 10;
pub(super) const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// What the part of a sheet tells beside its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub hidden: Hidden,
    pub merged: Vec<Merged>,
    pub formulas: FormulaCells,
    /// Row and column of each cell whose text has footnote marks.
    pub marked: Vec<(u32, u32, Arc<Marked>)>,
}

/// An open package.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The places of the parts by name: lower case, with `/`.
    parts: HashMap<String, usize>,
    /// The part of each sheet by the sheet's name.
    sheets: HashMap<String, String>,
    /// True where the workbook asks to be computed when it is opened: a program wrote it.
    asks_to_compute: bool,
    /// The other files that formulas name, in the order of their numbers.
    links: Vec<String>,
    /// The shared strings that have footnote marks.
    marked: Arc<SharedTexts>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// The package with the parts of its sheets; `None` where they cannot be found.
    pub(crate) fn with_sheets(mut self) -> Option<Self> {
        self.sheets = self.find_sheets().ok()?;
        Some(self)
    }

    /// The bytes that a part says it unpacks to.
    pub(super) fn size(&mut self, part: &str) -> u64 {
        let place = self.parts.get(&key(part)).copied();
        place.and_then(|place| self.zip.by_index_raw(place).ok()).map_or(0, |file| file.size())
    }

    /// The parts whose names end so, in lower case.
    pub(super) fn parts_named(&self, end: &str) -> Vec<String> {
        self.parts.keys().filter(|part| part.ends_with(end)).cloned().collect()
    }

    /// Opens a package of any kind, and looks for nothing in it. Nothing beyond `max_unpacked` bytes is unpacked, over all
    /// calls.
    pub(crate) fn open(bytes: &'a [u8], max_unpacked: u64) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = HashMap::new();
        for place in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(place) {
                parts.insert(key(&name), place);
            }
        }
        Some(Self {
            zip,
            parts,
            sheets: HashMap::new(),
            asks_to_compute: false,
            links: Vec::new(),
            marked: Arc::default(),
            left: max_unpacked,
        })
    }

    /// The other files that formulas name: `[1]` is the first.
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// True where two sheets stand in one part: it would be read once for each name.
    pub fn shares_a_part(&self) -> bool {
        let parts: HashSet<&String> = self.sheets.values().collect();
        parts.len() < self.sheets.len()
    }

    /// True where the package holds a project of Visual Basic.
    pub fn has_macros(&self) -> bool {
        self.parts.keys().any(|part| part.ends_with("/vbaproject.bin"))
    }

    /// What a sheet hides, and its merged ranges; `None` where its part cannot be read.
    pub fn layout(&mut self, sheet: &str) -> Option<Layout> {
        let part = self.sheets.get(sheet)?.clone();
        let texts = CellsReading::new(Arc::clone(&self.marked));
        let mut reading = LayoutReading { texts, ..LayoutReading::default() };
        reading.formulas.asks_to_compute = self.asks_to_compute;
        self.each(&part, |event| reading.take(event)).ok()?;
        // A part that ends before its cells do is cut short.
        reading.whole.then(|| Layout {
            hidden: Hidden { rows: Runs::new(reading.rows), columns: Runs::new(reading.columns) },
            merged: reading.merged,
            formulas: reading.formulas.found,
            marked: reading.texts.found,
        })
    }

    fn find_sheets(&mut self) -> Result<HashMap<String, String>, Broken> {
        let mut workbook = None;
        self.relationships("_rels/.rels", |kind, _, target| {
            if kind.ends_with("/officeDocument") {
                workbook = Some(target.strip_prefix('/').unwrap_or(target).to_owned());
            }
        })?;
        let workbook = workbook.ok_or(Broken)?;
        let (folder, file) = workbook.rsplit_once('/').map_or(("", &*workbook), |(folder, file)| (folder, file));
        let below = |path: &str| match (path.strip_prefix('/'), folder) {
            (Some(whole), _) => whole.to_owned(),
            (None, "") => path.to_owned(),
            (None, folder) => format!("{folder}/{path}"),
        };
        let (mut targets, mut shared) = (HashMap::new(), None);
        self.relationships(&below(&format!("_rels/{file}.rels")), |kind, id, target| {
            if kind.ends_with("/sharedStrings") {
                shared = Some(below(target));
            }
            targets.insert(id.to_owned(), below(target));
        })?;
        let mut sheets = HashMap::new();
        let (mut asks_to_compute, mut links) = (false, Vec::new());
        self.each(&workbook, |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "calcPr"
            {
                asks_to_compute = is_true(attribute(tag, "fullCalcOnLoad")?);
            }
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "externalReference"
                && links.len() < MOST_LINKS
            {
                links.push(attribute(tag, "id")?.and_then(|id| targets.get(&id).cloned()).unwrap_or_default());
            }
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(tag, "name")?, attribute(tag, "id")?)
                && let Some(part) = targets.get(&id)
            {
                // calamine takes the first of equal names.
                sheets.entry(name).or_insert_with(|| part.clone());
            }
            Ok(())
        })?;
        self.asks_to_compute = asks_to_compute;
        self.links = links.iter().map(|part| self.linked(part)).collect();
        self.marked = Arc::new(shared.and_then(|part| self.marked_texts(&part).ok()).unwrap_or_default());
        Ok(sheets)
    }

    /// The shared strings with footnote marks. The part is read as XML only where some text of it is raised. It has been
    /// unpacked once for the cells, and is not counted again.
    fn marked_texts(&mut self, part: &str) -> Result<SharedTexts, Broken> {
        if !self.holds(part, b"superscript")? {
            return Ok(SharedTexts::new());
        }
        let left = self.left;
        let mut reading = SharedReading::default();
        let read = self.each(part, |event| reading.take(event));
        self.left = left;
        read.map(|()| reading.found)
    }

    /// True where a part holds these bytes.
    fn holds(&mut self, part: &str, wanted: &[u8]) -> Result<bool, Broken> {
        let place = *self.parts.get(&key(part)).ok_or(Broken)?;
        let mut file = self.zip.by_index(place)?.take(self.left);
        let mut piece = vec![0; 1 << 16];
        // What stood at the end of the piece before: the bytes may lie over both.
        let mut kept = 0;
        loop {
            let read = file.read(piece.get_mut(kept..).ok_or(Broken)?)?;
            if read == 0 {
                return Ok(false);
            }
            let end = kept.saturating_add(read);
            let known = piece.get(..end).ok_or(Broken)?;
            if known.windows(wanted.len()).any(|bytes| bytes == wanted) {
                return Ok(true);
            }
            kept = end.min(wanted.len().saturating_sub(1));
            piece.copy_within(end.saturating_sub(kept)..end, 0);
        }
    }

    /// The file that the part of a link names; the part's own name where it names none.
    fn linked(&mut self, part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let mut target = None;
        let _ = self.relationships(&format!("{folder}/_rels/{file}.rels"), |kind, _, path| {
            if kind.contains("/externalLink") && target.is_none() {
                target = Some(path.to_owned());
            }
        });
        target.unwrap_or_else(|| file.to_owned())
    }

    /// Shows each relationship of a part: its type, id and target.
    fn relationships(&mut self, part: &str, mut show: impl FnMut(&str, &str, &str)) -> Result<(), Broken> {
        self.each(part, |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "Relationship"
                && let (Some(kind), Some(id)) = (attribute(tag, "Type")?, attribute(tag, "Id")?)
                && let Some(target) = attribute(tag, "Target")?
            {
                show(&kind, &id, &target);
            }
            Ok(())
        })
    }

    /// Shows each event of a part, an empty element as its beginning and end.
    pub(crate) fn each(
        &mut self,
        part: &str,
        show: impl FnMut(&Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let place = *self.parts.get(&key(part)).ok_or(Broken)?;
        let file = self.zip.by_index(place)?;
        each_event(Metered::new(file, &mut self.left), show)
    }
}

/// What has been read of the part of a sheet.
#[derive(Default)]
struct LayoutReading {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
    merged: Vec<Merged>,
    formulas: formula_cells::FormulaReader,
    texts: CellsReading,
    in_cells: bool,
    /// The row below the last one, from 0.
    next_row: u32,
    whole: bool,
}

impl LayoutReading {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        if self.in_cells {
            self.formulas.take(event, self.next_row.saturating_sub(1))?;
            self.texts.take(event, self.formulas.place())?;
        }
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => {}
                "row" if self.in_cells => self.row(tag)?,
                "sheetData" => self.in_cells = true,
                "col" if !self.whole => self.column(tag)?,
                "mergeCell" => self.merge(tag)?,
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "sheetData" => {
                self.in_cells = false;
                self.whole = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let row = match attribute(tag, "r")? {
            Some(number) => number.parse::<u32>()?.checked_sub(1).ok_or(Broken)?,
            None => self.next_row,
        };
        self.next_row = row.saturating_add(1);
        self.formulas.row();
        if row >= ROWS || !is_true(attribute(tag, "hidden")?) {
            return Ok(());
        }
        match self.rows.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
            _ => self.rows.push((row, row)),
        }
        if self.rows.len() > MOST_PARTS { Err(Broken) } else { Ok(()) }
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        if !is_true(attribute(tag, "hidden")?) {
            return Ok(());
        }
        let end = |name: &str| -> Result<u32, Broken> {
            attribute(tag, name)?.ok_or(Broken)?.parse::<u32>()?.checked_sub(1).ok_or(Broken)
        };
        let (first, last) = (end("min")?, end("max")?);
        self.columns.push((first, last.min(COLUMNS - 1)));
        if self.columns.len() > MOST_PARTS { Err(Broken) } else { Ok(()) }
    }

    fn merge(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let Some(range) = attribute(tag, "ref")? else { return Ok(()) };
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        let (first, last) = (corner(first).ok_or(Broken)?, corner(last).ok_or(Broken)?);
        self.merged.push(Merged { first_row: first.0, first_column: first.1, last_row: last.0, last_column: last.1 });
        if self.merged.len() > MOST_PARTS { Err(Broken) } else { Ok(()) }
    }
}

/// The name of a part as it is compared.
fn key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

#[cfg(test)]
#[path = "package_tests.rs"]
mod tests;
