//! The words and numbers by which a row shows what it is.
//!
//! Takes texts as [`text::name`] writes them, unless said otherwise; gives what they say. None of them knows a registry.

use crate::locate::rows::columns::RowKind;
use crate::project::written::form::Form;
use crate::values::letters::{self, is_letter_or_digit};
use crate::values::text;
use crate::words::note_leads::led_by_a_note;
use crate::words::unit_types::{LevelOfType, begins_with_a_type, words_of};

/// What is over units and is none.
const GROUPS: [&str; 3] = ["khu vực", "thành thị", "nông thôn"];
/// How a line begins that speaks of a part of the row above.
const PARTS: [&str; 6] = ["trong đó", "tr.đó", "tr. đó", "trđ", "chia ra", "bao gồm"];

/// How the sum of a section begins that names it.
const OF_SECTIONS: [&str; 10] = [
    "cộng khu vực",
    "cộng mục",
    "cộng phần",
    "cộng nhóm",
    "cộng cụm",
    "cộng vùng",
    "cộng tiểu vùng",
    "cộng khối",
    "cộng địa bàn",
    "tổng khu vực",
];

/// Bytes of a text that are looked at: no name, no total and no signature is longer.
pub(super) const LONGEST: usize = 4000;

/// What the name in a row is the name of, as far as its words show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// Nothing is named.
    Nothing,
    /// A name without a word of its level.
    Plain,
    /// A unit of a level that the form reports.
    Own,
    /// What is over the units of the form: a district over communes, a group.
    Above,
}

/// The words of the levels that a form reports.
pub(super) struct Levels {
    own: Vec<&'static str>,
    above: Vec<&'static str>,
}

impl Levels {
    pub fn of(form: &Form) -> Self {
        let levels = form.form.reports.ever();
        let reports = |kind: KindOfLevel| levels.iter().any(|own| kind_of_level(own) == Some(kind));
        let mut own = Vec::new();
        let mut above = GROUPS.to_vec();
        // Where districts report, their communes are below them, and are none of the form's rows.
        if reports(KindOfLevel::District) || reports(KindOfLevel::Province) {
            own.extend(words_of(LevelOfType::District));
            own.extend(words_of(LevelOfType::Province));
        } else {
            above.extend(words_of(LevelOfType::District));
            above.extend(words_of(LevelOfType::Province));
        }
        if reports(KindOfLevel::Commune) || own.is_empty() {
            own.extend(words_of(LevelOfType::Commune));
        }
        Self { own, above }
    }

    /// What a name says of its level. "I. HUYỆN …" has a number before it, "H. …" has none.
    pub fn naming(&self, name: &str) -> Naming {
        // "X. HUYỆN …" is the tenth district, and no commune.
        let whole = |word: &str| !word.is_ascii();
        for (text, short) in [(without_number(name), false), (name, true)] {
            let says = |words: &[&str]| words.iter().any(|word| (short || whole(word)) && names(text, word));
            if says(&self.above) {
                return Naming::Above;
            }
            if says(&self.own) {
                return Naming::Own;
            }
        }
        if name.is_empty() { Naming::Nothing } else { Naming::Plain }
    }
}

/// What units of a level are, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KindOfLevel {
    Province,
    District,
    Commune,
}

/// The levels are what the registry calls them, in English or in Vietnamese: "district", "huyen", "cap-huyen", "Huyện".
fn kind_of_level(level: &str) -> Option<KindOfLevel> {
    let plain = text::without_marks(level).to_lowercase();
    let mut words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| *word != "cap");
    match (words.next()?, words.next()) {
        ("province" | "provinces" | "tinh", _) => Some(KindOfLevel::Province),
        ("district" | "districts" | "huyen" | "quan", _) | ("thi", Some("xa")) => Some(KindOfLevel::District),
        ("commune" | "communes" | "ward" | "xa" | "phuong", _) | ("thi", Some("tran")) | ("dac", Some("khu")) => {
            Some(KindOfLevel::Commune)
        }
        _ => None,
    }
}

/// The digits that codes of a level have.
pub(super) fn digits_of_level(level: &str) -> usize {
    match kind_of_level(level) {
        Some(KindOfLevel::Province) => 2,
        Some(KindOfLevel::District) => 3,
        Some(KindOfLevel::Commune) | None => 5,
    }
}

