//! Other spellings of units of measure: "billion VND", "Bill. dongs", "ngđ", "'000 người", "x1000".
//!
//! Takes a text as [`text::name`](crate::values::text::name) leaves it; gives the same in the words that
//! [`super::unit_text`] knows, and says what is too short to be known.

use crate::words::counted;
use crate::words::unit_text::MONEY;

/// Words of units that are written in English or short, and those that stand for them.
const WORDS: [(&[&str], &str); 9] = [
    (&["trillion", "trillions"], "nghìn tỉ"),
    (&["billion", "billions", "bill", "bil", "bln", "bn"], "tỉ"),
    (&["million", "millions", "mill", "mil", "mln", "mn", "mio"], "triệu"),
    (&["thousand", "thousands", "thous", "'000", "’000", "‘000", "000", "'000s", "000s", "ngh"], "nghìn"),
    (&["hundred", "hundreds"], "trăm"),
    (&["dongs"], "đồng"),
    (&["and"], "và"),
    (&["percent"], "%"),
    (&["dollar", "dollars"], "usd"),
];
/// How many of them, from the first on, are powers of ten.
const POWERS: usize = 5;
/// Short for "nghìn" before what it is of: "ngđ", "ng.người".
const SHORT_THOUSAND: [&str; 4] = ["ngh.", "ng.", "ngh", "ng"];
/// What may come before a unit, and says only that one follows.
const LEADS: [&str; 33] = [
    "đơn vị tính",
    "don vi tinh",
    "đv tính",
    "đvt",
    "dvt",
    "đơn vị tiền",
    "đơn vị đo",
    "đơn vị",
    "đv",
    "số liệu",
    "được",
    "đã",
    "làm tròn đến",
    "làm tròn tới",
    "làm tròn theo",
    "làm tròn",
    "lam tron den",
    "lam tron",
    "tính bằng",
    "tính theo",
    "tinh bang",
    "tinh theo",
    "quy đổi ra",
    "quy đổi về",
    "quy ra",
    "quy về",
    "bằng",
    "unit of measure",
    "units",
    "unit",
    "in",
    "of",
    "là",
];
/// Units that are not the same in all provinces.
const OF_A_PLACE: [&str; 1] = ["sào"];
/// Letters beside money that are short for a power of ten, or for something else: "nđ", "K VND", "VND m".
const LETTERS: [char; 5] = ['k', 'n', 't', 'b', 'm'];

/// True for a power of ten in English, in letters: "million", "mln", "bn".
pub(crate) fn is_power_in_english(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && WORDS.iter().take(POWERS).any(|(spellings, _)| spellings.contains(&word))
}

/// The text in the usual words.
pub(super) fn in_usual_words(written: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = written.split(' ').peekable();
    while let Some(word) = rest.next() {
        // "Bill.", "(billion", "persons;": signs around a word stay.
        let inner = word.trim_matches(['(', ')', '[', ']', ',', ';', ':', '/']);
        // "VND'000", "000đ": nothing parts the two.
        if let Some([first, second]) = power_and_money(inner) {
            words.push(word.replacen(inner, &format!("{first} {second}"), 1));
            continue;
        }
        // "Billions of dong".
        if inner == "of" && words.last().is_some_and(|last| WORDS.iter().take(POWERS).any(|(_, usual)| last == usual)) {
            continue;
        }
        // "Household businesses" are no households.
        if inner == "household"
            && rest.peek().is_some_and(|next| next.trim_matches([')', ']', ',', ';', '.', ':']).starts_with("business"))
        {
            let next = rest.next().unwrap_or_default();
            let business = if next.contains("businesses") { "businesses" } else { "business" };
            words.push(format!("{}{}", word.replacen(inner, "hộ", 1), next.replacen(business, " kinh doanh", 1)));
            continue;
        }
        let bare = inner.trim_end_matches('.');
        let known = WORDS.iter().find(|(spellings, _)| spellings.contains(&bare)).map(|(_, usual)| *usual);
        let known = known.or_else(|| counted::from_english(bare));
        let is_money = |word: &str| matches!(word.trim_end_matches('.'), "đ" | "đồng" | "vnd" | "vnđ");
        // "Ng. đồng": alone it is short for persons.
        if inner.trim_end_matches('.') == "ng"
            && rest.peek().is_some_and(|next| is_money(next.trim_matches([')', ']', ',', ';'])))
        {
            words.push(word.replacen(inner, "nghìn", 1));
            continue;
        }
        let short = || {
            let rest = SHORT_THOUSAND.iter().find_map(|short| inner.strip_prefix(short))?;
            (is_money(rest) || inner.contains('.') && !rest.is_empty()).then(|| format!("nghìn {rest}"))
        };
        words.push(match known {
            Some(usual) => word.replacen(inner, usual, 1),
            None => short().map_or_else(|| word.to_owned(), |usual| word.replacen(inner, &usual, 1)),
        });
    }
    let text = words.join(" ");
    // "x 1.000 đồng", "×10^6 đồng".
    let behind = text.strip_prefix(['x', '×']).map(str::trim_start);
    behind.filter(|behind| behind.starts_with("10") || behind.starts_with("1.0")).map_or(text.clone(), str::to_owned)
}

