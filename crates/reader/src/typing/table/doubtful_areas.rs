//! Rows without a unit behind something that may end the unit above: a heading of their own, a total, a row left empty.
//!
//! A commune is named once, and the rows below it are its own. Where a list goes on with "Công trình cấp huyện", or behind a total, its rows may be
//! nobody's: they are read as those of the unit above, and a warning says so (decision 0175). Headings that come again, or that name a value of a
//! field, group the rows of one unit and end nothing.

use std::collections::{BTreeMap, HashMap};

use super::stated_areas::TakenOverArea;
use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::locate::rows::{HeadingNumber, Row, RowRole, heads};
use crate::message;
use crate::registry::UnitIndex;
use crate::typing::rows::Rows;
use crate::values::text;

/// What lies between a unit and rows that are taken for its own.
#[derive(Clone, PartialEq, Eq)]
enum Between {
    /// A heading: its row and its words.
    Heading(u32, String),
    /// A total, by its row.
    Total(u32),
    /// The first row of those that are empty.
    Gap(u32),
    /// Nothing, but each of the other rows names its own unit, or the row says that it is of more.
    Nothing,
}

/// A heading that may end a unit.
struct GroupHeading {
    words: String,
    number: Option<HeadingNumber>,
}

impl<'a> Typing<'a> {
    /// Reports the rows that take over a unit from above something that may end it; `column` is that of the names or codes of units, `named` are the
    /// units that headings name.
    pub(super) fn doubtful_areas(
        &mut self,
        taken_over: &[TakenOverArea],
        column: Option<u32>,
        named: &HashMap<u32, UnitIndex>,
        data: &[DataRow<'a>],
        rows: &mut Rows,
    ) {
        if taken_over.is_empty() {
            return;
        }
        let headings = self.group_headings(named);
        let gap = self.only_gap();
        let mut found: Vec<(Between, Vec<TakenOverArea>)> = Vec::new();
        let singly = self.rows_named_singly(taken_over, data, &rows.unit);
        for taken in taken_over {
            let is_doubted = || singly.iter().any(|doubted| doubted.row == taken.row).then_some(Between::Nothing);
            let Some(between) = self.between(*taken, &headings, gap).or_else(is_doubted) else { continue };
            match found.last_mut().filter(|(last, _)| *last == between) {
                Some((_, group)) => group.push(*taken),
                None => found.push((between, vec![*taken])),
            }
        }
        for (between, group) in found {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let places = group.iter().filter_map(|taken| rows.number.binary_search(&taken.row.saturating_add(1)).ok());
            let places: Vec<usize> = places.collect();
            let Some(unit) = places.first().and_then(|place| rows.unit.get(*place).copied().flatten()) else {
                continue;
            };
            let unit = self.project.registry.units.get(unit);
            let (row, words) = match &between {
                Between::Heading(row, words) => (*row, words.as_str()),
                Between::Total(row) | Between::Gap(row) => (*row, ""),
                Between::Nothing => (first.from, ""),
            };
            let kind = match &between {
                Between::Heading(..) => "heading",
                Between::Total(_) => "total",
                Between::Gap(_) => "gap",
                Between::Nothing => "",
            };
            let name = unit.map_or("", |unit| unit.name.as_str());
            let [above, from, first_row, last_row] =
                [row, first.from, first.row, last.row].map(|row| (row + 1).to_string());
            let message = if between == Between::Nothing {
                message!(
                    "doubtful-area.named-singly",
                    rows = group.len(),
                    first = first_row,
                    last = last_row,
                    unit = name,
                    from = from,
                )
            } else {
                message!(
                    "doubtful-area.taken-over",
                    kind = kind,
                    row = above,
                    words = words,
                    rows = group.len(),
                    first = first_row,
                    last = last_row,
                    unit = name,
                    from = from,
                )
            };
            let location = Location {
                ref_area: unit.map(|unit| unit.code.clone()),
                ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
                ..self.location(first.row, column, None)
            };
            self.report_rows(Finding::new(Code::DoubtfulArea, location, message), places, rows);
        }
    }

    /// The headings that name no unit and no value of a field, and whose words come once, by their rows.
    fn group_headings(&self, named: &HashMap<u32, UnitIndex>) -> BTreeMap<u32, GroupHeading> {
        let listed = |words: &str| {
            self.form.schema.fields.iter().any(|field| field.listed().iter().any(|value| text::name(value) == words))
        };
        let headings: Vec<(u32, GroupHeading)> = self
            .table
            .body
            .iter()
            .filter(|row| heads(row) && !named.contains_key(&row.index))
            .filter_map(|row| {
                let (_, words, number) = self.heading(row)?;
                Some((row.index, GroupHeading { words, number }))
            })
            .collect();
        let times = |words: &str| headings.iter().filter(|(_, other)| text::name(&other.words) == words).count();
        let once: Vec<bool> = headings
            .iter()
            .map(|(_, heading)| {
                let words = text::name(&heading.words);
                times(&words) == 1 && !listed(&words)
            })
            .collect();
        headings.into_iter().zip(once).filter_map(|(heading, once)| once.then_some(heading)).collect()
    }

    /// The first empty row between rows of data, where there is one such gap alone: rows that are spaced out say nothing.
    fn only_gap(&self) -> Option<u32> {
        let is_data = |row: &&Row| row.role == RowRole::Data || heads(row);
        let rows: Vec<u32> = self.table.body.iter().filter(is_data).map(|row| row.index).collect();
        let held: Vec<u32> =
            self.table.body.iter().filter(|row| row.role != RowRole::Blank).map(|row| row.index).collect();
        let gaps = held.windows(2).filter_map(|pair| {
            let (above, below) = (*pair.first()?, *pair.last()?);
            (above + 1 < below).then_some(above + 1)
        });
        let within = rows.first().zip(rows.last());
        let mut gaps = gaps.filter(|gap| within.is_some_and(|(first, last)| (*first..*last).contains(gap)));
        gaps.next().filter(|_| gaps.next().is_none())
    }

    /// What lies between a row and the unit that it takes over, the last of it.
    fn between(
        &self,
        taken: TakenOverArea,
        headings: &BTreeMap<u32, GroupHeading>,
        gap: Option<u32>,
    ) -> Option<Between> {
        let within = taken.from + 1..taken.row;
        // Below the heading of a unit its groups have headings of another rank.
        let rank = taken.of_heading.then(|| self.number_of(taken.from));
        let heading = headings.range(within.clone()).rev().find(|(_, heading)| match rank {
            Some(rank) => rank.is_some() && heading.number == rank,
            None => true,
        });
        if let Some((row, heading)) = heading {
            return Some(Between::Heading(*row, heading.words.clone()));
        }
        let is_total = |row: &&Row| matches!(row.role, RowRole::Total(_)) && within.contains(&row.index) && !heads(row);
        if let Some(total) = self.table.body.iter().rev().find(is_total) {
            return Some(Between::Total(total.index));
        }
        gap.filter(|gap| !taken.of_heading && within.contains(gap)).map(Between::Gap)
    }

    /// How the heading in a row is numbered.
    fn number_of(&self, row: u32) -> Option<HeadingNumber> {
        let place = self.table.body.binary_search_by_key(&row, |row| row.index).ok()?;
        self.heading(self.table.body.get(place)?)?.2
    }
}
