//! Units of the registry that no figure of the province could count: without a unit above them, or gone with nothing in their place.
//!
//! Takes a registry and the level of its province; gives a fault for each line. Both are slips of single lines that no run could see: the
//! rows of such a unit are accepted, and the figures of all others look whole.

use chrono::NaiveDate;

use super::load::UnitLines;
use super::{Registry, Unit};
use crate::findings::fault::Fault;
use crate::message;

/// A fault for each unit below the province without a unit above it, and for each that ends while its level goes on and of which the
/// crosswalk does not say what it became. `units` is the text of `file`.
pub fn left_out(registry: &Registry, province_level: &str, file: &str, units: &str) -> Vec<Fault> {
    let lines = UnitLines::new(file, units);
    let mut faults = Vec::new();
    for (index, unit) in registry.units.iter().enumerate() {
        let named = || format!("{} {}", unit.code, unit.name);
        if unit.parent_code.is_none() && unit.level != province_level {
            let message = message!("fault-registry.without-parent", unit = named());
            faults.push(Fault { file: file.to_owned(), line: lines.of(unit), message, suggestion: None });
        }
        let ends =
            unit.valid_to.filter(|end| registry.successors(index).next().is_none() && goes_on(registry, unit, *end));
        if let Some(end) = ends {
            let message = message!("fault-registry.no-successor", unit = named(), day = end.to_string());
            faults.push(Fault { file: file.to_owned(), line: lines.of(unit), message, suggestion: None });
        }
    }
    faults
}

/// True where other units of the level of one are valid when it ends. Districts that were abolished became nothing.
fn goes_on(registry: &Registry, unit: &Unit, end: NaiveDate) -> bool {
    registry.units.iter().any(|other| other.level == unit.level && other.is_valid_on(end))
}

#[cfg(test)]
mod tests {
    use super::super::load::{RegistryTexts, load};
    use super::*;

    const UNITS: &str = "code,name,level,type,parent_code,valid_from,valid_to\n\
        11,Tỉnh Điện Biên,province,tinh,,2020-01-01,\n\
        103,Huyện Nậm Pồ,district,huyen,11,2020-01-01,2025-07-01\n\
        03148,Xã Sông Đà,commune,xa,103,2020-01-01,2025-07-01\n\
        03149,Xã Na Lay,commune,xa,103,2020-01-01,2025-07-01\n\
        03148,Xã Sông Đà,commune,xa,11,2025-07-01,\n";
    const CROSSWALK: &str = "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n\
        03148,2020-01-01,03148,2025-07-01,1,x\n\
        03149,2020-01-01,03148,2025-07-01,1,x\n";

    #[track_caller]
    fn assert_left_out(units: &str, crosswalk: &str, wanted: &[usize]) {
        let texts = RegistryTexts { units_file: "u", units, crosswalk_file: "c", crosswalk };
        let (registry, faults) = load(&texts);
        assert!(faults.is_empty(), "{faults:?}");
        let found: Vec<_> = left_out(&registry, "province", "u", units).iter().filter_map(|fault| fault.line).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_unit_that_ends_without_a_successor_is_a_fault_unless_its_level_ends() {
        assert_left_out(UNITS, CROSSWALK, &[]);
        assert_left_out(UNITS, &CROSSWALK.replace("03149,2020-01-01,03148,2025-07-01,1,x\n", ""), &[5]);
    }

    #[test]
    fn a_unit_below_the_province_without_a_parent_is_a_fault() {
        assert_left_out(&UNITS.replace("xa,11,2025", "xa,,2025"), CROSSWALK, &[6]);
    }
}
