//! What stops a run: exit code 2, nothing published, the previous run still current.

use std::fs;

use crate::kit::{assert_whole, current, current_id, tinhso, tree};
use crate::mini::{Mini, SECOND_QUARTER};

/// Runs once, breaks something, runs again: the second fails with this in both languages and publishes nothing.
#[track_caller]
fn fails(mini: &Mini, break_it: impl FnOnce(&Mini), vi: &str, en: &str) {
    mini.run(0);
    let published = current_id(&mini.warehouse()).expect("a run");
    let runs = || tree(&mini.warehouse().join("runs"));
    let before = runs();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    break_it(mini);
    for (language, expected) in [("vi", vi), ("en", en)] {
        let answer = mini.tinhso(&["run", "--lang", language]).expect(2);
        assert!(answer.stderr.contains(expected), "{language}: {}", answer.stderr);
        assert_eq!(answer.stdout, "", "results alone go to standard output");
    }
    let answer = mini.tinhso(&["run", "--format", "json"]).expect(2).json();
    assert_eq!(answer["tinhso"], "error/1");
    assert!(answer["message"]["vi"].as_str().is_some_and(|text| text.contains(vi)), "{answer}");
    assert!(answer["message"]["en"].as_str().is_some_and(|text| text.contains(en)), "{answer}");
    assert_eq!(current_id(&mini.warehouse()), Some(published));
    assert_eq!(runs(), before);
    assert_whole(&current(&mini.warehouse()));
}

#[test]
fn a_broken_declaration() {
    let mini = Mini::with_two_quarters();
    fails(&mini, |mini| mini.edit("tinhso.toml", "province    =", "provnce ="), "khai báo có", "the declarations have");
}

#[test]
fn an_unknown_field_in_an_expression() {
    let mini = Mini::with_two_quarters();
    fails(
        &mini,
        |mini| mini.edit("pipelines/services.toml", "sum(online)", "sum(onlin)"),
        "khai báo có 1 lỗi",
        "the declarations have 1 fault",
    );
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(2);
    assert!(
        answer.stderr.contains("pipelines/services.toml:19: ") && answer.stderr.contains("did you mean `online`?"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_registry_with_a_fault() {
    let mini = Mini::with_two_quarters();
    fails(
        &mini,
        |mini| mini.edit("registry/units.csv", "2020-01-01,2025-07-01\n", "2020-01-01,2019-07-01\n"),
        "khai báo có",
        "the declarations have",
    );
}

#[test]
fn a_landing_zone_that_is_not_there() {
    let mini = Mini::with_two_quarters();
    let hide = |mini: &Mini| fs::rename(mini.path().join("landing"), mini.path().join("hidden")).expect("renamed");
    fails(&mini, hide, "landing", "cannot open the landing zone");
}

#[test]
fn a_warehouse_that_is_a_file() {
    let mini = Mini::with_two_quarters();
    mini.write("warehouse", "a file");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("warehouse is a file, where a folder belongs"), "{}", answer.stderr);
    let answer = mini.tinhso(&["run"]).expect(2);
    assert!(answer.stderr.contains("warehouse là tệp, trong khi ở đó phải là thư mục"), "{}", answer.stderr);
    assert_eq!(fs::read_to_string(mini.warehouse()).expect("the file"), "a file", "it is left alone");
}

#[test]
fn runs_that_cannot_be_written() {
    let mini = Mini::with_two_quarters();
    fs::create_dir(mini.warehouse()).expect("a folder");
    fs::write(mini.warehouse().join("runs"), "a file").expect("written");
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("runs"), "{}", answer.stderr);
    assert_eq!(current_id(&mini.warehouse()), None);
}

#[test]
fn a_folder_without_a_project_and_a_flag_that_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = tinhso(folder.path(), &["run", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("no tinhso.toml") && answer.stderr.contains("--project DIR"), "{}", answer.stderr);
    let mini = Mini::with_two_quarters();
    assert!(mini.tinhso(&["run", "--as-of", "yesterday"]).expect(2).stderr.contains("--as-of"));
    assert!(!mini.warehouse().exists(), "nothing is written");
}
