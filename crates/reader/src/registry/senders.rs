//! Who sends a form: takes what its head or its file says of the sender, gives the unit that this names.

use std::cell::RefCell;

use chrono::NaiveDate;

use super::UnitIndex;
use super::names::{Name, Names, without_office};
use crate::values::remembered::Remembered;
use crate::values::text;
use crate::words::unit_types::{UNIT_TYPES, UnitType};

impl Names<'_> {
    /// The unit that the head of a form names as its sender: "UBND huyện Tuần Giáo", "Phòng VH-TT huyện Điện Biên, tỉnh
    /// Điện Biên". What follows a comma, a dash or a parenthesis says in what the sender lies.
    pub fn sender(&self, written: &str, day: NaiveDate) -> Option<UnitIndex> {
        self.written(written, |unit| self.registry.units[unit].is_valid_on(day))
    }

    /// The unit that is written as a sender and is in other maps than that of this day.
    pub fn of_another_day(&self, written: &str, day: NaiveDate) -> Option<UnitIndex> {
        self.written(written, |unit| !self.registry.units[unit].is_valid_on(day))
    }

    /// The lowest of the units that a text names: "huyện Tuần Giáo, tỉnh Điện Biên" is the district. Of units that do not lie in
    /// each other the first is meant.
    fn written(&self, written: &str, fits: impl Fn(UnitIndex) -> bool) -> Option<UnitIndex> {
        let names = NAMED.with_borrow_mut(|named| named.of(written, |text| names_in(&text)));
        let units = names.iter().filter_map(|name| self.named(name, &fits));
        units.reduce(|lowest, unit| if unit != lowest && self.registry.is_within(unit, lowest) { unit } else { lowest })
    }

    /// The one unit among some that a name means, whatever its level.
    fn named(&self, name: &Name, fits: impl Fn(UnitIndex) -> bool) -> Option<UnitIndex> {
        let units = &self.registry.units;
        let mut fitting = self.with_core(&name.core).filter(|&unit| fits(unit) && name.fits(&units[unit]));
        let unit = fitting.next()?;
        fitting.next().is_none().then_some(unit)
    }
}

thread_local! {
    /// The names that a text may hold: a sender writes its own above every form.
    static NAMED: RefCell<Remembered<Vec<Name>>> = RefCell::default();
}

/// The names of units that a text may hold: what it begins with, and what follows each word for a type of unit.
fn names_in(written: &str) -> Vec<Name> {
    let whole = text::name(written);
    let office = without_office(&whole);
    // Whatever office writes, its unit's name begins with the unit's type.
    let words = || UNIT_TYPES.iter().map(UnitType::begin);
    let mut before = ' ';
    let begins = whole.char_indices().filter(|(_, sign)| !std::mem::replace(&mut before, *sign).is_alphanumeric());
    let starts: Vec<(usize, usize)> = begins
        .filter_map(|(at, _)| {
            let word = words().find(|word| whole.get(at..).is_some_and(|rest| rest.starts_with(word)))?;
            Some((at, at.saturating_add(word.len())))
        })
        .collect();
    let ends = |from: usize| {
        let next = starts.iter().map(|(at, _)| *at).find(|at| *at >= from).unwrap_or(whole.len());
        let rest = whole.get(from..next).unwrap_or_default();
        let signs = [",", " - ", "(", ";", "/"].iter().filter_map(|sign| rest.find(sign));
        from.saturating_add(signs.min().unwrap_or(rest.len()))
    };
    let names = starts.iter().filter_map(|(at, from)| whole.get(*at..ends(*from)));
    let bare = office.find([',', '(', ';']).and_then(|end| office.get(..end)).unwrap_or(office);
    std::iter::once(bare).chain(names).map(|name| Name::parse(name.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::names::tests::{NEW, OLD, registry};

    #[test]
    fn senders_are_found_whatever_office_writes() {
        let registry = registry();
        let names = Names::new(&registry);
        for written in [
            "UBND huyện Điện Biên",
            "UBND huyện Điện Biên, tỉnh Điện Biên",
            "UBND huyện Điện Biên - tỉnh Điện Biên",
            "Phòng VH-TT huyện Điện Biên",
            "Văn phòng HĐND và UBND huyện Điện Biên",
            "ỦY BAN NHÂN DÂN HUYỆN ĐIỆN BIÊN (tỉnh Điện Biên)",
            "UBND huyện Điện Biên tỉnh Điện Biên",
            "UBND tỉnh Điện Biên, huyện Điện Biên",
        ] {
            let unit = names.sender(written, OLD.parse().unwrap());
            assert_eq!(unit.map(|unit| registry.units[unit].code.as_str()), Some("100"), "{written}");
        }
        assert_eq!(
            names.sender("UBND thị xã Mường Lay", OLD.parse().unwrap()).map(|unit| &*registry.units[unit].code),
            Some("095")
        );
        assert_eq!(names.sender("Công ty TNHH Một Thành Viên", OLD.parse().unwrap()), None);
    }

    #[test]
    fn a_sender_without_marks_is_suggested() {
        let registry = registry();
        let names = Names::new(&registry);
        let levels = ["district".to_owned()];
        let nearest = |written: &str| names.nearest_sender(written, OLD.parse().unwrap(), &levels);
        assert_eq!(nearest("UBND thi xa Muong Lay").as_deref(), Some("Thị Xã Mường Lay"));
        assert_eq!(nearest("UBND huyện Tuầnn Giao, tỉnh Điện Biên").as_deref(), Some("Huyện Tuần Giáo"));
        // The town that ended is no misspelt Xã Mường Lạn.
        let later = NEW.parse().unwrap();
        let of_communes = names.nearest_sender("UBND thị xã Mường Lay", later, &["commune".to_owned()]);
        assert_eq!(of_communes, None);
        assert_eq!(nearest("Công ty TNHH Một Thành Viên"), None);
    }
}
