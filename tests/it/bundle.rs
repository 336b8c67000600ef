//! `tinhso bundle`: a run with all it rests on in one file, and what becomes of files that only look like one.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::kit::{current, current_id};
use crate::mini::{Mini, NEW, THIRD_QUARTER, sheet};

/// The parts of a bundle, by name.
type Parts = BTreeMap<String, Vec<u8>>;

/// A bundle of the current run, beside the project.
fn bundled(mini: &Mini, name: &str) -> PathBuf {
    let file = mini.path().join(name);
    mini.tinhso(&["bundle", "current", &file.to_string_lossy()]).expect(0);
    file
}

/// What `verify --bundle` says in an empty folder: the exit code, the answer, and standard error.
pub fn verified(file: &Path) -> (i32, Value, String) {
    let empty = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinhso"));
    command.args(["verify", "--format", "json", "--lang", "en", "--bundle"]).arg(file).current_dir(empty.path());
    let output = command.output().expect("it runs");
    assert_eq!(
        fs::read_dir(empty.path()).expect("a folder").count(),
        0,
        "nothing is written into the working directory"
    );
    let answer = serde_json::from_slice(&output.stdout).expect("JSON");
    (output.status.code().expect("a code"), answer, String::from_utf8(output.stderr).expect("UTF-8"))
}

fn not_same(answer: &Value) -> Vec<(&str, &str)> {
    let comparisons = answer["comparisons"].as_array().expect("comparisons").iter();
    let results =
        comparisons.map(|one| (one["compared"].as_str().expect("a word"), one["result"].as_str().expect("a word")));
    results.filter(|(_, result)| !["same", "unavailable"].contains(result)).collect()
}

fn parts(file: &Path) -> Parts {
    let mut package = zip::ZipArchive::new(Cursor::new(fs::read(file).expect("a file"))).expect("a zip");
    let mut part = |index| {
        let mut part = package.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("bytes");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..zip::ZipArchive::new(fs::File::open(file).expect("a file")).expect("a zip").len()).map(&mut part).collect()
}

/// A zip of these parts, beside the project.
fn packed(mini: &Mini, parts: &Parts) -> PathBuf {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name, SimpleFileOptions::default()).expect("a part");
        package.write_all(bytes).expect("bytes");
    }
    mini.write("packed.zip", package.finish().expect("a zip").into_inner());
    mini.path().join("packed.zip")
}

#[test]
fn a_bundle_verifies_in_an_empty_folder() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (file, id) = (bundled(&mini, "run.zip"), current_id(&mini.warehouse()).expect("a run"));
    let (code, answer, stderr) = verified(&file);
    assert_eq!(code, 0, "{answer} {stderr}");
    assert_eq!(not_same(&answer), []);
    assert_eq!((answer["run_id"].as_str(), answer["comparisons"].as_array().map(Vec::len)), (Some(&*id), Some(8)));
    // The same run is the same bundle, whatever arrived since and whoever is current.
    mini.send("services/2025-Q4.csv", "2026-01-05T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    mini.run(0);
    assert_ne!(current_id(&mini.warehouse()).as_deref(), Some(&*id));
    let again = mini.path().join("again.zip");
    mini.tinhso(&["bundle", &id, &again.to_string_lossy()]).expect(0);
    assert!(fs::read(&file).expect("a file") == fs::read(&again).expect("a file"));
    let later = parts(&bundled(&mini, "later.zip"));
    assert!(later.contains_key("ledger/000002.jsonl") && !parts(&file).contains_key("ledger/000002.jsonl"));
    assert_eq!(verified(&mini.path().join("later.zip")).0, 0);
}

#[test]
fn what_cannot_be_proved_is_not_bundled() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let file = mini.path().join("run.zip");
    let bundle =
        |code| mini.tinhso(&["bundle", "current", &file.to_string_lossy(), "--lang", "en"]).expect(code).stderr;
    let input = fs::read_dir(mini.warehouse().join("archive")).expect("an archive").next().expect("an input");
    let input = input.expect("an input").path();
    let whole = fs::read(&input).expect("an input");
    fs::write(&input, b"other").expect("written");
    let said = bundle(2);
    let name = format!("archive/{}", input.file_name().expect("a name").to_string_lossy());
    assert!(said.contains(&name) && said.contains("damaged") && !said.contains("cannot write"), "{said}");
    fs::write(&input, whole).expect("as it was");
    let table = current(&mini.warehouse()).join("catalog.parquet");
    let whole = fs::read(&table).expect("a table");
    fs::write(&table, b"other").expect("written");
    assert!(bundle(2).contains("catalog.parquet"));
    fs::write(&table, whole).expect("as it was");
    // Other declarations than those at hand are taken from the run, which has to be whole.
    mini.edit("pipelines/services.toml", "Share online", "Share on line");
    let table = current(&mini.warehouse()).join("declarations.parquet");
    let whole = fs::read(&table).expect("a table");
    fs::write(&table, b"other").expect("written");
    assert!(bundle(2).contains("declarations.parquet"));
    fs::write(&table, whole).expect("as it was");
    assert!(!file.exists(), "nothing is written");
    let unknown =
        mini.tinhso(&["bundle", "0123456789abcdef", &file.to_string_lossy(), "--lang", "en"]).expect(2).stderr;
    assert!(unknown.contains("0123456789abcdef"), "{unknown}");
}