/// The digits that codes of the level have whose word begins a name; behind the number of a row too.
pub(super) fn level_of_name(name: &str) -> Option<usize> {
    let begins = |level| words_of(level).any(|word| names(name, word) || names(without_number(name), word));
    let levels = [(2, LevelOfType::Province), (3, LevelOfType::District), (5, LevelOfType::Commune)];
    levels.into_iter().find(|(_, level)| begins(*level)).map(|(digits, _)| digits)
}

/// True where a text begins with a word for a kind of unit.
fn names(text: &str, word: &str) -> bool {
    let follows = |rest: &str| rest.starts_with([' ', '.']);
    text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || follows(rest))
}

/// True where the text begins with one of the words, whole.
pub(super) fn starts_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
    })
}

/// True for a line that speaks of a part of the row above: "Trong đó: nữ".
pub(super) fn is_part(text: &str) -> bool {
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    starts_with_word(text, &PARTS)
}

/// What is behind the words of a part: "Xã Nậm Tin" of "Trong đó: Xã Nậm Tin"; `None` for other texts.
pub fn behind_part_words(written: &str) -> Option<&str> {
    // Bytes of the longest of them with what may be before it.
    const LONGEST: usize = 40;
    let bare = written.trim_start_matches(|sign: char| !is_letter_or_digit(sign));
    // Most names are known by their first letters.
    let mut first = bare.chars().map(letters::plain);
    let (first, second) = (first.next()?, first.next()?);
    if let (Some(first), Some(second)) = (first, second)
        && !matches!((first, second), ('t', 'r') | ('c', 'h') | ('b', 'a'))
    {
        return None;
    }
    let ends = bare.char_indices().map(|(end, _)| end).chain([bare.len()]).take_while(|end| *end <= LONGEST);
    let rest = ends.filter_map(|end| {
        let (words, rest) = bare.split_at_checked(end)?;
        let is_whole = !rest.starts_with(is_letter_or_digit);
        (is_whole && PARTS.contains(&text::name(words).as_str())).then_some(rest)
    });
    rest.last().map(|rest| rest.trim_start_matches(|sign: char| !sign.is_alphanumeric()).trim_end())
}

/// True for a line of shares, means or extremes of the rows above, or of what they are compared with: "Tỷ lệ (%)", "Bình quân",
/// "Cao nhất", "Cùng kỳ năm trước", "Kế hoạch năm". No unit of the registry is called so.
pub(crate) fn is_derived(text: &str) -> bool {
    const WORDS: [&str; 31] = [
        "so sánh",
        "tỉ lệ",
        "tỉ trọng",
        "cơ cấu",
        "bình quân",
        "trung bình",
        "điểm trung bình",
        "điểm bình quân",
        "kì trước",
        "cùng kì",
        "tăng, giảm",
        "tăng giảm",
        "so với",
        "cao nhất",
        "thấp nhất",
        "lớn nhất",
        "nhỏ nhất",
        "trung vị",
        "kế hoạch",
        "chỉ tiêu",
        "mục tiêu",
        "định mức",
        "năm trước",
        "quý trước",
        "tháng trước",
        "tốc độ tăng",
        "mức tăng",
        "tỉ số",
        "average",
        "max",
        "min",
    ];
    starts_with_word(text, &WORDS)
}

/// True for a text, as written, that a dash, a plus or a bullet begins: a line of a list below the row above.
pub(super) fn is_dashed(written: &str) -> bool {
    written.trim_start().starts_with(['-', '–', '—', '−', '+', '*', '•', '▪', '●', '◦'])
}

/// Whether a text is that of a total. Without a code column "Tổng Cọt" may be a place, and "Cộng Hòa" one anywhere.
pub(super) fn total(text: &str, has_codes: bool, counted: bool) -> Option<RowKind> {
    const WHOLE: [&str; 11] = [
        "tổng cộng",
        "cộng tỉnh",
        "tổng tỉnh",
        "tổng số toàn",
        "tổng toàn",
        "cộng toàn",
        "cộng chung",
        "tổng chung",
        "total",
        "grand total",
        "cả nước",
    ];
    const EITHER: [&str; 6] = ["mang sang", "cộng mang sang", "cộng trang", "tổng trang", "tổng số", "cộng các"];
    if matches!(text.trim(), "σ" | "∑" | "sum") {
        return Some(RowKind::GrandTotal);
    }
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    // "Cộng 3 xã".
    let of_so_many =
        text.strip_prefix("cộng ").is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let is_whole_unit = || ["toàn ", "cả "].iter().any(|all| text.strip_prefix(all).is_some_and(begins_with_a_type));
    if starts_with_word(text, &WHOLE) || of_so_many || is_whole_unit() {
        return Some(RowKind::GrandTotal);
    }
    let plain = !counted && matches!(text, "cộng" | "tổng");
    (plain
        || is_of_headings(text)
        || is_of_a_section(text)
        || starts_with_word(text, &EITHER)
        || (has_codes && starts_with_word(text, &["tổng"])))
    .then_some(RowKind::Total)
}

