//! The unit of measure that a table states, and how it compares with the unit of a field.
//!
//! The words for powers of ten and for the currency are the language's; what else is counted (người, hồ sơ) is the form's
//! own business and says nothing here.

use crate::project::form::Field;
use crate::project::settings::Language;
use crate::text;
use crate::validate::finding::Message;

/// What a text says of the unit: the power of ten, and whether amounts are money or percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedUnit {
    pub multiplier: i32,
    pub measure: StatedMeasure,
}

/// What is measured, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedMeasure {
    Money,
    Percent,
    /// Something counted: persons, households, files.
    Count,
}

/// As [`text::name`] leaves them: a lone y is i.
const POWERS: &[(&str, i32)] = &[
    ("nghìn tỉ ", 12),
    ("ngàn tỉ ", 12),
    ("nghìn ", 3),
    ("ngàn ", 3),
    ("triệu ", 6),
    ("tr. ", 6),
    ("tr.", 6),
    ("tr ", 6),
    ("trđ", 6),
    ("tỉ ", 9),
];
const THOUSANDS: &[&str] = &["1.000.", "1.000", "1,000", "1 000", "1000", "10^3"];
const MONEY: &[&str] = &["", "ồng", "đồng", "đ", "vnđ", "vnd", "đồng việt nam"];

/// Reads "triệu đồng", "Tr.đ", "tỷ đồng", "nghìn người", "%"; `None` for a list of units and for nothing.
pub fn stated(written: &str) -> Option<StatedUnit> {
    let written = with_marks(text::name(written));
    if written.is_empty() || written.contains([',', ';']) {
        return None;
    }
    if matches!(written.as_str(), "%" | "phần trăm") {
        return Some(StatedUnit { multiplier: 0, measure: StatedMeasure::Percent });
    }
    if matches!(written.as_str(), "‰" | "phần nghìn") {
        return Some(StatedUnit { multiplier: -1, measure: StatedMeasure::Percent });
    }
    // "1.000 đồng" and "1000đ" are thousands.
    let written = THOUSANDS
        .iter()
        .find_map(|digits| written.strip_prefix(digits))
        .map_or_else(|| written.clone(), |rest| format!("nghìn {}", rest.trim_start()));
    if let Some((_, power)) = POWERS.iter().find(|(word, _)| word.trim_end() == written) {
        // "Tỷ" alone is said of money only.
        return Some(StatedUnit { multiplier: *power, measure: StatedMeasure::Money });
    }
    let (multiplier, rest) = POWERS
        .iter()
        .find_map(|(word, power)| written.strip_prefix(word).map(|rest| (*power, rest.trim())))
        .unwrap_or((0, written.as_str()));
    let measure = if MONEY.contains(&rest) { StatedMeasure::Money } else { StatedMeasure::Count };
    Some(StatedUnit { multiplier, measure })
}

/// The words for powers and money with their marks, where somebody typed without any: "trieu dong". "Ti" and "ngan" alone
/// say other things too (tỷ lệ, ngân sách).
fn with_marks(written: String) -> String {
    if !written.is_ascii() {
        return written;
    }
    let is_money = written.ends_with("dong");
    let marked = |word| match word {
        "nghin" => "nghìn",
        "trieu" => "triệu",
        "dong" => "đồng",
        "phan" => "phần",
        "tram" => "trăm",
        "ti" if is_money => "tỉ",
        "ngan" if is_money => "ngàn",
        other => other,
    };
    written.split(' ').map(marked).collect::<Vec<_>>().join(" ")
}

/// The power of ten that a text says and nothing else: "tỷ", "nghìn".
pub fn bare_power(written: &str) -> Option<i32> {
    let written = with_marks(text::name(written));
    POWERS.iter().find(|(word, _)| word.trim_end() == written).map(|(_, power)| *power)
}

/// A power of ten as people say it: ×1000, ÷1000000.
pub fn factor_in_words(shift: i32) -> Message {
    let digits = usize::try_from(shift.unsigned_abs()).unwrap_or_default();
    let number = format!("1{}", "0".repeat(digits));
    if shift < 0 {
        Message::new(format!("chia cho {number}"), format!("divided by {number}"))
    } else {
        Message::new(format!("nhân với {number}"), format!("multiplied by {number}"))
    }
}

