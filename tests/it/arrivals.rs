//! What arrives when: files that programs leave behind, objects that are still being written, times that were wrong.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const FIRST: &str = "services/2025-Q1.csv";
const COUNTED: &str = "1500.0 | A | 5/5";

fn figure(mini: &Mini) -> String {
    mini.figure("dossiers", "90", "as-reported", "2025-Q1")
}

/// Puts the first quarter into the landing zone, unnamed by the list of arrivals.
fn unlisted(mini: &Mini, modified: SystemTime) {
    mini.write(&format!("landing/{FIRST}"), sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    touch(mini, FIRST, modified);
}

fn touch(mini: &Mini, object: &str, modified: SystemTime) {
    let file = fs::File::options().write(true).open(mini.path().join("landing").join(object)).expect("the file");
    file.set_modified(modified).expect("a time");
}

/// An instant so many seconds after 1970.
fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

const APRIL_2025: u64 = 1_743_500_000;
const OCTOBER_2025: u64 = 1_759_650_000;
const YEAR_2062: u64 = 2_903_000_000;

fn ledger(mini: &Mini) -> Vec<serde_json::Value> {
    let mut files: Vec<_> = fs::read_dir(mini.warehouse().join("ledger"))
        .expect("a ledger")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let text: String = files.iter().map(|file| fs::read_to_string(file).expect("a file")).collect();
    let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    // The first line of a file names the file before.
    lines.filter(|line| line.get("after").is_none()).collect()
}

const DEBRIS: [&str; 6] = [
    "~$bieu.xlsx",
    "services/Thumbs.db",
    ".DS_Store",
    "services/DESKTOP.INI",
    ".~lock.bieu.ods#",
    "services/._bieu.csv",
];

#[test]
fn what_programs_leave_behind_is_passed_over_and_counted() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    for name in DEBRIS {
        mini.write(&format!("landing/{name}"), b"\x00\x01\x02");
    }
    let answer = mini.run(0);
    assert_eq!(
        (&answer["debris"], &answer["landing_findings"], &answer["summary"]["objects"]),
        (&6.into(), &serde_json::json!([]), &1.into())
    );
    assert_eq!(mini.findings(), ["warning | not-restated |  | "]);
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("6 files left by programs were passed over."), "{text}");
    let text = mini.tinhso(&["run", "--lang", "vi"]).expect(0).stdout;
    assert!(text.contains("Bỏ qua 6 tệp do các chương trình để lại."), "{text}");
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert_eq!(status["waiting"]["new"], serde_json::json!([]));
}

#[test]
fn what_was_taken_in_before_no_longer_counts() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    let settings = fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    // As it was before there were patterns.
    mini.write("tinhso.toml", format!("{settings}debris = []\n"));
    for name in DEBRIS {
        mini.send(name, "2025-04-02T09:00:00+07:00", b"\x00\x01\x02");
    }
    let answer = mini.run(1);
    assert_eq!((&answer["debris"], &answer["summary"]["objects"]), (&0.into(), &7.into()));
    for name in DEBRIS {
        fs::remove_file(mini.path().join("landing").join(name)).expect("removed");
    }
    mini.run(1);
    mini.write("tinhso.toml", &settings);
    let answer = mini.run(0);
    assert_eq!((&answer["debris"], &answer["summary"]["objects"]), (&0.into(), &1.into()));
    assert_eq!(mini.findings(), ["warning | not-restated |  | "]);
    assert_eq!(figure(&mini), COUNTED);
    assert_eq!(ledger(&mini).len(), 7, "the ledger keeps what came");
}

#[test]
fn the_settings_name_what_is_left_behind() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.write("landing/services/bản nháp.TMP", "1");
    mini.write("landing/@eaDir/services/a.csv", "1");
    mini.send("Thumbs.db", "2025-04-02T09:00:00+07:00", "1");
    let settings = fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    mini.write("tinhso.toml", format!("{settings}debris = [\"*.tmp\", \"@eaDir\"]\n"));
    let answer = mini.run(0);
    assert_eq!((&answer["debris"], &answer["summary"]["objects"]), (&2.into(), &2.into()));
    assert!(mini.findings().contains(&"warning | unclaimed-object | Thumbs.db | ".to_owned()), "{:?}", mini.findings());
}

