//! What came again, came twice, came late or never came.

use std::fs;

use crate::kit::{Row, filtered, lines, table};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const AS_REPORTED: &str = "as-reported";

/// The first quarter, whole.
fn first() -> Mini {
    let mini = Mini::new();
    mini.send("services/lan-1.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    mini
}

/// Only these cells for commune 90001 of the first quarter.
fn correction(cells: &str) -> String {
    sheet("2025-Q1", &OLD[..1], &[Some(cells)])
}

fn states(mini: &Mini) -> Vec<String> {
    let line = |row: &Row| format!("{} {} {}", row["object"], row["ref_area"], row["state"]);
    mini.table("submissions").iter().map(line).collect()
}

#[test]
fn a_row_without_its_unit_is_replaced_by_no_file_of_another_sender() {
    let mini = Mini::new();
    let unknown = |known: (&'static str, &'static str)| {
        sheet("2025-Q1", &[known, ("99999", "Xã Không Có")], &[Some("110;50;1000;50"), Some("210;60;2000;60")])
    };
    mini.send("services/a.csv", "2025-04-01T09:00:00+07:00", unknown(OLD[0]));
    mini.send("services/b.csv", "2025-04-02T09:00:00+07:00", unknown(OLD[3]));
    mini.run(1);
    let open = |mini: &Mini| lines(&mini.table("findings"), &["code", "object", "state"]);
    let found = open(&mini);
    assert!(found.iter().all(|line| !line.starts_with("superseded")), "{found:?}");
    for object in ["a", "b"] {
        assert!(found.contains(&format!("unknown-area | services/{object}.csv | open")), "{found:?}");
    }
    // The same sender again, mended.
    let mended = sheet("2025-Q1", &OLD[..2], &[Some("110;50;1000;50"), Some("210;60;2000;60")]);
    mini.send("services/c.csv", "2025-04-03T09:00:00+07:00", mended);
    mini.run(1);
    let found = lines(&filtered(mini.table("findings"), &[("code", "unknown-area")]), &["object", "state"]);
    assert_eq!(found, ["services/a.csv | resolved", "services/b.csv | open"]);
}

#[test]
fn a_later_arrival_supersedes_unit_by_unit() {
    let mini = first();
    mini.send("services/again.csv", "2025-04-02T09:00:00+07:00", correction("110;50;1000;50"));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "110.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", "901", AS_REPORTED, "2025-Q1"), "610.0 | A | 3/3", "the others keep their rows");
    let superseded = filtered(mini.table("findings"), &[("code", "superseded")]);
    assert_eq!(superseded.len(), 1);
    assert_eq!((superseded[0]["object"].as_str(), superseded[0]["ref_area"].as_str()), ("services/lan-1.csv", "901"));
    let kept = filtered(mini.table("findings"), &[("code", "earlier-row-kept")]);
    assert_eq!(kept.iter().map(|row| row["ref_area"].as_str()).collect::<Vec<_>>(), ["90002", "90003"]);
    let states = states(&mini);
    assert!(states.contains(&"services/lan-1.csv 901 superseded".to_owned()), "{states:?}");
    assert!(states.contains(&"services/lan-1.csv 902 received".to_owned()), "{states:?}");
    assert!(states.contains(&"services/again.csv 901 received".to_owned()), "{states:?}");
}

#[test]
fn a_value_that_a_later_arrival_leaves_blank_is_reported() {
    let mini = first();
    mini.send("services/again.csv", "2025-04-02T09:00:00+07:00", correction("110;50;;"));
    mini.run(0);
    assert_eq!(mini.figure("people", "90001", AS_REPORTED, "2025-Q1"), " | O | 0/1");
    let removed = filtered(mini.table("findings"), &[("code", "value-removed")]);
    let [removed] = removed.as_slice() else { panic!("{removed:?}") };
    assert_eq!((removed["object"].as_str(), removed["cell"].as_str()), ("services/again.csv", "F2"));
    assert_eq!((removed["severity"].as_str(), removed["expected"].as_str()), ("warning", "1000"));
    assert!(removed["message_en"].contains("so is one other value"), "{removed:?}");
    // What says why it is missing was meant.
    let mini = first();
    mini.send("services/again.csv", "2025-04-02T09:00:00+07:00", correction("110;50;...;50"));
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "value-removed")]).is_empty());
}

