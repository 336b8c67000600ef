//! A warehouse in a folder of a disk: keys are paths below it.
//!
//! A run is a hidden folder until it is renamed; the pointer `current` is a link to its folder that a rename replaces; the lock is
//! `flock` on `.lock`, which the system takes back when its holder ends. What is not finished has a hidden name.

#![allow(clippy::disallowed_methods, reason = "input and output of a warehouse on a disk pass through here")]

pub(super) mod files;
pub mod operations;
mod unpublished;

use std::fs::{self, File};
use std::io::{self, BufWriter, IntoInnerError, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::blobs::{Blobs, Listing, Lock, Staged, Unpublished, WriteInto};
use super::key::{Key, POINTER, RUNS};
use crate::error::Error;
use files::{
    Existing, SyncedMeanwhile, TEMPORARY_PREFIX, above, entries_of, failed, make_folder, metadata_if_there, remove,
    write_whole,
};
use operations::{Operations, Temporary};
use unpublished::{Folder, STAGING_PREFIX};

/// How the name of a pointer begins that is not yet in its place.
const POINTER_PREFIX: &str = ".current-";
/// How the names begin that killed runs leave.
const LEFT: [&str; 3] = [TEMPORARY_PREFIX, STAGING_PREFIX, POINTER_PREFIX];
/// So many files are made durable one by one; more of them by one word to the system.
const FEW: usize = 16;

/// A folder that holds a warehouse, or will.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    operations: Operations,
    /// Between threads; between processes the lock decides who moves the pointer.
    moving: Mutex<()>,
}

impl Disk {
    /// Nothing is made or read yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self::over(folder, Operations::default())
    }

    /// The same, over operations that a test watches.
    pub fn over(folder: impl Into<PathBuf>, operations: Operations) -> Self {
        Self { folder: folder.into(), operations, moving: Mutex::new(()) }
    }

    /// Makes the folder, durable before the file of the lock is in it.
    fn make(&self, lock: &Path) -> io::Result<()> {
        make_folder(&self.operations, &self.folder)?;
        if metadata_if_there(lock)?.is_some() {
            return Ok(());
        }
        // A run that was killed may have made the folder. One that may not be read is another's work.
        match self.operations.sync_folder(above(&self.folder)) {
            Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            synced => synced,
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(key.as_str())
    }

    fn open(&self, key: &Key) -> Result<Option<(File, u64)>, Error> {
        let path = self.path(key);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(failed("cannot read", &path)(cause)),
        };
        let metadata = file.metadata().map_err(failed("cannot read", &path))?;
        Ok(metadata.is_file().then_some((file, metadata.len())))
    }

    /// What the link `current` leads to.
    fn link(&self) -> Result<Option<PathBuf>, Error> {
        let path = self.path(&POINTER);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if !metadata.is_symlink() => {
                Err(Error::damaged(path.display().to_string(), "it is not a link to a run"))
            }
            Ok(_) => fs::read_link(&path).map(Some).map_err(failed("cannot read", &path)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(failed("cannot read", &path)(cause)),
        }
    }
}

impl Blobs for Disk {
    fn name(&self) -> String {
        self.folder.display().to_string()
    }

    fn location(&self, key: &Key) -> String {
        self.path(key).display().to_string()
    }

    fn list(&self, folder: &Key) -> Result<Listing, Error> {
        let folder = self.path(folder);
        let mut listing = Listing::default();
        for (name, entry) in entries_of(&folder)?.into_iter().filter(|(name, _)| !name.starts_with('.')) {
            let kind = entry.file_type().map_err(failed("cannot list", &folder))?;
            let is_folder = if kind.is_symlink() {
                match metadata_if_there(&entry.path()).map_err(failed("cannot list", &folder))? {
                    Some(metadata) => metadata.is_dir(),
                    // A link that leads nowhere is no blob.
                    None => continue,
                }
            } else {
                kind.is_dir()
            };
            if is_folder { listing.folders.push(name) } else { listing.blobs.push(name) }
        }
        Ok(listing)
    }

    fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        let path = self.path(key);
        let metadata = metadata_if_there(&path).map_err(failed("cannot read", &path))?;
        Ok(metadata.filter(fs::Metadata::is_file).map(|metadata| metadata.len()))
    }

    fn get(&self, key: &Key) -> Result<Option<Bytes>, Error> {
        let Some((mut file, size)) = self.open(key)? else { return Ok(None) };
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.read_to_end(&mut bytes).map_err(failed("cannot read", &self.path(key)))?;
        Ok(Some(bytes.into()))
    }

    fn range(&self, key: &Key, range: Range<u64>) -> Result<Bytes, Error> {
        let path = self.path(key);
        let Some((mut file, size)) = self.open(key)? else {
            return Err(failed("cannot read", &path)("it is not there"));
        };
        let length = range.end.min(size).saturating_sub(range.start);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        let read = file.seek(SeekFrom::Start(range.start)).and_then(|_| file.take(length).read_to_end(&mut bytes));
        read.map_err(failed("cannot read", &path))?;
        Ok(bytes.into())
    }

    fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        write_whole(&self.operations, &self.path(key), Existing::Replace, bytes).map(drop)
    }

    fn put_if_absent(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        write_whole(&self.operations, &self.path(key), Existing::Keep, bytes)
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        let path = self.path(key);
        match self.operations.remove(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(failed("cannot remove", &path)(cause)),
            _ => Ok(()),
        }
    }

    fn delete_folder(&self, folder: &Key) -> Result<(), Error> {
        remove(&self.operations, &self.path(folder))
    }

    fn stage(&self, folder: &Key, write: WriteInto<'_>) -> Result<Staged, Error> {
        let place = self.path(folder);
        make_folder(&self.operations, &place).map_err(failed("cannot create", &place))?;
        let mut temporary = Temporary::new(&self.operations, &place).map_err(failed("cannot write", &place))?;
        let mut sink = BufWriter::new(SyncedMeanwhile::new(temporary.output()));
        write(&mut sink)?;
        let written = sink.into_inner().map_err(IntoInnerError::into_error).and_then(SyncedMeanwhile::finish);
        written.map_err(failed("cannot write", &place))?;
        let (path, operations) = (temporary.keep(), self.operations.clone());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // If it cannot be removed, the next run does it.
        Ok(Staged::new(format!("{folder}/{name}"), move || drop(operations.remove(&path))))
    }

    fn settle(&self, folder: &Key, named: Vec<(Staged, Key)>) -> Result<(), Error> {
        let place = self.path(folder);
        if named.is_empty() && metadata_if_there(&place).map_err(failed("cannot write", &place))?.is_none() {
            return Ok(());
        }
        let temporary = |staged: &Staged| self.folder.join(staged.name());
        if named.len() <= FEW || !self.operations.sync_disk(&place).map_err(failed("cannot write", &place))? {
            for (staged, key) in &named {
                let synced = self.operations.sync(&temporary(staged));
                synced.map_err(failed("cannot write", &self.path(key)))?;
            }
        }
        for (staged, key) in named {
            let path = self.path(&key);
            self.operations.rename(&temporary(&staged), &path).map_err(failed("cannot write", &path))?;
            staged.keep();
        }
        self.operations.sync_folder(&place).map_err(failed("cannot write", &place))
    }

    fn begin(&self, run: &Key) -> Result<Box<dyn Unpublished>, Error> {
        Folder::begin(&self.operations, &self.path(run)).map(|folder| Box::new(folder) as Box<dyn Unpublished>)
    }

    fn pointer(&self) -> Result<Option<String>, Error> {
        let Some(target) = self.link()? else { return Ok(None) };
        let parts: Vec<Component<'_>> = target.components().collect();
        let run_id = match parts.as_slice() {
            [Component::Normal(runs), Component::Normal(run_id)] if *runs == RUNS.as_str() => run_id.to_str(),
            _ => None,
        };
        let no_run = || {
            let cause = format!("it points to {}, which is no run", target.display());
            Error::damaged(self.location(&POINTER), cause)
        };
        run_id.map(str::to_owned).map(Some).ok_or_else(no_run)
    }

    fn current_folder(&self) -> Option<String> {
        Some(self.location(&POINTER))
    }

    fn move_pointer(&self, expected: Option<&str>, run_id: &str) -> Result<bool, Error> {
        // Relative, so that a warehouse can be moved or mounted elsewhere.
        let target = RUNS.child(run_id)?;
        let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        if self.pointer()?.as_deref() != expected {
            return Ok(false);
        }
        make_folder(&self.operations, &self.folder).map_err(failed("cannot create the warehouse", &self.folder))?;
        let temporary = self.folder.join(format!("{POINTER_PREFIX}{run_id}"));
        remove(&self.operations, &temporary)?;
        let pointer = self.path(&POINTER);
        let pointed = self.operations.point_to(&temporary, Path::new(target.as_str()));
        pointed.map_err(failed("cannot write", &temporary))?;
        self.operations.rename(&temporary, &pointer).map_err(failed("cannot write", &pointer))?;
        self.operations.sync_folder(&self.folder).map_err(failed("cannot write", &pointer))?;
        Ok(true)
    }

    fn lock(&self) -> Result<Lock, Error> {
        let path = self.folder.join(".lock");
        self.make(&path).map_err(failed("cannot create the warehouse", &self.folder))?;
        let file = self.operations.hold(&path).map_err(failed("cannot lock", &path))?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            // Held open: closing it gives the lock back.
            Ok(()) => Ok(Lock::new(file)),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(Error::Locked { warehouse: self.name(), by: None }),
            Err(cause) => Err(failed("cannot lock", &path)(cause)),
        }
    }

    fn sweep(&self, _lock: &Lock) -> Result<(), Error> {
        for (name, entry) in entries_of(&self.folder)? {
            // Published runs never hold what is not finished, and the pointer leads into one.
            if name == RUNS.as_str() {
                sweep_folder(&self.operations, &entry.path(), false)?;
            } else if LEFT.iter().any(|left| name.starts_with(left)) {
                remove(&self.operations, &entry.path())?;
            } else if name != POINTER.as_str() && !name.starts_with('.') && entry.path().is_dir() {
                sweep_folder(&self.operations, &entry.path(), true)?;
            }
        }
        self.operations.sync_folder(&self.folder).map_err(failed("cannot write", &self.folder))
    }
}

/// Removes what is not finished in a folder, and in those below it; makes durable what killed runs made there.
fn sweep_folder(operations: &Operations, folder: &Path, below: bool) -> Result<(), Error> {
    for (name, entry) in entries_of(folder)? {
        if LEFT.iter().any(|left| name.starts_with(left)) {
            remove(operations, &entry.path())?;
        } else if below && entry.file_type().map_err(failed("cannot list", folder))?.is_dir() {
            sweep_folder(operations, &entry.path(), true)?;
        }
    }
    operations.sync_folder(folder).map_err(failed("cannot write", folder))
}