#[test]
fn an_object_that_was_just_changed_waits() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "PT0S", "PT1H");
    unlisted(&mini, SystemTime::now());
    let answer = mini.run(0);
    assert_eq!((&answer["unsettled"], &answer["summary"]["objects"]), (&serde_json::json!([FIRST]), &0.into()));
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(
        text.contains("1 file was changed a moment ago, and waits for the next run:\n  services/2025-Q1.csv"),
        "{text}"
    );
    let text = mini.tinhso(&["run", "--lang", "vi"]).expect(0).stdout;
    assert!(text.contains("Có 1 tệp vừa thay đổi nên chờ lần chạy sau:\n  services/2025-Q1.csv"), "{text}");
    let file = mini.path().join("landing").join(FIRST);
    mini.tinhso(&["validate", file.to_str().expect("UTF-8")]).expect(0);
    touch(&mini, FIRST, at(APRIL_2025));
    let answer = mini.run(0);
    assert_eq!((&answer["unsettled"], figure(&mini).as_str()), (&serde_json::json!([]), COUNTED));
}

#[test]
fn an_object_that_is_overwritten_keeps_what_it_was_until_it_lies_still() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "PT0S", "PT1H");
    unlisted(&mini, at(APRIL_2025));
    mini.run(0);
    mini.write(&format!("landing/{FIRST}"), sheet("2025-Q1", &OLD, &[SECOND_QUARTER[0], None, None, None, None]));
    let answer = mini.run(0);
    assert_eq!((&answer["unsettled"], figure(&mini).as_str()), (&serde_json::json!([FIRST]), COUNTED));
}

#[test]
fn an_object_that_the_list_names_is_settled() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "settle      = \"PT0S\"\n", "");
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.write("landing/services/2025-Q2.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let answer = mini.run(0);
    assert_eq!(answer["unsettled"], serde_json::json!(["services/2025-Q2.csv"]), "a minute, unless stated");
    assert_eq!(figure(&mini), COUNTED);
}

#[test]
fn how_long_an_object_lies_still_changes_no_run() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    mini.edit("tinhso.toml", "PT0S", "PT2M");
    assert_eq!(mini.run(0)["unchanged"], true);
}

#[test]
fn a_modification_time_in_the_future_hides_nothing() {
    let mini = Mini::new();
    let today = chrono::Utc::now() + chrono::TimeDelta::hours(7);
    mini.edit("tinhso.toml", "2026-03-31", &(today.date_naive() + chrono::Days::new(1)).to_string());
    unlisted(&mini, at(YEAR_2062));
    mini.run(0);
    assert_eq!(figure(&mini), COUNTED);
    let received_at = ledger(&mini)[0]["received_at"].as_str().expect("a time").to_owned();
    assert!(received_at < (chrono::Utc::now() + chrono::TimeDelta::seconds(1)).to_rfc3339(), "{received_at}");
    assert_eq!(mini.run(0)["unchanged"], true);
    let young = Mini::new();
    young.edit("tinhso.toml", "PT0S", "PT1H");
    unlisted(&young, at(YEAR_2062));
    assert_eq!(young.run(0)["unsettled"], serde_json::json!([FIRST]), "it was changed just now, whatever it says");
}

