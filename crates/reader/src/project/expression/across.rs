//! The names by which a check calls values of other periods and of another form: they are fields of a form that has them all.

use crate::project::written::form::{Field, Form, Role};

/// The functions that take a field of the form, each with its prefix.
const PERIODS: [(&str, &str); 3] =
    [("previous", PREVIOUS), ("previous_in_year", PREVIOUS_IN_YEAR), ("year_ago", YEAR_AGO)];

/// How the name of a value of the period before begins; it ends with a parenthesis.
pub const PREVIOUS: &str = "previous(";
/// How the name of a value of the period before in the same year begins; the first period of a year has none.
pub const PREVIOUS_IN_YEAR: &str = "previous_in_year(";
/// How the name of a value of the same period a year ago begins.
pub const YEAR_AGO: &str = "year_ago(";

/// The name of a field in another period; `None` where no function is called so.
pub fn of_period(function: &str, field: &str) -> Option<String> {
    let (_, prefix) = PERIODS.iter().find(|(name, _)| name.eq_ignore_ascii_case(function))?;
    Some(format!("{prefix}{field})"))
}

/// The field of the form that a name calls, in whatever period.
pub fn own_field(name: &str) -> &str {
    let in_period = |prefix: &str| name.strip_prefix(prefix)?.strip_suffix(')');
    PERIODS.iter().find_map(|(_, prefix)| in_period(prefix)).unwrap_or(name)
}

/// The name of a field of another form.
pub fn of_form(form: &str, field: &str) -> String {
    format!("{form}.{field}")
}

/// A form with what a check may name beside its own fields: each of them in other periods, and those of a form that is joined.
pub fn extended(form: &Form, other: Option<&Form>) -> Form {
    let mut extended = form.clone();
    let named = |field: &Field, name: String| Field { name, role: None, ..field.clone() };
    let plain = |form: &&Field| form.role.is_none() || form.role == Some(Role::Vintage);
    for (_, prefix) in PERIODS {
        let fields = form.schema.fields.iter().filter(plain);
        extended.schema.fields.extend(fields.map(|field| named(field, format!("{prefix}{})", field.name))));
    }
    if let Some(other) = other {
        let fields = other.schema.fields.iter().filter(plain);
        extended.schema.fields.extend(fields.map(|field| named(field, of_form(&other.name, &field.name))));
    }
    extended
}
