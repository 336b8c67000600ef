//! The unit of measure that a text above, below or beside a table states.
//!
//! Takes a text of a head; gives what it says of the unit: after the words for it ("ĐVT: tỷ đồng", "Đơn vị tính - Unit: tỷ
//! đồng", "Tính bằng tỷ đồng"), alone ("Tỷ đồng"), or within a title ("GIÁ TRỊ NĂM 2023 (tỷ đồng)").

use std::borrow::Cow;

use crate::locate::head::{HeadText, names_an_office};
use crate::locate::known_text::KnownText;
use crate::sheet::grid::Cell;
use crate::sheet::legacy::reading::{self, Way};
use crate::values::text;
use crate::words::named_units::named_somewhere;
use crate::words::note_leads::led_by_a_note;
use crate::words::power_words::is_only_a_power;
use crate::words::stated_units::{StatedMeasure, StatedUnits};
use crate::words::unit_text::{after_reckoned_in, is_only_a_unit, perhaps_stated};

/// With and without marks: what precedes a unit of measure.
const UNIT: [[&str; 2]; 4] =
    [["đơn vị tính", "don vi tinh"], ["đvt", "dvt"], ["đơn vị", "don vi"], ["đv tính", "dv tinh"]];
/// What precedes a unit of measure, and other things as often: what follows must be one.
const PERHAPS_UNIT: [&str; 12] = [
    "đv",
    "dv",
    "đơn vị tiền",
    "don vi tien",
    "đơn vị tiền tệ",
    "don vi tien te",
    "đơn vị đo",
    "don vi do",
    "unit",
    "units",
    "unit of measure",
    "unit of measurement",
];
/// What precedes a currency, which says nothing of the power of ten: only foreign money, or a power beside it, is a unit.
const CURRENCY: [&str; 10] = [
    "currency",
    "tiền tệ",
    "tien te",
    "loại tiền",
    "loai tien",
    "loại tiền tệ",
    "loai tien te",
    "đồng tiền",
    "dong tien",
    "ngoại tệ",
];
/// Letters of a unit of measure that is without a colon: a sentence is none.
const LONGEST_UNIT: usize = 40;
/// Bytes of a title, which may hold a unit.
const LONGEST_TITLE: usize = 600;

/// The unit of measure of a line that says nothing else, "Đơn vị tính: triệu đồng": the cells of a row that hold something.
pub fn unit_of_line(cells: &[&(u32, Cell)]) -> Option<HeadText> {
    let texts: Vec<(u32, &str)> = cells.iter().filter_map(|(column, cell)| Some((*column, cell.as_text()?))).collect();
    let (column, text) = match texts.as_slice() {
        [(column, text)] => (*column, KnownText::of(text).unit_after()?.to_owned()),
        [(_, text), (column, beside)] if KnownText::of(text).unit_after()?.is_empty() => {
            (*column, (*beside).to_owned())
        }
        _ => return None,
    };
    (texts.len() == cells.len() && !text.is_empty() && !names_an_office(&text)).then(|| HeadText::new(&text, 0, column))
}

/// True for the words before a unit of measure: "ĐVT", "Đơn vị tính".
pub fn precedes_a_unit(words: &str) -> bool {
    is_one_of(&text::label(words))
}

/// True for the label of a column that states each row's unit of measure. "Đơn vị" alone heads columns of offices too.
pub fn labels_units(label: &str) -> bool {
    if !may_speak_of_units(label) {
        return false;
    }
    let key = text::label(label);
    !matches!(key.as_str(), "đơn vị" | "don vi") && is_one_of(&key)
}

/// True for the label of a column that holds units of measure, or offices: its cells show which.
pub fn may_label_units(label: &str) -> bool {
    let key = text::label(label);
    let key = key.replace(['.', '/'], "");
    matches!(key.as_str(), "đơn vị" | "don vi") || PERHAPS_UNIT.contains(&key.as_str())
}

/// True for a label that says among other words that it is of units of measure: "Đơn vị tính doanh thu", "Doanh thu - ĐVT", "Doanh thu_dvt".
pub fn labels_units_among_words(label: &str) -> bool {
    const WORDS: [&str; 6] = ["don vi tinh", "dvt", "dv tinh", "don vi tien", "don vi do", "unit of measure"];
    let plain = text::without_marks(&text::label(label)).replace('.', "");
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let joined = format!(" {} ", words.join(" "));
    WORDS.iter().any(|known| joined.contains(&format!(" {known} "))) || words.contains(&"unit")
}

