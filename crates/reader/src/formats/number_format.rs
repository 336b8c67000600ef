//! Number formats of xlsx, xlsb and xls, as far as they change what a number says: percentages, numbers shown in thousands, moments.
//!
//! Takes a format code as it is stored, which is in English whatever the language of the program (ECMA-376 part 1,
//! 18.8.31); gives how it shows a number. A code has up to three sections for numbers, parted by `;`: the section that shows
//! the number decides, so `[<1]0%;0` shows 0.45 as 45 percent and 45 as 45. Commas behind the last digit divide by a
//! thousand each: `#,##0,,` shows 1 250 000 000 as 1,250. Digits that the code itself holds make another number ([`Literals`]). Words
//! beside the number may name its unit: they are kept with the style.

mod condition;
pub(crate) mod kept;
mod literals;
mod moment;
mod template;

use std::sync::Arc;

use crate::formats::number_format::condition::SectionCondition;
use crate::formats::number_format::literals::Literals;
pub(crate) use crate::formats::number_format::moment::Moment;
use crate::formats::number_format::template::Template;
use crate::formats::shown_number::Shown;
use crate::sheet::shown::{ShownWords, Shows, is_word};

/// The code of a format that every program knows by its number, where it changes what a number says (18.8.30). Those of East Asia
/// are days and times in each of their languages.
pub(crate) const fn built_in(number: u32) -> Option<&'static str> {
    match number {
        9 => Some("0%"),
        10 => Some("0.00%"),
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Some("yyyy-mm-dd hh:mm"),
        46 => Some("[h]:mm:ss"),
        _ => None,
    }
}

/// The number of a format that every program knows by it, where it shows more than what is stored.
pub(crate) fn known_to_all(number: u32) -> Option<u8> {
    matches!(number, 1..=4 | 9..=22 | 37..=40 | 45..=49).then(|| u8::try_from(number).ok()).flatten()
}

/// What a style says of the numbers in its cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberStyle {
    pub moment: Moment,
    format: Option<NumberFormat>,
}

impl NumberStyle {
    /// Numbers are shown as they are stored.
    pub const PLAIN: Self = Self { moment: Moment::No, format: None };

    pub fn parse(code: &str) -> Self {
        let moment = Moment::of(code);
        Self { moment, format: if moment == Moment::No { NumberFormat::parse(code) } else { None } }
    }

    /// How a number is shown that is no moment.
    pub fn shown(&self, number: f64) -> Shown {
        self.format.as_ref().map_or(Shown::default(), |format| format.shown(number))
    }

    /// True where more than a number is shown with some numbers.
    pub fn shows_more(&self) -> bool {
        self.moment != Moment::No || self.format.as_ref().is_some_and(|format| format.shows_more)
    }

