//! `tinhso status --check`: whether all is well, for monitors.

use std::fs;

use crate::kit::current;
use crate::mini::Mini;

/// What the journal says, with the time of every entry moved.
fn journal_ended_at(mini: &Mini, at: &str) {
    for entry in fs::read_dir(mini.warehouse().join("journal")).expect("a journal") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("an entry");
        let mut entry: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        if entry.get("ended_at").is_some() {
            entry["ended_at"] = at.into();
            fs::write(&path, entry.to_string()).expect("written");
        }
    }
}

#[test]
fn a_young_whole_run_is_well_and_an_old_one_is_not() {
    let mini = Mini::with_two_quarters();
    let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1);
    assert_eq!(status.stdout, "Not well: no run has ended well yet\n");
    mini.run(0);
    let status = mini.tinhso(&["status", "--check", "--max-age", "36h", "--lang", "en"]).expect(0);
    assert!(status.stdout.starts_with("All is well: run ") && status.stdout.lines().count() == 1, "{}", status.stdout);
    assert!(mini.tinhso(&["status", "--check"]).expect(0).stdout.starts_with("Ổn: lần chạy "));
    let old = mini.tinhso(&["status", "--check", "--max-age", "PT0S", "--lang", "en"]).expect(1);
    assert!(old.stdout.contains("ago, and at most 0s are allowed"), "{}", old.stdout);
    journal_ended_at(&mini, "2025-01-01T00:00:00Z");
    mini.tinhso(&["status", "--check"]).expect(0);
    let answer = mini.tinhso(&["status", "--check", "--max-age", "2d", "--format", "json"]).expect(1).json();
    assert_eq!((&answer["check"]["is_well"], &answer["check"]["max_age_seconds"]), (&false.into(), &172_800.into()));
    assert_eq!(answer["check"]["causes"].as_array().map(Vec::len), Some(1));
    assert!(mini.tinhso(&["status", "--format", "json"]).expect(0).json()["check"].is_null());
}

#[test]
fn a_failed_run_is_not_well_until_one_ends() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    fs::rename(mini.path().join("landing"), mini.path().join("away")).expect("renamed");
    mini.tinhso(&["run"]).expect(2);
    let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1);
    assert!(status.stdout.starts_with("Not well: the latest run failed ("), "{}", status.stdout);
    fs::rename(mini.path().join("away"), mini.path().join("landing")).expect("renamed");
    mini.run(0);
    mini.tinhso(&["status", "--check"]).expect(0);
}

#[test]
fn a_current_run_that_is_damaged_is_not_well() {
    for damage in ["findings.parquet", "manifest.json", "pointer"] {
        let mini = Mini::with_two_quarters();
        mini.run(0);
        match damage {
            "pointer" => fs::remove_dir_all(current(&mini.warehouse())).expect("removed"),
            file => fs::write(current(&mini.warehouse()).join(file), "x").expect("written"),
        }
        let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1);
        assert!(
            status.stdout.starts_with("Not well: ") && status.stdout.lines().count() == 1,
            "{damage}: {}",
            status.stdout
        );
        let answer = mini.tinhso(&["status", "--check", "--format", "json"]).expect(1).json();
        assert_eq!(answer["check"]["is_damaged"], true, "{damage}");
        assert!(answer["current"].is_null(), "{damage}");
    }
}

#[test]
fn where_no_run_is_current_any_more_it_is_not_well_and_the_next_run_says_so() {
    let mini = Mini::with_two_quarters();
    let first = mini.run_with(1, &["--hold"])["run_id"].as_str().expect("an id").to_owned();
    mini.tinhso(&["release", &first]).expect(0);
    fs::remove_file(mini.warehouse().join("current")).expect("removed");
    let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1);
    assert!(status.stdout.starts_with(&format!("Not well: no run is current, `current` is gone, and {first} was")));
    // A run of a day before does not become current for want of one.
    mini.tinhso(&["run", "--as-of", "2025-05-01"]).expect(1);
    mini.tinhso(&["status", "--check"]).expect(1);
    let answer = mini.run(1);
    assert_eq!((&answer["lost_current"], &answer["unchanged"]), (&first.as_str().into(), &true.into()));
    mini.tinhso(&["status", "--check"]).expect(0);
    assert!(mini.run(0)["lost_current"].is_null());
    // A release does as well.
    fs::remove_file(mini.warehouse().join("current")).expect("removed");
    mini.tinhso(&["release", &first]).expect(0);
    mini.tinhso(&["status", "--check"]).expect(0);
}

#[test]
fn what_cannot_be_decided_is_exit_code_2() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    journal_ended_at(&mini, "2999-01-01T00:00:00Z");
    let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(2);
    assert!(status.stderr.contains("compare the clocks"), "{}", status.stderr);
    fs::remove_dir_all(mini.warehouse().join("journal")).expect("removed");
    let status = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(2);
    assert!(status.stderr.contains("the journal knows of none"), "{}", status.stderr);
    mini.tinhso(&["status", "--check", "--max-age", "soon"]).expect(2);
    mini.tinhso(&["status", "--max-age", "36h"]).expect(2);
}
