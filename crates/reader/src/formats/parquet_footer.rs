//! Whether the footer of a Parquet file can be what it says.
//!
//! Takes the bytes of a file; walks its footer once, as the compact protocol of Thrift lays it out, and gives whether every list
//! has room for the elements that it states. A reader that passes over a field it does not know counts to what a list states:
//! six bytes may state two billion, and a footer may hold a thousand such lists.

/// How deep lists and structures may be in each other; those of Parquet reach eight.
const DEEPEST: u8 = 24;

/// True where the footer holds what it states, as far as it can be walked.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    footer(bytes).is_some_and(|footer| Compact { rest: footer }.structure(0).is_some())
}

/// The footer: its length and the magic word are at the end of the file.
fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let (before, end) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
    let length = u32::from_le_bytes(end.first_chunk().copied()?);
    before.get(before.len().checked_sub(usize::try_from(length).ok()?)?..)
}

/// Bytes in the compact protocol of Thrift, of which the footer and the headers of pages are.
pub(super) struct Compact<'a> {
    pub rest: &'a [u8],
}

impl Compact<'_> {
    /// The fields of a structure, each with its number and kind; `take` goes over its value. As every writer has them: each
    /// with a higher number than the one before.
    pub fn fields(&mut self, depth: u8, mut take: impl FnMut(u64, u8, &mut Self) -> Option<()>) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        let mut field = 0u64;
        loop {
            let header = self.byte()?;
            let kind = header & 0x0f;
            if kind == 0 {
                return Some(());
            }
            let next = match header >> 4 {
                0 => self.whole_number()?,
                step => field.checked_add(u64::from(step))?,
            };
            if next <= field {
                return None;
            }
            field = next;
            take(field, kind, self)?;
        }
    }

    /// Goes over the value of a field; the truth of one is its kind.
    pub fn value_of_field(&mut self, kind: u8, depth: u8) -> Option<()> {
        if matches!(kind, 1 | 2) { Some(()) } else { self.value(kind, depth) }
    }

    /// A number that is not negative.
    pub fn whole_number(&mut self) -> Option<u64> {
        let number = self.number()?;
        (number & 1 == 0).then_some(number >> 1)
    }

    fn structure(&mut self, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        loop {
            let header = self.byte()?;
            let kind = header & 0x0f;
            if kind == 0 {
                return Some(());
            }
            // A field whose number is far from the last one states it.
            if header >> 4 == 0 {
                self.number()?;
            }
            // The truth of a field is its kind.
            if !matches!(kind, 1 | 2) {
                self.value(kind, depth)?;
            }
        }
    }

    fn value(&mut self, kind: u8, depth: u8) -> Option<()> {
        match kind {
            3 => self.pass_over(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.pass_over(8),
            8 => {
                let length = self.number()?;
                self.pass_over(length)
            }
            9 | 10 => self.list(depth),
            12 => self.structure(depth.checked_add(1)?),
            13 => self.pass_over(16),
            // No footer has a map, nor a list of truths, which readers count in different ways.
            _ => None,
        }
    }

    fn list(&mut self, depth: u8) -> Option<()> {
        let header = self.byte()?;
        let kind = header & 0x0f;
        let size = match header >> 4 {
            15 => self.number()?,
            size => u64::from(size),
        };
        // Every element takes a byte at least.
        if size > u64::try_from(self.rest.len()).ok()? {
            return None;
        }
        (0..size).try_for_each(|_| self.value(kind, depth.checked_add(1)?))
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn pass_over(&mut self, bytes: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(footer: &[u8]) -> Vec<u8> {
        [b"PAR1", footer, &u32::try_from(footer.len()).unwrap().to_le_bytes(), b"PAR1"].concat()
    }

    #[test]
    fn footers_of_honest_files_are_sound_and_lists_that_lie_are_not() {
        assert!(is_sound(include_bytes!("../../../../fixtures/samples/table.parquet")));
        assert!(!is_sound(include_bytes!("../../../../fuzz/corpus/parquet/slow-metadata")));
        // A field that is a list of two numbers, then the end.
        assert!(is_sound(&file(&[0x19, 0x25, 2, 4, 0])));
        // Two billion empty structures; a list of truths; a text without its letters; no end.
        assert!(!is_sound(&file(&[0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 7, 0])));
        assert!(!is_sound(&file(&[0x19, 0x11, 1, 0])));
        assert!(!is_sound(&file(&[0x18, 9, b'a', 0])));
        assert!(!is_sound(&file(&[0x15, 2])));
        assert!(!is_sound(&file(&[0x1c; 100])) && !is_sound(b"PAR1"));
    }
}
