//! What is usual of a season, of a large unit or of a row that is kept out: sound figures have no finding, and a fault among them has.

use crate::across::{cells, described, project};
use crate::kit::filtered;
use crate::mini::Mini;

type Cells = [String; 5];

/// An amount with two digits after its decimal sign, times so much.
fn times(cell: &mut String, numerator: u64, denominator: u64) {
    let hundredths: u64 = cell.replace(',', "").parse().expect("digits");
    let hundredths = hundredths * numerator / denominator;
    *cell = format!("{},{:02}", hundredths / 100, hundredths % 100);
}

/// A count, times so much.
fn times_count(cell: &mut String, factor: u64) {
    *cell = (cell.parse::<u64>().expect("a count") * factor).to_string();
}

fn found(mini: &Mini, code: &str) -> Vec<String> {
    described(&filtered(mini.table("findings"), &[("code", code)]))
}

#[test]
fn a_season_that_comes_each_year_or_to_all_is_no_fault() {
    // In the first quarter there is hardly any; nobody has a year before in the first year.
    for first in [0, 3] {
        let mini = project(|commune, period, cells| {
            if period >= first && period % 4 == first % 4 {
                times(&mut cells[3], 1 + commune as u64 % 2, 300);
            }
        });
        mini.run(0);
        assert_eq!(described(&mini.table("findings")), Vec::<String>::new(), "from {first} on");
    }
}

#[test]
fn a_season_of_one_commune_is_its_own_the_second_time() {
    let mini = project(|commune, period, cells| {
        if commune == 6 && period % 4 == 3 {
            times(&mut cells[3], 1000, 1);
        }
    });
    mini.run(0);
    let expected = ["thousand-error | 2024-Q4.csv | G8 | spend | 558870 | 558,87"];
    assert_eq!(found(&mini, "thousand-error"), expected);
}

#[test]
fn a_thousand_times_as_much_of_all_is_no_season() {
    let mini = project(|_, period, cells| {
        if period == 6 {
            times(&mut cells[3], 1000, 1);
        }
    });
    mini.run(0);
    assert_eq!(found(&mini, "thousand-error").len(), crate::across::COMMUNES);
}

/// One commune is a town, ten times as large as it would be.
fn town(commune: usize, cells: &mut Cells) {
    if commune == 13 {
        times_count(&mut cells[1], 10);
        times_count(&mut cells[2], 10);
        times(&mut cells[3], 8, 1);
    }
}

#[test]
fn a_town_has_no_zero_too_many_where_its_whole_row_is_that_of_a_town() {
    let mini = project(|commune, period, cells| {
        town(commune, cells);
        if (commune, period) == (5, 0) {
            cells[1].push('0');
        }
    });
    mini.run(0);
    assert_eq!(described(&mini.table("findings")), ["decimal-sign | 2024-Q1.csv | E7 | households | 15500 | 1550"]);
}

#[test]
fn zeros_of_a_town_are_judged_by_its_own_history() {
    let mini = project(|commune, period, cells| {
        town(commune, cells);
        match (commune, period) {
            (13, 5) => times_count(&mut cells[2], 10),
            (13, 7) => cells[2] = cells[2].trim_end_matches('0').to_owned(),
            _ => {}
        }
    });
    mini.run(0);
    let expected = [
        "decimal-sign | 2025-Q2.csv | F15 | adults | 908500 | 90850",
        "decimal-sign | 2025-Q4.csv | F15 | adults | 9147 | 91470",
    ];
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    assert_eq!(described(&mini.table("findings")), expected, "{:?}", cells(13, 7));
}

