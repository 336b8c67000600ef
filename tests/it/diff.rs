//! `tinhso diff`: what differs between two runs, and which inputs made it so.

use std::fs;

use serde_json::{Value, json};

use crate::kit::{current_id, tree};
use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

fn id(mini: &Mini) -> String {
    current_id(&mini.warehouse()).expect("a current run")
}

#[track_caller]
fn differs(mini: &Mini, code: i32, runs: &[&str]) -> Value {
    let mut arguments = vec!["diff", "--format", "json"];
    arguments.extend(runs);
    mini.tinhso(&arguments).expect(code).json()
}

/// The figures of a list: `indicator area geography period: before → after by inputs`.
fn figures_of(answer: &Value, list: &str) -> Vec<String> {
    let figures = answer["figures"][list].as_array().expect("figures").iter();
    let lines = figures.map(|one| {
        let (name, value) = (&one["figure"], |side: &str| one[side]["obs_value"].to_string());
        let of = |key: &str| name[key].as_str().expect("a word").to_owned();
        let what = ["indicator", "ref_area", "geography", "time_period"].map(of).join(" ");
        format!("{what}: {} → {} by {}", value("before"), value("after"), one["causes"]["inputs"])
    });
    lines.collect()
}

/// The third quarter with other dossiers in the first commune.
fn corrected() -> String {
    sheet("2025-Q3", &NEW, &[Some("311;120;3100;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]])
}

#[test]
fn a_corrected_file_moves_the_figures_of_its_area_and_period_alone() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = id(&mini);
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected());
    mini.run(0);
    let kept = tree(&mini.warehouse());
    let answer = differs(&mini, 1, &[]);
    assert_eq!((&answer["before"]["run_id"], &answer["after"]["run_id"]), (&json!(before), &json!(id(&mini))));
    let inputs = answer["inputs"].as_array().expect("inputs");
    assert_eq!(inputs.len(), 1);
    assert_eq!(inputs[0]["object"], "services/2025-Q3 sửa.csv");
    assert_eq!(inputs[0]["change"], "new");
    assert_eq!(inputs[0]["replaces"], json!(["services/2025-Q3.csv"]));
    let moved = figures_of(&answer, "moved");
    assert!(!moved.is_empty());
    assert!(moved.iter().all(|line| line.ends_with("by [0]")), "{moved:#?}");
    assert!(moved.contains(&"dossiers 90001 as-reported 2025-Q3: 310.0 → 311.0 by [0]".to_owned()), "{moved:#?}");
    assert!(moved.contains(&"dossiers 90 as-reported 2025-Q3: 1540.0 → 1541.0 by [0]".to_owned()), "{moved:#?}");
    assert!(!moved.iter().any(|line| line.contains("90003") || line.contains("2025-Q2")), "{moved:#?}");
    assert_eq!(answer["findings"]["new"], json!([]), "what is replaced leaves nothing to mend");
    assert_eq!(answer["not_compared"], json!([]));
    // Both ways, and the other way round the object is no longer counted.
    let named = differs(&mini, 1, &[&before, &id(&mini)]);
    assert_eq!(named, answer);
    let back = differs(&mini, 1, &[&id(&mini), &before]);
    assert_eq!(back["inputs"][0]["change"], "gone");
    assert_eq!(figures_of(&back, "moved").len(), moved.len());
    assert!(figures_of(&back, "moved").iter().all(|line| line.ends_with("by [0]")));
    differs(&mini, 0, &[&before, &before]);
    assert!(tree(&mini.warehouse()) == kept, "nothing is written");
}

#[test]
fn a_file_of_the_old_map_moves_figures_of_both_maps() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let mut cells = SECOND_QUARTER;
    cells[1] = Some("201;60;2000;60");
    mini.write("landing/services/2025-Q2.csv", sheet("2025-Q2", &OLD, &cells));
    let file = std::fs::File::options().append(true).open(mini.path().join("landing/services/2025-Q2.csv"));
    let changed = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_752_000_000);
    file.expect("the file").set_modified(changed).expect("a time of July 2025");
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    assert_eq!(answer["inputs"][0]["change"], "overwritten");
    let moved = figures_of(&answer, "moved");
    assert!(moved.iter().all(|line| line.ends_with("by [0]")), "{moved:#?}");
    for line in [
        "dossiers 90002 as-reported 2025-Q2: 200.0 → 201.0 by [0]",
        "dossiers 901 as-reported 2025-Q2: 600.0 → 601.0 by [0]",
        "dossiers 90001 2025-07-01 2025-Q2: 300.0 → 301.0 by [0]",
    ] {
        assert!(moved.contains(&line.to_owned()), "{line}: {moved:#?}");
    }
}

