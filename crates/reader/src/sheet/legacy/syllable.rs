//! Whether a word is a syllable of Vietnamese, by its onset, its rhyme and its tone.
//!
//! Takes one word; it shows whether a text reads better once it is decoded. It knows no meaning: a syllable that no
//! dictionary has may be well formed, and names of places follow the same rules.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tones.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ooc oong \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn uynh \
    uyp uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh yt ych ya yn";

static RHYME_SET: LazyLock<HashSet<&'static str>> = LazyLock::new(|| RHYMES.split_whitespace().collect());

const VOWELS: &str = "aăâeêioôơuưy";
const MARKS: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A tone, and the letter of the word that it is on, counted from 0.
#[derive(Clone, Copy)]
struct Tone {
    mark: char,
    letter: usize,
}

/// A word without its tone, in small letters, and the tone. `None` for two tones.
fn without_tone(word: &str) -> Option<(String, Option<Tone>)> {
    let mut tone = None;
    let mut letters = 0usize;
    let mut rest = String::with_capacity(word.len());
    for sign in word.chars().flat_map(char::to_lowercase).nfd() {
        if !MARKS.contains(&sign) {
            letters += usize::from(!is_mark_of_a_letter(sign));
            rest.push(sign);
            continue;
        }
        let letter = letters.checked_sub(1)?;
        if tone.replace(Tone { mark: sign, letter }).is_some() || !rest.ends_with(is_vowel_or_its_mark) {
            return None;
        }
    }
    Some((rest.nfc().collect(), tone))
}

fn is_vowel_or_its_mark(sign: char) -> bool {
    VOWELS.contains(sign) || is_mark_of_a_letter(sign)
}

/// Circumflex, breve and horn are parts of letters.
fn is_mark_of_a_letter(sign: char) -> bool {
    matches!(sign, '\u{302}' | '\u{306}' | '\u{31b}')
}

/// True for a well-formed syllable.
pub fn is_syllable(word: &str) -> bool {
    let Some((bare, tone)) = without_tone(word) else { return false };
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rhyme| {
            RHYME_SET.contains(rhyme)
                && agree(onset, rhyme)
                && {
                    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
                    !stopped || tone.is_some_and(|tone| matches!(tone.mark, '\u{301}' | '\u{323}'))
                }
                && tone.is_none_or(|tone| is_well_placed(onset, rhyme, tone.letter))
        })
    })
}

/// True where a tone on this letter of the word is one that people write. VNI writes it as a letter behind the vowel, so that
/// "Xaõ" would be a syllable but for the place of its tone.
fn is_well_placed(onset: &str, rhyme: &str, letter: usize) -> bool {
    let before = onset.chars().count();
    let Some(place) = letter.checked_sub(before) else {
        // "qúy", as many type it.
        return onset == "qu" && letter + 1 == before;
    };
    let vowels = rhyme.chars().take_while(|letter| VOWELS.contains(*letter)).count();
    let open = vowels == rhyme.chars().count();
    match (vowels, rhyme) {
        // The old place and the new: hòa, hoà.
        (2, "oa" | "oe" | "uy") => place < 2,
        (2, "uê" | "uơ") => place == 1,
        (2, _) if open => place == 0,
        (3, _) if open => place == 1,
        _ => place + 1 == vowels,
    }
}

/// The rules of spelling between onset and rhyme.
fn agree(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let y_alone = rhyme == "y";
    match onset {
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "gh" | "ngh" => front && !rhyme.starts_with('y'),
        "qu" => !rhyme.starts_with(['u', 'ư', 'o', 'ô']),
        "" => !rhyme.starts_with("iê") && !matches!(rhyme, "ynh" | "yt" | "ych" | "ya" | "yn"),
        "h" | "k" | "l" | "m" | "s" | "t" | "th" | "v" => y_alone || !rhyme.starts_with('y'),
        _ => !rhyme.starts_with('y'),
    }
}

/// As [`is_syllable`], or one that lost the ư of ươ, as Mờng for Mường.
pub fn is_syllable_or_lost_its_hook(word: &str) -> bool {
    if is_syllable(word) {
        return true;
    }
    let small = word.to_lowercase();
    small.find(['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ']).is_some_and(|place| {
        let (head, tail) = small.split_at(place);
        is_syllable(&format!("{head}ư{tail}"))
    })
}

/// True where a word has no vowel: an abbreviation, which says nothing.
pub fn has_no_vowel(word: &str) -> bool {
    !word.chars().flat_map(char::to_lowercase).nfd().any(|sign| VOWELS.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_distinguished_from_what_legacy_text_looks_like() {
        for word in "Cục thống kê Tỉnh Điện Biên Mường quý giếng gì nghề ghi Nguyễn khuya hòa hoà Xã ỷ yêu \
            qúy thuở khuỷu huệ thúy thuý ngoài rượu giá gía tuổi Oẳng nghĩa"
            .split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in "kª TØnh §iÖn xă cý ngề Viêt tìn\u{301}h t\u{301}nh Tænh Ñieän café được¹ ơng iêu Xaõ Baù \
            hòan hoaì tuôỉ"
            .split(' ')
        {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(is_syllable_or_lost_its_hook("Mờng") && is_syllable_or_lost_its_hook("đợc"));
        assert!(has_no_vowel("QĐ") && !has_no_vowel("Đ/ự"));
    }

    #[test]
    fn the_names_of_the_registry_are_made_of_syllables() {
        let units = include_str!("../../../../../registry/units.csv");
        let names = units.lines().skip(1).filter_map(|line| line.split(',').nth(1));
        for name in names {
            for word in name.split([' ', '-', '\'', '’']).filter(|word| !word.is_ascii()) {
                assert!(is_syllable(word), "{name}: {word}");
            }
        }
    }
}
