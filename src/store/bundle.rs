//! A run with all it rests on in one file: takes parts and gives a zip, takes a zip and gives a warehouse and a project.
//!
//! It exists so that a run can be proved on a machine that has nothing else. The same parts give the same bytes: names are sorted, and no
//! part has a time. A bundle comes from anyone, so that only names that a bundle has are taken from it, each checked as a key,
//! and what it unpacks to is bounded.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::blobs::Staged;
use super::digest::is_sha256_hex;
use super::disk::Disk;
use super::key::{ARCHIVE, Key, LEDGER, MANIFEST, RUNS};
use super::named_file::{NamedFile, OwnFolder, write_file_through};
use super::warehouse::{Warehouse, run_key};
use crate::error::Error;
use crate::message;
use crate::project::load::{CROSSWALK_FILE, SETTINGS_FILE, UNITS_FILE};
use crate::project::written::decisions::DECISIONS_FILE;
use crate::project::written::files::{ProjectFiles, SourceFile, settings_for_others};

/// The part that says what the file is.
const HEAD: &str = "bundle.json";
const VERSION: &str = "bundle/1";
/// The folder of the declarations and the registry.
const PROJECT: &str = "project";
/// Bytes that any bundle may unpack to, and how many more for each of its own: figures as text shrink to a thirtieth, bombs to a
/// thousandth.
const MOST_BYTES: u64 = 64 << 20;
const MOST_RATIO: u64 = 200;
/// So many bytes of a part are copied at once.
const PIECE: usize = 64 << 10;
/// From here on a part has sizes of 64 bits.
const LARGE: u64 = 1 << 32;

/// What a bundle says of itself.
#[derive(Serialize, Deserialize)]
struct Head {
    tinhso: String,
    run_id: String,
}

/// A part of a bundle before it is written.
enum BundlePart {
    Held(Bytes),
    /// An input in the archive.
    Input(String),
}

/// What a bundle is made of.
#[derive(Debug)]
pub struct Contents<'a> {
    pub warehouse: &'a Warehouse,
    pub run_id: &'a str,
    /// The files of the run, among them its manifest.
    pub outputs: Vec<&'a str>,
    /// The inputs in the archive, by SHA-256.
    pub inputs: Vec<&'a str>,
    /// The files of the ledger.
    pub ledger: Vec<(String, Bytes)>,
    pub project: &'a ProjectFiles,
}

/// A bundle that is unpacked into a folder, which goes when this is dropped.
#[derive(Debug)]
pub struct Unpacked {
    pub warehouse: Warehouse,
    pub project: ProjectFiles,
    pub run_id: String,
    _folder: OwnFolder,
}

/// Writes a bundle whole, and gives how many parts it has.
///
/// # Errors
/// A file that cannot be written; a part that is not there, or an input whose bytes no longer have its digest.
pub fn write_bundle(path: &Path, contents: &Contents<'_>) -> Result<usize, Error> {
    let (warehouse, run_id) = (contents.warehouse, contents.run_id);
    let head = Head { tinhso: VERSION.to_owned(), run_id: run_id.to_owned() };
    let head = serde_json::to_vec_pretty(&head).map_err(Error::program)?;
    let mut parts = vec![(HEAD.to_owned(), BundlePart::Held(head.into()))];
    for name in &contents.outputs {
        let missing = || Error::damaged(format!("{RUNS}/{run_id}/{name}"), "it is not there");
        let bytes = warehouse.run_file(run_id, name)?.ok_or_else(missing)?;
        parts.push((format!("{RUNS}/{run_id}/{name}"), BundlePart::Held(bytes)));
    }
    parts.extend(
        contents.inputs.iter().map(|sha256| (format!("{ARCHIVE}/{sha256}"), BundlePart::Input((*sha256).to_owned()))),
    );
    parts.extend(contents.ledger.iter().map(|(name, bytes)| (name.clone(), BundlePart::Held(bytes.clone()))));
    let ProjectFiles { settings, forms, pipelines, units, crosswalk, decisions, .. } = contents.project;
    let settings = &settings_for_others(settings);
    for file in [settings, units, crosswalk].into_iter().chain(forms).chain(pipelines).chain(decisions) {
        parts.push((format!("{PROJECT}/{}", file.name), BundlePart::Held(file.text.clone().into())));
    }
    parts.sort_by(|(left, _), (right, _)| left.cmp(right));
    let (count, location) = (parts.len(), path.to_string_lossy());
    write_file_through(path, |file| {
        let unwritable = |cause: ZipError| Error::store("cannot write", &*location, cause);
        let mut package = ZipWriter::new(BufWriter::new(file));
        for (name, part) in parts {
            let (mut stream, size): (Box<dyn Read>, u64) = match part {
                BundlePart::Held(bytes) => {
                    let size = bytes.len() as u64;
                    (Box::new(io::Cursor::new(bytes)), size)
                }
                BundlePart::Input(sha256) => {
                    (Box::new(warehouse.archived_stream(&sha256)?), warehouse.archived_size(&sha256)?)
                }
            };
            package.start_file(&name, options(&name, size)).map_err(unwritable)?;
            copy_part(&name, &mut *stream, &mut package, &location)?;
        }
        let mut sink = package.finish().map_err(unwritable)?;
        sink.flush().map_err(|cause| unwritable(cause.into()))
    })?;
    Ok(count)
}