/// True where the first letters are those of [`UNIT`]: most texts are known by a look.
fn may_speak_of_units(text: &str) -> bool {
    let mut letters = text.chars().filter(|sign| sign.is_alphabetic());
    let first = letters.next().is_some_and(|sign| matches!(sign, 'đ' | 'Đ' | 'ð' | 'Ð' | 'd' | 'D'));
    first && letters.next().is_some_and(|sign| matches!(sign, 'ơ' | 'Ơ' | 'o' | 'O' | 'v' | 'V'))
}

/// True for one of the words, and for one typed without any marks or with dots: "Đ.V.T", "Đ/v tính".
fn is_one_of(key: &str) -> bool {
    let key: Cow<'_, str> = if key.contains(['.', '/']) { key.replace(['.', '/'], "").into() } else { key.into() };
    UNIT.as_flattened().contains(&&*key)
}

/// Whether a text is the words before a unit, and whether it surely is: both languages may be there, "Đơn vị tính - Unit".
fn words_before_a_unit(words: &str) -> Option<bool> {
    let key = text::label(words);
    if is_one_of(&key) {
        return Some(true);
    }
    if is_of_the_table(&key) {
        return Some(false);
    }
    let is_perhaps = |key: &str| PERHAPS_UNIT.contains(&key.replace(['.', '/'], "").as_str());
    if is_perhaps(&key) {
        return Some(false);
    }
    let pieces = || key.split(['/', '-', '–', '(', ')']).map(str::trim).filter(|piece| !piece.is_empty());
    let known = pieces().count() > 1 && pieces().all(|piece| is_one_of(piece) || is_perhaps(piece));
    known.then(|| pieces().any(|piece| is_one_of(piece) && piece != "đơn vị" && piece != "don vi"))
}

/// True for words for a unit and for the table whose it is, and no others: "đơn vị sử dụng trong biểu".
fn is_of_the_table(key: &str) -> bool {
    const WORDS: [&str; 14] =
        ["su", "dung", "dung", "trong", "bieu", "bang", "cua", "so", "lieu", "tien", "chung", "ap", "nay", "cho"];
    let plain = text::without_marks(key);
    let rest = ["don vi tinh ", "don vi ", "dvt "].iter().find_map(|words| plain.strip_prefix(words));
    rest.is_some_and(|rest| rest.split(' ').all(|word| WORDS.contains(&word)))
}

/// The unit of measure that a text of a head states and little else: after a colon ("ĐVT: tỷ đồng"; empty where nothing follows
/// in the cell), right after the words ("Đơn vị tính tỷ đồng", "ĐVT (tỷ đồng)"), or alone ("(Tỷ đồng)", "Tỷ đồng").
pub fn unit_after(text: &str) -> Option<String> {
    unit_as_written(text).or_else(|| unit_in_an_old_font(text))
}

/// The unit of a text alone in the encoding of an old font, above a table in Unicode: "Tû ®ång" in TCVN3, "tyû ñoàng" in VNI.
fn unit_in_an_old_font(text: &str) -> Option<String> {
    let short = !text.is_ascii() && text.chars().count() <= LONGEST_UNIT;
    if !short || !reading::any_suspect(std::iter::once(text)) {
        return None;
    }
    let ways = Way::all(std::iter::once(text)).into_iter().filter(|way| !way.is_foreign(text));
    let decoded = ways.map(|way| way.decode(text)).filter(|decoded| decoded != text);
    decoded.filter_map(|decoded| unit_as_written(&decoded)).find(|unit| is_of_figures(&perhaps_stated(unit)))
}

fn unit_as_written(text: &str) -> Option<String> {
    if let Some(unit) = after_words_and_a_sign(without_note(text)) {
        return Some(unit);
    }
    let text = text.trim();
    if text.chars().count() > LONGEST_UNIT || !may_hold_a_unit(text) {
        return None;
    }
    let bare = text.trim_matches(['{', '}', '<', '>', '"', '“', '”', '*', ' ']);
    if is_only_a_unit(bare) || is_only_a_power(inner(bare).as_str()) || matches!(bare, "%" | "‰") {
        return Some(inner(bare));
    }
    if let Some(unit) = unit_reckoned_in(text) {
        return Some(unit);
    }
    let may_state = text.starts_with('(') || may_speak_of_units(text);
    if !may_state || text.contains(':') {
        return None;
    }
    let (money, share) = (StatedMeasure::Money, StatedMeasure::Percent);
    if text.starts_with('(') && text.ends_with(')') && perhaps_stated(text).names_any(&[money, share]) {
        return Some(inner(text));
    }
    // "Đơn vị" alone begins the names of offices.
    let words = UNIT.iter().map(|[word, _]| *word).filter(|word| *word != "đơn vị");
    let words = words.map(|word| word.split(' ').count());
    let mut starts: Vec<(&str, &str)> = words.filter_map(|words| after_words(text, words)).collect();
    starts.dedup();
    let (_, rest) = starts.into_iter().find(|(words, _)| precedes_a_unit(words))?;
    let units = perhaps_stated(rest);
    (!units.is_empty() || units.is_unclear()).then(|| inner(rest))
}

