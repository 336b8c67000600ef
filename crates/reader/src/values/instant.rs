//! Instants as texts.

use chrono::{DateTime, SecondsFormat, Utc};

/// An instant in UTC as RFC 3339 writes it, with as many digits of a second as it has.
pub fn instant(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
