//! The only place that writes to standard output and standard error.
//!
//! What is written holds texts from outside: names of files, words of cells. Here, and nowhere else, what a terminal would obey
//! in them is made visible.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::OnceLock;

use serde::Serialize;

use super::logs::{self, LogFormat};
use super::paper::Paper;
use crate::error::causes;
use crate::findings::message::Message;
use crate::report::envelope::ErrorAnswer;
use crate::report::ink::plain;
use crate::report::terminal;
use crate::say;
use crate::values::language::Language;

/// Writes results to standard output and failures to standard error.
#[derive(Debug)]
pub struct Printer {
    json: bool,
    log_format: LogFormat,
    paper: Paper,
    /// Why an answer could not be written.
    failed: OnceLock<Message>,
}

impl Printer {
    pub fn new(json: bool, log_format: LogFormat, paper: Paper) -> Self {
        Self { json, log_format, paper, failed: OnceLock::new() }
    }

    /// True where machines read the answers.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// Writes an answer: the envelope for machines, or the text for people.
    pub fn answer(&self, envelope: &impl Serialize, text: impl FnOnce() -> String) {
        if self.json {
            self.write(&self.harmless(&json(envelope)));
        } else {
            self.write(&self.paper.written(&self.harmless(&text())));
        }
    }

    /// Writes an answer as a table in CSV, whose lines end with CRLF.
    pub fn table(&self, csv: &[u8]) {
        let text = String::from_utf8_lossy(csv);
        let lines: Vec<Cow<'_, str>> = text.split("\r\n").map(|line| harmless(line, visible)).collect();
        self.write(&lines.join("\r\n"));
    }

    /// Why an answer could not be written, where one could not.
    pub fn failed(&self) -> Option<&Message> {
        self.failed.get()
    }

    fn write(&self, text: &str) {
        let mut out = io::stdout();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // A reader that closed its end has had enough.
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => drop(self.failed.set(causes(&cause))),
            _ => {}
        }
    }

    /// Writes to standard error what a person should know beside the answer.
    pub fn aside(&self, text: &str) {
        self.said("WARN", text);
    }

    /// Writes to standard error: as people read it, or as a line of the log where machines read those.
    fn said(&self, level: &str, text: &str) {
        let text = match self.log_format {
            LogFormat::Text => self.paper.beside(&harmless(text, visible)),
            LogFormat::Json => harmless(&logs::line(level, &plain(text)), escaped).into_owned(),
        };
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes why a command could not go on: to standard error, and for machines to standard output too, where they read.
    pub fn failure(&self, answer: &ErrorAnswer, language: Language) {
        if self.json {
            self.write(&self.harmless(&json(answer)));
        }
        let failure = say!(language, "failure", message = &answer.message);
        let text = format!("{}{failure}\n", terminal::faults(&answer.faults, language));
        self.said("ERROR", &text);
    }

    fn harmless<'a>(&self, text: &'a str) -> Cow<'a, str> {
        harmless(text, if self.json { escaped } else { visible })
    }
}

/// Standard error for logs, whose values come from outside too.
#[derive(Debug)]
pub struct Logs {
    /// True where each line is JSON.
    pub json: bool,
}

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let escape = if self.json { escaped } else { visible };
        io::stderr().write_all(harmless(&String::from_utf8_lossy(bytes), escape).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// A text without signs that a terminal obeys: each is replaced by what `escape` makes of it.
fn harmless(text: &str, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut harmless = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_obeyed(sign) {
            harmless.push_str(&escape(sign));
        } else {
            harmless.push(sign);
        }
    }
    Cow::Owned(harmless)
}

/// True for controls other than a line end and a tab (ESC, C1), signs that turn the direction of a text, and separators of
/// lines.
fn is_obeyed(sign: char) -> bool {
    match sign {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => sign.is_control(),
    }
}

/// As a person reads it: `<U+202E>`.
fn visible(sign: char) -> String {
    format!("<U+{:04X}>", u32::from(sign))
}

/// As JSON writes it, so that machines read the text as it was. Such signs are in texts only.
fn escaped(sign: char) -> String {
    format!("\\u{:04x}", u32::from(sign))
}

fn json(envelope: &impl Serialize) -> String {
    match serde_json::to_string_pretty(envelope) {
        Ok(text) => text + "\n",
        // Only a map with keys that are not text could fail, and no envelope has one.
        Err(error) => format!("{{\"tinhso\": \"error/1\", \"message\": \"{error}\"}}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_made_visible() {
        let text = "Xã\u{1b}[31m \u{9b}2J \u{202e}a\u{2028}b\r\u{7f}\tc\n";
        assert_eq!(harmless(text, visible), "Xã<U+001B>[31m <U+009B>2J <U+202E>a<U+2028>b<U+000D><U+007F>\tc\n");
        assert!(matches!(harmless("Xã Đồi Chè\n", visible), Cow::Borrowed(_)));
    }

    #[test]
    fn machines_read_the_text_as_it_was() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{2028}\u{7f}";
        let written = json(&text);
        let harmless = harmless(&written, escaped);
        assert!(harmless.trim_end().bytes().all(|byte| byte.is_ascii_graphic()), "{harmless}");
        assert_eq!(serde_json::from_str::<String>(&harmless).unwrap(), text);
    }
}
