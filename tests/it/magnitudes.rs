//! How large figures are: the powers of ten of fields and figures, factors, and percents.

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const FORM: &str = "schemas/services.json";
const PIPELINE: &str = "pipelines/services.toml";

/// A project whose dossiers are money of these units: 10 in each commune are received, 10 000 online.
fn money(received: &str, online: &str) -> Mini {
    let mini = Mini::new();
    let constraint = r#", "constraints": { "minimum": 0 } }"#;
    for (name, title, unit) in [("received", "Hồ sơ tiếp nhận", received), ("online", "Hồ sơ trực tuyến", online)]
    {
        let field = format!(
            r#""name": "{name}", "type": "integer", "title": "{title}", "measure": "flow", "unit": "DOSSIER"{constraint}"#
        );
        let meant = format!(r#""name": "{name}", "type": "integer", "title": "{title}", "measure": "flow", {unit} }}"#);
        mini.edit(FORM, &field, &meant);
    }
    mini.quarter("2025-Q1", &[Some("10;10000;1000;"); 5]);
    let text = std::fs::read_to_string(mini.path().join(PIPELINE)).expect("a file");
    let (before, _) = text.split_once("[[check]]").expect("a check");
    mini.write(PIPELINE, before);
    mini
}

fn indicator(mini: &Mini, written: &str) {
    let text = std::fs::read_to_string(mini.path().join(PIPELINE)).expect("a file");
    let (before, _) = text.split_once("[[indicator]]").unwrap_or((&text, ""));
    let indicator = format!(
        "{before}[[indicator]]\nname = \"i\"\ntitle = {{ vi = \"Chỉ tiêu\", en = \"An indicator\" }}\n{written}\n\
         areas = [\"province\"]\nperiods = [\"quarter\"]\n"
    );
    mini.write(PIPELINE, indicator);
}

fn ratio(numerator: &str, denominator: &str, more: &str) -> String {
    format!(
        "numerator = {{ source = \"services\", value = \"sum({numerator})\" }}\n\
         denominator = {{ source = \"services\", value = \"sum({denominator})\" }}\nminimum_coverage = 0\n{more}"
    )
}

/// `obs_value | unit_measure | unit_mult` of the province, as reported.
#[track_caller]
fn published(mini: &Mini, written: &str) -> String {
    indicator(mini, written);
    mini.run(0);
    let rows = filtered(mini.table("indicators/services"), &[("geography", "as-reported"), ("indicator", "i")]);
    lines(&rows, &["obs_value", "unit_measure", "unit_mult"]).join(", ")
}

/// What `check` refuses, in both languages, with what to write.
#[track_caller]
fn refused(mini: &Mini, written: &str) -> String {
    only_one(mini, written, ("faults", 2))
}

/// Of what `check` warns.
#[track_caller]
fn doubted(mini: &Mini, written: &str) -> String {
    only_one(mini, written, ("warnings", 0))
}

#[track_caller]
fn only_one(mini: &Mini, written: &str, (list, code): (&str, i32)) -> String {
    indicator(mini, written);
    let json = mini.tinhso(&["check", "--format", "json"]).expect(code).json();
    let faults = json[list].as_array().expect("faults");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_ne!(faults[0]["message"]["vi"], faults[0]["message"]["en"]);
    format!(
        "{} [{}]",
        faults[0]["message"]["en"].as_str().expect("a text"),
        faults[0]["suggestion"]["en"].as_str().unwrap_or_default()
    )
}

const MILLIONS: &str = r#""unit": "VND", "multiplier": 6"#;
const BILLIONS: &str = r#""unit": "VND", "multiplier": 9"#;

#[test]
fn a_ratio_of_two_powers_of_ten_is_brought_to_one() {
    let mini = money(MILLIONS, BILLIONS);
    let percent = "factor = 100\nunit = \"percent\"";
    // 50 million of 50 000 billion, and the other way round.
    assert_eq!(published(&mini, &ratio("received", "online", percent)), "0.0001 | percent | 0");
    assert_eq!(published(&mini, &ratio("online", "received", percent)), "100000000.0 | percent | 0");
    // The catalogue has the factor by which the published numerator and denominator give the figure.
    let catalog = mini.table("catalog");
    assert_eq!(lines(&filtered(catalog, &[("indicator", "i")]), &["factor"]), ["100000.000000000000"]);
    let explained = mini.tinhso(&["explain", "i", "2025-Q1", "--lang", "en"]).expect(0).stdout;
    assert!(explained.contains("100,000 × 50,000 ÷ 50 = 100,000,000"), "{explained}");
}

#[test]
fn a_ratio_of_two_units_has_the_power_of_ten_of_both() {
    let mini = money(MILLIONS, r#""unit": "PERSON""#);
    // 50 million to 50 000 persons.
    assert_eq!(published(&mini, &ratio("received", "online", "unit = \"VND\"")), "0.001 | VND | 6");
    let in_single = "unit = \"VND\"\nmultiplier = 0";
    assert_eq!(published(&mini, &ratio("received", "online", in_single)), "1000.0 | VND | 0");
    let of_communes = "numerator = { source = \"services\", value = \"sum(received)\" }\n\
                       denominator = { registry = \"commune\", value = \"count(*)\" }\nminimum_coverage = 0\nunit = \"VND\"";
    assert_eq!(published(&mini, of_communes), "10.0 | VND | 6");
    let mini = money(MILLIONS, r#""unit": "PERSON", "multiplier": 3"#);
    assert_eq!(published(&mini, &ratio("received", "online", "unit = \"VND\"")), "0.001 | VND | 3");
}

#[test]
fn a_total_is_published_in_the_power_of_ten_that_is_asked_for() {
    let mini = money(MILLIONS, BILLIONS);
    let total = |more: &str| {
        format!("numerator = {{ source = \"services\", value = \"sum(online)\" }}\nunit = \"VND\"\n{more}")
    };
    assert_eq!(published(&mini, &total("")), "50000.0 | VND | 9");
    assert_eq!(published(&mini, &total("multiplier = 12")), "50.0 | VND | 12");
    // A condition is no part of the amount: its field, which has another unit, says nothing.
    let case = "numerator = { source = \"services\", value = \"sum(CASE WHEN people > 5 THEN received ELSE 0 END)\" }\nunit = \"VND\"";
    assert_eq!(published(&mini, case), "50.0 | VND | 6");
    assert_eq!(
        doubted(&mini, &total("factor = 1000")),
        "`i` is a total of VND × 10^9: multiplied by 1000 it is none [write multiplier = 6]"
    );
    assert_eq!(published(&mini, &total("factor = 1000")), "50000000.0 | VND | 9", "as it is declared");
    assert_eq!(refused(&mini, &total("factor = 0")), "factor = 0 makes every figure of `i` zero []");
}

#[test]
fn a_percent_of_two_units_is_refused_and_one_without_its_hundred_in_doubt() {
    let mini = money(MILLIONS, r#""unit": "USD""#);
    assert_eq!(
        refused(&mini, &ratio("received", "online", "factor = 100\nunit = \"percent\"")),
        "`i` divides VND × 10^6 by USD × 10^0: that is no percent []"
    );
    let some = |ratio: &str| ratio.replacen("sum(people)\"", "sum(people)\", where = \"online > 0\"", 1);
    assert_eq!(
        doubted(&mini, &some(&ratio("people", "people", "unit = \"PT\""))),
        "`i` is in PT, and its quotient is multiplied by 1 [write factor = 100]"
    );
    // The hundred may be in the amounts.
    assert_eq!(published(&mini, &ratio("100 * people", "people", "unit = \"percent\"")), "100.0 | percent | 0");
    let doubt = doubted(&mini, &ratio("received", "people", "factor = 1000\nunit = \"VND\""));
    assert!(doubt.starts_with("`i` divides VND × 10^6 by PERSON × 10^0"), "{doubt}");
    assert!(doubt.contains("multiplier = 6"), "{doubt}");
}
