//! Since when a value is known to be unlike the history of its unit, where parts of this history came later.

use crate::kit::{filtered, lines};
use crate::marks_among_words::as_xlsx;
use crate::mini::{HEADER, Mini};

/// The report of one commune for a quarter.
fn csv(period: &str, received: u32) -> String {
    format!("{HEADER}90001;Xã Đồi Chè;{period};{received};50;1000;50\n")
}

struct Sent<'a>(Mini, &'a str);

impl Sent<'_> {
    fn send(&self, name: &str, day: &str, period: &str, received: u32) {
        let text = csv(period, received);
        let bytes = if self.1 == "csv" { text.into_bytes() } else { as_xlsx(&text) };
        self.0.send(&format!("services/{name}.{}", self.1), &format!("{day}T09:00:00+07:00"), bytes);
    }

    /// The findings of the rule.
    fn since(&self, code: i32) -> Vec<String> {
        self.0.run(code);
        let mut found =
            lines(&filtered(self.0.table("findings"), &[("code", "thousand-error")]), &["state", "object", "since"]);
        found.sort();
        found
    }

    fn named(&self, state: &str, name: &str, since: &str) -> String {
        format!("{state} | services/{name}.{} | {since}T02:00:00Z", self.1)
    }
}

const HISTORY: [(&str, &str, u32); 4] = [
    ("2023-Q4", "2025-01-20", 51_900),
    ("2024-Q1", "2025-01-21", 52_000),
    ("2024-Q2", "2025-01-22", 52_100),
    ("2024-Q3", "2025-01-23", 52_050),
];

#[test]
fn what_history_shows_is_known_since_it_has_come() {
    for format in ["csv", "xlsx"] {
        let sent = Sent(Mini::new(), format);
        sent.send("q4", "2025-01-06", "2024-Q4", 52);
        assert_eq!(sent.since(0), Vec::<String>::new());
        for (period, day, received) in HISTORY {
            sent.send(period, day, period, received);
        }
        // Three earlier periods make a history.
        let known = sent.named("open", "q4", "2025-01-22");
        assert_eq!(sent.since(0), [known.as_str()]);
        // What is sent anew of the history, and shows the same, changes nothing.
        sent.send("2024-Q2 lần 2", "2025-02-03", "2024-Q2", 52_200);
        assert_eq!(sent.since(0), [known]);
        // Nor does the row itself, as wrong as it was.
        sent.send("q4 lần 2", "2025-02-10", "2024-Q4", 53);
        let known = [sent.named("open", "q4 lần 2", "2025-01-22"), sent.named("resolved", "q4", "2025-01-22")];
        assert_eq!(sent.since(0), known);
    }
}

#[test]
fn what_was_shown_as_it_came_is_known_since_then() {
    let sent = Sent(Mini::new(), "csv");
    for (period, _, received) in HISTORY {
        sent.send(period, "2025-01-03", period, received);
    }
    sent.send("q4", "2025-01-06", "2024-Q4", 52);
    let known = [sent.named("open", "q4", "2025-01-06")];
    assert_eq!(sent.since(0), known);
    sent.send("2024-Q2 lần 2", "2025-02-03", "2024-Q2", 52_200);
    assert_eq!(sent.since(0), known);
}

#[test]
fn an_earlier_period_that_is_mended_shows_it_since_then() {
    // While half of its history was as small, the value was as usual.
    let sent = Sent(Mini::new(), "csv");
    for (period, _, _) in HISTORY {
        sent.send(period, "2025-01-03", period, 52);
    }
    sent.send("q4", "2025-01-06", "2024-Q4", 52);
    assert_eq!(sent.since(0), Vec::<String>::new());
    for (period, day, received) in HISTORY {
        sent.send(&format!("{period} lần 2"), day, period, received);
    }
    let of_q4: Vec<String> = sent.since(0).into_iter().filter(|line| line.contains("/q4.csv")).collect();
    assert_eq!(of_q4.len(), 1);
    assert!(
        of_q4[0] > sent.named("open", "q4", "2025-01-21") && of_q4[0] <= sent.named("open", "q4", "2025-01-23"),
        "{of_q4:?}"
    );
}
