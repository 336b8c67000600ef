//! What a text above a table or over a column says, worked out once.
//!
//! The forms of a province have the same titles and labels in every file, and looking for labels asks the same text again and
//! again. Takes a text as written; gives what the other modules of this folder make of it, remembered on the thread that asked.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::locate::head::{self, head_figures, head_unit};
use crate::locate::labels::label_keys::{Part, dashed_parts, parts_of};
use crate::locate::labels::split_labels::SplitWords;
use crate::locate::labels::{label_other, label_path, two_languages};
use crate::values::period::{Frequency, Period};
use crate::values::remembered::Remembered;
use crate::values::text;
use crate::words::period_text::{self, DaysOfText, SaidPeriods};
use crate::words::unit_text;

thread_local! {
    static KNOWN: RefCell<Remembered<KnownText>> = RefCell::default();
}

/// A text, and what has been asked of it.
pub(crate) struct KnownText {
    pub text: Rc<str>,
    parts: OnceCell<Vec<Part>>,
    dashed: OnceCell<Option<Vec<Part>>>,
    vietnamese_half: OnceCell<Option<Rc<KnownText>>>,
    other_words: OnceCell<Vec<String>>,
    is_line_of_head: OnceCell<bool>,
    plain: OnceCell<String>,
    periods: OnceCell<Vec<Period>>,
    unit_after: OnceCell<Option<String>>,
    unit_within: OnceCell<Option<String>>,
    unit_of_note: OnceCell<Option<String>>,
    mentions_a_unit: OnceCell<bool>,
    unit_of_label: OnceCell<Option<String>>,
    other_figures: OnceCell<Option<&'static str>>,
    months_together: OnceCell<Option<u32>>,
    split_words: OnceCell<SplitWords>,
    days: OnceCell<Option<DaysOfText>>,
    said_periods: OnceCell<SaidPeriods>,
    is_only_a_period: OnceCell<bool>,
    names_a_part_of_a_year: OnceCell<bool>,
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
            vietnamese_half: OnceCell::new(),
            other_words: OnceCell::new(),
            is_line_of_head: OnceCell::new(),
            plain: OnceCell::new(),
            periods: OnceCell::new(),
            unit_after: OnceCell::new(),
            unit_within: OnceCell::new(),
            unit_of_note: OnceCell::new(),
            mentions_a_unit: OnceCell::new(),
            unit_of_label: OnceCell::new(),
            other_figures: OnceCell::new(),
            months_together: OnceCell::new(),
            split_words: OnceCell::new(),
            days: OnceCell::new(),
            said_periods: OnceCell::new(),
            is_only_a_period: OnceCell::new(),
            names_a_part_of_a_year: OnceCell::new(),
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

    /// Its Vietnamese half, as a label in two languages.
    pub fn vietnamese_half(&self) -> Option<&Rc<Self>> {
        let half = || two_languages::vietnamese_half(&self.text).map(|half| Rc::new(Self::new(half.into())));
        self.vietnamese_half.get_or_init(half).as_ref()
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

    /// The unit of measure that it states and little else, as [`head_unit::unit_after`] gives it.
    pub fn unit_after(&self) -> Option<&str> {
        self.unit_after.get_or_init(|| head_unit::unit_after(&self.text)).as_deref()
    }

    /// The unit of measure that it holds beside other words, as [`head_unit::unit_within`] gives it.
    pub fn unit_within(&self) -> Option<&str> {
        self.unit_within.get_or_init(|| head_unit::unit_within(&self.text)).as_deref()
    }

    /// The unit of measure that it says in a sentence, as a note: "Các số trong biểu tính bằng nghìn người".
    pub fn unit_of_note(&self) -> Option<&str> {
        let read = || unit_text::after_reckoned_in(&self.text).or_else(|| head_unit::unit_within(&self.text));
        self.unit_of_note.get_or_init(read).as_deref()
    }

    /// True where it names a unit from which it is not sure that the figures are in it.
    pub fn mentions_a_unit(&self) -> bool {
        *self.mentions_a_unit.get_or_init(|| head_unit::unit_mentioned(&self.text))
    }

    /// The unit of measure of the figures below it, as a label.
    pub fn unit_of_label(&self) -> Option<&str> {
        self.unit_of_label.get_or_init(|| label_path::unit_of_label(&self.text)).as_deref()
    }

    /// Its words by which the figures below it, as a title, may be other ones.
    pub fn other_figures(&self) -> Option<&'static str> {
        *self.other_figures.get_or_init(|| head_figures::other_figures(&self.text))
    }

    /// What it says of the figures below it, as a text below a label.
    pub fn split_words(&self) -> SplitWords {
        *self.split_words.get_or_init(|| SplitWords::of(&self.text))
    }

    /// The days that it says of its figures.
    pub fn days(&self) -> Option<&DaysOfText> {
        self.days.get_or_init(|| period_text::days_of(&self.text)).as_ref()
    }

    /// The periods that it says its figures are of, as a line of a head.
    pub fn said_periods(&self) -> &SaidPeriods {
        self.said_periods.get_or_init(|| SaidPeriods::of_line(&self.text))
    }

    /// True where it names a period and says nothing else.
    pub fn is_only_a_period(&self) -> bool {
        *self.is_only_a_period.get_or_init(|| period_text::is_only_a_period(&self.text))
    }

    /// True where it names a month, a quarter or a half of a year, perhaps without the year.
    pub fn names_a_part_of_a_year(&self) -> bool {
        const PARTS: [Frequency; 3] = [Frequency::Month, Frequency::Quarter, Frequency::HalfYear];
        let names = || PARTS.iter().any(|part| period_text::only_in_year(&self.text, *part, 2000).is_some());
        *self.names_a_part_of_a_year.get_or_init(names)
    }

    /// How many months it names together, as a title.
    pub fn months_together(&self) -> Option<u32> {
        *self.months_together.get_or_init(|| head_figures::months_together(&self.text))
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
