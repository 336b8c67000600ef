//! What lies over the cells of an OpenDocument sheet: text boxes, and the controls of its form.
//!
//! Takes the elements of shapes and of forms; gives each shape that may be a value with the cells that it covers. A shape that is bound to a cell is within its
//! element; one that is bound to the page says how far from its corner it is, and [`super::places`] adds up what rows and columns measure.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::formats::open_document::places::{Rectangle, SheetSizes};
use crate::formats::xlsx::cell_address::corner;
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute, text_of};
use crate::sheet::drawn::{DrawnValue, DrawnValues};
use crate::sheet::grid::Sheet;

/// Controls and shapes of one sheet that are kept.
const MOST: usize = 1 << 12;
/// Bytes of the text of a shape that are kept.
const LONGEST: usize = 2_000;

/// What has been read of the shapes of a workbook.
#[derive(Debug, Default)]
pub(super) struct OdsDrawn {
    /// What each control of the form shows, by its name; nothing for one that shows no value.
    controls: HashMap<String, Option<DrawnValue>>,
    /// The list that is being read.
    list: Option<String>,
    /// How many elements of the outermost shape have begun.
    depth: usize,
    shape: OdsShape,
    /// Those that are bound to a cell.
    found: DrawnValues,
    /// How many tables of the workbook have begun.
    tables: usize,
    /// Those that are bound to the page of their sheet.
    on_page: Vec<OnPage>,
}

/// A shape that is bound to the page of its sheet.
#[derive(Debug)]
struct OnPage {
    /// Of the tables of the workbook, from 1.
    table: usize,
    /// Of the sheets that are read; `None` until the sheet ends.
    sheet: Option<usize>,
    rectangle: Rectangle,
    value: DrawnValue,
}

/// The shape that is being read.
#[derive(Debug, Default)]
struct OdsShape {
    cell: Option<(u32, u32)>,
    end: Option<(u32, u32)>,
    rectangle: Option<Rectangle>,
    text: String,
    control: Option<String>,
    field: bool,
}

impl OdsDrawn {
    /// Takes the beginning of a control of a form.
    pub fn control(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let says = |name: &str, yes: &str| Ok::<_, Broken>(attribute(tag, name)?.is_some_and(|said| said == yes));
        let name = tag.local_name();
        let value = match name.as_ref() {
            "checkbox" => {
                let state = attribute(tag, "current-state")?.or(attribute(tag, "state")?);
                Some(DrawnValue::Checked(state.is_some_and(|state| state != "unchecked")))
            }
            "radio" => {
                let is_chosen = match attribute(tag, "current-selected")? {
                    Some(said) => said == "true",
                    None => says("selected", "true")?,
                };
                Some(DrawnValue::Chosen).filter(|_| is_chosen)
            }
            "option" => {
                let is_chosen = says("current-selected", "true")? || says("selected", "true")?;
                if let Some(list) = self.list.as_ref().filter(|_| is_chosen) {
                    self.controls.insert(list.clone(), Some(DrawnValue::Chosen));
                }
                return Ok(());
            }
            _ => attribute(tag, "current-value")?.or(attribute(tag, "value")?).map(DrawnValue::Text),
        };
        let Some(id) = attribute(tag, "id")? else { return Ok(()) };
        self.list = Some(id.clone()).filter(|_| name.as_ref() == "listbox");
        if self.controls.len() < MOST {
            self.controls.insert(id, value);
        }
        Ok(())
    }

    /// Takes an element of a shape, the outermost first; `cell` is the one that the shape is bound to.
    pub fn take(&mut self, event: &Event<'_>, cell: Option<(u32, u32)>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => {
                if self.depth == 0 {
                    self.shape = OdsShape::begin(tag, cell)?;
                }
                self.depth = self.depth.saturating_add(1);
                match tag.local_name().as_ref() {
                    "p" if !self.shape.text.is_empty() => self.shape.text.push(' '),
                    "control" => self.shape.control = attribute(tag, "control")?,
                    // A note of the shape, for those who cannot see it.
                    "title" | "desc" => self.shape.field = true,
                    _ => {}
                }
            }
            Event::End(tag) => {
                if matches!(tag.local_name().as_ref(), "title" | "desc") {
                    self.shape.field = false;
                }
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end();
                }
            }
            event if !self.shape.field && self.shape.text.len() < LONGEST => {
                if let Some(text) = text_of(event)? {
                    self.shape.text.push_str(&text);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) {
        let shape = std::mem::take(&mut self.shape);
        let value = match shape.control {
            Some(control) => self.controls.get(&control).cloned().flatten(),
            None => Some(DrawnValue::Text(shape.text.trim().to_owned())),
        };
        let Some(value) = value else { return };
        match (shape.cell, shape.rectangle) {
            (Some(cell), _) => self.found.add(cell, shape.end.unwrap_or(cell), value),
            (None, Some(rectangle)) if self.on_page.len() < MOST && !value.written().is_empty() => {
                self.on_page.push(OnPage { table: self.tables, sheet: None, rectangle, value });
            }
            _ => {}
        }
    }

    /// A table begins.
    pub fn begin_table(&mut self) {
        self.tables = self.tables.saturating_add(1);
    }

    /// The shapes of a table that are bound to its cells; `sheet` is its place among the sheets, `None` where it is none.
    pub fn end_of_table(&mut self, sheet: Option<usize>) -> DrawnValues {
        let of_this = |shape: &&mut OnPage| shape.table == self.tables;
        self.on_page.iter_mut().filter(of_this).for_each(|shape| shape.sheet = sheet);
        self.controls.clear();
        std::mem::take(&mut self.found)
    }

    /// Finds the cells under the shapes that are bound to pages.
    pub fn place(&mut self, package: &mut Package<'_>, sheets: &mut [Sheet]) {
        if self.on_page.is_empty() {
            return;
        }
        let sizes = SheetSizes::read(package);
        for shape in self.on_page.drain(..) {
            let cells = sizes.cells(shape.table.saturating_sub(1), shape.rectangle);
            if let (Some((first, last)), Some(sheet)) = (cells, shape.sheet.and_then(|sheet| sheets.get_mut(sheet))) {
                sheet.drawn.add(first, last, shape.value);
            }
        }
    }
}

impl OdsShape {
    fn begin(tag: &BytesStart<'_>, cell: Option<(u32, u32)>) -> Result<Self, Broken> {
        // `Bieu.E8`, or with the name of a sheet in quotes.
        let end = attribute(tag, "end-cell-address")?;
        let end = end.as_deref().and_then(|end| corner(end.rsplit('.').next()?));
        Ok(Self { cell, end, rectangle: Rectangle::of(tag)?, ..Self::default() })
    }
}
