//! The comments on the cells of a sheet of an xlsx.
//!
//! Takes the pieces of the part of comments; gives the text of each with its cell.

use crate::formats::xlsx::cell_address::corner;
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::sheet::comments::{CommentsSoFar, LONGEST};

/// What has been read of the comments.
#[derive(Default)]
pub(super) struct CommentsReading {
    pub found: CommentsSoFar,
    cell: Option<(u32, u32)>,
    text: String,
    in_text: bool,
}

impl TakesTokens for CommentsReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) if tag.depth == 3 && tag.name == "comment" => {
                self.cell = tag.attribute("ref").and_then(|cell| corner(&cell));
                self.text.clear();
            }
            Token::Start(tag) if tag.name == "t" => self.in_text = true,
            Token::Text(text) if self.in_text && self.text.len() < LONGEST => self.text.push_str(text),
            Token::End { name: "t", .. } => self.in_text = false,
            Token::End { name: "comment", depth: 3 } => {
                if let Some(cell) = self.cell.take() {
                    self.found.add(cell, &self.text);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
