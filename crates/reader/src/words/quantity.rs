//! Physical quantities and their units: kilograms under a form in tonnes are a thousandth of it, and metres are no tonnes.
//!
//! Takes the words of a unit, or the code of a field's unit; gives the quantity, and the power of ten of the unit. The codes are those
//! of the SDMX code list `CL_UNIT_MEASURE` where it has one (`KG`, `T`, `M`, `KM`, `HA`, `KM2`, `M3`, `L`, `KWH`), and the names that people
//! write instead (`TONNE`, `METRE`, `HOUR`).

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    Mass,
    Length,
    Area,
    Volume,
    Energy,
    Power,
    /// Bits a second.
    DataRate,
    /// Of seconds, minutes, hours, days, weeks, months and years none is a power of ten of another.
    Time(u8),
}

/// A unit of a physical quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub kind: QuantityKind,
    /// The power of ten beside the unit of its kind: 3 for tonnes, where kilograms have 0.
    power: i32,
}

impl Quantity {
    pub const fn is_time(self) -> bool {
        matches!(self.kind, QuantityKind::Time(_))
    }

    /// The power of ten of this unit in another of the same kind: -3 for kilograms in tonnes.
    pub fn power_in(self, other: Self) -> Option<i32> {
        (self.kind == other.kind).then_some(self.power.saturating_sub(other.power))
    }
}

struct QuantityUnit {
    quantity: Quantity,
    /// The codes of the unit, the usual one first.
    codes: &'static [&'static str],
    /// Its words as [`text::name`](crate::values::text::name) leaves them.
    words: &'static [&'static str],
}

const fn unit(
    kind: QuantityKind,
    power: i32,
    codes: &'static [&'static str],
    words: &'static [&'static str],
) -> QuantityUnit {
    QuantityUnit { quantity: Quantity { kind, power }, codes, words }
}

/// Longer words first: "mét vuông" are no metres.
const UNITS: [QuantityUnit; 36] = {
    use QuantityKind::{Area, DataRate, Energy, Length, Mass, Power, Time, Volume};
    [
        unit(Area, 0, &["M2"], &["m2", "mét vuông", "met vuong"]),
        unit(Area, 4, &["HA", "HECTARE"], &["ha", "hecta", "héc ta", "héc-ta", "hécta", "hectare", "hectares"]),
        unit(Area, 6, &["KM2"], &["km2", "ki lô mét vuông", "ki-lô-mét vuông", "kilômét vuông", "kilomet vuong"]),
        unit(Volume, 0, &["M3"], &["m3", "mét khối", "met khoi"]),
        unit(Volume, -3, &["L", "LITRE", "LITER", "LIT"], &["lít", "lit", "litre", "litres"]),
        unit(Volume, -6, &["ML"], &["ml", "mililít"]),
        unit(Mass, -3, &["G", "GRAM"], &["g", "gam", "gram"]),
        unit(Mass, -1, &["LANG"], &["lạng"]),
        unit(Mass, 0, &["KG"], &["kg", "kilôgam", "kilogam", "ki lô gam", "ki-lô-gam", "kilogram", "kilograms"]),
        unit(Mass, 1, &["YEN"], &["yến"]),
        unit(Mass, 2, &["TA", "QUINTAL"], &["tạ"]),
        unit(Mass, 3, &["TONNE", "TONNES", "TON", "T"], &["tấn", "tonne", "tonnes", "tons"]),
        unit(Length, -3, &["MM"], &["mm", "milimét"]),
        unit(Length, -2, &["CM"], &["cm", "xentimét", "centimét"]),
        unit(Length, -1, &["DM"], &["dm", "đêximét"]),
        unit(Length, 0, &["M", "METRE", "METER"], &["m", "mét", "metre", "metres", "m dài"]),
        unit(Length, 3, &["KM", "KILOMETRE"], &["km", "ki lô mét", "ki-lô-mét", "kilômét", "kilomet", "cây số"]),
        unit(Energy, -3, &["WH"], &["wh"]),
        unit(Energy, 0, &["KWH"], &["kwh"]),
        unit(Energy, 3, &["MWH"], &["mwh"]),
        unit(Energy, 6, &["GWH"], &["gwh"]),
        unit(Power, -3, &["W"], &["w"]),
        unit(Power, 0, &["KW"], &["kw"]),
        unit(Power, 3, &["MW"], &["mw"]),
        unit(Power, 3, &["MWP"], &["mwp"]),
        unit(Power, 0, &["KWP"], &["kwp"]),
        unit(DataRate, 3, &["KBPS"], &["kbps"]),
        unit(DataRate, 6, &["MBPS"], &["mbps"]),
        unit(DataRate, 9, &["GBPS"], &["gbps"]),
        unit(Time(0), 0, &["SECOND", "SEC", "S"], &["giây", "second", "seconds"]),
        unit(Time(1), 0, &["MIN", "MINUTE", "PHUT"], &["phút", "phut", "minute", "minutes"]),
        unit(Time(2), 0, &["HOUR", "H", "GIO"], &["giờ", "hour", "hours"]),
        unit(Time(3), 0, &["DAY", "D", "NGAY"], &["ngày", "day", "days"]),
        unit(Time(4), 0, &["WEEK", "TUAN"], &["tuần", "week", "weeks"]),
        unit(Time(5), 0, &["MONTH", "MO", "THANG"], &["tháng", "month", "months"]),
        unit(Time(6), 0, &["YEAR", "NAM"], &["năm", "year", "years"]),
    ]
};

