//! Files packed with gzip.
//!
//! Takes bytes; gives what is packed in them, within the limits of a file, or the finding that says why not. Exports of lines
//! are unpacked as they are read ([`decoder`]), others at once ([`unpack`]).

use std::io::{BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::formats::faults::{finding, too_large_unpacked};
use crate::message;
use crate::sheet::limits::Limits;

/// True where bytes begin as gzip does.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

/// What is packed, as it is read.
pub fn decoder<R: Read>(packed: R) -> Members<R> {
    Members { member: Some(GzDecoder::new(BufReader::new(packed))) }
}

/// The members of a packed file, one after the other. What follows the last and is none, such as the zeros of a tape, is passed over, as
/// gunzip does; not so a text with digits, which may be lines that somebody appended.
pub struct Members<R> {
    member: Option<GzDecoder<BufReader<R>>>,
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if let Some(rest) = self.member.take().map(GzDecoder::into_inner) {
                self.member = next_member(rest)?;
            }
        }
        Ok(0)
    }
}

/// The member that follows, where one does.
fn next_member<R: Read>(mut rest: BufReader<R>) -> std::io::Result<Option<GzDecoder<BufReader<R>>>> {
    let is_padding = |byte: &u8| matches!(byte, 0 | 0xff) || byte.is_ascii_whitespace();
    let (mut begun, mut digits, mut is_text) = (false, false, true);
    loop {
        let bytes = rest.fill_buf()?;
        let length = bytes.len();
        if length == 0 {
            let goes_on = begun && digits && is_text;
            return if goes_on { Err(std::io::Error::other(ReadFault::GoesOn)) } else { Ok(None) };
        }
        let blank = bytes.iter().take_while(|byte| is_padding(byte)).count();
        if !begun && blank == length {
            rest.consume(length);
            continue;
        }
        let behind = bytes.get(blank..).unwrap_or_default();
        if !begun && behind.first() == Some(&0x1f) {
            rest.consume(blank);
            return Ok(Some(GzDecoder::new(rest)));
        }
        begun = true;
        digits |= bytes.iter().any(u8::is_ascii_digit);
        is_text &= !bytes.iter().any(|byte| byte.is_ascii_control() && !is_padding(byte));
        rest.consume(length);
    }
}

/// Why reading bytes fails where it is not their own format: held by the [`std::io::Error`] of a reader.
#[derive(Debug, thiserror::Error)]
enum ReadFault {
    /// They grow beyond what a text of figures can be packed to.
    #[error("it grows without end")]
    GrowsWithoutEnd,
    /// Behind what is packed a text goes on.
    #[error("a text goes on behind what is packed")]
    GoesOn,
    /// They cannot be fetched.
    #[error(transparent)]
    Store(std::io::Error),
}

/// Bytes of a store, whose errors [`finding_of`] then knows from those of what is packed in them.
pub const fn marked<R: Read>(bytes: R) -> Marked<R> {
    Marked(bytes)
}

/// See [`marked`].
pub struct Marked<R>(R);

impl<R: Read> Read for Marked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer).map_err(|cause| match cause.kind() {
            ErrorKind::Interrupted => cause,
            _ => std::io::Error::other(ReadFault::Store(cause)),
        })
    }
}

/// The finding on packed bytes that cannot be read on.
///
/// # Errors
/// The error of the store, where bytes that were [`marked`] could not be fetched.
pub fn finding_of(cause: std::io::Error) -> Result<Finding, std::io::Error> {
    match cause.downcast::<ReadFault>() {
        Ok(ReadFault::GrowsWithoutEnd) => Ok(finding(Code::OversizedFile, message!("oversized-file.gzip"))),
        Ok(ReadFault::GoesOn) => Ok(finding(Code::UnreadableFile, message!("unreadable-file.gzip-goes-on"))),
        Ok(ReadFault::Store(cause)) => Err(cause),
        Err(cause) => Ok(broken_package(&cause)),
    }
}

/// What is packed, as it is read; an error where it grows beyond what a text of figures can be packed to. `size` is that of
/// the packed bytes.
pub fn within_reason<R: Read>(packed: R, size: u64, limits: &Limits) -> Bounded<Members<R>> {
    Bounded { inner: decoder(packed), left: size.saturating_mul(MOST_RATIO).max(limits.max_unpacked) }
}

/// Lines of figures are packed to a fifth or a thirtieth; zeros to a thousandth.
const MOST_RATIO: u64 = 200;

/// See [`within_reason`].
pub struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX));
        self.left = left.ok_or_else(|| std::io::Error::other(ReadFault::GrowsWithoutEnd))?;
        Ok(read)
    }
}

/// The beginning of what is packed, from the beginning of the file; what was unpacked before a fault counts.
pub fn head(packed: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    // The end of the beginning is no end of the file: the fault that it makes says nothing.
    let _ = decoder(packed).take(length).read_to_end(&mut bytes);
    bytes
}

