//! The unit of measure that a label has beside its words without parentheses: "Tổng chi - tỷ đồng", "Tổng chi, tỷ đồng",
//! "Tổng chi: triệu đồng", "(tỷ đồng) Tổng chi", "Dân số - ĐVT: người", "thu_trieu_dong".
//!
//! Takes a label as written; gives its words and its unit apart. Only what is a unit and nothing else is one: a power of ten, money, a share,
//! or what follows the words for a unit. Databases write strokes for blanks, and no marks: there "dong" is as often the end of another word
//! ("so_lao_dong", "chi_hoat_dong").

use std::borrow::Cow;

use crate::locate::head::head_unit::precedes_a_unit;
use crate::locate::unit_of_name::is_of_a_name_or_a_limit;
use crate::project::written::field::Field;
use crate::values::text;
use crate::words::unit_spellings::is_power_in_english;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// Signs between a label and its unit.
const SIGNS: [char; 9] = ['-', '–', '—', ',', ';', ':', '/', '\n', '_'];
/// Signs that join words where no blank is beside them.
const STROKES: [char; 3] = ['-', '–', '_'];
/// Powers of ten in words without marks that are no other word before a unit, beside those in English.
const POWERS: [&str; 8] = ["trieu", "ty", "ti", "nghin", "ngan", "1000", "tr", "ng"];
/// Words, without marks, that make another word with "dong": lao động, hợp đồng, tồn đọng, cổ đông, mức đóng.
const BEFORE_DONG: [&str; 53] = [
    "lao", "hop", "hoat", "hoi", "cong", "no", "ton", "u", "luu", "bien", "van", "dai", "tuong", "bat", "canh",
    "chuyen", "kich", "khoi", "tac", "rung", "dao", "xuc", "cam", "hanh", "chu", "bi", "tu", "dieu", "huy", "nang",
    "di", "sinh", "vung", "ha", "son", "lam", "nhi", "muc", "hoang", "ruong", "co", "dam", "linh", "manh", "rong",
    "trung", "vien", "phia", "mien", "da", "phai", "chua", "con",
];

/// The words of a label, and the unit of measure before or behind them; `None` for most labels.
pub(crate) fn parted(label: &str) -> Option<(&str, Cow<'_, str>)> {
    before(label).map(|(words, unit)| (words, unit.into())).or_else(|| behind(label))
}

/// True where a text over the column of a field ends in "dong" behind a stroke, and this is a part of its words: the text is what the form
/// itself calls a field that is no money, or a field of no figures.
pub(crate) fn is_of_its_words(text: &str, field: &Field) -> bool {
    let ends = text.rsplit_once(STROKES).is_some_and(|(_, last)| text::without_marks(last) == "dong");
    if !ends || field.unit.as_deref() == Some("VND") {
        return false;
    }
    let is_it = |words: &str| words.trim().eq_ignore_ascii_case(text.trim());
    let declared = || [&field.name].into_iter().chain(&field.title).chain(&field.labels).any(|words| is_it(words));
    !field.is_measure() || declared()
}

/// "(tỷ đồng) Tổng chi".
fn before(label: &str) -> Option<(&str, &str)> {
    let inner = label.trim_start().strip_prefix(['(', '['])?;
    let (unit, words) = inner.split_once([')', ']'])?;
    let words = words.trim();
    (!words.is_empty() && is_unit(unit)).then_some((words, unit.trim()))
}

/// "Tổng chi - tỷ đồng".
fn behind(label: &str) -> Option<(&str, Cow<'_, str>)> {
    let label = label.trim_end_matches([' ', '_', '.', '*']);
    let mut splits = label.match_indices(SIGNS);
    splits.find_map(|(place, sign)| {
        // Within parentheses a sign parts nothing: "Doanh thu (ĐVT: triệu đồng)".
        let words = label
            .get(..place)
            .filter(|words| words.matches(['(', '[']).count() == words.matches([')', ']']).count())?;
        let words = words.trim();
        let unit = label.get(place.saturating_add(sign.len())..)?.trim();
        if words.is_empty() {
            return None;
        }
        if !unit.contains(char::is_whitespace) && is_joined(label, place, sign) {
            return between_strokes(words, unit).map(|unit| (words, unit));
        }
        is_unit(unit).then_some((words, Cow::Borrowed(unit)))
    })
}

/// True for a stroke between two letters or digits.
fn is_joined(label: &str, place: usize, sign: &str) -> bool {
    let (before, behind) = (label.get(..place), label.get(place.saturating_add(sign.len())..));
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    sign.contains(STROKES)
        && is_word(before.and_then(|before| before.chars().next_back()))
        && is_word(behind.and_then(|behind| behind.chars().next()))
}

