//! Corrections in pieces: a file with some units alone resolves what was wrong in these, and names the file that has them.

use crate::kit::{Row, filtered, lines};
use crate::mini::{HEADER, Mini, OLD, sheet};
use crate::returned::returns;

const COMMUNES: [&str; 3] = ["100;50;1000;50", "200;60;2000;60", "300;90;3000;70"];

/// A report of the first district with these communes, by their places, and their figures.
fn report(rows: &[(usize, &str)]) -> String {
    let units: Vec<(&str, &str)> = rows.iter().map(|(place, _)| OLD[*place]).collect();
    let cells: Vec<Option<&str>> = rows.iter().map(|(_, cells)| Some(*cells)).collect();
    sheet("2025-Q1", &units, &cells)
}

fn whole() -> String {
    report(&[(0, COMMUNES[0]), (1, COMMUNES[1]), (2, COMMUNES[2])])
}

/// Sends files one a day from 5 April on.
struct Days<'a>(&'a Mini, u32);

impl Days<'_> {
    fn send(&mut self, name: &str, content: impl AsRef<[u8]>, code: i32) {
        self.0.send(&format!("services/{name}.csv"), &format!("2025-04-{:02}T09:00:00+07:00", self.1), content);
        self.1 += 1;
        self.0.run(code);
    }
}

/// What has resolved the findings of a code, by object.
fn lives(mini: &Mini, code: &str) -> Vec<String> {
    let found = filtered(mini.table("findings"), &[("code", code)]);
    found
        .iter()
        .map(|row| format!("{} {} {}", row["object"], row["state"], row["resolved_by"]).trim().to_owned())
        .collect()
}

#[test]
fn an_earlier_row_that_is_kept_because_of_an_error_does_not_resolve_it() {
    let mini = Mini::with_two_quarters();
    let mut days = Days(&mini, 5);
    days.send("a", whole(), 0);
    days.send("b", report(&[(0, COMMUNES[0]), (1, "2x5;60;2000;60"), (2, COMMUNES[2])]), 1);
    days.send("c", report(&[(2, "302;90;3000;70")]), 1);
    assert_eq!(lives(&mini, "type-error"), ["services/b.csv open"]);
    let back: Vec<String> = returns(&mini).into_iter().map(|(name, _)| name).collect();
    assert_eq!(back, ["901/services/b.csv.xlsx"]);
    assert_eq!(mini.figure("dossiers", "90002", "as-reported", "2025-Q1"), "200.0 | U | 1/1");
    // The row of the unit itself does, and it stays what did.
    days.send("d", report(&[(1, "205;60;2000;60")]), 0);
    days.send("e", report(&[(0, "101;50;1000;50")]), 0);
    days.send("f", report(&[(0, COMMUNES[0]), (1, "206;60;2000;60"), (2, COMMUNES[2])]), 0);
    assert_eq!(lives(&mini, "type-error"), ["services/b.csv resolved services/d.csv"]);
    let next = |from: &str, to: &str| format!("services/{from}.csv resolved services/{to}.csv");
    let chain = [next("a", "b"), next("b", "c"), next("c", "d"), next("d", "e"), next("e", "f")];
    assert_eq!(lives(&mini, "superseded"), chain);
    for one in filtered(mini.table("findings"), &[("code", "superseded")]) {
        assert!(one["message_en"].contains(&one["resolved_by"]), "{one:?}");
    }
}

#[test]
fn what_is_wrong_in_a_row_is_resolved_by_the_first_good_row_or_the_last_bad_one() {
    let mini = Mini::with_two_quarters();
    let mut days = Days(&mini, 5);
    days.send("a", report(&[(0, COMMUNES[0]), (1, "x1;60;2000;60")]), 1);
    days.send("b", report(&[(0, COMMUNES[0]), (1, "x2;60;2000;60")]), 1);
    days.send("c", report(&[(0, COMMUNES[0])]), 1);
    assert_eq!(lives(&mini, "type-error"), ["services/a.csv resolved services/b.csv", "services/b.csv open"]);
    days.send("d", report(&[(1, COMMUNES[1])]), 0);
    days.send("e", report(&[(1, "x3;60;2000;60")]), 1);
    assert_eq!(
        lives(&mini, "type-error"),
        ["services/a.csv resolved services/d.csv", "services/b.csv resolved services/d.csv", "services/e.csv open",]
    );
}

