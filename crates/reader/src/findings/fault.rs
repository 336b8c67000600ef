//! A fault of the declarations: file, line, what is wrong and what to write instead.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;
use crate::message;
use crate::values::language::Language;

/// One fault of the declarations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// The file, relative to the project folder.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong, in both languages.
    pub message: Message,
    /// What could be written instead, in both languages.
    pub suggestion: Option<Message>,
}

impl Fault {
    /// The fault on one line in one language: `pipelines/a.toml:3: … (…)`.
    pub fn text(&self, language: Language) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let suggestion = self.suggestion.as_ref().map(|suggestion| format!(" ({})", suggestion.text(language)));
        format!("{}{line}: {}{}", self.file, self.message.text(language), suggestion.unwrap_or_default())
    }
}

/// In English, for logs and tests.
impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.text(Language::En))
    }
}

/// The declared name nearest to a misspelt one; `None` where none is near.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Whoever wrote capitals means the same word.
    let lower = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), strsim::osa_distance(written, name), name))
        .filter(|(distance, _, name)| *distance <= (name.chars().count().max(3) / 3).max(2))
        .min()
        .map(|(_, _, name)| name)
}

/// The declared name nearest to a misspelt one, as a suggestion: "did you mean `adults`?".
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    nearest(written, known).map(|name| message!("fault.did-you-mean", name = name))
}

/// The line, from 1, of a place in a text.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1
}
