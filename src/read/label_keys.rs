//! Labels in the form in which they are compared.
//!
//! Takes the texts over the columns of a block; gives each column its comparable parts: case, spaces, composed and decomposed
//! accents, tone marks, footnotes, units, the numbers of labels ("1.1.", "(2)", "a)") and punctuation within words laid aside.
//! Beside them stands what the texts say of another period or of the plan ([`super::label_other`]).

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::project::period::Period;
use crate::read::head;
use crate::read::label_other;
use crate::text;

/// A part of a label in its comparable form.
pub(crate) type Part = Arc<str>;

/// Words of a text over a column that speak of another period or of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    text: Rc<str>,
    /// The words without marks; a field whose own words hold them means them.
    words: String,
}

/// What a path is compared by: its parts, and for a path of one text its parts between dashes and colons.
pub(super) struct Keys {
    pub whole: Vec<Part>,
    dashed: Option<Vec<Part>>,
    /// The parts with those of the groups above that belong to no label.
    grouped: Option<Vec<Part>>,
    others: Vec<Other>,
}

/// What a text over a column says, told once: the forms of a province have the same labels in every file.
#[derive(Debug)]
pub(super) struct Known {
    pub parts: Vec<Part>,
    others: OnceCell<Vec<Other>>,
    dashed: OnceCell<Option<Vec<Part>>>,
    is_line_of_head: OnceCell<bool>,
}

/// Texts that are remembered, and the longest of them in bytes.
const MOST_KNOWN: usize = 4096;
const LONGEST_KNOWN: usize = 256;

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Rc<Known>, ahash::RandomState>> = RefCell::default();
}

impl Known {
    /// The parts of one text, and what they say of another period.
    pub fn of(text: &str) -> Rc<Self> {
        let new = || {
            Rc::new(Self {
                parts: parts_of(&[text]),
                others: OnceCell::new(),
                dashed: OnceCell::new(),
                is_line_of_head: OnceCell::new(),
            })
        };
        if text.len() > LONGEST_KNOWN {
            return new();
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some(told) = known.get(text) {
                return Rc::clone(told);
            }
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            let told = new();
            known.insert(text.into(), Rc::clone(&told));
            told
        })
    }

    /// True where only a head says the text.
    pub fn is_line_of_head(&self, text: &str) -> bool {
        *self.is_line_of_head.get_or_init(|| head::is_line_of_head(text))
    }

    /// The parts of the text where dashes or colons join the rows of a label.
    pub fn dashed(&self, text: &str) -> Option<&[Part]> {
        self.dashed.get_or_init(|| dashed_parts(text)).as_deref()
    }

    fn others(&self, text: &str) -> &[Other] {
        self.others.get_or_init(|| {
            let whole: Rc<str> = text.into();
            let words = label_other::words(text).into_iter();
            words.map(|words| Other { text: Rc::clone(&whole), words }).collect()
        })
    }
}

/// The parts of a path of texts; what a text and the one above it both say stands once.
fn joined(path: &[Rc<Known>]) -> Vec<Part> {
    let mut whole: Vec<Part> = Vec::new();
    for part in path.iter().flat_map(|known| &known.parts) {
        if whole.last() != Some(part) {
            whole.push(Arc::clone(part));
        }
    }
    whole
}

impl Keys {
    /// The keys of a path; `over` is the same path with the groups above it that belong to no label, yet may say whose figures
    /// these are; empty where there are none.
    pub fn new<T: AsRef<str>, O: AsRef<str>>(path: &[T], over: &[O]) -> Self {
        let known: Vec<Rc<Known>> = path.iter().map(|text| Known::of(text.as_ref())).collect();
        let dashed = match (known.as_slice(), path) {
            ([known], [only]) => known.dashed(only.as_ref()).map(<[Part]>::to_vec),
            _ => None,
        };
        let above: Vec<Rc<Known>> = over.iter().map(|text| Known::of(text.as_ref())).collect();
        let grouped = (!over.is_empty()).then(|| joined(&above));
        let mut others = Vec::new();
        known.iter().zip(path).for_each(|(known, text)| others.extend_from_slice(known.others(text.as_ref())));
        above.iter().zip(over).for_each(|(known, text)| others.extend_from_slice(known.others(text.as_ref())));
        Self { whole: joined(&known), dashed, grouped, others }
    }

