//! From a row of `units/<form>` back to the cells: over the parts of its period and the members of its unit.
//!
//! The values of the cells are merged and combined once more by the functions that made the row, and must give it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use arrow_array::RecordBatch;

use super::answer::{ExplainedCell, ExplainedField, GroupedLines};
use super::shares::{PartRows, RowsByUnit, by_unit};
use crate::assemble::restate::{MemberRecords, Observation, Record, merge, over_time};
use crate::error::Error;
use crate::project::Project;
use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::Condition;
use crate::project::written::form::{Field, Form, Measure, Merge};
use crate::query::run_tables::{RunTables, integer, only, owned, text, value};
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::rows::Value;
use crate::validate::verdict::{RowValue, verdicts};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// The accepted rows of a form in one period of its own, by unit.
struct Accepted {
    rows: Rc<RecordBatch>,
    by_unit: RowsByUnit,
}

/// A member of a unit in one part of a period, with its row.
struct MemberRow {
    member: Member,
    accepted: Rc<Accepted>,
    row: Option<usize>,
}

/// An accepted row in which a field has no value.
pub(super) struct RowWithoutValue {
    pub status: Status,
    pub object: Option<String>,
    pub sheet: Option<String>,
    pub row: Option<i64>,
}

/// One part of a period.
struct PeriodPart {
    period: Period,
    /// False where the unit had ended: nothing can occur in it.
    exists: bool,
    members: Vec<MemberRow>,
}

/// A row, followed to its cells.
pub(super) struct Followed {
    pub dimensions: BTreeMap<String, String>,
    pub fields: Vec<ExplainedField>,
    pub lines: Vec<GroupedLines>,
    /// The cells give the values of the row, merged and combined.
    pub agrees: bool,
}

/// Follows rows to cells.
pub(super) struct Cells<'a> {
    pub project: &'a Project,
    pub tables: &'a RunTables<'a>,
    pub known: &'a KnownRows,
    /// The codes of the units whose rows are wanted, where not all are.
    pub codes: Option<BTreeSet<String>>,
}

