//! A message in both languages, and the choice of one of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::language::Language;

/// A message in both languages. Vietnamese is the senders' language, English the tools'.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    pub vi: String,
    pub en: String,
}

impl Message {
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}

/// One of two texts.
pub const fn say<'a>(language: Language, vi: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

pub fn message(language: Language, message: &Message) -> &str {
    say(language, &message.vi, &message.en)
}
