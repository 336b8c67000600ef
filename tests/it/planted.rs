//! Every fault planted in the fixtures is found, and no other error is.

use std::fs;

use crate::kit::{Row, filtered, lines, repository};
use crate::real::real;

/// A line of the table in `fixtures/README.md`.
struct Planted {
    number: u32,
    object: Option<String>,
    /// The object of which the page says that this one came after.
    after: Option<String>,
    cell: Option<String>,
    period: String,
    code: Option<String>,
    outcome: String,
}

/// The text between the first two backticks.
fn quoted(text: &str) -> Option<String> {
    text.split('`').nth(1).map(str::to_owned)
}

fn planted() -> Vec<Planted> {
    let text = fs::read_to_string(repository().join("fixtures/README.md")).expect("the page");
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let number = cells.first()?.parse().ok()?;
        let [_, object, cell, period, _, code, outcome] = cells.as_slice() else { panic!("{line}") };
        let cell = (*cell != "–").then(|| cell.split(' ').next().unwrap_or_default().to_owned());
        let (period, outcome) = ((*period).to_owned(), (*outcome).to_owned());
        Some(Planted {
            number,
            object: quoted(object),
            after: object.split_once("after ").and_then(|(_, after)| quoted(after)),
            cell,
            period,
            code: quoted(code),
            outcome,
        })
    });
    rows.collect()
}

fn describe(row: &Row) -> String {
    lines(std::slice::from_ref(row), &["severity", "code", "object", "cell", "row", "time_period"]).concat()
}

#[test]
fn every_planted_fault_is_found() {
    let findings = real().table("findings");
    let planted = planted();
    assert_eq!(planted.len(), 76, "the page has changed: look at what it says now");
    let mut wrong = Vec::new();
    for fault in &planted {
        let Some(code) = &fault.code else { continue };
        let found: Vec<&Row> = findings
            .iter()
            .filter(|row| row["code"].starts_with(code.as_str()))
            .filter(|row| match &fault.after {
                // It is the first version that was superseded.
                Some(first) if code == "superseded" => row["object"] == *first,
                _ => fault.object.as_ref().is_none_or(|object| row["object"] == *object),
            })
            .filter(|row| fault.object.is_some() || row["time_period"] == fault.period)
            // An extra column is reported at its label, the page names its first value.
            .filter(|row| match &fault.cell {
                Some(cell) if code == "extra-label" => row["cell"].chars().next() == cell.chars().next(),
                cell => cell.as_ref().is_none_or(|cell| row["cell"] == *cell),
            })
            .collect();
        let severity = fault.outcome.split([':', ',', ' ']).next().unwrap_or_default();
        match found.first() {
            None => {
                let near: Vec<String> =
                    findings.iter().filter(|row| fault.object.as_ref() == Some(&row["object"])).map(describe).collect();
                wrong.push(format!(
                    "#{} {code} {:?} {:?}: not found; there: {near:?}",
                    fault.number, fault.object, fault.cell
                ));
            }
            Some(row) if matches!(severity, "error" | "warning") && row["severity"] != severity => {
                wrong.push(format!("#{}: the page says {severity}: {}", fault.number, describe(row)));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_fault_leaves_no_finding() {
    let findings = real().table("findings");
    for fault in planted().iter().filter(|fault| fault.code.is_none()) {
        let object = fault.object.clone().expect("an object");
        let said: Vec<String> = findings.iter().filter(|row| row["object"] == object).map(describe).collect();
        assert!(said.is_empty(), "#{} {object}: {said:?}", fault.number);
    }
}

#[test]
fn these_are_all_the_findings() {
    let findings = real().table("findings");
    let columns = [
        "severity",
        "code",
        "disposition",
        "object",
        "sheet",
        "cell",
        "row",
        "ref_area",
        "time_period",
        "value",
        "suggestion",
    ];
    insta::assert_snapshot!(lines(&findings, &columns).join("\n"));
}

#[test]
fn every_finding_speaks_both_languages() {
    for row in real().table("findings") {
        assert!(!row["message_vi"].is_empty() && !row["message_en"].is_empty(), "{row:?}");
        assert_ne!(row["message_vi"], row["message_en"]);
    }
}

#[test]
fn no_finding_suggests_the_other_place_of_the_same_name() {
    // The town of Mường Chà became part of Xã Na Sang; the Xã Mường Chà of today is another place.
    let findings = real().table("findings");
    let town = filtered(findings, &[("object", "submissions/2025/04-CDS/xa-na-sang_quy-III-2025.xlsx")]);
    assert_eq!(town.len(), 1, "{town:?}");
    let text = format!("{} {} {}", town[0]["suggestion"], town[0]["message_en"], town[0]["message_vi"]);
    assert!(text.contains("03172") && !text.contains("03166"), "{text}");
}

#[test]
fn every_object_is_claimed_by_a_source_or_a_finding() {
    let (submissions, findings) = (real().table("submissions"), real().table("findings"));
    let arrivals = fs::read_to_string(repository().join("fixtures/landing/arrivals.csv")).expect("the list");
    let mut reader = csv::Reader::from_reader(arrivals.as_bytes());
    for record in reader.records() {
        let record = record.expect("a line");
        let object = &record[0];
        let is_known = submissions.iter().chain(&findings).any(|row| row["object"] == *object);
        assert!(is_known, "{object} is neither a submission nor a finding");
    }
}

#[test]
fn the_missing_are_told_with_their_senders() {
    let missing = filtered(real().table("submissions"), &[("state", "missing")]);
    insta::assert_snapshot!(
        lines(&missing, &["form", "ref_area", "ref_area_valid_from", "time_period", "due"]).join("\n")
    );
}
