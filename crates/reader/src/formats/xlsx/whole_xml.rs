//! A part read as XML in full: what [`scan`](super::scan) leaves, down to the same pieces.
//!
//! Takes the bytes of a part as they are unpacked, in any encoding that XML names; gives its pieces. Comments and
//! processing instructions say nothing; CDATA and characters by number are text; the namespace of the root, under whatever
//! prefix, is the part's own vocabulary.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::formats::xlsx::scan::LONGEST_PIECE;
use crate::formats::xlsx::token::{Attributes, OverLimit, PartFault, Tag, TakesTokens, Token};

/// Elements within each other; no part that programs write has more than twenty.
const DEEPEST: usize = 1 << 12;

/// Shows the pieces of a part.
pub(crate) fn read<R: Read>(part: R, sink: &mut impl TakesTokens) -> Result<(), PartFault> {
    let mut reader = NsReader::from_reader(Measured { inner: DecodingReader::new(BufReader::new(part)), piece: 0 });
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut pairs, mut own) = (Vec::new(), Vec::new(), None);
    let mut depth = 0usize;
    loop {
        buffer.clear();
        reader.get_mut().piece = 0;
        let (namespace, event) = match reader.read_resolved_event_into(&mut buffer) {
            Ok(read) => read,
            Err(quick_xml::Error::Io(cause)) => return Err(PartFault::of_reading(&cause)),
            Err(_) => return Err(PartFault::Broken),
        };
        match event {
            Event::Start(tag) => {
                let own = own.get_or_insert_with(|| bound(&namespace).map(str::to_owned));
                let is_own = is_own(own.as_deref(), &namespace);
                depth += 1;
                if depth > DEEPEST {
                    return Err(PartFault::Broken);
                }
                attributes(&tag, &mut pairs)?;
                let qualified = tag.name();
                let name = if is_own { qualified.local_name().into_inner() } else { qualified.into_inner() };
                sink.take(Token::Start(Tag { name, depth, attributes: Attributes::Parsed(&pairs) }))?;
            }
            Event::End(tag) => {
                let is_own = own.as_ref().is_some_and(|own| is_own(own.as_deref(), &namespace));
                let qualified = tag.name();
                let name = if is_own { qualified.local_name().into_inner() } else { qualified.into_inner() };
                sink.take(Token::End { name, depth })?;
                depth = depth.checked_sub(1).ok_or(PartFault::Broken)?;
            }
            Event::Text(text) if depth > 0 => sink.take(Token::Text(&text.xml10_content()))?,
            Event::CData(text) if depth > 0 => sink.take(Token::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) if depth > 0 => {
                let mut sign = [0; 4];
                let said = match resolve_xml_entity(name.as_ref()) {
                    Some(known) => known,
                    None => name.resolve_char_ref()?.ok_or(PartFault::Broken)?.encode_utf8(&mut sign),
                };
                sink.take(Token::Text(said))?;
            }
            // Text outside of the root, other than blanks, is no XML.
            Event::Text(text) if !text.as_ref().trim().is_empty() => return Err(PartFault::Broken),
            Event::Eof if depth == 0 && own.is_some() => return Ok(()),
            Event::Eof => return Err(PartFault::Broken),
            _ => {}
        }
    }
}

/// True for an element of the part's own vocabulary, or of none: XML tools write `xmlns=""` where they forgot it.
fn is_own(own: Option<&str>, namespace: &ResolveResult<'_>) -> bool {
    *namespace == ResolveResult::Unbound || bound(namespace) == own
}

fn bound<'a>(namespace: &'a ResolveResult<'_>) -> Option<&'a str> {
    match namespace {
        ResolveResult::Bound(namespace) => Some(namespace.0),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
    }
}

fn attributes(tag: &BytesStart<'_>, pairs: &mut Vec<(String, String)>) -> Result<(), PartFault> {
    pairs.clear();
    for attribute in tag.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned();
        pairs.push((attribute.key.into_inner().to_owned(), value));
    }
    Ok(())
}

/// A reader that ends with an error where a piece is too long.
struct Measured<R> {
    inner: R,
    /// Bytes since the last piece.
    piece: usize,
}

impl<R: BufRead> Read for Measured<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Measured<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > LONGEST_PIECE {
            return Err(OverLimit.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.piece = self.piece.saturating_add(count);
        self.inner.consume(count);
    }
}
