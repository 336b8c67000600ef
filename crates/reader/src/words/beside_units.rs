//! What a text says beside the units of measure in it: "KH" of "triệu đồng (KH)", "quý III" of "triệu đồng - quý III", "hộ nghèo" of "% hộ nghèo".
//!
//! Takes a text in which a unit may be stated; gives its parts, and of each the words that are no unit. What they mean is for the rules of labels, cells
//! and heads to say.

use crate::values::currency::is_currency_sign;
use crate::values::text;
use crate::words::other_figures::{self, words_of};
use crate::words::power_words::{begins_with, in_words, normal, powers};
use crate::words::unit_spellings::{in_usual_words, without_lead};
use crate::words::unit_text::{MONEY, NO_MONEY, OTHER_MONEY, is_only_a_unit, is_unit_of_something};

/// Signs between the parts of a text.
const SIGNS: [char; 12] = ['(', ')', '[', ']', ',', ';', '\n', '|', ':', '–', '—', '_'];
/// Signs that part a unit from words, and join words, too.
const JOINTS: [char; 2] = ['-', '/'];
/// Words right behind "đồng" and behind a share that are a part of the unit.
const OF_MONEY: [&str; 8] = ["việt nam", "viet nam", "vn", "một", "mỗi", "trên", "chẵn", "tròn"];
const OF_A_SHARE: [&str; 6] = ["so với", "so voi", "trên", "tren", "của", "trong"];
/// What is before the sign of a share and says no more than that it is one.
const SHARES: [&str; 4] = ["tỉ lệ", "tỉ trọng", "ti le", "ti trong"];
/// Words of which a figure is none where they are behind a slash; other words there say what it is of each of.
const BEHIND_A_SLASH: [&[&str]; 3] = [other_figures::SHORT, other_figures::EXPECTED, other_figures::RUNNING];

/// The parts of a text, none of them blank: "triệu đồng", "KH" of "triệu đồng (KH)".
pub(crate) fn parts(written: &str) -> Vec<&str> {
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (mut parts, mut start, mut before) = (Vec::new(), 0, None);
    let mut push = |from: usize, to: usize| parts.extend(written.get(from..to).into_iter().flat_map(apart));
    for (place, sign) in written.char_indices() {
        let behind = place.saturating_add(sign.len_utf8());
        let is_of_a_number =
            || is_digit(before) && is_digit(written.get(behind..).and_then(|rest| rest.chars().next()));
        if SIGNS.contains(&sign) && !(sign == ',' && is_of_a_number()) {
            push(start, place);
            start = behind;
        }
        before = Some(sign);
    }
    push(start, written.len());
    parts
}

/// A part at its hyphens between blanks, and at a hyphen or a slash beside a unit: "KH-triệu đồng". "Triệu đồng/hộ" is one part, as "ki-lô-mét" is.
fn apart(part: &str) -> Vec<&str> {
    let part = part.trim();
    let sides = part.match_indices(JOINTS).find_map(|(place, sign)| {
        let (before, behind) = (part.get(..place)?, part.get(place.saturating_add(sign.len())..)?);
        let is_unit = |side: &str| matches!(side.trim(), "%" | "‰") || is_only_a_unit(side);
        let is_apart = sign == "-" && (before.ends_with(' ') || behind.starts_with(' ') || is_unit(before));
        (is_apart || is_unit(behind) && !is_unit(before)).then_some([before, behind])
    });
    match sides {
        Some([before, behind]) => [apart(before), apart(behind)].concat(),
        None => Some(part)
            .filter(|part| part.contains(|sign: char| sign.is_alphanumeric() || "%‰".contains(sign)))
            .into_iter()
            .collect(),
    }
}

/// True for a part that states a share: "% KH".
pub(crate) fn is_of_a_share(part: &str) -> bool {
    part.contains(['%', '‰'])
}

