//! What the cells of one column explain together: it slipped by a row, or is in another unit of measure.

use crate::across::{COMMUNES, HEADER, arrival, cells, described, line, project};
use crate::kit::filtered;

const ADULTS: usize = 2;
const SPEND: usize = 3;

/// Communes of sizes that neighbours do not share.
fn adults(commune: usize, period: usize) -> String {
    let adults: u64 = cells(commune, period)[ADULTS].parse().expect("a count");
    (adults * [1, 6, 2, 9, 3, 7][commune % 6]).to_string()
}

#[test]
fn a_column_that_slipped_by_a_row_is_one_finding() {
    for (slip, message) in [(1, "slipped down by a row"), (COMMUNES - 1, "slipped up by a row")] {
        let mini = project(|commune, period, cells| {
            let of = if period == 7 { (commune + COMMUNES - slip) % COMMUNES } else { commune };
            cells[ADULTS] = adults(of, period);
        });
        mini.run(0);
        let findings = filtered(mini.table("findings"), &[("code", "shifted-column")]);
        assert_eq!(findings.len(), 1, "{:#?}", described(&mini.table("findings")));
        assert!(findings[0]["message_en"].contains(message), "{}", findings[0]["message_en"]);
        assert!(findings[0]["message_en"].contains("13 values"), "{}", findings[0]["message_en"]);
    }
    // What falls in all communes has not slipped, and two that exchanged their values are no column.
    let mini = project(|commune, period, cells| {
        let of = match (commune, period) {
            (3, 7) => 4,
            (4, 7) => 3,
            _ => commune,
        };
        cells[ADULTS] = adults(of, period);
    });
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "shifted-column")]).is_empty());
}

#[test]
fn a_column_of_the_period_before_is_one_finding() {
    let mini = project(|commune, period, cells| {
        if period == 6 {
            cells[ADULTS] = self::cells(commune, 5)[ADULTS].clone();
        }
    });
    mini.run(0);
    let found = mini.table("findings");
    assert_eq!(described(&found), ["period-copied | 2025-Q3.csv | F2 | adults |  | "]);
    let said = "Column “Số người lớn” has the amounts of 2025-Q2 in every row, while other columns are new, and in 14 rows it changed in nearly every period before";
    assert!(found[0]["message_en"].starts_with(said), "{}", found[0]["message_en"]);
    // One row is new; or the column is counted once a year.
    for changes in [
        |commune: usize, period: usize| if period == 6 && commune > 0 { 5 } else { period },
        |_, period| period / 4 * 4,
    ] {
        let mini = project(|commune, period, cells| {
            cells[ADULTS] = self::cells(commune, changes(commune, period))[ADULTS].clone();
        });
        mini.run(0);
        assert_eq!(described(&mini.table("findings")), Vec::<String>::new());
    }
    mini.edit("schemas/economy.json", r#""schema": {"#, r#""rules": { "off": ["period-copied"] }, "schema": {"#);
    mini.run(0);
    assert_eq!(described(&mini.table("findings")), Vec::<String>::new());
}

#[test]
fn two_rows_that_were_exchanged_are_found_in_one_file_and_in_two() {
    // Communes of four sizes.
    let sized = |commune: usize, period: usize| {
        let of_size = |cell: &String| {
            let digits: u64 = cell.replace(',', "").parse().expect("digits");
            let digits = digits * [1, 4, 2, 9][commune % 4];
            if cell.contains(',') { format!("{},{:02}", digits / 100, digits % 100) } else { digits.to_string() }
        };
        cells(commune, period).each_ref().map(of_size)
    };
    let exchanged = |pairs: &'static [(usize, usize)]| {
        project(move |commune, period, cells| {
            let with = |(one, other): &(usize, usize)| match commune {
                of if of == *one => Some(*other),
                of if of == *other => Some(*one),
                _ => None,
            };
            let of = pairs.iter().find_map(with).filter(|_| period == 7).unwrap_or(commune);
            *cells = sized(of, period);
        })
    };
    let mini = exchanged(&[(4, 7), (5, 11)]);
    mini.run(0);
    let found = mini.table("findings");
    let rows = ["B13", "B6", "B7", "B9"].map(|cell| format!("swapped-rows | 2025-Q4.csv | {cell} |  |  | "));
    assert_eq!(described(&found), rows);
    let said = "unlike those that its unit had before and fit those of Xã Bản H in row 9, whose amounts fit this unit: check whether the two rows were exchanged";
    assert!(found[1]["message_en"].ends_with(said), "{}", found[1]["message_en"]);
    // A row like that of another unit, which is as it was; and rows that nobody can tell apart.
    let mini = project(|commune, period, cells| {
        *cells = sized(if (commune, period) == (4, 7) { 7 } else { commune }, period);
    });
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "swapped-rows")]).is_empty());
    let mini = project(|commune, period, cells| {
        let of = match (commune, period) {
            (3, 7) => 4,
            (4, 7) => 3,
            _ => commune,
        };
        *cells = self::cells(of, period);
    });
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "swapped-rows")]).is_empty());
    // In two files: each names the other.
    let mini = exchanged(&[]);
    mini.edit("schemas/economy.json", r#""level": "province" }"#, r#""level": "commune" }"#);
    std::fs::remove_file(mini.path().join("landing/economy/2025-Q4.csv")).expect("removed");
    mini.edit("landing/arrivals.csv", &format!("\"economy/2025-Q4.csv\",{}\n", arrival(7)), "");
    for (commune, of) in [(4, 7), (7, 4)] {
        let text = HEADER.to_owned() + &line(commune, 7, &sized(of, 7));
        mini.send(&format!("economy/{commune}.csv"), "2026-01-05T09:00:00+07:00", text);
    }
    mini.tinhso(&["run"]);
    let found = filtered(mini.table("findings"), &[("code", "swapped-rows")]);
    assert_eq!(described(&found), ["swapped-rows | 4.csv | B2 |  |  | ", "swapped-rows | 7.csv | B2 |  |  | "]);
    assert!(found[0]["message_en"].contains("fit those of Xã Bản H, in row 2 of economy/7.csv"), "{found:?}");
}

