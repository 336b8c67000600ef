//! Months from one to another, as a text writes them: "từ tháng 1 đến tháng 10", "tháng 1 - 2/2024", "T1-T10".
//!
//! Takes a text without marks and capitals; gives each such span with its place. Months of which the text gives no year are of the year around it.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::values::period::{Calendar, Frequency, Period};

/// Months from one to another, and where the first begins.
#[derive(Debug)]
pub(super) struct WrittenMonths {
    first: (u32, Option<i32>),
    last: (u32, Option<i32>),
    pub start: usize,
}

impl WrittenMonths {
    /// The first day and the last. Where neither month has a year they are of this one.
    pub fn days(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let end_year = self.last.1.or(self.first.1).unwrap_or(year);
        let begins_before = i32::from(self.first.0 > self.last.0);
        let start_year = self.first.1.or(end_year.checked_sub(begins_before))?;
        let first = Period::new(Frequency::Month, start_year, self.first.0)?.start(Calendar::Gregorian);
        let last = Period::new(Frequency::Month, end_year, self.last.0)?.end(Calendar::Gregorian);
        (first <= last).then_some((first, last))
    }
}

/// The spans of months of a text.
pub(super) fn of(plain: &str) -> Vec<WrittenMonths> {
    static SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:thang\s*|t)(\d{1,2})(?:\s*/\s*(\d{4})|,?\s*nam\s*(\d{4}))?",
            r"\s*(?:den(?:\s*het)?|toi|-|–|—|→)\s*",
            r"(?:thang\s*|t)?(\d{1,2})(?:\s*/\s*(\d{4})|,?\s*nam\s*(\d{4}))?\b"
        ))
        .ok()
    });
    let Some(span) = SPAN.as_ref() else { return Vec::new() };
    let mut months = Vec::new();
    for found in span.captures_iter(plain) {
        let number = |group: usize| found.get(group)?.as_str().parse::<u32>().ok();
        let year = |groups: [usize; 2]| groups.into_iter().find_map(number).and_then(|year| i32::try_from(year).ok());
        let (Some(whole), Some(first), Some(last)) = (found.get(0), number(1), number(4)) else { continue };
        // Days ("01 tháng 1 đến 31 tháng 10", "tháng 1 - 10/3") and counts of months ("Tháng 9 - 9 tháng") are none.
        let before = plain.get(..whole.start()).unwrap_or_default().trim_end();
        let behind = plain.get(whole.end()..).unwrap_or_default().trim_start();
        let is_of_days = before.ends_with(|sign: char| sign.is_ascii_digit())
            || behind.starts_with("thang")
            || behind.starts_with(['/', '.']) && behind.chars().nth(1).is_some_and(|sign| sign.is_ascii_digit());
        if !is_of_days && (1..=12).contains(&first) && (1..=12).contains(&last) {
            months.push(WrittenMonths {
                first: (first, year([2, 3])),
                last: (last, year([5, 6])),
                start: whole.start(),
            });
        }
    }
    months
}
