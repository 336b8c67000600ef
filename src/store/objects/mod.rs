//! A warehouse in an object store: keys are names below a prefix.
//!
//! An object appears whole or not at all, and two can be distinguished by their versions; nothing else is asked of a store. A run is there
//! when its manifest is, which is written last and only where there is none; the pointer is `current.json`; the right to write is a
//! lease in `lock.json`. What is not finished was not sent yet.

mod clock;
mod lease;
mod open;
mod pointer;
#[cfg(feature = "cloud")]
mod profile;
mod requests;
mod spool;
mod unpublished;
mod words;
mod writes;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use object_store::path::Path as ObjectPath;
use object_store::{Error as Refused, ObjectMeta};

use super::blobs::{Blobs, Lease, Listing, Lock, Staged, Unpublished, WriteInto};
use super::key::{Key, MANIFEST, POINTER, RUNS};
use crate::error::Error;
pub use clock::StoreClock;
use lease::{Held, Keeper};
pub(super) use open::open;
pub use requests::{Patience, Requests};
use spool::{Content, Spool};
use unpublished::ObjectFiles;

/// How long the right to write lasts after it was renewed.
const TERM: Duration = Duration::from_secs(600);

/// A handle; its clones share one warehouse, and the right to write to it.
#[derive(Clone, Debug)]
pub struct Objects {
    requests: Arc<Requests>,
    shared: Arc<SharedStore>,
}

#[derive(Debug, Default)]
struct SharedStore {
    spool: Spool,
    staged: Mutex<HashMap<String, Arc<Content>>>,
    next: AtomicU64,
    lease: Mutex<Option<Arc<Held>>>,
    /// True where the right to write was given back for good; it is held while the right is taken.
    has_ended: Mutex<bool>,
}

impl SharedStore {
    fn staged(&self) -> MutexGuard<'_, HashMap<String, Arc<Content>>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lease(&self) -> MutexGuard<'_, Option<Arc<Held>>> {
        self.lease.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_ended(&self) -> MutexGuard<'_, bool> {
        self.has_ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the right to write back when it is dropped.
struct Guard {
    shared: Arc<SharedStore>,
    keeper: Option<Keeper>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        let Some(keeper) = self.keeper.take() else { return };
        if *self.shared.has_ended() {
            // It is given back already, or is being given back to a store that does not answer.
            keeper.leave();
        } else {
            drop(keeper);
            *self.shared.lease() = None;
        }
    }
}

impl Objects {
    /// The warehouse at a place of a store; nothing is asked yet.
    pub fn new(requests: Requests) -> Self {
        Self { requests: Arc::new(requests), shared: Arc::default() }
    }

    fn spool(&self) -> &Spool {
        &self.shared.spool
    }

    /// Fails where this handle took the right to write and has lost it, or has given it back because the program is about to end.
    fn check(&self) -> Result<(), Error> {
        self.goes_on()?;
        self.shared.lease().as_ref().map_or(Ok(()), |held| held.check())
    }

    /// The same, by the word of the store.
    fn confirm(&self) -> Result<(), Error> {
        self.goes_on()?;
        let held = self.shared.lease().clone();
        held.map_or(Ok(()), |held| held.confirm())
    }

    fn goes_on(&self) -> Result<(), Error> {
        if *self.shared.has_ended() { Err(self.ended()) } else { Ok(()) }
    }

    fn ended(&self) -> Error {
        let cause = "the program is about to end and has given back its right to write";
        Error::store("cannot write", self.requests.name(), cause)
    }

    fn path(&self, key: &Key) -> Result<ObjectPath, Error> {
        self.requests.path(key.as_str())
    }

    fn failed(&self, action: &'static str, key: &Key) -> impl Fn(Refused) -> Error {
        move |refused| self.requests.failed(action, key.as_str(), &refused)
    }

    /// Everything below a key, by name below the warehouse.
    fn below(&self, key: &Key) -> Result<Vec<(String, ObjectMeta)>, Error> {
        self.requests.list(&self.path(key)?).map_err(self.failed("cannot list", key))
    }

