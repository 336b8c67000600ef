//! The findings of a file: at the severities that are declared, and no more of a kind than anybody reads.
//!
//! Takes findings one by one, each with what its form declares; decides here alone how much it weighs and whether it keeps a
//! row out. Keeps the first of each kind and counts the others, so that a file that is wrong everywhere costs no more than one
//! that is wrong a thousand times.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severities::Severities;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::values::text;

/// Findings of one kind that are said one by one.
const MOST_OF_A_KIND: usize = 1_000;
/// Bytes of a text of a finding: more is no message. The cell that it names holds the whole.
const LONGEST: usize = 2_000;

/// What findings are alike: their code, check, form and field.
type KindKey = (Code, Option<String>, Option<String>, Option<String>);

/// How many findings of a kind there are.
#[derive(Clone, Copy, Debug)]
struct Count {
    all: usize,
    kept: usize,
    /// The heaviest weight among them.
    weight: (Severity, Disposition),
}

/// The findings of a file or of a part of it.
#[derive(Debug, Default)]
pub struct Collector {
    counts: BTreeMap<KindKey, Count>,
    kept: Vec<Finding>,
}

/// Findings about submissions, each at what is declared for it. None is left out: each is of another submission.
pub fn of_submissions<'a>(
    findings: impl IntoIterator<Item = Finding>,
    declared: impl Fn(&Finding) -> &'a Severities,
) -> Vec<Finding> {
    let decided = |finding: Finding| declared(&finding).applied(finding, false);
    findings.into_iter().map(decided).collect()
}

/// What became of a finding on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collected {
    /// Its index among the findings that are kept, where it is kept.
    pub index: Option<usize>,
    /// True where the rows that it is about are kept out of every figure.
    pub quarantines: bool,
}

impl Collector {
    pub const fn new() -> Self {
        Self { counts: BTreeMap::new(), kept: Vec::new() }
    }

    /// Takes a finding about a file, a sheet or a column, or about rows whose lot no declaration can change.
    pub fn push(&mut self, finding: Finding, declared: &Severities) {
        self.add(declared.applied(finding, false));
    }

    /// Takes a finding about rows, and says whether they are kept out.
    pub fn push_on_row(&mut self, finding: Finding, declared: &Severities) -> Collected {
        let finding = declared.applied(finding, true);
        let quarantines = finding.quarantines();
        Collected { index: self.add(finding), quarantines }
    }

    /// The same for a row without a value that it needs: no decision lets it through.
    pub fn push_on_useless_row(&mut self, finding: Finding, declared: &Severities) -> Collected {
        let finding = declared.weighed(finding, true);
        let quarantines = finding.quarantines();
        Collected { index: self.add(finding), quarantines }
    }

    /// The same for a row without a unit or a period: it is in no figure, so no severity and no decision lets it
    /// through.
    pub fn push_on_unplaced_row(&mut self, finding: Finding) {
        self.add(finding.weighing(Severity::Error, Disposition::Quarantined));
    }

    /// Counts so many further findings on rows of the kind of one.
    pub fn count_more(&mut self, like: Finding, more: usize, declared: &Severities) {
        let like = declared.applied(like, true);
        if like.is_open() && more > 0 {
            let count = self.count(kind(&like), (like.severity(), like.disposition()));
            count.all = count.all.saturating_add(more);
        }
    }

    /// True where enough findings of a kind are kept: the next is only counted, and needs no words.
    pub fn is_full(&self, code: Code, location: &Location) -> bool {
        let kind = (code, None, location.form.clone(), location.field.clone());
        self.counts.get(&kind).is_some_and(|count| count.kept >= MOST_OF_A_KIND)
    }

    /// Takes in what another part of the file has.
    pub fn join(&mut self, other: Self) {
        for (kind, count) in other.counts {
            self.count(kind, count.weight).all += count.all - count.kept;
        }
        for finding in other.kept {
            self.add(finding);
        }
    }

    fn count(&mut self, kind: KindKey, weight: (Severity, Disposition)) -> &mut Count {
        let count = self.counts.entry(kind).or_insert(Count { all: 0, kept: 0, weight });
        count.weight = count.weight.min(weight);
        count
    }

    fn add(&mut self, mut finding: Finding) -> Option<usize> {
        // What is decided is said one by one, and is none of those that are open.
        if !finding.is_open() {
            shorten(&mut finding);
            self.kept.push(finding);
            return self.kept.len().checked_sub(1);
        }
        let count = self.count(kind(&finding), (finding.severity(), finding.disposition()));
        count.all += 1;
        if count.kept >= MOST_OF_A_KIND {
            return None;
        }
        count.kept += 1;
        shorten(&mut finding);
        self.kept.push(finding);
        self.kept.len().checked_sub(1)
    }

    /// Leaves of those that are kept only these.
    pub fn only(&mut self, wanted: impl Fn(&Finding) -> bool) {
        for finding in std::mem::take(&mut self.kept) {
            if wanted(&finding) {
                self.kept.push(finding);
            } else if let Some(count) = self.counts.get_mut(&kind(&finding)).filter(|_| finding.is_open()) {
                count.all = count.all.saturating_sub(1);
                count.kept = count.kept.saturating_sub(1);
            }
        }
    }

    /// Forgets how many there are beyond those that are kept.
    pub fn forget_others(&mut self) {
        for count in self.counts.values_mut() {
            count.all = count.kept;
        }
    }

