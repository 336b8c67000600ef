//! What the cells of one column explain together: it slipped by a row, or is in another unit of measure.

use crate::across::{COMMUNES, cells, described, project};
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
