//! `decisions.toml`: what people decide of single cells, in every format, until the file changes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tinhso::store::digest::sha256_hex;

use crate::kit::{Row, current, current_id, filtered, repository, table, tinhso, tree};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};
use crate::{lines, xlsb};

/// A decision about a cell of a file, as a person writes it.
pub fn decision(bytes: &[u8], object: &str, (sheet, cell): (&str, &str), decided: &str) -> String {
    let mut text = format!("[[decision]]\nobject_sha256 = \"{}\"\nobject = \"{object}\"\n", sha256_hex(bytes));
    if !sheet.is_empty() {
        let _ = writeln!(text, "sheet = \"{sheet}\"");
    }
    let _ = writeln!(
        text,
        "cell = \"{cell}\"\n{decided}\nwho = \"Nguyễn Lan\"\nwhy = \"Hỏi lại qua điện thoại\"\nwhen = \"2025-04-20\"\n"
    );
    text
}

/// What `validate` says of a file.
#[track_caller]
fn validated(project: &Path, file: &str, code: i32) -> Value {
    let path = project.join(file).to_string_lossy().into_owned();
    tinhso(project, &["validate", &path, "--format", "json"]).expect(code).json()["files"][0].clone()
}

fn failed_check(validated: &Value) -> Value {
    let mut findings = validated["findings"].as_array().expect("findings").iter();
    findings.find(|finding| finding["code"] == "check-failed").expect("a check that failed").clone()
}

/// A cell whose check fails is corrected, and then kept as it was sent.
#[track_caller]
fn decides(project: &Path, file: &str, corrected: &str) {
    let bytes = fs::read(project.join(file)).expect("a file");
    let before = failed_check(&validated(project, file, 1));
    let at = |key: &str| before["location"][key].as_str().unwrap_or_default().to_owned();
    let (sheet, cell) = (at("sheet"), at("cell"));
    for (decided, state) in [(format!("value = \"{corrected}\""), "resolved"), ("keep = true".to_owned(), "accepted")] {
        let written = decision(&bytes, file, (&sheet, &cell), &decided);
        fs::write(project.join("decisions.toml"), written).expect("written");
        let after = validated(project, file, 0);
        let finding = failed_check(&after);
        assert_eq!(finding["settled"]["state"], state, "{file}: {after}");
        assert!(finding["settled"]["by"].as_str().expect("a decision").starts_with("decisions.toml#"), "{file}");
        let quarantined: u64 = after["tables"][0]["rows_quarantined"].as_u64().expect("a number");
        assert_eq!(quarantined, 0, "{file}: {after}");
    }
    fs::remove_file(project.join("decisions.toml")).expect("gone");
}

#[test]
fn a_decision_reaches_its_cell_in_every_format() {
    let case = repository().join("fixtures/cases/missing-numbers-in-every-format");
    let folder = tempfile::tempdir().expect("a folder");
    for inside in ["project", "in"] {
        for (name, bytes) in tree(&case.join(inside)) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("written");
        }
    }
    for ending in ["csv", "json", "ods", "parquet", "xls", "xlsx"] {
        decides(folder.path(), &format!("bieu-01.{ending}"), "có");
    }
    let mini = Mini::new();
    mini.write("q2.xlsb", xlsb::with_more_online_than_received());
    decides(mini.path(), "q2.xlsb", "30");
}

/// A quarter in which a text stands for a number, and a commune has more dossiers online than received.
const FAULTY: [Option<&str>; 5] = [
    Some("100;50;1000;50"),
    Some("nhiều;60;2000;60"),
    Some("300;390;3000;70"),
    Some("400;100;4000;80"),
    Some("500;200;5000;90"),
];

const OBJECT: &str = "services/2025-Q2.csv";

fn faulty() -> (Mini, String) {
    let (mini, text) = (Mini::new(), sheet("2025-Q2", &OLD, &FAULTY));
    mini.send(OBJECT, "2025-07-05T09:00:00+07:00", &text);
    (mini, text)
}

fn states(mini: &Mini) -> Vec<String> {
    let line = |row: &Row| format!("{} {} {} {}", row["code"], row["cell"], row["state"], row["resolved_by"]);
    mini.table("findings").iter().map(line).collect()
}

