//! The warehouse: takes its place, gives the lock, the archive of inputs, the published runs and the pointer to the
//! current one.
//!
//! It exists so that the order of durable steps is in one place: inputs are archived before the ledger names them, a run
//! is whole before it has its name, and readers see it only when the pointer moves. The ledger, the caches and unfinished
//! runs have modules of their own.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;

use super::blobs::{Blobs, Staged};
use super::digest::{DigestingWriter, ProvedReader, is_sha256_hex, sha256_hex};
use super::disk::Disk;
use super::disk::files::{TEMPORARY_PREFIX, failed, remove, sync_folder};
use super::key::{ARCHIVE, JOURNAL, Key};
use super::paths::{below, names_in, read_if_there, single};
use super::places::folder_of;
use super::reader::{Stored, missing};
use super::staging::STAGING_PREFIX;
use crate::error::Error;

/// How the name of a pointer begins that is not yet in its place.
const POINTER_PREFIX: &str = ".current-";

/// An open warehouse.
#[derive(Clone, Debug)]
pub struct Warehouse {
    folder: PathBuf,
    blobs: Arc<dyn Blobs>,
}

/// An input that is written and may be lost with the power: it has no name yet.
#[derive(Debug)]
#[must_use = "an input is in the archive when it is settled"]
pub struct Unsettled {
    staged: Staged,
    key: Key,
}

/// The right to write to a warehouse. The system takes it back when the holder ends, however it ends.
#[derive(Debug)]
#[must_use = "the lock is given back when it is dropped"]
pub struct Lock {
    /// Held open: closing it gives the lock back.
    _file: File,
}

impl Warehouse {
    /// Opens a warehouse, a path (a relative one lies in the project folder) or a `file://` URL; makes its folder if it is
    /// not there.
    ///
    /// # Errors
    /// A folder that cannot be made; usage, when the URL is of an object store.
    pub fn open(path: &str, project_folder: &Path) -> Result<Self, Error> {
        let folder = folder_of(path, project_folder)?;
        fs::create_dir_all(&folder).map_err(failed("cannot create the warehouse", &folder))?;
        Ok(Self { blobs: Arc::new(Disk::new(&folder)), folder })
    }

    pub(super) fn blobs(&self) -> &Arc<dyn Blobs> {
        &self.blobs
    }

    /// The error of one who finds that another run writes.
    pub(super) fn locked(&self) -> Error {
        Error::Locked { warehouse: self.blobs.name() }
    }

    /// Where the warehouse lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes the right to write.
    ///
    /// # Errors
    /// Another run holds it.
    pub fn lock(&self) -> Result<Lock, Error> {
        let path = self.folder.join(".lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed("cannot lock", &path))?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Lock { _file: file }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(Error::Locked { warehouse: self.folder.display().to_string() }),
            Err(cause) => Err(failed("cannot lock", &path)(cause)),
        }
    }

