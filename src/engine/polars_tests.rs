//! Figures computed by hand and by Polars, the embedded engine.

use arrow_array::Array;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type, Int64Type};

use crate::engine::fixture::{tables, units};
use crate::engine::polars::PolarsEngine;
use crate::engine::{EngineError, PlanEngine, RowEngine, Tables};
use crate::project::expression::fixture::{communes, industries, part, people, plan, registry_plan, services};
use crate::project::expression::parse::parse_condition;
use crate::project::expression::plan::{Denominator, Plan};
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// numerator, denominator, n_reported, n_expected, the status that is missing, the status inherited.
type Figure = (Option<String>, Option<String>, i64, i64, Option<Status>, Option<Status>);

fn figures(batch: &RecordBatch) -> Vec<Figure> {
    let amount = |name: &str, row: usize| {
        let column = batch.column_by_name(name).unwrap().as_primitive::<Decimal128Type>();
        column.is_valid(row).then(|| Decimal::from_units(column.value(row)).to_string())
    };
    let count = |name: &str, row: usize| batch.column_by_name(name).unwrap().as_primitive::<Int64Type>().value(row);
    let status = |name: &str, row: usize| {
        let column = batch.column_by_name(name).unwrap().as_primitive::<Int32Type>();
        column.is_valid(row).then(|| Status::ALL[column.value(row) as usize])
    };
    (0..batch.num_rows())
        .map(|row| {
            (
                amount("numerator", row),
                amount("denominator", row),
                count("n_reported", row),
                count("n_expected", row),
                status("missing_rank", row),
                status("value_rank", row),
            )
        })
        .collect()
}

fn one(plan: &Plan, tables: &Tables) -> Figure {
    let found = figures(&PolarsEngine.run(plan, tables).unwrap());
    assert_eq!(found.len(), 1);
    found.into_iter().next().unwrap()
}

fn is(numerator: &str, denominator: &str) -> (Option<String>, Option<String>) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (some(numerator), some(denominator))
}

const COLUMNS: [(&str, char); 2] = [("online", 'm'), ("received", 'm')];

#[test]
fn a_unit_that_lacks_one_field_enters_neither_part() {
    let batch = units(
        &COLUMNS,
        &[
            ("A", true, true, &["3", "10"]),
            ("B", true, true, &["L", "20"]),
            ("C", true, true, &["0", "4E"]),
            ("D", false, true, &["", ""]),
        ],
    );
    let ratio = plan(&communes(), ("sum(online)", None), Some(("sum(received)", None)));
    // A and C: 3 + 0 of 10 + 4. B was not collected (L), D never came (O, the stronger). C is estimated.
    let (n, d) = is("3", "14");
    assert_eq!(one(&ratio, &tables("communes", batch.clone())), (n, d, 2, 4, Some(Status::O), Some(Status::E)));
    // The sum of `received` alone needs no `online`: 10 + 20 + 4.
    let total = plan(&communes(), ("sum(received)", None), None);
    let (n, d) = is("34", "");
    assert_eq!(one(&total, &tables("communes", batch)), (n, d, 3, 4, Some(Status::O), Some(Status::E)));
}

#[test]
fn what_cannot_occur_leaves_the_expected_units() {
    let batch = units(
        &COLUMNS,
        &[("A", true, true, &["3", "10"]), ("B", true, true, &["M", "20"]), ("C", true, true, &["L", "5"])],
    );
    let ratio = plan(&communes(), ("sum(online)", None), Some(("sum(received)", None)));
    // B is not expected: 3 of 10 from one of two.
    let (n, d) = is("3", "10");
    assert_eq!(one(&ratio, &tables("communes", batch.clone())), (n, d, 1, 2, Some(Status::L), None));
    // Where the condition is false, the aggregate's field is not needed: B is expected, and adds nothing.
    let large = plan(&communes(), ("sum(online)", Some("received < 20")), None);
    let (n, d) = is("3", "");
    assert_eq!(one(&large, &tables("communes", batch)), (n, d, 2, 3, Some(Status::L), None));
}

#[test]
fn nobody_reported_is_null_and_an_empty_submission_is_zero() {
    let nobody = units(&COLUMNS, &[("A", true, true, &["L", "L"]), ("B", true, true, &["Q", "Q"])]);
    let total = plan(&communes(), ("sum(online)", None), None);
    assert_eq!(one(&total, &tables("communes", nobody)), (None, None, 0, 2, Some(Status::L), None));
    let empty = units(&COLUMNS, &[("A", true, false, &[]), ("B", false, false, &[])]);
    let (n, d) = is("0", "");
    assert_eq!(one(&total, &tables("communes", empty)), (n, d, 1, 2, Some(Status::O), None));
    let (n, d) = is("", "");
    let least = plan(&communes(), ("min(online)", None), None);
    let empty = units(&COLUMNS, &[("A", true, false, &[])]);
    assert_eq!(one(&least, &tables("communes", empty)), (n, d, 1, 1, None, None));
}

