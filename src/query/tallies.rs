//! Who keeps to the deadlines, and what is open: takes the submissions and the findings of a run; gives a line for each form, each
//! sender, or each pair of both.
//!
//! What is counted are submissions that were expected by the last deadline of the run: one of a form, from a unit that has to send it, for a period.
//! Deadlines follow the calendar of the form, as they do in the run itself. What came from nobody, or from one who had not to send it, was not expected.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use arrow_array::RecordBatch;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::run_tables::{RunTables, date, instant, owned, text};
use crate::assemble::local_day;
use crate::error::Error;
use crate::findings::code::Code;
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::store::Warehouse;
use crate::values::period::Period;

/// By what lines are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum TallyBy {
    Form,
    Sender,
}

/// What `tinhso status --by` asks for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tallies {
    /// One of both, or both: then a line is a sender with a form.
    pub by: Vec<TallyBy>,
    /// The day to which open findings are counted; null where the journal does not tell.
    pub as_of: Option<String>,
    /// The last deadline that counts.
    pub last_deadline: Option<String>,
    /// Those of whom least came first; then those with most open errors.
    pub lines: Vec<Tally>,
    pub total: Tally,
}

/// Submissions and findings of one form, one sender, or both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Tally {
    /// Null where lines are counted by sender, or where nothing says the form.
    pub form: Option<String>,
    /// The code printed in its head.
    pub form_code: Option<String>,
    /// The sender; null where lines are counted by form, or where nothing says the sender.
    pub ref_area: Option<String>,
    pub ref_area_valid_from: Option<String>,
    pub name: Option<String>,
    /// True of what the statistics office itself has to mend: its decisions, where lines are counted by sender.
    pub of_office: bool,
    /// Submissions whose deadline has passed: received, late, missing or rejected.
    pub expected: u64,
    /// Those that came and could be read, in time or late.
    pub received: u64,
    pub late: u64,
    pub missing: u64,
    pub rejected: u64,
    /// received ÷ expected; null where nothing is expected.
    pub received_share: Option<f64>,
    /// (received − late) ÷ expected.
    pub in_time_share: Option<f64>,
    /// missing ÷ expected.
    pub missing_share: Option<f64>,
    /// rejected ÷ expected.
    pub rejected_share: Option<f64>,
    /// Submissions of forms without a deadline, of periods that are not due yet, or of no known period, and what came from nobody known or from a unit
    /// that had not to send it.
    pub not_expected: u64,
    /// Open findings of severity error and of severity warning.
    pub open_errors: u64,
    pub open_warnings: u64,
    /// Days since the oldest and since the median of these: from the arrival of the first object that shows it, or from the deadline of
    /// what did not come.
    pub oldest_days: Option<i64>,
    pub median_days: Option<i64>,
}

/// A sender: its code and first day; nothing where it is not known.
type SenderKey = Option<(String, NaiveDate)>;

/// A form and a sender, and whether it is about what the office itself has written.
type FormSender = (Option<String>, SenderKey, bool);

/// What is counted as one submission.
type Slot = (String, SenderKey, String);

/// How one submission came, the best of all that came for it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    InTime,
    Late,
    Rejected,
    Missing,
}

/// A line as it is counted.
#[derive(Default)]
struct Counted {
    tally: Tally,
    days: Vec<i64>,
}

