//! Bytes of a text file to text.
//!
//! Takes bytes; gives text, or which fault keeps them from being text. UTF-8 and UTF-16 are proved, the old code pages
//! are guessed: no byte sequence is wrong in them; VISCII is known by its syllables. UTF-16 without a byte order mark is recognised by its zeros, which no other text has.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::{padding, viscii};

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Control bytes that no text has, or more than a few.
    Binary,
    /// The last character is cut.
    CutShort,
    /// UTF-8 or UTF-16, but for a fault on this line (from 1).
    Broken { line: usize },
    /// Zeros, so many of them, in the place of text from this line (from 1) on.
    Zeros { line: usize, count: usize },
}

/// Characters beyond ASCII that must be sound UTF-8 before a fault counts as one, and not as another encoding.
const PROOF_OF_UTF8: usize = 8;

/// Zeros in a text, and bytes for each of them.
const MOST_ZEROS: usize = 100;
const ZEROS_APART: usize = 100;

/// Bytes for each control sign of a text: in a file of another kind one byte in ten is one.
pub(super) const CONTROLS_APART: usize = 32;

/// Zeros in a row that are a part of the file that was lost.
const ZEROS_IN_A_ROW: &str = "\0\0\0\0\0\0\0\0";

/// Bytes by which UTF-16 without a mark is recognised.
const HEAD_OF_UTF16: usize = 4096;

/// The encoding that the beginning of a file speaks for, and the length of its byte order mark.
pub fn detect(head: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(head) {
        return found;
    }
    if let Some(encoding) = unmarked_utf16(head) {
        return (encoding, 0);
    }
    match std::str::from_utf8(head) {
        Ok(_) => (UTF_8, 0),
        // The head may end within a character.
        Err(fault) if fault.error_len().is_none() || proves_utf8(sound_part(head, fault)) => (UTF_8, 0),
        Err(_) => (code_page_of(head), 0),
    }
}

/// Text, and how its bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// The name of the encoding, such as `UTF-8` or `windows-1258`.
    pub encoding: &'static str,
}

/// The text of a file.
///
/// # Errors
/// Bytes that are no text, or text that is cut or broken.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let bytes = padding::without(bytes);
    match Encoding::for_bom(bytes).or_else(|| Some((unmarked_utf16(bytes)?, 0))) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let body = bytes.get(mark..).unwrap_or_default();
            if body.len() % 2 == 1 {
                return Err(NotText::CutShort);
            }
            let (text, faults) = encoding.decode_without_bom_handling(body);
            if faults {
                let before = text.split('\u{fffd}').next().unwrap_or_default();
                return Err(NotText::Broken { line: lines(before) });
            }
            if let Some(place) = other_encoding(&text) {
                return Err(NotText::Broken { line: lines(text.get(..place).unwrap_or_default()) });
            }
            text_only(text.into_owned(), encoding)
        }
        Some((encoding, mark)) if encoding == UTF_8 => utf8(bytes.get(mark..).unwrap_or_default(), true),
        _ => utf8(bytes, false),
    }
}

/// Where text of another encoding begins in what was read as UTF-16: text of one byte a letter is two letters or digits in each unit, many times over,
/// which would be signs of Chinese; text of the other order of bytes has a mark or a line end of that order, or letters and digits of it, many times over.
pub(super) fn other_encoding(text: &str) -> Option<usize> {
    const MANY: usize = 8;
    /// The mark of the order of bytes, a line feed and a carriage return in the other order: no signs of any script.
    const OF_OTHER_ORDER: [char; 3] = ['\u{fffe}', '\u{a00}', '\u{d00}'];
    let is_plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b',' | b';' | b' ' | b'.');
    let (mut run, mut start) = (0, 0);
    for (place, sign) in text.char_indices() {
        let [high, low] = u16::try_from(u32::from(sign)).unwrap_or_default().to_be_bytes();
        let is_other = is_plain(high) && is_plain(low) || low == 0 && (is_plain(high) || high == b'\t' || high == b'"');
        if run == 0 {
            start = place;
        }
        if OF_OTHER_ORDER.contains(&sign) {
            return Some(start);
        }
        run = if is_other { run + 1 } else { 0 };
        if run == MANY {
            return Some(start);
        }
    }
    None
}

