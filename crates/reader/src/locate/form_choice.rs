//! Which of the forms that fit the labels of a table equally well it is of.
//!
//! Takes the labels, the head above them and the rows below; gives the form that the head names, else the one whose periods they state ("Tháng 3
//! năm 2024" is of the form of months), else that of the table above, where the head says nothing of a form. Nothing where they leave two.

use super::{FormFound, Place};
use crate::locate::head::{self, Head, head_period};
use crate::locate::labels::header::Header;
use crate::project::written::form::{Form, Role};
use crate::values::period::{Frequency, Period};
use crate::words::period_text;

/// Rows below the labels whose periods are looked at.
const MOST_ROWS: u32 = 50;

impl Place<'_> {
    /// The form of a table whose labels fit several; `from` is the first row of its head, `above` the form of the table above it.
    pub(super) fn choose_form(
        &self,
        header: &Header,
        head: &Head,
        from: u32,
        above: Option<usize>,
    ) -> Option<(usize, FormFound)> {
        let forms = || header.forms.iter().filter_map(|number| Some((*number, self.forms.get(*number)?)));
        if let Some(code) = &head.form_code {
            let named = forms().find(|(_, form)| head::names_code(&code.text, &form.form.code));
            return named.map(|(number, _)| (number, FormFound::ByCode));
        }
        let stated: Vec<Frequency> = match self.frequency_of_rows(header) {
            Some(frequency) => vec![frequency],
            None => {
                let is_stated = |frequency: &Frequency| {
                    let found = head_period::read(&self.sheet.grid, from, header.top, *frequency);
                    found.is_some_and(|found| found.fitting(*frequency).is_some())
                };
                forms().map(|(_, form)| form.form.frequency).filter(is_stated).collect()
            }
        };
        let of_period = |form: &Form| stated.contains(&form.form.frequency);
        let mut fitting = forms().filter(|(_, form)| of_period(form)).map(|(number, _)| number);
        match (fitting.next(), fitting.next()) {
            (Some(number), None) => Some((number, FormFound::ByPeriod)),
            // A head that names no form is of the table above it, unless its period is not.
            (some, _) => {
                let may_be = |form: &Form| some.is_none() || of_period(form);
                let goes_on = |above: &usize| forms().any(|(number, form)| number == *above && may_be(form));
                above.filter(goes_on).map(|above| (above, FormFound::ByTableAbove))
            }
        }
    }

    /// How long the periods are that the rows below some labels state, where all state such of one length.
    fn frequency_of_rows(&self, header: &Header) -> Option<Frequency> {
        let is_period = |form: &Form, field: usize| {
            form.schema.fields.get(field).is_some_and(|field| field.role == Some(Role::Period))
        };
        let form = self.forms.get(*header.forms.first()?)?;
        let column = header.columns.iter().find(|column| column.field().is_some_and(|field| is_period(form, field)))?;
        let rows = self.sheet.grid.rows(header.bottom.saturating_add(1)..=header.bottom.saturating_add(MOST_ROWS));
        let mut stated = rows.filter_map(|(_, cells)| {
            let (_, cell) = cells.iter().find(|(index, _)| *index == column.column)?;
            period_text::of_cell(&cell.display()).map(Period::frequency)
        });
        let first = stated.next()?;
        stated.all(|other| other == first).then_some(first)
    }
}
