//! The figures of a run, computed again by DuckDB with the SQL that `tinhso plan` prints.
//!
//! DuckDB is a program of its own on the PATH, never linked, and shares no code with ours. It reads the tables `units` and `registry` of
//! the run and gives numerator, denominator and counts of every figure, which are compared exactly.

use std::collections::HashMap;
use std::time::Duration;

use arrow_array::{Array, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};

use super::{Agreement, Compared, Comparison, VerifiedRun, comparison, of_all};
use crate::columns::column;
use crate::engine::sql::{Title, dialect, query};
use crate::error::Error;
use crate::message;
use crate::project::Project;
use crate::store::outside::{Unanswered, answer_of, exit_of};

const PROGRAM: &str = "duckdb";
/// No settings of whoever calls, no prompt, the first error ends it; a null is distinguished from an empty text.
const ARGUMENTS: [&str; 8] = ["-batch", "-bail", "-init", "/dev/null", "-csv", "-noheader", "-nullvalue", NULL];
const NULL: &str = "\\N";
/// Nothing is fetched from anywhere.
const SETTINGS: &str = "SET autoinstall_known_extensions = false;\n";
/// What distinguishes figures of one indicator, then what is compared. `area` and its second part are `ref_area` in what is published.
const COLUMNS: &str = "geography, freq, time_period, period_start, period_end, area, area_valid_from, \
                       CAST(numerator AS VARCHAR), CAST(denominator AS VARCHAR), n_reported, n_expected";
/// How many of these columns distinguish figures, the indicator before them.
const KEYS: usize = 8;

/// Numerator, denominator and counts as texts, by indicator, geography, frequency, period, area.
type Figures = HashMap<Vec<String>, Vec<String>>;

