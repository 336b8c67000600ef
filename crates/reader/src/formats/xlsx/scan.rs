//! One scan of a part by the fixed grammar that spreadsheet programs write.
//!
//! Takes the bytes of a part as they are unpacked; gives its pieces. The grammar: UTF-8; names without a prefix for the vocabulary of
//! the root, which is its default namespace; one blank before an attribute, double quotes around its value; no comments, CDATA,
//! processing instructions or declarations; no entities beyond the five. Where a part leaves it nothing is guessed: the
//! scan says so, and [`whole_xml`](super::whole_xml) reads the part from its beginning. The bytes go through one window of memory,
//! which is used for every part and grows only as far as the longest piece.

use std::io::Read;

use crate::formats::xlsx::token::{Attributes, PartFault, ScannedAttribute, Tag, TakesTokens, Token, unescape_to};

/// Bytes of one piece, text or tag. A cell holds at most 32,767 characters.
pub(crate) const LONGEST_PIECE: usize = 1 << 20;
/// Bytes that are unpacked at once.
const WINDOW: usize = 1 << 16;

/// What a scan says at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scanned {
    Whole,
    /// The part leaves the grammar: what was taken so far is to be thrown away.
    Left,
}

/// Memory that every scan uses again.
#[derive(Default)]
pub(crate) struct Memory {
    window: Vec<u8>,
    attributes: Vec<ScannedAttribute>,
    /// The names of the open elements, one after the other, and the length of each.
    names: String,
    lengths: Vec<usize>,
    text: String,
}

impl Memory {
    /// True where no long piece has made it larger than any workbook needs.
    pub fn is_small(&self) -> bool {
        self.window.capacity() <= 4 * WINDOW
    }
}

/// Shows the pieces of a part.
pub(crate) fn scan<R: Read>(part: R, memory: &mut Memory, sink: &mut impl TakesTokens) -> Result<Scanned, PartFault> {
    let Memory { window, attributes, names, lengths, text } = memory;
    names.clear();
    lengths.clear();
    let mut window = Window { part, bytes: window, start: 0, end: 0, ended: false };
    if !window.pass_over_declaration()? {
        return Ok(Scanned::Left);
    }
    let mut root = None;
    loop {
        // What is unpacked is proved to be UTF-8 at once, not piece by piece.
        let Some(ready) = window.text() else { return Ok(Scanned::Left) };
        let mut rest = ready;
        while let Some((said, behind)) = before_a_tag(rest) {
            let piece = match piece(behind, attributes) {
                Markup::Cut => break,
                Markup::Foreign => return Ok(Scanned::Left),
                piece => piece,
            };
            if !said.is_empty() {
                if lengths.is_empty() {
                    if !is_blank(said.as_bytes()) {
                        return Ok(Scanned::Left);
                    }
                } else if !say(said, text, sink)? {
                    return Ok(Scanned::Left);
                }
            }
            let length = match piece {
                Markup::End { name, length } => {
                    let Some(start) = lengths.pop().and_then(|length| names.len().checked_sub(length)) else {
                        return Ok(Scanned::Left);
                    };
                    if names.get(start..) != Some(name) {
                        return Ok(Scanned::Left);
                    }
                    names.truncate(start);
                    sink.take(Token::End { name, depth: lengths.len() + 1 })?;
                    length
                }
                Markup::Start { tag, name, is_empty, length } => {
                    let depth = lengths.len() + 1;
                    let found = Tag { name, depth, attributes: Attributes::Scanned { tag, found: attributes } };
                    if depth == 1 {
                        if root.is_some() {
                            return Ok(Scanned::Left);
                        }
                        root = namespace(&found);
                        if root.is_none() {
                            return Ok(Scanned::Left);
                        }
                    } else if attributes.iter().any(|attribute| declares(tag, attribute, root.as_deref())) {
                        return Ok(Scanned::Left);
                    }
                    sink.take(Token::Start(found))?;
                    if is_empty {
                        sink.take(Token::End { name, depth })?;
                    } else {
                        names.push_str(name);
                        lengths.push(name.len());
                    }
                    length
                }
                Markup::Cut | Markup::Foreign => return Ok(Scanned::Left),
            };
            rest = behind.get(length..).unwrap_or_default();
        }
        let read = ready.len() - rest.len();
        window.start += read;
        if !window.more()? {
            let is_whole = root.is_some() && lengths.is_empty() && is_blank(window.ready());
            return Ok(if is_whole { Scanned::Whole } else { Scanned::Left });
        }
    }
}

