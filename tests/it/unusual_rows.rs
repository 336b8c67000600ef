//! Rows that are unlike the history of their unit as a whole: ten or a hundred times as much in most amounts, or nothing at all.

use crate::across::{described, project};
use crate::kit::filtered;
use crate::mini::Mini;

/// Two amounts of a row, ten to the `power` times as much.
fn times(cells: &mut [String; 5], columns: &[usize], power: i32) {
    for column in columns {
        let cell = &cells[*column];
        let decimals = cell.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let digits: i64 = cell.replace(',', "").parse().expect("digits");
        let moved = if power > 0 {
            digits * 10_i64.pow(power.unsigned_abs())
        } else {
            digits / 10_i64.pow(power.unsigned_abs())
        };
        cells[*column] = if decimals == 0 { moved.to_string() } else { format!("{},{:02}", moved / 100, moved % 100) };
    }
}

fn found(mini: &Mini, code: &str) -> Vec<String> {
    mini.run(0);
    described(&filtered(mini.table("findings"), &[("code", code)]))
}

#[test]
fn a_row_that_is_ten_or_a_hundred_times_as_much_is_found() {
    for (power, expected) in [
        (1, ["G5 | spend | 4954.8 | 495,48", "H5 | balance | 610.4 | 61,04"]),
        (-1, ["G5 | spend | 49.54 | 495,4", "H5 | balance | 6.1 | 61"]),
    ] {
        let mini = project(|commune, period, cells| {
            if (commune, period) == (3, 5) {
                times(cells, &[1, 2, 3, 4], power);
            }
        });
        let found = found(&mini, "thousand-error");
        let of_money: Vec<&str> =
            found.iter().filter_map(|one| one.split_once(".csv | ")).map(|(_, rest)| rest).collect();
        assert!(expected.iter().all(|one| of_money.contains(one)), "{found:?}");
        assert_eq!(of_money.len(), 4, "{found:?}");
    }
}

#[test]
fn one_or_two_amounts_may_change_so() {
    let mini = project(|commune, period, cells| match (commune, period) {
        (3, 5) => times(cells, &[3, 4], 1),
        (5, 6) => times(cells, &[3], 2),
        (6, 6) => times(cells, &[3, 4], -2),
        _ => {}
    });
    assert!(found(&mini, "thousand-error").is_empty(), "{:?}", mini.findings());
}

#[test]
fn what_all_units_have_ten_times_is_no_unit_of_measure() {
    let mini = project(|_, period, cells| {
        if period == 6 {
            times(cells, &[1, 2, 3, 4], 1);
        }
    });
    assert!(found(&mini, "thousand-error").is_empty());
}

/// Only flows: money, of which a row may have nothing.
fn of_flows(change: impl Fn(usize, usize, &mut [String; 5])) -> Mini {
    let mini = project(change);
    let form = std::fs::read_to_string(mini.path().join("schemas/economy.json")).expect("a form");
    let form = form.replace(r#""measure": "stock""#, r#""measure": "flow""#);
    mini.write(
        "schemas/economy.json",
        form.replace(r#""missingValues": ["#, r#""missingValues": [{ "value": "x", "status": "M" }, "#),
    );
    mini
}

#[test]
fn a_row_of_flows_that_suddenly_has_nothing_is_found_once() {
    for nothing in ["-", "0", "x"] {
        let mini = of_flows(|commune, period, cells| {
            if (commune, period) == (3, 5) {
                cells[1..].fill(nothing.to_owned());
            }
        });
        let found = found(&mini, "unusual-zero");
        assert_eq!(found.len(), 1, "{nothing}: {found:?}");
        assert!(found[0].starts_with("unusual-zero | 2025-Q2.csv | E5 | households"), "{nothing}: {found:?}");
    }
}

#[test]
fn rows_that_may_have_nothing_are_left_alone() {
    // One flow alone; a row that had nothing before; one without a year of history; a quarter in which most have nothing.
    let one = of_flows(|commune, period, cells| {
        if (commune, period) == (3, 5) {
            cells[3] = "0".to_owned();
        }
    });
    assert!(found(&one, "unusual-zero").is_empty());
    let before = of_flows(|commune, period, cells| {
        if commune == 3 && [2, 5].contains(&period) {
            cells[1..].fill("0".to_owned());
        }
    });
    let found_before = found(&before, "unusual-zero");
    assert!(found_before.is_empty(), "{found_before:?}");
    let all = of_flows(|commune, period, cells| {
        if period == 5 && commune < 8 {
            cells[1..].fill("-".to_owned());
        }
    });
    assert!(found(&all, "unusual-zero").is_empty());
}

#[test]
fn a_rule_that_is_off_finds_no_row() {
    let mini = of_flows(|commune, period, cells| {
        if (commune, period) == (3, 5) {
            cells[1..].fill("0".to_owned());
        }
    });
    let off = r#""rules": { "off": ["unusual-zero"] }, "schema""#;
    mini.edit("schemas/economy.json", r#""schema""#, off);
    assert!(found(&mini, "unusual-zero").is_empty());
}