/// What distinguishes a row of a units table among those of its unit.
struct RowKey<'f> {
    dimensions: Vec<(&'f str, Value)>,
    /// The vintage that its cells are of; missing where they are of the most final of each unit and period.
    vintage: Option<(&'f str, Value)>,
}

impl<'f> RowKey<'f> {
    fn new(form: &'f Form, rows: &RecordBatch, row: usize) -> Self {
        let keyed = |field: &'f Field| (field.name.as_str(), value(rows, &field.name, row));
        Self { dimensions: form.dimensions().map(keyed).collect(), vintage: form.vintage().map(keyed) }
    }

    /// The names and values of the dimensions, then the vintage.
    fn values(&self) -> impl Iterator<Item = (&'f str, &Value)> {
        self.dimensions.iter().chain(&self.vintage).map(|(name, value)| (*name, value))
    }

    /// The row of data that has this key, among those of a unit. Of identical rows the last is taken, as it was when the table
    /// was built.
    fn find(&self, data: &RecordBatch, rows: &[usize]) -> Option<usize> {
        let has = |(name, wanted): &(&str, Value), row: usize| value(data, name, row) == *wanted;
        let mut found: Vec<usize> =
            rows.iter().copied().filter(|row| self.dimensions.iter().all(|dimension| has(dimension, *row))).collect();
        match &self.vintage {
            // The order of precedence puts E before P before A.
            Some((name, wanted)) if wanted.is_missing() => {
                let finality = |row: &usize| text(data, name, *row).and_then(Status::from_code);
                found.into_iter().max_by_key(finality)
            }
            Some(vintage) => {
                found.retain(|row| has(vintage, *row));
                found.pop()
            }
            None => found.pop(),
        }
    }
}

/// The accepted rows by form and period, kept from figure to figure; where not all units are wanted, for one figure.
#[derive(Default)]
pub(super) struct KnownRows(RefCell<HashMap<(String, Period), Rc<Accepted>>>);

impl Cells<'_> {
    /// The accepted rows of a form and period.
    fn accepted(&self, form: &str, period: Period) -> Result<Rc<Accepted>, Error> {
        let key = (form.to_owned(), period);
        if let Some(known) = self.known.0.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let mut wanted = vec![("time_period", only(&period.to_string()))];
        wanted.extend(self.codes.clone().map(|codes| ("ref_area", codes)));
        let rows = self.tables.rows(&format!("data/{form}"), &wanted)?;
        let by_unit = by_unit(&rows, &self.project.registry, |_| true)?;
        let accepted = Rc::new(Accepted { rows, by_unit });
        self.known.0.borrow_mut().insert(key, Rc::clone(&accepted));
        Ok(accepted)
    }

    /// True where a unit has an accepted row in a period of the form.
    pub fn has_row(&self, form: &str, period: Period, unit: UnitIndex) -> Result<bool, Error> {
        Ok(self.accepted(form, period)?.by_unit.get(unit).is_some_and(|rows| !rows.is_empty()))
    }

    /// The first accepted row of a unit in which a field of a part has no value; where `needed` is set, of those rows that need one: the condition
    /// does not turn them away whatever it is.
    pub fn without_value(
        &self,
        part: &AggregatePart,
        (period, unit): (Period, UnitIndex),
        field: &str,
        needed: bool,
    ) -> Result<Option<RowWithoutValue>, Error> {
        let accepted = self.accepted(&part.form, period)?;
        let of_unit = accepted.by_unit.get(unit).into_iter().flatten().copied();
        let rows = &accepted.rows;
        let undecided = part.undecided();
        let is_added = part.aggregate.fields().iter().any(|added| added == field);
        let is_needed = |row: usize| {
            let own = |name: &str| RowValue::from(value(rows, name, row));
            let is =
                |test: &Option<Condition>| test.as_ref().is_none_or(|test| verdicts(test, &own).may_be(Some(true)));
            part.tests(field) && is(&undecided) || is_added && is(&part.condition)
        };
        let mut missing = of_unit.filter(|row| value(rows, field, *row).is_missing() && (!needed || is_needed(*row)));
        Ok(missing.next().map(|row| RowWithoutValue {
            status: status(rows, field, row).unwrap_or(Status::O),
            object: owned(rows, "object", row),
            sheet: owned(rows, "sheet", row),
            row: integer(rows, "row", row),
        }))
    }

    /// The cells of a row of a units table.
    pub fn follow(&self, part: &PartRows, row: usize, unit: UnitIndex, period: Period) -> Result<Followed, Error> {
        let unknown = || Error::damaged(&part.part.form, "the declarations have no such form");
        let form_index = self.project.form_named(&part.part.form).ok_or_else(unknown)?;
        let form = &self.project.forms[form_index];
        if form.has_lines() {
            let lines = self.lines(form, period)?;
            let fields = part.part.fields().into_iter().map(|field| own_value(&part.rows, field, row)).collect();
            return Ok(Followed { dimensions: BTreeMap::new(), fields, lines, agrees: true });
        }
        let key = RowKey::new(form, &part.rows, row);
        let mut parts = Vec::new();
        for own in period.parts(form.form.frequency) {
            parts.push(self.part(form, unit, own, &key)?);
        }
        let named = part.part.fields();
        let named = if named.is_empty() { counted_by(form) } else { named };
        let places: Vec<usize> = named.iter().filter_map(|name| place_of(form, name)).collect();
        let combined = combined(form, &parts, &places);
        let mut agrees = true;
        let mut fields = Vec::new();
        for place in places {
            let mut explained = own_value(&part.rows, form.schema.fields[place].name.clone(), row);
            let field = &form.schema.fields[place];
            let own = value(&part.rows, &field.name, row);
            // The dimensions of a row are its key.
            let is_key = key.values().any(|(name, _)| name == field.name);
            agrees &= own.is_missing() || is_key || combined.get(place).is_some_and(|found| found.value == own);
            self.cells_of(form, field, &parts, &mut explained);
            fields.push(explained);
        }
        let dimensions = key.values().filter(|(_, value)| !value.is_missing());
        let dimensions = dimensions.map(|(name, value)| (name.to_owned(), value.to_string())).collect();
        Ok(Followed { dimensions, fields, lines: Vec::new(), agrees })
    }

    /// One part of the period of a row: who reported it, and in which of their rows.
    fn part(&self, form: &Form, unit: UnitIndex, period: Period, key: &RowKey<'_>) -> Result<PeriodPart, Error> {
        let registry = &self.project.registry;
        let end = period.end(form.form.calendar);
        let exists = registry.units[unit].valid_to.is_none_or(|ended| ended > end);
        let mut members = Vec::new();
        for member in registry.members(unit, end).into_iter().filter(|_| exists) {
            let accepted = self.accepted(&form.name, period)?;
            let of_unit = accepted.by_unit.get(member.unit);
            let row = of_unit.and_then(|rows| key.find(&accepted.rows, rows));
            members.push(MemberRow { member, accepted: Rc::clone(&accepted), row });
        }
        Ok(PeriodPart { period, exists, members })
    }

    /// The cells of a field, in the order of periods and members.
    fn cells_of(&self, form: &Form, field: &Field, parts: &[PeriodPart], explained: &mut ExplainedField) {
        let has_row = |part: &&PeriodPart| part.members.iter().any(|member| member.row.is_some());
        let every = field.measure == Some(Measure::Flow);
        let counted: Vec<&PeriodPart> = match (every, field.is_measure()) {
            (true, _) => parts.iter().filter(has_row).collect(),
            (false, true) => parts.last().into_iter().filter(has_row).collect(),
            (false, false) => parts.iter().rev().find(has_row).into_iter().collect(),
        };
        let rule = field.merge_rule();
        let several = counted.iter().any(|part| part.members.len() > 1);
        // Of one unit alone a share counts where units are added.
        let is_share = |member: &MemberRow| member.member.share != Some(Decimal::ONE);
        let divided = rule == Some(Merge::Sum) && counted.iter().any(|part| part.members.iter().any(is_share));
        if let Some(rule) = rule.as_ref().filter(|_| several || divided) {
            explained.merge_by(rule);
        }
        if counted.len() > 1 {
            explained.combined.push("sum over periods".to_owned());
        }
        for part in counted {
            for member in &part.members {
                explained.cells.extend(self.cell(form, &field.name, part, member));
                if let (true, Some(Merge::MeanBy(weight))) = (several, &rule) {
                    explained.cells.extend(self.cell(form, weight, part, member));
                }
            }
        }
    }

    fn cell(&self, form: &Form, field: &str, part: &PeriodPart, member: &MemberRow) -> Option<ExplainedCell> {
        let (rows, row) = (&member.accepted.rows, member.row?);
        let unit = &self.project.registry.units[member.member.unit];
        let is_measure = form.field(field).is_some_and(Field::is_measure);
        Some(ExplainedCell {
            ref_area: unit.code.clone(),
            ref_area_valid_from: unit.valid_from.to_string(),
            ref_area_name: unit.name.clone(),
            share: member.member.share.map(|share| share.to_string()),
            time_period: part.period.to_string(),
            field: field.to_owned(),
            value: shown(&value(rows, field, row)),
            status: is_measure.then(|| status(rows, field, row)).flatten(),
            object: owned(rows, "object", row)?,
            sha256: owned(rows, "sha256", row)?,
            sheet: owned(rows, "sheet", row).unwrap_or_default(),
            row: integer(rows, "row", row)?,
            cell: None,
            label: None,
            unit: None,
            multiplier: None,
            raw: None,
            agrees: None,
            findings: Vec::new(),
            decisions: Vec::new(),
        })
    }

    /// The exports whose lines are grouped into the rows of a form of lines.
    fn lines(&self, form: &Form, period: Period) -> Result<Vec<GroupedLines>, Error> {
        let periods = period.parts(form.form.frequency).iter().map(ToString::to_string).collect();
        let wanted = [("form", only(&form.name)), ("time_period", periods), ("state", accepted_states())];
        let rows = self.tables.rows("submissions", &wanted)?;
        let one = |row: usize| {
            Some(GroupedLines {
                time_period: owned(&rows, "time_period", row)?,
                object: owned(&rows, "object", row)?,
                sha256: owned(&rows, "sha256", row)?,
                accepted: integer(&rows, "rows_accepted", row)?,
                quarantined: integer(&rows, "rows_quarantined", row)?,
            })
        };
        Ok((0..rows.num_rows()).filter_map(one).collect())
    }
}

