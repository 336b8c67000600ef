//! An object of the landing zone that is read while it is copied.
//!
//! Takes the object and the place of its copy; gives its bytes to whoever reads them, each of which is in the copy before. It exists
//! so that a large object passes once. What was read of it counts when [`Copying::finish`] says that the copy is whole.

use std::io::{Error as IoError, Read, Write};

use bytes::{Buf, Bytes};

use super::landing::Landing;
use super::survey::Listed;
use super::unreachable::{CopyFailure, Unreachable};
use crate::error::Error;

/// Bytes that are fetched and copied at a time.
const PIECE: u64 = 4 << 20;

/// An object that is being copied.
pub struct Copying<'a> {
    landing: &'a Landing,
    listed: &'a Listed,
    sink: &'a mut (dyn Write + Send),
    /// Where the next piece begins.
    next: u64,
    /// The version of the first piece, of which all others are.
    version: Option<String>,
    /// Copied, and not yet read.
    held: Bytes,
    failure: Option<CopyFailure>,
}

impl<'a> Copying<'a> {
    /// Copies an object into `sink`, as far as it is read or [`Self::finish`]ed.
    pub fn new(landing: &'a Landing, listed: &'a Listed, sink: &'a mut (dyn Write + Send)) -> Self {
        Self { landing, listed, sink, next: 0, version: None, held: Bytes::new(), failure: None }
    }

    /// Copies what was not read.
    ///
    /// # Errors
    /// An object that is gone, has changed since it was listed or cannot be read; a copy that cannot be written.
    pub fn finish(mut self) -> Result<(), CopyFailure> {
        while self.failure.is_none() && self.next < self.listed.size {
            self.copy_piece();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => self.landing.still_is(self.listed, self.version.as_deref()).map_err(CopyFailure::Source),
        }
    }

    fn copy_piece(&mut self) {
        let range = self.next..self.listed.size.min(self.next.saturating_add(PIECE));
        match self.landing.part(self.listed, range, self.version.take()) {
            Ok((piece, _)) if piece.is_empty() => self.failure = Some(CopyFailure::Source(Unreachable::Changed)),
            Ok((piece, version)) => {
                self.version = version;
                self.next = self.next.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
                match self.sink.write_all(&piece) {
                    Ok(()) => self.held = piece,
                    Err(cause) => {
                        let error = Error::store("cannot archive", self.listed.object.as_str(), cause);
                        self.failure = Some(CopyFailure::Sink(error));
                    }
                }
            }
            Err(why) => self.failure = Some(CopyFailure::Source(why)),
        }
    }
}

impl Read for Copying<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.held.is_empty() && self.next < self.listed.size && self.failure.is_none() && !buffer.is_empty() {
            self.copy_piece();
        }
        if self.failure.is_some() {
            // `finish` says why.
            return Err(IoError::other("its copy failed"));
        }
        let count = self.held.len().min(buffer.len());
        if let Some(wanted) = buffer.get_mut(..count) {
            self.held.copy_to_slice(wanted);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::landing::{landing_of, put_in};

    fn large() -> Vec<u8> {
        (0..PIECE * 2 + 7).map(|index| (index % 251) as u8).collect()
    }

    #[test]
    fn a_copy_is_whole_however_much_of_it_is_read() {
        let bytes = large();
        let (_folder, landing) = landing_of(&[("a", &bytes)]);
        let listed = landing.survey(|_| false).unwrap().listed;
        for most in [0, 1, PIECE + 1, u64::MAX] {
            let (mut copy, mut read) = (Vec::new(), Vec::new());
            let mut copying = Copying::new(&landing, &listed[0], &mut copy);
            copying.by_ref().take(most).read_to_end(&mut read).unwrap();
            copying.finish().unwrap();
            assert!(copy == bytes && bytes.starts_with(&read) && read.len() as u64 == most.min(bytes.len() as u64));
        }
    }

    #[test]
    fn an_object_that_changes_while_it_is_read_is_not_copied() {
        let bytes = large();
        for (after, changed) in [(1, &bytes[1..]), (PIECE * 3, b"short"), (PIECE * 3, &bytes)] {
            let (folder, landing) = landing_of(&[("a", &bytes)]);
            let listed = landing.survey(|_| false).unwrap().listed;
            let mut copy = Vec::new();
            let mut copying = Copying::new(&landing, &listed[0], &mut copy);
            copying.by_ref().take(after).read_to_end(&mut Vec::new()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(5));
            put_in(&folder, "a", Some(changed));
            let _ = copying.read_to_end(&mut Vec::new());
            let failure = copying.finish();
            assert!(matches!(failure, Err(CopyFailure::Source(Unreachable::Changed))), "{failure:?}");
        }
        let (folder, landing) = landing_of(&[("a", &bytes)]);
        let listed = landing.survey(|_| false).unwrap().listed;
        put_in(&folder, "a", None);
        let failure = Copying::new(&landing, &listed[0], &mut Vec::new()).finish();
        assert!(matches!(failure, Err(CopyFailure::Source(Unreachable::Gone))), "{failure:?}");
    }

    #[test]
    fn a_copy_that_cannot_be_written_is_distinguished_from_an_object_that_cannot_be_read() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }

            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let (_folder, landing) = landing_of(&[("a", &large())]);
        let listed = landing.survey(|_| false).unwrap().listed;
        let mut sink = Full;
        let mut copying = Copying::new(&landing, &listed[0], &mut sink);
        copying.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(matches!(copying.finish(), Err(CopyFailure::Sink(_))));
    }
}
