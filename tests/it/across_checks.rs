//! Checks that name other periods or another form: decided over what is current, they keep no row out; an error withholds the figures that
//! rest on the values that it names.

use crate::decisions::decision;
use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;

fn check(assert: &str, severity: &str, more: &str) -> String {
    format!(
        "\n[[check]]\nname = \"across\"\nsource = \"services\"\nassert = '{assert}'\nseverity = \"{severity}\"\n{more}\nmessage = {{ vi = \"Sai\", en = \"wrong\" }}\n\n[[indicator]]\nname        = \"online_share\""
    )
}

fn project(assert: &str, severity: &str, more: &str) -> Mini {
    let mini = Mini::new();
    mini.edit(
        "pipelines/services.toml",
        "\n[[indicator]]\nname        = \"online_share\"",
        &check(assert, severity, more),
    );
    mini
}

/// received; online; people; score, of the first commune in each quarter; the others do not change.
fn quarters(mini: &Mini, people: [&str; 3], periods: [&str; 3]) {
    for (period, people) in periods.iter().zip(people) {
        let first = format!("100;50;{people};50");
        let cells = [
            Some(first.as_str()),
            Some("200;60;2000;60"),
            Some("300;90;3000;70"),
            Some("400;100;4000;80"),
            Some("500;200;5000;90"),
        ];
        mini.quarter(period, &cells);
    }
}

fn reported(mini: &Mini) -> Vec<String> {
    let columns = ["severity", "disposition", "state", "object", "cell", "field", "ref_area", "time_period", "value"];
    lines(&filtered(mini.table("findings"), &[("check", "across")]), &columns)
}

#[test]
fn a_series_that_falls_is_flagged_by_a_warning() {
    let mini = project("people >= previous(people)", "warning", "");
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(0);
    let found = "warning | used | open | services/2024-Q2.csv | F2 |  | 90001 | 2024-Q2 | people = 900, previous(people) = 1000";
    assert_eq!(reported(&mini), [found]);
    assert_eq!(mini.figure("people", "90001", "as-reported", "2024-Q2"), "900.0 | A | 1/1");
    let data = filtered(mini.table("data/services"), &[("time_period", "2024-Q2")]);
    assert_eq!(data.len(), 5);
}

#[test]
fn a_series_that_begins_again_each_year_is_compared_within_it() {
    let mini = project("people >= previous_in_year(people)", "error", "");
    quarters(&mini, ["1200", "300", "200"], ["2024-Q4", "2025-Q1", "2025-Q2"]);
    mini.run(1);
    let found = "error | withheld | open | services/2025-Q2.csv | F2 |  | 90001 | 2025-Q2 | people = 200, previous_in_year(people) = 300";
    assert_eq!(reported(&mini), [found]);
    // In its return the condition is in words.
    let (_, back) = crate::returned::returns(&mini).remove(0);
    let list = crate::returned::texts(&back, "Cần sửa").concat().join("\n");
    assert!(list.contains("“Dân số” ≥ “Dân số” kỳ trước trong năm"), "{list}");
}

#[test]
fn a_finding_is_explained_at_the_cells_that_its_check_names() {
    let mini = project("people >= previous(people)", "warning", "");
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(0);
    let explained = |indicator: &str| {
        let which = [indicator, "2024-Q2", "--area", "90001", "--geography", "as-reported", "--lang", "en"];
        let arguments: Vec<&str> = std::iter::once("explain").chain(which).collect();
        mini.tinhso(&arguments).expect(0).stdout
    };
    assert!(explained("people").contains("services/2024-Q2.csv · F2 · [check-failed]"), "{}", explained("people"));
    assert!(!explained("dossiers").contains("check-failed"), "{}", explained("dossiers"));
}

