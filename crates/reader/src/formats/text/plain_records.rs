//! The records of a text without quotes, found eight bytes at a time.
//!
//! Takes decoded text; gives the same records as [`super::records::Records`], for texts in which a delimiter always parts fields and a
//! line end always ends a record.

use crate::formats::text::records::Record;

/// The fields of one record.
pub trait Fields {
    fn count(&self) -> usize;
    fn field(&self, index: usize) -> Option<&[u8]>;
}

impl Fields for csv::ByteRecord {
    fn count(&self) -> usize {
        self.len()
    }

    fn field(&self, index: usize) -> Option<&[u8]> {
        self.get(index)
    }
}

/// The fields of a record of a plain text: where each ends.
pub struct PlainFields<'r> {
    text: &'r [u8],
    start: usize,
    ends: &'r [usize],
}

impl Fields for PlainFields<'_> {
    fn count(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    fn field(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before)?.saturating_add(1),
            None => self.start,
        };
        self.text.get(start..end)
    }
}

/// True for a text without quotes, whose lines end with LF or CRLF.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut returns = bytes.contains(&b'\r').then(|| bytes.windows(2).filter(|two| two.first() == Some(&b'\r')));
    let is_line_end = |two: &[u8]| two.last() == Some(&b'\n');
    !bytes.contains(&b'"')
        && bytes.last() != Some(&b'\r')
        && !text.starts_with('\u{feff}')
        && returns.as_mut().is_none_or(|returns| returns.all(is_line_end))
}

/// Calls `take` with each record of a text that [`is_plain`]; `first_row` is the number of its first row.
pub fn each_record(text: &str, delimiter: u8, first_row: u32, mut take: impl FnMut(Record<PlainFields<'_>>)) {
    let text = text.as_bytes();
    let mut ends: Vec<usize> = Vec::new();
    let (mut start, mut row) = (0, first_row);
    let mut mark = |place: usize| {
        if text.get(place) == Some(&delimiter) {
            ends.push(place);
            return;
        }
        let is_crlf = place > start && text.get(place.wrapping_sub(1)) == Some(&b'\r');
        let end = if is_crlf { place.wrapping_sub(1) } else { place };
        // An empty line is no record.
        if end > start {
            ends.push(end);
            let fields = PlainFields { text, start, ends: &ends };
            take(Record { fields, row, start, end: text.len().min(place.saturating_add(1)) });
            ends.clear();
        }
        row = row.saturating_add(1);
        start = place.saturating_add(1);
    };
    let (delimiters, feeds) = (u64::from_ne_bytes([delimiter; 8]), u64::from_ne_bytes([b'\n'; 8]));
    let (words, rest) = text.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let mut marks = zeros(word ^ delimiters) | zeros(word ^ feeds);
        while marks != 0 {
            mark(index.wrapping_mul(8).wrapping_add((marks.trailing_zeros() >> 3) as usize));
            marks &= marks.wrapping_sub(1);
        }
    }
    let first = words.len().wrapping_mul(8);
    for (index, byte) in rest.iter().enumerate() {
        if *byte == delimiter || *byte == b'\n' {
            mark(first.wrapping_add(index));
        }
    }
    if text.last().is_some_and(|last| *last != b'\n') {
        mark(text.len());
    }
}

/// The highest bit of each byte that is zero.
const fn zeros(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !(((word & LOW).wrapping_add(LOW)) | word | LOW)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::text::records::Records;

    type Found = (Vec<Vec<u8>>, u32, usize);

    fn found(fields: &impl Fields, line: u32, start: usize) -> Found {
        ((0..fields.count()).map(|index| fields.field(index).unwrap().to_vec()).collect(), line, start)
    }

    proptest! {
        #[test]
        fn plain_records_are_those_of_the_reader_of_all(text in "([a-zà,;;;\n]|\r\n|é){0,60}") {
            prop_assert!(is_plain(&text));
            let mut fast = Vec::new();
            each_record(&text, b';', 7, |record| fast.push(found(&record.fields, record.row, record.start)));
            let mut all = Vec::new();
            let mut records = Records::new(&text, b';', 7);
            while let Some(record) = records.next_record() {
                all.push(found(record.fields, record.row, record.start));
            }
            prop_assert_eq!(fast, all);
        }

        #[test]
        fn every_byte_that_is_zero_is_found(word in any::<u64>(), zero in 0_u32..8) {
            let word = word & !(0xff_u64 << (8 * zero));
            let expected = word.to_le_bytes().map(|byte| if byte == 0 { 0x80 } else { 0 });
            prop_assert_eq!(zeros(word), u64::from_le_bytes(expected));
        }
    }

    #[test]
    fn quotes_and_lone_returns_are_not_plain() {
        for (text, plain) in [("a;b\n", true), ("a\r\nb", true), ("a\rb\n", false), ("a\r", false), ("\"a\"\n", false)]
        {
            assert_eq!(is_plain(text), plain, "{text:?}");
        }
    }
}