/// The unit of a field in the words of a form: "triệu đồng", "%".
pub fn of_field(field: &Field) -> String {
    let code = if field.is_percent() { "percent" } else { field.unit.as_deref().unwrap_or_default() };
    in_words(code, i64::from(field.multiplier.unwrap_or(0)), Language::Vi)
}

/// A unit of measure with its power of ten; codes that people do not say stay as they are.
pub fn in_words(unit: &str, multiplier: i64, language: Language) -> String {
    let say = |vi, en| match language {
        Language::Vi => vi,
        Language::En => en,
    };
    let word = match unit {
        "percent" => "%",
        "PERSON" => say("người", "people"),
        "HOUSEHOLD" => say("hộ", "households"),
        "ENTERPRISE" => say("doanh nghiệp", "enterprises"),
        "HOUSEHOLD_BUSINESS" => say("hộ kinh doanh", "household businesses"),
        "PRODUCT" => say("sản phẩm", "products"),
        "SERVICE" => say("dịch vụ", "services"),
        "DOSSIER" => say("hồ sơ", "dossiers"),
        "POINT" => say("điểm", "points"),
        "VND" => say("đồng", "VND"),
        "VILLAGE" => say("thôn, bản", "villages"),
        "COMMUNE" => say("xã", "communes"),
        other => other,
    };
    match multiplier {
        0 => word.to_owned(),
        3 => format!("{} {word}", say("nghìn", "thousand")),
        6 => format!("{} {word}", say("triệu", "million")),
        9 => format!("{} {word}", say("tỷ", "billion")),
        power => format!("10^{power} {word}"),
    }
}

/// How a stated unit compares with that of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciled {
    /// The same, or nothing that could be compared.
    Same,
    /// Values are multiplied by this power of ten.
    Shift(i32),
    /// Money where the field counts, or the other way round.
    Contradiction,
}

/// What a field declares that it measures; `None` where it declares no unit.
pub fn declared(field: &Field) -> Option<StatedMeasure> {
    Some(match field.unit.as_deref()? {
        "VND" => StatedMeasure::Money,
        _ if field.is_percent() => StatedMeasure::Percent,
        _ => StatedMeasure::Count,
    })
}

/// Compares what a table states with what a field declares. `speaks_of_it` is true where the label of the very column states
/// it, or where what stands above the table fits none of its fields: a unit above a table of several units speaks only of
/// the fields that it fits.
pub fn reconcile(stated: StatedUnit, field: &Field, speaks_of_it: bool) -> Reconciled {
    let Some(declared) = declared(field) else { return Reconciled::Same };
    if declared != stated.measure {
        return if speaks_of_it { Reconciled::Contradiction } else { Reconciled::Same };
    }
    match stated.multiplier - i32::from(field.multiplier.unwrap_or(0)) {
        0 => Reconciled::Same,
        shift => Reconciled::Shift(shift),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_from_their_words() {
        let money = |multiplier| Some(StatedUnit { multiplier, measure: StatedMeasure::Money });
        assert_eq!(stated("triệu đồng"), money(6));
        assert_eq!(stated("Tr. đồng"), money(6));
        assert_eq!(stated("Tỷ đồng"), money(9));
        assert_eq!(stated("đồng"), money(0));
        assert_eq!(stated("nghìn người"), Some(StatedUnit { multiplier: 3, measure: StatedMeasure::Count }));
        assert_eq!(stated("1.000 đồng"), money(3));
        assert_eq!(stated("1000đ"), money(3));
        assert_eq!(stated("trđ"), money(6));
        assert_eq!(stated("Tr.đ"), money(6));
        assert_eq!(stated("tỷ"), money(9));
        assert_eq!([stated("TRIEU DONG"), stated("Ty dong"), stated("dong")], [money(6), money(9), money(0)]);
        assert_eq!(stated("ngan sach").map(|unit| unit.multiplier), Some(0));
        assert_eq!(stated("hồ sơ, người"), None);
        assert_eq!(stated("‰"), Some(StatedUnit { multiplier: -1, measure: StatedMeasure::Percent }));
        assert_eq!((bare_power("Tỷ"), bare_power("nghìn"), bare_power("tỷ đồng")), (Some(9), Some(3), None));
    }
}
