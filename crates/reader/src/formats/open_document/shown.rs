//! The number that a cell of an OpenDocument spreadsheet shows.
//!
//! Takes the number that is stored, the text that the program showed it as, which is beside it, and what its style says; gives whether
//! the text shows it as a percentage, as a day, divided by thousands, or shows another number: a style may add digits of its own. A text that
//! shows no number says nothing. Programs state every number as a plain one (`float`) where their format has sections, or always.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use crate::formats::shown_number::Shown;
use crate::sheet::grid::Cell;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// How a number is shown as this text by a style that may divide it by these thousands; `percent` where it is known to be a percentage.
pub(super) fn shown(number: f64, text: &str, thousands: &[u8], percent: bool) -> Shown {
    let percent = percent || shows_percent(number, text);
    let stated = if percent { number * 100.0 } else { number };
    let divided = |power: u8| stated / 1000f64.powi(i32::from(power));
    let fits = |power: &&u8| !shows_another(divided(**power), text);
    match thousands.iter().find(fits) {
        Some(power) => Shown { percent, thousands: *power, digits: digits_with_zeros(text), ..Shown::default() },
        None => Shown { has_own_digits: true, ..Shown::default() },
    }
}

/// The day that a number is, and its time, counted from the first day of the workbook; a number without a day, or beyond the calendar, gives
/// nothing.
pub(super) fn moment(number: f64, first_day: NaiveDate) -> Option<Cell> {
    // The last day of the calendar of spreadsheets is that of the year 9999.
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "seven digits, and the thousandths of a day")]
    let (days, thousandths) = (number.floor() as i64, (number.fract() * DAY * 1000.0).round() as i64);
    let moment = first_day.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::try_days(days)?)?;
    let moment = moment.checked_add_signed(TimeDelta::milliseconds(thousandths))?;
    Some(if moment.time() == NaiveTime::MIN { Cell::Date(moment.date()) } else { Cell::DateTime(moment) })
}

/// True where a text shows a number as the day that it is: its day, month and year, in one of the three orders.
pub(super) fn shows_day(number: f64, text: &str, first_day: NaiveDate) -> bool {
    let day = match moment(number, first_day) {
        Some(Cell::Date(day)) => day,
        Some(Cell::DateTime(moment)) => moment.date(),
        _ => return false,
    };
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '/' | '-' | '.');
    // A time may be behind the day.
    let written = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let numbers: Vec<u32> = written.split(['/', '-', '.']).filter_map(|part| part.parse().ok()).collect();
    let year = |written: u32| u32::try_from(day.year()).is_ok_and(|year| written == year || written == year % 100);
    written.chars().all(is_part)
        && match numbers[..] {
            [first, second, last] if year(last) => {
                (first, second) == (day.day(), day.month()) || (first, second) == (day.month(), day.day())
            }
            [first, month, last] => year(first) && month == day.month() && last == day.day(),
            _ => false,
        }
}

/// True where a text shows a number as the time that the part behind its day is: `12:30`, `7h05`, `7:05:30 CH`; hours may go on past a day.
pub(super) fn shows_clock(number: f64, text: &str) -> bool {
    let text = text.trim();
    let (clock, half) = text.split_once(' ').unwrap_or((text, ""));
    let afternoon = match half.trim().to_ascii_uppercase().as_str() {
        "" => None,
        "SA" | "AM" => Some(false),
        "CH" | "PM" => Some(true),
        _ => return false,
    };
    let parts: Option<Vec<f64>> =
        clock.split([':', 'h']).map(|part| part.replace(',', ".").parse::<f64>().ok()).collect();
    let (hours, minutes, seconds, room) = match parts.as_deref() {
        Some(&[hours, minutes]) => (hours, minutes, 0.0, 60.0),
        Some(&[hours, minutes, seconds]) => (hours, minutes, seconds, 1.0),
        _ => return false,
    };
    let hours = afternoon.map_or(hours, |is_late| hours % 12.0 + if is_late { 12.0 } else { 0.0 });
    let shown = hours * 3600.0 + minutes * 60.0 + seconds;
    let is_shown = |stored: f64| (stored * DAY - shown).abs() <= room;
    number >= 0.0 && (is_shown(number) || is_shown(number.fract()))
}

/// True where a text shows a hundred times the number, with the sign of a percentage: 12.00% for 0.12. A number that it shows too, as it
/// is, has a style that writes the sign behind it.
fn shows_percent(number: f64, text: &str) -> bool {
    let Some((before, after)) = text.split_once('%') else { return false };
    let digits = |part: &str| part.contains(|sign: char| sign.is_ascii_digit());
    let written = if digits(before) { before } else { after };
    let shows = |number: f64| numbers(written).any(|part| rounds(number.abs(), part));
    digits(before) != digits(after) && number != 0.0 && shows(number * 100.0) && !shows(number)
}

/// How many digits are shown where zeros are before them, as in the code 07730; else 0.
fn digits_with_zeros(text: &str) -> u8 {
    let text = text.trim();
    let has_zeros = text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    u8::try_from(text.len()).ok().filter(|_| has_zeros).unwrap_or_default()
}

