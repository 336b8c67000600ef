//! Periods that a line of a head says its figures are of, beside the period of the report: "(số liệu năm 2023)", "Năm báo cáo: 2023", "(tháng 7 và tháng
//! 8)", "(chưa có tháng 9)".
//!
//! Takes a line, or what is in parentheses in it; gives the periods that it says its figures are of, and whether they are others than that of the report.
//! Only what names periods and says nothing else is looked at. What has no year is of the year of the period.

use super::tokens::{self, TokenKind, Word};
use super::{Mention, cites_a_document, is_only_a_period, mentions, periods};
use crate::values::letters::{self, is_letter, is_letter_or_digit};
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::text;
use crate::words::unit_text::is_only_a_unit;

/// Bytes of a line; what is longer is a text of its own.
const LONGEST: usize = 400;
/// Days that a period of several months may not leave out.
const FOUR_WEEKS: i64 = 28;
/// Words by which what follows is the period of the figures, without marks.
const OF_FIGURES: [&str; 10] = [
    "so lieu trong bieu",
    "so lieu tren",
    "so lieu nay",
    "so lieu",
    "du lieu",
    "moi co",
    "chi co",
    "chi gom",
    "la",
    "cua",
];
/// Words by which what follows is not among them.
const MISSING: [&str; 13] = [
    "chua co",
    "chua bao gom",
    "chua gom",
    "chua tinh",
    "chua ke",
    "khong bao gom",
    "khong gom",
    "khong tinh",
    "khong ke",
    "khong co",
    "con thieu",
    "thieu",
    "tru",
];

/// How a text speaks of the periods that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speech {
    /// A line of nothing but periods.
    Line,
    /// The same in parentheses.
    Aside,
    /// Of the figures.
    Figures,
    /// Of what is not among the figures.
    Missing,
}

/// A piece of a text that names periods and says nothing else.
#[derive(Debug)]
struct SaidPiece {
    speech: Speech,
    mentions: Vec<Mention>,
    /// True where it says that this is the period of the report: "Kỳ báo cáo: Tháng 6".
    is_labelled: bool,
    /// True for "từ quý I đến quý II", "tháng 7 - 9": the periods are the first and the last.
    is_span: bool,
}

/// The periods that a text says its figures are of, or are without; empty for most texts.
#[derive(Debug, Default)]
pub struct SaidPeriods(Vec<SaidPiece>);

impl SaidPeriods {
    /// Those of a line, and of what is in parentheses in it.
    pub fn of_line(line: &str) -> Self {
        if line.len() > LONGEST || !may_number(line) || cites_a_document(line) {
            return Self::default();
        }
        let line = line.replace('_', " ");
        let whole = line.trim_start_matches(|sign: char| !is_letter_or_digit(sign) && sign != '(');
        // A bare number may be of anything.
        let own = whole.contains(is_letter).then(|| piece(whole, Speech::Line)).flatten();
        let asides = whole.split('(').skip(1).filter_map(|rest| rest.split(')').next());
        let dashed = behind_a_dash(whole).filter(|_| own.is_none());
        Self(own.into_iter().chain(asides.chain(dashed).filter_map(|aside| piece(aside, Speech::Aside))).collect())
    }

    /// Those of a sentence about the figures: "số liệu quý II năm 2024", "số liệu chưa bao gồm tháng 9".
    pub fn of_sentence(sentence: &str) -> Self {
        let has_lead = || without_lead(sentence.trim(), Speech::Line).1 != Speech::Line;
        if sentence.len() > LONGEST || !may_number(sentence) || !has_lead() || cites_a_document(sentence) {
            return Self::default();
        }
        Self(piece(sentence, Speech::Line).into_iter().collect())
    }

    /// True where the figures are of another period than this one, or without a large part of it.
    pub fn are_others_than(&self, period: Period) -> bool {
        self.0.iter().any(|piece| piece.is_other_than(period))
    }
}

