//! The landing zone: takes the URL of the settings, gives what lies there, its bytes, and the list of arrivals.
//!
//! It exists so that later stages see objects with human names, whatever holds them: bytes come through `object_store`, so
//! that a bucket can stand where a folder stands today. Nothing is ever written here.

#![allow(clippy::disallowed_methods, reason = "the folder of a landing zone is walked here")]

use std::collections::BTreeMap;
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

use super::disk::files::failed;
use super::places::folder_of;
use crate::error::Error;
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
    pub cause: &'static str,
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
    /// An object that is gone or cannot be read.
    pub fn get(&self, listed: &Listed) -> Result<Bytes, Error> {
        let unreadable = |cause: object_store::Error| Error::store("cannot read", listed.object.as_str(), cause);
        // Parsed, not converted: the name is already the store's own, and conversion would encode its `%` and `#`.
        let path = ObjectPath::parse(&listed.object).map_err(|cause| unreadable(cause.into()))?;
        self.runtime.block_on(self.fetch(&path)).map_err(unreadable)
    }

    /// Writes the bytes of an object as they are now into `sink`, a piece at a time.
    ///
    /// # Errors
    /// An object that is gone, changes meanwhile or cannot be read; a sink that cannot be written.
    pub fn copy(&self, listed: &Listed, sink: &mut dyn std::io::Write) -> Result<(), Error> {
        let unreadable = |cause: object_store::Error| Error::store("cannot read", listed.object.as_str(), cause);
        let path = ObjectPath::parse(&listed.object).map_err(|cause| unreadable(cause.into()))?;
        let (mut start, mut version) = (0_u64, None);
        while start < listed.size {
            let range = start..listed.size.min(start.saturating_add(PIECE));
            let options = GetOptions { range: Some(range.into()), if_match: version.clone(), ..GetOptions::default() };
            let piece = self.runtime.block_on(async {
                let found = self.store.get_opts(&path, options).await?;
                version = found.meta.e_tag.clone();
                found.bytes().await
            });
            let piece = piece.map_err(unreadable)?;
            if piece.is_empty() {
                return Err(Error::store("cannot read", listed.object.as_str(), "it became shorter while it was read"));
            }
            start = start.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
            sink.write_all(&piece).map_err(|cause| Error::store("cannot archive", listed.object.as_str(), cause))?;
        }
        Ok(())
    }

    /// When objects arrived, by `arrivals.csv` (object, received_at in RFC 3339); empty without one. Where an object stands
    /// on two lines, the later line counts.
    ///
    /// # Errors
    /// A list that cannot be read, with the line.
    pub fn arrivals(&self) -> Result<BTreeMap<String, DateTime<Utc>>, Error> {
        match self.runtime.block_on(self.fetch(&ObjectPath::from(ARRIVALS_FILE))) {
            Ok(bytes) => parse_arrivals(&bytes),
            Err(object_store::Error::NotFound { .. }) => Ok(BTreeMap::new()),
            Err(cause) => Err(Error::store("cannot read", ARRIVALS_FILE, cause)),
        }
    }

    /// The objects, by name; and what lies in the folder and cannot be an object, so that nothing is dropped silently:
    /// links out of the folder, links that lead nowhere, names that the store cannot hold.
    ///
    /// The folder is walked here, not by `object_store`: its listing ends at the first name that is not UTF-8 (old archives
    /// unpack into such), follows links anywhere, and is silent about names that it keeps for itself.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn survey(&self) -> Result<(Vec<Listed>, Vec<PassedOver>), Error> {
        let (mut listed, mut passed_over) = (Vec::new(), Vec::new());
        let mut folders = vec![(self.folder.clone(), String::new())];
        while let Some((folder, inside)) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(failed("cannot list", &folder))? {
                let entry = entry.map_err(failed("cannot list", &folder))?;
                let path = entry.path();
                let object = format!("{inside}{}", entry.file_name().to_string_lossy());
                let kind = entry.file_type().map_err(failed("cannot list", &path))?;
                if object == ARRIVALS_FILE {
                    continue;
                }
                if let Some(cause) = self.why_passed_over(&path, &object, kind) {
                    passed_over.push(PassedOver { object, cause });
                } else if kind.is_dir() {
                    folders.push((path, object + "/"));
                } else {
                    match fs::metadata(&path) {
                        Ok(metadata) => listed.push(describe(object, &metadata).map_err(failed("cannot list", &path))?),
                        // It went away since the folder was read, as if the walk had come later.
                        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                        Err(cause) => return Err(failed("cannot list", &path)(cause)),
                    }
                }
            }
        }
        listed.sort_by(|left, right| left.object.cmp(&right.object));
        passed_over.sort_by(|left, right| left.object.cmp(&right.object));
        Ok((listed, passed_over))
    }

    fn why_passed_over(&self, path: &Path, object: &str, kind: fs::FileType) -> Option<&'static str> {
        let Some(name) = path.file_name().and_then(OsStr::to_str) else {
            return Some("its name is not UTF-8; rename it");
        };
        if ObjectPath::parse(object).is_err() {
            return Some("its name holds control characters; rename it");
        }
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() {
            match fs::canonicalize(path) {
                Ok(target) if !target.starts_with(&self.folder) => {
                    return Some("it is a link that leads out of the landing zone");
                }
                // Followed, it could lead round in a circle, and each object would have two names.
                Ok(target) if target.is_dir() => return Some("it is a link to a folder"),
                Ok(target) if target.is_file() => {}
                Ok(_) => return Some("it is not a file"),
                Err(_) => return Some("it is a link that leads nowhere"),
            }
        } else if !kind.is_file() {
            return Some("it is not a file");
        }
        // `object_store` writes through names such as `a#1`, and does not open them.
        let (_, suffix) = name.split_once('#')?;
        (!suffix.is_empty() && suffix.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some("its name ends in # and digits; rename it")
    }

    async fn fetch(&self, path: &ObjectPath) -> Result<Bytes, object_store::Error> {
        self.store.get(path).await?.bytes().await
    }
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

