//! Listed values, their labels and the texts for missing values, compared with each other: one text must not mean two things.
//!
//! Takes a field; faults where the reader would take another value for what people choose from a list, warnings where a value or a label
//! never comes.

use super::form::FormFile;
use crate::message;
use crate::project::written::form::{Field, FieldType, MissingValue};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::text;

/// A text as the reader compares it with values and labels.
fn key(written: &str) -> (String, [String; 2]) {
    (text::name(written), text::signs_around(written))
}

fn number(written: &str) -> Option<Decimal> {
    Decimal::parse(written, SCALE, 0).ok().map(|parsed| parsed.value)
}

/// True where a cell with this text is missing, whatever the field lists. In a column of yes and no a mark is a yes.
fn is_missing(field: &Field, missing: &[MissingValue], written: &str) -> bool {
    let is_same = |one: &MissingValue| match field.kind.is_amount() {
        true => one.value == written || number(&one.value).is_some_and(|number_of| number(written) == Some(number_of)),
        false => key(&one.value) == key(written),
    };
    field.kind != FieldType::Boolean && !written.trim().is_empty() && missing.iter().any(is_same)
}

impl FormFile<'_> {
    /// Labels that are another value, or a missing one: whoever chooses the label from the list of an empty form says something else.
    pub(super) fn check_category_labels(&mut self, field: &Field) {
        let (name, categories) = (&field.name, &field.categories);
        let missing = field.missing(&self.form.schema.missing_values);
        for (value, label) in categories.values.iter().zip(&categories.labels) {
            let Some(label) = label.as_ref().filter(|label| !label.trim().is_empty() && *label != value) else {
                continue;
            };
            let is_other = |other: &&String| *other != value && key(other) == key(label);
            if let Some(other) = categories.values.iter().find(is_other) {
                let message =
                    message!("fault-form.label-of-another", field = name, value = value, label = label, other = other);
                self.fault(name, message, None);
            } else if is_missing(field, missing, label) {
                let message = message!("fault-form.label-missing", field = name, value = value, label = label);
                self.fault(name, message, None);
            }
        }
    }

    /// Two causes of one number: it is compared as a number, however it is written.
    pub(super) fn check_missing_numbers(&mut self, near: &str, missing: &[MissingValue]) {
        for (place, one) in missing.iter().enumerate() {
            let Some(own) = number(&one.value) else { continue };
            let mut before = missing.iter().take(place);
            let is_same = |other: &&MissingValue| {
                other.value != one.value && other.status != one.status && number(&other.value) == Some(own)
            };
            if let Some(other) = before.find(is_same) {
                let message = message!("fault-form.missing-number-twice", one = &other.value, other = &one.value);
                self.fault(near, message, None);
            }
        }
    }

    /// Warns of listed values that are always missing, and of labels that two values have.
    pub fn odd_lists(&mut self) {
        for field in &self.form.schema.fields {
            let name = &field.name;
            let missing = field.missing(&self.form.schema.missing_values);
            if let Some(value) = field.listed().iter().find(|value| is_missing(field, missing, value)) {
                self.fault(name, message!("fault-form.listed-missing", field = name, value = value), None);
            }
            let labels: Vec<&String> = field.categories.labels.iter().flatten().collect();
            let is_twice = |(place, label): &(usize, &&String)| {
                labels.iter().take(*place).any(|other| key(other) == key(label)) && !label.trim().is_empty()
            };
            if let Some((_, label)) = labels.iter().enumerate().find(is_twice) {
                self.fault(name, message!("fault-form.label-twice", field = name, label = *label), None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::project::written::files::SourceFile;
    use crate::project::written::form::Form;

    /// What is said of a form with one further field, as faults and as warnings.
    fn said(field: &Value, missing: &Value) -> (Vec<String>, Vec<String>) {
        let written = json!({
            "name": "f", "form": { "code": "1", "frequency": "year", "reports": "commune" },
            "schema": { "fields": [field], "missingValues": missing }
        });
        let form: Form = serde_json::from_value(written).expect("a form");
        let file = SourceFile { name: "f.json".to_owned(), text: String::new() };
        let (mut faults, mut warnings) = (Vec::new(), Vec::new());
        let mut checked = FormFile { form: &form, file: &file, faults: &mut faults };
        checked.check_category_labels(&form.schema.fields[0]);
        if form.schema.fields[0].kind.is_amount() {
            checked.check_missing_numbers("missingValues", &form.schema.missing_values);
        }
        FormFile { form: &form, file: &file, faults: &mut warnings }.odd_lists();
        let words =
            |faults: Vec<crate::findings::fault::Fault>| faults.into_iter().map(|fault| fault.message.en).collect();
        (words(faults), words(warnings))
    }

    fn of_categories(categories: &Value) -> (usize, usize) {
        let field = json!({ "name": "muc", "type": "string", "categories": categories });
        let (faults, warnings) =
            said(&field, &json!([{ "value": "x", "status": "M" }, { "value": "", "status": "O" }]));
        (faults.len(), warnings.len())
    }

    #[test]
    fn a_label_means_its_own_value_alone() {
        let labelled =
            |one: &str, other: &str| json!([{ "value": "1", "label": one }, { "value": "2", "label": other }]);
        assert_eq!(of_categories(&labelled("một", "hai")), (0, 0));
        assert_eq!(of_categories(&labelled("1", "2")), (0, 0));
        assert_eq!(of_categories(&labelled("2", "1")), (2, 0));
        assert_eq!(of_categories(&labelled("X", "có")), (1, 0), "a missing word in any letter case");
        assert_eq!(of_categories(&labelled("Trùng", "trùng")), (0, 1));
        assert_eq!(of_categories(&json!(["a", "x"])), (0, 1), "a value that is missing for ever");
    }

    #[test]
    fn a_number_has_one_cause() {
        let field = json!({ "name": "a", "type": "number", "measure": "flow" });
        let of = |one: &str, other: &str| {
            said(&field, &json!([{ "value": "-99", "status": one }, { "value": "-99.0", "status": other }])).0.len()
        };
        assert_eq!((of("M", "L"), of("M", "M")), (1, 0));
    }
}