#[test]
fn new_figures_and_resolved_findings_are_reported() {
    let mini = Mini::with_two_quarters();
    let bad = [Some("nhiều;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2], SECOND_QUARTER[3], SECOND_QUARTER[4]];
    mini.quarter("2025-Q1", &bad);
    mini.run(1);
    let first = id(&mini);
    mini.send("services/2025-Q1 lần 2.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let resolved: Vec<&Value> = answer["findings"]["resolved"].as_array().expect("findings").iter().collect();
    assert!(resolved.iter().any(|one| one["code"] == "type-error"), "{resolved:#?}");
    let arrived = figures_of(&answer, "moved");
    assert!(
        arrived.iter().any(|line| line.starts_with("dossiers 90001 as-reported 2025-Q1: null → 100")),
        "{arrived:#?}"
    );
    mini.send("services/2024-Q4.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD, &SECOND_QUARTER));
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let new = figures_of(&answer, "new");
    assert!(new.contains(&"dossiers 90001 as-reported 2024-Q4: null → 100.0 by [0]".to_owned()), "{new:#?}");
    // One run named: with the current one.
    assert_eq!(differs(&mini, 1, &[&first])["inputs"].as_array().map(Vec::len), Some(2));
}

#[test]
fn figures_of_a_period_that_appears_have_a_cause_in_every_area() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let head = "ỦY BAN NHÂN DÂN HUYỆN SUỐI ĐÁ;;;;;;\n";
    let of_one = sheet("2025-Q2", &OLD[..3], &SECOND_QUARTER[..3]);
    mini.send("services/huyen-suoi-da.csv", "2025-07-02T09:00:00+07:00", format!("{head}{of_one}"));
    mini.run(0);
    let new = figures_of(&differs(&mini, 1, &[]), "new");
    assert!(!new.is_empty() && new.iter().all(|line| line.ends_with("by [0]")), "{new:#?}");
    assert!(new.contains(&"dossiers 90005 as-reported 2025-Q2: null → null by [0]".to_owned()), "{new:#?}");
}

#[test]
fn a_declaration_and_a_deadline_are_causes() {
    let mini = Mini::with_two_quarters();
    mini.edit(
        "schemas/services.json",
        "\"reports\": \"commune\"",
        "\"reports\": \"commune\", \"due\": \"P10D\", \"first_period\": \"2025-Q2\"",
    );
    mini.edit("tinhso.toml", "2026-03-31", "2026-01-05");
    mini.run(0);
    mini.edit("tinhso.toml", "2026-01-05", "2026-01-31");
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    assert_eq!(answer["changes"]["deadline"], true);
    assert_eq!(answer["inputs"], json!([]));
    let new = answer["figures"]["new"].as_array().expect("figures");
    assert!(!new.is_empty() && new.iter().all(|one| one["causes"]["deadline"] == true), "{new:#?}");
    assert!(
        answer["submissions"]["new"]
            .as_array()
            .is_some_and(|new| new.iter().all(|one| one["state_after"] == "missing"))
    );
    mini.edit("pipelines/services.toml", "factor      = 100", "factor      = 1000");
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let declarations = &answer["changes"]["declarations"];
    assert_eq!(
        (&declarations[0]["name"], &declarations[0]["change"]),
        (&json!("pipelines/services.toml"), &json!("changed"))
    );
    assert_eq!(declarations.as_array().map(Vec::len), Some(1));
    let moved = answer["figures"]["moved"].as_array().expect("figures");
    assert!(!moved.is_empty() && moved.iter().all(|one| one["causes"]["declarations"] == true));
}

#[test]
fn a_figure_that_is_counted_in_another_unit_moved() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "PERSON", "multiplier": 3"#);
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let moved = answer["figures"]["moved"].as_array().expect("figures");
    assert!(!moved.is_empty());
    for one in moved {
        assert_eq!(one["changed"], json!(["unit_mult"]), "{one}");
        assert_eq!((&one["before"]["unit_mult"], &one["after"]["unit_mult"]), (&json!(0), &json!(3)), "{one}");
        assert_eq!(one["difference"], Value::Null, "numbers of two units have none: {one}");
    }
    let text = mini.tinhso(&["diff", "--lang", "en"]).expect(1).stdout;
    assert!(text.contains("counted in people → thousand people"), "{text}");
}

#[test]
fn a_target_of_a_later_year_is_named_where_it_moves() {
    let mini = Mini::with_two_quarters();
    let next = r#"[{ period = "2025", at_least = 50, source = "Kế hoạch" }"#;
    let with = |value: &str| format!(r#"{next}, {{ period = "2030", at_least = {value}, source = "Kế hoạch" }}"#);
    mini.edit("pipelines/services.toml", next, &with("2"));
    mini.run(0);
    mini.edit("pipelines/services.toml", &with("2"), &with("99.5"));
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let targets = answer["targets"].as_array().expect("targets");
    assert_eq!(targets.len(), 1, "{targets:#?}");
    let of = |side: &str| targets[0][side]["target_value"].clone();
    assert_eq!((&targets[0]["target_period"], of("before"), of("after")), (&json!("2030"), 2.0.into(), 99.5.into()));
    let said = mini.tinhso(&["diff", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains("Targets that moved (1)") && said.contains("≥ 2 % → ≥ 99.5 %"), "{said}");
}

#[test]
fn a_changed_declaration_is_named_to_the_line() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("pipelines/services.toml", "factor      = 100", "factor      = 1000");
    mini.edit(
        "pipelines/services.toml",
        "name        = \"dossiers\"\n",
        "name        = \"dossiers\"\ndecimals    = 0\n",
    );
    mini.edit("tinhso.toml", "\"Thử Nghiệm\"", "\"Thử Nghiệm mới\"");
    mini.edit("registry/crosswalk.csv", "90005,2025-07-01,1,1/NQ", "90005,2025-07-01,1,2/NQ");
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let text = fs::read_to_string(mini.path().join("pipelines/services.toml")).expect("a pipeline");
    let number = |line: &str| text.lines().position(|one| one == line).expect("a line") + 1;
    let (factor, decimals) = (number("factor      = 1000"), number("decimals    = 0"));
    let line = |number: Option<usize>, text: &str| json!({ "number": number, "text": text });
    assert_eq!(
        answer["changes"]["declarations"],
        json!([
            { "name": "pipelines/services.toml", "change": "changed", "lines": [
                { "before": line(Some(factor), "factor      = 100"), "after": line(Some(factor), "factor      = 1000") },
                { "before": null, "after": line(Some(decimals), "decimals    = 0") },
            ] },
            { "name": "registry/crosswalk.csv", "change": "changed", "lines": [
                { "before": line(Some(6), "90005,2020-01-01,90005,2025-07-01,1,1/NQ"),
                  "after": line(Some(6), "90005,2020-01-01,90005,2025-07-01,1,2/NQ") },
            ] },
            { "name": "tinhso.toml", "change": "changed", "lines": [
                { "before": line(None, "name = \"Thử Nghiệm\""), "after": line(None, "name = \"Thử Nghiệm mới\"") },
            ] },
        ])
    );
    let said = mini.tinhso(&["diff", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains(&format!("    - {factor} factor      = 100\n    + {factor} factor      = 1000\n")), "{said}");
    assert!(said.contains(&format!("    + {decimals} decimals    = 0\n")), "{said}");
    // What a new project folder holds is not what the run rests on.
    mini.write("pipelines/services.toml", text.replace("factor      = 1000", "factor      = 10"));
    assert_eq!(differs(&mini, 1, &[])["changes"], answer["changes"]);
}

#[test]
fn a_run_says_what_is_new_since_the_one_before() {
    let mini = Mini::with_two_quarters();
    assert_eq!(mini.run(0)["since"], Value::Null, "there is none before");
    let before = id(&mini);
    assert_eq!(mini.run(0)["since"], Value::Null, "nothing changed");
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected());
    mini.quarter("2025-Q1", &[Some("nhiều;50;1000;50"), None, None, None, None]);
    let since = mini.run(1)["since"].clone();
    assert_eq!(since["run_id"], json!(before));
    assert_eq!(
        (&since["errors"], &since["figures_moved"], &since["submissions_new"]),
        (&json!(1), &json!(12), &json!(4))
    );
    assert_eq!(since["first_errors"][0]["code"], "type-error");
    mini.send("services/2025-Q1 lần 2.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("New since"), "{text}");
    // A look back is not compared with what came later.
    let (answer, _) = mini.look_back("2025-07-10");
    assert_eq!(answer["since"], Value::Null);
}

#[test]
fn a_run_says_what_is_gone_since_the_one_before() {
    let mini = Mini::with_two_quarters();
    // A withdrawal is of today.
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    mini.run(0);
    mini.tinhso(&["withdraw", "services/2025-Q3.csv", "--why", "sent twice"]).expect(0);
    let since = mini.run(0)["since"].clone();
    let gone = since["figures_gone"].as_u64().expect("a number");
    assert!(gone > 0, "{since}");
    assert_eq!(since["submissions_gone"], json!(3), "{since}");
    mini.tinhso(&["restore", "services/2025-Q3.csv", "--why", "it was right"]).expect(0);
    mini.run(0);
    mini.tinhso(&["withdraw", "services/2025-Q3.csv", "--why", "sent twice"]).expect(0);
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains(&format!("{gone} figures gone, 3 submissions gone")), "{text}");
}

#[test]
fn a_run_that_is_held_leaves_the_current_one() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = id(&mini);
    assert_eq!(mini.run_with(0, &["--hold"])["held"], false, "the same run is current already");
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected());
    let answer = mini.run_with(1, &["--hold"]);
    assert_eq!((&answer["held"], &answer["since"]["figures_moved"]), (&json!(true), &json!(12)));
    let held = answer["run_id"].as_str().expect("an id").to_owned();
    assert_eq!(id(&mini), before);
    assert_eq!(differs(&mini, 1, &[&before, &held])["inputs"].as_array().map(Vec::len), Some(1));
    let text = mini.tinhso(&["run", "--hold", "--lang", "en"]).expect(1).stdout;
    assert!(text.contains(&format!("tinhso release {held}")), "{text}");
    // Held, it was never current: the next run is compared with the one that is.
    mini.send("services/2024-Q4.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD, &SECOND_QUARTER));
    assert_eq!(mini.run(0)["since"]["run_id"], json!(before));
    assert_eq!(differs(&mini, 1, &[])["before"]["run_id"], json!(before));
}

#[test]
fn what_cannot_be_compared_ends_with_2() {
    let mini = Mini::with_two_quarters();
    mini.tinhso(&["diff"]).expect(2);
    mini.run(0);
    let said = mini.tinhso(&["diff", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("name two runs"), "{said}");
    let said = mini.tinhso(&["diff", "0123456789abcdef", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("0123456789abcdef"), "{said}");
}

#[test]
fn the_text_fits_a_terminal() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = id(&mini);
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected());
    mini.run(0);
    let after = id(&mini);
    for (language, name) in [("vi", "diff_vi"), ("en", "diff_en")] {
        let text = mini.tinhso(&["diff", "--lang", language]).expect(1).stdout;
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        insta::assert_snapshot!(name, text.replace(&before, "[before]").replace(&after, "[after]"));
    }
    let all = mini.tinhso(&["diff", "--all", "--lang", "en"]).expect(1).stdout;
    assert!(!all.contains("--all"), "{all}");
}

#[test]
fn each_value_has_the_digits_that_its_run_shows() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("pipelines/services.toml", "factor      = 100", "factor      = 1000\ndecimals    = 0");
    mini.run(0);
    let answer = differs(&mini, 1, &[]);
    let moved = answer["figures"]["moved"].as_array().expect("figures");
    let one = moved.iter().find(|one| one["figure"]["decimals"] == 0).expect("a figure");
    assert_eq!(one["figure"]["decimals_before"], 2);
    let said = mini.tinhso(&["diff", "--lang", "en"]).expect(1).stdout;
    let value = one["before"]["obs_value"].as_f64().expect("a value");
    let after = one["after"]["obs_value"].as_f64().expect("a value");
    assert!(said.contains(&format!("{value:.2} % → {after:.0} %")), "{value} {after} {said}");
    // What is due is as it was.
    assert!(!said.contains("due 50"), "{said}");
}
