//! The sheets of an empty form: the head, the labels, the rows, the notes; and the hidden lists that its drop-downs show.

use rust_xlsxwriter::{ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::LANGUAGE;
use super::labels::{LabelPart, block};
use super::layout::{Body, FormColumn, Layout, Purpose, chosen_by};
use super::request::Request;
use super::style::Styles;
use super::validation::{MISSING, MISSING_OR_DASH, Rule, missing_texts, rule, validation};
use super::wording::{in_words, lines, wide, without_code};
use crate::project::written::field::is_an_x;
use crate::project::written::form::Field;
use crate::say;

/// The name of the sheet of lists.
pub const LISTS: &str = "DanhMuc";
/// The first row of the labels.
const LABELS: u32 = 5;
/// Points of a line of text of 11 points.
const LINE: f64 = 15.0;
/// Columns of the hidden sheet: texts for missing values, codes and names of units; then the lists of the fields.
const FIRST_LIST: u16 = 3;

/// An empty form, ready to be written.
pub struct Page<'a> {
    request: &'a Request<'a>,
    layout: &'a Layout<'a>,
    labels: Vec<LabelPart>,
    label_rows: u32,
    widths: Vec<usize>,
    /// The column by which a unit is chosen where rows are empty.
    chosen: Option<Purpose>,
    styles: Styles,
}

impl<'a> Page<'a> {
    pub fn new(request: &'a Request<'a>, layout: &'a Layout<'a>) -> Self {
        let fields: Vec<&Field> = layout.columns.iter().map(|column| column.field).collect();
        let (labels, label_rows) = block(&fields);
        let chosen = chosen_by(request, layout).filter(|_| matches!(layout.body, Body::Empty(_)));
        let widths = layout.columns.iter().map(|column| wide(column, request, &layout.body)).collect();
        Self { request, layout, labels, label_rows, widths, chosen, styles: Styles::new() }
    }

    /// The columns of each row that wait for a value.
    pub fn inputs(&self) -> usize {
        self.layout.columns.iter().filter(|column| self.is_input(column)).count()
    }

    fn is_input(&self, column: &FormColumn<'_>) -> bool {
        let empty = matches!(self.layout.body, Body::Empty(_));
        column.purpose == Purpose::Value
            || (empty && (column.purpose == Purpose::Key || Some(column.purpose) == self.chosen))
    }

    fn first_row(&self) -> u32 {
        LABELS + self.label_rows + u32::from(!self.layout.numbering().is_empty())
    }

    /// The row below the last of the body.
    fn end(&self) -> u32 {
        self.first_row() + u32::try_from(self.layout.body.rows()).unwrap_or(u32::MAX / 2)
    }

    fn columns(&self) -> impl Iterator<Item = (u16, &FormColumn<'a>)> {
        (0u16..).zip(&self.layout.columns)
    }