/// The unit of measure that a title or a note holds beside other words: "GIÁ TRỊ SẢN XUẤT (ĐVT: tỷ đồng)", "Giá hiện hành; tỷ
/// đồng". Only money and what has a power of ten: a title has other words that are counted.
pub fn unit_within(text: &str) -> Option<String> {
    const SIGNS: [char; 11] = ['(', ')', '[', ']', ';', ',', '.', ':', '–', '-', '\n'];
    if text.len() > LONGEST_TITLE || !may_hold_a_unit(text) || is_of_one_column(text) || currency_of(text).is_some() {
        return None;
    }
    let says = |unit: &String| is_of_figures(&perhaps_stated(unit)) && !is_a_word_between_strokes(text, unit);
    let mut starts = text.match_indices(SIGNS).filter_map(|(place, sign)| {
        let rest = text.get(place.saturating_add(sign.len())..)?.trim_start();
        // What begins in parentheses ends with them.
        let end = if matches!(sign, "(" | "[") { rest.find([')', ']']) } else { None };
        rest.get(..end.unwrap_or(rest.len()))
    });
    let after_words = starts.find_map(|rest| {
        let sure = after_words_and_a_sign(rest).or_else(|| may_speak_of_units(rest).then(|| unit_after(rest))?);
        sure.or_else(|| unit_reckoned_in(rest)).filter(says)
    });
    after_words.or_else(|| unit_reckoned_in(text).filter(says)).or_else(|| {
        // "NĂM 2023 (tỷ)", "TỶ LỆ … (%)".
        let in_parentheses = |piece: &str| text.trim_end().ends_with(&format!("({piece})"));
        let at_end = |piece: &str| (matches!(piece, "%" | "‰") || is_only_a_power(piece)) && in_parentheses(piece);
        let pieces = pieces_between(text, &SIGNS).map(str::trim);
        let is_unit = |piece: &&str| is_only_a_unit(piece) && !is_a_word_between_strokes(text, piece) || at_end(piece);
        let pieces: Vec<&str> = pieces.filter(is_unit).collect();
        (!pieces.is_empty()).then(|| pieces.join("; "))
    })
}

/// True for one word that a stroke without a blank joins to another in a text: "dong" of "huyen-son-dong".
fn is_a_word_between_strokes(text: &str, piece: &str) -> bool {
    let joins = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, '-' | '–'));
    let is_joined = |(place, found): (usize, &str)| {
        let (before, behind) = (text.get(..place), text.get(place.saturating_add(found.len())..));
        joins(before.and_then(|before| before.chars().next_back()))
            || joins(behind.and_then(|behind| behind.chars().next()))
    };
    !piece.contains(char::is_whitespace) && text.match_indices(piece).all(is_joined)
}

/// What a line says behind words for a currency: "VND" of "Tiền tệ: VND", which says no power of ten.
pub fn currency_of(line: &str) -> Option<&str> {
    let (words, value) = line.split_once(':')?;
    CURRENCY.contains(&text::label(&words.replace('_', " ")).as_str()).then(|| value.trim())
}

/// The pieces of a text between signs; within a number none parts it: "tổng cộng 1.000 điểm".
fn pieces_between<'t>(text: &'t str, signs: &'t [char]) -> impl Iterator<Item = &'t str> {
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let mut before = None;
    let mut signs_after = text.chars().skip(1);
    text.split(move |sign: char| {
        let after = signs_after.next();
        let within = is_digit(before) && is_digit(after) && matches!(sign, '.' | ',');
        before = Some(sign);
        signs.contains(&sign) && !within
    })
}

/// True for a text that names a unit with its power of ten, in words from which it is not sure that the figures are in it.
pub(in crate::locate) fn unit_mentioned(text: &str) -> bool {
    text.len() <= LONGEST_TITLE && may_hold_a_unit(text) && named_somewhere(text).is_some()
}

/// True where a text may name money or a power of ten: most are known by a look.
fn may_hold_a_unit(text: &str) -> bool {
    text.contains(|sign: char| {
        // Of đồng, nghìn, ngàn, triệu, trăm, tỷ, vạn, chục, %, VND, billion, thousand, dong, x1000.
        matches!(sign, 'đ' | 'Đ' | '%' | '‰' | '0' | '₫' | '$') || "ntvcbNTVCBmMdDxX".contains(sign)
    })
}

