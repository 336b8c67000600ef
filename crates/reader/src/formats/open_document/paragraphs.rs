//! Paragraphs that are no part of a cell: those of shapes over a sheet, and those of the headers and footers of pages.

use quick_xml::events::{BytesStart, Event};

use crate::formats::xlsx::xml::{Broken, text_of};

/// Paragraphs that are kept.
const MOST: usize = 100;
/// Bytes of one of them that are kept.
const LONGEST: usize = 2_000;

/// What a program puts into a paragraph when it prints it.
const FIELDS: [&str; 8] =
    ["sheet-name", "page-number", "page-count", "page-name", "title", "date", "time", "file-name"];

/// The paragraphs within some elements.
#[derive(Debug)]
pub(super) struct Paragraphs {
    /// True for the elements that hold them.
    holds: fn(&BytesStart<'_>) -> bool,
    /// How many elements have begun within the outermost that holds some, itself among them.
    depth: usize,
    /// The depth at which something begins that a program puts in when it prints: the number of the page, the name of the sheet.
    field: Option<usize>,
    text: String,
    found: Vec<String>,
}

/// Those of the remark on a cell.
#[derive(Debug)]
pub(super) struct Remark(pub Paragraphs);

impl Default for Remark {
    fn default() -> Self {
        Self(Paragraphs::within(is_remark))
    }
}

/// Those of shapes over a sheet: text boxes, words in drawings.
impl Default for Paragraphs {
    fn default() -> Self {
        Self::within(is_shape)
    }
}

impl Paragraphs {
    /// Those of the headers and footers of pages.
    pub const fn of_margins() -> Self {
        Self::within(is_margin)
    }

    const fn within(holds: fn(&BytesStart<'_>) -> bool) -> Self {
        Self { holds, depth: 0, field: None, text: String::new(), found: Vec::new() }
    }

    /// What was found since it was last asked.
    pub fn found(&mut self) -> Vec<String> {
        std::mem::take(&mut self.found)
    }

    /// True between the beginning and the end of an element that holds some.
    pub const fn is_within(&self) -> bool {
        self.depth > 0
    }

    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) if self.depth > 0 || (self.holds)(tag) => {
                self.depth = self.depth.saturating_add(1);
                match tag.local_name().as_ref() {
                    "p" => self.text.clear(),
                    name if FIELDS.contains(&name) => self.field = self.field.or(Some(self.depth)),
                    _ => {}
                }
            }
            Event::End(tag) if self.depth > 0 => {
                self.field = self.field.filter(|begun| *begun < self.depth);
                self.depth -= 1;
                let whole = self.text.trim();
                if tag.local_name().as_ref() == "p" && !whole.is_empty() && self.found.len() < MOST {
                    self.found.push(whole.to_owned());
                    self.text.clear();
                }
            }
            event if self.depth > 0 && self.field.is_none() && self.text.len() < LONGEST => {
                if let Some(text) = text_of(event)? {
                    self.text.push_str(&text);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn is_shape(tag: &BytesStart<'_>) -> bool {
    tag.name().prefix().is_some_and(|prefix| matches!(prefix.as_ref(), "draw" | "dr3d"))
}

fn is_remark(tag: &BytesStart<'_>) -> bool {
    tag.local_name().as_ref() == "annotation"
}

fn is_margin(tag: &BytesStart<'_>) -> bool {
    let of_style = tag.name().prefix().is_some_and(|prefix| prefix.as_ref() == "style");
    of_style
        && matches!(
            tag.local_name().as_ref(),
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;

    fn found(mut paragraphs: Paragraphs, xml: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return paragraphs.found(),
                event => assert!(paragraphs.take(&event).is_ok()),
            }
        }
    }

    #[test]
    fn paragraphs_of_shapes_and_of_headers_are_texts() {
        let shapes = "<table:shapes><draw:frame><draw:text-box><text:p>ĐVT: <text:span>tỷ đồng</text:span></text:p></draw:text-box></draw:frame></table:shapes>\
                      <table:table-cell><text:p>12</text:p></table:table-cell>";
        assert_eq!(found(Paragraphs::default(), &format!("<a>{shapes}</a>")), ["ĐVT: tỷ đồng"]);
        let remark = "<table:table-cell><office:annotation><dc:creator>Lan</dc:creator><dc:date>2025-01-01</dc:date><text:p>ĐVT: tỷ</text:p><text:p>đồng</text:p></office:annotation><text:p>12</text:p></table:table-cell>";
        assert_eq!(found(Remark::default().0, remark), ["ĐVT: tỷ", "đồng"]);
        let margins = "<style:header><style:region-right><text:p>ĐVT: tỷ đồng</text:p></style:region-right></style:header>\
                       <style:footer><text:p>Trang <text:page-number>1</text:page-number></text:p></style:footer><text:p>x</text:p>";
        assert_eq!(found(Paragraphs::of_margins(), &format!("<a>{margins}</a>")), ["ĐVT: tỷ đồng", "Trang"]);
    }
}
