//! The lines of a piece of an export of which there is nothing to say.
//!
//! Takes the text of a piece and how the columns of the export are read; gives the values of its clean lines as Arrow columns, and the lines that
//! are not clean. A line is clean where its place and period are found without a finding, each cell is read without a fault, and no
//! constraint or check fails. Nothing is decided here that is not decided for the cells of a table too: places and periods by
//! [`type_table`], cells by [`value`](crate::typing::cell::ColumnReading::value), constraints by [`Rules`], checks by the engine. Only whole numbers and plain
//! decimals, which most cells are, have a way of their own. All other lines are read as the rows of a table, with their findings.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::sync::{Arc, PoisonError, RwLock};

use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::ArrowError;
use arrow_select::filter::filter;

use crate::engine::RowEngine;
use crate::error::{Cause, Error};
use crate::formats::text::plain_records::{Fields, each_record, is_plain};
use crate::formats::text::records::{Record, Records, stray_quote};
use crate::intake::clean_column::{ColumnPlan, Filled};
use crate::intake::day_orders::DayOrders;
use crate::intake::uneven_rows::UsualLengths;
use crate::intake::unused_texts::{UnusedColumn, UnusedTexts};
use crate::locate::{LabelledColumn, Table};
use crate::message;
use crate::project::expression::typed::Condition;
use crate::project::written::form::{Constraints, FieldType, Form, Role};
use crate::project::{Project, ResolvedCheck};
use crate::registry::UnitIndex;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::reading::{SourceColumn, TypedTable};
use crate::typing::rows::MarksAndWords;
use crate::typing::table::marks_among_words::may_doubt_an_x;
use crate::validate::constraints::Rules;
use crate::values::multiplier_names::multiplier_name;
use crate::values::period::Period;
use crate::values::row_marks::column_of_marks;

/// Different texts of place and period that are remembered; those beyond are read in each piece.
const MOST_RESOLVED: usize = 1 << 18;

/// How the columns of an export are read, where its lines may be clean.
pub(super) struct LinesLayout<'a> {
    form: &'a Form,
    /// Columns of the place and of the period of a line.
    keys: Vec<usize>,
    columns: Vec<ColumnPlan<'a>>,
    /// The columns of texts and days that most lines have; a line without any of them may be the sum of others.
    usual: Vec<usize>,
    /// The columns that are neither.
    unused: Vec<UnusedColumn<'a>>,
    /// Cells from this column on belong to no label.
    width: usize,
    /// How many cells a record has where nothing is odd.
    lengths: RangeInclusive<usize>,
    checks: Vec<&'a ResolvedCheck>,
    /// Those of the checks, in their order.
    conditions: Vec<Condition>,
    /// The place and period of texts that were met in any piece.
    resolved: RwLock<ResolvedTexts>,
}

/// The place and period of the texts that name them, where there is nothing to report of these.
type ResolvedTexts = HashMap<Box<[u8]>, (UnitIndex, Period), ahash::RandomState>;

/// A line that is read as the row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 0.
    pub number: u32,
    /// Where it begins and ends in the text of the piece.
    pub start: usize,
    pub end: usize,
}

impl Line {
    const fn of<F>(record: &Record<F>) -> Self {
        Self { number: record.row, start: record.start, end: record.end }
    }
}

/// What a piece holds.
pub(super) struct Clean {
    /// The places and periods that were met; `None` for those with a finding.
    pub resolved: Vec<Option<(UnitIndex, Period)>>,
    /// The index among them of each clean line, and its number from 1.
    pub places: Vec<usize>,
    pub numbers: Vec<u32>,
    /// The columns that checks and sums name, of the clean lines.
    pub columns: Vec<(String, ArrayRef)>,
    /// The lines that are not clean, in order.
    pub others: Vec<Line>,
    /// The last line that holds anything, from 0.
    pub last: Option<u32>,
    pub days: DayOrders,
    /// Of each field of yes and no in which an x may be a tick or a missing value: the indices of the clean lines with one, and a word of its column.
    pub marks: Vec<(String, MarksAndWords)>,
}