/// Copies a part. What cannot be read is an input that is not what its name says; what cannot be written is the bundle.
fn copy_part(name: &str, part: &mut dyn Read, package: &mut dyn Write, location: &str) -> Result<(), Error> {
    let mut piece = vec![0; PIECE];
    loop {
        let count = match part.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(Error::damaged(name, cause)),
        };
        let written = package.write_all(piece.get(..count).unwrap_or_default());
        written.map_err(|cause| Error::store("cannot write", location, cause))?;
    }
}

/// Tables are compressed already.
fn options(name: &str, size: u64) -> SimpleFileOptions {
    let is_table = name.starts_with(RUNS.as_str()) && name.ends_with(".parquet");
    let method = if is_table { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .large_file(size >= LARGE)
}

/// Unpacks a bundle into a folder of its own.
///
/// # Errors
/// A file that is no bundle or not whole, holds what no bundle holds, or unpacks to too much.
pub fn open_bundle(path: &Path) -> Result<Unpacked, Error> {
    let file = NamedFile::open(path)?;
    let (size, name) = (file.size(), path.to_string_lossy().into_owned());
    let no_zip =
        |cause: ZipError| Error::Request(message!("bundle-refused.no-zip", file = &name, cause = cause.to_string()));
    let mut package = ZipArchive::new(BufReader::new(file.stream()?)).map_err(no_zip)?;
    let folder = OwnFolder::new()?;
    let limit = MOST_BYTES.saturating_add(size.saturating_mul(MOST_RATIO));
    let mut unpacking = Unpacking {
        file: name.clone(),
        warehouse: Warehouse::over(Arc::new(Disk::new(folder.path()))),
        left: limit,
        limit,
        head: None,
        texts: Vec::new(),
        staged: [(ARCHIVE, Vec::new()), (LEDGER, Vec::new())],
    };
    for index in 0..package.len() {
        let mut part = package.by_index(index).map_err(no_zip)?;
        let part_name = part.name().map_err(no_zip)?.into_owned();
        unpacking.take(&part_name, &mut part)?;
    }
    for (folder, named) in std::mem::replace(&mut unpacking.staged, [(ARCHIVE, Vec::new()), (LEDGER, Vec::new())]) {
        unpacking.warehouse.blobs().settle(&folder, named)?;
    }
    let run_id = unpacking.head.take().ok_or_else(|| unpacking.missing(HEAD))?;
    if !unpacking.warehouse.has_run(&run_id)? {
        return Err(unpacking.missing(&format!("{}/{MANIFEST}", run_key(&run_id)?)));
    }
    // What is beside the run would be in no comparison.
    if let Some(other) = unpacking.warehouse.run_folders()?.into_iter().find(|folder| *folder != run_id) {
        let other = format!("{RUNS}/{other}");
        return Err(Error::Request(message!("bundle-refused.foreign", file = &unpacking.file, name = other)));
    }
    let project = unpacking.project()?;
    Ok(Unpacked { warehouse: unpacking.warehouse, project, run_id, _folder: folder })
}

/// A bundle that is being unpacked.
struct Unpacking {
    file: String,
    warehouse: Warehouse,
    /// Bytes that may still come, and of how many.
    left: u64,
    limit: u64,
    head: Option<String>,
    texts: Vec<SourceFile>,
    /// What has no name yet, by folder.
    staged: [(Key, Vec<(Staged, Key)>); 2],
}

impl Unpacking {
    fn take(&mut self, name: &str, part: &mut impl Read) -> Result<(), Error> {
        let foreign = || Error::Request(message!("bundle-refused.foreign", file = &self.file, name = name));
        let (folder, below) = name.split_once('/').unwrap_or(("", name));
        let key = Key::new(name).map_err(|_| foreign())?;
        match folder {
            "" if name == HEAD => {
                let head: Option<Head> = serde_json::from_slice(&self.bytes(name, part)?).ok();
                let head = head.filter(|head| head.tinhso == VERSION && Key::new(head.run_id.clone()).is_ok());
                let other = || Error::Request(message!("bundle-refused.other-version", file = &self.file));
                self.head = Some(head.ok_or_else(other)?.run_id);
            }
            PROJECT => {
                let bytes = self.bytes(name, part)?;
                let text = String::from_utf8(bytes).map_err(|_| self.unreadable(name, "it is not UTF-8"))?;
                self.texts.push(SourceFile { name: below.to_owned(), text });
            }
            _ if folder == RUNS.as_str() && below.contains('/') => {
                let bytes = self.bytes(name, part)?;
                self.warehouse.blobs().put(&key, &bytes)?;
            }
            _ if folder == ARCHIVE.as_str() && is_sha256_hex(below) => self.stage(0, key, part)?,
            _ if folder == LEDGER.as_str() && below.ends_with(".jsonl") && !below.contains('/') => {
                self.stage(1, key, part)?;
            }
            _ => return Err(foreign()),
        }
        Ok(())
    }

    /// A whole part.
    fn bytes(&mut self, name: &str, part: &mut impl Read) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = part.by_ref().take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|cause| self.unreadable(name, &cause.to_string()))?;
        self.count(bytes.len() as u64)?;
        Ok(bytes)
    }

    /// Writes a part piece by piece; it has its name once all are written.
    fn stage(&mut self, folder: usize, key: Key, part: &mut impl Read) -> Result<(), Error> {
        let (mut copied, mut failed) = (0, None);
        let (left, blobs) = (self.left, Arc::clone(self.warehouse.blobs()));
        let Some((place, named)) = self.staged.get_mut(folder) else { return Ok(()) };
        let staged = blobs.stage(place, &mut |sink| {
            match io::copy(&mut part.by_ref().take(left.saturating_add(1)), sink) {
                Ok(bytes) => copied = bytes,
                Err(cause) => failed = Some(cause.to_string()),
            }
            Ok(())
        })?;
        if let Some(cause) = failed {
            return Err(self.unreadable(key.as_str(), &cause));
        }
        named.push((staged, key));
        self.count(copied)
    }

    fn count(&mut self, bytes: u64) -> Result<(), Error> {
        let limit = self.limit >> 20;
        let too_large = || Error::Request(message!("bundle-refused.too-large", file = &self.file, limit = limit));
        self.left = self.left.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    fn unreadable(&self, name: &str, cause: &str) -> Error {
        Error::Request(message!("bundle-refused.unreadable", file = &self.file, name = name, cause = cause))
    }

    fn missing(&self, name: &str) -> Error {
        Error::Request(message!("bundle-refused.missing", file = &self.file, name = name))
    }

    /// The files of the project; any that a project does not have is refused.
    fn project(&mut self) -> Result<ProjectFiles, Error> {
        let mut texts = std::mem::take(&mut self.texts);
        texts.sort_by(|left, right| left.name.cmp(&right.name));
        let mut one = |name: &str| {
            let index = texts.iter().position(|file| file.name == name);
            index.map(|index| texts.remove(index)).ok_or_else(|| self.missing(&format!("{PROJECT}/{name}")))
        };
        let (settings, units, crosswalk) = (one(SETTINGS_FILE)?, one(UNITS_FILE)?, one(CROSSWALK_FILE)?);
        let decisions = texts.iter().position(|file| file.name == DECISIONS_FILE).map(|index| texts.remove(index));
        let is_in = |file: &SourceFile, folder: &str, ending: &str| {
            file.name.strip_prefix(folder).is_some_and(|name| !name.contains('/') && name.ends_with(ending))
        };
        let (forms, rest): (Vec<_>, Vec<_>) = texts.into_iter().partition(|file| is_in(file, "schemas/", ".json"));
        let (pipelines, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|file| is_in(file, "pipelines/", ".toml"));
        if let Some(file) = rest.first() {
            let name = format!("{PROJECT}/{}", file.name);
            return Err(Error::Request(message!("bundle-refused.foreign", file = &self.file, name = name)));
        }
        Ok(ProjectFiles { settings, forms, pipelines, units, crosswalk, decisions, passed_over: Vec::new() })
    }
}
