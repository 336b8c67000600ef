//! Number formats of workbooks, as far as they change what a number says: percent formats.
//!
//! Takes a format code as it is stored, which is in English whatever the language of the program (ECMA-376 part 1,
//! 18.8.31); tells whether it shows a number as a percentage. A code has up to three sections for numbers, parted by `;`:
//! the section that shows the number decides, so `[<1]0%;0` shows 0.45 as 45 percent and 45 as 45.

/// How one section compares the number that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Condition {
    Less(f64),
    AtMost(f64),
    Greater(f64),
    AtLeast(f64),
    Equal(f64),
    Unequal(f64),
}

impl Condition {
    /// The condition that brackets hold; `None` for colours, currencies and elapsed times.
    fn parse(inner: &str) -> Option<Self> {
        type Make = fn(f64) -> Condition;
        let signs: [(&str, Make); 6] = [
            ("<>", Self::Unequal),
            ("<=", Self::AtMost),
            (">=", Self::AtLeast),
            ("<", Self::Less),
            (">", Self::Greater),
            ("=", Self::Equal),
        ];
        let (rest, make) = signs.iter().find_map(|(sign, make)| Some((inner.strip_prefix(sign)?, make)))?;
        rest.trim().parse().ok().map(make)
    }

    #[expect(clippy::float_cmp, reason = "spreadsheets compare the doubles themselves")]
    fn holds(self, number: f64) -> bool {
        match self {
            Self::Less(limit) => number < limit,
            Self::AtMost(limit) => number <= limit,
            Self::Greater(limit) => number > limit,
            Self::AtLeast(limit) => number >= limit,
            Self::Equal(limit) => number == limit,
            Self::Unequal(limit) => number != limit,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Section {
    percent: bool,
    condition: Option<Condition>,
}

/// A format code that shows percentages in one of its sections at least.
#[derive(Clone, Debug, PartialEq)]
pub struct PercentFormat {
    sections: Vec<Section>,
}

impl PercentFormat {
    /// Reads a code; `None` where no section for numbers has a percent sign that is neither quoted nor escaped.
    pub fn parse(code: &str) -> Option<Self> {
        // Most codes have none, and one look tells.
        if !code.contains('%') {
            return None;
        }
        let mut sections = vec![Section::default()];
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            let section = sections.last_mut()?;
            match sign {
                '"' => while signs.next().is_some_and(|sign| sign != '"') {},
                // The next sign is shown, left out or repeated as it is.
                '\\' | '_' | '*' => drop(signs.next()),
                '[' => {
                    let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    section.condition = section.condition.or(Condition::parse(&inner));
                }
                '%' => section.percent = true,
                // A fourth section is for text.
                ';' if sections.len() == 3 => break,
                ';' => sections.push(Section::default()),
                _ => {}
            }
        }
        sections.iter().any(|section| section.percent).then_some(Self { sections })
    }

    /// True where this number is shown as a percentage.
    pub fn shows_percent(&self, number: f64) -> bool {
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
        chosen.is_some_and(|section| section.percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shows(code: &str, number: f64) -> bool {
        PercentFormat::parse(code).is_some_and(|format| format.shows_percent(number))
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

    proptest! {
        #[test]
        fn no_code_makes_it_panic(code in "[%0#;\"\\\\_*\\[\\]<>=.ạ ]{0,40}", number in any::<f64>()) {
            let _ = shows(&code, number);
        }
    }
}
