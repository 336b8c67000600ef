//! The warehouse: takes its place, gives the lock, the archive of inputs, the published runs and the pointer to the
//! current one.
//!
//! It exists so that the order of durable steps is in one place: inputs are archived before the ledger names them, a run
//! is whole before it has its name, and readers see it only when the pointer moves. The ledger, the caches and unfinished
//! runs have modules of their own. Where and how all of it lies is the business of [`Blobs`].

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::archive_sizes::KnownInputs;
use super::blobs::{Blobs, Lease, Lock, Staged};
use super::digest::{DigestingWriter, ProvedReader, is_sha256_hex, sha256_hex};
use super::disk::Disk;
use super::key::{ARCHIVE, JOURNAL, Key, MANIFEST, POINTER, RUNS};
use super::objects::{self, Objects};
use super::places::Place;
use super::reader::{Stored, missing};
use crate::error::Error;
use crate::message;

/// A warehouse; nothing of it need be there yet.
#[derive(Clone, Debug)]
pub struct Warehouse {
    blobs: Arc<dyn Blobs>,
    known_inputs: Arc<KnownInputs>,
}

/// An input that is written and may be lost with the power: it has no name yet.
#[derive(Debug)]
#[must_use = "an input is in the archive when it is settled"]
pub struct Unsettled {
    staged: Staged,
    key: Key,
    size: u64,
}

impl Warehouse {
    /// The warehouse at a place: a path (a relative one lies in the project folder) or a URL. Nothing is made or read.
    ///
    /// # Errors
    /// Usage, when the URL is of a store that this build does not write to.
    pub fn open(place: &str, project_folder: &Path) -> Result<Self, Error> {
        Ok(match Place::parse(place, project_folder)? {
            Place::Folder(folder) => Self::over(Arc::new(Disk::new(folder))),
            Place::Store(url) => Self::over(Arc::new(Objects::new(objects::open(&url)?))),
        })
    }

    /// The warehouse that a store holds.
    pub fn over(blobs: Arc<dyn Blobs>) -> Self {
        Self { blobs, known_inputs: Arc::default() }
    }

    pub(super) fn blobs(&self) -> &Arc<dyn Blobs> {
        &self.blobs
    }

    pub(super) fn known_inputs(&self) -> &KnownInputs {
        &self.known_inputs
    }

    /// The error of one who finds that another run writes.
    pub(super) fn locked(&self) -> Error {
        Error::Locked { warehouse: self.blobs.name(), by: None }
    }

    /// Takes the right to write, and makes the warehouse if it is not there. It states its format from then on.
    ///
    /// # Errors
    /// Another run holds it; a place that cannot be written, or of a format that this program does not know.
    pub fn lock(&self) -> Result<Lock, Error> {
        let lock = self.blobs.lock()?;
        self.state_format()?;
        Ok(lock)
    }

    /// Who has the right to write, where the store says.
    ///
    /// # Errors
    /// A warehouse that cannot be read.
    pub fn holder(&self) -> Result<Option<Lease>, Error> {
        self.blobs.holder()
    }

    /// Gives the right to write back although its lock is still held, or is just being taken: the program is about to end.
    pub fn give_back(&self) {
        self.blobs.give_back();
    }

