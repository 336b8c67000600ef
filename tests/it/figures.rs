//! Figures by the exact rules, each with its arithmetic. A figure reads `value | status | n_reported/n_expected`.

use crate::kit::filtered;
use crate::mini::{Mini, NEW, SECOND_QUARTER, THIRD_QUARTER, sheet};

const OLD_MAP: &str = "as-reported";
const NEW_MAP: &str = "2025-07-01";
const PROVINCE: &str = "90";

/// One quarter of the old map.
fn quarter(cells: &[Option<&str>; 5]) -> Mini {
    let mini = Mini::new();
    mini.quarter("2025-Q1", cells);
    mini
}

#[test]
fn a_ratio_of_full_coverage() {
    let mini = quarter(&SECOND_QUARTER);
    mini.run(0);
    // Online 50 + 60 + 90 + 100 + 200 = 500 of received 100 + 200 + 300 + 400 + 500 = 1500: 100 × 500 ÷ 1500 = 33.33…
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), "33.333333333333336 | A | 5/5");
    // District 902: 300 of 900. Commune 90004: 100 of 400.
    assert_eq!(mini.figure("online_share", "902", OLD_MAP, "2025-Q1"), "33.333333333333336 | A | 2/2");
    assert_eq!(mini.figure("online_share", "90004", OLD_MAP, "2025-Q1"), "25.0 | A | 1/1");
}

#[test]
fn a_ratio_at_and_below_its_minimum_coverage() {
    let mini = quarter(&[Some("100;50;1000;"), Some("200;60;2000;"), Some("300;90;3000;"), None, None]);
    mini.run(0);
    // 3 of 5 reach 0.6: 200 ÷ 600. District 902 has none of its two.
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), "33.333333333333336 | A | 3/5");
    assert_eq!(mini.figure("online_share", "902", OLD_MAP, "2025-Q1"), " | O | 0/2");
    assert_eq!(mini.figure("online_share", "90005", OLD_MAP, "2025-Q1"), " | O | 0/1");
    let mini = quarter(&[Some("100;50;1000;"), Some("200;60;2000;"), None, None, None]);
    mini.run(0);
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), " | O | 2/5");
}

#[test]
fn nine_of_ten_reach_nine_tenths_and_eight_do_not() {
    for (sent, figure) in [(9, "50.0 | A | 9/10"), (8, " | O | 8/10")] {
        let mini = Mini::new();
        mini.edit("pipelines/services.toml", "minimum_coverage = 0.6", "minimum_coverage = 0.9");
        let mut units =
            "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,\n"
                .to_owned();
        units += "901,Huyện Suối Đá,district,huyen,90,2020-01-01,\n";
        let mut lines = crate::mini::HEADER.to_owned();
        for (place, name) in
            ["An", "Bình", "Cường", "Dũng", "Giang", "Hòa", "Khánh", "Lâm", "Minh", "Nghĩa"].iter().enumerate()
        {
            units += &format!("9000{place},Xã {name},commune,xa,901,2020-01-01,\n");
            if place < sent {
                lines += &format!("9000{place};Xã {name};2025-Q1;10;5;100;\n");
            }
        }
        mini.write("registry/units.csv", units);
        mini.write("registry/crosswalk.csv", "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n");
        mini.send("services/q.csv", "2025-04-01T09:00:00+07:00", lines);
        mini.run(0);
        assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), figure);
    }
}

#[test]
fn what_cannot_occur_leaves_the_expected() {
    let mini = quarter(&[
        Some("100;50;1000;"),
        Some("200;60;2000;"),
        Some("300;90;3000;"),
        Some("400;100;4000;"),
        Some("x;x;5000;"),
    ]);
    mini.run(0);
    // 300 of 1000 over four communes; the fifth is expected for the people alone.
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), "30.0 | A | 4/4");
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2025-Q1"), "1000.0 | A | 4/4");
    assert_eq!(mini.figure("people", PROVINCE, OLD_MAP, "2025-Q1"), "15000.0 | A | 5/5");
    assert_eq!(mini.figure("dossiers", "90005", OLD_MAP, "2025-Q1"), " | M | 0/0");
    let coverage = filtered(
        mini.table("indicators/services"),
        &[("indicator", "dossiers"), ("ref_area", "90005"), ("geography", OLD_MAP)],
    );
    assert_eq!(coverage[0]["coverage"], "", "coverage is null where nothing is expected");
}

