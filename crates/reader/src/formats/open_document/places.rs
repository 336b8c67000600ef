//! Over which cells of an OpenDocument sheet a shape is that is bound to the page.
//!
//! Takes the package of a workbook that has such shapes, once more; adds up the heights of rows and the widths of columns.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::formats::open_document::length::inches;
use crate::formats::open_document::{COLUMNS, ROWS, number};
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute};
use crate::sheet::drawn::{Edge, covered};

/// Inches of a row and of a column whose style says nothing.
const ROW: f64 = 0.178;
const COLUMN: f64 = 0.889;

/// Where a shape is on its sheet, in inches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Rectangle {
    /// That of an element of a shape; nothing where it does not say where it is.
    pub fn of(tag: &BytesStart<'_>) -> Result<Option<Self>, Broken> {
        let length = |name: &str| Ok::<_, Broken>(attribute(tag, name)?.as_deref().and_then(inches));
        let (Some(left), Some(top)) = (length("x")?, length("y")?) else { return Ok(None) };
        Ok(Some(Self { left, top, width: length("width")?.unwrap_or(0.0), height: length("height")?.unwrap_or(0.0) }))
    }
}

/// What the rows and the columns of each sheet measure.
#[derive(Default)]
pub(super) struct SheetSizes {
    /// Of styles of rows and columns.
    styles: HashMap<String, f64>,
    style: Option<String>,
    depth: usize,
    /// Runs of rows of one height, and of columns of one width, with how many there are.
    sheets: Vec<[Vec<(u32, f64)>; 2]>,
}

impl SheetSizes {
    /// Those of a workbook; as far as it can be read.
    pub fn read(package: &mut Package<'_>) -> Self {
        let mut sizes = Self::default();
        let _ = package.each("content.xml", |event| sizes.take(event));
        sizes
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "style" => self.style = attribute(tag, "name")?,
                "table-column-properties" | "table-row-properties" => {
                    let size = attribute(tag, "column-width")?.or(attribute(tag, "row-height")?);
                    if let Some((style, size)) = self.style.clone().zip(size.as_deref().and_then(inches)) {
                        self.styles.insert(style, size);
                    }
                }
                "table" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        self.sheets.push([Vec::new(), Vec::new()]);
                    }
                }
                name @ ("table-row" | "table-column") if self.depth == 1 => {
                    let of_rows = name == "table-row";
                    let (count, usual) = match of_rows {
                        true => (number(tag, "number-rows-repeated")?.min(ROWS), ROW),
                        false => (number(tag, "number-columns-repeated")?.min(COLUMNS), COLUMN),
                    };
                    let is_hidden = matches!(attribute(tag, "visibility")?.as_deref(), Some("collapse" | "filter"));
                    let of_style = attribute(tag, "style-name")?.and_then(|style| self.styles.get(&style).copied());
                    let size = if is_hidden { 0.0 } else { of_style.unwrap_or(usual) };
                    if let Some(runs) = self.sheets.last_mut() {
                        runs[usize::from(!of_rows)].push((count, size));
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "table" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// The first and the last cell under a shape of a sheet; nothing for one that is nowhere.
    pub fn cells(&self, sheet: usize, shape: Rectangle) -> Option<((u32, u32), (u32, u32))> {
        let [rows, columns] = self.sheets.get(sheet)?;
        let rows = covered(edge(rows, shape.top)?, edge(rows, shape.top + shape.height)?);
        let columns = covered(edge(columns, shape.left)?, edge(columns, shape.left + shape.width)?);
        Some(((rows.0, columns.0), (rows.1, columns.1)))
    }
}

/// The row or column at a distance from the corner of the sheet.
fn edge(runs: &[(u32, f64)], distance: f64) -> Option<Edge> {
    let (mut index, mut left) = (0_u32, distance.max(0.0));
    for (count, size) in runs {
        let whole = f64::from(*count) * size;
        if left < whole {
            let within = left / size;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below a count of rows")]
            return Some(Edge { index: index.checked_add(within as u32)?, beyond: within.fract() });
        }
        left -= whole;
        index = index.checked_add(*count)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_a_row() {
        let rows = [(2, 0.25), (1, 1.0), (10, 0.0), (100, 0.5)];
        let at = |distance| edge(&rows, distance).map(|edge| edge.index);
        assert_eq!([at(0.0), at(0.3), at(0.6), at(1.6), at(60.0)], [Some(0), Some(1), Some(2), Some(13), None]);
    }
}