    /// Removes what killed runs left: unfinished runs, files and pointers. Asks for the lock, since under another run's
    /// lock these are not left over.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn leftovers(&self, _lock: &Lock) -> Result<(), Error> {
        remove_beginning(&self.folder, &[TEMPORARY_PREFIX, POINTER_PREFIX])?;
        remove_beginning(&self.runs(), &[STAGING_PREFIX])?;
        for inside in ["ledger", "archive", "cache", "journal"] {
            remove_beginning(&self.folder.join(inside), &[TEMPORARY_PREFIX])?;
        }
        let cache = self.folder.join("cache");
        for key in names_in(&cache)?.iter().map(|name| cache.join(name)).filter(|path| path.is_dir()) {
            remove_beginning(&key, &[TEMPORARY_PREFIX])?;
        }
        Ok(())
    }

    /// Writes an input for the archive, unless it is there; [`Self::settle`] gives it its name.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn archive(&self, sha256: &str, bytes: &[u8]) -> Result<Option<Unsettled>, Error> {
        let key = archive_key(sha256)?;
        if self.blobs.size(&key)?.is_some() {
            return Ok(None);
        }
        let location = self.blobs.location(&key);
        let staged = self.blobs.stage(&ARCHIVE, &mut |sink| {
            sink.write_all(bytes).map_err(|cause| Error::store("cannot write", location.as_str(), cause))
        })?;
        Ok(Some(Unsettled { staged, key }))
    }

    /// Makes inputs durable, all at once, and gives them their names.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn settle(&self, unsettled: Vec<Unsettled>) -> Result<(), Error> {
        let named = unsettled.into_iter().map(|Unsettled { staged, key }| (staged, key));
        self.blobs.settle(&ARCHIVE, named.collect())
    }

    /// Keeps an input that is written piece by piece, and gives its digest.
    ///
    /// # Errors
    /// An archive that cannot be written, or whatever `write` fails with.
    pub fn archive_streamed(&self, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<String, Error> {
        let (mut write, mut sha256) = (Some(write), String::new());
        let staged = self.blobs.stage(&ARCHIVE, &mut |sink| {
            let mut digesting = DigestingWriter::new(sink);
            write.take().map_or(Ok(()), |write| write(&mut digesting))?;
            (_, sha256, _) = digesting.finish();
            Ok(())
        })?;
        let key = archive_key(&sha256)?;
        if self.blobs.size(&key)?.is_none() {
            self.blobs.settle(&ARCHIVE, vec![(staged, key)])?;
        }
        Ok(sha256)
    }

    /// The size of an input in the archive.
    ///
    /// # Errors
    /// One that is not there.
    pub fn archived_size(&self, sha256: &str) -> Result<u64, Error> {
        Ok(Stored::open(&self.blobs, archive_key(sha256)?)?.size())
    }

    /// An input from the archive, to be read piece by piece. Reading its end fails where its bytes no longer have the digest.
    ///
    /// # Errors
    /// One that is not there.
    pub fn archived_stream(&self, sha256: &str) -> Result<impl Read + use<>, Error> {
        Ok(ProvedReader::new(Stored::open(&self.blobs, archive_key(sha256)?)?.stream(), sha256))
    }

    /// An input from the archive.
    ///
    /// # Errors
    /// One that is not there, or whose bytes no longer have the digest.
    pub fn archived(&self, sha256: &str) -> Result<Bytes, Error> {
        let key = archive_key(sha256)?;
        let bytes = self.blobs.get(&key)?.ok_or_else(|| missing(&*self.blobs, &key))?;
        let found = sha256_hex(&bytes);
        if found != sha256 {
            return Err(Error::damaged(self.blobs.location(&key), format!("its bytes have the SHA-256 {found}")));
        }
        Ok(bytes)
    }

    /// Whether a run is published.
    pub fn has_run(&self, run_id: &str) -> bool {
        self.run_folder(run_id).is_ok_and(|folder| folder.is_dir())
    }

    /// A file of a published run; nothing when the run or the file is not there.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn run_file(&self, run_id: &str, relative: &str) -> Result<Option<Vec<u8>>, Error> {
        read_if_there(&self.run_folder(run_id)?.join(below("cannot read", relative)?))
    }

    /// The run that `current` points to; nothing before the first.
    ///
    /// # Errors
    /// A pointer that does not point to a run.
    pub fn current(&self) -> Result<Option<String>, Error> {
        let path = self.pointer();
        let target = match fs::read_link(&path) {
            Ok(target) => target,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) if cause.kind() == io::ErrorKind::InvalidInput => {
                return Err(Error::damaged(path.display().to_string(), "it is not a link to a run"));
            }
            Err(cause) => return Err(failed("cannot read", &path)(cause)),
        };
        let parts: Vec<Component<'_>> = target.components().collect();
        let run_id = match parts.as_slice() {
            [Component::Normal(runs), Component::Normal(run_id)] if *runs == "runs" => run_id.to_str(),
            _ => None,
        };
        match run_id {
            Some(run_id) if self.has_run(run_id) => Ok(Some(run_id.to_owned())),
            _ => Err(Error::damaged(
                path.display().to_string(),
                format!("it points to {}, which is no run", target.display()),
            )),
        }
    }

    /// Makes a published run the current one, in one step: a reader finds the old run or the new one.
    ///
    /// # Errors
    /// A run that is not published; usage. A pointer that cannot be moved.
    pub fn point_current(&self, run_id: &str) -> Result<(), Error> {
        if !self.has_run(run_id) {
            return Err(Error::Usage(format!("the warehouse has no run {run_id}")));
        }
        let temporary = self.folder.join(format!("{POINTER_PREFIX}{run_id}"));
        remove(&temporary)?;
        let pointer = self.pointer();
        // Relative, so that a warehouse can be moved or mounted elsewhere.
        std::os::unix::fs::symlink(Path::new("runs").join(run_id), &temporary)
            .map_err(failed("cannot write", &temporary))?;
        fs::rename(&temporary, &pointer).map_err(failed("cannot write", &pointer))?;
        sync_folder(&self.folder).map_err(failed("cannot write", &pointer))
    }

    /// Writes an event of the journal; one of the same name is replaced.
    ///
    /// # Errors
    /// A journal that cannot be written.
    pub fn journal(&self, file_name: &str, event: &serde_json::Value) -> Result<(), Error> {
        self.blobs.put(&JOURNAL.child(file_name)?, format!("{event:#}\n").as_bytes())
    }

    pub(super) fn runs(&self) -> PathBuf {
        self.folder.join("runs")
    }

    pub(super) fn run_folder(&self, run_id: &str) -> Result<PathBuf, Error> {
        Ok(self.runs().join(single("cannot open the run", run_id)?))
    }

    fn pointer(&self) -> PathBuf {
        self.folder.join("current")
    }
}

