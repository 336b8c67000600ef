//! What one row gives by itself, before its neighbours are asked.
//!
//! Takes the cells of a row and the columns that have a label; gives what its words say that it is, and what its neighbours
//! will want to know of it.

use std::cell::OnceCell;
use std::rc::Rc;

use super::listed_values::ListedValues;
use super::lists::{ListColumns, Listed};
use super::printed_amount::sign_of;
use super::row_text::RowText;
use super::spare_rows;
use super::words::{
    Levels, Naming, behind_part_words, is_count, is_dashed, is_derived, is_heading_number, is_part, is_total_of_values,
    numbered, says_subtotal, total,
};
use crate::locate::head::head_unit;
use crate::locate::labels::labelled::Labelled;
use crate::locate::numbering;
use crate::locate::numbering::Numbered;
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Cell, Grid, cell_of};
use crate::values::text;
use crate::words::ordinal_labels::labels_ordinals;

/// What the words of a row say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Blank,
    Numbering,
    Label,
    Unit,
    /// Where the body ends, whatever follows.
    End,
    /// Labels of a table of no form, and its rows.
    OtherTable,
    PartOf,
    /// A word that sums the whole table.
    GrandTotal,
    /// "Cộng", "Tổng số": the table or the section, as its place says.
    Total,
    /// A section that prints its own total: "I | Huyện Điện Biên | 123".
    SectionWithTotal,
    Section,
    Data,
    /// A text of a list that is no row of it.
    Note,
}

impl RowKind {
    /// True for rows that are between others, as between a heading and what it heads, and change nothing.
    pub const fn is_between(self) -> bool {
        matches!(self, Self::Blank | Self::Label | Self::Unit | Self::Numbering | Self::PartOf | Self::Note)
    }
}

/// A row, and what its neighbours ask of it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub index: u32,
    pub kind: RowKind,
    /// Its number as [`text::name`] writes it: empty for none, and for a dash.
    pub ordinal: String,
    /// True where the row is written as a line of a list: a dash for a number, or before the name.
    pub dashed: bool,
    /// True where the number is a letter of a list within a list: "a", not "A".
    pub small_letter: bool,
    /// The digits of its code.
    pub code: Option<usize>,
    pub naming: Naming,
    /// True for a name in capitals.
    pub capitals: bool,
    pub values: bool,
    /// True where the fields that distinguish the rows of one unit are filled: no heading and no sum has them.
    pub distinguished: bool,
    /// A total among the values of such a field: "Huyện … | Tổng số | 100".
    pub sums_its_unit: bool,
    /// "Cộng khu vực I".
    pub subtotal: bool,
    /// True for a row that no signature looks like.
    pub reports: bool,
    /// True for a row of the printed form that was not filled in: its number, zeros, dots, and nothing else.
    pub spare: bool,
    /// True for a number and words, alone in the column of numbers: "1. Xã mới sáp nhập thôn".
    pub numbered_words: bool,
    /// True for a row without a code whose name is a value that the form lists for a field of its key, which the row leaves blank: "Nông nghiệp".
    pub names_value: bool,
    /// True where it heads the rows of that value.
    pub heads_value: bool,
    /// What it shows of a list.
    pub listed: Listed,
    /// The columns of a numbering row.
    pub numbered: Vec<Numbered>,
}

impl Seen {
    pub fn of(index: u32, kind: RowKind) -> Self {
        Self {
            index,
            kind,
            ordinal: String::new(),
            dashed: false,
            small_letter: false,
            code: None,
            naming: Naming::Nothing,
            capitals: false,
            values: false,
            distinguished: false,
            sums_its_unit: false,
            subtotal: false,
            reports: false,
            spare: false,
            numbered_words: false,
            names_value: false,
            heads_value: false,
            listed: Listed::default(),
            numbered: Vec::new(),
        }
    }

