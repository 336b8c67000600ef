//! The workbook part of an xlsx: its sheets in their order, the day that days are counted from, other files that formulas name.

use crate::formats::xlsx::token::{PartFault, TakesTokens, Token, is_true};

/// Sheets of a workbook: each costs a part, and none that people make has so many.
const MOST_SHEETS: usize = 4096;
/// Links to other files: Excel itself grows slow long before.
const MOST_LINKS: usize = 1 << 10;

/// A sheet as the workbook lists it.
#[derive(Debug, Default)]
pub(super) struct ListedSheet {
    pub name: String,
    pub visible: bool,
    /// The relationship that names its part.
    pub relationship: String,
}

/// What has been read of the part.
#[derive(Debug, Default)]
pub(super) struct BookPart {
    pub sheets: Vec<ListedSheet>,
    pub is_1904: bool,
    /// True where the workbook asks to be computed when it is opened: a program wrote it.
    pub asks_to_compute: bool,
    /// The relationships of the other files that formulas name, in the order of their numbers.
    pub links: Vec<String>,
}

impl TakesTokens for BookPart {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        let Token::Start(tag) = token else { return Ok(()) };
        match (tag.depth, tag.name) {
            (2, "workbookPr") => self.is_1904 = tag.is_true("date1904"),
            (2, "calcPr") => {
                let is_unfinished = tag.attribute("calcCompleted").is_some_and(|value| !is_true(&value));
                self.asks_to_compute = tag.is_true("fullCalcOnLoad") || is_unfinished;
            }
            (3, "sheet") => {
                let name = tag.attribute("name").unwrap_or_default().into_owned();
                let visible = tag.attribute("state").is_none_or(|state| state == "visible");
                let relationship = tag.attributes().find(|(name, _)| name.ends_with(":id") || *name == "id");
                let relationship = relationship.map(|(_, id)| id.into_owned()).unwrap_or_default();
                self.sheets.push(ListedSheet { name, visible, relationship });
            }
            (3, "externalReference") if self.links.len() < MOST_LINKS => {
                self.links.push(tag.prefixed("id").unwrap_or_default().into_owned());
            }
            _ => {}
        }
        if self.sheets.len() > MOST_SHEETS { Err(PartFault::Oversized) } else { Ok(()) }
    }
}