/// What is before the next `<`, and behind it. The text between two tags is short: a look at each byte is faster than a search.
fn before_a_tag(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == b'<')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Shows a text; false where it leaves the grammar.
fn say(said: &str, whole: &mut String, sink: &mut impl TakesTokens) -> Result<bool, PartFault> {
    if said.bytes().any(|byte| matches!(byte, b'&' | b'\r')) {
        whole.clear();
        if said.contains('\r') || unescape_to(said, whole).is_none() {
            return Ok(false);
        }
        sink.take(Token::Text(whole))?;
    } else {
        sink.take(Token::Text(said))?;
    }
    Ok(true)
}

/// The default namespace of the root, where it is the one name of its vocabulary.
fn namespace(root: &Tag<'_>) -> Option<String> {
    let own = root.attribute("xmlns")?.into_owned();
    let is_again = |(name, value): (&str, std::borrow::Cow<'_, str>)| name.starts_with("xmlns:") && value == own;
    (!root.name.contains(':') && !root.attributes().any(is_again)).then_some(own)
}

/// True where an element within the root changes what its vocabulary is called.
fn declares(tag: &str, attribute: &ScannedAttribute, root: Option<&str>) -> bool {
    let name = tag.get(attribute.name.0..attribute.name.1).unwrap_or_default();
    name.starts_with("xmlns")
        && (name == "xmlns" || attribute.escaped || tag.get(attribute.value.0..attribute.value.1) == root)
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r'))
}

/// What is behind a `<`; lengths are counted from behind it.
enum Markup<'a> {
    Start {
        tag: &'a str,
        name: &'a str,
        is_empty: bool,
        length: usize,
    },
    End {
        name: &'a str,
        length: usize,
    },
    /// The window ends before the tag does.
    Cut,
    /// Nothing that the grammar knows.
    Foreign,
}

fn piece<'a>(rest: &'a str, attributes: &mut Vec<ScannedAttribute>) -> Markup<'a> {
    match rest.as_bytes().first() {
        None => Markup::Cut,
        Some(b'/') => end(rest),
        Some(b'!' | b'?') => Markup::Foreign,
        Some(_) => start(rest, attributes),
    }
}

fn end(rest: &str) -> Markup<'_> {
    let Some(close) = rest.bytes().position(|byte| byte == b'>') else { return Markup::Cut };
    match rest.get(1..close) {
        Some(name) if !name.bytes().any(|byte| byte.is_ascii_whitespace()) => Markup::End { name, length: close + 1 },
        _ => Markup::Foreign,
    }
}

fn start<'a>(text: &'a str, attributes: &mut Vec<ScannedAttribute>) -> Markup<'a> {
    attributes.clear();
    let rest = text.as_bytes();
    let Some(name_end) = until(rest, 0, &ENDS_OF_NAMES) else { return Markup::Cut };
    let (mut place, mut escaped) = (name_end, false);
    loop {
        // What is behind a name or a value.
        match (rest.get(place), rest.get(place + 1)) {
            (Some(b'>'), _) => return whole(text, name_end, place, false, escaped),
            (Some(b'/'), Some(b'>')) => return whole(text, name_end, place, true, escaped),
            (Some(b' '), Some(b'/' | b'>')) => {
                place += 1;
                continue;
            }
            (Some(b' '), Some(_)) => {}
            (None, _) | (Some(b' ' | b'/'), None) => return Markup::Cut,
            _ => return Markup::Foreign,
        }
        let first = place + 1;
        let Some(equals) = until(rest, first, &ENDS_OF_NAMES) else { return Markup::Cut };
        match (rest.get(equals), rest.get(equals + 1)) {
            (Some(b'='), Some(b'"')) if equals > first => {}
            (Some(b'='), None) => return Markup::Cut,
            _ => return Markup::Foreign,
        }
        let (mut close, mut has_entities) = (equals + 2, false);
        loop {
            let Some(end) = until(rest, close, &ENDS_OF_VALUES) else { return Markup::Cut };
            close = end;
            match rest.get(end) {
                Some(b'"') => break,
                Some(b'&') => (close, has_entities) = (end + 1, true),
                _ => return Markup::Foreign,
            }
        }
        escaped |= has_entities;
        attributes.push(ScannedAttribute { name: (first, equals), value: (equals + 2, close), escaped: has_entities });
        place = close + 1;
    }
}

