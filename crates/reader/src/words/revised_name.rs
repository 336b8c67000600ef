//! Names of files that say that a file of another name was mended.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::values::text;

/// The name of a file without its extension and without the words at its end that say that it was mended ("(1)", "lan 2", "sua lai", "v2", "copy",
/// "khong mat khau"), in small letters without marks; nothing where it says no such thing.
pub fn without_revision(file: &str) -> Option<String> {
    static COPY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(.*\S)\s*\(\s*\d{1,2}\s*\)\s*$").ok());
    static MENDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let number = r"(?:\d{1,2}|hai|ba|tu|nam|i{2,3}|iv|v)";
        let word = format!(
            r"(?:da sua|sua doi|sua lai|sua|gui lai|chinh sua|dieu chinh|dinh chinh|thay the|bo sung|ban moi|moi|copy|lan(?: thu)? {number}|v\d{{1,2}}|(?:khong|bo) mat khau|mo khoa)"
        );
        Regex::new(&format!(r"^(.*?[^\s_.-])(?:[\s_.-]+(?:\(\s*{word}\s*\)|{word}\b))+$")).ok()
    });
    let stem = stem(file);
    // A number in parentheses is a footnote elsewhere, and goes with the marks.
    let copy = COPY.as_ref().filter(|_| stem.contains('('));
    let copied = copy.and_then(|copy| Some(copy.captures(stem)?.get(1)?.as_str()));
    let plain = text::without_marks(copied.unwrap_or(stem));
    // Most names have none of these words.
    let words = ["sua", "chinh", "gui lai", "thay the", "bo", "moi", "copy", "lan", "v", "mat khau", "mo khoa"];
    if !words.iter().any(|word| plain.contains(word)) {
        return copied.map(|_| plain);
    }
    let mended = MENDED.as_ref().and_then(|mended| Some(mended.captures(&plain)?.get(1)?.as_str().to_owned()));
    mended.or_else(|| copied.map(|_| plain))
}

/// True where a name ends with a number in parentheses, as that of a second file of one name does ("bao cao (1).xlsx").
pub fn is_numbered_copy(file: &str) -> bool {
    let number = stem(file).strip_suffix(')').and_then(|stem| Some(stem.rsplit_once('(')?.1.trim()));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// True where a name says that the file completes another: it may hold a part alone ("bổ sung").
pub fn is_supplement(file: &str) -> bool {
    let plain = text::without_marks(stem(file));
    let parted: String = plain.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    format!(" {} ", text::on_one_line(&parted)).contains(" bo sung ")
}

/// The name of a file without its extension, in small letters without marks.
pub fn plain_stem(file: &str) -> String {
    text::without_marks(stem(file))
}

/// The name of a file without its extension.
pub fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_that_it_was_mended_is_that_of_the_file_before() {
        for name in [
            "BC quý I (1).xlsx",
            "BC quý I(2).xlsx",
            "BC quý I (sửa).xls",
            "BC quý I lần 2.csv",
            "BC quý I_sửa lại.xlsx",
            "BC quý I - sửa lần 2.xlsx",
            "BC quý I_khong mat khau.xlsx",
            "BC quý I v2.xlsx",
        ] {
            assert_eq!(without_revision(name).as_deref(), Some("bc quy i"), "{name}");
            assert_eq!(plain_stem("BC quý I.ods"), "bc quy i");
        }
        assert!(is_supplement("BC quý I_bổ sung.xlsx") && is_supplement("bo-sung BC.csv"));
        assert!(!is_supplement("BC quý I sửa.xlsx") && !is_supplement("BC Bo Sungai.csv"));
        // Numbers of forms, quarters and communes, and a place, are none.
        for name in ["Biểu 04.xlsx", "2024-Q1.xlsx", "huyen 2.xlsx", "xa muong lan.xlsx", "lần 2.xlsx", "BC.xlsx"] {
            assert_eq!(without_revision(name), None, "{name}");
        }
    }
}
