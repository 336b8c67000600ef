//! A fault of the declarations: file, line, what is wrong and what to write instead.

use schemars::JsonSchema;
use serde::Serialize;

/// One fault of the declarations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// The file, relative to the project folder.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    pub message: String,
    /// What could be written instead.
    pub suggestion: Option<String>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.file, self.message)?,
            None => write!(formatter, "{}: {}", self.file, self.message)?,
        }
        match &self.suggestion {
            Some(suggestion) => write!(formatter, " ({suggestion})"),
            None => Ok(()),
        }
    }
}

/// The declared name nearest to a misspelt one, as a suggestion: "did you mean `adults`?".
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, name)| *distance <= (name.chars().count().max(3) / 3).max(2))
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// The line, from 1, of a place in a text.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1
}
