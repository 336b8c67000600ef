//! `tinhso verify`: a run is compared with what it rests on, and made again.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::kit::{assert_same_tree, current, current_id, table, tree};
use crate::mini::{Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

/// What each comparison gave.
fn verified(mini: &Mini, code: i32) -> Vec<(String, String, usize)> {
    let answer = mini.tinhso(&["verify", "--format", "json"]).expect(code).json();
    let comparisons = answer["comparisons"].as_array().expect("comparisons");
    let text = |one: &Value, key: &str| one[key].as_str().expect("a word").to_owned();
    let shown =
        |one: &Value| (text(one, "compared"), text(one, "result"), one["differences"].as_array().map_or(0, Vec::len));
    comparisons.iter().map(shown).collect()
}

/// Those that are not the same.
fn not_same(mini: &Mini, code: i32) -> Vec<(String, String)> {
    let all = verified(mini, code).into_iter();
    // DuckDB need not be installed.
    all.filter(|(_, result, _)| result != "same" && result != "unavailable")
        .map(|(compared, result, _)| (compared, result))
        .collect()
}

fn is(compared: &str, result: &str) -> (String, String) {
    (compared.to_owned(), result.to_owned())
}

fn flip(file: &PathBuf) -> Vec<u8> {
    let before = fs::read(file).expect("a file");
    let mut bytes = before.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).expect("written");
    before
}

#[test]
fn a_run_that_nobody_touched_is_the_same_in_all() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = tree(&mini.warehouse());
    assert_eq!(verified(&mini, 0).len(), 8);
    assert_eq!(not_same(&mini, 0), []);
    let text = mini.tinhso(&["verify", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("✓ made again"), "{text}");
    let manifest = fs::read(current(&mini.warehouse()).join("manifest.json")).expect("a manifest");
    let digest = tinhso::store::digest::sha256_hex(&manifest);
    let head = &mini.table("inputs")[1]["link"];
    let line = format!("{} manifest sha256 {digest} chain {head} of 2", current_id(&mini.warehouse()).expect("a run"));
    assert!(text.trim_end().ends_with(&line), "{text}");
    assert!(tree(&mini.warehouse()) == before, "nothing is written");
}

#[test]
fn what_differs_is_named() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    let table = run.join("indicators/services.parquet");
    let whole = flip(&table);
    assert_eq!(not_same(&mini, 1), [is("outputs", "different"), is("repeated", "different")]);
    fs::write(&table, whole).expect("as it was");

    let input = fs::read_dir(mini.warehouse().join("archive")).expect("an archive").next().expect("an input");
    let input = input.expect("an input").path();
    let whole = flip(&input);
    assert_eq!(not_same(&mini, 1), [is("archive", "different"), is("repeated", "not-compared")]);
    fs::write(&input, whole).expect("as it was");

    let ledger = mini.warehouse().join("ledger/000001.jsonl");
    let whole = fs::read_to_string(&ledger).expect("a ledger");
    fs::write(&ledger, whole.replacen("2025-", "2024-", 1)).expect("written");
    assert_eq!(not_same(&mini, 1), [is("ledger", "different")]);
    fs::write(&ledger, whole).expect("as it was");
    assert_eq!(not_same(&mini, 0), []);
}

#[test]
fn what_programs_leave_beside_the_files_of_a_run_is_named_and_no_difference() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    fs::create_dir_all(run.join("returns")).expect("a folder");
    for name in ["Thumbs.db", "desktop.ini", "returns/~$bao_cao.xlsx", ".DS_Store", ".~lock.findings.parquet#"] {
        fs::write(run.join(name), "x").expect("written");
        assert_eq!(not_same(&mini, 0), [], "{name}");
        let said = mini.tinhso(&["verify", "--lang", "en"]).expect(0).stdout;
        assert_eq!(said.contains(&format!("is passed over: {name}")), !name.starts_with('.'), "{said}");
        fs::remove_file(run.join(name)).expect("removed");
    }
    // What readers would take for a table, and what no program leaves, is no part of the run.
    for name in ["indicators/~$services.parquet", "indicators/services.parquet.csv"] {
        fs::write(run.join(name), "x").expect("written");
        assert_eq!(not_same(&mini, 1), [is("outputs", "different")], "{name}");
        fs::remove_file(run.join(name)).expect("removed");
    }
    // The list is that of the landing zone.
    mini.edit("tinhso.toml", "province", "debris = [\"*.csv\"]\nprovince");
    mini.run(0);
    let run = current(&mini.warehouse());
    fs::write(run.join("indicators/services.parquet.csv"), "x").expect("written");
    assert_eq!(not_same(&mini, 0), []);
    fs::write(run.join("Thumbs.db"), "x").expect("written");
    assert_eq!(not_same(&mini, 1), [is("outputs", "different")]);
}