#[test]
fn a_row_whose_correction_is_quarantined_keeps_the_earlier_with_low_reliability() {
    let mini = first();
    mini.send(
        "services/again.csv",
        "2025-04-02T09:00:00+07:00",
        sheet("2025-Q1", &OLD[..3], &[Some("nhiều;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2]]),
    );
    mini.run(1);
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "100.0 | U | 1/1");
    assert_eq!(mini.figure("people", "90001", AS_REPORTED, "2025-Q1"), "1000.0 | U | 1/1", "on each of its values");
    assert_eq!(mini.figure("dossiers", "901", AS_REPORTED, "2025-Q1"), "600.0 | U | 3/3");
    assert_eq!(mini.figure("dossiers", "90002", AS_REPORTED, "2025-Q1"), "200.0 | A | 1/1");
}

#[test]
fn a_stock_of_a_year_is_as_sound_as_that_of_its_last_quarter() {
    let mini = first();
    let broken = sheet("2025-Q1", &OLD[..1], &[Some("nhiều;50;1000;50")]);
    mini.send("services/again.csv", "2025-04-02T09:00:00+07:00", broken);
    for quarter in ["2025-Q2", "2025-Q3", "2025-Q4"] {
        let communes: &[(&str, &str)] = if quarter == "2025-Q2" { &OLD } else { &crate::mini::NEW };
        let cells: Vec<Option<&str>> = communes.iter().map(|_| Some("100;50;1004;50")).collect();
        mini.send(&format!("services/{quarter}.csv"), "2026-01-05T09:00:00+07:00", sheet(quarter, communes, &cells));
    }
    mini.run(1);
    assert_eq!(mini.figure("people", "90005", AS_REPORTED, "2025"), "1004.0 | A | 1/1");
    assert_eq!(mini.figure("people", "90001", "2025-07-01", "2025"), "1004.0 | A | 1/1");
    assert!(mini.figure("dossiers", "90001", "2025-07-01", "2025").contains("| U |"));
}

#[test]
fn of_equal_arrivals_the_higher_revision_counts_then_the_greater_name() {
    let mini = first();
    let when = "2025-04-02T09:00:00+07:00";
    mini.send("services/a sửa lần 2.csv", when, correction("112;50;1000;50"));
    mini.send("services/b.csv", when, correction("113;50;1000;50"));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "112.0 | A | 1/1");
    let mini = first();
    mini.send("services/b.csv", when, correction("113;50;1000;50"));
    mini.send("services/a.csv", when, correction("112;50;1000;50"));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "113.0 | A | 1/1");
}

#[test]
fn where_the_order_of_names_alone_decided_between_other_figures_the_finding_is_open() {
    let when = "2025-04-02T09:00:00+07:00";
    let superseded = |mini: &Mini| -> Vec<String> {
        let found = filtered(mini.table("findings"), &[("code", "superseded")]);
        let line = |row: &Row| format!("{} {} {}", row["object"], row["state"], row["resolved_by"]);
        found.iter().map(line).collect()
    };
    let mini = Mini::new();
    mini.send("services/a.csv", when, correction("112;50;1000;50"));
    mini.send("services/b.csv", when, correction("113;50;1000;50"));
    let answer = mini.run(0);
    assert_eq!(superseded(&mini), ["services/a.csv open "]);
    assert_eq!(answer["summary"]["warnings"], 1);
    // Something has decided since.
    mini.send("services/c.csv", "2025-04-03T09:00:00+07:00", correction("114;50;1000;50"));
    mini.run(0);
    assert_eq!(superseded(&mini), ["services/a.csv resolved services/c.csv", "services/b.csv resolved services/c.csv"]);
    // Other bytes with the same figures, and a word that decides, ask nobody.
    for (name, cells) in [("services/b.csv", "112;50;1000;50 "), ("services/b lần 2.csv", "113;50;1000;50")] {
        let mini = Mini::new();
        mini.send("services/a.csv", when, correction("112;50;1000;50"));
        mini.send(name, when, correction(cells));
        mini.run(0);
        assert_eq!(superseded(&mini), [format!("services/a.csv resolved {name}")]);
    }
}

