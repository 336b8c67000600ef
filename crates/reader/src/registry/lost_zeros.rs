//! Codes that lost their leading zeros: a spreadsheet that takes a code for a number drops them.
//!
//! Takes what a row says; gives the unit where its code with zeros before it is that of the unit whose name is beside it. A code
//! without a name stays unknown: a digit may be missing anywhere in it.

use super::UnitIndex;
use super::names::{Names, Sought};

/// The digits of the longest codes: those of communes.
const LONGEST: usize = 5;

impl Names<'_> {
    /// The unit that a row means whose code lost its zeros: that of its name, its level and its day.
    pub fn with_lost_zeros(&self, sought: &Sought<'_>) -> Option<UnitIndex> {
        sought.name.filter(|name| !name.trim().is_empty())?;
        padded(sought.code?).find_map(|code| self.resolve(&Sought { code: Some(&code), ..*sought }).ok())
    }

    /// The unit of the levels and the day that are asked for whose code is this one with zeros before it.
    pub(super) fn of_padded_code(&self, code: &str, sought: &Sought<'_>) -> Option<UnitIndex> {
        let units = &self.registry.units;
        let found = padded(code).filter_map(|code| self.registry.find(&code, sought.day));
        found.into_iter().find(|unit| sought.levels.contains(&units[*unit].level))
    }
}

/// A code with one zero before it, with two, up to the longest codes: "3148" and "3148.0" may be "03148".
fn padded(code: &str) -> impl Iterator<Item = String> {
    let code = code.trim();
    let digits = code.strip_suffix(".0").unwrap_or(code).to_owned();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // "03148.0" lost nothing but has gained what a number has.
    let first = if digits.len() < code.len() { digits.len() } else { digits.len().saturating_add(1) };
    (first..=LONGEST).filter(move |_| is_number).map(move |wide| format!("{digits:0>wide$}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::load::{RegistryTexts, load};

    const UNITS: &str = "code,name,level,type,parent_code,valid_from,valid_to\n\
        01,Thành phố Thử Nghiệm,province,thanh_pho,,2020-01-01,\n\
        094,Thị xã Mường Lay,district,thi_xa,01,2020-01-01,\n\
        03148,Phường Sông Đà,commune,phuong,094,2020-01-01,\n\
        00094,Xã Ngần,commune,xa,094,2020-01-01,\n\
        13148,Xã Sông Đà,commune,xa,094,2020-01-01,\n";

    #[test]
    fn the_name_beside_a_code_says_that_its_zeros_are_lost() {
        let (registry, faults) = load(&RegistryTexts {
            units_file: "units.csv",
            units: UNITS,
            crosswalk_file: "crosswalk.csv",
            crosswalk: "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n",
        });
        assert_eq!(faults, []);
        let names = Names::new(&registry);
        let found = |code: &str, name: Option<&str>, level: &str| {
            let levels = [level.to_owned()];
            let day = "2025-06-14".parse().unwrap();
            let sought = Sought { code: Some(code), name, day, levels: &levels, sender: None, other_map: false };
            names.with_lost_zeros(&sought).map(|unit| registry.units[unit].code.as_str())
        };
        assert_eq!(found("3148", Some("Phường Sông Đà"), "commune"), Some("03148"));
        assert_eq!(found("3148.0", Some("P. Sông Đà"), "commune"), Some("03148"));
        assert_eq!(found("03148.0", Some("Sông Đà"), "commune"), Some("03148"));
        assert_eq!(found("94", Some("Thị xã Mường Lay"), "district"), Some("094"));
        assert_eq!(found("94", Some("Xã Ngần"), "commune"), Some("00094"));
        assert_eq!(found("1", Some("Thành phố Thử Nghiệm"), "province"), Some("01"));
        assert_eq!(found("3148", None, "commune"), None, "no name speaks for it");
        assert_eq!(found("3148", Some(" "), "commune"), None);
        assert_eq!(found("3148", Some("Xã Sông Đà"), "commune"), None, "the name is another unit's");
        assert_eq!(found("3148", Some("Phường Sông Đà"), "district"), None);
        assert_eq!(found("0A94", Some("Xã Ngần"), "commune"), None);
        assert_eq!(found("", Some("Xã Ngần"), "commune"), None);
    }
}