/// The words of a part that are no unit, in small letters: "nợ" of "triệu đồng nợ", all of a part without one. `None` where it is a unit and nothing else.
pub(crate) fn left_of(part: &str) -> Option<String> {
    let plain = in_words(&in_usual_words(&normal(part)));
    // "ĐVT" of "ĐVT: triệu đồng".
    if without_lead(&format!("{plain}:")).is_empty() {
        return None;
    }
    let whole = without_lead(&plain);
    let (unit, each) = whole.split_once('/').unwrap_or((whole, ""));
    let left = if let Some((before, behind)) = unit.split_once(['%', '‰']) {
        of_a_share(before, behind)
    } else {
        of_a_unit(unit.trim()).or_else(|| (!is_unit_of_something(part)).then(|| whole.to_owned()))?
    };
    let is_said = |each: &&str| {
        let plain = text::without_marks(each);
        words_of(&BEHIND_A_SLASH).any(|words| plain == words)
    };
    let said = each.split('/').map(str::trim).find(is_said).unwrap_or_default();
    Some([left.as_str(), said].join(" ").trim().to_owned()).filter(|left| !left.is_empty())
}

fn of_a_share(before: &str, behind: &str) -> String {
    let (before, behind) = (before.trim(), behind.trim());
    let before = if SHARES.contains(&before) { "" } else { before };
    let behind = if begins_with(behind, &OF_A_SHARE).is_some() { "" } else { behind };
    [before, behind].join(" ").trim().to_owned()
}

/// What is behind a power of ten and money at the beginning of a text; `None` where none is there.
fn of_a_unit(unit: &str) -> Option<String> {
    let (power, _, rest) = powers(unit);
    let rest = ["việt nam ", "viet nam ", "vn "].iter().find_map(|country| rest.strip_prefix(country)).unwrap_or(rest);
    if rest.is_empty() && power != 0 || rest.contains(is_currency_sign) && !rest.contains(char::is_alphabetic) {
        return Some(String::new());
    }
    let is_money = begins_with(rest, &MONEY).filter(|after| begins_with(after, &NO_MONEY).is_none());
    let after = is_money.or_else(|| begins_with(rest, &OTHER_MONEY))?;
    let after = if power == 0 { powers(after).2 } else { after };
    let after = after.trim_matches([' ', '.', '*']);
    Some(if begins_with(after, &OF_MONEY).is_some() { String::new() } else { after.to_owned() })
}

/// The words of a text beside the units that it states, part by part; none of a text that is a unit and nothing else.
pub(crate) fn words_beside(written: &str) -> Vec<String> {
    parts(written).into_iter().filter_map(left_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beside_a_unit_is_what_is_no_unit() {
        for (written, words) in [
            ("triệu đồng, KH", "kh"),
            ("KH - triệu đồng", "kh"),
            ("KH-triệu đồng", "kh"),
            ("triệu đồng-KH", "kh"),
            ("triệu đồng (KH)", "kh"),
            ("triệu đồng/KH", "kh"),
            ("triệu đồng; LK", "lk"),
            ("triệu đồng - 2024", "2024"),
            ("triệu đồng nợ", "nợ"),
            ("triệu đồng năm trước", "năm trước"),
            ("% KH", "kh"),
            ("% hộ nghèo", "hộ nghèo"),
            ("người (KH)", "kh"),
            ("VND, KH", "kh"),
            ("1.000 đồng, dự toán", "dự toán"),
            ("ĐVT: triệu đồng (KH)", "kh"),
        ] {
            assert_eq!(words_beside(written), [words], "{written}");
        }
        for written in [
            "triệu đồng",
            "(triệu đồng)",
            "Tr.đ",
            "triệu đồng/hộ",
            "triệu đồng/người/năm",
            "triệu đồng một hộ",
            "%",
            "% so với tổng số",
            "%/năm",
            "Tỷ lệ %",
            "người, hộ",
            "1,000 đồng",
            "1.000.000 đ",
            "đồng Việt Nam",
            "Việt Nam đồng (VNĐ)",
            "VN đồng",
            "triệu (đồng)",
            "billion VND",
            "VND billion",
            "triệu USD",
            "$",
            "₫",
            "ĐVT: tỷ đồng",
            "Đơn vị tính: người",
            "ki-lô-mét",
            "tỷ",
            "",
        ] {
            assert_eq!(words_beside(written), [""; 0], "{written}");
        }
    }
}
