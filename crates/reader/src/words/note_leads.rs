//! The words that lead a note: "Ghi chú:", "Lưu ý:", "Note:".
//!
//! Takes a word or a text as written; says whether it leads a note. One list for the notes below tables, for footnotes, for what begins the part below the rows and
//! for columns of remarks.

use crate::values::text;

/// As [`text::without_marks`] writes them.
const LEADS: [&str; 16] = [
    "ghi chu",
    "luu y",
    "chu y",
    "chu thich",
    "chu giai",
    "chu dan",
    "giai thich",
    "giai trinh",
    "thuyet minh",
    "dien giai",
    "note",
    "notes",
    "remark",
    "remarks",
    "footnote",
    "footnotes",
];
/// What names where the figures are from. What is behind it is no sentence about them ("Nguồn: Kế hoạch đầu tư"), and it may be a heading ("Nguồn: ngân sách").
const SOURCES: [&str; 5] = ["nguon", "nguon so lieu", "nguon du lieu", "source", "sources"];
/// Bytes of such words, with signs and a number beside them.
const LONGEST: usize = 40;

/// True for such words and nothing else, but for signs and a number: "Ghi chú", "* Lưu ý", "Chú thích 1".
pub(crate) fn leads_a_note(written: &str) -> bool {
    is_one_of(&LEADS, written)
}

/// The same for words that name the source of the figures, too.
pub(crate) fn leads_a_note_or_source(written: &str) -> bool {
    is_one_of(&LEADS, written) || is_one_of(&SOURCES, written)
}

/// What such words lead, behind their colon: "số liệu ước tính" of "Ghi chú: số liệu ước tính".
pub(crate) fn led_by_a_note(written: &str) -> Option<&str> {
    let (words, led) = written.split_once([':', '：'])?;
    leads_a_note(words).then_some(led)
}

fn is_one_of(words: &[&str], written: &str) -> bool {
    if written.len() > LONGEST || written.trim().is_empty() {
        return false;
    }
    let plain = text::without_marks(written);
    let bare = plain.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let bare = bare.trim_end_matches(|sign: char| !sign.is_alphabetic());
    words.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lead_a_note_are_known_with_and_without_marks() {
        for words in [
            "Ghi chú",
            "GHI CHÚ",
            "Ghi chu",
            "Lưu ý",
            "Chú ý",
            "Chú giải",
            "Giải thích",
            "Note",
            "Notes",
            "* Lưu ý",
            "Ghi chú 1",
            "(Chú thích)",
        ] {
            assert!(leads_a_note(words), "{words}");
        }
        for words in ["", "1", "Nguồn", "Chú ý đến cột 5", "Note 10 Pro", "Thuyết minh viên", "Số liệu"]
        {
            assert!(!leads_a_note(words), "{words}");
        }
        assert!(leads_a_note_or_source("Nguồn số liệu") && leads_a_note_or_source("Ghi chú"));
        assert_eq!(led_by_a_note("Chú ý: số ước"), Some(" số ước"));
        assert_eq!(led_by_a_note("Nguồn: Kế hoạch"), None);
    }
}
