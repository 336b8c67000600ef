//! Periods that a text tells by their days: "từ ngày 01/01/2025 đến ngày 31/03/2025", "quý I (số liệu đến 31/03/2025)".
//!
//! Takes a text; gives the periods whose first and last day are those of a span in it, in the calendar of months or in that of the
//! administration (from the 15th to the 14th), and the last days that it names. Other spans are none of a report.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};
use regex::Regex;

use super::written_months::{self, WrittenMonths};
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::text;

const FREQUENCIES: [Frequency; 4] = [Frequency::Month, Frequency::Quarter, Frequency::HalfYear, Frequency::Year];
const CALENDARS: [Calendar; 2] = [Calendar::Gregorian, Calendar::Administrative];
/// Days of a text that are looked at.
const MOST_DAYS: usize = 8;

/// Days that a period of several months may not leave out.
const FOUR_WEEKS: i64 = 28;
/// Words by which days are those of the figures.
const OF_FIGURES: [&str; 28] = [
    "so", "lieu", "du", "tai", "duoc", "tinh", "chot", "lay", "ki", "bao", "cao", "thoi", "gian", "diem", "tu", "den",
    "toi", "het", "ngay", "trong", "cua", "luy", "ke", "cap", "nhat", "nam", "quy", "thang",
];

/// A day as it is written, and where; its year may be that of the day behind it.
#[derive(Debug)]
struct WrittenDay {
    day: u32,
    month: u32,
    year: Option<i32>,
    start: usize,
    end: usize,
}

/// The days that a text names, and the months from one to another.
#[derive(Debug)]
pub struct DaysOfText {
    /// Without marks and capitals.
    plain: String,
    days: Vec<WrittenDay>,
    months: Vec<WrittenMonths>,
}

impl DaysOfText {
    pub(super) fn new(text: &str) -> Self {
        // Most texts of a table name none.
        let has_signs = |signs: &[u8]| matches!(signs, [day, b'/' | b'-' | b'.', month] if day.is_ascii_digit() && month.is_ascii_digit());
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let leads = || has(&["đến", "Đến", "ĐẾN", "tới", "Tới", "TỚI", "den", "toi", "-", "–", "—", "→"]);
        let is_month = |signs: &[u8]| matches!(signs, [b'T' | b't', digit] if digit.is_ascii_digit());
        let bytes = text.as_bytes();
        let names_days = || {
            bytes.windows(3).any(has_signs)
                || has(&["tháng", "Tháng", "THÁNG", "thang"])
                || bytes.windows(2).any(is_month)
        };
        let is_of_figures = || has(&["liệu", "LIỆU", "lieu", "điểm", "ĐIỂM", "diem"]);
        if !(leads() || is_of_figures()) || !names_days() {
            return Self { plain: String::new(), days: Vec::new(), months: Vec::new() };
        }
        let plain = without_iso_days(&text::without_marks(text).replace('_', " ")).into_owned();
        let months = written_months::of(&plain);
        let mut days = Vec::new();
        let mut place = 0;
        while let Some(rest) = plain.get(place..)
            && let Some(next) = rest.find(|sign: char| sign.is_ascii_digit())
            && days.len() < MOST_DAYS
        {
            let start = place.saturating_add(next);
            let follows = days.last().is_some_and(|day: &WrittenDay| day.end.saturating_add(1) == start);
            let day = day_at(&plain, start, follows);
            place = day.as_ref().map_or_else(|| start.saturating_add(digits(plain.get(start..)).len()), |day| day.end);
            days.extend(day);
        }
        Self { plain, days, months }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.days.is_empty() && self.months.is_empty()
    }

    /// The periods of the spans, each once.
    pub(super) fn periods(&self) -> Vec<Period> {
        let mut named = Vec::new();
        for pair in self.days.windows(2) {
            let [first, last] = pair else { continue };
            if self.is_span(first, last) && !self.is_compared(first.start) {
                named.extend(period_of(first, last).filter(|period| !named.contains(period)));
            }
        }
        named
    }

