//! Where the cells of a typed table are, also of one whose columns are on several pages.
//!
//! Takes a table; gives the sheet, the column and the row of a cell. Whoever names a cell of a row asks here: the letters of a column and the number of
//! a row are of one sheet only where both are of one page.

use crate::typing::reading::{SourceColumn, TypedTable};

/// Where one cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace<'a> {
    /// The name of its sheet; empty for text files.
    pub sheet: &'a str,
    pub letters: &'a str,
    /// The row of the sheet, from 1.
    pub number: u32,
}

impl CellPlace<'_> {
    /// A1 notation.
    pub fn cell(&self) -> String {
        format!("{}{}", self.letters, self.number)
    }
}

impl TypedTable {
    /// The cell of a row in a column; `None` where the page of the column has no such row.
    pub fn place_in<'a>(&'a self, column: &'a SourceColumn, row: usize) -> Option<CellPlace<'a>> {
        let letters = column.letters.as_str();
        let Some(page) = column.page else {
            return Some(CellPlace { sheet: &self.sheet, letters, number: *self.rows.number.get(row)? });
        };
        let number = (*self.rows.on_pages.get(page)?.get(row)?)?;
        Some(CellPlace { sheet: &self.pages.get(page)?.sheet, letters, number })
    }

    /// The column that holds a field of a row, and its cell; `None` where there is none.
    pub fn column_of(&self, row: usize, field: usize) -> Option<(&SourceColumn, CellPlace<'_>)> {
        let mut columns = self.columns.iter().filter(|column| column.field == field);
        columns.find_map(|column| Some((column, self.place_in(column, row)?)))
    }

    /// The cell of a field of a row.
    pub fn place_of(&self, row: usize, field: usize) -> Option<CellPlace<'_>> {
        self.column_of(row, field).map(|(_, place)| place)
    }

    /// True where it, or one of its further pages, is on a sheet.
    pub fn is_on(&self, sheet: &str) -> bool {
        self.sheet == sheet || self.pages.iter().any(|page| page.sheet == sheet)
    }

    /// The name of the sheet that a column is on.
    pub fn sheet_of(&self, column: &SourceColumn) -> &str {
        let page = column.page.and_then(|page| self.pages.get(page));
        page.map_or(&self.sheet, |page| &page.sheet)
    }

    /// The row, a part of which is in this row of a sheet.
    pub fn row_at(&self, sheet: &str, number: u32) -> Option<usize> {
        let own = || self.rows.number.iter().position(|own| *own == number);
        let found = if self.sheet == sheet { own() } else { None };
        found.or_else(|| {
            let mut pages = self.pages.iter().zip(&self.rows.on_pages).filter(|(page, _)| page.sheet == sheet);
            pages.find_map(|(_, numbers)| numbers.iter().position(|own| *own == Some(number)))
        })
    }

    /// The column that a cell of a sheet is in. Where pages are below each other, the row decides.
    pub fn column_at(&self, sheet: &str, letters: &str, number: Option<u32>) -> Option<&SourceColumn> {
        let of_cell = |column: &&SourceColumn| column.letters == letters && self.sheet_of(column) == sheet;
        let has_row = |column: &&SourceColumn| {
            let row = number.and_then(|number| self.row_at(sheet, number));
            row.is_some_and(|row| self.place_in(column, row).is_some_and(|place| Some(place.number) == number))
        };
        let columns = || self.columns.iter().filter(of_cell);
        if self.pages.is_empty() { columns().next() } else { columns().find(has_row).or_else(|| columns().next()) }
    }
}
