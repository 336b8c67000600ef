//! The seam between plans and the engines that compute them.
//!
//! Takes registered Arrow tables and a [`Plan`]; gives one Arrow batch. It is three small traits, since a cluster serves the
//! first alone: plans ([`PlanEngine`]), verdicts on rows ([`RowEngine`]), groups of lines ([`GroupEngine`]). Nothing of an
//! engine's own types passes through: a failure is a boxed error, a table is Arrow.

pub mod sql;

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use arrow_array::{BooleanArray, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::project::expression::plan::{AggregatePart, Plan};
use crate::project::expression::typed::Condition;

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

/// One registered table, with room for the form in which an engine keeps it. What is kept never leaves [`Tables::kept`], which
/// gives it to the engine that made it alone: the room is untyped so that the seam names no engine.
#[derive(Debug)]
struct RegisteredTable {
    batch: RecordBatch,
    kept: OnceLock<Arc<dyn Any + Send + Sync>>,
}

/// The tables of a run, by name: `units/<form>`, `registry/areas`, `registry/counts`.
#[derive(Debug, Default)]
pub struct Tables {
    tables: BTreeMap<String, RegisteredTable>,
}

impl Tables {
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers a table; one of the same name is replaced.
    pub fn register(&mut self, name: impl Into<String>, batch: RecordBatch) {
        self.tables.insert(name.into(), RegisteredTable { batch, kept: OnceLock::new() });
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

    fn table(&self, name: &str) -> Result<&RegisteredTable, EngineError> {
        self.tables.get(name).ok_or_else(|| EngineError::UnknownTable(name.to_owned()))
    }
}

/// Computes plans: the one trait that an engine elsewhere, such as a cluster, has to serve.
pub trait PlanEngine: Sync {
    /// The parts of one indicator, a row for each geography, period and area that has a unit in the numerator's table.
    ///
    /// The columns are those of [`figure_schema`], ordered by geography, area_level, area, area_valid_from, period_end, freq
    /// and time_period. Ranks are [`crate::values::status::Status::rank`].
    ///
    /// # Errors
    /// Where a table is not registered, a sum could become too large to be exact, or the engine fails.
    fn run(&self, plan: &Plan, tables: &Tables) -> Result<RecordBatch, EngineError>;
}

/// The digits of the small numbers that a [`RowEngine`] and a [`GroupEngine`] take.
pub const SMALL_DIGITS: u8 = 18;

/// Decides conditions row by row, on rows that lie in memory here.
pub trait RowEngine: Sync {
    /// Each condition for each row of a batch of typed rows; null where it is not decided.
    ///
    /// A number is a Decimal128(38, 12), or a small one: a Decimal64 of [`SMALL_DIGITS`] with at most twelve digits behind the
    /// sign. A text may have a dictionary (Int32 to Utf8), and a column of one text may be one run (Int32 to Utf8).
    ///
    /// # Errors
    /// Where the batch has no column of a field, or the engine fails.
    fn verdicts(&self, conditions: &[Condition], rows: &RecordBatch) -> Result<Vec<BooleanArray>, EngineError>;

    /// What each row of a `units/<form>` table is to a part, in the order of the rows: `row enters` (Boolean, never null),
    /// and `row amount` (Decimal128(38, 12)), what it adds, null where it does not enter. Whether its unit counts, the plan says.
    ///
    /// # Errors
    /// Where the table has no column of a field, or the engine fails.
    fn entering(&self, part: &AggregatePart, rows: &RecordBatch) -> Result<RecordBatch, EngineError>;
}

/// Groups the lines of an export as they pass, piece by piece.
pub trait GroupEngine: Sync {
    /// What the rows of each group add to each part. `rows` has a column `group` (Int64) beside the fields and their
    /// statuses, as [`RowEngine::verdicts`] takes them; the answer has a row or more a group: `group`, and for the part at index i `amount i` (Decimal128(38, 12)),
    /// `missing i` and `inherited i` (Int32, ranks of a status), `impossible i` and `open i` (Boolean).
    ///
    /// # Errors
    /// Where a sum could become too large to be exact, or the engine fails.
    fn group(&self, parts: &[AggregatePart], rows: &RecordBatch) -> Result<RecordBatch, EngineError>;
}

/// What reading asks of an engine. It is always local: rows are checked and grouped before they are stored anywhere.
pub trait LocalEngine: RowEngine + GroupEngine {}

impl<T: RowEngine + GroupEngine> LocalEngine for T {}

/// The engines of a run: plans may be computed elsewhere, all else is local.
#[derive(Clone, Copy)]
pub struct Engines<'a> {
    pub plans: &'a dyn PlanEngine,
    pub local: &'a dyn LocalEngine,
}

/// The columns that [`PlanEngine::run`] gives, and every printed query: the keys, the two parts, how many units were reported
/// of those expected, the rank of what is missing and that of what the figure inherits.
pub fn figure_schema() -> SchemaRef {
    let amount = DataType::Decimal128(38, 12);
    let columns = [
        ("geography", DataType::Utf8),
        ("freq", DataType::Utf8),
        ("time_period", DataType::Utf8),
        ("period_start", DataType::Date32),
        ("period_end", DataType::Date32),
        ("area", DataType::Utf8),
        ("area_valid_from", DataType::Date32),
        ("area_level", DataType::Utf8),
        ("numerator", amount.clone()),
        ("denominator", amount),
        ("n_reported", DataType::Int64),
        ("n_expected", DataType::Int64),
        ("missing_rank", DataType::Int32),
        ("value_rank", DataType::Int32),
    ];
    Arc::new(Schema::new(columns.map(|(name, kind)| Field::new(name, kind, true)).to_vec()))
}