/// The fields by whose cells a row is shown that counts whatever it holds: what distinguishes it among those of its unit, else its unit.
fn counted_by(form: &Form) -> Vec<String> {
    let mut fields: Vec<&Field> = form.dimensions().collect();
    if fields.is_empty() {
        fields.extend(form.areas().next().or(form.schema.fields.first()));
    }
    fields.into_iter().map(|field| field.name.clone()).collect()
}

/// The states of submissions whose rows may count.
pub(super) fn accepted_states() -> std::collections::BTreeSet<String> {
    ["received", "late", "superseded"].map(str::to_owned).into()
}

/// The value of a field as the units table has it.
fn own_value(rows: &RecordBatch, field: String, row: usize) -> ExplainedField {
    ExplainedField {
        value: shown(&value(rows, &field, row)),
        status: status(rows, &field, row),
        field,
        combined: Vec::new(),
        cells: Vec::new(),
    }
}

fn shown(value: &Value) -> Option<String> {
    (!value.is_missing()).then(|| value.to_string())
}

/// The status beside a measure.
pub(super) fn status(rows: &RecordBatch, field: &str, row: usize) -> Option<Status> {
    text(rows, &format!("{field}_status"), row).and_then(Status::from_code)
}

/// The place of a field in its form.
fn place_of(form: &Form, name: &str) -> Option<usize> {
    form.schema.fields.iter().position(|field| field.name == name)
}

