//! The names of what lies in a warehouse: takes texts, gives keys that no store can take for a place outside of it.
//!
//! It exists so that a name is checked once, before any store sees it, and so that the names of a warehouse are in one place.

use std::borrow::Cow;
use std::fmt;

use crate::error::Error;

/// Which format the warehouse has.
pub const FORMAT: Key = Key(Cow::Borrowed("format.json"));
/// Inputs, by the SHA-256 of their bytes.
pub const ARCHIVE: Key = Key(Cow::Borrowed("archive"));
/// What a run remembers for the next one.
pub const CACHE: Key = Key(Cow::Borrowed("cache"));
/// Who ran what when.
pub const JOURNAL: Key = Key(Cow::Borrowed("journal"));
/// What arrived.
pub const LEDGER: Key = Key(Cow::Borrowed("ledger"));
/// How far the ledger goes.
pub const LEDGER_EXTENT: Key = Key(Cow::Borrowed("ledger.json"));
/// What people have held back.
pub const HOLDS: Key = Key(Cow::Borrowed("holds.json"));
/// Published runs, a folder each.
pub const RUNS: Key = Key(Cow::Borrowed("runs"));
/// What readers follow to the current run.
pub const POINTER: Key = Key(Cow::Borrowed("current"));

/// The file of a run that names all others with their digests. It is written last, and a run that has it is whole.
pub const MANIFEST: &str = "manifest.json";

/// A name in a warehouse: parts joined by `/`, none of them empty or hidden. Names that begin with a dot belong to the stores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Cow<'static, str>);

impl Key {
    /// # Errors
    /// A name that could lead out of a warehouse or that a store keeps for itself.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
        if name.split('/').all(is_part) {
            Ok(Self(Cow::Owned(name)))
        } else {
            Err(Error::store("cannot open", name, "not a name below the warehouse"))
        }
    }

    /// A name below this one, of one part or more.
    ///
    /// # Errors
    /// As [`Key::new`].
    pub fn join(&self, name: &str) -> Result<Self, Error> {
        Self::new(name).map(|name| Self(Cow::Owned(format!("{self}/{name}"))))
    }

    /// A name right below this one.
    ///
    /// # Errors
    /// As [`Key::new`]; a name of more than one part.
    pub fn child(&self, name: &str) -> Result<Self, Error> {
        if name.contains('/') {
            return Err(Error::store("cannot open", format!("{self}/{name}"), "not the name of a file"));
        }
        self.join(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key without its last part, where it has more than one; and the last part.
    pub fn split(&self) -> (Option<Self>, &str) {
        match self.0.rsplit_once('/') {
            Some((folder, name)) => (Some(Self(Cow::Owned(folder.to_owned()))), name),
            None => (None, &self.0),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Control characters are refused because object stores cannot hold them, backslashes because some disks divide names there.
fn is_part(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.contains(|sign: char| sign == '\\' || sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_below_the_warehouse_and_away_from_hidden_names() {
        for wrong in ["", "/", "/a", "a/", "a//b", "..", "a/../b", ".lock", "a/.tmp-1", "a\\b", "a\0b", "a\nb"] {
            assert!(Key::new(wrong).is_err(), "{wrong:?}");
        }
        let key = RUNS.join("0123/data/Mường Chà.parquet").unwrap();
        assert_eq!(key.as_str(), "runs/0123/data/Mường Chà.parquet");
        assert_eq!(key.split(), (Some(RUNS.join("0123/data").unwrap()), "Mường Chà.parquet"));
        assert_eq!(RUNS.split(), (None, "runs"));
        assert!(RUNS.child("a/b").is_err());
        assert!(RUNS.join("../archive").is_err());
    }
}
