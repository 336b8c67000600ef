//! Units of measure in words: "triệu đồng", "Tr.đ", "1.000 đồng", "nghìn người", "%", "tỷ đồng; doanh nghiệp".
//!
//! Takes a text that is in a place of units; gives the power of ten that it states for money, for shares and for what is
//! counted. What that means for a field is decided later (`typing::unit_of_measure`).

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

use crate::values::currency::{is_currency_sign, is_foreign_currency_sign};
use crate::values::remembered::Remembered;
use crate::values::text;
use crate::words::counted::{self, Counted, is_short_for_persons};
use crate::words::named_units::named_with_exceptions;
use crate::words::power_words::{begins_with, in_words, normal, powers};
use crate::words::quantity;
use crate::words::stated_units::{StatedMeasure, StatedUnit, StatedUnits};
use crate::words::unit_spellings::{
    in_usual_words, is_bare_multiple, is_of_a_place, is_short_and_unclear, without_lead,
};

pub(super) const MONEY: [&str; 5] = ["đồng", "đ", "₫", "vnđ", "vnd"];
/// Words after "đồng" by which it is another word.
pub(super) const NO_MONEY: [&str; 4] = ["bào", "hồ", "nghiệp", "chí"];
pub(super) const OTHER_MONEY: [&str; 34] = [
    "usd",
    "đô",
    "đôla",
    "eur",
    "euro",
    "nhân dân tệ",
    "cny",
    "rmb",
    "gbp",
    "jpy",
    "lak",
    "thb",
    "khr",
    "krw",
    "sgd",
    "aud",
    "hkd",
    "cad",
    "chf",
    "nzd",
    "sek",
    "nok",
    "dkk",
    "kr",
    "twd",
    "ntd",
    "rub",
    "inr",
    "myr",
    "idr",
    "mmk",
    "bnd",
    "kíp",
    "riel",
];

/// What forms count beside the things that have a code ([`super::counted`]), as their labels say it in parentheses.
const WITHOUT_CODE: [&str; 20] = [
    "hs",
    "cơ sở",
    "sp",
    "tổ",
    "huyện",
    "lượt",
    "cái",
    "chiếc",
    "máy",
    "bộ",
    "trường",
    "lớp",
    "cuộc",
    "tài khoản",
    "thuê bao",
    "trạm",
    "con",
    "cây",
    "giao dịch",
    "văn bản",
];
/// All that forms count.
static COUNTED: LazyLock<Vec<&str>> = LazyLock::new(|| counted::words().chain(WITHOUT_CODE).collect());

/// What has been asked of a text.
#[derive(Default)]
struct KnownUnits {
    /// Its units where it may be a unit or say something else.
    perhaps: OnceCell<StatedUnits>,
    /// Its units where it surely is one.
    surely: OnceCell<StatedUnits>,
    is_only_a_unit: OnceCell<bool>,
}

/// Words that begin as what is counted, and are none: "xã hội hóa".
const NO_COUNT: [&str; 1] = ["xã hội"];

thread_local! {
    static KNOWN: RefCell<Remembered<KnownUnits>> = RefCell::default();
}

/// The units of a text that surely is in a place of units: after "Đơn vị tính:", in a column of units. A word that is no
/// power, no money and no share is something counted.
pub fn stated(written: &str) -> StatedUnits {
    units(written, true)
}

/// The units of a text that may be a unit or say something else: the parentheses of a label, the words behind a number.
pub fn perhaps_stated(written: &str) -> StatedUnits {
    units(written, false)
}

/// "nt" is short for "như trên"; two strokes mean the same.
pub fn is_ditto(written: &str) -> bool {
    matches!(written.trim(), "\"" | "〃" | "”" | "“" | "″" | "''" | "//" | "-\"-" | "-”-" | "- nt -")
        || matches!(text::name(written).as_str(), "nt" | "n.t" | "-nt" | "-nt-" | "như trên")
}

/// True for a text that is a unit of measure with its power of ten, or money, and nothing else: "Tỷ đồng", "nghìn người/năm".
/// "Đồng Hới" is a town, and "đồng bào" are people.
pub fn is_only_a_unit(written: &str) -> bool {
    const LONGEST: usize = 60;
    written.len() <= LONGEST && *known(written).is_only_a_unit.get_or_init(|| says_only_a_unit(written))
}