/// All that is packed; `None` where the bytes are not packed.
pub fn unpack(bytes: &[u8], limits: &Limits) -> Option<Result<Vec<u8>, Finding>> {
    if !is_packed(bytes) {
        return None;
    }
    let mut unpacked = Vec::new();
    let limit = limits.max_bytes.min(limits.max_unpacked);
    if let Err(cause) = decoder(bytes).take(limit.saturating_add(1)).read_to_end(&mut unpacked) {
        return Some(Err(finding_of(cause).unwrap_or_else(|cause| broken_package(&cause))));
    }
    let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
    Some(if size > limit { Err(too_large_unpacked(size, limits)) } else { Ok(unpacked) })
}

/// A packed file that cannot be unpacked to its end.
fn broken_package(cause: &std::io::Error) -> Finding {
    let message = match cause.kind() {
        ErrorKind::UnexpectedEof => message!("unreadable-file.gzip-cut-short"),
        _ => message!("unreadable-file.gzip-broken"),
    };
    finding(Code::UnreadableFile, message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_was_packed_comes_back_also_in_several_members() {
        let bytes = [packed(b"Xa Na Tau\n"), packed(b"Xa Muong Phang\n")].concat();
        let unpacked = unpack(&bytes, &Limits::default()).unwrap().unwrap();
        assert_eq!(unpacked, b"Xa Na Tau\nXa Muong Phang\n");
        assert_eq!(head(&bytes, 5), b"Xa Na");
        assert!(unpack(b"Xa Na Tau", &Limits::default()).is_none());
    }

    #[test]
    fn what_follows_the_last_member_is_passed_over() {
        for behind in [&[0; 600][..], b"rest", b"\r\n--end--\r\n", b"\x01\x020123\x7f"] {
            let bytes = [&packed(b"Xa Na Tau\n"), behind].concat();
            assert_eq!(unpack(&bytes, &Limits::default()).unwrap().unwrap(), b"Xa Na Tau\n");
        }
        // The blocks of a tape.
        let bytes = [packed(b"Xa Na Tau\n"), vec![0; 20_000], packed(b"Xa Muong Phang\n")].concat();
        assert_eq!(unpack(&bytes, &Limits::default()).unwrap().unwrap(), b"Xa Na Tau\nXa Muong Phang\n");
    }

    #[test]
    fn lines_behind_what_is_packed_are_not_passed_over() {
        for behind in [&b"Xa Na Tau;12\n"[..], b"\0\0\r\nXa Na Tau;12", &[&[b' '; 9000][..], b"12"].concat()] {
            let bytes = [&packed(b"Xa Na Tau;11\n"), behind].concat();
            let found = unpack(&bytes, &Limits::default()).unwrap().unwrap_err();
            assert_eq!(found.message, message!("unreadable-file.gzip-goes-on"));
        }
    }

    #[test]
    fn the_limit_that_is_exceeded_is_named() {
        let bytes = packed(&vec![b'x'; 20_000]);
        let named = |limits: &Limits| unpack(&bytes, limits).unwrap().unwrap_err().message.en;
        let (small, large) = (10_000, 1 << 20);
        assert!(
            named(&Limits { max_unpacked: small, ..Limits::default() })
                .contains("10,000 bytes unpacked (max_unpacked)")
        );
        assert!(
            named(&Limits { max_bytes: small, max_unpacked: large, ..Limits::default() })
                .contains("10,000 bytes (max_bytes)")
        );
    }

    #[test]
    fn zeros_without_end_are_no_lines() {
        let bytes = packed(&vec![b'0'; 4 << 20]);
        let limits = Limits { max_unpacked: 1 << 20, ..Limits::default() };
        let size = u64::try_from(bytes.len()).unwrap();
        let read = |limits: &Limits| std::io::copy(&mut within_reason(&*bytes, size, limits), &mut std::io::sink());
        assert_eq!(finding_of(read(&limits).unwrap_err()).unwrap().code, Code::OversizedFile);
        assert_eq!(read(&Limits::default()).unwrap(), 4 << 20);
    }

    #[test]
    fn a_store_that_fails_is_no_fault_of_the_file() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(ErrorKind::UnexpectedEof.into())
            }
        }
        let bytes = packed(b"Xa Na Tau\n");
        let fault = |reader: &mut dyn Read| finding_of(reader.read_to_end(&mut Vec::new()).unwrap_err());
        assert!(fault(&mut marked(Failing)).is_err());
        assert!(fault(&mut decoder(marked(bytes[..12].chain(Failing)))).is_err());
        assert_eq!(fault(&mut decoder(marked(&bytes[..12]))).unwrap().code, Code::UnreadableFile);
    }

    #[test]
    fn what_is_cut_or_grows_beyond_the_limit_says_so() {
        let code = |bytes: &[u8], limits: &Limits| unpack(bytes, limits).unwrap().unwrap_err().code;
        let bytes = packed(&vec![b'x'; 1 << 20]);
        assert!(bytes.len() < 10_000);
        assert_eq!(code(&bytes, &Limits { max_bytes: 10_000, ..Limits::default() }), Code::OversizedFile);
        assert_eq!(code(&bytes[..bytes.len() - 4], &Limits::default()), Code::UnreadableFile);
        assert_eq!(code(b"\x1f\x8b\x08\x00nonsense", &Limits::default()), Code::UnreadableFile);
    }
}
