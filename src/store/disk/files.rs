//! Files that appear whole or not at all: takes paths and bytes, gives durable files.
//!
//! A file is written under a temporary name in its own folder, synced and renamed, and the rename is synced; a reader or a killed
//! run never meets half of it. Temporary names start with [`TEMPORARY_PREFIX`], so that the next run can recognise and remove
//! them.

#![allow(clippy::disallowed_methods, reason = "input and output of files pass through here")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::thread::JoinHandle;

use super::operations::{Operations, Output, Temporary};
use crate::error::{Cause, Error};

/// How the name of a file begins that is not finished.
pub(in crate::store) const TEMPORARY_PREFIX: &str = ".tmp-";

/// Turns a cause into an error that names the action and the path.
pub(in crate::store) fn failed<E: Into<Cause>>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Error {
    let object = path.display().to_string();
    move |cause| Error::store(action, object, cause)
}

/// The metadata of what a path leads to, or nothing where nothing is there.
pub(in crate::store) fn metadata_if_there(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// Makes a folder and those above it that are missing, each durable.
pub(in crate::store) fn make_folder(operations: &Operations, folder: &Path) -> io::Result<()> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|above| !above.as_os_str().is_empty()) {
        match metadata_if_there(above)? {
            None => missing.push(above),
            Some(metadata) if metadata.is_dir() => break,
            Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
        }
    }
    for folder in missing.into_iter().rev() {
        match operations.make_folder(folder) {
            // Another thread or run made it meanwhile.
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            made => made?,
        }
        operations.sync_folder(above(folder))?;
    }
    Ok(())
}

/// The folder that holds a path.
pub(in crate::store) fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What happens when a file of that name is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays.
    Keep,
}

/// Writes a file whole and durable, piece by piece; one that is there is replaced, and nothing is where `write` fails.
pub(in crate::store) fn write_through(
    operations: &Operations,
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), Error>,
) -> Result<(), Error> {
    let folder = above(path);
    make_folder(operations, folder).map_err(failed("cannot create", folder))?;
    let mut temporary = Temporary::new(operations, folder).map_err(failed("cannot write", path))?;
    write(temporary.output().file_mut())?;
    let synced = temporary.output().sync();
    let named = synced.and_then(|()| temporary.replace(path)).and_then(|()| operations.sync_folder(folder));
    named.map_err(failed("cannot write", path))
}

/// Writes a file whole and durable, in a folder that is made when it is missing; false where one is there that stays.
pub(in crate::store) fn write_whole(
    operations: &Operations,
    path: &Path,
    existing: Existing,
    bytes: &[u8],
) -> Result<bool, Error> {
    let folder = above(path);
    make_folder(operations, folder).map_err(failed("cannot create", folder))?;
    write_in(operations, path, existing, bytes).map_err(failed("cannot write", path))
}

fn write_in(operations: &Operations, path: &Path, existing: Existing, bytes: &[u8]) -> io::Result<bool> {
    let mut temporary = Temporary::new(operations, above(path))?;
    temporary.output().write_all(bytes)?;
    temporary.output().sync()?;
    match existing {
        Existing::Replace => temporary.replace(path)?,
        Existing::Keep if temporary.take_name(path)? => {}
        Existing::Keep => return Ok(false),
    }
    operations.sync_folder(above(path))?;
    Ok(true)
}

/// A file that the system writes down while it is still being written, so that little is left to be made durable at its end.
pub(in crate::store) struct SyncedMeanwhile<'f> {
    output: &'f mut Output,
    /// Bytes since it was last asked for.
    since: u64,
    /// An error that is reported to one who asks is not reported to the next: it must not be lost.
    syncing: Option<JoinHandle<io::Result<()>>>,
}

impl<'f> SyncedMeanwhile<'f> {
    /// Bytes after which the system is asked to write down what it holds.
    const EACH: u64 = 32 << 20;

    pub(in crate::store) const fn new(output: &'f mut Output) -> Self {
        Self { output, since: 0, syncing: None }
    }

