//! The name of a unit within other words, beside its code: "Công an xã Lay Nưa", "I. Phường Sông Đà", "Phường Sông Đà (xã vùng III)".
//!
//! The code says which unit is meant; the words around its name may say whose office wrote, how the row is numbered, what the unit is. What
//! would make another name of it is none of these: "Tân Sông Đà", "Sông Đà Bắc", "Huyện Sông Đà" of a ward; and neither is what is a part of
//! the unit alone: "Bản Hô, xã Lay Nưa", "Trường THCS xã Lay Nưa"; or another unit beside it: "Xã Lay Nưa + Xã Sá Tổng".

use chrono::NaiveDate;

use super::names::{Name, Names};
use super::{Unit, UnitIndex};
use crate::values::text;
use crate::words::unit_types::UNIT_TYPES;

/// Signs between a name and what is written beside it.
const BETWEEN: [char; 11] = [',', ';', '(', ')', '-', '–', '[', ']', '/', '+', '&'];
/// Words before the name of a unit that is counted in with another: "Xã Lay Nưa (gồm xã Sá Tổng)".
const COUNTED_IN: [&str; 7] = ["gồm", "gồm cả", "bao gồm", "bao gồm cả", "cả", "cùng", "và"];

/// Words of what is within a unit and has figures of its own, as [`text::name`] writes them.
const PARTS: [&str; 22] = [
    "thôn",
    "bản",
    "tổ",
    "khối",
    "xóm",
    "ấp",
    "buôn",
    "khu",
    "khóm",
    "làng",
    "phố",
    "cụm",
    "trường",
    "trạm",
    "chợ",
    "nhóm",
    "htx",
    "hợp tác xã",
    "doanh nghiệp",
    "công ty",
    "trong đó",
    "riêng",
];

impl Names<'_> {
    /// True where a text holds the whole name of a unit, with the word of its type or a sign before it, and no name of another behind it.
    pub(super) fn holds_name(&self, written: &str, unit: UnitIndex, core: &str, day: NaiveDate) -> bool {
        let Some(own) = self.registry.units.get(unit).filter(|_| !core.is_empty()) else { return false };
        let key = text::name(written);
        key.match_indices(core).any(|(start, _)| {
            let (Some(before), Some(after)) = (key.get(..start), key.get(start.saturating_add(core.len())..)) else {
                return false;
            };
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            whole
                && !is_of_a_part(before)
                && leads_to(before, own)
                && self.adds_nothing(after, unit)
                && self.names_no_other(before, unit, day)
                && !self.counts_in_another(after, unit, day)
        })
    }

    /// What is written beside the name of a unit, in small letters and in pieces: "kế hoạch" of "Kế hoạch xã Lay Nưa", "quý ii" of "Xã Lay Nưa (Quý II)".
    pub fn beside_name(&self, written: &str, unit: UnitIndex) -> Vec<String> {
        let key = text::name(written);
        let core = self.core_of(unit);
        let mut places = key.match_indices(core).filter(|_| !core.is_empty());
        let around = places.find_map(|(start, _)| {
            let (before, after) = (key.get(..start)?, key.get(start.saturating_add(core.len())..)?);
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            whole.then_some((before, after))
        });
        let Some((before, after)) = around else { return Vec::new() };
        let pieces = without_type(before).split(BETWEEN).chain(after.split(BETWEEN));
        let pieces = pieces.map(|piece| piece.trim_matches(|sign: char| !sign.is_alphanumeric()));
        pieces.filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
    }

    /// True for what is before a name, where it names no unit in which this one does not lie.
    fn names_no_other(&self, before: &str, unit: UnitIndex, day: NaiveDate) -> bool {
        let pieces = before.split(BETWEEN).flat_map(|piece| piece.split(" và "));
        pieces.map(str::trim).filter(|piece| !piece.is_empty()).all(|piece| !self.is_another(piece, unit, day))
    }

    /// True for what is behind a name, where it says that another unit is counted in.
    fn counts_in_another(&self, after: &str, unit: UnitIndex, day: NaiveDate) -> bool {
        let mut pieces = after.split(BETWEEN).map(str::trim);
        pieces.any(|piece| {
            let counted = COUNTED_IN.iter().filter_map(|words| piece.strip_prefix(words)?.strip_prefix(' '));
            counted.into_iter().flat_map(|rest| rest.split(" và ")).any(|name| self.is_another(name, unit, day))
        })
    }

    /// True for the name, with the word of its type, of units of a day in none of which a unit lies.
    fn is_another(&self, written: &str, unit: UnitIndex, day: NaiveDate) -> bool {
        let name = Name::parse(written);
        let is_meant = |area: &UnitIndex| {
            self.registry.units.get(*area).is_some_and(|area| area.is_valid_on(day) && name.fits(area))
        };
        let mut named = self.with_core(&name.core).filter(is_meant).peekable();
        name.kind.is_some()
            && named.peek().is_some()
            && named.all(|area| area != unit && !self.registry.is_within(unit, area))
    }

    /// True for what is behind a name and begins with a sign, where it names no unit in which this one does not lie.
    fn adds_nothing(&self, after: &str, unit: UnitIndex) -> bool {
        let after = after.trim();
        let pieces = after.split(BETWEEN).map(str::trim);
        // A year may be that of another map, and digits another code.
        let has_digits = after.contains(|sign: char| sign.is_ascii_digit());
        !after.starts_with(char::is_alphanumeric)
            && !has_digits
            && pieces.filter(|piece| !piece.is_empty()).all(|piece| {
                let mut named = self.with_core(&Name::parse(piece).core).peekable();
                named.peek().is_none() || named.any(|area| area == unit || self.registry.is_within(unit, area))
            })
    }
}

/// True for words before a name that speak of a part of the unit.
fn is_of_a_part(before: &str) -> bool {
    let words: Vec<&str> = before.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    PARTS.iter().any(|part| spaced.contains(&format!(" {part} ")))
}

/// What is before a name without the word of its type, in whole or in short.
fn without_type(before: &str) -> &str {
    let bare = before.trim_end();
    let rest = |prefix: &&str| {
        let word = prefix.trim();
        bare.strip_suffix(word).filter(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    UNIT_TYPES.iter().flat_map(|kind| kind.begins).find_map(rest).unwrap_or(bare)
}

/// True for what is before a name and ends with the word of the unit's type, in whole or in short and with or without marks, or with a sign.
fn leads_to(before: &str, unit: &Unit) -> bool {
    let bare = before.trim_end();
    let words = bare.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let plain = text::without_marks(words);
    let ends = |prefix: &str| {
        let word = text::without_marks(prefix.trim());
        let word = word.trim_end_matches('.');
        plain.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    let of_type = UNIT_TYPES.iter().find(|kind| kind.begins.iter().any(|begin| ends(begin)));
    match of_type {
        Some(kind) => kind.name == unit.kind,
        None => words.is_empty() || words.len() < bare.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_a_part;

    #[test]
    fn parts_of_a_unit_are_told_from_its_offices() {
        for before in ["bản hô, xã ", "trường thcs xã ", "tổ 3 - phường ", "htx xã ", "trong đó: xã "]
        {
            assert!(is_of_a_part(before), "{before}");
        }
        for before in ["công an xã ", "ban chỉ đạo cđs xã ", "i. phường ", "địa bàn xã ", "đảng ủy xã ", ""]
        {
            assert!(!is_of_a_part(before), "{before}");
        }
    }
}
