//! Who sent a table, and what the name of an object tells of a file that could not be read.

use crate::assemble::local_day;
use crate::project::period::{Frequency, Period};
use crate::project::{FormIndex, Project};
use crate::read::period_text;
use crate::registry::UnitIndex;
use crate::text;
use crate::typing::reading::TypedTable;

/// The sender of a row: the head's, where it is of a level that sends this period; else the nearest unit of such a level in
/// which the row's unit lies; else the head's all the same.
pub fn of_row(project: &Project, table: &TypedTable, row: usize) -> Option<UnitIndex> {
    let form = &project.forms[table.form];
    let period = table.rows.period[row].or(table.period)?;
    let levels = form.sender_levels(period.end(form.form.calendar));
    let registry = &project.registry;
    let sends = |unit: &UnitIndex| levels.contains(&registry.units[*unit].level);
    if let Some(sender) = table.sender.filter(sends) {
        return Some(sender);
    }
    if levels.is_empty() {
        return None;
    }
    table.rows.unit[row].and_then(|unit| registry.ancestors(unit).find(sends)).or(table.sender)
}

/// The only unit that can have sent a form for a period, where there is but one.
pub fn sole(project: &Project, form: FormIndex, period: Period) -> Option<UnitIndex> {
    let form = &project.forms[form];
    let end = period.end(form.form.calendar);
    let registry = &project.registry;
    let senders = registry.valid_on(end, form.sender_levels(end));
    let mut senders = senders.filter(|&unit| registry.is_within(unit, project.province));
    senders.next().filter(|_| senders.next().is_none())
}

/// What the name and folder of an object tell: form, period and sender, each where it tells one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameFacts {
    pub form: Option<FormIndex>,
    pub period: Option<Period>,
    pub sender: Option<UnitIndex>,
}

/// Reads the name of an object: `2024/02-CDS/2024-03_huyen-tuan-giao.xlsx`.
pub fn from_name(project: &Project, object: &str, received_at: chrono::DateTime<chrono::Utc>) -> NameFacts {
    let slug = slug(object);
    let form = project.forms.iter().position(|form| {
        let code = self::slug(&form.form.code);
        contains_words(&slug, &code) || contains_words(&slug, &self::slug(&form.name))
    });
    let file = object.rsplit('/').next().unwrap_or(object);
    let period = form.and_then(|form| period_of(object, project.forms[form].form.frequency));
    let day = match (form, period) {
        (Some(form), Some(period)) => period.end(project.forms[form].form.calendar),
        _ => local_day(received_at),
    };
    let levels = form.map_or(&[][..], |form| project.forms[form].sender_levels(day));
    let senders: Vec<UnitIndex> = project.registry.valid_on(day, levels).collect();
    let named_in = |slug: &str| -> Vec<UnitIndex> {
        let named = |unit: &&UnitIndex| contains_words(slug, &self::slug(&project.registry.units[**unit].name));
        senders.iter().filter(named).copied().collect()
    };
    // The file's own name goes before its folders'.
    let named = Some(named_in(&self::slug(file))).filter(|named| !named.is_empty()).unwrap_or_else(|| named_in(&slug));
    // Huyện Điện Biên Đông also holds the words of Huyện Điện Biên.
    let longest = named.iter().map(|&unit| project.registry.units[unit].name.len()).max();
    let mut fitting = named.into_iter().filter(|&unit| Some(project.registry.units[unit].name.len()) == longest);
    let sender = fitting.next().filter(|_| fitting.next().is_none());
    NameFacts { form, period, sender }
}

/// Words without marks, joined by single hyphens, a hyphen at both ends: `-huyen-tuan-giao-xlsx-`.
fn slug(text: &str) -> String {
    let plain = text::without_marks(text);
    let words: Vec<&str> =
        plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!("-{}-", words.join("-"))
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
        let parsed = [stem, &spaced].into_iter().filter_map(period_text::parse);
        period_in(name, frequency).or_else(|| parsed.into_iter().find(|period| period.frequency() == frequency))
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
