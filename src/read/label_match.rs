//! Which field a label is, and how sure that is.
//!
//! Takes the path of texts over a column ([`super::label_path`]) and the labels that a form declares; gives the field of each
//! column with a score in hundredths. A field is told by the end of the path. Labels that are equal letter by letter score
//! 100; equal once case, spaces, tone marks, footnotes and units are laid aside, 98. What is only like a label scores less
//! than [`SURE`] and is a finding: a header typed without any marks, or words with a wrong letter.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::project::form::{Field, Form, Role};
use crate::read::header::Labelled;
use crate::text;

/// From this score on a match is beyond doubt.
pub const SURE: u8 = 95;
/// The score of a label that holds a field's words letter by letter.
const VERBATIM: u8 = 100;
/// The score of a label that is equal in its comparable form.
const EQUAL: u8 = 98;
/// What a label that was typed without its marks scores at most: other words may look the same.
const UNMARKED: u8 = 90;
/// A word shorter than this has no letter to spare: "nam" and "năm", "nữ" and "no" are words of their own.
const SHORTEST_MISSPELT: usize = 3;

/// The words of a field by which a column was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Words {
    Title,
    /// One of the form's other labels for the field.
    Alias,
    /// The field's name in the form.
    Name,
}

/// The field of a column, and how it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Index in the form's fields.
    pub field: usize,
    pub words: Words,
    /// How well the label fits the words, in hundredths.
    pub score: u8,
}

impl Matched {
    /// True where the label is only like the field's words.
    pub const fn is_doubtful(&self) -> bool {
        self.score < SURE
    }
}

/// The field of each column, and the fields that several columns claim equally.
pub(super) type Assignment = (Vec<Option<Matched>>, Vec<(usize, Vec<u32>)>);

/// A part of a label in its comparable form.
pub(crate) type Part = Arc<str>;

/// A label that a form declares for a field.
struct Label {
    field: usize,
    words: Words,
    text: String,
    parts: Vec<Part>,
    /// The parts without any mark.
    plain: Vec<Part>,
}

/// The labels of one form.
pub(super) struct FormLabels {
    labels: Vec<Label>,
    pub measures: BTreeSet<usize>,
    pub areas: BTreeSet<usize>,
    pub fields: usize,
}

/// What a path is compared by: its parts, and for a path of one text its parts between dashes.
pub(super) struct Keys {
    whole: Vec<Part>,
    dashed: Option<Vec<Part>>,
}

/// How much of a path a label explains: its parts, then their length.
type Weight = (usize, usize);

/// The comparable parts of the texts of one sheet, each found once: a text stands in many blocks that are tried.
pub(super) struct Parts {
    known: RefCell<HashMap<String, Rc<[Part]>>>,
}

impl Default for Parts {
    fn default() -> Self {
        // Texts of a form: more are rare, and growing costs.
        Self { known: RefCell::new(HashMap::with_capacity(128)) }
    }
}

impl Parts {
    /// The parts of one text.
    pub fn of(&self, text: &str) -> Rc<[Part]> {
        if let Some(parts) = self.known.borrow().get(text) {
            return Rc::clone(parts);
        }
        let parts: Rc<[Part]> = parts_of(&[text]).into();
        self.known.borrow_mut().insert(text.to_owned(), Rc::clone(&parts));
        parts
    }
}

impl Keys {
    pub fn new<T: AsRef<str>>(path: &[T], parts: &Parts) -> Self {
        let dashed = match path {
            [only] => dashed_parts(only.as_ref()),
            _ => None,
        };
        let mut whole: Vec<Part> = Vec::new();
        for text in path {
            for part in parts.of(text.as_ref()).iter() {
                if whole.last() != Some(part) {
                    whole.push(Arc::clone(part));
                }
            }
        }
        Self { whole, dashed }
    }

    /// The same without any mark, a lone y written as i.
    fn plain(&self) -> Self {
        let plain = |parts: &Vec<Part>| parts.iter().map(|part| text::without_marks(part).into()).collect();
        Self { whole: plain(&self.whole), dashed: self.dashed.as_ref().map(plain) }
    }

    fn is_ascii(&self) -> bool {
        self.whole.iter().all(|part| part.is_ascii())
    }

    fn end_with(&self, parts: &[Part]) -> bool {
        self.whole.ends_with(parts) || self.dashed.as_ref().is_some_and(|dashed| dashed.ends_with(parts))
    }

