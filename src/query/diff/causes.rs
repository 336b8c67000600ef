//! What may have moved a figure: takes what differs between the runs, gives what of it feeds the figure.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::answer::{ChangedInput, FigureCauses, InputSubmission};
use super::cells::DiffCell;
use super::changed_rows::ChangedRows;
use super::effects::{DeclarationEffects, IndicatorKey};
use super::maps::{Maps, Unit};
use super::registry_effects::RegistryEffects;
use crate::values::period::{Calendar, Period};

/// What differs between two runs.
pub struct Causes<'a> {
    pub inputs: &'a [ChangedInput],
    /// Submissions of these of which nothing counts otherwise, each by the index of the input and its own in it.
    pub idle: BTreeSet<(usize, usize)>,
    /// The rows that differ, by form; of a form that is missing they are not compared.
    pub rows: HashMap<String, ChangedRows>,
    /// Submissions that are missing since a deadline passed.
    pub newly_missing: Vec<InputSubmission>,
    /// Whose the rows are of which something else is decided.
    pub decided: Vec<InputSubmission>,
    pub maps: Maps,
    pub declarations: DeclarationEffects,
    pub registry: RegistryEffects,
    pub program: bool,
    pub deadline: bool,
}

/// What feeds figures, by form.
pub struct Feeds {
    by_form: HashMap<String, Vec<Feed>>,
    /// What came of forms whose rows are compared, by sender alone.
    by_sender: HashMap<String, Vec<Feed>>,
    /// The fields of the forms whose rows are compared.
    fields: BTreeSet<String>,
    maps: Maps,
    declarations: DeclarationEffects,
    registry: RegistryEffects,
    always: FigureCauses,
}

/// A figure that differs.
pub struct MovedFigure<'a> {
    pub indicator: &'a IndicatorKey,
    /// The forms that it rests on.
    pub forms: &'a [String],
    /// The words of its formula, among them its fields; nothing where it may rest on any field.
    pub words: Option<&'a BTreeSet<String>>,
    pub area: &'a Unit,
    pub geography: &'a str,
    pub period: Option<&'a str>,
    /// True where something of its target differs.
    pub target_differs: bool,
    /// True where nothing else does.
    pub target_alone: bool,
}

/// What makes a submission count otherwise.
#[derive(Clone, Copy)]
enum FeedCause {
    /// An arrival, by its index among the inputs.
    Input(usize),
    /// It is missing since a deadline passed.
    Deadline,
    /// A decision about one of its cells.
    Decision,
}

/// A submission that differs.
struct Feed {
    cause: FeedCause,
    period: Option<Period>,
    /// The areas that its sender has to do with; any where the sender is not known.
    areas: Option<Rc<SenderAreas>>,
    /// The fields that differ; any where nothing says.
    fields: Option<Rc<BTreeSet<String>>>,
}

/// The areas in which the figures of a sender's units count.
struct SenderAreas {
    as_reported: HashSet<Unit>,
    /// With those of all that its units became.
    restated: HashSet<Unit>,
}

impl Causes<'_> {
    /// What feeds figures.
    pub fn feeds(self) -> Feeds {
        let mut areas: HashMap<Unit, Rc<SenderAreas>> = HashMap::new();
        let mut by_form: HashMap<String, Vec<Feed>> = HashMap::new();
        let mut by_sender: HashMap<String, Vec<Feed>> = HashMap::new();
        let of_unit = |unit: &Unit| {
            let (as_reported, restated) = (self.maps.areas_as_reported(unit), self.maps.areas_of(unit));
            Rc::new(SenderAreas { as_reported, restated })
        };
        let idle = &self.idle;
        let of_inputs = self.inputs.iter().enumerate().flat_map(|(index, input)| {
            let own = input.submissions.iter().enumerate();
            own.filter(move |(place, _)| !idle.contains(&(index, *place)))
                .map(move |(_, one)| (FeedCause::Input(index), one))
        });
        let missing = self.newly_missing.iter().filter(|_| self.deadline).map(|one| (FeedCause::Deadline, one));
        let decided = self.decided.iter().map(|one| (FeedCause::Decision, one));
        for (cause, one) in of_inputs.chain(missing).chain(decided) {
            let sender =
                one.ref_area.clone().map(|code| (DiffCell::Text(code), day_of(one.ref_area_valid_from.as_deref())));
            let areas = sender.map(|sender| Rc::clone(areas.entry(sender).or_insert_with_key(of_unit)));
            let period = one.time_period.as_deref().and_then(|period| period.parse().ok());
            let is_of_rows = matches!(cause, FeedCause::Input(_)) && self.rows.contains_key(&one.form);
            let feeds = if is_of_rows { &mut by_sender } else { &mut by_form };
            feeds.entry(one.form.clone()).or_default().push(Feed { cause, period, areas, fields: None });
        }
        // A row of no input that differs is read otherwise, where the declarations differ.
        let is_declared = self.declarations.any || self.registry.any || self.program;
        let mut fields = BTreeSet::new();
        for (form, changed) in self.rows {
            fields.extend(changed.fields);
            for row in changed.rows {
                let unit = row.unit;
                let areas = Rc::clone(areas.entry(unit.clone()).or_insert_with_key(of_unit));
                let period = row.period.and_then(|period| period.parse().ok());
                let feed = |cause: FeedCause| Feed {
                    cause,
                    period,
                    areas: Some(Rc::clone(&areas)),
                    fields: row.fields.clone(),
                };
                let of_inputs: Vec<FeedCause> = match row.inputs.is_empty() && !is_declared {
                    // What came later may have taken a row away, or given an earlier one its place.
                    true => {
                        let senders = by_sender.get(&form).into_iter().flatten();
                        let sent = senders.filter(|one| {
                            let has_unit = one.areas.as_ref().is_none_or(|areas| areas.as_reported.contains(&unit));
                            has_unit && one.period.zip(period).is_none_or(|(one, period)| one == period)
                        });
                        sent.map(|one| one.cause).collect()
                    }
                    false => row.inputs.into_iter().map(FeedCause::Input).collect(),
                };
                by_form.entry(form.clone()).or_default().extend(of_inputs.into_iter().map(feed));
            }
        }
        let always = FigureCauses { program: self.program, ..FigureCauses::default() };
        Feeds {
            by_form,
            by_sender,
            fields,
            maps: self.maps,
            declarations: self.declarations,
            registry: self.registry,
            always,
        }
    }
}

