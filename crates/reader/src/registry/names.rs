//! Names of units: which unit of a map a code and a name mean, and why not where they mean none.
//!
//! A name matches by its letters with their marks; whole or short prefixes ("xã", "X.", "TT."), old and new placement of
//! tone marks, i and y, and doubled spaces do not matter. A name that matches only without its marks, or nearly, is
//! suggested and never accepted.

use std::sync::OnceLock;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::area_fault::{AreaFault, NoUnit, level, levels, wrong_kind};
use super::lost_letter::ByRest;
use super::{Registry, Unit, UnitIndex, UnitsBy};
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::values::text;
use crate::words::unit_types::{self, LevelOfType, UNIT_TYPES};

/// What a row says of its unit, and in which map and below whom the unit is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    pub code: Option<&'a str>,
    pub name: Option<&'a str>,
    /// The map: the last day of the period.
    pub day: NaiveDate,
    /// Levels that the form reports.
    pub levels: &'a [String],
    /// Who sent the form, where it is known.
    pub sender: Option<UnitIndex>,
    /// True where the form was filled in by another map: then a code that changed hands means nothing without its name.
    pub other_map: bool,
}

/// A name with the word of its type and without the offices before it, in small letters: "huyện sơn hòa" of "UBND HUYỆN SƠN HÒA".
pub fn unit_of_office(written: &str) -> Option<String> {
    let name = text::name(written);
    let name = without_office(&name);
    type_of_name(name).map(|_| name.to_owned())
}

/// The type of unit by whose word a name begins.
pub fn type_of_name(name: &str) -> Option<&'static str> {
    unit_types::type_before_a_name(&text::name(name)).map(|kind| kind.name)
}

/// True where what is written is the name of a unit: "Mường Thanh" and "P. Mường Thanh" of "Phường Mường Thanh".
pub fn is_name_of(written: &str, name: &str) -> bool {
    let (written, name) = (Name::parse(written), Name::parse(name));
    written.core == name.core && (written.kind.is_none() || written.kind == name.kind)
}

/// True for words behind a name that say that the unit of before is meant: "Xã A (cũ)", "xã A trước sáp nhập".
pub fn says_that_it_is_old(written: &str) -> bool {
    without_age(&text::name(written)).is_some()
}

/// A name, as [`text::name`] gives it, without such words; `None` where it has none.
fn without_age(name: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["cũ", "trước sáp nhập", "trước khi sáp nhập", "trước đây", "trước 01/7/2025"];
    let bare = name.trim_end_matches([')', ' ', '.', ']']);
    let rest = WORDS.iter().find_map(|words| bare.strip_suffix(words))?;
    let is_word = rest.ends_with([' ', '(', '[', ',', '-', '–']);
    let rest = rest.trim_end_matches([' ', '(', '[', ',', '-', '–']);
    (is_word && !rest.is_empty()).then_some(rest)
}

/// The name of a unit as the registry writes it, without the word of its type: "Tuần Giáo" of "Xã Tuần Giáo".
pub fn without_type(name: &str) -> &str {
    let words = |prefix: &str| prefix.split_whitespace().count();
    let kind = unit_types::type_before_a_name(&text::name(name));
    let rest = kind.and_then(|kind| name.splitn(words(kind.word()) + 1, char::is_whitespace).last());
    rest.unwrap_or(name)
}

/// A name behind its type. Of one that is a number zeros and the word before it say nothing: "Phường 01", "Phường số 1".
fn core_of(core: &str) -> String {
    let number = core.strip_prefix("số ").unwrap_or(core).trim_start();
    if !is_number(number) {
        return core.to_owned();
    }
    let digits = number.trim_start_matches('0');
    if digits.is_empty() { number.to_owned() } else { digits.to_owned() }
}

pub(super) fn is_number(core: &str) -> bool {
    !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit())
}

