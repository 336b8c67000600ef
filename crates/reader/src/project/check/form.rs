//! The rules that a form keeps beyond its JSON Schema.

use std::collections::HashSet;

use super::at;
use super::field::unknown_reference;
use crate::findings::fault::{Fault, did_you_mean};
use crate::findings::message::Message;
use crate::message;
use crate::project::two_areas::offset_of_role;
use crate::project::written::field::NO_GROUPS;
use crate::project::written::files::SourceFile;
use crate::project::written::form::{Field, FieldType, Form, Measure, Merge, Role};
use crate::project::written::reporting::{Reports, Since};
use crate::project::written::table_schema::REGISTRY;
use crate::project::written::year_sign::{YEAR, other_sign};
use crate::registry::Registry;

/// Names of columns that are beside the fields in a table.
pub(super) const RESERVED: [&str; 21] = [
    "geography",
    "freq",
    "time_period",
    "period_start",
    "period_end",
    "ref_area",
    "ref_area_valid_from",
    "ref_area_name",
    "area_level",
    "reported",
    "row_present",
    "row_status",
    "at_end",
    "every_part",
    "most_final",
    "group",
    "object",
    "sha256",
    "sheet",
    "row",
    "distinct",
];

/// The columns of the registry's units that a foreign key may refer to.
const UNIT_COLUMNS: [&str; 5] = ["code", "name", "level", "type", "parent_code"];

/// True for the name of a column that every table has.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// One form with the place to put its faults.
pub(super) struct FormFile<'a> {
    pub form: &'a Form,
    pub file: &'a SourceFile,
    pub faults: &'a mut Vec<Fault>,
}

