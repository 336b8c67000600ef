//! Checks that a missing value fails, and submissions of which so many rows are in error that nothing of them is used.

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const STOP_IF: &str = "\"schema\": {";

/// A quarter that is sent twice: the second time one of the two rows of a district says that more came online than came.
fn sent_twice(stop_if: &str) -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", STOP_IF, &format!("\"stop_if\": {stop_if},\n  {STOP_IF}"));
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let again = [
        Some("110;50;1000;50"),
        Some("210;60;2000;60"),
        Some("310;90;3000;70"),
        Some("400;410;4000;80"),
        Some("510;210;5000;90"),
    ];
    mini.send("services/again.csv", "2025-07-08T09:00:00+07:00", sheet("2025-Q2", &OLD, &again));
    mini
}

#[test]
fn a_submission_with_too_many_errors_is_not_used_and_the_one_before_stays() {
    for stop_if in ["\"50 %\"", "1"] {
        let mini = sent_twice(stop_if);
        mini.run(1);
        let stopped = filtered(mini.table("findings"), &[("code", "stopped")]);
        let columns = ["severity", "state", "disposition", "object", "ref_area", "time_period", "value"];
        // Of district 901 no row is wrong, of 902 one of two is.
        assert_eq!(lines(&stopped, &columns), ["error | open | quarantined | services/again.csv | 902 | 2025-Q2 | 1"]);
        assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q2"), "900.0 | U | 2/2");
        assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q2"), "630.0 | A | 3/3");
        let explained = mini.tinhso(&["explain", "dossiers", "2025-Q2", "--area", "902", "--lang", "en"]).expect(0);
        assert!(explained.stdout.contains("[earlier-row-kept]"), "{}", explained.stdout);
    }
}

#[test]
fn what_is_stopped_replaces_nothing_and_says_so_once() {
    let mini = sent_twice("1");
    let states = |mini: &Mini, sender: &str| {
        let of = mini.table("submissions").into_iter().filter(|row| row["ref_area"] == sender);
        lines(&of.collect::<Vec<_>>(), &["object", "state", "rows_accepted"])
    };
    let said = |mini: &Mini, code: &str| {
        let found = filtered(mini.table("findings"), &[("code", code)]);
        lines(&found, &["object", "ref_area", "row", "state", "message_en"])
    };
    mini.run(1);
    // Of district 901 each row came again, and counts.
    assert_eq!(states(&mini, "901"), ["services/2025-Q2.csv | superseded | 3", "services/again.csv | received | 3"]);
    assert_eq!(states(&mini, "902"), ["services/2025-Q2.csv | received | 2", "services/again.csv | received | 0"]);
    let kept = "services/2025-Q2.csv | 902 |  | open | Too many rows of services/again.csv are in error for any of it to be used; this submission stays current, with low reliability in 2 units";
    assert_eq!(said(&mini, "earlier-row-kept"), [kept]);
    assert_eq!(
        said(&mini, "superseded"),
        ["services/2025-Q2.csv | 901 |  | resolved | Replaced by services/again.csv"]
    );
    // Stopped a second time: it takes the place of the first that was, and of nothing else.
    let rows = [OLD[3], OLD[4]];
    let bad = sheet("2025-Q2", &rows, &[Some("410;100;4000;80"), Some("510;610;5000;90")]);
    mini.send("services/third.csv", "2025-07-09T09:00:00+07:00", bad);
    mini.run(1);
    let three = [
        "services/2025-Q2.csv | received | 2",
        "services/again.csv | superseded | 0",
        "services/third.csv | received | 0",
    ];
    assert_eq!(states(&mini, "902"), three);
    assert_eq!(said(&mini, "earlier-row-kept"), [kept.replace("again", "third")]);
    // What is mended takes the place of all of them.
    let good = sheet("2025-Q2", &rows, &[Some("410;100;4000;80"), Some("510;210;5000;90")]);
    mini.send("services/fourth.csv", "2025-07-10T09:00:00+07:00", good);
    mini.run(0);
    let four = [
        "services/2025-Q2.csv | superseded | 2",
        "services/again.csv | superseded | 0",
        "services/third.csv | superseded | 0",
        "services/fourth.csv | received | 2",
    ];
    assert_eq!(states(&mini, "902"), four);
    assert!(said(&mini, "earlier-row-kept").is_empty());
    assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q2"), "920.0 | A | 2/2");
}

