//! Who reports, as a head says it: takes texts, gives what stands behind words for the sender.
//!
//! ```text
//! Đơn vị báo cáo: UBND xã Nà Tấu      Tên đơn vị gửi BC: xã Nà Tấu      ĐVBC: xã Nà Tấu
//! don_vi_bao_cao: xã Nà Tấu           donViBaoCao: xã Nà Tấu            Đơn vị báo cáo UBND xã Nà Tấu
//! ```
//!
//! In a cell that is filled by hand, words and name may be broken over lines.

use crate::values::text;
use crate::words::unit_types::type_named;

/// What precedes the office that reports, or receives: a noun and what it does.
const NOUNS: [&str; 6] = ["donvi", "coquan", "tochuc", "dvi", "dv", "cq"];
/// What a sender does.
const SENDS: [&str; 4] = ["gui", "lap", "nop", "thuchien"];
/// What it sends.
const REPORTS: [&str; 5] = ["baocao", "bc", "bieu", "bieumau", "bieubaocao"];
/// Words before a sender in English, as programs and forms in two languages write them.
const ENGLISH: [&str; 4] = ["reportingunit", "reportingagency", "reportingentity", "reportingoffice"];
/// Words behind which a sender may be named, or something else.
const PERHAPS: [&str; 6] = ["tendonvi", "tencoquan", "coquan", "donvithuchien", "donvicungcap", "donvicungcapsolieu"];
/// Words before an office that receives.
const RECEIVERS: [&str; 7] =
    ["donvinhan", "donvinhanbaocao", "donvinhanbc", "coquannhan", "coquannhanbaocao", "coquannhanbc", "noinhan"];

/// Letters of the longest words before an office.
const LONGEST_LABEL: usize = 60;
/// Letters of the longest line that names the sender without a colon.
const LONGEST_LINE: usize = 90;
/// Words of the longest label.
const MOST_WORDS: usize = 7;

/// How sure it is that words precede a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SenderWords {
    /// Whatever follows is meant as one.
    Surely,
    /// Where what follows is an office.
    Perhaps,
}

/// True for words before a sender or a receiver: "Đơn vị báo cáo:".
pub(super) fn precedes_an_office(words: &str) -> bool {
    let before_a_receiver = |label: &str| is_before_a_receiver(label).then_some(SenderWords::Surely);
    sender_behind_a_colon(words).is_some() || behind_a_colon(words, before_a_receiver).is_some()
}

/// True for the words before a receiver alone: "Nơi nhận:".
pub(super) fn is_before_a_receiver(label: &str) -> bool {
    label.len() <= 2 * LONGEST_LABEL && RECEIVERS.contains(&compact(label).as_str())
}

/// What follows words for the sender and a colon, in a text of one line or several; empty where nothing does.
pub(super) fn sender_behind_a_colon(text: &str) -> Option<String> {
    behind_a_colon(text, |label| before_a_sender(label).filter(|words| *words == SenderWords::Surely))
}

/// The office that follows words behind which something else may be named, too.
pub(super) fn perhaps_sender(text: &str) -> Option<String> {
    let value = behind_a_colon(text, |label| before_a_sender(label).filter(|words| *words == SenderWords::Perhaps))?;
    super::names_an_office(&value).then_some(value)
}

