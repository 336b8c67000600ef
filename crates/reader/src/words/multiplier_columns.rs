//! Columns that state the power of ten of the unit of measure beside it: UNIT_MULT of SDMX, POWERCODE of the OECD, "Hệ số nhân".
//!
//! Takes the label of a column and the text of a cell; gives the power of ten. The labels are those of members beside the rows of JSON, too
//! ([`crate::values::multiplier_names`]).

use crate::values::multiplier_names::{MultiplierKind, multiplier_name};
use crate::values::text;
use crate::words::power_words;

/// The power of ten that a cell states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatedPower {
    Of(i32),
    /// What the cell says is none.
    Unknown,
}

const IN_ENGLISH: [(&str, i32); 10] = [
    ("units", 0),
    ("unit", 0),
    ("ones", 0),
    ("tens", 1),
    ("hundreds", 2),
    ("thousands", 3),
    ("millions", 6),
    ("billions", 9),
    ("trillions", 12),
    ("don vi", 0),
];
/// Which column of powers of ten has this label, which is that of no figure.
pub fn multiplier_column(label: &str) -> Option<MultiplierKind> {
    multiplier_name(label).filter(|said| said.is_sure).map(|said| said.kind)
}

/// The power of ten that a cell states, as it is shown; `None` where it is blank.
pub fn stated_power(kind: MultiplierKind, written: &str) -> Option<StatedPower> {
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    let plain = text::without_marks(written);
    let in_english = || {
        let is_word =
            |(word, _): &&(&str, i32)| *word == plain || word.strip_suffix('s').is_some_and(|one| one == plain);
        IN_ENGLISH.iter().find(is_word).map(|(_, power)| *power)
    };
    let behind_ten =
        || plain.strip_prefix("10^").or_else(|| plain.strip_prefix("1e"))?.trim_start_matches('+').parse().ok();
    let whole = plain.strip_suffix(".0").or_else(|| plain.strip_suffix(",0")).unwrap_or(&plain);
    let of_number = || match kind {
        MultiplierKind::Exponent => whole.parse::<i32>().ok().filter(|power| (-12..=15).contains(power)),
        MultiplierKind::Factor | MultiplierKind::Divisor => {
            let zeros = whole.strip_prefix('1')?;
            let is_group = |group: &str| group.bytes().all(|byte| byte == b'0');
            let groups: Vec<&str> = zeros.split(['.', ',', ' ']).collect();
            let is_one =
                groups.iter().all(|group| is_group(group)) && groups.iter().skip(1).all(|group| group.len() == 3);
            is_one.then(|| i32::try_from(zeros.bytes().filter(|byte| *byte == b'0').count()).ok()).flatten()
        }
    };
    let power = of_number().or_else(behind_ten).or_else(in_english).or_else(|| power_words::bare_power(written));
    Some(power.map_or(StatedPower::Unknown, StatedPower::Of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_stated_in_several_ways() {
        let said = |label: &str, cell: &str| multiplier_column(label).and_then(|column| stated_power(column, cell));
        for (label, cell, power) in [
            ("UNIT_MULT", "6", 6),
            ("unitMult", "0", 0),
            ("UNIT_MULT", "3.0", 3),
            ("PowerCode", "Millions", 6),
            ("Unit multiplier", "Thousands", 3),
            ("Bội số", "1000", 3),
            ("Hệ số nhân", "1.000.000", 6),
            ("multiplier", "1", 0),
            ("multiplier", "1.0", 0),
            ("unit_mult", "10^9", 9),
            ("boi_so", "nghìn", 3),
        ] {
            assert_eq!(said(label, cell), Some(StatedPower::Of(power)), "{label}: {cell}");
        }
        assert_eq!(said("UNIT_MULT", "1000"), Some(StatedPower::Unknown));
        assert_eq!(said("multiplier", "2.34"), Some(StatedPower::Unknown));
        assert_eq!((said("UNIT_MULT", ""), said("Hệ số lương", "3"), said("UNIT_MEASURE", "VND")), (None, None, None));
    }
}
