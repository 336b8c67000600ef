//! A column and the texts over it.

use crate::locate::labels::matched::Matched;

/// One column of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    pub column: u32,
    /// The texts from top to bottom, as written.
    pub path: Vec<String>,
    pub matched: Option<Matched>,
}

impl Labelled {
    /// Index in the form's fields.
    pub fn field(&self) -> Option<usize> {
        self.matched.map(|matched| matched.field)
    }
}
