//! The tables of declared forms on the sheets of a file.
//!
//! Takes sheets and forms; gives tables with the field of each column and the role of each row, and findings for what fits no form. A
//! table that cannot be used (a field in two columns, a required field in none) is a finding and no table.

pub mod beside;
mod broken_labels;
pub mod carried;
mod carried_units;
pub mod closing_words;
pub mod findings;
mod form_choice;
pub mod head;
mod judge;
pub mod known_text;
pub mod labels;
mod lost_labels;
pub mod moved_labels;
mod names_of_figures;
pub(crate) mod notes_of_rows;
pub mod numbering;
mod pages;
mod rival_labels;
pub mod rows;
mod search;
mod shared_label;
mod unit_beside;
mod unit_columns;
pub mod unit_elsewhere;
pub mod unit_of_name;
mod units_below;
pub mod unread;

use crate::findings::finding::Finding;
use crate::findings::severity::Disposition;
use crate::locate::carried::Carried;
use crate::locate::head::Head;
use crate::locate::labels::header::{Catalogue, Closest, Search};
use crate::locate::labels::matched::Matched;
use crate::locate::numbering::Numbering;
use crate::locate::rows::Row;
use crate::project::written::form::Form;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::legacy;
use findings::unknown_form;

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Located {
    pub tables: Vec<Table>,
    /// Tables that were found and cannot be used, for the eyes of people; a finding says why.
    pub unusable: Vec<Table>,
    /// What each sheet gave, in their order.
    pub sheets: Vec<Searched>,
    pub findings: Vec<Finding>,
    /// What is to be said of other sheets where one of the unusable tables turns out to be usable beside another page.
    pub unread: Vec<Finding>,
}

/// What searching a sheet gave beside its tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// The form that came closest among the blocks that are no table.
    pub closest: Option<Closest>,
    /// Tables that fit several forms equally well.
    pub ambiguous: usize,
    /// True where it holds a table and is hidden, beside sheets that are shown and hold tables.
    pub hidden: bool,
}

/// How the form of a table was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFound {
    /// Its labels fit no other form as well.
    ByLabels,
    /// The labels fit several forms, and the code above the table names one.
    ByCode,
    /// The labels fit several forms, and the periods that it states are those of one.
    ByPeriod,
    /// The labels fit several forms, and nothing says that it is of another than the table above it.
    ByTableAbove,
}

/// A table of a declared form. Rows and columns count from 0.
#[derive(Clone, Debug)]
pub struct Table {
    /// Index in the forms that were given.
    pub form: usize,
    pub form_found: FormFound,
    /// Index in the sheets that were given.
    pub sheet: usize,
    pub sheet_name: String,
    pub head: Head,
    pub columns: Vec<LabelledColumn>,
    pub body: Vec<Row>,
    pub numbering: Numbering,
    /// The first and last row of the body that are neither numbering nor notes; the row below the labels where the body
    /// is empty.
    pub first_row: u32,
    pub last_row: u32,
    /// The highest and the lowest row of the labels.
    pub header_top: u32,
    pub header_row: u32,
    /// What its title, or the name of its sheet, says of its figures: the plan, a running total.
    pub title_of_others: Option<Finding>,
    /// The required fields without a column, where nothing else keeps the table from being used: another page may hold them.
    pub lacks: Vec<usize>,
    /// The tables, by their index, whose rows it holds other columns of.
    pub continues: Vec<usize>,
    /// True for one of several pages: for those, and for the tables whose rows go on there. One of them may be blank.
    pub is_page: bool,
    /// True for some of the lines of an export that passes piece by piece.
    pub is_piece: bool,
}

/// A column that has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledColumn {
    /// The sheet's column, from 0.
    pub index: u32,
    /// The whole label as written, its rows joined with ` > `.
    pub label: String,
    /// Index in the form's fields.
    pub field: Option<usize>,
    /// How the field was recognised.
    pub matched: Option<Matched>,
    /// The unit of measure that the label names in parentheses.
    pub unit: Option<String>,
    /// True where its cells state the unit of measure of their rows.
    pub states_units: bool,
}

