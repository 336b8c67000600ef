//! `tinhso run --metrics`: what a run says to monitors.

use std::collections::BTreeMap;
use std::fs;

use crate::mini::Mini;

/// The samples of the file, by name with labels.
fn samples(mini: &Mini) -> BTreeMap<String, String> {
    let text = fs::read_to_string(mini.path().join("out/tinhso.prom")).expect("metrics");
    assert!(text.ends_with("\n# EOF\n") && !text.contains("\n\n"), "{text}");
    let samples = text.lines().filter(|line| !line.starts_with('#'));
    samples
        .map(|line| line.rsplit_once(' ').expect("a value"))
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

fn run(mini: &Mini, code: i32) -> BTreeMap<String, String> {
    let file = mini.path().join("out/tinhso.prom");
    mini.tinhso(&["run", "--metrics", file.to_str().expect("a path")]).expect(code);
    samples(mini)
}

#[test]
fn a_run_shows_monitors_how_it_ended() {
    let mini = Mini::with_two_quarters();
    let new = run(&mini, 0);
    for (name, value) in [
        ("tinhso_run_success", "1"),
        ("tinhso_run_exit_code", "0"),
        ("tinhso_run_unchanged", "0"),
        ("tinhso_objects", "2"),
        ("tinhso_objects_read", "2"),
        ("tinhso_findings{severity=\"error\"}", "0"),
        ("tinhso_submissions{state=\"missing\"}", "0"),
        ("tinhso_submissions{state=\"withdrawn\"}", "0"),
    ] {
        assert_eq!(new.get(name).map(String::as_str), Some(value), "{name}: {new:?}");
    }
    for name in ["read", "compute", "publish"] {
        assert!(new.contains_key(&format!("tinhso_stage_duration_seconds{{stage=\"{name}\"}}")), "{new:?}");
    }
    let again = run(&mini, 0);
    assert_eq!((again["tinhso_run_unchanged"].as_str(), again["tinhso_objects_read"].as_str()), ("1", "0"));
}

#[test]
fn a_run_that_could_not_go_on_keeps_the_time_of_the_last_success() {
    let mini = Mini::with_two_quarters();
    let last = |samples: &BTreeMap<String, String>| samples.get("tinhso_last_success_timestamp_seconds").cloned();
    let good = last(&run(&mini, 0));
    assert!(good.is_some());
    fs::rename(mini.path().join("landing"), mini.path().join("away")).expect("renamed");
    let failed = run(&mini, 2);
    assert_eq!((failed["tinhso_run_success"].as_str(), failed["tinhso_run_exit_code"].as_str()), ("0", "2"));
    assert_eq!(last(&failed), good);
    assert!(!failed.contains_key("tinhso_objects"));
    // Nothing could even begin.
    mini.write("tinhso.toml", "name = ");
    assert_eq!(run(&mini, 2)["tinhso_run_success"], "0");
}

#[test]
fn metrics_that_cannot_be_written_are_reported_and_the_run_counts() {
    let mini = Mini::with_two_quarters();
    fs::create_dir(mini.path().join("taken")).expect("a folder");
    let folder = mini.path().join("taken");
    let answer = mini.tinhso(&["run", "--lang", "en", "--metrics", folder.to_str().expect("a path")]).expect(1);
    assert!(answer.stderr.contains("The metrics could not be written"), "{}", answer.stderr);
    mini.tinhso(&["status", "--check"]).expect(0);
}

#[test]
fn what_a_command_writes_is_refused_where_runs_read_and_write() {
    let mini = Mini::with_two_quarters();
    let run = mini.run(0)["run_id"].as_str().expect("an id").to_owned();
    for (folder, words) in [("landing", "would lie in the landing zone"), ("warehouse", "would lie in the warehouse")] {
        let at = |name: &str| mini.path().join(folder).join(name).to_str().expect("a path").to_owned();
        let (new, table, zip) = (at("new"), at("figures.csv"), at("run.zip"));
        let sent = mini.path().join("landing/services/2025-Q3.csv");
        for arguments in [
            vec!["explain", "dossiers", "2025-Q3", "--extract", &new],
            vec!["export", &table],
            vec!["bundle", &run, &zip],
            vec!["verify", "--attestation", &table],
            vec!["validate", sent.to_str().expect("a path"), "--return", &new],
        ] {
            let answer = mini.tinhso(&[&arguments[..], &["--lang", "en"]].concat()).expect(2);
            assert!(answer.stderr.contains(words), "{arguments:?}: {}", answer.stderr);
        }
        assert!(![new, table, zip].iter().any(|path| std::path::Path::new(path).exists()));
    }
}

#[cfg(unix)]
#[test]
fn a_device_takes_what_is_written_and_stays_one() {
    use std::os::unix::fs::FileTypeExt;

    let mini = Mini::with_two_quarters();
    mini.tinhso(&["run", "--metrics", "/dev/stdout"]).expect(0);
    let answer = mini.tinhso(&["export", "--lang", "en", "/dev/null"]).expect(2);
    assert!(!answer.stderr.is_empty(), "a file of no kind is refused");
    let pipe = mini.path().join("figures.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    let answer = mini.tinhso(&["export", "--lang", "en", pipe.to_str().expect("a path")]).expect(2);
    assert!(answer.stderr.contains("is not a plain file"), "{}", answer.stderr);
    assert!(fs::symlink_metadata(&pipe).is_ok_and(|metadata| metadata.file_type().is_fifo()));
}

#[test]
fn metrics_in_the_landing_zone_are_refused() {
    let mini = Mini::with_two_quarters();
    for name in ["landing/tinhso.prom", "landing/services/../../landing/new/tinhso.prom"] {
        let file = mini.path().join(name);
        let answer = mini.tinhso(&["run", "--lang", "en", "--metrics", file.to_str().expect("a path")]).expect(2);
        assert!(answer.stderr.contains("would lie in the landing zone"), "{}", answer.stderr);
        assert!(!file.exists());
    }
    mini.run(0);
}
