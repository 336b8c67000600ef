//! Checks that no row of the newest run could fail: whatever its values are, a value that the check needs is missing in each.
//!
//! Takes the checks of a project that a row alone decides, and the tables of the current run; gives those that say nothing there. What a row
//! could fail is decided by which of its values are missing alone, so that good data are no reason to be named.

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::{Array, RecordBatch, StringArray};

use crate::columns::column;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::typed::{Condition, Scalar};
use crate::project::written::pipeline::WhereMissing;
use crate::project::{Project, ResolvedCheck};
use crate::publish::whole::{WholeRun, refuse_damaged};
use crate::store::{Warehouse, read_where};

/// A check that no row could fail.
pub struct IdleCheck<'a> {
    pub check: &'a ResolvedCheck,
    pub message: Message,
}

/// The checks that no row of the current run could fail, in their order; none before the first run. Of a form without rows the first of its
/// checks stands for all.
///
/// # Errors
/// A run that cannot be read or is damaged.
pub fn idle_checks<'a>(project: &'a Project, warehouse: &Warehouse) -> Result<Vec<IdleCheck<'a>>, Error> {
    let Some(run_id) = warehouse.current()? else { return Ok(Vec::new()) };
    let run = WholeRun::open(warehouse, &run_id)?;
    let tables: BTreeSet<String> = run.tables("data").into_iter().collect();
    refuse_damaged(warehouse, &run_id, |name| name.starts_with("data/"))?;
    let failed = failed_checks(&run)?;
    let mut idle = Vec::new();
    for (index, form) in project.forms.iter().enumerate().filter(|(_, form)| !form.has_lines()) {
        let is_asked = |check: &&ResolvedCheck| {
            let has_failed = failed.contains(&(form.name.clone(), check.name.clone()));
            check.form == index && check.missing == WhereMissing::Passes && !has_failed
        };
        let checks: Vec<&ResolvedCheck> = project.checks.iter().filter(is_asked).collect();
        // A run of before the form was declared says nothing of it.
        if checks.is_empty() || !tables.contains(&form.name) {
            continue;
        }
        let rows = warehouse.run_table(&run_id, &format!("data/{}.parquet", form.name))?;
        if rows.iter().all(|rows| rows.num_rows() == 0) {
            let Some(check) = checks.first() else { continue };
            let names = checks.iter().map(|check| check.name.as_str()).collect::<Vec<_>>().join(", ");
            let message = message!("fault-check.no-rows", form = &form.name, names = names);
            idle.push(IdleCheck { check, message });
            continue;
        }
        idle.extend(checks.into_iter().filter_map(|check| of_check(check, &rows)));
    }
    Ok(idle)
}

/// The checks that a row of a run has failed: form and name.
fn failed_checks(run: &WholeRun<'_>) -> Result<BTreeSet<(String, String)>, Error> {
    let wanted = BTreeSet::from([Code::CheckFailed.name().to_owned()]);
    let rows = read_where(run.file("findings.parquet")?, "findings.parquet", None, &[("code", &wanted)])?;
    let forms: &StringArray = column(&rows, "findings.parquet", "form")?;
    let names: &StringArray = column(&rows, "findings.parquet", "check")?;
    let both = forms.iter().zip(names.iter());
    Ok(both.filter_map(|(form, name)| Some((form?.to_owned(), name?.to_owned()))).collect())
}

/// Nothing where a row could fail the check, or the run knows a field of it not.
fn of_check<'a>(check: &'a ResolvedCheck, tables: &[RecordBatch]) -> Option<IdleCheck<'a>> {
    let fields = check.condition.fields();
    // How often each set of missing values is, is no matter.
    let mut patterns: BTreeSet<Vec<bool>> = BTreeSet::new();
    for table in tables {
        let columns = fields.iter().map(|field| table.column_by_name(field)).collect::<Option<Vec<_>>>()?;
        patterns.extend((0..table.num_rows()).map(|row| columns.iter().map(|column| column.is_null(row)).collect()));
    }
    for pattern in &patterns {
        let missing: BTreeMap<&str, bool> = fields.iter().map(String::as_str).zip(pattern.iter().copied()).collect();
        if could_be(&check.condition, false, &missing) {
            return None;
        }
    }
    let always = |index: &usize| patterns.iter().all(|pattern| pattern.get(*index) == Some(&true));
    let missing: Vec<&str> =
        (0..fields.len()).filter(always).filter_map(|index| Some(fields.get(index)?.as_str())).collect();
    let message = if missing.is_empty() {
        message!("fault-check.never-decided", name = &check.name)
    } else {
        message!("fault-check.always-missing", name = &check.name, fields = missing.join(", "))
    };
    Some(IdleCheck { check, message })
}