/// Finds every table of a declared form; `catalogue` holds the labels of these forms. Of an archive each file must hold one.
pub fn locate(sheets: &[Sheet], forms: &[Form], catalogue: &Catalogue) -> Located {
    let mut located = Located::default();
    // Of an archive, the files without figures.
    let mut letters = Vec::new();
    let mut numbered = sheets.iter().enumerate();
    for file in sheets.chunk_by(|left, right| left.file == right.file) {
        let tables = located.tables.len();
        let (found, searched) = (located.findings.len(), located.sheets.len());
        let mut carried = Carried::default();
        let mut unread = Vec::new();
        let (unusable, mut looked_at) = (located.unusable.len(), Vec::new());
        // Hidden sheets come last: beside tables that are shown, what they hold is an old copy or somebody's own work.
        let (shown, hidden): (Vec<_>, Vec<_>) =
            numbered.by_ref().take(file.len()).partition(|(_, sheet)| sheet.visible);
        for (number, sheet) in shown.into_iter().chain(hidden) {
            located.findings.extend(legacy::finding(sheet));
            let place = Place { sheets, sheet, number, forms };
            if !sheet.visible && (located.tables.len(), located.unusable.len()) != (tables, unusable) {
                let searched = place.pass_over(catalogue, &mut located.findings);
                unread.extend((!searched.hidden && holds_numbers(sheet)).then(|| place.unread_sheet()));
                looked_at.push((number, searched));
                continue;
            }
            let searched = place.search_all(catalogue, &mut carried, &mut located);
            let on_it = |table: &Table| table.sheet == number;
            let read = located.tables.iter().chain(&located.unusable).any(on_it) || searched.ambiguous > 0;
            if !read && holds_numbers(sheet) {
                unread.push(place.unread_sheet());
            } else if !read {
                carried.cover(sheet, forms);
            }
            looked_at.push((number, searched));
        }
        carried.mention_units(located.tables.iter_mut().skip(tables));
        looked_at.sort_unstable_by_key(|(number, _)| *number);
        located.sheets.extend(looked_at.into_iter().map(|(_, searched)| searched));
        let findings = located.findings.get(found..).unwrap_or_default();
        let spoken = findings.iter().any(|finding| finding.disposition() == Disposition::Rejected);
        if located.tables.len() > tables {
            // Where nothing at all was read, that is said of the whole file.
            located.findings.append(&mut unread);
        } else if !spoken {
            let closest = closest(located.sheets.get(searched..).unwrap_or_default());
            let mut finding = unknown_form(file, forms, closest);
            finding.location.sheet = file.first().and_then(|sheet| sheet.file.clone());
            if finding.suggestion.is_none() && !file.iter().any(|sheet| holds_figures(&sheet.grid)) {
                letters.push(located.findings.len());
            }
            located.findings.push(finding);
        } else {
            located.unread.append(&mut unread);
        }
    }
    if !located.tables.is_empty() {
        let of_letters = |place: &usize| located.findings.get(*place).map(findings::letter);
        let said: Vec<_> = letters.iter().map(of_letters).collect();
        for (place, said) in letters.into_iter().zip(said) {
            if let (Some(finding), Some(said)) = (located.findings.get_mut(place), said) {
                *finding = said;
            }
        }
    }
    if sheets.is_empty() {
        located.findings.push(unknown_form(sheets, forms, None));
    }
    located
}

/// One sheet, with what its findings name.
struct Place<'a> {
    sheets: &'a [Sheet],
    sheet: &'a Sheet,
    number: usize,
    forms: &'a [Form],
}

impl Place<'_> {
    /// A hidden sheet beside tables that are shown is not read; that it holds a table of a form is a finding.
    fn pass_over(&self, catalogue: &Catalogue, findings: &mut Vec<Finding>) -> Searched {
        let header = catalogue.find(&Search::new(&self.sheet.grid), 0, &mut None);
        let form = header.and_then(|header| self.forms.get(*header.forms.first()?));
        findings.extend(form.map(|form| self.hidden_sheet_passed_over(form)));
        Searched { hidden: form.is_some(), ..Searched::default() }
    }
}

/// True where at least two rows hold two numbers or more, a table of whatever, or where one is a row of a unit.
fn holds_numbers(sheet: &Sheet) -> bool {
    let rows = sheet.grid.rows(..).filter(|(_, cells)| cells.iter().filter(|(_, cell)| cell.is_number()).count() > 1);
    let is_row_of_unit =
        |cells: &[(u32, Cell)]| rows::unit_row::code_of_unit(cells.iter().map(|(_, cell)| cell)).is_some();
    rows.take(2).count() > 1 || sheet.grid.rows(..).any(|(_, cells)| is_row_of_unit(cells))
}

/// True where a row holds two figures or more, as numbers or as texts.
fn holds_figures(grid: &Grid) -> bool {
    grid.rows(..).any(|(_, cells)| cells.iter().filter(|(_, cell)| cell.is_figure()).count() > 1)
}

/// The form that came closest on any sheet.
fn closest(sheets: &[Searched]) -> Option<Closest> {
    sheets.iter().filter_map(|sheet| sheet.closest).reduce(Closest::or_closer)
}
