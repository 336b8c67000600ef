//! The section of a format code that shows texts: the fourth, or the last where it has the sign of a text: `0;-0;0;"chưa có"`, `@" tỷ"`.
//!
//! Takes a format code; gives what is shown of a text where that is not the text alone. A number that was typed as a text is shown so, too.

use std::sync::Arc;

use crate::formats::shown_number::make_another;
use crate::sheet::shown::{ShownWords, Shows};

/// What a format shows of texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TextSection {
    /// What is shown around the text; the first alone where the text is not shown.
    before: String,
    after: String,
    shows_text: bool,
    /// True where it has the sign of a digit.
    has_digits: bool,
}

impl TextSection {
    /// The section for texts; `None` where texts are shown as they are.
    pub fn parse(code: &str) -> Option<Self> {
        // Few codes say anything of texts, and all are asked.
        if !code.contains(['@', ';']) {
            return None;
        }
        let mut sections = vec![Self::default()];
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            let place = sections.len();
            let section = sections.last_mut()?;
            match sign {
                // Digits of a number say nothing of a text.
                '0' | '#' | '?' | 'G' | 'g' => section.has_digits = true,
                ';' if place == 4 => return None,
                ';' => sections.push(Self::default()),
                '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(|sign| section.show(sign)),
                // What fills the cell says nothing.
                '*' => {
                    signs.next();
                }
                '\\' => signs.next().into_iter().for_each(|sign| section.show(sign)),
                '_' => {
                    signs.next();
                    section.show(' ');
                }
                '[' => signs.by_ref().take_while(|sign| *sign != ']').for_each(drop),
                // Twice is the text twice.
                '@' if section.shows_text => return None,
                '@' => section.shows_text = true,
                sign => section.show(sign),
            }
        }
        let is_fourth = sections.len() == 4;
        let section = sections.pop()?;
        let is_plain = section.shows_text && section.before.trim().is_empty() && section.after.trim().is_empty();
        ((is_fourth || section.shows_text) && !section.has_digits && !is_plain).then_some(section)
    }

    fn show(&mut self, sign: char) {
        if self.shows_text { self.after.push(sign) } else { self.before.push(sign) }
    }

    /// What is shown with a text.
    pub fn shows(&self, text: &str) -> Option<Shows> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if !self.shows_text {
            let shown = self.before.trim();
            return (shown != text).then(|| Shows {
                text: Some(Arc::from(shown)),
                is_replaced: true,
                ..Shows::default()
            });
        }
        let shown = format!("{}{text}{}", self.before, self.after);
        let makes_another =
            make_another(&self.before, &self.after) || has_digit(&self.before) || has_digit(&self.after);
        Some(Shows {
            words: ShownWords::new(&self.before, &self.after).map(Arc::new),
            text: Some(Arc::from(shown.trim())),
            is_replaced: makes_another,
            ..Shows::default()
        })
    }
}

/// True for a digit that is none of a word, as that of "m2" is.
fn has_digit(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|sign| {
        sign.is_ascii_digit() && !std::mem::replace(&mut before, sign).is_alphabetic() || {
            before = sign;
            false
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, text: &str) -> Option<(String, bool)> {
        let shows = TextSection::parse(code)?.shows(text)?;
        Some((shows.text.as_deref().unwrap_or_default().to_owned(), shows.is_replaced))
    }

    #[test]
    fn the_section_of_texts_says_how_a_text_is_shown() {
        for (code, text, expected) in [
            ("@\"00\"", "37", Some(("3700", true))),
            ("@\" nghìn\"", "2", Some(("2 nghìn", false))),
            ("0;0;0;\"chưa có số liệu\"", "3700", Some(("chưa có số liệu", true))),
            (";;;", "3700", Some(("", true))),
            ("\"-\"@", "3700", Some(("-3700", true))),
            ("0;-0;0;@\\ m2", "12", Some(("12 m2", false))),
            ("General;\"Quý \"@", "I", Some(("Quý I", false))),
            ("#,##0", "3700", None),
            ("0;-0;0;General", "3700", None),
            ("[$-409]dd/mm/yyyy;@", "3700", None),
            ("0;-0;;@", "3700", None),
            ("#,##0;-#,##0;\"-\"", "3700", None),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "3700", None),
            ("@*.", "Mường Lay", None),
            ("@", "3700", None),
            ("@\" nghìn\"", " ", None),
        ] {
            assert_eq!(shown(code, text), expected.map(|(text, is)| (text.to_owned(), is)), "{code}");
        }
    }
}