#[test]
fn a_run_of_other_declarations_is_made_again_by_those_that_it_keeps() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("pipelines/services.toml", "Share online", "Share on line");
    assert_eq!(not_same(&mini, 2), [is("declarations", "not-compared")]);
    let answer = mini.tinhso(&["verify", "--format", "json"]).expect(2).json();
    let declarations = answer["comparisons"].as_array().expect("comparisons").iter();
    let declarations: Vec<&Value> = declarations.filter(|one| one["compared"] == "declarations").collect();
    assert_eq!(declarations[0]["differences"], serde_json::json!(["pipelines/services.toml"]));
    let said = mini.tinhso(&["verify", "0123456789abcdef", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("0123456789abcdef"), "{said}");
}

#[test]
fn a_run_of_another_program_is_compared_by_values() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    let manifest = run.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let mut changed: Value = serde_json::from_str(&text).expect("JSON");
    changed["program"]["digest"] = "0".repeat(64).into();
    fs::write(&manifest, changed.to_string()).expect("written");
    assert_eq!(not_same(&mini, 0), [], "the values are the same");
    // A table of other values, whose digest the manifest names: the cell is reported.
    let of_other = Mini::with_two_quarters();
    of_other.write("landing/services/2025-Q2.csv", sheet("2025-Q2", &OLD, &[Some("1;1;1;1"); 5]));
    of_other.run(0);
    let table = "units/services.parquet";
    let other = fs::read(current(&of_other.warehouse()).join(table)).expect("a table");
    fs::write(run.join(table), &other).expect("written");
    for output in changed["outputs"].as_array_mut().expect("outputs") {
        if output["path"] == table {
            output["sha256"] = tinhso::store::digest::sha256_hex(&other).into();
            output["bytes"] = other.len().into();
        }
    }
    fs::write(&manifest, changed.to_string()).expect("written");
    assert_eq!(not_same(&mini, 1), [is("repeated", "different")]);
    let text = mini.tinhso(&["verify", "--lang", "en"]).expect(1).stdout;
    assert!(text.contains("units/services.parquet: row "), "{text}");
}

/// A run as the build before wrote it: its manifest lists every input, and there is no table of them.
pub fn with_listed_inputs(run: &std::path::Path) {
    let listed: Vec<Value> = table(&run.join("inputs.parquet"))
        .iter()
        .map(|row| {
            let (object, sha256, received_at) = (&row["object"], &row["sha256"], &row["received_at"]);
            serde_json::json!({ "object": object, "sha256": sha256, "received_at": received_at })
        })
        .collect();
    let path = run.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    manifest["tinhso"] = "manifest/1".into();
    manifest["program"]["digest"] = "0".repeat(64).into();
    manifest["inputs"] = listed.into();
    manifest["outputs"].as_array_mut().expect("outputs").retain(|output| output["path"] != "inputs.parquet");
    fs::write(path, manifest.to_string()).expect("written");
    fs::remove_file(run.join("inputs.parquet")).expect("removed");
}

#[test]
fn a_warehouse_whose_manifests_list_their_inputs_still_opens() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    // Another program gave it another id.
    let old = run.with_file_name("0123456789abcdef");
    fs::rename(&run, &old).expect("renamed");
    let link = mini.warehouse().join("current");
    fs::remove_file(&link).expect("removed");
    std::os::unix::fs::symlink("runs/0123456789abcdef", &link).expect("a link");
    with_listed_inputs(&old);
    assert_eq!(not_same(&mini, 0), []);
    fs::remove_file(mini.warehouse().join("ledger.json")).expect("no build before wrote it");
    let ledger = mini.warehouse().join("ledger/000001.jsonl");
    let whole = fs::read_to_string(&ledger).expect("a ledger");
    fs::write(&ledger, whole.replacen("2025-", "2024-", 1)).expect("written");
    assert_eq!(not_same(&mini, 1), [is("ledger", "different")]);
    assert!(mini.tinhso(&["run", "--lang", "en"]).expect(2).stderr.contains("counts services/2025-Q2.csv"));
    fs::write(&ledger, whole).expect("as it was");
    mini.run(0);
    assert_ne!(current(&mini.warehouse()), old);
    assert_eq!(not_same(&mini, 0), []);
}

#[test]
fn a_list_of_inputs_that_is_damaged_is_reported() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let list = current(&mini.warehouse()).join("inputs.parquet");
    let whole = fs::read(&list).expect("a table");
    fs::write(&list, &whole[..whole.len() / 2]).expect("written");
    let different = ["archive", "ledger", "repeated"].map(|one| is(one, "not-compared"));
    let found = not_same(&mini, 1);
    assert_eq!(found[0], is("outputs", "different"));
    assert_eq!(found[1..], different);
    fs::write(&list, whole).expect("as it was");
    // What is left of a run without a manifest is no run, whatever it is: it is made again.
    let run = current(&mini.warehouse());
    for name in tree(&run).into_keys() {
        if name != "catalog.parquet" {
            fs::remove_file(run.join(name)).expect("removed");
        }
    }
    assert_eq!(mini.run(1)["repaired"], serde_json::json!(["manifest.json"]));
    assert_eq!(not_same(&mini, 0), []);
}

