//! Which field a label is, and how sure that is.
//!
//! Takes the path of texts over a column ([`super::label_path`]) and the labels that a form declares; gives the field of each
//! column with a score in hundredths. A field is known by the end of the path. Labels that are equal letter by letter score
//! 100; equal once case, spaces, tone marks, footnotes, units, numbers and punctuation are laid aside, 98. What is only like a
//! label scores less than [`SURE`] and is a finding: a header typed without any marks, words with a wrong letter, a group
//! over one column alone that the form does not know. A measure is never taken from a column that says another period or
//! the plan.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::locate::head;
use crate::locate::labels::label_keys::{Keys, Part, SplitReading, last_parts, parts_of};
use crate::locate::labels::label_likeness::{likeness, nearness};
use crate::locate::labels::label_year::{InYear, in_each_year};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::{Anchor, Matched, Words};
use crate::locate::labels::{label_other, split_labels};
use crate::project::written::form::{Field, Form, Role};
use crate::values::text;
use crate::words::counted::Counted;
use crate::words::period_text;
use crate::words::program_names::as_words;

/// From this score on a match is beyond doubt.
pub const SURE: u8 = 95;
/// The score of a label that holds a field's words letter by letter.
const VERBATIM: u8 = 100;
/// The score of a label that is equal in its comparable form.
const EQUAL: u8 = 98;
/// What a label that was typed without its marks scores at most: other words may look the same.
pub(super) const UNMARKED: u8 = 90;
/// What a label under a group of its own scores at most: the group may say that something else was counted.
pub(super) const GROUPED: u8 = 90;

/// The field of each column, and the fields that several columns claim equally.
pub(super) type Assignment = (Vec<Option<Matched>>, Vec<(usize, Vec<u32>)>);

/// A label that a form declares for a field.
struct Label {
    field: usize,
    words: Words,
    text: String,
    /// The same without any mark, a name of a program in words.
    unmarked: String,
    parts: Vec<Part>,
    /// The parts without any mark.
    plain: Vec<Part>,
    /// The year of the report of which it is a label, where its words hold one.
    year: Option<i32>,
    /// True where that year is in other words than the form declares: it is one where the period of the report is known.
    is_implied: bool,
    /// True where it holds another year than that of the report: which one is known with the period of the report.
    is_of_another_year: bool,
}

/// Labels by their last part: indices in the labels of a form, in their order.
type ByLeaf = HashMap<Part, Vec<usize>, ahash::RandomState>;

/// The labels of one form.
pub(super) struct FormLabels {
    labels: Vec<Label>,
    by_leaf: ByLeaf,
    /// The same by the last part without any mark.
    by_plain_leaf: ByLeaf,
    pub measures: BTreeSet<usize>,
    pub areas: BTreeSet<usize>,
    /// Fields that say whose figures a row has, and of when.
    subjects: BTreeSet<usize>,
    /// Measures in percent.
    shares: BTreeSet<usize>,
    /// Measures in đồng.
    money: BTreeSet<usize>,
    /// What each field counts; nothing where it is money or a share.
    counted: Vec<Option<Counted>>,
    anchors: BTreeMap<usize, Anchor>,
    pub fields: usize,
    /// The words of the form's title, without marks.
    about: BTreeSet<String>,
}

/// Measures that are under groups which the form does not know, by the places of their columns.
#[derive(Default)]
pub(super) struct DoubtedGroups {
    /// Each alone under its group.
    pub alone: Vec<usize>,
    /// All of them under one.
    pub over_all: Vec<usize>,
}

/// What a field counts; nothing of money and shares.
fn counted(field: &Field) -> Option<Counted> {
    match field.unit.as_deref() {
        None => Some(Counted::Other),
        Some("VND") => None,
        Some(_) if field.is_percent() => None,
        Some(code) => Some(Counted::of_code(code)),
    }
}

/// How much of a path a label explains: whether nothing of it was laid aside, its parts, then their length.
type Weight = (bool, usize, usize);

