//! One section of a format code: what is shown of a number that it is for.
//!
//! Takes the signs of the section one by one; gives the percent sign, the thousands that are divided by, the words beside the number, and what
//! is shown in its place.

use std::sync::Arc;

use super::condition::SectionCondition;
use super::literals::Literals;
use super::template::Template;
use crate::formats::shown_number::{Shown, make_another};
use crate::sheet::shown::{ShownWords, Shows, is_word};

/// A section: what it shows, as far as its signs have been read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    pub shown: Shown,
    pub condition: Option<SectionCondition>,
    pub has_digits: bool,
    /// Commas behind the last digit so far.
    pub commas: u8,
    /// Zeros that stand for digits which are always shown; `None` where other signs stand for digits too.
    pub zeros: Option<u8>,
    pub literals: Literals,
    /// What is shown before the first digit of the number, and behind it.
    pub before: String,
    pub after: String,
    /// The sign that fills the cell.
    pub fill: Option<char>,
    pub words: Option<Arc<ShownWords>>,
    pub template: Template,
    /// The text of zero, which accounting formats show in many cells.
    pub zero: Option<Arc<str>>,
    pub has_colour: bool,
    /// Digits behind a point or comma that is no part of the number but shown among its digits.
    pub behind_point: Option<u8>,
    /// True where a number other than zero is not shown as it is.
    pub replaces: bool,
}

impl Default for Section {
    fn default() -> Self {
        let (shown, literals) = (Shown::default(), Literals::default());
        let (before, after, words) = (String::new(), String::new(), None);
        Self {
            shown,
            condition: None,
            has_digits: false,
            commas: 0,
            zeros: Some(0),
            literals,
            before,
            after,
            fill: None,
            words,
            template: Template::default(),
            zero: None,
            has_colour: false,
            behind_point: None,
            replaces: false,
        }
    }
}

impl Section {
    /// What is behind is no digit of the same part: the commas divide.
    pub const fn end_of_digits(&mut self) {
        self.shown.thousands = self.shown.thousands.saturating_add(self.commas);
        self.commas = 0;
    }

    /// A sign is shown as it is.
    pub fn show(&mut self, sign: char) {
        self.literals.show(sign);
        self.template.sign(sign);
        if !self.literals.has_number() {
            self.before.push(sign);
            return;
        }
        self.after.push(sign);
        if matches!(sign, '.' | ',') {
            self.end_of_group();
            self.behind_point = Some(0);
        }
    }

    /// A digit of the number is here.
    pub fn place(&mut self) {
        self.literals.place();
        self.behind_point = self.behind_point.map(|digits| digits.saturating_add(1));
    }

    /// All digits of the number are here, as General shows them.
    pub fn general(&mut self) {
        self.zeros = None;
        self.place();
        self.template.general();
    }

    /// A point that is shown among the digits groups three of them; before fewer or more it makes another number.
    pub const fn end_of_group(&mut self) {
        self.replaces |= !matches!(self.behind_point, None | Some(0 | 3));
        self.behind_point = None;
    }

    /// True where a negative number is shown with a sign, by a colour, or with a word that the `first` section has not.
    pub fn shows_sign(&self, first: &str) -> bool {
        let is_sign = |sign: char| matches!(sign, '-' | '−' | '–' | '(');
        let is_other = self.before.trim() != first.trim() && is_word(&self.before);
        self.has_colour || is_other || self.before.contains(is_sign) || self.after.contains(is_sign)
    }

    /// True where the section itself shows a sign, or a word that makes the number a bound or a change: `-#,##0`, `(#,##0)`, `"<"0`.
    pub fn shows_more_than_it_is(&self) -> bool {
        // What fills the cell is no sign of the number.
        let without_fill = |text: &str| match self.fill {
            Some(fill) => text.replace(fill, ""),
            None => text.to_owned(),
        };
        self.literals.has_number() && make_another(&without_fill(&self.before), &without_fill(&self.after))
    }

    /// What is shown with a number; `is_of_negatives` where its sign is shown by the section itself.
    pub fn shows(&self, number: f64, is_of_negatives: bool) -> Option<Shows> {
        let is_itself = || !self.literals.has_number() && self.before.trim() == number.to_string();
        let is_changed = !is_of_negatives && self.shows_more_than_it_is();
        let is_replaced = number != 0.0 && (self.replaces && !is_itself() || is_changed);
        let words = self.words.clone();
        if words.is_none() && !is_replaced && !self.template.shows_more(is_of_negatives) {
            return None;
        }
        // Where a condition chose the section, programs differ in how they show a sign.
        let is_known = !self.shown.percent && self.shown.thousands == 0 && (number >= 0.0 || self.condition.is_none());
        let text = match number {
            _ if !is_known => None,
            0.0 => self.zero.clone(),
            number if number < 0.0 && !is_of_negatives => {
                self.template.text(number).map(|text| Arc::from(format!("-{text}")))
            }
            number => self.template.text(number).map(Arc::from),
        };
        Some(Shows { words, text, is_replaced, ..Shows::default() })
    }
}
