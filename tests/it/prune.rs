//! `tinhso prune`: old runs go, and every run that is kept can still be made again.

use std::fs;

use serde_json::{Value, json};

use crate::kit::{current_id, tree};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// A project with so many runs; gives their ids, the oldest first.
fn with_runs(count: u32) -> (Mini, Vec<String>) {
    let mini = Mini::with_two_quarters();
    let mut runs = Vec::new();
    for year in 0..count {
        let period = format!("{}-Q2", 2020 + year);
        mini.send(
            &format!("services/{period}.csv"),
            "2025-07-06T09:00:00+07:00",
            sheet(&period, &OLD, &SECOND_QUARTER),
        );
        runs.push(mini.run(0)["run_id"].as_str().expect("an id").to_owned());
    }
    (mini, runs)
}

fn pruned(mini: &Mini, arguments: &[&str]) -> Value {
    let mut all = vec!["prune", "--format", "json"];
    all.extend(arguments);
    mini.tinhso(&all).expect(0).json()
}

#[test]
fn the_last_runs_stay_and_can_be_made_again() {
    let (mini, runs) = with_runs(4);
    let before = tree(&mini.warehouse());
    let arguments = ["--keep", "2", "--keep-monthly", "0"];
    let looked = pruned(&mini, &[&arguments[..], &["--dry-run"]].concat());
    assert_eq!((&looked["removed"], &looked["kept"]), (&json!([runs[1], runs[0]]), &json!([runs[3], runs[2]])));
    assert!(tree(&mini.warehouse()) == before, "nothing is written");
    let done = pruned(&mini, &arguments);
    assert_eq!(done["removed"], looked["removed"]);
    let gone = |name: &String| runs[..2].iter().any(|run| name.starts_with(&format!("runs/{run}/")));
    let mut expected = before;
    expected.retain(|name, _| !gone(name));
    assert!(tree(&mini.warehouse()) == expected, "archive, ledger, journal and the kept runs are as they were");
    for run in &runs[2..] {
        mini.tinhso(&["verify", run]).expect(0);
    }
    mini.tinhso(&["diff"]).expect(1);
    assert_eq!(mini.run(0)["unchanged"], true);
}

#[test]
fn the_current_run_and_the_last_of_each_month_stay() {
    let (mini, runs) = with_runs(4);
    mini.tinhso(&["release", &runs[0]]).expect(0);
    // The second run is of another month.
    let journal = mini.warehouse().join("journal");
    for entry in fs::read_dir(&journal).expect("a journal") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("an entry");
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        if value["run_id"] == json!(runs[1]) {
            value["ended_at"] = json!("2025-01-31T10:00:00Z");
            fs::write(&path, value.to_string()).expect("written");
        }
    }
    let answer = pruned(&mini, &["--keep", "1", "--keep-monthly", "2", "--dry-run"]);
    // The release is the last that happened to the first run.
    assert_eq!(answer["kept"], json!([runs[0], runs[1]]));
    assert_eq!(answer["removed"], json!([runs[3], runs[2]]));
    pruned(&mini, &["--keep", "1", "--keep-monthly", "0"]);
    assert_eq!(current_id(&mini.warehouse()).as_ref(), Some(&runs[0]));
    assert_eq!(fs::read_dir(mini.warehouse().join("runs")).expect("runs").count(), 1);
    // It stays where `current` went away, too.
    mini.look_back("2025-07-05");
    fs::remove_file(mini.warehouse().join("current")).expect("removed");
    assert!(
        pruned(&mini, &["--keep", "1", "--keep-monthly", "0"])["kept"]
            .as_array()
            .is_some_and(|kept| kept.contains(&json!(runs[0])))
    );
}

#[test]
fn a_run_that_is_held_stays_until_it_is_released_or_another_becomes_current() {
    let (mini, runs) = with_runs(2);
    let send = |period: &str| {
        let sent = sheet(period, &OLD, &SECOND_QUARTER);
        mini.send(&format!("services/{period}.csv"), "2025-07-06T09:00:00+07:00", sent);
    };
    send("2022-Q2");
    let held = mini.run_with(1, &["--hold"])["run_id"].as_str().expect("an id").to_owned();
    mini.look_back("2025-07-05");
    let few = ["--keep", "1", "--keep-monthly", "0"];
    let answer = pruned(&mini, &few);
    assert_eq!((&answer["held"], &answer["removed"]), (&json!([held]), &json!([runs[0]])));
    let said = mini.tinhso(&[&["prune", "--lang", "en"][..], &few].concat()).expect(0).stdout;
    assert!(said.contains(&held), "{said}");
    assert_eq!(mini.run(1)["held"], true);
    send("2023-Q2");
    mini.run(0);
    let answer = pruned(&mini, &few);
    assert_eq!(answer["held"], json!([]));
    assert!(answer["removed"].as_array().expect("runs").contains(&json!(held)));
}
