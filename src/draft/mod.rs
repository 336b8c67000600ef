//! Stage of its own: a sample to a first form.
//!
//! Takes the sheets of a sample whose labels nobody has declared, and the registry; gives a [`Form`] that the reader reads the
//! sample with, and notes on everything that was guessed. It invents no constraint: what a value must keep to, a person says.
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`find`] | a sheet | the block of labels |
//! | [`areas`] | columns, the registry | which columns hold units and periods |
//! | [`evidence`], [`words`], [`measured`], [`label_year`] | cells, labels | types, digits, units, measures |
//! | [`fields`] | all of these | the fields |
//! | [`key`], [`reporting`] | fields, head | the primary key, how often and by whom it is sent |
//! | [`written`] | the form | its text |
//! | [`pipeline`] | the form | the text of a first pipeline |
//! | [`tried`] | all of these | the form, tried on the sample |
//!
//! Where there is no project, [`alone`] makes one of the sample itself.

pub mod alone;
pub mod areas;
pub mod evidence;
pub mod fields;
pub mod find;
pub mod key;
pub mod label_period;
pub mod label_year;
pub mod measured;
pub mod note;
pub mod pipeline;
pub mod reporting;
pub mod tried;
pub mod words;
pub mod written;

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::message::Message;
use crate::findings::severities::Severities;
use crate::locate::labels::label_keys::{Part, parts_of};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::{Matched, Words};
use crate::locate::rows;
use crate::locate::rows::RowRole;
use crate::project::Project;
use crate::project::written::form::{Form, MissingValue, TableSchema};
use crate::project::written::statistical_rules::StatisticalRules;
use crate::registry::names::Names;
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Sheet, cell_of};
use crate::sheet::shown::Shows;
use crate::typing::number::Signs;
use crate::values::language::Language;
use crate::values::status::Status;
use crate::{message, say};
use fields::Columns;
use find::Block;
use note::Note;

/// Rows of the body that the first look takes: enough to find the roles of columns.
const FIRST_LOOK: usize = 200;

/// What a person asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'a> {
    pub sheet: Option<&'a str>,
    /// The name of the form.
    pub name: Option<&'a str>,
    /// The file's name without its ending.
    pub stem: &'a str,
    /// A first pipeline too.
    pub pipeline: bool,
}

/// A first form, where its table is, and what to look at.
#[derive(Clone, Debug)]
pub struct Draft {
    pub form: Form,
    pub notes: Vec<Note>,
    /// Index in the sheets that were given.
    pub sheet: usize,
    /// The cells of the labels, `A5:H7`.
    pub labels: String,
    /// Rows that hold data.
    pub rows: usize,
}

/// Drafts a form from the sheets of a sample.
///
/// # Errors
/// A message where there is no table, or one that no form could describe.
pub fn draft(project: &Project, names: &Names<'_>, sheets: &[Sheet], wishes: &Wishes<'_>) -> Result<Draft, Message> {
    let (number, block, others) = table(sheets, wishes.sheet)?;
    let sheet = sheets.get(number).ok_or_else(|| no_table(wishes.sheet))?;
    same_labels(&block)?;
    let grid = &sheet.grid;
    let start = block.bottom.saturating_add(if block.numbered { 2 } else { 1 });
    let ends = |cells: &[(u32, Cell)]| {
        let filled = cells.iter().filter(|(_, cell)| !cell.is_blank()).count();
        filled * 2 < block.columns.len().max(3) && cells.iter().any(|(_, cell)| rows::ends_the_body(&cell.display()))
    };
    let below = grid.rows(start..).take_while(|(_, cells)| !ends(cells)).map(|(row, _)| row);
    let below: Vec<u32> = below.take(FIRST_LOOK).collect();
    let (head_text, mut notes) = reporting::head(grid, sheet, &block, wishes);
    let look = Look { project, names, sheet, block: &block, head: &head_text };
    // A first form distinguishes the rows of data from totals, sections and notes; the second is made from the data alone.
    let (first, _) = look.form(&below, wishes);
    let labelled = labelled(&block);
    let (body, _) =
        rows::classify(grid, &first, &labelled, block.bottom.saturating_add(1)..u32::MAX, &[], &BTreeMap::new);
    let data: Vec<u32> = body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    if data.is_empty() {
        return Err(message!("draft-no-data", row = (block.bottom + 1).to_string()));
    }
    let (form, guessed) = look.form(&data, wishes);
    notes.extend(guessed);
    notes.extend(others);
    let written = |column: &&u32| data.iter().any(|row| !cell_of(grid.row(*row), **column).is_blank());
    for column in block.unlabelled.iter().filter(written) {
        notes.push(Note::new(address(block.bottom, *column), "", message!("draft-note.unlabelled")));
    }
    let last = block.columns.last().map_or(0, |(column, _)| *column);
    let corner = block.columns.first().map_or(0, |(column, _)| *column);
    Ok(Draft {
        form,
        notes: gathered(notes),
        sheet: number,
        labels: format!("{}:{}", address(block.top, corner), address(block.bottom, last)),
        rows: data.len(),
    })
}

