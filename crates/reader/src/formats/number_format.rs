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
mod moment_text;
mod section;
mod template;
mod text_section;

use std::sync::Arc;

use chrono::{NaiveDateTime, NaiveTime};

use crate::formats::number_format::condition::SectionCondition;
pub(crate) use crate::formats::number_format::moment::Moment;
use crate::formats::number_format::section::Section;
use crate::formats::number_format::text_section::TextSection;
use crate::formats::shown_day::shows_another_day;
use crate::formats::shown_number::Shown;
use crate::sheet::grid::Cell;
use crate::sheet::shown::{ShownWords, Shows};

/// The code of a format that every program knows by its number, where it changes what a number says (18.8.30). Those of East Asia
/// are days and times in each of their languages.
pub(crate) const fn built_in(number: u32) -> Option<&'static str> {
    match number {
        9 => Some("0%"),
        10 => Some("0.00%"),
        18..=21 | 45 | 47 => Some("hh:mm:ss"),
        16 => Some("d-mmm"),
        14 | 15 | 17 | 22 | 27..=36 | 50..=58 => Some("yyyy-mm-dd hh:mm"),
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
    /// True where a moment is shown without its day.
    is_clock: bool,
    /// True where a day is shown without its year.
    hides_year: bool,
    /// True where a month is shown without its day.
    hides_day: bool,
    hides_time: bool,
    /// The code of a format of days or times that has numbers of its own.
    own_numbers: Option<Arc<str>>,
    format: Option<NumberFormat>,
    texts: Option<TextSection>,
}

impl NumberStyle {
    /// Numbers are shown as they are stored.
    pub const PLAIN: Self = Self {
        moment: Moment::No,
        is_clock: false,
        hides_year: false,
        hides_day: false,
        hides_time: false,
        own_numbers: None,
        format: None,
        texts: None,
    };

    pub fn parse(code: &str) -> Self {
        let moment = Moment::of(code);
        let is_clock = moment != Moment::No && moment::shows_a_clock(code);
        let hides_year = moment == Moment::Day && moment::hides_the_year(code);
        let hides_day = moment == Moment::Day && moment::hides_the_day(code);
        let hides_time = moment == Moment::Day && moment::hides_the_time(code);
        let has_own = match (moment, is_clock) {
            (Moment::No, _) => false,
            (_, true) => moment_text::has_own_time(code),
            (_, false) => moment_text::has_own_numbers(code),
        };
        let own_numbers = has_own.then(|| Arc::from(code));
        let format = if moment == Moment::No { NumberFormat::parse(code) } else { None };
        Self {
            moment,
            is_clock,
            hides_year,
            hides_day,
            hides_time,
            own_numbers,
            format,
            texts: TextSection::parse(code),
        }
    }

    /// True where a moment is shown as another: the format writes a year, a month, a day, hours or minutes of its own.
    pub fn shows_another_moment(&self, cell: &Cell) -> bool {
        let Some(code) = &self.own_numbers else { return false };
        match moment_of(cell) {
            _ if self.is_clock => !matches!(cell, Cell::Number(0.0)),
            Some(at) => shows_another_day(&moment_text::text(code, at), at.date()),
            None => false,
        }
    }

    /// How a number is shown that is no moment.
    pub fn shown(&self, number: f64) -> Shown {
        self.format.as_ref().map_or(Shown::default(), |format| format.shown(number))
    }

    /// True where some numbers are shown as others: divided by thousands, as percents, beside words or digits.
    pub fn shows_others(&self) -> bool {
        const LARGE: f64 = 1_234_567.0;
        let others = |format: &NumberFormat| format.divides() || format.shows_more || format.shown(LARGE).percent;
        self.format.as_ref().is_some_and(others)
    }

    /// True where more than a number is shown with some numbers.
    pub fn shows_more(&self) -> bool {
        self.moment != Moment::No || self.format.as_ref().is_some_and(|format| format.shows_more)
    }

    /// What is shown with a text; `None` where that is the text alone.
    pub fn shows_of_text(&self, text: &str) -> Option<Shows> {
        self.texts.as_ref()?.shows(text)
    }

    /// That the year or the time of a day is not shown, or that only its month is, where it is so.
    pub fn shows_of_day(&self, cell: &Cell) -> Option<Shows> {
        let (hides_year, hides_day) = (self.hides_year, self.hides_day);
        let hides_time = self.hides_time && matches!(cell, Cell::DateTime(_));
        let is_day = hides_time || (hides_year || hides_day) && matches!(cell, Cell::Date(_) | Cell::DateTime(_));
        is_day.then(|| Shows { hides_year, hides_day, hides_time, ..Shows::default() })
    }

    /// What is shown with a number; `None` where that is the number alone.
    pub fn shows(&self, number: f64) -> Option<Shows> {
        // A time without a day stays the part of a day that is stored, which nobody sees.
        let is_replaced = match self.moment {
            Moment::No => return self.format.as_ref().filter(|format| format.shows_more)?.shows(number),
            Moment::Day => number > 0.0 && number < 1.0,
            Moment::Duration => number != 0.0,
        };
        Some(Shows { is_replaced, is_clock: self.is_clock, ..Shows::default() })
    }
}

fn moment_of(cell: &Cell) -> Option<NaiveDateTime> {
    match cell {
        Cell::Date(day) => Some(day.and_time(NaiveTime::MIN)),
        Cell::DateTime(at) => Some(*at),
        _ => None,
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
                    section.fill = fill;
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
        let replaces = replaces
            || sections
                .iter()
                .enumerate()
                .any(|(place, section)| (by_condition || place == 0) && section.shows_more_than_it_is());
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
mod tests;