    /// The last parts of the path, as many as the label has, read either way.
    fn ends(&self, parts: usize) -> impl Iterator<Item = &[Part]> {
        let last = move |keys: &'_ Vec<Part>| keys.len().checked_sub(parts);
        let both = [Some(&self.whole), self.dashed.as_ref()].into_iter().flatten();
        both.filter_map(move |keys| keys.get(last(keys)?..))
    }
}

impl FormLabels {
    pub fn new(form: &Form) -> Self {
        let places = |wanted: &dyn Fn(&Field) -> bool| {
            form.schema.fields.iter().enumerate().filter(|(_, field)| wanted(field)).map(|(place, _)| place).collect()
        };
        let labels = form.schema.fields.iter().enumerate().flat_map(|(place, field)| {
            let titles = field.title.iter().map(|text| (Words::Title, text));
            let aliases = field.labels.iter().map(|text| (Words::Alias, text));
            let texts = titles.chain(aliases).chain(std::iter::once((Words::Name, &field.name)));
            texts.map(move |(words, text)| {
                let parts = parts_of(&[text]);
                let plain = parts.iter().map(|part| text::without_marks(part).into()).collect();
                Label { field: place, words, text: one_line(text), parts, plain }
            })
        });
        Self {
            labels: labels.filter(|label| !label.parts.is_empty()).collect(),
            measures: places(&|field| field.is_measure()),
            areas: places(&|field| field.role == Some(Role::Area)),
            fields: form.schema.fields.len(),
        }
    }

    /// The parts of every label, with and without their marks; of each the last one ends a label.
    pub fn parts(&self) -> impl Iterator<Item = &[Part]> {
        self.labels.iter().flat_map(|label| [label.parts.as_slice(), label.plain.as_slice()])
    }

    /// What each column claims. A block without a single mark was typed on a keyboard that has none: only there are labels
    /// compared without theirs.
    fn claims(&self, keys: &[Keys]) -> Vec<Option<(usize, Weight)>> {
        let unmarked = keys.iter().all(Keys::is_ascii);
        let claim = |keys: &Keys| {
            let exact = self.claim(keys, |label| &label.parts);
            exact.or_else(|| if unmarked { self.claim(&keys.plain(), |label| &label.plain) } else { None })
        };
        keys.iter().map(claim).collect()
    }

    /// The fields that some column of a block tells.
    pub fn found(&self, keys: &[Keys]) -> BTreeSet<usize> {
        self.claims(keys).into_iter().flatten().map(|(field, _)| field).collect()
    }

    /// The field of each column, and the fields that several columns claim equally.
    pub fn assign(&self, columns: &[Labelled], keys: &[Keys]) -> Assignment {
        let claims = self.claims(keys);
        let mut strongest: BTreeMap<usize, Weight> = BTreeMap::new();
        for (field, weight) in claims.iter().flatten() {
            let slot = strongest.entry(*field).or_insert(*weight);
            *slot = (*slot).max(*weight);
        }
        let mut claimants: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (Labelled { column, .. }, claim) in columns.iter().zip(&claims) {
            if let Some((field, weight)) = claim
                && strongest.get(field) == Some(weight)
            {
                claimants.entry(*field).or_default().push(*column);
            }
        }
        let fields = columns.iter().zip(keys).zip(&claims).map(|((Labelled { column, path, .. }, keys), claim)| {
            let (field, _) = (*claim)?;
            let alone = claimants.get(&field).map(Vec::as_slice) == Some(&[*column]);
            alone.then(|| self.matched(field, path, keys))
        });
        (fields.collect(), claimants.into_iter().filter(|(_, columns)| columns.len() > 1).collect())
    }

    /// How a path tells the field that it claims: the best of the field's labels with which it ends.
    fn matched(&self, field: usize, path: &[String], keys: &Keys) -> Matched {
        let whole = path.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(" > ");
        let labels = self.labels.iter().filter(|label| label.field == field && keys.end_with(&label.parts));
        let exact = labels
            .map(|label| (if whole.ends_with(&label.text) { VERBATIM } else { EQUAL }, label.words))
            .max_by_key(|(score, words)| (*score, std::cmp::Reverse(*words)));
        let unmarked = || {
            let keys = keys.plain();
            let labels = self.labels.iter().filter(|label| label.field == field && keys.end_with(&label.plain));
            labels.map(|label| (UNMARKED, label.words)).min_by_key(|(_, words)| *words)
        };
        let (score, words) = exact.or_else(unmarked).unwrap_or((UNMARKED, Words::Title));
        Matched { field, words, score }
    }

