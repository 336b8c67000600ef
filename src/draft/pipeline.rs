//! The pipeline that a drafted form begins with: the form as its source, and one indicator.
//!
//! Takes a form and the project; gives the text of `pipelines/<name>.toml`. Which figures a province publishes no sample says: the
//! first amount of the form is summed, so that a first run has something to show.

use std::fmt::Write as _;

use crate::draft::label_year::in_words;
use crate::project::Project;
use crate::project::written::form::{Field, Form, Measure};
use crate::project::written::year_sign::has_other_year;
use crate::values::period::Frequency;

/// The text of a first pipeline; `None` where the form holds no amount that adds up over areas.
pub fn text(project: &Project, form: &Form) -> Option<String> {
    let field = first_amount(form)?;
    let title = |title: &str| toml::Value::from(in_words(title));
    let of_form = title(form.title.as_deref().unwrap_or(&form.name));
    let of_field = title(field.title.as_deref().unwrap_or(&field.name));
    let name = toml::Value::from(form.name.as_str());
    let (unit, decimals) =
        (toml::Value::from(field.unit.as_deref().unwrap_or("NUMBER")), field.scale.unwrap_or(0).min(2));
    let areas = list(levels(project, form));
    let periods = list(periods(form.form.frequency).into_iter().map(str::to_owned));
    let mut text = String::new();
    // Writing into a text cannot fail.
    let _ = write!(
        text,
        "#:schema ../schemas/tinhso/pipeline.json
name  = {name}
title = {{ vi = {of_form}, en = {of_form} }}

[[source]]
form = {name}
from = \"**\"

[[indicator]]
name        = \"{field}_total\"
title       = {{ vi = {of_field}, en = {of_field} }}
numerator   = {{ source = {name}, value = \"sum({field})\" }}
unit        = {unit}
decimals    = {decimals}
areas       = {areas}
periods     = {periods}
",
        field = field.name,
    );
    Some(text)
}

/// The first field whose numbers add up over areas, of those of the year of the report where there are such.
fn first_amount(form: &Form) -> Option<&Field> {
    let adds_up = |field: &&Field| matches!(field.measure, Some(Measure::Flow | Measure::Stock));
    let is_own = |field: &&Field| !field.title.as_deref().is_some_and(has_other_year);
    form.measures().filter(is_own).find(adds_up).or_else(|| form.measures().find(adds_up))
}

/// The levels that the form reports and those above them, in the order of the registry.
fn levels(project: &Project, form: &Form) -> Vec<String> {
    let registry = &project.registry;
    let reported = form.form.reports.ever();
    let is_above = |level: &str| {
        registry.units.iter().enumerate().filter(|(_, unit)| reported.contains(&unit.level)).any(|(place, _)| {
            registry.ancestors(place).any(|above| registry.units.get(above).is_some_and(|unit| unit.level == level))
        })
    };
    let all = registry.levels();
    let kept = all.into_iter().filter(|level| reported.iter().any(|known| known == level) || is_above(level));
    kept.map(str::to_owned).collect()
}

/// The frequency of the form, and the year.
fn periods(frequency: Frequency) -> Vec<&'static str> {
    match frequency {
        Frequency::Year => vec![Frequency::Year.name()],
        other => vec![other.name(), Frequency::Year.name()],
    }
}

fn list(texts: impl IntoIterator<Item = String>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| toml::Value::from(text).to_string()).collect();
    format!("[{}]", texts.join(", "))
}
