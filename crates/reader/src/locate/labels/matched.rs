//! The field that a label names, and how well it fits.

use schemars::JsonSchema;
use serde::Serialize;

use crate::locate::labels::label_match::SURE;

/// The field of a column, and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Index in the form's fields.
    pub field: usize,
    pub words: Words,
    /// How well the label fits the words, in hundredths.
    pub score: u8,
}

impl Matched {
    /// True where the label is only like the field's words.
    pub const fn is_doubtful(&self) -> bool {
        self.score < SURE
    }
}

/// The words of a field by which a column was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Words {
    Title,
    /// One of the form's other labels for the field.
    Alias,
    /// The field's name in the form.
    Name,
}

/// What a table begins with: its first label is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor {
    Ordinal,
    Code,
    Name,
}
