//! The landing zone as it is: what is no object, lists with faults, places that must not be.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::mini::{Mini, SECOND_QUARTER, sheet};

/// Runs the program with a limit of time; gives its exit code, and nothing where it had to be ended.
fn ends(mini: &Mini, arguments: &[&str]) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tinhso"))
        .current_dir(mini.path())
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if let Some(status) = child.try_wait().expect("a state") {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().expect("ended");
    child.wait().expect("a state");
    None
}

#[cfg(unix)]
fn pipe(mini: &Mini, name: &str) {
    let made = Command::new("mkfifo").arg(mini.path().join(name)).status().expect("mkfifo");
    assert!(made.success());
}

/// `object | message` of each finding of a code about the landing zone.
fn found(answer: &serde_json::Value, code: &str) -> Vec<String> {
    let findings = answer["landing_findings"].as_array().expect("findings").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .filter(|finding| finding["code"] == code)
        .map(|finding| format!("{} | {}", text(&finding["location"]["object"]), text(&finding["message"]["en"])))
        .collect()
}

#[cfg(unix)]
#[test]
fn what_is_no_object_is_a_finding_and_never_opened() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    pipe(&mini, "landing/services/pipe.csv");
    std::os::unix::fs::symlink("nowhere", mini.path().join("landing/gone.csv")).expect("a link");
    let old_archive: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"x\xe3.xls");
    fs::write(mini.path().join("landing").join(old_archive), "1").expect("written");
    assert_eq!(ends(&mini, &["run"]), Some(1));
    let answer = mini.run(1);
    assert_eq!(
        found(&answer, "not-an-object"),
        [
            "gone.csv | It is a link that leads nowhere; put the file itself here",
            "services/pipe.csv | It is not a file, and is never opened",
            "x\u{fffd}.xls | Its name is not UTF-8; rename it",
        ]
    );
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5", "the run goes on");
    assert_eq!(answer["unchanged"], true, "a run can be repeated without the landing zone");
    assert_eq!(ends(&mini, &["inspect", "landing/services/pipe.csv"]), Some(2));
    assert_eq!(ends(&mini, &["validate", "landing/services/pipe.csv"]), Some(2));
}

#[cfg(unix)]
#[test]
fn a_list_of_arrivals_that_is_no_file_is_a_finding() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let list = mini.path().join("landing/arrivals.csv");
    fs::remove_file(&list).expect("removed");
    pipe(&mini, "landing/arrivals.csv");
    assert_eq!(ends(&mini, &["run"]), Some(1));
    let answer = mini.run(1);
    assert_eq!(found(&answer, "not-an-object"), ["arrivals.csv | It is not a file, and is never opened"]);
    fs::remove_file(&list).expect("removed");
    mini.write("landing/arrivals.csv/inside.csv", "1");
    let answer = mini.run(1);
    assert!(found(&answer, "not-an-object")[0].starts_with("arrivals.csv | It is a folder"));
}

#[cfg(unix)]
#[test]
fn text_from_outside_is_harmless_on_a_terminal() {
    let mini = Mini::new();
    let rows =
        sheet("2025-Q1", &[("90001", "Xã \u{202e}Đồi\u{9b}31m"), ("90002", "Xã\u{2028}Lạ")], &[Some("1;1;1;1"); 2]);
    mini.send("services/2025-Q1.csv", "2025-04-05T09:00:00+07:00", rows);
    mini.write("landing/services/\u{1b}[31m.csv", "1");
    let obeyed =
        |text: &str| text.chars().any(|sign| (sign.is_control() && sign != '\n') || "\u{202e}\u{2028}".contains(sign));
    for arguments in [
        &["run"][..],
        &["run", "--format", "json"],
        &["status"],
        &["validate", "landing/services/2025-Q1.csv"],
        &["inspect", "landing/services/2025-Q1.csv"],
        &["inspect", "landing/services/\u{1b}[31m.csv"],
        &["inspect", "landing/\u{1b}[31m\u{202e}"],
    ] {
        let answer = mini.tinhso(arguments);
        assert!(
            !obeyed(&answer.stdout) && !obeyed(&answer.stderr),
            "{arguments:?}: {:?} {:?}",
            answer.stdout,
            answer.stderr
        );
    }
    assert!(mini.tinhso(&["run"]).stdout.contains("<U+001B>[31m.csv"));
}