/// True for money, shares and what has a power of ten; and for what cannot be used.
pub fn is_of_figures(units: &StatedUnits) -> bool {
    use StatedMeasure::{Money, OtherMoney, Percent};
    units.names_any(&[Money, OtherMoney, Percent]) || units.has_power() || units.is_unclear()
}

/// "Tỷ đồng" of "Số liệu tính bằng tỷ đồng"; of a sentence about one column nothing: "Ghi chú: Doanh thu tính bằng tỷ đồng".
fn unit_reckoned_in(text: &str) -> Option<String> {
    let unit = after_reckoned_in(text)?;
    (is_only_a_unit(&unit) && !is_of_one_column(text)).then_some(unit)
}

/// True for a sentence that says of what it speaks: of a column, or of a thing in a note.
fn is_of_one_column(text: &str) -> bool {
    /// What begins a sentence about some columns.
    const ONE: [&str; 7] = ["rieng ", "cot ", "cac cot ", "chi tieu ", "muc ", "dong ", "khoan "];
    /// What speaks of all of them.
    const ALL: [&str; 26] = [
        "so", "lieu", "cac", "bieu", "bang", "trong", "nay", "gia", "tri", "tien", "tat", "ca", "toan", "bo", "moi",
        "deu", "duoc", "bao", "cao", "tren", "duoi", "day", "don", "vi", "kinh", "phi",
    ];
    let noted = without_note(text);
    let key = text::without_marks(noted);
    let Some((before, behind)) = key.split_once("tinh bang").or_else(|| key.split_once("tinh theo")) else {
        return false;
    };
    let is_of_all =
        || before.split(|sign: char| !sign.is_alphanumeric()).all(|word| word.is_empty() || ALL.contains(&word));
    let is_note = noted.trim().len() < text.trim().len();
    let of_one = ONE.iter().any(|word| before.trim_start().starts_with(word)) || is_note;
    of_one && !is_of_all() || behind.contains(" khac")
}

fn inner(text: &str) -> String {
    text.trim_matches(['(', ')', '[', ']', '.', ' ', ':', '=']).to_owned()
}

/// A unit without the parentheses around it; those within it stay: "tỷ đồng (làm tròn)".
fn without_outer_signs(value: &str) -> &str {
    let value = value.trim_matches(['.', ' ']);
    let opened = value.strip_prefix('(').unwrap_or(value);
    // What opens within the value closes there, too.
    let closed = opened.strip_suffix(')').filter(|inner| !inner.contains('(')).unwrap_or(opened);
    closed.trim_matches(['.', ' '])
}

/// A text without "Ghi chú:" and signs before it.
fn without_note(text: &str) -> &str {
    let text = text.trim_start_matches(['*', '-', '+', '(', ' ']);
    led_by_a_note(text).map_or(text, str::trim)
}

/// The text after the words for a unit and a colon, in one line of the text; empty where nothing follows in the cell.
fn after_words_and_a_sign(text: &str) -> Option<String> {
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((words, value)) = line.split_once([':', '：', '=']) else { continue };
        // The name of an office, or a sentence.
        if words.chars().count() > LONGEST_UNIT {
            continue;
        }
        // Members of JSON are written with strokes: "tien_te", "don_vi_tinh".
        let words = &words.replace('_', " ");
        let is_currency = CURRENCY.contains(&text::label(words).as_str());
        let surely = if is_currency { Some(false) } else { words_before_a_unit(words) };
        let Some(surely) = surely else { continue };
        let value = value.trim();
        let value = if value.is_empty() { lines.next().unwrap_or_default().trim() } else { value };
        let value = without_outer_signs(value);
        if is_currency {
            let units = perhaps_stated(value);
            if units.names_any(&[StatedMeasure::OtherMoney]) || units.has_power() {
                return Some(value.to_owned());
            }
            continue;
        }
        if surely || is_of_figures(&perhaps_stated(value)) {
            return Some(value.to_owned());
        }
    }
    None
}