fn says_only_a_unit(written: &str) -> bool {
    let written = in_words(&in_usual_words(&normal(written)));
    let (mut any, mut all) = (false, true);
    for part in parts(&written).map(|part| of_what(part).0).filter(|part| !part.is_empty()) {
        let (power, short, rest) = powers(part);
        let whole = |words: &[&str]| words.contains(&rest.trim_end_matches('.'));
        let money = whole(&MONEY) || whole(&OTHER_MONEY) && power != 0;
        any |= money || power != 0;
        let counted = whole(&COUNTED) || quantity::of_words(rest).is_some();
        all &= money || !short && power != 0 && counted;
    }
    any && all
}

/// True for a text that is a unit of measure, of one or of many, and says nothing else: "người", "nghìn hộ gia đình", "%", and
/// for letters that may be one. "Hộ nghèo" are not all households.
pub fn is_unit_of_something(written: &str) -> bool {
    const WIDER: [&str; 7] = ["gia đình", "kinh doanh", "dân", "dân cư", "em", "hành chính", "việt nam"];
    let units = perhaps_stated(written);
    if units.is_unclear() || units.units.iter().any(|unit| unit.measure != StatedMeasure::Count) {
        return true;
    }
    let bare = written.trim_matches(|sign: char| sign.is_whitespace() || "()[]".contains(sign));
    let written = in_words(&in_usual_words(&normal(bare)));
    let is_unit = |part: &str| {
        let (_, _, rest) = powers(of_what(without_lead(part)).0);
        let is_whole = |after: &str| after.is_empty() || WIDER.contains(&after);
        let thing = COUNTED.iter().any(|word| begins_with(rest, &[word]).is_some_and(is_whole));
        thing || is_short_for_persons(rest) || quantity::is_word(rest)
    };
    !units.is_empty() && parts(&written).filter(|part| !part.is_empty()).all(is_unit)
}

/// True for a text that says "nghìn" of nothing: it may be of money, and as well of people or of households.
pub fn is_thousand_of_nothing(written: &str) -> bool {
    let words = in_words(&in_usual_words(&normal(written)));
    let part = without_lead(&words);
    let (power, _, rest) = powers(part.trim_matches(|sign: char| sign.is_whitespace() || "()[].:".contains(sign)));
    power == 3 && rest.is_empty()
}

/// What a sentence says after "tính bằng" or "tính theo", up to the next sign: "các số tính bằng nghìn người, làm tròn".
pub fn after_reckoned_in(text: &str) -> Option<String> {
    const WORDS: [&str; 4] = ["tính bằng ", "tính theo ", "tinh bang ", "tinh theo "];
    let text = text::composed(text).to_lowercase();
    let rest = WORDS.iter().find_map(|words| text.split_once(words)).map(|(_, rest)| rest)?;
    let end = rest.find([',', ';', '.', ')', '\n']).unwrap_or(rest.len());
    rest.get(..end).map(|unit| unit.trim().to_owned())
}

/// True for a number of points: "100 điểm", "(1.000 điểm)".
fn is_greatest_mark(written: &str) -> bool {
    let bare = written.trim_matches(|sign: char| sign.is_whitespace() || "()[]".contains(sign));
    let words = bare.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' '));
    words.len() < bare.len() && bare.starts_with(|sign: char| sign.is_ascii_digit()) && text::name(words) == "điểm"
}

fn known(written: &str) -> Rc<KnownUnits> {
    KNOWN.with_borrow_mut(|known| known.of(written, |_| KnownUnits::default()))
}

fn units(written: &str, surely: bool) -> StatedUnits {
    if is_bare_multiple(written) {
        return StatedUnits { units: Vec::new(), unclear: true };
    }
    // "1.000 điểm" is the greatest mark that there is.
    if is_greatest_mark(written) {
        return StatedUnits::default();
    }
    // Digits alone are a number.
    if !written.contains(|sign: char| sign.is_alphabetic() || "%‰".contains(sign) || is_currency_sign(sign)) {
        return StatedUnits::default();
    }
    let known = known(written);
    (if surely { &known.surely } else { &known.perhaps }).get_or_init(|| units_in(written, surely)).clone()
}

