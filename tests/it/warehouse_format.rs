//! A warehouse states its format: one of an earlier build is upgraded in place, one of a later build is refused with the way.

use std::fs;

use crate::kit::{assert_whole, current, tree};
use crate::mini::{Mini, SECOND_QUARTER};
use crate::verify::with_listed_inputs;

/// A warehouse as the builds before wrote it: nothing states a format, the ledger has no digests, and the manifest lists its inputs.
fn of_an_earlier_build() -> Mini {
    let mini = Mini::new();
    for period in ["2024-Q3", "2024-Q4"] {
        mini.quarter(period, &SECOND_QUARTER);
        mini.run(0);
    }
    let warehouse = mini.warehouse();
    for stated in ["format.json", "holds.json", "ledger.json"] {
        fs::remove_file(warehouse.join(stated)).expect("it was stated");
    }
    let second = warehouse.join("ledger/000002.jsonl");
    let linked = fs::read_to_string(&second).expect("a ledger");
    let (link, entries) = linked.split_once('\n').expect("a link");
    assert!(link.starts_with("{\"after\":"), "{link}");
    fs::write(&second, entries).expect("written");
    let (run, link) = (current(&warehouse), warehouse.join("current"));
    let old = run.with_file_name("0123456789abcdef");
    fs::rename(&run, &old).expect("renamed");
    fs::remove_file(&link).expect("removed");
    std::os::unix::fs::symlink("runs/0123456789abcdef", &link).expect("a link");
    with_listed_inputs(&old);
    mini
}

#[test]
fn a_warehouse_of_an_earlier_build_is_upgraded_in_place() {
    let mini = of_an_earlier_build();
    let before = tree(&mini.warehouse());
    // Who only reads changes nothing.
    mini.tinhso(&["status"]).expect(0);
    mini.tinhso(&["verify"]).expect(0);
    assert!(tree(&mini.warehouse()) == before);
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    let run = mini.run(0);
    assert_eq!(run["unchanged"], false);
    let stated = fs::read_to_string(mini.warehouse().join("format.json")).expect("a statement");
    assert_eq!(stated, "{\"tinhso\":\"warehouse/1\"}\n");
    let third = fs::read_to_string(mini.warehouse().join("ledger/000003.jsonl")).expect("a ledger");
    assert!(third.starts_with("{\"after\":"), "{third}");
    let after = tree(&mini.warehouse());
    for (name, bytes) in before.iter().filter(|(name, _)| !name.starts_with("current/") && !name.starts_with("cache/"))
    {
        assert!(after.get(name) == Some(bytes), "{name} is as it was");
    }
    assert_whole(&current(&mini.warehouse()));
    mini.tinhso(&["verify"]).expect(0);
    let diff = mini
        .tinhso(&["diff", "0123456789abcdef", run["run_id"].as_str().expect("an id"), "--format", "json"])
        .expect(1)
        .json();
    assert_eq!((&diff["before"]["run_id"], &diff["after"]["run_id"]), (&"0123456789abcdef".into(), &run["run_id"]));
    mini.tinhso(&["explain", "dossiers", "2025-Q1"]).expect(0);
    assert_eq!(mini.run(0)["unchanged"], true);
}

#[test]
fn a_warehouse_of_a_later_build_is_refused_with_the_way() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let stated = mini.warehouse().join("format.json");
    fs::write(&stated, "{\"tinhso\":\"warehouse/2\",\"layout\":\"other\"}\n").expect("written");
    let before = tree(&mini.warehouse());
    let commands: [&[&str]; 9] = [
        &["run"],
        &["status"],
        &["show", "dossiers"],
        &["explain", "dossiers"],
        &["diff"],
        &["verify"],
        &["release", "0123456789abcdef"],
        &["prune", "--keep", "1"],
        &["withdraw", "services/2025-Q2.csv", "--why", "x"],
    ];
    for command in commands {
        let english = mini.tinhso(&[command, &["--lang", "en"]].concat()).expect(2).stderr;
        assert!(english.contains("warehouse/2") && english.contains("--warehouse DIR"), "{command:?}: {english}");
        let vietnamese = mini.tinhso(command).expect(2).stderr;
        assert!(vietnamese.contains("mới hơn"), "{command:?}: {vietnamese}");
    }
    assert!(tree(&mini.warehouse()) == before, "nothing is written");
    // Damaged, it is not guessed.
    fs::write(&stated, "{\"tinhso\":").expect("written");
    assert!(mini.tinhso(&["run", "--lang", "en"]).expect(2).stderr.contains("format.json is damaged"));
}
