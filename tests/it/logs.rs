//! Logs: what a command says of its work on standard error.

use serde_json::Value;

use crate::kit::command;
use crate::mini::{Mini, NEW, sheet};

/// Standard error of a run with this level.
fn logged(mini: &Mini, level: &str, arguments: &[&str], code: i32) -> String {
    let output = command(mini.path()).env("TINHSO_LOG", level).args(arguments).output().expect("it starts");
    assert_eq!(output.status.code(), Some(code));
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn info_logs_stages_and_debug_each_object() {
    let mini = Mini::with_two_quarters();
    let quiet = mini.path().join("quiet");
    assert_eq!(logged(&mini, "", &["run", "--warehouse", quiet.to_str().expect("a path")], 0), "");
    let info = logged(&mini, "info", &["run"], 0);
    for event in
        ["the run begins", "stage=\"read\" steps=2", "stage=\"publish\"", "the run has ended", "objects_read=2"]
    {
        assert!(info.contains(event), "{event}: {info}");
    }
    assert!(!info.contains("an object is taken in"), "{info}");
    let debug = logged(&mini, "debug", &["run", "--no-cache"], 0);
    assert_eq!(debug.matches("an object is taken in").count(), 2, "{debug}");
    assert!(debug.contains("sha256="), "{debug}");
}

#[test]
fn logs_are_lines_of_json_where_that_is_asked_for() {
    let mini = Mini::with_two_quarters();
    mini.send(
        "services/Hồ \u{202e}Sen.csv",
        "2026-01-05T09:00:00+07:00",
        sheet("2025-Q4", &NEW, &[Some("7193;5;1;"); 3]),
    );
    let text = logged(&mini, "debug", &["run", "--log-format", "json"], 0);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for line in &lines {
        assert!(line["time"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
    }
    let named = |line: &&Value| line["object"] == "services/Hồ \u{202e}Sen.csv";
    assert!(lines.iter().find(named).is_some_and(|line| line["seconds"].is_f64()), "{text}");
    assert!(!text.contains('\u{202e}'), "what a terminal obeys is escaped");
    assert!(!text.contains("7193"), "no cell is logged: {text}");
    std::fs::rename(mini.path().join("landing"), mini.path().join("away")).expect("renamed");
    let failed = logged(&mini, "", &["run", "--log-format", "json"], 2);
    let line: Value = serde_json::from_str(failed.trim_end()).expect("one line of JSON");
    assert_eq!(line["level"], "error");
}
