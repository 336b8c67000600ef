//! The lines of a text: which line a place in it is on, whatever ends the lines.

/// How many lines end in some bytes: with LF, with CR LF, or with CR alone.
pub fn line_ends(bytes: &[u8]) -> usize {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let lone = |(place, byte): (usize, &u8)| *byte == b'\r' && bytes.get(place.saturating_add(1)) != Some(&b'\n');
    match bytes.contains(&b'\r') {
        true => feeds.saturating_add(bytes.iter().enumerate().filter(|one| lone(*one)).count()),
        false => feeds,
    }
}

/// The lines on which the records of a delimited text begin, as an editor counts them. What reads records says where it was before the line ends that it passes over.
#[derive(Clone, Debug)]
pub struct RecordLines<'t> {
    text: &'t [u8],
    byte: usize,
    line: usize,
}

impl<'t> RecordLines<'t> {
    pub const fn new(text: &'t [u8]) -> Self {
        Self { text, byte: 0, line: 1 }
    }

    /// The line, from 1, of the record that begins behind a place, with the blank lines before it; the places are asked in their order.
    pub fn line_from(&mut self, byte: usize) -> usize {
        let blank = self.text.get(byte..).unwrap_or_default();
        let start = byte.saturating_add(blank.iter().take_while(|sign| matches!(sign, b'\r' | b'\n')).count());
        if start > self.byte {
            self.line = self.line.saturating_add(line_ends(self.text.get(self.byte..start).unwrap_or_default()));
            self.byte = start;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_on_the_lines_that_an_editor_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,\"d", "e\"", "f,g", "h,i", ""].join(end);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let mut lines = RecordLines::new(text.as_bytes());
            let mut found = Vec::new();
            for record in reader.records() {
                let record = record.unwrap();
                let byte = usize::try_from(record.position().unwrap().byte()).unwrap();
                found.push((record.get(0).unwrap().to_owned(), lines.line_from(byte)));
            }
            let found: Vec<(&str, usize)> = found.iter().map(|(first, line)| (first.as_str(), *line)).collect();
            assert_eq!(found, [("a", 1), ("c", 3), ("f", 5), ("h", 6)], "{end:?}");
        }
    }
}
