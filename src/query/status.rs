//! Who has sent what, and the runs so far: read from the current run and the landing zone, without computing anything anew.

use std::collections::{BTreeMap, HashMap, HashSet};

use arrow_array::{Array, Date32Array, Int64Array, RecordBatch, StringArray};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::assemble::local_day;
use crate::columns::{column, day};
use crate::error::Error;
use crate::findings::message::Message;
use crate::project::Project;
use crate::publish::whole::refuse_damaged;
use crate::publish::{inputs, manifest};
use crate::query::health::Health;
use crate::query::no_current::no_current;
use crate::query::tallies::{Tallies, TallyBy, tallies};
use crate::query::withdrawn_since::withdrawn_since;
use crate::store::digest::sha256_hex;
use crate::store::places::Places;
use crate::store::{Entry, Holds, Landing, Lease, Survey, Warehouse};
use crate::values::period::Period;

/// The answer of `tinhso status`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso status --format json")]
pub struct StatusAnswer {
    /// `status/1`
    pub tinhso: &'static str,
    /// Null before the first run.
    pub current: Option<CurrentRun>,
    /// Why no run is current; null where one is.
    pub no_current: Option<Message>,
    /// The run that was held last, and that nothing has become current after; else null.
    pub held: Option<HeldRun>,
    /// The published runs, the one confirmed last first.
    pub runs: Vec<PublishedRun>,
    /// Runs that could not go on, the newest first.
    pub failures: Vec<FailedRun>,
    pub forms: Vec<FormStatus>,
    /// What the next run will find; null where the landing zone cannot be read.
    pub waiting: Option<Waiting>,
    /// Why the landing zone cannot be read.
    pub landing_failure: Option<Message>,
    /// The run that has the right to write now; null where none has, and for a warehouse in a folder, which does not tell.
    pub writer: Option<Writer>,
    /// What `--check` found; null where it was not asked for.
    pub check: Option<Health>,
    /// Who keeps to the deadlines, by form or sender; null where `--by` did not ask for it.
    pub tallies: Option<Tallies>,
}

/// A run that has the right to write to a warehouse for a time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Writer {
    pub host: String,
    pub process: u32,
    pub since: String,
    /// When the right ends unless it is renewed.
    pub ends_at: String,
    /// True where it was not renewed in time: that run has died, and the next one takes its place.
    pub has_ended: bool,
    /// The number of the right: each that is given has a higher one.
    pub fence: u64,
}

impl From<Lease> for Writer {
    fn from(lease: Lease) -> Self {
        let Lease { host, process, since, ends, has_ended, fence } = lease;
        Self { host, process, since, ends_at: ends, has_ended, fence }
    }
}

/// The run that readers of the warehouse see.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CurrentRun {
    pub run_id: String,
    /// The last deadline that it counts.
    pub last_deadline: Option<String>,
    /// The day up to which arrivals were counted when it was last confirmed.
    pub as_of: Option<String>,
    /// Arrivals counted.
    pub objects: u64,
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// Findings by code.
    pub findings: BTreeMap<String, u64>,
}

/// A run that was held and waits for `tinhso release`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HeldRun {
    pub run_id: String,
    /// When it was held; null where the journal does not say.
    pub since: Option<String>,
    /// Objects that it counts, and that someone has withdrawn.
    pub withdrawn: Vec<String>,
}

impl HeldRun {
    /// The run that was held last, of those that are there and wait.
    pub(super) fn last(holds: &Holds, is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let held = holds.waiting().rfind(|held| is_there(&held.run_id))?;
        Some(Self {
            run_id: held.run_id,
            since: Some(held.since).filter(|since| !since.is_empty()),
            withdrawn: Vec::new(),
        })
    }
}

/// A published run, with what the journal says of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PublishedRun {
    pub run_id: String,
    pub current: bool,
    /// True where it is held: nobody has released it, and nothing has become current since.
    pub held: bool,
    /// When it was published; null where the journal has no entry.
    pub published_at: Option<String>,
    /// When a run last ended in it.
    pub confirmed_at: Option<String>,
    /// How many runs ended in it: the first one published it, the others found it unchanged.
    pub times: usize,
    pub as_of: Option<String>,
    pub errors: Option<u64>,
    pub warnings: Option<u64>,
}

