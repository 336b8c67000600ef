//! Text numbers of columns that keep no decimals: a group is never taken for decimals of nothing.

use crate::kit::filtered;
use crate::mini::{HEADER, Mini, OLD};

/// Sends the dossiers of five communes as text; gives what was read of each, and the findings.
fn sent(received: [&str; 5]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let mut text = HEADER.to_owned();
    for ((code, name), received) in OLD.iter().zip(received) {
        text += &format!("{code};{name};2025-Q2;{received};1;5;1\n");
    }
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let rows = mini.table("data/services");
    let rows = rows.iter().map(|row| format!("{} {}", row["ref_area"], row["received"])).collect();
    let found = filtered(mini.table("findings"), &[("object", "services/a.csv")]);
    (rows, found.iter().map(|row| format!("{} | {}", row["code"], row["cell"])).collect())
}

#[test]
fn thousands_with_commas_are_thousands_even_where_they_are_round() {
    let (rows, found) = sent(["1,000", "2,000", "3,000", "60", "12,000"]);
    assert_eq!(rows, ["90001 1000", "90002 2000", "90003 3000", "90004 60", "90005 12000"]);
    assert_eq!(found, ["number-format | D2"]);
}

#[test]
fn a_group_in_the_other_writing_is_an_error_where_the_column_is_written_as_declared() {
    let (rows, found) = sent(["1.000", "2,000", "3.000", "60", "12.000"]);
    assert_eq!(rows, ["90001 1000", "90003 3000", "90004 60", "90005 12000"]);
    assert_eq!(found, ["type-error | D3"]);
}

#[test]
fn decimals_of_nothing_stay_what_they_are() {
    let (rows, found) = sent(["10,0", "20,00", "30", "40,0", "50"]);
    assert_eq!(rows, ["90001 10", "90002 20", "90003 30", "90004 40", "90005 50"]);
    assert_eq!(found, Vec::<String>::new());
}