/// True where the text shows a number, and none that rounds this one.
fn shows_another(number: f64, text: &str) -> bool {
    // A column that is too narrow shows no digit.
    if number == 0.0 || text.contains('#') || !text.contains(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let number = number.abs();
    !numbers(text).any(|part| rounds(number, part)) && !is_fraction(number, text) && !is_power(number, text)
}

/// The numbers of a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let is_within =
        |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\'' | '’') || sign.is_whitespace();
    let numbers = text.split(move |sign: char| !is_within(sign));
    numbers.filter(|part| part.contains(|sign: char| sign.is_ascii_digit()))
}

/// True where a text is this number as a fraction: `5 1/4`.
fn is_fraction(number: f64, text: &str) -> bool {
    let Some((above, below)) = text.trim().trim_start_matches(['-', '−']).split_once('/') else { return false };
    let (whole, above) = above.trim().rsplit_once(char::is_whitespace).unwrap_or(("0", above));
    let parse = |part: &str| part.trim().parse::<f64>().ok();
    let (Some(whole), Some(above), Some(below)) = (parse(whole), parse(above), parse(below)) else { return false };
    below > 0.0 && (whole + above / below - number).abs() <= 1.0 / below
}

/// True where a text is this number with a power of ten: `1,2E+06`.
fn is_power(number: f64, text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '−']).replace(',', ".");
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let (Ok(shown), Ok(power), Ok(decimals)) = (text.parse::<f64>(), power.parse::<i32>(), i32::try_from(decimals))
    else {
        return false;
    };
    (shown - number).abs() <= 10f64.powi(power.saturating_sub(decimals))
}

/// True where digits show this number in one of the two ways of writing, with all of its digits or fewer.
fn rounds(number: f64, digits: &str) -> bool {
    let digits: String = digits.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',')).collect();
    let digits = digits.trim_end_matches(['.', ',']);
    [('.', ','), (',', '.')].into_iter().any(|(point, group)| {
        // Groups are of three digits: 15.00 is no 1500.
        let whole = digits.split(point).next().unwrap_or_default();
        let is_grouped = whole.split(group).skip(1).all(|digits| digits.len() == 3);
        let plain = digits.replace(group, "").replace(point, ".");
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let unit = 0.1f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
        // Of a double about fifteen digits are shown.
        is_grouped && plain.parse::<f64>().is_ok_and(|shown| (shown - number).abs() <= unit.max(number * 1e-9))
    })
}

/// True for a text that shows the number of a day, and neither that of its year nor one more than that of its month.
pub(super) fn hides_the_year(text: &str, day: NaiveDate) -> bool {
    let numbers: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let of_day = |digits: &&str| digits.parse() == Ok(day.day());
    let others = numbers.iter().filter(|digits| digits.parse() != Ok(day.month())).count();
    let of_days = numbers.iter().filter(|digits| of_day(digits)).count();
    of_days > 0 && numbers.len() <= 2 && others <= 1 && numbers.iter().all(|digits| digits.len() <= 2)
}

