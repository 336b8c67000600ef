//! The words by which figures are not those that were counted in the period of a report: the plan, an estimate, a running total, another period.
//!
//! One list a meaning, as [`crate::values::text::without_marks`] writes them, since these words are mistyped as often as any. Where in a text they speak of its figures is
//! for the rules of titles, labels, notes, rows and names to say: each takes the lists that mean nothing else there ("hương ước" is no estimate, "thuế lũy
//! tiến" no running total).

/// The plan and what is expected: at the beginning of a text or of a part of it. Within a sentence they speak of other things ("Chi cho kế hoạch chuyển
/// đổi số", "Đơn vị dự toán").
pub(crate) const EXPECTED: &[&str] = &["ke hoach", "du toan", "du kien", "du bao", "kich ban", "muc tieu"];
/// The plan as it was given to somebody, wherever the words are.
pub(crate) const ASSIGNED: &[&str] = &[
    "ke hoach giao",
    "ke hoach duoc giao",
    "giao ke hoach",
    "chi tieu giao",
    "chi tieu duoc giao",
    "chi tieu ke hoach",
    "giao chi tieu",
    "du toan giao",
    "du toan duoc giao",
    "giao du toan",
];
/// An estimate, wherever the words are in a label.
pub(crate) const ESTIMATED: &[&str] = &["uoc thuc hien", "uoc tinh"];
/// An estimate, where nothing but a period is behind it.
pub(crate) const ESTIMATED_ALONE: &[&str] = &["uoc dat", "uoc"];
/// A running total, wherever the words are.
pub(crate) const RUNNING: &[&str] = &["luy ke", "cong don", "tu dau nam", "tu dau nhiem ki"];
/// A running total, where nothing but a period is behind it.
pub(crate) const RUNNING_ALONE: &[&str] = &["luy tien"];
/// Letters that are short for the plan and for a running total, where no more than a period is beside them.
pub(crate) const SHORT: &[&str] = &["kh", "lk"];
/// Letters that are short for the budget and for an estimate of what is done, in a line of their own: elsewhere "DT" is an area or the turnover.
pub(crate) const SHORT_ALONE: &[&str] = &["dt", "uth"];
/// A period before that of the report.
pub(crate) const BEFORE: &[&str] = &["ki truoc", "nam truoc", "thang truoc", "quy truoc", "cung ki"];
/// A period after that of the report.
pub(crate) const AFTER: &[&str] = &["ki sau", "nam sau", "thang sau", "quy sau"];
/// What was added and what went.
pub(crate) const CHANGED: &[&str] = &["tang giam", "tang, giam", "tang/giam"];

/// What English says of other figures, where a text says no more than that and a period: "plan", "Target 2025", "YTD".
pub(crate) const IN_ENGLISH: &[&str] = &[
    "year to date",
    "same period last year",
    "same period",
    "last year",
    "last quarter",
    "last month",
    "last period",
    "next year",
    "next quarter",
    "next month",
    "next period",
    "running total",
    "plan",
    "plans",
    "planned",
    "target",
    "targets",
    "budget",
    "budgeted",
    "forecast",
    "forecasts",
    "projected",
    "projection",
    "projections",
    "estimate",
    "estimates",
    "estimated",
    "expected",
    "ytd",
    "cumulative",
    "cumulated",
    "accumulated",
    "previous",
    "prior",
    "baseline",
    "change",
    "changes",
    "growth",
    "variance",
    "difference",
    "yoy",
    "qoq",
    "mom",
];
/// What may be beside these words, and says nothing else.
pub(crate) const BESIDE_ENGLISH: [&str; 17] = [
    "year",
    "quarter",
    "month",
    "period",
    "half",
    "annual",
    "quarterly",
    "monthly",
    "data",
    "figure",
    "figures",
    "value",
    "values",
    "total",
    "result",
    "results",
    "for",
];

/// True for words that [`said_in_english`] gives.
pub(crate) fn is_english(words: &str) -> bool {
    IN_ENGLISH.contains(&words)
}

