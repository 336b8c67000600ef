//! Bytes that the ledger knows and that lie in the landing zone again: moved after they were withdrawn, put back from a copy of an older state,
//! sent once more.

use std::fs;

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const OBJECT: &str = "services/2025-Q1.csv";

/// A project that counts up to today, since withdrawals are of today.
fn of_today() -> Mini {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    mini
}

/// A report of the first quarter in which the first commune has this number of dossiers.
fn report(dossiers: u32) -> String {
    let first = format!("{dossiers};40;4000;61,5");
    let mut cells = SECOND_QUARTER;
    cells[0] = Some(first.as_str());
    sheet("2025-Q1", &OLD, &cells)
}

/// The codes of what the landing zone holds that a person must look at.
fn asked(mini: &Mini) -> Vec<String> {
    let answer = mini.run(0);
    let found = answer["landing_findings"].as_array().expect("findings").clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    // Where the list says nothing of it, the time of the file counts.
    let found = found.iter().filter(|one| one["code"] != "unlisted-arrival");
    found.map(|one| format!("{} {}", text(&one["code"]), text(&one["location"]["object"]))).collect()
}

/// The dossiers of the first commune.
fn dossiers(mini: &Mini) -> String {
    let figure = mini.figure("dossiers", "90001", "as-reported", "2025-Q1");
    figure.split(['.', ' ']).next().unwrap_or_default().to_owned()
}

/// Writes bytes under a name with this time in the list of arrivals.
fn put(mini: &Mini, object: &str, at: &str, text: &str) {
    mini.write(&format!("landing/{object}"), text);
    let list = mini.path().join("landing/arrivals.csv");
    let known = fs::read_to_string(&list).expect("the list");
    let others: Vec<&str> = known.lines().filter(|line| !line.contains(object)).collect();
    fs::write(list, format!("{}\n\"{object}\",{at}\n", others.join("\n"))).expect("written");
}

#[test]
fn what_was_withdrawn_does_not_count_under_another_name() {
    let mini = of_today();
    put(&mini, OBJECT, "2025-04-05T09:00:00+07:00", &report(101));
    mini.run(0);
    mini.tinhso(&["withdraw", OBJECT, "--why", "gửi nhầm"]).expect(0);
    mini.run(0);
    assert_eq!(dossiers(&mini), "no");
    let moved = "services/2025/Q1.csv";
    put(&mini, moved, "2025-04-05T09:00:00+07:00", &report(101));
    fs::remove_file(mini.path().join("landing").join(OBJECT)).expect("removed");
    mini.edit("landing/arrivals.csv", &format!("\"{OBJECT}\",2025-04-05T09:00:00+07:00\n"), "");
    for _ in 0..2 {
        assert_eq!(asked(&mini), [format!("withdrawn-arrival {moved}")]);
        assert_eq!(dossiers(&mini), "no");
    }
    // Other bytes under the same name are a report like any other, and so are the same with a later time.
    put(&mini, "services/Q1 khac.csv", "2025-04-06T09:00:00+07:00", &report(102));
    assert_eq!(asked(&mini), [format!("withdrawn-arrival {moved}")]);
    assert_eq!(dossiers(&mini), "102");
    put(&mini, moved, &chrono::Utc::now().to_rfc3339(), &report(101));
    assert_eq!(asked(&mini), [""; 0]);
    assert_eq!(dossiers(&mini), "101");
    assert_eq!(mini.run(0)["unchanged"], true);
    mini.tinhso(&["verify"]).expect(0);
}

#[test]
fn a_withdrawal_names_where_the_same_bytes_count() {
    let mini = of_today();
    let twin = "services/ban sao Q1.csv";
    put(&mini, OBJECT, "2025-04-05T09:00:00+07:00", &report(101));
    put(&mini, twin, "2025-04-05T10:00:00+07:00", &report(101));
    mini.run(0);
    let answer = mini.tinhso(&["withdraw", OBJECT, "--why", "nhầm", "--format", "json"]).expect(0).json();
    assert_eq!(answer["same_bytes"], serde_json::json!([twin]));
    assert_eq!(asked(&mini), [""; 0], "it lies there as it was");
    assert_eq!(dossiers(&mini), "101");
    let said = mini.tinhso(&["withdraw", twin, "--why", "nhầm", "--lang", "en"]).expect(0).stdout;
    assert!(!said.contains("too, and count"), "{said}");
    mini.run(0);
    assert_eq!(dossiers(&mini), "no");
    let said = mini.tinhso(&["restore", twin, "--why", "vẫn đúng", "--lang", "en"]).expect(0).stdout;
    assert!(!said.contains("too, and count"), "{said}");
    let said = mini.tinhso(&["restore", OBJECT, "--why", "vẫn đúng", "--lang", "en"]).expect(0).stdout;
    assert!(!said.contains("too, and count"), "{said}");
    let said = mini.tinhso(&["withdraw", OBJECT, "--why", "nhầm", "--lang", "en"]).expect(0).stdout;
    assert!(said.contains(&format!("The same bytes came as {twin} too, and count")), "{said}");
}

