//! The tables of declared forms on the sheets of a file.
//!
//! Takes sheets and forms; gives tables with the field of each column and the role of each row, and findings for what fits no form. A
//! table that cannot be used (a field in two columns, a required field in none) is a finding and no table.

pub mod beside;
pub mod carried;
pub mod findings;
pub mod head;
pub mod known_text;
pub mod labels;
pub mod numbering;
pub mod rows;
pub mod unread;

use std::collections::HashSet;

use crate::findings::finding::Finding;
use crate::findings::severity::Disposition;
use crate::locate::carried::Carried;
use crate::locate::head::{Head, head_period};
use crate::locate::labels::header::{Catalogue, Closest, Header, Search};
use crate::locate::labels::label_path::unit_in;
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::Matched;
use crate::locate::numbering::Numbering;
use crate::locate::rows::{Row, RowRole};
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Grid, Merged, Sheet};
use crate::sheet::legacy;
use crate::values::period::Frequency;
use crate::words::{period_text, unit_text};
use beside::Surroundings;
use findings::{one_line, unknown_form};

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Located {
    pub tables: Vec<Table>,
    /// Tables that were found and cannot be used, for the eyes of people; a finding says why.
    pub unusable: Vec<Table>,
    /// What each sheet gave, in their order.
    pub sheets: Vec<Searched>,
    pub findings: Vec<Finding>,
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
pub enum FormTold {
    /// Its labels fit no other form as well.
    ByLabels,
    /// The labels fit several forms, and the code above the table names one.
    ByCode,
}

/// A table of a declared form. Rows and columns count from 0.
#[derive(Clone, Debug)]
pub struct Table {
    /// Index in the forms that were given.
    pub form: usize,
    pub form_told: FormTold,
    /// Index in the sheets that were given.
    pub sheet: usize,
    pub sheet_name: String,
    pub head: Head,
    pub columns: Vec<Column>,
    pub body: Vec<Row>,
    pub numbering: Numbering,
    /// The first and last row of the body that are neither numbering nor notes; the row below the labels where the body
    /// is empty.
    pub first_row: u32,
    pub last_row: u32,
    /// The highest and the lowest row of the labels.
    pub header_top: u32,
    pub header_row: u32,
}

/// A column that has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
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
}

