//! The seam between a warehouse and where it lies: blobs under keys, runs that appear whole, one pointer, one lock.
//!
//! It exists so that the ledger, the archive, the cache, the journal and the runs are written once, whatever holds them. A store
//! is one file that implements [`Blobs`]; it passes the suite of `tests/it/stores.rs`, which says more exactly what is
//! promised here.

use std::any::Any;
use std::fmt;
use std::io::Write;
use std::ops::Range;

use bytes::Bytes;

use super::key::Key;
use crate::error::Error;

/// Writes the bytes of one blob, piece by piece. It is called once.
pub type WriteInto<'a> = &'a mut dyn FnMut(&mut (dyn Write + Send)) -> Result<(), Error>;

/// What holds a warehouse. Whatever returns has happened and survives a loss of power, unless its description says less; what
/// fails or is killed leaves the blob of before, or the new one, never a part of it.
pub trait Blobs: fmt::Debug + Send + Sync {
    /// Where the warehouse lies, as a person would write it; no credentials.
    fn name(&self) -> String;

    /// Where a blob lies, as a person would write it.
    fn location(&self, key: &Key) -> String {
        format!("{}/{key}", self.name())
    }

    /// What lies right in a folder; nothing where there is no such folder.
    ///
    /// # Errors
    /// A folder that cannot be read.
    fn list(&self, folder: &Key) -> Result<Listing, Error>;

    /// The bytes of a blob, counted; nothing where there is no such blob. A folder is no blob.
    ///
    /// # Errors
    /// A store that cannot be asked.
    fn size(&self, key: &Key) -> Result<Option<u64>, Error>;

    /// The blobs right in a folder by name, each with its size. A store that tells sizes with names is asked for nothing else.
    ///
    /// # Errors
    /// As [`Self::list`] and [`Self::size`].
    fn sizes(&self, folder: &Key) -> Result<Vec<(String, u64)>, Error> {
        let mut sizes = Vec::new();
        for name in self.list(folder)?.blobs {
            if let Some(size) = self.size(&folder.child(&name)?)? {
                sizes.push((name, size));
            }
        }
        Ok(sizes)
    }

    /// A whole blob; nothing where there is none.
    ///
    /// # Errors
    /// A blob that cannot be read.
    fn get(&self, key: &Key) -> Result<Option<Bytes>, Error>;

    /// Blobs, each as [`Self::get`] gives it. A store that is far away is asked for many at once.
    ///
    /// # Errors
    /// A blob that cannot be read.
    fn get_all(&self, keys: &[Key]) -> Result<Vec<Option<Bytes>>, Error> {
        keys.iter().map(|key| self.get(key)).collect()
    }

    /// A part of a blob; fewer bytes where the blob ends before the range does.
    ///
    /// # Errors
    /// A blob that is not there or cannot be read.
    fn range(&self, key: &Key, range: Range<u64>) -> Result<Bytes, Error>;