/// What a text that is no bare number states.
fn units_in(written: &str, surely: bool) -> StatedUnits {
    let bare = written.trim_matches(|sign: char| sign.is_whitespace() || "()[]".contains(sign));
    let written = in_words(&in_usual_words(&normal(bare)));
    let mut stated = StatedUnits::default();
    for part in parts(&written) {
        match unit(part, surely) {
            UnitWord::Unit(unit) if !stated.units.contains(&unit) => stated.units.push(unit),
            UnitWord::Unit(_) | UnitWord::Nothing => {}
            UnitWord::Unclear => stated.unclear = true,
        }
    }
    // "Tỷ đồng (trừ cột 7: triệu đồng)" has two powers of one measure.
    for unit in named_with_exceptions(&written) {
        if !stated.units.contains(&unit) {
            stated.units.push(unit);
        }
    }
    stated
}

/// "Việt Nam đồng" is the đồng, as "đồng Việt Nam" is.
fn of_viet_nam(words: &str) -> &str {
    const COUNTRY: [&str; 3] = ["việt nam ", "viet nam ", "vn "];
    let behind = COUNTRY.iter().find_map(|country| words.strip_prefix(country));
    behind.filter(|behind| begins_with(behind, &MONEY).is_some()).unwrap_or(words)
}

/// The unit of which there is one, where nothing but units can be: "đồng" of "1 đồng", "01 đồng", "1đ", "tỷ đồng" of "1 tỷ đồng".
fn of_one(part: &str) -> Option<&str> {
    let behind = part.trim_start_matches('0').strip_prefix('1')?.trim_start();
    let is_money = || begins_with(of_viet_nam(behind), &MONEY).is_some();
    (powers(behind).0 != 0 || is_money()).then_some(behind)
}

/// "106 đồng", "100 triệu đồng": the 6 was raised, or somebody counts by hundreds.
fn is_number_of_money(part: &str) -> bool {
    let behind = part.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' '));
    behind.len() < part.len() && begins_with(of_viet_nam(powers(behind).2), &MONEY).is_some()
}

/// A text in a row of units as a unit: without the number one before it, "tỷ đồng" of "1 tỷ đồng".
pub fn without_one(written: &str) -> &str {
    let bare = written.trim().trim_matches(['(', ')', '[', ']']);
    let behind = || bare.trim_start_matches('0').strip_prefix('1').map(str::trim_start);
    let is_unit = |unit: &&str| !perhaps_stated(unit).is_empty() && !stated(bare).is_empty();
    if perhaps_stated(written).is_empty() { behind().filter(is_unit).unwrap_or(written) } else { written }
}

/// What a part of a text says.
enum UnitWord {
    Unit(StatedUnit),
    Nothing,
    /// A power of ten of something that is no unit.
    Unclear,
}

/// The parts of a list: "tỷ đồng, doanh nghiệp", "triệu đồng và người". What is behind a slash or in parentheses says of
/// what: "nghìn đồng/người", "tỷ đồng (làm tròn)".
pub(super) fn parts(written: &str) -> impl Iterator<Item = &str> {
    let lists = written.split([',', ';', '&', '+', '\n']);
    let lists = lists.flat_map(|part| part.split(" và ")).flat_map(|part| part.split(" hoặc "));
    let lists = lists.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    lists.map(|part| part.trim().trim_start_matches(['(', '[']))
}

/// The words of a part, and what is behind its slash: "nghìn đồng" of "nghìn đồng/người (làm tròn)".
pub(super) fn of_what(part: &str) -> (&str, &str) {
    let end = part.find(['/', '(', '[']).unwrap_or(part.len());
    let (part, behind) = part.split_at_checked(end).unwrap_or((part, ""));
    (
        part.trim_matches(|sign: char| sign.is_whitespace() || ")].:=–—-".contains(sign)),
        behind.strip_prefix('/').unwrap_or_default().trim(),
    )
}

