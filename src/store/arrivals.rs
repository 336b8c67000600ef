//! The list of arrivals: takes the bytes of `arrivals.csv`, gives when each object arrived and what is wrong with the list.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::landing::ARRIVALS_FILE;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::values::text::composed;
use crate::values::text_lines::RecordLines;

/// When objects arrived, as the list says.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// By name in NFC: when, and on which line.
    received: BTreeMap<String, (DateTime<Utc>, u64)>,
    /// The times of earlier lines of the same names: the object was received then, too.
    earlier: BTreeMap<String, BTreeSet<DateTime<Utc>>>,
    /// Objects whose line is at fault, in NFC. They wait until it is mended: the ledger keeps the time it was first given.
    waiting: BTreeSet<String>,
    /// True where there is a list and it cannot be used: it may name any object, so that all wait.
    is_unread: bool,
    /// What is wrong with the list itself.
    pub findings: Vec<Finding>,
}

impl Arrivals {
    /// When an object arrived; nothing where the list does not say.
    pub fn received_at(&self, object: &str) -> Option<DateTime<Utc>> {
        self.received.get(&*composed(object)).map(|(received_at, _)| *received_at)
    }

    /// True where an earlier line gives an object this time, and a later one a later time: it was received twice.
    pub fn is_received_again(&self, object: &str, at: DateTime<Utc>) -> bool {
        let name = composed(object);
        self.earlier.get(&*name).is_some_and(|times| times.contains(&at))
            && self.received.get(&*name).is_some_and(|(last, _)| *last > at)
    }

    /// A list that cannot be used, and why.
    pub(super) fn unread(finding: Finding) -> Self {
        Self { is_unread: true, findings: vec![finding], ..Self::default() }
    }

    /// A list that is no plain file.
    pub(super) fn no_file() -> Self {
        Self::unread(of_list(1, &message!("arrivals.no-file")))
    }

    /// True where the line of an object is at fault, or the list as a whole.
    pub fn waits(&self, object: &str) -> bool {
        self.is_unread || self.waiting.contains(&*composed(object))
    }

    /// What is missing from the list of `expected`, and what it names that is not in `known`. A list that names nothing says nothing.
    pub fn compared<'a>(
        &self,
        expected: impl Iterator<Item = &'a str>,
        known: impl Iterator<Item = &'a str>,
    ) -> Vec<Finding> {
        if self.received.is_empty() {
            return Vec::new();
        }
        let named = |object: &str| self.received.contains_key(&*composed(object)) || self.waits(object);
        let mut findings: Vec<Finding> = expected
            .filter(|object| !named(object))
            .map(|object| {
                let location = Location { object: Some(object.to_owned()), ..Location::default() };
                Finding::new(Code::UnlistedArrival, location, message!("unlisted-arrival.modified"))
            })
            .collect();
        let known: BTreeSet<String> = known.map(|object| composed(object).into_owned()).collect();
        findings.extend(self.received.iter().filter(|(object, _)| !known.contains(*object)).map(
            |(object, (_, line))| {
                on_line(Code::NeedlessArrival, *line, message!("needless-arrival.nothing", name = object))
            },
        ));
        findings
    }
}

fn on_line(code: Code, line: u64, message: Message) -> Finding {
    let row = u32::try_from(line).ok();
    Finding::new(code, Location { object: Some(ARRIVALS_FILE.to_owned()), row, ..Location::default() }, message)
}

fn unread(line: u64, cause: &Message) -> Finding {
    on_line(Code::UnreadArrival, line, message!("unread-arrival.line", cause = cause))
}

/// The list as a whole is at fault.
fn of_list(line: u64, cause: &Message) -> Finding {
    on_line(Code::UnreadArrival, line, message!("unread-arrival.list", cause = cause))
}

/// The cells of a record up to the last that holds anything: spreadsheets write columns beside the list that were cleared as commas.
fn written_cells(record: &csv::StringRecord) -> impl Iterator<Item = &str> {
    let blank = record.iter().rev().take_while(|cell| cell.trim().is_empty()).count();
    record.iter().take(record.len().saturating_sub(blank))
}

