//! The landing zone: takes the URL of the settings, gives what lies there, its bytes, and the list of arrivals.
//!
//! It exists so that later stages see objects with human names, whatever holds them: bytes come through `object_store`, so
//! that a bucket can stand where a folder stands today. Nothing is ever written here.

#![allow(clippy::disallowed_methods, reason = "the folder of a landing zone is walked here")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, Utc};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt};
use tokio::runtime::Runtime;

use super::arrivals::{Arrivals, parse_arrivals};
use super::disk::files::failed;
use super::places::{Places, folder_of};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;

/// The list of arrivals at the root of a landing zone; it is no submission.
pub const ARRIVALS_FILE: &str = "arrivals.csv";

/// Bytes of a large object that are held at a time.
const PIECE: u64 = 8 << 20;

/// An open landing zone. It can be read from several threads at once, though not from inside an async runtime.
#[derive(Debug)]
pub struct Landing {
    store: Arc<dyn ObjectStore>,
    /// The folder, resolved.
    folder: PathBuf,
    runtime: Runtime,
}

/// An object of the landing zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name below the landing zone, with `/`, as a person reads it.
    pub object: String,
    pub size: u64,
    pub modified: DateTime<Utc>,
    /// Changes whenever the store says that the object changed; equal stamps need no second reading.
    pub stamp: String,
}

/// Something in the landing folder that cannot be an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    pub object: String,
    pub code: Code,
    pub cause: Message,
}

impl PassedOver {
    fn no_object(object: impl Into<String>, cause: Message) -> Self {
        Self { object: object.into(), code: Code::NotAnObject, cause }
    }

    fn unreachable(object: impl Into<String>, why: Unreachable) -> Self {
        Self { object: object.into(), code: Code::UnreachableObject, cause: why.message() }
    }

    /// The finding that tells of it.
    pub fn finding(self) -> Finding {
        Finding::new(self.code, Location { object: Some(self.object), ..Location::default() }, self.cause)
    }
}

/// Why the bytes of an object could not be had. It is tried again by the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// It went away since the landing zone was listed.
    Gone,
    /// The store does not let it be read.
    Forbidden,
    /// It changed while it was read.
    Changed,
    Other,
}

impl Unreachable {
    fn of(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other,
        }
    }

    /// The words of a store name places of a machine; a finding is published and must not.
    fn of_store(error: &object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => return Self::Gone,
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                return Self::Forbidden;
            }
            object_store::Error::Precondition { .. } => return Self::Changed,
            _ => {}
        }
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(one) = cause {
            if let Some(error) = one.downcast_ref::<io::Error>() {
                return Self::of(error.kind());
            }
            cause = one.source();
        }
        Self::Other
    }

    /// Why, in words that name no place of a machine.
    pub fn message(self) -> Message {
        match self {
            Self::Gone => message!("unreachable-object.gone"),
            Self::Forbidden => message!("unreachable-object.forbidden"),
            Self::Changed => message!("unreachable-object.changed"),
            Self::Other => message!("unreachable-object.other"),
        }
    }

    /// The finding that tells of it.
    pub fn finding(self, object: &str) -> Finding {
        PassedOver::unreachable(object, self).finding()
    }
}

/// Why an object could not be copied.
#[derive(Debug)]
pub enum CopyFailure {
    Source(Unreachable),
    Sink(Error),
}

impl Landing {
    /// Opens a landing zone: a path (a relative one lies in the project folder) or a `file://` URL.
    ///
    /// # Errors
    /// A folder that is not there; usage, when the URL is of an object store.
    pub fn open(url: &str, project_folder: &Path) -> Result<Self, Error> {
        let wanted = folder_of(url, project_folder)?;
        let folder = fs::canonicalize(&wanted).map_err(failed("cannot open the landing zone", &wanted))?;
        if !folder.is_dir() {
            return Err(failed("cannot open the landing zone", &wanted)("it is not a folder"));
        }
        let store =
            LocalFileSystem::new_with_prefix(&folder).map_err(failed("cannot open the landing zone", &wanted))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("landing")
            .build()
            .map_err(failed("cannot open the landing zone", &wanted))?;
        Ok(Self { store: Arc::new(store), folder, runtime })
    }