    /// Removes what killed runs left. Asks for the lock, since under another run's lock these are not left over.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn leftovers(&self, lock: &Lock) -> Result<(), Error> {
        self.blobs.sweep(lock)
    }

    /// Writes an input for the archive, unless it is there with as many bytes; [`Self::settle`] gives it its name.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn archive(&self, sha256: &str, bytes: &[u8]) -> Result<Option<Unsettled>, Error> {
        if self.blobs.size(&archive_key(sha256)?)? == Some(bytes.len() as u64) {
            return Ok(None);
        }
        self.archive_again(sha256, bytes).map(Some)
    }

    /// The same for one that is there and damaged.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn archive_again(&self, sha256: &str, bytes: &[u8]) -> Result<Unsettled, Error> {
        let key = archive_key(sha256)?;
        let location = self.blobs.location(&key);
        let staged = self.blobs.stage(&ARCHIVE, &mut |sink| {
            sink.write_all(bytes).map_err(|cause| Error::store("cannot write", location.as_str(), cause))
        })?;
        Ok(Unsettled { staged, key, size: bytes.len() as u64 })
    }

    /// Makes inputs durable, all at once, and gives them their names.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn settle(&self, unsettled: Vec<Unsettled>) -> Result<(), Error> {
        let inputs: Vec<(String, u64)> = unsettled.iter().map(|one| (one.key.split().1.to_owned(), one.size)).collect();
        let named = unsettled.into_iter().map(|Unsettled { staged, key, .. }| (staged, key));
        self.blobs.settle(&ARCHIVE, named.collect())?;
        inputs.into_iter().for_each(|(sha256, size)| self.known_inputs.settle(sha256, size));
        Ok(())
    }

    /// Writes an input for the archive piece by piece, and gives its digest; [`Self::settle`] gives it its name, unless it is
    /// there with as many bytes.
    ///
    /// # Errors
    /// An archive that cannot be written, or whatever `write` fails with.
    pub fn archive_streamed(
        &self,
        write: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), Error>,
    ) -> Result<(String, Option<Unsettled>), Error> {
        let (mut write, mut sha256, mut bytes) = (Some(write), String::new(), 0);
        let staged = self.blobs.stage(&ARCHIVE, &mut |sink| {
            let mut digesting = DigestingWriter::new(sink);
            write.take().map_or(Ok(()), |write| write(&mut digesting))?;
            (_, sha256, bytes) = digesting.finish();
            Ok(())
        })?;
        let key = archive_key(&sha256)?;
        let is_new = self.blobs.size(&key)? != Some(bytes);
        Ok((sha256, is_new.then_some(Unsettled { staged, key, size: bytes })))
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
    ///
    /// # Errors
    /// A warehouse that cannot be read.
    pub fn has_run(&self, run_id: &str) -> Result<bool, Error> {
        Ok(self.blobs.size(&run_key(run_id)?.child(MANIFEST)?)?.is_some())
    }

    /// Whether anything lies where a run of this id would lie. Folders alone are nothing: some stores keep them when all in them is gone.
    ///
    /// # Errors
    /// A warehouse that cannot be read.
    pub fn has_remains_of(&self, run_id: &str) -> Result<bool, Error> {
        let mut folders = vec![run_key(run_id)?];
        while let Some(folder) = folders.pop() {
            let listing = self.blobs.list(&folder)?;
            if !listing.blobs.is_empty() {
                return Ok(true);
            }
            for inside in listing.folders {
                folders.push(folder.child(&inside)?);
            }
        }
        Ok(false)
    }

    /// A file of a published run; nothing when the run or the file is not there.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn run_file(&self, run_id: &str, relative: &str) -> Result<Option<Bytes>, Error> {
        self.blobs.get(&run_key(run_id)?.join(relative)?)
    }

    /// Where a run lies, as a person would write it.
    ///
    /// # Errors
    /// An id that is no name.
    pub fn run_location(&self, run_id: &str) -> Result<String, Error> {
        Ok(self.blobs.location(&run_key(run_id)?))
    }

    /// Where readers find the current run, as a person would write it.
    pub fn current_location(&self) -> String {
        self.blobs.location(&POINTER)
    }

    /// Where the tables of the current run lie: under a name that stays, or where that is a file, in the run that it names now.
    ///
    /// # Errors
    /// A pointer that cannot be read.
    pub fn current_tables(&self) -> Result<String, Error> {
        match (self.blobs.current_folder(), self.blobs.pointer()?) {
            (Some(folder), _) => Ok(folder),
            (None, Some(run_id)) => self.run_location(&run_id),
            // As the first run will lie.
            (None, None) => self.run_location("RUN"),
        }
    }

    /// The run that `current` points to; nothing before the first.
    ///
    /// # Errors
    /// A pointer that does not point to a run.
    pub fn current(&self) -> Result<Option<String>, Error> {
        let Some(run_id) = self.blobs.pointer()? else { return Ok(None) };
        if self.has_run(&run_id)? {
            return Ok(Some(run_id));
        }
        Err(Error::damaged(self.current_location(), format!("it points to {RUNS}/{run_id}, which is no run")))
    }

    /// The id that `current` holds, whether there is such a run or not: what [`Self::point_current`] compares with.
    ///
    /// # Errors
    /// A pointer that cannot be read.
    pub fn pointer(&self) -> Result<Option<String>, Error> {
        self.blobs.pointer()
    }

    /// Makes a published run the current one, in one step: a reader finds the old run or the new one. `before` is what the
    /// pointer held when the run began. Where something failed after that step it is given: the run is current all the same, and
    /// that it is may not survive a loss of power.
    ///
    /// # Errors
    /// A run that is not published. A pointer that cannot be moved, or that another run has moved meanwhile.
    pub fn point_current(&self, before: Option<&str>, run_id: &str) -> Result<Option<Error>, Error> {
        if !self.has_run(run_id)? {
            return Err(Error::Request(message!("warehouse-no-run", run = run_id)));
        }
        match self.blobs.move_pointer(before, run_id) {
            Ok(true) => Ok(None),
            Ok(false) => Err(self.locked()),
            Err(error) if before != Some(run_id) && self.blobs.pointer()?.as_deref() == Some(run_id) => Ok(Some(error)),
            Err(error) => Err(error),
        }
    }

    /// Removes a published run. Its manifest goes first, so that it is no run from then on, however this ends; the archive, the ledger
    /// and the journal stay. The caller holds the lock.
    ///
    /// # Errors
    /// The run that the pointer holds; a run that cannot be removed.
    pub fn remove_run(&self, run_id: &str) -> Result<(), Error> {
        if self.blobs.pointer()?.as_deref() == Some(run_id) {
            return Err(Error::store("cannot remove", self.run_location(run_id)?, "it is the current run"));
        }
        let key = run_key(run_id)?;
        self.blobs.delete(&key.child(MANIFEST)?)?;
        self.blobs.delete_folder(&key)
    }

    /// Writes an event of the journal; one of the same name is replaced.
    ///
    /// # Errors
    /// A journal that cannot be written.
    pub fn journal(&self, file_name: &str, event: &serde_json::Value) -> Result<(), Error> {
        self.blobs.put(&JOURNAL.child(file_name)?, format!("{event:#}\n").as_bytes())
    }
}

