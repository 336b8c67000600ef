//! What lies in the landing zone: takes its folder, gives the objects, and what lies there and can be no object.

#![allow(clippy::disallowed_methods, reason = "the folder of a landing zone is walked here")]

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;
use std::{fs, io};

use chrono::{DateTime, SecondsFormat, Utc};
use object_store::ObjectMeta;
use object_store::path::Path as ObjectPath;

use super::landing::{ARRIVALS_FILE, Landing};
use super::unreachable::Unreachable;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::values::text::composed;

/// An object of the landing zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name below the landing zone, with `/`, as a person reads it: its letters are composed, as keyboards write them, whatever the landing zone does.
    pub object: String,
    /// The same as the landing zone has it, by which it is opened.
    pub key: String,
    pub size: u64,
    /// When its content changed, as far as the store lets programs say so.
    pub modified: DateTime<Utc>,
    /// When the store last changed anything about it, by its own clock; no program sets it.
    pub changed: DateTime<Utc>,
    /// Changes whenever the store says that the object changed; equal stamps need no second reading. On a disk it holds the time
    /// of change (ctime), which no program sets: an edit in place that keeps size and time of writing is read again.
    pub stamp: String,
}

/// What lies in the landing zone, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    pub listed: Vec<Listed>,
    pub passed_over: Vec<PassedOver>,
    /// Files and folders that programs left behind.
    pub debris: Vec<String>,
}

/// Something in the landing folder that cannot be an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    pub object: String,
    pub code: Code,
    pub cause: Message,
}

impl Survey {
    /// Names each object in one form of Unicode, the composed one: copied over a Mac or out of some archives a name is decomposed, and is the same.
    /// Two that lie beside each other under one name are not told apart by anybody: one is read, that whose name is as it is typed, and of the other it is said.
    fn under_one_name(mut self) -> Self {
        if self.listed.iter().all(|listed| is_composed(&listed.key)) {
            return self;
        }
        for listed in &mut self.listed {
            listed.object = composed(&listed.key).into_owned();
        }
        self.listed.sort_by(|left, right| {
            let place = |listed: &Listed| (listed.object != listed.key, listed.key.clone());
            left.object.cmp(&right.object).then_with(|| place(left).cmp(&place(right)))
        });
        let mut last: Option<String> = None;
        self.listed.retain(|listed| {
            let is_first = last.as_ref() != Some(&listed.object);
            if !is_first {
                let cause = message!("not-an-object.same-name");
                self.passed_over.push(PassedOver::no_object(listed.key.as_str(), cause));
            }
            last = Some(listed.object.clone());
            is_first
        });
        self.passed_over.sort_by(|left, right| left.object.cmp(&right.object));
        self
    }

    /// Gives objects the names under which the ledger has them: one that was taken in when names were as the landing zone had them keeps its own.
    pub fn keep_names<'l>(&mut self, ledger: impl Iterator<Item = &'l str> + Clone) {
        let old: HashMap<Cow<'_, str>, &str> =
            ledger.clone().filter(|name| !is_composed(name)).map(|name| (composed(name), name)).collect();
        if old.is_empty() {
            return;
        }
        let known: HashSet<&str> = ledger.collect();
        for listed in self.listed.iter_mut().filter(|listed| !known.contains(listed.object.as_str())) {
            if let Some(name) = old.get(listed.object.as_str()) {
                listed.object = (*name).to_owned();
            }
        }
        self.listed.sort_by(|left, right| left.object.cmp(&right.object));
    }
}

fn is_composed(name: &str) -> bool {
    matches!(composed(name), Cow::Borrowed(_))
}

impl PassedOver {
    fn no_object(object: impl Into<String>, cause: Message) -> Self {
        Self { object: object.into(), code: Code::NotAnObject, cause }
    }

    pub(super) fn unreachable(object: impl Into<String>, why: Unreachable) -> Self {
        Self { object: object.into(), code: Code::UnreachableObject, cause: why.message() }
    }

    /// The finding about it.
    pub fn finding(self) -> Finding {
        Finding::new(self.code, Location { object: Some(self.object), ..Location::default() }, self.cause)
    }
}

impl Landing {
    /// The objects, by name; and what lies in the folder and cannot be an object, so that nothing is dropped silently:
    /// links out of the folder, links that lead nowhere, pipes, names that the store cannot hold, what cannot be listed. What
    /// `is_debris` says of a name below the landing zone was left behind by a program.
    ///
    /// # Errors
    /// A landing zone that cannot be listed. A folder in it that cannot is passed over.
    pub fn survey(&self, is_debris: impl Fn(&str) -> bool) -> Result<Survey, Error> {
        match &self.folder {
            Some(root) => self.survey_folder(root, is_debris),
            None => self.survey_store(is_debris),
        }
    }

    /// What lies in a store. An object is as its last write left it, so that nothing but names that programs leave is passed over.
    fn survey_store(&self, is_debris: impl Fn(&str) -> bool) -> Result<Survey, Error> {
        let found = self.requests.list(self.requests.root());
        let found = found.map_err(|refused| self.requests.failed("cannot list", "", &refused))?;
        let mut survey = Survey::default();
        for (index, (object, meta)) in found.iter().enumerate() {
            if is_debris(object) {
                survey.debris.push(object.clone());
            } else if object != ARRIVALS_FILE
                && !self.marks_a_folder(object, meta, found.get(index.saturating_add(1)..))
            {
                survey.listed.push(describe_stored(object, meta));
            }
        }
        Ok(survey.under_one_name())
    }

