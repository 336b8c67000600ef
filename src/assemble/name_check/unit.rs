//! A unit of money in the name of an object, or of a folder that it is in: "Biểu 03 (tỷ đồng).xlsx", "bieu-03_DVT-ty-dong.csv".
//!
//! People who write the unit there leave it out of the table, and nothing in the table says that its numbers are a thousand times what is read. The
//! name may be that of last month's copy: it converts nothing, and is reported.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::typing::reading::TypedTable;
use crate::typing::unit_of_measure::of_field;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// Words that a unit has.
const WORDS: std::ops::RangeInclusive<usize> = 1..=2;

/// What is said of a table whose amounts have no unit of their own, and were read in another than the name of its object says.
pub(super) fn check(form: &Form, object: &str, table: &TypedTable, location: Location) -> Option<Finding> {
    let is_money = |field: &Field| field.unit.as_deref() == Some("VND") && field.kind.is_amount();
    let fields = table.columns.iter().filter_map(|column| Some((column, form.schema.fields.get(column.field)?)));
    let of_money: Vec<_> = fields.filter(|(_, field)| is_money(field)).collect();
    // One that states its unit is enough: whoever wrote it there had the table in mind, and not the name.
    if of_money.is_empty() || of_money.iter().any(|(column, _)| column.unit.is_some() || column.multiplier.is_some()) {
        return None;
    }
    let (unit, power) = unit_in_name(object)?;
    let (_, field) = of_money.into_iter().find(|(_, field)| i32::from(field.multiplier.unwrap_or(0)) != power)?;
    let message = message!("unclear-unit.object-name", unit = &unit, own = of_field(field));
    Some(Finding::new(Code::UnclearUnit, Location { field: Some(field.name.clone()), ..location }, message).value(unit))
}

/// The unit of money with a power of ten that a name states, and the power; nothing where it states several powers.
fn unit_in_name(object: &str) -> Option<(String, i32)> {
    let stem = object.rsplit_once('.').map_or(object, |(stem, _)| stem);
    let mut stated: Option<(String, i32)> = None;
    for part in stem.split('/') {
        let words: Vec<&str> =
            part.split(|sign: char| " _-+,;()[]".contains(sign)).filter(|word| !word.is_empty()).collect();
        for length in WORDS {
            for (place, window) in words.windows(length).enumerate() {
                // "Công ty Đồng Nai", "xã Triệu Đông".
                if place.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| begins_a_name(before))
                {
                    continue;
                }
                let unit = window.join(" ");
                let power = perhaps_stated(&unit).power(StatedMeasure::Money);
                // "Van dong" is as often "vận động".
                let power = power.filter(|power| matches!(power, 3 | 6 | 9));
                let Some(power) = power.filter(|_| is_only_a_unit(&unit)) else { continue };
                if stated.as_ref().is_some_and(|(_, known)| *known != power) {
                    return None;
                }
                stated = Some((unit, power));
            }
        }
    }
    stated
}

/// True for the word before the name of a place or of a company.
fn begins_a_name(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "công",
        "cong",
        "xã",
        "xa",
        "phường",
        "phuong",
        "khu",
        "huyện",
        "huyen",
        "quận",
        "quan",
        "trấn",
        "tran",
        "phố",
    ];
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money_are_found_in_names_of_files_and_folders() {
        for (name, power) in [
            ("03-CDS/2024-Q1 (tỷ đồng).xlsx", 9),
            ("Kinh tế số - ĐVT triệu đồng/xa-na-tau.csv", 6),
            ("bieu-03_ty-dong.xlsx", 9),
            ("bieu-03_DVT_nghin_dong.xlsx", 3),
            ("B03 trđ.xlsx", 6),
        ] {
            assert_eq!(unit_in_name(name).map(|(_, power)| power), Some(power), "{name}");
        }
        for name in [
            "03-CDS/2024-Q1.xlsx",
            "cong-ty-dong-nai.xlsx",
            "xa-trieu-dong.xlsx",
            "Xã Triệu Đông.xlsx",
            "phuong-dong.xlsx",
            "1 tỷ đồng và 1 triệu đồng.xlsx",
            "bao cao dong.xlsx",
            "cuoc-van-dong.xlsx",
            "son-dong.xlsx",
        ] {
            assert_eq!(unit_in_name(name), None, "{name}");
        }
    }
}
