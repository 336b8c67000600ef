//! Footnote marks that are raised within the text of a cell of an xlsx: 120 with a raised 1 is 120, not 1201.
//!
//! Takes the events of the shared strings and of a sheet's part, in order; gives the cells whose text has such marks, with
//! the text as a reader of cells has it and the text without them. A run of a text is raised where its properties say
//! `vertAlign="superscript"` (ECMA-376 part 1, 18.4.13). Raised units (m², km³), powers (10⁶ đồng) and fractions (½ of two
//! runs) belong to the text and stay, and so does a text of nothing but marks.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::formats::xlsx::xml::{Broken, attribute};

/// Bytes of one text; a cell holds at most 32,767 characters.
const LONGEST_TEXT: usize = 1 << 18;

/// A text with its marks, as readers of cells join it, and without.
#[derive(Debug, PartialEq, Eq)]
pub struct Marked {
    pub whole: String,
    pub unmarked: String,
}

/// Texts with marks by their number among the shared strings.
pub(super) type SharedTexts = HashMap<u32, Arc<Marked>>;

/// What has been read of a text of runs.
#[derive(Default)]
struct Item {
    whole: String,
    /// Where each raised run begins and ends in the text.
    raised: Vec<(usize, usize)>,
    is_raised: bool,
    is_phonetic: bool,
    in_text: bool,
    keeps_blanks: bool,
    text: String,
    too_long: bool,
}

impl Item {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "r" => self.is_raised = false,
                "vertAlign" => self.is_raised = attribute(tag, "val")?.is_some_and(|value| value == "superscript"),
                "rPh" => self.is_phonetic = true,
                "t" if !self.is_phonetic => {
                    self.in_text = true;
                    self.keeps_blanks = attribute(tag, "space")?.is_some_and(|value| value == "preserve");
                    self.text.clear();
                }
                _ => {}
            },
            Event::Text(text) => self.push(text.as_ref()),
            Event::GeneralRef(name) => match name.as_ref() {
                "amp" => self.push("&"),
                "lt" => self.push("<"),
                "gt" => self.push(">"),
                "quot" => self.push("\""),
                "apos" => self.push("'"),
                // A text with others is left as it is: it will not be equal to what the cell holds.
                _ => self.push("\u{fffd}"),
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "rPh" => self.is_phonetic = false,
                "t" if self.in_text => {
                    self.in_text = false;
                    let start = self.whole.len();
                    let blanks = [' ', '\t', '\r', '\n'];
                    self.whole.push_str(if self.keeps_blanks { &self.text } else { self.text.trim_matches(blanks) });
                    if self.is_raised {
                        self.raised.push((start, self.whole.len()));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if self.whole.len().saturating_add(self.text.len()).saturating_add(text.len()) > LONGEST_TEXT {
            self.too_long = true;
        } else if self.in_text {
            self.text.push_str(text);
        }
    }

    /// The text, where it has marks.
    fn marked(self) -> Option<Marked> {
        if self.raised.is_empty() || self.too_long {
            return None;
        }
        let mut unmarked = String::with_capacity(self.whole.len());
        let mut place = 0;
        for (start, end) in self.raised {
            let (before, run, after) = (self.whole.get(..start)?, self.whole.get(start..end)?, self.whole.get(end..)?);
            if is_mark(before, run, after) {
                unmarked.push_str(self.whole.get(place..start)?);
                place = end;
            }
        }
        unmarked.push_str(self.whole.get(place..)?);
        (unmarked != self.whole && !unmarked.trim().is_empty()).then_some(Marked { whole: self.whole, unmarked })
    }
}

/// True for a raised run that is a footnote mark where it is: `1`, `(1)`, `1,2`, `(a)`, `**`.
fn is_mark(before: &str, run: &str, after: &str) -> bool {
    let mut notes = run.split([',', ';', ' ', '\u{a0}']).filter(|note| !note.is_empty()).peekable();
    let notes_alone = notes.peek().is_some() && notes.all(is_note);
    let is_fraction = after.trim_start().starts_with(['/', '⁄']);
    notes_alone && !is_fraction && !is_power_of_a_unit(before, run) && !is_power_of_ten(before, run, after)
}

fn is_note(note: &str) -> bool {
    let inner = note.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let mut signs = inner.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (Some('*'), ..) => inner.chars().all(|sign| sign == '*'),
        (Some(first), None, _) if inner.len() < note.len() => first.is_alphanumeric(),
        (Some(first), second, None) => first.is_ascii_digit() && second.is_none_or(|sign| sign.is_ascii_digit()),
        _ => false,
    }
}

/// True for the 2 of m² and the 3 of km³.
fn is_power_of_a_unit(before: &str, run: &str) -> bool {
    const LENGTHS: [&str; 8] = ["m", "km", "cm", "mm", "dm", "hm", "dam", "µm"];
    let word = before.trim_end();
    let word = word.rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or(word).to_lowercase();
    let mut signs = run.trim_start().chars();
    LENGTHS.contains(&word.as_str())
        && matches!(signs.next(), Some('2' | '3'))
        && signs.next().is_none_or(|sign| !sign.is_ascii_digit())
}

/// True for the 6 of "10⁶ đồng" and of "5×10⁶": a ten that is counted or multiplied, where a figure of 10 ends the text.
fn is_power_of_ten(before: &str, run: &str, after: &str) -> bool {
    let Some(factor) = before.trim_end().strip_suffix("10") else { return false };
    let is_ten = !factor.ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.'));
    let is_multiplied = factor.trim_end().ends_with(['x', '×', '*', '·']);
    let is_counted = after.trim_start().starts_with(|sign: char| sign.is_alphabetic());
    run.trim().chars().all(|sign| sign.is_ascii_digit()) && is_ten && (is_multiplied || is_counted)
}

