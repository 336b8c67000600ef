//! How a row writes its unit beside the name alone: with a bullet or a number before it, its code in the same cell, the units in which it lies behind
//! it, or what it was made from.
//!
//! Takes what a row says; gives the unit where what is around the name says the same as the registry. Anything else behind a name stays a part of it.

use std::collections::BTreeSet;

use super::area_fault::AreaFault;
use super::names::{Name, Names, Sought, is_office};
use super::{Unit, UnitIndex};
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::values::text;

/// Signs with which a line of a list begins.
const BULLETS: &[char] = &['-', '–', '—', '−', '+', '*', '•', '▪', '●', '◦', '·', '>'];
/// Signs between a code, a name and what the unit lies in.
const BETWEEN: &[char] = &['-', '–', '—', ':', ',', ';', '.', '|', '/', '(', ')', '[', ']', ' '];
/// The digits of the codes of districts and of communes.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=5;
/// The digits of the code of a commune: fewer behind a name may be a footnote.
const DIGITS_OF_A_COMMUNE: usize = 5;

/// A name with what is written around it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parted<'a> {
    code: Option<&'a str>,
    name: &'a str,
    /// What is behind the name: the units in which it lies.
    within: Vec<&'a str>,
}

impl<'a> Parted<'a> {
    fn of(written: &'a str) -> Self {
        let written =
            text::without_list_number(written.trim_start_matches(|sign: char| sign == ' ' || BULLETS.contains(&sign)));
        let (code, rest) = code_before(written).map_or((None, written), |(code, rest)| (Some(code), rest));
        let (code, rest) = match (code, code_behind(rest)) {
            (None, Some((code, rest))) => (Some(code), rest),
            _ => (code, rest),
        };
        let pieces =
            rest.split([',', ';', '(', '/']).flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split(" – "));
        let mut pieces = pieces.flat_map(|piece| piece.split(" thuộc "));
        let name = pieces.next().unwrap_or_default().trim();
        let within = pieces.map(|piece| piece.trim_matches(BETWEEN)).filter(|piece| !piece.is_empty()).collect();
        Self { code, name, within }
    }
}

/// A code and the name behind it: "03148 - Phường …".
fn code_before(written: &str) -> Option<(&str, &str)> {
    let rest = written.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let code = written.get(..written.len().checked_sub(rest.len())?)?;
    let name = rest.trim_start_matches(BETWEEN);
    (DIGITS.contains(&code.len()) && name.len() < rest.len() && name.starts_with(char::is_alphabetic))
        .then_some((code, name))
}

/// A code behind its name: "Phường … (03148)", "Phường … - 03148".
fn code_behind(written: &str) -> Option<(&str, &str)> {
    let closed = written.trim_end_matches([')', ']', ' ']);
    let rest = closed.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let code = closed.get(rest.len()..)?;
    let name = rest.trim_end_matches(BETWEEN);
    (code.len() == DIGITS_OF_A_COMMUNE && name.len() < rest.len() && !name.is_empty()).then_some((code, name))
}