/// A run that could not go on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FailedRun {
    pub ended_at: String,
    /// In English.
    pub error: String,
    /// The same in Vietnamese; in English where an earlier version wrote the journal.
    pub error_vi: String,
    /// True where no run has ended well since.
    pub latest: bool,
}

impl FailedRun {
    /// Why it could not go on, in both languages.
    pub fn cause(&self) -> Message {
        Message::new(self.error_vi.clone(), self.error.clone())
    }
}

/// The last periods of one form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FormStatus {
    pub form: String,
    /// The code printed in the form's head; null where the form is no longer declared.
    pub form_code: Option<String>,
    pub form_title: Option<String>,
    /// In order, the newest last.
    pub periods: Vec<PeriodStatus>,
    /// Rejected submissions whose period nothing names.
    pub without_period: u64,
    /// The newest period whose deadline has passed.
    pub newest_due: Option<String>,
    /// Who has not sent that period.
    pub missing: Vec<Sender>,
}

/// The submissions of one form for one period, by state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodStatus {
    pub time_period: String,
    /// The last day on which a submission is in time.
    pub due: Option<String>,
    pub received: u64,
    pub late: u64,
    pub missing: u64,
    pub rejected: u64,
    pub superseded: u64,
    pub duplicate: u64,
    pub withdrawn: u64,
    /// Submissions that are stopped (`stop_if`) while another of the same sender stays current: they are counted neither as received nor as late.
    pub stopped: u64,
    /// Rows of what was received or late.
    pub rows_accepted: u64,
    pub rows_quarantined: u64,
}

/// A unit that sends.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sender {
    pub ref_area: String,
    pub name: String,
}

/// Objects of the landing zone that no run has counted yet.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Waiting {
    /// Objects whose names the ledger does not hold.
    pub new: Vec<String>,
    /// Objects that were overwritten since they were read.
    pub overwritten: Vec<String>,
    /// Objects that someone has withdrawn, and that the current run counts.
    pub withdrawn: Vec<String>,
    /// Objects that count again, and that the current run counts as withdrawn.
    pub restored: Vec<String>,
    /// What lies there and cannot be an object, or cannot be read.
    pub passed_over: Vec<PassedOverObject>,
}

impl Waiting {
    /// True where the next run counts other objects than the current one.
    pub const fn changes_a_run(&self) -> bool {
        let Self { new, overwritten, withdrawn, restored, passed_over: _ } = self;
        !(new.is_empty() && overwritten.is_empty() && withdrawn.is_empty() && restored.is_empty())
    }

    /// Adds what was withdrawn or restored of the arrivals that a run counts.
    fn compare_withdrawals(&mut self, counted: &[Entry], ledger: &[Entry]) {
        let arrival = |entry: &Entry| (entry.object.clone(), entry.sha256.clone(), entry.received_at);
        let known: HashMap<_, bool> = ledger.iter().map(|entry| (arrival(entry), entry.withdrawn)).collect();
        for entry in counted {
            match (entry.withdrawn, known.get(&arrival(entry))) {
                (false, Some(true)) => self.withdrawn.push(entry.object.clone()),
                (true, Some(false)) => self.restored.push(entry.object.clone()),
                _ => {}
            }
        }
    }
}

/// Something in the landing zone that the next run will pass over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PassedOverObject {
    pub object: String,
    pub cause: Message,
}

