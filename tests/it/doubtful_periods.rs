//! Periods that a report can be of and hardly is: that of last year's file, or one that has only begun; older versions that are sent once more; and
//! missing reports that came.

use rust_xlsxwriter::{DocProperties, Workbook};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::kit::filtered;
use crate::mini::{HEADER, Mini, OLD, sheet};

/// The first district's three communes.
fn of_first(period: &str, cells: [&str; 3]) -> String {
    sheet(period, &OLD[..3], &cells.map(Some))
}

const FIRST: [&str; 3] = ["100;50;1000;50", "200;60;2000;60", "300;70;3000;70"];
const OTHER: [&str; 3] = ["111;51;1010;51", "222;61;2020;61", "333;71;3030;71"];
const THIRD: [&str; 3] = ["127;57;1047;57", "237;67;2057;67", "347;77;3067;77"];
const FOURTH: [&str; 3] = ["138;58;1058;58", "248;68;2068;68", "358;78;3078;78"];

/// Reports of 2024-Q1 and 2024-Q4 of the first district.
fn mini() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""reports": "commune","#, r#""reports": "commune", "due": "P20D","#);
    mini.send("services/q1 2024.csv", "2024-04-05T09:00:00+07:00", of_first("2024-Q1", FIRST));
    mini.send("services/q4 2024.csv", "2025-01-05T09:00:00+07:00", of_first("2024-Q4", OTHER));
    mini
}

/// Object, cell, value and expected value of what is found.
fn found(mini: &Mini, code: &str) -> Vec<String> {
    mini.tinhso(&["run", "--as-of", "2025-04-12", "--format", "json"]);
    let rows = filtered(mini.table("findings"), &[("code", code), ("state", "open")]);
    rows.iter().map(|row| format!("{} {} {} {}", row["object"], row["cell"], row["value"], row["expected"])).collect()
}

fn doubtful(mini: &Mini) -> Vec<String> {
    found(mini, "doubtful-period")
}

const SENT: &str = "2025-04-05T09:00:00+07:00";

#[test]
fn a_report_of_last_years_period_instead_of_the_awaited_one_is_found() {
    let mini = mini();
    mini.send("services/bao cao.csv", SENT, of_first("2024-Q1", OTHER));
    assert_eq!(doubtful(&mini), ["services/bao cao.csv C2 2024-Q1 2025-Q1"]);
    // It stays so when the awaited one comes later, with its own figures.
    mini.send("services/bao cao quy.csv", "2025-04-09T09:00:00+07:00", of_first("2025-Q1", THIRD));
    assert_eq!(doubtful(&mini), ["services/bao cao.csv C2 2024-Q1 2025-Q1"]);
}

#[test]
fn corrections_and_reports_beside_the_awaited_one_are_no_doubt() {
    // Few figures differ.
    let few = mini();
    few.send("services/bao cao.csv", SENT, of_first("2024-Q1", [FIRST[0], OTHER[1], FIRST[2]]));
    assert!(doubtful(&few).is_empty());
    // It says that it is a revision.
    let revised = mini();
    revised.send("services/bao cao (lần 2).csv", SENT, of_first("2024-Q1", THIRD));
    assert!(doubtful(&revised).is_empty());
    // The awaited one has come.
    let beside = mini();
    beside.send("services/a.csv", "2025-04-04T09:00:00+07:00", of_first("2025-Q1", OTHER));
    beside.send("services/bao cao.csv", SENT, of_first("2024-Q1", THIRD));
    assert!(doubtful(&beside).is_empty());
    // Nothing was reported of that period: it is late.
    let late = mini();
    late.send("services/bao cao.csv", SENT, of_first("2024-Q3", OTHER));
    assert!(doubtful(&late).is_empty());
}

#[test]
fn a_period_that_has_only_begun_is_found_where_the_one_before_is_missing() {
    let mini = mini();
    mini.send("services/bao cao.csv", SENT, of_first("2025-Q2", FIRST));
    assert_eq!(doubtful(&mini), ["services/bao cao.csv C2 2025-Q2 2025-Q1"]);
    // The one before came on the same day.
    mini.send("services/quy 1.csv", SENT, of_first("2025-Q1", OTHER));
    assert!(doubtful(&mini).is_empty());
}

#[test]
fn a_report_some_days_before_its_period_ends_is_no_doubt() {
    let mini = mini();
    mini.send("services/bao cao.csv", "2025-03-28T09:00:00+07:00", of_first("2025-Q1", FIRST));
    assert!(doubtful(&mini).is_empty());
}

