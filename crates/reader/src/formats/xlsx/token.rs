//! The pieces of an XML part: what [`scan`](super::scan) and [`whole_xml`](super::whole_xml) both give.
//!
//! Elements of the part's own vocabulary, the namespace of its root, are named without a prefix; those of others keep theirs,
//! so that no reader takes them for its own. Attributes are named as they are written.

use std::borrow::Cow;

/// Why a part gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartFault {
    /// It is not there, no XML, or not what it should be.
    Broken,
    /// It holds more than is allowed.
    Oversized,
}

impl<E: std::error::Error> From<E> for PartFault {
    fn from(_: E) -> Self {
        Self::Broken
    }
}

impl PartFault {
    /// `Oversized` where the cause is [`OverLimit`].
    pub fn of_reading(cause: &std::io::Error) -> Self {
        if cause.get_ref().is_some_and(|cause| cause.is::<OverLimit>()) { Self::Oversized } else { Self::Broken }
    }
}

/// What ends a reader that counts what it gives, where that is more than is allowed.
#[derive(Debug, thiserror::Error)]
#[error("it holds more than is allowed")]
pub(crate) struct OverLimit;

impl From<OverLimit> for std::io::Error {
    fn from(cause: OverLimit) -> Self {
        Self::other(cause)
    }
}

/// A piece of a part. The root is at depth 1; an empty element is a beginning and an end.
#[derive(Clone, Copy)]
pub(crate) enum Token<'a> {
    Start(Tag<'a>),
    End { name: &'a str, depth: usize },
    Text(&'a str),
}

/// What takes the pieces of a part in their order.
pub(crate) trait TakesTokens {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault>;
}

/// The beginning of an element.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'a> {
    pub name: &'a str,
    pub depth: usize,
    pub attributes: Attributes<'a>,
}

/// The attributes of an element, as whichever reader found them.
#[derive(Clone, Copy)]
pub(crate) enum Attributes<'a> {
    /// Where they are in the text of the tag.
    Scanned {
        tag: &'a str,
        found: &'a [ScannedAttribute],
    },
    Parsed(&'a [(String, String)]),
}

/// Where an attribute is in the text of its tag.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ScannedAttribute {
    pub name: (usize, usize),
    pub value: (usize, usize),
    /// True where its value holds entities, which are of the five that XML knows.
    pub escaped: bool,
}

impl<'a> Tag<'a> {
    /// The attributes in their order.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let attributes = self.attributes;
        let count = match attributes {
            Attributes::Scanned { found, .. } => found.len(),
            Attributes::Parsed(pairs) => pairs.len(),
        };
        (0..count).filter_map(move |place| match attributes {
            Attributes::Scanned { tag, found } => {
                let attribute = found.get(place)?;
                let value = tag.get(attribute.value.0..attribute.value.1)?;
                let value = if attribute.escaped { Cow::Owned(unescaped(value)?) } else { Cow::Borrowed(value) };
                Some((tag.get(attribute.name.0..attribute.name.1)?, value))
            }
            Attributes::Parsed(pairs) => pairs.get(place).map(|(name, value)| (&**name, Cow::Borrowed(&**value))),
        })
    }

    /// The value of an attribute without a prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of an attribute of another vocabulary, such as `r:id`, whatever prefix it has.
    pub fn prefixed(&self, name: &str) -> Option<Cow<'a, str>> {
        let is_named = |known: &str| known.rsplit(':').next() == Some(name);
        self.attributes().find(|(known, _)| is_named(known)).map(|(_, value)| value)
    }

    /// True for an attribute that says so.
    pub fn is_true(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| is_true(&value))
    }
}

/// A boolean of XML Schema.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}

/// A text with its entities put in; `None` where it has any beyond the five.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    let mut whole = String::with_capacity(text.len());
    unescape_to(text, &mut whole)?;
    Some(whole)
}

/// The same, to the end of another text.
pub(crate) fn unescape_to(text: &str, whole: &mut String) -> Option<()> {
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        whole.push_str(before);
        let (name, after) = entity.split_once(';')?;
        whole.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        rest = after;
    }
    whole.push_str(rest);
    Some(())
}