/// True for the word of a total among the values of a dimension, where "Tổng đài 1022" is a value.
pub(super) fn is_total_of_values(text: &str) -> bool {
    matches!(text, "tổng số" | "tổng cộng" | "tổng" | "cộng")
}

/// "Cộng A", "Cộng (I+II)": the numbers of the headings whose rows are summed.
fn is_of_headings(text: &str) -> bool {
    let Some(rest) = ["cộng ", "tổng "].iter().find_map(|word| text.strip_prefix(word)) else { return false };
    let mut numbers =
        rest.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "và").peekable();
    numbers.peek().is_some() && numbers.all(is_heading_number)
}

/// "Cộng khu vực I": the words themselves name the section.
pub(super) fn says_subtotal(text: &str) -> bool {
    text == "cộng" || is_of_headings(text) || is_of_a_section(text)
}

/// "Cộng khu vực I", "Cộng đặc khu", "Tổng huyện Suối Đá"; a sum of the province is one of all.
fn is_of_a_section(text: &str) -> bool {
    let unit = ["cộng ", "tổng "].iter().find_map(|sum| text.strip_prefix(sum));
    let is_of_unit = |unit: &str| begins_with_a_type(unit) && !starts_with_word(unit, &["tỉnh"]);
    starts_with_word(text, &OF_SECTIONS) || unit.is_some_and(is_of_unit)
}

/// True for a text, as written, that is of a total.
pub fn is_total(written: &str) -> bool {
    total(&text::name(written), true, false).is_some()
}

/// True for a text, as written, that names no unit of a row: a total, a part of the row above.
pub fn sums(written: &str) -> bool {
    is_total(written) || is_part(&text::name(written))
}

/// The same for a text as written.
pub fn ends_the_body(written: &str) -> bool {
    ends(&text::name(text::beginning(written, LONGEST)))
}

/// True where a text begins the part below the body: notes, place and day, signatures.
pub(super) fn ends(key: &str) -> bool {
    const WORDS: [&str; 14] = [
        "người lập",
        "người tổng hợp",
        "lập biểu",
        "thủ trưởng",
        "xác nhận",
        "nơi nhận",
        "kế toán",
        "chủ tịch",
        "tm",
        "kt",
        "người duyệt",
        "người kiểm tra",
        "phụ trách",
        "giám đốc",
    ];
    let key = key.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let day = key.split_once("ngày").is_some_and(|(_, rest)| {
        rest.split_once("tháng").is_some_and(|(day, rest)| day.chars().count() <= 12 && rest.contains("năm"))
    });
    // "Ghi chú" is never the name of a row; other words that lead a note may begin one ("Thuyết minh dự án"), but with a colon behind them.
    let is_note = starts_with_word(key, &["ghi chú"]) || led_by_a_note(key).is_some();
    day || is_note || starts_with_word(key, &WORDS) || counts_rows(key)
}

/// What programs write below the rows that they export: "(3 rows)", "3 rows in set".
fn counts_rows(key: &str) -> bool {
    const ROWS: [&str; 6] = ["rows", "row", "records", "dòng", "hàng", "bản ghi"];
    let rest = key.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let (counts, rest) = (rest.len() < key.len(), rest.trim());
    let rest = ROWS.iter().find_map(|rows| rest.strip_prefix(rows)).map(|rest| rest.trim_matches([')', '.', ' ']));
    counts
        && rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with("in set") || rest == "affected" || rest == "selected"
        })
}

/// An ordinal without what closes it: "1.", "I)".
pub(super) fn bare(ordinal: &str) -> &str {
    ordinal.trim_matches(['.', ')', '(', ' '])
}

/// 1, 12, 3.: the number of a row among others of its kind.
pub(super) fn is_count(ordinal: &str) -> bool {
    let digits = bare(ordinal);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A, B, I, IV: numbers of headings.
pub(super) fn is_heading_number(ordinal: &str) -> bool {
    let letters = bare(ordinal);
    let roman = !letters.is_empty() && letters.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x' | 'l'));
    roman || (letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic))
}