impl FormFile<'_> {
    /// A fault on the line where a name first is in quotes.
    pub fn fault(&mut self, near: &str, message: Message, suggestion: Option<Message>) {
        let offset = self.file.text.find(&format!("\"{near}\"")).unwrap_or(0);
        self.faults.push(at(self.file, offset, message, suggestion));
    }

    /// Checks the form. `province` is the level of the province, where it is known.
    pub fn check(&mut self, registry: &Registry, province: Option<&str>) {
        let form = self.form;
        let mut names = HashSet::new();
        for field in &form.schema.fields {
            if !names.insert(field.name.as_str()) {
                self.fault(&field.name, message!("fault-form.two-fields", field = &field.name), None);
            }
            self.check_field(field);
        }
        let known: Vec<&str> = form.schema.fields.iter().map(|field| field.name.as_str()).collect();
        for key in &form.schema.primary_key {
            if !known.contains(&key.as_str()) {
                self.fault(
                    "primaryKey",
                    message!("fault-form.key-unknown", key = key),
                    did_you_mean(key, known.iter().copied()),
                );
            }
        }
        self.check_keys();
        self.check_missing("missingValues", &form.schema.missing_values);
        if form.schema.fields.iter().any(|field| field.kind.is_amount() && field.missing_values.is_none()) {
            self.check_missing_numbers("missingValues", &form.schema.missing_values);
        }
        self.check_areas();
        for role in [Role::AreaCode, Role::AreaName, Role::Period, Role::Ordinal, Role::Vintage] {
            if form.with_role(role).count() > 1 {
                self.fault("role", message!("fault-form.role-twice", role = role.name()), None);
            }
        }
        let levels = registry.levels();
        let senders = form.form.submits.iter().flat_map(|entry| entry.level.as_slice());
        let named = form.form.reports.ever().into_iter().map(|level| ("reports", level));
        for (key, level) in named.chain(senders.map(|level| ("submits", level.clone()))).collect::<Vec<_>>() {
            if !levels.contains(&level.as_str()) {
                self.fault(
                    key,
                    message!("fault.no-level", level = &level),
                    did_you_mean(&level, levels.iter().copied()),
                );
            }
        }
        let several = |levels: &[String]| {
            levels.is_empty() || levels.iter().enumerate().any(|(place, level)| levels[..place].contains(level))
        };
        let mut named: Vec<(&str, &[String])> =
            form.form.submits.iter().map(|entry| ("submits", entry.level.as_slice())).collect();
        match &form.form.reports {
            Reports::Always(levels) => named.push(("reports", levels.as_slice())),
            Reports::Since(entries) => {
                named.extend(entries.iter().map(|entry| ("reports", entry.level.as_slice())));
                if entries.is_empty() {
                    named.push(("reports", &[]));
                }
            }
        }
        for (key, _) in named.into_iter().filter(|(_, levels)| several(levels)) {
            self.fault(key, message!("fault-form.levels", key = key), None);
        }
        let in_order = |entries: &[Since]| entries.is_sorted_by(|left, right| left.from < right.from);
        if !in_order(&form.form.submits) {
            self.fault("submits", message!("fault-form.since-order", key = "submits"), None);
        }
        if let Reports::Since(entries) = &form.form.reports
            && !in_order(entries)
        {
            self.fault("reports", message!("fault-form.since-order", key = "reports"), None);
        }
        if let Some(province) = province {
            self.check_of_province(province);
        }
        self.check_lines();
        self.check_severities();
        self.check_statistical_rules();
        if form.form.due.is_some() && form.form.submits.is_empty() {
            self.fault("due", message!("fault-form.no-sender"), Some(message!("fault-form.no-sender-write")));
        }
        if form.form.first_period.is_some_and(|first| first.frequency() != form.form.frequency) {
            let length = message!("period-length", frequency = form.form.frequency.name());
            let message = message!("fault-form.first-period", length = length);
            self.fault("first_period", message, None);
        }
    }

    /// The rows of a form without a field of units are the province's: it reports that level alone, at any time.
    fn check_of_province(&mut self, province: &str) {
        let form = self.form;
        let is_so = matches!(&form.form.reports, Reports::Always(levels) if levels.as_slice() == [province]);
        if !form.has_areas() && !is_so {
            let message = message!("fault-form.no-units", level = province);
            let suggestion = message!("fault-form.no-units-write", reports = format!("\"reports\": \"{province}\""));
            self.fault("reports", message, Some(suggestion));
        }
    }

    /// Unique and foreign keys name fields of the form; what a foreign key refers to is looked up where all forms are known.
    fn check_keys(&mut self) {
        let form = self.form;
        let known: Vec<&str> = form.schema.fields.iter().map(|field| field.name.as_str()).collect();
        let unique = form.schema.unique_keys.iter().map(|key| ("uniqueKeys", key));
        let foreign = form.schema.foreign_keys.iter().map(|key| ("foreignKeys", &key.fields));
        for (property, key) in unique.chain(foreign) {
            for name in key.iter().filter(|name| !known.contains(&name.as_str())) {
                let message = message!("fault-form.unknown-of-key", property = property, key = name);
                self.fault(property, message, did_you_mean(name, known.iter().copied()));
            }
            if key.is_empty() {
                self.fault(property, message!("fault-form.empty-key", property = property), None);
            }
        }
        for key in &form.schema.foreign_keys {
            if key.fields.len() != key.reference.fields.len() {
                self.fault("foreignKeys", message!("fault-form.reference-count"), None);
            }
        }
    }

    /// What the foreign keys refer to, among all forms.
    pub fn check_references(&mut self, forms: &[&Form], every_form: bool) {
        for key in &self.form.schema.foreign_keys {
            let resource = match key.reference.resource.as_str() {
                "" => self.form.name.as_str(),
                named => named,
            };
            let referred = forms.iter().find(|form| form.name == resource);
            let fields: Vec<&str> = match referred {
                Some(form) if form.has_lines() => {
                    self.fault("foreignKeys", message!("fault-form.reference-lines", resource = resource), None);
                    continue;
                }
                Some(form) => form.schema.fields.iter().map(|field| field.name.as_str()).collect(),
                None if resource == REGISTRY => UNIT_COLUMNS.to_vec(),
                None if !every_form => continue,
                None => {
                    let known = forms.iter().map(|form| form.name.as_str()).chain([REGISTRY]);
                    let message = unknown_reference(resource, None);
                    self.fault("foreignKeys", message, did_you_mean(resource, known));
                    continue;
                }
            };
            for name in key.reference.fields.iter().filter(|name| !fields.contains(&name.as_str())) {
                let message = unknown_reference(resource, Some(name));
                self.fault("foreignKeys", message, did_you_mean(name, fields.iter().copied()));
            }
        }
    }

    /// Lines are added up as they pass: nothing that compares them with each other is possible.
    fn check_lines(&mut self) {
        let form = self.form;
        if !form.has_lines() {
            if form.form.lines.is_some() {
                self.fault("lines", message!("fault-form.lines-alone"), None);
            }
            return;
        }
        if !form.schema.primary_key.is_empty() {
            let message = message!("fault-form.key-of-lines");
            self.fault("primaryKey", message, Some(message!("fault-form.key-of-lines-write")));
        }
        let unique = form.schema.fields.iter().find(|field| field.constraints.unique).map(|field| field.name.as_str());
        let foreign = (!form.schema.foreign_keys.is_empty()).then_some("foreignKeys");
        let compared = unique.or((!form.schema.unique_keys.is_empty()).then_some("uniqueKeys")).or(foreign);
        if let Some(property) = compared {
            self.fault(property, message!("fault-form.unique-of-lines", property = property), None);
        }
        if form.vintage().is_some() {
            self.fault("vintage", message!("fault-form.vintage-of-lines"), None);
        }
        for field in form.schema.fields.iter().filter(|field| field.kind == FieldType::Number) {
            if field.decimal_char.is_none() {
                let message = message!("fault-form.decimal-sign", field = &field.name);
                self.fault(&field.name, message, Some(message!("fault-form.decimal-sign-write")));
            }
        }
        if !form.rules.is_default() {
            let message = message!("fault-form.rules-of-lines");
            self.fault("rules", message, Some(message!("fault-form.rules-of-lines-write")));
        }
        for field in
            form.schema.fields.iter().filter(|field| field.merge.as_ref().is_some_and(|merge| *merge != Merge::Sum))
        {
            let message = message!("fault-form.merge-of-lines", field = &field.name);
            self.fault(&field.name, message, Some(message!("fault-form.merge-of-lines-write")));
        }
        if form.form.lines == Some(Measure::Rate) {
            self.fault("lines", message!("fault-form.lines-rate"), None);
        }
    }

    /// One column of units that holds codes or names, or one of codes and one of names.
    fn check_areas(&mut self) {
        let either: Vec<_> = self.form.with_role(Role::Area).collect();
        match either.as_slice() {
            [] => {}
            [_] if self.form.areas().count() == 1 => {}
            [first, second] if self.form.areas().count() == 2 => {
                for (field, role) in [(first, Role::AreaCode), (second, Role::AreaName)] {
                    let message = message!("fault-form.area-twice");
                    let offset = offset_of_role(self.file, &field.name);
                    let suggestion = message!("fault-form.area-twice-write", field = &field.name, role = role.name());
                    self.faults.push(at(self.file, offset, message, Some(suggestion)));
                }
            }
            fields => {
                for field in fields {
                    let message = message!("fault-form.area-beside", field = &field.name);
                    let offset = offset_of_role(self.file, &field.name);
                    let suggestion = message!("fault-form.role-write");
                    self.faults.push(at(self.file, offset, message, Some(suggestion)));
                }
            }
        }
    }

    fn check_field(&mut self, field: &Field) {
        let name = &field.name;
        let status_of = name.strip_suffix("_status").and_then(|of| self.form.field(of));
        let counted = name.rsplit_once(' ').is_some_and(|(_, last)| last.bytes().all(|byte| byte.is_ascii_digit()));
        if RESERVED.contains(&name.as_str()) || counted || status_of.is_some_and(|of| of.is_measure()) {
            let message = message!("fault-form.reserved", field = name);
            self.fault(name, message, Some(message!("fault-form.reserved-write")));
        }
        self.check_type(field);
        if field.scale.is_some_and(|scale| scale > 6) {
            let message = message!("fault-form.scale", field = name);
            self.fault(name, message, Some(message!("fault-form.scale-write")));
        }
        if field.group_char.is_some() && field.group_char == field.decimal_char {
            self.fault(name, message!("fault-form.signs", field = name), None);
        }
        let signs = [("groupChar", field.group_char, false), ("decimalChar", field.decimal_char, true)];
        for (key, sign, is_decimal) in signs {
            let sign = sign.filter(|sign| is_decimal || *sign != NO_GROUPS);
            if let Some(sign) = sign.filter(|sign| field.kind.is_amount() && is_of_a_number(*sign, is_decimal)) {
                let message = message!("fault-form.sign", field = name, key = key, sign = sign.to_string());
                self.fault(name, message, Some(message!("fault-form.sign-write", key = key)));
            }
        }
        for words in field.title.iter().chain(&field.labels) {
            if let Some(other) = other_sign(words) {
                let message = message!("fault-form.placeholder", field = name, written = other);
                self.fault(name, message, Some(YEAR.into()));
            }
        }
        if let Some(Merge::MeanBy(weight)) = &field.merge
            && self.form.field(weight).is_none_or(|weight| !weight.is_measure())
        {
            let known = self.form.measures().map(|field| field.name.as_str()).collect::<Vec<_>>();
            self.fault(
                name,
                message!("fault-form.merged-by", field = name, weight = weight),
                did_you_mean(weight, known),
            );
        }
    }
}

/// True for a sign that means something else in a number: a digit, a letter, a sign before it or around it, and for
/// decimals a blank.
fn is_of_a_number(sign: char, is_decimal: bool) -> bool {
    let is_blank = sign.is_whitespace() || sign.is_control();
    sign.is_alphanumeric() || "+-−–—±()[]%‰/*^#".contains(sign) || is_decimal && is_blank || sign.is_control()
}
