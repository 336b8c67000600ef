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

use tempfile::NamedTempFile;

use crate::error::{Cause, Error};

/// How the name of a file begins that is not finished.
pub(in crate::store) const TEMPORARY_PREFIX: &str = ".tmp-";

/// Turns a cause into an error that names the action and the path.
pub(in crate::store) fn failed<E: Into<Cause>>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Error {
    let object = path.display().to_string();
    move |cause| Error::store(action, object, cause)
}

/// A temporary file in a folder, with the permissions that the user's umask gives (those of `tempfile` would hide the
/// warehouse from analysts).
pub(in crate::store) fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
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
pub(in crate::store) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|above| !above.as_os_str().is_empty()) {
        match metadata_if_there(above)? {
            None => missing.push(above),
            Some(metadata) if metadata.is_dir() => break,
            Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
        }
    }
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            // Another thread or run made it meanwhile.
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            made => made?,
        }
        sync_folder(above(folder))?;
    }
    Ok(())
}

/// The folder that holds a path.
pub(in crate::store) fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a rename or a new file in a folder survive a loss of power.
pub(in crate::store) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
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
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), Error>,
) -> Result<(), Error> {
    let folder = above(path);
    make_folder(folder).map_err(failed("cannot create", folder))?;
    let mut temporary = temporary_in(folder).map_err(failed("cannot write", path))?;
    write(temporary.as_file_mut())?;
    temporary.as_file().sync_all().map_err(failed("cannot write", path))?;
    temporary.persist(path).map_err(|refused| failed("cannot write", path)(refused.error))?;
    sync_folder(folder).map_err(failed("cannot write", path))
}

/// Writes a file whole and durable, in a folder that is made when it is missing; false where one is there that stays.
pub(in crate::store) fn write_whole(path: &Path, existing: Existing, bytes: &[u8]) -> Result<bool, Error> {
    let folder = above(path);
    make_folder(folder).map_err(failed("cannot create", folder))?;
    write_in(folder, path, existing, bytes).map_err(failed("cannot write", path))
}

fn write_in(folder: &Path, path: &Path, existing: Existing, bytes: &[u8]) -> io::Result<bool> {
    let mut temporary = temporary_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    match existing {
        Existing::Replace => temporary.persist(path).map(drop)?,
        Existing::Keep => match temporary.persist_noclobber(path) {
            Ok(_) => {}
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(refused) => return Err(refused.error),
        },
    }
    sync_folder(folder)?;
    Ok(true)
}

/// A file that the system writes down while it is still being written, so that little is left to be made durable at its end.
pub(in crate::store) struct SyncedMeanwhile<'f> {
    file: &'f File,
    /// Bytes since it was last asked for.
    since: u64,
    /// An error that is told to one who asks is not told to the next: it must not be lost.
    syncing: Option<JoinHandle<io::Result<()>>>,
}

impl<'f> SyncedMeanwhile<'f> {
    /// Bytes after which the system is asked to write down what it holds.
    const EACH: u64 = 32 << 20;

    pub(in crate::store) const fn new(file: &'f File) -> Self {
        Self { file, since: 0, syncing: None }
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
        let count = (&*self.file).write(bytes)?;
        self.since = self.since.saturating_add(count as u64);
        if self.since >= Self::EACH && self.syncing.as_ref().is_none_or(JoinHandle::is_finished) {
            self.wait()?;
            self.since = 0;
            let file = self.file.try_clone()?;
            let sync = move || file.sync_data();
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
pub(in crate::store) fn remove(path: &Path) -> Result<(), Error> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(cause) => Err(cause),
    };
    match removed {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(failed("cannot remove", path)(cause)),
        _ => Ok(()),
    }
}
