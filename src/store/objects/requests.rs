//! Requests to an object store: takes names below a prefix, gives answers; `writes.rs` has the writes.

use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{
    Error as Refused, GetOptions, GetRange, ListResult, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload,
    UpdateVersion,
};
use tokio::runtime::Runtime;

use super::clock::StoreClock;
use super::words::Words;
use crate::error::Error;

/// Requests that are under way at once.
pub(super) const AT_ONCE: usize = 16;
/// How long a short answer is waited for where the store has just been given up: whoever asks wants to know whether it is away.
const SOON: Duration = Duration::from_secs(20);
/// Answers to requests that are wrong only now: it took too long, there were too many.
const PASSING: [&str; 2] = ["status code: 408", "status code: 429"];

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
    pub(super) store: Arc<dyn ObjectStore>,
    prefix: ObjectPath,
    /// The place as a person would write it; no credentials.
    name: String,
    pub clock: Arc<StoreClock>,
    pub(super) patience: Patience,
    /// True where the last request was given up: the store is away, and nobody waits for it again and again.
    is_away: AtomicBool,
    /// Runs what waits for a network. A disk answers where it is asked, on the thread of who asks: one thread that hands each file to
    /// another costs more than small files do.
    runtime: Option<Runtime>,
}

/// An object as it was read.
pub(super) struct FetchedObject {
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
        Ok(Self { store, prefix, name, clock, patience, is_away, runtime: Some(runtime) })
    }

    /// A folder of a disk, which is asked once.
    pub(in crate::store) fn of_disk(store: LocalFileSystem, name: String) -> Self {
        let patience = Patience { attempts: 1, ..Patience::default() };
        let (prefix, clock) = (ObjectPath::default(), Arc::new(StoreClock::default()));
        Self { store: Arc::new(store), prefix, name, clock, patience, is_away: AtomicBool::new(false), runtime: None }
    }

    /// Waits for an answer.
    pub(super) fn block_on<F: Future>(&self, answer: F) -> F::Output {
        match &self.runtime {
            Some(runtime) => runtime.block_on(answer),
            None => futures_executor::block_on(answer),
        }
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
    pub(super) async fn patiently<T, F: Future<Output = Result<T, Refused>>>(
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

    /// The same for a request whose answer is short, and is not waited for again and again where the store is away.
    async fn soon<T, F: Future<Output = Result<T, Refused>>>(&self, request: impl FnMut() -> F) -> Result<T, Refused> {
        if self.runtime.is_none() || !self.is_away.load(Ordering::Relaxed) {
            return self.patiently(request).await;
        }
        let waited = tokio::time::timeout(SOON, self.patiently(request)).await;
        waited.unwrap_or_else(|_| {
            let source = format!("the store was asked before, and did not answer within {} s", SOON.as_secs()).into();
            Err(Refused::Generic { store: "object store", source })
        })
    }

    pub(super) fn gives_up_after(&self, attempt: u32) -> bool {
        let gives_up = attempt >= self.patience.attempts || self.is_away.load(Ordering::Relaxed);
        if gives_up {
            self.is_away.store(true, Ordering::Relaxed);
        }
        gives_up
    }

    pub(super) async fn pause(&self, attempt: u32) {
        if !self.patience.pause.is_zero() {
            tokio::time::sleep(self.patience.pause.saturating_mul(attempt)).await;
        }
    }

    pub(super) async fn whole(&self, path: &ObjectPath, options: &GetOptions) -> Result<(Bytes, ObjectMeta), Refused> {
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
        self.block_on(self.patiently(|| self.whole(path, &options)))
    }

    /// The metadata of an object.
    ///
    /// # Errors
    /// What the store answers.
    pub(in crate::store) fn head(&self, path: &ObjectPath) -> Result<ObjectMeta, Refused> {
        self.block_on(self.soon(|| self.store.head(path)))
    }

    /// A small object, for one who will replace it; nothing where there is none.
    pub(super) fn find(&self, path: &ObjectPath) -> Result<Option<FetchedObject>, Refused> {
        let options = GetOptions::default();
        match self.block_on(self.soon(|| self.whole(path, &options))) {
            Ok((bytes, meta)) => {
                Ok(Some(FetchedObject { bytes, version: version_of(&meta), modified: meta.last_modified }))
            }
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
        let listed = self.block_on(self.patiently(request))?;
        // What marks the place itself, under its name and a `/`, is not below it.
        let inside = listed.into_iter().filter(|meta| meta.location != *below);
        let mut named: Vec<_> = inside.map(|meta| (self.below(&meta.location), meta)).collect();
        named.sort_by(|(left, _), (right, _)| left.cmp(right));
        Ok(named)
    }

    /// What lies right below a name.
    ///
    /// # Errors
    /// What the store answers; a place that is not there.
    pub(in crate::store) fn list_right_below(&self, below: &ObjectPath) -> Result<ListResult, Refused> {
        let mut listed = self.block_on(self.soon(|| self.store.list_with_delimiter(Some(below))))?;
        listed.objects.retain(|meta| meta.location != *below);
        Ok(listed)
    }

    pub(in crate::store) fn root(&self) -> &ObjectPath {
        &self.prefix
    }

    /// Writes an object; one that is there is replaced.
    pub(super) fn put(&self, path: &ObjectPath, bytes: &Bytes) -> Result<(), Refused> {
        let request = || self.store.put(path, PutPayload::from(bytes.clone()));
        self.block_on(self.patiently(request)).map(drop)
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
        self.block_on(all).map(drop)
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
        self.block_on(stream::iter(paths).map(each).buffered(AT_ONCE).try_collect())
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

/// Whether a request may succeed when it is made again. What a store finds wrong with a request stays wrong; its words alone
/// distinguish that from what happened on the way.
pub(super) fn may_pass(refused: &Refused) -> bool {
    match refused {
        Refused::JoinError { .. } => true,
        Refused::Generic { source, .. } => {
            let answer = source.to_string();
            let is_wrong = answer.contains("status code: 4") && !PASSING.iter().any(|status| answer.contains(status));
            !is_wrong && !answer.starts_with("Invalid range")
        }
        _ => false,
    }
}

pub(super) fn version_of(meta: &ObjectMeta) -> UpdateVersion {
    UpdateVersion { e_tag: meta.e_tag.clone(), version: meta.version.clone() }
}
