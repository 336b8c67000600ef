//! What lies beside a package or a compound file in one file: before, behind or between.
//!
//! Takes bytes of which a reader of packages sees a part; gives whether another file is among the rest. A stub, the head of a mail or of a
//! tar, blanks and padding hide nothing; another workbook, or lines of a table, would not be read.

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::json_begins;

const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The end of the list of contents of a zip package (APPNOTE 4.3.16), and how long it is without a comment.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// True where bytes beside a package hold another file.
pub(super) fn holds_another(bytes: &[u8]) -> bool {
    begins_within(bytes) || is_utf_16(bytes) || holds_lines(bytes)
}

/// True where another file is before a package that begins at `offset`, or behind its end.
pub(super) fn beside_package(bytes: &[u8], offset: u64) -> bool {
    let before = usize::try_from(offset).ok().and_then(|offset| bytes.get(..offset));
    before.is_some_and(holds_another) || behind_package(bytes).is_some_and(holds_another)
}

/// What follows the end of the last package.
fn behind_package(bytes: &[u8]) -> Option<&[u8]> {
    // The comment of a package is at most as long as its length has bits.
    const FAR: usize = 1 << 24;
    let from = bytes.len().saturating_sub(FAR);
    let tail = bytes.get(from..)?;
    let end = tail.windows(END.len()).rposition(|window| window == END)?;
    let comment = usize::from(u16_at(tail, end.checked_add(20)?)?);
    tail.get(end.checked_add(END_LENGTH)?.checked_add(comment)?..)
}

/// True where a package or a compound file begins, or a package ends, among other bytes.
fn begins_within(bytes: &[u8]) -> bool {
    let is_one = |at: usize, rest: &[u8]| {
        rest.starts_with(COMPOUND) && u16_at(rest, 28) == Some(0xfffe)
            || rest.starts_with(b"PK\x03\x04") && is_entry(bytes, at)
            || rest.starts_with(END)
                && u32_at(bytes, at.saturating_add(12)).is_some_and(|size| size > 0 && fits(size, at))
    };
    let begins = |byte: &u8| matches!(byte, b'P' | 0xd0);
    let starts = bytes.iter().enumerate().filter(|(_, byte)| begins(byte));
    starts.into_iter().any(|(at, _)| bytes.get(at..).is_some_and(|rest| is_one(at, rest)))
}

/// True where the list of contents has its place before its end.
fn fits(size: u32, end: usize) -> bool {
    usize::try_from(size).is_ok_and(|size| size <= end)
}

/// True for the head of a file in a package: a version that there is, a method of packing, a name. The stub that unpacks a package has the
/// sign alone.
fn is_entry(bytes: &[u8], at: usize) -> bool {
    let short = |offset: usize| at.checked_add(offset).and_then(|at| u16_at(bytes, at));
    let is_within =
        |least: u16, most: u16, value: Option<u16>| value.is_some_and(|value| (least..=most).contains(&value));
    is_within(0, 63, short(4).map(|version| version & 0xff))
        && is_within(0, 99, short(8))
        && is_within(1, 1024, short(26))
}

/// True for a text in UTF-16, which says so.
fn is_utf_16(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    bytes.len() > 4 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff"))
}

/// True for a text with lines of a table: two of them, one behind the other, have the same signs between cells, and digits. JSON is one, too.
fn holds_lines(bytes: &[u8]) -> bool {
    const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
    let is_text = |byte: &u8| !byte.is_ascii_control() || matches!(byte, 0 | b'\t' | b'\r' | b'\n');
    if !bytes.iter().all(is_text) {
        return false;
    }
    let lines = || bytes.split(|byte| matches!(byte, 0 | b'\r' | b'\n')).filter(|line| !line.trim_ascii().is_empty());
    let has_digits = |line: &[u8]| line.iter().any(u8::is_ascii_digit);
    let count = |line: &[u8], sign: u8| line.iter().filter(|byte| **byte == sign).count();
    let is_alike = |one: &[u8], other: &[u8]| {
        DELIMITERS.iter().any(|sign| count(one, *sign) > 0 && count(one, *sign) == count(other, *sign))
    };
    let of_table = |line: &&[u8]| !is_of_a_head(line);
    let pairs = || lines().filter(of_table).zip(lines().filter(of_table).skip(1));
    pairs().any(|(one, other)| has_digits(other) && is_alike(one, other))
        || lines().filter(of_table).any(|line| has_digits(line) && json_begins::begins_as_json(line.iter().copied()))
}

/// True for a line of the head of a mail or of an answer: `Content-Type: …`, or what goes on behind such a line.
fn is_of_a_head(line: &[u8]) -> bool {
    let name: Vec<u8> = line.iter().copied().take_while(|byte| *byte != b':').collect();
    let is_name = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    is_name && name.len() < line.len() && name.first().is_some_and(u8::is_ascii_alphabetic)
        || line.starts_with(b" ")
        || line.starts_with(b"--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stubs_heads_and_padding_hide_nothing() {
        for bytes in [
            b"".as_slice(),
            b"\r\n",
            b"MZ\x90\x00\x03 a stub that looks for PK\x03\x04 and PK\x05\x06, 1, 2\n3, 4\n",
            b"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a1.xlsx\"\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nDate: Mon, 4 Mar 2024\r\nSet-Cookie: a=1; b=2\r\n\r\n",
            b"a1.xlsx\x000000644\x000001750\x0000000012345\x0014561234567\x00ustar\x0000\x00",
            &[0; 4096],
        ] {
            assert!(!holds_another(bytes), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn another_workbook_and_lines_of_a_table_are_found() {
        let package = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
        let compound = include_bytes!("../../../../fixtures/samples/libreoffice.xls").as_slice();
        let head = b"a.xlsx\x000000644\x00ustar\x00".as_slice();
        for other in [
            &package,
            compound,
            b"STT;M\xc3\xa3;S\xe1\xbb\x91\n1;03148;5400\n",
            b"[{\"code\": \"03148\"}]",
            b"\xff\xfe1\x00;\x002\x00",
        ] {
            assert!(holds_another(other));
            assert!(beside_package(
                &[other, head, &package].concat(),
                u64::try_from(other.len() + head.len()).unwrap()
            ));
            assert!(beside_package(&[&package, other].concat(), 0) || other.starts_with(b"PK"));
        }
        assert!(!beside_package(&package, 0));
    }
}
