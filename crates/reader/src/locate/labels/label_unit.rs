//! The unit of measure that a label has beside its words without parentheses: "Tổng chi - tỷ đồng", "Tổng chi, tỷ đồng",
//! "Tổng chi: triệu đồng", "(tỷ đồng) Tổng chi", "Dân số - ĐVT: người".
//!
//! Takes a label as written; gives its words and its unit apart. Only what is a unit and nothing else is one: a power of ten, money, a share,
//! or what follows the words for a unit.

use crate::locate::head::head_unit::precedes_a_unit;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// Signs between a label and its unit.
const SIGNS: [char; 9] = ['-', '–', '—', ',', ';', ':', '/', '\n', '_'];

/// The words of a label, and the unit of measure before or behind them; `None` for most labels.
pub(crate) fn parted(label: &str) -> Option<(&str, &str)> {
    before(label).or_else(|| behind(label))
}

/// "(tỷ đồng) Tổng chi".
fn before(label: &str) -> Option<(&str, &str)> {
    let inner = label.trim_start().strip_prefix(['(', '['])?;
    let (unit, words) = inner.split_once([')', ']'])?;
    let words = words.trim();
    (!words.is_empty() && is_unit(unit)).then_some((words, unit.trim()))
}

/// "Tổng chi - tỷ đồng".
fn behind(label: &str) -> Option<(&str, &str)> {
    let label = label.trim_end_matches([' ', '_', '.', '*']);
    let mut splits = label.match_indices(SIGNS);
    splits.find_map(|(place, sign)| {
        // Within parentheses a sign parts nothing: "Doanh thu (ĐVT: triệu đồng)".
        let words = label
            .get(..place)
            .filter(|words| words.matches(['(', '[']).count() == words.matches([')', ']']).count())?;
        let words = words.trim();
        let unit = label.get(place.saturating_add(sign.len())..)?.trim();
        (!words.is_empty() && is_unit(unit)).then_some((words, unit))
    })
}

fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let after_words = || {
        let (words, unit) = text.split_once(':')?;
        Some(precedes_a_unit(words) && !perhaps_stated(unit).is_empty())
    };
    matches!(text, "%" | "‰") || is_only_a_unit(text) || after_words() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_beside_a_label_are_no_words_of_it() {
        for label in [
            "Tổng chi - tỷ đồng",
            "Tổng chi – Tỷ đồng",
            "Tổng chi, tỷ đồng",
            "Tổng chi: tỷ đồng",
            "Tổng chi / tỷ đồng",
            "(tỷ đồng) Tổng chi",
            "[tỷ đồng] Tổng chi",
            "Tổng chi _tỷ đồng_",
            "Tổng chi\ntỷ đồng",
            "Tổng chi - ĐVT: người",
            "Tổng chi - %",
        ] {
            assert_eq!(parted(label).map(|(words, _)| words), Some("Tổng chi"), "{label}");
        }
        for label in [
            "Doanh thu (ĐVT: triệu đồng)",
            "Đã giải quyết - đúng hạn",
            "Hồ sơ - doanh nghiệp",
            "Cán bộ, công chức",
            "(1) Tổng chi",
            "Tổng chi",
        ] {
            assert_eq!(parted(label), None, "{label}");
        }
    }
}
