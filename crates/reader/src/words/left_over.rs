//! Of which fields a list of units speaks that names some unit of none of them: "nghìn hộ, tấn" above persons, money and tonnes.
//!
//! Takes the units and what the columns of the table measure; gives whether the list contradicts a field. Tonnes are those of the
//! field in tonnes, so that the households are left over, and of what is counted only the persons have no unit.

use super::counted::Counted;
use super::stated_units::{OwnMeasure, StatedMeasure, StatedUnit, StatedUnits};

/// What the columns of a table measure.
#[derive(Clone, Debug, Default)]
pub struct TableMeasures {
    /// Of every column whose field declares a unit.
    pub all: Vec<OwnMeasure>,
    /// Of those whose label states no unit of its own.
    pub unlabelled: Vec<OwnMeasure>,
    /// True where a column of numbers is of no field, or of one without a unit: what is left over may be its unit.
    pub has_others: bool,
}

/// Whether units that are stated for a whole table speak of a field whose own unit is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// One of them can be of this field alone.
    OfIt,
    /// One of them may be of this field, or of others.
    Perhaps,
    /// They are the units of other fields.
    OfOthers,
}

impl StatedUnits {
    /// Whether these units, of a table that measures these things, speak of a field that measures this. A unit that fits none of the
    /// table's fields contradicts them all.
    pub fn speaks_of(&self, own: Option<OwnMeasure>, table: &TableMeasures) -> Speaks {
        if !self.names_any_of(&table.all) {
            return Speaks::OfIt;
        }
        let Some(own) = own.filter(|own| !self.is_unclear() && !self.names_any_of(&[*own])) else {
            return Speaks::OfOthers;
        };
        let mut without_unit: Vec<OwnMeasure> = Vec::new();
        for measured in table.unlabelled.iter().filter(|measured| !self.names_any_of(&[**measured])) {
            if !without_unit.iter().any(|known| known.is_alike(*measured)) {
                without_unit.push(*measured);
            }
        }
        if !without_unit.iter().any(|known| known.is_alike(own)) {
            return Speaks::OfOthers;
        }
        let mut speaks = Speaks::OfOthers;
        for unit in self.units.iter().filter(|unit| is_left_over(unit, table)) {
            let of_its_measure = || without_unit.iter().filter(|measured| measured.measure == unit.measure);
            match (of_its_measure().count(), own.measure == unit.measure) {
                // Captions are copied with units of columns that others have; a power of ten is meant for some column.
                (1, true) if !table.has_others && unit.multiplier != 0 => return Speaks::OfIt,
                (1.., true) => speaks = Speaks::Perhaps,
                _ => {}
            }
        }
        speaks
    }
}

/// True for a unit of something known that no field of the table measures.
fn is_left_over(unit: &StatedUnit, table: &TableMeasures) -> bool {
    let is_known = unit.measure != StatedMeasure::Count || !matches!(unit.counted, Counted::Other | Counted::Rate);
    is_known && !StatedUnits::from(*unit).names_any_of(&table.all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::unit_text::stated;

    const fn counts(counted: Counted) -> OwnMeasure {
        OwnMeasure { measure: StatedMeasure::Count, counted }
    }

    const PERSONS: OwnMeasure = counts(Counted::Persons);
    const DOSSIERS: OwnMeasure = counts(Counted::Dossiers);
    const MONEY: OwnMeasure = OwnMeasure { measure: StatedMeasure::Money, counted: Counted::Other };

    #[test]
    fn a_unit_of_no_field_is_that_of_the_only_field_it_can_mean() {
        let tonnes = counts(Counted::of_code("TONNE"));
        let plain = [PERSONS, PERSONS, MONEY, tonnes];
        let speaks = |text: &str, own: OwnMeasure, all: &[OwnMeasure], has_others: bool| {
            stated(text)
                .speaks_of(Some(own), &TableMeasures { all: all.to_vec(), unlabelled: all.to_vec(), has_others })
        };
        for (text, of_persons, of_money) in [
            ("nghìn hộ, tấn", Speaks::OfIt, Speaks::OfOthers),
            ("triệu đồng, hộ, tấn", Speaks::Perhaps, Speaks::OfOthers),
            ("hộ", Speaks::OfIt, Speaks::OfIt),
            ("người, hộ, tấn", Speaks::OfOthers, Speaks::OfOthers),
            ("người, triệu đồng, hộ, tấn", Speaks::OfOthers, Speaks::OfOthers),
            ("nghìn người, tấn", Speaks::OfOthers, Speaks::OfOthers),
            ("triệu đồng, tấn", Speaks::OfOthers, Speaks::OfOthers),
            ("%, tấn", Speaks::OfOthers, Speaks::OfOthers),
            ("lượt, tấn", Speaks::OfOthers, Speaks::OfOthers),
        ] {
            assert_eq!(speaks(text, PERSONS, &plain, false), of_persons, "{text}");
            assert_eq!(speaks(text, MONEY, &plain, false), of_money, "{text}");
        }
        assert_eq!(speaks("nghìn hộ, tấn", PERSONS, &plain, true), Speaks::Perhaps);
        assert_eq!(speaks("%, tấn", PERSONS, &plain, true), Speaks::OfOthers);
        let several = [PERSONS, DOSSIERS, tonnes];
        assert_eq!(speaks("nghìn hộ, tấn", PERSONS, &several, false), Speaks::Perhaps);
        let labelled = TableMeasures { all: plain.to_vec(), unlabelled: vec![MONEY, tonnes], has_others: false };
        assert_eq!(stated("nghìn hộ, tấn").speaks_of(Some(PERSONS), &labelled), Speaks::OfOthers);
    }
}