/// The words with which an English text without marks says of its figures that they are other ones, where it says nothing else but a period.
pub(crate) fn said_in_english(plain: &str) -> Option<&'static str> {
    let mut words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let begins = |word: &str| IN_ENGLISH.iter().any(|words| words.starts_with(word));
    if !words.clone().any(|word| word.len() > 2 && begins(word)) {
        return None;
    }
    let mut said = None;
    while let Some(word) = words.next() {
        let behind = |phrase: &&&str| {
            let mut of_phrase = phrase.split(' ');
            of_phrase.next() == Some(word) && of_phrase.clone().eq(words.clone().take(of_phrase.count()))
        };
        if let Some(phrase) = IN_ENGLISH.iter().find(behind) {
            said = said.or(Some(*phrase));
            words.by_ref().take(phrase.split(' ').count().saturating_sub(1)).for_each(drop);
        } else if !BESIDE_ENGLISH.contains(&word) && !is_of_a_period(word.strip_prefix('q').unwrap_or(word)) {
            return None;
        }
    }
    said
}

/// Words of an office that has the plan in its name: "Phòng Tài chính - Kế hoạch".
pub(crate) const OFFICES: &[&str] = &["phong", "van phong", "tai chinh", "ban quan li", "so ke hoach", "don vi"];
/// What was done: a text that says so has the plan for its subject ("Kết quả thực hiện kế hoạch").
pub(crate) const DONE: &[&str] = &["ket qua", "thuc hien", "bao cao", "tinh hinh", "danh gia", "so ke hoach"];

/// The words of several lists, in their order.
pub(crate) fn words_of(lists: &[&'static [&'static str]]) -> impl Iterator<Item = &'static str> {
    lists.iter().flat_map(|words| words.iter().copied())
}

/// True for digits, and for the Roman number of a quarter.
pub(crate) fn is_number_of_a_period(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word, "i" | "ii" | "iii" | "iv")
}

/// True for a number, and for a word with which a text names a period: "quý", "III", "2024". One list for all texts that name a period and say nothing else.
pub(crate) fn names_a_period(word: &str) -> bool {
    const WORDS: [&str; 8] = ["nam", "quy", "thang", "ki", "dau", "cuoi", "nua", "ngay"];
    WORDS.contains(&word) || !word.is_empty() && is_number_of_a_period(word)
}

/// True for a word with which a period is written, for a number, and for none.
pub(crate) fn is_of_a_period(word: &str) -> bool {
    const WORDS: [&str; 12] = ["nam", "quy", "thang", "ki", "dau", "cuoi", "nua", "ca", "cua", "den", "het", "ngay"];
    WORDS.contains(&word) || is_number_of_a_period(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::text;

    #[test]
    fn english_says_other_figures_alone_or_beside_a_period() {
        for (text, words) in [
            ("plan", Some("plan")),
            ("target 2025", Some("target")),
            ("ytd", Some("ytd")),
            ("year to date", Some("year to date")),
            ("same period last year", Some("same period last year")),
            ("previous quarter", Some("previous")),
            ("q3 forecast", Some("forecast")),
            ("plan of the village", None),
            ("target population", None),
            ("planning", None),
            ("actual", None),
            ("year", None),
            ("growth rate", None),
            ("planned households", None),
        ] {
            assert_eq!(said_in_english(text), words, "{text}");
        }
    }

    #[test]
    fn words_are_written_as_texts_are_compared_and_each_has_one_meaning() {
        let lists = [
            EXPECTED,
            ASSIGNED,
            ESTIMATED,
            ESTIMATED_ALONE,
            RUNNING,
            RUNNING_ALONE,
            SHORT,
            SHORT_ALONE,
            BEFORE,
            AFTER,
            CHANGED,
        ];
        let words: Vec<&str> = words_of(&lists).collect();
        for (place, word) in words.iter().enumerate() {
            assert_eq!(text::without_marks(word), *word);
            assert!(!words.iter().take(place).any(|before| before == word), "{word}");
        }
    }
}