    /// Those that are said one by one.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// The same, to be changed in all but their kind.
    pub fn kept_mut(&mut self) -> &mut [Finding] {
        &mut self.kept
    }

    /// The findings, and one more for each kind of which some are not kept, which says how many they are.
    pub fn all(self) -> Vec<Finding> {
        let mut findings = self.kept;
        for ((code, check, form, field), count) in self.counts {
            let others = count.all.saturating_sub(count.kept);
            if others > 0 {
                let location = Location { form, field, ..Location::default() };
                let (severity, disposition) = count.weight;
                let finding = Finding::new(code, location, message!("finding-more", count = others));
                let mut finding = finding.weighing(severity, disposition);
                finding.check = check;
                findings.push(finding);
            }
        }
        findings
    }
}

fn kind(finding: &Finding) -> KindKey {
    let Location { form, field, .. } = &finding.location;
    (finding.code, finding.check.clone(), form.clone(), field.clone())
}

fn shorten(finding: &mut Finding) {
    let Finding { value, expected, suggestion, message, .. } = finding;
    let messages = [expected, suggestion].into_iter().flatten().chain([message]);
    let texts = value.iter_mut().chain(messages.flat_map(|message| [&mut message.vi, &mut message.en]));
    for text in texts.filter(|text| text.len() > LONGEST) {
        *text = format!("{}…", text::beginning(text, LONGEST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::message::Message;

    fn finding(code: Code, value: &str) -> Finding {
        Finding::new(code, Location::default(), Message::new("sai", "wrong")).value(value)
    }

    fn weights(collector: Collector) -> Vec<(Severity, Disposition)> {
        collector.all().iter().map(|finding| (finding.severity(), finding.disposition())).collect()
    }

    #[test]
    fn the_first_of_each_kind_are_kept_and_the_others_counted() {
        let none = Severities::default();
        let mut collector = Collector::new();
        for number in 0..MOST_OF_A_KIND + 5 {
            let collected = collector.push_on_row(finding(Code::TypeError, &number.to_string()), &none);
            assert_eq!(collected.index, (number < MOST_OF_A_KIND).then_some(number));
        }
        let mut other = Collector::new();
        other.push(finding(Code::TypeError, "a"), &none);
        other.push(finding(Code::ErrorCell, "b"), &none);
        collector.join(other);
        let all = collector.all();
        assert_eq!(all.len(), MOST_OF_A_KIND + 2);
        let last = all.last().map(|finding| (finding.code, finding.message.en.as_str()));
        assert_eq!(last, Some((Code::TypeError, "6 more places have this finding")));
    }

    #[test]
    fn a_declared_severity_decides_what_becomes_of_a_row() {
        let mut collector = Collector::new();
        let warning = Severities::of(Code::TypeError, Severity::Warning);
        assert!(collector.push_on_row(finding(Code::TypeError, "a"), &Severities::default()).quarantines);
        assert!(!collector.push_on_row(finding(Code::TypeError, "a"), &warning).quarantines);
        let error = Severities::of(Code::ExcessDigits, Severity::Error);
        assert!(collector.push_on_row(finding(Code::ExcessDigits, "a"), &error).quarantines);
        let (error, warning) = ((Severity::Error, Disposition::Quarantined), (Severity::Warning, Disposition::Used));
        assert_eq!(weights(collector), [error, warning, error]);
    }

    #[test]
    fn a_row_without_a_unit_is_kept_out_at_any_severity() {
        let mut collector = Collector::new();
        collector.push_on_unplaced_row(finding(Code::ErrorCell, "a"));
        collector.push_on_unplaced_row(finding(Code::UnknownArea, "b"));
        assert_eq!(weights(collector), [(Severity::Error, Disposition::Quarantined); 2]);
    }

    #[test]
    fn what_became_of_a_file_stays_at_any_severity() {
        let mut collector = Collector::new();
        collector.push(finding(Code::DuplicateLabel, "a"), &Severities::of(Code::DuplicateLabel, Severity::Warning));
        assert_eq!(weights(collector), [(Severity::Warning, Disposition::Rejected)]);
    }

    #[test]
    fn of_submissions_none_is_left_out() {
        let error = Severities::of(Code::LateSubmission, Severity::Error);
        let late = std::iter::repeat_n(finding(Code::LateSubmission, "a"), MOST_OF_A_KIND + 1);
        let decided = of_submissions(late, |_| &error);
        assert_eq!(decided.len(), MOST_OF_A_KIND + 1);
        assert!(decided.iter().all(Finding::is_error));
    }

    #[test]
    fn joining_decides_nothing_again_and_the_count_weighs_as_its_kind() {
        let warning = Severities::of(Code::TypeError, Severity::Warning);
        let (mut part, mut whole) = (Collector::new(), Collector::new());
        for number in 0..=MOST_OF_A_KIND {
            part.push_on_row(finding(Code::TypeError, &number.to_string()), &warning);
        }
        whole.join(part);
        let weights = weights(whole);
        assert_eq!(weights.len(), MOST_OF_A_KIND + 1);
        assert!(weights.iter().all(|weight| *weight == (Severity::Warning, Disposition::Used)));
    }

    #[test]
    fn texts_without_end_are_cut() {
        let mut collector = Collector::new();
        collector.push(finding(Code::TypeError, &"ạ".repeat(LONGEST)), &Severities::default());
        let value = collector.kept()[0].value.as_deref().unwrap_or_default();
        assert!(value.len() <= LONGEST + 3 && value.ends_with("ạ…"));
    }
}
