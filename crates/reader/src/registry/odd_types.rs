//! Units of the registry whose type is another than that of their own name: "Phường Sông Đà" of the type `xa`.
//!
//! Takes a registry; gives a warning for each line. By its type a unit is recognised beside another of the same name: under this one
//! "Xã Sông Đà" would pass. It is no fault: a name without its type may begin with such a word.

use super::load::UnitLines;
use super::{Registry, names};
use crate::findings::fault::Fault;
use crate::message;
use crate::words::unit_types::UNIT_TYPES;

/// A warning for each unit whose name begins with the word of another type. `units` is the text of `file`.
pub fn odd_types(registry: &Registry, file: &str, units: &str) -> Vec<Fault> {
    let lines = UnitLines::new(file, units);
    let odd = registry.units.iter().filter_map(|unit| {
        let own = names::type_of_name(&unit.name).filter(|own| *own != unit.kind)?;
        UNIT_TYPES.iter().find(|known| known.name == unit.kind)?;
        let named = format!("{} {}", unit.code, unit.name);
        let message = message!("fault-registry.type-of-name", unit = named, written = &unit.kind, own = own);
        let suggestion = Some(message!("fault.did-you-mean", name = own));
        Some(Fault { file: file.to_owned(), line: lines.of(unit), message, suggestion })
    });
    odd.collect()
}

#[cfg(test)]
mod tests {
    use super::super::load::{RegistryTexts, load};
    use super::*;

    #[test]
    fn a_type_that_is_not_that_of_the_name_is_a_warning_with_its_line() {
        let units = "code,name,level,type,parent_code,valid_from,valid_to\n\
            03148,Phường Sông Đà,commune,xa,,2020-01-01,\n\
            03149,PHƯỜNG NA LAY,commune,phuong,,2020-01-01,\n\
            03150,Xá Nhè,commune,phuong,,2020-01-01,\n\
            03151,Xã Mường Mùn,commune,phuong,,2020-01-01,\n\
            03152,Xã Pú Xi,commune,rural,,2020-01-01,\n";
        let crosswalk = "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n";
        let texts = RegistryTexts { units_file: "units.csv", units, crosswalk_file: "crosswalk.csv", crosswalk };
        let (registry, _) = load(&texts);
        let found: Vec<_> = odd_types(&registry, "units.csv", units).into_iter().map(|fault| fault.line).collect();
        assert_eq!(found, [Some(2), Some(5)], "a type that is none is a fault already");
    }
}
