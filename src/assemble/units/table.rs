//! One form's units table in the making.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::super::restate::NotRestated;
use super::super::restate::{MemberRecords, Observation, Record, merge, over_time};
use super::super::{Arrived, CurrentByKey, CurrentRows, vintage_of};
use super::UnitsTable;
use super::not_restated::{NotRestatedAt, findings};
use crate::columns::{Builders, boolean, date, decimal, text};
use crate::error::Error;
use crate::project::written::form::{FieldType, Form, Measure};
use crate::project::written::settings::Geography;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::batch::{append_value, published_fields};
use crate::typing::rows::{Column, Value};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// The values of the dimensions (and vintage) of a row.
type DimensionKey = Vec<Value>;

/// Everything that one unit reported in one period of the form.
type Reported = BTreeMap<DimensionKey, Row>;

/// What one unit reported in one period of the form, restated.
struct UnitPeriod {
    /// Every member of it has reported.
    complete: bool,
    /// False where the unit had ended: nothing can occur in it.
    exists: bool,
    rows: Rc<Reported>,
}

/// The columns of a row that are the same for every unit of a period and geography.
struct PeriodHeading {
    geography: String,
    frequency: &'static str,
    period: String,
    start: NaiveDate,
    end: NaiveDate,
}

/// One row, and the best status that its values can have: that of its vintage, U where it was kept from an earlier submission.
#[derive(Clone, Debug)]
struct Row {
    record: Record,
    status: Status,
}

pub(super) struct Table<'a> {
    project: &'a Project,
    form: &'a Form,
    arrived: &'a [Arrived<'a>],
    /// What each unit reported in each period; the second value is whether all its rows are accepted.
    reported: HashMap<(UnitIndex, Period), (Rc<Reported>, bool)>,
    /// The places of the dimensions and the vintage among the fields.
    dimensions: Vec<usize>,
    vintage: Option<usize>,
    /// The places of the fields that indicators test.
    tested: BTreeSet<usize>,
    members: HashMap<(UnitIndex, NaiveDate), Vec<Member>>,
    not_restated: BTreeSet<NotRestatedAt>,
    builders: Builders,
}

/// The places of the fields of a form that conditions of indicators test, and those over whose values they are broken down.
fn tested(project: &Project, form: &Form) -> BTreeSet<usize> {
    let parts = project
        .indicators
        .iter()
        .flat_map(|indicator| std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part()));
    let conditions = parts.filter(|part| part.form == form.name).filter_map(|part| part.condition.as_ref());
    let names = conditions.flat_map(|condition| condition.fields());
    names.filter_map(|name| form.schema.fields.iter().position(|field| field.name == name)).collect()
}

