//! Figures as a workbook for people who live in Excel: a cover, the contents, the notes, then the tables, one a sheet: of each area
//! that was asked for its newest figures, the targets, and the figures of each pipeline.
//!
//! The same run gives the same bytes: the only time in the file is the run's last deadline. Cells hold the published double;
//! a number format shows as many digits as the indicator declares. Codes are text, so that their zeros stay.

use std::collections::{BTreeSet, HashMap};

use arrow_array::{Array, Float64Array, Int64Array, RecordBatch, StringArray};
use chrono::Datelike as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::columns::column;
use crate::documents::headings::Heading;
use crate::documents::ordered::ordered;
use crate::documents::sheet::{Cell, Sheet, free_name};
use crate::documents::words::state;
use crate::documents::{cover, legend, profile, words};
use crate::error::Error;
use crate::project::Project;
use crate::query::export::Extract;
use crate::query::unit_levels::UnitLevels;
use crate::say;
use crate::typing::unit_of_measure;
use crate::values::language::Language;
use crate::values::rounded::{MOST_DIGITS, digits, telling_digits};
use crate::values::status::Status;

/// Columns of the figures that fit on a sheet of paper: what a figure is, and what it says.
const COLUMNS_ON_PAPER: usize = 12;

/// What the catalog says of an indicator.
pub struct Described {
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) decimals: Option<u8>,
    /// Its row in the catalog: the order in which indicators are declared.
    pub(super) place: usize,
}

/// The indicators by name and method.
pub(super) type Catalog = HashMap<(String, Option<String>), Described>;

/// The bytes of the workbook.
///
/// # Errors
/// More rows than a sheet can hold; a table of the run that is damaged.
pub fn workbook(project: &Project, extract: &Extract, language: Language) -> Result<Vec<u8>, Error> {
    let catalog = catalog(&extract.catalog, language)?;
    let mut sheets = vec![legend::statuses(extract, language), legend::indicators(extract, language)?];
    sheets.extend(profile::profiles(extract, &catalog, language)?);
    if extract.targets.num_rows() > 0 {
        sheets.push(targets(extract, &catalog, language)?);
    }
    for (pipeline, table) in &extract.figures {
        let declared = project.pipelines.iter().find(|declared| declared.name.get_ref() == pipeline);
        let title = declared.map_or(pipeline.as_str(), |declared| declared.title.get(language));
        sheets.push(figures(title, (table, &extract.levels), &catalog, language)?);
    }
    let failed = |error: XlsxError| Error::store("cannot write", "XLSX", error);
    let mut book = Workbook::new();
    let day = extract.last_deadline.and_then(|day| {
        ExcelDateTime::from_ymd(
            u16::try_from(day.year()).ok()?,
            u8::try_from(day.month()).ok()?,
            u8::try_from(day.day()).ok()?,
        )
        .ok()
    });
    let day = match day {
        Some(day) => day,
        None => ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?,
    };
    let properties = DocProperties::new()
        .set_title(&project.settings.name)
        .set_comment(format!("tinhso · {}", extract.run_id))
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    let mut names = BTreeSet::new();
    let mut contents = Sheet::new(
        &say!(language, "workbook-sheet.contents"),
        &[Heading::Sheet, Heading::About, Heading::Rows],
        language,
    );
    let cover_name = free_name(&say!(language, "workbook-sheet.cover"), &mut names);
    contents.name_among(&mut names);
    for sheet in &mut sheets {
        sheet.name_among(&mut names);
        contents.push(sheet.listed());
    }
    cover::write(&mut book, &cover_name, project, extract, language)?;
    contents.write(&mut book)?;
    for sheet in &sheets {
        sheet.write(&mut book)?;
    }
    book.save_to_buffer().map_err(failed)
}

fn catalog(table: &RecordBatch, language: Language) -> Result<Catalog, Error> {
    let text = |name: &str| column::<StringArray>(table, "catalog", name);
    let number = |name: &str| column::<Int64Array>(table, "catalog", name);
    let (names, methods) = (text("indicator")?, text("method")?);
    let titles = text(words::title_column(language))?;
    let (units, multipliers, decimals) = (text("unit_measure")?, number("unit_mult")?, number("decimals")?);
    let described = |row: usize| Described {
        title: titles.value(row).to_owned(),
        unit: unit_of_measure::in_words(units.value(row), multipliers.value(row), language),
        decimals: decimals.is_valid(row).then(|| u8::try_from(decimals.value(row)).ok()).flatten(),
        place: row,
    };
    let key = |row: usize| (names.value(row).to_owned(), optional(methods, row));
    Ok((0..table.num_rows()).map(|row| (key(row), described(row))).collect())
}