/// Finds every table of a declared form; `catalogue` holds the labels of these forms. Of an archive each file must hold one.
pub fn locate(sheets: &[Sheet], forms: &[Form], catalogue: &Catalogue) -> Located {
    let mut located = Located::default();
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
            located.findings.push(finding);
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

    fn search(
        &self,
        catalogue: &Catalogue,
        labels: &Search<'_>,
        surroundings: Surroundings<'_>,
        carried: &mut Carried<'_>,
        searched: &mut Searched,
        located: &mut Located,
    ) {
        let closest = &mut searched.closest;
        let grid = &self.sheet.grid;
        let mut from = 0;
        let Surroundings { mut above, mut left, hidden } = surroundings;
        let mut next = catalogue.find(labels, from, closest);
        while let Some(mut header) = next {
            let body_start = header.bottom.saturating_add(1);
            next = catalogue.find(labels, body_start, closest);
            let mut head = head::read(grid, from, header.top, self.forms);
            // A table that goes on in columns further right has no head of its own.
            let left = left.take();
            let of_left = left.clone().filter(|_| {
                head == Head::default() && head_period::read(grid, from, header.top, Frequency::Year).is_none()
            });
            head = of_left.unwrap_or(head);
            above = left.or(above);
            let mut form_told = FormTold::ByLabels;
            if let [_, _, ..] = header.forms.as_slice() {
                let named = head.form_code.as_ref().and_then(|code| {
                    header.forms.iter().find(|form| {
                        self.forms.get(**form).is_some_and(|form| head::names_code(&code.text, &form.form.code))
                    })
                });
                match named.copied() {
                    Some(form) => {
                        catalogue.read_as(&mut header, form);
                        form_told = FormTold::ByCode;
                    }
                    None => {
                        searched.ambiguous += 1;
                        located.findings.push(self.ambiguous_form(&header));
                        from = body_start;
                        continue;
                    }
                }
            }
            let Some((number, form)) = header.forms.first().and_then(|form| Some((*form, self.forms.get(*form)?)))
            else {
                continue;
            };
            head.period = head_period::read(grid, from, header.top, form.form.frequency).or(head.period);
            let (told_form, place) = ((number, form.form.frequency), (self.number, self.sheets));
            let contradiction = carried.complete(&mut head, above.as_ref(), told_form, place);
            // A table that has a column of periods asks no name for one, and no head.
            if !has_periods(form, &header) {
                located.findings.extend(contradiction.map(|found| self.contradiction(form, &header, &found)));
            }
            read_for_period(catalogue, form, &head, &mut header);
            above = Some(head.clone());
            let mut repeated = Vec::new();
            while let Some(again) = next.take_if(|again| self.goes_on(catalogue, form, &header, &head, again)) {
                let bottom = row_of_units(grid, &again).unwrap_or(again.bottom);
                repeated.push(self.head_above(form, &header, again.top)..=bottom);
                next = catalogue.find(labels, again.bottom.saturating_add(1), closest);
            }
            let end = next.as_ref().map_or(u32::MAX, |next| self.head_above(form, &header, next.top));
            let units = row_of_units(grid, &header);
            let body_start = units.map_or(body_start, |row| row.saturating_add(1));
            let (body, numbering) = rows::classify(grid, form, &header.columns, body_start..end, &repeated);
            head.unit = head.unit.or_else(|| unit_below(grid, &body));
            let solid =
                |row: &&Row| !matches!(row.role, RowRole::Note | RowRole::Numbering | RowRole::Label | RowRole::Unit);
            let first_row = body.iter().find(solid).map_or(body_start, |row| row.index);
            let last_row = body.iter().rev().find(solid).map_or(first_row, |row| row.index);
            from = last_row.max(header.bottom).saturating_add(1);
            if std::mem::take(hidden) {
                located.findings.push(self.hidden_sheet(form));
            }
            located.findings.extend(self.unread_rows(form, &header, &body));
            let usable = self.judge(catalogue, form, &header, &body, &mut located.findings);
            let tables = if usable { &mut located.tables } else { &mut located.unusable };
            tables.push(Table {
                form: number,
                form_told,
                sheet: self.number,
                sheet_name: self.sheet.name.clone(),
                head,
                columns: header.columns.iter().map(|labelled| column(labelled, grid, units)).collect(),
                body,
                numbering,
                first_row,
                last_row,
                header_top: header.top,
                header_row: header.bottom,
            });
        }
        if let Some(row) = labels.gave_up() {
            // Rows of another table may have been taken for rows of the last.
            let on_it = |table: &mut Table| table.sheet == self.number;
            located.unusable.extend(located.tables.extract_if(.., on_it));
            located.findings.push(self.too_many_labels(row));
        }
    }

    /// True where labels are those of the table above, printed once more on the next page, and not those of another table:
    /// the same columns, and above them no head or the same.
    fn goes_on(&self, catalogue: &Catalogue, form: &Form, header: &Header, head: &Head, again: &mut Header) -> bool {
        if let (Some(number), [_, _, ..]) = (header.forms.first(), again.forms.as_slice()) {
            catalogue.read_as(again, *number);
        }
        read_for_period(catalogue, form, head, again);
        let fields = |header: &Header| -> Vec<(u32, Option<usize>)> {
            header.columns.iter().map(|column| (column.column, column.field())).collect()
        };
        if again.forms != header.forms || fields(again) != fields(header) {
            return false;
        }
        let grid = &self.sheet.grid;
        let first = self.head_above(form, header, again.top);
        let own = head::read(grid, first, again.top, self.forms);
        let period = head_period::read(grid, first, again.top, form.form.frequency);
        let same = |own: &Option<head::Found>, of: &Option<head::Found>| {
            own.as_ref().is_none_or(|own| of.as_ref().is_some_and(|of| own.text == of.text))
        };
        let same_period =
            period.is_none_or(|own| head.period.as_ref().is_some_and(|period| period.period == own.period));
        same_period
            && same(&own.sender, &head.sender)
            && same(&own.form_code, &head.form_code)
            && same(&own.unit, &head.unit)
    }

    /// Where the head of a table begins whose labels begin in row `top` and which stands below the one of these labels: with
    /// the lines right above that hold one text alone, or what only a head says. A text among the names of places is a row.
    fn head_above(&self, form: &Form, header: &Header, top: u32) -> u32 {
        const MOST_LINES: usize = 12;
        let of_areas = |column: u32, text: &str| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            let field = labelled.and_then(|labelled| form.schema.fields.get(labelled.field()?));
            field.is_some_and(|field| {
                field.is_area() && !(field.role == Some(Role::AreaCode) && text.chars().any(char::is_alphabetic))
            })
        };
        let merged = |row: u32, column: u32| {
            let begin = |range: &Merged| (range.first_row, range.first_column);
            self.sheet.grid.merged().binary_search_by_key(&(row, column), begin).is_ok()
        };
        let is_line = |row: &u32| {
            let cells = self.sheet.grid.row(*row).iter().filter(|(_, cell)| !cell.is_blank());
            let texts: Vec<(u32, Option<&str>)> =
                cells.map(|(column, cell)| (*column, cell.as_text())).take(4).collect();
            let speaks = |text: &str| head::is_line_of_head(text) || period_text::parse(text).is_some();
            match texts.as_slice() {
                [] => true,
                [(column, Some(text))] => !of_areas(*column, text) || merged(*row, *column) || speaks(text),
                [_, _] | [_, _, _] => texts.iter().filter_map(|(_, text)| *text).any(speaks),
                _ => false,
            }
        };
        (header.bottom.saturating_add(1)..top).rev().take(MOST_LINES).take_while(is_line).last().unwrap_or(top)
    }

    /// Findings on the labels of a table; false where it cannot be used.
    fn judge(
        &self,
        catalogue: &Catalogue,
        form: &Form,
        header: &Header,
        body: &[Row],
        findings: &mut Vec<Finding>,
    ) -> bool {
        let mut usable = true;
        for (place, columns) in &header.duplicates {
            let Some(field) = form.schema.fields.get(*place) else { continue };
            usable = false;
            findings.push(self.duplicate_label(form, field, header, columns));
        }
        let has = |place: usize| {
            header.columns.iter().any(|column| column.field() == Some(place))
                || header.duplicates.iter().any(|(field, _)| *field == place)
        };
        // One of the columns for code and name is enough.
        for (place, field) in form.schema.fields.iter().enumerate().filter(|(place, _)| !has(*place)) {
            if field.is_area() || matches!(field.role, Some(Role::Ordinal | Role::Period)) {
                continue;
            }
            // Headings over the rows may say it instead.
            let sections = rows::sections(&self.sheet.grid, body);
            if !field.is_measure() && !rows::values_of_sections(field, &sections).is_empty() {
                continue;
            }
            usable &= !field.constraints.required;
            let nearest = catalogue.nearest(header, place);
            findings.push(self.missing_label(form, field, header, nearest));
        }
        for column in &header.columns {
            let Some(matched) = column.matched.filter(Matched::is_doubtful) else { continue };
            let Some(field) = form.schema.fields.get(matched.field) else { continue };
            findings.push(if header.unclear.contains(&column.column) {
                self.unclear_group(form, field, column, header.bottom)
            } else if header.grouped.contains(&column.column) {
                self.unknown_group(form, field, column, header)
            } else {
                self.doubtful_label(form, field, column, matched.score, header.bottom)
            });
        }
        let rows = body.iter().filter(|row| !matches!(row.role, RowRole::Note | RowRole::Numbering | RowRole::Label));
        let cells = rows.flat_map(|row| self.sheet.grid.row(row.index));
        let filled: HashSet<u32> = cells.filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| *column).collect();
        for column in header.columns.iter().filter(|column| column.matched.is_none()) {
            let claimed = header.duplicates.iter().any(|(_, columns)| columns.contains(&column.column));
            let of_units = column.path.last().is_some_and(|label| head::labels_units(label));
            if !claimed && !of_units && filled.contains(&column.column) {
                let other = header.others.contains(&column.column);
                findings.push(self.extra_label(form, column, header.bottom, other));
            }
        }
        usable
    }
}

