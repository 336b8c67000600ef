//! Literal texts: takes the text with which an expression compares a field; gives it as the values of the field are kept, or refuses it.
//!
//! Values pass through a canonical form when they are read: composed Unicode, single blanks, `PT36H` as `P1DT12H`. A literal that does not
//! looks the same and is true of no row, and the figure is 0.

use crate::message;
use crate::project::expression::expression_error::ExpressionError;
use crate::project::written::form::{Field, FieldType, Role};
use crate::project::written::textual::canonical;
use crate::values::lexical::moment;
use crate::values::{look_alike, text};
use crate::words::vintage;

/// The text as a value of the field is kept.
///
/// # Errors
/// Where no value of the field is this text, however it is written.
pub(super) fn as_kept(field: &Field, written: &str) -> Result<String, ExpressionError> {
    if field.listed().iter().any(|value| value == written) {
        return Ok(written.to_owned());
    }
    let kept = match look_alike::repaired(written, true) {
        Some(repaired) => text::kept(&repaired.text),
        None => text::kept(written),
    };
    let found = match field.kind {
        FieldType::String if field.role == Some(Role::Vintage) => vintage::code_of(&kept).map(str::to_owned),
        FieldType::String | FieldType::Any => canonical(field, &kept),
        // The canonical writing is that of the type, whatever the format of its cells.
        _ => canonical(&Field { format: None, ..field.clone() }, &kept).or_else(|| canonical(field, &kept)),
    };
    found.ok_or_else(|| {
        let message = message!(
            "fault-operand.not-of-type",
            field = &field.name,
            kind = if field.role == Some(Role::Vintage) { "vintage" } else { field.kind.name() },
            written = written
        );
        ExpressionError { message, suggestion: meant(field.kind, &kept) }
    })
}

/// The value that a text means which is written as people write it: 06:30 is 06:30:00.
fn meant(kind: FieldType, kept: &str) -> Option<String> {
    match kind {
        FieldType::Time => moment::any_clock(kept).map(|clock| clock.to_string()),
        FieldType::Datetime => moment::any_instant(kept).map(|instant| instant.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;
    use crate::project::expression::typed::Condition;

    fn of(kind: FieldType, written: &str) -> Result<String, Option<String>> {
        as_kept(&Field::new("x".into(), kind), written).map_err(|error| error.suggestion)
    }

    #[test]
    fn literals_are_written_as_values_are_kept() {
        for (kind, written, kept) in [
            (FieldType::String, "Đa\u{303} duyê\u{323}t", "Đã duyệt"),
            (FieldType::String, "\u{d0}ã  duyệt ", "Đã duyệt"),
            (FieldType::String, "Đã\u{a0}duyệt\u{200b}", "Đã duyệt"),
            (FieldType::Duration, "PT36H", "P1DT12H"),
            (FieldType::Yearmonth, "2020-2", "2020-02"),
            (FieldType::List, "a,b", "[\"a\",\"b\"]"),
            (FieldType::Time, "06:30:00", "06:30:00"),
            (FieldType::Any, " 1.000 ", "1.000"),
        ] {
            assert_eq!(of(kind, written).as_deref(), Ok(kept), "{written}");
        }
    }

    #[test]
    fn what_is_no_value_of_the_type_is_refused() {
        assert_eq!(of(FieldType::Time, "06:30"), Err(Some("06:30:00".into())));
        assert_eq!(of(FieldType::Duration, "36 giờ"), Err(None));
        assert_eq!(of(FieldType::Yearmonth, "02/2020"), Err(None));
        let mut vintage = Field::new("v".into(), FieldType::String);
        vintage.role = Some(Role::Vintage);
        assert_eq!(as_kept(&vintage, "Sơ bộ").ok().as_deref(), Some("P"));
        assert!(as_kept(&vintage, "1").is_err());
    }

    #[test]
    fn every_comparison_with_a_text_is_of_kept_texts() {
        let form = communes();
        for written in ["note = 'a\u{323} b'", "note IN ('ạ  b')", "'ạ b ' = note"] {
            let condition = parse_condition(written, &form).expect(written);
            let text = match &condition {
                Condition::Or(parts) => parts.first().expect("one"),
                other => other,
            };
            assert!(matches!(text, Condition::Text { value, .. } if value == "ạ b"), "{written}: {condition:?}");
        }
    }
}