impl Feeds {
    /// What feeds a figure. Where nothing of its area, its period and its declarations differs, a check that looks at other periods or forms may
    /// have moved it, or the first submission of a period by which the figure appears; at last any declaration. A target explains
    /// what is said of the target, and nothing else.
    pub fn of(&self, figure: &MovedFigure<'_>) -> FigureCauses {
        let target = figure.target_differs && self.declarations.move_targets(figure.indicator);
        if figure.target_alone && target {
            return FigureCauses { target, ..FigureCauses::default() };
        }
        FigureCauses { target, ..self.of_values(figure) }
    }

    fn of_values(&self, figure: &MovedFigure<'_>) -> FigureCauses {
        let period = figure.period.and_then(|period| period.parse::<Period>().ok());
        // A unit lies in the area that it becomes a part of only where it is restated.
        let is_restated = self.maps.restates(figure.geography, period);
        let is_in = |areas: &Rc<SenderAreas>| {
            let areas = if is_restated { &areas.restated } else { &areas.as_reported };
            areas.contains(figure.area)
        };
        let is_in_area = |feed: &Feed| feed.areas.as_ref().is_none_or(is_in);
        let overlaps = |feed: &Feed| feed.period.zip(period).is_none_or(|(feed, period)| overlap(feed, period));
        // A formula without a field of these forms counts rows.
        let words = figure.words.filter(|words| !words.is_disjoint(&self.fields));
        let is_of_field = |feed: &Feed| match (&feed.fields, words) {
            (Some(fields), Some(words)) => !fields.is_disjoint(words),
            _ => true,
        };
        let of_forms = || figure.forms.iter().filter_map(|form| self.by_form.get(form)).flatten();
        let of_senders = || figure.forms.iter().filter_map(|form| self.by_sender.get(form)).flatten();
        let is_here = |feed: &Feed| is_in_area(feed) && overlaps(feed);
        let mut causes = self.among(of_forms(), |feed| is_here(feed) && is_of_field(feed));
        causes.declarations |= self.declarations.move_figure(figure.indicator, figure.forms, figure.geography);
        causes.registry |= self.registry.move_figure(figure.area, figure.geography, period);
        if causes != FigureCauses::default() {
            return causes;
        }
        let is_field_in_area = |feed: &Feed| is_in_area(feed) && is_of_field(feed);
        let is_field_then = |feed: &Feed| overlaps(feed) && is_of_field(feed);
        let nearest: [&dyn Fn(&Feed) -> bool; 4] = [&is_here, &is_field_in_area, &is_in_area, &is_field_then];
        let of_rows = nearest.into_iter().map(|feeds| self.among(of_forms(), feeds));
        let nearest: [&dyn Fn(&Feed) -> bool; 4] = [&is_here, &is_in_area, &overlaps, &|_| true];
        let of_any = nearest.into_iter().map(|feeds| self.among(of_forms().chain(of_senders()), feeds));
        let further = of_rows.chain(of_any).find(|causes| *causes != FigureCauses::default());
        let all = || self.by_form.values().chain(self.by_sender.values()).flatten();
        let further = further.unwrap_or_else(|| self.among(all(), is_in_area));
        let unknown = further == FigureCauses::default();
        FigureCauses {
            declarations: further.declarations || (unknown && self.declarations.any),
            registry: unknown && self.registry.any,
            ..further
        }
    }

    /// What holds for every figure, and those of the feeds that are meant.
    fn among<'f>(&self, feeds: impl Iterator<Item = &'f Feed>, is_meant: impl Fn(&Feed) -> bool) -> FigureCauses {
        let mut causes = self.always.clone();
        for feed in feeds.filter(|feed| is_meant(feed)) {
            match feed.cause {
                FeedCause::Input(input) => causes.inputs.push(input),
                FeedCause::Deadline => causes.deadline = true,
                FeedCause::Decision => causes.declarations = true,
            }
        }
        causes.inputs.sort_unstable();
        causes.inputs.dedup();
        causes
    }
}

/// True where two periods of one calendar share a day.
fn overlap(left: Period, right: Period) -> bool {
    let days = |period: Period| (period.start(Calendar::Gregorian), period.end(Calendar::Gregorian));
    let ((from, to), (other_from, other_to)) = (days(left), days(right));
    from <= other_to && other_from <= to
}

fn day_of(text: Option<&str>) -> DiffCell {
    text.and_then(|text| text.parse().ok()).map_or(DiffCell::Null, |day| DiffCell::Day(crate::columns::days(day)))
}
