//! Stage 4, assemble: which submission is current, who has sent what, and everything in the units of each map.
//!
//! Takes what was read of every object that arrived; gives submissions, the rows that are current, and for each form the table of
//! unit × period × geography that the engine groups.

pub mod across;
pub mod area_location;
pub mod decisions;
pub mod expected;
pub mod foreign_keys;
pub mod name_check;
pub mod newest;
pub mod object_name;
pub mod reporting_time;
pub mod restate;
pub mod returned_objects;
pub mod sender;
pub mod stopped;
pub mod units;
pub mod unused_rows;
pub mod withdrawn;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::project::written::form::{Form, Role};
use crate::project::written::settings::UTC_OFFSET_SECONDS;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::{Reading, TypedTable};
use crate::values::period::Period;
use crate::values::status::Status;

/// An object that arrived, with what was read of it. Findings and tables belong to the bytes; the name to the arrival.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    pub object: &'a str,
    pub sha256: &'a str,
    pub received_at: DateTime<Utc>,
    pub reading: &'a Reading,
}

/// The day of an instant in the project's time zone.
pub fn local_day(instant: DateTime<Utc>) -> NaiveDate {
    (instant + chrono::TimeDelta::seconds(i64::from(UTC_OFFSET_SECONDS))).date_naive()
}

/// The first instant of a day in the project's time zone.
pub fn first_instant(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_hms_opt(0, 0, 0)?.and_utc();
    midnight.checked_sub_signed(chrono::TimeDelta::seconds(i64::from(UTC_OFFSET_SECONDS)))
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Received,
    Late,
    Missing,
    Rejected,
    Superseded,
    Duplicate,
    /// Someone has withdrawn it.
    Withdrawn,
}

impl State {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
            Self::Duplicate => "duplicate",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One form for one period from one sender, expected or come.
#[derive(Clone, Debug)]
pub struct Submission {
    pub form: FormIndex,
    pub sender: Option<UnitIndex>,
    pub period: Option<Period>,
    /// The vintages that it holds, for exports.
    pub vintages: Vec<String>,
    pub due: Option<NaiveDate>,
    pub state: State,
    /// The place of its object among the arrivals; `None` where it is missing.
    pub arrived: Option<usize>,
    /// The place of its table in the reading.
    pub table: Option<usize>,
    pub revision: u32,
    pub accepted: u64,
    pub quarantined: u64,
    /// True where it came after its deadline and corrects nothing that came in time, also when another has replaced it.
    pub late: bool,
    /// The arrival that was made from this one and holds its table for another sender or period: none of its rows counts any more.
    pub moved_to: Option<usize>,
    /// The arrival whose submission was the first to take the place of this one; nothing while it is current.
    pub replaced_by: Option<usize>,
    /// True where so many of its rows are in error that none of them is used.
    pub is_stopped: bool,
    /// The arrival whose submission came first after this one and is stopped: it took the place of nothing.
    pub followed_by: Option<usize>,
}

impl Submission {
    /// A submission of which no row is used; of an arrival and a table where it came.
    pub const fn unused(
        (form, sender, period): (FormIndex, Option<UnitIndex>, Option<Period>),
        state: State,
        due: Option<NaiveDate>,
    ) -> Self {
        Self {
            form,
            sender,
            period,
            vintages: Vec::new(),
            due,
            state,
            arrived: None,
            table: None,
            revision: 0,
            accepted: 0,
            quarantined: 0,
            late: false,
            moved_to: None,
            replaced_by: None,
            is_stopped: false,
            followed_by: None,
        }
    }
}

/// The rows of one unit in one period (and vintage) that are current.
#[derive(Clone, Debug)]
pub struct CurrentRows {
    /// The place of the object among the arrivals.
    pub arrived: usize,
    /// The table of the reading and the row of the table: several tables of one file complete each other.
    pub rows: Vec<(usize, usize)>,
    /// False where a row is quarantined and no earlier submission had the unit: it is not reported.
    pub reported: bool,
    /// True where a later submission has the unit only in quarantine: its values are of low reliability.
    pub low_reliability: bool,
}

/// What distinguishes current rows within a form.
pub type CurrentKey = (UnitIndex, Period, Option<String>);

/// The current rows of one form, in the order of unit, period and vintage.
pub type CurrentByKey = BTreeMap<CurrentKey, CurrentRows>;

impl CurrentRows {
    /// Its tables and rows, in the order of the file.
    pub fn rows<'a>(&'a self, arrived: &'a [Arrived<'a>]) -> impl Iterator<Item = (&'a TypedTable, usize)> + 'a {
        let reading = arrived[self.arrived].reading;
        self.rows.iter().map(|&(table, row)| (&reading.tables[table], row))
    }

    /// The status that every value of a row has at best: of its vintage, and U where a later submission is quarantined.
    pub fn row_status(&self, vintage: Option<Status>) -> Status {
        let reliability = self.low_reliability.then_some(Status::U);
        [vintage, reliability].into_iter().flatten().fold(Status::A, Status::min)
    }
}

/// The vintage that a row says it is of.
pub fn vintage_of(form: &Form, table: &TypedTable, row: usize) -> Option<Status> {
    let field = form.schema.fields.iter().position(|field| field.role == Some(Role::Vintage))?;
    Status::from_code(table.rows.columns[field].values.get(row).text()?)
}

/// The day by which a form is due for a period.
pub fn due_day(project: &Project, form: FormIndex, period: Period) -> Option<NaiveDate> {
    let reporting = &project.forms[form].form;
    let days = reporting.due?;
    period.end(reporting.calendar).checked_add_days(chrono::Days::new(u64::from(days.0)))
}