impl Names<'_> {
    /// The unit that a row means.
    ///
    /// # Errors
    /// Why it means none.
    pub fn resolve(&self, sought: &Sought<'_>) -> Result<UnitIndex, AreaFault> {
        match self.resolve_as_written(sought) {
            Ok(unit) => self.not_of_another_code(unit, sought),
            Err(fault) => match self.resolve_named_code(sought).map(Ok).or_else(|| self.resolve_parted(sought)) {
                Some(Ok(unit)) => Ok(unit),
                Some(Err(other)) if fault.code == Code::UnknownArea && other.code != Code::UnknownArea => Err(other),
                _ => Err(self.with_suggestion(fault, sought)),
            },
        }
    }

    /// A number behind a name that is the code of another unit is no footnote.
    fn not_of_another_code(&self, unit: UnitIndex, sought: &Sought<'_>) -> Result<UnitIndex, AreaFault> {
        let Some(written) = sought.name.filter(|name| name.contains(|sign: char| sign.is_ascii_digit())) else {
            return Ok(unit);
        };
        let Parted { code: Some(code), name, .. } = Parted::of(written.trim()) else { return Ok(unit) };
        let own = &self.registry.units[unit];
        match self.registry.find(code, sought.day).filter(|other| *other != unit && own.code != code) {
            Some(other) => Err(AreaFault {
                code: Code::AreaMismatch,
                message: message!(
                    "area-mismatch.other-name",
                    code = code,
                    unit = &self.registry.units[other].name,
                    written = name
                ),
                suggestion: Some(format!("{} {}", own.code, own.name).into()),
            }),
            None => Ok(unit),
        }
    }

    /// The unit of a code with its name behind it in one cell, as suggestions name it: "03199 Xã Si Pa Phìn". A name beside it is that of the same.
    fn resolve_named_code(&self, sought: &Sought<'_>) -> Option<UnitIndex> {
        let (code, name) = code_before(sought.code?.trim())?;
        let of = |name: &str| self.resolve_as_written(&Sought { code: Some(code), name: Some(name), ..*sought }).ok();
        let unit = of(name)?;
        let beside = sought.name.map(str::trim).filter(|beside| !beside.is_empty());
        beside.is_none_or(|beside| of(beside) == Some(unit)).then_some(unit)
    }

    /// The unit of what is written around a name; nothing where a name is all there is.
    fn resolve_parted(&self, sought: &Sought<'_>) -> Option<Result<UnitIndex, AreaFault>> {
        let filled = |text: Option<&'_ str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let (code, name) = (filled(sought.code), filled(sought.name)?);
        let parted = Parted::of(&name);
        if parted.name.is_empty()
            || parted.name == name
            || code.as_deref().zip(parted.code).is_some_and(|(code, own)| code != own)
        {
            return None;
        }
        let code = code.as_deref().or(parted.code);
        let found = self.resolve_as_written(&Sought { code, name: Some(parted.name), ..*sought });
        let Ok(unit) = found else { return Some(found) };
        let lies_in = |piece: &&str| {
            let name = Name::parse(piece);
            let is_meant = |area: &UnitIndex| {
                let unit: &Unit = &self.registry.units[*area];
                unit.is_valid_on(sought.day) && name.fits(unit)
            };
            self.with_core(&name.core).filter(is_meant).any(|area| area != unit && self.registry.is_within(unit, area))
        };
        let is_known = parted.within.iter().all(|piece| is_office(piece) || lies_in(piece));
        (is_known || self.lists_members(unit, &parted.within)).then_some(Ok(unit))
    }

    /// True where what is behind the name of a merged unit is what it was made from: "(Mường Tùng + Huổi Lèng)", "(sáp nhập xã Huổi Lèng)". Of a part of its members
    /// without such words it may be the row of that part.
    fn lists_members(&self, unit: UnitIndex, within: &[&str]) -> bool {
        const WORDS: [&str; 12] = [
            "sáp nhập",
            "hợp nhất",
            "thành lập",
            "được",
            "trên cơ sở",
            "bao gồm",
            "gồm",
            "nhập",
            "từ",
            "các xã",
            "và",
            "với",
        ];
        let members = self.registry.predecessors(unit);
        if members.len() < 2 {
            return false;
        }
        let mut listed = BTreeSet::new();
        let mut says_so = false;
        for piece in within.iter().flat_map(|piece| piece.split(['+', '&'])).flat_map(|piece| piece.split(" và ")) {
            let mut name = text::name(piece);
            while let Some(rest) = WORDS.iter().find_map(|words| name.strip_prefix(words)?.strip_prefix([' ', ':'])) {
                says_so = true;
                name = rest.trim_start_matches([' ', ':']).to_owned();
            }
            let name = name.trim_matches(BETWEEN).trim_end_matches(" cũ");
            if name.is_empty() {
                continue;
            }
            let core = Name::parse(name).core;
            let Some(member) = members.iter().find(|member| self.core_of(**member) == core) else { return false };
            listed.insert(*member);
        }
        let is_own = |member: &UnitIndex| self.core_of(*member) == self.core_of(unit);
        let missing = members.iter().filter(|member| !listed.contains(*member));
        !listed.is_empty() && missing.into_iter().all(|member| says_so && is_own(member))
    }

    /// A name that is that of no unit with what is behind it may be one without: "Phường Sông Đà (mới)".
    fn with_suggestion(&self, fault: AreaFault, sought: &Sought<'_>) -> AreaFault {
        let is_open = fault.code == Code::UnknownArea && fault.suggestion.is_none() && !sought.levels.is_empty();
        let Some(name) = sought.name.filter(|_| is_open) else { return fault };
        let parted = Parted::of(name.trim());
        let nearest = Some(parted.name).filter(|part| !part.is_empty() && *part != name.trim());
        let suggestion = nearest.and_then(|part| self.nearest(part, sought)).map(Message::from);
        AreaFault { suggestion, ..fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_around_a_name_is_parted_from_it() {
        let parted = |written: &'static str| {
            let Parted { code, name, within } = Parted::of(written);
            (code, name, within)
        };
        let name = "Phường Sông Đà";
        for written in
            ["+ Phường Sông Đà", "• Phường Sông Đà", "1. Phường Sông Đà", "12) Phường Sông Đà", "- 1.2. Phường Sông Đà"]
        {
            assert_eq!(parted(written), (None, name, vec![]), "{written}");
        }
        for written in [
            "03148 - Phường Sông Đà",
            "03148: Phường Sông Đà",
            "03148 Phường Sông Đà",
            "Phường Sông Đà (03148)",
            "Phường Sông Đà - 03148",
        ] {
            assert_eq!(parted(written), (Some("03148"), name, vec![]), "{written}");
        }
        let within = vec!["thị xã Mường Lay", "tỉnh Điện Biên"];
        assert_eq!(parted("Phường Sông Đà, thị xã Mường Lay, tỉnh Điện Biên"), (None, name, within));
        assert_eq!(parted("Phường Sông Đà (mới)"), (None, name, vec!["mới"]));
        assert_eq!(parted("Phường 5"), (None, "Phường 5", vec![]));
        assert_eq!(parted("Phường Sông Đà (2019)"), (None, name, vec!["2019"]));
    }
}
