//! Values that are one, and are written in two ways, are one for keys, unique values and lists.

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const KEY: &str = r#""primaryKey": ["code", "period"]"#;
const DAY: &str = "2025-07-05T09:00:00+07:00";

/// The values that were read of the first cells, and the findings of this code.
#[track_caller]
fn read(mini: &Mini, cells: &[&str], code: &str) -> (Vec<String>, Vec<String>) {
    let rows = OLD.iter().zip(cells).map(|((unit, name), cell)| format!("{unit};{name};2025-Q2;9;1;5;{cell}\n"));
    mini.send("services/q2.csv", DAY, HEADER.to_owned() + &rows.collect::<String>());
    let answer = mini.tinhso(&["run"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("code", code)]);
    (lines(&mini.table("data/services"), &["v"]), found.iter().map(|row| row["cell"].clone()).collect())
}

fn mini(kind: &str, constraints: &str) -> Mini {
    let mini = Mini::new();
    let field = format!(
        r#"{{ "name": "v", "type": "{kind}", "title": "Điểm chuyển đổi số", "constraints": {{ {constraints} }} }}"#
    );
    mini.edit("schemas/services.json", SCORE, &field);
    mini
}

#[test]
fn equal_values_are_in_one_row_where_they_are_unique() {
    for (kind, one, other, third) in [
        ("datetime", "2025-01-01T00:00:00Z", "2025-01-01T07:00:00", "2025-01-01T00:00:00"),
        ("time", "06:00:00+07:00", "06:00:00", "06:00:00Z"),
        ("array", "[1.0]", "[1]", "[10]"),
        ("array", "[1e2]", "[100]", "[1]"),
    ] {
        let (values, cells) = read(&mini(kind, r#""unique": true"#), &[one, other, third], "unique-error");
        assert_eq!(cells, ["G2", "G3"], "{kind} {one} {other}");
        assert_eq!(values, [third], "{kind}");
    }
}

#[test]
fn a_listed_value_is_listed_however_it_is_written() {
    for (kind, listed, written) in [
        ("datetime", "2025-01-01T00:00:00Z", "2025-01-01T07:00:00+07:00"),
        ("time", "06:00:00", "06:00:00+07:00"),
        ("array", "[100]", "[100]"),
    ] {
        let mini = mini(kind, &format!(r#""enum": ["{listed}"]"#));
        let (values, cells) = read(&mini, &[written, listed], "constraint-error");
        assert_eq!((values, cells), (vec![written.to_owned(), listed.to_owned()], vec![]), "{kind}");
    }
    let (values, cells) = read(
        &mini("object", r#""enum": ["{\"a\": 1, \"b\": [20]}"]"#),
        &[r#"{"b":[2e1],"a":1.0}"#],
        "constraint-error",
    );
    assert_eq!((values, cells), (vec![r#"{"a":1,"b":[20]}"#.to_owned()], vec![]));
}

#[test]
fn a_key_of_instants_is_compared_in_one_zone() {
    let mini = mini("datetime", "");
    mini.edit("schemas/services.json", KEY, r#""primaryKey": ["code", "period", "v"]"#);
    let (unit, name) = OLD[0];
    let row = |received: u32, at: &str| format!("{unit};{name};2025-Q2;{received};1;5;{at}\n");
    let text = HEADER.to_owned()
        + &row(9, "2025-01-01T00:00:00Z")
        + &row(8, "2025-01-01T07:00:00")
        + &row(7, "2025-01-02T07:00:00");
    mini.send("services/q2.csv", DAY, text);
    mini.tinhso(&["run"]);
    let found = filtered(mini.table("findings"), &[("code", "primary-key")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0]["message_vi"].contains("2025-01-01T00:00:00Z"), "as it is written: {found:?}");
}

#[test]
fn a_foreign_key_of_instants_refers_to_one_in_another_zone() {
    let mini = mini("datetime", "");
    let fields = r#""primaryKey": ["code", "period"], "foreignKeys": [{ "fields": "v", "reference": { "resource": "", "fields": "w" } }]"#;
    mini.edit("schemas/services.json", KEY, fields);
    let v = r#"{ "name": "v","#;
    mini.edit(
        "schemas/services.json",
        v,
        &format!(r#"{{ "name": "w", "type": "datetime", "title": "Lập lúc" }}, {v}"#),
    );
    let header = HEADER.replace("Điểm chuyển đổi số", "Lập lúc;Điểm chuyển đổi số");
    let cells = ["2025-01-01T07:00:00;2025-01-01T00:00:00Z", ";2025-01-01T00:00:00"];
    let rows = OLD.iter().zip(cells).map(|((unit, name), cells)| format!("{unit};{name};2025-Q2;9;1;5;{cells}\n"));
    mini.send("services/q2.csv", DAY, header + &rows.collect::<String>());
    let answer = mini.tinhso(&["run"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("code", "foreign-key")]);
    assert_eq!(found.iter().map(|row| row["value"].as_str()).collect::<Vec<_>>(), ["2025-01-01T00:00:00"]);
}
