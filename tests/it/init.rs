//! `tinhso init DIR`: a new project that runs at once.

use std::path::Path;

use serde_json::Value;

use crate::kit::{current, filtered, lines, table, tinhso, tree};

fn new_project(arguments: &[&str]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("dự án");
    let path = project.to_string_lossy().into_owned();
    let mut all = vec!["init", path.as_str()];
    all.extend(arguments);
    // The working directory is no project, and none is needed.
    tinhso(folder.path(), &all).expect(0);
    (folder, project)
}

#[test]
fn a_new_project_runs_at_once() {
    let (_folder, project) = new_project(&[]);
    insta::assert_snapshot!(tinhso(&project, &["check", "--lang", "en"]).expect(0).stdout, @"The declarations hold: 1 form, 1 pipeline, 3 indicators, 9 units");
    let run = tinhso(&project, &["run", "--lang", "en", "--format", "json"]).expect(0).json();
    assert_eq!(run["summary"]["warnings"], 0, "{run:#}");
    assert_eq!(run["summary"]["targets"][0]["target_state"], "met");
    let figures = table(&current(&project.join("warehouse")).join("indicators/one-stop.parquet"));
    let province = filtered(figures, &[("ref_area", "99")]);
    let columns = ["indicator", "geography", "time_period", "obs_value", "obs_status"];
    insta::assert_snapshot!(lines(&province, &columns).join("\n"));
    let status = tinhso(&project, &["status", "--lang", "en"]).expect(0).stdout;
    assert!(status.contains("2025-Q3  2025-10-15        2     0        0"), "{status}");
}

#[test]
fn what_its_readme_proposes_to_try_happens() {
    let (_folder, project) = new_project(&[]);
    tinhso(&project, &["run"]).expect(0);
    for (name, from, to) in [
        ("landing/2025-Q3/xa-song-trong.csv", ";84;", ";250;"),
        ("landing/arrivals.csv", "2025-10-06T08:15:00+07:00", "2025-10-20T09:00:00+07:00"),
    ] {
        let text = std::fs::read_to_string(project.join(name)).expect("a file");
        assert!(text.contains(from), "{name}");
        std::fs::write(project.join(name), text.replace(from, to)).expect("written");
    }
    let said = tinhso(&project, &["run", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains("more dossiers online than received"), "{said}");
}

#[test]
fn every_declaration_names_a_schema_that_is_there_and_keeps_to_it() {
    let (_folder, project) = new_project(&["--lang", "en"]);
    let json = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(project.join(name)).expect("a file")).expect("JSON")
    };
    let toml = |name: &str| -> (String, Value) {
        let text = std::fs::read_to_string(project.join(name)).expect("a file");
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a schema").to_owned();
        let table: toml::Table = text.parse().expect("TOML");
        (named, serde_json::to_value(table).expect("JSON"))
    };
    let form = json("schemas/one-stop.json");
    let named = form["$schema"].as_str().expect("a schema").to_owned();
    for (name, (named, declared)) in [
        ("tinhso.toml", toml("tinhso.toml")),
        ("pipelines/one-stop.toml", toml("pipelines/one-stop.toml")),
        ("schemas/one-stop.json", (named, form)),
    ] {
        let place = project.join(name).parent().expect("a folder").join(named);
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(place).expect("a schema")).expect("JSON");
        assert!(jsonschema::is_valid(&schema, &declared), "{name}");
    }
    let readme = std::fs::read_to_string(project.join("README.md")).expect("a file");
    assert!(readme.contains("To make it yours"), "the README speaks the language asked for");
}

#[test]
fn the_province_is_the_one_that_is_named() {
    let (_folder, project) = new_project(&["--name", "Thử \"Nghiệm\", mới", "--province", "12", "--lang", "en"]);
    tinhso(&project, &["check"]).expect(0);
    tinhso(&project, &["run"]).expect(0);
    let units = table(&current(&project.join("warehouse")).join("registry/units.parquet"));
    let province = filtered(units, &[("area_level", "province")]);
    assert_eq!(lines(&province, &["ref_area", "ref_area_name"]), ["12 | Tỉnh Thử \"Nghiệm\", mới"]);
}

#[test]
fn nothing_of_a_real_province_is_in_it() {
    let (_folder, project) = new_project(&[]);
    for (name, bytes) in tree(&project) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Điện Biên"), "{name}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder");
    let said = |arguments: &[&str]| tinhso(Path::new("/"), arguments);
    let path = folder.path().to_string_lossy().into_owned();
    assert!(said(&["init", &path, "--province", "9"]).expect(2).stderr.contains("mã tỉnh `9`"));
    said(&["init", &path, "--lang", "en"]).expect(0);
    let before = tree(folder.path());
    let again = said(&["init", &path, "--lang", "en"]).expect(2).stderr.replace(&path, "[folder]");
    insta::assert_snapshot!(again, @"error: [folder] is not empty; name a folder that is, or a new one");
    assert_eq!(tree(folder.path()), before);
}
