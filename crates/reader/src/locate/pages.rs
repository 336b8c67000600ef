//! Where one table ends and the next begins: labels that are printed again on the next page, and heads between tables.

use super::Place;
use crate::locate::head::{self, Head, head_period};
use crate::locate::labels::area_label;
use crate::locate::labels::header::{Catalogue, Header};
use crate::locate::labels::label_path::unit_in;
use crate::project::written::form::{Field, Form, Role};
use crate::sheet::grid::Merged;
use crate::words::period_text;
use crate::words::stated_units::StatedUnits;
use crate::words::unit_text::perhaps_stated;

impl Place<'_> {
    /// True where labels are those of the table above, printed once more on the next page, and not those of another table:
    /// the same columns, and above them no head or the same.
    pub(super) fn goes_on(
        &self,
        catalogue: &Catalogue,
        form: &Form,
        header: &Header,
        head: &Head,
        again: &Header,
    ) -> bool {
        // Where it is another table, its own head says of which form and period.
        let mut again = again.clone();
        if let (Some(number), [_, _, ..]) = (header.forms.first(), again.forms.as_slice()) {
            catalogue.read_as(&mut again, *number);
        }
        read_for_period(catalogue, form, head, &mut again);
        area_label::split(&self.sheet.grid, form, &mut again);
        let fields = |header: &Header| -> Vec<(u32, Option<usize>)> {
            header.columns.iter().map(|column| (column.column, column.field())).collect()
        };
        if again.forms != header.forms || fields(&again) != fields(header) || units(&again) != units(header) {
            return false;
        }
        let grid = &self.sheet.grid;
        let first = self.head_above(form, header, again.top);
        let own = head::read(grid, first, again.top, self.forms);
        let period = head_period::read(grid, first, again.top, form.form.frequency);
        let same = |own: &Option<head::HeadText>, of: &Option<head::HeadText>| {
            own.as_ref().is_none_or(|own| of.as_ref().is_some_and(|of| own.text == of.text))
        };
        let same_period =
            period.is_none_or(|own| head.period.as_ref().is_some_and(|period| period.period == own.period));
        same_period
            && same(&own.sender, &head.sender)
            && same(&own.form_code, &head.form_code)
            && same(&own.unit, &head.unit)
    }

    /// The texts of a row of few cells that holds nothing else; `None` for other rows.
    fn words_of_a_line(&self, row: u32) -> Option<Vec<&str>> {
        const MOST_CELLS: usize = 3;
        let cells = self.sheet.grid.row(row).iter().filter(|(_, cell)| !cell.is_blank());
        let texts: Option<Vec<&str>> = cells.take(MOST_CELLS + 1).map(|(_, cell)| cell.as_text()).collect();
        texts.filter(|texts| texts.len() <= MOST_CELLS)
    }

    /// True for what only a letterhead says: the words of the state, the code of a form.
    fn is_of_a_letterhead(&self, text: &str) -> bool {
        head::names_the_state(text) || self.forms.iter().any(|form| head::names_code(text, &form.form.code))
    }

    /// Where the head of a table begins whose labels begin in row `top` and which is below the one of these labels: with
    /// the lines right above that hold one text alone, or what only a head says. A text among the names of places is a row.
    pub(super) fn head_above(&self, form: &Form, header: &Header, top: u32) -> u32 {
        const MOST_LINES: usize = 12;
        let of_areas = |column: u32, text: &str| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            let field = labelled.and_then(|labelled| form.schema.fields.get(labelled.field()?));
            field.is_some_and(|field| {
                field.is_area() && !(field.role == Some(Role::AreaCode) && text.chars().any(char::is_alphabetic))
            })
        };
        let of_measures = |column: u32| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            labelled.and_then(|labelled| form.schema.fields.get(labelled.field()?)).is_some_and(Field::is_measure)
        };
        let merged = |row: u32, column: u32| {
            let begin = |range: &Merged| (range.first_row, range.first_column);
            self.sheet.grid.merged().binary_search_by_key(&(row, column), begin).is_ok()
        };
        let is_line = |row: &u32| {
            let cells = self.sheet.grid.row(*row).iter().filter(|(_, cell)| !cell.is_blank());
            let texts: Vec<(u32, Option<&str>)> =
                cells.map(|(column, cell)| (*column, cell.as_text())).take(4).collect();
            let speaks = |text: &str| head::is_line_of_head(text) || period_text::parse(text).is_some();
            // "2000" below the label of a measure is a figure, and no year.
            let is_figure =
                |column: u32, text: &str| of_measures(column) && text.bytes().all(|sign| sign.is_ascii_digit());
            match texts.as_slice() {
                [] => true,
                [(column, Some(text))] => !of_areas(*column, text) || merged(*row, *column) || speaks(text),
                [_, _] | [_, _, _] => {
                    let mut said = texts.iter().filter_map(|(column, text)| Some((*column, (*text)?)));
                    said.any(|(column, text)| !is_figure(column, text) && speaks(text))
                }
                _ => false,
            }
        };
        let above = || (header.bottom.saturating_add(1)..top).rev().take(MOST_LINES);
        let lines = above().take_while(is_line).last().unwrap_or(top);
        // An office on the left, the words of the state or the code of a form on the right: no row of figures has these, and no row of the
        // table above is below them.
        let letterhead = above().map_while(|row| Some((row, self.words_of_a_line(row)?)));
        let letterhead = letterhead.filter(|(_, texts)| texts.iter().any(|text| self.is_of_a_letterhead(text)));
        letterhead.last().map_or(lines, |(row, _)| row.min(lines))
    }
}

/// The units that the labels of a header name, as far as they are known.
fn units(header: &Header) -> Vec<(u32, StatedUnits)> {
    let named = header.columns.iter().filter_map(|column| {
        let units = perhaps_stated(&unit_in(header.whole_path(column))?);
        (!units.is_empty() || units.is_unclear()).then_some((column.column, units))
    });
    named.collect()
}

/// True where a column of the table gives the period of each row.
pub(super) fn has_periods(form: &Form, header: &Header) -> bool {
    let mut fields = header.columns.iter().filter_map(|column| form.schema.fields.get(column.field()?));
    fields.any(|field| field.role == Some(Role::Period))
}

/// Takes no measure from columns of another period than that of the head.
pub(super) fn read_for_period(catalogue: &Catalogue, form: &Form, head: &Head, header: &mut Header) {
    let period = head.period.as_ref().and_then(|found| found.fitting(form.form.frequency));
    if let Some(period) = period.filter(|_| !has_periods(form, header)) {
        catalogue.read_for(header, period);
    }
}