fn parse_arrivals(bytes: &[u8]) -> Result<BTreeMap<String, DateTime<Utc>>, Error> {
    let wrong = |line: u64, cause: Message| Error::Arrivals { object: ARRIVALS_FILE.into(), line, cause };
    let unreadable = |cause: csv::Error| {
        let line = cause.position().map_or(1, csv::Position::line);
        match cause.kind() {
            csv::ErrorKind::UnequalLengths { len, .. } => {
                wrong(line, message!("arrivals.columns", count = len.to_string()))
            }
            csv::ErrorKind::Utf8 { .. } => wrong(line, message!("arrivals.not-utf-8")),
            _ => wrong(line, message!("arrivals.unreadable", words = cause.to_string())),
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(unreadable)?;
    if header.iter().map(str::trim).ne(["object", "received_at"]) {
        let written = header.iter().collect::<Vec<_>>().join(",");
        return Err(wrong(1, message!("arrivals.header", written = written)));
    }
    let mut arrivals = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(1, csv::Position::line);
        let (object, written) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default().trim());
        if object.is_empty() {
            return Err(wrong(line, message!("arrivals.no-object")));
        }
        let received_at = DateTime::parse_from_rfc3339(written)
            .map_err(|_| wrong(line, message!("arrivals.no-instant", written = written)))?;
        arrivals.insert(object.to_owned(), received_at.to_utc());
    }
    Ok(arrivals)
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

    #[test]
    fn the_later_line_of_an_arrival_stands() {
        let list = "\u{feff}object,received_at\n\"Mường, Chà.xlsx\",2025-04-15T08:00:00+07:00\nb,2025-04-16T00:00:00Z\nb,2025-04-17T00:00:00Z\n";
        let (_folder, landing) = landing(&[("arrivals.csv", list.as_bytes()), ("b", b"")]);
        let arrivals = landing.arrivals().unwrap();
        assert_eq!(arrivals["Mường, Chà.xlsx"].to_rfc3339(), "2025-04-15T01:00:00+00:00");
        assert_eq!(arrivals["b"].to_rfc3339(), "2025-04-17T00:00:00+00:00");
        assert_eq!(landing.survey().unwrap().0.len(), 1);
    }

    #[test]
    fn a_list_of_arrivals_names_the_line_at_fault() {
        let fault = |list: &str| parse_arrivals(list.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            fault("object;received_at\n"),
            "arrivals.csv, line 1: the header is `object;received_at`; write object,received_at"
        );
        assert_eq!(
            fault("object,received_at\na,2025-04-15T08:00:00+07:00\nb,15/04/2025\n"),
            "arrivals.csv, line 3: `15/04/2025` is no instant; write one such as 2025-04-15T08:30:00+07:00"
        );
        assert_eq!(fault("object,received_at\na,b,c\n"), "arrivals.csv, line 2: 3 columns; write object,received_at");
        let vietnamese = parse_arrivals(b"object,received_at\na,15/04/2025\n").unwrap_err().message().vi;
        assert!(vietnamese.contains("dòng 2: `15/04/2025` không phải là thời điểm"), "{vietnamese}");
        let (_folder, empty) = landing(&[("a", b"")]);
        assert!(empty.arrivals().unwrap().is_empty());
    }
}
