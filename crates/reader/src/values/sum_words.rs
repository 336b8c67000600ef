//! Words in the place of a value by which a row is the sum of others: "Cộng", "Tổng số", "Grand total", and texts that begin or end with one:
//! "Tổng xã Sông Trong", "99001 Total".

use crate::values::text;

/// As [`text::name`] writes them, and without marks.
const WORDS: [&str; 12] = [
    "cộng",
    "tổng",
    "tổng số",
    "tổng cộng",
    "cong",
    "tong",
    "tong so",
    "tong cong",
    "total",
    "grand total",
    "subtotal",
    "sub total",
];
/// Those that are written in ASCII without a blank.
const ASCII: [&str; 8] = ["cong", "tong", "total", "subtotal", "sum", "all", "(all)", "_t"];
/// Bytes of the longest, with signs and blanks around it.
const LONGEST: usize = 24;

/// True for such a word and nothing else, but for signs around it.
pub fn is_one(text: &str) -> bool {
    if text.len() > LONGEST || !may_begin(text.as_bytes()) {
        return false;
    }
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    WORDS.contains(&text::name(bare).as_str())
}

/// True for such a word, or one that says the same beside others, in letters of ASCII alone.
pub fn is_ascii_said(text: &[u8]) -> bool {
    ASCII.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(text))
}

/// False for a text that is no such word for sure, by its length and its first letter.
pub fn may_begin(text: &[u8]) -> bool {
    let first = text.iter().find(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    text.len() <= LONGEST && first.is_some_and(|first| b"cCtTgGsS".contains(first))
}

/// Bytes of the longest text that says so in more words.
const LONGEST_SAID: usize = 120;

/// What behind the word of a sum says of what it is one.
const SUMMED: [&str; 34] = [
    "xã",
    "phường",
    "đặc",
    "thị",
    "huyện",
    "quận",
    "tỉnh",
    "thành",
    "ngày",
    "tháng",
    "quý",
    "năm",
    "tuần",
    "số",
    "cộng",
    "tiền",
    "lũy",
    "luỹ",
    "phát",
    "dồn",
    "theo",
    "kì",
    "đơn",
    "các",
    "toàn",
    "xa",
    "phuong",
    "huyen",
    "ngay",
    "thang",
    "cong",
    "tien",
    "luy",
    "theo",
];
/// The same behind "Cộng" alone.
const ADDED: [&str; 1] = ["trang"];
/// The same in English.
const SUMMED_IN_ENGLISH: [&str; 9] = ["of", "for", "by", "all", "amount", "number", "value", "result", "per"];
/// Words behind "Tổng" or "Cộng" with which they are no sum: "Tổng công ty", "Cộng đồng".
const COMPOUNDS: [&str; 34] = [
    "công",
    "cục",
    "đài",
    "hợp",
    "kết",
    "thầu",
    "thể",
    "quan",
    "kho",
    "giám",
    "bí",
    "thư",
    "lãnh",
    "vệ",
    "duyệt",
    "đồng",
    "tác",
    "hòa",
    "hoà",
    "hưởng",
    "sinh",
    "sự",
    "đại",
    "động",
    "đội",
    "hội",
    "khởi",
    "phổ",
    "liên",
    "quản",
    "bộ",
    "tư",
    "rà",
    "trưởng",
];
/// Words with which a text begins that carry a sum on, or from another page or period.
const CARRIED: [&str; 22] = [
    "mang sang",
    "chuyển trang",
    "chuyển sang trang",
    "cộng mang sang",
    "lũy kế",
    "luỹ kế",
    "luy ke",
    "số lũy kế",
    "số luỹ kế",
    "số phát sinh",
    "so phat sinh",
    "phát sinh trong",
    "số cộng",
    "số dư đầu",
    "số dư cuối",
    "dư đầu",
    "dư cuối",
    "tồn đầu",
    "tồn cuối",
    "so du dau",
    "so du cuoi",
    "mang sang trang",
];
/// What programs write for all values of a column.
const ALL: [&str; 5] = ["all", "(all)", "tất cả", "toàn bộ", "_t"];
/// The last words of a text by which it may be a sum: those of the subtotals of spreadsheets.
const LAST: [&str; 6] = ["total", "subtotal", "tổng", "cộng", "sum", "result"];

/// How surely a text says that its line is the sum of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidOfSum {
    /// "Tổng xã Sông Trong", "Lũy kế".
    Surely,
    /// "Tổng Ví", "99001 Total", "All".
    Perhaps,
}

