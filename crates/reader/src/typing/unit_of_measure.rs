//! The unit of measure of a field, and how what a table states compares with it.

use crate::findings::message::Message;
use crate::message;
use crate::project::written::field::is_code_of_percents;
use crate::project::written::form::{Field, Measure};
use crate::sheet::shown::ShownWords;
use crate::values::language::Language;
use crate::words::beside_units::words_beside;
use crate::words::counted::{Counted, message_of_code};
use crate::words::left_over::Speaks;
use crate::words::of_each::speaks_of_each;
use crate::words::power_words::bare_power;
use crate::words::quantity;
use crate::words::stated_units::{OwnMeasure, StatedMeasure, StatedUnits};
use crate::words::unit_text::{perhaps_stated, stated};

/// A power of ten as a message says it: "nhân với 1000", "divided by 1000000".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// `divided` or `multiplied`: the message has a word for each.
    pub how: &'static str,
    pub number: String,
}

impl Factor {
    /// The factor by which values are converted that are multiplied by this power of ten.
    pub fn of(shift: i32) -> Self {
        let digits = usize::try_from(shift.unsigned_abs()).unwrap_or_default();
        Self { how: if shift < 0 { "divided" } else { "multiplied" }, number: format!("1{}", "0".repeat(digits)) }
    }
}

/// The codes of units that people have words for, each with the key of its words. Those of what is counted are in [`crate::words::counted`].
const UNITS_WITH_WORDS: [(&str, &str); 17] = [
    ("percent", "unit-word.percent"),
    ("VND", "unit-word.vnd"),
    ("KG", "unit-word.kg"),
    ("TONNE", "unit-word.tonne"),
    ("M", "unit-word.metre"),
    ("KM", "unit-word.km"),
    ("M2", "unit-word.m2"),
    ("HA", "unit-word.ha"),
    ("KM2", "unit-word.km2"),
    ("M3", "unit-word.m3"),
    ("L", "unit-word.litre"),
    ("KWH", "unit-word.kwh"),
    ("HOUR", "unit-word.hour"),
    ("DAY", "unit-word.day"),
    ("MIN", "unit-word.minute"),
    ("MONTH", "unit-word.month"),
    ("YEAR", "unit-word.year"),
];

/// The unit of a field in the words of a form: "triệu đồng", "%".
pub fn of_field(field: &Field) -> Message {
    let code = if field.is_percent() { "percent" } else { field.unit.as_deref().unwrap_or_default() };
    words(code, i64::from(field.multiplier.unwrap_or(0)))
}

/// A unit of measure with its power of ten, in one language.
pub fn in_words(unit: &str, multiplier: i64, language: Language) -> String {
    words(unit, multiplier).text(language).to_owned()
}

/// A unit of measure with its power of ten; codes that people do not say stay as they are.
pub fn words(unit: &str, multiplier: i64) -> Message {
    let usual = if is_code_of_percents(unit) { "percent" } else { unit };
    let usual = quantity::of_code(usual).and_then(quantity::code_of).unwrap_or(usual);
    let known = UNITS_WITH_WORDS.iter().find(|(code, _)| *code == usual).map(|(_, key)| *key);
    let known = known.or_else(|| message_of_code(usual));
    let word = known.map_or_else(|| Message::from(unit), |key| Message::of(key, &[]));
    match multiplier {
        0 => word,
        3 => message!("unit-multiple.thousand", unit = word),
        6 => message!("unit-multiple.million", unit = word),
        9 => message!("unit-multiple.billion", unit = word),
        power => message!("unit-multiple.power", power = power.to_string(), unit = word),
    }
}

/// How a stated unit compares with that of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciled {
    /// The same, or nothing that could be compared.
    Same,
    /// Values are multiplied by this power of ten.
    Shift(i32),
    /// Money where the field counts, or the other way round.
    Contradiction,
}

/// What a field declares that it measures; `None` where it declares no unit.
pub fn declared(field: &Field) -> Option<OwnMeasure> {
    let code = field.unit.as_deref()?;
    let measure = match code {
        "VND" => StatedMeasure::Money,
        _ if field.is_percent() => StatedMeasure::Percent,
        _ => StatedMeasure::Count,
    };
    let counted = if measure == StatedMeasure::Count { Counted::of_code(code) } else { Counted::Other };
    Some(OwnMeasure { measure, counted })
}

/// True for a field whose amounts are those of all that a unit has, and whose words say nothing else.
pub fn is_of_all(field: &Field) -> bool {
    let is_amount = matches!(field.measure, Some(Measure::Flow | Measure::Stock)) && !field.is_percent();
    is_amount && !field.title.iter().chain(&field.labels).any(|words| speaks_of_each(words))
}

/// What a field declares that it measures, as far as it is money, a share or a count.
fn declared_measure(field: &Field) -> Option<StatedMeasure> {
    declared(field).map(|declared| declared.measure)
}

