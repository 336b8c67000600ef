//! The rules that a field of a form keeps beyond its JSON Schema: what its type allows.

use serde_json::Value;

use super::form::FormFile;
use super::satisfiable::contradiction;
use crate::findings::fault::did_you_mean;
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::{Bound, Field, FieldType, Measure, Merge, MissingValue, Role};
use crate::project::written::textual::{ITEM_TYPES, canonical, date};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::json::Json;
use crate::values::lexical::expression;
use crate::values::lexical::json_schema::JsonSchema;
use crate::values::lexical::pattern;

impl FormFile<'_> {
    /// What the type of a field has to do with its other properties.
    pub(super) fn check_type(&mut self, field: &Field) {
        self.check_format(field);
        self.check_properties(field);
        self.check_constraints(field);
        self.check_measure(field);
        // Its values are E, P and A.
        if field.role == Some(Role::Vintage) && field.kind != FieldType::String {
            let message = message!("fault-form.vintage-type", field = &field.name, kind = field.kind.name());
            self.fault(&field.name, message, Some("\"type\": \"string\"".into()));
        }
        if let Some(example) = field.example.iter().chain(&field.examples).find(|example| !is_example(field, example)) {
            let (name, kind) = (&field.name, message!("value-kind", kind = field.kind.name()));
            self.fault(
                name,
                message!("fault-form.example", field = name, example = text_of(example), kind = kind),
                None,
            );
        }
        self.check_category_labels(field);
        if let Some(missing) = &field.missing_values {
            self.check_missing(&field.name, missing);
            if field.kind.is_amount() {
                self.check_missing_numbers(&field.name, missing);
            }
        }
    }

    /// Two entries for one text would have two causes or two labels.
    pub(super) fn check_missing(&mut self, near: &str, missing: &[MissingValue]) {
        let twice = missing
            .iter()
            .enumerate()
            .find(|(place, one)| missing.iter().take(*place).any(|other| other.value == one.value && other != *one));
        if let Some((_, twice)) = twice {
            self.fault(near, message!("fault-form.missing-twice", value = &twice.value), None);
        }
        // A blank is never provisional, or an estimate.
        for one in missing.iter().filter(|one| !one.status.is_missing()) {
            let message = message!("fault-form.missing-status", value = &one.value, status = one.status.code());
            self.fault(near, message, Some(message!("fault-form.missing-status-write")));
        }
    }

    fn check_format(&mut self, field: &Field) {
        let Some(format) = field.format.as_deref() else { return };
        if let Some(role) = field.role.filter(|_| field.is_kept_as_text() && format != "default") {
            return self.of_no_role(field, role, "format");
        }
        let known: &[&str] = match field.kind {
            FieldType::String => &["default", "uri", "email", "uuid", "binary", "wkt"],
            FieldType::Geopoint => &["default", "array", "object"],
            FieldType::Geojson => &["default", "topojson"],
            FieldType::Date | FieldType::Time | FieldType::Datetime => return self.check_pattern(field, format),
            _ => &["default"],
        };
        if !known.contains(&format) {
            let name = &field.name;
            let message = message!("fault-form.format", field = name, kind = field.kind.name(), format = format);
            self.fault(name, message, did_you_mean(format, known.iter().copied()).or(Some(known.join(", ").into())));
        }
    }

    /// A format of days or times: a word, or a pattern.
    fn check_pattern(&mut self, field: &Field, format: &str) {
        let bare = pattern::bare(format);
        if matches!(format, "default" | "any") {
            return;
        }
        let name = &field.name;
        if let Some(directive) = pattern::unknown(bare) {
            self.fault(name, message!("fault-form.directive", field = name, directive = directive), None);
        } else if !bare.contains('%') {
            let message = message!("fault-form.format", field = name, kind = field.kind.name(), format = format);
            self.fault(name, message, Some("default, any, %d/%m/%Y".into()));
        }
    }

    /// Properties that say something of some types or roles only.
    fn check_properties(&mut self, field: &Field) {
        let kind = field.kind;
        // A whole number has no digits behind its decimal sign.
        let has_scale = field.scale.is_some_and(|scale| scale > 0 || !kind.is_amount());
        let stated = [
            ("groupChar", field.group_char.is_some(), kind.is_amount()),
            ("decimalChar", field.decimal_char.is_some(), kind.is_amount()),
            ("scale", has_scale, kind == FieldType::Number),
            ("multiplier", field.multiplier.is_some(), kind.is_amount()),
            ("unit", field.unit.is_some(), kind.is_amount() || field.is_measure()),
            ("bareNumber", field.bare_number.is_some(), kind.is_amount()),
            ("trueValues", !field.true_values.is_empty(), kind == FieldType::Boolean),
            ("falseValues", !field.false_values.is_empty(), kind == FieldType::Boolean),
            ("delimiter", field.delimiter.is_some(), kind == FieldType::List),
            ("itemType", field.item_type.is_some(), kind == FieldType::List),
            ("categories", !field.categories.is_empty(), matches!(kind, FieldType::String | FieldType::Integer)),
        ];
        let name = &field.name;
        let is_of_text = |property: &str| property != "categories";
        for (property, is_stated, is_of_type) in stated {
            match field.role.filter(|_| field.is_kept_as_text() && is_of_text(property)) {
                _ if !is_stated => {}
                Some(role) => self.of_no_role(field, role, property),
                None if !is_of_type => self.of_no_type(field, property),
                None => {}
            }
        }
        if field.categories_ordered && field.categories.is_empty() {
            self.fault(name, message!("fault-form.categories-ordered", field = name), None);
        }
        if let Some(both) = field.true_values.iter().find(|value| field.false_values.contains(value)) {
            self.fault(name, message!("fault-form.true-and-false", field = name, value = both), None);
        }
        if field.delimiter.as_deref() == Some("") {
            self.fault(name, message!("fault-form.delimiter", field = name), None);
        }
        if let Some(item) = field.item_type.filter(|item| !ITEM_TYPES.contains(item)) {
            let known = ITEM_TYPES.map(FieldType::name).join(", ");
            self.fault(name, message!("fault-form.item-type", field = name, kind = item.name()), Some(known.into()));
        }
        for (key, list) in [("enum", &field.constraints.allowed), ("categories", &field.categories.values)] {
            if let Some((_, twice)) =
                list.iter().enumerate().find(|(place, one)| list.iter().take(*place).any(|other| other == *one))
            {
                self.fault(name, message!("fault-form.listed-twice", field = name, key = key, value = twice), None);
            }
            if let Some(other) = list.iter().find(|text| !is_value(field, text)) {
                let kind = message!("value-kind", kind = kind.name());
                let message = message!("fault-form.listed-type", field = name, key = key, value = other, kind = kind);
                self.fault(name, message, None);
            }
        }
    }

    fn of_no_type(&mut self, field: &Field, property: &str) {
        let (name, kind) = (&field.name, field.kind.name());
        self.fault(name, message!("fault-form.not-of-type", field = name, property = property, kind = kind), None);
    }

    /// Units, periods and ordinals are read by rules of their own.
    fn of_no_role(&mut self, field: &Field, role: Role, property: &str) {
        let name = &field.name;
        self.fault(
            name,
            message!("fault-form.not-of-role", field = name, property = property, role = role.name()),
            None,
        );
    }

    fn check_constraints(&mut self, field: &Field) {
        let (name, constraints) = (&field.name, &field.constraints);
        for constraint in constraints.names() {
            if !matches!(constraint, "required" | "unique") && !field.kind.constraints().contains(&constraint) {
                self.of_no_type(field, constraint);
            }
        }
        for (_, bound) in constraints.bounds() {
            if field.kind.constraints().contains(&"minimum") && !is_bound(field, bound) {
                self.fault(name, message!("fault-form.bound", bound = bound.to_string()), None);
            }
        }
        if let Some(pattern) = &constraints.pattern
            && let Some(fault) = expression::fault(pattern)
        {
            let words = in_both_languages(&fault);
            self.fault(name, message!("fault-form.pattern", field = name, pattern = pattern, words = words), None);
        }
        if let Some(message) = contradiction(field) {
            self.fault(name, message, None);
        }
        if let Some(declared) = &constraints.json_schema
            && let Some(keyword) = unread_keyword(declared)
        {
            self.fault(name, message!("fault-form.json-schema", field = name, keyword = keyword), None);
        }
    }

    /// Amounts are measured in every way; what is true, a day or a year is a stock.
    fn check_measure(&mut self, field: &Field) {
        let (name, kind) = (&field.name, field.kind);
        let may_be_stock = matches!(kind, FieldType::Boolean | FieldType::Date | FieldType::Year);
        let is_measured_so = kind.is_amount() || may_be_stock && field.measure == Some(Measure::Stock);
        if field.is_measure() && !is_measured_so {
            self.fault(
                name,
                message!("fault-form.measure-type", field = name, kind = kind.name()),
                Some(message!("fault-form.measure-type-write")),
            );
        }
        if kind.is_amount() && !field.is_measure() && field.role.is_none() && !self.names_something(field) {
            self.fault(
                name,
                message!("fault-form.measure-missing", field = name),
                Some(message!("fault-form.measure-missing-write")),
            );
        }
        let merges = |merge: &Merge| match kind {
            FieldType::Boolean => !matches!(merge, Merge::Sum | Merge::MeanBy(_)),
            FieldType::Date | FieldType::Year => field.is_measure() && matches!(merge, Merge::Min | Merge::Max),
            // "Any" and "all" of amounts would make 1 of them; a mean weighted by itself is none.
            _ => {
                field.is_measure() && !matches!(merge, Merge::Any | Merge::All) && *merge != Merge::MeanBy(name.clone())
            }
        };
        if let Some(merge) = field.merge.as_ref().filter(|merge| !merges(merge)) {
            let message =
                message!("fault-form.merge-type", field = name, kind = kind.name(), merge = merge.to_string());
            self.fault(name, message, Some(message!("fault-form.merge-type-write")));
        }
        // Points and percentages of several units have no sum.
        if (field.measure, &field.merge) == (Some(Measure::Rate), &Some(Merge::Sum)) {
            let message = message!("fault-form.merge-of-rate", field = name);
            self.fault(name, message, Some(message!("fault-form.merge-of-rate-write")));
        }
    }

    /// True for a number that names something: it is of a key of any kind, or one of those that its field lists.
    fn names_something(&self, field: &Field) -> bool {
        let schema = &self.form.schema;
        let of_others = schema.foreign_keys.iter().map(|key| &key.fields);
        // What other keys of this form refer to names its rows.
        let to_itself = schema
            .foreign_keys
            .iter()
            .filter(|key| key.reference.resource.is_empty() || key.reference.resource == self.form.name);
        let to_itself = to_itself.map(|key| &key.reference.fields);
        let mut keys =
            std::iter::once(&schema.primary_key).chain(&schema.unique_keys).chain(of_others).chain(to_itself);
        !field.listed().is_empty() || field.constraints.unique || keys.any(|key| key.contains(&field.name))
    }
}

