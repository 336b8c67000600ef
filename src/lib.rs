//! tinhso: the spreadsheets of districts and communes, turned into province-level indicators that trace to the cell.
//!
//! Data flows down this table and never back up. A stage knows the types it takes and gives, not its neighbours; only
//! [`store`] and [`cli`] touch the outside world.
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | [`project`] | the texts of a project folder | [`project::Project`], or every fault with file and line |
//! | [`registry`] | `units.csv`, `crosswalk.csv` | [`registry::Registry`]: units with validity, members, names |
//! | [`store`] | the landing zone, the warehouse | bytes, ledger entries; a published run |
//! | [`read`] | bytes | sheets, then [`read::locate::Table`]: labels, row roles, head |
//! | [`draft`] | the sheets of a sample, the registry | [`draft::Draft`]: a first form, and what was guessed |
//! | [`typing`] | a located table | [`typing::reading::TypedTable`]: values with a status, units, periods |
//! | [`validate`] | typed tables | findings; each row accepted or quarantined |
//! | [`assemble`] | the readings of everything that arrived | submissions, standing rows, the `units/<form>` table |
//! | [`aggregate`] | `units/<form>` and a typed plan | [`aggregate::figure::Figure`]: value, status, coverage, target state |
//! | [`publish`] | figures, rows, findings | tables, the data package |
//! | [`report`] | a run's summary; a form | text and envelopes; an empty form |
//!
//! [`run`] is the straight line that calls them in order. [`text`] holds the normal forms by which names and labels are
//! compared, [`columns`] builds Arrow tables.

pub use tinhso_reader::{
    columns, error, findings, formats, intake, locate, project, registry, sheet, typing, validate, values, words,
};

pub mod aggregate;
pub mod assemble;
pub mod cli;
pub mod documents;
pub mod draft;
pub mod engine;
pub mod publish;
pub mod query;
pub mod report;
pub mod run;
pub mod store;