/// Compares what a table states with what a field declares. It speaks of the field where the label of the very column states
/// it, or where what is above the table can be of no other ([`Speaks`]): a unit above a table of several units speaks only of
/// the fields that it fits. Dollars are no đồng, wherever they are.
pub fn reconcile(stated: &StatedUnits, field: &Field, speaks: Speaks) -> Reconciled {
    let Some(declared) = declared(field) else { return Reconciled::Same };
    let Some(power) = stated.power_of(declared) else {
        let other_money = declared.measure == StatedMeasure::Money && stated.names_any(&[StatedMeasure::OtherMoney]);
        let contradicts = other_money || speaks == Speaks::OfIt && !stated.is_empty() && !stated.is_unclear();
        return if contradicts { Reconciled::Contradiction } else { Reconciled::Same };
    };
    match power - i32::from(field.multiplier.unwrap_or(0)) {
        0 => Reconciled::Same,
        shift => Reconciled::Shift(shift),
    }
}

/// Letters that may be short for a power of ten, or typed without marks.
const LETTERS_OF_A_POWER: usize = 6;

/// The unit that a format shows beside a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownUnit {
    /// Another than that of the field: the number is in it.
    Other(String),
    /// Đồng, where the table states how many of them: a spreadsheet's button for money names the currency, and not the power of ten.
    Currency { shown: String, stated: String },
    /// Letters behind an amount of money or of a quantity of which it is not known whether they are a power of ten or another unit: "ty", "B", "g".
    Unknown(String),
}

/// The unit that a format shows beside a number of a field, where it is not that of the field; `of_label` and `of_head` are what the
/// table states. Words that are no unit say nothing, and of what is counted there are many words.
pub fn shown_unit(field: &Field, words: &ShownWords, [of_label, of_head]: [Option<&str>; 2]) -> Option<ShownUnit> {
    let names = |text: &str| {
        let units = perhaps_stated(text);
        bare_power(text).is_some() || !units.is_empty() || units.is_unclear()
    };
    let unit = match (names(&words.after), names(&words.before)) {
        (true, true) => format!("{} {}", words.after, words.before),
        (true, false) => words.after.clone(),
        (false, true) => words.before.clone(),
        (false, false) => {
            let is_short = |text: &str| {
                let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
                text.is_ascii() && (1..=LETTERS_OF_A_POWER).contains(&letters)
            };
            let is_measured = declared(field)
                .is_some_and(|own| own.measure == StatedMeasure::Money || matches!(own.counted, Counted::Quantity(_)));
            return (is_measured && is_short(&words.after)).then(|| ShownUnit::Unknown(words.after.clone()));
        }
    };
    // "Triệu đồng (KH)" beside a number is read as it is in the text of a cell.
    if declared(field).is_some() && !perhaps_stated(&unit).is_empty() && !words_beside(&unit).is_empty() {
        return Some(ShownUnit::Other(closed(unit)));
    }
    let (units, power) = (perhaps_stated(&unit), bare_power(&unit));
    let singly = |measure| units.only().filter(|only| only.measure == measure && only.multiplier == 0);
    let counted = singly(StatedMeasure::Count).filter(|_| power.is_none()).map(|only| only.counted);
    let is_own = match (declared(field), counted) {
        (None, Some(_)) => true,
        (Some(OwnMeasure { measure: StatedMeasure::Count, counted: own }), Some(counted))
            if counted.may_be(own) && counted.power_in(own) == 0 =>
        {
            true
        }
        (None, None) => false,
        (Some(measure), _) => {
            let of_table = [of_label.map(perhaps_stated), of_head.map(stated)];
            let is_of_table = |stated: &StatedUnits| reconcile(stated, field, Speaks::OfOthers) == Reconciled::Same;
            power.or_else(|| units.power_of(measure)) == Some(i32::from(field.multiplier.unwrap_or(0)))
                && of_table.iter().flatten().all(is_of_table)
        }
    };
    if is_own {
        return None;
    }
    let is_currency = power.is_none() && singly(StatedMeasure::Money).is_some();
    let of_table = [of_label.map(|text| (text, perhaps_stated(text))), of_head.map(|text| (text, stated(text)))];
    let of_money = of_table.into_iter().flatten().find(|(_, units)| units.power(StatedMeasure::Money).is_some());
    Some(match of_money.filter(|_| is_currency && declared_measure(field) == Some(StatedMeasure::Money)) {
        Some((stated, _)) => ShownUnit::Currency { shown: unit, stated: stated.to_owned() },
        None => ShownUnit::Other(unit),
    })
}