impl VerifiedRun<'_> {
    /// The figures of the run with those that DuckDB computes, in so much time.
    pub(super) fn by_duckdb(&self, project: &Project, limit: Duration) -> Result<Comparison, Error> {
        let not_compared = |result, message| Ok(comparison(Compared::Duckdb, result, message));
        let answer = match answer_of(PROGRAM, &ARGUMENTS, &self.script(project)?, limit) {
            Ok(answer) => answer,
            Err(Unanswered::Absent) => {
                return not_compared(Agreement::Unavailable, message!("verify-duckdb.absent"));
            }
            Err(Unanswered::Late) => {
                let message = message!("verify-duckdb.late", seconds = limit.as_secs());
                return not_compared(Agreement::NotCompared, message);
            }
            Err(Unanswered::Ended(code)) => {
                return not_compared(Agreement::NotCompared, message!("verify-duckdb.failed", cause = exit_of(code)));
            }
            Err(Unanswered::Failed(cause)) => {
                let cause = message!("library-words.other", words = cause);
                return not_compared(Agreement::NotCompared, message!("verify-duckdb.failed", cause = cause));
            }
        };
        let Some(computed) = computed(&answer) else {
            let message = message!("verify-duckdb.failed", cause = "its answer is no CSV of the columns asked for");
            return not_compared(Agreement::NotCompared, message);
        };
        let mut published = Figures::new();
        for (place, pipeline) in project.pipelines.iter().enumerate() {
            let name = format!("indicators/{}.parquet", pipeline.name.get_ref());
            let Ok(batches) = self.warehouse.run_table(self.run_id, &name) else {
                return not_compared(Agreement::NotCompared, message!("verify-duckdb.no-table", table = name));
            };
            for batch in &batches {
                self.published((project, place), batch, &mut published)?;
            }
        }
        let mut differences: Vec<&Vec<String>> = published
            .keys()
            .filter(|key| computed.get(*key) != published.get(*key))
            .chain(computed.keys().filter(|key| !published.contains_key(*key)))
            .collect();
        differences.sort();
        let same = published.len().saturating_sub(differences.len());
        let differences = differences.into_iter().map(|key| difference(project, key, &published, &computed)).collect();
        Ok(of_all(Compared::Duckdb, differences, message!("verify-duckdb.figures", same = same, all = published.len())))
    }

    /// A query for each indicator, which begins with its position.
    fn script(&self, project: &Project) -> Result<String, Error> {
        let dialect = dialect(PROGRAM).ok_or_else(|| Error::program("there is no such dialect"))?;
        let tables = self.warehouse.run_location(self.run_id)?;
        let mut script = SETTINGS.to_owned();
        for (place, indicator) in project.indicators.iter().enumerate() {
            let title = Title {
                indicator: indicator.declared.name.get_ref(),
                method: indicator.declared.method.as_deref(),
                breakdown: indicator.breakdown.as_deref(),
            };
            let sql = query(&indicator.plan, title, &tables, dialect);
            let sql = sql.trim_end().trim_end_matches(';');
            script.push_str(&format!("SELECT {place}, {COLUMNS} FROM (\n{sql}\n);\n"));
        }
        Ok(script)
    }

    /// Adds the figures of a pipeline as they are published.
    fn published(
        &self,
        (project, pipeline): (&Project, usize),
        batch: &RecordBatch,
        figures: &mut Figures,
    ) -> Result<(), Error> {
        let texts = |name| column::<StringArray>(batch, "indicators", name);
        let days = |name| column::<Date32Array>(batch, "indicators", name);
        let amounts = |name| column::<Decimal128Array>(batch, "indicators", name);
        let counts = |name| column::<Int64Array>(batch, "indicators", name);
        let named = [texts("indicator")?, texts("method")?, texts("breakdown")?];
        let keys = (
            [texts("geography")?, texts("freq")?, texts("time_period")?],
            [days("period_start")?, days("period_end")?],
            (texts("ref_area")?, days("ref_area_valid_from")?),
        );
        let (amounts, counts) =
            ([amounts("numerator")?, amounts("denominator")?], [counts("n_reported")?, counts("n_expected")?]);
        let places: HashMap<[Option<&str>; 3], usize> = project
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, indicator)| indicator.pipeline == pipeline)
            .map(|(place, indicator)| {
                let declared = &indicator.declared;
                let name = Some(declared.name.get_ref().as_str());
                ([name, declared.method.as_deref(), indicator.breakdown.as_deref()], place)
            })
            .collect();
        for row in 0..batch.num_rows() {
            let text = |array: &StringArray| array.is_valid(row).then(|| array.value(row).to_owned());
            let name = named.map(|array| array.is_valid(row).then(|| array.value(row)));
            let place = places.get(&name).map_or_else(|| format!("{name:?}"), ToString::to_string);
            let mut key = vec![Some(place)];
            key.extend(keys.0.map(text));
            key.extend(keys.1.map(|array| day(array, row)));
            key.extend([text(keys.2.0), day(keys.2.1, row)]);
            let mut values = Vec::new();
            for array in amounts {
                values.push(array.is_valid(row).then(|| plain(&array.value_as_string(row))));
            }
            values.extend(counts.map(|array| array.is_valid(row).then(|| array.value(row).to_string())));
            figures.insert(written(key), written(values));
        }
        Ok(())
    }
}

/// A figure that differs, with both values.
fn difference(project: &Project, key: &[String], published: &Figures, computed: &Figures) -> String {
    let indicator = key.first().and_then(|place| project.indicators.get(place.parse::<usize>().ok()?));
    let name = indicator.map_or("?", |indicator| indicator.declared.name.get_ref().as_str());
    let values = |figures: &Figures| figures.get(key).map_or_else(|| "-".to_owned(), |values| values.join(" "));
    let rest = key.get(1..).unwrap_or_default().join(" ");
    format!("{name} {rest}: {}; DuckDB: {}", values(published), values(computed))
}

/// The figures that DuckDB gave; nothing where its answer has other columns.
fn computed(answer: &[u8]) -> Option<Figures> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer);
    let mut figures = Figures::new();
    for record in reader.records() {
        let record = record.ok()?;
        let mut cells: Vec<String> = record.iter().map(plain).collect();
        if cells.len() != KEYS + 4 {
            return None;
        }
        let values = cells.split_off(KEYS);
        figures.insert(cells, values);
    }
    Some(figures)
}

/// A decimal without the zeros at its end; any other text as it is.
fn plain(text: &str) -> String {
    let is_decimal = text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    if is_decimal { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

fn day(array: &Date32Array, row: usize) -> Option<String> {
    array.is_valid(row).then(|| array.value_as_date(row))?.map(|day| day.to_string())
}

fn written(values: Vec<Option<String>>) -> Vec<String> {
    values.into_iter().map(|value| value.unwrap_or_else(|| NULL.to_owned())).collect()
}
