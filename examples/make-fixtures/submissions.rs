//! Every submission of two years as it should have come: takes the registry, gives reports with a path and an
//! arrival each. `faults` then spoils some of them.

use crate::arrivals::usual_arrival;
use crate::calendar::{Instant, Period, PeriodStyle};
use crate::layout::{LAYOUTS, Layout, Medium, Total};
use crate::registry::{Registry, Unit};
use crate::report::{Form, Report, Row};
use crate::vietnamese::{roman, slug, without_accents, without_prefix};
use crate::{government, society};

/// What was done to the bytes of a file on the way.
#[derive(Clone, Copy, PartialEq)]
pub enum Damage {
    /// The first half alone arrived.
    CutInHalf,
    /// A file of no bytes.
    Emptied,
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

/// The months to January 2026, whose deadline passes before the day that the fixtures end on.
fn months() -> impl Iterator<Item = Period> {
    (0..25).map(|index| Period::month(2024 + index / 12, index % 12 + 1))
}

fn quarters() -> impl Iterator<Item = Period> {
    (0..8).map(|index| Period::quarter(2024 + index / 4, index % 4 + 1))
}

pub fn all(registry: &Registry) -> Vec<Submission> {
    let government = months().map(|period| (&government::FORM, period));
    let society = quarters().map(|period| (&society::FORM, period));
    let mut submissions = Vec::new();
    for (form, period) in government.chain(society) {
        for (index, sender) in registry.senders(period).iter().enumerate() {
            submissions.push(submission(registry, form, period, sender, index));
        }
    }
    submissions
}

fn submission(registry: &Registry, form: &'static Form, period: Period, sender: &Unit, index: usize) -> Submission {
    let communes = registry.reported_by(sender, period);
    let rows = communes.iter().map(|commune| Row::new(commune, form, &figures(registry, form, period, commune)));
    let received_at = usual_arrival(form.number, period, &sender.code);
    let medium = medium(form, period, index);
    let report = Report {
        form,
        period,
        sender: sender.clone(),
        rows: rows.collect(),
        layout: layout(form, period, index),
        medium,
        revision: None,
        signed: received_at.date,
        lacks: None,
        has_remarks: false,
        total_error: None,
    };
    let extension = if matches!(medium, Medium::Workbook) { "xlsx" } else { "csv" };
    let name = file_name(form, period, sender, index);
    let path = format!("{}/{name}.{extension}", folder(form, period));
    Submission { path, received_at, content: Content::Report(Box::new(report)), damage: None }
}

/// Where the submissions of a form and a year belong.
pub fn folder(form: &Form, period: Period) -> String {
    format!("submissions/{}/{}-CDS", period.year(), form.number)
}

/// The figures of a commune, which are those of its members: counts add up over the change of map.
fn figures(registry: &Registry, form: &Form, period: Period, commune: &Unit) -> Vec<i64> {
    let mut sums = vec![0; form.columns.len()];
    for member in registry.members(commune, period) {
        let is_urban = registry.old_communes.iter().any(|unit| unit.code == member && unit.is_urban);
        let figures = match period {
            Period::Month { .. } => government::figures(member, is_urban, period.index()),
            Period::Quarter { .. } => society::figures(member, is_urban, period.index()),
        };
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum += figure;
        }
    }
    sums
}

fn layout(form: &Form, period: Period, index: usize) -> Layout {
    let shift = if form.number == "04" { 3 } else { 0 };
    if !period.is_under_new_map() {
        return LAYOUTS[(index + shift) % LAYOUTS.len()];
    }
    // A commune's form is the district's with one row: some keep the total below it, none says "the whole district".
    let layout = LAYOUTS[(index * 7 + shift) % LAYOUTS.len()];
    let total = if index.is_multiple_of(3) { Total::Below("Tổng số") } else { Total::None };
    Layout { total, has_sections: false, has_border_part: false, ..layout }
}

/// One district in ten and one commune in ten export text from a system of their own.
fn medium(form: &Form, period: Period, index: usize) -> Medium {
    match (form.number, period.is_under_new_map(), index % 10) {
        ("02", false, 8) | ("02", true, 3) | ("04", true, 6) => Medium::Semicolons,
        ("04", false, 0) => Medium::Tabs,
        ("02", true, 9) if index > 30 => Medium::Tabs,
        _ => Medium::Workbook,
    }
}

/// File names as people give them. Most are plain; a sender keeps its habit.
fn file_name(form: &Form, period: Period, sender: &Unit, index: usize) -> String {
    let (identifier, slug, year) = (period.identifier(), slug(&sender.name), period.year());
    let plain = without_accents(without_prefix(&sender.name));
    let short = form.short_name;
    let number = form.number;
    let (month_or_quarter, dotted) = match period {
        Period::Month { month, .. } => (format!("thang {month}"), format!("T{month:02}.{year}")),
        Period::Quarter { quarter, .. } => (format!("quy {}", roman(quarter)), format!("Q{quarter}.{year}")),
    };
    match index % 7 {
        0 | 1 | 5 => format!("{identifier}_{slug}"),
        2 => format!("{slug}_{}-{year}", month_or_quarter.replace(' ', "-")),
        3 => format!("BC {short} {month_or_quarter} nam {year} - {plain}"),
        4 => format!("{number}CDS_{dotted}_{}", plain.replace(' ', "")),
        _ => {
            let period = period.text(PeriodStyle::Words).replace("Tháng", "tháng").replace("Quý", "quý");
            format!("Báo cáo {short} {period} - {}", sender.name)
        }
    }
}
