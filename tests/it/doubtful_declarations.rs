//! Declarations that could be read, and meant nothing, something else than they say, or two things at once: `check` refuses or warns.

use crate::mini::Mini;

const PIPELINE: &str = "pipelines/services.toml";
const FORM: &str = "schemas/services.json";
const UNITS: &str = "registry/units.csv";
const CROSSWALK: &str = "registry/crosswalk.csv";
const SCORE: &str = "\"measure\": \"rate\" }";
const ONLINE: &str = "value = \"sum(online)\" }";

/// What is edited where: file, text that is there, text instead.
type Edit = (&'static str, &'static str, &'static str);

/// The faults, or else the warnings, that `check` reports after some edits, a line each.
#[track_caller]
fn said(mini: &Mini, code: i32, key: &str) -> Vec<String> {
    let answer = mini.tinhso(&["check", "--format", "json"]).expect(code).json();
    let of = |fault: &serde_json::Value| {
        assert_ne!(fault["message"]["vi"], fault["message"]["en"], "{fault}");
        format!(
            "{}:{}: {} ({})",
            fault["file"].as_str().unwrap_or_default(),
            fault["line"],
            fault["message"]["en"].as_str().unwrap_or_default(),
            fault["suggestion"]["en"].as_str().unwrap_or_default()
        )
    };
    answer[key].as_array().expect("a list").iter().map(of).collect()
}

#[track_caller]
fn edited(edits: &[Edit]) -> Mini {
    let mini = Mini::new();
    for (file, from, to) in edits {
        mini.edit(file, from, to);
    }
    mini
}

#[track_caller]
fn assert_refused(edits: &[Edit], expected: &str) {
    let faults = said(&edited(edits), 2, "faults").join("\n");
    assert!(faults.contains(expected), "{faults}");
}

#[track_caller]
fn assert_warned(edits: &[Edit], expected: &[&str]) {
    let warnings = said(&edited(edits), 0, "warnings");
    assert_eq!(warnings.len(), expected.len(), "{warnings:#?}");
    for expected in expected {
        assert!(warnings.iter().any(|warning| warning.contains(expected)), "{expected}: {warnings:#?}");
    }
}

#[test]
fn percents_have_no_sum() {
    let score = |to: &'static str| (FORM, SCORE, to);
    assert_warned(&[score("\"measure\": \"rate\", \"unit\": \"percent\" }")], &[]);
    assert_warned(
        &[score("\"measure\": \"flow\", \"unit\": \"percent\" }")],
        &["`score` is in percent and a flow: the percents of months"],
    );
    assert_warned(
        &[score("\"measure\": \"stock\", \"unit\": \"PT\" }")],
        &["`score` is in percent, and its merge rule is sum"],
    );
    assert_warned(&[score("\"measure\": \"stock\", \"merge\": \"mean by people\", \"unit\": \"percent\" }")], &[]);
    assert_warned(
        &[score("\"measure\": \"rate\", \"unit\": \"percent\", \"multiplier\": 3 }")],
        &["`score` is in percent, which has no `multiplier`"],
    );
    let total = [
        score("\"measure\": \"stock\", \"merge\": \"max\", \"unit\": \"percent\" }"),
        (PIPELINE, "\"sum(people)\" }\nunit        = \"PERSON\"", "\"sum(score)\" }\nunit        = \"percent\""),
    ];
    assert_warned(&total, &["`people` adds up percents"]);
}

#[test]
fn units_that_are_written_as_people_write_them() {
    assert_warned(
        &[(FORM, SCORE, "\"measure\": \"rate\", \"unit\": \"%\" }")],
        &["the unit of `score` is written “%”, as people write it, and not by its code"],
    );
    assert_warned(
        &[(FORM, SCORE, "\"measure\": \"flow\", \"unit\": \"triệu đồng\" }")],
        &["(write \"unit\": \"VND\", \"multiplier\": 6)"],
    );
    let unit = |to: &'static str| (PIPELINE, "factor      = 100\nunit        = \"percent\"", to);
    assert_warned(&[unit("factor = 100\nunit = \"phần trăm\"")], &["(write unit = \"percent\")"]);
    assert_warned(
        &[unit("unit = \"%\"")],
        &["(write unit = \"percent\")", "`online_share` is in %, and its quotient is multiplied by 1"],
    );
    assert_warned(
        &[unit("factor = -100\nunit = \"percent\"")],
        &["its quotient is multiplied by -100 (write factor = 100)"],
    );
}

#[test]
fn lines_of_the_crosswalk_that_cannot_be() {
    let line = "90002,2020-01-01,90001,2025-07-01,1,1/NQ";
    let with = |to: &'static str| (CROSSWALK, line, to);
    assert_refused(
        &[with("901,2020-01-01,90001,2025-07-01,1,1/NQ\n90002,2020-01-01,90001,2025-07-01,1,1/NQ")],
        "registry/crosswalk.csv:3: 901 Huyện Suối Đá (district) goes over into 90001 Xã Đồi Chè, a unit of another level",
    );
    assert_refused(
        &[with("90002,2020-01-01,90001,2025-07-01,1,1/NQ\n90002,2020-01-01,90003,2025-07-01,,1/NQ")],
        "registry/crosswalk.csv:4: the known shares of 90002 Xã Bến Gỗ add up to 1, and leave nothing",
    );
    assert_refused(
        &[with("90002,2020-01-01,90001,2025-07-01,0.5,1/NQ\n90002,2020-01-01,90001,2025-07-01,0.5,1/NQ")],
        "registry/crosswalk.csv:4: what became of 90002 Xã Bến Gỗ is said twice",
    );
    assert_refused(
        &[with("90002,2020-01-01,90001,2025-07-01,0.5,1/NQ")],
        "registry/crosswalk.csv:3: the shares of 90002",
    );
    let divided = "90002,2020-01-01,90001,2025-07-01,0.5,1/NQ\n90002,2020-01-01,90003,2025-07-01,,1/NQ";
    assert_warned(&[with(divided)], &[]);
}

#[test]
fn a_unit_without_units_below_it_may_change_its_level() {
    // An island district had no communes, and is one unit of the lowest level today.
    let units = [
        (
            UNITS,
            "90001,Xã Đồi Chè,commune,xa,901",
            "903,Huyện Đảo Xa,district,huyen,90,2020-01-01,2025-07-01\n90001,Xã Đồi Chè,commune,xa,901",
        ),
        (
            UNITS,
            "90001,Xã Đồi Chè,commune,xa,90,",
            "90009,Đặc khu Đảo Xa,commune,dac_khu,90,2025-07-01,\n90001,Xã Đồi Chè,commune,xa,90,",
        ),
        (CROSSWALK, "90001,2020-01-01", "903,2020-01-01,90009,2025-07-01,1,1/NQ\n90001,2020-01-01"),
    ];
    assert_warned(&units, &[]);
}

#[test]
fn a_slip_in_a_level_is_a_warning() {
    assert_warned(
        &[(UNITS, "90002,Xã Bến Gỗ,commune", "90002,Xã Bến Gỗ,comune")],
        &["registry/units.csv:6: 90002 Xã Bến Gỗ is of the level `comune`"],
    );
}

#[test]
fn a_registry_in_other_columns_is_said_alone() {
    let mini = Mini::new();
    mini.write(UNITS, crate::mini::UNITS.replace(',', ";"));
    let faults = said(&mini, 2, "faults");
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with("registry/units.csv:1: the columns are divided by “;”"), "{faults:#?}");
    let mini = edited(&[(UNITS, "code,name,level", "code,name,lvl")]);
    assert_eq!(said(&mini, 2, "faults"), ["registry/units.csv:1: there is no column `level` ()"]);
}

