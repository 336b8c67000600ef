//! Forms of lines, as they are kept: takes the plans of the indicators; gives for each such form the form of its groups, and
//! puts the plans on it.
//!
//! An export of households or dossiers has millions of lines, and its indicators need a few sums of each unit and period.
//! So each part of an indicator becomes a field of a grouped form, whose rows are restated, combined over time and
//! published like those of any form; the plan then adds up that field.

use crate::project::expression::plan::{AggregatePart, Denominator};
use crate::project::expression::typed::{Aggregate, Comparison, Condition, Scalar};
use crate::project::written::form::{Field, FieldType, Form, Measure, Merge, Role};
use crate::project::{Grouped, ResolvedIndicator};
use crate::values::decimal::Decimal;

/// The grouped form of each form that has lines; the plans that rest on one are put on it.
pub(super) fn group(forms: &[Form], indicators: &mut [ResolvedIndicator]) -> Vec<Option<Grouped>> {
    let mut grouped: Vec<Option<Grouped>> = forms.iter().map(|form| form.has_lines().then(|| empty(form))).collect();
    for indicator in indicators {
        let (name, method) = (indicator.declared.name.get_ref().clone(), indicator.declared.method.clone());
        let stem = [Some(name), method].into_iter().flatten().collect::<Vec<_>>().join("_");
        let mut put = |part: &mut AggregatePart, role: &str| {
            let found = forms.iter().position(|form| form.name == part.form);
            if let Some((form, Some(kept))) = found.and_then(|form| Some((&forms[form], grouped.get_mut(form)?))) {
                *part = add(form, kept, part, &format!("{stem}_{role}"));
            }
        };
        put(&mut indicator.plan.numerator, "numerator");
        if let Some(Denominator::Part(part)) = &mut indicator.plan.denominator {
            put(part, "denominator");
        }
    }
    grouped
}

/// The grouped form without measures: it keeps the fields that give unit and period.
fn empty(form: &Form) -> Grouped {
    let mut kept = form.clone();
    kept.schema.fields.retain(|field| field.is_area() || field.role == Some(Role::Period));
    Grouped { form: kept, parts: Vec::new() }
}

/// The part that adds up what `part` gives for each unit and period; two parts that are the same share a field.
fn add(form: &Form, kept: &mut Grouped, part: &AggregatePart, name: &str) -> AggregatePart {
    // What is added up does not depend on the level of its unit.
    let lines = AggregatePart { level: None, reports: Vec::new(), has_dimensions: true, ..part.clone() };
    let fixed = kept.form.schema.fields.len() - kept.parts.len();
    let place = kept.parts.iter().position(|known| *known == lines).unwrap_or_else(|| {
        let taken = |name: &str| kept.form.field(name).is_some() || form.field(name).is_some();
        let free = (1..).map(|number| if number == 1 { name.to_owned() } else { format!("{name}_{number}") });
        let name = free.into_iter().find(|name| !taken(name)).unwrap_or_default();
        kept.form.schema.fields.push(field(form, &lines, name));
        kept.parts.push(lines);
        kept.parts.len() - 1
    });
    let name = kept.form.schema.fields[fixed + place].name.clone();
    let amount = Scalar::Field(name.clone());
    let some = Condition::Compare {
        left: amount.clone(),
        comparison: Comparison::Greater,
        right: Scalar::Number(Decimal::ZERO),
    };
    let (aggregate, condition) = match &part.aggregate {
        Aggregate::Min(_) => (Aggregate::Min(amount), None),
        Aggregate::Max(_) => (Aggregate::Max(amount), None),
        Aggregate::CountUnits => (Aggregate::Count, Some(some)),
        Aggregate::Sum(_) | Aggregate::Count | Aggregate::CountDistinct(_) => (Aggregate::Sum(amount), None),
    };
    let (level, reports) = (part.level.clone(), part.reports.clone());
    AggregatePart {
        form: form.name.clone(),
        aggregate,
        condition,
        vintage: None,
        level,
        vintage_field: None,
        has_dimensions: false,
        of_end: false,
        of_every_part: false,
        measures: vec![name],
        reports,
        meant: None,
        tests_row: false,
        rests_on_row: true,
        of_extremes: matches!(part.aggregate, Aggregate::Min(_) | Aggregate::Max(_)),
    }
}

/// The measure that holds a part.
fn field(form: &Form, part: &AggregatePart, name: String) -> Field {
    let of = |name: &String| form.field(name).and_then(|field| field.measure);
    let extreme = |of_stocks: bool| match of_stocks || form.form.lines == Some(Measure::Stock) {
        true => Measure::Stock,
        false => Measure::Rate,
    };
    let first = part.aggregate.fields().first().and_then(|name| form.field(name));
    let (measure, merge) = match &part.aggregate {
        Aggregate::Sum(amount) if amount.amounts().iter().any(|name| of(name) == Some(Measure::Stock)) => {
            (Measure::Stock, Merge::Sum)
        }
        Aggregate::Sum(_) => (Measure::Flow, Merge::Sum),
        // Of a longer period the smallest of all lines; where these are what there is at its end, the smallest of the last.
        Aggregate::Min(amount) => {
            (extreme(amount.amounts().iter().any(|name| of(name) == Some(Measure::Stock))), Merge::Min)
        }
        Aggregate::Max(amount) => {
            (extreme(amount.amounts().iter().any(|name| of(name) == Some(Measure::Stock))), Merge::Max)
        }
        _ => (form.form.lines.unwrap_or(Measure::Flow), Merge::Sum),
    };
    Field {
        measure: Some(measure),
        unit: first.and_then(|field| field.unit.clone()),
        multiplier: first.and_then(|field| field.multiplier),
        merge: Some(merge),
        ..Field::new(name, FieldType::Number)
    }
}
