//! `on_finish`: a command is notified of how a run ended, and changes nothing of it.

use std::fs;

use serde_json::Value;

use crate::kit::{current_id, tree};
use crate::mini::Mini;

fn with_command(command: &str, timeout: &str) -> Mini {
    let mini = Mini::with_two_quarters();
    declare(&mini, command, timeout);
    mini
}

/// Declares a command of the shell.
fn declare(mini: &Mini, command: &str, timeout: &str) {
    let settings = fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    let settings: String =
        settings.lines().filter(|line| !line.starts_with("on_finish")).map(|line| format!("{line}\n")).collect();
    mini.write(
        "tinhso.toml",
        format!("{settings}on_finish = {{ command = [\"sh\", \"-c\", {command:?}], timeout = \"{timeout}\" }}\n"),
    );
}

fn received(mini: &Mini) -> Value {
    let text = fs::read_to_string(mini.path().join("answer.json")).expect("an answer");
    serde_json::from_str(&text).expect("JSON")
}

/// The entries of the journal about the command.
fn noted(mini: &Mini) -> Vec<String> {
    let mut entries = tree(&mini.warehouse().join("journal"));
    entries.retain(|name, _| name.ends_with(".on-finish.json"));
    entries.into_values().map(|bytes| String::from_utf8(bytes).expect("UTF-8")).collect()
}

#[test]
fn the_command_is_given_what_the_run_answered() {
    let silent = Mini::with_two_quarters();
    silent.run(0);
    let id = current_id(&silent.warehouse());
    let mini = with_command("cat > answer.json; echo this goes nowhere", "PT20S");
    let answer = mini.run(0);
    assert_eq!(received(&mini), answer);
    assert!(noted(&mini).is_empty());
    // Neither the id nor what is kept of the declarations knows of it.
    assert_eq!(current_id(&mini.warehouse()), id);
    for (name, bytes) in tree(&mini.warehouse().join("runs")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("answer.json"), "{name}");
    }
    fs::remove_file(mini.path().join("answer.json")).expect("gone");
    let bundle = mini.path().join("run.zip").to_string_lossy().into_owned();
    mini.tinhso(&["bundle", &id.clone().expect("a run"), &bundle]).expect(0);
    assert!(!String::from_utf8_lossy(&fs::read(&bundle).expect("a bundle")).contains("answer.json"));
    mini.tinhso(&["verify"]).expect(0);
    mini.tinhso(&["verify", "--bundle", &bundle]).expect(0);
    let file = mini.path().join("landing/services/2025-Q2.csv").to_string_lossy().into_owned();
    mini.tinhso(&["validate", &file]).expect(0);
    mini.tinhso(&["status"]).expect(0);
    assert!(!mini.path().join("answer.json").exists());
    // The command is notified of a run that could not go on, too.
    fs::remove_file(mini.path().join("answer.json")).unwrap_or_default();
    fs::remove_dir_all(mini.path().join("landing")).expect("gone");
    mini.run(2);
    assert!(received(&mini)["message"]["en"].as_str().is_some(), "{}", received(&mini));
}

#[test]
fn what_goes_wrong_is_said_and_noted_and_changes_nothing() {
    let mini = with_command("echo no mail today >&2; exit 7", "PT20S");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(0);
    assert!(answer.stderr.contains("“sh” failed (“no mail today”); the run counts all the same"), "{}", answer.stderr);
    assert!(noted(&mini)[0].contains("no mail today"));
    declare(&mini, "exit 7", "PT20S");
    let answer = mini.tinhso(&["run", "--lang", "vi"]).expect(0);
    assert!(answer.stderr.contains("“sh” thất bại (mã thoát 7)"), "{}", answer.stderr);
    let id = current_id(&mini.warehouse());
    declare(&mini, "(sleep 3; echo late > late.txt) & sleep 60", "PT1S");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(0);
    assert!(answer.stderr.contains("took longer than 1 s and was ended"), "{}", answer.stderr);
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert!(!mini.path().join("late.txt").exists());
    assert_eq!((current_id(&mini.warehouse()), noted(&mini).len()), (id, 3));
    // What it leaves running is not waited for.
    declare(&mini, "sleep 60 & exit 0", "PT50S");
    let began = std::time::Instant::now();
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(0);
    assert!(began.elapsed().as_secs() < 40 && !answer.stderr.contains("on_finish"), "{}", answer.stderr);
    // The entries are none of runs.
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert_eq!((&status["runs"][0]["times"], &status["failures"]), (&4.into(), &serde_json::json!([])));
    mini.edit("tinhso.toml", "\"sh\", ", "\"no-such-program-of-anyone\", ");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(0);
    assert!(answer.stderr.contains("there is no program"), "{}", answer.stderr);
}

#[test]
fn a_command_without_a_program_is_a_fault() {
    let mini = Mini::new();
    let settings = fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    mini.write("tinhso.toml", format!("{settings}on_finish = {{ command = [], timeout = \"PT1S\" }}\n"));
    let faults = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(faults.contains("the command of on_finish names no program"), "{faults}");
    mini.write("tinhso.toml", format!("{settings}on_finish = {{ command = [\"x\"], timeout = \"30\" }}\n"));
    let faults = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(faults.contains("`30` is no ISO 8601 duration from a second to an hour"), "{faults}");
}