#[test]
fn once_every_error_is_decided_a_run_ends_well_and_figures_say_what_was_corrected() {
    let (mini, text) = faulty();
    mini.send("services/2025-Q1.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    mini.run(1);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), " | O | 3/5");
    let before = current_id(&mini.warehouse()).expect("a run");
    let both = decision(text.as_bytes(), OBJECT, ("", "D3"), "value = \"210\"")
        + &decision(text.as_bytes(), OBJECT, ("", "E4"), "keep = true\ncode = \"check-failed\"");
    mini.write("decisions.toml", both);
    let answer = mini.run(0);
    // The other object is not read again.
    assert_eq!(answer["objects_read"], 1, "{answer}");
    assert_eq!((&answer["summary"]["errors"], &answer["summary"]["accepted"]), (&0.into(), &1.into()));
    assert_ne!(current_id(&mini.warehouse()).expect("a run"), before);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "1510.0 | I | 5/5");
    assert_eq!(mini.figure("people", "90", "as-reported", "2025-Q2"), "15000.0 | A | 5/5");
    assert_eq!(mini.figure("dossiers", "90003", "as-reported", "2025-Q2"), "300.0 | A | 1/1");
    let found = states(&mini);
    assert!(found.iter().any(|line| line.starts_with("type-error D3 resolved decisions.toml#")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("check-failed E4 accepted decisions.toml#")), "{found:?}");
    // The same decisions give the same run, from the cache and without.
    let run = current_id(&mini.warehouse());
    assert_eq!(mini.run(0)["objects_read"], 0);
    mini.run_with(0, &["--no-cache"]);
    assert_eq!(current_id(&mini.warehouse()), run);
    mini.tinhso(&["verify"]).expect(0);

    let asked = ["explain", "dossiers", "2025-Q2", "--area", "90002", "--format"];
    let explained = mini.tinhso(&[&asked[..], &["json"]].concat()).expect(0).json();
    let cell = &explained["units"][0]["rows"][0]["fields"][0]["cells"][0];
    assert_eq!((&cell["raw"], &cell["value"], &cell["status"]), (&"nhiều".into(), &"210".into(), &"I".into()));
    assert_eq!((&cell["agrees"], &cell["decisions"][0]["value"]), (&true.into(), &"210".into()), "{cell}");
    assert_eq!(cell["decisions"][0]["who"], "Nguyễn Lan");
    let page = mini.tinhso(&["explain", "dossiers", "2025-Q2", "--area", "90002"]).expect(0).stdout;
    insta::assert_snapshot!("explained", hidden(&page));
    let lines = mini.tinhso(&[&asked[..], &["csv"]].concat()).expect(0).stdout;
    assert!(lines.contains("nhiều") && lines.contains("Hỏi lại qua điện thoại"), "{lines}");

    // The decisions travel with the declarations.
    let bundle = mini.path().join("run.zip").to_string_lossy().into_owned();
    mini.tinhso(&["bundle", &run.clone().expect("a run"), &bundle]).expect(0);
    mini.tinhso(&["verify", "--bundle", &bundle]).expect(0);
    let diff = mini.tinhso(&["diff", &before, "--format", "json"]).json();
    assert!(diff.to_string().contains("decisions.toml"), "{diff}");
}

#[test]
fn rows_of_one_key_that_a_correction_makes_equal_count_once() {
    let mini = Mini::new();
    let text = sheet(
        "2025-Q2",
        &[OLD[0], OLD[0], OLD[1]],
        &[Some("100;50;1000;50"), Some("110;50;1000;50"), Some("200;60;2000;60")],
    );
    mini.send(OBJECT, "2025-07-05T09:00:00+07:00", &text);
    mini.run(1);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), " | O | 0/1");
    mini.write("decisions.toml", decision(text.as_bytes(), OBJECT, ("", "D3"), "value = \"100\""));
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "100.0 | A | 1/1");
    let found = states(&mini);
    assert_eq!(
        found.iter().filter(|line| line.starts_with("primary-key") && line.contains(" open ")).count(),
        1,
        "{found:?}"
    );
}

/// A page without the ids of runs and the digests of objects.
fn hidden(page: &str) -> String {
    let run = regex_lite::Regex::new(r"\b[0-9a-f]{12,16}\b").expect("a pattern");
    run.replace_all(page, "[id]").into_owned()
}