    /// Writes a blob; one that is there is replaced.
    ///
    /// # Errors
    /// A blob that cannot be written.
    fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), Error>;

    /// Writes a blob unless there is one, in one step: of all who try, one gets true.
    ///
    /// # Errors
    /// A blob that cannot be written.
    fn put_if_absent(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error>;

    /// Removes a blob; one that is gone already is no error. It may come back after a loss of power.
    ///
    /// # Errors
    /// A blob that cannot be removed.
    fn delete(&self, key: &Key) -> Result<(), Error>;

    /// Removes a folder with all in it, not in one step; one that is gone already is no error. Some of it may come back after a
    /// loss of power.
    ///
    /// # Errors
    /// A folder that cannot be removed.
    fn delete_folder(&self, folder: &Key) -> Result<(), Error>;

    /// Writes a blob that has no name yet, for [`Blobs::settle`] to name within the folder. It need not survive a loss of power.
    ///
    /// # Errors
    /// A blob that cannot be written, or whatever `write` fails with.
    fn stage(&self, folder: &Key, write: WriteInto<'_>) -> Result<Staged, Error>;

    /// Gives blobs their names, each within the folder; a blob of that name is replaced. It returns when every name in the
    /// folder is durable with its bytes, those included that a killed run gave. Many at once cost little more than one.
    ///
    /// # Errors
    /// A blob that cannot be written. Some may have their names then.
    fn settle(&self, folder: &Key, named: Vec<(Staged, Key)>) -> Result<(), Error>;

    /// Begins a run, which shares nothing with one of the same id that is being written or was left by a killed run. A run is
    /// there when its [`super::MANIFEST`] is.
    ///
    /// # Errors
    /// A place that cannot be written.
    fn begin(&self, run: &Key) -> Result<Box<dyn Unpublished>, Error>;

    /// The id that the pointer holds; nothing before it is first moved. The run need not be there.
    ///
    /// # Errors
    /// A pointer that cannot be read or that no store of this kind wrote.
    fn pointer(&self) -> Result<Option<String>, Error>;

    /// The name under which readers find the files of the current run, whichever that is; nothing where the pointer is a file that they
    /// have to read.
    fn current_folder(&self) -> Option<String> {
        None
    }

    /// Moves the pointer in one step if it still holds what is expected; false, and nothing is changed, if it does not. Readers
    /// find the old value or the new one. A disk compares under the lock that the caller holds.
    ///
    /// # Errors
    /// A pointer that cannot be read or written.
    fn move_pointer(&self, expected: Option<&str>, run_id: &str) -> Result<bool, Error>;

    /// Takes the right to write, and makes the warehouse where there is none. It is given back when its holder ends, however it
    /// ends.
    ///
    /// # Errors
    /// [`Error::Locked`] where another holds it.
    fn lock(&self) -> Result<Lock, Error>;

    /// Who has the right to write, where the store says; nothing where nobody has it.
    ///
    /// # Errors
    /// A store that cannot be asked.
    fn holder(&self) -> Result<Option<Lease>, Error> {
        Ok(None)
    }

    /// Gives the right to write back although its [`Lock`] is still there, or is just being taken: the program is about to end, and what
    /// holds the right here can neither use it nor take it again. Nothing is to be done where the system takes it back.
    fn give_back(&self) {}

    /// Removes what killed runs left. It asks for the lock because under another run's lock these are not left over.
    ///
    /// # Errors
    /// Something that cannot be removed.
    fn sweep(&self, lock: &Lock) -> Result<(), Error>;
}

/// What becomes of a published run of the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExistingRun {
    /// It stays: the same id means the same bytes.
    Stays,
    /// It is damaged, and gives way. Readers find the old one or the new one; in a store that renames nothing, of each file.
    GivesWay,
}

/// The right to write to a warehouse.
#[derive(Debug)]
#[must_use = "the lock is given back when it is dropped"]
pub struct Lock {
    _held: Box<dyn Any + Send>,
}

impl Lock {
    /// The lock is given back when `held` is dropped.
    pub fn new(held: impl Any + Send) -> Self {
        Self { _held: Box::new(held) }
    }
}

/// Who has the right to write to a warehouse that gives it for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub host: String,
    pub process: u32,
    pub since: String,
    /// When it ends unless it is renewed, by the clock of the store.
    pub ends: String,
    /// True where it was not renewed in time: whoever had it died, and the next run takes it.
    pub has_ended: bool,
    /// Each that is given has a higher number.
    pub fence: u64,
}

/// What lies right in a folder, by name. Hidden names are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub blobs: Vec<String>,
    pub folders: Vec<String>,
}

/// A blob that is written and has no name yet. It is removed when it is dropped before [`Blobs::settle`] names it.
#[must_use = "a blob has its name when it is settled"]
pub struct Staged {
    name: String,
    discard: Option<Box<dyn FnOnce() + Send>>,
}

impl Staged {
    /// A blob under the name that its store alone knows, and how to remove it.
    pub fn new(name: String, discard: impl FnOnce() + Send + 'static) -> Self {
        Self { name, discard: Some(Box::new(discard)) }
    }

    /// The name that the store gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// It is settled: there is nothing to remove.
    pub fn keep(mut self) {
        self.discard = None;
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(discard) = self.discard.take() {
            discard();
        }
    }
}

impl fmt::Debug for Staged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Staged").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A run in the making. Dropped before it is committed, it leaves nothing.
pub trait Unpublished: fmt::Debug + Send + Sync {
    /// Writes a file of the run, named within it. May be called from several threads.
    ///
    /// # Errors
    /// A file that was written before or cannot be written, or whatever `write` fails with.
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error>;

    /// The files that the run has now, by name, with their sizes.
    ///
    /// # Errors
    /// A place that cannot be read.
    fn files(&self) -> Result<Vec<(String, u64)>, Error>;

    /// Publishes the run: whole and durable, or not at all. What does not have a [`super::MANIFEST`] is no run, and gives way.
    ///
    /// # Errors
    /// A run that cannot be published, or has no [`super::MANIFEST`].
    fn commit(self: Box<Self>, existing: ExistingRun) -> Result<(), Error>;
}
