//! Units of measure in words: "triệu đồng", "Tr.đ", "1.000 đồng", "nghìn người", "%", "tỷ đồng; doanh nghiệp".
//!
//! Takes a text that is in a place of units; gives the power of ten that it states for money, for shares and for what is
//! counted. What that means for a field is decided later (`typing::unit_of_measure`).

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use crate::values::currency::{is_currency_sign, is_foreign_currency_sign};
use crate::values::remembered::Remembered;
use crate::values::text;
use crate::words::counted::{Counted, is_short_for_persons};
use crate::words::named_units::named_with_exceptions;
use crate::words::quantity;
use crate::words::unit_spellings::{in_usual_words, is_bare_multiple, is_short_and_unclear, without_lead};

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
    fn is_named_by(self, unit: &StatedUnit) -> bool {
        unit.measure == self.measure && unit.counted.may_be(self.counted)
    }
}

/// The units that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedUnits {
    /// In the order of the text, each once.
    units: Vec<StatedUnit>,
    /// True where a power of ten is named of which it cannot be known what it is of.
    unclear: bool,
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

    /// The unit, where the text names one alone.
    pub fn only(&self) -> Option<StatedUnit> {
        match (self.units.as_slice(), self.unclear) {
            ([unit], false) => Some(*unit),
            _ => None,
        }
    }
}

/// As [`text::name`] leaves them: a lone y is i. Two may follow each other: "nghìn tỷ", "trăm triệu".
const POWERS: [(&str, i32); 8] = [
    ("chục", 1),
    ("trăm", 2),
    ("nghìn", 3),
    ("ngàn", 3),
    ("vạn", 4),
    ("triệu", 6),
    ("tỉ", 9),
    // Short, and said of money only: "tr.hợp" is trường hợp.
    ("tr", 6),
];
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

/// Words after "tỷ" by which it is no power: tỷ lệ, tỷ trọng.
const NO_POWER: [&str; 4] = ["lệ", "trọng", "suất", "số"];
/// What forms count, as their labels say it in parentheses.
pub(super) const COUNTED: [&str; 35] = [
    "người",
    "nhân khẩu",
    "hộ",
    "doanh nghiệp",
    "dn",
    "hồ sơ",
    "hs",
    "cơ sở",
    "dịch vụ",
    "sản phẩm",
    "sp",
    "thôn",
    "bản",
    "tổ",
    "xã",
    "phường",
    "huyện",
    "lượt",
    "cái",
    "chiếc",
    "máy",
    "bộ",
    "trường",
    "lớp",
    "học sinh",
    "trẻ",
    "điểm",
    "cuộc",
    "tài khoản",
    "thuê bao",
    "trạm",
    "con",
    "cây",
    "giao dịch",
    "văn bản",
];

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

/// The power of ten that a text says and nothing else: "tỷ", "nghìn". "Tr." alone is short for too much.
pub fn bare_power(written: &str) -> Option<i32> {
    let written = normal(written);
    POWERS.iter().find(|(word, _)| *word == written && *word != "tr").map(|(_, power)| *power)
}

/// True for a power of ten that is said of money by itself, and nothing else: "Tỷ", "nghìn".
pub fn is_only_a_power(written: &str) -> bool {
    matches!(bare_power(written), Some(3 | 6 | 9))
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
        let thing = begins_with(rest, &COUNTED).is_some_and(|after| after.is_empty() || WIDER.contains(&after));
        thing || is_short_for_persons(rest) || quantity::is_word(rest)
    };
    !units.is_empty() && parts(&written).filter(|part| !part.is_empty()).all(is_unit)
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

