//! A form: a Data Resource descriptor without a path, with its Table Schema and the custom properties that the standard
//! has no word for. As written in `schemas/*.json`.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::severities::Severities;
pub use crate::project::written::constraints::{Bound, Constraints};
pub use crate::project::written::field::{Field, FieldType};
pub use crate::project::written::measure::{Measure, Merge, Role};
use crate::project::written::reporting::{Grain, Reporting, levels_since};
use crate::project::written::statistical_rules::StatisticalRules;
use crate::project::written::stop_if::StopIf;
pub use crate::project::written::table_schema::{FieldsMatch, ForeignKey, MissingValue, Reference, TableSchema};
use crate::project::written::year_sign::{has_year, in_report_of};

/// A form that districts, communes or offices send.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Form {
    /// Where the JSON Schema of this file is, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<String>,
    /// The name by which pipelines call the form.
    pub name: String,
    /// What the form is called, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// More about it, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who sends the form, how often, and when it is due.
    pub form: Reporting,
    /// Severities by finding code that differ from the default, for this form alone: `{ "missing-label": "warning" }`.
    #[serde(default, skip_serializing_if = "Severities::is_empty")]
    pub severities: Severities,
    /// From how many rows with errors on none of a submission is used: a count, or a share such as `"5 %"`. The submission before it
    /// stays current. Unless stated: each row is judged by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_if: Option<StopIf>,
    /// What the rules over history and peers take for a fault. Unless stated: as below.
    #[serde(default, skip_serializing_if = "StatisticalRules::is_default")]
    pub rules: StatisticalRules,
    /// The Table Schema: fields, primary key, missing values.
    pub schema: TableSchema,
}

impl Form {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.schema.fields.iter().find(|field| field.name == name)
    }

    /// The fields that hold measured amounts, in the form's order.
    pub fn measures(&self) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(|field| field.is_measure())
    }

    /// The fields of a role, in the form's order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(move |field| field.role == Some(role))
    }

    /// The fields that hold the administrative unit: none, one, or its code and its name.
    pub fn areas(&self) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(|field| field.is_area())
    }

    /// The fields of the primary key that are neither area nor period nor vintage: what distinguishes the rows of one unit.
    pub fn dimensions(&self) -> impl Iterator<Item = &Field> {
        self.schema.primary_key.iter().filter_map(|name| self.field(name)).filter(|field| field.role.is_none())
    }

    /// The first dimension whose values are not listed: it names things, and does not break down.
    pub fn naming_dimension(&self) -> Option<&Field> {
        self.dimensions().find(|field| field.listed().is_empty())
    }

    /// True where a row is one of many lines of its unit.
    pub fn has_lines(&self) -> bool {
        self.form.grain == Some(Grain::Line)
    }

    /// True where a unit may have any number of rows, none among them: what is not listed is not there.
    pub fn lists(&self) -> bool {
        self.has_lines() || self.dimensions().next().is_some()
    }

    /// How the values of a field in the parts of a longer period become one: flows are summed, and what is kept of lines is the largest or the
    /// smallest of all. Nothing where the last one counts, or none.
    pub fn over_time(&self, field: &Field) -> Option<Merge> {
        match (field.measure, &field.merge) {
            (Some(Measure::Flow), _) => Some(Merge::Sum),
            (Some(Measure::Rate), Some(rule @ (Merge::Max | Merge::Min))) if self.has_lines() => Some(rule.clone()),
            _ => None,
        }
    }

    /// True where something needs every part of a longer period.
    pub fn has_flows(&self) -> bool {
        self.measures().any(|field| self.over_time(field).is_some())
    }

    /// True where a longer period has rows of things that its last part no longer lists: what they brought is summed.
    pub fn lists_flows(&self) -> bool {
        self.dimensions().next().is_some() && self.has_flows()
    }

    /// The field that holds the vintage of an export.
    pub fn vintage(&self) -> Option<&Field> {
        self.with_role(Role::Vintage).next()
    }

    /// True where a row names its unit; else every row speaks for the sender.
    pub fn has_areas(&self) -> bool {
        self.areas().next().is_some()
    }

    /// True where labels hold the year of the report, or one by it.
    pub fn names_years(&self) -> bool {
        self.schema.fields.iter().any(|field| field.title.iter().chain(&field.labels).any(|words| has_year(words)))
    }

    /// The form as a report of this year names its fields.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Self {
        let mut form = self.clone();
        for field in &mut form.schema.fields {
            field.title.iter_mut().chain(&mut field.labels).for_each(|words| *words = in_report_of(words, year));
        }
        form
    }

    /// The levels that send a period whose last day is `day`.
    pub fn sender_levels(&self, day: NaiveDate) -> &[String] {
        levels_since(&self.form.submits, day)
    }
}
