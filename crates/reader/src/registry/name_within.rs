//! The name of a unit within other words, beside its code: "Công an xã Lay Nưa", "I. Phường Sông Đà", "Phường Sông Đà (xã vùng III)".
//!
//! The code says which unit is meant; the words around its name may say whose office wrote, how the row is numbered, what the unit is. What
//! would make another name of it is none of these: "Tân Sông Đà", "Sông Đà Bắc", "Huyện Sông Đà" of a ward; and neither is what is a part of
//! the unit alone: "Bản Hô, xã Lay Nưa", "Trường THCS xã Lay Nưa".

use super::names::{Name, Names, PREFIXES};
use super::{Unit, UnitIndex};
use crate::values::text;

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
    pub(super) fn holds_name(&self, written: &str, unit: UnitIndex, core: &str) -> bool {
        let Some(own) = self.registry.units.get(unit).filter(|_| !core.is_empty()) else { return false };
        let key = text::name(written);
        key.match_indices(core).any(|(start, _)| {
            let (Some(before), Some(after)) = (key.get(..start), key.get(start.saturating_add(core.len())..)) else {
                return false;
            };
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            whole && !is_of_a_part(before) && leads_to(before, own) && self.adds_nothing(after, unit)
        })
    }

    /// True for what is behind a name and begins with a sign, where it names no unit in which this one does not lie.
    fn adds_nothing(&self, after: &str, unit: UnitIndex) -> bool {
        let after = after.trim();
        let pieces = after.split([',', ';', '(', ')', '-', '–', '[', ']', '/']).map(str::trim);
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
    let of_type = PREFIXES.iter().find(|(_, prefixes)| prefixes.iter().any(|prefix| ends(prefix)));
    match of_type {
        Some((kind, _)) => *kind == unit.kind,
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