    /// What is shown with a number; `None` where that is the number alone.
    pub fn shows(&self, number: f64) -> Option<Shows> {
        // A time without a day stays a number.
        if self.moment != Moment::No {
            return Some(Shows::default());
        }
        self.format.as_ref().filter(|format| format.shows_more)?.shows(number)
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Section {
    shown: Shown,
    condition: Option<SectionCondition>,
    has_digits: bool,
    /// Commas behind the last digit so far.
    commas: u8,
    /// Zeros that stand for digits which are always shown; `None` where other signs stand for digits too.
    zeros: Option<u8>,
    literals: Literals,
    /// What is shown before the first digit of the number, and behind it.
    before: String,
    after: String,
    words: Option<Arc<ShownWords>>,
    template: Template,
    /// The text of zero, which accounting formats show in many cells.
    zero: Option<Arc<str>>,
    has_colour: bool,
    /// Digits behind a point or comma that is no part of the number but shown among its digits.
    behind_point: Option<u8>,
    /// True where a number other than zero is not shown as it is.
    replaces: bool,
}

impl Default for Section {
    fn default() -> Self {
        let (shown, literals) = (Shown::default(), Literals::default());
        let (before, after, words) = (String::new(), String::new(), None);
        Self {
            shown,
            condition: None,
            has_digits: false,
            commas: 0,
            zeros: Some(0),
            literals,
            before,
            after,
            words,
            template: Template::default(),
            zero: None,
            has_colour: false,
            behind_point: None,
            replaces: false,
        }
    }
}

impl Section {
    /// What is behind is no digit of the same part: the commas divide.
    const fn end_of_digits(&mut self) {
        self.shown.thousands = self.shown.thousands.saturating_add(self.commas);
        self.commas = 0;
    }

    /// A sign is shown as it is.
    fn show(&mut self, sign: char) {
        self.literals.show(sign);
        self.template.sign(sign);
        if !self.literals.has_number() {
            self.before.push(sign);
            return;
        }
        self.after.push(sign);
        if matches!(sign, '.' | ',') {
            self.end_of_group();
            self.behind_point = Some(0);
        }
    }

    /// A digit of the number is here.
    fn place(&mut self) {
        self.literals.place();
        self.behind_point = self.behind_point.map(|digits| digits.saturating_add(1));
    }

    /// All digits of the number are here, as General shows them.
    fn general(&mut self) {
        self.zeros = None;
        self.place();
        self.template.general();
    }

    /// A point that is shown among the digits groups three of them; before fewer or more it makes another number.
    const fn end_of_group(&mut self) {
        self.replaces |= !matches!(self.behind_point, None | Some(0 | 3));
        self.behind_point = None;
    }

    /// True where a negative number is shown with a sign, by a colour, or with a word that the `first` section has not.
    fn shows_sign(&self, first: &str) -> bool {
        let is_sign = |sign: char| matches!(sign, '-' | '−' | '–' | '(');
        let is_other = self.before.trim() != first.trim() && is_word(&self.before);
        self.has_colour || is_other || self.before.contains(is_sign) || self.after.contains(is_sign)
    }

    /// What is shown with a number; `is_of_negatives` where its sign is shown by the section itself.
    fn shows(&self, number: f64, is_of_negatives: bool) -> Option<Shows> {
        let is_itself = || !self.literals.has_number() && self.before.trim() == number.to_string();
        let is_replaced = self.replaces && number != 0.0 && !is_itself();
        let words = self.words.clone();
        if words.is_none() && !is_replaced && !self.template.shows_more(is_of_negatives) {
            return None;
        }
        // Where a condition chose the section, programs differ in how they show a sign.
        let is_known = !self.shown.percent && self.shown.thousands == 0 && (number >= 0.0 || self.condition.is_none());
        let text = match number {
            _ if !is_known => None,
            0.0 => self.zero.clone(),
            number if number < 0.0 && !is_of_negatives => {
                self.template.text(number).map(|text| Arc::from(format!("-{text}")))
            }
            number => self.template.text(number).map(Arc::from),
        };
        Some(Shows { words, text, is_replaced })
    }
}

/// A format code that shows other numbers than are stored, in one of its sections at least.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
    /// True where a section shows more than the number.
    shows_more: bool,
}

impl NumberFormat {
    /// Reads a code; `None` where no section for numbers has a percent sign or a dividing comma that is neither quoted nor escaped,
    /// nor shows zeros before a number, nor words beside it, nor anything in its place.
    pub fn parse(code: &str) -> Option<Self> {
        let mut sections = vec![Section::default()];
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            let is_last = sections.len() == 3;
            let section = sections.last_mut()?;
            match sign {
                '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(|sign| section.show(sign)),
                '*' => {
                    let fill = signs.next();
                    fill.into_iter().for_each(|sign| section.show(sign));
                    section.template.fill(fill);
                }
                // The next sign is shown as it is, or a blank that is as wide.
                '\\' => signs.next().into_iter().for_each(|sign| section.show(sign)),
                '_' => {
                    signs.next();
                    section.template.sign(' ');
                }
                '[' => {
                    let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    section.condition = section.condition.or(SectionCondition::parse(&inner));
                    section.has_colour |= is_colour(&inner);
                    if let Some(currency) = inner.strip_prefix('$') {
                        currency.chars().take_while(|sign| *sign != '-').for_each(|sign| section.show(sign));
                    }
                }
                '%' => section.shown.percent = true,
                '0' | '#' | '?' => {
                    (section.has_digits, section.commas) = (true, 0);
                    section.zeros = section.zeros.filter(|_| sign == '0').and_then(|zeros| zeros.checked_add(1));
                    section.place();
                    section.template.digit(sign);
                }
                // The denominator of a fraction is no digit of the number.
                '1'..='9' if section.literals.is_fraction() => {}
                // General: as many digits as there are.
                'G' | 'g' => {
                    let rest = signs.as_str();
                    if rest.get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral")) {
                        signs = rest.get(6..).unwrap_or_default().chars();
                    }
                    section.general();
                }
                // For numbers the same.
                '@' => section.general(),
                '/' => {
                    section.zeros = None;
                    section.literals.fraction();
                    section.template.forget();
                }
                'E' | 'e' => {
                    section.zeros = None;
                    section.template.forget();
                }
                '1'..='9' | '-' | '+' | '(' | ')' | ':' | ' ' | '$' => section.show(sign),
                ',' if section.has_digits => {
                    section.template.group();
                    section.commas = section.commas.saturating_add(1);
                    section.zeros = None;
                }
                '.' => {
                    section.end_of_digits();
                    section.end_of_group();
                    section.template.forget();
                    section.zeros = None;
                }
                // A fourth section is for text.
                ';' if is_last => break,
                ';' => sections.push(Section::default()),
                // Letters that mean nothing are shown.
                sign if sign.is_alphabetic() || !sign.is_ascii() => section.show(sign),
                _ => {}
            }
        }
        let by_condition = sections.iter().any(|section| section.condition.is_some());
        let first = sections.first().map(|section| section.before.clone()).unwrap_or_default();
        for (place, section) in sections.iter_mut().enumerate() {
            section.end_of_digits();
            section.end_of_group();
            section.replaces |= !section.literals.has_number();
            section.replaces |= !by_condition && place == 1 && !section.shows_sign(&first);
            section.shown.digits = section.zeros.filter(|zeros| *zeros > 1).unwrap_or_default();
            let is_of_one = matches!(section.condition, Some(SectionCondition::Equal(_)));
            section.shown.has_own_digits =
                section.literals.are_beside_the_number() || section.literals.are_alone() && !is_of_one;
            section.zero = section.template.text(0.0).map(Arc::from);
            section.words = ShownWords::new(&section.before, &section.after).map(Arc::new);
        }
        // The third shows zeros alone, whatever it shows them as.
        let replaces =
            sections.iter().enumerate().any(|(place, section)| section.replaces && (by_condition || place < 2));
        let by_sign = |place: usize| !by_condition && place == 1;
        let mut templates =
            sections.iter().enumerate().map(|(place, section)| section.template.shows_more(by_sign(place)));
        let shows_more =
            replaces || templates.any(|more| more) || sections.iter().any(|section| section.words.is_some());
        let shows_another = sections.iter().any(|section| section.shown != Shown::default());
        (shows_more || shows_another).then_some(Self { sections, shows_more })
    }

    /// True where some number is shown divided by thousands.
    pub fn divides(&self) -> bool {
        self.sections.iter().any(|section| section.shown.thousands > 0)
    }

    /// How a number is shown.
    pub fn shown(&self, number: f64) -> Shown {
        self.section(number).map_or(Shown::default(), |section| section.shown)
    }

    /// What is shown with a number.
    fn shows(&self, number: f64) -> Option<Shows> {
        let by_condition = self.sections.iter().any(|section| section.condition.is_some());
        let is_of_negatives = number < 0.0 && !by_condition && self.sections.len() > 1;
        self.section(number)?.shows(number, is_of_negatives)
    }

    /// The section that shows a number.
    fn section(&self, number: f64) -> Option<&Section> {
        let by_condition = self.sections.iter().any(|section| section.condition.is_some());
        if by_condition {
            // A section without a condition takes what is left.
            self.sections.iter().find(|section| section.condition.is_none_or(|condition| condition.holds(number)))
        } else {
            // Positive; negative; zero. Zeros, and negatives of a single section, are shown by the first.
            let place = match self.sections.len() {
                3 if number == 0.0 => 2,
                2.. if number < 0.0 => 1,
                _ => 0,
            };
            self.sections.get(place)
        }
    }
}

