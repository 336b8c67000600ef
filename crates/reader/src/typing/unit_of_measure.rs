//! The unit of measure of a field, and how what a table states compares with it.

use crate::findings::message::Message;
use crate::project::written::form::Field;
use crate::values::language::Language;
use crate::words::unit_text::{StatedMeasure, StatedUnits};

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
/// the fields that it fits. Dollars are no đồng, wherever they stand.
pub fn reconcile(stated: &StatedUnits, field: &Field, speaks_of_it: bool) -> Reconciled {
    let Some(declared) = declared(field) else { return Reconciled::Same };
    let Some(power) = stated.power(declared) else {
        let other_money = declared == StatedMeasure::Money && stated.names_any(&[StatedMeasure::OtherMoney]);
        let contradicts = other_money || speaks_of_it && !stated.is_empty() && !stated.is_unclear();
        return if contradicts { Reconciled::Contradiction } else { Reconciled::Same };
    };
    match power - i32::from(field.multiplier.unwrap_or(0)) {
        0 => Reconciled::Same,
        shift => Reconciled::Shift(shift),
    }
}
