//! The seam between plans and the engines that compute them.
//!
//! Takes registered Arrow tables and a [`Plan`]; gives one Arrow batch. It is small so that a cluster engine fits behind
//! it: nothing of an engine's own types passes through.

pub mod sql;

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use arrow_array::BooleanArray;
use arrow_array::RecordBatch;

use crate::project::expression::expression::Condition;
use crate::project::expression::plan::{Part, Plan};

/// The registry's map from units to the areas that hold them.
pub const AREAS: &str = "registry/areas";
/// The registry's number of units in each area.
pub const COUNTS: &str = "registry/counts";

/// The name of the table of a form's units.
pub fn units_table(form: &str) -> String {
    format!("units/{form}")
}

/// Why a plan could not be run. Each is a fault of the program or a limit, never of a row.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("no table `{0}` is registered")]
    UnknownTable(String),
    #[error(
        "the amounts of form `{form}` are too large to be added exactly over {rows} rows; use a coarser multiplier"
    )]
    Overflow { form: String, rows: usize },
    #[error("the engine failed: {0}")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("a table could not be handed to or taken from the engine: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
}

/// One registered table, with room for the form in which an engine keeps it.
#[derive(Debug)]
struct Table {
    batch: RecordBatch,
    kept: OnceLock<Arc<dyn Any + Send + Sync>>,
}

/// The tables of a run, by name: `units/<form>`, `registry/areas`, `registry/counts`.
#[derive(Debug, Default)]
pub struct Tables {
    tables: BTreeMap<String, Table>,
}

impl Tables {
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers a table; one of the same name is replaced.
    pub fn register(&mut self, name: impl Into<String>, batch: RecordBatch) {
        self.tables.insert(name.into(), Table { batch, kept: OnceLock::new() });
    }

    /// The table as it was registered.
    pub fn batch(&self, name: &str) -> Result<&RecordBatch, EngineError> {
        Ok(&self.table(name)?.batch)
    }

    /// The table in an engine's own form, made once: a table serves many indicators.
    pub fn kept<T: Clone + Send + Sync + 'static>(
        &self,
        name: &str,
        make: impl FnOnce(&RecordBatch) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let table = self.table(name)?;
        if let Some(made) = table.kept.get().and_then(|kept| kept.downcast_ref::<T>()) {
            return Ok(made.clone());
        }
        let made = make(&table.batch)?;
        // Where another thread or engine came first, its form stays; ours is only not kept.
        let _ = table.kept.set(Arc::new(made.clone()));
        Ok(made)
    }

    fn table(&self, name: &str) -> Result<&Table, EngineError> {
        self.tables.get(name).ok_or_else(|| EngineError::UnknownTable(name.to_owned()))
    }
}

/// Computes plans.
///
/// `run` gives the columns geography, freq, time_period, period_start, period_end, area, area_valid_from, area_level,
/// numerator and denominator (Decimal128(38, 12)), n_reported and n_expected (Int64), missing_rank and value_rank
/// (Int32, [`crate::values::status::Status::rank`]), ordered by geography, area_level, area, area_valid_from, period_end
/// and freq.
pub trait Engine: Sync {
    /// The parts of one indicator, a row for each geography, period and area that has a unit in the numerator's table.
    fn run(&self, plan: &Plan, tables: &Tables) -> Result<RecordBatch, EngineError>;

    /// What the rows of each group add to each part. `rows` has a column `group` (Int64) beside the fields and their
    /// statuses; the answer has a row a group: `group`, and for the part at place i `amount i` (Decimal128(38, 12)),
    /// `missing i` and `inherited i` (Int32, ranks of a status), `impossible i` and `open i` (Boolean).
    fn group(&self, parts: &[Part], rows: &RecordBatch) -> Result<RecordBatch, EngineError>;

    /// Each condition for each row of a batch of typed rows; null where it is not decided.
    fn verdicts(&self, conditions: &[Condition], rows: &RecordBatch) -> Result<Vec<BooleanArray>, EngineError>;
}
