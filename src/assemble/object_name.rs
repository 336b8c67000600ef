//! What the name of an object and its folders say of what it holds: `2024/02-CDS/2024-03_huyen-tuan-giao.xlsx`.
//!
//! Takes names; gives form, period and sender, each where the name gives one. It replaces the content of a file that could
//! not be read or has no rows, and is compared with the content of those that could.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use rayon::prelude::*;

use crate::assemble::local_day;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::registry::names::without_type;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::period_text;
use crate::words::unit_types::type_named;

/// What the name and folder of an object say, each where they say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameFacts {
    pub form: Option<FormIndex>,
    pub period: Option<Period>,
    pub sender: Option<UnitIndex>,
}

/// The names that objects may hold.
pub struct ObjectNames<'a> {
    project: &'a Project,
    /// Code and name of each form, joined without anything between their words.
    forms: Vec<[String; 2]>,
    /// The units by the words of their names, joined by hyphens.
    full: HashMap<String, Vec<UnitIndex>>,
    /// The same without the word of their type: `tuan-giao`.
    bare: HashMap<String, Vec<UnitIndex>>,
    /// The same in one word: `tuangiao`.
    glued: HashMap<String, Vec<UnitIndex>>,
    /// The words of the longest name, of a unit or a form.
    most_words: usize,
}

/// By what a name gives a unit, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NamedBy {
    FullName,
    Code,
    /// Without the word of its type.
    BareName,
}

/// Letters of the shortest name that may be written in one word: `muonglay`.
const LETTERS_OF_A_NAME: usize = 6;
/// Digits of the shortest code that may be anywhere in a name; a shorter one begins the name of a folder or file, or ends one with a form.
const DIGITS_OF_A_CODE: usize = 5;

impl<'a> ObjectNames<'a> {
    pub fn new(project: &'a Project) -> Self {
        let (mut full, mut bare) = (HashMap::<String, Vec<_>>::new(), HashMap::<String, Vec<_>>::new());
        let mut glued = HashMap::<String, Vec<_>>::new();
        let mut most_words = 6;
        let units = project.registry.units.par_iter();
        let of_units: Vec<_> = units.map(|unit| (words(&unit.name), words(without_type(&unit.name)))).collect();
        for (index, (words, bare_words)) in of_units.into_iter().enumerate() {
            most_words = most_words.max(words.len());
            full.entry(words.join("-")).or_default().push(index);
            // A single syllable is in too many names.
            if bare_words.len() > 1 {
                bare.entry(bare_words.join("-")).or_default().push(index);
                glued.entry(bare_words.concat()).or_default().push(index);
            }
        }
        let joined = |text: &str| words(text).concat();
        let forms = project.forms.iter().map(|form| [joined(&form.form.code), joined(&form.name)]).collect();
        Self { project, forms, full, bare, glued, most_words }
    }