/// Offices that are written before the name of their unit, as [`text::name`] leaves them.
const OFFICES: &[&str] = &[
    "văn phòng",
    "vp",
    "hội đồng nhân dân",
    "hđnd",
    "ủy ban nhân dân",
    "ủy ban",
    "ubnd",
    "u.b.n.d",
    "ub",
    "trung tâm phục vụ hành chính công",
    "trung tâm hành chính công",
    "phòng văn hóa - xã hội",
    "phòng văn hóa xã hội",
    "phòng kinh tế",
    "đảng ủy",
    "chính quyền",
    "địa bàn",
    "đơn vị",
];

/// What is written between two offices: "HĐND và UBND", "HĐND - UBND".
const BETWEEN: &[char] = &[' ', '-', '&', ',', '/', '.', ':'];

/// True for the name of an office and nothing else: "UBND", "HĐND và UBND".
pub(super) fn is_office(written: &str) -> bool {
    let name = text::name(written);
    let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let begins = OFFICES.iter().any(|office| name.strip_prefix(office).is_some_and(is_whole));
    begins && without_office(&name).len() == name.len()
}

/// A name, as [`text::name`] gives it, without the offices before it; one that is nothing else stays.
pub(super) fn without_office(name: &str) -> &str {
    let mut rest = name;
    // An office is a word of its own.
    let is_whole = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
    while let Some(shorter) = OFFICES.iter().find_map(|office| rest.strip_prefix(office).filter(is_whole)) {
        let shorter = shorter.trim_start_matches(BETWEEN);
        rest = shorter.strip_prefix("và ").unwrap_or(shorter);
    }
    if rest.is_empty() { name } else { rest }
}

/// A name without its prefix, and the type that the prefix names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: Option<&'static str>,
    pub(super) core: String,
}

impl Name {
    /// What is written of a unit, whatever office is named before it: "UBND xã Lay Nưa" is "Xã Lay Nưa".
    pub(super) fn parse(written: &str) -> Self {
        let whole = text::name(written);
        let whole = without_office(&whole);
        for kind in &UNIT_TYPES {
            for prefix in kind.begins {
                if let Some(core) = whole.strip_prefix(prefix)
                    && !core.is_empty()
                {
                    // Phường "Sông Đà".
                    return Self { kind: Some(kind.name), core: core_of(core.trim_matches([' ', '"'])) };
                }
            }
            // "P2" is how people write a ward that has a number; "Q1" is a quarter, and "T1" a month.
            let short = kind.short().filter(|_| kind.level == LevelOfType::Commune);
            let number = short.and_then(|short| whole.strip_prefix(short));
            if let Some(number) = number.filter(|number| is_number(number)) {
                return Self { kind: Some(kind.name), core: core_of(number) };
            }
        }
        Self { kind: None, core: core_of(whole) }
    }

    pub(super) fn fits(&self, unit: &Unit) -> bool {
        // The registry's own name of a unit is never of another type, whatever it says of that.
        self.kind.is_none_or(|kind| kind == unit.kind || type_of_name(&unit.name) == Some(kind))
    }
}

/// The names of a registry, ready to be matched.
#[derive(Debug)]
pub struct Names<'a> {
    pub(super) registry: &'a Registry,
    by_core: UnitsBy,
    /// The name of each unit without its prefix.
    cores: Vec<String>,
    /// Made when a name that lost its ư is first looked for.
    pub(super) by_rest: OnceLock<ByRest>,
}

impl<'a> Names<'a> {
    pub fn new(registry: &'a Registry) -> Self {
        let mut by_core = UnitsBy::default();
        let cores: Vec<String> = registry.units.par_iter().map(|unit| Name::parse(&unit.name).core).collect();
        for (index, core) in cores.iter().enumerate() {
            by_core.entry(core.clone()).or_default().push(index);
        }
        Self { registry, by_core, cores, by_rest: OnceLock::new() }
    }

