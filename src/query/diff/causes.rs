//! What may have moved a figure: takes what differs between the runs, gives what of it feeds the figure.

use std::collections::{HashMap, HashSet};

use super::answer::{ChangedInput, FigureCauses, InputSubmission};
use super::cells::DiffCell;
use super::maps::{Maps, Unit};
use crate::values::period::{Calendar, Period};

/// What differs between two runs.
pub struct Causes<'a> {
    pub inputs: &'a [ChangedInput],
    /// Submissions that are missing since a deadline passed.
    pub newly_missing: Vec<InputSubmission>,
    pub maps: Maps,
    pub declarations: bool,
    pub registry: bool,
    pub program: bool,
    pub deadline: bool,
}

/// What feeds figures, by form.
pub struct Feeds {
    by_form: HashMap<String, Vec<Feed>>,
    always: FigureCauses,
}

/// A submission that differs.
struct Feed {
    /// Its index among the inputs; nothing where it is missing since a deadline passed.
    input: Option<usize>,
    period: Option<Period>,
    /// The areas that its sender has to do with; any where the sender is not known.
    areas: Option<HashSet<Unit>>,
}

impl Causes<'_> {
    /// What feeds figures.
    pub fn feeds(&self) -> Feeds {
        let mut areas: HashMap<Unit, HashSet<Unit>> = HashMap::new();
        let mut by_form: HashMap<String, Vec<Feed>> = HashMap::new();
        let of_inputs = self.inputs.iter().enumerate();
        let of_inputs =
            of_inputs.flat_map(|(index, input)| input.submissions.iter().map(move |one| (Some(index), one)));
        let missing = self.newly_missing.iter().filter(|_| self.deadline).map(|one| (None, one));
        for (input, one) in of_inputs.chain(missing) {
            let sender =
                one.ref_area.clone().map(|code| (DiffCell::Text(code), day_of(one.ref_area_valid_from.as_deref())));
            let areas = sender
                .map(|sender| areas.entry(sender).or_insert_with_key(|sender| self.maps.areas_of(sender)).clone());
            let period = one.time_period.as_deref().and_then(|period| period.parse().ok());
            by_form.entry(one.form.clone()).or_default().push(Feed { input, period, areas });
        }
        let always = FigureCauses {
            declarations: self.declarations,
            registry: self.registry,
            program: self.program,
            ..FigureCauses::default()
        };
        Feeds { by_form, always }
    }
}

impl Feeds {
    /// What feeds the figure of an area and a period that rests on these forms. Where nothing of the area and the period differs, a check that
    /// looks at other periods or forms may have moved it, or the first submission of a period by which the figure appears.
    pub fn of(&self, forms: &[String], area: &Unit, period: Option<&str>) -> FigureCauses {
        let period = period.and_then(|period| period.parse::<Period>().ok());
        let is_in_area = |feed: &Feed| feed.areas.as_ref().is_none_or(|areas| areas.contains(area));
        let overlaps = |feed: &Feed| feed.period.zip(period).is_none_or(|(feed, period)| overlap(feed, period));
        let of_forms = || forms.iter().filter_map(|form| self.by_form.get(form)).flatten();
        let causes = self.among(of_forms(), |feed| is_in_area(feed) && overlaps(feed));
        if causes != FigureCauses::default() {
            return causes;
        }
        let nearest: [&dyn Fn(&Feed) -> bool; 3] = [&is_in_area, &overlaps, &|_| true];
        let mut further = nearest.into_iter().map(|feeds| self.among(of_forms(), feeds));
        let further = further.find(|causes| *causes != FigureCauses::default());
        further.unwrap_or_else(|| self.among(self.by_form.values().flatten(), is_in_area))
    }

    /// What holds for every figure, and those of the feeds that are meant.
    fn among<'f>(&self, feeds: impl Iterator<Item = &'f Feed>, is_meant: impl Fn(&Feed) -> bool) -> FigureCauses {
        let mut causes = self.always.clone();
        for feed in feeds.filter(|feed| is_meant(feed)) {
            match feed.input {
                Some(input) => causes.inputs.push(input),
                None => causes.deadline = true,
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