/// Whether a condition could be decided so for some values of the fields that are not missing. Comparisons are taken to be able to go either way.
fn could_be(condition: &Condition, wanted: bool, missing: &BTreeMap<&str, bool>) -> bool {
    let is_missing = |field: &String| missing.get(field.as_str()).copied().unwrap_or_default();
    match condition {
        Condition::Compare { left, right, .. } => !has_none(left, missing) && !has_none(right, missing),
        Condition::Text { field, .. } | Condition::Boolean { field, .. } | Condition::Date { field, .. } => {
            !is_missing(field)
        }
        Condition::IsNull { field, negated } => (is_missing(field) != *negated) == wanted,
        Condition::And(parts) if wanted => parts.iter().all(|part| could_be(part, true, missing)),
        Condition::And(parts) => parts.iter().any(|part| could_be(part, false, missing)),
        Condition::Or(parts) if wanted => parts.iter().any(|part| could_be(part, true, missing)),
        Condition::Or(parts) => parts.iter().all(|part| could_be(part, false, missing)),
        Condition::Not(inner) => could_be(inner, !wanted, missing),
    }
}

/// Whether an amount has no value in any case.
fn has_none(amount: &Scalar, missing: &BTreeMap<&str, bool>) -> bool {
    match amount {
        Scalar::Field(name) => missing.get(name.as_str()).copied().unwrap_or_default(),
        Scalar::Number(_) => false,
        Scalar::Add(left, right) | Scalar::Subtract(left, right) => has_none(left, missing) || has_none(right, missing),
        Scalar::Negate(inner) | Scalar::Times(inner, _) => has_none(inner, missing),
        Scalar::Case { then, otherwise, .. } => has_none(then, missing) && has_none(otherwise, missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::parse::parse_condition;
    use crate::project::written::form::Form;

    /// Whether a row could fail a condition over `a`, `b` and `t` where these are missing.
    fn could_fail(text: &str, none: &[&str]) -> bool {
        let form: Form = serde_json::from_str(
            r#"{ "name": "f", "form": { "code": "1", "frequency": "year", "reports": "commune" },
            "schema": { "fields": [{ "name": "a", "type": "integer", "measure": "flow", "unit": "PERSON" },
                { "name": "b", "type": "integer", "measure": "flow", "unit": "PERSON" }, { "name": "t", "type": "string" }], "primaryKey": ["t"] } }"#,
        )
        .expect("a form");
        let condition = parse_condition(text, &form).expect("a condition");
        let missing: BTreeMap<&str, bool> =
            ["a", "b", "t"].into_iter().map(|name| (name, none.contains(&name))).collect();
        could_be(&condition, false, &missing)
    }

    #[test]
    fn what_is_missing_decides_what_could_fail() {
        for (text, none, expected) in [
            ("a <= b", &[][..], true),
            ("a <= b", &["a"], false),
            ("a <= b AND a >= 1", &["b"], true),
            ("a <= b AND b >= 1", &["b"], false),
            ("a <= b OR t = 'x'", &["b"], false),
            ("a <= b OR t = 'x'", &[], true),
            ("a IS NOT NULL", &["a"], true),
            ("a IS NOT NULL", &["b"], false),
            ("t <> 'x' OR a IS NOT NULL", &["a"], true),
            ("t <> 'x' OR a IS NOT NULL", &["a", "t"], false),
            ("NOT (a <= b OR t = 'x')", &["b"], true),
            ("NOT (a <= b AND t = 'x')", &["b"], false),
            ("CASE WHEN t = 'x' THEN a ELSE 0 END <= 1", &["a"], true),
            ("CASE WHEN t = 'x' THEN a ELSE b END <= 1", &["a", "b"], false),
        ] {
            assert_eq!(could_fail(text, none), expected, "{text} without {none:?}");
        }
    }
}
