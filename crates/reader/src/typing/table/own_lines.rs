//! Lines of the own figures below a row of a unit: "Xã Lay Nưa | 5400", then "- Thực hiện | 5120".
//!
//! A line of a list below a row is a part of it and not read. One that says nothing but that its figures are those of the period is no part: where they
//! are others than those above, the row above is the plan or a running total, or nobody knows which is meant. It is kept out.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::locate::labels::words_beside::is_of_the_period;
use crate::locate::rows::RowRole;
use crate::message;
use crate::sheet::grid::{Cell, cell_of};
use crate::typing::rows::Rows;
use crate::values::period::Period;

impl<'a> Typing<'a> {
    /// Keeps out the rows below which a line has other figures and says that these are those of the period.
    pub(super) fn lines_of_own_figures(&mut self, data: &[DataRow<'a>], head: Option<Period>, rows: &mut Rows) {
        let mut above: Option<usize> = None;
        let mut places = data.iter().enumerate().peekable();
        for row in &self.table.body {
            match row.role {
                RowRole::Data => {
                    above = places.next_if(|(_, of_data)| of_data.index == row.index).map(|(place, _)| place);
                }
                RowRole::PartOf => {
                    let cells = self.grid().row(row.index);
                    let Some((place, whole)) = above.and_then(|place| Some((place, data.get(place)?))) else {
                        continue;
                    };
                    let period = rows.period.get(place).copied().flatten().or(head);
                    let Some((column, written)) = of_own_figures(cells, period) else { continue };
                    if !self.differs(cells, whole) {
                        continue;
                    }
                    let number = (whole.index + 1).to_string();
                    let message = message!("period-mismatch.own-line", written = &written, row = number);
                    let location = self.location(row.index, Some(column), None);
                    self.report_rows(
                        Finding::new(Code::PeriodMismatch, location, message).value(written),
                        [place],
                        rows,
                    );
                }
                RowRole::Blank | RowRole::Label | RowRole::Numbering | RowRole::Unit => {}
                RowRole::Section | RowRole::Total(_) | RowRole::Note => above = None,
            }
        }
    }

    /// True where a measure of a line holds another figure than that of the row above.
    fn differs(&self, line: &[(u32, Cell)], above: &DataRow<'_>) -> bool {
        self.table.columns.iter().filter(|column| self.is_measure(column)).any(|column| {
            let own = cell_of(line, column.index);
            !own.is_blank() && own.display().trim() != above.cell(column.index).display().trim()
        })
    }
}

/// The text of a line that says nothing but that its figures are those of the period.
fn of_own_figures(cells: &[(u32, Cell)], period: Option<Period>) -> Option<(u32, String)> {
    let mut texts = cells.iter().filter_map(|(column, cell)| Some((*column, cell.as_text()?.trim())));
    let (column, written) = texts.find(|(_, text)| text.contains(char::is_alphabetic))?;
    let bare = written.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    is_of_the_period(bare, period).then(|| (column, written.to_owned()))
}
