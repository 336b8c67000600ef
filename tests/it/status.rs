//! `tinhso status`: who has sent what, the runs so far, what waits.

use crate::kit::current_id;
use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// A project that expects its quarters from Q1 2025 on, ten days after they end.
fn expecting() -> Mini {
    let mini = Mini::with_two_quarters();
    let reports = "\"reports\": \"commune\"";
    mini.edit(
        "schemas/services.json",
        reports,
        &format!("{reports}, \"due\": \"P10D\", \"first_period\": \"2025-Q1\""),
    );
    mini
}

/// The runs' ids and times are those of the machine.
fn steady(mini: &Mini, text: &str) -> String {
    let id = current_id(&mini.warehouse()).unwrap_or_else(|| "no run".to_owned());
    let text = text.replace(&id, "[run]");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        let parts: Vec<&str> = line.split(' ').collect();
        let is_time = |part: &str| part.len() == 5 && part.as_bytes()[2] == b':';
        if let Some(place) = parts.iter().position(|part| is_time(part)) {
            let day = parts[place - 1].to_owned();
            *line = parts
                .iter()
                .map(|part| {
                    if *part == day {
                        "[day]"
                    } else if is_time(part) {
                        "[time]"
                    } else {
                        part
                    }
                })
                .collect::<Vec<_>>()
                .join(" ");
        }
    }
    lines.join("\n")
}

