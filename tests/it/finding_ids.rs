//! A finding keeps its id from one sending to the next, and is resolved by the sending that replaced its file.

use std::collections::BTreeSet;

use crate::kit::Row;
use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// Id and state of each finding of a code.
fn ids(mini: &Mini, code: &str) -> Vec<(String, String)> {
    let findings: Vec<Row> = mini.table("findings").into_iter().filter(|row| row["code"] == code).collect();
    findings.into_iter().map(|row| (row["finding_id"].clone(), row["state"].clone())).collect()
}

#[test]
fn the_id_stays_whatever_the_file_is_called_and_wherever_the_row_is() {
    let mini = Mini::with_two_quarters();
    let bad = [Some("x1;50;1000;50"), Some("200;60;2000;60"), Some("300;y2;3000;70")];
    let first = sheet("2024-Q4", &OLD[..3], &bad);
    mini.send("services/first.csv", "2025-01-05T09:00:00+07:00", &first);
    mini.run(1);
    let found = ids(&mini, "type-error");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|(id, state)| id.len() == 16 && state == "open"), "{found:?}");
    assert_ne!(found[0].0, found[1].0);
    // The same communes in another order, with one cell mended.
    let turned: Vec<(&str, &str)> = OLD[..3].iter().rev().copied().collect();
    let again = sheet("2024-Q4", &turned, &[Some("300;90;3000;70"), Some("200;60;2000;60"), Some("x3;50;1000;50")]);
    mini.send("services/again.csv", "2025-01-08T09:00:00+07:00", &again);
    mini.run(1);
    let after = ids(&mini, "type-error");
    let open: BTreeSet<&str> = after.iter().filter(|(_, state)| state == "open").map(|(id, _)| id.as_str()).collect();
    let of_first: BTreeSet<&str> =
        after.iter().filter(|(_, state)| state == "resolved").map(|(id, _)| id.as_str()).collect();
    assert_eq!(of_first, found.iter().map(|(id, _)| id.as_str()).collect());
    assert_eq!(open.len(), 1);
    assert!(open.is_subset(&of_first), "the finding that is left has the id that it had");
}

#[test]
fn findings_of_other_periods_and_units_have_other_ids() {
    let mini = Mini::with_two_quarters();
    for (period, day) in [("2024-Q3", "2024-10-05"), ("2024-Q4", "2025-01-05")] {
        let bad = [Some("a;50;1000;50"), Some("b;60;2000;60"), None, None, None];
        mini.send(&format!("services/{period}.csv"), &format!("{day}T09:00:00+07:00"), sheet(period, &OLD, &bad));
    }
    mini.run(1);
    let found: BTreeSet<String> = ids(&mini, "type-error").into_iter().map(|(id, _)| id).collect();
    assert_eq!(found.len(), 4);
}