    /// The registry whose names they are.
    pub const fn registry(&self) -> &'a Registry {
        self.registry
    }

    /// The unit of a code and a name as they are written.
    pub(super) fn resolve_as_written(&self, sought: &Sought<'_>) -> Result<UnitIndex, AreaFault> {
        let code = sought.code.map(str::trim).filter(|code| !code.is_empty());
        let name = sought.name.map(str::trim).filter(|name| !name.is_empty());
        // Nobody reports yet: no unit is the one that is meant.
        if let (Some(written), []) = (code.or(name), sought.levels) {
            return Err(AreaFault {
                code: Code::UnknownArea,
                message: message!("unknown-area.no-level", written = written, day = sought.day.to_string()),
                suggestion: None,
            });
        }
        let unit = match (code, name) {
            (Some(code), name) => self.by_code(code, name, sought)?,
            (None, Some(name)) => self.by_name(name, sought).map_err(|fault| self.fault(fault, name, sought))?,
            (None, None) => {
                return Err(AreaFault {
                    code: Code::UnknownArea,
                    message: message!("unknown-area.blank"),
                    suggestion: None,
                });
            }
        };
        match sought.sender {
            Some(sender) if !self.registry.is_within(unit, sender) => {
                let (unit, sender) = (&self.registry.units[unit], &self.registry.units[sender]);
                let parent = self.registry.find(unit.parent_code.as_deref().unwrap_or_default(), sought.day);
                let home = parent.map(|parent| &self.registry.units[parent].name);
                Err(AreaFault {
                    code: Code::ForeignArea,
                    message: match home {
                        Some(home) => message!(
                            "foreign-area.of-another",
                            unit = &unit.name,
                            code = &unit.code,
                            home = home,
                            sender = &sender.name
                        ),
                        None => message!(
                            "foreign-area.not-in-sender",
                            unit = &unit.name,
                            code = &unit.code,
                            sender = &sender.name
                        ),
                    },
                    suggestion: None,
                })
            }
            _ => Ok(unit),
        }
    }

    /// True where what is wrong is the code of a row: it is that of no unit, or has ended while the name beside it is that of a unit.
    pub fn is_fault_of_code(&self, sought: &Sought<'_>, fault: Code) -> bool {
        if sought.code.is_none_or(|code| code.trim().is_empty()) {
            return false;
        }
        match fault {
            Code::UnknownArea => true,
            Code::EndedArea => self.resolve(&Sought { code: None, ..*sought }).is_ok(),
            _ => false,
        }
    }

    pub(super) fn with_core(&self, core: &str) -> impl Iterator<Item = UnitIndex> + '_ {
        self.by_core.get(core).into_iter().flatten().copied()
    }

    /// The name of a unit without the word of its type, in small letters.
    pub fn bare_name(&self, unit: UnitIndex) -> &str {
        self.core_of(unit)
    }

    /// The unit of before that a row names, which has ended.
    pub fn ended_unit(&self, sought: &Sought<'_>) -> Option<UnitIndex> {
        let filled = |text: Option<&str>| text.map(text::name).filter(|text| !text.is_empty());
        let by_name = || {
            let name = filled(sought.name)?;
            match self.by_name(without_age(&name).unwrap_or(&name), sought) {
                Err(NoUnit::Ended(unit)) => Some(unit),
                _ => None,
            }
        };
        let by_code = || {
            let code = sought.code?.trim();
            let is_free = self.registry.find(code, sought.day).is_none();
            self.registry.with_code(code).last().copied().filter(|_| is_free)
        };
        let has_ended = |unit: &UnitIndex| {
            self.registry.units.get(*unit).is_some_and(|unit| unit.valid_to.is_some_and(|end| end <= sought.day))
        };
        by_name().or_else(by_code).filter(has_ended)
    }

    /// The same where code and name both say that it is this one: of a code alone a digit may be wrong.
    pub fn ended_unit_by_both(&self, sought: &Sought<'_>) -> Option<UnitIndex> {
        let unit = self.ended_unit(sought)?;
        let code = sought.code.map(str::trim);
        let is_named = self.ended_unit(&Sought { code: None, ..*sought }) == Some(unit);
        let is_of_code = self.registry.units.get(unit).is_some_and(|unit| Some(unit.code.as_str()) == code);
        (is_named && is_of_code).then_some(unit)
    }

    /// The name of a unit without its prefix.
    pub(super) fn core_of(&self, unit: UnitIndex) -> &str {
        self.cores.get(unit).map(String::as_str).unwrap_or_default()
    }

    fn by_code(&self, code: &str, name: Option<&str>, sought: &Sought<'_>) -> Result<UnitIndex, AreaFault> {
        let Some(index) = self.registry.find(code, sought.day) else {
            return Err(self.no_such_code(code, name, sought));
        };
        let unit = &self.registry.units[index];
        if !sought.levels.contains(&unit.level) {
            return Err(AreaFault {
                code: Code::UnknownArea,
                message: message!(
                    "unknown-area.other-level",
                    code = code,
                    unit = &unit.name,
                    level = level(&unit.level),
                    levels = levels(sought.levels)
                ),
                // Nothing that is written in its place mends the row of a unit that has its own name.
                suggestion: name
                    .filter(|name| text::name(name) != text::name(&unit.name))
                    .and_then(|name| self.nearest(name, sought))
                    .map(Message::from),
            });
        }
        let Some(written) = name else {
            return match self.other_holder(code, index).filter(|_| sought.other_map) {
                Some(other) => Err(self.changed_hands(code, index, other, sought.day)),
                None => Ok(index),
            };
        };
        if written == unit.name {
            return Ok(index);
        }
        let parsed = Name::parse(written);
        let core = self.core_of(index);
        if parsed.core != core && self.holds_name(written, index, core, sought.day) {
            return Ok(index);
        }
        if parsed.core != core {
            let meant = self.by_name(written, sought);
            if let Err(NoUnit::Ended(other)) = meant {
                // The code went over to another unit when this one ended.
                return Err(self.ended(other, written, sought.day, Some((code, unit))));
            }
            return Err(AreaFault {
                code: Code::AreaMismatch,
                message: message!("area-mismatch.other-name", code = code, unit = &unit.name, written = written),
                suggestion: meant
                    .ok()
                    .map(|meant| format!("{} {}", self.registry.units[meant].code, self.registry.units[meant].name))
                    .or_else(|| Some(format!("{code} {}", unit.name)))
                    .map(Message::from),
            });
        }
        if !parsed.fits(unit) {
            return Err(wrong_kind(written, unit));
        }
        Ok(index)
    }

    /// The unit of another name that has the code in another map.
    fn other_holder(&self, code: &str, unit: UnitIndex) -> Option<UnitIndex> {
        let core = |unit: UnitIndex| self.cores.get(unit);
        self.registry.with_code(code).iter().copied().find(|other| *other != unit && core(*other) != core(unit))
    }

    /// True for a code that no unit of this day has, and one of another map does.
    pub fn is_of_other_map(&self, code: &str, day: NaiveDate) -> bool {
        self.registry.find(code, day).is_none() && !self.registry.with_code(code).is_empty()
    }

    fn by_name(&self, written: &str, sought: &Sought<'_>) -> Result<UnitIndex, NoUnit> {
        let name = Name::parse(written);
        let units = &self.registry.units;
        let of_level: Vec<UnitIndex> =
            self.with_core(&name.core).filter(|&unit| sought.levels.contains(&units[unit].level)).collect();
        let valid = |unit: &UnitIndex| units[*unit].is_valid_on(sought.day);
        let here: Vec<UnitIndex> =
            of_level.iter().copied().filter(valid).filter(|&unit| name.fits(&units[unit])).collect();
        let inside = |unit: &UnitIndex| sought.sender.is_none_or(|sender| self.registry.is_within(*unit, sender));
        let within: Vec<UnitIndex> = here.iter().copied().filter(inside).collect();
        match (within.as_slice(), here.as_slice()) {
            ([unit], _) | ([], [unit]) => return Ok(*unit),
            ([], []) => {}
            ([], several) | (several, _) => return Err(NoUnit::Several(several.to_vec())),
        }
        if let Some(&other) = of_level.iter().find(|unit| !valid(unit) && name.fits(&units[**unit])) {
            return Err(NoUnit::Ended(other));
        }
        if let Some(&unit) = of_level.iter().find(|unit| valid(unit)) {
            return Err(NoUnit::OfAnotherKind(unit));
        }
        Err(NoUnit::Unknown)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::registry::load::{RegistryTexts, load};

    pub fn registry() -> Registry {
        let (registry, faults) = load(&RegistryTexts {
            units_file: "units.csv",
            units: include_str!("../../../../registry/units.csv"),
            crosswalk_file: "crosswalk.csv",
            crosswalk: include_str!("../../../../registry/crosswalk.csv"),
        });
        assert_eq!(faults, []);
        registry
    }

    /// The code that a code and a name mean on a day, below a sender; or the code of the fault and its suggestion.
    fn resolve(code: &str, name: &str, day: &str, sender: Option<&str>) -> Result<String, (Code, Option<String>)> {
        let registry = registry();
        let names = Names::new(&registry);
        let day = day.parse().unwrap();
        let sender = sender.map(|sender| names.sender(sender, day).unwrap());
        let levels = ["commune".to_owned()];
        let sought = Sought { code: Some(code), name: Some(name), day, levels: &levels, sender, other_map: false };
        let unit =
            names.resolve(&sought).map_err(|fault| (fault.code, fault.suggestion.map(|suggestion| suggestion.vi)))?;
        Ok(registry.units[unit].code.clone())
    }

    pub const OLD: &str = "2025-06-14";
    pub const NEW: &str = "2025-09-14";

    #[test]
    fn the_members_of_a_merged_unit_may_be_behind_its_name() {
        for (name, is_found) in [
            ("Xã Mường Tùng (Mường Tùng + Huổi Lèng)", true),
            ("Xã Mường Tùng (xã Mường Tùng và xã Huổi Lèng cũ)", true),
            ("Xã Mường Tùng (sáp nhập xã Mường Tùng, xã Huổi Lèng)", true),
            ("Xã Mường Tùng (sáp nhập từ Huổi Lèng)", true),
            ("Xã Mường Tùng (gồm các xã: Mường Tùng, Huổi Lèng)", true),
            // The row of a part, or of another unit.
            ("Xã Mường Tùng (Huổi Lèng)", false),
            ("Xã Mường Tùng (Mường Tùng + Sa Lông)", false),
        ] {
            assert_eq!(resolve("03181", name, NEW, None).is_ok(), is_found, "{name}");
        }
    }

    #[test]
    fn writings_of_a_name_find_its_unit() {
        for name in ["Xã Mường Phăng", "X. Mường Phăng", "XÃ MƯỜNG  PHĂNG", "Mường\u{a0}Phăng", "xã Mươ\u{300}ng Phăng"]
        {
            assert_eq!(resolve("", name, OLD, Some("UBND thành phố Điện Biên Phủ")), Ok("03325".into()), "{name}");
        }
        assert_eq!(resolve("", "TT. Tuần Giáo", OLD, None), Ok("03253".into()));
        for office in [
            "UBND xã",
            "Ủy ban nhân dân xã",
            "UỶ BAN NHÂN DÂN XÃ",
            "HĐND và UBND xã",
            "HĐND - UBND X.",
            "UBND",
            "VP UBND xã",
        ] {
            assert_eq!(resolve("03325", &format!("{office} Mường Phăng"), OLD, None), Ok("03325".into()), "{office}");
            assert_eq!(resolve("", &format!("{office} Mường Phăng"), OLD, None), Ok("03325".into()), "{office}");
        }
        for written in [
            "Trung tâm Phục vụ hành chính công xã Mường Phăng",
            "Phòng Văn hóa - Xã hội xã Mường Phăng",
            "Phòng Kinh tế X. Mường Phăng",
            "Địa bàn xã Mường Phăng",
            "Đơn vị: Xã Mường Phăng",
            "Xã Mường Phăng (UBND)",
            "Xã Mường Phăng - UBND",
            "Xã Mường Phăng/TP Điện Biên Phủ",
            "Xã Mường Phăng thuộc thành phố Điện Biên Phủ",
        ] {
            assert_eq!(resolve("", written, OLD, None), Ok("03325".into()), "{written}");
            assert_eq!(resolve("03325", written, OLD, None), Ok("03325".into()), "{written}");
        }
        assert!(is_office("UBND") && is_office("HĐND và UBND") && !is_office("UBND xã") && !is_office("Ubon"));
        assert!(resolve("", "Xã Mường Phăng thuộc huyện Mường Chà", OLD, None).is_err());
        assert_eq!(resolve("03325", "UBND phường Mường Phăng", OLD, None).unwrap_err().0, Code::AreaMismatch);
    }

    #[test]
    fn names_that_match_without_their_marks_only_are_suggested() {
        let fault = resolve("", "Xa Muong Phang", OLD, None).unwrap_err();
        assert_eq!(fault, (Code::UnknownArea, Some("03325 Xã Mường Phăng".into())));
        let fault = resolve("", "Phuong Song Da", OLD, None).unwrap_err();
        assert_eq!(fault, (Code::UnknownArea, Some("03148 Phường Sông Đà".into())));
    }

    #[test]
    fn na_tong_and_na_tong_never_meet() {
        assert_eq!(resolve("", "Xã Nà Tòng", OLD, None), Ok("03263".into()));
        assert_eq!(resolve("", "Xã Na Tông", OLD, None), Ok("03365".into()));
        assert_eq!(resolve("03263", "Xã Na Tông", OLD, None).unwrap_err().0, Code::AreaMismatch);
    }

    #[test]
    fn a_code_means_another_place_in_another_map() {
        assert_eq!(resolve("03334", "Xã Thanh Xương", OLD, None), Ok("03334".into()));
        assert_eq!(resolve("03334", "Phường Mường Thanh", NEW, None), Ok("03334".into()));
        let fault = resolve("03334", "Xã Thanh Xương", NEW, None).unwrap_err();
        assert_eq!(fault, (Code::AreaMismatch, Some("Phường Mường Thanh".into())));
    }

    #[test]
    fn a_namesake_that_went_elsewhere_is_named() {
        let (code, suggestion) = resolve("", "Thị trấn Mường Chà", NEW, None).unwrap_err();
        assert_eq!((code, suggestion.as_deref()), (Code::EndedArea, Some("Xã Na Sang")));
        // The new Xã Mường Chà is the old Chà Cang.
        assert_eq!(resolve("", "Xã Mường Chà", NEW, None), Ok("03166".into()));
    }

    #[test]
    fn wrong_types_foreign_units_and_lost_zeros_are_found() {
        assert_eq!(resolve("03256", "Xã Mường Ảng", OLD, None).unwrap_err().0, Code::AreaMismatch);
        assert_eq!(resolve("03325", "Xã Mường Phăng", OLD, Some("Huyện Tuần Giáo")).unwrap_err().0, Code::ForeignArea);
        let (code, suggestion) = resolve("3325", "Xã Mường Phăng", OLD, None).unwrap_err();
        assert_eq!(code, Code::UnknownArea);
        assert!(suggestion.is_some_and(|suggestion| suggestion.starts_with("03325 ")));
        assert_eq!(resolve("", "", OLD, None).unwrap_err().0, Code::UnknownArea);
    }

    #[test]
    fn every_unit_is_found_by_its_own_name_in_its_own_map() {
        let registry = registry();
        let names = Names::new(&registry);
        let levels = ["commune".to_owned()];
        for unit in registry.units.iter().filter(|unit| unit.level == "commune") {
            let day = unit.valid_from;
            let sender = registry.find(unit.parent_code.as_deref().unwrap(), day);
            let sought = Sought { code: None, name: Some(&unit.name), day, levels: &levels, sender, other_map: false };
            let found = names.resolve(&sought).map(|found| &registry.units[found]);
            assert_eq!(found.map_err(|fault| fault.message.en), Ok(unit));
        }
    }
}