impl FormLabels {
    pub fn new(form: &Form) -> Self {
        let places = |wanted: &dyn Fn(&Field) -> bool| {
            form.schema.fields.iter().enumerate().filter(|(_, field)| wanted(field)).map(|(place, _)| place).collect()
        };
        let labels = form.schema.fields.iter().enumerate().flat_map(|(place, field)| {
            let titles = field.title.iter().map(|text| (Words::Title, text));
            let aliases = field.labels.iter().map(|text| (Words::Alias, text));
            let texts = titles.chain(aliases).chain(std::iter::once((Words::Name, &field.name)));
            texts.flat_map(move |(words, text)| {
                in_each_year(text).into_iter().map(move |InYear { year, words: in_year, is_implied, is_of_another }| {
                    let parts = parts_of(&[&in_year]);
                    let plain = parts.iter().map(|part| text::without_marks(part).into()).collect();
                    Label {
                        field: place,
                        words,
                        text: text::on_one_line(text).into_owned(),
                        unmarked: text::without_marks(&as_words(&in_year)),
                        year,
                        is_implied,
                        is_of_another_year: is_of_another,
                        parts,
                        plain,
                    }
                })
            })
        });
        let labels: Vec<Label> = labels.filter(|label| !label.parts.is_empty()).collect();
        Self {
            by_leaf: by_leaf(&labels, |label| &label.parts),
            by_plain_leaf: by_leaf(&labels, |label| &label.plain),
            labels,
            measures: places(&|field| field.is_measure()),
            areas: places(&|field| field.is_area()),
            subjects: places(&|field| field.role.is_some()),
            shares: places(&Field::is_percent),
            money: places(&|field| field.is_measure() && field.unit.as_deref() == Some("VND")),
            counted: form.schema.fields.iter().map(counted).collect(),
            anchors: form
                .schema
                .fields
                .iter()
                .enumerate()
                .filter_map(|(place, field)| Some((place, anchor(field)?)))
                .collect(),
            fields: form.schema.fields.len(),
            about: words_of([form.title.as_deref(), form.description.as_deref()].into_iter().flatten()),
        }
    }

    /// The parts of every label, with and without their marks; of each the last one ends a label.
    pub fn parts(&self) -> impl Iterator<Item = &[Part]> {
        self.labels.iter().flat_map(|label| [label.parts.as_slice(), label.plain.as_slice()])
    }

    /// The labels of ordinals and units, with and without their marks.
    pub fn anchors(&self) -> impl Iterator<Item = (&Part, Anchor)> {
        self.labels.iter().flat_map(|label| {
            let anchor = self.anchors.get(&label.field);
            let whole = |parts: &'_ Vec<Part>| parts.len() == 1;
            let parts = [&label.parts, &label.plain].into_iter().filter(move |parts| anchor.is_some() && whole(parts));
            parts.flatten().filter_map(move |part| Some((part, *anchor?)))
        })
    }

    /// True where some hold the year of the report.
    pub fn hold_years(&self) -> bool {
        self.labels.iter().any(|label| label.year.is_some())
    }

    /// What each column claims. A block of which most labels have no mark was typed on a keyboard that has none, and some may have been mended
    /// since: there words without marks are compared without theirs, and elsewhere those of labels of several words, which no others look like.
    fn claims(&self, keys: &[Keys]) -> Vec<Option<(usize, Weight)>> {
        let mostly_unmarked = keys.iter().filter(|keys| keys.ends_unmarked()).count() * 2 >= keys.len();
        let first = keys.first();
        let claim = |keys: &Keys| {
            let may_be_unmarked = keys.ends_unmarked() && (mostly_unmarked || keys.has_words());
            let unmarked = || self.claim(keys, first, Spelling::Unmarked);
            self.claim(keys, first, Spelling::Marked).or_else(|| if may_be_unmarked { unmarked() } else { None })
        };
        keys.iter().map(claim).collect()
    }

    /// The field that each column of a block gives.
    pub fn fields_of(&self, keys: &[Keys]) -> Vec<Option<usize>> {
        self.claims(keys).into_iter().map(|claim| claim.map(|(field, _)| field)).collect()
    }

    /// How many measures are given only by columns that speak of another period or of the plan.
    pub fn found_for_another_period(&self, keys: &[Keys], found: &BTreeSet<usize>) -> usize {
        let others = keys.iter().filter(|keys| keys.contradict("")).filter_map(|keys| {
            let labels = self
                .labels
                .iter()
                .filter(|label| self.is_of_another_period(label, keys) && keys.end_with(&label.parts));
            labels.max_by_key(|label| weight_of(label, &label.parts, true)).map(|label| label.field)
        });
        others.filter(|field| !found.contains(field)).collect::<BTreeSet<_>>().len()
    }