/// True where a column of the table tells the period of each row.
fn has_periods(form: &Form, header: &Header) -> bool {
    let mut fields = header.columns.iter().filter_map(|column| form.schema.fields.get(column.field()?));
    fields.any(|field| field.role == Some(Role::Period))
}

/// Takes no measure from columns of another period than that of the head.
fn read_for_period(catalogue: &Catalogue, form: &Form, head: &Head, header: &mut Header) {
    let period = head.period.as_ref().and_then(|found| found.fitting(form.form.frequency));
    if let Some(period) = period.filter(|_| !has_periods(form, header)) {
        catalogue.read_for(header, period);
    }
}

/// The row right below the labels, where it holds units of measure and nothing else: "(người) | (tỷ đồng)". A label that is
/// written over several columns has a unit below each of them.
fn row_of_units(grid: &Grid, header: &Header) -> Option<u32> {
    let row = header.bottom.checked_add(1)?;
    let cells = || grid.row(row).iter().filter(|(_, cell)| !cell.is_blank());
    let labelled = |column: u32| header.columns.iter().any(|labelled| labelled.column == column);
    let is_unit = |text: &str| !unit_text::perhaps_stated(text).is_empty();
    let of_the_table = cells().any(|(column, _)| labelled(*column));
    (of_the_table && cells().all(|(_, cell)| cell.as_text().is_some_and(is_unit))).then_some(row)
}

