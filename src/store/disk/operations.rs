//! What changes a disk: takes paths and bytes, and does it.
//!
//! It exists so that each write, sync, rename, link and removal of a warehouse passes one place, where a test can count them, make
//! any of them fail, and learn what a loss of power would leave (`tests/it/disk_faults.rs`). Whatever only looks is not here.

#![allow(clippy::disallowed_methods, reason = "what a disk is made to do is done here")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::files::TEMPORARY_PREFIX;

/// Something that changes a disk, or makes a change survive a loss of power.
#[derive(Clone, Copy, Debug)]
pub enum Operation<'a> {
    MakeFolder(&'a Path),
    /// A new file, or an empty one.
    Create(&'a Path),
    Write(&'a Path, &'a [u8]),
    /// The bytes of a file.
    Sync(&'a Path),
    /// The names in a folder.
    SyncFolder(&'a Path),
    /// All that lies on the disk of a folder.
    SyncDisk(&'a Path),
    /// What has the second name is replaced.
    Rename(&'a Path, &'a Path),
    /// It fails where something has the second name.
    RenameNew(&'a Path, &'a Path),
    /// Each gets the name of the other.
    Exchange(&'a Path, &'a Path),
    /// A second name of a file.
    Link(&'a Path, &'a Path),
    /// A link of this name that leads there.
    PointTo(&'a Path, &'a Path),
    Remove(&'a Path),
    /// A folder with all in it, one after another.
    RemoveFolder(&'a Path),
}

/// Is between a warehouse and its disk, for tests.
pub trait Watch: fmt::Debug + Send + Sync {
    /// Is called with an operation that will be done.
    ///
    /// # Errors
    /// What the operation fails with; it is not done then.
    fn before(&self, operation: Operation<'_>) -> io::Result<()>;

    /// Is called with an operation that was done.
    fn after(&self, operation: Operation<'_>);
}

/// The operations of a disk.
#[derive(Clone, Debug, Default)]
pub struct Operations {
    watch: Option<Arc<dyn Watch>>,
}

impl Operations {
    /// Operations that someone watches.
    pub fn watched(watch: Arc<dyn Watch>) -> Self {
        Self { watch: Some(watch) }
    }

    fn done<T>(&self, operation: Operation<'_>, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let Some(watch) = &self.watch else { return act() };
        watch.before(operation)?;
        let done = act()?;
        watch.after(operation);
        Ok(done)
    }

    pub(in crate::store) fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.done(Operation::MakeFolder(folder), || fs::create_dir(folder))
    }

    /// A new file; it fails where there is one.
    pub(in crate::store) fn create_new(&self, path: &Path) -> io::Result<Output> {
        let file = self.done(Operation::Create(path), || File::create_new(path))?;
        Ok(Output { operations: self.clone(), path: path.to_owned(), file })
    }

    /// A file to be held open, which is made where there is none.
    pub(in crate::store) fn hold(&self, path: &Path) -> io::Result<File> {
        let open = || File::options().create(true).truncate(false).write(true).open(path);
        match fs::symlink_metadata(path) {
            Ok(_) => open(),
            Err(_) => self.done(Operation::Create(path), open),
        }
    }

    /// Makes the bytes of a file survive a loss of power.
    pub(in crate::store) fn sync(&self, path: &Path) -> io::Result<()> {
        self.done(Operation::Sync(path), || File::open(path)?.sync_all())
    }

    /// Makes a rename or a new file in a folder survive a loss of power.
    pub(in crate::store) fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.done(Operation::SyncFolder(folder), || File::open(folder)?.sync_all())
    }

    /// Makes everything on the disk of a folder survive a loss of power; false where the system has no word for it.
    #[cfg(target_os = "linux")]
    pub(in crate::store) fn sync_disk(&self, folder: &Path) -> io::Result<bool> {
        self.done(Operation::SyncDisk(folder), || Ok(rustix::fs::syncfs(File::open(folder)?)?))?;
        Ok(true)
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::store) fn sync_disk(&self, _folder: &Path) -> io::Result<bool> {
        Ok(false)
    }

    pub(in crate::store) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.done(Operation::Rename(from, to), || fs::rename(from, to))
    }

    /// Gives a file a name that nothing has; false where something has it.
    pub(in crate::store) fn rename_new(&self, from: &Path, to: &Path) -> io::Result<bool> {
        match self.rename_or_link(from, to) {
            Ok(()) => Ok(true),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(cause) => Err(cause),
        }
    }

    #[cfg(target_os = "linux")]
    fn rename_or_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        let rename = || Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?);
        match self.done(Operation::RenameNew(from, to), rename) {
            // Not every disk can look and rename in one step.
            Err(cause) if [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP].contains(&errno(&cause)) => {
                self.link(from, to)
            }
            renamed => renamed,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn rename_or_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.link(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.done(Operation::Link(from, to), || fs::hard_link(from, to))?;
        self.remove(from)
    }

    /// Gives each the name of the other; false where the disk cannot.
    #[cfg(target_os = "linux")]
    pub(in crate::store) fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        let exchange = || Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
        match self.done(Operation::Exchange(one, other), exchange) {
            Err(cause) if [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP].contains(&errno(&cause)) => Ok(false),
            exchanged => exchanged.map(|()| true),
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::store) fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<bool> {
        Ok(false)
    }

    /// Makes a link of this name that leads to a target.
    pub(in crate::store) fn point_to(&self, link: &Path, target: &Path) -> io::Result<()> {
        self.done(Operation::PointTo(link, target), || std::os::unix::fs::symlink(target, link))
    }

    /// Removes a file or a link.
    pub(in crate::store) fn remove(&self, path: &Path) -> io::Result<()> {
        self.done(Operation::Remove(path), || fs::remove_file(path))
    }

    /// Removes a folder with all in it.
    pub(in crate::store) fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.done(Operation::RemoveFolder(folder), || fs::remove_dir_all(folder))
    }
}

#[cfg(target_os = "linux")]
fn errno(cause: &io::Error) -> rustix::io::Errno {
    rustix::io::Errno::from_io_error(cause).unwrap_or(rustix::io::Errno::IO)
}

/// A file that is being written.
#[derive(Debug)]
pub(in crate::store) struct Output {
    operations: Operations,
    path: PathBuf,
    file: File,
}

impl Output {
    /// The file itself, for those who move about in it.
    pub(in crate::store) const fn file_mut(&mut self) -> &mut File {
        &mut self.file
    }

    /// Makes its bytes survive a loss of power.
    pub(in crate::store) fn sync(&self) -> io::Result<()> {
        self.operations.done(Operation::Sync(&self.path), || self.file.sync_all())
    }

    /// The same file, for another thread.
    pub(in crate::store) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self { operations: self.operations.clone(), path: self.path.clone(), file: self.file.try_clone()? })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Self { operations, path, file } = self;
        operations.done(Operation::Write(path, bytes), || file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file under a name that no reader looks for. It is removed when it is dropped, unless it got a name that stays.
#[derive(Debug)]
pub(in crate::store) struct Temporary {
    output: Output,
    is_kept: bool,
}

impl Temporary {
    /// In a folder, with the permissions that the user's umask gives.
    pub(in crate::store) fn new(operations: &Operations, folder: &Path) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{TEMPORARY_PREFIX}{}-{number}", std::process::id()));
            match operations.create_new(&path) {
                Ok(output) => return Ok(Self { output, is_kept: false }),
                // Another machine on the same disk has a process of this number.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                Err(cause) => return Err(cause),
            }
        }
    }

    pub(in crate::store) const fn output(&mut self) -> &mut Output {
        &mut self.output
    }

    /// Leaves it where it is.
    pub(in crate::store) fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        self.output.path.clone()
    }

    /// Gives it its name; what has it is replaced.
    pub(in crate::store) fn replace(mut self, path: &Path) -> io::Result<()> {
        self.output.operations.rename(&self.output.path, path)?;
        self.is_kept = true;
        Ok(())
    }

    /// Gives it its name unless something has it: false then.
    pub(in crate::store) fn take_name(mut self, path: &Path) -> io::Result<bool> {
        self.is_kept = self.output.operations.rename_new(&self.output.path, path)?;
        Ok(self.is_kept)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_kept {
            // If it cannot be removed, the next run does it.
            let _ = self.output.operations.remove(&self.output.path);
        }
    }
}
