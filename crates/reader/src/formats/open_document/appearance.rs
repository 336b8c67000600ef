//! How the sheets of an OpenDocument spreadsheet look: what a copy of them keeps.
//!
//! Takes the contents of a package whose cells have been read; gives number formats as codes of Excel and widths of columns.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::formats::number_format::kept;
use crate::formats::open_document::length::{PIXELS, inches};
use crate::formats::open_document::number_codes::DataStyles;
use crate::formats::open_document::{COLUMNS, ROWS, number};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute};
use crate::sheet::appearance::{Appearance, Appearances, CellFormat};
use crate::sheet::limits::Limits;

/// Styles of a workbook.
const MOST_STYLES: usize = 1 << 18;
/// Parents of a style, one above the other.
const MOST_PARENTS: usize = 16;
/// Cells side by side, and rows below each other, that say nothing and whose format is kept: the rest of a sheet repeats to its end.
const MOST_BLANK_CELLS: u32 = 1 << 8;
const MOST_BLANK_ROWS: u32 = 1 << 10;
/// Pixels of a digit of the standard font.
const DIGIT: f64 = 7.0;
/// The widest that Excel makes a column.
const WIDEST: f64 = 255.0;

/// How each sheet looks; nothing where the workbook cannot be read.
pub(in crate::formats) fn read(contents: Contents<'_>, limits: &Limits) -> Option<Appearances> {
    let mut reading = OdsLooks { room: limits.max_cells, ..OdsLooks::default() };
    let mut package = Package::new(contents, limits.max_unpacked);
    if package.has("styles.xml") {
        // Those that can be read.
        let _ = package.each("styles.xml", |event| reading.style(event));
        reading.open = None;
    }
    package.each("content.xml", |event| reading.take(event)).ok()?;
    Some(reading.found)
}

/// A style of cells or columns.
#[derive(Default)]
struct LookStyle {
    parent: Option<String>,
    data: Option<String>,
    /// The width of a column, in characters.
    width: Option<f64>,
}

/// Cells of a row that look alike.
struct LikeCells {
    first: u32,
    count: u32,
    format: CellFormat,
}

/// What has been read of the looks of sheets.
#[derive(Default)]
struct OdsLooks {
    found: Appearances,
    /// By family and name.
    styles: HashMap<(String, String), LookStyle>,
    data: DataStyles,
    /// The style that is being read.
    open: Option<(String, String)>,
    /// The formats of styles of cells, once they are known.
    formats: HashMap<String, Option<CellFormat>>,
    room: usize,
    depth: usize,
    name: String,
    sheet: Appearance,
    /// Up to which column, from 1, cells have which style where they have none of their own.
    column_styles: Vec<(u32, Option<String>)>,
    row: u32,
    row_repeats: u32,
    row_style: Option<String>,
    row_says: bool,
    column: u32,
    cells: Vec<LikeCells>,
}

