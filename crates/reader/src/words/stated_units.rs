//! The units that a text names, and what they mean for what a field measures.
//!
//! [`unit_text`](super::unit_text) reads them; how they compare with a field is decided in `typing::unit_of_measure`.

use crate::words::counted::Counted;

/// What is measured, as far as the words show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedMeasure {
    /// Đồng.
    Money,
    /// Dollars and other money that is no đồng.
    OtherMoney,
    Percent,
    /// Something counted: persons, households, files.
    Count,
}

/// One of the units that a text names: the power of ten, and what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedUnit {
    pub multiplier: i32,
    pub measure: StatedMeasure,
    /// What is counted; `Other` of money and shares.
    pub counted: Counted,
}

/// What a field measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnMeasure {
    pub measure: StatedMeasure,
    /// `Other` of money and shares, and of units that have no words here.
    pub counted: Counted,
}

impl OwnMeasure {
    /// True where both are the same, or quantities that can be converted.
    pub(super) fn is_alike(self, other: Self) -> bool {
        self.measure == other.measure && self.counted.is_of_kind(other.counted)
    }

    fn is_named_by(self, unit: &StatedUnit) -> bool {
        unit.measure == self.measure && unit.counted.may_be(self.counted)
    }
}

/// The units that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedUnits {
    /// In the order of the text, each once.
    pub(super) units: Vec<StatedUnit>,
    /// True where a power of ten is named of which it cannot be known what it is of.
    pub(super) unclear: bool,
}

impl From<StatedUnit> for StatedUnits {
    fn from(unit: StatedUnit) -> Self {
        Self { units: vec![unit], unclear: false }
    }
}

impl StatedUnits {
    /// The power of ten for a measure; `None` where the text names none, or two.
    pub fn power(&self, measure: StatedMeasure) -> Option<i32> {
        self.power_of(OwnMeasure { measure, counted: Counted::Other })
    }

    /// The power of ten for what a field measures: that of the very thing it counts, else that of words which may be it.
    pub fn power_of(&self, measured: OwnMeasure) -> Option<i32> {
        let named = || self.units.iter().filter(|unit| measured.is_named_by(unit));
        let is_very = |unit: &StatedUnit| unit.counted.is_of_kind(measured.counted);
        let very = measured.counted != Counted::Other && named().any(is_very);
        let mut powers = named()
            .filter(|unit| !very || is_very(unit))
            .map(|unit| unit.multiplier.saturating_add(unit.counted.power_in(measured.counted)));
        powers.next().filter(|first| powers.all(|power| power == *first))
    }

    /// True where the text names a unit of what one of these fields measures.
    pub fn names_any_of(&self, measured: &[OwnMeasure]) -> bool {
        self.units.iter().any(|unit| measured.iter().any(|measured| measured.is_named_by(unit)))
    }

    /// True where the text names a unit of one of these measures.
    pub fn names_any(&self, measures: &[StatedMeasure]) -> bool {
        self.units.iter().any(|unit| measures.contains(&unit.measure))
    }

    /// True where a unit is named with a power of ten.
    pub fn has_power(&self) -> bool {
        self.units.iter().any(|unit| unit.multiplier != 0)
    }

    /// True where it names all that another names.
    pub fn covers(&self, other: &Self) -> bool {
        other.units.iter().all(|unit| self.units.contains(unit)) && (self.unclear || !other.unclear)
    }

    /// True where no unit is named.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// True where a power of ten is named and cannot be used: of nothing known, or two of one measure.
    pub fn is_unclear(&self) -> bool {
        let twice = |(place, unit): (usize, &StatedUnit)| {
            self.units.iter().skip(place.saturating_add(1)).any(|other| {
                let same = other.measure == unit.measure && other.counted.is_of_kind(unit.counted);
                same && other.multiplier != unit.multiplier.saturating_add(unit.counted.power_in(other.counted))
            })
        };
        let is_rate = |unit: &StatedUnit| unit.counted == Counted::Rate;
        self.unclear || self.units.iter().any(is_rate) || self.units.iter().enumerate().any(twice)
    }

    /// True where this measure's power of ten is among what cannot be used: so many to a day are no quantity.
    pub fn is_unclear_for(&self, measured: Option<OwnMeasure>) -> bool {
        let is_rate = |unit: &StatedUnit| unit.counted == Counted::Rate;
        let without_power = measured.filter(|measured| self.power_of(*measured).is_none());
        without_power.is_some_and(|measured| {
            let rate = matches!(measured.counted, Counted::Quantity(_)) && self.units.iter().any(is_rate);
            self.is_unclear() && self.is_empty() || rate || self.names_any_of(&[measured])
        })
    }

    /// The same units in a power of ten that is stated beside them; a unit that has another power itself, or a share, cannot be in it.
    #[must_use]
    pub fn in_power(&self, power: i32) -> Self {
        if power == 0 {
            return self.clone();
        }
        let is_share = |unit: &StatedUnit| unit.measure == StatedMeasure::Percent;
        let fits = |unit: &StatedUnit| !is_share(unit) && (unit.multiplier == 0 || unit.multiplier == power);
        if self.units.is_empty() || !self.units.iter().all(fits) {
            return self.in_unknown_power();
        }
        let units = self.units.iter().map(|unit| StatedUnit { multiplier: power, ..*unit }).collect();
        Self { units, unclear: self.unclear }
    }

    /// Units of which the power of ten is not known.
    #[must_use]
    pub fn in_unknown_power(&self) -> Self {
        Self { units: Vec::new(), unclear: true }
    }

    /// The unit, where the text names one alone.
    pub fn only(&self) -> Option<StatedUnit> {
        match (self.units.as_slice(), self.unclear) {
            ([unit], false) => Some(*unit),
            _ => None,
        }
    }
}
