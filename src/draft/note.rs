//! What a draft guessed, for the person who asked for it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;
use crate::say;
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
    pub fn new(about: impl Into<String>, guess: impl Into<String>, why: Message) -> Self {
        Self { about: about.into(), guess: guess.into(), why }
    }
}

/// The notes as lines for people.
pub fn lines(notes: &[Note], language: Language) -> String {
    let mut text = format!("{}\n", say!(language, "draft-notes"));
    for note in notes {
        let why = note.why.text(language);
        let guess = if note.guess.is_empty() { String::new() } else { format!(" = {}", note.guess) };
        text.push_str(&format!("  {}{guess}: {why}\n", note.about));
    }
    text
}
