//! One form's units table in the making.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::RecordBatch;
use chrono::NaiveDate;

use super::super::restate::NotRestated;
use super::super::restate::{MemberRecords, Record, mark_uneven, merge};
use super::form_facts::FormFacts;
use super::not_restated::NotRestatedAt;
use super::reported::{MadeFrom, Row, RowSeries};
use super::rows_by_key::{DimensionKey, RowsByKey};
use super::whole::{Combining, UnitPeriod, Whole, WholeRow};
use crate::columns::{Builders, boolean, date, decimal, text};
use crate::error::Error;
use crate::project::written::form::{FieldType, Form};
use crate::project::written::settings::Geography;
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::batch::{append_value, published_fields};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// The columns of a row that are the same for every unit of a period and geography.
struct PeriodHeading {
    geography: String,
    frequency: &'static str,
    period: String,
    start: NaiveDate,
    end: NaiveDate,
}

/// The rows of some periods and geographies, and what could not be restated for them.
pub(super) struct TablePart {
    pub(super) batch: RecordBatch,
    pub(super) not_restated: BTreeSet<NotRestatedAt>,
}

/// The rows of some periods and geographies in the making, in their order.
pub(super) struct Table<'a> {
    facts: &'a FormFacts<'a>,
    members: HashMap<(UnitIndex, NaiveDate), Vec<Member>, ahash::RandomState>,
    not_restated: BTreeSet<NotRestatedAt>,
    builders: Builders,
}

impl<'a> Table<'a> {
    pub(super) fn new(facts: &'a FormFacts<'a>) -> Self {
        Self {
            facts,
            members: HashMap::default(),
            not_restated: BTreeSet::new(),
            builders: Builders::new(columns(facts.form)),
        }
    }

    /// The rows, and what could not be restated.
    ///
    /// # Errors
    /// A value that its column cannot hold, which no input can bring about.
    pub(super) fn finish(self) -> Result<TablePart, Error> {
        Ok(TablePart { batch: self.builders.finish()?, not_restated: self.not_restated })
    }

    /// The rows of every unit that is shown in a period and geography.
    pub(super) fn period(&mut self, geography: Geography, period: Period) {
        let calendar = self.facts.form.form.calendar;
        let heading = PeriodHeading {
            geography: geography.to_string(),
            frequency: period.frequency().code(),
            period: period.to_string(),
            start: period.start(calendar),
            end: period.end(calendar),
        };
        let every_series = self.facts.reported.series.clone();
        self.note_other_levels(geography, period);
        for unit in self.shown_units(geography, period) {
            let ended = self.facts.project.registry.units[unit].valid_to;
            let ended_by = |part: Period| ended.is_some_and(|day| day <= part.end(calendar));
            let mut of_series: BTreeMap<RowSeries, Vec<UnitPeriod>> = BTreeMap::new();
            for &series in &every_series {
                let parts = period.parts(self.facts.form.form.frequency).into_iter().map(|part| match ended_by(part) {
                    true => UnitPeriod { complete: true, exists: false, rows: Arc::default() },
                    false => self.restated(geography, unit, part, series),
                });
                of_series.insert(series, parts.collect());
            }
            self.unit(&heading, unit, &of_series);
        }
    }

    /// Notes the flows of a longer period that units reported of a level that reports no more at its end: they are added to no unit of it.
    fn note_other_levels(&mut self, geography: Geography, period: Period) {
        let (form, registry, calendar) = (self.facts.form, &self.facts.project.registry, self.facts.form.form.calendar);
        if self.facts.flows.is_empty() || !form.has_areas() {
            return;
        }
        let at_end = form.form.reports.on(period.end(calendar));
        let is_reported = |part: &Period| {
            let end = part.end(calendar);
            let gone = form.form.reports.on(end).iter().filter(|level| !at_end.contains(level));
            let units = gone.flat_map(|level| registry.valid_on(end, std::slice::from_ref(level)));
            let mut units = units.filter(|unit| registry.is_within(*unit, self.facts.project.province));
            units.any(|unit| self.facts.reported.get(unit, *part, RowSeries::MostFinal).is_some())
        };
        if period.parts(form.form.frequency).iter().any(is_reported) {
            let noted = self.facts.flows.iter().map(|field| (geography, NotRestated::OtherLevel, period, *field));
            self.not_restated.extend(noted);
        }
    }