/// What is behind the last dash of a title, where it may say of which period the figures are: "KINH TẾ - Q3", not "Quý I - Quý III" or "2020 - 2024".
fn behind_a_dash(title: &str) -> Option<&str> {
    let before_parentheses = title.split('(').next().unwrap_or_default();
    let (before, behind) = [" - ", " – ", " — "].iter().find_map(|dash| before_parentheses.rsplit_once(dash))?;
    let plain = text::without_marks(title);
    let is_compared = plain.contains("so voi") || plain.contains("so sanh");
    // "ĐVT: triệu đồng - năm 2024" is a unit, of which others say what is beside it.
    let is_unit = before.rsplit(':').next().is_some_and(|words| is_only_a_unit(words.trim()));
    let is_span = before.ends_with(|sign: char| sign.is_ascii_digit()) || !mentions(before).is_empty();
    let is_named = || without_lead(behind.trim(), Speech::Aside).1 == Speech::Figures;
    (behind.contains(is_letter) && !is_unit && !is_compared && (!is_span || is_named())).then_some(behind)
}

/// True for a text in which a month, a quarter or a year may be numbered: most lines of a head have neither a digit nor a word of them.
fn may_number(text: &str) -> bool {
    const WORDS: [&str; 8] = ["tháng", "thang", "quý", "qúy", "quí", "qúi", "quy", "qui"];
    let names_one = || {
        let lower = text.to_lowercase();
        WORDS.iter().any(|word| lower.contains(word))
    };
    let is_roman = |piece: &str| {
        let number = piece.trim_start_matches(['q', 'Q']);
        !number.is_empty() && number.chars().all(|sign| "iIvVxXⅠⅡⅢⅣ".contains(sign))
    };
    text.bytes().any(|byte| byte.is_ascii_digit())
        || text.split(|sign: char| !is_letter_or_digit(sign)).any(is_roman)
        || names_one()
}

fn piece(text: &str, speech: Speech) -> Option<SaidPiece> {
    let (rest, speech) = without_lead(text.trim(), speech);
    let rest = if matches!(speech, Speech::Figures | Speech::Missing) { without_reason(rest) } else { rest };
    if !may_number(rest) || !is_only_a_period(rest) {
        return None;
    }
    let is_labelled = rest.split_once(':').is_some_and(|(label, _)| {
        let label = text::without_marks(label);
        label.split_whitespace().any(|word| matches!(word, "ki" | "bao"))
    });
    Some(SaidPiece { speech, mentions: mentions(rest), is_labelled, is_span: names_a_span(rest) })
}

impl SaidPiece {
    fn is_other_than(&self, period: Period) -> bool {
        // "Nữ năm" names none; of a span of months or years its days are looked at.
        let named = periods(&self.mentions, Some(period.year()));
        if named.is_empty() || self.is_span && named.len() > 1 || leaves_open(&self.mentions) {
            return false;
        }
        let days = |of: Period| (of.start(Calendar::Gregorian), of.end(Calendar::Gregorian));
        let (start, end) = days(period);
        let shared = |of: &Period| {
            let (first, last) = days(*of);
            (last.min(end) - first.max(start)).num_days().saturating_add(1).max(0)
        };
        let all = (end - start).num_days().saturating_add(1);
        let is_finer = |of: &Period| of.frequency().months() < period.frequency().months();
        let left_out = || all.saturating_sub(named.iter().map(shared).sum());
        let much = || left_out().saturating_mul(5) > all || left_out() >= FOUR_WEEKS;
        // A report is written in the last month of its period or later.
        let of_a_part = |is_left_open: bool| {
            let last = named.iter().map(|of| days(*of).1).max();
            named.iter().all(is_finer) && last.is_some_and(|last| last < end || last == end && is_left_open) && much()
        };
        match self.speech {
            Speech::Missing => named.iter().any(|of| (1..all).contains(&shared(of))),
            Speech::Line => {
                let is_other = |of: &Period| shared(of) == 0 && !is_finer(of);
                named.iter().any(is_other) && named.iter().all(|of| *of == period || is_other(of))
                    || of_a_part(self.is_labelled)
            }
            // "(Tháng 10 năm 2024)" may be when the report was written; before its period it was not.
            Speech::Aside if matches!(named.as_slice(), [only] if is_finer(only)) => {
                let is_month = named.iter().any(|of| of.frequency() == Frequency::Month);
                of_a_part(false) && (!is_month || named.iter().all(|of| days(*of).1 < start))
            }
            Speech::Aside | Speech::Figures => much(),
        }
    }
}

