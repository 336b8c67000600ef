//! What a draft guessed, for the person who asked for it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;
use crate::values::language::Language;

/// A guess or an observation that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// The field, or the key of the form, such as `form.frequency`.
    pub about: String,
    /// What was written there; empty where the note is only an observation.
    pub guess: String,
    pub why: Message,
}

impl Note {
    pub fn new(
        about: impl Into<String>,
        guess: impl Into<String>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self { about: about.into(), guess: guess.into(), why: Message::new(vi, en) }
    }
}

/// The notes as lines for people.
pub fn lines(notes: &[Note], language: Language) -> String {
    let mut text = match language {
        Language::Vi => "Hãy xem lại:\n".to_owned(),
        Language::En => "Look at these:\n".to_owned(),
    };
    for note in notes {
        let why = match language {
            Language::Vi => &note.why.vi,
            Language::En => &note.why.en,
        };
        let guess = if note.guess.is_empty() { String::new() } else { format!(" = {}", note.guess) };
        text.push_str(&format!("  {}{guess}: {why}\n", note.about));
    }
    text
}