    /// Fields for the columns that nothing told yet, among the fields that have no column, where a label is like one of theirs
    /// and like no other's: words with a wrong letter, or typed without marks in a header that has them.
    pub fn assign_likely(&self, keys: &[Keys], fields: &mut [Option<Matched>], duplicates: &[(usize, Vec<u32>)]) {
        let taken: BTreeSet<usize> = fields.iter().flatten().map(|matched| matched.field).collect();
        let free = |field: usize| !taken.contains(&field) && duplicates.iter().all(|(claimed, _)| *claimed != field);
        let mut likely: BTreeMap<usize, Vec<(usize, Matched)>> = BTreeMap::new();
        for (place, keys) in keys.iter().enumerate() {
            if fields.get(place).is_none_or(Option::is_some) {
                continue;
            }
            let scored = self.labels.iter().filter_map(|label| {
                let score = keys.ends(label.parts.len()).filter_map(|end| likeness(end, &label.parts)).max()?;
                Some(Matched { field: label.field, words: label.words, score })
            });
            let mut best: BTreeMap<usize, Matched> = BTreeMap::new();
            for matched in scored {
                let slot = best.entry(matched.field).or_insert(matched);
                if matched.score > slot.score {
                    *slot = matched;
                }
            }
            // A label that is like two fields is neither.
            let mut best = best.into_values();
            if let (Some(matched), None) = (best.next(), best.next())
                && free(matched.field)
            {
                likely.entry(matched.field).or_default().push((place, matched));
            }
        }
        for (_, columns) in likely {
            if let [(place, matched)] = columns.as_slice()
                && let Some(slot) = fields.get_mut(*place)
            {
                *slot = Some(*matched);
            }
        }
    }

    /// The label among these that comes nearest to one of a field, with how near in hundredths; nothing below one half.
    pub fn nearest<'a>(&self, field: usize, columns: impl Iterator<Item = &'a Labelled>) -> Option<(u32, u8)> {
        let mut best: Option<(u32, u8)> = None;
        for Labelled { column, path, .. } in columns {
            let keys = Keys::new(path, &Parts::default());
            let labels = self.labels.iter().filter(|label| label.field == field);
            let near = labels.flat_map(|label| keys.ends(label.parts.len()).map(|end| nearness(end, &label.parts)));
            if let Some(near) = near.max().filter(|near| *near >= 50)
                && best.is_none_or(|(_, before)| near > before)
            {
                best = Some((*column, near));
            }
        }
        best
    }

    /// The field of the label that is the longest end of the path, with the weight of the match; `None` where two fields tie.
    fn claim(&self, keys: &Keys, form_of: impl Fn(&Label) -> &Vec<Part>) -> Option<(usize, Weight)> {
        let longest_end = |path: &[Part]| {
            let mut best: Option<(usize, Weight)> = None;
            let mut tied = false;
            for label in self.labels.iter().filter(|label| path.ends_with(form_of(label))) {
                let weight = weight_of(form_of(label));
                match best {
                    Some((of, heaviest)) if heaviest == weight => tied |= of != label.field,
                    Some((_, heaviest)) if heaviest > weight => {}
                    _ => (best, tied) = (Some((label.field, weight)), false),
                }
            }
            best.filter(|_| !tied)
        };
        longest_end(&keys.whole).or_else(|| longest_end(keys.dashed.as_ref()?))
    }
}

fn weight_of(parts: &[Part]) -> Weight {
    (parts.len(), parts.iter().map(|part| part.len()).sum())
}

/// The score of words that are like others word by word; `None` where a word differs by more than a letter, has digits that
/// differ, or where more than a third of the words do. All words may lack their marks.
fn likeness(written: &[Part], label: &[Part]) -> Option<u8> {
    let words =
        |parts: &[Part]| -> Vec<String> { parts.iter().flat_map(|part| part.split(' ')).map(str::to_owned).collect() };
    let (written, label) = (words(written), words(label));
    let letters: usize = label.iter().map(|word| word.chars().count()).sum();
    if written.concat() == label.concat() {
        return score(1, letters);
    }
    if written.len() != label.len() {
        return None;
    }
    let all_unmarked = written.len() > 1 && written.iter().all(|word| word.is_ascii());
    let unmarked = |word: &String| text::without_marks(word);
    if all_unmarked && written.iter().zip(&label).all(|(word, of)| unmarked(word) == unmarked(of)) {
        return score(1, letters);
    }
    let mut misspelt = 0usize;
    for (word, of) in written.iter().zip(&label) {
        if word == of {
            continue;
        }
        let spare = word.chars().count().min(of.chars().count()) >= SHORTEST_MISSPELT;
        let digits = word.bytes().chain(of.bytes()).any(|byte| byte.is_ascii_digit());
        if !spare || digits || strsim::osa_distance(word, of) > 1 {
            return None;
        }
        misspelt += 1;
    }
    if misspelt > 1.max(label.len() / 3) || label.len() == 1 && letters < 2 * SHORTEST_MISSPELT {
        return None;
    }
    score(misspelt, letters)
}