/// A tag whose end was found.
fn whole(rest: &str, name_end: usize, end: usize, is_empty: bool, escaped: bool) -> Markup<'_> {
    let Some(tag) = rest.get(..end) else { return Markup::Foreign };
    // The five entities are looked for where a value is asked for; others are seen here.
    if escaped && unescape_to(tag, &mut String::new()).is_none() {
        return Markup::Foreign;
    }
    let length = end + if is_empty { 2 } else { 1 };
    match tag.get(..name_end) {
        Some(name) if !name.is_empty() => Markup::Start { tag, name, is_empty, length },
        _ => Markup::Foreign,
    }
}

/// The bytes that end a name: what may follow it, and what no name of the grammar holds.
const ENDS_OF_NAMES: [bool; 256] = table(b" =/>\n\t\r\"'<&");
/// The bytes at which a value ends, or leaves the grammar, or needs another look.
const ENDS_OF_VALUES: [bool; 256] = table(b"\"&<\n\t\r");

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut place = 0;
    while place < bytes.len() {
        table[bytes[place] as usize] = true;
        place += 1;
    }
    table
}

/// Where the first of some bytes is.
fn until(bytes: &[u8], start: usize, ends: &[bool; 256]) -> Option<usize> {
    let place = bytes.get(start..)?.iter().position(|byte| ends[usize::from(*byte)])?;
    start.checked_add(place)
}

/// The bytes that are unpacked and not yet read.
struct Window<'a, R> {
    part: R,
    bytes: &'a mut Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl<R: Read> Window<'_, R> {
    fn ready(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// What is ready as text, up to a sign that the window cuts; nothing where it is no UTF-8.
    fn text(&self) -> Option<&str> {
        match std::str::from_utf8(self.ready()) {
            Ok(text) => Some(text),
            Err(fault) if fault.error_len().is_some() => None,
            Err(fault) => std::str::from_utf8(self.ready().get(..fault.valid_up_to())?).ok(),
        }
    }

    /// Unpacks more; false at the end of the part.
    fn more(&mut self) -> Result<bool, PartFault> {
        if self.ended {
            return Ok(false);
        }
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.bytes.len() < WINDOW {
            self.bytes.resize(WINDOW, 0);
        } else if self.end >= self.bytes.len() {
            if self.end >= LONGEST_PIECE {
                return Err(PartFault::Oversized);
            }
            self.bytes.resize(self.end.saturating_mul(2), 0);
        }
        let read = self.part.read(self.bytes.get_mut(self.end..).unwrap_or_default());
        let read = read.map_err(|cause| PartFault::of_reading(&cause))?;
        self.end += read;
        self.ended = read == 0;
        Ok(!self.ended)
    }

    /// Goes to what is behind a byte order mark and the declaration of UTF-8; false where there is something else.
    fn pass_over_declaration(&mut self) -> Result<bool, PartFault> {
        const LONGEST: usize = 256;
        while self.ready().len() < LONGEST && self.more()? {}
        if self.ready().starts_with(b"\xef\xbb\xbf") {
            self.start += 3;
        }
        if !self.ready().starts_with(b"<?xml ") {
            return Ok(true);
        }
        let head = self.ready().get(..LONGEST).unwrap_or_else(|| self.ready());
        let Some(close) = head.windows(2).position(|signs| signs == b"?>") else { return Ok(false) };
        let Some(Ok(declared)) = head.get(..close).map(std::str::from_utf8) else { return Ok(false) };
        let declared = declared.to_ascii_lowercase();
        let is_known = declared.split_once("encoding").is_none_or(|(_, encoding)| {
            let encoding = encoding.trim_start().trim_start_matches('=').trim_start();
            encoding.starts_with("\"utf-8\"") || encoding.starts_with("'utf-8'")
        });
        self.start += close + 2;
        Ok(is_known && declared.contains("1.0"))
    }
}
