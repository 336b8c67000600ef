//! An object store in memory whose N-th request goes wrong.

use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{FutureExt, StreamExt};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result, UploadPart,
};

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing, and fails.
    Fails,
    /// It is done, and its answer is lost.
    LosesReply,
    /// It is done twice, and the second answer comes back.
    Duplicates,
    /// Its answer is lost, and it is done only after the next request.
    ComesLate,
    /// Its answer is lost, and it is done when the run has ended.
    ComesLast,
    /// A conditional write is refused as if another had won, and nobody has.
    Conflicts,
    /// It and all that follow do nothing: whoever asks is dead.
    Dies,
    /// It fails, and those that follow are never answered.
    Hangs,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that comes whole or not at all.
    Asks,
    /// Bytes or names, whose answer may be cut.
    Reads,
    Writes,
}

impl Kind {
    /// What can happen to it. A death before a request that changes nothing leaves what one before the next write leaves, and so does one
    /// after a write.
    pub fn faults(self) -> &'static [Fault] {
        match self {
            Self::Asks => &[Fault::Fails],
            Self::Reads => &[Fault::Fails, Fault::LosesReply],
            Self::Writes => {
                &[Fault::Fails, Fault::LosesReply, Fault::Duplicates, Fault::ComesLate, Fault::ComesLast, Fault::Dies]
            }
        }
    }
}

/// A write that is still on its way.
#[derive(Clone, Debug)]
enum Late {
    Put(Path, PutPayload, PutOptions),
    Delete(Path),
}

/// What a request is to do.
#[derive(PartialEq, Eq)]
enum Verdict {
    Pass,
    Fail,
    DoAndFail,
    Twice,
    Later,
    Refuse,
}

/// A store in memory. Clones share it and its count of requests.
#[derive(Clone, Debug)]
pub struct Faulty {
    pub inner: InMemory,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    fault: Option<(u64, Fault)>,
    count: AtomicU64,
    is_dead: AtomicBool,
    hangs: AtomicBool,
    late: Mutex<Vec<(u64, Late)>>,
    kinds: Mutex<Vec<Kind>>,
    /// What was fetched, by name.
    fetched: Mutex<Vec<String>>,
}

fn lost() -> Error {
    Error::Generic { store: "faulty", source: "no answer".into() }
}

impl Faulty {
    /// A store over what is there; the request of this number, from 0 on, goes wrong.
    pub fn new(inner: InMemory, fault: Option<(u64, Fault)>) -> Self {
        let (count, is_dead, hangs) = (AtomicU64::new(0), AtomicBool::new(false), AtomicBool::new(false));
        let (late, kinds, fetched) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { inner, state: Arc::new(State { fault, count, is_dead, hangs, late, kinds, fetched }) }
    }

    /// How many requests came.
    pub fn count(&self) -> u64 {
        self.state.count.load(Ordering::Relaxed)
    }

    /// What each request asked for, in the order in which they came from one thread.
    pub fn kinds(&self) -> Vec<Kind> {
        self.state.kinds.lock().unwrap().clone()
    }

    /// What was fetched, by name.
    pub fn fetched(&self) -> Vec<String> {
        self.state.fetched.lock().unwrap().clone()
    }

    /// Whatever is on its way arrives.
    pub fn arrive(&self) {
        self.due(u64::MAX).now_or_never().expect("memory answers at once");
    }

    async fn due(&self, number: u64) {
        let due: Vec<Late> = {
            let mut late = self.state.late.lock().unwrap();
            let (due, rest) = std::mem::take(&mut *late).into_iter().partition(|(at, _)| *at <= number);
            *late = rest;
            let due: Vec<(u64, Late)> = due;
            due.into_iter().map(|(_, late)| late).collect()
        };
        for late in due {
            // Nobody hears the answer.
            match late {
                Late::Put(path, payload, options) => drop(self.inner.put_opts(&path, payload, options).await),
                Late::Delete(path) => drop(self.inner.delete(&path).await),
            }
        }
    }

    /// Counts a request. A write says what it is, so that it can come late.
    async fn next(&self, kind: Kind, write: Option<Late>) -> Verdict {
        let number = self.state.count.fetch_add(1, Ordering::Relaxed);
        self.state.kinds.lock().unwrap().push(kind);
        self.due(number).await;
        if self.state.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        if self.state.is_dead.load(Ordering::Relaxed) {
            return Verdict::Fail;
        }
        let Some((_, fault)) = self.state.fault.filter(|(at, _)| *at == number) else { return Verdict::Pass };
        let later = |at: u64| match write {
            Some(write) => {
                self.state.late.lock().unwrap().push((at, write));
                Verdict::Later
            }
            None => Verdict::Fail,
        };
        match fault {
            Fault::Fails => Verdict::Fail,
            Fault::LosesReply => Verdict::DoAndFail,
            Fault::Conflicts => Verdict::Refuse,
            Fault::Duplicates => Verdict::Twice,
            Fault::ComesLate => later(number + 2),
            Fault::ComesLast => later(u64::MAX),
            Fault::Dies => {
                self.state.is_dead.store(true, Ordering::Relaxed);
                Verdict::Fail
            }
            Fault::Hangs => {
                self.state.hangs.store(true, Ordering::Relaxed);
                Verdict::Fail
            }
        }
    }
}

