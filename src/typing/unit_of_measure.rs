//! The unit of measure that a table states, and how it compares with the unit of a field.
//!
//! The words for powers of ten and for the currency are the language's; what else is counted (người, hồ sơ) is the form's
//! own business and says nothing here.

use crate::project::form::Field;
use crate::text;

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
    ("tỉ ", 9),
];
const MONEY: &[&str] = &["đồng", "đ", "vnđ", "vnd", "đồng việt nam"];

/// Reads "triệu đồng", "Tr.đ", "tỷ đồng", "nghìn người", "%"; `None` for a list of units and for nothing.
pub fn stated(written: &str) -> Option<StatedUnit> {
    let written = text::name(written);
    if written.is_empty() || written.contains([',', ';']) {
        return None;
    }
    if matches!(written.as_str(), "%" | "phần trăm") {
        return Some(StatedUnit { multiplier: 0, measure: StatedMeasure::Percent });
    }
    let (multiplier, rest) = POWERS
        .iter()
        .find_map(|(word, power)| written.strip_prefix(word).map(|rest| (*power, rest.trim())))
        .unwrap_or((0, written.as_str()));
    let measure = if MONEY.contains(&rest) { StatedMeasure::Money } else { StatedMeasure::Count };
    Some(StatedUnit { multiplier, measure })
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

/// Compares what a table states with what a field declares. `of_column` is true where the label of the very column states
/// it: a unit above a table of several units speaks only of the fields that it fits.
pub fn reconcile(stated: StatedUnit, field: &Field, of_column: bool) -> Reconciled {
    let declared = match field.unit.as_deref() {
        Some("VND") => StatedMeasure::Money,
        Some(unit) if unit.eq_ignore_ascii_case("percent") || unit == "PT" => StatedMeasure::Percent,
        Some(_) => StatedMeasure::Count,
        None => return Reconciled::Same,
    };
    if declared != stated.measure {
        return if of_column { Reconciled::Contradiction } else { Reconciled::Same };
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
        assert_eq!(stated("hồ sơ, người"), None);
    }
}
