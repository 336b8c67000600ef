//! One suite for all engines: the tables of `fixtures/engine` and the figures that follow from them by hand.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema};
use chrono::NaiveDate;
use serde::Deserialize;
use tinhso::engine::{AREAS, COUNTS, PlanEngine, Tables, embedded, figure_schema, units_table};
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::project::written::form::{FieldType, Form};
use tinhso::store::project::read_project;
use tinhso::values::decimal::Decimal;
use tinhso::values::status::Status;

use crate::kit::repository;

#[test]
fn polars_finds_every_figure_of_the_suite() {
    passes(&embedded());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    /// The units of each form, as CSV.
    tables: toml::Table,
    /// The figures of each indicator, as CSV.
    #[serde(default)]
    figures: toml::Table,
    /// The indicators that end with an error.
    #[serde(default)]
    fails: Vec<String>,
}

/// What a row of units has where the table does not say otherwise.
const UNIT: [(&str, &str); 12] = [
    ("geography", "as-reported"),
    ("freq", "A"),
    ("time_period", "2025"),
    ("period_start", "2025-01-01"),
    ("period_end", "2025-12-31"),
    ("ref_area_valid_from", "1970-01-01"),
    ("area_level", "commune"),
    ("reported", "true"),
    ("row_present", "true"),
    ("at_end", "true"),
    ("every_part", "true"),
    ("row_status", "A"),
];

/// What a figure has where the case does not say otherwise.
const FIGURE: [(&str, &str); 8] = [
    ("geography", "as-reported"),
    ("freq", "A"),
    ("time_period", "2025"),
    ("period_start", "2025-01-01"),
    ("period_end", "2025-12-31"),
    ("area", "P"),
    ("area_valid_from", "1970-01-01"),
    ("area_level", "province"),
];

/// Runs the whole suite against an engine.
fn passes(engine: &dyn PlanEngine) {
    let folder = repository().join("fixtures/engine");
    let project = load(&read_project(&folder).unwrap()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut compared = Vec::new();
    for path in fs::read_dir(folder.join("cases")).unwrap().map(|entry| entry.unwrap().path()) {
        let case: Case = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = format!("{}: {}", path.file_stem().unwrap().to_string_lossy(), case.about);
        let tables = tables(&folder, &project, &case);
        let run = |indicator: &str| {
            let found = project.indicators.iter().find(|one| one.declared.name.get_ref() == indicator);
            engine.run(&found.unwrap_or_else(|| panic!("{name}: no indicator {indicator}")).plan, &tables)
        };
        for (indicator, figures) in &case.figures {
            let found = run(indicator).unwrap_or_else(|error| panic!("{name}\n{indicator}: {error}"));
            assert_eq!(found.schema(), figure_schema(), "{name}\n{indicator}");
            assert_eq!(texts(&found), expected(figures.as_str().unwrap()), "{name}\n{indicator}");
            compared.push(indicator.clone());
        }
        for indicator in &case.fails {
            assert!(run(indicator).is_err(), "{name}\n{indicator} gives a figure");
            compared.push(indicator.clone());
        }
    }
    for indicator in &project.indicators {
        let name = indicator.declared.name.get_ref();
        assert!(compared.contains(name), "no case has a figure of {name}");
    }
}

/// A CSV text as named columns.
fn columns(csv: &str, defaults: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let mut reader = csv::Reader::from_reader(csv.trim_start().as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let stated = header
        .iter()
        .enumerate()
        .map(|(index, name)| (name.to_owned(), rows.iter().map(|row| row[index].to_owned()).collect::<Vec<_>>()));
    let silent = defaults.iter().filter(|(name, _)| !header.iter().any(|known| known == *name));
    stated.chain(silent.map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned(); rows.len()]))).collect()
}

