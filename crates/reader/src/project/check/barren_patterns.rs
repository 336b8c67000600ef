//! Patterns of days and times by which no text is a value.
//!
//! Takes a form; gives a warning for each such field. Table Schema accepts the pattern, and Python reads `%d/%m` as a day of 1900; here every row
//! would be kept out, and who sent it told to mend what the declaration has wrong.

use crate::message;
use crate::project::check::form::FormFile;
use crate::project::written::form::{Field, FieldType};
use crate::values::lexical::pattern;

impl FormFile<'_> {
    /// Warns of patterns without a part that each value of their type has.
    pub(super) fn barren_patterns(&mut self) {
        let form = self.form;
        for field in form.schema.fields.iter().filter(|field| !field.is_kept_as_text()) {
            let Some(format) = field.format.as_deref().filter(|format| is_barren(field, format)) else { continue };
            let name = &field.name;
            let message = match field.kind {
                FieldType::Time => message!("fault-form.barren-time", field = name, format = format),
                FieldType::Datetime => message!("fault-form.barren-datetime", field = name, format = format),
                _ => message!("fault-form.barren-day", field = name, format = format),
            };
            self.fault(name, message, None);
        }
    }
}

fn is_barren(field: &Field, format: &str) -> bool {
    let pattern = pattern::bare(format);
    // Others are refused, or are words.
    if !pattern.contains('%') || pattern::unknown(pattern).is_some() {
        return false;
    }
    let examples = pattern::examples(pattern);
    match field.kind {
        FieldType::Date => examples.iter().all(|text| pattern::day(text, pattern).is_none()),
        FieldType::Time => examples.iter().all(|text| pattern::time(text, pattern).is_none()),
        FieldType::Datetime => examples.iter().all(|text| pattern::instant(text, pattern).is_none()),
        _ => false,
    }
}
