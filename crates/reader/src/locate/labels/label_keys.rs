//! Labels in the form in which they are compared.
//!
//! Takes the texts over the columns of a block; gives each column its comparable parts: case, spaces, composed and decomposed
//! accents, tone marks, footnotes, units, the numbers of labels ("1.1.", "(2)", "a)") and punctuation within words laid aside.
//! Beside them is what the texts say of another period or of the plan ([`super::label_other`]).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::locate::known_text::KnownText;
use crate::locate::labels::{label_other, label_unit, split_labels};
use crate::values::period::Period;
use crate::values::text;
use crate::words::counted::Counted;

/// So many labels in two languages at least make a table of two languages.
const FEWEST_HALVES: usize = 3;

/// A part of a label in its comparable form.
pub type Part = Arc<str>;

/// Words of a text over a column that speak of another period or of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    text: Rc<str>,
    /// The words without marks; a field whose own words hold them means them.
    words: String,
}

/// What a path is compared by: its parts, and for a path of one text its parts between dashes and colons.
#[derive(Clone)]
pub(super) struct Keys {
    pub whole: Vec<Part>,
    dashed: Option<Vec<Part>>,
    /// The parts with those of the groups above that belong to no label.
    grouped: Option<Vec<Part>>,
    /// The parts without the period of the report.
    shortened: Vec<Vec<Part>>,
    /// The parts without what splits the label and adds nothing to it, the longest first.
    pub split: Vec<SplitReading>,
    /// The Vietnamese parts of a path in two languages, and what splits them; nothing else counts where a table has two.
    half: Option<Half>,
    /// True where the labels of the table are in two languages.
    is_in_two_languages: bool,
    others: Vec<Other>,
    /// The period of the report, once it is known.
    period: Option<Period>,
}

/// A path without its last texts, which split a label and say no more than which of its figures are the report's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SplitReading {
    pub parts: Vec<Part>,
    /// True where the texts say that the figures are amounts.
    pub amounts: bool,
    /// True where they say that the figures are money.
    pub money: bool,
    /// What they say that the figures count.
    pub counted: Option<Counted>,
}

impl SplitReading {
    /// The readings of a path. Figures alone say nothing unless the row that holds them is known to be one of labels.
    fn of(path: &[Rc<KnownText>], is_row_of_labels: bool) -> Vec<Self> {
        let mut readings: Vec<Self> = Vec::new();
        let (mut amounts, mut money, mut counted, mut rest) = (false, false, None, path);
        while let [label @ .., last] = rest
            && !label.is_empty()
            && (is_row_of_labels || last.text.contains(char::is_alphabetic))
            && let words = last.split_words()
            && (words.counted.is_some() || words.adds_nothing)
        {
            counted = counted.or(words.counted);
            amounts |= words.counted.is_some() || words.amounts;
            money |= words.money;
            readings.push(Self { parts: joined(label), amounts, money, counted });
            rest = label;
        }
        readings.extend(Self::without_own_groups(path));
        readings
    }

    /// The reading of a path without the groups between the first and the last text that say no more than that the figures are the report's own:
    /// "Thành viên > Trong kỳ > Nữ".
    fn without_own_groups(path: &[Rc<KnownText>]) -> Option<Self> {
        let [first, between @ .., last] = path else { return None };
        let says = |known: &Rc<KnownText>| split_labels::is_own_period(&known.text);
        let kept: Vec<Rc<KnownText>> = between.iter().filter(|known| !says(known)).map(Rc::clone).collect();
        let is_shorter = kept.len() < between.len();
        let path: Vec<Rc<KnownText>> = [first].into_iter().chain(&kept).chain([last]).map(Rc::clone).collect();
        is_shorter.then(|| Self { parts: joined(&path), amounts: false, money: false, counted: None })
    }
}

/// The Vietnamese half of a path in two languages.
#[derive(Clone, Debug)]
struct Half {
    parts: Vec<Part>,
    split: Vec<SplitReading>,
    /// What the other halves say.
    other: String,
}