/// A workbook of the first district; made from an object, where its bytes are given.
fn workbook(period: &str, cells: [&str; 3], made_from: Option<&[u8]>) -> Vec<u8> {
    let mut book = Workbook::new();
    if let Some(bytes) = made_from {
        let property = hex::encode(Sha256::digest(bytes));
        book.set_properties(&DocProperties::new().set_custom_property("tinhso-return", property));
    }
    let page = book.add_worksheet();
    page.write(0, 0, "Biểu số 01/TN").expect("a title");
    let lines = OLD[..3].iter().zip(cells);
    let lines = lines.map(|((code, name), cells)| format!("{code};{name};{period};{cells}"));
    for (row, line) in (2_u32..).zip(std::iter::once(HEADER.trim().to_owned()).chain(lines)) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_correction_under_the_head_of_another_period_is_found_by_its_figures() {
    let mini = mini();
    mini.send("services/q1.csv", "2025-04-03T09:00:00+07:00", of_first("2025-Q1", THIRD));
    // One figure of 2025-Q1 is corrected, and the head says the period before; its name says that it is a revision.
    let corrected = [THIRD[0], "239;67;2057;67", THIRD[2]];
    mini.send("services/q1 lan 2.csv", SENT, of_first("2024-Q4", corrected));
    assert_eq!(doubtful(&mini), ["services/q1 lan 2.csv C2 2024-Q4 2025-Q1"]);
    let said = filtered(mini.table("findings"), &[("code", "doubtful-period")]);
    assert!(said[0]["message_en"].contains("11 of 12 figures here are those of 2025-Q1"), "{said:?}");
    // In a workbook, with every figure as it was: the same.
    mini.send("services/q1 ky.xlsx", "2025-04-06T09:00:00+07:00", workbook("2024-Q1", THIRD, None));
    assert_eq!(doubtful(&mini).len(), 2);
    assert!(doubtful(&mini).contains(&"services/q1 ky.xlsx C4 2024-Q1 2025-Q1".to_owned()), "{:?}", doubtful(&mini));
    // Sent under its own head it takes the place of both: the figures of the other periods count again.
    mini.send("services/q1 lan 3.csv", "2025-04-07T09:00:00+07:00", of_first("2025-Q1", corrected));
    mini.send("services/q1 lan 4.csv", "2025-04-08T09:00:00+07:00", of_first("2025-Q1", THIRD));
    assert!(doubtful(&mini).is_empty(), "{:?}", doubtful(&mini));
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2024-Q4"), "666.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2024-Q1"), "600.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2025-Q1"), "711.0 | A | 3/3");
}

#[test]
fn a_sound_correction_and_who_goes_back_are_no_doubt() {
    // All figures are corrected, and none is that of another period.
    let all = mini();
    all.send("services/q1.csv", "2025-04-03T09:00:00+07:00", of_first("2025-Q1", THIRD));
    all.send("services/q4 sua.csv", SENT, of_first("2024-Q4", FOURTH));
    assert!(doubtful(&all).is_empty());
    // The report of the right figures behind one of the wrong period, while the awaited one has not come.
    let back = mini();
    back.send("services/bao cao.csv", SENT, of_first("2024-Q1", THIRD));
    back.send("services/q1 2024 lai.csv", "2025-04-06T09:00:00+07:00", of_first("2024-Q1", FIRST) + "\n");
    assert!(doubtful(&back).is_empty(), "{:?}", doubtful(&back));
}

#[test]
fn what_is_sent_anew_for_the_period_that_was_asked_for_takes_the_place_of_the_first() {
    let overwritten = |mini: &Mini, object: &str, bytes: &[u8]| {
        mini.write(&format!("landing/{object}"), bytes);
        mini.edit(
            "landing/arrivals.csv",
            &format!("\"{object}\",{SENT}"),
            &format!("\"{object}\",2025-04-09T09:00:00+07:00"),
        );
    };
    for (name, is_workbook, is_overwritten) in [
        ("services/bao cao.csv", false, true),
        ("services/bao cao.xlsx", true, true),
        ("services/khac.csv", false, false),
        ("services/khac.xlsx", true, false),
    ] {
        let report = |period: &str| match is_workbook {
            true => workbook(period, THIRD, None),
            false => of_first(period, THIRD).into_bytes(),
        };
        let mini = mini();
        let first = if is_overwritten { name } else { "services/bao cao.csv" };
        mini.send(first, SENT, report("2024-Q1"));
        assert_eq!(doubtful(&mini).len(), 1, "{name}");
        if is_overwritten {
            overwritten(&mini, name, &report("2025-Q1"));
        } else {
            mini.send(name, "2025-04-09T09:00:00+07:00", report("2025-Q1"));
        }
        assert!(doubtful(&mini).is_empty(), "{name}");
        let resolved = filtered(mini.table("findings"), &[("code", "doubtful-period")]);
        assert_eq!(resolved[0]["resolved_by"], name, "{resolved:?}");
        assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2024-Q1"), "600.0 | A | 3/3", "{name}");
        assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2025-Q1"), "711.0 | A | 3/3", "{name}");
    }
}

#[test]
fn what_is_in_error_for_the_wrong_period_is_resolved_by_what_is_sent_for_the_right_one() {
    // The codes of the new map in a report of the old one: no row of it counts.
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""reports": "commune","#, r#""reports": "commune", "due": "P20D","#);
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", of_first("2025-Q2", FIRST));
    let of_new = |period: &str| sheet(period, &[("90003", "Xã Hồ Sen")], &[Some("31234;12034;310044;55")]);
    mini.send("services/q3.csv", "2025-10-05T09:00:00+07:00", of_new("2025-Q2"));
    let open = |mini: &Mini| {
        mini.tinhso(&["run", "--as-of", "2025-10-12", "--format", "json"]);
        filtered(mini.table("findings"), &[("object", "services/q3.csv"), ("severity", "error"), ("state", "open")])
    };
    assert!(!open(&mini).is_empty());
    mini.write("landing/services/q3.csv", of_new("2025-Q3"));
    mini.edit("landing/arrivals.csv", "q3.csv\",2025-10-05", "q3.csv\",2025-10-07");
    let left = open(&mini);
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2025-Q2"), "600.0 | A | 3/3");
}

#[test]
fn a_return_that_mends_a_period_that_had_only_begun_takes_its_rows_away() {
    let report = |period: &str, made_from: Option<&[u8]>| {
        workbook(period, ["101;50;1234;50", "203;61;2345;62", "307;72;3456;74"], made_from)
    };
    let mini = mini();
    let first = report("2025-Q2", None);
    mini.send("services/bao cao.xlsx", SENT, &first);
    assert_eq!(doubtful(&mini).len(), 1);
    mini.send("services/bao cao sua.xlsx", "2025-04-06T09:00:00+07:00", report("2025-Q1", Some(&first)));
    assert!(doubtful(&mini).is_empty());
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2025-Q1"), "611.0 | A | 3/3");
    let (value, _) = mini
        .figure("dossiers_so_far", "901", "as-reported", "2025-Q2")
        .split_once('|')
        .map(|(value, rest)| (value.trim().to_owned(), rest.to_owned()))
        .unwrap_or_default();
    assert_eq!(value, "");
}

#[test]
fn an_older_version_that_is_saved_and_sent_again_is_found_by_its_values() {
    let mini = mini();
    let corrected = [FIRST[0], "205;60;2000;60", FIRST[2]];
    mini.send("services/q1 sua.csv", "2024-04-07T09:00:00+07:00", of_first("2024-Q1", corrected));
    mini.send("services/q1 moi.csv", "2024-04-09T09:00:00+07:00", of_first("2024-Q1", FIRST) + "\n");
    assert_eq!(found(&mini, "older-values"), ["services/q1 moi.csv D3 200 205"]);
    // Once more, and it is still found; with the correction it is not.
    mini.send("services/q1 nua.csv", "2024-04-10T09:00:00+07:00", of_first("2024-Q1", FIRST) + "\n\n");
    assert_eq!(found(&mini, "older-values"), ["services/q1 nua.csv D3 200 205"]);
    // What puts it right is none.
    let further = ["101;50;1000;50", "205;60;2000;60", FIRST[2]];
    mini.send("services/q1 cuoi.csv", "2024-04-11T09:00:00+07:00", of_first("2024-Q1", further));
    assert!(found(&mini, "older-values").is_empty());
}

#[test]
fn a_missing_report_that_comes_is_new_and_none_is_gone() {
    let mini = mini();
    mini.tinhso(&["run", "--as-of", "2025-04-22"]);
    mini.send("services/q1.csv", "2025-04-25T09:00:00+07:00", of_first("2025-Q1", OTHER));
    let answer = mini.tinhso(&["run", "--as-of", "2025-04-26", "--format", "json"]).json();
    let since = &answer["since"];
    assert_eq!((&since["submissions_new"], &since["submissions_gone"]), (&json!(1), &json!(0)), "{since}");
    let text = mini.tinhso(&["diff", "--lang", "en"]).stdout;
    assert!(text.contains("1 new, 0 gone") && text.contains("missing → late: 1"), "{text}");
}
