//! Whom an empty form is for: the form, the sender and the period that a person names.
//!
//! Takes what was typed; gives the form, the unit and the units that its rows speak of, or says what does not fit and what
//! would. The map is that of the period's last day, as it is for the reader.

use crate::documents::words;
use crate::error::Error;
use crate::findings::fault::nearest;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::names::{Names, Sought};
use crate::registry::{Unit, UnitIndex};
use crate::values::language::Language;
use crate::values::period::{Frequency, Period};

/// What was asked for, and what follows from the registry.
#[derive(Debug)]
pub struct Request<'a> {
    pub project: &'a Project,
    /// As a report of the year names its fields.
    pub form: Form,
    pub sender: UnitIndex,
    pub period: Period,
    /// The units that the sender reports, in the order of the registry; none where the form has no areas.
    pub units: Vec<UnitIndex>,
    /// The sender as the head of the form names it, so that the reader finds the same unit.
    pub sender_name: String,
}

impl<'a> Request<'a> {
    /// Resolves what was typed.
    ///
    /// # Errors
    /// An unknown form, period or unit; a form of lines; a unit that does not send the form, or has nothing to report in it.
    pub fn new(project: &'a Project, form: &str, area: &str, period: &str) -> Result<Self, Error> {
        let form = &project.forms[form_of(project, form)?];
        if form.has_lines() {
            return Err(Error::Request(message!("template-lines", form = &form.name)));
        }
        let period = period_of(form, period)?;
        let sender = sender_of(project, form, area, period)?;
        let registry = &project.registry;
        let day = period.end(form.form.calendar);
        let units: Vec<UnitIndex> = if form.has_areas() {
            let units = registry.valid_on(day, form.form.reports.on(day));
            units.filter(|&unit| registry.is_within(unit, sender)).collect()
        } else {
            Vec::new()
        };
        let unit = &registry.units[sender];
        if form.has_areas() && units.is_empty() {
            return Err(Error::Request(message!(
                "template-no-units",
                form = &form.name,
                levels = levels(form.form.reports.on(day)),
                period = period.to_string(),
                unit = named(unit),
            )));
        }
        let sender_name = sender_name(project, sender, day).ok_or_else(|| {
            Error::Request(message!("template-sender-name", day = day.to_string(), unit = named(unit)))
        })?;
        let form = form.in_year(period.year());
        Ok(Self { project, form, sender, period, units, sender_name })
    }
}

/// A form by its name or by the code in its head.
fn form_of(project: &Project, asked: &str) -> Result<FormIndex, Error> {
    let folded = |code: &str| crate::values::text::without_marks(code).replace(' ', "");
    let by_code = || project.forms.iter().position(|form| folded(&form.form.code) == folded(asked));
    if let Some(form) = project.form_named(asked).or_else(by_code) {
        return Ok(form);
    }
    let names: Vec<&str> = project.forms.iter().map(|form| form.name.as_str()).collect();
    let codes = project.forms.iter().map(|form| form.form.code.as_str());
    let listed: Vec<String> = project.forms.iter().map(|form| format!("{} ({})", form.name, form.form.code)).collect();
    let listed = listed.join(", ");
    Err(Error::Request(match nearest(asked, names.iter().copied().chain(codes)) {
        Some(nearest) => message!("template-form.misspelt", form = asked, forms = listed, nearest = nearest),
        None => message!("template-form.unknown", form = asked, forms = listed),
    }))
}

fn period_of(form: &Form, asked: &str) -> Result<Period, Error> {
    let frequency = form.form.frequency;
    let example = match frequency {
        Frequency::Month => "2025-07",
        Frequency::Quarter => "2025-Q3",
        Frequency::HalfYear => "2025-S1",
        Frequency::Year => "2025",
    };
    asked.parse::<Period>().ok().filter(|period| period.frequency() == frequency).ok_or_else(|| {
        Error::Request(message!(
            "template-period",
            example = example,
            form = &form.name,
            length = message!("period-length", frequency = frequency.name()),
            period = asked,
        ))
    })
}

