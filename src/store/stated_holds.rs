//! What is held, beside the journal: takes what is known of runs that are held, gives `holds.json`, which states it with a seal.
//!
//! It exists since a torn entry of the journal, or a journal that was not restored, would end a hold: figures that a person held back
//! would be published without a release. A hold is stated before its run is published. Entries of the journal that are newer than the
//! statement are added to it, so that it may be behind. One that is damaged says nothing, and the journal alone is asked.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::sha256_hex;
use super::holds::{Holds, is_of};
use super::key::{HOLDS, JOURNAL};
use super::warehouse::Warehouse;
use crate::error::Error;

const VERSION: &str = "holds/1";

/// What `holds.json` says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedHolds {
    tinhso: String,
    /// The newest entry of the journal of which it knows.
    journal: Option<String>,
    holds: Holds,
    /// SHA-256 of the others, by which a damage of this statement is known.
    seal: String,
}

impl StatedHolds {
    fn new(journal: Option<String>, holds: Holds) -> Result<Self, Error> {
        let sealed = serde_json::to_string(&(VERSION, &journal, &holds)).map_err(Error::program)?;
        Ok(Self { tinhso: VERSION.to_owned(), journal, holds, seal: sha256_hex(sealed.as_bytes()) })
    }
}

impl Warehouse {
    /// What people have held back, and what became current last.
    ///
    /// # Errors
    /// Neither a statement nor a journal that can be read.
    pub fn holds(&self) -> Result<Holds, Error> {
        let (stated, names) = match (self.stated_holds()?, self.names_of_journal()) {
            (Some(stated), Err(error)) => {
                tracing::warn!(cause = %error, "the journal cannot be read");
                return Ok(stated.holds);
            }
            (stated, names) => (stated, names?),
        };
        let is_stated = stated.is_some();
        let (mut holds, until) = stated.map(|stated| (stated.holds, stated.journal)).unwrap_or_default();
        let newer: Vec<String> = names.iter().filter(|name| Some(*name) > until.as_ref()).cloned().collect();
        let keys = newer.iter().map(|name| JOURNAL.child(name)).collect::<Result<Vec<_>, Error>>()?;
        let pointer = self.pointer().ok().flatten();
        for (name, bytes) in newer.iter().zip(self.blobs().get_all(&keys)?) {
            let entry = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
            match entry.filter(|entry| is_of(name, entry)) {
                Some(entry) => holds.add(&entry),
                None => holds.add_unreadable(name, pointer.as_deref()),
            }
        }
        holds.add_names(names.iter().map(String::as_str));
        if !is_stated && holds.names_nothing() { Ok(Holds::unknown()) } else { Ok(holds) }
    }

    /// Writes down what is held, where that is not written yet. The caller holds the lock.
    ///
    /// # Errors
    /// A warehouse that cannot be read or written.
    pub fn state_holds(&self, holds: &Holds, newest: Option<&str>) -> Result<(), Error> {
        let stated = self.stated_holds()?;
        let text = |holds: &Holds| serde_json::to_string(holds).map_err(Error::program);
        let (before, is_same) = match stated {
            Some(stated) => (stated.journal, text(&stated.holds)? == text(holds)?),
            None => (None, false),
        };
        // While something waits it rests on no entry that has no digest.
        if is_same && (newest.is_none() || holds.waiting().next().is_none()) {
            return Ok(());
        }
        let last = self.names_of_journal().ok().and_then(|mut names| names.pop());
        let journal = before.max(last).max(newest.map(str::to_owned));
        let statement = serde_json::to_string(&StatedHolds::new(journal, holds.clone())?).map_err(Error::program)?;
        self.blobs().put(&HOLDS, format!("{statement}\n").as_bytes())
    }

    /// What is written down; nothing where that is nothing, or damaged.
    fn stated_holds(&self) -> Result<Option<StatedHolds>, Error> {
        let Some(bytes) = self.blobs().get(&HOLDS)? else { return Ok(None) };
        let stated: Option<StatedHolds> = serde_json::from_slice(&bytes).ok();
        if let Some(stated) = stated {
            let due = StatedHolds::new(stated.journal.clone(), stated.holds.clone())?;
            if stated.tinhso == VERSION && stated.seal == due.seal {
                return Ok(Some(stated));
            }
        }
        tracing::warn!("{HOLDS} is damaged; the journal says what is held");
        Ok(None)
    }
}