#[test]
fn arithmetic_is_exact() {
    let batch = units(
        &COLUMNS,
        &[("A", true, true, &["0.1", "0.2"]), ("B", true, true, &["999999999999999", "0.000000000001"])],
    );
    let run = |text| one(&plan(&communes(), (text, None), None), &tables("communes", batch.clone())).0.unwrap();
    assert_eq!(run("sum(online + received)"), "999999999999999.300000000001");
    // (0.1 - 0.2) × -1000 + 999999999999998.999999999999 × -1000, and back.
    assert_eq!(run("sum(-1000 * (online - received))"), "-999999999999998899.999999999");
    assert_eq!(run("sum(case when online > 1 then received else -online end)"), "-0.099999999999");
    assert_eq!(run("max(online)"), "999999999999999");
    assert_eq!(run("min(received + 1)"), "1.000000000001");
    assert_eq!(run("count(distinct online)"), "2");
    let huge = units(&COLUMNS, &vec![("A", true, true, &["1", "99999999999999"][..]); 2_000]);
    let plan = plan(&communes(), ("sum(1000000 * (1000000 * received))", None), None);
    // 10^14 × 10^12 = 10^26 is beyond what is left of 38 digits.
    let refused = PolarsEngine.run(&plan, &tables("communes", huge)).unwrap_err();
    assert!(matches!(refused, EngineError::Overflow { rows: 2_000, .. }), "{refused}");
}

const INDUSTRIES: [(&str, char); 5] =
    [("industry", 't'), ("vintage", 't'), ("most_final", 'b'), ("value_added", 'm'), ("digital", 'm')];

#[test]
fn rows_of_a_unit_are_chosen_by_condition_and_vintage() {
    let rows: [(&str, bool, bool, &[&str]); 5] = [
        ("P", true, true, &["A", "E", "false", "100E", "9E"]),
        ("P", true, true, &["A", "A", "true", "110", "10"]),
        ("P", true, true, &["J", "P", "true", "50P", "20P"]),
        ("P", true, true, &["J", "E", "false", "40E", "L"]),
        ("P", true, true, &["K", "A", "true", "70", "L"]),
    ];
    let batch = units(&INDUSTRIES, &rows);
    let form = industries();
    let run = |plan: &Plan| one(plan, &tables("industries", batch.clone()));
    // Most final: A 110 + J 50 + K 70; J is provisional.
    let (n, d) = is("230", "");
    assert_eq!(run(&plan(&form, ("sum(value_added)", None), None)), (n, d, 1, 1, None, Some(Status::P)));
    // K lacks `digital`, which the condition does not ask for.
    let (n, d) = is("30", "230");
    let share = plan(&form, ("sum(digital)", Some("industry <> 'K'")), Some(("sum(value_added)", None)));
    assert_eq!(run(&share), (n, d, 1, 1, None, Some(Status::P)));
    // Without the condition the unit lacks K's.
    let all = plan(&form, ("sum(digital)", None), None);
    assert_eq!(run(&all), (None, None, 0, 1, Some(Status::L), None));
    // Vintage E: 100 + 40; `digital` lacks J's. No row has vintage X.
    let vintage = |value, vintage| Plan { numerator: part(&form, value, None, Some(vintage)).unwrap(), ..all.clone() };
    let (n, d) = is("140", "");
    assert_eq!(run(&vintage("sum(value_added)", "E")), (n, d, 1, 1, None, Some(Status::E)));
    assert_eq!(run(&vintage("sum(digital)", "E")), (None, None, 0, 1, Some(Status::L), None));
    assert_eq!(run(&vintage("count(*)", "X")), (None, None, 0, 1, Some(Status::O), None));
    // Three rows, three industries; two industries in vintage E.
    assert_eq!(run(&plan(&form, ("count(*)", None), None)).0.as_deref(), Some("3"));
    assert_eq!(run(&vintage("count(distinct industry)", "E")).0.as_deref(), Some("2"));
    assert_eq!(run(&plan(&form, ("count(distinct industry)", Some("industry = 'Z'")), None)).0.as_deref(), Some("0"));
}

