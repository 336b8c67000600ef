//! What a title says of the figures below it that the form may not ask for: a running total, the plan, an estimate, a week, the period
//! before, a change, a part of those who are counted.
//!
//! Takes a text above the labels, or the name of a sheet; gives the words, without marks, by which its figures may be other ones. A title that speaks of what was
//! done ("Kết quả thực hiện kế hoạch") has the plan for its subject alone, as a department of planning has in its name.

use crate::locate::labels::label_other;
use crate::locate::labels::label_path::last_parentheses;
use crate::values::text;
use crate::words::other_figures::{
    self, BEFORE, DONE, OFFICES, SHORT, is_number_of_a_period, is_of_a_period, said_in_english, words_of,
};
use crate::words::period_text;
use crate::words::program_names::as_words;

/// Wherever they are in a title.
const ANYWHERE: [&[&str]; 3] = [
    other_figures::RUNNING,
    other_figures::CHANGED,
    &["uoc thuc hien", "uoc quy", "uoc thang", "uoc nam", "uoc ca nam"],
];
/// Words of a title that says no more than that its figures are of a period before: "SỐ LIỆU KỲ TRƯỚC".
const MOST_WORDS: usize = 8;
/// Whom or what a part of the figures is, as [`text::name`] writes it: alone, or in parentheses at the end.
/// Not "nông thôn": its communes have tables of their own.
const PARTS: [&str; 10] =
    ["nữ", "nu", "nữ giới", "phụ nữ", "nam", "nam giới", "trẻ em", "dân tộc thiểu số", "người cao tuổi", "bình quân"];
/// Where a title begins.
const FIRST: [&[&str]; 2] = [other_figures::EXPECTED, &["uoc"]];
/// What a title that begins with a target goes on with where it names a programme: "Mục tiêu quốc gia".
const PROGRAMMES: [&str; 3] = ["quoc gia", "phat trien", "thien nien ki"];
/// Where a title of shares or of changes begins.
pub(crate) const SHARES: [&str; 4] = ["ti le", "ti trong", "co cau", "toc do tang"];
/// The same where a part of a title says them and no more than a period.
pub(crate) const ASIDE: [&[&str]; 4] = [
    other_figures::EXPECTED,
    other_figures::ESTIMATED,
    other_figures::ESTIMATED_ALONE,
    &["kich ban cao", "kich ban thap", "kich ban trung binh", "kich ban co so"],
];
/// What the figures of such a part are of, where they are neither amounts nor counts of the period.
const RATES: [&str; 6] =
    ["toc do tang truong", "toc do tang", "binh quan thang", "binh quan moi thang", "binh quan quy", "binh quan nam"];
/// Words of a label behind which an office, a person or a field of work is named.
const WHOSE: [&str; 20] = [
    "don vi",
    "co quan",
    "noi nhan",
    "kinh gui",
    "bo phan",
    "ban",
    "to",
    "linh vuc",
    "nganh",
    "nguoi",
    "ho ten",
    "ho va ten",
    "ten",
    "can bo",
    "chuyen vien",
    "lanh dao",
    "unit",
    "office",
    "department",
    "name",
];
/// Bytes of a title; what is longer is a text of its own.
const LONGEST: usize = 400;