impl<'a> Table<'a> {
    pub(super) fn new(
        project: &'a Project,
        form: FormIndex,
        arrived: &'a [Arrived<'a>],
        current: &'a CurrentByKey,
    ) -> Self {
        let declared = project.unit_form(form);
        let place = |name: &str| declared.schema.fields.iter().position(|field| field.name == name);
        let vintage = declared.vintage().and_then(|field| place(&field.name));
        let dimensions: Vec<usize> =
            declared.dimensions().filter_map(|field| place(&field.name)).chain(vintage).collect();
        let mut table = Self {
            project,
            form: declared,
            arrived,
            reported: HashMap::new(),
            tested: tested(project, declared),
            dimensions,
            vintage,
            members: HashMap::new(),
            not_restated: BTreeSet::new(),
            builders: Builders::new(columns(declared)),
        };
        let mut reported = HashMap::new();
        for ((unit, period, _), current) in current {
            let entry = reported.entry((*unit, *period)).or_insert_with(|| (Reported::new(), false));
            table.add(entry, current);
        }
        table.reported = reported.into_iter().map(|(key, (rows, reported))| (key, (Rc::new(rows), reported))).collect();
        table
    }

    /// The table, and what could not be restated.
    pub(super) fn finish(self) -> Result<UnitsTable, Error> {
        let findings = findings(self.project, self.form, &self.not_restated);
        Ok(UnitsTable { findings, batch: self.builders.finish()? })
    }

    /// Takes the current rows of a unit and period into what it reported.
    fn add(&self, entry: &mut (Reported, bool), current: &CurrentRows) {
        // Each vintage is judged by itself.
        entry.1 |= current.reported;
        if !current.reported {
            return;
        }
        for (table, row) in current.rows(self.arrived) {
            let row_status = current.row_status(vintage_of(self.form, table, row));
            let observe = |column: &Column| {
                let value = column.values.get(row);
                let status = column.statuses.get(row).copied().unwrap_or(Status::A);
                let status = if value.is_missing() { status } else { status.min(row_status) };
                Observation { value, status }
            };
            let record: Record = table.rows.columns.iter().map(observe).collect();
            let key = self.dimensions.iter().map(|&place| record[place].value.clone()).collect();
            // Two rows with one key were quarantined, or were identical.
            entry.0.insert(key, Row { record, status: row_status });
        }
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
        for unit in self.shown_units(geography, period) {
            let ended = self.project.registry.units[unit].valid_to;
            let ended_by = |part: Period| ended.is_some_and(|day| day <= part.end(calendar));
            let parts: Vec<UnitPeriod> = period
                .parts(self.form.form.frequency)
                .into_iter()
                .map(|part| match ended_by(part) {
                    true => UnitPeriod { complete: true, exists: false, rows: Rc::default() },
                    false => self.restated(geography, unit, part),
                })
                .collect();
            self.unit(&heading, unit, &parts);
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
            if self.has_flows() {
                for part in period.parts(self.form.form.frequency) {
                    shown.extend(valid_on(part.end(calendar), level));
                }
            }
        }
        shown
    }

    fn has_flows(&self) -> bool {
        self.form.measures().any(|field| field.measure == Some(Measure::Flow))
    }

    /// What a unit reported in one period of the form, restated to the map in which the unit is valid; and whether every
    /// member of it did.
    fn restated(&mut self, geography: Geography, unit: UnitIndex, part: Period) -> UnitPeriod {
        let day = part.end(self.form.form.calendar);
        let registry = &self.project.registry;
        let members = self.members.entry((unit, day)).or_insert_with(|| registry.members(unit, day));
        // A unit that is its only member, whole, keeps its rows as they are.
        if let [Member { unit, share: Some(Decimal::ONE) }] = members[..] {
            return match self.reported.get(&(unit, part)) {
                Some((rows, reported)) => UnitPeriod { complete: *reported, exists: true, rows: Rc::clone(rows) },
                None => UnitPeriod { complete: false, exists: true, rows: Rc::default() },
            };
        }
        let mut keys: BTreeSet<&DimensionKey> = BTreeSet::new();
        let mut complete = !members.is_empty();
        for member in members.iter() {
            match self.reported.get(&(member.unit, part)) {
                Some((rows, reported)) => {
                    complete &= reported;
                    keys.extend(rows.keys());
                }
                None => complete = false,
            }
        }
        let mut restated = Reported::new();
        for key in keys {
            let records: Vec<(Member, MemberRecords)> = members
                .iter()
                .map(|member| {
                    let found = self.reported.get(&(member.unit, part));
                    let records = MemberRecords {
                        reported: found.is_some_and(|(_, reported)| *reported),
                        record: found.and_then(|(rows, _)| Some(rows.get(key)?.record.clone())),
                    };
                    (*member, records)
                })
                .collect();
            let not_restated = &mut self.not_restated;
            let tested = &self.tested;
            let mut record = merge(self.form, &records, self.form.lists(), |field, reason| {
                if reason != NotRestated::Differs || tested.contains(&field) {
                    not_restated.insert((geography, reason, part, field));
                }
            });
            for (&place, value) in self.dimensions.iter().zip(key) {
                record[place].value = value.clone();
            }
            let found = members.iter().filter_map(|member| self.reported.get(&(member.unit, part))?.0.get(key));
            let status = found.map(|row| row.status).min().unwrap_or(Status::A);
            restated.insert(key.clone(), Row { record, status });
        }
        UnitPeriod { complete, exists: true, rows: Rc::new(restated) }
    }

    /// The rows of one unit in one period and geography.
    fn unit(&mut self, heading: &PeriodHeading, unit: UnitIndex, parts: &[UnitPeriod]) {
        let lists = self.form.lists();
        let every_part = parts.iter().all(|part| part.complete);
        let final_part = parts.last().is_some_and(|part| part.complete);
        let has_flows = self.has_flows();
        let mut rows: BTreeMap<&DimensionKey, Cow<'_, Row>> = BTreeMap::new();
        if final_part || !lists {
            // Without flows a row that the final part no longer has is history.
            let counted = if has_flows || !lists { parts } else { &parts[parts.len().saturating_sub(1)..] };
            match parts {
                // A period of the form itself is what was reported for it.
                [part] => rows.extend(part.rows.iter().map(|(key, row)| (key, Cow::Borrowed(row)))),
                _ => {
                    let keys: BTreeSet<&DimensionKey> = counted.iter().flat_map(|part| part.rows.keys()).collect();
                    rows.extend(keys.into_iter().map(|key| (key, Cow::Owned(self.combined(key, parts)))));
                }
            }
        }
        // A unit that has no row: nothing to add where it reported none.
        let reported = final_part && (!rows.is_empty() || every_part || !has_flows);
        if !reported || rows.is_empty() {
            self.row(heading, unit, reported, None);
            return;
        }
        let most_final = self.most_final(rows.keys().copied());
        for (key, row) in &rows {
            let is_most_final = most_final.as_ref().is_none_or(|most_final| most_final.contains(key));
            self.row(heading, unit, true, Some((row, is_most_final)));
        }
    }

    /// The row of a coarser period for a combination of dimensions.
    fn combined(&self, key: &DimensionKey, parts: &[UnitPeriod]) -> Row {
        let records: Vec<Cow<'_, Record>> = parts.iter().map(|part| self.part_record(key, part)).collect();
        let mut record = over_time(self.form, &records);
        self.describe(key, parts, &mut record);
        let found = parts.iter().filter_map(|part| part.rows.get(key));
        let status = found.map(|row| row.status).min().unwrap_or(Status::A);
        Row { record, status }
    }

    /// The fields that are no measure: the dimensions, and what the last part that has the row says of it.
    fn describe(&self, key: &DimensionKey, parts: &[UnitPeriod], record: &mut Record) {
        if self.form.lists()
            && let Some(last) = parts.iter().rev().find_map(|part| part.rows.get(key))
        {
            for (place, _) in self.form.schema.fields.iter().enumerate().filter(|(_, field)| !field.is_measure()) {
                record[place] = last.record[place].clone();
            }
        }
        for (&place, value) in self.dimensions.iter().zip(key) {
            record[place].value = value.clone();
        }
    }

    /// The row of one part for a combination of dimensions: a part in which the unit had ended, and of a list a part that was
    /// reported without it, have nothing of it, and add nothing.
    fn part_record<'p>(&self, key: &DimensionKey, part: &'p UnitPeriod) -> Cow<'p, Record> {
        if let Some(row) = part.rows.get(key)
            && part.complete
        {
            return Cow::Borrowed(&row.record);
        }
        let adds_nothing = !part.exists || part.complete && self.form.lists();
        let known = part.rows.get(key).filter(|_| !self.form.lists());
        let fields = self.form.schema.fields.iter().enumerate();
        let record = fields
            .map(|(place, field)| match (field.measure, known) {
                (Some(_), _) if adds_nothing => Observation { value: Value::Missing, status: Status::M },
                (_, Some(row)) => row.record[place].clone(),
                (_, None) => Observation::missing(),
            })
            .collect();
        Cow::Owned(record)
    }

    /// Of keys equal in all but the vintage, those of the most final one: A before P before E; nothing where there is no vintage.
    fn most_final<'k>(&self, keys: impl Iterator<Item = &'k DimensionKey>) -> Option<BTreeSet<&'k DimensionKey>> {
        self.vintage?;
        // The vintage is last among the dimensions.
        let finality =
            |key: &DimensionKey| key.last().and_then(Value::text).and_then(Status::from_code).unwrap_or(Status::O);
        let mut best: BTreeMap<&[Value], &DimensionKey> = BTreeMap::new();
        for key in keys {
            let rest = &key[..key.len().saturating_sub(1)];
            let slot = best.entry(rest).or_insert(key);
            // The order of precedence puts E before P before A.
            if finality(key) > finality(slot) {
                *slot = key;
            }
        }
        Some(best.into_values().collect())
    }

    fn row(&mut self, heading: &PeriodHeading, unit: UnitIndex, reported: bool, row: Option<(&Row, bool)>) {
        let unit = &self.project.registry.units[unit];
        let builders = &mut self.builders;
        builders.text(Some(&heading.geography)).text(Some(heading.frequency)).text(Some(&heading.period));
        builders.date(Some(heading.start)).date(Some(heading.end));
        builders.text(Some(&unit.code)).date(Some(unit.valid_from)).text(Some(&unit.name)).text(Some(&unit.level));
        builders.boolean(Some(reported)).boolean(Some(row.is_some())).text(row.map(|(row, _)| row.status.code()));
        for (place, field) in published_fields(self.form) {
            let observation = row.map(|(row, _)| &row.record[place]);
            append_value(builders, field.kind, observation.map(|observation| &observation.value));
            if field.is_measure() {
                let status = observation.map(|observation| observation.status.code());
                // A row that never came: the cause is unknown.
                builders.text(Some(status.unwrap_or(Status::O.code())));
            }
        }
        if self.vintage.is_some() {
            builders.boolean(row.map(|(_, most_final)| most_final));
        }
    }
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
    if form.vintage().is_some() {
        columns.push(boolean("most_final"));
    }
    columns
}
