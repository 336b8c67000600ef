//! The embedded engine: plans on Polars.
//!
//! Takes a plan and the registered tables; gives the parts of each figure. Rows become one row a unit (whether it is
//! reported, why not, what it adds), units become areas. Sums are exact: Polars does not check the overflow of a decimal
//! sum, so before a plan runs the largest amount that its fields can make, times the number of rows, must stay within
//! 38 digits; with inputs below 10¹⁵ that holds for a sum over 10¹⁰ rows of ten added fields.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_schema::{DataType as ArrowType, Field, Schema};
use arrow_select::concat::concat_batches;
use arrow_select::filter::filter_record_batch;
use polars::prelude::{
    AnyValue, DataFrame, DataType, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, NULL, SortMultipleOptions, col, lit,
    when,
};

use crate::engine::arrow_bridge::{failed, to_array, to_batch, to_frame};
use crate::engine::figure_order::ordered;
use crate::engine::lower::{AMOUNT, RowView, any, decimal, rank, stronger};
use crate::engine::small::{self, Verdict};
use crate::engine::{
    AREAS, COUNTS, EngineError, GroupEngine, PlanEngine, RowEngine, Tables, figure_schema, lower, small_groups,
    units_table,
};
use crate::project::expression::plan::{AggregatePart, Denominator, Plan, Sharing};
use crate::project::expression::typed::{Aggregate, Condition};
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// The embedded engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct PolarsEngine;

const PERIOD: [&str; 5] = ["geography", "freq", "time_period", "period_start", "period_end"];
const MAP: [&str; 1] = ["geography"];
const UNIT: [&str; 2] = ["ref_area", "ref_area_valid_from"];
const AREA: [&str; 3] = ["area", "area_valid_from", "area_level"];
/// One more than the largest number of DECIMAL(38), in units of its last digit.
const DECIMAL_END: u128 = 10_u128.pow(38);

fn columns(names: &[&[&str]]) -> Vec<Expr> {
    names.iter().flat_map(|names| names.iter()).map(|name| col(*name)).collect()
}

impl PlanEngine for PolarsEngine {
    fn run(&self, plan: &Plan, tables: &Tables) -> Result<RecordBatch, EngineError> {
        let run = PlanRun { plan, tables };
        let numerator = (&plan.numerator, "numerator");
        let denominator = plan.denominator_part().map(|part| (part, "denominator"));
        let figures = match (plan.sharing(), denominator) {
            (Sharing::SameForm, Some(denominator)) => {
                let parts = [numerator, denominator];
                let units = run.units(&parts)?;
                run.areas(units, &parts)?
            }
            (Sharing::SameLevel, Some(denominator)) => {
                let units = both(run.units(&[numerator])?, run.units(&[denominator])?);
                run.areas(units, &[numerator, denominator])?
            }
            _ => run.areas(run.units(&[numerator])?, &[numerator])?,
        };
        let figures = match &plan.denominator {
            Some(Denominator::Registry { level }) => {
                let keys = columns(&[&["geography", "time_period", "period_end", "area", "area_valid_from"]]);
                let counts = run.table(COUNTS)?.filter(col("level").eq(lit(level.as_str())));
                let mut wanted = keys.clone();
                wanted.push(col("units").cast(AMOUNT).alias("denominator"));
                // An area without such a unit has none of them: a denominator of zero.
                let counted = col("denominator").fill_null(decimal(Decimal::ZERO));
                figures
                    .join(counts.select(wanted), keys.clone(), keys, JoinArgs::new(JoinType::Left))
                    .with_column(counted)
            }
            Some(Denominator::Part(_)) => figures,
            None => figures.with_column(lit(NULL).cast(AMOUNT).alias("denominator")),
        };
        ordered(&to_batch(&computed(figures)?, &figure_schema())?)
    }
}

