//! Forms that list things: what a list does not hold is not there, levels that change or end, units counted, breakdowns.

use crate::kit::{filtered, tinhso};
use crate::mini::Mini;

const FORM: &str = r#"{
  "name": "things",
  "form": { "code": "DV", "frequency": "quarter", "calendar": "gregorian", "reports": REPORTS,
            "submits": [{ "from": "2020-01-01", "level": "SENDER" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "thing", "type": "string", "title": "Tên dịch vụ", "constraints": { "required": true } },
      { "name": "state", "type": "string", "title": "Tình trạng", "constraints": { "required": true, "enum": ["chạy", "thử"] } },
      { "name": "cost", "type": "number", "title": "Chi phí", "measure": "flow", "unit": "VND", "scale": 2 }
    ],
    "primaryKey": ["code", "thing", "period"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }, { "value": "x", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "things"
title = { vi = "Dịch vụ", en = "Things" }

[[source]]
form = "things"
from = "things/**"

[[indicator]]
name        = "things_running"
title       = { vi = "Dịch vụ đang chạy", en = "Things running" }
numerator   = { source = "things", value = "count(DISTINCT thing)", where = "state = 'chạy'" }
unit        = "SERVICE"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "communes_with_things_share"
title       = { vi = "Xã có dịch vụ", en = "Communes with a thing" }
numerator   = { source = "things", level = "commune", value = "count(DISTINCT code)", where = "state = 'chạy'" }
denominator = { registry = "commune", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["district", "province"]
periods     = ["quarter"]
minimum_coverage = 0.5

[[indicator]]
name        = "cost"
title       = { vi = "Chi phí", en = "Cost" }
numerator   = { source = "things", value = "sum(cost)" }
unit        = "VND"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "cost_by_state"
title       = { vi = "Chi phí theo tình trạng", en = "Cost by state" }
numerator   = { source = "things", value = "sum(cost)" }
by          = "state"
unit        = "VND"
areas       = ["province"]
periods     = ["quarter"]
"#;

const HEADER: &str = "Mã xã;Kỳ báo cáo;Tên dịch vụ;Tình trạng;Chi phí\n";

/// A project whose form is reported by these levels and sent by this one.
fn mini(reports: &str, sender: &str) -> Mini {
    let mini = Mini::new();
    mini.write("schemas/things.json", FORM.replace("REPORTS", reports).replace("SENDER", sender));
    mini.write("pipelines/things.toml", PIPELINE);
    mini
}

fn send(mini: &Mini, name: &str, day: &str, lines: &str) {
    mini.send(&format!("things/{name}.csv"), &format!("{day}T08:00:00+07:00"), format!("{HEADER}{lines}"));
}

const OLD: &str = "as-reported";
const NEW: &str = "2025-07-01";

#[test]
fn what_a_list_of_the_province_does_not_hold_is_not_there() {
    let mini = mini("\"commune\"", "province");
    send(&mini, "q1", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n90004;2025-Q1;Đèn;chạy;7\n90004;2025-Q1;Xe;thử;x\n");
    mini.run(0);
    let figure = |indicator: &str, area: &str, map: &str| mini.figure(indicator, area, map, "2025-Q1");
    assert_eq!(figure("things_running", "90", OLD), "1.0 | A | 5/5");
    assert_eq!(figure("communes_with_things_share", "90", OLD), "40.0 | A | 5/5");
    assert_eq!(figure("communes_with_things_share", "901", OLD), "33.333333333333336 | A | 3/3");
    // Of the three communes of the new map two hold one of them.
    assert_eq!(figure("communes_with_things_share", "90", NEW), "66.66666666666667 | A | 3/3");
    // `x` in one row of 90004 takes nothing from the other.
    assert_eq!(figure("cost", "90004", OLD), "7.0 | A | 1/1");
    assert_eq!(figure("cost", "90", OLD), "12.0 | A | 5/5");
    assert_eq!(figure("cost", "90002", OLD), "0.0 | A | 1/1");
    let parts = filtered(
        mini.table("indicators/things"),
        &[("indicator", "cost_by_state"), ("geography", OLD), ("time_period", "2025-Q1")],
    );
    let parts: Vec<_> = parts.iter().map(|row| (row["breakdown"].as_str(), row["obs_value"].as_str())).collect();
    assert_eq!(parts, [("chạy", "12.0"), ("thử", "0.0")]);
    // People who live in Excel see the parts too.
    let file = mini.path().join("figures.csv");
    tinhso(mini.path(), &["export", &file.to_string_lossy()]).expect(0);
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(text.contains("cost_by_state,,chạy,90,"), "{text}");
}

#[test]
fn one_unknown_place_in_a_file_leaves_open_what_it_does_not_list() {
    let mini = mini("\"commune\"", "province");
    send(&mini, "q1", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n99999;2025-Q1;Xe;chạy;1\n");
    mini.run(1);
    assert_eq!(mini.figure("cost", "90", OLD, "2025-Q1"), " | O | 0/5");
}

#[test]
fn a_sender_that_is_guessed_from_a_row_speaks_for_that_row_alone() {
    let mini = mini("\"commune\"", "district");
    // The file names no sender; its row lies in 902, and says nothing of 90005.
    send(&mini, "slip", "2025-04-02", "90004;2025-Q1;Đèn;chạy;5\n");
    mini.run(0);
    assert_eq!(mini.figure("cost", "90004", OLD, "2025-Q1"), "5.0 | A | 1/1");
    assert_eq!(mini.figure("cost", "90005", OLD, "2025-Q1"), " | O | 0/1");
    // Another that its name gives.
    send(&mini, "2025-Q1_huyen-rung-thong", "2025-04-03", "90004;2025-Q1;Đèn;chạy;6\n");
    mini.run(0);
    assert_eq!(mini.figure("cost", "90005", OLD, "2025-Q1"), "0.0 | A | 1/1");
    assert_eq!(mini.figure("cost", "902", OLD, "2025-Q1"), "6.0 | A | 2/2");
}

#[test]
fn a_later_list_without_the_row_that_was_quarantined_mends_it() {
    let mini = mini("\"commune\"", "province");
    send(&mini, "a", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n90002;2025-Q1;Đèn;chạy;nhiều\n");
    mini.run(1);
    assert_eq!(mini.figure("cost", "90", OLD, "2025-Q1"), " | O | 4/5");
    send(&mini, "b", "2025-04-03", "90001;2025-Q1;Đèn;chạy;5\n");
    mini.run(0);
    assert_eq!(mini.figure("cost", "90", OLD, "2025-Q1"), "5.0 | A | 5/5");
}

#[test]
fn an_empty_list_of_the_only_sender_reports_none() {
    let mini = mini("\"commune\"", "province");
    let head = "Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nQuý I năm 2025;;;;\n";
    mini.send("things/q1.csv", "2025-04-02T08:00:00+07:00", format!("{head}{HEADER}"));
    mini.run(0);
    assert_eq!(mini.figure("things_running", "90", OLD, "2025-Q1"), "0.0 | A | 5/5");
}

#[test]
fn an_empty_list_takes_back_what_was_listed() {
    let head = "Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nQuý I năm 2025;;;;\n";
    let mini = mini("\"commune\"", "province");
    send(&mini, "a", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n");
    mini.send("things/b.csv", "2025-04-03T08:00:00+07:00", format!("{head}{HEADER}90001;2025-Q1;Đèn;chạy;nhiều\n"));
    mini.run(1);
    assert_eq!(mini.figure("cost", "90", OLD, "2025-Q1"), "5.0 | U | 5/5");
    mini.send("things/c.csv", "2025-04-04T08:00:00+07:00", format!("{head}{HEADER}"));
    mini.run(0);
    assert_eq!(mini.figure("cost", "90", OLD, "2025-Q1"), "0.0 | A | 5/5");
    let kept = mini.table("findings").into_iter().filter(|row| row["code"] == "earlier-row-kept").count();
    assert_eq!(kept, 0, "nothing is kept");
}

#[test]
fn a_row_that_is_kept_is_doubtful_in_what_it_is_no_part_of_too() {
    let mini = mini("\"commune\"", "province");
    send(&mini, "a", "2025-04-02", "90001;2025-Q1;Đèn;thử;5\n90002;2025-Q1;Xe;chạy;1\n");
    send(&mini, "b", "2025-04-03", "90001;2025-Q1;Đèn;chạy;nhiều\n90002;2025-Q1;Xe;chạy;1\n");
    mini.run(1);
    assert_eq!(mini.figure("things_running", "90001", OLD, "2025-Q1"), "0.0 | U | 1/1");
    let by_state = filtered(mini.table("indicators/things"), &[("indicator", "cost_by_state"), ("geography", OLD)]);
    let by_state: Vec<String> =
        by_state.iter().map(|row| format!("{} {} {}", row["breakdown"], row["obs_value"], row["obs_status"])).collect();
    assert_eq!(by_state, ["chạy 1.0 U", "thử 5.0 U"]);
}

#[test]
fn what_indicators_test_and_merged_units_disagree_on_is_said_to_be_blank() {
    let mini = mini("\"commune\"", "province");
    send(&mini, "a", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n90002;2025-Q1;Đèn;thử;6\n");
    mini.run(0);
    let findings = filtered(mini.table("findings"), &[("code", "not-restated")]);
    assert_eq!(findings.len(), 1);
    assert!(findings[0]["message_en"].starts_with("`state` is not the same in the units that merged"), "{findings:?}");
    assert_eq!(mini.figure("things_running", "90001", NEW, "2025-Q1"), " | O | 0/1");
}

#[test]
fn a_flow_under_a_condition_that_may_change_within_the_year_is_refused() {
    let mini = mini("\"commune\"", "province");
    let by = "by          = \"state\"\nunit        = \"VND\"\nareas       = [\"province\"]\nperiods     = [\"quarter\"";
    mini.edit("pipelines/things.toml", by, &format!("{by}, \"year\""));
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(page.contains("`state` is taken from the last quarter alone"), "{page}");
    for largest in ["max(cost)", "min(cost)"] {
        mini.edit("pipelines/things.toml", "sum(cost)", largest);
        let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
        assert!(page.contains("`state` is taken from the last quarter alone"), "{largest}: {page}");
        mini.edit("pipelines/things.toml", largest, "sum(cost)");
    }
    mini.edit("pipelines/things.toml", "sum(cost)", "sum(CASE WHEN state = 'chạy' THEN cost ELSE 0 END)");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert_eq!(page.matches("is taken from the last quarter").count(), 2, "the condition of a CASE, too: {page}");
    mini.edit(
        "schemas/things.json",
        "[\"code\", \"thing\", \"period\"]",
        "[\"code\", \"thing\", \"state\", \"period\"]",
    );
    mini.tinhso(&["check"]).expect(0);
}

#[test]
fn districts_count_in_the_province_also_in_the_map_that_has_none() {
    let mini = mini(
        "[{ \"from\": \"2020-01-01\", \"level\": \"district\" }, { \"from\": \"2025-07-01\", \"level\": \"commune\" }]",
        "province",
    );
    send(&mini, "q2", "2025-07-02", "901;2025-Q2;Đèn;chạy;10\n902;2025-Q2;Xe;chạy;20\n");
    send(&mini, "q3", "2025-10-02", "90001;2025-Q3;Đèn;chạy;1\n");
    mini.run(0);
    for map in [OLD, NEW] {
        assert_eq!(mini.figure("cost", "90", map, "2025-Q2"), "30.0 | A | 2/2", "{map}");
        assert_eq!(mini.figure("things_running", "90", map, "2025-Q2"), "2.0 | A | 2/2", "{map}");
        assert_eq!(mini.figure("communes_with_things_share", "90", map, "2025-Q2"), "no row", "{map}");
        assert_eq!(mini.figure("communes_with_things_share", "90", map, "2025-Q3"), "33.333333333333336 | A | 3/3");
    }
    assert_eq!(mini.figure("cost", "901", OLD, "2025-Q2"), "10.0 | A | 1/1");
    assert_eq!(mini.figure("cost", "901", NEW, "2025-Q2"), "no row");
    // Below the province nothing is known of the communes of the new map.
    assert_eq!(mini.figure("cost", "90001", NEW, "2025-Q2"), "no row");
}

#[test]
fn a_year_keeps_what_units_reported_before_they_ended() {
    let mini = mini("[\"commune\", \"district\"]", "province");
    for (quarter, day) in [("Q1", "2025-04-02"), ("Q2", "2025-07-02")] {
        send(&mini, quarter, day, &format!("901;2025-{quarter};Đèn;chạy;1000\n90001;2025-{quarter};Đèn;chạy;1\n"));
    }
    for (quarter, day) in [("Q3", "2025-10-02"), ("Q4", "2026-01-02")] {
        send(&mini, quarter, day, &format!("90001;2025-{quarter};Đèn;chạy;1\n"));
    }
    mini.run(0);
    for map in [OLD, NEW] {
        // 2 × 1001 + 2 × 1: three communes, and two districts that ended inside the year.
        assert_eq!(mini.figure("cost", "90", map, "2025"), "2004.0 | A | 5/5", "{map}");
        // A district that ended inside the year has no figure for it.
        assert_eq!(mini.figure("cost", "901", map, "2025"), "no row", "{map}");
    }
    // Its own row is beside those of its three communes.
    assert_eq!(mini.figure("cost", "901", OLD, "2025-Q2"), "1001.0 | A | 4/4");
}

#[test]
fn declarations_that_would_count_twice_or_collide_are_refused() {
    let refusal = |from: &str, to: &str, file: &str| {
        let mini = mini("\"commune\"", "province");
        mini.edit(file, from, to);
        mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr
    };
    let form = "schemas/things.json";
    for (from, to, file, message) in [
        ("\"reports\": \"commune\"", "\"reports\": [\"commune\", \"commune\"]", form, "one level twice"),
        ("\"reports\": \"commune\"", "\"reports\": []", form, "names no level"),
        ("\"name\": \"cost\"", "\"name\": \"row_status\"", form, "a column that every table has"),
        ("\"name\": \"state\"", "\"name\": \"cost_status\"", form, "made from a field"),
        ("[\"chạy\", \"thử\"]", "[\"chạy\", \"chạy\"]", form, "twice"),
        ("by          = \"state\"", "by          = \"thing\"", "pipelines/things.toml", "with an `enum`"),
        ("level = \"commune\"", "level = \"district\"", "pipelines/things.toml", "reports no `district`"),
    ] {
        let answer = refusal(from, to, file);
        assert!(answer.contains(message), "{to}: {answer}");
    }
    let several = mini("[\"commune\", \"district\"]", "province");
    several.edit("pipelines/things.toml", "level = \"commune\", ", "");
    let answer = several.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(answer.contains("says which by `level`"), "{answer}");
}

#[test]
fn a_year_counts_what_its_last_quarter_lists_and_adds_all_flows() {
    let mini = mini("\"commune\"", "province");
    let quarters = [
        ("04-02", "Q1", "Đèn;chạy;1\n90001;2024-Q1;Xe;chạy;2\n"),
        ("07-02", "Q2", "Đèn;chạy;4\n"),
        ("10-02", "Q3", "Cầu;chạy;8\n"),
        ("12-31", "Q4", "Đèn;chạy;16\n90001;2024-Q4;Bến;thử;32\n"),
    ];
    for (day, quarter, lines) in quarters {
        send(&mini, quarter, &format!("2024-{day}"), &format!("90001;2024-{quarter};{lines}"));
    }
    mini.run(0);
    let year = |indicator: &str| mini.figure(indicator, "90001", OLD, "2024");
    // Of Đèn, Xe, Cầu and Bến the last quarter lists the first, which runs, and the last.
    assert_eq!(year("things_running"), "1.0 | A | 1/1");
    assert_eq!(year("cost"), "63.0 | A | 1/1");
    let at_end: Vec<String> =
        filtered(mini.table("units/things"), &[("ref_area", "90001"), ("time_period", "2024"), ("geography", OLD)])
            .iter()
            .map(|row| format!("{} {}", row["thing"], row["at_end"]))
            .collect();
    assert_eq!(at_end, ["Bến true", "Cầu false", "Xe false", "Đèn true"]);
    // Nothing is listed at the end of a year: none is there, and what it had spent stays.
    let head = "Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nQuý IV năm 2024;;;;\n";
    mini.send("things/empty.csv", "2025-01-05T08:00:00+07:00", format!("{head}{HEADER}"));
    mini.run(0);
    assert_eq!(year("things_running"), "0.0 | A | 1/1");
    assert_eq!(year("cost"), "15.0 | A | 1/1");
    mini.tinhso(&["explain", "things_running", "2024", "--area", "90001", "--geography", OLD]).expect(0);
}

#[test]
fn a_flow_of_some_rows_needs_every_part_of_a_longer_period_too() {
    let mini = mini("\"commune\"", "province");
    let of_boats = r#"
[[indicator]]
name        = "cost_of_boats"
title       = { vi = "Chi phí thuyền", en = "Cost of boats" }
numerator   = { source = "things", value = "sum(cost)", where = "thing = 'Xe'" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["year"]
"#;
    mini.write("pipelines/things.toml", format!("{PIPELINE}{of_boats}"));
    let head = "Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nNăm 2024;;;;\n";
    for (number, day) in (2..=4).zip(["07-02", "10-02", "12-31"]) {
        send(&mini, &format!("Q{number}"), &format!("2024-{day}"), &format!("90001;2024-Q{number};Đèn;chạy;4\n"));
    }
    mini.run(0);
    let year = |indicator: &str| mini.figure(indicator, "90001", OLD, "2024");
    // What the first quarter spent on boats is not known: it never came.
    assert_eq!(year("cost_of_boats"), " | O | 0/1");
    assert_eq!(year("cost"), " | O | 0/1");
    assert_eq!(year("things_running"), "1.0 | A | 1/1");
    let explained = ["explain", "cost_of_boats", "2024", "--area", "90001", "--geography", OLD, "--lang", "en"];
    let answer = mini.tinhso(&explained).expect(0).stdout;
    assert!(answer.contains("2024-Q1"), "{answer}");
    mini.send("things/Q1.csv", "2024-04-02T08:00:00+07:00", format!("{head}{HEADER}90001;2024-Q1;Xe;chạy;7\n"));
    mini.run(0);
    assert_eq!(year("cost_of_boats"), "7.0 | A | 1/1");
}

#[test]
fn rows_that_a_later_list_leaves_out_of_a_unit_are_named() {
    let mini = mini("\"commune\"", "province");
    let first = "90001;2025-Q1;Đèn;chạy;5\n90001;2025-Q1;Xe;chạy;7\n90002;2025-Q1;Đèn;chạy;3\n";
    send(&mini, "a", "2025-04-02", first);
    send(&mini, "b", "2025-04-03", "90001;2025-Q1;Đèn;chạy;6\n90002;2025-Q1;Đèn;chạy;\n");
    mini.run(0);
    let found = |code: &str| filtered(mini.table("findings"), &[("code", "value-removed"), ("ref_area", code)]);
    let left_out = found("90001");
    assert_eq!(left_out.len(), 1);
    assert!(left_out[0]["message_en"].contains("“Xe” (7)"), "{left_out:?}");
    assert_eq!((left_out[0]["object"].as_str(), left_out[0]["state"].as_str()), ("things/b.csv", "open"));
    let blank = found("90002");
    assert_eq!((blank.len(), blank[0]["field"].as_str(), blank[0]["expected"].as_str()), (1, "cost", "3"));
    // Sent once more with another change: what was lost is as lost as before.
    send(&mini, "b2", "2025-04-03", "90001;2025-Q1;Đèn;chạy;8\n90002;2025-Q1;Đèn;chạy;\n");
    mini.run(0);
    let open = || {
        let open = filtered(mini.table("findings"), &[("code", "value-removed"), ("state", "open")]);
        open.iter().map(|row| format!("{} {}", row["object"], row["ref_area"])).collect::<Vec<_>>()
    };
    assert_eq!(open(), ["things/b2.csv 90001", "things/b2.csv 90002"]);
    send(&mini, "c", "2025-04-04", &first.replace(";5", ";6"));
    mini.run(0);
    assert!(open().is_empty(), "{:?}", open());
    // The form without any row.
    let head = "Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nQuý I năm 2025;;;;\n";
    mini.send("things/empty.csv", "2025-04-05T08:00:00+07:00", format!("{head}{HEADER}"));
    mini.run(0);
    assert_eq!(open(), ["things/empty.csv 90001", "things/empty.csv 90002"]);
}

#[test]
fn a_row_of_a_breakdown_that_is_left_out_is_named() {
    let mini = mini("\"commune\"", "province");
    // Of things nothing is said.
    send(&mini, "2024-Q4", "2025-01-02", "90001;2024-Q4;Đèn;chạy;5\n90002;2024-Q4;Đèn;chạy;5\n");
    mini.run(0);
    let found = || filtered(mini.table("findings"), &[("code", "unlisted-row")]);
    assert!(found().is_empty(), "{:?}", found());
    let things = "\"title\": \"Tên dịch vụ\", \"constraints\": { \"required\": true }";
    let listed = "\"title\": \"Tên dịch vụ\", \"constraints\": { \"enum\": [\"Đèn\", \"Xe\"] }";
    mini.edit("schemas/things.json", things, listed);
    let all = |period: &str, without: &str| -> String {
        let rows = ["90001", "90002", "90003", "90004", "90005"]
            .into_iter()
            .flat_map(|code| ["Đèn", "Xe"].map(|thing| format!("{code};{period};{thing};chạy;5\n")));
        rows.filter(|row| without.is_empty() || !row.contains(without)).collect()
    };
    mini.send(
        "things/2024-Q3.csv",
        "2024-10-02T08:00:00+07:00",
        format!("{HEADER}{}", all("2024-Q3", "90003;2024-Q3;Xe")),
    );
    mini.run(0);
    let of_first = filtered(found(), &[("time_period", "2024-Q3")]);
    assert_eq!(of_first.len(), 1, "{of_first:?}");
    assert!(
        of_first[0]["message_en"].contains("no row “Xe” here") && of_first[0]["message_en"].contains("all other units")
    );
    // In the next period the others have no row of it, either, and 90003 had none before.
    let of_next = filtered(found(), &[("time_period", "2024-Q4"), ("ref_area", "90003")]);
    assert_eq!(of_next.len(), 1);
    assert!(
        of_next[0]["message_en"].contains("“Đèn” here") && of_next[0]["message_en"].contains("in 2024-Q3"),
        "{of_next:?}"
    );
    assert_eq!(mini.figure("cost", "90003", OLD, "2024-Q4"), "0.0 | A | 1/1");
    // The list again, with the row.
    mini.send("things/2024-Q3-again.csv", "2024-10-03T08:00:00+07:00", format!("{HEADER}{}", all("2024-Q3", "")));
    mini.run(0);
    let of_first = filtered(found(), &[("time_period", "2024-Q3")]);
    let ways = crate::kit::lines(&of_first, &["object", "ref_area", "state", "resolved_by"]);
    assert_eq!(ways, ["things/2024-Q3.csv | 90003 | resolved | things/2024-Q3-again.csv"]);
}

#[test]
fn two_senders_of_one_unit_are_named_where_their_figures_differ() {
    let mini = mini("\"commune\"", "province");
    mini.edit("schemas/things.json", "\"level\": \"province\"", "\"level\": [\"district\", \"province\"]");
    let head = |sender: &str| format!("Biểu số DV;;;;\n{sender};;;;\nQuý I năm 2025;;;;\n{HEADER}");
    let (district, province) = (head("ỦY BAN NHÂN DÂN HUYỆN SUỐI ĐÁ"), head("ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM"));
    let rows = "90001;2025-Q1;Đèn;chạy;5\n90002;2025-Q1;Đèn;chạy;3\n";
    mini.send("things/a.csv", "2025-04-02T08:00:00+07:00", format!("{district}{rows}"));
    mini.send("things/b.csv", "2025-04-03T08:00:00+07:00", format!("{province}{}", rows.replace(";5", ";6")));
    mini.run(0);
    let found = || filtered(mini.table("findings"), &[("code", "two-senders")]);
    let one = found();
    assert_eq!(one.len(), 1, "{one:?}");
    let said = ["object", "ref_area", "field", "value", "expected"].map(|column| one[0][column].as_str());
    assert_eq!(said, ["things/a.csv", "90001", "cost", "5", "6"]);
    assert_eq!(mini.figure("cost", "90001", OLD, "2025-Q1"), "6.0 | A | 1/1");
    mini.send("things/c.csv", "2025-04-04T08:00:00+07:00", format!("{district}{}", rows.replace(";5", ";6")));
    mini.run(0);
    assert!(found().is_empty(), "{:?}", found());
}

#[test]
fn a_list_without_rows_after_one_with_rows_is_named() {
    let mini = mini("\"commune\"", "province");
    let empty = |quarter: &str| {
        let head = format!("Biểu số DV;;;;\nỦY BAN NHÂN DÂN TỈNH;;;;\nQuý {quarter} năm 2025;;;;\n");
        format!("{head}{HEADER}")
    };
    send(&mini, "q1", "2025-04-02", "90001;2025-Q1;Đèn;chạy;5\n90002;2025-Q1;Xe;chạy;5\n");
    mini.send("things/q2.csv", "2025-07-02T08:00:00+07:00", empty("II"));
    mini.run(0);
    let found = || filtered(mini.table("findings"), &[("code", "missing-row")]);
    assert_eq!(found().len(), 1, "{:?}", found());
    assert_eq!((found()[0]["object"].as_str(), found()[0]["ref_area"].as_str()), ("things/q2.csv", "90"));
    assert!(found()[0]["message_en"].contains("2025-Q1 had rows of 2 units"), "{:?}", found());
    // There was nothing before, either; and one row is a list.
    mini.send("things/q3.csv", "2025-10-02T08:00:00+07:00", empty("III"));
    send(&mini, "q2-again", "2025-07-05", "90001;2025-Q2;Đèn;chạy;5\n");
    mini.run(0);
    let ways = crate::kit::lines(&found(), &["time_period", "state", "resolved_by"]);
    assert_eq!(ways, ["2025-Q2 | resolved | things/q2-again.csv", "2025-Q3 | open | "]);
}
