//! What the units table of one form rests on: its declaration, what indicators ask of it, and what was reported.

use std::collections::BTreeSet;

use super::super::restate::RatioFields;
use super::super::{Arrived, CurrentByKey};
use super::reported::Reported;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::{Form, Measure};
use crate::project::{FormIndex, Project, ResolvedIndicator};

/// The facts of one form, which every period and geography of its table shares.
pub(super) struct FormFacts<'a> {
    pub(super) project: &'a Project,
    pub(super) form: &'a Form,
    /// What each unit reported in each period.
    pub(super) reported: Reported,
    /// The positions of the dimensions among the fields.
    pub(super) dimensions: Vec<usize>,
    /// The position of the vintage.
    pub(super) vintage: Option<usize>,
    /// The position of the first dimension whose values are not listed: it names things.
    pub(super) name: Option<usize>,
    /// True where an indicator counts rows, or decides by their values.
    pub(super) counted: bool,
    /// The places of the fields that indicators test.
    pub(super) tested: BTreeSet<usize>,
    /// The places of the flows that indicators rest on.
    pub(super) flows: BTreeSet<usize>,
    /// For each ratio the flows of its two parts, which are added up over time.
    pub(super) ratios_over_time: Vec<RatioFields>,
    /// For each ratio the flows and the stocks of its two parts, which are added up over the members of a unit.
    pub(super) ratios_of_members: Vec<RatioFields>,
}

impl<'a> FormFacts<'a> {
    pub(super) fn new(project: &'a Project, form: FormIndex, arrived: &[Arrived<'_>], current: &CurrentByKey) -> Self {
        let declared = project.unit_form(form);
        let place = |name: &str| declared.schema.fields.iter().position(|field| field.name == name);
        let vintage = declared.vintage().and_then(|field| place(&field.name));
        let dimensions: Vec<usize> = declared.dimensions().filter_map(|field| place(&field.name)).collect();
        Self {
            project,
            form: declared,
            reported: Reported::new(declared, &dimensions, arrived, current),
            name: declared.naming_dimension().and_then(|field| place(&field.name)),
            counted: parts_of(project, declared).any(AggregatePart::tells_rows_apart),
            tested: tested(project, declared),
            flows: flows(project, declared),
            ratios_over_time: ratios(project, declared, |measure| measure == Measure::Flow),
            ratios_of_members: ratios(project, declared, |measure| measure != Measure::Rate),
            dimensions,
            vintage,
        }
    }
}

/// The parts of indicators that rest on a form.
fn parts_of<'p>(project: &'p Project, form: &'p Form) -> impl Iterator<Item = &'p AggregatePart> {
    let parts = project
        .indicators
        .iter()
        .flat_map(|indicator| std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part()));
    parts.filter(|part| part.form == form.name)
}

/// The places of the fields of a form that conditions of indicators test, and those over whose values they are broken down.
fn tested(project: &Project, form: &Form) -> BTreeSet<usize> {
    let conditions = parts_of(project, form).filter_map(|part| part.condition.as_ref());
    let names = conditions.flat_map(|condition| condition.fields());
    names.filter_map(|name| form.schema.fields.iter().position(|field| field.name == name)).collect()
}

/// The places of the flows that indicators rest on.
fn flows(project: &Project, form: &Form) -> BTreeSet<usize> {
    let names: BTreeSet<String> = parts_of(project, form).flat_map(AggregatePart::fields).collect();
    let place = |name: &String| form.schema.fields.iter().position(|field| field.name == *name);
    let is_flow = |place: &usize| form.schema.fields[*place].measure == Some(Measure::Flow);
    names.iter().filter_map(place).filter(is_flow).collect()
}

/// The places of the measures that the two parts of each ratio add, of those that count. What is kept of lines is added up already, and says of no part
/// that it cannot occur.
fn ratios(project: &Project, form: &Form, counts: impl Fn(Measure) -> bool) -> Vec<RatioFields> {
    let added = |form: &Form, part: &AggregatePart| -> BTreeSet<usize> {
        let place = |name: String| form.schema.fields.iter().position(|field| field.name == name);
        let is_counted =
            |place: &usize| form.schema.fields.get(*place).and_then(|field| field.measure).is_some_and(&counts);
        part.aggregate.fields().into_iter().filter_map(place).filter(is_counted).collect()
    };
    let of_indicator = |indicator: &ResolvedIndicator| {
        let numerator = &indicator.plan.numerator;
        let denominator = indicator.plan.denominator_part()?;
        let (own, others): (Vec<_>, Vec<_>) =
            [numerator, denominator].into_iter().partition(|part| part.form == form.name);
        let fields: BTreeSet<usize> = own.iter().flat_map(|part| added(form, part)).collect();
        let is_beside = |other: &&AggregatePart| {
            let declared = project.form_named(&other.form).map(|other| project.unit_form(other));
            declared.is_some_and(|declared| !added(declared, other).is_empty())
        };
        let is_beside_another_form = others.iter().any(is_beside);
        let is_ratio = if is_beside_another_form { !fields.is_empty() } else { fields.len() > 1 };
        is_ratio.then(|| RatioFields { fields: fields.into_iter().collect(), is_beside_another_form })
    };
    if form.has_lines() { Vec::new() } else { project.indicators.iter().filter_map(of_indicator).collect() }
}
