//! Whom an empty form is for: the form, the sender and the period that a person names.
//!
//! Takes what was typed; gives the form, the unit and the units that its rows speak of, or says what does not fit and what
//! would. The map is that of the period's last day, as it is for the reader.

use crate::documents::words;
use crate::error::Error;
use crate::findings::fault::nearest;
use crate::findings::message::Message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::registry::names::Names;
use crate::values::language::Language;
use crate::values::period::{Frequency, Period};

/// What was asked for, and what follows from the registry.
#[derive(Debug)]
pub struct Request<'a> {
    pub project: &'a Project,
    pub form: &'a Form,
    pub sender: UnitIndex,
    pub period: Period,
    /// The units that the sender reports, in the order of the registry; none where the form has no areas.
    pub units: Vec<UnitIndex>,
    /// The sender as the head of the form names it, so that the reader finds the same unit.
    pub sender_name: String,
}

fn refused(vi: String, en: String) -> Error {
    Error::Request(Message::new(vi, en))
}

impl<'a> Request<'a> {
    /// Resolves what was typed.
    ///
    /// # Errors
    /// An unknown form, period or unit; a form of lines; a unit that does not send the form, or has nothing to report in it.
    pub fn new(project: &'a Project, form: &str, area: &str, period: &str) -> Result<Self, Error> {
        let form = &project.forms[form_of(project, form)?];
        if form.has_lines() {
            return Err(refused(
                format!(
                    "biểu `{}` là tệp kết xuất từng dòng (grain = \"line\") của một phần mềm, không ai điền bằng tay; biểu trống chỉ có cho các biểu tổng hợp",
                    form.name
                ),
                format!(
                    "`{}` is an export of lines (grain = \"line\") that a program writes and nobody fills in; empty forms are for the other forms",
                    form.name
                ),
            ));
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
            let levels = levels(form.form.reports.on(day), Language::Vi);
            return Err(refused(
                format!(
                    "{} {} không có đơn vị nào để báo cáo trong biểu `{}` kỳ {period}: các dòng của biểu là cấp {levels}",
                    unit.code, unit.name, form.name
                ),
                format!(
                    "{} {} has no unit to report in `{}` for {period}: its rows are of level {}",
                    unit.code,
                    unit.name,
                    form.name,
                    form.form.reports.on(day).join(", ")
                ),
            ));
        }
        let sender_name = sender_name(project, sender, day).ok_or_else(|| {
            refused(
                format!("tên của {} {} không đủ để phân biệt đơn vị gửi trong bản đồ ngày {day}", unit.code, unit.name),
                format!("the name of {} {} does not tell it apart in the map of {day}", unit.code, unit.name),
            )
        })?;
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
    let meant = nearest(asked, names.iter().copied().chain(codes));
    let listed: Vec<String> = project.forms.iter().map(|form| format!("{} ({})", form.name, form.form.code)).collect();
    let listed = listed.join(", ");
    Err(refused(
        format!(
            "không có biểu `{asked}`; {}có: {listed}",
            meant.map(|meant| format!("có phải `{meant}`? ")).unwrap_or_default()
        ),
        format!(
            "no form `{asked}`; {}there are {listed}",
            meant.map(|meant| format!("did you mean `{meant}`? ")).unwrap_or_default()
        ),
    ))
}

fn period_of(form: &Form, asked: &str) -> Result<Period, Error> {
    let frequency = form.form.frequency;
    let (example, vi) = match frequency {
        Frequency::Month => ("2025-07", "tháng"),
        Frequency::Quarter => ("2025-Q3", "quý"),
        Frequency::HalfYear => ("2025-S1", "sáu tháng"),
        Frequency::Year => ("2025", "năm"),
    };
    asked.parse::<Period>().ok().filter(|period| period.frequency() == frequency).ok_or_else(|| {
        refused(
            format!("`{asked}` không phải kỳ của biểu `{}`, gửi theo {vi}; hãy viết như {example}", form.name),
            format!(
                "`{asked}` is no period of `{}`, which is sent every {}; write one like {example}",
                form.name,
                frequency.name()
            ),
        )
    })
}

fn sender_of(project: &Project, form: &Form, code: &str, period: Period) -> Result<UnitIndex, Error> {
    let registry = &project.registry;
    let day = period.end(form.form.calendar);
    let senders = form.sender_levels(day);
    let found = registry.find(code, day).filter(|&unit| registry.is_within(unit, project.province));
    let Some(found) = found else {
        let known: Vec<UnitIndex> =
            registry.valid_on(day, senders).filter(|&unit| registry.is_within(unit, project.province)).collect();
        let other = registry.with_code(code).first().map(|&unit| &registry.units[unit]);
        let codes = known.iter().map(|&unit| registry.units[unit].code.as_str());
        let near = nearest(code, codes);
        let (mut vi, mut en) = (
            format!("không có đơn vị mã `{code}` trong bản đồ ngày {day}, ngày cuối của kỳ {period}"),
            format!("no unit with the code `{code}` in the map of {day}, the last day of {period}"),
        );
        if let Some(other) = other {
            let until = other.valid_to.map(|end| end.to_string()).unwrap_or_else(|| "…".to_owned());
            vi.push_str(&format!("; {} {} có từ {} đến trước {until}", other.code, other.name, other.valid_from));
            en.push_str(&format!(
                "; {} {} is valid from {} until before {until}",
                other.code, other.name, other.valid_from
            ));
        } else if let Some(near) = near {
            vi.push_str(&format!("; có phải `{near}`?"));
            en.push_str(&format!("; did you mean `{near}`?"));
        }
        return Err(refused(vi, en));
    };
    let unit = &registry.units[found];
    // A form that names no senders takes them all.
    if !senders.is_empty() && !senders.contains(&unit.level) {
        let above = registry.ancestors(found).find(|&unit| senders.contains(&registry.units[unit].level));
        let above = above.map(|unit| (&registry.units[unit].code, &registry.units[unit].name));
        return Err(refused(
            format!(
                "{} {} (cấp {}) không gửi biểu `{}` kỳ {period}; cấp gửi là {}{}",
                unit.code,
                unit.name,
                words::level(&unit.level, Language::Vi),
                form.name,
                levels(senders, Language::Vi),
                above.map(|(code, name)| format!(": {code} {name} gửi thay")).unwrap_or_default()
            ),
            format!(
                "{} {} (a {}) does not send `{}` for {period}; its senders are of level {}{}",
                unit.code,
                unit.name,
                unit.level,
                form.name,
                senders.join(", "),
                above.map(|(code, name)| format!(": {code} {name} sends for it")).unwrap_or_default()
            ),
        ));
    }
    Ok(found)
}

fn levels(levels: &[String], language: Language) -> String {
    levels.iter().map(|level| words::level(level, language)).collect::<Vec<_>>().join(", ")
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