impl<'a> LinesLayout<'a> {
    /// The layout of an export, from what the table of its first lines says; `None` where its lines are always read as rows: the
    /// meaning of a cell depends on more than its own line, or a field has no column and must have one.
    pub fn new(
        project: &'a Project,
        (table, usual): (&Table, Option<UsualLengths>),
        first: &TypedTable,
        summed: &[String],
        usual_fields: &[usize],
    ) -> Option<Self> {
        let form = &project.forms[table.form];
        let checks: Vec<&ResolvedCheck> = project.checks.iter().filter(|check| check.form == table.form).collect();
        let conditions: Vec<Condition> = checks.iter().map(|check| check.condition.clone()).collect();
        let used: BTreeSet<String> =
            conditions.iter().flat_map(Condition::fields).chain(summed.iter().cloned()).collect();
        if usual.is_some_and(|usual| usual.are_labels_split) {
            return None;
        }
        let has_units = |column: &LabelledColumn| {
            column.states_units || column.field.is_none() && multiplier_name(&column.label).is_some()
        };
        if table.head.sender.is_some() || table.columns.iter().any(has_units) {
            return None;
        }
        let (mut keys, mut columns, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (place, field) in form.schema.fields.iter().enumerate() {
            let index = table.columns.iter().find(|column| column.field == Some(place)).map(|column| column.index);
            let read = first.columns.iter().find(|column| column.field == place);
            let is_key = field.is_kept_as_text();
            let in_own_unit = |read: &SourceColumn| {
                read.unit.is_none() || read.multiplier == Some(i32::from(field.multiplier.unwrap_or(0)))
            };
            let is_constrained = field.constraints != Constraints::default() || !field.categories.is_empty();
            let is_used = used.contains(&field.name);
            if index.is_some() != read.is_some()
                || read.is_some_and(|read| field.is_measure() && !in_own_unit(read))
                || index.is_none() && field.constraints.required
                || is_key && (is_used || is_constrained) && field.kind != FieldType::String
            {
                return None;
            }
            let index = index.map(usize::try_from).transpose().ok()?;
            if field.is_area() || field.role == Some(Role::Period) {
                keys.extend(index);
            }
            let takes_any = field.kind == FieldType::String && field.format() == "default";
            let may_fault = !takes_any && !is_key;
            if is_used || is_constrained || may_fault && index.is_some() {
                let rules = is_constrained.then(|| Rules::new(field));
                let reading = read.map_or(Signs { group: '.', decimal: ',' }, |read| read.signs);
                let doubts_an_x = index.is_some() && may_doubt_an_x(form, field);
                columns.push(ColumnPlan { field, index, reading, rules, is_used, is_key, doubts_an_x });
            } else if let (Some(index), Some(read), false) = (index, read, is_key) {
                texts.push(UnusedColumn { index, text: Some((field, read.signs)), marks: None });
            }
        }
        // A condition about no field still has a verdict for each line: it is asked of rows.
        if !conditions.is_empty() && !columns.iter().any(|column| column.is_used) {
            return None;
        }
        let of_field = |place: &usize| table.columns.iter().find(|column| column.field == Some(*place));
        let usual_columns = usual_fields.iter().filter_map(of_field);
        let usual_columns = usual_columns.filter_map(|column| usize::try_from(column.index).ok()).collect();
        let width = table.columns.iter().map(|column| column.index).max()?;
        let width = usize::try_from(width).ok()?.checked_add(1)?;
        let is_read = |column: &usize| {
            keys.contains(column) || columns.iter().any(|plan: &ColumnPlan<'_>| plan.index == Some(*column))
        };
        let of_text = |index: usize| texts.iter().find(|text| text.index == index).copied();
        let unused = (0..width).filter(|column| !is_read(column));
        let marks = |index: usize| {
            let of_no_field = table.columns.iter().filter(|column| column.field.is_none());
            let own = of_no_field.filter(|column| usize::try_from(column.index) == Ok(index));
            own.filter_map(|column| column_of_marks(&column.label)).next()
        };
        let of_none = |index: usize| UnusedColumn { index, text: None, marks: marks(index) };
        let unused = unused.map(|index| of_text(index).unwrap_or_else(|| of_none(index))).collect();
        let least = usual.map_or(0, |usual| usize::try_from(usual.least).unwrap_or(usize::MAX));
        let lengths = least..=usual.map_or(usize::MAX, |usual| usize::try_from(usual.most).unwrap_or(usize::MAX));
        let (usual, resolved) = (usual_columns, RwLock::default());
        Some(Self { form, keys, columns, usual, unused, width, lengths, checks, conditions, resolved })
    }

    /// True for a column that gives the place or the period of a line.
    pub fn is_key(&self, column: u32) -> bool {
        usize::try_from(column).is_ok_and(|column| self.keys.contains(&column))
    }

    /// Reads a piece. `resolve` gives the place and period of lines, `None` for one that has a finding.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn read(
        &self,
        engine: &dyn RowEngine,
        text: &str,
        delimiter: u8,
        first_row: u32,
        resolve: impl FnOnce(&[Line]) -> Vec<Option<(UnitIndex, Period)>>,
    ) -> Result<Clean, Error> {
        let of_schema = &self.form.schema.missing_values;
        let missing: Vec<MissingTexts<'_>> =
            self.columns.iter().map(|plan| MissingTexts::of_field(plan.field, plan.field.missing(of_schema))).collect();
        let of_unused = |column: &UnusedColumn<'a>| column.text.map_or(&[][..], |(field, _)| field.missing(of_schema));
        let missing_unused: Vec<MissingTexts<'_>> =
            self.unused.iter().map(|column| MissingTexts::new(of_unused(column))).collect();
        let mut scan = PieceScan::new(self, &missing, &missing_unused);
        if is_plain(text) {
            each_record(text, delimiter, first_row, |record| scan.take(&record.fields, Line::of(&record)));
        } else {
            let mut records = Records::new(text, delimiter, first_row);
            while let Some(record) = records.next_record() {
                let line = Line::of(&record);
                let raw = text.as_bytes().get(record.start..record.end).unwrap_or_default();
                match stray_quote(raw, delimiter) {
                    Some(_) => scan.put_aside(line),
                    None => scan.take(record.fields, line),
                }
            }
        }
        let resolved = self.resolve(&scan, resolve);
        let mut is_clean: Vec<bool> =
            scan.places.iter().map(|place| resolved.get(*place).is_some_and(Option::is_some)).collect();
        let (days, mut marks) = (scan.days(), scan.marks());
        let columns = scan.columns().map_err(|cause| self.failed(cause.into()))?;
        if !self.conditions.is_empty() && !is_clean.is_empty() {
            let named = columns.iter().map(|(name, array)| (name.clone(), Arc::clone(array), true));
            let batch = RecordBatch::try_from_iter_with_nullable(named).map_err(|cause| self.failed(cause.into()))?;
            let verdicts = engine.verdicts(&self.conditions, &batch).map_err(|cause| self.failed(Box::new(cause)))?;
            for (check, verdict) in self.checks.iter().zip(verdicts) {
                let decided = |row: usize| verdict.is_valid(row).then(|| verdict.value(row));
                let is_broken = |row: usize| check.is_broken(decided(row));
                if verdict.has_false() || verdict.null_count() > 0 {
                    is_clean.iter_mut().enumerate().for_each(|(row, is_clean)| *is_clean &= !is_broken(row));
                }
            }
        }
        let mut others = std::mem::take(&mut scan.others);
        others.extend(scan.lines.iter().zip(&is_clean).filter(|(_, is_clean)| !**is_clean).map(|(line, _)| *line));
        others.sort_unstable_by_key(|line| line.number);
        let kept = |columns: Vec<(String, ArrayRef)>| -> Result<Vec<(String, ArrayRef)>, ArrowError> {
            if is_clean.iter().all(|is_clean| *is_clean) {
                return Ok(columns);
            }
            let mask = BooleanArray::from(is_clean.clone());
            columns.into_iter().map(|(name, array)| Ok((name, filter(&array, &mask)?))).collect()
        };
        if !marks.is_empty() && !is_clean.iter().all(|is_clean| *is_clean) {
            let mut kept_before = 0;
            let now: Vec<Option<usize>> =
                is_clean.iter().map(|is_clean| is_clean.then_some(kept_before).inspect(|_| kept_before += 1)).collect();
            for (_, column) in &mut marks {
                column.marks = column.marks.iter().filter_map(|line| now.get(*line).copied().flatten()).collect();
            }
        }
        let columns = kept(columns).map_err(|cause| self.failed(cause.into()))?;
        let clean = || scan.lines.iter().zip(&scan.places).zip(&is_clean).filter(|(_, is_clean)| **is_clean);
        Ok(Clean {
            places: clean().map(|((_, place), _)| *place).collect(),
            numbers: clean().map(|((line, _), _)| line.number.saturating_add(1)).collect(),
            columns,
            others,
            last: scan.last,
            days,
            marks,
            resolved,
        })
    }

    /// The place and period of each text that was met. Most were met in a piece before.
    fn resolve(
        &self,
        scan: &PieceScan<'_>,
        resolve: impl FnOnce(&[Line]) -> Vec<Option<(UnitIndex, Period)>>,
    ) -> Vec<Option<(UnitIndex, Period)>> {
        let mut found: Vec<Option<(UnitIndex, Period)>> = vec![None; scan.representatives.len()];
        let mut unknown: Vec<(usize, &[u8])> = Vec::new();
        {
            let known = self.resolved.read().unwrap_or_else(PoisonError::into_inner);
            for (place, (slot, key)) in found.iter_mut().zip(&scan.keys).enumerate() {
                match known.get(key) {
                    Some(resolved) => *slot = Some(*resolved),
                    None => unknown.push((place, key)),
                }
            }
        }
        if unknown.is_empty() {
            return found;
        }
        let lines = unknown.iter().filter_map(|(place, _)| scan.representatives.get(*place).copied());
        let answers = resolve(&lines.collect::<Vec<Line>>());
        let mut known = self.resolved.write().unwrap_or_else(PoisonError::into_inner);
        for ((place, key), answer) in unknown.into_iter().zip(answers) {
            if let (Some(answer), true) = (answer, known.len() < MOST_RESOLVED) {
                known.insert(key.into(), answer);
            }
            if let Some(slot) = found.get_mut(place) {
                *slot = answer;
            }
        }
        found
    }

    fn failed(&self, cause: Cause) -> Error {
        Error::engine(message!("error-subject.lines", form = &self.form.name), cause)
    }
}

/// The lines of a piece as they are taken in.
struct PieceScan<'p> {
    layout: &'p LinesLayout<'p>,
    filled: Vec<Filled<'p>>,
    /// The texts of place and period that were met, and the first line with each of them.
    keys: Vec<Box<[u8]>>,
    representatives: Vec<Line>,
    /// The index of each of them: of the short ones, and of all others.
    short: HashMap<u128, usize, ahash::RandomState>,
    long: HashMap<Box<[u8]>, usize, ahash::RandomState>,
    key: Vec<u8>,
    /// The lines whose cells are all read, and for each the index of its place and period.
    lines: Vec<Line>,
    places: Vec<usize>,
    others: Vec<Line>,
    last: Option<u32>,
    unused: Vec<UnusedTexts<'p>>,
}

