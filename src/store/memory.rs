//! A warehouse in memory: what is written is gone when the last handle is dropped.
//!
//! A run is there when its manifest is, and the pointer is compared and moved in one step. It serves tests, and whoever wants the answer of a run without keeping it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::blobs::{Blobs, ExistingRun, Listing, Lock, Staged, Unpublished, WriteInto};
use super::key::{Key, MANIFEST, RUNS};
use crate::error::Error;

/// A handle; its clones share one warehouse.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    held: Arc<Mutex<MemoryLock>>,
}

#[derive(Debug, Default)]
struct MemoryLock {
    blobs: BTreeMap<String, Bytes>,
    /// Blobs that are not settled, by number.
    staged: BTreeMap<String, Bytes>,
    next: u64,
    pointer: Option<String>,
    is_locked: bool,
}

impl MemoryLock {
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

    fn held(&self) -> MutexGuard<'_, MemoryLock> {
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
        Ok(Box::new(MemoryFiles { store: self.clone(), run: run.clone(), written: Mutex::default() }))
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
            return Err(Error::Locked { warehouse: self.name(), by: None });
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

/// The files of a run that is not published yet.
#[derive(Debug)]
struct MemoryFiles {
    store: Memory,
    run: Key,
    written: Mutex<BTreeMap<String, Bytes>>,
}

impl MemoryFiles {
    fn written(&self) -> MutexGuard<'_, BTreeMap<String, Bytes>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unpublished for MemoryFiles {
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error> {
        let key = self.run.join(name.as_str())?;
        let again = || Error::store("cannot write", self.store.location(&key), "it was written before");
        match self.written().entry(name.to_string()) {
            Entry::Occupied(_) => return Err(again()),
            Entry::Vacant(free) => free.insert(Bytes::new()),
        };
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.written().insert(name.to_string(), bytes.into());
        Ok(())
    }

    fn files(&self) -> Result<Vec<(String, u64)>, Error> {
        Ok(self.written().iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect())
    }

    fn commit(self: Box<Self>, existing: ExistingRun) -> Result<(), Error> {
        let written = std::mem::take(&mut *self.written());
        if !written.contains_key(MANIFEST) {
            return Err(Error::store("cannot publish", self.store.location(&self.run), "it has no manifest"));
        }
        let mut held = self.store.held();
        if existing == ExistingRun::Stays && held.has_run(&self.run) {
            return Ok(());
        }
        held.delete_folder(&self.run);
        held.blobs.extend(written.into_iter().map(|(name, bytes)| (format!("{}/{name}", self.run), bytes)));
        Ok(())
    }
}
