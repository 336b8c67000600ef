//! What people have decided is shown where it is missed: a value that was taken away, a row that went to another unit or period, a label.

use serde_json::Value;

use crate::decisions::decision;
use crate::kit::Answer;
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const OBJECT: &str = "services/2025-Q2.csv";

/// The second quarter with one decision, and what is said of a figure of it.
struct Decided {
    mini: Mini,
}

impl Decided {
    fn new(text: String, decided: &[(&str, &str)]) -> Self {
        let mini = Mini::new();
        mini.send(OBJECT, "2025-07-05T09:00:00+07:00", &text);
        let one = |(cell, value): &(&str, &str)| {
            decision(text.as_bytes(), OBJECT, ("", cell), &format!("value = \"{value}\""))
        };
        mini.write("decisions.toml", decided.iter().map(one).collect::<String>());
        mini.tinhso(&["run"]);
        Self { mini }
    }

    fn asked(&self, period: &str, area: &str, more: &[&str]) -> Answer {
        self.mini.tinhso(&[&["explain", "dossiers", period, "--area", area][..], more].concat())
    }

    fn explained(&self, period: &str, area: &str) -> Value {
        self.asked(period, area, &["--format", "json"]).expect(0).json()
    }

    /// The reasons of the only unit of a commune: code and cell.
    fn reasons(&self, period: &str, area: &str) -> Vec<(String, String)> {
        let explained = self.explained(period, area);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let reasons = explained["units"][0]["reasons"].as_array().expect("reasons").clone();
        reasons.iter().map(|reason| (text(&reason["reason"]), text(&reason["cell"]))).collect()
    }

    fn decisions(&self, period: &str, area: &str) -> usize {
        self.explained(period, area)["decisions"].as_array().expect("decisions").len()
    }
}

fn second_quarter() -> String {
    sheet("2025-Q2", &OLD, &SECOND_QUARTER)
}

fn pair(reason: &str, cell: &str) -> (String, String) {
    (reason.to_owned(), cell.to_owned())
}

#[test]
fn a_value_that_a_decision_took_away() {
    let decided = Decided::new(second_quarter(), &[("D3", "")]);
    assert_eq!(decided.mini.figure("dossiers", "90002", "as-reported", "2025-Q2"), " | O | 0/1");
    assert_eq!(decided.reasons("2025-Q2", "90002"), [pair("value-missing", ""), pair("decided", "D3")]);
    for area in ["90002", "901", "90"] {
        assert_eq!(decided.decisions("2025-Q2", area), 1, "{area}");
    }
    let page = decided.asked("2025-Q2", "90002", &["--lang", "en"]).expect(0).stdout;
    assert!(page.contains("“200” was sent, and Nguyễn Lan decided “” on 2025-04-20"), "{page}");
    assert!(page.contains("1 decision about a cell:"), "{page}");
    // It has nothing to do with another commune, another field or another period.
    assert_eq!((decided.decisions("2025-Q2", "90001"), decided.decisions("2025-Q2", "902")), (0, 0));
    let people = decided.mini.tinhso(&["explain", "people", "2025-Q2", "--area", "90002", "--format", "json"]);
    assert_eq!(people.expect(0).json()["decisions"], serde_json::json!([]));
}

#[test]
fn a_row_that_a_decision_gave_to_another_unit() {
    // The code of the row of 90002 was that of 90003, whose own row is not there.
    let text = second_quarter().replace("90003;Xã Cầu Tre;2025-Q2;300;90;3000;70\n", "");
    let decided = Decided::new(text, &[("A3", "90003"), ("B3", "Xã Cầu Tre")]);
    assert_eq!(decided.mini.figure("dossiers", "90003", "as-reported", "2025-Q2"), "200.0 | A | 1/1");
    assert_eq!(
        decided.reasons("2025-Q2", "90002"),
        [pair("row-missing", ""), pair("decided", "A3"), pair("decided", "B3")]
    );
    let taken = decided.explained("2025-Q2", "90003");
    assert_eq!((&taken["decisions"][0]["raw"], &taken["decisions"][0]["cell"]), (&"90002".into(), &"A3".into()));
    assert_eq!(taken["decisions"][0]["units"], serde_json::json!(["90003"]), "{taken}");
}

#[test]
fn a_row_that_a_decision_gave_to_another_period() {
    let decided = Decided::new(second_quarter(), &[("C3", "2025-Q1")]);
    assert_eq!(decided.mini.figure("dossiers", "90002", "as-reported", "2025-Q2"), " | O | 0/1");
    let reasons = decided.reasons("2025-Q2", "90002");
    assert!(reasons.contains(&pair("decided", "C3")), "{reasons:?}");
    assert_eq!(decided.decisions("2025-Q2", "90001"), 0);
}

#[test]
fn a_label_that_a_decision_corrected() {
    let text = second_quarter().replace("Hồ sơ tiếp nhận", "HS nhận");
    let decided = Decided::new(text, &[("D1", "Hồ sơ tiếp nhận")]);
    assert_eq!(decided.mini.figure("dossiers", "90002", "as-reported", "2025-Q2"), "200.0 | A | 1/1");
    for area in ["90002", "902"] {
        let explained = decided.explained("2025-Q2", area);
        assert_eq!(explained["decisions"][0]["raw"], "HS nhận", "{explained}");
    }
}

#[test]
fn a_decision_without_effect_is_not_shown() {
    let decided = Decided::new(second_quarter(), &[("D3", "200")]);
    assert_eq!(decided.decisions("2025-Q2", "90002"), 0);
}
