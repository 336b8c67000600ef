//! A ledger that lost something, or of which files are others: `verify` says what is missing, and no run is published from the rest.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::kit::{current_id, tree};
use crate::mini::{Mini, SECOND_QUARTER};

/// A warehouse whose ledger has four files: of the last two the current run would say nothing.
fn with_four_files() -> Mini {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    mini.run(0);
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    for command in ["withdraw", "restore"] {
        mini.tinhso(&[command, "services/2025-Q1.csv", "--why", "gửi nhầm"]).expect(0);
    }
    assert_eq!(mini.run(0)["unchanged"], true);
    mini
}

/// What becomes of the files of a ledger, and what must be named.
type Loss = (&'static str, &'static [&'static str], fn(&Path));

fn remove(ledger: &Path, names: &[&str]) {
    names.iter().for_each(|name| fs::remove_file(ledger.join(name)).expect("removed"));
}

fn exchange(ledger: &Path, one: &str, other: &str) {
    let bytes = fs::read(ledger.join(one)).expect("a file");
    fs::copy(ledger.join(other), ledger.join(one)).expect("copied");
    fs::write(ledger.join(other), bytes).expect("written");
}

/// Without its last line.
fn shorten(ledger: &Path, name: &str) {
    let text = fs::read_to_string(ledger.join(name)).expect("a file");
    let end = text.trim_end().rfind('\n').map_or(0, |end| end + 1);
    fs::write(ledger.join(name), &text[..end]).expect("written");
}

const LOSSES: [Loss; 13] = [
    ("the first is gone", &["ledger/000001.jsonl"], |ledger| remove(ledger, &["000001.jsonl"])),
    ("one between is gone", &["ledger/000002.jsonl"], |ledger| remove(ledger, &["000002.jsonl"])),
    ("the last is gone", &["ledger/000004.jsonl"], |ledger| remove(ledger, &["000004.jsonl"])),
    ("the last two are gone", &["ledger/000003.jsonl", "4 files"], |ledger| {
        remove(ledger, &["000003.jsonl", "000004.jsonl"]);
    }),
    ("all are gone", &["ledger/000001.jsonl", "4 files"], |ledger| {
        fs::remove_dir_all(ledger).expect("removed");
    }),
    ("the first is shortened", &["ledger/000001.jsonl"], |ledger| shorten(ledger, "000001.jsonl")),
    ("the last is shortened", &["ledger/000004.jsonl"], |ledger| shorten(ledger, "000004.jsonl")),
    ("the last is empty", &["ledger/000004.jsonl"], |ledger| {
        fs::write(ledger.join("000004.jsonl"), "").expect("written");
    }),
    ("one between is empty", &["ledger/000003.jsonl"], |ledger| {
        fs::write(ledger.join("000003.jsonl"), "").expect("written");
    }),
    ("two are exchanged", &["ledger/000002.jsonl", "ledger/000001.jsonl"], |ledger| {
        exchange(ledger, "000002.jsonl", "000003.jsonl");
    }),
    ("the last two are exchanged", &["ledger/000003.jsonl"], |ledger| exchange(ledger, "000003.jsonl", "000004.jsonl")),
    ("the last is there twice", &["ledger/000005.jsonl"], |ledger| {
        fs::copy(ledger.join("000004.jsonl"), ledger.join("000005.jsonl")).map(drop).expect("copied");
    }),
    ("the first is the last, too", &["ledger/000005.jsonl"], |ledger| {
        fs::copy(ledger.join("000001.jsonl"), ledger.join("000005.jsonl")).map(drop).expect("copied");
    }),
];

#[test]
fn whatever_a_ledger_loses_is_named_and_nothing_is_published_from_the_rest() {
    let mini = with_four_files();
    let ledger = mini.warehouse().join("ledger");
    let whole = tree(&ledger);
    let (before, runs) = (current_id(&mini.warehouse()), mini.warehouse().join("runs"));
    let published = fs::read_dir(&runs).expect("a folder").count();
    for (what, named, lose) in LOSSES {
        lose(&ledger);
        let answer = mini.tinhso(&["verify", "--format", "json"]).expect(1).json();
        let of_ledger: Vec<&Value> = answer["comparisons"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["compared"] == "ledger")
            .collect();
        assert_eq!(of_ledger[0]["result"], "different", "{what}");
        let said = format!("{} {}", of_ledger[0]["differences"], of_ledger[0]["cause"]["en"]);
        let text = of_ledger[0]["message"]["en"].as_str().expect("a text");
        assert!(!text.contains("holds"), "{what}: {text}");
        assert!(named.iter().all(|name| said.contains(name)), "{what}: {said}");
        for command in [&["run"][..], &["withdraw", "services/2025-Q1.csv", "--why", "thử"]] {
            let said = mini.tinhso(&[command, &["--lang", "en"]].concat()).expect(2).stderr;
            assert!(named.iter().all(|name| said.contains(name)), "{what}, {command:?}: {said}");
        }
        assert_eq!(
            (current_id(&mini.warehouse()), fs::read_dir(&runs).expect("a folder").count()),
            (before.clone(), published)
        );
        if ledger.exists() {
            fs::remove_dir_all(&ledger).expect("removed");
        }
        fs::create_dir(&ledger).expect("a folder");
        for (name, bytes) in &whole {
            fs::write(ledger.join(name), bytes).expect("as it was");
        }
        mini.tinhso(&["verify"]).expect(0);
    }
    assert_eq!(mini.run(0)["unchanged"], true);
}

#[test]
fn a_ledger_of_which_nothing_was_written_down_is_held_against_what_the_run_counts() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let stated = mini.warehouse().join("ledger.json");
    let last = mini.warehouse().join("ledger/000002.jsonl");
    fs::remove_file(&stated).expect("it was stated");
    let bytes = fs::read(&last).expect("a file");
    fs::remove_file(&last).expect("removed");
    let text = mini.tinhso(&["verify", "--lang", "en"]).expect(1).stdout;
    assert!(
        text.contains("1 of the 3 arrivals that the run counts are not in it: what follows ledger/000001.jsonl"),
        "{text}"
    );
    assert!(text.contains("services/2025-Q1.csv"), "{text}");
    let said = mini.tinhso(&["run", "--lang", "en"]).expect(2).stderr;
    assert!(
        said.contains("what follows ledger/000001.jsonl is lost") && said.contains("services/2025-Q1.csv"),
        "{said}"
    );
    assert!(!stated.exists(), "what is lost is not written down as the end");
    fs::write(&last, bytes).expect("as it was");
    mini.run(0);
    assert!(stated.exists(), "a warehouse of an earlier build gets it with the next run");
}

#[test]
fn a_monitor_learns_of_a_ledger_that_lost_its_end() {
    let mini = with_four_files();
    mini.tinhso(&["status", "--check"]).expect(0);
    fs::remove_file(mini.warehouse().join("ledger/000004.jsonl")).expect("removed");
    let said = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(1).stdout;
    assert!(said.starts_with("Not well: ledger/000004.jsonl is damaged: it is missing"), "{said}");
}
