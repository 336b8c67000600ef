//! Labels in two languages: "Dân số (người)" over "Population (Pers.)" in one cell, or "Nữ - Female".
//!
//! Takes a text over a column; gives its Vietnamese half, where the other is in a language without Vietnamese letters. One such label may be a
//! word of another language that says something more ("Hồ sơ - online"): only where most labels of a table have two halves
//! ([`super::label_keys`]) does the second say nothing.

use crate::values::text;

/// Between two languages on one line.
const SIGNS: [&str; 6] = [" - ", " – ", " — ", " / ", "/", " | "];
/// Words of other languages that may be Vietnamese syllables, and never begin one of our labels.
const SHORT: [&str; 2] = ["no", "no."];
/// Bytes of a label.
const LONGEST: usize = 400;

/// The Vietnamese half of a label in two languages.
pub(in crate::locate) fn vietnamese_half(label: &str) -> Option<&str> {
    if label.len() > LONGEST || label.is_ascii() && !label.contains(['\n', '-', '/', '|']) {
        return None;
    }
    let parted = |place: usize, sign: &str| {
        let (own, other) = (label.get(..place)?.trim(), label.get(place.saturating_add(sign.len())..)?.trim());
        let is_closed = own.matches('(').count() == own.matches(')').count();
        let is_own = is_closed && own.contains(char::is_alphabetic) && !is_of_another_language(own);
        (is_own && is_of_another_language(other)).then_some(own)
    };
    let lines = label.match_indices('\n').find_map(|(place, sign)| parted(place, sign));
    let on_a_line =
        || SIGNS.iter().find_map(|sign| label.match_indices(sign).find_map(|(place, sign)| parted(place, sign)));
    lines.or_else(on_a_line)
}

/// True for words without Vietnamese letters of which one at least is no Vietnamese syllable; capitals are an abbreviation.
fn is_of_another_language(written: &str) -> bool {
    let words = || written.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    let is_foreign = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.contains(['a', 'e', 'i', 'o', 'u']) && !may_be_a_syllable(&word)
    };
    words().all(|word| word.is_ascii())
        && written.contains(char::is_lowercase)
        && (words().any(is_foreign) || SHORT.contains(&text::name(written).as_str()))
}

/// True for a word without marks that may be a Vietnamese syllable: consonants, vowels, consonants.
fn may_be_a_syllable(word: &str) -> bool {
    const FIRST: [&str; 27] = [
        "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
        "p", "r", "s", "t", "v", "x", "",
    ];
    const LAST: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];
    let is_vowels = |rest: &str| (1..=3).contains(&rest.len()) && rest.bytes().all(|sign| b"aeiouy".contains(&sign));
    FIRST.iter().filter_map(|first| word.strip_prefix(first)).any(|rest| {
        LAST.iter().filter_map(|last| rest.strip_suffix(last)).any(is_vowels) || rest.is_empty() && word == "gi"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_two_languages_has_a_vietnamese_half() {
        for (label, half) in [
            ("Dân số (người)\nPopulation (Pers.)", "Dân số (người)"),
            ("Tỷ lệ hộ\nnghèo (%)\nPoverty\nrate (%)", "Tỷ lệ hộ\nnghèo (%)"),
            ("Nữ - Female", "Nữ"),
            ("Tổng số/Total", "Tổng số"),
            ("STT\nNo.", "STT"),
            ("Mã số\nCode", "Mã số"),
            ("Tên xã, phường - Commune, ward", "Tên xã, phường"),
        ] {
            assert_eq!(vietnamese_half(label), Some(half), "{label}");
        }
        for label in [
            "Hồ sơ - truc tuyen",
            "Dân số\n(nu)",
            "Thu ngân sách - KH",
            "Sản phẩm - OCOP",
            "Xã/phường/thị trấn",
            "TH/DT (%)",
            "Population",
            "Births - total",
            "Dân số",
        ] {
            assert_eq!(vietnamese_half(label), None, "{label}");
        }
        for syllable in ["nghieng", "truc", "nu", "qua", "gi", "xa", "yen", "khuyu"] {
            assert!(may_be_a_syllable(syllable), "{syllable}");
        }
    }
}