#[test]
fn several_units_of_a_sender_in_another_unit_of_measure_are_found_together() {
    let of = |unit: &str, communes: usize, (numerator, denominator): (u64, u64)| {
        let mini = project(|commune, period, cells| {
            if period == 7 && commune < communes {
                let hundredths: u64 = cells[SPEND].replace(',', "").parse().expect("digits");
                let hundredths = hundredths * numerator / denominator;
                cells[SPEND] = format!("{},{:02}", hundredths / 100, hundredths % 100);
            }
        });
        mini.edit(
            "schemas/economy.json",
            "\"title\": \"Chi\", \"measure\": \"flow\", \"unit\": \"VND\", \"multiplier\": 6",
            &format!("\"title\": \"Chi\", \"measure\": \"flow\", \"unit\": \"{unit}\""),
        );
        mini.edit("pipelines/economy.toml", "unit        = \"VND\"", &format!("unit        = \"{unit}\""));
        mini.run(0);
        described(&filtered(mini.table("findings"), &[("code", "thousand-error")]))
    };
    let all = of("HA", COMMUNES, (1, 100));
    assert_eq!(all.len(), COMMUNES, "{all:#?}");
    assert!(all.contains(&"thousand-error | 2025-Q4.csv | G2 | spend | 4.32 | 432".to_owned()), "{all:#?}");
    assert_eq!(of("HA", 9, (1, 100)).len(), 9);
    assert_eq!(of("TONNE", 9, (10, 1)).len(), 9);
    // Most are as before, or there is no such unit: none is ten tonnes, or ten hectares.
    for (unit, communes, factor) in
        [("HA", 6, (1, 100)), ("HA", 9, (1, 10)), ("TONNE", 9, (1, 10)), ("DOSSIER", 9, (1, 100))]
    {
        assert_eq!(of(unit, communes, factor), Vec::<String>::new(), "{unit} {factor:?}");
    }
}

#[test]
fn one_percent_that_was_typed_as_a_share_is_found() {
    let mini = project(|commune, period, cells| {
        let percent = 5_050 + 311 * commune + 7 * period;
        cells[SPEND] = match (commune, period) {
            // By its peers, and by its history.
            (4, 0) => "0,63".to_owned(),
            (9, 7) => "0,79".to_owned(),
            _ => format!("{},{:02}", percent / 100, percent % 100),
        };
    });
    mini.edit(
        "schemas/economy.json",
        "\"title\": \"Chi\", \"measure\": \"flow\", \"unit\": \"VND\", \"multiplier\": 6",
        "\"title\": \"Chi\", \"measure\": \"flow\", \"unit\": \"percent\"",
    );
    mini.edit("pipelines/economy.toml", "unit        = \"VND\"", "unit        = \"percent\"");
    mini.run(0);
    let expected = [
        "thousand-error | 2024-Q1.csv | G6 | spend | 0.63 | 63",
        "thousand-error | 2025-Q4.csv | G11 | spend | 0.79 | 79",
    ];
    assert_eq!(described(&mini.table("findings")), expected);
}
