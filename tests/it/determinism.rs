//! The same inputs give the same bytes; what has not changed is not read again.

use std::fs;
use std::path::Path;

use crate::kit::{assert_same_tree, assert_whole, current, repository, tinhso};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};
use crate::real::real;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(|_| ()).expect("copied")
        }
    }
}

#[test]
fn folders_threads_cache_and_language_do_not_matter() {
    let first = Mini::with_two_quarters();
    let id = first.run_with(0, &["--threads", "1"])["run_id"].clone();
    let second = Mini::with_two_quarters();
    assert_eq!(second.run_with(0, &["--threads", "2", "--no-cache", "--lang", "en"])["run_id"], id);
    assert_same_tree(&current(&first.warehouse()), &current(&second.warehouse()));
    assert_whole(&current(&first.warehouse()));
    // The run is made anew from the cache.
    let run = current(&first.warehouse());
    let kept = first.path().join("kept");
    copy(&run, &kept);
    fs::remove_dir_all(&run).expect("removed");
    // That the current run was gone is said.
    let again = first.run(1);
    assert_eq!(again["misplaced_current"], id);
    assert_eq!(
        (again["run_id"].clone(), again["objects_read"].clone(), again["unchanged"].clone()),
        (id, 0.into(), false.into())
    );
    assert_same_tree(&kept, &run);
}

#[test]
fn the_fixtures_give_the_same_bytes_in_another_folder_with_one_thread() {
    let real = real();
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("Tỉnh khác");
    fs::create_dir(&project).expect("a folder");
    for name in ["tinhso.toml", "schemas", "pipelines", "registry", "fixtures"] {
        let (from, to) = (repository().join(name), project.join(name));
        if from.is_dir() { copy(&from, &to) } else { fs::copy(&from, &to).map(|_| ()).expect("copied") }
    }
    let answer = tinhso(&project, &["run", "--threads", "1", "--format", "json"]).expect(1).json();
    assert_eq!(answer["run_id"], real.json.json()["run_id"]);
    assert_same_tree(&current(&project.join("warehouse")), &current(&real.warehouse()));
    assert_whole(&current(&real.warehouse()));
}

#[test]
fn the_second_run_of_the_fixtures_reads_nothing() {
    let warehouse = real().warehouse().to_string_lossy().into_owned();
    let answer = tinhso(repository(), &["run", "--warehouse", &warehouse, "--format", "json"]).expect(1).json();
    assert_eq!((answer["unchanged"].clone(), answer["objects_read"].clone()), (true.into(), 0.into()));
    assert_eq!(answer["summary"], real().json.json()["summary"], "it says the same again");
    assert!(real().english.stdout.contains("(unchanged)"), "{}", real().english.stdout);
}

#[test]
fn only_what_is_new_is_read() {
    let mini = Mini::with_two_quarters();
    let first = mini.run(0);
    assert_eq!((first["objects_read"].clone(), first["unchanged"].clone()), (2.into(), false.into()));
    let second = mini.run(0);
    assert_eq!((second["objects_read"].clone(), second["unchanged"].clone()), (0.into(), true.into()));
    assert_eq!(second["summary"], first["summary"]);
    mini.send("services/2025-Q1.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    let third = mini.run(0);
    assert_eq!((third["objects_read"].clone(), third["unchanged"].clone()), (1.into(), false.into()));
    assert_ne!(third["run_id"], first["run_id"]);
    // Both runs stay, whole.
    for answer in [&first, &third] {
        assert_whole(&mini.warehouse().join("runs").join(answer["run_id"].as_str().expect("an id")));
    }
    let all = mini.run_with(0, &["--no-cache"]);
    assert_eq!((all["objects_read"].clone(), all["run_id"].clone()), (3.into(), third["run_id"].clone()));
}

#[test]
fn what_is_new_in_steps_gives_the_run_of_all_at_once() {
    let stepwise = Mini::with_two_quarters();
    stepwise.run(0);
    stepwise.quarter("2025-Q1", &SECOND_QUARTER);
    let id = stepwise.run(0)["run_id"].clone();
    let at_once = Mini::with_two_quarters();
    at_once.quarter("2025-Q1", &SECOND_QUARTER);
    assert_eq!(at_once.run(0)["run_id"], id);
    assert_same_tree(&current(&stepwise.warehouse()), &current(&at_once.warehouse()));
}

#[test]
fn a_quiet_night_gives_the_id_of_yesterday() {
    let mini = Mini::with_two_quarters();
    let yesterday = mini.run_with(0, &["--as-of", "2026-01-05"]);
    let today = mini.run_with(0, &["--as-of", "2026-01-06"]);
    assert_eq!(today["run_id"], yesterday["run_id"]);
    assert_eq!(today["unchanged"], true);
}

#[test]
fn the_places_do_not_matter_and_the_declarations_do() {
    let mini = Mini::with_two_quarters();
    let id = mini.run(0)["run_id"].clone();
    mini.edit("tinhso.toml", "warehouse   = \"warehouse\"", "warehouse = \"elsewhere\"");
    assert_eq!(mini.run(0)["run_id"], id);
    mini.edit("pipelines/services.toml", "minimum_coverage = 0.6", "minimum_coverage = 0.7");
    assert_ne!(mini.run(0)["run_id"], id);
}
