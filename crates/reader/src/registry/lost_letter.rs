//! Names that lost their ư: in TCVN3 it is the byte 0xAD, a soft hyphen, which tools strip.
//!
//! Takes what a row of a sheet in TCVN3 says; gives the unit where only one can be meant. The text alone cannot be
//! repaired ("Mờng" may be anything), so a name is matched with the registry's names as they would be spelt without ư, and
//! two that fit are none.

use std::collections::HashMap;

use super::names::{Name, Names, Sought};
use super::{Registry, UnitIndex};
use crate::values::text;
use crate::words::unit_types::UNIT_TYPES;

/// Units by their names without types and without ư.
pub(super) type ByRest = HashMap<String, Vec<UnitIndex>>;

const LOST: char = 'ư';

fn by_rest(registry: &Registry) -> ByRest {
    let mut units = ByRest::new();
    for (index, unit) in registry.units.iter().enumerate() {
        units.entry(Name::without_lost(&unit.name).core).or_default().push(index);
    }
    units
}

impl Name {
    /// The name as it is spelt without any ư, its type included.
    fn without_lost(written: &str) -> Self {
        let whole = text::name(written).replace(LOST, "");
        let strip = |prefix: &&str| whole.strip_prefix(prefix.replace(LOST, "").as_str()).map(str::trim);
        UNIT_TYPES
            .iter()
            .find_map(|kind| {
                let core = kind.begins.iter().find_map(strip).filter(|core| !core.is_empty())?;
                Some(Self { kind: Some(kind.name), core: core.to_owned() })
            })
            .unwrap_or(Self { kind: None, core: whole.clone() })
    }
}

impl Names<'_> {
    /// The unit that a row means whose name lost its ư: the only one of its level and day that is spelt so without it, where
    /// the row's code does not speak against it.
    pub fn with_lost_letter(&self, sought: &Sought<'_>) -> Option<UnitIndex> {
        let written = sought.name.map(text::name).filter(|name| !name.contains(LOST))?;
        let name = Name::without_lost(&written);
        let units = &self.registry.units;
        let mut fitting =
            self.by_rest.get_or_init(|| by_rest(self.registry)).get(&name.core)?.iter().copied().filter(|&index| {
                let unit = &units[index];
                unit.is_valid_on(sought.day) && sought.levels.contains(&unit.level) && name.fits(unit)
            });
        let unit = fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        self.resolve(&Sought { name: Some(&units[unit].name), ..*sought }).ok().filter(|resolved| *resolved == unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::load::{RegistryTexts, load};

    const UNITS: &str = "code,name,level,type,parent_code,valid_from,valid_to\n\
        90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,\n\
        90001,Xã Mường Phăng,commune,xa,90,2020-01-01,\n\
        90002,Phường Mường Thanh,commune,phuong,90,2020-01-01,\n\
        90003,Xã Thưa Na,commune,xa,90,2020-01-01,\n\
        90004,Xã Tha Nưa,commune,xa,90,2020-01-01,\n";

    #[test]
    fn only_a_unique_match_repairs_a_name() {
        let (registry, faults) = load(&RegistryTexts {
            units_file: "units.csv",
            units: UNITS,
            crosswalk_file: "crosswalk.csv",
            crosswalk: "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n",
        });
        assert_eq!(faults, []);
        let names = Names::new(&registry);
        let levels = ["commune".to_owned()];
        let found = |code: &str, name: &str| {
            let day = "2025-06-14".parse().unwrap();
            let sought =
                Sought { code: Some(code), name: Some(name), day, levels: &levels, sender: None, other_map: false };
            assert!(names.resolve(&sought).is_err(), "{name}");
            names.with_lost_letter(&sought).map(|unit| registry.units[unit].code.as_str())
        };
        assert_eq!(found("", "Xã Mờng Phăng"), Some("90001"));
        assert_eq!(found("", "Phờng Mờng Thanh"), Some("90002"));
        assert_eq!(found("90001", "Xã Mờng Phăng"), Some("90001"));
        assert_eq!(found("90002", "Xã Mờng Phăng"), None, "the code is that of another unit");
        assert_eq!(found("", "Xã Tha Na"), None, "two units are spelt so");
        assert_eq!(found("", "Xã Mờng Phưăng"), None, "it did not lose its ư");
        assert_eq!(found("", "Xã Đồi Chè"), None);
    }
}