#[test]
fn what_is_no_value_cannot_be_kept_and_what_does_nothing_is_said() {
    let (mini, text) = faulty();
    let of = |cell: &str, decided: &str| decision(text.as_bytes(), OBJECT, ("", cell), decided);
    let all = [
        of("D3", "keep = true"),
        of("D4", "keep = true"),
        of("E4", "value = \"39\""),
        of("D5", "value = \"410\""),
        of("Z99", "value = \"1\""),
        of("F5", "value = \"4000\""),
        decision(text.as_bytes(), OBJECT, ("Biểu", "D5"), "value = \"1\""),
    ];
    mini.write("decisions.toml", all.concat());
    mini.run(1);
    let open = filtered(mini.table("findings"), &[("state", "open")]);
    let open: Vec<String> = open
        .iter()
        .map(|row| format!("{} {} {}: {}", row["severity"], row["code"], row["cell"], row["message_en"]))
        .collect();
    insta::assert_snapshot!("said", hidden(&open.join("\n")));
    assert_eq!(mini.figure("dossiers", "90004", "as-reported", "2025-Q2"), "410.0 | I | 1/1");
}

#[test]
fn a_decision_about_a_file_that_changed_is_stale() {
    let (mini, text) = faulty();
    // Withdrawals are of today.
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let kept = decision(text.as_bytes(), OBJECT, ("", "E4"), "keep = true");
    let other = decision(b"never sent", "services/none.csv", ("", "E4"), "keep = true");
    mini.send("none/2025-Q2.csv", "2025-07-05T09:00:00+07:00", "taken by nobody");
    let unclaimed = decision(b"taken by nobody", "none/2025-Q2.csv", ("", "E4"), "keep = true");
    let changed = decision(b"other bytes", OBJECT, ("", "E4"), "value = \"1\"");
    mini.write("decisions.toml", [kept, other, unclaimed, changed].concat());
    mini.run(1);
    let stale = || -> Vec<String> {
        let rows = filtered(mini.table("findings"), &[("code", "stale-decision")]);
        rows.iter().map(|row| format!("{} {}: {}", row["object"], row["cell"], row["message_en"])).collect()
    };
    assert_eq!(stale().len(), 3);
    mini.send("services/2025-Q2 lần 2.csv", "2025-07-09T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.run(0);
    insta::assert_snapshot!("stale", hidden(&stale().join("\n")));
    let since = || -> Vec<String> {
        let rows = filtered(mini.table("findings"), &[("code", "stale-decision")]);
        rows.iter().map(|row| format!("{} {}", row["object"], row["since"])).collect()
    };
    assert!(since().iter().all(|line| line.contains(" 20")), "{:?}", since());
    assert!(since().iter().any(|line| line.starts_with("services/none.csv 2025-04-19T17:00")), "{:?}", since());
    // Where it was withdrawn, that is what is said.
    mini.tinhso(&["withdraw", OBJECT, "--why", "sai"]).expect(0);
    mini.run(0);
    assert!(stale().iter().any(|line| line.contains("withdrawn")), "{:?}", stale());
    assert!(since().iter().all(|line| line.contains(" 20")), "{:?}", since());
}

#[test]
fn cells_of_exports_of_lines_are_refused() {
    let mini = lines::mini();
    let text = format!("{}90001;2025-Q1;online;1,5;400\n", lines::HEADER);
    mini.send("lines/q1.csv", "2025-04-05T09:00:00+07:00", &text);
    mini.write("decisions.toml", decision(text.as_bytes(), "lines/q1.csv", ("", "E2"), "value = \"40\""));
    mini.run(1);
    let refused = filtered(mini.table("findings"), &[("code", "unusable-decision")]);
    assert_eq!(refused.len(), 1);
    assert!(refused[0]["message_en"].contains("export of lines"), "{:?}", refused[0]);
    mini.write("q1.csv", &text);
    let answer = validated(mini.path(), "q1.csv", 1);
    assert!(answer["findings"].to_string().contains("unusable-decision"), "{answer}");
}

#[test]
fn what_is_accepted_is_not_asked_of_the_sender() {
    let (mini, text) = faulty();
    mini.run(1);
    let folder = current(&mini.warehouse()).join("returns");
    let before = tree(&folder);
    let first = before.keys().next().expect("a workbook").clone();
    mini.write("decisions.toml", decision(text.as_bytes(), OBJECT, ("", "E4"), "keep = true"));
    mini.run(1);
    let after = tree(&current(&mini.warehouse()).join("returns"));
    assert_ne!(before[&first], after[&first]);
    mini.write(
        "decisions.toml",
        decision(text.as_bytes(), OBJECT, ("", "E4"), "keep = true")
            + &decision(text.as_bytes(), OBJECT, ("", "D3"), "value = \"210\""),
    );
    mini.run(0);
    assert!(!current(&mini.warehouse()).join("returns").exists());
}

#[test]
fn decisions_about_other_objects_change_nothing() {
    let (mini, _) = faulty();
    mini.run(1);
    let tables = |run: &Path| {
        let mut tables = tree(run);
        tables.retain(|name, _| name.ends_with(".parquet") && !name.starts_with("declarations"));
        let findings = table(&run.join("findings.parquet"));
        tables.remove("findings.parquet");
        (tables, findings.into_iter().filter(|row| row["code"] != "stale-decision").collect::<Vec<Row>>())
    };
    let before = tables(&current(&mini.warehouse()));
    mini.write("decisions.toml", "");
    mini.run(1);
    assert!(before == tables(&current(&mini.warehouse())));
    mini.write("decisions.toml", decision(b"other bytes", "x.csv", ("", "D3"), "value = \"210\""));
    let answer = mini.run(1);
    assert_eq!(answer["objects_read"], 0);
    assert!(before == tables(&current(&mini.warehouse())));
}

#[test]
fn faults_of_decisions_are_said_with_their_lines() {
    let mini = Mini::new();
    let digest = "a".repeat(64);
    mini.write(
        "decisions.toml",
        format!(
            r#"[[decision]]
object_sha256 = "abc"
object = "a.csv"
cell = "f$7"
value = "1"
keep = true
code = "type-error"
who = " "
why = "x"
when = "2025-04-20"

[[decision]]
object_sha256 = "{digest}"
object = "a.csv"
cell = "F7"
who = "Lan"
why = "x"
when = "2025-04-20"

[[decision]]
object_sha256 = "{digest}"
object = "a.csv"
cell = "F7"
keep = false
who = "Lan"
why = "x"
when = "2025-04-20"
"#
        ),
    );
    let faults = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    mini.write(
        "decisions.toml",
        "[[decision]]\nobject_sha256 = 5\nobject = \"a\"\ncel = \"F7\"\nvalue = 7\ncode = \"typ-error\"\nwhen = 2025-01-01\n",
    );
    let keys = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    insta::assert_snapshot!("faults", format!("{faults}---\n{keys}"));
}

#[test]
fn a_decision_whose_digest_is_that_of_another_object_stops_the_run() {
    let (mini, text) = faulty();
    mini.send("services/other.csv", "2025-07-05T10:00:00+07:00", sheet("2025-Q1", &OLD, &SECOND_QUARTER));
    for named in ["services/other.csv", "services/none.csv"] {
        mini.write("decisions.toml", decision(text.as_bytes(), named, ("", "D2"), "value = \"120\""));
        let refused = mini.tinhso(&["run", "--lang", "en"]).expect(2).stderr;
        let said = format!("decisions.toml:2: the digest is that of {OBJECT}, and not of {named}");
        assert!(refused.contains(&said), "{refused}");
        assert!(!mini.warehouse().join("current").exists());
    }
    mini.write("decisions.toml", decision(text.as_bytes(), OBJECT, ("", "D2"), "value = \"120\""));
    mini.run(1);
}

#[test]
fn a_cell_that_is_kept_and_has_another_value_is_decided_twice() {
    let (mini, text) = faulty();
    let value = decision(text.as_bytes(), OBJECT, ("", "E4"), "value = \"1\"");
    let keep = |code: &str| decision(text.as_bytes(), OBJECT, ("", "E4"), &format!("keep = true{code}"));
    for both in [value.clone() + &keep(""), keep("") + &value] {
        mini.write("decisions.toml", both);
        let refused = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
        assert!(refused.contains("is decided twice") && refused.contains("`value` for another value"), "{refused}");
    }
    // What the value has resolved is not kept; a finding of the value itself may be.
    mini.write("decisions.toml", value + &keep("\ncode = \"check-failed\""));
    mini.tinhso(&["check"]).expect(0);
    mini.run(1);
    let needless = filtered(mini.table("findings"), &[("code", "needless-decision"), ("cell", "E4")]);
    assert_eq!(needless.len(), 1, "{:?}", states(&mini));
}