/// The office that a line names behind the words for the sender without a colon: "Đơn vị báo cáo UBND xã Nà Tấu". `plain` is the text without marks.
pub(super) fn sender_in_a_line(text: &str, plain: &str) -> Option<String> {
    // Sentences about reports are in many heads.
    const OF_A_SENTENCE: [&str; 8] =
        [" truoc ", " ngay ", " theo ", " gui ", " phai ", " chiu ", " khong ", " trach nhiem "];
    if text.contains([':', '：']) || plain.chars().count() > LONGEST_LINE || !may_begin_with_a_noun(plain) {
        return None;
    }
    let spaced = text.replace(['.', '…', '_'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let of_label = |count: &usize| {
        let label = compact(&words.get(..*count).unwrap_or_default().concat());
        label.ends_with("baocao") || label.ends_with("bc")
    };
    let is_label = |count: &usize| {
        let label = words.get(..*count).unwrap_or_default().concat();
        before_a_sender(&label) == Some(SenderWords::Surely)
    };
    let end = (1..words.len().min(MOST_WORDS)).rev().filter(of_label).find(is_label)?;
    let joined = words.get(end..).unwrap_or_default().join(" ");
    let office = joined.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let said = format!(" {} ", text::without_marks(office));
    let is_sentence = OF_A_SENTENCE.iter().any(|words| said.contains(words));
    (super::names_an_office(office) && !is_sentence).then(|| office.to_owned())
}

/// True for the words before a sender, alone in their cell and without a colon.
pub(super) fn is_words_for_the_sender(text: &str, plain: &str) -> bool {
    may_begin_with_a_noun(plain)
        && plain.chars().count() <= LONGEST_LABEL
        && before_a_sender(text) == Some(SenderWords::Surely)
}

fn may_begin_with_a_noun(plain: &str) -> bool {
    let start = plain.trim_start_matches(|sign: char| !sign.is_ascii_alphabetic());
    ["ten", "don", "dv", "co", "cq", "to"].iter().any(|begin| start.starts_with(begin))
}

/// How surely a label precedes a sender.
fn before_a_sender(label: &str) -> Option<SenderWords> {
    let key = compact(label);
    let of_sender = || {
        let key = key.strip_prefix("ten").unwrap_or(&key);
        let does = NOUNS.iter().find_map(|noun| key.strip_prefix(noun))?;
        let sends = SENDS.iter().find_map(|sends| does.strip_prefix(sends));
        let is_report = |rest: &str| REPORTS.contains(&rest);
        let is_sender = match sends {
            Some("") => does != "thuchien",
            Some(rest) => is_report(rest),
            None => matches!(does, "baocao" | "bc"),
        };
        is_sender.then_some(SenderWords::Surely)
    };
    // "Đơn vị báo cáo / Reporting unit".
    let of_parts = || {
        let mut parts = label.split(['/', '|', '–']).flat_map(|part| part.split(" - "));
        let is_other = |part: &&str| part.len() < label.len();
        let is_of_sender = |part: &str| before_a_sender(part) == Some(SenderWords::Surely);
        parts.clone().count().gt(&1).then(|| parts.by_ref().filter(is_other).any(is_of_sender)).filter(|found| *found)
    };
    of_sender()
        .or_else(|| ENGLISH.contains(&key.as_str()).then_some(SenderWords::Surely))
        .or_else(|| of_parts().map(|_| SenderWords::Surely))
        .or_else(|| PERHAPS.contains(&key.as_str()).then_some(SenderWords::Perhaps))
}

/// The letters of a label without marks, blanks and strokes, and without the number before it: "1. Đơn vị báo cáo", `don_vi_bao_cao` and
/// `donViBaoCao` are one.
fn compact(label: &str) -> String {
    let plain = text::without_marks(&text::label(label));
    let letters: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.trim_start_matches(|sign: char| sign.is_ascii_digit()).to_owned()
}

/// What follows the first label of a kind and a colon. The label may be broken over lines, and so may what follows, as long as it is no whole name.
fn behind_a_colon(text: &str, is_label: impl Fn(&str) -> Option<SenderWords>) -> Option<String> {
    const MOST_LINES: usize = 3;
    let lines: Vec<&str> = if text.contains([':', '：']) { text.lines().collect() } else { Vec::new() };
    for (at, line) in lines.iter().enumerate() {
        let Some((label, value)) = line.split_once([':', '：']) else { continue };
        let broken = (at.saturating_sub(MOST_LINES)..at).rev().map(|first| {
            let before = lines.get(first..at).unwrap_or_default().join(" ");
            format!("{before} {label}")
        });
        let is_short = |label: &str| label.chars().count() <= LONGEST_LABEL;
        let mut labels = std::iter::once((*label).to_owned()).chain(broken).take_while(|label| is_short(label));
        if !labels.any(|label| is_label(&label).is_some()) {
            continue;
        }
        let mut value = value.trim().to_owned();
        let mut further = lines.iter().skip(at.saturating_add(1)).filter(|line| !line.trim().is_empty());
        while is_begun(&value) {
            let Some(next) = further.next().filter(|line| !line.contains([':', '：'])) else { break };
            value = format!("{value} {}", next.trim());
        }
        return Some(value.trim_matches(['(', ')', '.', '…', '_', ' ']).to_owned());
    }
    None
}

/// True for nothing, and for words of an office without a name: "UBND", "Ủy ban nhân dân thị xã", "Thị".
fn is_begun(value: &str) -> bool {
    // The first words of types of two, and the last of which is no type itself.
    const BROKEN: [&str; 4] = ["thi", "tran", "thanh", "dac"];
    const OFFICES: [&str; 5] = ["ubnd", "uy ban nhan dan", "uy ban nhan", "uy ban", "uy"];
    let plain = text::without_marks(value);
    let key = plain.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let rest = OFFICES.iter().find_map(|office| key.strip_prefix(office)).unwrap_or(key).trim();
    rest.is_empty() || BROKEN.contains(&rest) || type_named(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_sender_are_known_however_they_are_written() {
        for label in [
            "Đơn vị báo cáo",
            "Tên đơn vị báo cáo",
            "ĐƠN VỊ GỬI BÁO CÁO",
            "Đơn vị BC",
            "Đơn vị gửi BC",
            "ĐVBC",
            "ĐV báo cáo",
            "1. Đơn vị lập biểu",
            "Cơ quan báo cáo",
            "Đơn vị thực hiện báo cáo",
            "Đơn vị báo cáo (ghi rõ)",
            "Đơn vị báo cáo / Reporting unit",
            "Reporting unit",
            "don_vi_bao_cao",
            "donViBaoCao",
            "Don vi bao cao",
        ] {
            assert_eq!(before_a_sender(label), Some(SenderWords::Surely), "{label}");
        }
        for label in ["Tên đơn vị", "Cơ quan", "ten_don_vi"] {
            assert_eq!(before_a_sender(label), Some(SenderWords::Perhaps), "{label}");
        }
        for label in [
            "Đơn vị tính",
            "Đơn vị",
            "Đơn vị nhận báo cáo",
            "Nơi nhận",
            "Người lập biểu",
            "Đơn vị thực hiện nhiệm vụ",
            "Số đơn vị báo cáo",
            "Đơn vị tính / Unit",
            "Kỳ báo cáo",
            "",
        ] {
            assert_ne!(before_a_sender(label), Some(SenderWords::Surely), "{label}");
        }
    }

    #[test]
    fn a_name_that_is_broken_over_lines_is_joined() {
        for text in [
            "Đơn vị báo cáo: UBND thị xã Kỳ Mỹ",
            "Đơn vị báo cáo:\nUBND thị xã Kỳ Mỹ",
            "Đơn vị báo cáo: UBND\nthị xã Kỳ Mỹ",
            "Đơn vị\nbáo cáo: UBND thị xã\nKỳ Mỹ",
            "Biểu số 08/YT\nĐơn vị báo cáo: UBND thị\nxã Kỳ Mỹ\nĐơn vị nhận báo cáo: Sở Y tế",
            "Đơn vị báo cáo: ....UBND thị xã Kỳ Mỹ....",
        ] {
            assert_eq!(sender_behind_a_colon(text).as_deref(), Some("UBND thị xã Kỳ Mỹ"), "{text}");
        }
        for (text, expected) in [
            ("Đơn vị báo cáo:\nĐơn vị nhận báo cáo: Sở Y tế", Some("")),
            ("Đơn vị báo cáo: Xã Sơn Kim\nHuyện Lam Sơn", Some("Xã Sơn Kim")),
            ("Đơn vị nhận\nbáo cáo: Sở Y tế", None),
            ("Đơn vị tính: người", None),
        ] {
            assert_eq!(sender_behind_a_colon(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_line_without_a_colon_names_an_office_or_nothing() {
        let found = |text: &str| sender_in_a_line(text, &text::without_marks(text));
        for text in
            ["Đơn vị báo cáo UBND thị xã Kỳ Mỹ", "ĐVBC - UBND thị xã Kỳ Mỹ", "Đơn vị báo cáo....UBND thị xã Kỳ Mỹ"]
        {
            assert_eq!(found(text).as_deref(), Some("UBND thị xã Kỳ Mỹ"), "{text}");
        }
        for text in [
            "Đơn vị báo cáo gửi UBND huyện trước ngày 5",
            "Đơn vị báo cáo xã, phường theo mẫu",
            "Đơn vị báo cáo",
            "Đơn vị nhận báo cáo UBND huyện",
            "Đơn vị gửi huyện",
            "Tổng số đơn vị báo cáo xã",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