    /// The units in which a period is shown: those of the map that are of a level that reported. Of a level that the map no
    /// longer has, the units of the period's end, which count in the areas above them that go on; and where there are
    /// flows, those that ended inside the period too, so that what they reported is not lost.
    fn shown_units(&self, geography: Geography, period: Period) -> BTreeSet<UnitIndex> {
        let (project, registry) = (self.facts.project, &self.facts.project.registry);
        if !self.facts.form.has_areas() {
            return BTreeSet::from([project.province]);
        }
        let calendar = self.facts.form.form.calendar;
        let end = period.end(calendar);
        let day = geography.map_day(end);
        let valid_on = |day: NaiveDate, level: &String| -> Vec<UnitIndex> {
            let units = registry.valid_on(day, std::slice::from_ref(level));
            units.filter(|&unit| registry.is_within(unit, project.province)).collect()
        };
        let mut shown = BTreeSet::new();
        for level in self.facts.form.form.reports.on(end) {
            let units = valid_on(day, level);
            if !units.is_empty() {
                shown.extend(units);
                continue;
            }
            shown.extend(valid_on(end, level));
            if self.facts.form.has_flows() {
                for part in period.parts(self.facts.form.form.frequency) {
                    shown.extend(valid_on(part.end(calendar), level));
                }
            }
        }
        shown
    }

    /// What a unit reported of a series in one period of the form, restated to the map in which the unit is valid; and whether every
    /// member of it did.
    fn restated(&mut self, geography: Geography, unit: UnitIndex, part: Period, series: RowSeries) -> UnitPeriod {
        let day = part.end(self.facts.form.form.calendar);
        let registry = &self.facts.project.registry;
        let members = self.members.entry((unit, day)).or_insert_with(|| registry.members(unit, day));
        // A unit that is its only member, whole, keeps its rows as they are.
        if let [Member { unit, share: Some(Decimal::ONE) }] = members[..] {
            let found = self.facts.reported.get(unit, part, series);
            let (complete, rows) = found.map(|found| (found.reported, Arc::clone(&found.rows))).unwrap_or_default();
            return UnitPeriod { complete, exists: true, rows };
        }
        let mut keys: BTreeSet<&DimensionKey> = BTreeSet::new();
        let mut complete = !members.is_empty();
        for member in members.iter() {
            match self.facts.reported.get(member.unit, part, series) {
                Some(found) => {
                    complete &= found.reported;
                    keys.extend(found.rows.keys());
                }
                None => complete = false,
            }
        }
        let mut restated = RowsByKey::default();
        for key in keys {
            let records: Vec<(Member, MemberRecords)> = members
                .iter()
                .map(|member| {
                    let found = self.facts.reported.get(member.unit, part, series);
                    let records = MemberRecords {
                        reported: found.is_some_and(|found| found.reported),
                        record: found.and_then(|found| Some(found.rows.get(key)?.record.clone())),
                    };
                    (*member, records)
                })
                .collect();
            let not_restated = &mut self.not_restated;
            let (tested, vintage) = (&self.facts.tested, self.facts.vintage);
            let mut record = merge(self.facts.form, &records, self.facts.form.lists(), |field, reason| {
                // Rows of several vintages become one.
                if vintage != Some(field) && (reason != NotRestated::Differs || tested.contains(&field)) {
                    not_restated.insert((geography, reason, part, field));
                }
            });
            let of_members: Vec<&Record> = records.iter().filter_map(|(_, records)| records.record.as_ref()).collect();
            mark_uneven(&self.facts.ratios_of_members, &of_members, &mut record);
            for (&place, value) in self.facts.dimensions.iter().zip(key) {
                record[place].value = value.clone();
            }
            let made_from: Vec<&Row> = members
                .iter()
                .filter_map(|member| self.facts.reported.get(member.unit, part, series)?.rows.get(key))
                .collect();
            let several = made_from.len() > 1;
            let mut row = Row::made(record, made_from.into_iter());
            if let Some(name) = self.facts.name.filter(|_| several) {
                row.status = row.status.min(Status::E);
                if self.facts.counted {
                    self.not_restated.insert((geography, NotRestated::SameKey, part, name));
                }
            }
            restated.insert(key.clone(), row);
        }
        UnitPeriod { complete, exists: true, rows: Arc::new(restated) }
    }