pub(super) fn run_key(run_id: &str) -> Result<Key, Error> {
    RUNS.child(run_id)
}

fn archive_key(sha256: &str) -> Result<Key, Error> {
    if !is_sha256_hex(sha256) {
        return Err(Error::store("cannot open", format!("{ARCHIVE}/{sha256}"), "its name is no SHA-256"));
    }
    ARCHIVE.child(sha256)
}

/// A warehouse of a test.
#[cfg(test)]
pub(super) fn in_memory() -> Warehouse {
    Warehouse::over(Arc::new(super::memory::Memory::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ExistingRun, Staging};

    #[test]
    fn the_archive_gives_back_what_was_sent_or_says_that_it_cannot() {
        let warehouse = in_memory();
        let sha256 = sha256_hex(b"workbook");
        let first = warehouse.archive(&sha256, b"workbook").unwrap();
        let second = warehouse.archive(&sha256, b"workbook").unwrap();
        assert!(warehouse.archived(&sha256).is_err());
        warehouse.settle(first.into_iter().chain(second).collect()).unwrap();
        assert!(warehouse.archive(&sha256, b"workbook").unwrap().is_none());
        assert_eq!(warehouse.archived(&sha256).unwrap(), &b"workbook"[..]);
        assert_eq!(warehouse.archived_size(&sha256).unwrap(), 8);
        warehouse.blobs().put(&archive_key(&sha256).unwrap(), b"w0rkbook").unwrap();
        assert!(matches!(warehouse.archived(&sha256), Err(Error::Damaged { .. })));
        assert!(warehouse.archived_stream(&sha256).unwrap().read_to_end(&mut Vec::new()).is_err());
        assert!(matches!(warehouse.archived("../.lock"), Err(Error::Store { .. })));
        assert!(matches!(warehouse.archived(&sha256_hex(b"other")), Err(Error::Store { .. })));
    }

    #[test]
    fn an_input_that_is_streamed_has_the_name_of_its_bytes() {
        let warehouse = in_memory();
        for is_new in [true, false] {
            let write = |sink: &mut (dyn Write + Send)| {
                let written = sink.write_all(b"work").and_then(|()| sink.write_all(b"book"));
                written.map_err(|cause| Error::store("cannot write", "x", cause))
            };
            let (sha256, unsettled) = warehouse.archive_streamed(write).unwrap();
            assert_eq!((sha256, unsettled.is_some()), (sha256_hex(b"workbook"), is_new));
            assert_eq!(warehouse.archived(&sha256_hex(b"workbook")).is_err(), is_new);
            warehouse.settle(unsettled.into_iter().collect()).unwrap();
        }
        assert_eq!(warehouse.archived(&sha256_hex(b"workbook")).unwrap(), &b"workbook"[..]);
        let refused = warehouse.archive_streamed(|_| Err(Error::Request("it ended".into())));
        assert!(matches!(refused, Err(Error::Request(_))));
    }

    #[test]
    fn readers_see_the_old_run_until_the_pointer_moves() {
        let warehouse = in_memory();
        assert_eq!(warehouse.current().unwrap(), None);
        for (run_id, text) in [("aaaa", "old"), ("bbbb", "new")] {
            let before = warehouse.current().unwrap();
            let staging = Staging::new(&warehouse, run_id).unwrap();
            let manifest = staging.write_bytes(MANIFEST, text.as_bytes()).unwrap();
            assert!(!warehouse.has_run(run_id).unwrap());
            staging.publish(&[manifest], ExistingRun::Stays).unwrap();
            assert!(warehouse.has_run(run_id).unwrap());
            assert_eq!(warehouse.current().unwrap(), before);
            warehouse.point_current(before.as_deref(), run_id).unwrap();
            assert_eq!(warehouse.current().unwrap().as_deref(), Some(run_id));
        }
        assert_eq!(warehouse.run_ids().unwrap(), ["aaaa", "bbbb"]);
        assert_eq!(warehouse.run_file("aaaa", MANIFEST).unwrap().as_deref(), Some(&b"old"[..]));
        assert_eq!(warehouse.run_file("aaaa", "none.json").unwrap(), None);
        assert_eq!(warehouse.run_file("cccc", MANIFEST).unwrap(), None);
        assert!(warehouse.run_file("aaaa", "../../.lock").is_err());
        assert!(matches!(warehouse.point_current(Some("bbbb"), "cccc"), Err(Error::Request(_))));
        assert!(matches!(warehouse.point_current(Some("aaaa"), "aaaa"), Err(Error::Locked { .. })));
    }

    #[test]
    fn a_pointer_to_nothing_is_damage() {
        let warehouse = in_memory();
        warehouse.blobs().move_pointer(None, "gone").unwrap();
        assert!(matches!(warehouse.current(), Err(Error::Damaged { .. })));
    }

    #[test]
    fn the_journal_is_json_and_other_stores_are_refused() {
        let warehouse = in_memory();
        warehouse.journal("2025-run.json", &serde_json::json!({ "host": "máy" })).unwrap();
        let entry = warehouse.blobs().get(&JOURNAL.child("2025-run.json").unwrap()).unwrap().unwrap();
        assert_eq!(entry, "{\n  \"host\": \"máy\"\n}\n".as_bytes());
        assert!(warehouse.journal("../run.json", &serde_json::json!({})).is_err());
        assert!(matches!(Warehouse::open("ftp://bucket", Path::new("/project")), Err(Error::Request(_))));
        assert!(matches!(Warehouse::open("gs://key:x@bucket", Path::new("/project")), Err(Error::Request(_))));
    }
}
