//! What may be typed into a cell of an empty form, and what the spreadsheet program says of it.
//!
//! The rules are those of the reader: a number of the field's type and bounds, or one of the texts that the form declares as
//! missing, or a dash, which is a true zero. A blank cell always passes: the reader reports a required field that is blank.

use rust_xlsxwriter::{DataValidation, Formula, XlsxError};

use super::LANGUAGE;
use crate::project::written::field::is_an_x;
use crate::project::written::form::{Constraints, Field, FieldType, Form, MissingValue};
use crate::{message, say};

/// Letters of a title and of a message that a spreadsheet program takes.
const MOST_OF_A_TITLE: usize = 32;
const MOST_OF_A_MESSAGE: usize = 255;
/// The names, in the workbook, of the cells that list the texts for missing values; the second begins with the dash.
pub const MISSING: &str = "ky_hieu_thieu";
pub const MISSING_OR_DASH: &str = "ky_hieu_so";

/// What the cells of a column take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One of these texts; the place of the list is known to who writes it.
    OneOf(Vec<String>),
    /// What the formula finds true of the cell that it names `{}`.
    Formula(String),
    /// Anything; a message alone.
    Anything,
}

/// The texts for missing values of the form that are not blank.
pub fn missing_texts(form: &Form) -> Vec<String> {
    not_blank(&form.schema.missing_values)
}

fn not_blank(missing: &[MissingValue]) -> Vec<String> {
    missing.iter().map(|missing| missing.value.clone()).filter(|text| !text.trim().is_empty()).collect()
}

/// The texts that the reader takes for a missing value in the cells of a field: an x in a column of yes and no is a tick.
fn texts_read_as_missing(form: &Form, field: &Field) -> Vec<String> {
    let is_read_so = |text: &String| !(field.an_x_is_a_truth() && is_an_x(text));
    not_blank(field.missing(&form.schema.missing_values)).into_iter().filter(is_read_so).collect()
}

/// True, in a formula, where the cell holds one of these texts.
fn is_one_of(texts: &[String]) -> String {
    let equal: Vec<String> = texts.iter().map(|text| format!("{{}}=\"{}\"", text.replace('"', "\"\""))).collect();
    format!("OR({})", equal.join(","))
}

/// The texts that a field allows, where it names them: its `enum`, or a pattern that is one.
pub fn allowed_texts(field: &Field) -> Vec<String> {
    let bounds = &field.constraints;
    if field.listed().is_empty() {
        return bounds.pattern.as_deref().and_then(texts_of_pattern).unwrap_or_default();
    }
    field.listed_for_people()
}

/// The rule of a field. `is_key`: it distinguishes rows, so that no missing value makes sense.
pub fn rule(form: &Form, field: &Field, is_key: bool) -> Rule {
    let bounds = &field.constraints;
    let mut texts = texts_read_as_missing(form, field);
    let allowed = allowed_texts(field);
    if is_key {
        texts.clear();
    }
    let is_number = field.kind.is_numeric();
    if !allowed.is_empty() && (!is_number || field.categories.have_labels()) {
        return Rule::OneOf(allowed.into_iter().chain(texts).collect());
    }
    let dash = field.is_measure() && is_number;
    let own =
        field.missing_values.is_some().then(|| texts.iter().cloned().chain(dash.then(|| "-".to_owned())).collect());
    let among = match (dash, texts.is_empty()) {
        _ if own.as_ref().is_some_and(|own: &Vec<String>| !own.is_empty()) => is_one_of(&own.unwrap_or_default()),
        (true, _) => format!("SUMPRODUCT(--({MISSING_OR_DASH}={{}}))>0"),
        (false, false) => format!("SUMPRODUCT(--({MISSING}={{}}))>0"),
        (false, true) => "FALSE".to_owned(),
    };
    match field.kind {
        FieldType::Boolean => {
            let word = |declared: &[String], usual: &str| declared.first().cloned().unwrap_or_else(|| usual.to_owned());
            let words = [word(&field.true_values, "có"), word(&field.false_values, "không")];
            Rule::OneOf(words.into_iter().chain(texts).collect())
        }
        FieldType::Integer | FieldType::Number | FieldType::Year => {
            Rule::Formula(format!("IF(ISNUMBER({{}}),{},{among})", number(field)))
        }
        // Serials of days from 1901 on: what is smaller is a number that somebody typed.
        FieldType::Date => {
            Rule::Formula(format!("IF(ISNUMBER({{}}),AND({{}}=INT({{}}),{{}}>366,{{}}<109575),{among})"))
        }
        FieldType::String => text(bounds, &among),
        // What no formula can check, the reader does.
        _ => Rule::Anything,
    }
}

