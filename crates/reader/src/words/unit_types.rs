//! The types of units of administration: how the registry calls them, and with which words their names begin.
//!
//! The types are those of the Laws on Organization of Local Government of 2015 and of 2025: since 1 July 2025 there are special zones (đặc khu), and no
//! districts, urban districts, district towns and townships.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::values::text;

/// Where the units of a type lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelOfType {
    Province,
    /// A city may be a province as well: its word is that of the units above communes.
    District,
    Commune,
}

/// A type of units.
#[derive(Debug)]
pub struct UnitType {
    /// As `units.csv` calls it: `thi_tran`.
    pub name: &'static str,
    /// How names of its units begin, as [`text::name`] writes them: with the whole word first, then in short.
    pub begins: &'static [&'static str],
    pub level: LevelOfType,
}

impl UnitType {
    /// The whole word: "thị trấn".
    pub fn word(&self) -> &'static str {
        self.begins.first().map_or("", |begin| begin.trim_end())
    }

    /// The word in short, without a point: "tt".
    pub fn short(&self) -> Option<&'static str> {
        self.begins.get(1).map(|begin| begin.trim_end_matches([' ', '.']))
    }

    /// Its word with a blank, as names begin with it: "thị trấn ".
    pub fn begin(&self) -> &'static str {
        self.begins.first().copied().unwrap_or_default()
    }
}

/// All types. Of two that begin alike the longer word is first.
pub static UNIT_TYPES: [UnitType; 9] = [
    UnitType { name: "thi_tran", begins: &["thị trấn ", "tt. ", "tt.", "tt "], level: LevelOfType::Commune },
    UnitType { name: "thi_xa", begins: &["thị xã ", "tx. ", "tx.", "tx "], level: LevelOfType::District },
    UnitType { name: "thanh_pho", begins: &["thành phố ", "tp. ", "tp.", "tp "], level: LevelOfType::District },
    UnitType { name: "phuong", begins: &["phường ", "p. ", "p.", "p "], level: LevelOfType::Commune },
    UnitType { name: "huyen", begins: &["huyện ", "h. ", "h.", "h "], level: LevelOfType::District },
    // "Q 3" is a quarter.
    UnitType { name: "quan", begins: &["quận ", "q. ", "q."], level: LevelOfType::District },
    UnitType { name: "tinh", begins: &["tỉnh ", "t. ", "t."], level: LevelOfType::Province },
    UnitType { name: "dac_khu", begins: &["đặc khu ", "đk. ", "đk."], level: LevelOfType::Commune },
    UnitType { name: "xa", begins: &["xã ", "x. ", "x.", "x "], level: LevelOfType::Commune },
];

/// The words and the short words of the types of a level. Provinces have none in short: "T." is too much else.
pub fn words_of(level: LevelOfType) -> impl Iterator<Item = &'static str> {
    let of_level = UNIT_TYPES.iter().filter(move |kind| kind.level == level);
    of_level.flat_map(move |kind| {
        let short = kind.short().filter(|_| level != LevelOfType::Province);
        std::iter::once(kind.word()).chain(short)
    })
}

/// The type that words without marks name, in whole or in short: "thi xa", "tx".
pub fn type_named(plain: &str) -> Option<&'static UnitType> {
    static PLAIN: LazyLock<HashMap<String, &UnitType>> = LazyLock::new(|| {
        let plain = |begin: &str| text::without_marks(begin.trim()).trim_end_matches('.').to_owned();
        let all = UNIT_TYPES.iter().flat_map(|kind| kind.begins.iter().map(move |begin| (plain(begin), kind)));
        all.collect()
    });
    PLAIN.get(plain).copied()
}

/// The type with whose word a text begins, which has a name behind it. `key` is as [`text::name`] writes it.
pub fn type_before_a_name(key: &str) -> Option<&'static UnitType> {
    UNIT_TYPES.iter().find(|kind| key.starts_with(kind.begin()))
}

/// True for a text that is the word of a type, or begins with it as a whole word.
pub fn begins_with_a_type(key: &str) -> bool {
    let is_whole = |rest: &str| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric());
    UNIT_TYPES.iter().any(|kind| key.strip_prefix(kind.word()).is_some_and(is_whole))
}

/// True for a text without marks that begins with such a word. That of an urban district is left out: "quan" begins much else.
pub fn begins_with_a_plain_type(plain: &str) -> bool {
    static PLAIN: LazyLock<Vec<String>> = LazyLock::new(|| {
        let kinds = UNIT_TYPES.iter().filter(|kind| kind.name != "quan");
        kinds.map(|kind| text::without_marks(kind.begin().trim_end()) + " ").collect()
    });
    PLAIN.iter().any(|word| plain.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_known_by_its_word() {
        for kind in &UNIT_TYPES {
            assert_eq!(text::without_marks(kind.word()).replace(' ', "_"), kind.name);
            let name = format!("{} sông trong", kind.word());
            assert_eq!(type_before_a_name(&name).map(|found| found.name), Some(kind.name));
            assert!(begins_with_a_type(&name) && begins_with_a_type(kind.word()));
            assert_eq!(begins_with_a_plain_type(&text::without_marks(&name)), kind.name != "quan");
        }
        for text in ["xãhội", "phương án", "đặc biệt", "quản lý", ""] {
            assert!(!begins_with_a_type(text) && type_before_a_name(text).is_none(), "{text}");
        }
        assert_eq!(
            words_of(LevelOfType::Commune).collect::<Vec<_>>(),
            ["thị trấn", "tt", "phường", "p", "đặc khu", "đk", "xã", "x"]
        );
        assert_eq!(words_of(LevelOfType::Province).collect::<Vec<_>>(), ["tỉnh"]);
    }
}