#[test]
fn a_dash_is_zero_and_three_dots_were_not_collected() {
    let mini = quarter(&[
        Some("100;-;1000;"),
        Some("200;...;2000;"),
        Some("300;90;3000;"),
        Some("400;100;4000;"),
        Some("500;200;5000;"),
    ]);
    mini.run(0);
    assert_eq!(mini.figure("online_share", "90001", OLD_MAP, "2025-Q1"), "0.0 | A | 1/1");
    assert_eq!(mini.figure("online_share", "90002", OLD_MAP, "2025-Q1"), " | L | 0/1");
    // Numerator and denominator over the same four: 0 + 90 + 100 + 200 = 390 of 100 + 300 + 400 + 500 = 1300.
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), "30.0 | A | 4/5");
    // The total of received does not need the online ones.
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2025-Q1"), "1500.0 | A | 5/5");
}

#[test]
fn a_row_that_never_came_goes_before_one_not_collected() {
    let mini =
        quarter(&[Some("...;5;1000;"), None, Some("300;90;3000;"), Some("400;100;4000;"), Some("500;200;5000;")]);
    mini.run(0);
    // The order of the statuses is B O M L.
    assert_eq!(mini.figure("dossiers", "90001", OLD_MAP, "2025-Q1"), " | L | 0/1");
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2025-Q1"), " | O | 3/5");
}

#[test]
fn a_total_is_given_at_full_coverage_only() {
    let mini =
        quarter(&[Some("100;50;1000;"), Some("200;60;2000;"), Some("300;90;3000;"), Some("400;100;4000;"), None]);
    mini.run(0);
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2025-Q1"), " | O | 4/5");
    assert_eq!(mini.figure("dossiers", "901", OLD_MAP, "2025-Q1"), "600.0 | A | 3/3");
    // `partial = "publish"`: what came, 100 + 200 + 300 + 400, with low reliability.
    assert_eq!(mini.figure("dossiers_so_far", PROVINCE, OLD_MAP, "2025-Q1"), "1000.0 | U | 4/5");
    assert_eq!(mini.figure("dossiers_so_far", "901", OLD_MAP, "2025-Q1"), "600.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers_so_far", "90005", OLD_MAP, "2025-Q1"), " | O | 0/1");
}

#[test]
fn a_denominator_of_zero_gives_no_figure() {
    let mini = quarter(&[
        Some("0;0;1000;"),
        Some("200;60;2000;"),
        Some("300;90;3000;"),
        Some("400;100;4000;"),
        Some("500;200;5000;"),
    ]);
    mini.run(0);
    assert_eq!(mini.figure("online_share", "90001", OLD_MAP, "2025-Q1"), " | M | 1/1");
    assert_eq!(mini.figure("dossiers", "90001", OLD_MAP, "2025-Q1"), "0.0 | A | 1/1");
}

#[test]
fn a_registry_denominator_counts_every_unit() {
    let mini = quarter(&[Some("100;50;1000;"), Some("99;60;2000;"), Some("300;90;3000;"), Some("400;100;4000;"), None]);
    mini.run(0);
    // 90001, 90003 and 90004 have 100 dossiers or more: 3 of the 5 communes there are, though 4 reported.
    assert_eq!(mini.figure("busy_communes_share", PROVINCE, OLD_MAP, "2025-Q1"), "60.0 | A | 4/5");
    // 90004 is 1 of 2, but a coverage of 0.5 is below 0.6.
    assert_eq!(mini.figure("busy_communes_share", "902", OLD_MAP, "2025-Q1"), " | O | 1/2");
}

#[test]
fn a_quarantined_row_is_missing() {
    let mini = quarter(&[
        Some("100;101;1000;"),
        Some("200;60;2000;"),
        Some("300;90;3000;"),
        Some("400;100;4000;"),
        Some("500;200;5000;"),
    ]);
    mini.run(1);
    assert_eq!(mini.findings(), [NOT_RESTATED, "error | check-failed | services/2025-Q1.csv | E2"]);
    assert_eq!(mini.figure("online_share", "90001", OLD_MAP, "2025-Q1"), " | O | 0/1");
    // 450 of 1400.
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2025-Q1"), "32.142857142857146 | A | 4/5");
}

/// The score has no merge rule: said once.
const NOT_RESTATED: &str = "warning | not-restated |  | ";

