//! Columns of yes and no in which an x stands among words.
//!
//! Among ticks and blanks an x is a tick (decision 0207). In a column that says yes and no in words ("có", "không"), in a form in which an x says that a
//! value cannot occur, it may be either: "x" beside "có" is hardly a second word for yes. Nothing is guessed: such rows are kept out until the column
//! says which is meant (decision 0226). Of an export that passes piece by piece the whole column is known when all pieces are
//! (`intake/marks_in_lines.rs`).

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::field::is_an_x;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::Cell;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::rows::{MarksAndWords, Rows};
use crate::typing::truth::usual_truth;

impl<'a> Typing<'a> {
    /// Keeps out the rows of an x in columns that say yes and no in words.
    pub(super) fn marks_among_words(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let fields = self.table.columns.iter().filter_map(|column| {
            let place = column.field?;
            let field = self.form.schema.fields.get(place)?;
            (field.an_x_is_a_truth() && !field.lists_an_x()).then_some((place, field, column.index))
        });
        for (place, field, column) in fields.collect::<Vec<_>>() {
            let is_mark = |row: &DataRow<'a>| {
                row.cell(column).as_text().is_some_and(is_an_x) && !self.is_shown_for_a_number(row.index, column)
            };
            if !self.table.is_piece && !data.iter().any(is_mark) || !may_doubt_an_x(self.form, field) {
                continue;
            }
            let word = data.iter().map(|row| row.cell(column)).find(|cell| is_a_word(cell));
            let word = word.map(|cell| cell.display().trim().to_owned());
            let marked = data.iter().enumerate().filter(|(_, row)| is_mark(row)).map(|(row, _)| row);
            let marks: Vec<usize> = if self.table.is_piece || word.is_some() { marked.collect() } else { Vec::new() };
            if self.table.is_piece {
                rows.marks.insert(place, MarksAndWords { marks, word });
                continue;
            }
            for (mark, word) in marks.into_iter().zip(word.iter().cycle()) {
                let Some(row) = data.get(mark) else { continue };
                let finding = mark_among_words(self.location(row.index, Some(column), Some(field)), word);
                self.report_row(finding, mark, &mut rows.accepted);
            }
        }
    }

    /// True for a text that the format of a cell shows in the place of its number: nobody chose it from the list of an empty form.
    fn is_shown_for_a_number(&self, row: u32, column: u32) -> bool {
        let shown = &self.sheet.shown;
        let found = shown.binary_search_by_key(&(row, column), |number| number.place).ok();
        found.and_then(|place| shown.get(place)).is_some_and(|number| number.shows.text.as_deref().is_some_and(is_an_x))
    }
}

/// True for a field of yes and no in which an x is a tick, while its form says that it stands for a missing value.
pub fn may_doubt_an_x(form: &Form, field: &Field) -> bool {
    field.an_x_is_a_truth()
        && !field.lists_an_x()
        && MissingTexts::of_field(field, &form.schema.missing_values).cause("x").is_some()
}

/// What is to say of an x at this place, beside a word of its column.
pub fn mark_among_words(location: Location, word: &str) -> Finding {
    let message = message!("type-error.mark-among-words", written = "x", word = word);
    let finding = Finding::new(Code::TypeError, location, message).value("x");
    finding.expected(message!("type-error.expected-boolean"))
}

/// True for a cell that says yes or no otherwise than by a tick, a dash or a zero.
pub fn is_a_word(cell: &Cell) -> bool {
    match cell {
        Cell::Boolean(_) => true,
        Cell::Text(text) => match usual_truth(cell) {
            Some(true) if text.trim_start().starts_with('1') => true,
            Some(_) => text.chars().filter(|sign| sign.is_alphabetic()).count() > 1,
            None => false,
        },
        number => number.is_number() && usual_truth(number) == Some(true),
    }
}
