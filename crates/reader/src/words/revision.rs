//! Revisions that a text names.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::values::text;

/// Words for what replaces an earlier text, without marks.
const REPLACING: [&str; 7] = ["sua doi", "dieu chinh", "sua lai", "ban sua", "dinh chinh", "thay the", "bo sung"];
/// Words for what is to be replaced.
const DRAFTS: [&str; 6] = ["du thao", "ban nhap", "nhap", "ban cu", "draft", "old"];
/// Numbers in words and in Roman letters, from one on.
const NUMBERS: [[&str; 2]; 10] = [
    ["dau", "i"],
    ["hai", "ii"],
    ["ba", "iii"],
    ["tu", "iv"],
    ["nam", "v"],
    ["sau", "vi"],
    ["bay", "vii"],
    ["tam", "viii"],
    ["chin", "ix"],
    ["muoi", "x"],
];

/// The revision that the name of an object states: as [`revision_in`]; else the number of a copy, of which `a.xlsx` is the first and `a (1).xlsx`
/// the second; 0 for a draft.
pub fn revision_of_name(object: &str) -> Option<u32> {
    static COPY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\((\d{1,2})\)\s*$").ok());
    let plain = text::without_marks(object);
    let copy = || {
        if !object.contains('(') {
            return None;
        }
        let file = object.rsplit('/').next().unwrap_or(object);
        let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
        let found = COPY.as_ref()?.captures(stem)?;
        found.get(1)?.as_str().parse::<u32>().ok()?.checked_add(1)
    };
    let is_draft = || {
        if !DRAFTS.iter().any(|draft| draft.split(' ').all(|word| plain.contains(word))) {
            return false;
        }
        let parted: String = plain.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        let words = format!(" {} ", text::on_one_line(&parted));
        DRAFTS.iter().any(|draft| words.contains(&format!(" {draft} ")))
    };
    let is_old = || plain.contains("cu") && is_called_old(object);
    revision_in(object).or_else(copy).or_else(|| (is_draft() || is_old()).then_some(0))
}

/// True where a text without marks has a word of one that states its revision: most names have none.
fn may_state_a_revision(plain: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    has(&["lan", "sua", "chinh", "thay", "bo"])
        || plain.contains(|sign: char| sign.is_ascii_digit()) && has(&["v", "ban"])
}

/// True for a text that calls the report a draft and says nothing else: "BẢN NHÁP", "(Dự thảo)".
pub fn is_called_a_draft(text: &str) -> bool {
    const CALLED: [&str; 6] = ["ban nhap", "nhap", "du thao", "ban du thao", "draft", "bao cao nhap"];
    let plain = text::without_marks(text);
    CALLED.contains(&plain.trim_matches(|sign: char| !sign.is_alphanumeric()))
}

/// True for what lies in a folder "cũ", or ends with that word: within other names it may be a part of one.
fn is_called_old(object: &str) -> bool {
    let object = text::name(object);
    let steps: Vec<&str> = object.split('/').collect();
    let stem =
        steps.last().map_or("", |file| file.split_once('.').map_or(*file, |(stem, _)| stem)).trim_end_matches(')');
    let ends = |last: &str| stem.strip_suffix(last).is_some_and(|before| before.ends_with([' ', '_', '-', '(']));
    steps.iter().any(|step| matches!(step.trim(), "cũ" | "cu")) || ends("cũ")
}

/// The revision that a text or an object's name states: "lần 2", "lần hai", "sửa đổi lần 3", "v2"; 2 for "sửa đổi" and other words of the kind
/// without a number. Marks do not matter, since names of objects often have none.
pub fn revision_in(text: &str) -> Option<u32> {
    static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\blan\s*(?:thu\s*)?(\d{1,2})\b").ok());
    static IN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\blan\s*(?:thu\s*)?(dau|hai|ba|tu|nam|sau|bay|tam|chin|muoi|i{1,3}|i[vx]|vi{0,3}|x)\b").ok()
    });
    static VERSION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:v|(?:ver|rev|version|phien ban)\s*)(\d{1,2})\b").ok());
    static WORDS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!(r"\b(?:{})\b(?:\s*(\d{{1,2}})\b)?", REPLACING.join("|"))).ok());
    let plain = text::without_marks(text);
    if !may_state_a_revision(&plain) {
        return None;
    }
    // Dots and slashes part the words of an object's name.
    let words = |text: String| {
        let parted: String = text.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        text::on_one_line(&parted).into_owned()
    };
    let (marked, text) = (words(text::name(text)), words(plain));
    // Mường Lạn is a place. Where a text has marks, "lần" has its own; where it has none, the place has its first word.
    let text = if marked == text {
        text.replace("muong lan ", "muong_lan ")
    } else {
        let unmarked =
            |word: &str| if word == "lạn" || word == "lan" { "_".to_owned() } else { text::without_marks(word) };
        marked.split(' ').map(unmarked).collect::<Vec<_>>().join(" ")
    };
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let number = |found: Option<regex_lite::Match<'_>>| found.and_then(|found| found.as_str().parse::<u32>().ok());
    if has(&["lan"])
        && let Some(found) = NUMBERED.as_ref()?.captures(&text)
    {
        return number(found.get(1)).filter(|number| *number > 0);
    }
    if has(&["lan"])
        && let Some(found) = IN_WORDS.as_ref()?.captures(&text)
    {
        let word = found.get(1)?.as_str();
        let place = NUMBERS.iter().position(|words| words.contains(&word))?;
        return u32::try_from(place).ok()?.checked_add(1);
    }
    if text.contains(|sign: char| sign.is_ascii_digit())
        && has(&["v", "ban"])
        && let Some(found) = VERSION.as_ref()?.captures(&text)
    {
        return number(found.get(1)).filter(|number| *number > 0);
    }
    // Most texts have none of these words.
    if !has(&["sua", "chinh", "thay", "bo sung"]) {
        return None;
    }
    let found = WORDS.as_ref()?.captures(&text)?;
    Some(number(found.get(1)).filter(|number| *number > 1).unwrap_or(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_objects_state_their_revision() {
        for (name, revision) in [
            ("bc lần ba.xlsx", Some(3)),
            ("bc lan II.xlsx", Some(2)),
            ("bc lần thứ 10.xlsx", Some(10)),
            ("bc_v2.xlsx", Some(2)),
            ("bc rev 3.xlsx", Some(3)),
            ("bc đính chính.xlsx", Some(2)),
            ("bc-thay-the.xlsx", Some(2)),
            ("bc bổ sung 3.xlsx", Some(3)),
            ("bc (9).xlsx", Some(10)),
            ("bc (2).tar.gz", Some(3)),
            ("bc dự thảo.xlsx", Some(0)),
            ("cũ/bc nháp.xlsx", Some(0)),
            ("Cũ/bc.xlsx", Some(0)),
            ("services/cu/bc.xlsx", Some(0)),
            ("bc (cũ).xlsx", Some(0)),
            ("bc_cũ.csv.gz", Some(0)),
            ("mới/bc.xlsx", None),
            ("xã cũ 2024/bc.xlsx", None),
            ("bc xã Nà Cu.xlsx", None),
            ("bc lần 2 (dự thảo).xlsx", Some(2)),
            ("(2) bc.xlsx", None),
            ("2025-Q1_xa-muong-lan.csv", None),
            ("xã Mường Lạn ba.csv", None),
            ("bieu-v.csv", None),
            ("bc.xlsx", None),
        ] {
            assert_eq!(revision_of_name(name), revision, "{name}");
        }
    }
}