#[test]
fn a_mean_of_units_that_merged_rests_on_its_weights() {
    let mini = project("people >= previous(people)", "error", "");
    let rate = r#""measure": "rate""#;
    mini.edit("schemas/services.json", rate, &format!(r#"{rate}, "merge": "mean by people""#));
    let before = "\n[[indicator]]\nname        = \"online_share\"";
    let best = "\n[[indicator]]\nname = \"best\"\ntitle = { vi = \"Điểm\", en = \"Score\" }\nunit = \"SCORE\"\nareas = [\"commune\"]\nperiods = [\"quarter\"]\nnumerator = { source = \"services\", value = \"max(score)\" }\n";
    mini.edit("pipelines/services.toml", before, &format!("{best}{before}"));
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(1);
    assert!(mini.figure("best", "90001", "2025-07-01", "2024-Q2").starts_with(" | Q"));
    assert!(mini.figure("best", "90001", "2025-07-01", "2024-Q3").contains("| E"));
    assert!(mini.figure("best", "90001", "as-reported", "2024-Q2").starts_with("50"));
    let which = ["best", "2024-Q2", "--area", "90001", "--geography", "2025-07-01", "--format", "json"];
    let arguments: Vec<&str> = std::iter::once("explain").chain(which).collect();
    let withheld = mini.tinhso(&arguments).expect(0).json()["withheld"].clone();
    assert_eq!(withheld[0]["cell"], "F2", "{withheld:#?}");
}

#[test]
fn an_error_that_names_no_value_of_its_row_withholds_all_of_them() {
    let mini = project("previous(people) < 1000", "error", "");
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("check", "across"), ("ref_area", "90001")]);
    assert_eq!(lines(&found, &["severity", "disposition", "time_period"]), ["error | withheld | 2024-Q2"]);
    for indicator in ["people", "dossiers", "online_share"] {
        assert!(mini.figure(indicator, "90001", "as-reported", "2024-Q2").starts_with(" | Q"), "{indicator}");
        assert!(!mini.figure(indicator, "90001", "as-reported", "2024-Q3").contains('Q'), "{indicator}");
    }
}

#[test]
fn an_error_withholds_what_rests_on_the_value_and_quarantines_no_row() {
    let mini = project("people >= previous(people)", "error", "");
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(1);
    let found = "error | withheld | open | services/2024-Q2.csv | F2 |  | 90001 | 2024-Q2 | people = 900, previous(people) = 1000";
    assert_eq!(reported(&mini), [found]);
    for area in ["90001", "901", "90"] {
        assert_eq!(
            mini.figure("people", area, "as-reported", "2024-Q2").split(" | ").take(2).collect::<Vec<_>>(),
            ["", "Q"]
        );
    }
    // In the map of 2025 the commune is part of another one of its code.
    assert!(mini.figure("people", "90001", "2025-07-01", "2024-Q2").starts_with(" | Q"));
    assert_eq!(mini.figure("people", "902", "as-reported", "2024-Q2"), "9000.0 | A | 2/2");
    assert_eq!(mini.figure("people", "90001", "as-reported", "2024-Q3"), "950.0 | A | 1/1");
    // Other fields of the row stay.
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2024-Q2"), "100.0 | A | 1/1");
    assert_eq!(filtered(mini.table("data/services"), &[("time_period", "2024-Q2")]).len(), 5);
    let submissions = filtered(mini.table("submissions"), &[("time_period", "2024-Q2"), ("ref_area", "901")]);
    assert_eq!(lines(&submissions, &["rows_accepted", "rows_quarantined"]), ["3 | 0"]);
    let explained = mini.tinhso(&["explain", "people", "2024-Q2", "--area", "90001", "--lang", "en"]).expect(0).stdout;
    assert!(explained.contains("900"), "{explained}");
    for area in ["90001", "901", "90"] {
        let explained = mini.tinhso(&["explain", "people", "2024-Q2", "--area", area, "--lang", "en"]).expect(0).stdout;
        let said = "Withheld for one error:\n    wrong · services/2024-Q2.csv · F2 · [check-failed]";
        assert!(explained.contains(said), "{area}: {explained}");
    }
    // What is repeated is the same.
    mini.tinhso(&["verify"]).expect(0);
    // A person confirms the value: nothing is withheld any more.
    let object = "services/2024-Q2.csv";
    let bytes = std::fs::read(mini.path().join("landing").join(object)).expect("a submission");
    mini.write("decisions.toml", decision(&bytes, object, ("", "F2"), "keep = true"));
    mini.run(0);
    assert_eq!(filtered(mini.table("findings"), &[("check", "across")])[0]["state"], "accepted");
    for (area, people) in [("90001", "900.0 | A | 1/1"), ("902", "9000.0 | A | 2/2")] {
        assert_eq!(mini.figure("people", area, "as-reported", "2024-Q2"), people);
    }
}

