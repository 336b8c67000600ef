//! Digests of bytes: takes bytes, gives the hex text under which the ledger, the archive and manifests name them.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// SHA-256 in 64 lower-case hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Whether a text is a SHA-256 as this program writes it; the archive uses it as a file name, so nothing else may pass.
pub(super) fn is_sha256_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A writer that digests and counts what goes through, so that a large table is not read again to name its bytes.
pub(super) struct DigestingWriter<W> {
    inner: W,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write> DigestingWriter<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, digest: Sha256::new(), bytes: 0 }
    }

    /// The writer below, the digest in hex, and the number of bytes.
    pub(super) fn finish(self) -> (W, String, u64) {
        (self.inner, hex::encode(self.digest.finalize()), self.bytes)
    }
}

impl<W: Write> Write for DigestingWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(buffer)?;
        self.digest.update(buffer.get(..count).unwrap_or(buffer));
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A reader that fails at the end where the bytes do not have the digest they are named by.
pub(super) struct ProvedReader<R> {
    inner: R,
    digest: Sha256,
    expected: String,
}

impl<R: Read> ProvedReader<R> {
    pub(super) fn new(inner: R, sha256: &str) -> Self {
        Self { inner, digest: Sha256::new(), expected: sha256.to_owned() }
    }
}

impl<R: Read> Read for ProvedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(buffer.get(..count).unwrap_or(buffer));
        if count == 0 && !buffer.is_empty() {
            let found = hex::encode(self.digest.clone().finalize());
            if found != self.expected {
                return Err(io::Error::other(format!("its bytes have the SHA-256 {found}")));
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_stream_is_that_of_its_bytes() {
        let mut writer = DigestingWriter::new(Vec::new());
        writer.write_all(b"Muong").unwrap();
        writer.write_all(b" Cha").unwrap();
        let (written, digest, bytes) = writer.finish();
        assert_eq!(written, b"Muong Cha");
        assert_eq!(digest, sha256_hex(b"Muong Cha"));
        assert_eq!(bytes, 9);
        assert!(is_sha256_hex(&digest));
        assert!(!is_sha256_hex("../../../etc/passwd"));
    }
}
