//! Units of the registry whose level is not that of the others of their type: "Xã Bến Đá" of the level `comune`.
//!
//! Takes a registry; gives a warning for each line. Levels are free words, and the units of one are what is expected to report: a slip makes a
//! unit one that nobody waits for. It is no fault: a level may be meant for one unit.

use super::load::UnitLines;
use super::{Registry, Unit};
use crate::findings::fault::Fault;
use crate::message;

/// Types whose units are all of one level. A town may be a province or a district.
const OF_ONE_LEVEL: [&str; 7] = ["xa", "phuong", "dac_khu", "thi_tran", "huyen", "quan", "thi_xa"];

/// For one unit of another level there are at least so many of the usual one.
const TIMES: usize = 4;
/// More units than these are no slip: a new map may have a level of its own.
const SLIPS: usize = 3;

/// A warning for each unit of a level that few units of its type have. `units` is the text of `file`.
pub fn odd_levels(registry: &Registry, file: &str, units: &str) -> Vec<Fault> {
    let lines = UnitLines::new(file, units);
    let mut odd = Vec::new();
    for kind in OF_ONE_LEVEL {
        let of_kind: Vec<&Unit> = registry.units.iter().filter(|unit| unit.kind == kind).collect();
        let count = |level: &str| of_kind.iter().filter(|unit| unit.level == level).count();
        let levels = registry.levels();
        let Some(usual) = levels.into_iter().max_by_key(|level| count(level)) else { continue };
        let is_rare =
            |level: &str| level != usual && count(level) <= SLIPS && count(level).saturating_mul(TIMES) <= count(usual);
        for unit in of_kind.iter().filter(|unit| is_rare(&unit.level)) {
            let named = format!("{} {}", unit.code, unit.name);
            let (written, usual) = (&unit.level, usual);
            let message =
                message!("fault-registry.odd-level", unit = named, written = written, kind = kind, usual = usual);
            let suggestion = Some(message!("fault.did-you-mean", name = usual));
            odd.push(Fault { file: file.to_owned(), line: lines.of(unit), message, suggestion });
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::super::load::{RegistryTexts, load};
    use super::*;

    const UNITS: &str = "code,name,level,type,parent_code,valid_from,valid_to\n\
        11,Tỉnh Điện Biên,province,tinh,,2020-01-01,\n\
        103,Huyện Nậm Pồ,district,huyen,11,2020-01-01,\n\
        03148,Xã Sông Đà,commune,xa,103,2020-01-01,\n\
        03149,Xã Na Lay,commune,xa,103,2020-01-01,\n\
        03150,Xã Nà Hỳ,commune,xa,103,2020-01-01,\n\
        03151,Xã Nà Bủng,commune,xa,103,2020-01-01,\n\
        03152,Xã Pa Tần,commune,xa,103,2020-01-01,\n";

    #[track_caller]
    fn assert_odd(units: &str, wanted: &[usize]) {
        let crosswalk = "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n";
        let (registry, faults) = load(&RegistryTexts { units_file: "u", units, crosswalk_file: "c", crosswalk });
        assert!(faults.is_empty(), "{faults:?}");
        let found: Vec<_> = odd_levels(&registry, "u", units).iter().filter_map(|fault| fault.line).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_level_that_few_units_of_a_type_have_is_a_warning_with_its_line() {
        assert_odd(UNITS, &[]);
        assert_odd(&UNITS.replace("Nà Hỳ,commune", "Nà Hỳ,comune"), &[6]);
        assert_odd(&UNITS.replace("Na Lay,commune", "Na Lay,district"), &[5]);
    }

    #[test]
    fn levels_that_several_units_have_are_meant() {
        let units = UNITS.replace("Nà Hỳ,commune", "Nà Hỳ,ward").replace("Nà Bủng,commune", "Nà Bủng,ward");
        assert_odd(&units, &[]);
    }
}