/// Counts the submissions and the open findings of a run.
///
/// # Errors
/// A table that cannot be read.
pub(super) fn tallies(
    project: &Project,
    warehouse: &Warehouse,
    run_id: &str,
    by: &[TallyBy],
    (as_of, last_deadline): (Option<&str>, Option<&str>),
) -> Result<Tallies, Error> {
    let tables = RunTables::open(warehouse, run_id.to_owned())?;
    let (submissions, findings) = (tables.rows("submissions", &[])?, tables.rows("findings", &[])?);
    let deadline = last_deadline.and_then(|day| day.parse::<NaiveDate>().ok());
    let mut lines: BTreeMap<FormSender, Counted> = BTreeMap::new();
    let mut all = Counted::default();
    let by: BTreeSet<TallyBy> = by.iter().copied().collect();
    let line_of = |form: Option<String>, sender: SenderKey, of_office: bool| {
        let (by_form, by_sender) = (by.contains(&TallyBy::Form), by.contains(&TallyBy::Sender));
        (form.filter(|_| by_form), sender.filter(|_| by_sender), of_office && by_sender)
    };
    let (slots, due) = slots(&submissions);
    for ((form, sender, period), came) in slots {
        let due = due.get(&(form.clone(), sender.clone(), period.clone())).copied();
        let has_passed = due.zip(deadline).is_some_and(|(due, deadline)| due <= deadline);
        let is_expected = has_passed && has_to_send(project, &form, sender.as_ref(), came, &period);
        let line = lines.entry(line_of(Some(form), sender, false)).or_default();
        for counted in [&mut line.tally, &mut all.tally] {
            count(counted, came, is_expected);
        }
    }
    let day = as_of.and_then(|day| day.parse::<NaiveDate>().ok());
    let senders = SendersOfObjects::new(&submissions);
    for row in 0..findings.num_rows() {
        let severity = text(&findings, "severity", row).unwrap_or_default();
        if text(&findings, "state", row) != Some("open") || !["error", "warning"].contains(&severity) {
            continue;
        }
        let (form, sender, of_office) = senders.of_finding(project, &findings, row);
        let since = instant(&findings, "since", row).and_then(|at| at.parse().ok()).map(local_day);
        let since = since.or_else(|| {
            let period = owned(&findings, "time_period", row)?;
            due.get(&(form.clone()?, sender.clone(), period)).copied()
        });
        let days = day.zip(since).map(|(day, since)| (day - since).num_days().max(0));
        let line = lines.entry(line_of(form, sender, of_office)).or_default();
        for counted in [line, &mut all] {
            let number =
                if severity == "error" { &mut counted.tally.open_errors } else { &mut counted.tally.open_warnings };
            *number += 1;
            counted.days.extend(days);
        }
    }
    let named =
        |((form, sender, of_office), counted)| Tally { of_office, ..named(project, form, sender, finished(counted)) };
    let mut lines: Vec<Tally> = lines.into_iter().map(named).collect();
    let share = |tally: &Tally| tally.received_share.unwrap_or(2.0);
    lines.sort_by(|left, right| {
        let by_share = share(left).total_cmp(&share(right));
        by_share.then(right.open_errors.cmp(&left.open_errors)).then(right.open_warnings.cmp(&left.open_warnings))
    });
    Ok(Tallies {
        by: by.into_iter().collect(),
        as_of: as_of.map(str::to_owned),
        last_deadline: last_deadline.map(str::to_owned),
        lines,
        total: finished(all),
    })
}

/// True where a unit had to send a form for a period. What is missing had to be sent; of a form that is declared no more every known sender had to.
fn has_to_send(project: &Project, form: &str, sender: Option<&(String, NaiveDate)>, came: Came, period: &str) -> bool {
    let Some((code, day)) = sender else { return false };
    let declared = project.form_named(form).and_then(|form| project.forms.get(form));
    let (Some(declared), Ok(period), false) = (declared, period.parse::<Period>(), came == Came::Missing) else {
        return true;
    };
    let end = period.end(declared.form.calendar);
    let registry = &project.registry;
    let is_asked_for = declared.form.first_period.is_none_or(|first| first <= period);
    let unit = registry.by_key(code, *day).filter(|unit| registry.is_within(*unit, project.province));
    let unit = unit.and_then(|unit| registry.units.get(unit));
    is_asked_for && unit.is_some_and(|unit| unit.is_valid_on(end) && declared.sender_levels(end).contains(&unit.level))
}

/// How each submission came, and when each was due.
fn slots(submissions: &RecordBatch) -> (BTreeMap<Slot, Came>, HashMap<Slot, NaiveDate>) {
    let (mut slots, mut dues) = (BTreeMap::new(), HashMap::new());
    for row in 0..submissions.num_rows() {
        let came = match text(submissions, "state", row) {
            Some("received") => Came::InTime,
            Some("late") => Came::Late,
            Some("missing") => Came::Missing,
            Some("rejected") => Came::Rejected,
            // What was replaced, repeated or withdrawn is not what counts.
            _ => continue,
        };
        let form = owned(submissions, "form", row).unwrap_or_default();
        // Each file of which no period is known is one of its own.
        let period = owned(submissions, "time_period", row).unwrap_or_else(|| format!("#{row}"));
        let slot = (form, sender_of(submissions, row), period);
        if let Some(due) = date(submissions, "due", row) {
            dues.insert(slot.clone(), due);
        }
        let best = slots.entry(slot).or_insert(came);
        *best = came.min(*best);
    }
    (slots, dues)
}

