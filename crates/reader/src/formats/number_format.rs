//! Number formats of xlsx, xlsb and xls, as far as they change what a number says: percentages, numbers shown in thousands, moments.
//!
//! Takes a format code as it is stored, which is in English whatever the language of the program (ECMA-376 part 1,
//! 18.8.31); gives how it shows a number. A code has up to three sections for numbers, parted by `;`: the section that shows
//! the number decides, so `[<1]0%;0` shows 0.45 as 45 percent and 45 as 45. Commas behind the last digit divide by a
//! thousand each: `#,##0,,` shows 1 250 000 000 as 1,250. Digits that the code itself holds make another number ([`Literals`]).

mod condition;
pub(crate) mod kept;
mod literals;
mod moment;

use crate::formats::number_format::condition::SectionCondition;
use crate::formats::number_format::literals::Literals;
pub(crate) use crate::formats::number_format::moment::Moment;
use crate::formats::shown_number::Shown;

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
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Section {
    shown: Shown,
    condition: Option<SectionCondition>,
    has_digits: bool,
    /// Commas behind the last digit so far.
    commas: u8,
    /// Zeros that stand for digits which are always shown; `None` where other signs stand for digits too.
    zeros: Option<u8>,
    literals: Literals,
}

impl Default for Section {
    fn default() -> Self {
        let (shown, literals) = (Shown::default(), Literals::default());
        Self { shown, condition: None, has_digits: false, commas: 0, zeros: Some(0), literals }
    }
}

impl Section {
    /// What is behind is no digit of the same part: the commas divide.
    const fn end_of_digits(&mut self) {
        self.shown.thousands = self.shown.thousands.saturating_add(self.commas);
        self.commas = 0;
    }
}

/// A format code that shows other numbers than are stored, in one of its sections at least.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
}

impl NumberFormat {
    /// Reads a code; `None` where no section for numbers has a percent sign or a dividing comma that is neither quoted nor escaped,
    /// nor shows zeros before a number.
    pub fn parse(code: &str) -> Option<Self> {
        // Most codes have none of these, and one look shows it.
        if !code.contains(['%', ',']) && !code.contains("00") && !Literals::may_be_in(code) {
            return None;
        }
        let mut sections = vec![Section::default()];
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            let section = sections.last_mut()?;
            match sign {
                '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(|sign| section.literals.show(sign)),
                // The next sign is shown or repeated as it is, or a blank is shown that is as wide.
                '\\' | '*' => signs.next().into_iter().for_each(|sign| section.literals.show(sign)),
                '_' => drop(signs.next()),
                '[' => {
                    let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    section.condition = section.condition.or(SectionCondition::parse(&inner));
                    if let Some(currency) = inner.strip_prefix('$') {
                        currency.chars().take_while(|sign| *sign != '-').for_each(|sign| section.literals.show(sign));
                    }
                }
                '%' => section.shown.percent = true,
                '0' | '#' | '?' => {
                    (section.has_digits, section.commas) = (true, 0);
                    section.zeros = section.zeros.filter(|_| sign == '0').and_then(|zeros| zeros.checked_add(1));
                    section.literals.place();
                }
                // The denominator of a fraction is no digit of the number.
                '1'..='9' if section.literals.is_fraction() => {}
                // General: as many digits as there are.
                'G' | 'g' => (section.zeros = None, section.literals.place()).1,
                '/' => (section.zeros = None, section.literals.fraction()).1,
                'E' | 'e' => section.zeros = None,
                '1'..='9' | '-' | '+' | '(' | ')' | ':' => section.literals.show(sign),
                ',' if section.has_digits => {
                    section.commas = section.commas.saturating_add(1);
                    section.zeros = None;
                }
                '.' => {
                    section.end_of_digits();
                    section.zeros = None;
                }
                // A fourth section is for text.
                ';' if sections.len() == 3 => break,
                ';' => sections.push(Section::default()),
                _ => {}
            }
        }
        for section in &mut sections {
            section.end_of_digits();
            section.shown.digits = section.zeros.filter(|zeros| *zeros > 1).unwrap_or_default();
            let is_of_one = matches!(section.condition, Some(SectionCondition::Equal(_)));
            section.shown.has_own_digits =
                section.literals.are_beside_the_number() || section.literals.are_alone() && !is_of_one;
        }
        sections.iter().any(|section| section.shown != Shown::default()).then_some(Self { sections })
    }

    /// True where some number is shown divided by thousands.
    pub fn divides(&self) -> bool {
        self.sections.iter().any(|section| section.shown.thousands > 0)
    }

    /// How a number is shown.
    pub fn shown(&self, number: f64) -> Shown {
        let by_condition = self.sections.iter().any(|section| section.condition.is_some());
        let chosen = if by_condition {
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
        };
        chosen.map_or(Shown::default(), |section| section.shown)
    }
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

    proptest! {
        #[test]
        fn no_code_makes_it_panic(code in "[%0#;\"\\\\_*\\[\\]<>=.ạ ]{0,40}", number in any::<f64>()) {
            let shown = NumberStyle::parse(&code).shown(number);
            let _ = shown.cell(number);
        }
    }
}
