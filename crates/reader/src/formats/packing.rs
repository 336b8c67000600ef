//! Methods of packing in zip packages that are not unpacked, by the names that people know them by.
//!
//! What is packed in one of them is whole: the finding says so, and how to pack it again.

use zip::CompressionMethod;

/// The name of the method, where it is one that is not unpacked; nothing for a file that is encrypted, which says so itself.
pub(super) fn unknown(method: CompressionMethod) -> Option<String> {
    const NAMED: [(CompressionMethod, &str); 15] = [
        (CompressionMethod::DEFLATE64, "Deflate64"),
        (CompressionMethod::BZIP2, "bzip2"),
        (CompressionMethod::LZMA, "LZMA"),
        (CompressionMethod::ZSTD, "Zstandard"),
        (CompressionMethod::ZSTD_DEPRECATED, "Zstandard"),
        (CompressionMethod::XZ, "XZ"),
        (CompressionMethod::PPMD, "PPMd"),
        (CompressionMethod::SHRINK, "Shrink"),
        (CompressionMethod::REDUCE_1, "Reduce"),
        (CompressionMethod::REDUCE_2, "Reduce"),
        (CompressionMethod::REDUCE_3, "Reduce"),
        (CompressionMethod::REDUCE_4, "Reduce"),
        (CompressionMethod::IMPLODE, "Implode"),
        (CompressionMethod::PKWARE_IMPLODE, "PKWARE DCL"),
        (CompressionMethod::JPEG, "JPEG"),
    ];
    if [CompressionMethod::Stored, CompressionMethod::Deflated, CompressionMethod::AES].contains(&method) {
        return None;
    }
    let named = NAMED.iter().find(|(known, _)| *known == method);
    // Of others the number is known alone.
    let number = || format!("#{}", format!("{method:?}").replace(|sign: char| !sign.is_ascii_digit(), ""));
    Some(named.map_or_else(number, |(_, name)| (*name).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_unpacked_has_a_name() {
        assert_eq!(unknown(CompressionMethod::Deflated), None);
        assert_eq!(unknown(CompressionMethod::Stored), None);
        assert_eq!(unknown(CompressionMethod::BZIP2), Some("bzip2".to_owned()));
        assert_eq!(unknown(CompressionMethod::DEFLATE64), Some("Deflate64".to_owned()));
        assert_eq!(unknown(CompressionMethod::MP3), Some("#94".to_owned()));
    }
}
