//! `inputs`: every arrival that a run counts, as a table and as a chain of digests.
//!
//! Takes the entries that are counted; gives the table, and the head of the chain that the manifest names. The chain goes over the
//! counted entries in the order of their arrival and not over the files of the ledger, since how these were divided depends on
//! when runs were made, and the same run must be the same bytes. What arrives later only lengthens it: the head of an earlier
//! day is a link of every later run, unless the time of an earlier arrival was corrected.

use arrow_array::{Array, BooleanArray, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use chrono::{DateTime, TimeDelta};
use serde_json::Value;

use crate::columns::{Builders, boolean, column, instant as instant_column, integer, text};
use crate::error::Error;
use crate::store::digest::sha256_hex;
use crate::store::{Entry, Warehouse};
use crate::values::instant::instant;

/// The table, without its ending.
pub const TABLE: &str = "inputs";
/// Its file in a run.
pub const FILE: &str = "inputs.parquet";

/// The last link of a chain, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// SHA-256 in hex; of an empty chain that of nothing.
    pub head: String,
    pub length: usize,
}

impl Chain {
    /// The chain of some entries, in whatever order they come.
    pub fn over(counted: &[Entry]) -> Self {
        let last = linked(counted).pop();
        Self { head: last.map_or_else(|| sha256_hex(b""), |(_, link)| link), length: counted.len() }
    }

    /// The chain that a manifest names; nothing where it names none.
    pub fn of_manifest(manifest: &Value) -> Option<Self> {
        let inputs = &manifest["inputs"];
        let length = usize::try_from(inputs["length"].as_u64()?).ok()?;
        Some(Self { head: inputs["head"].as_str()?.to_owned(), length })
    }
}

/// Entries in the order of the chain, each with its link: the SHA-256 of the link before (nothing for the first), a line end, and
/// object, SHA-256 and time of arrival with tabs between; one that is withdrawn has that word behind.
fn linked(counted: &[Entry]) -> Vec<(&Entry, String)> {
    let mut ordered: Vec<&Entry> = counted.iter().collect();
    ordered.sort_by(|left, right| {
        let key = |entry: &Entry| entry.received_at;
        (key(left), &left.object, &left.sha256).cmp(&(key(right), &right.object, &right.sha256))
    });
    let mut before = String::new();
    let link = |entry: &Entry| {
        let withdrawn = if entry.withdrawn { "\twithdrawn" } else { "" };
        let received_at = instant(entry.received_at);
        let line = format!("{before}\n{}\t{}\t{received_at}{withdrawn}", entry.object, entry.sha256);
        before = sha256_hex(line.as_bytes());
        before.clone()
    };
    let links: Vec<String> = ordered.iter().copied().map(link).collect();
    ordered.into_iter().zip(links).collect()
}

/// The table of the entries that a run counts.
///
/// # Errors
/// A table that cannot be built, which none is.
pub fn inputs(counted: &[Entry]) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        integer("sequence"),
        text("object"),
        text("sha256"),
        instant_column("received_at"),
        integer("nanoseconds"),
        text("link"),
        boolean("withdrawn"),
    ]);
    for (sequence, (entry, link)) in (1..).zip(linked(counted)) {
        builders.integer(Some(sequence)).text(Some(&entry.object)).text(Some(&entry.sha256));
        builders.instant(Some(entry.received_at));
        builders.integer(Some(i64::from(entry.received_at.timestamp_subsec_nanos() % 1000))).text(Some(&link));
        builders.boolean(Some(entry.withdrawn));
    }
    builders.finish()
}

/// The arrivals that a run counts, from its table or, where an earlier program wrote it, from its manifest; nothing where
/// they are not what the manifest says.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn counted(warehouse: &Warehouse, run_id: &str, manifest: &Value) -> Result<Option<Vec<Entry>>, Error> {
    if let Some(listed) = manifest["inputs"].as_array() {
        return Ok(listed.iter().map(listed_entry).collect());
    }
    let Some(chain) = Chain::of_manifest(manifest) else { return Ok(None) };
    if warehouse.run_file(run_id, FILE)?.is_none() {
        return Ok(None);
    }
    let entries = warehouse.run_table(run_id, FILE).ok().and_then(|batches| entries_of(&batches));
    Ok(entries.filter(|entries| Chain::over(entries) == chain))
}

