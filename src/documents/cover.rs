//! The cover of a workbook: what it is, of which periods, from whom, and what a reader must know first.

use std::collections::BTreeSet;

use arrow_array::{Date32Array, StringArray};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::columns::{column, day};
use crate::error::Error;
use crate::project::Project;
use crate::query::export::Extract;
use crate::say;
use crate::values::language::Language;
use crate::values::text::width;

/// Widths of the two columns.
const WIDTHS: [u32; 2] = [24, 96];
/// Points of a line of text.
const LINE_HEIGHT: u32 = 16;

/// Writes the cover under this name.
///
/// # Errors
/// A table of the run that is damaged.
pub(super) fn write(
    book: &mut Workbook,
    name: &str,
    project: &Project,
    extract: &Extract,
    language: Language,
) -> Result<(), Error> {
    let title = say!(language, "workbook-cover.title", name = &project.settings.name);
    let lines = lines(project, extract, language)?;
    let notes = [
        say!(language, "workbook-cover.note-markers"),
        say!(language, "workbook-cover.note-rounding"),
        say!(language, "workbook-cover.note-maps"),
        say!(language, "workbook-cover.note-trace"),
    ];
    let sheet = book.add_worksheet();
    fill(sheet, name, &title, &lines, &notes, language).map_err(|error| Error::store("cannot write", name, error))
}

/// What there is to say of the run: a label and a text each.
fn lines(project: &Project, extract: &Extract, language: Language) -> Result<Vec<(String, String)>, Error> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for (_, table) in &extract.figures {
        for name in ["period_start", "period_end"] {
            let column: &Date32Array = column(table, "indicators", name)?;
            days.extend(column.iter().flatten().filter_map(day));
        }
    }
    let shown = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let mut lines = Vec::new();
    if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
        lines.push((say!(language, "workbook-cover.periods"), format!("{} – {}", shown(*first), shown(*last))));
    }
    if let Some(deadline) = extract.last_deadline {
        lines.push((say!(language, "workbook-cover.deadline"), shown(deadline)));
    }
    let titles = extract.figures.iter().map(|(pipeline, _)| {
        let declared = project.pipelines.iter().find(|declared| declared.name.get_ref() == pipeline);
        declared.map_or_else(|| pipeline.clone(), |declared| declared.title.get(language).to_owned())
    });
    lines.push((say!(language, "workbook-cover.topics"), titles.collect::<Vec<_>>().join("; ")));
    let mut indicators: BTreeSet<&str> = BTreeSet::new();
    for (_, table) in &extract.figures {
        let names: &StringArray = column(table, "indicators", "indicator")?;
        indicators.extend(names.iter().flatten());
    }
    let names: &StringArray = column(&extract.catalog, "catalog", "indicator")?;
    let sources: &StringArray = column(&extract.catalog, "catalog", "sources")?;
    let exported = names.iter().zip(sources).filter(|(name, _)| name.is_some_and(|name| indicators.contains(name)));
    let sources: BTreeSet<&str> = exported.filter_map(|(_, sources)| sources).flat_map(|all| all.split(", ")).collect();
    let form = |name: &&str| {
        let form = project.forms.iter().find(|form| form.name == *name)?;
        Some(form.title.clone().unwrap_or_else(|| form.name.clone()))
    };
    lines.push((
        say!(language, "workbook-cover.source"),
        sources.iter().filter_map(form).collect::<Vec<_>>().join("; "),
    ));
    lines.extend(project.settings.contact.clone().map(|contact| (say!(language, "workbook-cover.contact"), contact)));
    lines.push((say!(language, "workbook-cover.run"), extract.run_id.clone()));
    Ok(lines)
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    lines: &[(String, String)],
    notes: &[String],
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let cell = || Format::new().set_align(FormatAlign::Top);
    let (heading, label) = (cell().set_bold().set_font_size(18), cell().set_bold());
    let (section, text) = (cell().set_bold().set_font_size(13), cell().set_align(FormatAlign::Left).set_text_wrap());
    sheet.write_string_with_format(0, 0, title, &heading)?;
    sheet.set_row_height(0, 2 * LINE_HEIGHT)?;
    let lines_of = |text: &str| u32::try_from(width(text)).unwrap_or(0).div_ceil(WIDTHS[1] - 4).max(1);
    let mut row = 2;
    for (name, words) in lines {
        sheet.write_string_with_format(row, 0, name, &label)?;
        sheet.write_string_with_format(row, 1, words, &text)?;
        sheet.set_row_height(row, lines_of(words) * LINE_HEIGHT)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, say!(language, "workbook-cover.notes"), &section)?;
    sheet.set_row_height(row, LINE_HEIGHT + 4)?;
    for note in notes {
        row += 1;
        sheet.write_string_with_format(row, 1, note, &text)?;
        sheet.set_row_height(row, lines_of(note) * LINE_HEIGHT)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
    Ok(())
}
