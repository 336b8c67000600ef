//! Figures that rest on values of which a check across submissions says that they are wrong: they are withheld.

use super::figure::Figure;
use super::target::next_due;
use crate::assemble::across::checks::Withheld;
use crate::project::expression::plan::AggregatePart;
use crate::project::written::form::{Field, Measure};
use crate::project::written::settings::Geography;
use crate::project::{Project, ResolvedIndicator};
use crate::registry::UnitIndex;
use crate::values::status::Status;

/// Takes the value of each figure that rests on one of these, and gives it the status Q.
pub fn withhold(project: &Project, indicator: &ResolvedIndicator, figures: &mut [Figure], withheld: &[Withheld]) {
    let parts: Vec<&AggregatePart> =
        std::iter::once(&indicator.plan.numerator).chain(indicator.plan.denominator_part()).collect();
    let named = |(one, _): &(Withheld, Units)| !rested_on(project, &parts, one).is_empty();
    let all = withheld.iter().flat_map(|one| with_means(project, one));
    let withheld: Vec<(Withheld, Units)> = all.filter(named).collect();
    if withheld.is_empty() {
        return;
    }
    let Some(calendar) = project.forms.get(indicator.form).map(|form| form.form.calendar) else { return };
    for figure in figures.iter_mut().filter(|figure| figure.value.is_some()) {
        let rests = |(one, units): &(Withheld, Units)| {
            covers(project, &parts, figure, one)
                && areas(project, figure.geography, one.unit, *units).contains(&figure.area)
        };
        if withheld.iter().any(rests) {
            (figure.value, figure.status) = (None, Status::Q);
            figure.target = next_due(project, indicator, figure, calendar);
        }
    }
}

/// The units whose figures rest on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Units {
    All,
    /// Those that a change of map made: their values are merged.
    Changed,
}

/// What is withheld, and with a weight the fields that are merged as a mean by it.
fn with_means(project: &Project, one: &Withheld) -> Vec<(Withheld, Units)> {
    let fields = project.forms.get(one.form).map_or(&[][..], |form| &form.schema.fields);
    let is_mean_by_it = |field: &&Field| one.field.is_some() && field.weight() == one.field;
    let means = fields.iter().filter(is_mean_by_it).map(|field| {
        let of_mean = Withheld { field: Some(field.name.clone()), ..one.clone() };
        (of_mean, Units::Changed)
    });
    std::iter::once((one.clone(), Units::All)).chain(means).collect()
}

/// The parts of an indicator that rest on what is withheld.
fn rested_on<'p>(project: &Project, parts: &[&'p AggregatePart], one: &Withheld) -> Vec<&'p AggregatePart> {
    let form = project.forms.get(one.form).map(|form| form.name.as_str());
    let rests = |part: &&&AggregatePart| {
        Some(part.form.as_str()) == form && one.field.as_ref().is_none_or(|field| part.fields().contains(field))
    };
    parts.iter().filter(rests).copied().collect()
}

/// True where the period of a figure takes the value of a period: a flow of each part, anything else of the last one.
fn covers(project: &Project, parts: &[&AggregatePart], figure: &Figure, one: &Withheld) -> bool {
    let form = project.forms.get(one.form);
    let is_flow = |name: &String| {
        let field = form.and_then(|form| form.field(name));
        field.is_some_and(|field| field.measure == Some(Measure::Flow))
    };
    let takes_flows = match &one.field {
        Some(field) => is_flow(field),
        None => rested_on(project, parts, one).iter().any(|part| part.fields().iter().any(is_flow)),
    };
    let whole = one.period.within(figure.period.frequency()) == Some(figure.period);
    whole && (takes_flows || figure.period.parts(one.period.frequency()).last() == Some(&one.period))
}

/// The unit and all that hold it, in a map.
fn areas(project: &Project, geography: Geography, unit: UnitIndex, wanted: Units) -> Vec<UnitIndex> {
    let registry = &project.registry;
    let units = match geography {
        Geography::AsReported if wanted == Units::Changed => Vec::new(),
        Geography::AsReported => vec![unit],
        // What became of it, as far as it was valid on that day.
        Geography::MapOf(day) => {
            let (mut open, mut met) = (vec![unit], Vec::new());
            while let Some(unit) = open.pop() {
                if !met.contains(&unit) {
                    met.push(unit);
                    open.extend(registry.successors(unit));
                }
            }
            met.retain(|met| registry.units.get(*met).is_some_and(|unit| unit.is_valid_on(day)));
            met.retain(|met| wanted == Units::All || *met != unit && registry.was_changed(*met));
            met
        }
    };
    units.into_iter().flat_map(|unit| registry.ancestors(unit)).collect()
}