    /// All is written, and no one asks any more. What was written last need not be durable.
    pub(in crate::store) fn finish(mut self) -> io::Result<()> {
        self.wait()
    }

    fn wait(&mut self) -> io::Result<()> {
        match self.syncing.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(synced)) => synced,
            Some(Err(_)) => Err(io::Error::other("the thread that makes it durable failed")),
        }
    }
}

impl Write for SyncedMeanwhile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.output.write(bytes)?;
        self.since = self.since.saturating_add(count as u64);
        if self.since >= Self::EACH && self.syncing.as_ref().is_none_or(JoinHandle::is_finished) {
            self.wait()?;
            self.since = 0;
            let output = self.output.try_clone()?;
            let sync = move || output.sync();
            self.syncing = std::thread::Builder::new().name("sync".to_owned()).spawn(sync).map(Some)?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The entries of a folder with names in UTF-8, by name; none where there is no folder. Other names are none of ours.
pub(in crate::store) fn entries_of(folder: &Path) -> Result<Vec<(String, fs::DirEntry)>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(failed("cannot list", folder)(cause)),
    };
    let mut named = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed("cannot list", folder))?;
        if let Ok(name) = entry.file_name().into_string() {
            named.push((name, entry));
        }
    }
    named.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(named)
}

/// Removes a file, a link or a folder with all in it; one that is gone already is no error.
pub(in crate::store) fn remove(operations: &Operations, path: &Path) -> Result<(), Error> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => operations.remove_folder(path),
        Ok(_) => operations.remove(path),
        Err(cause) => Err(cause),
    };
    match removed {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(failed("cannot remove", path)(cause)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::store::disk::operations::{Operation, Watch};

    /// Writes down what is asked.
    #[derive(Debug, Default)]
    struct Asked(Mutex<Vec<String>>);

    impl Watch for Asked {
        fn before(&self, _: Operation<'_>) -> io::Result<()> {
            Ok(())
        }

        fn after(&self, operation: Operation<'_>) {
            let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
            let is_temporary = |path: &Path| name(path).starts_with(TEMPORARY_PREFIX);
            let entry = match operation {
                Operation::MakeFolder(folder) => format!("make {}", name(folder)),
                Operation::SyncFolder(folder) => format!("sync folder {}", name(folder)),
                Operation::Create(path) if is_temporary(path) => "create".to_owned(),
                Operation::Write(path, bytes) if is_temporary(path) => format!("write {}", bytes.len()),
                Operation::Sync(path) if is_temporary(path) => "sync".to_owned(),
                Operation::Rename(from, to) | Operation::RenameNew(from, to) if is_temporary(from) => name(to),
                other => format!("{other:?}"),
            };
            self.0.lock().unwrap().push(entry);
        }
    }

    #[test]
    fn a_file_has_its_name_when_it_is_durable_and_the_name_is_when_it_returns() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        let asked = Arc::new(Asked::default());
        let operations = &Operations::watched(Arc::clone(&asked) as Arc<dyn Watch>);
        let path = root.join("new/deep/figures.xlsx");
        let made = ["make new", "sync folder root", "make deep", "sync folder new"];
        let written = ["create", "write 5", "sync", "figures.xlsx", "sync folder deep"];
        assert!(write_whole(operations, &path, Existing::Keep, b"first").unwrap());
        assert_eq!(std::mem::take(&mut *asked.0.lock().unwrap()), [&made[..], &written[..]].concat());
        assert!(write_whole(operations, &path, Existing::Replace, b"other").unwrap());
        assert_eq!(std::mem::take(&mut *asked.0.lock().unwrap()), written);
        write_through(operations, &path, |_| Ok(())).unwrap();
        assert_eq!(
            std::mem::take(&mut *asked.0.lock().unwrap()),
            ["create", "sync", "figures.xlsx", "sync folder deep"]
        );
        assert!(!write_whole(operations, &path, Existing::Keep, b"third").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"", "it stays");
        let names: Vec<String> =
            entries_of(&root.join("new/deep")).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["figures.xlsx"], "nothing else is left");
    }
}