/// The sheet with the table that holds most, its labels, and a note where other sheets have one too.
fn table(sheets: &[Sheet], wanted: Option<&str>) -> Result<(usize, Block, Vec<Note>), Message> {
    if let Some(wanted) = wanted
        && !sheets.iter().any(|sheet| sheet.name == wanted)
    {
        if sheets.iter().all(|sheet| sheet.name.is_empty()) {
            return Err(message!("draft-sheet.no-names"));
        }
        let names = sheets.iter().map(|sheet| format!("“{}”", sheet.name)).collect::<Vec<_>>().join(", ");
        return Err(message!("draft-sheet.unknown", sheet = wanted, sheets = names));
    }
    let chosen = |sheet: &Sheet| wanted.is_none_or(|wanted| sheet.name == wanted);
    let mut found: Vec<(usize, Block)> = sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| chosen(sheet))
        .filter_map(|(number, sheet)| Some((number, find::find(&sheet.grid)?)))
        .collect();
    // Shown before hidden, then the fullest; of equals the first.
    found.sort_by_key(|(number, block)| {
        let sheet = sheets.get(*number);
        let cells =
            sheet.map_or(0, |sheet| sheet.grid.rows(block.bottom..).map(|(_, cells)| cells.len()).sum::<usize>());
        (!sheet.is_some_and(|sheet| sheet.visible), std::cmp::Reverse(cells))
    });
    let mut found = found.into_iter();
    let (number, block) = found.next().ok_or_else(|| no_table(wanted))?;
    let others: Vec<&str> =
        found.filter_map(|(number, _)| sheets.get(number)).map(|sheet| sheet.name.as_str()).collect();
    let mut notes = Vec::new();
    if !others.is_empty() {
        let name = sheets.get(number).map_or("", |sheet| &sheet.name);
        let others = others.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        notes.push(Note::new("--sheet", name, message!("draft-note.other-sheets", sheets = others)));
    }
    Ok((number, block, notes))
}

fn no_table(sheet: Option<&str>) -> Message {
    match sheet {
        Some(sheet) => message!("draft-no-table.in-sheet", sheet = sheet),
        None => message!("draft-no-table.in-file"),
    }
}

/// A form cannot distinguish two columns of one label.
fn same_labels(block: &Block) -> Result<(), Message> {
    let mut seen: BTreeMap<Vec<Part>, u32> = BTreeMap::new();
    for (column, path) in &block.columns {
        let parts = parts_of(&path.iter().map(String::as_str).collect::<Vec<_>>());
        if let Some(before) = seen.insert(parts, *column) {
            let (left, right) = (address(block.bottom, before), address(block.bottom, *column));
            let label = fields::title(path);
            return Err(message!("draft-same-labels", left = left, right = right, label = label));
        }
    }
    Ok(())
}

fn labelled(block: &Block) -> Vec<Labelled> {
    let matched = |field| Some(Matched { field, words: Words::Title, score: 100 });
    let columns = block.columns.iter().enumerate();
    columns
        .map(|(field, (column, path))| Labelled { column: *column, path: path.clone(), matched: matched(field) })
        .collect()
}

/// Notes that say the same of several fields, said once.
fn gathered(notes: Vec<Note>) -> Vec<Note> {
    let mut gathered: Vec<Note> = Vec::new();
    for note in notes {
        match gathered.iter_mut().find(|known| known.guess == note.guess && known.why == note.why) {
            Some(known) => known.about = format!("{}, {}", known.about, note.about),
            None => gathered.push(note),
        }
    }
    gathered
}

/// A table with what a form is drafted from.
struct Look<'a> {
    project: &'a Project,
    names: &'a Names<'a>,
    sheet: &'a Sheet,
    block: &'a Block,
    head: &'a reporting::HeadText,
}