/// A text that a number begins, as the number and what follows it: "I. Huyện …".
pub(super) fn numbered(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.split_once(['.', ')', ':'])?;
    let rest = rest.trim();
    let is_number = is_heading_number(&text::name(number)) || is_count(number.trim());
    (is_number && !rest.is_empty()).then_some((number.trim(), rest))
}

pub(super) fn without_number(text: &str) -> &str {
    numbered(text).map_or(text, |(_, rest)| rest)
}

/// True where a row with the second ordinal is the first below one with the first: 1 below I, 1.1 below 1.
pub(super) fn begins_below(ordinal: &str, next: &str) -> bool {
    let (ordinal, next) = (bare(ordinal), bare(next));
    if is_heading_number(ordinal) && next == "1" {
        return true;
    }
    // A number that was typed as 1.1 is "1,1" in a text.
    next.strip_prefix(ordinal).is_some_and(|rest| !ordinal.is_empty() && matches!(rest, ".1" | ",1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_show_what_is_below_what() {
        for (above, below) in [("i", "1"), ("a", "1."), ("1", "1.1"), ("1", "1,1"), ("ii.", "ii.1")] {
            assert!(begins_below(above, below), "{below} below {above}");
        }
        for (above, below) in [("i", "ii"), ("1", "1"), ("", "1"), ("1", "2"), ("i", "2"), ("", ".1")] {
            assert!(!begins_below(above, below), "{below} below {above}");
        }
    }

    #[test]
    fn levels_are_what_the_registry_calls_them() {
        for (level, digits) in [
            ("province", 2),
            ("tinh", 2),
            ("cap-huyen", 3),
            ("Huyện", 3),
            ("thi_xa", 3),
            ("xa", 5),
            ("thi_tran", 5),
            ("dac_khu", 5),
            ("l3", 5),
        ] {
            assert_eq!(digits_of_level(level), digits, "{level}");
        }
    }

    #[test]
    fn names_show_their_level() {
        let of_communes =
            Levels { own: words_of(LevelOfType::Commune).collect(), above: words_of(LevelOfType::District).collect() };
        for (name, naming) in [
            ("xã sá tổng", Naming::Own),
            ("đặc khu phú quốc", Naming::Own),
            ("quận ba đình", Naming::Above),
            ("x.sá tổng", Naming::Own),
            ("h. mường chà", Naming::Above),
            ("i. huyện mường chà", Naming::Above),
            ("x. huyện nậm pồ", Naming::Above),
            ("mường chà", Naming::Plain),
            ("hừa ngài", Naming::Plain),
            ("h'leo", Naming::Plain),
            ("", Naming::Nothing),
        ] {
            assert_eq!(of_communes.naming(name), naming, "{name}");
        }
    }

    #[test]
    fn words_of_totals_are_known_and_places_are_none() {
        for text in ["total", "grand total", "σ", "∑", "sum", "cả thị xã", "cộng 3 xã", "tổng cộng", "cộng tỉnh"]
        {
            assert_eq!(total(text, true, false), Some(RowKind::GrandTotal), "{text}");
            assert!(!says_subtotal(text), "{text}");
        }
        for text in [
            "cộng a",
            "cộng (i+ii)",
            "tổng i và ii",
            "cộng mục a",
            "cộng xã nậm tin",
            "cộng phường na lay",
            "cộng đặc khu",
            "tổng quận ba đình",
        ] {
            assert_eq!(total(text, false, false), Some(RowKind::Total), "{text}");
            assert!(says_subtotal(text), "{text}");
        }
        for text in ["cộng hòa", "tổng cọt", "cộng và", "chung", "sum mua", "cả hầu", "totalo"] {
            assert_eq!(total(text, false, false), None, "{text}");
        }
    }

    #[test]
    fn what_is_behind_the_words_of_a_part_is_known() {
        for (written, rest) in [
            ("Trong đó: Xã Nậm Tin", Some("Xã Nậm Tin")),
            ("- TRONG ĐÓ Xã Nậm Tin", Some("Xã Nậm Tin")),
            ("Trđ: Trồng trọt", Some("Trồng trọt")),
            ("Trong đó", Some("")),
            ("Trong đóng góp", None),
            ("Xã Nậm Tin", None),
        ] {
            assert_eq!(behind_part_words(written), rest, "{written}");
        }
    }

    #[test]
    fn a_value_is_no_total_for_beginning_like_one() {
        assert!(is_total_of_values("tổng số") && !is_total_of_values("tổng đài 1022"));
    }
}