#[test]
fn an_older_version_that_is_put_back_undoes_no_correction() {
    for in_list in [true, false] {
        let mini = of_today();
        let version = |day: &str, dossiers: u32| {
            let at = format!("2025-04-{day}T09:00:00+07:00");
            if in_list {
                put(&mini, OBJECT, &at, &report(dossiers));
                return;
            }
            mini.write(&format!("landing/{OBJECT}"), report(dossiers));
            let file = fs::File::options().write(true).open(mini.path().join("landing").join(OBJECT)).expect("a file");
            file.set_modified(at.parse::<chrono::DateTime<chrono::Utc>>().expect("a time").into()).expect("a time");
        };
        version("05", 101);
        mini.run(0);
        version("08", 202);
        mini.run(0);
        assert_eq!(dossiers(&mini), "202");
        version("05", 101);
        for _ in 0..2 {
            assert_eq!(asked(&mini), [format!("replaced-version {OBJECT}")], "{in_list}");
            assert_eq!(dossiers(&mini), "202");
        }
        // Set back to a time between both, it corrects the time of neither.
        version("06", 101);
        assert_eq!(asked(&mini), [format!("replaced-version {OBJECT}")], "{in_list}");
        version("08", 202);
        assert_eq!(asked(&mini), [""; 0]);
        assert_eq!(dossiers(&mini), "202");
        // With a later time the sender has gone back to it.
        version("10", 101);
        assert_eq!(asked(&mini), [""; 0]);
        assert_eq!(dossiers(&mini), "101");
        let found = filtered(mini.table("findings"), &[("code", "older-values")]);
        assert_eq!(lines(&found, &["severity", "state", "object"]), [format!("warning | open | {OBJECT}")]);
        version("12", 303);
        mini.run(0);
        let found = filtered(mini.table("findings"), &[("code", "older-values")]);
        assert_eq!(lines(&found, &["state"]), ["resolved"]);
        mini.tinhso(&["verify"]).expect(0);
    }
}

#[test]
fn the_first_of_two_reports_sent_once_more_is_named() {
    let mini = of_today();
    put(&mini, OBJECT, "2025-04-05T09:00:00+07:00", &report(101));
    put(&mini, "services/Q1 sua.csv", "2025-04-06T09:00:00+07:00", &report(202));
    put(&mini, "services/Q1 gui lai.csv", "2025-04-07T09:00:00+07:00", &report(101));
    assert_eq!(asked(&mini), [""; 0]);
    assert_eq!(dossiers(&mini), "101");
    let found = filtered(mini.table("findings"), &[("code", "older-values")]);
    assert_eq!(
        lines(&found, &["object", "message_en"]),
        [
            "services/Q1 gui lai.csv | The same bytes as services/2025-Q1.csv, which services/Q1 sua.csv had replaced with other figures: those of services/2025-Q1.csv count again. If the figures of services/Q1 sua.csv are right, send that again, or withdraw this one (tinhso withdraw)"
        ]
    );
    mini.tinhso(&["withdraw", "services/Q1 gui lai.csv", "--why", "cũ"]).expect(0);
    mini.run(0);
    assert_eq!(dossiers(&mini), "202");
    // The other way that it names: the correction is sent again, and that is the end of it.
    let mini = of_today();
    for (name, day, amount) in [("a", 5, 101), ("b", 6, 202), ("c", 7, 101), ("d", 8, 202)] {
        put(&mini, &format!("services/Q1 {name}.csv"), &format!("2025-04-{day:02}T09:00:00+07:00"), &report(amount));
    }
    assert_eq!(asked(&mini), [""; 0]);
    assert_eq!(dossiers(&mini), "202");
    let open = filtered(mini.table("findings"), &[("code", "older-values"), ("state", "open")]);
    assert!(open.is_empty(), "{open:?}");
}