impl<'p> PieceScan<'p> {
    /// `missing` is of each column that is read, and then of each that nothing uses.
    fn new(
        layout: &'p LinesLayout<'p>,
        missing: &'p [MissingTexts<'p>],
        missing_unused: &'p [MissingTexts<'p>],
    ) -> Self {
        Self {
            layout,
            filled: layout.columns.iter().zip(missing).map(|(plan, own)| Filled::new(plan, own)).collect(),
            keys: Vec::new(),
            representatives: Vec::new(),
            short: HashMap::default(),
            long: HashMap::default(),
            key: Vec::new(),
            lines: Vec::new(),
            places: Vec::new(),
            others: Vec::new(),
            last: None,
            unused: layout
                .unused
                .iter()
                .zip(missing_unused)
                .map(|(column, own)| UnusedTexts::new(*column, own))
                .collect(),
        }
    }

    fn take(&mut self, fields: &impl Fields, line: Line) {
        if !fields.field(0).is_some_and(is_plainly_written)
            && (0..fields.count()).filter_map(|column| fields.field(column)).all(is_blank)
        {
            return;
        }
        self.last = Some(line.number);
        let mut beyond = (self.layout.width..fields.count()).filter_map(|column| fields.field(column));
        if !self.layout.lengths.contains(&fields.count()) || beyond.any(|field| !is_blank(field)) {
            self.others.push(line);
            return;
        }
        let is_without = |column: &usize| fields.field(*column).is_none_or(is_without_value);
        if !self.layout.usual.is_empty() && self.layout.usual.iter().all(is_without) {
            self.others.push(line);
            return;
        }
        let kept = self.lines.len();
        let is_read = |filled: &mut Filled<'p>| match filled.plan.index {
            Some(index) => filled.read(fields.field(index).unwrap_or_default(), kept),
            None => true,
        };
        if !self.filled.iter_mut().all(is_read) {
            self.filled.iter_mut().for_each(|filled| filled.truncate(kept));
            self.others.push(line);
            return;
        }
        let is_reported = |texts: &mut UnusedTexts<'p>| {
            fields.field(texts.index).is_some_and(|written| texts.has_to_be_reported(written))
        };
        if self.unused.iter_mut().any(is_reported) {
            self.filled.iter_mut().for_each(|filled| filled.truncate(kept));
            self.others.push(line);
            return;
        }
        let place = self.place(fields, line);
        self.lines.push(line);
        self.places.push(place);
    }

    /// Leaves a line to be read as a row.
    fn put_aside(&mut self, line: Line) {
        self.last = Some(line.number);
        self.others.push(line);
    }

    /// The index of the place and period of a line.
    fn place(&mut self, fields: &impl Fields, line: Line) -> usize {
        self.key.clear();
        for column in &self.layout.keys {
            self.key.extend_from_slice(fields.field(*column).unwrap_or_default());
            self.key.push(0);
        }
        // A text holds no zeros: those behind a short key are not taken for a part of it.
        let mut short = [0; 16];
        let is_short = short.get_mut(..self.key.len()).map(|start| start.copy_from_slice(&self.key)).is_some();
        let short = u128::from_ne_bytes(short);
        let known = if is_short { self.short.get(&short) } else { self.long.get(self.key.as_slice()) };
        if let Some(place) = known {
            return *place;
        }
        let place = self.keys.len();
        self.keys.push(self.key.as_slice().into());
        self.representatives.push(line);
        if is_short {
            self.short.insert(short, place);
        } else {
            self.long.insert(self.key.as_slice().into(), place);
        }
        place
    }

    /// In which order the days of each column are written.
    fn days(&mut self) -> DayOrders {
        let mut orders = DayOrders::default();
        for filled in &mut self.filled {
            let index = filled.plan.index.and_then(|index| u32::try_from(index).ok());
            if let Some((index, days)) = index.zip(filled.days.take()) {
                orders.add(index, days);
            }
        }
        orders
    }

    /// The lines with an x, and a word, of each column in which an x may be a tick or a missing value.
    fn marks(&mut self) -> Vec<(String, MarksAndWords)> {
        let of_fields = self.filled.iter_mut().filter_map(|filled| Some((filled.plan.field, filled.marks.take()?)));
        of_fields.map(|(field, marks)| (field.name.clone(), marks)).collect()
    }

    /// The columns that checks and sums name.
    fn columns(&mut self) -> Result<Vec<(String, ArrayRef)>, ArrowError> {
        let lines = self.lines.len();
        let filled = std::mem::take(&mut self.filled).into_iter().filter(|filled| filled.plan.is_used);
        let columns = filled.map(|filled| filled.columns(lines)).collect::<Result<Vec<_>, ArrowError>>()?;
        Ok(columns.into_iter().flatten().collect())
    }
}

/// True for a cell that holds something, as most do.
fn is_plainly_written(field: &[u8]) -> bool {
    field.first().is_some_and(u8::is_ascii_graphic)
}

fn is_blank(field: &[u8]) -> bool {
    field.is_empty() || !is_plainly_written(field) && String::from_utf8_lossy(field).trim().is_empty()
}

/// True for a cell without a letter or a digit.
fn is_without_value(field: &[u8]) -> bool {
    field.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
}
