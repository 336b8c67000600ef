//! One form's units table in the making.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::super::restate::NotRestated;
use super::super::restate::{MemberRecords, merge};
use super::super::{Arrived, CurrentByKey};
use super::UnitsTable;
use super::not_restated::{NotRestatedAt, findings};
use super::reported::{DimensionKey, MadeFrom, Reported, Row, RowSeries, Rows};
use super::whole::{Combining, UnitPeriod, Whole, WholeRow};
use crate::columns::{Builders, boolean, date, decimal, text};
use crate::error::Error;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::{FieldType, Form, Measure};
use crate::project::written::settings::Geography;
use crate::project::{FormIndex, Project};
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

pub(super) struct Table<'a> {
    project: &'a Project,
    form: &'a Form,
    /// What each unit reported in each period.
    reported: Reported,
    /// The positions of the dimensions among the fields.
    dimensions: Vec<usize>,
    /// The position of the vintage.
    vintage: Option<usize>,
    /// The position of the first dimension whose values are not listed: it names things.
    name: Option<usize>,
    /// True where an indicator counts rows, or decides by their values.
    counted: bool,
    /// The places of the fields that indicators test.
    tested: BTreeSet<usize>,
    /// The places of the flows that indicators rest on.
    flows: BTreeSet<usize>,
    members: HashMap<(UnitIndex, NaiveDate), Vec<Member>>,
    not_restated: BTreeSet<NotRestatedAt>,
    builders: Builders,
}

/// The parts of indicators that rest on a form.
fn parts_of<'p>(project: &'p Project, form: &'p Form) -> impl Iterator<Item = &'p AggregatePart> {
    let parts = project
        .indicators
        .iter()
        .flat_map(|indicator| std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part()));
    parts.filter(|part| part.form == form.name)
}

/// The places of the fields of a form that conditions of indicators test, and those over whose values they are broken down.
fn tested(project: &Project, form: &Form) -> BTreeSet<usize> {
    let conditions = parts_of(project, form).filter_map(|part| part.condition.as_ref());
    let names = conditions.flat_map(|condition| condition.fields());
    names.filter_map(|name| form.schema.fields.iter().position(|field| field.name == name)).collect()
}

/// The places of the flows that indicators rest on.
fn flows(project: &Project, form: &Form) -> BTreeSet<usize> {
    let names: BTreeSet<String> = parts_of(project, form).flat_map(AggregatePart::fields).collect();
    let place = |name: &String| form.schema.fields.iter().position(|field| field.name == *name);
    let is_flow = |place: &usize| form.schema.fields[*place].measure == Some(Measure::Flow);
    names.iter().filter_map(place).filter(is_flow).collect()
}