#[test]
fn two_forms_of_one_level_share_their_units() {
    let batch = units(
        &COLUMNS,
        &[
            ("A", true, true, &["3", "10"]),
            ("B", true, true, &["5", "20"]),
            ("C", true, true, &["6", "4"]),
            ("D", true, true, &["7", "1"]),
        ],
    );
    let mut registered = tables("communes", batch);
    let other =
        units(&[("people", 'm')], &[("A", true, true, &["100"]), ("B", true, true, &["L"]), ("C", true, true, &["M"])]);
    registered.register("units/people", other);
    let mut ratio = plan(&communes(), ("sum(online)", None), None);
    ratio.denominator = Some(Denominator::Part(part(&people(), "sum(people)", None, None).unwrap()));
    // A alone: B lacks people (L), C cannot have any (M), D never sent that form (O).
    let (n, d) = is("3", "100");
    assert_eq!(one(&ratio, &registered), (n, d, 1, 3, Some(Status::O), None));
}

#[test]
fn a_registry_denominator_counts_every_unit() {
    let batch = units(
        &[("score", 'm')],
        &[
            ("A", true, true, &["50"]),
            ("B", true, true, &["49.999"]),
            ("C", true, true, &["L"]),
            ("D", true, true, &["80"]),
        ],
    );
    let share = registry_plan(&communes(), "count(*)", Some("score >= 50"));
    // A and D of the five communes that there are, three reported.
    let (n, d) = is("2", "5");
    assert_eq!(one(&share, &tables("communes", batch)), (n, d, 3, 4, Some(Status::L), None));
}

#[test]
fn units_with_a_row_are_counted_once_and_a_level_leaves_the_others_out() {
    let columns = [("service", 't'), ("state", 't')];
    let batch = units(
        &columns,
        &[
            ("A", true, true, &["lights", "on"]),
            ("A", true, true, &["buses", "on"]),
            ("B", true, true, &["lights", "off"]),
            ("C", true, false, &[]),
            ("D", false, false, &[]),
            ("P", true, true, &["lights", "on"]),
        ],
    );
    let form = services();
    let count = |level: Option<&str>| {
        let mut share = registry_plan(&form, "count(DISTINCT unit)", Some("state = 'on'"));
        share.numerator.level = level.map(str::to_owned);
        one(&share, &tables("services", batch.clone()))
    };
    // A and P of the four that reported; D did not.
    let (n, d) = is("2", "5");
    assert_eq!(count(None), (n, d, 4, 5, Some(Status::O), None));
    let (n, d) = is("1", "5");
    assert_eq!(count(Some("commune")), (n, d, 3, 4, Some(Status::O), None));
    let distinct = plan(&form, ("count(DISTINCT service)", Some("state = 'on'")), None);
    assert_eq!(one(&distinct, &tables("services", batch)).0.as_deref(), Some("2"));
}

#[test]
fn of_many_rows_one_that_cannot_occur_adds_nothing() {
    let columns = [("service", 't'), ("cost", 'm'), ("gift", 'm')];
    let total = |rows: &[crate::engine::fixture::Row<'_>], value: &str| {
        one(&plan(&services(), (value, None), None), &tables("services", units(&columns, rows)))
    };
    let rows: &[crate::engine::fixture::Row<'_>] = &[
        ("A", true, true, &["lights", "M", "5"]),
        ("A", true, true, &["buses", "7", "M"]),
        ("B", true, true, &["lights", "M", "M"]),
        ("C", true, true, &["lights", "1", "1"]),
    ];
    // A spends 7 and C 1; B cannot spend, and is not expected to.
    assert_eq!(total(rows, "sum(cost)"), (Some("8".into()), None, 2, 2, None, None));
    // 5 + 7 of A, 2 of C: what cannot occur in a row takes nothing from what stands beside it.
    assert_eq!(total(rows, "sum(cost + gift)"), (Some("14".into()), None, 2, 2, None, None));
    let lacking: &[crate::engine::fixture::Row<'_>] =
        &[("A", true, true, &["lights", "M", "5"]), ("A", true, true, &["buses", "L", "1"])];
    assert_eq!(total(lacking, "sum(cost)"), (None, None, 0, 1, Some(Status::L), None));
}

#[test]
fn verdicts_are_undecided_where_a_value_is_missing() {
    let rows = units(
        &[("online", 'm'), ("received", 'm'), ("note", 't'), ("urban", 'b'), ("since", 'd')],
        &[
            ("A", true, true, &["3", "10", "x", "true", "20089"]),
            ("B", true, true, &["L", "10", "", "false", "20088"]),
            ("C", true, true, &["11", "10", "y", "", ""]),
        ],
    );
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
fn an_unregistered_table_is_named() {
    let total = plan(&communes(), ("sum(online)", None), None);
    let refused = PolarsEngine.run(&total, &Tables::new()).unwrap_err();
    assert_eq!(refused.to_string(), "no table `units/communes` is registered");
}
