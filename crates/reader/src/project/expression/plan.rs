//! The plan of one indicator: its parts, the areas and the periods that it is asked for.
//!
//! Takes a form and the texts of a pipeline; gives what an `Engine` runs and `sql` prints. A
//! part carries what it needs to know of its form, so that an engine never sees a declaration.

use crate::message;
use crate::project::expression::expression_error::ExpressionError;
use crate::project::expression::missing_asked::asked_for_missing;
use crate::project::expression::parse::{parse_aggregate, parse_condition};
use crate::project::expression::typed::{Aggregate, Condition};
use crate::project::written::form::{Form, Measure};
use crate::project::written::pipeline::IndicatorPart;
use crate::values::period::Frequency;

/// One aggregate over the rows of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregatePart {
    pub form: String,
    pub aggregate: Aggregate,
    pub condition: Option<Condition>,
    /// The vintage asked for; `None` takes the most final.
    pub vintage: Option<String>,
    /// The level of the units that count; `None` takes all that the form reports.
    pub level: Option<String>,
    /// The field that holds the vintage, where the form has one.
    pub vintage_field: Option<String>,
    /// True where one unit has several rows in a period.
    pub has_dimensions: bool,
    /// True where only what the last part of a period lists counts: everything but amounts of flows, where a list has such.
    pub of_end: bool,
    /// True where every part of a period must have been reported, whichever rows the condition picks: amounts of flows, where a list has such.
    pub of_every_part: bool,
    /// The named fields with a `<field>_status` column.
    pub measures: Vec<String>,
    /// The levels of the units that the form's rows speak of.
    pub reports: Vec<String>,
    /// What of the condition says which rows of a unit are meant: the tests that rest on dimensions alone.
    pub meant: Option<Condition>,
    /// True where the condition decides by what a unit reported and what has no status of its own: a text, or whether there is a value. A figure then rests
    /// on the rows that it turns away, too.
    pub tests_row: bool,
    /// True where what a row adds is no measure, and where no measure decides whether it does, or not alone: the status of the row then holds for the
    /// figure. A measure has a status of its own, which is as good at most; that of a row of a longer period is also that of parts of it whose
    /// values do not enter.
    pub rests_on_row: bool,
    /// True of the smallest or largest of lines: a value that is not there and has the status A says that none of them meets the condition.
    pub of_extremes: bool,
}

impl AggregatePart {
    /// Parses a part of a pipeline against the form that it names.
    pub fn new(form: &Form, declared: &IndicatorPart) -> Result<Self, ExpressionError> {
        let aggregate = parse_aggregate(&declared.value, form)?;
        let condition = declared.condition.as_deref().map(|text| parse_condition(text, form)).transpose()?;
        if let Some(field) = asked_for_missing(&aggregate, condition.as_ref()) {
            return Err(ExpressionError::new(message!("fault-expression.never-null", field = field)));
        }
        let (vintage, level) = (declared.vintage.as_deref(), declared.level.as_deref());
        let reports = form.form.reports.ever();
        if let Some(level) = level.filter(|level| !reports.iter().any(|reported| reported == level)) {
            let levels = reports.join(", ");
            let message = message!("fault-part.level", form = &form.name, level = level, levels = levels);
            return Err(ExpressionError::new(message));
        }
        let vintage_field = form.vintage().map(|field| field.name.clone());
        if let (Some(vintage), None) = (vintage, &vintage_field) {
            let message = message!("fault-part.vintage", form = &form.name, vintage = vintage);
            return Err(ExpressionError::new(message));
        }
        let mut part = Self {
            form: form.name.clone(),
            aggregate,
            condition,
            vintage: vintage.map(str::to_owned),
            level: level.map(str::to_owned),
            vintage_field,
            has_dimensions: form.dimensions().next().is_some(),
            of_end: false,
            of_every_part: false,
            measures: Vec::new(),
            reports: level.map_or(reports, |level| vec![level.to_owned()]),
            meant: None,
            tests_row: false,
            rests_on_row: true,
            of_extremes: false,
        };
        part.measures = part.fields();
        part.measures.retain(|name| form.field(name).is_some_and(|field| field.is_measure()));
        let is_flow = |name: &String| form.field(name).and_then(|field| field.measure) == Some(Measure::Flow);
        let adds_flows = match &part.aggregate {
            Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => {
                amount.amounts().iter().any(is_flow)
            }
            Aggregate::Count | Aggregate::CountDistinct(_) | Aggregate::CountUnits => false,
        };
        part.of_end = form.lists_flows() && !adds_flows;
        part.of_every_part = form.lists_flows() && adds_flows;
        let tested = part.condition.as_ref().map(Condition::fields).unwrap_or_default();
        let is_value = |name: &String| form.dimensions().chain(form.vintage()).all(|field| field.name != *name);
        let is_measure = |name: &String| part.measures.contains(name);
        let has_no_status = |name: &String| is_value(name) && !is_measure(name);
        let tests_presence = part.condition.as_ref().is_some_and(Condition::tests_presence);
        let tests_row = tested.iter().any(has_no_status) || tests_presence && tested.iter().any(is_value);
        let of_dimensions = |test: &Condition| !test.fields().iter().any(is_value);
        part.meant = match &part.condition {
            Some(Condition::And(tests)) => all(tests.iter().filter(|test| of_dimensions(test)).cloned().collect()),
            test => test.clone().filter(of_dimensions),
        };
        let of_measures = match &part.aggregate {
            Aggregate::Sum(_) | Aggregate::Min(_) | Aggregate::Max(_) => {
                let added = part.aggregate.fields();
                !added.is_empty() && added.iter().all(is_measure)
            }
            Aggregate::Count | Aggregate::CountUnits => tested.iter().any(is_measure),
            Aggregate::CountDistinct(_) => false,
        };
        let rests_on_row = !of_measures || tests_row;
        (part.tests_row, part.rests_on_row) = (tests_row, rests_on_row);
        Ok(part)
    }