/// The words of a title by which the figures below it may be other ones than those of the period.
pub(crate) fn other_figures(title: &str) -> Option<&'static str> {
    if title.len() > LONGEST || period_text::cites_a_document(title) {
        return None;
    }
    let plain = plainly(title);
    let found = |lists: &[&'static [&'static str]]| words_of(lists).find(|words| label_other::holds(&plain, words));
    // "Hương ước quý I" is of villages.
    let covenant = label_other::holds(&plain, "huong uoc") || label_other::holds(&plain, "quy uoc");
    if let Some(words) = found(&ANYWHERE).filter(|words| !covenant || !words.starts_with("uoc")) {
        return Some(words);
    }
    let compares = label_other::holds(&plain, "so voi") || label_other::holds(&plain, "so sanh");
    let short = plain.split_whitespace().count() <= MOST_WORDS;
    if let Some(words) = found(&[BEFORE]).filter(|_| short && !compares) {
        return Some(words);
    }
    if let Some(words) = said_aside(title, &plain).filter(|_| !compares && !covenant) {
        return Some(words);
    }
    if let Some(words) = a_part(title)
        .or_else(|| behind_labels(title).find_map(a_part))
        .or_else(|| names_a_week(&plain).then_some("tuan"))
        .or_else(|| said_in_english(&plain))
        .or_else(|| behind_labels(title).find_map(|said| said_in_english(&plainly(said))))
    {
        return Some(words);
    }
    let done = DONE.iter().any(|words| label_other::holds(&plain, words));
    // A forecast of how things are tells nothing of what was done: "DỰ BÁO TÌNH HÌNH …".
    let done_behind = || DONE.iter().any(|words| *words != "tinh hinh" && label_other::holds(&plain, words));
    let start = plain.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let behind = |words: &str| start.strip_prefix(words).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let begins = |words: &&str| behind(words).is_some();
    let is_programme = |words: &str| {
        behind(words).is_some_and(|rest| PROGRAMMES.iter().any(|programme| rest.trim_start().starts_with(programme)))
    };
    // Of a "Tỷ lệ" without its sign nothing says that the figures are shares.
    if let Some(words) = SHARES.iter().copied().find(|words| begins(words) && title.contains(['%', '‰'])) {
        return Some(words);
    }
    let begun = || words_of(&FIRST).find(|words| begins(words) && !is_programme(words));
    found(&[other_figures::ASSIGNED]).filter(|_| !done).or_else(|| begun().filter(|_| !done_behind()))
}

/// What a part of a title says of the figures by itself, in parentheses, behind a dash or a colon: "NĂM 2024 (KẾ HOẠCH)", "… - SỐ LIỆU QUÝ TRƯỚC",
/// "Loại số liệu: Kế hoạch". A plan whose name goes on ("Tài chính - Kế hoạch", "(Kế hoạch chuyển đổi số)") is something else.
fn said_aside(title: &str, plain: &str) -> Option<&'static str> {
    // "Số kế hoạch" sounds like an office without its marks.
    let spaced = plain.replace(['–', '—'], "-").replace("la so ke hoach", "la ke hoach");
    let is_of_an_office = OFFICES.iter().any(|words| label_other::holds(&spaced, words));
    let behind_dashes = spaced.split('(').next().unwrap_or_default().split(" - ").skip(1);
    let in_brackets = spaced.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let labelled: Vec<String> = behind_labels(title).map(plainly).collect();
    let behind_labels = labelled.iter().map(String::as_str);
    let pieces = behind_dashes.chain(in_brackets).chain(behind_labels).chain(std::iter::once(spaced.as_str()));
    let all: Vec<&str> = pieces.map(str::trim).collect();
    all.into_iter().find_map(|piece| {
        // "(*) Số liệu là số kế hoạch".
        let mut rest = piece.trim_start_matches(['*', '(', ')', '-', ' ']);
        while let Some(further) = ["so lieu ", "du lieu ", "so ", "la "].iter().find_map(|lead| rest.strip_prefix(lead))
        {
            rest = further;
        }
        let begins = |words: &&str| {
            let behind = rest.strip_prefix(*words).filter(|behind| !behind.starts_with(char::is_alphanumeric));
            behind.is_some_and(|behind| behind.split(|sign: char| !sign.is_alphanumeric()).all(is_of_a_period))
        };
        words_of(&ASIDE)
            .chain(words_of(&[SHORT]))
            .filter(|_| !is_of_an_office)
            .chain(words_of(&[BEFORE, &RATES]))
            .find(begins)
    })
}

/// What is said behind labels in one text, each behind its colon: "Loại số liệu: Kế hoạch; kỳ: quý I". Behind a label of an office, a person or
/// a field of work is a name: "Bộ phận: Kế hoạch", "Người lập: Nam".
fn behind_labels(title: &str) -> impl Iterator<Item = &str> {
    title.split([';', '|', '\n', '(']).flat_map(|part| part.split(" - ")).filter_map(|part| {
        let (label, said) = part.rsplit_once(':')?;
        let plain = plainly(label);
        let names_somebody = WHOSE.iter().any(|words| label_other::holds(&plain, words));
        let said = said.trim().trim_end_matches(['.', ')']);
        Some(said).filter(|said| !said.is_empty() && !plain.trim().is_empty() && !names_somebody)
    })
}

/// Without marks; the blanks of names of sheets and of members of JSON are written as signs: "ke_hoach".
pub(super) fn plainly(text: &str) -> String {
    text::without_marks(&as_words(text))
}

