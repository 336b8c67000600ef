//! Hidden rows and columns of a sheet.
//!
//! Takes runs of rows or columns, counted from 0, in any order; gives them sorted, and in the notation of spreadsheets.
//! They are kept as runs, because a form may hide every column up to XFD. Rows that a filter passes over are hidden too:
//! workbooks store both the same way.

use crate::sheet::address::column_letters;

/// Runs of whole numbers, sorted, apart from each other; both ends belong to a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// Sorts runs and joins those that touch; a run whose ends are the wrong way round says nothing.
    pub fn new(mut runs: Vec<(u32, u32)>) -> Self {
        runs.retain(|(first, last)| first <= last);
        runs.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in runs {
            match joined.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        Self(joined)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, number: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= number);
        self.0.get(..after).and_then(<[_]>::last).is_some_and(|(_, last)| number <= *last)
    }

    /// What of the runs lies below a number.
    #[must_use]
    pub fn below(&self, end: u32) -> Self {
        let below = |(first, last): &(u32, u32)| (*first < end).then(|| (*first, (*last).min(end.saturating_sub(1))));
        Self(self.0.iter().filter_map(below).collect())
    }

    /// The runs as rows: `7`, `9:12`.
    pub fn rows(&self) -> Vec<String> {
        self.written(|row| (u64::from(row) + 1).to_string())
    }

    /// The runs as columns: `D`, `F:H`.
    pub fn columns(&self) -> Vec<String> {
        self.written(column_letters)
    }

    fn written(&self, one: impl Fn(u32) -> String) -> Vec<String> {
        let run = |(first, last): &(u32, u32)| match first == last {
            true => one(*first),
            false => format!("{}:{}", one(*first), one(*last)),
        };
        self.0.iter().map(run).collect()
    }
}

impl FromIterator<u32> for Runs {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self::new(numbers.into_iter().map(|number| (number, number)).collect())
    }
}

/// What a sheet hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    pub rows: Runs,
    pub columns: Runs,
}

/// What a sheet hides, as its parts say it one after another.
#[derive(Debug, Default)]
pub struct HiddenSoFar {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
}

impl HiddenSoFar {
    /// Rows of the sheet, from 0; those that touch the ones before are one run with them.
    pub fn rows(&mut self, first: u32, last: u32) {
        match self.rows.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last.max(*end),
            _ => self.rows.push((first, last)),
        }
    }

    /// Columns of the sheet, from 0.
    pub fn columns(&mut self, first: u32, last: u32) {
        self.columns.push((first, last));
    }

    /// How many runs there are.
    pub const fn runs(&self) -> usize {
        self.rows.len() + self.columns.len()
    }

    pub fn finish(self) -> Hidden {
        Hidden { rows: Runs::new(self.rows), columns: Runs::new(self.columns) }
    }
}

/// Runs for people, joined by commas; of very many only the first.
pub fn listed(runs: &[String]) -> String {
    const MOST: usize = 12;
    let shown = runs.get(..MOST).unwrap_or(runs).join(", ");
    if runs.len() > MOST { format!("{shown}, …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_are_written_as_spreadsheets_do() {
        let runs = Runs::new(vec![(8, 9), (3, 3), (10, 11), (5, 4), (16_000, 16_383)]);
        assert_eq!(runs.rows(), ["4", "9:12", "16001:16384"]);
        assert_eq!(runs.columns(), ["D", "I:L", "WQK:XFD"]);
        assert_eq!(runs.below(11).rows(), ["4", "9:11"]);
        assert!(runs.below(3).is_empty());
        let many: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        assert_eq!(listed(&many), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …");
    }

    proptest! {
        #[test]
        fn runs_hold_what_they_were_made_of(numbers in proptest::collection::btree_set(0u32..60, 0..30)) {
            let runs: Runs = numbers.iter().copied().collect();
            for number in 0..64 {
                prop_assert_eq!(runs.contains(number), numbers.contains(&number));
                prop_assert_eq!(runs.below(30).contains(number), number < 30 && numbers.contains(&number));
            }
        }
    }
}