    pub const fn project(&self) -> &'a Project {
        self.project
    }

    /// Reads the name of an object that nothing else is known of.
    pub fn facts(&self, object: &str, received_at: DateTime<Utc>) -> NameFacts {
        self.facts_of(object, self.form_in(object), local_day(received_at))
    }

    /// What the name of an object says of a table of this form; `day` says of which map its senders are where the name has no
    /// period.
    pub fn facts_of(&self, object: &str, form: Option<FormIndex>, day: NaiveDate) -> NameFacts {
        let forms: Vec<&Form> = match form {
            Some(form) => vec![&self.project.forms[form]],
            None => self.project.forms.iter().collect(),
        };
        // Of an unknown form the finest period that a name says: `2025-Q3` holds a year, too.
        let frequencies: BTreeSet<Frequency> = forms.iter().map(|form| form.form.frequency).collect();
        let period = frequencies.into_iter().find_map(|frequency| period_of(object, frequency));
        let of_period = |period: Period| {
            let calendar = forms.iter().find(|form| form.form.frequency == period.frequency());
            calendar.map_or(day, |form| period.end(form.form.calendar))
        };
        let day = period.map_or(day, of_period);
        let levels: BTreeSet<&String> = forms.iter().flat_map(|form| form.sender_levels(day)).collect();
        NameFacts { form, period, sender: self.sender_in(object, day, &levels) }
    }

    /// The form whose code or name is among the words of a text, or whose number is: "Biểu 04", where one form has it.
    fn form_in(&self, object: &str) -> Option<FormIndex> {
        let words: Vec<String> = words(object).into_iter().flat_map(without_glued_word).collect();
        let runs: HashSet<String> = (0..words.len())
            .flat_map(|first| (first..=words.len().min(first + self.most_words)).map(move |end| first..end))
            .filter_map(|run| words.get(run).map(<[String]>::concat))
            .collect();
        let is_named = |names: &[String; 2]| names.iter().any(|name| !name.is_empty() && runs.contains(name));
        if let Some(form) = self.forms.iter().position(is_named) {
            return Some(form);
        }
        let number_of = |form: &Form| self::words(&form.form.code).into_iter().next().filter(|word| is_digits(word));
        let stated: Vec<&String> = words
            .windows(2)
            .filter_map(|pair| match pair {
                [word, number] if OF_A_FORM.contains(&word.as_str()) && is_digits(number) => Some(number),
                _ => None,
            })
            .collect();
        let mut fitting =
            self.project.forms.iter().enumerate().filter(|(_, form)| {
                number_of(form).is_some_and(|number| stated.iter().any(|stated| **stated == number))
            });
        let (form, _) = fitting.next()?;
        fitting.next().is_none().then_some(form)
    }

    /// The unit of these levels and this day that a name says: the file's own name goes before its folders, from the innermost.
    fn sender_in(&self, object: &str, day: NaiveDate, levels: &BTreeSet<&String>) -> Option<UnitIndex> {
        let (folders, file) = object.rsplit_once('/').unwrap_or(("", object));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        for segment in std::iter::once(stem).chain(folders.rsplit('/')) {
            let named = self.named_in(segment, day, levels);
            let Some(surest) = named.iter().map(|(by, _)| *by).min() else { continue };
            // Huyện Điện Biên Đông also holds the words of Huyện Điện Biên.
            let length = |unit: UnitIndex| self.project.registry.units[unit].name.len();
            let surely = || named.iter().filter(|(by, _)| *by == surest).map(|(_, unit)| *unit);
            let longest = surely().map(length).max();
            let mut fitting = surely().filter(|&unit| Some(length(unit)) == longest);
            return fitting.next().filter(|_| fitting.next().is_none());
        }
        None
    }

    /// The units of these levels and this day that a part of a name says, words whole.
    fn named_in(&'a self, text: &str, day: NaiveDate, levels: &BTreeSet<&String>) -> BTreeSet<(NamedBy, UnitIndex)> {
        let words = words(text);
        let units = &self.project.registry.units;
        let fits = |unit: &UnitIndex| units[*unit].is_valid_on(day) && levels.contains(&units[*unit].level);
        let known =
            |names: &'a HashMap<String, Vec<UnitIndex>>, run: &str| names.get(run).into_iter().flatten().copied();
        let mut named = BTreeSet::new();
        for first in 0..words.len() {
            for end in first + 1..=words.len().min(first + self.most_words) {
                let Some(run) = words.get(first..end).map(|words| words.join("-")) else { continue };
                named.extend(known(&self.full, &run).filter(fits).map(|unit| (NamedBy::FullName, unit)));
                // "Huyen Tuan Giao" is no commune Tuần Giáo, and "TX Muong Lay" is the town.
                let kind = words.get(..first).and_then(type_at_the_end);
                let by = if kind.is_some() { NamedBy::FullName } else { NamedBy::BareName };
                let of_kind = |unit: &UnitIndex| kind.is_none_or(|kind| kind == units[*unit].kind);
                named.extend(known(&self.bare, &run).filter(fits).filter(of_kind).map(|unit| (by, unit)));
            }
        }
        for word in words.iter().filter(|word| word.len() >= LETTERS_OF_A_NAME) {
            named.extend(known(&self.glued, word).filter(fits).map(|unit| (NamedBy::BareName, unit)));
        }
        // A shorter code begins the name, or ends one that says its form: elsewhere it is any number.
        let has_form = self.form_in(text).is_some();
        let last = words.len().saturating_sub(1);
        for (place, word) in words.iter().enumerate().filter(|(_, word)| is_digits(word)) {
            let at_an_end = (place == 0 || place == last && has_form) && word.len() > 2;
            if word.len() >= DIGITS_OF_A_CODE || at_an_end {
                let of_day = self.project.registry.find(word, day).filter(fits);
                named.extend(of_day.map(|unit| (NamedBy::Code, unit)));
            }
        }
        named
    }
}

