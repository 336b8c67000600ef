//! Writes to an object store whose outcome is known: large content in parts, and writes that happen only over what their writer knows.
//!
//! A reply may be lost, so that a write happened and its writer got an error; and a store may answer that an object is
//! there where two wrote at once and neither did. So each such write carries an id of its own, and is read back wherever the
//! answer leaves open what happened.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use chrono::Utc;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::path::Path as ObjectPath;
use object_store::{
    Attribute, Attributes, Error as Refused, GetOptions, GetResult, ObjectMeta, ObjectStoreExt, PutMode,
    PutMultipartOptions, PutOptions, PutPayload, UpdateVersion,
};

use super::requests::{AT_ONCE, Requests, may_pass, version_of};
use super::spool::Content;
use crate::store::digest::sha256_hex;

/// Bytes of a part of a large upload; smaller content is written in one request.
const PART: u64 = 8 << 20;
/// Parts of one upload that are under way at once.
const PARTS_AT_ONCE: usize = 4;
/// So many parts a store accepts.
const MOST_PARTS: u64 = 9_000;
/// The metadata that says which write an object is from. Azure allows letters and digits only.
const WRITE_ID: &str = "tinhsowrite";

impl Requests {
    /// Writes objects, many at once; those that are there are replaced.
    pub(super) fn put_all(&self, contents: Vec<(ObjectPath, Arc<Content>)>) -> Result<(), (ObjectPath, Refused)> {
        let each = |(path, content): (ObjectPath, Arc<Content>)| async move {
            self.upload(&path, &content).await.map_err(|refused| (path, refused))
        };
        let all = stream::iter(contents).map(each).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>();
        self.block_on(all).map(drop)
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
        self.block_on(self.write_once(path, bytes, None))
    }

    /// Writes an object over the version that was read: the new version, or nothing where another has replaced it.
    pub(super) fn replace(
        &self,
        path: &ObjectPath,
        bytes: &Bytes,
        version: &UpdateVersion,
    ) -> Result<Option<UpdateVersion>, Refused> {
        self.block_on(self.write_once(path, bytes, Some(version)))
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
}

fn of_spool(cause: std::io::Error) -> Refused {
    Refused::NotSupported { source: Box::new(cause) }
}

/// Not every answer of a store names both tag and version.
fn is_version(meta: &ObjectMeta, version: &UpdateVersion) -> bool {
    match (&meta.e_tag, &version.e_tag) {
        (Some(found), Some(read)) => found == read,
        _ => meta.version == version.version,
    }
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
