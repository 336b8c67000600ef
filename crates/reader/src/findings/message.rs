//! What is said to people, in both languages.
//!
//! Takes a key and its arguments; gives the sentence of the message files `messages/vi.ftl` and `messages/en.ftl` (Fluent,
//! <https://projectfluent.org>), which anyone can review without reading the program. [`message!`](crate::message) gives a
//! sentence in both languages, [`say!`](crate::say) in one.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
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
    /// A message that is not in the message files: words of a project's declarations.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// A number in plain digits, with the decimal sign of each language.
    pub fn number(digits: impl fmt::Display) -> Self {
        let en = digits.to_string();
        Self { vi: en.replace('.', ","), en }
    }

    /// A number in plain digits in a column with this decimal sign, as its senders read it.
    pub fn number_of_column(digits: impl fmt::Display, decimal: char) -> Self {
        let en = digits.to_string();
        Self { vi: en.replace('.', &decimal.to_string()), en }
    }

    /// A number as it is to be typed into a column with this decimal sign, in whatever language that is said: in others it may be another number.
    pub fn typed_number(digits: impl fmt::Display, decimal: char) -> Self {
        digits.to_string().replace('.', &decimal.to_string()).into()
    }

    /// The message of a key, `id` or `id.attribute`; [`message!`](crate::message) calls it.
    pub fn of(key: &str, arguments: &[(&str, Argument)]) -> Self {
        let of = |arguments: &[(&str, Argument)]| Self {
            vi: sentence(Language::Vi, key, arguments),
            en: sentence(Language::En, key, arguments),
        };
        let is_broken = |(_, argument): &(&str, Argument)| matches!(argument, Argument::Text(text) if text.contains(['\n', '\r', '\t']));
        if !arguments.iter().any(is_broken) {
            return of(arguments);
        }
        // A line break of a cell does not break the sentence.
        let whole = |argument: &Argument| match argument {
            Argument::Text(text) => Argument::Text(on_one_line(text)),
            other => other.clone(),
        };
        of(&arguments.iter().map(|(name, argument)| (*name, whole(argument))).collect::<Vec<_>>())
    }

    /// The message in one language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// A text of a cell with a sign in the place of each line break.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎").replace('\t', " ")
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.en)
    }
}

/// What caused an error, in both languages.
impl std::error::Error for Message {}

/// A text without a language: digits, a code, a name, an expression.
impl From<String> for Message {
    fn from(text: String) -> Self {
        Self { vi: text.clone(), en: text }
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

/// What fills a place in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Shown as it is: names, cells, row numbers, values as written.
    Text(String),
    /// Words that have both languages.
    Words(Message),
    /// How many: shown with its digits grouped as the language groups them; may choose a plural.
    Count(u64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&&str> for Argument {
    fn from(text: &&str) -> Self {
        Self::Text((*text).to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<char> for Argument {
    fn from(sign: char) -> Self {
        Self::Text(sign.to_string())
    }
}

impl From<Message> for Argument {
    fn from(words: Message) -> Self {
        Self::Words(words)
    }
}

impl From<&Message> for Argument {
    fn from(words: &Message) -> Self {
        Self::Words(words.clone())
    }
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// The text of a file of messages.
pub const fn file(language: Language) -> &'static str {
    match language {
        Language::Vi => include_str!("../../../../messages/vi.ftl"),
        Language::En => include_str!("../../../../messages/en.ftl"),
    }
}

/// The messages of a language.
struct Messages(FluentBundle<FluentResource>);

impl Messages {
    fn new(language: Language) -> Self {
        let (code, shown): (&str, fn(&FluentValue<'_>, &_) -> Option<String>) = match language {
            Language::Vi => ("vi", |value, _| grouped(value, Language::Vi)),
            Language::En => ("en", |value, _| grouped(value, Language::En)),
        };
        let mut bundle = FluentBundle::new_concurrent(code.parse().into_iter().collect());
        // No marks of direction around arguments: what is printed is what the file says.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(shown));
        // A test of this module parses the files; what a broken one still holds is used.
        let resource = FluentResource::try_new(file(language).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    fn sentence(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.0.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => given.set(*name, text.as_str()),
                Argument::Words(words) => given.set(*name, words.text(language)),
                #[expect(clippy::cast_precision_loss, reason = "a count that long is no count")]
                Argument::Count(count) => given.set(*name, *count as f64),
            }
        }
        let mut errors = Vec::new();
        Some(self.0.format_pattern(pattern, Some(&given), &mut errors).into_owned())
    }
}

/// A count with its digits grouped.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(grouped_digits(&number.as_string(), language))
}

/// The digits of a whole number, in groups of three.
pub fn grouped_digits(digits: &str, language: Language) -> String {
    let sign = language.number_signs().0;
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(sign);
        }
        grouped.push(digit);
    }
    grouped
}

static VI: LazyLock<Messages> = LazyLock::new(|| Messages::new(Language::Vi));
static EN: LazyLock<Messages> = LazyLock::new(|| Messages::new(Language::En));

/// The sentence of a key in one language; [`say!`](crate::say) calls it, and whoever makes up a key. A key that no file
/// has is shown itself: a test holds that there is none.
pub fn sentence(language: Language, key: &str, arguments: &[(&str, Argument)]) -> String {
    let catalogue = match language {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    catalogue.sentence(language, key, arguments).unwrap_or_else(|| key.to_owned())
}

/// True where a key has a sentence in a language.
pub fn is_known(language: Language, key: &str) -> bool {
    let catalogue = match language {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    catalogue.sentence(language, key, &[]).is_some()
}

impl fmt::Debug for Messages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Catalogue")
    }
}

/// A message of the message files in both languages: `message!("missing-label.nearest", label = title)`.
///
/// Arguments are texts, [`Message`](crate::findings::message::Message)s, or counts (`usize`, `u32`, `u64`).
#[macro_export]
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::findings::message::Message::of(
            $key,
            &[$((stringify!($name), $crate::findings::message::Argument::from($value))),*],
        )
    };
}

/// A sentence of the message files in one language: `say!(language, "summary-rows", accepted = accepted)`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::findings::message::sentence(
            $language,
            $key,
            &[$((stringify!($name), $crate::findings::message::Argument::from($value))),*],
        )
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_sound() {
        for language in [Language::Vi, Language::En] {
            assert!(FluentResource::try_new(file(language).to_owned()).is_ok(), "{language:?}");
        }
    }

    #[test]
    fn a_line_break_of_a_cell_is_none_of_the_sentence() {
        let message = message!("type-error.not-a-number", written = "58\r\n00");
        assert_eq!(message.en, "“58⏎00” is no number");
    }

    #[test]
    fn counts_are_grouped_as_the_language_does() {
        assert_eq!(grouped_digits("1234567", Language::Vi), "1.234.567");
        assert_eq!(grouped_digits("123", Language::En), "123");
    }
}
