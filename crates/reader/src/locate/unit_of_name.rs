//! The unit of measure that the name of a sheet states: "Biểu 11 (đồng)", "Thu - tỷ đồng", "B02_trđ", "chi_phi_trieu_dong".
//!
//! In the names of files, and of sheets that are called after them, strokes stand for blanks, and marks are left out: "son-dong" is a district, "hoat_dong"
//! an activity, "ty-le" a share. What stands between such strokes is a word, and a unit only where it cannot be anything else.

use crate::locate::known_text::KnownText;
use crate::values::text;
use crate::words::power_words::is_only_a_power;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// Money in letters that are no word of another meaning, with its power of ten or without.
const SHORT: [&str; 8] = ["vnd", "vnđ", "trđ", "trd", "tỷđ", "tyđ", "nđ", "ngđ"];
/// Money and its power in words, without marks.
const LONG: [[&str; 2]; 6] =
    [["trieu", "dong"], ["ty", "dong"], ["ti", "dong"], ["nghin", "dong"], ["ngan", "dong"], ["1000", "dong"]];
/// Words of places and offices: "xa-trieu-dong" is a commune, and "cong-ty-dong-bac" a company.
const OF_NAMES: [&str; 14] =
    ["xa", "phuong", "khu", "huyen", "quan", "tinh", "thi", "tran", "tt", "ubnd", "cong", "thon", "ban", "tren"];
/// Words before the number of a form or of a sheet: the amount in "tren-100-trieu-dong" is a limit.
const NUMBERED: [&str; 11] = ["bieu", "b", "bm", "mau", "bang", "sheet", "phu", "luc", "pl", "so", "quy"];

/// The unit of a name. "So sánh (%)", "Đồng" and "Triệu" are names.
pub fn unit_of_a_name(name: &str) -> Option<String> {
    if is_only_a_power(name) {
        return None;
    }
    let spaced = with_blanks(name);
    let known = KnownText::of(&spaced);
    let found = known.unit_after().filter(|unit| !unit.is_empty()).or_else(|| known.unit_within());
    let may_be = |unit: &&str| {
        let units = perhaps_stated(unit);
        let is_beside = || units.names_any(&[StatedMeasure::Money]) && unit.trim() != spaced.trim();
        units.has_power() || is_beside()
    };
    let found = found.filter(may_be).map(str::to_owned);
    found.or_else(|| behind_a_stroke(name)).or_else(|| behind_strokes(name))
}

/// A name with blanks in the place of strokes that stand between letters or digits.
fn with_blanks(name: &str) -> String {
    let signs: Vec<char> = name.chars().collect();
    let is_word =
        |place: Option<usize>| place.and_then(|place| signs.get(place)).is_some_and(|sign| sign.is_alphanumeric());
    let sign_at = |(place, sign): (usize, &char)| {
        let is_between = is_word(place.checked_sub(1)) && is_word(place.checked_add(1));
        if matches!(sign, '-' | '–' | '_') && is_between { ' ' } else { *sign }
    };
    signs.iter().enumerate().map(sign_at).collect()
}

/// The unit behind the last stroke that has a blank beside it: "Biểu 11 - VNĐ", "Thu | đồng".
fn behind_a_stroke(name: &str) -> Option<String> {
    let (before, last) = name.rsplit_once(['-', '–', '_', '|'])?;
    let is_apart = name.contains('|') || before.ends_with(' ') || last.starts_with(' ');
    let last = last.trim();
    let is_money = || is_only_a_unit(last) && perhaps_stated(last).names_any(&[StatedMeasure::Money]);
    (is_apart && is_money()).then(|| last.to_owned())
}

/// The unit in the last words between strokes, where they are none of another meaning.
fn behind_strokes(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (last, before) = words.split_last()?;
    if before.is_empty() {
        return None;
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if SHORT.contains(&last.to_lowercase().as_str()) {
        return Some((*last).to_owned());
    }
    let plain: Vec<String> = words.iter().map(|word| text::without_marks(word)).collect();
    // "Đồng" with its marks behind a number is no name of a place: "Biểu 11_đồng".
    if text::label(last) == "đồng" && before.last().is_some_and(|word| is_number(word)) && name.contains('_') {
        return Some((*last).to_owned());
    }
    let [rest @ .., power, money] = plain.as_slice() else { return None };
    if !LONG.contains(&[power.as_str(), money.as_str()]) {
        return None;
    }
    if is_of_a_name_or_a_limit(rest) {
        return None;
    }
    let written = words.get(words.len().checked_sub(2)?..)?;
    Some(written.join(" "))
}

/// True where the last of the words before a power and its money, without marks, makes them the name of a place ("xa-trieu-dong") or an amount that is
/// a limit ("tren-100-trieu-dong").
pub(in crate::locate) fn is_of_a_name_or_a_limit(before: &[String]) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_limit = |number: &String| {
        let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let above = before.len().checked_sub(2).and_then(|above| before.get(above));
        is_number(number) && !is_year && !above.is_some_and(|word| NUMBERED.contains(&word.as_str()))
    };
    before.last().is_some_and(|word| OF_NAMES.contains(&word.as_str()) || is_limit(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_state_a_unit_where_it_is_no_other_word() {
        for (name, unit) in [
            ("Biểu 11 (đồng)", "đồng"),
            ("Biểu 11 - VNĐ", "VNĐ"),
            ("Biểu 11 - đồng", "đồng"),
            ("B02_trđ", "trđ"),
            ("Thu; tỷ đồng", "tỷ đồng"),
            ("Biểu 11_đồng", "đồng"),
            ("chi_phi_trieu_dong", "trieu dong"),
            ("thu-ngan-sach-ty-dong", "ty dong"),
            ("bieu-02-trieu-dong", "trieu dong"),
            ("thu-2024-trieu-dong", "trieu dong"),
            ("Doanh thu-tỷ đồng", "tỷ đồng"),
            ("so-lieu-vnd", "vnd"),
            ("Triệu đồng", "Triệu đồng"),
        ] {
            assert_eq!(unit_of_a_name(name).as_deref(), Some(unit), "{name}");
        }
    }

    #[test]
    fn words_within_names_are_no_units() {
        for name in [
            "son-dong",
            "huyen-son-dong",
            "hoat_dong",
            "hoạt-động",
            "lao-dong",
            "hop-dong",
            "hợp-đồng",
            "hội-đồng nhân dân",
            "dong-bo",
            "van-dong",
            "cuoc-van-dong",
            "ty-le",
            "ty-le-ho-ngheo",
            "tram-y-te",
            "trieu-phong",
            "dong-trieu",
            "xa-trieu-dong",
            "chuc-nang",
            "ho-thu-nhap-tren-100-trieu-dong",
            "dong",
            "Đồng",
            "Triệu",
            "Son Dong",
            "Hoat dong",
            "So sánh (%)",
            "so-nguoi",
            "ho-ngheo",
            "cong-ty",
        ] {
            assert_eq!(unit_of_a_name(name), None, "{name}");
        }
    }
}
