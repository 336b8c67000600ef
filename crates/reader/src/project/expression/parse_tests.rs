//! What the subset allows, and what people read where it does not.

use crate::project::expression::fixture::{communes, part};
use crate::project::expression::parse::{parse_aggregate, parse_condition};
use crate::project::expression::typed::{Aggregate, Comparison, Condition, Scalar};
use crate::values::decimal::Decimal;

fn field(name: &str) -> Scalar {
    Scalar::Field(name.to_owned())
}

#[test]
fn the_subset_is_read_into_its_types() {
    let form = communes();
    let sum = Scalar::Add(Box::new(field("online")), Box::new(Scalar::Times(Box::new(field("received")), 2)));
    assert_eq!(parse_aggregate("SUM(online + 2 * received)", &form), Ok(Aggregate::Sum(sum)));
    assert_eq!(parse_aggregate("count(*)", &form), Ok(Aggregate::Count));
    assert_eq!(parse_aggregate("count(DISTINCT note)", &form), Ok(Aggregate::CountDistinct("note".into())));
    let half = Scalar::Number(Decimal::parse("-0.5", 12, 0).unwrap().value);
    let wanted = Condition::Compare { left: field("score"), comparison: Comparison::Greater, right: half };
    assert_eq!(parse_condition("-0.5 < score", &form), Ok(wanted));
    let text = |equal, value: &str| Condition::Text { field: "note".into(), equal, value: value.into() };
    let listed = Condition::Or(vec![text(true, "a"), text(true, "b")]);
    assert_eq!(parse_condition("note NOT IN ('a', 'b')", &form), Ok(Condition::Not(Box::new(listed))));
    assert_eq!(
        parse_condition("note = 'a' AND note <> 'b' AND urban = false", &form),
        Ok(Condition::And(vec![
            text(true, "a"),
            text(false, "b"),
            Condition::Boolean { field: "urban".into(), value: false }
        ]))
    );
}

#[track_caller]
fn refused(text: &str, reasons: &[&str]) {
    let form = communes();
    let error = parse_aggregate(text, &form).map(|_| ()).unwrap_err();
    let aggregate = error.to_string();
    for reason in reasons {
        assert!(aggregate.contains(reason), "{text}: {aggregate}");
    }
}

#[test]
fn aggregates_outside_the_subset_are_refused_with_the_allowed_form() {
    refused("sum(online) / sum(received)", &["one division happens at the end", "write numerator and denominator"]);
    refused("sum(online / received)", &["one division happens at the end"]);
    refused("avg(online)", &["write numerator and denominator"]);
    refused("sum(score)", &["`score` is a rate", "never added"]);
    refused("sum(onlin)", &["no field `onlin`", "did you mean `online`?"]);
    refused("sum(online + officials)", &["`online` is in DOSSIER", "`officials` is in PERSON"]);
    refused("sum(budget + revenue)", &["VND × 10^6", "VND × 10^3"]);
    refused("sum(1)", &["literals are not aggregated", "count(*)"]);
    refused("sum(case when score > 50 then 1 else 0 end)", &["count(*) with a `where`"]);
    refused("sum(online * received)", &["a product of two fields"]);
    refused("sum(1.5 * online)", &["no whole factor", "`2 * a <= 3 * b` for `a <= 1.5 * b`"]);
    refused("sum(1000001 * online)", &["no whole factor"]);
    refused("sum((select 1))", &["a subquery is not allowed"]);
    refused("sum(abs(online))", &["the function `abs`"]);
    refused("median(online)", &["the function `median`", "write sum("]);
    refused("sum(sum(online))", &["an aggregate stands alone"]);
    refused("sum(online) filter (where online > 1)", &["the filter as `where`"]);
    refused("sum(distinct online)", &["write sum(field)"]);
    refused("sum(online) over ()", &["the filter as `where`"]);
    refused("count(online)", &["count(*) with a `where`"]);
    refused("sum(note)", &["`note` is no number"]);
    refused("sum(commune)", &["chosen by `areas` and `periods`"]);
    refused("online", &["adds nothing up", "count(*)"]);
    refused("sum(online); drop table x", &["after the end"]);
    refused("sum(online) sum(received)", &["after the end"]);
    refused("", &["no SQL expression"]);
    refused("sum(", &["no SQL expression"]);
    refused("sum(cast(online as int))", &["a cast is not allowed"]);
    refused(&format!("sum({})", "online + ".repeat(400) + "1"), &["more than 100 operations"]);
    refused(&format!("{}1{}", "(".repeat(900), ")".repeat(900)), &["nests too deeply"]);
    refused(&" ".repeat(5000), &["longer than 4096"]);
}

#[test]
fn conditions_outside_the_subset_are_refused_with_the_allowed_form() {
    for (text, reason) in [
        ("online", "a comparison, such as"),
        ("note > 'a'", "the order of texts"),
        ("note = 5", "does not compare"),
        ("online = '5'", "does not compare"),
        ("since = '2025-13-01'", "is no date"),
        ("since = '2025-1-1'", "is no date"),
        ("online = NULL", "IS NULL"),
        ("1 = 1", "a comparison names a field"),
        ("note LIKE 'a%'", "LIKE is not allowed"),
        ("online IN (SELECT 1)", "is not allowed here"),
        ("EXISTS (SELECT 1)", "a subquery"),
        ("sum(online) > 5", "an aggregate stands alone"),
        ("online > officials", "different units"),
        ("online % 2 = 0", "one division happens at the end"),
        ("recieved > 1", "did you mean `received`?"),
        ("(online + 1) IS NULL", "field IS NULL"),
        ("online > 1 extra", "after the end"),
        ("online = 0.0000000000001", "more than 12 digits"),
        ("online = 1e15", "below 10^15"),
    ] {
        let message = parse_condition(text, &communes()).unwrap_err().to_string();
        assert!(message.contains(reason), "{text}: {message}");
    }
    // Rates compare; conditions of different units are side by side.
    assert!(parse_condition("score >= 50 AND officials > 3 AND online > 3", &communes()).is_ok());
}

#[test]
fn a_part_knows_what_it_rests_on() {
    let parsed = part(&communes(), "sum(online)", Some("note = 'a' AND received > 0"), None).unwrap();
    assert_eq!(parsed.fields(), ["note", "received", "online"]);
    assert_eq!(parsed.measures, ["received", "online"]);
    assert!(parsed.one_row_a_unit());
    assert!(part(&communes(), "count(*)", None, Some("E")).unwrap_err().message.en.contains("role vintage"));
}
