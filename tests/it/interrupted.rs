//! SIGTERM and SIGINT end a run within a second: nothing is half published, and the next run is as if nothing had been.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::kit::{assert_same_tree, assert_whole, command, current, current_id, tree};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// A project with so many objects that a run takes a while.
fn with_many_objects() -> Mini {
    let mini = Mini::new();
    for year in 2020..2025 {
        for quarter in 1..=4 {
            mini.quarter(&format!("{year}-Q{quarter}"), &SECOND_QUARTER);
        }
    }
    for again in 0..60 {
        let row = format!("{};5;1;", 100 + again);
        let name = format!("services/again-{again:02}.csv");
        mini.send(&name, "2025-02-01T09:00:00+07:00", sheet("2024-Q4", &OLD[..1], &[Some(row.as_str())]));
    }
    mini
}

/// A run that says on its standard error what it does.
fn start(mini: &Mini) -> Child {
    let metrics = mini.path().join("tinhso.prom");
    let arguments = ["run", "--lang", "en", "--threads", "1", "--metrics"];
    let mut run = command(mini.path());
    run.env("TINHSO_LOG", "debug").args(arguments).arg(metrics);
    run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
}

/// Sends a signal as soon as the run has said so many lines, and gives how it ended, what it said and how long that took.
fn signalled_after(lines: usize, signal: &str, mut run: Child) -> (Option<i32>, String, Duration) {
    let mut said = BufReader::new(run.stderr.take().expect("its standard error"));
    let mut text = String::new();
    for _ in 0..lines {
        said.read_line(&mut text).expect("a line");
    }
    let since = Instant::now();
    send(signal, &run);
    said.read_to_string(&mut text).expect("text");
    (run.wait().expect("it ended").code(), text, since.elapsed())
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status().expect("kill");
    assert!(sent.success());
}

/// The entries of failed runs in the journal.
fn failures(mini: &Mini) -> Vec<String> {
    let Ok(entries) = fs::read_dir(mini.warehouse().join("journal")) else { return Vec::new() };
    let entries = entries.map(|entry| entry.expect("an entry").path());
    let failed = entries.filter(|path| path.to_string_lossy().ends_with("-failed.json"));
    failed.map(|path| fs::read_to_string(path).expect("an entry")).collect()
}

#[test]
fn a_signal_ends_a_run_and_the_next_gives_the_same_bytes() {
    let mini = with_many_objects();
    let undisturbed = mini.path().join("undisturbed");
    let mut whole = command(mini.path());
    whole.env("TINHSO_LOG", "debug").args(["run", "--threads", "1", "--warehouse"]).arg(&undisturbed);
    let said = whole.output().expect("it runs").stderr;
    let lines = String::from_utf8_lossy(&said).lines().count();
    let (mut ended_by_signal, mut longest) = (0, Duration::ZERO);
    for step in 0..24 {
        let before = failures(&mini).len();
        let signal = if step % 2 == 0 { "TERM" } else { "INT" };
        let (code, text, took) = signalled_after(lines * step / 24, signal, start(&mini));
        match code {
            // It came before the program listened, as it does to any program.
            None => {}
            Some(2) => {
                assert!(text.contains("the run was ended by a signal (SIG"), "{text}");
                let metrics = fs::read_to_string(mini.path().join("tinhso.prom")).expect("metrics");
                assert!(metrics.contains("\ntinhso_run_success 0\n"), "{metrics}");
                let failures = failures(&mini);
                if failures.len() > before {
                    ended_by_signal += 1;
                    assert!(failures.iter().any(|entry| entry.contains("ended by a signal")), "{failures:?}");
                }
                longest = longest.max(took);
            }
            code => {
                assert_eq!(code, Some(0), "{text}");
                break;
            }
        }
        assert!(took < Duration::from_secs(2), "{took:?}");
        if current_id(&mini.warehouse()).is_some() {
            assert_whole(&current(&mini.warehouse()));
        }
    }
    println!("{ended_by_signal} runs were ended, {} ms at most", longest.as_millis());
    assert!(ended_by_signal > 0, "no run was ended while it wrote");
    mini.run(0);
    assert_same_tree(&current(&mini.warehouse()), &current(&undisturbed));
    let left: Vec<String> = tree(&mini.warehouse()).into_keys().filter(|name| name != ".lock").collect();
    let left: Vec<&String> = left.iter().filter(|name| name.split('/').any(|part| part.starts_with('.'))).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_run_that_was_ended_is_not_well() {
    let mini = with_many_objects();
    mini.run(0);
    let before = current_id(&mini.warehouse());
    mini.send("services/last.csv", "2025-02-02T09:00:00+07:00", sheet("2024-Q4", &OLD[..1], &[Some("7;5;1;")]));
    let (code, ..) = signalled_after(8, "TERM", start(&mini));
    // Either the signal came first, and the run before is current, or the run did.
    assert_eq!(code == Some(0), current_id(&mini.warehouse()) != before);
    assert_eq!(mini.tinhso(&["status", "--check"]).code, i32::from(!failures(&mini).is_empty()));
}
