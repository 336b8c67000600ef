//! Values that a field cannot have: takes a comparison of a field that lists its values (`enum`, `categories`) with another value, and refuses it.
//!
//! Rows are compared with the list without regard to capitals and hold the text of the list; an expression is compared with that, letter by
//! letter. A value that is none of them would be true of no row, or of all, and the figure 0.

use crate::findings::fault::nearest;
use crate::message;
use crate::project::expression::expression_error::ExpressionError;
use crate::project::expression::typed::{Comparison, Condition, Scalar};
use crate::project::written::form::{Field, FieldType, Form};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::text;

/// # Errors
/// Where a field that lists its values is compared with one that is not among them.
pub(super) fn check(form: &Form, condition: &Condition) -> Result<(), ExpressionError> {
    let listed = |name: &str| form.field(name).filter(|field| !field.listed().is_empty());
    match condition {
        Condition::Text { field, value, .. } => match listed(field).filter(|field| field.kind == FieldType::String) {
            Some(field) if !field.listed().contains(value) => Err(not_listed(field, value)),
            _ => Ok(()),
        },
        Condition::Compare {
            left: Scalar::Field(field),
            comparison: Comparison::Equal | Comparison::NotEqual,
            right: Scalar::Number(number),
        } => match listed(field).filter(|field| !numbers(field).contains(number)) {
            Some(field) => Err(not_listed(field, &number.to_string())),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn numbers(field: &Field) -> Vec<Decimal> {
    let parsed = field.listed().iter().filter_map(|text| Decimal::parse(text, SCALE, 0).ok());
    parsed.map(|parsed| parsed.value).collect()
}

/// The refusal, with the value that was probably meant.
fn not_listed(field: &Field, written: &str) -> ExpressionError {
    let values = || field.listed().iter().map(String::as_str);
    let plain = text::without_marks(written);
    let but_for_marks = values().find(|value| text::without_marks(value) == plain);
    let suggestion = but_for_marks.or_else(|| nearest(written, values())).map(str::to_owned);
    let all = values().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(", ");
    let message = message!("fault-expression.not-listed", field = &field.name, written = written, values = all);
    ExpressionError { message, suggestion }
}

#[cfg(test)]
mod tests {
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::{parse_aggregate, parse_condition};

    #[test]
    fn a_value_that_the_field_cannot_have_is_refused_wherever_it_is_compared() {
        let mut form = communes();
        for field in &mut form.schema.fields {
            match field.name.as_str() {
                "note" => field.constraints.allowed = vec!["đang vận hành".into(), "đã dừng".into()],
                "officials" => field.categories.values = vec!["1".into(), "2".into()],
                _ => {}
            }
        }
        for sound in [
            "note = 'đang vận hành'",
            "note IN ('đang vận hành', 'đã dừng')",
            "'đã dừng' <> note",
            "officials = 2",
            "officials < 7",
            "note IS NULL",
        ] {
            assert!(parse_condition(sound, &form).is_ok(), "{sound}");
        }
        for (wrong, meant) in [
            ("note = 'đang vân hành'", Some("đang vận hành")),
            ("note = 'Đang vận hành'", Some("đang vận hành")),
            ("note <> 'dung'", None),
            ("note IN ('đang vận hành', 'dừng')", None),
            ("'Da dung' = note AND urban", Some("đã dừng")),
            ("NOT note = ''", None),
            ("officials = 3", Some("1")),
        ] {
            let error = parse_condition(wrong, &form).expect_err(wrong);
            assert_eq!(error.suggestion.as_deref(), meant, "{wrong}: {}", error.message.en);
            assert!(error.message.en.contains("takes only"), "{}", error.message.en);
        }
        let case = "sum(CASE WHEN note = 'đang vân hành' THEN received ELSE 0 END)";
        assert!(parse_aggregate(case, &form).is_err());
        // A field that lists nothing takes any text.
        assert!(parse_condition("note = 'x'", &communes()).is_ok());
    }
}