    /// The day up to which the text says that its figures are, where that is the last of this part of its year.
    pub(super) fn year_of(&self, (frequency, number): (Frequency, u32)) -> Option<i32> {
        self.days.iter().find_map(|written| {
            leads_to_a_day(self.plain.get(..written.start)?)?;
            let day = NaiveDate::from_ymd_opt(written.year?, written.month, written.day)?;
            let period = Period::new(frequency, day.year(), number)?;
            let ends = CALENDARS.iter().any(|calendar| period.end(*calendar) == day);
            (ends && !self.is_compared(written.start)).then(|| day.year())
        })
    }

    /// True where the text says of the figures that they are of days, or up to a day, without a large part of a period: "từ 01/01/2024 đến 31/10/2024"
    /// of 2024, "từ tháng 1 đến tháng 10", "số liệu tính đến ngày 31/12/2023" of a quarter after it, "số liệu 30/6/2024"; and where it says that they are of a
    /// day before it ("thời điểm 01/7/2023"). Where the text gives no year it is that of the period. The last days of a period are often left to the next.
    pub fn leave_out_much_of(&self, period: Period, calendar: Calendar) -> bool {
        let said = |start: usize| !self.is_compared(start) && self.says_of_figures(start);
        let of_months = self.months.iter().filter(|months| said(months.start));
        let of_months = of_months.filter_map(|months| months.days(period.year()));
        let begins = period.start(Calendar::Gregorian);
        // Of the other calendar a period begins within the month before.
        let begins_before =
            |day: NaiveDate| begins.checked_sub_months(Months::new(1)).is_some_and(|before| day < before);
        let of_form = |first: Option<NaiveDate>, last: NaiveDate| {
            // Who closes with the end of a month reckons in months.
            let in_months = last.succ_opt().is_some_and(|next| next.day() == 1)
                && first.is_none_or(|day| day >= begins || day.day() == 1 && begins_before(day));
            if in_months && calendar == Calendar::Gregorian { &CALENDARS[..1] } else { CALENDARS.as_slice() }
        };
        let mut spans: Vec<_> =
            of_months.map(|(first, last)| (Some(first), last, of_form(Some(first), last))).collect();
        for (place, last) in self.days.iter().enumerate() {
            let first = place.checked_sub(1).and_then(|before| self.days.get(before));
            match first.filter(|first| self.is_span(first, last)) {
                Some(first) if said(first.start) => {
                    let days = days_of(first, last, Some(period.year()));
                    spans.extend(days.map(|(first, last)| (Some(first), last, of_form(Some(first), last))));
                }
                Some(_) => {}
                None => {
                    let Some(day) = self.last_day(last, period).filter(|_| said(last.start)) else { continue };
                    let calendars = of_form(None, day);
                    if !self.is_moment(last) {
                        spans.push((None, day, calendars));
                    } else if calendars.iter().all(|calendar| day < period.start(*calendar)) {
                        return true;
                    }
                }
            }
        }
        let much = |(first, last, calendars): &(Option<NaiveDate>, NaiveDate, &[Calendar])| {
            calendars.iter().all(|calendar| {
                let (start, end) = (period.start(*calendar), period.end(*calendar));
                let first = first.map_or(start, |first| first.max(start));
                let all = (end - start).num_days() + 1;
                let left_out = all - ((*last).min(end) - first).num_days().saturating_add(1).max(0);
                left_out * 5 > all || left_out >= FOUR_WEEKS
            })
        };
        !spans.is_empty() && spans.iter().all(much)
    }

    /// The day up to which, or at which, figures are. Without a year it is of that of the period, where no other number is in its clause.
    fn last_day(&self, written: &WrittenDay, period: Period) -> Option<NaiveDate> {
        let before = self.plain.get(..written.start)?;
        leads_to_a_day(before).or_else(|| self.is_day_of_figures(written).then_some(""))?;
        let year = written.year.or_else(|| {
            let clause = before.rfind(|sign: char| sign.is_ascii_digit() || ",;(\n".contains(sign));
            let is_own = clause.is_none_or(|end| {
                !before.get(end..).is_some_and(|of| of.starts_with(|sign: char| sign.is_ascii_digit()))
            });
            is_own.then(|| period.year())
        })?;
        NaiveDate::from_ymd_opt(year, written.month, written.day)
    }

    /// The words before a day, from the sign before them on.
    fn clause(&self, start: usize) -> &str {
        let before = self.plain.get(..start).unwrap_or_default();
        before.rsplit(|sign: char| sign.is_ascii_digit() || ",;(\n".contains(sign)).next().unwrap_or_default()
    }