#[test]
fn a_row_in_error_without_a_limit_is_kept_out_alone() {
    // No row of the later submission counts, and each says so itself: the sender has said something else since.
    let mini = Mini::new();
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let bad = sheet("2025-Q2", &[OLD[3], OLD[4]], &[Some("400;410;4000;80"), Some("510;610;5000;90")]);
    mini.send("services/again.csv", "2025-07-08T09:00:00+07:00", bad);
    mini.run(1);
    let kept = filtered(mini.table("findings"), &[("code", "earlier-row-kept")]);
    assert_eq!(lines(&kept, &["ref_area"]), ["90004", "90005"]);
    assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q2"), "900.0 | U | 2/2");
}

#[test]
fn a_sound_row_of_a_stopped_submission_is_not_called_missing() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", STOP_IF, &format!("\"stop_if\": 1,\n  {STOP_IF}"));
    let rows = sheet("2025-Q2", &OLD, &SECOND_QUARTER).replace(";500;200;", ";500;600;");
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", rows);
    mini.run(1);
    assert_eq!(mini.figure("dossiers", "90004", "as-reported", "2025-Q2"), " | O | 0/1");
    let asked = ["explain", "dossiers", "2025-Q2", "--area", "90004", "--format", "json"];
    let reason = &mini.tinhso(&asked).expect(0).json()["units"][0]["reasons"][0];
    assert_eq!((&reason["reason"], &reason["finding"]), (&"stopped".into(), &"stopped".into()), "{reason}");
}

#[test]
fn rows_are_judged_one_by_one_below_the_limit() {
    for stop_if in ["\"50.1 %\"", "2"] {
        let mini = sent_twice(stop_if);
        mini.run(1);
        assert!(filtered(mini.table("findings"), &[("code", "stopped")]).is_empty());
        // The row that is not in error counts, the other keeps what was sent before.
        assert_eq!(mini.figure("dossiers", "902", "as-reported", "2025-Q2"), "910.0 | U | 2/2");
    }
}

#[test]
fn rows_of_units_that_nobody_knows_are_among_those_in_error() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", STOP_IF, &format!("\"stop_if\": \"50 %\",\n  {STOP_IF}"));
    let rows = [OLD[0], OLD[1], ("99998", "Xã Kia"), ("99999", "Xã Này")];
    let cells = [Some("110;50;1000;50"), Some("210;60;2000;60"), Some("1;1;1;1"), Some("2;2;2;2")];
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &rows, &cells));
    mini.run(1);
    let stopped = filtered(mini.table("findings"), &[("code", "stopped")]);
    assert_eq!(lines(&stopped, &["object", "ref_area", "value"]), ["services/2025-Q2.csv | 901 | 2"]);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), " | O | 0/1");
}

#[test]
fn validate_says_that_nothing_would_be_used() {
    let mini = sent_twice("1");
    let file = mini.path().join("landing/services/again.csv");
    let answer = mini.tinhso(&["validate", &file.to_string_lossy(), "--lang", "en"]).expect(1);
    let said = "1 of 2 rows are in error, and from 1 on none of a report is used; mend the rows and send it again";
    assert!(answer.stdout.contains(said), "{}", answer.stdout);
}

#[test]
fn what_is_no_count_and_no_share_is_a_fault() {
    for (stop_if, said) in
        [("\"5\"", "is no share of rows"), ("\"0 %\"", "is no share of rows"), ("0", "is less than 1")]
    {
        let mini = sent_twice(stop_if);
        let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2);
        assert!(answer.stderr.contains(said), "{stop_if}: {}", answer.stderr);
    }
}

