//! Blobs that are too large to be held: takes a store and a key, gives readers that fetch one piece after another.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::blobs::Blobs;
use super::key::Key;
use crate::error::Error;

/// Bytes that are fetched at a time from a blob that is read to its end.
const PIECE: u64 = 1 << 20;
/// The same where mostly a few bytes are wanted: the head of a page.
const PAGE_HEAD: u64 = 16 << 10;

/// A blob whose size is known.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    blobs: Arc<dyn Blobs>,
    key: Key,
    size: u64,
}

impl Stored {
    /// # Errors
    /// A blob that is not there.
    pub(super) fn open(blobs: &Arc<dyn Blobs>, key: Key) -> Result<Self, Error> {
        let size = blobs.size(&key)?.ok_or_else(|| missing(&**blobs, &key))?;
        Ok(Self { blobs: Arc::clone(blobs), key, size })
    }

    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// All of its bytes at once.
    ///
    /// # Errors
    /// A blob that cannot be read.
    pub(super) fn whole(&self) -> Result<Bytes, Error> {
        self.blobs.get(&self.key)?.ok_or_else(|| missing(&*self.blobs, &self.key))
    }

    /// Its bytes from the beginning.
    pub(super) fn stream(self) -> Pieces {
        Pieces { stored: self, next: 0, piece: PIECE, held: Bytes::new() }
    }

    fn range(&self, start: u64, length: u64) -> Result<Bytes, Error> {
        let end = start.saturating_add(length).min(self.size);
        let bytes = self.blobs.range(&self.key, start..end)?;
        if bytes.len() as u64 == end.saturating_sub(start) {
            Ok(bytes)
        } else {
            let location = self.blobs.location(&self.key);
            Err(Error::store("cannot read", location, "it became shorter while it was read"))
        }
    }
}

/// A blob that should be there.
pub(super) fn missing(blobs: &dyn Blobs, key: &Key) -> Error {
    Error::store("cannot read", blobs.location(key), "it is not there")
}

/// Reads a blob piece by piece.
pub(super) struct Pieces {
    stored: Stored,
    /// Where the next piece begins.
    next: u64,
    piece: u64,
    held: Bytes,
}

impl fmt::Debug for Pieces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pieces")
            .field("key", &self.stored.key)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.held.is_empty() && self.next < self.stored.size && !buffer.is_empty() {
            self.held = self.stored.range(self.next, self.piece).map_err(io::Error::other)?;
            self.next = self.next.saturating_add(self.held.len() as u64);
        }
        let count = self.held.len().min(buffer.len());
        if let Some(wanted) = buffer.get_mut(..count) {
            self.held.copy_to_slice(wanted);
        }
        Ok(count)
    }
}

impl Length for Stored {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Stored {
    type T = Pieces;

    fn get_read(&self, start: u64) -> Result<Pieces, ParquetError> {
        Ok(Pieces { stored: self.clone(), next: start, piece: PAGE_HEAD, held: Bytes::new() })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let bytes = self.range(start, length as u64).map_err(|error| ParquetError::External(Box::new(error)))?;
        if bytes.len() == length {
            Ok(bytes)
        } else {
            Err(ParquetError::EOF(format!("{length} bytes from {start} on are not all there")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::Memory;

    #[test]
    fn pieces_make_the_whole() {
        let blobs: Arc<dyn Blobs> = Arc::new(Memory::new());
        let key = Key::new("archive/a").unwrap();
        let bytes: Vec<u8> = (0..PIECE * 2 + 7).map(|index| (index % 251) as u8).collect();
        blobs.put(&key, &bytes).unwrap();
        let stored = Stored::open(&blobs, key.clone()).unwrap();
        let mut read = Vec::new();
        stored.clone().stream().read_to_end(&mut read).unwrap();
        assert!(read == bytes);
        let mut tail = Vec::new();
        stored.get_read(PIECE * 2).unwrap().read_to_end(&mut tail).unwrap();
        assert_eq!(tail, &bytes[bytes.len() - 7..]);
        assert_eq!(stored.get_bytes(3, 4).unwrap(), &bytes[3..7]);
        assert!(stored.get_bytes(PIECE * 2, 8).is_err());
        blobs.put(&key, b"short").unwrap();
        assert!(stored.stream().read_to_end(&mut Vec::new()).is_err());
        assert!(Stored::open(&blobs, Key::new("archive/b").unwrap()).is_err());
    }
}