impl GroupEngine for PolarsEngine {
    fn group(&self, parts: &[AggregatePart], rows: &RecordBatch) -> Result<RecordBatch, EngineError> {
        let Some(is_complete) = small_groups::complete(parts, rows) else { return self.group_all(parts, rows) };
        if is_complete.false_count() == 0 {
            return small_groups::group(parts, rows).map_or_else(|| self.group_all(parts, rows), |sums| Ok(sums?));
        }
        let Some(sums) = small_groups::group(parts, &filter_record_batch(rows, &is_complete)?) else {
            return self.group_all(parts, rows);
        };
        let others = self.group_all(parts, &filter_record_batch(rows, &inverted(&is_complete))?)?;
        Ok(concat_batches(&small_groups::group_schema(parts.len()), [&sums?, &others])?)
    }
}

impl PolarsEngine {
    /// The groups of any rows.
    fn group_all(self, parts: &[AggregatePart], rows: &RecordBatch) -> Result<RecordBatch, EngineError> {
        let frame = to_frame(rows)?;
        for part in parts {
            check_bound(part, &frame)?;
        }
        let whole = [lit(true).alias("row_present"), lit(Status::A.code()).alias("row_status")];
        let mut made = Vec::new();
        let mut reduced = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let view = RowView::new(part);
            let named = |name: &str| format!("{name} {index}");
            let amount = col(named("amount"));
            made.extend([
                view.amount.alias(named("amount")),
                view.missing.alias(named("missing")),
                view.inherited.alias(named("inherited")),
                view.impossible.alias(named("impossible")),
                view.open.alias(named("open")),
            ]);
            reduced.extend([
                // A sum of nothing is not there.
                match &part.aggregate {
                    Aggregate::Min(_) => amount.min(),
                    Aggregate::Max(_) => amount.max(),
                    _ => when(amount.clone().count().gt(lit(0))).then(amount.sum()).otherwise(lit(NULL).cast(AMOUNT)),
                },
                col(named("missing")).min(),
                col(named("inherited")).min(),
                col(named("impossible")).any(true),
                col(named("open")).any(true),
            ]);
        }
        let names: Vec<String> =
            (0..parts.len()).flat_map(|index| small_groups::OF_A_PART.map(|name| format!("{name} {index}"))).collect();
        let reduced: Vec<Expr> =
            reduced.into_iter().zip(&names).map(|(reduced, name)| reduced.alias(name.as_str())).collect();
        let grouped = frame
            .lazy()
            .with_columns(whole)
            .with_columns(made)
            .group_by([col("group")])
            .agg(reduced)
            .sort(["group"], SortMultipleOptions::default());
        to_batch(&computed(grouped)?, &small_groups::group_schema(parts.len()))
    }
}

impl RowEngine for PolarsEngine {
    fn verdicts(&self, conditions: &[Condition], rows: &RecordBatch) -> Result<Vec<BooleanArray>, EngineError> {
        let of_small: Option<Vec<_>> = conditions.iter().map(|test| small::verdict(test, rows)).collect();
        if let Some(verdicts) = of_small {
            return Ok(verdicts.into_iter().map(Verdict::into_array).collect());
        }
        let name = |index: usize| format!("verdict {index}");
        let tests = conditions.iter().enumerate().map(|(index, test)| lower::condition(test).alias(name(index)));
        let frame = computed(to_frame(rows)?.lazy().with_columns(tests.collect::<Vec<_>>()))?;
        (0..conditions.len())
            .map(|index| {
                let column = frame.column(&name(index)).map_err(failed)?;
                let array = to_array(column, &ArrowType::Boolean)?;
                Ok(array.as_boolean_opt().cloned().unwrap_or_else(|| BooleanArray::new_null(array.len())))
            })
            .collect()
    }

    fn entering(&self, part: &AggregatePart, rows: &RecordBatch) -> Result<RecordBatch, EngineError> {
        let view = RowView::new(part);
        let made = [view.enters.alias("row enters"), view.amount.alias("row amount")];
        let made = to_frame(rows)?.lazy().with_columns(made).select(columns(&[&["row enters", "row amount"]]));
        let fields = [("row enters", ArrowType::Boolean), ("row amount", ArrowType::Decimal128(38, 12))];
        let fields = fields.map(|(name, kind)| Field::new(name, kind, true));
        to_batch(&computed(made)?, &Arc::new(Schema::new(fields.to_vec())))
    }
}