#[test]
fn the_same_inputs_in_other_ledgers_are_the_same_run() {
    let whole = Mini::with_two_quarters();
    whole.run(0);
    let piecewise = Mini::new();
    piecewise.send("services/2025-Q3.csv", "2025-10-05T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    piecewise.run(0);
    let first = piecewise.table("inputs");
    piecewise.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    piecewise.run(0);
    assert_same_tree(&current(&whole.warehouse()), &current(&piecewise.warehouse()));
    assert_eq!(current(&whole.warehouse()).file_name(), current(&piecewise.warehouse()).file_name());
    let head = |mini: &Mini| mini.table("inputs").last().expect("an input")["link"].clone();
    assert_ne!(head(&piecewise), first[0]["link"]);
    // What arrives after the as-of day changes nothing; later it lengthens the chain.
    let before = head(&whole);
    whole.send("services/2025-Q4.csv", "2026-01-05T09:00:00+07:00", sheet("2025-Q4", &NEW, &THIRD_QUARTER));
    whole.run_with(0, &["--as-of", "2025-12-31"]);
    assert_eq!(head(&whole), before);
    whole.run(0);
    assert_eq!(whole.table("inputs").iter().filter(|row| row["link"] == before).count(), 1);
}

/// What `verify` says where this script is `duckdb` on the PATH.
#[track_caller]
fn with_duckdb(mini: &Mini, script: &str, code: i32) -> Value {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("duckdb");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").expect("a PATH"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tinhso"));
    command.args(["verify", "--format", "json", "--time-limit", "2"]).current_dir(mini.path()).env("PATH", path);
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    answer["comparisons"].as_array().expect("comparisons")[7].clone()
}

#[test]
fn duckdb_that_fails_hangs_or_answers_otherwise_is_reported() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let failed = with_duckdb(&mini, "echo 'Parser Error: near SELECT' >&2; exit 1", 2);
    assert_eq!((&failed["compared"], &failed["result"]), (&"duckdb".into(), &"not-compared".into()));
    assert!(failed["message"]["en"].as_str().expect("a text").ends_with("“Parser Error: near SELECT”"), "{failed}");
    let began = std::time::Instant::now();
    let late = with_duckdb(&mini, "exec sleep 60", 2);
    assert!(late["message"]["en"].as_str().expect("a text").contains("2 seconds"), "{late}");
    // A child of the program holds its pipes open.
    let held = with_duckdb(&mini, "sleep 60 & exit 0", 2);
    assert_eq!(held["result"], "not-compared", "{held}");
    assert!(began.elapsed().as_secs() < 50);
    assert_eq!(with_duckdb(&mini, "cat", 2)["result"], "not-compared");
    // No figures at all, where the run has some.
    let none = with_duckdb(&mini, "exit 0", 1);
    assert_eq!(none["result"], "different");
    assert!(none["differences"][0].as_str().expect("a text").ends_with("; DuckDB: -"), "{none}");
}

#[test]
fn what_was_found_is_attested() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let run = current(&mini.warehouse());
    let read =
        |path: &std::path::Path| -> Value { serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON") };
    let (manifest, provenance) = (read(&run.join("manifest.json")), read(&run.join("provenance.json")));
    assert_eq!(provenance["predicateType"], "https://slsa.dev/provenance/v1");
    let subject: Vec<&Value> =
        provenance["subject"].as_array().expect("files").iter().map(|one| &one["name"]).collect();
    let outputs = manifest["outputs"].as_array().expect("outputs").iter().map(|output| &output["path"]);
    assert_eq!(subject, outputs.filter(|path| *path != "provenance.json").collect::<Vec<_>>());
    let dependencies = &provenance["predicate"]["buildDefinition"]["resolvedDependencies"];
    assert_eq!(dependencies[0]["digest"]["tinhsoManifest2"], manifest["inputs"]["head"]);
    assert_eq!(dependencies[1]["name"], "inputs.parquet");

    let file = mini.path().join("attested/summary.json");
    let attest = |code| {
        mini.tinhso(&["verify", "--attestation", &file.to_string_lossy()]).expect(code);
        read(&file)
    };
    let attested = attest(0);
    assert_eq!(attested["_type"], "https://in-toto.io/Statement/v1");
    assert_eq!(attested["predicateType"], "https://slsa.dev/verification_summary/v1");
    assert_eq!(attested["predicate"]["verificationResult"], "PASSED");
    let digest = tinhso::store::digest::sha256_hex(&fs::read(run.join("manifest.json")).expect("a manifest"));
    assert_eq!(attested["subject"][0]["digest"]["sha256"], digest);
    flip(&run.join("catalog.parquet"));
    assert_eq!(attest(1)["predicate"]["verificationResult"], "FAILED");
    assert_eq!(attest(1)["predicate"]["verifiedLevels"], serde_json::json!(["FAILED"]));
}