#[test]
fn a_revision_that_a_file_of_a_lower_one_replaced_is_open() {
    let superseded = |mini: &Mini| -> Vec<String> {
        let found = filtered(mini.table("findings"), &[("code", "superseded")]);
        let line = |row: &Row| format!("{} {} {}", row["object"], row["state"], row["resolved_by"]);
        found.iter().map(line).collect()
    };
    let (first, second) = ("2025-04-02T09:00:00+07:00", "2025-04-03T09:00:00+07:00");
    for (corrected, plain) in
        [("services/a (sửa đổi).csv", "services/a.csv"), ("services/a.csv", "services/a nháp.csv")]
    {
        let mini = Mini::new();
        mini.send(corrected, first, correction("112;50;1000;50"));
        mini.send(plain, second, correction("113;50;1000;50"));
        assert_eq!(mini.run(0)["summary"]["warnings"], 1);
        assert_eq!(superseded(&mini), [format!("{corrected} open ")]);
        let said = filtered(mini.table("findings"), &[("code", "superseded")])[0]["message_en"].clone();
        assert!(said.contains("which came later; by its name or head it is the earlier one"), "{said}");
        // Of a higher revision than both, there is nothing to doubt.
        mini.send("services/a lần 3.csv", "2025-04-04T09:00:00+07:00", correction("114;50;1000;50"));
        mini.run(0);
        let resolved = |object: &str| format!("{object} resolved services/a lần 3.csv");
        let mut both = [resolved(corrected), resolved(plain)];
        both.sort();
        let mut found = superseded(&mini);
        found.sort();
        assert_eq!(found, both);
        // The same figures ask nobody.
        let mini = Mini::new();
        mini.send(corrected, first, correction("112;50;1000;50"));
        mini.send(plain, second, correction("112;50;1000;50 "));
        mini.run(0);
        assert_eq!(superseded(&mini), [format!("{corrected} resolved {plain}")]);
    }
}

