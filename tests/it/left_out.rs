//! A unit that a report leaves out is named, in the run and in what goes back to the sender.

use crate::kit::{current, filtered, lines};
use crate::mini::{HEADER, Mini, OLD, SECOND_QUARTER, UNITS, sheet};

fn missing_rows(mini: &Mini) -> Vec<String> {
    lines(
        &filtered(mini.table("findings"), &[("code", "missing-row")]),
        &["object", "ref_area", "time_period", "state"],
    )
}

/// The first quarter whole, the second without Xã Bến Gỗ.
fn left_out() -> Mini {
    let mini = Mini::new();
    mini.send("services/q1.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD[..3], &SECOND_QUARTER[..3]));
    let [first, _, third, ..] = SECOND_QUARTER;
    let without = sheet("2025-Q2", &OLD[..3], &[first, None, third]);
    mini.send("services/q2.csv", "2025-07-01T09:00:00+07:00", without);
    mini
}

#[test]
fn a_unit_that_had_a_row_in_the_period_before_is_named() {
    let mini = left_out();
    mini.run(0);
    assert_eq!(missing_rows(&mini), ["services/q2.csv | 90002 | 2025-Q2 | open"]);
    let found = filtered(mini.table("findings"), &[("code", "missing-row")]);
    assert!(found[0]["message_vi"].contains("Xã Bến Gỗ, trong khi 2025-Q1 có"), "{found:?}");
    let returned = current(&mini.warehouse()).join("returns/901/services/q2.csv.xlsx");
    assert!(returned.exists(), "the sender is asked for it");
    // A supplement with the row alone mends it.
    let supplement = sheet("2025-Q2", &OLD[1..2], &SECOND_QUARTER[1..2]);
    mini.send("services/q2-supplement.csv", "2025-07-02T09:00:00+07:00", supplement);
    mini.run(0);
    assert_eq!(missing_rows(&mini), ["services/q2.csv | 90002 | 2025-Q2 | resolved"]);
    let found = filtered(mini.table("findings"), &[("code", "missing-row")]);
    assert_eq!(lines(&found, &["since", "resolved_by"]), ["2025-07-01T02:00:00Z | services/q2-supplement.csv"]);
}

#[test]
fn what_is_still_left_out_is_known_since_the_first_report() {
    let mini = left_out();
    let [first, _, third, ..] = SECOND_QUARTER;
    let again = sheet("2025-Q2", &OLD[..3], &[third, None, first]);
    mini.send("services/q2-again.csv", "2025-07-03T09:00:00+07:00", again);
    mini.run(0);
    assert_eq!(
        missing_rows(&mini),
        ["services/q2-again.csv | 90002 | 2025-Q2 | open", "services/q2.csv | 90002 | 2025-Q2 | resolved"]
    );
    let found = filtered(mini.table("findings"), &[("code", "missing-row")]);
    assert_eq!(lines(&found, &["since"]), ["2025-07-01T02:00:00Z", "2025-07-01T02:00:00Z"], "{found:?}");
    // What comes at one time is one report: of its parts no run saw one alone.
    let mini = Mini::new();
    mini.send("services/q1.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD[..3], &SECOND_QUARTER[..3]));
    let part = |range: std::ops::Range<usize>| sheet("2025-Q2", &OLD[range.clone()], &SECOND_QUARTER[range]);
    mini.send("services/q2-a.csv", "2025-07-01T09:00:00+07:00", part(0..2));
    mini.send("services/q2-b.csv", "2025-07-01T09:00:00+07:00", part(2..3));
    mini.run(0);
    assert!(missing_rows(&mini).is_empty(), "{:?}", missing_rows(&mini));
}

#[test]
fn what_is_kept_out_or_not_identified_is_said_otherwise() {
    // The row is there, in quarantine.
    let mini = Mini::new();
    mini.send("services/q1.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    let [first, _, third, fourth, fifth] = SECOND_QUARTER;
    let in_error = sheet("2025-Q2", &OLD, &[first, Some("1x0;50;1000;50"), third, fourth, fifth]);
    mini.send("services/q2.csv", "2025-07-01T09:00:00+07:00", &in_error);
    mini.run(1);
    assert!(missing_rows(&mini).is_empty(), "{:?}", missing_rows(&mini));
    // A row of a unit that nobody knows may be the one that is missing.
    let unknown = in_error.replace("90002;Xã Bến Gỗ;2025-Q2;1x0", "99999;Xã Lạ;2025-Q2;100");
    mini.send("services/q2.csv", "2025-07-02T09:00:00+07:00", unknown);
    mini.run(1);
    assert!(missing_rows(&mini).iter().all(|found| !found.contains("services/q2.csv | 90002")));
}

#[test]
fn a_first_report_shows_by_its_other_units_what_it_leaves_out() {
    let mini = Mini::new();
    let more: String =
        (6..10).map(|number| format!("9000{number},Xã Thêm {number},commune,xa,901,2020-01-01,\n")).collect();
    mini.write("registry/units.csv", UNITS.to_owned() + &more.replace("2020-01-01,\n", "2020-01-01,2025-07-01\n"));
    let passages: String = (6..10).map(|number| format!("9000{number},2020-01-01,90001,2025-07-01,1,1/NQ\n")).collect();
    mini.write("registry/crosswalk.csv", crate::mini::CROSSWALK.to_owned() + &passages);
    let row = |number: u32, name: &str| format!("9000{number};{name};2025-Q1;100;50;1000;50\n");
    let named: Vec<String> = OLD[..3].iter().map(|(_, name)| (*name).to_owned()).collect();
    let added = (6..10).map(|number| format!("Xã Thêm {number}"));
    let names: Vec<(u32, String)> = (1..4).zip(named).chain((6..10).zip(added)).collect();
    let without = |left_out: &[u32]| -> String {
        let rows =
            names.iter().filter(|(number, _)| !left_out.contains(number)).map(|(number, name)| row(*number, name));
        HEADER.to_owned() + &rows.collect::<String>()
    };
    // Half of a report says nothing of the other half.
    mini.send("services/half.csv", "2025-04-01T09:00:00+07:00", without(&[6, 7, 8, 9]));
    mini.run(0);
    assert!(missing_rows(&mini).is_empty(), "{:?}", missing_rows(&mini));
    mini.send("services/rest.csv", "2025-04-02T09:00:00+07:00", without(&[1, 2, 3, 8]));
    mini.run(0);
    assert_eq!(missing_rows(&mini), ["services/rest.csv | 90008 | 2025-Q1 | open"]);
}
