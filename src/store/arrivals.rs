//! The list of arrivals: takes the bytes of `arrivals.csv`, gives when each object arrived.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::landing::ARRIVALS_FILE;
use crate::error::Error;
use crate::findings::message::Message;
use crate::message;

/// When objects arrived, by their names.
///
/// # Errors
/// A list that cannot be read, with the line.
pub(super) fn parse_arrivals(bytes: &[u8]) -> Result<BTreeMap<String, DateTime<Utc>>, Error> {
    let wrong = |line: u64, cause: Message| Error::Arrivals { object: ARRIVALS_FILE.into(), line, cause };
    let unreadable = |cause: csv::Error| {
        let line = cause.position().map_or(1, csv::Position::line);
        match cause.kind() {
            csv::ErrorKind::UnequalLengths { len, .. } => {
                wrong(line, message!("arrivals.columns", count = len.to_string()))
            }
            csv::ErrorKind::Utf8 { .. } => wrong(line, message!("arrivals.not-utf-8")),
            _ => wrong(line, message!("arrivals.unreadable", words = cause.to_string())),
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(unreadable)?;
    if header.iter().map(str::trim).ne(["object", "received_at"]) {
        let written = header.iter().collect::<Vec<_>>().join(",");
        return Err(wrong(1, message!("arrivals.header", written = written)));
    }
    let mut arrivals = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(1, csv::Position::line);
        let (object, written) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default().trim());
        if object.is_empty() {
            return Err(wrong(line, message!("arrivals.no-object")));
        }
        let received_at = DateTime::parse_from_rfc3339(written)
            .map_err(|_| wrong(line, message!("arrivals.no-instant", written = written)))?;
        arrivals.insert(object.to_owned(), received_at.to_utc());
    }
    Ok(arrivals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_arrivals_names_the_line_at_fault() {
        let fault = |list: &str| parse_arrivals(list.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            fault("object;received_at\n"),
            "arrivals.csv, line 1: the header is `object;received_at`; write object,received_at"
        );
        assert_eq!(
            fault("object,received_at\na,2025-04-15T08:00:00+07:00\nb,15/04/2025\n"),
            "arrivals.csv, line 3: `15/04/2025` is no instant; write one such as 2025-04-15T08:30:00+07:00"
        );
        assert_eq!(fault("object,received_at\na,b,c\n"), "arrivals.csv, line 2: 3 columns; write object,received_at");
        let vietnamese = parse_arrivals(b"object,received_at\na,15/04/2025\n").unwrap_err().message().vi;
        assert!(vietnamese.contains("dòng 2: `15/04/2025` không phải là thời điểm"), "{vietnamese}");
    }
}
