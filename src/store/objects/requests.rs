//! Requests to an object store: takes names below a prefix, gives answers that are no longer ambiguous.
//!
//! A reply may be lost, so that a write happened and its writer was told of an error; and a store may answer that an object is
//! there where two wrote at once and neither did. So each conditional write carries an id of its own, and is read back wherever the
//! answer leaves open what happened.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::path::Path as ObjectPath;
use object_store::{
    Attribute, Attributes, Error as Refused, GetOptions, GetRange, GetResult, ListResult, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMode, PutMultipartOptions, PutOptions, PutPayload, UpdateVersion,
};
use tokio::runtime::Runtime;

use super::clock::StoreClock;
use super::spool::Content;
use super::words::Words;
use crate::error::Error;
use crate::store::digest::sha256_hex;

/// Requests that are under way at once.
const AT_ONCE: usize = 16;
/// Bytes of a part of a large upload; smaller content is written in one request.
const PART: u64 = 8 << 20;
/// Parts of one upload that are under way at once.
const PARTS_AT_ONCE: usize = 4;
/// So many parts a store accepts.
const MOST_PARTS: u64 = 9_000;
/// The metadata that says which write an object is from. Azure allows letters and digits only.
const WRITE_ID: &str = "tinhsowrite";

/// How often a request is repeated that may succeed later, and after which pause. The clients of real stores wait by themselves
/// before they give up once.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How often it is made in all.
    pub attempts: u32,
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempts: 4, pause: Duration::from_millis(500) }
    }
}

/// A place in an object store, and how it is asked. It can be used from several threads, though not from inside an async runtime.
pub struct Requests {
    store: Arc<dyn ObjectStore>,
    prefix: ObjectPath,
    /// The place as a person would write it; no credentials.
    name: String,
    pub clock: Arc<StoreClock>,
    patience: Patience,
    /// True where the last request was given up: the store is away, and nobody waits for it again and again.
    is_away: AtomicBool,
    runtime: Runtime,
}

/// An object as it was read.
pub(super) struct Found {
    pub bytes: Bytes,
    pub version: UpdateVersion,
    pub modified: DateTime<Utc>,
}

impl fmt::Debug for Requests {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Requests").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Requests {
    /// A place below a prefix of a store; nothing is asked yet.
    ///
    /// # Errors
    /// A prefix that no store can hold, or a system that gives no threads.
    pub fn new(
        store: Arc<dyn ObjectStore>,
        prefix: &str,
        name: impl Into<String>,
        clock: Arc<StoreClock>,
        patience: Patience,
    ) -> Result<Self, Error> {
        let name = name.into();
        let prefix = ObjectPath::parse(prefix).map_err(|cause| Error::store("cannot open", name.as_str(), cause))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("store")
            .enable_all()
            .build()
            .map_err(|cause| Error::store("cannot open", name.as_str(), cause))?;
        let is_away = AtomicBool::new(false);
        Ok(Self { store, prefix, name, clock, patience, is_away, runtime })
    }

    pub(in crate::store) fn name(&self) -> &str {
        &self.name
    }

    pub(in crate::store) fn location(&self, below: &str) -> String {
        format!("{}/{below}", self.name)
    }

    /// The object of a name below the prefix.
    pub(in crate::store) fn path(&self, below: &str) -> Result<ObjectPath, Error> {
        let whole = if self.prefix.is_root() { below.to_owned() } else { format!("{}/{below}", self.prefix) };
        ObjectPath::parse(whole).map_err(|cause| Error::store("cannot open", self.location(below), cause))
    }

    /// The name below the prefix of an object.
    fn below(&self, path: &ObjectPath) -> String {
        let whole = path.as_ref();
        let rest = if self.prefix.is_root() { Some(whole) } else { whole.strip_prefix(self.prefix.as_ref()) };
        rest.unwrap_or(whole).trim_start_matches('/').to_owned()
    }

    /// An error that names the action and the object, in words that hold no credentials.
    pub(in crate::store) fn failed(&self, action: &'static str, below: &str, refused: &Refused) -> Error {
        Error::store(action, self.location(below), Words::of(refused))
    }