/// When objects arrived. A line at fault is a finding, and so is an instant after `now`. Of a list with another header nothing can be trusted:
/// that is a finding too.
pub(super) fn parse_arrivals(bytes: &[u8], now: DateTime<Utc>) -> Arrivals {
    let unreadable = |cause: &csv::Error| match cause.kind() {
        csv::ErrorKind::Utf8 { .. } => message!("arrivals.not-utf-8"),
        _ => message!("arrivals.unreadable", words = in_both_languages(&cause.to_string())),
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = RecordLines::new(bytes);
    let mut line_of = |position: Option<&csv::Position>| {
        let line = position.map_or(1, |at| lines.line_from(usize::try_from(at.byte()).unwrap_or(usize::MAX)));
        u64::try_from(line).unwrap_or(u64::MAX)
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = match reader.headers() {
        Ok(header) => header,
        Err(cause) => return Arrivals::unread(of_list(line_of(cause.position()), &unreadable(&cause))),
    };
    if written_cells(header).map(str::trim).ne(["object", "received_at"]) {
        let line = line_of(header.position());
        let written = header.iter().collect::<Vec<_>>().join(",");
        return Arrivals::unread(of_list(line, &message!("arrivals.header", written = written)));
    }
    let mut arrivals = Arrivals::default();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(cause) => {
                arrivals.findings.push(unread(line_of(cause.position()), &unreadable(&cause)));
                continue;
            }
        };
        // Programs write rows that were cleared as commas alone.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = line_of(record.position());
        if written_cells(&record).count().max(record.len().min(2)) != 2 {
            let count = record.len().to_string();
            arrivals.findings.push(unread(line, &message!("arrivals.columns", count = count)));
            continue;
        }
        let (object, written) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default().trim());
        if object.trim().is_empty() {
            arrivals.findings.push(unread(line, &message!("arrivals.no-object")));
            continue;
        }
        let name = composed(object).into_owned();
        let received_at = match DateTime::parse_from_rfc3339(written) {
            Ok(received_at) if received_at.to_utc() <= now => received_at.to_utc(),
            parsed => {
                let message = match parsed {
                    Ok(_) => message!("arrivals.future", written = written, name = &name),
                    Err(_) => message!("arrivals.no-instant", written = written),
                };
                arrivals.findings.push(unread(line, &message));
                arrivals.received.remove(&name);
                arrivals.waiting.insert(name);
                continue;
            }
        };
        arrivals.waiting.remove(&name);
        if let Some((earlier, before)) = arrivals.received.insert(name.clone(), (received_at, line)) {
            arrivals.earlier.entry(name.clone()).or_default().insert(earlier);
            let message = message!("repeated-arrival.lines", name = &name, before = before.to_string());
            arrivals.findings.push(on_line(Code::RepeatedArrival, line, message));
        }
    }
    arrivals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn a_header_at_fault_makes_everything_wait_and_a_line_at_fault_its_object() {
        for (list, line) in [
            (&b"object;received_at\na;2025-04-15T08:00:00Z\n"[..], 1),
            (b"object,recieved_at\na,2025-04-15T08:00:00Z\n", 1),
            (b"\n\nobject\na\n", 3),
            (b"received_at,object\n", 1),
            (b"a,2025-04-15T08:00:00Z\n", 1),
            (b"object,\xff\n", 1),
            (b"", 1),
        ] {
            let arrivals = parse_arrivals(list, now());
            let found: Vec<_> = arrivals.findings.iter().map(|finding| (finding.location.row, finding.code)).collect();
            assert_eq!(found, [(Some(line), Code::UnreadArrival)], "{list:?}");
            assert!(arrivals.findings[0].is_error() && arrivals.waits("a") && arrivals.received_at("a").is_none());
        }
        let list = "object,received_at\na,2025-04-15T08:00:00+07:00\nb,15/04/2025\nc,1,2\nd,2062-01-01T00:00:00Z\n";
        let arrivals = parse_arrivals(list.as_bytes(), now());
        let found: Vec<_> = arrivals.findings.iter().map(|finding| (finding.location.row, finding.code)).collect();
        assert_eq!(found, [3, 4, 5].map(|row| (Some(row), Code::UnreadArrival)));
        assert!(arrivals.received_at("a").is_some() && arrivals.received_at("b").is_none());
        assert!(arrivals.waits("b") && arrivals.waits("d") && !arrivals.waits("a") && !arrivals.waits("c"));
    }

    #[test]
    fn lines_are_those_of_an_editor_and_commas_alone_say_nothing() {
        for end in ["\n", "\r\n", "\r"] {
            let list = [
                "object,received_at",
                "a,2025-04-15T08:00:00Z",
                ",",
                " , ",
                "",
                "b,15/04/2025",
                ",2025-04-15T08:00:00Z",
            ];
            let arrivals = parse_arrivals((list.join(end) + end).as_bytes(), now());
            let found: Vec<_> = arrivals.findings.iter().map(|finding| (finding.location.row, finding.code)).collect();
            assert_eq!(found, [6, 7].map(|row| (Some(row), Code::UnreadArrival)), "{end:?}");
            let headless = ["", "object", "a"].join(end);
            let arrivals = parse_arrivals(headless.as_bytes(), now());
            assert_eq!(arrivals.findings[0].location.row, Some(2), "{end:?}");
        }
    }

    #[test]
    fn columns_that_were_cleared_say_nothing() {
        let list = "object,received_at,, \na,2025-04-15T08:00:00Z,,\nb,2025-04-15T08:00:00Z\nc,2025-04-15T08:00:00Z,,x\nd,,,\ne\n";
        let arrivals = parse_arrivals(list.as_bytes(), now());
        let found: Vec<_> = arrivals.findings.iter().map(|finding| (finding.location.row, finding.code)).collect();
        assert_eq!(found, [4, 5, 6].map(|row| (Some(row), Code::UnreadArrival)));
        assert!(["a", "b"].iter().all(|object| arrivals.received_at(object).is_some()));
        let unnamed = parse_arrivals(b"object,,received_at\na,,2025-04-15T08:00:00Z\n", now());
        assert!(unnamed.waits("a"), "a column between the two is another list");
    }

    #[test]
    fn names_match_in_nfc_and_the_later_line_counts() {
        let list = "\u{feff}object,received_at\nngu\u{31b}o\u{31b}\u{300}i.csv,2025-04-16T00:00:00Z\nngười.csv,2025-04-17T00:00:00Z\n";
        let arrivals = parse_arrivals(list.as_bytes(), now());
        let received_at = arrivals.received_at("ngu\u{31b}o\u{31b}\u{300}i.csv").unwrap();
        assert_eq!(received_at.to_rfc3339(), "2025-04-17T00:00:00+00:00");
        assert_eq!(arrivals.findings.len(), 1);
        assert_eq!(arrivals.findings[0].code, Code::RepeatedArrival);
    }

    #[test]
    fn missing_and_needless_lines_of_the_list_are_reported() {
        let arrivals = parse_arrivals(b"object,received_at\na,2025-04-15T08:00:00Z\nb,2025-04-15T08:00:00Z\n", now());
        let findings = arrivals.compared(["a", "c"].into_iter(), ["a", "c"].into_iter());
        let found: Vec<_> =
            findings.iter().map(|finding| (finding.code, finding.location.object.as_deref().unwrap())).collect();
        assert_eq!(found, [(Code::UnlistedArrival, "c"), (Code::NeedlessArrival, "arrivals.csv")]);
        let nothing = parse_arrivals(b"object,received_at\n", now());
        assert!(nothing.compared(["a"].into_iter(), ["a"].into_iter()).is_empty());
    }
}
