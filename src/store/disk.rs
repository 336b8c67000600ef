//! What the parts of the store share about disks: takes paths and bytes, gives files that appear whole or not at all.
//!
//! A file is written under a temporary name in its own folder, synced, and renamed; a reader or a killed run never meets
//! half of it. Temporary names start with [`TEMPORARY_PREFIX`], so that the next run can tell and remove them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;
use url::Url;

use crate::error::{Cause, Error};

/// How the name of a file begins that is not finished.
pub(super) const TEMPORARY_PREFIX: &str = ".tmp-";

/// Turns a cause into an error that names the action and the path.
pub(super) fn failed<E: Into<Cause>>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Error {
    let object = path.display().to_string();
    move |cause| Error::store(action, object, cause)
}

/// The folder that a path or `file://` URL of the settings means; a relative one lies in the project folder.
///
/// # Errors
/// Usage, when the URL is of an object store: this build has folders only.
pub(super) fn folder_of(place: &str, project_folder: &Path) -> Result<PathBuf, Error> {
    let Some((scheme, _)) = place.split_once("://") else {
        return Ok(project_folder.join(place));
    };
    if !scheme.eq_ignore_ascii_case("file") {
        // The rest of the URL may hold credentials, so only its scheme is shown.
        return Err(Error::Usage(format!(
            "this build reads folders only, not {scheme}:// stores; name a folder or a file:// URL"
        )));
    }
    Url::parse(place)
        .ok()
        .and_then(|url| url.to_file_path().ok())
        .ok_or_else(|| Error::Usage(format!("`{place}` is no file URL; write file:///path/to/folder")))
}

/// A name with `/` as a path that stays below the folder it will be joined to.
pub(super) fn below(action: &'static str, name: &str) -> Result<PathBuf, Error> {
    let path = PathBuf::from(name);
    if name.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Error::store(action, name, "not a name below the warehouse"));
    }
    Ok(path)
}

/// A name that is one visible file or folder: run ids, cache keys and the like.
pub(super) fn single<'a>(action: &'static str, name: &'a str) -> Result<&'a str, Error> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0']) {
        return Err(Error::store(action, name, "not the name of a file"));
    }
    Ok(name)
}

/// A temporary file in a folder, with the permissions that the user's umask gives (those of `tempfile` would hide the
/// warehouse from analysts).
pub(super) fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes a rename or a new file in a folder survive a loss of power.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// What happens when a file of that name is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and writing fails.
    Refuse,
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
        Existing::Refuse => temporary.persist_noclobber(path),
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

/// Reads a file, or nothing where there is none.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(failed("cannot read", path)(cause)),
    }
}

/// Removes a file or a folder with all in it; one that is gone already is no error.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
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