/// Whether a text says that its line is the sum of others, in one word or in more. Most texts are none by [`may_say`].
pub fn said(text: &str) -> Option<SaidOfSum> {
    if !may_say(text.as_bytes()) {
        return None;
    }
    if is_one(text) {
        return Some(SaidOfSum::Surely);
    }
    let key = text::name(text);
    if ALL.contains(&key.as_str()) || ALL.contains(&text.trim().to_lowercase().as_str()) {
        return Some(SaidOfSum::Perhaps);
    }
    let bare = key.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let begins_with =
        |words: &&str| bare.strip_prefix(*words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if CARRIED.iter().any(begins_with) {
        return Some(SaidOfSum::Surely);
    }
    let mut words = bare.split(|sign: char| sign.is_whitespace() || matches!(sign, ':' | ';' | ',' | '/' | '_'));
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_counted = second.is_empty() || !second.starts_with(char::is_alphabetic);
    let of = |said: bool, otherwise: bool| match (said || is_counted, otherwise) {
        (true, _) => Some(SaidOfSum::Surely),
        (_, true) => Some(SaidOfSum::Perhaps),
        _ => None,
    };
    let found = match first {
        "tổng" => of(SUMMED.contains(&second), !COMPOUNDS.contains(&second)),
        "cộng" => of(SUMMED.contains(&second) || ADDED.contains(&second), !COMPOUNDS.contains(&second)),
        // Without its marks it may be another word, as "công" of "công ty".
        "tong" => of(SUMMED.contains(&second) || second == "so", false),
        "cong" => of(SUMMED.contains(&second) && second != "cong", false).filter(|_| !is_counted),
        "total" | "totals" | "subtotal" | "sub-total" | "sum" | "sums" => {
            of(SUMMED_IN_ENGLISH.contains(&second), false)
        }
        "grand" | "sub" => of(second == "total", false).filter(|_| second == "total"),
        _ => None,
    };
    let is_last = || {
        let last = bare.rsplit(|sign: char| !sign.is_alphanumeric()).find(|word| !word.is_empty());
        last.is_some_and(|last| LAST.contains(&last) && last.len() < bare.len())
    };
    found.or_else(|| is_last().then_some(SaidOfSum::Perhaps))
}

/// False for a text that says nothing of a sum for sure, by its first two letters and its last.
#[inline]
pub fn may_say(text: &[u8]) -> bool {
    if text.len() > LONGEST_SAID {
        return false;
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let (Some(start), Some(end)) = (text.iter().position(is_letter), text.iter().rposition(is_letter)) else {
        return false;
    };
    let second = text.get(start.saturating_add(1)).map_or(0, u8::to_ascii_lowercase);
    // A letter with a mark is of several bytes, or has the mark behind it.
    let has_mark = !second.is_ascii();
    let begins = match text.get(start).map_or(0, u8::to_ascii_lowercase) {
        b't' => second == b'o' || has_mark,
        b'c' => second == b'o' || second == b'h' || has_mark,
        b's' => matches!(second, b'u' | b'o') || has_mark,
        b'l' => second == b'u' || has_mark,
        b'g' => second == b'r',
        b'm' => second == b'a',
        b'p' => second == b'h',
        b'd' => second == b'u' || has_mark,
        b'a' => second == b'l',
        b'_' => true,
        _ => false,
    };
    let word = text.get(start..=end).unwrap_or_default();
    let ends = |last: &str| {
        let from = word.len().checked_sub(last.len());
        from.and_then(|from| word.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(last.as_bytes()))
    };
    let may_end = || match word.last().map(u8::to_ascii_lowercase) {
        Some(b'l') => ends("total"),
        Some(b't') => ends("result"),
        Some(b'm') => ends("sum"),
        Some(b'g') => ["ổng", "Ổng", "ộng", "Ộng"].iter().any(|last| ends(last)),
        _ => false,
    };
    begins || text.starts_with(b"_") || may_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sums_are_known_and_values_are_none() {
        for word in ["Cộng", "TỔNG CỘNG", "Tổng số:", " tổng ", "- Cộng -", "Total", "GRAND TOTAL", "Tong cong"]
        {
            assert!(is_one(word), "{word}");
        }
        for text in ["", "Cộng Hòa", "Tổng hợp", "Công", "Tống", "Tổng số hồ sơ", "T", "TTHC-001", "Đất đai"]
        {
            assert!(!is_one(text), "{text}");
        }
        assert!(is_ascii_said(b"TOTAL") && is_ascii_said(b"Cong") && !is_ascii_said(b"TTHC-001"));
    }

    #[test]
    fn texts_say_that_they_are_sums_in_more_words() {
        for text in [
            "Tổng xã Sông Trong",
            "Cộng xã 99001",
            "Tổng cộng xã Sông Trong",
            "Tổng số giao dịch",
            "Tổng tiền",
            "Cộng ngày 31/08",
            "Cộng trang",
            "Mang sang",
            "Lũy kế",
            "Cộng lũy kế",
            "Số phát sinh",
            "Sum",
            "TỔNG (2 giao dịch)",
            "Tong so giao dich",
            "CỘNG: 2",
            "Total of 99001",
            "Cộng",
            "Số dư đầu kỳ",
            "- Tổng cộng -",
            "Total: 2",
            "cong ngay 31/08",
            "Grand total 2",
        ] {
            assert_eq!(said(text), Some(SaidOfSum::Surely), "{text}");
        }
        for text in [
            "Tổng Ví",
            "99001 Total",
            "Xã Sông Trong Tổng",
            "VÍ TỔNG",
            "Ví Result",
            "All",
            "(All)",
            "ALL",
            "Tất cả",
            "_T",
        ] {
            assert_eq!(said(text), Some(SaidOfSum::Perhaps), "{text}");
        }
        for text in [
            "",
            "Tổng công ty Điện lực",
            "Tổng Cục Thuế",
            "Tổng kho 2",
            "Cộng đồng",
            "Công ty",
            "Cong ty 2",
            "TotalEnergies",
            "Total Energies",
            "Số hóa",
            "Sông Trong",
            "GD1",
            "Mang theo",
            "Trả lương",
            "Allianz",
            "Thẻ",
            "Đất đai",
            "Cong 2",
            "Dự án",
            "Tống Văn A",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