/// What has been read of the shared strings.
#[derive(Default)]
pub(super) struct SharedReading {
    pub found: SharedTexts,
    number: u32,
    item: Option<Item>,
}

impl SharedReading {
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => self.item = Some(Item::default()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                if let Some(marked) = self.item.take().and_then(Item::marked) {
                    self.found.insert(self.number, Arc::new(marked));
                }
                self.number = self.number.checked_add(1).ok_or(Broken)?;
            }
            event => {
                if let Some(item) = &mut self.item {
                    item.take(event)?;
                }
            }
        }
        Ok(())
    }
}

/// What has been read of the cells of a sheet.
#[derive(Default)]
pub(super) struct CellsReading {
    shared: Arc<SharedTexts>,
    /// Row and column of each cell with marks.
    pub found: Vec<(u32, u32, Arc<Marked>)>,
    is_shared: bool,
    in_value: bool,
    number: String,
    item: Option<Item>,
}

impl CellsReading {
    pub fn new(shared: Arc<SharedTexts>) -> Self {
        Self { shared, ..Self::default() }
    }

    /// An event within the rows; `place` is its cell.
    pub fn take(&mut self, event: &Event<'_>, place: Option<(u32, u32)>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                // Every cell passes here: where no shared string has marks, none is looked at.
                "c" => self.is_shared = !self.shared.is_empty() && is_shared(tag)?,
                "v" if self.is_shared => {
                    self.in_value = true;
                    self.number.clear();
                }
                "is" => self.item = Some(Item::default()),
                _ => {}
            },
            Event::Text(text) if self.in_value && self.number.len() < 16 => self.number.push_str(text.as_ref()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" if self.in_value => {
                    self.in_value = false;
                    let marked = self.number.trim().parse().ok().and_then(|number: u32| self.shared.get(&number));
                    self.found.extend(place.zip(marked).map(|((row, column), text)| (row, column, Arc::clone(text))));
                }
                "is" => {
                    let marked = self.item.take().and_then(Item::marked).map(Arc::new);
                    self.found.extend(place.zip(marked).map(|((row, column), text)| (row, column, text)));
                }
                _ => {}
            },
            _ => {}
        }
        match &mut self.item {
            Some(item) => item.take(event),
            None => Ok(()),
        }
    }
}

fn is_shared(tag: &BytesStart<'_>) -> Result<bool, Broken> {
    Ok(attribute(tag, "t")?.is_some_and(|kind| kind == "s"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::xlsx::package::Package;
    use rust_xlsxwriter::{Format, FormatScript, Workbook};

    #[test]
    fn marks_are_told_from_units_and_powers() {
        for (before, run, after) in [
            ("120", "1", ""),
            ("120", "(1)", ""),
            ("1.234", "1,2", ""),
            ("Tỷ lệ", "(a)", " (%)"),
            ("Tỷ lệ ", "**", ""),
            ("Năm", "2", ""),
            ("10", "3", ""),
            ("210", "3", " người"),
            ("Xã Thanh Luông", "1)", ""),
            ("", "1", " Số liệu ước tính"),
        ] {
            assert!(is_mark(before, run, after), "{before} {run} {after}");
        }
        for (before, run, after) in [
            ("Diện tích (m", "2", ")"),
            ("5 km", "2", ""),
            ("KM", "2", ""),
            ("(1.000 m", "3", ")"),
            ("m", "2)", ""),
            ("10", "6", " đồng"),
            ("5×10", "6", ""),
            ("30", "o", "C"),
            ("1", "st", ""),
            ("5 ", "1", "/2"),
            ("12", "2025", ""),
            ("12", " ", ""),
            ("12", "", ""),
            ("x", "-1", ""),
            ("a", "b", ""),
        ] {
            assert!(!is_mark(before, run, after), "{before} {run} {after}");
        }
    }

    #[test]
    fn shared_and_inline_texts_lose_their_marks_where_they_stand() {
        let mut book = Workbook::new();
        let (plain, raised) = (Format::new(), Format::new().set_font_script(FormatScript::Superscript));
        let sheet = book.add_worksheet().set_name("S").unwrap();
        sheet.write(0, 0, "1201").unwrap();
        sheet.write_rich_string(1, 1, &[(&plain, "120"), (&raised, "1")]).unwrap();
        sheet
            .write_rich_string(2, 1, &[(&plain, "Ô & m"), (&raised, "2"), (&plain, " đất "), (&raised, "(*)")])
            .unwrap();
        sheet.write_rich_string(3, 1, &[(&plain, "m"), (&raised, "2")]).unwrap();
        sheet.write_rich_string(4, 1, &[(&raised, "1"), (&raised, "2")]).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let found = Package::open(&bytes, 1 << 20).and_then(Package::with_sheets).unwrap().layout("S").unwrap().marked;
        let texts: Vec<_> =
            found.iter().map(|(row, column, text)| (*row, *column, &*text.whole, &*text.unmarked)).collect();
        assert_eq!(texts, [(1, 1, "1201", "120"), (2, 1, "Ô & m2 đất (*)", "Ô & m2 đất ")]);

        let mut reading = CellsReading::default();
        let part =
            r#"<c t="inlineStr"><is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>"#;
        let mut reader = quick_xml::Reader::from_str(part);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                event => reading.take(&event, Some((4, 2))).ok().unwrap(),
            }
        }
        let marked = Arc::new(Marked { whole: "121".into(), unmarked: "12".into() });
        assert_eq!(reading.found, [(4, 2, marked)]);
    }
}
