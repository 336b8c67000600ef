//! What the name of a file or folder says of the figures in it: "Kế hoạch/xa-na-tau.csv", "bieu-03_ke-hoach-2025.xlsx", "Biểu 03 (dự toán).xlsx".
//!
//! Such a name is short, and its blanks are often hyphens. Only what says the plan, a target or a period before by itself counts: the plan that a name
//! goes on to describe ("Kế hoạch chuyển đổi số"), an office ("Phòng Tài chính - Kế hoạch") and what was done ("Thực hiện kế hoạch") are something else. So
//! do a running total and the letters that are short for it and for the plan ("Lũy kế 9 tháng", "Biểu 01 (KH)"). An estimate ("gia-tri-tang-them-2024-uoc-tinh") is a vintage of the figures of its period, which later ones replace.

use super::head_figures::{ASIDE, plainly};
use crate::locate::labels::label_other;
use crate::words::other_figures::{self, DONE, OFFICES, is_of_a_period, words_of};

/// What says so at the end of a part that begins with something else, too: "bieu-03-ke-hoach". Not "chương trình mục tiêu".
const AT_THE_END: [&str; 4] = ["ke hoach", "du kien", "du bao", "luy ke"];
/// What says so at the beginning of a name or of a part of it, as names of sheets have it too.
const FIRST: [&[&str]; 4] =
    [other_figures::BEFORE, other_figures::RUNNING, other_figures::RUNNING_ALONE, other_figures::SHORT];

/// The words, without marks, by which a file or folder of this name (without its extension) holds other figures than those of its period.
pub fn figures_in_name(name: &str) -> Option<&'static str> {
    let plain = spaced(&plainly(name));
    let holds = |words: &[&str]| words.iter().any(|words| label_other::holds(&plain, words));
    if holds(OFFICES) {
        return None;
    }
    let parts = name.split(['_', '(', ')', '[', ']', ',', ';']).flat_map(|part| part.split(" - "));
    std::iter::once(name).chain(parts).find_map(|part| {
        let all = spaced(&plainly(part));
        let words = ["so lieu ", "du lieu ", "so "].iter().find_map(|lead| all.strip_prefix(lead)).unwrap_or(&all);
        let says = |of: &&str| words.strip_prefix(*of).is_some_and(is_of_periods);
        let ends = |of: &&str| words.rsplit_once(&format!(" {of}")).is_some_and(|(_, behind)| is_of_periods(behind));
        let whole = words_of(&ASIDE).chain(words_of(&FIRST)).find(says);
        // "Sở KH" is an office.
        let whole = whole.filter(|of| !of.starts_with("uoc") && (of.len() > 2 || all.starts_with(of)));
        whole.or_else(|| AT_THE_END.iter().copied().find(ends).filter(|_| !holds(DONE)))
    })
}

/// The words of a name, with one blank between them.
fn spaced(plain: &str) -> String {
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// True where no word is behind, but for those of periods: " nam 2025", " q1 2025", "".
fn is_of_periods(behind: &str) -> bool {
    let is_period = |word: &str| {
        let digits = word.strip_prefix(['q', 't', 'h']).unwrap_or(word);
        is_of_a_period(word) || !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    (behind.is_empty() || behind.starts_with(' ')) && behind.split_whitespace().all(is_period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_other_figures_are_told_from_names_of_offices_and_plans() {
        for name in [
            "Kế hoạch",
            "ke-hoach-2025",
            "KẾ HOẠCH NĂM 2025",
            "bieu-03_ke-hoach_q1",
            "bieu-03-ke-hoach-2025",
            "Biểu 03 (kế hoạch)",
            "Biểu 03 - Dự toán năm 2025",
            "so-lieu-ke-hoach",
            "du-lieu-ke-hoach",
            "du_kien",
            "bieu_03_ke_hoach_2025",
            "Kỳ trước",
            "muc-tieu-2025",
            "Lũy kế quý III 2024",
            "Lũy kế 9 tháng",
            "bieu-03-luy-ke-2025",
            "Dự báo quý III 2024",
            "KH quý III 2024",
            "Biểu 01 (KH)",
            "bieu-01_lk",
        ] {
            assert!(figures_in_name(name).is_some(), "{name}");
        }
        for name in [
            "Kế hoạch chuyển đổi số 2025",
            "phong-tai-chinh-ke-hoach",
            "Phòng Tài chính - Kế hoạch",
            "So Ke hoach va Dau tu",
            "bao-cao-thuc-hien-ke-hoach-2025",
            "chuong-trinh-muc-tieu-2025",
            "huong-uoc",
            "gia-tri-tang-them-2024-uoc-tinh",
            "ước",
            "2024-Q1_xa-na-tau",
            "Mường Ước",
            "thuc-hien",
            "kh-cn-2024",
            "Sở KHCN 2024",
            "Sở KH",
            "12-KH-UBND",
            "Đài dự báo khí tượng 2024",
        ] {
            assert_eq!(figures_in_name(name), None, "{name}");
        }
    }
}