#[test]
fn a_missing_value_fails_a_check_that_asks_for_it() {
    let cells = [
        Some("100;50;1000;50"),
        Some("200;;2000;60"),
        Some("300;90;3000;70"),
        Some("400;100;4000;80"),
        Some("500;200;5000;90"),
    ];
    let failed = |missing: &str| {
        let mini = Mini::new();
        mini.edit("pipelines/services.toml", "severity = \"error\"", &format!("severity = \"error\"{missing}"));
        mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &cells));
        mini.tinhso(&["run"]);
        lines(&filtered(mini.table("findings"), &[("code", "check-failed")]), &["cell", "value"])
    };
    assert_eq!(failed(""), Vec::<String>::new());
    assert_eq!(failed("\nmissing = \"passes\""), Vec::<String>::new());
    assert_eq!(failed("\nmissing = \"fails\""), ["E3 | online = NULL, received = 200"]);
}

#[test]
fn a_missing_value_fails_a_check_of_lines_too() {
    let failed = |missing: &str| {
        let mini = Mini::new();
        let form = r#"{ "name": "homes", "form": { "code": "HO", "frequency": "quarter", "reports": "commune", "grain": "line", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": { "fields": [
    { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
    { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
    { "name": "rooms", "type": "integer", "title": "Số phòng", "measure": "stock", "unit": "ROOM" },
    { "name": "beds", "type": "integer", "title": "Số giường", "measure": "stock", "unit": "ROOM" }
  ], "missingValues": [{ "value": "", "status": "O" }] } }"#;
        mini.write("schemas/homes.json", form);
        let pipeline = format!(
            r#"name = "homes"
title = {{ vi = "Nhà", en = "Homes" }}
[[source]]
form = "homes"
from = "homes/**"
[[check]]
name = "beds_in_rooms"
source = "homes"
assert = "beds <= 4 * rooms"
severity = "error"{missing}
message = {{ vi = "Quá nhiều giường", en = "too many beds" }}
[[indicator]]
name = "rooms"
title = {{ vi = "Phòng", en = "Rooms" }}
numerator = {{ source = "homes", value = "sum(rooms)" }}
unit = "ROOM"
areas = ["province"]
periods = ["quarter"]
"#
        );
        mini.write("pipelines/homes.toml", pipeline);
        let text = "Mã xã;Kỳ báo cáo;Số phòng;Số giường\n90001;2025-Q1;3;4\n90001;2025-Q1;2;\n90002;2025-Q1;2;9\n";
        mini.send("homes/2025-Q1.csv", "2025-04-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        lines(&filtered(mini.table("findings"), &[("code", "check-failed")]), &["row"])
    };
    assert_eq!(failed(""), ["4"]);
    assert_eq!(failed("\nmissing = \"fails\""), ["3", "4"]);
}

