//! What is in the parentheses at the end of a label, which are laid aside where labels are compared.
//!
//! Takes a label as written; gives the words that speak of another period, of the plan or of a running total ("(KH)", "(LK)",
//! "(31/12/2023)" in a report of 2024), and says whether the others may mean something else than the field: "(nữ)", "(bình
//! quân)". Units, footnotes, numbers of columns and words such as "(nếu có)" say nothing of what was counted.

use std::borrow::Cow;

use chrono::Datelike;

use crate::locate::labels::label_other::{holds, is_own, without_year};
use crate::locate::labels::label_path::last_parentheses;
use crate::project::written::form::Field;
use crate::values::day;
use crate::values::period::{Calendar, Period};
use crate::values::text;
use crate::words::beside_units;
use crate::words::counted::Counted;
use crate::words::other_figures::{self, words_of};
use crate::words::period_text;
use crate::words::unit_text::{is_unit_of_something, perhaps_stated, stated};

/// In parentheses, alone or at their beginning: elsewhere they may be short for something else.
const OTHER: [&[&str]; 4] = [
    other_figures::SHORT,
    other_figures::RUNNING_ALONE,
    other_figures::CHANGED,
    &["dau ki", "dau nam", "dau quy", "dau thang", "chenh lech", "tang them", "du bao"],
];
/// Words in parentheses that say how to fill in a column or at which prices amounts are reckoned, and nothing of what is counted.
const SILENT: [&str; 25] = [
    "neu co",
    "neu ",
    "bat buoc",
    "khong bat buoc",
    "ghi ",
    "nhap so ",
    "dien so ",
    "chon mot ",
    "tu dong",
    "theo mau",
    "theo quy dinh",
    "theo danh muc",
    "lam tron",
    "cot ",
    "so luong",
    "tong so",
    "tong cong",
    "required",
    "optional",
    "if any",
    "ma so ",
    "gia hien hanh",
    "theo gia hien hanh",
    "gia thuc te",
    "theo gia thuc te",
];
/// What else is counted, as a label says it in parentheses and nothing beside it; without marks. None of these may be a part of
/// persons, of offices or of what they handle.
const COUNTED: [&str; 21] = [
    "don vi",
    "lan",
    "vu",
    "vu viec",
    "cong trinh",
    "du an",
    "thu tuc",
    "nhan khau",
    "buoi",
    "phieu",
    "giuong",
    "mo hinh",
    "lit",
    "kwh",
    "mw",
    "gb",
    "phut",
    "quyen",
    "tin bai",
    "thiet bi",
    "camera",
];
/// Words before a day or a period.
const BEFORE_A_DAY: [&str; 9] =
    ["tinh den", "tai thoi diem", "thoi diem", "den ngay", "tai ngay", "co den", "tai", "den", "ngay"];

/// What is within the parentheses at the end of a label, from the last on.
fn asides(label: &str) -> impl Iterator<Item = &str> {
    let mut rest = label;
    std::iter::from_fn(move || {
        let (before, inner) = last_parentheses(rest)?;
        rest = before;
        Some(inner.trim())
    })
}

/// What is in parentheses at the end of a label, whole and part by part: "triệu đồng, KH", "KH". Of a part that begins with a unit the words behind it
/// are one ("triệu đồng KH"); what is behind a share may be what it is of ("% KH").
pub(super) fn parts(label: &str) -> Vec<Cow<'_, str>> {
    let mut parts: Vec<Cow<'_, str>> = asides(label).map(Cow::Borrowed).collect();
    for aside in asides(label) {
        let apart = beside_units::parts(aside);
        let is_whole = |part: &&str| apart.len() == 1 && *part == aside;
        parts.extend(apart.iter().filter(|part| !is_whole(part)).map(|part| Cow::Borrowed(*part)));
        let amounts = apart.iter().filter(|part| !beside_units::is_of_a_share(part));
        let left = |part: &&str| beside_units::left_of(part).filter(|left| left.len() < text::name(part).len());
        parts.extend(amounts.filter_map(left).map(Cow::Owned));
    }
    parts
}

