//! The comments on the cells of a sheet, as the readers of every format collect them.

use crate::sheet::returned;
use crate::values::text;

/// Comments of one sheet that are kept: no form has more.
const MOST: usize = 1_000;
/// Bytes of one of them that are kept.
pub const LONGEST: usize = 2_000;

/// Comments by row and column, in the order of the file, without what tinhso wrote into them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentsSoFar(Vec<((u32, u32), String)>);

impl CommentsSoFar {
    /// Adds the comment on a cell; blank ones are none.
    pub fn add(&mut self, cell: (u32, u32), comment: &str) {
        let whole = text::beginning(returned::of_sender(comment), LONGEST);
        if self.0.len() < MOST && !whole.is_empty() {
            self.0.push((cell, whole.to_owned()));
        }
    }

    /// What was collected since it was last asked.
    pub fn take(&mut self) -> Vec<((u32, u32), String)> {
        std::mem::take(&mut self.0)
    }
}