#[test]
fn declarations_under_other_names_are_warned_of() {
    let mini = Mini::new();
    mini.write("pipelines/other.TOML", "");
    mini.write("pipelines/2025/other.toml", "");
    mini.write("decision.toml", "");
    mini.write("pipelines/README.md", "");
    let warnings = said(&mini, 0, "warnings");
    assert_eq!(
        warnings,
        [
            "pipelines/2025/:null: nothing in this folder is read: only pipelines/*.toml is ()",
            "pipelines/other.TOML:null: this file is not read: only pipelines/*.toml is (did you mean `pipelines/other.toml`?)",
            "decision.toml:null: this file is not read: only decisions.toml is (did you mean `decisions.toml`?)",
        ]
    );
    // Where something is wrong because it is not read, it is among the faults.
    let mini = Mini::new();
    std::fs::rename(mini.path().join(FORM), mini.path().join("schemas/services.json.txt")).expect("renamed");
    let faults = said(&mini, 2, "faults").join("\n");
    assert!(faults.contains("schemas/services.json.txt:null: this file is not read"), "{faults}");
    let mini = Mini::new();
    for file in [PIPELINE, "pipelines/economy.toml", "schemas/value-added.json"] {
        std::fs::remove_file(mini.path().join(file)).expect("removed");
    }
    std::fs::rename(mini.path().join(FORM), mini.path().join("schemas/services.JSON")).expect("renamed");
    let faults = said(&mini, 2, "faults").join("\n");
    assert!(faults.contains("the project declares no form"), "{faults}");
    assert!(faults.contains("schemas/services.JSON:null: this file is not read"), "{faults}");
}