    /// Makes a request until it is answered for good.
    async fn patiently<T, F: Future<Output = Result<T, Refused>>>(
        &self,
        mut request: impl FnMut() -> F,
    ) -> Result<T, Refused> {
        let mut attempt = 1;
        loop {
            let refused = match request().await {
                Err(refused) if may_pass(&refused) => refused,
                answer => {
                    self.is_away.store(false, Ordering::Relaxed);
                    return answer;
                }
            };
            tracing::debug!(store = self.name, cause = %Words::of(&refused), attempt, "a request was not answered");
            if self.gives_up_after(attempt) {
                return Err(refused);
            }
            self.pause(attempt).await;
            attempt = attempt.saturating_add(1);
        }
    }

    fn gives_up_after(&self, attempt: u32) -> bool {
        let gives_up = attempt >= self.patience.attempts || self.is_away.load(Ordering::Relaxed);
        if gives_up {
            self.is_away.store(true, Ordering::Relaxed);
        }
        gives_up
    }

    async fn pause(&self, attempt: u32) {
        if !self.patience.pause.is_zero() {
            tokio::time::sleep(self.patience.pause.saturating_mul(attempt)).await;
        }
    }

    async fn whole(&self, path: &ObjectPath, options: &GetOptions) -> Result<(Bytes, ObjectMeta), Refused> {
        let found = self.store.get_opts(path, options.clone()).await?;
        let meta = found.meta.clone();
        Ok((found.bytes().await?, meta))
    }

    /// The bytes of an object or of a part of it, with its metadata.
    ///
    /// # Errors
    /// What the store answers.
    pub(in crate::store) fn read(
        &self,
        path: &ObjectPath,
        range: Option<Range<u64>>,
        version: Option<String>,
    ) -> Result<(Bytes, ObjectMeta), Refused> {
        let options = GetOptions { range: range.map(GetRange::Bounded), if_match: version, ..GetOptions::default() };
        self.runtime.block_on(self.patiently(|| self.whole(path, &options)))
    }

    /// The metadata of an object.
    ///
    /// # Errors
    /// What the store answers.
    pub(in crate::store) fn head(&self, path: &ObjectPath) -> Result<ObjectMeta, Refused> {
        self.runtime.block_on(self.patiently(|| self.store.head(path)))
    }

