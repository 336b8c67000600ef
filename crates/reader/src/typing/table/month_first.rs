//! Columns of days that write the month first: what may be read both ways there is not read day first.
//!
//! A text such as 04/13/2023 shows how its column writes; 05/06/2023 beside it is the sixth of May there, and the fifth of June in every
//! other column. As of numbers (decision 0029), nothing is guessed: such rows are kept out until the column writes its days in one way.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::day;

impl<'a> Typing<'a> {
    /// Keeps out the rows of columns that write the month first, where a day may be read both ways.
    pub(super) fn month_first(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let fields = self.table.columns.iter().filter_map(|column| {
            let field = self.form.schema.fields.get(column.field?)?;
            (field.kind == FieldType::Date && field.format.is_none()).then_some((field, column.index))
        });
        for (field, column) in fields.collect::<Vec<(&Field, u32)>>() {
            let texts =
                || data.iter().enumerate().filter_map(|(place, row)| Some((place, row.cell(column).as_text()?)));
            let ways = |text: &str| (day::written(text), day::month_first(text));
            let Some(shows) = texts().map(|(_, text)| text).find(|text| day::only_month_first(text).is_some()) else {
                continue;
            };
            // A day that is written day first beside it: the column writes both ways, and what shows it is reported by itself.
            let is_day_first = |cell: &Cell| cell.as_text().is_some_and(day::is_day_first);
            if data.iter().any(|row| is_day_first(row.cell(column))) {
                continue;
            }
            for (place, text) in texts() {
                let (Some(first), Some(second)) = ways(text) else { continue };
                if first == second {
                    continue;
                }
                let Some(row) = data.get(place) else { continue };
                let location = self.location(row.index, Some(column), Some(field));
                let days = [first, second].map(|day| day.format("%d/%m/%Y").to_string());
                let [first, second] = &days;
                let message =
                    message!("type-error.month-first", written = text, shows = shows, first = first, second = second);
                let finding = Finding::new(Code::TypeError, location, message).value(text);
                self.report_row(finding.suggestion(second.as_str()), place, &mut rows.accepted);
            }
        }
    }
}