    /// The fields that some column of a block gives.
    pub fn found(&self, keys: &[Keys]) -> BTreeSet<usize> {
        self.fields_of(keys).into_iter().flatten().collect()
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

    /// How a path gives the field that it claims: the best of the field's labels with which it ends.
    fn matched(&self, field: usize, path: &[String], keys: &Keys) -> Matched {
        let whole = path.iter().map(|text| text::on_one_line(text)).collect::<Vec<_>>().join(" > ");
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

    /// Fields for the columns that have none yet, among the fields that have no column, where a label is like one of theirs
    /// and like no other's: words with a wrong letter, or typed without marks in a header that has them.
    pub fn assign_likely(&self, keys: &[Keys], fields: &mut [Option<Matched>], duplicates: &[(usize, Vec<u32>)]) {
        let taken: BTreeSet<usize> = fields.iter().flatten().map(|matched| matched.field).collect();
        let free = |field: usize| !taken.contains(&field) && duplicates.iter().all(|(claimed, _)| *claimed != field);
        let mut likely: BTreeMap<usize, Vec<(usize, Matched)>> = BTreeMap::new();
        for (place, keys) in keys.iter().enumerate() {
            if fields.get(place).is_none_or(Option::is_some) {
                continue;
            }
            let own = self.labels.iter().filter(|label| !self.is_of_another_period(label, keys));
            let scored = own.filter_map(|label| {
                let splits = keys.split.iter().filter(|split| self.may_be_split(label, split));
                let splits = splits.filter_map(|split| last_parts(&split.parts, label.parts.len()));
                let ends = keys.ends(label.parts.len()).chain(splits);
                let score = ends.filter_map(|end| likeness(end, &label.parts)).max()?;
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

    /// True for a label of a measure where the column says that its figures are another period's, or the plan's; and for one that
    /// holds another year than the report's, or one in words of its own while that is not known.
    fn is_of_another_period(&self, label: &Label, keys: &Keys) -> bool {
        let other_year = label.year.zip(keys.period()).is_some_and(|(year, period)| year != period.year());
        let without_period = (label.is_implied || label.is_of_another_year) && keys.period().is_none();
        other_year || without_period || self.measures.contains(&label.field) && keys.contradict(&label.unmarked)
    }

    /// True where what splits a label may be below this one: it splits figures, and asks for what they are.
    fn may_be_split(&self, label: &Label, split: &SplitReading) -> bool {
        let amount_of_share = split.amounts && self.shares.contains(&label.field);
        let money_of_another = split.money && !self.money.contains(&label.field);
        let counts_another = split.counted.is_some_and(|counted| {
            let own = self.counted.get(label.field).copied().flatten();
            own.is_none_or(|own| !counted.may_be(own))
        });
        self.measures.contains(&label.field) && !amount_of_share && !money_of_another && !counts_another
    }

    /// True for the label of a unit or a period right below that of a measure, whose figures are in the column: "Thu ngân sách > Kỳ báo cáo".
    /// What is over the first column too is a title.
    fn is_below_a_measure(&self, label: &Label, path: &[Part], title: &[Part], spelling: Spelling) -> bool {
        let over = path.get(..path.len().saturating_sub(spelling.parts(label).len())).unwrap_or_default();
        let measures = || self.labels.iter().filter(|label| self.measures.contains(&label.field));
        self.subjects.contains(&label.field)
            && !over.is_empty()
            && !title.starts_with(over)
            && measures().any(|measure| over.ends_with(spelling.parts(measure)))
    }

    /// Takes from the certainty of measures that are alone under a group which the form does not know: "Nữ > Số hộ" may
    /// be other households. A group over several measures parts them from others, and says nothing of each; one over all of them, and
    /// over nothing else, says whose figures they are.
    pub fn doubt_groups(&self, keys: &[Keys], fields: &mut [Option<Matched>]) -> DoubtedGroups {
        let mut doubted = DoubtedGroups::default();
        let is_measure =
            |matched: &Option<Matched>| matched.is_some_and(|matched| self.measures.contains(&matched.field));
        let others: Vec<&Keys> = keys
            .iter()
            .zip(fields.iter())
            .filter(|(_, matched)| matched.is_some() && !is_measure(matched))
            .map(|(keys, _)| keys)
            .collect();
        let measures: Vec<&Keys> =
            keys.iter().zip(fields.iter()).filter(|(_, matched)| is_measure(matched)).map(|(keys, _)| keys).collect();
        for (place, (keys, matched)) in keys.iter().zip(fields.iter_mut()).enumerate() {
            let Some(matched) = matched.as_mut().filter(|matched| self.measures.contains(&matched.field)) else {
                continue;
            };
            let labels = || self.labels.iter().filter(|label| label.field == matched.field);
            // Of a label that is only like one, the last part alone is the column's own.
            let ending = |reading: &[Part]| {
                labels().filter(|label| reading.ends_with(&label.parts)).map(|label| label.parts.len()).max()
            };
            let read = keys.readings_under_groups().find_map(|reading| Some((reading, ending(reading)?)));
            let Some((reading, own)) = read else { continue };
            let known = |part: &Part| {
                label_other::is_own(part)
                    || head::is_line_of_head(part)
                    || period_text::parse(part).is_some()
                    || period_text::cites_a_document(part)
                    || labels().any(|label| label.parts.iter().any(|of| label_other::holds(of, part)))
            };
            let groups = reading.get(..reading.len().saturating_sub(own)).unwrap_or_default();
            let under =
                |keys: &&&Keys, over: &[Part]| keys.readings_under_groups().any(|reading| reading.starts_with(over));
            let over = |place: usize| reading.get(..=place).unwrap_or_default();
            let count = |place: usize| measures.iter().filter(|keys| under(keys, over(place))).count();
            let alone = groups.iter().enumerate().any(|(place, part)| !known(part) && count(place) < 2);
            let over_all = groups.iter().enumerate().any(|(place, part)| {
                let is_all = measures.len() > 1 && count(place) == measures.len();
                is_all && !self.is_neutral(part) && !others.iter().any(|keys| under(&keys, over(place)))
            });
            if alone || over_all {
                matched.score = matched.score.min(GROUPED);
                if alone { &mut doubted.alone } else { &mut doubted.over_all }.push(place);
            }
        }
        doubted
    }

    /// True for a group over all measures that says no more than the form does: its title, words of reports, a period.
    fn is_neutral(&self, part: &Part) -> bool {
        const PHRASES: [&str; 5] = ["nguon kinh phi", "kinh phi", "nguon von", "ngan sach", "quyet toan"];
        const NEUTRAL: [&str; 33] = [
            "chi", "tieu", "cac", "noi", "dung", "thong", "tin", "bieu", "bang", "tong", "hop", "ke", "tinh", "hinh",
            "danh", "gia", "muc", "ve", "ket", "qua", "chu", "yeu", "chia", "theo", "phan", "chinh", "cot", "so",
            "lieu", "cuoi", "ki", "thang", "quy",
        ];
        let says_nothing = || {
            // Single words of these mean other things, too.
            let plain =
                PHRASES.iter().fold(text::without_marks(&as_words(part)), |plain, phrase| plain.replace(phrase, " "));
            let words = label_other::without_own(&plain);
            words.iter().all(|word| {
                NEUTRAL.contains(&word.as_str()) || self.about.contains(word) || !word.contains(char::is_alphabetic)
            })
        };
        head::is_line_of_head(part)
            || period_text::parse(part).is_some()
            || period_text::cites_a_document(part)
            || self.labels.iter().any(|label| label.parts.iter().any(|of| label_other::holds(of, part)))
            || split_labels::adds_nothing(part)
            || says_nothing()
    }

    /// The field of which a path is a label and nothing more; `None` where it is one of two fields.
    pub fn of_whole(&self, keys: &Keys) -> Option<usize> {
        let whole = |label: &&Label| keys.readings().any(|reading| reading == label.parts);
        let mut fields = self.labels.iter().filter(|label| !label.is_implied).filter(whole).map(|label| label.field);
        let first = fields.next()?;
        fields.all(|field| field == first).then_some(first)
    }

    /// The label among these that comes nearest to one of a field, with how near in hundredths; nothing below one half.
    pub fn nearest<'a>(&self, field: usize, columns: impl Iterator<Item = &'a Labelled>) -> Option<(u32, u8)> {
        let mut best: Option<(u32, u8)> = None;
        for Labelled { column, path, .. } in columns {
            let keys = Keys::new(path, &[] as &[&str]);
            let labels =
                self.labels.iter().filter(|label| label.field == field && !self.is_of_another_period(label, &keys));
            let near = labels.flat_map(|label| keys.ends(label.parts.len()).map(|end| nearness(end, &label.parts)));
            if let Some(near) = near.max().filter(|near| *near >= 50)
                && best.is_none_or(|(_, before)| near > before)
            {
                best = Some((*column, near));
            }
        }
        best
    }

    /// The field of the label that is the longest end of the path, with the weight of the match; `None` where two fields tie. What
    /// splits a label is laid aside where the path with it is no label. `first` is the first column, over which titles are too.
    fn claim(&self, keys: &Keys, first: Option<&Keys>, spelling: Spelling) -> Option<(usize, Weight)> {
        let spelt = spelling.of(keys);
        let first = first.map(|first| spelling.of(first));
        let title = first.as_ref().map_or(&[][..], |first| first.whole.as_slice());
        // A path as it is written, and as it is compared.
        let longest_end = |written: &[Part], path: &[Part], is_whole: bool, split: Option<&SplitReading>| {
            let mut best: Option<(usize, Weight)> = None;
            let mut tied = false;
            let fits = |label: &&Label| {
                // Parts that have marks are compared with them.
                let mut pairs = written.iter().rev().zip(label.parts.iter().rev());
                path.ends_with(spelling.parts(label))
                    && (spelling == Spelling::Marked || pairs.all(|(own, of)| own.is_ascii() || own == of))
                    && !self.is_of_another_period(label, keys)
                    && !self.is_below_a_measure(label, path, title, spelling)
                    && split.is_none_or(|split| self.may_be_split(label, split))
            };
            for label in self.with_leaf(path, spelling).filter(fits) {
                let weight = weight_of(label, spelling.parts(label), is_whole);
                match best {
                    Some((of, heaviest)) if heaviest == weight => tied |= of != label.field,
                    Some((_, heaviest)) if heaviest > weight => {}
                    _ => (best, tied) = (Some((label.field, weight)), false),
                }
            }
            best.filter(|_| !tied)
        };
        let both = |(written, path): (&[Part], &[Part])| longest_end(written, path, true, None);
        let whole = keys.readings().zip(spelt.readings()).find_map(both);
        let vietnamese = || longest_end(keys.vietnamese()?, spelt.vietnamese()?, false, None);
        let split = || {
            let mut both = keys.split.iter().zip(&spelt.split);
            both.find_map(|(written, split)| longest_end(&written.parts, &split.parts, false, Some(split)))
        };
        whole.or_else(vietnamese).or_else(split)
    }

    /// The labels with the last part of a path.
    fn with_leaf(&self, path: &[Part], spelling: Spelling) -> impl Iterator<Item = &Label> {
        let by_leaf = match spelling {
            Spelling::Marked => &self.by_leaf,
            Spelling::Unmarked => &self.by_plain_leaf,
        };
        let places = path.last().and_then(|leaf| by_leaf.get(leaf)).into_iter().flatten();
        places.filter_map(|place| self.labels.get(*place))
    }
}

/// How paths and labels are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Marked,
    /// Without marks.
    Unmarked,
}

impl Spelling {
    fn of(self, keys: &Keys) -> Cow<'_, Keys> {
        match self {
            Self::Marked => Cow::Borrowed(keys),
            Self::Unmarked => Cow::Owned(keys.plain()),
        }
    }

    fn parts(self, label: &Label) -> &Vec<Part> {
        match self {
            Self::Marked => &label.parts,
            Self::Unmarked => &label.plain,
        }
    }
}

fn by_leaf(labels: &[Label], form_of: impl Fn(&Label) -> &Vec<Part>) -> ByLeaf {
    let mut by_leaf = ByLeaf::default();
    for (place, label) in labels.iter().enumerate() {
        if let Some(leaf) = form_of(label).last() {
            by_leaf.entry(Part::clone(leaf)).or_default().push(place);
        }
    }
    by_leaf
}

fn anchor(field: &Field) -> Option<Anchor> {
    match field.role? {
        Role::Ordinal => Some(Anchor::Ordinal),
        Role::AreaCode => Some(Anchor::Code),
        Role::Area | Role::AreaName => Some(Anchor::Name),
        _ => None,
    }
}

/// The words of texts, without marks.
fn words_of<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    texts
        .flat_map(|text| {
            text::without_marks(text).split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// The words that are declared go before others of the same year.
fn weight_of(label: &Label, parts: &[Part], whole: bool) -> Weight {
    let length = parts.iter().map(|part| part.len()).sum();
    (whole, parts.len(), if label.is_implied { 0 } else { length })
}