/// The words in parentheses that speak of another period or of the plan, without marks.
pub(super) fn other_words(label: &str) -> Vec<String> {
    let is_other = |words: &String| {
        words_of(&OTHER).any(|other| {
            words.strip_prefix(other).is_some_and(|rest| rest.is_empty() || other.len() > 2 && rest.starts_with(' '))
        })
    };
    let mut found: Vec<String> = Vec::new();
    for words in parts(label).iter().map(|part| text::without_marks(part)).filter(is_other) {
        if !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

/// The words in parentheses, without marks, that name a year or a day which is not this period's.
pub(super) fn other_period(label: &str, period: Period) -> Option<String> {
    let parts = parts(label);
    let whole = asides(label).count();
    let said = |words: &&Cow<'_, str>| is_of(words, period) == Some(false);
    // "(1/10/2025 - 31/12/2025)" begins before what it speaks of.
    let is_of_it = || parts.iter().any(|words| is_of(words, period) == Some(true));
    let found = parts.iter().take(whole).find(said);
    let found = found.or_else(|| parts.iter().skip(whole).find(said).filter(|_| !is_of_it()));
    found.map(|words| text::without_marks(words))
}

/// Whether the year or the day that the words are is of the period; `None` where they are none. The first day of a period
/// may be said of what was before it.
pub(crate) fn is_of(words: &str, period: Period) -> Option<bool> {
    let plain = text::without_marks(words);
    let named = BEFORE_A_DAY.iter().find_map(|before| plain.strip_prefix(before)).unwrap_or(&plain).trim();
    if named.len() == 4 && named.bytes().all(|byte| byte.is_ascii_digit()) {
        let year: i32 = named.parse().ok().filter(|year| (1950..=2150).contains(year))?;
        return Some(year == period.year());
    }
    let (start, end) = (period.start(Calendar::Gregorian), period.end(Calendar::Gregorian));
    let of_period = |written: &str| day::written(written).map(|day| start < day && day <= end);
    // "31/12" without its year is of the year of the report. "(5/4)" may be two columns, of which a share is made; the last day of a month is none.
    let in_year = format!("{named}/{}", end.year());
    let ends_a_month = || {
        let next = day::written(&in_year).and_then(|day| day.succ_opt());
        next.is_some_and(|next| next.day() == 1)
    };
    let of_whole_year = || of_period(&with_whole_year(named)?);
    of_period(named).or_else(of_whole_year).or_else(|| of_period(&in_year).filter(|is_of| *is_of || ends_a_month()))
}

/// A day with two digits of its year, with all four: "31-12-24". Up to the twelfth it may be three columns, of which something is reckoned.
fn with_whole_year(day: &str) -> Option<String> {
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let is_number = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [of_month, month, year] if parts.iter().all(is_number) && year.len() == 2 => {
            let is_late = of_month.parse::<u32>().is_ok_and(|number| number > 12);
            is_late.then(|| format!("{of_month}/{month}/20{year}"))
        }
        _ => None,
    }
}

/// The letter in parentheses at the end of a label, in small.
pub(super) fn letter(label: &str) -> Option<char> {
    let mut letters = asides(label).next()?.chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    letters.next().is_none().then(|| letter.to_lowercase().next()).flatten()
}

/// True for words that would be another unit of the quantity that a field measures in a place of units, and are none in a label: "g" beside tonnes.
fn is_another_unit(words: &str, field: &Field) -> bool {
    let own = field.unit.as_deref().map(Counted::of_code);
    let unit = stated(words).only().map(|unit| unit.counted);
    match (own, unit) {
        (Some(Counted::Quantity(own)), Some(Counted::Quantity(unit))) => {
            own.kind == unit.kind && own != unit && perhaps_stated(words).is_empty()
        }
        _ => false,
    }
}

/// True where words in the parentheses of a label may mean something else than the field. `are_numbered` is true where letters number the columns:
/// elsewhere "(g)" beside tonnes may be grams.
pub(super) fn is_doubtful(label: &str, field: &Field, period: Option<Period>, are_numbered: bool) -> bool {
    let own = || {
        let words = [Some(&field.name), field.title.as_ref(), field.description.as_ref(), field.unit.as_ref()];
        let words = words.into_iter().flatten().chain(&field.labels);
        text::without_marks(&words.map(|text| text.replace(['(', ')', '[', ']'], " ")).collect::<Vec<_>>().join(" "))
    };
    let says_nothing_of_it = |words: &str| {
        let plain = text::without_marks(words);
        let of_the_period = || {
            period.is_some_and(|period| {
                let named = || period_text::parse(words).or_else(|| without_year(words, period));
                is_of(words, period) == Some(true) || named().is_some_and(|named| named == period)
            })
        };
        is_number_of_a_column(&plain)
            || COUNTED.contains(&plain.as_str())
            || SILENT.iter().any(|silent| plain.starts_with(silent) || plain == silent.trim_end())
            || plain == "th"
            || plain.contains(char::is_alphabetic) && is_own(&plain) && plain.split(' ').count() <= 4
            || of_the_period()
            || period_text::cites_a_document(words)
            || holds(&own(), &plain)
    };
    // Of "(triệu đồng, chưa VAT)" the words beside the unit count.
    let is_no_more_than_a_unit = |words: &str| {
        is_unit_of_something(words) && beside_units::words_beside(words).iter().all(|left| says_nothing_of_it(left))
    };
    let says_nothing = |words: &str| says_nothing_of_it(words) || is_no_more_than_a_unit(words);
    let is_unit = letter(label).is_some_and(|letter| !are_numbered && is_another_unit(&letter.to_string(), field));
    is_unit
        || asides(label).any(|aside| {
            let whole = is_number_of_a_column(&text::without_marks(aside)) || says_nothing(aside);
            !whole && !aside.split([',', ';', '\n']).map(str::trim).filter(|words| !words.is_empty()).all(says_nothing)
        })
}

/// Footnotes, the numbers of columns and how they are computed: "(1)", "(a)", "(iv)", "(3=1+2)", "(*)".
fn is_number_of_a_column(plain: &str) -> bool {
    // Letters number columns from "a" on; "t", "n" and the like may be short for a unit or for a part.
    const LAST_LETTER: char = 'l';
    let is_short = |word: &str| {
        let digits = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let roman = word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        digits || roman || word.chars().count() == 1 && word.chars().all(|letter| letter <= LAST_LETTER)
    };
    let signs = plain.chars().filter(|sign| !sign.is_alphanumeric() && !sign.is_whitespace());
    let compares = signs.clone().any(|sign| matches!(sign, '+' | '-' | '−' | '±' | '≥' | '≤' | '<' | '>'));
    let mut words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_none() {
        return !compares;
    }
    // "(18+)", "(0-5)" and "(60-79)" are ages or marks: no column is numbered 0, and few have so many.
    const MOST_COLUMNS: u32 = 50;
    let is_of_no_column = |number: u32| number == 0 || number > MOST_COLUMNS;
    let spans = signs.clone().any(|sign| matches!(sign, '-' | '–' | '−')) && !plain.contains('=');
    let mut numbers = plain.split(|sign: char| !sign.is_ascii_digit()).filter_map(|word| word.parse().ok());
    let is_open = plain.trim_end().ends_with('+') && !plain.contains('=');
    if is_open || spans && numbers.any(is_of_no_column) {
        return false;
    }
    words.all(is_short) && !signs.clone().any(|sign| matches!(sign, '≥' | '≤' | '<' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::written::form::FieldType;
    use crate::values::period::Frequency;

    #[test]
    fn words_of_a_plan_and_of_other_days_are_another_period() {
        let quarter = Period::new(Frequency::Quarter, 2024, 1).unwrap();
        for (label, other) in [
            ("Dân số (KH)", true),
            ("Dân số (LK)", true),
            ("Dân số (đầu kỳ) (1)", true),
            ("Dân số (tăng thêm)", true),
            ("Dân số (KH&CN)", false),
            ("Dân số (khác)", false),
        ] {
            assert_eq!(!other_words(label).is_empty(), other, "{label}");
        }
        for (label, other) in [
            ("Dân số (2023)", true),
            ("Dân số (2024)", false),
            ("Dân số (31/12/2023)", true),
            ("Dân số (tại 31/3/2024)", false),
            ("Dân số (đến 31/3)", false),
            ("Dân số (30/6)", true),
            ("Dân số (31-12-23)", true),
            ("Dân số (30.9.23)", true),
            ("Dân số (31/3/24)", false),
            ("Dân số (10-11-12)", false),
            ("Dân số (tại 31/12)", true),
            ("Dân số (5/4)", false),
            ("Dân số (101)", false),
        ] {
            assert_eq!(other_period(label, quarter).is_some(), other, "{label}");
        }
    }

    #[test]
    fn words_that_may_mean_something_else_are_doubtful() {
        let field = Field {
            title: Some("Dân số".to_owned()),
            description: Some("Số nhân khẩu thường trú".to_owned()),
            unit: Some("PERSON".to_owned()),
            ..Field::new("people".to_owned(), FieldType::Integer)
        };
        let quarter = Period::new(Frequency::Quarter, 2024, 1);
        for aside in [
            "nữ",
            "nam",
            "đảng viên",
            "nhập khẩu",
            "cá nhân",
            "dưới 15 tuổi",
            "bình quân",
            "bị từ chối",
            "người dưới 15 tuổi",
            "+/-",
            "sơ bộ",
            "≥15",
            "18+",
            "60+",
            "0-5",
            "0-1",
            "60-79",
            "1/1/2024",
            "t",
            "n",
        ] {
            assert!(is_doubtful(&format!("Dân số ({aside})"), &field, quarter, false), "{aside}");
        }
        for aside in [
            "người",
            "nghìn người",
            "nếu có",
            "bắt buộc",
            "ghi rõ đơn vị",
            "1",
            "a",
            "IV",
            "*",
            "3=1+2",
            "(1)=(2)+(3)",
            "thường trú",
            "31/3/2024",
            "2024",
            "Quý I năm 2024",
            "trong kỳ",
            "người, nếu có",
            "PERSON",
            "ĐVT: người",
            "đơn vị: nghìn người",
            "Unit: persons",
            "lần",
            "ng",
            "ng.",
            "khẩu",
        ] {
            assert!(!is_doubtful(&format!("Dân số ({aside})"), &field, quarter, false), "{aside}");
        }
    }

    #[test]
    fn a_letter_that_is_a_unit_of_the_quantity_is_doubtful_where_letters_number_no_columns() {
        let field = Field { unit: Some("TONNE".to_owned()), ..Field::new("rice".to_owned(), FieldType::Number) };
        let doubtful = |label: &str, are_numbered| is_doubtful(label, &field, None, are_numbered);
        assert!(doubtful("Thóc (g)", false) && doubtful("Thóc (G)", false));
        assert!(!doubtful("Thóc (g)", true) && !doubtful("Thóc (a)", false) && !doubtful("Thóc (l)", false));
    }
}
