//! The sheets that explain a workbook: the run, the statuses and the columns; each indicator with its formula.

use arrow_array::{Array, Int64Array, StringArray};

use crate::columns::column;
use crate::documents::headings::Heading;
use crate::documents::sheet::{Cell, NOT_APPLICABLE, Sheet};
use crate::documents::words;
use crate::documents::workbook::of_part;
use crate::error::Error;
use crate::query::export::Extract;
use crate::say;
use crate::typing::unit_of_measure;
use crate::values::language::Language;
use crate::values::status::Status;

/// Columns of the indicators that fit on a sheet of paper: all but their names in the tables.
const COLUMNS_ON_PAPER: usize = 5;

/// What the codes and the columns mean, and which run they are of.
pub fn statuses(extract: &Extract, language: Language) -> Sheet {
    let headings = [Heading::CodeOrColumn, Heading::Meaning];
    let mut sheet = Sheet::new(&say!(language, "workbook-sheet.legend"), &headings, language)
        .about(say!(language, "workbook-about.legend"));
    let mut line = |code: &str, meaning: &str| sheet.push(vec![Cell::text(code), Cell::text(meaning)]);
    line(&say!(language, "workbook-legend.run"), &extract.run_id);
    if let Some(deadline) = extract.last_deadline {
        line(&say!(language, "workbook-legend.deadline"), &deadline.to_string());
    }
    for (heading, meaning) in [
        (Heading::Value, say!(language, "workbook-meaning.value")),
        (Heading::Coverage, say!(language, "workbook-meaning.coverage")),
        (Heading::Geography, say!(language, "workbook-meaning.geography")),
        (Heading::AreaCode, say!(language, "workbook-meaning.area-code")),
        (Heading::Period, say!(language, "workbook-meaning.period")),
        (Heading::State, say!(language, "workbook-meaning.state")),
        (Heading::StatusCode, say!(language, "workbook-meaning.status-code")),
        (Heading::MergeRules, say!(language, "workbook-meaning.merge-rules")),
    ] {
        line(&heading.text(language), &meaning);
    }
    line(NOT_APPLICABLE, &say!(language, "workbook-meaning.not-applicable"));
    for status in Status::ALL.into_iter().rev() {
        line(status.code(), &words::status(status, language));
    }
    sheet
}

/// Each indicator with its formula, unit and sources.
///
/// # Errors
/// A catalog that is damaged.
pub fn indicators(extract: &Extract, language: Language) -> Result<Sheet, Error> {
    let headings = [
        Heading::Indicator,
        Heading::Unit,
        Heading::Numerator,
        Heading::Denominator,
        Heading::Forms,
        Heading::Name,
        Heading::Method,
        Heading::MergeRules,
    ];
    let mut sheet = Sheet::new(&say!(language, "workbook-sheet.indicators"), &headings, language)
        .about(say!(language, "workbook-about.indicators"))
        .printed(COLUMNS_ON_PAPER);
    let table = &extract.catalog;
    let text = |name: &str| column::<StringArray>(table, "catalog", name);
    let multipliers: &Int64Array = column(table, "catalog", "unit_mult")?;
    let (names, units, methods) = (text("indicator")?, text("unit_measure")?, text("method")?);
    let (titles, sources) = (text(words::title_column(language))?, text("sources")?);
    let (breakdowns, rules) = (text("breakdown")?, text("restated_by")?);
    let (numerators, denominators) = (text("numerator")?, text("denominator")?);
    let cell =
        |texts: &StringArray, row: usize| if texts.is_valid(row) { Cell::text(texts.value(row)) } else { Cell::Blank };
    for row in 0..table.num_rows() {
        sheet.push(vec![
            Cell::text(&of_part(titles.value(row), breakdowns, row)),
            Cell::text(&unit_of_measure::in_words(units.value(row), multipliers.value(row), language)),
            cell(numerators, row),
            cell(denominators, row),
            cell(sources, row),
            cell(names, row),
            cell(methods, row),
            cell(rules, row),
        ]);
    }
    Ok(sheet)
}