#[test]
fn a_corrected_value_resolves_what_it_was_found_at_beside_others() {
    let mini = project("people >= previous(people)", "error", "");
    quarters(&mini, ["1000", "900", "1200"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(1);
    let object = "services/2024-Q2.csv";
    let bytes = std::fs::read(mini.path().join("landing").join(object)).expect("a submission");
    let text = decision(&bytes, object, ("", "F2"), "value = \"1100\"");
    mini.write("decisions.toml", text);
    mini.run(0);
    assert_eq!(mini.figure("people", "90001", "as-reported", "2024-Q2"), "1100.0 | I | 1/1");
    let found = lines(&filtered(mini.table("findings"), &[("object", object)]), &["code", "state", "cell"]);
    assert_eq!(found, ["check-failed | resolved | F2"]);
    let by = filtered(mini.table("findings"), &[("object", object)])[0]["resolved_by"].clone();
    assert!(by.starts_with("decisions.toml#"), "{by}");
    // The reading is cached with what was sent, and gives the same.
    mini.quarter("2024-Q4", &[Some("100;50;1300;50"), None, None, None, None]);
    mini.run(0);
    let again = lines(&filtered(mini.table("findings"), &[("object", object)]), &["code", "state", "cell"]);
    assert_eq!(again, found);
    mini.tinhso(&["verify"]).expect(0);
}

#[test]
fn the_same_period_a_year_ago_is_another_than_the_one_before() {
    let mini = project("people <= 2 * year_ago(people)", "warning", "");
    quarters(&mini, ["1000", "1500", "2500"], ["2023-Q2", "2023-Q3", "2024-Q2"]);
    mini.run(0);
    let found = "warning | used | open | services/2024-Q2.csv | F2 |  | 90001 | 2024-Q2 | people = 2500, year_ago(people) = 1000";
    assert_eq!(reported(&mini), [found]);
}

const CENSUS: &str = r#"{ "name": "census", "form": { "code": "DS", "frequency": "quarter", "reports": "commune", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": { "fields": [
    { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
    { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
    { "name": "population", "type": "integer", "title": "Dân số điều tra", "measure": "stock", "unit": "PERSON" }
  ], "primaryKey": ["code", "period"], "missingValues": [{ "value": "", "status": "O" }] } }"#;

#[test]
fn a_form_is_compared_with_another() {
    for (missing, expected) in [("", 1), ("missing = \"fails\"", 4)] {
        let mini = project("people <= census.population", "warning", &format!("with = \"census\"\n{missing}"));
        mini.write("schemas/census.json", CENSUS);
        mini.edit(
            "pipelines/services.toml",
            "[[check]]",
            "[[source]]\nform = \"census\"\nfrom = \"census/**\"\n\n[[check]]",
        );
        quarters(&mini, ["1000", "1000", "1000"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
        let text = "Mã xã;Kỳ báo cáo;Dân số điều tra\n90001;2024-Q2;999\n90002;2024-Q2;2000\n";
        mini.send("census/2024-Q2.csv", "2024-07-05T09:00:00+07:00", text);
        mini.run(0);
        let found = filtered(mini.table("findings"), &[("check", "across"), ("time_period", "2024-Q2")]);
        let (found, mended): (Vec<Row>, Vec<Row>) = found.into_iter().partition(|row| row["state"] == "open");
        assert_eq!(found.len(), expected, "{missing}");
        assert_eq!(found[0]["value"], "people = 1000, census.population = 999");
        // Before the census came nothing was there to compare with.
        let mended: Vec<_> = mended.iter().map(|row| (row["ref_area"].as_str(), row["resolved_by"].as_str())).collect();
        let of_second: &[_] = if missing.is_empty() { &[] } else { &[("90002", "census/2024-Q2.csv")] };
        assert_eq!(mended, of_second);
    }
}

#[test]
fn what_cannot_be_compared_is_a_fault() {
    let faults = [
        ("people >= previous(persons)", "", "previous(persons)"),
        ("people >= census.population", "", "census.population"),
        ("people >= \"value-added\".worth", "with = \"value-added\"", "value-added.worth"),
        ("people >= 1", "with = \"nothing\"", "nothing"),
        ("people >= 1", "with = \"value-added\"", "may have several rows of a unit in a period"),
        ("people >= 1", "with = \"value-added\"", "form value-added reports province, and form services commune"),
    ];
    for (assert, more, said) in faults {
        let answer = project(assert, "warning", more).tinhso(&["check", "--lang", "en"]).expect(2);
        assert!(answer.stderr.contains(said), "{assert} {more}: {}", answer.stderr);
    }
    let mini = Mini::new();
    mini.edit("pipelines/services.toml", "sum(received)\" }\nunit", "sum(previous(received))\" }\nunit");
    mini.tinhso(&["check"]).expect(2);
}

#[test]
fn a_form_is_joined_where_both_speak_of_one_level_at_one_time() {
    let by_day = r#"[{ "from": "2020-01-01", "level": "LEVEL" }, { "from": "2025-07-01", "level": "commune" }]"#;
    for (reports, is_refused) in [
        ("\"commune\"", false),
        ("[\"district\", \"commune\"]", false),
        ("[\"district\", \"province\"]", true),
        (&by_day.replace("LEVEL", "district"), false),
        (
            &by_day
                .replace("2025-07-01", "2020-02-01")
                .replace("\"commune\"", "\"province\"")
                .replace("LEVEL", "district"),
            true,
        ),
    ] {
        let mini = project("people <= census.population", "warning", "with = \"census\"");
        mini.write(
            "schemas/census.json",
            CENSUS.replace("\"reports\": \"commune\"", &format!("\"reports\": {reports}")),
        );
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{reports}: {}", answer.stderr);
        assert_eq!(
            answer.stderr.contains("no row of the one is of a unit of the other"),
            is_refused,
            "{}",
            answer.stderr
        );
    }
}

#[test]
fn a_check_fails_at_the_cell_that_is_the_matter() {
    for (assert, cells, found) in [
        ("people > 100 AND score > 1", "100;50;1000;", "G2 people = 1000, score = NULL"),
        ("people > 100 AND score > 1", "100;50;;50", "F2 people = NULL, score = 50"),
        ("people > 100 AND score > 1", "100;50;1000;0,5", "G2 people = 1000, score = 0.5"),
        (
            "people >= previous(people) AND score > 1",
            "100;50;1000;0,5",
            "G2 people = 1000, previous(people) = NULL, score = 0.5",
        ),
    ] {
        let mini = project(assert, "error", "missing = \"fails\"");
        mini.quarter("2024-Q1", &[Some(cells), None, None, None, None]);
        mini.run(1);
        let rows = filtered(mini.table("findings"), &[("check", "across"), ("ref_area", "90001")]);
        let rows: Vec<String> = rows.iter().map(|row| format!("{} {}", row["cell"], row["value"])).collect();
        assert_eq!(rows, [found], "{assert}");
    }
}

#[test]
fn what_is_mended_is_resolved_by_the_row_that_mended_it() {
    let state = |mini: &Mini| {
        let columns = ["state", "resolved_by", "object", "cell", "time_period", "since", "value"];
        lines(&filtered(mini.table("findings"), &[("check", "across")]), &columns)
    };
    let report = |mini: &Mini, object: &str, day: &str, period: &str, people: &str| {
        let cells = format!("100;50;{people};50");
        let at = format!("{day}T09:00:00+07:00");
        mini.send(object, &at, crate::mini::sheet(period, &crate::mini::OLD[..1], &[Some(&cells)]));
    };
    let mini = project("people >= previous(people)", "error", "");
    report(&mini, "services/q1.csv", "2024-04-05", "2024-Q1", "9000");
    report(&mini, "services/q2.csv", "2024-07-05", "2024-Q2", "1000");
    report(&mini, "services/q3.csv", "2024-10-05", "2024-Q3", "900");
    mini.run(1);
    let of_second = |state: &str| {
        format!(
            "{state} | services/q2.csv | F2 | 2024-Q2 | 2024-07-05T02:00:00Z | people = 1000, previous(people) = 9000"
        )
    };
    let of_third = |state: &str, at: &str, value: &str| format!("{state} | services/{at} | people = {value}");
    let third = ["q3.csv | F2 | 2024-Q3 | 2024-10-05T02:00:00Z", "900, previous(people) = 1000"];
    assert_eq!(state(&mini), [of_second("open | "), of_third("open | ", third[0], third[1])]);
    // The row of the period before, and then the row itself; what is as wrong as before stays open, since the first.
    report(&mini, "services/q1b.csv", "2024-10-08", "2024-Q1", "900");
    report(&mini, "services/q3b.csv", "2024-10-09", "2024-Q3", "950");
    mini.run(1);
    let again = ["q3b.csv | F2 | 2024-Q3 | 2024-10-05T02:00:00Z", "950, previous(people) = 1000"];
    let resolved = [
        of_second("resolved | services/q1b.csv"),
        of_third("resolved | services/q3b.csv", third[0], third[1]),
        of_third("open | ", again[0], again[1]),
    ];
    assert_eq!(state(&mini), resolved);
    report(&mini, "services/q3c.csv", "2024-10-10", "2024-Q3", "1000");
    mini.run(0);
    let resolved = [
        of_second("resolved | services/q1b.csv"),
        of_third("resolved | services/q3b.csv", third[0], third[1]),
        of_third("resolved | services/q3c.csv", again[0], again[1]),
    ];
    assert_eq!(state(&mini), resolved);
    assert_eq!(mini.figure("people", "90001", "as-reported", "2024-Q3"), "1000.0 | A | 1/1");
    // What was missing has come.
    let mini = project("people >= previous(people)", "warning", "missing = \"fails\"");
    report(&mini, "services/q2.csv", "2024-07-05", "2024-Q2", "1000");
    report(&mini, "services/q1.csv", "2024-07-08", "2024-Q1", "900");
    mini.run(0);
    let found = state(&mini);
    assert!(found.contains(&"resolved | services/q1.csv | services/q2.csv | F2 | 2024-Q2 | 2024-07-05T02:00:00Z | people = 1000, previous(people) = NULL".to_owned()), "{found:?}");
}

#[test]
fn what_is_withdrawn_resolves_what_a_check_found_in_it_and_beside_it() {
    let state = |mini: &Mini| {
        let columns = ["state", "resolved_by", "object", "time_period", "value"];
        lines(&filtered(mini.table("findings"), &[("check", "across")]), &columns)
    };
    let withdraw = |mini: &Mini, object: &str| mini.tinhso(&["withdraw", object, "--why", "gửi nhầm"]).expect(0);
    let second = "services/2024-Q2.csv | 2024-Q2 | people = 900, previous(people) = 1000";
    let mini = project("people >= previous(people)", "error", "");
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    quarters(&mini, ["1000", "900", "950"], ["2024-Q1", "2024-Q2", "2024-Q3"]);
    mini.run(1);
    assert_eq!(state(&mini), [format!("open |  | {second}")]);
    // The row of the period before is taken back, and then the row itself.
    withdraw(&mini, "services/2024-Q1.csv");
    mini.run(0);
    assert_eq!(state(&mini), [format!("resolved | withdrawal | {second}")]);
    assert_eq!(mini.figure("people", "90001", "as-reported", "2024-Q2"), "900.0 | A | 1/1");
    mini.tinhso(&["verify"]).expect(0);
    withdraw(&mini, "services/2024-Q2.csv");
    mini.run(0);
    assert_eq!(state(&mini), [format!("resolved | withdrawal | {second}")]);
    // What counts again is open again.
    for object in ["services/2024-Q1.csv", "services/2024-Q2.csv"] {
        mini.tinhso(&["restore", object, "--why", "vẫn đúng"]).expect(0);
    }
    mini.run(1);
    assert_eq!(state(&mini), [format!("open |  | {second}")]);
    // Where what comes in its place is as wrong, that is open.
    withdraw(&mini, "services/2024-Q2.csv");
    let again = crate::mini::sheet("2024-Q2", &crate::mini::OLD[..1], &[Some("100;50;800;50")]);
    mini.send("services/2024-Q2b.csv", "2024-07-20T09:00:00+07:00", again);
    mini.run(1);
    let other = "services/2024-Q2b.csv | 2024-Q2 | people = 800, previous(people) = 1000";
    let mut found = state(&mini);
    found.sort();
    assert_eq!(found, [format!("open |  | {other}"), format!("resolved | withdrawal | {second}")]);
}

/// A table of the first commune alone as a workbook.
fn workbook(period: &str, people: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let labels =
        ["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
    for (column, label) in (0_u16..).zip(labels) {
        page.write(0, column, label).expect("written");
    }
    for (column, text) in (0_u16..).zip(["90001", "Xã Đồi Chè", period]) {
        page.write(1, column, text).expect("written");
    }
    for (column, number) in (3_u16..).zip([100, 50, people, 50]) {
        page.write(1, column, number).expect("written");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn what_a_check_finds_is_known_since_the_last_of_the_rows_by_which_it_fails() {
    let csv = |period: &str, people: u32| -> Vec<u8> {
        format!(
            "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n90001;Xã Đồi Chè;{period};100;50;{people};50\n"
        )
        .into_bytes()
    };
    let day = |day: &str| format!("{day}T09:00:00+07:00");
    let since = |mini: &Mini| {
        let rows = filtered(mini.table("findings"), &[("check", "across")]);
        let mut found = lines(&rows, &["state", "object", "since"]);
        found.sort();
        found
    };
    for (kind, of) in [("csv", &csv as &dyn Fn(&str, u32) -> Vec<u8>), ("xlsx", &workbook)] {
        let send = |mini: &Mini, name: &str, came: &str, period: &str, people: u32| {
            mini.send(&format!("services/{name}.{kind}"), &day(came), of(period, people));
        };
        let named =
            |state: &str, name: &str, since: &str| format!("{state} | services/{name}.{kind} | {since}T02:00:00Z");
        // The row before was raised, and the one that is judged was sound until then.
        let mini = project("people >= previous(people)", "error", "");
        send(&mini, "q3", "2024-10-06", "2024-Q3", 900);
        send(&mini, "q4", "2025-01-06", "2024-Q4", 940);
        mini.run(0);
        assert!(since(&mini).is_empty());
        send(&mini, "q3 lần 2", "2025-01-26", "2024-Q3", 950);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4", "2025-01-26")]);
        // Sent anew as wrong as it was, it stays known since the first time.
        send(&mini, "q4 lần 2", "2025-02-10", "2024-Q4", 945);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4 lần 2", "2025-01-26"), named("resolved", "q4", "2025-01-26")]);
        // The row before came first, or after the one that is judged, or changes while the check fails all the same.
        let mini = project("people >= previous(people)", "error", "");
        send(&mini, "q4", "2025-01-06", "2024-Q4", 940);
        send(&mini, "q3", "2025-01-08", "2024-Q3", 950);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4", "2025-01-08")]);
        send(&mini, "q3 lần 2", "2025-01-26", "2024-Q3", 960);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4", "2025-01-08")]);
        let mini = project("people >= previous(people)", "error", "");
        send(&mini, "q3", "2024-10-06", "2024-Q3", 950);
        send(&mini, "q4", "2025-01-06", "2024-Q4", 940);
        send(&mini, "q3 lần 2", "2025-01-26", "2024-Q3", 960);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4", "2025-01-06")]);
        // What fails by its own values is known since it came, whatever else comes.
        let mini = project("people >= 945 AND people >= previous(people)", "error", "");
        send(&mini, "q4", "2025-01-06", "2024-Q4", 940);
        send(&mini, "q3", "2025-01-08", "2024-Q3", 950);
        mini.run(1);
        assert_eq!(since(&mini), [named("open", "q4", "2025-01-06")]);
    }
}