/// UTF-16 without a mark: a third or more of its beginning are letters, digits and signs of ASCII with a zero on one side, and
/// next to none with a zero on the other.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD_OF_UTF16).unwrap_or(bytes);
    let is_ascii = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let (mut little, mut big) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        match *pair {
            [ascii, 0] if is_ascii(ascii) => little += 1,
            [0, ascii] if is_ascii(ascii) => big += 1,
            _ => {}
        }
    }
    let pairs = head.len() / 2;
    let speaks = |many: usize, few: usize| many * 3 >= pairs && many > 1 && few * 20 <= many;
    if speaks(little, big) {
        Some(UTF_16LE)
    } else if speaks(big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf8(bytes: &[u8], marked: bool) -> Result<Decoded, NotText> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return text_only(text.to_owned(), UTF_8),
        Err(fault) => fault,
    };
    let sound = sound_part(bytes, fault);
    let proved = marked || proves_utf8(sound);
    match (proved, fault.error_len()) {
        (true, None) => Err(NotText::CutShort),
        (true, Some(_)) => Err(NotText::Broken { line: lines(sound) }),
        (false, _) => code_page(bytes),
    }
}

/// The text before the first fault.
fn sound_part(bytes: &[u8], fault: std::str::Utf8Error) -> &str {
    bytes.get(..fault.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok()).unwrap_or_default()
}

fn proves_utf8(sound: &str) -> bool {
    sound.chars().filter(|sign| !sign.is_ascii()).take(PROOF_OF_UTF8).count() == PROOF_OF_UTF8
}

fn code_page(bytes: &[u8]) -> Result<Decoded, NotText> {
    if viscii::is_in(bytes) {
        return text_of(viscii::text_of(bytes), "VISCII");
    }
    let encoding = code_page_of(bytes);
    text_only(encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding)
}

/// The old code page, windows-1258 or 1252, that the frequencies of letters speak for.
pub(in crate::formats) fn code_page_of(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"vn"), Utf8Detection::Deny);
    if guess == WINDOWS_1252 { WINDOWS_1252 } else { WINDOWS_1258 }
}

fn text_only(text: String, encoding: &'static Encoding) -> Result<Decoded, NotText> {
    text_of(text, encoding.name())
}

fn text_of(text: String, encoding: &'static str) -> Result<Decoded, NotText> {
    let control = |sign: char| u8::try_from(sign).is_ok_and(is_control);
    // The end of a file of DOS is no text.
    let text = text.trim_end_matches('\u{1a}').to_owned();
    let (mut zeros, mut controls) = (0_usize, 0_usize);
    let many = |zeros: usize| {
        let before = text.split('\0').next().unwrap_or_default();
        NotText::Zeros { line: lines(before), count: zeros }
    };
    for sign in text.chars().filter(|sign| control(*sign)) {
        if sign == '\0' { zeros += 1 } else { controls += 1 }
    }
    if controls.saturating_mul(CONTROLS_APART) > text.len() {
        return Err(NotText::Binary);
    }
    match (controls, zeros) {
        (_, 0) => Ok(Decoded { text, encoding }),
        (_, _) if padding::is_within_cells(&text) => Ok(Decoded { text, encoding }),
        // A few zeros spoil their cells, and not the text: what was there is lost.
        (0, 1..=MOST_ZEROS) if zeros.saturating_mul(ZEROS_APART) <= text.len() => {
            Ok(Decoded { text: text.replace('\0', "\u{fffd}"), encoding })
        }
        // More than a few, one behind the other: nobody wrote them.
        (0, _) if text.contains(ZEROS_IN_A_ROW) => Err(many(zeros)),
        _ => Err(NotText::Binary),
    }
}

/// True for a control sign that is no white space of texts, nor the end of a file of DOS.
pub(super) const fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)
}