/// What is behind words of figures, and how they speak of it.
fn without_lead(piece: &str, speech: Speech) -> (&str, Speech) {
    let (mut rest, mut speech) = (piece, speech);
    loop {
        let lead = |of: &[&str]| of.iter().find_map(|words| behind(rest, words));
        (rest, speech) = match (lead(&MISSING), lead(&OF_FIGURES)) {
            (Some(behind), _) => (behind, Speech::Missing),
            (None, Some(behind)) if speech == Speech::Missing => (behind, speech),
            (None, Some(behind)) => (behind, Speech::Figures),
            (None, None) => return (rest, speech),
        };
    }
}

/// What is said before the reason for it: "quý III" of "quý III do chưa có quý IV".
fn without_reason(said: &str) -> &str {
    const REASONS: [&str; 4] = [" do ", " vì ", " vi ", " nên "];
    let end = REASONS.iter().filter_map(|word| said.find(word)).min();
    end.and_then(|end| said.get(..end)).unwrap_or(said)
}

/// What is behind words, which are without marks, at the beginning of a text.
fn behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    // Most texts are known by their first letter.
    if text.chars().next().and_then(letters::plain).is_some_and(|first| !words.starts_with(first)) {
        return None;
    }
    let last = words.split(' ').count();
    let end = text.match_indices([' ', ':']).map(|(end, _)| end).filter(|end| *end > 0).nth(last.checked_sub(1)?)?;
    let (before, rest) = text.split_at_checked(end)?;
    (text::without_marks(before) == words).then(|| rest.trim_start_matches([' ', ':']))
}

/// True where a sign or a word is between the first and the last of several.
fn names_a_span(text: &str) -> bool {
    let tokens = tokens::tokens(text);
    tokens
        .iter()
        .any(|token| token.word() == Some(Word::To) || matches!(token.kind, TokenKind::Sign('-' | '–' | '—' | '→')))
}

/// True for words that begin by saying what is not among the figures: "chưa gồm bản A".
pub fn says_what_is_missing(text: &str) -> bool {
    MISSING.iter().any(|words| behind(text, words).is_some_and(|rest| !rest.is_empty()))
}

