//! A correction that multiplies what it replaces by a thousand, where no history says which is right.

use crate::mini::{Mini, OLD, sheet};

const FIRST: &str = "600;300;1000;5";
const THOUSANDFOLD: &str = "600000;300000;1000000;5";

/// A project in which a commune has sent a quarter so often, every other day.
fn sent(cells: &[&str]) -> Mini {
    let mini = Mini::with_two_quarters();
    for (place, cells) in cells.iter().enumerate() {
        let (name, day) = (format!("services/lan {place}.csv"), format!("2025-04-{:02}T09:00:00+07:00", 2 * place + 5));
        mini.send(&name, &day, sheet("2025-Q1", &OLD[..1], &[Some(cells)]));
    }
    mini.tinhso(&["run"]);
    mini
}

/// Object, cell and state of each value that is a thousand times another, or such a part.
fn found(mini: &Mini) -> Vec<String> {
    let rows = mini.table("findings").into_iter().filter(|row| row["code"] == "thousand-error");
    let mut found: Vec<String> =
        rows.map(|row| format!("{} {} {}", &row["object"][9..], row["cell"], row["state"])).collect();
    found.sort();
    found
}

#[test]
fn a_correction_of_a_thousand_times_as_much_is_told() {
    let mini = sent(&[FIRST, THOUSANDFOLD]);
    assert_eq!(found(&mini), ["lan 1.csv D2 open", "lan 1.csv E2 open", "lan 1.csv F2 open"]);
    let row = mini.table("findings").into_iter().find(|row| row["code"] == "thousand-error").expect("a finding");
    assert!(row["message_en"].starts_with("600000 is 1000 times 600, which services/lan 0.csv said here"), "{row:?}");
    assert_eq!((row["severity"].as_str(), row["suggestion"].as_str()), ("warning", ""));
    // A thousandth, and a millionth.
    assert_eq!(found(&sent(&[THOUSANDFOLD, FIRST])), ["lan 1.csv D2 open", "lan 1.csv E2 open", "lan 1.csv F2 open"]);
    assert_eq!(found(&sent(&["61000000;30;1000;5", "61;30;1000;5"])), ["lan 1.csv D2 open"]);
    // Sent once more as it was, nobody has mended it; gone back to, it is mended.
    let again = sent(&[FIRST, THOUSANDFOLD, "600000;300000;1000000;6"]);
    let of = |file: &str| found(&again).into_iter().filter(|line| line.starts_with(file)).collect::<Vec<_>>();
    assert_eq!(of("lan 2"), ["lan 2.csv D2 open", "lan 2.csv E2 open", "lan 2.csv F2 open"]);
    assert_eq!(of("lan 1"), ["lan 1.csv D2 resolved", "lan 1.csv E2 resolved", "lan 1.csv F2 resolved"]);
    let back = found(&sent(&[FIRST, THOUSANDFOLD, FIRST]));
    assert!(back.iter().all(|line| line.starts_with("lan 1.csv") && line.ends_with("resolved")), "{back:?}");
}

#[test]
fn other_corrections_are_no_units_of_measure() {
    // Figures that were mended, zeros, a single digit that lacked its zeros, and what is no such multiple.
    for second in ["612;310;1000;5", "0;0;1000;5", "6000;300;1000;5", "600000;300;1500;5", "5990;2990;9990;5"] {
        let found = found(&sent(&[FIRST, second]));
        assert!(found.is_empty(), "{second}: {found:?}");
    }
    assert!(found(&sent(&["5;3;1000;5", "5000;3;1000;5"])).is_empty());
}

#[test]
fn where_history_knows_the_right_value_its_correction_is_not_doubted() {
    let mini = Mini::new();
    for quarter in ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"] {
        let rest = Some("200;60;2000;60");
        mini.quarter(quarter, &[Some("610;310;1010;5"), rest, rest, rest, rest]);
    }
    let of_first = |cells: &str| sheet("2025-Q1", &OLD[..1], &[Some(cells)]);
    mini.send("services/a.csv", "2025-04-05T09:00:00+07:00", of_first(THOUSANDFOLD));
    mini.send("services/b.csv", "2025-04-07T09:00:00+07:00", of_first(FIRST));
    mini.tinhso(&["run"]);
    let open: Vec<String> = found(&mini).into_iter().filter(|line| line.ends_with("open")).collect();
    assert!(open.is_empty(), "{open:?}");
}