#[test]
fn before_the_first_run() {
    let mini = Mini::with_two_quarters();
    insta::assert_snapshot!(mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout, @r"
    Waiting    2 new objects
               services/2025-Q2.csv
               services/2025-Q3.csv
    No run yet; `tinhso run` makes the first
    ");
    insta::assert_snapshot!(mini.tinhso(&["status"]).expect(0).stdout, @r"
    Đang chờ   2 tệp mới
               services/2025-Q2.csv
               services/2025-Q3.csv
    Chưa có lần chạy nào; `tinhso run` sẽ tạo lần đầu
    ");
    assert!(!mini.warehouse().exists(), "status writes nothing");
}

#[test]
fn who_has_sent_what() {
    let mini = expecting();
    mini.run(0);
    mini.run(0);
    mini.send("services/2025-Q4 Hồ Sen.csv", "2026-01-05T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    mini.write("landing/services/2025-Q3.csv", sheet("2025-Q3", &NEW, &[THIRD_QUARTER[0], None, None]));
    insta::assert_snapshot!("status_en", steady(&mini, &mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout));
    insta::assert_snapshot!("status_vi", steady(&mini, &mini.tinhso(&["status"]).expect(0).stdout));
    let fewer = mini.tinhso(&["status", "--periods", "1", "--format", "json"]).expect(0).json();
    assert_eq!(fewer["forms"][0]["periods"].as_array().map(Vec::len), Some(1));
    assert_eq!(fewer["waiting"]["new"], serde_json::json!(["services/2025-Q4 Hồ Sen.csv"]));
    assert_eq!(fewer["waiting"]["overwritten"], serde_json::json!(["services/2025-Q3.csv"]));
    assert_eq!(fewer["runs"][0]["times"], 2);
}

#[test]
fn an_object_that_was_only_touched_does_not_wait() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.write("landing/services/2025-Q2.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let answer = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert_eq!(answer["waiting"]["overwritten"], serde_json::json!([]));
}

#[test]
fn a_failed_run_and_a_landing_zone_that_is_away_are_reported() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    std::fs::rename(mini.path().join("landing"), mini.path().join("away")).expect("renamed");
    mini.tinhso(&["run"]).expect(2);
    let answer = mini.tinhso(&["status", "--lang", "en"]).expect(0);
    assert!(answer.stdout.contains("The latest run failed ("), "{}", answer.stdout);
    assert!(answer.stdout.contains("Landing zone: cannot open the landing zone"), "{}", answer.stdout);
}

#[cfg(unix)]
#[test]
fn what_is_passed_over_is_reported_in_the_language_of_the_reader() {
    let mini = Mini::new();
    std::os::unix::fs::symlink("nowhere", mini.path().join("landing/gone.csv")).expect("a link");
    let status_in = |language| mini.tinhso(&["status", "--lang", language]).expect(0).stdout;
    let (english, vietnamese) = (status_in("en"), status_in("vi"));
    assert!(english.contains("Passed over: gone.csv: It is a link that leads nowhere"), "{english}");
    assert!(vietnamese.contains("Bỏ qua: gone.csv: "), "{vietnamese}");
    let answer = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    let passed_over = &answer["waiting"]["passed_over"][0];
    assert_eq!(passed_over["object"], "gone.csv");
    assert!(vietnamese.contains(passed_over["cause"]["vi"].as_str().expect("a cause")), "{vietnamese}");
}

/// The lines of `--by`, each as JSON.
fn tallies(mini: &Mini, by: &str) -> serde_json::Value {
    mini.tinhso(&["status", "--by", by, "--format", "json"]).expect(0).json()["tallies"].clone()
}

#[test]
fn who_keeps_to_the_deadlines_is_counted_by_form_and_by_sender() {
    let mini = expecting();
    // Of the third quarter one commune sends nothing, one comes late, and one has an error that is open.
    let q3 = |cells: [Option<&str>; 3]| sheet("2025-Q3", &NEW, &cells);
    mini.send("services/2025-Q3.csv", "2025-10-05T09:00:00+07:00", q3([Some("310;-1;3100;55"), None, None]));
    mini.send("services/2025-Q3 muộn.csv", "2025-10-20T09:00:00+07:00", q3([None, THIRD_QUARTER[1], None]));
    mini.run(1);
    let by_form = tallies(&mini, "form");
    let line = by_form["lines"].as_array().expect("lines").iter().find(|line| line["form"] == "services");
    let line = line.expect("the form").clone();
    // Q1 is due from two districts, Q2 too, Q3 and Q4 from three communes.
    let counted =
        ["expected", "received", "late", "missing", "rejected"].map(|key| line[key].as_u64().expect("a number"));
    assert_eq!(counted[0], counted[1] + counted[3] + counted[4], "{line}");
    assert_eq!(counted, [10, 4, 1, 6, 0], "{line}");
    assert_eq!((&line["received_share"], &line["in_time_share"]), (&0.4.into(), &0.3.into()));
    // The day of the run is 2026-03-31; the first quarter was due on 2025-04-10.
    assert_eq!(line["oldest_days"], 355, "{line}");
    assert_eq!(by_form["as_of"], "2026-03-31");
    let by_sender = tallies(&mini, "sender");
    let lines = by_sender["lines"].as_array().expect("lines");
    let sum = |key: &str| lines.iter().map(|line| line[key].as_u64().expect("a number")).sum::<u64>();
    for (key, of_form) in ["expected", "received", "late", "missing", "rejected"].into_iter().zip(counted) {
        assert_eq!(sum(key), of_form, "{key}");
        assert_eq!(by_sender["total"][key], of_form, "{key}");
    }
    let faulty = lines.iter().find(|line| line["ref_area"] == "90001" && line["open_errors"] == 1);
    assert!(faulty.is_some(), "{lines:?}");
    assert_eq!(tallies(&mini, "sender,form")["by"], serde_json::json!(["form", "sender"]));
    for language in ["vi", "en"] {
        let page = mini.tinhso(&["status", "--by", "sender,form", "--lang", language]).expect(0).stdout;
        let counted: Vec<&str> = page.lines().take_while(|line| !line.is_empty()).collect();
        assert!(counted.iter().all(|line| tinhso::values::text::width(line) <= 80), "{page}");
        insta::assert_snapshot!(format!("tallies_{language}"), counted.join("\n"));
    }
    mini.tinhso(&["status", "--by", "form", "--check"]).expect(2);
}

#[test]
fn deadlines_follow_the_calendar_of_the_form() {
    // A quarter of the administrative calendar runs from 15 March to 14 June, and is due five days later.
    for (calendar, due, in_time, late) in [
        ("administrative", "2025-06-19", "2025-06-19T23:00:00+07:00", "2025-06-20T00:30:00+07:00"),
        ("gregorian", "2025-07-05", "2025-07-05T23:00:00+07:00", "2025-07-06T00:30:00+07:00"),
    ] {
        for (arrival, state) in [(in_time, "received"), (late, "late")] {
            let mini = Mini::new();
            mini.edit("schemas/services.json", "\"gregorian\"", &format!("\"{calendar}\""));
            let reports = "\"reports\": \"commune\"";
            let declared = format!("{reports}, \"due\": \"P5D\", \"first_period\": \"2025-Q2\"");
            mini.edit("schemas/services.json", reports, &declared);
            mini.edit("tinhso.toml", "2026-03-31", "2025-07-10");
            mini.send("services/2025-Q2.csv", arrival, sheet("2025-Q2", &OLD, &SECOND_QUARTER));
            mini.run(0);
            let submissions = mini.table("submissions");
            let submissions = submissions.iter().filter(|row| row["form"] == "services");
            let found: Vec<(&str, &str)> =
                submissions.map(|row| (row["due"].as_str(), row["state"].as_str())).collect();
            assert_eq!(found, [(due, state), (due, state)], "{calendar}");
            let total = tallies(&mini, "sender")["total"].clone();
            let late = u64::from(state == "late") * 2;
            assert_eq!((&total["expected"], &total["late"]), (&2.into(), &late.into()), "{calendar}: {total}");
            assert_eq!(total["in_time_share"], if late > 0 { 0.0 } else { 1.0 });
        }
    }
}

#[test]
fn what_nobody_had_to_send_is_not_due() {
    let count = |mini: &Mini| {
        mini.run(1);
        let by_sender = tallies(mini, "sender");
        let total = &by_sender["total"];
        let keys = ["expected", "received", "missing", "rejected"];
        let unknown = by_sender["lines"].as_array().expect("lines").iter().find(|line| line["ref_area"].is_null());
        let of_unknown = unknown.map(|line| (line["expected"].clone(), line["open_errors"].clone()));
        (keys.map(|key| total[key].as_u64().expect("a number")), of_unknown)
    };
    let stray = "Danh sách ăn trưa\nHọ tên;Suất\nLan;1\nMinh;2\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (row, text) in (0..).zip(["Danh sách ăn trưa", "Lan", "Minh"]) {
        page.write(row, 0, text).expect("a text");
    }
    let workbook = book.save_to_buffer().expect("a workbook");
    for (object, bytes) in
        [("lunch 01-TN quý III 2025.csv", stray.as_bytes()), ("lunch 01-TN quý III 2025.xlsx", &workbook)]
    {
        let mini = expecting();
        mini.send(&format!("services/{object}"), "2025-10-06T09:00:00+07:00", bytes);
        let submissions = {
            mini.run(1);
            mini.table("submissions")
        };
        let rejected = submissions.iter().find(|row| row["state"] == "rejected").expect("the list");
        assert_eq!([&rejected["time_period"], &rejected["ref_area"]], ["2025-Q3", ""], "{rejected:?}");
        // Q1 and Q2 are due from two districts, Q3 and Q4 from three communes.
        assert_eq!(count(&mini), ([10, 5, 5, 0], Some((0.into(), 1.into()))), "{object}");
    }
    // One that names its sender was due of that sender, and is no report either.
    let mini = expecting();
    mini.send("services/lunch huyện Rừng Thông 01-TN quý I 2025.csv", "2025-10-06T09:00:00+07:00", stray);
    assert_eq!(count(&mini).0, [10, 5, 4, 1]);
}

#[test]
fn open_warnings_are_something_to_do_and_before_a_deadline_nothing_was_due() {
    let mini = Mini::with_two_quarters();
    mini.send(
        "services/2025-Q3 sửa.csv",
        "2025-10-08T09:00:00+07:00",
        sheet("2025-Q3", &NEW[..1], &[Some("1000;1;3100;55")]),
    );
    mini.run(0);
    let page = mini.tinhso(&["status", "--by", "sender", "--lang", "en"]).expect(0).stdout;
    assert!(page.starts_with("Nothing was due yet"), "{page}");
    let early = tallies(&mini, "sender")["total"]["not_expected"].as_u64().expect("a number");
    assert!(early > 0 && page.contains(&format!("{early} reports came that were not due")), "{page}");
    let warnings = mini.tinhso(&["status", "--format", "json"]).expect(0).json()["current"]["warnings"].clone();
    assert_eq!(page.contains("Nothing to do"), warnings == 0, "{page}");
}
