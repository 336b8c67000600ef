//! Durations as texts: as ISO 8601 writes them, and as people type them.

/// The seconds of `PT1H30M`: hours, minutes and seconds, in this order, each at most once.
pub fn seconds_of_time(text: &str) -> Option<u64> {
    in_order(text.strip_prefix("PT")?, &[('H', 3600), ('M', 60), ('S', 1)])
}

/// The seconds of a duration such as `36h`, `90m`, `2d`, `45s`, `P2D`, `PT36H` or `P1DT12H`. A day has 24 hours.
pub fn seconds(text: &str) -> Option<u64> {
    if let Some(rest) = text.strip_prefix('P') {
        let day = [('D', 24 * 3600)];
        return match rest.split_once('T') {
            None => in_order(rest, &day),
            Some(("", _)) => seconds_of_time(text),
            Some((days, time)) => in_order(days, &day)?.checked_add(seconds_of_time(&format!("PT{time}"))?),
        };
    }
    in_order(text, &[('d', 24 * 3600), ('h', 3600), ('m', 60), ('s', 1)])
}

/// Seconds as people type them, in hours and minutes once they are many: `36h`, `1h30m`, `45s`.
pub fn typed(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds}s"),
        (0, _) => format!("{minutes}m"),
        (_, 0) => format!("{hours}h"),
        _ => format!("{hours}h{minutes}m"),
    }
}

/// A duration as ISO 8601 writes it, of whole seconds and a part of one more in units of which `units`, a power of ten, make a second: `-P1DT12H0.5S`.
pub fn iso(is_negative: bool, seconds: u64, part: u64, units: u64) -> String {
    let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let counted = |count: u64, sign: &str| if count > 0 { format!("{count}{sign}") } else { String::new() };
    let digits = usize::try_from(units.ilog10()).unwrap_or_default();
    let behind = format!("{part:0digits$}");
    let last = if part > 0 { format!("{rest}.{}S", behind.trim_end_matches('0')) } else { counted(rest, "S") };
    let time = [counted(hours, "H"), counted(minutes, "M"), last].concat();
    let sign = if is_negative { "-P" } else { "P" };
    match (days, time.is_empty()) {
        (0, true) => format!("{sign}T0S"),
        (_, true) => format!("{sign}{days}D"),
        (_, false) => format!("{sign}{}T{time}", counted(days, "D")),
    }
}

/// The sum of counts, each before its sign, in the order of the signs; at least one.
fn in_order(text: &str, signs: &[(char, u64)]) -> Option<u64> {
    let (mut rest, mut seconds) = (text, 0_u64);
    if rest.is_empty() {
        return None;
    }
    for (sign, factor) in signs {
        if let Some((count, after)) = rest.split_once(*sign) {
            if count.is_empty() || !count.bytes().all(|digit| digit.is_ascii_digit()) {
                return None;
            }
            seconds = seconds.checked_add(count.parse::<u64>().ok()?.checked_mul(*factor)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_and_standards_write_them() {
        let hours = 3600;
        for (text, found) in [
            ("36h", 36 * hours),
            ("90m", 5400),
            ("2d", 48 * hours),
            ("45s", 45),
            ("1d12h", 36 * hours),
            ("0h", 0),
            ("P2D", 48 * hours),
            ("PT36H", 36 * hours),
            ("P1DT12H", 36 * hours),
            ("PT1H2M3S", 3723),
        ] {
            assert_eq!(seconds(text), Some(found), "{text}");
        }
        let wrong = [
            "",
            "P",
            "PT",
            "36",
            "h",
            "36 h",
            "36H",
            "-1h",
            "1.5h",
            "12h1d",
            "P1DT",
            "P1H",
            "P1M",
            "99999999999999999999h",
        ];
        for text in wrong {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_said_as_they_are_typed() {
        for (seconds, text) in [(0, "0s"), (59, "59s"), (5400, "1h30m"), (129_600, "36h"), (90, "1m")] {
            assert_eq!(typed(seconds), text);
        }
    }
}