#[test]
fn a_condition_that_no_row_can_meet_is_a_warning() {
    let condition = |to: &'static str| (PIPELINE, ONLINE, to);
    assert_warned(&[condition("value = \"sum(online)\", where = \"online > 5\" }")], &[]);
    assert_warned(
        &[condition("value = \"sum(online)\", where = \"online < 0\" }")],
        &["no row that keeps to the constraints of its fields meets `online < 0`"],
    );
    assert_warned(
        &[condition("value = \"sum(online)\", where = \"online BETWEEN 90 AND 10\" }")],
        &["meets `online BETWEEN 90 AND 10`"],
    );
}

#[test]
fn a_listed_value_is_written_in_one_way() {
    let with = |categories: &'static str| [(FORM, "{ \"name\": \"people\"", categories)];
    let shared = r#"{ "name": "grade", "type": "string", "title": "Mức", "categories": [{ "value": "1", "label": "2" }, { "value": "2", "label": "1" }] },
      { "name": "people""#;
    assert_refused(&with(shared), "the label “2” of the value `1` of `grade` is another value, `2`");
    let missing = r#"{ "name": "grade", "type": "string", "title": "Mức", "categories": [{ "value": "a", "label": "X" }] },
      { "name": "people""#;
    assert_refused(&with(missing), "the label “X” of the value `a` of `grade` is a text for a missing value");
    let twice = r#"{ "name": "grade", "type": "string", "title": "Mức", "categories": [{ "value": "a", "label": "k" }, { "value": "b", "label": "k" }] },
      { "name": "people""#;
    assert_warned(&with(twice), &["two values of `grade` have the label “k”"]);
    let listed = r#"{ "name": "grade", "type": "string", "title": "Mức", "constraints": { "enum": ["a", "..."] } },
      { "name": "people""#;
    assert_warned(&with(listed), &["the value `...` of `grade` is a text for a missing value"]);
    for empty in ["\"categories\": []", "\"constraints\": { \"enum\": [] }"] {
        let mini = Mini::new();
        mini.edit(FORM, SCORE, &format!("{SCORE},\n{{ \"name\": \"grade\", \"type\": \"string\", {empty} }}"));
        let faults = said(&mini, 2, "faults");
        assert!(faults[0].contains("the list is empty"), "{faults:#?}");
    }
    let number = r#"{ "value": "-99", "status": "M" }, { "value": "-99.0", "status": "L" }, { "value": "...","#;
    assert_refused(&[(FORM, "{ \"value\": \"...\",", number)], "two causes for one number, “-99” and “-99.0”");
}

#[test]
fn names_titles_and_sources_are_not_empty() {
    for (file, from, to) in [
        (FORM, "\"name\": \"people\"", "\"name\": \"\""),
        (PIPELINE, "name        = \"people\"", "name        = \" \""),
        (PIPELINE, "name     = \"online_within_received\"", "name     = \"\""),
        (PIPELINE, "source = \"Kế hoạch\"", "source = \"\""),
        (PIPELINE, "vi = \"Dịch vụ\"", "vi = \"\""),
    ] {
        assert_refused(&[(file, from, to)], "the text is empty, and something must be written here");
    }
    let decimals = |to: &'static str| (PIPELINE, "unit        = \"percent\"", to);
    assert_refused(&[decimals("unit = \"percent\"\ndecimals = 99")], "99 is not between 0 and 15");
    assert_warned(&[decimals("unit = \"percent\"\ndecimals = 15")], &[]);
}

#[test]
fn a_decision_of_the_future_is_refused() {
    let mini = Mini::with_two_quarters();
    let decision = |when: &str| {
        format!(
            "[[decision]]\nobject_sha256 = \"{}\"\nobject = \"services/2025-Q2.csv\"\ncell = \"D2\"\nvalue = \"7\"\nwho = \"Lan\"\nwhy = \"phone\"\nwhen = \"{when}\"\n",
            "0".repeat(64)
        )
    };
    mini.write("decisions.toml", decision("2026-01-10"));
    mini.tinhso(&["check"]).expect(0);
    mini.write("decisions.toml", decision("2999-01-01"));
    let faults = said(&mini, 2, "faults").join("\n");
    assert!(faults.contains("decisions.toml:8: the decision about D2 is dated 2999-01-01"), "{faults}");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("nobody has taken it yet"), "{}", answer.stderr);
}