    /// True for the day of "số liệu 30/6/2024" and "thời điểm 01/7/2023".
    fn is_day_of_figures(&self, written: &WrittenDay) -> bool {
        let clause = self.clause(written.start);
        clause.contains("lieu") || clause.contains("thoi diem")
    }

    /// True for the day of "thời điểm 01/7/2023", at which figures are, and not up to which.
    fn is_moment(&self, written: &WrittenDay) -> bool {
        let leads = self.plain.get(..written.start).is_some_and(|before| leads_to_a_day(before).is_some());
        !leads && self.clause(written.start).contains("thoi diem")
    }

    /// True where nothing but words of figures and their period is before the place of a day, from the sign before it on.
    fn says_of_figures(&self, start: usize) -> bool {
        let mut words = self.clause(start).split(|sign: char| !sign.is_alphanumeric());
        words.all(|word| word.is_empty() || OF_FIGURES.contains(&word))
    }

    fn is_span(&self, first: &WrittenDay, last: &WrittenDay) -> bool {
        let between = self.plain.get(first.end..last.start).unwrap_or_default();
        leads_to_a_day(between) == Some("") || matches!(between.trim(), "-" | "–" | "—" | "->" | "→")
    }

    /// True where figures are only compared with those of the day that begins here.
    fn is_compared(&self, start: usize) -> bool {
        let before = self.plain.get(..start).unwrap_or_default();
        ["so voi", "cung ki", "ki truoc", "hieu luc", "ap dung"].iter().any(|words| before.contains(words))
    }
}

/// What is before words that lead to a last day: "den", "den het ngay", "toi ngay"; `None` where the text does not end in such.
fn leads_to_a_day(before: &str) -> Option<&str> {
    let without = |text: &'_ str, word: &str| -> Option<usize> {
        let rest = text.trim_end().strip_suffix(word)?;
        rest.is_empty().then_some(0).or_else(|| rest.ends_with([' ', '(', ',', ';', ':', '\n']).then_some(rest.len()))
    };
    // "Đến ngày: 31/08/2024", as systems print it.
    let mut rest = before.trim_end_matches([' ', ':']);
    for word in ["ngay", "het"] {
        rest = without(rest, word).and_then(|end| rest.get(..end)).unwrap_or(rest);
    }
    let end = without(rest, "den").or_else(|| without(rest, "toi"))?;
    rest.get(..end).map(str::trim)
}

/// The days of a span, the first of which may leave its year to the last, and the last to what is around the text.
fn days_of(first: &WrittenDay, last: &WrittenDay, year: Option<i32>) -> Option<(NaiveDate, NaiveDate)> {
    let end = NaiveDate::from_ymd_opt(last.year.or(first.year).or(year)?, last.month, last.day)?;
    let year_before = end.year().checked_sub(i32::from((first.month, first.day) > (last.month, last.day)))?;
    let start = NaiveDate::from_ymd_opt(first.year.unwrap_or(year_before), first.month, first.day)?;
    Some((start, end))
}

/// The period that begins with one day and ends with the other.
fn period_of(first: &WrittenDay, last: &WrittenDay) -> Option<Period> {
    last.year?;
    let (start, end) = days_of(first, last, None)?;
    CALENDARS.into_iter().find_map(|calendar| {
        FREQUENCIES.into_iter().find_map(|frequency| {
            let period = Period::containing(end, frequency, calendar);
            (period.start(calendar) == start && period.end(calendar) == end).then_some(period)
        })
    })
}