    /// Lays aside what stands over the first column of a block, too: it is a title, and no group of measures.
    pub fn without_titles(mut keys: Vec<Self>) -> Vec<Self> {
        let titles = keys.first().map(|first| first.others.clone()).unwrap_or_default();
        if !titles.is_empty() {
            keys.iter_mut().for_each(|keys| keys.others.retain(|other| !titles.contains(other)));
        }
        keys
    }

    /// Adds what the texts say of another period than that of the report; true where one does.
    pub fn compare_periods<'t>(&mut self, texts: impl Iterator<Item = &'t String>, period: Period) -> bool {
        let known = self.others.len();
        self.others.extend(texts.filter_map(|text| {
            let words = label_other::other_period(text, period)?;
            Some(Other { text: text.as_str().into(), words })
        }));
        self.others.len() > known
    }

    /// The same without any mark, a lone y written as i.
    pub fn plain(&self) -> Self {
        let plain = |parts: &Vec<Part>| parts.iter().map(|part| text::without_marks(part).into()).collect();
        Self {
            whole: plain(&self.whole),
            dashed: self.dashed.as_ref().map(plain),
            grouped: self.grouped.as_ref().map(plain),
            others: self.others.clone(),
        }
    }

    pub fn is_ascii(&self) -> bool {
        self.whole.iter().all(|part| part.is_ascii())
    }

    /// The parts of the path, read either way.
    pub fn readings(&self) -> impl Iterator<Item = &[Part]> {
        [Some(&self.whole), self.dashed.as_ref()].into_iter().flatten().map(Vec::as_slice)
    }

    /// The parts of the path under its groups, whether a form knows these or not.
    pub fn readings_under_groups(&self) -> impl Iterator<Item = &[Part]> {
        let dashed = self.dashed.as_ref().filter(|_| self.grouped.is_none());
        [Some(self.grouped.as_ref().unwrap_or(&self.whole)), dashed].into_iter().flatten().map(Vec::as_slice)
    }

    pub fn end_with(&self, parts: &[Part]) -> bool {
        self.readings().any(|reading| reading.ends_with(parts))
    }

    /// The last parts of the path, as many as the label has, read either way.
    pub fn ends(&self, parts: usize) -> impl Iterator<Item = &[Part]> {
        self.readings().filter_map(move |reading| reading.get(reading.len().checked_sub(parts)?..))
    }

    /// True where the path says that its figures are another period's, or the plan's, and these words without marks do not.
    pub fn contradict(&self, words: &str) -> bool {
        self.others.iter().any(|other| !words.contains(&other.words))
    }
}

/// The comparable parts of a path of texts. `A > B` in one text is two parts; "Trong đó" and "Chia ra" only join a group
/// to its parts and say nothing themselves.
pub(crate) fn parts_of(texts: &[&str]) -> Vec<Part> {
    const JOINTS: [&str; 4] = ["trong đó", "chia ra", "gồm", "bao gồm"];
    let mut parts: Vec<Part> = Vec::new();
    for text in texts.iter().flat_map(|text| text.split(" > ")) {
        let label = text::label(text);
        let key = without_number(&label);
        let rest = JOINTS.iter().find_map(|joint| {
            let rest = key.strip_prefix(joint)?;
            (rest.is_empty() || rest.starts_with([':', ' ', ','])).then(|| rest.trim_start_matches([':', ' ', ',']))
        });
        let part = without_punctuation(rest.unwrap_or(key));
        if !part.is_empty() && parts.last().is_none_or(|last| **last != *part) {
            parts.push(part.into());
        }
    }
    parts
}