fn unit(part: &str, surely: bool) -> UnitWord {
    let is = |multiplier, measure| UnitWord::Unit(StatedUnit { multiplier, measure, counted: Counted::Other });
    let whole = without_lead(part);
    let (part, behind) = of_what(whole);
    let in_parentheses = whole.split_once(['(', '[']).map_or("", |(_, inner)| inner.trim_matches([')', ']', ' ']));
    if part.is_empty() {
        return UnitWord::Nothing;
    }
    // A share with its number is a value.
    if part.contains(['%', '‰']) && part.contains(|sign: char| sign.is_ascii_digit()) {
        return UnitWord::Nothing;
    }
    if part.contains('‰') || part == "phần nghìn" {
        return is(-1, StatedMeasure::Percent);
    }
    if part.contains('%') || part.ends_with("phần trăm") {
        return is(0, StatedMeasure::Percent);
    }
    let with_inner = || format!("{part} {in_parentheses}");
    let is_unclear = is_short_and_unclear(part) || !in_parentheses.is_empty() && is_short_and_unclear(&with_inner());
    if is_unclear || surely && is_of_a_place(part) {
        return UnitWord::Unclear;
    }
    // "1 tỷ đồng" is the unit only where nothing but units can be: elsewhere it is a sum.
    let one = of_one(part).filter(|_| surely);
    if surely && one.is_none() && is_number_of_money(part) {
        return UnitWord::Unclear;
    }
    let (power, short, rest) = powers(one.unwrap_or(part));
    let rest = of_viet_nam(rest);
    if let Some(after) = begins_with(rest, &MONEY).filter(|after| begins_with(after, &NO_MONEY).is_none()) {
        // "VND billion", "VND ('000)".
        let after = if after.is_empty() { in_parentheses } else { after };
        let (behind, _, _) = if power == 0 { powers(after) } else { (0, false, after) };
        return is(power.saturating_add(behind), StatedMeasure::Money);
    }
    if rest.is_empty() {
        // "Triệu (đồng)", "nghìn (người)".
        if power != 0 && (begins_with(in_parentheses, &MONEY).is_some() || counts(in_parentheses)) {
            return unit(&with_inner(), surely);
        }
        // "Tỷ" alone is said of money only; "trăm" of anything.
        return if matches!(power, 1 | 2 | 4) { UnitWord::Unclear } else { is(power, StatedMeasure::Money) };
    }
    if begins_with(rest, &OTHER_MONEY).is_some() || rest.contains(is_foreign_currency_sign) {
        return is(power, StatedMeasure::OtherMoney);
    }
    let counts = counts(rest);
    // So many to a square kilometre are another thing than so many.
    if counts && is_of_an_area_or_a_number(behind) {
        return UnitWord::Unclear;
    }
    let word = rest.starts_with(char::is_alphabetic);
    let counted = match Counted::of_words(rest) {
        Counted::Quantity(_) if quantity::is_rate(behind) => Counted::Rate,
        counted => counted,
    };
    let is = |multiplier, measure| UnitWord::Unit(StatedUnit { multiplier, measure, counted });
    match (power, counts) {
        (0, true) => is(0, StatedMeasure::Count),
        (0, false) if surely && word => is(0, StatedMeasure::Count),
        (0, false) => UnitWord::Nothing,
        _ if short && surely => is(0, StatedMeasure::Count),
        _ if short => UnitWord::Nothing,
        _ if counts || surely && word => is(power, StatedMeasure::Count),
        _ => UnitWord::Unclear,
    }
}

/// True for words of what forms count or measure. "Lần" is so many times; "lần 2" is a second time.
pub(super) fn counts(rest: &str) -> bool {
    let thing = begins_with(rest, &COUNTED).is_some() && begins_with(rest, &NO_COUNT).is_none();
    thing
        || rest == "lần"
        || is_short_for_persons(rest)
        || quantity::of_words(rest).is_some() && !quantity::is_letter(rest)
}