/// Says how things are. Each form is shown with so many of its last periods. Where a check found the current run damaged,
/// it is null in the answer.
///
/// # Errors
/// A warehouse that cannot be read or is damaged.
pub fn status(
    project: &Project,
    places: &Places,
    warehouse: &Warehouse,
    periods: usize,
    check: Option<Health>,
    by: &[TallyBy],
) -> Result<StatusAnswer, Error> {
    let (waiting, landing_failure) = match waiting(project, places, warehouse) {
        Ok(waiting) => (Some(waiting), None),
        // An analyst may have the warehouse alone.
        Err(error) => (None, Some(error.message())),
    };
    let mut answer = StatusAnswer {
        tinhso: "status/1",
        current: None,
        no_current: None,
        held: None,
        runs: Vec::new(),
        failures: Vec::new(),
        forms: Vec::new(),
        waiting,
        landing_failure,
        writer: warehouse.holder()?.map(Writer::from),
        check,
        tallies: None,
    };
    let journal = warehouse.journal_entries()?;
    let is_damaged = answer.check.as_ref().is_some_and(|check| check.is_damaged);
    let current = if is_damaged { None } else { warehouse.current()? };
    if let Some(run_id) = current.as_deref() {
        let reads = |name: &str| match name {
            "findings.parquet" => !by.is_empty(),
            _ => matches!(name, "submissions.parquet" | "registry/units.parquet"),
        };
        refuse_damaged(warehouse, run_id, reads)?;
    }
    let holds = warehouse.holds()?;
    answer.runs = published(warehouse.run_ids()?, current.as_deref(), &holds, &journal);
    answer.held = HeldRun::last(&holds, |run_id| answer.runs.iter().any(|run| run.run_id == run_id));
    if let Some(held) = &mut answer.held {
        held.withdrawn = withdrawn_since(warehouse, &held.run_id, project.settings.as_of)?;
    }
    if current.is_none() && !is_damaged {
        answer.no_current = Some(no_current(warehouse)?);
    }
    answer.failures = failures(&journal);
    if let Some(run_id) = current {
        let bytes = warehouse.run_file(&run_id, manifest::FILE)?.unwrap_or_default();
        let summary = manifest::summary_of(&bytes)?;
        let stored: Value = serde_json::from_slice(&bytes).map_err(|cause| Error::damaged(manifest::FILE, cause))?;
        if let (Some(waiting), Some(counted)) = (&mut answer.waiting, inputs::counted(warehouse, &run_id, &stored)?) {
            // A run that counts up to a day knows of no withdrawal after it.
            let counts = |at| project.settings.as_of.is_none_or(|day| local_day(at) <= day);
            waiting.compare_withdrawals(&counted, &warehouse.ledger_when(counts)?);
        }
        answer.forms = forms(project, warehouse, &run_id, summary.last_deadline.as_deref(), periods)?;
        let as_of = answer.runs.iter().find(|run| run.current).and_then(|run| run.as_of.clone());
        if !by.is_empty() {
            let days = (as_of.as_deref(), summary.last_deadline.as_deref());
            answer.tallies = Some(tallies(project, warehouse, &run_id, by, days)?);
        }
        answer.current = Some(CurrentRun {
            as_of,
            run_id,
            last_deadline: summary.last_deadline,
            objects: summary.objects,
            errors: summary.errors,
            warnings: summary.warnings,
            findings: summary.findings,
        });
    }
    Ok(answer)
}

pub(super) fn text_of(entry: &Value, key: &str) -> Option<String> {
    entry[key].as_str().map(str::to_owned)
}

fn published(run_ids: Vec<String>, current: Option<&str>, holds: &Holds, journal: &[Value]) -> Vec<PublishedRun> {
    let held: Vec<String> = holds.waiting().map(|held| held.run_id).collect();
    let run = |run_id: String| {
        let of_it: Vec<&Value> = journal.iter().filter(|entry| entry["run_id"] == run_id.as_str()).collect();
        let last = of_it.last();
        PublishedRun {
            current: Some(run_id.as_str()) == current,
            held: held.contains(&run_id),
            published_at: of_it.first().and_then(|entry| text_of(entry, "ended_at")),
            confirmed_at: last.and_then(|entry| text_of(entry, "ended_at")),
            times: of_it.iter().filter(|entry| entry["released"] != true).count(),
            as_of: last.and_then(|entry| text_of(entry, "as_of")),
            errors: last.and_then(|entry| entry["errors"].as_u64()),
            warnings: last.and_then(|entry| entry["warnings"].as_u64()),
            run_id,
        }
    };
    let mut runs: Vec<PublishedRun> = run_ids.into_iter().map(run).collect();
    runs.sort_by(|left, right| right.confirmed_at.cmp(&left.confirmed_at));
    runs
}