/// Computes a frame. Polars has workers of its own, and a worker of another pool that waits for them takes other work meanwhile: the next file,
/// which waits for a frame as well, and so on until the stack is full. A thread that is no worker waits, and takes nothing.
///
/// # Errors
/// Where Polars fails.
fn computed(frame: LazyFrame) -> Result<DataFrame, EngineError> {
    if rayon::current_thread_index().is_none() {
        return frame.collect().map_err(failed);
    }
    let waited = std::thread::scope(|scope| scope.spawn(|| frame.collect()).join());
    waited.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(failed)
}

fn inverted(mask: &BooleanArray) -> BooleanArray {
    mask.values().iter().map(|is_set| Some(!is_set)).collect()
}

/// A part and the column of its result.
type PartColumn<'a> = (&'a AggregatePart, &'static str);

struct PlanRun<'a> {
    plan: &'a Plan,
    tables: &'a Tables,
}

impl PlanRun<'_> {
    fn table(&self, name: &str) -> Result<LazyFrame, EngineError> {
        Ok(self.tables.kept(name, to_frame)?.lazy())
    }

    /// The rows of a form in the periods asked for.
    fn rows(&self, part: &AggregatePart) -> Result<LazyFrame, EngineError> {
        let wanted = any(self.plan.frequencies.iter().map(|frequency| col("freq").eq(lit(frequency.code()))));
        let frame = self.tables.kept(&units_table(&part.form), to_frame)?;
        check_bound(part, &frame)?;
        let rows = frame.lazy().filter(wanted);
        Ok(match &part.level {
            Some(level) => rows.filter(col("area_level").eq(lit(level.as_str()))),
            None => rows,
        })
    }

    /// One row a unit and period: `reported`, `impossible`, `missing`, `inherited`, and what it adds to each part.
    fn units(&self, parts: &[PartColumn<'_>]) -> Result<LazyFrame, EngineError> {
        let Some((first, _)) = parts.first() else { return Ok(LazyFrame::default()) };
        let mut rows = self.rows(first)?;
        for (part, _) in parts.iter().skip(1) {
            check_bound(part, &self.tables.kept(&units_table(&part.form), to_frame)?)?;
        }
        let views: Vec<RowView> = parts.iter().map(|(part, _)| RowView::new(part)).collect();
        let mut made = vec![col("reported").fill_null(lit(false)).alias("accepted")];
        for (index, view) in views.iter().enumerate() {
            let good = view.candidate.clone().not().or(view.complete.clone());
            let missing = when(view.candidate.clone()).then(view.missing.clone()).otherwise(lit(NULL));
            made.extend([
                view.candidate.clone().alias(format!("candidate {index}")),
                good.alias(format!("good {index}")),
                view.candidate.clone().and(view.impossible.clone()).alias(format!("impossible {index}")),
                view.open.clone().alias(format!("open {index}")),
                missing.cast(DataType::Int32).alias(format!("missing {index}")),
                view.inherited.clone().alias(format!("inherited {index}")),
                view.amount.clone().alias(parts[index].1),
            ]);
        }
        rows = rows.with_columns(made);
        let indices = 0..parts.len();
        let one_row = parts.iter().all(|(part, _)| part.one_row_a_unit());
        if !one_row {
            let mut reduced = vec![col("accepted").all(true)];
            for (index, (part, name)) in parts.iter().enumerate() {
                reduced.extend([
                    col(format!("candidate {index}")).any(true),
                    col(format!("good {index}")).all(true),
                    col(format!("impossible {index}")).any(true),
                    col(format!("open {index}")).any(true),
                    col(format!("missing {index}")).min(),
                    col(format!("inherited {index}")).min(),
                    rows_of_a_unit(&part.aggregate, col(*name)).alias(*name),
                ]);
            }
            rows = rows.group_by(columns(&[&PERIOD, &UNIT])).agg(reduced);
        }
        // A unit that has rows, none of them of the vintage asked for, has not reported it.
        let complete = indices.clone().fold(col("accepted"), |all, index| {
            all.and(col(format!("candidate {index}"))).and(col(format!("good {index}")))
        });
        let cause = indices.clone().map(|index| {
            when(col(format!("candidate {index}")))
                .then(col(format!("missing {index}")))
                .otherwise(lit(rank(Status::O)))
        });
        let cause = cause.reduce(stronger).unwrap_or_else(|| lit(rank(Status::O)));
        let impossible = any(indices
            .clone()
            .map(|index| col(format!("impossible {index}")).and(col(format!("open {index}")).not())));
        let inherited = indices.map(|index| col(format!("inherited {index}"))).reduce(stronger);
        let mut unit = columns(&[&PERIOD, &UNIT]);
        unit.extend([
            complete.and(impossible.clone().not()).alias("reported"),
            impossible.alias("impossible"),
            when(col("accepted")).then(cause).otherwise(lit(rank(Status::O))).alias("missing"),
            inherited.unwrap_or_else(|| lit(NULL).cast(DataType::Int32)).alias("inherited"),
        ]);
        unit.extend(parts.iter().map(|(_, name)| col(*name)));
        Ok(rows.select(unit))
    }

    /// The units of each area, reduced: one row a figure.
    fn areas(&self, units: LazyFrame, parts: &[PartColumn<'_>]) -> Result<LazyFrame, EngineError> {
        let levels = any(self.plan.area_levels.iter().map(|level| col("area_level").eq(lit(level.as_str()))));
        let areas = self.table(AREAS)?.filter(levels).select(columns(&[&MAP, &UNIT, &AREA, &["area_valid_to"]]));
        // What ended inside a period has no figure for it.
        let goes_on = || col("area_valid_to").is_null().or(col("period_end").lt(col("area_valid_to")));
        let keys = columns(&[&PERIOD, &AREA]);
        let placed = |frame: LazyFrame| {
            let unit = columns(&[&MAP, &UNIT]);
            frame.join(areas.clone(), unit.clone(), unit, JoinArgs::new(JoinType::Inner)).filter(goes_on())
        };
        let reported = || col("reported");
        let unreported = reported().not().and(col("impossible").not());
        let mut reduced = vec![
            reported().cast(DataType::Int64).sum().alias("n_reported"),
            col("impossible").not().cast(DataType::Int64).sum().alias("n_expected"),
            when(unreported).then(col("missing")).otherwise(lit(NULL)).min().alias("missing_rank"),
            when(reported()).then(col("inherited")).otherwise(lit(NULL)).min().alias("value_rank"),
        ];
        for (part, name) in parts {
            let entering = when(reported()).then(col(*name)).otherwise(lit(NULL).cast(AMOUNT));
            reduced.push(units_of_an_area(&part.aggregate, entering).alias(*name));
        }
        let mut figures = placed(units.clone()).group_by(keys.clone()).agg(reduced);
        for (part, name) in parts {
            if let Aggregate::CountDistinct(field) = &part.aggregate {
                let by_unit = columns(&[&PERIOD, &UNIT]);
                let mut entering = by_unit.clone();
                entering.push(col(field.as_str()).alias("distinct"));
                let rows = self.rows(part)?.filter(RowView::new(part).enters).select(entering);
                let good = units.clone().filter(reported()).select(by_unit.clone());
                let rows = rows.join(good, by_unit.clone(), by_unit, JoinArgs::new(JoinType::Inner));
                let counted = col("distinct").drop_nulls().n_unique().cast(AMOUNT).alias("counted");
                let counted = placed(rows).group_by(keys.clone()).agg([counted]);
                figures = figures.join(counted, keys.clone(), keys.clone(), JoinArgs::new(JoinType::Left));
                figures = figures.with_column(col("counted").fill_null(decimal(Decimal::ZERO)).alias(*name));
                figures = figures
                    .select(columns(&[&PERIOD, &AREA, &RANKS]).into_iter().chain(names(parts)).collect::<Vec<_>>());
            }
        }
        // A sum of nothing is zero only where somebody reported.
        let guarded = parts.iter().map(|(_, name)| {
            when(col("n_reported").gt(lit(0_i64))).then(col(*name)).otherwise(lit(NULL).cast(AMOUNT)).alias(*name)
        });
        Ok(figures.with_columns(guarded.collect::<Vec<_>>()))
    }
}

const RANKS: [&str; 4] = ["n_reported", "n_expected", "missing_rank", "value_rank"];

fn names(parts: &[PartColumn<'_>]) -> impl Iterator<Item = Expr> {
    parts.iter().map(|(_, name)| col(*name))
}

/// Combines the amounts of the rows of one unit.
fn rows_of_a_unit(aggregate: &Aggregate, amounts: Expr) -> Expr {
    match aggregate {
        // One, however many rows a unit has.
        Aggregate::CountUnits => amounts.max(),
        other => units_of_an_area(other, amounts),
    }
}

/// Combines the amounts of units: all but distinct counts of values are reduced in two steps.
fn units_of_an_area(aggregate: &Aggregate, amounts: Expr) -> Expr {
    match aggregate {
        Aggregate::Sum(_) | Aggregate::Count | Aggregate::CountDistinct(_) | Aggregate::CountUnits => amounts.sum(),
        Aggregate::Min(_) => amounts.min(),
        Aggregate::Max(_) => amounts.max(),
    }
}

/// Two forms of one level: a unit counts where both have it.
fn both(numerator: LazyFrame, denominator: LazyFrame) -> LazyFrame {
    let keys = columns(&[&PERIOD, &UNIT]);
    let mut renamed = keys.clone();
    renamed.extend([
        col("reported").alias("other reported"),
        col("impossible").alias("other impossible"),
        col("missing").alias("other missing"),
        col("inherited").alias("other inherited"),
        col("denominator"),
    ]);
    // A unit that is missing in one form alone has no cause in the other.
    let cause = |reported: &str, missing: &str| {
        when(col(reported).eq(lit(true))).then(lit(NULL).cast(DataType::Int32)).otherwise(col(missing))
    };
    let other_missing = when(col("other reported").is_null())
        .then(lit(rank(Status::O)))
        .otherwise(cause("other reported", "other missing"));
    let impossible = col("impossible").or(col("other impossible").fill_null(lit(false)));
    let other_reported = col("other reported").fill_null(lit(false));
    numerator.join(denominator.select(renamed), keys.clone(), keys, JoinArgs::new(JoinType::Left)).with_columns([
        col("reported").and(other_reported).and(impossible.clone().not()).alias("reported"),
        impossible.alias("impossible"),
        stronger(cause("reported", "missing"), other_missing).alias("missing"),
        stronger(col("inherited"), col("other inherited")).alias("inherited"),
    ])
}

/// Refuses a plan whose sums could leave 38 digits. Polars checks the arithmetic of a row, not a sum.
fn check_bound(part: &AggregatePart, frame: &DataFrame) -> Result<(), EngineError> {
    let Aggregate::Sum(amount) = &part.aggregate else { return Ok(()) };
    let mut sizes = Vec::new();
    for name in amount.amounts() {
        let column = frame.column(&name).map_err(failed)?;
        let mut size = 0;
        for end in [column.min_reduce().map_err(failed)?, column.max_reduce().map_err(failed)?] {
            size = size.max(match end.value() {
                AnyValue::Decimal(units, _, _) => units.unsigned_abs(),
                _ => 0,
            });
        }
        sizes.push((name, size));
    }
    let size = |name: &str| sizes.iter().find(|(known, _)| known == name).map_or(0, |(_, size)| *size);
    let rows = frame.height();
    let total = amount.bound(&size).saturating_mul(u128::try_from(rows).unwrap_or(u128::MAX));
    if total < DECIMAL_END { Ok(()) } else { Err(EngineError::Overflow { form: part.form.clone(), rows }) }
}
