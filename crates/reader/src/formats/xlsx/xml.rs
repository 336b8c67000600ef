//! XML of the parts of a package, read with a bound on what it may cost.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Bytes of one token of XML. A cell holds at most 32,767 characters.
pub(crate) const LONGEST_TOKEN: usize = 1 << 20;

/// Something that the package should hold is not there, or no XML, or too much.
pub(crate) struct Broken;

impl<E: std::error::Error> From<E> for Broken {
    fn from(_: E) -> Self {
        Self
    }
}

/// The value of an attribute, whatever prefix its name has.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Broken> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned()));
        }
    }
    Ok(None)
}

/// The text that an event is a piece of, entities and characters by their numbers included; nothing for other events.
pub(crate) fn text_of<'e>(event: &'e Event<'_>) -> Result<Option<Cow<'e, str>>, Broken> {
    Ok(match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(name) => Some(match quick_xml::escape::resolve_xml_entity(name.as_ref()) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(name.resolve_char_ref()?.ok_or(Broken)?.to_string()),
        }),
        _ => None,
    })
}

/// Shows each event of a part, an empty element as its beginning and end.
pub(crate) fn each_event<R: Read>(
    part: Metered<'_, R>,
    mut show: impl FnMut(&Event<'_>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().token = 0;
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(()),
            event => show(&event)?,
        }
    }
}

/// A reader that ends with an error where a token is too long or too much has been unpacked.
pub(crate) struct Metered<'a, R> {
    /// In any encoding that XML names.
    inner: DecodingReader<BufReader<R>>,
    left: &'a mut u64,
    /// Bytes since the last token.
    token: usize,
}

impl<'a, R: Read> Metered<'a, R> {
    /// Reads `part`; `left` is how many bytes all parts of the package may still unpack to.
    pub(crate) fn new(part: R, left: &'a mut u64) -> Self {
        Self { inner: DecodingReader::new(BufReader::new(part)), left, token: 0 }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Metered<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if *self.left == 0 || self.token > LONGEST_TOKEN {
            return Err(io::Error::other("too much to unpack"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        *self.left = self.left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.token = self.token.saturating_add(count);
        self.inner.consume(count);
    }
}