    /// The rows of one unit in one period and geography.
    fn unit(&mut self, heading: &PeriodHeading, unit: UnitIndex, of_series: &BTreeMap<RowSeries, Vec<UnitPeriod>>) {
        let FormFacts { form, dimensions, ratios_over_time, .. } = self.facts;
        let combining = Combining { form, dimensions, ratios: ratios_over_time };
        let mut wholes: BTreeMap<RowSeries, Whole<'_>> =
            of_series.iter().map(|(series, parts)| (*series, combining.whole(parts))).collect();
        let most_final = wholes.remove(&RowSeries::MostFinal).unwrap_or_default();
        if !most_final.reported || most_final.rows.is_empty() {
            self.row(heading, unit, most_final.reported, None);
            return;
        }
        wholes.retain(|_, whole| whole.reported);
        let mut rows: BTreeMap<(&DimensionKey, Option<&str>), TableRow<'_>> = BTreeMap::new();
        for (key, row) in &most_final.rows {
            let vintage = match row.row.vintage {
                MadeFrom::One(vintage) => wholes
                    .get(&RowSeries::Vintage(vintage))
                    .and_then(|whole| whole.rows.get(key))
                    .filter(|of_vintage| *of_vintage == row)
                    .map(|_| vintage.code()),
                MadeFrom::NoVintage | MadeFrom::Several => None,
            };
            rows.insert((key, vintage), TableRow { row, vintage, most_final: true });
        }
        for (series, whole) in &wholes {
            let RowSeries::Vintage(vintage) = series else { continue };
            for (key, row) in &whole.rows {
                let vintage = Some(vintage.code());
                rows.entry((key, vintage)).or_insert(TableRow { row, vintage, most_final: false });
            }
        }
        for row in rows.into_values() {
            self.row(heading, unit, true, Some(row));
        }
    }

    fn row(&mut self, heading: &PeriodHeading, unit: UnitIndex, reported: bool, row: Option<TableRow<'_>>) {
        let unit = &self.facts.project.registry.units[unit];
        let builders = &mut self.builders;
        builders.text(Some(&heading.geography)).text(Some(heading.frequency)).text(Some(&heading.period));
        builders.date(Some(heading.start)).date(Some(heading.end));
        builders.text(Some(&unit.code)).date(Some(unit.valid_from)).text(Some(&unit.name)).text(Some(&unit.level));
        builders.boolean(Some(reported)).boolean(Some(row.is_some())).text(row.map(|row| row.row.row.status.code()));
        for (place, field) in published_fields(self.facts.form) {
            if self.facts.vintage == Some(place) {
                builders.text(row.and_then(|row| row.vintage));
                continue;
            }
            let observation = row.map(|row| &row.row.row.record[place]);
            append_value(builders, field.kind, observation.map(|observation| &observation.value));
            if field.is_measure() {
                let status = observation.map(|observation| observation.status.code());
                // A row that never came: the cause is unknown.
                builders.text(Some(status.unwrap_or(Status::O.code())));
            }
        }
        if self.facts.form.lists_flows() {
            builders.boolean(row.map(|row| row.row.at_end));
            // A unit that reported, and has no row, has none in any part.
            builders.boolean(Some(row.map_or(reported, |row| row.row.every_part)));
        }
        if self.facts.vintage.is_some() {
            builders.boolean(row.map(|row| row.most_final));
        }
    }
}

/// A row as the table holds it.
#[derive(Clone, Copy)]
struct TableRow<'r> {
    row: &'r WholeRow<'r>,
    /// The vintage of all that it is made from; `None` where there are several.
    vintage: Option<&'static str>,
    most_final: bool,
}

fn columns(form: &Form) -> Vec<arrow_schema::Field> {
    let mut columns = vec![
        text("geography"),
        text("freq"),
        text("time_period"),
        date("period_start"),
        date("period_end"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("ref_area_name"),
        text("area_level"),
        boolean("reported"),
        boolean("row_present"),
        text("row_status"),
    ];
    for (_, field) in published_fields(form) {
        columns.push(match field.kind {
            FieldType::Boolean => boolean(&field.name),
            FieldType::Date => date(&field.name),
            kind if kind.is_numeric() => decimal(&field.name),
            _ => text(&field.name),
        });
        if field.is_measure() {
            columns.push(text(&format!("{}_status", field.name)));
        }
    }
    if form.lists_flows() {
        columns.push(boolean("at_end"));
        columns.push(boolean("every_part"));
    }
    if form.vintage().is_some() {
        columns.push(boolean("most_final"));
    }
    columns
}