/// Words by which something is reckoned for a period: "tấn/năm" are the tonnes of a report.
const PERIODS: [&str; 5] = ["năm", "tháng", "quí", "quý", "kì"];

/// Words that begin names and marks, too: Lạng Sơn, Tạ Bú, "g)".
const WHOLE: [&str; 6] = ["g", "l", "w", "lạng", "yến", "tạ"];

/// The quantity that words begin with: "kg", "tấn rác thải". Words of time are whole, since "năm 2024" and "ngày 15/3" say when.
pub fn of_words(words: &str) -> Option<Quantity> {
    let words = words.trim_end_matches('.');
    let begins = |word: &str| {
        words.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
    };
    let found = UNITS.iter().find(|unit| {
        let is_whole = |word: &str| unit.quantity.is_time() || WHOLE.contains(&word);
        unit.words.iter().any(|word| words == *word || !is_whole(word) && begins(word))
    });
    found.map(|unit| unit.quantity)
}

/// The quantity that a field measures whose unit has this code.
pub fn of_code(code: &str) -> Option<Quantity> {
    let found = UNITS.iter().find(|unit| unit.codes.iter().any(|known| known.eq_ignore_ascii_case(code)));
    found.map(|unit| unit.quantity)
}

/// The powers of ten by which amounts differ that are written in another unit of the same quantity, for the unit of this code: -2 and 4 for
/// hectares, whose amounts in square kilometres are a hundredth. Each once, the smallest first; none of a unit of time.
pub fn powers_of_other_units(code: &str) -> Vec<i32> {
    let Some(own) = of_code(code).filter(|own| !own.is_time()) else { return Vec::new() };
    let powers = UNITS.iter().filter_map(|unit| own.power_in(unit.quantity));
    let mut powers: Vec<i32> = powers.filter(|power| *power != 0).collect();
    powers.sort_by_key(|power| (power.abs(), *power));
    powers.dedup();
    powers
}

/// The usual code of a quantity's unit.
pub fn code_of(quantity: Quantity) -> Option<&'static str> {
    UNITS.iter().find(|unit| unit.quantity == quantity)?.codes.first().copied()
}

/// True for words that are a unit and nothing else.
pub(super) fn is_word(words: &str) -> bool {
    UNITS.iter().any(|unit| unit.words.contains(&words))
}

/// True for a letter that may number a line, too: "(g)".
pub(super) fn is_letter(words: &str) -> bool {
    words.chars().nth(1).is_none() && words != "m"
}

/// True where what is behind the slash of a unit makes it another: "kg/người", "m3/ngày đêm". "Tấn/năm" are those of a period.
pub(super) fn is_rate(behind: &str) -> bool {
    let behind = behind.trim();
    !behind.is_empty() && !PERIODS.iter().any(|period| behind.starts_with(period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_other_units_of_a_quantity_differ_by_powers_of_ten() {
        assert_eq!(powers_of_other_units("HA"), [-2, 4]);
        assert_eq!(powers_of_other_units("TONNE"), [1, 2, 3, 4, 6]);
        assert_eq!((powers_of_other_units("HOUR"), powers_of_other_units("VND")), (Vec::new(), Vec::new()));
    }

    #[test]
    fn units_of_one_quantity_are_powers_of_ten_of_each_other() {
        let power = |words: &str, code: &str| of_words(words)?.power_in(of_code(code)?);
        for (words, code, expected) in [
            ("kg", "TONNE", Some(-3)),
            ("tạ", "KG", Some(2)),
            ("tấn rác thải", "T", Some(0)),
            ("km", "METRE", Some(3)),
            ("m2", "ha", Some(-4)),
            ("mét vuông", "KM2", Some(-6)),
            ("lít", "M3", Some(-3)),
            ("mwh", "KWH", Some(3)),
            ("km", "TONNE", None),
            ("phút", "HOUR", None),
            ("ngày", "DAY", Some(0)),
            ("ngày công", "DAY", None),
            ("năm 2024", "YEAR", None),
            ("hộ", "KG", None),
            ("kg", "BOX", None),
        ] {
            assert_eq!(power(words, code), expected, "{words} in {code}");
        }
        assert_eq!(of_words("m3").and_then(code_of), Some("M3"));
        assert!(is_letter("g") && !is_letter("m") && !is_letter("kg"));
        assert!(is_rate("người") && is_rate("ngày đêm") && !is_rate("năm") && !is_rate(""));
    }

    #[test]
    fn no_code_or_word_is_of_two_units() {
        let all = |of: fn(&QuantityUnit) -> &'static [&'static str]| {
            let mut all: Vec<&str> = UNITS.iter().flat_map(of).copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            (all.len(), count)
        };
        let (codes, words) = (all(|unit| unit.codes), all(|unit| unit.words));
        assert_eq!(codes.0, codes.1);
        assert_eq!(words.0, words.1);
    }
}