/// The two words of a power of ten and of money that nothing parts, the power in its usual word: "vnd'000", "000đ", "bnvnd".
fn power_and_money(word: &str) -> Option<[&str; 2]> {
    let power = |spelling: &str| {
        let known = WORDS.iter().take(POWERS).find(|(spellings, _)| spellings.contains(&spelling));
        known.map(|(_, usual)| *usual)
    };
    MONEY.iter().find_map(|money| {
        let before = || Some([power(word.strip_suffix(money)?)?, *money]);
        let behind = || Some([*money, power(word.strip_prefix(money)?)?]);
        before().or_else(behind)
    })
}

/// What is behind the words that say only that a unit follows: "tỷ đồng" of "ĐVT tỷ đồng", "tính bằng tỷ đồng".
pub(super) fn without_lead(part: &str) -> &str {
    let mut rest = part.trim();
    loop {
        let found = LEADS.iter().find_map(|lead| rest.strip_prefix(lead));
        let Some(behind) = found.filter(|behind| behind.starts_with([' ', ':', '='])) else { return rest };
        rest = behind.trim_start_matches([' ', ':', '=']);
    }
}

/// True for a unit that is as large as it is in its province: a sào is of 360 or of 500 square metres.
pub(super) fn is_of_a_place(part: &str) -> bool {
    OF_A_PLACE.contains(&part.trim_end_matches('.'))
}

/// True for letters that may be short for a power of ten, alone or with money: "k", "kđ", "K VND", "VND K".
pub(super) fn is_short_and_unclear(part: &str) -> bool {
    let part = part.trim_end_matches('.');
    let is_money = |words: &str| MONEY.contains(&words.trim_matches([' ', '.']));
    let before = || LETTERS.iter().any(|letter| part.strip_prefix(*letter).is_some_and(is_money));
    let behind = || LETTERS.iter().any(|letter| part.strip_suffix(*letter).is_some_and(is_money));
    part == "k" || before() || behind()
}

/// True for a power of ten of which nothing says what it is of: "x1000", "10^9", "'000". Bare digits such as 10 or 100 number
/// columns.
pub(super) fn is_bare_multiple(written: &str) -> bool {
    if !written.contains("10") && !written.contains("00") {
        return false;
    }
    let bare = written.trim().trim_matches(['(', ')', '[', ']', '\'', '’', '‘', ' ', '*']);
    let behind = bare.trim_start_matches(['x', 'X', '×', '*', ' ']);
    let exponent = behind.strip_prefix("10").and_then(|rest| {
        let digits = rest.strip_prefix('^').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits.filter(|digits| !digits.is_empty()).or_else(|| matches!(rest, "²" | "³" | "⁶" | "⁹").then_some(rest))
    });
    let zeros = behind.strip_prefix('1').unwrap_or(behind).replace(['.', ',', ' ', '\u{a0}'], "");
    let thousands = zeros.len() >= 3 && zeros.len().is_multiple_of(3) && zeros.bytes().all(|byte| byte == b'0');
    let marked = behind.len() < bare.len() && matches!(behind, "10" | "100");
    exponent.is_some() || thousands || marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_the_usual_words() {
        for (written, usual) in [
            ("billion vnd", "tỉ vnd"),
            ("bill. dongs", "tỉ đồng"),
            ("billions of dongs", "tỉ đồng"),
            ("ngđ", "nghìn đ"),
            ("ng.đồng", "nghìn đồng"),
            ("(ng. đồng)", "(nghìn đồng)"),
            ("ng", "ng"),
            ("ngh.người", "nghìn người"),
            ("'000 người", "nghìn người"),
            ("thousand persons", "nghìn người"),
            ("household businesses", "hộ kinh doanh"),
            ("(household business)", "(hộ kinh doanh)"),
            ("thousand households", "nghìn hộ"),
            ("villages", "thôn"),
            ("x 1000 người", "1000 người"),
            ("vnd'000", "vnd nghìn"),
            ("(000đ)", "(nghìn đ)"),
            ("'000đồng", "nghìn đồng"),
            ("vndbn", "vnd tỉ"),
            ("người", "người"),
            ("ngày", "ngày"),
        ] {
            assert_eq!(in_usual_words(written), usual, "{written}");
        }
        assert_eq!(without_lead("đvt tỉ đồng"), "tỉ đồng");
        assert_eq!(without_lead("đã quy ra tỉ đồng"), "tỉ đồng");
        assert_eq!(without_lead("internet"), "internet");
    }

    #[test]
    fn multiples_of_nothing_are_known() {
        for written in ["x1000", "(x1000)", "10^9", "10⁹", "×1.000", "1000", "'000", "1.000.000", "x 10"] {
            assert!(is_bare_multiple(written), "{written}");
        }
        for written in ["10", "100", "(10)", "2000", "1000 đồng", "103", "10+11", "1005"] {
            assert!(!is_bare_multiple(written), "{written}");
        }
    }
}