/// A text parted after so many words; something must follow.
fn after_words(text: &str, words: usize) -> Option<(&str, &str)> {
    let (place, _) = text.match_indices(' ').nth(words.checked_sub(1)?)?;
    let (words, rest) = text.split_at_checked(place)?;
    Some((words, rest.trim())).filter(|(_, rest)| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_state_a_unit() {
        for (written, unit) in [
            ("ĐVT: tỷ đồng", Some("tỷ đồng")),
            ("Đơn vị tính - Unit: Tỷ đồng - Bill. dongs", Some("Tỷ đồng - Bill. dongs")),
            ("Unit: billion VND", Some("billion VND")),
            ("Currency: USD", Some("USD")),
            ("tien_te: USD", Some("USD")),
            ("Loại tiền: nghìn đồng", Some("nghìn đồng")),
            ("Currency: VND", None),
            ("Loại tiền: đồng Việt Nam", None),
            ("ĐVT: 100 triệu đồng", Some("100 triệu đồng")),
            ("Đơn vị tính/Unit: tỷ đồng", Some("tỷ đồng")),
            ("Đ/v: tỷ đồng", Some("tỷ đồng")),
            ("ĐV: tỷ đồng", Some("tỷ đồng")),
            ("ĐVT = tỷ đồng", Some("tỷ đồng")),
            ("Đơn vị tiền: tỷ đồng", Some("tỷ đồng")),
            ("Tỷ đồng", Some("Tỷ đồng")),
            ("Ghi chú: Đơn vị tính: tỷ đồng", Some("tỷ đồng")),
            ("Tính bằng tỷ đồng", Some("tỷ đồng")),
            ("Tỷ", Some("Tỷ")),
            ("(nghìn)", Some("nghìn")),
            ("{tỷ đồng}", Some("tỷ đồng")),
            ("billions of dong", Some("billions of dong")),
            ("(ĐVT: tỷ đồng)", Some("tỷ đồng")),
            ("ĐVT: tỷ đồng (trừ cột 7: triệu đồng)", Some("tỷ đồng (trừ cột 7: triệu đồng)")),
            ("Trăm", None),
            ("Tû ®ång", Some("Tỷ đồng")),
            ("ÑVT: tyû ñoàng", Some("tỷ đồng")),
            ("Ñôn vò tính: tyû ñoàng", Some("tỷ đồng")),
            ("Đơn vị tính:", Some("")),
            ("ĐV: Trường THCS số 1", None),
            ("Unit: People's Committee", None),
            ("Đồng Hới", None),
            ("Xã Triệu Phong", None),
            ("Giá trị tăng thêm (tỷ đồng)", None),
        ] {
            assert_eq!(unit_after(written).as_deref(), unit, "{written}");
        }
    }

    #[test]
    fn titles_hold_a_unit() {
        for (written, unit) in [
            ("GIÁ TRỊ TĂNG THÊM (ĐVT: tỷ đồng)", Some("tỷ đồng")),
            ("GIÁ TRỊ TĂNG THÊM NĂM 2023 (tỷ đồng)", Some("tỷ đồng")),
            ("GIÁ TRỊ TĂNG THÊM - Đơn vị tính: tỷ đồng", Some("tỷ đồng")),
            ("Giá hiện hành; ĐVT: tỷ đồng", Some("tỷ đồng")),
            ("Giá hiện hành, tỷ đồng", Some("tỷ đồng")),
            ("GIÁ TRỊ TĂNG THÊM (1.000 đồng)", Some("1.000 đồng")),
            ("Giá trị tăng thêm, đơn vị tính tỷ đồng", Some("tỷ đồng")),
            ("Lưu ý: số liệu tính theo tỷ đồng, làm tròn", Some("tỷ đồng")),
            ("DOANH NGHIỆP CÓ DOANH THU TRÊN 1 TỶ ĐỒNG", None),
            ("Hộ kinh doanh (doanh thu trên 1 tỷ đồng)", None),
            ("TỶ LỆ XÃ HỘI SỐ (%)", Some("%")),
            ("Dự án (5 tỷ đồng)", None),
            ("Ghi chú: điểm tối đa là 150 và 150, tổng cộng 1.000 điểm.", None),
            ("Người lập biểu, đơn vị: Tổ công tác", None),
            ("Tệp: huyen-son-dong", None),
            ("Bảng-tỷ đồng", Some("tỷ đồng")),
        ] {
            assert_eq!(unit_within(written).as_deref(), unit, "{written}");
        }
        for (written, mentioned) in [
            ("Số liệu đã được quy ra tỷ đồng", true),
            ("Giá trị tăng thêm đơn vị tính tỷ đồng", true),
            ("DOANH NGHIỆP CÓ DOANH THU TRÊN 1 TỶ ĐỒNG", false),
            ("Doanh nghiệp có doanh thu từ tỷ đồng trở lên", false),
            ("làm tròn đến tỷ đồng", true),
            ("Tỷ lệ hồ sơ trực tuyến", false),
        ] {
            assert_eq!(unit_mentioned(written), mentioned, "{written}");
        }
    }
}
