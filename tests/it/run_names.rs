//! A run is named by its id, by the beginning of it, or as `current`, in every command.

use crate::kit::current_id;
use crate::mini::{Mini, SECOND_QUARTER};

#[test]
fn every_command_knows_a_run_by_the_same_names() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let first = current_id(&mini.warehouse()).expect("a run");
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let file = mini.path().join("out.csv");
    let file = file.to_str().expect("a path");
    let (zip, before) = (file.replace(".csv", ".zip"), &first[..8]);
    let commands = |run: &str| -> [Vec<String>; 7] {
        [
            vec!["explain", "dossiers", "--run", run],
            vec!["show", "dossiers", "--run", run],
            vec!["export", file, "--run", run],
            vec!["verify", run],
            vec!["bundle", run, &zip],
            vec!["diff", run, "current"],
            vec!["release", run],
        ]
        .map(|command| command.into_iter().map(str::to_owned).collect())
    };
    let tried = |run: &str, code: Option<i32>| {
        for command in commands(run) {
            let command: Vec<&str> = command.iter().map(String::as_str).chain(["--lang", "en"]).collect();
            let answer = mini.tinhso(&command);
            match code {
                Some(code) => assert!(answer.code == code && answer.stderr.contains(&first), "{command:?}: {answer:?}"),
                None => assert!(answer.code < 2, "{command:?}: {answer:?}"),
            }
        }
    };
    for run in ["00000000", &first[..5], "../x", "nonsense"] {
        tried(run, Some(2));
    }
    tried("current", None);
    tried(before, None);
    assert_eq!(current_id(&mini.warehouse()).as_deref(), Some(first.as_str()), "released by the beginning of its id");
}
