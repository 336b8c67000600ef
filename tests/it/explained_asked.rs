//! What is asked about is what is explained: the unit of today, the run that is shown, and the declarations that a run keeps.

use serde_json::Value;

use crate::kit::current_id;
use crate::mini::{Mini, NEW, SECOND_QUARTER, THIRD_QUARTER, sheet};

#[test]
fn a_code_that_is_used_again_is_that_of_the_unit_of_today() {
    let mini = Mini::new();
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    // 90003 was Xã Cầu Tre, and is Xã Hồ Sen, of which nothing is known.
    let cells = [THIRD_QUARTER[0], Some("...;...;...;..."), THIRD_QUARTER[2]];
    mini.send("services/2025-Q3.csv", "2025-10-02T09:00:00+07:00", sheet("2025-Q3", &NEW, &cells));
    mini.run(0);
    let explained = |more: &[&str]| -> Value {
        let asked = ["explain", "dossiers", "--area", "90003", "--format", "json"];
        mini.tinhso(&[&asked[..], more].concat()).expect(0).json()
    };
    let figure = |answer: &Value| {
        let of = |name: &str| answer["figure"][name].as_str().expect("a text").to_owned();
        format!("{} {} {}", of("ref_area_name"), of("time_period"), answer["figure"]["obs_value"])
    };
    let answer = explained(&[]);
    assert_eq!(figure(&answer), "Xã Hồ Sen 2025-Q3 null");
    assert_eq!(answer["others_named"][0]["ref_area_name"], "Xã Cầu Tre");
    let text = mini.tinhso(&["explain", "dossiers", "--area", "90003", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("also that of Xã Cầu Tre (90003, until 2025-07-01)"), "{text}");
    // In its own time the code is that of the unit of then.
    let answer = explained(&["2025-Q2"]);
    assert!(figure(&answer).starts_with("Xã Cầu Tre 2025-Q2 "), "{answer}");
    assert_eq!(answer["others_named"][0]["ref_area_name"], "Xã Hồ Sen");
    // A unit that was always the same has nothing to add.
    let same = mini.tinhso(&["explain", "dossiers", "--area", "90001", "--format", "json"]).expect(0).json();
    assert_eq!(same["others_named"], serde_json::json!([]));
}

#[test]
fn the_next_step_after_show_explains_the_figure_that_is_shown() {
    let mini = Mini::new();
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    mini.run(0);
    let first = current_id(&mini.warehouse()).expect("a run");
    mini.send("services/2025-Q3.csv", "2025-10-02T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    mini.run(0);
    let shown = |more: &[&str]| {
        let text = mini.tinhso(&[&["show", "dossiers", "--lang", "en"], more].concat()).expect(0).stdout;
        text.lines().last().expect("a line").to_owned()
    };
    let line = shown(&["--run", &first, "--geography", "2025-07-01"]);
    let command = format!("tinhso explain dossiers 2025-Q2 --area 90 --geography 2025-07-01 --run {first}");
    assert!(line.ends_with(&command), "{line}");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let answer = mini.tinhso(&[&words[..], &["--format", "json"]].concat()).expect(0).json();
    assert_eq!((&answer["run_id"], &answer["figure"]["geography"]), (&first.as_str().into(), &"2025-07-01".into()));
    assert!(!shown(&[]).contains("--run"));
    // So it is with those units that a shown one was made of.
    let of_unit = mini.tinhso(&["show", "dossiers", "--area", "90002", "--run", &first, "--lang", "en"]).expect(0);
    assert!(of_unit.stdout.contains(&format!("show dossiers --area 90001 --run {first}")), "{}", of_unit.stdout);
}

#[test]
fn a_published_run_is_there_while_the_declarations_have_faults() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current_id(&mini.warehouse()).expect("a run");
    let file = mini.path().join("figures.csv").to_string_lossy().into_owned();
    let asked = [
        vec!["show", "dossiers"],
        vec!["explain", "dossiers", "2025-Q2", "--all"],
        vec!["export", &file],
        vec!["show", "dossiers", "--run", &run],
        vec!["release", &run],
    ];
    let answers = || -> Vec<(String, String)> {
        let answer = |asked: &Vec<&str>| mini.tinhso(asked).expect(0);
        asked.iter().map(answer).map(|answer| (answer.stdout, answer.stderr)).collect()
    };
    let before = answers();
    mini.edit("pipelines/services.toml", "sum(online)", "sum(onlinee)");
    for ((stdout, stderr), (then, _)) in answers().iter().zip(&before) {
        assert_eq!(stdout, then);
        assert!(stderr.contains("Khai báo hiện nay có 1 lỗi") && stderr.contains(&run), "{stderr}");
    }
    // What needs no more than the run keeps is answered, too.
    let said = |asked: &[&str], code: i32| {
        let answer = mini.tinhso(asked).expect(code);
        assert!(
            answer.stderr.contains("Khai báo hiện nay có 1 lỗi") && answer.stderr.contains(&run),
            "{}",
            answer.stderr
        );
        answer.stdout
    };
    assert!(said(&["status", "--by", "sender"], 0).contains(&run));
    said(&["withdraw", "services/2025-Q3.csv", "--why", "gửi nhầm"], 0);
    said(&["restore", "services/2025-Q3.csv", "--why", "vẫn đúng"], 0);
    let bundle = mini.path().join("run.zip").to_string_lossy().into_owned();
    said(&["bundle", &run, &bundle], 0);
    // What is compared with those at hand says that they have faults.
    let verified = mini.tinhso(&["verify", &run]).expect(2).stdout;
    assert!(verified.contains("khai báo hiện nay có 1 lỗi"), "{verified}");
    // What rests on the declarations at hand is refused, and says nothing of what is published.
    let refused = mini.tinhso(&["validate", &file]).expect(2).stderr;
    assert!(refused.contains("onlinee") && !refused.contains("chưa công bố gì"), "{refused}");
    assert!(mini.tinhso(&["run"]).expect(2).stderr.contains("chưa công bố gì"));
    // Where the settings themselves are at fault nobody knows where the warehouse lies.
    mini.edit("tinhso.toml", "province    =", "provnce =");
    mini.tinhso(&["show", "dossiers"]).expect(2);
}

#[test]
fn a_share_of_a_unit_is_beside_its_cell() {
    let mini = Mini::new();
    mini.edit(
        "registry/units.csv",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,\n",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,\n90006,Xã Khe Sâu,commune,xa,90,2025-07-01,\n",
    );
    mini.edit(
        "registry/crosswalk.csv",
        "90005,2020-01-01,90005,2025-07-01,1,1/NQ",
        "90005,2020-01-01,90005,2025-07-01,0.75,1/NQ\n90005,2020-01-01,90006,2025-07-01,0.25,1/NQ",
    );
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    mini.run(0);
    let folder = mini.path().join("evidence").to_string_lossy().into_owned();
    let asked = ["explain", "dossiers", "2025-Q2", "--area", "90006", "--geography", "2025-07-01"];
    let text = mini.tinhso(&[&asked[..], &["--extract", &folder]].concat()).expect(0).stdout;
    assert!(text.contains(" 0,25×D6"), "{text}");
    let whole = mini.tinhso(&["explain", "dossiers", "2025-Q2", "--area", "90001"]).expect(0).stdout;
    assert!(!whole.contains('×'), "{whole}");
    let table = mini.tinhso(&[&asked[..], &["--format", "csv"]].concat()).expect(0).stdout;
    let mut lines = table.lines();
    assert!(lines.next().expect("labels").ends_with(",combined"), "{table}");
    assert!(lines.all(|line| line.ends_with(",sum over units")), "{table}");
}

#[test]
fn two_runs_are_compared_while_the_declarations_have_faults() {
    let mini = Mini::new();
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    mini.run(0);
    mini.send("services/2025-Q3.csv", "2025-10-02T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    mini.run(0);
    let before = mini.tinhso(&["diff"]).expect(1).stdout;
    mini.edit("pipelines/services.toml", "sum(online)", "sum(onlinee)");
    let answer = mini.tinhso(&["diff"]).expect(1);
    assert_eq!(answer.stdout, before);
    assert!(answer.stderr.contains("Khai báo hiện nay có 1 lỗi"), "{}", answer.stderr);
}