#[test]
fn the_same_bytes_count_once() {
    let mini = first();
    mini.send("services/copy.csv", "2025-04-03T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    let answer = mini.run(0);
    assert_eq!(answer["objects_read"], 1, "the same bytes are read once");
    assert_eq!(mini.figure("dossiers", "90", AS_REPORTED, "2025-Q1"), "1500.0 | A | 5/5");
    let copies = filtered(mini.table("findings"), &[("code", "duplicate-submission")]);
    assert_eq!(copies.iter().map(|row| row["object"].as_str()).collect::<Vec<_>>(), ["services/copy.csv"]);
    assert!(filtered(mini.table("findings"), &[("code", "superseded")]).is_empty());
    assert!(states(&mini).iter().any(|state| state.starts_with("services/copy.csv") && state.ends_with("duplicate")));
}

#[test]
fn an_object_that_is_overwritten_is_a_new_arrival_and_both_stay() {
    let mini = first();
    mini.run(0);
    mini.send(
        "services/lan-1.csv",
        "2025-04-09T09:00:00+07:00",
        sheet(
            "2025-Q1",
            &OLD,
            &[Some("101;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2], SECOND_QUARTER[3], SECOND_QUARTER[4]],
        ),
    );
    let answer = mini.run(0);
    assert_eq!(answer["objects_read"], 1);
    assert_eq!(answer["summary"]["objects"], 2, "the ledger counts both arrivals");
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "101.0 | A | 1/1");
    assert_eq!(fs::read_dir(mini.warehouse().join("archive")).expect("the archive").count(), 2);
    let (_, then) = mini.look_back("2025-04-08");
    assert_eq!(
        Mini::figure_in(&then, "dossiers", "90001", AS_REPORTED, "2025-Q1"),
        "100.0 | A | 1/1",
        "what was known before it came again"
    );
}

#[test]
fn an_object_that_is_removed_stays_counted() {
    let mini = first();
    let before = mini.run(0);
    fs::remove_file(mini.path().join("landing/services/lan-1.csv")).expect("removed");
    let after = mini.run(0);
    assert_eq!(after["run_id"], before["run_id"]);
    assert_eq!(after["unchanged"], true);
    // Without the cache it is read from the archive.
    fs::remove_dir_all(mini.warehouse().join("cache")).expect("removed");
    fs::remove_dir_all(mini.warehouse().join("runs")).expect("removed");
    // That the current run was gone is said.
    let again = mini.run(1);
    assert_eq!(again["misplaced_current"], before["run_id"]);
    assert_eq!((again["run_id"].clone(), again["unchanged"].clone()), (before["run_id"].clone(), false.into()));
    assert_eq!(mini.figure("dossiers", "90", AS_REPORTED, "2025-Q1"), "1500.0 | A | 5/5");
}

#[test]
fn as_of_an_earlier_day_knows_less() {
    let mini = first();
    mini.send("services/again.csv", "2025-05-02T23:30:00+07:00", correction("110;50;1000;50"));
    let now = mini.run(0);
    let (then, earlier) = mini.look_back("2025-05-01");
    assert_eq!((now["summary"]["objects"].clone(), then["summary"]["objects"].clone()), (2.into(), 1.into()));
    assert_ne!(now["run_id"], then["run_id"]);
    assert_eq!(Mini::figure_in(&earlier, "dossiers", "90001", AS_REPORTED, "2025-Q1"), "100.0 | A | 1/1");
    // The day ends at midnight in Vietnam: 23:30 still counts.
    let that_day = mini.run_with(0, &["--as-of", "2025-05-02"]);
    assert_eq!(that_day["run_id"], now["run_id"]);
    assert_eq!(mini.figure("dossiers", "90001", AS_REPORTED, "2025-Q1"), "110.0 | A | 1/1");
}

/// Due ten days after the quarter, expected from the first quarter of 2025 on.
fn due(mini: &Mini) {
    mini.edit(
        "schemas/services.json",
        "\"frequency\": \"quarter\",",
        "\"frequency\": \"quarter\", \"due\": \"P10D\", \"first_period\": \"2025-Q1\",",
    );
}

#[test]
fn a_submission_is_late_after_the_last_day_in_vietnam() {
    for (received_at, state) in [
        ("2025-04-10T23:59:00+07:00", "received"),
        ("2025-04-11T00:01:00+07:00", "late"),
        ("2025-04-10T17:30:00Z", "late"), // 00:30 on the 11th in Vietnam
    ] {
        let mini = Mini::new();
        due(&mini);
        mini.send("services/q.csv", received_at, sheet("2025-Q1", &OLD, &SECOND_QUARTER));
        mini.run_with(0, &["--as-of", "2025-05-01"]);
        let sent = mini.table("submissions");
        assert_eq!(sent.len(), 2, "two districts");
        for row in &sent {
            assert_eq!((row["state"].as_str(), row["due"].as_str()), (state, "2025-04-10"), "{received_at}");
        }
        let late = filtered(mini.table("findings"), &[("code", "late-submission")]);
        assert_eq!(late.len(), if state == "late" { 2 } else { 0 });
        // It is used all the same.
        assert_eq!(mini.figure("dossiers", "90", AS_REPORTED, "2025-Q1"), "1500.0 | A | 5/5");
    }
}

#[test]
fn a_correction_of_what_came_late_is_as_late_as_the_first() {
    let mini = Mini::new();
    due(&mini);
    let report = |cells| sheet("2025-Q1", &OLD[..3], &[Some(cells), Some("200;80;2000;60"), Some("300;90;3000;70")]);
    mini.send("services/a.csv", "2025-04-20T09:00:00+07:00", report("100;50;1000;50"));
    mini.send("services/a2.csv", "2025-06-24T09:00:00+07:00", report("110;50;1000;50"));
    mini.run_with(0, &["--as-of", "2025-06-30"]);
    let late = filtered(mini.table("findings"), &[("code", "late-submission")]);
    let lines = lines(&late, &["object", "state", "resolved_by", "since", "message_en"]);
    assert_eq!(
        lines,
        [
            "services/a.csv | resolved | services/a2.csv | 2025-04-20T02:00:00Z | Received on 2025-04-20, due on 2025-04-10",
            "services/a2.csv | open |  | 2025-04-20T02:00:00Z | First received on 2025-04-20 as services/a.csv, due on 2025-04-10",
        ]
    );
    assert_eq!(late[0]["finding_id"], late[1]["finding_id"]);
}

#[test]
fn what_came_in_time_is_in_time_whatever_was_mended_afterwards() {
    let report = |cells: &str| sheet("2025-Q1", &OLD[..1], &[Some(cells)]);
    let district = |states: &[Row]| -> Vec<String> {
        states.iter().filter(|row| row["ref_area"] == "901").map(|row| row["state"].clone()).collect()
    };
    // A value that is none in the only row, a broken constraint, and a form that nobody has filled in.
    for (first, states, lateness) in [
        ("1x0;50;1000;50", ["superseded", "received"], vec![]),
        ("-100;50;1000;50", ["superseded", "received"], vec![]),
        (";;;", ["superseded", "late"], vec!["services/a2.csv | open | Received on 2025-06-24, due on 2025-04-10"]),
    ] {
        let mini = Mini::new();
        due(&mini);
        let blank_rows = sheet("2025-Q1", &OLD[..2], &[Some(first), Some(first)]);
        let first = if first == ";;;" { blank_rows } else { report(first) };
        mini.send("services/a.csv", "2025-04-09T09:00:00+07:00", first);
        mini.send("services/a2.csv", "2025-06-24T09:00:00+07:00", report("110;50;1000;50"));
        mini.run_with(0, &["--as-of", "2025-06-30"]);
        assert_eq!(district(&mini.table("submissions")), states);
        let late = filtered(mini.table("findings"), &[("code", "late-submission")]);
        assert_eq!(lines(&late, &["object", "state", "message_en"]), lateness);
    }
}

#[test]
fn a_report_that_came_late_is_as_late_as_it_came_though_all_its_rows_were_in_error() {
    let mini = Mini::new();
    due(&mini);
    let report = |cells| sheet("2025-Q1", &OLD[..1], &[Some(cells)]);
    mini.send("services/a.csv", "2025-04-20T09:00:00+07:00", report("1x0;50;1000;50"));
    mini.send("services/a2.csv", "2025-06-24T09:00:00+07:00", report("110;50;1000;50"));
    mini.run_with(0, &["--as-of", "2025-06-30"]);
    let late = filtered(mini.table("findings"), &[("code", "late-submission")]);
    assert_eq!(
        lines(&late, &["object", "state", "message_en"]),
        [
            "services/a.csv | resolved | Received on 2025-04-20, due on 2025-04-10",
            "services/a2.csv | open | First received on 2025-04-20 as services/a.csv, due on 2025-04-10",
        ]
    );
}

#[test]
fn an_earlier_row_that_is_kept_is_open_since_the_later_submission_came() {
    let mini = first();
    mini.send("services/again.csv", "2025-06-24T09:00:00+07:00", correction("1x0;50;1000;50"));
    mini.run(1);
    let kept = filtered(mini.table("findings"), &[("code", "earlier-row-kept")]);
    let since: Vec<&str> = kept.iter().map(|row| row["since"].as_str()).collect();
    assert_eq!(since, ["2025-06-24T02:00:00Z"; 3], "one in quarantine, two left out");
}

#[test]
fn bytes_that_came_twice_are_their_sender_s_until_something_else_comes() {
    let mini = Mini::new();
    let report = sheet("2025-Q1", &OLD[..3], &SECOND_QUARTER[..3]);
    mini.send("services/a.csv", "2025-04-01T09:00:00+07:00", &report);
    mini.send("services/copy.csv", "2025-04-02T09:00:00+07:00", &report);
    mini.run(0);
    let found = || {
        let found = filtered(mini.table("findings"), &[("code", "duplicate-submission")]);
        crate::kit::lines(&found, &["ref_area", "time_period", "state", "resolved_by"])
    };
    assert_eq!(found(), ["901 | 2025-Q1 | open | "]);
    assert!(states(&mini).contains(&"services/copy.csv 901 duplicate".to_owned()));
    mini.send("services/b.csv", "2025-04-03T09:00:00+07:00", report.replace("100;", "101;"));
    mini.run(0);
    assert_eq!(found(), ["901 | 2025-Q1 | resolved | services/b.csv"]);
}

#[test]
fn expected_submissions_are_those_of_the_map_of_their_period() {
    let mini = Mini::new();
    due(&mini);
    mini.send("services/q.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD[..3], &SECOND_QUARTER[..3]));
    mini.run_with(0, &["--as-of", "2025-10-10"]);
    let missing = filtered(mini.table("submissions"), &[("state", "missing")]);
    let missing: Vec<String> = missing
        .iter()
        .map(|row| format!("{} {} {}", row["time_period"], row["ref_area"], row["ref_area_valid_from"]))
        .collect();
    // 901 sent its first quarter; from the third quarter on each new commune sends its own, due on the very as-of day.
    assert_eq!(
        missing,
        [
            "2025-Q1 902 2020-01-01",
            "2025-Q2 901 2020-01-01",
            "2025-Q2 902 2020-01-01",
            "2025-Q3 90001 2025-07-01",
            "2025-Q3 90003 2025-07-01",
            "2025-Q3 90005 2025-07-01",
        ]
    );
    assert_eq!(filtered(mini.table("findings"), &[("code", "missing-submission")]).len(), missing.len());
    // A day earlier the third quarter is not yet due.
    let (_, earlier) = mini.look_back("2025-10-09");
    assert_eq!(filtered(table(&earlier.join("submissions.parquet")), &[("state", "missing")]).len(), 3);
}

/// Xã Đồi Chè's report of this many dossiers for the last quarter of 2025, when each commune sends its own.
fn report(dossiers: &str) -> String {
    format!(
        "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n90001;Xã Đồi Chè;2025-Q4;{dossiers};1;1;\n"
    )
}

#[test]
fn a_sender_may_go_back_to_an_earlier_file() {
    let mini = Mini::new();
    mini.send("services/a.csv", "2026-01-05T08:00:00+07:00", report("100"));
    mini.send("services/b.csv", "2026-01-06T08:00:00+07:00", report("999"));
    mini.send("services/c.csv", "2026-01-07T08:00:00+07:00", report("100"));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q4"), "100.0 | A | 1/1");
}

#[test]
fn bytes_in_a_place_that_takes_none_of_their_form_block_no_others() {
    let mini = Mini::new();
    mini.send("exports/a.csv", "2026-01-05T08:00:00+07:00", report("100"));
    mini.send("services/a.csv", "2026-01-06T08:00:00+07:00", report("100"));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q4"), "100.0 | A | 1/1");
    let findings = filtered(mini.table("findings"), &[("object", "exports/a.csv")]);
    assert_eq!(findings[0]["code"], "unclaimed-object");
}

#[test]
fn a_correction_of_what_came_late_is_late_and_the_next_vintage_is_not() {
    let mini = Mini::new();
    mini.edit("schemas/value-added.json", "\"reports\": \"province\"", "\"reports\": \"province\", \"submits\": [{ \"from\": \"2020-01-01\", \"level\": \"province\" }], \"due\": \"P20D\"");
    let export = |name: &str, day: &str, vintage: &str, value: u32| {
        let text = format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n2024;A;{vintage};{value}\n");
        mini.send(&format!("exports/{name}.csv"), &format!("{day}T08:00:00+07:00"), text);
    };
    export("a", "2025-02-04", "E", 10);
    export("b", "2025-02-07", "E", 11);
    export("c", "2025-06-07", "P", 12);
    mini.run(0);
    let states = states(&mini);
    for state in ["a.csv 90 superseded", "b.csv 90 late", "c.csv 90 received"] {
        assert!(states.contains(&format!("exports/{state}")), "{states:?}");
    }
}

#[test]
fn the_parts_of_a_report_and_a_supplement_keep_no_earlier_row() {
    let part = |communes: std::ops::Range<usize>| sheet("2025-Q1", &OLD[communes.clone()], &SECOND_QUARTER[communes]);
    let mini = Mini::new();
    mini.send("services/phan-1.csv", "2025-04-01T09:00:00+07:00", part(0..2));
    mini.send("services/bo-sung.csv", "2025-04-02T09:00:00+07:00", part(2..3));
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "earlier-row-kept")]).is_empty());
    assert_eq!(mini.figure("dossiers", "901", AS_REPORTED, "2025-Q1"), "600.0 | A | 3/3");
    // The first part once more, with one commune of two.
    mini.send("services/phan-1-2.csv", "2025-04-03T09:00:00+07:00", part(0..1));
    mini.run(0);
    let kept = lines(&filtered(mini.table("findings"), &[("code", "earlier-row-kept")]), &["object", "ref_area"]);
    assert_eq!(kept, ["services/phan-1.csv | 90002"]);
}

