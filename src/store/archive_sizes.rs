//! Inputs of the archive that are not as long as they were: takes what lies in the archive and how long each input was when a run looked
//! last, gives the inputs that can be used.
//!
//! A listing tells each size, which costs no reading; only what has another size than it had is read to prove it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use super::digest::is_sha256_hex;
use super::key::ARCHIVE;
use super::warehouse::Warehouse;
use crate::error::Error;

/// What a run knows of the archive's inputs, by SHA-256.
#[derive(Debug, Default)]
pub(super) struct KnownInputs {
    inner: Mutex<InputSizes>,
}

#[derive(Debug, Default)]
struct InputSizes {
    /// How long each is, or was before it was damaged.
    sizes: BTreeMap<String, u64>,
    /// Those that were given their names since the warehouse was opened.
    settled: BTreeSet<String>,
}

impl KnownInputs {
    fn with<T>(&self, does: impl FnOnce(&mut InputSizes) -> T) -> T {
        does(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes an input that was given its name.
    pub(super) fn settle(&self, sha256: String, size: u64) {
        self.with(|known| {
            known.sizes.insert(sha256.clone(), size);
            known.settled.insert(sha256);
        });
    }

    /// How long each is.
    pub(super) fn sizes(&self) -> BTreeMap<String, u64> {
        self.with(|known| known.sizes.clone())
    }
}

impl Warehouse {
    /// The inputs in the archive, by SHA-256, without those that were cut or grew since a run looked last. The bytes of the others are
    /// proved when they are read.
    ///
    /// # Errors
    /// An archive that cannot be listed.
    pub fn archived_inputs(&self) -> Result<HashSet<String>, Error> {
        let before = self.input_sizes();
        let (mut inputs, mut sizes) = (HashSet::new(), BTreeMap::new());
        // What programs leave beside the inputs is none.
        for (sha256, size) in self.blobs().sizes(&ARCHIVE)?.into_iter().filter(|(name, _)| is_sha256_hex(name)) {
            match before.get(&sha256) {
                Some(before) if *before != size && !self.is_proved(&sha256) => {
                    tracing::warn!(sha256, size, before, "an input of the archive is damaged");
                    sizes.insert(sha256, *before);
                }
                _ => {
                    sizes.insert(sha256.clone(), size);
                    inputs.insert(sha256);
                }
            }
        }
        self.known_inputs().with(|known| known.sizes = sizes);
        Ok(inputs)
    }

    /// The inputs that were written since this warehouse was opened, by SHA-256: they were not in the archive, or were damaged there.
    pub fn settled_inputs(&self) -> BTreeSet<String> {
        self.known_inputs().with(|known| known.settled.clone())
    }

    fn is_proved(&self, sha256: &str) -> bool {
        let read = self.archived_stream(sha256);
        read.is_ok_and(|mut read| std::io::copy(&mut read, &mut std::io::sink()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::store::digest::sha256_hex;
    use crate::store::key::ARCHIVE;
    use crate::store::warehouse::in_memory;
    use crate::store::{Seen, Warehouse};

    #[test]
    fn an_input_that_was_cut_is_not_there_until_it_is_whole() {
        let warehouse = in_memory();
        let [first, second] = [sha256_hex(b"workbook"), sha256_hex(b"other")];
        let seen = [Seen { object: "a.xlsx".into(), stamp: "1|8".into(), sha256: first.clone() }];
        let unsettled = warehouse.archive(&first, b"workbook").unwrap();
        warehouse.settle(unsettled.into_iter().collect()).unwrap();
        assert_eq!(warehouse.settled_inputs().len(), 1);
        warehouse.remember(&seen).unwrap();
        // Another program looks: what is known comes from the cache alone.
        let again = || Warehouse::over(std::sync::Arc::clone(warehouse.blobs()));
        let put = |sha256: &str, bytes: &[u8]| {
            warehouse.blobs().put(&ARCHIVE.child(sha256).unwrap(), bytes).unwrap();
        };
        put(&first, b"work");
        put(&second, b"other");
        for _ in 0..2 {
            let next = again();
            assert_eq!(next.archived_inputs().unwrap(), HashSet::from([second.clone()]));
            next.remember(&seen).unwrap();
            assert_eq!(next.seen(), seen);
        }
        put(&first, b"workbook");
        put(&second, b"another");
        assert_eq!(again().archived_inputs().unwrap(), HashSet::from([first]));
    }
}