/// How many months a title names together: the 9 of "Quý III và 9 tháng năm 2024" and of "Quý 3 (số liệu 9 tháng)". "Ngày 5 tháng 9" is a day, and so is
/// "Ngày nhận: 12 tháng sau", of the month after the report's.
pub(crate) fn months_together(title: &str) -> Option<u32> {
    if title.len() > LONGEST || period_text::cites_a_document(title) {
        return None;
    }
    let plain = text::without_marks(title);
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).enumerate().find_map(|(place, pair)| {
        let [number, "thang"] = pair else { return None };
        let count = number.parse::<u32>().ok().filter(|count| (2..=12).contains(count))?;
        let before = place.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
        let next = words.get(place.saturating_add(2)).copied().unwrap_or_default();
        let is_month = next.starts_with(|sign: char| sign.is_ascii_digit());
        (!is_month && !matches!(before, "ngay" | "quy" | "tuan" | "tuoi" | "duoi" | "tren" | "du") && next != "sau")
            .then_some(count)
    })
}

/// The part of the figures that a text alone, or what is in parentheses or behind a dash at its end, names: "XÃ HỘI SỐ (NỮ)", "XÃ HỘI SỐ - NỮ",
/// "Trong đó: nữ".
pub(crate) fn a_part(title: &str) -> Option<&'static str> {
    let aside = last_parentheses(title.trim()).map(|(_, aside)| aside);
    let plain = plainly(title);
    let is_of_an_office = || OFFICES.iter().any(|words| label_other::holds(&plain, words));
    let dashed = [" - ", " – ", " — "].iter().find_map(|dash| title.rsplit_once(dash));
    let dashed = dashed.map(|(_, part)| part.trim()).filter(|_| !is_of_an_office());
    [Some(title), aside, dashed].into_iter().flatten().find_map(|text| {
        let name = text::name(text);
        let name = name.strip_prefix("trong đó").map_or(name.as_str(), |rest| rest.trim_start_matches([':', ' ', ',']));
        PARTS.iter().copied().find(|part| *part == name)
    })
}

