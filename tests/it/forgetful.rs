//! A disk that is watched: it counts what a run asks of it, makes one operation fail, or dies there; and it knows what a loss of
//! power would have left at that moment.
//!
//! What survives is what was synced: the bytes of a file when it was last synced, the names of a folder when that was.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use tinhso::store::Disk;
use tinhso::store::disk::operations::{Operation, Operations, Watch};

/// What lies in a folder, by relative name.
pub type Tree = BTreeMap<String, Item>;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
}

/// What becomes of the operation of this number, from 1.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// All goes well.
    None,
    /// It fails with this error, and those after it do not.
    Fails(usize, i32),
    /// The machine stops in it.
    Dies(usize),
}

/// A folder of a disk that is watched.
#[derive(Debug)]
pub struct Watched {
    /// Its own name is durable.
    root: PathBuf,
    fate: Fate,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What was asked, in order.
    asked: Vec<String>,
    is_dead: bool,
    /// The durable bytes of each file, by inode.
    bytes: HashMap<u64, Vec<u8>>,
    /// The durable names of each folder, by inode.
    names: HashMap<u64, BTreeMap<OsString, Durable>>,
    /// So that the system gives no inode twice.
    held: Vec<File>,
}

#[derive(Clone, Debug)]
enum Durable {
    Inode(u64),
    Link(PathBuf),
}

impl State {
    fn know_file(&mut self, path: &Path, bytes: Vec<u8>) {
        let file = File::open(path).expect("a file");
        self.bytes.insert(file.metadata().expect("metadata").ino(), bytes);
        self.held.push(file);
    }

    fn know_folder(&mut self, folder: &Path) {
        let mut names = BTreeMap::new();
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let metadata = fs::symlink_metadata(&path).expect("metadata");
            let durable = if metadata.is_symlink() {
                Durable::Link(fs::read_link(&path).expect("a link"))
            } else {
                Durable::Inode(metadata.ino())
            };
            names.insert(path.file_name().expect("a name").to_owned(), durable);
        }
        let file = File::open(folder).expect("a folder");
        self.names.insert(file.metadata().expect("metadata").ino(), names);
        self.held.push(file);
    }

    /// All that lies in a folder is durable as it is.
    fn know_all(&mut self, folder: &Path) {
        self.know_folder(folder);
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let metadata = fs::symlink_metadata(&path).expect("metadata");
            if metadata.is_dir() {
                self.know_all(&path);
            } else if metadata.is_file() {
                self.know_file(&path, fs::read(&path).expect("bytes"));
            }
        }
    }

    fn durable(&self, inode: u64, prefix: &str, tree: &mut Tree) {
        for (name, durable) in self.names.get(&inode).into_iter().flatten() {
            let name = format!("{prefix}{}", name.to_string_lossy());
            match durable {
                Durable::Link(target) => drop(tree.insert(name, Item::Link(target.clone()))),
                Durable::Inode(inode) => match self.bytes.get(inode) {
                    Some(bytes) => drop(tree.insert(name, Item::File(bytes.clone()))),
                    None => {
                        self.durable(*inode, &format!("{name}/"), tree);
                        tree.insert(name, Item::Folder);
                    }
                },
            }
        }
    }
}

impl Watched {
    /// Watches a folder; what lies there now is durable.
    pub fn new(root: &Path, fate: Fate) -> Arc<Self> {
        let mut state = State::default();
        state.know_all(root);
        Arc::new(Self { root: root.to_owned(), fate, state: Mutex::new(state) })
    }

    /// A warehouse in the folder.
    pub fn disk(self: &Arc<Self>) -> Disk {
        Disk::over(self.root.join("warehouse"), Operations::watched(Arc::clone(self) as Arc<dyn Watch>))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic before")
    }

    /// What was asked of the disk, in order.
    pub fn asked(&self) -> Vec<String> {
        self.state().asked.clone()
    }

    /// What is there where the power stays: the process alone ended.
    pub fn kept(&self) -> Tree {
        tree_as_it_is(&self.root)
    }

    /// What a loss of power leaves at its worst: nothing that was not synced.
    pub fn lost(&self) -> Tree {
        let mut tree = Tree::new();
        self.state().durable(fs::metadata(&self.root).expect("metadata").ino(), "", &mut tree);
        tree
    }