fn tables(folder: &Path, project: &Project, case: &Case) -> Tables {
    let mut tables = Tables::new();
    for (form, csv) in &case.tables {
        let declared = project.forms.iter().find(|one| one.name == *form).unwrap();
        tables.register(units_table(form), units(declared, csv.as_str().unwrap()));
    }
    let registry = |name: &str, defaults: &[(&str, &str)]| {
        let text = fs::read_to_string(folder.join("registry").join(name)).unwrap();
        batch(columns(&text, defaults).into_iter().map(|(name, cells)| {
            let array = match name.as_str() {
                "units" => Arc::new(Int64Array::from_iter(cells.iter().map(|cell| cell.parse::<i64>().ok()))),
                _ => plain(&name, &cells),
            };
            (name, array)
        }))
    };
    tables.register(AREAS, registry("areas.csv", &[FIGURE[0], ("ref_area_valid_from", "1970-01-01"), FIGURE[6]]));
    tables.register(COUNTS, registry("counts.csv", &[FIGURE[0], FIGURE[2], FIGURE[4], FIGURE[6]]));
    tables
}

fn units(form: &Form, csv: &str) -> RecordBatch {
    batch(columns(csv, &UNIT).into_iter().flat_map(|(name, cells)| {
        let field = form.field(&name);
        if !field.is_some_and(|field| field.is_measure()) {
            let flag = ["reported", "row_present", "at_end", "every_part", "most_final"].contains(&name.as_str());
            let array = match field.map(|field| field.kind) {
                Some(FieldType::Boolean) => flags(&cells),
                Some(FieldType::Date) => days(&cells),
                _ if flag => flags(&cells),
                _ => plain(&name, &cells),
            };
            return vec![(name, array)];
        }
        // 4 has status A, 4E has E, and L is missing with L.
        let split = |cell: &String| {
            let digits = cell.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()).to_owned();
            let status = cell[digits.len()..].to_owned();
            (digits, status)
        };
        let amounts =
            cells.iter().map(|cell| Decimal::parse(&split(cell).0, 12, 0).ok().map(|read| read.value.units()));
        let amounts = amounts.collect::<Decimal128Array>().with_precision_and_scale(38, 12).unwrap();
        let statuses = cells.iter().map(|cell| match split(cell) {
            (digits, status) if status.is_empty() => (!digits.is_empty()).then(|| "A".to_owned()),
            (_, status) => Some(status),
        });
        let statuses: ArrayRef = Arc::new(statuses.collect::<StringArray>());
        vec![(name.clone(), Arc::new(amounts) as ArrayRef), (format!("{name}_status"), statuses)]
    }))
}

fn batch(columns: impl Iterator<Item = (String, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

/// A column of texts, or of days where its name says so.
fn plain(name: &str, cells: &[String]) -> ArrayRef {
    let is_day = ["period_start", "period_end"].contains(&name) || name.contains("valid");
    if is_day { days(cells) } else { Arc::new(cells.iter().map(|cell| stated(cell)).collect::<StringArray>()) }
}

fn flags(cells: &[String]) -> ArrayRef {
    Arc::new(cells.iter().map(|cell| stated(cell).map(|cell| cell == "true")).collect::<BooleanArray>())
}

fn days(cells: &[String]) -> ArrayRef {
    let day = |cell: &String| stated(cell).map(|cell| Date32Type::from_naive_date(cell.parse::<NaiveDate>().unwrap()));
    Arc::new(cells.iter().map(day).collect::<Date32Array>())
}

fn stated(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

/// The rows of figures as text, in the order of the schema.
fn expected(csv: &str) -> Vec<Vec<String>> {
    let columns = columns(csv, &FIGURE);
    let column = |name: &str| {
        let name = match name {
            "missing_rank" => "missing",
            "value_rank" => "value",
            other => other,
        };
        &columns.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no column {name}")).1
    };
    let schema = figure_schema();
    (0..columns[0].1.len())
        .map(|row| schema.fields().iter().map(|field| column(field.name())[row].clone()).collect())
        .collect()
}

fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let schema: Arc<Schema> = batch.schema();
    let text = |column: usize, row: usize| {
        let array = batch.column(column);
        if array.is_null(row) {
            return String::new();
        }
        match array.data_type() {
            DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
            DataType::Date32 => {
                Date32Type::to_naive_date_opt(array.as_primitive::<Date32Type>().value(row)).unwrap().to_string()
            }
            DataType::Decimal128(..) => {
                Decimal::from_units(array.as_primitive::<Decimal128Type>().value(row)).to_string()
            }
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
            _ => Status::ALL[usize::try_from(array.as_primitive::<Int32Type>().value(row)).unwrap()].to_string(),
        }
    };
    (0..batch.num_rows()).map(|row| (0..schema.fields().len()).map(|column| text(column, row)).collect()).collect()
}
