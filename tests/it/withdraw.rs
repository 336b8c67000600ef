//! `tinhso withdraw` and `tinhso restore`: an object no longer counts, or counts again; the file stays.

use std::fs;

use serde_json::{Value, json};

use tinhso::store::{Warehouse, Withdrawal};

use crate::kit::{Row, current_id, filtered, tree};
use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// A project that counts up to today, since withdrawals are of today.
fn of_today() -> Mini {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let corrected = sheet("2025-Q3", &NEW, &[Some("311;120;3100;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected);
    mini
}

fn id(mini: &Mini) -> String {
    current_id(&mini.warehouse()).expect("a current run")
}

fn withdraw(mini: &Mini, object: &str) {
    mini.tinhso(&["withdraw", object, "--why", "gửi nhầm"]).expect(0);
}

#[test]
fn the_figures_of_a_withdrawn_object_go_and_come_back() {
    let mini = of_today();
    mini.run(0);
    let first = id(&mini);
    let dossiers = || mini.figure("dossiers", "90001", "as-reported", "2025-Q3");
    let before = dossiers();
    assert!(before.starts_with("311"), "{before}");
    let archive = tree(&mini.warehouse().join("archive"));
    let answer = mini
        .tinhso(&["withdraw", "services/2025-Q3 sửa.csv", "--why", "gửi nhầm", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!((&answer["restored"], &answer["why"]), (&json!(false), &json!("gửi nhầm")));
    let waits = || mini.tinhso(&["status", "--format", "json"]).expect(0).json()["waiting"].clone();
    assert_eq!(waits()["withdrawn"], json!(["services/2025-Q3 sửa.csv"]));
    let said = mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout;
    assert!(said.contains("was withdrawn, and still counts") && said.contains("Next: tinhso run"), "{said}");
    let counted = mini.run(0)["summary"]["objects"].clone();
    assert_eq!((counted, waits()["withdrawn"].clone()), (3.into(), json!([])), "all that the ledger holds");
    let second = id(&mini);
    assert_ne!(first, second);
    assert!(dossiers().starts_with("310"), "what it had replaced counts again: {}", dossiers());
    let submissions = mini.table("submissions");
    let of_it: Vec<Row> = filtered(submissions, &[("object", "services/2025-Q3 sửa.csv")]);
    assert_eq!(of_it.len(), 3);
    assert!(of_it.iter().all(|row| row["state"] == "withdrawn" && row["rows_accepted"] == "0"), "{of_it:#?}");
    assert!(filtered(mini.table("lineage"), &[("object", "services/2025-Q3 sửa.csv")]).is_empty());
    assert!(tree(&mini.warehouse().join("archive")) == archive, "the file stays");
    let ledger = fs::read_to_string(mini.warehouse().join("ledger/000002.jsonl")).expect("the ledger");
    assert!(ledger.starts_with("{\"after\":") && ledger.contains("\"entry\":\"withdrawal\""), "{ledger}");
    assert!(ledger.contains("\"why\":\"gửi nhầm\""), "{ledger}");
    let diff = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    assert_eq!(diff["inputs"][0]["change"], "withdrawn");
    let moved = diff["figures"]["moved"].as_array().expect("figures");
    assert!(!moved.is_empty() && moved.iter().all(|one| one["causes"]["inputs"] == json!([0])), "{moved:#?}");
    // Nothing is read again, and the next night is the same.
    assert_eq!(mini.run(0)["unchanged"], true);
    mini.tinhso(&["verify"]).expect(0);
    mini.tinhso(&["restore", "services/2025-Q3 sửa.csv", "--why", "vẫn đúng"]).expect(0);
    assert_eq!(waits()["restored"], json!(["services/2025-Q3 sửa.csv"]));
    mini.run(0);
    assert_eq!(id(&mini), first, "it is the run of before");
    assert_eq!(dossiers(), before);
    let diff = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    assert_eq!(diff["inputs"][0]["change"], "restored");
}

#[test]
fn a_sender_whose_only_submission_is_withdrawn_is_missing() {
    let mini = of_today();
    let reports = "\"reports\": \"commune\"";
    mini.edit(
        "schemas/services.json",
        reports,
        &format!("{reports}, \"due\": \"P10D\", \"first_period\": \"2025-Q2\""),
    );
    mini.run(0);
    for object in ["services/2025-Q3.csv", "services/2025-Q3 sửa.csv"] {
        withdraw(&mini, object);
    }
    mini.run(0);
    let states: Vec<Row> = filtered(mini.table("submissions"), &[("time_period", "2025-Q3"), ("ref_area", "90001")]);
    let mut states: Vec<&str> = states.iter().map(|row| row["state"].as_str()).collect();
    states.sort_unstable();
    assert_eq!(states, ["missing", "withdrawn", "withdrawn"]);
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    let periods = status["forms"].as_array().expect("forms").iter().flat_map(|form| form["periods"].as_array());
    let periods: Vec<&Value> = periods.flatten().filter(|period| period["time_period"] == "2025-Q3").collect();
    assert_eq!((&periods[0]["withdrawn"], &periods[0]["duplicate"]), (&json!(6), &json!(0)));
}

#[test]
fn a_run_of_a_day_before_counts_what_was_withdrawn_since() {
    let mini = of_today();
    mini.run_with(0, &["--as-of", "2025-12-31"]);
    let then = id(&mini);
    withdraw(&mini, "services/2025-Q3 sửa.csv");
    assert_eq!(mini.run_with(0, &["--as-of", "2025-12-31"])["run_id"], json!(then));
    assert_ne!(mini.run(0)["run_id"], json!(then));
}

#[test]
fn a_withdrawal_after_the_day_of_the_project_does_not_wait() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let then = id(&mini);
    withdraw(&mini, "services/2025-Q3.csv");
    let waiting = mini.tinhso(&["status", "--format", "json"]).expect(0).json()["waiting"].clone();
    assert_eq!(waiting["withdrawn"], json!([]), "the next run is the same");
    assert_eq!(mini.run(0)["run_id"], json!(then));
}

#[test]
fn what_is_withdrawn_is_of_the_name_and_what_comes_later_counts() {
    let mini = of_today();
    mini.run(0);
    withdraw(&mini, "services/2025-Q2.csv");
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "no row");
    mini.send("services/2025-Q2 lần 2.csv", "2025-07-09T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.run(0);
    assert!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2").starts_with("100"));
}

#[test]
fn what_cannot_be_withdrawn_is_reported() {
    let mini = of_today();
    mini.run(0);
    let before = tree(&mini.warehouse().join("ledger"));
    let said = |arguments: &[&str]| {
        let arguments: Vec<&str> = arguments.iter().chain(&["--lang", "en"]).copied().collect();
        mini.tinhso(&arguments).expect(2).stderr
    };
    let misspelt = said(&["withdraw", "services/2025-Q33.csv", "--why", "x"]);
    assert!(misspelt.contains("did you mean services/2025-Q3.csv?"), "{misspelt}");
    assert!(said(&["withdraw", "services/2025-Q3.csv", "--why", " "]).contains("--why"));
    assert!(said(&["restore", "services/2025-Q3.csv", "--why", "x"]).contains("is not withdrawn"));
    said(&["withdraw", "services/2025-Q3.csv"]);
    assert!(tree(&mini.warehouse().join("ledger")) == before);
    withdraw(&mini, "services/2025-Q3.csv");
    assert!(said(&["withdraw", "services/2025-Q3.csv", "--why", "x"]).contains("withdrawn already"));
}

#[test]
fn a_name_is_the_same_however_its_accents_are_written() {
    let mini = of_today();
    mini.run(0);
    let object = "services/2025-Q3 sửa.csv";
    let decomposed = "services/2025-Q3 su\u{31b}\u{309}a.csv";
    assert_ne!(object, decomposed);
    withdraw(&mini, decomposed);
    mini.run(0);
    assert!(filtered(mini.table("submissions"), &[("object", object)]).iter().all(|row| row["state"] == "withdrawn"));
    let answer = mini.tinhso(&["restore", decomposed, "--why", "vẫn đúng", "--format", "json"]).expect(0).json();
    assert_eq!(answer["object"], object);
}

/// State and time of arrival of each submission of an object.
fn states(mini: &Mini, object: &str) -> Vec<String> {
    let rows = filtered(mini.table("submissions"), &[("object", object), ("ref_area", "901")]);
    rows.iter().map(|row| format!("{} {}", row["state"], &row["received_at"][..10])).collect()
}

#[test]
fn what_was_withdrawn_and_is_received_again_unchanged_counts() {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let (object, text) = ("services/2025-Q1.csv", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    mini.send(object, "2025-04-05T09:00:00+07:00", &text);
    mini.run(0);
    withdraw(&mini, object);
    // A line about what was withdrawn corrects it, as before.
    mini.edit("landing/arrivals.csv", "2025-04-05", "2025-04-06");
    assert_eq!(mini.run(0)["arrivals_corrected"], 1);
    assert_eq!(states(&mini, object), ["withdrawn 2025-04-06"]);
    let now = chrono::Utc::now();
    mini.send(object, &now.to_rfc3339(), &text);
    let answer = mini.run(0);
    assert_eq!(answer["arrivals_corrected"], 0);
    let today = now.format("%Y-%m-%d").to_string();
    assert_eq!(states(&mini, object), [format!("received {today}"), "withdrawn 2025-04-06".to_owned()]);
    assert!(mini.figure("dossiers", "90", "as-reported", "2025-Q1").starts_with("1500.0 | A"));
    assert_eq!(mini.run(0)["unchanged"], true);
    // It is withdrawn like any other, and the times of both stay.
    withdraw(&mini, object);
    mini.run(0);
    assert_eq!(states(&mini, object), ["withdrawn 2025-04-06".to_owned(), format!("withdrawn {today}")]);
    mini.tinhso(&["verify"]).expect(0);
}

#[test]
fn what_was_withdrawn_and_is_written_again_without_a_time_is_asked_about() {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let object = "services/2025-Q1.csv";
    mini.write(&format!("landing/{object}"), sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    mini.run(0);
    withdraw(&mini, object);
    let asked = |mini: &Mini| -> usize {
        let answer = mini.run(0);
        let found = answer["landing_findings"].as_array().expect("findings").clone();
        found.iter().filter(|one| one["code"] == "withdrawn-arrival").count()
    };
    assert_eq!(asked(&mini), 0, "it lies there as it was");
    mini.write(&format!("landing/{object}"), sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    assert_eq!((asked(&mini), asked(&mini)), (1, 1));
    assert!(states(&mini, object)[0].starts_with("withdrawn"));
    mini.tinhso(&["restore", object, "--why", "gửi lại"]).expect(0);
    assert_eq!(asked(&mini), 0);
    assert!(states(&mini, object)[0].starts_with("received"));
}

#[test]
fn a_withdrawal_that_a_clock_behind_entered_is_one_like_any_other() {
    let object = "services/2025-Q3 sửa.csv";
    let (withdrawn, by_clock_behind) = (of_today(), of_today());
    for mini in [&withdrawn, &by_clock_behind] {
        mini.run(0);
    }
    withdraw(&withdrawn, object);
    let warehouse = Warehouse::open("warehouse", by_clock_behind.path()).expect("a warehouse");
    let arrivals = warehouse.ledger().expect("the ledger").into_iter().filter(|entry| entry.object == object).collect();
    let at = "2020-01-01T00:00:00Z".parse().expect("an instant");
    let withdrawal = Withdrawal { arrivals, restores: false, at, why: "gửi nhầm".into() };
    warehouse.withdraw(warehouse.ledger_files().expect("the ledger"), &withdrawal).expect("written");
    warehouse.state_ledger_extent().expect("written");
    for _ in 0..2 {
        let answers = [&withdrawn, &by_clock_behind].map(|mini| mini.run(0));
        assert_eq!(answers[0]["run_id"], answers[1]["run_id"], "it still lies there, and did not come again");
    }
    assert!(by_clock_behind.figure("dossiers", "90001", "as-reported", "2025-Q3").starts_with("310"));
    by_clock_behind.tinhso(&["verify"]).expect(0);
    by_clock_behind.tinhso(&["restore", object, "--why", "vẫn đúng"]).expect(0);
    by_clock_behind.run(0);
    assert!(by_clock_behind.figure("dossiers", "90001", "as-reported", "2025-Q3").starts_with("311"));
}