/// What is left of a score when so many of its letters are wrong, never beyond doubt.
fn score(wrong: usize, letters: usize) -> Option<u8> {
    let left = letters.saturating_sub(wrong).saturating_mul(100).checked_div(letters)?;
    Some(u8::try_from(left).unwrap_or_default().min(UNMARKED))
}

/// How near two labels are in letters, in hundredths: for suggestions alone.
fn nearness(written: &[Part], label: &[Part]) -> u8 {
    let (written, label) = (written.join(" "), label.join(" "));
    let letters = written.chars().count().max(label.chars().count());
    let wrong = strsim::osa_distance(&written, &label);
    letters
        .saturating_sub(wrong)
        .saturating_mul(100)
        .checked_div(letters)
        .and_then(|near| u8::try_from(near).ok())
        .unwrap_or_default()
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The comparable parts of a path of texts. `A > B` in one text is two parts; "Trong đó" and "Chia ra" only join a group
/// to its parts and say nothing themselves.
pub(crate) fn parts_of(texts: &[&str]) -> Vec<Part> {
    const JOINTS: [&str; 4] = ["trong đó", "chia ra", "gồm", "bao gồm"];
    let mut parts: Vec<Part> = Vec::new();
    for text in texts.iter().flat_map(|text| text.split(" > ")) {
        let key = text::label(text);
        let rest = JOINTS.iter().find_map(|joint| {
            let rest = key.strip_prefix(joint)?;
            (rest.is_empty() || rest.starts_with([':', ' ', ','])).then(|| rest.trim_start_matches([':', ' ', ',']))
        });
        let part = rest.unwrap_or(&key);
        if !part.is_empty() && parts.last().is_none_or(|last| **last != *part) {
            parts.push(part.into());
        }
    }
    parts
}

/// The parts of a label on one line whose rows are joined by dashes: "Đã giải quyết - Đúng hạn".
pub(super) fn dashed_parts(text: &str) -> Option<Vec<Part>> {
    if !text.contains(['-', '–', '—']) {
        return None;
    }
    let text = text.replace(['–', '—'], "-");
    text.contains(" - ").then(|| parts_of(&text.split(" - ").collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(written: &str, label: &str) -> Option<u8> {
        likeness(&parts_of(&[written]), &parts_of(&[label]))
    }

    #[test]
    fn a_wrong_letter_is_like_and_never_sure() {
        for (written, label) in [
            ("Hồ sơ tiếp nhân", "Hồ sơ tiếp nhận"),
            ("Hồ sơ tiếp nhậnn", "Hồ sơ tiếp nhận"),
            ("Ho so tiep nhan", "Hồ sơ tiếp nhận"),
            ("Ky bao cao", "Kỳ báo cáo"),
            ("Hồ sơ tiếpnhận", "Hồ sơ tiếp nhận"),
            ("Đã giải quyết > Đúng hẹn", "Đã giải quyết > Đúng hạn"),
        ] {
            assert!(like(written, label).is_some_and(|score| (50..SURE).contains(&score)), "{written}");
        }
    }

    #[test]
    fn other_words_are_not_like() {
        for (written, label) in [
            ("Hồ sơ trực tuyến", "Hồ sơ tiếp nhận"),
            ("Thôn có 5G", "Thôn có 4G"),
            ("Nam", "Năm"),
            ("Nữ", "Nam"),
            ("Không đúng hạn", "Đúng hạn"),
            ("Đúng hạn", "Trước hạn"),
            ("Dưới 15 tuổi", "Trên 15 tuổi"),
            ("Số hộ", "Số xã"),
        ] {
            assert_eq!(like(written, label), None, "{written}");
        }
    }
}