#[test]
fn a_wrong_time_of_arrival_is_mended_by_mending_the_list() {
    let mini = Mini::new();
    // After the as-of day: it is not counted.
    mini.send(FIRST, "2026-06-01T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    let before = mini.run(0);
    assert_eq!((&before["summary"]["objects"], &before["arrivals_corrected"]), (&0.into(), &0.into()));
    mini.edit("landing/arrivals.csv", "2026-06-01", "2025-04-01");
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("1 time of arrival was corrected by arrivals.csv."), "{text}");
    assert_eq!(figure(&mini), COUNTED);
    let after = mini.run(0);
    assert_eq!((&after["unchanged"], &after["arrivals_corrected"]), (&true.into(), &0.into()));
    assert_ne!(after["run_id"], before["run_id"]);
    let written = ledger(&mini);
    let text = |line: usize, key: &str| written[line][key].as_str().unwrap_or_default().to_owned();
    assert_eq!(written.len(), 2);
    assert_eq!((text(0, "entry"), text(0, "received_at")), ("arrival".into(), "2026-06-01T02:00:00Z".into()));
    assert_eq!((text(1, "entry"), text(1, "received_at")), ("correction".into(), "2025-04-01T02:00:00Z".into()));
    assert_eq!(text(1, "corrects"), "2026-06-01T02:00:00Z");
    // Also where the object has left the landing zone.
    fs::remove_file(mini.path().join("landing").join(FIRST)).expect("removed");
    mini.edit("landing/arrivals.csv", "2025-04-01", "2025-04-02");
    assert_eq!(mini.run(0)["arrivals_corrected"], 1);
    assert_eq!(mini.table("inputs")[0]["received_at"], "2025-04-02T02:00:00Z", "it is an input of the run");
}

#[test]
fn a_line_that_speaks_of_an_overwritten_version_corrects_nothing() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    mini.write(&format!("landing/{FIRST}"), sheet("2025-Q1", &OLD, &[Some("1;1;1;1"); 5]));
    touch(&mini, FIRST, at(APRIL_2025 + 86_400));
    mini.run(0);
    assert_eq!(figure(&mini), "5.0 | A | 5/5");
    assert_eq!(mini.run(0)["arrivals_corrected"], 0);
    // The line now speaks of the new version.
    mini.edit("landing/arrivals.csv", "2025-04-01", "2025-04-09");
    assert_eq!(mini.run(0)["arrivals_corrected"], 1);
    assert_eq!(figure(&mini), "5.0 | A | 5/5");
    assert_eq!(ledger(&mini)[2]["received_at"], "2025-04-09T02:00:00Z");
}

#[test]
fn what_is_new_waits_while_the_list_cannot_be_used() {
    for (good, bad, stated) in [
        ("object,received_at", "object,recieved_at", "the header is `object,recieved_at`; write object,received_at"),
        ("object,received_at", "object", "the header is `object`; write object,received_at"),
    ] {
        let mini = Mini::new();
        mini.quarter("2025-Q1", &SECOND_QUARTER);
        mini.run(0);
        let before = ledger(&mini);
        mini.quarter("2025-Q2", &SECOND_QUARTER);
        mini.write("landing/services/unlisted.csv", sheet("2025-Q3", &OLD[..1], &SECOND_QUARTER[..1]));
        touch(&mini, "services/unlisted.csv", at(OCTOBER_2025));
        mini.edit("landing/arrivals.csv", good, bad);
        for _ in 0..2 {
            let answer = mini.run(1);
            let findings = answer["landing_findings"].as_array().expect("findings");
            assert_eq!(findings.len(), 1, "{findings:?}");
            assert_eq!((&findings[0]["code"], &findings[0]["location"]["row"]), (&"unread-arrival".into(), &1.into()));
            let message = findings[0]["message"]["en"].as_str().expect("a message");
            assert!(message.contains(stated) && message.contains("waits until it is mended"), "{message}");
            assert_eq!((answer["summary"]["objects"].clone(), ledger(&mini)), (1.into(), before.clone()));
            assert_eq!(figure(&mini), COUNTED, "what was taken in before counts");
        }
        mini.edit("landing/arrivals.csv", bad, good);
        let answer = mini.run(0);
        assert_eq!(answer["summary"]["objects"], 3);
        let entry =
            ledger(&mini).into_iter().find(|entry| entry["object"] == "services/2025-Q2.csv").expect("an entry");
        let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).expect("an instant");
        assert_eq!(
            instant(entry["received_at"].as_str().expect("a time")),
            instant("2025-07-01T09:00:00+07:00"),
            "it came when the list says"
        );
    }
}

