//! A run appears whole or not at all, wherever it is killed; two runs do not write at once.

use std::process::Stdio;
use std::time::Duration;

use tinhso::store::Warehouse;

use crate::kit::{assert_whole, command, current, current_id, tree};
use crate::mini::{Mini, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// A project with enough to do that a run can be killed in every stage.
fn with_history() -> Mini {
    let mini = Mini::new();
    for year in 2020..2025 {
        for quarter in 1..=4 {
            mini.quarter(&format!("{year}-Q{quarter}"), &SECOND_QUARTER);
        }
    }
    mini
}

#[test]
fn killed_anywhere_the_previous_run_is_current_and_whole() {
    let mini = with_history();
    mini.run(0);
    let mut killed = 0;
    for step in 0..24_u64 {
        let before = current_id(&mini.warehouse()).expect("a run");
        mini.send(
            &format!("services/again-{step:02}.csv"),
            "2025-02-01T09:00:00+07:00",
            sheet("2024-Q4", &OLD[..1], &[Some(&format!("{};5;1;", 100 + step))]),
        );
        let mut child =
            command(mini.path()).arg("run").stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(step * 25));
        child.kill().expect("killed");
        let status = child.wait().expect("it ended");
        let now = current_id(&mini.warehouse()).expect("there is still a current run");
        assert_whole(&current(&mini.warehouse()));
        if status.code().is_none() {
            killed += 1;
        } else {
            assert_ne!(now, before, "a run that ended is the current one");
        }
        for run in std::fs::read_dir(mini.warehouse().join("runs")).expect("runs") {
            let run = run.expect("an entry");
            if !run.file_name().to_string_lossy().starts_with('.') {
                assert_whole(&run.path());
            }
        }
    }
    assert!(killed > 0, "no run was killed before it ended");
    mini.run(0);
    assert_whole(&current(&mini.warehouse()));
    // The greatest name of the equal arrivals: 123 dossiers.
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2024-Q4"), "123.0 | A | 1/1");
    // What killed runs left is gone.
    let names: Vec<String> = tree(&mini.warehouse()).into_keys().filter(|name| name != ".lock").collect();
    let leftovers: Vec<&String> =
        names.iter().filter(|name| name.split('/').any(|part| part.starts_with('.'))).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

#[test]
fn killed_before_its_first_run_the_next_succeeds() {
    for step in 0..6_u64 {
        let mini = Mini::with_two_quarters();
        let mut child =
            command(mini.path()).arg("run").stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(step * 40));
        child.kill().expect("killed");
        child.wait().expect("it ended");
        if current_id(&mini.warehouse()).is_some() {
            assert_whole(&current(&mini.warehouse()));
        }
        mini.run(0);
        assert_whole(&current(&mini.warehouse()));
    }
}

#[test]
fn a_second_run_reports_that_another_writes() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = tree(&mini.warehouse());
    let warehouse = Warehouse::open("warehouse", mini.path()).expect("a warehouse");
    let lock = warehouse.lock().expect("the lock");
    mini.send("services/new.csv", "2025-12-01T09:00:00+07:00", sheet("2025-Q3", &crate::mini::NEW, &THIRD_QUARTER));
    let english = mini.tinhso(&["run", "--lang", "en"]).expect(2);
    assert!(
        english.stderr.contains("another run is writing to") && english.stderr.contains("warehouse"),
        "{}",
        english.stderr
    );
    let vietnamese = mini.tinhso(&["run"]).expect(2);
    assert!(vietnamese.stderr.contains("một lần chạy khác đang ghi vào"), "{}", vietnamese.stderr);
    assert_eq!(tree(&mini.warehouse()), before, "it writes nothing");
    drop(lock);
    mini.run(0);
}

#[test]
fn two_runs_at_once_both_end_well_or_one_is_sent_away() {
    let mini = with_history();
    let start = || {
        command(mini.path())
            .args(["run", "--lang", "en"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    };
    let children = [start(), start()];
    let ended = children.map(|child| child.wait_with_output().expect("it ended"));
    let codes: Vec<Option<i32>> = ended.iter().map(|output| output.status.code()).collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    for output in &ended {
        if output.status.code() != Some(0) {
            assert_eq!(output.status.code(), Some(2));
            let text = String::from_utf8_lossy(&output.stderr);
            assert!(text.contains("another run is writing to"), "{text}");
        }
    }
    assert_whole(&current(&mini.warehouse()));
}
