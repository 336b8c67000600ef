//! Table Schema constraints: required, minimum, maximum, lengths, pattern, enum.

use std::collections::HashSet;

use regex_lite::Regex;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::project::written::form::{Constraints, Field, Form};
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Value, Values};
use crate::validate::{Broken, row_location};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::status::Status;

/// Checks every value of a table. Rows that break a constraint are quarantined, unless the form makes it a warning. `told`
/// holds what is already known to be wrong with the cells: one that could not be read is not blank too.
pub fn check(form: &Form, table: &mut TypedTable, told: &[Finding]) -> Collector {
    let unread: HashSet<&str> = told
        .iter()
        .filter(|finding| matches!(finding.code, Code::TypeError | Code::ErrorCell))
        .filter_map(|finding| finding.location.cell.as_deref())
        .collect();
    let mut all_broken = Broken::of(form);
    for (place, field) in form.schema.fields.iter().enumerate() {
        if field.constraints == Constraints::default() {
            continue;
        }
        let rules = Rules::new(field);
        for row in 0..table.rows.len() {
            let column = &table.rows.columns[place];
            let status = column.statuses.get(row).copied().unwrap_or(Status::O);
            let broken = match &column.values {
                Values::Decimal(values) if values[row].is_some_and(|number| rules.allow(number)) => None,
                Values::Text(values) if values[row].as_ref().is_some_and(|text| rules.broken_text(text).is_none()) => {
                    None
                }
                values => rules.broken(&values.get(row), status),
            };
            if let Some((message, expected)) = broken {
                let value = column.values.get(row);
                let mut location = row_location(form, table, row, Some(place));
                let is_unread = location.cell.as_deref().is_some_and(|cell| unread.contains(cell));
                if value == Value::Missing && is_unread {
                    continue;
                }
                location.field = Some(field.name.clone());
                let finding = Finding::new(Code::ConstraintError, location, message);
                all_broken.push(row, finding.value(value.to_string()).expected(expected));
            }
        }
    }
    all_broken.apply(table)
}

struct Rules<'a> {
    constraints: &'a Constraints,
    minimum: Option<Decimal>,
    maximum: Option<Decimal>,
    pattern: Option<Regex>,
}

impl<'a> Rules<'a> {
    fn new(field: &'a Field) -> Self {
        let bound = |bound: &Option<serde_json::Number>| {
            bound
                .as_ref()
                .and_then(|bound| Decimal::parse(&bound.to_string(), SCALE, 0).ok())
                .map(|parsed| parsed.value)
        };
        let constraints = &field.constraints;
        Self {
            constraints,
            minimum: bound(&constraints.minimum),
            maximum: bound(&constraints.maximum),
            pattern: constraints.pattern.as_ref().and_then(|pattern| Regex::new(&format!("^(?:{pattern})$")).ok()),
        }
    }

    /// True for a number within the bounds.
    fn allow(&self, number: Decimal) -> bool {
        self.minimum.is_none_or(|minimum| number >= minimum) && self.maximum.is_none_or(|maximum| number <= maximum)
    }

    /// What is broken, and what was expected.
    fn broken(&self, value: &Value, status: Status) -> Option<(Message, String)> {
        match value {
            // A value that is missing for a stated cause is not a blank.
            Value::Missing if self.constraints.required && status == Status::O => Some((
                Message::new(
                    "Ô bắt buộc nhưng để trống; hãy ghi số liệu, hoặc ghi lý do thiếu như “...”",
                    "the cell must be filled in, and is blank; write the value, or why it is missing, such as “...”",
                ),
                "có giá trị · a value".to_owned(),
            )),
            Value::Decimal(number) => {
                if let Some(minimum) = self.minimum.filter(|minimum| number < minimum) {
                    return Some((
                        Message::new(
                            format!("{} nhỏ hơn {}", number.in_vietnamese(), minimum.in_vietnamese()),
                            format!("{number} is less than {minimum}"),
                        ),
                        format!("≥ {minimum}"),
                    ));
                }
                let maximum = self.maximum.filter(|maximum| number > maximum)?;
                Some((
                    Message::new(
                        format!("{} lớn hơn {}", number.in_vietnamese(), maximum.in_vietnamese()),
                        format!("{number} is greater than {maximum}"),
                    ),
                    format!("≤ {maximum}"),
                ))
            }
            Value::Text(text) => self.broken_text(text),
            _ => None,
        }
    }

    fn broken_text(&self, text: &str) -> Option<(Message, String)> {
        let allowed = &self.constraints.allowed;
        if !allowed.is_empty() && !allowed.iter().any(|one| one == text) {
            let list = allowed.join(", ");
            return Some((
                Message::new(format!("“{text}” không thuộc danh sách: {list}"), format!("“{text}” is none of: {list}")),
                list,
            ));
        }
        if let Some(pattern) = self.pattern.as_ref().filter(|pattern| !pattern.is_match(text)) {
            return Some((
                Message::new(format!("“{text}” không đúng mẫu"), format!("“{text}” does not have the form asked for")),
                pattern.to_string(),
            ));
        }
        let length = text.chars().count();
        let shorter =
            self.constraints.min_length.filter(|minimum| length < *minimum).map(|minimum| format!("≥ {minimum}"));
        let longer =
            self.constraints.max_length.filter(|maximum| length > *maximum).map(|maximum| format!("≤ {maximum}"));
        let expected = shorter.or(longer)?;
        Some((
            Message::new(
                format!("Độ dài {length} không hợp lệ"),
                format!("a text of {length} signs is too short or too long"),
            ),
            expected,
        ))
    }
}
