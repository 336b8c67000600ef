//! The phrases of a text that speak of periods: "Quý III", "9 tháng đầu năm 2024", "năm 2024".
//!
//! Takes tokens; gives each phrase with the years that it states itself. Days ("ngày 15 tháng 9 năm 2025") are no phrases, and
//! what is no period of a report (nine months, a quarter that nobody filled in) is one without a period: its year is no
//! other phrase's.

use super::tokens::{PeriodToken, TokenKind, Word};
use crate::values::period::Frequency;

/// A phrase, and where it is among the tokens.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Frequency and number of each period, such as both months of "tháng 8, 9"; none where the phrase speaks of no period.
    pub parts: Vec<(Frequency, u32)>,
    /// The years that it states itself.
    pub years: Vec<i32>,
    pub start: usize,
    pub end: usize,
}

impl Phrase {
    /// True for "năm 2024" alone.
    pub fn is_year(&self) -> bool {
        self.parts.iter().any(|(frequency, _)| *frequency == Frequency::Year)
    }
}

/// The phrases in order.
pub(super) fn phrases(tokens: &[PeriodToken], unmarked: bool) -> Vec<Phrase> {
    let scan = PhraseScan { tokens, unmarked };
    let mut phrases = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let next = match scan.at(place) {
            Some(Step::Phrase(phrase)) => {
                let end = phrase.end;
                phrases.push(phrase);
                end
            }
            Some(Step::Skip(end)) => end,
            None => 0,
        };
        place = next.max(place.saturating_add(1));
    }
    phrases
}

enum Step {
    Phrase(Phrase),
    /// Tokens up to here name no period.
    Skip(usize),
}

struct PhraseScan<'a> {
    tokens: &'a [PeriodToken],
    /// True where the text has no marks at all: "nam" is the year.
    unmarked: bool,
}

