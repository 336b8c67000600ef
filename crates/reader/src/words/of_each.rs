//! Units of which an amount is one of each, and not of all: "triệu đồng/hộ", "tỷ đồng một doanh nghiệp".
//!
//! Takes a text that states units; gives what each of the amounts is of. "Tỷ đồng/năm" is one of a period, as every flow is: which period that is, is
//! given by itself, since it may be another than that of a form.

use crate::values::text;
use crate::words::quantity::is_rate;
use crate::words::unit_text::{of_what, parts, perhaps_stated};

/// Words behind a unit that lead to what the amount is of each of.
const LEAD: [&str; 3] = [" một ", " mỗi ", " trên "];
/// Words of a title that speak of amounts of each.
const OF_EACH: [&str; 7] = ["bình quân", "trung bình", "mỗi", "một", "/", "đơn giá", "suất"];

/// What the amounts are of each of: "hộ" in "triệu đồng/hộ"; nothing where the units are those of all.
pub fn of_each(stated: &str) -> Option<&str> {
    parts(stated).find_map(|part| {
        let (before, behind) = match LEAD.iter().find_map(|lead| part.split_once(lead)) {
            Some(parted) => parted,
            None => of_what(part),
        };
        let each = behind.split(['/', '(', ')', ']']).next().unwrap_or_default().trim();
        let is_word = each.starts_with(char::is_alphabetic) && is_rate(&each.to_lowercase());
        (is_word && !perhaps_stated(before).is_empty()).then_some(each)
    })
}

/// The period that the amounts are of each of, as written, with its months: "tháng" and 1 of "triệu đồng/tháng", "triệu đồng/người/tháng", "triệu đồng
/// bình quân tháng".
pub fn of_each_period(stated: &str) -> Option<(&str, u32)> {
    parts(stated).find_map(|part| {
        let led =
            || LEAD.iter().chain(&[" bình quân ", " bq ", " hằng ", " hàng "]).find_map(|lead| part.split_once(lead));
        let (before, behind) = led().or_else(|| part.split_once('/'))?;
        let unit = before.rsplit(['(', '[']).next().unwrap_or_default();
        let found = behind.split(['/', '(', ')', ']']).map(str::trim).find_map(|each| Some((each, months_of(each)?)));
        found.filter(|_| !perhaps_stated(unit.split('/').next().unwrap_or_default()).is_empty())
    })
}

/// The months of a period that is named without its number: "tháng", "quý", "6 tháng", "năm".
fn months_of(each: &str) -> Option<u32> {
    let plain = text::without_marks(each);
    let (number, word) = match plain.split_once(' ') {
        Some((number, word)) => (number.parse().ok().filter(|number| (2..=12).contains(number))?, word),
        None => (1, plain.as_str()),
    };
    match word {
        "thang" | "month" => Some(number),
        "quy" | "quarter" if number == 1 => Some(3),
        "nam" | "year" if number == 1 => Some(12),
        _ => None,
    }
}

/// True where the words of a field speak of amounts of each.
pub fn speaks_of_each(title: &str) -> bool {
    let title = title.to_lowercase();
    OF_EACH.iter().any(|word| title.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_behind_a_slash_is_one_of_each() {
        for (text, each) in [
            ("triệu đồng/hộ", Some("hộ")),
            ("ĐVT: triệu đồng/người/năm", Some("người")),
            ("tỷ đồng một hộ", Some("hộ")),
            ("tỷ đồng, hộ/thôn", Some("thôn")),
            ("triệu đồng", None),
            ("tỷ đồng/năm", None),
            ("TỶ ĐỒNG/NĂM", None),
            ("tỷ đồng/%", None),
            ("triệu đồng (làm tròn)", None),
            ("12/CĐS", None),
            ("", None),
        ] {
            assert_eq!(of_each(text), each, "{text}");
        }
        for (text, period) in [
            ("triệu đồng/tháng", Some(("tháng", 1))),
            ("ĐVT: triệu đồng/người/năm", Some(("năm", 12))),
            ("triệu đồng bình quân tháng", Some(("tháng", 1))),
            ("Triệu đồng mỗi quý", Some(("quý", 3))),
            ("người/6 tháng", Some(("6 tháng", 6))),
            ("tỷ đồng/năm 2024", None),
            ("triệu đồng/hộ", None),
            ("triệu đồng", None),
            ("12/tháng", None),
        ] {
            assert_eq!(of_each_period(text), period, "{text}");
        }
        assert!(speaks_of_each("Thu nhập bình quân đầu người"));
        assert!(!speaks_of_each("Doanh thu"));
    }
}
