//! What a text above a table or over a column says, told once.
//!
//! The forms of a province have the same titles and labels in every file, and looking for labels asks the same text again and
//! again. Takes a text as written; gives what the other modules of this folder make of it, remembered on the thread that asked.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::locate::head;
use crate::locate::labels::label_keys::{Part, dashed_parts, parts_of};
use crate::locate::labels::label_other;
use crate::values::period::Period;
use crate::values::text;
use crate::words::period_text;
use crate::words::unit_text;
use crate::words::unit_text::StatedUnits;

/// Texts that are remembered, and the longest of them in bytes: longer ones are told anew.
const MOST: usize = 4096;
const LONGEST: usize = 256;

thread_local! {
    static KNOWN: RefCell<HashMap<Rc<str>, Rc<KnownText>, ahash::RandomState>> = RefCell::default();
}

/// A text, and what has been asked of it.
pub(crate) struct KnownText {
    pub text: Rc<str>,
    parts: OnceCell<Vec<Part>>,
    dashed: OnceCell<Option<Vec<Part>>>,
    other_words: OnceCell<Vec<String>>,
    is_line_of_head: OnceCell<bool>,
    plain: OnceCell<String>,
    periods: OnceCell<Vec<Period>>,
    /// As the text that may be a unit, and as one that surely is.
    units: [OnceCell<StatedUnits>; 2],
}

impl KnownText {
    pub fn of(text: &str) -> Rc<Self> {
        if text.len() > LONGEST {
            return Rc::new(Self::new(text));
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some(told) = known.get(text) {
                return Rc::clone(told);
            }
            if known.len() >= MOST {
                known.clear();
            }
            let told = Rc::new(Self::new(text));
            known.insert(Rc::clone(&told.text), Rc::clone(&told));
            told
        })
    }

    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            parts: OnceCell::new(),
            dashed: OnceCell::new(),
            other_words: OnceCell::new(),
            is_line_of_head: OnceCell::new(),
            plain: OnceCell::new(),
            periods: OnceCell::new(),
            units: [OnceCell::new(), OnceCell::new()],
        }
    }

    /// Its comparable parts as a label.
    pub fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| parts_of(&[&self.text]))
    }

    /// Its parts where dashes or colons join the rows of a label.
    pub fn dashed(&self) -> Option<&[Part]> {
        self.dashed.get_or_init(|| dashed_parts(&self.text)).as_deref()
    }

    /// Its words that speak of another period or of the plan.
    pub fn other_words(&self) -> &[String] {
        self.other_words.get_or_init(|| label_other::words(&self.text))
    }

    /// True where only a head says it.
    pub fn is_line_of_head(&self) -> bool {
        *self.is_line_of_head.get_or_init(|| head::is_line_of_head(&self.text))
    }

    /// The text without any mark.
    pub fn plain(&self) -> &str {
        self.plain.get_or_init(|| text::without_marks(&self.text))
    }

    /// The units of measure that it states, where it surely stands in a place of units or perhaps.
    pub fn units(&self, surely: bool) -> &StatedUnits {
        let [perhaps, sure] = &self.units;
        (if surely { sure } else { perhaps }).get_or_init(|| unit_text::units_in(&self.text, surely))
    }

    /// The periods that it names.
    pub fn periods(&self) -> &[Period] {
        self.periods.get_or_init(|| period_text::named(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_alike_however_often_and_however_many() {
        let told = |text: &str| {
            let known = KnownText::of(text);
            (known.parts().to_vec(), known.plain().to_owned(), known.periods().to_vec(), known.other_words().to_vec())
        };
        let texts = ["Lũy kế từ đầu năm", "Quý III năm 2025", "Đơn vị tính: triệu đồng", "Hồ sơ > Tiếp nhận"];
        let before = texts.map(told);
        for number in 0..=MOST {
            KnownText::of(&number.to_string());
        }
        assert_eq!(texts.map(told), before);
        assert!(KNOWN.with_borrow(HashMap::len) <= MOST);
        KnownText::of(&"x".repeat(LONGEST + 1));
        assert!(KNOWN.with_borrow(|known| known.keys().all(|text| text.len() <= LONGEST)));
    }
}
