//! The only place that writes to standard output and standard error.

use std::io::Write as _;

use serde::Serialize;

use crate::report::envelope::ErrorAnswer;
use crate::report::terminal;
use crate::say;
use crate::values::language::Language;

/// Writes results to standard output and failures to standard error.
#[derive(Debug)]
pub struct Printer {
    json: bool,
}

impl Printer {
    pub const fn new(json: bool) -> Self {
        Self { json }
    }

    /// True where machines read the answers.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// Writes an answer: the envelope for machines, or the text for people.
    pub fn answer(&self, envelope: &impl Serialize, text: impl FnOnce() -> String) {
        let text = if self.json { json(envelope) } else { text() };
        // A reader that closed its end has had enough.
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// Writes to standard error what a person should know beside the answer.
    pub fn aside(&self, text: &str) {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// Writes why a command could not go on. For machines it stands in standard output, where they read.
    pub fn failure(&self, answer: &ErrorAnswer, language: Language) {
        if self.json {
            let _ = std::io::stdout().write_all(json(answer).as_bytes());
            return;
        }
        let failure = say!(language, "failure", message = &answer.message);
        let text = format!("{}{failure}\n", terminal::faults(&answer.faults, language));
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

fn json(envelope: &impl Serialize) -> String {
    match serde_json::to_string_pretty(envelope) {
        Ok(text) => text + "\n",
        // Only a map with keys that are not text could fail, and no envelope has one.
        Err(error) => format!("{{\"tinhso\": \"error/1\", \"message\": \"{error}\"}}\n"),
    }
}
