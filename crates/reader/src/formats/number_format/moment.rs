//! Whether a number format shows days, and not the number that is stored.

/// Whether a format shows days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    No,
    /// A day, perhaps with a time.
    Day,
    /// Hours that have gone by.
    Duration,
}

impl Moment {
    /// What the first section of a code shows.
    pub fn of(code: &str) -> Self {
        let mut signs = code.chars();
        // Letters of AM/PM part the numbers of a time; a lone A is none.
        let (mut after_a, mut depth) = (false, 0usize);
        let mut inner = String::new();
        while let Some(sign) = signs.next() {
            match sign.to_ascii_lowercase() {
                // The next sign is shown, left out or repeated as it is.
                '\\' | '_' | '*' => drop(signs.next()),
                '"' => while signs.next().is_some_and(|sign| sign != '"') {},
                ';' => return Self::No,
                '[' => {
                    depth += 1;
                    inner.clear();
                }
                ']' => {
                    let first = inner.chars().next();
                    let is_one = inner.chars().all(|sign| Some(sign) == first);
                    if depth == 1 && is_one && matches!(first, Some('h' | 'm' | 's')) {
                        return Self::Duration;
                    }
                    depth = depth.saturating_sub(1);
                }
                lower if depth > 0 => inner.push(lower),
                'a' if !after_a => after_a = true,
                'p' | 'm' | '/' if after_a => return Self::Day,
                'd' | 'm' | 'h' | 'y' | 's' if !after_a => return Self::Day,
                _ => {}
            }
        }
        Self::No
    }
}

/// True where the first section of a code that shows a moment has hours or seconds, and neither days nor years.
pub(super) fn shows_a_clock(code: &str) -> bool {
    let mut signs = code.chars();
    let mut has_hours = false;
    while let Some(sign) = signs.next() {
        match sign.to_ascii_lowercase() {
            '\\' | '_' | '*' => drop(signs.next()),
            '"' => while signs.next().is_some_and(|sign| sign != '"') {},
            ';' => break,
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                has_hours |= !inner.is_empty() && inner.chars().all(|sign| "hmsHMS".contains(sign));
            }
            'h' | 's' => has_hours = true,
            'd' | 'y' => return false,
            _ => {}
        }
    }
    has_hours
}

/// True where the first section of a code that shows a moment has the day of the month, and no year of any calendar.
pub(super) fn hides_the_year(code: &str) -> bool {
    shown_parts(code).is_some_and(|(has_day, has_year, _)| has_day && !has_year)
}

/// True where it has the year, and neither the day nor a time.
pub(super) fn hides_the_day(code: &str) -> bool {
    shown_parts(code) == Some((false, true, false))
}

/// True where it has neither hours nor seconds.
pub(super) fn hides_the_time(code: &str) -> bool {
    shown_parts(code).is_some_and(|(_, _, has_time)| !has_time)
}

/// Whether the first section of a code that shows a moment has the day of the month, a year of any calendar, and hours or seconds; `None` where it has digits of
/// its own.
fn shown_parts(code: &str) -> Option<(bool, bool, bool)> {
    let mut signs = code.chars();
    let (mut has_day, mut has_year, mut has_time) = (false, false, false);
    while let Some(sign) = signs.next() {
        match sign.to_ascii_lowercase() {
            '\\' | '_' | '*' => drop(signs.next()),
            // What is in quotes is seen by everybody.
            '"' => {
                let quoted: String = signs.by_ref().take_while(|sign| *sign != '"').collect();
                if quoted.contains(|sign: char| sign.is_ascii_digit()) {
                    return None;
                }
            }
            ';' => break,
            '[' => while signs.next().is_some_and(|sign| sign != ']') {},
            'd' => has_day = true,
            'y' | 'e' | 'g' | 'b' => has_year = true,
            'h' | 's' => has_time = true,
            _ => {}
        }
    }
    Some((has_day, has_year, has_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shown_without_their_year() {
        for code in ["d-mmm", "dd/mm", "d/m;@", "[$-42A]dd\\ mmmm", "dd/mm hh:mm", "\"ngày \"d\" tháng \"m"] {
            assert!(hides_the_year(code), "{code}");
        }
        for code in
            ["dd/mm/yyyy", "d-mmm-yy", "mmm-yy", "mmmm", "[$-404]e/m/d", "dd/mm\"/2024\"", "h:mm", "yyyy-mm-dd hh:mm"]
        {
            assert!(!hides_the_year(code), "{code}");
        }
    }

    #[test]
    fn months_are_shown_without_their_day() {
        for code in ["mm/yyyy", "mmm-yy", "\"tháng \"m\" năm \"yyyy", "[$-42A]mmmm\\ yyyy;@", "yyyy"] {
            assert!(hides_the_day(code), "{code}");
        }
        for code in ["dd/mm/yyyy", "d-mmm", "mmmm", "\"01/\"mm/yyyy", "yyyy-mm-dd hh:mm", "h:mm"] {
            assert!(!hides_the_day(code), "{code}");
        }
    }

    #[test]
    fn days_are_shown_without_their_time() {
        for code in ["dd/mm/yyyy", "d-mmm", "mm/yyyy", "[$-42A]dd\\ mmmm\\ yyyy;@", "m/d/yy"] {
            assert!(hides_the_time(code), "{code}");
        }
        for code in ["dd/mm/yyyy hh:mm", "m/d/yy h:mm AM/PM", "yyyy-mm-dd\"T\"hh:mm:ss", "dd/mm/yyyy\" 08:30\""] {
            assert!(!hides_the_time(code), "{code}");
        }
    }

    #[test]
    fn times_of_the_day_are_shown_without_a_day() {
        for code in [
            "h:mm",
            "hh:mm:ss",
            "h:mm AM/PM",
            "[$-F400]h:mm:ss\\ AM/PM",
            "[h]:mm",
            "mm:ss.0",
            "H:MM:SS;@",
            "h\"giờ\"mm",
            "[Red]h:mm;d",
        ] {
            assert!(shows_a_clock(code), "{code}");
        }
        for code in ["dd/mm/yyyy hh:mm", "dd/mm/yyyy", "mmmm", "m\"h\"", "yyyy-mm-dd hh:mm", "[$-404]e\"s\"m"] {
            assert!(!shows_a_clock(code), "{code}");
        }
    }

    #[test]
    fn days_and_durations_are_distinguished_from_numbers_with_letters() {
        for code in [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "ha/p\\\\m",
            "*-yyyy-mm-dd",
            "[$-404]e\"x\"m",
            "#,##0 h",
            "AM/PM",
        ] {
            assert_eq!(Moment::of(code), Moment::Day, "{code}");
        }
        for code in
            ["[h]:mm:ss", "[ss]", "[s].000", "[mm]", "[Blue]\\+[h]:mm", "[>=100][Magenta][s].00", "[h]:mm;[=0]\\-"]
        {
            assert_eq!(Moment::of(code), Moment::Duration, "{code}");
        }
        for code in [
            "#,##0\\ [$\u{20bd}-46D]",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "[>=100][Magenta]General",
            "#,##0.00\\ _M\"H\"_);[Red]#,##0.00\\ _M\"S\"_)",
            "#,##0*y",
            "0\"x\"*d",
            "General",
            "0;yyyy",
            "#,##0\\ [$đ-42A]",
        ] {
            assert_eq!(Moment::of(code), Moment::No, "{code}");
        }
    }
}
