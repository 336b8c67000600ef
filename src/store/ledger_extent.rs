//! How far the ledger goes: takes its last file, gives `ledger.json`, which says so beside it.
//!
//! It exists because a chain says nothing of its own end: the files that are left still fit together where the last ones are lost. What a
//! run counts shows only some of such losses, not those of arrivals after its as-of day or of entries that restore what was withdrawn.
//! So whoever appends writes down how many files there are and the digest of the last; whoever reads the ledger compares. The
//! statement is behind the ledger after a kill, and never ahead of it. One that is damaged itself, which its seal shows, accuses
//! nobody.

use serde::{Deserialize, Serialize};

use super::digest::sha256_hex;
use super::key::LEDGER_EXTENT;
use super::ledger::file;
use super::warehouse::Warehouse;
use crate::error::Error;
use crate::message;

const VERSION: &str = "ledger/1";

/// What `ledger.json` says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LedgerExtent {
    tinhso: String,
    /// How many files the ledger has.
    files: u32,
    /// SHA-256 of the last.
    last: String,
    /// SHA-256 of the two, by which a damage of this statement is known.
    seal: String,
}

impl LedgerExtent {
    fn new(files: u32, last: String) -> Self {
        let seal = sha256_hex(format!("{VERSION} {files} {last}").as_bytes());
        Self { tinhso: VERSION.to_owned(), files, last, seal }
    }
}

impl Warehouse {
    /// Compares the ledger with what was last written down of its end.
    ///
    /// # Errors
    /// A file that is missing at its end, or the last one that was written down where it is another; a warehouse that cannot be read.
    pub fn compare_ledger_extent(&self) -> Result<(), Error> {
        let Some(stated) = self.stated_extent()? else { return Ok(()) };
        let found = self.ledger_files()?;
        if found < stated.files {
            let first = file(found.saturating_add(1))?;
            let cause =
                message!("damage.ledger-end", stated = LEDGER_EXTENT.as_str(), files = stated.files.to_string());
            return Err(Error::damaged(first.as_str(), cause));
        }
        let last = file(stated.files)?;
        match self.blobs().get(&last)?.map(|bytes| sha256_hex(&bytes)) {
            Some(digest) if digest == stated.last => Ok(()),
            Some(digest) => {
                let (stated, due) = (LEDGER_EXTENT.as_str(), stated.last);
                Err(Error::damaged(
                    last.as_str(),
                    message!("damage.ledger-last", found = digest, stated = stated, due = due),
                ))
            }
            None => Err(Error::damaged(last.as_str(), message!("damage.ledger-missing"))),
        }
    }

    /// Writes down how far the ledger goes, where that is not written yet. The caller holds the lock and has compared before.
    ///
    /// # Errors
    /// A warehouse that cannot be read or written.
    pub fn state_ledger_extent(&self) -> Result<(), Error> {
        let files = self.ledger_files()?;
        let Some(bytes) = self.blobs().get(&file(files)?)?.filter(|_| files > 0) else { return Ok(()) };
        let extent = LedgerExtent::new(files, sha256_hex(&bytes));
        if self.stated_extent()?.as_ref() == Some(&extent) {
            return Ok(());
        }
        let text = serde_json::to_string(&extent).map_err(Error::program)?;
        self.blobs().put(&LEDGER_EXTENT, format!("{text}\n").as_bytes())
    }

    /// What is written down; nothing where that is nothing, or damaged.
    fn stated_extent(&self) -> Result<Option<LedgerExtent>, Error> {
        let Some(bytes) = self.blobs().get(&LEDGER_EXTENT)? else { return Ok(None) };
        let stated: Option<LedgerExtent> = serde_json::from_slice(&bytes).ok();
        let stated = stated.filter(|stated| *stated == LedgerExtent::new(stated.files, stated.last.clone()));
        if stated.is_none() {
            tracing::warn!("{LEDGER_EXTENT} is damaged; the next run writes it anew");
        }
        Ok(stated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Entry;
    use crate::store::warehouse::in_memory;

    fn with_files(count: u32) -> Warehouse {
        let warehouse = in_memory();
        for number in 0..count {
            let entry = Entry {
                object: format!("{number}.csv"),
                sha256: sha256_hex(b""),
                received_at: "2025-01-01T00:00:00Z".parse().unwrap(),
                withdrawn: false,
            };
            warehouse.append(number, &[entry], &[]).unwrap();
            warehouse.state_ledger_extent().unwrap();
        }
        warehouse
    }

    #[test]
    fn a_ledger_that_lost_its_end_is_known() {
        for lost in [vec![3], vec![2, 3], vec![1, 2, 3]] {
            let warehouse = with_files(3);
            assert!(warehouse.compare_ledger_extent().is_ok());
            for number in &lost {
                warehouse.blobs().delete(&file(*number).unwrap()).unwrap();
            }
            let refused = warehouse.compare_ledger_extent().unwrap_err().to_string();
            assert!(
                refused.starts_with(&format!("ledger/{:06}.jsonl is damaged: it is missing", lost[0])),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_last_file_of_other_bytes_is_known_and_a_longer_ledger_is_none() {
        let warehouse = with_files(2);
        let last = file(2).unwrap();
        let whole = warehouse.blobs().get(&last).unwrap().unwrap();
        warehouse.blobs().put(&last, b"").unwrap();
        let refused = warehouse.compare_ledger_extent().unwrap_err().to_string();
        assert!(refused.starts_with("ledger/000002.jsonl is damaged: it has the SHA-256"), "{refused}");
        warehouse.blobs().put(&last, &whole).unwrap();
        // A run was killed between the two.
        warehouse.blobs().put(&file(3).unwrap(), b"").unwrap();
        assert!(warehouse.compare_ledger_extent().is_ok());
    }

    #[test]
    fn a_statement_that_is_damaged_accuses_nobody_and_is_written_anew() {
        let warehouse = with_files(2);
        let text = warehouse.blobs().get(&LEDGER_EXTENT).unwrap().unwrap();
        let more = String::from_utf8(text.to_vec()).unwrap().replace("\"files\":2", "\"files\":6");
        for damaged in [more.as_bytes(), &text[..text.len() / 2], b""] {
            warehouse.blobs().put(&LEDGER_EXTENT, damaged).unwrap();
            assert!(warehouse.compare_ledger_extent().is_ok());
            warehouse.state_ledger_extent().unwrap();
            assert_eq!(warehouse.blobs().get(&LEDGER_EXTENT).unwrap().unwrap(), text);
        }
    }
}
