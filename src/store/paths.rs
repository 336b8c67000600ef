//! Paths of a warehouse: what is not written over the seam of `blobs` yet.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::disk::files::{Existing, failed, temporary_in};
use crate::error::Error;

/// A name with `/` as a path that stays below the folder it will be joined to.
pub(super) fn below(action: &'static str, name: &str) -> Result<PathBuf, Error> {
    let path = PathBuf::from(name);
    if name.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Error::store(action, name, "not a name below the warehouse"));
    }
    Ok(path)
}

/// Writes a file whole: temporary, synced, renamed. The folder is made when it is missing and is not synced.
pub(super) fn write_whole(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut File) -> Result<(), Error>,
) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed("cannot create", folder))?;
    let mut temporary = temporary_in(folder).map_err(failed("cannot write", path))?;
    write(temporary.as_file_mut())?;
    temporary.as_file().sync_all().map_err(failed("cannot write", path))?;
    let renamed = match existing {
        Existing::Replace => temporary.persist(path),
        Existing::Keep => temporary.persist_noclobber(path),
    };
    renamed.map(drop).map_err(|refused| failed("cannot write", path)(refused.error))
}

/// [`write_whole`] for bytes at hand.
pub(super) fn write_bytes_whole(path: &Path, existing: Existing, bytes: &[u8]) -> Result<(), Error> {
    write_whole(path, existing, |file| file.write_all(bytes).map_err(failed("cannot write", path)))
}

/// The names in a folder, sorted; none where there is no folder. Names that are not UTF-8 are none of ours.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(failed("cannot list", folder)(cause)),
    };
    let mut names = Vec::new();
    for entry in entries {
        if let Ok(name) = entry.map_err(failed("cannot list", folder))?.file_name().into_string() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
