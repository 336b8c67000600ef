//! Numbers that a format shows with more than their digits.
//!
//! A cell holds its number all the same. What its format shows with it counts where the field of the cell is known.

use std::sync::Arc;

use crate::values::currency::is_currency_sign;

/// What the format of one cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownNumber {
    /// Row and column from 0.
    pub place: (u32, u32),
    pub shows: Shows,
}

/// What a format shows with a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    /// The words before and behind the number, where there are any.
    pub words: Option<Arc<ShownWords>>,
    /// All that is shown, where it is known letter by letter.
    pub text: Option<Arc<str>>,
    /// True where the number itself is not shown: nothing, a word, or the number without its sign.
    pub is_replaced: bool,
    /// True where hours, minutes or seconds are shown, and no day: the number is a part of a day.
    pub is_clock: bool,
    /// True where a day is shown without its year: "15-Mar".
    pub hides_year: bool,
    /// True where a month is shown without the day that is stored: "03/2024".
    pub hides_day: bool,
    /// True where a day is shown without the time that is stored with it.
    pub hides_time: bool,
}

impl Shows {
    /// True where nothing but a percent sign is beside the number.
    pub fn is_share(&self) -> bool {
        self.words.as_ref().is_some_and(|words| words.before.is_empty() && words.after == "%")
    }
}

/// The words of a format before and behind the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownWords {
    pub before: String,
    pub after: String,
}

impl ShownWords {
    /// The words, where one of them may name a unit: a letter, a sign of money or of a share.
    pub fn new(before: &str, after: &str) -> Option<Self> {
        let bare =
            |text: &str| text.trim_matches(|sign: char| sign.is_whitespace() || "()-+:".contains(sign)).to_owned();
        let words = Self { before: bare(before), after: bare(after) };
        (is_word(&words.before) || is_word(&words.after)).then_some(words)
    }
}

/// True for a text with a letter, or a sign of money or of a share.
pub fn is_word(text: &str) -> bool {
    text.chars().any(|sign| sign.is_alphabetic() || "%‰".contains(sign) || is_currency_sign(sign))
}