/// An entry as manifests listed them until there was a table.
fn listed_entry(input: &Value) -> Option<Entry> {
    Some(Entry {
        object: input["object"].as_str()?.to_owned(),
        sha256: input["sha256"].as_str()?.to_owned(),
        received_at: input["received_at"].as_str()?.parse().ok()?,
        withdrawn: false,
    })
}

fn entries_of(batches: &[RecordBatch]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for batch in batches {
        let objects = column::<StringArray>(batch, TABLE, "object").ok()?;
        let digests = column::<StringArray>(batch, TABLE, "sha256").ok()?;
        let times = column::<TimestampMicrosecondArray>(batch, TABLE, "received_at").ok()?;
        let nanoseconds = column::<Int64Array>(batch, TABLE, "nanoseconds").ok()?;
        // Before anything could be withdrawn there was no such column.
        let withdrawn = column::<BooleanArray>(batch, TABLE, "withdrawn").ok();
        let withdrawn = |row: usize| withdrawn.is_some_and(|withdrawn| withdrawn.is_valid(row) && withdrawn.value(row));
        let rows = objects.iter().zip(digests).zip(times.iter().zip(nanoseconds));
        for (row, ((object, sha256), (time, nanoseconds))) in rows.enumerate() {
            let received_at = DateTime::from_timestamp_micros(time?)?;
            let received_at = received_at.checked_add_signed(TimeDelta::nanoseconds(nanoseconds?))?;
            let (object, sha256) = (object?.to_owned(), sha256?.to_owned());
            entries.push(Entry { object, sha256, received_at, withdrawn: withdrawn(row) });
        }
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(object: &str, received_at: &str) -> Entry {
        Entry {
            object: object.into(),
            sha256: sha256_hex(object.as_bytes()),
            received_at: received_at.parse().unwrap(),
            withdrawn: false,
        }
    }

    fn three() -> Vec<Entry> {
        vec![
            entry("z \"Mường\"\n.xlsx", "2025-01-02T00:00:00.123456789Z"),
            entry("b.csv", "2025-01-01T00:00:00Z"),
            entry("a.csv", "2025-01-01T00:00:00Z"),
        ]
    }

    #[test]
    fn the_table_holds_the_entries_to_the_nanosecond() {
        let mut entries = three();
        let found = entries_of(&[inputs(&entries).unwrap()]).unwrap();
        entries.reverse();
        assert_eq!(found, entries);
        let chain = Chain::over(&entries);
        entries[0].withdrawn = true;
        assert_eq!(entries_of(&[inputs(&entries).unwrap()]), Some(entries.clone()));
        assert_ne!(Chain::over(&entries), chain);
        assert_eq!(entries_of(&[inputs(&[]).unwrap()]), Some(Vec::new()));
    }

    #[test]
    fn the_chain_depends_on_the_entries_alone_and_goes_on() {
        let mut entries = three();
        let chain = Chain::over(&entries);
        entries.rotate_left(1);
        assert_eq!(Chain::over(&entries), chain);
        entries.push(entry("later.csv", "2025-02-01T00:00:00Z"));
        let table = inputs(&entries).unwrap();
        let links = column::<StringArray>(&table, TABLE, "link").unwrap();
        assert_eq!(links.value(2), chain.head, "what arrives later lengthens it");
        assert_ne!(Chain::over(&entries).head, chain.head);
        let first = format!("\na.csv\t{}\t2025-01-01T00:00:00Z", sha256_hex(b"a.csv"));
        assert_eq!(links.value(0), sha256_hex(first.as_bytes()));
        assert_eq!(Chain::over(&[]), Chain { head: sha256_hex(b""), length: 0 });
    }
}
