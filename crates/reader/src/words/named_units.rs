//! Units of measure that a text names among other words: "Số liệu quy ra tỷ đồng", "tỷ đồng, riêng cột 7 triệu đồng".
//!
//! Takes a text; gives the units with a power of ten, or of money, that it names somewhere. What follows a number or a word of
//! comparison is a sum and no unit: "doanh thu trên 1 tỷ đồng". The number of a column is none: "cột 7 triệu đồng".

use crate::values::letters::is_letter_or_digit;
use crate::values::text;
use crate::words::counted::Counted;
use crate::words::power_words::{begins_with, normal, powers};
use crate::words::stated_units::{StatedMeasure, StatedUnit};
use crate::words::unit_spellings::in_usual_words;
use crate::words::unit_text::{MONEY, NO_MONEY, OTHER_MONEY, counts};

/// What comes before a sum.
const COMPARED: [&str; 12] = ["trên", "dưới", "từ", "đến", "hơn", "quá", "mức", "đạt", "vài", "mỗi", "hàng", "over"];
/// What comes before the number of a column.
const COLUMNS: [&str; 6] = ["cột", "cot", "mục", "dòng", "tiêu", "biểu"];
/// What says that something follows which does not hold for all columns.
const EXCEPTIONS: [&str; 7] = ["trừ", "riêng", "cột", "cot", "tiêu", "except", "column"];

/// The unit of measure that a text names somewhere, with its power of ten: "Số liệu quy ra tỷ đồng".
/// Foreign money that the figures were reckoned in ("quy ra USD"), and what they were divided by ("đã chia cho 1.000.000"), are such units, too.
pub fn named_somewhere(written: &str) -> Option<StatedUnit> {
    let usual = in_usual_words(&normal(written));
    let powers = || named(&usual).into_iter().find(|unit| unit.multiplier != 0);
    powers().or_else(|| foreign_money(&usual)).or_else(|| divided(written))
}

/// Foreign money without a power of ten, behind words for what the figures are reckoned in.
fn foreign_money(usual: &str) -> Option<StatedUnit> {
    const LEADS: [&str; 8] =
        ["quy ra ", "đổi ra ", "quy sang ", "đổi sang ", "tính bằng ", "ghi bằng ", "ghi theo ", " in "];
    let is_of_a_rate = usual.contains("tỷ giá") || usual.contains("tỉ giá");
    let behind =
        |lead: &&str| usual.split(*lead).skip(1).any(|rest| begins_with(rest.trim_start(), &OTHER_MONEY).is_some());
    let unit = StatedUnit { multiplier: 0, measure: StatedMeasure::OtherMoney, counted: Counted::Other };
    (!is_of_a_rate && LEADS.iter().any(behind)).then_some(unit)
}

/// Money of the power of ten by which a text says that the figures were divided.
fn divided(written: &str) -> Option<StatedUnit> {
    let plain = text::without_marks(written);
    let (_, behind) = plain.split_once("chia cho ")?;
    let end = behind.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',' | ' '));
    let (number, rest) = behind.split_at_checked(end.unwrap_or(behind.len()))?;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let zeros =
        digits.strip_prefix('1').filter(|zeros| zeros.len() >= 3 && zeros.bytes().all(|digit| digit == b'0'))?;
    let multiplier = i32::try_from(zeros.len()).ok()?;
    // "chia cho 1.000 dân" is a rate.
    let is_alone = !rest.starts_with(is_letter_or_digit);
    is_alone.then_some(StatedUnit { multiplier, measure: StatedMeasure::Money, counted: Counted::Other })
}

/// The units that a text names beside an exception: "tỷ đồng (trừ cột 7: triệu đồng)". Nothing where it makes none. The text is in
/// the usual words.
pub(super) fn named_with_exceptions(written: &str) -> Vec<StatedUnit> {
    let excepts = || written.split(|sign: char| !is_letter_or_digit(sign)).any(|word| EXCEPTIONS.contains(&word));
    if excepts() { named(written) } else { Vec::new() }
}

/// All units with a power of ten, and money, in a text in the usual words.
fn named(written: &str) -> Vec<StatedUnit> {
    let mut units = Vec::new();
    let (mut earlier, mut before, mut of_column) = ("", "", false);
    let mut rest = written;
    loop {
        let trimmed = rest.trim_start_matches(|sign: char| !is_letter_or_digit(sign));
        let (power, short, of) = powers(trimmed);
        let number = before.contains(|sign: char| sign.is_ascii_digit()) && !of_column;
        // "Làm tròn đến tỷ đồng" names what the figures are in.
        let compared = COMPARED.contains(&before) && !(before == "đến" && earlier == "tròn");
        let is = |words: &[&str]| begins_with(of, words).is_some();
        let plain_money = of_column
            && power == 0
            && begins_with(of, &MONEY).is_some_and(|rest| begins_with(rest, &NO_MONEY).is_none());
        if (power != 0 || plain_money) && !short && !number && !compared {
            let money = is(&MONEY).then_some(StatedMeasure::Money);
            let money = money.or_else(|| is(&OTHER_MONEY).then_some(StatedMeasure::OtherMoney));
            if let Some(measure) = money.or_else(|| counts(of).then_some(StatedMeasure::Count)) {
                let counted = if money.is_some() { Counted::Other } else { Counted::of_words(of) };
                units.push(StatedUnit { multiplier: power, measure, counted });
                rest = of;
            }
        }
        // The next word, or the word of the unit that was found.
        let from = if rest.len() < trimmed.len() { rest } else { trimmed };
        let Some(end) = from.find(|sign: char| !is_letter_or_digit(sign)) else { return units };
        let Some((word, behind)) = from.split_at_checked(end) else { return units };
        let numbers = word.bytes().all(|byte| byte.is_ascii_digit()) || word == "và";
        of_column = COLUMNS.contains(&word) || of_column && numbers;
        (earlier, before, rest) = (before, word, behind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_exceptions_are_named_and_sums_are_not() {
        let powers = |written: &str| {
            let units = named_with_exceptions(&text::name(written));
            units.iter().map(|unit| unit.multiplier).collect::<Vec<_>>()
        };
        assert_eq!(powers("tỷ đồng (trừ cột 7: triệu đồng)"), [9, 6]);
        assert_eq!(powers("tỷ đồng, riêng cột 7 triệu đồng"), [9, 6]);
        assert_eq!(powers("tỷ đồng (trừ cột 5, 6 và 7: đồng)"), [9, 0]);
        assert_eq!(powers("tỷ đồng, triệu đồng"), [0; 0], "no exception");
        assert_eq!(powers("triệu đồng (riêng dự án trên 5 tỷ đồng)"), [6]);
        let somewhere = |written: &str| named_somewhere(written).map(|unit| unit.multiplier);
        assert_eq!(somewhere("làm tròn đến tỷ đồng"), Some(9));
        assert_eq!(somewhere("doanh thu đến tỷ đồng"), None);
        assert_eq!(somewhere("số tiền bằng đồng"), None);
        assert_eq!(somewhere("số liệu đã chia cho 1.000.000.000"), Some(9));
        assert_eq!(somewhere("số ca chia cho 1.000 dân"), None);
        assert_eq!(somewhere("tất cả số tiền quy ra usd"), Some(0));
        assert_eq!(somewhere("tỷ giá quy ra usd là 25.000"), None);
        assert_eq!(somewhere("amounts are in billions of vnd"), Some(9));
    }
}