#[test]
fn columns_exchange_what_their_fields_can_hold() {
    let of = |spend: &'static str| {
        let mini = project(move |commune, period, cells| {
            if (commune, period) == (13, 7) {
                cells[1] = "690".to_owned();
                cells[3] = spend.to_owned();
            }
        });
        mini.run(0);
        found(&mini, "swapped-columns")
    };
    let both = [
        "swapped-columns | 2025-Q4.csv | E15 | households | 690 | 2655",
        "swapped-columns | 2025-Q4.csv | G15 | spend | 2655 | 690",
    ];
    assert_eq!(of("2655,00"), both);
    // Nobody wrote 2655.37 households.
    assert_eq!(of("2655,37"), Vec::<String>::new());
}

#[test]
fn a_row_that_a_check_keeps_out_is_compared_and_joins_no_history() {
    let mini = project(|commune, period, cells| match (commune, period) {
        (4, 6) => times(&mut cells[3], 1, 1000),
        // A history of what was kept out would make these usual.
        (8, 3..=6) => times(&mut cells[3], 1, 1000),
        _ => {}
    });
    let check = "\n[[check]]\nname = \"balance\"\nsource = \"economy\"\nassert = \"balance <= spend\"\nseverity = \"error\"\nmessage = { vi = \"Số dư\", en = \"Balance\" }\n";
    let pipeline = std::fs::read_to_string(mini.path().join("pipelines/economy.toml")).expect("a pipeline");
    mini.write("pipelines/economy.toml", pipeline + check);
    mini.run(1);
    let suggested: Vec<String> = found(&mini, "thousand-error");
    assert_eq!(
        suggested,
        [
            "thousand-error | 2024-Q4.csv | G10 | spend | 0.63 | 630",
            "thousand-error | 2025-Q1.csv | G10 | spend | 0.67 | 670",
            "thousand-error | 2025-Q2.csv | G10 | spend | 0.62 | 620",
            "thousand-error | 2025-Q3.csv | G10 | spend | 0.66 | 660",
            "thousand-error | 2025-Q3.csv | G6 | spend | 0.52 | 520",
        ]
    );
}

#[test]
fn one_year_is_no_evidence_for_what_is_further_from_all_other_periods() {
    // A campaign once: 1510 would be about as much, and is 23 times all else.
    let series = ["70", "61", "66", "2089", "54", "70", "64", "151"];
    let mini = project(|commune, period, cells| {
        if commune == 6 {
            series[period].clone_into(&mut cells[2]);
        }
    });
    mini.run(0);
    // Before there is a history its peers decide.
    let last = found(&mini, "decimal-sign").into_iter().filter(|found| found.contains("2025-Q4"));
    assert_eq!(last.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn what_is_told_is_what_a_suggestion_rests_on() {
    let mini = project(|commune, period, cells| {
        if period % 4 == 3 {
            times(&mut cells[3], if (commune, period) == (6, 7) { 7000 } else { 7 }, 1);
        }
    });
    mini.run(0);
    let told = filtered(mini.table("findings"), &[("code", "thousand-error")]);
    let words: Vec<&str> = told.iter().map(|row| row["message_en"].as_str()).collect();
    let season = "what it was in 2024-Q4, the same season of the year; divided by 1000";
    assert!(words.len() == 1 && words[0].contains(season), "{words:?}");
}

#[test]
fn a_suggestion_has_the_signs_of_its_column() {
    // The columns write 1234.50, in a project that writes 1.234,50.
    let right = cells(6, 7)[3].clone();
    let written = right.replace(',', "").parse::<u64>().expect("digits") * 10;
    let mini = project(|commune, period, cells| {
        for cell in &mut cells[3..] {
            *cell = cell.replace(',', ".");
        }
        if (commune, period) == (6, 7) {
            cells[3] = written.to_string();
        }
    });
    mini.run(0);
    let right = right.replace(',', ".");
    let expected = [format!("thousand-error | 2025-Q4.csv | G8 | spend | {written} | {right}")];
    assert_eq!(found(&mini, "thousand-error"), expected);
    let told = filtered(mini.table("findings"), &[("code", "thousand-error")]);
    assert!(told[0]["message_vi"].contains(&format!("chia cho 1000 thì được {right}")), "{}", told[0]["message_vi"]);
}