    /// What a loss of power leaves where the disk wrote names before bytes: every name, and of a file what was synced.
    pub fn hollow(&self) -> Tree {
        let state = self.state();
        tree_of(&self.root, &|inode, _| state.bytes.get(&inode).cloned().unwrap_or_default())
    }
}

impl Watch for Watched {
    fn before(&self, operation: Operation<'_>) -> io::Result<()> {
        let mut state = self.state();
        if state.is_dead {
            return Err(io::Error::other("the machine has stopped"));
        }
        let shown = |path: &Path| path.strip_prefix(&self.root).unwrap_or(path).display().to_string();
        state.asked.push(match operation {
            Operation::Write(path, bytes) => format!("Write {} bytes to {}", bytes.len(), shown(path)),
            other => format!("{other:?}").replace(&self.root.display().to_string(), ""),
        });
        let number = state.asked.len();
        match self.fate {
            Fate::Fails(at, errno) if at == number => {
                half_done(operation);
                Err(io::Error::from_raw_os_error(errno))
            }
            Fate::Dies(at) if at == number => {
                state.is_dead = true;
                half_done(operation);
                Err(io::Error::other("the machine stops"))
            }
            _ => Ok(()),
        }
    }

    fn after(&self, operation: Operation<'_>) {
        let mut state = self.state();
        match operation {
            Operation::Create(path) => state.know_file(path, Vec::new()),
            Operation::MakeFolder(folder) => {
                let file = File::open(folder).expect("a folder");
                state.names.insert(file.metadata().expect("metadata").ino(), BTreeMap::new());
                state.held.push(file);
            }
            Operation::Sync(path) => {
                let (inode, bytes) = (fs::metadata(path).expect("metadata").ino(), fs::read(path).expect("bytes"));
                state.bytes.insert(inode, bytes);
            }
            Operation::SyncFolder(folder) => state.know_folder(folder),
            Operation::SyncDisk(_) => state.know_all(&self.root),
            Operation::Write(..)
            | Operation::Rename(..)
            | Operation::RenameNew(..)
            | Operation::Exchange(..)
            | Operation::Link(..)
            | Operation::PointTo(..)
            | Operation::Remove(_)
            | Operation::RemoveFolder(_) => {}
        }
    }
}

/// Does a half of what is no single step.
fn half_done(operation: Operation<'_>) {
    match operation {
        Operation::Write(path, bytes) => {
            let mut file = File::options().append(true).open(path).expect("a file");
            file.write_all(&bytes[..bytes.len() / 2]).expect("written");
        }
        Operation::RemoveFolder(folder) => {
            let mut files = Vec::new();
            files_below(folder, &mut files);
            files.iter().step_by(2).for_each(|file| fs::remove_file(file).expect("removed"));
        }
        _ => {}
    }
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files_below(&path, files) } else { files.push(path) }
    }
}

/// What lies in a folder.
pub fn tree_as_it_is(root: &Path) -> Tree {
    tree_of(root, &|_, bytes| bytes)
}

/// What lies in a folder; `bytes` says what a file of that inode holds.
fn tree_of(root: &Path, bytes: &dyn Fn(u64, Vec<u8>) -> Vec<u8>) -> Tree {
    let (mut tree, mut folders) = (Tree::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            let metadata = fs::symlink_metadata(&path).expect("metadata");
            let item = if metadata.is_symlink() {
                Item::Link(fs::read_link(&path).expect("a link"))
            } else if metadata.is_dir() {
                folders.push(path);
                Item::Folder
            } else {
                Item::File(bytes(metadata.ino(), fs::read(&path).expect("bytes")))
            };
            tree.insert(name, item);
        }
    }
    tree
}

/// Makes a folder of what lies in one.
pub fn put(tree: &Tree, root: &Path) {
    for (name, item) in tree {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        match item {
            Item::Folder => fs::create_dir_all(path).expect("a folder"),
            Item::File(bytes) => fs::write(path, bytes).expect("written"),
            Item::Link(target) => std::os::unix::fs::symlink(target, path).expect("a link"),
        }
    }
}