/// The text in its comparable form. Superscript digits, which are footnotes elsewhere, are exponents here.
pub(super) fn normal(written: &str) -> String {
    let powers =
        [("10³", "10^3"), ("10⁶", "10^6"), ("10⁹", "10^9"), ("m²", "m2"), ("M²", "m2"), ("m³", "m3"), ("M³", "m3")];
    let mut plain = Cow::Borrowed(written);
    if written.contains(['²', '³', '⁶', '⁹']) {
        plain = powers.iter().fold(plain, |text, (power, usual)| text.replace(power, usual).into());
    }
    with_marks(text::name(&plain))
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

/// What a part of a text says.
enum UnitWord {
    Unit(StatedUnit),
    Nothing,
    /// A power of ten of something that is no unit.
    Unclear,
}

/// The parts of a list: "tỷ đồng, doanh nghiệp", "triệu đồng và người". What is behind a slash or in parentheses says of
/// what: "nghìn đồng/người", "tỷ đồng (làm tròn)".
fn parts(written: &str) -> impl Iterator<Item = &str> {
    let lists = written.split([',', ';', '&', '+', '\n']);
    let lists = lists.flat_map(|part| part.split(" và ")).flat_map(|part| part.split(" hoặc "));
    let lists = lists.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    lists.map(|part| part.trim().trim_start_matches(['(', '[']))
}

/// The words of a part, and what is behind its slash: "nghìn đồng" of "nghìn đồng/người (làm tròn)".
fn of_what(part: &str) -> (&str, &str) {
    let end = part.find(['/', '(', '[']).unwrap_or(part.len());
    let (part, behind) = part.split_at_checked(end).unwrap_or((part, ""));
    (
        part.trim_matches(|sign: char| sign.is_whitespace() || ")].:=–—-".contains(sign)),
        behind.strip_prefix('/').unwrap_or_default().trim(),
    )
}

fn unit(part: &str, surely: bool) -> UnitWord {
    let is = |multiplier, measure| UnitWord::Unit(StatedUnit { multiplier, measure, counted: Counted::Other });
    let (part, behind) = of_what(without_lead(part));
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
    if is_short_and_unclear(part) {
        return UnitWord::Unclear;
    }
    // "1 tỷ đồng" is the unit only where nothing but units can be: elsewhere it is a sum.
    let one = part.strip_prefix("1 ").filter(|rest| surely && powers(rest).0 != 0);
    let (power, short, rest) = powers(one.unwrap_or(part));
    if let Some(after) = begins_with(rest, &MONEY).filter(|after| begins_with(after, &NO_MONEY).is_none()) {
        // "VND billion".
        let (behind, _, _) = if power == 0 { powers(after) } else { (0, false, after) };
        return is(power.saturating_add(behind), StatedMeasure::Money);
    }
    if rest.is_empty() {
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

/// The powers of ten at the beginning of a part, which may be two: "nghìn tỷ", "trăm triệu".
pub(super) fn powers(part: &str) -> (i32, bool, &str) {
    let (first, short, rest) = power(part);
    let (second, _, behind) = if first == 0 || short { (0, false, rest) } else { power(rest) };
    (first.saturating_add(second), short, behind)
}

/// The power of ten at the beginning of a part, whether it was written short, and what follows.
fn power(part: &str) -> (i32, bool, &str) {
    // "Trđ", "tỷđồng": nothing parts the two.
    let joined = POWERS.iter().chain(&[("tỷ", 9)]).find_map(|(word, power)| {
        let rest = part.strip_prefix(word).filter(|rest| begins_with(rest, &["đ", "đồng"]).is_some())?;
        Some((*power, *word == "tr", rest))
    });
    if let Some(joined) = joined {
        return joined;
    }
    let found = POWERS.iter().find_map(|(word, power)| {
        let rest = part.strip_prefix(word)?;
        let apart = rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric());
        apart.then(|| (*power, *word == "tr", rest.trim_start_matches(['.', ' '])))
    });
    found.filter(|(power, _, rest)| *power != 9 || begins_with(rest, &NO_POWER).is_none()).unwrap_or((0, false, part))
}

/// What follows one of the words, whole, at the beginning.
pub(super) fn begins_with<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()).then(|| rest.trim_start())
    })
}

/// The text with its thousands in words: "1.000 đồng", "1000đ", "10^6 đồng", "1,000,000 đ".
fn in_words(written: &str) -> String {
    static THOUSANDS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(^|[^0-9.,])(?:1((?:[., \u{a0}]?000)+)|10\^([0-9]{1,2}))\.?([^0-9]|$)").ok());
    let Some(thousands) = THOUSANDS.as_ref().filter(|_| written.contains("10") || written.contains("00")) else {
        return written.to_owned();
    };
    let replaced = thousands.replace_all(written, |found: &Captures<'_>| {
        let text = |group| found.get(group).map_or("", |found| found.as_str());
        let power = match text(3) {
            "" => text(2).matches("000").count() * 3,
            exponent => exponent.parse().unwrap_or(0),
        };
        let words = match power {
            12 => Some("nghìn tỉ"),
            15 => Some("triệu tỉ"),
            _ => POWERS.iter().find(|(_, known)| usize::try_from(*known) == Ok(power)).map(|(word, _)| *word),
        };
        match words {
            Some(word) => format!("{}{word} {}", text(1), text(4)),
            None => text(0).to_owned(),
        }
    });
    replaced.trim().to_owned()
}

/// The words for powers and money with their marks, where somebody typed without any: "trieu dong". "Ti" and "ngan" alone
/// say other things too (tỷ lệ, ngân sách).
pub(super) fn with_marks(written: String) -> String {
    if !written.is_ascii() {
        return written;
    }
    let (is_money, is_share) = (written.contains("dong"), written.contains("phan tram"));
    let marked = |word| match word {
        "nghin" => "nghìn",
        "trieu" => "triệu",
        "dong" => "đồng",
        "phan" => "phần",
        // "Tram" by itself is a station.
        "tram" if is_share => "trăm",
        "va" => "và",
        "nguoi" => "người",
        "ti" if is_money => "tỉ",
        "ngan" if is_money => "ngàn",
        other => other,
    };
    written.split(' ').map(marked).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
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
            ("dong", 0),
            ("Nghìn đồng/người", 3),
            ("tỷ đồng/năm", 9),
            ("Tỷ đồng (làm tròn)", 9),
            ("(Tỷ đồng)", 9),
            ("đồng Việt Nam", 0),
            ("billions of dong", 9),
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