    /// The bytes of an object as they are now.
    ///
    /// # Errors
    /// Why they cannot be had.
    pub fn get(&self, listed: &Listed) -> Result<Bytes, Unreachable> {
        // Parsed, not converted: the name is already the store's own, and conversion would encode its `%` and `#`.
        let path = ObjectPath::parse(&listed.object).map_err(|_| Unreachable::Other)?;
        self.runtime.block_on(self.fetch(&path)).map_err(|error| Unreachable::of_store(&error))
    }

    /// Writes the bytes of an object as they are now into `sink`, a piece at a time.
    ///
    /// # Errors
    /// An object that is gone, changes meanwhile or cannot be read; a sink that cannot be written.
    pub fn copy(&self, listed: &Listed, sink: &mut dyn std::io::Write) -> Result<(), CopyFailure> {
        let path = ObjectPath::parse(&listed.object).map_err(|_| CopyFailure::Source(Unreachable::Other))?;
        let (mut start, mut version) = (0_u64, None);
        while start < listed.size {
            let range = start..listed.size.min(start.saturating_add(PIECE));
            let options = GetOptions { range: Some(range.into()), if_match: version.clone(), ..GetOptions::default() };
            let piece = self.runtime.block_on(async {
                let found = self.store.get_opts(&path, options).await?;
                version = found.meta.e_tag.clone();
                found.bytes().await
            });
            let piece = piece.map_err(|error| CopyFailure::Source(Unreachable::of_store(&error)))?;
            if piece.is_empty() {
                return Err(CopyFailure::Source(Unreachable::Changed));
            }
            start = start.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
            sink.write_all(&piece)
                .map_err(|cause| CopyFailure::Sink(Error::store("cannot archive", listed.object.as_str(), cause)))?;
        }
        Ok(())
    }

    /// Fails where the landing zone as a whole is gone: then it is no fault of one object that it cannot be read.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn still_there(&self) -> Result<(), Error> {
        fs::read_dir(&self.folder).map(drop).map_err(failed("cannot list", &self.folder))
    }

    /// When objects arrived, by `arrivals.csv` (object, received_at in RFC 3339); empty without one that is a plain file,
    /// of which [`Self::survey`] tells. Where an object is on two lines, the later line counts.
    ///
    /// # Errors
    /// A list that cannot be read, or whose header is another.
    pub fn arrivals(&self, now: DateTime<Utc>) -> Result<Arrivals, Error> {
        let path = self.folder.join(ARRIVALS_FILE);
        let kind = fs::symlink_metadata(&path).map(|metadata| metadata.file_type());
        // A pipe would be waited for with the lock held.
        if kind.is_ok_and(|kind| kind.is_dir() || self.why_passed_over(&path, ARRIVALS_FILE, kind).is_some()) {
            return Ok(Arrivals::default());
        }
        match self.runtime.block_on(self.fetch(&ObjectPath::from(ARRIVALS_FILE))) {
            Ok(bytes) => parse_arrivals(&bytes, now),
            Err(object_store::Error::NotFound { .. }) => Ok(Arrivals::default()),
            Err(cause) => Err(Error::store("cannot read", ARRIVALS_FILE, cause)),
        }
    }

    /// The objects, by name; and what lies in the folder and cannot be an object, so that nothing is dropped silently:
    /// links out of the folder, links that lead nowhere, pipes, names that the store cannot hold, what cannot be listed.
    ///
    /// The folder is walked here, not by `object_store`: its listing ends at the first name that is not UTF-8 (old archives
    /// unpack into such), follows links anywhere, and is silent about names that it keeps for itself.
    ///
    /// # Errors
    /// A landing zone that cannot be listed. A folder in it that cannot is passed over.
    pub fn survey(&self) -> Result<(Vec<Listed>, Vec<PassedOver>), Error> {
        self.still_there()?;
        let (mut listed, mut passed_over) = (Vec::new(), Vec::new());
        let mut folders = vec![(self.folder.clone(), String::new())];
        while let Some((folder, inside)) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    passed_over.push(PassedOver::unreachable(inside, Unreachable::of(error.kind())));
                    continue;
                }
            };
            for entry in entries {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        passed_over.push(PassedOver::unreachable(inside.as_str(), Unreachable::of(error.kind())));
                        break;
                    }
                };
                let path = entry.path();
                let object = format!("{inside}{}", entry.file_name().to_string_lossy());
                let kind = match entry.file_type() {
                    Ok(kind) => kind,
                    Err(error) => {
                        passed_over.push(PassedOver::unreachable(object, Unreachable::of(error.kind())));
                        continue;
                    }
                };
                if let Some(cause) = self.why_passed_over(&path, &object, kind) {
                    passed_over.push(PassedOver::no_object(object, cause));
                } else if object == ARRIVALS_FILE {
                    if kind.is_dir() {
                        passed_over.push(PassedOver::no_object(object, message!("not-an-object.list-is-folder")));
                    }
                } else if kind.is_dir() {
                    folders.push((path, object + "/"));
                } else {
                    match fs::metadata(&path).and_then(|metadata| describe(object.clone(), &metadata)) {
                        Ok(object) => listed.push(object),
                        // It went away since the folder was read, as if the walk had come later.
                        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                        Err(cause) => {
                            passed_over.push(PassedOver::unreachable(object, Unreachable::of(cause.kind())));
                        }
                    }
                }
            }
        }
        listed.sort_by(|left, right| left.object.cmp(&right.object));
        passed_over.sort_by(|left, right| left.object.cmp(&right.object));
        Ok((listed, passed_over))
    }

    fn why_passed_over(&self, path: &Path, object: &str, kind: fs::FileType) -> Option<Message> {
        let Some(name) = path.file_name().and_then(OsStr::to_str) else {
            return Some(message!("not-an-object.not-utf-8"));
        };
        if ObjectPath::parse(object).is_err() {
            return Some(message!("not-an-object.control-characters"));
        }
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() {
            match fs::canonicalize(path) {
                Ok(target) if !target.starts_with(&self.folder) => {
                    return Some(message!("not-an-object.link-out"));
                }
                // Followed, it could lead round in a circle, and each object would have two names.
                Ok(target) if target.is_dir() => return Some(message!("not-an-object.link-to-folder")),
                Ok(target) if target.is_file() => {}
                Ok(_) => return Some(message!("not-an-object.no-file")),
                Err(_) => return Some(message!("not-an-object.link-nowhere")),
            }
        } else if !kind.is_file() {
            return Some(message!("not-an-object.no-file"));
        }
        // `object_store` writes through names such as `a#1`, and does not open them.
        let (_, suffix) = name.split_once('#')?;
        (!suffix.is_empty() && suffix.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some(message!("not-an-object.number-sign"))
    }

    async fn fetch(&self, path: &ObjectPath) -> Result<Bytes, object_store::Error> {
        self.store.get(path).await?.bytes().await
    }
}

