//! Units of the registry whose type is another than that of their own name: "Phường Sông Đà" of the type `xa`.
//!
//! Takes `units.csv`; gives a warning for each line. By its type a unit is recognised beside another of the same name: under this one
//! "Xã Sông Đà" would pass. It is no fault: a name without its type may begin with such a word.

use super::load::{UnitLine, records};
use super::names;
use crate::findings::fault::Fault;
use crate::message;

/// A warning for each unit whose name begins with the word of another type.
pub fn odd_types(file: &str, units: &str) -> Vec<Fault> {
    // What cannot be read is a fault already.
    let lines = records::<UnitLine>(file, units, &mut Vec::new());
    let odd = lines.into_iter().filter_map(|(line, unit)| {
        let own = names::type_of_name(&unit.name).filter(|own| *own != unit.kind)?;
        names::types().find(|known| *known == unit.kind)?;
        let named = format!("{} {}", unit.code, unit.name);
        let message = message!("fault-registry.type-of-name", unit = named, written = unit.kind, own = own);
        let suggestion = Some(message!("fault.did-you-mean", name = own));
        Some(Fault { file: file.to_owned(), line: Some(line), message, suggestion })
    });
    odd.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_is_not_that_of_the_name_is_a_warning_with_its_line() {
        let units = "code,name,level,type,parent_code,valid_from,valid_to\n\
            03148,Phường Sông Đà,commune,xa,,2020-01-01,\n\
            03149,PHƯỜNG NA LAY,commune,phuong,,2020-01-01,\n\
            03150,Xá Nhè,commune,phuong,,2020-01-01,\n\
            03151,Xã Mường Mùn,commune,phuong,,2020-01-01,\n\
            03152,Xã Pú Xi,commune,rural,,2020-01-01,\n";
        let found: Vec<_> = odd_types("units.csv", units).into_iter().map(|fault| fault.line).collect();
        assert_eq!(found, [Some(2), Some(5)], "a type that is none is a fault already");
    }
}