/// A title, with the value that the indicator is broken down by.
pub(super) fn of_part(title: &str, breakdowns: &StringArray, row: usize) -> String {
    optional(breakdowns, row).map_or_else(|| title.to_owned(), |part| format!("{title}: {part}"))
}

pub(super) fn optional(texts: &StringArray, row: usize) -> Option<String> {
    texts.is_valid(row).then(|| texts.value(row).to_owned())
}

/// A number that need not be there.
pub(super) fn amount(doubles: &Float64Array, row: usize, decimals: u8) -> Cell {
    if doubles.is_valid(row) { Cell::Number(doubles.value(row), decimals) } else { Cell::Blank }
}

/// The value of a target, with as many digits as it has.
pub(super) fn goal(goals: &Float64Array, row: usize) -> Cell {
    let written = if goals.is_valid(row) { digits(goals.value(row)).min(MOST_DIGITS) } else { 0 };
    amount(goals, row, u8::try_from(written).unwrap_or_default())
}

/// The digits of a value that has a target: enough to see whether it is reached.
fn digits_beside((values, goals): (&Float64Array, &Float64Array), row: usize, decimals: u8) -> u8 {
    if !values.is_valid(row) || !goals.is_valid(row) {
        return decimals;
    }
    let telling = telling_digits(values.value(row), goals.value(row), usize::from(decimals));
    u8::try_from(telling).unwrap_or(decimals)
}

/// [`observed`], of a value that may have a target.
pub(super) fn beside_goal(
    (values, goals): (&Float64Array, &Float64Array),
    statuses: &StringArray,
    row: usize,
    decimals: u8,
) -> Cell {
    observed(values, statuses, row, digits_beside((values, goals), row, decimals))
}

/// A value; where it is null the code of its status says why.
pub(super) fn observed(doubles: &Float64Array, statuses: &StringArray, row: usize, decimals: u8) -> Cell {
    match amount(doubles, row, decimals) {
        Cell::Blank => Cell::Marker(statuses.value(row).to_owned()),
        amount => amount,
    }
}

/// Digits to show of values that are together: those declared, else none where all are whole.
pub(super) fn shown(declared: Option<u8>, mut values: impl Iterator<Item = f64>) -> u8 {
    declared.unwrap_or_else(|| if values.all(|value| value.fract() == 0.0) { 0 } else { 2 })
}

/// Every target with its figure and its state.
fn targets(extract: &Extract, catalog: &Catalog, language: Language) -> Result<Sheet, Error> {
    let headings = [
        Heading::Indicator,
        Heading::AreaCode,
        Heading::Area,
        Heading::TargetPeriod,
        Heading::Direction,
        Heading::Target,
        Heading::FigurePeriod,
        Heading::Figure,
        Heading::Unit,
        Heading::State,
        Heading::Geography,
        Heading::Source,
        Heading::Method,
    ];
    let mut sheet = Sheet::new(&say!(language, "workbook-sheet.targets"), &headings, language)
        .about(say!(language, "workbook-about.targets"));
    let table = &extract.targets;
    let text = |name: &str| column::<StringArray>(table, "targets", name);
    let (names, methods, areas, due) = (text("indicator")?, text("method")?, text("ref_area")?, text("target_period")?);
    let (directions, periods, states) = (text("direction")?, text("time_period")?, text("target_state")?);
    let (geographies, sources) = (text("geography")?, text("source")?);
    let goals: &Float64Array = column(table, "targets", "target_value")?;
    let values: &Float64Array = column(table, "targets", "obs_value")?;
    for row in 0..table.num_rows() {
        let described = catalog.get(&(names.value(row).to_owned(), optional(methods, row)));
        let own = values.is_valid(row).then(|| values.value(row));
        let decimals = shown(described.and_then(|described| described.decimals), own.into_iter());
        let area = extract.area_names.get(areas.value(row)).cloned().unwrap_or_default();
        sheet.push(vec![
            Cell::text(described.map_or(names.value(row), |described| &described.title)),
            Cell::text(areas.value(row)),
            Cell::text(&area),
            Cell::text(due.value(row)),
            Cell::text(&match directions.value(row) {
                "at_most" => say!(language, "workbook-direction.at-most"),
                _ => say!(language, "workbook-direction.at-least"),
            }),
            goal(goals, row),
            Cell::text(&optional(periods, row).unwrap_or_default()),
            match amount(values, row, digits_beside((values, goals), row, decimals)) {
                Cell::Blank => Cell::Marker("O".to_owned()),
                figure => figure,
            },
            Cell::text(described.map_or("", |described| &described.unit)),
            Cell::State(states.value(row).to_owned(), state(states.value(row), language)),
            Cell::text(&words::geography(geographies.value(row), language)),
            Cell::text(sources.value(row)),
            Cell::text(&optional(methods, row).unwrap_or_default()),
        ]);
    }
    Ok(sheet)
}

