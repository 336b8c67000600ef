//! What came back mended: takes what arrived, gives for each object the last arrival that was made from it.
//!
//! A workbook that we hand back says of which object it was made. Where that is lost (a table saved as CSV), its name is that which we
//! gave it, behind that of the object: `bao cao.xlsx.xlsx`, `bao cao.xlsx.csv`. What cannot be read at all is also replaced by a file whose name
//! differs from its own in the words of a revision or in the extension alone: `bao cao (1).xlsx`, `bao cao_sua lan 2.xlsx`, `bao cao.pdf`.

use std::collections::{BTreeSet, HashMap};

use super::Arrived;
use crate::words::revised_name::{plain_stem, stem, without_revision};

/// The arrivals that were made from others.
#[derive(Debug, Default)]
pub struct ReturnedObjects<'a> {
    /// The last arrival that says that it was made from these bytes, or from a return of them.
    made: HashMap<&'a str, usize>,
    /// All arrivals that say so, or are named as a return of these bytes, in their order.
    sent: HashMap<&'a str, Vec<usize>>,
    /// The last arrival whose name is that of this arrival but for the words of a revision or the extension.
    revised: HashMap<usize, usize>,
    /// What an arrival says that it was made from, by the index of the arrival.
    origins: HashMap<usize, BTreeSet<&'a str>>,
    /// The last arrival of the same bytes.
    last: HashMap<&'a str, usize>,
}

impl<'a> ReturnedObjects<'a> {
    /// `arrived` is in the order of arrival; `counts` says which of them are not withdrawn.
    pub fn new(arrived: &[Arrived<'a>], counts: impl Fn(usize) -> bool) -> Self {
        let mut parents: HashMap<&str, BTreeSet<&'a str>> = HashMap::new();
        for one in arrived {
            let objects = one.reading.return_of.objects.iter().map(String::as_str);
            parents.entry(one.sha256).or_default().extend(objects);
        }
        let mut found = Self::default();
        let (mut by_name, mut by_stem) = (HashMap::new(), HashMap::<_, Vec<usize>>::new());
        let mut by_whole_stem = HashMap::<_, Vec<usize>>::new();
        for (place, one) in arrived.iter().enumerate().filter(|(place, _)| counts(*place)) {
            found.last.insert(one.sha256, place);
            let of = ancestors(one.sha256, &parents);
            let is_list_alone = one.reading.return_of.is_list_alone;
            if !is_list_alone {
                found.made.extend(of.iter().map(|origin| (*origin, place)));
                let original = original_of(one.object, |name| by_name.get(name).copied());
                let origins: BTreeSet<&str> = of.iter().copied().chain(original).collect();
                origins.into_iter().for_each(|origin| found.sent.entry(origin).or_default().push(place));
            }
            by_name.insert(one.object, one.sha256);
            let (folder, file) = one.object.rsplit_once('/').unwrap_or(("", one.object));
            // Whatever is mended can be read.
            if !one.reading.tables.is_empty() {
                let revised = without_revision(file).and_then(|before| by_stem.get(&(folder, before)));
                let same = by_whole_stem.get(&(folder, stem(file)));
                let earlier = revised.into_iter().chain(same).flatten();
                found.revised.extend(earlier.map(|earlier| (*earlier, place)));
            }
            by_whole_stem.entry((folder, stem(file))).or_default().push(place);
            by_stem.entry((folder, plain_stem(file))).or_default().push(place);
            if !of.is_empty() {
                found.origins.insert(place, of);
            }
        }
        found
    }

    /// The last arrival that says that it was made from these bytes, where they did not come again behind it.
    pub fn made_from(&self, sha256: &str) -> Option<usize> {
        self.made.get(sha256).copied().filter(|later| self.is_behind(*later, sha256))
    }

    /// All that say so or are named as a return of them, in their order, without those behind which they came again.
    pub fn sent_for<'s>(&'s self, sha256: &'s str) -> impl Iterator<Item = usize> + 's {
        self.all_sent_for(sha256).filter(|later| self.is_behind(*later, sha256))
    }

    /// All that say so or are named as a return of them, in their order, whatever came behind them.
    pub fn all_sent_for<'s>(&'s self, sha256: &str) -> impl Iterator<Item = usize> + use<'s, 'a> {
        self.sent.get(sha256).into_iter().flatten().copied()
    }

    /// The last arrival that can be read and has the name of an arrival but for the words of a revision or the extension.
    pub fn revised(&self, place: usize) -> Option<usize> {
        self.revised.get(&place).copied()
    }

    /// The bytes that an arrival says that it was made from.
    pub fn origins(&self, place: usize) -> impl Iterator<Item = &'a str> + '_ {
        self.origins.get(&place).into_iter().flatten().copied()
    }

    fn is_behind(&self, later: usize, sha256: &str) -> bool {
        self.last.get(sha256).is_none_or(|last| later > *last)
    }
}

/// All bytes from which some were made, by way of others.
fn ancestors<'a>(sha256: &'a str, parents: &HashMap<&str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![sha256];
    while let Some(next) = open.pop() {
        for parent in parents.get(next).into_iter().flatten() {
            if *parent != sha256 && found.insert(*parent) {
                open.push(parent);
            }
        }
    }
    found
}

/// The bytes of the object whose return has this name.
fn original_of<'a>(object: &str, named: impl Fn(&str) -> Option<&'a str>) -> Option<&'a str> {
    let (original, _) = object.rsplit_once('.')?;
    named(original).or_else(|| named(original.strip_suffix(".return")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_return_of_an_object_is_named_behind_it() {
        let named = |name: &str| (name == "a/bao cao.xlsx").then_some("digest");
        for name in ["a/bao cao.xlsx.xlsx", "a/bao cao.xlsx.csv", "a/bao cao.xlsx.return.xlsx"] {
            assert_eq!(original_of(name, named), Some("digest"), "{name}");
        }
        for name in ["a/bao cao.xlsx", "a/bao cao.csv", "b/bao cao.xlsx.xlsx"] {
            assert_eq!(original_of(name, named), None, "{name}");
        }
    }
}