fn sender_of(submissions: &RecordBatch, row: usize) -> SenderKey {
    owned(submissions, "ref_area", row).zip(date(submissions, "ref_area_valid_from", row))
}

const fn count(tally: &mut Tally, came: Came, is_expected: bool) {
    if !is_expected {
        tally.not_expected += 1;
        return;
    }
    tally.expected += 1;
    match came {
        Came::InTime => tally.received += 1,
        Came::Late => {
            tally.received += 1;
            tally.late += 1;
        }
        Came::Missing => tally.missing += 1,
        Came::Rejected => tally.rejected += 1,
    }
}

/// The tally with its shares and days.
fn finished(counted: Counted) -> Tally {
    let Counted { mut tally, mut days } = counted;
    let expected = tally.expected;
    let number = |count: u64| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    let share = |part: u64| (expected > 0).then(|| number(part) / number(expected));
    tally.received_share = share(tally.received);
    tally.in_time_share = share(tally.received.saturating_sub(tally.late));
    tally.missing_share = share(tally.missing);
    tally.rejected_share = share(tally.rejected);
    days.sort_unstable();
    tally.oldest_days = days.last().copied();
    tally.median_days = days.get(days.len() / 2).copied();
    tally
}

fn named(project: &Project, form: Option<String>, sender: SenderKey, tally: Tally) -> Tally {
    let declared = form.as_deref().and_then(|form| project.form_named(form)).and_then(|form| project.forms.get(form));
    let unit = sender.as_ref().and_then(|(code, day)| project.registry.by_key(code, *day));
    let unit = unit.and_then(|unit| project.registry.units.get(unit));
    Tally {
        form_code: declared.map(|form| form.form.code.clone()),
        form,
        name: unit.map(|unit| unit.name.clone()),
        ref_area: sender.as_ref().map(|(code, _)| code.clone()),
        ref_area_valid_from: sender.map(|(_, day)| day.to_string()),
        ..tally
    }
}

/// Who sent which object, for which forms.
struct SendersOfObjects(HashMap<String, BTreeSet<(String, SenderKey)>>);

impl SendersOfObjects {
    fn new(submissions: &RecordBatch) -> Self {
        let mut objects: HashMap<String, BTreeSet<(String, SenderKey)>> = HashMap::new();
        for row in 0..submissions.num_rows() {
            if let (Some(object), Some(form)) = (owned(submissions, "object", row), owned(submissions, "form", row)) {
                objects.entry(object).or_default().insert((form, sender_of(submissions, row)));
            }
        }
        Self(objects)
    }

    /// The form and the sender that a finding is about, as far as they are known.
    fn of_finding(&self, project: &Project, findings: &RecordBatch, row: usize) -> FormSender {
        let form = owned(findings, "form", row);
        let is_of_code = |code: &&Code| text(findings, "code", row) == Some(code.name());
        let unit = sender_of(findings, row);
        let of_office = Code::ALL.iter().find(is_of_code).is_some_and(|code| code.is_about_decisions());
        let Some(sent) = text(findings, "object", row).and_then(|object| self.0.get(object)) else {
            return (form, unit.filter(|_| !of_office), of_office);
        };
        let of_form = sent.iter().filter(|(own, _)| form.as_ref().is_none_or(|form| form == own));
        let forms: BTreeSet<&String> = of_form.clone().map(|(form, _)| form).collect();
        let senders: BTreeSet<&SenderKey> = of_form.map(|(_, sender)| sender).collect();
        let sole_form = if forms.len() == 1 { forms.first().map(|form| (*form).clone()) } else { None };
        // What the office has decided about a file is not its sender's to mend.
        if of_office {
            return (form.or(sole_form), None, true);
        }
        let sender = match senders.len() {
            1 => senders.first().and_then(|sender| (*sender).clone()),
            _ => unit.as_ref().and_then(|(code, day)| {
                let unit: UnitIndex = project.registry.by_key(code, *day)?;
                let keys = project.registry.ancestors(unit).filter_map(|unit| project.registry.units.get(unit));
                let mut keys = keys.map(|unit| Some((unit.code.clone(), unit.valid_from)));
                keys.find(|key| senders.contains(key)).flatten()
            }),
        };
        (form.or(sole_form), sender, false)
    }
}