fn sender_of(project: &Project, form: &Form, code: &str, period: Period) -> Result<UnitIndex, Error> {
    let registry = &project.registry;
    let day = period.end(form.form.calendar);
    let senders = form.sender_levels(day);
    let within = |unit: &UnitIndex| registry.is_within(*unit, project.province);
    let found = match registry.find(code, day).filter(within) {
        Some(unit) => Some(unit),
        None if registry.with_code(code).is_empty() => unit_named(project, code, senders, day)?.filter(within),
        None => None,
    };
    let Some(found) = found else {
        let known: Vec<UnitIndex> =
            registry.valid_on(day, senders).filter(|&unit| registry.is_within(unit, project.province)).collect();
        let other = registry.with_code(code).first().map(|&unit| &registry.units[unit]);
        let codes = known.iter().map(|&unit| registry.units[unit].code.as_str());
        let (day, period) = (day.to_string(), period.to_string());
        return Err(Error::Request(match (other, nearest(code, codes)) {
            (Some(other), _) => match other.valid_to {
                Some(end) => message!(
                    "template-unit.other-map",
                    begin = other.valid_from.to_string(),
                    code = code,
                    day = day,
                    end = end.to_string(),
                    period = period,
                    unit = named(other),
                ),
                None => message!(
                    "template-unit.not-yet",
                    begin = other.valid_from.to_string(),
                    code = code,
                    day = day,
                    period = period,
                    unit = named(other),
                ),
            },
            (None, Some(nearest)) => {
                message!("template-unit.misspelt", code = code, day = day, nearest = nearest, period = period)
            }
            (None, None) => message!("template-unit.unknown", code = code, day = day, period = period),
        }));
    };
    let unit = &registry.units[found];
    // A form that names no senders takes them all.
    if !senders.is_empty() && !senders.contains(&unit.level) {
        let above = registry.ancestors(found).find(|&unit| senders.contains(&registry.units[unit].level));
        let (level, levels) = (words::level_name(&unit.level), levels(senders));
        let (form, period, unit) = (&form.name, period.to_string(), named(unit));
        return Err(Error::Request(match above.map(|above| named(&registry.units[above])) {
            Some(above) => message!(
                "template-sender.other-level-with-sender",
                form = form,
                level = level,
                levels = levels,
                period = period,
                sender = above,
                unit = unit,
            ),
            None => message!(
                "template-sender.other-level",
                form = form,
                level = level,
                levels = levels,
                period = period,
                unit = unit,
            ),
        }));
    }
    Ok(found)
}

/// The unit of a name, a sender before others; none where what is written may be a code.
fn unit_named(
    project: &Project,
    name: &str,
    senders: &[String],
    day: chrono::NaiveDate,
) -> Result<Option<UnitIndex>, Error> {
    if !name.contains(char::is_alphabetic) {
        return Ok(None);
    }
    let names = Names::new(&project.registry);
    let all: Vec<String> = project.registry.levels().into_iter().map(str::to_owned).collect();
    let of = |levels: &[String]| {
        let sought = Sought { code: None, name: Some(name), day, levels, sender: None, other_map: false };
        names.resolve(&sought)
    };
    of(senders).or_else(|_| of(&all)).map(Some).map_err(|fault| {
        Error::Request(match fault.suggestion {
            Some(suggestion) => message!("template-unit.named", why = fault.message, suggestion = suggestion),
            None => fault.message,
        })
    })
}

/// `901 Huyện Suối Đá`
fn named(unit: &Unit) -> String {
    format!("{} {}", unit.code, unit.name)
}

fn levels(levels: &[String]) -> Message {
    let joined = |language| levels.iter().map(|level| words::level(level, language)).collect::<Vec<_>>().join(", ");
    Message::new(joined(Language::Vi), joined(Language::En))
}

/// The first way to write the sender that the reader takes for this very unit.
fn sender_name(project: &Project, sender: UnitIndex, day: chrono::NaiveDate) -> Option<String> {
    let registry = &project.registry;
    let name = registry.units[sender].name.as_str();
    let mut signs = name.chars();
    // "UBND xã Nà Tấu": the type of the unit is no name.
    let lower: String = signs.next().into_iter().flat_map(char::to_lowercase).chain(signs).collect();
    let names = Names::new(registry);
    let candidates = [format!("UBND {lower}"), format!("UBND {name}"), name.to_owned()];
    candidates.into_iter().find(|written| names.sender(written, day) == Some(sender))
}