impl<'a> Table<'a> {
    pub(super) fn new(project: &'a Project, form: FormIndex, arrived: &[Arrived<'_>], current: &CurrentByKey) -> Self {
        let declared = project.unit_form(form);
        let place = |name: &str| declared.schema.fields.iter().position(|field| field.name == name);
        let vintage = declared.vintage().and_then(|field| place(&field.name));
        let dimensions: Vec<usize> = declared.dimensions().filter_map(|field| place(&field.name)).collect();
        Self {
            project,
            form: declared,
            reported: Reported::new(declared, &dimensions, arrived, current),
            name: declared.naming_dimension().and_then(|field| place(&field.name)),
            counted: parts_of(project, declared).any(AggregatePart::tells_rows_apart),
            tested: tested(project, declared),
            flows: flows(project, declared),
            dimensions,
            vintage,
            members: HashMap::new(),
            not_restated: BTreeSet::new(),
            builders: Builders::new(columns(declared)),
        }
    }

    /// The table, and what could not be restated.
    pub(super) fn finish(self) -> Result<UnitsTable, Error> {
        let findings = findings(self.project, self.form, &self.not_restated);
        Ok(UnitsTable { findings, batch: self.builders.finish()? })
    }

    /// The rows of every unit that is shown in a period and geography.
    pub(super) fn period(&mut self, geography: Geography, period: Period) {
        let calendar = self.form.form.calendar;
        let heading = PeriodHeading {
            geography: geography.to_string(),
            frequency: period.frequency().code(),
            period: period.to_string(),
            start: period.start(calendar),
            end: period.end(calendar),
        };
        let every_series = self.reported.series.clone();
        self.note_other_levels(geography, period);
        for unit in self.shown_units(geography, period) {
            let ended = self.project.registry.units[unit].valid_to;
            let ended_by = |part: Period| ended.is_some_and(|day| day <= part.end(calendar));
            let mut of_series: BTreeMap<RowSeries, Vec<UnitPeriod>> = BTreeMap::new();
            for &series in &every_series {
                let parts = period.parts(self.form.form.frequency).into_iter().map(|part| match ended_by(part) {
                    true => UnitPeriod { complete: true, exists: false, rows: Rc::default() },
                    false => self.restated(geography, unit, part, series),
                });
                of_series.insert(series, parts.collect());
            }
            self.unit(&heading, unit, &of_series);
        }
    }

    /// Notes the flows of a longer period that units reported of a level that reports no more at its end: they are added to no unit of it.
    fn note_other_levels(&mut self, geography: Geography, period: Period) {
        let (form, registry, calendar) = (self.form, &self.project.registry, self.form.form.calendar);
        if self.flows.is_empty() || !form.has_areas() {
            return;
        }
        let at_end = form.form.reports.on(period.end(calendar));
        let is_reported = |part: &Period| {
            let end = part.end(calendar);
            let gone = form.form.reports.on(end).iter().filter(|level| !at_end.contains(level));
            let units = gone.flat_map(|level| registry.valid_on(end, std::slice::from_ref(level)));
            let mut units = units.filter(|unit| registry.is_within(*unit, self.project.province));
            units.any(|unit| self.reported.get(unit, *part, RowSeries::MostFinal).is_some())
        };
        if period.parts(form.form.frequency).iter().any(is_reported) {
            let noted = self.flows.iter().map(|field| (geography, NotRestated::OtherLevel, period, *field));
            self.not_restated.extend(noted);
        }
    }

    /// The units in which a period is shown: those of the map that are of a level that reported. Of a level that the map no
    /// longer has, the units of the period's end, which count in the areas above them that go on; and where there are
    /// flows, those that ended inside the period too, so that what they reported is not lost.
    fn shown_units(&self, geography: Geography, period: Period) -> BTreeSet<UnitIndex> {
        let (project, registry) = (self.project, &self.project.registry);
        if !self.form.has_areas() {
            return BTreeSet::from([project.province]);
        }
        let calendar = self.form.form.calendar;
        let end = period.end(calendar);
        let day = geography.map_day(end);
        let valid_on = |day: NaiveDate, level: &String| -> Vec<UnitIndex> {
            let units = registry.valid_on(day, std::slice::from_ref(level));
            units.filter(|&unit| registry.is_within(unit, project.province)).collect()
        };
        let mut shown = BTreeSet::new();
        for level in self.form.form.reports.on(end) {
            let units = valid_on(day, level);
            if !units.is_empty() {
                shown.extend(units);
                continue;
            }
            shown.extend(valid_on(end, level));
            if self.form.has_flows() {
                for part in period.parts(self.form.form.frequency) {
                    shown.extend(valid_on(part.end(calendar), level));
                }
            }
        }
        shown
    }

    /// What a unit reported of a series in one period of the form, restated to the map in which the unit is valid; and whether every
    /// member of it did.
    fn restated(&mut self, geography: Geography, unit: UnitIndex, part: Period, series: RowSeries) -> UnitPeriod {
        let day = part.end(self.form.form.calendar);
        let registry = &self.project.registry;
        let members = self.members.entry((unit, day)).or_insert_with(|| registry.members(unit, day));
        // A unit that is its only member, whole, keeps its rows as they are.
        if let [Member { unit, share: Some(Decimal::ONE) }] = members[..] {
            let found = self.reported.get(unit, part, series);
            let (complete, rows) = found.map(|found| (found.reported, Rc::clone(&found.rows))).unwrap_or_default();
            return UnitPeriod { complete, exists: true, rows };
        }
        let mut keys: BTreeSet<&DimensionKey> = BTreeSet::new();
        let mut complete = !members.is_empty();
        for member in members.iter() {
            match self.reported.get(member.unit, part, series) {
                Some(found) => {
                    complete &= found.reported;
                    keys.extend(found.rows.keys());
                }
                None => complete = false,
            }
        }
        let mut restated = Rows::new();
        for key in keys {
            let records: Vec<(Member, MemberRecords)> = members
                .iter()
                .map(|member| {
                    let found = self.reported.get(member.unit, part, series);
                    let records = MemberRecords {
                        reported: found.is_some_and(|found| found.reported),
                        record: found.and_then(|found| Some(found.rows.get(key)?.record.clone())),
                    };
                    (*member, records)
                })
                .collect();
            let not_restated = &mut self.not_restated;
            let (tested, vintage) = (&self.tested, self.vintage);
            let mut record = merge(self.form, &records, self.form.lists(), |field, reason| {
                // Rows of several vintages become one.
                if vintage != Some(field) && (reason != NotRestated::Differs || tested.contains(&field)) {
                    not_restated.insert((geography, reason, part, field));
                }
            });
            for (&place, value) in self.dimensions.iter().zip(key) {
                record[place].value = value.clone();
            }
            let made_from: Vec<&Row> = members
                .iter()
                .filter_map(|member| self.reported.get(member.unit, part, series)?.rows.get(key))
                .collect();
            let several = made_from.len() > 1;
            let mut row = Row::made(record, made_from.into_iter());
            if let Some(name) = self.name.filter(|_| several) {
                row.status = row.status.min(Status::E);
                if self.counted {
                    self.not_restated.insert((geography, NotRestated::SameKey, part, name));
                }
            }
            restated.insert(key.clone(), row);
        }
        UnitPeriod { complete, exists: true, rows: Rc::new(restated) }
    }

    /// The rows of one unit in one period and geography.
    fn unit(&mut self, heading: &PeriodHeading, unit: UnitIndex, of_series: &BTreeMap<RowSeries, Vec<UnitPeriod>>) {
        let combining = Combining { form: self.form, dimensions: &self.dimensions };
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
        let unit = &self.project.registry.units[unit];
        let builders = &mut self.builders;
        builders.text(Some(&heading.geography)).text(Some(heading.frequency)).text(Some(&heading.period));
        builders.date(Some(heading.start)).date(Some(heading.end));
        builders.text(Some(&unit.code)).date(Some(unit.valid_from)).text(Some(&unit.name)).text(Some(&unit.level));
        builders.boolean(Some(reported)).boolean(Some(row.is_some())).text(row.map(|row| row.row.row.status.code()));
        for (place, field) in published_fields(self.form) {
            if self.vintage == Some(place) {
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
        if self.form.lists_flows() {
            builders.boolean(row.map(|row| row.row.at_end));
        }
        if self.vintage.is_some() {
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
    }
    if form.vintage().is_some() {
        columns.push(boolean("most_final"));
    }
    columns
}
