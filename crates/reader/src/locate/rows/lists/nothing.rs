//! Words by which a unit says in a list that it has none: "Không có", "Không phát sinh", "-", in the place of a name.
//!
//! They name no thing. A closed list, and what follows "không có" must be words of the label ("Không có công trình nào"): "Không gian văn hóa" is a
//! name.

use super::super::columns::{RowKind, Seen};
use crate::sheet::grid::Cell;
use crate::values::text;

/// Signs for nothing.
const SIGNS: [&str; 5] = ["-", "–", "—", "−", "0"];
/// How a text begins that says that there is none.
const BEGINNINGS: [&str; 6] = ["không có", "không phát sinh", "chưa có", "chưa phát sinh", "không", "chưa"];
/// What may follow beside the words of the label.
const FOLLOWING: [&str; 14] =
    ["nào", "gì", "mới", "số", "liệu", "trường", "hợp", "phát", "sinh", "báo", "cáo", "trong", "kì", "này"];

/// True for a text that says that there is no thing; `words` are those of the label of its column.
pub(super) fn names_nothing(written: &str, words: &[String]) -> bool {
    let written = written.trim();
    if SIGNS.contains(&written) {
        return true;
    }
    let name = text::name(written);
    let name = name.trim_matches(|sign: char| !sign.is_alphanumeric());
    BEGINNINGS.iter().any(|beginning| {
        name.strip_prefix(beginning).is_some_and(|rest| {
            let is_word = |word: &str| FOLLOWING.contains(&word) || words.iter().any(|own| own == word);
            // "Không" alone, but "không gian" is no word of nothing even where the label has "gian".
            let mut following = rest.split_whitespace();
            let is_whole = rest.is_empty() || rest.starts_with(' ') && beginning.contains(' ');
            is_whole && following.all(is_word)
        })
    })
}

/// True for a cell beside such a word that tells of no thing either: a zero, a sign, words without a figure.
pub(super) fn holds_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) | Cell::DateTime(_) | Cell::Boolean(_) | Cell::Nested(_) => false,
        Cell::Uncomputed(_) | Cell::Unread(..) | Cell::Error(_) => false,
        cell => !cell.display().chars().any(|sign| matches!(sign, '1'..='9')),
    }
}

/// Such rows are notes.
pub(super) fn judge(rows: &mut [Seen]) {
    for row in rows.iter_mut().filter(|row| matches!(row.kind, RowKind::Data | RowKind::Section)) {
        if row.listed.names_nothing {
            row.kind = RowKind::Note;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_known_and_names_are_none() {
        let words: Vec<String> = ["tên", "công", "trình"].map(str::to_owned).into();
        for text in [
            "Không có",
            "KHÔNG",
            "không phát sinh.",
            "-",
            "0",
            "Chưa có",
            "Không có công trình nào",
            "Không có số liệu",
        ] {
            assert!(names_nothing(text, &words), "{text}");
        }
        for text in
            ["Không gian văn hóa", "Không tên", "Chưa Phát", "Không có trạm y tế", "- Nền", "10", "Công trình", ""]
        {
            assert!(!names_nothing(text, &words), "{text}");
        }
    }
}
