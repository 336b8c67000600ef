//! Laws that hold for all inputs: a restatement keeps sums and never makes a value smaller; the order and the names of files
//! do not matter.

use proptest::prelude::*;

use crate::kit::{Row, filtered};
use crate::mini::{Mini, OLD, sheet};

/// The figures without the columns that nothing of this is about.
fn figures(mini: &Mini) -> Vec<Row> {
    mini.table("indicators/services")
}

fn amounts() -> impl Strategy<Value = Vec<Option<u32>>> {
    // One commune in five never reports.
    proptest::collection::vec(prop_oneof![4 => (0..1_000_000_u32).prop_map(Some), 1 => Just(None)], 5)
}

fn cells(amounts: &[Option<u32>]) -> Vec<Option<String>> {
    amounts.iter().map(|amount| amount.map(|amount| format!("{amount};{};1;", amount / 2))).collect()
}

fn number(mini: &Mini, indicator: &str, area: &str, geography: &str) -> Option<f64> {
    let wanted = [("indicator", indicator), ("ref_area", area), ("geography", geography), ("time_period", "2025-Q1")];
    filtered(mini.table("indicators/services"), &wanted).first().and_then(|row| row["obs_value"].parse().ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_restatement_keeps_sums(amounts in amounts()) {
        let mini = Mini::new();
        let cells = cells(&amounts);
        let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
        prop_assume!(cells.iter().any(Option::is_some));
        mini.send("services/q.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD, &cells));
        mini.run(0);
        // What each new commune must hold: the sum of its members, where all of them reported.
        for (area, members) in [("90001", &amounts[0..2]), ("90003", &amounts[2..4]), ("90005", &amounts[4..5])] {
            let sum: Option<u32> = members.iter().copied().sum();
            prop_assert_eq!(number(&mini, "dossiers", area, "2025-07-01"), sum.map(f64::from), "{}", area);
        }
        let whole: Option<u32> = amounts.iter().copied().sum();
        for geography in ["as-reported", "2025-07-01"] {
            prop_assert_eq!(number(&mini, "dossiers", "90", geography), whole.map(f64::from), "{}", geography);
        }
    }

    #[test]
    fn the_order_and_the_names_of_files_do_not_matter(amounts in amounts(), order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(), name in "[a-zàêơ ]{1,12}") {
        let cells = cells(&amounts);
        prop_assume!(cells.iter().any(Option::is_some));
        let together = Mini::new();
        let all: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
        together.send("services/q.csv", "2025-04-01T09:00:00+07:00", sheet("2025-Q1", &OLD, &all));
        together.run(0);
        let apart = Mini::new();
        for (day, place) in (1..).zip(order) {
            if let Some(cells) = &cells[place] {
                let text = sheet("2025-Q1", &OLD[place..=place], &[Some(cells.as_str())]);
                apart.send(&format!("services/{name}{day}.csv"), &format!("2025-04-0{day}T09:00:00+07:00"), text);
            }
        }
        apart.run(0);
        prop_assert_eq!(figures(&together), figures(&apart));
    }
}
