//! tinhso: the spreadsheets of districts and communes, turned into province-level indicators that trace to the cell.
//!
//! Data goes up this table: a room uses rooms above it in the list, never one below (`docs/architecture.md`, held by
//! `tests/it/house.rs`). The rooms up to [`intake`] lie in the crate `tinhso-reader`, but for the engines and the store.
//!
//! | room | takes | gives |
//! |---|---|---|
//! | [`values`] | | decimals, periods, statuses, languages, normal forms of texts |
//! | [`findings`], [`words`] | a text | findings and messages; what words mean |
//! | [`sheet`], [`registry`] | `units.csv`, `crosswalk.csv` | grids of cells; units with validity, members, names |
//! | [`formats`] | bytes | sheets |
//! | [`project`] | the texts of a project folder | [`project::Project`], or every fault with file and line |
//! | [`locate`] | sheets, forms | [`locate::Table`]: labels, rows, head |
//! | [`engine`] | a plan, Arrow tables | Arrow batches, SQL |
//! | [`store`] | places | the landing zone, the archive, the ledger, published runs |
//! | [`typing`] | a located table | [`typing::reading::TypedTable`]: values with a status, units, periods |
//! | [`validate`] | typed rows | findings; each row accepted or quarantined |
//! | [`intake`] | the bytes of objects | their readings |
//! | [`assemble`], [`draft`] | readings; a sample | current rows and units tables; a first form |
//! | [`aggregate`] | units tables | [`aggregate::figure::Figure`]: value, status, coverage, target state |
//! | [`publish`] | figures, rows, findings | tables, manifest, data package |
//! | [`query`] | published runs | answers |
//! | [`documents`] | answers, a form | workbooks |
//! | [`run`] | places, options | a published run: the straight line |
//! | [`report`], [`cli`] | answers; arguments | text and envelopes; commands |

pub use tinhso_reader::{
    columns, error, findings, formats, intake, locate, project, registry, sheet, typing, validate, values, words,
};
pub use tinhso_reader::{message, say};

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