/// A day that is written here: `01/03/2025`, `1.3.2025`, `1/3`, `01 thang 3 nam 2025`. It may follow another right behind a sign.
fn day_at(plain: &str, start: usize, follows: bool) -> Option<WrittenDay> {
    // What goes on from another number is none.
    if !follows && plain.get(..start)?.ends_with(['/', '-', '.', ',']) {
        return None;
    }
    let number = |rest: &str, most: usize| -> Option<(u32, usize)> {
        let written = digits(Some(rest));
        (written.len() <= most).then(|| Some((written.parse().ok()?, written.len())))?
    };
    let rest = plain.get(start..)?;
    let (day, length) = number(rest, 2)?;
    let rest = rest.get(length..)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '/' | '-' | '.'));
    let to_month = if sign.is_some() { 1 } else { rest.len() - rest.strip_prefix(" thang ")?.len() };
    let rest = rest.get(to_month..)?;
    let (month, digits_of_month) = number(rest, 2)?;
    let rest = rest.get(digits_of_month..)?;
    let behind = match sign {
        Some(sign) => rest.strip_prefix(sign),
        None => rest.strip_prefix(" nam ").or_else(|| rest.strip_prefix(", nam ")),
    };
    let year = behind.and_then(|behind| number(behind, 4)).filter(|(_, length)| *length == 4);
    let end = match (behind, year) {
        (Some(behind), Some((_, length))) => plain.len() - behind.len() + length,
        _ => plain.len() - rest.len(),
    };
    // A number that goes on is none of a day: 1/1/2025/3, 1.5.
    let is_whole = !plain.get(end..)?.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '/'));
    let year = year.and_then(|(year, _)| i32::try_from(year).ok());
    (is_whole && (1..=31).contains(&day) && (1..=12).contains(&month)).then_some(WrittenDay {
        day,
        month,
        year,
        start,
        end,
    })
}

/// The text with its days as people write them: 01/07/2024 for 2024-07-01.
fn without_iso_days(plain: &str) -> Cow<'_, str> {
    static DAY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?\b").ok());
    match DAY.as_ref() {
        Some(day) => day.replace_all(plain, "$3/$2/$1"),
        None => plain.into(),
    }
}

