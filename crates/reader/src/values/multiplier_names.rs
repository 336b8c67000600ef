//! Names by which a file states the power of ten of its numbers: UNIT_MULT of SDMX, POWERCODE of the OECD, "Hệ số nhân", `divisor`.
//!
//! Takes the label of a column or the name of a member beside the rows; gives in which way it states the power. A name counts as a whole alone: "Hệ số lương" is a figure.

use crate::values::text;

/// In which way a power of ten is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultiplierKind {
    /// 3 is a thousand.
    Exponent,
    /// 1000 is one.
    Factor,
    /// The numbers are to be divided by 1000.
    Divisor,
}

/// What a name says of the values below it or behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MultiplierName {
    /// In which way they state a power of ten.
    pub kind: MultiplierKind,
    /// False where the label of a column may as well be that of a figure: "Hệ số", "Quy đổi", "power". Beside the rows it is of all of them.
    pub is_sure: bool,
}

const EXPONENTS: [&str; 17] = [
    "unitmult",
    "unitexponent",
    "unitpower",
    "powercode",
    "powercodecode",
    "powerof10",
    "poweroften",
    "exponent",
    "somu",
    "somu10",
    "mu10",
    "luythua",
    "luythua10",
    "luythuamuoi",
    "bacluythua",
    "bacluythua10",
    "bacluythuamuoi",
];
const PERHAPS_EXPONENTS: [&str; 1] = ["power"];
const FACTORS: [&str; 12] = [
    "multiplier",
    "unitmultiplier",
    "unitfactor",
    "scalefactor",
    "multiplyby",
    "multiplicator",
    "hesonhan",
    "hesoquydoi",
    "hesodonvi",
    "boiso",
    "boisodonvi",
    "nhanvoi",
];
const PERHAPS_FACTORS: [&str; 11] = [
    "factor",
    "scale",
    "conversionfactor",
    "heso",
    "hesochuyendoi",
    "boi",
    "nhan",
    "nhanthem",
    "quydoi",
    "quydoivoi",
    "tylequydoi",
];
const PERHAPS_DIVISORS: [&str; 6] = ["divisor", "divideby", "dividedby", "hesochia", "chiacho", "sochia"];
/// Bytes of a name.
const LONGEST: usize = 40;

/// What a name says of powers of ten; `None` for nearly all.
pub fn multiplier_name(name: &str) -> Option<MultiplierName> {
    let own = name.rsplit(" > ").next().unwrap_or(name);
    if own.len() > LONGEST {
        return None;
    }
    let key: String = text::without_marks(own).chars().filter(|sign| sign.is_alphanumeric()).collect();
    let lists: [(&[&str], MultiplierKind, bool); 5] = [
        (&EXPONENTS, MultiplierKind::Exponent, true),
        (&PERHAPS_EXPONENTS, MultiplierKind::Exponent, false),
        (&FACTORS, MultiplierKind::Factor, true),
        (&PERHAPS_FACTORS, MultiplierKind::Factor, false),
        (&PERHAPS_DIVISORS, MultiplierKind::Divisor, false),
    ];
    let (_, kind, is_sure) = lists.into_iter().find(|(names, ..)| names.contains(&key.as_str()))?;
    Some(MultiplierName { kind, is_sure })
}

/// True for the number of decimals of a column of numbers, which is in the metadata of files: `scale` of a decimal.
pub fn is_number_of_decimals(name: &str) -> bool {
    text::without_marks(name) == "scale"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_powers_and_factors_count_as_a_whole() {
        let said = |name: &str| multiplier_name(name).map(|said| (said.kind, said.is_sure));
        for (name, kind, is_sure) in [
            ("UNIT_MULT", MultiplierKind::Exponent, true),
            ("bac_luy_thua", MultiplierKind::Exponent, true),
            ("Số mũ", MultiplierKind::Exponent, true),
            ("power", MultiplierKind::Exponent, false),
            ("Hệ số nhân", MultiplierKind::Factor, true),
            ("he_so", MultiplierKind::Factor, false),
            ("Quy đổi", MultiplierKind::Factor, false),
            ("divisor", MultiplierKind::Divisor, false),
        ] {
            assert_eq!(said(name), Some((kind, is_sure)), "{name}");
        }
        for name in ["Hệ số lương", "Sản lượng quy đổi", "power supply", "UNIT_MEASURE", ""] {
            assert_eq!(said(name), None, "{name}");
        }
    }
}
