//! Slips that a new province makes in its declarations: a registry that cannot be read, percents of two things, targets written as shares.

use crate::mini::{Mini, UNITS as REGISTRY};

const PIPELINE: &str = "pipelines/services.toml";
const UNITS: &str = "registry/units.csv";

/// The faults, or else the warnings, of `check`: file, line and message.
#[track_caller]
fn said(mini: &Mini, code: i32, key: &str) -> Vec<String> {
    let answer = mini.tinhso(&["check", "--format", "json"]).expect(code).json();
    let of = |fault: &serde_json::Value| {
        assert_ne!(fault["message"]["vi"], fault["message"]["en"], "{fault}");
        let file = fault["file"].as_str().unwrap_or_default();
        format!("{file}:{}: {}", fault["line"], fault["message"]["en"].as_str().unwrap_or_default())
    };
    answer[key].as_array().expect("a list").iter().map(of).collect()
}

#[test]
fn of_a_registry_that_cannot_be_read_its_own_faults_are_said_alone() {
    // Days as a spreadsheet saves them, of all units, and of those of the old map.
    for from in ["2020-01-01", "2025-07-01"] {
        let mini = Mini::new();
        let [year, month, day] = from.split('-').collect::<Vec<_>>()[..] else { panic!("{from}") };
        mini.write(UNITS, REGISTRY.replace(from, &format!("{day}/{month}/{year}")));
        let faults = said(&mini, 2, "faults");
        let lines = REGISTRY.lines().filter(|line| line.contains(from)).count();
        assert_eq!(faults.len(), lines, "{faults:#?}");
        assert!(faults.iter().all(|fault| fault.contains("/units.csv:") && fault.contains("is no day")), "{faults:#?}");
    }
    // A level and a parent that are on one line alone.
    let mini = Mini::new();
    mini.edit(UNITS, "90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,", "90,Tỉnh Thử Nghiệm,province,tinh,,1/1/2020,");
    assert_eq!(said(&mini, 2, "faults"), ["registry/units.csv:2: `1/1/2020` is no day; write one such as 2025-07-01"]);
    // What rests on no such line is said as well, below.
    mini.edit(PIPELINE, "sum(online)", "sum(onlin)");
    let faults = said(&mini, 2, "faults");
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults[0].starts_with(UNITS) && faults[1].starts_with(PIPELINE), "{faults:#?}");
}

#[test]
fn a_registry_without_units_is_said_to_have_none() {
    let header = REGISTRY.lines().next().unwrap_or_default().to_owned() + "\n";
    for text in ["", "\u{feff}", &header] {
        let mini = Mini::new();
        mini.write(UNITS, text);
        let faults = said(&mini, 2, "faults");
        assert!(
            faults.len() == 1 && faults[0].starts_with("registry/units.csv:1: there is no unit here"),
            "{faults:#?}"
        );
    }
}

#[test]
fn a_percent_of_units_is_of_one_level() {
    let mini = Mini::new();
    mini.edit(PIPELINE, "denominator = { registry = \"commune\"", "denominator = { registry = \"district\"");
    let faults = said(&mini, 2, "faults");
    assert!(
        faults.len() == 1
            && faults[0].contains("counts units of the level `commune` and divides them by those of `district`"),
        "{faults:#?}"
    );
    // Communes of a district are no percent.
    mini.edit(
        PIPELINE,
        "factor      = 100\nunit        = \"percent\"\nareas       = [\"district\",",
        "unit        = \"count\"\nareas       = [\"district\",",
    );
    assert_eq!(said(&mini, 0, "warnings"), [""; 0]);
}

#[test]
fn a_percent_of_a_whole_over_its_part_is_warned_of() {
    let online = "denominator = { source = \"services\", value = \"sum(received)\" }";
    for (to, warned) in [
        (
            "denominator = { source = \"services\", value = \"sum(online)\", where = \"received > 100\" }",
            "are exchanged",
        ),
        ("denominator = { source = \"services\", value = \"sum(online)\" }", "the quotient is always 1"),
    ] {
        let mini = Mini::new();
        mini.edit(PIPELINE, online, to);
        let warnings = said(&mini, 0, "warnings");
        assert!(warnings.len() == 1 && warnings[0].contains(warned), "{warnings:#?}");
    }
}

#[test]
fn a_target_of_a_percent_that_is_written_as_a_share_is_warned_of() {
    let target = "target      = [{ period = \"2025\", at_least = 50, source = \"Kế hoạch\" }]";
    let of = |targets: &str| {
        let mini = Mini::new();
        mini.edit(PIPELINE, target, &format!("target      = [{targets}]"));
        said(&mini, 0, "warnings")
    };
    let one = |goal: &str| format!("{{ period = \"2025\", {goal}, source = \"a\" }}");
    let warnings = of(&one("at_least = 0.5"));
    assert!(
        warnings.len() == 1
            && warnings[0].contains("the target is 0.5 percent")
            && warnings[0].contains("at_least = 50"),
        "{warnings:#?}"
    );
    // Half a percent may be meant where less is better, and where the plan starts from less than one.
    for sound in ["at_least = 1", "at_most = 0.5", "at_least = 0.5, baseline = { period = \"2024\", value = 0.2 }"] {
        assert_eq!(of(&one(sound)), [""; 0], "{sound}");
    }
    let later = "{ period = \"2024\", at_most = 40, source = \"a\" }";
    assert_eq!(of(&format!("{}, {later}", one("at_most = 0.5"))).len(), 1);
}
