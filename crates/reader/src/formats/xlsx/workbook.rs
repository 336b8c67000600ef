//! An xlsx or xlsm to its sheets: each part in one pass.
//!
//! Takes the contents of a package; gives its worksheets in order, hidden ones too, with what is known of each. The package says where its
//! workbook is, the workbook where its sheets are. A sheet whose part is missing or broken is reported, and the others are read; a
//! workbook without a sheet that can be read is refused.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::formats::formula_results::{Counts, Others};
use crate::formats::rests_on::Link;
use crate::formats::return_property::{CUSTOM_PROPERTIES, return_property};
use crate::formats::workbook::{Book, LostSheet, WorkbookFault};
use crate::formats::xlsx::book_part::BookPart;
use crate::formats::xlsx::cell_value::Ground;
use crate::formats::xlsx::comments::CommentsReading;
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::drawing::{Shapes, shapes};
use crate::formats::xlsx::package::{Package, Relationship, part_of_sheet, resolve};
use crate::formats::xlsx::shared_strings::{SharedReading, SharedTexts};
use crate::formats::xlsx::sheet_part::{Context, SheetPart, SheetReading};
use crate::formats::xlsx::styles::StylesReading;
use crate::formats::xlsx::token::PartFault;
use crate::sheet::grid::Sheet;
use crate::sheet::limits::Limits;

impl From<PartFault> for WorkbookFault {
    fn from(fault: PartFault) -> Self {
        match fault {
            PartFault::Broken => Self::Broken,
            PartFault::Oversized => Self::Oversized,
        }
    }
}

/// The worksheets of the workbook.
pub(crate) fn read(contents: Contents<'_>, limits: &Limits) -> Result<Book, WorkbookFault> {
    let mut package = Package::new(contents, limits.max_unpacked);
    let part = package.main_part("xl/workbook.xml")?;
    let workbook = package.read_common(&part, BookPart::default, |reading| reading)?;
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", &part));
    let relationships = package.relationships(&part)?;
    let by_id: HashMap<&str, &Relationship> =
        relationships.iter().map(|relationship| (relationship.id.as_str(), relationship)).collect();
    let named = |id: &str| by_id.get(id).copied();
    let of_kind = |kind: &str| {
        let found = relationships.iter().find(|relationship| relationship.kind == kind);
        found.map(|relationship| resolve(folder, &relationship.target))
    };
    let texts = match of_kind("sharedStrings").filter(|part| package.has(part)) {
        Some(part) => package.read(&part, || SharedReading::new(limits.max_cells))?.found,
        None => SharedTexts::default(),
    };
    let styles = match of_kind("styles").filter(|part| package.has(part)) {
        Some(part) => package.read_common(&part, StylesReading::default, StylesReading::styles)?,
        None => Rc::default(),
    };
    // A spreadsheet that computed the workbook left the order in which it did, and a program may have filled it since.
    let was_computed = of_kind("calcChain").is_some_and(|part| package.has(&part));
    let asks_to_compute = workbook.asks_to_compute;
    let links: Vec<String> = workbook
        .links
        .iter()
        .map(|id| named(id).map_or_else(String::new, |link| linked(&mut package, folder, link)))
        .collect();

    let ground = Ground { texts: &texts, is_1904: workbook.is_1904 };
    let return_property = return_property(&mut package, CUSTOM_PROPERTIES);
    let mut book = Book { has_macros: package.has_macros(), return_property, ..Book::default() };
    let mut room = limits.max_cells;
    let (mut seen, mut parts) = (HashSet::new(), Vec::new());
    for listed in &workbook.sheets {
        let relationship = named(&listed.relationship);
        book.has_macros |= relationship.is_some_and(|relationship| relationship.kind.ends_with("Macrosheet"));
        // Charts, dialogs and sheets of old macros hold no cells of a form.
        if relationship.is_some_and(|relationship| relationship.kind != "worksheet") {
            continue;
        }
        let part = relationship.map(|relationship| resolve(folder, &relationship.target));
        let Some(part) = part.filter(|part| package.has(part)) else {
            book.lost.push(LostSheet { name: listed.name.clone(), is_missing: true });
            continue;
        };
        // It would be read once for each name.
        if !seen.insert(part.to_ascii_lowercase()) {
            return Err(WorkbookFault::SharedPart);
        }
        let context = Context { ground, styles: &styles, may_be_old: asks_to_compute && was_computed, room };
        let read = package.read(&part, || SheetReading::new(context)).and_then(SheetReading::finish);
        let found = match read {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(PartFault::Oversized) => return Err(WorkbookFault::Oversized),
            Err(PartFault::Broken) => {
                book.lost.push(LostSheet { name: listed.name.clone(), is_missing: false });
                continue;
            }
        };
        room = found.room;
        let mut found = found;
        let Shapes { texts, drawn } = shapes(&mut package, &part);
        texts.iter().for_each(|text| found.margins.add_text(text));
        let beside = (comments(&mut package, &part), drawn);
        parts.push((listed, found, beside));
    }
    for (_, found, _) in &mut parts {
        found.formulas.results.judge(&mut found.grid);
    }
    let counts = Counts::of(parts.iter().map(|(_, found, _)| &found.formulas.results));
    for (listed, mut found, (comments, drawn)) in parts {
        if counts.have_stand_ins() {
            found.formulas.results.forget(&mut found.grid, Others::All);
        } else if asks_to_compute && !was_computed && !counts.are_computed() {
            found.formulas.results.forget(&mut found.grid, Others::Stay);
        }
        let sheet = sheet(listed.name.clone(), listed.visible, found, &links, &mut book.links);
        book.sheets.push(Sheet { comments, drawn, ..sheet });
    }
    if book.sheets.is_empty() && book.lost.iter().any(|lost| !lost.is_missing) {
        return Err(WorkbookFault::Broken);
    }
    Ok(book)
}

/// The comments on the cells of a sheet; none where they cannot be read, for they are no part of a table.
fn comments(package: &mut Package<'_>, part: &str) -> Vec<((u32, u32), String)> {
    let part = part_of_sheet(package, part, "comments");
    let read = part.and_then(|part| package.read(&part, CommentsReading::default).ok());
    read.map_or_else(Vec::new, |mut reading| reading.found.take())
}

fn sheet(name: String, visible: bool, found: SheetPart, files: &[String], links: &mut Vec<Link>) -> Sheet {
    let file = |number: u32| files.get(usize::try_from(number).ok()?.checked_sub(1)?);
    links.extend(
        found.formulas.external.iter().filter_map(|(number, cell)| {
            Some(Link { target: file(*number)?.clone(), sheet: name.clone(), cell: *cell })
        }),
    );
    Sheet {
        hidden: found.hidden,
        unread: found.unread,
        scaled: found.scaled,
        conditional: found.conditional,
        shown: found.shown,
        struck: found.looked.struck,
        unseen: found.looked.unseen,
        margins: found.margins,
        ..Sheet::new(name, visible, found.grid)
    }
}

/// The file that the part of a link names; the part's own name where it names none.
fn linked(package: &mut Package<'_>, folder: &str, link: &Relationship) -> String {
    let part = resolve(folder, &link.target);
    let named = package.relationships(&part).unwrap_or_default();
    let target = named.iter().find(|relationship| relationship.kind.starts_with("externalLink"));
    let own = || part.rsplit('/').next().unwrap_or_default().to_owned();
    target.map_or_else(own, |relationship| relationship.target.clone())
}
