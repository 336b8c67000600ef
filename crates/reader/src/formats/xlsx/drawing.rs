//! The texts of the shapes over a sheet: "Đơn vị tính: tỷ đồng" in a text box.
//!
//! Takes the package of a workbook and the part of a sheet; gives a text for each paragraph of its shapes. Only the first are kept.

use crate::formats::xlsx::package::{Package, part_of_sheet};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};

/// Paragraphs of one sheet that are kept.
const MOST: usize = 100;
/// Bytes of one of them that are kept.
const LONGEST: usize = 2_000;

#[derive(Default)]
struct DrawingReading {
    found: Vec<String>,
    text: String,
    in_text: bool,
}

impl TakesTokens for DrawingReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) if local(tag.name) == "p" => self.text.clear(),
            Token::Start(tag) if local(tag.name) == "t" => self.in_text = true,
            Token::Text(text) if self.in_text && self.text.len() < LONGEST => self.text.push_str(text),
            Token::End { name, .. } if local(name) == "t" => self.in_text = false,
            Token::End { name, .. } if local(name) == "p" => {
                let whole = self.text.trim();
                let room = self.found.len() < MOST && !whole.is_empty();
                self.found.extend(Some(whole).filter(|_| room).map(str::to_owned));
            }
            _ => {}
        }
        Ok(())
    }
}

/// A name without its prefix: texts are of another vocabulary than shapes.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The texts of the shapes of a sheet; none where they cannot be read, for they are no part of a table.
pub(in crate::formats) fn shapes(package: &mut Package<'_>, part: &str) -> Vec<String> {
    let part = part_of_sheet(package, part, "drawing");
    let read = part.and_then(|part| package.read(&part, DrawingReading::default).ok());
    read.map_or_else(Vec::new, |reading| reading.found)
}
