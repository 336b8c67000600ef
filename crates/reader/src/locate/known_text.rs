//! What a text above a table or over a column says, worked out once.
//!
//! The forms of a province have the same titles and labels in every file, and looking for labels asks the same text again and
//! again. Takes a text as written; gives what the other modules of this folder make of it, remembered on the thread that asked.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::locate::head;
use crate::locate::labels::label_keys::{Part, dashed_parts, parts_of};
use crate::locate::labels::label_other;
use crate::values::period::Period;
use crate::values::remembered::Remembered;
use crate::values::text;
use crate::words::period_text;

thread_local! {
    static KNOWN: RefCell<Remembered<KnownText>> = RefCell::default();
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
}

impl KnownText {
    pub fn of(text: &str) -> Rc<Self> {
        KNOWN.with_borrow_mut(|known| known.of(text, Self::new))
    }

    fn new(text: Rc<str>) -> Self {
        Self {
            text,
            parts: OnceCell::new(),
            dashed: OnceCell::new(),
            other_words: OnceCell::new(),
            is_line_of_head: OnceCell::new(),
            plain: OnceCell::new(),
            periods: OnceCell::new(),
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

    /// The periods that it names.
    pub fn periods(&self) -> &[Period] {
        self.periods.get_or_init(|| period_text::named(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::remembered::{LONGEST, MOST};

    #[test]
    fn texts_are_read_alike_however_often_and_however_many() {
        let read = |text: &str| {
            let known = KnownText::of(text);
            (known.parts().to_vec(), known.plain().to_owned(), known.periods().to_vec(), known.other_words().to_vec())
        };
        let texts = ["Lũy kế từ đầu năm", "Quý III năm 2025", "Đơn vị tính: triệu đồng", "Hồ sơ > Tiếp nhận"];
        let before = texts.map(read);
        for number in 0..=MOST {
            KnownText::of(&number.to_string());
        }
        assert_eq!(texts.map(read), before);
        assert!(KNOWN.with_borrow(Remembered::len) <= MOST);
        let held = KNOWN.with_borrow(Remembered::len);
        KnownText::of(&"x".repeat(LONGEST + 1));
        assert_eq!(KNOWN.with_borrow(Remembered::len), held);
    }
}