#[test]
fn lines_are_stopped_as_rows_are() {
    let mini = Mini::new();
    let form = r#"{ "name": "homes", "stop_if": "50 %", "form": { "code": "HO", "frequency": "quarter", "reports": "commune", "grain": "line", "submits": [{ "from": "2020-01-01", "level": "district" }] },
  "schema": { "fields": [
    { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
    { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
    { "name": "rooms", "type": "integer", "title": "Số phòng", "measure": "stock", "unit": "ROOM", "constraints": { "minimum": 0 } }
  ] } }"#;
    mini.write("schemas/homes.json", form);
    let pipeline = r#"name = "homes"
title = { vi = "Nhà", en = "Homes" }
[[source]]
form = "homes"
from = "homes/**"
[[indicator]]
name = "rooms"
title = { vi = "Phòng", en = "Rooms" }
numerator = { source = "homes", value = "sum(rooms)" }
unit = "ROOM"
areas = ["commune"]
periods = ["quarter"]
partial = "publish"
"#;
    mini.write("pipelines/homes.toml", pipeline);
    // Of the lines of district 901 half are wrong, of those of 902 one in three.
    let text = "Mã xã;Kỳ báo cáo;Số phòng\n90001;2025-Q1;3\n90002;2025-Q1;-2\n90004;2025-Q1;2\n90004;2025-Q1;5\n90005;2025-Q1;-1\n";
    mini.send("homes/2025-Q1.csv", "2025-04-05T09:00:00+07:00", text);
    mini.run(1);
    let stopped = filtered(mini.table("findings"), &[("code", "stopped")]);
    assert_eq!(lines(&stopped, &["ref_area", "value"]), ["901 | 1"]);
    let submissions = lines(&mini.table("submissions"), &["ref_area", "rows_accepted", "rows_quarantined"]);
    assert_eq!(submissions, ["901 | 0 | 2", "902 | 2 | 1"]);
    assert!(mini.figure("rooms", "90001", "as-reported", "2025-Q1").starts_with(" | O"));
    assert_eq!(mini.figure("rooms", "90004", "as-reported", "2025-Q1"), "7.0 | A | 1/1");
}

#[test]
fn what_replaces_a_stopped_submission_resolves_that_it_was_stopped() {
    let stopped = |mini: &Mini| {
        let rows = mini.table("findings").into_iter().filter(|row| row["code"] == "stopped");
        rows.map(|row| format!("{} {}", row["object"], row["state"])).collect::<Vec<_>>()
    };
    let mini = Mini::with_two_quarters();
    mini.edit("schemas/services.json", STOP_IF, &format!("\"stop_if\": \"5 %\",\n  {STOP_IF}"));
    let of = |cells: [&str; 3]| sheet("2024-Q4", &OLD[..3], &cells.map(Some));
    let bad = of(["x;50;1000;50", "y;60;2000;60", "300;70;3000;70"]);
    mini.send("services/2.csv", "2025-01-05T09:00:00+07:00", bad);
    mini.run(1);
    assert_eq!(stopped(&mini), ["services/2.csv open"]);
    // One of two is mended: what shows it again is open, and nothing else.
    mini.send("services/3.csv", "2025-01-06T09:00:00+07:00", of(["100;50;1000;50", "y;60;2000;60", "300;70;3000;70"]));
    mini.run(1);
    assert_eq!(stopped(&mini), ["services/2.csv resolved", "services/3.csv open"]);
    mini.send(
        "services/4.csv",
        "2025-01-07T09:00:00+07:00",
        of(["100;50;1000;50", "200;60;2000;60", "300;70;3000;70"]),
    );
    mini.run(0);
    assert_eq!(stopped(&mini), ["services/2.csv resolved", "services/3.csv resolved"]);
}

#[test]
fn status_counts_what_is_stopped_beside_what_stays_as_one() {
    let of_period = |mini: &Mini| {
        let answer = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
        let period = answer["forms"][0]["periods"][0].clone();
        ["received", "late", "stopped"].map(|key| period[key].as_u64().expect("a count"))
    };
    let mini = sent_twice("1");
    mini.run(1);
    // District 901 sent again what counts; of district 902 the first stays.
    assert_eq!(of_period(&mini), [2, 0, 1]);
    let text = mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("stopped beside one that stays current: 2025-Q2 (1)"), "{text}");
    // What is stopped alone has come all the same.
    let mini = Mini::new();
    mini.edit("schemas/services.json", STOP_IF, &format!("\"stop_if\": 1,\n  {STOP_IF}"));
    let bad = sheet("2025-Q2", &OLD[..3], &[Some("x;50;1000;50"), Some("y;60;2000;60"), Some("z;70;3000;70")]);
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", bad);
    mini.run(1);
    assert_eq!(of_period(&mini), [1, 0, 0]);
}