fn number(field: &Field) -> String {
    let mut parts = Vec::new();
    if let Some(minimum) = &field.constraints.minimum {
        parts.push(format!("{{}}>={minimum}"));
    }
    if let Some(maximum) = &field.constraints.maximum {
        parts.push(format!("{{}}<={maximum}"));
    }
    if let Some(above) = &field.constraints.exclusive_minimum {
        parts.push(format!("{{}}>{above}"));
    }
    if let Some(below) = &field.constraints.exclusive_maximum {
        parts.push(format!("{{}}<{below}"));
    }
    if field.kind == FieldType::Year {
        parts.push("{}>=0,{}<=9999".to_owned());
    }
    parts.push(format!("{{}}=ROUND({{}},{})", field.digits()));
    format!("AND({})", parts.join(","))
}

fn text(bounds: &Constraints, among: &str) -> Rule {
    let least = bounds.min_length.map(|least| format!("LEN({{}})>={least}"));
    let most = bounds.max_length.map(|most| format!("LEN({{}})<={most}"));
    let parts: Vec<String> = least.into_iter().chain(most).collect();
    if parts.is_empty() { Rule::Anything } else { Rule::Formula(format!("OR(AND({}),{among})", parts.join(","))) }
}

/// Every text of a pattern, where it is one class of single signs such as `[A-U]` or words between bars.
fn texts_of_pattern(pattern: &str) -> Option<Vec<String>> {
    const MOST: usize = 200;
    let plain =
        |word: &str| !word.is_empty() && word.chars().all(|sign| sign.is_alphanumeric() || " -_/".contains(sign));
    let bare = pattern.trim_start_matches('^').trim_end_matches('$');
    let Some(class) = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        let words: Vec<String> = bare.split('|').map(str::to_owned).collect();
        return words.iter().all(|word| plain(word)).then_some(words);
    };
    let signs: Vec<char> = class.chars().collect();
    let (mut texts, mut place) = (Vec::new(), 0);
    while let Some(&first) = signs.get(place) {
        let range = signs.get(place + 1) == Some(&'-');
        let last = if range { *signs.get(place + 2)? } else { first };
        if !first.is_alphanumeric() || !last.is_alphanumeric() || last < first {
            return None;
        }
        texts.extend((first..=last).take(MOST + 1).map(String::from));
        place += if range { 3 } else { 1 };
    }
    (!texts.is_empty() && texts.len() <= MOST).then_some(texts)
}

/// What is expected, in words.
fn expected(field: &Field) -> String {
    let bounds = &field.constraints;
    let mut words = vec![match field.kind {
        _ if field.categories.have_labels() => say!(LANGUAGE, "form-cell.listed"),
        FieldType::Integer => say!(LANGUAGE, "form-cell.integer"),
        FieldType::Number => say!(LANGUAGE, "form-cell.number", digits = field.digits()),
        FieldType::Date => say!(LANGUAGE, "form-cell.date"),
        FieldType::Boolean => say!(LANGUAGE, "form-cell.boolean"),
        _ if !field.listed().is_empty() => say!(LANGUAGE, "form-cell.listed"),
        FieldType::String => say!(LANGUAGE, "form-cell.text"),
        kind => say!(LANGUAGE, "form-cell.of-type", kind = message!("value-kind", kind = kind.name())),
    }];
    match (&bounds.minimum, &bounds.maximum) {
        (Some(least), Some(most)) => {
            words.push(say!(LANGUAGE, "form-cell.between", least = least.to_string(), most = most.to_string()));
        }
        (Some(least), None) => words.push(say!(LANGUAGE, "form-cell.at-least", least = least.to_string())),
        (None, Some(most)) => words.push(say!(LANGUAGE, "form-cell.at-most", most = most.to_string())),
        (None, None) => {}
    }
    if let (Some(pattern), FieldType::String) = (&bounds.pattern, field.kind) {
        words.push(say!(LANGUAGE, "form-cell.pattern", pattern = pattern));
    }
    words.extend(bounds.min_length.map(|least| say!(LANGUAGE, "form-cell.shortest", least = least)));
    words.extend(bounds.max_length.map(|most| say!(LANGUAGE, "form-cell.longest", most = most)));
    words.join(", ")
}