pub(super) fn failures(journal: &[Value]) -> Vec<FailedRun> {
    let ended_well = journal.iter().rposition(|entry| entry["run_id"].is_string());
    let failed = journal.iter().enumerate().filter(|(_, entry)| entry["run_id"].is_null());
    let mut failures: Vec<FailedRun> = failed
        .map(|(place, entry)| FailedRun {
            ended_at: text_of(entry, "ended_at").unwrap_or_default(),
            error: text_of(entry, "error").unwrap_or_default(),
            error_vi: text_of(entry, "error_vi").or_else(|| text_of(entry, "error")).unwrap_or_default(),
            latest: ended_well.is_none_or(|well| place > well),
        })
        .collect();
    failures.reverse();
    failures
}

/// The submissions of one form as they are gathered: by period, with the missing senders of each.
#[derive(Default)]
struct Gathered {
    periods: BTreeMap<Period, PeriodStatus>,
    missing: BTreeMap<Period, Vec<Sender>>,
    without_period: u64,
}

fn forms(
    project: &Project,
    warehouse: &Warehouse,
    run_id: &str,
    deadline: Option<&str>,
    shown: usize,
) -> Result<Vec<FormStatus>, Error> {
    let names = unit_names(warehouse, run_id)?;
    let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
    let batches = warehouse.run_table(run_id, "submissions.parquet")?;
    let used = senders_in_use(&batches)?;
    // Of what is stopped no row is accepted.
    let may_stop = |form: &str| {
        let form = project.form_named(form).and_then(|form| project.forms.get(form));
        form.is_some_and(|form| form.stop_if.is_some())
    };
    for batch in &batches {
        let text = |name: &str| column::<StringArray>(batch, "submissions", name);
        let number = |name: &str| column::<Int64Array>(batch, "submissions", name);
        let days = |name: &str| column::<Date32Array>(batch, "submissions", name);
        let (forms, areas, periods, states) = (text("form")?, text("ref_area")?, text("time_period")?, text("state")?);
        let (due, valid_from) = (days("due")?, days("ref_area_valid_from")?);
        let (accepted, quarantined) = (number("rows_accepted")?, number("rows_quarantined")?);
        for row in 0..batch.num_rows() {
            let of_form = gathered.entry(forms.value(row).to_owned()).or_default();
            let period = periods.is_valid(row).then(|| periods.value(row).parse::<Period>().ok()).flatten();
            let Some(period) = period else {
                of_form.without_period += 1;
                continue;
            };
            let status = of_form.periods.entry(period).or_default();
            status.time_period = period.to_string();
            if due.is_valid(row) {
                status.due = day(due.value(row)).map(|day| day.to_string());
            }
            let mut rows = || {
                let count = |numbers: &Int64Array| {
                    if numbers.is_valid(row) { u64::try_from(numbers.value(row)).unwrap_or_default() } else { 0 }
                };
                status.rows_accepted += count(accepted);
                status.rows_quarantined += count(quarantined);
            };
            let is_beside_another = || {
                let key = (forms.value(row), areas.value(row), valid_from.value(row), periods.value(row));
                !has_accepted_rows(accepted, row) && may_stop(forms.value(row)) && used.contains(&key)
            };
            match states.value(row) {
                "received" | "late" if is_beside_another() => {
                    rows();
                    status.stopped += 1;
                }
                "received" => {
                    rows();
                    status.received += 1;
                }
                "late" => {
                    rows();
                    status.late += 1;
                }
                "missing" => {
                    status.missing += 1;
                    let ref_area = areas.value(row).to_owned();
                    let name = names.get(&(ref_area.clone(), valid_from.value(row))).cloned().unwrap_or_default();
                    of_form.missing.entry(period).or_default().push(Sender { ref_area, name });
                }
                "rejected" => status.rejected += 1,
                "superseded" => status.superseded += 1,
                "withdrawn" => status.withdrawn += 1,
                _ => status.duplicate += 1,
            }
        }
    }
    // Forms that have sent nothing yet are forms all the same.
    for form in &project.forms {
        gathered.entry(form.name.clone()).or_default();
    }
    let form = |(name, mut gathered): (String, Gathered)| {
        let declared = project.form_named(&name).map(|form| &project.forms[form]);
        let passed = |status: &PeriodStatus| status.due.as_deref().is_some_and(|due| Some(due) <= deadline);
        let newest_due = gathered.periods.iter().rev().find(|(_, status)| passed(status)).map(|(period, _)| *period);
        let left_out = gathered.periods.len().saturating_sub(shown);
        FormStatus {
            form_code: declared.map(|form| form.form.code.clone()),
            form_title: declared.and_then(|form| form.title.clone()),
            form: name,
            periods: gathered.periods.into_values().skip(left_out).collect(),
            without_period: gathered.without_period,
            newest_due: newest_due.map(|period| period.to_string()),
            missing: newest_due.and_then(|period| gathered.missing.remove(&period)).unwrap_or_default(),
        }
    };
    Ok(gathered.into_iter().map(form).collect())
}