#[test]
fn a_count_over_stocks_of_a_year_rests_on_its_last_part_alone() {
    let mini = Mini::new();
    let people = "\n[[indicator]]\nname = \"peopled\"\ntitle = { vi = \"Xã có dân\", en = \"Communes with people\" }\nunit = \"COMMUNE\"\nareas = [\"province\"]\nperiods = [\"quarter\", \"year\"]\nnumerator = { source = \"services\", value = \"count(*)\", where = \"people >= 1\" }\n";
    let noted = people.replace("\"peopled\"", "\"noted\"").replace("people >= 1", "people IS NOT NULL");
    let before = "\n[[indicator]]\nname        = \"online_share\"";
    mini.edit("pipelines/services.toml", before, &format!("{people}{noted}{before}"));
    for period in ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"] {
        mini.quarter(period, &SECOND_QUARTER);
    }
    // In the resend of the third quarter a cell is no number: the row from before is kept, and is of low reliability.
    mini.send(
        "services/2024-Q3 lan 2.csv",
        "2024-10-05T09:00:00+07:00",
        sheet("2024-Q3", &OLD[..1], &[Some("1o1;50;1000;50")]),
    );
    mini.run(1);
    let status = |indicator: &str, period: &str| {
        mini.figure(indicator, "90", AS_REPORTED, period).split(" | ").nth(1).map(str::to_owned)
    };
    for (indicator, quarter, year) in
        [("peopled", "U", "A"), ("noted", "U", "U"), ("people", "U", "A"), ("dossiers", "U", "U")]
    {
        let found = (status(indicator, "2024-Q3"), status(indicator, "2024"));
        assert_eq!(found, (Some(quarter.to_owned()), Some(year.to_owned())), "{indicator}");
    }
    assert_eq!(status("peopled", "2024-Q4").as_deref(), Some("A"));
    mini.tinhso(&["verify"]).expect(0);
}
