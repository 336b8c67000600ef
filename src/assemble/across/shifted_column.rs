//! A column that slipped by a row: values of a sender that fit the history of the unit one row above, or below, and not their own.
//!
//! ```text
//!         | 2024-Q3 | 2024-Q4
//! Xã A    |  30.600 |   2.105
//! Xã B    |   1.800 |  30.650          shifted-column, at the first of the cells
//! Xã C    |  11.000 |   1.804
//! Xã D    |   2.100 |  11.020
//! ```
//!
//! Counts differ from their history by more than counts do by chance. Some of the values are more than usual and some less: what falls in all communes of a district has not slipped.

use super::columns::{Column, Explained, PointsByRow, Unlike};
use super::reference::is_near;
use super::series::FormRows;
use super::swapped_columns::label;
use super::words::{Written, at_field, restated_note};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::statistical_rules::StatisticalRule;

/// The row whose history a value fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    Above,
    Below,
}

impl Neighbour {
    const fn of(self, row: usize) -> Option<usize> {
        match self {
            Self::Above => row.checked_sub(1),
            Self::Below => row.checked_add(1),
        }
    }
}

/// Values one below the other, each with its row.
type Run<'c> = Vec<(usize, &'c Unlike)>;

/// The longest run of values that fit their neighbours, in either direction.
pub fn check(rows: &FormRows<'_>, column: &Column<'_>, points: &PointsByRow<'_>) -> Explained {
    let mut explained = Explained::default();
    let least = usize::from(rows.rules.shifted_rows);
    if rows.rules.off.contains(&StatisticalRule::ShiftedColumn) || column.unlike.len() < least {
        return explained;
    }
    let runs =
        [Neighbour::Above, Neighbour::Below].map(|neighbour| (longest_run(rows, column, points, neighbour), neighbour));
    let Some((run, neighbour)) = runs.into_iter().max_by_key(|(run, _)| run.len()) else { return explained };
    let exceeds = |one: &Unlike| one.doubt.value.units().unsigned_abs() > one.doubt.usual.median;
    let exceeding = run.iter().filter(|(_, one)| exceeds(one)).count();
    if run.len() < least || exceeding == 0 || exceeding == run.len() {
        return explained;
    }
    explained.cells.extend(run.iter().map(|(_, one)| (one.point, column.field)));
    if let Some((_, first)) = run.first() {
        explained.findings.extend(finding(rows, column, &run, neighbour).map(|finding| (first.point, finding)));
    }
    explained
}

/// The most values, one below the other, that fit the histories of their neighbours and that no season explains. Values between them that fit
/// both say nothing.
fn longest_run<'c>(
    rows: &FormRows<'_>,
    column: &'c Column<'_>,
    points: &PointsByRow<'_>,
    neighbour: Neighbour,
) -> Run<'c> {
    let field = rows.form.schema.fields.get(column.field);
    let fits_neighbour = |row: usize, own: usize| {
        let point = points.get(&(std::ptr::from_ref(column.table), neighbour.of(row)?))?;
        let measure = rows.measures.iter().position(|field| *field == column.field)?;
        let (value, usual) = (rows.value(own, column.field)?, rows.history(*point, measure)?);
        Some(is_near(value, usual.median, rows.rules.within_digits.0))
    };
    let says_nothing = |row: usize| {
        let own = points.get(&(std::ptr::from_ref(column.table), row));
        own.is_some_and(|own| fits_neighbour(row, *own) == Some(true))
    };
    let (mut longest, mut run): (Run<'_>, Run<'_>) = (Vec::new(), Vec::new());
    for (row, one) in &column.unlike {
        let is_chance = || field.is_none_or(|field| one.doubt.usual.is_chance_of_counts(rows, field, one.doubt.value));
        if fits_neighbour(*row, one.point) != Some(true) || is_chance() || one.at(rows).is_of_season(&one.doubt, 0) {
            run.clear();
            continue;
        }
        let follows = run.last().is_none_or(|(last, _)| (last + 1..*row).all(says_nothing));
        if !follows {
            run.clear();
        }
        run.push((*row, one));
        if run.len() > longest.len() {
            longest.clone_from(&run);
        }
    }
    longest
}

fn finding(
    rows: &FormRows<'_>,
    column: &Column<'_>,
    run: &[(usize, &Unlike)],
    neighbour: Neighbour,
) -> Option<Finding> {
    let ((first_row, first), (last_row, _)) = (run.first()?, run.last()?);
    let at = first.at(rows);
    let number = |row: usize| {
        let place = column.table.place_of(row, column.field);
        place.map(|place| place.number.to_string()).unwrap_or_default()
    };
    let written = Written::of(&at, column.table, column.field);
    let (value, median) = (written.number(at.stated(&first.doubt)), written.median(&first.doubt.usual));
    let (label, first_row, last_row) = (label(&at, &first.doubt), number(*first_row), number(*last_row));
    let message = message!(
        "shifted-column.slipped",
        way = if neighbour == Neighbour::Above { "down" } else { "up" },
        count = run.len(),
        column = &label,
        first = first_row,
        last = last_row,
        value = value,
        median = restated_note(median.clone(), first.doubt.usual.restated)
    );
    let finding = at_field(&at, column.field, Code::ShiftedColumn, message)?;
    Some(finding.value(written.digits(at.stated(&first.doubt))).expected(median))
}
