//! In which order the days of an export are written, over all its pieces.
//!
//! One day of a column may show that its month is first (08/21/2025), lines after others that were read day first. Within a piece such lines are kept
//! out (`typing/table/month_first.rs`); those of other pieces are known when all are read.

use std::collections::BTreeMap;

use crate::findings::finding::Finding;
use crate::formats::faults;
use crate::locate::Table;
use crate::project::written::form::{Field, FieldType, Form};
use crate::sheet::grid::Sheet;
use crate::values::day;

/// What the days of one column show.
#[derive(Clone, Debug, Default)]
pub(super) struct DayOrder {
    /// The first line, from 0, with a day that is one with its month first alone.
    shows: Option<(u32, String)>,
    /// True where a day is one with its day first alone.
    is_day_first: bool,
    /// True where a text was read as one of the two days that it may be.
    is_open: bool,
}

impl DayOrder {
    /// Takes the text of a cell that was read as a day.
    pub(super) fn see(&mut self, text: &str) {
        self.is_day_first |= day::is_day_first(text);
        self.is_open |=
            matches!((day::written(text), day::month_first(text)), (Some(one), Some(other)) if one != other);
    }

    /// True for a column whose days may be written in either order.
    pub(super) fn is_asked(field: &Field) -> bool {
        field.kind == FieldType::Date && field.format.is_none()
    }

    fn join(&mut self, other: Self) {
        self.shows = match (self.shows.take(), other.shows) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.is_day_first |= other.is_day_first;
        self.is_open |= other.is_open;
    }
}

/// The same of each column of days, by its index.
#[derive(Clone, Debug, Default)]
pub(super) struct DayOrders(BTreeMap<u32, DayOrder>);

impl DayOrders {
    /// Those of lines that are read as rows: where one shows that the month is first, the others of the same piece are kept out.
    pub(super) fn of_rows(sheet: &Sheet, form: &Form, table: &Table) -> Self {
        let mut orders = Self::default();
        let field = |place: Option<usize>| form.schema.fields.get(place?);
        for column in table.columns.iter().filter(|column| field(column.field).is_some_and(DayOrder::is_asked)) {
            let mut order = DayOrder::default();
            for row in &table.body {
                let Some(text) = sheet.grid.get(row.index, column.index).as_text() else { continue };
                if order.shows.is_none() && day::only_month_first(text).is_some() {
                    order.shows = Some((row.index, text.trim().to_owned()));
                } else {
                    order.see(text);
                }
            }
            order.is_open &= order.shows.is_none() || order.is_day_first;
            orders.add(column.index, order);
        }
        orders
    }

    pub(super) fn add(&mut self, column: u32, order: DayOrder) {
        self.0.entry(column).or_default().join(order);
    }

    pub(super) fn join(&mut self, other: Self) {
        other.0.into_iter().for_each(|(column, order)| self.add(column, order));
    }

    /// The finding that refuses an export with a column whose month is first, of which other lines were read day first.
    pub(super) fn finding(&self, form: &Form, table: &Table) -> Option<Finding> {
        let (column, line, written) = self.0.iter().find_map(|(column, order)| {
            let (line, written) = order.shows.as_ref().filter(|_| order.is_open && !order.is_day_first)?;
            Some((*column, *line, written))
        })?;
        let label = table.columns.iter().find(|known| known.index == column)?;
        let field = form.schema.fields.get(label.field?)?;
        Some(faults::month_first(line, column, (&field.name, &label.label), written))
    }
}