/// The validation of a column. `is_area`: it names a unit.
/// `list` is the range of its texts on the sheet of lists, where it has one; `cell` the first cell of the column.
///
/// # Errors
/// Texts longer than a spreadsheet program takes, which are cut before.
pub fn validation(
    form: &Form,
    field: &Field,
    is_key: bool,
    is_area: bool,
    list: Option<&str>,
    cell: &str,
) -> Result<DataValidation, XlsxError> {
    let rule = rule(form, field, is_key);
    let validation = match (&rule, list) {
        (_, Some(list)) => DataValidation::new().allow_list_formula(Formula::new(format!("={list}"))),
        (Rule::Formula(formula), _) => {
            DataValidation::new().allow_custom(Formula::new(format!("={}", formula.replace("{}", cell))))
        }
        _ => DataValidation::new().allow_any_value(),
    };
    let mut help = vec![match is_area {
        true => say!(LANGUAGE, "form-cell.area"),
        false => format!("{}.", expected(field)),
    }];
    let texts = texts_read_as_missing(form, field);
    let signs: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
    let signs = signs.join(", ");
    if !is_key && field.is_measure() {
        help.push(say!(LANGUAGE, "form-cell.zero"));
        if !signs.is_empty() {
            help.push(say!(LANGUAGE, "form-cell.no-number", signs = signs));
        }
    } else if !is_key && !signs.is_empty() {
        help.push(say!(LANGUAGE, "form-cell.no-value", signs = signs));
    }
    if field.constraints.required {
        help.push(say!(LANGUAGE, "form-cell.required"));
    }
    let help = help.join(" ");
    let title = super::labels::title(field).rsplit(" > ").next().unwrap_or_default().to_owned();
    validation
        .ignore_blank(true)
        .set_input_title(cut(&title, MOST_OF_A_TITLE))?
        .set_input_message(cut(&help, MOST_OF_A_MESSAGE))?
        .set_error_title(say!(LANGUAGE, "form-cell.refused"))?
        .set_error_message(cut(&help, MOST_OF_A_MESSAGE))
}

fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut cut = String::new();
    for sign in text.chars() {
        if cut.encode_utf16().count() + sign.len_utf16() >= most {
            break;
        }
        cut.push(sign);
    }
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_name_their_texts_become_lists() {
        assert_eq!(texts_of_pattern("[A-C]"), Some(vec!["A".into(), "B".into(), "C".into()]));
        assert_eq!(texts_of_pattern("[AX]"), Some(vec!["A".into(), "X".into()]));
        assert_eq!(texts_of_pattern("đạt|chưa đạt"), Some(vec!["đạt".into(), "chưa đạt".into()]));
        assert_eq!(texts_of_pattern("[0-9]{5}"), None);
        assert_eq!(texts_of_pattern("[C-A]"), None);
        assert_eq!(texts_of_pattern("a.*"), None);
    }

    #[test]
    fn messages_are_cut_to_what_a_spreadsheet_takes() {
        assert_eq!(cut("ngắn", 32), "ngắn");
        assert_eq!(cut(&"ế".repeat(300), 255).encode_utf16().count(), 255);
    }
}
