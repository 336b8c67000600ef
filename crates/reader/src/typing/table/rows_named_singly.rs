//! Rows without a unit in a list whose other rows each name their own: "Dự án khác của huyện" below the works of the communes.
//!
//! A unit is written once above its rows, or in each of them. Where a table shows that it does the latter, a blank says nothing of whose the row is:
//! it is read as that of the unit above, and a warning says so. So is a row whose words say that it is of the district, or of nobody yet.

use super::stated_areas::TakenOverArea;
use super::{DataRow, Typing};
use crate::project::written::form::Role;
use crate::registry::UnitIndex;
use crate::values::text;

/// Rows that name their units, from which on several rows in a row at the end of a table are doubted as one is.
const MANY_NAMED: usize = 4;
/// Words of what is of more than one unit, or of none yet.
const OF_MORE: [&str; 8] =
    ["của huyện", "cấp huyện", "toàn huyện", "của tỉnh", "cấp tỉnh", "toàn tỉnh", "chưa phân bổ", "chưa phân khai"];

impl<'a> Typing<'a> {
    /// The rows that take over a unit though the others of the table each name one, or though their words are of more than it; `units` are those of
    /// the rows of data, in their order.
    pub(super) fn rows_named_singly(
        &self,
        taken_over: &[TakenOverArea],
        data: &[DataRow<'a>],
        units: &[Option<UnitIndex>],
    ) -> Vec<TakenOverArea> {
        if self.form.dimensions().next().is_none() || taken_over.iter().any(|taken| taken.of_heading) {
            return Vec::new();
        }
        let is_taken = |row: &DataRow<'a>| taken_over.binary_search_by_key(&row.index, |taken| taken.row).is_ok();
        let of_more = |taken: &&TakenOverArea| {
            let mut texts = self.grid().row(taken.row).iter().filter_map(|(_, cell)| cell.as_text()).map(text::name);
            texts.any(|text| OF_MORE.iter().any(|words| text.contains(words)))
        };
        let said = || taken_over.iter().filter(of_more).copied().collect();
        let is_of_unit = |role: Option<Role>| matches!(role, Some(Role::Area | Role::AreaCode | Role::AreaName));
        let columns = self.table.columns.iter().filter(|column| {
            let field = column.field.and_then(|field| self.form.schema.fields.get(field));
            field.is_some_and(|field| is_of_unit(field.role))
        });
        let columns: Vec<u32> = columns.map(|column| column.index).collect();
        let names = |row: &DataRow<'a>| columns.iter().any(|column| !row.cell(*column).is_blank());
        // A unit merged down over its rows is written once.
        if data.iter().any(|row| !names(row) && !is_taken(row)) {
            return said();
        }
        let begins = |pair: &[DataRow<'a>]| matches!(pair, [above, below] if !is_taken(above) && is_taken(below));
        let runs = data.windows(2).filter(|pair| begins(pair)).count();
        let repeats = data.windows(2).zip(units.windows(2)).any(|(rows, units)| {
            rows.iter().all(|row| !is_taken(row)) && matches!(units, [Some(above), Some(below)] if above == below)
        });
        let named = data.len().saturating_sub(taken_over.len());
        let is_last = data.last().is_some_and(is_taken);
        let is_at_the_end = is_last && (taken_over.len() == 1 && named > 1 || named >= MANY_NAMED);
        if runs == 1 && (repeats || is_at_the_end) { taken_over.to_vec() } else { said() }
    }
}
