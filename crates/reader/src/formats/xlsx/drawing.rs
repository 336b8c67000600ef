//! The shapes over a sheet: "Đơn vị tính: tỷ đồng" in a text box, and "6.251,75" in one over a blank cell.
//!
//! Takes the package of a workbook and the part of a sheet; gives a text for each paragraph of its shapes, of which only the first are kept, and each
//! shape with the cells that it covers. Controls of forms are in a part of their own ([`controls`](super::controls)).

use crate::formats::xlsx::controls;
use crate::formats::xlsx::package::{Package, part_of_sheet};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::sheet::drawn::{DrawnValue, DrawnValues, Edge, covered};

/// Paragraphs of one sheet that are kept.
const MOST: usize = 100;
/// Bytes of one of them that are kept.
const LONGEST: usize = 2_000;
/// English Metric Units of the usual row and of the usual column.
const ROW: f64 = 190_500.0;
const COLUMN: f64 = 609_600.0;

/// What lies over a sheet.
#[derive(Default)]
pub(in crate::formats) struct Shapes {
    /// The paragraphs of its shapes.
    pub texts: Vec<String>,
    pub drawn: DrawnValues,
}

/// The cells between which a shape is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ShapeAnchor {
    pub from: (Edge, Edge),
    /// Where it ends; `None` where its size is stated in its place.
    pub to: Option<(Edge, Edge)>,
}

impl ShapeAnchor {
    /// Takes one number of it, by the name of its element; `ends` says which end it is of.
    pub fn take(&mut self, ends: bool, name: &str, number: &str) {
        let Ok(number) = number.trim().parse::<f64>() else { return };
        let (row, column) = if ends { self.to.get_or_insert_default() } else { &mut self.from };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast of a double keeps to its bounds"
        )]
        let index = number as u32;
        match name {
            "row" => row.index = index,
            "rowOff" => row.beyond = number / ROW,
            "col" => column.index = index,
            "colOff" => column.beyond = number / COLUMN,
            _ => {}
        }
    }

    /// Its first and its last cell, by row and column.
    pub fn cells(self) -> ((u32, u32), (u32, u32)) {
        let (from, to) = (self.from, self.to.unwrap_or(self.from));
        let (rows, columns) = (covered(from.0, to.0), covered(from.1, to.1));
        ((rows.0, columns.0), (rows.1, columns.1))
    }
}

#[derive(Default)]
struct DrawingReading {
    found: Shapes,
    text: String,
    in_text: bool,
    /// All paragraphs of the shape.
    whole: String,
    anchor: Option<ShapeAnchor>,
    /// True within the end of an anchor, false within its beginning.
    ends: Option<bool>,
    number: String,
    is_hidden: bool,
}

impl TakesTokens for DrawingReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) => match local(tag.name) {
                "p" => self.text.clear(),
                "t" => self.in_text = true,
                "twoCellAnchor" | "oneCellAnchor" => self.anchor = Some(ShapeAnchor::default()),
                "from" | "to" => self.ends = Some(local(tag.name) == "to"),
                "sp" => {
                    self.whole.clear();
                    self.is_hidden = false;
                }
                "cNvPr" => self.is_hidden |= tag.is_true("hidden"),
                _ => self.number.clear(),
            },
            Token::Text(text) if self.in_text && self.text.len() < LONGEST => self.text.push_str(text),
            Token::Text(text) if self.ends.is_some() && self.number.len() < LONGEST => self.number.push_str(text),
            Token::End { name, .. } => match local(name) {
                "t" => self.in_text = false,
                "p" => self.end_of_paragraph(),
                "from" | "to" => self.ends = None,
                "sp" => self.end_of_shape(),
                "twoCellAnchor" | "oneCellAnchor" => self.anchor = None,
                name => {
                    if let (Some(anchor), Some(ends)) = (&mut self.anchor, self.ends) {
                        anchor.take(ends, name, &self.number);
                    }
                }
            },
            Token::Text(_) => {}
        }
        Ok(())
    }
}

impl DrawingReading {
    fn end_of_paragraph(&mut self) {
        let whole = self.text.trim();
        if whole.is_empty() {
            return;
        }
        if self.whole.len() < LONGEST {
            self.whole.push_str(if self.whole.is_empty() { "" } else { " " });
            self.whole.push_str(whole);
        }
        if self.found.texts.len() < MOST {
            self.found.texts.push(whole.to_owned());
        }
    }

    fn end_of_shape(&mut self) {
        let text = std::mem::take(&mut self.whole);
        if let Some(anchor) = self.anchor.filter(|_| !self.is_hidden) {
            let (first, last) = anchor.cells();
            self.found.drawn.add(first, last, DrawnValue::Text(text));
        }
    }
}

/// A name without its prefix: texts are of another vocabulary than shapes.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What lies over a sheet; nothing where it cannot be read, for it is no part of a table.
pub(in crate::formats) fn shapes(package: &mut Package<'_>, part: &str) -> Shapes {
    let drawing = part_of_sheet(package, part, "drawing");
    let read = drawing.and_then(|drawing| package.read(&drawing, DrawingReading::default).ok());
    let mut found = read.map_or_else(Shapes::default, |reading| reading.found);
    found.drawn.join(controls::read(package, part));
    found
}