    /// An object, for one who will replace it; nothing where there is none.
    pub(super) fn find(&self, path: &ObjectPath) -> Result<Option<Found>, Refused> {
        match self.read(path, None, None) {
            Ok((bytes, meta)) => Ok(Some(Found { bytes, version: version_of(&meta), modified: meta.last_modified })),
            Err(Refused::NotFound { .. }) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// Every object below a name (below the prefix, where it is empty), by name.
    ///
    /// # Errors
    /// What the store answers; a place that is not there.
    pub(in crate::store) fn list(&self, below: &ObjectPath) -> Result<Vec<(String, ObjectMeta)>, Refused> {
        let request = || self.store.list(Some(below)).try_collect::<Vec<_>>();
        let listed = self.runtime.block_on(self.patiently(request))?;
        let mut named: Vec<_> = listed.into_iter().map(|meta| (self.below(&meta.location), meta)).collect();
        named.sort_by(|(left, _), (right, _)| left.cmp(right));
        Ok(named)
    }

    /// What lies right below a name.
    ///
    /// # Errors
    /// What the store answers; a place that is not there.
    pub(in crate::store) fn list_right_below(&self, below: &ObjectPath) -> Result<ListResult, Refused> {
        self.runtime.block_on(self.patiently(|| self.store.list_with_delimiter(Some(below))))
    }

    pub(in crate::store) fn root(&self) -> &ObjectPath {
        &self.prefix
    }

    /// Writes an object; one that is there is replaced.
    pub(super) fn put(&self, path: &ObjectPath, bytes: &Bytes) -> Result<(), Refused> {
        let request = || self.store.put(path, PutPayload::from(bytes.clone()));
        self.runtime.block_on(self.patiently(request)).map(drop)
    }

    /// Writes objects, many at once; those that are there are replaced.
    pub(super) fn put_all(&self, contents: Vec<(ObjectPath, Arc<Content>)>) -> Result<(), (ObjectPath, Refused)> {
        let each = |(path, content): (ObjectPath, Arc<Content>)| async move {
            self.upload(&path, &content).await.map_err(|refused| (path, refused))
        };
        let all = stream::iter(contents).map(each).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>();
        self.runtime.block_on(all).map(drop)
    }

    async fn upload(&self, path: &ObjectPath, content: &Content) -> Result<(), Refused> {
        if content.len() <= PART {
            let bytes = content.part(0..content.len()).map_err(of_spool)?;
            let request = || self.store.put(path, PutPayload::from(bytes.clone()));
            return self.patiently(request).await.map(drop);
        }
        let id = write_id();
        self.patiently(|| self.upload_in_parts(path, content, &id)).await
    }

    /// One attempt at a large upload. Where it fails, its parts are taken back.
    async fn upload_in_parts(&self, path: &ObjectPath, content: &Content, id: &str) -> Result<(), Refused> {
        let options = PutMultipartOptions { attributes: attributes(id), ..PutMultipartOptions::default() };
        let mut upload = self.store.put_multipart_opts(path, options).await?;
        let size = PART.max(content.len().div_ceil(MOST_PARTS));
        let mut next = 0;
        let mut sent = Ok(());
        while next < content.len() && sent.is_ok() {
            let mut parts = Vec::new();
            while next < content.len() && parts.len() < PARTS_AT_ONCE && sent.is_ok() {
                let end = content.len().min(next.saturating_add(size));
                match content.part(next..end) {
                    Ok(bytes) => parts.push(upload.put_part(PutPayload::from(bytes))),
                    Err(cause) => sent = Err(of_spool(cause)),
                }
                next = end;
            }
            let all = stream::iter(parts).buffer_unordered(PARTS_AT_ONCE).try_collect::<Vec<()>>().await;
            sent = sent.and(all.map(drop));
        }
        let done = match sent {
            Ok(()) => upload.complete().await.map(drop),
            Err(refused) => Err(refused),
        };
        let Err(refused) = done else { return Ok(()) };
        if let Ok(found) = self.head_with_id(path).await
            && id_of(&found) == Some(id)
        {
            return Ok(());
        }
        // What cannot be taken back now is hidden, and the store's own rule for unfinished uploads removes it.
        let _ = upload.abort().await;
        Err(refused)
    }

    async fn head_with_id(&self, path: &ObjectPath) -> Result<GetResult, Refused> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        self.patiently(|| self.store.get_opts(path, options.clone())).await
    }

    /// Writes an object where there is none: its version, or nothing where another was there.
    pub(super) fn create(&self, path: &ObjectPath, bytes: &Bytes) -> Result<Option<UpdateVersion>, Refused> {
        self.runtime.block_on(self.write_once(path, bytes, None))
    }

    /// Writes an object over the version that was read: the new version, or nothing where another has replaced it.
    pub(super) fn replace(
        &self,
        path: &ObjectPath,
        bytes: &Bytes,
        version: &UpdateVersion,
    ) -> Result<Option<UpdateVersion>, Refused> {
        self.runtime.block_on(self.write_once(path, bytes, Some(version)))
    }

    async fn write_once(
        &self,
        path: &ObjectPath,
        bytes: &Bytes,
        version: Option<&UpdateVersion>,
    ) -> Result<Option<UpdateVersion>, Refused> {
        let id = write_id();
        let mut attempt = 1;
        loop {
            let mode = version.map_or(PutMode::Create, |version| PutMode::Update(version.clone()));
            let options = PutOptions { mode, attributes: attributes(&id), ..PutOptions::default() };
            let refused = match self.store.put_opts(path, PutPayload::from(bytes.clone()), options).await {
                Ok(written) => {
                    return Ok(Some(UpdateVersion { e_tag: written.e_tag, version: written.version }));
                }
                Err(refused) if may_pass(&refused) || is_conflict(&refused) => refused,
                Err(refused) => return Err(refused),
            };
            match self.head_with_id(path).await {
                Ok(found) if self.is_ours(path, &found, bytes, &id).await? => {
                    return Ok(Some(version_of(&found.meta)));
                }
                // Nobody else wrote it: the write did not happen.
                Ok(found) if version.is_some_and(|version| is_version(&found.meta, version)) => {}
                Ok(_) => return Ok(None),
                Err(Refused::NotFound { .. }) if version.is_none() => {}
                Err(Refused::NotFound { .. }) => return Ok(None),
                Err(refused) => return Err(refused),
            }
            if self.gives_up_after(attempt) {
                return Err(refused);
            }
            self.pause(attempt).await;
            attempt = attempt.saturating_add(1);
        }
    }

    /// Whether an object is what a write with this id wrote. Stores that keep no metadata are asked for the bytes.
    async fn is_ours(&self, path: &ObjectPath, found: &GetResult, bytes: &Bytes, id: &str) -> Result<bool, Refused> {
        if let Some(found) = id_of(found) {
            return Ok(found == id);
        }
        if found.meta.size != bytes.len() as u64 {
            return Ok(false);
        }
        let options = GetOptions::default();
        let (written, _) = self.patiently(|| self.whole(path, &options)).await?;
        Ok(written == *bytes)
    }

    /// Removes objects, many at once; those that are gone already are no error.
    pub(super) fn delete_all(&self, paths: Vec<ObjectPath>) -> Result<(), (ObjectPath, Refused)> {
        let each = |path: ObjectPath| async move {
            match self.patiently(|| self.store.delete(&path)).await {
                Err(refused) if !matches!(refused, Refused::NotFound { .. }) => Err((path, refused)),
                _ => Ok(()),
            }
        };
        let all = stream::iter(paths).map(each).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>();
        self.runtime.block_on(all).map(drop)
    }

    /// Objects, many at once; nothing for each that is not there.
    pub(super) fn read_all(&self, paths: Vec<ObjectPath>) -> Result<Vec<Option<Bytes>>, (ObjectPath, Refused)> {
        let each = |path: ObjectPath| async move {
            let options = GetOptions::default();
            match self.patiently(|| self.whole(&path, &options)).await {
                Ok((bytes, _)) => Ok(Some(bytes)),
                Err(Refused::NotFound { .. }) => Ok(None),
                Err(refused) => Err((path, refused)),
            }
        };
        self.runtime.block_on(stream::iter(paths).map(each).buffered(AT_ONCE).try_collect())
    }

    /// What an error of several requests says, with the object that it is of.
    pub(super) fn failed_at(&self, action: &'static str, (path, refused): (ObjectPath, Refused)) -> Error {
        self.failed(action, &self.below(&path), &refused)
    }

    /// The instant, by the store's clock as far as it is known.
    pub(in crate::store) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

fn of_spool(cause: std::io::Error) -> Refused {
    Refused::NotSupported { source: Box::new(cause) }
}

fn version_of(meta: &ObjectMeta) -> UpdateVersion {
    UpdateVersion { e_tag: meta.e_tag.clone(), version: meta.version.clone() }
}

fn is_version(meta: &ObjectMeta, version: &UpdateVersion) -> bool {
    meta.e_tag == version.e_tag && meta.version == version.version
}

/// Whether a request may succeed when it is made again.
fn may_pass(refused: &Refused) -> bool {
    matches!(refused, Refused::Generic { .. } | Refused::JoinError { .. })
}

/// Whether a conditional write may have been refused because of what was there.
fn is_conflict(refused: &Refused) -> bool {
    matches!(refused, Refused::AlreadyExists { .. } | Refused::Precondition { .. } | Refused::NotModified { .. })
}

fn attributes(id: &str) -> Attributes {
    Attributes::from_iter([(Attribute::Metadata(WRITE_ID.into()), id.to_owned())])
}

fn id_of(found: &GetResult) -> Option<&str> {
    found.attributes.get(&Attribute::Metadata(WRITE_ID.into())).map(AsRef::as_ref)
}

/// An id that no other write has.
pub(super) fn write_id() -> String {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(WRITES.fetch_add(1, Ordering::Relaxed));
    let (number, process, now) = (hasher.finish(), std::process::id(), Utc::now());
    sha256_hex(format!("{number} {process} {now:?}").as_bytes()).chars().take(32).collect()
}
