//! Rules over history and checks of other periods where a merger made the unit: its history is that of the units that became it.

use std::fmt::Write;

use crate::across::{FORM, HEADER, PERIODS, PIPELINE, arrival, cells, described};
use crate::kit::filtered;
use crate::mini::Mini;

/// The quarter with which the new map begins.
const FIRST_NEW: usize = 6;

/// The old communes, each with the one that it became.
const OLD: [(usize, usize); 6] = [(1, 1), (2, 1), (3, 3), (4, 3), (5, 5), (6, 6)];

/// What an old commune had in a quarter.
fn of_old(commune: usize, period: usize) -> [String; 5] {
    cells(commune, period)
}

/// What its members had, summed: what a new commune would have had.
fn of_new(commune: usize, period: usize) -> [String; 5] {
    let members: Vec<[String; 5]> =
        OLD.iter().filter(|(_, new)| *new == commune).map(|(old, _)| of_old(*old, period)).collect();
    std::array::from_fn(|column| {
        let decimals = members.iter().any(|cells| cells[column].contains(','));
        let digits = |cells: &[String; 5]| cells[column].replace(',', "").parse::<u64>().expect("digits");
        let sum: u64 = members.iter().map(digits).sum();
        if decimals { format!("{},{:02}", sum / 100, sum % 100) } else { sum.to_string() }
    })
}

fn project(share: &str, form: &str, pipeline: &str, change: impl Fn(usize, usize, &mut [String; 5])) -> Mini {
    let mini = Mini::new();
    let mut units =
        "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,\n"
            .to_owned();
    let mut crosswalk = "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n".to_owned();
    for (old, new) in OLD {
        writeln!(units, "9100{old},Xã Cũ {old},commune,xa,90,2020-01-01,2025-07-01").expect("a line");
        let share = if old == 4 { share } else { "1" };
        writeln!(crosswalk, "9100{old},2020-01-01,9100{new},2025-07-01,{share},1/NQ").expect("a line");
    }
    for new in [1, 3, 5, 6] {
        writeln!(units, "9100{new},Xã Mới {new},commune,xa,90,2025-07-01,").expect("a line");
    }
    mini.write("registry/units.csv", units);
    mini.write("registry/crosswalk.csv", crosswalk);
    mini.write("schemas/economy.json", form);
    mini.write("pipelines/economy.toml", pipeline);
    for name in ["schemas/services.json", "schemas/value-added.json", "pipelines/services.toml"] {
        std::fs::remove_file(mini.path().join(name)).expect("removed");
    }
    for (period, named) in PERIODS.iter().enumerate() {
        let mut text = HEADER.to_owned();
        let (word, communes): (_, Vec<usize>) =
            if period < FIRST_NEW { ("Cũ", (1..=6).collect()) } else { ("Mới", vec![1, 3, 5, 6]) };
        for commune in communes {
            let mut cells = if period < FIRST_NEW { of_old(commune, period) } else { of_new(commune, period) };
            change(commune, period, &mut cells);
            writeln!(text, "9100{commune};Xã {word} {commune};{named};{}", cells.join(";")).expect("a line");
        }
        mini.send(&format!("economy/{named}.csv"), &arrival(period), text);
    }
    mini
}

fn plain(change: impl Fn(usize, usize, &mut [String; 5])) -> Mini {
    project("1", FORM, PIPELINE, change)
}

#[test]
fn sound_figures_of_units_that_merged_have_no_findings() {
    let mini = plain(|_, _, _| ());
    mini.run(0);
    assert_eq!(mini.findings(), Vec::<String>::new());
    // What is restated is history alone: it is no row of what was sent.
    assert_eq!(mini.table("data/economy").len(), 6 * 6 + 2 * 4);
}

#[test]
fn faults_in_the_first_report_of_a_unit_that_merged_are_found_by_the_figures_of_its_members() {
    let mini = plain(|commune, period, cells| match (commune, period) {
        (1, 6) => cells[3] = cells[3].replace(',', "") + "0",
        (3, 6) => cells.swap(1, 2),
        (5, 6) => *cells = of_new(5, 5),
        (6, 6) => cells[4] = format!("-{}", cells[4]),
        _ => {}
    });
    mini.run(0);
    let findings = mini.table("findings");
    let expected = [
        "period-copied | 2025-Q3.csv | B4 |  |  | ",
        "swapped-columns | 2025-Q3.csv | E3 | households | 10442 | 2818",
        "swapped-columns | 2025-Q3.csv | F3 | adults | 2818 | 10442",
        "thousand-error | 2025-Q3.csv | G2 | spend | 927570 | 927,57",
        "sign-error | 2025-Q3.csv | H5 | balance | -73.29 | 73,29",
    ];
    assert_eq!(described(&findings), expected);
    let restated = "restated from the units that became this one";
    assert!(findings.iter().all(|row| row["message_en"].contains(restated)), "{findings:#?}");
}

