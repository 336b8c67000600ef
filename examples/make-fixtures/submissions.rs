//! Every submission of two years as it should have come: takes the registry, gives reports with a path and an
//! arrival each. `faults` then spoils some of them.

use crate::arrivals::usual_arrival;
use crate::calendar::{Instant, Period};
use crate::form::Form;
use crate::layout::Medium;
use crate::letters::Letters;
use crate::registry::{Registry, Unit};
use crate::report::Report;
use crate::{assessment, commerce, expenditure, government, habits, infrastructure, services, society};

/// Every form of the plan, by number.
pub const FORMS: [&Form; 7] = [
    &infrastructure::FORM,
    &government::FORM,
    &commerce::FORM,
    &society::FORM,
    &assessment::FORM,
    &services::FORM,
    &expenditure::FORM,
];

/// What was done to the bytes of a file on the way.
#[derive(Clone, Copy, PartialEq)]
pub enum Damage {
    /// The first half alone arrived.
    CutInHalf,
    /// A file of no bytes.
    Emptied,
    /// A password was set before it was sent.
    Locked,
}

#[derive(Clone)]
pub enum Content {
    Report(Box<Report>),
    Bytes(Vec<u8>),
}

#[derive(Clone)]
pub struct Submission {
    /// Below the landing zone.
    pub path: String,
    pub received_at: Instant,
    pub content: Content,
    pub damage: Option<Damage>,
}

impl Submission {
    pub fn report(&self) -> Option<&Report> {
        match &self.content {
            Content::Report(report) => Some(report),
            Content::Bytes(_) => None,
        }
    }

    pub fn report_mut(&mut self) -> Option<&mut Report> {
        match &mut self.content {
            Content::Report(report) => Some(report),
            Content::Bytes(_) => None,
        }
    }
}

pub fn all(registry: &Registry) -> Vec<Submission> {
    let mut submissions = Vec::new();
    for form in FORMS {
        for period in form.frequency.periods() {
            for (index, sender) in registry.senders(form.senders, period).into_iter().enumerate() {
                // The province is none of its districts, whatever its place among those who send.
                let index = if sender.code == registry.province.code { habits::PROVINCE } else { index };
                submissions.push(submission(registry, form, period, sender, index));
            }
        }
    }
    submissions
}

fn submission(registry: &Registry, form: &'static Form, period: Period, sender: &Unit, index: usize) -> Submission {
    let rows = (form.rows)(registry, period, sender);
    let received_at = usual_arrival(form.number, period, &sender.code);
    // Only a form's head can give the period of a table without rows.
    let medium = if rows.is_empty() { Medium::Workbook } else { habits::medium(form, period, index) };
    let report = Report {
        form,
        period,
        sender: sender.clone(),
        rows,
        layout: habits::layout(form, period, index),
        medium,
        unit_of_measure: form.units_of_measure[index % form.units_of_measure.len()],
        revision: None,
        signed: received_at.date,
        missing_column: None,
        extra_label: None,
        relabelled: None,
        total_error: None,
        letters: Letters::Unicode,
        labels_without_accents: false,
        sheet_for_each_area: false,
    };
    let extension = if matches!(medium, Medium::Workbook) { "xlsx" } else { "csv" };
    let name = habits::file_name(form, period, sender, index);
    let path = format!("{}/{name}.{extension}", folder(form, period));
    Submission { path, received_at, content: Content::Report(Box::new(report)), damage: None }
}

/// Where the submissions of a form and a year belong.
pub fn folder(form: &Form, period: Period) -> String {
    format!("submissions/{}/{}-CDS", period.year(), form.number)
}