/// "Người/km2", "bác sĩ/10.000 dân".
fn is_of_an_area_or_a_number(behind: &str) -> bool {
    let digits = behind.starts_with(|sign: char| sign.is_ascii_digit());
    digits || begins_with(behind, &["km2", "ha", "m2", "dân", "nghìn dân", "vạn dân"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::power_words::bare_power;
    use StatedMeasure::{Count, Money, OtherMoney, Percent};

    fn only(written: &str) -> Option<(i32, StatedMeasure)> {
        stated(written).only().map(|unit| (unit.multiplier, unit.measure))
    }

    #[test]
    fn units_are_read_from_their_words() {
        for (written, multiplier) in [
            ("triệu đồng", 6),
            ("Tr. đồng", 6),
            ("Tỷ đồng", 9),
            ("đồng", 0),
            ("1.000 đồng", 3),
            ("1,000 đồng", 3),
            ("1,000đ", 3),
            ("1000đ", 3),
            ("1.000.000 đồng", 6),
            ("1 000 000 đ", 6),
            ("10^6 đồng", 6),
            ("10⁶ đồng", 6),
            ("trđ", 6),
            ("trđồng", 6),
            ("Tr.đ", 6),
            ("tr", 6),
            ("tỷ", 9),
            ("nghìn tỷ đồng", 12),
            ("TRIEU DONG", 6),
            ("Ty dong", 9),
            ("ty vnd", 9),
            ("dong", 0),
            ("Nghìn đồng/người", 3),
            ("tỷ đồng/năm", 9),
            ("Tỷ đồng (làm tròn)", 9),
            ("(Tỷ đồng)", 9),
            ("đồng Việt Nam", 0),
            ("Việt Nam đồng", 0),
            ("Việt Nam đồng (VNĐ)", 0),
            ("VN đồng", 0),
            ("1 đồng", 0),
            ("01 đồng", 0),
            ("1đ", 0),
            ("1 tỷ.đ", 9),
            ("triệu Việt Nam đồng", 6),
            ("billions of dong", 9),
            ("làm tròn tỷ đồng", 9),
            ("làm tròn đến triệu đồng", 6),
        ] {
            assert_eq!(only(written), Some((multiplier, Money)), "{written}");
        }
        assert_eq!([only("nghìn người"), only("ngan sach")], [Some((3, Count)), Some((0, Count))]);
        assert_eq!([only("trăm người"), only("trăm"), only("tram")], [Some((2, Count)), None, Some((0, Count))]);
        assert_eq!(
            [only("‰"), only("%"), only("Tỷ lệ %")],
            [Some((-1, Percent)), Some((0, Percent)), Some((0, Percent))]
        );
        for written in ["kr", "₩", "A$", "NT$", "triệu ₭", "฿", "SEK"] {
            assert_eq!(only(written).map(|unit| unit.1), Some(OtherMoney), "{written}");
        }
        assert_eq!([only("Triệu USD"), only("đồng bào")], [Some((6, OtherMoney)), Some((0, Count))]);
        assert_eq!((bare_power("Tỷ"), bare_power("nghìn"), bare_power("tỷ đồng")), (Some(9), Some(3), None));
        assert_eq!(bare_power("tr."), None);
    }

    #[test]
    fn lists_state_a_unit_for_each_measure() {
        let powers = |written: &str| {
            let units = stated(written);
            (units.power(Money), units.power(Percent), units.power(Count))
        };
        assert_eq!(powers("tỷ đồng, doanh nghiệp"), (Some(9), None, Some(0)));
        assert_eq!(powers("tỷ đồng, giá hiện hành"), (Some(9), None, Some(0)));
        assert_eq!(powers("Triệu đồng và người"), (Some(6), None, Some(0)));
        assert_eq!(powers("Tỷ đồng - người; %"), (Some(9), Some(0), Some(0)));
        assert_eq!(powers("hồ sơ, người"), (None, None, Some(0)));
        assert_eq!(powers(""), (None, None, None));
    }

    #[test]
    fn what_cannot_be_decided_is_unclear() {
        assert!(stated("tỷ đồng, triệu đồng").is_unclear());
        assert!(stated("nghìn 200").is_unclear());
        for written in ["100 triệu đồng", "10 triệu đồng", "sào", "106 đồng"] {
            assert!(stated(written).is_unclear(), "{written}");
        }
        assert!(!stated("mẫu").is_unclear() && !stated("sao").is_unclear());
        assert!(!stated("hồ sơ, người").is_unclear());
        for exception in ["tỷ đồng (trừ cột 7: triệu đồng)", "tỷ đồng, riêng cột 7 triệu đồng"]
        {
            assert!(stated(exception).is_unclear() && perhaps_stated(exception).is_unclear(), "{exception}");
        }
        assert_eq!(only("tỷ đồng (riêng xã A)"), Some((9, Money)));
    }

    #[test]
    fn words_that_are_no_units_are_none_where_others_may_be() {
        for written in [
            "1.000 điểm",
            "(100 điểm)",
            "xã hội hóa",
            "mức độ 3, 4",
            "trực tuyến",
            "tr.hợp",
            "tr. học",
            "tỷ lệ",
            "ước tính",
            "có",
            "nghìn 200",
        ] {
            assert!(perhaps_stated(written).is_empty(), "{written}");
        }
        assert_eq!(perhaps_stated("tỷ đồng; ước tính").power(Money), Some(9));
        assert_eq!(perhaps_stated("hộ gia đình").power(Count), Some(0));
    }
}