/// A form, the code and first day of a unit, and a period.
type SentFor<'a> = (&'a str, &'a str, i32, &'a str);

/// For what a submission with accepted rows is current.
fn senders_in_use(batches: &[RecordBatch]) -> Result<HashSet<SentFor<'_>>, Error> {
    let mut used = HashSet::new();
    for batch in batches {
        let text = |name: &str| column::<StringArray>(batch, "submissions", name);
        let (forms, areas, periods, states) = (text("form")?, text("ref_area")?, text("time_period")?, text("state")?);
        let valid_from: &Date32Array = column(batch, "submissions", "ref_area_valid_from")?;
        let accepted: &Int64Array = column(batch, "submissions", "rows_accepted")?;
        let is_used =
            |row: &usize| matches!(states.value(*row), "received" | "late") && has_accepted_rows(accepted, *row);
        let key = |row: usize| (forms.value(row), areas.value(row), valid_from.value(row), periods.value(row));
        used.extend((0..batch.num_rows()).filter(is_used).map(key));
    }
    Ok(used)
}

fn has_accepted_rows(accepted: &Int64Array, row: usize) -> bool {
    accepted.is_valid(row) && accepted.value(row) > 0
}

/// The names of the run's units by code and first day.
fn unit_names(warehouse: &Warehouse, run_id: &str) -> Result<HashMap<(String, i32), String>, Error> {
    let mut names = HashMap::new();
    for batch in warehouse.run_table(run_id, "registry/units.parquet")? {
        let codes: &StringArray = column(&batch, "units", "ref_area")?;
        let days: &Date32Array = column(&batch, "units", "ref_area_valid_from")?;
        let of_units: &StringArray = column(&batch, "units", "ref_area_name")?;
        for row in 0..batch.num_rows() {
            names.insert((codes.value(row).to_owned(), days.value(row)), of_units.value(row).to_owned());
        }
    }
    Ok(names)
}

/// What lies in the landing zone and is not in the ledger. Bytes are read only where the store says that an object changed.
fn waiting(project: &Project, places: &Places, warehouse: &Warehouse) -> Result<Waiting, Error> {
    let landing = Landing::open(&places.landing, &places.folder)?;
    let mut survey = landing.survey(|object| project.is_debris(object))?;
    let entries = warehouse.ledger()?;
    survey.keep_names(entries.iter().map(|entry| entry.object.as_str()));
    let Survey { listed, passed_over, .. } = survey;
    let ledger: HashMap<&str, &str> =
        entries.iter().map(|entry| (entry.object.as_str(), entry.sha256.as_str())).collect();
    let seen = warehouse.seen();
    let seen: HashMap<&str, &str> = seen.iter().map(|seen| (seen.object.as_str(), seen.stamp.as_str())).collect();
    let mut waiting = Waiting {
        passed_over: passed_over
            .into_iter()
            .map(|passed| PassedOverObject { object: passed.object, cause: passed.cause })
            .collect(),
        ..Waiting::default()
    };
    for object in listed {
        match ledger.get(object.object.as_str()) {
            None => waiting.new.push(object.object),
            Some(_) if seen.get(object.object.as_str()) == Some(&object.stamp.as_str()) => {}
            Some(sha256) => match landing.get(&object) {
                Ok(bytes) if sha256_hex(&bytes) == *sha256 => {}
                Ok(_) => waiting.overwritten.push(object.object),
                Err(why) => {
                    waiting.passed_over.push(PassedOverObject { object: object.object, cause: why.message() });
                }
            },
        }
    }
    Ok(waiting)
}
