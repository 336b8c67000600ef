//! Rows of other figures than those of the period: the plan, a running total, a part of each.
//!
//! "II. Thực hiện" follows "I. Kế hoạch", or a column of no field says "Kế hoạch" and "Thực hiện" by turns. Takes the headings of a table, and
//! the texts of its rows; rows of other figures are kept out, with one finding a heading or a column. The words are those by which columns
//! are known ([`crate::locate::labels::label_other`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::locate::labels::{label_other, split_labels, words_beside};
use crate::locate::rows::{self, HeadingNumber, Row, RowRole, TotalScope};
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::text;
use crate::words::program_names::as_words;

/// Whom a part of all persons is: "Trong đó: nữ".
const PERSONS: [&str; 8] =
    ["nữ", "nam", "phụ nữ", "trẻ em", "dân tộc thiểu số", "người cao tuổi", "người khuyết tật", "thanh niên"];

/// A heading over rows of other figures.
struct HeadingOfOthers {
    row: u32,
    column: u32,
    written: String,
    numbered: Option<HeadingNumber>,
    below: Vec<usize>,
}

/// A column of no field in which rows say by turns whose figures they hold.
struct Turns {
    column: u32,
    /// Of the rows of other figures, among the data.
    places: Vec<usize>,
    /// Of all rows, on the sheet.
    all: Vec<u32>,
}

/// True for the name of shares of the row above: "Tỷ lệ (%)", "%".
fn is_of_shares(name: &str) -> bool {
    matches!(name, "%" | "(%)")
        || ["tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng"].iter().any(|words| name.starts_with(words))
}

impl<'a> Typing<'a> {
    /// Keeps out the rows that a heading, or a text of their own, says to be other figures.
    pub(super) fn other_figures(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        if self.form.has_lines() {
            return;
        }
        for heading in self.headings_of_other_figures(data).into_iter().filter(|heading| !heading.below.is_empty()) {
            let location = self.location(heading.row, Some(heading.column), None);
            let message =
                message!("period-mismatch.other-figures", written = &heading.written, count = heading.below.len());
            let finding = Finding::new(Code::PeriodMismatch, location, message).value(&heading.written);
            self.keep_out_as_others(finding, &heading.below, rows);
        }
        for Turns { column, places, all } in self.rows_by_turns(data) {
            self.by_turns.extend(all);
            let Some(first) = places.first().and_then(|place| data.get(*place)) else { continue };
            let written = first.cell(column).display().trim().to_owned();
            let location = self.location(first.index, Some(column), None);
            let message = message!("period-mismatch.other-figures-by-turns", written = &written, count = places.len());
            let finding = Finding::new(Code::PeriodMismatch, location, message).value(written);
            self.keep_out_as_others(finding, &places, rows);
        }
    }

    /// Reports rows that a heading says to be of another period or of the plan.
    pub(super) fn keep_out_as_others(&mut self, finding: Finding, places: &[usize], rows: &mut Rows) {
        self.report_rows(finding, places.iter().copied(), rows);
        let kept_out = |place: &&usize| rows.accepted.get(**place) == Some(&false);
        self.not_of_period.extend(places.iter().filter(kept_out));
    }

    /// Takes the period of the head from rows that are not of it where their unit has a row of its own: the two are no duplicates.
    pub(super) fn forget_periods_of_others(&self, rows: &mut Rows) {
        if self.not_of_period.is_empty() {
            return;
        }
        let own: BTreeSet<_> = (0..rows.len())
            .filter(|place| !self.not_of_period.contains(place))
            .map(|place| (rows.unit.get(place).copied().flatten(), rows.period.get(place).copied().flatten()))
            .collect();
        for place in &self.not_of_period {
            let key = (rows.unit.get(*place).copied().flatten(), rows.period.get(*place).copied().flatten());
            if let Some(period) = rows.period.get_mut(*place).filter(|_| own.contains(&key)) {
                *period = None;
            }
        }
    }