/// Four quarters of 2024: received 10, 20, 30, 40 in each commune, people 1000 + the number of the quarter.
fn year_with(change: impl Fn(usize, usize) -> Option<&'static str>) -> Mini {
    const CELLS: [&str; 4] = ["10;5;1001;", "20;5;1002;", "30;5;1003;", "40;5;1004;"];
    let mini = Mini::new();
    for (quarter, cells) in CELLS.iter().enumerate() {
        let cells: [Option<&str>; 5] = std::array::from_fn(|commune| {
            change(quarter + 1, commune).map_or(Some(*cells), |other| Some(other).filter(|other| !other.is_empty()))
        });
        mini.quarter(&format!("2024-Q{}", quarter + 1), &cells);
    }
    mini
}

#[test]
fn over_a_year_flows_are_summed_and_stocks_keep_the_last() {
    let mini = year_with(|_, _| None);
    mini.run(0);
    // 10 + 20 + 30 + 40 = 100 in each of five communes.
    assert_eq!(mini.figure("dossiers", "90001", OLD_MAP, "2024"), "100.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2024"), "500.0 | A | 5/5");
    // The people of the fourth quarter: 5 × 1004.
    assert_eq!(mini.figure("people", PROVINCE, OLD_MAP, "2024"), "5020.0 | A | 5/5");
    // 4 × 5 online of 100 in each.
    assert_eq!(mini.figure("online_share", PROVINCE, OLD_MAP, "2024"), "20.0 | A | 5/5");
}

#[test]
fn a_year_without_a_quarter_has_no_flow_and_keeps_its_stock() {
    let mini = year_with(|quarter, commune| (quarter == 2 && commune == 1).then_some(""));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90002", OLD_MAP, "2024"), " | O | 0/1");
    assert_eq!(mini.figure("people", "90002", OLD_MAP, "2024"), "1004.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2024"), " | O | 4/5");
    // The four whole years: 400, never 400 + 80.
    assert_eq!(mini.figure("dossiers_so_far", PROVINCE, OLD_MAP, "2024"), "400.0 | U | 4/5");
    assert_eq!(mini.figure("people", PROVINCE, OLD_MAP, "2024"), "5020.0 | A | 5/5");
}

#[test]
fn a_year_without_its_last_quarter_has_no_stock() {
    let mini = year_with(|quarter, commune| (quarter == 4 && commune == 1).then_some(""));
    mini.run(0);
    assert_eq!(mini.figure("people", "90002", OLD_MAP, "2024"), " | O | 0/1");
    assert_eq!(mini.figure("dossiers", "90002", OLD_MAP, "2024"), " | O | 0/1");
    assert_eq!(mini.figure("people", PROVINCE, OLD_MAP, "2024"), " | O | 4/5");
}

#[test]
fn a_quarter_that_cannot_occur_adds_nothing_to_the_year() {
    let mini = year_with(|quarter, commune| (quarter == 1 && commune == 0).then_some("x;x;1001;"));
    mini.run(0);
    // 20 + 30 + 40.
    assert_eq!(mini.figure("dossiers", "90001", OLD_MAP, "2024"), "90.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2024"), "490.0 | A | 5/5");
}

#[test]
fn merged_units_are_summed_and_never_smaller() {
    let mini = quarter(&SECOND_QUARTER);
    mini.run(0);
    // 90001 and 90002 became 90001; 90003 and 90004 became 90003; 90005 went over alone.
    assert_eq!(mini.figure("dossiers", "90001", NEW_MAP, "2025-Q1"), "300.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", "90003", NEW_MAP, "2025-Q1"), "700.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", PROVINCE, NEW_MAP, "2025-Q1"), "1500.0 | A | 3/3");
    assert_eq!(mini.figure("online_share", "90001", NEW_MAP, "2025-Q1"), "36.666666666666664 | A | 1/1", "110 of 300");
    assert_eq!(mini.figure("dossiers", "901", NEW_MAP, "2025-Q1"), "no row", "there is no district on that day");

    let mini = quarter(&[SECOND_QUARTER[0], None, SECOND_QUARTER[2], SECOND_QUARTER[3], SECOND_QUARTER[4]]);
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", NEW_MAP, "2025-Q1"), " | O | 0/1", "one of its two members is missing");
    // Over the two that are whole: 190 + 200 = 390 of 700 + 500 = 1200.
    assert_eq!(mini.figure("online_share", PROVINCE, NEW_MAP, "2025-Q1"), "32.5 | A | 2/3");
    assert_eq!(mini.figure("dossiers_so_far", PROVINCE, NEW_MAP, "2025-Q1"), "1200.0 | U | 2/3");
}

