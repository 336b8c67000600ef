//! What makes a finding the same from one sending to the next: takes findings with what came, gives the id of each and the
//! submissions that it is about.

use std::collections::{BTreeSet, HashMap};

use crate::assemble::{Arrived, Submission, sender};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::store::digest::sha256_hex;
use crate::values::period::Period;

/// Hex digits of an id.
const DIGITS: usize = 16;

/// A finding with the index of the arrival whose bytes it was found in; nothing where it is about submissions as a whole.
pub type FoundIn = (Finding, Option<usize>);

/// A sender and a period, as far as they are known.
type SenderPeriod = (Option<UnitIndex>, Option<Period>);

/// What came, by what findings say of it.
#[derive(Debug)]
pub struct Origins<'a> {
    project: &'a Project,
    /// Senders and periods, by the name of the object and the form.
    parts: HashMap<(&'a str, FormIndex), BTreeSet<SenderPeriod>>,
    /// The submissions of each arrival.
    submissions: HashMap<usize, Vec<&'a Submission>>,
}

impl<'a> Origins<'a> {
    pub fn new(project: &'a Project, arrived: &[Arrived<'a>], submissions: &'a [Submission]) -> Self {
        let mut origins = Self { project, parts: HashMap::new(), submissions: HashMap::new() };
        for submission in submissions {
            let Some((place, one)) = submission.arrived.and_then(|place| Some((place, arrived.get(place)?))) else {
                continue;
            };
            let parts = origins.parts.entry((one.object, submission.form)).or_default();
            parts.insert((submission.sender, submission.period));
            origins.submissions.entry(place).or_default().push(submission);
        }
        origins
    }

    /// The id: 16 hex digits of the SHA-256 of a JSON array of form, sender with its first day, period, code, check, unit with its
    /// first day, field, then the cell (else the row, else the sheet) where the unit is not known, and the object where form or
    /// sender are not. What is not known is null. Findings that are the same in all of this share an id: a number among equals
    /// would move when the first of them is mended.
    ///
    /// # Errors
    /// None: texts are always JSON.
    pub fn id(&self, finding: &Finding) -> Result<String, Error> {
        let at = &finding.location;
        let stated = at.time_period.as_deref();
        let (sender, period) = self.sender_and_period(at);
        let sender = sender.and_then(|sender| self.project.registry.units.get(sender));
        let first_day = sender.map(|sender| sender.valid_from.to_string());
        let period = period.map(|period| period.to_string());
        let row = at.row.map(|row| row.to_string());
        let place = at.cell.as_deref().or(row.as_deref()).or(at.sheet.as_deref());
        // That one file took the place of another is said of these two.
        let is_of_object = finding.code == Code::Superseded;
        let is_placed = at.form.is_some() && (sender.is_some() || at.ref_area.is_some()) && !is_of_object;
        let parts: [Option<&str>; 11] = [
            at.form.as_deref(),
            sender.map(|sender| sender.code.as_str()),
            first_day.as_deref(),
            period.as_deref().or(stated),
            Some(finding.code.name()),
            finding.check.as_deref(),
            at.ref_area.as_deref(),
            at.ref_area_valid_from.as_deref(),
            at.field.as_deref(),
            place.filter(|_| at.ref_area.is_none()),
            at.object.as_deref().filter(|_| !is_placed),
        ];
        let mut id = sha256_hex(&serde_json::to_vec(&parts).map_err(Error::program)?);
        id.truncate(DIGITS);
        Ok(id)
    }

    /// The sender and the period of a place in a form, as far as they are known.
    fn sender_and_period(&self, at: &Location) -> SenderPeriod {
        let form = at.form.as_deref().and_then(|form| self.project.form_named(form));
        let parts = form.zip(at.object.as_deref()).and_then(|(form, object)| self.parts.get(&(object, form)));
        let stated = at.time_period.as_deref();
        let period =
            stated.and_then(|period| period.parse().ok()).or_else(|| sole(parts?.iter().filter_map(|part| part.1)));
        let unit = self.unit(at);
        let sender =
            unit.zip(form).and_then(|(unit, form)| sender::of_unit(self.project, form, unit, period?)).or_else(|| {
                let of_period = parts?.iter().filter(|part| period.is_none() || part.1.is_none() || part.1 == period);
                sole(of_period.filter_map(|part| part.0))
            });
        (sender, period)
    }

    /// Who can mend what a finding is about; nothing where that is not known, or may be several, or is the office itself.
    pub fn sender(&self, found: &FoundIn) -> Option<UnitIndex> {
        if found.0.code.is_about_decisions() {
            return None;
        }
        let of_object = || sole(self.submissions_about(found).iter().filter_map(|one| one.sender));
        self.sender_and_period(&found.0.location).0.or_else(of_object)
    }

    /// The form, unit and period of the row that a finding is about; nothing where it is about none.
    pub fn row_of(&self, finding: &Finding) -> Option<(FormIndex, UnitIndex, Period)> {
        let at = &finding.location;
        let form = self.project.form_named(at.form.as_deref()?)?;
        Some((form, self.unit(at)?, at.time_period.as_deref()?.parse().ok()?))
    }

    fn unit(&self, at: &Location) -> Option<UnitIndex> {
        let valid_from = at.ref_area_valid_from.as_deref()?.parse().ok()?;
        self.project.registry.by_key(at.ref_area.as_deref()?, valid_from)
    }

    /// The submissions that a finding is about, those of its sender alone where that is known.
    pub fn of_its_sender(&self, found: &FoundIn) -> Vec<&'a Submission> {
        let about = self.submissions_about(found);
        let Some(sender) = self.sender_and_period(&found.0.location).0 else { return about };
        let own: Vec<&Submission> = about.iter().copied().filter(|one| one.sender == Some(sender)).collect();
        if own.is_empty() { about } else { own }
    }

    /// The submissions that a finding is about: those of its object, of its form and period where it has these.
    pub fn submissions_about(&self, (finding, place): &FoundIn) -> Vec<&'a Submission> {
        let at = &finding.location;
        let form = at.form.as_deref().and_then(|form| self.project.form_named(form));
        let period = at.time_period.as_deref().and_then(|period| period.parse::<Period>().ok());
        let Some(submissions) = place.and_then(|place| self.submissions.get(&place)) else { return Vec::new() };
        let about = submissions.iter().copied().filter(|one| form.is_none_or(|form| one.form == form));
        about.filter(|one| period.is_none() || one.period.is_none() || one.period == period).collect()
    }
}

/// The value that all are, where they are one.
fn sole<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
