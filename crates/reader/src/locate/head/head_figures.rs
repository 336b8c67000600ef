//! What a title says of the figures below it that the form may not ask for: a running total, the plan, an estimate.
//!
//! Takes a text above the labels; gives the words, without marks, by which its figures may be other ones. A title that speaks of what was
//! done ("Kết quả thực hiện kế hoạch") has the plan for its subject alone, as a department of planning has in its name.

use crate::locate::labels::label_other;
use crate::values::text;
use crate::words::period_text;

/// Wherever they are in a title.
const RUNNING: [&str; 4] = ["luy ke", "cong don", "tu dau nam", "uoc thuc hien"];
/// Wherever they are in a title that does not speak of what was done.
const PLANNED: [&str; 8] = [
    "ke hoach giao",
    "giao ke hoach",
    "giao chi tieu",
    "chi tieu ke hoach",
    "chi tieu giao",
    "giao du toan",
    "du toan giao",
    "ke hoach duoc giao",
];
/// Where a title begins.
const FIRST: [&str; 3] = ["ke hoach", "du toan", "du kien"];
/// What was done.
const DONE: [&str; 6] = ["ket qua", "thuc hien", "bao cao", "tinh hinh", "danh gia", "so ke hoach"];
/// Bytes of a title; what is longer is a text of its own.
const LONGEST: usize = 400;

/// The words of a title by which the figures below it may be other ones than those of the period.
pub(crate) fn other_figures(title: &str) -> Option<&'static str> {
    if title.len() > LONGEST || period_text::cites_a_document(title) {
        return None;
    }
    let plain = text::without_marks(title);
    let found = |words: &[&'static str]| words.iter().copied().find(|words| label_other::holds(&plain, words));
    if let Some(words) = found(&RUNNING) {
        return Some(words);
    }
    let done = DONE.iter().any(|words| label_other::holds(&plain, words));
    let begins =
        |words: &&str| plain.trim().strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    found(&PLANNED).or_else(|| FIRST.iter().copied().find(|words| begins(words))).filter(|_| !done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_other_figures_are_known_from_titles_of_reports() {
        for title in [
            "Lũy kế đến hết quý II năm 2024",
            "Quý II năm 2024 (lũy kế từ đầu năm)",
            "GIAO CHỈ TIÊU KẾ HOẠCH",
            "KẾ HOẠCH QUÝ I NĂM 2024",
            "Dự toán năm 2024",
            "Ước thực hiện quý II năm 2024",
        ] {
            assert!(other_figures(title).is_some(), "{title}");
        }
        for title in [
            "KẾT QUẢ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ QUÝ I",
            "Báo cáo tình hình thực hiện chỉ tiêu kế hoạch giao năm 2024",
            "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
            "Phòng Tài chính - Kế hoạch huyện",
            "Quý I năm 2024 (so với quý IV năm 2023)",
            "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/1/2024)",
            "Biểu số 01/TN",
        ] {
            assert_eq!(other_figures(title), None, "{title}");
        }
    }
}