/// True for a text that a field could hold.
fn is_value(field: &Field, text: &str) -> bool {
    match field.kind {
        FieldType::Integer | FieldType::Year => Decimal::parse(text, 0, 0).is_ok_and(|number| !number.inexact),
        FieldType::Number => Decimal::parse(text, SCALE, 0).is_ok(),
        FieldType::Boolean => matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE"),
        FieldType::Date => date(field.format(), text).is_some(),
        _ => canonical(field, text).is_some(),
    }
}

/// True for a value that may be one of a field. How a number is written, the language of the project says.
fn is_example(field: &Field, example: &Value) -> bool {
    let text = text_of(example);
    let is_listed = |values: &[String], usual: [&str; 4]| {
        if values.is_empty() { usual.contains(&text.as_str()) } else { values.contains(&text) }
    };
    match (field.kind, example) {
        (_, Value::Null) | (FieldType::Boolean, Value::Bool(_)) => true,
        (FieldType::Boolean, _) if field.true_values.is_empty() && field.false_values.is_empty() => true,
        (FieldType::Boolean, _) => {
            is_listed(&field.true_values, ["true", "True", "TRUE", "1"])
                || is_listed(&field.false_values, ["false", "False", "FALSE", "0"])
        }
        (kind, _) if kind.is_amount() => text.bytes().any(|byte| byte.is_ascii_digit()),
        _ => is_value(field, &text),
    }
}

/// A value of a declaration as a text.
fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The keyword of a JSON Schema that is not known, or not as it should be.
fn unread_keyword(declared: &Value) -> Option<String> {
    let written = declared.to_string();
    match Json::read(&written) {
        Some(schema) => JsonSchema::read(&schema).err(),
        None => Some(written),
    }
}

fn is_bound(field: &Field, bound: &Bound) -> bool {
    let text = bound.to_string();
    match field.kind {
        FieldType::Date => date(field.format(), &text).is_some(),
        kind if kind.is_numeric() => Decimal::parse(&text, SCALE, 0).is_ok_and(|bound| !bound.inexact),
        _ => canonical(field, &text).is_some(),
    }
}

/// What a foreign key says of a resource that is no form, or of a field that it has not.
pub(super) fn unknown_reference(resource: &str, field: Option<&str>) -> Message {
    match field {
        Some(field) => message!("fault-form.reference-field", resource = resource, field = field),
        None => message!("fault-form.reference-resource", resource = resource),
    }
}
