//! Texts whose letters a program lost: with a sign in the place of each that an encoding does not have.

/// How the letters of a text were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostLetters {
    /// With the sign that Unicode keeps for it: nobody types it.
    Replaced,
    /// With question marks within or before words, as programs write where a code page has no such letter.
    QuestionMarks,
}

/// How the letters of a text were lost; `None` where nothing shows that they were.
pub fn of(text: &str) -> Option<LostLetters> {
    if text.contains('\u{fffd}') {
        return Some(LostLetters::Replaced);
    }
    // Addresses of pages hold question marks within words.
    if !text.contains('?') || text.contains(['=', '/', '&']) {
        return None;
    }
    let signs: Vec<char> = text.chars().collect();
    let is_within = |(place, sign): (usize, &char)| {
        let before = place.checked_sub(1).and_then(|before| signs.get(before));
        let begins = before.is_none_or(|sign| sign.is_whitespace() || sign.is_alphabetic() || *sign == '?');
        *sign == '?' && begins && signs.get(place + 1).is_some_and(|next| next.is_lowercase())
    };
    signs.iter().enumerate().any(is_within).then_some(LostLetters::QuestionMarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_the_place_of_letters_are_seen() {
        for (text, lost) in [
            ("D\u{fffd}ch v\u{fffd} công", Some(LostLetters::Replaced)),
            ("D?ch v? công", Some(LostLetters::QuestionMarks)),
            ("?i?u khi?n", Some(LostLetters::QuestionMarks)),
            ("Có? Không", None),
            ("Đã vận hành?", None),
            ("https://a.vn/x?q=1", None),
            ("?", None),
            ("Dịch vụ công", None),
        ] {
            assert_eq!(of(text), lost, "{text}");
        }
    }
}