#[test]
fn a_rate_goes_over_with_a_unit_alone_and_is_not_merged() {
    let mini = quarter(&SECOND_QUARTER);
    mini.run(0);
    let units = filtered(mini.table("units/services"), &[("geography", NEW_MAP)]);
    let scores: Vec<(&str, &str, &str)> = units
        .iter()
        .map(|row| (row["ref_area"].as_str(), row["score"].as_str(), row["score_status"].as_str()))
        .collect();
    assert_eq!(scores, [("90001", "", "O"), ("90003", "", "O"), ("90005", "90.000000000000", "A")]);
    let findings = filtered(mini.table("findings"), &[("code", "not-restated")]);
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0]["form"].as_str(), findings[0]["field"].as_str()), ("services", "score"));
}

#[test]
fn a_merge_rule_that_is_declared_is_used() {
    let mini = quarter(&SECOND_QUARTER);
    mini.edit("schemas/services.json", r#""measure": "rate""#, r#""measure": "rate", "merge": "mean by people""#);
    mini.run(0);
    let units = filtered(mini.table("units/services"), &[("geography", NEW_MAP), ("ref_area", "90001")]);
    // (50 × 1000 + 60 × 2000) ÷ 3000 = 170000 ÷ 3000, rounded once at 12 digits.
    assert_eq!(units[0]["score"], "56.666666666667");
    assert_eq!(mini.findings(), Vec::<String>::new());
}

#[test]
fn a_figure_of_units_that_merged_by_another_rule_than_a_sum_is_flagged_and_named() {
    let mini = quarter(&SECOND_QUARTER);
    mini.edit("schemas/services.json", r#""measure": "stock""#, r#""measure": "stock", "merge": "min""#);
    mini.run(0);
    // The smaller of 1000 and 2000; alone, and as reported, a value is what was sent.
    assert_eq!(mini.figure("people", "90001", NEW_MAP, "2025-Q1"), "1000.0 | E | 1/1");
    assert_eq!(mini.figure("people", "90005", NEW_MAP, "2025-Q1").split(" | ").nth(1), Some("A"));
    assert_eq!(mini.figure("people", "90001", OLD_MAP, "2025-Q1"), "1000.0 | A | 1/1");
    assert_eq!(mini.figure("people", PROVINCE, NEW_MAP, "2025-Q1").split(" | ").nth(1), Some("E"));
    assert_eq!(mini.figure("dossiers", "90001", NEW_MAP, "2025-Q1"), "300.0 | A | 1/1", "a sum of whole units");
    let rules: Vec<(String, String)> = mini
        .table("catalog")
        .into_iter()
        .map(|row| (row["indicator"].clone(), row["restated_by"].clone()))
        .filter(|(_, rule)| !rule.is_empty())
        .collect();
    assert_eq!(rules, [("people".to_owned(), "services.people: min".to_owned())]);
}

#[test]
fn the_first_period_after_a_merge_is_a_break() {
    let mini = Mini::with_two_quarters();
    mini.send("services/2025-Q4.csv", "2026-01-05T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    mini.run(0);
    for (area, period, status) in [
        ("90001", "2025-Q2", "A"),
        ("90001", "2025-Q3", "B"),
        ("90003", "2025-Q3", "B"),
        ("90005", "2025-Q3", "A"),  // It went over alone.
        (PROVINCE, "2025-Q3", "A"), // Its own border stayed.
        ("90001", "2025-Q4", "A"),
    ] {
        let figure = mini.figure("dossiers", area, OLD_MAP, period);
        assert!(figure.contains(&format!("| {status} |")), "{area} {period}: {figure}");
    }
    let figure = mini.figure("dossiers", "90001", NEW_MAP, "2025-Q3");
    assert_eq!(figure, "310.0 | A | 1/1", "one series in one map has no break");
}

#[test]
fn a_period_that_spans_the_change_is_in_the_map_of_its_last_day() {
    let mini = Mini::with_two_quarters();
    mini.quarter("2025-Q1", &[Some("1;1;10;"), Some("2;1;20;"), Some("3;1;30;"), Some("4;1;40;"), Some("5;1;50;")]);
    mini.send("services/2025-Q4.csv", "2026-01-05T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    mini.run(0);
    // 90001: (1 + 2) + (100 + 200) + 310 + 310.
    assert_eq!(mini.figure("dossiers", "90001", OLD_MAP, "2025"), "923.0 | B | 1/1");
    assert_eq!(mini.figure("dossiers", "90001", NEW_MAP, "2025"), "923.0 | A | 1/1");
    // 90005: 5 + 500 + 510 + 510.
    assert_eq!(mini.figure("dossiers", "90005", OLD_MAP, "2025"), "1525.0 | A | 1/1");
    // 15 + 1500 + 1540 + 1540, and the people of the last quarter 3100 + 7100 + 5100.
    assert_eq!(mini.figure("dossiers", PROVINCE, OLD_MAP, "2025"), "4595.0 | A | 3/3");
    assert_eq!(mini.figure("people", PROVINCE, OLD_MAP, "2025"), "15300.0 | A | 3/3");
    assert_eq!(mini.figure("dossiers", "901", OLD_MAP, "2025"), "no row", "the district ended inside the year");
    assert_eq!(mini.figure("dossiers", "90002", OLD_MAP, "2025"), "no row", "so did the commune");
    assert_eq!(mini.figure("dossiers", "901", OLD_MAP, "2025-Q2"), "600.0 | A | 3/3");
}

/// 90005 is divided: a share of it becomes 90005, the rest 90006.
fn divided(shares: [&str; 2]) -> Mini {
    let mini = quarter(&SECOND_QUARTER);
    mini.edit(
        "registry/units.csv",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,\n",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,\n90006,Xã Khe Sâu,commune,xa,90,2025-07-01,\n",
    );
    let line = |code: &str, share: &str| format!("90005,2020-01-01,{code},2025-07-01,{share},1/NQ\n");
    let lines = line("90005", shares[0]) + &line("90006", shares[1]);
    mini.edit("registry/crosswalk.csv", "90005,2020-01-01,90005,2025-07-01,1,1/NQ\n", &lines);
    mini
}

#[test]
fn a_divided_unit_needs_shares() {
    let mini = divided(["0.25", "0.75"]);
    mini.run(0);
    // 500 × 0.25 and 500 × 0.75, estimates.
    assert_eq!(mini.figure("dossiers", "90005", NEW_MAP, "2025-Q1"), "125.0 | E | 1/1");
    assert_eq!(mini.figure("dossiers", "90006", NEW_MAP, "2025-Q1"), "375.0 | E | 1/1");
    assert_eq!(mini.figure("dossiers", "90005", OLD_MAP, "2025-Q1"), "500.0 | A | 1/1");

    let mini = divided(["", ""]);
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90005", NEW_MAP, "2025-Q1"), " | O | 0/1");
    assert_eq!(mini.figure("dossiers", "90001", NEW_MAP, "2025-Q1"), "300.0 | A | 1/1");
    let said = filtered(mini.table("findings"), &[("code", "not-restated"), ("time_period", "2025-Q1")]);
    assert!(said.iter().all(|finding| finding["message_en"].contains("divided")) && !said.is_empty(), "{said:?}");
}

/// Exports of the year 2024; the value of each vintage in million đồng.
fn exports(vintages: &[(&str, &str)]) -> Mini {
    let mini = Mini::new();
    for (place, (vintage, value)) in vintages.iter().enumerate() {
        let text =
            format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n2024;A;{vintage};{value}\n2024;B;{vintage};1,5\n");
        mini.send(&format!("exports/{place}.csv"), &format!("2025-0{}-10T08:00:00+07:00", place + 1), text);
    }
    mini
}

#[test]
fn the_most_final_vintage_is_published_with_its_status() {
    let estimate = exports(&[("E", "1.000,25")]);
    estimate.run(0);
    // 1000.25 + 1.5
    assert_eq!(estimate.figure("value_added", PROVINCE, OLD_MAP, "2024"), "1001.75 | E | 1/1");

    let preliminary = exports(&[("E", "1.000,25"), ("P", "1.100,25")]);
    preliminary.run(0);
    assert_eq!(preliminary.figure("value_added", PROVINCE, OLD_MAP, "2024"), "1101.75 | P | 1/1");
    assert_eq!(preliminary.figure("value_added_estimated", PROVINCE, OLD_MAP, "2024"), "1001.75 | E | 1/1");

    // An estimate that comes again after the official figure is not more final.
    let official = exports(&[("P", "1.100,25"), ("A", "1.200,25"), ("E", "999")]);
    official.run(0);
    assert_eq!(official.figure("value_added", PROVINCE, OLD_MAP, "2024"), "1201.75 | A | 1/1");
    let row =
        &filtered(official.table("indicators/economy"), &[("indicator", "value_added"), ("geography", OLD_MAP)])[0];
    assert_eq!((row["unit_measure"].as_str(), row["unit_mult"].as_str()), ("VND", "6"));
    assert_eq!(row["numerator"], "1201.750000000000");
}

/// One export of 2024 with these lines: year, industry, vintage, value.
fn export(mini: &Mini, object: &str, received_at: &str, lines: &[&str]) {
    let text = format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n{}\n", lines.join("\n"));
    mini.send(object, received_at, text);
}

#[test]
fn each_vintage_is_judged_by_itself() {
    let mini = Mini::new();
    export(&mini, "exports/e.csv", "2025-01-10T08:00:00+07:00", &["2024;A;E;nhiều", "2024;B;E;1,5"]);
    export(&mini, "exports/a.csv", "2025-03-10T08:00:00+07:00", &["2024;A;A;100", "2024;B;A;1,5"]);
    mini.run(1);
    // 100 + 1.5 of the official figures, although a row of the estimate is quarantined
    assert_eq!(mini.figure("value_added", PROVINCE, OLD_MAP, "2024"), "101.5 | A | 1/1");
}

#[test]
fn an_export_with_a_row_of_no_known_year_is_not_whole() {
    for year in ["20244", "2032"] {
        let mini = Mini::new();
        let line = format!("{year};B;E;1,5");
        export(&mini, "exports/e.csv", "2025-01-10T08:00:00+07:00", &["2024;A;E;100", &line]);
        mini.run(1);
        // The 100 of one industry would be published as if it were all of 2024.
        assert_eq!(mini.figure("value_added", PROVINCE, OLD_MAP, "2024"), " | O | 0/1", "{year}");
    }
}

#[test]
fn an_export_of_labels_alone_is_reported() {
    let mini = Mini::new();
    export(&mini, "exports/e.csv", "2025-01-10T08:00:00+07:00", &[]);
    mini.run(1);
    let findings = filtered(mini.table("findings"), &[("object", "exports/e.csv")]);
    assert!(findings.iter().any(|row| row["code"] == "unknown-period"), "{findings:#?}");
}

#[test]
fn targets_are_judged_in_their_period() {
    let cells = |online: &'static str| -> [Option<&'static str>; 5] { [Some(online); 5] };
    for (quarters, state) in [(["10;5;1;", "10;5;1;"], "met"), (["10;5;1;", "10;4;1;"], "not met")] {
        let mini = Mini::new();
        mini.edit(
            "pipelines/services.toml",
            "{ period = \"2025\", at_least = 50",
            "{ period = \"2024\", at_least = 50",
        );
        for quarter in 1..=4 {
            mini.quarter(&format!("2024-Q{quarter}"), &cells(quarters[usize::from(quarter == 4)]));
        }
        mini.run(0);
        // 20 of 40 is 50 and reaches it; 19 of 40 does not.
        let targets = mini.table("targets");
        assert_eq!((targets[0]["time_period"].as_str(), targets[0]["target_state"].as_str()), ("2024", state));
    }
}

#[test]
fn an_amount_of_a_flow_is_held_against_targets_of_its_own_length_alone() {
    let mini = Mini::new();
    let next = "\n\n[[indicator]]\nname        = \"dossiers_so_far\"";
    let target = "\ntarget = [{ period = \"2024\", at_least = 3000, source = \"Kế hoạch\" }]";
    mini.edit("pipelines/services.toml", next, &format!("{target}{next}"));
    (1..=4).for_each(|quarter| mini.quarter(&format!("2024-Q{quarter}"), &SECOND_QUARTER));
    mini.run(0);
    let states = |indicator: &str, period: &str| {
        let of = [("indicator", indicator), ("ref_area", PROVINCE), ("time_period", period), ("geography", OLD_MAP)];
        filtered(mini.table("indicators/services"), &of)[0]["target_state"].clone()
    };
    // 1500 a quarter, 6000 a year.
    assert_eq!((states("dossiers", "2024-Q1"), states("dossiers", "2024")), (String::new(), "met".to_owned()));
    assert_eq!(states("online_share", "2024-Q1"), "behind", "a ratio of flows is one of any length");
}

#[test]
fn a_target_of_a_level_judges_each_of_its_units() {
    let mini = Mini::new();
    mini.edit(
        "pipelines/services.toml",
        "target      = [",
        "target      = [{ period = \"2025-Q4\", at_least = 30, areas = [\"commune\"], source = \"Kế hoạch\" }, ",
    );
    let [half, fifth] = [Some("10;5;1;"), Some("10;2;1;")];
    mini.quarter("2025-Q1", &[half, fifth, half, half, half]);
    mini.run(0);
    let judged = |period: &str| -> Vec<[String; 3]> {
        let targets = filtered(mini.table("targets"), &[("target_period", period)]);
        let columns = ["ref_area", "ref_area_valid_from", "target_state"];
        targets.iter().map(|row| columns.map(|column| row[column].clone())).collect()
    };
    // At the end of the target's period there are the three communes of the new map, and none of them has a figure yet.
    let none = |code: &str| [code, "2025-07-01", "no data"].map(str::to_owned);
    assert_eq!(judged("2025-Q4"), [none("90001"), none("90003"), none("90005")]);
    mini.edit("pipelines/services.toml", "period = \"2025-Q4\"", "period = \"2025-Q2\"");
    mini.run(0);
    let old = |code: &str, state: &str| [code, "2020-01-01", state].map(str::to_owned);
    // Half of ten reach thirty percent, two of ten do not; the quarter before the target's is the newest there is.
    let met = |code: &str| old(code, "met");
    assert_eq!(judged("2025-Q2"), [met("90001"), old("90002", "behind"), met("90003"), met("90004"), met("90005")]);
    let beside = |code: &str| {
        let wanted = [
            ("indicator", "online_share"),
            ("ref_area", code),
            ("geography", "as-reported"),
            ("time_period", "2025-Q1"),
        ];
        let figures = filtered(mini.table("indicators/services"), &wanted);
        (figures[0]["target_period"].clone(), figures[0]["target_state"].clone())
    };
    assert_eq!(beside("90002"), ("2025-Q2".to_owned(), "behind".to_owned()));
    assert_eq!(beside("901"), (String::new(), String::new()));
}

#[test]
fn the_key_may_name_the_column_of_names() {
    let figure = |mini: &Mini| {
        mini.quarter("2025-Q1", &SECOND_QUARTER);
        mini.run(0);
        mini.figure("online_share", "90", "as-reported", "2025-Q1")
    };
    let (by_code, by_name) = (Mini::new(), Mini::new());
    by_name.edit("schemas/services.json", "\"primaryKey\": [\"code\"", "\"primaryKey\": [\"commune\"");
    by_name.tinhso(&["check"]).expect(0);
    let by_code = figure(&by_code);
    assert!(by_code.contains("5/5"), "{by_code}");
    assert_eq!(figure(&by_name), by_code);
}

#[test]
fn a_divided_unit_without_a_share_is_named_with_its_heirs() {
    let mini = Mini::new();
    mini.edit(
        "registry/crosswalk.csv",
        "90002,2020-01-01,90001,2025-07-01,1,1/NQ\n",
        "90002,2020-01-01,90001,2025-07-01,,1/NQ\n90002,2020-01-01,90005,2025-07-01,,1/NQ\n",
    );
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let findings = mini.table("findings");
    let found = filtered(findings, &[("code", "not-restated")]);
    let divided: Vec<_> =
        found.iter().filter(|row| row["ref_area"] == "90002" && row["time_period"] == "2025-Q1").collect();
    assert_eq!(divided.len(), 1, "{found:#?}");
    let message = &divided[0]["message_en"];
    assert!(
        message.starts_with("Xã Bến Gỗ (90002) was divided among Xã Đồi Chè (90001), Xã Giếng Mới (90005)"),
        "{message}"
    );
}

#[test]
fn a_rate_is_not_asked_for_in_a_longer_period() {
    let mini = Mini::new();
    mini.edit("pipelines/services.toml", "where = \"received >= 100\"", "where = \"score >= 50\"");
    mini.tinhso(&["check"]).expect(0);
    let busy = "areas       = [\"district\", \"province\"]\nperiods     = [\"quarter\"";
    mini.edit("pipelines/services.toml", busy, &format!("{busy}, \"year\""));
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(page.contains("`score` is a rate, which has no value in a year"), "{page}");
}