impl Look<'_> {
    /// The form as these rows show it.
    fn form(&self, data: &[u32], wishes: &Wishes<'_>) -> (Form, Vec<Note>) {
        let grid = &self.sheet.grid;
        let columns: Vec<Vec<&Cell>> = self
            .block
            .columns
            .iter()
            .map(|(column, _)| data.iter().map(|row| cell_of(grid.row(*row), *column)).collect())
            .collect();
        let leaves: Vec<String> =
            self.block.columns.iter().map(|(_, path)| path.last().cloned().unwrap_or_default()).collect();
        let period = areas::period_column(&leaves, &columns, self.head.period.filter(|_| self.head.period_in_head));
        let part =
            period.and_then(|(place, frequency, _)| areas::part_of_period(&leaves, &columns, (place, frequency)));
        let day = period.map(|(_, _, period)| period).or(self.head.period).map(|period| period.end(Default::default()));
        let registry = &self.project.registry;
        let areas = areas::areas(registry, self.names, &columns, day);
        let (group, decimal) = self.project.settings.language.number_signs();
        let shown_as = |is_meant: fn(&Shows) -> bool| -> BTreeSet<u32> {
            self.sheet.shown.iter().filter(|number| is_meant(&number.shows)).map(|number| number.place.1).collect()
        };
        let made = fields::fields(&Columns {
            shares: &shown_as(Shows::is_share),
            clocks: &shown_as(|shows| shows.is_clock),
            hidden_times: &shown_as(|shows| shows.hides_time),
            paths: &self.block.columns,
            cells: columns.clone(),
            areas: &areas,
            period: period.map(|(place, ..)| place),
            part_of_period: part,
            unit: self.head.unit.as_deref(),
            sample: self.head.period.filter(|_| period.is_none()),
            signs: Signs { group, decimal },
        });
        let mut notes = made.notes;
        if let Some((field, head)) = period.and_then(|(place, ..)| made.fields.get(place)).zip(self.head.period)
            && let Some((place, ..)) = period
            && self.head.period_in_head
            && !columns.get(place).is_some_and(|cells| areas::speaks_of(cells, head))
        {
            notes.push(Note::new(&field.name, "period", message!("draft-note.other-period", head = head.to_string())));
        }
        if let Some((place, frequency, _)) = period
            && let Some((field, cells)) = made.fields.get(place).zip(columns.get(place))
            && areas::are_days(cells)
        {
            notes.push(Note::new(&field.name, frequency.name(), message!("draft-note.days-of-periods")));
        }
        let (primary_key, of_key) = key::primary_key(&made.fields, &columns, &areas, part);
        if let Some(field) = part.and_then(|place| made.fields.get(place)) {
            notes.push(Note::new(&field.name, "primaryKey", message!("draft-note.part-of-period")));
        }
        notes.extend(of_key);
        let words = made.evidence.iter().flat_map(|evidence| &evidence.words);
        let (missing_values, of_words) = missing_values(words);
        notes.extend(of_words);
        let (form, of_form) = reporting::reporting(self.project, self.names, self.head, &areas, period);
        notes.extend(of_form);
        let (name, of_name) = reporting::name(self.project, self.head, wishes);
        notes.extend(of_name);
        let mut form = Form {
            json_schema: Some("tinhso/form.json".into()),
            name,
            title: self.head.title.clone(),
            description: None,
            form,
            severities: Severities::default(),
            stop_if: None,
            rules: StatisticalRules::default(),
            schema: TableSchema::new(made.fields, primary_key, missing_values),
        };
        if form.form.code.is_empty() {
            form.form.code = form.name.clone();
        }
        if form.measures().next().is_none() && !form.has_areas() {
            notes.push(Note::new("schema.fields", "", message!("draft-note.no-figures")));
        }
        (form, notes)
    }
}

/// The usual texts for a missing value, and the words that are in columns of numbers.
fn missing_values<'a>(words: impl Iterator<Item = &'a String>) -> (Vec<MissingValue>, Vec<Note>) {
    const NOT_YET: [&str; 5] = ["đang cập nhật", "chưa có số liệu", "chưa cập nhật", "chưa báo cáo", "đang tổng hợp"];
    const NONE: [&str; 6] = ["không có số liệu", "chưa rõ", "không rõ", "n/a", "na", "không có"];
    let missing = |value: &str, label: &str, status| MissingValue {
        value: value.to_owned(),
        label: Some(label.to_owned()),
        status,
    };
    // The words of a form are those of its senders.
    let blank = say!(Language::Vi, "draft-missing.blank");
    let not_collected = say!(Language::Vi, "draft-missing.not-collected");
    let cannot_occur = say!(Language::Vi, "draft-missing.cannot-occur");
    let mut values = vec![
        missing("", &blank, Status::O),
        missing("...", &not_collected, Status::L),
        missing("…", &not_collected, Status::L),
        missing("x", &cannot_occur, Status::M),
    ];
    let mut notes = Vec::new();
    for word in words {
        let key = crate::values::text::name(word);
        if values.iter().any(|known| crate::values::text::name(&known.value) == key) {
            continue;
        }
        let status = if NOT_YET.contains(&key.as_str()) {
            Status::L
        } else if NONE.contains(&key.as_str()) {
            Status::O
        } else {
            notes.push(Note::new("schema.missingValues", "", message!("draft-note.unclear-word", word = word)));
            continue;
        };
        values.push(missing(word, &key, status));
        notes.push(Note::new(
            "schema.missingValues",
            word.as_str(),
            message!("draft-note.missing-word", status = status.code()),
        ));
    }
    (values, notes)
}