#[test]
fn the_history_of_a_divided_unit_and_of_one_with_a_member_missing_is_not_restated() {
    let plant = |commune: usize, period: usize, cells: &mut [String; 5]| {
        if (commune, period) == (3, 6) {
            cells[3] = cells[3].replace(',', "") + "0";
        }
    };
    // Half of the fourth commune went elsewhere.
    let mini = project("0.5", FORM, PIPELINE, plant);
    mini.edit("registry/crosswalk.csv", "91005,", "91004,2020-01-01,91005,2025-07-01,0.5,1/NQ\n91005,");
    mini.run(0);
    assert_eq!(described(&mini.table("findings")), Vec::<String>::new());
    // A member has no value in all periods but two.
    let mini = plain(|commune, period, cells| {
        plant(commune, period, cells);
        if commune == 4 && period < 4 {
            cells[3] = String::new();
        }
    });
    mini.run(0);
    assert_eq!(described(&filtered(mini.table("findings"), &[("code", "thousand-error")])), Vec::<String>::new());
}

#[test]
fn a_field_that_is_merged_by_another_rule_than_the_sum_has_no_history() {
    let form = FORM.replace(r#""title": "Chi", "#, r#""title": "Chi", "merge": "max", "#);
    let mini = project("1", &form, PIPELINE, |commune, period, cells| {
        if commune < 6 && period == 6 {
            cells[3] = cells[3].replace(',', "") + "0";
        }
    });
    mini.run(0);
    // A unit that went over alone keeps all that it had.
    let expected = ["thousand-error | 2025-Q3.csv | G4 | spend | 615900 | 615,9"];
    assert_eq!(described(&filtered(mini.table("findings"), &[("code", "thousand-error")])), expected);
}

const CHECK: &str = r#"
[[check]]
name     = "falls"
source   = "economy"
assert   = "adults >= previous(adults)"
severity = "error"
message  = { vi = "Giảm", en = "falls" }

[[indicator]]
name        = "adults"
title       = { vi = "Người lớn", en = "Adults" }
numerator   = { source = "economy", value = "sum(adults)" }
unit        = "PERSON"
areas       = ["commune"]
periods     = ["quarter"]
"#;

/// Arrival, cell, value, state and what resolved it of what the check found.
fn failed(mini: &Mini) -> Vec<String> {
    let rows = filtered(mini.table("findings"), &[("code", "check-failed")]);
    let columns = ["object", "cell", "value", "state", "resolved_by"];
    rows.iter().map(|row| columns.map(|name| row[name].as_str()).join(" | ")).collect()
}

#[test]
fn a_check_compares_with_the_sum_of_the_members() {
    let pipeline = format!("{PIPELINE}{CHECK}");
    let mini = project("1", FORM, &pipeline, |commune, period, cells| match (commune, period) {
        (1, 6) => cells[2] = "8715".to_owned(),
        (5, 6) => cells[2] = "5000".to_owned(),
        _ => {}
    });
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    mini.run(1);
    let expected = [
        "economy/2025-Q3.csv | F2 | adults = 8715, previous(adults) = 8740 (91001 + 91002) | open | ",
        "economy/2025-Q3.csv | F4 | adults = 5000, previous(adults) = 5805 (91005) | open | ",
    ];
    assert_eq!(failed(&mini), expected);
    assert!(mini.figure("adults", "91001", "as-reported", "2025-Q3").starts_with(" | Q"));
    assert!(mini.figure("adults", "91003", "as-reported", "2025-Q3").ends_with("| 1/1"));
    // The old commune corrects its last report: what failed beside it is resolved by that.
    let corrected = format!("{HEADER}91002;Xã Cũ 2;2025-Q2;10;1205;4545;513,43;60,85\n");
    mini.send("economy/corrected.csv", "2025-11-01T09:00:00+07:00", corrected);
    mini.run(1);
    let resolved = expected[0].replace("open | ", "resolved | economy/corrected.csv");
    assert_eq!(failed(&mini), [resolved.as_str(), expected[1]]);
    // Without it, it is as before.
    mini.tinhso(&["withdraw", "economy/corrected.csv", "--why", "gửi nhầm"]).expect(0);
    mini.run(1);
    assert_eq!(failed(&mini), expected);
    mini.tinhso(&["verify"]).expect(0);
}
