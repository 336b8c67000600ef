//! What the name of an object and its folders tell of what it holds: `2024/02-CDS/2024-03_huyen-tuan-giao.xlsx`.
//!
//! Takes names; gives form, period and sender, each where the name tells one. It stands in for the content of a file that could
//! not be read or has no rows, and is compared with the content of those that could.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::assemble::local_day;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::period_text;

/// What the name and folder of an object tell, each where they tell one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameFacts {
    pub form: Option<FormIndex>,
    pub period: Option<Period>,
    pub sender: Option<UnitIndex>,
}

/// The names that objects may hold.
pub struct ObjectNames<'a> {
    project: &'a Project,
    /// The words of code and name of each form.
    forms: Vec<[String; 2]>,
    /// The units by the words of their names.
    units: HashMap<String, Vec<UnitIndex>>,
    /// The words of the longest name.
    most_words: usize,
}

impl<'a> ObjectNames<'a> {
    pub fn new(project: &'a Project) -> Self {
        let mut units: HashMap<String, Vec<UnitIndex>> = HashMap::new();
        let mut most_words = 0;
        for (place, unit) in project.registry.units.iter().enumerate() {
            let words = words(&unit.name);
            most_words = most_words.max(words.len());
            units.entry(words.join("-")).or_default().push(place);
        }
        let forms = project.forms.iter().map(|form| [slug(&form.form.code), slug(&form.name)]).collect();
        Self { project, forms, units, most_words }
    }

    pub const fn project(&self) -> &'a Project {
        self.project
    }

    /// Reads the name of an object that nothing else is known of.
    pub fn facts(&self, object: &str, received_at: DateTime<Utc>) -> NameFacts {
        let slug = slug(object);
        let form = self.forms.iter().position(|names| names.iter().any(|name| contains_words(&slug, name)));
        self.facts_of(object, form, local_day(received_at))
    }

    /// What the name of an object tells of a table of this form; `day` says of which map its senders are where the name has no
    /// period.
    pub fn facts_of(&self, object: &str, form: Option<FormIndex>, day: NaiveDate) -> NameFacts {
        let declared = form.map(|form| &self.project.forms[form]);
        let period = declared.and_then(|form| period_of(object, form.form.frequency));
        let day = match (declared, period) {
            (Some(form), Some(period)) => period.end(form.form.calendar),
            _ => day,
        };
        let levels = declared.map_or(&[][..], |form| form.sender_levels(day));
        let file = object.rsplit('/').next().unwrap_or(object);
        // The file's own name goes before its folders'.
        let named = Some(self.named_in(file, day, levels)).filter(|named| !named.is_empty());
        let named = named.unwrap_or_else(|| self.named_in(object, day, levels));
        // Huyện Điện Biên Đông also holds the words of Huyện Điện Biên.
        let name_of = |unit: UnitIndex| &self.project.registry.units[unit].name;
        let longest = named.iter().map(|&unit| name_of(unit).len()).max();
        let mut fitting = named.into_iter().filter(|&unit| Some(name_of(unit).len()) == longest);
        let sender = fitting.next().filter(|_| fitting.next().is_none());
        NameFacts { form, period, sender }
    }

    /// The units of these levels and this day whose names stand in a text, words whole.
    fn named_in(&self, text: &str, day: NaiveDate, levels: &[String]) -> Vec<UnitIndex> {
        let words = words(text);
        let mut named = Vec::new();
        for first in 0..words.len() {
            for end in first + 1..=words.len().min(first + self.most_words) {
                let units = words.get(first..end).and_then(|words| self.units.get(&words.join("-")));
                named.extend(units.into_iter().flatten().copied().filter(|&unit| {
                    let unit = &self.project.registry.units[unit];
                    unit.is_valid_on(day) && levels.contains(&unit.level)
                }));
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }
}

/// The words of a text without marks.
fn words(text: &str) -> Vec<String> {
    let plain = text::without_marks(text);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words without marks, joined by single hyphens, a hyphen at both ends: `-huyen-tuan-giao-xlsx-`.
fn slug(text: &str) -> String {
    format!("-{}-", words(text).join("-"))
}

fn contains_words(slug: &str, words: &str) -> bool {
    words.len() > 2 && slug.contains(words)
}

/// The period that the name of a file tells, or else its folders from the innermost: `2024-03`, "thang 11 nam 2024".
fn period_of(object: &str, frequency: Frequency) -> Option<Period> {
    object.rsplit('/').find_map(|name| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let spaced: String =
            stem.chars().map(|sign| if matches!(sign, '-' | '_' | '.') { ' ' } else { sign }).collect();
        let parsed = || [stem, &spaced].into_iter().find_map(|name| period_text::only(name, frequency));
        period_in(name, frequency).or_else(parsed)
    })
}

/// A period of this frequency written in the name of a file: `2024-03`, `2024-Q1`, `2024`.
fn period_in(file: &str, frequency: Frequency) -> Option<Period> {
    let upper = file.to_uppercase();
    let length = match frequency {
        Frequency::Month | Frequency::Quarter | Frequency::HalfYear => 7,
        Frequency::Year => 4,
    };
    let boundary = |at: usize| upper.as_bytes().get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (0..upper.len()).find_map(|start| {
        let candidate = upper.get(start..start + length)?;
        let bounded = boundary(start + length) && (start == 0 || boundary(start - 1));
        candidate.parse::<Period>().ok().filter(|period| bounded && period.frequency() == frequency)
    })
}