impl fmt::Display for Faulty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("faulty")
    }
}

/// Does a request as it was decided.
macro_rules! judged {
    ($verdict:expr, $request:expr) => {
        match $verdict {
            Verdict::Pass => $request.await,
            Verdict::Fail | Verdict::Later | Verdict::Refuse => Err(lost()),
            Verdict::DoAndFail => {
                let _ = $request.await;
                Err(lost())
            }
            Verdict::Twice => {
                let _ = $request.await;
                $request.await
            }
        }
    };
}

#[async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(&self, path: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let verdict = self.next(Kind::Writes, Some(Late::Put(path.clone(), payload.clone(), options.clone()))).await;
        if verdict == Verdict::Refuse {
            return Err(Error::AlreadyExists { path: path.to_string(), source: "409".into() });
        }
        judged!(verdict, self.inner.put_opts(path, payload.clone(), options.clone()))
    }

    async fn put_multipart_opts(&self, path: &Path, options: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        let verdict = self.next(Kind::Writes, None).await;
        let upload = judged!(verdict, self.inner.put_multipart_opts(path, options.clone()))?;
        Ok(Box::new(Upload { store: self.clone(), upload }))
    }

    async fn get_opts(&self, path: &Path, options: GetOptions) -> Result<GetResult> {
        if !options.head {
            self.state.fetched.lock().unwrap().push(path.to_string());
        }
        let verdict = self.next(if options.head { Kind::Asks } else { Kind::Reads }, None).await;
        // An answer that is cut begins well.
        if verdict == Verdict::DoAndFail && !options.head {
            let mut found = self.inner.get_opts(path, options).await?;
            let size = found.range.end - found.range.start;
            let bytes = self.inner.get_range(path, found.range.start..found.range.start + size / 2).await;
            let cut = stream::iter([bytes.or_else(|_| Ok(Bytes::new())), Err(lost())]);
            found.payload = object_store::GetResultPayload::Stream(cut.boxed());
            return Ok(found);
        }
        judged!(verdict, self.inner.get_opts(path, options.clone()))
    }

    async fn get_ranges(&self, path: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        let verdict = self.next(Kind::Reads, None).await;
        judged!(verdict, self.inner.get_ranges(path, ranges))
    }

    fn delete_stream(&self, paths: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let store = self.clone();
        paths
            .then(move |path| {
                let store = store.clone();
                async move {
                    let path = path?;
                    let verdict = store.next(Kind::Writes, Some(Late::Delete(path.clone()))).await;
                    judged!(verdict, store.inner.delete(&path))?;
                    Ok(path)
                }
            })
            .boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let (store, prefix) = (self.clone(), prefix.cloned());
        let listed = async move {
            match store.next(Kind::Reads, None).await {
                Verdict::Pass | Verdict::Twice => store.inner.list(prefix.as_ref()),
                Verdict::Fail | Verdict::Later | Verdict::Refuse => stream::iter([Err(lost())]).boxed(),
                Verdict::DoAndFail => {
                    store.inner.list(prefix.as_ref()).take(1).chain(stream::iter([Err(lost())])).boxed()
                }
            }
        };
        listed.flatten_stream().boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        let verdict = self.next(Kind::Asks, None).await;
        judged!(verdict, self.inner.list_with_delimiter(prefix))
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

/// A large upload whose requests are counted like all others.
#[derive(Debug)]
struct Upload {
    store: Faulty,
    upload: Box<dyn MultipartUpload>,
}

#[async_trait]
impl MultipartUpload for Upload {
    fn put_part(&mut self, payload: PutPayload) -> UploadPart {
        let (store, part) = (self.store.clone(), self.upload.put_part(payload));
        async move {
            match store.next(Kind::Writes, None).await {
                Verdict::Pass | Verdict::Twice => part.await,
                Verdict::Fail | Verdict::Later | Verdict::Refuse => Err(lost()),
                Verdict::DoAndFail => {
                    let _ = part.await;
                    Err(lost())
                }
            }
        }
        .boxed()
    }

    async fn complete(&mut self) -> Result<PutResult> {
        match self.store.next(Kind::Writes, None).await {
            Verdict::Pass | Verdict::Twice => self.upload.complete().await,
            Verdict::Fail | Verdict::Later | Verdict::Refuse => Err(lost()),
            Verdict::DoAndFail => {
                let _ = self.upload.complete().await;
                Err(lost())
            }
        }
    }

    async fn abort(&mut self) -> Result<()> {
        match self.store.next(Kind::Writes, None).await {
            Verdict::Pass | Verdict::Twice => self.upload.abort().await,
            _ => Err(lost()),
        }
    }
}
