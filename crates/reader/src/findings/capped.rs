//! Findings by kind, of which one file may have as many as cells.
//!
//! Takes findings one by one; keeps the first of each kind and counts the others, so that a file that is wrong everywhere costs
//! no more than one that is wrong a thousand times. Whoever finds them quarantines the rows.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::values::text;

/// Findings of one kind that are kept one by one.
const MOST_OF_A_KIND: usize = 1_000;
/// Bytes of a text of a finding: more is no message. The cell that it names holds the whole.
const LONGEST: usize = 2_000;

/// What findings are alike: their code, check, form and field.
type KindKey = (Code, Option<String>, Option<String>, Option<String>);

/// The findings of a file or of a part of it.
#[derive(Debug, Default)]
pub struct Kinds {
    /// Findings of a kind in all, and those of them that are kept.
    counts: BTreeMap<KindKey, (usize, usize)>,
    kept: Vec<Finding>,
}

impl Kinds {
    pub const fn new() -> Self {
        Self { counts: BTreeMap::new(), kept: Vec::new() }
    }

    /// Takes a finding; its index among the kept ones, where it is kept.
    pub fn push(&mut self, mut finding: Finding) -> Option<usize> {
        let (all, kept) = self.counts.entry(kind(&finding)).or_default();
        *all += 1;
        if *kept >= MOST_OF_A_KIND {
            return None;
        }
        *kept += 1;
        shorten(&mut finding);
        self.kept.push(finding);
        self.kept.len().checked_sub(1)
    }

    /// Takes findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.push(finding);
        }
    }

    /// Takes in what another part of the file has.
    pub fn join(&mut self, other: Self) {
        for (kind, (all, kept)) in other.counts {
            self.counts.entry(kind).or_default().0 += all - kept;
        }
        self.extend(other.kept);
    }

    /// Leaves of those that are kept only these.
    pub fn only(&mut self, wanted: impl Fn(&Finding) -> bool) {
        for finding in std::mem::take(&mut self.kept) {
            if wanted(&finding) {
                self.kept.push(finding);
            } else if let Some((all, kept)) = self.counts.get_mut(&kind(&finding)) {
                (*all, *kept) = (all.saturating_sub(1), kept.saturating_sub(1));
            }
        }
    }

    /// Those that are kept one by one.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// The same without the counts of the others.
    pub fn into_kept(self) -> Vec<Finding> {
        self.kept
    }

    /// The same, to be changed in all but their kind.
    pub fn kept_mut(&mut self) -> &mut Vec<Finding> {
        &mut self.kept
    }

    /// The findings, and one more for all that are not kept of a kind, which says how many they are.
    pub fn all(self) -> Vec<Finding> {
        let mut findings = self.kept;
        for ((code, check, form, field), (all, kept)) in self.counts {
            let others = all.saturating_sub(kept);
            if others > 0 {
                let location = Location { form, field, ..Location::default() };
                let mut finding = Finding::new(code, location, message!("finding-more", count = others));
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

    fn finding(code: Code, value: &str) -> Finding {
        Finding::new(code, Location::default(), "wrong".into()).value(value)
    }

    #[test]
    fn the_first_of_each_kind_are_kept_and_the_others_counted() {
        let mut kinds = Kinds::default();
        for number in 0..MOST_OF_A_KIND + 5 {
            let index = kinds.push(finding(Code::TypeError, &number.to_string()));
            assert_eq!(index.is_some(), number < MOST_OF_A_KIND);
        }
        let mut other = Kinds::default();
        other.extend([finding(Code::TypeError, "a"), finding(Code::ErrorCell, "b")]);
        kinds.join(other);
        let all = kinds.all();
        assert_eq!(all.len(), MOST_OF_A_KIND + 2);
        let last = all.last().map(|finding| (finding.code, finding.message.en.as_str()));
        assert_eq!(last, Some((Code::TypeError, "6 more places have this finding")));
    }

    #[test]
    fn texts_without_end_are_cut() {
        let mut kinds = Kinds::default();
        kinds.push(finding(Code::TypeError, &"ạ".repeat(LONGEST)));
        let value = kinds.kept()[0].value.as_deref().unwrap_or_default();
        assert!(value.len() <= LONGEST + 3 && value.ends_with("ạ…"));
    }
}