/// The parts of a path of texts; what a text and the one above it both say is once.
fn joined(path: &[Rc<KnownText>]) -> Vec<Part> {
    let mut whole: Vec<Part> = Vec::new();
    for part in path.iter().flat_map(|known| known.parts()) {
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
        let known: Vec<Rc<KnownText>> = path.iter().map(|text| KnownText::of(text.as_ref())).collect();
        let above: Vec<Rc<KnownText>> = over.iter().map(|text| KnownText::of(text.as_ref())).collect();
        let dashed = match known.as_slice() {
            [only] => only.dashed().map(<[Part]>::to_vec),
            _ => None,
        };
        let grouped = (!over.is_empty()).then(|| joined(&above));
        let of_text = |known: &Rc<KnownText>| {
            let text = Rc::clone(&known.text);
            known.other_words().to_vec().into_iter().map(move |words| Other { text: Rc::clone(&text), words })
        };
        let others = known.iter().chain(&above).flat_map(of_text).collect();
        let half = known.iter().any(|text| text.vietnamese_half().is_some()).then(|| {
            let halves: Vec<Rc<KnownText>> =
                known.iter().map(|text| Rc::clone(text.vietnamese_half().unwrap_or(text))).collect();
            let other = known.iter().zip(&halves).filter_map(|(text, half)| text.text.get(half.text.len()..));
            Half { parts: joined(&halves), split: SplitReading::of(&halves, false), other: other.collect() }
        });
        Self {
            whole: joined(&known),
            dashed,
            grouped,
            shortened: Vec::new(),
            split: SplitReading::of(&known, false),
            half,
            is_in_two_languages: false,
            others,
            period: None,
        }
    }

    /// The keys of a path whose last texts are in a row that splits labels above it.
    pub fn of_split<T: AsRef<str>, O: AsRef<str>>(path: &[T], over: &[O]) -> Self {
        let known: Vec<Rc<KnownText>> = path.iter().map(|text| KnownText::of(text.as_ref())).collect();
        Self { split: SplitReading::of(&known, true), ..Self::new(path, over) }
    }

    /// Lays aside what is over the first column of a block, too: it is a title, and no group of measures. And where most labels are in two
    /// languages, the other one.
    pub fn without_titles(mut keys: Vec<Self>) -> Vec<Self> {
        let titles = keys.first().map(|first| first.others.clone()).unwrap_or_default();
        if !titles.is_empty() {
            keys.iter_mut().for_each(|keys| keys.others.retain(|other| !titles.contains(other)));
        }
        let halves = || keys.iter().filter_map(|keys| keys.half.as_ref());
        // One word that comes again and again is no translation: "Hồ sơ - online", "Thanh toán - online".
        let others: BTreeSet<&str> = halves().map(|half| half.other.as_str()).collect();
        if others.len() >= FEWEST_HALVES && halves().count() * 3 >= keys.len() {
            for keys in &mut keys {
                keys.is_in_two_languages = true;
                if let Some(half) = &keys.half {
                    keys.split.extend_from_slice(&half.split);
                }
            }
        }
        keys
    }

    /// Adds what the texts say of another period than that of the report.
    pub fn compare_periods<'t>(&mut self, texts: impl Iterator<Item = &'t String>, period: Period) {
        self.period = Some(period);
        self.others.extend(texts.filter_map(|text| {
            let words = label_other::other_period(text, period)?;
            Some(Other { text: text.as_str().into(), words })
        }));
    }

    /// Adds words of another period that a column beside this one says of a part of its figures.
    pub fn hold(&mut self, words: &str) {
        self.others.push(Other { text: words.into(), words: words.to_owned() });
    }

    /// Adds the reading of a path without the period of the report behind its last text.
    pub fn shorten<T: AsRef<str>>(&mut self, path: &[T], period: Period) {
        let Some((last, label)) = path.split_last() else { return };
        let Some(short) = label_other::without_own_period(last.as_ref(), period) else { return };
        let known: Vec<Rc<KnownText>> =
            label.iter().map(|text| KnownText::of(text.as_ref())).chain([KnownText::of(short)]).collect();
        self.shortened.push(joined(&known));
    }

    /// The same without any mark, a lone y written as i.
    pub fn plain(&self) -> Self {
        let plain = |parts: &Vec<Part>| parts.iter().map(|part| text::without_marks(part).into()).collect();
        Self {
            whole: plain(&self.whole),
            dashed: self.dashed.as_ref().map(plain),
            grouped: self.grouped.as_ref().map(plain),
            shortened: self.shortened.iter().map(plain).collect(),
            split: self
                .split
                .iter()
                .map(|split| SplitReading { parts: plain(&split.parts), ..split.clone() })
                .collect(),
            half: self.half.as_ref().map(|half| Half { parts: plain(&half.parts), ..half.clone() }),
            is_in_two_languages: self.is_in_two_languages,
            others: self.others.clone(),
            period: self.period,
        }
    }

    /// The period of the report, once it is known.
    pub const fn period(&self) -> Option<Period> {
        self.period
    }

    /// True where the last part of the path has no marks.
    pub fn ends_unmarked(&self) -> bool {
        self.whole.last().is_none_or(|part| part.is_ascii())
    }

    /// True where the last part of the path has several words.
    pub fn has_words(&self) -> bool {
        self.whole.last().is_some_and(|part| part.contains(' '))
    }

    /// The parts of the path, read either way, with all that is in it.
    pub fn readings(&self) -> impl Iterator<Item = &[Part]> {
        let readings = [Some(&self.whole), self.dashed.as_ref()].into_iter().flatten();
        readings.chain(&self.shortened).map(Vec::as_slice)
    }

    /// The Vietnamese parts of a path in two languages, where the labels of the table are.
    pub fn vietnamese(&self) -> Option<&[Part]> {
        self.half.as_ref().filter(|_| self.is_in_two_languages).map(|half| half.parts.as_slice())
    }

    /// The parts of the path under its groups, whether a form knows these or not.
    pub fn readings_under_groups(&self) -> impl Iterator<Item = &[Part]> {
        let dashed = self.dashed.as_ref().filter(|_| self.grouped.is_none());
        [Some(self.grouped.as_ref().unwrap_or(&self.whole)), dashed].into_iter().flatten().map(Vec::as_slice)
    }

    pub fn end_with(&self, parts: &[Part]) -> bool {
        let splits = self.split.iter().map(|split| split.parts.as_slice());
        self.readings().chain(self.vietnamese()).chain(splits).any(|reading| reading.ends_with(parts))
    }

    /// The last parts of the path, as many as the label has, read either way.
    pub fn ends(&self, parts: usize) -> impl Iterator<Item = &[Part]> {
        self.readings().filter_map(move |reading| last_parts(reading, parts))
    }

    /// True where the path says that its figures are another period's, or the plan's, and these words without marks do not.
    pub fn contradict(&self, words: &str) -> bool {
        self.others
            .iter()
            .any(|other| !words.contains(&other.words) && !label_other::is_translation(&other.words, words))
    }
}