    /// The fields that the `CASE` of an amount tests, and whose own amounts it does not add.
    pub fn tested_by_case(&self) -> Vec<String> {
        let (Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount)) = &self.aggregate else {
            return Vec::new();
        };
        let amounts = amount.amounts();
        amount.fields().into_iter().filter(|name| !amounts.contains(name)).collect()
    }

    /// True where two rows are another thing than one row with their amounts added up: rows are counted, or amounts are tested or
    /// compared.
    pub fn tells_rows_apart(&self) -> bool {
        let (tests_amounts, compares) = match &self.aggregate {
            Aggregate::Sum(amount) => {
                let amounts = amount.amounts();
                let tested = amount.fields().into_iter().filter(|name| !amounts.contains(name));
                (tested.collect::<Vec<_>>(), false)
            }
            Aggregate::Count | Aggregate::Min(_) | Aggregate::Max(_) => (Vec::new(), true),
            Aggregate::CountDistinct(_) | Aggregate::CountUnits => (Vec::new(), false),
        };
        let tested = self.condition.as_ref().map(Condition::fields).unwrap_or_default();
        compares || tested.iter().chain(&tests_amounts).any(|name| self.measures.contains(name))
    }

    /// The fields of the condition and of the aggregate, in order, each once.
    pub fn fields(&self) -> Vec<String> {
        let mut fields = self.condition.as_ref().map(Condition::fields).unwrap_or_default();
        for name in self.aggregate.fields() {
            if !fields.contains(&name) {
                fields.push(name);
            }
        }
        fields
    }

    /// The rows of which the condition does not know whether they meet it; `None` where there is no condition.
    pub fn undecided(&self) -> Option<Condition> {
        self.condition.as_ref().map(Condition::undecided)
    }

    /// True where the condition tests a field.
    pub fn tests(&self, field: &str) -> bool {
        self.condition.as_ref().is_some_and(|test| test.fields().iter().any(|tested| tested == field))
    }

    /// True where the form keeps several vintages of a row.
    pub const fn has_vintage(&self) -> bool {
        self.vintage_field.is_some()
    }

    /// The same part for the rows in which a text field has one value; a dimension distinguishes the rows of a unit.
    #[must_use]
    pub fn within(&self, field: &str, value: &str, is_dimension: bool) -> Self {
        let mut part = self.clone();
        part.tests_row |= !is_dimension;
        part.rests_on_row |= !is_dimension;
        let test = Condition::Text { field: field.to_owned(), equal: true, value: value.to_owned() };
        part.condition = all(tests(part.condition.take()).chain([test.clone()]).collect());
        if is_dimension {
            part.meant = all(tests(part.meant.take()).chain([test]).collect());
        }
        part
    }

    /// True where a unit has exactly one row in a period, so that no grouping by unit is needed.
    pub const fn one_row_a_unit(&self) -> bool {
        !self.has_dimensions && !self.has_vintage()
    }
}

/// The tests that must all hold.
fn tests(condition: Option<Condition>) -> impl Iterator<Item = Condition> {
    match condition {
        Some(Condition::And(tests)) => tests,
        other => other.into_iter().collect(),
    }
    .into_iter()
}

/// All of some tests; `None` where there are none.
fn all(tests: Vec<Condition>) -> Option<Condition> {
    (!tests.is_empty()).then_some(Condition::And(tests))
}

/// What an indicator is divided by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "an indicator has one; a box would only be in the way of matching")]
pub enum Denominator {
    Part(AggregatePart),
    /// The number of units of a level that the registry knows, whether they reported or not.
    Registry {
        level: String,
    },
}

/// How the two parts of an indicator share their units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// The numerator alone, or over the registry.
    Alone,
    /// Two parts of one form: one pass, a unit is good for both or for none.
    SameForm,
    /// Two forms of one level: only units reported in both enter either. `check` refuses forms of different levels.
    SameLevel,
}

/// The parts of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub numerator: AggregatePart,
    pub denominator: Option<Denominator>,
    pub area_levels: Vec<String>,
    pub frequencies: Vec<Frequency>,
}

impl Plan {
    /// The denominator where it is computed from a form.
    pub const fn denominator_part(&self) -> Option<&AggregatePart> {
        match &self.denominator {
            Some(Denominator::Part(part)) => Some(part),
            _ => None,
        }
    }

    /// How the parts share their units.
    pub fn sharing(&self) -> Sharing {
        let Some(denominator) = self.denominator_part() else { return Sharing::Alone };
        if denominator.form == self.numerator.form { Sharing::SameForm } else { Sharing::SameLevel }
    }
}