/// The unit of measure of a line below the rows that says nothing else: "Đơn vị tính: triệu đồng".
fn unit_below(grid: &Grid, body: &[Row]) -> Option<head::Found> {
    let notes = body.iter().rev().take_while(|row| row.role == RowRole::Note);
    let units = notes.filter_map(|row| {
        let cells: Vec<_> = grid.row(row.index).iter().filter(|(_, cell)| !cell.is_blank()).take(3).collect();
        let unit = head::unit_of_line(&cells)?;
        Some(head::Found { cell: unit.cell.map(|(_, column)| (row.index, column)), ..unit })
    });
    // From the last note up: the line nearest to the rows counts.
    units.last()
}

fn column(labelled: &Labelled, grid: &Grid, units: Option<u32>) -> Column {
    let below = units.and_then(|row| grid.get(row, labelled.column).as_text());
    let below = below.map(|unit| unit.trim().trim_matches(['(', ')', '[', ']']).to_owned());
    Column {
        index: labelled.column,
        label: one_line(&labelled.path),
        field: labelled.field(),
        matched: labelled.matched,
        unit: below.filter(|unit| !unit.is_empty()).or_else(|| unit_in(&labelled.path)),
    }
}

/// True where at least two rows hold two numbers or more: a table, of whatever.
fn holds_numbers(sheet: &Sheet) -> bool {
    let rows = sheet.grid.rows(..).filter(|(_, cells)| cells.iter().filter(|(_, cell)| cell.is_number()).count() > 1);
    rows.take(2).count() > 1
}

/// The form that came closest on any sheet; of equals the first.
fn closest(sheets: &[Searched]) -> Option<Closest> {
    sheets
        .iter()
        .filter_map(|sheet| sheet.closest)
        .reduce(|best, next| if next.rank() > best.rank() { next } else { best })
}