    fn put_all(&self, action: &'static str, contents: Vec<(Key, Arc<Content>)>) -> Result<(), Error> {
        let paths = contents.into_iter().map(|(key, content)| Ok((self.path(&key)?, content)));
        let paths = paths.collect::<Result<_, Error>>()?;
        self.requests.put_all(paths).map_err(|refused| self.requests.failed_at(action, refused))
    }

    fn delete_all(&self, keys: Vec<Key>) -> Result<(), Error> {
        let paths = keys.iter().map(|key| self.path(key)).collect::<Result<_, Error>>()?;
        self.requests.delete_all(paths).map_err(|refused| self.requests.failed_at("cannot remove", refused))
    }

    fn create(&self, key: &Key, bytes: &Bytes) -> Result<bool, Error> {
        let written = self.requests.create(&self.path(key)?, bytes).map_err(self.failed("cannot write", key))?;
        Ok(written.is_some())
    }
}

impl Blobs for Objects {
    fn name(&self) -> String {
        self.requests.name().to_owned()
    }

    fn location(&self, key: &Key) -> String {
        if *key == POINTER { self.requests.location(pointer::FILE) } else { self.requests.location(key.as_str()) }
    }

    fn list(&self, folder: &Key) -> Result<Listing, Error> {
        let path = self.path(folder)?;
        let listed = self.requests.list_right_below(&path).map_err(self.failed("cannot list", folder))?;
        let name = |path: &ObjectPath| path.filename().unwrap_or_default().to_owned();
        let named = |paths: Vec<String>| {
            let mut names: Vec<String> = paths.into_iter().filter(|name| !name.starts_with('.')).collect();
            names.sort();
            names
        };
        Ok(Listing {
            blobs: named(listed.objects.iter().map(|meta| name(&meta.location)).collect()),
            folders: named(listed.common_prefixes.iter().map(name).collect()),
        })
    }

    fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        match self.requests.head(&self.path(key)?) {
            Ok(meta) => Ok(Some(meta.size)),
            Err(Refused::NotFound { .. }) => Ok(None),
            Err(refused) => Err(self.failed("cannot read", key)(refused)),
        }
    }

    fn sizes(&self, folder: &Key) -> Result<Vec<(String, u64)>, Error> {
        let listed = self.requests.list_right_below(&self.path(folder)?).map_err(self.failed("cannot list", folder))?;
        let named = |meta: &ObjectMeta| Some((meta.location.filename()?.to_owned(), meta.size));
        let mut sizes: Vec<(String, u64)> = listed.objects.iter().filter_map(named).collect();
        sizes.retain(|(name, _)| !name.starts_with('.'));
        sizes.sort();
        Ok(sizes)
    }

    fn get(&self, key: &Key) -> Result<Option<Bytes>, Error> {
        match self.requests.read(&self.path(key)?, None, None) {
            Ok((bytes, _)) => Ok(Some(bytes)),
            Err(Refused::NotFound { .. }) => Ok(None),
            Err(refused) => Err(self.failed("cannot read", key)(refused)),
        }
    }

    fn get_all(&self, keys: &[Key]) -> Result<Vec<Option<Bytes>>, Error> {
        let paths = keys.iter().map(|key| self.path(key)).collect::<Result<_, Error>>()?;
        self.requests.read_all(paths).map_err(|refused| self.requests.failed_at("cannot read", refused))
    }

    fn range(&self, key: &Key, range: Range<u64>) -> Result<Bytes, Error> {
        let path = self.path(key)?;
        let refused = if range.is_empty() {
            None
        } else {
            match self.requests.read(&path, Some(range.clone()), None) {
                Ok((bytes, _)) => return Ok(bytes),
                Err(refused) => Some(refused),
            }
        };
        // Where nothing of a range is there, a store refuses it.
        let size = self.requests.head(&path).map_err(self.failed("cannot read", key))?.size;
        match refused {
            Some(refused) if range.start < size => Err(self.failed("cannot read", key)(refused)),
            _ => Ok(Bytes::new()),
        }
    }

    fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        let written = self.requests.put(&self.path(key)?, &Bytes::copy_from_slice(bytes));
        written.map_err(self.failed("cannot write", key))
    }

    fn put_if_absent(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        self.check()?;
        self.create(key, &Bytes::copy_from_slice(bytes))
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        self.delete_all(vec![key.clone()])
    }

    fn delete_folder(&self, folder: &Key) -> Result<(), Error> {
        let keys = self.below(folder)?.into_iter().map(|(name, _)| Key::new(name));
        self.delete_all(keys.collect::<Result<_, Error>>()?)
    }

    fn stage(&self, folder: &Key, write: WriteInto<'_>) -> Result<Staged, Error> {
        let mut sink = self.spool().sink();
        write(&mut sink)?;
        let content = sink.finish().map_err(|cause| Error::store("cannot write", self.location(folder), cause))?;
        let name = format!("{folder}/{}", self.shared.next.fetch_add(1, Ordering::Relaxed));
        self.shared.staged().insert(name.clone(), Arc::new(content));
        let (shared, discarded) = (Arc::clone(&self.shared), name.clone());
        Ok(Staged::new(name, move || drop(shared.staged().remove(&discarded))))
    }

    fn settle(&self, _folder: &Key, named: Vec<(Staged, Key)>) -> Result<(), Error> {
        if named.is_empty() {
            return Ok(());
        }
        self.check()?;
        let contents = {
            let staged = self.shared.staged();
            let content = |(name, key): &(Staged, Key)| {
                let missing = || Error::store("cannot write", self.location(key), "it was swept away");
                Ok((key.clone(), staged.get(name.name()).map(Arc::clone).ok_or_else(missing)?))
            };
            named.iter().map(content).collect::<Result<Vec<_>, Error>>()?
        };
        // What was staged is dropped with `named`, when it is sent or cannot be.
        self.put_all("cannot write", contents)
    }

    fn begin(&self, run: &Key) -> Result<Box<dyn Unpublished>, Error> {
        Ok(Box::new(ObjectFiles::begin(self.clone(), run.clone())))
    }

    fn pointer(&self) -> Result<Option<String>, Error> {
        Ok(pointer::read(&self.requests)?.and_then(|(pointer, _)| pointer.run_id))
    }

    fn move_pointer(&self, expected: Option<&str>, run_id: &str) -> Result<bool, Error> {
        RUNS.child(run_id)?;
        self.confirm()?;
        let fence = self.shared.lease().as_ref().map(|held| held.fence());
        pointer::move_to(&self.requests, expected, run_id, fence)
    }

    fn lock(&self) -> Result<Lock, Error> {
        // Whoever gives it back meanwhile waits until it is known whether there is something to give back.
        let has_ended = self.shared.has_ended();
        if *has_ended {
            return Err(self.ended());
        }
        let held = Held::take(&self.requests, TERM)?;
        let keeper = Arc::clone(&held).keep()?;
        *self.shared.lease() = Some(held);
        Ok(Lock::new(Guard { shared: Arc::clone(&self.shared), keeper: Some(keeper) }))
    }

    fn holder(&self) -> Result<Option<Lease>, Error> {
        lease::holder(&self.requests)
    }

    fn give_back(&self) {
        *self.shared.has_ended() = true;
        let held = self.shared.lease().take();
        if let Some(held) = held {
            held.release();
        }
    }

    fn sweep(&self, _lock: &Lock) -> Result<(), Error> {
        let mut runs: HashMap<String, (bool, Vec<Key>)> = HashMap::new();
        for (name, _) in self.below(&RUNS)? {
            let mut parts = name.splitn(3, '/').skip(1);
            if let (Some(run), Some(file)) = (parts.next(), parts.next()) {
                let (is_whole, keys) = runs.entry(run.to_owned()).or_default();
                *is_whole |= file == MANIFEST;
                keys.push(Key::new(name.as_str())?);
            }
        }
        self.delete_all(runs.into_values().filter(|(is_whole, _)| !is_whole).flat_map(|(_, keys)| keys).collect())
    }
}
