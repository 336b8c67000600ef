//! What checks and indicators compare a text with is a value of its field, whatever else the words mean elsewhere.
//!
//! Takes the resolved checks and indicators, before lines are grouped; writes the texts into the fields of their forms.

use std::collections::BTreeSet;

use super::Resolved;
use crate::project::expression::across::own_field;
use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::{Aggregate, Condition, Scalar};
use crate::project::written::form::Form;

/// A form, a field and a text that it is compared with.
type ComparedTexts = BTreeSet<(String, String, String)>;

/// Notes in each form what its fields are compared with.
pub(super) fn note(forms: &mut [Form], resolved: &Resolved) {
    let mut compared = ComparedTexts::new();
    for check in resolved.checks.iter().chain(&resolved.across_checks) {
        let name = |form: usize| forms.get(form).map(|form| form.name.as_str());
        let (Some(own), joined) = (name(check.form), check.with.and_then(name)) else { continue };
        of_condition(&check.condition, &mut |field, text| {
            let joined = joined.and_then(|form| Some((form, field.strip_prefix(form)?.strip_prefix('.')?)));
            let (form, field) = joined.unwrap_or((own, own_field(field)));
            compared.insert((form.to_owned(), field.to_owned(), text.to_owned()));
        });
    }
    for indicator in &resolved.indicators {
        let plan = &indicator.plan;
        for part in [Some(&plan.numerator), plan.denominator_part()].into_iter().flatten() {
            of_part(part, &mut |field, text| {
                compared.insert((part.form.clone(), field.to_owned(), text.to_owned()));
            });
        }
    }
    for (form, field, text) in compared {
        let form = forms.iter_mut().find(|known| known.name == form);
        let mut fields = form.into_iter().flat_map(|form| &mut form.schema.fields);
        if let Some(field) = fields.find(|known| known.name == field) {
            field.compared.push(text);
        }
    }
}

fn of_part(part: &AggregatePart, see: &mut impl FnMut(&str, &str)) {
    if let Some(condition) = &part.condition {
        of_condition(condition, see);
    }
    match &part.aggregate {
        Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => of_amount(amount, see),
        Aggregate::Count | Aggregate::CountDistinct(_) | Aggregate::CountUnits => {}
    }
}

fn of_condition(condition: &Condition, see: &mut impl FnMut(&str, &str)) {
    match condition {
        Condition::Text { field, value, .. } => see(field, value),
        Condition::Compare { left, right, .. } => {
            of_amount(left, see);
            of_amount(right, see);
        }
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| of_condition(part, see)),
        Condition::Not(inner) => of_condition(inner, see),
        Condition::Boolean { .. } | Condition::Date { .. } | Condition::IsNull { .. } => {}
    }
}

fn of_amount(amount: &Scalar, see: &mut impl FnMut(&str, &str)) {
    match amount {
        Scalar::Field(_) | Scalar::Number(_) => {}
        Scalar::Add(left, right) | Scalar::Subtract(left, right) => {
            of_amount(left, see);
            of_amount(right, see);
        }
        Scalar::Negate(inner) | Scalar::Times(inner, _) => of_amount(inner, see),
        Scalar::Case { when, then, otherwise } => {
            of_condition(when, see);
            of_amount(then, see);
            of_amount(otherwise, see);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::{parse_aggregate, parse_condition};

    #[test]
    fn texts_are_found_wherever_an_expression_compares() {
        let form = communes();
        let texts = |find: &dyn Fn(&mut Vec<String>)| {
            let mut found = Vec::new();
            find(&mut found);
            found
        };
        let of_check = |written: &str| {
            let condition = parse_condition(written, &form).expect("a condition");
            texts(&|found| of_condition(&condition, &mut |field, text| found.push(format!("{field}={text}"))))
        };
        assert_eq!(of_check("note = 'NA'"), ["note=NA"]);
        assert_eq!(of_check("NOT (note IN ('NULL', 'None') AND online > 0)"), ["note=NULL", "note=None"]);
        assert_eq!(of_check("CASE WHEN note <> 'nan' THEN 1 ELSE 0 END = 1"), ["note=nan"]);
        assert_eq!(of_check("note IS NULL OR urban"), [""; 0]);
        let Ok(Aggregate::Sum(amount)) = parse_aggregate("sum(CASE WHEN note = 'NA' THEN online ELSE 0 END)", &form)
        else {
            panic!("a sum")
        };
        assert_eq!(texts(&|found| of_amount(&amount, &mut |_, text| found.push(text.to_owned()))), ["NA"]);
    }
}
