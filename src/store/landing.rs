//! The landing zone: takes the URL of the settings, gives the bytes of what lies there and the list of arrivals; `survey.rs` gives
//! what lies there.
//!
//! It exists so that later stages see objects with human names, whatever holds them: bytes come through `object_store`, from a
//! folder or from a bucket. Nothing is ever written here.

#![allow(clippy::disallowed_methods, reason = "the folder of a landing zone is opened here")]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;

use super::arrivals::{Arrivals, parse_arrivals};
use super::disk::files::failed;
use super::objects::{self, Requests};
use super::places::Place;
use super::survey::Listed;
use super::unreachable::Unreachable;
use crate::error::Error;

/// The list of arrivals at the root of a landing zone; it is no submission.
pub const ARRIVALS_FILE: &str = "arrivals.csv";

/// An open landing zone. It can be read from several threads at once, though not from inside an async runtime.
#[derive(Debug)]
pub struct Landing {
    pub(super) requests: Requests,
    /// The folder, resolved; nothing where objects lie in a store.
    pub(super) folder: Option<PathBuf>,
}

impl Landing {
    /// Opens a landing zone: a path (a relative one lies in the project folder) or a URL.
    ///
    /// # Errors
    /// A folder that is not there; a URL of a store that this build does not read.
    pub fn open(url: &str, project_folder: &Path) -> Result<Self, Error> {
        let wanted = match Place::parse(url, project_folder)? {
            Place::Store(url) => return Ok(Self::over(objects::open(&url)?)),
            Place::Folder(wanted) => wanted,
        };
        let folder = fs::canonicalize(&wanted).map_err(failed("cannot open the landing zone", &wanted))?;
        if !folder.is_dir() {
            return Err(failed("cannot open the landing zone", &wanted)("it is not a folder"));
        }
        let store =
            LocalFileSystem::new_with_prefix(&folder).map_err(failed("cannot open the landing zone", &wanted))?;
        Ok(Self { requests: Requests::of_disk(store, wanted.display().to_string()), folder: Some(folder) })
    }

    /// The landing zone at a place of a store.
    pub fn over(requests: Requests) -> Self {
        Self { requests, folder: None }
    }

    /// The instant, by the clock that says when objects changed, as far as it is known; `now` by that of this machine.
    pub fn now(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        if self.folder.is_some() { now } else { self.requests.now() }
    }

    fn path(&self, object: &str) -> Result<ObjectPath, Unreachable> {
        // Parsed, not converted: the name is already the store's own, and conversion would encode its `%` and `#`.
        self.requests.path(object).map_err(|_| Unreachable::Other)
    }

    /// The bytes of an object as they are now.
    ///
    /// # Errors
    /// Why they cannot be had.
    pub fn get(&self, listed: &Listed) -> Result<Bytes, Unreachable> {
        let read = self.requests.read(&self.path(&listed.key)?, None, None);
        read.map(|(bytes, _)| bytes).map_err(|error| Unreachable::of_store(&error))
    }

    /// A part of an object, and the version that the store says it is of. `version` is the one that it must be of.
    ///
    /// # Errors
    /// An object that is gone, has another version or cannot be read.
    pub(super) fn part(
        &self,
        listed: &Listed,
        range: Range<u64>,
        version: Option<String>,
    ) -> Result<(Bytes, Option<String>), Unreachable> {
        let read = self.requests.read(&self.path(&listed.key)?, Some(range), version);
        read.map(|(bytes, meta)| (bytes, meta.e_tag)).map_err(|error| Unreachable::of_store(&error))
    }

    /// Fails where an object no longer has this version and size. A store that names no versions is asked when it changed.
    ///
    /// # Errors
    /// An object that is gone or has changed.
    pub(super) fn still_is(&self, listed: &Listed, version: Option<&str>) -> Result<(), Unreachable> {
        let found = self.requests.head(&self.path(&listed.key)?).map_err(|error| Unreachable::of_store(&error))?;
        let is_version = match version {
            Some(version) => found.e_tag.as_deref() == Some(version),
            None => found.last_modified == listed.modified,
        };
        if found.size == listed.size && is_version { Ok(()) } else { Err(Unreachable::Changed) }
    }

    /// Fails where the landing zone as a whole is gone: then it is no fault of one object that it cannot be read.
    ///
    /// # Errors
    /// A folder or a place in a store that cannot be listed.
    pub fn still_there(&self) -> Result<(), Error> {
        match &self.folder {
            Some(folder) => fs::read_dir(folder).map(drop).map_err(failed("cannot list", folder)),
            None => {
                let listed = self.requests.list_right_below(self.requests.root());
                listed.map(drop).map_err(|refused| self.requests.failed("cannot list", "", &refused))
            }
        }
    }