#[test]
fn the_same_bytes_received_once_more_came_when_they_came_first() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"reports\": \"commune\"", "\"reports\": \"commune\", \"due\": \"P20D\"");
    let text = sheet("2025-Q1", &OLD, &SECOND_QUARTER);
    let states = |mini: &Mini| -> Vec<String> {
        let rows = mini.table("submissions").into_iter().filter(|row| row["object"] == FIRST);
        rows.map(|row| format!("{} {}", row["state"], &row["received_at"][..10])).collect()
    };
    mini.send(FIRST, "2025-04-05T09:00:00+07:00", &text);
    mini.run(0);
    // The list is a log of receipts: the second line is of the same bytes.
    mini.send(FIRST, "2025-05-25T09:00:00+07:00", &text);
    assert_eq!(mini.run(0)["arrivals_corrected"], 0);
    assert_eq!(states(&mini), ["received 2025-04-05", "received 2025-04-05"]);
    // Other bytes come at the time of the last line.
    let other = sheet(
        "2025-Q1",
        &OLD,
        &[Some("111;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2], SECOND_QUARTER[3], SECOND_QUARTER[4]],
    );
    mini.send(FIRST, "2025-05-26T09:00:00+07:00", &other);
    assert_eq!(mini.run(0)["arrivals_corrected"], 0);
    let expected = ["superseded 2025-04-05", "received 2025-05-26", "superseded 2025-04-05", "received 2025-05-26"];
    assert_eq!(states(&mini), expected);
    // A later line with an earlier time corrects.
    mini.send(FIRST, "2025-05-20T09:00:00+07:00", &other);
    assert_eq!(mini.run(0)["arrivals_corrected"], 1);
}

#[test]
fn rows_that_a_program_cleared_are_no_lines_of_the_list() {
    let mini = Mini::new();
    mini.write("landing/services/a.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.write(
        "landing/arrivals.csv",
        "object,received_at\r\nservices/a.csv,2025-07-05T09:00:00+07:00\r\n,\r\n,\r\n\r\n",
    );
    assert_eq!(mini.run(0)["landing_findings"], serde_json::json!([]));
    // A time without a name is still an error, in its line.
    mini.write(
        "landing/arrivals.csv",
        "object,received_at\r\n,\r\nservices/a.csv,2025-07-05T09:00:00+07:00\r\n,2025-07-05T09:00:00+07:00\r\n",
    );
    let findings = mini.run(1)["landing_findings"].clone();
    assert_eq!(
        (&findings[0]["code"], &findings[0]["location"]["row"]),
        (&"unread-arrival".into(), &4.into()),
        "{findings}"
    );
}

#[test]
fn columns_that_were_cleared_beside_lists_say_nothing() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    for name in ["landing/arrivals.csv", "registry/units.csv", "registry/crosswalk.csv"] {
        let text = fs::read_to_string(mini.path().join(name)).expect("a list");
        // As spreadsheets save a table beside which something was, with and without it in each row.
        let wide =
            |(number, line): (usize, &str)| format!("{line}{}\r\n", if number.is_multiple_of(3) { ",, " } else { "," });
        mini.write(name, text.lines().enumerate().map(wide).collect::<String>());
    }
    mini.tinhso(&["check"]).expect(0);
    let answer = mini.run(0);
    assert_eq!(answer["landing_findings"], serde_json::json!([]));
    assert_eq!(figure(&mini), COUNTED);
    // What is in a column without a name is not passed over.
    mini.edit(
        "registry/units.csv",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,,",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,,x",
    );
    assert!(mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr.contains("registry/units.csv"));
}