/// "Tuần 3 quý I năm 2024": no form is of a week.
fn names_a_week(plain: &str) -> bool {
    let is_number = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        !word.is_empty() && is_number_of_a_period(word)
    };
    let mut words = plain.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if word == "tuan" && (is_number(next) || matches!(next, "thu")) {
            return true;
        }
    }
    label_other::holds(plain, "bao cao tuan")
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
            "Ước quý I năm 2024",
            "BÁO CÁO ƯỚC QUÝ I NĂM 2024",
            "Tuần 3 quý I năm 2024",
            "Báo cáo tuần II tháng 3",
            "SỐ LIỆU KỲ TRƯỚC",
            "Kỳ trước",
            "Số liệu cùng kỳ năm 2023",
            "BÁO CÁO TĂNG GIẢM XÃ HỘI SỐ",
            "BÁO CÁO XÃ HỘI SỐ (NỮ)",
            "Trong đó: nữ",
            "Nữ",
            "TỶ LỆ XÃ HỘI SỐ (%)",
            "Năm 2024 (kế hoạch)",
            "BÁO CÁO XÃ HỘI SỐ (KẾ HOẠCH)",
            "BÁO CÁO XÃ HỘI SỐ – KẾ HOẠCH NĂM 2024",
            "KẾT QUẢ XÃ HỘI SỐ (số liệu kế hoạch quý I)",
            "Năm 2024 (số ước)",
            "BÁO CÁO XÃ HỘI SỐ (SỐ LIỆU ƯỚC)",
            "BÁO CÁO XÃ HỘI SỐ (dự kiến đến hết năm 2024)",
            "BÁO CÁO TÌNH HÌNH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG - SỐ LIỆU QUÝ TRƯỚC",
            "BÁO CÁO TÌNH HÌNH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG CỦA XÃ (KỲ TRƯỚC)",
            "Loại số liệu: Kế hoạch",
            "loai: Kế hoạch",
            "loai_so_lieu: ke_hoach",
            "Loại báo cáo: Kế hoạch năm 2024.",
            "Số liệu: Ước",
            "loai: số liệu dự kiến",
            "Loại kỳ: Kỳ trước",
            "Đối tượng: Nữ",
            "Kỳ báo cáo: Quý I năm 2024; loại số liệu: Kế hoạch",
            "BÁO CÁO XÃ HỘI SỐ (loại số liệu: dự kiến)",
            "doi_tuong: Trong đó: nữ",
            "Ke_hoach_2024",
            "keHoach2024",
            "kehoach",
            "loaiSoLieu: luyKe",
            "loai: ke-hoach",
            "type: plan",
            "Target 2024",
            "YTD",
            "DỰ BÁO TÌNH HÌNH XÃ HỘI SỐ",
            "TÌNH HÌNH XÃ HỘI SỐ (DỰ BÁO)",
            "Quý III năm 2024 (dự báo)",
            "BÁO CÁO XÃ HỘI SỐ (KH)",
            "BÁO CÁO XÃ HỘI SỐ QUÝ III - LK",
            "MỤC TIÊU XÃ HỘI SỐ",
            "Mục tiêu Quý III năm 2024",
            "KỊCH BẢN CAO: XÃ HỘI SỐ",
            "XÃ HỘI SỐ (kịch bản thấp)",
            "Tốc độ tăng Quý III năm 2024",
            "Bình quân tháng Quý III năm 2024",
            "XÃ HỘI SỐ - NỮ",
            "# Kế hoạch",
            "* Dự kiến quý I",
            "(*) Số liệu là số kế hoạch",
            "Số liệu là số ước",
        ] {
            assert!(other_figures(title).is_some(), "{title}");
        }
        for title in [
            "Thôn có hương ước quý I năm 2024",
            "Tuần lễ chuyển đổi số",
            "BÁO CÁO XÃ HỘI SỐ (lần 2)",
            "KẾT QUẢ XÃ HỘI SỐ QUÝ I NĂM 2024 SO VỚI CÙNG KỲ NĂM TRƯỚC",
            "Nam Định, năm 2024",
            "KẾT QUẢ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ QUÝ I",
            "Báo cáo tình hình thực hiện chỉ tiêu kế hoạch giao năm 2024",
            "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
            "Phòng Tài chính - Kế hoạch huyện",
            "Phòng Tài chính - Kế hoạch",
            "BÁO CÁO XÃ HỘI SỐ (Kế hoạch chuyển đổi số)",
            "BÁO CÁO - KẾ HOẠCH CHUYỂN ĐỔI SỐ XÃ",
            "BÁO CÁO XÃ HỘI SỐ (thôn có quy ước)",
            "BÁO CÁO XÃ HỘI SỐ QUÝ I - SO VỚI QUÝ TRƯỚC",
            "Quý I năm 2024 (so với quý IV năm 2023)",
            "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/1/2024)",
            "Biểu số 01/TN",
            "BÁO CÁO HOẠT ĐỘNG KH&CN (KH&CN)",
            "BÁO CÁO XÃ HỘI SỐ (KH số 12)",
            "Loại số liệu: Thực hiện",
            "MỤC TIÊU QUỐC GIA VỀ XÃ HỘI SỐ",
            "Mục tiêu và kết quả thực hiện năm 2024",
            "TỐC ĐỘ TĂNG TRƯỞNG KINH TẾ",
            "BÁO CÁO CÔNG TÁC DỰ BÁO THIÊN TAI",
            "Thu nhập bình quân năm 2024",
            "Phòng Lao động - Trẻ em",
            "Bộ phận: Kế hoạch",
            "don_vi: Kế hoạch",
            "Lĩnh vực: Kế hoạch",
            "Người lập: Nam",
            "Nội dung: Kế hoạch chuyển đổi số của xã",
            "Căn cứ: Kế hoạch số 12/KH-UBND",
            "department: planning",
            "Data of the plan",
            "type: actual",
            "Đơn vị báo cáo: Phòng Tài chính - Kế hoạch",
        ] {
            assert_eq!(other_figures(title), None, "{title}");
        }
    }

    #[test]
    fn months_together_are_known_from_a_month_and_a_day() {
        for (title, months) in [
            ("Quý III và 9 tháng năm 2024", Some(9)),
            ("Quý 3 năm 2024 (số liệu 9 tháng)", Some(9)),
            ("BÁO CÁO QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024", Some(6)),
            ("Quý 3 tháng 9 năm 2024", None),
            ("Ngày 5 tháng 9 năm 2024", None),
            ("Quý III năm 2024", None),
            ("Trẻ dưới 6 tháng tuổi", None),
            ("Ngày nhận: 12 tháng sau quý báo cáo", None),
        ] {
            assert_eq!(months_together(title), months, "{title}");
        }
    }
}
