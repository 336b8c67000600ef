//! A warehouse in memory: what is written is gone when the last handle is dropped.
//!
//! It works as an object store does: nothing is renamed, a run is there when its manifest is, the pointer is compared and moved in
//! one step. It serves tests, and whoever wants the answer of a run without keeping it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::blobs::{Blobs, Listing, Lock, Staged, Unpublished, WriteInto};
use super::key::{Key, MANIFEST, RUNS};
use crate::error::Error;

/// A handle; its clones share one warehouse.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    held: Arc<Mutex<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    blobs: BTreeMap<String, Bytes>,
    /// Blobs that are not settled, by number.
    staged: BTreeMap<String, Bytes>,
    next: u64,
    pointer: Option<String>,
    is_locked: bool,
}

impl Held {
    /// The names below a folder, with their bytes.
    fn below(&self, folder: &Key) -> impl Iterator<Item = (&str, &Bytes)> {
        let prefix = format!("{folder}/");
        let from = self.blobs.range(prefix.clone()..);
        from.map_while(move |(name, bytes)| Some((name.strip_prefix(&prefix)?, bytes)))
    }

    fn delete_folder(&mut self, folder: &Key) {
        let prefix = format!("{folder}/");
        self.blobs.retain(|name, _| !name.starts_with(&prefix));
    }

    fn has_run(&self, run: &Key) -> bool {
        self.blobs.contains_key(&format!("{run}/{MANIFEST}"))
    }
}

impl Memory {
    /// An empty warehouse.
    pub fn new() -> Self {
        Self::default()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Blobs for Memory {
    fn name(&self) -> String {
        "memory:".to_owned()
    }

    fn list(&self, folder: &Key) -> Result<Listing, Error> {
        let held = self.held();
        let (mut blobs, mut folders) = (Vec::new(), BTreeSet::new());
        for (name, _) in held.below(folder) {
            match name.split_once('/') {
                Some((folder, _)) => drop(folders.insert(folder.to_owned())),
                None => blobs.push(name.to_owned()),
            }
        }
        Ok(Listing { blobs, folders: folders.into_iter().collect() })
    }

    fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        Ok(self.held().blobs.get(key.as_str()).map(|bytes| bytes.len() as u64))
    }

    fn get(&self, key: &Key) -> Result<Option<Bytes>, Error> {
        Ok(self.held().blobs.get(key.as_str()).cloned())
    }

    fn range(&self, key: &Key, range: Range<u64>) -> Result<Bytes, Error> {
        let missing = || Error::store("cannot read", self.location(key), "it is not there");
        let bytes = self.get(key)?.ok_or_else(missing)?;
        let end = usize::try_from(range.end).unwrap_or(usize::MAX).min(bytes.len());
        let start = usize::try_from(range.start).unwrap_or(usize::MAX).min(end);
        Ok(bytes.slice(start..end))
    }

    fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        self.held().blobs.insert(key.to_string(), Bytes::copy_from_slice(bytes));
        Ok(())
    }

    fn put_if_absent(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        let mut held = self.held();
        if held.blobs.contains_key(key.as_str()) {
            return Ok(false);
        }
        held.blobs.insert(key.to_string(), Bytes::copy_from_slice(bytes));
        Ok(true)
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        self.held().blobs.remove(key.as_str());
        Ok(())
    }

    fn delete_folder(&self, folder: &Key) -> Result<(), Error> {
        self.held().delete_folder(folder);
        Ok(())
    }

    fn stage(&self, folder: &Key, write: WriteInto<'_>) -> Result<Staged, Error> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        let mut held = self.held();
        held.next = held.next.saturating_add(1);
        let name = format!("{folder}/{}", held.next);
        held.staged.insert(name.clone(), bytes.into());
        let (store, discarded) = (self.clone(), name.clone());
        Ok(Staged::new(name, move || drop(store.held().staged.remove(&discarded))))
    }

    fn settle(&self, _folder: &Key, named: Vec<(Staged, Key)>) -> Result<(), Error> {
        for (staged, key) in named {
            let mut held = self.held();
            let Some(bytes) = held.staged.remove(staged.name()) else {
                return Err(Error::store("cannot write", self.location(&key), "it was swept away"));
            };
            held.blobs.insert(key.to_string(), bytes);
            staged.keep();
        }
        Ok(())
    }

    fn begin(&self, run: &Key) -> Result<Box<dyn Unpublished>, Error> {
        let mut held = self.held();
        let is_published = held.has_run(run);
        if !is_published {
            held.delete_folder(run);
        }
        Ok(Box::new(Parts { store: self.clone(), run: run.clone(), is_published, written: Mutex::default() }))
    }

    fn pointer(&self) -> Result<Option<String>, Error> {
        Ok(self.held().pointer.clone())
    }

    fn move_pointer(&self, expected: Option<&str>, run_id: &str) -> Result<bool, Error> {
        RUNS.child(run_id)?;
        let mut held = self.held();
        let is_expected = held.pointer.as_deref() == expected;
        if is_expected {
            held.pointer = Some(run_id.to_owned());
        }
        Ok(is_expected)
    }

    fn lock(&self) -> Result<Lock, Error> {
        let mut held = self.held();
        if held.is_locked {
            return Err(Error::Locked { warehouse: self.name() });
        }
        held.is_locked = true;
        Ok(Lock::new(Holder(self.clone())))
    }

    fn sweep(&self, _lock: &Lock) -> Result<(), Error> {
        let mut held = self.held();
        held.staged.clear();
        let runs: BTreeSet<String> =
            held.below(&RUNS).filter_map(|(name, _)| Some(name.split_once('/')?.0.to_owned())).collect();
        for run_id in runs {
            let run = RUNS.child(&run_id)?;
            if !held.has_run(&run) {
                held.delete_folder(&run);
            }
        }
        Ok(())
    }
}

/// Whoever holds the lock.
struct Holder(Memory);

impl Drop for Holder {
    fn drop(&mut self) {
        self.0.held().is_locked = false;
    }
}

/// The files of a run whose manifest is not there yet.
#[derive(Debug)]
struct Parts {
    store: Memory,
    run: Key,
    /// A published run is not written again: what is written here is forgotten.
    is_published: bool,
    written: Mutex<Written>,
}

#[derive(Debug, Default)]
struct Written {
    names: BTreeSet<String>,
    manifest: Option<Bytes>,
    is_committed: bool,
}

impl Parts {
    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unpublished for Parts {
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error> {
        let key = self.run.join(name.as_str())?;
        if !self.written().names.insert(name.to_string()) {
            return Err(Error::store("cannot write", self.store.location(&key), "it was written before"));
        }
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        if name.as_str() == MANIFEST {
            self.written().manifest = Some(bytes.into());
        } else if !self.is_published {
            self.store.held().blobs.insert(key.to_string(), bytes.into());
        }
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        let mut written = self.written();
        let Some(manifest) = written.manifest.take() else {
            return Err(Error::store("cannot publish", self.store.location(&self.run), "it has no manifest"));
        };
        if !self.is_published {
            self.store.held().blobs.insert(format!("{}/{MANIFEST}", self.run), manifest);
        }
        written.is_committed = true;
        Ok(())
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        if !self.is_published && !self.written().is_committed {
            self.store.held().delete_folder(&self.run);
        }
    }
}