/// The values of the fields in these places, merged over the members and combined over the parts, as `assemble::units` does it. Those of other fields are
/// missing.
fn combined(form: &Form, parts: &[PeriodPart], places: &[usize]) -> Record {
    let weights = places.iter().filter_map(|place| form.schema.fields.get(*place)?.weight());
    let needed: BTreeSet<usize> =
        weights.filter_map(|weight| place_of(form, &weight)).chain(places.iter().copied()).collect();
    let absent = |field: &Field| match field.is_measure() {
        true => Observation { value: Value::Missing, status: Status::M },
        false => Observation::missing(),
    };
    let of_part = |part: &PeriodPart| -> Record {
        let records: Vec<(Member, MemberRecords)> = part
            .members
            .iter()
            .map(|one| {
                let record = one.row.map(|row| record(form, &one.accepted.rows, row, &needed));
                (one.member, MemberRecords { reported: true, record })
            })
            .collect();
        if records.iter().any(|(_, records)| records.record.is_some()) {
            merge(form, &records, form.lists(), |_, _| ())
        } else if !part.exists || form.lists() {
            form.schema.fields.iter().map(absent).collect()
        } else {
            vec![Observation::missing(); form.schema.fields.len()]
        }
    };
    let records: Vec<Record> = parts.iter().map(of_part).collect();
    let mut all = over_time(form, &records);
    // Of a list the last part that has the row says what it is.
    let last = parts.iter().zip(&records).rev().find(|(part, _)| part.members.iter().any(|one| one.row.is_some()));
    if let (true, Some((_, last))) = (form.lists(), last) {
        let fields = form.schema.fields.iter().enumerate().filter(|(_, field)| !field.is_measure());
        for (place, _) in fields {
            if let (Some(slot), Some(said)) = (all.get_mut(place), last.get(place)) {
                *slot = said.clone();
            }
        }
    }
    all
}

/// The fields in these places of a row of `data/<form>` as a record.
fn record(form: &Form, rows: &RecordBatch, row: usize, needed: &BTreeSet<usize>) -> Record {
    let observed = |field: &Field| Observation {
        value: value(rows, &field.name, row),
        status: status(rows, &field.name, row).unwrap_or(Status::A),
    };
    let one = |(place, field)| if needed.contains(&place) { observed(field) } else { Observation::missing() };
    form.schema.fields.iter().enumerate().map(one).collect()
}
