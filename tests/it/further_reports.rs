//! A workbook that came back is a correction of what it was made from, or a further report: that of the next quarter, or of a neighbour.

use rust_xlsxwriter::{DocProperties, Workbook};
use sha2::{Digest, Sha256};

use crate::kit::Row;
use crate::mini::{HEADER, Mini};

const SENT: &str = "2025-04-05T09:00:00+07:00";
const AGAIN: &str = "2025-04-09T09:00:00+07:00";
const NEXT: &str = "2025-07-05T09:00:00+07:00";

/// A project whose form is due 20 days after each quarter.
fn mini() -> Mini {
    let mini = Mini::with_two_quarters();
    mini.edit("schemas/services.json", r#""reports": "commune","#, r#""reports": "commune", "due": "P20D","#);
    mini
}

/// A workbook of the first district; made from an object, where its bytes are given.
fn report(lines: &[&str], made_from: Option<&[u8]>) -> Vec<u8> {
    let mut book = Workbook::new();
    if let Some(bytes) = made_from {
        let property = hex::encode(Sha256::digest(bytes));
        book.set_properties(&DocProperties::new().set_custom_property("tinhso-return", property));
    }
    let page = book.add_worksheet();
    page.write(0, 0, "Biểu số 01/TN").expect("a title");
    for (row, line) in (2_u32..).zip(std::iter::once(&HEADER.trim()).chain(lines)) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Two communes of the first district in a quarter of 2025.
fn two(period: &str, received: [&str; 2]) -> [String; 2] {
    let [first, second] = received;
    [format!("90001;Xã Đồi Chè;{period};{first};50;1234;50"), format!("90002;Xã Bến Gỗ;{period};{second};60;2345;60")]
}

fn of_two(period: &str, received: [&str; 2], made_from: Option<&[u8]>) -> Vec<u8> {
    let lines = two(period, received);
    report(&lines.each_ref().map(String::as_str), made_from)
}

fn states(mini: &Mini, object: &str) -> Vec<String> {
    let rows = mini.table("submissions").into_iter().filter(|row| row["object"] == object);
    rows.map(|row| format!("{} {} {}", row["time_period"], row["state"], row["rows_accepted"])).collect()
}

/// Code, object and what resolved it, of what is found of objects or missing of a sender.
fn found(mini: &Mini, code: &str) -> Vec<Row> {
    mini.table("findings").into_iter().filter(|row| row["code"] == code).collect()
}

fn is_missing(mini: &Mini, sender: &str, period: &str) -> bool {
    found(mini, "missing-submission").iter().any(|row| row["ref_area"] == sender && row["time_period"] == period)
}

#[test]
fn the_next_quarter_that_is_written_into_a_return_takes_nothing_away() {
    // Sound, with an error in one row, and with none that is accepted.
    for (first, accepted) in [(["100", "200"], 2), (["100", "2OO"], 1), (["1OO", "2OO"], 0)] {
        let mini = mini();
        let sent = of_two("2025-Q1", first, None);
        mini.send("services/q1.xlsx", SENT, &sent);
        mini.tinhso(&["run"]);
        let state = format!("2025-Q1 received {accepted}");
        assert_eq!(states(&mini, "services/q1.xlsx"), [state.as_str()]);
        // Some figures of a quarter are those of the one before.
        mini.send("services/q2.xlsx", NEXT, of_two("2025-Q2", ["130", "240"], Some(&sent)));
        mini.tinhso(&["run"]);
        assert_eq!(states(&mini, "services/q1.xlsx"), [state.as_str()]);
        assert_eq!(states(&mini, "services/q2.xlsx"), ["2025-Q2 received 2"]);
        let open = found(&mini, "type-error");
        assert_eq!(open.len(), 2 - accepted);
        assert!(open.iter().all(|row| row["state"] == "open"), "nothing has mended it: {open:?}");
        assert_eq!(found(&mini, "superseded").iter().filter(|row| row["object"] == "services/q1.xlsx").count(), 0);
    }
    // All figures as in the quarter before, as of what hardly changes.
    let mini = mini();
    let sent = of_two("2025-Q1", ["100", "200"], None);
    mini.send("services/q1.xlsx", SENT, &sent);
    mini.send("services/q2.xlsx", NEXT, of_two("2025-Q2", ["100", "200"], Some(&sent)));
    mini.tinhso(&["run"]);
    assert_eq!(states(&mini, "services/q1.xlsx"), ["2025-Q1 received 2"]);
    assert!(found(&mini, "period-copied").is_empty());
}

#[test]
fn a_table_that_cannot_be_used_is_not_mended_by_the_next_quarter() {
    let mini = mini();
    let labels = HEADER.replace("Hồ sơ trực tuyến", "Hồ sơ tiếp nhận");
    let lines = two("2025-Q1", ["100", "200"]);
    let sent = format!("{labels}{}\n{}\n", lines[0], lines[1]);
    mini.send("services/q1.csv", SENT, &sent);
    mini.send("services/q2.xlsx", NEXT, of_two("2025-Q2", ["130", "240"], Some(sent.as_bytes())));
    mini.tinhso(&["run"]).expect(1);
    assert!(found(&mini, "duplicate-label").iter().all(|row| row["state"] == "open"));
    mini.send(
        "services/q1 lai.xlsx",
        "2025-07-06T09:00:00+07:00",
        of_two("2025-Q1", ["100", "200"], Some(sent.as_bytes())),
    );
    mini.tinhso(&["run"]).expect(0);
}

#[test]
fn a_return_that_serves_a_neighbour_as_a_model_takes_nothing_away() {
    for (first, accepted) in [("100;50;1234;50", 1), ("1OO;50;1234;50", 0)] {
        let mini = mini();
        let sent = report(&[&format!("90001;Xã Đồi Chè;2025-Q3;{first}")], None);
        mini.send("services/doi-che.xlsx", "2025-10-06T09:00:00+07:00", &sent);
        let own = report(&["90003;Xã Hồ Sen;2025-Q3;77;30;2000;5"], Some(&sent));
        mini.send("services/ho-sen.xlsx", "2025-10-07T09:00:00+07:00", own);
        mini.tinhso(&["run"]);
        assert_eq!(states(&mini, "services/doi-che.xlsx"), [format!("2025-Q3 received {accepted}")]);
        assert!(found(&mini, "type-error").iter().all(|row| row["state"] == "open"));
    }
}

#[test]
fn the_same_figures_under_another_name_are_a_correction_and_leave_a_gap_that_is_told() {
    let mini = mini();
    let sent = of_two("2024-Q3", ["100", "200"], None);
    mini.send("services/a.xlsx", SENT, &sent);
    mini.send("services/b.xlsx", AGAIN, of_two("2025-Q1", ["100", "200"], Some(&sent)));
    mini.tinhso(&["run"]);
    assert_eq!(states(&mini, "services/a.xlsx"), ["2024-Q3 superseded 2"]);
    // It would have been the first quarter that came.
    assert!(!is_missing(&mini, "901", "2024-Q3"));
    mini.edit("schemas/services.json", r#""due": "P20D","#, r#""due": "P20D", "first_period": "2024-Q1","#);
    mini.tinhso(&["run"]);
    assert!(is_missing(&mini, "901", "2024-Q3") && !is_missing(&mini, "901", "2025-Q1"));
    let told = found(&mini, "superseded").into_iter().find(|row| row["object"] == "services/a.xlsx").expect("told");
    assert_eq!((told["state"].as_str(), told["severity"].as_str()), ("open", "warning"));
    assert!(told["message_en"].contains("no longer count here"), "{told:?}");
    let said = mini.tinhso(&["explain", "dossiers", "2024-Q3", "--area", "901", "--lang", "en"]).stdout;
    assert!(!said.contains("has no row of this unit"), "{said}");
    assert!(said.contains("services/b.xlsx was made from this file"), "{said}");
    // What the quarter really was closes both.
    mini.send("services/c.xlsx", "2025-04-11T09:00:00+07:00", of_two("2024-Q3", ["90", "180"], None));
    mini.tinhso(&["run"]);
    assert!(!is_missing(&mini, "901", "2024-Q3"));
    assert!(found(&mini, "superseded").iter().all(|row| row["state"] == "resolved"));
}

#[test]
fn figures_of_a_quarter_that_come_again_for_an_earlier_one_are_told() {
    let mini = mini();
    let sent = of_two("2025-Q1", ["100", "200"], None);
    mini.send("services/a.xlsx", SENT, &sent);
    mini.send("services/b.xlsx", AGAIN, of_two("2024-Q4", ["100", "200"], Some(&sent)));
    mini.tinhso(&["run"]);
    assert_eq!(states(&mini, "services/a.xlsx"), ["2025-Q1 received 2"]);
    let told = found(&mini, "period-copied");
    let told: Vec<_> = told.iter().map(|row| (row["object"].as_str(), row["time_period"].as_str())).collect();
    assert_eq!(told, [("services/b.xlsx", "2024-Q4")]);
}

#[test]
fn rows_that_are_kept_of_what_was_replaced_are_counted() {
    let mini = mini();
    let sent = of_two("2025-Q1", ["100", "2OO"], None);
    mini.send("services/q1.xlsx", SENT, &sent);
    mini.tinhso(&["run"]);
    // The row that was in error alone.
    let lines = two("2025-Q1", ["100", "200"]);
    mini.send("services/q1 sua.xlsx", AGAIN, report(&[&lines[1]], Some(&sent)));
    let answer = mini.tinhso(&["run", "--format", "json"]).json();
    let used = mini.table("data/services").len();
    assert_eq!(mini.table("data/services").iter().filter(|row| row["time_period"] == "2025-Q1").count(), 2);
    assert_eq!(answer["summary"]["rows_accepted"].as_u64(), u64::try_from(used).ok());
}

#[test]
fn a_return_behind_a_newer_report_names_the_values_that_it_brings_back() {
    let mini = mini();
    let sent = of_two("2025-Q1", ["100", "2OO"], None);
    mini.send("services/q1.xlsx", SENT, &sent);
    mini.send("services/q1-bo-sung.xlsx", AGAIN, of_two("2025-Q1", ["150", "250"], None));
    let later = "2025-04-12T09:00:00+07:00";
    let mended = of_two("2025-Q1", ["100", "200"], Some(&sent));
    mini.send("services/q1.xlsx.xlsx", later, &mended);
    mini.tinhso(&["run"]);
    let told = found(&mini, "older-values");
    let cells: Vec<_> =
        told.iter().map(|row| [&row["object"], &row["ref_area"], &row["value"], &row["expected"]]).collect();
    // What was mended is new, what was not is older than the report in between.
    assert_eq!(cells, [["services/q1.xlsx.xlsx", "90001", "100", "150"]]);
    assert!(told[0]["message_en"].contains("services/q1-bo-sung.xlsx, which came in between, has 150"), "{told:?}");
    // A return of the newer one says what it changes on purpose, and so does a report that was made from nothing.
    for made_from in [Some(&mended), None] {
        let mini = self::mini();
        mini.send("services/q1.xlsx", SENT, &sent);
        mini.send("services/q1.xlsx.xlsx", AGAIN, &mended);
        let last = of_two("2025-Q1", ["100", "300"], made_from.map(Vec::as_slice));
        mini.send("services/q1 (2).xlsx", later, last);
        mini.tinhso(&["run"]);
        assert!(found(&mini, "older-values").is_empty(), "{:?}", found(&mini, "older-values"));
    }
}
