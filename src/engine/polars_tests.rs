//! What of Polars, the embedded engine, the suite of engines (`fixtures/engine`) does not ask: verdicts on rows, and what is
//! refused before a plan runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal64Array, Decimal128Array, DictionaryArray, Int64Array,
    RecordBatch, StringArray,
};
use arrow_schema::DataType;
use proptest::prelude::*;

use crate::engine::polars::PolarsEngine;
use crate::engine::{EngineError, GroupEngine, PlanEngine, RowEngine, Tables, units_table};
use crate::project::expression::fixture::{communes, plan};
use crate::project::expression::parse::parse_condition;
use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::Aggregate;

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

/// Columns of small numbers, and the same as every engine takes them.
fn both_ways(values: &[(Option<i64>, Option<i64>, String)]) -> [RecordBatch; 2] {
    let received: Vec<Option<i64>> = values.iter().map(|(received, ..)| *received).collect();
    let online: Vec<Option<i64>> = values.iter().map(|(_, online, _)| *online).collect();
    let statuses = |values: &[Option<i64>]| -> ArrayRef {
        let status = |value: &Option<i64>| if value.is_some() { "A" } else { "L" };
        Arc::new(StringArray::from_iter_values(values.iter().map(status)))
    };
    let small = |values: &[Option<i64>]| -> ArrayRef {
        Arc::new(Decimal64Array::from(values.to_vec()).with_data_type(DataType::Decimal64(18, 2)))
    };
    let exact = |values: &[Option<i64>]| -> ArrayRef {
        let units = values.iter().map(|value| value.map(|value| i128::from(value) * 10_i128.pow(10)));
        Arc::new(units.collect::<Decimal128Array>().with_precision_and_scale(38, 12).unwrap())
    };
    let notes: Vec<&str> = values.iter().map(|(.., note)| note.as_str()).collect();
    let coded: ArrayRef = Arc::new(notes.iter().copied().collect::<DictionaryArray<Int32Type>>());
    let written: ArrayRef = Arc::new(StringArray::from(notes));
    let groups: ArrayRef = Arc::new(Int64Array::from_iter_values((0..values.len() as i64).map(|row| row % 3)));
    let batch = |received_column: ArrayRef, online_column: ArrayRef, note: ArrayRef| {
        RecordBatch::try_from_iter_with_nullable([
            ("group", Arc::clone(&groups), true),
            ("received", received_column, true),
            ("received_status", statuses(&received), true),
            ("online", online_column, true),
            ("online_status", statuses(&online), true),
            ("note", note, true),
        ])
        .unwrap()
    };
    [batch(small(&received), small(&online), coded), batch(exact(&received), exact(&online), written)]
}

/// For each group and part: its amount, the ranks of what is missing and inherited, and whether it is impossible and open.
type Added = BTreeMap<(i64, usize), (Option<i128>, Option<i32>, Option<i32>, bool, bool)>;

/// What the rows of an answer add to each group, which may have several.
fn added(parts: &[AggregatePart], rows: &RecordBatch) -> Added {
    let answer = PolarsEngine.group(parts, rows).unwrap();
    let of = |name: &str, index: usize| answer.column_by_name(&format!("{name} {index}")).unwrap();
    let least = |one: Option<i32>, other: Option<i32>| one.into_iter().chain(other).min();
    let mut all = Added::new();
    for row in 0..answer.num_rows() {
        let group = answer.column_by_name("group").unwrap().as_primitive::<Int64Type>().value(row);
        for (index, part) in parts.iter().enumerate() {
            let amounts = of("amount", index).as_primitive::<Decimal128Type>();
            let rank = |name: &str| {
                let ranks = of(name, index).as_primitive::<Int32Type>();
                ranks.is_valid(row).then(|| ranks.value(row))
            };
            let flag = |name: &str| of(name, index).as_boolean().value(row);
            let known = all.entry((group, index)).or_default();
            let amounts = known.0.into_iter().chain(amounts.is_valid(row).then(|| amounts.value(row)));
            known.0 = match part.aggregate {
                Aggregate::Min(_) => amounts.min(),
                Aggregate::Max(_) => amounts.max(),
                _ => amounts.reduce(|one, other| one + other),
            };
            known.1 = least(known.1, rank("missing"));
            known.2 = least(known.2, rank("inherited"));
            known.3 |= flag("impossible");
            known.4 |= flag("open");
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn small_numbers_give_what_exact_ones_do(
        values in prop::collection::vec(
            (prop::option::weighted(0.9, -999..2_000_i64), prop::option::weighted(0.9, 0..1_500_i64), "[xyz]"), 1..40)
    ) {
        let [small, exact] = both_ways(&values);
        let form = communes();
        let conditions: Vec<_> = [
            "online <= received",
            "online - received > 0.05 OR received * 3 = 7",
            "NOT (online = 1 AND note = 'x')",
            "online IS NULL OR note <> 'y'",
            "received BETWEEN -2 AND 3.125 AND note IS NOT NULL",
            "-online + 5 >= 2 * received",
        ].map(|text| parse_condition(text, &form).unwrap()).into();
        for (condition, of_small) in conditions.iter().zip(PolarsEngine.verdicts(&conditions, &small).unwrap()) {
            let of_exact = PolarsEngine.verdicts(std::slice::from_ref(condition), &exact).unwrap();
            prop_assert_eq!(&of_small, &of_exact[0], "{:?}", condition);
        }
        let part = |value: &str, condition: Option<&str>| plan(&form, (value, condition), None).numerator;
        let parts = [
            part("count(*)", None),
            part("count(*)", Some("note = 'x'")),
            part("sum(online)", None),
            part("sum(received - 2 * online)", Some("online <= received")),
            part("max(received)", Some("note <> 'x'")),
            part("min(online)", Some("received > 1")),
        ].map(|mut part| { part.has_dimensions = true; part });
        prop_assert_eq!(added(&parts, &small), added(&parts, &exact));
    }
}
