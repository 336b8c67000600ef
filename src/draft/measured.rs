//! What is measured rather than counted: of ratios, tonnes and hectares the next report has decimals, though all of the sample are whole.
//!
//! Takes a label with its unit; gives the decimals that its field keeps whether the sample shows any or not.

use super::words::says_any;
use crate::project::written::form::{Field, Measure};
use crate::words::quantity;

/// Decimals of what is measured.
const DIGITS: u32 = 2;

/// Words of what is measured in some unit, of money that may be in any power of ten among them.
const WORDS: [&str; 26] = [
    "sản lượng",
    "diện tích",
    "khối lượng",
    "trọng lượng",
    "chiều dài",
    "chiều rộng",
    "chiều cao",
    "độ dài",
    "dung tích",
    "thể tích",
    "dung lượng",
    "công suất",
    "điện năng",
    "quãng đường",
    "cự ly",
    "lượng mưa",
    "nhiệt độ",
    "doanh thu",
    "thu nhập",
    "kinh phí",
    "giá trị",
    "chi phí",
    "vốn đầu tư",
    "vốn",
    "length",
    "weight",
];

/// The decimals of a field of which whole numbers were seen: none of what is counted.
pub fn digits_of_what_is_measured(path: &[String], field: &Field, unit: Option<&str>) -> Option<u32> {
    const RANKS: [&str; 2] = ["xếp hạng", "thứ hạng"];
    if field.measure == Some(Measure::Rate) {
        return (!says_any(path, &RANKS)).then_some(DIGITS);
    }
    let code = field.unit.as_deref();
    let is_money = code == Some("VND");
    // Thousands of persons are counted to the person.
    if let Some(power) = field.multiplier.filter(|power| *power > 0 && !is_money) {
        return u32::try_from(power).ok();
    }
    let is_quantity = |code: &str| {
        quantity::of_code(code)
            .is_some_and(|quantity| !quantity.is_time() || quantity::code_of(quantity) == Some("HOUR"))
    };
    let leaf = path.get(path.len().saturating_sub(1)..).unwrap_or_default();
    let is_measured = match code {
        Some(_) if is_money => false,
        Some(code) => is_quantity(code) || unit.is_some_and(|unit| unit.contains('/')),
        None => says_any(leaf, &WORDS) && !begins_as_a_count(leaf),
    };
    is_measured.then_some(DIGITS)
}

/// True for "Số hộ có thu nhập thấp", "Tổng số".
fn begins_as_a_count(leaf: &[String]) -> bool {
    let begins =
        |words: &str| ["số ", "tổng số ", "so_", "so ", "tong_so_"].iter().any(|count| words.starts_with(count));
    leaf.iter().any(|words| begins(&crate::values::text::label(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::written::form::FieldType;

    #[test]
    fn what_is_measured_has_decimals_and_what_is_counted_none() {
        let digits =
            |label: &str, unit: Option<&str>, multiplier: Option<i8>, measure: Measure, written: Option<&str>| {
                let field = Field {
                    unit: unit.map(str::to_owned),
                    multiplier,
                    measure: Some(measure),
                    ..Field::new("x".to_owned(), FieldType::Integer)
                };
                digits_of_what_is_measured(&[label.to_owned()], &field, written)
            };
        let flow = |label: &str, unit: Option<&str>| digits(label, unit, None, Measure::Flow, None);
        assert_eq!([flow("Sản lượng", Some("TONNE")), flow("Đường bê tông", Some("KM"))], [Some(2), Some(2)]);
        assert_eq!([flow("Sản lượng", None), flow("dien_tich", None)], [Some(2), Some(2)]);
        assert_eq!([flow("Số hộ có thu nhập thấp", None), flow("Dân số", Some("PERSON"))], [None, None]);
        assert_eq!([flow("Doanh thu", Some("VND")), flow("Thời gian", Some("DAY"))], [None, None]);
        assert_eq!(digits("Dân số", Some("PERSON"), Some(3), Measure::Stock, None), Some(3));
        assert_eq!(digits("Mật độ", Some("NGUOI_KM2"), None, Measure::Rate, Some("người/km2")), Some(2));
        assert_eq!(digits("Năng suất", Some("TA_HA"), None, Measure::Flow, Some("tạ/ha")), Some(2));
        assert_eq!(digits("Xếp hạng", None, None, Measure::Rate, None), None);
    }
}
