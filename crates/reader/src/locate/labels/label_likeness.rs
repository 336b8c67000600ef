//! How like two labels are where they are not equal: a wrong letter, words typed without their marks, a space too few.
//!
//! Takes labels in their comparable parts; gives a score in hundredths that never reaches what is beyond doubt, or how near
//! two labels are, for suggestions.

use crate::locate::labels::label_keys::Part;
use crate::locate::labels::label_match::UNMARKED;
use crate::values::text;

/// A word shorter than this has no letter to spare: "nam" and "năm", "nữ" and "no" are words of their own.
const SHORTEST_MISSPELT: usize = 3;

/// The score of words that are like others word by word; `None` where a word differs by more than a letter, has digits that
/// differ, or where more than a third of the words do. All words may be without their marks.
pub(super) fn likeness(written: &[Part], label: &[Part]) -> Option<u8> {
    let words =
        |parts: &[Part]| -> Vec<String> { parts.iter().flat_map(|part| part.split(' ')).map(str::to_owned).collect() };
    let (written, label) = (words(written), words(label));
    let letters: usize = label.iter().map(|word| word.chars().count()).sum();
    if written.concat() == label.concat() {
        return score(1, letters);
    }
    if written.len() != label.len() {
        return None;
    }
    let all_unmarked = written.len() > 1 && written.iter().all(|word| word.is_ascii());
    let unmarked = |word: &String| text::without_marks(word);
    if all_unmarked && written.iter().zip(&label).all(|(word, of)| unmarked(word) == unmarked(of)) {
        return score(1, letters);
    }
    let mut misspelt = 0usize;
    for (word, of) in written.iter().zip(&label) {
        if word == of {
            continue;
        }
        let spare = word.chars().count().min(of.chars().count()) >= SHORTEST_MISSPELT;
        let digits = word.bytes().chain(of.bytes()).any(|byte| byte.is_ascii_digit());
        if !spare || digits || strsim::osa_distance(word, of) > 1 {
            return None;
        }
        misspelt += 1;
    }
    if misspelt > 1.max(label.len() / 3) || label.len() == 1 && letters < 2 * SHORTEST_MISSPELT {
        return None;
    }
    score(misspelt, letters)
}

/// What is left of a score when so many of its letters are wrong, never beyond doubt.
fn score(wrong: usize, letters: usize) -> Option<u8> {
    let left = letters.saturating_sub(wrong).saturating_mul(100).checked_div(letters)?;
    Some(u8::try_from(left).unwrap_or_default().min(UNMARKED))
}

/// How near two labels are in letters, in hundredths: for suggestions alone.
pub(super) fn nearness(written: &[Part], label: &[Part]) -> u8 {
    let (written, label) = (written.join(" "), label.join(" "));
    let letters = written.chars().count().max(label.chars().count());
    let wrong = strsim::osa_distance(&written, &label);
    letters
        .saturating_sub(wrong)
        .saturating_mul(100)
        .checked_div(letters)
        .and_then(|near| u8::try_from(near).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locate::labels::label_keys::parts_of;
    use crate::locate::labels::label_match::SURE;

    fn like(written: &str, label: &str) -> Option<u8> {
        likeness(&parts_of(&[written]), &parts_of(&[label]))
    }

    #[test]
    fn a_wrong_letter_is_like_and_never_sure() {
        for (written, label) in [
            ("Hồ sơ tiếp nhân", "Hồ sơ tiếp nhận"),
            ("Hồ sơ tiếp nhậnn", "Hồ sơ tiếp nhận"),
            ("Ho so tiep nhan", "Hồ sơ tiếp nhận"),
            ("Ky bao cao", "Kỳ báo cáo"),
            ("Hồ sơ tiếpnhận", "Hồ sơ tiếp nhận"),
            ("Đã giải quyết > Đúng hẹn", "Đã giải quyết > Đúng hạn"),
        ] {
            assert!(like(written, label).is_some_and(|score| (50..SURE).contains(&score)), "{written}");
        }
    }

    #[test]
    fn other_words_are_not_like() {
        for (written, label) in [
            ("Hồ sơ trực tuyến", "Hồ sơ tiếp nhận"),
            ("Thôn có 5G", "Thôn có 4G"),
            ("Nam", "Năm"),
            ("Nữ", "Nam"),
            ("Không đúng hạn", "Đúng hạn"),
            ("Đúng hạn", "Trước hạn"),
            ("Dưới 15 tuổi", "Trên 15 tuổi"),
            ("Số hộ", "Số xã"),
        ] {
            assert_eq!(like(written, label), None, "{written}");
        }
    }
}
