//! What is written before it has its name: small content in memory, the rest in files without a name, which the system removes
//! when the program ends, however it ends.

#![allow(clippy::disallowed_methods, reason = "content that is not sent yet is kept on a disk here")]

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use crate::store::HELD;

/// Bytes of small content that are held in memory in all; what comes then goes to a file.
const MOST_HELD: u64 = 128 << 20;

/// Where content waits. Its clones share one.
#[derive(Clone, Debug, Default)]
pub(super) struct Spool {
    shared: Arc<SharedSpool>,
}

#[derive(Debug, Default)]
struct SharedSpool {
    held: AtomicU64,
    /// Small content beyond what is held in memory, one after another.
    overflow: Mutex<Option<(Arc<Mutex<File>>, u64)>>,
}

/// Bytes that wait. They can be read more than once.
#[derive(Debug)]
pub(super) struct Content {
    kept: Kept,
    length: u64,
}

#[derive(Debug)]
enum Kept {
    Held {
        bytes: Bytes,
        of: Arc<SharedSpool>,
    },
    /// In a file, from this byte on.
    Filed {
        file: Arc<Mutex<File>>,
        start: u64,
    },
}

impl Content {
    pub(super) const fn len(&self) -> u64 {
        self.length
    }

    pub(super) fn part(&self, range: Range<u64>) -> io::Result<Bytes> {
        let length = range.end.min(self.length).saturating_sub(range.start);
        let size = usize::try_from(length).map_err(io::Error::other)?;
        match &self.kept {
            Kept::Held { bytes, .. } => {
                let start = usize::try_from(range.start).map_err(io::Error::other)?.min(bytes.len());
                Ok(bytes.slice(start..start.saturating_add(size).min(bytes.len())))
            }
            Kept::Filed { file, start } => {
                let mut part = Vec::with_capacity(size);
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(start.saturating_add(range.start)))?;
                (&mut *file).take(length).read_to_end(&mut part)?;
                if part.len() != size {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                Ok(part.into())
            }
        }
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        if let Kept::Held { of, .. } = &self.kept {
            of.held.fetch_sub(self.length, Ordering::Relaxed);
        }
    }
}

/// Takes bytes piece by piece.
pub(super) struct Sink {
    spool: Spool,
    small: Vec<u8>,
    /// Where it became large.
    large: Option<File>,
    length: u64,
}

impl Spool {
    pub(super) fn sink(&self) -> Sink {
        Sink { spool: self.clone(), small: Vec::new(), large: None, length: 0 }
    }
}

impl Sink {
    /// All is written.
    pub(super) fn finish(self) -> io::Result<Content> {
        let length = self.length;
        if let Some(file) = self.large {
            return Ok(Content { kept: Kept::Filed { file: Arc::new(Mutex::new(file)), start: 0 }, length });
        }
        let shared = self.spool.shared;
        if shared.held.fetch_add(length, Ordering::Relaxed).saturating_add(length) <= MOST_HELD {
            return Ok(Content { kept: Kept::Held { bytes: self.small.into(), of: shared }, length });
        }
        shared.held.fetch_sub(length, Ordering::Relaxed);
        let mut overflow = shared.overflow.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, start) = match overflow.take() {
            Some(there) => there,
            None => (Arc::new(Mutex::new(tempfile::tempfile()?)), 0),
        };
        {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(start))?;
            file.write_all(&self.small)?;
        }
        *overflow = Some((Arc::clone(&file), start.saturating_add(length)));
        Ok(Content { kept: Kept::Filed { file, start }, length })
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.large.is_none() && self.length.saturating_add(bytes.len() as u64) > HELD {
            let mut file = tempfile::tempfile()?;
            file.write_all(&std::mem::take(&mut self.small))?;
            self.large = Some(file);
        }
        match &mut self.large {
            Some(file) => file.write_all(bytes)?,
            None => self.small.extend_from_slice(bytes),
        }
        self.length = self.length.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of this machine, for those who find that it holds a lease.
pub(super) fn host() -> String {
    let named =
        std::fs::read_to_string("/proc/sys/kernel/hostname").or_else(|_| std::fs::read_to_string("/etc/hostname"));
    let named = named.unwrap_or_default().trim().to_owned();
    if named.is_empty() { "unknown".to_owned() } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_back_from_memory_and_from_files() {
        let spool = Spool::default();
        spool.shared.held.store(MOST_HELD - 4, Ordering::Relaxed);
        let content = |bytes: &[u8]| {
            let mut sink = spool.sink();
            sink.write_all(bytes).unwrap();
            sink.finish().unwrap()
        };
        let large = vec![7; usize::try_from(HELD).unwrap() + 1];
        let kept = [content(b"held"), content(b"first overflow"), content(b"second"), content(&large)];
        let is_held = |content: &Content| matches!(content.kept, Kept::Held { .. });
        assert_eq!(kept.each_ref().map(is_held), [true, false, false, false]);
        assert_eq!(kept[0].part(1..3).unwrap(), &b"el"[..]);
        assert_eq!(kept[1].part(0..99).unwrap(), &b"first overflow"[..]);
        assert_eq!(kept[2].part(2..6).unwrap(), &b"cond"[..]);
        assert_eq!(kept[3].part(HELD - 1..HELD + 1).unwrap(), &[7, 7][..]);
        drop(kept);
        assert_eq!(spool.shared.held.load(Ordering::Relaxed), MOST_HELD - 4);
    }
}