#[test]
fn what_belongs_to_no_form_is_known_by_its_object() {
    let mini = Mini::with_two_quarters();
    mini.send("services/empty one.csv", "2025-11-01T09:00:00+07:00", "");
    mini.send("services/empty two.csv", "2025-11-02T09:00:00+07:00", "");
    mini.run(1);
    let found: BTreeSet<String> = ids(&mini, "empty-file").into_iter().map(|(id, _)| id).collect();
    assert_eq!(found.len(), 1, "the bytes were read once");
    mini.send("services/2025-Q2 lần 2.csv", "2025-11-03T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.send("services/2025-Q3 lần 2.csv", "2025-11-03T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    mini.run(1);
    let found: BTreeSet<String> = ids(&mini, "duplicate-submission").into_iter().map(|(id, _)| id).collect();
    assert_eq!(found.len(), 3, "the empty file is known by its name, the others by their periods");
}

/// Object, state, arrival of the first and what resolved it, of each finding of a code.
fn lives(mini: &Mini, code: &str) -> Vec<String> {
    let findings = mini.table("findings").into_iter().filter(|row| row["code"] == code);
    let life = |row: Row| format!("{} {} {} {}", row["object"], row["state"], &row["since"], row["resolved_by"]);
    findings.map(life).collect()
}

#[test]
fn the_file_that_replaces_another_resolves_what_was_wrong_in_it() {
    let mini = Mini::with_two_quarters();
    let bad = [Some("x1;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/first.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &bad));
    mini.run(1);
    insta::assert_snapshot!(lives(&mini, "type-error").join("\n"));
    let still = [Some("x2;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/second.csv", "2025-01-06T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &still));
    mini.run(1);
    insta::assert_snapshot!(lives(&mini, "type-error").join("\n"));
    let good = [Some("100;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/third.csv", "2025-01-07T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &good));
    // Nothing is left to mend.
    mini.run(0);
    insta::assert_snapshot!(lives(&mini, "type-error").join("\n"));
}

#[test]
fn bytes_that_come_again_behind_what_mended_them_are_as_wrong_as_they_were() {
    let cells = |online: &str| [Some(format!("100;{online};1000;50")), Some("200;60;2000;60".to_owned())];
    let text = |online: &str| {
        let cells = cells(online);
        sheet("2024-Q4", &OLD[..2], &cells.each_ref().map(Option::as_deref))
    };
    let mini = Mini::with_two_quarters();
    mini.send("services/a.csv", "2025-01-05T09:00:00+07:00", text("150"));
    mini.send("services/b.csv", "2025-01-06T09:00:00+07:00", text("50"));
    mini.run(0);
    mini.send("services/c.csv", "2025-01-07T09:00:00+07:00", text("150"));
    mini.run(1);
    assert_eq!(
        lives(&mini, "check-failed"),
        ["services/a.csv resolved 2025-01-05T02:00:00Z services/b.csv", "services/c.csv open 2025-01-05T02:00:00Z "]
    );
    // What cannot be read, too.
    let mini = Mini::with_two_quarters();
    let whole = [Some("100;50;1000;50"), Some("200;60;2000;60"), Some("300;70;3000;70")];
    let whole = sheet("2024-Q4", &OLD[..3], &whole);
    mini.send("services/huyen-suoi-da-2024-q4-1.xlsx", "2025-01-05T09:00:00+07:00", b"PK\x03\x04 broken");
    mini.send("services/huyen-suoi-da-2024-q4-2.csv", "2025-01-06T09:00:00+07:00", whole);
    mini.run(0);
    mini.send("services/huyen-suoi-da-2024-q4-3.xlsx", "2025-01-07T09:00:00+07:00", b"PK\x03\x04 broken");
    mini.run(1);
    assert_eq!(lives(&mini, "unreadable-file").len(), 1);
}

#[test]
fn a_row_that_no_later_file_has_is_as_wrong_as_it_was() {
    let mini = Mini::with_two_quarters();
    mini.edit("pipelines/services.toml", "severity = \"error\"", "severity = \"warning\"");
    let doubtful = [Some("100;150;1000;50"), Some("200;260;2000;60")];
    mini.send("services/first.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &doubtful));
    let states = |mini: &Mini| {
        let findings = mini.table("findings").into_iter().filter(|row| row["check"] == "online_within_received");
        findings.map(|row| format!("{} {} {}", row["object"], row["ref_area"], row["state"])).collect::<Vec<_>>()
    };
    mini.run(0);
    assert_eq!(states(&mini), ["services/first.csv 90001 open", "services/first.csv 90002 open"]);
    // The second commune keeps its row of the first file, and what is doubtful in it.
    mini.send(
        "services/second.csv",
        "2025-01-06T09:00:00+07:00",
        sheet("2024-Q4", &OLD[..1], &[Some("100;50;1000;50")]),
    );
    mini.run(0);
    assert_eq!(states(&mini), ["services/first.csv 90001 resolved", "services/first.csv 90002 open"]);
    mini.send(
        "services/third.csv",
        "2025-01-07T09:00:00+07:00",
        sheet("2024-Q4", &OLD[1..2], &[Some("200;60;2000;60")]),
    );
    mini.run(0);
    assert_eq!(states(&mini), ["services/first.csv 90001 resolved", "services/first.csv 90002 resolved"]);
}

#[test]
fn a_file_that_cannot_be_read_is_replaced_by_its_name_and_equal_ones_are_not_forgotten() {
    let mini = Mini::with_two_quarters();
    mini.send("services/one.csv", "2025-11-01T09:00:00+07:00", "");
    mini.send("services/two.csv", "2025-11-01T10:00:00+07:00", "");
    mini.run(1);
    let good = [Some("100;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/one.csv", "2025-11-02T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &good));
    mini.run(1);
    insta::assert_snapshot!(lives(&mini, "empty-file").join("\n"));
    let other = [Some("100;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/two.csv", "2025-11-03T09:00:00+07:00", sheet("2024-Q3", &OLD[..2], &other));
    mini.run(0);
    insta::assert_snapshot!(lives(&mini, "empty-file").join("\n"));
}

#[test]
fn a_withdrawal_resolves_what_was_wrong_in_the_file() {
    let mini = Mini::with_two_quarters();
    // What is withdrawn today counts from today on.
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let bad = [Some("x1;50;1000;50"), Some("200;60;2000;60")];
    mini.send("services/first.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD[..2], &bad));
    mini.run(1);
    assert_eq!(mini.tinhso(&["withdraw", "services/first.csv", "--why", "thử"]).code, 0);
    mini.run(0);
    insta::assert_snapshot!(lives(&mini, "type-error").join("\n"));
}

#[test]
fn what_is_wrong_in_a_row_stays_open_until_another_row_of_its_unit_counts() {
    let mini = Mini::with_two_quarters();
    let bad = [Some("100;50;1000;50"), Some("nhiều;60;2000;60"), Some("ít;60;3000;70")];
    mini.send("services/901.csv", "2025-01-05T09:00:00+07:00", sheet("2024-Q4", &OLD[..3], &bad));
    mini.run(1);
    let open = |mini: &Mini| ids(mini, "type-error").iter().filter(|(_, state)| state == "open").count();
    assert_eq!(open(&mini), 2);
    // A supplement of the sound unit alone mends nothing of the others.
    mini.send(
        "services/901 bổ sung.csv",
        "2025-01-08T09:00:00+07:00",
        sheet("2024-Q4", &OLD[..1], &[Some("101;50;1000;50")]),
    );
    mini.run(1);
    assert_eq!(open(&mini), 2);
    assert_eq!(ids(&mini, "superseded").iter().map(|(_, state)| state.as_str()).collect::<Vec<_>>(), ["resolved"]);
    mini.send(
        "services/901 bổ sung 2.csv",
        "2025-01-09T09:00:00+07:00",
        sheet("2024-Q4", &OLD[1..2], &[Some("200;60;2000;60")]),
    );
    mini.run(1);
    assert_eq!(open(&mini), 1);
    mini.send(
        "services/901 bổ sung 3.csv",
        "2025-01-10T09:00:00+07:00",
        sheet("2024-Q4", &OLD[2..3], &[Some("y3;60;2000;60")]),
    );
    mini.run(1);
    // The newer row is wrong as well: of the two faults, that of the newer file is open.
    assert_eq!(open(&mini), 1);
    let found = crate::kit::filtered(mini.table("findings"), &[("code", "type-error"), ("state", "open")]);
    assert_eq!(found[0]["object"], "services/901 bổ sung 3.csv");
}

#[test]
fn rows_of_others_than_the_file_name_says_are_reported() {
    let mini = Mini::with_two_quarters();
    let rows = sheet("2024-Q4", &OLD[2..], &[Some("300;70;3000;70"), Some("400;80;4000;80"), Some("500;90;5000;90")]);
    mini.send("services/huyện Rừng Thông.csv", "2025-01-05T09:00:00+07:00", rows);
    mini.run(0);
    let found = crate::kit::filtered(mini.table("findings"), &[("code", "name-mismatch")]);
    assert_eq!(crate::kit::lines(&found, &["row", "value", "expected"]), ["2 | Xã Cầu Tre | Huyện Rừng Thông"]);
}

#[test]
fn a_row_of_no_known_unit_that_is_as_wrong_in_the_file_behind_it_is_open_once() {
    let mini = Mini::with_two_quarters();
    let cells = |first: &'static str| [Some(first), Some("200;60;2000;60"), Some("300;70;3000;70")];
    let [first, second, third] = [OLD[0], OLD[1], OLD[2]];
    // A code that is none, beside the name of a unit that is not reported otherwise.
    let unknown = ("99099", third.1);
    mini.send(
        "services/a.csv",
        "2025-01-05T09:00:00+07:00",
        sheet("2024-Q4", &[first, second, unknown], &cells("100;50;1000;50")),
    );
    mini.run(1);
    // The same row, and the same in another row of the file.
    mini.send(
        "services/b.csv",
        "2025-01-06T09:00:00+07:00",
        sheet("2024-Q4", &[first, second, unknown], &cells("101;50;1000;50")),
    );
    mini.run(1);
    let since = "2025-01-05T02:00:00Z";
    let once = [format!("services/a.csv resolved {since} services/b.csv"), format!("services/b.csv open {since} ")];
    assert_eq!(lives(&mini, "unknown-area"), once);
    mini.send(
        "services/c.csv",
        "2025-01-07T09:00:00+07:00",
        sheet("2024-Q4", &[unknown, first, second], &cells("300;70;3000;70")),
    );
    mini.run(1);
    let open: Vec<String> = lives(&mini, "unknown-area").into_iter().filter(|life| life.contains(" open ")).collect();
    assert_eq!(open, ["services/c.csv open 2025-01-07T02:00:00Z "]);
    // Who deletes the row has mended nothing.
    mini.send(
        "services/d.csv",
        "2025-01-08T09:00:00+07:00",
        sheet("2024-Q4", &[first, second], &cells("100;50;1000;50")[..2]),
    );
    mini.run(1);
    let open: Vec<String> = lives(&mini, "unknown-area").into_iter().filter(|life| life.contains(" open ")).collect();
    assert_eq!(open, ["services/c.csv open 2025-01-07T02:00:00Z "]);
}

#[test]
fn what_took_the_place_of_another_is_known_since_it_came() {
    let mini = Mini::new();
    let table = |received: &'static str| sheet("2024-Q4", &OLD[..1], &[Some(received)]);
    mini.send("services/a.csv", "2025-01-05T09:00:00+07:00", table("100;50;1000;50"));
    mini.send("services/b.csv", "2025-01-09T09:00:00+07:00", table("101;50;1000;50"));
    mini.send("services/c.csv", "2025-03-09T09:00:00+07:00", table("102;50;1000;50"));
    mini.run(0);
    let found = crate::kit::filtered(mini.table("findings"), &[("code", "superseded")]);
    let known = crate::kit::lines(&found, &["object", "since"]);
    assert_eq!(known, ["services/a.csv | 2025-01-09T02:00:00Z", "services/b.csv | 2025-03-09T02:00:00Z"]);
    assert_ne!(found[0]["finding_id"], found[1]["finding_id"]);
}
