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
fn a_failed_run_and_a_landing_zone_that_is_away_are_told() {
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
fn what_is_passed_over_is_told_in_the_language_of_the_reader() {
    let mini = Mini::new();
    std::os::unix::fs::symlink("nowhere", mini.path().join("landing/gone.csv")).expect("a link");
    let told = |language| mini.tinhso(&["status", "--lang", language]).expect(0).stdout;
    let (english, vietnamese) = (told("en"), told("vi"));
    assert!(english.contains("Passed over: gone.csv: It is a link that leads nowhere"), "{english}");
    assert!(vietnamese.contains("Bỏ qua: gone.csv: "), "{vietnamese}");
    let answer = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    let passed_over = &answer["waiting"]["passed_over"][0];
    assert_eq!(passed_over["object"], "gone.csv");
    assert!(vietnamese.contains(passed_over["cause"]["vi"].as_str().expect("a cause")), "{vietnamese}");
}