#[test]
fn a_clock_that_runs_behind_never_empties_the_site() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let (answer, _) = mini.look_back("1970-01-02");
    assert_eq!(
        (answer["summary"]["objects"].clone(), answer["current_stays"].clone()),
        (0.into(), "2026-03-31".into())
    );
    let output = mini.tinhso(&["run", "--lang", "en", "--as-of", "1970-01-02"]).expect(1).stdout;
    assert!(output.contains("the current run stays: its as-of day is 2026-03-31, later than 1970-01-02"), "{output}");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5");
    mini.run(0);
}

#[test]
fn places_inside_one_another_are_refused() {
    for (landing, warehouse) in
        [("landing", "landing/warehouse"), ("warehouse/in", "warehouse"), ("landing", "./landing")]
    {
        let mini = Mini::new();
        fs::create_dir_all(mini.path().join(landing)).expect("a folder");
        let (from, to) = (mini.path().join(landing), mini.path().join(warehouse));
        let (from, to) = (from.to_str().expect("UTF-8"), to.to_str().expect("UTF-8"));
        let output = mini.tinhso(&["run", "--lang", "en", "--landing", from, "--warehouse", to]).expect(2).stderr;
        assert!(output.contains("lie in one another"), "{output}");
        assert!(!mini.path().join(warehouse).join("ledger").exists(), "nothing is written");
    }
}

#[test]
fn a_day_far_ahead_is_refused_at_once() {
    let mini = Mini::with_two_quarters();
    mini.edit("schemas/services.json", "\"frequency\": \"quarter\",", "\"frequency\": \"quarter\", \"due\": \"P10D\",");
    assert_eq!(ends(&mini, &["run", "--as-of", "9999-12-31"]), Some(2));
    let output = mini.tinhso(&["run", "--lang", "en", "--as-of", "9999-12-31"]).expect(2).stderr;
    assert!(output.contains("9999-12-31 lies more than ten years after today"), "{output}");
}

#[test]
fn a_list_of_arrivals_with_gaps_is_reported() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    mini.write("landing/services/unlisted.csv", sheet("2025-Q3", &[("90001", "Xã Đồi Chè")], &[Some("1;1;1;1")]));
    let file =
        fs::File::options().write(true).open(mini.path().join("landing/services/unlisted.csv")).expect("the file");
    // 1 May 2026, after the as-of day.
    file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(1_777_600_000)).expect("a time");
    let list = "object,received_at\nservices/2025-Q1.csv,2025-04-01T09:00:00+07:00\nservices/nothing.csv,2025-04-01T09:00:00+07:00\nservices/2025-Q2.csv,ngày 1 tháng 7\n";
    mini.write("landing/arrivals.csv", list);
    let answer = mini.run(1);
    assert_eq!(
        found(&answer, "needless-arrival"),
        ["arrivals.csv | “services/nothing.csv” is not in the landing zone; correct the name, or delete the line"]
    );
    assert!(found(&answer, "unlisted-arrival")[0].starts_with("services/unlisted.csv | "));
    assert!(found(&answer, "unread-arrival")[0].contains("`ngày 1 tháng 7` is no instant"));
    // The unlisted file came after the as-of day; the second quarter waits for its line.
    assert_eq!((answer["summary"]["objects"].clone(), answer["objects_after"].clone()), (1.into(), 1.into()));
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(1).stdout;
    assert!(text.contains("1 file came after 2026-03-31 and is not counted."), "{text}");
    mini.edit("landing/arrivals.csv", "ngày 1 tháng 7", "2025-07-01T09:00:00+07:00");
    mini.run(0);
    assert_eq!(
        mini.figure("dossiers", "90", "as-reported", "2025-Q2"),
        "1500.0 | A | 5/5",
        "it counts once it is mended"
    );
}

#[test]
fn an_empty_landing_zone_beside_a_ledger_is_reported() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    assert_eq!(mini.run(0)["landing_is_empty"], false);
    fs::remove_dir_all(mini.path().join("landing/services")).expect("removed");
    assert_eq!(mini.run(0)["landing_is_empty"], true);
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("The landing zone is empty, and the ledger is not"), "{text}");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5");
}