    /// Whether an object is what consoles of stores make to show a folder: nothing, under a name that ends with `/`.
    fn marks_a_folder(&self, object: &str, meta: &ObjectMeta, next: Option<&[(String, ObjectMeta)]>) -> bool {
        if meta.size > 0 {
            return false;
        }
        let is_below = |name: &str| name.strip_prefix(object).is_some_and(|rest| rest.starts_with('/'));
        let mut near = next.unwrap_or_default().iter().take_while(|(name, _)| name.starts_with(object));
        // Without the `/`, which `object_store` leaves out, there is nothing of that name.
        near.any(|(name, _)| is_below(name))
            || matches!(self.requests.head(&meta.location), Err(object_store::Error::NotFound { .. }))
    }

    /// What lies in a folder. It is walked here, not by `object_store`: its listing ends at the first name that is not UTF-8 (old
    /// archives unpack into such), follows links anywhere, and is silent about names that it keeps for itself.
    fn survey_folder(&self, root: &Path, is_debris: impl Fn(&str) -> bool) -> Result<Survey, Error> {
        self.still_there()?;
        let Survey { mut listed, mut passed_over, mut debris } = Survey::default();
        let mut folders = vec![(root.to_owned(), String::new())];
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
                // Whatever it is: it is never opened.
                if is_debris(&object) {
                    debris.push(object);
                    continue;
                }
                let kind = match entry.file_type() {
                    Ok(kind) => kind,
                    Err(error) => {
                        passed_over.push(PassedOver::unreachable(object, Unreachable::of(error.kind())));
                        continue;
                    }
                };
                if let Some(cause) = Self::why_passed_over(root, &path, &object, kind) {
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
        debris.sort();
        Ok(Survey { listed, passed_over, debris }.under_one_name())
    }

    pub(super) fn why_passed_over(root: &Path, path: &Path, object: &str, kind: fs::FileType) -> Option<Message> {
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
                Ok(target) if !target.starts_with(root) => {
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
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> DateTime<Utc> {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
    DateTime::from_timestamp(metadata.ctime(), nanoseconds).unwrap_or_default()
}

/// Without a time of change, that at which the object was made or copied here.
#[cfg(not(unix))]
fn changed(metadata: &fs::Metadata) -> DateTime<Utc> {
    metadata.created().map(DateTime::from).unwrap_or_default()
}

/// An object of a store. Only the store says when it changed, and no program sets that.
fn describe_stored(object: &str, meta: &ObjectMeta) -> Listed {
    let (tag, version) = (meta.e_tag.as_deref().unwrap_or_default(), meta.version.as_deref().unwrap_or_default());
    let written = meta.last_modified.to_rfc3339_opts(SecondsFormat::Nanos, true);
    let stamp = format!("{tag}|{version}|{}|{written}", meta.size);
    let (modified, changed) = (meta.last_modified, meta.last_modified);
    let name = object.to_owned();
    Listed { object: name.clone(), key: name, size: meta.size, modified, changed, stamp }
}

fn describe(object: String, metadata: &fs::Metadata) -> io::Result<Listed> {
    let modified: DateTime<Utc> = metadata.modified()?.into();
    #[cfg(unix)]
    let tag = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let tag = "";
    let changed = changed(metadata);
    let [written, renewed] = [modified, changed].map(|time| time.to_rfc3339_opts(SecondsFormat::Nanos, true));
    let stamp = format!("{tag}|{}|{written}|{renewed}", metadata.len());
    Ok(Listed { key: object.clone(), object, size: metadata.len(), modified, changed, stamp })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::landing::landing_of;

    #[test]
    fn what_is_no_object_is_reported() {
        let (folder, landing) = landing_of(&[("a.csv", b"1"), ("b#12", b"2")]);
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
        let listed: Vec<String> =
            landing.survey(|_| false).unwrap().listed.into_iter().map(|listed| listed.object).collect();
        assert_eq!(listed, ["a.csv", "inside.csv"]);
        let passed_over: Vec<String> =
            landing.survey(|_| false).unwrap().passed_over.into_iter().map(|passed| passed.object).collect();
        assert_eq!(passed_over, ["b#12", "gone.csv", "out.csv", "round", "two\nlines.csv", "x\u{fffd}.xls"]);
    }

    #[test]
    fn a_name_is_one_however_its_letters_are_composed() {
        let names =
            |survey: &Survey| -> Vec<String> { survey.listed.iter().map(|listed| listed.object.clone()).collect() };
        let (typed, of_mac) = ("2025/X\u{e3} A.csv", "2025/Xa\u{303} A.csv");
        let (_folder, landing) = landing_of(&[(of_mac, b"1"), ("a.csv", b"2")]);
        let mut survey = landing.survey(|_| false).unwrap();
        assert_eq!(names(&survey), [typed, "a.csv"]);
        assert_eq!(landing.get(&survey.listed[0]).unwrap(), &b"1"[..]);
        // What was taken in under the other keeps it, unless both were.
        survey.keep_names([of_mac, typed].into_iter());
        assert_eq!(names(&survey), [typed, "a.csv"]);
        survey.keep_names([of_mac].into_iter());
        assert_eq!(names(&survey), [of_mac, "a.csv"]);
        // Beside each other the one that is as it is typed is read.
        let (_folder, landing) = landing_of(&[(of_mac, b"1"), (typed, b"2")]);
        let survey = landing.survey(|_| false).unwrap();
        assert_eq!((names(&survey), landing.get(&survey.listed[0]).unwrap()), (vec![typed.to_owned()], "2".into()));
        let [passed] = survey.passed_over.as_slice() else { panic!("{survey:?}") };
        assert_eq!((passed.object.as_str(), passed.code), (of_mac, Code::NotAnObject));
    }
}