impl PhraseScan<'_> {
    fn get(&self, place: usize) -> Option<&PeriodToken> {
        self.tokens.get(place)
    }

    fn word(&self, place: usize) -> Option<Word> {
        self.get(place)?.word()
    }

    fn small(&self, place: usize) -> Option<u32> {
        self.get(place)?.small()
    }

    fn year(&self, place: usize) -> Option<i32> {
        self.get(place)?.year()
    }

    fn is_sign(&self, place: usize, signs: &str) -> bool {
        self.get(place).is_some_and(|token| token.is_sign(signs))
    }

    fn is_year_word(&self, place: usize) -> bool {
        self.get(place).is_some_and(PeriodToken::is_year_word)
    }

    /// The first place from here on without one of these signs.
    fn past(&self, mut place: usize, signs: &str) -> usize {
        while self.is_sign(place, signs) {
            place += 1;
        }
        place
    }

    fn before(&self, place: usize) -> Option<&PeriodToken> {
        self.get(place.checked_sub(1)?)
    }

    fn at(&self, place: usize) -> Option<Step> {
        match self.get(place)?.kind {
            TokenKind::Number(..) => self.at_number(place),
            TokenKind::Word(word, _) => match word {
                Word::Day => self.day(place).map(Step::Skip),
                Word::Month => self.month(place),
                Word::Quarter => self.quarter(place),
                Word::Q | Word::QRoman(_) => self.quarter_code(place, word).map(Step::Phrase),
                Word::T => self.month_code(place).map(Step::Phrase),
                Word::S => self.half_code(place).map(Step::Phrase),
                Word::Half => self.half(place, place + 1).map(Step::Phrase),
                Word::Year | Word::UnmarkedYear => self.whole_year(place, word),
                Word::Spelled(months) if self.word(place + 1) == Some(Word::Month) => {
                    Some(self.months(place, months, place + 1))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn at_number(&self, place: usize) -> Option<Step> {
        if let Some(end) = self.numeric_day(place) {
            return Some(Step::Skip(end));
        }
        if self.year(place).is_some() {
            // "2024-Q3", "2024-S1".
            let code = self.past(place + 1, "-/.");
            let phrase = match self.word(code)? {
                word @ (Word::Q | Word::QRoman(_)) => self.quarter_number(code, word),
                Word::S => Some((self.small(code + 1)?, code + 2)),
                _ => None,
            };
            let (number, end) =
                phrase.filter(|(_, end)| code <= place + 2 && self.stated_years(*end, "/.-").0.is_empty())?;
            let frequency = if self.word(code) == Some(Word::S) { Frequency::HalfYear } else { Frequency::Quarter };
            let years = self.year(place).into_iter().collect();
            return Some(Step::Phrase(Phrase { parts: vec![(frequency, number)], years, start: place, end }));
        }
        let months = self.small(place)?;
        match self.word(place + 1)? {
            Word::Month if self.small(place + 2).is_none() => Some(self.months(place, months, place + 1)),
            // "6T đầu năm".
            Word::T if matches!(self.word(place + 2), Some(Word::First | Word::Last)) => {
                Some(self.months(place, months, place + 1))
            }
            // "15 tháng 9" is a day after a place or a bound, and a month after the number of a form.
            Word::Month => {
                let before = self.before(place)?;
                let bound = matches!(before.word(), Some(Word::From | Word::To)) || before.is_sign(",");
                let end = self.stated_years(place + 3, "/.-").1;
                (bound && (1..=31).contains(&months)).then_some(Step::Skip(end))
            }
            _ => None,
        }
    }

    /// The end of a day: "ngày 15 tháng 9 năm 2025", "ngày 15/9", and the day that nobody filled in.
    fn day(&self, place: usize) -> Option<usize> {
        const BLANK: &str = ".…-";
        let number = self.past(place + 1, BLANK);
        if let Some(end) = self.numeric_day(number) {
            return Some(end);
        }
        let after = if self.small(number).is_some() { number + 1 } else { number };
        if self.small(number).is_some() && self.is_sign(after, "/.-") && self.small(after + 1).is_some() {
            return Some(after + 2);
        }
        let month = self.past(after, BLANK);
        if self.word(month) != Some(Word::Month) {
            return None;
        }
        let number = self.past(month + 1, BLANK);
        let after = if self.small(number).is_some() { number + 1 } else { number };
        let year = self.past(after, ".…-,/");
        if !self.is_year_word(year) {
            return Some(if self.year(year).is_some() { year + 1 } else { after });
        }
        let stated = self.past(year + 1, BLANK);
        let filled = matches!(self.get(stated).map(|token| &token.kind), Some(TokenKind::Number(_, 1..=4)));
        Some(if filled { stated + 1 } else { stated })
    }

    /// The end of "15/9/2025", "2025-09-15", or "15/9" after "từ" or "đến".
    fn numeric_day(&self, place: usize) -> Option<usize> {
        let parts = [place, place + 2, place + 4];
        let digits = parts.map(|part| match self.get(part).map(|token| &token.kind) {
            Some(TokenKind::Number(_, digits)) => *digits,
            _ => 0,
        });
        let parted = |place: usize| self.is_sign(place, "/.-");
        let bound = || matches!(self.before(place).and_then(PeriodToken::word), Some(Word::From | Word::To));
        match digits {
            [1 | 2, 1 | 2, 4] | [4, 2, 2] if parted(place + 1) && parted(place + 3) => Some(place + 5),
            [1 | 2, 1 | 2, _] if parted(place + 1) && bound() => Some(place + 3),
            _ => None,
        }
    }

    /// "tháng 9", "tháng chín", "tháng 8, 9", "tháng …".
    fn month(&self, place: usize) -> Option<Step> {
        // "Tháng/năm: 9/2024".
        let label = self.is_sign(place + 1, "/") && self.is_year_word(place + 2) && self.is_sign(place + 3, ":");
        let from = if label { place + 3 } else { place + 1 };
        let number = self.past(from, ":-.…(\n");
        if let Some(first) = self.small(number).filter(|_| !self.begins_months(number)) {
            let (numbers, end) = self.listed(first, number + 1, |place| Some((self.small(place)?, place + 1)));
            return Some(self.phrase(Frequency::Month, numbers, place, end, "/.,-:(\n"));
        }
        if let Some((month, end, signs)) = self.spelled_month(place) {
            return Some(self.phrase(Frequency::Month, vec![month], place, end, signs));
        }
        self.not_filled_in(place, from)
    }

    /// The number, its end, and the signs that may be between it and the year.
    fn spelled_month(&self, place: usize) -> Option<(u32, usize, &'static str)> {
        let (first, second) = (self.word(place + 1)?, self.word(place + 2));
        match (first, second) {
            (Word::Spelled(10), Some(Word::Spelled(more @ 1..=2))) => Some((10 + more, place + 3, "/.,-:(\n")),
            (Word::Spelled(month), _) => Some((month, place + 2, "/.,-:(\n")),
            // "Tháng năm" is May only where the year has its own word, or nothing follows: "các tháng năm 2024" is none.
            (Word::Year | Word::UnmarkedYear, _) => {
                let plural = self.before(place).and_then(PeriodToken::word) == Some(Word::Plural);
                let after = self.past(place + 2, "/-");
                let parted = after == place + 3 && self.year(after).is_some();
                let worded = self.is_year_word(self.past(place + 2, "/-,:(\n"));
                let alone = self.get(place + 2).is_none();
                (!plural && (parted || worded || alone)).then_some((5, place + 2, "/-,:(\n"))
            }
            _ => None,
        }
    }

    /// The place behind "báo cáo", as in "Quý báo cáo: III/2024".
    fn past_report(&self, place: usize) -> usize {
        let plain = |place: usize| self.get(place).map_or("", PeriodToken::plain);
        if plain(place) == "bao" && plain(place + 1) == "cao" { place + 2 } else { place }
    }

    /// "quý III", "quý 3", "quý ba", "quý I, II", "quý …".
    fn quarter(&self, place: usize) -> Option<Step> {
        let number = self.past(self.past_report(place + 1), ":-.…(\n");
        let numeral = |place: usize| match self.word(place) {
            Some(Word::Roman(quarter) | Word::Spelled(quarter @ 1..=4)) => Some((quarter, place + 1)),
            _ => self.small(place).map(|quarter| (quarter, place + 1)),
        };
        if let Some((first, end)) = numeral(number).filter(|_| !self.begins_months(number)) {
            let (numbers, end) = self.listed(first, end, numeral);
            return Some(self.phrase(Frequency::Quarter, numbers, place, end, "/.,-:(\n"));
        }
        self.not_filled_in(place, place + 1)
    }

    /// "tháng … năm 2024", "Quý năm 2024": a period that nobody filled in, with the year that is its own.
    fn not_filled_in(&self, place: usize, from: usize) -> Option<Step> {
        let after = self.past(from, ".…:");
        let plural = self.before(place).and_then(PeriodToken::word) == Some(Word::Plural);
        let (years, end) = self.stated_years(from, "/.…,:");
        let blank = self.is_sign(from, ".…") || (!years.is_empty() && !plural);
        blank.then(|| Step::Phrase(Phrase { parts: Vec::new(), years, start: place, end: end.max(after) }))
    }

    /// True where a number counts months: the 6 of "quý II, 6 tháng đầu năm".
    fn begins_months(&self, place: usize) -> bool {
        self.word(place + 1) == Some(Word::Month) && self.small(self.past(place + 2, ":-.")).is_none()
    }

    /// A number with those that follow it in a list: "8, 9", "I - II", "11 và 12".
    fn listed(&self, first: u32, mut end: usize, numeral: impl Fn(usize) -> Option<(u32, usize)>) -> (Vec<u32>, usize) {
        let mut numbers = vec![first];
        loop {
            let joined = self.is_sign(end, ",+-&;") || matches!(self.word(end), Some(Word::And | Word::To));
            let Some((number, after)) = numeral(end + 1).filter(|_| joined) else { break };
            let day = self.is_sign(after, "/.-") && self.small(after + 1).is_some();
            if day || self.begins_months(end + 1) {
                break;
            }
            numbers.push(number);
            end = after;
        }
        (numbers, end)
    }

    fn phrase(&self, frequency: Frequency, numbers: Vec<u32>, place: usize, end: usize, signs: &str) -> Step {
        let (years, end) = self.stated_years(end, signs);
        let parts = numbers.into_iter().map(|number| (frequency, number)).collect();
        Step::Phrase(Phrase { parts, years, start: place, end })
    }

    /// "6 tháng đầu năm 2024" is a half-year, "9 tháng năm 2024" none; `word` is the place of "tháng".
    fn months(&self, place: usize, months: u32, word: usize) -> Step {
        if let Some(half) = self.half(place, word + 1).filter(|_| months == 6) {
            return Step::Phrase(half);
        }
        let named = matches!(self.word(word + 1), Some(Word::First | Word::Last));
        let (years, end) = self.stated_years(if named { word + 2 } else { word + 1 }, "/.,-:(\n");
        Step::Phrase(Phrase { parts: Vec::new(), years, start: place, end })
    }

    /// "đầu năm 2024" or "cuối năm 2024" at `which`.
    fn half(&self, place: usize, which: usize) -> Option<Phrase> {
        let number = match self.word(which)? {
            Word::First => 1,
            Word::Last => 2,
            _ => return None,
        };
        let (years, end) = self.stated_years(which + 1, "/.,-:(\n");
        Some(Phrase { parts: vec![(Frequency::HalfYear, number)], years, start: place, end })
    }

    /// "Q3", "Q.III", "QIII": the quarter and its end.
    fn quarter_number(&self, place: usize, word: Word) -> Option<(u32, usize)> {
        if let Word::QRoman(quarter) = word {
            return Some((quarter, place + 1));
        }
        let number = if self.is_sign(place + 1, ".") { place + 2 } else { place + 1 };
        let quarter = match self.word(number) {
            Some(Word::Roman(quarter)) => Some(quarter),
            _ => self.small(number),
        };
        Some((quarter.filter(|quarter| (1..=4).contains(quarter))?, number + 1))
    }

    fn quarter_code(&self, place: usize, word: Word) -> Option<Phrase> {
        let (quarter, end) = self.quarter_number(place, word)?;
        let (years, end) = self.stated_years(end, "/.-(\n");
        Some(Phrase { parts: vec![(Frequency::Quarter, quarter)], years, start: place, end })
    }

    /// "T9", "T.9".
    fn month_code(&self, place: usize) -> Option<Phrase> {
        let number = if self.is_sign(place + 1, ".") { place + 2 } else { place + 1 };
        let month = self.small(number).filter(|_| self.get(number).is_some_and(|token| token.glued))?;
        let (years, end) = self.stated_years(number + 1, "/.-(\n");
        Some(Phrase { parts: vec![(Frequency::Month, month)], years, start: place, end })
    }

    /// "S1/2024"; without its year it may be anything.
    fn half_code(&self, place: usize) -> Option<Phrase> {
        let half = self.small(place + 1).filter(|_| self.get(place + 1).is_some_and(|token| token.glued))?;
        let (years, end) = self.stated_years(place + 2, "/.-");
        (!years.is_empty()).then(|| Phrase { parts: vec![(Frequency::HalfYear, half)], years, start: place, end })
    }

    /// "năm 2024", "năm: 2024". Without its mark the word is also the south and the man ("Việt Nam 2025").
    fn whole_year(&self, place: usize, word: Word) -> Option<Step> {
        let south = self.before(place).is_some_and(|token| token.plain() == "viet");
        if word == Word::UnmarkedYear && (!self.unmarked || south) {
            return None;
        }
        let number = self.past(place + 1, ":(\n");
        self.year(number)?;
        let (mut years, end) = self.years_from(number);
        // The end of a range that begins without the word: "2021 - năm 2025".
        let to = self.before(place).is_some_and(|token| token.is_sign("-") || token.word() == Some(Word::To));
        if to && place.checked_sub(2).is_some_and(|from| self.year(from).is_some()) {
            years.clear();
        }
        let parts = if years.is_empty() { Vec::new() } else { vec![(Frequency::Year, 1)] };
        Some(Step::Phrase(Phrase { parts, years, start: place, end }))
    }

    /// The years that follow a phrase after these signs, "năm" and "của", and where they end.
    fn stated_years(&self, from: usize, signs: &str) -> (Vec<i32>, usize) {
        const MOST: usize = 6;
        let joins =
            |place: usize| self.is_sign(place, signs) || self.is_year_word(place) || self.word(place) == Some(Word::Of);
        let number = (from..from.saturating_add(MOST)).find(|place| !joins(*place)).unwrap_or(from);
        if self.year(number).is_some() { self.years_from(number) } else { (Vec::new(), from) }
    }

    /// The years of a list that begins here: "2023, 2024". A range of years names no period.
    fn years_from(&self, place: usize) -> (Vec<i32>, usize) {
        let mut years: Vec<i32> = self.year(place).into_iter().collect();
        let mut end = place + 1;
        let of_range = |end: usize| {
            let parts = self.is_sign(end, "-") || self.word(end) == Some(Word::To);
            let year = if self.is_year_word(end + 1) { end + 2 } else { end + 1 };
            (parts && self.year(year).is_some()).then_some(year + 1)
        };
        while let Some(year) = self.year(end + 1) {
            let joined = self.is_sign(end, ",+&;") || self.word(end) == Some(Word::And);
            if !joined || self.is_sign(end + 2, "/-.") {
                break;
            }
            years.push(year);
            end += 2;
        }
        // Both ends of "2021 - 2025" belong to the range.
        match of_range(end) {
            Some(past) => (Vec::new(), past),
            None => (years, end),
        }
    }
}
