//! A row whose code is of one unit and whose name of another: takes both and what the other rows are of; gives which of the two cells is wrong.
//!
//! The sender has the one unit below it and not the other, or another row of the table is of the one: then it is the other that is meant. Where
//! neither or both can be, nobody can say it but the sender.

use super::UnitIndex;
use super::names::{Names, Sought};

/// The cell of a row that is wrong, and what to write into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongCell {
    /// The code is another unit's; this is the right one.
    Code(String),
    /// The name is another unit's; this is the right one.
    Name(String),
}

impl WrongCell {
    /// What to write into the cell.
    pub fn meant(self) -> String {
        match self {
            Self::Code(meant) | Self::Name(meant) => meant,
        }
    }
}

impl Names<'_> {
    /// The units that the code and the name of a row mean, where they mean two.
    fn two_units(&self, sought: &Sought<'_>) -> Option<[UnitIndex; 2]> {
        let filled = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let (code, name) = (filled(sought.code)?, filled(sought.name)?);
        let anywhere = Sought { sender: None, other_map: false, ..*sought };
        let of_code = self.resolve(&Sought { code: Some(&code), name: None, ..anywhere }).ok()?;
        // A name that another unit of the sender has is that one.
        let of_name = |sender| self.resolve(&Sought { code: None, name: Some(&name), sender, ..anywhere }).ok();
        let of_name = of_name(sought.sender).or_else(|| of_name(None))?;
        (of_code != of_name).then_some([of_code, of_name])
    }

    /// Which cell of a row is wrong whose code and name mean two units; `has_row` is asked whether another row of the table is of a unit. The outer
    /// `None` is of rows that do not mean two, the inner one of those of which nobody can say it.
    pub fn wrong_of_two(&self, sought: &Sought<'_>, has_row: impl Fn(UnitIndex) -> bool) -> Option<Option<WrongCell>> {
        let units = self.two_units(sought)?;
        let registry = self.registry();
        let can_be =
            units.map(|unit| sought.sender.is_none_or(|sender| registry.is_within(unit, sender)) && !has_row(unit));
        let [of_code, of_name] = units.map(|unit| registry.units.get(unit));
        Some(match can_be {
            [true, false] => of_code.map(|unit| WrongCell::Name(unit.name.clone())),
            [false, true] => of_name.map(|unit| WrongCell::Code(unit.code.clone())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::{OLD, registry};
    use super::*;

    /// What is wrong of a row below a sender; `others` are the units of the other rows.
    fn wrong(code: &str, name: &str, sender: &str, others: &[&str]) -> Option<Option<WrongCell>> {
        let registry = registry();
        let names = Names::new(&registry);
        let day = OLD.parse().unwrap();
        let sender = names.sender(sender, day);
        assert!(sender.is_some());
        let levels = ["commune".to_owned()];
        let sought = Sought { code: Some(code), name: Some(name), day, levels: &levels, sender, other_map: false };
        let others: Vec<UnitIndex> = others.iter().map(|code| registry.find(code, day).unwrap()).collect();
        names.wrong_of_two(&sought, |unit| others.contains(&unit))
    }

    #[test]
    fn the_cell_that_names_a_unit_of_another_sender_is_wrong() {
        let district = "Huyện Mường Chà";
        let name = Some(Some(WrongCell::Name("Xã Huổi Mí".into())));
        assert_eq!(wrong("03191", "Xã Chà Cang", district, &[]), name);
        let code = Some(Some(WrongCell::Code("03191".into())));
        assert_eq!(wrong("03166", "Xã Huổi Mí", district, &[]), code);
    }

    #[test]
    fn the_cell_that_names_a_unit_with_another_row_is_wrong() {
        let district = "Huyện Mường Chà";
        let name = Some(Some(WrongCell::Name("Thị trấn Mường Chà".into())));
        assert_eq!(wrong("03172", "Xã Na Sang", district, &["03201"]), name);
        let code = Some(Some(WrongCell::Code("03201".into())));
        assert_eq!(wrong("03172", "Xã Na Sang", district, &["03172"]), code);
        assert_eq!(wrong("03172", "Xã Na Sang", district, &[]), Some(None), "both can be");
        assert_eq!(wrong("03172", "Xã Na Sang", district, &["03172", "03201"]), Some(None), "neither can be");
        assert_eq!(wrong("03172", "Thị trấn Mường Chà", district, &[]), None, "it is one unit");
    }
}
