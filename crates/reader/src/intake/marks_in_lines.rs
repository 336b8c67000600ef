//! An x beside "có" and "không" in a column of an export of lines, over all its pieces.
//!
//! Takes of each piece the lines with an x and a word of the column; once all lines are read gives the findings where the column says yes and no in words
//! (`typing/table/marks_among_words.rs`), and how many lines of each unit and period they keep out. The first lines are remembered, of all others only how
//! many they are.

use std::collections::BTreeMap;

use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::intake::clean::Clean;
use crate::intake::groups::Groups;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::table::marks_among_words::mark_among_words;
use crate::values::period::Period;

/// Lines that are said one by one.
const MOST_SAID: usize = 1_000;

/// A line with an x.
#[derive(Clone, Copy, Debug)]
struct MarkedLine {
    /// From 1.
    number: u32,
    unit: Option<UnitIndex>,
    period: Option<Period>,
}

/// The lines with an x in one column.
#[derive(Clone, Debug, Default)]
struct MarkedColumn {
    word: Option<String>,
    /// The first of them.
    first: Vec<MarkedLine>,
    all: usize,
    /// How many of each unit and period are not kept out for something else.
    accepted: BTreeMap<(UnitIndex, Period), u64>,
}

/// The lines with an x in each column, by the place of its field.
#[derive(Clone, Debug, Default)]
pub(super) struct MarksInLines(BTreeMap<usize, MarkedColumn>);

/// What is to say of the column of one field.
pub(super) struct DoubtfulMarks {
    /// Of the first lines, one each.
    findings: Vec<Finding>,
    /// How many more there are.
    others: usize,
    /// How many lines of each unit and period they keep out.
    lines: BTreeMap<(UnitIndex, Period), u64>,
}

impl DoubtfulMarks {
    /// Reports them, and keeps their lines out of the groups.
    pub(super) fn keep_out(self, form: &Form, findings: &mut Collector, groups: &mut Groups<'_>) {
        let Some(last) = self.findings.last().cloned() else { return };
        let mut quarantines = false;
        for finding in self.findings {
            quarantines |= findings.push_on_row(finding, &form.severities).quarantines;
        }
        findings.count_more(last, self.others, &form.severities);
        for ((unit, period), lines) in self.lines.into_iter().filter(|_| quarantines) {
            groups.quarantine(unit, period, lines);
        }
    }
}

impl MarkedColumn {
    fn add(&mut self, line: MarkedLine, is_accepted: bool) {
        self.all = self.all.saturating_add(1);
        if self.first.len() < MOST_SAID {
            self.first.push(line);
        }
        if let (Some(unit), Some(period), true) = (line.unit, line.period, is_accepted) {
            let count = self.accepted.entry((unit, period)).or_default();
            *count = count.saturating_add(1);
        }
    }
}

impl MarksInLines {
    /// Adds lines that were read as rows.
    pub(super) fn add(&mut self, table: &TypedTable) {
        let rows = &table.rows;
        for (field, column) in &rows.marks {
            let own = self.0.entry(*field).or_default();
            own.word = own.word.take().or_else(|| column.word.clone());
            for row in &column.marks {
                let (unit, period) = (rows.unit.get(*row).copied(), rows.period.get(*row).copied());
                let number = rows.number.get(*row).copied().unwrap_or_default();
                let line = MarkedLine { number, unit: unit.flatten(), period: period.flatten() };
                own.add(line, rows.accepted.get(*row) == Some(&true));
            }
        }
    }

    /// Adds the clean lines of a piece, all of which are accepted.
    pub(super) fn add_clean(&mut self, form: &Form, clean: &Clean) {
        for (name, column) in &clean.marks {
            let Some(field) = form.schema.fields.iter().position(|field| field.name == *name) else { continue };
            let own = self.0.entry(field).or_default();
            own.word = own.word.take().or_else(|| column.word.clone());
            for line in &column.marks {
                let resolved = clean.places.get(*line).and_then(|place| clean.resolved.get(*place).copied().flatten());
                let Some(((unit, period), number)) = resolved.zip(clean.numbers.get(*line)) else { continue };
                own.add(MarkedLine { number: *number, unit: Some(unit), period: Some(period) }, true);
            }
            own.first.sort_by_key(|line| line.number);
        }
    }

    /// Joins those of the piece behind.
    pub(super) fn join(&mut self, other: Self) {
        for (field, column) in other.0 {
            let own = self.0.entry(field).or_default();
            own.word = own.word.take().or(column.word);
            own.all = own.all.saturating_add(column.all);
            let room = MOST_SAID.saturating_sub(own.first.len());
            own.first.extend(column.first.into_iter().take(room));
            for (key, lines) in column.accepted {
                let count = own.accepted.entry(key).or_default();
                *count = count.saturating_add(lines);
            }
        }
    }

    /// The columns in which an x stands among words.
    pub(super) fn doubtful(self, project: &Project, form: &Form, table: &TypedTable) -> Vec<DoubtfulMarks> {
        let columns = self.0.into_iter().filter(|(_, column)| column.all > 0);
        let columns = columns.filter_map(|(field, column)| {
            let word = column.word.as_deref()?;
            let finding = |line: &MarkedLine| {
                let letters = table.columns.iter().find(|source| source.field == field).map(|source| &source.letters);
                let unit = line.unit.and_then(|unit| project.registry.units.get(unit));
                let location = Location {
                    sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
                    cell: letters.map(|letters| format!("{letters}{}", line.number)),
                    row: Some(line.number),
                    form: Some(form.name.clone()),
                    field: form.schema.fields.get(field).map(|field| field.name.clone()),
                    time_period: line.period.filter(|_| unit.is_some()).map(|period| period.to_string()),
                    ref_area: unit.map(|unit| unit.code.clone()),
                    ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
                    ..Location::default()
                };
                mark_among_words(location, word)
            };
            let findings: Vec<Finding> = column.first.iter().map(finding).collect();
            let others = column.all.saturating_sub(findings.len());
            Some(DoubtfulMarks { findings, others, lines: column.accepted })
        });
        columns.collect()
    }
}