fn archive_key(sha256: &str) -> Result<Key, Error> {
    if !is_sha256_hex(sha256) {
        return Err(Error::store("cannot open", format!("{ARCHIVE}/{sha256}"), "its name is no SHA-256"));
    }
    ARCHIVE.child(sha256)
}

fn remove_beginning(folder: &Path, prefixes: &[&str]) -> Result<(), Error> {
    names_in(folder)?
        .iter()
        .filter(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .try_for_each(|name| remove(&folder.join(name)))
}

/// A warehouse of a test.
#[cfg(test)]
pub(super) fn in_memory() -> Warehouse {
    Warehouse { folder: PathBuf::new(), blobs: Arc::new(super::memory::Memory::new()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Staging;

    fn warehouse() -> (tempfile::TempDir, Warehouse) {
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open("warehouse", folder.path()).unwrap();
        (folder, warehouse)
    }

    #[test]
    fn one_run_writes_at_a_time() {
        let (folder, warehouse) = warehouse();
        let lock = warehouse.lock().unwrap();
        let second = Warehouse::open("warehouse", folder.path()).unwrap();
        assert!(matches!(second.lock(), Err(Error::Locked { .. })));
        drop(lock);
        let _lock = second.lock().unwrap();
    }

    #[test]
    fn the_archive_gives_back_what_was_sent_or_says_that_it_cannot() {
        let (_folder, warehouse) = warehouse();
        let sha256 = sha256_hex(b"workbook");
        let first = warehouse.archive(&sha256, b"workbook").unwrap();
        let second = warehouse.archive(&sha256, b"workbook").unwrap();
        assert!(warehouse.archived(&sha256).is_err());
        warehouse.settle(first.into_iter().chain(second).collect()).unwrap();
        assert!(warehouse.archive(&sha256, b"workbook").unwrap().is_none());
        assert_eq!(warehouse.archived(&sha256).unwrap(), &b"workbook"[..]);
        fs::write(warehouse.folder().join("archive").join(&sha256), b"w0rkbook").unwrap();
        assert!(matches!(warehouse.archived(&sha256), Err(Error::Damaged { .. })));
        assert!(matches!(warehouse.archived("../.lock"), Err(Error::Store { .. })));
        assert!(matches!(warehouse.archived(&sha256_hex(b"other")), Err(Error::Store { .. })));
    }

    #[test]
    fn readers_see_the_old_run_until_the_pointer_moves() {
        let (_folder, warehouse) = warehouse();
        assert_eq!(warehouse.current().unwrap(), None);
        for (run_id, text) in [("aaaa", "old"), ("bbbb", "new")] {
            let before = warehouse.current().unwrap();
            let staging = Staging::new(&warehouse, run_id).unwrap();
            staging.write_bytes("manifest.json", text.as_bytes()).unwrap();
            assert!(!warehouse.has_run(run_id));
            staging.publish().unwrap();
            assert!(warehouse.has_run(run_id));
            assert_eq!(warehouse.current().unwrap(), before);
            warehouse.point_current(run_id).unwrap();
            assert_eq!(warehouse.current().unwrap().as_deref(), Some(run_id));
            assert_eq!(fs::read(warehouse.folder().join("current/manifest.json")).unwrap(), text.as_bytes());
        }
        assert_eq!(names_in(&warehouse.folder().join("runs")).unwrap(), ["aaaa", "bbbb"]);
        assert_eq!(warehouse.run_file("aaaa", "manifest.json").unwrap().as_deref(), Some(&b"old"[..]));
        assert_eq!(warehouse.run_file("aaaa", "none.json").unwrap(), None);
        assert_eq!(warehouse.run_file("cccc", "manifest.json").unwrap(), None);
        assert!(warehouse.run_file("aaaa", "../../.lock").is_err());
        assert!(matches!(warehouse.point_current("cccc"), Err(Error::Usage(_))));
    }

    #[test]
    fn a_pointer_to_nothing_is_damage() {
        let (_folder, warehouse) = warehouse();
        std::os::unix::fs::symlink("runs/gone", warehouse.folder().join("current")).unwrap();
        assert!(matches!(warehouse.current(), Err(Error::Damaged { .. })));
    }

    #[test]
    fn what_a_killed_run_left_goes() {
        let (_folder, warehouse) = warehouse();
        for inside in ["runs/.staging-dead/data", "ledger", "cache/key", "archive"] {
            fs::create_dir_all(warehouse.folder().join(inside)).unwrap();
        }
        for name in [".current-dead", "ledger/.tmp-1", "cache/key/.tmp-2", "archive/.tmp-3"] {
            fs::write(warehouse.folder().join(name), "").unwrap();
        }
        fs::write(warehouse.folder().join("cache/key/rows-000001.parquet"), "").unwrap();
        let lock = warehouse.lock().unwrap();
        warehouse.leftovers(&lock).unwrap();
        for gone in ["runs/.staging-dead", ".current-dead", "ledger/.tmp-1", "cache/key/.tmp-2", "archive/.tmp-3"] {
            assert!(!warehouse.folder().join(gone).exists(), "{gone}");
        }
        assert!(warehouse.folder().join("cache/key/rows-000001.parquet").exists());
        assert!(warehouse.folder().join(".lock").exists());
    }

    #[test]
    fn the_journal_is_json_and_other_stores_are_refused() {
        let (folder, warehouse) = warehouse();
        warehouse.journal("2025-run.json", &serde_json::json!({ "host": "máy" })).unwrap();
        assert_eq!(names_in(&warehouse.folder().join("journal")).unwrap(), ["2025-run.json"]);
        let entry = fs::read_to_string(warehouse.folder().join("journal/2025-run.json")).unwrap();
        assert_eq!(entry, "{\n  \"host\": \"máy\"\n}\n");
        assert!(matches!(Warehouse::open("gs://bucket", folder.path()), Err(Error::Usage(_))));
    }
}