/// True for the colour of a section: `Red`, `Color 10`.
fn is_colour(inner: &str) -> bool {
    const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    let inner = inner.trim().to_ascii_lowercase();
    inner.starts_with("color") || COLOURS.contains(&inner.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Cell;
    use crate::sheet::unread::UnreadReason;
    use proptest::prelude::*;

    fn shows(code: &str, number: f64) -> bool {
        NumberFormat::parse(code).is_some_and(|format| format.shown(number).percent)
    }

    #[test]
    fn a_percent_sign_counts_unless_quoted_or_escaped() {
        for code in ["0%", "0.00%", "#,##0.0 %", "[Red]0%", "General%", "\"tỷ lệ \"0%", "0%;[Red]-0%;\"–\"", "0\\ %"]
        {
            assert!(shows(code, 0.45), "{code}");
        }
        for code in ["General", "0", "0\"%\"", "0\\%", "0_%", "0*%", "[$%-42A]0", "0;-0;0;@%", "\"%", "[%", ""] {
            assert!(!shows(code, 0.45), "{code}");
        }
    }

    #[test]
    fn the_section_that_shows_the_number_decides() {
        assert!(shows("0;-0%", -0.45) && !shows("0;-0%", 0.45));
        assert!(shows("[<1]0%;0", 0.45) && !shows("[<1]0%;0", 45.0));
        assert!(shows("[>=1]0;[<=-1]0;0%", 0.45) && !shows("[>=1]0;[<=-1]0;0%", -45.0));
        assert!(!shows("0%;-0%;0", 0.0) && shows("0%;-0%", 0.0));
    }

    #[test]
    fn commas_behind_the_digits_divide_by_a_thousand_each() {
        let thousands = |code: &str| NumberStyle::parse(code).shown(1e9).thousands;
        for (code, count) in [
            ("#,##0", 0),
            ("#,##0,", 1),
            ("#,##0,,", 2),
            ("0.0,,\"tr\"", 2),
            ("#,##0,.00", 1),
            ("#,##0.00_);(#,##0.00)", 0),
            ("0\",\"", 0),
            ("0\\,", 0),
            ("[<1000000]0;0,,", 2),
            ("dd, yyyy", 0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 0),
        ] {
            assert_eq!(thousands(code), count, "{code}");
        }
    }

    #[test]
    fn zeros_alone_are_digits_that_are_always_shown() {
        let digits = |code: &str| NumberStyle::parse(code).shown(54.0).digits;
        for (code, count) in [
            ("00000", 5),
            ("000\\ 00", 5),
            ("\"Mã \"00000", 5),
            ("00000;-00000;00000", 5),
            ("0", 0),
            ("0.00", 0),
            ("#,##0", 0),
            ("#0000", 0),
            ("00000%", 5),
            ("00.0E+00", 0),
            ("00,000", 0),
            ("General", 0),
            ("00\"/2024\"", 2),
        ] {
            assert_eq!(digits(code), count, "{code}");
        }
    }

    #[test]
    fn digits_of_the_format_beside_those_of_the_number_make_another() {
        for code in [
            "0\"00\"",
            "0\\0",
            "\"1\"000",
            "#,##0\" 000\"",
            "0\".000\"",
            "\"Năm 20\"00",
            "General\"0\"",
            "0*0",
            "0.0\"5\"",
            "[$1-42A]0",
            "0;-0\"0\"",
            "1000",
            "\"100\"",
        ] {
            let number = if code.contains(';') { -54.0 } else { 54.0 };
            assert!(NumberStyle::parse(code).shown(number).has_own_digits, "{code}");
        }
        for code in [
            "#,##0\" m2\"",
            "\"Quý \"0\"/2024\"",
            "0_0",
            "# ?/16",
            "# ??/100",
            "0.00E+00",
            "0;-0;\"0\"",
            "[=54]\"54\";0",
            "\"đợt 1 - \"0",
            "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
            "[$-42A]0",
            "[Color10]0",
            "[>=1000]0;0",
            "General",
            "0\\.",
        ] {
            assert!(!NumberStyle::parse(code).shown(54.0).has_own_digits, "{code}");
        }
        let unread = Cell::Unread(UnreadReason::Format, "54".to_owned());
        assert_eq!(NumberStyle::parse("0\"00\"").shown(54.0).cell(54.0), unread);
    }

    #[test]
    fn words_beside_a_number_are_kept_with_the_style() {
        let words = |code: &str, number: f64| {
            let words = NumberStyle::parse(code).shows(number)?.words?;
            Some(format!("{}|{}", words.before, words.after))
        };
        for (code, shown) in [
            ("0\" tỷ\"", "|tỷ"),
            ("#,##0\\ \\t\\ỷ", "|tỷ"),
            ("#,##0 \"tỷ đồng\"", "|tỷ đồng"),
            ("#,##0.0,,, \"tỷ\"", "|tỷ"),
            ("[$$-409]#,##0", "$|"),
            ("#,##0 [$₫-42A]", "|₫"),
            ("\"$\"#,##0_);\\(\"$\"#,##0\\)", "$|"),
            ("$#,##0", "$|"),
            ("_(* #,##0_)\"đ\"", "|đ"),
            ("0 đ", "|đ"),
            ("General\" USD\"", "|USD"),
            ("0\"%\"", "|%"),
            ("\"Số: \"0;-0", "Số|"),
            ("[>=10]0\" tỷ\";0", "|tỷ"),
        ] {
            assert_eq!(words(code, 15.0).as_deref(), Some(shown), "{code}");
        }
        for code in
            ["General", "0", "#,##0.00", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_)", "0%", "0.00E+00", "[Red]0", "@"]
        {
            assert_eq!(words(code, 15.0), None, "{code}");
        }
        assert_eq!(words("0;0\" tỷ\"", 15.0), None);
    }

    #[test]
    fn what_is_shown_in_the_place_of_a_number_is_noticed() {
        let replaced =
            |code: &str, number: f64| NumberStyle::parse(code).shows(number).is_some_and(|shows| shows.is_replaced);
        for (code, number) in [
            (";;;", 1500.0),
            ("0;;", -5.0),
            ("0;", -5.0),
            ("\"Có\";\"Không\"", 5.0),
            ("\"Có\";\"Không\"", -5.0),
            ("0;0", -5.0),
            ("#,##0.0;#,##0.0", -5.0),
            ("0\" hồ sơ\";0\" hồ sơ\"", -5.0),
            ("[=1]\"Có\";\"Không\"", 1.0),
            ("0\".\"00", 1500.0),
            ("0\\,0", 1500.0),
            ("\"\"", 1500.0),
        ] {
            assert!(replaced(code, number), "{code} {number}");
        }
        for (code, number) in [
            (";;;", 0.0),
            ("0;-0;;@", 0.0),
            ("0;-0;\"x\"", 0.0),
            ("General;-General;\"x\"", -5.0),
            ("General;-General;\"x\"", 5.0),
            ("0;-0", -5.0),
            ("0;[Red]0", -5.0),
            ("0;[Color 10]0", -5.0),
            ("0;(0)", -5.0),
            ("0_);\\(0\\)", -5.0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", -5.0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 0.0),
            ("_-* #,##0 _₫_-;-* #,##0 _₫_-;_-* \"-\"?? _₫_-;_-@_-", -5.0),
            ("0;\"giảm \"0", -5.0),
            ("[=54]\"54\";0", 54.0),
            ("[<1]0%;0", -5.0),
            ("#\".\"##0", 1500.0),
            ("#\\,##0.00", 1500.0),
            ("0\".\"", 15.0),
            ("@", 15.0),
            ("General", -5.0),
            ("0.0%", -5.0),
            ("0;0", 5.0),
        ] {
            assert!(!replaced(code, number), "{code} {number}");
        }
    }

    #[test]
    fn a_whole_number_is_shown_letter_by_letter() {
        let shown = |code: &str, number: f64| {
            NumberStyle::parse(code).shows(number).map(|shows| shows.text.map(|text| text.to_string()))
        };
        for (code, number, text) in [
            ("\"A\"00", 1.0, "A01"),
            ("\"A\"00", -1.0, "-A01"),
            ("\"A\"00", 123.0, "A123"),
            ("0## ### ####", 912_345_678.0, "091 234 5678"),
            ("00\".\"00", 12.0, "00.12"),
            ("00\".\"00", 12345.0, "123.45"),
            ("0\\-0", 0.0, "0-0"),
            ("#\" hồ sơ\"", 5.0, "5 hồ sơ"),
            ("#,##0\" hồ sơ\"", 5.0, "5 hồ sơ"),
            ("\"Có\";\"Không\"", 5.0, "Có"),
            ("\"Có\";\"Không\"", -5.0, "Không"),
            ("\"Có\";\"Có\";\"Không\"", 0.0, "Không"),
            ("0;-0;\"-\"", 0.0, "-"),
            ("0;-0;", 0.0, ""),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", 0.0, "-"),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_)", -5.0, "(5)"),
            (";;;", 1500.0, ""),
            ("0;0", -5.0, "5"),
            ("0;(0)", -5.0, "(5)"),
            ("General\" người\"", 12.0, "12 người"),
            ("\"Quý \"0\"/2024\"", 2.0, "Quý 2/2024"),
            ("[>=10]0\" lần\";0", 12.0, "12 lần"),
        ] {
            assert_eq!(shown(code, number), Some(Some(text.to_owned())), "{code} {number}");
        }
        for (code, number) in [
            ("\"A\"00", 1.5),
            ("#,##0\" hồ sơ\"", 1500.0),
            ("0.0\" ha\"", 12.0),
            ("\"~\"0%", 0.5),
            ("\"x\"* 0", 5.0),
            ("*x0", 5.0),
            ("\"x\"0E+00", 5.0),
            ("# ?/?", 5.0),
            ("0\" tr\",,", 1e6),
            ("h:mm", 0.25),
            ("[h]:mm", 12.0),
            ("[<0]\"âm \"0;0", -5.0),
        ] {
            assert_eq!(shown(code, number), Some(None), "{code} {number}");
        }
        for (code, number) in [
            ("General", 5.0),
            ("0", 5.0),
            ("00000", 5.0),
            ("#,##0.00", 5.5),
            ("0.0%", 0.5),
            ("0;-0", -5.0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 5.0),
            ("#,##0_);(#,##0)", 5.0),
            ("@", 5.0),
        ] {
            assert_eq!(shown(code, number), None, "{code} {number}");
        }
    }

    proptest! {
        #[test]
        fn no_code_makes_it_panic(code in "[%0#;\"\\\\_*\\[\\]<>=.ạ ]{0,40}", number in any::<f64>()) {
            let shown = NumberStyle::parse(&code).shown(number);
            let _ = (shown.cell(number), NumberStyle::parse(&code).shows(number));
        }
    }
}
