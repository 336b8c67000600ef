//! When an object arrived: takes what the store and the list of arrivals say, gives the time that the ledger keeps, and the
//! corrections of times that it kept before.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::{Arrivals, Correction, Entry, Listed};

/// The smallest distance of two arrivals of one object.
const TICK: TimeDelta = TimeDelta::microseconds(1);

/// True where an object was changed so shortly before `now` that it may still be being written.
pub(super) fn is_young(object: &Listed, now: DateTime<Utc>, settle: Duration) -> bool {
    // A program may set any modification time, and one that lies in the future says nothing of the age.
    let changed = if object.modified > now { object.changed } else { object.modified };
    let settle = TimeDelta::from_std(settle).unwrap_or(TimeDelta::MAX);
    !settle.is_zero() && now.signed_duration_since(changed) < settle
}

/// When an object arrived: as stated, else when the store says that it changed, which is never after `now`.
///
/// An overwritten object always arrives later than it did `before`, so that the order of the two never depends on the order
/// of the ledger.
pub(super) fn received_at(
    object: &Listed,
    stated: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let modified = object.modified.min(now);
    match (stated.unwrap_or(modified), before) {
        (stated, Some(before)) if stated <= before => modified.max(before + TICK),
        (stated, _) => stated,
    }
}

/// The corrections by which the newest arrival of each object comes to the time that the list states today.
pub(super) fn corrections<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    arrivals: &Arrivals,
    is_pending: impl Fn(&str) -> bool,
    now: DateTime<Utc>,
) -> Vec<Correction> {
    let mut versions: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        versions.entry(&entry.object).or_default().push(entry);
    }
    let of_object = |(object, versions): (&str, Vec<&Entry>)| {
        // The same bytes, received once more, came when they came first.
        let is_again = || versions.last().is_some_and(|last| arrivals.is_received_again(object, last.received_at));
        let stated = arrivals.received_at(object).filter(|_| !is_pending(object) && !is_again());
        stated.map(|stated| of_versions(&versions, stated, now)).unwrap_or_default()
    };
    versions.into_iter().flat_map(of_object).collect()
}

/// The corrections of one object, whose arrivals come in the order in which they were written down.
fn of_versions(versions: &[&Entry], stated: DateTime<Utc>, now: DateTime<Utc>) -> Vec<Correction> {
    // Earlier versions that arrived after today are as wrong; they stay in their order, before the newest.
    let sound = versions.iter().rev().skip(1).position(|entry| entry.received_at <= now);
    let wrong = sound.map_or(versions.len(), |sound| sound + 1);
    let mut times = std::iter::successors(Some(stated), |time| time.checked_sub_signed(TICK));
    let corrections: Vec<Correction> = versions
        .iter()
        .rev()
        .take(wrong)
        .zip(times.by_ref())
        .map(|(entry, received_at)| Correction { entry: Entry::clone(entry), received_at })
        .collect();
    let first = corrections.last().map(|correction| correction.received_at);
    let before = versions.iter().rev().nth(wrong).map(|entry| entry.received_at);
    // A time that is no later than that of an overwritten version is the time of that version.
    if before.is_some_and(|before| first.is_none_or(|first| first <= before)) {
        return Vec::new();
    }
    corrections.into_iter().filter(|correction| correction.entry.received_at != correction.received_at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn entry(received_at: &str) -> Entry {
        Entry { object: "a".into(), sha256: "0".repeat(64), received_at: at(received_at), withdrawn: false }
    }

    fn listed(modified: &str, changed: &str) -> Listed {
        Listed {
            object: "a".into(),
            key: "a".into(),
            size: 1,
            modified: at(modified),
            changed: at(changed),
            stamp: String::new(),
        }
    }

    const NOW: &str = "2026-01-01T00:00:00Z";

    #[test]
    fn what_was_just_changed_is_young_and_the_future_says_nothing() {
        let minute = Duration::from_secs(60);
        for (modified, changed, young) in [
            ("2025-12-31T23:58:59Z", NOW, false),
            ("2025-12-31T23:59:30Z", NOW, true),
            ("2062-01-01T00:00:00Z", "2025-12-31T23:59:30Z", true),
            ("2062-01-01T00:00:00Z", "2025-12-31T23:00:00Z", false),
        ] {
            assert_eq!(is_young(&listed(modified, changed), at(NOW), minute), young, "{modified} {changed}");
        }
        assert!(!is_young(&listed("2062-01-01T00:00:00Z", "2062-01-01T00:00:00Z"), at(NOW), Duration::ZERO));
    }

    #[test]
    fn arrivals_never_lie_in_the_future_and_follow_one_another() {
        let future = listed("2062-01-01T00:00:00Z", NOW);
        assert_eq!(received_at(&future, None, None, at(NOW)), at(NOW));
        let old = listed("2025-02-01T00:00:00Z", NOW);
        assert_eq!(received_at(&old, Some(at("2025-01-05T00:00:00Z")), None, at(NOW)), at("2025-01-05T00:00:00Z"));
        let before = at("2025-03-01T00:00:00Z");
        assert_eq!(received_at(&old, None, Some(before), at(NOW)), before + TICK);
    }

    #[test]
    fn the_newest_arrival_comes_to_the_stated_time() {
        let (first, second) = (entry("2025-01-01T00:00:00Z"), entry("2025-02-01T00:00:00Z"));
        let times = |versions: &[&Entry], stated: &str| -> Vec<String> {
            let corrections = of_versions(versions, at(stated), at(NOW));
            corrections.iter().map(|correction| correction.received_at.to_rfc3339()).collect()
        };
        assert_eq!(times(&[&first], "2024-12-01T00:00:00Z"), ["2024-12-01T00:00:00+00:00"]);
        assert_eq!(times(&[&first, &second], "2025-03-01T00:00:00Z"), ["2025-03-01T00:00:00+00:00"]);
        assert!(times(&[&first], "2025-01-01T00:00:00Z").is_empty());
        // The line still speaks of the version that was overwritten.
        assert!(times(&[&first, &second], "2025-01-01T00:00:00Z").is_empty());
        let (third, fourth) = (entry("2062-01-01T00:00:00Z"), entry("2062-01-01T00:00:00.000001Z"));
        assert_eq!(
            times(&[&first, &third, &fourth], "2025-04-01T00:00:00Z"),
            ["2025-04-01T00:00:00+00:00", "2025-03-31T23:59:59.999999+00:00"]
        );
    }
}
