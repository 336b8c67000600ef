//! `tinhso release`: a run is made current by hand.

use std::fs;

use serde_json::{Value, json};

use crate::kit::{current, current_id, tree};
use crate::mini::{Mini, NEW, THIRD_QUARTER, sheet};

pub fn id(mini: &Mini) -> String {
    current_id(&mini.warehouse()).expect("a current run")
}

/// A run that is current, and one that is held.
pub fn held() -> (Mini, String, String) {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let first = id(&mini);
    let corrected = sheet("2025-Q3", &NEW, &[Some("311;120;3100;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send("services/2025-Q3 sửa.csv", "2025-10-08T09:00:00+07:00", corrected);
    let held = mini.run_with(1, &["--hold"])["run_id"].as_str().expect("an id").to_owned();
    assert_eq!(id(&mini), first);
    (mini, first, held)
}

#[test]
fn a_held_run_is_released_and_the_journal_says_so() {
    let (mini, first, held) = held();
    let before = tree(&mini.warehouse().join("runs"));
    let answer = mini.tinhso(&["release", &held, "--format", "json"]).expect(0).json();
    assert_eq!((&answer["run_id"], &answer["before"]), (&json!(held), &json!(first)));
    assert_eq!(id(&mini), held);
    assert!(tree(&mini.warehouse().join("runs")) == before, "runs stay as they are");
    let journal = tree(&mini.warehouse().join("journal"));
    let lines = journal.iter().filter(|(name, _)| name.ends_with("-released.json"));
    let lines: Vec<Value> = lines.map(|(_, bytes)| serde_json::from_slice(bytes).expect("JSON")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["run_id"], &lines[0]["before"]), (&json!(held), &json!(first)));
    // It is compared with what was current before, and counted as no run.
    let diff = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    assert_eq!(diff["before"]["run_id"], json!(first));
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert!(
        status["runs"].as_array().expect("runs").iter().all(|run| run["times"] == 1 && run["as_of"] == "2026-03-31")
    );
    // Released already: nothing is written.
    let before = tree(&mini.warehouse());
    let said = mini.tinhso(&["release", &held, "--lang", "en"]).expect(0).stdout;
    assert!(said.contains("already"), "{said}");
    assert!(tree(&mini.warehouse()) == before);
    // Back, and a night later it is still as a person wanted it.
    mini.tinhso(&["release", &first]).expect(0);
    assert_eq!(id(&mini), first);
    for _ in 0..2 {
        let answer = mini.run(1);
        assert_eq!((&answer["unchanged"], &answer["held"]), (&json!(true), &json!(true)));
        assert_eq!(id(&mini), first);
    }
}

#[test]
fn a_held_run_waits_for_its_release_and_what_comes_after_it_says_so() {
    let (mini, first, held) = held();
    for _ in 0..2 {
        assert_eq!(mini.run(1)["held"], true, "the timer of the night");
        assert_eq!(id(&mini), first);
    }
    mini.send("services/2025-Q4.csv", "2025-10-09T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    let answer = mini.run(0);
    assert_eq!((&answer["held"], &answer["after_held"]), (&json!(false), &json!(held)));
    assert_ne!(id(&mini), held);
    assert_eq!(mini.run(0)["after_held"], Value::Null);
}

#[test]
fn the_first_run_waits_for_its_release_too_and_every_command_says_so() {
    let mini = Mini::with_two_quarters();
    let held = mini.run_with(1, &["--hold"])["run_id"].as_str().expect("an id").to_owned();
    for _ in 0..2 {
        let answer = mini.run(1);
        assert_eq!((&answer["run_id"], &answer["held"]), (&json!(held), &json!(true)));
        assert_eq!(current_id(&mini.warehouse()), None, "nothing is current until somebody says so");
    }
    let release = format!("tinhso release {held}");
    for command in [
        &["verify"][..],
        &["show", "services"],
        &["explain", "services", "2025-Q2"],
        &["export", "out.xlsx"],
        &["diff"],
    ] {
        let said = mini.tinhso(&[command, &["--lang", "en"]].concat()).expect(2).stderr;
        assert!(said.contains("no run is current") && said.contains(&release), "{command:?}: {said}");
    }
    let said = mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout;
    assert!(said.contains(&format!("Current    no run is current; run {held} is held")), "{said}");
    assert!(said.contains(" held ") && said.contains(&release), "{said}");
    let check = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1).stdout;
    assert!(check.starts_with("Not well: no run is current") && check.contains(&release), "{check}");
    mini.tinhso(&["release", &held]).expect(0);
    assert_eq!(id(&mini), held);
    mini.run(0);
    assert!(mini.tinhso(&["status", "--format", "json"]).expect(0).json()["held"].is_null());
}

#[test]
fn status_names_what_is_held_beside_what_is_current() {
    let (mini, first, held) = held();
    let said = mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout;
    let line = said.lines().last().expect("a line");
    assert!(line.starts_with(&format!("Held       {held}, since 20")), "{said}");
    assert!(line.contains(&format!("`tinhso diff {first} {held}`")), "{said}");
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    let marks = |key: &str| status["runs"].as_array().expect("runs").iter().filter(|run| run[key] == true).count();
    assert_eq!((&status["held"]["run_id"], marks("held"), marks("current")), (&json!(held), 1, 1));
    let check = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(0).stdout;
    assert!(check.starts_with(&format!("All is well: run {first} is current")), "{check}");
    assert!(check.contains(&format!("`tinhso release {held}`")) && check.lines().count() == 1, "{check}");
    // A look at an earlier day is a run, too, and not the one that readers see.
    mini.tinhso(&["release", &held]).expect(0);
    let (answer, _) = mini.look_back("2025-07-31");
    let check = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(0).stdout;
    assert!(check.starts_with(&format!("All is well: run {held} is current")), "{check}");
    assert!(check.contains(answer["run_id"].as_str().expect("an id")), "{check}");
}

#[test]
fn the_current_run_that_is_run_once_more_ends_no_hold() {
    let (mini, first, held) = held();
    let waits = || mini.tinhso(&["status", "--format", "json"]).json()["held"]["run_id"].clone();
    assert_eq!(waits(), json!(held));
    // As of the day of the current run: nothing becomes current that was not.
    let again = mini.run_with(0, &["--as-of", "2025-10-07"]);
    let is_first = again["run_id"] == json!(first);
    let again = if is_first { again } else { mini.run_with(0, &["--as-of", "2026-03-31"]) };
    assert_eq!((&again["run_id"], &again["unchanged"]), (&json!(first), &json!(true)));
    assert_eq!(waits(), json!(held));
    let pruned = mini.tinhso(&["prune", "--keep", "1", "--keep-monthly", "0", "--format", "json"]).expect(0).json();
    assert!(mini.warehouse().join("runs").join(&held).is_dir(), "{pruned}");
    assert_eq!(mini.run(1)["held"], json!(true));
}

#[test]
fn a_hold_outlives_the_files_of_its_run_and_the_loss_of_current() {
    let (mini, first, held) = held();
    fs::remove_dir_all(mini.warehouse().join("runs").join(&held)).expect("removed");
    let answer = mini.run(1);
    assert_eq!((&answer["unchanged"], &answer["held"]), (&json!(false), &json!(true)), "it is made again, and held");
    assert_eq!(id(&mini), first);
    fs::remove_file(mini.warehouse().join("current")).expect("removed");
    let said = mini.tinhso(&["verify", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains(&first) && said.contains(&held), "{said}");
    let answer = mini.run(1);
    assert_eq!((&answer["lost_current"], &answer["held"]), (&json!(first), &json!(true)));
    assert_eq!(current_id(&mini.warehouse()), None);
}

#[test]
fn a_run_of_an_earlier_day_is_current_only_by_release() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (answer, run) = mini.look_back("2025-07-31");
    let earlier = answer["run_id"].as_str().expect("an id");
    mini.tinhso(&["release", earlier]).expect(0);
    assert_eq!(current(&mini.warehouse()), fs::canonicalize(run).expect("the run"));
    // The as-of day of what is current is known: a run of a day before stays aside.
    let (answer, _) = mini.look_back("2025-07-04");
    assert_eq!(answer["current_stays"], "2025-07-31");
}

#[test]
fn what_is_no_whole_run_is_not_released() {
    let (mini, first, held) = held();
    let said = mini.tinhso(&["release", "0123456789abcdef", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("0123456789abcdef"), "{said}");
    let table = mini.warehouse().join("runs").join(&held).join("indicators/services.parquet");
    let mut bytes = fs::read(&table).expect("a table");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&table, bytes).expect("written");
    let said = mini.tinhso(&["release", &held, "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("indicators/services.parquet"), "{said}");
    assert_eq!(id(&mini), first);
}