/// True where months are counted together, or a number is left to be filled in: "9 tháng", "Tháng … năm 2024".
fn leaves_open(mentions: &[Mention]) -> bool {
    mentions.iter().any(|mention| mention.parts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_about_the_figures_are_known_from_lines() {
        let of = |line: &str| SaidPeriods::of_sentence(line).are_others_than("2024-Q3".parse().unwrap());
        assert!(of("số liệu quý II năm 2024") && of("Số liệu chưa bao gồm tháng 9"));
        assert!(!of("quý II năm 2024") && !of("Số liệu quý III năm 2024") && !of("số liệu các xã"));
    }

    #[test]
    fn lines_of_other_periods_are_known_from_those_of_the_period() {
        let of = |line: &str, period: &str| SaidPeriods::of_line(line).are_others_than(period.parse().unwrap());
        for (line, period) in [
            ("Quý III năm 2024 (số liệu năm 2023)", "2024-Q3"),
            ("Quý III năm 2024 (số liệu quý II)", "2024-Q3"),
            ("Quý III năm 2024 (số liệu tháng 6)", "2024-Q3"),
            ("Quý III năm 2024 (tháng 7 và tháng 8)", "2024-Q3"),
            ("Quý III năm 2024 (chưa có tháng 9)", "2024-Q3"),
            ("Quý III năm 2024 (chưa có số liệu tháng 9)", "2024-Q3"),
            ("Quý III năm 2024 năm 2023", "2024-Q3"),
            ("Năm báo cáo: 2023", "2024-Q3"),
            ("# Năm 2023", "2024-Q3"),
            ("nam: 2023", "2024-Q3"),
            ("nam_bao_cao: 2023", "2024-Q3"),
            ("quy: 2", "2024-Q3"),
            ("Số liệu quý II năm 2024", "2024-Q3"),
            ("số liệu chưa bao gồm tháng 9", "2024-Q3"),
            ("Số liệu: năm 2023", "2024"),
            ("Tháng 6 năm 2024", "2024-Q3"),
            ("Tháng 7 năm 2024", "2024-Q3"),
            ("Tháng 7, tháng 8 năm 2024", "2024-Q3"),
            ("Kỳ báo cáo: Tháng 9 năm 2024", "2024-Q3"),
            ("Quý I năm 2024", "2024"),
            ("Năm 2024 (quý III)", "2024"),
            ("Quý III năm 2024 (tháng 6/2024)", "2024-Q3"),
            ("KINH TẾ XÃ HỘI - Q2", "2024-Q3"),
            ("Số liệu quý II do chưa có quý III", "2024-Q3"),
            ("KINH TẾ XÃ HỘI - Năm 2023", "2024-Q3"),
            ("KINH TẾ – QUÝ III NĂM 2024 - SỐ LIỆU QUÝ II", "2024-Q3"),
        ] {
            assert!(of(line, period), "{line}");
        }
        for (line, period) in [
            ("Quý III năm 2024", "2024-Q3"),
            ("Quý III năm 2024 (số liệu quý III)", "2024-Q3"),
            ("Quý III và 9 tháng năm 2024", "2024-Q3"),
            ("Quý III năm 2024 (tháng 10/2024)", "2024-Q3"),
            ("Quý III năm 2024 (tháng 7, 8, 9)", "2024-Q3"),
            ("Quý III năm 2024 (từ tháng 7 đến tháng 9)", "2024-Q3"),
            ("Quý III năm 2024 (so với năm 2023)", "2024-Q3"),
            ("Tháng 10/2024", "2024-Q3"),
            ("Tháng 9 năm 2024", "2024-Q3"),
            ("Tháng 7, 8, 9 năm 2024", "2024-Q3"),
            ("Kỳ báo cáo: Tháng 10 năm 2024", "2024-Q3"),
            ("Quý IV và năm 2024", "2024"),
            ("KINH TẾ XÃ HỘI - Quý III năm 2024", "2024-Q3"),
            ("KINH TẾ XÃ HỘI - Năm 2024", "2024-Q3"),
            ("triệu đồng - năm 2023", "2024-Q3"),
            ("Số liệu quý III do xã lập", "2024-Q3"),
            ("KINH TẾ XÃ HỘI QUÝ I - QUÝ IV NĂM 2024", "2024"),
            ("SO SÁNH KINH TẾ - NĂM 2023", "2024"),
            ("KINH TẾ XÃ HỘI GIAI ĐOẠN 2021 - 2023", "2024"),
            ("Mường Chà - tháng 10 năm 2024", "2024-Q3"),
            ("Điện Biên - Mường Lay", "2024-Q3"),
            ("Quý IV năm 2024", "2024"),
            ("Năm 2024 (tháng 11/2024)", "2024"),
            ("Năm báo cáo: 2024", "2024-Q3"),
            ("Năm 2024", "2024-Q3"),
            ("Quý III", "2024-09"),
            ("nam: 2024", "2024-Q3"),
            ("Giai đoạn 2021-2025", "2024"),
            ("Năm 2021 - 2025", "2024"),
            ("Kế hoạch số 12 năm 2023", "2024-Q3"),
            ("Niên độ ngân sách 2023", "2024-Q3"),
            ("Biểu 01", "2024-01"),
            ("6 tháng đầu năm 2024", "2024-Q2"),
            ("Mường Chà, tháng 10 năm 2024", "2024-Q3"),
            ("Số liệu không có", "2024-Q3"),
            ("2023", "2024-Q3"),
            ("", "2024"),
        ] {
            assert!(!of(line, period), "{line}");
        }
    }
}
