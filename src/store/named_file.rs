//! Files that a person named on the command line: takes their paths, gives their bytes; and writes them whole.

#![allow(clippy::disallowed_methods, reason = "files that a person named are read here")]

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::digest::DigestingWriter;
use super::disk::files::{Existing, write_through, write_whole};
use super::disk::operations::Operations;
use super::{HEAD, HELD};
use crate::error::Error;
use crate::message;

/// A file that a person named on the command line: whole where it is small, else its beginning.
#[derive(Debug)]
pub struct NamedFile {
    path: PathBuf,
    size: u64,
    head: Vec<u8>,
}

impl NamedFile {
    /// # Errors
    /// Where it cannot be read, or is no plain file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let unreadable = |cause| Error::store("cannot read", path.to_string_lossy(), cause);
        // A pipe would be waited for.
        if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(Error::Request(message!("not-a-plain-file", file = path.to_string_lossy().into_owned())));
        }
        let file = File::open(path).map_err(unreadable)?;
        let mut head = Vec::new();
        let size = file.metadata().map_err(unreadable)?.len();
        (&file).take(if size > HELD { HEAD } else { HELD }).read_to_end(&mut head).map_err(unreadable)?;
        Ok(Self { path: path.to_owned(), size, head })
    }

    pub const fn size(&self) -> u64 {
        self.size
    }

    /// True where [`Self::head`] is the whole.
    pub const fn is_held(&self) -> bool {
        self.size <= HELD
    }

    /// The whole where it is small, else the beginning.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The first whole lines of a text that is too long to be held; nothing of any other file.
    pub fn first_lines(&self) -> Option<&[u8]> {
        let end = self.head.iter().rposition(|byte| *byte == b'\n').filter(|_| !self.is_held())?.saturating_add(1);
        // A line end of little-endian UTF-16 has a second byte.
        let end = if self.head.starts_with(b"\xff\xfe") { end.saturating_add(1) } else { end };
        self.head.get(..end)
    }

    /// All of its bytes.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn whole(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = self.stream()?.read_to_end(&mut bytes);
        read.map_err(|cause| Error::store("cannot read", self.path.to_string_lossy(), cause))?;
        Ok(bytes)
    }

    /// The SHA-256 of all of its bytes.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn sha256(&self) -> Result<String, Error> {
        let mut digest = DigestingWriter::new(std::io::sink());
        let read = std::io::copy(&mut self.stream()?, &mut digest);
        read.map_err(|cause| Error::store("cannot read", self.path.to_string_lossy(), cause))?;
        let (_, sha256, _) = digest.finish();
        Ok(sha256)
    }

    /// Its bytes from the beginning.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn stream(&self) -> Result<File, Error> {
        File::open(&self.path).map_err(|cause| Error::store("cannot read", self.path.to_string_lossy(), cause))
    }
}

/// A folder for a while: it goes with all in it when this is dropped.
#[derive(Debug)]
pub(super) struct OwnFolder(tempfile::TempDir);

impl OwnFolder {
    /// # Errors
    /// Where the system gives none.
    pub(super) fn new() -> Result<Self, Error> {
        let folder = tempfile::tempdir().map_err(|cause| Error::store("cannot create", "a temporary folder", cause))?;
        Ok(Self(folder))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// True for a device or a pipe, also behind a link (`/dev/stdout`): in its place a file would be in the way of everybody.
fn is_no_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// True for a pipe with a name: it would be waited for somebody who reads it.
#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    // What a shell or `/dev/stdout` names has no place of its own.
    let found = std::fs::canonicalize(path).and_then(std::fs::metadata);
    found.is_ok_and(|metadata| metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
const fn is_named_pipe(_: &Path) -> bool {
    false
}

fn refuse_no_file(path: &Path) -> Error {
    Error::Request(message!("no-plain-file-to-write", file = path.to_string_lossy().into_owned()))
}

/// Writes a file that a person named on the command line, whole: one that is there is replaced in one step, and
/// folders that are missing are made. It survives a loss of power. What is written to a device, or to a pipe that a shell made, goes into it.
///
/// # Errors
/// Where it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if is_named_pipe(path) {
        return Err(refuse_no_file(path));
    }
    if is_no_file(path) {
        let written = OpenOptions::new().write(true).open(path).and_then(|mut output| output.write_all(bytes));
        return written.map_err(|cause| Error::store("cannot write", path.to_string_lossy(), cause));
    }
    write_whole(&Operations::default(), &whole_path(path)?, Existing::Replace, bytes).map(drop)
}

/// [`write_file`], piece by piece: where `write` fails, nothing is written.
///
/// # Errors
/// Where it cannot be written, or is no plain file, or whatever `write` fails with.
pub(super) fn write_file_through(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    if is_no_file(path) {
        return Err(refuse_no_file(path));
    }
    write_through(&Operations::default(), &whole_path(path)?, write)
}

/// True where something has this name already.
pub fn is_taken(file: &Path) -> bool {
    file.symlink_metadata().is_ok()
}

/// [`write_file`], unless a file of that name is there: false where it is, and it stays as it was.
///
/// # Errors
/// Where it cannot be written.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let path = whole_path(path)?;
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    write_whole(&Operations::default(), &path, Existing::Keep, bytes)
}

/// The folder of a bare name is the empty path, which is no folder.
fn whole_path(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|error| Error::store("cannot write", path.to_string_lossy(), error))
}