    /// True where nothing but its name identifies the row: no number, no code.
    pub const fn is_bare(&self) -> bool {
        self.ordinal.is_empty() && self.code.is_none()
    }
}

/// A cell that holds something, and what it says as [`text::name`] writes it: asked many times, worked out once.
struct Said<'c> {
    column: u32,
    cell: &'c Cell,
    stored: &'c (u32, Cell),
    text: OnceCell<Rc<RowText>>,
}

impl<'c> Said<'c> {
    fn new(stored: &'c (u32, Cell)) -> Self {
        Self { column: stored.0, cell: &stored.1, stored, text: OnceCell::new() }
    }

    /// What a text says that has letters.
    fn words(&self) -> Option<&RowText> {
        self.cell.as_text().filter(|text| text.contains(char::is_alphabetic)).map(|_| self.text())
    }

    fn text(&self) -> &RowText {
        self.text.get_or_init(|| RowText::of(&self.cell.display()))
    }

    fn key(&self) -> &str {
        &self.text().name
    }
}

/// The cells of a row under the labels.
struct LabelledCells<'c>(&'c [Said<'c>]);

impl<'c> LabelledCells<'c> {
    fn at(&self, column: u32) -> Option<&'c Said<'c>> {
        self.0.binary_search_by_key(&column, |said| said.column).ok().and_then(|place| self.0.get(place))
    }
}

/// Which columns show the role of a row.
pub(super) struct Columns {
    pub has_areas: bool,
    pub has_lines: bool,
    levels: Levels,
    ordinal: Option<u32>,
    code: Option<u32>,
    names: Vec<u32>,
    /// What a row says of its unit: the measures, or in a list the fields that are no unit, period or number.
    values: Vec<u32>,
    measures: Vec<u32>,
    /// The measures that totals sum, each with the index of its field: no rates.
    summed: Vec<(u32, usize)>,
    /// The fields that distinguish the rows of one unit, each with the keys of its values.
    apart: Vec<(u32, Vec<String>)>,
    /// The fields of the key that list their values, each with its column where it has one.
    of_values: Vec<(Option<u32>, ListedValues)>,
    /// The columns that say what a row is of: its number, unit, period, dimensions.
    subjects: Vec<u32>,
    first: u32,
    last: u32,
    labelled: usize,
    /// The columns of a form that lists things of its units.
    pub(super) list: Option<ListColumns>,
}

impl Columns {
    pub fn new(form: &Form, labelled: &[Labelled]) -> Self {
        let mut columns = Self {
            has_areas: form.has_areas(),
            has_lines: form.has_lines(),
            levels: Levels::of(form),
            ordinal: None,
            code: None,
            names: Vec::new(),
            values: Vec::new(),
            measures: Vec::new(),
            summed: Vec::new(),
            apart: Vec::new(),
            of_values: Vec::new(),
            subjects: Vec::new(),
            first: labelled.first().map_or(0, |column| column.column),
            last: labelled.last().map_or(0, |column| column.column),
            labelled: labelled.len(),
            list: ListColumns::new(form, labelled),
        };
        let is_list = form.measures().next().is_none();
        if columns.has_areas && !columns.has_lines {
            let of_values = form.dimensions().filter(|field| !field.listed().is_empty()).map(|field| {
                let is_of = |labelled: &&Labelled| {
                    labelled
                        .field()
                        .and_then(|index| form.schema.fields.get(index))
                        .is_some_and(|own| own.name == field.name)
                };
                (labelled.iter().find(is_of).map(|labelled| labelled.column), ListedValues::of(field))
            });
            columns.of_values = of_values.collect();
        }
        for labelled in labelled {
            let Some((index, field)) = labelled.field().and_then(|field| Some((field, form.schema.fields.get(field)?)))
            else {
                continue;
            };
            let is_key = field.role.is_none() && form.schema.primary_key.contains(&field.name);
            if is_key || field.role.is_some_and(|role| role.is_area() || matches!(role, Role::Ordinal | Role::Period)) {
                columns.subjects.push(labelled.column);
            }
            if field.is_summed() {
                columns.summed.push((labelled.column, index));
            }
            match field.role {
                Some(Role::Ordinal) => columns.ordinal = Some(labelled.column),
                Some(Role::AreaCode) => columns.code = Some(labelled.column),
                Some(Role::Area | Role::AreaName) => columns.names.push(labelled.column),
                None if field.is_measure() => {
                    columns.measures.push(labelled.column);
                    columns.values.push(labelled.column);
                }
                None => {
                    if form.schema.primary_key.contains(&field.name) {
                        let allowed = field.listed().iter().map(|value| text::name(value));
                        columns.apart.push((labelled.column, allowed.collect()));
                    }
                    if is_list {
                        columns.values.push(labelled.column);
                    }
                }
                _ if field.is_measure() => columns.measures.push(labelled.column),
                _ => {}
            }
        }
        columns
    }

    /// True where a field beside the unit distinguishes rows.
    pub const fn distinguishes_rows(&self) -> bool {
        !self.apart.is_empty()
    }

    /// The code of a row that has one.
    pub fn code_of(&self, cells: &[(u32, Cell)]) -> Option<String> {
        let cell = cell_of(cells, self.code?);
        (!cell.is_blank() && is_code(cell)).then(|| cell.display().trim().to_owned())
    }

    /// True for the columns of the names, the codes and the numbers of units.
    pub fn is_of_the_unit(&self, column: u32) -> bool {
        self.names.contains(&column) || [self.code, self.ordinal].contains(&Some(column))
    }

    /// The values of a row in the fields that distinguish the rows of a unit, whatever words of a part are before them; `None` where one is none of
    /// the values to choose from.
    pub fn values_of_key(&self, cells: &[(u32, Cell)]) -> Option<Vec<String>> {
        let value = |(column, allowed): &(u32, Vec<String>)| {
            let written = cell_of(cells, *column).as_text()?;
            let name = text::name(behind_part_words(written).unwrap_or(written));
            allowed.contains(&name).then_some(name)
        };
        self.apart.iter().map(value).collect()
    }

    /// True where the words of a part are in the number, the name or a distinguishing field of a row.
    pub fn says_part(&self, cells: &[(u32, Cell)]) -> bool {
        let columns = self.ordinal.iter().chain(&self.names).chain(self.apart.iter().map(|(column, _)| column));
        let mut texts = columns.filter_map(|column| cell_of(cells, *column).as_text());
        texts.any(|text| behind_part_words(text).is_some())
    }

    /// True where the name of a row, behind the words of a part, is that of a unit of the form.
    pub fn names_own_behind_part(&self, cells: &[(u32, Cell)]) -> bool {
        let mut texts = self.names.iter().filter_map(|column| cell_of(cells, *column).as_text());
        texts.any(|written| {
            let name = behind_part_words(written).unwrap_or(written);
            self.levels.naming(&text::name(name)) == Naming::Own
        })
    }

    /// The texts of a row where its name, its code or its number would be, as [`text::name`] writes them.
    pub fn words(&self, cells: &[(u32, Cell)]) -> Vec<String> {
        let columns = self.names.iter().chain(&self.code).chain(&self.ordinal);
        columns.filter_map(|column| cell_of(cells, *column).as_text()).map(text::name).collect()
    }

    /// The name and the code of a row, as [`text::name`] writes them.
    pub fn unit_texts(&self, cells: &[(u32, Cell)]) -> Vec<String> {
        let columns = self.names.iter().chain(&self.code);
        columns.map(|column| text::name(&cell_of(cells, *column).display())).collect()
    }

    /// The cells of a row that may be summed, in the order of their columns.
    pub fn summed<'c>(&self, cells: &'c [(u32, Cell)]) -> impl Iterator<Item = &'c Cell> {
        self.summed.iter().map(|(column, _)| cell_of(cells, *column))
    }

    /// The sign of decimals in the texts of rows that may be summed.
    pub fn decimal_sign(&self, rows: &[Seen], grid: &Grid) -> char {
        let cells = rows.iter().flat_map(|row| self.summed(grid.row(row.index)));
        sign_of(cells.filter_map(Cell::as_text))
    }

    /// The fields of these cells.
    pub fn summed_fields(&self) -> impl Iterator<Item = usize> {
        self.summed.iter().map(|(_, field)| *field)
    }

    /// What a row gives by itself. `may_number` is true near the labels.
    pub fn see(&self, index: u32, cells: &[(u32, Cell)], may_number: bool) -> Seen {
        let mut said: Vec<Said<'_>> = Vec::with_capacity(cells.len());
        said.extend(cells.iter().filter(|(_, cell)| !cell.is_blank()).map(Said::new));
        let ending = said.iter().filter_map(Said::words).filter(|words| words.ends()).count();
        let begins = said.partition_point(|said| said.column < self.first);
        let ends = said.partition_point(|said| said.column <= self.last);
        let within = said.get(begins..ends).unwrap_or_default();
        if within.is_empty() {
            // What is beside the table is not the table's; a signature does.
            return Seen::of(index, if ending > 0 { RowKind::End } else { RowKind::Blank });
        }
        let stored = || within.iter().map(|said| said.stored).collect::<Vec<_>>();
        if may_number && let Some(numbered) = numbering::read(&stored()) {
            return Seen { numbered, ..Seen::of(index, RowKind::Numbering) };
        }
        if within.len() < 3 && head_unit::unit_of_line(&stored()).is_some() {
            return Seen::of(index, RowKind::Unit);
        }
        let within = LabelledCells(within);
        let mut seen = self.facts(index, &within);
        let number = self.measures.iter().filter_map(|column| within.at(*column)).any(|said| is_number(said.cell));
        // The words of a signature may be in a row that says more than a signature: the name of a service, a remark.
        let counted = !self.names.is_empty() && is_count(&seen.ordinal);
        let says_more = seen.code.is_some()
            || number
            || counted && seen.naming != Naming::Nothing
            || seen.naming == Naming::Own && seen.values
            || within.0.len() > MOST_SIGNATURES && ending * 2 < within.0.len();
        if ending > 0 && !says_more {
            seen.kind = RowKind::End;
            return seen;
        }
        seen.kind = self.kind(&within, &seen);
        seen
    }

    /// True for the labels of another table: where a unit, a period or a row number would be is its label, where measures would be are
    /// words and no number.
    pub fn labels_another(&self, form: &Form, labelled: &[Labelled], cells: &[(u32, Cell)]) -> bool {
        let at = |column: &u32| {
            let place = cells.binary_search_by_key(column, |(column, _)| *column).ok()?;
            cells.get(place).map(|(_, cell)| cell).filter(|cell| !cell.is_blank())
        };
        let is_word = |cell: &Cell| {
            cell.as_text().is_some_and(|text| text.chars().filter(|sign| sign.is_alphabetic()).nth(1).is_some())
        };
        let mut has_words = self.measures.is_empty();
        for cell in self.measures.iter().filter_map(at) {
            if !is_word(cell) || is_number(cell) {
                return false;
            }
            has_words = true;
        }
        if !has_words {
            return false;
        }
        let written: Vec<Rc<RowText>> =
            self.subjects.iter().filter_map(at).filter_map(Cell::as_text).map(RowText::of).collect();
        if written.is_empty() {
            return false;
        }
        let subjects = labelled.iter().filter(|labelled| self.subjects.contains(&labelled.column));
        let labels = subjects.flat_map(|labelled| {
            let field = labelled.field().and_then(|field| form.schema.fields.get(field));
            labelled.path.iter().chain(field.into_iter().flat_map(|field| field.title.iter().chain(&field.labels)))
        });
        let headings: Vec<Rc<RowText>> = labels.map(|label| RowText::of(label)).collect();
        let is_heading = |name: &str| headings.iter().any(|heading| heading.name == name);
        written.iter().any(|written| labels_ordinals(&written.name) || is_heading(&written.name))
    }

    /// What the neighbours of a row ask.
    fn facts(&self, index: u32, within: &LabelledCells<'_>) -> Seen {
        let at = |column: u32| within.at(column);
        let mut seen = Seen::of(index, RowKind::Data);
        let named = self.names.iter().find_map(|column| at(*column));
        seen.values = self.values.iter().any(|column| at(*column).is_some());
        let code = self.code.and_then(at);
        seen.code = code.and_then(|said| match said.cell {
            // Whatever it would give, it is no word: a row with a name or values has it for its code.
            Cell::Uncomputed(_) | Cell::Error(_) | Cell::Unread(..) => (named.is_some() || seen.values).then_some(0),
            // A line of words with a number is a note, unless a name or values make it a row: "Trang 1/2", "Liên hệ: 0912345678".
            cell if says_words(cell) && named.is_none() && !seen.values => None,
            cell => is_code(cell).then(|| cell.display().chars().filter(char::is_ascii_digit).count()),
        });
        let written = self.ordinal.and_then(at);
        let ordinal = written.map_or("", Said::key);
        // Words in the column of numbers or of codes stand for the name: "I. HUYỆN MƯỜNG CHÀ".
        let words_of_code = code.filter(|said| seen.code.is_none() && said.cell.as_text().is_some());
        let in_words = !is_count(ordinal) && ordinal.chars().filter(|sign| sign.is_alphabetic()).count() > 4;
        let name = if self.has_areas { named.or(words_of_code) } else { self.first_text(within) };
        let name = name.or(written.filter(|_| in_words));
        seen.ordinal = match numbered(ordinal) {
            Some((number, _)) if in_words => number.to_owned(),
            _ if in_words => String::new(),
            _ => ordinal.to_owned(),
        };
        // A number below zero is no line of a list: "(1)" that was typed became −1.
        let dashed = |said: &Said<'_>| said.cell.as_text().is_some_and(is_dashed);
        seen.small_letter = is_heading_number(&seen.ordinal)
            && written
                .and_then(|said| said.cell.as_text())
                .is_some_and(|text| text.trim_start().starts_with(char::is_lowercase));
        seen.dashed = written.is_some_and(dashed) || name.is_some_and(dashed);
        seen.naming = match self.levels.naming(name.map_or("", Said::key)) {
            Naming::Nothing => Naming::Nothing,
            _ if !self.has_areas => Naming::Plain,
            naming => naming,
        };
        let letters = name.and_then(|said| said.cell.as_text()).unwrap_or_default();
        seen.capitals = letters.chars().any(char::is_uppercase) && !letters.chars().any(char::is_lowercase);
        let mut apart = self.apart.iter().filter_map(|(column, allowed)| Some((at(*column)?, allowed)));
        if self.has_areas {
            let sums = |(said, allowed): (&Said<'_>, &Vec<String>)| {
                is_total_of_values(said.key()) && !allowed.iter().any(|value| value == said.key())
            };
            seen.sums_its_unit = apart.clone().any(sums);
            seen.distinguished = !self.apart.is_empty() && apart.count() == self.apart.len() && !seen.sums_its_unit;
        } else {
            seen.distinguished = apart.any(|(said, allowed)| allowed.iter().any(|value| value == said.key()));
        }
        seen.subtotal = within.0.iter().filter_map(Said::words).any(|words| says_subtotal(&words.name));
        let named = if self.has_areas { seen.code.is_some() || named.is_some() } else { true };
        let amounts = if self.measures.is_empty() { &self.values } else { &self.measures };
        let filled = |column: &&u32| at(**column).is_some_and(|said| self.measures.is_empty() || is_number(said.cell));
        let filled = amounts.iter().filter(filled).count();
        seen.reports = named && filled > 0 && filled * 2 >= amounts.len();
        let cells: Vec<&(u32, Cell)> = within.0.iter().map(|said| said.stored).collect();
        seen.spare = seen.code.is_none() && self.is_spare(&cells);
        seen.numbered_words = in_words && written.is_some() && cells.len() == 1 && is_count(&seen.ordinal);
        if seen.code.is_none() && !self.of_values.is_empty() {
            let words = numbered(name.map_or("", Said::key)).map_or(name.map_or("", Said::key), |(_, rest)| rest);
            let is_open = |column: &Option<u32>| column.is_none_or(|column| at(column).is_none());
            let mut open = self.of_values.iter().filter(|(column, _)| is_open(column));
            seen.names_value = open.any(|(_, values)| values.named_by(words).is_some());
        }
        if let Some(list) = &self.list {
            seen.listed = Listed::of(list, &cells);
        }
        seen
    }

    fn kind(&self, within: &LabelledCells<'_>, seen: &Seen) -> RowKind {
        let at = |column: &u32| within.at(*column);
        let has_code = seen.code.is_some();
        let mut texts: Vec<&str> = if self.has_areas {
            // What holds a code is no word.
            let columns = self.names.iter().chain(self.code.iter().filter(|_| !has_code)).chain(&self.ordinal);
            columns.filter_map(at).map(Said::key).filter(|text| !text.is_empty()).collect()
        } else {
            self.first_text(within).map(Said::key).into_iter().collect()
        };
        // An export prints its totals in the rows' own columns, and leaves blank what they sum over.
        let named = match self.has_areas {
            true => self.names.iter().chain(&self.code).any(|column| at(column).is_some()),
            false => self.apart.iter().all(|(column, _)| at(column).is_some()),
        };
        if !has_code && !named {
            let is_word = |said: &&Said<'_>| !self.measures.contains(&said.column) && is_total_of_values(said.key());
            texts.extend(within.0.iter().filter(|said| said.cell.as_text().is_some()).filter(is_word).map(Said::key));
        }
        let mut apart =
            self.apart.iter().filter_map(|(column, _)| at(column)).filter(|said| said.cell.as_text().is_some());
        if texts.iter().any(|text| is_part(text)) || self.has_areas && apart.any(|said| is_part(said.key())) {
            return RowKind::PartOf;
        }
        // Shares and means of the rows above, in the columns of amounts.
        let is_free = self.has_areas && !has_code && !is_count(&seen.ordinal) && seen.naming == Naming::Plain;
        if is_free && seen.values && texts.iter().any(|text| is_derived(text)) {
            return RowKind::PartOf;
        }
        // A place that counts among its neighbours may bear such a name: "7 | Tổng".
        let counted = self.ordinal.is_some() && self.has_areas && is_count(&seen.ordinal);
        if !has_code {
            let total = texts.iter().filter_map(|text| total(text, self.code.is_some() && !counted, counted)).next();
            if let Some(kind) = total {
                return kind;
            }
        }
        if seen.sums_its_unit {
            return RowKind::Total;
        }
        // A line of words under a measure is a note, as one under the names is: "Trang 1/2".
        let is_line = within.0.len() == 1 && within.0.first().is_some_and(|said| says_words(said.cell));
        if !self.has_areas || has_code || seen.values && !is_line || seen.distinguished {
            return RowKind::Data;
        }
        // A line without its amount is one: no heading fills half of the columns.
        if self.has_lines && within.0.len() > 2 && within.0.len() * 2 >= self.labelled {
            return RowKind::Data;
        }
        // Without values and without a number of its own a row is a heading, unless it names a unit of the form.
        let heading = seen.ordinal.is_empty()
            || is_heading_number(&seen.ordinal)
            || !seen.ordinal.starts_with(|sign: char| sign.is_ascii_digit());
        let row = seen.naming == Naming::Own && (self.apart.is_empty() || seen.values);
        if heading && !row { RowKind::Section } else { RowKind::Data }
    }

    /// True for a row that was not filled in.
    fn is_spare(&self, cells: &[&(u32, Cell)]) -> bool {
        let apart = |column: u32| self.apart.iter().any(|(apart, _)| *apart == column);
        self.has_areas
            && cells.iter().all(|(column, cell)| match *column {
                column if Some(column) == self.ordinal => spare_rows::is_number_of_row(cell),
                column if self.names.contains(&column) => spare_rows::is_name_to_write(cell),
                column if self.code == Some(column) || apart(column) => spare_rows::is_dots(cell),
                column if self.measures.contains(&column) => spare_rows::is_no_amount(cell),
                _ => spare_rows::is_dots(cell),
            })
    }

    /// The first text of a row of a form without areas that is not its number.
    fn first_text<'c>(&self, within: &LabelledCells<'c>) -> Option<&'c Said<'c>> {
        let mut texts = within.0.iter().filter(|said| said.cell.as_text().is_some());
        texts.clone().find(|said| Some(said.column) != self.ordinal).or_else(|| texts.next())
    }

    /// True for a column of codes or names.
    pub fn names_a_unit(&self, column: u32) -> bool {
        self.code == Some(column) || self.names.contains(&column)
    }

    /// True where a measure of the row holds a number other than zero.
    pub fn holds_amount(&self, cells: &[(u32, Cell)]) -> bool {
        let amount = |cell: &Cell| is_number(cell) && cell.display().chars().any(|sign| matches!(sign, '1'..='9'));
        cells.iter().any(|(column, cell)| self.measures.contains(column) && amount(cell))
    }

    /// True where more than one measure, or the only one, has words and no number in a row: labels.
    pub fn holds_words(&self, cells: &[(u32, Cell)]) -> bool {
        let columns = if self.measures.is_empty() { &self.values } else { &self.measures };
        let is_word =
            |cell: &Cell| !is_number(cell) && cell.as_text().is_some_and(|text| text.contains(char::is_alphabetic));
        let words = cells.iter().filter(|(column, cell)| columns.contains(column) && is_word(cell)).count();
        words > 1 || words == 1 && columns.len() == 1
    }

    /// True where the cells of a row are under at least half of the labels.
    pub fn fills(&self, cells: &[(u32, Cell)]) -> bool {
        let filled = |(column, cell): &&(u32, Cell)| (self.first..=self.last).contains(column) && !cell.is_blank();
        let filled = cells.iter().filter(filled).count();
        filled > 2 && filled * 2 >= self.labelled
    }
}

/// Cells of a line of signatures; a row that fills more columns says more than who signed.
const MOST_SIGNATURES: usize = 3;

/// A cell of the code column that holds a code: digits, perhaps typed as a number.
fn is_code(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) => true,
        Cell::Text(text) => text.chars().any(|sign| sign.is_ascii_digit()),
        _ => false,
    }
}

/// True for a text with more letters than a code has, whatever was typed before or behind it.
fn says_words(cell: &Cell) -> bool {
    const MOST_LETTERS: usize = 3;
    cell.as_text().is_some_and(|text| text.chars().filter(|sign| sign.is_alphabetic()).nth(MOST_LETTERS).is_some())
}

/// A value that no signature has: a number, or text made of digits, or a sign of the statistics offices.
fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) => true,
        Cell::Uncomputed(_) | Cell::Unread(..) => true,
        Cell::Text(text) => {
            let text = text.trim();
            matches!(text, "-" | "..." | "…" | "x" | "X")
                || (text.chars().any(|sign| sign.is_ascii_digit())
                    && text.chars().filter(|sign| sign.is_alphabetic()).nth(1).is_none())
        }
        _ => false,
    }
}
