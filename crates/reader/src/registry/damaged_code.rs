//! Codes that hold a letter among their digits or signs around them: "O3148", "(03148)", "095.03148". On screen they look like the code that is meant.
//!
//! Takes what a row says whose code no unit has; gives the finding that says which letter or sign it is, with the only code that may be meant.

use super::UnitIndex;
use super::area_fault::AreaFault;
use super::names::{Names, Sought};
use crate::findings::code::Code;
use crate::message;
use crate::values::look_alike;

impl Names<'_> {
    /// What is wrong with a code that is one of the sender's when its letters are read as digits, or its signs are left out.
    pub(super) fn damaged_code(&self, code: &str, name: Option<&str>, sought: &Sought<'_>) -> Option<AreaFault> {
        let day = sought.day.to_string();
        // A name beside it that is another unit's says that another code is meant.
        let named =
            name.and_then(|name| self.resolve_as_written(&Sought { code: None, name: Some(name), ..*sought }).ok());
        let of = |digits: &str| self.of_sender(digits, sought).filter(|unit| named.is_none_or(|named| named == *unit));
        let suggested = |unit: UnitIndex| {
            let unit = &self.registry.units[unit];
            Some(format!("{} {}", unit.code, unit.name).into())
        };
        if let Some((letter, digits)) = look_alike::in_digits(code)
            && let Some(unit) = of(&digits)
        {
            let letter = letter.to_string();
            let message =
                message!("unknown-area.letter-in-code", code = code, day = day, letter = letter, digits = digits);
            return Some(AreaFault { code: Code::UnknownArea, message, suggestion: suggested(unit) });
        }
        let joined: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
        let parts = joined.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut units = parts.filter_map(|digits| Some((digits, of(digits)?)));
        let (digits, unit) = units.next()?;
        if units.next().is_some() || digits == code {
            return None;
        }
        let message = message!("unknown-area.signs-in-code", code = code, day = day, digits = digits);
        Some(AreaFault { code: Code::UnknownArea, message, suggestion: suggested(unit) })
    }

    /// The unit of a code, of the levels and the day that are asked for and within the sender.
    fn of_sender(&self, code: &str, sought: &Sought<'_>) -> Option<UnitIndex> {
        let unit = self.registry.find(code, sought.day)?;
        let is_within = sought.sender.is_none_or(|sender| self.registry.is_within(unit, sender));
        (is_within && sought.levels.contains(&self.registry.units[unit].level)).then_some(unit)
    }
}
