//! What of Polars, the embedded engine, the suite of engines (`fixtures/engine`) does not ask: verdicts on rows, and what is
//! refused before a plan runs.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray};

use crate::engine::polars::PolarsEngine;
use crate::engine::{EngineError, PlanEngine, RowEngine, Tables, units_table};
use crate::project::expression::fixture::{communes, plan};
use crate::project::expression::parse::parse_condition;

fn amounts(values: impl IntoIterator<Item = Option<i128>>) -> ArrayRef {
    let units = values.into_iter().map(|value| value.map(|value| value * 10_i128.pow(12)));
    Arc::new(units.collect::<Decimal128Array>().with_precision_and_scale(38, 12).unwrap())
}

#[test]
fn verdicts_are_undecided_where_a_value_is_missing() {
    let rows = RecordBatch::try_from_iter_with_nullable([
        ("online", amounts([Some(3), None, Some(11)]), true),
        ("received", amounts([Some(10); 3]), true),
        ("note", Arc::new(StringArray::from(vec![Some("x"), None, Some("y")])) as ArrayRef, true),
        ("urban", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])) as ArrayRef, true),
        ("since", Arc::new(Date32Array::from(vec![Some(20089), Some(20088), None])) as ArrayRef, true),
    ])
    .unwrap();
    let form = communes();
    let verdict = |text: &str| {
        let found = PolarsEngine.verdicts(&[parse_condition(text, &form).unwrap()], &rows).unwrap();
        found[0].iter().collect::<Vec<_>>()
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(verdict("online <= received"), [yes, None, no]);
    assert_eq!(verdict("online <= received OR received = 10"), [yes, yes, yes]);
    assert_eq!(verdict("online <= received AND received <> 10"), [no, no, no]);
    assert_eq!(verdict("NOT online BETWEEN 1 AND 3"), [no, None, yes]);
    assert_eq!(verdict("note IN ('x', 'z')"), [yes, None, no]);
    assert_eq!(verdict("note IS NULL"), [no, yes, no]);
    assert_eq!(verdict("urban"), [yes, no, None]);
    assert_eq!(verdict("urban <> true"), [no, yes, None]);
    assert_eq!(verdict("'2025-01-01' <= since"), [yes, no, None]);
    assert_eq!(verdict("1 + 1 = 2"), [yes, yes, yes]);
    assert!(PolarsEngine.verdicts(&[], &rows).unwrap().is_empty());
}

#[test]
fn a_sum_that_could_leave_38_digits_is_refused_before_it_is_made() {
    // 10^14 × 10^12 = 10^26 is beyond what is left of 38 digits.
    let plan = plan(&communes(), ("sum(1000000 * (1000000 * received))", None), None);
    let mut tables = Tables::new();
    let rows = RecordBatch::try_from_iter([("received", amounts(vec![Some(99_999_999_999_999); 2_000]))]).unwrap();
    tables.register(units_table("communes"), rows);
    let refused = PolarsEngine.run(&plan, &tables).unwrap_err();
    assert!(matches!(refused, EngineError::Overflow { rows: 2_000, .. }), "{refused}");
}

#[test]
fn an_unregistered_table_is_named() {
    let total = plan(&communes(), ("sum(online)", None), None);
    let refused = PolarsEngine.run(&total, &Tables::new()).unwrap_err();
    assert_eq!(refused.to_string(), "no table `units/communes` is registered");
}