/// A label without the number that it bears itself: "1.1. tổng số", "(1) số hộ", "a) nam", "II. hồ sơ".
fn without_number(key: &str) -> &str {
    let split = |is_sign: fn(char) -> bool| key.split_at(key.find(|sign| !is_sign(sign)).unwrap_or(key.len()));
    let (digits, behind) = split(|sign| sign.is_ascii_digit() || sign == '.');
    let (number, rest) = if let Some(bracketed) = key.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        bracketed
    } else if digits.ends_with('.') || digits.contains('.') && behind.starts_with(' ') {
        // "1.1 tổng số" needs no sign after it, "15 tuổi" is no number of a label.
        (digits, behind)
    } else {
        let (number, behind) =
            if digits.is_empty() { split(|sign| sign.is_ascii_alphabetic()) } else { (digits, behind) };
        match [")", ". ", "/ "].iter().find_map(|sign| behind.strip_prefix(sign)) {
            Some(rest) => (number, rest),
            None => return key,
        }
    };
    let is_number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= 2;
        let roman = part.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        !part.is_empty() && (digits || roman || part.len() == 1)
    };
    let rest = rest.trim_start();
    let numbered = number.trim_end_matches('.').split('.').all(is_number);
    if numbered && rest.starts_with(char::is_alphabetic) { rest } else { key }
}

/// "cán bộ, công chức" and "cán bộ công chức", "xã/phường" and "xã, phường" are the same words.
fn without_punctuation(key: &str) -> Cow<'_, str> {
    const SIGNS: [char; 7] = [',', ';', ':', '.', '/', '-', '–'];
    if !key.contains(SIGNS) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(key.split(|sign: char| sign == ' ' || SIGNS.contains(&sign)).filter(|word| !word.is_empty()).fold(
        String::with_capacity(key.len()),
        |mut words, word| {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
            words
        },
    ))
}

/// The parts of a label on one line whose rows are joined by dashes or colons: "Đã giải quyết - Đúng hạn".
fn dashed_parts(text: &str) -> Option<Vec<Part>> {
    if !text.contains(['-', '–', '—', ':', ';']) {
        return None;
    }
    let text = text.replace(['–', '—'], "-").replace([':', ';'], " - ");
    text.contains(" - ").then(|| parts_of(&text.split(" - ").collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_labels_and_punctuation_say_nothing() {
        for (left, right) in [
            ("1.1. Tổng số", "Tổng số"),
            ("1.1 Tổng số", "Tổng số"),
            ("1.1.Tổng số", "Tổng số"),
            ("2. Trong đó: trực tuyến", "Trực tuyến"),
            ("(1) Số hộ", "Số hộ"),
            ("a) Nam", "Nam"),
            ("II. Hồ sơ", "Hồ sơ"),
            ("Cán bộ công chức", "Cán bộ, công chức"),
            ("Xã/phường/thị trấn", "Xã, phường, thị trấn"),
            ("Xã - phường", "Xã, phường"),
        ] {
            assert_eq!(parts_of(&[left]), parts_of(&[right]), "{left}");
        }
        for (left, right) in [
            ("15 tuổi trở lên", "tuổi trở lên"),
            ("4G", "G"),
            ("3=1+2", ""),
            ("1.1.", ""),
            ("TP. Điện Biên", "Điện Biên"),
        ] {
            assert_ne!(parts_of(&[left]), parts_of(&[right]), "{left}");
        }
    }

    #[test]
    fn titles_over_the_first_column_speak_of_no_column() {
        let title = "Kế hoạch chuyển đổi số";
        let paths = [vec![title, "STT"], vec![title, "A"], vec![title, "Lũy kế", "B"]];
        let over: [&str; 0] = [];
        let keys = Keys::without_titles(paths.iter().map(|path| Keys::new(path, &over)).collect());
        assert_eq!(keys.iter().map(|keys| keys.contradict("a")).collect::<Vec<_>>(), [false, false, true]);
        assert!(!keys.iter().any(|keys| keys.contradict("b luy ke")));
    }
}