/// The figures of one pipeline.
fn figures(
    title: &str,
    (table, known): (&RecordBatch, &UnitLevels),
    catalog: &Catalog,
    language: Language,
) -> Result<Sheet, Error> {
    let headings = [
        Heading::Indicator,
        Heading::AreaCode,
        Heading::Area,
        Heading::Geography,
        Heading::Period,
        Heading::Value,
        Heading::Unit,
        Heading::StatusCode,
        Heading::Coverage,
        Heading::Target,
        Heading::TargetPeriod,
        Heading::State,
        Heading::Status,
        Heading::Reported,
        Heading::Expected,
        Heading::Level,
        Heading::Name,
        Heading::Method,
    ];
    let mut sheet = Sheet::new(title, &headings, language)
        .about(say!(language, "workbook-about.figures", title = title))
        .printed(COLUMNS_ON_PAPER);
    let text = |name: &str| column::<StringArray>(table, "indicators", name);
    let double = |name: &str| column::<Float64Array>(table, "indicators", name);
    let number = |name: &str| column::<Int64Array>(table, "indicators", name);
    let (names, methods, areas, area_names) =
        (text("indicator")?, text("method")?, text("ref_area")?, text("ref_area_name")?);
    let breakdowns = text("breakdown")?;
    let (levels, geographies, periods) = (text("area_level")?, text("geography")?, text("time_period")?);
    let (statuses, target_periods, states) = (text("obs_status")?, text("target_period")?, text("target_state")?);
    let (values, coverage, goals) = (double("obs_value")?, double("coverage")?, double("target_value")?);
    let (reported, expected) = (number("n_reported")?, number("n_expected")?);
    // One number of digits for an indicator, and not for a cell.
    let mut fractions: HashMap<(String, Option<String>), bool> = HashMap::new();
    for row in 0..table.num_rows() {
        let fraction = values.is_valid(row) && values.value(row).fract() != 0.0;
        *fractions.entry((names.value(row).to_owned(), optional(methods, row))).or_default() |= fraction;
    }
    for row in ordered(table, catalog, known)? {
        let key = (names.value(row).to_owned(), optional(methods, row));
        let described = catalog.get(&key);
        let any_fraction = if fractions.get(&key) == Some(&true) { 0.5 } else { 0.0 };
        let decimals = shown(described.and_then(|described| described.decimals), std::iter::once(any_fraction));
        let status = Status::from_code(statuses.value(row));
        sheet.push(vec![
            Cell::text(&of_part(described.map_or(names.value(row), |described| &described.title), breakdowns, row)),
            Cell::text(areas.value(row)),
            Cell::text(area_names.value(row)),
            Cell::text(&words::geography(geographies.value(row), language)),
            Cell::text(periods.value(row)),
            beside_goal((values, goals), statuses, row, decimals),
            Cell::text(described.map_or("", |described| &described.unit)),
            Cell::text(statuses.value(row)),
            if coverage.is_valid(row) { Cell::Share(coverage.value(row)) } else { Cell::Blank },
            goal(goals, row),
            Cell::text(&optional(target_periods, row).unwrap_or_default()),
            match optional(states, row) {
                Some(name) => Cell::State(name.clone(), state(&name, language)),
                None => Cell::Blank,
            },
            status.map_or(Cell::Blank, |status| Cell::text(&words::status(status, language))),
            Cell::Count(reported.value(row)),
            Cell::Count(expected.value(row)),
            Cell::text(&words::level(levels.value(row), language)),
            Cell::text(names.value(row)),
            Cell::text(&optional(methods, row).unwrap_or_default()),
        ]);
    }
    Ok(sheet)
}