/// The last parts of a path, so many.
pub(super) fn last_parts(reading: &[Part], parts: usize) -> Option<&[Part]> {
    reading.get(reading.len().checked_sub(parts)?..)
}

/// The comparable parts of a path of texts. `A > B` in one text is two parts; "Trong đó" and "Chia ra" only join a group
/// to its parts and say nothing themselves.
pub fn parts_of(texts: &[&str]) -> Vec<Part> {
    const JOINTS: [&str; 4] = ["trong đó", "chia ra", "gồm", "bao gồm"];
    let mut parts: Vec<Part> = Vec::new();
    for text in texts.iter().flat_map(|text| text.split(" > ")) {
        let label = text::label(label_unit::parted(text).map_or(text, |(words, _)| words));
        let key = without_number(&label);
        let rest = JOINTS.iter().find_map(|joint| {
            let rest = key.strip_prefix(joint)?;
            (rest.is_empty() || rest.starts_with([':', ' ', ','])).then(|| rest.trim_start_matches([':', ' ', ',']))
        });
        let part = without_punctuation(rest.unwrap_or(key));
        let part = without_zeros_of_months(part);
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

/// "tháng 01" is "tháng 1".
fn without_zeros_of_months(key: Cow<'_, str>) -> Cow<'_, str> {
    const LEADS: [&str; 4] = ["tháng 0", "thang 0", "quý 0", "quy 0"];
    let of_lead = |lead: &&str| {
        let start = key.find(*lead)?;
        let is_word = key.get(..start).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let zero = start.checked_add(lead.len())?.checked_sub(1)?;
        let behind = key.get(zero.checked_add(1)?..)?;
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        (is_word && digits == 1 && !behind.starts_with('0'))
            .then(|| [key.get(..zero).unwrap_or_default(), behind].concat())
    };
    let shorter = if key.contains(" 0") { LEADS.iter().find_map(of_lead) } else { None };
    shorter.map_or(key, Cow::Owned)
}

/// The parts of a label on one line whose rows are joined by dashes or colons: "Đã giải quyết - Đúng hạn".
pub(crate) fn dashed_parts(text: &str) -> Option<Vec<Part>> {
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
            ("Tổng chi - tỷ đồng", "Tổng chi"),
            ("Tháng 01", "Tháng 1"),
            ("Chi tháng 09", "Chi tháng 9"),
            ("QUÝ 02", "Quý 2"),
        ] {
            assert_eq!(parts_of(&[left]), parts_of(&[right]), "{left}");
        }
        for (left, right) in [
            ("15 tuổi trở lên", "tuổi trở lên"),
            ("4G", "G"),
            ("3=1+2", ""),
            ("1.1.", ""),
            ("TP. Điện Biên", "Điện Biên"),
            ("Tháng 010", "Tháng 10"),
            ("Tháng 00", "Tháng 0"),
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
