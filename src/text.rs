//! Normal forms of Vietnamese text, for comparing names and labels: what differs only in writing becomes equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Tone marks: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A name in its normal form: composed, lower case, single spaces, typographic apostrophes and dashes plain, the tone mark
/// at the end of its syllable (so that Hoà is Hòa and Thuỷ is Thủy), and y for i where a syllable ends in it alone (Mỹ is Mĩ).
///
/// The result is for comparing, not for showing.
pub fn name(written: &str) -> String {
    let mut normal = String::with_capacity(written.len());
    for word in spaced(written).split(' ').filter(|word| !word.is_empty()) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(&syllable(word));
    }
    normal
}

/// Lower case, plain apostrophes and dashes, every kind of white space a space, invisible characters gone.
fn spaced(written: &str) -> String {
    let mut spaced = String::with_capacity(written.len());
    for letter in written.nfc().flat_map(char::to_lowercase) {
        match letter {
            '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            '’' | '‘' | 'ʼ' | '`' | '´' => spaced.push('\''),
            '–' | '—' | '‑' | '−' => spaced.push('-'),
            letter if letter.is_whitespace() => spaced.push(' '),
            letter => spaced.push(letter),
        }
    }
    spaced
}

/// One syllable with its tone mark moved behind its letters, and `i` for a lone `y`.
fn syllable(word: &str) -> String {
    let mut letters = String::with_capacity(word.len());
    let mut tone = None;
    for letter in word.nfd() {
        if TONES.contains(&letter) {
            tone = Some(letter);
        } else {
            letters.push(letter);
        }
    }
    let mut letters: String = letters.nfc().collect();
    // A lone y after consonants: mỹ, lý, kỹ; not huy, tuy, tay, nor the qu of quy.
    if let Some(head) = letters.strip_suffix('y')
        && !head.is_empty()
        && head.chars().all(|letter| letter.is_alphabetic() && !"aăâeêioôơuưy".contains(letter))
    {
        letters = format!("{head}i");
    }
    letters.extend(tone);
    letters
}

/// A text without any marks, `đ` as `d`: for suggestions and file names only, never for accepting a match.
pub fn without_marks(written: &str) -> String {
    spaced(written).nfd().filter(|letter| !is_combining_mark(*letter)).map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_are_equal() {
        for (one, other) in [
            ("Hoà Bình", "Hòa Bình"),
            ("THUỶ", "Thủy"),
            ("Mường  Phăng", "Mường\u{a0}Phăng"),
            ("Mỹ Lý", "Mĩ Lí"),
            ("Nà Tòng", "Na\u{300} To\u{300}ng"),
            ("Pa’Ham", "Pa'Ham"),
        ] {
            assert_eq!(name(one), name(other), "{one} · {other}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in [("Nà Tòng", "Na Tông"), ("Tuy", "Tui"), ("Quy", "Qui"), ("Tay", "Tai"), ("Xá Nhè", "Sáng Nhè")] {
            assert_ne!(name(one), name(other), "{one} · {other}");
        }
    }

    #[test]
    fn marks_are_taken_off_for_suggestions() {
        assert_eq!(without_marks("Huyện Điện Biên Đông"), "huyen dien bien dong");
    }
}