/// True for a text that shows the month and the year of a day, and no other number: "03/2024", "Mar-24".
pub(super) fn hides_the_day(text: &str, day: NaiveDate) -> bool {
    let numbers: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let is_year = |digits: &&str| {
        let number = digits.parse::<i32>().ok();
        number == Some(day.year()) || digits.len() == 2 && number == Some(day.year().rem_euclid(100))
    };
    let is_month = |digits: &&str| digits.len() <= 2 && digits.parse() == Ok(day.month());
    match numbers.as_slice() {
        [year] => is_year(year) && (year.len() > 2 || text.contains(char::is_alphabetic)),
        [one, other] => is_month(one) && is_year(other) || is_year(one) && is_month(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shows_a_day_without_its_year() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        for (text, of) in
            [("15/03", "2024-03-15"), ("15-Mar", "2024-03-15"), ("24/3", "2024-03-24"), ("3/3", "2024-03-03")]
        {
            assert!(hides_the_year(text, day(of)), "{text}");
        }
        for (text, of) in
            [("15/03/2024", "2024-03-15"), ("15-Mar-24", "2024-03-15"), ("03/24", "2024-03-15"), ("", "2024-03-15")]
        {
            assert!(!hides_the_year(text, day(of)), "{text}");
        }
    }

    #[test]
    fn a_text_shows_a_month_without_its_day() {
        let day: NaiveDate = "2024-03-01".parse().unwrap();
        for text in ["03/2024", "Thg3-24", "tháng 3 năm 2024", "2024-03", "2024"] {
            assert!(hides_the_day(text, day), "{text}");
        }
        for text in ["01/03/2024", "1/3", "24", "03/2023", ""] {
            assert!(!hides_the_day(text, day), "{text}");
        }
    }

    #[test]
    fn a_style_divides_by_the_thousands_that_the_text_shows() {
        let thousands = |number, text, of_style: &[u8]| {
            let shown = shown(number, text, of_style, false);
            (!shown.has_own_digits).then_some(shown.thousands)
        };
        assert_eq!(thousands(1_250_000.0, "1.250", &[1]), Some(1));
        assert_eq!(thousands(1_250_000_000.0, "1,250.0 tr", &[2]), Some(2));
        assert_eq!(thousands(400.0, "0", &[1]), Some(1));
        assert_eq!(thousands(400.0, "400", &[0, 1]), Some(0));
        assert_eq!(thousands(1_250_000.0, "1.250", &[0, 1]), Some(1));
        assert_eq!(thousands(1_250_000.0, "", &[1]), Some(1));
        // The style of no program that is known: what is shown is another number, and nobody knows why.
        assert_eq!(thousands(1_250_000.0, "1.250", &[0]), None);
        assert_eq!(thousands(1_250_000.0, "1.250.000", &[1]), None);
    }

    #[test]
    fn zeros_before_a_number_are_seen_in_the_text() {
        for (text, digits) in [("07730", 5), ("7730", 0), ("0", 0), ("0,5", 0), ("007", 3)] {
            assert_eq!(shown(text.replace(',', ".").parse().unwrap(), text, &[0], false).digits, digits, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_day_beside_the_text_of_its_time_is_a_time() {
        for (number, text) in [
            (0.5, "12:00"),
            (0.520_833_333_333, "12:30:00"),
            (0.75, "6:00:00 CH"),
            (0.25, "06:00 SA"),
            (0.25, "6h00"),
            (0.0, "00:00"),
            (1.5, "36:00"),
            (45_000.5, "12:00"),
        ] {
            assert!(shows_clock(number, text), "{number} {text}");
        }
        for (number, text) in [(0.5, "12:30"), (0.5, "0,5"), (0.5, "12:00 giờ"), (12.5, "1:2:3:4"), (-0.5, "12:00")] {
            assert!(!shows_clock(number, text), "{number} {text}");
        }
    }

    #[test]
    fn a_sign_of_a_percentage_behind_a_hundred_times_the_number_is_one() {
        let percent = |number, text| shown(number, text, &[0], false);
        for (number, text) in [(0.12, "12.00%"), (1.25, "125%"), (1.0, "100 %"), (-0.285, "-28,5%"), (0.004, "0,4%")] {
            assert!(percent(number, text).percent, "{number} {text}");
        }
        // The sign is a word of the style; nothing tells which; or the number is another.
        for (number, text) in [(12.0, "12%"), (0.004, "0%"), (0.0, "0%"), (5.0, "5"), (0.5, "50"), (5.0, "12%")] {
            assert!(!percent(number, text).percent, "{number} {text}");
        }
        assert!(percent(5.0, "12%").has_own_digits);
    }

    #[test]
    fn a_number_beside_the_text_of_its_day_is_that_day() {
        let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
        for text in ["15/03/2021", "15/3/21", "03/15/2021", "2021-03-15", "15.03.2021", "15/03/2021 08:00"] {
            assert!(shows_day(44270.0, text, first), "{text}");
        }
        for text in ["16/03/2021", "44270", "44.270", "3/2021", "15/03/2021/1", "ngày 15/03/2021 và"] {
            assert!(!shows_day(44270.0, text, first), "{text}");
        }
        assert_eq!(moment(44270.0, first), Some(Cell::Date(NaiveDate::from_ymd_opt(2021, 3, 15).unwrap())));
        let half = NaiveDate::from_ymd_opt(2021, 3, 15).and_then(|day| day.and_hms_opt(12, 0, 0)).unwrap();
        assert_eq!(moment(44270.5, first), Some(Cell::DateTime(half)));
        assert_eq!(moment(0.5, first), None);
    }

    #[test]
    fn a_shown_number_is_the_stored_one_however_it_is_written() {
        for (number, text) in [
            (5400.0, "5400"),
            (5400.0, "5.400"),
            (5400.0, "5,400.00"),
            (5400.0, "5 400 người"),
            (1_234_567.891, "1.234.567,9"),
            (1_234_567.891, "1,234,568"),
            (-1.11, "(1,11)"),
            (0.125, "0"),
            (0.5, ",5"),
            (12.5, "12 m2"),
            (5.25, "5 1/4"),
            (1_200_000.0, "1,2E+06"),
            (54.0, "###"),
            (54.0, ""),
            (0.1 + 0.2, "0,3"),
            (54.0, "Quý 54"),
        ] {
            assert!(!shows_another(number, text), "{number} {text}");
        }
        for (number, text) in [
            (1500.0, "15.00"),
            (1500.0, "15,00"),
            (54.0, "5400"),
            (54.0, "54 000"),
            (24.0, "Năm 2024"),
            (1_250_000_000.0, "1.250"),
            (5.0, "15"),
            (5.0, "12%"),
            (0.5, "12:30"),
            (44_270.0, "Thg 3/2021"),
            (7.0, "5 1/4"),
            (1_200_000.0, "1,2E+07"),
        ] {
            assert!(shows_another(number, text), "{number} {text}");
        }
    }
}
