//! Units that are declared as people write them ("%", "triệu đồng"), and what is said of shares that cannot be meant of them.
//!
//! Takes a field or an indicator; gives warnings. Such a word is the name of some unit for whoever reads the figures, but not the code by which
//! heads and cells in other units are converted, and a factor is missed. Shares of several units or periods have no sum.

use super::form::FormFile;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::field::{Field, is_code_of_percents};
use crate::project::written::form::{Measure, Merge};
use crate::values::currency::is_currency_code;
use crate::values::text;
use crate::words::counted::Counted;
use crate::words::stated_units::{StatedMeasure, StatedUnit};
use crate::words::unit_text::perhaps_stated;

/// Words of percents, in small letters without marks.
const PERCENTS: [&str; 5] = ["%", "(%)", "phan tram", "pct", "per cent"];

/// The code of a unit, and its power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CodeOfUnit {
    pub code: &'static str,
    pub multiplier: i32,
}

/// The code for a unit that is written in words of shares or money; `None` for what is a code, and for any other word.
pub(super) fn code_meant_by(unit: &str) -> Option<CodeOfUnit> {
    let is_code = is_code_of_percents(unit) || is_currency_code(unit) || Counted::of_code(unit) != Counted::Other;
    if is_code {
        return None;
    }
    // "Điểm phần trăm" and "% GRDP" are other units, and so is "triệu đồng/người".
    if PERCENTS.contains(&text::without_marks(unit.trim()).to_lowercase().as_str()) {
        return Some(CodeOfUnit { code: "percent", multiplier: 0 });
    }
    let is_money = |stated: &StatedUnit| stated.measure == StatedMeasure::Money && !unit.contains('/');
    let stated = perhaps_stated(unit).only().filter(is_money)?;
    Some(CodeOfUnit { code: "VND", multiplier: stated.multiplier })
}

impl FormFile<'_> {
    /// Warns of units in words, and of shares that are added.
    pub fn units_in_words(&mut self) {
        for field in &self.form.schema.fields {
            let Some(unit) = field.unit.as_deref() else { continue };
            let name = &field.name;
            let meant = code_meant_by(unit);
            if let Some(meant) = meant {
                let power = match meant.multiplier {
                    0 => String::new(),
                    power => format!(", \"multiplier\": {power}"),
                };
                let write = message!("fault.write", text = format!("\"unit\": \"{}\"{power}", meant.code));
                self.fault(name, message!("fault-form.unit-in-words", field = name, written = unit), Some(write));
            }
            if field.is_percent() || meant.is_some_and(|meant| meant.code == "percent") {
                self.shares(field);
            }
        }
    }

    /// What is said of a field of shares that would add them.
    fn shares(&mut self, field: &Field) {
        let name = &field.name;
        let write: fn() -> Message = || message!("fault-form.added-shares-write");
        match (field.measure, field.merge_rule()) {
            (Some(Measure::Flow), _) => {
                self.fault(name, message!("fault-form.added-shares", field = name), Some(write()));
            }
            (Some(Measure::Stock), Some(Merge::Sum)) => {
                self.fault(name, message!("fault-form.merged-shares", field = name), Some(write()));
            }
            _ => {}
        }
        if field.multiplier.is_some_and(|multiplier| multiplier != 0) {
            self.fault(name, message!("fault-form.power-of-shares", field = name), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_shares_and_money_have_codes() {
        let of = |unit| code_meant_by(unit).map(|meant| (meant.code, meant.multiplier));
        for unit in ["%", "phần trăm", "Phần trăm"] {
            assert_eq!(of(unit), Some(("percent", 0)), "{unit}");
        }
        assert_eq!(of("triệu đồng"), Some(("VND", 6)));
        assert_eq!(of("đồng"), Some(("VND", 0)));
    }

    #[test]
    fn codes_and_other_words_are_as_they_are() {
        for unit in [
            "percent",
            "PT",
            "Percent",
            "VND",
            "USD",
            "PERSON",
            "HA",
            "TONNE",
            "KM",
            "POINT",
            "VISIT",
            "SERVICE",
            "COMMUNE",
            "count",
            "người",
            "kg",
            "MW",
            "",
            "điểm phần trăm",
            "% GRDP",
            "triệu đồng/người",
        ] {
            assert_eq!(code_meant_by(unit), None, "{unit}");
        }
    }
}