/// The type of unit that the last of some words without marks name, in whole or in short.
fn type_at_the_end(words: &[String]) -> Option<&'static str> {
    (1..=2).rev().find_map(|count| Some(type_named(&words.get(words.len().checked_sub(count)?..)?.join(" "))?.name))
}

/// Words before the number of a form, the longest first.
const OF_A_FORM: [&str; 5] = ["bieu", "mau", "bm", "so", "b"];

/// A word of a form and its number that are written without a blank are two: `bieu11kts`, `b04`.
fn without_glued_word(word: String) -> Vec<String> {
    let glued = OF_A_FORM.iter().find_map(|of_form| {
        let number =
            word.strip_prefix(of_form).filter(|number| number.starts_with(|sign: char| sign.is_ascii_digit()))?;
        Some(vec![(*of_form).to_owned(), number.to_owned()])
    });
    glued.unwrap_or_else(|| vec![word])
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a text without marks. "TXMuongLay" is three: a capital begins a word behind a small letter, and before one.
fn words(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let begins = |place: usize, sign: &char| {
        let before = place.checked_sub(1).and_then(|before| signs.get(before));
        let after = signs.get(place.saturating_add(1));
        let in_capitals =
            before.is_some_and(|before| before.is_uppercase()) && after.is_some_and(|next| next.is_lowercase());
        sign.is_uppercase() && (before.is_some_and(|before| before.is_lowercase()) || in_capitals)
    };
    let mut spaced = String::with_capacity(text.len());
    for (place, sign) in signs.iter().enumerate() {
        if begins(place, sign) {
            spaced.push(' ');
        }
        spaced.push(*sign);
    }
    let plain = text::without_marks(&spaced);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The period that the name of a file gives, or else its folders from the innermost: `2024-03`, "thang 11 nam 2024".
/// Else the year is in one folder and the rest of it in another: `2024/05`, `2024/Tháng 5`.
fn period_of(object: &str, frequency: Frequency) -> Option<Period> {
    let (folders, file) = object.rsplit_once('/').unwrap_or(("", object));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let names: Vec<&str> = std::iter::once(stem).chain(folders.rsplit('/')).collect();
    let spaced = |name: &str| -> String {
        name.chars().map(|sign| if matches!(sign, '-' | '_' | '.') { ' ' } else { sign }).collect()
    };
    let whole = names.iter().find_map(|name| {
        let parsed = || [*name, &spaced(name)].into_iter().find_map(|name| period_text::only(name, frequency));
        period_in(name, frequency).or_else(parsed).or_else(|| digits_alone(name, frequency))
    });
    whole.or_else(|| {
        let year_of = |name: &&str| {
            Some(period_in(name, Frequency::Year).or_else(|| period_text::only(name, Frequency::Year))?.year())
        };
        let (place, year) = names.iter().enumerate().skip(1).find_map(|(place, name)| Some((place, year_of(name)?)))?;
        names.iter().take(place).find_map(|name| part_of_year(&spaced(name), frequency, year))
    })
}

/// A folder of a month within that of its year: `05`, `Tháng 5`; a quarter or half-year has a word for it.
fn part_of_year(name: &str, frequency: Frequency, year: i32) -> Option<Period> {
    let number = name.trim().parse::<u32>().ok().filter(|_| name.trim().len() <= 2 && frequency == Frequency::Month);
    let month = number.and_then(|number| Period::new(frequency, year, number));
    month.or_else(|| if number.is_some() { None } else { period_text::only_in_year(name, frequency, year) })
}

/// `202405`, and `2024Q2`.
fn digits_alone(name: &str, frequency: Frequency) -> Option<Period> {
    let written = name.trim().to_uppercase();
    let (year, rest) = written.split_at_checked(4)?;
    let is_month = frequency == Frequency::Month && rest.len() == 2;
    let parted = (is_month || rest.starts_with(['Q', 'S'])) && year.bytes().all(|digit| digit.is_ascii_digit());
    let parsed = format!("{year}-{rest}").parse::<Period>().ok();
    parsed.filter(|period| parted && period.frequency() == frequency)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::load::load;
    use crate::store::project::read_project;

    #[test]
    fn a_name_or_its_folders_give_form_period_and_sender() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let project = load(&read_project(folder).unwrap()).unwrap();
        let names = ObjectNames::new(&project);
        let shown = |object: &str| {
            let facts = names.facts(object, "2025-10-20T08:00:00Z".parse().unwrap());
            let form = facts.form.map_or("", |form| project.forms[form].form.code.as_str());
            let sender = facts.sender.map_or("", |unit| project.registry.units[unit].code.as_str());
            format!("{form} {} {sender}", facts.period.map_or(String::new(), |period| period.to_string()))
        };
        for (object, expected) in [
            ("submissions/2025/04-CDS/2025-Q3_xa-sinh-phinh.xlsx", "04/CĐS 2025-Q3 03241"),
            ("submissions/2025-Q3/03253-Tuan-Giao/04CDS_quy3_2025.xlsx", "04/CĐS 2025-Q3 03253"),
            ("2025-Q3/03256-Muong-Ang/Biểu 04 - Mường Ảng - Quý III.2025.xlsx", "04/CĐS 2025-Q3 03256"),
            ("2025-Q3/03256/so lieu.xlsx", " 2025-Q3 03256"),
            ("2025-Q3/03256/Bieu04CDS.json", "04/CĐS 2025-Q3 03256"),
            ("2025-Q3/03256/BIEU04.xlsx", "04/CĐS 2025-Q3 03256"),
            ("2025-08/Xã Mường Ảng/b02_so lieu.xlsx", "02/CĐS 2025-08 03256"),
            ("2025-Q3/Xã Mường Ảng/bieu so 4.xlsx", " 2025-Q3 03256"),
            ("2024/bao cao 095.xlsx", " 2024 "),
            // A type of unit that no longer is; a number that is no code; a name of one syllable.
            ("2025-Q3/huyen-tuan-giao/04CDS.xlsx", "04/CĐS 2025-Q3 "),
            ("2025-Q3/99999/04CDS.xlsx", "04/CĐS 2025-Q3 "),
            ("2024/02-CDS/2024-03_huyen-tuan-giao.xlsx", "02/CĐS 2024-03 099"),
            ("2024/02-CDS/099_thang 3 nam 2024.xlsx", "02/CĐS 2024-03 099"),
            ("2024/Tháng 5/02CDS_Tuan-Giao.xlsx", "02/CĐS 2024-05 099"),
            ("2024/05/02CDS-099.xlsx", "02/CĐS 2024-05 099"),
            ("2024/6 tháng đầu năm/06CDS_095.xlsx", "06/CĐS 2024-S1 095"),
            ("07CDS_2024_095.zip", "07/CĐS 2024 095"),
            ("T5.2024/TXMuongLay_02CDS.xlsx", "02/CĐS 2024-05 095"),
            ("202405/02CDS_095.xlsx", "02/CĐS 2024-05 095"),
            ("2024Q2/04CDS_095.xlsx", "04/CĐS 2024-Q2 095"),
            ("Quy2_2024/04CDS_muonglay.xlsx", "04/CĐS 2024-Q2 095"),
            ("2025-Q3/X.TuanGiao/04CDS.xlsx", "04/CĐS 2025-Q3 03253"),
            ("Quý II.2024/TX. Mường Lay/Biểu số 04_CĐS.xlsb", "04/CĐS 2024-Q2 095"),
            ("02CDS_T04.2025_TX-Muong-Lay.xlsx", "02/CĐS 2025-04 095"),
        ] {
            assert_eq!(shown(object), expected, "{object}");
        }
    }
}