/// The unit in the last words between strokes: "vnd" of "thu_vnd", "trieu dong" of "thu_trieu_dong". "Dong" is none behind a word with which it
/// is another ("lao_dong"), nor behind a power of ten, of which it is a part.
fn between_strokes<'u>(words: &str, unit: &'u str) -> Option<Cow<'u, str>> {
    let before = words.rsplit(|sign: char| !sign.is_alphanumeric()).next().map(text::without_marks)?;
    let pieces: Vec<&str> = unit.split(STROKES).collect();
    match pieces.as_slice() {
        [word] => {
            let is_of_another = || {
                let is_number = before.bytes().all(|byte| byte.is_ascii_digit());
                // "Tổng cộng", "tiền công" and what is in đồng.
                let is_of_an_amount = || {
                    let plain = text::without_marks(words);
                    before == "cong"
                        && ["tong", "tien"]
                            .iter()
                            .any(|word| plain.trim_end_matches("cong").trim_end_matches(STROKES).ends_with(word))
                };
                if is_of_an_amount() {
                    return false;
                }
                is_number || POWERS.contains(&before.as_str()) || BEFORE_DONG.contains(&before.as_str())
            };
            let is_doubtful = text::without_marks(word) == "dong" && is_of_another();
            // "Ty_vnd": without its power it would be another amount.
            let is_of_a_power = is_power(&before) && is_money(word);
            (is_unit(word) && !is_doubtful && !is_of_a_power).then_some(Cow::Borrowed(*word))
        }
        // "K_vnd" may be thousands.
        [letter, money] if letter.len() == 1 && text::without_marks(money) == "vnd" => {
            let spaced = format!("{letter} {money}");
            perhaps_stated(&spaced).is_unclear().then_some(Cow::Owned(spaced))
        }
        [power, thing @ ..] if is_power(&text::without_marks(power)) => {
            let spaced = format!("{power} {}", thing.join(" "));
            let before: Vec<String> =
                words.split(|sign: char| !sign.is_alphanumeric()).map(text::without_marks).collect();
            (is_only_a_unit(&spaced) && !is_of_a_name_or_a_limit(&before)).then_some(Cow::Owned(spaced))
        }
        _ => None,
    }
}

/// True for a power of ten in a word without marks.
fn is_power(plain: &str) -> bool {
    POWERS.contains(&plain) || is_power_in_english(plain)
}

/// True for a word of money, without its marks or with them.
fn is_money(word: &str) -> bool {
    matches!(text::without_marks(word).as_str(), "dong" | "vnd" | "d")
}

fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let after_words = || {
        let (words, unit) = text.split_once(':')?;
        Some(precedes_a_unit(words) && !perhaps_stated(unit).is_empty())
    };
    matches!(text, "%" | "‰") || is_only_a_unit(text) || after_words() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_beside_a_label_are_no_words_of_it() {
        for label in [
            "Tổng chi - tỷ đồng",
            "Tổng chi – Tỷ đồng",
            "Tổng chi, tỷ đồng",
            "Tổng chi: tỷ đồng",
            "Tổng chi / tỷ đồng",
            "(tỷ đồng) Tổng chi",
            "[tỷ đồng] Tổng chi",
            "Tổng chi _tỷ đồng_",
            "Tổng chi\ntỷ đồng",
            "Tổng chi - ĐVT: người",
            "Tổng chi - %",
        ] {
            assert_eq!(parted(label).map(|(words, _)| words), Some("Tổng chi"), "{label}");
        }
        for label in [
            "Doanh thu (ĐVT: triệu đồng)",
            "Đã giải quyết - đúng hạn",
            "Hồ sơ - doanh nghiệp",
            "Cán bộ, công chức",
            "(1) Tổng chi",
            "Tổng chi",
        ] {
            assert_eq!(parted(label), None, "{label}");
        }
    }

    #[test]
    fn words_between_strokes_are_units_where_they_are_no_other_word() {
        for label in [
            "so_lao_dong",
            "so-lao-dong",
            "SO_HOP_DONG",
            "so_hợp_đồng",
            "chi_hoat_dong",
            "no_dong",
            "von_luu_dong",
            "so_cong_ty_dong",
            "ho_thu_nhap_tren_100_trieu_dong",
            "xa_trieu_dong",
            "Hợp đồng-lao động",
            "so_cong_ty",
            "ty_le",
            "ho_ngheo",
            "so_nguoi",
            "nhom_d",
        ] {
            assert_eq!(parted(label), None, "{label}");
        }
        for (label, words, unit) in [
            ("thu_nhap_trieu_dong", "thu_nhap", "trieu dong"),
            ("thu-nhap-ty-dong", "thu-nhap", "ty dong"),
            ("thu_2024_nghin_dong", "thu_2024", "nghin dong"),
            ("dan_so_nghin_nguoi", "dan_so", "nghin nguoi"),
            ("chi_ty_vnd", "chi", "ty vnd"),
            ("chi-trieu-vnd", "chi", "trieu vnd"),
            ("value_bn_vnd", "value", "bn vnd"),
            ("value_million_vnd", "value", "million vnd"),
            ("gia_tri_k_vnd", "gia_tri", "k vnd"),
            ("doanh_thu_dong", "doanh_thu", "dong"),
            ("tong_cong_dong", "tong_cong", "dong"),
            ("doanh_thu_đồng", "doanh_thu", "đồng"),
            ("doanh_thu_vnd", "doanh_thu", "vnd"),
            ("Doanh thu_tỷ đồng", "Doanh thu", "tỷ đồng"),
            ("Doanh thu-đồng", "Doanh thu", "đồng"),
        ] {
            assert_eq!(parted(label), Some((words, Cow::Borrowed(unit))), "{label}");
        }
    }
}
