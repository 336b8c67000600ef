//! The table of shared texts of an xlsx.
//!
//! Takes the pieces of its part; gives the texts by their numbers. How many the table states is not believed: what it holds
//! is counted as it is read.

use std::ops::Range;

use crate::formats::xlsx::rich_text::RichText;
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};

/// Bytes of all texts together; those of a workbook that people made take a hundredth.
const MOST_BYTES: usize = 128 << 20;

/// The texts, one after the other.
#[derive(Default)]
pub(super) struct SharedTexts {
    texts: String,
    ends: Vec<u32>,
}

impl SharedTexts {
    /// The text of this number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let place = |end: &u32| usize::try_from(*end).ok();
        let start = match number.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).and_then(place)?,
        };
        let range: Range<usize> = start..self.ends.get(number).and_then(place)?;
        self.texts.get(range)
    }
}

/// What has been read of the table.
pub(super) struct SharedReading {
    pub found: SharedTexts,
    most_texts: usize,
    text: RichText,
    in_text: bool,
}

impl SharedReading {
    pub fn new(most_texts: usize) -> Self {
        Self { found: SharedTexts::default(), most_texts, text: RichText::default(), in_text: false }
    }
}

impl TakesTokens for SharedReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) if tag.depth == 2 && tag.name == "si" => {
                self.text.clear();
                self.in_text = true;
            }
            Token::End { name: "si", depth: 2 } => {
                self.in_text = false;
                self.found.texts.push_str(&self.text.text());
                self.found.ends.push(u32::try_from(self.found.texts.len()).map_err(|_| PartFault::Oversized)?);
                if self.found.ends.len() > self.most_texts || self.found.texts.len() > MOST_BYTES {
                    return Err(PartFault::Oversized);
                }
            }
            token if self.in_text => self.text.take(&token)?,
            _ => {}
        }
        Ok(())
    }
}
