//! What was meant in a peak of the year, in the largest units of a first report and in columns that are close to each other; and zeros that mean
//! nothing.

use crate::across::{cells, described, project};
use crate::mini::Mini;

type Cells = [String; 5];

fn count(cell: &str) -> u64 {
    cell.parse().expect("a count")
}

fn hundredths(cell: &str) -> u64 {
    cell.replace(',', "").parse().expect("digits")
}

fn amount(hundredths: u64) -> String {
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

fn found(mini: &Mini) -> Vec<String> {
    mini.run(0);
    described(&mini.table("findings"))
}

/// In the fourth quarter everybody spends seven times as much.
fn peak(period: usize, cells: &mut Cells) {
    if period % 4 == 3 {
        cells[3] = amount(hundredths(&cells[3]) * 7);
    }
}

#[test]
fn a_peak_of_the_year_is_compared_with_that_of_the_years_before() {
    let mut right = cells(6, 7);
    peak(7, &mut right);
    let (right, meant) = (hundredths(&right[3]), right[3].clone());
    for (written, expected) in [
        (amount(right * 1000), format!("thousand-error | 2025-Q4.csv | G8 | spend | {} | {meant}", right * 10)),
        (right.to_string(), format!("decimal-sign | 2025-Q4.csv | G8 | spend | {right} | {meant}")),
    ] {
        let mini = project(|commune, period, cells| {
            peak(period, cells);
            if (commune, period) == (6, 7) {
                cells[3].clone_from(&written);
            }
        });
        assert_eq!(found(&mini), [expected], "{written}");
    }
    assert_eq!(found(&project(|_, period, cells| peak(period, cells))), Vec::<String>::new());
}

#[test]
fn the_largest_units_of_a_first_report_are_as_large_as_their_rows() {
    let town = |commune: usize, cells: &mut Cells| {
        if commune == 13 {
            cells[1] = (count(&cells[1]) * 10).to_string();
            cells[2] = (count(&cells[2]) * 10).to_string();
            cells[3] = amount(hundredths(&cells[3]) * 8);
        }
    };
    let mini = project(|commune, period, cells| {
        town(commune, cells);
        if (commune, period) == (13, 0) {
            cells[2].push_str("000");
        }
    });
    assert_eq!(found(&mini), ["thousand-error | 2024-Q1.csv | F15 | adults | 89300000 | 89300"]);
}

#[test]
fn columns_within_threefold_are_exchanged_where_both_hardly_change() {
    let mini = project(|commune, period, cells| {
        cells[2] = (count(&cells[1]) * 2 + 7 * (period as u64 % 3)).to_string();
        if (commune, period) == (5, 7) {
            cells.swap(1, 2);
        }
    });
    let expected = [
        "swapped-columns | 2025-Q4.csv | E7 | households | 3233 | 1613",
        "swapped-columns | 2025-Q4.csv | F7 | adults | 1613 | 3233",
    ];
    assert_eq!(found(&mini), expected);
}

#[test]
fn a_zero_in_what_hardly_changes_is_doubted() {
    let zero = |places: &'static [(usize, usize, usize)]| {
        project(move |commune, period, cells| {
            for (_, _, cell) in places.iter().filter(|(of, when, _)| (*of, *when) == (commune, period)) {
                cells[*cell] = "0".to_owned();
            }
        })
    };
    let mini = zero(&[(4, 5, 1), (12, 6, 0)]);
    let expected =
        ["unusual-zero | 2025-Q2.csv | E6 | households | 0 | ", "unusual-zero | 2025-Q3.csv | D14 | villages | 0 | "];
    assert_eq!(found(&mini), expected);
    // A flow may be nothing, ten villages are few, what was zero before may be again, and too little history says nothing.
    let mini = zero(&[(4, 5, 3), (2, 5, 0), (4, 0, 1), (4, 6, 1), (5, 2, 1)]);
    assert_eq!(found(&mini), Vec::<String>::new());
    // What is zero in most units is counted no more.
    let mini = project(|commune, period, cells| {
        if period == 7 && commune > 3 {
            cells[1] = "0".to_owned();
        }
    });
    assert_eq!(found(&mini), Vec::<String>::new());
    let mini = zero(&[(4, 5, 1)]);
    mini.edit(
        "schemas/economy.json",
        "  \"schema\": {",
        "  \"rules\": { \"off\": [\"unusual-zero\"] },\n  \"schema\": {",
    );
    assert_eq!(found(&mini), Vec::<String>::new());
}