#[test]
fn what_is_wrong_in_a_whole_table_is_resolved_when_each_of_its_units_came_again() {
    let mini = Mini::with_two_quarters();
    mini.edit("schemas/services.json", "\"schema\": {", "\"stop_if\": \"50 %\",\n  \"schema\": {");
    let mut days = Days(&mini, 5);
    days.send("a", whole(), 0);
    days.send("b", report(&[(0, "w;50;1000;50"), (1, "y;60;2000;60"), (2, COMMUNES[2])]), 1);
    days.send("c", report(&[(0, COMMUNES[0])]), 1);
    days.send("d", report(&[(1, COMMUNES[1])]), 1);
    assert_eq!(lives(&mini, "stopped"), ["services/b.csv open"]);
    assert!(lives(&mini, "type-error").iter().all(|line| line.contains(" resolved ")));
    days.send("e", report(&[(2, COMMUNES[2])]), 0);
    assert_eq!(lives(&mini, "stopped"), ["services/b.csv resolved services/e.csv"]);
}

#[test]
fn a_row_of_an_unknown_unit_is_mended_by_a_unit_that_was_left_out_or_by_all_that_were_there() {
    let sent = || {
        let mini = Mini::with_two_quarters();
        let rows = report(&[(0, COMMUNES[0]), (1, COMMUNES[1])]) + "99999;Xã Lạ;2025-Q1;300;90;3000;70\n";
        let mut days = Days(&mini, 5);
        days.send("a", whole(), 0);
        days.send("b", rows, 1);
        mini
    };
    let open = |mini: &Mini| -> Vec<Row> {
        filtered(mini.table("findings"), &[("object", "services/b.csv"), ("severity", "error"), ("state", "open")])
    };
    // One of those that were there says nothing of it.
    let mini = sent();
    let mut days = Days(&mini, 7);
    days.send("c", report(&[(0, COMMUNES[0])]), 1);
    assert_eq!(open(&mini).len(), 1);
    days.send("d", report(&[(1, COMMUNES[1])]), 0);
    assert_eq!(open(&mini), Vec::<Row>::new());
    // The one that was left out was meant.
    let mini = sent();
    Days(&mini, 7).send("c", report(&[(2, COMMUNES[2])]), 0);
    let found = filtered(mini.table("findings"), &[("object", "services/b.csv"), ("severity", "error")]);
    assert_eq!(lines(&found, &["state", "resolved_by"]), ["resolved | services/c.csv"]);
}

#[test]
fn a_row_that_another_sender_has_in_use_is_mended_by_leaving_it_out() {
    let mini = Mini::with_two_quarters();
    let head = format!("Đơn vị báo cáo: Huyện Suối Đá\n{HEADER}");
    let foreign = |online: &str| {
        let body = report(&[(0, COMMUNES[0]), (1, COMMUNES[1]), (2, COMMUNES[2])]).replacen(HEADER, &head, 1);
        if online.is_empty() { body } else { format!("{body}90004;Xã Đá Bạc;2025-Q1;400;{online};4000;80\n") }
    };
    let mut days = Days(&mini, 5);
    days.send("902", report(&[(3, "400;80;4000;80"), (4, "500;90;5000;90")]), 0);
    days.send("901", foreign("8x"), 1);
    days.send("901 lần 2", foreign(""), 0);
    assert_eq!(lives(&mini, "type-error"), ["services/901.csv resolved services/901 lần 2.csv"]);
}

#[test]
fn a_report_that_cannot_be_read_is_mended_when_all_that_its_sender_reports_has_come() {
    let mini = Mini::with_two_quarters();
    let mut days = Days(&mini, 5);
    mini.send("services/2025-Q1_huyen-suoi-da.xlsx", "2025-04-04T09:00:00+07:00", b"PK\x03\x04 broken");
    mini.run(1);
    days.send("2025-Q1_huyen-suoi-da_bo sung", report(&[(2, COMMUNES[2])]), 1);
    assert_eq!(lives(&mini, "unreadable-file"), ["services/2025-Q1_huyen-suoi-da.xlsx open"]);
    days.send("2025-Q1_huyen-suoi-da_bo sung 2", report(&[(0, COMMUNES[0]), (1, COMMUNES[1])]), 0);
    assert!(lives(&mini, "unreadable-file")[0].ends_with(" resolved services/2025-Q1_huyen-suoi-da_bo sung 2.csv"));
}

#[test]
fn a_row_without_a_period_is_replaced_with_the_rest_of_its_file() {
    let mini = Mini::with_two_quarters();
    let mut days = Days(&mini, 5);
    days.send("b", whole().replacen("90002;Xã Bến Gỗ;2025-Q1", "90002;Xã Bến Gỗ;20x5-Q1", 1), 1);
    days.send("c", report(&[(2, COMMUNES[2])]), 1);
    days.send("d", whole(), 0);
    assert_eq!(lives(&mini, "unknown-period"), ["services/b.csv resolved services/d.csv"]);
}
