//! A run in the making in an object store: nothing is sent before it is whole, its manifest last.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Objects;
use super::spool::Content;
use crate::error::Error;
use crate::store::blobs::{Blobs, ExistingRun, Unpublished, WriteInto};
use crate::store::key::{Key, MANIFEST};

/// The files of a run that is not published yet.
#[derive(Debug)]
pub(super) struct ObjectFiles {
    objects: Objects,
    run: Key,
    /// Nothing for one that is being written, or could not be.
    written: Mutex<BTreeMap<String, Option<Arc<Content>>>>,
}

impl ObjectFiles {
    pub(super) fn begin(objects: Objects, run: Key) -> Self {
        Self { objects, run, written: Mutex::default() }
    }

    fn written(&self) -> MutexGuard<'_, BTreeMap<String, Option<Arc<Content>>>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cannot_publish(&self, cause: &'static str) -> Error {
        Error::store("cannot publish", self.objects.location(&self.run), cause)
    }

    /// What lies where the run lies, by name within it, with sizes.
    fn there(&self) -> Result<BTreeMap<String, u64>, Error> {
        let prefix = format!("{}/", self.run);
        let listed = self.objects.below(&self.run)?.into_iter();
        Ok(listed.filter_map(|(name, meta)| Some((name.strip_prefix(&prefix)?.to_owned(), meta.size))).collect())
    }
}

impl Unpublished for ObjectFiles {
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error> {
        let location = || self.objects.location(&self.run) + "/" + name.as_str();
        match self.written().entry(name.to_string()) {
            Entry::Occupied(_) => return Err(Error::store("cannot write", location(), "it was written before")),
            Entry::Vacant(free) => free.insert(None),
        };
        let mut sink = self.objects.spool().sink();
        write(&mut sink)?;
        let content = sink.finish().map_err(|cause| Error::store("cannot write", location(), cause))?;
        self.written().insert(name.to_string(), Some(Arc::new(content)));
        Ok(())
    }

    fn files(&self) -> Result<Vec<(String, u64)>, Error> {
        let size = |content: &Option<Arc<Content>>| content.as_ref().map_or(0, |content| content.len());
        Ok(self.written().iter().map(|(name, content)| (name.clone(), size(content))).collect())
    }

    fn commit(self: Box<Self>, existing: ExistingRun) -> Result<(), Error> {
        let mut files = BTreeMap::new();
        for (name, content) in std::mem::take(&mut *self.written()) {
            files.insert(name, content.ok_or_else(|| self.cannot_publish("a file of it could not be written"))?);
        }
        let Some(manifest) = files.remove(MANIFEST) else { return Err(self.cannot_publish("it has no manifest")) };
        self.objects.confirm()?;
        let before = self.there()?;
        if existing == ExistingRun::Stays && before.contains_key(MANIFEST) {
            return Ok(());
        }
        // Of a damaged run of this id each file gives way on its own, to bytes that are right.
        let mut sent: BTreeMap<&str, u64> = files.iter().map(|(name, file)| (name.as_str(), file.len())).collect();
        let keyed = files.iter().map(|(name, file)| Ok((self.run.join(name)?, Arc::clone(file))));
        self.objects.put_all("cannot publish", keyed.collect::<Result<_, Error>>()?)?;
        let is_stray = |name: &&String| name.as_str() != MANIFEST && !files.contains_key(*name);
        let strays = before.keys().filter(is_stray).map(|name| self.run.join(name));
        self.objects.delete_all(strays.collect::<Result<_, Error>>()?)?;
        self.objects.confirm()?;
        let key = self.run.child(MANIFEST)?;
        if before.contains_key(MANIFEST) {
            self.objects.put_all("cannot publish", vec![(key.clone(), Arc::clone(&manifest))])?;
        } else {
            let bytes = manifest.part(0..manifest.len());
            let bytes = bytes.map_err(|cause| Error::store("cannot publish", self.objects.location(&key), cause))?;
            if !self.objects.create(&key, &bytes)? {
                // Another published it meanwhile: the same id means the same bytes.
                return Ok(());
            }
        }
        // One who took over the right to write may have swept away what had no manifest yet.
        sent.insert(MANIFEST, manifest.len());
        let after = self.there()?;
        let names: BTreeSet<&str> = sent.keys().copied().collect();
        if names.iter().any(|name| after.get(*name) != sent.get(*name)) {
            self.objects.delete(&key)?;
            return Err(self.cannot_publish("it is not what was written there: something else writes to the warehouse"));
        }
        Ok(())
    }
}