/// The digits with which a text begins.
fn digits(text: Option<&str>) -> &str {
    let text = text.unwrap_or_default();
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_days_is_the_period_that_it_fills() {
        for (text, expected) in [
            ("Từ ngày 01/01/2025 đến ngày 31/03/2025", "2025-Q1"),
            ("Kỳ báo cáo: từ 01/01/2025 đến 31/3/2025", "2025-Q1"),
            ("(từ 01/01 đến 31/03/2025)", "2025-Q1"),
            ("01/07/2024 - 31/12/2024", "2024-S2"),
            ("từ ngày 01 tháng 3 năm 2024 đến hết ngày 31 tháng 3 năm 2024", "2024-03"),
            ("1.1.2024-31.12.2024", "2024"),
            ("Từ ngày 15/12/2024 đến ngày 14/3/2025", "2025-Q1"),
            ("Từ ngày 15/12 đến ngày 14/3/2025", "2025-Q1"),
            ("(15/12/2023 – 14/12/2024)", "2024"),
        ] {
            let found: Vec<String> = DaysOfText::new(text).periods().iter().map(ToString::to_string).collect();
            assert_eq!(found, [expected], "{text}");
        }
        for text in [
            "Từ ngày 01/01/2025 đến ngày 30/03/2025",
            "Từ ngày 01/01/2025 đến ngày 30/09/2025",
            "Ngày 01/01/2025, ngày 31/03/2025",
            "so với từ 01/01/2024 đến 31/03/2024",
            "Áp dụng từ 01/01/2025 đến 31/12/2025",
            "từ 1/1/2025/3 đến 31/03/2025",
            "31/03/2025",
            "từ 1.1 đến 31.3",
            "",
        ] {
            assert_eq!(DaysOfText::new(text).periods(), [], "{text}");
        }
    }

    #[test]
    fn days_that_leave_out_much_of_a_period_are_known_from_those_that_round_it() {
        let of = |text: &str, period: &str| {
            DaysOfText::new(text).leave_out_much_of(period.parse().unwrap(), Calendar::Gregorian)
        };
        for (text, period) in [
            ("Năm 2024, từ 01/01/2024 đến 31/10/2024", "2024"),
            ("Quý I năm 2024 (từ ngày 01/01/2024 đến ngày 29/02/2024)", "2024-Q1"),
            ("Quý I năm 2024 (số liệu tính đến ngày 31/12/2023)", "2024-Q1"),
            ("Kỳ báo cáo: từ ngày 01/7/2024 đến ngày 30/11/2024", "2024-S2"),
            ("Tháng 9 năm 2024 (số liệu đến ngày 05/9/2024)", "2024-09"),
            ("Từ 01/01 đến 29/02", "2024-Q1"),
            ("(từ tháng 1 đến tháng 10)", "2024"),
            ("Năm 2024 (tháng 1 - tháng 10)", "2024"),
            ("Kỳ báo cáo: từ T1 đến T2/2024", "2024-Q1"),
            ("Số liệu từ tháng 01/2024 đến tháng 05/2024", "2024-S1"),
            ("(tháng 1-10)", "2024"),
            ("Từ ngày: 01/07/2024 Đến ngày: 31/08/2024", "2024-Q3"),
            ("tu_ngay: 01/07/2024\nden_ngay: 31/08/2024", "2024-Q3"),
            ("Dữ liệu đến: 31/08/2024", "2024-Q3"),
            ("Từ ngày 2024-07-01 đến ngày 2024-08-31T00:00:00", "2024-Q3"),
            ("Số liệu tính đến 31/08/2024 10:25", "2024-Q3"),
            ("Thời điểm: 30/06/2024", "2024-Q3"),
            ("Quý III năm 2024 (số liệu 30/6/2024)", "2024-Q3"),
            ("Quý III năm 2024 (thời điểm 01/7/2023)", "2024-Q3"),
            ("Quý III năm 2024 (đến 15/8)", "2024-Q3"),
            ("Từ tháng 1 đến tháng 8 năm 2024", "2024-Q3"),
            ("Từ 01/01/2024 đến 31/08/2024", "2024-Q3"),
        ] {
            assert!(of(text, period), "{text}");
        }
        for (text, period) in [
            ("Năm 2024, từ 01/01/2024 đến 31/12/2024", "2024"),
            ("Năm 2024 (từ 15/12/2023 đến 14/12/2024)", "2024"),
            ("Quý I năm 2024 (từ 01/01/2024 đến 30/3/2024)", "2024-Q1"),
            ("Quý I năm 2024 (số liệu tính đến ngày 15/3/2024)", "2024-Q1"),
            ("Tháng 9 năm 2024 (số liệu đến ngày 25/9/2024)", "2024-09"),
            ("Lũy kế từ 01/01/2023 đến 31/12/2024", "2024"),
            ("Gửi báo cáo đến ngày 15/01/2024", "2024"),
            ("Thời gian điều tra: từ 01/7/2024 đến 30/7/2024", "2024"),
            ("so với từ 01/01/2023 đến 31/03/2023", "2024"),
            ("Mường Chà, ngày 15 tháng 9 năm 2024", "2024"),
            ("Năm 2024", "2024"),
            ("Từ 01/01 đến 31/03", "2024-Q1"),
            ("Từ 15/12 đến 14/3", "2024-Q1"),
            ("Từ ngày: 01/07/2024 Đến ngày: 30/09/2024", "2024-Q3"),
            ("Dữ liệu đến: 30/09/2024", "2024-Q3"),
            ("Ngày lấy số liệu: 05/10/2024", "2024-Q3"),
            ("Ngày in: 05/07/2024", "2024-Q3"),
            ("Thời điểm: 01/07/2024", "2024"),
            ("(thời điểm 01/10/2024)", "2024-Q3"),
            ("Hạn nộp: từ ngày 10 đến 15/8", "2024-Q3"),
            ("Thời điểm điều tra: 01/4/2019", "2024"),
            ("(từ tháng 1 đến tháng 12)", "2024"),
            ("Từ tháng 12/2023 đến tháng 11/2024", "2024"),
            ("Từ tháng 1 đến tháng 9 năm 2024", "2024-Q3"),
            ("Tháng 9 - 9 tháng năm 2024", "2024"),
            ("Thời gian nộp báo cáo: từ tháng 1 đến tháng 2", "2024"),
            ("Từ tháng 1 đến tháng 3 năm 2024", "2024-Q1"),
        ] {
            assert!(!of(text, period), "{text}");
        }
    }

    #[test]
    fn a_last_day_has_the_year_of_the_part_that_it_ends() {
        let year = |text: &str| DaysOfText::new(text).year_of((Frequency::Quarter, 1));
        assert_eq!(year("Quý I (số liệu đến 31/03/2025)"), Some(2025));
        assert_eq!(year("Quý I, tính đến hết ngày 14/3/2025"), Some(2025));
        for text in ["Quý I (số liệu đến 30/03/2025)", "Quý I, ngày 31/03/2025", "Quý I so với đến 31/03/2024"]
        {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