    fn headings_of_other_figures(&self, data: &[DataRow<'a>]) -> Vec<HeadingOfOthers> {
        let mut headings: Vec<HeadingOfOthers> = Vec::new();
        // Below a row a line without figures may be one that nobody filled in.
        let (mut open, mut below_row) = (false, false);
        let mut places = data.iter().enumerate().peekable();
        for row in &self.table.body {
            match row.role {
                RowRole::Data => {
                    let place = places.next_if(|(_, of_data)| of_data.index == row.index).map(|(place, _)| place);
                    below_row = true;
                    if let Some((heading, place)) = headings.last_mut().filter(|_| open).zip(place) {
                        heading.below.push(place);
                    }
                }
                RowRole::Total(TotalScope::Table) => (open, below_row) = (false, true),
                _ => {
                    let Some((column, written, numbered)) = self.heading(row) else {
                        below_row |= row.role == RowRole::PartOf || matches!(row.role, RowRole::Total(_));
                        continue;
                    };
                    let part = row.role == RowRole::PartOf;
                    if self.says_other_figures(&written, part) && (numbered.is_some() || !part || !below_row) {
                        headings.push(HeadingOfOthers { row: row.index, column, written, numbered, below: Vec::new() });
                        open = true;
                    } else if !part {
                        below_row = false;
                        // A district below "Kế hoạch" is one of the plan.
                        let same = headings.last().is_some_and(|heading| heading.numbered == numbered);
                        let ends = label_other::is_own(&written) || numbered.is_some() && same;
                        open &= !ends;
                    }
                }
            }
        }
        // So are lines that come again and again.
        let rows = || self.table.body.iter().map(|row| self.grid().row(row.index));
        let holds = |cells: &[(u32, Cell)], written: &str| {
            cells.iter().filter_map(|(_, cell)| cell.as_text()).any(|text| text.trim() == written)
        };
        let times = |written: &str| rows().filter(|cells| holds(cells, written)).count();
        headings.retain(|heading| heading.numbered.is_some() || times(&heading.written) < 2);
        headings
    }

    /// The words of a heading without its number, and how it is numbered; also of a line "Trong đó: …" without figures.
    pub(super) fn heading(&self, row: &Row) -> Option<(u32, String, Option<HeadingNumber>)> {
        let cells = self.grid().row(row.index);
        let is_measure = |column: u32| {
            let field = self.table.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
            field.and_then(|field| self.form.schema.fields.get(field)).is_some_and(|field| field.is_measure())
        };
        let figures = cells.iter().any(|(column, cell)| is_measure(*column) && !cell.is_blank());
        if !(rows::heads(row) || row.role == RowRole::PartOf && !figures) {
            return None;
        }
        let texts = || cells.iter().filter_map(|(column, cell)| Some((*column, cell.as_text()?)));
        // An amount that is a text may be longer than the words.
        let by_words = |(_, text): &(u32, &str)| (text.contains(char::is_alphabetic), text.chars().count());
        let Some((column, longest)) = texts().max_by_key(by_words) else {
            // 2024 and a day are typed as such.
            let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
            let (column, cell) = filled.next().filter(|(column, _)| filled.next().is_none() && !is_measure(*column))?;
            return Some((*column, cell.display().trim().to_owned(), None));
        };
        let (numbered, written) = rows::heading_words(longest);
        let beside = || texts().filter(|(of, _)| *of != column).find_map(|(_, text)| HeadingNumber::of(text));
        Some((column, written.to_owned(), numbered.or_else(beside)))
    }

    /// True for a value of a field that has values to choose from.
    pub(super) fn is_listed(&self, written: &str) -> bool {
        let name = text::name(written);
        self.form.schema.fields.iter().any(|field| field.listed().iter().any(|value| text::name(value) == name))
    }

    /// True for the name of a unit of the registry, which may look like a period: "Q3".
    pub(super) fn is_name_of_a_unit(&self, written: &str) -> bool {
        let name = text::name(written);
        self.project.registry.units.iter().any(|unit| text::name(&unit.name) == name)
    }

    /// True for words that speak of the plan, a running total or a part, where the form does not.
    pub(super) fn says_other_figures(&self, written: &str, part: bool) -> bool {
        if self.is_listed(written) {
            return false;
        }
        let name = text::name(written);
        let of_persons =
            |words: &str| PERSONS.contains(&words.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
        if part {
            return name.split_once([':', ',']).is_some_and(|(_, rest)| of_persons(rest))
                || name.strip_prefix("trong đó").is_some_and(of_persons);
        }
        let titles = [self.form.title.as_deref(), self.form.description.as_deref()].into_iter().flatten();
        let titles: Vec<String> = titles.map(text::without_marks).collect();
        let declared = |words: &String| titles.iter().any(|title| title.contains(words.as_str()));
        matches!(name.as_str(), "nam" | "nữ" | "số nữ")
            || words_beside::is_short_line(&text::without_marks(&as_words(written))) && !self.is_name_of_a_unit(written)
            || label_other::words(written).iter().any(|words| !declared(words))
    }

    /// Columns of no field in which each row says whose figures it holds, with the rows of other figures.
    fn rows_by_turns(&self, data: &[DataRow<'a>]) -> Vec<Turns> {
        let of_no_field =
            |column: u32| self.table.columns.iter().all(|known| known.index != column || known.field.is_none());
        let mut columns: BTreeMap<u32, Vec<(usize, &'a str)>> = BTreeMap::new();
        for (place, row) in data.iter().enumerate() {
            let texts = row.cells.iter().filter(|(column, cell)| of_no_field(*column) && !cell.is_blank());
            for (column, cell) in texts {
                columns.entry(*column).or_default().push((place, cell.as_text().map_or("", str::trim)));
            }
        }
        let is_other = |written: &str| {
            let name = text::name(written);
            let is_short = || words_beside::is_short(&text::without_marks(&as_words(written)));
            !label_other::words(written).is_empty() || is_short() || is_of_shares(&name)
        };
        let is_own = |written: &str| written.chars().any(char::is_alphabetic) && split_labels::adds_nothing(written);
        columns
            .into_iter()
            .filter(|(_, texts)| {
                texts.iter().all(|(_, written)| is_other(written) || is_own(written))
                    && texts.iter().any(|(_, written)| is_own(written))
                    && texts.iter().any(|(_, written)| is_other(written))
            })
            .map(|(column, texts)| {
                let all = texts.iter().filter_map(|(place, _)| Some(data.get(*place)?.index)).collect();
                let others = texts.into_iter().filter(|(_, written)| is_other(written)).map(|(place, _)| place);
                Turns { column, places: others.collect(), all }
            })
            .collect()
    }
}