    /// When objects arrived, by `arrivals.csv` (object, received_at in RFC 3339); empty without one. Where an object is on two lines, the later line counts. Of a list that is there and cannot be used a
    /// finding is given, and everything new waits.
    pub fn arrivals(&self, now: DateTime<Utc>) -> Arrivals {
        if let Some(folder) = &self.folder {
            let path = folder.join(ARRIVALS_FILE);
            let kind = fs::symlink_metadata(&path).map(|metadata| metadata.file_type());
            // A pipe would be waited for with the lock held.
            if kind
                .is_ok_and(|kind| kind.is_dir() || Self::why_passed_over(folder, &path, ARRIVALS_FILE, kind).is_some())
            {
                return Arrivals::no_file();
            }
        }
        let Ok(path) = self.requests.path(ARRIVALS_FILE) else { return Arrivals::no_file() };
        match self.requests.read(&path, None, None) {
            Ok((bytes, _)) => parse_arrivals(&bytes, now),
            Err(object_store::Error::NotFound { .. }) => Arrivals::default(),
            Err(cause) => Arrivals::unread(Unreachable::of_store(&cause).finding(ARRIVALS_FILE)),
        }
    }
}

/// A landing zone that holds these files, in a folder that goes when it is dropped.
#[cfg(test)]
pub(super) fn landing_of(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Landing) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join("đến").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let landing = Landing::open("đến", folder.path()).unwrap();
    (folder, landing)
}

/// Overwrites a file of such a landing zone, or takes it away.
#[cfg(test)]
pub(super) fn put_in(folder: &tempfile::TempDir, name: &str, bytes: Option<&[u8]>) {
    let path = folder.path().join("đến").join(name);
    match bytes {
        Some(bytes) => fs::write(path, bytes).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let (_folder, landing) = landing_of(&files);
        let listed = landing.survey(|_| false).unwrap().listed;
        let mut expected = NAMES.to_vec();
        expected.sort_unstable();
        assert_eq!(listed.iter().map(|listed| listed.key.as_str()).collect::<Vec<_>>(), expected);
        for object in &listed {
            assert_eq!(object.object, crate::values::text::composed(&object.key));
            assert_eq!(landing.get(object).unwrap(), object.key.as_bytes());
            assert_eq!(object.size, object.key.len() as u64);
        }
    }

    #[test]
    fn objects_are_read_from_several_threads() {
        let (_folder, landing) = landing_of(&[("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4")]);
        let listed = landing.survey(|_| false).unwrap().listed;
        std::thread::scope(|scope| {
            for object in &listed {
                scope.spawn(|| assert_eq!(landing.get(object).unwrap().len(), 1));
            }
        });
    }

    #[test]
    fn a_stamp_changes_with_the_object() {
        let (folder, landing) = landing_of(&[("a", b"1"), ("b", b"2")]);
        let before = landing.survey(|_| false).unwrap().listed;
        fs::write(folder.path().join("đến/b"), b"22").unwrap();
        let after = landing.survey(|_| false).unwrap().listed;
        assert_eq!(before[0].stamp, after[0].stamp);
        assert_ne!(before[1].stamp, after[1].stamp);
    }

    #[test]
    fn a_missing_folder_and_a_bucket_are_distinguished() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Landing::open("landing", folder.path()).unwrap_err().to_string();
        assert!(
            missing.starts_with("cannot open the landing zone ")
                && missing.contains("landing: there is no such file or folder"),
            "{missing}"
        );
        let bucket = Landing::open("s3://key:secret@bucket/x", folder.path()).unwrap_err();
        assert!(matches!(&bucket, Error::Request(message) if !message.en.contains("secret")), "{bucket}");
        #[cfg(not(feature = "cloud"))]
        {
            let bucket = Landing::open("s3://bucket/x", folder.path()).unwrap_err().to_string();
            assert!(bucket.contains("--features cloud"), "{bucket}");
        }
        let url = url::Url::from_file_path(folder.path()).unwrap();
        assert!(
            Landing::open(url.as_str(), Path::new("/elsewhere")).unwrap().survey(|_| false).unwrap().listed.is_empty()
        );
    }

    #[test]
    fn an_object_that_goes_away_is_distinguished_from_a_store_that_does() {
        let (folder, landing) = landing_of(&[("a", b"1")]);
        let listed = landing.survey(|_| false).unwrap().listed;
        fs::remove_file(folder.path().join("đến/a")).unwrap();
        assert_eq!(landing.get(&listed[0]).unwrap_err(), Unreachable::Gone);
        assert_eq!(landing.part(&listed[0], 0..1, None).unwrap_err(), Unreachable::Gone);
        landing.still_there().unwrap();
        fs::remove_dir(folder.path().join("đến")).unwrap();
        landing.still_there().unwrap_err();
    }
}