/// Refuses a landing zone and a warehouse of which one lies in the other: each run would take in what the one before wrote.
///
/// # Errors
/// Where one is in the other, or both are the same folder.
pub fn refuse_nested(places: &Places, warehouse: &str) -> Result<(), Error> {
    // Whether a place is a folder at all is told where it is opened.
    let folder = |place| folder_of(place, &places.folder).ok().map(|folder| resolved(&folder));
    let (Some(landing), Some(warehouse)) = (folder(&places.landing), folder(warehouse)) else { return Ok(()) };
    if landing.starts_with(&warehouse) || warehouse.starts_with(&landing) {
        let (landing, warehouse) = (landing.display().to_string(), warehouse.display().to_string());
        return Err(Error::Request(message!("nested-places", landing = landing, warehouse = warehouse)));
    }
    Ok(())
}

/// A path without links, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|ancestor| {
        let rest = path.strip_prefix(ancestor).ok()?;
        Some(fs::canonicalize(ancestor).ok()?.join(rest))
    });
    // The empty rest leaves a separator at the end, which a comparison of parts does not see.
    there.unwrap_or(path)
}

fn describe(object: String, metadata: &fs::Metadata) -> io::Result<Listed> {
    let modified: DateTime<Utc> = metadata.modified()?.into();
    #[cfg(unix)]
    let tag = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let tag = "";
    let written = modified.to_rfc3339_opts(SecondsFormat::Nanos, true);
    Ok(Listed { object, size: metadata.len(), modified, stamp: format!("{tag}|{}|{written}", metadata.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landing(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Landing) {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join("đến").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let landing = Landing::open("đến", folder.path()).unwrap();
        (folder, landing)
    }

    const NAMES: [&str; 8] = [
        "2025/Báo cáo quý 3 (lần 2).xlsx",
        "100% xã.xlsx",
        "a\\b.csv",
        "a%2Fb.xlsx",
        "biểu #3.xls",
        "mẫu? [a]{b}~^`|\"<>*.ods",
        "nguo\u{31b}\u{300}i.csv",
        "sub/arrivals.csv",
    ];

    #[test]
    fn names_of_people_round_trip() {
        let files: Vec<(&str, &[u8])> = NAMES.iter().map(|name| (*name, name.as_bytes())).collect();
        let (_folder, landing) = landing(&files);
        let listed = landing.survey().unwrap().0;
        let mut expected = NAMES.to_vec();
        expected.sort_unstable();
        assert_eq!(listed.iter().map(|listed| listed.object.as_str()).collect::<Vec<_>>(), expected);
        for object in &listed {
            assert_eq!(landing.get(object).unwrap(), object.object.as_bytes());
            assert_eq!(object.size, object.object.len() as u64);
        }
    }

    #[test]
    fn objects_are_read_from_several_threads() {
        let (_folder, landing) = landing(&[("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4")]);
        let listed = landing.survey().unwrap().0;
        std::thread::scope(|scope| {
            for object in &listed {
                scope.spawn(|| assert_eq!(landing.get(object).unwrap().len(), 1));
            }
        });
    }

    #[test]
    fn a_stamp_changes_with_the_object() {
        let (folder, landing) = landing(&[("a", b"1"), ("b", b"2")]);
        let before = landing.survey().unwrap().0;
        fs::write(folder.path().join("đến/b"), b"22").unwrap();
        let after = landing.survey().unwrap().0;
        assert_eq!(before[0].stamp, after[0].stamp);
        assert_ne!(before[1].stamp, after[1].stamp);
    }

    #[test]
    fn a_folder_that_is_missing_and_a_bucket_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Landing::open("landing", folder.path()).unwrap_err().to_string();
        assert!(
            missing.starts_with("cannot open the landing zone ") && missing.contains("landing: No such file"),
            "{missing}"
        );
        let bucket = Landing::open("s3://key:secret@bucket/x", folder.path()).unwrap_err();
        assert!(matches!(&bucket, Error::Request(message) if !message.en.contains("secret")), "{bucket}");
        let url = url::Url::from_file_path(folder.path()).unwrap();
        assert!(Landing::open(url.as_str(), Path::new("/elsewhere")).unwrap().survey().unwrap().0.is_empty());
    }

    #[test]
    fn an_object_that_goes_away_is_told_apart_from_a_store_that_does() {
        let (folder, landing) = landing(&[("a", b"1")]);
        let listed = landing.survey().unwrap().0;
        fs::remove_file(folder.path().join("đến/a")).unwrap();
        assert_eq!(landing.get(&listed[0]).unwrap_err(), Unreachable::Gone);
        let copied = landing.copy(&listed[0], &mut Vec::new());
        assert!(matches!(copied, Err(CopyFailure::Source(Unreachable::Gone))), "{copied:?}");
        landing.still_there().unwrap();
        fs::remove_dir(folder.path().join("đến")).unwrap();
        landing.still_there().unwrap_err();
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_object_is_told() {
        let (folder, landing) = landing(&[("a.csv", b"1"), ("b#12", b"2")]);
        let place = folder.path().join("đến");
        let outside = folder.path().join("outside.csv");
        fs::write(&outside, "secret").unwrap();
        std::os::unix::fs::symlink(&outside, place.join("out.csv")).unwrap();
        std::os::unix::fs::symlink("nowhere", place.join("gone.csv")).unwrap();
        std::os::unix::fs::symlink("a.csv", place.join("inside.csv")).unwrap();
        std::os::unix::fs::symlink(".", place.join("round")).unwrap();
        let old_archive: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"x\xe3.xls");
        fs::write(place.join(old_archive), "1").unwrap();
        fs::write(place.join("two\nlines.csv"), "1").unwrap();
        let listed: Vec<String> = landing.survey().unwrap().0.into_iter().map(|listed| listed.object).collect();
        assert_eq!(listed, ["a.csv", "inside.csv"]);
        let passed_over: Vec<String> = landing.survey().unwrap().1.into_iter().map(|passed| passed.object).collect();
        assert_eq!(passed_over, ["b#12", "gone.csv", "out.csv", "round", "two\nlines.csv", "x\u{fffd}.xls"]);
    }
}