#[test]
fn what_was_changed_in_a_bundle_is_named() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let whole = parts(&bundled(&mini, "run.zip"));
    assert_eq!(verified(&packed(&mini, &whole)).0, 0, "whoever packed it");
    let found = |change: &dyn Fn(&mut Parts)| {
        let mut changed = whole.clone();
        change(&mut changed);
        let (code, answer, stderr) = verified(&packed(&mini, &changed));
        assert_eq!(code, 1, "{answer} {stderr}");
        let named: Vec<String> =
            not_same(&answer).iter().map(|(compared, result)| format!("{compared} {result}")).collect();
        named.join(", ")
    };
    let name = |start: &str| whole.keys().find(|name| name.contains(start)).expect("a part").clone();
    let (input, table) = (name("archive/"), name("indicators/services.parquet"));
    let replaced = |name: String| move |parts: &mut Parts| drop(parts.insert(name.clone(), b"other".into()));
    assert_eq!(found(&replaced(input.clone())), "archive different, repeated not-compared");
    assert_eq!(found(&|parts| drop(parts.remove(&input))), "archive different, repeated not-compared");
    assert!(found(&replaced(table)).starts_with("outputs different, repeated different"));
    let ledger = |parts: &mut Parts| {
        let text = String::from_utf8(parts["ledger/000001.jsonl"].clone()).expect("UTF-8");
        parts.insert("ledger/000001.jsonl".into(), text.replacen("2025-", "2024-", 1).into());
    };
    assert_eq!(found(&ledger), "ledger different");
    assert_eq!(found(&|parts| drop(parts.remove("ledger/000001.jsonl"))), "ledger different");
    // Declarations with faults are those of the bundle, not of a project that its reader could mend.
    let mut changed = whole.clone();
    let pipeline = String::from_utf8(changed[&name("pipelines/services.toml")].clone()).expect("UTF-8");
    changed.insert(name("pipelines/services.toml"), pipeline.replacen("factor", "faktor", 1).into());
    let (code, answer, _) = verified(&packed(&mini, &changed));
    let said = answer["message"]["en"].as_str().expect("a message");
    assert_eq!(code, 2, "{answer}");
    assert!(said.contains("are not those with which it was written: pipelines/services.toml:"), "{said}");
}

#[test]
fn a_file_that_only_looks_like_a_bundle_is_refused() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let whole = parts(&bundled(&mini, "run.zip"));
    let refused = |file: &Path, said: &str| {
        let (code, answer, stderr) = verified(file);
        assert_eq!((code, answer["tinhso"].as_str()), (2, Some("error/1")), "{answer}");
        assert!(stderr.contains(said), "{said}: {stderr}");
    };
    let with = |name: &str, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed.insert(name.to_owned(), bytes.to_vec());
        packed(&mini, &changed)
    };
    let without = |name: &str| {
        let mut changed = whole.clone();
        changed.retain(|part, _| !part.ends_with(name));
        packed(&mini, &changed)
    };
    for name in ["../outside", "/etc/outside", "runs/../../outside", "archive/outside", "ledger/a/b.jsonl", "outside"] {
        refused(&with(name, b"x"), "which no bundle does");
    }
    refused(&with("project/schemas/a/b.json", b"{}"), "which no bundle does");
    // Another run beside the one that is proved would be in no comparison.
    refused(&with("runs/0123456789abcdef/manifest.json", b"{}"), "runs/0123456789abcdef, which no bundle does");
    refused(&with("bundle.json", b"{}"), "not of the version");
    refused(&with("bundle.json", br#"{ "tinhso": "bundle/1", "run_id": "../x" }"#), "not of the version");
    refused(&without("bundle.json"), "bundle.json is missing");
    refused(&without("manifest.json"), "manifest.json is missing");
    refused(&without("tinhso.toml"), "project/tinhso.toml is missing");
    refused(&with("project/schemas/services.json", b"\xff"), "not UTF-8");
    refused(&with(&format!("archive/{}", "0".repeat(64)), &vec![0; 160 << 20]), "it unpacks to more than");
    mini.write("packed.zip", b"no zip");
    refused(&mini.path().join("packed.zip"), "is no bundle");
    let bytes = fs::read(mini.path().join("run.zip")).expect("a file");
    mini.write("packed.zip", &bytes[..bytes.len() - 100]);
    refused(&mini.path().join("packed.zip"), "is no bundle");
    refused(&mini.path().join("nothing.zip"), "nothing.zip");
}
