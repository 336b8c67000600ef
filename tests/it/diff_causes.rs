//! What `tinhso diff` names as the cause of a figure that moved: what the figure rests on, and nothing else.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// The causes of the figures that moved, by indicator: the columns that differ and what is named, each once.
fn causes(mini: &Mini) -> BTreeMap<String, Vec<String>> {
    mini.tinhso(&["run"]);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let figures = &answer["figures"];
    for list in ["moved", "new", "gone"] {
        for one in figures[list].as_array().expect("a list") {
            let named = one["causes"].as_object().expect("causes");
            let named = named.iter().filter_map(|(name, value)| match value {
                Value::Array(inputs) if !inputs.is_empty() => Some(format!("file {}", inputs[0])),
                Value::Bool(true) => Some(name.clone()),
                _ => None,
            });
            let name = one["figure"]["indicator"].as_str().expect("a name").to_owned();
            causes.entry(name).or_default().push(named.collect::<Vec<_>>().join(", "));
        }
    }
    for list in causes.values_mut() {
        list.sort();
        list.dedup();
    }
    causes
}

fn with_a_resend() -> Mini {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let corrected = sheet("2025-Q3", &NEW, &[Some("311;121;3101;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected);
    mini
}

#[test]
fn what_moves_no_figure_is_no_cause() {
    let mini = with_a_resend();
    mini.edit("tinhso.toml", "language", "contact     = \"Cục Thống kê\"\nlanguage");
    mini.edit("tinhso.toml", "\"Thử Nghiệm\"", "\"Thử Nghiệm mới\"");
    mini.edit("pipelines/services.toml", "Share online", "Share on line");
    mini.edit(
        "pipelines/services.toml",
        "name        = \"dossiers\"\n",
        "name        = \"dossiers\"\ndecimals    = 0\n",
    );
    let causes = causes(&mini);
    assert!(causes.len() > 2, "{causes:?}");
    assert!(causes.values().all(|named| *named == ["file 0"]), "{causes:?}");
}

#[test]
fn the_declaration_of_an_indicator_is_the_cause_of_its_own_figures_alone() {
    let mini = with_a_resend();
    mini.edit("pipelines/services.toml", "factor      = 100", "factor      = 1000");
    let causes = causes(&mini);
    for (indicator, named) in &causes {
        match indicator.as_str() {
            "online_share" | "busy_communes_share" => {
                assert!(
                    named.iter().all(|one| one == "declarations" || one == "file 0" || one == "file 0, declarations"),
                    "{causes:?}"
                );
            }
            _ => assert_eq!(named, &["file 0"], "{indicator}: {causes:?}"),
        }
    }
    assert!(causes["online_share"].contains(&"declarations".to_owned()), "{causes:?}");
}

#[test]
fn the_schema_of_a_form_is_the_cause_of_figures_of_that_form() {
    let mini = with_a_resend();
    mini.edit("schemas/value-added.json", "\"title\"", "\"description\": \"Mới\", \"title\"");
    let of_other = causes(&mini);
    assert!(of_other.values().all(|named| *named == ["file 0"]), "{of_other:?}");
    mini.edit("schemas/services.json", "\"title\"", "\"description\": \"Mới\", \"title\"");
    let corrected = sheet("2025-Q3", &NEW, &[Some("312;121;3101;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send("services/2025-Q3 sửa lần 2.csv", "2025-10-09T09:00:00+07:00", corrected);
    let of_its_form = causes(&mini);
    assert!(of_its_form.values().all(|named| *named == ["file 0, declarations"]), "{of_its_form:?}");
}

#[test]
fn a_target_explains_what_is_said_of_the_target() {
    let mini = with_a_resend();
    mini.edit("pipelines/services.toml", "at_least = 50", "at_least = 40");
    let answer_of = |mini: &Mini| mini.tinhso(&["diff", "--format", "json", "--all"]).expect(1).json();
    mini.run(0);
    let answer = answer_of(&mini);
    let moved = answer["figures"]["moved"].as_array().expect("a list");
    let alone = |one: &&Value| {
        one["changed"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|name| name.as_str().is_some_and(|name| name.starts_with("target_")))
    };
    assert!(moved.iter().any(|one| alone(&one)) && moved.iter().any(|one| !alone(&one)));
    for one in moved {
        let (causes, target) = (&one["causes"], one["changed"].to_string().contains("target_"));
        assert_eq!(causes["target"], target, "{one}");
        assert_eq!(causes["declarations"], false, "{one}");
        assert_eq!(causes["inputs"].as_array().map(Vec::is_empty), Some(alone(&one)), "{one}");
        assert_eq!(one["after"]["target_value"] == 40.0, one["after"]["target_state"].is_string(), "{one}");
    }
    let text = mini.tinhso(&["diff", "--lang", "en", "--all"]).expect(1).stdout;
    assert!(!text.contains("Numerator, denominator or coverage alone"), "{text}");
    let target = text.lines().skip_while(|line| !line.starts_with("Target alone")).nth(2).expect("a figure");
    assert!(target.contains("due 50.00 % (2025) → 40.00 % (2025)") && target.ends_with("by its target"), "{text}");
}

#[test]
fn a_decision_is_the_cause_of_figures_of_its_object() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let bytes = std::fs::read(mini.path().join("landing/services/2025-Q3.csv")).expect("an object");
    let digest = tinhso::store::digest::sha256_hex(&bytes);
    let decision = format!(
        "[[decision]]\nobject_sha256 = \"{digest}\"\nobject = \"services/2025-Q3.csv\"\ncell = \"D2\"\nvalue = \"333\"\n\
         who = \"An\"\nwhy = \"gọi điện\"\nwhen = \"2026-01-05\"\n"
    );
    mini.write("decisions.toml", decision);
    mini.run(0);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let moved = answer["figures"]["moved"].as_array().expect("a list");
    assert!(!moved.is_empty() && moved.iter().all(|one| one["causes"]["declarations"] == true), "{moved:?}");
    assert!(moved.iter().all(|one| one["figure"]["time_period"] != "2025-Q2"), "{moved:?}");
}

#[test]
fn a_decision_is_no_cause_of_figures_that_do_not_rest_on_its_row() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let bytes = std::fs::read(mini.path().join("landing/services/2025-Q3.csv")).expect("an object");
    let digest = tinhso::store::digest::sha256_hex(&bytes);
    let decision = format!(
        "[[decision]]\nobject_sha256 = \"{digest}\"\nobject = \"services/2025-Q3.csv\"\ncell = \"D2\"\nvalue = \"333\"\n\
         who = \"An\"\nwhy = \"gọi điện\"\nwhen = \"2026-01-05\"\n"
    );
    mini.write("decisions.toml", decision);
    // The second commune sends its own row again.
    mini.send(
        "services/2025-Q3 sửa.csv",
        "2025-10-08T09:00:00+07:00",
        sheet("2025-Q3", &NEW[1..2], &[Some("211;121;3101;55")]),
    );
    mini.run(0);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let mut named: BTreeMap<String, Vec<(bool, usize)>> = BTreeMap::new();
    for one in answer["figures"]["moved"].as_array().expect("a list") {
        let causes = (one["causes"]["declarations"] == true, one["causes"]["inputs"].as_array().map_or(0, Vec::len));
        named.entry(one["figure"]["ref_area"].as_str().expect("a code").to_owned()).or_default().push(causes);
    }
    for causes in named.values_mut() {
        causes.sort_unstable();
        causes.dedup();
    }
    assert_eq!(named["90001"], [(true, 0)], "{named:?}");
    assert_eq!(named["90003"], [(false, 1)], "{named:?}");
    assert_eq!(named["90"], [(true, 1)], "{named:?}");
}

#[test]
fn a_deadline_is_the_cause_of_figures_of_its_own_period_alone() {
    let mini = Mini::with_two_quarters();
    let reports = "\"reports\": \"commune\"";
    let due = format!("{reports}, \"due\": \"P10D\", \"first_period\": \"2025-Q2\"");
    mini.edit("schemas/services.json", reports, &due);
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    // The deadline of the last quarter passes between the runs, and what came in time for an earlier one is withdrawn.
    mini.tinhso(&["run", "--as-of", "2026-01-05"]);
    mini.tinhso(&["withdraw", "services/2025-Q3.csv", "--why", "thử"]).expect(0);
    mini.tinhso(&["run"]);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let (mut of_quarter, mut of_others) = (0, 0);
    for one in ["moved", "gone", "new"].iter().flat_map(|list| answer["figures"][list].as_array().expect("a list")) {
        if one["figure"]["time_period"] == "2025-Q3" {
            assert_eq!(one["causes"]["deadline"], false, "{one:#}");
            of_quarter += 1;
        }
        of_others += i32::from(one["causes"]["deadline"] == true);
    }
    assert!(of_quarter > 0 && of_others > 0, "{of_quarter} {of_others}");
}

#[test]
fn a_new_file_that_another_has_replaced_is_no_cause() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let corrected = |first| sheet("2025-Q3", &NEW, &[Some(first), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send("services/2025-Q3 lần 2.csv", "2025-10-08T09:00:00+07:00", corrected("311;121;3101;55"));
    mini.send("services/2025-Q3 lần 3.csv", "2025-10-09T09:00:00+07:00", corrected("312;122;3102;55"));
    let causes = causes(&mini);
    assert!(causes.len() > 2 && causes.values().all(|named| *named == ["file 1"]), "{causes:?}");
}

#[test]
fn bytes_that_count_under_another_name_are_no_cause() {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let report = sheet("2025-Q1", &OLD[..3], &SECOND_QUARTER[..3]);
    mini.send("services/a.csv", "2025-04-01T09:00:00+07:00", &report);
    mini.send("services/b.csv", "2025-04-02T09:00:00+07:00", &report);
    mini.send("services/c.csv", "2025-04-03T09:00:00+07:00", sheet("2025-Q1", &OLD[3..], &SECOND_QUARTER[3..]));
    mini.run(0);
    for object in ["services/a.csv", "services/c.csv"] {
        mini.tinhso(&["withdraw", object, "--why", "nhầm"]).expect(0);
    }
    let causes = causes(&mini);
    assert!(causes.len() > 2 && causes.values().all(|named| *named == ["file 1"]), "{causes:?}");
}

#[test]
fn a_unit_that_differs_is_the_cause_of_figures_of_its_own_areas_alone() {
    let mini = with_a_resend();
    mini.edit("registry/units.csv", "902,Huyện Rừng Thông", "902,Huyện Rừng  Thông");
    mini.edit("registry/units.csv", "90004,Xã Đá Bạc", "90004,Xã Đá  Bạc");
    let answer = || {
        mini.tinhso(&["run"]);
        mini.tinhso(&["diff", "--format", "json"]).expect(1).json()
    };
    let answer = answer();
    let moved = answer["figures"]["moved"].as_array().expect("a list");
    let by_registry = |area: &str| {
        let of_area = moved.iter().filter(|one| one["figure"]["ref_area"] == area);
        of_area.map(|one| one["causes"]["registry"] == true).collect::<Vec<_>>()
    };
    let (own, province) = (by_registry("90001"), by_registry("90"));
    assert!(!own.is_empty() && own.iter().all(|named| !named), "{moved:#?}");
    assert!(!province.is_empty() && province.iter().all(|named| *named), "90004 lay in it");
}

#[test]
fn a_file_of_a_district_is_no_cause_of_figures_of_another_that_its_communes_came_to_later() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    // The fourth commune is of the second district until it becomes a part of the third one of the first.
    let first = [Some("101;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2]];
    mini.send("services/b1.csv", "2025-07-08T09:00:00+07:00", sheet("2025-Q2", &OLD[..3], &first));
    let second = [Some("404;100;4000;80"), SECOND_QUARTER[4]];
    mini.send("services/b2.csv", "2025-07-08T09:00:00+07:00", sheet("2025-Q2", &OLD[3..], &second));
    mini.tinhso(&["run"]);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let named = |area: &str, geography: &str| -> Vec<Value> {
        let moved = answer["figures"]["moved"].as_array().expect("a list").iter();
        let is_it = |one: &&Value| {
            let figure = &one["figure"];
            figure["indicator"] == "dossiers_so_far"
                && figure["ref_area"] == area
                && figure["geography"] == geography
                && figure["time_period"] == "2025-Q2"
        };
        moved.filter(is_it).map(|one| one["causes"]["inputs"].clone()).collect()
    };
    assert_eq!(named("901", "as-reported"), [serde_json::json!([0])], "{answer}");
    assert_eq!(named("902", "as-reported"), [serde_json::json!([1])]);
    assert_eq!(named("90", "as-reported"), [serde_json::json!([0, 1])]);
}

/// The files that are named as causes of the figures of an indicator that moved, by area; each figure as reported of the second quarter.
fn named_by_area(mini: &Mini, indicator: &str) -> BTreeMap<String, Vec<String>> {
    mini.tinhso(&["run"]);
    let answer = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    let mut named = BTreeMap::new();
    for one in answer["figures"]["moved"].as_array().expect("a list") {
        let figure = &one["figure"];
        if figure["indicator"] != indicator
            || figure["geography"] != "as-reported"
            || figure["time_period"] != "2025-Q2"
        {
            continue;
        }
        let inputs = one["causes"]["inputs"].as_array().expect("a list").iter();
        let object = |index: &Value| {
            let index = usize::try_from(index.as_u64().expect("an index")).expect("small");
            answer["inputs"][index]["object"].as_str().expect("an object").to_owned()
        };
        named.insert(figure["ref_area"].as_str().expect("a code").to_owned(), inputs.map(object).collect());
    }
    named
}

#[test]
fn the_file_that_holds_the_row_is_the_cause_and_no_other_of_its_sender() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.send("services/b2.csv", "2025-07-08T09:00:00+07:00", sheet("2025-Q2", &OLD[..1], &[Some("110;50;1000;50")]));
    mini.send("services/b3.csv", "2025-07-09T09:00:00+07:00", sheet("2025-Q2", &OLD[1..2], &[Some("220;60;2000;60")]));
    let named = named_by_area(&mini, "dossiers");
    assert_eq!(named["90001"], ["services/b2.csv"], "{named:?}");
    assert_eq!(named["90002"], ["services/b3.csv"], "{named:?}");
    assert_eq!([&named["901"], &named["90"]], [&["services/b2.csv", "services/b3.csv"]; 2], "{named:?}");
    // Of the first correction a row counts though a later one is in its place: the later does not have it.
    let kept = crate::kit::filtered(mini.table("findings"), &[("code", "earlier-row-kept"), ("state", "open")]);
    let kept = crate::kit::lines(&kept, &["object", "ref_area"]);
    assert_eq!(kept, ["services/2025-Q2.csv | 90003", "services/b2.csv | 90001"]);
}

#[test]
fn a_file_in_which_no_value_of_a_figure_differs_is_no_cause() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let report = |units: std::ops::Range<usize>, place: usize, cells: &'static str| {
        let mut own = SECOND_QUARTER;
        own[place] = Some(cells);
        sheet("2025-Q2", &OLD[units.clone()], &own[units])
    };
    mini.send("services/dossiers.csv", "2025-07-08T09:00:00+07:00", report(0..3, 0, "110;50;1000;50"));
    mini.send("services/people.csv", "2025-07-08T09:00:00+07:00", report(3..5, 0, "100;50;1000;50"));
    let people = sheet("2025-Q2", &OLD[3..], &[Some("400;100;4100;80"), SECOND_QUARTER[4]]);
    mini.send("services/people.csv", "2025-07-08T09:00:00+07:00", people);
    let dossiers = named_by_area(&mini, "dossiers");
    assert_eq!([&dossiers["90001"], &dossiers["90"]], [&["services/dossiers.csv"]; 2], "{dossiers:?}");
    let people = named_by_area(&mini, "people");
    assert_eq!([&people["90004"], &people["90"]], [&["services/people.csv"]; 2], "{people:?}");
}