    /// Writes both sheets.
    ///
    /// # Errors
    /// More columns or rows than a sheet has.
    pub fn write(&self, book: &mut Workbook, name: &str) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        // What is computed is blank until the spreadsheet program has computed it: a 0 would be read as one.
        sheet.set_formula_result_default("");
        self.head(sheet)?;
        self.block(sheet)?;
        self.body(sheet)?;
        self.validations(sheet)?;
        let end = self.total(sheet)?;
        self.notes(sheet, end)?;
        self.finish(sheet)?;
        self.lists(book.add_worksheet().set_name(LISTS)?)?;
        let texts = u32::try_from(missing_texts(&self.request.form).len()).unwrap_or(0);
        // A list without texts keeps one blank cell, which no text equals.
        let range = |first: u32| format!("={LISTS}!$A${}:$A${}", first, (texts + 1).max(first));
        book.define_name(MISSING_OR_DASH, &range(1))?;
        book.define_name(MISSING, &range(2))?;
        Ok(())
    }

    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (form, styles) = (&self.request.form, &self.styles);
        for ((column, _), width) in self.columns().zip(&self.widths) {
            sheet.set_column_width(column, u32::try_from(*width).unwrap_or(12))?;
        }
        let code = say!(LANGUAGE, "form-page.code", code = &form.form.code);
        let sender = say!(LANGUAGE, "form-page.sender", sender = &self.request.sender_name);
        let last = u16::try_from(self.widths.len()).unwrap_or(1).saturating_sub(1);
        sheet.write_with_format(0, 0, code, &styles.head)?;
        // The name of the sender has the right half of the page, or a line of its own.
        let half = self.half();
        let place = if half == 0 { (1, 0) } else { (0, half) };
        across(sheet, place, last, &sender, &styles.sender)?;
        let title = form.title.as_deref().unwrap_or(&form.name);
        let title = without_code(title, &form.form.code).to_uppercase();
        let whole: usize = self.widths.iter().sum();
        across(sheet, (2, 0), last, &title, &styles.title)?;
        sheet.set_row_height(2, 20.0 * lines(&title, whole.saturating_mul(3) / 4))?;
        across(sheet, (3, 0), last, &in_words(self.request.period), &styles.period)
    }

    /// The first column of the right half; 0 where a page is too narrow to have one.
    fn half(&self) -> u16 {
        let whole: usize = self.widths.iter().sum();
        let mut left = 0;
        let place = self.widths.iter().position(|width| {
            left += width;
            left * 5 >= whole * 2
        });
        let place = place.map_or(0, |place| place + 1);
        if whole < 60 || place >= self.widths.len() { 0 } else { u16::try_from(place).unwrap_or(0) }
    }

    fn block(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let style = &self.styles.label;
        let mut heights = vec![1.0f64; usize::try_from(self.label_rows).unwrap_or(1)];
        for part in &self.labels {
            let (first, last) = (usize::from(part.first_column), usize::from(part.last_column));
            let room: usize = self.widths.get(first..=last).unwrap_or_default().iter().sum();
            let rows = f64::from(part.last_row - part.first_row + 1);
            let needed = lines(&part.text, room.saturating_sub(2)) / rows;
            for row in part.first_row..=part.last_row {
                if let Some(height) = heights.get_mut(usize::try_from(row).unwrap_or(0)) {
                    *height = height.max(needed);
                }
            }
            let (top, bottom) = (LABELS + part.first_row, LABELS + part.last_row);
            if (top, part.first_column) == (bottom, part.last_column) {
                sheet.write_with_format(top, part.first_column, &part.text, style)?;
            } else {
                sheet.merge_range(top, part.first_column, bottom, part.last_column, &part.text, style)?;
            }
        }
        for (row, height) in (LABELS..).zip(heights) {
            sheet.set_row_height(row, (height * LINE).ceil() + 4.0)?;
        }
        for (column, mark) in (0u16..).zip(self.layout.numbering()) {
            let style = &self.styles.numbering;
            match mark.parse::<u32>() {
                Ok(number) => sheet.write_with_format(LABELS + self.label_rows, column, number, style)?,
                Err(_) => sheet.write_with_format(LABELS + self.label_rows, column, mark, style)?,
            };
        }
        Ok(())
    }

    fn body(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let registry = &self.request.project.registry;
        for (row, place) in (self.first_row()..self.end()).zip(0usize..) {
            let (unit, keys) = match &self.layout.body {
                Body::Prefilled(rows) => {
                    rows.get(place).map_or((None, &[][..]), |(unit, keys)| (*unit, keys.as_slice()))
                }
                Body::Empty(_) => (None, &[][..]),
            };
            let unit = unit.map(|unit| &registry.units[unit]);
            let mut keys = keys.iter();
            for (column, of) in self.columns() {
                if self.is_input(of) {
                    sheet.write_blank(row, column, &self.styles.input(of.field, of.is_head_of_row()))?;
                    continue;
                }
                let styles = &self.styles;
                match (of.purpose, unit) {
                    _ if matches!(self.layout.body, Body::Empty(_)) => self.derived(sheet, row, column, of)?,
                    (Purpose::Ordinal, _) => {
                        sheet.write_with_format(row, column, (place + 1).to_string(), &styles.fixed_middle)?;
                    }
                    (Purpose::AreaCode, Some(unit)) => {
                        sheet.write_with_format(row, column, unit.code.as_str(), &styles.fixed_middle)?;
                    }
                    (Purpose::AreaName, Some(unit)) => {
                        sheet.write_with_format(row, column, unit.name.as_str(), &styles.fixed)?;
                    }
                    (Purpose::Key, _) => {
                        let value = keys.next().map_or("", String::as_str);
                        sheet.write_with_format(row, column, value, &styles.fixed)?;
                    }
                    _ => {
                        sheet.write_blank(row, column, &styles.fixed)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A cell of an empty row that follows from another: the number of the row, the code of the unit that is chosen. Blank as
    /// long as nothing is chosen, so that the reader passes over the row.
    fn derived(&self, sheet: &mut Worksheet, row: u32, column: u16, of: &FormColumn<'_>) -> Result<(), XlsxError> {
        let asked = self.chosen.or(Some(Purpose::Key)).and_then(|purpose| self.layout.place(purpose));
        let style = if of.purpose == Purpose::AreaName { &self.styles.fixed } else { &self.styles.fixed_middle };
        // As text a formula would only be shown.
        let style = style.clone().set_num_format("General");
        let asked = asked.and_then(|place| u16::try_from(place).ok()).map(|place| address(row, place));
        let Some(asked) = asked else {
            sheet.write_blank(row, column, &style)?;
            return Ok(());
        };
        let last = self.request.units.len().max(1);
        let (of_list, by) = if of.purpose == Purpose::AreaCode { ("B", "C") } else { ("C", "B") };
        let formula = match of.purpose {
            Purpose::Ordinal => format!("=IF({asked}=\"\",\"\",ROW()-{})", self.first_row()),
            _ => format!(
                "=IF({asked}=\"\",\"\",IFERROR(INDEX({LISTS}!${of_list}$1:${of_list}${last},MATCH({asked},{LISTS}!${by}$1:${by}${last},0)),\"\"))"
            ),
        };
        sheet.write_formula_with_format(row, column, formula.as_str(), &style)?;
        Ok(())
    }

    fn validations(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        if self.layout.body.rows() == 0 {
            return Ok(());
        }
        let (first, last) = (self.first_row(), self.end() - 1);
        for (column, of) in self.columns().filter(|(_, of)| self.is_input(of)) {
            let is_area = matches!(of.purpose, Purpose::AreaCode | Purpose::AreaName);
            let list = if is_area {
                let letter = if of.purpose == Purpose::AreaCode { "B" } else { "C" };
                Some(format!("{LISTS}!${letter}$1:${letter}${}", self.request.units.len().max(1)))
            } else {
                self.list_of(of).map(|(place, texts)| {
                    let letters = crate::sheet::address::column_letters(u32::from(place));
                    format!("{LISTS}!${letters}$1:${letters}${}", texts.len())
                })
            };
            let rule = validation(
                &self.request.form,
                of.field,
                of.purpose != Purpose::Value,
                is_area,
                list.as_deref(),
                &address(first, column),
            )?;
            sheet.add_data_validation(first, column, last, column, &rule)?;
        }
        Ok(())
    }

    /// The lists of the fields, each with its column on the hidden sheet.
    fn field_lists(&self) -> Vec<(&FormColumn<'a>, u16, Vec<String>)> {
        let inputs = self.layout.columns.iter().filter(|column| self.is_input(column));
        let lists = inputs.filter_map(|column| {
            match rule(&self.request.form, column.field, column.purpose != Purpose::Value) {
                Rule::OneOf(texts) => Some((column, texts)),
                _ => None,
            }
        });
        lists.zip(FIRST_LIST..).map(|((column, texts), place)| (column, place, texts)).collect()
    }

    fn list_of(&self, of: &FormColumn<'_>) -> Option<(u16, Vec<String>)> {
        let mut lists = self.field_lists().into_iter();
        lists.find(|(column, ..)| column.field.name == of.field.name).map(|(_, place, texts)| (place, texts))
    }

    /// The hidden sheet. It has no labels, so that it is no table to the reader.
    fn lists(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let texts = std::iter::once("-".to_owned()).chain(missing_texts(&self.request.form));
        for (row, text) in (0u32..).zip(texts) {
            sheet.write(row, 0, text)?;
        }
        let registry = &self.request.project.registry;
        let units = self.request.units.iter().filter(|_| self.chosen.is_some());
        for (row, unit) in (0u32..).zip(units.map(|&unit| &registry.units[unit])) {
            sheet.write(row, 1, unit.code.as_str())?;
            sheet.write(row, 2, unit.name.as_str())?;
        }
        for (_, place, texts) in self.field_lists() {
            for (row, text) in (0u32..).zip(texts) {
                sheet.write(row, place, text)?;
            }
        }
        sheet.set_very_hidden(true).protect();
        Ok(())
    }

    /// The sums; gives the row below. Blank until a number is above, so that an empty form prints no total.
    fn total(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let row = self.end();
        if !self.layout.has_total {
            return Ok(row);
        }
        let named = self.layout.place(Purpose::AreaName).or_else(|| self.layout.place(Purpose::AreaCode)).unwrap_or(0);
        for (column, of) in self.columns() {
            if usize::from(column) == named {
                sheet.write_with_format(row, column, say!(LANGUAGE, "form-page.total"), &self.styles.total)?;
            } else if of.field.is_summed() && of.purpose == Purpose::Value {
                let range = format!("{}:{}", address(self.first_row(), column), address(row - 1, column));
                let digits = of.field.digits();
                let formula = format!("=IF(COUNT({range})=0,\"\",ROUND(SUM({range}),{digits}))");
                let style = self.styles.sum(of.field);
                sheet.write_formula_with_format(row, column, formula.as_str(), &style)?;
            } else {
                sheet.write_blank(row, column, &self.styles.total)?;
            }
        }
        Ok(row + 1)
    }

    fn notes(&self, sheet: &mut Worksheet, end: u32) -> Result<(), XlsxError> {
        let last = u16::try_from(self.widths.len()).unwrap_or(1).saturating_sub(1);
        let whole: usize = self.widths.iter().sum();
        let mut row = end + 1;
        sheet.write_with_format(row, 0, say!(LANGUAGE, "form-page.notes"), &self.styles.note_heading)?;
        for note in self.texts_of_notes() {
            row += 1;
            across(sheet, (row, 0), last, &note, &self.styles.note)?;
            sheet.set_row_height(row, 14.0 * lines(&note, whole))?;
        }
        let half = self.half().max(1).min(last);
        let (left, right) = ((0, half.saturating_sub(1)), (half, last));
        let signing = [say!(LANGUAGE, "form-page.prepared-by"), say!(LANGUAGE, "form-page.head-of-office")];
        let hints = [say!(LANGUAGE, "form-page.sign"), say!(LANGUAGE, "form-page.sign-and-seal")];
        for (offset, texts, style) in [(2, &signing, &self.styles.signature), (3, &hints, &self.styles.signature_hint)]
        {
            for (text, (from, to)) in texts.iter().zip([left, right]).take(if last == 0 { 1 } else { 2 }) {
                across(sheet, (row + offset, from), to, text, style)?;
            }
        }
        Ok(())
    }

    fn texts_of_notes(&self) -> Vec<String> {
        let form = &self.request.form;
        let mut signs: Vec<String> = Vec::new();
        if form.measures().next().is_some() {
            signs.push(say!(LANGUAGE, "form-note.zero"));
        }
        for missing in form.schema.missing_values.iter().filter(|missing| !missing.value.trim().is_empty()) {
            match &missing.label {
                Some(label) if *label != missing.value => signs.push(format!("“{}” {label}", missing.value)),
                _ => signs.push(format!("“{}”", missing.value)),
            }
        }
        let stands_for_missing = || form.schema.missing_values.iter().any(|missing| is_an_x(&missing.value));
        if form.schema.fields.iter().any(|field| field.an_x_is_a_truth() && !field.lists_an_x()) && stands_for_missing()
        {
            signs.push(say!(LANGUAGE, "form-note.mark"));
        }
        let mut notes = vec![say!(LANGUAGE, "form-note.cells")];
        if !signs.is_empty() {
            notes.push(say!(LANGUAGE, "form-note.signs", signs = signs.join("; ")));
        }
        if matches!(self.layout.body, Body::Empty(_)) {
            notes.push(match self.chosen {
                Some(_) => say!(LANGUAGE, "form-note.rows-of-units"),
                None => say!(LANGUAGE, "form-note.rows"),
            });
        }
        notes
    }

    fn finish(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = self.layout.columns.iter().take_while(|column| column.is_head_of_row()).count();
        let heads = if heads == self.layout.columns.len() { 0 } else { heads.min(3) };
        sheet.set_freeze_panes(self.first_row(), u16::try_from(heads).unwrap_or(0))?;
        let labels_end = LABELS + self.label_rows - 1;
        sheet.set_repeat_rows(LABELS, labels_end)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&R&P/&N");
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
        sheet.protect_with_options(&options);
        Ok(())
    }
}

/// `E9`
fn address(row: u32, column: u16) -> String {
    crate::sheet::address::address(row, u32::from(column))
}

/// A text over the cells from a place to a column.
fn across(
    sheet: &mut Worksheet,
    (row, first): (u32, u16),
    last: u16,
    text: &str,
    style: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    if first >= last {
        sheet.write_with_format(row, first, text, style)?;
    } else {
        sheet.merge_range(row, first, row, last, text, style)?;
    }
    Ok(())
}