/// Words with the parenthesis at their end, which is laid aside where a format is read.
fn closed(mut words: String) -> String {
    if words.matches('(').count() > words.matches(')').count() {
        words.push(')');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_beside_a_number_counts_unless_it_is_that_of_the_field() {
        use crate::project::written::form::FieldType;
        let field = |unit: Option<&str>, multiplier| Field {
            unit: unit.map(str::to_owned),
            multiplier,
            ..Field::new(String::new(), FieldType::Number)
        };
        let (million, dong, count) =
            (field(Some("VND"), Some(6)), field(Some("VND"), None), field(Some("DOSSIER"), None));
        let tonnes = field(Some("TONNE"), None);
        let (percent, none) = (field(Some("percent"), None), field(None, None));
        let shown = |field: &Field, before: &str, after: &str, stated: [Option<&str>; 2]| match shown_unit(
            field,
            &ShownWords::new(before, after)?,
            stated,
        )? {
            ShownUnit::Other(unit) => Some(unit),
            ShownUnit::Currency { shown, stated } => Some(format!("{shown} beside {stated}")),
            ShownUnit::Unknown(letters) => Some(format!("{letters}?")),
        };
        for (field, before, after, unit) in [
            (&million, "", " tỷ", Some("tỷ")),
            (&million, "", " triệu đồng", None),
            (&million, "", "tr", None),
            (&million, "", " đ", Some("đ")),
            (&million, "$", "", Some("$")),
            (&million, "$", " tỷ", Some("tỷ $")),
            (&million, "", " người", Some("người")),
            (&million, "Số: ", "", None),
            (&million, "", " ty", Some("ty?")),
            (&million, "", "B", Some("B?")),
            (&count, "", " ty", None),
            (&million, "Khoảng ", " triệu", None),
            (&dong, "", " đ", None),
            (&dong, "", " ₫", None),
            (&dong, "₫", "", None),
            (&dong, "", "(USD)", Some("USD")),
            (&count, "", " hồ sơ", None),
            (&count, "", " lần thử", None),
            (&count, "", " hộ", Some("hộ")),
            (&count, "", " nghìn", Some("nghìn")),
            (&count, "", " tỷ đồng", Some("tỷ đồng")),
            (&count, "", "%", Some("%")),
            (&percent, "", "%", None),
            (&percent, "", "‰", Some("‰")),
            (&none, "", " người", None),
            (&tonnes, "", " kg", Some("kg")),
            (&tonnes, "", " tấn", None),
            (&tonnes, "", " g", Some("g?")),
            (&tonnes, "", " km", Some("km")),
            (&none, "", " tỷ", Some("tỷ")),
            (&million, "", " triệu đồng (KH)", Some("triệu đồng (KH)")),
            (&million, "", " triệu đồng 2024", Some("triệu đồng 2024")),
            (&count, "", " hồ sơ (KH)", Some("hồ sơ (KH)")),
        ] {
            assert_eq!(shown(field, before, after, [None; 2]).as_deref(), unit, "{before}0{after} {:?}", field.unit);
        }
        assert_eq!(shown(&million, "", " triệu đồng", [None, Some("tỷ đồng")]).as_deref(), Some("triệu đồng"));
        assert_eq!(shown(&million, "", " triệu đồng", [Some("triệu đồng"), Some("Triệu đồng")]), None);
        let currency = Some("₫ beside Triệu đồng".to_owned());
        assert_eq!(shown(&million, "", " ₫", [None, Some("Triệu đồng")]), currency);
        assert_eq!(shown(&million, "", " ₫", [Some("người"), None]).as_deref(), Some("₫"));
        assert_eq!(shown(&million, "", " tỷ", [None, Some("Triệu đồng")]).as_deref(), Some("tỷ"));
    }
    use crate::findings::message::is_known;

    #[test]
    fn every_unit_with_words_has_them_in_both_languages() {
        let counted =
            ["PERSON", "HOUSEHOLD", "HOUSEHOLD_BUSINESS", "ENTERPRISE", "DOSSIER", "PRODUCT", "SERVICE", "POINT"];
        let counted = counted.into_iter().chain(["VILLAGE", "COMMUNE"]);
        let counted = counted.map(|code| (code, message_of_code(code).unwrap_or_default()));
        for (code, key) in UNITS_WITH_WORDS.into_iter().chain(counted) {
            for language in [Language::Vi, Language::En] {
                assert!(is_known(language, key), "{code} has no words in {language:?}");
            }
        }
    }

    #[test]
    fn a_unit_is_said_with_its_power_of_ten() {
        let said = |unit, power| {
            let words = words(unit, power);
            [words.vi, words.en]
        };
        assert_eq!(said("VND", 6), ["triệu đồng", "million VND"]);
        assert_eq!(said("PERSON", 0), ["người", "people"]);
        for code in ["percent", "PERCENT", "PT"] {
            assert_eq!(said(code, 0), ["%", "%"], "{code}");
        }
        assert_eq!(said("KG", 2), ["10^2 kg", "10^2 kg"]);
        assert_eq!([said("T", 3), said("BOX", 0)], [["nghìn tấn", "thousand tonnes"], ["BOX", "BOX"]]);
    }
}
