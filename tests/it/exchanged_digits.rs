//! Two neighbouring digits that were exchanged, found by the history of the unit alone: no total, formula or check proves them.

use crate::across::{described, project};
use crate::kit::filtered;
use crate::mini::Mini;

fn found(mini: &Mini) -> Vec<String> {
    described(&filtered(mini.table("findings"), &[("code", "transposed-digits")]))
}

/// Exchanges two neighbouring digits, the first of them at a place from the left.
fn exchange(cell: &mut String, first: usize) {
    let mut signs: Vec<char> = cell.chars().collect();
    signs.swap(first, first + 1);
    *cell = signs.into_iter().collect();
}

#[test]
fn exchanged_digits_of_a_steady_series_are_found_at_their_cells() {
    let mini = project(|commune, period, cells| {
        if commune == 3 {
            cells[1] = (12_907 + period).to_string();
        }
        match (commune, period) {
            (1, 7) => exchange(&mut cells[2], 0),
            // A twentieth of it, in a series that hardly moves.
            (3, 6) => exchange(&mut cells[1], 2),
            // Too near to what is usual to be in doubt.
            (5, 4) => exchange(&mut cells[1], 2),
            _ => {}
        }
    });
    mini.run(0);
    let expected = [
        "transposed-digits | 2025-Q3.csv | E5 | households | 12193 | 12913",
        "transposed-digits | 2025-Q4.csv | F3 | adults | 2427 | 4227",
    ];
    assert_eq!(found(&mini), expected);
    let findings = filtered(mini.table("findings"), &[("code", "transposed-digits"), ("cell", "F3")]);
    assert_eq!(
        findings[0]["message_en"],
        "2427 is 0.59 times 4103, the median of 7 periods before, 2024-Q1 to 2025-Q3; with two neighbouring digits exchanged 4227 would fit. Check the number."
    );
    assert!(findings[0]["message_vi"].contains("đổi chỗ hai chữ số liền nhau thành 4227"), "{findings:?}");
    assert_eq!((findings[0]["severity"].as_str(), findings[0]["disposition"].as_str()), ("warning", "used"));
}

#[test]
fn what_all_do_and_what_stays_and_small_counts_have_no_exchanged_digits() {
    // All communes have as much more in one period; a commune has 31 villages for 13.
    let mini = project(|commune, period, cells| {
        if period == 7 {
            let adults: u64 = cells[2].parse().expect("a count");
            cells[2] = (adults * 18 / 10).to_string();
        }
        cells[0] = if (commune, period) == (5, 6) { "21" } else { "12" }.to_owned();
    });
    mini.run(0);
    assert_eq!(found(&mini), Vec::<String>::new());
    // What fits by chance is found once: from then on it is history.
    let mini = project(|commune, period, cells| {
        if commune == 2 && period >= 4 {
            exchange(&mut cells[2], 0);
        }
    });
    mini.run(0);
    assert!(found(&mini).len() <= 1, "{:?}", found(&mini));
}

#[test]
fn amounts_in_another_unit_and_with_decimals_are_exchanged_as_their_sheet_writes_them() {
    let steady = |change: bool| {
        project(move |commune, period, cells| {
            let units = 41_255 + 2_113 * commune + 7 * period;
            cells[3] = format!("{},{:02}", units / 100, units % 100);
            if change && (commune, period) == (2, 5) {
                // 455,16: its first two digits.
                exchange(&mut cells[3], 0);
            }
        })
    };
    for (change, expected) in
        [(false, vec![]), (true, vec!["transposed-digits | 2025-Q2.csv | G4 | spend | 545.16 | 455,16"])]
    {
        let mini = steady(change);
        mini.run(0);
        assert_eq!(found(&mini), expected);
    }
}

#[test]
fn exchanged_rows_of_units_about_as_large_are_found_where_their_series_hardly_move() {
    // Amounts that differ by a tenth and more between the units, and by a thousandth between the quarters.
    let steady = |commune: usize, period: usize| {
        let hundredths = |units: usize| format!("{},{:02}", units / 100, units % 100);
        let (households, adults) = (12_907 + 1_377 * commune + period, 40_113 + 5_019 * commune + 7 * period);
        let (spend, balance) = (841_255 + 92_113 * commune + 77 * period, 95_025 + 13_311 * commune + 3 * period);
        [(80 + commune).to_string(), households.to_string(), adults.to_string(), hundredths(spend), hundredths(balance)]
    };
    let swapped = |pair: [usize; 2]| {
        let mini = project(move |commune, period, cells| {
            let of = match (period, commune) {
                (6, commune) if commune == pair[0] => pair[1],
                (6, commune) if commune == pair[1] => pair[0],
                _ => commune,
            };
            *cells = steady(of, period);
        });
        mini.run(0);
        let findings = mini.table("findings").into_iter().filter(|row| row["object"] == "economy/2025-Q3.csv");
        described(&findings.collect::<Vec<_>>())
    };
    assert_eq!(swapped([3, 3]), Vec::<String>::new());
    let expected = ["swapped-rows | 2025-Q3.csv | B5 |  |  | ", "swapped-rows | 2025-Q3.csv | B6 |  |  | "];
    assert_eq!(swapped([3, 4]), expected);
}

#[test]
fn the_rule_can_be_switched_off_for_a_form() {
    let mini = project(|commune, period, cells| {
        if (commune, period) == (1, 7) {
            exchange(&mut cells[2], 0);
        }
    });
    mini.edit("schemas/economy.json", "\"form\": {", "\"rules\": { \"off\": [\"transposed-digits\"] },\n  \"form\": {");
    mini.run(0);
    assert_eq!(mini.findings(), Vec::<String>::new());
}