pub(super) fn lines(text: &str) -> usize {
    text.matches('\n').count().saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of a unit of UTF-16 in an order.
    type OfUnit = fn(u16) -> [u8; 2];

    fn decoded(bytes: &[u8]) -> Result<String, NotText> {
        decode(bytes).map(|decoded| decoded.text)
    }

    #[test]
    fn marks_of_byte_order_are_obeyed_and_dropped() {
        let little: Vec<u8> = "\u{feff}Xã Nà Tấu".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Xã Nà Tấu".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little[..], &big[..], "\u{feff}Xã Nà Tấu".as_bytes(), "Xã Nà Tấu".as_bytes()] {
            assert_eq!(decoded(bytes).as_deref(), Ok("Xã Nà Tấu"));
        }
        assert_eq!(decode(&little[..little.len() - 1]), Err(NotText::CutShort));
    }

    #[test]
    fn vietnamese_of_windows_1258_is_read() {
        let text = "Ma\u{303} đơn vị,Tên xã,Tổng số hồ sơ tiếp nhận trong kỳ,Đã giải quyết đúng hạn\n";
        let decomposed =
            text.replace('ã', "a\u{303}").replace('ị', "i\u{323}").replace('ổ', "ô\u{309}").replace('ố', "ô\u{301}");
        let decomposed = decomposed
            .replace('ồ', "ô\u{300}")
            .replace('ế', "ê\u{301}")
            .replace('ậ', "â\u{323}")
            .replace('ỳ', "y\u{300}")
            .replace('ả', "a\u{309}")
            .replace('ạ', "a\u{323}");
        let (bytes, _, unmappable) = WINDOWS_1258.encode(&decomposed);
        assert!(!unmappable);
        assert_eq!(decoded(&bytes).as_deref(), Ok(&*decomposed));
        assert_eq!(decode(&bytes).map(|decoded| decoded.encoding), Ok("windows-1258"));
    }

    #[test]
    fn cut_and_broken_text_says_so() {
        let text = "Xã Nà Tấu, Xã Mường Phăng, Xã Thanh Nưa, Phường Mường Lay, Xã Sín Thầ";
        let bytes = text.as_bytes();
        assert_eq!(decode(&bytes[..bytes.len() - 1]), Err(NotText::CutShort));
        let mut broken = format!("{text}\nab").into_bytes();
        broken.extend([0xff, b'\n']);
        assert_eq!(decode(&broken), Err(NotText::Broken { line: 2 }));
        assert_eq!(decode(b"\x00\x01\x02"), Err(NotText::Binary));
        for sign in ['\u{7}', '\u{b}', '\u{1b}', '\u{1e}', '\u{7f}'] {
            let (few, many) = (format!("{text}{sign}gỗ tạp"), format!("58;{sign};60"));
            assert_eq!(decoded(few.as_bytes()).as_deref(), Ok(&*few), "{sign:?}");
            assert_eq!(decode(many.as_bytes()), Err(NotText::Binary), "{sign:?}");
            assert_eq!(decode(format!("{few}\0").repeat(2).as_bytes()), Err(NotText::Binary), "zeros beside them");
        }
        let zeros = |bytes: &str| decoded(format!("{text}\n{text}\n{bytes}").as_bytes());
        assert_eq!(zeros("58\0"), Ok(format!("{text}\n{text}\n58\u{fffd}")));
        assert_eq!(zeros("5\x008\0"), Err(NotText::Binary));
        let mut joined: Vec<u8> = format!("\u{feff}{text}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        joined.extend(b"03127,5400,3700,2800,7800,5800\n\n");
        assert_eq!(decode(&joined), Err(NotText::Broken { line: 2 }));
        let order = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for (mark, rest) in [("\u{feff}", ""), ("", ""), ("\u{feff}", "\n"), ("", "\n")] {
            let (little, big): (OfUnit, OfUnit) = (u16::to_le_bytes, u16::to_be_bytes);
            for (one, other) in [(little, big), (big, little)] {
                let first = order(&format!("\u{feff}{text}\n03127;5400\n"), one);
                let second = order(&format!("{mark}03148;5400;3700{rest}"), other);
                assert_eq!(decode(&[first, second].concat()), Err(NotText::Broken { line: 3 }), "{mark:?} {rest:?}");
            }
        }
    }

    #[test]
    fn zeros_around_a_text_are_no_part_of_it_and_within_it_a_part_was_lost() {
        let text = "Xã Nà Tấu;1\nXã Mường Phăng;2\n";
        let padded = |before: usize, text: &[u8], behind: usize| [&vec![0; before], text, &vec![0; behind]].concat();
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), &utf16, &unmarked] {
            for (before, behind) in [(0, 512), (16, 0), (16, 64), (0, 2)] {
                assert_eq!(decoded(&padded(before, bytes, behind)).as_deref(), Ok(text), "{before} {behind}");
            }
        }
        assert_eq!(decoded(&padded(0, "x;1\n\u{1a}".as_bytes(), 64)).as_deref(), Ok("x;1\n"));
        assert_eq!(decoded(&padded(0, b"[1]", 64)).as_deref(), Ok("[1]"));
        let lost = padded(0, "Xã Nà Tấu;1\nXã Mường Phăng;2".as_bytes(), 64);
        assert_eq!(decoded(&lost), Err(NotText::Zeros { line: 2, count: 64 }));
        let within = [padded(0, text.as_bytes(), 512), b"5;6\n".to_vec()].concat();
        assert_eq!(decoded(&within), Err(NotText::Zeros { line: 3, count: 512 }));
    }
}