impl OdsLooks {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        if self.depth == 0 {
            self.style(event)?;
        }
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        self.name = attribute(tag, "name")?.unwrap_or_default();
                        self.row = 0;
                        self.column_styles.clear();
                    }
                }
                "table-column" if self.depth == 1 => self.columns(tag)?,
                "table-row" if self.depth == 1 => {
                    self.row_style = attribute(tag, "default-cell-style-name")?;
                    self.row_repeats = number(tag, "number-rows-repeated")?.min(ROWS.saturating_sub(self.row));
                    (self.column, self.row_says) = (0, false);
                    self.cells.clear();
                }
                "table-cell" | "covered-table-cell" if self.depth == 1 => self.cell(tag)?,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.end_of_sheet();
                    }
                }
                "table-row" if self.depth == 1 => self.end_of_row(),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// What is before the sheets.
    fn style(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        self.data.take(event)?;
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "style" => {
                    let family = attribute(tag, "family")?.unwrap_or_default();
                    let named = (family, attribute(tag, "name")?.unwrap_or_default());
                    let (parent, data) = (attribute(tag, "parent-style-name")?, attribute(tag, "data-style-name")?);
                    self.styles.insert(named.clone(), LookStyle { parent, data, width: None });
                    self.open = Some(named);
                }
                "table-column-properties" => {
                    let width = attribute(tag, "column-width")?.as_deref().and_then(characters);
                    if let Some(style) = self.open.as_ref().and_then(|open| self.styles.get_mut(open)) {
                        style.width = width;
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "style" => self.open = None,
            _ => {}
        }
        if self.styles.len() > MOST_STYLES { Err(Broken) } else { Ok(()) }
    }

    fn columns(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let first = self.column_styles.last().map_or(0, |(end, _)| *end);
        let end = first.saturating_add(number(tag, "number-columns-repeated")?).min(COLUMNS);
        if end <= first {
            return Ok(());
        }
        let style = attribute(tag, "style-name")?.map(|name| ("table-column".to_owned(), name));
        if let Some(width) = style.and_then(|style| self.styles.get(&style)?.width) {
            self.sheet.widths.push((first, end - 1, width));
        }
        self.column_styles.push((end, attribute(tag, "default-cell-style-name")?));
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let count = number(tag, "number-columns-repeated")?.min(COLUMNS.saturating_sub(self.column));
        let first = self.column;
        self.column = first.saturating_add(count);
        let says = attribute(tag, "value-type")?.is_some();
        self.row_says |= says;
        if !says && count > MOST_BLANK_CELLS {
            return Ok(());
        }
        let own = attribute(tag, "style-name")?.or_else(|| self.row_style.clone());
        if let Some(style) = own {
            if let Some(format) = self.format(&style) {
                self.cells.push(LikeCells { first, count, format });
            }
            return Ok(());
        }
        // Each column may have its own.
        let mut column = first;
        while column < self.column {
            let place = self.column_styles.partition_point(|(end, _)| *end <= column);
            let Some((end, style)) = self.column_styles.get(place).cloned() else { break };
            let end = end.min(self.column);
            if let Some(format) = style.and_then(|style| self.format(&style)) {
                self.cells.push(LikeCells { first: column, count: end - column, format });
            }
            column = end;
        }
        Ok(())
    }

    /// The format of the cells of a style.
    fn format(&mut self, style: &str) -> Option<CellFormat> {
        if let Some(known) = self.formats.get(style) {
            return known.clone();
        }
        let key = |name: &str| ("table-cell".to_owned(), name.to_owned());
        let parent = |style: &&LookStyle| self.styles.get(&key(style.parent.as_deref()?));
        let mut styles = std::iter::successors(self.styles.get(&key(style)), parent).take(MOST_PARENTS);
        let data = styles.find_map(|style| style.data.as_deref());
        let format = data.and_then(|data| self.data.code(data)).and_then(|code| kept::written(&code));
        self.formats.insert(style.to_owned(), format.clone());
        format
    }

    fn end_of_row(&mut self) {
        let (first, repeats) = (self.row, self.row_repeats);
        self.row = first.saturating_add(repeats);
        if !self.row_says && repeats > MOST_BLANK_ROWS {
            return;
        }
        for row in first..self.row {
            for cells in &self.cells {
                for column in cells.first..cells.first.saturating_add(cells.count) {
                    if self.sheet.formats.len() >= self.room {
                        return;
                    }
                    self.sheet.formats.insert((row, column), cells.format.clone());
                }
            }
        }
    }

    fn end_of_sheet(&mut self) {
        self.found.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.sheet));
    }
}

/// A length as a number of characters of the standard font; nothing for one that is none.
fn characters(length: &str) -> Option<f64> {
    let characters = inches(length)? * PIXELS / DIGIT;
    (characters.is_finite() && characters > 0.0).then(|| characters.min(WIDEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_characters() {
        for (length, expected) in [("0.889in", 12.2), ("2.258cm", 12.2), ("22.58mm", 12.2), ("70px", 10.0)] {
            assert!((characters(length).unwrap() - expected).abs() < 0.05, "{length}");
        }
        for none in ["", "12", "cm", "0cm", "-1cm", "3em"] {
            assert_eq!(characters(none), None, "{none}");
        }
    }
}
